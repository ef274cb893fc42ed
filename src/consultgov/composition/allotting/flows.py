"""Whether seats can be filled at all, and by whom: chains of people who move up, one seat at a time.

Whoever is seated stays seated, perhaps elsewhere, or gives way to somebody of her own group; so a post that
has reached its least number never falls below it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Seating", "seated"]


class Seating(NamedTuple):
    """Who sits where.

    Attributes:
        seats: the post of each candidate, -1 for none.
        short: the posts whose least numbers cannot be met together; empty where all are met.
        effort: how many candidates were looked at.
    """

    seats: list[int]
    short: frozenset[int]
    effort: int


class _Table(NamedTuple):
    takers: list[list[int]]
    groups: Sequence[int]
    caps: Sequence[int]
    seats: list[int]
    used: list[int]
    members: list[list[int]]


def seated(
    posts: Sequence[tuple[int, int]],
    eligible: Sequence[Sequence[int]],
    groups: Sequence[int],
    caps: Sequence[int],
    most: int,
) -> Seating:
    """The least number of every post, and then as many seats as there can be.

    Args:
        posts: how many must and how many may sit for each.
        eligible: the posts that each candidate may take.
        groups: the group that each candidate is of.
        caps: how many of each group may sit.
        most: how many may sit in all; the least numbers come first, even where they are more.

    >>> seated([(1, 1), (1, 2)], [[0, 1], [0]], [0, 0], [2], 3)
    Seating(seats=[1, 0], short=frozenset(), effort=4)
    >>> seated([(1, 1), (1, 2)], [[0, 1], [0]], [0, 0], [1], 3).short
    frozenset({0, 1})
    """
    takers: list[list[int]] = [[] for _ in posts]
    for candidate, places in enumerate(eligible):
        for post in places:
            takers[post].append(candidate)
    table = _Table(takers, groups, caps, [-1] * len(eligible), [0] * len(caps), [])
    held = [0] * len(posts)
    effort = 0
    for goal in (0, 1):
        for post, bounds in enumerate(posts):
            wanted = bounds[goal] - held[post]
            if goal:
                wanted = min(wanted, most - sum(held))
            if wanted <= 0:
                continue
            open_still, reached, looked = _fill(table, post, wanted)
            effort += looked
            held[post] += wanted - open_still
            if open_still and not goal:
                return Seating(table.seats, reached, effort)
    return Seating(table.seats, frozenset(), effort)


def _fill(table: _Table, post: int, wanted: int) -> tuple[int, frozenset[int], int]:
    """Seat so many more for a post: first whoever is free, then by chains.

    Returned is how many seats stay open, the posts that the last chain reached, and how many were looked at.
    """
    takers, groups, caps, seats, used, _ = table
    looked = 0
    for looked, candidate in enumerate(takers[post], 1):
        group = groups[candidate]
        if seats[candidate] < 0 and used[group] < caps[group]:
            seats[candidate] = post
            used[group] += 1
            wanted -= 1
            if not wanted:
                return 0, frozenset(), looked
    while wanted:
        reached, steps = _chain(table, post)
        looked += steps
        if reached:
            return wanted, reached, looked
        wanted -= 1
    return 0, frozenset(), looked


def _chain(table: _Table, root: int) -> tuple[frozenset[int], int]:
    """Seat one more for a post by the shortest chain of moves; the posts reached if there is none."""
    takers, groups, caps, seats, used, members = table
    if not members:
        members += _members(groups, len(caps))
    entry: dict[int, int] = {}
    leaver: dict[int, tuple[int, int]] = {root: (-1, -1)}
    spent: set[int] = set()
    queue = [root]
    for post in queue:  # grows as it is walked
        for candidate in takers[post]:
            if candidate in entry:
                continue
            entry[candidate] = post
            group = groups[candidate]
            if seats[candidate] < 0 and used[group] < caps[group]:
                used[group] += 1
                _move(seats, entry, leaver, candidate)
                return frozenset(), len(entry)
            for each in _leavers(table, candidate, spent):
                if seats[each] not in leaver:
                    leaver[seats[each]] = (each, candidate)
                    queue.append(seats[each])
    return frozenset(queue), len(entry)


def _leavers(table: _Table, candidate: int, spent: set[int]) -> list[int]:
    """Who may leave a seat so that a candidate enters another: herself, or one of her full group."""
    if table.seats[candidate] >= 0:
        return [candidate]
    group = table.groups[candidate]
    if group in spent:
        return []
    spent.add(group)
    return [each for each in table.members[group] if table.seats[each] >= 0]


def _members(groups: Sequence[int], size: int) -> list[list[int]]:
    members: list[list[int]] = [[] for _ in range(size)]
    for candidate, group in enumerate(groups):
        members[group].append(candidate)
    return members


def _move(seats: list[int], entry: dict[int, int], leaver: dict[int, tuple[int, int]], last: int) -> None:
    """Carry out a chain from its end: ``last`` enters, whoever leaves there moves on or gives way."""
    entering = last
    while entering >= 0:
        post = entry[entering]
        seats[entering] = post
        leaving, entering = leaver[post]
        if leaving != entering:
            seats[leaving] = -1
