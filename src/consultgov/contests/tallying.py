"""Whether what judges and public returned may be counted, and the votes of the public added up."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import attrs

from consultgov.contests.popular import totals_of
from consultgov.decisions.outcomes import Outcome
from consultgov.errors import Fault, TallyError
from consultgov.shares import Number
from consultgov.tabulation.counts import step
from consultgov.verdicts import Verdict
from consultgov.voting.forms import Grade, Rank
from consultgov.voting.marks import Mark
from consultgov.voting.polls import Poll
from consultgov.voting.returns import Returns, returned

if TYPE_CHECKING:
    from consultgov.contests.rules import ContestRule

__all__ = ["PopularVotes", "popular_votes", "uncounted"]


class PopularVotes(NamedTuple):
    """What the public returned."""

    votes: dict[str, Number] | None
    """Proposal to its votes; ``None`` where there is nothing to count."""
    notes: tuple[Verdict, ...] = ()
    withheld: bool = False
    """The papers are so few that their figures would unmask a voter."""


def uncounted(returns: Returns, code: str) -> Verdict | None:
    """Why there is nothing to count, if there is nothing: sealed so far, or not valid.

    Args:
        returns: what was returned.
        code: how the codes of the reasons begin.
    """
    if returns.sealed:
        return attrs.evolve(step(f"{code}-sealed"), holds=False)
    outcome = returns.outcome
    if outcome is not None and outcome is not Outcome.ADOPTED:
        return _not_valid(code, outcome.value, returns)
    if returns.void:
        return _not_valid(code, "void", returns)
    if outcome is None and not returns.valid and not returns.votes:
        return _not_valid(code, "undecided", returns)
    return None


def _not_valid(code: str, outcome: str, returns: Returns) -> Verdict:
    decision = returns.decision
    why = () if decision is None else (decision.quorum, decision.adoption)
    parts = tuple(each for each in why if each is not None and not each.holds)
    return attrs.evolve(step(f"{code}-not-valid", outcome=outcome), holds=False, parts=parts)


def popular_votes(
    rule: ContestRule, given: object, proposals: tuple[str, ...], at: datetime | str | None
) -> PopularVotes:
    """The votes of the public where the rule blends them in, and what a reader of them has to know."""
    if rule.blend is None:
        if given is not None:
            fix = "give the rule a blend, or leave them out"
            fault = Fault("popular-not-asked", "popular votes", "must be asked for by the rule", "", fix)
            raise TallyError(fault)
        return PopularVotes({})
    if given is None:
        fix = "pass popular=..., a poll or a dict of proposal to votes"
        raise TallyError(
            Fault("popular-missing", "popular votes", "must be given, as the rule asks", "", fix)
        )
    if not isinstance(given, Poll | Returns):
        return PopularVotes(totals_of(given, proposals))
    returns = returned(given, at)
    why = uncounted(returns, "contest-popular")
    if why is not None:
        return PopularVotes(None, (attrs.evolve(why, parts=(*why.parts, *returns.notes)),))
    told = (attrs.evolve(step("contest-popular-notes"), parts=returns.notes),) if returns.notes else ()
    return PopularVotes(totals_of(_sums(returns), proposals), told, returns.withheld)


def _sums(returns: Returns) -> dict[str, Number]:
    """Option to its votes: choices, points or scores added up."""
    form = returns.slate.form
    if isinstance(form, Grade | Rank):
        fix = "let the public choose, give points, or score"
        raise TallyError(Fault("wrong-form", "popular votes", "must be votes that add up", form.kind, fix))
    if returns.votes:
        return dict(returns.votes)
    sums: dict[str, Number] = {}
    for _, marks, many in returns.papers:
        for option, mark in marks.entries:
            sums[option] = sums.get(option, 0) + many * _worth(mark)
    return sums


def _worth(mark: Mark) -> Number:
    """What a mark counts for: a yes is one vote, points and scores are what they are."""
    if isinstance(mark, str):
        return int(mark == "yes")
    return sum(value for _, value in mark) if isinstance(mark, tuple) else mark
