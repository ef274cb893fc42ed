"""What a contest tells: the ranking, why, and the same as data."""

import json

import pytest

from consultgov import contests
from consultgov.contests import Award, ContestRule, Criterion, Tied, Trim, TrimOn
from tests.contests.making import OPENS, given_scores, scored, told

TWO = ContestRule(
    [Criterion("plan"), Criterion("benefit", 3)],
    [Award("first"), Award("second")],
    tie_break=["benefit", "plan"],
)


def test_equal_scores_are_told_apart_by_the_criteria_that_the_rule_names() -> None:
    result = given_scores(TWO, {"a": {"plan": 90, "benefit": 70}, "b": {"plan": 60, "benefit": 80}})
    assert result.of("a").score == result.of("b").score == 75
    assert result.ranking == (("b",), ("a",))
    assert "Equal scores, put in order by benefit and plan: b and a." in told(result)
    assert json.dumps(result.to_dict())


def test_what_the_criteria_leave_equal_stays_tied() -> None:
    even = {"plan": 90, "benefit": 70}
    result = given_scores(TWO, {"a": even, "b": even, "c": even, "d": {"plan": 60, "benefit": 80}})
    assert result.ranking == (("d",), ("a", "b", "c"))
    assert result.winners == ("d",)
    assert [tie.options for tie in result.ties] == [("a", "b", "c")]
    text = told(result)
    assert "Equal scores, put in order by benefit and plan: d, a, b and c." in text
    assert "Tied for second (left to give: 1): a, b and c." in text


def test_winners_are_those_who_have_an_award_for_certain() -> None:
    even = {"plan": 90, "benefit": 70}
    result = given_scores(TWO, {"a": even, "b": even})
    assert result.winners == ("a", "b")
    assert result.of("a").award == ""
    assert "Each has one of first and second, and it is open which: a and b." in told(result)


def test_every_mark_is_told_and_every_one_that_was_dropped() -> None:
    rule = ContestRule([Criterion("plan"), Criterion("benefit")], trim=Trim(1, 1))
    judges = {str(number): {"a": {"plan": number, "benefit": 2 * number}} for number in (10, 20, 40)}
    text = told(scored(rule, judges))
    assert text.splitlines() == [
        "a: 30.",
        "  “plan”: 20, from the marks 20; 10 and 40 dropped.",
        "  “benefit”: 40, from the marks 40; 20 and 80 dropped.",
        "  The judges' totals: 30, from 30; 15 and 60 dropped.",
    ]


@pytest.mark.parametrize(
    ("marks", "told_as"),
    [
        ((90, 85, 86), "a: 87."),
        ((90, 85, 85), "a: about 86.67, exactly 260/3."),
        ((80, 80, 81), "a: about 80.33, exactly 241/3."),
    ],
)
def test_a_score_that_does_not_end_is_also_told_in_hundredths(marks: tuple[int, ...], told_as: str) -> None:
    result = scored(ContestRule(["plan"]), {str(at): {"a": mark} for at, mark in enumerate(marks)})
    assert told(result).splitlines()[0] == told_as


def test_marks_on_each_criterion_are_told_without_totals_where_these_do_not_count() -> None:
    rule = ContestRule([Criterion("plan")], trim=Trim(on=TrimOn.CRITERION))
    result = given_scores(rule, {"a": 10})
    assert told(result).splitlines() == ["a: 10.", "  “plan”: 10, from the marks 10."]
    assert "totals" not in result.to_dict()["proposals"][0]  # type: ignore[index]


def test_the_same_is_there_as_data() -> None:
    rule = ContestRule([Criterion("plan")], ["prize"], trim=Trim(1, 0))
    plain = scored(rule, {"li": {"a": 10}, "wang": {"a": "8.5"}}).to_dict()
    assert plain == {
        "proposals": [
            {
                "proposal": "a",
                "score": "8.5",
                "marks": [{"name": "plan", "used": ["8.5"], "dropped": ["10"], "score": "8.5"}],
                "judges": "8.5",
                "totals": {"name": "", "used": ["8.5"], "dropped": ["10"], "score": "8.5"},
                "award": "prize",
            }
        ],
        "ranking": [["a"]],
        "awards": [{"award": "prize", "options": ["a"]}],
        "open": {},
        "ties": [],
    }


def test_ties_and_notes_are_there_as_data() -> None:
    even = {"plan": 90, "benefit": 70}
    plain = given_scores(TWO, {"a": even, "b": even, "c": even}).to_dict()
    assert plain["ties"] == [
        {"options": ["a", "b", "c"], "names": ["first", "second"], "places": 2, "over": "award"}
    ]
    assert "notes" not in plain
    rule = ContestRule(["plan"])
    unread = rule.count(rule.put("?", ["a"], ["li"], opens=OPENS))
    assert [note["code"] for note in unread.to_dict()["notes"]] == ["contest-not-valid"]  # type: ignore[attr-defined]


def test_a_proposal_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        given_scores(TWO, {"a": {"plan": 1, "benefit": 1}}).of("z")


@pytest.mark.parametrize("over", ["award", "between-awards", "cap", "grant", "shortlist"])
def test_every_tie_has_a_sentence(over: str) -> None:
    verdict = Tied(("a", "b"), 1, over, ("prize",)).verdict()
    assert not verdict.holds
    assert verdict.explain().endswith(": a and b.")
    assert verdict.explain("zh").endswith("：a和b。")


def test_the_room_lists_its_names() -> None:
    assert dir(contests) == contests.__all__
