"""What the filling of seats comes to: who takes which, or the smallest reason why it cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar, cast, final
from unicodedata import normalize

import attrs

from consultgov.counting import Condition
from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.fields import read_fields, written
from consultgov.people import Appointment
from consultgov.people.reading import name, plain, text, truth, truth_or_none
from consultgov.spans import day
from consultgov.verdicts import Verdict, explained

__all__ = ["Allotment", "Impasse", "Seating"]

_Read = TypeVar("_Read")

_NONE: Final[Mapping[str, int]] = MappingProxyType({})
_NOBODY: Final[Mapping[str, tuple[Verdict, ...]]] = MappingProxyType({})
_TOLD: Final = 20
"""As many people are told by name of those who might take a seat; the number tells how many there are."""


def __dir__() -> list[str]:
    return __all__


# --- reading --------------------------------------------------------------------------------------


def _name(given: object) -> str:
    return name(given, "seating")


def _text(given: object) -> str:
    return text(given, "seating")


def _truth(given: object) -> bool:
    return truth(given, "allotment")


def _truth_or_none(given: object) -> bool | None:
    return truth_or_none(given, "allotment")


def _number(given: object) -> int:
    if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
        return given
    raise RecordError(Fault("bad-number", "seats", "must be a whole number, 0 or more", shown(given)))


def _all(given: object, read: Callable[[object], _Read]) -> tuple[_Read, ...]:
    """What is listed, each read; all faults at once."""
    if not isinstance(given, list | tuple):
        raise RecordError(Fault("not-a-list", "allotment", "must be given lists", shown(given)))
    faults = Faults()
    found = [faults.attempt(read, each) for each in cast("list[object]", given)]
    faults.close(RecordError)
    return tuple(cast("list[_Read]", found))


def _by_name(given: object, read: Callable[[object], _Read]) -> Mapping[str, _Read]:
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", "allotment", "must be given dicts by name", shown(given)))
    faults = Faults()
    found = {
        faults.attempt(_name, key): faults.attempt(read, value)
        for key, value in cast("Mapping[object, object]", given).items()
    }
    faults.close(RecordError)
    return MappingProxyType(cast("dict[str, _Read]", found))


def _names(given: object) -> tuple[str, ...]:
    return _all(given, _name)


def _pair(given: object) -> tuple[str, str]:
    names = _names(given)
    if len(names) == 2:  # noqa: PLR2004 - a pair
        return names[0], names[1]
    raise RecordError(Fault("not-a-pair", "allotment", "must be given two names together", shown(given)))


def _pairs(given: object) -> tuple[tuple[str, str], ...]:
    return _all(given, _pair)


def _seating(given: object) -> Seating:
    return given if isinstance(given, Seating) else Seating.from_dict(given)


def _seatings(given: object) -> tuple[Seating, ...]:
    return _all(given, _seating)


def _verdict(given: object) -> Verdict:
    return given if isinstance(given, Verdict) else Verdict.from_dict(given)


def _verdicts(given: object) -> tuple[Verdict, ...]:
    return _all(given, _verdict)


def _refused(given: object) -> Mapping[str, tuple[Verdict, ...]]:
    return _by_name(given, _verdicts)


def _numbers(given: object) -> Mapping[str, int]:
    return _by_name(given, _number)


def _rule(given: object) -> Condition:
    return given if isinstance(given, Condition) else Condition.from_dict(given)


def _rules(given: object) -> tuple[Condition, ...]:
    return _all(given, _rule)


# --- values ---------------------------------------------------------------------------------------


@final
@attrs.frozen
class Seating:
    """That somebody takes a seat.

    Attributes:
        person: who.
        sector: for which sector.
        seat: the seat by its name; where it has none, the sector.
        kept: whether she sat there already.
        route: by which way she was put forward.
        proposed_by: who proposed her.
        full_time: whether she serves full time or part time.
    """

    person: str = attrs.field(converter=_name)
    sector: str = attrs.field(converter=_name)
    seat: str = attrs.field(converter=_name)
    kept: bool = attrs.field(default=False, converter=_truth)
    route: str = attrs.field(default="", converter=_text)
    proposed_by: str = attrs.field(default="", converter=_text)
    full_time: bool | None = attrs.field(default=None, converter=_truth_or_none)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Seating:
        """The seating from its plain dict.

        Raises:
            RecordError: keys or values that a seating does not have; all at once.
        """
        return read_fields(cls, data, "seating")


def _lines_of_refused(refused: Mapping[str, tuple[Verdict, ...]]) -> Iterator[Verdict]:
    for person, verdicts in refused.items():
        facts = {"person": person}
        yield Verdict(holds=False, code="nominee-refused", rule="", facts=facts, parts=verdicts)


@final
@attrs.frozen(hash=False)
class Allotment:
    """Who takes which seat.

    Attributes:
        seatings: who sits where, sector by sector in the order of the body.
        left_over: nominees who could have taken a seat and were given none, as they were named.
        refused: nominees to whom no seat is open, with what speaks against them.
        leaving: who holds a seat that she does not keep, with the seat. In a renewal these are all who sit:
            whoever is chosen again enters anew.
        open: of each sector that could hold more, how many seats are left empty.
    """

    seatings: tuple[Seating, ...] = attrs.field(converter=_seatings)
    left_over: tuple[str, ...] = attrs.field(default=(), converter=_names)
    refused: Mapping[str, tuple[Verdict, ...]] = attrs.field(default=_NOBODY, converter=_refused)
    leaving: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)
    open: Mapping[str, int] = attrs.field(default=_NONE, converter=_numbers)

    @property
    def entering(self) -> tuple[Seating, ...]:
        """Those who take a seat that they did not hold, or hold anew."""
        return tuple(each for each in self.seatings if not each.kept)

    def of(self, sector: str) -> tuple[str, ...]:
        """Who sits for a sector."""
        named = normalize("NFC", sector)
        return tuple(each.person for each in self.seatings if each.sector == named)

    def appointments(self, start: date | str, end: date | str | None = None) -> tuple[Appointment, ...]:
        """The appointments of those who enter, from a day on, and open at the end unless one is given.

        Raises:
            RecordError: what is no day, an end that is not later than the start.
        """
        first, last = day(start, "start"), None if end is None else day(end, "end")
        return tuple(
            Appointment(
                each.person,
                each.seat,
                first,
                last,
                route=each.route,
                proposed_by=each.proposed_by,
                full_time=each.full_time,
            )
            for each in self.entering
        )

    def account(self) -> Iterator[Verdict]:
        """Who takes which seat, and who none, as verdicts; of a seat held anew, only that it is taken."""
        yield from (_seated(each) for each in self.seatings)
        again = {(each.person, each.seat) for each in self.seatings}
        for person, seat in self.leaving:
            if (person, seat) not in again:
                facts: dict[str, object] = {"person": person, "seat": seat}
                yield Verdict(holds=True, code="leaves-seat", rule="", facts=facts)
        if self.left_over:
            facts = {"people": list(self.left_over)}
            yield Verdict(holds=True, code="nominees-left-over", rule="", facts=facts)
        yield from _lines_of_refused(self.refused)

    def explain(self, language: str = "en") -> str:
        """The allotment in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Allotment:
        """The allotment from its plain dict.

        Raises:
            RecordError: keys or values that an allotment does not have; all at once.
        """
        return read_fields(cls, data, "allotment")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict, since a read-only view of a dict does neither."""
        return Allotment.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal allotments seat the same people."""
        return hash(self.seatings)


