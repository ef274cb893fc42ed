"""Orders of merit: who comes before whom by a figure, and who of them has one of so many places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import final

import attrs

from consultgov.shares import Number
from consultgov.tabulation.counts import Ranking, Tie, step
from consultgov.tabulation.settling import first_of
from consultgov.verdicts import Verdict

__all__ = ["Filled", "by_figure", "filled", "in_paper_order", "whole_figures", "without"]


def whole_figures(figures: Mapping[str, Number]) -> dict[str, Number]:
    """The same figures, an ``int`` where one is whole."""
    return {name: figure.numerator if figure.denominator == 1 else figure for name, figure in figures.items()}


def by_figure(figures: Mapping[str, Number]) -> Ranking:
    """Options by their figures, the highest first; those with equal ones in one tier, in the order given.

    >>> by_figure({"a": 1, "b": 3, "c": 1})
    (('b',), ('a', 'c'))
    """
    tiers: dict[Number, list[str]] = {}
    for name, figure in figures.items():
        tiers.setdefault(figure, []).append(name)
    return tuple(tuple(tiers[figure]) for figure in sorted(tiers, reverse=True))


def in_paper_order(names: Iterable[str], options: Sequence[str]) -> tuple[str, ...]:
    """Some options in the order in which they stand on the paper."""
    some = frozenset(names)
    return tuple(name for name in options if name in some)


def without(order: Ranking, names: Collection[str]) -> Ranking:
    """The same order of merit without some of the options."""
    tiers = (tuple(name for name in tier if name not in names) for tier in order)
    return tuple(tier for tier in tiers if tier)


@final
@attrs.frozen
class Filled:
    """Who has a place, the tie that leaves some open, and what the order that was drawn decided."""

    taken: tuple[str, ...]
    tie: Tie | None = None
    steps: tuple[Verdict, ...] = ()


def filled(order: Ranking, places: int, drawn: Sequence[str] = (), over: str = "seat") -> Filled:
    """Who has one of the places by an order of merit; a tie at the last of them is left to an order drawn.

    >>> filled((("a",), ("b", "c"), ("d",)), 2).tie
    Tie(options=('b', 'c'), places=1, over='seat')
    >>> filled((("a",), ("b", "c"), ("d",)), 2, ["c", "b"]).taken
    ('a', 'c')
    """
    taken: tuple[str, ...] = ()
    for tier in order:
        left = places - len(taken)
        if len(tier) > left:
            return _last_places(Filled(taken), tier, left, drawn, over) if left else Filled(taken)
        taken += tier
    return Filled(taken)


def _last_places(sure: Filled, tier: tuple[str, ...], left: int, drawn: Sequence[str], over: str) -> Filled:
    chosen = first_of(tier, left, drawn)
    if chosen is None:
        return attrs.evolve(sure, tie=Tie(tier, left, over))
    settled = step("tie-settled-by-order", options=list(tier), chosen=list(chosen))
    return Filled((*sure.taken, *chosen), steps=(settled,))
