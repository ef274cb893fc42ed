"""What might still happen, or might have: people who may take one stance or another, beside the settled.

People who are alike in everything that a rule reads are counted together, so that a search looks at numbers
of people and never at every person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import comb, prod
from typing import NamedTuple, TypeAlias

from consultgov.counting.classes import ClassView, PeopleClass, Sums, Table, codes_of
from consultgov.counting.crowds import Crowd, Key, Option
from consultgov.counting.forms import Heads
from consultgov.counting.scopes import Scope, Setting
from consultgov.counting.stances import FIRST_LABEL

__all__ = ["Kind", "Move", "Scenario", "Settled", "compositions", "distinct_codes"]


class Kind(NamedTuple):
    """Some people who are alike: their traits, how many they are, and what each of them may do."""

    traits: Key
    number: int
    options: tuple[Option, ...]


Move: TypeAlias = tuple[Kind, tuple[int, ...]]
"""How many of a kind take each of its options."""

Settled: TypeAlias = Mapping[Key, Mapping[str | None, Sums]]
"""What is settled: the sums by stance, of each measure, of the people with the same traits."""


def distinct_codes(
    codes: Iterable[int], heads: tuple[Heads, ...], labels: tuple[str, ...]
) -> tuple[int, ...]:
    """One code for each lot of stances that the rule cannot tell apart, in the order given."""
    members = [frozenset(codes_of(each, labels)) for each in heads]
    kept: dict[tuple[bool, ...], int] = {}
    for code in codes:
        kept.setdefault(tuple(code in member for member in members), code)
    return tuple(kept.values())


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to share out ``total`` people over ``parts`` options.

    >>> list(compositions(2, 2))
    [(2, 0), (1, 1), (0, 2)]
    """
    if parts == 1:
        yield (total,)
        return
    for first in range(total, -1, -1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


class Scenario:
    """A crowd with some of its people open; a scope for any way in which they may settle."""

    __slots__ = ("_crowd", "_given", "kinds")

    def __init__(self, crowd: Crowd, kinds: Iterable[Kind], given: Mapping[str, bool | int]) -> None:
        self._crowd = crowd
        self._given = given
        self.kinds = tuple(kinds)

    @property
    def size(self) -> int:
        """In how many ways the open people may settle, counted by kind."""
        return self.ways(self.kinds)

    @staticmethod
    def ways(kinds: Iterable[Kind]) -> int:
        """In how many ways some kinds may settle."""
        return prod(comb(kind.number + len(kind.options) - 1, len(kind.options) - 1) for kind in kinds)

    @property
    def names(self) -> tuple[str, ...]:
        """The traits that ``Kind.traits`` gives the values of."""
        return self._crowd.names

    @property
    def measures(self) -> tuple[str | None, ...]:
        """The measures that options give the weights in."""
        return self._crowd.measures

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the poll."""
        return self._crowd.labels

    def scope(self, moves: Iterable[Move]) -> Scope:
        """The scope in which some kinds have settled as stated; open people beside them are nowhere."""
        changed: dict[Key, dict[str | None, Sums]] = {}
        for kind, numbers in moves:
            if kind.traits not in changed:
                changed[kind.traits] = self._sums(self.start.get(kind.traits))
            self._move(changed[kind.traits], kind, numbers)
        return self.seen({**self.start, **changed})

    @property
    def start(self) -> Settled:
        """What is settled before anybody who is open moves."""
        return self._crowd.sums

    def after(self, settled: Settled, kind: Kind, numbers: tuple[int, ...]) -> Settled:
        """What is settled once a kind has moved too; what was settled before stays as it is."""
        sums = self._sums(settled.get(kind.traits))
        self._move(sums, kind, numbers)
        return {**settled, kind.traits: sums}

    def _move(self, sums: dict[str | None, Sums], kind: Kind, numbers: tuple[int, ...]) -> None:
        for option, number in zip(kind.options, numbers, strict=True):
            for code, weights in option if number else ():
                for measure, weight in zip(self.measures, weights, strict=True):
                    sums[measure][code] += number * weight

    def _sums(self, settled: Mapping[str | None, Sums] | None) -> dict[str | None, Sums]:
        if settled is None:
            width = FIRST_LABEL + len(self.labels)
            return {measure: [0] * width for measure in self.measures}
        return {measure: list(sums) for measure, sums in settled.items()}

    def seen(self, settled: Settled) -> Scope:
        """A scope of what is settled."""
        classes = tuple(PeopleClass(traits, each) for traits, each in settled.items())
        crowd = self._crowd
        view = ClassView(Table(crowd.names, crowd.labels, crowd.scales, classes))
        return Scope((view,), Setting((view,), self._given))
