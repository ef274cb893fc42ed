"""The units of an estate, and who bought them when.

A holding knows the days of a sale as the files do: contract, handing over, registration. What counts on a
day is worked out from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast, final

import attrs

from consultgov.errors import Fault, Faults, TallyError, shown
from consultgov.records import expect_keys
from consultgov.shares import Exact, exact
from consultgov.voting.reading import choice, day_or_none, items, named, of_kind

__all__ = ["AreaSource", "Holding", "Unit", "area_of", "owners_of"]


def __dir__() -> list[str]:
    return __all__


@final
class AreaSource(StrEnum):
    """Where the area of a unit stands, the best source first."""

    REGISTER = "register"
    """The register of real property."""
    SURVEY = "survey"
    """What surveyors measured, for as long as nothing is registered."""
    CONTRACT = "contract"
    """The contract of sale, for as long as nothing is measured."""


@final
@attrs.frozen(init=False)
class Holding:
    """Who bought a unit, and since when it counts with them.

    It counts from the day on which it was handed over or registered, whichever came first. Handing over makes
    an owner only of those who buy from the developer: of a later sale, leave ``delivered`` out.

    Source: judicial interpretation on condominium ownership (2020), art. 1.

    Args:
        owners: the id of the owner, or the ids of all co-owners, in any order.
        sold: the day of the contract; ``None`` where it is not known.
        delivered: the day on which the developer handed the unit over; ``None``: not yet.
        registered: the day on which the owners were registered; ``None``: not yet.
        end: the first day on which it counts with them no longer, or on which the contract was cancelled.

    Raises:
        TallyError: no owner, an owner twice, none of the three days, days in an order that cannot be.

    >>> Holding("chen", sold="2024-05-01", delivered="2025-06-30", registered="2025-09-01").start
    datetime.date(2025, 6, 30)
    """

    owners: tuple[str, ...]
    sold: date | None = None
    delivered: date | None = None
    registered: date | None = None
    end: date | None = None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        owners: str | Iterable[str],
        sold: date | str | None = None,
        delivered: date | str | None = None,
        registered: date | str | None = None,
        end: date | str | None = None,
    ) -> None:
        faults = Faults()
        people = faults.attempt(owners_of, owners)
        of = f"holding of {shown(owners)}"
        given = {"sold": sold, "delivered": delivered, "registered": registered, "end": end}
        days = {name: faults.attempt(day_or_none, value, f"{name} of {of}") for name, value in given.items()}
        if sold is delivered is registered is None:
            rule, fix = "must have a day", "say when it was sold, delivered or registered"
            faults.add(Fault("no-day", of, rule, "", fix))
        _check_days(days, of, faults)
        faults.close(TallyError)
        self.__attrs_init__(people or (), *days.values())

    @property
    def start(self) -> date | None:
        """The first day on which the unit counts with them; ``None``: it does not yet."""
        days = [each for each in (self.delivered, self.registered) if each is not None]
        return min(days, default=None)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; days that are not known are left out."""
        days = {
            "sold": self.sold,
            "delivered": self.delivered,
            "registered": self.registered,
            "end": self.end,
        }
        plain: dict[str, object] = {"owners": list(self.owners)}
        return plain | {name: known.isoformat() for name, known in days.items() if known is not None}

    @classmethod
    def from_dict(cls, data: object) -> Holding:
        """The holding from its plain dict.

        Raises:
            RecordError: keys that a holding does not have.
            TallyError: what the constructor refuses.
        """
        optional = frozenset({"sold", "delivered", "registered", "end"})
        return cls(**expect_keys(data, "holding", frozenset({"owners"}), optional))  # type: ignore[arg-type]


def owners_of(value: object) -> tuple[str, ...]:
    """The ids of the owners, in an order of their own: who is named first means nothing."""
    names = [value] if isinstance(value, str) else items(value, "owners")
    people = [named(each, "owner") for each in names]
    if not people:
        raise TallyError(Fault("no-owner", "owners", "must be at least one"))
    if len(set(people)) < len(people):
        twice = tuple(sorted(each for each, times in Counter(people).items() if times > 1))
        raise TallyError(Fault("owner-twice", "owners", "must be named once", "", "name each once", twice))
    return tuple(sorted(people))


