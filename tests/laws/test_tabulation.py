"""Laws of counting methods: what changes nothing, what never hurts, and what a majority may count on.

Every law names the methods that have it; where a well-known method has not, an example shows it fail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, Final, NamedTuple, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov.tabulation import (
    LinkStrength,
    Tabulation,
    Tie,
    approval,
    condorcet,
    contingent,
    copeland,
    instant_runoff,
    mean_score,
    plurality,
    points,
    schulze,
    score,
    star,
    transferable_vote,
)
from consultgov.tabulation.apportionment import highest_averages, largest_remainder
from consultgov.tabulation.committees import proportional_approval
from consultgov.tabulation.counts import Ranking
from consultgov.tabulation.sequential import equal_shares, phragmen, sequential_proportional_approval
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Paper: TypeAlias = Any
Papers: TypeAlias = list[tuple[Paper, int]]
"""Rankings (tiers of names), approvals (names) or scores (name to score), and how many papers say so."""


class Profile(NamedTuple):
    """Who stands, and the papers."""

    options: list[str]
    papers: Papers


Method: TypeAlias = Callable[..., Tabulation]
"""From papers and options to a count."""

# --- profiles --------------------------------------------------------------------------------------


@st.composite
def profiles(draw: st.DrawFn, paper: Callable[[list[str]], st.SearchStrategy[Paper]]) -> Profile:
    """Three to five options, and papers of one kind that are often level."""
    options = list("ABCDE"[: draw(st.integers(3, 5))])
    papers = st.lists(st.tuples(paper(options), st.integers(1, 4)), min_size=1, max_size=8)
    return Profile(options, draw(papers))


@st.composite
def rankings(draw: st.DrawFn, options: list[str], *, alike: bool = True) -> list[list[str]]:
    """Some of the options in order, at least one, now and then several alike."""
    named = draw(st.permutations(options))[: draw(st.integers(1, len(options)))]
    tiers = [[named[0]]]
    for name in named[1:]:
        if alike and draw(st.integers(0, 3)) == 0:
            tiers[-1].append(name)
        else:
            tiers.append([name])
    return tiers


def strict_rankings(options: list[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rankings in which nobody is alike."""
    return rankings(options, alike=False)


def approvals(options: list[str]) -> st.SearchStrategy[list[str]]:
    """Some of the options."""
    return st.lists(st.sampled_from(options), unique=True, min_size=1)


def choices(options: list[str]) -> st.SearchStrategy[list[str]]:
    """One of the options."""
    return st.sampled_from(options).map(lambda name: [name])


def scores(options: list[str]) -> st.SearchStrategy[dict[str, int]]:
    """A score from 0 to 5 for some of the options."""
    return st.dictionaries(st.sampled_from(options), st.integers(0, 5), min_size=1)


RANKED: Final = profiles(rankings)
STRICT: Final = profiles(strict_rankings)
APPROVED: Final = profiles(approvals)
CHOSEN: Final = profiles(choices)
SCORED: Final = profiles(scores)

# --- methods ---------------------------------------------------------------------------------------


def seats_for(method: Callable[..., Tabulation], seats: int = 2) -> Method:
    """A method that fills several seats."""

    def count(papers: Papers, options: list[str], **settings: object) -> Tabulation:
        return method(papers, options, seats, **settings)

    return count


def best_committees(papers: Papers, options: list[str]) -> Tabulation:
    """Proportional approval as a count: those in every best committee, and a tie for the rest."""
    found = proportional_approval(papers, options, 2)
    return Tabulation("pav", found.certain, found.tie)


def of_lists(method: Callable[..., Tabulation], **settings: str) -> Method:
    """A method for the seats of lists, each paper choosing one."""

    def count(papers: Papers, options: list[str], **more: object) -> Tabulation:
        votes = dict.fromkeys(options, 0)
        for (name,), many in papers:
            votes[name] += many
        return method(votes, 5, **settings, **more)

    return count


