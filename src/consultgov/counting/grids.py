"""Which figures a count can have at all: whole steps from a start, so that what is needed is within reach."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple

from consultgov.counting.forms import ROUNDINGS
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
    """The grid of a count that is judged, whose people weigh multiples of ``1 / scale``.

    Such a count holds no share, so that its factors stand before whole numbers of people.
    """
    factors = [factor for factor, _ in count.terms]
    top = gcd(*(factor.numerator for factor in factors)) or 1
    bottom = lcm(*(factor.denominator for factor in factors))
    return Grid(count.constant, Fraction(top, bottom * scale))
