"""Calendar windows: weeks, months, quarters, half-years, years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from consultgov.errors import RecordError, TooLarge
from consultgov.spans import Span, Unit, window, window_name, windows


def codes(error: RecordError | TooLarge) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


@pytest.mark.parametrize(
    ("unit", "first_month", "start", "end", "name"),
    [
        ("day", 1, "2026-05-20", "2026-05-21", "2026-05-20"),
        ("week", 1, "2026-05-18", "2026-05-25", "2026-W21"),
        ("month", 1, "2026-05-01", "2026-06-01", "2026-05"),
        ("quarter", 1, "2026-04-01", "2026-07-01", "2026-Q2"),
        ("half_year", 1, "2026-01-01", "2026-07-01", "2026-H1"),
        ("year", 1, "2026-01-01", "2027-01-01", "2026"),
        ("month", 4, "2026-05-01", "2026-06-01", "2026-05"),
        ("quarter", 4, "2026-04-01", "2026-07-01", "2026/27-Q1"),
        ("half_year", 4, "2026-04-01", "2026-10-01", "2026/27-H1"),
        ("year", 4, "2026-04-01", "2027-04-01", "2026/27"),
        ("year", 10, "2025-10-01", "2026-10-01", "2025/26"),
        ("quarter", 12, "2026-03-01", "2026-06-01", "2025/26-Q2"),
    ],
)
def test_a_day_lies_in_a_window(unit: str, first_month: int, start: str, end: str, name: str) -> None:
    assert window("2026-05-20", unit, first_month) == Span(start, end)
    assert window_name("2026-05-20", unit, first_month) == name
    assert window_name(start, Unit(unit), first_month) == name


def test_a_week_at_the_turn_of_the_year_belongs_to_the_year_of_its_thursday() -> None:
    assert [window_name(on, "week") for on in ("2026-12-31", "2027-01-01", "2027-01-04")] == [
        "2026-W53",
        "2026-W53",
        "2027-W01",
    ]


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("month", ["2025-12", "2026-01", "2026-02", "2026-03"]),
        ("quarter", ["2025-Q4", "2026-Q1"]),
        ("half_year", ["2025-H2", "2026-H1"]),
        ("year", ["2025", "2026"]),
    ],
)
def test_windows_are_all_that_have_a_day_of_the_stretch(unit: str, names: list[str]) -> None:
    found = windows("2025-12-31", "2026-03-02", unit)
    assert [window_name(str(each.start), unit) for each in found] == names
    assert all(one.end == other.start for one, other in pairwise(found))


def test_a_window_that_ends_where_the_stretch_begins_is_none_of_it() -> None:
    assert windows("2026-01-01", "2026-02-01", "month") == (Span("2026-01-01", "2026-02-01"),)
    assert len(windows("2026-01-01", "2026-02-02", "month")) == 2
    assert len(windows("2026-05-18", "2026-06-01", "week")) == 2
    assert len(windows("2026-05-18", "2026-06-01", "day")) == 14


def test_too_many_windows_are_refused_before_they_are_made() -> None:
    with pytest.raises(TooLarge) as raised:
        windows("0001-01-01", "9999-01-01", "day")
    assert codes(raised.value) == ["too-many-windows"]
    assert (raised.value.size, raised.value.limit) == (3_651_694, 100_000)
    assert len(windows("2000-01-01", "2273-10-16", "day")) == 100_000


@pytest.mark.parametrize(
    ("on", "unit", "first_month"),
    [
        ("9999-12-31", "day", 1),
        ("9999-12-31", "week", 1),
        ("9999-12-31", "year", 1),
        ("0001-01-15", "year", 4),
        ("0001-01-15", "quarter", 12),
    ],
)
def test_a_window_that_the_calendar_cuts_off_is_refused(on: str, unit: str, first_month: int) -> None:
    with pytest.raises(RecordError) as raised:
        window(on, unit, first_month)
    assert codes(raised.value) == ["off-calendar"]


def test_at_the_edges_of_the_calendar() -> None:
    assert window("0001-01-01", "week").start == date.min
    assert window_name("9999-12-31", "quarter") == "9999-Q4"
    assert window_name("1999-05-01", "year", 4) == "1999/00"
    for unit in ("year", "quarter"):
        with pytest.raises(RecordError) as raised:
            window_name("0001-01-15", unit, 4)
        assert codes(raised.value) == ["off-calendar"]


@pytest.mark.parametrize("given", ["fortnight", "", None, 1, ["day"], "Month", "\ud800", float("nan")])
def test_an_unknown_unit_is_refused(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    asks: list[Callable[[str, Any], object]] = [window, window_name]
    asks.append(lambda on, unit: windows(on, "2027-01-01", unit))
    for ask in asks:
        with pytest.raises(RecordError) as raised:
            ask("2026-05-20", given)
        assert codes(raised.value) == ["bad-unit"]


@pytest.mark.parametrize("given", [0, 13, 4.0, None, True, "April"])
def test_a_year_begins_with_a_month(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    with pytest.raises(RecordError) as raised:
        window("2026-05-20", "year", given)
    assert codes(raised.value) == ["bad-unit"]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2026-05-20", "2026-05-20", "empty-span"),
        ("2026-05-20", "2026-05-19", "empty-span"),
        (None, "2026-05-19", "bad-day"),
        ("2026-05-20", "2026-05-21T00:00:00Z", "bad-day"),
    ],
)
def test_windows_need_a_stretch(start: Any, end: Any, code: str) -> None:  # noqa: ANN401
    with pytest.raises(RecordError) as raised:
        windows(start, end, "month")
    assert codes(raised.value) == [code]
