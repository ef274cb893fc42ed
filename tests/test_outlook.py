"""What a poll can still come to: decided when nothing admissible can alter it, and never before."""

from typing import Any

import pytest

from consultgov import DecisionRule, Elector, Outcome
from consultgov.voting.answers import If
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import BreakTie, Declare, Delegate, Depart, Recuse
from consultgov.voting.outlook import Outlook
from tests.test_polls import FIVE, MAJORITY, TIE, at, cast, poll


def outlook(votes: str, rule: DecisionRule = MAJORITY, electors: Any = FIVE, **options: Any) -> Outlook:  # noqa: ANN401
    """The outlook at eleven, after some votes at ten."""
    found = cast(poll(rule, electors, **options), votes).outlook(at(11))
    for language in ("en", "zh"):
        assert found.explain(language)
    return found


def test_it_is_decided_as_soon_as_nothing_can_alter_it() -> None:
    assert outlook("yy").decided is None
    assert outlook("yy").reachable == {Outcome.ADOPTED, Outcome.REJECTED}
    assert outlook("yyy").decided is Outcome.ADOPTED
    assert outlook("yyy").open == ("chen", "sun")
    assert outlook("nn").decided is None
    assert outlook("nnn").decided is Outcome.REJECTED
    assert outlook("nnn").settled_by == {}


def test_it_says_what_would_settle_it() -> None:
    found = outlook("yyn")
    assert found.open == ("chen", "sun")
    assert found.settled_by == {"yes": ("chen",), "no": ("chen", "sun")}
    assert found.to_dict() == {
        "decided": None,
        "reachable": ["adopted", "rejected"],
        "open": ["chen", "sun"],
        "settled_by": {"yes": ["chen"], "no": ["chen", "sun"]},
        "notes": [],
    }
    assert hash(found) == hash(found)
    assert outlook(
        "", answers=["no", "abstain"], rule=DecisionRule("no = 0", silence_adopts=True)
    ).settled_by == {"no": ("li",)}


def test_the_heaviest_settle_it_first() -> None:
    people = [
        Elector(each, weights={"area": weight}) for each, weight in zip(FIVE, (1, 2, 3, 40, 5), strict=True)
    ]
    found = outlook("", DecisionRule("yes by area > 1/2 of members by area"), people)
    assert found.settled_by == {"yes": ("chen",), "no": ("chen",)}


def test_what_no_vote_settles_is_not_told() -> None:
    found = cast(poll(TIE, FIVE[:4], chair="li"), "yy").outlook(at(11))
    assert found.settled_by == {"yes": ("zhao",)}


def test_ballots_that_may_be_changed_decide_nothing() -> None:
    assert outlook("yyyyy", change=True).decided is None
    assert outlook("yyyyy", withdraw=True).decided is None
    assert outlook("yyyyy", withdraw=True).open == FIVE
    assert outlook("yyyyy", departures="leavers_drop").decided is None


def test_leaving_can_take_a_vote_away_and_not_turn_it() -> None:
    assert (
        outlook("nnn", departures="leavers_drop", rule=DecisionRule("yes >= 3")).decided is Outcome.REJECTED
    )


def test_a_closed_poll_is_decided() -> None:
    running = cast(poll(), "yy")
    assert running.outlook(at(17)).decided is Outcome.REJECTED
    assert running.outlook(at(17)).open == ()
    assert running.close(at=at(12)).outlook(at(12)).decided is Outcome.REJECTED


def test_a_ballot_in_the_post_is_open_until_its_time_of_grace_is_over() -> None:
    running = cast(poll(grace=3600), "yy")
    assert running.outlook(at(17, 30)).decided is None
    assert running.outlook(at(18)).decided is Outcome.REJECTED
    assert cast(poll(grace=3600), "yyy").outlook(at(17, 30)).decided is Outcome.ADOPTED


def test_a_delegated_vote_is_open_until_she_casts_it_herself() -> None:
    running = poll(delegating="transitive").apply(Delegate("wang", "li", at(9)))
    assert cast(running, "y-y").outlook(at(11)).decided is None
    assert cast(running, "yyy").outlook(at(11)).decided is Outcome.ADOPTED


def test_a_conditional_ballot_is_open() -> None:
    running = cast(poll(), "yy").cast("zhao", If("amended", "yes", "no"), at=at(10))
    assert "zhao" in running.outlook(at(11)).open


