"""Our counts beside those of other libraries, on random profiles.

``data/peers.json`` holds the profiles and the peers' answers; ``benchmarks/elections_peers`` makes it. An
answer is the set of results that a peer holds possible. Ours is what our count comes to under every order
that may settle its ties: so a peer that breaks ties on its own must give one of our results, and one that
tells of ties must give all of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from consultgov.tabulation import (
    Tabulation,
    approval,
    condorcet,
    contingent,
    instant_runoff,
    plurality,
    points,
    schulze,
    score,
    star,
    transferable_vote,
)
from consultgov.tabulation.apportionment import highest_averages, largest_remainder, seats_by_list
from consultgov.tabulation.budgets import BudgetChoice, equal_shares_budget, greedy_budget
from consultgov.tabulation.committees import proportional_approval
from consultgov.tabulation.counts import Ranking
from consultgov.tabulation.sequential import equal_shares, phragmen, sequential_proportional_approval

DATA: Mapping[str, Any] = json.loads((Path(__file__).parent / "data" / "peers.json").read_text("utf-8"))
Results: TypeAlias = set[str]
Papers: TypeAlias = list[tuple[Any, int]]


# --- every result that ours allows -----------------------------------------------------------------


def letters(elected: Iterable[str]) -> str:
    """The elected as the data has them."""
    return "".join(sorted(elected))


def settled(options: Iterable[str], run: Callable[[tuple[str, ...]], tuple[str, Iterable[str]]]) -> Results:
    """What a count comes to under every order of the options, where it reports a tie."""
    result, tied = run(())
    if not tied:
        return {result}
    counts = [run(order) for order in permutations(options)]
    assert not any(left for _, left in counts), "a count that is told the whole order is not tied"
    return {result for result, _ in counts}


def from_order(order: Ranking, seats: int) -> Results:
    """Every way to fill some seats by an order of merit."""
    sure: tuple[str, ...] = ()
    for tier in order:
        if len(sure) + len(tier) > seats:
            return {letters((*sure, *more)) for more in combinations(tier, seats - len(sure))}
        sure += tier
    return {letters(sure)}


def elected(count: Tabulation) -> tuple[str, Iterable[str]]:
    """Who has a seat, and who is tied."""
    return letters(count.elected), () if count.tie is None else count.tie.options


def chosen(choice: BudgetChoice) -> tuple[str, Iterable[str]]:
    """Which projects are chosen, and which are tied."""
    return letters(choice.chosen), choice.tied


# --- our answers -----------------------------------------------------------------------------------


class Marked(NamedTuple):
    """A profile of papers."""

    options: list[str]
    seats: int
    papers: Papers


def ranked(profile: Sequence[Any]) -> Marked:
    return Marked(list(profile[0]), profile[1], [(paper, many) for paper, many in profile[2]])


def approved(profile: Sequence[Any]) -> Marked:
    return Marked(list(profile[0]), profile[1], [(list(paper), many) for paper, many in profile[2]])


def our_plurality(profile: Sequence[Any]) -> Results:
    given = ranked(profile)
    return from_order(plurality(given.papers, given.options).order, 1)


def our_contingent(profile: Sequence[Any]) -> Results:
    given = ranked(profile)
    return settled(given.options, lambda ties: elected(contingent(given.papers, given.options, ties=ties)))


def our_instant_runoff(profile: Sequence[Any]) -> Results:
    given = ranked(profile)
    return settled(
        given.options,
        lambda ties: elected(instant_runoff(given.papers, given.options, ties=ties, back=False)),
    )


def transferred(places: int | None = None, *, back: bool) -> Callable[[Sequence[Any]], Results]:
    """The transferable vote, exact or with decimal places, with or without a look at earlier rounds."""

    def ours(profile: Sequence[Any]) -> Results:
        given = ranked(profile)
        return settled(
            given.options,
            lambda ties: elected(
                transferable_vote(
                    given.papers, given.options, given.seats, ties=ties, places=places, back=back
                )
            ),
        )

    return ours


def our_condorcet(profile: Sequence[Any]) -> Results:
    given = ranked(profile)
    return {letters(condorcet(given.papers, given.options).elected)}


def our_schulze(profile: Sequence[Any]) -> Results:
    given = ranked(profile)
    return settled(given.options, lambda ties: elected(schulze(given.papers, given.options, ties=ties)))


def our_approval(profile: Sequence[Any]) -> Results:
    given = approved(profile)
    return from_order(approval(given.papers, given.options).order, given.seats)


def scored(profile: Sequence[Any]) -> Marked:
    papers = [(dict(zip(profile[0], map(int, paper), strict=True)), many) for paper, many in profile[2]]
    return Marked(list(profile[0]), profile[1], papers)


def our_score(profile: Sequence[Any]) -> Results:
    given = scored(profile)
    return from_order(score(given.papers, given.options).order, given.seats)


def our_best_score(profile: Sequence[Any]) -> Results:
    given = scored(profile)
    return from_order(score(given.papers, given.options).order, 1)


def our_points(profile: Sequence[Any]) -> Results:
    given = scored(profile)
    return from_order(points(given.papers, given.options).order, given.seats)


def our_star(profile: Sequence[Any]) -> Results:
    given = scored(profile)
    return settled(given.options, lambda ties: elected(star(given.papers, given.options, ties=ties)))


def our_pav(profile: Sequence[Any]) -> Results:
    given = approved(profile)
    return {
        letters(each) for each in proportional_approval(given.papers, given.options, given.seats).committees
    }


def our_sequential_pav(profile: Sequence[Any]) -> Results:
    given = approved(profile)
    return settled(
        given.options,
        lambda ties: elected(
            sequential_proportional_approval(given.papers, given.options, given.seats, ties=ties)
        ),
    )


def our_phragmen(profile: Sequence[Any]) -> Results:
    given = approved(profile)
    return settled(
        given.options, lambda ties: elected(phragmen(given.papers, given.options, given.seats, ties=ties))
    )


def our_equal_shares(profile: Sequence[Any]) -> Results:
    given = approved(profile)
    return settled(
        given.options,
        lambda ties: elected(equal_shares(given.papers, given.options, given.seats, ties=ties)),
    )


def our_equal_shares_phragmen(profile: Sequence[Any]) -> Results:
    given = approved(profile)
    return settled(
        given.options,
        lambda ties: elected(
            equal_shares(given.papers, given.options, given.seats, ties=ties, completion="phragmen")
        ),
    )


def shared_out(count: Tabulation) -> tuple[str, Iterable[str]]:
    """The seats of lists, and which are tied."""
    seats = ".".join(str(many) for many in seats_by_list(count).values())
    return seats, () if count.tie is None else count.tie.options


def averages(divisors: str) -> Callable[[Sequence[Any]], Results]:
    def ours(profile: Sequence[Any]) -> Results:
        votes, seats = dict(zip("ABCDEF", profile[0], strict=False)), profile[1]
        return settled(
            votes, lambda ties: shared_out(highest_averages(votes, seats, divisors=divisors, ties=ties))
        )

    return ours


def remainders(quota: str) -> Callable[[Sequence[Any]], Results]:
    def ours(profile: Sequence[Any]) -> Results:
        votes, seats = dict(zip("ABCDEF", profile[0], strict=False)), profile[1]
        return settled(
            votes, lambda ties: shared_out(largest_remainder(votes, seats, quota=quota, ties=ties))
        )

    return ours


def projects(profile: Sequence[Any]) -> tuple[Papers, dict[str, int], int]:
    papers = [(list(paper), many) for paper, many in profile[2]]
    return papers, dict(zip("ABCDEF", profile[0], strict=False)), profile[1]


def our_greedy_budget(profile: Sequence[Any]) -> Results:
    papers, costs, budget = projects(profile)
    votes = {name: sum(many for paper, many in papers if name in paper) for name in costs}
    return settled(costs, lambda ties: chosen(greedy_budget(votes, costs, budget, ties=ties)))


def shares(utility: str) -> Callable[[Sequence[Any]], Results]:
    def ours(profile: Sequence[Any]) -> Results:
        papers, costs, budget = projects(profile)
        return settled(
            costs, lambda ties: chosen(equal_shares_budget(papers, costs, budget, utility=utility, ties=ties))
        )

    return ours


OURS: dict[tuple[str, str], Callable[[Sequence[Any]], Results]] = {
    ("ranked", "plurality"): our_plurality,
    ("ranked", "contingent"): our_contingent,
    ("ranked", "instant-runoff"): our_instant_runoff,
    ("ranked", "transferable-vote"): transferred(back=False),
    ("ranked", "scottish"): transferred(8, back=True),
    ("ranked", "scottish-5"): transferred(5, back=True),
    ("weak", "condorcet"): our_condorcet,
    ("weak", "schulze"): our_schulze,
    ("approved", "approval"): our_approval,
    ("approved", "pav"): our_pav,
    ("approved", "sequential-pav"): our_sequential_pav,
    ("approved", "phragmen"): our_phragmen,
    ("approved", "equal-shares"): our_equal_shares,
    ("approved", "equal-shares-phragmen"): our_equal_shares_phragmen,
    ("scored", "score"): our_score,
    ("scored", "score-one"): our_best_score,
    ("scored", "points"): our_points,
    ("scored", "star"): our_star,
    ("lists", "d-hondt"): averages("dhondt"),
    ("lists", "sainte-lague"): averages("sainte_lague"),
    ("lists", "modified-sainte-lague"): averages("modified_sainte_lague"),
    ("lists", "imperiali"): averages("imperiali"),
    ("lists", "danish"): averages("danish"),
    ("lists", "huntington-hill"): averages("huntington_hill"),
    ("lists", "adams"): averages("adams"),
    ("lists", "hare"): remainders("hare"),
    ("lists", "droop"): remainders("droop"),
    ("lists", "hagenbach-bischoff"): remainders("hagenbach_bischoff"),
    ("lists", "imperiali-quota"): remainders("imperiali"),
    ("projects", "greedy-votes"): our_greedy_budget,
    ("projects", "equal-shares-cost"): shares("cost"),
    ("projects", "equal-shares-count"): shares("one"),
}


# --- what differs, and why -------------------------------------------------------------------------


class Compared(NamedTuple):
    """How many profiles a peer answered as we do, and how many not, by the kind of difference."""

    alike: int
    fewer: int = 0
    """The peer gives some of our results: it breaks ties without a word."""
    more: int = 0
    """We give some of the peer's results: our rules tell apart whom the peer leaves tied."""
    refused: int = 0
    """The peer gives no answer."""
    other: int = 0
    """The peer gives a result that is none of ours."""
    why: str = ""


