"""The electoral committee: who has to leave it, who moves up, and when it is too small."""

import pickle
from typing import Any

import pytest

from consultgov import Clause
from consultgov.elections import CommitteeOnDay, ElectoralCommittee
from consultgov.errors import RecordError, RuleError

LAW = Clause("村民委员会组织法第十五条", "应当退出村民选举委员会", "2026-01-01")
FIVE = ElectoralCommittee(["li", "wang", "zhao", "qian", "wu"], ["chen", "sun", "zhou"], least=5, clause=LAW)


def on(day: str, committee: ElectoralCommittee = FIVE, **gone: Any) -> CommitteeOnDay:  # noqa: ANN401 - days by person
    found = committee.on(day, **gone)
    for language, unknown in (("en", "Reason “"), ("zh", "理由“")):
        assert unknown not in found.explain(language)
    return found


def facts(found: CommitteeOnDay) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    left: list[tuple[object, ...]] = [
        (each.code, each.facts["person"], each.facts["on"]) for each in found.left
    ]
    moved: list[tuple[object, ...]] = [
        (each.facts["person"], each.facts["instead"], each.facts["on"]) for each in found.moved_up
    ]
    return left, moved


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def test_as_long_as_nobody_leaves_it_is_as_it_was_chosen() -> None:
    found = on("2026-05-01")
    assert found.members == FIVE.members
    assert (found.left, found.moved_up, found.vacancies, found.findings) == ((), (), 0, ())


@pytest.mark.parametrize(("day", "left"), [("2026-05-01", False), ("2026-05-02", True), ("2026-05-03", True)])
def test_a_member_who_becomes_a_candidate_leaves_from_that_day(day: str, left: bool) -> None:  # noqa: FBT001 - a parameter
    """村组法第十五条: 被提名为候选人的，应当退出; 按照原推选结果依次递补."""
    found = on(day, candidates={"wang": "2026-05-02", "somebody else": "2026-05-01"})
    assert ("wang" in found.members) is not left
    if left:
        assert found.members == ("li", "chen", "zhao", "qian", "wu")
        assert facts(found) == (
            [("became-candidate", "wang", "2026-05-02")],
            [("chen", "wang", "2026-05-02")],
        )
        assert found.left[0].clause == LAW
        assert "应当退出选举委员会" in found.explain("zh")


def test_reserves_move_up_in_order_and_one_who_left_is_passed_over() -> None:
    found = on(
        "2026-05-09",
        candidates={"wang": "2026-05-02", "chen": "2026-05-02"},
        declined={"zhao": "2026-05-03"},
        left={"sun": "2026-05-05"},
    )
    left, moved = facts(found)
    assert left == [
        ("became-candidate", "wang", "2026-05-02"),
        ("became-candidate", "chen", "2026-05-02"),
        ("declined-seat", "zhao", "2026-05-03"),
        ("left-committee", "sun", "2026-05-05"),
    ]
    assert moved == [("sun", "wang", "2026-05-02"), ("zhou", "zhao", "2026-05-03")]
    assert (found.members, found.vacancies) == (("li", "zhou", "qian", "wu"), 1)


def test_seats_that_fall_empty_on_one_day_are_filled_in_their_order() -> None:
    found = on("2026-05-09", left={"wu": "2026-05-02", "li": "2026-05-02"})
    assert found.members == ("chen", "wang", "zhao", "qian", "sun")


def test_the_first_day_counts_and_of_one_day_that_she_is_a_candidate() -> None:
    found = on(
        "2026-05-09",
        candidates={"wang": "2026-05-04"},
        declined={"wang": "2026-05-04", "li": "2026-05-05"},
        left={"li": "2026-05-03"},
    )
    assert facts(found)[0] == [
        ("left-committee", "li", "2026-05-03"),
        ("became-candidate", "wang", "2026-05-04"),
    ]


