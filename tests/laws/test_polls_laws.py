"""Laws: what holds of every poll, whatever its rule and its procedure.

Nobody is counted among those in favour who is not in every base around them; the order in which different
people vote changes nothing; a delegation adds one ballot for each whose chain ends in one, and no other;
silence that is given a meaning is that of the silent alone; and events make the same poll together, in parts
or one by one, each read once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, NamedTuple

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import Condition, DecisionRule
from consultgov.matters import Matter
from consultgov.spans import moment
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import Cast, Declare, Delegate, Event, Issue
from consultgov.voting.ledger import Ledger
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.results import PollResult
from tests.laws import polling
from tests.laws import strategies as some
from tests.laws.mutants import caught
from tests.laws.polling import CLOSES, END, OPENS, minute

pytestmark = pytest.mark.property

GOING = polling.under_way(polling.polls(2, 5), minute(60))

# --- everybody in favour is in every base ---------------------------------------------------------

WORDS: Final = ("yes", "decisive", "valid", "ballots", "participating", "entitled", "members", "seats")
INSIDE: Final = {
    by: [Condition.parse(f"{inner}{by} <= {outer}{by}") for inner, outer in pairwise(WORDS)]
    for by in ("", " by votes", " by area", " among urban", " among not chair")
}
"""That each word counts no more than the next, in heads and in every measure."""


class Figures(NamedTuple):
    """What a result counts, from the inside out."""

    yes: Fraction
    ballots: Fraction
    voters: int
    members: int


def figures(poll: Poll) -> Figures:
    """The figures of a result, and how many could be in them."""
    totals = {name: Fraction(number) for name, number in poll.result(END).totals.items()}
    return Figures(totals.get("yes", Fraction(0)), sum(totals.values(), Fraction(0)), *bases(poll))


def bases(poll: Poll) -> tuple[int, int]:
    """How many have a vote, and how many are in office: told from the events alone."""
    out, left, new = set(poll.electorate.barred), set[str](), set[str]()
    for each in poll.events:
        match type(each).__name__:
            case "Recuse":
                out.add(each.elector)  # type: ignore[union-attr, arg-type]
            case "Depart":
                left.add(each.elector)  # type: ignore[union-attr, arg-type]
            case "Join":
                new.add(each.elector.id)  # type: ignore[union-attr]
            case _:
                pass
    office = {*poll.electorate.ids}
    office = (office | new) - left if poll.procedure.departures == "rescaled" else office
    return len(office - out), len(office)


def check_inside(poll: Poll, tell: Callable[[Poll], Figures] = figures) -> None:
    """The law: in favour, within the ballots, within those who have a vote, within those in office."""
    found = tell(poll)
    assert 0 <= found.yes <= found.ballots <= found.voters <= found.members
    decision = poll.result(END).decision
    told = INSIDE if poll.procedure.method == "roll_call" else [""]
    if decision is not None and not any(isinstance(each, Declare) for each in poll.events):
        assert all(condition.holds(decision.tally) for by in told for condition in INSIDE[by])


@polling.FEWER
@given(GOING)
def test_whoever_is_in_favour_is_in_every_base(poll: Poll) -> None:
    check_inside(poll)


def with_what_is_deemed(poll: Poll) -> Figures:
    """Counts everybody who is silent in favour, and not among the ballots."""
    found = figures(poll)
    return found._replace(yes=found.voters - found.ballots + found.yes)


def over_those_who_voted(poll: Poll) -> Figures:
    """Takes the recused and the dormant out of those in office, and nobody out of the votes."""
    found = figures(poll)
    away = len(poll.electorate.barred) + len(poll.electorate.dormant)
    return found._replace(members=found.members - away - 1)


@pytest.mark.parametrize("wrong", [with_what_is_deemed, over_those_who_voted])
def test_figures_over_another_base_are_caught(wrong: Callable[[Poll], Figures]) -> None:
    assert caught(lambda poll: check_inside(poll, wrong), GOING)


# --- the order of the ballots ---------------------------------------------------------------------

Tell = Callable[[Poll], Any]


def everything(poll: Poll) -> object:
    """What a poll comes to, and what it could still come to."""
    result, look = poll.result(END), poll.outlook(minute(120))
    return result.to_dict(), result.explain(), look.to_dict(), poll.voted


@st.composite
def in_two_orders(draw: st.DrawFn) -> tuple[Poll, Poll]:
    """The same ballots and delegations, those of different people in any order; each person's own stay."""
    poll = draw(polling.polls(2, 5))
    acts: dict[str, Sequence[Event]] = {}
    for who in poll.electorate.entitled:
        choices = [
            plan
            for plan in polling.plans(poll, who, minute(60))
            if all(type(each).__name__ in ("Cast", "Delegate", "Withdraw", "Attend") for each in plan)
        ]
        acts[who] = [*draw(st.sampled_from(choices)), *draw(st.sampled_from(choices))]

    def ordered() -> list[Event]:
        turns = draw(st.permutations([who for who, plan in acts.items() for _ in plan]))
        left = {who: iter(plan) for who, plan in acts.items()}
        return [next(left[who]) for who in turns]

    one, other = (poll.apply_all(ordered()).poll for _ in range(2))
    return one, other


