"""Ranked papers in piles: each lies with whoever it counts for, and moves on when they are excluded.

A paper counts for those of its highest tier that are still there; where they are several, in equal shares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import final

import attrs

from consultgov.shares import Number
from consultgov.tabulation.counts import Ranking
from consultgov.tabulation.merit import whole_figures
from consultgov.tabulation.profiles import Ranked

__all__ = ["Piles"]


@final
@attrs.define(eq=False)
class _Paper:
    """Equal papers, and where they are: the tier that counts, and who of it is still there."""

    tiers: Ranking
    weight: Number
    at: int = 0
    holders: tuple[str, ...] = ()

    @property
    def share(self) -> Number:
        """What each holder has of it."""
        many = len(self.holders)
        return self.weight if many == 1 else Fraction(self.weight, many)


@final
class Piles:
    """Papers dealt out to options, and dealt again as options are excluded.

    Attributes:
        valid: how many papers rank somebody; a paper that ranks nobody is not valid, and counts nowhere.
        exhausted: votes of papers that rank nobody who is still there.
    """

    __slots__ = ("_lying", "_votes", "exhausted", "valid")

    def __init__(self, papers: Ranked, options: Iterable[str]) -> None:
        self._votes: dict[str, Number] = dict.fromkeys(options, 0)
        self._lying: dict[str, list[_Paper]] = {name: [] for name in self._votes}
        self.exhausted: Number = 0
        self.valid: Number = 0
        for tiers, many in papers:
            if tiers:
                self.valid += many
                self._deal(_Paper(tiers, many))

    def figures(self) -> dict[str, Number]:
        """Option to its votes, of those still there."""
        return whole_figures(self._votes)

    def exclude(self, names: Collection[str]) -> None:
        """Take some options out; their papers count for whoever comes next on them."""
        moving = dict.fromkeys(paper for name in names for paper in self._lying.pop(name))
        for paper in moving:
            share = paper.share
            for holder in paper.holders:
                self._votes[holder] -= share
        for name in names:
            del self._votes[name]
        for paper in moving:
            self._deal(paper)

    def _deal(self, paper: _Paper) -> None:
        before, tiers = paper.holders, paper.tiers
        while paper.at < len(tiers):
            paper.holders = tuple(name for name in tiers[paper.at] if name in self._votes)
            if paper.holders:
                break
            paper.at += 1
        else:
            self.exhausted += paper.weight
            return
        share = paper.share
        for holder in paper.holders:
            self._votes[holder] += share
            if holder not in before:
                self._lying[holder].append(paper)
