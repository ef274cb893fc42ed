"""Conditions written out over cells, and what follows of them whatever is still open.

A claim is true of all that is possible, of none of it, or not decided; and it may imply bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from consultgov.composition.allotting.boxes import Box, Cells
from consultgov.counting.forms import ROUNDINGS
from consultgov.shares import Number

__all__ = [
    "All",
    "Any",
    "Claim",
    "Compare",
    "Linear",
    "Opposite",
    "Stepped",
    "Truth",
    "Won",
    "decided",
    "implied",
    "rest",
    "span",
]

_Span: TypeAlias = tuple[Number, Number]
_Implied: TypeAlias = dict[Cells, tuple[int, int]]


class Linear(NamedTuple):
    """A sum over cells.

    Attributes:
        terms: cells and their factors, the greatest factor first.
        total: the factor of all seats.
        constant: a number added.
        curves: what is no sum: factors, and roundings or groups won.
        plain: all the cells of the terms, where they have one factor; otherwise empty.
    """

    terms: tuple[tuple[int, Number], ...]
    total: Number
    constant: Number
    curves: tuple[tuple[Number, Curve], ...]
    plain: Cells


class Stepped(NamedTuple):
    """A sum brought to whole units."""

    mode: str
    inner: Linear


class Won(NamedTuple):
    """The groups that somebody is in and that a claim is true of, by what they weigh."""

    groups: tuple[tuple[Compare, Claim, Linear], ...]


class Truth(NamedTuple):
    """A claim that holds or does not, whoever sits."""

    holds: bool


class Compare(NamedTuple):
    """A sum that is at least zero, above zero, or zero, by its relation to it."""

    sum: Linear
    relation: str


class All(NamedTuple):
    """Every one of some claims."""

    parts: tuple[Claim, ...]


class Any(NamedTuple):
    """Some one of some claims."""

    parts: tuple[Claim, ...]


class Opposite(NamedTuple):
    """A claim that is not so."""

    part: Claim


Curve: TypeAlias = Stepped | Won
Claim: TypeAlias = Truth | Compare | All | Any | Opposite


# --- sums -----------------------------------------------------------------------------------------


def span(linear: Linear, box: Box) -> _Span:
    """The least and most that a sum can still come to; perhaps wider, never narrower."""
    low, high = rest(linear, box)
    if linear.plain:
        own_low, own_high = _scaled(linear.terms[0][1], box.range(linear.plain))
    else:
        own_high = _greatest(linear.terms, box)
        own_low = -_greatest([(cell, -factor) for cell, factor in reversed(linear.terms)], box)
    return low + own_low, high + own_high


def rest(linear: Linear, box: Box) -> _Span:
    """The least and most of all of a sum but its terms."""
    low, high = _scaled(linear.total, (box.least, box.most))
    for factor, curve in linear.curves:
        curve_low, curve_high = _scaled(factor, _curve_span(curve, box))
        low, high = low + curve_low, high + curve_high
    return low + linear.constant, high + linear.constant


def _scaled(factor: Number, ends: _Span) -> _Span:
    low, high = factor * ends[0], factor * ends[1]
    return (low, high) if factor >= 0 else (high, low)


def _greatest(terms: Sequence[tuple[int, Number]], box: Box) -> Number:
    """The most that a sum can come to: the seats still open go where the factor is greatest."""
    forced, spare = box.spare()
    inside = sum(box.high[cell] - box.low[cell] for cell, _ in terms)
    forced -= box.width - inside
    total: Number = 0
    for cell, factor in terms:
        taken = min(box.high[cell] - box.low[cell], spare if factor > 0 else max(forced, 0))
        spare -= taken
        forced -= taken
        total += factor * (box.low[cell] + taken)
    return total


def _curve_span(curve: Curve, box: Box) -> _Span:
    if isinstance(curve, Stepped):
        low, high = span(curve.inner, box)
        return ROUNDINGS[curve.mode](low), ROUNDINGS[curve.mode](high)
    low = high = 0
    for somebody, claim, weight in curve.groups:
        won = decided(All((somebody, claim)), box)
        if won is False:
            continue
        least, most = span(weight, box)
        low, high = low + (least if won else 0), high + most
    return low, high


# --- claims ---------------------------------------------------------------------------------------


def decided(claim: Claim, box: Box) -> bool | None:
    """Whether a claim is true of all that a box holds, of none of it, or neither (``None``)."""
    match claim:
        case Truth(holds):
            return holds
        case Compare(linear, relation):
            return _compared(span(linear, box), relation)
        case Opposite(part):
            inner = decided(part, box)
            return None if inner is None else not inner
        case All(parts):
            return _joined(parts, box, settling=False)
        case some:
            return _joined(some.parts, box, settling=True)


def _compared(ends: _Span, relation: str) -> bool | None:
    low, high = ends
    if relation == "=":
        return True if low == high == 0 else (None if low <= 0 <= high else False)
    if relation == ">":
        return True if low > 0 else (None if high > 0 else False)
    return True if low >= 0 else (None if high >= 0 else False)


def _joined(parts: tuple[Claim, ...], box: Box, *, settling: bool) -> bool | None:
    """``and`` and ``or`` of parts; one that is ``settling`` settles it."""
    open_parts = False
    for part in parts:
        found = decided(part, box)
        if found is settling:
            return settling
        open_parts |= found is None
    return None if open_parts else not settling


def implied(claim: Claim, box: Box) -> _Implied | None:
    """Bounds that hold wherever a claim does; ``None`` where it holds nowhere."""
    match claim:
        case Compare(linear, relation) if linear.plain:
            return None if decided(claim, box) is False else _bounds(linear, relation, box)
        case All(parts):
            return _every(parts, box)
        case Any(parts):
            return _either(parts, box)
        case _:
            return None if decided(claim, box) is False else {}


def _bounds(linear: Linear, relation: str, box: Box) -> _Implied:
    """What a comparison of one plain sum means for it."""
    low, high = rest(linear, box)
    factor = linear.terms[0][1]
    least, most = box.range(linear.plain)
    strict = relation == ">"
    for side, bound in ((factor, high), (-factor, -low))[: 2 if relation == "=" else 1]:
        # side * count + bound must not be below zero, or must be above it
        limit = Fraction(-bound) / side
        if side > 0:
            least = max(least, ROUNDINGS["down"](limit) + 1 if strict else ROUNDINGS["up"](limit))
        else:
            most = min(most, ROUNDINGS["up"](limit) - 1 if strict else ROUNDINGS["down"](limit))
    return {linear.plain: (least, most)}


def _every(parts: tuple[Claim, ...], box: Box) -> _Implied | None:
    found: _Implied = {}
    for part in parts:
        own = implied(part, box)
        if own is None:
            return None
        for cells, (least, most) in own.items():
            known_least, known_most = found.get(cells, (least, most))
            found[cells] = (max(least, known_least), min(most, known_most))
    return found


def _either(parts: tuple[Claim, ...], box: Box) -> _Implied | None:
    """What holds whichever part does: for a set that all parts speak of, from the least to the most."""
    found = [own for part in parts if (own := implied(part, box)) is not None]
    if not found:
        return None
    first, *others = found
    shared = [cells for cells in first if all(cells in own for own in others)]
    return {
        cells: (min(own[cells][0] for own in found), max(own[cells][1] for own in found)) for cells in shared
    }
