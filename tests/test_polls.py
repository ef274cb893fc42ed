"""Polls: what is taken, what is refused and why, and what it comes to."""

import copy
import json
import pickle
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from consultgov import Condition, DecisionRule, Elector, Outcome, Tally, voting
from consultgov.decisions.following import FollowUp
from consultgov.errors import ConsultgovError, MissingData, RecordError, Refused, RuleError, TallyError
from consultgov.matters import Matter
from consultgov.verdicts import Clause
from consultgov.voting.answers import If
from consultgov.voting.conflicts import Conflicts
from consultgov.voting.deeming import Deemed
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import entitle
from consultgov.voting.events import (
    Attend,
    BreakTie,
    Cast,
    Challenge,
    Close,
    Declare,
    Delegate,
    Depart,
    Establish,
    Event,
    Issue,
    Join,
    Recuse,
    Revoke,
    Voted,
    Withdraw,
)
from consultgov.voting.late_quorum import ballots_to_go
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.proxies import AcceptedProxies, Proxy, ProxyRule
from consultgov.voting.registers import Holding, OwnersRegister, Unit
from consultgov.voting.requirements import LeastAge
from consultgov.voting.second_calls import may_call_again

FIVE = ("li", "wang", "zhao", "chen", "sun")
MAJORITY = DecisionRule("yes > 1/2 of members")


def at(hour: int, minute: int = 0) -> str:
    """A moment of the day of the poll."""
    return f"2026-05-01T{hour:02}:{minute:02}:00+08:00"


def poll(rule: DecisionRule = MAJORITY, electors: Any = FIVE, **options: Any) -> Poll:  # noqa: ANN401 - as a poll takes them
    """A poll from nine to seventeen."""
    fixed = {
        name: options.pop(name) for name in ("matter", "proxies", "present", "agents") if name in options
    }
    times = {"opens": options.pop("opens", at(9)), "closes": options.pop("closes", at(17))}
    return Poll("Shall it be?", rule, electors, procedure=Procedure(**options), **times, **fixed)


def cast(poll: Poll, votes: str, electors: Iterable[str] = FIVE, hour: int = 10) -> Poll:
    """The poll with some votes, a sign each: y, n, a, or - for none."""
    words = {"y": "yes", "n": "no", "a": "abstain", "i": "invalid"}
    for elector, sign in zip(electors, votes, strict=False):
        if sign != "-":
            poll = poll.cast(elector, words[sign], at=at(hour))
    return poll


def codes(poll: Poll, event: Event) -> list[str]:
    """Why an event is refused; nothing where it is not."""
    verdict = poll.check(event)
    assert verdict.holds is not bool(verdict.parts)
    if not verdict.holds:
        with pytest.raises(Refused) as caught:
            poll.apply(event)
        assert caught.value.verdict == verdict
        assert pickle.loads(pickle.dumps(caught.value)).verdict == verdict  # noqa: S301 - our own
        assert poll.apply_all([event]).refused == ((event, verdict),)
        for language in ("en", "zh"):
            assert verdict.explain(language).count("\n") >= len(verdict.parts)
    return [part.code for part in verdict.parts]


# --- when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-05-01T08:59:59.999999+08:00", ["not-open-yet"]),
        (at(9), []),
        ("2026-05-01T16:59:59.999999+08:00", []),
        (at(17), ["too-late"]),
        ("2026-05-01T09:00:00Z", ["too-late"]),
    ],
)
def test_a_ballot_is_cast_from_the_opening_on_and_before_the_close(moment: str, expected: list[str]) -> None:
    assert codes(poll(), Cast("li", "yes", moment)) == expected


def test_a_poll_without_an_end_is_closed_by_the_chair() -> None:
    going = cast(poll(closes=None), "yyy")
    assert going.result(at(23)).closed is False
    closed = going.close(at=at(12), by="li")
    assert codes(closed, Cast("chen", "no", at(12))) == ["too-late"]
    assert codes(closed, Close(at(13))) == ["too-late"]
    assert closed.result(at(12)).closed
    assert closed.closing() == Close(at(12)).at


def test_events_come_in_order() -> None:
    started = cast(poll(), "y", hour=12)
    assert codes(started, Cast("wang", "yes", at(11))) == ["out-of-order"]
    assert codes(started, Cast("wang", "yes", at(12))) == []


def test_a_ballot_in_the_post_has_its_time_of_grace() -> None:
    waiting = poll(grace=3600)

    def posted(cast_at: str, received: str) -> Cast:
        return Cast("li", "yes", cast_at, received=received)

    assert codes(waiting, posted(at(16), at(17, 59))) == []
    assert codes(waiting, posted(at(16), at(18))) == ["received-too-late"]
    assert codes(waiting, posted(at(17), at(17, 30))) == ["too-late"]
    assert codes(waiting, posted(at(16), at(15))) == ["received-before-cast"]
    arrived = waiting.apply(posted(at(16), at(17, 30)))
    assert codes(arrived, Cast("wang", "yes", at(17))) == ["out-of-order", "too-late"]
    assert not waiting.result(at(17, 59)).closed
    assert waiting.result(at(18)).closed
    assert arrived.as_of(at(17)).result().totals["yes"] == "0"


# --- who ------------------------------------------------------------------------------------------


def test_only_electors_with_a_vote_cast_one() -> None:
    body = Electorate(FIVE, recused={"chen": "party to the contract"}, suspended=["sun"])
    running = poll(electors=body)
    assert codes(running, Cast("wei", "yes", at(10))) == ["not-in-electorate"]
    assert codes(running, Cast("chen", "yes", at(10))) == ["recused"]
    assert codes(running, Cast("sun", "yes", at(10))) == ["suspended"]
    assert codes(running, Cast("li", "yes", at(10))) == []


def test_whoever_is_excluded_hears_why() -> None:
    body = entitle(
        FIVE,
        on="2026-05-01",
        requirements=[LeastAge(18)],
        dates={each: {"born": "2010-01-01" if each == "sun" else "1990-01-01"} for each in FIVE},
    )
    running = poll(electors=body)
    refusal = running.check(Cast("sun", "yes", at(10)))
    assert "must be at least 18" in refusal.explain()
    assert Poll.from_dict(running.to_dict()) == running
    assert running.result().decision is not None
    assert "4 members" in running.result().explain()


def test_a_recusal_during_the_poll_leaves_the_entitled_and_not_the_members() -> None:
    rule = DecisionRule("yes > 1/2 of entitled", quorum="members = 5 and entitled = 4")
    running = cast(poll(rule), "yy").apply(Recuse("sun", at(11), "party"))
    assert running.result().outcome is Outcome.REJECTED
    assert cast(running, "--y", hour=12).result().outcome is Outcome.ADOPTED
    assert codes(running, Cast("sun", "yes", at(12))) == ["recused"]
    assert codes(running, Recuse("sun", at(12))) == ["recused"]
    assert codes(running, Recuse("li", at(12))) == ["voted-already"]
    assert codes(running, Recuse("wei", at(12))) == ["not-in-electorate"]
    assert codes(poll(), Recuse("li", at(8))) == []


def test_the_dormant_count_if_they_vote() -> None:
    rule = DecisionRule("yes > 1/2 of members", quorum="participating >= 2/3 of members")
    body = Electorate(FIVE, dormant=["chen", "sun"])
    assert cast(poll(rule, body), "yy").result().outcome is Outcome.ADOPTED
    voted = cast(poll(rule, body), "yy-y")
    assert "4 members" in voted.result().explain()
    with_one_more = cast(poll(DecisionRule("yes > 2/3 of members"), body), "yy-n")
    assert with_one_more.result().outcome is Outcome.REJECTED

    asleep = Electorate(FIVE, dormant=["sun"])
    deemed = poll(DecisionRule("yes > 2/3 of members"), asleep, deemed=[{"answer": "no"}])
    assert cast(deemed, "yyy").result().outcome is Outcome.ADOPTED
    recused = poll(DecisionRule("yes > 1/2 of members"), asleep).apply(Recuse("sun", at(9)))
    assert cast(recused, "yy").result().outcome is Outcome.REJECTED
    assert "zhao" in cast(recused, "yy").outlook(at(11)).open


# --- ballots --------------------------------------------------------------------------------------


def test_a_ballot_is_cast_once_unless_ballots_may_be_changed() -> None:
    assert codes(cast(poll(), "y"), Cast("li", "no", at(11))) == ["voted-already"]
    changed = cast(poll(change=True), "yyy").cast("li", "no", at=at(11))
    assert changed.result().outcome is Outcome.REJECTED
    assert changed.result().totals == {"yes": "2", "no": "1", "abstain": "0", "invalid": "0"}
    assert len(changed.events) == 4
    assert changed.as_of(at(10)).result().outcome is Outcome.ADOPTED


