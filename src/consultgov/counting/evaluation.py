"""From a condition to a function that tells whether it holds: compiled once, integers only.

A comparison becomes ``sum of factor times figure`` against zero, multiplied by the denominators of its
shares; a share of a base that is not above zero never holds for ``>=``, ``>`` and ``=``. Every part is
read, also where the others have settled the matter: whether something is missing must not depend on votes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from math import lcm
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from consultgov.counting.forms import (
    Blocs,
    Both,
    Comparison,
    Each,
    Either,
    Given,
    Heads,
    Not,
    Portion,
    Rounded,
    Unit,
    bases_of,
)
from consultgov.counting.scopes import Scope, figure_key
from consultgov.shares import Number

if TYPE_CHECKING:
    from consultgov.counting.algebra import Condition, Count

__all__ = ["Figure", "Holds", "Value", "compile_condition", "compile_count", "unit_scale"]

Holds: TypeAlias = Callable[[Scope], bool]
Figure: TypeAlias = Callable[[Scope], int]

_STRICT: Final = {">=": 0, "<=": 0, ">": 1, "<": 1}


class Value(NamedTuple):
    """A count as a function of the scope: ``figure / denominator``, on the scale of its unit."""

    figure: Figure
    denominator: int


class _Term(NamedTuple):
    factor: Number
    figure: Figure
    heads: Heads | None = None


class _Share(NamedTuple):
    """``over`` times the count and ``under`` times its base come to ``strict``, 0 or 1, at the least."""

    over: int
    key: str
    part: Heads
    under: int
    base_key: str
    whole: Heads
    strict: int


def unit_scale(unit: Unit | None) -> Figure:
    """The scale of a unit; whole numbers and blocs without a measure have scale 1."""
    if unit is None or unit == ("blocs", None):
        return lambda _scope: 1
    measure = unit[1]
    return lambda scope: scope.setting.scale(measure)


# --- figures --------------------------------------------------------------------------------------


def _heads(heads: Heads) -> Figure:
    key = figure_key(heads)
    if heads.everywhere:
        return lambda scope: scope.root.read(key, heads)
    if heads.within is not None:
        return lambda scope: scope.at(heads.within, everywhere=False).read(key, heads)
    return lambda scope: scope.read(key, heads)


def _blocs(item: Blocs) -> Figure:
    where = None if item.where is None else item.where.compiled
    weigh = None if item.measure is None else _heads(Heads("seats", item.measure))

    def figure(scope: Scope) -> int:
        groups = scope.at(item.within, everywhere=item.everywhere).groups(item.trait).values()
        won = groups if where is None else [group for group in groups if where(group)]
        return len(won) if weigh is None else sum(map(weigh, won))

    return figure


def _rounded(item: Rounded, unit: Unit | None) -> Figure:
    inner, denominator = compile_count(item.inner, unit)
    scale_of = unit_scale(unit)
    mode = item.mode

    def figure(scope: Scope) -> int:
        scale = scale_of(scope)
        value, whole = inner(scope), denominator * scale
        if mode == "nearest":
            value, whole = 2 * value + whole, 2 * whole
        elif mode == "up":
            value += whole - 1
        return value // whole * scale

    return figure


def _fact(name: str, unit: Unit | None) -> Figure:
    scale_of = unit_scale(unit)
    return lambda scope: scope.setting.given[name] * scale_of(scope)


def _terms(count: Count, factor: Number, unit: Unit | None) -> Iterator[_Term]:
    """The terms of a count with shares multiplied out, in any order."""
    for own, item in count.terms:
        match item:
            case Portion(share, base):
                yield from _terms(base, factor * own * share.fraction, unit)
            case Heads():
                here = not item.everywhere and item.within is None
                yield _Term(factor * own, _heads(item), item if here else None)
            case Blocs():
                yield _Term(factor * own, _blocs(item))
            case Rounded():
                yield _Term(factor * own, _rounded(item, unit))
            case fact:
                yield _Term(factor * own, _fact(fact.name, unit))
    if count.constant:
        yield _Term(factor * count.constant, unit_scale(unit))


# --- sums -----------------------------------------------------------------------------------------


def _merged(terms: Iterable[_Term]) -> list[_Term]:
    """The same terms with counts of the same people read only once."""
    plain: dict[Heads, _Term] = {}
    other: list[_Term] = []
    for term in terms:
        if term.heads is None:
            other.append(term)
        else:
            old = plain.get(term.heads)
            plain[term.heads] = term if old is None else term._replace(factor=old.factor + term.factor)
    return [*plain.values(), *other]


def _sum(terms: list[_Term]) -> Value:
    denominator = lcm(*(term.factor.denominator for term in terms))
    scaled = [(int(term.factor * denominator), term) for term in terms]
    keyed = [(factor, figure_key(term.heads), term.heads) for factor, term in scaled if term.heads]
    if len(keyed) == len(scaled) == 1:
        return Value(_one(*keyed[0]), denominator)
    if len(keyed) == len(scaled) == 2:  # noqa: PLR2004 - the commonest comparison: a count and its base
        return Value(_two(*keyed[0], *keyed[1]), denominator)
    figures = tuple((factor, term.figure) for factor, term in scaled)

    def total(scope: Scope) -> int:
        return sum(factor * figure(scope) for factor, figure in figures)

    return Value(total, denominator)


def _one(factor: int, key: str, heads: Heads) -> Figure:
    def figure(scope: Scope) -> int:
        try:
            return factor * scope.figures[key]
        except KeyError:
            return factor * scope.read(key, heads)

    return figure


def _two(factor: int, key: str, heads: Heads, factor2: int, key2: str, heads2: Heads) -> Figure:
    def figure(scope: Scope) -> int:
        figures = scope.figures
        try:
            return factor * figures[key] + factor2 * figures[key2]
        except KeyError:
            return factor * scope.read(key, heads) + factor2 * scope.read(key2, heads2)

    return figure


def compile_count(count: Count, unit: Unit | None = None) -> Value:
    """A count as a function of the scope."""
    return _sum(_merged(_terms(count, 1, unit or count.unit)))


# --- conditions -----------------------------------------------------------------------------------


def _comparison(form: Comparison) -> Holds:
    share = _share(form)
    if share is not None:
        return _one_share(share)
    unit, terms = _difference(form)
    bases = list(bases_of(form.right)) if form.relation not in ("<", "<=") else []
    test = _compared(_sum(terms).figure, form.relation)
    return _guarded(test, [compile_count(base, unit).figure for base in bases])


def _difference(form: Comparison) -> tuple[Unit | None, list[_Term]]:
    """The terms of what must not be below zero, and their unit."""
    unit = form.left.unit or form.right.unit
    sign = -1 if form.relation in ("<", "<=") else 1
    return unit, _merged(chain(_terms(form.left, sign, unit), _terms(form.right, -sign, unit)))


def _compared(difference: Figure, relation: str) -> Holds:
    if relation == "=":
        return lambda scope: not difference(scope)
    strict = _STRICT[relation]
    return lambda scope: difference(scope) >= strict


def _share(form: Comparison) -> _Share | None:
    """The commonest comparison, a count against a share of a base; ``None`` if it is another."""
    bases = list(bases_of(form.right))
    if form.relation not in (">=", ">") or len(bases) != 1:
        return None
    match _difference(form)[1], bases[0]:
        case [_Term(factor, _, Heads() as part), _Term(share, _, Heads() as whole)], base:
            if base.terms != ((1, whole),) or base.constant:
                return None
        case _:
            return None
    denominator = lcm(factor.denominator, share.denominator)
    over, under = int(factor * denominator), int(share * denominator)
    return _Share(over, figure_key(part), part, under, figure_key(whole), whole, _STRICT[form.relation])


def _one_share(share: _Share) -> Holds:
    over, key, part, under, base_key, whole, strict = share

    def holds(scope: Scope) -> bool:
        figures = scope.figures
        try:
            count, base = figures[key], figures[base_key]
        except KeyError:
            count, base = scope.read(key, part), scope.read(base_key, whole)
        return base > 0 and over * count + under * base >= strict

    return holds


def _all_shares(shares: list[_Share]) -> Holds:
    """Whether every share is reached, in one step."""
    rows = tuple((each.over, each.key, each.under, each.base_key, each.strict) for each in shares)

    def holds(scope: Scope) -> bool:
        figures = scope.figures
        found = True
        try:
            for over, key, under, base_key, strict in rows:
                base = figures[base_key]
                if over * figures[key] + under * base < strict or base <= 0:
                    found = False
        except KeyError:
            for each in shares:
                scope.read(each.key, each.part)
                scope.read(each.base_key, each.whole)
            return holds(scope)
        return found

    return holds


def _guarded(test: Holds, bases: list[Figure]) -> Holds:
    """Nothing is not four fifths of nobody."""
    match bases:
        case []:
            return test
        case [base]:
            return lambda scope: test(scope) and base(scope) > 0
        case _:
            return lambda scope: min(base(scope) for base in bases) > 0 and test(scope)


def _each(form: Each) -> Holds:
    body, trait, names = form.body.compiled, form.trait, form.groups
    if names:
        return lambda scope: all([body(scope.group(trait, name)) for name in names])  # noqa: C419

    def holds(scope: Scope) -> bool:
        found = [body(group) for group in scope.groups(trait).values()]
        return bool(found) and all(found)

    return holds


def compile_condition(condition: Condition) -> Holds:
    """A condition as a function of the scope."""
    match condition.form:
        case Comparison() as comparison:
            return _comparison(comparison)
        case Given(name):
            return lambda scope: bool(scope.setting.given[name])
        case Not(part):
            inner = part.compiled
            return lambda scope: not inner(scope)
        case Both(parts):
            return _both(parts)
        case Either(parts):
            some = [part.compiled for part in parts]
            return lambda scope: any([part(scope) for part in some])  # noqa: C419 - see the module
        case each:
            return _each(each)


def _both(parts: tuple[Condition, ...]) -> Holds:
    """All of the parts, neighbouring shares in one step; read in the order in which they are written."""
    shares = [_share(part.form) if isinstance(part.form, Comparison) else None for part in parts]
    tests: list[Holds] = []
    for plain, run in groupby(zip(parts, shares, strict=True), key=lambda pair: pair[1] is not None):
        if plain:
            tests.append(_all_shares([share for _, share in run if share is not None]))
        else:
            tests.extend(part.compiled for part, _ in run)
    return tests[0] if len(tests) == 1 else _all_of(tests)


def _all_of(tests: list[Holds]) -> Holds:
    def holds(scope: Scope) -> bool:
        found = True
        for test in tests:
            if not test(scope):
                found = False
        return found

    return holds
