"""Laws: seats in proportion to votes, and committees in proportion to approvals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from consultgov.tabulation import (
    Divisors,
    ListQuota,
    Tabulation,
    equal_shares,
    highest_averages,
    largest_remainder,
    phragmen,
    proportional_approval,
    seats_by_list,
    sequential_proportional_approval,
)
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Votes = dict[str, int]
Method = Callable[[Votes, int], Tabulation]
Papers = list[tuple[list[str], int]]
Elect = Callable[[Papers, list[str], int], list[tuple[str, ...]]]

NAMES = [*"abcde"]


def polled() -> st.SearchStrategy[Votes]:
    """Votes of up to four lists, each with some."""
    return st.lists(st.integers(1, 60), min_size=1, max_size=4).map(
        lambda votes: dict(zip(NAMES, votes, strict=False))
    )


def houses() -> st.SearchStrategy[int]:
    """Seats."""
    return st.integers(1, 12)


def averages(votes: Votes, seats: int) -> Tabulation:
    """D'Hondt."""
    return highest_averages(votes, seats)


def remainders(votes: Votes, seats: int) -> Tabulation:
    """The Hare quota."""
    return largest_remainder(votes, seats)


def by(divisors: Divisors) -> Method:
    def method(votes: Votes, seats: int) -> Tabulation:
        return highest_averages(votes, seats, divisors=divisors)

    return method


def by_quota(quota: ListQuota) -> Method:
    def method(votes: Votes, seats: int) -> Tabulation:
        return largest_remainder(votes, seats, quota=quota)

    return method


# --- lists ----------------------------------------------------------------------------------------


def check_house(votes: Votes, seats: int, method: Method = averages) -> None:
    """With one seat more, no list has fewer."""
    smaller, larger = method(votes, seats), method(votes, seats + 1)
    assume(smaller.tie is None)
    assume(larger.tie is None)
    before, after = seats_by_list(smaller), seats_by_list(larger)
    assert all(after[name] >= number for name, number in before.items())


@given(polled(), houses(), st.sampled_from(Divisors))
def test_no_list_loses_a_seat_where_there_is_one_more(votes: Votes, seats: int, divisors: Divisors) -> None:
    check_house(votes, seats, by(divisors))


def test_the_alabama_paradox_is_caught() -> None:
    def mutant_check(votes: Votes, seats: int) -> None:
        check_house(votes, seats, remainders)

    assert caught(mutant_check, polled(), houses())


def check_quota(votes: Votes, seats: int, method: Method = remainders) -> None:
    """Every list has its exact share of the seats, rounded down or up."""
    count = method(votes, seats)
    total = sum(votes.values())
    assume(count.tie is None)
    for name, number in seats_by_list(count).items():
        share = Fraction(votes[name] * seats, total)
        assert floor(share) <= number <= ceil(share)


@given(polled(), houses())
def test_largest_remainders_keep_to_the_quota(votes: Votes, seats: int) -> None:
    check_quota(votes, seats)


@pytest.mark.parametrize("wrong", [averages, by(Divisors.ADAMS)])
def test_highest_averages_do_not_keep_to_the_quota(wrong: Method) -> None:
    def mutant_check(votes: Votes, seats: int) -> None:
        check_quota(votes, seats, wrong)

    assert caught(mutant_check, polled(), houses())


def allocations(lists: int, seats: int) -> Iterator[tuple[int, ...]]:
    """Every way to give some seats to some lists."""
    if lists == 1:
        yield (seats,)
        return
    for first in range(seats + 1):
        for others in allocations(lists - 1, seats - first):
            yield (first, *others)


def check_densest(votes: Votes, seats: int, method: Method = averages) -> None:
    """D'Hondt keeps the most seats that a list has for each of its votes as low as can be."""
    count = method(votes, seats)
    assume(count.tie is None)

    def densest(numbers: tuple[int, ...]) -> Fraction:
        return max(Fraction(number, each) for number, each in zip(numbers, votes.values(), strict=True))

    least = min(map(densest, allocations(len(votes), seats)))
    assert densest(tuple(seats_by_list(count).values())) == least


@given(polled(), st.integers(1, 8))
def test_d_hondt_keeps_the_seats_per_vote_low(votes: Votes, seats: int) -> None:
    check_densest(votes, seats)


@pytest.mark.parametrize(
    "wrong",
    [remainders, by(Divisors.SAINTE_LAGUE), by(Divisors.IMPERIALI)],
    ids=["hare", "sainte_lague", "imperiali"],
)
def test_other_methods_do_not(wrong: Method) -> None:
    def mutant_check(votes: Votes, seats: int) -> None:
        check_densest(votes, seats, wrong)

    assert caught(mutant_check, polled(), st.integers(1, 8))


def check_homogeneous(votes: Votes, seats: int, times: int, method: Method = averages) -> None:
    """As many votes again for everybody alter nothing."""
    more = {name: number * times for name, number in votes.items()}
    one, other = method(votes, seats), method(more, seats)
    assert (one.elected, one.tie) == (other.elected, other.tie)


