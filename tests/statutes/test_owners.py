"""民法典第二百七十八、二百七十九条 and what stands around them: owners, their committees, silent owners."""

from typing import Final

import pytest

from consultgov import DecisionRule, Outcome
from consultgov.errors import RuleError
from consultgov.matters import Matter, may_decide
from consultgov.voting.events import Cast, Issue
from consultgov.voting.polls import Poll
from consultgov.voting.registers import Holding, OwnersRegister, Unit
from tests.statutes import rules
from tests.statutes.meetings import (
    Group,
    Sitting,
    abstain,
    at,
    away,
    check,
    meeting,
    no,
    silent,
    sittings,
    yes,
)

BEFORE: Final = "2020-12-31"
"""The last day of the rule that counted shares of all owners."""


def area(cents: int) -> str:
    """Hundredths of a square metre as text."""
    return f"{cents // 100}.{cents % 100:02}"


def estate(voting: int, voting_area: str, in_favour: int, area_in_favour: str) -> tuple[Group, ...]:
    """300 owners of 30000.00 square metres: who takes part, and of them who agrees, by heads and by area."""
    part, agreed = (int(each.replace(".", "")) for each in (voting_area, area_in_favour))
    return (
        yes(in_favour, 面积=area_in_favour),
        no(voting - in_favour, 面积=area(part - agreed)),
        away(300 - voting, 面积=area(3_000_000 - part)),
    )


def short(missing: int) -> str:
    """So many hundredths short, or reached."""
    return f"差{str(missing / 100).removesuffix('.0')}" if missing > 0 else "已达到"


TAKING_PART: Final = [
    (200, "20000.00"),
    (201, "20000.00"),
    (200, "20000.01"),
    (199, "20000.00"),
    (200, "19999.99"),
    (199, "19999.99"),
    (180, "18000.00"),
]


@pytest.mark.parametrize(("voting", "voting_area"), TAKING_PART)
@pytest.mark.parametrize("rule", [rules.OWNERS_ORDINARY, rules.OWNERS_SPECIAL], ids=["ordinary", "special"])
def test_two_thirds_of_heads_and_of_area_take_part(rule: DecisionRule, voting: int, voting_area: str) -> None:
    """民法典第二百七十八条: 200 of 300 owners and 20000.00 of 30000.00 square metres."""
    poll = meeting(rule, *estate(voting, voting_area, voting, voting_area))
    part = int(voting_area.replace(".", ""))
    reached = voting >= 200 and part >= 2_000_000
    decision = poll.result().decision
    assert decision is not None
    assert decision.outcome is (Outcome.ADOPTED if reached else Outcome.INQUORATE)
    assert (decision.needed["ballots"], decision.needed["ballots by 面积"]) == (200, 20000)
    told = decision.explain("zh")
    if voting < 200:
        assert (
            f"收回{voting}票；须占全体成员300人的三分之二以上（含本数），即至少200票：差{200 - voting}票。"
            in told
        )
    if part < 2_000_000:
        shown = voting_area.removesuffix(".00")
        assert (
            f"按“面积”计：收回{shown}；须占全体成员30000的三分之二以上（含本数），即至少20000："
            f"{short(2_000_000 - part)}。"
        ) in told
    assert "民法典第二百七十八条" in told


@pytest.mark.parametrize(
    ("in_favour", "area_in_favour", "outcome"),
    [
        (101, "10000.01", "adopted"),
        (102, "10000.01", "adopted"),
        (101, "10000.02", "adopted"),
        (100, "12000.00", "rejected"),
        (150, "10000.00", "rejected"),
        (150, "9999.99", "rejected"),
        (100, "10000.00", "rejected"),
    ],
)
def test_ordinary_items_take_more_than_half_of_both(
    in_favour: int, area_in_favour: str, outcome: str
) -> None:
    """民法典第二百七十八条第一至五、九项: half of those taking part is not enough, in heads or in area."""
    agreed = int(area_in_favour.replace(".", ""))
    heads = "已达到" if in_favour > 100 else f"差{101 - in_favour}票"
    metres = "已达到" if agreed > 1_000_000 else "未超过"
    check(
        meeting(rules.OWNERS_ORDINARY, *estate(200, "20000.00", in_favour, area_in_favour)),
        outcome,
        {"ballots": 200, "ballots by 面积": 20000, "yes": 101, "yes by 面积": "10000.01"},
        0 if outcome == "adopted" else 1,
        "收回200票；须占全体成员300人的三分之二以上（含本数），即至少200票：已达到。",
        f"赞成{in_favour}票；须超过收回的200票的半数（不含本数），即至少101票：{heads}。",
        f"须超过收回的20000的半数（不含本数），即多于10000：{metres}。",
    )


