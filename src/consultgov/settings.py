"""Reading what a caller gives of bodies: lists, names, pairs and clauses, each refused with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import islice
from typing import Any, Final, TypeVar, cast

from consultgov.errors import ConsultgovError, Fault, Faults, RecordError, shown
from consultgov.people.reading import name
from consultgov.verdicts import Clause

__all__ = ["all_of", "clause_of", "distinct", "items", "names", "one_or_more", "pairs", "values"]

_MOST: Final = 100_000

_Kind = TypeVar("_Kind")


def items(given: object, subject: str) -> list[object]:
    """The items of a list or of another collection, those of a set in order; text and a dict are none.

    Raises:
        RecordError: no list, or one that is too long.
    """
    if not _lists(given):
        raise RecordError(Fault("not-a-list", subject, "must be a list", shown(given)))
    found = list(islice(cast("Iterable[object]", given), _MOST + 1))
    if len(found) > _MOST:
        raise RecordError(Fault("too-long", subject, f"must have at most {_MOST} items"))
    return sorted(found, key=_as_text) if isinstance(given, AbstractSet) else found


def _lists(given: object) -> bool:
    return isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping)


def _as_text(given: object) -> str:
    return given if isinstance(given, str) else repr(given)


def one_or_more(given: object) -> object:
    """A text as a list of one; anything else as it is."""
    return [given] if isinstance(given, str) else given


def all_of(
    given: object,
    read: Callable[[object], _Kind],
    subject: str,
    error: type[ConsultgovError] = RecordError,
) -> tuple[_Kind, ...]:
    """What is listed, each of it read.

    Raises:
        RecordError: no list.
        ConsultgovError: what ``read`` refuses, of the kind that is asked for; all at once.
    """
    faults = Faults()
    found = [faults.attempt(read, each) for each in items(given, subject)]
    faults.close(error)
    return tuple(cast("list[_Kind]", found))


def values(given: object, kind: type[_Kind], subject: str) -> tuple[_Kind, ...]:
    """The values of a kind in a list, or their plain dicts.

    Raises:
        RecordError: no list, or what is not of that kind; all at once.
    """
    return all_of(given, partial(_value, kind, subject), subject)


def _value(kind: type[_Kind], subject: str, given: object) -> _Kind:
    if isinstance(given, kind):
        return given
    if not isinstance(given, Mapping):
        rule = f"must be {kind.__name__}(…), or its plain dict"
        raise RecordError(Fault("not-a-dict", f"one of the {subject}", rule, shown(given)))
    return cast("_Kind", cast("Any", kind).from_dict(given))


def names(given: object, subject: str) -> tuple[str, ...]:
    """Names in the order given; a single one need not be in a list.

    Raises:
        RecordError: no list, what is no name, a name that is there twice; all at once.
    """
    found = _named(one_or_more(given), subject)
    twice = tuple(sorted(each for each, times in Counter(found).items() if times > 1))
    if twice:
        raise RecordError(Fault("name-twice", subject, "must be named once", ", ".join(twice), "", twice))
    return found


def distinct(given: object, subject: str) -> tuple[str, ...]:
    """Names in the order given, each once however often it is there.

    Raises:
        RecordError: no list of names; all faults at once.
    """
    return tuple(dict.fromkeys(_named(given, subject)))


def _named(given: object, subject: str) -> tuple[str, ...]:
    return all_of(given, partial(name, subject=f"one of the {subject}"), subject)


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


def clause_of(given: object) -> Clause | None:
    """A clause, or its plain dict, or ``None`` where none is stated.

    Raises:
        RecordError: what is no clause.
    """
    return given if given is None or isinstance(given, Clause) else Clause.from_dict(given)