METHODS = [*map(by, Divisors), *(by_quota(quota) for quota in ListQuota if quota is not ListQuota.DROOP)]


@given(polled(), houses(), st.integers(2, 9), st.sampled_from(METHODS))
def test_only_proportions_count(votes: Votes, seats: int, times: int, method: Method) -> None:
    check_homogeneous(votes, seats, times, method)


def test_a_quota_of_whole_votes_is_caught() -> None:
    def mutant_check(votes: Votes, seats: int, times: int) -> None:
        check_homogeneous(votes, seats, times, by_quota(ListQuota.DROOP))

    assert caught(mutant_check, polled(), houses(), st.integers(2, 9))


# --- committees -----------------------------------------------------------------------------------


def papers() -> st.SearchStrategy[Papers]:
    """Up to five kinds of papers on five options."""
    approvals = st.sets(st.sampled_from(NAMES), max_size=4).map(sorted)
    return st.lists(st.tuples(approvals, st.integers(1, 4)), min_size=1, max_size=5)


def thiele(papers: Papers, options: list[str], seats: int) -> list[tuple[str, ...]]:
    """All the best committees."""
    return list(proportional_approval(papers, options, seats).committees)


def check_best(papers: Papers, seats: int, elect: Elect = thiele) -> None:
    """The committees found are those that no other outdoes, by trying all."""

    def score(committee: tuple[str, ...]) -> Fraction:
        inside = ((len(set(paper).intersection(committee)), many) for paper, many in papers)
        parts = (Fraction(many, place) for size, many in inside for place in range(1, size + 1))
        return sum(parts, Fraction(0))

    every = list(combinations(NAMES, seats))
    best = max(map(score, every))
    event(f"{len([each for each in every if score(each) == best])} tied")
    assert elect(papers, NAMES, seats) == [each for each in every if score(each) == best]


@given(papers(), st.integers(1, 5))
def test_the_best_committees_are_found_and_no_other(papers: Papers, seats: int) -> None:
    check_best(papers, seats)


def one_of_them(papers: Papers, options: list[str], seats: int) -> list[tuple[str, ...]]:
    """Only the first of those tied."""
    return thiele(papers, options, seats)[:1]


def most_approved(papers: Papers, options: list[str], seats: int) -> list[tuple[str, ...]]:
    """Those with most approvals."""
    approvals = {name: sum(many for paper, many in papers if name in paper) for name in options}
    ranked = sorted(options, key=lambda name: -approvals[name])
    return [tuple(sorted(ranked[:seats]))]


@pytest.mark.parametrize("wrong", [one_of_them, most_approved])
def test_another_choice_of_committees_is_caught(wrong: Elect) -> None:
    def mutant_check(papers: Papers, seats: int) -> None:
        check_best(papers, seats, wrong)

    assert caught(mutant_check, papers(), st.integers(1, 5))


Sequential = Callable[[Papers, list[str], int], Tabulation]


def loads(papers: Papers, options: list[str], seats: int) -> Tabulation:
    """Phragmén."""
    return phragmen(papers, options, seats, ties=options)


def bought(papers: Papers, seats: int) -> list[str]:
    """Everybody earns one a day, and those who together have one buy a seat for whom they approve of."""
    voters = [set(paper) for paper, many in papers for _ in range(many)]
    money = [Fraction(0)] * len(voters)
    seated: list[str] = []
    while len(seated) < seats:
        wait: dict[str, Fraction] = {}
        for name in NAMES:
            backers = [place for place, paper in enumerate(voters) if name in paper]
            if backers and name not in seated:
                had = sum((money[place] for place in backers), Fraction(0))
                wait[name] = (1 - had) / len(backers)
        if not wait:
            break
        next_ = min(wait, key=lambda name: wait[name])
        money = [
            Fraction(0) if next_ in paper else had + wait[next_]
            for paper, had in zip(voters, money, strict=True)
        ]
        seated.append(next_)
    return seated


def check_bought(papers: Papers, seats: int, elect: Sequential = loads) -> None:
    """Phragmén's rule elects whom people buy who earn alike."""
    assert sorted(elect(papers, NAMES, seats).elected) == sorted(bought(papers, seats))


@given(papers(), st.integers(1, 5))
def test_loads_are_what_people_who_earn_alike_would_pay(papers: Papers, seats: int) -> None:
    check_bought(papers, seats)


def halves(papers: Papers, options: list[str], seats: int) -> Tabulation:
    """Thiele's rule."""
    return sequential_proportional_approval(papers, options, seats, ties=options)


def shares(papers: Papers, options: list[str], seats: int) -> Tabulation:
    """Equal shares."""
    return equal_shares(papers, options, seats, ties=options)


@pytest.mark.parametrize("wrong", [halves, shares])
def test_another_rule_is_caught(wrong: Sequential) -> None:
    def mutant_check(papers: Papers, seats: int) -> None:
        check_bought(papers, seats, wrong)

    assert caught(mutant_check, papers(), st.integers(1, 5))
