"""Committees seat by seat: Thiele's sequential rule, Phragmén's and equal shares, exact, papers weighted.

All of them take the option that is best now. Where several are best, and it matters which comes first, the
count stops with a tie, and goes on once an order of those tied is given. It does not matter where no paper
approves of two of them and there is a seat for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final, Protocol, final

import attrs

from consultgov.errors import Fault, TooLarge
from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import Ranking, Round, Tabulation, Tie, step
from consultgov.tabulation.paying import price
from consultgov.tabulation.profiles import (
    Approved,
    approved_papers,
    drawn_order,
    one_word,
    options_of,
    seats_of,
)
from consultgov.tabulation.settling import first_of, settled_by_order

__all__ = ["Completion", "equal_shares", "phragmen", "sequential_proportional_approval"]

_LIMIT: Final = 20_000_000
"""Options times papers times seats: some seconds of work at the worst."""


def __dir__() -> list[str]:
    return __all__


class _State(Protocol):
    """Where a rule stands between two seats."""

    code: str
    """The step that tells who was taken."""

    def figures(self, names: Iterable[str]) -> dict[str, Number]:
        """The figures of those who may be taken now."""
        ...

    def best(self, figures: Iterable[Number]) -> Number:
        """The best of some figures."""
        ...

    def take(self, name: str, figure: Number) -> None:
        """Go on with somebody taken at her figure."""
        ...


@attrs.frozen
class _Profile:
    """Papers that approve of something, who approves of each option, and how many papers there are in all."""

    papers: Approved
    backers: dict[str, list[int]]
    total: Number

    def purses(self, name: str, money: Sequence[Number]) -> list[tuple[Number, Number]]:
        """What each of an option's backers has, and how many papers say so."""
        return [(money[row], self.papers[row][1]) for row in self.backers[name]]

    def apart(self, names: Iterable[str]) -> bool:
        """Whether no paper approves of two of some options, so that taking one does not touch the others."""
        rows = [row for name in names for row in self.backers[name]]
        return len(set(rows)) == len(rows)


def _profile(papers: object, names: Sequence[str], seats: int) -> _Profile:
    whole = approved_papers(papers, names)
    approved = tuple(pair for pair in whole if pair[0])
    size = len(names) * max(len(approved), 1) * seats
    if size > _LIMIT:
        rule, fix = f"must be at most {_LIMIT}", "put like papers together, or count fewer seats"
        fault = Fault("too-large", "options times papers times seats", rule, "", fix)
        raise TooLarge(fault, size, _LIMIT)
    backers = {name: [row for row, (paper, _) in enumerate(approved) if name in paper] for name in names}
    return _Profile(approved, backers, sum(many for _, many in whole))


class _Count:
    """What has been counted so far: options in tiers, those of one tier taken at the same figure."""

    def __init__(self, profile: _Profile, names: Sequence[str], order: Sequence[str]) -> None:
        self.profile, self.left, self.order = profile, list(names), order
        self.tiers: list[tuple[str, ...]] = []
        self.rounds: list[Round] = []
        self.tie: Tie | None = None

    @property
    def taken(self) -> tuple[str, ...]:
        return tuple(name for tier in self.tiers for name in tier)

    def run(self, state: _State, seats: int) -> None:
        """Fill seats for as long as somebody may be taken and no tie stops it."""
        while self.tie is None and (room := seats - len(self.taken)):
            figures = state.figures(self.left)
            if not figures:
                return
            best = state.best(figures.values())
            equal = tuple(name for name in self.left if figures.get(name) == best)
            picked = self._pick(equal, room)
            settled = [settled_by_order(equal, picked)] if 0 < len(picked) < len(equal) else []
            told = [step(state.code, option=name, figure=number_text(best)) for name in picked]
            votes = {name: _plain(each) for name, each in figures.items()}
            self.rounds.append(Round(votes, (*settled, *told)))
            for name in picked:
                state.take(name, best)
                self.left.remove(name)
            self.tiers += [picked] if picked else []

    def _pick(self, equal: tuple[str, ...], room: int) -> tuple[str, ...]:
        """Who is taken of those who are equally good; nobody where that is a tie."""
        places = min(room, len(equal)) if self.profile.apart(equal) else 1
        picked = equal if places == len(equal) else first_of(equal, places, self.order)
        if picked is None:
            self.tie = Tie(equal, places)
        return picked or ()

    def result(self, method: str, seats: int) -> Tabulation:
        """The count as a value; what nobody may take stays open."""
        elected = self.taken[:seats]
        rounds = list(self.rounds)
        if self.tie is None and len(elected) < seats:
            left = step("seats-left-open", places=seats - len(elected))
            last = rounds.pop() if rounds else Round(dict.fromkeys(self.left, 0))
            rounds.append(attrs.evolve(last, steps=(*last.steps, left)))
        return Tabulation(method, elected, self.tie, tuple(self.tiers), tuple(rounds))

    def order_so_far(self) -> Ranking:
        """Those taken, in tiers; the last tier is of those tied."""
        return (*self.tiers, *([] if self.tie is None else [self.tie.options]))


