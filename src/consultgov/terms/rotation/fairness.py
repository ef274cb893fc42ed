"""Whether turns are spread evenly: how many each had, what was missed, and what was made up."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from datetime import date
from typing import final

import attrs

from consultgov.errors import Fault, RecordError, shown
from consultgov.settings import all_of, distinct
from consultgov.terms.rotation.turns import Turn, TurnKind
from consultgov.verdicts import Clause, Finding, Verdict

__all__ = ["Fairness", "MissedTurn", "TurnsOfOne", "fairness_of", "missed_turns"]


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class MissedTurn:
    """A turn that somebody could not take.

    Attributes:
        place: whose turn it was.
        number: which turn it was.
        start: its first day.
        reason: why she could not take it.
        made_up: the first day of the turn in which it was made up; ``None`` where it was not.

    >>> missed = MissedTurn("li", 1, date(2026, 5, 1), Verdict(False, "turn-not-in-office", ""))
    >>> missed.to_dict()["start"]
    '2026-05-01'
    """

    place: str
    number: int
    start: date
    reason: Verdict
    made_up: date | None = None

    def to_dict(self) -> dict[str, object]:
        """The same facts as a plain dict."""
        plain: dict[str, object] = {"place": self.place, "number": self.number}
        plain |= {"start": self.start.isoformat(), "reason": self.reason.to_dict()}
        return plain if self.made_up is None else {**plain, "made_up": self.made_up.isoformat()}


def missed_turns(turns: Iterable[Turn]) -> tuple[MissedTurn, ...]:
    """The turns that were missed, in order, each with the day on which it was made up.

    The oldest is made up first. What was missed before the first of the turns given is not known.

    Args:
        turns: the turns of a schedule, in order.

    Raises:
        RecordError: what are no turns.

    >>> from consultgov.terms.rotation.rules import Rotation
    >>> council = Rotation(["li", "wang", "zhao"], "1 month", "2026-01-01", skipped="made_up_next")
    >>> turns = council.schedule("2026-01-01", "2026-07-01", away={"wang": ("2026-01-20", "2026-02-03")})
    >>> [(each.place, each.start.isoformat(), str(each.made_up)) for each in missed_turns(turns)]
    [('wang', '2026-02-01', '2026-03-01')]
    """
    found: list[MissedTurn] = []
    owed = defaultdict[str, deque[int]](deque)
    for turn in all_of(turns, _turn, "turns"):
        if turn.kind is TurnKind.MADE_UP and owed[turn.place]:
            at = owed[turn.place].popleft()
            found[at] = attrs.evolve(found[at], made_up=turn.start)
        for place, reason in zip(turn.missed, turn.skipped, strict=True):
            owed[place].append(len(found))
            found.append(MissedTurn(place, turn.number, turn.start, reason))
    return tuple(found)


def _turn(given: object) -> Turn:
    if isinstance(given, Turn):
        return given
    raise RecordError(Fault("not-a-turn", "turn", "must be a Turn", shown(given), "take it from a schedule"))


@final
@attrs.frozen
class TurnsOfOne:
    """The turns of one member.

    Attributes:
        name: the person, seat or sector.
        taken: how many turns it took, those made up and those stood in for among them.
        missed: how many it missed.
        made_up: how many of those taken were made up.
        stood_in: how many of those taken were turns of others.

    >>> TurnsOfOne("li", 4, missed=1, made_up=1).taken
    4
    """

    name: str
    taken: int
    missed: int = 0
    made_up: int = 0
    stood_in: int = 0

    def to_dict(self) -> dict[str, object]:
        """The same facts as a plain dict."""
        return attrs.asdict(self)


@final
@attrs.frozen
class Fairness:
    """How many turns each member had.

    Attributes:
        members: the turns of each, in the order of names.

    >>> fairness_of([["a", "b"], ["a", "c"]]).spread
    1
    """

    members: tuple[TurnsOfOne, ...]

    @property
    def most(self) -> int:
        """The most turns that one member had."""
        return max((each.taken for each in self.members), default=0)

    @property
    def least(self) -> int:
        """The fewest turns that one member had."""
        return min((each.taken for each in self.members), default=0)

    @property
    def spread(self) -> int:
        """How far the most and the fewest turns lie apart."""
        return self.most - self.least

    def of(self, name: str) -> TurnsOfOne:
        """The turns of one member.

        Raises:
            RecordError: nobody of that name.
        """
        found = next((each for each in self.members if each.name == name), None)
        if found is None:
            fix = "name one of the members"
            raise RecordError(Fault("not-in-order", f"member {shown(name)}", "must be in the order", "", fix))
        return found

    def findings(self, clause: Clause | None = None) -> tuple[Finding, ...]:
        """What is uneven: whether two members lie more than one turn apart.

        Over whole rounds nobody should; over a part of one, or where somebody joined late, it may be right.

        Args:
            clause: the clause that asks for even turns.
        """
        if self.spread <= 1:
            return ()
        facts = {
            "most": self.most,
            "least": self.least,
            "most_members": [each.name for each in self.members if each.taken == self.most],
            "least_members": [each.name for each in self.members if each.taken == self.least],
        }
        return (Finding("turns-uneven", facts, clause),)

    def to_dict(self) -> dict[str, object]:
        """The same facts as a plain dict."""
        return {"members": [each.to_dict() for each in self.members]}


def fairness_of(turns: Iterable[Turn | Iterable[str]], members: Iterable[str] = ()) -> Fairness:
    """How many turns each member had.

    Args:
        turns: the turns of a schedule; or for each period who had a turn in it, such as who voted.
        members: those who are counted although they had no turn and missed none.

    Raises:
        RecordError: what are neither turns nor names.

    >>> from consultgov.terms.rotation.rules import Rotation
    >>> council = Rotation(["li", "wang", "zhao"], "1 month", "2026-01-01")
    >>> year = fairness_of(council.schedule("2026-01-01", "2027-01-01"))
    >>> [(each.name, each.taken) for each in year.members], year.findings()
    ([('li', 4), ('wang', 4), ('zhao', 4)], ())
    """
    taken = Counter[str](dict.fromkeys(distinct(members, "members"), 0))
    missed, made_up, stood_in = Counter[str](), Counter[str](), Counter[str]()
    for each in all_of(turns, _turn_or_names, "turns"):
        if isinstance(each, Turn):
            taken.update([each.place] if each.place else [])
            taken.update(dict.fromkeys(filter(None, (each.due, *each.missed)), 0))
            missed.update(each.missed)
            made_up[each.place] += each.kind is TurnKind.MADE_UP
            stood_in[each.place] += each.kind is TurnKind.STOOD_IN
        else:
            taken.update(each)
    return Fairness(
        tuple(TurnsOfOne(who, taken[who], missed[who], made_up[who], stood_in[who]) for who in sorted(taken))
    )


def _turn_or_names(given: object) -> Turn | tuple[str, ...]:
    return given if isinstance(given, Turn) else distinct(given, "members with a turn")