def test_a_group_that_votes_as_one_is_open_while_one_of_it_is() -> None:
    people = [Elector(each, {"land": "a" if each in ("li", "wang") else "b"}) for each in FIVE]
    rule = DecisionRule("yes >= 3")
    assert outlook("y-yyy", rule, people, bloc="land", en_bloc="majority").decided is Outcome.ADOPTED
    assert outlook("y-yy-", rule, people, bloc="land").decided is None
    assert outlook("yyy--", rule, people, bloc="land").decided is None


def test_an_answer_that_lacks_its_reason_may_come_too() -> None:
    rule = DecisionRule("yes >= 1", vetoed="abstain >= 1")
    found = outlook("y", rule, answers=["yes", "no"], reasons=["no"], unreasoned="abstain")
    assert Outcome.VETOED in found.reachable


def test_whoever_may_recuse_herself_can_alter_a_base() -> None:
    rule = DecisionRule("yes > 1/2 of entitled")
    assert outlook("yy", rule).decided is None
    assert cast(poll(rule), "yy").apply(Recuse("sun", at(11))).outlook(at(11)).open == ("zhao", "chen")
    quorum = DecisionRule("yes >= 2", quorum="entitled = 5")
    assert outlook("yyy", quorum).decided is None
    assert outlook("yyyyy", quorum).decided is Outcome.ADOPTED


def test_a_tie_that_may_be_broken_can_go_either_way() -> None:
    running = cast(poll(TIE, chair="li"), "yynn")
    found = running.outlook(at(11))
    assert found.reachable == {Outcome.ADOPTED, Outcome.REJECTED}
    closed = running.outlook(at(17))
    assert (closed.decided, [note.code for note in closed.notes]) == (None, ["tie-vote-outstanding"])
    assert running.apply(BreakTie("yes", at(17), "li")).outlook(at(18)).decided is Outcome.ADOPTED
    vetoed = DecisionRule("yes > no", tied="yes = no", tie_break="lot", vetoed="no among permanent >= 1")
    people = [Elector(each, flags=["permanent"]) for each in FIVE]
    assert Outcome.VETOED in cast(poll(vetoed, people), "yynn").outlook(at(17)).reachable
    plain = DecisionRule("yes > no", tied="yes = no")
    assert cast(poll(plain), "yn").outlook(at(17)).decided is Outcome.TIED
    quo = DecisionRule("yes > no", tied="yes = no", tie_break="status_quo")
    assert cast(poll(quo), "yn").outlook(at(17)).decided is Outcome.REJECTED


@pytest.mark.parametrize(
    ("options", "note"),
    [({"departures": "rescaled"}, "membership-open"), ({"split": True}, "votes-may-be-split")],
)
def test_what_cannot_be_looked_through_is_never_called_decided(options: dict[str, Any], note: str) -> None:
    found = outlook("yyyyy", **options)
    assert (found.decided, [each.code for each in found.notes]) == (None, [note])
    assert found.reachable == frozenset(Outcome)


def test_whoever_is_dormant_may_come_back() -> None:
    body = Electorate(FIVE, dormant=["sun"])
    found = outlook("yy", electors=body)
    assert [each.code for each in found.notes] == ["dormant-may-vote"]
    assert outlook("yyyyy", electors=body).decided is Outcome.ADOPTED


def test_a_poll_that_may_become_void_says_so() -> None:
    found = outlook("yyy", departures="void")
    assert (found.decided, [each.code for each in found.notes]) == (Outcome.ADOPTED, ["may-become-void"])
    void = cast(poll(departures="void"), "yyy").apply(Depart("li", at(11))).outlook(at(17))
    assert (void.reachable, [each.code for each in void.notes]) == (frozenset(), ["poll-void"])


def test_a_secret_ballot_gives_nothing_away() -> None:
    assert outlook("yyyyy", method="secret_ballot") == outlook("nnnnn", method="secret_ballot")
    assert cast(poll(method="secret_ballot"), "yyy").outlook(at(17)).decided is Outcome.ADOPTED


