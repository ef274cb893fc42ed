"""The files as a line of succession reads them: who holds which seat, who is away, who comes first."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, groupby
from typing import Final, NamedTuple, cast

from consultgov.errors import Fault, RecordError, shown
from consultgov.people import Appointment, Person, Roster, Standing
from consultgov.terms.away import Absence, Away, read_away
from consultgov.terms.deputising.deputies import Deputy, Entry, Occasion, Precedence

__all__ = ["Files", "Stretch", "files_of"]

# --- the files ------------------------------------------------------------------------------------


class Stretch(NamedTuple):
    """Days on which nothing changes in who holds an office and who of them is away.

    Attributes:
        start: the first day.
        end: the first day after; open where ``None``.
        occasion: why somebody else is needed; ``None`` where a holder is there.
        holders: who is there; where nobody is, who is away.
        known: whether the files tell the first day.
    """

    start: date
    end: date | None
    occasion: Occasion | None
    holders: tuple[str, ...]
    known: bool = True


class Seat(NamedTuple):
    """The appointments to a seat as a member, and the days on which one of them begins or ends, in order."""

    held: tuple[Appointment, ...]
    turns: tuple[date, ...]


_EMPTY: Final = Seat((), ())


class Files(NamedTuple):
    """Who holds which seat, and who is away.

    Attributes:
        roster: everybody on file.
        away: person to her absences, apart from each other and in order.
        seats: seat to its appointments.
        known: what was found out before, between two turns of a seat: nothing changes there.
    """

    roster: Roster
    away: Away
    seats: Mapping[str, Seat]
    known: dict[tuple[str, int, str], tuple[str, ...]]

    def absence(self, person: str, on: date) -> Absence | None:
        """The absence that a day of somebody lies in."""
        found = self.away.get(person, ())
        last = bisect_right(found, on, key=lambda each: each.start)
        return found[last - 1] if last and found[last - 1].holds(on) else None

    def held(self, seat: str) -> tuple[Appointment, ...]:
        """The appointments to a seat."""
        return self.seats.get(seat, _EMPTY).held

    def holders(self, seat: str, on: date) -> tuple[str, ...]:
        """Who holds a seat on a day, in the order of time and id."""
        own = self.seats.get(seat, _EMPTY)
        key = (seat, bisect_right(own.turns, on), "")
        if key not in self.known:
            self.known[key] = tuple(dict.fromkeys(each.person for each in own.held if each.holds(on)))
        return self.known[key]

    def state(self, seat: str, on: date) -> tuple[Occasion | None, tuple[str, ...]]:
        """Why a seat needs somebody else on a day, and who is there; where nobody is, who is away."""
        held = self.holders(seat, on)
        there = tuple(each for each in held if self.absence(each, on) is None)
        if there:
            return None, there
        return (Occasion.ABSENCE if held else Occasion.VACANCY), held

    # --- whom a deputy means --------------------------------------------------------------------

    def candidates(self, deputy: Deputy, on: date) -> list[Person]:
        """Whom a deputy may mean on a day, who comes first first; of somebody named, she or nobody."""
        if deputy.person:
            return [self._person(deputy.person)] if self._sits(deputy, on) else []
        own = self.seats.get(deputy.seat, _EMPTY)
        key = (deputy.seat, bisect_right(own.turns, on), deputy.precedence.value)
        if key not in self.known:
            found = self.holders(deputy.seat, on)
            self.known[key] = tuple(sorted(found, key=lambda each: self._place(deputy, each, on)))
        return [self._person(each) for each in self.known[key]]

    def _person(self, person: str) -> Person:
        """Somebody who is appointed, and so on file."""
        return cast("Person", self.roster.person(person))

    def _sits(self, deputy: Deputy, on: date) -> bool:
        held = (each for each in self.roster.of(deputy.person) if each.standing is Standing.MEMBER)
        return any(deputy.seat in ("", each.seat) and each.holds(on) for each in held)

    def _place(self, deputy: Deputy, person: str, on: date) -> tuple[object, ...]:
        """Where somebody stands among those who hold a seat; it is the same until one of them changes."""
        if deputy.precedence is Precedence.ELDEST:
            return self._person(person).born or date.max, person
        own = [each for each in self.roster.of(person) if each.seat == deputy.seat]
        held = [each for each in own if each.standing is Standing.MEMBER]
        if deputy.precedence is Precedence.RANK:
            return min(each.rank for each in held if each.holds(on)), person
        return -_days_before(held, on), person

    # --- from day to day ------------------------------------------------------------------------

    def turns(self, entries: Iterable[Entry]) -> Iterator[date]:
        """The days on which something may change in whom an order means, and in who is able."""
        for entry in entries:
            named = entry.deputy.person
            held = self.roster.of(named) if named else self.held(entry.deputy.seat)
            yield from _days_of(held)
            for person in {each.person for each in held}:
                yield from _days_of(self.away.get(person, ()))
                yield from self._person(person).days
                for needs in entry.needs:
                    yield from needs.days(self._person(person))

    def stretches(self, office: str, since: date | None = None) -> list[Stretch]:
        """All days from the first on file on, by who holds an office and who of them is away.

        Args:
            office: the office.
            since: where nobody has held it before, the first day of the vacancy.
        """
        held = self.held(office)
        first = since or min((each.start for each in self.roster.appointments), default=None)
        if first is None:
            return []
        away = (self.away.get(person, ()) for person in {each.person for each in held})
        turns = {*_days_of(held), *_days_of(chain.from_iterable(away))}
        starts = [first, *sorted(turn for turn in turns if turn > first)]
        states = groupby(starts, key=lambda start: self.state(office, start))
        begun = [(next(days), *state) for state, days in states]
        ends = [*(start for start, _, _ in begun[1:]), None]
        known = since is not None or begun[0][1] is not Occasion.VACANCY
        return [
            Stretch(start, end, occasion, holders, known or start > first)
            for (start, occasion, holders), end in zip(begun, ends, strict=True)
        ]


def _days_before(held: Iterable[Appointment], on: date) -> int:
    """The days of some appointments before a day, in the order of their first days; each day once."""
    days, counted = 0, date.min
    for each in held:
        first, last = max(each.start, counted), min(each.end or on, on)
        days += max(0, (last - first).days)
        counted = max(counted, last)
    return days


def _days_of(held: Iterable[Appointment | Absence]) -> Iterator[date]:
    for each in held:
        yield each.start
        if each.end is not None:
            yield each.end


def files_of(roster: object, away: object) -> Files:
    """The files, from what a caller gives.

    Raises:
        RecordError: no roster, absences that are none.
    """
    if not isinstance(roster, Roster):
        fix = "give a Roster"
        raise RecordError(Fault("not-a-roster", "roster", "must be a Roster", shown(roster), fix))
    seats = defaultdict[str, list[Appointment]](list)
    for held in roster.appointments:
        if held.standing is Standing.MEMBER:
            seats[held.seat].append(held)
    turns = {seat: tuple(sorted(set(_days_of(held)))) for seat, held in seats.items()}
    known = {seat: Seat(tuple(held), turns[seat]) for seat, held in seats.items()}
    people = (each.id for each in roster.people)
    return Files(roster, read_away(away, people, "on file"), known, {})