LOTS = "draws lots"
FIRST = "takes those who are level in the order in which they stand"
NO_TIES = "raises NotImplementedError where something is tied"
OVER = "raises an error where whole quotas are more than the seats; we lower the divisor as Italian law did"

EXPECTED: Mapping[tuple[str, str, str], Compared] = {
    ("ranked", "plurality", "votelib"): Compared(200),
    ("ranked", "plurality", "pref_voting"): Compared(200),
    ("ranked", "contingent", "pref_voting"): Compared(200),
    ("ranked", "contingent", "votekit"): Compared(196, fewer=4, why=LOTS),
    ("ranked", "instant-runoff", "votelib"): Compared(138, refused=62, why=NO_TIES),
    ("ranked", "instant-runoff", "pref_voting"): Compared(200),
    ("ranked", "instant-runoff", "pyrankvote"): Compared(175, fewer=25, why=LOTS),
    ("ranked", "instant-runoff", "votekit"): Compared(174, fewer=26, why=LOTS),
    ("ranked", "transferable-vote", "votelib"): Compared(
        168, refused=32, why=f"{NO_TIES}; loops where nobody who is left has a vote"
    ),
    ("ranked", "transferable-vote", "pyrankvote"): Compared(
        181,
        fewer=15,
        other=4,
        why=f"{LOTS}; its quota is votes / (seats + 1); all papers of a pile weigh the same (PY-9)",
    ),
    ("ranked", "transferable-vote", "votekit"): Compared(185, fewer=15, why=LOTS),
    ("ranked", "scottish", "pref_voting"): Compared(200),
    ("ranked", "scottish-5", "pref_voting"): Compared(200),
    ("weak", "condorcet", "votelib"): Compared(200),
    ("weak", "condorcet", "pref_voting"): Compared(200),
    ("weak", "schulze", "votelib"): Compared(
        196, fewer=4, why="of those whom nobody comes before, takes who comes before most others"
    ),
    ("weak", "schulze", "pref_voting"): Compared(200),
    ("approved", "approval", "votelib"): Compared(200),
    ("approved", "approval", "abcvoting"): Compared(200),
    ("approved", "pav", "votelib"): Compared(
        119, refused=81, why=f"{NO_TIES}, and IndexError where there is one seat"
    ),
    ("approved", "pav", "abcvoting"): Compared(200),
    ("approved", "sequential-pav", "votelib"): Compared(141, refused=59, why=NO_TIES),
    ("approved", "sequential-pav", "abcvoting"): Compared(200),
    ("approved", "phragmen", "abcvoting"): Compared(200),
    ("approved", "equal-shares", "abcvoting"): Compared(200),
    ("approved", "equal-shares-phragmen", "abcvoting"): Compared(200),
    ("scored", "score", "votelib"): Compared(200),
    ("scored", "score-one", "pref_voting"): Compared(200),
    ("scored", "points", "votekit"): Compared(187, fewer=13, why=LOTS),
    ("scored", "star", "votelib"): Compared(
        167, other=33, why="elects nobody where a place in the run-off is tied, or the run-off"
    ),
    ("scored", "star", "pref_voting"): Compared(
        175, more=25, why="holds every run-off of those tied, where the official rules tell them apart"
    ),
    ("lists", "d-hondt", "votelib"): Compared(200),
    ("lists", "d-hondt", "apportionment"): Compared(189, fewer=11, why=FIRST),
    ("lists", "sainte-lague", "votelib"): Compared(200),
    ("lists", "sainte-lague", "apportionment"): Compared(189, fewer=11, why=FIRST),
    ("lists", "modified-sainte-lague", "votelib"): Compared(200),
    ("lists", "modified-sainte-lague", "apportionment"): Compared(192, fewer=8, why=FIRST),
    ("lists", "imperiali", "votelib"): Compared(200),
    ("lists", "danish", "votelib"): Compared(200),
    ("lists", "huntington-hill", "apportionment"): Compared(194, fewer=6, why=FIRST),
    ("lists", "adams", "apportionment"): Compared(190, fewer=10, why=FIRST),
    ("lists", "hare", "votelib"): Compared(200),
    ("lists", "hare", "apportionment"): Compared(
        193,
        fewer=5,
        other=2,
        why=f"{FIRST}, even before one who stands behind them and has a larger remainder",
    ),
    ("lists", "droop", "votelib"): Compared(200),
    ("lists", "hagenbach-bischoff", "votelib"): Compared(196, refused=4, why=OVER),
    ("lists", "imperiali-quota", "votelib"): Compared(
        113,
        refused=81,
        other=6,
        why=f"{OVER}; gives out too few where one list has more whole quotas than seats",
    ),
    ("projects", "greedy-votes", "pabutools"): Compared(
        199, other=1, why="spends what is left on projects without a vote"
    ),
    ("projects", "equal-shares-cost", "pabutools"): Compared(200),
    ("projects", "equal-shares-count", "pabutools"): Compared(200),
}


