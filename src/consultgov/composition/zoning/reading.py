"""Reading what a caller gives of zones: names and loads, each refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from consultgov.errors import Fault, RecordError, shown
from consultgov.settings import distinct
from consultgov.shares import Number, number

__all__ = ["in_order", "load_of", "names", "total"]

_Kind = TypeVar("_Kind")


def names(given: object, subject: str) -> tuple[str, ...]:
    """Names, each once, in order of the alphabet.

    Raises:
        RecordError: no list of names; all faults at once.
    """
    return tuple(sorted(distinct(given, subject)))


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
