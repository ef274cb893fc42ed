"""The traps of the statutes, (a) to (k), each where it meets a poll."""

from typing import Final

import pytest

from consultgov import Clause, Condition, DecisionRule, Elector, Outcome
from consultgov.decisions.following import FollowUp
from consultgov.errors import RuleError, TallyError
from consultgov.matters import Matter, may_delegate
from consultgov.voting.events import Cast, Declare, Depart, Establish
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.second_calls import may_call_again, second_call
from tests.statutes import rules
from tests.statutes.meetings import (
    abstain,
    assembly,
    at,
    away,
    check,
    heads,
    invalid,
    meeting,
    no,
    recused,
    silent,
    ways,
    yes,
)


@pytest.mark.parametrize(
    ("here", "meets", "recalls"), [(39, False, False), (40, True, False), (41, True, True)]
)
def test_a_two_thirds_or_more_and_more_than_two_thirds(
    here: int,
    meets: bool,  # noqa: FBT001 - a parameter
    recalls: bool,  # noqa: FBT001 - a parameter
) -> None:
    """(a) 城居法第二十九条 and 第二十条: 40 of 60 are a meeting and no recall (G-072, G-075)."""
    groups = heads(60, here, here)
    for rule, enough in (
        (rules.RESIDENTS_REPRESENTATIVES, meets),
        (rules.RECALL_BY_REPRESENTATIVES, recalls),
    ):
        outcome = meeting(rule, *groups).result().outcome
        assert outcome is (Outcome.ADOPTED if enough else Outcome.INQUORATE)


@pytest.mark.parametrize(("members", "differ"), [(7, False), (8, True), (9, False), (10, True)])
def test_b_half_or_more_and_more_than_half_differ_in_even_bodies(
    members: int,
    differ: bool,  # noqa: FBT001 - a parameter
) -> None:
    """(b) 舟山第二十三条 (半数以上) and 杭州第二十九条 (过半数), G-013, G-014: odd numbers prove nothing."""
    here = members // 2 if members % 2 == 0 else members // 2 + 1
    found = {
        meeting(rule, *heads(members, here, here)).result().outcome
        for rule in (rules.COMMITTEE_ZHOUSHAN, rules.COMMITTEE_HANGZHOU)
    }
    assert found == ({Outcome.ADOPTED, Outcome.INQUORATE} if differ else {Outcome.ADOPTED})


@pytest.mark.parametrize(("here", "codes"), [(9, ["quorum-not-met"]), (10, ["out-of-reach"]), (11, [])])
def test_c_a_quorum_that_can_adopt_nothing(here: int, codes: list[str]) -> None:
    """(c) 党支部工作条例 (G-091): of 20 due 10 may meet and 11 must agree; it is said at the opening."""
    poll = meeting(rules.PARTY_BRANCH, silent(here), away(20 - here))
    result = poll.result(at(9))
    assert result.decision is not None
    findings = rules.PARTY_BRANCH.before_the_vote(result.decision.tally)
    assert [finding.code for finding in findings] == codes
    assert result.decision.reachable is (here == 11)
    if here == 10:
        assert findings[0].explain("zh").splitlines()[:1] == [
            "提示：到会的人无论怎样投票，都不能通过任何事项。"
        ]
        assert "到会的人即使全部赞成也不能通过；须有未到会的人参加，再得至少11票赞成。" in result.explain(
            "zh"
        )
        assert Outcome.ADOPTED in poll.outlook(at(9)).reachable  # somebody may still come


def test_d_five_ways_of_not_voting_yes_are_five_things() -> None:
    """(d) 选举法第四十四条 and all: abstained, void, not returned, absent, recused differ."""
    rule = DecisionRule("yes > 1/2 of members", clause=rules.BOARD.clause)
    poll = meeting(rule, yes(3), abstain(1), invalid(2), silent(4), away(5), recused(6))
    decision = poll.result().decision
    assert decision is not None
    for text in (
        "abstain = 1",
        "invalid = 2",
        "silent = 4",
        "absent = 5",
        "recused_absent = 6",
        "decisive = 3",
        "valid = 4",
        "ballots = 6",
        "participating = 10",
        "present = 10",
        "entitled = 15",
        "members = 21",
    ):
        assert Condition.parse(text).holds(decision.tally), text


def test_e_silent_owners_are_no_participants() -> None:
    """(e) 民法典第二百七十八条 and 浙江(2009) (G-099): what silence means is the procedure's."""
    groups = (yes(510, 面积="5100"), no(90, 面积="900"), away(400, 面积="4000"))
    assert meeting(rules.OWNERS_ORDINARY, *groups).result().outcome is Outcome.INQUORATE
    deemed = meeting(rules.OWNERS_ORDINARY, *groups, deemed=[rules.FOLLOW_THE_MAJORITY]).result()
    assert (deemed.outcome, deemed.deemed) == (Outcome.ADOPTED, "yes")
    assert deemed.without is not None
    assert deemed.without.outcome is Outcome.INQUORATE


