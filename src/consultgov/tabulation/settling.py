"""What an order that was drawn says about those who are tied, and about nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consultgov.tabulation.counts import step
from consultgov.verdicts import Verdict

__all__ = ["first_of", "in_order", "settled_by_order"]


def in_order(tied: Iterable[str], order: Sequence[str]) -> tuple[str, ...] | None:
    """Those tied in the order drawn, or ``None`` where it does not name every one of them.

    Whoever is not named was not in the lot, and a lot among others says nothing of her.

    >>> in_order(["a", "b", "c"], ["c", "x", "a", "b"]), in_order(["a", "b"], ["a"])
    (('c', 'a', 'b'), None)
    """
    whole = frozenset(tied)
    named = tuple(name for name in order if name in whole)
    return named if len(named) == len(whole) else None


def first_of(tied: Iterable[str], places: int, order: Sequence[str]) -> tuple[str, ...] | None:
    """Who of those tied gets the places, or ``None`` where the order drawn does not say.

    Without a place there is nothing to say, and nobody gets one.

    >>> first_of(["a", "b", "c"], 2, ["c", "b", "a"]), first_of(["a", "b", "c"], 1, ["b"])
    (('c', 'b'), None)
    """
    if not places:
        return ()
    named = in_order(tied, order)
    return None if named is None else named[:places]


def settled_by_order(tied: Iterable[str], chosen: Iterable[str]) -> Verdict:
    """The step that tells what the order drawn decided."""
    return step("tie-settled-by-order", options=list(tied), chosen=list(chosen))
