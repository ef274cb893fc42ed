"""Who may ask for a meeting, a recall or an amendment: signatures by register, each route at its figure."""

from typing import Final

import pytest

from consultgov import Elector, Outcome
from consultgov.errors import Refused
from consultgov.matters import Matter
from consultgov.voting.events import Cast
from consultgov.voting.petitions import petition, sign
from consultgov.voting.polls import Poll
from tests.statutes import rules
from tests.statutes.meetings import DAY, at

SHARES: Final = {"1/10": "十分之一以上", "1/5": "五分之一以上", "1/3": "三分之一以上"}

ROUTES: Final = {
    "villagers' meeting": {"村民": (95, "1/10", 10), "村民代表": (31, "1/3", 11)},
    "village representatives": {"村民代表": (45, "1/5", 9)},
    "village recall": {"选民": (1000, "1/5", 200), "村民代表": (30, "1/3", 10)},
    "residents' meeting": {
        "居民": (300, "1/10", 30),
        "户的代表": (121, "1/10", 13),
        "居民代表": (60, "1/3", 20),
    },
    "residents' representatives": {"居民代表": (60, "1/5", 12)},
    "residents' recall": {
        "选民": (250, "1/10", 25),
        "户的代表": (120, "1/10", 12),
        "居民代表": (61, "1/3", 21),
    },
    "residents' meeting 2018": {
        "居民": (300, "1/5", 60),
        "户的代表": (121, "1/5", 25),
        "居民小组": (10, "1/3", 4),
    },
}
"""By petition: each register with its size, its share, and how many signatures of it are needed."""

CASES: Final = [
    (name, who, size, share, needed, more)
    for name, registers in ROUTES.items()
    for who, (size, share, needed) in registers.items()
    for more in (-1, 0, 1)
]


def signed(name: str, signatures: dict[str, int]) -> Poll:
    """A petition with so many signatures from each register."""
    people = [
        Elector(f"{who}{place}", flags=[who])
        for who, (size, _, _) in ROUTES[name].items()
        for place in range(size)
    ]
    day = "2025-12-31" if "2018" in name else DAY
    going = petition("请求召集会议", rules.PETITIONS[name], people, opens=at(9, day), closes=at(17, day))
    names = [(f"{who}{place}", at(10, day)) for who, number in signatures.items() for place in range(number)]
    intake = sign(going, names)
    assert not intake.refused
    return intake.poll


@pytest.mark.parametrize(("name", "who", "size", "share", "needed", "more"), CASES)
def test_each_route_at_just_above_and_just_below_its_figure(
    name: str, who: str, size: int, share: str, needed: int, more: int
) -> None:
    """村组法第十九、二十五、三十条, 城居法第二十、二十六、二十九条, 城居法(2018)第十条."""
    number = needed + more
    result = signed(name, {who: number}).result()
    assert result.outcome is (Outcome.REJECTED if more < 0 else Outcome.ADOPTED)
    decision = result.decision
    assert decision is not None
    assert decision.needed[f"yes among {who}"] == needed
    assert decision.shortfall == max(0, -more)
    state = "差1票" if more < 0 else "已达到"
    told = result.explain("zh")
    sentence = (
        f"赞成{number}票；须占“{who}”成员{size}人的{SHARES[share]}（含本数），即至少{needed}票：{state}。"
    )
    assert sentence in told, told
    assert rules.PETITIONS[name].clause is not None
    assert rules.PETITIONS[name].clause.source in told  # type: ignore[union-attr]


@pytest.mark.parametrize("name", [name for name, registers in ROUTES.items() if len(registers) > 1])
def test_one_short_on_every_route_is_short(name: str) -> None:
    """村组法第十九、二十五条, 城居法第二十、二十六条 (G-059, G-076): routes are not added up."""
    almost = {who: needed - 1 for who, (_, _, needed) in ROUTES[name].items()}
    poll = signed(name, almost)
    assert poll.result().outcome is Outcome.REJECTED
    for who, needed in ((who, needed) for who, (_, _, needed) in ROUTES[name].items()):
        assert signed(name, {**almost, who: needed}).result().outcome is Outcome.ADOPTED


