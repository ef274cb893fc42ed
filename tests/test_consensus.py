"""Consensus without a vote, petitions, and when a question may come back."""

from datetime import date
from typing import Any

import pytest

from consultgov import DecisionRule, Elector, Outcome
from consultgov.decisions.following import FollowUp, Guard
from consultgov.errors import RecordError, Refused, RuleError
from consultgov.verdicts import Clause
from consultgov.voting.consensus import Agreement, Point, Voice, consensus_of
from consultgov.voting.entitlement import entitle
from consultgov.voting.events import Depart
from consultgov.voting.petitions import petition, sign
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.registers import Holding, OwnersRegister, Unit
from consultgov.voting.requirements import HasFlag, LeastAge
from consultgov.voting.returning import CoolingOff
from tests.test_polls import at

NO_OBJECTION = DecisionRule(
    "no = 0",
    silence_adopts=True,
    follows={Outcome.REJECTED: FollowUp("refer_up", to="the district conference")},
)
UNITS = ("police", "transport", "planning")


def point(question: str, *objections: tuple[str, str, str]) -> Poll:
    """A point on which some units object or stand aside, with their reasons."""
    poll = Poll(
        question, NO_OBJECTION, UNITS, opens=at(9), procedure=Procedure(method="consensus", change=True)
    )
    for unit, answer, reason in objections:
        poll = poll.cast(unit, answer, at=at(10), reason=reason)
    return poll


# --- consensus ------------------------------------------------------------------------------------


def test_everybody_agrees_or_stands_aside() -> None:
    found = consensus_of([point("The route", ("police", "yes", ""), ("transport", "abstain", "no lorries"))])
    assert found.agreement is Agreement.CONSENSUS
    voices = (Voice("transport", "abstain", "no lorries"),)
    assert found.agreed == found.points == (Point("The route", Outcome.ADOPTED, voices),)
    assert (found.differences, found.open, found.follows) == ((), (), None)
    assert found.explain() == (
        "Consensus: every point is agreed.\nAgreed: The route.\n  transport stands aside: no lorries"
    )
    assert found.explain("zh").startswith("形成共识")


def test_a_partial_consensus_keeps_the_differences_on_record() -> None:
    found = consensus_of([point("The route"), point("The costs", ("planning", "no", ""))])
    assert found.agreement is Agreement.PARTIAL
    up = FollowUp("refer_up", to="the district conference")
    costs = Point("The costs", Outcome.REJECTED, (Voice("planning", "no"),), up)
    assert (found.differences, found.open, found.follows) == ((costs,), (), up)
    assert "planning objects." in found.explain()
    assert found.to_dict()["differences"] == [
        {
            "point": "The costs",
            "outcome": "rejected",
            "voices": [{"elector": "planning", "answer": "no", "reason": ""}],
            "follows": up.to_dict(),
        }
    ]
    assert hash(found) == hash(consensus_of([point("The route"), point("The costs", ("planning", "no", ""))]))


def test_no_consensus_goes_where_the_rule_says() -> None:
    found = consensus_of([point("The costs", ("planning", "no", "too high"))])
    assert found.agreement is Agreement.NONE
    assert found.follows is not None
    assert [each.follows for each in found.differences] == [found.follows]
    assert "stands aside." in consensus_of([point("x", ("police", "abstain", ""))]).explain()


def test_the_last_word_of_everybody_counts() -> None:
    changed = point(
        "The costs", ("planning", "no", "too high"), ("planning", "yes", "the share is lower now")
    )
    assert consensus_of([changed]).agreed == (Point("The costs", Outcome.ADOPTED),)


# --- points on which nothing was decided ----------------------------------------------------------

THREE_SPOKE = DecisionRule(
    "no = 0",
    quorum="ballots >= 2",
    silence_adopts=True,
    follows={
        Outcome.REJECTED: FollowUp("refer_up", to="the city"),
        Outcome.INQUORATE: FollowUp("second_call"),
    },
)


