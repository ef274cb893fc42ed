"""Law: the shortfall is exact: the fewest electors whose yes would have brought it through.

Against brute force: every set of electors, from the smallest on.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import DecisionRule, Outcome
from tests import oracles
from tests.laws import strategies as some
from tests.laws.mutants import caught
from tests.oracles import Poll, World

pytestmark = pytest.mark.property

MOST = 8 if some.NIGHTLY else 6

Shortfall = Callable[[DecisionRule, Poll], int | None]


def shortfall(rule: DecisionRule, poll: Poll) -> int | None:
    """What is under test."""
    return rule.decide(poll.tally()).shortfall


def check(rule: DecisionRule, poll: Poll, answer: Shortfall = shortfall) -> None:
    """The law, for one rule and one poll."""
    expected = oracles.shortfall(rule, poll.whole(), some.entitled(poll))
    event(f"shortfall {expected}")
    assert answer(rule, poll) == expected


@given(some.rules(), some.polls(most=MOST, splits=False))
def test_the_shortfall_is_what_brute_force_finds(rule: DecisionRule, poll: Poll) -> None:
    check(rule, poll)


@given(some.rules(some.Context(some.PLAIN, depth=2)), some.polls(most=MOST))
def test_also_under_deep_rules_and_where_votes_are_split(rule: DecisionRule, poll: Poll) -> None:
    check(rule, poll)


STANCES = st.lists(
    st.sampled_from(["no", "abstain", "invalid", "silent", "absent", "good"]), max_size=3, unique=True
)


@given(some.rules(), some.polls(most=MOST, splits=False), STANCES)
def test_also_counting_on_some_only(rule: DecisionRule, poll: Poll, stances: list[str]) -> None:
    world = poll.whole()
    counted_on = [each.who for each in world.people if each.stance in stances]
    expected = oracles.shortfall(rule, world, counted_on)
    assert rule.decide(poll.tally()).shortfall_among(stances) == expected


def greedy(rule: DecisionRule, poll: Poll) -> int | None:
    """One after another, in the order of the list, until it is enough."""
    world = poll.whole()
    others = sorted({each.who for each in world.people if each.stance != "yes"} & {*some.entitled(poll)})
    for number in range(len(others) + 1):
        people = oracles.moved(world.people, dict.fromkeys(others[:number], "yes"))
        if oracles.outcome(rule, World(people, world.facts)) is Outcome.ADOPTED:
            return number
    return None


def missing(rule: DecisionRule, poll: Poll) -> int | None:
    """What adoption is short by, as if every vote that is missing were a new one."""
    short = rule.decide(poll.tally()).adoption.short_by
    return None if short is None else int(short)


@pytest.mark.parametrize("wrong", [greedy, missing])
def test_a_shortfall_that_is_guessed_is_caught(wrong: Shortfall) -> None:
    def mutant_check(poll: Poll) -> None:
        check(DecisionRule(adopts="yes by votes > 1/2 of members by votes"), poll, wrong)

    assert caught(mutant_check, some.polls(most=4, splits=False))
