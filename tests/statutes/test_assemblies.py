"""Congresses, standing committees, the Party, rural collectives, co-operatives, academies, associations."""

from typing import Final

import pytest

from consultgov.matters import Matter, may_delegate
from tests.statutes import rules
from tests.statutes.meetings import Sitting, away, check, meeting, no, sittings, yes

BODIES: Final = [
    *sittings(
        "congress",
        rules.CONGRESS,
        2986,
        (2948, 1494, "adopted", 1494, 0),
        (2948, 1495, "adopted", 1494, 0),
        (2948, 1493, "rejected", 1494, 1),
        (1991, 1494, "adopted", 1494, 0),
        (1992, 1494, "adopted", 1494, 0),
        (1990, 1990, "inquorate", 1494, 1),
        least=1991,
        quorum="到会{}人；须占全体成员2986人的三分之二以上（含本数），即至少1991人",
        adopts="须超过全体成员2986人的半数（不含本数）",
    ),
    *sittings(
        "constitution",
        rules.AMENDMENT,
        2986,
        (2948, 1991, "adopted", 1991, 0),
        (2948, 1992, "adopted", 1991, 0),
        (2948, 1990, "rejected", 1991, 1),
        (1991, 1991, "adopted", 1991, 0),
        (1990, 1990, "inquorate", 1991, 1),
        least=1991,
        quorum="到会{}人；须占全体成员2986人的三分之二以上（含本数），即至少1991人",
        adopts="须占全体成员2986人的三分之二以上（含本数）",
    ),
    *sittings(
        "local congress",
        rules.LOCAL_CONGRESS,
        51,
        (34, 26, "adopted", 26, 0),
        (34, 27, "adopted", 26, 0),
        (34, 25, "rejected", 26, 1),
        (35, 26, "adopted", 26, 0),
        (33, 33, "inquorate", 26, 1),
        least=34,
        quorum="到会{}人；须占全体成员51人的三分之二以上（含本数），即至少34人",
        adopts="须超过全体成员51人的半数（不含本数）",
    ),
    *sittings(
        "standing committee",
        rules.STANDING_COMMITTEE,
        60,
        (31, 31, "adopted", 31, 0),
        (32, 31, "adopted", 31, 0),
        (32, 32, "adopted", 31, 0),
        (31, 30, "rejected", 31, 1),
        (30, 30, "inquorate", 31, 1),
        least=31,
        quorum="到会{}人；须超过全体成员60人的半数（不含本数），即至少31人",
        adopts="须超过全体成员60人的半数（不含本数）",
    ),
    *sittings(
        "Party branch",
        rules.PARTY_BRANCH,
        20,
        (11, 11, "adopted", 11, 0),
        (12, 11, "adopted", 11, 0),
        (12, 12, "adopted", 11, 0),
        (11, 10, "rejected", 11, 1),
        (10, 10, "rejected", 11, 1),
        (9, 9, "inquorate", 11, 2),
        least=10,
        quorum="到会且有表决权的成员{}人；须占有表决权的成员20人的半数以上（含本数），即至少10人",
        adopts="须超过有表决权的成员20人的半数（不含本数）",
    ),
    *sittings(
        "Party members' step",
        rules.PARTY_STEP,
        30,
        (20, 15, "adopted", 15, 0),
        (20, 16, "adopted", 15, 0),
        (20, 14, "rejected", 15, 1),
        (21, 15, "adopted", 15, 0),
        (19, 19, "inquorate", 15, 1),
        least=20,
        quorum="到会{}人；须占全体成员30人的三分之二以上（含本数），即至少20人",
        adopts="须占全体成员30人的半数以上（含本数）",
    ),
    *sittings(
        "rural collective",
        rules.COLLECTIVE,
        300,
        (200, 200, "adopted", 200, 0),
        (201, 200, "adopted", 200, 0),
        (201, 201, "adopted", 200, 0),
        (200, 199, "rejected", 200, 1),
        (199, 199, "inquorate", 200, 1),
        least=200,
        quorum="到会{}人；须占全体成员300人的三分之二以上（含本数），即至少200人",
        adopts="须占全体成员300人的三分之二以上（含本数）",
    ),
    *sittings(
        "council of a collective",
        rules.COLLECTIVE_COUNCIL,
        9,
        (6, 5, "adopted", 5, 0),
        (6, 6, "adopted", 5, 0),
        (7, 5, "adopted", 5, 0),
        (6, 4, "rejected", 5, 1),
        (5, 5, "inquorate", 5, 1),
        least=6,
        quorum="到会{}人；须占全体成员9人的三分之二以上（含本数），即至少6人",
        adopts="须超过全体成员9人的半数（不含本数）",
    ),
    *sittings(
        "degrees",
        rules.DEGREES,
        21,
        (14, 11, "adopted", 11, 0),
        (14, 12, "adopted", 11, 0),
        (15, 11, "adopted", 11, 0),
        (14, 10, "rejected", 11, 1),
        (13, 13, "inquorate", 11, 1),
        least=14,
        quorum="到会{}人；须占全体成员21人的三分之二以上（含本数），即至少14人",
        adopts="须超过全体成员21人的半数（不含本数）",
    ),
    *sittings(
        "thesis defence",
        rules.THESIS,
        6,
        (6, 4, "adopted", 4, 0),
        (6, 5, "adopted", 4, 0),
        (6, 3, "rejected", 4, 1),
        (4, 4, "adopted", 4, 0),
        (3, 3, "rejected", 4, 1),
        adopts="须占全体成员6人的三分之二以上（含本数）",
    ),
    *sittings(
        "council of an association",
        rules.ASSOCIATION_COUNCIL,
        15,
        (10, 7, "adopted", 7, 0),
        (10, 6, "rejected", 7, 1),
        (12, 8, "adopted", 8, 0),
        (12, 9, "adopted", 8, 0),
        (12, 7, "rejected", 8, 1),
        (9, 9, "inquorate", 6, 1),
        least=10,
        quorum="到会{}人；须占全体成员15人的三分之二以上（含本数），即至少10人",
        adopts="须占到会{}人的三分之二以上（含本数）",
    ),
]


