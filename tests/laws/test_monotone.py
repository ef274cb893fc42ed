"""Law: a vote in favour never hurts.

Under a rule without an upper bound on yes votes, and without a quorum that noes alone can meet, nobody who
turns to yes can undo an adoption. The rules here are built to be so; a body may well have others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Condition, Count, DecisionRule, Outcome
from consultgov.counting import blocs, each, times
from consultgov.counting.algebra import word
from consultgov.counting.forms import Test as Selector
from tests.laws import strategies as some
from tests.laws.mutants import caught
from tests.oracles import Poll

pytestmark = pytest.mark.property

Settle = Callable[[DecisionRule, Poll], Outcome]

NEVER_YES = ("no", "abstain", "invalid", "silent", "absent")
GROWING = ("yes", "decisive", "valid", "ballots", "participating")
"""Counts that a new yes vote never makes smaller, each within the next."""
FIXED = ("entitled", "members", "seats")
"""Counts that do not depend on how anybody votes."""


@st.composite
def supports(draw: st.DrawFn, *, rounding: bool, deep: bool = True) -> Condition:
    """A condition that a vote in favour can only help.

    A share is of a base that stays as it is, or of one that grows with the left side, head by head.
    """
    tests = draw(st.lists(some.selector_tests(some.Context(some.PLAIN)), max_size=1))
    measure = draw(st.sampled_from([None, None, "votes"]))

    def count(name: str, selected: Sequence[Selector] = tests) -> Count:
        found = word(name) if measure is None else word(name).by(measure)
        return found.those(*selected) if selected else found

    left, widest = count("yes"), draw(st.sampled_from([0, 0, 0, 1, 2, 3, 4]))
    if widest:
        left = left + times(draw(some.factors(1)), count(GROWING[widest]))
    growing = [count(name) for name in GROWING[max(widest, 1) :]]
    base = draw(st.sampled_from([*growing, *(count(name, ()) for name in FIXED)]))
    portion = draw(some.shares()).of(base)
    if rounding:
        portion = draw(st.sampled_from([portion, *map(portion.rounded, ("down", "up", "nearest"))]))
    against = times(draw(some.factors(1)), count(draw(st.sampled_from(NEVER_YES))))
    right = draw(st.sampled_from([portion, portion, against, Count((), draw(st.integers(0, 5)))]))
    plain = Condition.compare(left, draw(st.sampled_from(some.FLOORS)), right)
    if not deep:
        return plain
    return draw(st.just(plain) | _joined(rounding) | _grouped(rounding))


@st.composite
def _joined(draw: st.DrawFn, rounding: bool) -> Condition:  # noqa: FBT001 - handed down
    parts = draw(st.lists(supports(rounding=rounding, deep=False), min_size=2, max_size=3))
    join: Callable[[Condition, Condition], Condition] = draw(
        st.sampled_from([Condition.__and__, Condition.__or__])
    )
    return reduce(join, parts)


@st.composite
def _grouped(draw: st.DrawFn, rounding: bool) -> Condition:  # noqa: FBT001 - handed down
    trait = draw(st.sampled_from(some.PLAIN.grouping))
    inner = draw(supports(rounding=rounding, deep=False))
    if draw(st.booleans()):
        return each(trait, inner)
    won = blocs(trait, where=inner)
    return won.more_than(draw(st.sampled_from([Count((), 0), draw(some.shares()).of(blocs(trait))])))


def quorums() -> st.SearchStrategy[Condition]:
    """A quorum that opponents alone do not meet better than supporters."""
    counted = st.sampled_from(["ballots", "participating", "yes", "present"]).map(word)
    return st.builds(lambda count, share: count.at_least(share.of(word("seats"))), counted, some.shares())


@st.composite
def vetoes(draw: st.DrawFn) -> Condition:
    """A veto by some who vote no."""
    against = word("no").those(draw(some.selector_tests(some.Context(some.PLAIN))))
    return against.at_least(draw(st.integers(1, 2)))


@st.composite
def growing_rules(draw: st.DrawFn, *, rounding: bool = True) -> DecisionRule:
    """A rule without an upper bound on yes votes; with parts of votes it must not round."""
    return DecisionRule(
        draw(supports(rounding=rounding)),
        quorum=draw(st.none() | quorums()),
        vetoed=draw(st.none() | vetoes()),
        tied=draw(st.none() | st.just(Condition.parse("yes = no"))),
        rejects=draw(st.none() | st.just(Condition.parse("no > yes"))),
        silence_adopts=draw(st.booleans()),
    )


def fast(rule: DecisionRule, poll: Poll) -> Outcome:
    """The outcome under test."""
    return rule.outcome(poll.tally())


def check(rule: DecisionRule, poll: Poll, settle: Settle = fast) -> None:
    """The law, for everyone entitled who did not vote yes."""
    before = settle(rule, poll)
    for who in some.entitled(poll):
        after = settle(rule, _with_yes(poll, who))
        if before is Outcome.ADOPTED:
            assert after is Outcome.ADOPTED, who
        if before is not Outcome.INQUORATE:
            assert after is not Outcome.INQUORATE, who


def _with_yes(poll: Poll, who: str) -> Poll:
    """The same poll, where somebody has voted yes."""
    return replace(poll, ballots={**poll.ballots, who: "yes"})


WHOLE = st.tuples(growing_rules(), some.polls(least=1, splits=False))
SPLIT = st.tuples(growing_rules(rounding=False), some.polls(least=1))


@given(WHOLE | SPLIT)
def test_a_vote_in_favour_never_hurts(vote: tuple[DecisionRule, Poll]) -> None:
    check(*vote)


def test_a_quorum_that_noes_alone_can_meet_is_caught() -> None:
    """The no-show paradox: to turn a no into a yes breaks the quorum."""

    def paradoxical(rule: DecisionRule, poll: Poll) -> Outcome:
        return fast(attrs.evolve(rule, quorum="no >= 1"), poll)

    def mutant_check(rule: DecisionRule, poll: Poll) -> None:
        check(rule, poll, paradoxical)

    assert caught(mutant_check, growing_rules(), some.polls(least=1, splits=False))


def test_an_engine_that_counts_new_votes_below_the_line_twice_is_caught() -> None:
    def wrong(rule: DecisionRule, poll: Poll) -> Outcome:
        tally = poll.tally()
        found = rule.outcome(tally)
        passes = Condition.parse("yes < 1/2 of participating").holds(tally)
        return Outcome.ADOPTED if passes and found is Outcome.REJECTED else found

    def mutant_check(rule: DecisionRule, poll: Poll) -> None:
        check(rule, poll, wrong)

    assert caught(mutant_check, growing_rules(), some.polls(least=1, splits=False))