@pytest.mark.parametrize(
    ("in_favour", "area_in_favour", "outcome"),
    [
        (150, "15000.00", "adopted"),
        (151, "15000.00", "adopted"),
        (150, "15000.01", "adopted"),
        (149, "15000.00", "rejected"),
        (160, "14999.99", "rejected"),
        (149, "14999.99", "rejected"),
    ],
)
def test_special_items_take_three_quarters_of_both(in_favour: int, area_in_favour: str, outcome: str) -> None:
    """民法典第二百七十八条第六至八项: exactly three quarters is enough, 0.01 square metres less is not."""
    agreed = int(area_in_favour.replace(".", ""))
    heads = "已达到" if in_favour >= 150 else f"差{150 - in_favour}票"
    check(
        meeting(rules.OWNERS_SPECIAL, *estate(200, "20000.00", in_favour, area_in_favour)),
        outcome,
        {"ballots": 200, "ballots by 面积": 20000, "yes": 150, "yes by 面积": 15000},
        0 if outcome == "adopted" else 1,
        f"赞成{in_favour}票；须占收回的200票的四分之三以上（含本数），即至少150票：{heads}。",
        f"须占收回的20000的四分之三以上（含本数），即至少15000：{short(1_500_000 - agreed)}。",
    )


def test_areas_are_exact() -> None:
    """民法典第二百七十八条 (G-041): 500.76 of 751.14 is two thirds, which a binary float would miss."""
    groups = (yes(4, 面积="500.76"), away(2, 面积="250.38"))
    assert meeting(rules.OWNERS_ORDINARY, *groups).result().outcome is Outcome.ADOPTED
    groups = (yes(4, 面积="500.75"), away(2, 面积="250.39"))
    check(
        meeting(rules.OWNERS_ORDINARY, *groups),
        "inquorate",
        {"ballots": 4, "ballots by 面积": "500.76", "yes": 3, "yes by 面积": "250.38"},
        1,
        "按“面积”计：收回500.75；须占全体成员751.14的三分之二以上（含本数），即至少500.76：差0.01。",
    )


def test_an_abstention_takes_part() -> None:
    """民法典第二百七十八条 (G-039): 100 for and 40 against of 200 is no majority of those taking part."""
    groups = (
        yes(100, 面积="11000.00"),
        no(40, 面积="3000.00"),
        abstain(60, 面积="6000.00"),
        away(100, 面积="10000"),
    )
    poll = meeting(rules.OWNERS_ORDINARY, *groups)
    check(
        poll,
        "rejected",
        {"ballots": 200, "ballots by 面积": 20000, "yes": 101, "yes by 面积": "10000.01"},
        1,
        "赞成100票；须超过收回的200票的半数（不含本数），即至少101票：差1票。",
    )
    assert dict(poll.result().totals) == {"yes": "100", "no": "40", "abstain": "60", "invalid": "0"}


# --- which rule -------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", range(1, 10))
def test_an_item_is_ordinary_or_special(item: int) -> None:
    """民法典第二百七十八条: items 6 to 8 are special; the same ballots pass an ordinary item only."""
    selection = rules.OWNERS_TABLE.select(Matter(facts={"项": item, "住宅改经营": False}))
    assert selection.value == (rules.OWNERS_SPECIAL if item in (6, 7, 8) else rules.OWNERS_ORDINARY)
    assert selection.clause is not None
    assert selection.clause.source == "民法典第二百七十八条"
    outcome = meeting(selection.value, *estate(200, "20000.00", 149, "14999.99")).result().outcome
    assert outcome is (Outcome.REJECTED if item in (6, 7, 8) else Outcome.ADOPTED)


def test_there_is_no_tenth_item() -> None:
    """民法典第二百七十八条 has nine items; for another one no rule is guessed."""
    assert not rules.OWNERS_TABLE.select(Matter(facts={"项": 10, "住宅改经营": False})).found


