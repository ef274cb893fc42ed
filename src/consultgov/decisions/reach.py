"""What a condition can still become while some people are open: true, false or both.

A comparison is bounded as a whole: each open person is given the stance that moves it furthest, so the
bounds of one comparison are exact. Of several together they are only safe: what is called impossible is.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from consultgov.counting.algebra import Condition, Count
from consultgov.counting.classes import codes_of, passes
from consultgov.counting.evaluation import unit_scale
from consultgov.counting.forms import (
    ROUNDINGS,
    Blocs,
    Both,
    Comparison,
    Either,
    Fact,
    Given,
    Heads,
    Not,
    Portion,
    Rounded,
    Unit,
    bases_of,
)
from consultgov.counting.scopes import Group, Scope, figure_key
from consultgov.decisions.scenarios import Kind, Move, Scenario
from consultgov.shares import Number

__all__ = ["Frame", "Truth", "frame_of", "gains", "reach"]


class Truth(NamedTuple):
    """Whether a condition can still come true, and whether it can still fail."""

    can_hold: bool
    can_fail: bool


class Frame(NamedTuple):
    """A scope with the people still open in it, of whom at most ``limit`` leave their first option."""

    scenario: Scenario
    scope: Scope
    kinds: tuple[Kind, ...]
    limit: int | None = None
    parent: Frame | None = None

    def at(self, item: Heads | Blocs) -> Frame:
        """The frame at the level of a count."""
        target = self.scope.at(item.within, everywhere=item.everywhere)
        frame = self
        while frame.scope is not target and frame.parent is not None:
            frame = frame.parent
        return frame

    def groups(self, trait: str, names: tuple[Group, ...] = ()) -> Iterator[Frame]:
        """The groups of a trait, those included to which only open people belong."""
        place = self.scenario.names.index(trait)
        inside: dict[Group, list[Kind]] = {}
        for kind in self.kinds:
            value = kind.traits[place]
            if value is not None:
                inside.setdefault(value, []).append(kind)
        for name in names or {**self.scope.groups(trait), **inside}:
            group = self.scope.group(trait, name)
            yield Frame(self.scenario, group, tuple(inside.get(name, ())), self.limit, self)


def frame_of(scenario: Scenario, moves: list[Move], open_kinds: tuple[Kind, ...]) -> Frame:
    """The whole body where some kinds have settled and others are open."""
    return Frame(scenario, scenario.scope(moves), open_kinds)


_Opened: TypeAlias = Heads | Fact | Blocs | Rounded | None
"""A term with no share around it; ``None`` stands for the constant."""


class _Bounds(NamedTuple):
    low: Number
    high: Number

    def times(self, factor: Number) -> _Bounds:
        ends = (self.low * factor, self.high * factor)
        return _Bounds(min(ends), max(ends))


# --- counts ---------------------------------------------------------------------------------------


def _opened(count: Count, factor: Number) -> Iterator[tuple[Number, _Opened]]:
    """The terms of a count with shares multiplied out."""
    for own, item in count.terms:
        if isinstance(item, Portion):
            yield from _opened(item.base, factor * own * item.share.fraction)
        else:
            yield factor * own, item
    if count.constant:
        yield factor * count.constant, None


def _bounds(terms: list[tuple[Number, _Opened]], unit: Unit | None, frame: Frame) -> _Bounds:
    """The bounds of a sum, on the scale of its unit."""
    low, high, leanings = _summed(terms, unit, frame)
    if frame.limit is None:
        low += sum(min(pull) * kind.number for kind, pull in leanings)
        high += sum(max(pull) * kind.number for kind, pull in leanings)
        return _Bounds(low, high)
    stay = sum(pull[0] * kind.number for kind, pull in leanings)
    falls = _largest([(pull[0] - min(pull), kind.number) for kind, pull in leanings], frame.limit)
    rises = _largest([(max(pull) - pull[0], kind.number) for kind, pull in leanings], frame.limit)
    return _Bounds(low + stay - falls, high + stay + rises)


def _largest(steps: list[tuple[Number, int]], number: int) -> Number:
    """The sum of the largest steps that so many people can make."""
    total: Number = 0
    for step, count in sorted(steps, reverse=True):
        taken = min(count, number)
        total += step * taken
        number -= taken
        if not number:
            break
    return total


_Leaning: TypeAlias = tuple[Kind, list[Number]]
"""A kind, and how far each of its options moves a sum."""


def _summed(
    terms: list[tuple[Number, _Opened]], unit: Unit | None, frame: Frame
) -> tuple[Number, Number, list[_Leaning]]:
    """The bounds of what is settled in a sum, and how far each open kind moves it."""
    low: Number = 0
    high: Number = 0
    leanings: dict[int, _Leaning] = {}
    for factor, item in terms:
        if isinstance(item, Heads):
            settled = factor * _lean(factor, item, frame.at(item), leanings)
            low, high = low + settled, high + settled
        else:
            ends = _item_bounds(item, unit, frame).times(factor)
            low, high = low + ends.low, high + ends.high
    return low, high, list(leanings.values())


def gains(condition: Condition, frame: Frame) -> Iterator[list[_Leaning]]:
    """For each comparison of the whole body in a condition, how far each option of each kind helps it."""
    match condition.form:
        case Comparison(left, relation, right):
            sign = -1 if relation in ("<", "<=") else 1
            unit = left.unit or right.unit
            yield _summed([*_opened(left, sign), *_opened(right, -sign)], unit, frame)[2]
        case Both(parts) | Either(parts):
            for part in parts:
                yield from gains(part, frame)
        case _:
            pass


def _lean(factor: Number, heads: Heads, frame: Frame, leanings: dict[int, _Leaning]) -> int:
    """Note how each option of each open kind moves a sum; the settled figure is returned."""
    scenario = frame.scenario
    place = scenario.measures.index(heads.measure)
    codes = set(codes_of(heads, scenario.labels))
    places = [(test, scenario.names.index(test.name)) for test in heads.among]
    for kind in frame.kinds:
        if all(passes(test, kind.traits[where]) for test, where in places):
            _, pull = leanings.setdefault(id(kind), (kind, [0] * len(kind.options)))
            for index, option in enumerate(kind.options):
                pull[index] += factor * sum(weights[place] for code, weights in option if code in codes)
    return frame.scope.read(figure_key(heads), heads)


def _item_bounds(item: Fact | Blocs | Rounded | None, unit: Unit | None, frame: Frame) -> _Bounds:
    scale = unit_scale(unit)(frame.scope)
    match item:
        case None:
            return _Bounds(scale, scale)
        case Fact(name):
            value = frame.scope.setting.given[name] * scale
            return _Bounds(value, value)
        case Rounded(mode, inner):
            ends = _bounds(list(_opened(inner, 1)), unit, frame)
            return _Bounds(*(ROUNDINGS[mode](Fraction(end) / scale) * scale for end in ends))
        case blocs:
            return _blocs_bounds(blocs, frame)


def _blocs_bounds(item: Blocs, frame: Frame) -> _Bounds:
    low: Number = 0
    high: Number = 0
    for group in frame.at(item).groups(item.trait):
        weight = _Bounds(1, 1)
        if item.measure is not None:
            weight = _bounds([(1, Heads("seats", item.measure))], ("people", item.measure), group)
        truth = Truth(can_hold=True, can_fail=False) if item.where is None else reach(item.where, group)
        low += 0 if truth.can_fail else weight.low
        high += weight.high if truth.can_hold else 0
    return _Bounds(low, high)


# --- conditions -----------------------------------------------------------------------------------


def _comparison(form: Comparison, frame: Frame) -> Truth:
    unit = form.left.unit or form.right.unit
    low, high = _bounds([*_opened(form.left, 1), *_opened(form.right, -1)], unit, frame)
    truth = {
        ">=": Truth(high >= 0, low < 0),
        ">": Truth(high > 0, low <= 0),
        "<=": Truth(low <= 0, high > 0),
        "<": Truth(low < 0, high >= 0),
        "=": Truth(low <= 0 <= high, low != 0 or high != 0),
    }[form.relation]
    if form.relation in ("<", "<="):
        return truth
    for base in bases_of(form.right):
        ends = _bounds(list(_opened(base, 1)), unit, frame)
        truth = Truth(truth.can_hold and ends.high > 0, truth.can_fail or ends.low <= 0)
    return truth


def reach(condition: Condition, frame: Frame) -> Truth:
    """What a condition can still become."""
    match condition.form:
        case Comparison() as comparison:
            return _comparison(comparison, frame)
        case Given(name):
            so = bool(frame.scope.setting.given[name])
            return Truth(so, not so)
        case Not(part):
            inner = reach(part, frame)
            return Truth(inner.can_fail, inner.can_hold)
        case Both(parts):
            return _all_of([reach(part, frame) for part in parts])
        case Either(parts):
            truths = [reach(part, frame) for part in parts]
            return Truth(any(t.can_hold for t in truths), all(t.can_fail for t in truths))
        case each:
            truths = [reach(each.body, group) for group in frame.groups(each.trait, each.groups)]
            return _all_of(truths) if truths else Truth(can_hold=False, can_fail=True)


def _all_of(truths: list[Truth]) -> Truth:
    return Truth(all(t.can_hold for t in truths), any(t.can_fail for t in truths))
