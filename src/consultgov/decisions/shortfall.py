"""How far off: the fewest people who would have had to vote yes instead of what they did.

A bound that lets the heaviest people move first says from how many on it is possible at all; a few likely
choices are then tried, and only where they fail every choice is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod
from typing import Final

from consultgov.counting.algebra import Condition
from consultgov.decisions.forecast import LIMIT, Decide, Possible
from consultgov.decisions.outcomes import Outcome
from consultgov.decisions.reach import Frame, gains
from consultgov.decisions.scenarios import Kind, Move, Scenario
from consultgov.errors import Fault, TooLarge, shown

__all__ = ["MAX_KINDS", "fewest_to_yes"]

MAX_KINDS: Final = 20_000
"""The most kinds of people that are weighed against each other."""


def fewest_to_yes(
    scenario: Scenario,
    decide: Decide,
    possible: Possible,
    conditions: tuple[Condition, ...],
    limit: int | None = None,
) -> int | None:
    """The least number of open people, above 0, to move so that it is adopted; ``None`` if none is enough.

    Args:
        scenario: everyone who may move is open, with the options (stance taken, yes).
        decide: the outcome in a scope.
        possible: the outcomes that bounds do not rule out.
        conditions: what must hold; who helps them most is tried first.
        limit: the most choices and kinds to look at, if fewer than ``LIMIT`` and ``MAX_KINDS``.

    Raises:
        TooLarge: the likely choices fail and there are too many others, or too many kinds.
    """
    cases, kinds = (LIMIT, MAX_KINDS) if limit is None else (limit, limit)
    if len(scenario.kinds) > kinds:
        raise _too_large(len(scenario.kinds), kinds)
    total = sum(kind.number for kind in scenario.kinds)
    orders = _orders(scenario, conditions)
    for number in range(_first_possible(scenario, possible, total), total + 1):
        if any(_adopted(scenario, decide, _first(order, number)) for order in orders):
            return number
        if any(_adopted(scenario, decide, choice) for choice in _every(scenario, number, cases)):
            return number
    return None


def _too_large(size: int, limit: int) -> TooLarge:
    fix = "compare .short_by of the verdicts instead"
    rule = f"must look at no more than {limit} cases"
    return TooLarge(Fault("too-large", "shortfall", rule, shown(size), fix), size, limit)


def _moved(kinds: tuple[Kind, ...], choice: dict[Kind, int]) -> list[Move]:
    return [(kind, (kind.number - choice.get(kind, 0), choice.get(kind, 0))) for kind in kinds]


def _adopted(scenario: Scenario, decide: Decide, choice: dict[Kind, int]) -> bool:
    return decide(scenario.scope(_moved(scenario.kinds, choice))) is Outcome.ADOPTED


def _first_possible(scenario: Scenario, possible: Possible, total: int) -> int:
    """The least number of people from which on bounds do not rule adoption out; beyond all if none."""
    low, high = 1, total + 1
    while low < high:
        middle = (low + high) // 2
        if Outcome.ADOPTED in possible(_within(scenario, middle)):
            high = middle
        else:
            low = middle + 1
    return low


def _within(scenario: Scenario, number: int) -> Frame:
    """A frame whose bounds hold every choice of at most so many people."""
    return Frame(scenario, scenario.scope([]), scenario.kinds, number)


def _orders(scenario: Scenario, conditions: tuple[Condition, ...]) -> list[list[Kind]]:
    """Whom to move first: who helps a comparison most, for each of them, and all together."""
    frame = Frame(scenario, scenario.scope([]), scenario.kinds)
    helped = [leanings for condition in conditions for leanings in gains(condition, frame)]
    orders: list[list[Kind]] = []
    together = dict.fromkeys(scenario.kinds, Fraction(0))
    for leanings in helped:
        gain = {kind: Fraction(pull[-1] - pull[0]) for kind, pull in leanings}
        most = max(map(abs, gain.values()), default=Fraction(0)) or Fraction(1)
        for kind, value in gain.items():
            together[kind] += value / most
        orders.append(_by_gain(scenario.kinds, gain))
    return [*orders, _by_gain(scenario.kinds, together)]


def _by_gain(kinds: tuple[Kind, ...], gain: dict[Kind, Fraction]) -> list[Kind]:
    return sorted(kinds, key=lambda kind: -gain.get(kind, Fraction(0)))


def _first(kinds: list[Kind], number: int) -> dict[Kind, int]:
    choice: dict[Kind, int] = {}
    for kind in kinds:
        taken = min(kind.number, number)
        if taken:
            choice[kind] = taken
            number -= taken
    return choice


def _every(scenario: Scenario, number: int, limit: int) -> Iterator[dict[Kind, int]]:
    """Every choice of so many people, by kind."""
    size = prod(min(kind.number, number) + 1 for kind in scenario.kinds)
    if size > limit:
        raise _too_large(size, limit)
    yield from _choices(scenario.kinds, number)


def _choices(kinds: tuple[Kind, ...], number: int) -> Iterator[dict[Kind, int]]:
    if not kinds:
        yield {}
        return
    first, rest = kinds[0], kinds[1:]
    room = sum(kind.number for kind in rest)
    for taken in range(max(0, number - room), min(first.number, number) + 1):
        for choice in _choices(rest, number - taken):
            yield {first: taken, **choice} if taken else choice
