"""Law: a forecast is exact. It names the outcomes of all completions, and no other.

Against brute force: everyone who is outstanding takes every stance there is, whatever the rule is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

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
CASES = 1024 if some.NIGHTLY else 256
ENTITLED = ("yes", "no", "abstain", "invalid", "silent", "absent", *some.PLAIN.labels)


class Question(NamedTuple):
    """Who is outstanding, and what they may do; ``None`` is whatever somebody entitled may do."""

    poll: Poll
    outstanding: list[str]
    stances: tuple[str, ...] | None


Answers = Callable[[DecisionRule, Question], frozenset[Outcome]]


@st.composite
def questions(draw: st.DrawFn, *, splits: bool = False) -> Question:
    """A poll that is not over; so few are outstanding that everything can be tried."""
    poll = draw(some.polls(least=1, most=MOST, splits=splits, vacant=1))
    stances = draw(st.none() | st.just(("yes", "no")) | _subsets())
    most = _affordable(len(ENTITLED if stances is None else stances))
    who = draw(st.permutations(some.entitled(poll)))
    return Question(poll, sorted(who[: draw(st.integers(min(1, most), most))]), stances)


def _subsets() -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the stances, in any order."""
    return st.permutations(ENTITLED).flatmap(
        lambda order: st.integers(1, len(order)).map(lambda size: tuple(order[:size]))
    )


def _affordable(stances: int) -> int:
    """How many people may be outstanding with so many stances."""
    return max(number for number in range(1, MOST + 1) if number == 1 or stances**number <= CASES)


def forecast(rule: DecisionRule, question: Question) -> frozenset[Outcome]:
    """The forecast under test."""
    poll, outstanding, stances = question
    return rule.forecast(poll.tally(), outstanding, stances)


def check(rule: DecisionRule, question: Question, answer: Answers = forecast) -> None:
    """The law, for one rule and one question."""
    poll, outstanding, stances = question
    expected = oracles.reachable(rule, poll.whole(), outstanding, stances or ENTITLED)
    event(f"{len(expected)} reachable")
    assert answer(rule, question) == expected


@given(some.rules(), questions())
def test_a_forecast_is_what_brute_force_finds(rule: DecisionRule, question: Question) -> None:
    check(rule, question)


@given(some.rules(some.Context(some.PLAIN, depth=2)), questions(splits=True))
def test_also_under_deep_rules_and_where_votes_are_split(rule: DecisionRule, question: Question) -> None:
    check(rule, question)


# --- what those present could do ------------------------------------------------------------------

THERE = tuple(stance for stance in ENTITLED if stance != "absent")


def reachable(rule: DecisionRule, poll: Poll) -> bool:
    """What is under test."""
    return rule.decide(poll.tally()).reachable


def check_reachable(
    rule: DecisionRule, poll: Poll, answer: Callable[[DecisionRule, Poll], bool] = reachable
) -> None:
    """The law, for one rule and one poll."""
    there = sorted({each.who for each in poll.people() if each.stance in THERE})
    expected = Outcome.ADOPTED in oracles.reachable(rule, poll.whole(), there, THERE)
    event(f"reachable: {expected}")
    assert answer(rule, poll) is expected


@given(some.rules(), some.polls(most=4 if some.NIGHTLY else 3))
def test_reachable_is_what_brute_force_finds(rule: DecisionRule, poll: Poll) -> None:
    check_reachable(rule, poll)


# --- engines that are wrong on purpose ------------------------------------------------------------


def alike(rule: DecisionRule, question: Question) -> frozenset[Outcome]:
    """As if everyone outstanding would do the same."""
    poll, who, stances = question
    return frozenset(_outcome(rule, poll, who, [stance] * len(who)) for stance in stances or ENTITLED)


def yes_and_no(rule: DecisionRule, question: Question) -> frozenset[Outcome]:
    """As if the outcome could only move between all yes and all no, step by step."""
    poll, who, _ = question
    return frozenset(
        _outcome(rule, poll, who, ["yes"] * number + ["no"] * (len(who) - number))
        for number in range(len(who) + 1)
    )


def _outcome(rule: DecisionRule, poll: Poll, who: Sequence[str], stances: Sequence[str]) -> Outcome:
    world = poll.whole()
    people = oracles.moved(world.people, dict(zip(who, stances, strict=True)))
    return oracles.outcome(rule, World(people, world.facts))


@pytest.mark.parametrize("wrong", [alike, yes_and_no])
def test_a_forecast_from_a_few_cases_is_caught(wrong: Answers) -> None:
    def mutant_check(question: Question) -> None:
        check(DecisionRule(adopts="yes > no", tied="yes = no"), question, wrong)

    assert caught(mutant_check, questions())


def test_counting_the_absent_as_there_is_caught() -> None:
    def wrong(rule: DecisionRule, poll: Poll) -> bool:
        everyone = some.entitled(poll)
        return Outcome.ADOPTED in oracles.reachable(rule, poll.whole(), everyone, THERE)

    def mutant_check(rule: DecisionRule, poll: Poll) -> None:
        check_reachable(rule, poll, wrong)

    common = st.sampled_from(some.COMMON).map(DecisionRule)
    assert caught(mutant_check, common, some.polls(most=3, splits=False))