def _check_days(days: Mapping[str, date | None], of: str, faults: Faults) -> None:
    """A contract comes first, an end last."""
    sold, end = days["sold"], days["end"]
    later = [each for each in (days["delivered"], days["registered"]) if each is not None]
    if sold is not None and later and min(later) < sold:
        rule = "must not come before it was sold"
        faults.add(Fault("days-disordered", f"delivery or registration in {of}", rule, str(min(later))))
    begun = min(later, default=sold)
    if end is not None and begun is not None and end <= begun:
        faults.add(Fault("days-disordered", f"end of {of}", "must come after it begins", str(end)))


@final
@attrs.frozen(init=False)
class Unit:
    """A unit of the estate that somebody alone can own: a flat, a shop.

    Args:
        id: the caller's key for the unit, not empty.
        areas: where its area stands to the area, above 0: ``{"register": "89.30", "contract": "90.10"}``; of
            several, register before survey before contract.
        holdings: who bought it, in any order; none: the developer has not sold it.
        start: the first day on which the unit is part of the estate; ``None``: always was.
        end: the first day on which it no longer is; ``None``: it still is.

    Raises:
        TallyError: no id, a source or an area that is none, days in an order that cannot be; all at once.

    >>> Unit("3-502", {"survey": "88.75", "contract": "90.10"}).area
    (Decimal('88.75'), <AreaSource.SURVEY: 'survey'>)
    """

    id: str
    areas: tuple[tuple[AreaSource, Exact], ...] = ()
    holdings: tuple[Holding, ...] = ()
    start: date | None = None
    end: date | None = None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        id: str,  # noqa: A002 - the word of the field
        areas: Mapping[str, Exact | str] | None = None,
        holdings: Iterable[Holding] = (),
        start: date | str | None = None,
        end: date | str | None = None,
    ) -> None:
        faults = Faults()
        key = faults.attempt(named, id, "id of a unit")
        of = f"unit {shown(id)}"
        sources = _areas({} if areas is None else areas, of, faults)
        held = of_kind(holdings, Holding, f"holdings of {of}", faults)
        first = faults.attempt(day_or_none, start, f"start of {of}")
        last = faults.attempt(day_or_none, end, f"end of {of}")
        if first is not None and last is not None and last <= first:
            faults.add(Fault("days-disordered", f"end of {of}", "must come after its start", str(last)))
        faults.close(TallyError)
        self.__attrs_init__(key or "", sources, tuple(held), first, last)

    @property
    def area(self) -> tuple[Exact, AreaSource] | None:
        """The area that counts and where it stands; ``None`` where it stands nowhere.

        Source: judicial interpretation on condominium ownership (2020), art. 8.
        """
        return next(((area, source) for source, area in self.areas), None)

    def exists(self, on: date) -> bool:
        """Whether the unit is part of the estate on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {"id": self.id}
        if self.areas:
            plain["areas"] = {source.value: str(area) for source, area in self.areas}
        if self.holdings:
            plain["holdings"] = [each.to_dict() for each in self.holdings]
        if self.start is not None:
            plain["start"] = self.start.isoformat()
        if self.end is not None:
            plain["end"] = self.end.isoformat()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Unit:
        """The unit from its plain dict.

        Raises:
            RecordError: keys that a unit does not have.
            TallyError: what the constructor refuses; of all holdings at once.
        """
        optional = frozenset({"areas", "holdings", "start", "end"})
        plain = dict[str, Any](expect_keys(data, "unit", frozenset({"id"}), optional))
        faults = Faults()
        listed = faults.attempt(items, plain.pop("holdings", ()), "holdings") or []
        held = [faults.attempt(Holding.from_dict, each) for each in listed]
        made = [each for each in held if each is not None]
        unit = faults.attempt(cls, **plain, holdings=made)
        faults.close(TallyError)
        return cast("Unit", unit)


def _areas(given: object, of: str, faults: Faults) -> tuple[tuple[AreaSource, Exact], ...]:
    """The areas, the best source first."""
    if not isinstance(given, Mapping):
        faults.add(Fault("not-a-dict", f"areas of {of}", "must be a dict", shown(given)))
        return ()
    found: dict[AreaSource, Exact] = {}
    for name, value in cast("Mapping[object, object]", given).items():
        source = faults.attempt(choice, AreaSource, name, f"source of the area of {of}")
        area = faults.attempt(area_of, value, f"area of {of}")
        if source is not None and area is not None:
            found[source] = area
    return tuple((source, found[source]) for source in AreaSource if source in found)


def area_of(value: object, subject: str) -> Exact:
    """An exact area, above 0."""
    read = exact(value, subject)
    if read <= 0:
        raise TallyError(Fault("not-above-zero", subject, "must be above 0", str(read)))
    return read
