"""公司法 and 企业破产法: directors and their recusal, creditors by heads and by claims."""

from typing import Final

import attrs
import pytest

from consultgov import DecisionRule, Outcome
from consultgov.decisions.following import FollowKind
from consultgov.voting.conflicts import Conflicts
from consultgov.voting.entitlement import entitle
from consultgov.voting.events import Cast, Recuse
from consultgov.voting.polls import Poll
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
    recused,
    silent,
    sittings,
    state,
    yes,
)

DIRECTORS: Final = [
    *sittings(
        "eight directors",
        rules.BOARD,
        8,
        (5, 5, "adopted", 5, 0),
        (6, 5, "adopted", 5, 0),
        (6, 6, "adopted", 5, 0),
        (5, 4, "rejected", 5, 1),
        (4, 4, "inquorate", 5, 1),
        least=5,
        quorum="到会{}人；须超过全体成员8人的半数（不含本数），即至少5人",
        adopts="须超过全体成员8人的半数（不含本数）",
    ),
    *sittings(
        "nine directors",
        rules.BOARD,
        9,
        (5, 5, "adopted", 5, 0),
        (5, 4, "rejected", 5, 1),
        (4, 4, "inquorate", 5, 1),
        least=5,
        quorum="到会{}人；须超过全体成员9人的半数（不含本数），即至少5人",
        adopts="须超过全体成员9人的半数（不含本数）",
    ),
]


@pytest.mark.parametrize("sitting", DIRECTORS, ids=str)
def test_a_board_at_just_above_and_just_below_each_figure(sitting: Sitting) -> None:
    """公司法第七十三、一百二十四条."""
    sitting.check()


# --- unrelated directors ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("related", "here", "outcome"),
    [(5, 3, "adopted"), (5, 4, "adopted"), (5, 2, "inquorate"), (7, 2, "inquorate")],
)
def test_fewer_than_three_unrelated_directors_hand_the_matter_up(
    related: int, here: int, outcome: str
) -> None:
    """公司法第一百三十九条 (G-088): at three the board decides, with two the shareholders do."""
    poll = meeting(rules.UNRELATED_BOARD, yes(here), away(9 - related - here), recused(related))
    result = poll.result()
    assert result.outcome is Outcome(outcome)
    told = result.explain("zh")
    if outcome == "inquorate":
        assert result.follows is not None
        assert (result.follows.kind, result.follows.to) == (FollowKind.REFER_UP, "股东会")
        assert told.startswith("不具备表决的前提，未作出决定。")
        assert "表决前提：到会且有表决权的成员2人；须不少于3人：差1人。" in told
        assert "接下来：提交股东会决定。" in told
    else:
        assert result.follows is None
    assert "依据：公司法（2023年修订）第一百三十九条" in told


@pytest.mark.parametrize(
    ("here", "in_favour", "outcome", "shortfall"),
    [
        (4, 4, "adopted", 0),
        (5, 4, "adopted", 0),
        (5, 5, "adopted", 0),
        (4, 3, "rejected", 1),
        (7, 3, "rejected", 1),
        (3, 3, "inquorate", 1),
    ],
)
def test_related_directors_are_in_neither_base(
    here: int, in_favour: int, outcome: str, shortfall: int
) -> None:
    """公司法第一百三十九条: two of nine are related; four of seven meet, and four adopt."""
    poll = meeting(rules.UNRELATED_BOARD, yes(in_favour), no(here - in_favour), away(7 - here), recused(2))
    told = [f"到会且有表决权的成员{here}人；须超过有表决权的成员7人的半数（不含本数），即至少4人："]
    if outcome != "inquorate":
        told.append(f"赞成{in_favour}票；须超过有表决权的成员7人的半数（不含本数），即至少4票：")
    check(poll, outcome, {"participating": 4, "yes": 4}, shortfall, *told)


NAMES: Final = [f"董事{place}" for place in range(1, 8)]
CONFLICTED: Final = {"董事6": "对方股东", "董事7": "对方高管"}


def board(rule: DecisionRule, effect: str, in_favour: int) -> Poll:
    """Seven directors, two in conflict with an effect; of the others so many vote yes, the rest no."""
    body = entitle(NAMES, on="2026-05-01", conflicts=Conflicts(CONFLICTED, effect, clause=rules.RELATED))
    poll = Poll("是否签约？", rule, body, opens=at(9), closes=at(17))
    votes = ["yes"] * in_favour + ["no"] * (5 - in_favour)
    return poll.apply_all(Cast(who, vote, at(10)) for who, vote in zip(NAMES, votes, strict=False)).poll


@pytest.mark.parametrize(
    ("effect", "base", "in_favour", "outcome"),
    [
        ("recused", "members", 4, "adopted"),
        ("recused", "members", 3, "rejected"),
        ("recused", "entitled", 3, "adopted"),
        ("recused", "entitled", 2, "rejected"),
        ("excluded", "members", 3, "adopted"),
        ("excluded", "members", 2, "rejected"),
    ],
)
def test_recusal_leaves_the_base_or_stays_in_it(effect: str, base: str, in_favour: int, outcome: str) -> None:
    """公司法第一百三十九条 and a charter that counts all directors: 3 of 5 adopt, of 7 it takes 4."""
    rule = attrs.evolve(rules.BOARD, quorum=None, adopts=DecisionRule(f"yes > 1/2 of {base}").adopts)
    poll = board(rule, effect, in_favour)
    number = {"recused members": 7}.get(f"{effect} {base}", 5)
    who = "有表决权的成员" if base == "entitled" else "全体成员"
    needed = number // 2 + 1
    check(
        poll,
        outcome,
        {"yes": needed},
        0 if outcome == "adopted" else 1,
        f"赞成{in_favour}票；须超过{who}{number}人的半数（不含本数），即至少{needed}票",
    )
    refusal = poll.check(Cast("董事7", "yes", at(11)))
    assert not refusal.holds
    assert "董事7已申报利益冲突：对方高管。" in refusal.explain("zh")
    assert "第一百三十九条" in refusal.explain("zh")


