"""Age limits: the first day on which one may start, the last day in office, and leap days."""

import pickle
from datetime import date
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError, shown
from consultgov.terms import ages
from consultgov.terms.ages import AgeEnd, AgeRule

Given: TypeAlias = Any
"""Whatever a caller may give."""

NOT_AGES = [0, -1, 151, 1.5, float("nan"), "68", True, [68], 10**5000]
NOT_DAYS: list[Given] = [None, 3, "", "x", "2026-02-30", float("nan"), [], "\ud800"]


def iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize(
    ("at", "born", "eve", "expected"),
    [
        ("end_of_month", "1960-03-15", False, "2028-04-01"),
        ("end_of_month", "1960-03-01", False, "2028-04-01"),
        ("end_of_month", "1960-03-01", True, "2028-03-01"),
        ("end_of_month", "1960-03-02", True, "2028-04-01"),
        ("end_of_month", "1960-12-31", False, "2029-01-01"),
        ("end_of_year", "1960-01-01", False, "2029-01-01"),
        ("end_of_year", "1960-01-01", True, "2028-01-01"),
        ("birthday", "1960-03-15", False, "2028-03-15"),
        ("birthday", "1960-03-15", True, "2028-03-15"),
        ("end_of_term", "1960-03-15", False, ""),
    ],
)
def test_who_reaches_an_age_leaves_on_the_day_that_the_rule_names(
    at: AgeEnd, born: str, expected: str, *, eve: bool
) -> None:
    assert iso(AgeRule(leaves_at=68, at=at, eve=eve).leave_day(born)) == expected


def test_without_an_age_to_leave_nobody_leaves() -> None:
    assert AgeRule(least=40).leave_day("1960-03-15") is None


@pytest.mark.parametrize(("leap", "expected"), [("march-1", "2025-03-01"), ("feb-28", "2025-02-28")])
def test_who_is_born_on_a_leap_day_turns_older_on_the_day_that_the_policy_names(
    leap: Given, expected: str
) -> None:
    limit = AgeRule(least=21, leap=leap)
    assert iso(limit.start_bounds("2004-02-29")[0]) == expected
    assert iso(limit.birthday("2004-02-29", 20)) == "2024-02-29"


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (AgeRule(least=40), ("2000-03-15", "")),
        (AgeRule(under=65), ("", "2025-03-15")),
        (AgeRule(leaves_at=68), ("", "2028-04-01")),
        (AgeRule(under=65, leaves_at=68), ("", "2025-03-15")),
        (AgeRule(under=70, leaves_at=68, at="end_of_term"), ("", "2028-03-15")),
        (AgeRule(least=40, leaves_at=68, at="end_of_year"), ("2000-03-15", "2029-01-01")),
    ],
    ids=["least", "under", "leaves", "both", "end-of-term", "end-of-year"],
)
def test_the_days_between_which_one_may_start(limit: AgeRule, expected: tuple[str, str]) -> None:
    earliest, late = limit.start_bounds("1960-03-15")
    assert (iso(earliest), iso(late)) == expected


@pytest.mark.parametrize("given", NOT_AGES, ids=shown)
@pytest.mark.parametrize("field", ["least", "under", "leaves_at"])
def test_what_is_no_age_is_refused(field: str, given: Given) -> None:
    ages_given: dict[str, Any] = {field: given}
    with pytest.raises(RecordError):
        AgeRule(**ages_given)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"least": 40, "at": "noon"}, "bad-choice"),
        ({"least": 40, "leap": None}, "bad-choice"),
        ({"least": 40, "eve": 1}, "bad-truth"),
        ({"least": 40, "clause": 3}, "not-a-dict"),
    ],
    ids=["at", "leap", "eve", "clause"],
)
def test_what_is_no_setting_is_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises(RecordError) as caught:
        AgeRule(**given)
    assert codes(caught) == [code]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["no-age"]),
        ({"least": 40, "under": 40, "leaves_at": 39}, ["bad-age", "bad-age"]),
    ],
    ids=["none", "not-above"],
)
def test_ages_that_contradict_each_other_are_refused_at_once(given: Given, expected: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        AgeRule(**given)
    assert codes(caught) == expected


@pytest.mark.parametrize("born", NOT_DAYS, ids=shown)
@pytest.mark.parametrize("at", AgeEnd)
def test_what_is_no_day_of_birth_is_refused(at: AgeEnd, born: Given) -> None:
    with pytest.raises(RecordError):
        AgeRule(leaves_at=68, at=at).leave_day(born)


@pytest.mark.parametrize("born", ["9932-01-01", "9931-12-31"])
def test_a_last_day_beyond_the_calendar_is_an_error(born: str) -> None:
    with pytest.raises(RecordError) as caught:
        AgeRule(leaves_at=68, at="end_of_year").leave_day(born)
    assert codes(caught) == ["off-calendar"]


@pytest.mark.parametrize(
    "value",
    [
        AgeRule(leaves_at=68),
        AgeRule(20, 60, 65, "birthday", "feb-28", True, Clause("law, art. 4")),  # noqa: FBT003
    ],
    ids=["plain", "full"],
)
def test_an_age_limit_comes_back_from_its_record_and_from_a_pickle(value: AgeRule) -> None:
    assert AgeRule.from_dict(value.to_dict()) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line
    assert hash(AgeRule.from_dict(value.to_dict())) == hash(value)


def test_the_module_lists_what_it_offers() -> None:
    assert dir(ages) == sorted(ages.__all__)
