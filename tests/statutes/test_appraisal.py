"""Appraisals in laws and local rules: four grades, the response, two in a row, the year's end."""

from __future__ import annotations

from typing import Final

import pytest

from consultgov import Clause, Elector, Poll
from consultgov.appraisal import (
    Appraisal,
    AppraisalRule,
    Attestation,
    Attested,
    Came,
    EndsByLaw,
    LittleParticipation,
    LowSatisfaction,
    Resigned,
    YearEnd,
    appraisal_of,
    ends_by_law,
    review_members,
)
from consultgov.shares import Share
from tests.statutes import rules

FOUR: Final = ("优秀", "称职", "基本称职", "不称职")

SUNGANG: Final = AppraisalRule(
    grades=FOUR,
    quorum="ballots >= 2/3 of members",
    satisfied=FOUR[:2],
    clause=Clause("笋岗街道对居民委员会的评议"),
)
"""笋岗: at least two thirds of the representatives take part, and the grade with most votes wins."""

TWO_IN_A_ROW: Final = {
    "城居法第三十七条": EndsByLaw(
        grade="不称职", clause=Clause(f"{rules.RESIDENTS}第三十七条", "", rules.NEW)
    ),
    "村组法第三十八条": EndsByLaw(
        grade="不称职", clause=Clause(f"{rules.VILLAGES}第三十八条", "", rules.NEW)
    ),
}


# --- 笋岗 -----------------------------------------------------------------------------------------


def asked(representatives: int, **papers: int) -> Poll:
    """An appraisal of Ms Li by so many representatives, of whom so many give each grade."""
    people = [f"代表{place}" for place in range(representatives)]
    poll = SUNGANG.put("李主任2026年度评议", ["李主任"], people, opens="2026-12-20T09:00+08:00")
    grades = [grade for grade, number in papers.items() for _ in range(number)]
    for who, grade in zip(people, grades, strict=False):
        poll = poll.cast(who, {"李主任": grade}, at="2026-12-20T10:00+08:00")
    return poll


def appraised(representatives: int, **papers: int) -> Appraisal:
    return appraisal_of(Poll.from_dict(asked(representatives, **papers).to_dict()))


@pytest.mark.parametrize(("members", "needed"), [(60, 40), (61, 41), (62, 42), (63, 42)])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_response_at_just_above_and_just_below_two_thirds(members: int, needed: int, more: int) -> None:
    """笋岗: two thirds or more, and the figure itself is enough."""
    appraisal = appraised(members, 优秀=needed + more)
    assert appraisal.quorum[0].needed == needed
    assert appraisal.holds is (more >= 0)
    assert appraisal.grades == {"李主任": "优秀" if more >= 0 else None}
    state = "差1票" if more < 0 else "已达到"
    assert (
        f"收回{needed + more}票；须占全体成员{members}人的三分之二以上（含本数），即至少{needed}票：{state}。"
        in (appraisal.explain("zh"))
    )


@pytest.mark.parametrize(
    ("papers", "grade"),
    [
        ({"优秀": 11, "称职": 10, "基本称职": 10, "不称职": 9}, "优秀"),
        ({"优秀": 10, "称职": 11, "基本称职": 10, "不称职": 9}, "称职"),
        ({"优秀": 10, "称职": 9, "基本称职": 11, "不称职": 10}, "基本称职"),
        ({"优秀": 10, "称职": 10, "基本称职": 9, "不称职": 11}, "不称职"),
        ({"优秀": 11, "称职": 11, "基本称职": 9, "不称职": 9}, None),
    ],
)
def test_the_grade_with_most_votes_wins_though_it_has_no_majority(
    papers: dict[str, int], grade: str | None
) -> None:
    """笋岗: a relative majority gives the grade; equal figures are a tie, which the text does not settle."""
    result = appraised(60, **papers).of("李主任")
    assert result.grade == grade
    assert result.came is (Came.TIED if grade is None else Came.GRADED)
    assert result.rate == Share(f"{papers['优秀'] + papers['称职']}/40")


def test_a_tie_between_grades_is_told() -> None:
    told = appraised(60, 优秀=20, 不称职=20).explain("zh")
    assert "李主任：未定等次，优秀和不称职票数相等。" in told


# --- two in a row ---------------------------------------------------------------------------------


@pytest.mark.parametrize("law", TWO_IN_A_ROW)
@pytest.mark.parametrize(
    ("results", "terminated"),
    [
        (["称职", "不称职", "不称职"], True),
        (["不称职", "称职", "不称职"], False),
        (["不称职"], False),
        (["不称职", "不称职", "优秀"], True),
        (["基本称职", "基本称职"], False),
    ],
)
def test_two_appraisals_as_not_competent_in_a_row_end_an_office(
    law: str, results: list[str], *, terminated: bool
) -> None:
    """城居法第三十七条 (G-117), 村组法第三十八条: without a vote, by operation of law."""
    rated = list(enumerate(results, 2026))
    verdict = ends_by_law(rated, TWO_IN_A_ROW[law], who="李主任")
    assert verdict.holds is terminated
    assert verdict.clause is not None
    assert verdict.clause.source in verdict.explain("zh")


