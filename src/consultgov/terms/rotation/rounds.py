"""Round after round of an order: who takes which turn, who is passed over, who makes up what was missed.

A day far off is not reached turn by turn: while nothing changes in who is able, turns repeat, and whole
repetitions are skipped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, final

from consultgov.terms.rotation.cadence import Cadence
from consultgov.terms.rotation.presence import Line, Look, State

__all__ = ["NOBODY", "Look", "MissedWhen", "Passed", "Rounds", "SkippedTurn", "Step"]

NOBODY: Final = -1
"""The place of nobody."""


def __dir__() -> list[str]:
    return __all__


@final
class SkippedTurn(StrEnum):
    """What becomes of the turn of somebody who cannot take it."""

    LOSES_TURN = "loses_turn"
    """It is lost: the next in the order takes it, and the order goes on after her."""
    STOOD_IN_FOR = "stood_in_for"
    """The next in the order stands in, and everybody else's turn stays where it was."""
    MADE_UP_NEXT = "made_up_next"
    """The next in the order takes it, and it is made up as soon as she is back, before the order goes on."""
    MADE_UP_AT_END = "made_up_at_end"
    """The next in the order takes it, and it is made up after the last of the order, before a new round."""


@final
class MissedWhen(StrEnum):
    """When a vacancy or an absence means that a turn cannot be taken."""

    ON_FIRST_DAY = "on_first_day"
    """Where the place is vacant, or its holder away, on the first day of the turn."""
    THROUGHOUT = "throughout"
    """Where that is so on each day of the turn."""
    ON_ANY_DAY = "on_any_day"
    """Where that is so on some day of the turn."""


class Passed(NamedTuple):
    """A place that is passed over: what is so, and since which day of the turn."""

    place: int
    look: Look
    on: date


class Step(NamedTuple):
    """One turn.

    Attributes:
        due: the place whose turn it was.
        taken: the place that takes it.
        person: who holds that place.
        passed: the places passed over.
        makes_up: it makes up a turn that was missed.
    """

    due: int
    taken: int
    person: str
    passed: tuple[Passed, ...]
    makes_up: bool


class _Stand(NamedTuple):
    """Where the order stands before a turn: the next place, and who has how many turns to make up."""

    place: int = 0
    owed: tuple[tuple[int, int], ...] = ()


