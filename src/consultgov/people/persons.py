"""Persons through time: birth and death, what is so of them on which days, what was attested, who is kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.fields import read_fields, written
from consultgov.people.dated import (
    Timeline,
    days_of,
    plain_timeline,
    plain_words,
    timeline,
    value_on,
    words,
)
from consultgov.people.electors import Elector
from consultgov.people.reading import check_span, day_or_none, name, plain
from consultgov.records import expect_keys
from consultgov.spans import LeapDay, age_on, day

__all__ = ["RESERVED", "Attestation", "Kinship", "Person"]

RESERVED: Final = frozenset({"sector", "seat", "unit", "route", "full_time", "standing"})
"""Traits that come from the seat and the appointment, and not from the person."""

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_EMPTY: Final[frozenset[str]] = frozenset()


def __dir__() -> list[str]:
    return __all__


def _day(value: object) -> date:
    return day(value, "attested on")


def _start(value: object) -> date | None:
    return day_or_none(value, "start")


def _end(value: object) -> date | None:
    return day_or_none(value, "end")


def _who(value: object) -> str:
    return name(value, "person")


def _criterion(value: object) -> str:
    return name(value, "criterion")


def _attester(value: object) -> str:
    return name(value, "attested by")


def _kind(value: object) -> str:
    return name(value, "kind of kinship")


@final
@attrs.frozen
class Attestation:
    """That somebody meets a criterion that only people can judge, who says so, and from which day.

    Args:
        criterion: what is attested, such as ``"trusted by the residents"``.
        by: who attests it.
        on: the day from which it counts.

    Raises:
        RecordError: an empty name, what is no day.

    >>> Attestation("热心公益", "residents' committee", "2026-03-01").on.isoformat()
    '2026-03-01'
    """

    criterion: str = attrs.field(converter=_criterion)
    by: str = attrs.field(converter=_attester)
    on: date = attrs.field(converter=_day)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {"criterion": self.criterion, "by": self.by, "on": self.on.isoformat()}

    @classmethod
    def from_dict(cls, data: object) -> Attestation:
        """The attestation from its plain dict."""
        return read_fields(cls, data, "attestation")


@final
@attrs.frozen
class Kinship:
    """That two persons are related, or were for a time.

    Args:
        first: one of them.
        second: the other; who of them is named first does not matter.
        kind: the relation, such as ``"spouses"``, ``"siblings"`` or ``"parent and child"``.
        start: the first day of it; open where ``None``.
        end: the first day on which it is over; open where ``None``.

    Raises:
        RecordError: somebody related to herself, an end that is not later than the start.

    >>> Kinship("wang", "li", "spouses", end="2026-01-01").holds(date(2025, 12, 31))
    True
    """

    first: str = attrs.field(converter=_who)
    second: str = attrs.field(converter=_who)
    kind: str = attrs.field(converter=_kind)
    start: date | None = attrs.field(default=None, converter=_start)
    end: date | None = attrs.field(default=None, converter=_end)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if self.first == self.second:
            faults.add(Fault("own-kin", f"kinship of {self.first!r}", "must be with somebody else"))
        check_span(self.start, self.end, faults)
        faults.close(RecordError)

    def holds(self, on: date) -> bool:
        """Whether they are related on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; open ends are left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Kinship:
        """The kinship from its plain dict."""
        return read_fields(cls, data, "kinship")


def _attestations(given: object) -> tuple[Attestation, ...]:
    if isinstance(given, Attestation):
        return (given,)
    if not isinstance(given, list | tuple):
        raise RecordError(Fault("not-a-list", "attested", "must be a list", shown(given)))
    listed = cast("Iterable[object]", given)
    return tuple(each if isinstance(each, Attestation) else Attestation.from_dict(each) for each in listed)


def _timelines(given: object, what: str, owner: str, *, numbers: bool) -> Mapping[str, Timeline]:
    faults = Faults()
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", f"{what} of {owner}", "must be a dict", shown(given)))
    read: dict[str, Timeline] = {}
    for key, value in cast("Mapping[object, object]", given).items():
        known = faults.attempt(name, key, f"{what} of {owner}") or ""
        if known and known in read:
            fix = "give one of them another name"
            faults.add(Fault("name-twice", f"{known!r} of {owner}", "must be there once", "", fix, (owner,)))
        read[known] = faults.attempt(timeline, value, known, owner, numbers=numbers) or ()
        if known in RESERVED and not numbers:
            rule = "must not be a trait of the person: the seat and the appointment give it"
            fix = "say sectors=, or put it into the sector or the appointment"
            faults.add(Fault("reserved-trait", f"trait {known!r} of {owner}", rule, "", fix, (owner,)))
    faults.close(RecordError)
    return MappingProxyType(read)