def test_a_ballot_is_taken_back_only_where_that_is_allowed() -> None:
    assert codes(cast(poll(), "y"), Withdraw("li", at(11))) == ["no-withdrawal"]
    going = poll(withdraw=True)
    assert codes(going, Withdraw("li", at(11))) == ["no-ballot"]
    assert cast(going, "y").withdraw("li", at=at(11)).result().answers == {}
    again = cast(cast(going, "y").withdraw("li", at=at(11)), "n", hour=12)
    assert again.result().answers == {"li": "no"}


def test_a_ballot_says_what_the_poll_offers() -> None:
    graded = poll(DecisionRule("'good' > 1/2 of valid"), answers=("good", "poor"))
    assert codes(graded, Cast("li", "yes", at(10))) == ["answer-not-allowed"]
    assert codes(graded, Cast("li", "good", at(10))) == []
    assert codes(poll(answers=("yes", "no")), Cast("li", "abstain", at(10))) == ["answer-not-allowed"]
    assert graded.cast("li", "good", at=at(10)).result().totals == {"good": "1", "poor": "0"}


def test_a_vote_is_split_only_where_that_is_allowed() -> None:
    split = {"yes": "3/5", "no": "2/5"}
    assert codes(poll(), Cast("li", split, at(10))) == ["no-splitting"]
    assert codes(poll(), Cast("li", If("x", split, "no"), at(10))) == ["no-splitting"]
    found = poll(split=True).cast("li", split, at=at(10)).result()
    assert found.totals["yes"] == "0.6"
    assert found.to_dict()["answers"] == {"li": {"no": "0.4", "yes": "0.6"}}


def test_a_conditional_ballot_waits_for_its_fact() -> None:
    two = cast(poll(), "yy").cast("zhao", If("amended", then="yes", otherwise="no"), at=at(11))
    assert two.result().outcome is Outcome.REJECTED
    assert two.apply(Establish("amended", value=True, at=at(12))).result().outcome is Outcome.ADOPTED
    assert codes(two, Establish("amended", value=True, at=at(17))) == ["too-late"]
    stated = poll(matter=Matter(facts={"amended": True}))
    assert codes(stated, Establish("amended", value=False, at=at(12))) == ["fact-of-the-matter"]
    assert two.apply(Establish("amended", value=False, at=at(12))).result().answers["zhao"] == "no"
    assert codes(poll(), Establish("amended", value=True, at=at(8))) == ["not-open-yet"]


def test_a_veto_binds_only_with_a_reason() -> None:
    rule = DecisionRule("yes >= 3", vetoed="no >= 1")
    strict = poll(rule, reasons=["no"])
    assert codes(strict, Cast("li", "no", at(10))) == ["reason-missing"]
    assert codes(strict, Cast("li", "no", at(10), reason="it breaks the build")) == []
    assert codes(strict, Cast("li", "yes", at(10))) == []
    for unreasoned in ("abstain", "invalid"):
        lenient = cast(poll(rule, reasons=["no"], unreasoned=unreasoned), "yyyn")
        assert lenient.result().outcome is Outcome.ADOPTED
        assert lenient.result().answers["chen"] == unreasoned
        justified = lenient.cast("sun", "no", at=at(11), reason="it breaks the build")
        assert justified.result().outcome is Outcome.VETOED


# --- for others -----------------------------------------------------------------------------------


def test_a_holder_casts_the_votes_of_those_who_gave_him_a_proxy() -> None:
    accepted = AcceptedProxies((Proxy("li", "wang"), Proxy("zhao", "guest")))
    running = poll(proxies=accepted)
    assert codes(running, Cast("chen", "yes", at(10), "wang")) == ["not-authorised"]
    assert codes(running, Cast("li", "yes", at(10), "guest")) == ["not-authorised"]
    assert codes(running, Cast("li", "yes", at(10), "li")) == []
    voted = running.cast("li", "yes", at=at(10), by="wang").cast("wang", "no", at=at(10))
    voted = voted.cast("zhao", "yes", at=at(10), by="guest").cast("chen", "yes", at=at(10))
    assert voted.result().outcome is Outcome.ADOPTED
    assert codes(voted, Cast("li", "no", at(11))) == ["voted-already"]
    assert Poll.from_dict(voted.to_dict()) == voted


def test_co_owners_cast_the_one_vote_of_their_head() -> None:
    units = [
        Unit("1", {"register": "80.50"}, [Holding(["chen", "zhou"], delivered="2020-01-01")]),
        Unit("2", {"register": "80.40"}, [Holding(["li"], delivered="2020-01-01")]),
    ]
    owners = OwnersRegister(units, "developer").electorate("2026-05-01")
    going = poll(DecisionRule("yes by area > 1/2 of members by area"), owners)
    assert codes(going, Cast("chen & zhou", "yes", at(10), "zhou")) == []
    assert codes(going, Cast("chen & zhou", "yes", at(10), "li")) == ["not-authorised"]
    voted = going.cast("chen & zhou", "yes", at=at(10), by="chen")
    assert voted.result().outcome is Outcome.ADOPTED
    assert codes(voted, Cast("chen & zhou", "no", at(11), "zhou")) == ["voted-already"]
    assert Poll.from_dict(voted.to_dict()) == voted


def test_a_guardian_may_cast_the_vote() -> None:
    going = poll(agents={"li": ["mother"]})
    assert codes(going, Cast("li", "yes", at(10), "mother")) == []
    assert codes(going, Cast("wang", "yes", at(10), "mother")) == ["not-authorised"]


def test_a_substitute_sits_for_an_absent_member_with_the_vote_of_the_seat() -> None:
    rule = DecisionRule("yes by area > 1/2 of members by area")
    people = [Elector("li", weights={"area": "80.5"}), Elector("wang", weights={"area": "80.4"})]
    running = poll(rule, people, proxies=[Proxy("li", "deputy", kind="substitute")])
    assert running.cast("li", "yes", at=at(10), by="deputy").result().outcome is Outcome.ADOPTED
    there = running.apply(Attend(["li"], at(9)))
    assert codes(there, Cast("li", "yes", at(10), "deputy")) == ["member-present"]
    seated = poll(rule, people, proxies=[Proxy("li", "deputy", kind="substitute")], present=["li"])
    assert codes(seated, Cast("li", "yes", at(10), "deputy")) == ["member-present"]


def test_delegations_are_followed_and_a_direct_vote_overrides() -> None:
    running = poll(delegating="transitive")
    chain: list[Event] = [
        Delegate("li", "wang", at(9)),
        Delegate("wang", "zhao", at(9)),
        Delegate("chen", "sun", at(9)),
    ]
    handed, refused = running.apply_all(chain)
    assert not refused
    voted = handed.cast("zhao", "yes", at=at(10))
    assert voted.result().answers == {"li": "yes", "wang": "yes", "zhao": "yes"}
    assert voted.result().outcome is Outcome.ADOPTED
    assert voted.cast("wang", "no", at=at(11)).result().answers == {"li": "no", "wang": "no", "zhao": "yes"}
    back = voted.apply(Revoke("wang", at(11)))
    assert back.result().answers == {"zhao": "yes"}
    assert codes(back, Revoke("wang", at(12))) == ["no-delegation"]
    once = poll(delegating="single").apply_all(chain).poll.cast("zhao", "yes", at=at(10))
    assert once.result().answers == {"wang": "yes", "zhao": "yes"}


def test_delegations_that_make_no_sense_are_refused() -> None:
    running = poll(delegating="transitive", subjects=["budget", "finance"])
    assert codes(poll(), Delegate("li", "wang", at(9))) == ["no-delegating"]
    assert codes(running, Delegate("li", "li", at(9))) == ["delegates-to-self"]
    assert codes(running, Delegate("li", "wei", at(9))) == ["not-in-electorate"]
    assert codes(running, Delegate("wei", "li", at(9))) == ["not-in-electorate"]
    assert codes(running, Delegate("li", "wang", at(9), "roads")) == ["unknown-subject"]
    assert codes(running, Delegate("li", "wang", at(8), "budget")) == []


def test_the_narrower_subject_goes_first() -> None:
    running = poll(delegating="transitive", subjects=["budget", "finance"])
    events: list[Event] = [
        Delegate("li", "wang", at(9)),
        Delegate("li", "zhao", at(9), "finance"),
        Cast("wang", "no", at(10)),
        Cast("zhao", "yes", at(10)),
    ]
    voted = running.apply_all(events).poll
    assert voted.result().answers["li"] == "yes"
    assert voted.apply(Revoke("li", at(11), "finance")).result().answers["li"] == "no"


