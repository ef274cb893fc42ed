"""Law: nothing depends on what should not matter.

The order of electors and ballots, the ids, the order in which parts are told, and the unit in which a measure
is kept change nothing: areas in square metres or in square feet decide alike, unless something is rounded or
compared with a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import DecisionRule, Elector, Outcome
from tests.laws import strategies as some
from tests.laws.mutants import caught
from tests.oracles import Answer, Poll

pytestmark = pytest.mark.property

Settle = Callable[[DecisionRule, Poll], object]


def everything(rule: DecisionRule, poll: Poll) -> object:
    """The outcome and everything that is told about it."""
    return rule.decide(poll.tally()).to_dict()


def check(rule: DecisionRule, poll: Poll, other: Poll, settle: Settle = everything) -> None:
    """The law: two polls that differ in what does not matter are decided alike."""
    assert settle(rule, poll) == settle(rule, other)


# --- order ----------------------------------------------------------------------------------------


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Poll, Poll]:
    """A poll, and the same with everything in another order."""
    poll = draw(some.polls())

    def shuffle(answer: Answer) -> Answer:
        if isinstance(answer, str):
            return answer
        return {stance: answer[stance] for stance in draw(st.permutations(list(answer)))}

    ballots = {who: shuffle(poll.ballots[who]) for who in draw(st.permutations(list(poll.ballots)))}
    people, seats = (draw(st.permutations(who)) for who in (poll.electors, poll.vacant))
    facts = {name: poll.facts[name] for name in draw(st.permutations(list(poll.facts)))}
    labels = tuple(draw(st.permutations(poll.labels)))
    other = Poll(tuple(people), ballots, poll.present, poll.recused, tuple(seats), labels, facts)
    return poll, other


def test_an_engine_in_which_the_first_voter_decides_is_caught() -> None:
    def wrong(rule: DecisionRule, poll: Poll) -> object:
        first = next(iter(poll.ballots.values()), None)
        return Outcome.ADOPTED if first == "yes" else rule.outcome(poll.tally())

    def mutant_check(both: tuple[Poll, Poll]) -> None:
        check(DecisionRule(adopts="yes > no"), *both, wrong)

    assert caught(mutant_check, shuffled())


# --- names ----------------------------------------------------------------------------------------


def renamed(poll: Poll) -> Poll:
    """The same poll where everyone has another id, and the ids sort the other way round."""
    ids = {each.id: f"who {99 - index}" for index, each in enumerate((*poll.electors, *poll.vacant))}

    def people(bearers: tuple[Elector, ...]) -> tuple[Elector, ...]:
        return tuple(attrs.evolve(each, id=ids[each.id]) for each in bearers)

    return replace(
        poll,
        electors=people(poll.electors),
        ballots={ids[who]: answer for who, answer in poll.ballots.items()},
        present=frozenset(ids[who] for who in poll.present),
        recused=frozenset(ids[who] for who in poll.recused),
        vacant=people(poll.vacant),
    )


@given(some.rules(), shuffled())
def test_order_and_names_change_nothing(rule: DecisionRule, both: tuple[Poll, Poll]) -> None:
    poll, other = both
    check(rule, poll, renamed(other))


def test_an_engine_that_breaks_ties_by_id_is_caught() -> None:
    def wrong(rule: DecisionRule, poll: Poll) -> object:
        found = rule.outcome(poll.tally())
        lowest = min(poll.ballots, default="")
        return poll.ballots.get(lowest) if found is Outcome.TIED else found

    def mutant_check(poll: Poll) -> None:
        check(DecisionRule(adopts="yes > no", tied="yes = no"), poll, renamed(poll), wrong)

    assert caught(mutant_check, some.polls())


# --- units ----------------------------------------------------------------------------------------

HOMOGENEOUS = some.Context(some.PLAIN, depth=1, homogeneous=True)


def weighed(poll: Poll, weigh: Callable[[str, Fraction], Fraction]) -> Poll:
    """The same poll with other weights."""

    def people(bearers: tuple[Elector, ...]) -> tuple[Elector, ...]:
        return tuple(
            attrs.evolve(
                each, weights={name: weigh(name, Fraction(old)) for name, old in each.weights.items()}
            )
            for each in bearers
        )

    return replace(poll, electors=people(poll.electors), vacant=people(poll.vacant))


def scaled(poll: Poll, measure: str, factor: Fraction) -> Poll:
    """The same poll with a measure kept in another unit."""
    return weighed(poll, lambda name, old: old * factor if name == measure else old)


MEASURES = st.sampled_from(some.PLAIN.measures)
UNITS = st.sampled_from([Fraction(3), Fraction(1, 7), Fraction(10**20), Fraction(1, 1000), Fraction(5, 2)])


def told(rule: DecisionRule, poll: Poll) -> object:
    """The outcome, and what was missing."""
    decision = rule.decide(poll.tally())
    return decision.outcome, decision.shortfall, decision.supported


@given(some.rules(HOMOGENEOUS), some.polls(), MEASURES, UNITS)
def test_the_unit_of_a_measure_changes_nothing(
    rule: DecisionRule, poll: Poll, measure: str, factor: Fraction
) -> None:
    check(rule, poll, scaled(poll, measure, factor), told)


def test_an_engine_that_rounds_weights_is_caught() -> None:
    def wrong(rule: DecisionRule, poll: Poll) -> object:
        return rule.outcome(weighed(poll, lambda _name, old: Fraction(round(old))).tally())

    def mutant_check(poll: Poll, factor: Fraction) -> None:
        rule = DecisionRule(adopts="yes by area > 1/2 of members by area")
        check(rule, poll, scaled(poll, "area", factor), wrong)

    assert caught(mutant_check, some.polls(), UNITS)
