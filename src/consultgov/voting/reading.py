"""Reading what a caller gives: names, lists, choices and days, each refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast
from unicodedata import normalize

from consultgov.errors import Fault, Faults, RecordError, TallyError, shown
from consultgov.spans import day
from consultgov.verdicts import Clause

__all__ = ["choice", "clause_of", "day_or_none", "items", "named", "of_kind", "truth"]

_Choice = TypeVar("_Choice", bound=StrEnum)
_Kind = TypeVar("_Kind")


def choice(kind: type[_Choice], value: object, subject: str) -> _Choice:
    """One of the words of an enumeration, given as the value or as its text."""
    if isinstance(value, str) and value in kind.__members__.values():
        return kind(value)
    known = ", ".join(kind)
    raise TallyError(Fault("bad-choice", subject, f"must be one of {known}", shown(value)))


def clause_of(given: object) -> Clause | None:
    """A clause, or its plain dict, or ``None`` where none is stated.

    Raises:
        RecordError: what is no clause.
    """
    return given if given is None or isinstance(given, Clause) else Clause.from_dict(given)


def day_or_none(value: object, subject: str) -> date | None:
    """A day, or ``None`` where none is given."""
    return None if value is None else day(value, subject)


def items(value: object, subject: str) -> list[object]:
    """The items of a list or of another collection, of a set in order; text and a dict are none."""
    if not _lists(value):
        raise RecordError(Fault("not-a-list", subject, "must be a list", shown(value)))
    listed = list(cast("Iterable[object]", value))
    return sorted(listed, key=repr) if isinstance(value, AbstractSet) else listed


def _lists(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)


def named(value: object, subject: str) -> str:
    """A name: text that is not empty, in its composed form."""
    if not isinstance(value, str) or not value.strip():
        raise TallyError(Fault("bad-name", subject, "must be text that is not empty", shown(value)))
    return normalize("NFC", value)


def of_kind(value: object, kind: type[_Kind], subject: str, faults: Faults) -> list[_Kind]:
    """The values of that kind in a list; each of another kind is a fault."""
    found = faults.attempt(items, value, subject) or []
    for each in found:
        if not isinstance(each, kind):
            faults.add(Fault("wrong-kind", subject, f"must be {kind.__name__} values", shown(each)))
    return [each for each in found if isinstance(each, kind)]


def truth(value: object, subject: str) -> bool:
    """True or False, and nothing that is merely like them."""
    if not isinstance(value, bool):
        raise TallyError(Fault("not-a-truth", subject, "must be True or False", shown(value)))
    return value
