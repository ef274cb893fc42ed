"""Newcomers are alike but for where they live: zones are put together first, and then given to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from consultgov.composition.zoning.bounds import State, rests
from consultgov.composition.zoning.branches import Branch, Branches
from consultgov.composition.zoning.divisions import Choice, Division, figures_of

__all__ = ["Reaches", "most_at_home"]

Reaches = Callable[[int, State], bool]
"""Whether the best figures can be reached once so many zones are decided."""


def most_at_home(asked: Division, branches: Branches, reaches: Reaches) -> Choice:
    """The division with most at home of those that the branches lead to.

    Args:
        asked: what is asked.
        branches: those of the same without anybody's home, which lead to the best figures only.
        reaches: from where they do.

    Raises:
        TooLarge: there are so many that the steps are used up.
    """
    held = {member for _, member in asked.held}
    new = [each for each, counted in enumerate(asked.counted) if counted and each not in held]
    most, best = rests(asked, range(len(asked.loads)))[0].most_home, None
    for choice in _choices(branches, reaches, frozenset(new)):
        found = _given(asked, choice, new)
        best = found if best is None else min(best, found, key=partial(figures_of, asked))
        if figures_of(asked, best)[3] == -most:
            break
    return cast("Choice", best)


def _choices(branches: Branches, reaches: Reaches, new: frozenset[int]) -> Iterator[Choice]:
    """Every division; of newcomers who have nothing yet, the first takes a zone for all of them."""
    chosen = list[tuple[int, ...]]()
    stack = [_different(branches.of(0, branches.start()), branches.start(), new)]
    while stack:
        found, depth = next(stack[-1], None), len(stack)
        if found is None:
            stack.pop()
            del chosen[-1:]
        elif depth == branches.depth:
            yield branches.choice([*chosen, found[0]])
        elif reaches(depth, found[1]):
            chosen.append(found[0])
            stack.append(_different(branches.of(depth, found[1]), found[1], new))


def _different(branches: Iterator[Branch], state: State, new: frozenset[int]) -> Iterator[Branch]:
    """The branches, without those that differ only in which of the idle newcomers takes a zone."""
    idle = [member for member in sorted(new) if not state.counts[member]]
    for members, then in branches:
        taken = [member for member in idle if member in members]
        if taken == idle[: len(taken)]:
            yield members, then


def _given(asked: Division, choice: Choice, new: list[int]) -> Choice:
    """The same division, with as many newcomers at home as can be."""
    own = {member: {zone for zone, members in enumerate(choice) if member in members} for member in new}
    lives = {member: {zone for zone, who in asked.home if who == member} for member in new}
    open_to = {member: [each for each in new if own[each] & lives[member]] for member in new}
    takes = dict[int, int]()
    for member in new:
        _move(member, open_to, takes, set())
    rest = iter([member for member in new if member not in takes.values()])
    who = {each: takes[each] if each in takes else next(rest) for each in new}
    return tuple(tuple(sorted(who.get(each, each) for each in members)) for members in choice)


def _move(member: int, open_to: dict[int, list[int]], takes: dict[int, int], tried: set[int]) -> bool:
    """Whether somebody gets zones she lives in, where others can move to zones of theirs."""
    for each in open_to[member]:
        if each not in tried:
            tried.add(each)
            if each not in takes or _move(takes[each], open_to, takes, tried):
                takes[each] = member
                return True
    return False
