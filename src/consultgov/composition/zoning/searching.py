"""The best division of zones by branch and bound: exact for any loads, in as many steps as are allowed."""

from __future__ import annotations

from contextlib import suppress
from typing import Final, TypeAlias, cast

from consultgov.composition.zoning.bounds import State, least_changes
from consultgov.composition.zoning.branches import Branches
from consultgov.composition.zoning.divisions import Choice, Division, Figures, Pair, Steps, figures_of
from consultgov.composition.zoning.homes import most_at_home
from consultgov.errors import TooLarge

__all__ = ["can_be_divided", "divided"]

_Key: TypeAlias = tuple[object, ...]

_FAR: Final[int] = 10**2000
"""More than any figure of a division can be."""

_ANY: Final[Figures] = (_FAR, _FAR, _FAR, _FAR)
"""What every division is better than."""

_FEW: Final = 20_000
"""How many steps are tried before members are told apart by where they live."""

_KEPT: Final = 50_000
"""How many states are remembered, so that none is looked at twice."""


def can_be_divided(asked: Division, steps: Steps) -> bool:
    """Whether there is any division as is asked, whatever it changes.

    Raises:
        TooLarge: the steps are used up.
    """
    fixed = frozenset((zone, member) for zone, member in asked.held if not asked.counted[member])
    blank = asked._replace(held=fixed, home=frozenset())
    return _best(blank, Branches(blank, steps, _ANY), any_will_do=True) is not None


def divided(asked: Division, steps: Steps) -> Choice:
    """The best division, of one that can be divided.

    Who lives where tells members apart who are otherwise alike. Where it decides last, the best figures are
    therefore found without it, and then, of the divisions that come to them, the one with most at home.

    Raises:
        TooLarge: the steps are used up.
    """
    plain = asked._replace(home=frozenset())
    if asked.home_first or asked == plain:
        return _with_fewest_changes(asked, steps)
    figures = figures_of(plain, _with_fewest_changes(plain, steps))
    known, best = figures[:3], (*figures[:3], 1)
    reach = _Reach(Branches(plain, steps, best, known))
    if _one_home_each(asked):
        # Where there are too many to try them all, one of the best is not hard to find the other way.
        with suppress(TooLarge):
            return most_at_home(asked, Branches(plain, steps.part(_FEW), best, known), reach.holds)
    return cast("Choice", _best(asked, Branches(asked, steps, best, known), reach))


def _one_home_each(asked: Division) -> bool:
    return len({member for _, member in asked.home}) == len(asked.home)


def _with_fewest_changes(asked: Division, steps: Steps) -> Choice:
    """The best division; the fewer changes are allowed, the fewer branches there are."""
    branches = Branches(asked, steps, _ANY)
    changes = sum(least_changes(asked, branches.start(), branches.rests[0]))
    while True:
        found = _best(asked, Branches(asked, steps, (changes, _FAR, _FAR, _FAR)))
        if found is not None:
            return found
        changes += 1


def _best(
    asked: Division, branches: Branches, reach: _Reach | None = None, *, any_will_do: bool = False
) -> Choice | None:
    """Depth first, with a stack of its own: there may be more zones than calls can be nested."""
    if not asked.loads:
        return None if asked.per_member[0] and any(asked.counted) else ()
    best, seen, chosen = None, _Seen(), list[tuple[int, ...]]()
    stack = [branches.of(0, branches.start())]
    while stack and not (best and any_will_do):
        found, depth = next(stack[-1], None), len(stack)
        if found is None:
            stack.pop()
            del chosen[-1:]
        elif depth == len(asked.loads):
            best = branches.choice([*chosen, found[0]])
            branches.best = figures_of(asked, best)
        elif seen.is_new(branches.key(depth, found[1]), found[1]) and (
            reach is None or reach.holds(depth, found[1])
        ):
            chosen.append(found[0])
            stack.append(branches.of(depth, found[1]))
    return best


class _Seen:
    """The states that were looked at."""

    __slots__ = ("_states",)

    def __init__(self) -> None:
        self._states: dict[_Key, list[Pair]] = {}

    def is_new(self, key: _Key, state: State) -> bool:
        """Whether none like it was looked at, with no more changes and no fewer at home."""
        found = state.changes, -state.home
        known = self._states.get(key, [])
        if any(changes <= found[0] and home <= found[1] for changes, home in known):
            return False
        if known or len(self._states) < _KEPT:
            self._states[key] = [*known, found]
        return True


class _Reach:
    """From which states the best figures can be reached, wherever anybody lives."""

    __slots__ = ("_branches", "_known")

    def __init__(self, branches: Branches) -> None:
        self._branches = branches
        self._known: dict[_Key, bool] = {}

    def holds(self, depth: int, state: State) -> bool:
        """Whether they can be reached from a state, as was found out before or is now."""
        plain = state._replace(home=0, kept_home=0)
        path, stack = [self._key(depth, plain)], [self._branches.of(depth, plain)]
        if path[0] in self._known:
            return self._known[path[0]]
        while stack:
            found, below = next(stack[-1], None), depth + len(stack)
            if found is None:
                stack.pop()
                self._note([path.pop()], holds=False)
                continue
            key = self._key(below, found[1])
            if below == self._branches.depth or self._known.get(key):
                self._note(path, holds=True)
                return True
            if key not in self._known:
                path.append(key)
                stack.append(self._branches.of(below, found[1]))
        return False

    def _key(self, depth: int, state: State) -> _Key:
        return (state.changes, *self._branches.key(depth, state))

    def _note(self, keys: list[_Key], *, holds: bool) -> None:
        if len(self._known) < _KEPT:
            self._known.update(dict.fromkeys(keys, holds))
