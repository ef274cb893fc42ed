"""What the rules of appraisal and assessment have in common: how they are stated and read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, TypeVar, cast
from unicodedata import normalize

import attrs

from consultgov.counting.algebra import Condition
from consultgov.errors import Fault, Faults, RecordError, RuleError, ShareError, shown
from consultgov.records import expect_keys
from consultgov.shares import Number, Share, number, number_text
from consultgov.voting.reading import items, named

__all__ = [
    "MOST",
    "by_name",
    "condition_or_none",
    "figure",
    "kind_of",
    "names",
    "plain",
    "read",
    "share",
    "stated",
    "text",
    "values",
]

MOST: Final = 10_000
"""The most entries that a list in a rule, or of what is appraised, may have."""

_Rule = TypeVar("_Rule")
_Value = TypeVar("_Value")


def plain(value: object) -> object:
    """A value of a rule as plain data: exact numbers that are not whole as text."""
    match value:
        case bool() | int() | str() | None:
            return value.value if isinstance(value, StrEnum) else value
        case tuple():
            return [plain(each) for each in cast("tuple[object, ...]", value)]
        case Share() | Condition() | date():
            return str(value)
        case Fraction():
            return number_text(value)
        case _:
            return cast("Any", value).to_dict() if hasattr(value, "to_dict") else stated(value)


def stated(rule: Any) -> dict[str, object]:  # noqa: ANN401 - any of the rules of this room
    """The plain-dict form: the kind where there are several, and what is not as it is by default."""
    found: dict[str, object] = {"kind": rule.kind} if hasattr(rule, "kind") else {}
    for field in cast("tuple[attrs.Attribute[object], ...]", rule.__attrs_attrs__):
        value = getattr(rule, field.name)
        if value != field.default:
            found[field.name] = plain(value)
    return found


def read(cls: type[_Rule], data: object, what: str) -> _Rule:
    """A rule from its plain dict.

    Raises:
        RecordError: keys that it does not have.
        RuleError, TallyError, ShareError: what the constructor refuses.
    """
    fields: tuple[attrs.Attribute[object], ...] = cast("Any", cls).__attrs_attrs__
    needed = frozenset(field.name for field in fields if field.default is attrs.NOTHING)
    kind = frozenset({"kind"}) if hasattr(cls, "kind") else frozenset[str]()
    optional = frozenset(field.name for field in fields) - needed
    found: dict[str, Any] = {**expect_keys(data, what, needed, optional | kind)}
    if found.pop("kind", getattr(cls, "kind", None)) != getattr(cls, "kind", None):
        rule = f"must be {cast('Any', cls).kind}"
        raise RecordError(Fault("bad-kind", "kind", rule, shown(cast("Any", data)["kind"])))
    return cls(**found)


def kind_of(data: object) -> str:
    """The kind that a plain dict states; empty where it is none, or states none."""
    kind = cast("Mapping[str, object]", data).get("kind") if isinstance(data, Mapping) else None
    return kind if isinstance(kind, str) else ""


# --- converters -----------------------------------------------------------------------------------


def figure(given: object, subject: str, *, least: Number | None = None) -> Number:
    """An exact number; not below a least one, where there is one.

    Raises:
        RuleError: a float, what is no number, one below the least.
    """
    try:
        found = number(given, subject)
    except ShareError as error:
        raise RuleError(*error.faults) from None
    if least is not None and found < least:
        rule = f"must not be below {number_text(least)}"
        raise RuleError(Fault("negative-number", subject, rule, number_text(found)))
    return found


def text(given: object, subject: str) -> str:
    """Text in its composed form, which may be empty.

    Raises:
        RuleError: what is no text.
    """
    if not isinstance(given, str):
        raise RuleError(Fault("bad-text", subject, "must be text", shown(given)))
    return normalize("NFC", given)


def by_name(given: object, known: set[str], what: str, faults: Faults) -> dict[str, object]:
    """Facts by name, names in their composed form; each that is not known is a fault."""
    if not isinstance(given, Mapping):
        faults.add(Fault("not-a-dict", what, "must be a dict", shown(given)))
        return {}
    pairs = cast("Mapping[object, object]", given).items()
    found = {normalize("NFC", name) if isinstance(name, str) else shown(name): fact for name, fact in pairs}
    stray = sorted(name for name in found if name not in known)
    if stray:
        rule = "must be of names that are known"
        fix = f"use names of {', '.join(sorted(known)[:10])}" if known else "leave it out"
        faults.add(Fault("unknown-fact", what, rule, ", ".join(stray[:10]), fix, tuple(stray)))
    return found


def share(given: object) -> Share:
    """A share, as it is written.

    Raises:
        RuleError: what is none, one that is not within 0 and 1.
    """
    try:
        return Share(cast("str", given))
    except ShareError as error:
        raise RuleError(*error.faults) from None


def condition_or_none(given: object) -> Condition | None:
    """A condition, or its rule text.

    Raises:
        RuleError: text that cannot be read, what is neither.
    """
    if given is None or isinstance(given, Condition):
        return given
    if not isinstance(given, str):
        fix = 'compare a count with another: "ballots >= 2/3 of members"'
        raise RuleError(Fault("not-text", "rule text", "must be text or a Condition", shown(given), fix))
    return Condition.parse(given)


def names(given: object, subject: str) -> tuple[str, ...]:
    """Names, each there once; there may be none.

    Raises:
        RuleError: what is no list, what is no name, a name that is there twice; all at once.
    """
    faults = Faults()
    read_names = [
        faults.attempt(named, each, subject) for each in faults.attempt(items, given, subject) or ()
    ]
    faults.close(RuleError)
    listed = cast("list[str]", read_names)
    _each_once(listed, subject)
    return tuple(listed)


def values(
    given: object,
    read_one: Callable[[object], _Value],
    subject: str,
    key: Callable[[_Value], str],
    *,
    least: int = 1,
) -> tuple[_Value, ...]:
    """The values of a list, each read, none there twice by its key.

    Raises:
        RuleError: what is no list, fewer than the least, too many, what cannot be read, a key there twice.
    """
    faults = Faults()
    listed = faults.attempt(items, given, subject) or []
    if not faults and not least <= len(listed) <= MOST:
        rule = f"must be at least {least} and at most {MOST}"
        faults.add(Fault("bad-size", subject, rule, str(len(listed))))
    read_values = [faults.attempt(read_one, each) for each in listed[:MOST]]
    faults.close(RuleError)
    found = cast("list[_Value]", read_values)
    _each_once([key(each) for each in found], subject)
    return tuple(found)


def _each_once(found: Iterable[str], subject: str) -> None:
    twice = sorted(name for name, number in Counter(found).items() if number > 1)
    if twice:
        raise RuleError(Fault("name-twice", subject, "must each be there once", ", ".join(twice[:10])))
