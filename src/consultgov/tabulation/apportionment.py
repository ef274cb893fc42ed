"""Seats for lists in proportion to their votes: highest averages and largest remainders, exact.

Square roots (Huntington-Hill) are compared by their squares. Lists with the same claim to the last seat are
tied, and the tie is a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import chain
from types import MappingProxyType
from typing import Final, TypeAlias, final

from consultgov.errors import Fault, Faults, TallyError
from consultgov.shares import Number, Share, number_text
from consultgov.tabulation.counts import Round, Tabulation, Tie, step
from consultgov.tabulation.lists import (
    Bound,
    Threshold,
    above_threshold,
    bounds_of,
    figures_of,
    threshold_of,
)
from consultgov.tabulation.merit import by_figure
from consultgov.tabulation.profiles import drawn_order, one_word, seats_of
from consultgov.tabulation.settling import first_of, settled_by_order
from consultgov.verdicts import Verdict

__all__ = ["Divisors", "ListQuota", "highest_averages", "largest_remainder", "seats_by_list"]


def __dir__() -> list[str]:
    return __all__


@final
class Divisors(StrEnum):
    """What the votes of a list are divided by for its first seat, its second and so on."""

    DHONDT = "dhondt"
    """1, 2, 3…, by d'Hondt and Jefferson."""
    SAINTE_LAGUE = "sainte_lague"
    """1, 3, 5…, by Sainte-Laguë and Webster."""
    MODIFIED_SAINTE_LAGUE = "modified_sainte_lague"
    """1.4, 3, 5…, so that the first seat is harder to get."""
    ADAMS = "adams"
    """0, 1, 2…: a seat for every list first."""
    HUNTINGTON_HILL = "huntington_hill"
    """The square roots of 0, 2, 6, 12…, the products of neighbours."""
    DANISH = "danish"
    """1, 4, 7…"""
    IMPERIALI = "imperiali"
    """1, 1.5, 2…"""


@final
class ListQuota(StrEnum):
    """The votes for which a list has a whole seat."""

    HARE = "hare"
    """The votes by the seats."""
    DROOP = "droop"
    """The next whole number above the votes by one seat more."""
    HAGENBACH_BISCHOFF = "hagenbach_bischoff"
    """The votes by one seat more, exact."""
    IMPERIALI = "imperiali"
    """The votes by two seats more, exact."""


_Claim: TypeAlias = tuple[bool, Number]
"""How strong the claim to one more seat is: before all quotients, and the quotient."""

_FIRST: Final = Fraction(7, 5)


def _huntington_hill(votes: Number, seats: int) -> _Claim:
    """The square of the quotient, since the divisor is the square root of n(n+1)."""
    return (not seats, votes if not seats else Fraction(votes * votes, seats * (seats + 1)))


def _adams(votes: Number, seats: int) -> _Claim:
    return (not seats, votes if not seats else Fraction(votes) / seats)


def _even(apart: Number, votes: Number, seats: int) -> _Claim:
    """A quotient whose divisors start at 1 and are evenly apart."""
    return (False, votes / Fraction(1 + apart * seats))


def _modified(votes: Number, seats: int) -> _Claim:
    return (False, votes / (Fraction(2 * seats + 1) if seats else _FIRST))


_CLAIMS: Final[Mapping[Divisors, Callable[[Number, int], _Claim]]] = MappingProxyType(
    {
        Divisors.ADAMS: _adams,
        Divisors.DANISH: partial(_even, 3),
        Divisors.DHONDT: partial(_even, 1),
        Divisors.HUNTINGTON_HILL: _huntington_hill,
        Divisors.IMPERIALI: partial(_even, Fraction(1, 2)),
        Divisors.MODIFIED_SAINTE_LAGUE: _modified,
        Divisors.SAINTE_LAGUE: partial(_even, 2),
    }
)


def seats_by_list(count: Tabulation) -> dict[str, int]:
    """How many seats each list has for certain, those with none included.

    >>> seats_by_list(highest_averages({"A": 42, "B": 31, "C": 15, "D": 12}, 6))
    {'A': 3, 'B': 2, 'C': 1, 'D': 0}
    """
    seats = dict.fromkeys(count.scores, 0)
    for name in count.elected:
        seats[name] += 1
    return seats


