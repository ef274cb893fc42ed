"""Reading what a caller gives of zones: names, lists, days and loads, each refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Final, TypeVar, cast
from unicodedata import normalize

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.records import is_storable
from consultgov.shares import Number, number
from consultgov.spans import day
from consultgov.verdicts import Clause

__all__ = [
    "MOST",
    "clause_of",
    "day_or_none",
    "in_order",
    "items",
    "load_of",
    "name",
    "names",
    "total",
    "values",
]

MOST: Final = 100_000
"""The most places, zones, duties or members that a plan may have."""

_Kind = TypeVar("_Kind")


def name(given: object, subject: str) -> str:
    """A name: text that is not empty and can be stored, in its composed form.

    Raises:
        RecordError: what is no name.
    """
    if not isinstance(given, str) or not given.strip() or not is_storable(given):
        raise RecordError(Fault("bad-name", subject, "must be text that is not empty", shown(given)))
    return normalize("NFC", given)


def items(given: object, subject: str) -> list[object]:
    """The items of a list or of another collection; text and a dict are none.

    Raises:
        RecordError: no list, or one of more items than a plan may have.
    """
    if not _lists(given):
        raise RecordError(Fault("not-a-list", subject, "must be a list", shown(given)))
    found: list[object] = []
    for each in cast("Iterable[object]", given):
        found.append(each)
        if len(found) > MOST:
            raise RecordError(Fault("too-long", subject, f"must have at most {MOST} items"))
    return sorted(found, key=repr) if isinstance(given, AbstractSet) else found


def _lists(given: object) -> bool:
    return isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping)


def names(given: object, subject: str) -> tuple[str, ...]:
    """Names, each once, in order of the alphabet.

    Raises:
        RecordError: no list of names; all faults at once.
    """
    faults = Faults()
    found = [faults.attempt(name, each, f"one of the {subject}") for each in items(given, subject)]
    faults.close(RecordError)
    return tuple(sorted({each for each in found if each is not None}))


def values(given: object, kind: type[_Kind], subject: str) -> list[_Kind]:
    """The values of a kind in a list, or their plain dicts.

    Raises:
        RecordError: no list, or what is not of that kind; all faults at once.
    """
    faults, reader = Faults(), cast("Any", kind)
    found = [
        each if isinstance(each, kind) else faults.attempt(reader.from_dict, each)
        for each in items(given, subject)
    ]
    faults.close(RecordError)
    return [each for each in found if isinstance(each, kind)]


def in_order(given: Iterable[_Kind], *keys: str) -> tuple[_Kind, ...]:
    """The values in the order of some of their fields, whatever the order they were given in."""
    return tuple(sorted(given, key=lambda each: tuple(getattr(each, key) for key in keys)))


def load_of(given: object) -> Number:
    """An exact number, not below 0.

    Raises:
        RecordError: a number below 0.
        ShareError: what is no exact number.
    """
    read = number(given, "load of a place")
    if read < 0:
        rule = "must not be below 0"
        raise RecordError(Fault("negative-number", "load of a place", rule, shown(given)))
    return read


def total(loads: Iterable[Number]) -> Number:
    """The sum, an int where it is whole."""
    return number(sum(loads))


def day_or_none(given: object) -> date | None:
    """A day, or ``None`` where none is given.

    Raises:
        RecordError: what is no day.
    """
    return None if given is None else day(given, "end of a duty")


def clause_of(given: object) -> Clause | None:
    """A clause, or its plain dict, or ``None`` where none is stated.

    Raises:
        RecordError: what is no clause.
    """
    return given if given is None or isinstance(given, Clause) else Clause.from_dict(given)
