"""Law: there is one meaning. The compiled test, the traced verdict and a naive oracle agree.

The oracle (``tests/oracles.py``) was written from the design and counts people one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Condition, Decision, DecisionRule, Outcome, TieBreak, Verdict
from consultgov.counting.forms import Comparison, Each, Form
from tests import oracles
from tests.laws import strategies as some
from tests.laws.mutants import caught
from tests.oracles import Poll, TieVote, World

pytestmark = pytest.mark.property

Holds = Callable[[Condition, Poll], bool]


def fast(condition: Condition, poll: Poll) -> bool:
    """The compiled test."""
    return condition.holds(poll.tally())


def check(condition: Condition, poll: Poll, holds: Holds = fast) -> None:
    """The law, for one condition and one poll."""
    expected = poll.whole().holds(condition)
    assert condition.evaluate(poll.tally()).holds is expected
    assert holds(condition, poll) is expected


DEPTHS = st.sampled_from([1, 2, 2, 3]).map(lambda depth: some.Context(some.PLAIN, depth=depth))


@given(DEPTHS.flatmap(some.conditions), some.polls())
def test_compiled_traced_and_naive_agree(condition: Condition, poll: Poll) -> None:
    check(condition, poll)


@given(some.people_compared(some.Context(some.PLAIN)), some.polls())
def test_the_figures_of_a_verdict_are_the_figures(condition: Condition, poll: Poll) -> None:
    assert isinstance(condition.form, Comparison)
    verdict = condition.evaluate(poll.tally())
    assert verdict.left == poll.whole().number(condition.form.left)
    assert verdict.right == poll.whole().number(condition.form.right)
    if verdict.needed is None:
        assert not verdict.holds
    else:
        assert (verdict.short_by == 0) is verdict.holds


# --- decisions ------------------------------------------------------------------------------------

Settle = Callable[[DecisionRule, Poll, TieVote], Outcome]


def fast_outcome(rule: DecisionRule, poll: Poll, tie_vote: TieVote) -> Outcome:
    """The outcome alone."""
    return rule.outcome(poll.tally(), tie_vote)


def check_decision(rule: DecisionRule, poll: Poll, tie_vote: TieVote, settle: Settle = fast_outcome) -> None:
    """The law, for one rule and one poll."""
    vote = None if rule.tie_break in (None, TieBreak.STATUS_QUO) else tie_vote
    expected = oracles.outcome(rule, poll.whole(), vote)
    assert settle(rule, poll, vote) is expected
    decision = rule.decide(poll.tally(), vote)
    assert decision.outcome is expected
    assert _verdicts(decision) == [
        None if condition is None else poll.whole().holds(condition)
        for condition in (rule.quorum, rule.adopts, rule.vetoed, rule.tied, rule.rejects)
    ]


def _verdicts(decision: Decision) -> list[bool | None]:
    found: list[Verdict | None] = [
        decision.quorum,
        decision.adoption,
        decision.veto,
        decision.tie,
        decision.rejection,
    ]
    return [None if verdict is None else verdict.holds for verdict in found]


TIE_VOTES = st.sampled_from([None, True, False])


@given(some.rules(), some.polls(), TIE_VOTES)
def test_decisions_and_naive_outcomes_agree(rule: DecisionRule, poll: Poll, tie_vote: TieVote) -> None:
    check_decision(rule, poll, tie_vote)


@st.composite
def unsupported(draw: st.DrawFn) -> Poll:
    """A poll in which nobody votes in favour, or for a label."""
    poll = draw(some.polls(most=4, splits=False))
    others = {"yes": "abstain", "good": "no", "bad": "no"}
    return replace(poll, ballots={who: others.get(str(a), a) for who, a in poll.ballots.items()})


def adopted_in_silence(adopts: Condition, poll: Poll) -> Outcome:
    """What comes of it where the rule does not let silence adopt."""
    return DecisionRule(adopts).outcome(poll.tally())


def check_silence(
    adopts: Condition,
    poll: Poll,
    settle: Callable[[Condition, Poll], Outcome] = adopted_in_silence,
) -> None:
    """The law, for one condition and one poll without a vote in favour."""
    assert settle(adopts, poll) is Outcome.REJECTED


@given(some.yes_compared(some.Context(some.PLAIN)), unsupported())
def test_nothing_is_adopted_without_a_vote_for_it(adopts: Condition, poll: Poll) -> None:
    check_silence(adopts, poll)


def test_an_engine_that_trusts_the_comparison_is_caught() -> None:
    def wrong(adopts: Condition, poll: Poll) -> Outcome:
        return Outcome.ADOPTED if adopts.holds(poll.tally()) else Outcome.REJECTED

    def mutant_check(adopts: Condition, poll: Poll) -> None:
        check_silence(adopts, poll, wrong)

    assert caught(mutant_check, some.yes_compared(some.Context(some.PLAIN)), unsupported())


# --- engines that are wrong on purpose ------------------------------------------------------------


class Hopeful(World):
    """Four fifths of nobody are reached by nobody."""

    def comparison(self, form: Comparison) -> bool:
        left, right = self.number(form.left), self.number(form.right)
        if form.relation in (">=", "="):
            return left >= right if form.relation == ">=" else left == right
        return super().comparison(form)


class Vacuous(World):
    """Whatever is asked of each group holds where there is no group."""

    def form(self, form: Form) -> bool:
        if isinstance(form, Each) and not form.groups and not self.groups(form.trait):
            return True
        return super().form(form)


class Truncating(World):
    """Compares shares cut off to whole people."""

    def comparison(self, form: Comparison) -> bool:
        left, right = self.number(form.left), self.number(form.right)
        return left >= right // 1 if form.relation == ">=" and right > 0 else super().comparison(form)


@pytest.mark.parametrize("mutant", [Hopeful, Vacuous, Truncating])
def test_an_engine_that_is_wrong_is_caught(mutant: type[World]) -> None:
    def wrong(condition: Condition, poll: Poll) -> bool:
        return mutant(poll.people(), poll.facts).holds(condition)

    def mutant_check(condition: Condition, poll: Poll) -> None:
        check(condition, poll, wrong)

    assert caught(mutant_check, some.conditions(), some.polls())


def test_an_engine_that_lets_a_veto_come_first_is_caught() -> None:
    def wrong(rule: DecisionRule, poll: Poll, tie_vote: TieVote) -> Outcome:
        if rule.vetoed is not None and poll.whole().holds(rule.vetoed):
            return Outcome.VETOED
        return oracles.outcome(rule, poll.whole(), tie_vote)

    def mutant_check(rule: DecisionRule, poll: Poll) -> None:
        check_decision(rule, poll, None, wrong)

    assert caught(mutant_check, some.rules(), some.polls())


def test_an_engine_that_adopts_in_silence_is_caught() -> None:
    def wrong(rule: DecisionRule, poll: Poll, tie_vote: TieVote) -> Outcome:
        found = oracles.outcome(rule, poll.whole(), tie_vote)
        silent = found is Outcome.REJECTED and poll.whole().holds(rule.adopts)
        return Outcome.ADOPTED if silent else found

    def mutant_check(rule: DecisionRule, poll: Poll) -> None:
        check_decision(rule, poll, None, wrong)

    assert caught(mutant_check, some.rules(), some.polls())