DIVISORS: Final = (
    "adams",
    "danish",
    "dhondt",
    "huntington_hill",
    "imperiali",
    "modified_sainte_lague",
    "sainte_lague",
)
METHODS: Final[Mapping[str, tuple[st.SearchStrategy[Profile], Method]]] = {
    "plurality": (RANKED, plurality),
    "contingent": (RANKED, contingent),
    "instant-runoff": (RANKED, instant_runoff),
    "transferable-vote": (STRICT, seats_for(transferable_vote)),
    "condorcet": (RANKED, condorcet),
    "copeland": (RANKED, copeland),
    "schulze": (RANKED, schulze),
    "approval": (APPROVED, approval),
    "pav": (APPROVED, best_committees),
    "sequential-pav": (APPROVED, seats_for(sequential_proportional_approval)),
    "phragmen": (APPROVED, seats_for(phragmen)),
    "equal-shares": (APPROVED, seats_for(equal_shares)),
    "points": (SCORED, points),
    "score": (SCORED, score),
    "mean-score": (SCORED, mean_score),
    "star": (SCORED, star),
    **{each: (CHOSEN, of_lists(highest_averages, divisors=each)) for each in DIVISORS},
    "hare": (CHOSEN, of_lists(largest_remainder, quota="hare")),
    "droop": (CHOSEN, of_lists(largest_remainder, quota="droop")),
}
each_method: Final = pytest.mark.parametrize("name", METHODS)


def tiers_of(order: Ranking) -> tuple[tuple[str, ...], ...]:
    """An order of merit, whatever the order within a tier."""
    return tuple(tuple(sorted(tier)) for tier in order)


def outcome(count: Tabulation) -> dict[str, object]:
    """Who has a seat, who is tied for what, and the order of merit."""
    tie = None if count.tie is None else (sorted(count.tie.options), count.tie.places, count.tie.over)
    return {"elected": sorted(count.elected), "tie": tie, "order": tiers_of(count.order)}


def winners(count: Tabulation) -> set[str]:
    """Who is elected or may be: a method for one seat, or the first tier of an order of merit."""
    if count.elected or count.tie is not None:
        return {*count.elected, *(count.tie.options if count.tie is not None else ())}
    return set(count.order[0]) if count.order else set()


def by_the_first_paper(method: Method) -> Method:
    """A wrong engine: whoever the first paper names first wins a tie."""

    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        found = method(papers, options)
        return Tabulation("wrong", tuple(papers[0][0][0])) if found.tie is not None else found

    return wrong


def by_name(method: Method) -> Method:
    """A wrong engine: the lowest name wins a tie."""

    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        found = method(papers, options)
        return Tabulation("wrong", (min(found.tie.options),)) if found.tie is not None else found

    return wrong


# --- names -----------------------------------------------------------------------------------------