def test_a_conflict_declared_in_the_meeting_leaves_both_bases_too() -> None:
    """公司法第一百三十九条: of five unrelated directors two more step back; the last three still decide."""
    poll = meeting(rules.UNRELATED_BOARD, silent(5), recused(4))
    for place, outcome in ((1, Outcome.ADOPTED), (2, Outcome.ADOPTED), (3, Outcome.INQUORATE)):
        poll = poll.apply(Recuse(f"1-{6 - place}", at(10), "关联关系"))
        others = [f"1-{number}" for number in range(1, 6 - place)]
        voted = poll.apply_all(Cast(who, "yes", at(11)) for who in others).poll
        assert voted.result().outcome is outcome


# --- creditors --------------------------------------------------------------------------------------


def claims(cents: int) -> str:
    """Hundredths of a yuan as text."""
    return f"{cents // 100}.{cents % 100:02}"


def creditors(here: int, in_favour: int, agreed: str, total: int) -> tuple[Group, ...]:
    """20 creditors with claims of so much in total, of whom so many are there."""
    of = int(agreed.replace(".", ""))
    rest = total - of
    return (
        yes(in_favour, 债权额=agreed),
        no(here - in_favour, 债权额=claims(rest // 2)),
        away(20 - here, 债权额=claims(rest - rest // 2)),
    )


@pytest.mark.parametrize(
    ("in_favour", "agreed", "outcome"),
    [
        (6, "500.00", "adopted"),
        (7, "500.00", "adopted"),
        (6, "500.01", "adopted"),
        (6, "499.99", "rejected"),
        (5, "900.00", "rejected"),
        (5, "499.99", "rejected"),
    ],
)
def test_creditors_by_heads_present_and_by_claims_in_total(in_favour: int, agreed: str, outcome: str) -> None:
    """企业破产法第六十四条 (G-089): more than half of ten present, half or more of 1000.00 in all."""
    heads = "已达到" if in_favour > 5 else "差1票"
    claimed = "已达到" if agreed != "499.99" else "差0.01"
    check(
        meeting(rules.CREDITORS, *creditors(10, in_favour, agreed, 100_000)),
        outcome,
        {"yes": 6, "yes by 债权额": 500},
        0 if outcome == "adopted" else 1,
        f"赞成{in_favour}票；须超过到会且有表决权的成员10人的半数（不含本数），即至少6票：{heads}。",
        f"须占全体成员1000的半数以上（含本数），即至少500：{claimed}。",
    )


@pytest.mark.parametrize(
    ("in_favour", "agreed", "outcome"),
    [
        (6, "600.00", "adopted"),
        (7, "600.01", "adopted"),
        (6, "599.99", "rejected"),
        (5, "800.00", "rejected"),
    ],
)
def test_a_settlement_takes_two_thirds_of_the_claims(in_favour: int, agreed: str, outcome: str) -> None:
    """企业破产法第九十七条: of 900.00, 600.00 and not 0.01 less."""
    claimed = "差0.01" if agreed == "599.99" else "已达到"
    check(
        meeting(rules.SETTLEMENT, *creditors(10, in_favour, agreed, 90_000)),
        outcome,
        {"yes": 6, "yes by 债权额": 600},
        0 if outcome == "adopted" else 1,
        f"须占全体成员900的三分之二以上（含本数），即至少600：{claimed}。",
    )


@pytest.mark.parametrize(
    ("in_favour", "agreed", "outcome"),
    [
        (3, "200.00", "adopted"),
        (3, "200.01", "adopted"),
        (3, "199.99", "rejected"),
        (2, "250.00", "rejected"),
    ],
)
def test_a_plan_takes_every_group_of_creditors(in_favour: int, agreed: str, outcome: str) -> None:
    """企业破产法第八十四条: in each group more than half of those present, with two thirds of its claims."""
    groups = [
        (yes(3, 债权额="200.00"), no(2, 债权额="100.00"), "普通债权"),
        (
            yes(in_favour, 债权额=agreed),
            no(4 - in_favour, 债权额=claims(30_000 - int(agreed.replace(".", "")))),
            "担保债权",
        ),
    ]
    people = [
        attrs.evolve(group, traits={"债权组": name})
        for agree, object_, name in groups
        for group in (agree, object_)
    ]
    result = meeting(rules.PLAN, *people).result()
    assert result.outcome is Outcome(outcome)
    told = result.explain("zh")
    assert "依据：企业破产法第八十四条" in told
    if outcome == "rejected":
        heads = state(3 - in_favour, "票")
        assert (
            f"赞成{in_favour}票；须超过到会且有表决权的成员4人的半数（不含本数），即至少3票：{heads}。"
            in told
        )
        claimed = "差0.01" if agreed == "199.99" else "已达到"
        assert f"须占本组成员300的三分之二以上（含本数），即至少200：{claimed}。" in told
        assert "接下来：再次征求未通过的表决组的意见。" in told


def test_an_abstaining_creditor_is_present() -> None:
    """企业破产法第六十四条: five of ten who are there is no more than half, whoever abstains."""
    groups = (yes(5, 债权额="600"), abstain(5, 债权额="100"), away(10, 债权额="300"))
    check(
        meeting(rules.CREDITORS, *groups),
        "rejected",
        {"yes": 6, "yes by 债权额": 500},
        1,
        "赞成5票；须超过到会且有表决权的成员10人的半数（不含本数），即至少6票：差1票。",
    )
