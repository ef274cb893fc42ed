"""First choices: who has most of them, and the runoff of the two who do, both from one ranked paper."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from consultgov.shares import number_text
from consultgov.tabulation.counts import Round, Tabulation, step
from consultgov.tabulation.merit import by_figure, filled, without
from consultgov.tabulation.piles import Piles
from consultgov.tabulation.profiles import options_of, ranked_papers, ranked_profile

__all__ = ["contingent", "plurality"]


def __dir__() -> list[str]:
    return __all__


def plurality(papers: object, options: object) -> Tabulation:
    """The order of merit by first choices.

    A paper that ranks several first counts for each of them in equal shares; one that ranks nobody is not
    valid and counts for nobody.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so.
        options: who is on the paper.

    Raises:
        TallyError: no options, papers that cannot be read.

    >>> plurality([("A>B>C", 2), ("B>C", 3), ("C", 2)], ["A", "B", "C"]).order
    (('B',), ('A', 'C'))
    """
    standing = options_of(options)
    piles = Piles(ranked_papers(papers, standing), standing)
    votes = piles.figures()
    return Tabulation("plurality", order=by_figure(votes), rounds=(Round(votes),), scores=votes)


def contingent(papers: object, options: object, *, ties: Sequence[str] = ()) -> Tabulation:
    """Two rounds from one ranked paper: who has more than half of the first choices, or else wins the runoff.

    The two with most first choices go on, and every paper counts for the one of them that it ranks higher.
    A paper that ranks both alike counts half for each.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so.
        options: who is on the paper.
        ties: the order that settles a tie if it names everybody tied, such as that of a lot, the best first.

    Raises:
        TallyError: no options, papers or an order that cannot be read.

    >>> found = contingent([("A>B>C", 4), ("B>C>A", 3), ("C>B>A", 2)], ["A", "B", "C"])
    >>> found.elected, found.order
    (('B',), (('B',), ('A',), ('C',)))
    """
    standing = options_of(options)
    read, drawn = ranked_profile(papers, standing, ties)
    piles = Piles(read, standing)
    votes = piles.figures()
    order = by_figure(votes)
    first = Tabulation("contingent", order=order, scores=votes)
    leader = order[0][0]
    if 2 * votes[leader] > piles.valid:
        facts = {"option": leader, "figure": number_text(votes[leader]), "of": number_text(piles.valid)}
        rounds = (Round(votes, (step("more-than-half", **facts),)),)
        return attrs.evolve(first, elected=(leader,), rounds=rounds)
    finalists = filled(order, min(2, len(standing)), drawn, "runoff")
    if finalists.tie is not None:
        return attrs.evolve(first, tie=finalists.tie, rounds=(Round(votes),))
    steps = (*finalists.steps, step("runoff-between", options=list(finalists.taken)))
    return _runoff(attrs.evolve(first, rounds=(Round(votes, steps),)), piles, finalists.taken, drawn)


def _runoff(
    first: Tabulation, piles: Piles, finalists: tuple[str, ...], drawn: tuple[str, ...]
) -> Tabulation:
    """The second round; whoever is not in it keeps the order of the first."""
    beaten = without(first.order, finalists)
    piles.exclude([name for tier in beaten for name in tier])
    votes = piles.figures()
    order = by_figure(votes)
    seat = filled(order, 1, drawn)
    if seat.taken:
        order = (seat.taken, *without(order, seat.taken))
    rounds = (*first.rounds, Round(votes, seat.steps, piles.exhausted))
    return attrs.evolve(first, elected=seat.taken, tie=seat.tie, order=(*order, *beaten), rounds=rounds)