def test_a_delegator_may_be_kept_from_voting() -> None:
    running = poll(delegating="single", delegators_vote=False).apply(Delegate("li", "wang", at(9)))
    assert codes(running, Cast("li", "yes", at(10))) == ["vote-delegated"]


@pytest.mark.parametrize(
    ("en_bloc", "outcome", "answer"),
    [("void", "rejected", "invalid"), ("divided", "adopted", "no"), ("majority", "adopted", "yes")],
)
def test_delegations_vote_as_one(en_bloc: str, outcome: str, answer: str) -> None:
    people = [Elector(each, {"land": "a" if each in ("li", "wang", "zhao") else "b"}) for each in FIVE]
    voted = cast(poll(electors=people, bloc="land", en_bloc=en_bloc), "ynyyn")
    rule_outcome = voted.result().outcome
    assert voted.result().answers["wang"] == answer
    assert rule_outcome is not None
    assert rule_outcome.value == outcome


# --- silence --------------------------------------------------------------------------------------


def test_silence_is_what_the_rule_deems_it_to_be_and_the_result_is_shown_with_and_without() -> None:
    rule = DecisionRule("yes >= 2/3 of members")
    deemed = [{"answer": "majority", "when": "yes > 1/2 of members or no > 1/2 of members"}]
    voted = cast(poll(rule, deemed=deemed), "yyy")
    result = voted.result()
    assert (result.outcome, result.deemed) == (Outcome.ADOPTED, "yes")
    assert result.without is not None
    assert result.without.outcome is Outcome.REJECTED
    assert "counts as having answered yes" in result.explain()
    assert "未投票的视为：赞成" in result.explain("zh")
    assert cast(poll(rule, deemed=deemed), "yy").result().deemed is None
    assert Poll.from_dict(voted.to_dict()) == voted


def test_only_those_who_got_a_paper_are_deemed_to_have_voted() -> None:
    rule = DecisionRule("yes >= 4")
    going = poll(rule, deemed=[{"answer": "yes"}]).apply(Issue(["li", "wang", "zhao"], at(9)))
    assert going.result().outcome is Outcome.REJECTED
    assert going.apply(Issue(["chen"], at(9))).result().outcome is Outcome.ADOPTED
    assert codes(going, Issue(["wei"], at(9))) == ["not-in-electorate"]
    assert cast(going, "yn").result().papers == {"issued": 3, "returned": 2, "not_returned": 1}
    assert "papers" in going.result().to_dict()
    assert cast(poll(), "yn").result().papers == {}


def test_silence_may_follow_a_prime_member() -> None:
    steps = [{"member": "li"}, {"answer": "no"}]
    rule = DecisionRule("yes > no")
    assert cast(poll(rule, deemed=steps), "y").result().outcome is Outcome.ADOPTED
    assert cast(poll(rule, deemed=steps), "-yy").result().outcome is Outcome.REJECTED


def test_equal_sides_are_no_majority() -> None:
    going = cast(poll(deemed=[{"answer": "majority"}], split=True), "yn")
    assert going.result().deemed is None
    ahead = going.cast("zhao", {"yes": "1/3", "no": "2/3"}, at=at(11))
    assert ahead.result().deemed == "no"


# --- who comes and goes ---------------------------------------------------------------------------


def test_by_default_the_electorate_is_that_of_the_opening() -> None:
    events: list[Event] = [Depart("li", at(11)), Join("wei", at(11))]
    changed = cast(poll(), "yyy").apply_all(events).poll
    assert changed.result().outcome is Outcome.ADOPTED
    assert codes(changed, Cast("wei", "no", at(12))) == ["joined-later"]
    assert codes(changed, Depart("li", at(12))) == ["left-office"]
    assert codes(changed, Depart("nobody", at(12))) == ["not-in-electorate"]
    assert codes(changed, Depart("wei", at(12))) == []
    assert codes(changed, Join("wang", at(12))) == ["in-office-already"]
    assert codes(changed, Join("wei", at(12))) == ["in-office-already"]
    assert codes(cast(poll(), "-").apply(Depart("li", at(11))), Cast("li", "yes", at(12))) == []


def test_ballots_of_those_who_leave_may_drop_out_over_the_same_base() -> None:
    voted = cast(poll(departures="leavers_drop"), "yyyn").apply(Depart("li", at(11)))
    assert voted.result().outcome is Outcome.REJECTED
    assert voted.result().answers == {"chen": "no", "wang": "yes", "zhao": "yes"}
    assert codes(voted, Cast("li", "yes", at(12))) == ["voted-already", "left-office"] or codes(
        voted, Cast("li", "yes", at(12))
    ) == ["left-office", "voted-already"]


def test_the_bases_may_follow_those_who_leave_and_enter() -> None:
    voted = cast(poll(departures="rescaled"), "yy-n")
    assert voted.result().outcome is Outcome.REJECTED
    smaller = voted.apply_all([Depart("zhao", at(11)), Depart("chen", at(11))]).poll
    assert smaller.result().outcome is Outcome.ADOPTED
    grown = smaller.apply(Join("wei", at(12)))
    assert grown.result().outcome is Outcome.REJECTED
    assert grown.cast("wei", "yes", at=at(13)).result().outcome is Outcome.ADOPTED
    people = [Elector(each, weights={"area": 1}) for each in FIVE]
    weighed = poll(DecisionRule("yes by area > 1"), people, departures="rescaled")
    assert codes(weighed, Join("wei", at(11))) == ["lacks-what-is-read"]
    assert codes(weighed, Join(Elector("wei", weights={"area": 1}), at(11))) == []


def test_a_poll_may_be_void_when_somebody_leaves() -> None:
    void = cast(poll(departures="void"), "yyy").apply(Depart("sun", at(11)))
    result = void.result()
    assert (result.outcome, result.decision) == (None, None)
    assert [note.code for note in result.notes] == ["poll-void"]
    assert "void" in result.explain()
    assert codes(void, Cast("chen", "yes", at(12))) == ["poll-void"]


# --- ties -----------------------------------------------------------------------------------------

TIE = DecisionRule("yes > no", tied="yes = no", tie_break="casting_vote")


def test_the_chair_may_have_one_more_vote() -> None:
    tied = cast(poll(TIE, chair="li"), "yn")
    assert tied.result().outcome is Outcome.TIED
    assert codes(tied, BreakTie("yes", at(18), "wang")) == ["not-the-chair"]
    assert tied.apply(BreakTie("no", at(18), "li")).result().outcome is Outcome.REJECTED
    assert tied.apply(BreakTie("yes", at(18), "li")).result().outcome is Outcome.ADOPTED
    assert codes(poll(), BreakTie("yes", at(10))) == ["no-tie-vote"]
    assert codes(poll(TIE), BreakTie("yes", at(8))) == ["not-open-yet", "not-closed-yet"]
    assert codes(tied, BreakTie("yes", at(16, 59), "li")) == ["not-closed-yet"]
    assert codes(cast(poll(TIE), "y"), BreakTie("yes", at(17), "li")) == ["no-tie"]
    broken = tied.apply(BreakTie("no", at(18), "li"))
    assert codes(broken, BreakTie("yes", at(19), "li")) == ["tie-broken-already"]
    assert codes(cast(poll(TIE, closes=None), "yn"), BreakTie("yes", at(19))) == ["not-closed-yet"]


def test_the_chair_may_vote_only_on_a_tie() -> None:
    going = poll(TIE, chair="li", casting="instead")
    assert codes(going, Cast("li", "yes", at(10))) == ["chair-votes-on-ties"]
    tied = cast(going, "-yn").apply(BreakTie("yes", at(18), "li"))
    assert tied.result().outcome is Outcome.ADOPTED
    quorum = DecisionRule("yes >= 1", quorum="entitled = 4")
    assert poll(quorum, chair="li", casting="instead").result().outcome is Outcome.REJECTED


def test_the_vote_of_the_chair_may_count_twice() -> None:
    assert cast(poll(TIE, chair="li", casting="double"), "yn").result().outcome is Outcome.ADOPTED
    assert cast(poll(TIE, chair="li", casting="double"), "ny").result().outcome is Outcome.REJECTED
    assert cast(poll(TIE, chair="li", casting="double"), "-yn").result().outcome is Outcome.TIED


