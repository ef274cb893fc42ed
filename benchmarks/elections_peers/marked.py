"""Approvals and scores, asked of votelib, abcvoting and pref_voting."""

from functools import partial
from typing import Any, Final

from abcvoting import abcrules, preferences
from pref_voting import grade_methods
from pref_voting.grade_profiles import GradeProfile
from votekit import ScoreBallot, ScoreProfile, elections
from votelib import convert
from votelib.evaluate import approval, cardinal, core

from benchmarks.elections_peers.outcomes import Methods, committees, or_none, untied, winners
from benchmarks.elections_peers.profiles import Approved, Scored

# --- approvals ------------------------------------------------------------------------------------


def _approvals(profile: Approved) -> dict[frozenset[str], int]:
    return {frozenset(paper): many for paper, many in profile.papers}


def votelib_approval(profile: Approved) -> list[str]:
    """Most approvals."""
    votes = convert.ApprovalToSimpleVotes().convert(_approvals(profile))
    return committees(untied(core.Plurality().evaluate(votes, profile.seats)))


def votelib_pav(profile: Approved) -> list[str]:
    """Proportional approval by trying every committee; with one seat it fails with an IndexError."""
    return committees([approval.ProportionalApproval().evaluate(_approvals(profile), profile.seats)])


def votelib_seqpav(profile: Approved) -> list[str]:
    """The same, one seat after another."""
    method = approval.SequentialProportionalApproval()
    return committees([method.evaluate(_approvals(profile), profile.seats)])


def abcvoting_rule(rule: str, profile: Approved, **settings: str | None) -> list[str]:
    """Every committee that a rule of abcvoting holds possible; fractions, never floats."""
    made = preferences.Profile(len(profile.options))
    for paper, many in profile.papers:
        made.add_voters([preferences.Voter([profile.options.index(name) for name in paper])] * many)
    found = abcrules.compute(rule, made, profile.seats, resolute=False, **settings)
    return committees([profile.options[place] for place in each] for each in found)


# --- scores ---------------------------------------------------------------------------------------


def _scores(profile: Scored) -> dict[frozenset[tuple[str, int]], int]:
    return {
        frozenset(zip(profile.options, map(int, paper), strict=True)): many for paper, many in profile.papers
    }


def votelib_score(profile: Scored) -> list[str]:
    """Highest sums."""
    return committees(untied(cardinal.ScoreVoting("sum").evaluate(_scores(profile), profile.seats)))


def votekit_points(profile: Scored) -> list[str]:
    """Most points; a paper that gives none is left out, since votekit refuses it."""
    papers = [(tuple(map(int, paper)), many) for paper, many in profile.papers]
    ballots = tuple(
        ScoreBallot(scores=dict(zip(profile.options, marks, strict=True)), weight=many)
        for marks, many in papers
        if any(marks)
    )
    made = ScoreProfile(ballots=ballots, candidates=tuple(profile.options))
    most = max(sum(marks) for marks, _ in papers)
    found = elections.GeneralRating(
        made, n_seats=profile.seats, per_candidate_limit=5, budget=most, tiebreak="random", rng_seed=1
    )
    return committees([[name for tier in found.get_elected() for name in tier]])


def votelib_star(profile: Scored) -> list[str]:
    """Highest sums, then a run-off."""
    return committees(untied(cardinal.STAR().evaluate(_scores(profile), 1)))


def _grades(profile: Scored) -> Any:  # noqa: ANN401 - the peer's profile
    maps = [dict(zip(profile.options, map(int, paper), strict=True)) for paper, _ in profile.papers]
    many = [many for _, many in profile.papers]
    return GradeProfile(maps, list(range(6)), gcounts=many, candidates=list(profile.options))


def pref_voting_score(profile: Scored) -> list[str]:
    """Highest sums; one winner, so it is asked where there is one seat."""
    return winners(grade_methods.score_voting(_grades(profile)))


def pref_voting_star(profile: Scored) -> list[str]:
    """Everyone who wins some run-off."""
    return winners(grade_methods.star(_grades(profile)))


FRACTIONS: Final = "standard-fractions"
APPROVED: Final[Methods] = {
    "approval": {"votelib": votelib_approval, "abcvoting": partial(abcvoting_rule, "av")},
    "pav": {
        "votelib": or_none(votelib_pav, NotImplementedError, IndexError),
        "abcvoting": partial(abcvoting_rule, "pav", algorithm="brute-force"),
    },
    "sequential-pav": {
        "votelib": or_none(votelib_seqpav, NotImplementedError),
        "abcvoting": partial(abcvoting_rule, "seqpav"),
    },
    "phragmen": {"abcvoting": partial(abcvoting_rule, "seqphragmen", algorithm=FRACTIONS)},
    "equal-shares": {
        "abcvoting": partial(abcvoting_rule, "equal-shares", completion=None, algorithm=FRACTIONS)
    },
    "equal-shares-phragmen": {
        "abcvoting": partial(abcvoting_rule, "equal-shares", completion="seqphragmen", algorithm=FRACTIONS)
    },
}
SCORED: Final[Methods] = {
    "score": {"votelib": votelib_score},
    "points": {"votekit": votekit_points},
    "score-one": {"pref_voting": pref_voting_score},
    "star": {"votelib": votelib_star, "pref_voting": pref_voting_star},
}
