"""Reading what a caller gives of bodies: names, lists, days and clauses, each refused with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Any, Final, TypeVar, cast

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.people.dated import name
from consultgov.spans import day
from consultgov.verdicts import Clause

__all__ = ["clause_of", "day_or_none", "items", "names", "pairs", "plain", "text", "values"]

_MOST: Final = 100_000

_Kind = TypeVar("_Kind")


def text(given: object, subject: str) -> str:
    """A name, or the empty string where none is given.

    Raises:
        RecordError: what is no text.
    """
    return given if isinstance(given, str) and not given else name(given, subject)


def items(given: object, subject: str) -> list[object]:
    """The items of a list or of another collection; text and a dict are none.

    Raises:
        RecordError: no list, or one that is too long.
    """
    if not _lists(given):
        raise RecordError(Fault("not-a-list", subject, "must be a list", shown(given)))
    found = list(islice(cast("Iterable[object]", given), _MOST + 1))
    if len(found) > _MOST:
        raise RecordError(Fault("too-long", subject, f"must be at most {_MOST}"))
    return found


def _lists(given: object) -> bool:
    return isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping)


def pairs(given: object, subject: str) -> list[tuple[object, object]]:
    """The pairs that a dict holds, or those of a list of them.

    Raises:
        RecordError: neither a dict nor a list of pairs.
    """
    if isinstance(given, Mapping):
        return list(cast("Mapping[object, object]", given).items())
    return [_pair(each, subject) for each in items(given, subject)]


def _pair(given: object, subject: str) -> tuple[object, object]:
    found = tuple(islice(cast("Iterable[object]", given), 3)) if _lists(given) else ()
    if len(found) != 2:  # noqa: PLR2004 - a pair
        raise RecordError(Fault("not-a-pair", subject, "must be pairs, or a dict", shown(given)))
    return found


def names(given: object, subject: str) -> tuple[str, ...]:
    """Names in the order given, each once; a single one need not be in a list.

    Raises:
        RecordError: no list, what is no name, a name that is there twice; all at once.
    """
    faults = Faults()
    listed = [given] if isinstance(given, str) else items(given, subject)
    found = [faults.attempt(name, each, f"one of the {subject}") for each in listed]
    faults.close(RecordError)
    kept = tuple(cast("list[str]", found))
    twice = tuple(sorted(each for each, times in Counter(kept).items() if times > 1))
    if twice:
        raise RecordError(Fault("name-twice", subject, "must be named once", ", ".join(twice), "", twice))
    return kept


def values(given: object, kind: type[_Kind], subject: str) -> tuple[_Kind, ...]:
    """The values of a kind in a list, or their plain dicts.

    Raises:
        RecordError: no list, or what is not of that kind; all at once.
    """
    faults, reader = Faults(), cast("Any", kind)
    found = [
        each if isinstance(each, kind) else faults.attempt(reader.from_dict, each)
        for each in items(given, subject)
    ]
    faults.close(RecordError)
    return tuple(cast("list[_Kind]", found))


def day_or_none(given: object) -> date | None:
    """A day, or ``None`` where none is given.

    Raises:
        RecordError: what is no day.
    """
    return None if given is None else day(given)


def clause_of(given: object) -> Clause | None:
    """A clause, or its plain dict, or ``None`` where none is stated.

    Raises:
        RecordError: what is no clause.
    """
    return given if given is None or isinstance(given, Clause) else Clause.from_dict(given)


def plain(value: object) -> object:
    """A field in its plain form: words and days as text, lists as lists, values as their dicts."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in cast("tuple[object, ...]", value)]
    return cast("Any", value).to_dict() if hasattr(value, "to_dict") else value