def _plain(value: Number) -> Number:
    return value.numerator if value.denominator == 1 else value


def _begin(papers: object, options: Iterable[str], seats: int, ties: object, more: int = 0) -> _Count:
    """The papers read, before any seat is filled."""
    names = options_of(options)
    places = seats_of(seats, names)
    profile = _profile(papers, names, min(places + more, len(names)))
    return _Count(profile, names, drawn_order(ties, names))


# --- Thiele -----------------------------------------------------------------------------------------


class _Thiele:
    """How many of those taken each paper approves of."""

    code = "taken-by-score"

    def __init__(self, profile: _Profile) -> None:
        self.profile = profile
        self.have = [0] * len(profile.papers)

    def figures(self, names: Iterable[str]) -> dict[str, Number]:
        return {name: self._score(name) for name in names if self.profile.backers[name]}

    def _score(self, name: str) -> Number:
        backers = self.profile.backers[name]
        return sum(Fraction(self.profile.papers[row][1], self.have[row] + 1) for row in backers)

    def best(self, figures: Iterable[Number]) -> Number:
        return max(figures)

    def take(self, name: str, figure: Number) -> None:
        del figure
        for row in self.profile.backers[name]:
            self.have[row] += 1


def sequential_proportional_approval(
    papers: object, options: Iterable[str], seats: int, *, ties: Sequence[str] = ()
) -> Tabulation:
    """Thiele's rule seat by seat: a paper counts 1 over one more than those taken whom it approves of.

    An option that no paper approves of gets no seat, so that seats may stay open.

    Args:
        papers: pairs of approved options and how many papers say so.
        options: who stands.
        seats: how many there are.
        ties: the order of a lot; it settles a tie if it names everybody tied.

    Raises:
        TallyError: papers, options, seats or an order of ties that are none; fewer options than seats.
        TooLarge: options times papers times seats above twenty million.

    >>> sequential_proportional_approval(
    ...     [(["a", "b"], 5), (["c"], 3)], ["a", "b", "c"], 2, ties=["a", "b"]
    ... ).elected
    ('a', 'c')
    """
    count = _begin(papers, options, seats, ties)
    count.run(_Thiele(count.profile), seats)
    return count.result("sequential_pav", seats)


# --- Phragmén -----------------------------------------------------------------------------------------


class _Loads:
    """What each paper carries of those taken, for one vote."""

    code = "taken-by-load"

    def __init__(self, profile: _Profile, loads: Iterable[Number]) -> None:
        self.profile, self.loads = profile, list(loads)

    def figures(self, names: Iterable[str]) -> dict[str, Number]:
        return {name: self._load(name) for name in names if self.profile.backers[name]}

    def _load(self, name: str) -> Number:
        """What each of an option's backers would carry: what they carry together and one more, shared."""
        purses = self.profile.purses(name, self.loads)
        carried, votes = sum(load * many for load, many in purses), sum(many for _, many in purses)
        return Fraction(1 + carried) / votes

    def best(self, figures: Iterable[Number]) -> Number:
        return min(figures)

    def take(self, name: str, figure: Number) -> None:
        for row in self.profile.backers[name]:
            self.loads[row] = figure


