"""The rule of an appraisal as a value of the charter: what it refuses, and how it is stored."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from consultgov import Condition, appraisal
from consultgov.appraisal import AppraisalRule, AppraiserGroup
from consultgov.errors import ConsultgovError, RecordError, RuleError, TallyError

FULL = AppraisalRule(
    grades=["good", "fair", "bad"],
    thresholds=[
        ("good", "'good' among party >= 60% of valid among party"),
        ("fair", "'bad' by area < 1/3 of valid by area"),
    ],
    otherwise="bad",
    quorum="ballots >= 2/3 of members",
    groups=[AppraiserGroup("committee", "1.5", "ballots >= 1/2 of members"), "representatives"],
    trait="body",
    combining="worst",
    satisfied=["good"],
    rate_of="papers",
    appraises_self=True,
    clause={"source": "rules, art. 5"},
)


@pytest.mark.parametrize(
    "rule",
    [AppraisalRule(), FULL, AppraisalRule(tie="lower"), AppraisalRule(groups=["a"], combining="weighted")],
)
def test_a_rule_is_stored_and_read_back(rule: AppraisalRule) -> None:
    plain = json.loads(json.dumps(rule.to_dict()))
    assert AppraisalRule.from_dict(plain) == rule
    assert AppraisalRule.from_dict(plain).to_dict() == plain
    again = pickle.loads(pickle.dumps(rule))  # noqa: S301 - pickled here
    assert (again, hash(again)) == (rule, hash(rule))


def test_a_rule_knows_how_a_grade_comes_about_and_what_secret_papers_have_to_tell() -> None:
    assert (AppraisalRule().by, FULL.by) == ("most_votes", "thresholds")
    assert FULL.boxes == ("area", "body", "party")
    assert AppraisalRule().boxes == ()
    assert AppraisalRule().fallback == "not competent"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"grades": []}, "bad-grades"),
        ({"grades": ["a", "a"]}, "name-twice"),
        ({"grades": ["a", "7"]}, "bad-grades"),
        ({"grades": ["a", ""]}, "bad-name"),
        ({"grades": "excellent"}, "not-a-list"),
        ({"satisfied": ["splendid"]}, "unknown-grade"),
        ({"thresholds": {"splendid": "'excellent' >= 1"}}, "unknown-grade"),
        ({"thresholds": {"excellent": "'splendid' >= 1"}}, "unknown-grade"),
        ({"thresholds": {"excellent": "'excellent' >="}}, "unexpected"),
        ({"thresholds": {"excellent": 7}}, "not-text"),
        ({"thresholds": {"excellent": None}}, "not-a-pair"),
        ({"thresholds": [["excellent"]]}, "not-a-pair"),
        ({"thresholds": [("excellent", "yes >= 1"), ("excellent", "yes >= 2")]}, "name-twice"),
        ({"otherwise": "competent"}, "bad-thresholds"),
        ({"otherwise": "splendid", "thresholds": {"excellent": "yes >= 1"}}, "unknown-grade"),
        ({"quorum": "'excellent' >= 1"}, "unknown-grade"),
        ({"groups": ["a", "a"]}, "name-twice"),
        ({"groups": [{"name": "a", "quorum": "'excellent' >= 1"}]}, "unknown-grade"),
        ({"groups": [{"name": "a", "weight": 0}]}, "no-weight"),
        ({"groups": [{"name": "a", "weight": -1}]}, "negative-number"),
        ({"groups": [{"name": "a", "weight": 0.5}]}, "float"),
        ({"groups": [{"naem": "a"}]}, "missing-key"),
        ({"combining": "worst"}, "no-groups"),
        ({"combining": "mixed"}, "bad-choice"),
        ({"tie": "lot"}, "bad-choice"),
        ({"rate_of": "all"}, "bad-choice"),
        ({"appraises_self": "no"}, "not-a-truth"),
        ({"trait": ""}, "bad-name"),
        ({"clause": "art. 5"}, "not-a-dict"),
        (
            {
                "groups": ["a"],
                "combining": "weighted",
                "thresholds": {"excellent": "'excellent' >= 1/2 of members"},
            },
            "bad-thresholds",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises((RuleError, RecordError, TallyError)) as caught:
        AppraisalRule(**given)
    assert code in [fault.code for fault in caught.value.faults]


def test_faults_that_depend_on_each_other_are_told_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        AppraisalRule(satisfied=["splendid"], combining="best", otherwise="competent")
    assert [fault.code for fault in caught.value.faults] == ["unknown-grade", "bad-thresholds", "no-groups"]


def test_shares_of_valid_papers_may_be_asked_where_groups_are_weighted() -> None:
    rule = AppraisalRule(
        groups=["a"], combining="weighted", thresholds={"excellent": "'excellent' >= 1/2 of valid"}
    )
    assert rule.by == "thresholds"


def test_a_dict_with_other_keys_is_no_rule() -> None:
    with pytest.raises(RecordError):
        AppraisalRule.from_dict({"grade": ["a"]})
    with pytest.raises(ConsultgovError):
        AppraisalRule.from_dict([])


def test_a_condition_may_be_given_as_it_is() -> None:
    asked = Condition.parse("ballots >= 1/2 of members")
    assert AppraisalRule(quorum=asked) == AppraisalRule(quorum="ballots >= 1/2 of members")


def test_the_room_names_what_it_offers() -> None:
    assert dir(appraisal) == sorted(appraisal.__all__)
    assert all(hasattr(appraisal, name) for name in appraisal.__all__)