class Answered(NamedTuple):
    """A profile, our results and the peer's."""

    profile: Sequence[Any]
    ours: Results
    theirs: Results | None

    @property
    def how(self) -> str:
        """The kind of difference, in the words of ``Compared``."""
        if self.theirs is None:
            return "refused"
        if self.theirs == self.ours:
            return "alike"
        if self.theirs < self.ours:
            return "fewer"
        return "more" if self.theirs > self.ours else "other"


@cache
def our_results(kind: str, method: str) -> tuple[Results, ...]:
    return tuple(map(OURS[kind, method], DATA["kinds"][kind]["profiles"]))


def answered(kind: str, method: str, peer: str, how: str | None = None) -> Iterator[Answered]:
    """Every profile with both answers, or those that differ in one way."""
    drawn = DATA["kinds"][kind]
    answers = (None if each is None else set(each) for each in drawn["answers"][method][peer])
    for row in zip(drawn["profiles"], our_results(kind, method), answers, strict=True):
        found = Answered(*row)
        if how in (None, found.how):
            yield found


def test_every_answer_of_every_peer_is_compared() -> None:
    told = {
        (kind, method, peer)
        for kind, drawn in DATA["kinds"].items()
        for method, peers in drawn["answers"].items()
        for peer in peers
    }
    assert told == set(EXPECTED)


