"""The division of zones among members as whole numbers: what is asked, and what an answer is worth."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, TypeAlias

from consultgov.errors import Fault, TooLarge

__all__ = ["Choice", "Division", "Figures", "Known", "Pair", "Steps", "figures_of"]

Pair: TypeAlias = tuple[int, int]
"""A zone and a member, by their places."""

Choice: TypeAlias = tuple[tuple[int, ...], ...]
"""Zone to the members who answer for it, in order."""

Figures: TypeAlias = tuple[int, int, int, int]
"""What an answer is worth, the less the better; the first that differ decide."""


Known: TypeAlias = tuple[int, int, int]
"""All figures but that of the members at home, where it decides last."""


class Division(NamedTuple):
    """Which zones there are, who may take them, who has them, and what is asked."""

    loads: tuple[int, ...]
    """Zone to its load."""
    counted: tuple[bool, ...]
    """Member to whether a load is asked of her; who is not counted may keep zones and is given none."""
    held: frozenset[Pair]
    home: frozenset[Pair]
    responsible: Pair
    """The least and the most members of a zone."""
    per_member: Pair
    """The least and the most zones of a member."""
    apart: int | Fraction | None = None
    """How far loads may lie apart: a number, or a fraction as a share of the mean load."""
    home_first: bool = False

    def takers(self, zone: int) -> tuple[int, ...]:
        """The members who may answer for a zone."""
        return tuple(
            member for member, asked in enumerate(self.counted) if asked or (zone, member) in self.held
        )

    def most_apart(self, carried: int) -> int:
        """How far loads may lie apart, where the members carry so much together."""
        if isinstance(self.apart, Fraction):
            people = sum(self.counted) * self.apart.denominator
            return self.apart.numerator * carried // people
        return carried if self.apart is None else self.apart

    def worth(self, changes: int, spread: int, squares: int, home: int) -> Figures:
        """The figures in the order in which they decide."""
        if self.home_first:
            return changes, -home, spread, squares
        return changes, spread, squares, -home


class Steps:
    """How many steps of a search are left."""

    __slots__ = ("_left", "_limit")

    def __init__(self, limit: int) -> None:
        self._left = self._limit = limit

    def part(self, most: int) -> Steps:
        """So many of them, or half of those left, to use up apart."""
        part = min(most, self._left // 2)
        self._left -= part
        return Steps(part)

    def take(self, number: int = 1) -> None:
        """Use up so many.

        Raises:
            TooLarge: there are not so many left.
        """
        self._left -= number
        if self._left < 0:
            rule = f"must be found in {self._limit} steps"
            fix = "allow more steps, leave out who lives where, or state loads in coarser steps"
            fault = Fault("too-large", "best division of the zones", rule, "", fix)
            raise TooLarge(fault, self._limit - self._left, self._limit)


def figures_of(asked: Division, choice: Choice) -> Figures:
    """What an answer is worth.

    The loads are balanced best where the most and the least lie close together, then where the sum of their
    squares is least.
    """
    found = {(zone, member) for zone, members in enumerate(choice) for member in members}
    carried = [0] * len(asked.counted)
    for zone, member in found:
        carried[member] += asked.loads[zone]
    loads = [load for load, counted in zip(carried, asked.counted, strict=True) if counted] or [0]
    squares = sum(load * load for load in loads)
    changes, home = len(found ^ asked.held), len(found & asked.home)
    return asked.worth(changes, max(loads) - min(loads), squares, home)