def _seated(each: Seating) -> Verdict:
    facts = {"person": each.person, "seat": each.seat}
    return Verdict(holds=True, code="keeps-seat" if each.kept else "takes-seat", rule="", facts=facts)


@final
@attrs.frozen(hash=False)
class Impasse:
    """Why the seats cannot be filled: requirements that nobody can meet together.

    Leaving out any one of them would leave what the others can meet.

    Attributes:
        sectors: the sectors whose seats are part of it, with how many seats each has to fill; beside those
            that are kept for certain.
        rules: the conditions that are part of it.
        apart: the relatives who must not sit together, where that is part of it.
        kept: who sits already and keeps the seat, where that is part of it.
        people: who could take a seat of these sectors.
        refused: nominees to whom no seat is open, with what speaks against them.
        smallest: whether no fewer requirements are in conflict; otherwise that was not looked into.
    """

    sectors: Mapping[str, int] = attrs.field(converter=_numbers)
    rules: tuple[Condition, ...] = attrs.field(default=(), converter=_rules)
    apart: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)
    kept: tuple[str, ...] = attrs.field(default=(), converter=_names)
    people: tuple[str, ...] = attrs.field(default=(), converter=_names)
    refused: Mapping[str, tuple[Verdict, ...]] = attrs.field(default=_NOBODY, converter=_refused)
    smallest: bool = attrs.field(default=False, converter=_truth)

    def account(self) -> Iterator[Verdict]:
        """The requirements in conflict and what speaks against nominees, as verdicts."""
        yield Verdict(holds=False, code="cannot-be-filled", rule="", facts={}, parts=tuple(self._parts()))
        yield from _lines_of_refused(self.refused)

    def _parts(self) -> Iterator[Verdict]:
        if self.sectors:
            yield self._seats()
        for rule in self.rules:
            facts: dict[str, object] = {"rule": str(rule)}
            yield Verdict(
                holds=False, code="rule-in-conflict", rule=str(rule), facts=facts, clause=rule.clause
            )
        for pair in self.apart:
            yield Verdict(holds=False, code="kept-apart", rule="", facts={"people": list(pair)})
        if self.kept:
            yield Verdict(holds=False, code="keep-their-seats", rule="", facts={"people": list(self.kept)})

    def _seats(self) -> Verdict:
        facts = {
            "sectors": list(self.sectors),
            "seats": sum(self.sectors.values()),
            "people": list(self.people[:_TOLD]),
            "number": len(self.people),
        }
        code = "seats-and-nobody"
        if self.people:
            code = "seats-and-people" if len(self.people) <= _TOLD else "seats-and-many-people"
        return Verdict(holds=False, code=code, rule="", facts=facts)

    def explain(self, language: str = "en") -> str:
        """The reason in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Impasse:
        """The impasse from its plain dict.

        Raises:
            RecordError: keys or values that an impasse does not have; all at once.
        """
        return read_fields(cls, data, "impasse")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict, since a read-only view of a dict does neither."""
        return Impasse.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal impasses are about the same sectors and rules."""
        return hash((tuple(sorted(self.sectors)), self.rules, self.apart, self.kept))
