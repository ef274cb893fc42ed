"""The Schulze method: an order of merit by the strongest beat paths.

M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method, Social Choice and Welfare 36 (2011). With votes and then opposition as the strength of a
link, its winners are those of the Debian constitution, A.5, which drops defeats one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations, permutations
from typing import TypeAlias, final

from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import Ranking, Round, Tabulation, step
from consultgov.tabulation.merit import filled
from consultgov.tabulation.pairwise import Matrix, matrix_of
from consultgov.tabulation.profiles import drawn_order, one_word
from consultgov.verdicts import Verdict

__all__ = ["LinkStrength", "schulze"]

_Ranks: TypeAlias = list[list[int]]
"""Row, column: where a link or a path from one option to another stands among all links, 0 where none is."""


def __dir__() -> list[str]:
    return __all__


@final
class LinkStrength(StrEnum):
    """How strong a link is by which one option beats another."""

    WINNING_VOTES = "winning_votes"
    """The papers that rank it above the other."""
    VOTES_THEN_OPPOSITION = "votes_then_opposition"
    """The same, and of equal ones the link is stronger that fewer papers speak against."""
    MARGINS = "margins"
    """How many more these are than those that rank it below."""


def schulze(
    papers: object,
    options: object,
    *,
    ties: Sequence[str] = (),
    strength: LinkStrength | str = LinkStrength.WINNING_VOTES,
) -> Tabulation:
    """The order of merit by beat paths, and who comes first.

    A path leads over options each of which beats the next; it is as strong as its weakest link. One option
    comes before another if its strongest path to it is stronger than the strongest way back. Each tier has
    whoever nobody that is left comes before. The figures of the round are how many others each option comes
    before.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so; an option that a paper
            does not rank is below all that it ranks.
        options: who is on the paper, at most 300.
        ties: the order that settles a tie for the first place if it names everybody tied, such as that of a
            lot, the best first.
        strength: how strong a link is.

    Raises:
        TallyError: no options, papers, an order or a setting that cannot be read.
        TooLarge: more options than that, or more than 200,000,000 pairs on the papers.

    >>> found = schulze([("A>B>C", 4), ("B>C>A", 3), ("C>A>B", 2)], ["A", "B", "C"])
    >>> found.elected, found.order
    (('A',), (('A',), ('B',), ('C',)))
    """
    measure = one_word(LinkStrength, strength, "strength")
    standing, matrix = matrix_of(papers, options)
    drawn = drawn_order(ties, standing)
    links, told = _links(matrix, measure)
    paths = _strongest(links)
    order = _layers(standing, paths)
    first = filled(order, 1, drawn)
    before = {
        name: sum(figure > paths[column][row] for column, figure in enumerate(paths[row]))
        for row, name in enumerate(standing)
    }
    rounds = (Round(before, (*_steps(standing, paths, told), *first.steps)),)
    return Tabulation("schulze", first.taken, first.tie, order, rounds)


def _links(matrix: Matrix, measure: LinkStrength) -> tuple[_Ranks, list[str]]:
    """The rank of every link by its strength, 0 where one does not beat the other, and rank to text."""
    keys: dict[tuple[int, int], tuple[Number, Number]] = {}
    for row, column in permutations(range(len(matrix)), 2):
        figure, back = matrix[row][column], matrix[column][row]
        if figure > back:
            keys[row, column] = _strength_of(figure, back, measure)
    ladder = sorted(set(keys.values()))
    place = {key: rank for rank, key in enumerate(ladder, 1)}
    size = range(len(matrix))
    links = [[place[keys[row, column]] if (row, column) in keys else 0 for column in size] for row in size]
    return links, ["0", *(_told(key, measure) for key in ladder)]


def _strength_of(figure: Number, back: Number, measure: LinkStrength) -> tuple[Number, Number]:
    if measure is LinkStrength.MARGINS:
        return figure - back, 0
    return figure, -back if measure is LinkStrength.VOTES_THEN_OPPOSITION else 0


def _told(key: tuple[Number, Number], measure: LinkStrength) -> str:
    figure = number_text(key[0])
    return f"{figure}:{number_text(-key[1])}" if measure is LinkStrength.VOTES_THEN_OPPOSITION else figure


def _strongest(links: _Ranks) -> _Ranks:
    """The rank of the strongest path of every pair, by way of ever more options."""
    paths = [list(row) for row in links]
    for via, onward in enumerate(paths):
        for row in paths:
            to_via = row[via]
            if to_via and row is not onward:
                row[:] = [
                    here if here >= there or here >= to_via else min(to_via, there)
                    for here, there in zip(row, onward, strict=True)
                ]
    return [[0 if row == column else path for column, path in enumerate(of)] for row, of in enumerate(paths)]


def _layers(options: Sequence[str], paths: _Ranks) -> Ranking:
    """Tier by tier, whoever nobody that is left comes before."""
    left = list(range(len(options)))
    order: list[tuple[str, ...]] = []
    while left:
        tier = [row for row in left if all(paths[other][row] <= paths[row][other] for other in left)]
        order.append(tuple(options[row] for row in tier))
        left = [row for row in left if row not in tier]
    return tuple(order)


def _steps(options: Sequence[str], paths: _Ranks, told: Sequence[str]) -> Iterator[Verdict]:
    """The paths of every pair, the stronger first."""
    for row, column in combinations(range(len(options)), 2):
        ahead, behind = (row, column) if paths[row][column] >= paths[column][row] else (column, row)
        figure, against = told[paths[ahead][behind]], told[paths[behind][ahead]]
        if figure == against:
            yield step("paths-even", options=[options[ahead], options[behind]], figure=figure)
        else:
            named = {"option": options[ahead], "other": options[behind]}
            yield step("path-stronger", **named, figure=figure, against=against)
