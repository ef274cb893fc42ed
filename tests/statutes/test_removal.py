"""Ways to lose an office: recall, dismissal after appraisal, accepted resignation, each at its figures.

村民委员会组织法第十九、二十二条, 城市居民委员会组织法第二十条, 浙江省村民委员会选举办法, and the yearly
appraisal (民主评议) of a consultation committee.
"""

from __future__ import annotations

from typing import Final

import attrs
import pytest

from consultgov import Clause, DecisionRule, Elector
from consultgov.errors import Refused
from consultgov.removal import Accept, Attest, Hear, Notify, Removal, RemovalRule, RequiredGround, Resign
from consultgov.spans import day, moment
from consultgov.voting import Cast, sign
from tests.statutes import rules
from tests.statutes.meetings import at

ZHEJIANG: Final = "浙江省村民委员会选举办法"

VILLAGE: Final = RemovalRule(
    kind="recall",
    petition=rules.PETITIONS["village recall"],
    vote=DecisionRule(
        quorum="ballots > 1/2 of members",
        adopts="yes > 1/2 of ballots",
        clause=Clause(f"{rules.VILLAGES}第十九条", "过半数", rules.NEW),
    ),
    hearing=True,
    within=30,
    bar=rules.ONE_YEAR,
    clause=Clause(f"{rules.VILLAGES}第十九条", "有权提出申辩意见", rules.NEW),
)
"""Thirty days and the bar of a year are of Zhejiang, the rest is national."""

BY_VOTERS: Final = RemovalRule(
    kind="recall",
    petition=rules.PETITIONS["residents' recall"],
    vote=rules.RECALL_BY_VOTERS,
    hearing=True,
    clause=Clause(f"{rules.RESIDENTS}第二十条", valid_from=rules.NEW),
)
BY_REPRESENTATIVES: Final = attrs.evolve(BY_VOTERS, vote=rules.RECALL_BY_REPRESENTATIVES)

CONSULTATION: Final = RemovalRule(
    kind="dismissal",
    grounds=[
        RequiredGround(name, by=["居委会", "居民代表"], every=True)
        for name in ("参与工作较少", "发挥作用较差", "居民满意率较低")
    ],
    vote=DecisionRule("yes >= 80% of members", clause=rules.CONSULTATION.clause),
    concerned_votes=False,
)
"""The committee's vote on a member after the yearly appraisal; that she is recused is a policy."""

RESIGNATION: Final = RemovalRule(
    kind="resignation",
    vote=DecisionRule(
        quorum="present >= 2/3 of members",
        adopts="yes > 1/2 of present",
        clause=Clause(f"{rules.VILLAGES}第三十条", "三分之二以上的组成人员参加方可召开", rules.NEW),
    ),
    clause=Clause(f"{rules.VILLAGES}第二十二条", valid_from=rules.NEW),
)


def registers(**sizes: int) -> list[Elector]:
    return [Elector(f"{who}{place}", flags=[who]) for who, size in sizes.items() for place in range(size)]


def asked(rule: RemovalRule, people: list[Elector], **signed: int) -> Removal:
    """A case whose petition closed on 1 May with so many signatures of each register, and who was heard."""
    case = Removal(rule=rule, person="选民0", seat="主任")
    going = case.ask("罢免", people, opens=at(9), closes=at(17))
    names = [(f"{who}{place}", at(10)) for who, number in signed.items() for place in range(number)]
    intake = sign(going, names)
    assert not intake.refused
    return case.petitioned(intake.poll).add(Hear(at(9, "2026-05-10")))


def put(case: Removal, people: list[Elector], ballots: int, agreed: int, on: str = "2026-05-20") -> Removal:
    """The case after a vote in which so many of the people voted, and so many of them agreed."""
    poll = case.put_vote(
        "罢免？", people, opens=at(9, on), closes=at(17, on), present=[each.id for each in people][:ballots]
    )
    voters = [each.id for each in people if each.id in poll.electorate.entitled][:ballots]
    intake = poll.apply_all(
        Cast(who, "yes" if place < agreed else "no", at(10, on)) for place, who in enumerate(voters)
    )
    assert not intake.refused
    return case.voted(intake.poll)


def state(case: Removal) -> str:
    found = case.outcome(at(9, "2026-06-01"))
    assert found.explain("zh")
    assert "理由“" not in found.explain("zh")
    return found.state.value


# --- the petition -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "carried"),
    [
        ({"选民": 199}, False),
        ({"选民": 200}, True),
        ({"选民": 201}, True),
        ({"村民代表": 9}, False),
        ({"村民代表": 10}, True),
        ({"村民代表": 11}, True),
        ({"选民": 199, "村民代表": 9}, False),
        ({"选民": 199, "村民代表": 10}, True),
    ],
    ids=str,
)
def test_a_village_recall_is_asked_for(signed: dict[str, int], carried: bool) -> None:  # noqa: FBT001 - a parameter
    """村组法第十九条 (G-059): a fifth of 1000 voters, or a third of 30 representatives."""
    case = asked(VILLAGE, registers(选民=1000, 村民代表=30), **signed)
    verdict = case.may_vote(at(9, "2026-05-20"))
    assert [part.code for part in verdict.parts] == ([] if carried else ["petition-failed"])
    assert case.outcome(at(9, "2026-05-20")).state == ("pending" if carried else "lapsed")


