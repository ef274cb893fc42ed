"""Bodies that consult: the consultation committee with its 80 %, and the joint conference of units."""

from typing import Final

import pytest

from consultgov import DecisionRule, Outcome
from consultgov.decisions.following import FollowKind
from consultgov.matters import Matter
from consultgov.voting.consensus import Agreement, consensus_of
from consultgov.voting.events import Cast
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from tests.statutes import rules
from tests.statutes.meetings import (
    Sitting,
    abstain,
    at,
    away,
    check,
    heads,
    meeting,
    no,
    recused,
    silent,
    sittings,
    yes,
)

COMMITTEES: Final = [
    *sittings(
        "eight members",
        rules.CONSULTATION,
        8,
        (8, 7, "adopted", 7, 0),
        (8, 8, "adopted", 7, 0),
        (8, 6, "rejected", 7, 1),
        (7, 7, "adopted", 7, 0),
        (7, 6, "rejected", 7, 1),
        (6, 6, "rejected", 7, 1),
        adopts="须占全体成员8人的80%以上（含本数）",
    ),
    *sittings(
        "seven members",
        rules.CONSULTATION,
        7,
        (7, 6, "adopted", 6, 0),
        (7, 7, "adopted", 6, 0),
        (7, 5, "rejected", 6, 1),
        adopts="须占全体成员7人的80%以上（含本数）",
    ),
    *sittings(
        "five members, exactly 80 %",
        rules.CONSULTATION,
        5,
        (5, 4, "adopted", 4, 0),
        (5, 5, "adopted", 4, 0),
        (5, 3, "rejected", 4, 1),
        adopts="须占全体成员5人的80%以上（含本数）",
    ),
    *sittings(
        "five members, more than 80 %",
        rules.CONSULTATION_MORE,
        5,
        (5, 5, "adopted", 5, 0),
        (5, 4, "rejected", 5, 1),
        adopts="须超过全体成员5人的80%（不含本数）",
    ),
    *sittings(
        "of those present",
        rules.CONSULTATION_PRESENT,
        8,
        (7, 6, "adopted", 6, 0),
        (7, 7, "adopted", 6, 0),
        (7, 5, "rejected", 6, 1),
        (5, 4, "adopted", 4, 0),
        (5, 3, "rejected", 4, 1),
        adopts="须占到会{}人的80%以上（含本数）",
    ),
]


@pytest.mark.parametrize("sitting", COMMITTEES, ids=str)
def test_a_committee_at_just_above_and_just_below_80_percent(sitting: Sitting) -> None:
    """协商讨论制度: 80%以上成员同意 (G-001, G-003, G-004, G-007, G-008)."""
    sitting.check()


@pytest.mark.parametrize(
    ("rule", "in_favour", "outcome", "base"),
    [
        (rules.CONSULTATION, 6, "adopted", "全体成员7人"),
        (rules.CONSULTATION, 5, "rejected", "全体成员7人"),
        (rules.CONSULTATION_SEATS, 6, "rejected", "全部席位8席"),
        (rules.CONSULTATION_SEATS, 7, "adopted", "全部席位8席"),
    ],
)
def test_a_vacant_seat_counts_where_the_seats_do(
    rule: DecisionRule, in_favour: int, outcome: str, base: str
) -> None:
    """协商讨论制度 (G-005, G-006): six of seven members are 80 %, six of eight seats are not."""
    needed = 7 if "席" in base else 6
    poll = meeting(rule, yes(in_favour), no(7 - in_favour), vacant=1)
    check(
        poll,
        outcome,
        {"yes": needed},
        0 if outcome == "adopted" else 1,
        f"赞成{in_favour}票；须占{base}的80%以上（含本数），即至少{needed}票",
    )


@pytest.mark.parametrize(
    ("here", "stuck"), [(6, True), (7, False), (8, False)], ids=["six", "seven", "all eight"]
)
def test_with_six_of_eight_nothing_can_pass_and_that_is_said_before_the_vote(
    here: int,
    stuck: bool,  # noqa: FBT001 - a parameter
) -> None:
    """协商讨论制度 (G-010): seven are needed."""
    poll = meeting(rules.CONSULTATION, silent(here), away(8 - here))
    decision = poll.result(at(9)).decision
    assert decision is not None
    assert decision.reachable is not stuck
    findings = rules.CONSULTATION.before_the_vote(decision.tally)
    assert [finding.code for finding in findings] == (["out-of-reach"] if stuck else [])
    if stuck:
        told = findings[0].explain("zh")
        assert "到会的人无论怎样投票，都不能通过任何事项。" in told
        assert "赞成6票；须占全体成员8人的80%以上（含本数），即至少7票：差1票。" in told
        assert "到会的人即使全部赞成也不能通过" in poll.result(at(9)).explain("zh")


def test_the_member_concerned_counts_or_not_as_the_rule_says() -> None:
    """撤换 (S2-47): six of the other seven are enough of those with a vote, and too few of all eight."""
    groups = (yes(6), no(1), recused(1))
    others = DecisionRule("yes >= 80% of entitled", clause=rules.CONSULTATION.clause)
    check(
        meeting(others, *groups),
        "adopted",
        {"yes": 6},
        0,
        "须占有表决权的成员7人的80%以上（含本数），即至少6票：已达到。",
    )
    check(
        meeting(rules.CONSULTATION, *groups),
        "rejected",
        {"yes": 7},
        1,
        "须占全体成员8人的80%以上（含本数），即至少7票：差1票。",
    )


# --- the joint conference ---------------------------------------------------------------------------

