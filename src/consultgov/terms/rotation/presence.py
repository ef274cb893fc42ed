"""Who can take a turn from when to when: the holder of each place, vacancies, absences, comers and goers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum, auto
from typing import Final, NamedTuple, TypeAlias, cast, final

from consultgov.errors import Fault, Faults, RecordError, TooLarge, shown
from consultgov.people import Appointment, Roster, Standing
from consultgov.people.reading import name
from consultgov.settings import all_of, items, pairs
from consultgov.spans import Span

__all__ = ["Absences", "Line", "Look", "State", "absences", "line", "roster_of"]

_MOST: Final = 1_000_000
"""The most looks at an appointment for one place."""

_TWO: Final = 2

Absences: TypeAlias = Mapping[str, tuple[Span, ...]]
"""Person to the spans of days on which she is away."""


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
    away: Span | None = None


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


def absences(given: object, known: Iterable[str]) -> Absences:
    """Who is away when.

    Args:
        given: a dict of person to a span, to a pair of days, the second of which she is back on, or to a
            list of them.
        known: those of whom it may be said.

    Raises:
        RecordError: no dict, spans that are none or are of moments, somebody unknown; all at once.
    """
    faults, found = Faults(), defaultdict[str, list[Span]](list)
    names = frozenset(known)
    for key, value in pairs(given, "away"):
        person = faults.attempt(name, key, "somebody who is away")
        if person is not None and person not in names:
            rule, fix = "must be of people on file or in the order", f"take {person!r} out, or put it in"
            faults.add(Fault("unknown-person", f"absence of {person!r}", rule, "", fix, (person,)))
        found[person or ""] += faults.attempt(_spans, value) or ()
    faults.close(RecordError)
    return {person: tuple(spans) for person, spans in found.items()}


def _spans(given: object) -> tuple[Span, ...]:
    if isinstance(given, Span | Mapping):
        return (_span(cast("object", given)),)
    listed = items(given, "absence")
    if listed and isinstance(listed[0], str | date):
        return (_span(listed),)
    return all_of(listed, _span, "absence")


def _span(given: object) -> Span:
    found = given if isinstance(given, Span) else _span_of(given)
    if isinstance(found.start, datetime):
        rule = "must be of days"
        raise RecordError(Fault("mixed-span", "absence", rule, found.start.isoformat(), "give days"))
    return found


def _span_of(given: object) -> Span:
    if isinstance(given, Mapping):
        return Span.from_dict(cast("object", given))
    listed = items(given, "absence")
    if not 1 <= len(listed) <= _TWO:
        rule, fix = "must be two days", "write ('2026-05-01', '2026-05-08'), or Span(...)"
        raise RecordError(Fault("not-a-pair", "absence", rule, shown(given), fix))
    return Span(*cast("list[str]", listed))


# --- a place through time -------------------------------------------------------------------------


def line(
    names: str, held: Iterable[Appointment] | None, away: Absences, part: tuple[date | None, date | None]
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


def _days(held: Iterable[Appointment], spans: Iterable[tuple[Span, ...]]) -> Iterator[date]:
    for each in held:
        yield from (at for at in (each.start, each.end) if at is not None)
    for span in (span for several in spans for span in several):
        yield from (at for at in (span.start, span.end) if at is not None)


def _look(
    names: str,
    held: list[Appointment] | None,
    away: Absences,
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


def _of_holder(person: str, away: Absences, on: date) -> Look:
    absence = next((span for span in away.get(person, ()) if span.contains(on)), None)
    return Look(State.ABLE, person) if absence is None else Look(State.AWAY, person, absence)
