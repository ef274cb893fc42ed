"""Law: nothing that a secret ballot tells depends on who voted how.

Two polls in which the same papers lie in the boxes are told alike, whoever put them there: results, outlooks
and explanations are equal; and so is the whole record if the same people voted, whatever each of them did.
Before the close, nothing depends on what the papers say.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import DecisionRule, Elector
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import Cast, Voted
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from tests.laws import polling
from tests.laws import strategies as some
from tests.laws.mutants import caught
from tests.laws.polling import CLOSES, END, OPENS, minute

pytestmark = pytest.mark.property

RULES: Final = (
    DecisionRule("yes > 1/2 of members"),
    DecisionRule("yes > no", quorum="ballots >= 1/2 of members", tied="yes = no", tie_break="lot"),
    DecisionRule("yes >= 2/3 of decisive", rejects="no > yes", vetoed="no >= 3"),
)
BOXED: Final = (
    DecisionRule("each house: yes >= 1/2 of decisive", boxes=["house"]),
    DecisionRule("yes by votes > 1/2 of ballots by votes", boxes=["votes"]),
    DecisionRule("yes > no", vetoed="no among permanent >= 1", boxes=["permanent"]),
)
DEEMED: Final[tuple[list[Any], ...]] = ([], [{"answer": "majority"}], [{"answer": "no", "when": "yes < 2"}])
ANSWERS: Final = ("yes", "no", "abstain", "invalid")

Tell = Callable[[Poll], Any]


def everything(poll: Poll) -> list[object]:
    """What a poll tells of its result, in every form."""
    result = poll.result(END)
    told = [result.to_dict(), result.explain("en"), result.explain("zh")]
    looks = [poll.outlook(at) for at in (minute(400), CLOSES)]
    return [*told, *(look.to_dict() for look in looks), *(look.explain() for look in looks)]


# --- polls ----------------------------------------------------------------------------------------


@st.composite
def opened(draw: st.DrawFn, rules: tuple[DecisionRule, ...] = (*RULES, *BOXED)) -> Poll:
    """A secret poll of up to seven people, several of them alike."""
    people, _ = draw(some.bodies(2, 7))
    if draw(st.booleans()):
        kind = people[0]
        people = [attrs.evolve(kind, id=each.id) for each in people]
    out = draw(st.sets(st.sampled_from([each.id for each in people]), max_size=1))
    procedure = Procedure(
        method="secret_ballot",
        deemed=draw(st.sampled_from(DEEMED)),
        fewest_shown=draw(st.sampled_from([0, 2, 3])),
    )
    body, rule = Electorate(people, recused=out), draw(st.sampled_from(rules))
    return Poll("Shall it be?", rule, body, opens=OPENS, closes=CLOSES, procedure=procedure)


def cast(poll: Poll, votes: dict[str, str]) -> Poll:
    """The poll after some ballots, in that order."""
    return poll.apply_all(Cast(who, answer, minute(60)) for who, answer in votes.items()).poll


def boxes(poll: Poll) -> dict[str, list[str]]:
    """Those who may vote, by the box into which their papers go."""
    found: dict[str, list[str]] = {}
    for who in poll.electorate.entitled:
        elector = poll.electorate.elector(who)
        assert elector is not None
        found.setdefault(repr([mark(elector, name) for name in poll.rule.boxes]), []).append(who)
    return found


def mark(elector: Elector, name: str) -> object:
    """What an elector has of what boxes are by."""
    return elector.traits.get(name, elector.weights.get(name, name in elector.flags))


@st.composite
def same_people(draw: st.DrawFn) -> tuple[Poll, Poll]:
    """Two polls in which the same people voted, with the same papers in each box."""
    poll = draw(opened())
    one: dict[str, str] = {}
    other: dict[str, str] = {}
    for people in boxes(poll).values():
        papers = draw(st.lists(st.sampled_from(ANSWERS), max_size=len(people)))
        one |= dict(zip(people, papers, strict=False))
        other |= dict(zip(people, draw(st.permutations(papers)), strict=False))
    return cast(poll, one), cast(poll, {who: other[who] for who in one})


@st.composite
def other_people(draw: st.DrawFn) -> tuple[Poll, Poll]:
    """Two polls in which others voted, of those who are alike, in any order, with the same papers."""
    poll = draw(opened())
    alike: dict[str, list[str]] = {}
    for who in poll.electorate.entitled:
        elector = poll.electorate.elector(who)
        assert elector is not None
        alike.setdefault(repr(attrs.evolve(elector, id="kind")), []).append(who)
    one: dict[str, str] = {}
    other: dict[str, str] = {}
    for people in alike.values():
        papers = draw(st.lists(st.sampled_from(ANSWERS), max_size=len(people)))
        one |= dict(zip(people, papers, strict=False))
        other |= dict(zip(draw(st.permutations(people)), papers, strict=False))
    order = draw(st.permutations(list(other)))
    return cast(poll, one), cast(poll, {who: other[who] for who in order})


# --- after the close ------------------------------------------------------------------------------


def check_told_alike(polls: tuple[Poll, Poll], tell: Tell = everything) -> None:
    """The law, for two polls with the same papers."""
    one, other = polls
    event(f"{sum(number for *_, number in one.urn)} papers")
    assert tell(one) == tell(other)


@polling.FEWER
@given(same_people() | other_people())
def test_the_same_papers_are_told_alike(polls: tuple[Poll, Poll]) -> None:
    check_told_alike(polls)


def check_record(polls: tuple[Poll, Poll], tell: Tell = Poll.to_dict) -> None:
    """The law of the record, for two polls in which the same people voted."""
    one, other = polls
    assert tell(one) == tell(other)
    assert (one.events, one.urn, one.digest, one) == (other.events, other.urn, other.digest, other)
    assert repr(one.events) == repr(other.events)
    assert repr(one.result(END)) == repr(other.result(END))


@given(same_people())
def test_the_record_is_the_same_whoever_put_in_which_paper(polls: tuple[Poll, Poll]) -> None:
    check_record(polls)


@polling.FEWER
@given(same_people())
def test_no_event_holds_an_answer(polls: tuple[Poll, Poll]) -> None:
    poll = polls[0]
    assert all(type(each) is Voted for each in poll.events)
    told = json.dumps(poll.to_dict()["events"], ensure_ascii=False)
    assert not any(f'"{answer}"' in told for answer in ANSWERS)
    read = Poll.from_dict(poll.to_dict())
    assert read == poll
    assert everything(read) == everything(poll)


def with_names(poll: Poll) -> object:
    """Tells who voted beside the totals."""
    return poll.result(END).to_dict() | {"voted": list(poll.voted)}


def in_the_order_of_the_votes(poll: Poll) -> object:
    """Tells the last paper that came in by those that were there before."""
    return [type(each).__name__ for each in poll.events], [*map(str, poll.voted[:1])], poll.urn[:1]


def the_first_voter(poll: Poll) -> object:
    """Tells whose ballot was the first."""
    return [each.elector for each in poll.events[:1] if isinstance(each, Voted)]


@pytest.mark.parametrize("wrong", [with_names, in_the_order_of_the_votes, the_first_voter])
def test_a_teller_who_names_voters_is_caught(wrong: Tell) -> None:
    assert caught(lambda polls: check_told_alike(polls, wrong), other_people())


def test_a_record_that_keeps_the_ballots_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def kept(poll: Poll, ballot: Any, urn: Any) -> Any:  # noqa: ANN401 - as the poll has them
        elector = poll.electorate.elector(ballot.elector)
        assert elector is not None
        urn[
            tuple((kind_of(elector, name), name, mark(elector, name)) for name in poll.rule.boxes),
            ballot.answer,
        ] += 1
        return Voted(ballot.elector, ballot.at, ballot.answer)

    monkeypatch.setattr(Poll, "_kept", kept)
    assert caught(check_record, same_people())


def kind_of(elector: Elector, name: str) -> str:
    """What a box is by."""
    return "trait" if name in elector.traits else "weight" if name in elector.weights else "flag"


# --- before the close -----------------------------------------------------------------------------


@st.composite
def any_answers(draw: st.DrawFn) -> tuple[Poll, Poll]:
    """Two polls in which the same people voted, each with any paper."""
    poll = draw(opened())
    voters = draw(st.lists(st.sampled_from(poll.electorate.entitled), unique=True))
    return cast(poll, draw(votes_of(voters))), cast(poll, draw(votes_of(voters)))


def votes_of(voters: list[str]) -> st.SearchStrategy[dict[str, str]]:
    """Any answers of some people."""
    return st.fixed_dictionaries(dict.fromkeys(voters, st.sampled_from(ANSWERS)))


def sealed(poll: Poll) -> list[object]:
    """What is told of a poll before it is closed."""
    at = minute(300)
    result, look = poll.result(at), poll.outlook(at)
    told = [result.to_dict(), result.explain(), result.explain("zh"), look.to_dict(), look.explain()]
    return [*told, poll.voted, poll.closing(), poll.check(Cast("e0", "yes", at)).to_dict()]


def check_sealed(polls: tuple[Poll, Poll], tell: Tell = sealed) -> None:
    """The law of the seal."""
    assert tell(polls[0]) == tell(polls[1])


@given(any_answers())
def test_before_the_close_nothing_depends_on_the_papers(polls: tuple[Poll, Poll]) -> None:
    check_sealed(polls)


def the_outcome_so_far(poll: Poll) -> object:
    """Counts what is in the urn before it is closed."""
    return poll.result(END).outcome


def the_outlook_at_the_close(poll: Poll) -> object:
    """Tells too early what can be told at the close."""
    return poll.outlook(CLOSES).to_dict()


@pytest.mark.parametrize("wrong", [the_outcome_so_far, the_outlook_at_the_close])
def test_a_teller_who_opens_the_urn_early_is_caught(wrong: Tell) -> None:
    assert caught(lambda polls: check_sealed(polls, wrong), any_answers())


# --- few papers -----------------------------------------------------------------------------------


def check_withheld(polls: tuple[Poll, Poll], tell: Tell = lambda poll: poll.result(END).to_dict()) -> None:
    """Of boxes with too few papers nothing is told but the outcome."""
    for poll in polls:
        sizes = [number for number in box_sizes(poll).values() if number]
        told = tell(poll)
        few = min(sizes, default=poll.procedure.fewest_shown) < poll.procedure.fewest_shown
        event("few" if few else "enough")
        shown = {"decision", "without", "totals", "deemed", "answers"} & told.keys()
        assert not shown if few else {"decision", "totals"} <= shown
        if few:
            assert set(told) <= {"question", "method", "closed", "outcome", "notes", "follows"}


def box_sizes(poll: Poll) -> dict[str, int]:
    """How many have voted into each box."""
    voted = set(poll.voted)
    return {box: len(voted.intersection(people)) for box, people in boxes(poll).items()}


@given(any_answers())
def test_figures_of_few_are_withheld(polls: tuple[Poll, Poll]) -> None:
    check_withheld(polls)


def totals_all_the_same(poll: Poll) -> dict[str, object]:
    """Tells the totals whatever the number."""
    return poll.result(END).to_dict() | {"totals": {}}


def test_a_teller_who_shows_the_totals_of_few_is_caught() -> None:
    assert caught(lambda polls: check_withheld(polls, totals_all_the_same), any_answers())
