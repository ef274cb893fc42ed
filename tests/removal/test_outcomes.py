"""What a case of removal has come to, from when the seat is vacant, and what follows."""

import pickle
from typing import Any

import attrs
import pytest

from consultgov import Clause, DecisionRule, Elector, FollowUp
from consultgov.removal import (
    Accept,
    Attest,
    Notify,
    Removal,
    RemovalOutcome,
    RemovalRule,
    RemovalState,
    RequiredGround,
    Resign,
)
from consultgov.spans import day, moment
from consultgov.voting import Cast, CoolingOff, Declare, Depart, Join, Poll, Procedure, second_call, sign

VOTE = DecisionRule("yes > 1/2 of ballots", quorum="ballots > 1/2 of members")
PETITION = DecisionRule("yes >= 1/5 of members")
PEOPLE = [f"p{place}" for place in range(10)]
OPENS, CLOSES = "2026-05-20T09:00+08:00", "2026-05-20T17:00+08:00"
AFTER = "2026-06-01T09:00+08:00"
TOLD_AS = {
    RemovalState.PENDING: {"office-pending"},
    RemovalState.REMOVED: {"office-recalled", "office-dismissed"},
    RemovalState.NOT_REMOVED: {"office-not-removed"},
    RemovalState.VOID: {"office-void"},
    RemovalState.RESIGNED: {"office-resigned"},
    RemovalState.LAPSED: {"office-lapsed"},
}


def case(**settings: Any) -> Removal:  # noqa: ANN401 - as a rule takes them
    return Removal(
        rule=RemovalRule(**{"kind": "recall", "vote": VOTE, **settings}), person="p0", seat="chair"
    )


def voted(given: Removal, answers: str, **settings: Any) -> Removal:  # noqa: ANN401 - as a vote takes them
    """The case after a vote, ``y`` and ``n`` by p0, p1 and so on."""
    poll = given.put_vote("Recall p0?", PEOPLE, opens=OPENS, closes=CLOSES, **settings)
    words = {"y": "yes", "n": "no"}
    for person, answer in zip(PEOPLE, answers, strict=False):
        poll = poll.cast(person, words[answer], at="2026-05-20T10:00+08:00")
    return given.voted(poll)


def came_to(given: Removal, at: str = AFTER) -> RemovalOutcome:
    """The outcome, told in both languages."""
    found = given.outcome(at)
    assert found.why.code in TOLD_AS[found.state]
    assert found.account() == (found.why,)
    assert found.why.holds is (found.vacant_from is not None)
    for language, unknown in (("en", "Reason “"), ("zh", "理由“")):
        assert unknown not in found.explain(language)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - pickled on this line
    return found


def parts(found: RemovalOutcome) -> list[str]:
    return [part.code for part in found.why.parts]


# --- by the vote ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ("yyyyy", RemovalState.VOID),
        ("yyyyyn", RemovalState.REMOVED),
        ("yyyynn", RemovalState.REMOVED),
        ("yyynnn", RemovalState.NOT_REMOVED),
        ("yynnnn", RemovalState.NOT_REMOVED),
        ("yyyyyynnnn", RemovalState.REMOVED),
    ],
)
def test_the_vote_decides_at_its_figures(answers: str, state: RemovalState) -> None:
    found = came_to(voted(case(), answers))
    assert found.state is state
    assert found.vacant_from == (moment(CLOSES) if state is RemovalState.REMOVED else None)
    assert found.result is not None
    assert found.why.facts["seat"] == "chair"


def test_nothing_is_decided_before_the_close() -> None:
    given = voted(case(), "yyyyyyyyyy")
    assert parts(came_to(given, "2026-05-20T16:59+08:00")) == ["vote-open"]
    assert came_to(given, "2026-05-20T08:00+08:00").state is RemovalState.PENDING
    assert came_to(given, CLOSES).state is RemovalState.REMOVED


def test_a_vote_without_an_end_waits_for_the_chair() -> None:
    poll = case().put_vote("Recall p0?", PEOPLE, opens=OPENS)
    given = case().voted(poll)
    assert parts(came_to(given)) == ["vote-open"]
    closed = given.voted(poll.close(at="2026-05-20T12:00+08:00"))
    assert came_to(closed).state is RemovalState.VOID