def check_order(polls: tuple[Poll, Poll], tell: Tell = everything) -> None:
    """The law of order."""
    assert tell(polls[0]) == tell(polls[1])


@polling.FEWER
@given(in_two_orders())
def test_the_order_of_the_ballots_changes_nothing(polls: tuple[Poll, Poll]) -> None:
    check_order(polls)


def the_first_ballot_wins(poll: Poll) -> object:
    """Whoever comes first decides."""
    return next((each.answer for each in poll.events if isinstance(each, Cast)), None)


def test_a_poll_that_goes_by_the_order_is_caught() -> None:
    assert caught(lambda polls: check_order(polls, the_first_ballot_wins), in_two_orders())


# --- delegations ----------------------------------------------------------------------------------

PEOPLE: Final = ("e0", "e1", "e2", "e3", "e4", "e5")


class Handed(NamedTuple):
    """Who handed on her vote to whom, who voted, and how far votes may be handed on."""

    to: Mapping[str, str]
    ballots: Mapping[str, str]
    how: str

    def poll(self) -> Poll:
        """The poll in which all that happens."""
        procedure = Procedure(delegating=self.how)
        poll = Poll("?", DecisionRule("yes > no"), PEOPLE, opens=OPENS, closes=CLOSES, procedure=procedure)
        events: list[Event] = [Delegate(who, to, minute(1)) for who, to in self.to.items()]
        events += [Cast(who, answer, minute(2)) for who, answer in self.ballots.items()]
        found = poll.apply_all(events)
        assert not found.refused
        return found.poll

    def carrier(self, who: str) -> str | None:
        """Whose ballot is used for somebody: at most as many steps as there are people."""
        for _ in PEOPLE if self.how == "transitive" else PEOPLE[:1]:
            if who in self.ballots:
                break
            who = self.to.get(who, who)
        return who if who in self.ballots else None


@st.composite
def handed(draw: st.DrawFn) -> Handed:
    """Any delegations among six, circles too, and some ballots."""
    to = {
        who: draw(st.sampled_from([each for each in PEOPLE if each != who]))
        for who in PEOPLE
        if draw(st.integers(0, 2))
    }
    ballots = {who: draw(st.sampled_from(["yes", "no"])) for who in PEOPLE if not draw(st.integers(0, 2))}
    return Handed(to, ballots, draw(st.sampled_from(["single", "transitive"])))


def answers(poll: Poll) -> Mapping[str, object]:
    """What is under test."""
    return poll.result(END).answers


def check_delegation(given_: Handed, tell: Callable[[Poll], Mapping[str, object]] = answers) -> None:
    """The law: one ballot for each whose chain ends in one, which says what that one says."""
    expected = {who: given_.ballots[voter] for who in PEOPLE if (voter := given_.carrier(who)) is not None}
    poll = given_.poll()
    event(f"{len(expected) - len(given_.ballots)} delegated")
    assert tell(poll) == expected
    assert sum(map(int, poll.result(END).totals.values())) == len(expected)


@given(handed())
def test_a_delegation_adds_one_ballot_for_each_whose_chain_ends_in_one(given_: Handed) -> None:
    check_delegation(given_)


def only_direct(poll: Poll) -> Mapping[str, object]:
    """Forgets the delegations."""
    return {each.elector: each.answer for each in poll.events if isinstance(each, Cast)}


def over_the_direct_vote(poll: Poll) -> Mapping[str, object]:
    """Takes the delegate's answer even where she voted herself."""
    found = dict(poll.result(END).answers)
    to = {each.elector: each.to for each in poll.events if isinstance(each, Delegate)}
    return found | {who: found[to[who]] for who in found if to.get(who) in found}


@pytest.mark.parametrize("wrong", [only_direct, over_the_direct_vote])
def test_a_count_that_mistakes_delegations_is_caught(wrong: Callable[[Poll], Mapping[str, object]]) -> None:
    assert caught(lambda given_: check_delegation(given_, wrong), handed())


