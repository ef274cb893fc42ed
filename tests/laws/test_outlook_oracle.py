"""Law: a poll is decided when no admissible continuation can alter it.

Every continuation of small polls is tried, event by event: every ballot, silence, recusal, coming, leaving,
change, withdrawal and delegation that the poll admits; where there are too many, some of them. What a poll
is called decided as is what all of them come to; where everybody votes once and that is that, what is called
reachable is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs
import pytest
from hypothesis import event, given

from consultgov import Outcome
from consultgov.voting.events import Cast
from consultgov.voting.outlook import Outlook
from consultgov.voting.polls import Poll
from tests.laws import polling
from tests.laws.mutants import caught
from tests.laws.polling import CLOSES, END, Plan, minute

pytestmark = pytest.mark.property

NOW, LATER, AFTERWARDS = minute(60), minute(120), minute(540)

Look = Callable[[Poll, str], Outlook]


def looked(poll: Poll, at: str) -> Outlook:
    """What is under test."""
    return poll.outlook(at)


def outcomes(poll: Poll, plans: Iterable[Plan]) -> frozenset[Outcome | None]:
    """What some continuations come to; those of which something is refused are none."""
    intakes = (poll.apply_all(plan) for plan in plans)
    return frozenset(intake.poll.result(END).outcome for intake in intakes if not intake.refused)


# --- never decided too early ----------------------------------------------------------------------

GOING = polling.under_way(polling.polls(2, 5), NOW)


def check_reached(poll: Poll, look: Look = looked) -> None:
    """Whatever may still happen leads to what is called reachable."""
    found = look(poll, NOW)
    event("open" if found.decided is None else "decided")
    reached = outcomes(poll, polling.continuations(poll, LATER, 60))
    known = {Outcome.TIED, None}  # a tie is outstanding until it is broken, and a void poll is noted
    assert reached <= found.reachable | known
    assert found.decided is None or reached <= {found.decided, None}


@polling.FEWER
@given(GOING)
def test_whatever_happens_was_called_reachable(poll: Poll) -> None:
    check_reached(poll)


def as_it_stands(poll: Poll, at: str) -> Outlook:
    """Takes what would be if it closed now for what will be."""
    del at
    outcome = poll.result(END).outcome
    return Outlook(frozenset() if outcome is None else frozenset({outcome}))


def without_recusals(poll: Poll, at: str) -> Outlook:
    """Forgets that whoever is open may be out in the end."""
    del at
    plans = (
        tuple(each for each in plan if isinstance(each, Cast))
        for plan in polling.continuations(poll, LATER, 200)
    )
    return Outlook(frozenset(each for each in outcomes(poll, plans) if each is not None))


@pytest.mark.parametrize("wrong", [as_it_stands, without_recusals])
def test_an_outlook_that_overlooks_what_may_happen_is_caught(wrong: Look) -> None:
    assert caught(lambda poll: check_reached(poll, wrong), GOING)


# --- after the close ------------------------------------------------------------------------------


def check_closed(poll: Poll, look: Look = looked) -> None:
    """What is decided at the close stays so, whatever is still admitted."""
    found = look(poll, CLOSES)
    reached = outcomes(poll, polling.continuations(poll, AFTERWARDS, 60))
    assert found.decided is None or reached == {found.decided}


@polling.FEWER
@given(GOING)
def test_what_is_decided_at_the_close_stays_so(poll: Poll) -> None:
    check_closed(poll)


# --- exactly what can be reached ------------------------------------------------------------------

PLAIN = polling.under_way(polling.polls(1, 7, plain=True), NOW).filter(
    lambda poll: poll.rule.tie_break in (None, "status_quo")
)


def check_exact(poll: Poll, look: Look = looked) -> None:
    """Where a ballot stays as it was cast, the reachable outcomes are those that are reached."""
    found = look(poll, NOW)
    ways = polling.continuations(poll, LATER, 400, voters=False)
    reached = outcomes(poll, ways) - {None}
    event("all ways" if ways.complete else "some ways")
    assert reached == found.reachable if ways.complete else reached <= found.reachable


@polling.FEWER
@given(PLAIN)
def test_what_is_reachable_is_reached(poll: Poll) -> None:
    check_exact(poll)


def everything(poll: Poll, at: str) -> Outlook:
    """Calls a poll open to the last."""
    del poll, at
    return Outlook(frozenset(Outcome))


@pytest.mark.parametrize("wrong", [everything, as_it_stands])
def test_an_outlook_that_is_not_exact_is_caught(wrong: Look) -> None:
    assert caught(lambda poll: check_exact(poll, wrong), PLAIN)


# --- what settles it ------------------------------------------------------------------------------


def check_settled(poll: Poll, look: Look = looked) -> None:
    """If those named answer as told, the poll is decided, whatever the others do."""
    for answer, ids in look(poll, NOW).settled_by.items():
        votes = [Cast(who, answer, LATER, reason="as told") for who in ids]
        intake = poll.apply_all(votes)
        if not intake.refused:
            event(f"{len(ids)} settle it")
            reached = outcomes(intake.poll, polling.continuations(intake.poll, LATER, 60))
            assert len(reached - {None}) == 1


FRESH = polling.polls(2, 4, plain=True) | polling.polls(2, 4)
"""Polls in which nobody has voted yet, and somebody is needed."""


@polling.FEWER
@given(FRESH | GOING)
def test_those_who_settle_it_do(poll: Poll) -> None:
    check_settled(poll)


def one_too_few(poll: Poll, at: str) -> Outlook:
    """Thinks that it takes one less."""
    found = poll.outlook(at)
    return attrs.evolve(found, settled_by={answer: ids[:-1] for answer, ids in found.settled_by.items()})


def test_an_outlook_that_names_too_few_is_caught() -> None:
    assert caught(lambda poll: check_settled(poll, one_too_few), FRESH)
