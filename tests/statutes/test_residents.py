"""城市居民委员会组织法: residents, their representatives, recall, and what must be studied first."""

from typing import Final

import pytest

from consultgov import Condition, Elector, Outcome
from consultgov.errors import RecordError, RuleError
from consultgov.matters import Matter, may_decide
from consultgov.voting.events import Declare
from consultgov.voting.petitions import petition
from tests.statutes import rules
from tests.statutes.meetings import (
    Sitting,
    assembly,
    at,
    away,
    check,
    heads,
    meeting,
    silent,
    sittings,
    state,
    ways,
    yes,
)

REPRESENTATIVES: Final = [
    *sittings(
        "residents' representatives",
        rules.RESIDENTS_REPRESENTATIVES,
        66,
        (44, 23, "adopted", 23, 0),
        (44, 24, "adopted", 23, 0),
        (44, 22, "rejected", 23, 1),
        (45, 23, "adopted", 23, 0),
        (46, 23, "rejected", 24, 1),
        (43, 43, "inquorate", 22, 1),
        least=44,
        quorum="到会{}人；须占全体成员66人的三分之二以上（含本数），即至少44人",
        adopts="须超过到会{}人的半数（不含本数）",
    ),
    *sittings(
        "recall by voters",
        rules.RECALL_BY_VOTERS,
        250,
        (126, 64, "adopted", 64, 0),
        (126, 65, "adopted", 64, 0),
        (126, 63, "rejected", 64, 1),
        (127, 64, "adopted", 64, 0),
        (125, 125, "inquorate", 63, 1),
        least=126,
        quorum="收回{}票；须超过全体成员250人的半数（不含本数），即至少126票",
        adopts="须超过收回的{}票的半数（不含本数）",
    ),
    *sittings(
        "recall by households",
        rules.RECALL_BY_VOTERS,
        121,
        (61, 31, "adopted", 31, 0),
        (61, 30, "rejected", 31, 1),
        (62, 32, "adopted", 32, 0),
        (60, 60, "inquorate", 31, 1),
        least=61,
        quorum="收回{}票；须超过全体成员121人的半数（不含本数），即至少61票",
        adopts="须超过收回的{}票的半数（不含本数）",
    ),
    *sittings(
        "recall by representatives",
        rules.RECALL_BY_REPRESENTATIVES,
        60,
        (41, 21, "adopted", 21, 0),
        (41, 22, "adopted", 21, 0),
        (41, 20, "rejected", 21, 1),
        (42, 21, "rejected", 22, 1),
        (42, 22, "adopted", 22, 0),
        (40, 40, "inquorate", 21, 1),
        least=41,
        quorum="收回{}票；须超过全体成员60人的三分之二（不含本数），即至少41票",
        adopts="须超过收回的{}票的半数（不含本数）",
    ),
]


@pytest.mark.parametrize("sitting", REPRESENTATIVES, ids=str)
def test_at_just_above_and_just_below_each_figure(sitting: Sitting) -> None:
    """城居法第二十九条 (>= 2/3 to meet) and 第二十条 (> 1/2, and of representatives > 2/3, to recall)."""
    sitting.check()


@pytest.mark.parametrize(
    ("others", "households", "in_favour", "outcome", "met", "needed"),
    [
        (151, 0, 76, "adopted", (True, False), 76),
        (151, 0, 75, "rejected", (True, False), 76),
        (152, 0, 76, "rejected", (True, False), 77),
        (152, 0, 77, "adopted", (True, False), 77),
        (150, 0, 150, "inquorate", (False, False), 76),
        (0, 61, 31, "adopted", (False, True), 31),
        (0, 61, 30, "rejected", (False, True), 31),
        (0, 62, 31, "rejected", (False, True), 32),
        (0, 62, 32, "adopted", (False, True), 32),
        (0, 60, 60, "inquorate", (False, False), 31),
    ],
)
def test_residents_meet_by_adults_or_by_households(
    others: int, households: int, in_favour: int, outcome: str, met: tuple[bool, bool], needed: int
) -> None:
    """城居法第二十七条: 300 adults of whom 120 are their households' representatives; 151 or 61 will do."""
    poll = meeting(rules.RESIDENTS_MEETING, *assembly("居民", (180, others), (120, households), in_favour))
    present = others + households
    told = [
        f"到会{present}人；须超过“居民”成员300人的半数（不含本数），即至少151人：{state(151 - present)}。",
        f"须超过“户的代表”成员120人的半数（不含本数），即至少61人：{state(61 - households)}。",
    ]
    figures = {"present among 居民": 151, "present among 户的代表": 61, "yes": needed}
    check(poll, outcome, figures, 0 if outcome == "adopted" else 1, *told)
    assert ways(poll) == met


@pytest.mark.parametrize(("representatives", "enough"), [(53, True), (52, False), (54, True)])
def test_four_fifths_of_a_representatives_meeting_are_representatives(
    representatives: int,
    enough: bool,  # noqa: FBT001 - a parameter
) -> None:
    """城居法第二十八条: of 66, 53 or more (52.8)."""
    poll = meeting(
        rules.RESIDENTS_REPRESENTATIVES, away(representatives, "居民代表"), away(66 - representatives)
    )
    decision = poll.result().decision
    assert decision is not None
    makeup = Condition.parse("members among 居民代表 >= 4/5 of members").evaluate(decision.tally)
    assert (makeup.holds, makeup.needed) == (enough, 53)