@pytest.mark.parametrize(
    ("kind", "method", "peer"), [pytest.param(*each, id="-".join(each)) for each in EXPECTED]
)
def test_a_peer_answers_as_we_do_but_for_the_differences_that_are_explained(
    kind: str, method: str, peer: str
) -> None:
    expected = EXPECTED[kind, method, peer]
    found = Counter(each.how for each in answered(kind, method, peer))
    assert Compared(**found, why=expected.why) == expected
    assert found.total() == len(DATA["kinds"][kind]["profiles"]) >= 200
    assert (found["alike"] == found.total()) == (not expected.why)


# --- the reasons, each looked at -------------------------------------------------------------------


def test_pyrankvote_elects_another_candidate_in_the_published_case_of_its_wrong_transfer() -> None:
    """PY-9: it elects A and D, since after an exclusion the papers of a pile all weigh the same."""
    papers = [("A>B>C>D", 28), ("A>C>D>B", 14), ("B>C>A>D", 15), ("C>A>B>D", 17), ("D>B>C>A", 26)]
    assert transferable_vote(papers, list("ABCD"), 2).elected == ("A", "B")


def test_where_pyrankvote_differs_every_other_peer_that_answers_is_with_us() -> None:
    stray = [
        place
        for place, each in enumerate(answered("ranked", "transferable-vote", "pyrankvote"))
        if each.how in {"other", "more"}
    ]
    assert len(stray) == 4
    for method, peer in (
        ("transferable-vote", "votelib"),
        ("transferable-vote", "votekit"),
        ("scottish", "pref_voting"),
    ):
        others = list(answered("ranked", method, peer))
        assert {others[place].how for place in stray} <= {"alike", "fewer", "refused"}


