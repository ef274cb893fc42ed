"""村民委员会组织法 and 农村土地承包法: villagers, their representatives and groups, recall, land."""

from typing import Final

import pytest

from consultgov.matters import Matter
from tests.statutes import rules
from tests.statutes.meetings import Sitting, assembly, away, check, meeting, no, sittings, state, ways, yes

IN_OFFICE: Final = Matter(facts={"在任": True})

REPRESENTATIVES: Final = [
    *sittings(
        "village representatives",
        rules.VILLAGE_REPRESENTATIVES,
        45,
        (30, 16, "adopted", 16, 0),
        (30, 17, "adopted", 16, 0),
        (30, 15, "rejected", 16, 1),
        (31, 16, "adopted", 16, 0),
        (32, 16, "rejected", 17, 1),
        (29, 29, "inquorate", 15, 1),
        least=30,
        quorum="到会{}人；须占全体成员45人的三分之二以上（含本数），即至少30人",
        adopts="须超过到会{}人的半数（不含本数）",
    ),
    *sittings(
        "land, the villagers' meeting",
        rules.LAND,
        300,
        (200, 200, "adopted", 200, 0),
        (201, 201, "adopted", 200, 0),
        (300, 200, "adopted", 200, 0),
        (300, 199, "rejected", 200, 1),
        (199, 199, "rejected", 200, 1),
        adopts="须占全体成员300人的三分之二以上（含本数）",
    ),
    *sittings(
        "land, the representatives",
        rules.LAND,
        45,
        (45, 30, "adopted", 30, 0),
        (45, 31, "adopted", 30, 0),
        (45, 29, "rejected", 30, 1),
        adopts="须占全体成员45人的三分之二以上（含本数）",
    ),
]

RECALL: Final = [
    *sittings(
        "recall",
        rules.VILLAGE_RECALL,
        1000,
        (501, 251, "adopted", 251, 0),
        (501, 252, "adopted", 251, 0),
        (501, 250, "rejected", 251, 1),
        (502, 251, "rejected", 252, 1),
        (502, 252, "adopted", 252, 0),
        (500, 500, "inquorate", 251, 1),
        least=501,
        quorum="收回{}票；须超过全体成员1000人的半数（不含本数），即至少501票",
        adopts="须超过收回的{}票的半数（不含本数）",
    )
]


@pytest.mark.parametrize("sitting", REPRESENTATIVES, ids=str)
def test_representatives_at_just_above_and_just_below_each_figure(sitting: Sitting) -> None:
    """村组法第三十条, 农村土地承包法第十九、二十八、五十二条."""
    sitting.check()


@pytest.mark.parametrize("sitting", RECALL, ids=str)
def test_a_recall_at_just_above_and_just_below_each_figure(sitting: Sitting) -> None:
    """村组法第十九条: more than half of the registered vote, more than half of those voting agree."""
    sitting.check(matter=IN_OFFICE)


@pytest.mark.parametrize(
    ("others", "households", "in_favour", "outcome", "met", "needed"),
    [
        (451, 0, 226, "adopted", (True, False), 226),
        (450, 1, 226, "adopted", (True, False), 226),
        (451, 0, 225, "rejected", (True, False), 226),
        (451, 0, 227, "adopted", (True, False), 226),
        (450, 0, 450, "inquorate", (False, False), 226),
        (452, 0, 227, "adopted", (True, False), 227),
        (251, 199, 450, "inquorate", (False, False), 226),
        (0, 200, 101, "adopted", (False, True), 101),
        (0, 200, 102, "adopted", (False, True), 101),
        (0, 200, 100, "rejected", (False, True), 101),
        (0, 201, 101, "adopted", (False, True), 101),
        (0, 199, 199, "inquorate", (False, False), 100),
        (300, 300, 301, "adopted", (True, True), 301),
    ],
)
def test_villagers_meet_by_adults_or_by_households(
    others: int, households: int, in_favour: int, outcome: str, met: tuple[bool, bool], needed: int
) -> None:
    """村组法第二十六条: 901 adults, 300 households; the majority is of whoever sat."""
    poll = meeting(rules.VILLAGERS, *assembly("村民", (601, others), (300, households), in_favour))
    present = others + households
    told = [
        f"到会{present}人；须超过“村民”成员901人的半数（不含本数），即至少451人：{state(451 - present)}。",
        f"“户的代表”成员中，到会{households}人；",
        f"“户的代表”成员300人的三分之二以上（含本数），即至少200人：{state(200 - households)}。",
    ]
    if outcome != "inquorate":
        told.append(f"赞成{in_favour}票；须超过到会{present}人的半数（不含本数），即至少{needed}票：")
    figures = {"present among 村民": 451, "present among 户的代表": 200, "yes": needed}
    check(poll, outcome, figures, 0 if outcome == "adopted" else 1, *told)
    assert ways(poll) == met


@pytest.mark.parametrize(
    ("others", "households", "in_favour", "outcome", "met", "needed"),
    [
        (60, 0, 31, "adopted", (True, False), 31),
        (60, 0, 30, "rejected", (True, False), 31),
        (60, 1, 31, "adopted", (True, False), 31),
        (59, 0, 59, "inquorate", (False, False), 30),
        (0, 20, 11, "adopted", (False, True), 11),
        (0, 20, 10, "rejected", (False, True), 11),
        (0, 21, 11, "adopted", (False, True), 11),
        (0, 19, 19, "inquorate", (False, False), 10),
    ],
)
def test_a_village_group_meets_by_two_thirds_either_way(
    others: int, households: int, in_favour: int, outcome: str, met: tuple[bool, bool], needed: int
) -> None:
    """村组法第三十二条: 90 adults of whom 30 are their households' representatives; 60 or 20 will do."""
    poll = meeting(rules.VILLAGE_GROUP, *assembly("村民", (60, others), (30, households), in_favour))
    present = others + households
    told = [
        f"到会{present}人；须占“村民”成员90人的三分之二以上（含本数），即至少60人：{state(60 - present)}。",
        f"“户的代表”成员30人的三分之二以上（含本数），即至少20人：{state(20 - households)}。",
    ]
    figures = {"present among 村民": 60, "present among 户的代表": 20, "yes": needed}
    check(poll, outcome, figures, 0 if outcome == "adopted" else 1, *told)
    assert ways(poll) == met


def test_a_recall_by_secret_ballot_tells_the_figures_and_nobody() -> None:
    """村组法第十九条: the same figures without names."""
    poll = meeting(
        rules.VILLAGE_RECALL, yes(251), no(250), away(499), matter=IN_OFFICE, method="secret_ballot"
    )
    check(poll, "adopted", {"ballots": 501, "yes": 251}, 0, "赞成251票；须超过收回的501票的半数")
    assert dict(poll.result().answers) == {}
    assert len(poll.voted) == 501
