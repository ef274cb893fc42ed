"""What is still possible: the least and most of each cell, of sets of cells, and of all seats together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

__all__ = ["Box", "Cells"]

Cells: TypeAlias = frozenset[int]


class Box:
    """Bounds that a search narrows.

    Attributes:
        low: the least of each cell.
        high: the most of each cell.
        least: how many seats must be filled.
        most: how many may be.
        bounds: the least and most of sets of cells.
    """

    __slots__ = ("_all_high", "_all_low", "bounds", "high", "least", "low", "most")

    def __init__(self, low: list[int], high: list[int], least: int, most: int) -> None:
        self.low = low
        self.high = high
        self.least = least
        self.most = most
        self.bounds: dict[Cells, tuple[int, int]] = {}
        self._all_low = sum(low)
        self._all_high = sum(high)

    def copy(self) -> Box:
        """The same box, to be narrowed on its own."""
        twin = Box([*self.low], [*self.high], self.least, self.most)
        twin.bounds = dict(self.bounds)
        return twin

    def range(self, cells: Cells) -> tuple[int, int]:
        """The least and most of some cells together."""
        least, most = self._free(cells)
        known_least, known_most = self.bounds.get(cells, (least, most))
        return max(least, known_least), min(most, known_most)

    def binds(self, cells: Cells) -> bool:
        """Whether the bounds of a set say more than those of its cells and of all seats."""
        least, most = self._free(cells)
        known_least, known_most = self.bounds[cells]
        return known_least > least or known_most < most

    def _free(self, cells: Cells) -> tuple[int, int]:
        """The same as far as the set has no bounds of its own."""
        if len(cells) == len(self.low):
            return self.least, self.most
        low = sum(map(self.low.__getitem__, cells))
        high = sum(map(self.high.__getitem__, cells))
        others_low, others_high = self._all_low - low, self._all_high - high
        return max(low, self.least - others_high), min(high, self.most - others_low)

    def spare(self) -> tuple[int, int]:
        """How many more than all cells together have for certain must and may still come."""
        return max(self.least - self._all_low, 0), max(self.most - self._all_low, 0)

    @property
    def width(self) -> int:
        """How many more than the least all cells together could have."""
        return self._all_high - self._all_low

    def narrow(self, cells: Cells, least: int, most: int) -> bool:
        """Hold some cells together within bounds; whether that says anything new."""
        known_least, known_most = self.range(cells)
        if least <= known_least and most >= known_most:
            return False
        least, most = max(least, known_least), min(most, known_most)
        if len(cells) == len(self.low):
            self.least, self.most = least, most
        elif len(cells) == 1:
            self._set(next(iter(cells)), least, most)
        else:
            self.bounds[cells] = (least, most)
        return True

    def _set(self, cell: int, low: int, high: int) -> None:
        self._all_low += low - self.low[cell]
        self._all_high += high - self.high[cell]
        self.low[cell], self.high[cell] = low, high

    def spread(self) -> bool:
        """Draw from the bounds of sets what they mean for cells; whether that says anything new."""
        found = [self._spread(cells, *ends) for cells, ends in self.bounds.items()]
        return self._spread(range(len(self.low)), self.least, self.most) or any(found)

    def _spread(self, cells: Iterable[int], least: int, most: int) -> bool:
        room = most - sum(map(self.low.__getitem__, cells))
        need = sum(map(self.high.__getitem__, cells)) - least
        wide = [cell for cell in cells if self.high[cell] - self.low[cell] > min(room, need)]
        for cell in wide:
            low, high = self.low[cell], self.high[cell]
            self._set(cell, max(low, high - need), min(high, low + room))
        return bool(wide)

    @property
    def size(self) -> int:
        """How many figures it holds."""
        return len(self.low) + sum(map(len, self.bounds))

    @property
    def is_open(self) -> bool:
        """Whether the number of some cell is not settled."""
        return self._all_low < self._all_high

    @property
    def is_empty(self) -> bool:
        """Whether nothing is possible any more."""
        if self.least > self.most or any(low > high for low, high in zip(self.low, self.high, strict=True)):
            return True
        if self._all_low > self.most or self._all_high < self.least:
            return True
        ranges = map(self.range, self.bounds)
        return any(least > most for least, most in ranges)
