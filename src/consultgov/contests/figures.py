"""Exact figures of a contest: weights, marks, votes, costs, and how many of something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

from consultgov.errors import Fault, RuleError, ShareError, TallyError, shown
from consultgov.shares import Number, Share, common_scale, number, number_text, terminates

__all__ = ["MOST", "composed", "counted", "figure", "number_of", "one_scale", "percent_text", "weight"]

MOST: Final = 10_000
"""The most criteria, awards or places that a rule may name."""


def figure(given: object, subject: str) -> Number:
    """An exact number."""
    try:
        return number(given, subject)
    except ShareError as error:
        raise RuleError(*error.faults) from None


def weight(given: object, subject: str) -> Number:
    """A weight: an exact number, or a share such as ``"40%"``."""
    try:
        if isinstance(given, Share) or (isinstance(given, str) and given.strip().endswith(("%", "％"))):
            return number(Share(given).fraction)
        return number(given, subject)
    except ShareError as error:
        raise RuleError(*error.faults) from None


def number_of(given: object, subject: str, least: int = 0) -> int:
    """How many of something: a whole number, not below the least."""
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= MOST:
        rule = f"must be a whole number from {least} to {MOST}"
        raise RuleError(Fault("bad-size", subject, rule, shown(given)))
    return given


def one_scale(figures: Iterable[Number], subject: str) -> None:
    """Refuse figures that cannot be added up exactly within the digits of a number."""
    if common_scale({figure.denominator for figure in figures}) is None:
        rule = "must have a common denominator of no more digits than a number may have"
        fix = "round them to the same number of places"
        raise TallyError(Fault("no-scale", subject, rule, "", fix))


def composed(given: object) -> object:
    """A name in its composed form, as ids are kept; anything else as it is."""
    return normalize("NFC", given) if isinstance(given, str) else given


def counted(given: object, subject: str) -> Number:
    """An exact figure of a count: marks, votes, costs.

    Raises:
        TallyError: a float, or what is no number.
    """
    try:
        return number(given, subject)
    except ShareError as error:
        raise TallyError(*error.faults) from None


def percent_text(share: Number) -> str:
    """A share as a percentage, or as a fraction where that does not end.

    >>> from fractions import Fraction
    >>> percent_text(Fraction(1, 4)), percent_text(Fraction(1, 3))
    ('25%', '1/3')
    """
    return f"{number_text(100 * share)}%" if terminates(share.denominator) else number_text(share)