def highest_averages(
    votes: Mapping[str, Number],
    seats: int,
    *,
    divisors: Divisors | str = Divisors.DHONDT,
    least: Bound = None,
    most: Bound = None,
    threshold: Threshold | Share | str | None = None,
    ties: Sequence[str] = (),
) -> Tabulation:
    """Seats one by one, each to the list with the highest quotient of its votes by its next divisor.

    The one round shows the quotients that decided the last seat: of ``huntington_hill`` their squares, and of
    a list whose first divisor is 0, which comes before all others, its votes. A list without a vote gets no
    seat, and none gets more than the most it may have; so seats may stay open.

    Args:
        votes: list to its votes.
        seats: how many there are, up to 100 000.
        divisors: a word of ``Divisors``.
        least: the seats that a list above the threshold has before any quotient.
        most: the seats above which a list gets none.
        threshold: what a list needs to take part; a bare share must be reached, not exceeded.
        ties: the order of a lot; it settles a tie if it names everybody tied.

    Returns:
        ``elected`` names a list once for each of its seats, in the order of award; ``scores`` are the votes.

    Raises:
        TallyError: votes, seats, bounds, divisors or an order of ties that are none.
        RuleError: a threshold that is none.

    >>> highest_averages({"A": 100000, "B": 80000, "C": 30000, "D": 20000}, 8).elected
    ('A', 'B', 'A', 'B', 'A', 'C', 'B', 'A')
    """
    figures = figures_of(votes)
    method = one_word(Divisors, divisors, "divisors")
    places, order = seats_of(seats), drawn_order(ties, figures)
    inside, steps = above_threshold(figures, threshold_of(threshold))
    low = bounds_of(least, figures, 0, "least seats")
    high = bounds_of(most, figures, places, "most seats")
    _check_bounds(inside, low, high, places)
    award = _Award({name: figures[name] for name in inside}, _CLAIMS[method], low, high)
    tie = award.give(places, order)
    if award.quotients:
        squares = method is Divisors.HUNTINGTON_HILL
        steps.append(step("last-quotient-squares" if squares else "last-quotients"))
    steps += [*award.settled, *_told(figures, award.elected, places, tie)]
    last = Round(award.quotients or figures, tuple(steps))
    return Tabulation(method.value, tuple(award.elected), tie, (), (last,), figures)


def _check_bounds(inside: Iterable[str], low: dict[str, int], high: dict[str, int], places: int) -> None:
    faults = Faults()
    for name in inside:
        if low[name] > high[name]:
            rule = f"must not be above the most, {high[name]}"
            faults.add(Fault("too-few-seats", f"least seats of {name}", rule, str(low[name]), "", (name,)))
    if (whole := sum(low[name] for name in inside)) > places:
        rule = f"must not be above the {places} seats in all"
        faults.add(Fault("too-few-seats", "least seats", rule, str(whole)))
    faults.close(TallyError)


class _Award:
    """Seats given one by one."""

    def __init__(
        self,
        votes: dict[str, Number],
        claim: Callable[[Number, int], _Claim],
        low: dict[str, int],
        high: dict[str, int],
    ) -> None:
        self.votes, self.claim, self.high = votes, claim, high
        self.held = {name: low[name] for name in votes}
        self.elected = [name for name in votes for _ in range(low[name])]
        self.quotients: dict[str, Number] = {}
        self.settled: list[Verdict] = []
        self.queue = [self._entry(name) for name in votes if low[name] < high[name]]
        heapify(self.queue)

    def _entry(self, name: str) -> tuple[bool, Number, str]:
        before, quotient = self.claim(self.votes[name], self.held[name])
        return (not before, -quotient, name)

    def give(self, places: int, order: Sequence[str]) -> Tie | None:
        """Give the seats that are left, up to a tie for the last of them."""
        while self.queue and (room := places - len(self.elected)):
            if len(equal := self._equal()) >= room:
                self._note(equal)
            picked = equal if len(equal) <= room else first_of(equal, room, order)
            if picked is None:
                return Tie(tuple(equal), room)
            if len(picked) < len(equal):
                self.settled.append(settled_by_order(equal, picked))
            for name in picked:
                self._seat(name)
        return None

    def _equal(self) -> list[str]:
        """Those with the best claim, taken off the queue."""
        best = self.queue[0][:2]
        equal: list[str] = []
        while self.queue and self.queue[0][:2] == best:
            equal.append(heappop(self.queue)[2])
        return equal

    def _note(self, equal: list[str]) -> None:
        """The quotients as they stand when the last seat is given."""
        there = {*equal, *(name for _, _, name in self.queue)}
        claims = {name: self.claim(self.votes[name], self.held[name])[1] for name in self.votes}
        self.quotients = {name: _whole(quotient) for name, quotient in claims.items() if name in there}

    def _seat(self, name: str) -> None:
        self.elected.append(name)
        self.held[name] += 1
        if self.held[name] < self.high[name]:
            heappush(self.queue, self._entry(name))


def _whole(value: Number) -> Number:
    return value.numerator if value.denominator == 1 else value