@pytest.mark.parametrize("kind", ["seniority", "prime_member"])
def test_the_first_in_the_order_who_took_a_side_breaks_a_tie(kind: str) -> None:
    rule = DecisionRule("yes > no", tied="yes = no", tie_break=kind)
    assert cast(poll(rule, order=["li", "sun"]), "yn").result().outcome is Outcome.ADOPTED
    assert cast(poll(rule, order=["wang", "li"]), "yn").result().outcome is Outcome.REJECTED
    later = Outcome.ADOPTED if kind == "seniority" else Outcome.TIED
    assert cast(poll(rule, order=["sun", "li"]), "yn").result().outcome is later
    assert cast(poll(rule), "yn").result().outcome is Outcome.TIED
    assert cast(poll(rule, order=["sun"]), "yn").result().outcome is Outcome.TIED
    passed = cast(poll(rule), "yn").apply(BreakTie("yes", at(18)))
    assert passed.result().outcome is Outcome.ADOPTED


def test_a_lot_is_drawn_elsewhere_and_the_status_quo_needs_none() -> None:
    lot = DecisionRule("yes > no", tied="yes = no", tie_break="lot")
    assert cast(poll(lot), "yn").result().outcome is Outcome.TIED
    assert cast(poll(lot), "yn").apply(BreakTie("no", at(18))).result().outcome is Outcome.REJECTED
    quo = DecisionRule("yes > no", tied="yes = no", tie_break="status_quo")
    assert cast(poll(quo), "yn").result().outcome is Outcome.REJECTED
    assert codes(poll(quo), BreakTie("yes", at(10))) == ["no-tie-vote"]


# --- late quorum ----------------------------------------------------------------------------------

LATE = DecisionRule("yes > no", quorum="ballots >= 2")


def test_a_quorum_that_comes_late_keeps_the_poll_open() -> None:
    going = poll(LATE, extension=3600)
    late = going.cast("li", "yes", at=at(10)).cast("wang", "no", at=at(16, 30))
    assert late.closing() == Close(at(17, 30)).at
    assert codes(late, Cast("zhao", "yes", at(17, 29))) == []
    assert codes(late, Cast("zhao", "yes", at(17, 30))) == ["too-late"]
    longer = late.cast("zhao", "yes", at=at(17, 20))
    assert longer.closing() == Close(at(17, 30)).at
    assert late.as_of(at(12)).closing() == Close(at(17)).at


def test_a_quorum_that_was_there_in_time_does_not() -> None:
    going = poll(LATE, extension=3600)
    early = cast(going, "yy").cast("zhao", "yes", at=at(16, 30))
    assert early.closing() == Close(at(17)).at
    once = going.cast("li", "yes", at=at(16)).cast("wang", "yes", at=at(16))
    assert once.closing() == Close(at(17)).at
    with pytest.raises(RuleError, match="must go with a quorum"):
        poll(extension=3600)
    with pytest.raises(RuleError, match="must go with a quorum"):
        poll(LATE, extension=3600, closes=None)


@pytest.mark.parametrize(
    ("quorum", "to_go"),
    [
        ("ballots >= 4", 4),
        ("ballots >= 4/5 of members", 4),
        ("ballots > 4", 1),
        ("ballots >= 4 and present >= 2", 4),
        ("ballots >= 4 or present >= 2", 2),
        ("ballots >= 1/2 of present + 3", 1),
        ("yes + no >= 3", 1),
        ("ballots = 3", 1),
        ("not ballots <= 3", 1),
        ("members >= 2", 0),
        ("members >= 9", 1),
    ],
)
def test_no_ballot_is_counted_before_the_quorum_can_be_there(quorum: str, to_go: int) -> None:
    assert ballots_to_go(Condition.parse(quorum).evaluate(Tally.of(FIVE))) == to_go


@pytest.mark.parametrize(
    "quorum", ["ballots >= 3", "ballots > 2", "ballots >= 1 and ballots >= 3", "yes >= 3"]
)
@pytest.mark.parametrize("method", ["roll_call", "secret_ballot"])
def test_the_moment_of_a_late_quorum_is_found_however_it_is_written(quorum: str, method: str) -> None:
    rule = DecisionRule("yes > no", quorum=quorum)
    if (quorum, method) == ("yes >= 3", "secret_ballot"):
        with pytest.raises(RuleError) as caught:
            poll(rule, extension=3600, method=method)
        assert caught.value.faults[0].code == "secret-quorum"
        return
    going = poll(rule, extension=3600, method=method)
    for place, elector in enumerate(FIVE):
        going = going.cast(elector, "yes", at=at(16, 10 * place))
    assert going.closing() == Close(at(17, 20)).at
    assert Poll.from_dict(going.to_dict()).closing() == going.closing()


def test_a_delegation_may_bring_the_quorum_too() -> None:
    going = poll(DecisionRule("yes > no", quorum="ballots >= 2"), extension=3600, delegating="single")
    voted = going.cast("li", "yes", at=at(16, 10)).apply(Delegate("wang", "li", at(16, 50)))
    assert voted.closing() == Close(at(17, 50)).at


# --- what is declared -----------------------------------------------------------------------------

VOICE = DecisionRule("yes > no")


def test_a_voice_vote_is_declared_and_can_be_challenged_into_a_count() -> None:
    going = poll(VOICE, method="voice_vote")
    assert codes(going, Cast("li", "yes", at(10))) == ["no-ballots"]
    assert codes(going, Challenge("li", at(10))) == ["nothing-to-challenge"]
    declared = going.apply(Declare(at(10), "yes"))
    result = declared.result()
    assert (result.outcome, result.decision) == (Outcome.ADOPTED, None)
    assert result.explain() == "Adopted.\nDeclared from the chair by voice; nobody asked for a count."
    assert going.apply(Declare(at(10), "no")).result().outcome is Outcome.REJECTED
    assert [note.code for note in declared.outlook(at(11)).notes] == ["may-be-challenged"]
    assert declared.outlook(at(17)).decided is Outcome.ADOPTED
    challenged = declared.apply(Challenge("wang", at(10)))
    assert [note.code for note in challenged.result().notes] == ["count-needed"]
    assert codes(challenged, Declare(at(11), "yes")) == ["count-needed"]
    assert challenged.apply(Declare(at(11), figures={"yes": 1, "no": 3})).result().outcome is Outcome.REJECTED
    assert cast(challenged, "nny", hour=11).result().outcome is Outcome.REJECTED
    assert codes(cast(challenged, "n", hour=11), Declare(at(12), figures={"yes": 1, "no": 2})) == [
        "ballots-cast"
    ]
    assert codes(going, Challenge("wei", at(10))) == ["not-in-electorate", "nothing-to-challenge"]


def test_hands_are_counted_and_declared() -> None:
    rule = DecisionRule("yes > 1/2 of members", quorum="present >= 3")
    going = poll(rule, method="show_of_hands", present=["li", "wang", "zhao"])
    counted = going.apply(Declare(at(10), figures={"yes": 3, "no": 0, "abstain": 0}))
    result = counted.result()
    assert result.outcome is Outcome.ADOPTED
    assert result.totals == {"yes": "3", "no": "0", "abstain": "0", "invalid": "0"}
    assert codes(going, Declare(at(10), "yes")) == ["figures-needed"]
    assert codes(going, Declare(at(10))) == ["side-or-figures"]
    assert codes(going, Declare(at(8), figures={"yes": 1})) == ["not-open-yet"]
    assert codes(going, Declare(at(10), figures={"yes": 6})) == ["figures-impossible"]
    assert codes(going, Declare(at(10), figures={"maybe": 6})) == ["figures-impossible"]
    assert codes(going, Declare(at(10), figures={"no": 2})) == ["figures-missing"]
    assert codes(poll(), Declare(at(10), figures={"yes": 1})) == ["nothing-to-declare"]
    assert codes(counted, Declare(at(10), figures={"yes": 1, "no": 2, "abstain": 0})) == ["declared-already"]
    assert codes(counted, Cast("li", "no", at(10))) == ["declared-already"]
    for event in (Recuse("li", at(10)), Depart("li", at(10)), Join("wei", at(10))):
        assert codes(counted, event) == ["declared-already"]
    assert [note.code for note in going.result().notes] == ["nothing-declared"]


