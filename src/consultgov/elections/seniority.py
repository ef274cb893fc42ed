"""Ties settled by seniority: more of a weight, such as days of age, comes first; equals stay tied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consultgov.errors import Fault, MissingData
from consultgov.people import Elector
from consultgov.shares import Number, number
from consultgov.tabulation.counts import Ranking
from consultgov.tabulation.merit import by_figure
from consultgov.tabulation.settling import in_order

__all__ = ["ages_of", "orders_of", "refined"]


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
    """The orders in which ties may be settled: by seniority, equals as they were drawn or both ways round.

    A method that comes to the same by each of them does not depend on how equals are ordered.

    >>> orders_of({"a": 50, "b": 61, "c": 50}, ())
    (('b', 'a', 'c'), ('b', 'c', 'a'))
    """
    if not ages:
        return (drawn,)
    tiers = [(tier, in_order(tier, drawn)) for tier in by_figure(ages)]
    forward = [name for tier, lot in tiers for name in lot or tier]
    backward = [name for tier, lot in tiers for name in lot or tier[::-1]]
    rest = [name for name in drawn if name not in ages]
    return tuple(dict.fromkeys(((*forward, *rest), (*backward, *rest))))
