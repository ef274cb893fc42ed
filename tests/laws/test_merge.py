"""Law: a tally is the sum of its parts.

However an electorate or a stream is split into parts, the parts merged are decided like the whole. Tallies
are merged from disjoint parts, or counted anew; there are no running counters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import reduce
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Ballot, Condition, DecisionRule, Elector, Outcome, Tally
from tests.laws import strategies as some
from tests.laws.mutants import caught
from tests.oracles import Poll

pytestmark = pytest.mark.property

Merge = Callable[[list[Tally]], Tally]


def one_by_one(parts: list[Tally]) -> Tally:
    """With ``+``, from the left."""
    return reduce(add, parts)


def the_other_way_round(parts: list[Tally]) -> Tally:
    """With ``+``, in pairs and backwards."""
    first, second, third, fourth = parts
    return (fourth + third) + (second + first)


@st.composite
def parted(draw: st.DrawFn) -> tuple[Poll, list[Poll]]:
    """A poll, and its people in parts."""
    poll = draw(some.polls())
    everyone = [*poll.electors, *poll.vacant]
    places = draw(st.lists(st.integers(0, 3), min_size=len(everyone), max_size=len(everyone)))
    place_of = dict(zip((each.id for each in everyone), places, strict=True))

    def part(place: int) -> Poll:
        def here(people: Iterable[Elector]) -> tuple[Elector, ...]:
            return tuple(each for each in people if place_of[each.id] == place)

        ids = {each.id for each in here(poll.electors)}
        ballots = {who: answer for who, answer in poll.ballots.items() if who in ids}
        roll, out = poll.present & ids, poll.recused & ids
        seats = here(poll.vacant)
        return Poll(here(poll.electors), ballots, roll, out, seats, poll.labels, poll.facts)

    return poll, [part(place) for place in range(4)]


def check(rule: DecisionRule, whole: Poll, parts: list[Poll], merge: Merge = Tally.merge) -> None:
    """The law, for one way of splitting a poll."""
    together = merge([part.tally() for part in parts])
    assert rule.decide(together).to_dict() == rule.decide(whole.tally()).to_dict()


MERGERS = st.sampled_from([Tally.merge, one_by_one, the_other_way_round])


@given(some.rules(), parted(), MERGERS)
def test_parts_together_are_the_whole(
    rule: DecisionRule, split: tuple[Poll, list[Poll]], merge: Merge
) -> None:
    check(rule, *split, merge)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda parts: parts[-1], id="keeps-the-last"),
        pytest.param(lambda parts: Tally.merge(parts[:-1]), id="loses-the-last"),
    ],
)
def test_a_merger_that_loses_a_part_is_caught(wrong: Merge) -> None:
    def mutant_check(rule: DecisionRule, split: tuple[Poll, list[Poll]]) -> None:
        check(rule, *split, wrong)

    assert caught(mutant_check, some.rules(), parted())


# --- streams --------------------------------------------------------------------------------------

CONTEXT = some.Context(some.PLAIN, depth=1, measured=False, flags=False)

Stream = list[tuple[Elector, str]]


@st.composite
def streams(draw: st.DrawFn) -> Stream:
    """Ballots, each with what is known of the voter, who has no name."""
    voters = draw(st.lists(some.kinds(), min_size=1, max_size=3))
    ballot = st.tuples(st.sampled_from(voters), some.answers(splits=False))
    return [(voter, str(answer)) for voter, answer in draw(st.lists(ballot, max_size=10))]


def counted(stream: Stream) -> Tally:
    """Every ballot a stream of its own, merged."""
    return Tally.merge(
        Tally.count([answer], traits=voter.traits, labels=some.PLAIN.labels, given=FACTS)
        for voter, answer in stream
    )


def counted_by_kind(stream: Stream) -> Tally:
    """A stream for each kind of voter."""
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for voter, answer in stream:
        found[tuple(sorted(voter.traits.items()))].append(answer)
    return Tally.merge(
        Tally.count(answers, traits=dict(traits), labels=some.PLAIN.labels, given=FACTS)  # type: ignore[arg-type]
        for traits, answers in found.items()
    )


def named(stream: Stream) -> Tally:
    """The same ballots as those of electors with a name."""
    electors = [Elector(f"e{index}", voter.traits, voter.weights) for index, (voter, _) in enumerate(stream)]
    ballots = {f"e{index}": answer for index, (_, answer) in enumerate(stream)}
    return Tally.of(electors, ballots, labels=some.PLAIN.labels, given=FACTS)


FACTS = {"notice": True, "seconders": 2}


def check_stream(rule: DecisionRule, stream: Stream, count: Callable[[Stream], Tally] = counted) -> None:
    """The law, for one stream."""
    assert rule.outcome(count(stream)) is rule.outcome(named(stream))
    assert rule.decide(count(stream)).adoption.holds is rule.decide(named(stream)).adoption.holds


@given(some.rules(CONTEXT), streams().filter(bool), st.integers(0, 10))
def test_a_stream_in_pieces_is_the_stream(rule: DecisionRule, stream: Stream, cut: int) -> None:
    def mixed(stream: Stream) -> Tally:
        return named(stream[:cut]) + counted(stream[cut:]) if stream[cut:] else named(stream)

    for count in (counted, counted_by_kind, mixed):
        check_stream(rule, stream, count)


@given(st.lists(st.tuples(some.answers(splits=False), st.integers(0, 9)), max_size=12), st.integers(0, 12))
def test_weighed_ballots_add_up(ballots: list[tuple[str, int]], cut: int) -> None:
    rule = Condition.parse("yes by shares > 1/2 of valid by shares")

    def count(some_ballots: list[tuple[str, int]]) -> Tally:
        cast = (Ballot(stance, weight) for stance, weight in some_ballots)
        return Tally.count(cast, by="shares", labels=some.PLAIN.labels)

    valid = sum(weight for stance, weight in ballots if stance != "invalid")
    yes = sum(weight for stance, weight in ballots if stance == "yes")
    assert rule.holds(count(ballots)) is (valid > 0 and 2 * yes > valid)
    assert rule.holds(count(ballots[:cut]) + count(ballots[cut:])) is rule.holds(count(ballots))


def test_an_engine_that_loses_the_traits_of_a_stream_is_caught() -> None:
    def wrong(stream: Stream) -> Tally:
        return counted([(stream[0][0], answer) for _, answer in stream])

    def mutant_check(rule: DecisionRule, stream: Stream) -> None:
        check_stream(rule, stream, wrong)

    assert caught(mutant_check, some.rules(CONTEXT), streams().filter(bool))


def test_an_engine_that_decides_by_the_majority_of_the_parts_is_caught() -> None:
    def wrong(rule: DecisionRule, parts: list[Poll]) -> Outcome:
        found = [rule.outcome(part.tally()) for part in parts]
        return max(set(found), key=found.count)

    def mutant_check(rule: DecisionRule, split: tuple[Poll, list[Poll]]) -> None:
        whole, parts = split
        assert wrong(rule, parts) is rule.outcome(whole.tally())

    assert caught(mutant_check, some.rules(), parted())