@pytest.mark.parametrize(
    ("signed", "carried"),
    [
        ({"选民": 249}, False),
        ({"选民": 250}, True),
        ({"选民": 251}, True),
        ({"户的代表": 119}, False),
        ({"户的代表": 120}, True),
        ({"户的代表": 121}, True),
        ({"居民代表": 19}, False),
        ({"居民代表": 20}, True),
        ({"居民代表": 21}, True),
        ({"选民": 249, "户的代表": 119, "居民代表": 19}, False),
    ],
    ids=str,
)
def test_a_residents_recall_is_asked_for(signed: dict[str, int], carried: bool) -> None:  # noqa: FBT001 - a parameter
    """城居法第二十条 (G-076): a tenth of 2500 voters or 1200 households, a third of 60 representatives."""
    case = asked(BY_VOTERS, registers(选民=2500, 户的代表=1200, 居民代表=60), **signed)
    assert case.may_vote(at(9, "2026-05-20")).holds is carried


# --- the vote ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ballots", "agreed", "expected"),
    [
        (500, 500, "void"),
        (501, 250, "not_removed"),
        (501, 251, "removed"),
        (501, 252, "removed"),
        (502, 251, "not_removed"),
        (502, 252, "removed"),
    ],
)
def test_a_village_recall_at_its_figures(ballots: int, agreed: int, expected: str) -> None:
    """村组法第十九条 (G-060): more than half of 1000 registered vote, more than half of those agree."""
    people = registers(选民=1000)
    case = asked(VILLAGE, [*people, *registers(村民代表=30)], 村民代表=10)
    assert state(put(case, people, ballots, agreed)) == expected


@pytest.mark.parametrize(
    ("ballots", "agreed", "expected"),
    [
        (40, 40, "void"),
        (41, 20, "not_removed"),
        (41, 21, "removed"),
        (42, 21, "not_removed"),
        (42, 22, "removed"),
    ],
)
def test_a_residents_recall_by_representatives_at_its_figures(
    ballots: int, agreed: int, expected: str
) -> None:
    """城居法第二十条 (G-075): of 60 representatives more than two thirds vote; 40 are not enough."""
    people = registers(居民代表=60)
    case = asked(BY_REPRESENTATIVES, people, 居民代表=20)
    assert state(put(case, people, ballots, agreed)) == expected


