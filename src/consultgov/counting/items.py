"""What a count does to each of its terms: give it a measure, a selection, a level; how large it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, Never

import attrs

from consultgov.counting.forms import (
    Blocs,
    Fact,
    Heads,
    Item,
    Portion,
    Rounded,
    Test,
    Unit,
    unit_of,
)
from consultgov.errors import Fault, RuleError
from consultgov.shares import Number, terminates

if TYPE_CHECKING:
    from consultgov.counting.algebra import Count

__all__ = [
    "MAX_DEPTH",
    "MAX_SIZE",
    "check_factors",
    "common_unit",
    "extent_of",
    "leaves",
    "placed",
    "refuse",
    "selected",
    "sound",
    "tests_size",
    "weighed",
    "written",
]

MAX_DEPTH: Final = 24
"""How deep counts and conditions may be nested."""

MAX_SIZE: Final = 4_000
"""How many parts a count or a condition may have."""

_TOP: Final = 10**200
_BOTTOM: Final = 10**60


def refuse(code: str, subject: str, rule: str, given: str = "", fix: str = "") -> Never:
    """Raise a ``RuleError`` with one fault."""
    raise RuleError(Fault(code, subject, rule, given, fix))


def _inside(item: Portion | Rounded, change: Callable[[Count], Count]) -> Item:
    if isinstance(item, Portion):
        return Portion(item.share, change(item.base))
    return Rounded(item.mode, change(item.inner))


def weighed(item: Item, measure: str) -> Item:
    """The item in a measure; a fact fits any and stays as it is."""
    match item:
        case Heads() | Blocs():
            if item.measure not in (None, measure):
                refuse("two-measures", f"by {measure}", f"must not follow by {item.measure}")
            return attrs.evolve(item, measure=measure)
        case Portion() | Rounded():
            return _inside(item, lambda count: count.by(measure))
        case _:
            return item


def selected(item: Item, tests: tuple[Test, ...]) -> Item:
    """The item of those only who pass the tests as well."""
    match item:
        case Heads():
            return attrs.evolve(item, among=tuple(sorted({*item.among, *tests})))
        case Blocs():
            refuse("selector", "among", "must follow a count of people, not of blocs")
        case Portion() | Rounded():
            return _inside(item, lambda count: count.those(*tests))
        case _:
            return item


def placed(item: Item, trait: str | None) -> Item:
    """The item at the level of an outer group, or, where ``trait`` is ``None``, of the whole body."""
    match item:
        case Heads() | Blocs():
            level = (item.within, item.everywhere)
            if level not in ((None, False), (trait, trait is None)):
                refuse("two-levels", "count", "must have one level, all or within one trait")
            return attrs.evolve(item, within=trait, everywhere=trait is None)
        case Portion() | Rounded():
            return _inside(item, lambda count: count.everywhere() if trait is None else count.within(trait))
        case _:
            return item


def unit_text(unit: Unit) -> str:
    """A unit in words, for errors."""
    what = "heads" if unit[0] == "people" else "blocs"
    return what if unit[1] is None else f"{what} by {unit[1]}"


def common_unit(count: Count) -> Unit | None:
    """The unit of all terms of a count; ``None`` where only facts and numbers are in it."""
    units = {unit: None for _, item in count.terms if (unit := unit_of(item)) is not None}
    if len(units) > 1:
        given = " and ".join(map(unit_text, units))
        fix = "give every term the same `by`"
        refuse("two-measures", "sum", "must be in one measure", given, fix)
    return next(iter(units), None)


def tests_size(tests: tuple[Test, ...]) -> int:
    """How many names some tests hold."""
    return sum(1 + len(test.values) for test in tests)


def extent_of(count: Count) -> tuple[int, int]:
    """How many parts the count has, and how deep they are nested."""
    size, depth = 1, 1
    for _, item in count.terms:
        inner_size, inner_depth = 0, 0
        match item:
            case Heads(among=tests):
                inner_size = tests_size(tests)
            case Portion(_, inner) | Rounded(_, inner):
                inner_size, inner_depth = inner.size, inner.depth
            case Blocs(where=where) if where is not None:
                inner_size, inner_depth = where.size, where.depth
            case _:
                pass
        size += 1 + inner_size
        depth = max(depth, 1 + inner_depth)
    return size, depth


def sound(value: Number) -> Number:
    """A number in lowest terms, short enough for its decimals to be read back."""
    if not (-_TOP < value.numerator < _TOP and value.denominator < _BOTTOM):
        refuse("too-long", "number", "must have at most 200 digits, and 60 below the line")
    return value.numerator if value.denominator == 1 else value


def written(value: Number) -> Number:
    """A constant, which rule text writes as a decimal: it must have an end."""
    if not terminates(value.denominator):
        refuse("endless", "number", "must be a decimal that ends", str(value), "multiply both sides")
    return sound(value)


def leaves(count: Count, factor: Number = 1) -> Iterator[tuple[Number, Heads | Fact | Blocs]]:
    """What a count counts, shares and roundings opened, each with the factor that it ends up with."""
    for own, item in count.terms:
        match item:
            case Portion(share, base):
                yield from leaves(base, factor * own * share.fraction)
            case Rounded(_, inner):
                yield from leaves(inner, factor * own)
            case plain:
                yield factor * own, plain


def check_factors(count: Count) -> None:
    """Refuse factors that become too long when shares and multiples are multiplied out.

    Raises:
        RuleError: with how long they may be.
    """
    for factor, _ in leaves(count):
        sound(factor)
