"""Which figures a count can have at all: whole steps from a start, so that what is needed is within reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple

from consultgov.counting.forms import ROUNDINGS, Portion
from consultgov.shares import Number

if TYPE_CHECKING:
    from consultgov.counting.algebra import Count

__all__ = ["Grid", "grid_of", "whole"]


def whole(value: Number) -> Number:
    """The same number, an int where it is whole."""
    return value.numerator if value.denominator == 1 else value


class Grid(NamedTuple):
    """``start`` and every whole number of steps from it, up and down."""

    start: Number
    step: Fraction

    def nearest(self, relation: str, bound: Number) -> Number | None:
        """The figure on the grid nearest to a bound that stands in a relation to it; ``None`` if none does.

        >>> (
        ...     Grid(0, Fraction(1)).nearest(">", Fraction(7, 2)),
        ...     Grid(0, Fraction(1)).nearest("=", Fraction(7, 2)),
        ... )
        (4, None)
        """
        steps = (bound - self.start) / self.step
        floor, ceiling = ROUNDINGS["down"](steps), ROUNDINGS["up"](steps)
        if relation == "=" and floor != ceiling:
            return None
        taken = {">=": ceiling, ">": floor + 1, "<=": floor, "<": ceiling - 1, "=": floor}[relation]
        return whole(self.start + taken * self.step)


def grid_of(count: Count, scale: int) -> Grid:
    """The grid of a count whose people weigh multiples of ``1 / scale``."""
    factors = [Fraction(factor) for factor in _factors(count, 1)]
    top = gcd(*(factor.numerator for factor in factors)) or 1
    bottom = lcm(*(factor.denominator for factor in factors))
    return Grid(_start(count), Fraction(top, bottom * scale))


def _factors(count: Count, factor: Number) -> Iterator[Number]:
    """The factors of the terms, shares multiplied out."""
    for own, item in count.terms:
        if isinstance(item, Portion):
            yield from _factors(item.base, factor * own * item.share.fraction)
        else:
            yield factor * own


def _start(count: Count) -> Number:
    """What a count comes to where nobody is counted."""
    shares = (
        own * item.share.fraction * _start(item.base)
        for own, item in count.terms
        if isinstance(item, Portion)
    )
    return count.constant + sum(shares)
