"""Who can take a turn from when to when: the holder of each place, vacancies, absences, comers and goers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, auto
from typing import Final, NamedTuple, final

from consultgov.errors import Fault, RecordError, TooLarge, shown
from consultgov.people import Appointment, Roster, Standing
from consultgov.terms.away import Absence, Away

__all__ = ["Line", "Look", "State", "line", "roster_of"]

_MOST: Final = 1_000_000
"""The most looks at an appointment for one place."""


@final
class State(Enum):
    """What there is to say of a place on a day."""

    ABLE = auto()
    VACANT = auto()
    AWAY = auto()
    OUT = auto()


class Look(NamedTuple):
    """A place on a day: whether its turn can be taken, by whom, and from when to when she is away.

    Attributes:
        state: able, vacant, away, or no part of the order.
        person: the holder, where there is one.
        away: the absence, where there is one.
    """

    state: State
    person: str = ""
    away: Absence | None = None


class Line(NamedTuple):
    """A place through time: what is so from each day to the next.

    Attributes:
        days: the days on which it changes, the first of them that of the calendar.
        looks: what is so from each of them on.
    """

    days: tuple[date, ...]
    looks: tuple[Look, ...]

    def on(self, at: date) -> Look:
        """What is so on a day."""
        return self.looks[bisect_right(self.days, at) - 1]

    def within(self, start: date, end: date) -> list[tuple[date, Look]]:
        """What is so one after another from a day on to the day before another, each with its first day."""
        first = bisect_right(self.days, start) - 1
        part = slice(first, bisect_left(self.days, end))
        return [(max(start, at), look) for at, look in zip(self.days[part], self.looks[part], strict=True)]


# --- reading --------------------------------------------------------------------------------------


def roster_of(given: object) -> Roster | None:
    """A roster, or ``None`` where there is none.

    Raises:
        RecordError: something else.
    """
    if given is None or isinstance(given, Roster):
        return given
    raise RecordError(Fault("not-a-roster", "roster", "must be a Roster", shown(given), "give a Roster"))


# --- a place through time -------------------------------------------------------------------------


def line(
    names: str, held: Iterable[Appointment] | None, away: Away, part: tuple[date | None, date | None]
) -> Line:
    """A place of an order through time.

    Args:
        names: the place: a person, a seat, or a name that stands for whoever has it.
        held: the appointments that fill it; ``None`` where no roster is given and it is always filled.
        away: who is away when.
        part: from when to when it is a part of the order; open where ``None``.

    Raises:
        TooLarge: more appointments and absences than can be looked at.
    """
    members = None if held is None else [each for each in held if each.standing is Standing.MEMBER]
    people = {names} if members is None else {each.person for each in members}
    gone = {person: away[person] for person in people if person in away}
    found = {date.min, *_days(members or (), gone.values())}
    found |= {day for day in part if day is not None}
    size = len(found) * (len(members or ()) + sum(map(len, gone.values())) + 1)
    if size > _MOST:
        rule = "must be looked at less often"
        raise TooLarge(Fault("too-large", f"history of {names!r}", rule, str(size)), size, _MOST)
    days = tuple(sorted(found))
    return Line(days, tuple(_look(names, members, gone, part, on) for on in days))


def _days(held: Iterable[Appointment], spans: Iterable[tuple[Absence, ...]]) -> Iterator[date]:
    for each in held:
        yield from (at for at in (each.start, each.end) if at is not None)
    for span in (span for several in spans for span in several):
        yield from (at for at in (span.start, span.end) if at is not None)


def _look(
    names: str,
    held: list[Appointment] | None,
    away: Away,
    part: tuple[date | None, date | None],
    on: date,
) -> Look:
    since, until = part
    if (since is not None and on < since) or (until is not None and until <= on):
        return Look(State.OUT)
    if held is None:
        return _of_holder(names, away, on)
    looks = [_of_holder(each.person, away, on) for each in held if each.holds(on)]
    able = [look for look in looks if look.state is State.ABLE]
    return next(iter([*able, *looks]), Look(State.VACANT))


def _of_holder(person: str, away: Away, on: date) -> Look:
    absence = next((span for span in away.get(person, ()) if span.holds(on)), None)
    return Look(State.ABLE, person) if absence is None else Look(State.AWAY, person, absence)