@pytest.mark.parametrize(
    ("agree", "object_", "outcome", "missing"),
    [(12, 0, "adopted", 0), (11, 1, "rejected", 1), (11, 0, "rejected", 1), (0, 12, "rejected", 12)],
)
def test_a_house_turned_to_business_takes_all_with_an_interest(
    agree: int, object_: int, outcome: str, missing: int
) -> None:
    """民法典第二百七十九条: all 12 with an interest; the yes of 288 others is no defence, their no no bar."""
    selection = rules.OWNERS_TABLE.select(Matter(facts={"项": 9, "住宅改经营": True}))
    assert selection.value == rules.OWNERS_BUSINESS
    concerned = (
        yes(agree, "有利害关系"),
        no(object_, "有利害关系"),
        away(12 - agree - object_, "有利害关系"),
    )
    state = f"差{12 - agree}票" if agree < 12 else "已达到"
    told = f"“有利害关系”成员中，赞成{agree}票；须为“有利害关系”成员12人的全部，即12票：{state}。"
    for others in (yes(288), no(288)):
        poll = meeting(selection.value, *concerned, others)
        check(poll, outcome, {"yes among 有利害关系": 12}, missing, told)


def test_without_anybody_concerned_nothing_is_adopted_by_nobody() -> None:
    """民法典第二百七十九条: a condition on nobody is not the agreement of anybody."""
    assert meeting(rules.OWNERS_BUSINESS, yes(300)).result().outcome is Outcome.REJECTED


def test_only_what_was_announced_may_be_voted_on() -> None:
    """物业管理条例第十四条 and the local rules of 北京 and 杭州."""
    assert may_decide(rules.ANNOUNCED, Matter(facts={"已公告": True})).holds
    refusal = may_decide(rules.ANNOUNCED, Matter(facts={"已公告": False}))
    assert refusal.code == "not-announced"
    assert refusal.explain("zh").startswith("该事项未经事先公告，不得表决。")


# --- before the civil code --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("voting", "voting_area", "in_favour", "area_in_favour", "outcome"),
    [
        (151, "15000.01", 151, "15000.01", "adopted"),
        (152, "15000.02", 152, "15000.02", "adopted"),
        (180, "18000.00", 151, "15000.01", "adopted"),
        (150, "18000.00", 150, "18000.00", "inquorate"),
        (180, "15000.00", 180, "15000.00", "inquorate"),
        (180, "18000.00", 150, "16000.00", "rejected"),
        (180, "18000.00", 160, "15000.00", "rejected"),
    ],
)
def test_the_older_rule_counts_all_owners(
    voting: int, voting_area: str, in_favour: int, area_in_favour: str, outcome: str
) -> None:
    """物业管理条例(2018)第十二条, until 2020-12-31: more than half of all take part, and agree."""
    groups = estate(voting, voting_area, in_favour, area_in_favour)
    check(
        meeting(rules.OWNERS_2018, *groups, day=BEFORE),
        outcome,
        {"ballots": 151, "ballots by 面积": "15000.01", "yes": 151, "yes by 面积": "15000.01"},
        0 if outcome == "adopted" else 1,
        "须超过全体成员300人的半数（不含本数），即至少151票",
        "须超过全体成员30000的半数（不含本数），即多于15000",
    )


@pytest.mark.parametrize(
    ("in_favour", "area_in_favour", "outcome"),
    [
        (200, "20000.00", "adopted"),
        (201, "20000.01", "adopted"),
        (199, "20000.00", "rejected"),
        (200, "19999.99", "rejected"),
    ],
)
def test_special_items_took_two_thirds_of_all(in_favour: int, area_in_favour: str, outcome: str) -> None:
    """物业管理条例(2018)第十二条."""
    groups = estate(250, "25000.00", in_favour, area_in_favour)
    check(
        meeting(rules.OWNERS_2018_SPECIAL, *groups, day=BEFORE),
        outcome,
        {"ballots": 151, "ballots by 面积": "15000.01", "yes": 200, "yes by 面积": 20000},
        0 if outcome == "adopted" else 1,
        "须占全体成员300人的三分之二以上（含本数），即至少200票",
        "须占全体成员30000的三分之二以上（含本数），即至少20000",
    )


def test_the_same_ballots_under_either_version() -> None:
    """物业管理条例(2018)第十二条 and 民法典第二百七十八条 (G-044, G-045): a day apart."""
    groups = estate(180, "18000.00", 151, "15000.01")
    assert meeting(rules.OWNERS_2018, *groups, day=BEFORE).result().outcome is Outcome.ADOPTED
    assert meeting(rules.OWNERS_ORDINARY, *groups, day="2021-01-01").result().outcome is Outcome.INQUORATE
    for rule, day in ((rules.OWNERS_2018, "2021-01-01"), (rules.OWNERS_ORDINARY, BEFORE)):
        with pytest.raises(RuleError) as caught:
            meeting(rule, *groups, day=day)
        assert caught.value.faults[0].code == "not-in-force"


# --- silent owners ----------------------------------------------------------------------------------


