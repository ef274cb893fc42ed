"""What a count came to: who has a seat, what a tie leaves open, and every round with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias, final

import attrs

from consultgov.shares import Number, number_text
from consultgov.verdicts import Verdict, explained

__all__ = ["Ranking", "Round", "Tabulation", "Tie", "step"]

Ranking: TypeAlias = tuple[tuple[str, ...], ...]
"""Options in order, the best first; those in one tier are alike."""


def _read_only(given: Mapping[str, Number]) -> Mapping[str, Number]:
    return MappingProxyType(dict(given))


def _plain_numbers(figures: Mapping[str, Number]) -> dict[str, str]:
    return {name: number_text(value) for name, value in figures.items()}


def step(code: str, **facts: object) -> Verdict:
    """One thing that happened in a count, under a stable code, with the facts that it was decided from."""
    return Verdict(holds=True, code=code, rule="", facts=facts)


@final
@attrs.frozen
class Tie:
    """Options that a count cannot tell apart, where it matters.

    Attributes:
        options: who is tied, in the order of the paper.
        places: how many of them have a place: seats, or of an exclusion how many are excluded.
        over: what they are tied for: ``"seat"``, ``"exclusion"``, ``"surplus"``, ``"runoff"``, a
            ``"candidacy"`` in the next ballot, or under a ``"cap"`` who of a group stays.
    """

    options: tuple[str, ...]
    places: int
    over: str = "seat"

    def verdict(self) -> Verdict:
        """The tie as a verdict: something is not decided."""
        facts = {"options": list(self.options), "places": self.places}
        return Verdict(holds=False, code=f"tied-for-{self.over}", rule="", facts=facts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {"options": list(self.options), "places": self.places, "over": self.over}


@final
@attrs.frozen(hash=False)
class Round:
    """One round of a count.

    Attributes:
        votes: option to the votes, points or score that it has in this round.
        steps: what was decided from them, each with its facts.
        exhausted: votes of papers that say nothing more about whoever is still there.
        quota: the votes that a seat takes, where the method has a quota.
    """

    votes: Mapping[str, Number] = attrs.field(converter=_read_only)
    steps: tuple[Verdict, ...] = ()
    exhausted: Number = 0
    quota: Number | None = None

    def head(self, place: int) -> Verdict:
        """The figures of the round as a sentence of an account."""
        figures = [f"{name} {number_text(votes)}" for name, votes in self.votes.items()]
        facts: dict[str, object] = {"round": place, "votes": figures}
        if self.exhausted:
            return step("count-round-exhausted", **facts, exhausted=number_text(self.exhausted))
        return step("count-round", **facts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {"votes": _plain_numbers(self.votes)}
        if self.exhausted:
            plain["exhausted"] = number_text(self.exhausted)
        if self.quota is not None:
            plain["quota"] = number_text(self.quota)
        return {**plain, "steps": [each.to_dict() for each in self.steps]}

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Round, (dict(self.votes), self.steps, self.exhausted, self.quota)

    def __hash__(self) -> int:
        """Equal rounds have equal votes."""
        return hash((tuple(self.votes.items()), self.exhausted, self.quota))


@final
@attrs.frozen(hash=False)
class Tabulation:
    """What a method made of some papers.

    Attributes:
        method: the method, in its own word.
        elected: who has a seat for certain, in the order of election; an option may be there several times
            where seats are those of lists.
        tie: what a tie leaves open; the count stops where it matters, and goes on once an order of those
            tied is given.
        order: options in order of merit, where the method ranks them; those in one tier are alike.
        rounds: every round, with its figures and reasons.
        scores: option to the figure that the order is made by.
    """

    method: str
    elected: tuple[str, ...] = ()
    tie: Tie | None = None
    order: Ranking = ()
    rounds: tuple[Round, ...] = ()
    scores: Mapping[str, Number] = attrs.field(default=MappingProxyType({}), converter=_read_only)

    def explain(self, language: str = "en") -> str:
        """The count in sentences, ``"en"`` or ``"zh"``, round by round.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: a head for each round with its steps below it, then what came of it."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        for place, each in enumerate(self.rounds, 1):
            yield attrs.evolve(each.head(place), parts=each.steps)
        if self.elected:
            yield step("count-elected", options=list(self.elected))
        if self.tie is not None:
            yield self.tie.verdict()

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {"method": self.method, "elected": list(self.elected)}
        if self.tie is not None:
            plain["tie"] = self.tie.to_dict()
        if self.order:
            plain["order"] = [list(tier) for tier in self.order]
        if self.rounds:
            plain["rounds"] = [each.to_dict() for each in self.rounds]
        return {**plain, "scores": _plain_numbers(self.scores)} if self.scores else plain

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        values = (self.method, self.elected, self.tie, self.order, self.rounds)
        return Tabulation, (*values, dict(self.scores))

    def __hash__(self) -> int:
        """Equal counts seat the same."""
        return hash((self.method, self.elected, self.tie, self.order))
