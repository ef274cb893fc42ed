"""What is known of the electors by name, everyone's or an error that names who lacks it; and exact totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from consultgov.errors import Fault, MissingData, TallyError, shown
from consultgov.people import Elector, Trait
from consultgov.shares import MAX_DIGITS, Exact, Number, common_scale, denominator_of, number

__all__ = [
    "figures_of",
    "looked_up",
    "on_one_scale",
    "refuse",
    "sum_above_nothing",
    "total_of",
    "traits_of",
    "weights_of",
    "whole_figures_of",
]


def refuse(code: str, subject: str, rule: str, fix: str, people: Sequence[str]) -> MissingData:
    """The error that names whom something is not known of."""
    names = ", ".join(map(shown, people))
    return MissingData(Fault(code, subject, rule, f"not so of {names}", fix, tuple(people)))


def weights_of(electors: Sequence[Elector], name: str) -> list[Exact]:
    """The weight of that name of everyone."""
    if missing := [each.id for each in electors if name not in each.weights]:
        fix = "give it to everyone; 0 for nothing"
        raise refuse("missing-weight", f"weight {name!r}", "must be there for everyone", fix, missing)
    return [each.weights[name] for each in electors]


def figures_of(electors: Sequence[Elector], name: str) -> list[Number]:
    """The weight of that name of everyone, reduced."""
    return [number(weight) for weight in weights_of(electors, name)]


def traits_of(electors: Sequence[Elector], name: str) -> list[Trait]:
    """The trait of that name of everyone."""
    if missing := [each.id for each in electors if name not in each.traits]:
        fix = "give it to everyone; None for nobody"
        raise refuse("missing-trait", f"trait {name!r}", "must be there for everyone", fix, missing)
    return [each.traits[name] for each in electors]


def looked_up(
    electors: Sequence[Elector],
    keys: Sequence[Trait],
    table: Iterable[tuple[Trait, Number]],
    otherwise: Number | None,
) -> list[Number]:
    """What the table says for everyone's key."""
    found: dict[Trait, Number] = dict(table)
    read = [found.get(key, otherwise) for key in keys]
    if missing := [each.id for each, weight in zip(electors, read, strict=True) if weight is None]:
        fix = "add them to the table, or say otherwise=0"
        raise refuse("not-in-table", "table", "must list everyone", fix, missing)
    return [cast("Number", weight) for weight in read]


def sum_above_nothing(electors: Sequence[Elector], figures: Sequence[Number], name: str) -> Number:
    """The sum of a weight, above nothing."""
    total = number(total_of(figures, f"total of {name!r}"))
    if total == 0:
        people = [each.id for each in electors]
        rule, fix = "must be above 0 to take shares of it", "give weights that are not all 0"
        raise refuse("zero-total", f"total of {name!r}", rule, fix, people)
    return total


def whole_figures_of(electors: Sequence[Elector], name: str) -> list[int]:
    """The weight of that name of everyone, which is a whole number."""
    figures = figures_of(electors, name)
    if broken := tuple(each.id for each, own in zip(electors, figures, strict=True) if own.denominator != 1):
        raise TallyError(
            Fault("not-whole", f"weight {name!r}", "must be whole", "", "give a rank: 0, 1, 2", broken)
        )
    return [int(own) for own in figures]


def total_of(values: Iterable[Exact], subject: str = "total") -> Exact:
    """The exact sum, with as many places as the figures are written with; no context rounds it.

    Raises:
        TallyError: figures whose common denominator has more digits than allowed.

    >>> total_of([Decimal("89.30"), Decimal("121.1")]), total_of([10**18, Fraction(1, 3)])
    (Decimal('210.40'), Fraction(3000000000000000001, 3))
    """
    figures = tuple(values)
    if len(figures) == 1:
        return figures[0]
    scaled, scale = on_one_scale(figures, subject)
    total, places = sum(scaled), str(scale)
    if scale == 1:
        return total
    if places.rstrip("0") == "1":
        return Decimal(f"{total}E-{len(places) - 1}")
    return Fraction(total, scale)


def on_one_scale(figures: Sequence[Exact], subject: str) -> tuple[list[int], int]:
    """The figures as whole numbers of a part, and how many of the parts make one.

    Raises:
        TallyError: figures whose common denominator has more digits than allowed.
    """
    scale = common_scale({denominator_of(each) for each in figures})
    if scale is None:
        rule = f"must have a common denominator of at most {MAX_DIGITS} digits"
        raise TallyError(Fault("no-scale", subject, rule, "", "round the figures to the same places"))
    ratios = (each.as_integer_ratio() for each in figures)
    return [top * (scale // bottom) for top, bottom in ratios], scale
