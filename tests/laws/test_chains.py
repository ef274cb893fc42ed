"""Laws of elections in several ballots: no seat gets lost, nobody has two, and caps hold over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple, TypeAlias

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import Elector, Poll, Procedure
from consultgov.elections import ElectionResult, ElectionRule, NextBallot, election_of, next_ballot
from consultgov.errors import Refused
from consultgov.tabulation import Cap
from consultgov.voting import Cast, Marks
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

VOTERS: Final = [f"v{place}" for place in range(7)]
BALLOTS: Final = 6

Step: TypeAlias = Callable[[Poll, ElectionResult, int], Poll]
"""From one ballot to the next."""


class Chain(NamedTuple):
    """A rule, who stands, and what the voters name in each ballot, by the places on the paper."""

    rule: ElectionRule
    stand: list[Elector]
    choices: list[list[list[int]]]


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """Elections of up to three seats, some shared out between two groups, with a cap or without."""
    shared = draw(st.booleans())
    caps = [] if shared or draw(st.booleans()) else [Cap("unit", 1)]
    relaxed = ElectionRule(seats=1, caps=caps, if_tied=NextBallot("tied"), if_open=NextBallot())
    rule = ElectionRule(
        seats=3,
        qualified=draw(st.sampled_from(["yes > 1/2 of ballots", "yes >= 2"])),
        caps=caps,
        per="sex" if shared else "",
        shares={"f": 1, "m": 2} if shared else {},
        if_tied=NextBallot("tied"),
        if_open=NextBallot("unelected", rule=None if shared or draw(st.booleans()) else relaxed, after=2),
    )
    stand = [
        Elector(f"{sex}{place}", {"sex": sex, "unit": draw(st.sampled_from(["x", "y", None]))})
        for sex in "fm"
        for place in range(3)
    ]
    paper = st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True)
    ballot = st.lists(paper, min_size=len(VOTERS), max_size=len(VOTERS))
    return Chain(rule, stand, draw(st.lists(ballot, min_size=BALLOTS, max_size=BALLOTS)))


def voted(poll: Poll, choices: list[list[int]]) -> Poll:
    """The poll with a paper of each voter: the places that she names, as far as there are so many."""
    slate = poll.slate
    assert slate is not None
    most = getattr(slate.form, "most", 1)
    for voter, places in zip(VOTERS, choices, strict=True):
        names = [slate.ids[place % len(slate.ids)] for place in places]
        poll = poll.apply(Cast(voter, Marks.chosen([*dict.fromkeys(names)][:most]), poll.opens))
    return poll


def onward(poll: Poll, result: ElectionResult, number: int) -> Poll:
    """What ``next_ballot`` puts."""
    return next_ballot(poll, result, opens=f"2026-05-{number + 1:02}T09:00Z")


def forgetful(poll: Poll, result: ElectionResult, number: int) -> Poll:
    """A mutant: who has a seat already is forgotten on the way to the next ballot."""
    assert result.next is not None
    return onward(poll, attrs.evolve(result, next=attrs.evolve(result.next, held=())), number)


def one_less(poll: Poll, result: ElectionResult, number: int) -> Poll:
    """A mutant: of several seats that are left, one is lost."""
    then = result.next
    assert then is not None
    if then.seats == 1 or then.rule.per:
        return onward(poll, result, number)
    return onward(poll, attrs.evolve(result, next=attrs.evolve(then, seats=then.seats - 1)), number)


def check(chain: Chain, step: Step = onward) -> None:
    """Seats held, seats of this ballot: together always all; nobody twice; a cap over all ballots."""
    poll = chain.rule.put("Committee", chain.stand, VOTERS, opens="2026-05-01T09:00Z", procedure=Procedure())
    held: list[str] = []
    for number, choices in enumerate(chain.choices, 1):
        poll = voted(poll, choices)
        found = election_of(poll)
        assert found.seats + len(held) == chain.rule.seats
        held += found.elected
        assert len(set(held)) == len(held)
        units = Counter(each.traits["unit"] for each in chain.stand if each.id in held and chain.rule.caps)
        assert all(many == 1 for unit, many in units.items() if unit is not None)
        waits = any(note.code == "count-again" for note in found.notes)
        if found.next is None or waits:
            event("waits" if waits else found.outcome.value)
            assert waits or found.outcome.value == "complete" or not _left(chain, held)
            return
        assert found.next.seats + len(held) == chain.rule.seats
        poll = step(poll, found, number)
    event("goes on")


def _left(chain: Chain, held: list[str]) -> list[str]:
    """Who might still stand."""
    return [each.id for each in chain.stand if each.id not in held]


def check_as_far_as_it_goes(chain: Chain, step: Step = onward) -> None:
    """``check``, until fewer are left than seats, which is refused."""
    try:
        check(chain, step)
    except Refused as error:
        codes = {error.verdict.code, "too-few-candidates", "candidates-of-group"}
    else:
        return
    assert len(codes) == 2


@given(chains())
def test_no_seat_is_lost_from_ballot_to_ballot(chain: Chain) -> None:
    check_as_far_as_it_goes(chain)


@pytest.mark.parametrize("mutant", [forgetful, one_less])
def test_a_chain_that_forgets_is_caught(mutant: Step) -> None:
    assert caught(partial(check_as_far_as_it_goes, step=mutant), chains())
