"""The electorate of a vote on somebody, without her vote where the rule takes it from her."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consultgov.people import Elector
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.grounds import ground
from consultgov.voting.putting import body_put, findings_of
from consultgov.voting.registers import OwnersElectorate

__all__ = ["Voters", "without_vote_of"]

Voters = Electorate | Entitlement | OwnersElectorate | Iterable[Elector | str]
"""Whoever a poll may be put to."""


def without_vote_of(person: str, people: Voters) -> tuple[Entitlement, Mapping[str, tuple[str, ...]]]:
    """The electorate in which somebody is recused as the person concerned, and who else casts whose vote.

    She stays among the members. Where she is not in it, she has no vote if she enters office meanwhile.
    """
    body, excluded, agents = body_put(people)
    why = ground("person-concerned", elector=person)
    if body.elector(person) is not None:
        return Entitlement(body.recusing({person: why}), excluded, {}, findings_of(people)), agents
    return Entitlement(body, {person: why, **excluded}, {}, findings_of(people)), agents
