"""How much each of some people pays for something that they buy together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from consultgov.shares import Number

__all__ = ["price"]


def price(cost: Number, purses: Iterable[tuple[Number, Number]]) -> Number | None:
    """What each pays where all pay alike, and one who has less pays all of it; ``None`` if it is not enough.

    Args:
        cost: what it costs, above 0.
        purses: what one has, and how many have as much.

    >>> price(10, [(2, 1), (9, 2)]), price(10, [(2, 1), (3, 2)])
    (Fraction(4, 1), None)
    """
    listed = sorted(purses)
    left, payers = cost, sum(many for _, many in listed)
    for money, many in listed:
        if money * payers >= left:
            return Fraction(left) / payers
        left -= money * many
        payers -= many
    return None
