"""Assessments on weighted indicators: exact scores, and what is missing is a finding."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any, Final

import attrs
import pytest

from consultgov.appraisal import (
    Assessment,
    AssessmentResult,
    Attestation,
    Fulfilled,
    Indicator,
    Proportional,
    Scored,
    Stepped,
    Unshown,
    assess,
    rank_units,
)
from consultgov.appraisal.evidence import Worth
from consultgov.appraisal.indicators import Measured, measure_of
from consultgov.errors import ConsultgovError, RecordError, RuleError
from consultgov.shares import Number

AS_OF: Final = "2026-12-31"
UNIT: Final = "the Third Community"
MEETINGS: Final = Indicator(
    "meetings held", 30, Stepped(steps=[(12, 10), (6, 5)], most=10), category="meetings"
)
REPLIES: Final = Indicator("replied in time", 30, Proportional(full=100), category="proposals")
CARE: Final = Indicator(
    "care", 20, Scored(highest=10), attestors=["sub-district"], clause={"source": "rules"}
)
BOARD: Final = Indicator("accounts published", 20, Fulfilled(), documented=True, category="meetings")
YEARLY: Final = Assessment(
    indicators=[MEETINGS, REPLIES, CARE, BOARD],
    vetoes=["accident"],
    levels=[("excellent", 90), ("good", 75)],
    otherwise="poor",
    clause={"source": "assessment rules"},
)
FACTS: Final[dict[str, object]] = {"meetings held": 12, "replied in time": "92.5", "accident": False}


def said(
    what: str,
    value: Number | str | None = None,
    *,
    on: str = "2026-12-20",
    evidence: str = "",
) -> Attestation:
    found = Attestation(UNIT, what, "sub-district", on, evidence=evidence)
    return found if value is None else attrs.evolve(found, value=value)


SAID: Final = (said("care", "8.5"), said("accounts published", evidence="board, 3 photographs"))


def codes(result: AssessmentResult) -> list[str]:
    return [finding.code for finding in result.findings]


# --- scores ---------------------------------------------------------------------------------------


def test_a_score_is_exact_and_tells_what_it_is_made_of() -> None:
    result = YEARLY.assess(UNIT, FACTS, SAID, as_of=AS_OF)
    assert result.score == Fraction("94.75")
    assert [each.points for each in result.earned] == [30, Fraction("27.75"), 17, 20]
    assert (result.level, result.findings) == ("excellent", ())
    assert result.by_category == {"meetings": (50, 50), "proposals": (Fraction("27.75"), 30), "": (17, 20)}
    assert result.explain() == (
        "the Third Community: 94.75 of 100 points, which is excellent.\n"
        "  meetings held: 12, 30 of 30 points.\n"
        "  replied in time: 92.5, 27.75 of 30 points.\n"
        "  care: 8.5, 17 of 20 points.\n"
        "    Attested by sub-district on 2026-12-20.\n"
        "  accounts published: so, 20 of 20 points.\n"
        "    Attested by sub-district on 2026-12-20.\n"
        "Source: assessment rules."
    )
    assert "94.75分" in result.explain("zh")
    assert json.loads(json.dumps(result.to_dict()))["score"] == "94.75"


def test_a_score_that_does_not_end_is_told_in_hundredths_and_exactly() -> None:
    thirds = [Indicator(name, 1, Fulfilled()) for name in "abc"]
    facts = {"a": True, "b": True, "c": False}
    plain = Assessment(indicators=thirds).assess(UNIT, facts, as_of=AS_OF)
    assert plain.explain().startswith("the Third Community: about 66.67 of 100 points, exactly 200/3.\n")
    levels = Assessment(indicators=thirds, levels=[("good", 60)]).assess(UNIT, facts, as_of=AS_OF)
    assert "about 66.67 of 100 points, exactly 200/3, which is good.\n" in levels.explain()
    assert "约66.67分，准确值为200/3（满分100分），good。" in levels.explain("zh")


def test_points_that_do_not_end_are_told_in_hundredths_and_exactly() -> None:
    indicators = [Indicator("replies", 20, Proportional(full=12)), Indicator("board", "1/3", Fulfilled())]
    result = assess(UNIT, indicators, {"replies": 4, "board": True}, as_of=AS_OF)
    assert result.explain().splitlines()[1:] == [
        "  replies: 4, about 6.67 of 20 points, exactly 20/3.",
        "  board: so, about 0.33 of 1/3 points, exactly 1/3.",
    ]
    assert "replies：4，得约6.67分，准确值为20/3（满分20分）。" in result.explain("zh")
    assert "board：是，得约0.33分，准确值为1/3（满分1/3分）。" in result.explain("zh")


def test_weights_count_beside_each_other_and_the_full_score_is_stated() -> None:
    facts = {"meetings held": 6, "replied in time": 50}
    for weight, full in ((1, 100), (30, 100), ("1/3", 10)):
        rule = Assessment(
            indicators=[
                Indicator("meetings held", weight, MEETINGS.measure),
                Indicator("replied in time", weight, REPLIES.measure),
            ],
            full=full,
        )
        assert rule.assess(UNIT, facts, as_of=AS_OF).score == Fraction(full, 2)


@pytest.mark.parametrize(
    ("measure", "value", "share"),
    [
        (Stepped(steps=[(12, 10), (6, 5)], most=10), 12, 1),
        (Stepped(steps=[(12, 10), (6, 5)], most=10), 11, Fraction(1, 2)),
        (Stepped(steps=[(12, 10), (6, 5)], most=10), 6, Fraction(1, 2)),
        (Stepped(steps=[(12, 10), (6, 5)], most=10), 5, 0),
        (Stepped(steps=[(0, 10), (2, 5)], most=10, better="less"), 0, 1),
        (Stepped(steps=[(0, 10), (2, 5)], most=10, better="less"), 2, Fraction(1, 2)),
        (Stepped(steps=[(0, 10), (2, 5)], most=10, better="less"), 3, 0),
        (Stepped(steps=[(1, 1)], most=1), True, None),
        (Proportional(full=100), 33, Fraction(33, 100)),
        (Proportional(full=100), 140, 1),
        (Proportional(full=100, none=60), 50, 0),
        (Proportional(full=0, none=4), 3, Fraction(1, 4)),
        (Proportional(full=1), False, None),
        (Scored(highest=10, lowest=5), 6, Fraction(1, 5)),
        (Scored(highest=10, lowest=5), 5, 0),
        (Scored(highest=10, lowest=5), 10, 1),
        (Scored(highest=10), 11, None),
        (Scored(highest=10), -1, None),
        (Scored(highest=10), True, None),
        (Fulfilled(), True, 1),
        (Fulfilled(), False, 0),
        (Fulfilled(), 1, None),
    ],
)
def test_a_value_earns_points_as_its_measure_says(
    measure: Measured, value: Worth, share: Fraction | None
) -> None:
    assert measure.share(value) == share


def test_what_is_not_so_and_what_is_out_of_range_are_told_apart() -> None:
    rule = Assessment(
        indicators=[Indicator("board", 1, Fulfilled()), Indicator("care", 1, Scored(highest=10))]
    )
    result = rule.assess(UNIT, {"board": False, "care": 11}, as_of=AS_OF)
    assert [each.points for each in result.earned] == [0, 0]
    assert codes(result) == ["value-out-of-range"]
    assert result.findings[0].facts["value"] == "11"
    assert "board: not so, 0 of 1 points." in result.explain()
    odd = rule.assess(UNIT, {"board": True, "care": True}, as_of=AS_OF)
    assert odd.findings[0].facts["value"] == "yes"


# --- what is missing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unshown", "score", "points"),
    [("zero", Fraction("57.75"), 0), ("left_out", Fraction("96.25"), None), ("open", None, None)],
)
def test_what_is_not_shown_is_a_finding_and_worth_what_the_rule_says(
    unshown: str, score: Fraction | None, points: int | None
) -> None:
    rule = Assessment(indicators=YEARLY.indicators, unshown=unshown)
    facts = {"meetings held": 12, "replied in time": "92.5"}
    result = rule.assess(UNIT, facts, as_of=AS_OF)
    assert (result.score, result.earned[2].points) == (score, points)
    assert codes(result) == ["attestation-missing", "attestation-missing"]
    told = result.explain()
    assert "Nobody has attested care of the Third Community by 2026-12-31." in told
    assert ("no score yet" in told) is (score is None)


def test_nothing_on_file_is_no_score_where_what_is_missing_is_left_out() -> None:
    rule = Assessment(indicators=[MEETINGS], unshown=Unshown.LEFT_OUT)
    assert rule.assess(UNIT, as_of=AS_OF).score is None
    assert rule.assess(UNIT, as_of=AS_OF).by_category == {}


def test_a_fact_that_has_to_be_vouched_for_counts_once_it_is_and_only_if_both_agree() -> None:
    rule = Assessment(indicators=[Indicator("meetings held", 30, Proportional(full=12), attested=True)])
    facts = {"meetings held": 9}
    assert codes(rule.assess(UNIT, facts, as_of=AS_OF)) == ["attestation-missing"]
    assert rule.assess(UNIT, facts, [said("meetings held", 9)], as_of=AS_OF).score == 75
    differ = rule.assess(UNIT, facts, [said("meetings held", 12)], as_of=AS_OF)
    assert (differ.score, codes(differ)) == (0, ["attestation-differs"])


def test_what_is_attested_later_or_without_evidence_does_not_count() -> None:
    late = said("care", 9, on="2027-01-03")
    bare = said("accounts published")
    result = YEARLY.assess(UNIT, FACTS, [late, bare], as_of=AS_OF)
    assert codes(result) == [
        "attested-later",
        "attestation-missing",
        "evidence-missing",
        "attestation-missing",
    ]


def test_what_fell_short_is_numbered_with_what_is_advised() -> None:
    advised = attrs.evolve(REPLIES, recommends="answer within five days")
    rule = Assessment(indicators=[MEETINGS, CARE, advised], unshown="left_out")
    result = rule.assess(UNIT, {"meetings held": 6, "replied in time": 80}, as_of=AS_OF)
    assert [each.to_dict() for each in result.shortcomings] == [
        {"number": 1, "statement": "meetings held", "recommendation": ""},
        {"number": 2, "statement": "replied in time", "recommendation": "answer within five days"},
    ]
    told = result.explain().splitlines()[-1]
    assert told == "Shortcoming 2: replied in time. Recommended: answer within five days."
    assert "不足之2：replied in time。建议：answer within five days。" in result.explain("zh")


# --- vetoes and levels ----------------------------------------------------------------------------


def test_a_veto_undoes_everything_else() -> None:
    result = YEARLY.assess(UNIT, {**FACTS, "accident": True}, SAID, as_of=AS_OF)
    assert (result.score, result.level, result.vetoed) == (None, "poor", ("accident",))
    assert "because of accident" in result.explain()


@pytest.mark.parametrize("given", [{}, {"accident": 1}])
def test_a_veto_of_which_nothing_is_on_file_is_a_finding(given: dict[str, object]) -> None:
    facts = {name: value for name, value in FACTS.items() if name != "accident"} | given
    result = YEARLY.assess(UNIT, facts, SAID, as_of=AS_OF)
    assert (codes(result), result.score) == (["veto-unknown"], Fraction("94.75"))
    assert "not on file whether there was accident" in result.explain()
    strict = Assessment(indicators=YEARLY.indicators, vetoes=["accident"], unshown="open")
    assert strict.assess(UNIT, facts, SAID, as_of=AS_OF).score is None


@pytest.mark.parametrize(
    ("score", "level"),
    [(100, "excellent"), (90, "excellent"), (Fraction("89.9"), "good"), (75, "good"), (74, "poor")],
)
def test_a_level_begins_with_its_least_score(score: Number, level: str) -> None:
    assert YEARLY.level(score) == level


# --- values ---------------------------------------------------------------------------------------


def test_an_assessment_is_stored_and_read_back() -> None:
    other = Assessment(
        indicators=[
            Indicator("a", "1/3", Proportional(full=0, none=4), attested=True),
            Indicator("b", 1, Stepped(steps=[("0.5", "2.5")], most=5, better="less")),
        ],
        full=10,
        unshown="open",
        levels={"pass": "6.5"},
    )
    for rule in (YEARLY, other):
        assert Assessment.from_dict(json.loads(json.dumps(rule.to_dict()))) == rule
    for indicator in other.indicators:
        assert Indicator.from_dict(indicator.to_dict()) == indicator


def test_indicators_by_themselves_are_assessed_out_of_a_hundred() -> None:
    facts = {"replied in time": 40}
    assert assess(UNIT, [REPLIES], facts, as_of=AS_OF).score == 40
    assert assess(UNIT, YEARLY, FACTS, SAID, as_of=AS_OF) == YEARLY.assess(
        UNIT, FACTS, SAID, as_of=date(2026, 12, 31)
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"indicators": []}, "bad-size"),
        ({"indicators": [REPLIES, REPLIES]}, "name-twice"),
        ({"indicators": [{"name": "a", "weight": 0, "measure": Fulfilled()}]}, "no-weight"),
        ({"indicators": [{"name": "a", "weight": 1.5, "measure": Fulfilled()}]}, "float"),
        ({"indicators": [{"name": "a", "weight": 1, "measure": {"kind": "guess"}}]}, "bad-kind"),
        ({"indicators": [{"name": "a", "weight": 1, "measure": {"kind": "scored"}}]}, "missing-key"),
        ({"indicators": ["a"]}, "not-a-dict"),
        ({"indicators": [REPLIES], "full": 0}, "no-weight"),
        ({"indicators": [REPLIES], "unshown": "guess"}, "bad-choice"),
        ({"indicators": [REPLIES], "levels": [("a", 60), ("b", 70)]}, "bad-levels"),
        ({"indicators": [REPLIES], "levels": [("a", 60), ("b", 60)]}, "bad-levels"),
        ({"indicators": [REPLIES], "levels": [("a", 101)]}, "bad-levels"),
        ({"indicators": [REPLIES], "levels": [("a",)]}, "not-a-pair"),
        ({"indicators": [REPLIES], "otherwise": "poor"}, "bad-levels"),
        ({"indicators": [REPLIES], "otherwise": 7}, "bad-text"),
        ({"indicators": [{"name": "a", "weight": 1, "measure": Fulfilled(), "category": 7}]}, "bad-text"),
        ({"indicators": [REPLIES], "otherwise": "a", "levels": [("a", 60)]}, "bad-levels"),
        ({"indicators": [REPLIES], "vetoes": ["replied in time"]}, "name-twice"),
        ({"indicators": [REPLIES], "vetoes": ["a", "a"]}, "name-twice"),
    ],
)
def test_rules_that_make_no_sense_are_errors(given: dict[str, Any], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        Assessment(**given)
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    ("kind", "given", "code"),
    [
        (Stepped, {"steps": [(1, 2)], "most": 1}, "bad-steps"),
        (Stepped, {"steps": [(1, 0)], "most": 0}, "bad-steps"),
        (Stepped, {"steps": [], "most": 1}, "bad-size"),
        (Stepped, {"steps": [(1, 1), ("1.0", 2)], "most": 2}, "name-twice"),
        (Stepped, {"steps": [1], "most": 2}, "not-a-list"),
        (Stepped, {"steps": [(1,)], "most": 2}, "not-a-pair"),
        (Proportional, {"full": 0}, "bad-steps"),
        (Scored, {"highest": 0}, "bad-steps"),
        (Scored, {"highest": "many"}, "not-a-number"),
    ],
)
def test_measures_that_make_no_sense_are_errors(kind: type[Any], given: dict[str, Any], code: str) -> None:
    with pytest.raises((RuleError, RecordError)) as caught:
        kind(**given)
    assert [fault.code for fault in caught.value.faults] == [code]
    with pytest.raises(RecordError):
        measure_of("scored")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"facts": ["a"]}, "not-a-dict"),
        ({"facts": {"replied": 7}}, "unknown-fact"),
        ({"facts": {7: 7}}, "unknown-fact"),
        ({"facts": {"meetings held": 0.5}}, "float"),
        ({"attestations": ["a"]}, "wrong-kind"),
        ({"unit": ""}, "bad-name"),
        ({"as_of": "now"}, "bad-day"),
    ],
)
def test_files_that_make_no_sense_are_errors(given: dict[str, Any], code: str) -> None:
    with pytest.raises(RecordError) as caught:
        YEARLY.assess(**{"unit": UNIT, "as_of": AS_OF, **given})
    assert [fault.code for fault in caught.value.faults] == [code]


# --- places ---------------------------------------------------------------------------------------


def test_units_with_equal_scores_share_a_place_and_those_without_have_none() -> None:
    places = rank_units({"a": 85, "b": "85.0", "c": Fraction(91), "d": 60, "e": None})
    assert [each.to_dict() for each in places] == [
        {"place": 1, "units": ["c"], "score": "91"},
        {"place": 2, "units": ["a", "b"], "score": "85"},
        {"place": 4, "units": ["d"], "score": "60"},
    ]
    assert rank_units({}) == ()
    wrongs: list[Any] = [{"a": 0.5}, {"": 1}, [1]]
    for wrong in wrongs:
        with pytest.raises(RecordError):
            rank_units(wrong)
