"""Criteria, what is trimmed, and how marks become one."""

from fractions import Fraction
from typing import Any

import pytest

from consultgov import Share
from consultgov.contests import ContestRule, Criterion, Joining, Trim, TrimOn, Weighing
from consultgov.contests.criteria import joined, weighed
from consultgov.contests.judging import judged
from consultgov.errors import RecordError, RuleError, TallyError
from tests.contests.making import Value, codes

TWO = (Criterion("new", 2), Criterion("useful", 3))


def sheets(*pairs: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"new": new, "useful": useful} for new, useful in pairs]


@pytest.mark.parametrize("weight", ["40%", "0.4", Share("2/5"), Fraction(2, 5), " 40％"])
def test_a_weight_is_a_number_or_a_share(weight: object) -> None:
    assert Criterion("new", weight).weight == Fraction(2, 5)


@pytest.mark.parametrize("weight", [0, "0%", -1])
def test_a_criterion_of_no_weight_is_refused(weight: object) -> None:
    with pytest.raises(RuleError) as error:
        Criterion("new", weight)
    assert codes(error) == ["no-weight"]
    assert "'new'" in str(error.value)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"name": "new", "weight": 0.4}, "float"),
        ({"name": "new", "weight": "140%"}, "share-bounds"),
        ({"name": "new", "lowest": 0.5}, "float"),
        ({"name": "new", "lowest": 5, "highest": 5}, "empty-range"),
        ({"name": "new", "lowest": 6, "highest": 5}, "empty-range"),
    ],
)
def test_a_criterion_that_makes_no_sense_is_refused(settings: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleError) as error:
        Criterion(**settings)
    assert codes(error) == [code]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"highest": -1}, "bad-size"),
        ({"lowest": 1.0}, "bad-size"),
        ({"lowest": True}, "bad-size"),
        ({"least_judges": 0}, "bad-size"),
        ({"only_from": 10_001}, "bad-size"),
    ],
)
def test_a_trimming_that_makes_no_sense_is_refused(settings: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleError) as error:
        Trim(**settings)
    assert codes(error) == [code]


@pytest.mark.parametrize("name", [" ", 3])
def test_a_criterion_has_a_name(name: Value) -> None:
    with pytest.raises(TallyError) as error:
        Criterion(name)
    assert codes(error) == ["bad-name"]


@pytest.mark.parametrize("word", ["judge", 3])
def test_an_unknown_word_is_refused(word: Value) -> None:
    with pytest.raises(TallyError) as error:
        Trim(on=word)
    assert codes(error) == ["bad-choice"]


def test_marks_at_the_ends_of_a_range_are_within_it() -> None:
    criterion = Criterion("new", lowest=60, highest=100)
    assert [criterion.allows(mark) for mark in (Fraction(599, 10), 60, 100, 101)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("marks", "joining", "score"),
    [
        ([7, 8, 10], Joining.MEAN, Fraction(25, 3)),
        ([10, 7, 8], Joining.MEDIAN, 8),
        ([10, 7, 8, 9], Joining.MEDIAN, Fraction(17, 2)),
        ([7, 8, 10], Joining.SUM, 25),
        ([7], Joining.MEDIAN, 7),
    ],
)
def test_marks_of_several_judges_become_one(marks: list[int], joining: Joining, score: Value) -> None:
    assert joined(marks, joining) == score


def test_weights_count_beside_each_other_or_as_they_are() -> None:
    marks = {"new": 10, "useful": 5}
    assert weighed(marks, TWO, Weighing.MEAN) == 7
    assert weighed(marks, TWO, Weighing.SUM) == 35


def test_the_whole_sheet_of_a_judge_is_dropped_where_totals_are_trimmed() -> None:
    found = judged(
        sheets((100, 0), (50, 50), (0, 90), (60, 40)), TWO, Trim(1, 1), Joining.MEAN, Weighing.MEAN
    )
    assert found is not None
    assert found.totals is not None
    assert found.totals.used == (48, 50)
    assert found.totals.dropped == (40, 54)
    assert [(each.used, each.dropped) for each in found.marks] == [((50, 60), (0, 100)), ((40, 50), (0, 90))]
    assert found.score == 49


def test_each_criterion_is_trimmed_by_itself_where_the_rule_says_so() -> None:
    found = judged(
        sheets((100, 0), (50, 50), (0, 90), (60, 40)),
        TWO,
        Trim(1, 1, on=TrimOn.CRITERION),
        Joining.MEAN,
        Weighing.MEAN,
    )
    assert found is not None
    assert found.totals is None
    assert [(each.used, each.dropped) for each in found.marks] == [((50, 60), (0, 100)), ((40, 50), (0, 90))]
    assert found.score == (2 * 55 + 3 * 45) / Fraction(5)


@pytest.mark.parametrize(("judges", "scored"), [(4, False), (5, True), (6, True)])
def test_a_proposal_needs_so_many_judges_after_the_trimming(judges: int, *, scored: bool) -> None:
    found = judged(sheets(*[(9, 9)] * judges), TWO, Trim(1, 1, 3), Joining.MEAN, Weighing.MEAN)
    assert (found is not None) is scored


@pytest.mark.parametrize(("judges", "dropped"), [(4, 0), (5, 2), (6, 2)])
def test_with_few_judges_none_is_dropped_where_the_rule_says_so(judges: int, dropped: int) -> None:
    found = judged(sheets(*[(9, 9)] * judges), TWO, Trim(1, 1, only_from=5), Joining.MEAN, Weighing.MEAN)
    assert found is not None
    assert len(found.marks[0].dropped) == dropped


def test_nothing_is_left_of_fewer_judges_than_are_dropped() -> None:
    assert Trim(2, 1).left(2) == 0
    assert judged(sheets((9, 9)), TWO, Trim(2, 1), Joining.MEAN, Weighing.MEAN) is None


@pytest.mark.parametrize(
    "value", [Criterion("new", "1/3", 60, "99.5"), Trim(2, 1, 3, TrimOn.CRITERION, 5), Trim()]
)
def test_parts_of_a_rule_are_stored_and_read_back(value: Value) -> None:
    assert type(value).from_dict(value.to_dict()) == value


@pytest.mark.parametrize("kind", [Criterion, Trim])
def test_unknown_keys_are_refused(kind: Value) -> None:
    with pytest.raises(RecordError):
        kind.from_dict({"name": "new", "wieght": 3})


def test_a_rule_knows_the_highest_total() -> None:
    points = [Criterion("plan", highest=30), Criterion("benefit", highest=70)]
    assert ContestRule(points, weighing=Weighing.SUM).highest == 100
    assert ContestRule(points).highest == 50