def of(rule: DecisionRule, question: str = "The costs", *voices: str, **parts: Any) -> Poll:  # noqa: ANN401
    """A point under some rule, on which the first few units said something."""
    procedure = Procedure(method="consensus", **parts)
    poll = Poll(question, rule, UNITS, opens=at(9), closes=at(17), procedure=procedure)
    for unit, answer in zip(UNITS, voices, strict=False):
        poll = poll.cast(unit, answer, at=at(10))
    return poll


def test_without_a_quorum_there_is_no_difference() -> None:
    found = consensus_of([of(THREE_SPOKE, "The route", "yes", "yes"), of(THREE_SPOKE, "The costs", "no")])
    assert (found.agreement, found.differences) == (Agreement.PARTIAL, ())
    (costs,) = found.open
    assert (costs.question, costs.outcome, costs.agreed, costs.open) == (
        "The costs",
        "inquorate",
        False,
        True,
    )
    assert (costs.follows, found.follows) == (FollowUp("second_call"), FollowUp("second_call"))
    assert [note.code for note in costs.notes] == ["no-quorum"]
    assert found.explain().splitlines()[1:] == [
        "Agreed: The route.",
        "Nothing decided: The costs.",
        "  There is no quorum:",
        "    1 ballot returned; at least 2 are needed: one short.",
        "  police objects.",
        "  What follows: the meeting is called a second time.",
    ]
    assert found.explain("zh").splitlines()[2:4] == ["未作出决定：The costs。", "  未达到法定人数："]
    assert found.to_dict()["open"] == [costs.to_dict()]
    assert costs.to_dict()["notes"] == [note.to_dict() for note in costs.notes]


def test_a_guard_that_fails_is_no_quorum_and_no_difference() -> None:
    rule = DecisionRule("no = 0", silence_adopts=True, guards=[Guard("members >= 5", FollowUp("nothing"))])
    (costs,) = consensus_of([of(rule)]).open
    assert costs.follows == FollowUp("nothing")
    assert [note.code for note in costs.notes] == ["guards-failed"]
    told = consensus_of([of(rule)]).explain()
    assert "  What has to be so before a vote is not:\n    3 members; at least 5 are needed: 2 short." in told


def test_neither_adopted_nor_rejected_is_open() -> None:
    rule = DecisionRule("no = 0", rejects="no >= 2", silence_adopts=True)
    found = consensus_of([of(rule, "x", "no"), of(rule, "y", "no", "no")])
    assert [(point.question, point.notes) for point in found.open] == [("x", ())]
    assert [point.question for point in found.differences] == ["y"]
    assert found.agreement is Agreement.NONE
    assert "Nothing decided: x.\n  police objects." in found.explain()


def test_a_void_poll_is_open() -> None:
    poll = of(NO_OBJECTION, departures="void").apply(Depart("planning", at(11)))
    (costs,) = consensus_of([poll]).open
    assert (costs.outcome, [note.code for note in costs.notes]) == (None, ["poll-void"])
    assert "follows" not in costs.to_dict()


def test_a_point_that_can_still_be_answered_is_open() -> None:
    poll = of(NO_OBJECTION, "The costs", "no")
    found = consensus_of([poll], at=at(12))
    (costs,) = found.open
    assert (costs.outcome, costs.follows, costs.voices) == (None, None, (Voice("police", "no"),))
    assert "  It can still be answered.\n  police objects." in found.explain()
    assert "尚未截止，仍可表态。" in found.explain("zh")
    assert [point.question for point in consensus_of([poll], at=at(17)).differences] == ["The costs"]
    assert consensus_of([of(NO_OBJECTION)], at=at(17)).agreement is Agreement.CONSENSUS


def test_each_point_goes_where_its_own_rule_says() -> None:
    found = consensus_of([point("x", ("police", "no", "")), of(THREE_SPOKE, "y", "no", "yes")])
    assert [each.follows.to for each in found.differences if each.follows] == [
        "the district conference",
        "the city",
    ]
    assert found.follows is None
    assert consensus_of([of(DecisionRule("no = 0", silence_adopts=True), "z", "no")]).follows is None


