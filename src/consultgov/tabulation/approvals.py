"""Approvals and points: whoever is named most, or given most, comes first."""

from __future__ import annotations

from consultgov.shares import Number
from consultgov.tabulation.counts import Round, Tabulation
from consultgov.tabulation.merit import by_figure, whole_figures
from consultgov.tabulation.profiles import approved_papers, options_of, scored_papers

__all__ = ["approval", "points"]


def __dir__() -> list[str]:
    return __all__


def approval(papers: object, options: object) -> Tabulation:
    """The order of merit by how many papers name an option.

    Args:
        papers: pairs of a list of options, and how many papers name them.
        options: who is on the paper.

    Raises:
        TallyError: no options, papers that cannot be read.

    >>> approval([(["A", "B"], 3), (["B"], 2), (["C"], 3)], ["A", "B", "C"]).order
    (('B',), ('A', 'C'))
    """
    standing = options_of(options)
    votes: dict[str, Number] = dict.fromkeys(standing, 0)
    for named, many in approved_papers(papers, standing):
        for name in named:
            votes[name] += many
    return _by_votes("approval", votes)


def points(papers: object, options: object) -> Tabulation:
    """The order of merit by the points that papers share out, as in a cumulative vote.

    How many points a paper may share out is a rule on papers, and looked at before they are counted.

    Args:
        papers: pairs of a dict of option to points, and how many papers share them out so.
        options: who is on the paper.

    Raises:
        TallyError: no options, papers that cannot be read, points below 0.

    >>> points([({"A": 3}, 2), ({"A": 1, "B": 2}, 3)], ["A", "B", "C"]).scores["B"]
    6
    """
    standing = options_of(options)
    votes: dict[str, Number] = dict.fromkeys(standing, 0)
    for given, many in scored_papers(papers, standing, least=0):
        for name, mark in given.items():
            votes[name] += many * mark
    return _by_votes("points", votes)


def _by_votes(method: str, votes: dict[str, Number]) -> Tabulation:
    figures = whole_figures(votes)
    return Tabulation(method, order=by_figure(figures), rounds=(Round(figures),), scores=figures)