def renamed(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - a paper or an outcome
    """A paper or a part of an outcome with other names."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {names.get(key, key): renamed(each, names) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(renamed(each, names) for each in value)
    return value


def in_names(found: dict[str, Any]) -> dict[str, Any]:
    """An outcome sorted anew after renaming."""
    tie = found["tie"]
    return {
        "elected": sorted(found["elected"]),
        "tie": None if tie is None else (sorted(tie[0]), *tie[1:]),
        "order": tiers_of(found["order"]),
    }


NAMES: Final = st.permutations(["Z", "Y", "C", "B", "A"])


def neutral(method: Method, profile: Profile, chosen: Sequence[str]) -> None:
    """The law: other names for the options are other names in the result."""
    names = dict(zip("ABCDE", chosen, strict=True))
    other = renamed(profile.options, names)[::-1]
    papers = [(renamed(paper, names), many) for paper, many in profile.papers]
    expected = renamed(outcome(method(profile.papers, profile.options)), names)
    assert outcome(method(papers, other)) == in_names(expected)


@each_method
@given(data=st.data())
def test_other_names_are_other_names_in_the_result(name: str, data: st.DataObject) -> None:
    kind, method = METHODS[name]
    neutral(method, data.draw(kind), data.draw(NAMES))


def test_an_engine_that_breaks_ties_by_name_is_caught() -> None:
    for method in (instant_runoff, schulze):
        wrong = by_name(method)
        assert caught(lambda profile, names, wrong=wrong: neutral(wrong, profile, names), RANKED, NAMES)


# --- who hands in which paper, and when ------------------------------------------------------------


@st.composite
def shuffled(draw: st.DrawFn, kind: st.SearchStrategy[Profile]) -> tuple[Profile, Papers]:
    """A profile, and the same papers one by one in another order."""
    profile = draw(kind)
    single = [(paper, 1) for paper, many in profile.papers for _ in range(many)]
    return profile, draw(st.permutations(single))


def anonymous(method: Method, both: tuple[Profile, Papers]) -> None:
    """The law: the order of the papers, and how equal ones are put together, change nothing."""
    profile, papers = both
    found, other = method(profile.papers, profile.options), method(papers, profile.options)
    assert outcome(found) == outcome(other)
    assert found.scores == other.scores


@each_method
@given(data=st.data())
def test_the_order_of_the_papers_changes_nothing(name: str, data: st.DataObject) -> None:
    kind, method = METHODS[name]
    anonymous(method, data.draw(shuffled(kind)))


def test_an_engine_in_which_the_first_paper_breaks_ties_is_caught() -> None:
    wrong = by_the_first_paper(instant_runoff)
    assert caught(lambda both: anonymous(wrong, both), shuffled(RANKED))


# --- ten times the papers --------------------------------------------------------------------------

ROUNDED: Final = ("transferable-vote", "droop")
"""Their quota is a whole number of votes, so that it is not the same part of ten times the papers."""


def homogeneous(method: Method, profile: Profile, times: int) -> None:
    """The law: so many times the papers come to the same."""
    more = [(paper, many * times) for paper, many in profile.papers]
    assert outcome(method(more, profile.options)) == outcome(method(profile.papers, profile.options))


@pytest.mark.parametrize("name", [name for name in METHODS if name not in ROUNDED])
@given(data=st.data(), times=st.integers(2, 10))
def test_many_times_the_papers_come_to_the_same(name: str, data: st.DataObject, times: int) -> None:
    kind, method = METHODS[name]
    homogeneous(method, data.draw(kind), times)


@given(STRICT, st.integers(2, 10))
def test_the_transferable_vote_without_a_rounded_quota_comes_to_the_same(
    profile: Profile, times: int
) -> None:
    def by_hare(papers: Papers, options: list[str]) -> Tabulation:
        return transferable_vote(papers, options, 2, quota="hare")

    homogeneous(by_hare, profile, times)


def test_an_engine_that_wants_a_lead_of_two_papers_is_caught() -> None:
    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        found = plurality(papers, options)
        most, next_most, *_ = sorted(found.scores.values(), reverse=True)
        return found if most - next_most >= 2 else Tabulation("wrong", tie=Tie(tuple(options), 1))

    assert caught(lambda profile, times: homogeneous(wrong, profile, times), RANKED, st.integers(2, 10))


# --- a better place never hurts --------------------------------------------------------------------


def raised(paper: list[list[str]], name: str) -> list[list[str]]:
    """A ranking with somebody one place higher, or last if she was not on it."""
    flat = [each for (each,) in paper]
    place = flat.index(name) if name in flat else len(flat)
    flat = [each for each in flat if each != name]
    return [[each] for each in (*flat[: max(place - 1, 0)], name, *flat[max(place - 1, 0) :])]


def monotone_by_rank(method: Method, profile: Profile, which: int) -> None:
    """The law: whoever wins still wins when a paper ranks her higher."""
    before = winners(method(profile.papers, profile.options))
    place = which % len(profile.papers)
    for name in before:
        papers = list(profile.papers)
        papers[place] = (raised(papers[place][0], name), papers[place][1])
        assert name in winners(method(papers, profile.options))


@pytest.mark.parametrize("method", [plurality, schulze, copeland, condorcet])
@given(STRICT, st.integers(0, 7))
def test_a_better_place_never_costs_the_win(method: Method, profile: Profile, which: int) -> None:
    if method is not condorcet or condorcet(profile.papers, profile.options).elected:
        monotone_by_rank(method, profile, which)


def test_an_engine_that_counts_second_places_is_caught() -> None:
    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        return plurality([(paper[1:] or paper, many) for paper, many in papers], options)

    assert caught(lambda profile, which: monotone_by_rank(wrong, profile, which), STRICT, st.integers(0, 7))


def monotone_by_approval(method: Method, profile: Profile, which: int) -> None:
    """The law: whoever wins still wins when one more paper approves of her."""
    place = which % len(profile.papers)
    for name in winners(method(profile.papers, profile.options)):
        papers = list(profile.papers)
        papers[place] = (list({*papers[place][0], name}), papers[place][1])
        assert name in winners(method(papers, profile.options))


@given(APPROVED, st.integers(0, 7))
def test_one_more_approval_never_costs_the_win(profile: Profile, which: int) -> None:
    monotone_by_approval(approval, profile, which)


def test_an_engine_that_shuts_out_whom_most_papers_approve_of_is_caught() -> None:
    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        found = approval(papers, options)
        total = sum(many for _, many in papers)
        left = {name: votes for name, votes in found.scores.items() if 4 * votes <= 3 * total}
        best = max(left.values(), default=0)
        return Tabulation("wrong", order=(tuple(name for name in left if left[name] == best),))

    assert caught(
        lambda profile, which: monotone_by_approval(wrong, profile, which), APPROVED, st.integers(0, 7)
    )


def seats_of_list(count: Tabulation, name: str, *, most: bool) -> int:
    """The seats that a list has for certain, or has at most."""
    maybe = count.tie is not None and name in count.tie.options
    return count.elected.count(name) + (most and maybe)


def monotone_by_votes(method: Method, profile: Profile, more: int) -> None:
    """The law: more votes for one list never cost it a seat that it was sure of."""
    before = method(profile.papers, profile.options)
    for name in profile.options:
        after = method([*profile.papers, ([name], more)], profile.options)
        assert seats_of_list(after, name, most=False) >= seats_of_list(before, name, most=False)
        assert seats_of_list(after, name, most=True) >= seats_of_list(before, name, most=True)


@pytest.mark.parametrize("divisors", DIVISORS)
@given(profile=CHOSEN, more=st.integers(1, 20))
def test_more_votes_never_cost_a_list_a_seat(divisors: str, profile: Profile, more: int) -> None:
    monotone_by_votes(METHODS[divisors][1], profile, more)


def test_an_engine_that_gives_the_last_seat_to_the_smallest_list_is_caught() -> None:
    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        found = METHODS["dhondt"][1](papers, options)
        with_votes = {name: votes for name, votes in found.scores.items() if votes}
        return Tabulation("wrong", (*found.elected[:-1], min(with_votes, key=with_votes.__getitem__)))

    assert caught(lambda profile, more: monotone_by_votes(wrong, profile, more), CHOSEN, st.integers(1, 20))


CYCLE: Final = [("A>B>C", 6), ("C>A>B", 5), ("B>C>A", 6)]
RAISED: Final = [("A>B>C", 8), ("C>A>B", 5), ("B>C>A", 4)]
"""The same papers, but that two of those for B rank A first, whom they had last."""


def test_an_instant_runoff_can_be_lost_by_more_first_places() -> None:
    assert instant_runoff(CYCLE, list("ABC")).elected == ("A",)
    assert instant_runoff(RAISED, list("ABC")).elected == ("C",)


def test_a_seat_by_the_transferable_vote_can_be_lost_by_more_first_places() -> None:
    quota_of_d = ("D", 10)
    assert transferable_vote([*CYCLE, quota_of_d], list("ABCD"), 2).elected == ("D", "A")
    assert transferable_vote([*RAISED, quota_of_d], list("ABCD"), 2).elected == ("D", "C")


# --- the runner-up ---------------------------------------------------------------------------------


def without(papers: Papers, name: str) -> Papers:
    """The same papers without one of the options."""
    return [
        (
            {each: mark for each, mark in paper.items() if each != name}
            if isinstance(paper, dict)
            else [each for each in paper if each != name],
            many,
        )
        for paper, many in papers
    ]


def runner_up_follows(method: Method, profile: Profile) -> None:
    """The law: whoever wins, without her the others come in the same order."""
    order = method(profile.papers, profile.options).order
    for name in order[0]:
        left = [each for each in profile.options if each != name]
        others = tuple(tuple(each for each in tier if each != name) for tier in order)
        again = method(without(profile.papers, name), left).order
        assert tiers_of(again) == tiers_of(tuple(tier for tier in others if tier))


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        pytest.param(APPROVED, approval, id="approval"),
        pytest.param(SCORED, score, id="score"),
        pytest.param(SCORED, points, id="points"),
        pytest.param(SCORED, mean_score, id="mean-score"),
    ],
)
@given(data=st.data())
def test_without_the_winner_the_runner_up_wins(
    kind: st.SearchStrategy[Profile], method: Method, data: st.DataObject
) -> None:
    runner_up_follows(method, data.draw(kind))


def test_an_engine_that_shares_a_paper_among_those_approved_is_caught() -> None:
    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        return approval([(paper, Fraction(many, len(paper) or 1)) for paper, many in papers], options)

    assert caught(lambda profile: runner_up_follows(wrong, profile), APPROVED)


def test_without_the_winner_another_than_the_runner_up_may_have_most_first_places() -> None:
    papers = [("A>C>B", 4), ("B>C>A", 3), ("C>B>A", 2)]
    assert plurality(papers, list("ABC")).order == (("A",), ("B",), ("C",))
    left = [("C>B", 4), ("B>C", 3), ("C>B", 2)]
    assert plurality(left, list("BC")).order == (("C",), ("B",))


# --- every paper is somewhere ----------------------------------------------------------------------


def all_accounted_for(method: Method, profile: Profile) -> None:
    """The law: in every round, votes and exhausted papers make up all valid papers."""
    valid = sum(many for _, many in profile.papers)
    rounds = method(profile.papers, profile.options).rounds
    assert rounds
    for each in rounds:
        assert sum(each.votes.values()) + each.exhausted == valid


TRANSFERS: Final[Mapping[str, tuple[st.SearchStrategy[Profile], Method]]] = {
    "instant-runoff": (RANKED, instant_runoff),
    "contingent": (RANKED, contingent),
    "transferable-vote": (STRICT, seats_for(transferable_vote)),
    "transferable-vote-of-5-places": (
        STRICT,
        lambda papers, options: transferable_vote(papers, options, 2, places=5),
    ),
    "transferable-vote-by-hare": (
        STRICT,
        lambda papers, options: transferable_vote(papers, options, 2, quota="hare"),
    ),
}


@pytest.mark.parametrize("name", TRANSFERS)
@given(data=st.data())
def test_in_every_round_each_valid_paper_is_with_somebody_or_exhausted(
    name: str, data: st.DataObject
) -> None:
    kind, method = TRANSFERS[name]
    all_accounted_for(method, data.draw(kind))


def test_an_engine_that_forgets_exhausted_papers_is_caught() -> None:
    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        found = instant_runoff(papers, options)
        return Tabulation("wrong", rounds=tuple(type(each)(each.votes) for each in found.rounds))

    assert caught(lambda profile: all_accounted_for(wrong, profile), RANKED)


# --- whoever beats everyone, and whoever has a majority ----------------------------------------------


def elects_who_beats_everyone(method: Method, profile: Profile) -> None:
    """The law: whoever beats every other option is elected."""
    beats_all = condorcet(profile.papers, profile.options).elected
    if beats_all:
        assert method(profile.papers, profile.options).elected == beats_all


@pytest.mark.parametrize("strength", LinkStrength)
@given(profile=RANKED)
def test_whoever_beats_everyone_wins_by_beat_paths(strength: LinkStrength, profile: Profile) -> None:
    elects_who_beats_everyone(lambda papers, options: schulze(papers, options, strength=strength), profile)


@given(RANKED)
def test_whoever_beats_everyone_has_most_pairs(profile: Profile) -> None:
    beats_all = condorcet(profile.papers, profile.options).elected
    if beats_all:
        assert copeland(profile.papers, profile.options).order[0] == beats_all


def test_an_engine_of_eliminations_is_caught() -> None:
    assert caught(lambda profile: elects_who_beats_everyone(instant_runoff, profile), RANKED)


def elects_a_majority(method: Method, profile: Profile) -> None:
    """The law: whoever more than half of the papers rank first, alone, is elected."""
    total = sum(many for _, many in profile.papers)
    for name in profile.options:
        first = sum(many for tiers, many in profile.papers if tiers[0] == [name])
        if 2 * first > total:
            assert winners(method(profile.papers, profile.options)) == {name}


@pytest.mark.parametrize("method", [plurality, contingent, instant_runoff, condorcet, copeland, schulze])
@given(RANKED)
def test_whoever_more_than_half_rank_first_wins(method: Method, profile: Profile) -> None:
    elects_a_majority(method, profile)


def test_an_engine_that_approves_of_the_first_two_is_caught() -> None:
    def wrong(papers: Papers, options: list[str]) -> Tabulation:
        liked = [([name for tier in tiers[:2] for name in tier], many) for tiers, many in papers]
        return approval(liked, options)

    assert caught(lambda profile: elects_a_majority(wrong, profile), RANKED)


# --- proportion for solid coalitions -----------------------------------------------------------------


def solid(tiers: list[list[str]], group: frozenset[str]) -> bool:
    """Whether a strict ranking has all of a group before anybody else."""
    return frozenset(name for (name,) in tiers[: len(group)]) == group


def proportional(method: Callable[..., Tabulation], profile: Profile, seats: int) -> None:
    """The law (Droop's proportion): whom k quotas of papers have before all others get k seats."""
    seats = min(seats, len(profile.options))
    count = method(profile.papers, profile.options, seats, ties=profile.options)
    quota = sum(many for _, many in profile.papers) // (seats + 1) + 1
    for size in range(1, len(profile.options) + 1):
        for group in map(frozenset, combinations(profile.options, size)):
            papers = sum(many for tiers, many in profile.papers if solid(tiers, group))
            assert len(group.intersection(count.elected)) >= min(papers // quota, size)


@given(STRICT, st.integers(1, 4))
def test_a_solid_coalition_has_its_seats_by_the_transferable_vote(profile: Profile, seats: int) -> None:
    proportional(transferable_vote, profile, seats)


def test_an_engine_that_seats_those_with_most_first_places_is_caught() -> None:
    def wrong(papers: Papers, options: list[str], seats: int, *, ties: list[str]) -> Tabulation:
        order = [name for tier in plurality(papers, options).order for name in sorted(tier, key=ties.index)]
        return Tabulation("wrong", tuple(order[:seats]))

    assert caught(lambda profile, seats: proportional(wrong, profile, seats), STRICT, st.integers(1, 4))


# --- an order for ties -------------------------------------------------------------------------------

DRAWING: Final[Mapping[str, tuple[st.SearchStrategy[Profile], Method]]] = {
    name: METHODS[name]
    for name in METHODS
    if name not in {"plurality", "condorcet", "copeland", "approval", "pav", "points", "score", "mean-score"}
}


def unmoved(method: Method, profile: Profile, drawn: Sequence[str]) -> None:
    """The law: an order for ties settles every tie, and changes nobody's seat where nothing is tied."""
    order = [name for name in drawn if name in profile.options]
    found, told = (method(profile.papers, profile.options, ties=ties) for ties in ((), order))
    assert told.tie is None
    if found.tie is None:
        assert sorted(told.elected) == sorted(found.elected)
    else:
        assert set(found.elected) <= set(told.elected)


ORDERS: Final = st.permutations(list("ABCDE"))


@pytest.mark.parametrize("name", DRAWING)
@given(data=st.data())
def test_an_order_for_ties_is_used_for_nothing_else(name: str, data: st.DataObject) -> None:
    kind, method = DRAWING[name]
    unmoved(method, data.draw(kind), data.draw(ORDERS))


def test_an_engine_that_elects_whoever_was_drawn_first_is_caught() -> None:
    def wrong(papers: Papers, options: list[str], *, ties: Sequence[str]) -> Tabulation:
        return Tabulation("wrong", (ties[0],)) if ties else instant_runoff(papers, options)

    assert caught(lambda profile, drawn: unmoved(wrong, profile, drawn), RANKED, ORDERS)


# --- a lot among some ----------------------------------------------------------------------------------

LOTS: Final[Mapping[str, tuple[st.SearchStrategy[Profile], Method]]] = {
    **DRAWING,
    "instant-runoff-without-earlier-rounds": (
        RANKED,
        lambda papers, options, **more: instant_runoff(papers, options, back=False, **more),
    ),
}
SOME: Final = st.sets(st.sampled_from("ABCDE"))


def of_some(method: Method, profile: Profile, drawn: Sequence[str], some: set[str]) -> None:
    """The law: what a lot among some decides, every lot among all that puts them so decides alike.

    Those of the lot are once those tied without it, and once anybody. A tie that it leaves is one with
    somebody who was not in it.
    """
    whole = [name for name in drawn if name in profile.options]
    tie = method(profile.papers, profile.options).tie
    told = method(profile.papers, profile.options, ties=whole)
    for drawn_among in (set() if tie is None else {*tie.options}, some):
        lot = [name for name in whole if name in drawn_among]
        found = method(profile.papers, profile.options, ties=lot)
        assert Counter(found.elected) <= Counter(told.elected)
        if found.tie is None:
            assert Counter(found.elected) == Counter(told.elected)
        else:
            assert not drawn_among.issuperset(found.tie.options)


@pytest.mark.parametrize("name", LOTS)
@given(data=st.data())
def test_a_lot_among_some_leaves_a_tie_with_others_open(name: str, data: st.DataObject) -> None:
    kind, method = LOTS[name]
    of_some(method, data.draw(kind), data.draw(ORDERS), data.draw(SOME))


@pytest.mark.parametrize(
    "name",
    ["contingent", "instant-runoff-without-earlier-rounds", "sequential-pav", "phragmen", "dhondt"],
)
def test_an_engine_that_puts_those_not_drawn_last_is_caught(name: str) -> None:
    kind, method = LOTS[name]

    def wrong(papers: Papers, options: list[str], *, ties: Sequence[str] = ()) -> Tabulation:
        rest = [each for each in options if each not in ties]
        return method(papers, options, ties=[*ties, *rest] if ties else ())

    def wrong_of_some(profile: Profile, drawn: Sequence[str]) -> None:
        of_some(wrong, profile, drawn, set())

    def wrong_of_anybody(profile: Profile, drawn: Sequence[str], some: set[str]) -> None:
        of_some(wrong, profile, drawn, some)

    later = name != "dhondt"  # the tie of lists is about the last seats, so that none comes after it
    assert caught(wrong_of_some, kind, ORDERS) == later
    assert caught(wrong_of_anybody, kind, ORDERS, SOME)
