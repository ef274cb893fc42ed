"""From an allotment that breaks some bounds to one that keeps them: one seat at a time goes to somebody else.

This only proposes. Whatever comes of it is judged as any other witness is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from consultgov.composition.allotting.effort import Effort
from consultgov.composition.allotting.pools import Pool
from consultgov.composition.allotting.pricing import Row
from consultgov.composition.allotting.relaxing import Witness

__all__ = ["mended"]

_LARGE = 50_000
"""More changes than this are not all looked at, and so none is."""


class _Change(NamedTuple):
    """Who would leave and who would enter, and what is still broken, and paid, after it."""

    broken: int
    cost: int
    leaving: int
    entering: int


class _Mender:
    """An allotment while it is mended."""

    __slots__ = ("_barred", "_excess", "_kept", "_pool", "_rows_of", "options")

    def __init__(self, pool: Pool, rows: list[Row], witness: Witness) -> None:
        self._pool = pool
        self._rows_of: list[list[tuple[int, int]]] = [[] for _ in pool.cells]
        for place, row in enumerate(rows):
            for cell, factor in row.terms:
                self._rows_of[cell].append((place, factor))
        self._excess = [row.excess(witness.counts) for row in rows]
        self._kept = [option for group in pool.groups for member in group.members for option in member]
        self._barred: set[int] = set()
        self.options = [*witness.options]

    @property
    def broken(self) -> int:
        """How far beyond bounds it is, all together."""
        return sum(excess for excess in self._excess if excess > 0)

    def changes(self) -> Iterator[_Change]:
        """Every seat given to somebody else who has none; nobody comes back."""
        pool = self._pool
        seated = {pool.problem.options[option].candidate for option in self.options}
        free: dict[int, dict[int, int]] = {}
        for option in self._kept:
            if option not in self._barred and pool.problem.options[option].candidate not in seated:
                free.setdefault(pool.problem.options[option].post, {}).setdefault(
                    pool.cell_of[option], option
                )
        broken = self.broken
        for leaving in self.options:
            for entering in free.get(pool.problem.options[leaving].post, {}).values():
                gained = self._moved(pool.cell_of[leaving], pool.cell_of[entering])
                yield _Change(broken + gained, pool.costs[entering] - pool.costs[leaving], leaving, entering)

    def _moved(self, leaving: int, entering: int) -> int:
        """How much further beyond bounds it is if one seat goes from a cell to another."""
        moves: dict[int, int] = {}
        for place, factor in self._rows_of[leaving]:
            moves[place] = -factor
        for place, factor in self._rows_of[entering]:
            moves[place] = moves.get(place, 0) + factor
        excess = self._excess
        return sum(max(excess[place] + move, 0) - max(excess[place], 0) for place, move in moves.items())

    def carry_out(self, change: _Change) -> None:
        self.options.remove(change.leaving)
        self.options.append(change.entering)
        self._barred.add(change.leaving)
        for sign, option in ((-1, change.leaving), (1, change.entering)):
            for place, factor in self._rows_of[self._pool.cell_of[option]]:
                self._excess[place] += sign * factor


def mended(pool: Pool, rows: list[Row], witness: Witness, effort: Effort) -> list[int] | None:
    """The options after changes that leave less and less broken; ``None`` where something stays so."""
    mender = _Mender(pool, rows, witness)
    size = len(witness.options) * max(map(len, pool.cells_of), default=0)
    for _ in range(2 * len(witness.options)):
        if not mender.broken:
            return sorted(mender.options)
        if size > _LARGE:
            return None
        effort.spend(size)
        change = min(mender.changes(), default=None)
        if change is None or change.broken > mender.broken:
            return None
        mender.carry_out(change)
    return None
