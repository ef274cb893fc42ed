"""The roster: who holds which seat from when to when, with what the files say about each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.people.appointments import Appointment, Ending, read_ending
from consultgov.people.persons import Kinship, Person
from consultgov.people.reading import check_span
from consultgov.records import expect_keys
from consultgov.spans import day

__all__ = ["Change", "ChangeKind", "Roster"]

_Kind = TypeVar("_Kind")
_DAY = timedelta(days=1)


def __dir__() -> list[str]:
    return __all__


@final
class ChangeKind(StrEnum):
    """What happened to a seat."""

    ENTERED = "entered"
    LEFT = "left"


@final
@attrs.frozen
class Change:
    """That somebody enters or leaves a seat on a day.

    Attributes:
        on: the day: the first in office, or the first no longer in office.
        kind: whether she enters or leaves.
        person: who.
        seat: the seat or sector, as the appointment names it.
        why: of leaving, why.
    """

    on: date
    kind: ChangeKind
    person: str
    seat: str
    why: Ending | None = None

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {
            "on": self.on.isoformat(),
            "kind": self.kind.value,
            "person": self.person,
            "seat": self.seat,
        }
        return plain if self.why is None else {**plain, "why": self.why.value}


def _listed(given: Any, kind: type[_Kind], what: str) -> tuple[_Kind, ...]:  # noqa: ANN401 - whatever is given
    """What is given as a list of one kind, or of its plain dicts."""
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise RecordError(Fault("not-a-list", what, "must be a list", shown(cast("object", given))))
    faults = Faults()
    listed = cast("Iterable[object]", given)
    read = cast("Callable[[object], _Kind]", kind.from_dict)  # type: ignore[attr-defined]
    found = [each if isinstance(each, kind) else faults.attempt(read, each) for each in listed]
    faults.close(RecordError)
    return tuple(cast("Iterable[_Kind]", found))


def _persons(given: object) -> tuple[Person, ...]:
    faults = Faults()
    known: dict[str, Person] = {}
    for person in _listed(given, Person, "people"):
        if known.setdefault(person.id, person) != person:
            _add_contradiction(known[person.id], person, faults)
    faults.close(RecordError)
    return tuple(known.values())


def _add_contradiction(one: Person, other: Person, faults: Faults) -> None:
    subject = f"person {one.id!r}"
    if one.born != other.born:
        rule, given = "must have one day of birth", f"{one.born} and {other.born}"
        faults.add(Fault("two-births", subject, rule, given, "correct one of them", (one.id,)))
    else:
        fix = "join what is on file into one"
        faults.add(Fault("person-twice", subject, "must be on file once", "", fix, (one.id,)))


@final
@attrs.frozen(init=False, hash=False)
class Roster:
    """Everybody on file, what they hold and held, and who is related to whom.

    A roster is a value: what it would be if somebody left or entered is another one.

    Args:
        people: the persons on file.
        appointments: who holds which seat from when to when, also in the past.
        kinship: who is related to whom.

    Raises:
        RecordError: somebody on file twice with different facts, such as two days of birth, an appointment
            of somebody who is not on file, one that starts before the birth; all at once.

    >>> roster = Roster([Person("li")], [Appointment("li", "women", "2024-03-01")])
    >>> [held.person for held in roster.on("2026-05-01")]
    ['li']
    """

    people: tuple[Person, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    kinship: tuple[Kinship, ...] = ()
    _by_id: Mapping[str, Person] = attrs.field(init=False, eq=False, repr=False)
    _held: Mapping[str, tuple[Appointment, ...]] = attrs.field(init=False, eq=False, repr=False)

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        people: Iterable[Person] = (),
        appointments: Iterable[Appointment] = (),
        kinship: Iterable[Kinship] = (),
    ) -> None:
        faults = Faults()
        persons = faults.attempt(_persons, people) or ()
        held = faults.attempt(_listed, appointments, Appointment, "appointments") or ()
        kin = faults.attempt(_listed, kinship, Kinship, "kinship") or ()
        faults.close(RecordError)
        by_id = {person.id: person for person in persons}
        for appointment in held:
            _check_appointment(appointment, by_id.get(appointment.person), faults)
        for each in kin:
            for person in (who for who in (each.first, each.second) if who not in by_id):
                subject, fix = f"kinship of {person!r}", f"put {person!r} into people"
                faults.add(Fault("unknown-person", subject, "must be of people on file", "", fix, (person,)))
        faults.close(RecordError)
        ended = dict.fromkeys(_until_death(each, by_id[each.person]) for each in held)
        self.__attrs_init__(persons, tuple(sorted(ended, key=_order)), tuple(dict.fromkeys(kin)))
        object.__setattr__(self, "_by_id", MappingProxyType(by_id))
        object.__setattr__(self, "_held", MappingProxyType(_by_person(self.appointments)))

    # --- asking ---------------------------------------------------------------------------------

    def person(self, person: str) -> Person | None:
        """What is on file about somebody."""
        return self._by_id.get(_key(person))

    def on(self, at: date | str) -> tuple[Appointment, ...]:
        """The appointments in force on a day.

        Raises:
            RecordError: what is no day.
        """
        when = day(at, "on")
        return tuple(each for each in self.appointments if each.holds(when))

    def of(self, person: str) -> tuple[Appointment, ...]:
        """What somebody holds and held, in the order of time."""
        return self._held.get(_key(person), ())

    def changes(self, start: date | str, end: date | str) -> tuple[Change, ...]:
        """Who left and who entered between two days, the first included and the second not, in order.

        >>> roster = Roster([Person("li")], [Appointment("li", "women", "2024-03-01", "2027-03-01")])
        >>> [
        ...     (change.kind.value, change.on.isoformat())
        ...     for change in roster.changes("2024-01-01", "2028-01-01")
        ... ]
        [('entered', '2024-03-01'), ('left', '2027-03-01')]

        Raises:
            RecordError: what is no day, an end that is not later than the start.
        """
        first, last = between(start, end)
        found = (change for each in self.appointments for change in _changes(each))
        return tuple(sorted((each for each in found if first <= each.on < last), key=_sequence))

    def days(self) -> Iterator[date]:
        """The days on which something on file begins or no longer holds."""
        for appointment in self.appointments:
            yield appointment.start
            if appointment.end is not None:
                yield appointment.end
            if appointment.confirmed is not None:
                yield appointment.confirmed
        for person in self.people:
            yield from person.days
        for kin in self.kinship:
            yield from (at for at in (kin.start, kin.end) if at is not None)

    # --- as it would be -------------------------------------------------------------------------

    def with_people(self, *people: Person) -> Roster:
        """The roster with these persons on file, instead of what it had about them.

        Raises:
            RecordError: what is no person, or contradicts what is held.
        """
        joined = {**self._by_id, **{person.id: person for person in _persons(people)}}
        return Roster(joined.values(), self.appointments, self.kinship)

    def appointing(self, *appointments: Appointment) -> Roster:
        """The roster as it would be with these appointments as well.

        Raises:
            RecordError: somebody who is not on file.
        """
        return Roster(self.people, (*self.appointments, *appointments), self.kinship)

    def leaving(
        self, person: str, on: date | str, why: Ending | str = Ending.RESIGNATION, seat: str | None = None
    ) -> Roster:
        """The roster as it would be if somebody left on a day what she then holds, or one seat of it.

        What would begin only later does not begin.

        Raises:
            RecordError: somebody who holds nothing then or later, what is no day, an unknown reason.
        """
        when, reason = day(on, "on"), read_ending(why)
        ended = [each for each in self.of(person) if seat in (None, each.seat) and not each.is_over(when)]
        cut = [attrs.evolve(each, end=when, why=reason) for each in ended if each.start < when]
        if not ended:
            fix, rule = "name somebody who is in office", "must hold a seat on the day"
            raise RecordError(Fault("not-in-office", f"{shown(person)} on {when}", rule, "", fix))
        kept = [each for each in self.appointments if each not in ended]
        return Roster(self.people, (*kept, *cut), self.kinship)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        parts: dict[str, tuple[Person | Appointment | Kinship, ...]] = {
            "people": self.people,
            "appointments": self.appointments,
            "kinship": self.kinship,
        }
        return {key: [each.to_dict() for each in listed] for key, listed in parts.items() if listed}

    @classmethod
    def from_dict(cls, data: object) -> Roster:
        """The roster from its plain dict.

        Raises:
            RecordError: keys or values that a roster does not have; all at once.
        """
        optional = frozenset({"people", "appointments", "kinship"})
        return cls(**expect_keys(data, "roster", frozenset(), optional))  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy without what was worked out."""
        return Roster, (self.people, self.appointments, self.kinship)

    def __hash__(self) -> int:
        """Equal rosters have equal appointments."""
        return hash(self.appointments)


