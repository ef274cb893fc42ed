"""Down an order of merit, tier by tier, for as long as there are places and the limits allow it.

A cap keeps out whoever would break it. A floor keeps out whoever would leave too few places, or too few
people, to reach it: the lowest placed without the trait so give way to the highest placed with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import attrs

from consultgov.errors import Fault, TooLarge
from consultgov.tabulation.counts import Ranking, Tie
from consultgov.tabulation.limits import Cap, Floor, Traits
from consultgov.tabulation.settling import in_order, settled_by_order
from consultgov.verdicts import Verdict

__all__ = ["Limits", "Walk", "passed_over"]

_Group: TypeAlias = tuple[list[str], int]
"""Options, and how many of them may have a place."""

_Family: TypeAlias = list[_Group]
"""Groups of which nobody is in two."""

_LIMIT: Final = 20_000_000
"""Options times those who count for a floor times its number: some seconds of work at the worst."""


@attrs.frozen
class Limits:
    """The caps that are kept as the order is walked, the floors, and what they are read from."""

    traits: Traits
    caps: Sequence[Cap] = ()
    floors: Sequence[Floor] = ()

    def groups_of(self, name: str) -> list[tuple[int, str | bool]]:
        """The groups that an option is in: the place of the cap, and the value."""
        found = ((place, cap.group_of(self.traits[name])) for place, cap in enumerate(self.caps))
        return [(place, value) for place, value in found if value is not None]

    def floors_of(self, name: str) -> list[int]:
        """The floors that an option counts for, by their places."""
        own = self.traits[name]
        return [place for place, floor in enumerate(self.floors) if floor.is_met_by(own)]


class _Taken:
    """How many of each group, and for each floor, there are so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.groups: Counter[tuple[int, str | bool]] = Counter()
        self.floors: Counter[int] = Counter()

    def with_names(self, names: Iterable[str]) -> _Taken:
        """The same with some more."""
        other = _Taken(self.limits)
        other.groups, other.floors = self.groups.copy(), self.floors.copy()
        for name in names:
            other.add(name)
        return other

    def add(self, name: str) -> None:
        """One more."""
        self.groups.update(self.limits.groups_of(name))
        self.floors.update(self.limits.floors_of(name))

    def broken_by(self, name: str) -> tuple[Cap, str | bool] | None:
        """The cap that one more would break, and the group."""
        for place, value in self.limits.groups_of(name):
            if self.groups[place, value] >= self.limits.caps[place].most:
                return self.limits.caps[place], value
        return None

    def keeps_caps(self, names: Iterable[str]) -> bool:
        """Whether no cap is broken by some more."""
        more = Counter(group for name in names for group in self.limits.groups_of(name))
        caps = self.limits.caps
        return all(self.groups[group] + number <= caps[group[0]].most for group, number in more.items())


def passed_over(code: str, option: str, limit: Cap | Floor, **facts: object) -> tuple[str, Verdict]:
    """Somebody who has no place, and why."""
    said = {"option": option, "trait": limit.trait, **facts}
    return option, Verdict(holds=False, code=code, rule="", facts=said, clause=limit.clause)