def test_figures_may_be_of_weights_and_groups() -> None:
    people = [Elector(each, {"house": "a"}, {"area": 10}) for each in FIVE]
    condition = "yes by area > 1/2 of members by area and yes among house is a > 1"
    rule = DecisionRule(condition, boxes=["area"])
    body = Electorate(people, recused=["sun"], vacant=[Elector("seat", {"house": "a"}, {"area": 1})])
    figures = {"yes": 3, "by": {"area": {"yes": "30.00"}}, "groups": {"house": {"a": {"yes": 3}}}}
    options = {"electorate": body, "opens": at(9), "procedure": Procedure(method="show_of_hands")}
    declared = Poll("?", rule, **options).apply(Declare(at(10), figures=figures))  # type: ignore[arg-type]
    assert declared.result().outcome is Outcome.ADOPTED
    other = {**figures, "by": {**figures["by"], "shares": {"yes": 2}}}  # type: ignore[dict-item]
    again = Poll("?", rule, **options).apply(Declare(at(10), figures=other))  # type: ignore[arg-type]
    assert again.result().outcome is Outcome.ADOPTED


def test_more_ballots_returned_than_issued_make_a_poll_void() -> None:
    going = poll(method="secret_ballot")
    good = going.apply(Declare(at(18), figures={"yes": 3, "no": 1, "abstain": 0, "invalid": 0}, issued=4))
    assert good.result(at(18)).outcome is Outcome.ADOPTED
    assert good.result(at(18)).papers == {"issued": 4, "returned": 4, "not_returned": 0}
    void = going.apply(Declare(at(18), figures={"yes": 3, "no": 2}, issued=4)).result(at(18))
    assert (void.outcome, [note.code for note in void.notes]) == (None, ["more-returned-than-issued"])
    stated = going.apply(Declare(at(18), figures={"yes": 3, "ballots": 5}, issued=4)).result(at(18))
    assert stated.outcome is None
    odd = going.apply(Declare(at(18), figures={"yes": 3, "no": 0, "abstain": 0, "ballots": "3.0"}, issued=3))
    assert odd.result(at(18)).papers == {"issued": 3, "returned": 3, "not_returned": 0}
    left = poll(method="show_of_hands", departures="rescaled", present=["li", "wang", "zhao"])
    fewer = left.apply(Depart("zhao", at(10))).apply(
        Declare(at(11), figures={"yes": 2, "no": 0, "abstain": 0})
    )
    assert fewer.result(at(18)).outcome is Outcome.REJECTED


# --- secrecy --------------------------------------------------------------------------------------


def test_a_secret_ballot_keeps_who_voted_and_what_the_papers_say_apart() -> None:
    going = poll(method="secret_ballot")
    one = cast(going, "yynya")
    other = cast(going, "aynyy")
    assert one.urn == other.urn
    assert one.events == other.events
    assert one.result(at(18)).to_dict() == other.result(at(18)).to_dict()
    assert one.result(at(18)).answers == {}
    assert all(isinstance(event, Voted) for event in one.events)
    assert one.voted == tuple(sorted(FIVE))
    assert one.result(at(18)).totals == {"yes": "3", "no": "1", "abstain": "1", "invalid": "0"}
    assert one.result(at(18)).outcome is Outcome.ADOPTED


def test_two_secret_polls_with_the_same_totals_print_the_same_record_whoever_voted() -> None:
    going = poll(method="secret_ballot")
    assert cast(going, "yyn--").result(at(18)).to_dict() == cast(going, "--yny").result(at(18)).to_dict()


def test_a_secret_ballot_is_sealed_until_the_close() -> None:
    going = cast(poll(method="secret_ballot"), "yyy")
    sealed = going.result(at(12))
    assert (sealed.outcome, dict(sealed.totals), [note.code for note in sealed.notes]) == (
        None,
        {},
        ["sealed"],
    )
    assert going.result(at(17)).outcome is Outcome.ADOPTED
    open_still = cast(poll(), "yyy").result(at(12))
    assert open_still.explain().startswith("The poll is not closed")
    with pytest.raises(Refused, match="secret"):
        going.as_of(at(9))
    assert going.as_of(at(12)) == going
    with pytest.raises(Refused):
        going.outlook(at(9))


def test_a_result_of_an_earlier_moment_is_of_what_was_known_then() -> None:
    voted = poll().cast("li", "yes", at=at(10)).cast("wang", "yes", at=at(12))
    assert voted.result(at(11)).answers == {"li": "yes"}
    assert voted.result(at(11)).closed is False
    assert "wang" in voted.outlook(at(11)).open


def test_a_secret_ballot_in_the_post_is_read_back() -> None:
    going = poll(method="secret_ballot", grace=3600)
    arrived = going.apply(Cast("li", "yes", at(16), received=at(17, 30)))
    assert Poll.from_dict(arrived.to_dict()) == arrived
    assert codes(arrived, Cast("wang", "yes", at(16), received=at(17))) == ["out-of-order"]


def test_totals_of_few_are_not_told() -> None:
    few = cast(poll(method="secret_ballot"), "yn").result(at(18))
    assert (few.outcome, few.decision, dict(few.totals)) == (Outcome.REJECTED, None, {})
    assert [note.code for note in few.notes] == ["figures-withheld"]
    assert "withheld" in few.explain()
    assert cast(poll(method="secret_ballot", fewest_shown=2), "yn").result(at(18)).totals["yes"] == "1"
    assert poll(method="secret_ballot").result(at(18)).totals["yes"] == "0"


def test_separate_boxes_tell_groups_apart() -> None:
    people = [Elector(each, {"house": "ab"[each in ("chen", "sun")]}) for each in FIVE]
    rule = DecisionRule("each house: yes > no", methods=["secret_ballot"], boxes=["house"])
    going = poll(rule, people, method="secret_ballot", fewest_shown=2)
    assert cast(going, "yyyyy").result(at(18)).outcome is Outcome.ADOPTED
    split = cast(going, "yyyyn")
    assert split.result(at(18)).outcome is Outcome.REJECTED
    assert split.result(at(18)).decision is not None
    assert split.result(at(18)).to_dict()["boxes"] == [
        {"box": {"house": "a"}, "totals": {"yes": 3}},
        {"box": {"house": "b"}, "totals": {"no": 1, "yes": 1}},
    ]
    assert poll(rule, people, method="secret_ballot").result(at(18)) is not None
    shy = cast(poll(rule, people, method="secret_ballot"), "yyyyn")
    assert (shy.result(at(18)).decision, shy.result(at(18)).boxes) == (None, ())
    assert Poll.from_dict(split.to_dict()) == split
    assert copy.deepcopy(split).result(at(18)).to_dict() == split.result(at(18)).to_dict()


def test_boxes_may_be_by_flags_and_weights() -> None:
    people = [
        Elector(each, flags=["permanent"] if each == "li" else [], weights={"area": 2}) for each in FIVE
    ]
    rule = DecisionRule(
        "yes by area > 4",
        vetoed="no among permanent >= 1",
        methods=["secret_ballot"],
        boxes=["permanent", "area"],
    )
    going = poll(rule, people, method="secret_ballot", fewest_shown=0)
    assert cast(going, "yyy").result(at(18)).outcome is Outcome.ADOPTED
    vetoed = cast(going, "nyyy")
    assert vetoed.result(at(18)).outcome is Outcome.VETOED
    assert Poll.from_dict(vetoed.to_dict()) == vetoed


def test_a_secret_paper_says_one_thing() -> None:
    going = poll(method="secret_ballot")
    assert codes(going, Cast("li", {"yes": "1/2", "no": "1/2"}, at(10))) == ["not-one-answer"]
    assert codes(going, Cast("li", If("x", "yes", "no"), at(10))) == ["not-one-answer"]
    assert codes(cast(going, "y"), Cast("li", "no", at(11))) == ["voted-already"]


def test_silence_in_a_secret_ballot_may_be_deemed_too() -> None:
    deemed = [{"answer": "majority", "when": "yes >= 3"}]
    found = cast(poll(DecisionRule("yes >= 5"), method="secret_ballot", deemed=deemed), "yyy").result(at(18))
    assert (found.outcome, found.deemed) == (Outcome.ADOPTED, "yes")
    few = poll(DecisionRule("yes >= 5"), method="secret_ballot", deemed=deemed)
    assert cast(few, "yy").result(at(18)).deemed is None
    one = poll(DecisionRule("yes >= 5"), method="secret_ballot", deemed=[{"answer": "majority"}])
    assert "deemed" not in cast(one, "y").result(at(18)).to_dict()


# --- records --------------------------------------------------------------------------------------


def test_a_poll_is_an_immutable_value() -> None:
    start = poll()
    one, two = start.cast("li", "yes", at=at(10)), start.cast("li", "no", at=at(10))
    assert (one.result().answers, two.result().answers) == ({"li": "yes"}, {"li": "no"})
    assert start.result().answers == {}
    assert one != two
    assert {start, one, two, poll()} == {start, one, two}
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert one.digest != two.digest
    assert start.apply_all([]).poll == start


