"""How those who come first are put into classes: in the order of a lot or of ranks, groups kept apart.

There is no chance here: the order is drawn or counted elsewhere, and decides everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, pairwise
from typing import Final, NamedTuple, TypeAlias, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, TooLarge
from consultgov.fields import read_fields, written
from consultgov.people.reading import check_span, name, plain
from consultgov.settings import names, pairs
from consultgov.spans import day
from consultgov.terms.staggering.classes import SeatClass

__all__ = ["FirstTerm", "Places", "placed", "places_of", "share_of"]

_MOST_APART: Final = 10_000
"""The most members times classes where groups are kept apart: a search for each of them."""

_Group: TypeAlias = "str | tuple[str]"
"""A group by its name; whoever is of none is one of her own."""


def __dir__() -> list[str]:
    return __all__


def _member(given: object) -> str:
    return name(given, "member of a class")


def _class(given: object) -> str:
    return name(given, "class of seats")


def _start(given: object) -> date:
    return day(given, "start of a first term")


def _end(given: object) -> date:
    return day(given, "end of a first term")


@final
@attrs.frozen
class FirstTerm:
    """The class that somebody, or a seat, comes into, and the first term there.

    Attributes:
        member: who, or which seat.
        seat_class: the class by its name.
        start: the first day of the first term.
        end: the first day after it, on which the class is renewed.

    Raises:
        RecordError: an end that is not later than the start, what is no day; all at once.
    """

    member: str = attrs.field(converter=_member)
    seat_class: str = attrs.field(converter=_class)
    start: date = attrs.field(converter=_start)
    end: date = attrs.field(converter=_end)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_span(self.start, self.end, faults)
        faults.close(RecordError)

    @property
    def last_day(self) -> date:
        """The last day of the first term."""
        return self.end - timedelta(days=1)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> FirstTerm:
        """The first term from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "first term")


# --- what is asked --------------------------------------------------------------------------------


class Places(NamedTuple):
    """Who is drawn into which places.

    Attributes:
        order: those who are drawn, the first first.
        groups: member to group; ``None`` where nobody is kept apart.
        taken: by class, who has a place there already.
        free: by class, how many places are left.
    """

    order: tuple[str, ...]
    groups: Mapping[str, str | None] | None
    taken: tuple[tuple[str, ...], ...]
    free: tuple[int, ...]


def places_of(order: object, classes: Sequence[SeatClass], groups: object, held: object) -> Places:
    """What is asked, read and checked.

    Raises:
        RecordError: names that are none or there twice, a class that is not there, more or fewer members
            than there are free places, a member of whom nobody says of which group she is; all at once.
    """
    faults = Faults()
    drawn = faults.attempt(names, order, "order of a draw")
    known = None if groups is None else faults.attempt(_groups, groups)
    taken = faults.attempt(_taken, held, classes)
    faults.close(RecordError)
    found = Places(drawn or (), known, taken or (), _free(taken or (), classes))
    for fault in _contradictions(found):
        faults.add(fault)
    faults.close(RecordError)
    return found


def _groups(given: object) -> dict[str, str | None]:
    return {
        name(member, "member of a group"): None if group is None else name(group, "group")
        for member, group in pairs(given, "groups")
    }


def _taken(given: object, classes: Sequence[SeatClass]) -> tuple[tuple[str, ...], ...]:
    listed = {name(each, "class of seats"): names(who, "members held") for each, who in pairs(given, "held")}
    for each in listed.keys() - {known.name for known in classes}:
        known = ", ".join(known.name for known in classes)
        raise RecordError(
            Fault("unknown-class", f"class {each!r}", "must be there", "", f"use one of {known}")
        )
    return tuple(listed.get(each.name, ()) for each in classes)


def _free(taken: Sequence[tuple[str, ...]], classes: Sequence[SeatClass]) -> tuple[int, ...]:
    return tuple(each.number - len(who) for each, who in zip(classes, taken, strict=True))


def _contradictions(found: Places) -> Iterator[Fault]:
    everybody = [*found.order, *chain(*found.taken)]
    places = sum(found.free)
    if min(found.free) < 0:
        fix = "name fewer, or give the class more seats"
        yield Fault("too-many-held", "members held", "must be no more than the seats of their class", "", fix)
    elif len(found.order) != places:
        rule = f"must be as many as there are free places, which is {places}"
        fix = "name every seat, one that nobody has yet too"
        yield Fault("wrong-number-drawn", "members drawn", rule, str(len(found.order)), fix)
    twice = tuple(each for each, times in Counter(everybody).items() if times > 1)
    if twice:
        yield Fault("drawn-twice", "members", "must have one place each", ", ".join(twice), "", twice)
    if found.groups is not None:
        known = found.groups
        missing = tuple(each for each in everybody if each not in known)
        if missing:
            fix = "say None of whoever is of none"
            yield Fault("no-group", "members", "must each be of a group", ", ".join(missing), fix, missing)