def test_the_day_from_which_the_office_has_ended() -> None:
    results = [(2026, "不称职", "2026-12-28"), (2027, "不称职", "2027-12-27")]
    verdict = ends_by_law(results, TWO_IN_A_ROW["城居法第三十七条"], who="李主任")
    assert "李主任的职务于2027-12-27依法自行终止：2026和2027年连续2次评为不称职。" in verdict.explain("zh")


# --- 356 ------------------------------------------------------------------------------------------

GROUPS: Final = ("居委会", "居民代表")
RULES_356: Final = Clause("356协商议事工作法，二", "居民满意率较低或其他原因提出辞职的")


def year_end(reading: str) -> YearEnd:
    """The year's end of the method "356": the figures are set locally."""
    return YearEnd(
        grounds=[
            LittleParticipation(below="1/2", name="参与工作较少", decides="社区协商委员会会议"),
            Attested(name="发挥作用较差", attestors=["居委会"], decides="社区协商委员会会议"),
            LowSatisfaction(below="60%", name="居民满意率较低", decides="社区协商委员会会议"),
            Resigned(name="提出辞职", decides="社区协商委员会会议"),
        ],
        reading=reading,
        clause=RULES_356,
    )


def satisfaction() -> Appraisal:
    """The residents' committee and the representatives appraise three members for the year."""
    rule = AppraisalRule(
        grades=["满意", "基本满意", "不满意"], groups=GROUPS, satisfied=["满意", "基本满意"], tie="lower"
    )
    people = [Elector(f"{group}{place}", traits={"group": group}) for group in GROUPS for place in range(5)]
    poll = rule.put("年终评议", ["李", "王", "赵"], people, opens="2026-12-20T09:00+08:00")
    for place, elector in enumerate(people):
        marks = {
            "李": "满意",
            "王": "满意" if place < 6 else "不满意",
            "赵": "满意" if place < 5 else "不满意",
        }
        poll = poll.cast(elector.id, marks, at="2026-12-20T10:00+08:00")
    return rule.count(poll)


ATTENDANCE: Final = {
    "李": ["present"] * 5 + ["absent"] * 7,
    "王": ["present"] * 6 + ["absent"] * 6,
    "赵": ["present"] * 12,
}
ATTESTED: Final = [Attestation(who, "发挥作用较差", "居委会", "2026-12-22", value=False) for who in "李王赵"]


def test_who_must_be_replaced_after_the_year_end_on_which_ground_and_who_decides() -> None:
    """Story 8 (S2-41 to S2-48): 60 % exactly and half of the meetings exactly are enough to stay."""
    review = review_members(
        ["李", "王", "赵"],
        year_end("grounds"),
        attendance=ATTENDANCE,
        rates=satisfaction().rates,
        attestations=ATTESTED,
        as_of="2026-12-31",
    )
    assert review.by_ground == {
        "参与工作较少": ("李",),
        "发挥作用较差": (),
        "居民满意率较低": ("赵",),
        "提出辞职": (),
    }
    assert review.by_decider == {"社区协商委员会会议": ("李", "赵")}
    assert review.findings == ()
    told = review.explain("zh")
    assert "李可予更换，由社区协商委员会会议决定，情形为：参与工作较少。" in told
    assert "赵的满意率为50%；低于60%为较低。" in told
    assert RULES_356.source in told


def test_where_all_grounds_are_reasons_to_resign_nobody_is_replaced_who_did_not_offer_to() -> None:
    """S2-46, the other reading: the same facts, and only whoever resigned comes before the committee."""
    files = {"attendance": ATTENDANCE, "rates": satisfaction().rates, "as_of": "2026-12-31"}
    nobody = review_members(["李", "王", "赵"], year_end("resignations"), attestations=ATTESTED, **files)  # type: ignore[arg-type]
    assert nobody.up == ()
    resigned = Attestation("赵", "提出辞职", "赵", "2026-12-23")
    one = review_members(
        ["李", "王", "赵"],
        year_end("resignations"),
        attestations=[*ATTESTED, resigned],
        **files,  # type: ignore[arg-type]
    )
    assert one.up == ("赵",)
    assert [ground.name for ground in one.members[2].met] == ["居民满意率较低", "提出辞职"]


def test_what_nobody_attested_is_a_finding() -> None:
    one = {"李": ATTENDANCE["李"]}
    review = review_members(["李"], year_end("grounds"), attendance=one, as_of="2026-12-31")
    assert [finding.code for finding in review.findings] == ["attestation-missing", "rate-missing"]