def test_votelib_searches_no_committee_where_there_is_one_seat_or_several_are_best() -> None:
    for each in answered("approved", "pav", "votelib", "refused"):
        assert each.profile[1] == 1 or len(each.ours) > 1


def test_the_schulze_winners_that_votelib_leaves_out_come_before_fewer_others() -> None:
    for each in answered("weak", "schulze", "votelib", "fewer"):
        given = ranked(each.profile)
        wins = schulze(given.papers, given.options).rounds[-1].votes
        assert each.theirs is not None
        assert {wins[name] for name in each.theirs} == {max(wins[name] for name in each.ours)}


def test_star_of_votelib_elects_nobody_where_there_is_a_tie_to_break() -> None:
    for each in answered("scored", "star", "votelib", "other"):
        assert each.theirs == {""}
        given = scored(each.profile)
        first, second, *rest = sorted(
            score(given.papers, given.options).scores.items(), key=itemgetter(1), reverse=True
        )
        ahead = sum(
            many * ((marks[first[0]] > marks[second[0]]) - (marks[first[0]] < marks[second[0]]))
            for marks, many in given.papers
        )
        assert second[1] in [figure for _, figure in rest] or ahead == 0


def test_remainders_of_apportionment_pass_over_the_larger_one() -> None:
    for each in answered("lists", "hare", "apportionment", "other"):
        votes, seats = each.profile
        rest = [Fraction(many * seats, sum(votes)) % 1 for many in votes]
        assert each.theirs is not None
        got = [int(many) for many in min(each.theirs).split(".")]
        more = [many - votes[place] * seats // sum(votes) for place, many in enumerate(got)]
        assert max(rest[place] for place, one in enumerate(more) if not one) > min(
            rest[place] for place, one in enumerate(more) if one
        )


def test_quotas_of_votelib_give_out_too_few_seats_where_one_list_has_too_many() -> None:
    for each in answered("lists", "imperiali-quota", "votelib", "other"):
        assert each.theirs is not None
        assert all(sum(map(int, result.split("."))) < each.profile[1] for result in each.theirs)
        assert all(sum(map(int, result.split("."))) == each.profile[1] for result in each.ours)


def test_the_greedy_budget_of_pabutools_is_ours_but_for_projects_without_a_vote() -> None:
    for each in answered("projects", "greedy-votes", "pabutools", "other"):
        voted = {name for paper, _ in each.profile[2] for name in paper}
        assert each.theirs is not None
        assert {letters(set(result) & voted) for result in each.theirs} == each.ours
