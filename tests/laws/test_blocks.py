"""Laws: a group votes as one, or as its members did; a block of votes is divided without a rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov.voting.blocks import en_bloc, split
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

PEOPLE = [*"abcdef"]
ANSWERS = st.sampled_from(["yes", "no", "abstain", "invalid", "silent", None])

BALLOTS = st.dictionaries(st.sampled_from(PEOPLE), ANSWERS)
GROUPS = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(["north", "south", None]))
POLICIES = st.sampled_from(["void", "divided", "majority"])

Ballots = dict[str, str | None]
Groups = dict[str, str | None]
Bloc = Callable[[Ballots, Groups, str], dict[str, Any]]


def bloc(ballots: Ballots, groups: Groups, policy: str) -> dict[str, Any]:
    """What is under test."""
    return en_bloc(ballots, groups, policy)


def expected(ballots: Ballots, groups: Groups, policy: str, who: str) -> str | None:
    """What one ballot counts as, by looking at those of her group."""
    answer, group = ballots[who], groups.get(who)
    if answer in (None, "silent") or group is None or policy == "divided":
        return answer
    mates = [ballots[each] for each in ballots if groups.get(each) == group]
    given_ = [each for each in mates if each not in (None, "silent")]
    if policy == "void":
        return answer if all(each == answer for each in given_) else "invalid"
    (first, votes), *rest = [*Counter(each for each in given_ if each != "invalid").most_common(), ("", 0)]
    return first if votes and all(number < votes for _, number in rest) else "invalid"


def check(ballots: Ballots, groups: Groups, policy: str, under_test: Bloc = bloc) -> None:
    """The law, for one vote."""
    assert under_test(ballots, groups, policy) == {
        who: expected(ballots, groups, policy, who) for who in ballots
    }


@given(BALLOTS, GROUPS, POLICIES)
def test_a_ballot_counts_as_its_group_makes_it(ballots: Ballots, groups: Groups, policy: str) -> None:
    check(ballots, groups, policy)


def first_speaks(ballots: Ballots, groups: Groups, policy: str) -> dict[str, Any]:
    """The first of a group speaks for all, as was said of Brandenburg's minister president."""
    said: dict[str, str | None] = {}
    for who, answer in ballots.items():
        said.setdefault(groups.get(who) or who, answer)
    return bloc(ballots, groups, policy) | {who: said[groups.get(who) or who] for who in ballots}


def no_groups(ballots: Ballots, groups: Groups, policy: str) -> dict[str, Any]:
    """Everybody as she voted."""
    return bloc(ballots, {}, policy) if groups else bloc(ballots, groups, policy)


def void_is_majority(ballots: Ballots, groups: Groups, policy: str) -> dict[str, Any]:
    """A split group follows its majority, whatever the policy."""
    return bloc(ballots, groups, "majority" if policy == "void" else policy)


def majority_is_void(ballots: Ballots, groups: Groups, policy: str) -> dict[str, Any]:
    """A split group is void, whatever the policy."""
    return bloc(ballots, groups, "void" if policy == "majority" else policy)


@pytest.mark.parametrize("wrong", [first_speaks, no_groups, void_is_majority, majority_is_void])
def test_another_policy_is_caught(wrong: Bloc) -> None:
    def mutant_check(ballots: Ballots, groups: Groups, policy: str) -> None:
        check(ballots, groups, policy, wrong)

    assert caught(mutant_check, BALLOTS, GROUPS, POLICIES)


# --- blocks ---------------------------------------------------------------------------------------

SIZES = st.integers(0, 10**18) | st.fractions(0, 100, max_denominator=60)
PARTS = st.dictionaries(st.sampled_from(["yes", "no", "abstain"]), SIZES)

Parts = dict[str, Fraction | int]
Splitter = Callable[[Fraction | int, Parts], dict[str, Fraction]]


def check_split(parts: Parts, spare: Fraction | int, splitter: Splitter = split) -> None:
    """Shares sum to one, and each is its part of the block."""
    block = sum(parts.values()) + spare
    if block:
        shares = splitter(block, parts)
        assert sum(shares.values()) == 1
        assert {name: share * block for name, share in shares.items()} == {
            name: size for name, size in [*parts.items(), ("silent", spare)] if size
        }


@given(PARTS, SIZES)
def test_a_block_is_divided_without_a_rest(parts: Parts, spare: Fraction | int) -> None:
    check_split(parts, spare)


def test_a_splitter_that_spreads_the_rest_is_caught() -> None:
    def wrong(block: Fraction | int, parts: Parts) -> dict[str, Fraction]:
        return split(sum(parts.values()) or block, parts)

    def mutant_check(parts: Parts, spare: Fraction | int) -> None:
        check_split(parts, spare, wrong)

    assert caught(mutant_check, PARTS, SIZES)
