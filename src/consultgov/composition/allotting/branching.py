"""Branch and bound over how many sit in each cell, with flows at every branch.

Bounds are drawn from the conditions, and a flow finds the best that keeps those of them that it can. Where
its witness breaks a condition, or may not be the best, the search goes on in two halves: more, and fewer, of
the cells that matter. Nothing is rounded and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from consultgov.composition.allotting.boxes import Box
from consultgov.composition.allotting.claims import All, implied
from consultgov.composition.allotting.effort import Effort
from consultgov.composition.allotting.grounding import claims_of
from consultgov.composition.allotting.judging import is_lawful
from consultgov.composition.allotting.mending import mended
from consultgov.composition.allotting.pools import Pool, pool_of
from consultgov.composition.allotting.pricing import FINE, Prices, Row, rows_of
from consultgov.composition.allotting.problems import Problem
from consultgov.composition.allotting.relaxing import Witness, planned, reach, relaxed
from consultgov.composition.allotting.splitting import (
    Split,
    broken_split,
    loose_split,
    open_split,
    uneven_split,
)
from consultgov.composition.allotting.spreads import spreads_of

__all__ = ["Search"]

_FIRST_FLOWS: Final = 30
_FLOWS: Final = 5
"""How many flows a box is worth: the whole of it, and a part."""

_READING: Final = 3
"""How many steps it takes to look at one figure."""

_ROUNDS: Final = 5
"""How often bounds are drawn from claims before the search goes on; each round may tighten them further."""


class _Choice(NamedTuple):
    """An allotment that is lawful, and what it costs."""

    options: list[int]
    cost: int


class _Lead(NamedTuple):
    """From where a search goes on: a witness, and the rows that no flow keeps."""

    witness: Witness
    rows: list[Row]


class Search:
    """One search: the pool and its claims, and the best allotment so far.

    Args:
        problem: what is to be allotted.
        effort: the steps left.
        want_best: whether the best is wanted; if not, any lawful one will do.
    """

    __slots__ = ("_best", "_claims", "_dearest", "_effort", "_pool", "_sifted", "_spreads", "_want_best")

    def __init__(self, problem: Problem, effort: Effort, *, want_best: bool) -> None:
        effort.spend(_READING * len(problem.options) * (1 + len(problem.conditions)))
        self._pool = pool_of(problem, want_best=want_best)
        self._claims = All(tuple(claims_of(self._pool)))
        self._spreads = spreads_of(self._pool) if want_best else []
        self._dearest = self._pool.most * max(0, *self._pool.costs, 0)
        self._dearest += self._pool.most**2 * sum(spread.price for spread in self._spreads)
        self._effort = effort
        self._want_best = want_best
        self._best: _Choice | None = None
        self._sifted: int | None = None

    def answer(self, known: Sequence[int] | None = None) -> tuple[int, ...] | None:
        """An allotment of the greatest number of seats that has one; where wanted, the best of these.

        Args:
            known: a lawful allotment of so many seats, if one is known.
        """
        box = _first_box(self._pool)
        if box is None or not self._tightened(box):
            return None
        if known is None:
            box.most = min(box.most, reach(self._pool, box, self._effort))
        else:
            box.least = box.most = len(known)
            self._take([*known])
        for total in range(box.most, box.least - 1, -1):
            part = box.copy()
            part.least = part.most = total
            self._explore(part)
            if self._best is not None:
                return tuple(sorted(self._best.options))
        return None

    # --- boxes ----------------------------------------------------------------------------------

    def _explore(self, box: Box) -> None:
        """Look through a box whose total is fixed, the more promising part of every part first."""
        whole = Prices()
        stack = [(box, whole)]
        while stack:
            part, prices = stack.pop()
            if part is not box:
                self._sift(part, whole)
            if not self._tightened(part):
                continue
            lead = self._lead(part, prices, _FIRST_FLOWS if part is box else _FLOWS)
            if self._best is not None and not self._want_best:
                return
            if lead is not None and part.is_open:
                stack += [(half, prices.heir()) for half in self._halves(part, lead)]

    def _tightened(self, box: Box) -> bool:
        """Draw what follows from the claims; whether anything is left."""
        for _ in range(_ROUNDS):
            self._effort.spend(_READING * box.size)
            found = implied(self._claims, box)
            if found is None:
                return False
            changed = [box.narrow(cells, *ends) for cells, ends in found.items()]
            changed.append(box.spread())
            if box.is_empty:
                return False
            if not any(changed):
                break
        return True

    def _sift(self, box: Box, whole: Prices) -> None:
        """Leave out the options that nothing better than the best so far can take."""
        if self._best is None or whole.floor is None:
            return
        if self._sifted != self._best.cost:
            slack = FINE * (self._best.cost - 1) - whole.floor
            self._pool = self._pool.without(lambda option: whole.surcharges.get(option, 0) > slack)
            self._sifted = self._best.cost
        for cell, room in enumerate(self._pool.room):
            if box.high[cell] > room:
                box.narrow(frozenset((cell,)), 0, room)

    # --- witnesses ------------------------------------------------------------------------------

    def _lead(self, box: Box, prices: Prices, flows: int) -> _Lead | None:
        """Where to go on; ``None`` where a box holds nothing better than what is known.

        Prices are moved as long as the witness breaks a bound, for so many flows.
        """
        plan = planned(self._pool, box, self._spreads)
        rows = rows_of(self._claims, box, plan.families.loose)
        lead: _Lead | None = None
        for _ in range(flows):
            witness = relaxed(self._pool, box, plan, self._effort, prices.per_cell(rows, len(box.low)))
            if witness is None:
                return None
            lawful = self._take(witness.options)
            if not lawful and (self._best is None or flows == _FIRST_FLOWS):
                self._mend(box, witness)
            if lead is None or not lawful:
                lead = _Lead(witness, rows)
            floor = prices.note(rows, witness.counts, witness.floor, witness.surcharges)
            if not self._may_hold_better(floor):
                return None
            if not prices.move(rows, witness.counts, self._gap(floor)):
                break
        return lead

    def _may_hold_better(self, floor: int) -> bool:
        """Whether something that costs no less than a floor, in fine units, may be worth looking for."""
        if self._best is not None and not self._want_best:
            return False
        return FINE * (self._dearest if self._best is None else self._best.cost - 1) >= floor

    def _gap(self, floor: int) -> int:
        """How far a floor should rise: to the best so far, or as far as another option may take it."""
        if self._best is not None:
            return FINE * self._best.cost - floor
        return FINE * max(1, *map(abs, self._pool.costs), 1)

    def _mend(self, box: Box, witness: Witness) -> None:
        """Try to make a witness lawful."""
        rows = rows_of(self._claims, box, box.bounds)
        options = mended(self._pool, rows, witness, self._effort)
        if options is not None:
            self._take(options)

    def _take(self, options: list[int]) -> bool:
        """Whether an allotment is lawful; it is kept where it is the best so far."""
        counts = self._pool.counts(options)
        if not is_lawful(self._pool, counts):
            return False
        cost = sum(self._pool.costs[option] for option in options)
        cost += sum(spread.cost(counts) for spread in self._spreads)
        if self._best is None or cost < self._best.cost:
            self._best = _Choice(options, cost)
        return True

    # --- halves ---------------------------------------------------------------------------------

    def _halves(self, box: Box, lead: _Lead) -> Iterator[Box]:
        """Two halves of a box in which something is open, the more promising one last."""
        counts = lead.witness.counts
        cells, upwards = self._split(box, lead.rows, counts)
        least, most = box.range(cells)
        here = min(max(sum(counts[cell] for cell in cells), least), most)
        cut = min(here + 1, most) if upwards else max(here, least + 1)
        halves = [(least, cut - 1), (cut, most)]
        for ends in halves if upwards else reversed(halves):
            half = box.copy()
            half.narrow(cells, *ends)
            yield half

    def _split(self, box: Box, rows: list[Row], counts: list[int]) -> Split:
        """The cells whose number is to be settled next, and whether more of them are wanted."""
        return (
            loose_split(rows, box, counts)
            or broken_split(self._claims, box, counts)
            or uneven_split([spread.values for spread in self._spreads], box, counts)
            or open_split(box)
        )


def _first_box(pool: Pool) -> Box | None:
    """All that posts and numbers allow; ``None`` where they contradict each other."""
    posts = pool.problem.posts
    high = [
        max(0, min(room, posts[cell.post].most)) for room, cell in zip(pool.room, pool.cells, strict=True)
    ]
    box = Box([0] * len(high), high, max(pool.problem.least, 0), pool.most)
    for post, cells in zip(posts, pool.cells_of, strict=True):
        if post.least > (post.most if cells else 0):
            return None
        if cells:
            box.narrow(frozenset(cells), post.least, post.most)
    return None if box.is_empty else box