def between(start: date | str, end: date | str) -> tuple[date, date]:
    """The two days of a period.

    Raises:
        RecordError: what is no day, an end that is not later than the start.
    """
    faults = Faults()
    first, last = faults.attempt(day, start, "start"), faults.attempt(day, end, "end")
    check_span(first, last, faults)
    faults.close(RecordError)
    return cast("date", first), cast("date", last)


def _order(held: Appointment) -> tuple[object, ...]:
    """By day, seat and person; the rest so that it never matters in which order they were given."""
    ending = (held.end or date.max, held.why or "")
    manner = (held.route, held.proposed_by, held.confirmed or date.max, str(held.full_time))
    return (held.start, held.seat, held.person, held.standing.value, held.rank, *ending, *manner)


def _by_person(appointments: Iterable[Appointment]) -> dict[str, tuple[Appointment, ...]]:
    held: defaultdict[str, list[Appointment]] = defaultdict(list)
    for each in appointments:
        held[each.person].append(each)
    return {person: tuple(listed) for person, listed in held.items()}


def _key(person: object) -> str:
    """How the files have the id of somebody; of what is none, as they have nobody's."""
    return normalize("NFC", person) if isinstance(person, str) else ""


def _sequence(change: Change) -> tuple[date, bool, str, str]:
    """The order of changes: by day, those who leave first."""
    return change.on, change.kind is ChangeKind.ENTERED, change.seat, change.person