@pytest.mark.parametrize(
    ("effective", "vacant_on", "expected"),
    [
        ("close", None, moment(CLOSES)),
        ("next_day", None, day("2026-05-21")),
        ("stated", "2026-06-30", day("2026-06-30")),
        ("stated", "2026-05-20", moment(CLOSES)),
    ],
)
def test_the_seat_is_vacant_from_the_close_the_next_day_or_a_stated_day(
    effective: str, vacant_on: str | None, expected: object
) -> None:
    given = attrs.evolve(case(effective=effective), vacant_on=vacant_on)
    found = came_to(voted(given, "yyyyyy"))
    assert found.vacant_from == expected
    assert found.to_dict()["vacant_from"] == expected.isoformat()  # type: ignore[attr-defined]


def test_a_vote_that_fails_bars_the_same_facts_and_one_without_turnout_by_policy() -> None:
    """浙江省村民委员会选举办法第三十六条 (G-123): from the day after the last day of the year."""
    bar = CoolingOff(years=1, clause=Clause("浙江省村民委员会选举办法第三十六条"))
    failed = came_to(voted(case(bar=bar), "nnnnnn"))
    assert failed.again_from == day("2027-05-21")
    assert "2027-05-21" in failed.explain()
    assert "浙江省村民委员会选举办法第三十六条" in failed.explain("zh")
    assert came_to(voted(case(bar=bar), "yyyyy")).again_from is None
    assert came_to(voted(case(bar=bar, void_bars=True), "yyyyy")).again_from == day("2027-05-21")
    assert came_to(voted(case(bar=bar), "yyyyyy")).again_from is None
    hours = came_to(voted(case(bar=CoolingOff(hours=48)), "nnnnnn"))
    assert hours.again_from == moment("2026-05-22T17:00+08:00")


def test_an_inquorate_vote_says_how_far_off_it_was() -> None:
    found = came_to(voted(case(), "yyyyy"))
    assert [part.short_by for part in found.why.parts] == [1]
    assert found.explain().startswith("p0 stays in office: there was no valid vote.")


def test_a_veto_leaves_her_in_office() -> None:
    given = voted(case(vote=DecisionRule("yes > no", vetoed="no >= 1")), "yyyyyn")
    found = came_to(given)
    assert (found.state, found.why.parts[0].holds) == (RemovalState.NOT_REMOVED, True)


def test_a_tie_and_a_vote_that_settles_nothing_leave_it_open() -> None:
    tied = came_to(voted(case(vote=DecisionRule("yes > no", tied="yes = no")), "yyynnn"))
    assert (tied.state, parts(tied)[0]) == (RemovalState.PENDING, "vote-undecided")
    again = DecisionRule("yes > 6", rejects="no > 6", follows={"undecided": FollowUp("second_ballot")})
    open_ = came_to(voted(case(vote=again), "yyynnn"))
    assert (open_.state, open_.follows) == (RemovalState.PENDING, FollowUp("second_ballot"))
    assert "follows" in open_.to_dict()


def test_a_secret_vote_tells_the_outcome_after_the_close() -> None:
    given = voted(case(), "yyyyyy", procedure=Procedure(method="secret_ballot"))
    assert came_to(given, "2026-05-20T12:00+08:00").state is RemovalState.PENDING
    assert came_to(given).state is RemovalState.REMOVED
    few = voted(case(vote=DecisionRule("yes > no")), "yy", procedure=Procedure(method="secret_ballot"))
    assert parts(came_to(few)) == ["figures-withheld"]


def test_a_count_that_is_still_to_be_declared_is_waited_for() -> None:
    poll = case().put_vote(
        "?", PEOPLE, opens=OPENS, closes=CLOSES, procedure=Procedure(method="show_of_hands"), present=PEOPLE
    )
    waiting = case().voted(poll)
    assert (came_to(waiting).state, parts(came_to(waiting))) == (RemovalState.PENDING, ["nothing-declared"])
    declared = poll.apply(Declare("2026-05-20T18:00+08:00", figures={"yes": 6, "no": 4}))
    assert came_to(case().voted(declared)).state is RemovalState.REMOVED


def test_a_poll_that_is_void_leaves_her_in_office() -> None:
    poll = case().put_vote("?", PEOPLE, opens=OPENS, closes=CLOSES, procedure=Procedure(departures="void"))
    gone = case().voted(poll.apply(Depart("p1", "2026-05-20T12:00+08:00")))
    assert (came_to(gone).state, parts(came_to(gone))) == (RemovalState.VOID, ["poll-void"])


