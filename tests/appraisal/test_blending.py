"""Routine supervision blended with the year's end: exact, and months without a record are findings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

import pytest

from consultgov.appraisal import Blend, Blended, blend
from consultgov.errors import ConsultgovError, RecordError

YEAR: Final = {"start": "2026-01-01", "end": "2027-01-01", "as_of": "2027-01-10"}
RULE: Final = Blend(routine="40%", clause={"source": "assessment rules, art. 9"})


def blended(
    records: Iterable[tuple[str, object]], year_end: object, rule: Blend = RULE, **year: str
) -> Blended:
    when = {**YEAR, **year}
    return blend("unit", records, year_end, rule, **when)


def codes(result: Blended) -> list[str]:
    return [finding.code for finding in result.findings]


def test_the_mean_of_the_records_and_the_year_end_are_blended_by_share() -> None:
    result = blended([("2026-02-01", 80), ("2026-02-01", 91), ("2026-11-30", "90.5")], 90)
    assert result.routine == Fraction("261.5") / 3
    assert result.score == Fraction(2, 5) * Fraction("261.5") / 3 + 54
    assert (result.records, result.findings) == (3, ())
    told = blended([("2026-02-01", 80)], "90.5").explain()
    assert told == (
        "unit: 86.3 of 100 points.\n"
        "  Routine supervision: 80 in the mean of 1, for 40% of the score.\n"
        "  Year's end: 90.5, for 60% of the score.\n"
        "Source: assessment rules, art. 9."
    )


def test_what_does_not_end_is_told_in_hundredths_and_exactly() -> None:
    result = blended([("2026-02-01", 80), ("2026-02-01", 91), ("2026-11-30", "90.5")], "260/3")
    assert result.explain().splitlines()[:3] == [
        "unit: about 86.87 of 100 points, exactly 1303/15.",
        "  Routine supervision: about 87.17 in the mean of 3, exactly 523/6, for 40% of the score.",
        "  Year's end: about 86.67, exactly 260/3, for 60% of the score.",
    ]
    assert result.explain("zh").splitlines()[:3] == [
        "unit：约86.87分，准确值为1303/15（满分100分）。",
        "  日常督导：3次记录平均约87.17分，准确值为523/6，占40%。",
        "  年终考核：约86.67分，准确值为260/3，占60%。",
    ]


@pytest.mark.parametrize(("share", "score"), [("0%", 90), ("100%", 80), ("1/3", Fraction(260, 3))])
def test_any_share_is_exact(share: str, score: Fraction | int) -> None:
    assert blended([("2026-02-01", 80)], 90, Blend(routine=share)).score == score


def test_one_of_the_two_missing_leaves_no_score_and_is_a_finding() -> None:
    no_records = blended([], 90)
    assert (no_records.score, codes(no_records)) == (None, ["no-routine-record"])
    no_end = blended([("2026-02-01", 80)], None)
    assert (no_end.score, no_end.routine, codes(no_end)) == (None, 80, ["year-end-missing"])
    assert "no score yet" in no_end.explain()
    assert "尚无得分" in no_records.explain("zh")
    assert json.loads(json.dumps(no_end.to_dict()))["score"] is None


def test_records_outside_the_period_or_after_the_day_do_not_count() -> None:
    records = [("2025-12-31", 10), ("2026-01-01", 80), ("2026-12-31", 90), ("2027-01-01", 10)]
    result = blended(records, 90)
    assert (result.routine, result.records) == (85, 2)
    assert [finding.facts["on"] for finding in result.findings] == ["2025-12-31", "2027-01-01"]
    early = blended(records, 90, as_of="2026-06-30")
    assert (early.routine, len(early.findings)) == (80, 3)


@pytest.mark.parametrize(
    ("every", "as_of", "missed"),
    [
        ("unstated", "2027-01-10", []),
        ("month", "2026-03-31", ["2026-01-01", "2026-03-01"]),
        ("month", "2026-03-30", ["2026-01-01"]),
        ("quarter", "2027-01-10", ["2026-04-01", "2026-10-01"]),
        ("quarter", "2026-12-31", ["2026-04-01", "2026-10-01"]),
        ("quarter", "2026-12-30", ["2026-04-01"]),
        ("half_year", "2027-01-10", []),
    ],
)
def test_a_period_that_is_over_without_a_record_is_a_finding(
    every: str, as_of: str, missed: list[str]
) -> None:
    records = [("2026-02-28", 80), ("2026-07-01", 80)] if as_of > "2026-07-01" else [("2026-02-28", 80)]
    result = blended(records, 90, Blend(routine="1/2", every=every), as_of=as_of)
    assert codes(result) == ["routine-missing"] * len(missed)
    assert [finding.facts["first"] for finding in result.findings] == missed


def test_the_last_part_of_a_period_ends_with_it_and_the_calendar_ends_somewhere() -> None:
    result = blended([], 90, Blend(routine="1/2", every="quarter"), end="2026-05-16")
    assert [finding.facts.get("last") for finding in result.findings] == ["2026-03-31", "2026-05-15", None]
    last = blended(
        [],
        90,
        Blend(routine="1/2", every="half_year"),
        start="9999-10-01",
        end="9999-12-31",
        as_of="9999-12-31",
    )
    assert codes(last) == ["routine-missing", "no-routine-record"]


def test_a_rule_is_stored_and_read_back() -> None:
    for rule in (RULE, Blend(routine="1/3", every="month", full=10)):
        assert Blend.from_dict(json.loads(json.dumps(rule.to_dict()))) == rule


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"records": "2026"}, "not-a-list"),
        ({"records": [("2026-02-01",)]}, "not-a-pair"),
        ({"records": [("spring", 80)]}, "bad-day"),
        ({"records": [("2026-02-01", 101)]}, "out-of-range"),
        ({"records": [("2026-02-01", -1)]}, "out-of-range"),
        ({"records": [("2026-02-01", 0.5)]}, "float"),
        ({"records": [("2026-02-01", 1)] * 10_001}, "bad-size"),
        ({"year_end": 101}, "out-of-range"),
        ({"start": "2027-01-01"}, "empty-span"),
        ({"as_of": "now"}, "bad-day"),
    ],
)
def test_records_that_make_no_sense_are_errors(given: dict[str, Any], code: str) -> None:
    whole: dict[str, Any] = {"unit": "unit", "records": [], "year_end": 90, "rule": RULE, **YEAR}
    with pytest.raises(RecordError) as caught:
        blend(**{**whole, **given})
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"routine": "3/2"}, "share-bounds"),
        ({"routine": "1/2", "every": "week"}, "bad-choice"),
        ({"routine": "1/2", "full": 0}, "no-weight"),
        ({"routine": "1/2", "full": -1}, "negative-number"),
    ],
)
def test_rules_that_make_no_sense_are_errors(given: dict[str, Any], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        Blend(**given)
    assert [fault.code for fault in caught.value.faults] == [code]
