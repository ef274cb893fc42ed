"""The rule of a contest as a value."""

import pickle
from typing import Any

import pytest

from consultgov import Clause
from consultgov.contests import (
    Award,
    AwardTies,
    ContestRule,
    Criterion,
    Joining,
    PopularShare,
    Shortlist,
    Trim,
    TrimOn,
    Weighing,
)
from consultgov.errors import RecordError, RuleError, TallyError
from consultgov.tabulation import Cap
from tests.contests.making import Value, codes

FULL = ContestRule(
    [Criterion("background", "20%"), Criterion("benefit", "80%", 60)],
    [Award("first", 1, 90), Award("second", 2)],
    trim=Trim(1, 1, 3, TrimOn.CRITERION),
    joining=Joining.MEDIAN,
    weighing=Weighing.SUM,
    blend=PopularShare("30%"),
    entry=["given raised >= 50000"],
    shortlist=Shortlist("estate", 3),
    caps=[Cap("proposer", 1)],
    award_ties=AwardTies.SHARE,
    tie_break=["benefit"],
    whole=True,
    clause=Clause("提案大赛办法"),
)


@pytest.mark.parametrize("rule", [FULL, ContestRule(["merit"])])
def test_a_rule_is_stored_and_read_back(rule: ContestRule) -> None:
    plain = rule.to_dict()
    assert ContestRule.from_dict(plain) == rule
    assert ContestRule.from_dict(plain).to_dict() == plain
    assert hash(ContestRule.from_dict(plain)) == hash(rule)
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - pickled here


def test_what_is_as_usual_is_left_out() -> None:
    assert ContestRule(["merit"]).to_dict().keys() == {"criteria"}
    assert FULL.to_dict()["award_ties"] == "share"
    assert FULL.to_dict()["whole"] is True


def test_words_may_be_given_as_text() -> None:
    data = {"criteria": [{"name": "merit"}], "joining": "median", "weighing": "sum", "award_ties": "share"}
    rule = ContestRule.from_dict(data)
    assert (rule.joining, rule.weighing, rule.award_ties) == ("median", "sum", "share")


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"criteria": []}, "no-criteria"),
        ({"criteria": ["merit", "merit"]}, "name-twice"),
        ({"criteria": [3]}, "bad-name"),
        ({"trim": (1, 1)}, "wrong-kind"),
        ({"blend": "30%"}, "wrong-kind"),
        ({"shortlist": 3}, "wrong-kind"),
        ({"tie_break": ["beauty"]}, "unknown-criterion"),
        ({"tie_break": ["merit", "merit"]}, "name-twice"),
        ({"tie_break": [""]}, "bad-name"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(settings: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleError) as error:
        ContestRule(**{"criteria": ["merit"], **settings})
    assert codes(error) == [code]


@pytest.mark.parametrize(
    ("settings", "kind", "code"),
    [
        ({"criteria": "merit"}, RecordError, "not-a-list"),
        ({"awards": 3}, RecordError, "not-a-list"),
        ({"clause": {"source": ""}}, RecordError, "bad-text"),
        ({"joining": "mode"}, TallyError, "bad-choice"),
        ({"weighing": "max"}, TallyError, "bad-choice"),
        ({"award_ties": "lot"}, TallyError, "bad-choice"),
    ],
)
def test_words_lists_and_clauses_are_refused_as_everywhere(
    settings: dict[str, Any], kind: Value, code: str
) -> None:
    with pytest.raises(kind) as error:
        ContestRule(**{"criteria": ["merit"], **settings})
    assert codes(error) == [code]


def test_all_criteria_without_weight_are_named_at_once() -> None:
    with pytest.raises(RecordError) as error:
        ContestRule.from_dict({"criteria": [{"name": "a", "weight": 0}], "trim": {"highest": -1}})
    assert codes(error) == ["no-weight", "bad-size"]


def test_a_setting_is_true_or_false() -> None:
    with pytest.raises(TallyError) as error:
        ContestRule(["merit"], whole="yes")
    assert codes(error) == ["not-a-truth"]


@pytest.mark.parametrize("data", [{}, {"criteria": [{"name": "a"}], "judges": 3}, None])
def test_a_record_of_another_shape_is_refused(data: Value) -> None:
    with pytest.raises(RecordError):
        ContestRule.from_dict(data)


def test_the_form_spans_the_ranges_of_all_criteria() -> None:
    form = ContestRule([Criterion("a", 1, 10, 30), Criterion("b", 1, 0, 20)]).form
    assert (form.lowest, form.highest, form.criteria, form.whole) == (0, 30, ("a", "b"), False)
