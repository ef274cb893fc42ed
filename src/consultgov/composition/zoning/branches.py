"""The branches of a division: who may answer for the next zone, where it can still come to the best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import comb
from typing import Final, TypeAlias

from consultgov.composition.zoning.bounds import Rest, State, at_best, can_be_filled, rests
from consultgov.composition.zoning.divisions import Choice, Division, Figures, Known, Pair, Steps

__all__ = ["Branch", "Branches"]

Branch: TypeAlias = tuple[tuple[int, ...], State]
"""Who answers for a zone, and what everybody has then."""

_SETS_A_STEP: Final = 10
"""Looking at a branch takes as long as listing so many sets of members."""


def _by_zone(pairs: Iterable[Pair], zones: int) -> list[frozenset[int]]:
    found = [set[int]() for _ in range(zones)]
    for zone, member in pairs:
        found[zone].add(member)
    return [frozenset(members) for members in found]


class Branches:
    """The branches of one division, without those that cannot come to less than the best found.

    Zones are decided one by one: those that have to change first, then the heaviest. What changes least is
    tried first, then who carries least, then who lives there and not in a zone still to come. Of the figures
    that decide first, it may be known that none is better.
    """

    __slots__ = ("_asked", "_held", "_home", "_known", "_order", "_steps", "_takers", "best", "rests")

    def __init__(self, asked: Division, steps: Steps, best: Figures, known: Known | None = None) -> None:
        zones = range(len(asked.loads))
        self._asked, self._steps, self._known = asked, steps, known
        self._takers = [asked.takers(zone) for zone in zones]
        self._held, self._home = _by_zone(asked.held, len(zones)), _by_zone(asked.home, len(zones))
        self._order = sorted(zones, key=self._urgency)
        self.rests = rests(asked, self._order)
        self.best = best

    def _urgency(self, zone: int) -> tuple[bool, int, int]:
        least, most = self._asked.responsible
        return least <= len(self._held[zone]) <= most, -self._asked.loads[zone], zone

    @property
    def depth(self) -> int:
        """How many zones there are to decide."""
        return len(self._order)

    def start(self) -> State:
        """Where nothing is decided."""
        people = range(len(self._asked.counted))
        held = [[zone for zone, member in self._asked.held if member == each] for each in people]
        none, loads = (0,) * len(people), self._asked.loads
        kept_loads = tuple(sum(loads[zone] for zone in own) for own in held)
        return State(none, none, tuple(map(len, held)), kept_loads, len(self._asked.held & self._asked.home))

    def key(self, depth: int, state: State) -> tuple[object, ...]:
        """What is the same for states from which the same can follow."""
        return depth, *sorted(zip(self.rests[depth].alike, state.loads, state.counts, strict=True))

    def choice(self, chosen: list[tuple[int, ...]]) -> Choice:
        """What was chosen in the order of the branches, zone by zone."""
        by_zone = dict(zip(self._order, chosen, strict=True))
        return tuple(by_zone[zone] for zone in range(len(self._order)))

    def of(self, depth: int, state: State) -> Iterator[Branch]:
        """Who may answer for the next zone; only what can still be better than the best found.

        Raises:
            TooLarge: the steps are used up.
        """
        zone, rest = self._order[depth], self.rests[depth + 1]
        for members in self._sets(zone, state, rest):
            self._steps.take()
            then = self._after(zone, members, state)
            if self._may_be_best(then, rest):
                yield members, then

    def _sets(self, zone: int, state: State, rest: Rest) -> Iterator[tuple[int, ...]]:
        """Sets of members who may answer for a zone, those with the fewest changes first."""
        takers, held, (least, most) = self._takers[zone], self._held[zone], self._asked.responsible
        fewest = max(least - len(held), len(held) - most, 0)
        for changes in range(fewest, min(len(takers), len(held) + most) + 1):
            after = state.changes + changes + rest.begun + rest.ended
            if after > self.best[0]:
                return
            self._steps.take(comb(len(takers), changes) // _SETS_A_STEP)
            found = (held.symmetric_difference(each) for each in combinations(takers, changes))
            fitting = [tuple(sorted(each)) for each in found if least <= len(each) <= most]
            weighed = [(self._weight(zone, members, state, rest), members) for members in fitting]
            yield from (members for _, members in sorted(weighed))

    def _weight(self, zone: int, members: tuple[int, ...], state: State, rest: Rest) -> tuple[int, int, int]:
        load = sum(state.loads[member] + state.kept_loads[member] for member in members)
        home = sum(member in self._home[zone] for member in members)
        return load, -home, sum(rest.homes[member] for member in members)

    def _after(self, zone: int, members: tuple[int, ...], state: State) -> State:
        """What everybody has once a zone is decided."""
        load, taken, held = self._asked.loads[zone], frozenset(members), self._held[zone]
        people = range(len(self._asked.counted))
        return State(
            tuple(state.loads[each] + load * (each in taken) for each in people),
            tuple(state.counts[each] + (each in taken) for each in people),
            tuple(state.kept[each] - (each in held) for each in people),
            tuple(state.kept_loads[each] - load * (each in held) for each in people),
            state.kept_home - len(held & self._home[zone]),
            state.changes + len(taken ^ held),
            state.home + len(taken & self._home[zone]),
        )

    def _may_be_best(self, state: State, rest: Rest) -> bool:
        if max(state.counts, default=0) > self._asked.per_member[1]:
            return False
        if not can_be_filled(self._asked, state, rest):
            return False
        figures = at_best(self._asked, state, rest, self.best)
        if figures is None:
            return False
        if self._known is not None and figures[:3] < self._known:
            figures = (*self._known, figures[3])
        return figures < self.best