def test_a_poll_with_everything_is_read_back() -> None:
    full = poll(
        DecisionRule("yes > no or given urgent"),
        Electorate(FIVE, recused={"sun": "party"}),
        matter=Matter("budget", facts={"urgent": False}),
        present=["li"],
        closes=None,
        change=True,
        chair="li",
        casting="double",
        grace=60,
    )
    full = cast(full, "yn")
    assert Poll.from_dict(full.to_dict()) == full
    assert Poll.from_dict(full.to_dict()).result().to_dict() == full.result().to_dict()
    assert hash(full.result()) == hash(full.result())


def test_a_record_that_breaks_the_rules_is_refused() -> None:
    plain: Any = cast(poll(), "yy").to_dict()
    plain["events"][1]["elector"] = "li"
    with pytest.raises(RecordError) as caught:
        Poll.from_dict(plain)
    assert (caught.value.faults[0].code, caught.value.faults[0].given) == ("refused-event", "voted-already")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"urn": []}, "bad-urn"),
        ({"urn": [{"box": [], "answer": "yes", "number": 0}]}, "bad-urn"),
        ({"urn": [{"box": [["area", "x", 1]], "answer": "yes", "number": 3}]}, "bad-urn"),
        ({"urn": [{"box": [], "answer": "maybe", "number": 3}]}, "bad-urn"),
        ({"urn": [{"box": [], "answer": 3, "number": 3}]}, "bad-urn"),
        ({"urn": [{"box": [["flag", "x", 1]], "answer": "yes", "number": 3}]}, "bad-urn"),
        ({"urn": [{"box": [["trait", "x", {}]], "answer": "yes", "number": 3}]}, "bad-urn"),
        ({"urn": 3}, "not-a-list"),
        ({"excluded": 3}, "not-a-dict"),
        ({"excluded": {"z": {"holds": True, "code": "may-decide", "rule": ""}}}, "bad-ground"),
        ({"excluded": {"z": {"holds": False, "code": "comparison", "rule": "yes > no"}}}, "bad-ground"),
        ({"closes": at(8)}, "empty-span"),
        ({"more": 1}, "unknown-key"),
        ({"findings": 3}, "not-a-list"),
        ({"refused": 3}, "not-a-list"),
        ({"refused": [{"proxy": {"principal": "li", "holder": "sun"}}]}, "missing-key"),
        (
            {
                "refused": [
                    {
                        "proxy": {"principal": "li", "holder": "sun"},
                        "verdict": {"holds": True, "code": "admitted", "rule": ""},
                    }
                ]
            },
            "bad-ground",
        ),
    ],
    ids=[str(place) for place in range(17)],
)
def test_a_record_that_is_none_is_refused(changes: dict[str, object], code: str) -> None:
    plain = cast(poll(method="secret_ballot"), "yyn").to_dict()
    with pytest.raises(RecordError) as caught:
        Poll.from_dict({**plain, **changes})
    assert caught.value.faults[0].code == code


# --- what does not fit together -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: poll(opens="2026-05-01T09:00:00"), "bad-moment"),
        (lambda: poll(closes=at(9)), "empty-span"),
        (lambda: Poll(" ", MAJORITY, FIVE, opens=at(9)), "no-question"),
        (lambda: Poll(3, MAJORITY, FIVE, opens=at(9)), "no-question"),  # type: ignore[arg-type]
        (lambda: Poll("?", "yes > no", FIVE, opens=at(9)), "wrong-kind"),  # type: ignore[arg-type]
        (lambda: Poll("?", MAJORITY, FIVE, opens=at(9), procedure={}), "wrong-kind"),  # type: ignore[arg-type]
        (lambda: poll(proxies=["li"]), "wrong-kind"),
        (lambda: poll(proxies=3), "wrong-kind"),
        (lambda: poll(present=3), "not-a-list"),
        (lambda: poll(bloc="land"), "no-bloc"),
        (lambda: poll(proxies=[Proxy("li", "wang"), Proxy("li", "sun")]), "two-proxies"),
        (lambda: poll(agents=3), "not-a-dict"),
        (lambda: poll(agents={"wei": ["li"]}), "unknown-elector"),
        (lambda: poll(DecisionRule("'good' > 1")), "label-not-offered"),
        (lambda: poll(chair="wei"), "unknown-elector"),
        (lambda: poll(order=["wei"]), "unknown-elector"),
        (lambda: poll(present=["wei"]), "unknown-elector"),
        (lambda: poll(proxies=[Proxy("wei", "li")]), "unknown-elector"),
        (lambda: poll(DecisionRule("yes > 1", clause=Clause("old", valid_to="2026-05-01"))), "not-in-force"),
        (lambda: poll(DecisionRule("yes by area > 1")), "missing-weight"),
        (lambda: poll(DecisionRule("given urgent or yes > 1")), "missing-fact"),
        (lambda: poll(electors=["li", "li"]), "elector-twice"),
        (lambda: poll(DecisionRule("yes > no", methods=["voice_vote"])), "method"),
    ],
    ids=[str(place) for place in range(23)],
)
def test_a_poll_that_makes_no_sense_is_refused(make: Any, code: str) -> None:  # noqa: ANN401 - a maker
    with pytest.raises((RecordError, RuleError, MissingData, TallyError)) as caught:
        make()
    assert caught.value.faults[0].code == code


def test_a_rule_that_begins_on_the_day_of_the_opening_is_in_force() -> None:
    rule = DecisionRule("yes > 1", clause=Clause("new", valid_from="2026-05-01"))
    assert poll(rule).rule == rule


def test_events_of_no_known_kind_are_an_error() -> None:
    with pytest.raises(ConsultgovError):
        poll().check("yes")  # type: ignore[arg-type]
    with pytest.raises(ConsultgovError):
        poll().apply(Voted("li", at(10)))


def test_the_room_lists_its_names() -> None:
    assert {"Poll", "Cast", "Procedure"} <= set(dir(voting))
    with pytest.raises(AttributeError, match="Pol1"):
        getattr(voting, "Pol1")  # noqa: B009 - the checkers know that there is none


@pytest.mark.parametrize("method", ["roll_call", "secret_ballot"])
def test_what_cannot_be_adopted_is_said_before_the_vote(method: str) -> None:
    rule = DecisionRule("yes >= 80% of members", quorum="present >= 3")
    here = poll(rule, method=method, present=["li", "wang", "zhao"])
    assert [finding.code for finding in here.before_the_vote()] == ["out-of-reach"]
    assert here.apply(Attend(["chen"], at(9))).before_the_vote() == ()
    alone = poll(rule, method=method, present=["li"])
    assert [each.code for each in alone.before_the_vote()] == ["quorum-not-met"]
    assert poll(rule, method=method).before_the_vote() == ()


def test_on_paper_nobody_is_there_and_everybody_may_vote() -> None:
    circulated = poll(method="written_circulation", present=["li"])
    assert circulated.before_the_vote() == ()
    most = Electorate(FIVE, recused=FIVE[:3])
    assert [each.code for each in poll(electors=most).before_the_vote()] == ["out-of-reach"]


# --- who stands for whom, and what is told of it ---------------------------------------------------


def test_the_result_says_whose_ballots_were_used_and_whose_votes_were_not_delivered() -> None:
    events: list[Event] = [
        Delegate("li", "wang", at(9)),
        Delegate("zhao", "chen", at(9)),
        Delegate("chen", "zhao", at(9)),
        Cast("wang", "yes", at(10)),
    ]
    result = poll(delegating="transitive").apply_all(events).poll.result()
    assert result.delegated == {"li": "wang"}
    assert [(note.code, note.facts["elector"]) for note in result.notes] == [
        ("not-delivered", "chen"),
        ("not-delivered", "zhao"),
    ]
    assert [note.parts[0].code for note in result.notes] == ["delegation-cycle", "delegation-cycle"]
    assert result.to_dict()["delegated"] == {"li": "wang"}
    assert result.explain("zh")


def test_a_fact_that_nobody_established_is_told() -> None:
    result = poll().cast("li", If("amended", "yes", "no"), at=at(10)).result()
    assert [note.code for note in result.notes] == ["fact-unknown"]


def test_the_clause_that_gives_silence_a_meaning_is_told() -> None:
    clause = Clause("house rules, art. 9")
    found = cast(poll(deemed=[Deemed("no", clause=clause), Deemed("yes")]), "y").result()
    assert [note.code for note in found.notes] == ["deemed-by"]
    assert "house rules" in found.explain()
    assert (
        Procedure.from_dict(poll(deemed=[Deemed("no", clause=clause)]).procedure.to_dict()).deemed[0].clause
        == clause
    )