@pytest.mark.parametrize(
    ("name", "people", "needed"),
    [
        ("owners' meeting", 300, 60),
        ("owners' meeting", 301, 61),
        ("owners' committee", 8, 3),
        ("owners' committee", 9, 3),
        ("constitution", 2985, 597),
        ("constitution", 2986, 598),
    ],
)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_petitions_of_a_whole_body(name: str, people: int, needed: int, more: int) -> None:
    """物业管理条例第十三条 (1/5 of owners), 北京第四十五条 (1/3), 宪法第六十四条 (1/5)."""
    going = petition(
        "提议",
        rules.PETITIONS[name],
        [f"{place}" for place in range(people)],
        opens=at(9),
        matter=Matter(facts={"常委会提议": False}),
    )
    result = sign(going, [(f"{place}", at(10)) for place in range(needed + more)]).poll.result()
    assert result.outcome is (Outcome.REJECTED if more < 0 else Outcome.ADOPTED)
    assert result.decision is not None
    assert (result.decision.needed["yes"], result.decision.shortfall) == (needed, max(0, -more))
    assert f"即至少{needed}票：{'差1票' if more < 0 else '已达到'}。" in result.explain("zh")


def test_the_standing_committee_moves_an_amendment_by_itself() -> None:
    """宪法第六十四条: moved by the standing committee or by a fifth of the deputies."""
    people = [f"{place}" for place in range(10)]
    moved = Matter(facts={"常委会提议": True})
    going = petition("修改宪法", rules.PETITIONS["constitution"], people, opens=at(9), matter=moved)
    assert sign(going, [("1", at(10))]).poll.result().outcome is Outcome.ADOPTED


def test_a_signature_counts_once_and_may_be_taken_back() -> None:
    """城居法第二十条: who signs twice, is on no register or comes too late does not count."""
    poll = signed("residents' recall", {"选民": 24})
    for event, code in (
        (Cast("选民0", "yes", at(11)), "voted-already"),
        (Cast("外人", "yes", at(11)), "not-in-electorate"),
        (Cast("选民30", "yes", at(17)), "too-late"),
        (Cast("选民30", "no", at(11)), "answer-not-allowed"),
    ):
        assert [part.code for part in poll.check(event).parts] == [code]
    last = sign(poll, [("选民30", at(11))]).poll
    assert last.result().outcome is Outcome.ADOPTED
    assert last.withdraw("选民0", at=at(12)).result().outcome is Outcome.REJECTED


def test_a_member_of_two_registers_signs_once_for_both() -> None:
    """村组法第十九条: a voter who is a representative counts on both routes, with one signature."""
    people = [
        Elector(f"{place}", flags=["选民", "村民代表"] if place < 3 else ["选民"]) for place in range(100)
    ]
    going = petition("罢免", rules.PETITIONS["village recall"], people, opens=at(9))
    assert sign(going, [("0", at(10))]).poll.result().outcome is Outcome.ADOPTED
    assert sign(going, [("5", at(10))]).poll.result().outcome is Outcome.REJECTED


@pytest.mark.parametrize(
    ("day", "admitted"), [("2027-03-10", False), ("2027-03-11", True), ("2027-03-12", True)]
)
def test_a_recall_on_the_same_facts_waits_a_year(
    day: str,
    admitted: bool,  # noqa: FBT001 - a parameter
) -> None:
    """浙江省村民委员会选举办法第三十六条 (G-123): failed on 2026-03-10, again from 2027-03-11 on."""
    asked = {"opens": at(9, day), "bar": rules.ONE_YEAR, "failed": "2026-03-10"}
    people = [Elector("甲", flags=["选民"]), Elector("乙", flags=["村民代表"])]
    if admitted:
        assert petition("罢免", rules.PETITIONS["village recall"], people, **asked).events == ()  # type: ignore[arg-type]
        return
    with pytest.raises(Refused) as caught:
        petition("罢免", rules.PETITIONS["village recall"], people, **asked)  # type: ignore[arg-type]
    told = caught.value.verdict.explain("zh")
    assert told.startswith("2027-03-11之前不得再次提出；现在是2027-03-10。")
    assert "第三十六条" in told