# --- first studied by the Party organisation --------------------------------------------------------


def test_an_important_matter_is_studied_first() -> None:
    """城居法第三十条: without that nothing is decided, and the poll says where it goes."""
    before = meeting(
        rules.STUDIED_FIRST, *heads(66, 66, 66), matter=Matter(facts={"已经研究讨论": False})
    ).result()
    assert before.outcome is Outcome.INQUORATE
    assert before.follows is not None
    assert before.follows.to == "社区党组织"
    told = before.explain("zh")
    assert told.startswith("不具备表决的前提，未作出决定。")
    assert "接下来：再次征求社区党组织的意见。" in told
    studied = Matter(facts={"已经研究讨论": True})
    for here, in_favour, outcome in ((44, 23, "adopted"), (44, 22, "rejected"), (43, 43, "inquorate")):
        after = meeting(rules.STUDIED_FIRST, *heads(66, here, in_favour), matter=studied).result()
        assert after.outcome is Outcome(outcome)
        assert "表决前提：" not in after.explain("zh") or after.outcome is Outcome.INQUORATE


@pytest.mark.parametrize(
    ("important", "studied", "code"),
    [(True, False, "must-consult-for"), (True, True, "may-decide"), (False, False, "may-decide")],
)
def test_the_matter_says_whether_the_meeting_may_decide(
    important: bool,  # noqa: FBT001 - a parameter
    studied: bool,  # noqa: FBT001 - a parameter
    code: str,
) -> None:
    """城居法第三十条."""
    matter = Matter("居民公约", facts={"重要": important, "已经研究讨论": studied})
    verdict = may_decide(rules.STUDY_TABLE, matter)
    assert (verdict.code, verdict.holds) == (code, code == "may-decide")
    if not verdict.holds:
        assert verdict.explain("zh").startswith("本机构不得径行决定：应当先经社区党组织研究讨论。")
        assert "第三十条" in verdict.explain("zh")


# --- versions ---------------------------------------------------------------------------------------

VERSIONS: Final = (rules.PETITIONS["residents' meeting 2018"], rules.PETITIONS["residents' meeting"])


@pytest.mark.parametrize(
    ("day", "version", "needed"), [("2025-12-31", 0, 600), ("2026-01-01", 1, 300)], ids=["old", "new"]
)
def test_a_poll_is_made_with_the_version_in_force_on_its_day(day: str, version: int, needed: int) -> None:
    """城居法(2018)第十条 until 2025-12-31, 城居法(2025)第二十六条 from 2026-01-01 on: 1/5, then 1/10."""
    (rule,) = (each for each in VERSIONS if each.clause is not None and each.clause.in_force(day))
    assert rule == VERSIONS[version]
    voted = meeting(
        rule, yes(400, "居民"), away(2600, "居民"), away(1, "户的代表", "居民代表", "居民小组"), day=day
    )
    decision = voted.result().decision
    assert decision is not None
    assert decision.needed["yes among 居民"] == needed
    assert (decision.outcome is Outcome.ADOPTED) is (needed <= 400)
    assert f"即至少{needed}票" in decision.explain("zh")
    with pytest.raises(RuleError) as caught:
        meeting(VERSIONS[1 - version], away(1, "居民"), day=day)
    assert caught.value.faults[0].code == "not-in-force"
    assert VERSIONS[1 - version].clause is not None
    assert VERSIONS[1 - version].clause.source in str(caught.value)  # type: ignore[union-attr]


def test_the_last_moment_of_the_old_law_is_before_midnight() -> None:
    """城居法: a petition that opens at 23:59 on 2025-12-31 is under the old version until it closes."""
    old, new = VERSIONS
    people = [Elector("甲", flags=["居民"])]
    started = petition("?", old, people, opens="2025-12-31T23:59+08:00", closes="2026-01-31T00:00+08:00")
    assert started.rule == old
    assert petition("?", new, people, opens="2026-01-01T00:00+08:00").rule == new
    for rule, opens in ((new, "2025-12-31T23:59+08:00"), (old, "2026-01-01T00:00+08:00")):
        with pytest.raises(RuleError):
            petition("?", rule, people, opens=opens)


# --- how votes are given ----------------------------------------------------------------------------


@pytest.mark.parametrize(("in_favour", "outcome"), [(22, "rejected"), (23, "adopted"), (24, "adopted")])
def test_hands_are_counted_and_declared(in_favour: int, outcome: str) -> None:
    """城居法第二十九条 by show of hands: the figures declared decide, around 23 of 44."""
    room = meeting(rules.RESIDENTS_REPRESENTATIVES, silent(44), away(22), method="show_of_hands")
    figures = {"yes": in_favour, "no": 44 - in_favour, "abstain": 0}
    declared = room.apply(Declare(at(10), figures=figures))
    check(declared, outcome, {"present": 44, "yes": 23}, max(0, 23 - in_favour), f"赞成{in_favour}票")


def test_a_voice_vote_cannot_tell_a_majority_of_those_present() -> None:
    """城居法第二十九条: more than half of those present is no question of which side is louder."""
    with pytest.raises((RuleError, RecordError)) as caught:
        meeting(rules.RESIDENTS_REPRESENTATIVES, away(3), method="voice_vote")
    assert caught.value.faults[0].code == "method"