def phragmen(
    papers: object, options: Iterable[str], seats: int, *, runners_up: int = 0, ties: Sequence[str] = ()
) -> Tabulation:
    """Phragmén's sequential rule (1894): a seat is a load of 1, carried by those who approve of its holder.

    The next seat goes to whoever leaves her backers with the least load each. An option without backing gets
    no seat, so that seats may stay open. Papers may be weighted, by stakes for example.

    Args:
        papers: pairs of approved options and how many papers say so, or what stands behind them.
        options: who stands.
        seats: how many there are.
        runners_up: how many more the order goes on to, by the same rule; those tied there are one tier, its
            last.
        ties: the order of a lot; it settles a tie if it names everybody tied.

    Returns:
        ``order`` has those elected and then the runners-up; the figures of the rounds are loads.

    Raises:
        TallyError: papers, options, seats or an order of ties that are none; fewer options than seats.
        TooLarge: options times papers times seats, runners-up included, above twenty million.

    >>> stakes = [(["c"], 20), (["b"], 30), (["e"], 40), (["d"], 50)]
    >>> phragmen(stakes, ["e", "d", "c", "b"], 2, runners_up=2).order
    (('d',), ('e',), ('b',), ('c',))
    """
    more = 0 if runners_up == 0 else seats_of(runners_up)
    count = _begin(papers, options, seats, ties, more)
    state = _Loads(count.profile, [0] * len(count.profile.papers))
    count.run(state, seats)
    found = count.result("phragmen", seats)
    if found.tie is not None:
        return found
    count.run(state, min(seats + more, len(count.left) + len(count.taken)))
    return attrs.evolve(found, order=count.order_so_far())


# --- equal shares -------------------------------------------------------------------------------------


@final
class Completion(StrEnum):
    """What becomes of the seats that nobody can pay for."""

    OPEN = "open"
    """They are left open."""
    PHRAGMEN = "phragmen"
    """They are filled by Phragmén's rule, with what each has paid as her load."""


class _Purses:
    """What each paper has left to pay with, for one vote."""

    code = "taken-by-price"

    def __init__(self, profile: _Profile, seats: int) -> None:
        self.profile = profile
        self.share: Number = Fraction(seats) / profile.total if profile.total else 0
        self.money: list[Number] = [self.share] * len(profile.papers)

    def figures(self, names: Iterable[str]) -> dict[str, Number]:
        prices = {name: price(1, self.profile.purses(name, self.money)) for name in names}
        return {name: each for name, each in prices.items() if each is not None}

    def best(self, figures: Iterable[Number]) -> Number:
        return min(figures)

    def take(self, name: str, figure: Number) -> None:
        for row in self.profile.backers[name]:
            self.money[row] -= min(self.money[row], figure)


def equal_shares(
    papers: object,
    options: Iterable[str],
    seats: int,
    *,
    completion: Completion | str = Completion.OPEN,
    ties: Sequence[str] = (),
) -> Tabulation:
    """The method of equal shares: each paper has the same part of the seats and pays for whom it approves of.

    A seat costs 1. The next goes to whoever her backers can pay for at the lowest price each, where one who
    has less pays all of it.

    Args:
        papers: pairs of approved options and how many papers say so; one that approves of nobody has its
            part too.
        options: who stands.
        seats: how many there are.
        completion: what becomes of the seats that nobody can pay for, a word of ``Completion``.
        ties: the order of a lot; it settles a tie if it names everybody tied.

    Raises:
        TallyError: papers, options, seats, a completion or an order of ties that are none; fewer options
            than seats.
        TooLarge: options times papers times seats above twenty million.

    >>> votes = [(["a", "b"], 4), (["c"], 3), (["d"], 1)]
    >>> equal_shares(votes, ["a", "b", "c", "d"], 3, ties=["a", "b"]).elected
    ('a', 'c')
    >>> equal_shares(votes, ["a", "b", "c", "d"], 3, ties=["a", "b"], completion="phragmen").elected
    ('a', 'c', 'b')
    """
    then = one_word(Completion, completion, "completion")
    count = _begin(papers, options, seats, ties)
    purses = _Purses(count.profile, seats)
    count.run(purses, seats)
    if then is Completion.PHRAGMEN:
        count.run(_Loads(count.profile, (purses.share - money for money in purses.money)), seats)
    return count.result("equal_shares", seats)
