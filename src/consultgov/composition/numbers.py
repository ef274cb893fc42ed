"""How many hold seats on a day, told from their first and last days without looking at each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from consultgov.people import Appointment, Roster
from consultgov.people.appointments import Standing

if TYPE_CHECKING:
    from consultgov.composition.committees import Committee

__all__ = ["Numbers", "by_seat", "by_sector"]


class Numbers(NamedTuple):
    """How many of some appointments are in force, day by day.

    Attributes:
        starts: their first days, in order.
        ends: the first days on which they are over, in order.
    """

    starts: list[date]
    ends: list[date]

    @classmethod
    def of(cls, held: Iterable[Appointment]) -> Numbers:
        """The numbers of some appointments."""
        listed = list(held)
        ends = sorted(each.end for each in listed if each.end is not None)
        return cls(sorted(each.start for each in listed), ends)

    def on(self, day: date) -> int:
        """How many are in force on a day."""
        return bisect_right(self.starts, day) - bisect_right(self.ends, day)

    def days(self) -> Iterator[date]:
        """The days on which the number may change."""
        yield from self.starts
        yield from self.ends


def by_sector(
    committee: Committee, roster: Roster, standing: Standing = Standing.MEMBER
) -> Mapping[str, list[Appointment]]:
    """Of each sector that somebody was ever appointed to, the appointments."""
    held: defaultdict[str, list[Appointment]] = defaultdict(list)
    for each in roster.appointments:
        sector = committee.sector_of(each.seat)
        if sector is not None and each.standing is standing:
            held[sector.name].append(each)
    return held


def by_seat(held: Iterable[Appointment]) -> Mapping[str, list[Appointment]]:
    """Of each seat that somebody was ever appointed to, the appointments."""
    found: defaultdict[str, list[Appointment]] = defaultdict(list)
    for each in held:
        found[each.seat].append(each)
    return found
