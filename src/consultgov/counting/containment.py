"""The numerator of a share lies in its base, or the rule is refused when it is made.

What is above the line must be counted below it too: of the same people, by the same measure, at the same
level or a wider one. (An engine that divided persons by votes reported 130 % of a quorum.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from consultgov.counting.forms import (
    Blocs,
    Both,
    Comparison,
    Each,
    Either,
    Fact,
    Heads,
    Not,
    Portion,
    Rounded,
    Test,
    bases_of,
)
from consultgov.counting.items import leaves
from consultgov.counting.printing import count_text
from consultgov.counting.stances import FIRST_LABEL
from consultgov.errors import Fault, RuleError
from consultgov.shares import Number, terminates

if TYPE_CHECKING:
    from consultgov.counting.algebra import Condition, Count

__all__ = ["MAX_PAIRS", "check_comparison", "check_levels"]

MAX_PAIRS: Final = 100_000
"""How many pairs of a term above the line and one below it are looked at."""


_Leaf: TypeAlias = tuple[Number, Heads | Fact | Blocs]
"""A term with shares and roundings opened, and its factor."""


def _implied(test: Test, by: Test) -> bool:
    """Whether everyone who passes ``by`` passes ``test``."""
    if test == by:
        return True
    if test.name != by.name or not by.values or not test.values:
        return False
    mine, theirs = set(test.values), set(by.values)
    if by.negated:
        return test.negated and mine <= theirs
    return mine.isdisjoint(theirs) if test.negated else theirs <= mine


def _excludes(one: tuple[Test, ...], other: tuple[Test, ...]) -> bool:
    """Whether nobody can pass both selections."""
    return any(
        _implied(Test(test.name, test.values, not test.negated), by) for test in one for by in other
    ) or any(_implied(Test(test.name, test.values, not test.negated), by) for test in other for by in one)


def _covers(wide: Heads | Blocs, narrow: Heads | Blocs, outer: tuple[str, ...]) -> bool:
    """Whether the level of ``wide`` holds everyone at the level of ``narrow``.

    Which of two outer groups is the wider one is known only inside them: ``outer`` names them, from the
    outside in. A level that is not in it is given the benefit of the doubt until the rule is closed.
    """
    if wide.everywhere or narrow.everywhere:
        return wide.everywhere
    if wide.within is None or narrow.within is None:
        return wide.within is not None or narrow.within is None
    if wide.within in outer and narrow.within in outer:
        return _nearest(outer, wide.within) <= _nearest(outer, narrow.within)
    return True


def _atoms(heads: Heads) -> list[tuple[int, str | None]]:
    """The stances of a count, one by one; of a label, its bit and its name."""
    if heads.label is not None:
        return [(FIRST_LABEL, heads.label)]
    return [(bit, None) for bit in range(FIRST_LABEL + 1) if heads.mask >> bit & 1]


def _holds_heads(base: list[_Leaf], part: Heads, outer: tuple[str, ...]) -> bool:
    """Whether every stance that ``part`` counts is counted in the base, on balance above zero."""
    return all(
        sum(_weight(factor, item, part, atom, outer) for factor, item in base) > 0 for atom in _atoms(part)
    )


def _weight(
    factor: Number,
    item: Heads | Fact | Blocs,
    part: Heads,
    atom: tuple[int, str | None],
    outer: tuple[str, ...],
) -> Number:
    """How often a term of the base surely counts one stance of those in ``part``.

    What is taken away from the base is held against it wherever the two may overlap.
    """
    bit, label = atom
    if not isinstance(item, Heads) or not item.mask >> bit & 1:
        return 0
    if item.label is not None and item.label != label:
        return factor if factor < 0 and label is None else 0
    covered = _covers(item, part, outer) and all(
        any(_implied(test, by) for by in part.among) for test in item.among
    )
    overlaps = factor < 0 and not _excludes(item.among, part.among)
    return factor if covered or overlaps else 0


def _holds_blocs(base: list[_Leaf], part: Blocs, outer: tuple[str, ...]) -> bool:
    weight: Number = 0
    for factor, item in base:
        if isinstance(item, Blocs) and (item.trait, item.measure) == (part.trait, part.measure):
            covered = item.where in (None, part.where) and _covers(item, part, outer)
            weight += factor if covered or factor < 0 else 0
    return weight > 0


def _lies_in(left: Count, base: Count, outer: tuple[str, ...]) -> bool:
    inside = list(leaves(base))
    counted = [item for _, item in leaves(left)]
    if len(inside) * len(counted) > MAX_PAIRS:
        rule = "must be small enough to be held against its base"
        raise RuleError(Fault("too-large", "count", rule, f"{len(counted)} terms", "split the rule"))
    return all(
        not (isinstance(item, Heads) and not _holds_heads(inside, item, outer))
        and not (isinstance(item, Blocs) and not _holds_blocs(inside, item, outer))
        for item in counted
    )


def check_comparison(left: Count, right: Count) -> None:
    """Refuse a comparison of two measures, a share on the left, and a numerator outside its base.

    Raises:
        RuleError: with what is outside, and how to mend it.
    """
    comparison = f"{count_text(left)} against {count_text(right)}"
    if left.unit is None and right.unit is None and not (left.terms or right.terms):
        rule = "must count something; two numbers are compared"
        raise RuleError(Fault("counts-nothing", comparison, rule))
    if left.unit is not None and right.unit is not None and left.unit != right.unit:
        fix = "give both sides the same `by`, or compare with a whole number"
        raise RuleError(Fault("two-measures", comparison, "must be in one measure", "", fix))
    if not all(terminates(factor.denominator) for factor, _ in leaves(left)):
        fix = "multiply both sides"
        rule = "must have factors that are decimals with an end"
        raise RuleError(Fault("endless", count_text(left), rule, "", fix))
    if next(bases_of(left), None) is not None:
        fix = "put the share on the right: yes >= 80% of members"
        raise RuleError(Fault("share-left", count_text(left), "must not hold a share", "", fix))
    _check_bases(left, right, ())


def _check_bases(left: Count, right: Count, outer: tuple[str, ...]) -> None:
    for base in bases_of(right):
        if not _lies_in(left, base, outer):
            rule = f"must lie in the base {count_text(base)}"
            fix = "take a base that holds everyone counted, or write a multiple with `times`"
            raise RuleError(Fault("outside-base", count_text(left), rule, "", fix))


# --- levels ---------------------------------------------------------------------------------------


def check_levels(condition: Condition, outer: tuple[str, ...] = ()) -> None:
    """Refuse ``within`` a trait that no surrounding ``each`` or ``where`` ranges over.

    Raises:
        RuleError: with the level that is not bound.
    """
    match condition.form:
        case Comparison(left, _, right):
            _check_count(left, outer)
            _check_count(right, outer)
            _check_bases(left, right, outer)
        case Not(part):
            check_levels(part, outer)
        case Both(parts) | Either(parts):
            for part in parts:
                check_levels(part, outer)
        case Each(trait, _, body):
            check_levels(body, (*outer, trait))
        case _:
            pass


def _check_count(count: Count, outer: tuple[str, ...]) -> None:
    for _, item in count.terms:
        match item:
            case Portion(_, inner) | Rounded(_, inner):
                _check_count(inner, outer)
            case Heads() | Blocs():
                if item.within is not None and item.within not in outer:
                    rule = "must stand inside an `each` or `where` over that trait"
                    raise RuleError(Fault("unbound-level", f"within {item.within}", rule))
                if isinstance(item, Blocs) and item.where is not None:
                    check_levels(item.where, (*_level_of(item, outer), item.trait))
            case _:
                pass


def _nearest(outer: tuple[str, ...], trait: str) -> int:
    """The place of the innermost group of a trait: the one that ``within`` means."""
    return len(outer) - 1 - outer[::-1].index(trait)


def _level_of(item: Blocs, outer: tuple[str, ...]) -> tuple[str, ...]:
    """The groups that surround the blocs: those inside their own level do not."""
    if item.everywhere:
        return ()
    return outer if item.within is None else outer[: _nearest(outer, item.within) + 1]
