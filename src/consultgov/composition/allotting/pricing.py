"""Prices for what no flow can keep: whoever uses up a scarce bound pays for it, and the floor rises.

With any prices the cheapest flow, less what the bounds are worth, is a floor under every lawful allotment.
The prices follow the witness: up where it goes beyond a bound, down where it stays below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import lcm
from typing import NamedTuple, TypeAlias

from consultgov.composition.allotting.boxes import Box, Cells
from consultgov.composition.allotting.claims import All, Any, Claim, Compare, decided, rest
from consultgov.counting.forms import ROUNDINGS

__all__ = ["FINE", "Prices", "Row", "rows_of"]

FINE = 1 << 12
"""What a cost of one is worth in prices, which are whole numbers."""


_PATIENCE = 2
"""How many flows in vain before prices move half as fast."""

_Terms: TypeAlias = tuple[tuple[int, int], ...]


class Row(NamedTuple):
    """A sum over cells that must come to so much at the most."""

    terms: _Terms
    most: int

    def excess(self, counts: list[int]) -> int:
        """By how much an allotment goes beyond it; below zero where it stays below."""
        return sum(factor * counts[cell] for cell, factor in self.terms) - self.most


def rows_of(claim: Claim, box: Box, sets: Iterable[Cells]) -> list[Row]:
    """What must hold of a box: the bounds of some sets of cells, and sums with weights in a claim."""
    rows: dict[_Terms, int] = {}
    for cells in sets:
        least, most = box.range(cells)
        rows[tuple((cell, 1) for cell in sorted(cells))] = most
        rows[tuple((cell, -1) for cell in sorted(cells))] = -least
    for compare in _demanded(claim, box):
        rows.update(_rows(compare, box))
    return [Row(terms, most) for terms, most in rows.items()]


def _demanded(claim: Claim, box: Box) -> Iterator[Compare]:
    """The comparisons that must hold for a claim to hold, sums of one plain set apart."""
    match claim:
        case Compare(linear) if not linear.plain and linear.terms and decided(claim, box) is None:
            yield claim
        case All(parts):
            for part in parts:
                yield from _demanded(part, box)
        case Any(parts):
            possible = [part for part in parts if decided(part, box) is not False]
            if len(possible) == 1:
                yield from _demanded(possible[0], box)
        case _:
            pass


def _rows(compare: Compare, box: Box) -> Iterator[Row]:
    linear = compare.sum
    low, high = rest(linear, box)
    scale = lcm(*(factor.denominator for _, factor in linear.terms))
    for sign, bound in ((-1, high), (1, -low))[: 2 if compare.relation == "=" else 1]:
        terms = tuple((cell, int(sign * factor * scale)) for cell, factor in linear.terms)
        yield Row(terms, ROUNDINGS["down"](Fraction(bound) * scale))


class Prices:
    """What going beyond each row costs; the best so far are kept beside those that are tried.

    Attributes:
        floor: the highest floor so far, in fine units.
        surcharges: of options, how much more than that an allotment with them costs at least.
    """

    __slots__ = ("_best", "_of", "_pace", "_stale", "floor", "surcharges")

    def __init__(self, of: dict[_Terms, int] | None = None) -> None:
        self._of = of or {}
        self._best = dict(self._of)
        self._pace = 1
        self._stale = 0
        self.floor: int | None = None
        self.surcharges: dict[int, int] = {}

    def heir(self) -> Prices:
        """The best prices, for a part of what is possible."""
        return Prices(dict(self._best))

    def per_cell(self, rows: Iterable[Row], cells: int) -> list[int]:
        """What one more in each cell pays."""
        paid = [0] * cells
        for row in rows:
            price = self._of.get(row.terms, 0)
            if price:
                for cell, factor in row.terms:
                    paid[cell] += price * factor
        return paid

    def note(self, rows: Iterable[Row], counts: list[int], cost: int, surcharges: dict[int, int]) -> int:
        """The floor that the cheapest allotment under these prices makes, in fine units."""
        floor = FINE * cost + sum(self._of.get(row.terms, 0) * row.excess(counts) for row in rows)
        if self.floor is None or floor > self.floor:
            self.floor, self._best, self._stale = floor, dict(self._of), 0
            self.surcharges = surcharges
        else:
            self._stale += 1
            if self._stale == _PATIENCE:
                self._pace, self._stale = 2 * self._pace, 0
        return floor

    def move(self, rows: Iterable[Row], counts: list[int], gap: int) -> bool:
        """Follow an allotment that leaves a gap to what is wanted; whether there is anything to follow."""
        slopes = [(row.terms, row.excess(counts)) for row in rows]
        slopes = [(terms, excess) for terms, excess in slopes if excess > 0 or self._of.get(terms)]
        norm = self._pace * sum(excess * excess for _, excess in slopes)
        for terms, excess in slopes:
            moved = gap * excess // norm if norm else 0
            self._of[terms] = max(0, self._of.get(terms, 0) + moved)
        return norm > 0