def test_a_ballot_takes_a_paper_once_papers_are_issued() -> None:
    going = poll().apply(Issue(["li"], at(9)))
    assert codes(going, Cast("wang", "yes", at(10))) == ["no-paper"]
    assert codes(going, Cast("li", "yes", at(10))) == []


def test_whoever_is_represented_is_there() -> None:
    rule = DecisionRule("yes > no", quorum="present >= 2")
    going = poll(rule, proxies=[Proxy("li", "deputy", kind="substitute"), Proxy("wang", "zhao")])
    seated = going.apply(Attend(["li"], at(9), "deputy")).apply(Attend(["wang"], at(9), "zhao"))
    assert seated.cast("li", "yes", at=at(10), by="deputy").result().outcome is Outcome.ADOPTED
    assert codes(going, Attend(["chen"], at(9), "zhao")) == ["not-authorised"]
    came = seated.apply(Attend(["li"], at(9)))
    assert codes(came, Cast("li", "yes", at(10), "deputy")) == ["member-present"]
    assert Poll.from_dict(seated.to_dict()) == seated


def test_a_co_owner_in_the_room_is_her_head() -> None:
    rule = DecisionRule("yes > no", quorum="present >= 1")
    going = poll(rule, agents={"li": ["mother"]}).apply(Attend(["mother"], at(9)))
    assert going.cast("li", "yes", at=at(10), by="mother").result().outcome is Outcome.ADOPTED
    assert codes(poll(), Attend(["mother"], at(9))) == ["not-in-electorate"]
    assert codes(going, Issue(["mother"], at(9))) == ["votes-as-head"]


def test_a_holder_who_has_no_vote_on_the_matter_casts_none() -> None:
    body = Electorate(FIVE, recused=["sun"])
    going = poll(electors=body, proxies=[Proxy("li", "sun"), Proxy("wang", "chen")])
    assert codes(going, Cast("li", "yes", at(10), "sun")) == ["recused"]
    left = poll(departures="leavers_drop", proxies=[Proxy("li", "sun")]).apply(Depart("sun", at(9)))
    assert codes(left, Cast("li", "yes", at(10), "sun")) == ["left-office"]
    meanwhile = going.apply(Recuse("chen", at(9), "party"))
    assert codes(meanwhile, Cast("wang", "yes", at(10), "chen")) == ["recused"]


def test_a_proxy_that_was_handed_on_is_cast_by_the_last() -> None:
    accepted = ProxyRule(chains=True).accept([Proxy("li", "wang"), Proxy("wang", "sun")], Electorate(FIVE))
    going = poll(proxies=accepted)
    assert codes(going, Cast("li", "yes", at(10), "sun")) == []
    assert codes(going, Cast("li", "yes", at(10), "wang")) == ["not-authorised"]


def test_the_same_ballots_under_another_rule() -> None:
    voted = cast(poll(), "yy-n")
    assert voted.result().outcome is Outcome.REJECTED
    assert voted.under(DecisionRule("yes > no")).outcome is Outcome.ADOPTED
    assert voted.rule == MAJORITY
    with pytest.raises(RuleError):
        voted.under(DecisionRule("'good' > 1"))
    secret = cast(poll(method="secret_ballot"), "yy-n")
    assert secret.under(DecisionRule("yes > no"), at(17)).outcome is Outcome.ADOPTED
    with pytest.raises(Refused) as caught:
        cast(poll(method="secret_ballot"), "yn").under(DecisionRule("yes >= 1"), at(17))
    assert caught.value.verdict.code == "figures-withheld"


def test_findings_on_who_may_vote_are_said_before_the_vote() -> None:
    body = entitle(FIVE, on="2026-05-01", conflicts=Conflicts(FIVE[:3], blocks_above="1/3"))
    assert "too-many-conflicts" in [each.code for each in poll(electors=body).before_the_vote()]


def test_a_poll_that_was_stored_gives_the_same_findings_and_reasons() -> None:
    body = entitle(FIVE, on="2026-05-01", conflicts=Conflicts(FIVE[:3], blocks_above="1/3"))
    proxies = ProxyRule(limit=1).accept([Proxy("chen", "sun"), Proxy("wang", "sun")], Electorate(FIVE))
    put = poll(electors=body, proxies=proxies)
    assert [proxy.principal for proxy, _ in proxies.refused] == ["wang"]
    for again in (Poll.from_dict(json.loads(json.dumps(put.to_dict()))), copy.copy(put)):
        assert again == put
        assert again.digest == put.digest
        assert again.before_the_vote() == put.before_the_vote() != ()
        late = Cast("wang", "yes", at(10), by="sun")
        assert again.check(late) == put.check(late)
        assert proxies.refused[0][1] in again.check(late).parts


def test_a_secret_ballot_that_nobody_has_closed_is_sealed() -> None:
    going = cast(poll(method="secret_ballot", closes=None), "yyy")
    assert [note.code for note in going.result().notes] == ["sealed"]
    assert [note.code for note in cast(poll(method="secret_ballot"), "yyy").result().notes] == ["sealed"]
    assert going.close(at=at(12)).result().outcome is Outcome.ADOPTED


def test_a_declared_count_of_few_secret_papers_is_withheld_too() -> None:
    going = poll(method="secret_ballot")
    few = Declare(at(17), figures={"yes": 2, "no": 0, "abstain": 0, "invalid": 0})
    assert codes(going, Declare(at(16), figures=few.figures)) == ["not-closed-yet"]
    assert [note.code for note in going.apply(few).result(at(18)).notes] == ["figures-withheld"]
    groups = {"house": {"a": {"yes": 3}, "b": {"yes": 1}}}
    people = [Elector(each, {"house": "b" if each == "sun" else "a"}) for each in FIVE]
    boxes = poll(DecisionRule("yes > no", boxes=["house"]), people, method="secret_ballot")
    split = Declare(at(17), figures={"yes": 4, "no": 0, "abstain": 0, "invalid": 0, "groups": groups})
    assert boxes.apply(split).result(at(18)).decision is None


def test_a_voice_vote_among_nobody_is_no_vote() -> None:
    nobody = poll(VOICE, Electorate(["li"], recused=["li"]), method="voice_vote")
    assert codes(nobody, Declare(at(10), "yes")) == ["figures-impossible"]


def test_a_declaration_after_the_close_may_be_challenged_in_the_time_of_grace() -> None:
    declared = poll(VOICE, method="voice_vote", grace=60).apply(Declare(at(17), "yes"))
    assert codes(declared, Challenge("li", "2026-05-01T17:00:59+08:00")) == []
    assert codes(declared, Challenge("li", at(17, 1))) == ["too-late"]
    assert declared.outlook(at(17)).decided is None
    assert declared.outlook(at(17, 1)).decided is Outcome.ADOPTED


def test_a_second_look_at_a_secret_poll_tells_nothing() -> None:
    again = {Outcome.REJECTED: FollowUp("second_ballot")}
    going = poll(DecisionRule("yes > no", follows=again), method="secret_ballot")
    for votes in ("yyy", "nnn"):
        verdict = may_call_again(cast(going, votes), opens=at(16))
        assert [part.code for part in verdict.parts] == ["first-poll-open"]


# --- careless and hostile callers -----------------------------------------------------------------


def test_whoever_was_refused_as_a_holder_hears_why() -> None:
    rule = ProxyRule(limit=1)
    accepted = rule.accept([Proxy("li", "sun"), Proxy("wang", "sun")], Electorate(FIVE))
    going = poll(proxies=accepted)
    assert codes(going, Cast("li", "yes", at(10), "sun")) == []
    assert codes(going, Cast("wang", "yes", at(10), "sun")) == ["holder-limit"]


def test_a_fact_of_the_matter_settles_a_conditional_ballot() -> None:
    stated = poll(matter=Matter(facts={"urgent": True}))
    assert stated.cast("li", If("urgent", "yes", "no"), at=at(10)).result().answers == {"li": "yes"}


def test_the_order_of_a_set_changes_nothing() -> None:
    one = poll(present={"li", "wang", "zhao"}, answers={"yes", "no", "abstain"})
    other = poll(present={"zhao", "wang", "li"}, answers={"abstain", "no", "yes"})
    assert (one.present, one.procedure.answers) == (("li", "wang", "zhao"), ("abstain", "no", "yes"))
    assert one.digest == other.digest
    assert Electorate({"b", "a"}).ids == ("a", "b")


