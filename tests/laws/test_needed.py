"""Law: the figure shown as needed is the exact inverse of the test, for every figure there can be.

It is worked out for display only; nothing is decided from it. One product shipped three wrong roundings of it
in a row.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Condition, Count, Share, Tally
from consultgov.counting import members, no, times, yes
from consultgov.counting.forms import Comparison
from tests.laws import strategies as some
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Number = int | Fraction
Needed = Callable[[Condition, Tally], Number | None]

_AGREES: dict[object, Callable[[Number, Number], bool]] = {
    ">=": lambda figure, needed: figure >= needed,
    ">": lambda figure, needed: figure >= needed,
    "<=": lambda figure, needed: figure <= needed,
    "<": lambda figure, needed: figure <= needed,
    "=": lambda figure, needed: figure == needed,
}


def shown(condition: Condition, tally: Tally) -> Number | None:
    """The figure that the verdict shows."""
    return condition.evaluate(tally).needed


def check(condition: Condition, size: int, needed: Needed = shown) -> None:
    """The law: for every figure of yes votes up to ``size``, in steps of the measure."""
    measured = condition.vocabulary.measures
    step = Fraction(1, 100) if measured else Fraction(1)

    def tally(figure: int) -> Tally:
        """So many steps of yes; what the right side reads stays as it is."""
        amounts = {"yes": figure, "no": size // 3, "members": size + size // 3}
        written: dict[str, Any] = {
            word: Decimal(value).scaleb(-2 if measured else 0) for word, value in amounts.items()
        }
        return Tally.totals(by={"area": written}) if measured else Tally.totals(**written)

    for figure in range(size + 1):
        verdict, found = condition.evaluate(tally(figure)), needed(condition, tally(figure))
        if found is None or verdict.left is None:
            assert not verdict.holds
        else:
            assert verdict.holds is _AGREES[verdict.facts["relation"]](verdict.left, found)
            assert _on_the_grid(condition, found, step)


def _on_the_grid(condition: Condition, found: Number, step: Fraction) -> bool:
    """Whether it is a figure that the left side might have, as far as its denominators tell."""
    assert isinstance(condition.form, Comparison)
    ((factor, _),), constant = condition.form.left.terms, condition.form.left.constant
    return (Fraction(found) - constant) * factor.denominator % step == 0


@st.composite
def comparisons(draw: st.DrawFn, *, plain: bool = False) -> Condition:
    """Yes votes, or so many times the votes and something, judged by anything that is not theirs."""
    left = yes
    if not plain and draw(st.integers(0, 3)) == 0:
        left = times(draw(some.factors(1)), yes) + draw(some.decimals(-3, 3))
    right = draw(rights())
    if not plain and draw(st.booleans()):
        left, right = left.by("area"), right.by("area") if right.unit else right
    return Condition.compare(left, draw(st.sampled_from(some.RELATIONS)), right)


@st.composite
def rights(draw: st.DrawFn) -> Count:
    """What yes votes are judged by: shares of the members, multiples of the noes, numbers, rounded or not."""
    portion = draw(some.shares()).of(members)
    base = draw(
        st.sampled_from([portion, times(draw(some.factors(1)), no), Count((), draw(some.decimals(0, 9)))])
        | st.just(portion + times(draw(some.factors()), no))
        | st.just(Share("2/3").of(members - draw(st.integers(0, 20))))
    )
    return draw(st.sampled_from([base, base.rounded("down"), base.rounded("up"), base.rounded("nearest")]))


SIZES = st.integers(0, 60 if some.NIGHTLY else 25)


@given(comparisons(), SIZES)
def test_needed_is_the_inverse_of_the_test(condition: Condition, size: int) -> None:
    check(condition, size)


@given(some.shares(), st.integers(1, 10**30), st.sampled_from(some.FLOORS))
def test_needed_is_exact_for_any_register(share: Share, size: int, relation: str) -> None:
    condition = Condition.compare(yes, relation, share.of(members))
    found = condition.evaluate(Tally.totals(yes=0, members=size)).needed
    assert isinstance(found, int)
    if 0 <= found <= size:
        assert condition.holds(Tally.totals(yes=found, members=size))
    if 1 <= found <= size + 1:
        assert not condition.holds(Tally.totals(yes=found - 1, members=size))


def by_floats(condition: Condition, tally: Tally) -> Number | None:
    """Rounded up from a float, as three products did."""
    right = condition.evaluate(tally).right
    return None if right is None else ceil(float(right))


def by_half_up(condition: Condition, tally: Tally) -> Number | None:
    """Rounded to the nearest."""
    right = condition.evaluate(tally).right
    return None if right is None else round(right)


@pytest.mark.parametrize("wrong", [by_floats, by_half_up])
def test_a_wrong_rounding_is_caught(wrong: Needed) -> None:
    def mutant_check(condition: Condition, size: int) -> None:
        check(condition, size, wrong)

    assert caught(mutant_check, comparisons(plain=True), SIZES)
