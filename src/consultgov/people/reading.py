"""Reading what a caller gives of people and bodies: names, days, numbers, words, each refused with reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast
from unicodedata import normalize

from consultgov.errors import ConsultgovError, Fault, Faults, RecordError, shown
from consultgov.records import is_storable
from consultgov.shares import Share
from consultgov.spans import Period, day

__all__ = [
    "check_span",
    "day_or_none",
    "name",
    "one_of",
    "plain",
    "text",
    "truth",
    "truth_or_none",
    "whole",
]

_Word = TypeVar("_Word", bound=StrEnum)


def name(given: object, subject: str) -> str:
    """A name that can be stored, composed as Unicode has it (NFC).

    Raises:
        RecordError: what is no text, is empty, or holds half of a character.
    """
    if isinstance(given, str) and given.strip() and is_storable(given):
        return normalize("NFC", given)
    half = isinstance(given, str) and bool(given.strip())
    rule = "must hold no half of a character" if half else "must be text that is not empty"
    raise RecordError(Fault("bad-name", subject, rule, shown(given), "give a name"))


def text(given: object, subject: str) -> str:
    """A name, or the empty string where none is given.

    Raises:
        RecordError: what is no text.
    """
    return given if isinstance(given, str) and not given else name(given, subject)


def whole(given: object, subject: str, most: int, least: int = 0) -> int:
    """A whole number between two bounds, both included.

    Raises:
        RecordError: what is no whole number, or one out of bounds.
    """
    if isinstance(given, int) and not isinstance(given, bool) and least <= given <= most:
        return given
    rule = f"must be a whole number from {least} to {most}"
    raise RecordError(Fault("bad-number", subject, rule, shown(given)))


def truth(given: object, subject: str, error: type[ConsultgovError] = RecordError) -> bool:
    """What is true or false.

    Raises:
        ConsultgovError: what is neither, of the kind that is asked for.
    """
    if isinstance(given, bool):
        return given
    raise error(Fault("bad-truth", subject, "must be True or False", shown(given)))


def truth_or_none(given: object, subject: str) -> bool | None:
    """What is true or false, or ``None`` where nothing is known.

    Raises:
        RecordError: something else.
    """
    if given is None or isinstance(given, bool):
        return given
    raise RecordError(Fault("bad-truth", subject, "must be True, False or None", shown(given)))


def one_of(
    words: type[_Word], given: object, subject: str, error: type[ConsultgovError] = RecordError
) -> _Word:
    """One of some words, or the text that stands for it.

    Raises:
        ConsultgovError: something else, of the kind that is asked for.
    """
    if isinstance(given, str) and given in list(words):
        return words(given)
    raise error(Fault("bad-choice", subject, f"must be one of {', '.join(words)}", shown(given)))


def day_or_none(given: object, subject: str = "day") -> date | None:
    """A day, or ``None`` where none is given.

    Raises:
        RecordError: what is no day.
    """
    return None if given is None else day(given, subject)


def check_span(start: date | None, end: date | None, faults: Faults) -> None:
    """What ends comes after its start; either may be open."""
    if start is not None and end is not None and end <= start:
        rule = "must come after the start"
        faults.add(Fault("empty-span", f"end {end}", rule, start.isoformat(), "swap them"))


def plain(value: object) -> object:
    """A field in its plain form: words, days, shares and periods as text, lists as lists, values as dicts."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Period | Share):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in cast("Mapping[str, object]", value).items()}
    return cast("Any", value).to_dict() if hasattr(value, "to_dict") else value
