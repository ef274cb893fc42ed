"""Ties settled by seniority: more of a weight, such as days of age, comes first; equals stay tied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, permutations, product
from math import factorial, prod
from typing import Final

from consultgov.errors import Fault, MissingData
from consultgov.people import Elector
from consultgov.shares import Number, number
from consultgov.tabulation.counts import Ranking
from consultgov.tabulation.merit import by_figure
from consultgov.tabulation.settling import in_order

__all__ = ["ages_of", "orders_of", "refined"]

_MOST_ORDERS: Final = 120
"""As many orders of equals are tried."""


def ages_of(weight: str, candidates: Iterable[Elector]) -> dict[str, Number]:
    """Candidate to her seniority; nothing where the rule names no weight.

    Raises:
        MissingData: a candidate without it.
    """
    if not weight:
        return {}
    ages = {each.id: each.weights.get(weight) for each in candidates}
    lacking = sorted(name for name, age in ages.items() if age is None)
    if lacking:
        rule = "must be known of every candidate"
        raise MissingData(Fault("missing-weight", f"weight {weight!r}", rule, "", "give it", tuple(lacking)))
    return {name: number(age) for name, age in ages.items() if age is not None}


def refined(order: Ranking, ages: Mapping[str, Number]) -> Ranking:
    """An order of merit in which those alike come by seniority; where it is not known of one, as it was.

    >>> refined((("a", "b", "c"), ("d",)), {"a": 50, "b": 61, "c": 50, "d": 70})
    (('b',), ('a', 'c'), ('d',))
    """
    return tuple(
        part
        for tier in order
        for part in (by_figure({name: ages[name] for name in tier}) if {*tier} <= ages.keys() else (tier,))
    )


def orders_of(ages: Mapping[str, Number], drawn: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The orders in which ties may be settled: by seniority, and equals in every order that the lot allows.

    What comes to the same by each of them does not depend on how equals are ordered. Where there are too many
    orders, those equals who are not in the lot are left out, and their ties stay open.

    >>> orders_of({"a": 50, "b": 61, "c": 50}, ())
    (('b', 'a', 'c'), ('b', 'c', 'a'))
    """
    if not ages:
        return (drawn,)
    rest = tuple(name for name in drawn if name not in ages)
    tiers = by_figure(ages)
    most = max(len(tier) for tier in tiers)
    if most > _MOST_ORDERS or prod(factorial(len(tier)) for tier in tiers) > _MOST_ORDERS:
        known = [in_order(tier, drawn) or (tier if len(tier) == 1 else ()) for tier in tiers]
        return ((*chain.from_iterable(known), *rest),)
    ways = [[way for way in permutations(tier) if _agrees(way, drawn)] for tier in tiers]
    return tuple((*chain.from_iterable(each), *rest) for each in product(*ways))


def _agrees(way: tuple[str, ...], drawn: tuple[str, ...]) -> bool:
    """Whether an order puts those who are in a lot as the lot does."""
    names = [name for name in drawn if name in way]
    return [name for name in way if name in names] == names