def test_a_question_of_two_lines_is_told_in_one() -> None:
    found = consensus_of([point("The costs\nand more\u202e", ("police", "no", "too high\nfor us"))])
    assert found.explain().splitlines()[1:] == [
        "Not agreed: The costs and more .",
        "  police objects: too high for us",
        "  What follows: the matter is referred to the district conference.",
    ]


def test_what_is_no_consultation_is_refused() -> None:
    vote = Poll("A vote", DecisionRule("yes > no"), UNITS, opens=at(9))
    cases: list[tuple[Any, str]] = [
        ([], "bad-points"),
        (3, "not-a-list"),
        ([3], "wrong-kind"),
        ([point("x"), point("x")], "bad-points"),
        ([vote], "not-consensus"),
    ]
    for points, code in cases:
        with pytest.raises(RuleError) as caught:
            consensus_of(points)
        assert caught.value.faults[0].code == code


# --- petitions ------------------------------------------------------------------------------------

RECALL = DecisionRule(
    "yes among voter >= 1/5 of members among voter"
    " or yes among representative >= 1/3 of members among representative"
)


def people(voters: int, representatives: int) -> list[Elector]:
    """Voters, the first of them representatives too."""
    return [
        Elector(f"v{number}", flags={"voter", "representative"} if number < representatives else {"voter"})
        for number in range(voters)
    ]


@pytest.mark.parametrize(
    ("signers", "adopted"),
    [
        (range(6, 25), False),
        (range(6, 26), True),
        (range(1), False),
        (range(2), True),
    ],
    ids=["one voter short", "a fifth of the voters", "one representative short", "a third of them"],
)
def test_either_route_will_do(signers: range, adopted: bool) -> None:  # noqa: FBT001 - a parameter
    going = petition("Recall", RECALL, people(100, 6), opens=at(9))
    signed, refused = sign(going, [(f"v{number}", at(10)) for number in signers])
    assert not refused
    assert (signed.result().outcome is Outcome.ADOPTED) is adopted


def test_every_signature_counts_or_is_refused_with_its_reason() -> None:
    body = entitle(
        [Elector("li", flags={"resident"}), Elector("wang"), Elector("sun", flags={"resident"})],
        on="2026-05-01",
        requirements=[LeastAge(18), HasFlag("resident")],
        dates={"li": {"born": "1990-01-01"}, "wang": {"born": "1990-01-01"}, "sun": {"born": "2010-01-01"}},
    )
    going = petition("A playground", DecisionRule("yes >= 1"), body, opens=at(9), closes=at(17))
    names = ("li", "wang", "sun", "li", "wei")
    signed, refused = sign(going, [*((name, at(10)) for name in names), ("li", at(17))])
    assert signed.voted == ("li",)
    reasons = [verdict.findings()[0].code for _, verdict in refused]
    assert reasons[2:] == ["voted-already", "not-in-electorate", "too-late"]
    assert "resident" in refused[0][1].explain()
    assert "18" in refused[1][1].explain()
    assert signed.withdraw("li", at=at(11)).voted == ()
    for odd in (["li"], [("li",)], ("li", at(10)), 3):
        with pytest.raises(RecordError, match="must be a"):
            sign(going, odd)  # type: ignore[arg-type]
    assert not going.check(type(refused[0][0])("li", "no", at(10))).holds


def test_a_co_owner_signs_for_the_head() -> None:
    units = [
        Unit("1", {"register": "80.50"}, [Holding(["chen", "zhou"], delivered="2020-01-01")]),
        Unit("2", {"register": "80.40"}, [Holding(["li"], delivered="2020-01-01")]),
    ]
    owners = OwnersRegister(units, "developer").electorate("2026-05-01")
    going = petition("A meeting", DecisionRule("yes >= 1/5 of members"), owners, opens=at(9))
    signed, refused = sign(going, [("zhou", at(10)), ("chen", at(11)), ("li", at(12)), ("wei", at(13))])
    assert signed.voted == ("chen & zhou", "li")
    assert [verdict.parts[0].code for _, verdict in refused] == ["voted-already", "not-in-electorate"]


