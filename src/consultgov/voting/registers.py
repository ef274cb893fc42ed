"""The electorate of an owners' meeting, made from the register of units.

Heads are counted by buyers and not by doors: several units of one buyer are one head, co-owners are one head
together, and whatever the developer has not sold or not handed over is one head, his. Everyone counts with
what she holds on the day on which the electorate is frozen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, MissingData, TallyError, shown
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.shares import Exact
from consultgov.spans import day
from consultgov.verdicts import Clause, Finding, Strength, Verdict
from consultgov.voting.reading import choice, items, named, of_kind, truth
from consultgov.voting.units import AreaSource, Holding, Unit, area_of, owners_of
from consultgov.voting.weights import total_of

__all__ = [
    "AreaSource",
    "CountedUnit",
    "Head",
    "Holding",
    "OwnersElectorate",
    "OwnersRegister",
    "Tenure",
    "Unit",
]

_INTERPRETATION: Final = "最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释(2020)"
_AREAS: Final = Clause(f"{_INTERPRETATION} 第八条", strength=Strength.PERMISSION)
_HEADS: Final = Clause(f"{_INTERPRETATION} 第九条", strength=Strength.PERMISSION)

_JOINED: Final = " & "
"""Between the ids of co-owners in the id of their head."""

_UNITS: Final = "units"
"""The weight that counts a head's units."""


def __dir__() -> list[str]:
    return __all__


@final
class Tenure(StrEnum):
    """Why a unit counts with whom it counts with."""

    REGISTERED = "registered"
    """Those in the register of real property own it."""
    POSSESSION = "possession"
    """It was handed over to those who bought it from the developer; they are not registered yet."""
    UNDELIVERED = "undelivered"
    """It is sold and not handed over: the developer's."""
    UNSOLD = "unsold"
    """It is not sold: the developer's."""


# --- heads ------------------------------------------------------------------------------------------