def test_what_takes_too_long_to_look_at_is_left_out() -> None:
    people = [Elector(f"e{number}", weights={"area": 2**number}) for number in range(30)]
    rule = DecisionRule("yes by area > no by area", tied="yes by area = no by area + 1234567")
    found = poll(rule, people).outlook(at(11))
    assert (found.decided, [note.code for note in found.notes]) == (None, ["too-many-ways"])
    assert found.explain("zh")
    close = [Elector(f"e{number}", weights={"area": 1000 + number}) for number in range(30)]
    few = poll(DecisionRule("yes by area > no by area", tied="yes by area = no by area"), close)
    assert few.outlook(at(11)).settled_by == {}
    many = poll(MAJORITY, [f"e{number}" for number in range(5001)])
    assert many.outlook(at(11)).settled_by == {}


def test_the_present_may_still_vote_or_stay_silent() -> None:
    rule = DecisionRule("yes > no", quorum="present >= 3")
    found = outlook("yy", rule, present=["zhao"])
    assert found.reachable == {Outcome.ADOPTED, Outcome.REJECTED}


# --- what a continuation may do that one does not think of ------------------------------------------


def test_whoever_takes_her_ballot_back_may_vote_again_or_recuse_herself() -> None:
    assert outlook("nnn", withdraw=True).reachable == {Outcome.ADOPTED, Outcome.REJECTED}
    rule = DecisionRule("yes > 1/2 of entitled")
    assert outlook("ynn", rule, FIVE[:3], withdraw=True).decided is None


def test_somebody_without_a_vote_may_come_and_be_counted_as_present() -> None:
    rule = DecisionRule("yes > no", quorum="present >= 3")
    body = Electorate(FIVE[:3], recused=["zhao"])
    assert outlook("yy", rule, body).reachable == {Outcome.ADOPTED, Outcome.INQUORATE}
    assert outlook("yy", rule, body, present=["zhao"]).decided is Outcome.ADOPTED
    dropped = outlook("yy", rule, body, present=["zhao"], departures="leavers_drop")
    assert dropped.decided is None


def test_whoever_leaves_a_frozen_poll_stays_on_the_roll() -> None:
    rule = DecisionRule("yes >= 1", quorum="present >= 2")
    running = cast(poll(rule, present=["wang"]), "y")
    assert running.outlook(at(11)).decided is Outcome.ADOPTED
    assert running.apply(Depart("wang", at(12))).result().outcome is Outcome.ADOPTED


def test_a_group_of_which_somebody_may_leave_is_open() -> None:
    people = [Elector(each, {"land": "a" if each in ("li", "wang") else each}) for each in FIVE]
    rule = DecisionRule("no >= 1", silence_adopts=True)
    found = outlook("ynyyy", rule, people, bloc="land", departures="leavers_drop")
    assert found.decided is None
    assert found.settled_by == {}


def test_what_a_bloc_or_silence_makes_of_votes_is_among_what_may_come() -> None:
    people = [Elector(each, {"land": "a"}) for each in FIVE]
    rule = DecisionRule("yes >= 1", vetoed="abstain >= 1")
    tied = outlook(
        "", rule, people, bloc="land", en_bloc="majority", bloc_tie="abstain", answers=["yes", "no"]
    )
    assert Outcome.VETOED in tied.reachable
    deemed = outlook("y", rule, answers=["yes", "no"], deemed=[{"answer": "abstain"}])
    assert Outcome.VETOED in deemed.reachable
    followed = outlook("y", deemed=[{"member": "li"}, {"answer": "majority"}])
    assert followed.decided is None


def test_what_has_still_to_be_declared_is_open() -> None:
    hands = poll(method="show_of_hands")
    for moment in (at(11), at(18)):
        found = hands.outlook(moment)
        assert (found.decided, [note.code for note in found.notes]) == (None, ["count-outstanding"])
    told = hands.apply(Declare(at(11), figures={"yes": 3, "no": 0, "abstain": 0}))
    assert told.outlook(at(12)).decided is Outcome.ADOPTED
    assert told.outlook(at(18)).decided is Outcome.ADOPTED
    assert poll(method="secret_ballot").outlook(at(18)).decided is None
    void = poll(method="secret_ballot").apply(Declare(at(17), figures={"yes": 3, "no": 2}, issued=4))
    assert [note.code for note in void.outlook(at(18)).notes] == ["more-returned-than-issued"]


def test_a_void_poll_is_never_called_decided() -> None:
    void = cast(poll(departures="void"), "yyy").apply(Depart("li", at(11))).outlook(at(12))
    assert (void.decided, void.reachable) == (None, frozenset())