# --- silence --------------------------------------------------------------------------------------


class Silence(NamedTuple):
    """A poll with a rule on silence, and the same without one."""

    deemed: Poll
    plain: Poll
    silent: tuple[str, ...]


@st.composite
def silences(draw: st.DrawFn) -> Silence:
    """Some vote, some got a paper and did not, some got none."""
    people, seats = draw(some.bodies(2, 6, 1))
    ids = [each.id for each in people]
    body = Electorate(people, recused=draw(st.lists(st.sampled_from(ids), max_size=1)), vacant=seats)
    voters = draw(st.lists(st.sampled_from(body.entitled or ids), unique=True))
    issued = draw(st.lists(st.sampled_from(ids), unique=True, min_size=1)) if draw(st.booleans()) else []
    events: list[Event] = [Issue(issued, minute(0))] if issued else []
    events += [
        Cast(who, draw(st.sampled_from(["yes", "no", "abstain", "invalid"])), minute(1)) for who in voters
    ]
    rule, facts = draw(some.rules(polling.PLAIN)), draw(some.facts())
    steps = draw(st.sampled_from([[{"answer": "yes"}], [{"answer": "no"}], [{"answer": "majority"}]]))

    def made(**options: Any) -> Poll:  # noqa: ANN401 - settings
        procedure = Procedure(**options)
        more: Any = {"procedure": procedure, "matter": Matter(facts=facts)}
        poll = Poll("?", rule, body, opens=OPENS, closes=CLOSES, **more)
        return poll.apply_all(events).poll

    counted = set(made().voted)
    silent = tuple(who for who in body.entitled if who not in counted and who in (issued or ids))
    return Silence(made(deemed=steps), made(), silent)


def result(poll: Poll) -> PollResult:
    """What is under test."""
    return poll.result(END)


def check_silence(case: Silence, tell: Callable[[Poll], PollResult] = result) -> None:
    """The law: it comes to what it would if the silent, and nobody else, had answered so."""
    found, plain = tell(case.deemed), case.plain.result(END)
    event("nothing deemed" if found.deemed is None else "deemed")
    assert found.answers == plain.answers
    assert found.totals == plain.totals
    if found.deemed is None:
        assert (found.outcome, found.without) == (plain.outcome, None)
        return
    assert found.without is not None
    assert plain.decision is not None
    assert found.decision is not None
    assert found.without.to_dict() == plain.decision.to_dict()
    spoken = case.plain.apply_all(Cast(who, found.deemed, minute(2)) for who in case.silent)
    assert not spoken.refused
    decision = spoken.poll.result(END).decision
    assert decision is not None
    assert found.decision.to_dict() == decision.to_dict()


@polling.FEWER
@given(silences())
def test_silence_that_has_a_meaning_is_that_of_the_silent_alone(case: Silence) -> None:
    check_silence(case)


def of_everybody(poll: Poll) -> PollResult:
    """Takes those who got no paper for silent too."""
    kept = tuple(each for each in poll.events if not isinstance(each, Issue))
    return poll.apply_all(()).poll._made(kept, poll.urn, poll._ledger_of(kept)).result(END)  # noqa: SLF001


def as_without(poll: Poll) -> PollResult:
    """Leaves silence as it is, and says that it did not."""
    found = poll.result(END)
    return found if found.without is None else attrs.evolve(found, decision=found.without)


@pytest.mark.parametrize("wrong", [of_everybody, as_without])
def test_a_count_that_mistakes_silence_is_caught(wrong: Callable[[Poll], PollResult]) -> None:
    assert caught(lambda case: check_silence(case, wrong), silences())


# --- together, in parts, one by one ---------------------------------------------------------------


@st.composite
def told(draw: st.DrawFn) -> tuple[Poll, list[Event], int]:
    """A poll that has opened, what people try to do in it, and where to cut that in two."""
    poll = draw(polling.polls(2, 4))
    ways = [plan for who in poll.electorate.ids for plan in polling.plans(poll, who, minute(60))]
    events = [each for plan in draw(st.lists(st.sampled_from(ways), max_size=8)) for each in plan]
    return poll, events, draw(st.integers(0, len(events)))


Take = Callable[[Poll, list[Event]], Poll]


def at_once(poll: Poll, events: list[Event]) -> Poll:
    """What is under test."""
    return poll.apply_all(events).poll


