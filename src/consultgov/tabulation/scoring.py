"""Scores on papers: their sums and their means."""

from __future__ import annotations

from fractions import Fraction

from consultgov.shares import Number
from consultgov.tabulation.counts import Round, Tabulation
from consultgov.tabulation.merit import by_figure, whole_figures, without
from consultgov.tabulation.profiles import Scored, options_of, scored_papers

__all__ = ["mean_score", "score", "summed"]


def __dir__() -> list[str]:
    return __all__


def summed(papers: Scored, options: tuple[str, ...]) -> dict[str, Number]:
    """Option to the sum of its scores; where a paper gives none, that is 0."""
    sums: dict[str, Number] = dict.fromkeys(options, 0)
    for scores, many in papers:
        for name, mark in scores.items():
            sums[name] += many * mark
    return whole_figures(sums)


def score(papers: object, options: object) -> Tabulation:
    """The order of merit by the sum of scores; an option that a paper does not score has 0 from it.

    Args:
        papers: pairs of a dict of option to score, and how many papers say so.
        options: who is on the paper.

    Raises:
        TallyError: no options, papers that cannot be read.

    >>> found = score([({"A": 5, "B": 3}, 2), ({"B": "4.5"}, 3)], ["A", "B"])
    >>> found.order, found.scores["B"]
    ((('B',), ('A',)), Fraction(39, 2))
    """
    standing = options_of(options)
    sums = summed(scored_papers(papers, standing), standing)
    return Tabulation("score", order=by_figure(sums), rounds=(Round(sums),), scores=sums)


def mean_score(papers: object, options: object) -> Tabulation:
    """The order of merit by the mean score over the papers that score an option.

    Options that no paper scores have no mean, and come last.

    Args:
        papers: pairs of a dict of option to score, and how many papers say so.
        options: who is on the paper.

    Raises:
        TallyError: no options, papers that cannot be read.

    >>> found = mean_score([({"A": 5, "B": 3}, 2), ({"B": 4}, 3)], ["A", "B", "C"])
    >>> found.order, found.scores["B"]
    ((('A',), ('B',), ('C',)), Fraction(18, 5))
    """
    standing = options_of(options)
    read = scored_papers(papers, standing)
    sums, scored_by = summed(read, standing), dict.fromkeys(standing, Fraction(0))
    for scores, many in read:
        for name in scores:
            scored_by[name] += many
    means = whole_figures({name: sums[name] / papers_ for name, papers_ in scored_by.items() if papers_})
    nowhere = without((standing,), means)
    order = (*by_figure(means), *nowhere)
    return Tabulation("mean-score", order=order, rounds=(Round(means),), scores=means)
