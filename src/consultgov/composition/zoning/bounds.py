"""What a division that is decided in part can still come to, at best."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from consultgov.composition.zoning.divisions import Division, Figures, Pair

__all__ = ["Rest", "State", "at_best", "can_be_filled", "least_changes", "rests"]


class Rest(NamedTuple):
    """The zones about which nothing is decided yet, the same whatever is decided about the others."""

    zones: int = 0
    begun: int = 0
    """The duties that have to begin, so that each zone has enough members."""
    ended: int = 0
    """Those that have to end, so that none has too many."""
    needed: int = 0
    """The least members of the zones, less those that they have."""
    room: int = 0
    """The most members of the zones, less those that they have."""
    slots: int = 0
    """The most members of the zones."""
    least_load: int = 0
    most_load: int = 0
    """What the members who are counted will carry of them."""
    begun_load: int = 0
    """The load that begins, where no more begins than has to."""
    most_home: int = 0
    begun_home: int = 0
    """How many can live in their zones; how many of those who begin, where no more begins than has to."""
    items: tuple[int, ...] = ()
    """The loads that may be given, the heaviest first; of a zone, once for each member it may have."""
    begun_items: tuple[int, ...] = ()
    """Those that begin, where no more begins than has to."""
    homes: tuple[int, ...] = ()
    """Member to how many of the zones she lives in."""
    alike: tuple[int, ...] = ()
    """Member to a number that she shares with those who are like her in these zones."""


class State(NamedTuple):
    """What each member has of the zones that are decided, and of those she has now and that are not."""

    loads: tuple[int, ...]
    counts: tuple[int, ...]
    kept: tuple[int, ...]
    kept_loads: tuple[int, ...]
    kept_home: int
    changes: int = 0
    home: int = 0


# --- what is left ---------------------------------------------------------------------------------


def rests(asked: Division, order: Sequence[int]) -> list[Rest]:
    """What is left before each zone of the order is decided, and after the last."""
    nobody = (0,) * len(asked.counted)
    found = [Rest(homes=nobody, alike=nobody)]
    for zone in reversed(order):
        found.append(_with(asked, zone, found[-1]))
    return found[::-1]


def _with(asked: Division, zone: int, rest: Rest) -> Rest:
    """What is left, with one zone more."""
    (least, most), load = asked.responsible, asked.loads[zone]
    takers = asked.takers(zone)
    held = [member for member in takers if (zone, member) in asked.held]
    uncounted = sum(not asked.counted[member] for member in takers)
    new_home = sum((zone, member) in asked.home for member in takers if member not in held)
    all_home = sum((zone, member) in asked.home for member in takers)
    begun = max(0, least - len(held))
    return Rest(
        rest.zones + 1,
        rest.begun + begun,
        rest.ended + max(0, len(held) - most),
        rest.needed + least - len(held),
        rest.room + most - len(held),
        rest.slots + most,
        rest.least_load + load * max(0, least - uncounted),
        rest.most_load + load * min(most, len(takers) - uncounted),
        rest.begun_load + load * begun,
        rest.most_home + min(most, all_home),
        rest.begun_home + min(begun, new_home),
        tuple(sorted((*rest.items, *[load] * min(most, len(takers) - uncounted)), reverse=True)),
        tuple(sorted((*rest.begun_items, *[load] * begun), reverse=True)),
        tuple(homes + ((zone, member) in asked.home) for member, homes in enumerate(rest.homes)),
        _alike(asked, zone, rest.alike),
    )


def _alike(asked: Division, zone: int, alike: tuple[int, ...]) -> tuple[int, ...]:
    numbers: dict[tuple[int, bool, bool, bool], int] = {}
    keys = (
        (alike[member], counted, (zone, member) in asked.held, (zone, member) in asked.home)
        for member, counted in enumerate(asked.counted)
    )
    return tuple(numbers.setdefault(key, len(numbers)) for key in keys)


# --- bounds ---------------------------------------------------------------------------------------


def can_be_filled(asked: Division, state: State, rest: Rest) -> bool:
    """Whether members may still have as many zones as they must, and zones as many members."""
    least, most = asked.per_member
    lacking = [least - count for count, counted in zip(state.counts, asked.counted, strict=True) if counted]
    free = sum(
        min(rest.zones, most - count) if counted else min(kept, most - count)
        for count, kept, counted in zip(state.counts, state.kept, asked.counted, strict=True)
    )
    fits = max(lacking, default=0) <= rest.zones and sum(max(0, each) for each in lacking) <= rest.slots
    return fits and asked.responsible[0] * rest.zones <= free


def least_changes(asked: Division, state: State, rest: Rest) -> Pair:
    """How many duties have to begin and to end at least."""
    least, most = asked.per_member
    have = [count + kept for count, kept in zip(state.counts, state.kept, strict=True)]
    begun = sum(max(0, least - each) for each, counted in zip(have, asked.counted, strict=True) if counted)
    ended = sum(max(0, each - most) for each in have)
    if asked.apart is not None:
        low, high = _window(asked, state, rest)
        loads = _kept(asked, state)
        begun, ended = (
            max(begun, sum(load < low for load in loads)),
            max(ended, sum(load > high for load in loads)),
        )
    begun, ended = max(rest.begun, begun), max(rest.ended, ended)
    return max(begun, ended + rest.needed), max(ended, begun - rest.room)


def _window(asked: Division, state: State, rest: Rest) -> Pair:
    """Between which loads all must come to lie, so that they do not lie too far apart."""
    loads = _decided(asked, state)
    least, most = sum(loads) + rest.least_load, sum(loads) + rest.most_load
    apart = asked.most_apart(most)
    return -(-least // len(loads)) - apart, most // len(loads) + apart


def at_best(asked: Division, state: State, rest: Rest, best: Figures) -> Figures | None:
    """Figures that no division can better, of those worth a look: none changes less than the best found.

    ``None`` where there is no such division.
    """
    begun, ended = least_changes(asked, state, rest)
    changes = state.changes + begun + ended
    if changes > best[0]:
        return None
    if changes == best[0] and (begun, ended) == (rest.begun, 0):
        # Nothing may change any more but what has to: whoever has a zone keeps it.
        home = state.home + state.kept_home + rest.begun_home
        loads, least, most, items = _kept(asked, state), rest.begun_load, rest.begun_load, rest.begun_items
        goal = _goal(asked, home, sum(loads) + most, best)
    else:
        home = state.home + rest.most_home
        loads, least, most, items = _decided(asked, state), rest.least_load, rest.most_load, rest.items
        goal = _goal(asked, home, sum(loads) + most, best)
        spare = (best[0] - changes) // (1 if rest.room > rest.needed else 2)
        if not _near_enough(sorted(_kept(asked, state)), begun + spare, ended + spare, goal):
            return None
    balance = _balance(sorted(loads), least, most, items, goal)
    return None if balance is None else asked.worth(changes, *balance, home)


def _decided(asked: Division, state: State) -> list[int]:
    """The loads of those who are counted, of the zones that are decided."""
    return [load for load, counted in zip(state.loads, asked.counted, strict=True) if counted]


def _kept(asked: Division, state: State) -> list[int]:
    """The same, if whoever has a zone about which nothing is decided keeps it."""
    kept = zip(state.loads, state.kept_loads, asked.counted, strict=True)
    return [load + more for load, more, counted in kept if counted]


def _goal(asked: Division, home: int, carried: int, best: Figures) -> int:
    """How far loads may lie apart, in a division that is lawful and better than the best found."""
    allowed = asked.most_apart(carried)
    if not asked.home_first:
        return min(allowed, best[1])
    return min(allowed, best[2]) if -home >= best[1] else allowed


def _near_enough(loads: list[int], begun: int, ended: int, goal: int) -> bool:
    """Whether loads can lie as close as that, where only so many members can get more and so many less."""
    if begun >= len(loads) or ended >= len(loads):
        return True
    return loads[-1 - ended] - loads[begun] <= goal


def _balance(loads: list[int], least: int, most: int, items: Sequence[int], goal: int) -> Pair | None:
    """The least spread and sum of squares where items between so much and so much are put on the loads.

    Only of those that lie no further apart than the goal; ``None`` where there is none.
    """
    if not loads:
        return 0, 0
    top = max(loads[-1], -(-(sum(loads) + least) // len(loads)))
    if least == most:
        top = max(top, _peak(loads, items))
    level, under = _level(loads, most)
    spread = max(0, top - level // under)
    low = bisect_left(loads, top - goal)
    if spread > goal or not _lifted(loads[:low], top - goal, items):
        return None
    if least < most:
        level, under = _level(loads, least)
    squares = sum(load * load for load in loads[under:]) - (-level * level // under)
    if least < most:
        return spread, squares
    if low < len(items):
        alone = sum(load * load for load in loads) + sum(item * item for item in items)
        return spread, max(squares, alone + 2 * loads[0] * most)
    # Each of the lowest gets one: the heaviest to the lowest is best for the greatest, the least and squares.
    pairs = zip(loads, items, strict=False)
    sums = [*(load + item for load, item in pairs), *loads[low:]]
    spread = max(sums) - min(sums)
    return None if spread > goal else (spread, sum(load * load for load in sums))


def _peak(loads: Sequence[int], items: Sequence[int]) -> int:
    """How high the highest load comes to lie at least, where all items are put on the loads."""
    found = peak = 0
    for place, item in enumerate(items[: len(loads) + 1]):
        # So many items lie on loads of their own, or two of them on one.
        shared = loads[0] + items[place - 1] + item if place else None
        if place == len(loads):
            return max(found, shared or 0)
        peak = max(peak, loads[place] + item)
        found = max(found, peak if shared is None else min(peak, shared))
    return found


def _lifted(loads: Sequence[int], to: int, items: Sequence[int]) -> bool:
    """Whether items can lift loads, all of them lower, to a height: each load needs one at least."""
    spare = len(items) - len(loads)
    if spare < 0:
        return False
    lifted = sum(items[:spare])
    for load, item in zip(loads, items[spare:], strict=True):
        lifted += item + load - to
        if lifted < 0:
            return False
    return True


def _level(loads: Sequence[int], poured: int) -> Pair:
    """Where what is poured over loads in order stands: the load of those under it, and how many they are."""
    total = poured
    for number, load in enumerate(loads):
        if number and load * number >= total:
            return total, number
        total += load
    return total, len(loads)
