"""Moments, days, spans, ages and months."""

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest

from consultgov import spans
from consultgov.errors import RecordError
from consultgov.spans import (
    LeapDay,
    Span,
    age_on,
    day,
    day_by,
    moment,
    months_after,
    months_completed,
    point,
    shifted,
    years_after,
)

EIGHT = timezone(timedelta(hours=8))


def codes(error: RecordError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


# ---------------------------------------------------------------- moments and days


@pytest.mark.parametrize(
    "given",
    [
        datetime(2026, 5, 1, 10, tzinfo=EIGHT),
        "2026-05-01T10:00:00+08:00",
        "2026-05-01T02:00:00Z",
        "2026-05-01T02:00Z",
    ],
)
def test_a_moment_is_the_same_instant_however_it_is_written(given: datetime | str) -> None:
    assert moment(given) == datetime(2026, 5, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "given",
    [
        datetime(2026, 5, 1, 10),  # noqa: DTZ001 - it has no zone: that is the point
        "2026-05-01T10:00:00",
        "2026-05-01",
        date(2026, 5, 1),
        "soon",
        "",
        1_777_600_000,
        None,
        True,
    ],
)
def test_what_has_no_zone_is_no_moment(given: object) -> None:
    with pytest.raises(RecordError) as raised:
        moment(given, "opens")
    assert codes(raised.value) == ["bad-moment"]
    assert str(raised.value).startswith("opens must be a moment with a time zone (got ")


def test_the_repeated_hour_of_autumn_is_two_moments() -> None:
    """Two clock times of one named zone compare as equal; the moments read from them do not."""
    berlin = ZoneInfo("Europe/Berlin")
    summer = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    winter = summer.replace(fold=1)
    assert summer == winter
    assert moment(winter) - moment(summer) == timedelta(hours=1)
    assert Span(moment(summer), moment(winter)).contains(moment(summer))


def test_a_moment_keeps_its_offset_and_its_clock() -> None:
    assert moment(datetime(2026, 5, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai"))).isoformat() == (
        "2026-05-01T10:00:00+08:00"
    )


class Calendar(date):
    """Somebody's own kind of day."""


@pytest.mark.parametrize("given", [date(2026, 5, 1), Calendar(2026, 5, 1), "2026-05-01"])
def test_a_day_is_a_day(given: date | str) -> None:
    assert day(given) == date(2026, 5, 1)
    assert type(day(given)) is date


@pytest.mark.parametrize(
    "given",
    [datetime(2026, 5, 1, tzinfo=UTC), "2026-05-01T00:00:00Z", "2026-02-29", "", 20260501, None],
)
def test_a_moment_is_no_day(given: object) -> None:
    with pytest.raises(RecordError, match=r"^born must be a day \(got .*write 2026-01-01$") as raised:
        day(given, "born")
    assert codes(raised.value) == ["bad-day"]


def test_a_point_is_either() -> None:
    assert point("2026-05-01") == date(2026, 5, 1)
    assert point("2026-05-01T02:00:00Z") == point(datetime(2026, 5, 1, 2, tzinfo=UTC))
    with pytest.raises(RecordError, match="point must be a day"):
        point("soon")
    with pytest.raises(RecordError, match="must be a moment"):
        point("2026-05-01T02:00:00")


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-05-01T10:00:00+08:00", 24, "2026-05-02T10:00:00+08:00"),
        ("9999-12-31T23:00:00+00:00", 2, "9999-12-31T23:59:59.999999+00:00"),
        ("0001-01-01T01:00:00+00:00", -2, "0001-01-01T00:00:00+00:00"),
    ],
)
def test_a_moment_is_shifted_to_the_ends_of_the_calendar_at_most(start: str, hours: int, end: str) -> None:
    assert shifted(moment(start), timedelta(hours=hours)).isoformat() == end