@pytest.mark.parametrize(("gone", "small"), [(3, False), (4, True)])
def test_a_committee_below_its_least_size_is_a_finding(gone: int, small: bool) -> None:  # noqa: FBT001 - a parameter
    """城居法: three reserves fill three seats, and not a fourth."""
    names = FIVE.members[:gone]
    found = on("2026-05-09", left=dict.fromkeys(names, "2026-05-02"))
    assert [finding.code for finding in found.findings] == (["committee-too-small"] if small else [])
    assert found.vacancies == (1 if small else 0)
    if small:
        assert "too few members on 2026-05-09: 4. It needs at least: 5." in found.explain()
        assert "须有5人以上" in found.explain("zh")


def test_without_a_least_size_every_seat_has_to_be_filled() -> None:
    three = ElectoralCommittee(["li", "wang", "zhao"])
    assert on("2026-05-01", three, left={"li": "2026-05-01"}).findings[0].facts["least"] == 3
    two = ElectoralCommittee(["li", "wang", "zhao"], least=2)
    assert on("2026-05-01", two, left={"li": "2026-05-01"}).findings == ()


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"members": []}, ["empty-committee"]),
        ({"members": ["li", "li"]}, ["elector-twice"]),
        ({"members": ["li"], "reserves": ["wang", "wang"]}, ["elector-twice"]),
        ({"members": ["li"], "reserves": ["li"]}, ["elector-twice"]),
        ({"members": ["li"], "least": 2}, ["bad-least"]),
        ({"members": ["li"], "least": 0}, ["bad-least"]),
        ({"members": [], "least": 1}, ["empty-committee", "bad-least"]),
    ],
)
def test_a_committee_that_makes_no_sense_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        ElectoralCommittee(**given)
    assert codes(caught) == faults


def test_whoever_leaves_was_in_it_and_has_a_day() -> None:
    for gone in ("declined", "left"):
        with pytest.raises(RecordError) as caught:
            on("2026-05-02", **{gone: {"wei": "2026-05-01"}})  # type: ignore[arg-type]
        assert codes(caught) == ["unknown-elector"]
    with pytest.raises(RecordError) as caught:
        on("2026-05-02", candidates=["li"])
    assert codes(caught) == ["not-a-dict"]
    with pytest.raises(RecordError):
        on("2026-05-02", left={"li": "soon"})


def test_a_committee_comes_back_from_its_record_and_from_a_pickle() -> None:
    for given in (FIVE, ElectoralCommittee(["li"])):
        assert ElectoralCommittee.from_dict(given.to_dict()) == given
        assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301 - pickled on this line
    with pytest.raises(RecordError) as caught:
        ElectoralCommittee.from_dict({"members": "li", "least": 0})
    assert codes(caught) == ["not-a-list", "bad-least"]


def test_a_committee_on_a_day_is_plain_data() -> None:
    found = on(
        "2026-05-09",
        ElectoralCommittee(["li", "wang"], ["chen"]),
        declined={"wang": "2026-05-02"},
        left={"li": "2026-05-03"},
    )
    assert found.to_dict() == {
        "day": "2026-05-09",
        "members": ["chen"],
        "vacancies": 1,
        "left": [each.to_dict() for each in found.left],
        "moved_up": [each.to_dict() for each in found.moved_up],
        "findings": [each.to_dict() for each in found.findings],
    }
    assert on("2026-05-01").to_dict() == {"day": "2026-05-01", "members": list(FIVE.members), "vacancies": 0}
    assert "wang自2026-05-02起不担任选举委员会成员。" in found.explain("zh")


def test_what_became_of_it_is_told_with_each_source_once() -> None:
    found = on("2026-05-09", candidates={"wang": "2026-05-02"})
    assert found.explain().splitlines() == [
        "In the electoral committee on 2026-05-09: li, chen, zhao, qian and wu.",
        "  wang is a candidate from 2026-05-02, and so no longer in the electoral committee.",
        "  chen moves up for wang from 2026-05-02.",
        "Source: 村民委员会组织法第十五条, “应当退出村民选举委员会”.",
    ]
    assert found.why.holds
    nobody = on("2026-05-09", ElectoralCommittee(["li"]), left={"li": "2026-05-02"})
    assert (nobody.members, nobody.why.code) == ((), "electoral-committee-empty")
