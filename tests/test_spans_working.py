"""Working days by the caller's calendar."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from consultgov.errors import RecordError
from consultgov.spans import WorkingDays, working_days

MAY = WorkingDays(["2026-05-01", "2026-05-04", "2026-05-05"], worked=["2026-05-09"])


def codes(error: RecordError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


@pytest.mark.parametrize(
    ("on", "works"),
    [
        ("2026-04-30", True),
        ("2026-05-01", False),
        ("2026-05-02", False),
        ("2026-05-06", True),
        ("2026-05-09", True),
        ("2026-05-10", False),
    ],
)
def test_a_day_is_worked_or_not(on: str, works: bool) -> None:  # noqa: FBT001 - expected
    assert MAY.is_working(on) is works


@pytest.mark.parametrize(
    ("start", "days", "found"),
    [
        ("2026-04-30", 1, "2026-05-06"),
        ("2026-04-30", 4, "2026-05-09"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-05-01", 1, "2026-05-06"),
        ("2026-05-01", 0, "2026-05-06"),
        ("2026-05-06", 0, "2026-05-06"),
        ("2026-05-06", -1, "2026-04-30"),
        ("2026-05-10", -1, "2026-05-09"),
        ("2026-05-11", -2, "2026-05-08"),
    ],
)
def test_the_so_manieth_working_day(start: str, days: int, found: str) -> None:
    assert MAY.after(start, days).isoformat() == found


def test_next_and_previous_are_the_day_itself_where_it_is_worked() -> None:
    assert MAY.next("2026-05-06") == MAY.previous("2026-05-06") == date(2026, 5, 6)
    assert (MAY.next("2026-05-03"), MAY.previous("2026-05-03")) == (date(2026, 5, 6), date(2026, 4, 30))


def test_working_days_are_counted_from_a_day_and_before_another() -> None:
    assert MAY.count("2026-04-30", "2026-05-11") == 5
    assert MAY.count("2026-05-01", "2026-05-06") == 0
    assert MAY.count("2026-05-06", "2026-05-06") == 0
    with pytest.raises(RecordError) as raised:
        MAY.count("2026-05-06", "2026-05-05")
    assert codes(raised.value) == ["empty-span"]


def test_at_the_ends_of_the_calendar() -> None:
    always = WorkingDays(weekend=[])
    assert always.count(date.min, date.max) == (date.max - date.min).days
    assert always.after(date.min, 0) == date.min
    assert always.after(date.max, 0) == always.next(date.max) == date.max
    assert always.after(date.max, -1) == date.max - timedelta(days=1)
    friday = WorkingDays()
    assert friday.next(date.max) == date.max
    for calendar, start, days in (
        (always, date.max, 1),
        (always, date.min, -1),
        (always, "2026-05-01", 10**5000),
        (always, "2026-05-01", -(10**5000)),
        (WorkingDays([date.max]), date.max, 0),
    ):
        with pytest.raises(RecordError) as raised:
            calendar.after(start, days)
        assert codes(raised.value) == ["off-calendar"]


def test_holidays_on_free_days_change_nothing() -> None:
    plain, more = WorkingDays(), WorkingDays(["2026-05-02"], worked=["2026-05-04"])
    assert all(plain.after("2026-04-30", days) == more.after("2026-04-30", days) for days in range(-9, 10))


def test_equal_calendars_are_equal() -> None:
    some: list[date | str] = [date(2026, 5, 5), "2026-05-04", "2026-05-01"]
    again = WorkingDays(iter(some), {"2026-05-09"}, (6, 5))
    assert again == MAY
    assert hash(again) == hash(MAY)
    assert WorkingDays.from_dict(MAY.to_dict()) == MAY
    assert pickle.loads(pickle.dumps(MAY)).after("2026-04-30", 4) == date(2026, 5, 9)  # noqa: S301 - our own


def test_a_calendar_is_written_without_what_is_usual() -> None:
    assert WorkingDays().to_dict() == {}
    plain = {"holidays": ["2026-05-01"], "worked": ["2026-05-09"], "weekend": [4, 5]}
    assert WorkingDays(["2026-05-01"], ["2026-05-09"], [5, 4]).to_dict() == plain
    assert working_days(plain) == WorkingDays.from_dict(plain)
    assert working_days(None) is None
    assert working_days(MAY) is MAY


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"holidays": "2026-05-01"}, ["not-a-list"]),
        ({"holidays": {"2026-05-01": "Labour Day"}}, ["not-a-list"]),
        ({"holidays": None, "worked": 7}, ["not-a-list", "not-a-list"]),
        ({"holidays": ["2026-05-01", None, "soon", "\ud800", 1.5]}, ["bad-day"] * 4),
        ({"holidays": {"soon", "later"}}, ["bad-day"] * 2),
        ({"holidays": count()}, ["too-long"]),
        ({"holidays": ["2026-05-01"], "worked": ["2026-05-01"]}, ["both-free-and-worked"]),
        ({"weekend": range(7)}, ["bad-weekend"]),
        ({"weekend": count()}, ["bad-weekend"]),
        ({"weekend": [7]}, ["bad-weekend"]),
        ({"weekend": [5.0]}, ["bad-weekend"]),
        ({"weekend": [True]}, ["bad-weekend"]),
        ({"weekend": [None]}, ["bad-weekend"]),
        ({"weekend": "56"}, ["bad-weekend"]),
        ({"weekend": 5}, ["bad-weekend"]),
    ],
)
def test_what_is_no_calendar_is_refused(given: dict[str, Any], found: list[str]) -> None:
    with pytest.raises(RecordError) as raised:
        WorkingDays(**given)
    assert codes(raised.value) == found


@pytest.mark.parametrize("given", ["weekdays", 7, [], {"holiday": []}, {"holidays": 1}])
def test_what_reads_as_no_calendar_is_refused(given: object) -> None:
    with pytest.raises(RecordError):
        working_days(given)


@pytest.mark.parametrize("given", [None, "", 1.5, True, [1]])
def test_days_are_whole_and_days_are_days(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    asks: list[Callable[[Any], object]] = [MAY.is_working, MAY.next, MAY.previous]
    asks.append(lambda on: MAY.after(on, 1))
    asks.append(lambda on: MAY.count(on, on))
    for ask in asks:
        with pytest.raises(RecordError):
            ask(given)
    with pytest.raises(RecordError) as raised:
        MAY.after("2026-05-01", given)
    assert codes(raised.value) == ["not-whole"]