class Walk:
    """One way down the order, up to a tie that nothing settles."""

    def __init__(self, order: Ranking, places: int, limits: Limits, drawn: Sequence[str]) -> None:
        self.order, self.places, self.limits, self.drawn = order, places, limits, drawn
        self.chosen: list[str] = []
        self.passed: list[tuple[str, Verdict]] = []
        self.steps: list[Verdict] = []
        self.tie: Tie | None = None
        self.taken = _Taken(limits)
        everybody = (name for tier in order for name in tier) if limits.floors else ()
        self.ahead = [name for name in everybody if limits.floors_of(name)]
        self.targets: list[int] = []
        self._aim()

    @property
    def room(self) -> int:
        """Places that are left."""
        return self.places - len(self.chosen)

    def run(self) -> Walk:
        """Fill the places."""
        for tier in self.order:
            if self.room and self.tie is None:
                self._tier(self._free(tier))
        return self

    # --- floors -----------------------------------------------------------------------------------

    def _aim(self) -> None:
        """How many each floor can ask for; where it is too much for all of them, the last asks for less."""
        stand = Counter(place for name in self.ahead for place in self.limits.floors_of(name))
        floors = enumerate(self.limits.floors)
        self.targets = [min(floor.least, stand[place], self.places) for place, floor in floors]
        size = sum(map(len, self.order)) * len(self.ahead) * (sum(self.targets) + 1)
        if size > _LIMIT:
            subject, rule = "options and floors", f"must take at most {_LIMIT} steps"
            raise TooLarge(Fault("too-large", subject, rule, "", "fill the places in parts"), size, _LIMIT)
        while not self._can_reach(self.taken, self.places):
            self.targets[max(place for place, target in enumerate(self.targets) if target)] -= 1

    def _short(self, taken: _Taken) -> list[int]:
        return [place for place, target in enumerate(self.targets) if taken.floors[place] < target]

    def _can_reach(self, taken: _Taken, room: int, without: Sequence[str] = ()) -> bool:
        needed = self._needed(taken, without)
        return needed is not None and needed <= room

    def _needed(self, taken: _Taken, without: Sequence[str]) -> int | None:
        """How many more it takes to reach the floors, each chosen for how many of them she counts for."""
        then, number = taken.with_names(()), 0
        pool = [name for name in self.ahead if name not in without]
        while short := set(self._short(then)):
            fitting = [name for name in pool if then.broken_by(name) is None]
            best = max(fitting, key=lambda name: self._counts_for(name, short), default="")
            if not best or not self._counts_for(best, short):
                return None
            then.add(best)
            pool.remove(best)
            number += 1
        return number

    def _counts_for(self, name: str, floors: set[int]) -> int:
        return len(floors.intersection(self.limits.floors_of(name)))

    # --- a tier -----------------------------------------------------------------------------------

    def _free(self, tier: Iterable[str]) -> list[str]:
        """Those whom no limit keeps out by themselves; the others are passed over."""
        free: list[str] = []
        for name in tier:
            against = self._against(name)
            if against is None:
                free.append(name)
            else:
                self._pass(against)
        return free

    def _against(self, name: str) -> tuple[str, Verdict] | None:
        broken = self.taken.broken_by(name)
        if broken is not None:
            cap, value = broken
            return passed_over("passed-over-for-cap", name, cap, value=value, most=cap.most)
        if not self.limits.floors or self._reach_with([name]):
            return None
        floor = self.limits.floors[self._short(self.taken.with_names([name]))[0]]
        return passed_over("passed-over-for-floor", name, floor, value=floor.value, least=floor.least)

    def _pass(self, against: tuple[str, Verdict]) -> None:
        self.passed.append(against)
        self._leave(against[0])

    def _leave(self, name: str) -> None:
        if name in self.ahead:
            self.ahead.remove(name)

    def _take(self, names: Iterable[str]) -> None:
        for name in names:
            self.chosen.append(name)
            self.taken.add(name)
            self._leave(name)

    def _tier(self, free: list[str]) -> None:
        """Those of a tier who have a place, or the tie of those whom it concerns."""
        if self._all_fit(free):
            self._take(free)
            return
        sure = self._sure(free)
        self._take(sure)
        concerned = [name for name in free if name not in sure]
        families = self._families(concerned)
        places = min(self.room, _at_most(concerned, families))
        drawn = in_order(concerned, self.drawn)
        if drawn is None:
            self.tie = Tie(tuple(concerned), places)
        else:
            self._take_in_order(concerned, drawn)

    def _take_in_order(self, concerned: list[str], drawn: Iterable[str]) -> None:
        before = len(self.chosen)
        for name in drawn:
            if self.room:
                self._take(self._free([name]))
        self.steps.append(settled_by_order(concerned, self.chosen[before:]))

    def _all_fit(self, free: list[str]) -> bool:
        if len(free) > self.room or not self.taken.keeps_caps(free):
            return False
        return not self.limits.floors or self._reach_with(free)

    def _reach_with(self, names: list[str]) -> bool:
        """Whether the floors can still be reached once some more are taken."""
        return self._can_reach(self.taken.with_names(names), self.room - len(names), names)

    @property
    def entangled(self) -> bool:
        """Whether it takes a try to say who of a tier has a place: several floors, or a floor and a cap."""
        short = self._short(self.taken)
        return len(short) > 1 or bool(short and self.limits.caps)

    def _sure(self, free: list[str]) -> list[str]:
        """Those of a tier who have a place whoever of the others has one."""
        families = self._families(free)
        if self.entangled or _at_most(free, families) > self.room:
            return []
        crowded = _crowded(families)
        return [name for name in free if name not in crowded]

    def _families(self, names: Iterable[str]) -> list[_Family]:
        """For each cap and floor, the groups of some options, with how many of each may have a place."""
        listed = list(names)
        caps = [self._family(place, listed) for place in range(len(self.limits.caps))]
        return [*caps, *([self._others(place, listed)] for place in self._short(self.taken))]

    def _family(self, place: int, names: Iterable[str]) -> _Family:
        cap, groups = self.limits.caps[place], dict[str | bool, list[str]]()
        for name in names:
            value = cap.group_of(self.limits.traits[name])
            if value is not None:
                groups.setdefault(value, []).append(name)
        return [(each, cap.most - self.taken.groups[place, value]) for value, each in groups.items()]

    def _others(self, place: int, names: Iterable[str]) -> _Group:
        """Those who do not count for a floor that is not reached, and the places that it leaves them."""
        others = [name for name in names if place not in self.limits.floors_of(name)]
        return others, self.room - (self.targets[place] - self.taken.floors[place])


def _at_most(names: Sequence[str], families: Iterable[_Family]) -> int:
    """How many of some options may have a place at most, as far as each family by itself tells."""
    bounds = (sum(max(len(each) - most, 0) for each, most in family) for family in families)
    return len(names) - max(bounds, default=0)


def _crowded(families: Iterable[_Family]) -> set[str]:
    """Those of whose group not all may have a place."""
    return {name for family in families for each, most in family if len(each) > most for name in each}