class Rounds(NamedTuple):
    """An order through time.

    Attributes:
        cadence: from when to when each turn is.
        lines: each place of the order through time.
        changes: the days on which something changes in one of them, in order.
        skipped: what becomes of a turn that cannot be taken.
        missed: when that is so.
        most_owed: how many turns somebody may have to make up; more lapse.
    """

    cadence: Cadence
    lines: tuple[Line, ...]
    changes: tuple[date, ...]
    skipped: SkippedTurn
    missed: MissedWhen
    most_owed: int

    def steps(self, first: int, last: int) -> Iterator[Step]:
        """The turns from one number to the one before another."""
        stand = self._reached(first)
        for number in range(first, last):
            step, stand = self._step(stand, number)
            yield step

    def acting(self, first: int, on: date) -> tuple[tuple[Passed, ...], int, Look]:
        """Who is passed over on a day from a place on, and the first place whose holder is able."""
        passed = list[Passed]()
        for place in (*range(first, len(self.lines)), *range(first)):
            look = self.lines[place].on(on)
            if look.state is State.ABLE:
                return tuple(passed), place, look
            if look.state is not State.OUT:
                passed.append(Passed(place, look, on))
        return tuple(passed), NOBODY, Look(State.VACANT)

    # --- reaching a turn ------------------------------------------------------------------------

    def _reached(self, target: int) -> _Stand:
        """Where the order stands before a turn."""
        stand, number = _Stand(), 0
        while number < target:
            until = min(target, self._unchanged(number, target))
            if until > number:
                stand, number = self._repeated(stand, number, until), until
            else:
                stand, number = self._step(stand, number)[1], number + 1
        return stand

    def _unchanged(self, number: int, target: int) -> int:
        """The first turn at which, or during which, something changes."""
        place = bisect_right(self.changes, self.cadence.begins(number))
        return self.cadence.number(self.changes[place]) if place < len(self.changes) else target

    def _repeated(self, stand: _Stand, number: int, until: int) -> _Stand:
        """The same some turns on, during which nothing changes; what has been before comes again."""
        # Of each stand one that is ever further back is kept, and so a repetition of any length is seen.
        kept, kept_at, lap = stand, number, 1
        while number < until:
            stand, number = self._step(stand, number)[1], number + 1
            if stand == kept:
                number = until - (until - number) % (number - kept_at)
                lap = until
            elif number - kept_at == lap:
                kept, kept_at, lap = stand, number, 2 * lap
        return stand

    # --- one turn -------------------------------------------------------------------------------

    def _step(self, stand: _Stand, number: int) -> tuple[Step, _Stand]:
        """A turn, and where the order stands after it."""
        found = self._made_up(stand, number) if self.skipped is SkippedTurn.MADE_UP_NEXT else None
        return self._in_order(stand, number) if found is None else found

    def _in_order(self, stand: _Stand, number: int) -> tuple[Step, _Stand]:
        place, passed = stand.place, list[Passed]()
        for _ in self.lines:
            if place == len(self.lines):
                found = self._made_up(stand, number) if self.skipped is SkippedTurn.MADE_UP_AT_END else None
                if found is not None:
                    return self._at_end(found, passed)
                place = 0
            look, on = self._look(place, number)
            if look.state is State.ABLE:
                due = passed[0].place if passed else place
                return self._after(stand, Step(due, place, look.person, tuple(passed), makes_up=False), place)
            if look.state is not State.OUT:
                passed.append(Passed(place, look, on))
            place += 1
        due = passed[0].place if passed else NOBODY
        return self._after(stand, Step(due, NOBODY, "", tuple(passed), makes_up=False), place - 1)

    def _after(self, stand: _Stand, step: Step, place: int) -> tuple[Step, _Stand]:
        """A turn, and where the order stands after it, the last place walked to being this one."""
        if self.skipped is SkippedTurn.STOOD_IN_FOR:
            return step, _Stand(stand.place if step.due == NOBODY else step.due + 1)
        return step, _Stand(place + 1, self._owed(stand.owed, step.passed))

    def _owed(
        self, owed: tuple[tuple[int, int], ...], passed: tuple[Passed, ...]
    ) -> tuple[tuple[int, int], ...]:
        if self.skipped is SkippedTurn.LOSES_TURN or not passed:
            return owed
        found = dict(owed)
        for place in (each.place for each in passed):
            found[place] = min(self.most_owed, found.get(place, 0) + 1)
        return tuple(found.items())

    def _made_up(self, stand: _Stand, number: int) -> tuple[Step, _Stand] | None:
        """The turn of the first who has one to make up and is able; if another is left, it is her last."""
        for place, left in stand.owed:
            look, _ = self._look(place, number)
            if look.state is State.ABLE:
                others = tuple(each for each in stand.owed if each[0] != place)
                again = ((place, left - 1),) if left > 1 else ()
                step = Step(place, place, look.person, (), makes_up=True)
                return step, _Stand(stand.place, others + again)
        return None

    def _at_end(self, found: tuple[Step, _Stand], passed: list[Passed]) -> tuple[Step, _Stand]:
        """A turn made up at the end of a round, those before it in the order having been passed over."""
        step, stand = found
        owed = self._owed(stand.owed, tuple(passed))
        due = passed[0].place if passed else step.due
        return step._replace(due=due, passed=tuple(passed)), _Stand(len(self.lines), owed)

    def _look(self, place: int, number: int) -> tuple[Look, date]:
        """Whether a place can take a turn, and the day from which what is said of it is so."""
        line, start = self.lines[place], self.cadence.begins(number)
        first = line.on(start)
        if self.missed is MissedWhen.ON_FIRST_DAY or first.state is State.OUT:
            return first, start
        looks = line.within(start, self.cadence.begins(number + 1))
        # That somebody leaves the order during the turn is no absence.
        kept = [(look, on) for on, look in looks if look.state is not State.OUT]
        wanted = self.missed is MissedWhen.THROUGHOUT
        return next((each for each in kept if (each[0].state is State.ABLE) is wanted), kept[0])