def owners(in_favour: int, against: int, silent_: int) -> tuple[Group, ...]:
    """Owners of ten square metres each."""
    return (
        yes(in_favour, 面积=f"{10 * in_favour}.00"),
        no(against, 面积=f"{10 * against}.00"),
        away(silent_, 面积=f"{10 * silent_}.00"),
    )


@pytest.mark.parametrize(
    ("in_favour", "against", "deemed", "outcome"),
    [
        (510, 90, "yes", "adopted"),
        (501, 90, "yes", "adopted"),
        (500, 90, None, "rejected"),
        (90, 501, "no", "rejected"),
        (300, 290, None, "rejected"),
    ],
)
def test_silent_owners_may_follow_a_side_that_is_a_majority_of_all(
    in_favour: int, against: int, deemed: str | None, outcome: str
) -> None:
    """浙江省物业管理条例(2009)第十四条前 (G-099): 510 of 1000 owners carry the 400 silent ones with them."""
    groups = owners(in_favour, against, 1000 - in_favour - against)
    poll = meeting(rules.OWNERS_2018_SPECIAL, *groups, day="2015-06-01", deemed=[rules.FOLLOW_THE_MAJORITY])
    result = poll.result()
    assert result.outcome is Outcome(outcome)
    assert result.deemed == deemed
    plain = meeting(rules.OWNERS_2018_SPECIAL, *groups, day="2015-06-01").result()
    assert plain.outcome is not Outcome.ADOPTED
    if deemed is not None:
        assert result.without is not None
        assert result.without.outcome is plain.outcome
        told = result.explain("zh")
        assert f"未投票的视为：{'赞成' if deemed == 'yes' else '反对'}。" in told
        assert told.endswith("如果不这样计算：未通过。")
    if deemed == "yes":
        assert (
            f"赞成{1000 - against}票；须占全体成员1000人的三分之二以上（含本数），即至少667票：已达到。"
            in told
        )


@pytest.mark.parametrize("side", ["yes", "no"])
@pytest.mark.parametrize(
    ("heads", "metres", "followed"),
    [(501, "5000.01", True), (500, "5100.00", False), (510, "5000.00", False), (510, "5100.00", True)],
)
def test_the_side_that_is_followed_is_more_than_half_of_both(
    side: str,
    heads: int,
    metres: str,
    followed: bool,  # noqa: FBT001 - a parameter
) -> None:
    """浙江省物业管理条例(2009)第十四条前: of 1000 owners and of 10000.00 square metres."""
    rest = 1_000_000 - int(metres.replace(".", ""))
    groups = (Group(heads, side, weights={"面积": metres}), away(1000 - heads, 面积=area(rest)))
    poll = meeting(rules.OWNERS_2018_SPECIAL, *groups, day="2015-06-01", deemed=[rules.FOLLOW_THE_MAJORITY])
    assert poll.result().deemed == (side if followed else None)


def test_only_owners_who_got_a_ballot_are_deemed_to_have_voted() -> None:
    """浙江省物业管理条例(2009): who was sent no ballot paper has not kept silent."""
    poll = meeting(
        rules.OWNERS_2018_SPECIAL, *owners(510, 90, 400), day="2015-06-01", deemed=[rules.FOLLOW_THE_MAJORITY]
    )
    reached = [f"3-{place}" for place in range(1, 158)]
    for number, outcome in ((156, Outcome.REJECTED), (157, Outcome.ADOPTED)):
        sent = poll.apply(Issue(reached[:number], at(10, "2015-06-01")))
        assert sent.result().outcome is outcome


def test_under_the_civil_code_silence_is_not_taking_part() -> None:
    """民法典第二百七十八条 (G-099): 600 of 1000 is no quorum; the silent ones are not among those voting."""
    poll = meeting(rules.OWNERS_SPECIAL, *owners(510, 90, 400))
    check(
        poll,
        "inquorate",
        {"ballots": 667, "ballots by 面积": "6666.67", "yes": 450, "yes by 面积": 4500},
        67,
        "收回600票；须占全体成员1000人的三分之二以上（含本数），即至少667票：差67票。",
    )


