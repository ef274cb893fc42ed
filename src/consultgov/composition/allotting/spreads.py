"""Evenness: what the squares of how many have each value of a trait cost, and what they cost at least."""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from consultgov.composition.allotting.boxes import Box, Cells
from consultgov.composition.allotting.pools import Pool
from consultgov.people import Trait

__all__ = ["Spread", "spreads_of"]


class Spread(NamedTuple):
    """A trait to be balanced: what a square costs, the cells of each value, and all of them."""

    price: int
    values: list[Cells]
    together: Cells

    def cost(self, counts: list[int]) -> int:
        """What the squares of how many have each value cost."""
        return self.price * sum(sum(counts[cell] for cell in cells) ** 2 for cells in self.values)

    def floor(self, box: Box) -> int:
        """What the squares cost at least, by the bounds of the values and of all of them together."""
        ends = [box.range(cells) for cells in self.values]
        rising = [(least, most) for least, most in ends if least < most]
        squares = sum(least * least for least, _ in ends)
        missing = box.range(self.together)[0] - sum(least for least, _ in ends)
        heapify(rising)
        for _ in range(min(missing, sum(most - least for least, most in rising))):
            number, most = rising[0]
            squares += 2 * number + 1
            if number + 1 < most:
                heapreplace(rising, (number + 1, most))
            else:
                heappop(rising)
        return self.price * squares


def spreads_of(pool: Pool) -> list[Spread]:
    """The traits to be balanced, the weightiest first."""
    found: list[Spread] = []
    price = pool.unit
    for trait in pool.problem.balance:
        price //= pool.most**2 + 1
        column = pool.reading.names.index(trait)
        values: dict[Trait, list[int]] = {}
        for place, cell in enumerate(pool.cells):
            if cell.counted and cell.traits[column] is not None:
                values.setdefault(cell.traits[column], []).append(place)
        sets = [frozenset(cells) for cells in values.values()]
        found.append(Spread(price, sets, frozenset().union(*sets)))
    return found