def check_together(case: tuple[Poll, list[Event], int], take: Take = at_once) -> None:
    """The law of parts, and each event is read once."""
    start, events, cut = case
    whole, first = start.apply_all(events), start.apply_all(events[:cut])
    rest = first.poll.apply_all(events[cut:])
    step = start
    for each in events:
        step = step.apply_all([each]).poll
    assert take(start, events) == whole.poll == rest.poll == step
    assert whole.refused == first.refused + rest.refused
    assert take(start, events).result(END).to_dict() == step.result(END).to_dict()


@polling.FEWER
@given(told())
def test_events_make_the_same_poll_together_in_parts_and_one_by_one(
    case: tuple[Poll, list[Event], int],
) -> None:
    check_together(case)


def without_the_last(poll: Poll, events: list[Event]) -> Poll:
    """Loses the last event."""
    return poll.apply_all(events[:-1]).poll


def test_a_poll_that_loses_an_event_is_caught() -> None:
    assert caught(lambda case: check_together(case, without_the_last), told())


def reads(start: Poll, events: list[Event]) -> tuple[int, int]:
    """How many events a ledger takes in while they are told one by one, and how many happened."""
    taken: list[Event] = []
    take = Ledger.take

    def counted(ledger: Ledger, each: Event) -> None:
        taken.append(each)
        take(ledger, each)

    step = start
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Ledger, "take", counted)
        for each in events:
            step = step.apply_all([each]).poll
    return len(taken), len(step.events)


def check_read_once(case: tuple[Poll, list[Event], int]) -> None:
    """The law of linear work: nobody reads the events again to add one more."""
    start, events, _ = case
    read, happened = reads(start, events)
    assert read == happened


@polling.FEWER
@given(told())
def test_each_event_is_read_once(case: tuple[Poll, list[Event], int]) -> None:
    check_read_once(case)


def test_a_poll_that_reads_all_events_again_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Poll, "_borrow", lambda poll: poll._ledger_of(poll.events))  # noqa: SLF001
    assert caught(check_read_once, told())


# --- a quorum that comes late ---------------------------------------------------------------------

EXTENSION: Final = 60
"""In minutes."""


class Late(NamedTuple):
    """The minutes, from the opening on, at which people vote, each once; and what quorum they need."""

    votes: tuple[tuple[int, str, str], ...]
    need: int
    secret: bool

    def poll(self) -> Poll:
        """The poll after those votes that it took."""
        method = "secret_ballot" if self.secret else "roll_call"
        procedure = Procedure(method=method, extension=EXTENSION * 60)
        rule = DecisionRule("yes > no", quorum=f"ballots >= {self.need}")
        poll = Poll("?", rule, PEOPLE, opens=OPENS, closes=CLOSES, procedure=procedure)
        return poll.apply_all(Cast(who, answer, minute(at)) for at, who, answer in self.votes).poll

    def close(self) -> int:
        """When it closes: an hour after the quorum is first there, if that is not before its time."""
        close, number = 480, 0
        for at, _, _ in self.votes:
            if at < close:
                number += 1
                if number == self.need and at >= 480 - EXTENSION:
                    close = max(480, at + EXTENSION)
        return close


@st.composite
def late_polls(draw: st.DrawFn) -> Late:
    """Some vote early, some late, and some too late."""
    voters = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    times = sorted(draw(st.sampled_from([10, 419, 420, 450, 479, 480, 500, 510, 600])) for _ in voters)
    votes = [(at, who, draw(st.sampled_from(["yes", "no"]))) for at, who in zip(times, voters, strict=True)]
    return Late(tuple(votes), draw(st.integers(1, 4)), draw(st.booleans()))


def closing(poll: Poll) -> object:
    """What is under test."""
    return poll.closing()


def check_late(case: Late, tell: Callable[[Poll], object] = closing) -> None:
    """The law of the late quorum; a poll from its record closes at the same moment."""
    poll, close = case.poll(), case.close()
    event(f"closes at {close}")
    assert tell(poll) == moment(minute(close), "close")
    assert poll.voted == tuple(sorted(who for at, who, _ in case.votes if at < close))
    read = Poll.from_dict(poll.to_dict())
    assert (read, read.closing()) == (poll, poll.closing())


@given(late_polls())
def test_a_late_quorum_keeps_the_poll_open_for_an_hour(case: Late) -> None:
    check_late(case)


def in_its_own_time(poll: Poll) -> object:
    """Knows no extension."""
    return poll.closes


def test_a_poll_that_is_not_extended_is_caught() -> None:
    assert caught(lambda case: check_late(case, in_its_own_time), late_polls())