# --- heads ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("voting", "outcome"), [(39, "inquorate"), (40, "adopted"), (41, "adopted")])
def test_heads_are_counted_by_buyers(voting: int, outcome: str) -> None:
    """区分所有权解释第八、九条 (G-040): 100 units are 59 heads, so that 40 make a quorum."""
    day = "2025-01-01"
    units = [Unit(f"a{place}", {"register": 10}) for place in range(40)]
    units += [Unit(f"b{place}", {"register": 10}, [Holding("chen", registered=day)]) for place in range(3)]
    units += [
        Unit(f"c{place}", {"survey": 10}, [Holding(f"owner{place}", registered=day)]) for place in range(57)
    ]
    body = OwnersRegister(units).electorate("2026-05-01", measure="面积").electors
    assert len(body) == 59
    people = sorted(body, key=lambda one: -one.weights["面积"])
    poll = Poll("?", rules.OWNERS_ORDINARY, people, opens=at(9), closes=at(17))
    voted = poll.apply_all(Cast(one.id, "yes", at(10)) for one in people[:voting]).poll
    decision = voted.result().decision
    assert decision is not None
    assert (decision.outcome, decision.needed["ballots"]) == (Outcome(outcome), 40)


# --- owners' committees -----------------------------------------------------------------------------

COMMITTEES: Final = [
    each
    for name, rule in (("北京", rules.COMMITTEE_BEIJING), ("杭州", rules.COMMITTEE_HANGZHOU))
    for each in sittings(
        name,
        rule,
        8,
        (5, 5, "adopted", 5, 0),
        (6, 6, "adopted", 5, 0),
        (6, 5, "adopted", 5, 0),
        (5, 4, "rejected", 5, 1),
        (4, 4, "inquorate", 5, 1),
        least=5,
        quorum="到会{}人；须超过全体成员8人的半数（不含本数），即至少5人",
        adopts="须超过全体成员8人的半数（不含本数）",
    )
] + [
    each
    for name, rule in (("舟山", rules.COMMITTEE_ZHOUSHAN), ("绍兴", rules.COMMITTEE_SHAOXING))
    for each in sittings(
        name,
        rule,
        8,
        (4, 4, "adopted", 4, 0),
        (5, 4, "adopted", 4, 0),
        (5, 5, "adopted", 4, 0),
        (4, 3, "rejected", 4, 1),
        (3, 3, "inquorate", 4, 1),
        least=4,
        quorum="到会{}人；须占全体成员8人的半数以上（含本数），即至少4人",
        adopts="须占全体成员8人的半数以上（含本数）",
    )
]


@pytest.mark.parametrize("sitting", COMMITTEES, ids=str)
def test_a_committee_at_just_above_and_just_below_each_figure(sitting: Sitting) -> None:
    """北京第四十五条, 杭州第二十九条 (过半数); 舟山第二十三条, 绍兴 (半数以上): eight members."""
    sitting.check()


@pytest.mark.parametrize(
    ("here", "owners_here", "in_favour", "outcome", "shortfall"),
    [
        (6, 4, 6, "adopted", 0),
        (7, 4, 6, "adopted", 0),
        (6, 5, 6, "adopted", 0),
        (6, 4, 5, "rejected", 1),
        (5, 4, 5, "inquorate", 1),
        (6, 3, 6, "inquorate", 1),
        (7, 4, 7, "adopted", 0),
    ],
)
def test_a_management_committee_has_a_quorum_of_members_and_of_owners(
    here: int, owners_here: int, in_favour: int, outcome: str, shortfall: int
) -> None:
    """北京第五十七条: of eleven members seven are owners; 6 members with 4 owners meet, 6 sign."""
    others = here - owners_here
    first = min(in_favour, owners_here)
    poll = meeting(
        rules.MANAGEMENT_COMMITTEE,
        yes(first, "业主"),
        silent(owners_here - first, "业主"),
        away(7 - owners_here, "业主"),
        yes(in_favour - first),
        silent(others - in_favour + first),
        away(4 - others),
    )
    told = []
    if here < 6:
        told.append("到会5人；须超过全体成员11人的半数（不含本数），即至少6人：差1人。")
    if owners_here < 4:
        told.append("“业主”成员中，到会3人；须超过“业主”成员7人的半数（不含本数），即至少4人：差1人。")
    if outcome == "rejected":
        told.append("赞成5票；须超过全体成员11人的半数（不含本数），即至少6票：差1票。")
    figures = {"present": 6, "present among 业主": 4, "yes": 6}
    check(poll, outcome, figures, shortfall, *told)


def test_somebody_who_owns_nothing_is_no_owner() -> None:
    """民法典第二百七十八条: an invitee's ballot is refused, and is in no base."""
    poll = meeting(rules.OWNERS_ORDINARY, *estate(200, "20000.00", 101, "10000.01"))
    verdict = poll.check(Cast("物业经理", "yes", at(11)))
    assert [part.code for part in verdict.parts] == ["not-in-electorate"]
    assert verdict.explain("zh") == "不可以：\n  物业经理不在名册中。"