@pytest.mark.parametrize(
    ("at", "on"),
    [
        ("2026-05-01T17:00:00+00:00", "2026-05-02"),
        ("2026-05-01T17:00:00+08:00", "2026-05-01"),
        ("9999-12-31T17:00:00+00:00", "9999-12-31"),
    ],
)
def test_a_moment_has_a_day_by_the_offset_of_another(at: str, on: str) -> None:
    assert day_by(moment(at), moment("2026-03-01T00:00:00+08:00")).isoformat() == on


# ---------------------------------------------------------------- spans


@pytest.mark.parametrize(
    ("on", "inside"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_a_span_holds_its_start_and_not_its_end(on: str, inside: bool) -> None:  # noqa: FBT001 - expected
    assert Span("2026-01-01", "2027-01-01").contains(on) is inside
    assert Span("2026-01-01").contains(on) is (on >= "2026-01-01")


def test_a_span_of_moments_is_exact_to_the_moment() -> None:
    span = Span("2026-05-01T10:00:00+08:00", "2026-05-01T11:00:00+08:00")
    assert span.contains("2026-05-01T02:00:00Z")
    assert span.contains(datetime(2026, 5, 1, 2, 59, 59, 999_999, tzinfo=UTC))
    assert not span.contains("2026-05-01T03:00:00Z")


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2026-01-01", "2026-01-01", ["empty-span"]),
        ("2026-01-02", "2026-01-01", ["empty-span"]),
        ("2026-01-01", "2026-01-02T00:00:00Z", ["mixed-span"]),
        ("2026-01-01T00:00:00Z", date(2026, 1, 2), ["mixed-span"]),
        ("soon", 7, ["bad-day", "bad-day"]),
        (None, None, ["bad-day"]),
        ("2026-01-01T00:00:00", None, ["bad-moment"]),
    ],
)
def test_a_span_that_is_none_is_refused(start: str, end: str, code: list[str]) -> None:
    with pytest.raises(RecordError) as raised:
        Span(start, end)
    assert codes(raised.value) == code


def test_a_span_of_days_holds_no_moments() -> None:
    """Which day a moment is depends on where one is, so it has to be said."""
    with pytest.raises(RecordError, match="must be a day") as raised:
        Span("2026-01-01").contains("2026-01-01T00:00:00Z")
    assert codes(raised.value) == ["mixed-span"]
    with pytest.raises(RecordError, match="must be a moment"):
        Span("2026-01-01T00:00:00Z").contains("2026-01-01")


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        (Span("2025-01-01", "2026-01-01"), False),
        (Span("2025-01-01", "2026-01-02"), True),
        (Span("2026-06-30"), True),
        (Span("2026-07-01"), False),
        (Span("2020-01-01"), True),
        (Span("2026-02-01", "2026-02-02"), True),
    ],
)
def test_spans_overlap_where_they_share_a_day(other: Span, overlap: bool) -> None:  # noqa: FBT001 - expected
    span = Span("2026-01-01", "2026-07-01")
    assert span.overlaps(other) is other.overlaps(span) is overlap


@pytest.mark.parametrize(
    "span",
    [
        Span("2026-01-01"),
        Span("2026-01-01", "2026-02-01"),
        Span("2026-01-01T00:00:00+08:00", "2026-01-01T00:00:01Z"),
    ],
)
def test_a_span_comes_back_from_its_plain_dict(span: Span) -> None:
    assert Span.from_dict(span.to_dict()) == span
    assert pickle.loads(pickle.dumps(span)) == span  # noqa: S301 - our own bytes
    assert hash(Span.from_dict(span.to_dict())) == hash(span)


def test_a_plain_span_has_known_keys() -> None:
    with pytest.raises(RecordError, match=r"span\.until"):
        Span.from_dict({"start": "2026-01-01", "until": "2027-01-01"})


# ---------------------------------------------------------------- months and years


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-05-01", 0, "2026-05-01"),
    ],
)
def test_months_are_clipped_to_the_last_day(start: str, months: int, end: str) -> None:
    assert months_after(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2026-05-01", -1, "2025-05-01")],
)
def test_years_are_clipped_too(start: str, years: int, end: str) -> None:
    assert years_after(day(start), years) == day(end)