@pytest.mark.parametrize(
    ("who", "size", "ballots", "agreed", "expected"),
    [
        ("选民", 250, 125, 125, "void"),
        ("选民", 250, 126, 63, "not_removed"),
        ("选民", 250, 126, 64, "removed"),
        ("户的代表", 121, 60, 60, "void"),
        ("户的代表", 121, 61, 30, "not_removed"),
        ("户的代表", 121, 61, 31, "removed"),
        ("户的代表", 121, 62, 31, "not_removed"),
    ],
)
def test_a_residents_recall_by_voters_or_households_at_its_figures(
    who: str, size: int, ballots: int, agreed: int, expected: str
) -> None:
    """城居法第二十条: in the way in which she was elected, more than half take part and agree."""
    people = registers(**{who: size})
    case = asked(BY_VOTERS, people, **{who: size // 10 + 1})
    assert state(put(case, people, ballots, agreed)) == expected


# --- hearing, time, the same facts ------------------------------------------------------------------


def test_whoever_is_to_be_recalled_may_defend_herself_first() -> None:
    """村组法第十九条: 有权提出申辩意见; the vote before that is not put, and void where it was."""
    people = registers(选民=20)
    case = attrs.evolve(asked(VILLAGE, people, 选民=4), steps=())
    with pytest.raises(Refused) as caught:
        put(case, people, 11, 6)
    assert "还没有得到申辩的机会" in caught.value.verdict.explain("zh")
    held = put(case.add(Hear(at(9, "2026-05-10"))), people, 11, 6)
    assert state(held) == "removed"
    assert state(attrs.evolve(held, steps=())) == "void"


@pytest.mark.parametrize(("on", "ok"), [("2026-05-30", True), ("2026-05-31", True), ("2026-06-01", False)])
def test_in_zhejiang_the_vote_is_held_within_thirty_days(on: str, ok: bool) -> None:  # noqa: FBT001 - a parameter
    """浙江省村民委员会选举办法: the petition came in on 1 May."""
    case = asked(VILLAGE, registers(选民=20), 选民=4)
    verdict = case.may_vote(at(9, on))
    assert verdict.holds is ok
    if not ok:
        assert "表决最迟应当在2026-05-31开始" in verdict.explain("zh")


def test_a_recall_that_failed_waits_a_year_on_the_same_facts() -> None:
    """浙江省村民委员会选举办法第三十六条 (G-123): failed on 2026-03-10, again from 2027-03-11 on."""
    people = registers(选民=20)
    case = Removal(rule=VILLAGE, person="选民0")
    going = case.ask("罢免", people, opens=at(9, "2026-03-01"), closes=at(17, "2026-03-02"))
    going = sign(going, [(f"选民{place}", at(10, "2026-03-01")) for place in range(4)]).poll
    case = case.petitioned(going).add(Hear(at(9, "2026-03-05")))
    failed = put(case, people, 11, 5, on="2026-03-10").outcome(at(9, "2026-04-01"))
    assert (failed.state.value, failed.again_from) == ("not_removed", day("2027-03-11"))
    again = Removal(rule=VILLAGE, person="选民0", failed="2026-03-10")
    with pytest.raises(Refused):
        again.ask("罢免", people, opens=at(9, "2027-03-10"))
    assert again.ask("罢免", people, opens=at(9, "2027-03-11")).opens == moment(at(9, "2027-03-11"))


# --- dismissal after appraisal ----------------------------------------------------------------------


EIGHT: Final = [Elector(f"委员{place}") for place in range(8)]


def appraised(rule: RemovalRule = CONSULTATION, *by: str) -> Removal:
    case = Removal(rule=rule, person="委员7", seat="妇女代表")
    return case.add(*(Attest("居民满意率较低", who, at(9)) for who in by or ("居委会", "居民代表")))


def test_a_member_is_dismissed_on_an_attested_ground_alone() -> None:
    """356: 居委会和居民代表 both appraise (S2-42); one of the grounds is enough (S2-43 to S2-45)."""
    assert [part.code for part in appraised(CONSULTATION, "居委会").may_vote(at(9, "2026-05-20")).parts] == [
        "no-ground-attested"
    ]
    assert appraised().may_vote(at(9, "2026-05-20")).holds


@pytest.mark.parametrize(
    ("base", "concerned", "agreed", "expected"),
    [
        ("members", False, 7, "removed"),
        ("members", False, 6, "not_removed"),
        ("entitled", False, 7, "removed"),
        ("entitled", False, 6, "removed"),
        ("entitled", False, 5, "not_removed"),
        ("members", True, 8, "removed"),
        ("members", True, 7, "removed"),
        ("members", True, 6, "not_removed"),
    ],
)
def test_a_dismissal_by_the_committee_at_its_figures(
    base: str,
    concerned: bool,  # noqa: FBT001 - a parameter
    agreed: int,
    expected: str,
) -> None:
    """356 (S2-47): four fifths, of all eight or of the seven who may vote; whether she votes is a policy."""
    rule = attrs.evolve(CONSULTATION, vote=DecisionRule(f"yes >= 80% of {base}"), concerned_votes=concerned)
    held = put(appraised(rule), EIGHT, 8, agreed)
    assert state(held) == expected
    if not concerned:
        assert not held.votes[0].check(Cast("委员7", "no", at(11, "2026-05-20"))).holds


# --- resignation ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("present", "agreed", "expected"),
    [
        (29, 29, "void"),
        (30, 15, "not_removed"),
        (30, 16, "resigned"),
        (31, 16, "resigned"),
        (31, 15, "not_removed"),
        (32, 16, "not_removed"),
    ],
)
def test_a_resignation_takes_effect_when_the_meeting_accepts_it(
    present: int, agreed: int, expected: str
) -> None:
    """村组法第二十二、三十条: 30 of 45 make a meeting, more than half of those present accept."""
    case = Removal(rule=RESIGNATION, person="选民0").add(Resign(at(9)))
    assert state(put(case, registers(村民代表=45), present, agreed)) == expected


def test_k_an_accepted_resignation_ends_a_pending_recall() -> None:
    """(k) 村组法第十九、二十二条: once the meeting has accepted it there is nobody to recall."""
    people = registers(选民=20)
    recall = asked(VILLAGE, people, 选民=4)
    own = put(
        Removal(rule=RESIGNATION, person="选民0").add(Resign(at(9))),
        registers(村民代表=3),
        3,
        2,
        on="2026-05-15",
    )
    accepted = own.outcome(at(9, "2026-05-16"))
    assert (accepted.state.value, accepted.vacant_from) == ("resigned", moment(at(17, "2026-05-15")))
    ended = recall.add(Resign(at(9)), Accept(at(17, "2026-05-15"), by="村民代表会议"))
    assert [part.code for part in ended.may_vote(at(9, "2026-05-20")).parts] == ["resignation-in-force"]
    assert "选民0已辞职" in ended.outcome(at(9, "2026-05-20")).explain("zh")
    assert recall.add(Resign(at(9))).may_vote(at(9, "2026-05-20")).holds


def test_notice_of_the_meeting_is_ten_days() -> None:
    """村组法第二十五条 (G-106): the date of the notice is ten days before that of the vote."""
    rule = attrs.evolve(RESIGNATION, notice=10)
    case = Removal(rule=rule, person="选民0").add(Resign(at(9)), Notify(at(9, "2026-05-10")))
    assert case.may_vote(at(9, "2026-05-20")).holds
    assert not case.may_vote(at(9, "2026-05-19")).holds
    assert not attrs.evolve(case, rule=attrs.evolve(rule, clear=True)).may_vote(at(9, "2026-05-20")).holds