def share_of(size: int, classes: int) -> int:
    """How many of a group of a size may come into one class: its even share, rounded up."""
    return -(-size // classes)


# --- placing --------------------------------------------------------------------------------------


def placed(asked: Places, turns: Sequence[int]) -> list[int]:
    """For each member the class that she comes into, by its place.

    Each in the order gets the first class, as ``turns`` names them, that has a free place, that has no more
    of her group than its share, and that leaves a place for everybody after her.

    Raises:
        RecordError: the groups cannot be kept apart.
        TooLarge: too many members to look for places that keep groups apart.
    """
    if asked.groups is None:
        return [place for place in turns for _ in range(asked.free[place])]
    size = len(asked.order) * len(asked.free)
    if size > _MOST_APART:
        rule = f"must be at most {_MOST_APART} where groups are kept apart"
        raise TooLarge(Fault("too-large", "members times classes", rule, str(size)), size, _MOST_APART)
    room = _Room(asked)
    for member in asked.order:
        room.admit(room.group(member))
    return [room.settle(room.group(member), turns) for member in asked.order]


class _Room:
    """Who is settled in which class, and where all others wait so that they could be: a flow of groups."""

    def __init__(self, asked: Places) -> None:
        groups = asked.groups or {}
        everybody = chain(asked.order, *asked.taken)
        self._group: dict[str, _Group] = {each: groups[each] or (each,) for each in everybody}
        sizes = Counter(self._group.values())
        used = sum(places + len(held) > 0 for places, held in zip(asked.free, asked.taken, strict=True))
        self._most = {each: share_of(size, used) for each, size in sizes.items()}
        self._settled = [Counter(self._group[each] for each in held) for held in asked.taken]
        self._waiting: list[Counter[_Group]] = [Counter() for _ in asked.free]
        self._free = list(asked.free)

    def group(self, member: str) -> _Group:
        """The group of a member."""
        return self._group[member]

    def admit(self, group: _Group) -> None:
        """One more of a group is given a place, others being moved on where they have to."""
        starts = [place for place in range(len(self._free)) if self._takes(group, place)]
        path = self._path(starts, [place for place in range(len(self._free)) if self._spare(place)])
        if path is None:
            rule, fix = "must fit into the classes without too many in one of them", "change the sizes"
            given = group if isinstance(group, str) else group[0]
            raise RecordError(Fault("cannot-spread", "groups", rule, given, fix))
        self._move(group, path)

    def settle(self, group: _Group, turns: Sequence[int]) -> int:
        """One of a group is settled in the first class that she may come into."""
        place = next(each for each in turns if self._make_way(group, each))
        self._waiting[place][group] -= 1
        self._settled[place][group] += 1
        self._free[place] -= 1
        return place

    def _make_way(self, group: _Group, place: int) -> bool:
        """Whether one of a group who waits can come into a class; where she can, she waits for it then."""
        if self._waiting[place][group]:
            return True
        if not self._free[place] or not self._takes(group, place):
            return False
        path = self._path([place], [each for each in range(len(self._free)) if self._waiting[each][group]])
        if path is None:
            return False
        self._move(group, path)
        self._waiting[path[-1][1]][group] -= 1
        return True

    def _takes(self, group: _Group, place: int) -> bool:
        return self._settled[place][group] + self._waiting[place][group] < self._most[group]

    def _spare(self, place: int) -> bool:
        return self._waiting[place].total() < self._free[place]

    def _move(self, group: _Group, path: Sequence[tuple[_Group, int]]) -> None:
        """Each of a path comes into a class, and who was there goes on with the next step."""
        self._waiting[path[0][1]][group] += 1
        for (_, left), (mover, place) in pairwise(path):
            self._waiting[left][mover] -= 1
            self._waiting[place][mover] += 1

    def _path(self, starts: Sequence[int], ends: Sequence[int]) -> list[tuple[_Group, int]] | None:
        """The shortest way from one of some classes to one of others: who moves on, and into which class."""
        before: dict[int, tuple[_Group, int]] = {}
        reached = list(starts)
        for place in reached:  # grows as it goes; a class comes in once
            if place in ends:
                return self._way(place, before)
            for mover in [each for each, number in self._waiting[place].items() if number]:
                for other in range(len(self._free)):
                    if other not in reached and self._takes(mover, other):
                        before[other] = (mover, place)
                        reached.append(other)
        return None

    @staticmethod
    def _way(end: int, before: Mapping[int, tuple[_Group, int]]) -> list[tuple[_Group, int]]:
        way: list[tuple[_Group, int]] = []
        while end in before:
            mover, place = before[end]
            way.append((mover, end))
            end = place
        return [("", end), *reversed(way)]