def _told(
    figures: Mapping[str, Number], elected: Sequence[str], places: int, tie: Tie | None
) -> Iterator[Verdict]:
    """What each list came to, and the seats that nobody gets."""
    seats = dict.fromkeys(figures, 0)
    for name in elected:
        seats[name] += 1
    for name, figure in figures.items():
        yield step("list-seats", list=name, figure=number_text(figure), seats=seats[name])
    if left := places - len(elected) - (tie.places if tie else 0):
        yield step("seats-left-open", places=left)


# --- largest remainders -----------------------------------------------------------------------------


def _over(more: int, votes: Number, seats: int) -> Number:
    return Fraction(votes, seats + more)


def _droop(votes: Number, seats: int) -> Number:
    """The least whole number of votes that one more than the seats cannot all have."""
    return votes // (seats + 1) + 1


_QUOTAS: Final[Mapping[ListQuota, Callable[[Number, int], Number]]] = MappingProxyType(
    {
        ListQuota.DROOP: _droop,
        ListQuota.HAGENBACH_BISCHOFF: partial(_over, 1),
        ListQuota.HARE: partial(_over, 0),
        ListQuota.IMPERIALI: partial(_over, 2),
    }
)


def largest_remainder(
    votes: Mapping[str, Number],
    seats: int,
    *,
    quota: ListQuota | str = ListQuota.HARE,
    threshold: Threshold | Share | str | None = None,
    ties: Sequence[str] = (),
) -> Tabulation:
    """A seat for each whole quota of a list's votes, and what is left to the largest remainders.

    The quota is taken of the votes of the lists that take part; the one round shows it with the remainders.
    Where it is so small that more whole quotas are reached than there are seats, the divisor is lowered by
    one until it is not, as Italian law did for the imperiali quota (D.P.R. 361/1957, art. 77). A list gets at
    most one seat by its remainder; what is left then stays open.

    Args:
        votes: list to its votes.
        seats: how many there are, up to 100 000.
        quota: a word of ``ListQuota``.
        threshold: what a list needs to take part; a bare share must be reached, not exceeded.
        ties: the order of a lot; it settles a tie if it names everybody tied.

    Returns:
        ``elected`` names a list once for each of its seats; ``scores`` are the votes.

    Raises:
        TallyError: votes, seats, a quota or an order of ties that are none.
        RuleError: a threshold that is none.

    >>> polled = {"A": 1500, "B": 1500, "C": 900, "D": 500, "E": 500, "F": 200}
    >>> seats_by_list(largest_remainder(polled, 25)), seats_by_list(largest_remainder(polled, 26))["D"]
    ({'A': 7, 'B': 7, 'C': 4, 'D': 3, 'E': 3, 'F': 1}, 2)
    """
    figures = figures_of(votes)
    method = one_word(ListQuota, quota, "quota")
    places, order = seats_of(seats), drawn_order(ties, figures)
    inside, steps = above_threshold(figures, threshold_of(threshold))
    taking = {name: figures[name] for name in inside}
    each = _fitting(taking, _QUOTAS[method], places)
    whole = {name: int(figure // each) for name, figure in taking.items()}
    rest = {name: _whole(taking[name] - whole[name] * each) for name in taking}
    more, tie, settled = _largest(rest, places - sum(whole.values()), order)
    elected = [*chain.from_iterable([name] * number for name, number in whole.items()), *more]
    if rest:
        steps.append(step("last-remainders", quota=number_text(each)))
    steps += [*settled, *_told(figures, elected, places, tie)]
    last = Round(rest or figures, tuple(steps), quota=_whole(each) if rest else None)
    return Tabulation(f"largest_remainder_{method}", tuple(elected), tie, (), (last,), figures)


def _fitting(votes: Mapping[str, Number], size: Callable[[Number, int], Number], places: int) -> Number:
    """The quota, taken by fewer seats for as long as more whole ones are reached than there are seats."""
    total, by = sum(votes.values()), places
    while total and sum(figure // size(total, by) for figure in votes.values()) > places:
        by -= 1
    return size(total, by)


def _largest(
    rest: Mapping[str, Number], room: int, order: Sequence[str]
) -> tuple[list[str], Tie | None, list[Verdict]]:
    """Who gets a seat by her remainder, the tie for the last of these seats, and what the order settled."""
    more: list[str] = []
    for tier in by_figure(rest):
        equal = sorted(tier)
        left = room - len(more)
        if len(equal) <= left:
            more += equal
            continue
        picked = first_of(equal, left, order)
        if picked is None:
            return more, Tie(tuple(equal), left), []
        return [*more, *picked], None, [settled_by_order(equal, picked)] if left else []
    return more, None, []
