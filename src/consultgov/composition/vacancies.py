"""Vacancies: which seats were empty from when to when, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, final

import attrs

from consultgov.composition.numbers import Numbers, by_seat, by_sector
from consultgov.composition.sectors import Sector
from consultgov.people import Appointment, Change, Roster
from consultgov.people.rosters import ChangeKind

if TYPE_CHECKING:
    from consultgov.composition.committees import Committee

__all__ = ["Vacancy", "vacancies"]


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class Vacancy:
    """That seats of a sector are empty for a time.

    Attributes:
        sector: the sector.
        number: how many of its seats are empty at once, of those that must be filled.
        start: the first day.
        end: the first day on which there are more or fewer; ``None`` where it lasts beyond the period.
        left: who left on the first day, and why; empty where the seat was never held, or fell empty before
            the period.
        seats: of seats with names, which are empty.
    """

    sector: str
    number: int
    start: date
    end: date | None = None
    left: tuple[Change, ...] = ()
    seats: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        plain: dict[str, object] = {
            "sector": self.sector,
            "number": self.number,
            "start": self.start.isoformat(),
        }
        if self.end is not None:
            plain["end"] = self.end.isoformat()
        if self.left:
            plain["left"] = [each.to_dict() for each in self.left]
        return {**plain, "seats": list(self.seats)} if self.seats else plain


def vacancies(committee: Committee, roster: Roster, start: date, end: date) -> tuple[Vacancy, ...]:
    """The vacancies between two days, in the order of time."""
    members = by_sector(committee, roster)
    found = [
        each
        for sector in committee.sectors
        for each in _of_sector(sector, members.get(sector.name, []), start, end)
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.sector)))


def _of_sector(sector: Sector, held: list[Appointment], start: date, end: date) -> Iterator[Vacancy]:
    numbers = Numbers.of(held)
    seats = by_seat(held)
    named = {seat: Numbers.of(seats.get(seat, ())) for seat in sector.names}
    days = sorted({start, *(day for day in (*numbers.days(), *_bounds(sector)) if start < day < end)})
    empty = [(day, *_empty(sector, numbers, named, day)) for day in days]
    merged = [each for place, each in enumerate(empty) if place == 0 or each[1:] != empty[place - 1][1:]]
    left = _left(held)
    for place, (day, number, free) in enumerate(merged):
        if number:
            until = merged[place + 1][0] if place + 1 < len(merged) else None
            yield Vacancy(sector.name, number, day, until, tuple(left.get(day, ())), free)


def _bounds(sector: Sector) -> Iterator[date]:
    """The days on which a sector comes into force and goes out of it."""
    if sector.clause is not None:
        bounds = (sector.clause.valid_from, sector.clause.valid_to)
        yield from (day for day in bounds if day is not None)


def _empty(
    sector: Sector, numbers: Numbers, named: Mapping[str, Numbers], on: date
) -> tuple[int, tuple[str, ...]]:
    """How many seats are empty on a day, and of named seats, which."""
    number = max(0, sector.least - numbers.on(on)) if sector.in_force(on) else 0
    return number, tuple(seat for seat, held in named.items() if number and not held.on(on))


def _left(held: Iterable[Appointment]) -> Mapping[date, list[Change]]:
    """Who left, by day."""
    left: defaultdict[date, list[Change]] = defaultdict(list)
    for each in held:
        if each.end is not None:
            left[each.end].append(Change(each.end, ChangeKind.LEFT, each.person, each.seat, each.ending))
    return left
