"""The single transferable vote in the form of the Scottish councils: weighted inclusive Gregory transfers.

Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52; the Order of 2011
has the same count.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final, final

import attrs

from consultgov.errors import Fault, TallyError, TooLarge, shown
from consultgov.shares import MAX_DIGITS, Number, number_text
from consultgov.tabulation.counts import Round, Tabulation, Tie, step
from consultgov.tabulation.earlier import History, Settled, highest, lowest
from consultgov.tabulation.merit import in_paper_order
from consultgov.tabulation.parcels import Parcels
from consultgov.tabulation.profiles import (
    few_options,
    one_word,
    options_of,
    ranked_profile,
    seats_of,
    truth,
)
from consultgov.verdicts import Verdict

__all__ = ["Quota", "transferable_vote"]

_MOST_OPTIONS: Final = 500
_MOST_PLACES: Final = 100
_BOUND: Final = 10**MAX_DIGITS


def __dir__() -> list[str]:
    return __all__


@final
class Quota(StrEnum):
    """How many votes a seat takes."""

    DROOP = "droop"
    """The whole part of valid / (seats + 1), and one more."""
    HARE = "hare"
    """Valid / seats, exactly."""


def transferable_vote(
    papers: object,
    options: object,
    seats: int,
    *,
    ties: Sequence[str] = (),
    quota: Quota | str = Quota.DROOP,
    places: int | None = None,
    back: bool = True,
) -> Tabulation:
    """Fill seats by the single transferable vote.

    Whoever reaches the quota is elected, and what she has above it is transferred, the largest surplus
    first: every paper she has goes to the next candidate named on it who is still there, at a value of
    surplus / votes x the value it had. Where there is no surplus to transfer, the lowest is excluded and her
    papers go on at the value they have. Once as many are left as there are seats, they are elected.

    A paper counts up to where it ranks several alike; one that names no first choice is not valid. In every
    round the votes, and those exhausted, make up all valid papers. What rounding down loses is counted among
    those exhausted, and stated by itself.

    A tie of surpluses or for the exclusion is settled by the latest round in which those tied differ, then
    by the order given; otherwise the count stops with the tie. Candidates without a single vote go together,
    since nothing moves when they do.

    Args:
        papers: pairs of a ranking, such as ``"A>B>C"``, and how many papers say so.
        options: the candidates, at most 500.
        seats: how many are to be elected, no more than candidates.
        ties: the order that settles a tie if it names everybody tied, such as that of a lot, the best first.
        quota: what a seat takes.
        places: decimal places of the value of a paper, what is beyond them ignored; the Order has 5. Exact
            where ``None``.
        back: whether the votes of earlier rounds settle a tie, as the Order has it.

    Raises:
        TallyError: no options, fewer of them than seats, papers, an order or a setting that cannot be read.
        TooLarge: more options than that, or exact votes of more than 400 digits, as after some thirty
            surpluses: give decimal places then.

    >>> papers = [("A>B>C>D", 28), ("A>C>D>B", 14), ("B>C>A>D", 15), ("C>A>B>D", 17), ("D>B>C>A", 26)]
    >>> found = transferable_vote(papers, ["A", "B", "C", "D"], 2)
    >>> found.elected, found.rounds[0].quota
    (('A', 'B'), 34)
    """
    standing = few_options(options_of(options), _MOST_OPTIONS)
    seats = seats_of(seats, standing)
    read, drawn = ranked_profile(papers, standing, ties)
    parcels = Parcels(read, standing, _places(places))
    needed = _quota(one_word(Quota, quota, "quota"), parcels.valid, seats)
    count = _Count(parcels, needed, seats, standing, drawn, truth(back, "back"))
    while not count.over:
        count.go_on()
    return Tabulation("transferable-vote", tuple(count.elected), count.tie, rounds=tuple(count.rounds))


def _places(given: object) -> int | None:
    if given is None:
        return None
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= _MOST_PLACES:
        rule = f"must be a whole number from 0 to {_MOST_PLACES}, or None"
        raise TallyError(Fault("bad-places", "decimal places", rule, shown(given)))
    return given


def _quota(quota: Quota, valid: Number, seats: int) -> Number:
    if quota is Quota.DROOP:
        return valid // (seats + 1) + 1
    exact = Fraction(valid) / seats
    return exact.numerator if exact.denominator == 1 else exact


def _check_digits(votes: dict[str, Number]) -> None:
    """Refuse fractions that have grown too long; with every surplus they grow by the digits of its votes."""
    longest = max(figure.denominator for figure in votes.values())
    if longest > _BOUND:
        rule = f"must have at most {MAX_DIGITS} digits below the line"
        fault = Fault("too-large", "exact votes", rule, "", "say places=5, as the Order has it")
        raise TooLarge(fault, longest.bit_length() * 30_103 // 100_000 + 1, MAX_DIGITS)


@final
@attrs.define(eq=False)
class _Count:
    """A count under way."""

    parcels: Parcels
    quota: Number
    seats: int
    standing: tuple[str, ...]
    drawn: tuple[str, ...]
    back: bool
    continuing: dict[str, None] = attrs.field(init=False)
    elected: list[str] = attrs.field(factory=list[str])
    waiting: dict[str, None] = attrs.field(factory=dict[str, None])
    rounds: list[Round] = attrs.field(factory=list[Round])
    tie: Tie | None = None
    over: bool = False

    def __attrs_post_init__(self) -> None:
        self.continuing = dict.fromkeys(self.standing)

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)

    def go_on(self) -> None:
        """One round: elect whoever has the quota, then transfer a surplus or exclude the lowest."""
        votes = self.parcels.figures()
        _check_digits(votes)
        exhausted = self.parcels.exhausted + self.parcels.lost
        steps = [*self._elect(votes)]
        if not self._filled(votes, steps):
            steps += self._transfer(votes) if self.waiting else self._exclude(votes)
        self.rounds.append(Round(votes, tuple(steps), exhausted, self.quota))

    def _elect(self, votes: dict[str, Number]) -> list[Verdict]:
        """Elect whoever reaches the quota, the one with most votes first."""
        reached = {name: votes[name] for name in self.continuing if votes[name] and votes[name] >= self.quota}
        steps: list[Verdict] = []
        for name in self._by_votes(reached):
            self._seat(name)
            figure = number_text(votes[name])
            steps.append(step("quota-reached", option=name, figure=figure, quota=number_text(self.quota)))
            if votes[name] > self.quota:
                self.waiting[name] = None
        return steps

    def _by_votes(self, votes: dict[str, Number]) -> list[str]:
        """The order of election of those who are elected together, which no seat depends on."""
        left, order = dict(votes), list[str]()
        while left:
            found = highest(left, self._history())
            order += found.names
            for name in found.names:
                del left[name]
        return order

    def _history(self) -> History:
        return History(self.rounds, self.drawn, self.back)

    def _seat(self, name: str) -> None:
        del self.continuing[name]
        self.elected.append(name)

    def _filled(self, votes: dict[str, Number], steps: list[Verdict]) -> bool:
        """Whether the count is over: no seat is left, or as many seats as there are candidates."""
        if self.vacancies and len(self.continuing) == self.vacancies:
            last = self._by_votes({name: votes[name] for name in self.continuing})
            steps.append(step("last-seats-filled", options=last))
            for name in last:
                self._seat(name)
        self.over = not self.vacancies
        return self.over

    def _transfer(self, votes: dict[str, Number]) -> list[Verdict]:
        """Transfer the largest surplus."""
        found = highest({name: votes[name] for name in self.waiting}, self._history())
        if len(found.names) > 1:
            return self._stop(found, Tie(in_paper_order(found.names, self.standing), 1, "surplus"))
        name = found.name
        del self.waiting[name]
        before = self.parcels.lost
        self.parcels.transfer(name, self.quota, self.continuing)
        surplus = number_text(votes[name] - self.quota)
        steps = [*found.steps, step("surplus-transferred", option=name, surplus=surplus)]
        if self.parcels.lost > before:
            steps.append(step("lost-in-rounding", figure=number_text(self.parcels.lost - before)))
        return steps

    def _exclude(self, votes: dict[str, Number]) -> list[Verdict]:
        """Exclude the lowest, or together those without a vote where enough others are left."""
        voteless = [name for name in self.continuing if not votes[name]]
        if len(voteless) > 1 and len(self.continuing) - len(voteless) >= self.vacancies:
            return self._exclude_voteless(votes, voteless)
        found = lowest({name: votes[name] for name in self.continuing}, self._history())
        if len(found.names) > 1:
            return self._stop(found, self._exclusion_tie(found.names))
        name = found.name
        del self.continuing[name]
        steps = [*found.steps, step("option-excluded", option=name, figure=number_text(votes[name]))]
        if not self._filled(votes, steps):
            self.parcels.exclude(name, self.continuing)
        return steps

    def _exclude_voteless(self, votes: dict[str, Number], names: list[str]) -> list[Verdict]:
        for name in names:
            del self.continuing[name]
            self.parcels.drop(name)
        steps = [step("excluded-without-votes", options=names)]
        self._filled(votes, steps)
        return steps

    def _exclusion_tie(self, names: tuple[str, ...]) -> Tie:
        """The tie; where one exclusion is the last, the others have a seat and the tie is for the rest."""
        tied = in_paper_order(names, self.standing)
        if len(self.continuing) > self.vacancies + 1:
            return Tie(tied, 1, "exclusion")
        for name in [name for name in self.continuing if name not in tied]:
            self._seat(name)
        return Tie(tied, self.vacancies, "seat")

    def _stop(self, found: Settled, tie: Tie) -> list[Verdict]:
        self.over, self.tie = True, tie
        return [*found.steps]
