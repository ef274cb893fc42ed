"""Where a search goes on: the cells whose number, once settled, decides what a witness got wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from consultgov.composition.allotting.boxes import Box, Cells
from consultgov.composition.allotting.claims import (
    Claim,
    Compare,
    Linear,
    Opposite,
    Stepped,
    Truth,
    Won,
    decided,
    span,
)
from consultgov.composition.allotting.pricing import Row

__all__ = ["Split", "broken_split", "loose_split", "open_split", "uneven_split"]


class Split(NamedTuple):
    """Cells to be settled together, and whether more or fewer of them are to be tried first."""

    cells: Cells
    upwards: bool


def loose_split(rows: Iterable[Row], box: Box, counts: list[int]) -> Split | None:
    """Of a row that an allotment goes beyond the cell that can bring it back most."""
    for row in rows:
        if row.excess(counts) > 0:
            moves = [(_relief(cell, factor, box, counts), cell, factor) for cell, factor in row.terms]
            relief, cell, factor = max(moves)
            if relief > 0:
                return Split(frozenset((cell,)), upwards=factor < 0)
    return None


def _relief(cell: int, factor: int, box: Box, counts: list[int]) -> int:
    room = counts[cell] - box.low[cell] if factor > 0 else box.high[cell] - counts[cell]
    return abs(factor) * room


def open_split(box: Box) -> Split:
    """The cell that is least settled; there must be one that is open."""
    ends = enumerate(zip(box.low, box.high, strict=True))
    _, cell = max((high - low, -cell) for cell, (low, high) in ends)
    return Split(frozenset((-cell,)), upwards=False)


def broken_split(claim: Claim, box: Box, counts: list[int]) -> Split | None:
    """Cells of a part of a claim that an allotment breaks."""
    total = sum(counts)
    culprit = _culprit(claim, box, Box(counts, counts, total, total), wanted=True)
    return _within(*culprit, box, counts) if culprit is not None else None


def uneven_split(spreads: Iterable[Iterable[Cells]], box: Box, counts: list[int]) -> Split | None:
    """The value that most have, of the weightiest trait in which one is still open."""
    for values in spreads:
        for cells in sorted(values, key=lambda cells: -sum(counts[cell] for cell in cells)):
            least, most = box.range(cells)
            if least < most:
                return Split(cells, upwards=False)
    return None


def _culprit(claim: Claim, box: Box, point: Box, *, wanted: bool) -> tuple[Linear, bool] | None:
    """A sum that makes a claim come out otherwise than wanted, and whether it should be greater."""
    if isinstance(claim, Truth) or decided(claim, point) is wanted or decided(claim, box) is not None:
        return None
    match claim:
        case Compare(linear, relation):
            low, _ = span(linear, point)
            return linear, low < 0 if relation == "=" else wanted
        case Opposite(part):
            return _culprit(part, box, point, wanted=not wanted)
        case several:
            found = (_culprit(part, box, point, wanted=wanted) for part in several.parts)
            return next(filter(None, found), None)


def _within(linear: Linear, upwards: bool, box: Box, counts: list[int]) -> Split | None:  # noqa: FBT001
    """Of the cells of a sum that should be greater, or less, those that move it most."""
    if linear.plain:
        least, most = box.range(linear.plain)
        if least < most:
            return Split(linear.plain, upwards=(linear.terms[0][1] > 0) is upwards)
    for cell, factor in sorted(linear.terms, key=lambda term: max(term[1], -term[1]), reverse=True):
        if box.low[cell] < box.high[cell]:
            return Split(frozenset((cell,)), upwards=(factor > 0) is upwards)
    inner = (
        _within(part, (factor > 0) is upwards, box, counts)
        for factor, curve in linear.curves
        for part in _parts(curve, (factor > 0) is upwards, counts)
    )
    return next(filter(None, inner), None)


def _parts(curve: Stepped | Won, upwards: bool, counts: list[int]) -> list[Linear]:  # noqa: FBT001
    """The sums that a rounding depends on, or groups won: first those that nobody is in, or that some are."""
    if isinstance(curve, Stepped):
        return [curve.inner]
    seated = [(sum(counts[cell] for cell, _ in some.sum.terms), some.sum) for some, _, _ in curve.groups]
    return [group for _, group in sorted(seated, key=lambda pair: ((pair[0] > 0) is upwards, pair[0]))]
