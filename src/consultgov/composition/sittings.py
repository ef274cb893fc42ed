"""The body as it stands on a day: who holds which seat, which are vacant, and the tally of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from consultgov.composition.requirements import Candidacy
from consultgov.composition.sectors import Sector
from consultgov.counting import Tally
from consultgov.counting.declarations import Facts
from consultgov.people import Appointment, Elector, Person, Roster
from consultgov.people.appointments import Standing
from consultgov.people.electors import Trait

if TYPE_CHECKING:
    from consultgov.composition.committees import Committee
    from consultgov.counting import Condition

__all__ = [
    "Places",
    "Sitting",
    "completed",
    "named_seats",
    "places",
    "seat_traits",
    "sitting",
    "tally_of",
    "unused",
]

_NO_FLAGS: Final[frozenset[str]] = frozenset()
_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


class Sitting(NamedTuple):
    """The body on a day.

    Attributes:
        committee: the body as its rules have it.
        roster: who is on file.
        on: the day.
        members: of each sector in force, the appointments of those who sit.
        alternates: of each sector in force, those of the alternates, in the order in which they move up.
        strangers: appointments to seats that no sector in force has.
        given: the facts of the body that conditions read.
    """

    committee: Committee
    roster: Roster
    on: date
    members: Mapping[str, list[Appointment]]
    alternates: Mapping[str, list[Appointment]]
    strangers: list[Appointment]
    given: Facts

    def sectors(self) -> Iterator[Sector]:
        """The sectors in force on the day."""
        return (sector for sector in self.committee.sectors if sector.in_force(self.on))

    def seated(self) -> Iterator[tuple[Sector, Appointment]]:
        """Everybody who sits, sector by sector."""
        for sector in self.sectors():
            yield from ((sector, held) for held in self.members[sector.name])

    def candidacy(self, held: Appointment) -> Candidacy:
        """Somebody in her seat on the day."""
        person = cast("Person", self.roster.person(held.person))  # a roster has everybody who holds a seat
        return Candidacy(person, held, self.on)

    def missing(self, sector: Sector) -> int:
        """How many seats of a sector are vacant."""
        return max(0, sector.least - len(self.members[sector.name]))


def sitting(committee: Committee, roster: Roster, on: date, given: Facts) -> Sitting:
    """The body as a roster has it on a day."""
    members: dict[str, list[Appointment]] = {}
    alternates: dict[str, list[Appointment]] = {}
    for sector in committee.sectors:
        if sector.in_force(on):
            members[sector.name], alternates[sector.name] = [], []
    strangers: list[Appointment] = []
    for held in roster.on(on):
        sector_of = committee.sector_of(held.seat)
        if sector_of is None or sector_of.name not in members:
            strangers.append(held)
        else:
            (members if held.standing is Standing.MEMBER else alternates)[sector_of.name].append(held)
    for standing in alternates.values():
        standing.sort(key=lambda held: (held.rank, held.start, held.person))
    return Sitting(committee, roster, on, members, alternates, strangers, given)


def seat_traits(sector: Sector, held: Appointment | None = None) -> dict[str, Trait]:
    """The traits that a seat gives to whoever sits in it, and how she came to it."""
    traits: dict[str, Trait] = {**sector.traits, "sector": sector.name, "unit": sector.unit or None}
    if held is None:
        return {**traits, "seat": None, "route": None, "full_time": None}
    return {**traits, "seat": held.seat, "route": held.route or None, "full_time": held.full_time}


class Places(NamedTuple):
    """Electors for those who sit and for the vacant seats.

    Attributes:
        members: whoever sits in a voting seat; in a second one, under an id of its own.
        vacant: the vacant seats.
        sectors: the voting sectors in force.
        persons: of the ids that are not those of persons, whose they are.
    """

    members: list[Elector]
    vacant: list[Elector]
    sectors: tuple[Sector, ...] = ()
    persons: Mapping[str, str] = _NOBODY

    def person(self, elector: Elector) -> str:
        """The id of the person who sits."""
        return self.persons.get(elector.id, elector.id)

    def tally(self, conditions: Iterable[Condition], given: Facts) -> Tally:
        """Their tally, in which everything that the conditions read of a seat is there."""
        read = tuple(conditions)
        vocabularies = [each.vocabulary for each in read]
        names = {name for each in vocabularies for name in (*each.groups, *each.marks)}
        measures = {name for each in vocabularies for name in each.measures}
        flags = {name for each in self.members for name in each.flags}
        blank: dict[str, Trait] = dict.fromkeys(names - flags, None)
        weights = dict.fromkeys(measures, 0)
        vacant = [Elector(each.id, {**blank, **each.traits}, weights) for each in self.vacant]
        people = completed([*self.members, *vacant], read)
        size = len(self.members)
        return Tally.of(people[:size], vacant=people[size:], given=given)


def completed(electors: list[Elector], conditions: Iterable[Condition]) -> list[Elector]:
    """The same electors, where nobody has what is read as so or not so: of each of them it is not so."""
    marks = {name for each in conditions for name in each.vocabulary.marks}
    known = {
        name
        for each in electors
        for name in (*each.traits, *each.flags)
        if each.traits.get(name, 0) is not None
    }
    nobody: dict[str, Trait] = dict.fromkeys(marks - known, False)
    return [each.seated(each.id, nobody, _NO_FLAGS) for each in electors] if nobody else electors


def places(body: Sitting) -> Places:
    """Those who sit in voting seats, and those seats of them that are vacant."""
    sectors = tuple(sector for sector in body.sectors() if sector.voting)
    seated = [(sector, held) for sector in sectors for held in body.members[sector.name]]
    members, vacant = list[Elector](), list[Elector]()
    persons, taken = dict[str, str](), {held.person for _, held in seated}
    sitting: set[str] = set()
    for sector, held in seated:
        key = held.person
        if key in sitting:
            key = unused(f"{held.person} ({held.seat})", taken)
            persons[key] = held.person
        sitting.add(key)
        known = body.candidacy(held).person.on(body.on)
        members.append(known.seated(key, seat_traits(sector, held), _NO_FLAGS))
    for sector in sectors:
        names = (f"{sector.name} {number + 1} (vacant)" for number in range(body.missing(sector)))
        vacant += (Elector(unused(each, taken), seat_traits(sector)) for each in names)
    return Places(members, vacant, sectors, persons)


def unused(wanted: str, taken: set[str]) -> str:
    """An id that nobody has, and is taken from then on."""
    while wanted in taken:
        wanted += "+"
    taken.add(wanted)
    return wanted


def tally_of(body: Sitting, conditions: Iterable[Condition]) -> Tally:
    """The tally of a body: whoever sits in a voting seat, and the vacant ones."""
    return places(body).tally(conditions, body.given)


def named_seats(body: Sitting) -> Mapping[str, list[Appointment]]:
    """Of each seat with a name of its own that is held, by whom."""
    held: defaultdict[str, list[Appointment]] = defaultdict(list)
    for sector, appointment in body.seated():
        if appointment.seat in sector.names:
            held[appointment.seat].append(appointment)
    return held
