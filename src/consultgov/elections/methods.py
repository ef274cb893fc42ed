"""The methods of election by name: from the valid papers to an order of merit, or to seats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias, cast, final

import attrs

from consultgov import tabulation
from consultgov.shares import Number, number, number_text
from consultgov.tabulation import Round, Tabulation, Threshold
from consultgov.tabulation.counts import step
from consultgov.tabulation.merit import by_figure
from consultgov.tabulation.settling import first_of, settled_by_order
from consultgov.voting.forms import Choose, Form, Points, Rank, Score, UpDown, scores_in
from consultgov.voting.marks import MAX_MARKS, Marks

__all__ = [
    "APPROVALS",
    "CHOICES",
    "FORMS",
    "LISTS",
    "ORDERED",
    "RANKINGS",
    "SCORES",
    "SETTINGS",
    "SINGLE",
    "Ballots",
    "ElectionMethod",
    "Question",
    "figures_of",
    "tabulate",
    "usual_form",
    "votes_of",
]

Ballots: TypeAlias = Sequence[tuple[Marks, Number]]
"""Valid papers, each with the votes that stand behind it."""


@final
class ElectionMethod(StrEnum):
    """How papers become an order of merit, or seats."""

    MOST_VOTES = "most_votes"
    """Whoever has most votes: plurality, block vote, approval, cumulative vote, as the paper is marked."""
    SCORE = "score"
    """Whoever has the highest sum of scores."""
    STAR = "star"
    """The two with the highest scores, and of them whoever is preferred by more (STAR)."""
    CONTINGENT = "contingent"
    """The two with most first choices, and of them whoever is preferred by more."""
    INSTANT_RUNOFF = "instant_runoff"
    """The lowest is excluded until somebody has more than half."""
    TRANSFERABLE_VOTE = "transferable_vote"
    """The single transferable vote in the Scottish form."""
    CONDORCET = "condorcet"
    """Whoever beats everybody else one by one, if somebody does."""
    SCHULZE = "schulze"
    """By beat paths."""
    PROPORTIONAL_APPROVAL = "proportional_approval"
    """The committee with the highest harmonic score (Thiele)."""
    SEQUENTIAL_PROPORTIONAL_APPROVAL = "sequential_proportional_approval"
    """The same, seat by seat."""
    PHRAGMEN = "phragmen"
    """Seat by seat, the load of each shared by those who approve."""
    EQUAL_SHARES = "equal_shares"
    """Every voter has an equal share of the seats to spend."""
    HIGHEST_AVERAGES = "highest_averages"
    """Seats of lists by divisors."""
    LARGEST_REMAINDER = "largest_remainder"
    """Seats of lists by a quota and the largest remainders."""


ORDERED: Final = frozenset({ElectionMethod.MOST_VOTES, ElectionMethod.SCORE, ElectionMethod.SCHULZE})
"""The methods that make an order of merit, from which seats are filled within caps and reserves."""

SINGLE: Final = frozenset(
    {ElectionMethod.CONTINGENT, ElectionMethod.INSTANT_RUNOFF, ElectionMethod.CONDORCET}
)
"""The methods that fill one seat."""

LISTS: Final = frozenset({ElectionMethod.HIGHEST_AVERAGES, ElectionMethod.LARGEST_REMAINDER})
"""The methods whose options are lists."""

RANKINGS: Final = SINGLE | {ElectionMethod.TRANSFERABLE_VOTE, ElectionMethod.SCHULZE}
"""The methods that read ranks."""

SCORES: Final = frozenset({ElectionMethod.SCORE, ElectionMethod.STAR})

APPROVALS: Final = frozenset(ElectionMethod) - ORDERED - SINGLE - LISTS - RANKINGS - SCORES
"""The methods that fill several seats from approvals."""

CHOICES: Final = frozenset({ElectionMethod.MOST_VOTES}) | LISTS
"""The methods that count votes."""

FORMS: Final[Mapping[ElectionMethod, tuple[type, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(CHOICES, (Choose, UpDown, Points)),
        **dict.fromkeys(RANKINGS, (Rank,)),
        **dict.fromkeys(SCORES, (Score,)),
        **dict.fromkeys(APPROVALS, (Choose, UpDown)),
    }
)
"""The forms of paper that a method can read."""


SETTINGS: Final[Mapping[ElectionMethod, tuple[str, ...]]] = MappingProxyType(
    {
        ElectionMethod.INSTANT_RUNOFF: ("back", "majority"),
        ElectionMethod.TRANSFERABLE_VOTE: ("back", "places", "quota"),
        ElectionMethod.SCHULZE: ("strength",),
        ElectionMethod.PHRAGMEN: ("runners_up",),
        ElectionMethod.EQUAL_SHARES: ("completion",),
        ElectionMethod.HIGHEST_AVERAGES: ("divisors", "least", "most", "threshold"),
        ElectionMethod.LARGEST_REMAINDER: ("quota", "threshold"),
    }
)
"""The settings that a method takes."""


def usual_form(method: ElectionMethod, seats: int) -> Form:
    """How a paper is marked where the rule says nothing else: no more names than seats, ranks, scores."""
    if method in RANKINGS:
        return Rank()
    if method in SCORES:
        return Score(0, 5)
    if method in APPROVALS:
        return Choose()
    return Choose(most=1 if method in LISTS else min(seats, MAX_MARKS))


class Question(NamedTuple):
    """What a method is asked."""

    ballots: Ballots
    stand: tuple[str, ...]
    seats: int
    ties: tuple[str, ...]
    settings: Mapping[str, Any]


def votes_of(ballots: Ballots, options: Iterable[str]) -> dict[str, Number]:
    """The votes of each option: a choice or a yes is one vote, points are so many."""
    sums: dict[str, Number] = dict.fromkeys(options, 0)
    for marks, weight in ballots:
        for option, mark in marks.entries:
            if option in sums:
                sums[option] = number(sums[option] + weight * _votes(mark))
    return sums


def figures_of(method: ElectionMethod, ballots: Ballots, options: Iterable[str]) -> Mapping[str, Number]:
    """The votes or the sum of scores of each option, whoever may be elected; of ranks there is none."""
    if method in RANKINGS:
        return {}
    return votes_of(ballots, options)


def _votes(mark: object) -> Number:
    """The votes of a mark: one for a yes, none for a no or an abstention, the number of points."""
    if isinstance(mark, str):
        return 1 if mark == "yes" else 0
    return sum(scores_in(mark))  # type: ignore[arg-type]


def tabulate(method: ElectionMethod, question: Question) -> Tabulation:
    """What a method makes of the papers, of those who stand alone."""
    return _METHODS[method](question)


# --- one by one -----------------------------------------------------------------------------------


def _most_votes(asked: Question) -> Tabulation:
    votes = votes_of(asked.ballots, asked.stand)
    return Tabulation("most_votes", order=by_figure(votes), rounds=(Round(votes),), scores=votes)


def _ranked(asked: Question) -> list[tuple[tuple[tuple[str, ...], ...], Number]]:
    stand = frozenset(asked.stand)
    return [
        (tuple(tier for tier in (_within(each, stand) for each in marks.tiers) if tier), weight)
        for marks, weight in asked.ballots
    ]


def _within(tier: Iterable[str], stand: frozenset[str]) -> tuple[str, ...]:
    return tuple(option for option in tier if option in stand)


def _scored(asked: Question) -> list[tuple[dict[str, Number], Number]]:
    stand = frozenset(asked.stand)
    return [
        ({option: sum(scores_in(mark)) for option, mark in marks.entries if option in stand}, weight)
        for marks, weight in asked.ballots
    ]


def _approved(asked: Question) -> list[tuple[list[str], Number]]:
    stand = frozenset(asked.stand)
    return [
        ([option for option, mark in marks.entries if mark == "yes" and option in stand], weight)
        for marks, weight in asked.ballots
    ]


def _committee(asked: Question) -> Tabulation:
    """The best committees: who is in all of them is elected, whoever is in some is tied."""
    found = tabulation.proportional_approval(_approved(asked), asked.stand, asked.seats)
    tie, elected, order = found.tie, found.certain, asked.ties
    if tie is not None and {*tie.options} <= {*order}:
        elected = min(
            found.committees, key=lambda each: sorted(order.index(one) for one in each if one in order)
        )
        tie = None
    score = step("committee-score", score=number_text(found.score), number=len(found.committees))
    return Tabulation("proportional_approval", elected, tie, rounds=(Round({}, (score,)),))


def _beats_all(asked: Question) -> Tabulation:
    """Whoever beats everybody; of several whom nobody beats, the first by the order of ties."""
    found = tabulation.condorcet(_ranked(asked), asked.stand)
    chosen = None if found.tie is None else first_of(found.tie.options, 1, asked.ties)
    if found.tie is None or chosen is None:
        return found
    (only,) = found.rounds
    settled = attrs.evolve(only, steps=(*only.steps, settled_by_order(found.tie.options, chosen)))
    return attrs.evolve(found, elected=chosen, tie=None, rounds=(settled,))


def _by_lists(name: str) -> Callable[[Question], Tabulation]:
    def seats_of_lists(asked: Question) -> Tabulation:
        votes = votes_of(asked.ballots, asked.stand)
        if not any(votes.values()):
            return Tabulation(name, scores=votes, rounds=(Round(votes, (step("no-votes-at-all"),)),))
        method = getattr(tabulation, name)
        found: Tabulation = method(votes, asked.seats, ties=asked.ties, **_settings_of_lists(asked))
        return found

    return seats_of_lists


def _settings_of_lists(asked: Question) -> dict[str, Any]:
    """The settings as given, a threshold with exempt lists from its plain dict."""
    threshold = asked.settings.get("threshold")
    if not isinstance(threshold, Mapping):
        return dict(asked.settings)
    return {**asked.settings, "threshold": Threshold.from_dict(cast("Mapping[str, Any]", threshold))}


def _seated(name: str, papers: Callable[[Question], object]) -> Callable[[Question], Tabulation]:
    """A method that fills several seats."""

    def fill(asked: Question) -> Tabulation:
        method = getattr(tabulation, name)
        found: Tabulation = method(papers(asked), asked.stand, asked.seats, ties=asked.ties, **asked.settings)
        return found

    return fill


def _single(name: str) -> Callable[[Question], Tabulation]:
    """A method that fills one seat from ranks, and settles ties by an order."""

    def fill(asked: Question) -> Tabulation:
        method = getattr(tabulation, name)
        found: Tabulation = method(_ranked(asked), asked.stand, ties=asked.ties, **asked.settings)
        return found

    return fill


_METHODS: Final[Mapping[ElectionMethod, Callable[[Question], Tabulation]]] = MappingProxyType(
    {
        ElectionMethod.MOST_VOTES: _most_votes,
        ElectionMethod.SCORE: lambda asked: tabulation.score(_scored(asked), asked.stand),
        ElectionMethod.STAR: lambda asked: tabulation.star(
            _scored(asked), asked.stand, seats=asked.seats, ties=asked.ties
        ),
        ElectionMethod.CONTINGENT: _single("contingent"),
        ElectionMethod.INSTANT_RUNOFF: _single("instant_runoff"),
        ElectionMethod.TRANSFERABLE_VOTE: _seated("transferable_vote", _ranked),
        ElectionMethod.CONDORCET: _beats_all,
        ElectionMethod.SCHULZE: lambda asked: tabulation.schulze(
            _ranked(asked), asked.stand, **asked.settings
        ),
        ElectionMethod.PROPORTIONAL_APPROVAL: _committee,
        ElectionMethod.SEQUENTIAL_PROPORTIONAL_APPROVAL: _seated(
            "sequential_proportional_approval", _approved
        ),
        ElectionMethod.PHRAGMEN: _seated("phragmen", _approved),
        ElectionMethod.EQUAL_SHARES: _seated("equal_shares", _approved),
        ElectionMethod.HIGHEST_AVERAGES: _by_lists("highest_averages"),
        ElectionMethod.LARGEST_REMAINDER: _by_lists("largest_remainder"),
    }
)
