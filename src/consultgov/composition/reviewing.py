"""The review of a body: every flaw of a day as a finding, since when it is so, the weightiest first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from consultgov.composition.flaws import (
    NUMBERS,
    Check,
    Flaw,
    Ground,
    ground,
    holder_flaws,
    kinship_flaws,
    seat_flaws,
)
from consultgov.composition.numbers import Numbers, by_sector
from consultgov.composition.renewal import renewal_flaws
from consultgov.composition.requirements import AgeLimit
from consultgov.composition.sectors import Sector
from consultgov.composition.shape import rule_flaws
from consultgov.composition.sittings import sitting
from consultgov.counting.declarations import Facts
from consultgov.people import Appointment, Kinship, Roster
from consultgov.people.appointments import Standing
from consultgov.verdicts import Clause, Finding, Severity

if TYPE_CHECKING:
    from consultgov.composition.committees import Committee

__all__ = ["History", "findings_on", "known_findings", "turns"]

_CHECKS: Final[tuple[Check, ...]] = (seat_flaws, holder_flaws, kinship_flaws, rule_flaws, renewal_flaws)
_WEIGHT: Final = {severity: place for place, severity in enumerate(Severity)}
_LOOKED: Final = 500_000
"""How many appointments are looked at, day by day, to tell since when a rule on the whole is not kept."""


class History:
    """A body through time: its flaws on any day, and since when each is there.

    What depends on the file of one person, or on one seat, is looked up there alone: a long history of
    many people costs no more than it has to.
    """

    __slots__ = ("_days", "_indexes", "_keys", "_known", "committee", "given", "roster", "start")

    def __init__(self, committee: Committee, roster: Roster, given: Facts) -> None:
        self.committee, self.roster, self.given = committee, roster, given
        self.start = min((held.start for held in roster.appointments), default=None)
        self._days: list[date] | None = None
        self._indexes: _Indexes | None = None
        self._keys: dict[tuple[Check, date], frozenset[tuple[object, ...]]] = {}
        self._known: dict[tuple[object, ...], tuple[date, date]] = {}

    @property
    def days(self) -> list[date]:
        """The days on which an answer may change."""
        if self._days is None:
            self._days = sorted(set(turns(self.committee, self.roster)))
        return self._days

    @property
    def _index(self) -> _Indexes:
        if self._indexes is None:
            self._indexes = _Indexes(self.committee, self.roster)
        return self._indexes

    def flaws(self, check: Check, on: date) -> dict[tuple[object, ...], Flaw]:
        """The flaws of one kind on a day, by what each is about."""
        found = {flaw.key: flaw for flaw in check(sitting(self.committee, self.roster, on, self.given))}
        self._keys[check, on] = frozenset(found)
        return found

    def _has(self, check: Check, key: tuple[object, ...], on: date) -> bool:
        if (check, on) not in self._keys:
            self.flaws(check, on)
        return key in self._keys[check, on]

    # --- since when -----------------------------------------------------------------------------

    def since(self, check: Check, flaw: Flaw, on: date) -> date | None:
        """The first day of an unbroken stretch of a flaw, no earlier than the files go back.

        ``None`` before anybody held a seat, and where it would take too long to look for it.
        """
        if self.start is None or on < self.start:
            return None
        if flaw.code in NUMBERS:
            days, is_there = self._index.number(flaw, self.start)
            return _first(days, on, is_there)
        if flaw.of or flaw.seat:
            part = History(self.committee, self._index.part(flaw), self.given)
            return _first(part.days, on, lambda turn: part._has(check, flaw.key, turn))
        return self._since_of_all(check, flaw, self.start, on)

    def _since_of_all(self, check: Check, flaw: Flaw, start: date, on: date) -> date | None:
        """The same of a rule on the whole, for which everybody is looked at; back to where it is known."""
        known, end = self._known.get(flaw.key, (date.max, date.min))
        looked, first = 0, on
        for turn in reversed(self.days[bisect_left(self.days, start) : bisect_right(self.days, on)]):
            if known <= turn <= end:
                first = known
                break
            looked += len(self.roster.appointments)
            if looked > _LOOKED:
                return None
            if not self._has(check, flaw.key, turn):
                break
            first = turn
        self._known[flaw.key] = (first, on)
        return first

    def leavers(self, sector: str, on: date) -> list[Ground]:
        """Who left a sector on a day, and why."""
        return [
            ground(f"left-by-{str(held.ending).replace('_', '-')}", person=held.person, on=on.isoformat())
            for held in self._index.members.get(sector, ())
            if held.end == on
        ]


def _first(days: list[date], on: date, is_there: Callable[[date], bool]) -> date | None:
    """The first of the days up to a day from which on, turn after turn, something is there."""
    first: date | None = None
    for turn in reversed(days[: bisect_right(days, on)]):
        if not is_there(turn):
            break
        first = turn
    return first


class _Indexes:
    """What is on file, sorted by what a flaw may be about."""

    __slots__ = ("alternates", "committee", "kin", "members", "roster")

    def __init__(self, committee: Committee, roster: Roster) -> None:
        self.committee, self.roster = committee, roster
        self.members = by_sector(committee, roster)
        self.alternates = by_sector(committee, roster, Standing.ALTERNATE)
        self.kin: defaultdict[frozenset[str], list[Kinship]] = defaultdict(list)
        for each in roster.kinship:
            self.kin[frozenset((each.first, each.second))].append(each)

    def part(self, flaw: Flaw) -> Roster:
        """What alone can change a flaw: the files of some persons, or the appointments to one seat."""
        held = (
            self._of_seat(flaw.seat)
            if flaw.seat
            else [each for who in flaw.of for each in self.roster.of(who)]
        )
        people = dict.fromkeys((*flaw.of, *(each.person for each in held)))
        files = filter(None, map(self.roster.person, people))
        return Roster(files, held, self.kin.get(frozenset(flaw.of), ()))

    def _of_seat(self, seat: str) -> list[Appointment]:
        sector = self.committee.sector_of(seat)
        listed = self.members.get("" if sector is None else sector.name, ())
        return [each for each in listed if each.seat == seat]

    def number(self, flaw: Flaw, start: date) -> tuple[list[date], Callable[[date], bool]]:
        """The days on which the number of those in a sector changes, and whether it is wrong on a day."""
        sector = cast("Sector", self.committee.sector_of(cast("str", flaw.facts["sector"])))
        is_wrong = _WRONG[flaw.code]
        held = self.alternates if flaw.code == "too-many-alternates" else self.members
        numbers = Numbers.of(held.get(sector.name, ()))
        bounds = () if sector.clause is None else _bounds(sector.clause)
        days = sorted({day for day in (*numbers.days(), *bounds) if day > start} | {start})
        return days, lambda turn: sector.in_force(turn) and is_wrong(sector, numbers.on(turn))


_WRONG: Final[Mapping[str, Callable[[Sector, int], bool]]] = {
    "seats-vacant": lambda sector, held: held < sector.least,
    "seats-overfilled": lambda sector, held: sector.most is not None and held > sector.most,
    "too-many-alternates": lambda sector, held: held > sector.alternates,
}


# --- the findings ---------------------------------------------------------------------------------


def findings_on(history: History, on: date) -> tuple[Finding, ...]:
    """The findings of a day, the weightiest first."""
    return tuple(sorted(known_findings(history, on).values(), key=_weight))


def known_findings(history: History, on: date) -> dict[tuple[object, ...], Finding]:
    """The findings of a day, by what is the same of each from day to day."""
    return {
        key: _finding(history, check, flaw, on)
        for check in _CHECKS
        for key, flaw in history.flaws(check, on).items()
    }


def _finding(history: History, check: Check, flaw: Flaw, on: date) -> Finding:
    facts = {**flaw.facts}
    since = history.since(check, flaw, on)
    if since is not None:
        facts["since"] = since.isoformat()
        if flaw.code == "seats-vacant" and (left := history.leavers(str(flaw.facts["sector"]), since)):
            facts["because"] = left
    if people := [*flaw.people, *flaw.whom()]:
        facts["people"] = people
    if mend := [*flaw.mend, *flaw.helps()]:
        facts["mend"] = mend
    return Finding(flaw.code, facts, flaw.clause)


def _weight(finding: Finding) -> tuple[int, str, str]:
    return (
        _WEIGHT[finding.severity],
        finding.code,
        str(sorted(finding.facts.items(), key=lambda fact: fact[0])),
    )


# --- the days on which something changes ----------------------------------------------------------


def turns(committee: Committee, roster: Roster) -> Iterator[date]:
    """The days on which the answer of a review may change: of the files, of ages, of the rules themselves."""
    yield from roster.days()
    for clause in committee.clauses():
        yield from _bounds(clause)
    limits = [each for each in committee.asked() if isinstance(each, AgeLimit)]
    for person in roster.people:
        for limit in limits:
            yield from limit.days(person)


def _bounds(clause: Clause) -> Iterator[date]:
    """The days on which a rule comes into force or goes out of it."""
    yield from (day for day in (clause.valid_from, clause.valid_to) if day is not None)