def test_names_are_composed_everywhere() -> None:
    people = [Elector("Zoe\u0308", {"e\u0301": "x"}), Elector("li", {"\u00e9": "y"})]
    going = poll(TIE, people, chair="Zoe\u0308", bloc="e\u0301", agents={"Zoe\u0308": ["tutor"]})
    assert going.cast("Zo\u00eb", "yes", at=at(10), by="tutor").result().answers == {"Zo\u00eb": "yes"}
    handing = poll(delegating="single", subjects=["e\u0301"])
    assert codes(handing, Delegate("li", "wang", at(9), "e\u0301")) == []


@pytest.mark.parametrize("where", ["question", "elector", "reason"])
def test_half_a_character_is_refused_before_it_cannot_be_stored(where: str) -> None:
    makers: dict[str, Callable[[], object]] = {
        "question": lambda: Poll("\ud800", MAJORITY, FIVE, opens=at(9)),
        "elector": lambda: Cast("\ud800", "yes", at(10)),
        "reason": lambda: Cast("li", "yes", at(10), reason="\ud800"),
    }
    with pytest.raises(RecordError):
        makers[where]()


def test_exact_figures_can_be_stored() -> None:
    going = poll(method="show_of_hands")
    told = going.apply(Declare(at(10), figures={"yes": Fraction(3), "no": Decimal("1.0"), "abstain": 0}))
    assert told.digest == Poll.from_dict(told.to_dict()).digest
    assert Poll.from_dict(told.to_dict()).result().totals == told.result().totals


def test_results_and_outlooks_can_be_copied() -> None:
    running = cast(poll(), "yy")
    for value in (running.result(), running.outlook(at(11))):
        assert copy.deepcopy(value) == value
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own


@pytest.mark.parametrize("events", [3, Cast("li", "yes", at(10)), "li"])
def test_what_is_no_list_of_events_is_refused(events: Any) -> None:  # noqa: ANN401 - whatever a caller gives
    with pytest.raises(RecordError):
        poll().apply_all(events)


def test_events_may_come_one_by_one() -> None:
    taken = poll().apply_all(Cast(elector, "yes", at(10)) for elector in FIVE)
    assert taken.poll.result().totals["yes"] == "5"
    assert list(taken) == [taken.poll, ()]


def test_a_poll_at_the_end_of_the_calendar_is_one_all_the_same() -> None:
    late = Poll(
        "?",
        LATE,
        FIVE,
        opens="9999-12-30T00:00Z",
        closes="9999-12-31T23:59Z",
        procedure=Procedure(grace=10**9, extension=10**9),
    )
    moment = "9999-12-31T12:00Z"
    voted = late.cast("li", "yes", at=moment).apply(Cast("wang", "yes", moment, received="9999-12-31T23:00Z"))
    assert voted.outlook(moment).reachable
    assert voted.result("9999-12-31T23:59Z").outcome is Outcome.ADOPTED
    assert late.cast("li", "yes", at=moment).result(moment).outcome is Outcome.INQUORATE
    early = Poll(
        "?",
        LATE,
        FIVE,
        opens="0001-01-02T00:00Z",
        closes="0001-01-03T00:00Z",
        procedure=Procedure(extension=10**9),
    )
    assert early.cast("li", "yes", at="0001-01-02T01:00Z").closing() == early.closes


def test_a_delegator_is_kept_from_voting_until_she_takes_it_back() -> None:
    going = poll(delegating="single", delegators_vote=False, subjects=["budget"])
    events: list[Event] = [
        Delegate("li", "wang", at(9)),
        Delegate("li", "zhao", at(9)),
        Delegate("li", "sun", at(9), "budget"),
        Revoke("li", at(9)),
    ]
    handed = going.apply_all(events).poll
    assert codes(handed, Cast("li", "yes", at(10))) == ["vote-delegated"]
    assert codes(handed.apply(Revoke("li", at(9), "budget")), Cast("li", "yes", at(10))) == []


def test_names_of_papers_are_nobodys() -> None:
    going = poll(
        DecisionRule("yes > no"), ["paper 1", "paper. 2", "li"], method="secret_ballot", fewest_shown=0
    )
    assert cast(going, "-yy", ["paper 1", "paper. 2", "li"]).result(at(18)).outcome is Outcome.ADOPTED


def test_equal_weights_make_one_box_however_they_are_written() -> None:
    written = ("1", "1.0", "1.00")
    people = [Elector(each, weights={"area": weight}) for each, weight in zip(FIVE[:3], written, strict=True)]
    rule = DecisionRule("yes by area > no by area", boxes=["area"])
    one, other = (cast(poll(rule, people, method="secret_ballot"), votes) for votes in ("yna", "any"))
    assert one.to_dict()["urn"] == other.to_dict()["urn"]
    assert one.result(at(18)).boxes == (({"area": "1"}, {"abstain": 1, "no": 1, "yes": 1}),)
    assert Poll.from_dict(one.to_dict()) == one


def test_a_record_keeps_ballots_as_the_method_does() -> None:
    secret, named = cast(poll(method="secret_ballot"), "yyn").to_dict(), cast(poll(), "yyn").to_dict()
    for plain, events in ((secret, named["events"]), (named, secret["events"])):
        with pytest.raises(RecordError) as caught:
            Poll.from_dict({**plain, "events": events})
        assert caught.value.faults[0].code == "refused-event"


def test_papers_on_record_are_put_together() -> None:
    plain: Any = cast(poll(method="secret_ballot"), "yyn").to_dict()
    single = [{**papers, "number": 1} for papers in plain["urn"] for _ in range(papers["number"])]
    read = Poll.from_dict({**plain, "urn": single})
    assert read.to_dict() == plain
    assert read.cast("chen", "no", at=at(11)).result(at(18)).totals["yes"] == "2"


@pytest.mark.parametrize(
    "options", [{"deemed": [{"answer": "majority"}]}, {"bloc": "land", "en_bloc": "majority"}]
)
def test_one_ballot_may_bring_the_quorum_for_many(options: dict[str, Any]) -> None:
    people = [Elector(each, {"land": "a"}) for each in FIVE]
    going = poll(DecisionRule("yes > no", quorum="yes >= 3"), people, extension=3600, **options)
    voted = cast(going, "n").apply_all(
        [Cast("wang", "yes", at(16, 10)), Cast("zhao", "yes", at(16, 20)), Cast("chen", "yes", at(16, 30))]
    )
    assert voted.poll.closing() == Close(at(17, 20)).at


def test_a_ballot_is_not_received_before_it_is_cast_in_a_poll_without_an_end_either() -> None:
    early = Cast("li", "yes", at(10), received=at(9))
    assert codes(poll(closes=None), early) == ["received-before-cast"]


def test_figures_that_the_electorate_states_otherwise_are_refused() -> None:
    going = poll(method="show_of_hands", present=["li"], answers=["yes", "no"])
    for figures, code in (
        ({"yes": 1, "no": 0, "members": 100}, "figures-impossible"),
        ({"yes": 1, "no": 0, "present": 3}, "figures-impossible"),
        ({"yes": "1/2", "no": "1/2"}, "figures-impossible"),
        ({"yes": 1, "no": 0, "abstain": 1}, "answer-not-allowed"),
    ):
        assert code in codes(going, Declare(at(10), figures=figures))
    silent = poll(VOICE, method="voice_vote", answers=["yes", "abstain"])
    assert codes(silent, Declare(at(10), "no")) == ["answer-not-allowed"]
    odd = Declare(at(10), figures={"yes": "many"})
    assert codes(poll(method="show_of_hands"), odd) == ["figures-impossible"]


def test_joint_holders_and_a_guardian_may_all_act() -> None:
    units = [Unit("1", {"register": "80.50"}, [Holding(["chen", "zhou"], delivered="2020-01-01")])]
    owners = OwnersRegister(units, "developer").electorate("2026-05-01")
    going = poll(DecisionRule("yes > no"), owners, agents={"chen & zhou": ["guardian"]})
    for agent in ("chen", "zhou", "guardian"):
        assert codes(going, Cast("chen & zhou", "yes", at(10), agent)) == []
    assert codes(going, Cast("zhou", "yes", at(10))) == ["votes-as-head"]
    assert codes(poll(delegating="single"), Delegate("li", "wang", at(9), "budget")) == ["no-subjects"]


def test_grades_may_be_counted_by_hand() -> None:
    rule = DecisionRule("'good' > 1/2 of valid")
    going = poll(rule, method="show_of_hands", answers=["good", "poor"])
    figures = {"yes": 0, "no": 0, "abstain": 0, "invalid": 0, "labels": {"good": 3, "poor": 1}}
    counted = going.apply(Declare(at(10), figures=figures)).result()
    assert (counted.outcome, dict(counted.totals)) == (Outcome.ADOPTED, {"good": "3", "poor": "1"})