def _changes(appointment: Appointment) -> Iterator[Change]:
    person, seat = appointment.person, appointment.seat
    yield Change(appointment.start, ChangeKind.ENTERED, person, seat)
    if appointment.end is not None:
        yield Change(appointment.end, ChangeKind.LEFT, person, seat, appointment.ending)


def _check_appointment(appointment: Appointment, person: Person | None, faults: Faults) -> None:
    subject, who = f"appointment to {appointment.seat!r}", appointment.person
    if person is None:
        fix = f"put {who!r} into people"
        faults.add(Fault("unknown-person", subject, "must be of somebody on file", who, fix, (who,)))
    elif person.born is not None and appointment.start < person.born:
        rule, given = "must not start before the birth", f"{appointment.start}, born {person.born}"
        faults.add(Fault("before-birth", subject, rule, given, "correct one of the days", (who,)))
    elif person.died is not None and appointment.start > person.died:
        rule, given = "must not start after the death", f"{appointment.start}, died {person.died}"
        faults.add(Fault("after-death", subject, rule, given, "correct one of the days", (who,)))


def _until_death(appointment: Appointment, person: Person) -> Appointment:
    """The appointment as the death of its holder ends it: the day of death is the last one in office."""
    if person.died is None or person.died == date.max:
        return appointment
    after = person.died + _DAY
    if appointment.end is not None and appointment.end <= after:
        return appointment
    return attrs.evolve(appointment, end=after, why=Ending.DEATH)
