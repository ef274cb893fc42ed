"""Law: decided means unbeatable, and no sooner.

A vote is decided after the first ballot from which every continuation has one outcome. Against brute force,
for bodies of up to eight people.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import DecisionRule, Outcome
from tests import oracles
from tests.laws import strategies as some
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

MOST = 8
ANONYMOUS = some.Context(some.PLAIN, depth=1, labels=False, measured=False, people=False)
TWO = [("yes", "no"), ("no", "yes"), ("yes", "absent")]
THREE = [("yes", "no", "abstain"), ("absent", "no", "yes"), ("yes", "no", "silent")]


class Vote(NamedTuple):
    """A body of people who count alike, what they may do, and what they did, one after another."""

    electors: int
    stances: tuple[str, ...]
    stream: list[str]
    facts: oracles.Facts


Found = tuple[Outcome | None, int]
Early = Callable[[DecisionRule, Vote], Found]


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """A vote; often it ends before everyone has voted."""
    electors = draw(st.integers(1, MOST))
    stances = draw(st.sampled_from([*TWO, *THREE]))
    stream = draw(st.lists(st.sampled_from(stances), min_size=electors // 2, max_size=electors))
    return Vote(electors, stances, stream, draw(some.facts()))


def early(rule: DecisionRule, vote: Vote) -> Found:
    """What is under test."""
    found = rule.early(vote.stream, electors=vote.electors, stances=vote.stances, given=vote.facts)
    return found.outcome, found.after


def check(rule: DecisionRule, vote: Vote, answer: Early = early) -> None:
    """The law, for one rule and one vote."""
    expected = oracles.first_certain(rule, vote.stream, vote.electors, vote.stances, vote.facts)
    event("open" if expected[0] is None else f"after {expected[1]}")
    assert answer(rule, vote) == expected


@given(some.rules(ANONYMOUS) | some.rules(ANONYMOUS._replace(depth=2)), votes())
def test_decided_is_the_first_ballot_after_which_nothing_can_change(rule: DecisionRule, vote: Vote) -> None:
    check(rule, vote)


def one_ballot_late(rule: DecisionRule, vote: Vote) -> Found:
    """Decided, and noticed at the next ballot."""
    found, after = early(rule, vote)
    return found, min(after + 1, len(vote.stream))


def by_the_ends(rule: DecisionRule, vote: Vote) -> Found:
    """Looks only at what happens if all the others do the same."""
    for read in range(len(vote.stream) + 1):
        ends = {
            oracles.first_certain(
                rule,
                [*vote.stream[:read], *[stance] * (vote.electors - read)],
                vote.electors,
                (stance,),
                vote.facts,
            )[0]
            for stance in vote.stances
        }
        if len(ends) == 1:
            return ends.pop(), read
    return None, len(vote.stream)


@pytest.mark.parametrize("wrong", [one_ballot_late, by_the_ends])
def test_an_engine_that_is_early_or_late_is_caught(wrong: Early) -> None:
    def mutant_check(rule: DecisionRule, vote: Vote) -> None:
        check(rule, vote, wrong)

    assert caught(mutant_check, some.rules(ANONYMOUS), votes())