def test_f_the_majority_is_of_whoever_sat_in_that_meeting() -> None:
    """(f) 村组法第二十六条 (G-051): 200 household representatives meet; 101 of them decide for 901 adults."""
    poll = meeting(rules.VILLAGERS, *assembly("村民", (601, 0), (300, 200), 101))
    assert poll.result().outcome is Outcome.ADOPTED
    assert ways(poll) == (False, True)
    assert "须超过到会200人的半数（不含本数），即至少101票" in poll.result().explain("zh")


@pytest.mark.parametrize(("vacant", "members"), [(0, 9), (1, 8), (2, 7), (3, 6)])
def test_g_vacant_seats_count_only_where_seats_do(vacant: int, members: int) -> None:
    """(g) 公司法第一百二十四条: all directors are those in office; a charter may count the seats."""
    of_seats = DecisionRule("yes > 1/2 of seats", clause=rules.BOARD.clause)
    for rule, needed in ((rules.BOARD, members // 2 + 1), (of_seats, 5)):
        for in_favour in (needed - 1, needed):
            poll = meeting(rule, yes(in_favour), no(members - in_favour), vacant=vacant)
            adopted = in_favour == needed
            assert (poll.result().outcome is Outcome.ADOPTED) is adopted
            decision = poll.result().decision
            assert decision is not None
            assert decision.needed["yes"] == needed


def test_h_a_deputy_who_fills_two_seats_has_one_vote() -> None:
    """(h) 村组法第二十九条 (G-062): a woman representative is in both shares, with one ballot."""
    makeup = Condition.parse(
        "members among 村民代表 >= 4/5 of members and members among 妇女代表 >= 1/3 of members"
    )
    for both, enough in ((12, True), (11, False), (13, True)):
        poll = meeting(
            rules.VILLAGE_REPRESENTATIVES,
            yes(both, "村民代表", "妇女代表"),
            away(28 - both, "村民代表"),
            away(7),
        )
        decision = poll.result().decision
        assert decision is not None
        assert makeup.holds(decision.tally) is enough
        assert Condition.parse(f"members = 35 and yes = {both}").holds(decision.tally)
    with pytest.raises(TallyError) as caught:
        Poll("?", rules.VILLAGE_REPRESENTATIVES, ["甲", "甲"], opens=at(9))
    assert caught.value.faults[0].code == "elector-twice"


def test_i_the_rule_is_that_of_the_day_of_the_vote() -> None:
    """(i) 城居法 2018 and 2025: a poll keeps the version it was made with."""
    rule = rules.PETITIONS["residents' meeting 2018"]
    people = [Elector(f"{place}", flags=["居民"]) for place in range(10)]
    poll = Poll("?", rule, people, opens=at(9, "2025-12-31"), closes=at(9, "2026-01-31"))
    one = poll.cast("0", "yes", at=at(10, "2026-01-02"))
    assert one.result().outcome is Outcome.REJECTED
    assert one.cast("1", "yes", at=at(10, "2026-01-02")).result().outcome is Outcome.ADOPTED
    assert Poll.from_dict(one.to_dict()).result() == one.result()
    with pytest.raises(RuleError, match="in force"):
        Poll("?", rule, people, opens=at(9, "2026-01-01"))


def test_j_what_the_members_must_decide_is_not_handed_on() -> None:
    """(j) 农村集体经济组织法第二十八条: item 8 stays, item 2 may go to the representatives."""
    assert may_delegate(rules.RESERVED, Matter(facts={"项": 8})).code == "may-not-delegate"
    assert may_delegate(rules.RESERVED, Matter(facts={"项": 2})).code == "may-delegate"


@pytest.mark.parametrize(("in_office", "outcome"), [(True, "adopted"), (False, "inquorate")])
def test_k_a_resignation_accepted_before_the_vote_ends_the_recall(
    in_office: bool,  # noqa: FBT001 - a parameter
    outcome: str,
) -> None:
    """(k) 村组法第十九、二十条: nobody in office, nothing to vote on, however many would agree."""
    poll = meeting(rules.VILLAGE_RECALL, *heads(100, 100, 100), matter=Matter(facts={"在任": in_office}))
    result = poll.result()
    assert result.outcome is Outcome(outcome)
    assert (result.follows is None) is in_office
    if not in_office:
        told = result.explain("zh")
        assert told.startswith("不具备表决的前提，未作出决定。")
        assert "接下来：不再处理。" in told


def test_k_that_she_is_in_office_is_settled_when_the_recall_is_put() -> None:
    """(k) 村组法第十九、二十条: what the matter states is not established otherwise."""
    poll = meeting(rules.VILLAGE_RECALL, *heads(100, 60, 40), matter=Matter(facts={"在任": True}))
    verdict = poll.check(Establish("在任", value=False, at=at(11)))
    assert [part.code for part in verdict.parts] == ["fact-of-the-matter"]
    assert "“在任”是议题本身的情况" in verdict.explain("zh")


def test_k_a_committee_that_votes_on_its_member_stops_when_she_leaves() -> None:
    """(k) 议事规则: the poll is void once the member concerned has left, and takes no ballot any more."""
    rule = DecisionRule("yes >= 80% of entitled", clause=rules.CONSULTATION.clause)
    poll = meeting(rule, yes(3), silent(4), recused(1), departures="void")
    gone = poll.apply(Depart("3-1", at(11), "辞职获准"))
    assert (gone.result().outcome, [note.code for note in gone.result().notes]) == (None, ["poll-void"])
    assert not gone.check(Cast("2-1", "yes", at(12))).holds
    assert gone.result().explain("zh") == "表决作废：其间有人离任或者就任。"


# --- ballots, and the next ballot -------------------------------------------------------------------


@pytest.mark.parametrize(("issued", "valid"), [(42, True), (41, True), (40, False)])
def test_more_ballots_back_than_out_are_no_election(
    issued: int,
    valid: bool,  # noqa: FBT001 - a parameter
) -> None:
    """选举法第四十四条: 41 papers come back of 42 or of 41; of 40 the ballot is void."""
    room = meeting(rules.RECALL_BY_REPRESENTATIVES, away(60), method="secret_ballot")
    figures = {"yes": 21, "no": 19, "abstain": 0, "invalid": 1}
    result = room.apply(Declare(at(17), figures=figures, issued=issued)).result(at(17))
    assert result.outcome is (Outcome.ADOPTED if valid else None)
    if not valid:
        assert result.explain("zh") == "发出40张票，收回41张，收回多于发出，表决无效。"


BALLOT: Final = "村民委员会组织法（2025年修正）第十八条"
SECOND: Final = DecisionRule(
    "'李强' >= 1/3 of ballots and '李强' > '王芳'",
    clause=Clause(BALLOT, "三分之一", "2026-01-01"),
)
FIRST: Final = DecisionRule(
    "'李强' > 1/2 of ballots",
    quorum="ballots > 1/2 of members",
    clause=Clause(BALLOT, "过半数", "2026-01-01"),
    follows={"rejected": FollowUp("second_ballot", rule=SECOND)},
)


@pytest.mark.parametrize(
    ("votes", "other", "outcome"),
    [
        (200, 190, Outcome.ADOPTED),
        (201, 190, Outcome.ADOPTED),
        (199, 190, Outcome.REJECTED),
        (200, 200, Outcome.REJECTED),
        (200, 201, Outcome.REJECTED),
    ],
)
def test_a_second_ballot_takes_a_third_and_the_most_votes(votes: int, other: int, outcome: Outcome) -> None:
    """村组法第十八条 (G-058): of 600 ballots nobody has half; in the second, 200 are enough."""
    voters = [f"选民{place}" for place in range(1000)]
    procedure = Procedure(answers=("李强", "王芳", "invalid"))
    first = Poll("李强当选？", FIRST, voters, opens=at(9), closes=at(12), procedure=procedure)

    def cast(poll: Poll, one: int, two: int, hour: int) -> Poll:
        answers = ["李强"] * one + ["王芳"] * two + ["invalid"] * (600 - one - two)
        votes = zip(voters, answers, strict=False)
        return poll.apply_all(Cast(who, answer, at(hour)) for who, answer in votes).poll

    half = cast(first, 300, 200, 10)
    assert half.result().outcome is Outcome.REJECTED
    assert "接下来：再次投票，另有规则。" in half.result().explain("zh")
    assert not may_call_again(half, opens=at(11)).holds
    assert not may_call_again(cast(first, 301, 200, 10), opens=at(13)).holds
    again = cast(second_call(half, opens=at(13), closes=at(17)), votes, other, 14)
    result = again.result()
    assert result.outcome is outcome
    assert "600" in result.explain("zh")


def test_a_recall_that_is_inquorate_says_so_whatever_the_papers_say() -> None:
    """城居法第二十条: 40 papers of 60, all of them for the recall."""
    poll = meeting(rules.RECALL_BY_REPRESENTATIVES, yes(40), away(20), method="secret_ballot")
    check(
        poll,
        "inquorate",
        {"ballots": 41, "yes": 21},
        1,
        "收回40票；须超过全体成员60人的三分之二（不含本数），即至少41票：差1票。",
    )
