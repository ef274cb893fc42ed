"""Ties in a count by rounds, settled by the round in which those tied last differed, or by an order drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import final

import attrs

from consultgov.shares import Number
from consultgov.tabulation.counts import Round, step
from consultgov.tabulation.settling import in_order
from consultgov.verdicts import Verdict

__all__ = ["History", "Settled", "highest", "lowest"]

_Extreme = Callable[[Iterable[Number]], Number]


@final
@attrs.frozen
class Settled:
    """Who has the lowest or highest votes, and why; several where nothing tells them apart."""

    names: tuple[str, ...]
    steps: tuple[Verdict, ...] = ()

    @property
    def name(self) -> str:
        """The first of them, who is the only one where nothing is tied."""
        return self.names[0]


@final
@attrs.frozen
class History:
    """What settles a tie in a count.

    Attributes:
        rounds: the rounds so far, the first first.
        drawn: the order that was drawn, the best first.
        back: whether the votes of earlier rounds tell those tied apart.
    """

    rounds: Sequence[Round]
    drawn: Sequence[str]
    back: bool


def lowest(votes: Mapping[str, Number], history: History) -> Settled:
    """Who has the least votes; of those tied, who had less where they last differed, or was drawn last."""
    return _extreme(votes, history, min, -1)


def highest(votes: Mapping[str, Number], history: History) -> Settled:
    """Who has the most votes; of those tied, who had more where they last differed, or was drawn first."""
    return _extreme(votes, history, max, 0)


def _extreme(votes: Mapping[str, Number], history: History, extreme: _Extreme, place: int) -> Settled:
    tied = _at(votes, tuple(votes), extreme)
    found = _by_earlier_rounds(tied, history, extreme) if history.back else Settled(tied)
    ordered = in_order(found.names, history.drawn) if len(found.names) > 1 else None
    if ordered is None:
        return found
    chosen = ordered[place]
    decided = step("tie-settled-by-order", options=list(found.names), chosen=[chosen])
    return Settled((chosen,), (*found.steps, decided))


def _at(votes: Mapping[str, Number], names: tuple[str, ...], extreme: _Extreme) -> tuple[str, ...]:
    bound = extreme(votes[name] for name in names)
    return tuple(name for name in names if votes[name] == bound)


def _by_earlier_rounds(tied: tuple[str, ...], history: History, extreme: _Extreme) -> Settled:
    """Those tied who had the least, or the most, in the latest round in which they differ."""
    left, place = tied, len(history.rounds)
    decided = 0
    while place and len(left) > 1:
        kept = _at(history.rounds[place - 1].votes, left, extreme)
        decided = place if len(kept) < len(left) else decided
        left, place = kept, place - 1
    if not decided:
        return Settled(tied)
    told = step("tie-settled-by-earlier-round", options=list(tied), chosen=list(left), earlier=decided)
    return Settled(left, (told,))
