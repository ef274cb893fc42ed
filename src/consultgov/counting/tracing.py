"""From a condition and a scope to a verdict: the same answer as the compiled test, with its reasons.

Built only when it is asked for. The facts are plain data, so that ``wording`` can make sentences of them
without knowing any room of the house.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Final

from consultgov.counting.evaluation import unit_scale
from consultgov.counting.forms import (
    ROUNDINGS,
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
    Test,
    Unit,
    bases_of,
)
from consultgov.counting.grids import grid_of, whole
from consultgov.counting.printing import condition_text, count_text
from consultgov.counting.scopes import Group, Scope, figure_key
from consultgov.shares import Number, number_text
from consultgov.verdicts import Verdict

if TYPE_CHECKING:
    from consultgov.counting.algebra import Condition, Count

__all__ = ["count_facts", "trace"]

_COMPARE: Final[dict[str, Callable[[Number, Number], bool]]] = {
    ">=": ge,
    ">": gt,
    "<=": le,
    "<": lt,
    "=": eq,
}


def _value(count: Count, unit: Unit | None, scope: Scope) -> Number:
    """The figure of a count, exact and in whole units of its measure, term by term."""
    values = (factor * _item_value(item, unit, scope) for factor, item in count.terms)
    return whole(sum(values, Fraction(count.constant)))


def _item_value(item: Item, unit: Unit | None, scope: Scope) -> Number:
    match item:
        case Heads(measure=measure):
            level = scope.at(item.within, everywhere=item.everywhere)
            return Fraction(level.read(figure_key(item), item), scope.setting.scale(measure))
        case Fact(name):
            return scope.setting.given[name]
        case Blocs():
            return _blocs_value(item, scope)
        case Portion(share, base):
            return share.fraction * _value(base, unit, scope)
        case rounded:
            return ROUNDINGS[rounded.mode](_value(rounded.inner, unit, scope))


def _blocs_value(item: Blocs, scope: Scope) -> Number:
    groups = scope.at(item.within, everywhere=item.everywhere).groups(item.trait).values()
    won = [group for group in groups if item.where is None or item.where.compiled(group)]
    if item.measure is None:
        return len(won)
    seats = Heads("seats", item.measure)
    return sum(_item_value(seats, None, group) for group in won)


# --- facts ----------------------------------------------------------------------------------------


def _test_facts(test: Test) -> dict[str, object]:
    return {"name": test.name, "values": list(test.values), "negated": test.negated}


def _level(item: Heads | Blocs, scope: Scope | None) -> dict[str, object]:
    """Of whom it counts: the whole body, an outer group, the group it stands in; nothing at the top."""
    if item.everywhere:
        return {"level": "all"}
    if item.within is not None:
        return {"level": "within", "within": item.within}
    return {"level": "group"} if scope is None or scope.parent is not None else {}


def _item_facts(item: Item, unit: Unit | None, scope: Scope | None) -> dict[str, object]:
    match item:
        case Heads(word, measure, among):
            name = {"label": item.label} if item.label is not None else {"word": word}
            tests = [_test_facts(test) for test in among]
            return {"kind": "people", **name, "measure": measure, "among": tests, **_level(item, scope)}
        case Fact(name):
            return {"kind": "fact", "name": name}
        case Blocs(trait, measure, where):
            condition = None if where is None else _outline(where)
            level = _level(item, scope)
            return {"kind": "blocs", "trait": trait, "measure": measure, "where": condition, **level}
        case Portion(share, base):
            facts = count_facts(base, unit, scope)
            return {"kind": "share", "share": [share.numerator, share.denominator], "base": facts}
        case _:
            value = {} if scope is None else {"value": number_text(_item_value(item, unit, scope))}
            return {"kind": "rounded", "mode": item.mode, "of": count_facts(item.inner, unit, scope), **value}


def count_facts(count: Count, unit: Unit | None, scope: Scope | None) -> dict[str, object]:
    """What a sentence about a count is made of: its text, its terms, and its value where it has one."""
    terms = [
        {"factor": number_text(factor), **_item_facts(item, unit, scope)} for factor, item in count.terms
    ]
    value = {} if scope is None else {"value": number_text(_value(count, unit, scope))}
    return {
        "text": count_text(count),
        **value,
        "measure": None if unit is None else unit[1],
        "counts": None if unit is None else unit[0],
        "terms": terms,
        "constant": number_text(count.constant),
    }


def _outline(condition: Condition) -> dict[str, object]:
    """The facts of a condition that every group of some blocs is put to: shaped as a verdict, no figures."""
    said: dict[str, object] = {"rule": condition_text(condition)}
    match condition.form:
        case Comparison(left, relation, right):
            unit = left.unit or right.unit
            sides = {"left": count_facts(left, unit, None), "right": count_facts(right, unit, None)}
            return {"code": "comparison", **said, "facts": {"relation": relation, **sides}}
        case Given(name):
            return {"code": "given", **said, "facts": {"name": name}}
        case Not(part):
            return {"code": "not", **said, "parts": [_outline(part)]}
        case Both(parts):
            return {"code": "and", **said, "parts": [_outline(part) for part in parts]}
        case Either(parts):
            return {"code": "or", **said, "parts": [_outline(part) for part in parts]}
        case each:
            facts = _groups(each.trait, each.groups)
            return {"code": "each", **said, "facts": facts, "parts": [_outline(each.body)]}


def _groups(trait: str, names: tuple[str, ...]) -> dict[str, object]:
    """The trait whose groups are meant, and the names of those that the rule lists."""
    return {"trait": trait, "names": list(names)} if names else {"trait": trait}


# --- verdicts -------------------------------------------------------------------------------------


def _comparison(form: Comparison, condition: Condition, scope: Scope) -> Verdict:
    unit = form.left.unit or form.right.unit
    left, right = _value(form.left, unit, scope), _value(form.right, unit, scope)
    facts: dict[str, object] = {
        "relation": form.relation,
        "left": count_facts(form.left, unit, scope),
        "right": count_facts(form.right, unit, scope),
    }
    empty = any(_value(base, unit, scope) <= 0 for base in bases_of(form.right))
    never = empty and form.relation not in ("<", "<=")
    if never:
        facts["empty_base"] = True
    holds = not never and _COMPARE[form.relation](left, right)
    grid = grid_of(form.left, unit_scale(unit)(scope))
    needed = None if never else grid.nearest(form.relation, right)
    return Verdict(holds, "comparison", str(condition), facts, (), left, right, needed, condition.clause)


def _joined(code: str, condition: Condition, parts: tuple[Verdict, ...], *, holds: bool) -> Verdict:
    return Verdict(holds, code, str(condition), {}, parts, clause=condition.clause)


def _group_name(name: Group) -> str:
    return name if isinstance(name, str) else ("true" if name else "false")


def _each(form: Each, condition: Condition, scope: Scope) -> Verdict:
    if form.groups:
        groups: list[tuple[Group, Scope]] = [(name, scope.group(form.trait, name)) for name in form.groups]
    else:
        groups = list(scope.groups(form.trait).items())
    parts = tuple(_group(form, name, group) for name, group in groups)
    holds = bool(parts) and all(part.holds for part in parts)
    facts = _groups(form.trait, form.groups) | {"groups": len(groups)}
    return Verdict(holds, "each", str(condition), facts, parts, clause=condition.clause)


def _group(form: Each, name: Group, group: Scope) -> Verdict:
    body = trace(form.body, group)
    facts = {"trait": form.trait, "group": name}
    return Verdict(body.holds, "group", _group_name(name), facts, (body,))


def trace(condition: Condition, scope: Scope) -> Verdict:
    """The verdict on a condition in a scope, worked out by its definition."""
    match condition.form:
        case Comparison() as comparison:
            return _comparison(comparison, condition, scope)
        case Given(name):
            holds = bool(scope.setting.given[name])
            return Verdict(holds, "given", str(condition), {"name": name}, clause=condition.clause)
        case Not(part):
            inner = trace(part, scope)
            return _joined("not", condition, (inner,), holds=not inner.holds)
        case Both(parts):
            traced = tuple(trace(part, scope) for part in parts)
            return _joined("and", condition, traced, holds=all(part.holds for part in traced))
        case Either(parts):
            traced = tuple(trace(part, scope) for part in parts)
            return _joined("or", condition, traced, holds=any(part.holds for part in traced))
        case each:
            return _each(each, condition, scope)
