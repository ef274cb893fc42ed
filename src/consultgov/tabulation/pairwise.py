"""Every option against every other: how many papers rank one above the other, and what follows from that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType
from typing import Final, TypeAlias

from consultgov.errors import Fault, TallyError, TooLarge
from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import Round, Tabulation, Tie, step
from consultgov.tabulation.merit import by_figure
from consultgov.tabulation.profiles import Ranked, few_options, options_of, ranked_papers, truth
from consultgov.verdicts import Verdict

__all__ = [
    "Matrix",
    "condorcet",
    "copeland",
    "counted",
    "matrix_of",
    "preferences",
    "reaches",
    "schwartz_set",
]

Matrix: TypeAlias = list[list[Number]]
"""Row, column: how many papers rank the option of the row above that of the column."""

_MOST_OPTIONS: Final = 300
_MOST_PAIRS: Final = 200_000_000


def __dir__() -> list[str]:
    return __all__


def matrix_of(papers: object, options: object) -> tuple[tuple[str, ...], Matrix]:
    """The options, and how many papers rank each above each; an option not ranked is below all that are.

    Raises:
        TallyError: no options, papers that cannot be read.
        TooLarge: more than 300 options, or more pairs on the papers than can be looked at.
    """
    standing = few_options(options_of(options), _MOST_OPTIONS)
    return standing, counted(ranked_papers(papers, standing), standing)


def counted(papers: Ranked, options: Sequence[str]) -> Matrix:
    """The matrix of papers that have been read."""
    _check_size(papers, len(options))
    place = {name: index for index, name in enumerate(options)}
    matrix: Matrix = [[0] * len(options) for _ in options]
    for ranking, many in papers:
        tiers = [[place[name] for name in tier] for tier in ranking]
        ranked = {index for tier in tiers for index in tier}
        below = [index for index in range(len(options)) if index not in ranked]
        for tier in reversed(tiers):
            for row in (matrix[index] for index in tier):
                for index in below:
                    row[index] += many
            below += tier
    return matrix


def _check_size(papers: Ranked, options: int) -> None:
    size = sum(len(tier) for ranking, _ in papers for tier in ranking) * options
    if size > _MOST_PAIRS:
        rule = f"must have at most {_MOST_PAIRS} pairs on them"
        raise TooLarge(Fault("too-large", "papers", rule, str(size)), size, _MOST_PAIRS)


def preferences(papers: object, options: object) -> Mapping[tuple[str, str], Number]:
    """How many papers rank one option above another, for every pair in both directions.

    An option that a paper does not rank is below all that it ranks, and alike with the others it does not
    rank.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so.
        options: who is on the paper, at most 300.

    Raises:
        TallyError: no options, papers that cannot be read.
        TooLarge: more options than that, or more than 200,000,000 pairs on the papers.

    >>> found = preferences([("A>B", 3), ("C", 2)], ["A", "B", "C"])
    >>> found["A", "B"], found["B", "C"], found["C", "B"]
    (3, 3, 2)
    """
    standing, matrix = matrix_of(papers, options)
    return MappingProxyType(
        {
            (name, other): matrix[row][column]
            for row, name in enumerate(standing)
            for column, other in enumerate(standing)
            if row != column
        }
    )


def condorcet(papers: object, options: object) -> Tabulation:
    """Whoever beats every other option one against one, or nobody.

    Where nobody does, but several are beaten by none, these are tied.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so.
        options: who is on the paper, at most 300.

    Raises:
        TallyError: no options, papers that cannot be read.
        TooLarge: more options than that, or more than 200,000,000 pairs on the papers.

    >>> condorcet([("A>B>C", 4), ("B>A>C", 3), ("C>B>A", 2)], ["A", "B", "C"]).elected
    ('B',)
    >>> condorcet([("A>B>C", 1), ("B>C>A", 1), ("C>A>B", 1)], ["A", "B", "C"]).elected
    ()
    """
    standing, matrix = matrix_of(papers, options)
    wins = _won(standing, matrix)
    unbeaten = tuple(name for row, name in enumerate(standing) if not any(_beaten_by(matrix, row)))
    winner = tuple(name for name in unbeaten if wins[name] == len(standing) - 1)
    said = step("beats-every-other", option=winner[0]) if winner else step("nobody-beats-every-other")
    steps = (*_duels(standing, matrix), said)
    tie = Tie(unbeaten, 1) if len(unbeaten) > 1 else None
    return Tabulation("condorcet", winner, tie, rounds=(Round(wins, steps),))


def copeland(papers: object, options: object) -> Tabulation:
    """The order of merit by how many others each option beats, an even pair as half a win.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so.
        options: who is on the paper, at most 300.

    Raises:
        TallyError: no options, papers that cannot be read.
        TooLarge: more options than that, or more than 200,000,000 pairs on the papers.

    >>> copeland([("A>B>C", 4), ("B>A>C", 3), ("C>B>A", 2)], ["A", "B", "C"]).order
    (('B',), ('A',), ('C',))
    """
    standing, matrix = matrix_of(papers, options)
    beaten = {name: sum(_beaten_by(matrix, row)) for row, name in enumerate(standing)}
    others = len(standing) - 1
    scores = {name: _half(others + won - beaten[name]) for name, won in _won(standing, matrix).items()}
    rounds = (Round(scores, tuple(_duels(standing, matrix))),)
    return Tabulation("copeland", order=by_figure(scores), rounds=rounds, scores=scores)


def _half(double: int) -> Number:
    return double // 2 if double % 2 == 0 else Fraction(double, 2)


def _won(options: Sequence[str], matrix: Matrix) -> dict[str, int]:
    """Option to how many others it beats."""
    return {
        name: sum(figure > matrix[column][row] for column, figure in enumerate(matrix[row]))
        for row, name in enumerate(options)
    }


def _beaten_by(matrix: Matrix, row: int) -> Iterator[bool]:
    """Whether each option beats that of the row."""
    return (matrix[column][row] > figure for column, figure in enumerate(matrix[row]))


def _duels(options: Sequence[str], matrix: Matrix) -> Iterator[Verdict]:
    """Every pair, the one with more papers first."""
    for row, column in combinations(range(len(options)), 2):
        if matrix[row][column] == matrix[column][row]:
            pair = [options[row], options[column]]
            yield step("pair-even", options=pair, figure=number_text(matrix[row][column]))
        else:
            won, lost = (row, column) if matrix[row][column] > matrix[column][row] else (column, row)
            figures = {"figure": number_text(matrix[won][lost]), "against": number_text(matrix[lost][won])}
            yield step("pair-won", option=options[won], other=options[lost], **figures)


# --- paths ----------------------------------------------------------------------------------------


def schwartz_set(papers: object, options: object) -> tuple[str, ...]:
    """Those whom nobody beats without being beaten back, be it over others: the smallest such groups.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so.
        options: who is on the paper, at most 300.

    Raises:
        TallyError: no options, papers that cannot be read.
        TooLarge: more options than that, or more than 200,000,000 pairs on the papers.

    >>> schwartz_set([("A>B>C>D", 1), ("B>C>A>D", 1), ("C>A>B>D", 1)], ["A", "B", "C", "D"])
    ('A', 'B', 'C')
    """
    standing, matrix = matrix_of(papers, options)
    over = [_reached(matrix, row, _wins) for row in range(len(standing))]
    return tuple(
        name
        for row, name in enumerate(standing)
        if all(column in over[row] for column, reached in enumerate(over) if row in reached)
    )


def reaches(papers: object, options: object, start: str, end: str, *, ties: bool = True) -> bool:
    """Whether there is a beat path: from one option to another over others, each beating the next.

    Bodies that ask of a winner that there is no reverse beat path ask this from what is there already to the
    winner, and count an even pair as a step of the path.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so.
        options: who is on the paper, at most 300.
        start: where the path begins.
        end: where it ends.
        ties: whether it may lead over an even pair.

    Raises:
        TallyError: no options, papers that cannot be read, an option that does not stand.
        TooLarge: more options than that, or more than 200,000,000 pairs on the papers.

    >>> papers = [("A>B>C", 2), ("B>C>A", 1), ("C>A>B", 1)]
    >>> reaches(papers, ["A", "B", "C"], "C", "A"), reaches(papers, ["A", "B", "C"], "C", "A", ties=False)
    (True, False)
    """
    over_ties = truth(ties, "ties")
    standing, matrix = matrix_of(papers, options)
    place = {name: row for row, name in enumerate(standing)}
    stray = sorted({name for name in (start, end) if name not in place})
    if stray:
        people = tuple(stray)
        raise TallyError(
            Fault("unknown-option", "beat path", "must be between options", ", ".join(stray), "", people)
        )
    return place[end] in _reached(matrix, place[start], _wins_or_draws if over_ties else _wins)


def _wins(figure: Number, back: Number) -> bool:
    return figure > back


def _wins_or_draws(figure: Number, back: Number) -> bool:
    return figure >= back


def _reached(matrix: Matrix, start: int, leads: Callable[[Number, Number], bool]) -> set[int]:
    """Where paths of one step or more lead from the option of a row."""
    found: set[int] = set()
    ends = [start]
    while ends:
        row = ends.pop()
        ahead = [
            column
            for column, figure in enumerate(matrix[row])
            if column not in found and column != row and leads(figure, matrix[column][row])
        ]
        found.update(ahead)
        ends += ahead
    return found