def test_a_request_on_the_same_facts_does_not_come_back_too_soon() -> None:
    bar = CoolingOff(years=1, clause=Clause("浙江省村民委员会选举办法 第三十六条"))
    body = people(10, 1)
    with pytest.raises(Refused) as caught:
        petition("Recall", RECALL, body, opens="2027-03-10T09:00+08:00", bar=bar, failed="2026-03-10")
    assert caught.value.verdict.facts["first"] == "2027-03-11"
    assert caught.value.verdict.clause == bar.clause
    with pytest.raises(Refused, match="2027-03-11"):
        petition("Recall", RECALL, body, opens="2027-03-10T00:00Z", bar=bar, failed=date(2026, 3, 10))
    late = petition("Recall", RECALL, body, opens="2027-03-11T00:00+08:00", bar=bar, failed="2026-03-10")
    assert late.opens.day == 11
    assert petition("Recall", RECALL, body, opens="2027-03-10T00:00+08:00", bar=bar).opens.day == 10
    soon = CoolingOff(hours=48)
    with pytest.raises(Refused):
        petition("x", RECALL, body, opens="2026-05-03T08:59Z", bar=soon, failed="2026-05-01T09:00Z")


# --- coming back ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "ended", "first"),
    [
        (CoolingOff(years=1), "2026-03-10", "2027-03-11"),
        (CoolingOff(years=1), "2024-02-29", "2025-03-01"),
        (CoolingOff(months=6), "2026-08-31", "2027-03-01"),
        (CoolingOff(days=30), "2026-01-01", "2026-02-01"),
        (CoolingOff(months=1, days=1), "2026-01-31", "2026-03-02"),
        (CoolingOff(hours=48), "2026-05-01T09:00:00+08:00", "2026-05-03T09:00:00+08:00"),
    ],
    ids=["a year", "a leap day", "months", "days", "both", "hours"],
)
def test_the_first_day_is_not_counted(period: CoolingOff, ended: str, first: str) -> None:
    assert period.first(ended).isoformat() == first
    assert period.may_return(ended, on=first).holds
    assert period.may_return(ended, on=first).explain("zh").startswith("自")
    assert CoolingOff.from_dict(period.to_dict()) == period


def test_the_clause_is_kept() -> None:
    period = CoolingOff(days=1, clause=Clause("x"))
    assert CoolingOff.from_dict(period.to_dict()) == period
    refusal = period.may_return("2026-05-01", on=date(2026, 5, 2))
    assert "Source: x" in refusal.explain()


FEW = people(9, 1)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (CoolingOff, "bad-length"),
        (lambda: CoolingOff(hours=1, days=1), "bad-length"),
        (lambda: CoolingOff(days=-1), "bad-length"),
        (lambda: CoolingOff(days=True), "bad-length"),
        (lambda: CoolingOff(days=1, clause="x"), "not-a-dict"),
        (lambda: petition("x", RECALL, FEW, opens=at(9), bar="x", failed="2026-01-01"), "wrong-kind"),  # type: ignore[arg-type]
        (lambda: sign(None, []), "wrong-kind"),  # type: ignore[arg-type]
        (lambda: CoolingOff(years=1).first("9999-01-01"), "bad-day"),
        (lambda: CoolingOff(days=1).first("9999-12-31"), "bad-day"),
        (lambda: CoolingOff(hours=1).first("9999-12-31T23:59Z"), "bad-day"),
        (lambda: CoolingOff(hours=1).first("2026-01-01"), "mixed-span"),
        (lambda: CoolingOff(days=1).first("2026-01-01T09:00Z"), "mixed-span"),
        (lambda: CoolingOff(days=1).may_return("2026-01-01", on="2026-01-01T09:00Z"), "mixed-span"),
    ],
    ids=[str(place) for place in range(13)],
)
def test_what_is_no_period_is_refused(make: Any, code: str) -> None:  # noqa: ANN401 - a maker
    with pytest.raises(RecordError) as caught:
        make()
    assert caught.value.faults[0].code == code