BY_VOTE: Final = [
    *sittings(
        "majority",
        rules.MAJORITY,
        12,
        (12, 7, "adopted", 7, 0),
        (12, 8, "adopted", 7, 0),
        (12, 6, "rejected", 7, 1),
        (11, 6, "adopted", 6, 0),
        adopts="须超过到会{}人的半数（不含本数）",
    ),
    *sittings(
        "two thirds",
        rules.TWO_THIRDS,
        12,
        (12, 8, "adopted", 8, 0),
        (12, 9, "adopted", 8, 0),
        (12, 7, "rejected", 8, 1),
        adopts="须占到会{}人的三分之二以上（含本数）",
    ),
]


@pytest.mark.parametrize("sitting", BY_VOTE, ids=str)
def test_a_conference_at_just_above_and_just_below_each_figure(sitting: Sitting) -> None:
    """联席会议议事规则: 多数通过, 特定比例通过 (G-026)."""
    sitting.check()


@pytest.mark.parametrize(
    ("kind", "urgency", "rule"),
    [
        ("安全", "紧急", rules.MAJORITY),
        ("安全", "一般", rules.TWO_THIRDS),
        ("经费", "紧急", rules.TWO_THIRDS),
        ("解散", "一般", rules.UNANIMITY),
        ("交通", "紧急", rules.CONSENSUS),
        ("交通", "一般", rules.CONSENSUS),
    ],
)
def test_the_nature_and_the_urgency_choose_the_rule(kind: str, urgency: str, rule: DecisionRule) -> None:
    """联席会议议事规则: 根据议题的性质和紧急程度; without a row of its own, consensus."""
    assert rules.CONFERENCE_TABLE.select(Matter(kind, urgency)).value == rule


@pytest.mark.parametrize(
    ("in_favour", "against", "standing_aside", "unanimous", "no_objection"),
    [
        (12, 0, 0, True, True),
        (11, 0, 1, False, True),
        (11, 1, 0, False, False),
        (0, 0, 12, False, True),
    ],
)
def test_unanimity_and_the_absence_of_objections_are_two_rules(
    in_favour: int,
    against: int,
    standing_aside: int,
    unanimous: bool,  # noqa: FBT001 - a parameter
    no_objection: bool,  # noqa: FBT001 - a parameter
) -> None:
    """联席会议议事规则 (G-021, G-022): an abstention breaks unanimity and no consensus."""
    groups = (yes(in_favour), no(against), abstain(standing_aside))
    for rule, adopted in ((rules.UNANIMITY, unanimous), (rules.CONSENSUS, no_objection)):
        result = meeting(rule, *groups).result()
        assert (result.outcome is Outcome.ADOPTED) is adopted
        if not adopted:
            assert result.follows is not None
            assert (result.follows.kind, result.follows.to) == (FollowKind.REFER_UP, "区人民政府")
            assert "接下来：提交区人民政府决定。" in result.explain("zh")


UNITS: Final = ("公安分局", "交通局", "规划局", "建设局")


def point(question: str, *objections: tuple[str, str, str]) -> Poll:
    """A point put by consensus, with who objects or stands aside, and why."""
    poll = Poll(
        question, rules.CONSENSUS, UNITS, opens=at(9), closes=at(17), procedure=Procedure(method="consensus")
    )
    events = [Cast(unit, answer, at(10), reason=reason) for unit, answer, reason in objections]
    return poll.apply_all(events).poll


@pytest.mark.parametrize(
    ("points", "agreement", "first"),
    [
        ([("线路",), ("经费", ("交通局", "abstain", "须另筹"))], Agreement.CONSENSUS, "形成共识"),
        ([("线路",), ("经费", ("规划局", "no", "超出预算"))], Agreement.PARTIAL, "部分共识"),
        ([("经费", ("规划局", "no", "超出预算"))], Agreement.NONE, "未达成一致"),
    ],
)
def test_a_conference_consults_and_refers_up_what_is_not_agreed(
    points: list[tuple[str, *tuple[tuple[str, str, str], ...]]], agreement: Agreement, first: str
) -> None:
    """联席会议议事规则: 协商一致, else a record of the differences and a decision above."""
    found = consensus_of(point(*each) for each in points)
    assert found.agreement is agreement
    told = found.explain("zh")
    assert told.startswith(first)
    if agreement is Agreement.CONSENSUS:
        assert found.follows is None
        assert "交通局保留意见：须另筹" in told
    else:
        assert found.follows is not None
        assert found.follows.to == "区人民政府"
        assert "规划局反对：超出预算" in told


def test_those_who_sit_in_are_not_counted() -> None:
    """联席会议议事规则 (G-026): three invitees raise their hands too; eight of twelve are needed."""
    poll = meeting(rules.TWO_THIRDS, *heads(12, 12, 7))
    for place in range(3):
        verdict = poll.check(Cast(f"列席{place}", "yes", at(11)))
        assert [part.code for part in verdict.parts] == ["not-in-electorate"]
        assert f"列席{place}不在名册中。" in verdict.explain("zh")
    check(
        poll, "rejected", {"yes": 8}, 1, "赞成7票；须占到会12人的三分之二以上（含本数），即至少8票：差1票。"
    )


@pytest.mark.parametrize("method", ["secret_ballot", "show_of_hands", "roll_call"])
def test_hands_papers_and_names_come_to_the_same(method: str) -> None:
    """联席会议议事规则 (S0-33): 无记名投票、举手表决、记名; seven of twelve is a majority by each."""
    poll = meeting(rules.MAJORITY, *heads(12, 12, 7), method=method)
    check(poll, "adopted", {"yes": 7}, 0, "赞成7票；须超过到会12人的半数（不含本数），即至少7票：已达到。")