@pytest.mark.parametrize("after", [months_after, years_after])
@pytest.mark.parametrize("length", [10**6, -(10**6), 10**5000], ids=["far", "early", "huge"])
def test_the_calendar_has_ends(after: Callable[[date, int], date], length: int) -> None:
    with pytest.raises(RecordError, match="must stay within the years 1 to 9999") as raised:
        after(date(2026, 1, 1), length)
    assert codes(raised.value) == ["off-calendar"]


@pytest.mark.parametrize("length", [True, "1", None, 1.5])
def test_a_length_is_whole(length: object) -> None:
    with pytest.raises(RecordError, match="months must be a whole number"):
        months_after(date(2026, 1, 1), length)  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="years must be a whole number"):
        years_after(date(2026, 1, 1), length)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "on", "months"),
    [
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-31", "2026-02-28", 1),
        ("2026-01-31", "2026-03-30", 1),
        ("2026-01-31", "2026-03-31", 2),
        ("2025-05-02", "2026-05-01", 11),
        ("2025-05-02", "2026-05-02", 12),
        ("2026-05-02", "2026-05-02", 0),
        ("2026-05-02", "2026-05-01", -1),
    ],
)
def test_a_month_is_over_on_its_day(start: str, on: str, months: int) -> None:
    assert months_completed(day(start), day(on)) == months


def test_months_completed_at_the_ends_of_the_calendar() -> None:
    assert months_completed(date.max, date.min) == -(9999 * 12)
    assert months_completed(date.min, date.max) == 9999 * 12 - 1


# ---------------------------------------------------------------- ages


@pytest.mark.parametrize(
    ("on", "age"),
    [("2026-04-30", 17), ("2026-05-01", 18), ("2026-05-02", 18), ("2008-05-01", 0), ("2027-05-01", 19)],
)
def test_a_year_is_completed_on_the_birthday(on: str, age: int) -> None:
    assert age_on(date(2008, 5, 1), day(on)) == age


@pytest.mark.parametrize(
    ("leap", "on", "age"),
    [
        ("march-1", "2026-02-28", 17),
        ("march-1", "2026-03-01", 18),
        ("feb-28", "2026-02-27", 17),
        ("feb-28", "2026-02-28", 18),
        (LeapDay.FEBRUARY_28, "2028-02-28", 19),
        (LeapDay.FEBRUARY_28, "2028-02-29", 20),
        (LeapDay.MARCH_1, "2028-02-28", 19),
        (LeapDay.MARCH_1, "2028-02-29", 20),
    ],
)
def test_a_leap_day_follows_a_named_policy(leap: str, on: str, age: int) -> None:
    assert age_on(date(2008, 2, 29), day(on), leap) == age


def test_an_age_before_birth_is_refused() -> None:
    with pytest.raises(RecordError) as raised:
        age_on(date(2026, 5, 2), date(2026, 5, 1))
    assert codes(raised.value) == ["before-birth"]


@pytest.mark.parametrize("leap", ["never", None, []])
def test_an_unknown_policy_is_refused(leap: object) -> None:
    with pytest.raises(RecordError, match="leap must be one of march-1, feb-28"):
        age_on(date(2008, 2, 29), date(2026, 5, 1), leap)  # type: ignore[arg-type]


def test_the_room_lists_what_it_offers() -> None:
    assert dir(spans) == sorted(spans.__all__)


MODULES = ("counting", "grids", "months", "periods", "points", "recurrences", "units", "working")


@pytest.mark.parametrize("name", MODULES)
def test_a_module_offers_what_it_lists(name: str) -> None:
    module = import_module(f"consultgov.spans.{name}")
    assert dir(module) == sorted(module.__all__)


@pytest.mark.parametrize("given", [None, "2026-01-01", ("2026-01-01", "2026-02-01"), 3])
def test_only_spans_overlap(given: object) -> None:
    with pytest.raises(RecordError) as error:
        spans.Span("2026-01-01").overlaps(given)  # type: ignore[arg-type]
    assert codes(error.value) == ["not-a-span"]
