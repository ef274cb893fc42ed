"""Laws of losing an office: the figures decide, and nothing that happens later reaches back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import DecisionRule
from consultgov.removal import Accept, Attest, Hear, Notify, Removal, RemovalRule, RequiredGround, Resign
from consultgov.voting import Cast
from tests.laws.mutants import caught

pytestmark = pytest.mark.property


def moment(hours: int) -> str:
    """So many hours after the first of May."""
    return f"2026-05-{1 + hours // 24:02}T{hours % 24:02}:00:00+08:00"


# --- figures ----------------------------------------------------------------------------------------


class Figures(NamedTuple):
    """A vote on somebody: who there is, who voted, who agreed, and whether she may vote herself."""

    size: int
    ballots: int
    agreed: int
    concerned: bool


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    size, concerned = draw(st.integers(2, 13)), draw(st.booleans())
    ballots = draw(st.integers(0, size - (not concerned)))
    return Figures(size, ballots, draw(st.integers(0, ballots)), concerned)


Decide = Callable[[Figures], str]


def decided(case: Figures, turnout: str = ">", majority: str = ">") -> str:
    """What is under test: what a vote with those figures comes to."""
    rule = RemovalRule(
        kind="recall",
        vote=DecisionRule(f"yes {majority} 1/2 of ballots", quorum=f"ballots {turnout} 1/2 of members"),
        concerned_votes=case.concerned,
    )
    people = [f"p{place}" for place in range(case.size)]
    going = Removal(rule=rule, person=people[-1])
    poll = going.put_vote("?", people, opens=moment(9), closes=moment(17))
    ballots = [
        Cast(who, "yes" if place < case.agreed else "no", moment(10))
        for place, who in enumerate(poll.electorate.entitled[: case.ballots])
    ]
    intake = poll.apply_all(ballots)
    assert not intake.refused
    return going.voted(intake.poll).outcome(moment(18)).state.value


def check_figures(case: Figures, decide: Decide = decided) -> None:
    """Half of the members is no turnout, half of the ballots no majority; she stays among the members."""
    if 2 * case.ballots <= case.size:
        expected = "void"
    else:
        expected = "removed" if 2 * case.agreed > case.ballots else "not_removed"
    event(expected)
    assert decide(case) == expected


@given(figures())
def test_the_figures_decide(case: Figures) -> None:
    check_figures(case)


@pytest.mark.parametrize("mutant", [partial(decided, turnout=">="), partial(decided, majority=">=")])
def test_the_law_of_figures_can_fail(mutant: Decide) -> None:
    assert caught(partial(check_figures, decide=mutant), figures())


# --- what happens later -----------------------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn) -> Removal:
    """A case with any steps in four days, and perhaps a vote in them."""
    hours = st.integers(0, 95).map(moment)
    step = st.one_of(
        st.builds(Notify, hours),
        st.builds(Hear, hours),
        st.builds(Attest, st.just("neglect"), st.sampled_from(["a", "b"]), hours),
        st.builds(Resign, hours),
    )
    rule = RemovalRule(
        kind="dismissal",
        vote=DecisionRule("yes > no"),
        grounds=draw(st.sampled_from([(), (RequiredGround("neglect", by=["a", "b"], every=True),)])),
        notice=draw(st.integers(0, 1)),
        hearing=draw(st.booleans()),
        within=draw(st.sampled_from([None, 1, 2])),
        acceptance=draw(st.booleans()),
    )
    case = Removal(rule=rule, person="p0", steps=draw(st.lists(step, max_size=5)))
    if any(isinstance(each, Resign) for each in case.steps):
        case = case.add(*draw(st.lists(st.builds(Accept, st.just(moment(95))), max_size=1)))
    opens = moment(draw(st.integers(0, 90)))
    if case.may_vote(opens).holds:
        poll = case.put_vote("?", ["p0", "p1", "p2"], opens=opens, closes=moment(94))
        case = case.voted(poll.cast("p1", draw(st.sampled_from(["yes", "no"])), at=opens))
    return case


State = Callable[[Removal, str], object]


def state_of(case: Removal, at: str) -> object:
    """What is under test: what a case has come to by a moment."""
    found = case.outcome(at)
    return found.state, found.why, found.vacant_from


def state_in_the_end(case: Removal, at: str) -> object:
    """The mutant that looks ahead."""
    return state_of(case, max(at, moment(96)))


def check_later(case: Removal, hour: int, state: State = state_of) -> None:
    """What happens after a moment changes nothing of what was so then."""
    at = moment(hour)
    known = attrs.evolve(
        case,
        steps=[step for step in case.steps if step.at.isoformat() <= at],
        votes=[vote for vote in case.votes if vote.opens.isoformat() <= at],
    )
    found = state(case, at)
    event(str(found[0] if isinstance(found, tuple) else found))
    assert found == state_of(known, at)


@given(cases(), st.integers(0, 100))
def test_nothing_that_happens_later_reaches_back(case: Removal, hour: int) -> None:
    check_later(case, hour)


def test_the_law_of_what_happens_later_can_fail() -> None:
    assert caught(partial(check_later, state=state_in_the_end), cases(), st.integers(0, 100))


Read = Callable[[Removal], Removal]


def check_record(case: Removal, read: Read) -> None:
    """A case that is stored and read back is the same."""
    assert read(case) == case


def check_story(case: Removal, read: Read) -> None:
    """A case that is stored and read back has come to the same at any moment."""
    again = read(case)
    assert [state_of(again, moment(hour)) for hour in (0, 48, 100)] == [
        state_of(case, moment(hour)) for hour in (0, 48, 100)
    ]


def stored(case: Removal) -> Removal:
    return Removal.from_dict(case.to_dict())


def stored_without_steps(case: Removal) -> Removal:
    """The mutant that loses the steps."""
    return attrs.evolve(stored(case), steps=())


@given(cases())
def test_a_record_loses_nothing(case: Removal) -> None:
    check_record(case, stored)
    check_story(case, stored)


@pytest.mark.parametrize("check", [check_record, check_story])
def test_the_law_of_records_can_fail(check: Callable[..., None]) -> None:
    """Either half of it: a record without the steps differs, and says that something else happened."""
    assert caught(partial(check, read=stored_without_steps), cases())
