"""Sectors: the classes of seats that a body is made of, how many there are and what they ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast, final

import attrs

from consultgov.composition.requirements import Requirement, requirements
from consultgov.composition.succession import Succession, succession_of
from consultgov.errors import Fault, Faults, RuleError, shown
from consultgov.people.electors import Trait, read_trait
from consultgov.people.persons import RESERVED
from consultgov.people.reading import name, plain, text, truth, whole
from consultgov.records import expect_keys
from consultgov.settings import clause_of
from consultgov.verdicts import Clause

__all__ = ["MAX_SEATS", "Sector"]

MAX_SEATS: Final = 100_000
"""The most seats of one sector."""

_NO_TRAITS: Final[Mapping[str, Trait]] = MappingProxyType({})


def __dir__() -> list[str]:
    return __all__


def _seats(given: object, faults: Faults) -> tuple[int, int | None]:
    """The least and the most seats; the most is open where ``None``."""
    found, pair = (
        given,
        cast("Iterable[object]", given) if isinstance(given, list | tuple) else (given, given),
    )
    bounds = tuple(pair)
    if len(bounds) == 2 and _whole(bounds[0]) and (bounds[1] is None or _whole(bounds[1])):  # noqa: PLR2004 - a pair
        least, most = cast("tuple[int, int | None]", bounds)
        if most is None or least <= most:
            return least, most
    rule = f"must be a number from 0 to {MAX_SEATS}, or the least and the most"
    faults.add(Fault("bad-seats", "seats", rule, shown(found), "write seats=3 or seats=(5, 9)"))
    return 0, None


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_SEATS


def _names(given: object, most: int | None, faults: Faults) -> tuple[str, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        faults.add(Fault("not-a-list", "names of the seats", "must be a list", shown(given)))
        return ()
    listed = islice(cast("Iterable[object]", given), MAX_SEATS + 1)
    read = tuple(faults.attempt(name, each, "seat") or "" for each in listed)
    if isinstance(given, set | frozenset):
        read = tuple(sorted(read))
    if len(set(read)) < len(read):
        faults.add(Fault("seat-twice", "names of the seats", "must differ", shown(read)))
    if read and most != len(read):
        rule, fix = "must be as many as the most seats", "name each seat, or none"
        faults.add(Fault("bad-names", "names of the seats", rule, f"{len(read)} of {most}", fix))
    return read


def _traits(given: object, faults: Faults) -> Mapping[str, Trait]:
    if not isinstance(given, Mapping):
        faults.add(Fault("not-a-dict", "traits of the seats", "must be a dict", shown(given)))
        return _NO_TRAITS
    read: dict[str, Trait] = {}
    for key, value in cast("Mapping[object, object]", given).items():
        trait = faults.attempt(name, key, "trait of the seats") or ""
        if trait in RESERVED:
            faults.add(
                Fault("reserved-trait", f"trait {trait!r}", "must not be given: every seat has its own")
            )
        read[trait] = faults.attempt(_trait, value, trait)
    return MappingProxyType(read)


def _trait(value: object, trait: str) -> Trait:
    is_text = isinstance(value, str)
    return name(value, f"trait {trait!r} of the seats") if is_text else read_trait(value, trait, "the seats")


@final
@attrs.frozen(init=False, hash=False)
class Sector:
    """Seats of one kind: for a sector of the community, a region, a house, a unit, an office.

    Args:
        name: the sector, as the rules name it: the trait ``sector`` of whoever sits in it.
        seats: how many, or the least and the most; a most of ``None`` is open.
        names: the names of the seats, where each has one of its own.
        voting: whether its seats count and vote; of invitees and observers they do not.
        alternates: how many alternates may stand ready.
        unit: the unit or organisation that the seats belong to: the trait ``unit``.
        ex_officio: the office that brings the seat with it: a flag of whoever sits.
        proposed_by: who has to propose a holder, such as the unit.
        confirmed: whether the body has to confirm each holder.
        requires: what is asked of a holder.
        traits: further traits of the seats, such as the region they are for; vacant ones have them too.
        succession: how its vacant seats are filled; as the body says where ``None``.
        clause: where the rule stands.

    Raises:
        RuleError: numbers that are none, names that repeat or are too few, and the like; all at once.

    >>> Sector("women").seats, Sector("residents", (5, 9), requires=[]).seats
    ((1, 1), (5, 9))
    """

    name: str
    seats: tuple[int, int | None] = (1, 1)
    names: tuple[str, ...] = ()
    voting: bool = True
    alternates: int = 0
    unit: str = ""
    ex_officio: str = ""
    proposed_by: str = ""
    confirmed: bool = False
    requires: tuple[Requirement, ...] = ()
    traits: Mapping[str, Trait] = _NO_TRAITS
    succession: Succession | None = None
    clause: Clause | None = None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(  # noqa: PLR0913 - what a seat may be told by
        self,
        name: str,
        seats: int | tuple[int, int | None] = 1,
        *,
        names: Iterable[str] = (),
        voting: bool = True,
        alternates: int = 0,
        unit: str = "",
        ex_officio: str = "",
        proposed_by: str = "",
        confirmed: bool = False,
        requires: Iterable[Requirement] | Requirement = (),
        traits: Mapping[str, Trait] = _NO_TRAITS,
        succession: Succession | None = None,
        clause: Clause | None = None,
    ) -> None:
        faults = Faults()
        known = faults.attempt(_sector_name, name)
        bounds = _seats(seats, faults)
        read: list[Any] = [_names(names, bounds[1], faults), voting, alternates]
        read += [
            faults.attempt(text, given, what) for given, what in ((unit, "unit"), (ex_officio, "office"))
        ]
        read += [faults.attempt(text, proposed_by, "proposed by"), confirmed]
        read += [faults.attempt(requirements, requires), _traits(traits, faults)]
        truths: tuple[tuple[str, object], ...] = (("voting", voting), ("confirmed", confirmed))
        for key, value in truths:
            faults.attempt(truth, value, key)
        faults.attempt(whole, alternates, "alternates", MAX_SEATS)
        read += [faults.attempt(succession_of, succession), faults.attempt(clause_of, clause)]
        faults.close(RuleError)
        self.__attrs_init__(cast("str", known), bounds, *read)

    @property
    def least(self) -> int:
        """The fewest seats that must be filled."""
        return self.seats[0]

    @property
    def most(self) -> int | None:
        """The most seats that may be filled; open where ``None``."""
        return self.seats[1]

    def in_force(self, on: date) -> bool:
        """Whether the sector is part of the body on a day: as its clause is in force."""
        return self.clause is None or self.clause.in_force(on)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        found: dict[str, object] = {"name": self.name}
        if self.seats != (1, 1):
            least, most = self.seats
            found["seats"] = least if least == most else [least, most]
        for field in attrs.fields(Sector)[2:]:
            value = getattr(self, field.name)
            if value != field.default:
                found[field.name] = plain(value)
        return found

    @classmethod
    def from_dict(cls, data: object) -> Sector:
        """The sector from its plain dict.

        Raises:
            RecordError: keys that a sector does not have.
            RuleError: what the constructor refuses.
        """
        optional = frozenset(field.name for field in attrs.fields(cls)) - {"name"}
        return cls(**expect_keys(data, "sector", frozenset({"name"}), optional))  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict, since a read-only view of a dict does neither."""
        return Sector.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal sectors have equal names."""
        return hash(self.name)


def _sector_name(given: object) -> str:
    return name(given, "sector")
