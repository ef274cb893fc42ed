"""From conditions to claims over cells: every count becomes a sum over the cells of those whom it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import cast

from consultgov.composition.allotting.claims import (
    All,
    Any,
    Claim,
    Compare,
    Curve,
    Linear,
    Opposite,
    Stepped,
    Truth,
    Won,
)
from consultgov.composition.allotting.pools import Pool
from consultgov.composition.allotting.reading import ABSENT
from consultgov.counting import Condition, Count
from consultgov.counting.classes import passes
from consultgov.counting.forms import (
    Blocs,
    Both,
    Comparison,
    Each,
    Either,
    Fact,
    Given,
    Heads,
    Item,
    Not,
    Portion,
    Rounded,
    bases_of,
)
from consultgov.counting.scopes import Group
from consultgov.shares import Number

__all__ = ["claims_of", "somebody"]

_COUNTED = 1 << ABSENT


def claims_of(pool: Pool) -> list[Claim]:
    """The claims of a problem: its conditions, and for each pair kept apart that only one of them sits."""
    counted = [place for place, cell in enumerate(pool.cells) if cell.counted]
    everybody = _Realm(pool, counted)
    claims = [_claim(condition, everybody) for condition in pool.problem.conditions]
    loners: dict[int, list[int]] = {}
    for place, cell in enumerate(pool.cells):
        loners.setdefault(cell.loner, []).append(place)
    for pair in pool.problem.apart:
        both = {cell: -1 for candidate in set(pair) for cell in loners.get(candidate, ())}
        claims.append(
            Compare(_linear(pool, cast("dict[int, Number]", both), 1 if len(set(pair)) > 1 else 0), ">=")
        )
    return claims


class _Realm:
    """The cells of the whole body, or of one group of it."""

    __slots__ = ("_groups", "cells", "parent", "pool", "trait")

    def __init__(self, pool: Pool, cells: list[int], parent: _Realm | None = None, trait: str = "") -> None:
        self.pool = pool
        self.cells = cells
        self.parent = parent
        self.trait = trait
        self._groups: dict[str, dict[Group, _Realm]] = {}

    def groups(self, trait: str) -> dict[Group, _Realm]:
        """The groups that there may be."""
        if trait not in self._groups:
            place = self.pool.reading.names.index(trait)
            found: dict[Group, list[int]] = {}
            for cell in self.cells:
                value = self.pool.cells[cell].traits[place]
                if value is not None:
                    found.setdefault(value, []).append(cell)
            self._groups[trait] = {
                name: _Realm(self.pool, cells, self, trait) for name, cells in found.items()
            }
        return self._groups[trait]

    def group(self, trait: str, name: Group) -> _Realm:
        """One group, also where nobody can be in it."""
        return self.groups(trait).get(name) or _Realm(self.pool, [], self, trait)

    def at(self, item: Heads | Blocs) -> _Realm:
        """The realm that a count means."""
        realm = self
        while realm.parent is not None and (item.everywhere or item.within not in (None, realm.trait)):
            realm = realm.parent
        return realm

    def counts_all(self, heads: Heads) -> bool:
        """Whether a count of people reads every cell, one each."""
        plain = bool(heads.mask & _COUNTED) and not heads.among and heads.measure is None
        return plain and len(self.at(heads).cells) == len(self.pool.cells)

    def counted(self, heads: Heads) -> Iterator[tuple[int, Number]]:
        """The cells that a count of people reads, each with what one of it counts."""
        if not heads.mask & _COUNTED:
            return
        realm = self.at(heads)
        names = self.pool.reading.names
        tests = [(test, names.index(test.name)) for test in heads.among]
        for place in realm.cells:
            cell = self.pool.cells[place]
            if all(passes(test, cell.traits[column]) for test, column in tests):
                yield place, self._weight(cell.weights, heads.measure)

    def _weight(self, weights: tuple[int, ...], measure: str | None) -> Number:
        if measure is None:
            return 1
        weight = weights[self.pool.reading.vocabulary.measures.index(measure)]
        return _whole(Fraction(weight, self.pool.scales[measure]))


def _whole(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


# --- sums -----------------------------------------------------------------------------------------


class _Sum:
    """A sum while it is written out."""

    __slots__ = ("constant", "curves", "realm", "terms", "total")

    def __init__(self, realm: _Realm) -> None:
        self.realm = realm
        self.terms: dict[int, Number] = {}
        self.total: Number = 0
        self.constant: Number = 0
        self.curves: list[tuple[Number, Curve]] = []

    def add(self, count: Count, factor: Number) -> _Sum:
        for own, item in count.terms:
            self._item(item, factor * own)
        self.constant += factor * count.constant
        return self

    def _item(self, item: Item, factor: Number) -> None:
        match item:
            case Portion(share, base):
                self.add(base, factor * share.fraction)
            case Heads() if self.realm.counts_all(item):
                self.total += factor
            case Heads():
                for cell, weight in self.realm.counted(item):
                    self.terms[cell] = self.terms.get(cell, 0) + factor * weight
            case Fact(name):
                self.constant += factor * self.realm.pool.reading.facts[name]
            case Rounded(mode, inner):
                self.curves.append((factor, Stepped(mode, _Sum(self.realm).add(inner, 1).linear())))
            case blocs:
                self.curves.append((factor, _won(blocs, self.realm)))

    def linear(self) -> Linear:
        """The sum; where it is of nothing but all seats, these are its terms."""
        pool, terms, total = self.realm.pool, self.terms, self.total
        if total and not terms:
            terms, total = dict.fromkeys(range(len(pool.cells)), total), 0
        return _linear(pool, terms, self.constant, tuple(self.curves), total)


def _linear(
    pool: Pool,
    factors: Mapping[int, Number],
    constant: Number,
    curves: tuple[tuple[Number, Curve], ...] = (),
    total: Number = 0,
) -> Linear:
    """The sum in its normal form; what all seats have in common is taken out of the terms."""
    if len(factors) == len(pool.cells) and len(set(factors.values())) > 1:
        common = min(factors.values())
        total += common
        factors = {cell: factor - common for cell, factor in factors.items()}
    terms = [(cell, _whole(factor)) for cell, factor in factors.items() if factor]
    terms.sort(key=lambda term: -term[1])
    same = bool(terms) and terms[0][1] == terms[-1][1]
    plain = frozenset(cell for cell, _ in terms) if same else frozenset[int]()
    return Linear(tuple(terms), _whole(total), _whole(constant), curves, plain)


def somebody(pool: Pool, cells: list[int]) -> Compare:
    """The claim that somebody sits in one of some cells."""
    return Compare(_linear(pool, dict.fromkeys(cells, 1), 0), ">")


def _won(item: Blocs, realm: _Realm) -> Won:
    won: list[tuple[Compare, Claim, Linear]] = []
    for group in realm.at(item).groups(item.trait).values():
        claim = Truth(holds=True) if item.where is None else _claim(item.where, group)
        if item.measure is None:
            weight = _linear(realm.pool, {}, 1)
        else:
            weight = _linear(realm.pool, dict(group.counted(Heads("seats", item.measure))), 0)
        won.append((somebody(realm.pool, group.cells), claim, weight))
    return Won(tuple(won))


# --- conditions -----------------------------------------------------------------------------------


def _claim(condition: Condition, realm: _Realm) -> Claim:
    match condition.form:
        case Comparison() as comparison:
            return _comparison(comparison, realm)
        case Given(name):
            return Truth(holds=bool(realm.pool.reading.facts[name]))
        case Not(part):
            return Opposite(_claim(part, realm))
        case Both(parts):
            return All(tuple(_claim(part, realm) for part in parts))
        case Either(parts):
            return Any(tuple(_claim(part, realm) for part in parts))
        case each:
            return _each(each, realm)


def _comparison(form: Comparison, realm: _Realm) -> Claim:
    """Left less right (or right less left) against zero; and no share is one of nobody."""
    sign = -1 if form.relation in ("<", "<=") else 1
    difference = _Sum(realm).add(form.left, sign).add(form.right, -sign).linear()
    relation = {"<": ">", "<=": ">="}.get(form.relation, form.relation)
    test = Compare(difference, relation)
    if sign < 0:
        return test
    bases = [Compare(_Sum(realm).add(base, 1).linear(), ">") for base in bases_of(form.right)]
    return All((test, *bases)) if bases else test


def _each(form: Each, realm: _Realm) -> Claim:
    """The body in every group that somebody is in, of which there must be one; or in those named."""
    if form.groups:
        return All(tuple(_claim(form.body, realm.group(form.trait, name)) for name in form.groups))
    groups = list(realm.groups(form.trait).values())
    there = [somebody(realm.pool, group.cells) for group in groups]
    bodies = (_claim(form.body, group) for group in groups)
    kept = [Any((_nobody(some), body)) for some, body in zip(there, bodies, strict=True)]
    return All((*kept, Any(tuple(there))))


def _nobody(some: Compare) -> Compare:
    """The claim that nobody sits there."""
    terms = tuple((cell, -factor) for cell, factor in some.sum.terms)
    total = -some.sum.total
    return Compare(some.sum._replace(terms=terms, total=total), ">=")
