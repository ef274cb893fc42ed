"""Periods as rules write them, and days, months and years from a day on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta

from consultgov.errors import RecordError
from consultgov.spans import MonthEnd, Period, days_after, months_after, period, years_after


def codes(error: RecordError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


# ---------------------------------------------------------------- periods


@pytest.mark.parametrize(
    ("text", "parts", "written"),
    [
        ("3 years", {"months": 36}, "3 years"),
        ("1 year", {"years": 1}, "1 year"),
        ("42 months", {"years": 3, "months": 6}, "3 years 6 months"),
        ("3 years 6 months", {"months": 42}, "3 years 6 months"),
        ("1 half-year", {"months": 6}, "6 months"),
        ("2 quarters", {"months": 6}, "6 months"),
        ("2 weeks", {"days": 14}, "14 days"),
        ("1 week 3 days", {"days": 10}, "10 days"),
        ("1 month 15 days", {"months": 1, "days": 15}, "1 month 15 days"),
        ("10 clear days", {"days": 10, "clear": True}, "10 clear days"),
        ("1 clear day", {"days": 1, "clear": True}, "1 clear day"),
        ("5 working days", {"working_days": 5}, "5 working days"),
        ("1 working day", {"working_days": 1}, "1 working day"),
        ("48 hours", {"hours": 48}, "48 hours"),
        ("90 minutes", {"hours": 1, "minutes": 30}, "1 hour 30 minutes"),
        ("3年", {"years": 3}, "3 years"),
        ("6个月", {"months": 6}, "6 months"),
        ("半年", {"months": 6}, "6 months"),
        ("3年半", {"months": 42}, "3 years 6 months"),
        ("1个季度", {"months": 3}, "3 months"),
        ("2周", {"days": 14}, "14 days"),
        ("15日", {"days": 15}, "15 days"),
        ("15 天", {"days": 15}, "15 days"),
        ("5个工作日", {"working_days": 5}, "5 working days"),
        ("24小时", {"hours": 24}, "24 hours"),
        ("30分钟", {"minutes": 30}, "30 minutes"),
        ("１０ days", {"days": 10}, "10 days"),
    ],
)
def test_a_period_is_what_its_text_says(text: str, parts: dict[str, Any], written: str) -> None:
    assert Period(text) == Period(**parts)
    assert str(Period(text)) == written
    assert Period(written) == Period(text) == period(text) == period(Period(text))


def test_the_facts_are_the_parts_from_the_largest_on() -> None:
    assert list(Period("14 months 3 days").facts().items()) == [("years", 1), ("months", 2), ("days", 3)]
    assert Period("10 clear days").facts() == {"clear_days": 10}
    assert Period("61 minutes").facts() == {"hours": 1, "minutes": 1}
    assert (Period("1 hour").is_of_moments, Period("1 day").is_of_moments) == (True, False)


@pytest.mark.parametrize(
    "given",
    [
        "3 yaers",
        "years",
        "3 ",
        "3years and more",
        "-3 years",
        "0 years",
        "3.5 years",
        "99999999 years",
        "123456789 days",
        "3 years 3 years",
        "半年半年",
        "\ud800",
        "3 years " * 40,
        None,
        3,
        3.0,
        float("nan"),
        True,
        ["3 years"],
        {"years": 3},
        timedelta(days=3),
        pytest.param(10**5000, id="huge"),
    ],
)
def test_what_is_no_period_is_refused(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    with pytest.raises(RecordError) as raised:
        Period(given)
    assert set(codes(raised.value)) == {"bad-period"}
    with pytest.raises(RecordError) as raised:
        period(given, "term")
    assert set(codes(raised.value)) == {"bad-period"}


def test_an_empty_text_is_no_period() -> None:
    with pytest.raises(RecordError, match=r"^term must be a period \(got ''\)"):
        period("", "term")


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({}, ["bad-period"]),
        ({"years": 0}, ["bad-period"]),
        ({"years": -1, "months": 1.5, "days": "3"}, ["bad-period"] * 3),
        ({"days": True}, ["bad-period"]),
        ({"minutes": 10**400}, ["bad-period"]),
        ({"years": 10_000}, ["bad-period"]),
        ({"months": 1, "working_days": 2_000_000}, ["bad-period", "mixed-period"]),
        ({"days": 3, "clear": 1}, ["bad-truth"]),
        ({"days": 3, "clear": None}, ["bad-truth"]),
        ({"days": 1, "hours": 1}, ["mixed-period"]),
        ({"months": 1, "working_days": 1}, ["mixed-period"]),
        ({"months": 1, "clear": True}, ["mixed-period"]),
        ({"working_days": 1, "clear": True}, ["mixed-period"]),
        ({"text": "3 years", "months": 1}, ["bad-period"]),
        ({"text": "3 days", "clear": True}, ["bad-period"]),
        ({"text": "1 day 1 hour"}, ["mixed-period"]),
        ({"text": "2 days 3 clear days"}, ["mixed-period"]),
        ({"text": "1 month 3 clear days"}, ["mixed-period"]),
        ({"text": "1 month 3 working days"}, ["mixed-period"]),
    ],
)
def test_parts_that_make_no_period_are_refused(parts: dict[str, Any], found: list[str]) -> None:
    with pytest.raises(RecordError) as raised:
        Period(**parts)
    assert codes(raised.value) == found


# ---------------------------------------------------------------- months, years, days

JANUARY_31 = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("start", "months", "clip", "roll", "stick"),
    [
        ("2026-01-31", 1, "2026-02-28", "2026-03-01", "2026-02-28"),
        ("2024-01-30", 1, "2024-02-29", "2024-03-01", "2024-02-29"),
        ("2026-02-28", 1, "2026-03-28", "2026-03-28", "2026-03-31"),
        ("2026-03-31", -1, "2026-02-28", "2026-03-01", "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01", "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29", "2028-02-29"),
        ("2026-05-20", 1, "2026-06-20", "2026-06-20", "2026-06-20"),
        ("2026-12-31", 2, "2027-02-28", "2027-03-01", "2027-02-28"),
        ("1900-01-31", 1, "1900-02-28", "1900-03-01", "1900-02-28"),
        ("2000-01-31", 1, "2000-02-29", "2000-03-01", "2000-02-29"),
    ],
)
def test_each_policy_names_its_day(start: str, months: int, clip: str, roll: str, stick: str) -> None:
    found = [
        months_after(date.fromisoformat(start), months, each).isoformat()
        for each in (MonthEnd.CLIP, MonthEnd.ROLL, MonthEnd.STICK)
    ]
    assert found == [clip, roll, stick]
    assert months_after(date.fromisoformat(start), months).isoformat() == clip


def test_under_refuse_a_day_that_is_not_there_is_an_error() -> None:
    assert months_after(JANUARY_31, 2, MonthEnd.REFUSE) == date(2026, 3, 31)
    with pytest.raises(RecordError, match=r"^2026-02-31 must be a day of the month: say ") as raised:
        months_after(JANUARY_31, 1, "refuse")
    assert codes(raised.value) == ["no-such-day"]


@pytest.mark.parametrize("given", ["last", "", "CLIP", None, 1, ["clip"], float("nan"), "\ud800"])
def test_an_unknown_policy_is_refused(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    with pytest.raises(RecordError) as raised:
        months_after(JANUARY_31, 1, given)
    assert codes(raised.value) == ["bad-policy"]


@pytest.mark.parametrize("policy", MonthEnd)
@pytest.mark.parametrize(
    ("start", "months"),
    [
        (date.max, 1),
        (date.min, -1),
        (JANUARY_31, 10**400),
        pytest.param(JANUARY_31, -(10**5000), id="huge"),
        (JANUARY_31, 12 * 8000),
    ],
)
def test_beyond_the_calendar_there_are_no_months(policy: MonthEnd, start: date, months: int) -> None:
    with pytest.raises(RecordError) as raised:
        months_after(start, months, policy)
    assert codes(raised.value) == ["off-calendar"]


@pytest.mark.parametrize("given", [1.0, None, "1", True, float("nan"), [1]])
def test_months_years_and_days_are_whole(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    for reckon in (months_after, years_after, days_after):
        with pytest.raises(RecordError) as raised:
            reckon(JANUARY_31, given)
        assert codes(raised.value) == ["not-whole"]


@pytest.mark.parametrize("given", [None, 1, "", "soon", "2026-02-30", datetime(2026, 1, 1), True])  # noqa: DTZ001
def test_what_is_no_day_is_refused(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    for reckon in (months_after, years_after, days_after):
        with pytest.raises(RecordError) as raised:
            reckon(given, 1)
        assert codes(raised.value) == ["bad-day"]


def test_text_of_a_day_is_read() -> None:
    text: Any = "2026-01-31"
    assert months_after(text, 1) == date(2026, 2, 28)
    assert years_after(text, 1) == date(2027, 1, 31)
    assert days_after(text, 1) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("start", "days"), [(date.max, 1), (date.min, -1), pytest.param(JANUARY_31, 10**5000, id="huge")]
)
def test_beyond_the_calendar_there_are_no_days(start: date, days: int) -> None:
    with pytest.raises(RecordError) as raised:
        days_after(start, days)
    assert codes(raised.value) == ["off-calendar"]


@pytest.mark.parametrize(
    "start", [date(2024, 1, 31), date(2024, 2, 29), date(2023, 2, 28), date(2026, 5, 20)]
)
def test_months_are_those_of_dateutil(start: date) -> None:
    for months in range(-2000, 2001):
        assert months_after(start, months) == start + relativedelta(months=months)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("三年", "3 years"),
        ("两年", "2 years"),
        ("一年半", "1 year 6 months"),
        ("六个月", "6 months"),
        ("十日", "10 days"),
        ("十五日", "15 days"),
        ("二十日", "20 days"),
        ("三十五天", "35 days"),
        ("五个工作日", "5 working days"),
    ],
)
def test_chinese_numerals_are_read(text: str, same: str) -> None:
    assert Period(text) == Period(same)


@pytest.mark.parametrize("text", ["一百日", "十十日", "三五日", "1十日", "三", "年三", "二十日三"])
def test_what_is_no_chinese_number_of_units_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        Period(text)
