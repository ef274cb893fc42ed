"""What an election came to: who is elected and why, what stays open, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, final

import attrs

from consultgov.people import Elector
from consultgov.shares import Number, number_text
from consultgov.tabulation import Tabulation, Tie
from consultgov.tabulation.counts import step
from consultgov.verdicts import Clause, Verdict, explained

if TYPE_CHECKING:
    from consultgov.elections.rules import ElectionRule

__all__ = ["ElectionOutcome", "ElectionResult", "NextElection", "Place", "Placing"]


@final
class ElectionOutcome(StrEnum):
    """What an election came to."""

    COMPLETE = "complete"
    """Every seat is filled."""
    TIED = "tied"
    """A tie leaves at least one seat open."""
    GIVE_WAY = "give_way"
    """A group over its cap has to decide who gives way."""
    OPEN = "open"
    """Too few are qualified, and seats stay open."""
    DEFAULT = "default"
    """The default prevails: none of the others is elected."""
    INQUORATE = "inquorate"
    """Too few voted: the election is void."""
    VOID = "void"
    """The election is void for another reason, such as more ballots returned than issued."""
    SEALED = "sealed"
    """Nothing can be told yet."""


@final
class Place(StrEnum):
    """What became of a candidate."""

    ELECTED = "elected"
    TIED = "tied"
    NOT_QUALIFIED = "not_qualified"
    YIELDING = "yielding"
    """In a group over its cap, which has to decide who of it gives way."""
    PASSED_OVER = "passed_over"
    NOT_ELECTED = "not_elected"


@final
@attrs.frozen
class Placing:
    """What became of one candidate.

    Attributes:
        candidate: who.
        place: what became of her.
        figure: her votes, points or score; ``None`` where the method gives nobody a figure.
        qualified: the verdict on what she needs to be elected; ``None`` where the rule asks nothing.
        why: why she was passed over, if she was.
        seats: of a list that has some, how many.
        scored: the figure is a score, and not a number of votes.
    """

    candidate: str
    place: Place
    figure: Number | None = None
    qualified: Verdict | None = None
    why: Verdict | None = None
    seats: int | None = None
    scored: bool = False

    def verdict(self) -> Verdict:
        """What became of her as a sentence of an account, the reasons below it."""
        code = f"candidate-{self.place.value.replace('_', '-')}"
        facts: dict[str, object] = {"candidate": self.candidate}
        if self.seats is not None:
            code, facts = "list-elected", {**facts, "seats": self.seats}
        if self.figure is not None:
            code = f"{code}-{'scored' if self.scored else 'with'}"
            facts["figure"] = number_text(self.figure)
        parts = tuple(part for part in (self.qualified, self.why) if part is not None)
        holds = self.place is Place.ELECTED
        return Verdict(holds, code, "", facts, parts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {"candidate": self.candidate, "place": self.place.value}
        if self.figure is not None:
            plain["figure"] = number_text(self.figure)
        if self.seats is not None:
            plain["seats"] = self.seats
        if self.scored:
            plain["scored"] = True
        parts = {"qualified": self.qualified, "why": self.why}
        return plain | {name: part.to_dict() for name, part in parts.items() if part is not None}


@final
@attrs.frozen
class NextElection:
    """The ballot that follows.

    Attributes:
        stand: who stands in it.
        seats: how many seats it is about.
        ballot: which ballot of the election it is.
        rule: its rule.
        tie: a tie that leaves open who stands; a lot has to be drawn first.
        anybody: whoever is nominated for it stands.
        held: who has a seat by then, with their traits: they count for caps and reserved seats.
        settled: who stands follows from the ballot before, and is not held against ``contested``.
    """

    stand: tuple[str, ...]
    seats: int
    ballot: int
    rule: ElectionRule
    tie: Tie | None = None
    anybody: bool = False
    held: tuple[Elector, ...] = ()
    settled: bool = False

    def account(self) -> tuple[Verdict, ...]:
        """Who stands, as verdicts."""
        facts: dict[str, object] = {"ballot": self.ballot, "seats": self.seats}
        if self.anybody:
            return (step("next-ballot-anybody", **facts),)
        if self.tie is None:
            return (step("next-ballot", **facts, options=list(self.stand)),)
        options = list(dict.fromkeys((*self.stand, *self.tie.options)))
        return (step("next-ballot-tied", **facts, options=options), self.tie.verdict())

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {"stand": list(self.stand), "seats": self.seats, "ballot": self.ballot}
        if self.tie is not None:
            plain["tie"] = self.tie.to_dict()
        if self.anybody:
            plain["anybody"] = True
        if self.settled:
            plain["settled"] = True
        if self.held:
            plain["held"] = [each.to_dict() for each in self.held]
        return {**plain, "rule": self.rule.to_dict()}


@final
@attrs.frozen(hash=False)
class ElectionResult:
    """Who is elected, and why.

    Attributes:
        outcome: what the election came to.
        seats: how many seats it was about.
        ballot: which ballot of the election it was.
        elected: who has a seat for certain, in the order of election; a list as often as it has seats.
        tie: who is tied, and for how many seats.
        open: how many seats stay open that no tie is about.
        placings: what became of each candidate, the elected first.
        next: the ballot that follows by the rule, if one does.
        counts: the rounds of the method: one count, or one for each group that has seats of its own.
        turnout: whether enough voted; ``None`` where the rule asks nothing, or nothing may be told.
        notes: why there is no result, what a lot or seniority settled, what a reader has to know.
        clause: where the rule stands.
        more_ties: where groups have seats of their own, the ties of further groups.
    """

    outcome: ElectionOutcome
    seats: int
    ballot: int = 1
    elected: tuple[str, ...] = ()
    tie: Tie | None = None
    open: int = 0
    placings: tuple[Placing, ...] = ()
    next: NextElection | None = None
    counts: tuple[Tabulation, ...] = ()
    turnout: Verdict | None = None
    notes: tuple[Verdict, ...] = ()
    clause: Clause | None = None
    more_ties: tuple[Tie, ...] = ()

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie: of several groups that have seats of their own, one each."""
        return self.more_ties if self.tie is None else (self.tie, *self.more_ties)

    @property
    def seats_by_list(self) -> dict[str, int]:
        """How many seats each option has that has one: of lists, how many each."""
        return {name: self.elected.count(name) for name in dict.fromkeys(self.elected)}

    def placing(self, candidate: str) -> Placing | None:
        """What became of a candidate."""
        return next((each for each in self.placings if each.candidate == candidate), None)

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: the outcome, the validity, each candidate, what follows."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        facts = {"seats": self.seats, "filled": len(self.elected), "open": self.open}
        head = step(f"election-{self.outcome.value.replace('_', '-')}", **facts)
        yield attrs.evolve(head, clause=self.clause)
        if self.turnout is not None:
            yield attrs.evolve(step("turnout"), parts=(self.turnout,))
        yield from self.notes
        yield from (each.verdict() for each in self.placings)
        yield from (tie.verdict() for tie in self.ties)
        if self.next is not None:
            yield from self.next.account()

    def explain(self, language: str = "en") -> str:
        """Who is elected and why, in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The record of the result as a plain dict; it names no voter."""
        plain: dict[str, object] = {
            "outcome": self.outcome.value,
            "seats": self.seats,
            "ballot": self.ballot,
            "elected": list(self.elected),
        }
        return plain | dict(self._stated())

    def _stated(self) -> Iterator[tuple[str, object]]:
        """What there is to tell beside the outcome."""
        for name in ("tie", "next", "turnout", "clause"):
            part = getattr(self, name)
            if part is not None:
                yield name, part.to_dict()
        if self.open:
            yield "open", self.open
        for name in ("placings", "counts", "notes", "more_ties"):
            parts = getattr(self, name)
            if parts:
                yield name, [part.to_dict() for part in parts]

    def __hash__(self) -> int:
        """Equal results elect the same."""
        return hash((self.outcome, self.elected, self.tie))
