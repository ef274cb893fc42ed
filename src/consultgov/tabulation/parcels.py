"""Ranked papers in parcels of equal value: they move from one candidate to the next, and keep their value.

Whatever has one value moves together, so that exact fractions are worked out once for a parcel and not for
every paper.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from fractions import Fraction
from typing import NamedTuple, TypeAlias, final

from consultgov.shares import Number
from consultgov.tabulation.merit import whole_figures
from consultgov.tabulation.profiles import Ranked

__all__ = ["Parcels"]


class _Lot(NamedTuple):
    """Equal papers: whom they name in order, how many there are, and the place of whoever has them."""

    names: tuple[str, ...]
    many: Number
    at: int


_Parcel: TypeAlias = dict[Number, list[_Lot]]


def _clear_part(ranking: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Whom a paper names one by one, up to where it ranks several alike."""
    names: list[str] = []
    for tier in ranking:
        if len(tier) > 1:
            break
        names += tier
    return tuple(names)


@final
class Parcels:
    """Papers with candidates, each at its value.

    Attributes:
        valid: how many papers name a first choice.
        exhausted: votes of papers that name nobody further who could take them.
        lost: votes lost in rounding values down.
    """

    __slots__ = ("_parcels", "_places", "_votes", "exhausted", "lost", "valid")

    def __init__(self, papers: Ranked, options: Iterable[str], places: int | None) -> None:
        self._votes: dict[str, Number] = dict.fromkeys(options, 0)
        self._parcels: dict[str, _Parcel] = {name: {} for name in self._votes}
        self._places = places
        self.exhausted: Number = 0
        self.lost: Number = 0
        self.valid: Number = 0
        for ranking, many in papers:
            names = _clear_part(ranking)
            if names:
                self.valid += many
                self._votes[names[0]] += many
                self._parcels[names[0]].setdefault(1, []).append(_Lot(names, many, 0))

    def figures(self) -> dict[str, Number]:
        """Candidate to votes, of those elected and those still there."""
        return whole_figures(self._votes)

    def exclude(self, name: str, continuing: Container[str]) -> None:
        """Hand the papers of somebody on, each at the value that it has."""
        del self._votes[name]
        for value, lots in self._parcels.pop(name).items():
            self._hand_on(lots, value, continuing)

    def drop(self, name: str) -> None:
        """Take somebody out who has no papers."""
        del self._votes[name]

    def transfer(self, name: str, quota: Number, continuing: Container[str]) -> None:
        """Hand on what somebody has above the quota: every paper, at its part of the surplus."""
        votes = self._votes[name]
        surplus = votes - quota
        moved: Number = 0
        for value, lots in self._parcels.pop(name).items():
            moved += self._hand_on(lots, self._cut(value * surplus / Fraction(votes)), continuing)
        self._votes[name] = quota
        self.lost += surplus - moved

    def _cut(self, value: Fraction) -> Number:
        """A value as it counts: exact, or with so many decimal places and the rest ignored."""
        if self._places is None:
            return value
        scale = 10**self._places
        return Fraction(value.numerator * scale // value.denominator, scale)

    def _hand_on(self, lots: Iterable[_Lot], value: Number, continuing: Container[str]) -> Number:
        """Put papers of one value with whoever is named next on each; the votes that this moves."""
        sums: dict[str, Number] = {}
        exhausted: Number = 0
        for names, many, at in lots:
            place = next((here for here in range(at + 1, len(names)) if names[here] in continuing), 0)
            if place:
                taker = names[place]
                sums[taker] = sums.get(taker, 0) + many
                self._parcels[taker].setdefault(value, []).append(_Lot(names, many, place))
            else:
                exhausted += many
        for taker, many in sums.items():
            self._votes[taker] += many * value
        self.exhausted += exhausted * value
        return (sum(sums.values()) + exhausted) * value