@pytest.mark.parametrize(
    ("kind", "code", "english", "chinese"),
    [
        ("recall", "office-recalled", "p0 has been recalled; the office is vacant", "p0被罢免；席位自"),
        ("dismissal", "office-dismissed", "p0 has been dismissed; the office is vacant", "p0被撤换；席位自"),
        ("resignation", "office-resigned", "p0 has resigned; the office is vacant", "p0已辞职；席位自"),
    ],
)
def test_the_loss_of_an_office_is_told_by_its_kind(kind: str, code: str, english: str, chinese: str) -> None:
    steps = [Resign("2026-04-30T09:00+08:00")] if kind == "resignation" else []
    found = came_to(voted(case(kind=kind).add(*steps), "yyyyyy"))
    assert found.why.code == code
    assert found.explain().startswith(english)
    assert found.explain("zh").startswith(chinese)


# --- votes that were not allowed, and second calls --------------------------------------------------


def test_a_vote_that_was_not_allowed_is_void_whatever_it_says() -> None:
    bare = case(notice=3)
    poll = Poll("?", VOTE, PEOPLE, opens=OPENS, closes=CLOSES)
    for person in PEOPLE:
        poll = poll.cast(person, "yes", at="2026-05-20T10:00+08:00")
    found = came_to(bare.voted(poll))
    assert (found.state, parts(found)) == (RemovalState.VOID, ["vote-not-allowed"])
    assert [part.code for part in found.why.parts[0].parts] == ["no-notice"]
    assert "The vote was put although it was not allowed:" in found.explain()
    assert came_to(bare.add(Notify("2026-05-17T09:00+08:00")).voted(poll)).state is RemovalState.REMOVED


def test_a_stray_vote_after_a_removal_does_not_undo_it() -> None:
    removed = voted(case(), "y" * len(PEOPLE))
    found = came_to(removed)
    assert found.state is RemovalState.REMOVED
    stray = Poll("Recall p0?", VOTE, PEOPLE, opens="2026-05-22T09:00+08:00")
    assert came_to(removed.voted(stray)) == found


def test_the_person_concerned_has_no_vote_when_she_enters_office_meanwhile() -> None:
    rule = RemovalRule(kind="dismissal", vote=DecisionRule("yes > no"), concerned_votes=False)
    poll = Removal(rule=rule, person="wei").put_vote(
        "Dismiss wei?",
        ["li", "wang"],
        opens="2026-05-20T09:00+08:00",
        procedure=Procedure(departures="rescaled"),
    )
    joined = poll.apply(Join(Elector("wei"), "2026-05-20T10:00+08:00"))
    ballot = Cast("wei", "no", "2026-05-20T11:00+08:00")
    assert [part.code for part in joined.check(ballot).parts] == ["person-concerned"]


def test_a_second_call_counts_if_the_rule_foresees_it() -> None:
    lower = DecisionRule("yes > 1/2 of ballots", quorum="ballots >= 1/5 of members")
    calls = attrs.evolve(
        case(notice=3, within=10),
        rule=RemovalRule(
            kind="recall",
            vote=DecisionRule(
                "yes > 1/2 of ballots",
                quorum="ballots > 1/2 of members",
                follows={"inquorate": FollowUp("second_call", rule=lower, after=7)},
            ),
        ),
    )
    first = voted(calls, "yyy")
    found = came_to(first)
    assert (found.state, found.follows is None) == (RemovalState.VOID, False)
    again = second_call(first.votes[0], opens="2026-05-27T09:00+08:00", closes="2026-05-27T17:00+08:00")
    for person in PEOPLE[:2]:
        again = again.cast(person, "yes", at="2026-05-27T10:00+08:00")
    both = first.voted(again)
    assert came_to(both).vacant_from == moment("2026-05-27T17:00+08:00")
    assert came_to(both, "2026-05-27T08:00+08:00").state is RemovalState.VOID
    early = Poll("Recall p0?", lower, PEOPLE, opens="2026-05-22T09:00+08:00", closes="2026-05-22T17:00+08:00")
    assert came_to(first.voted(early)) == found  # a vote that might not be held changes nothing
    assert Removal.from_dict(both.to_dict()) == both


# --- no vote ----------------------------------------------------------------------------------------


def test_what_is_missing_is_told_while_it_is_pending() -> None:
    found = came_to(case(notice=3, hearing=True))
    assert (found.state, parts(found)) == (RemovalState.PENDING, ["no-notice", "not-heard"])
    assert set(found.to_dict()) == {"state", "why"}
    assert parts(came_to(case())) == []
    grounds = case(grounds=[RequiredGround("neglect")]).add(Attest("neglekt", "p1", "2026-05-01T09:00+08:00"))
    assert "“neglekt”, which p1 attested, is no ground of the rule." in came_to(grounds).explain()
    assert "seat" not in came_to(attrs.evolve(case(), seat="")).why.facts