@pytest.mark.parametrize("sitting", BODIES, ids=str)
def test_at_just_above_and_just_below_each_figure(sitting: Sitting) -> None:
    """全国人大议事规则, 宪法第六十四条, 农村集体经济组织法第二十七、三十一条, 学位法第十、二十六条."""
    sitting.check()


def test_the_dead_are_no_deputies() -> None:
    """全国人大议事规则第五十九条 (G-084): of 2985 elected 2983 are in office; 1492 are enough."""
    for in_favour, outcome in ((1492, "adopted"), (1493, "adopted"), (1491, "rejected")):
        poll = meeting(rules.CONGRESS, yes(in_favour), no(2855 - in_favour), away(128), vacant=2)
        check(
            poll,
            outcome,
            {"present": 1989, "yes": 1492},
            0 if outcome == "adopted" else 1,
            f"赞成{in_favour}票；须超过全体成员2983人的半数（不含本数），即至少1492票",
        )


@pytest.mark.parametrize(
    ("small", "outcome", "missing"), [(9, "adopted", 0), (10, "adopted", 0), (8, "rejected", 1)]
)
def test_a_co_operative_counts_votes_and_not_heads(small: int, outcome: str, missing: int) -> None:
    """农民专业合作社法第三十条: of 40 votes of 30 members, 21 adopt; two members have six votes each."""
    poll = meeting(
        rules.COOPERATIVE,
        yes(2, 表决权="12"),
        yes(small, 表决权=f"{small}"),
        no(18 - small, 表决权=f"{18 - small}"),
        away(10, 表决权="10"),
    )
    state = "已达到" if small > 8 else "未超过"
    check(
        poll,
        outcome,
        {"present": 20, "yes by 表决权": 21},
        missing,
        "到会20人；须占全体成员30人的三分之二以上（含本数），即至少20人：已达到。",
        f"按“表决权”计：赞成{12 + small}；须超过全体成员40的半数（不含本数），即多于20：{state}。",
    )


@pytest.mark.parametrize(
    ("small", "here", "outcome", "missing"),
    [
        (15, 20, "adopted", 0),
        (16, 20, "adopted", 0),
        (14, 20, "rejected", 1),
        (15, 21, "adopted", 0),
        (17, 19, "inquorate", 1),
    ],
)
def test_a_charter_takes_two_thirds_of_the_votes(small: int, here: int, outcome: str, missing: int) -> None:
    """农民专业合作社法第三十条: 27 of 40 votes (26.67), and 20 of 30 members there."""
    poll = meeting(
        rules.COOPERATIVE_CHARTER,
        yes(2, 表决权="12"),
        yes(small, 表决权=f"{small}"),
        no(here - 2 - small, 表决权=f"{here - 2 - small}"),
        away(30 - here, 表决权=f"{30 - here}"),
    )
    told = "到会19人；须占全体成员30人的三分之二以上（含本数），即至少20人：差1人。"
    if outcome != "inquorate":
        told = f"按“表决权”计：赞成{12 + small}；须占全体成员40的三分之二以上（含本数），即"
    check(poll, outcome, {"present": 20, "yes by 表决权": 27}, missing, told)


@pytest.mark.parametrize("item", range(1, 14))
def test_a_representatives_assembly_may_not_take_what_is_reserved(item: int) -> None:
    """农村集体经济组织法第二十八条: items 1, 3, 8, 10 and 12 stay with the members' assembly (trap j)."""
    verdict = may_delegate(rules.RESERVED, Matter(facts={"项": item}))
    assert verdict.holds is (item not in (1, 3, 8, 10, 12))
    if not verdict.holds:
        assert verdict.explain("zh").startswith("该事项须由本机构自行决定，不得授权其他机构。")
        assert "第二十八条" in verdict.explain("zh")
