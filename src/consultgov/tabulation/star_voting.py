"""STAR: score, then automatic runoff, for one seat or, with the winners taken out, for several.

The Equal Vote Coalition's rules at starvoting.org, ties included; the bloc form elects the Python steering
council (PEP 13).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias, final

import attrs

from consultgov.errors import Faults, TallyError
from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import Ranking, Round, Tabulation, Tie, step
from consultgov.tabulation.merit import Filled, by_figure, filled, whole_figures
from consultgov.tabulation.pairwise import Matrix, counted
from consultgov.tabulation.profiles import (
    Scored,
    drawn_order,
    few_options,
    options_of,
    scored_papers,
    seats_of,
)
from consultgov.tabulation.scoring import summed
from consultgov.verdicts import Verdict

__all__ = ["star"]

_MOST_OPTIONS: Final = 100
_MOST_SCORE: Final = 5
_FINALISTS: Final = 2

_Faults: TypeAlias = Callable[[tuple[str, ...]], Mapping[str, Number]]


def __dir__() -> list[str]:
    return __all__


def star(papers: object, options: object, *, seats: int = 1, ties: Sequence[str] = ()) -> Tabulation:
    """Score then automatic runoff: of the two with the highest sums, whoever more papers score higher.

    Scores go from 0 to 5; an option that a paper does not score has 0 from it. For several seats, it is done
    again without the winners until the seats are filled. Of the runoff, those exhausted are the papers that
    score both alike.

    A tie for a place in the runoff is settled among those tied: whoever loses most of the pairs among them
    is left out, again and again; then, whoever has fewest scores of 5; then by the order given. A tie in the
    runoff is settled by the higher sum, then by more scores of 5, then by the order given. Otherwise the
    count stops with the tie.

    Args:
        papers: pairs of a dict of option to score, and how many papers say so.
        options: who is on the paper, at most 100.
        seats: how many are to be elected, no more than options.
        ties: the order that settles a tie if it names everybody tied, such as that of a lot, the best first.

    Raises:
        TallyError: no options, fewer of them than seats, papers or an order that cannot be read, a score
            below 0 or above 5.
        TooLarge: more options than that, or more than 200,000,000 pairs on the papers.

    >>> papers = [({"A": 5, "B": 4}, 2), ({"B": 3, "C": 5}, 2), ({"A": 3, "B": 2}, 1)]
    >>> found = star(papers, ["A", "B", "C"])
    >>> found.elected, found.scores["B"]
    (('A',), 16)
    """
    standing = few_options(options_of(options), _MOST_OPTIONS)
    faults = Faults()
    places = faults.attempt(seats_of, seats, standing)
    read = faults.attempt(scored_papers, papers, standing, least=0, most=_MOST_SCORE)
    drawn = faults.attempt(drawn_order, ties, standing)
    faults.close(TallyError)
    count = _Count(_scored(read or (), standing), drawn or (), list(standing))
    while len(count.elected) < (places or 0) and count.tie is None:
        count.go_on()
    return Tabulation(
        "star", tuple(count.elected), count.tie, rounds=tuple(count.rounds), scores=count.papers.sums
    )


@final
@attrs.frozen
class _Papers:
    """What the papers say: sums, scores of 5, who is scored above whom, and how many papers there are."""

    place: Mapping[str, int]
    sums: dict[str, Number]
    tops: dict[str, Number]
    matrix: Matrix
    many: Number

    def over(self, name: str, other: str) -> Number:
        """How many papers score one option above another."""
        return self.matrix[self.place[name]][self.place[other]]

    def losses(self, names: tuple[str, ...]) -> Mapping[str, Number]:
        """Option to how many pairs among the options it loses."""
        return {
            name: sum(self.over(other, name) > self.over(name, other) for other in names) for name in names
        }

    def missing_tops(self, names: tuple[str, ...]) -> Mapping[str, Number]:
        """Option to a figure that is higher the fewer scores of 5 it has."""
        return {name: -self.tops[name] for name in names}


def _scored(papers: Scored, options: tuple[str, ...]) -> _Papers:
    tops: dict[str, Number] = dict.fromkeys(options, 0)
    for scores, many in papers:
        for name, mark in scores.items():
            tops[name] += many if mark == _MOST_SCORE else 0
    ranked = tuple((_above_zero(scores), many) for scores, many in papers)
    place = {name: index for index, name in enumerate(options)}
    return _Papers(
        place,
        summed(papers, options),
        whole_figures(tops),
        counted(ranked, options),
        sum(many for _, many in papers),
    )


def _above_zero(scores: Mapping[str, Number]) -> Ranking:
    """The scores of a paper as a ranking; what has 0 is not ranked, and so below."""
    return by_figure({name: mark for name, mark in scores.items() if mark})


@final
@attrs.define(eq=False)
class _Count:
    """A count under way."""

    papers: _Papers
    drawn: tuple[str, ...]
    left: list[str]
    elected: list[str] = attrs.field(factory=list[str])
    rounds: list[Round] = attrs.field(factory=list[Round])
    tie: Tie | None = None

    def go_on(self) -> None:
        """Elect one more, or stop with a tie."""
        sums = {name: self.papers.sums[name] for name in self.left}
        if len(sums) == 1:
            (last,) = sums
            facts = {"option": last, "figure": number_text(sums[last])}
            self.rounds.append(Round(sums, (step("last-one-left", **facts),)))
            self._elect(last)
            return
        runoff = _finalists(by_figure(sums), self.papers, self.drawn)
        self.tie = runoff.tie
        if self.tie is not None:
            self.rounds.append(Round(sums, runoff.steps))
            return
        steps = (*runoff.steps, step("runoff-between", options=list(runoff.taken)))
        self.rounds.append(Round(sums, steps))
        self._runoff(*runoff.taken)

    def _runoff(self, one: str, other: str) -> None:
        """Elect whoever of two more papers score higher."""
        votes = {one: self.papers.over(one, other), other: self.papers.over(other, one)}
        winner = _winner(votes, self.papers, self.drawn)
        alike = self.papers.many - votes[one] - votes[other]
        self.rounds.append(Round(whole_figures(votes), winner.steps, alike))
        self.tie = winner.tie
        for name in winner.taken:
            self._elect(name)

    def _elect(self, name: str) -> None:
        self.elected.append(name)
        self.left.remove(name)


def _finalists(order: Ranking, papers: _Papers, drawn: tuple[str, ...]) -> Filled:
    """The two with the highest sums; a tie for a place is settled among those tied."""
    first = filled(order, _FINALISTS)
    if first.tie is None:
        return first
    sure, tied, left = first.taken, first.tie.options, first.tie.places
    steps: list[Verdict] = []
    rules = {"tie-settled-head-to-head": papers.losses, "tie-settled-by-top-scores": papers.missing_tops}
    for code, faults in rules.items():
        chosen, rest = _narrowed(tied, left, faults)
        if rest != tied:
            steps.append(step(code, options=list(tied), chosen=[*chosen, *rest]))
        sure, tied, left = (*sure, *chosen), rest, left - len(chosen)
    last = filled((tied,), left, drawn, "runoff")
    return Filled((*sure, *last.taken), last.tie, (*steps, *last.steps))


def _narrowed(tied: tuple[str, ...], places: int, faults: _Faults) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who has a place once the worst are left out again and again, and who is still tied for the others."""
    sure: tuple[str, ...] = ()
    while len(tied) > places:
        figures = faults(tied)
        worst = max(figures.values())
        better = tuple(name for name in tied if figures[name] < worst)
        if not better:
            return sure, tied
        if len(better) < places:
            sure, places = (*sure, *better), places - len(better)
            better = tuple(name for name in tied if name not in better)
        tied = better
    return (*sure, *tied), ()


def _winner(votes: Mapping[str, Number], papers: _Papers, drawn: tuple[str, ...]) -> Filled:
    """Who wins the runoff; of two alike, by the higher sum, then by more scores of 5, then as drawn."""
    pair = list(votes)
    for code, figures in (
        ("", votes),
        ("tie-settled-by-score", papers.sums),
        ("tie-settled-by-top-scores", papers.tops),
    ):
        found = filled(by_figure({name: figures[name] for name in pair}), 1)
        if found.taken:
            told = (step(code, options=pair, chosen=list(found.taken)),) if code else ()
            return Filled(found.taken, steps=told)
    return filled((tuple(pair),), 1, drawn)