def test_it_lapses_with_its_petition_or_its_time() -> None:
    asks = case(petition=PETITION, within=30)
    poll = asks.ask("Recall", PEOPLE, opens="2026-03-01T09:00+08:00", closes="2026-03-10T17:00+08:00")
    failed = asks.petitioned(poll)
    assert came_to(failed, "2026-03-05T09:00+08:00").state is RemovalState.PENDING
    lapsed = came_to(failed, "2026-03-11T09:00+08:00")
    assert parts(lapsed) == ["petition-failed"]
    assert "联名：0人。" in lapsed.explain("zh")
    carried = asks.petitioned(sign(poll, [(who, "2026-03-02T09:00+08:00") for who in PEOPLE[:2]]).poll)
    assert came_to(carried, "2026-04-09T23:00+08:00").state is RemovalState.PENDING
    late = came_to(carried, "2026-04-10T00:00+08:00")
    assert (late.state, parts(late)) == (RemovalState.LAPSED, ["vote-too-late"])


def test_what_is_barred_lapses_with_its_petition_and_waits_without() -> None:
    bar = CoolingOff(years=1)
    asks = case(petition=PETITION, bar=bar)
    poll = asks.ask("Recall", PEOPLE, opens="2026-03-01T09:00+08:00", closes="2026-03-10T17:00+08:00")
    barred = attrs.evolve(asks.petitioned(poll), failed="2026-01-01")
    assert parts(came_to(barred)) == ["cooling-off", "petition-failed"]
    waiting = attrs.evolve(case(bar=bar), failed="2026-01-01")
    assert (came_to(waiting).state, parts(came_to(waiting))) == (RemovalState.PENDING, ["cooling-off"])


# --- resignations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "state"),
    [
        ("2026-05-01T09:00+08:00", RemovalState.RESIGNED),
        ("2026-05-20T16:59+08:00", RemovalState.RESIGNED),
        ("2026-05-20T17:00+08:00", RemovalState.REMOVED),
        ("2026-05-21T09:00+08:00", RemovalState.REMOVED),
    ],
)
def test_k_an_accepted_resignation_ends_a_pending_recall(accepted: str, state: RemovalState) -> None:
    """(k) 村组法第十九、二十条: accepted before the recall vote is over, it ends the recall."""
    given = voted(case(), "yyyyyy").add(Resign("2026-04-30T09:00+08:00"), Accept(accepted))
    found = came_to(given)
    assert found.state is state
    assert found.vacant_from == min(moment(accepted), moment(CLOSES))


def test_a_resignation_after_a_vote_that_failed_does_not_change_what_that_vote_did() -> None:
    given = voted(case(), "nnnnnn").add(Resign("2026-05-22T09:00+08:00"), Accept("2026-05-23T09:00+08:00"))
    assert came_to(given).state is RemovalState.NOT_REMOVED
    void = voted(case(), "yyy").add(Resign("2026-05-22T09:00+08:00"), Accept("2026-05-23T09:00+08:00"))
    assert came_to(void).state is RemovalState.RESIGNED


def test_a_resignation_that_nobody_has_accepted_ends_nothing_yet() -> None:
    given = case().add(Resign("2026-04-30T09:00+08:00"), Accept("2026-05-10T09:00+08:00"))
    assert came_to(given, "2026-05-09T09:00+08:00").state is RemovalState.PENDING
    assert came_to(given, "2026-05-10T09:00+08:00").state is RemovalState.RESIGNED


def test_where_no_acceptance_is_needed_a_resignation_takes_effect_by_itself() -> None:
    own = case(kind="resignation", vote=None, acceptance=False, effective="next_day")
    assert came_to(own).state is RemovalState.PENDING
    assert came_to(own.add(Resign("2026-04-30T09:00+08:00"))).vacant_from == day("2026-05-01")


def test_a_resignation_is_accepted_by_a_vote() -> None:
    """城居法第二十三条, 村组法第二十二条: with the approval of the meeting."""
    given = case(kind="resignation").add(Resign("2026-04-30T09:00+08:00"))
    accepted = came_to(voted(given, "yyyyyy"))
    assert (accepted.state, accepted.vacant_from) == (RemovalState.RESIGNED, moment(CLOSES))
    assert came_to(voted(given, "yyynnn")).state is RemovalState.NOT_REMOVED
    assert came_to(voted(given, "yyy")).state is RemovalState.VOID


def test_a_day_at_the_end_of_the_calendar_is_no_error() -> None:
    last = "9999-12-31T17:00+00:00"
    given = case(kind="resignation", vote=None, acceptance=False, effective="next_day").add(Resign(last))
    assert came_to(given, last).vacant_from == day("9999-12-31")
