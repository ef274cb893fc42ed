"""How periods are counted: first days, last days, month ends, backwards, and from moment to moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from consultgov.errors import RecordError
from consultgov.spans import ANNIVERSARY, CIVIL_CODE, PeriodRules, Span, WorkingDays

MAY = WorkingDays(["2026-05-01", "2026-05-04", "2026-05-05"], worked=["2026-05-09"])
NEXT = PeriodRules(first_day="not_counted", last_day="next_working", calendar=MAY)
PREVIOUS = PeriodRules(last_day="previous_working", calendar=MAY)


def codes(error: RecordError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


# ---------------------------------------------------------------- forward


@pytest.mark.parametrize(
    ("rules", "start", "length", "last"),
    [
        (CIVIL_CODE, "2021-12-25", "3 years", "2024-12-25"),  # 民法典第二百零一、二百零二条
        (ANNIVERSARY, "2021-12-25", "3 years", "2024-12-24"),
        (CIVIL_CODE, "2026-03-01", "15 days", "2026-03-16"),  # published on 1 March: removed from 17 March on
        (ANNIVERSARY, "2024-02-29", "4 years", "2028-02-28"),
        (ANNIVERSARY, "2023-02-28", "1 year", "2024-02-27"),
        (ANNIVERSARY, "2096-02-29", "8 years", "2104-02-28"),
        (ANNIVERSARY, "2024-02-06", "9 years", "2033-02-05"),  # a judge of the International Court
        (PeriodRules("roll"), "2024-02-29", "1 year", "2025-02-28"),
        (PeriodRules("stick"), "2023-02-28", "1 year", "2024-02-28"),
        (CIVIL_CODE, "2026-01-31", "1 month", "2026-02-28"),
        (ANNIVERSARY, "2026-05-01", "1 month 15 days", "2026-06-15"),
        (ANNIVERSARY, "2026-05-01", "1 day", "2026-05-01"),
        (CIVIL_CODE, "2026-05-01", "1 day", "2026-05-02"),
        (ANNIVERSARY, "2026-05-01", "10 clear days", "2026-05-11"),
        (CIVIL_CODE, "2026-05-01", "10 clear days", "2026-05-11"),
        (NEXT, "2026-04-20", "11 days", "2026-05-06"),
        (NEXT, "2026-04-20", "10 days", "2026-04-30"),
        (NEXT, "2026-04-30", "2 working days", "2026-05-07"),
        (PREVIOUS, "2026-05-01", "5 days", "2026-04-30"),
        (PREVIOUS, "2026-04-30", "2 working days", "2026-05-06"),
        (PeriodRules(calendar=MAY), "2026-05-06", "1 working day", "2026-05-06"),
    ],
)
def test_a_period_has_its_last_day(rules: PeriodRules, start: str, length: str, last: str) -> None:
    found = rules.last(start, length)
    assert found.isoformat() == last
    assert rules.end(start, length) == found + timedelta(days=1)


def test_a_period_is_a_span() -> None:
    assert CIVIL_CODE.span("2021-12-25", "3 years") == Span("2021-12-25", "2024-12-26")


def test_a_last_day_may_move_before_the_start_and_leaves_no_span() -> None:
    with pytest.raises(RecordError) as raised:
        PREVIOUS.span("2026-05-01", "5 days")
    assert codes(raised.value) == ["empty-span"]


@pytest.mark.parametrize(
    ("start", "length", "code"),
    [
        ("9999-12-31", "1 day", "off-calendar"),
        ("9999-01-01", "1 year", "off-calendar"),
        ("2026-05-01", "9000 years", "off-calendar"),
        ("2026-05-01", "48 hours", "mixed-period"),
        ("2026-05-01", "5 working days", "no-calendar"),
        ("2026-05-01", "soon", "bad-period"),
        ("2026-05-01T00:00:00Z", "1 day", "bad-day"),
        (None, "1 day", "bad-day"),
        ("2026-05-01", None, "bad-period"),
    ],
)
def test_what_has_no_last_day(start: Any, length: Any, code: str) -> None:  # noqa: ANN401 - whatever callers give
    for ask in (ANNIVERSARY.last, ANNIVERSARY.end, ANNIVERSARY.span):
        with pytest.raises(RecordError) as raised:
            ask(start, length)
        assert codes(raised.value) == [code]


# ---------------------------------------------------------------- backward


@pytest.mark.parametrize(
    ("rules", "event", "length", "latest"),
    [
        (CIVIL_CODE, "2026-05-20", "10 days", "2026-05-10"),
        (ANNIVERSARY, "2026-05-20", "10 days", "2026-05-10"),
        (ANNIVERSARY, "2026-05-20", "10 clear days", "2026-05-09"),
        (ANNIVERSARY, "2026-03-31", "1 month", "2026-02-28"),
        (ANNIVERSARY, "2026-02-28", "1 month", "2026-01-31"),
        (PeriodRules("roll"), "2026-02-28", "1 month", "2026-01-28"),
        (PeriodRules("roll"), "2026-03-01", "1 month", "2026-02-01"),
        (PeriodRules("stick"), "2026-03-30", "1 month", "2026-02-27"),
        (PeriodRules("stick"), "2026-03-31", "1 month", "2026-02-28"),
        (PeriodRules("refuse"), "2026-03-28", "1 month", "2026-02-28"),
        (ANNIVERSARY, "9999-12-31", "1 month", "9999-11-30"),
        (ANNIVERSARY, "2026-05-20", "1 year 1 day", "2025-05-19"),
        (PeriodRules(calendar=MAY), "2026-05-11", "3 working days", "2026-05-07"),
        (PREVIOUS, "2026-05-15", "10 days", "2026-04-30"),
        (NEXT, "2026-05-15", "10 days", "2026-04-30"),
        (NEXT, "2026-05-06", "1 working day", "2026-04-30"),
    ],
)
def test_what_must_be_done_before_a_day_has_a_latest_day(
    rules: PeriodRules, event: str, length: str, latest: str
) -> None:
    assert rules.latest(event, length).isoformat() == latest


@pytest.mark.parametrize(
    ("rules", "event", "length", "code"),
    [
        (ANNIVERSARY, "0001-01-01", "1 day", "off-calendar"),
        (ANNIVERSARY, "0001-01-31", "1 month", "off-calendar"),
        (PeriodRules("refuse"), "2026-03-31", "1 month", "no-such-day"),
        (ANNIVERSARY, "2026-05-01", "1 working day", "no-calendar"),
        (ANNIVERSARY, "2026-05-01", "1 hour", "mixed-period"),
        (ANNIVERSARY, 7, "1 day", "bad-day"),
    ],
)
def test_what_has_no_latest_day(rules: PeriodRules, event: Any, length: str, code: str) -> None:  # noqa: ANN401
    with pytest.raises(RecordError) as raised:
        rules.latest(event, length)
    assert codes(raised.value) == [code]


# ---------------------------------------------------------------- moments


@pytest.mark.parametrize(
    ("rules", "length", "over"),
    [
        (ANNIVERSARY, "48 hours", "2026-05-02T18:00:00+08:00"),
        (ANNIVERSARY, "1 month", "2026-05-30T18:00:00+08:00"),
        (CIVIL_CODE, "10 days", "2026-05-10T18:00:00+08:00"),
        (CIVIL_CODE, "10 clear days", "2026-05-11T18:00:00+08:00"),
        (NEXT, "1 day", "2026-05-06T18:00:00+08:00"),
        (NEXT, "2 working days", "2026-05-07T18:00:00+08:00"),
    ],
)
def test_a_period_from_a_moment_is_over_at_a_moment(rules: PeriodRules, length: str, over: str) -> None:
    assert rules.until("2026-04-30T18:00:00+08:00", length).isoformat() == over


@pytest.mark.parametrize(
    ("start", "length", "code"),
    [
        ("9999-12-31T00:00:00Z", "48 hours", "off-calendar"),
        ("9999-12-31T00:00:00Z", "1 day", "off-calendar"),
        ("2026-05-01", "48 hours", "bad-moment"),
        (datetime(2026, 5, 1), "48 hours", "bad-moment"),  # noqa: DTZ001 - it has no zone: that is the point
        ("2026-05-01T00:00:00Z", "", "bad-period"),
        ("2026-05-01T00:00:00Z", "1 working day", "no-calendar"),
    ],
)
def test_what_is_over_at_no_moment(start: Any, length: Any, code: str) -> None:  # noqa: ANN401
    with pytest.raises(RecordError) as raised:
        ANNIVERSARY.until(start, length)
    assert codes(raised.value) == [code]


# ---------------------------------------------------------------- the rules themselves


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"month_end": "last", "first_day": 1, "last_day": None}, ["bad-policy"] * 3),
        ({"month_end": ["clip"]}, ["bad-policy"]),
        ({"first_day": "\ud800"}, ["bad-policy"]),
        ({"last_day": "next_working"}, ["no-calendar"]),
        ({"last_day": "previous_working"}, ["no-calendar"]),
        ({"last_day": "next_working", "calendar": 7}, ["not-a-dict"]),
    ],
)
def test_rules_that_make_no_sense_are_refused(parts: dict[str, Any], found: list[str]) -> None:
    with pytest.raises(RecordError) as raised:
        PeriodRules(**parts)
    assert codes(raised.value) == found


def test_rules_are_written_without_what_is_usual() -> None:
    assert ANNIVERSARY.to_dict() == {}
    assert CIVIL_CODE.to_dict() == {"first_day": "not_counted"}
    plain = NEXT.to_dict()
    assert plain == {"first_day": "not_counted", "last_day": "next_working", "calendar": MAY.to_dict()}
    for rules in (ANNIVERSARY, CIVIL_CODE, NEXT, PREVIOUS, PeriodRules("roll")):
        assert PeriodRules.from_dict(rules.to_dict()) == rules
    assert len({ANNIVERSARY, PeriodRules(), CIVIL_CODE}) == 2
    with pytest.raises(RecordError):
        PeriodRules.from_dict({"monthend": "clip"})


def test_the_last_day_of_a_period_is_in_its_span() -> None:
    span = CIVIL_CODE.span("2026-03-01", "15 days")
    assert (span.contains(date(2026, 3, 16)), span.contains(date(2026, 3, 17))) == (True, False)