@final
@attrs.frozen(init=False)
class CountedUnit:
    """A unit as it counts on the day: its area, where that stands, and why it counts with its head."""

    unit: str
    area: Exact
    source: AreaSource
    tenure: Tenure

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, unit: str, area: Exact | str, source: AreaSource | str, tenure: Tenure | str) -> None:
        faults = Faults()
        of = f"unit {shown(unit)}"
        key = faults.attempt(named, unit, "id of a unit")
        read = faults.attempt(area_of, area, f"area of {of}")
        where = faults.attempt(choice, AreaSource, source, f"source of the area of {of}")
        why = faults.attempt(choice, Tenure, tenure, f"tenure of {of}")
        faults.close(TallyError)
        self.__attrs_init__(key or "", read or 0, where or AreaSource.REGISTER, why or Tenure.UNSOLD)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; the area as text."""
        return {
            "unit": self.unit,
            "area": str(self.area),
            "source": self.source.value,
            "tenure": self.tenure.value,
        }

    @classmethod
    def from_dict(cls, data: object) -> CountedUnit:
        """The counted unit from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            TallyError: what the constructor refuses.
        """
        required = frozenset({"unit", "area", "source", "tenure"})
        return cls(**expect_keys(data, "counted unit", required, frozenset()))  # type: ignore[arg-type]


@final
@attrs.frozen(init=False)
class Head:
    """One head of the meeting: an owner, co-owners together, or the developer; with all that is theirs.

    Args:
        owners: the ids of those who are the head together, in any order.
        units: the units that count with them.
        developer: whether it is the developer.

    Raises:
        TallyError: no owner, no unit, what is no counted unit.

    >>> flat = CountedUnit("3-502", "88.75", "survey", "possession")
    >>> Head(["zhou", "chen"], [flat]).id
    'chen & zhou'
    """

    owners: tuple[str, ...]
    units: tuple[CountedUnit, ...]
    developer: bool = False

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self, owners: str | Iterable[str], units: Iterable[CountedUnit], *, developer: bool = False
    ) -> None:
        faults = Faults()
        people = faults.attempt(owners_of, owners)
        of = f"head of {shown(owners)}"
        held = of_kind(units, CountedUnit, f"units of the {of}", faults)
        if not held:
            faults.add(Fault("no-unit", of, "must have a unit", "", "leave out whoever owns nothing"))
        his = faults.attempt(truth, developer, f"developer of {of}")
        faults.close(TallyError)
        self.__attrs_init__(people or (), tuple(sorted(held, key=lambda each: each.unit)), his or False)

    @property
    def id(self) -> str:
        """The id of the elector: that of the owner; of co-owners, theirs in order, joined with ``" & "``."""
        return _JOINED.join(self.owners)

    @property
    def representatives(self) -> tuple[str, ...]:
        """Who may cast the head's one vote: any one of the owners, for all of them."""
        return self.owners

    @property
    def area(self) -> Exact:
        """The area of all units, exact."""
        return total_of([each.area for each in self.units], f"area of {self.id!r}")

    def elector(self, measure: str = "area") -> Elector:
        """The head as an elector.

        It weighs its area by ``measure`` and the number of its units by ``units``; co-owners have the flag
        ``co_owned``, the developer the flag ``developer``.
        """
        flags = [name for name, so in (("co_owned", self.owners[1:]), ("developer", self.developer)) if so]
        return Elector(self.id, weights={measure: self.area, _UNITS: len(self.units)}, flags=flags)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {
            "owners": list(self.owners),
            "units": [each.to_dict() for each in self.units],
        }
        return plain | ({"developer": True} if self.developer else {})

    @classmethod
    def from_dict(cls, data: object) -> Head:
        """The head from its plain dict.

        Raises:
            RecordError: keys that a head does not have.
            TallyError: what the constructor refuses.
        """
        plain = expect_keys(data, "head", frozenset({"owners", "units"}), frozenset({"developer"}))
        units = [CountedUnit.from_dict(each) for each in items(plain["units"], "units")]
        developer = cast("bool", plain.get("developer", False))
        return cls(cast("list[str]", plain["owners"]), units, developer=developer)