@final
@attrs.frozen(init=False, hash=False)
class Person:
    """Somebody as the files have her, through time; of each day she is an elector with what holds on it.

    Args:
        id: the caller's key for the person, not empty.
        born: the day of birth, if it is on file.
        died: the day of death; an office she holds ends with it.
        traits: name to a value, a value with its days (``During``), or a list of them.
        weights: name to an exact number in the same way.
        flags: words that are so, always or in their days; offices that she holds elsewhere among them.
        sectors: the sectors for which she may sit, always or in their days; ``None`` where nothing is on
            file, so that nothing can be checked.
        attested: the criteria that were attested, by whom and when.

    Raises:
        RecordError: two values of one trait on one day, a death before the birth, names that are none, and
            the like; all at once.

    >>> from consultgov.people import During
    >>> li = Person("li", "1980-05-01", sectors=[During("women", "2024-01-01")], traits={"employer": "Acme"})
    >>> li.age(date(2026, 5, 1)), li.may_sit_for("women", date(2023, 12, 31))
    (46, False)
    """

    id: str
    born: date | None = None
    died: date | None = None
    traits: Mapping[str, Timeline] = MappingProxyType({})
    weights: Mapping[str, Timeline] = MappingProxyType({})
    flags: Timeline = ()
    sectors: Timeline | None = None
    attested: tuple[Attestation, ...] = ()
    days: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)
    _known: dict[date, Elector] = attrs.field(init=False, eq=False, repr=False, factory=dict[date, Elector])

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        id: str,  # noqa: A002 - the word of the field
        born: date | str | None = None,
        died: date | str | None = None,
        *,
        traits: Mapping[str, object] = _NOTHING,
        weights: Mapping[str, object] = _NOTHING,
        flags: object = _EMPTY,
        sectors: object = None,
        attested: object = (),
    ) -> None:
        owner, faults = shown(id), Faults()
        key = faults.attempt(_who, id)
        birth = faults.attempt(day_or_none, born, f"birth of {owner}")
        death = faults.attempt(day_or_none, died, f"death of {owner}")
        if birth is not None and death is not None and death < birth:
            rule = "must not come before the birth"
            faults.add(Fault("before-birth", f"death of {owner}", rule, death.isoformat()))
        read: Any = (
            faults.attempt(_timelines, traits, "traits", owner, numbers=False),
            faults.attempt(_timelines, weights, "weights", owner, numbers=True),
            faults.attempt(words, flags, "flags", owner),
            None if sectors is None else faults.attempt(words, sectors, "sectors", owner),
            faults.attempt(_attestations, attested),
        )
        faults.close(RecordError)
        self.__attrs_init__(cast("str", key), birth, death, *read)
        object.__setattr__(self, "days", tuple(sorted(set(_days(self)))))

    # --- on a day -------------------------------------------------------------------------------

    def on(self, at: date | str) -> Elector:
        """The elector that she is on a day: the traits, weights and flags that hold on it."""
        at = day(at, "on")
        first = next((turn for turn in reversed(self.days) if turn <= at), date.min)
        known = self._known.get(first)
        if known is None:  # between two turns nothing changes
            known = self._known.setdefault(first, self._read(at))
        return known

    def _read(self, at: date) -> Elector:
        traits = {trait: value_on(held, at) for trait, held in self.traits.items()}
        weights = {measure: value_on(held, at) or 0 for measure, held in self.weights.items()}
        flags = (str(each.value) for each in self.flags if each.holds(at))
        return Elector(self.id, traits, weights, flags)

    def age(self, at: date | str, leap: LeapDay = LeapDay.MARCH_1) -> int | None:
        """The years completed on a day; ``None`` where no day of birth is on file, or before it."""
        on = day(at, "on")
        return None if self.born is None or on < self.born else age_on(self.born, on, leap)

    def is_alive(self, at: date) -> bool:
        """Whether she is born by a day and has not died before it, as far as the files tell."""
        return not ((self.born is not None and at < self.born) or (self.died is not None and self.died < at))

    def may_sit_for(self, sector: str, at: date | str) -> bool | None:
        """Whether she may sit for a sector on a day; ``None`` where nothing is on file."""
        if self.sectors is None:
            return None
        on = day(at, "on")
        named = normalize("NFC", sector)
        return any(each.value == named and each.holds(on) for each in self.sectors)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        found: dict[str, object] = {"id": self.id}
        for key in ("born", "died"):
            if (at := cast("date | None", getattr(self, key))) is not None:
                found[key] = at.isoformat()
        for key in ("traits", "weights"):
            if held := cast("Mapping[str, Timeline]", getattr(self, key)):
                found[key] = {trait: plain_timeline(each) for trait, each in held.items()}
        if self.flags:
            found["flags"] = plain_words(self.flags)
        if self.sectors is not None:
            found["sectors"] = plain_words(self.sectors)
        if self.attested:
            found["attested"] = [each.to_dict() for each in self.attested]
        return found

    @classmethod
    def from_dict(cls, data: object) -> Person:
        """The person from her plain dict.

        Raises:
            RecordError: keys or values that a person does not have; all at once.
        """
        optional = frozenset({"born", "died", "traits", "weights", "flags", "sectors", "attested"})
        return cls(**expect_keys(data, "person", frozenset({"id"}), optional))  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict, since a read-only view of a dict does neither."""
        return Person.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal persons have equal ids."""
        return hash(self.id)


def _days(person: Person) -> Iterator[date]:
    """The days on which something on file about a person begins or no longer holds."""
    for held in (*person.traits.values(), *person.weights.values(), person.flags, person.sectors or ()):
        yield from days_of(held)
    yield from (each.on for each in person.attested)