@final
@attrs.frozen(init=False)
class OwnersElectorate:
    """Who votes in an owners' meeting, as on the day on which the electorate is frozen.

    Args:
        on: the day.
        heads: the heads, in any order; no id and no unit twice.
        measure: what the weight of the area is called.

    Attributes:
        electors: an elector for each head, in the order of their ids, for a tally or a poll.

    Raises:
        TallyError: a head or a unit twice, a measure called ``units``.
    """

    on: date
    heads: tuple[Head, ...]
    measure: str = "area"
    electors: tuple[Elector, ...] = attrs.field(default=(), eq=False, repr=False)
    _of_unit: Mapping[str, Head] = attrs.field(factory=dict[str, Head], eq=False, repr=False)
    _of_person: Mapping[str, tuple[Head, ...]] = attrs.field(
        factory=dict[str, tuple[Head, ...]], eq=False, repr=False
    )

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, on: date | str, heads: Iterable[Head], measure: str = "area") -> None:
        faults = Faults()
        frozen = faults.attempt(day, on) or date.min
        name = faults.attempt(_measure, measure) or "area"
        found = of_kind(heads, Head, "heads", faults)
        ordered = tuple(sorted(found, key=lambda each: each.id))
        of_unit = {counted.unit: head for head in ordered for counted in head.units}
        for key in _repeated(head.id for head in ordered):
            faults.add(Fault("head-twice", f"head {key!r}", "must be there once"))
        for key in _repeated(counted.unit for head in ordered for counted in head.units):
            faults.add(Fault("unit-twice", f"unit {key!r}", "must be there once"))
        made = [faults.attempt(head.elector, name) for head in ordered]
        faults.close(TallyError)
        electors = tuple(elector for elector in made if elector is not None)
        self.__attrs_init__(frozen, ordered, name, electors, of_unit, _by_person(ordered))

    @property
    def area(self) -> Exact:
        """The area of all units that count, exact."""
        return total_of([each.area for head in self.heads for each in head.units], "area of the estate")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to look at before voting: areas that are not registered, owners who are in several heads."""
        return (*self._areas_elsewhere(), *self._owners_apart())

    def _areas_elsewhere(self) -> Iterator[Finding]:
        where: dict[AreaSource, list[str]] = {source: [] for source in AreaSource}
        for head in self.heads:
            for counted in head.units:
                where[counted.source].append(counted.unit)
        if units := where[AreaSource.SURVEY]:
            yield Finding("area-from-survey", {"units": sorted(units)}, _AREAS)
        if units := where[AreaSource.CONTRACT]:
            yield Finding("area-from-contract", {"units": sorted(units)}, _AREAS)

    def _owners_apart(self) -> Iterator[Finding]:
        for person, heads in sorted(self._of_person.items()):
            if len(heads) > 1:
                facts = {"person": person, "heads": [head.id for head in heads]}
                yield Finding("owner-in-several-heads", facts, _HEADS)

    def head_of_unit(self, unit: str) -> Head | None:
        """The head that a unit counts with; ``None`` where it is not in the estate on the day.

        Raises:
            TallyError: what is no name.
        """
        return self._of_unit.get(named(unit, "unit"))

    def heads_of(self, person: str) -> tuple[Head, ...]:
        """The heads that a person is, alone or with others; none where she owns nothing on the day.

        Raises:
            TallyError: what is no name.
        """
        return self._of_person.get(named(person, "person"), ())

    def may_cast(self, person: str, head: str) -> Verdict:
        """Whether a person may cast the one vote of a head: any of its owners may, for all of them.

        Args:
            person: the id of the person.
            head: the id of the head.

        >>> unit = Unit("3-502", {"register": 90}, [Holding(["chen", "zhou"], registered="2025-09-01")])
        >>> owners = OwnersRegister([unit]).electorate("2026-05-01")
        >>> owners.may_cast("zhou", "chen & zhou").holds, owners.may_cast("wei", "chen & zhou").code
        (True, 'casts-not-for-head')
        """
        key = named(head, "head")
        facts: dict[str, object] = {"person": named(person, "person"), "head": key}
        if any(each.id == key for each in self.heads_of(person)):
            return Verdict(True, "casts-for-head", "", facts, clause=_HEADS)  # noqa: FBT003 - what it says
        return Verdict(False, "casts-not-for-head", "", facts, clause=_HEADS)  # noqa: FBT003 - what it says

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {
            "on": self.on.isoformat(),
            "measure": self.measure,
            "heads": [each.to_dict() for each in self.heads],
        }

    @classmethod
    def from_dict(cls, data: object) -> OwnersElectorate:
        """The electorate from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            TallyError: what the constructor refuses.
        """
        plain = expect_keys(data, "owners' electorate", frozenset({"on", "heads"}), frozenset({"measure"}))
        heads = [Head.from_dict(each) for each in items(plain["heads"], "heads")]
        return cls(cast("str", plain["on"]), heads, cast("str", plain.get("measure", "area")))


def _measure(value: object) -> str:
    name = named(value, "measure")
    if name == _UNITS:
        rule, fix = "must not be called 'units'", "'units' counts the units; call the area 'area'"
        raise TallyError(Fault("bad-measure", "measure", rule, "", fix))
    return name


def _repeated(ids: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(ids).items() if times > 1]


def _by_person(heads: Iterable[Head]) -> dict[str, tuple[Head, ...]]:
    found: dict[str, list[Head]] = {}
    for head in heads:
        for person in head.owners:
            found.setdefault(person, []).append(head)
    return {person: tuple(own) for person, own in found.items()}


# --- the register -----------------------------------------------------------------------------------


@final
@attrs.frozen(init=False)
class OwnersRegister:
    """All units of an estate, with everybody who ever bought them.

    Source: judicial interpretation on condominium ownership (2020), arts. 1, 8 and 9, on civil code art. 278.

    Args:
        units: the units, in any order.
        developer: the id of the developer, with whom everything counts that is not sold or not handed over,
            and what he bought back.

    Raises:
        TallyError: a unit given twice; a unit that two hold at once, that nobody holds for a time, or that is
            sold again while a buyer waits for it; different owners whose head has one id; all at once.

    >>> register = OwnersRegister(
    ...     [
    ...         Unit("101", {"register": "89.30"}, [Holding("chen", registered="2024-03-01")]),
    ...         Unit(
    ...             "102", {"survey": "121.05"}, [Holding("chen", sold="2024-05-01", delivered="2025-06-30")]
    ...         ),
    ...         Unit("201", {"survey": "89.30"}, [Holding("wei", sold="2025-11-01")]),
    ...         Unit("202", {"survey": "121.05"}),
    ...     ]
    ... )
    >>> [(one.id, str(one.weights["area"])) for one in register.electorate("2026-05-01").electors]
    [('chen', '210.35'), ('developer', '210.35')]
    """

    units: tuple[Unit, ...]
    developer: str = "developer"

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, units: Iterable[Unit], developer: str = "developer") -> None:
        faults = Faults()
        found = of_kind(units, Unit, "units", faults)
        owner = faults.attempt(named, developer, "developer") or ""
        for key in _repeated(unit.id for unit in found):
            faults.add(Fault("unit-twice", f"unit {key!r}", "must be there once"))
        for unit in found:
            _check_chain(unit, faults)
        _check_ids(found, owner, faults)
        faults.close(TallyError)
        self.__attrs_init__(tuple(found), owner)

    def electorate(self, on: date | str, measure: str = "area") -> OwnersElectorate:
        """Who votes, as on a day.

        Args:
            on: the day on which the electorate is frozen.
            measure: what the weight of the area is called.

        Raises:
            MissingData: units of the estate whose area stands nowhere; all of them at once.
            RecordError: what is no day.
            TallyError: a measure called ``units``, or without a name.
        """
        frozen = day(on)
        counting = [unit for unit in self.units if unit.exists(frozen)]
        if unknown := [unit.id for unit in counting if unit.area is None]:
            given, fix = ", ".join(unknown), "give the area by register, survey or contract"
            rule = "must have an area"
            raise MissingData(Fault("missing-area", f"units on {frozen}", rule, f"none of {given}", fix))
        held: dict[tuple[str, ...], list[CountedUnit]] = {}
        for unit in counting:
            owners, tenure = self._holder(unit, frozen)
            area, source = cast("tuple[Exact, AreaSource]", unit.area)
            # What these are made of was checked when the register was made.
            counted = CountedUnit.__new__(CountedUnit)
            counted.__attrs_init__(unit.id, area, source, tenure)
            held.setdefault(owners, []).append(counted)
        heads = [self._head(owners, units) for owners, units in held.items()]
        return OwnersElectorate(frozen, heads, measure)

    def _head(self, owners: tuple[str, ...], units: list[CountedUnit]) -> Head:
        head = Head.__new__(Head)
        ordered = tuple(sorted(units, key=lambda each: each.unit))
        head.__attrs_init__(owners, ordered, owners == (self.developer,))
        return head

    def _holder(self, unit: Unit, on: date) -> tuple[tuple[str, ...], Tenure]:
        """Whom a unit counts with on a day, and why."""
        waiting = False
        for holding in unit.holdings:
            ended = holding.end is not None and holding.end <= on
            if not ended and holding.start is not None and holding.start <= on:
                registered = holding.registered is not None and holding.registered <= on
                return holding.owners, Tenure.REGISTERED if registered else Tenure.POSSESSION
            waiting = waiting or (not ended and holding.sold is not None and holding.sold <= on)
        return (self.developer,), Tenure.UNDELIVERED if waiting else Tenure.UNSOLD

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {"developer": self.developer, "units": [each.to_dict() for each in self.units]}

    @classmethod
    def from_dict(cls, data: object) -> OwnersRegister:
        """The register from its plain dict.

        Raises:
            RecordError: keys that a register does not have.
            TallyError: what is wrong with the units, all at once; then what is wrong with them together.
        """
        plain = expect_keys(data, "owners' register", frozenset({"units"}), frozenset({"developer"}))
        faults = Faults()
        listed = faults.attempt(items, plain["units"], "units") or []
        read = [faults.attempt(Unit.from_dict, each) for each in listed]
        units = [unit for unit in read if unit is not None]
        register = faults.attempt(cls, units, cast("str", plain.get("developer", "developer")))
        faults.close(TallyError)
        return cast("OwnersRegister", register)


def _people(*holdings: Holding) -> tuple[str, ...]:
    return tuple(sorted({person for holding in holdings for person in holding.owners}))


def _check_chain(unit: Unit, faults: Faults) -> None:
    """From the first sale that counts, somebody holds the unit on every day, and nobody else does."""
    if not unit.holdings or (len(unit.holdings) == 1 and unit.holdings[0].end is None):
        return
    begun = [(each.start, each) for each in unit.holdings if each.start is not None]
    begun.sort(key=lambda pair: pair[0])
    for (_, earlier), (start, later) in pairwise(begun):
        people = _people(earlier, later)
        if earlier.end is None or start < earlier.end:
            rule, fix = "must be held by one buyer at a time", "say when the earlier holding ended"
            given = f"from {start} by both"
            faults.add(Fault("holdings-overlap", f"unit {unit.id!r}", rule, given, fix, people))
        elif earlier.end < start:
            _gap(unit, earlier, f"by nobody from {earlier.end} to {start}", faults)
    if begun and (end := begun[-1][1].end) is not None and (unit.end is None or end < unit.end):
        _gap(unit, begun[-1][1], f"by nobody from {end}", faults)
    _check_sales(unit, faults)


def _gap(unit: Unit, earlier: Holding, given: str, faults: Faults) -> None:
    rule, fix = "must be held by somebody", "say who held it then; the developer, if he bought it back"
    faults.add(Fault("holding-gap", f"unit {unit.id!r}", rule, given, fix, _people(earlier)))


_START, _SALE = 0, 1


def _check_sales(unit: Unit, faults: Faults) -> None:
    """While a buyer waits for the unit, nobody else buys it or gets it."""
    events = sorted(
        (when, kind)
        for each in unit.holdings
        for when, kind in ((each.start, _START), (each.sold, _SALE))
        if when is not None
    )
    for holding in unit.holdings:
        waits_until = holding.start or holding.end or date.max
        if holding.sold is None:
            continue
        first = bisect_left(events, (holding.sold, _SALE))
        if bisect_left(events, (waits_until, _START)) - first > 1:
            rule, fix = "must not be sold again while a buyer waits", "say when the first contract ended"
            until = "" if waits_until == date.max else f" before {waits_until}"
            given = f"sold on {holding.sold} and again{until}"
            faults.add(Fault("sold-twice", f"unit {unit.id!r}", rule, given, fix, _people(*unit.holdings)))
            return


def _check_ids(units: Iterable[Unit], developer: str, faults: Faults) -> None:
    """Different owners have different ids, also when they are joined."""
    heads: dict[str, tuple[str, ...]] = {developer: (developer,)}
    for owners in (each.owners for unit in units for each in unit.holdings):
        known = heads.setdefault(_JOINED.join(owners), owners)
        if known != owners:
            people = tuple(sorted({*known, *owners}))
            subject, rule = f"head {_JOINED.join(owners)!r}", "must be one set of owners"
            faults.add(Fault("head-twice", subject, rule, "", "rename an owner", people))
