"""Days that come again."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import attrs
import pytest

from consultgov.errors import RecordError, TooLarge
from consultgov.spans import MissingDay, MonthEnd, Recurrence


def codes(error: RecordError | TooLarge) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


def texts(found: tuple[date, ...]) -> list[str]:
    """Days as text."""
    return [each.isoformat() for each in found]


# ---------------------------------------------------------------- the days


@pytest.mark.parametrize(
    ("parts", "first"),
    [
        ({"every": "10 days"}, ["2026-01-31", "2026-02-10", "2026-02-20", "2026-03-02"]),
        ({"every": "2 weeks"}, ["2026-01-31", "2026-02-14", "2026-02-28", "2026-03-14"]),
        (
            {"every": "2 weeks", "weekday": "tuesday"},
            ["2026-02-10", "2026-02-24", "2026-03-10", "2026-03-24"],
        ),
        ({"every": "1 week", "weekday": "Sunday"}, ["2026-02-01", "2026-02-08", "2026-02-15", "2026-02-22"]),
        ({"every": "1 month"}, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ({"every": "1 month", "missing": "roll"}, ["2026-01-31", "2026-03-01", "2026-03-31", "2026-05-01"]),
        ({"every": "1 month", "missing": "skip"}, ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]),
        ({"every": "1 month", "day": 15}, ["2026-02-15", "2026-03-15", "2026-04-15", "2026-05-15"]),
        ({"every": "1 month", "day": -1}, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ({"every": "1 quarter"}, ["2026-01-31", "2026-04-30", "2026-07-31", "2026-10-31"]),
        (
            {"every": "1 month", "weekday": "2nd Tuesday"},
            ["2026-02-10", "2026-03-10", "2026-04-14", "2026-05-12"],
        ),
        (
            {"every": "1 month", "weekday": "last friday"},
            ["2026-02-27", "2026-03-27", "2026-04-24", "2026-05-29"],
        ),
        (
            {"every": "1 month", "weekday": "Second last Friday"},
            ["2026-02-20", "2026-03-20", "2026-04-17", "2026-05-22"],
        ),
        (
            {"every": "1 month", "weekday": "5th Sunday"},
            ["2026-03-29", "2026-05-31", "2026-08-30", "2026-11-29"],
        ),
        (
            {"every": "1 month", "weekday": "5th last Sunday"},
            ["2026-03-01", "2026-05-03", "2026-08-02", "2026-11-01"],
        ),
        ({"every": "1 year"}, ["2026-01-31", "2027-01-31", "2028-01-31", "2029-01-31"]),
        (
            {"every": "1 year", "month": 5, "day": 20},
            ["2026-05-20", "2027-05-20", "2028-05-20", "2029-05-20"],
        ),
        (
            {"every": "1 year", "month": 2, "day": 29},
            ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"],
        ),
        (
            {"every": "1 year", "month": 2, "day": 29, "missing": "skip"},
            ["2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29"],
        ),
        (
            {"every": "4 years", "month": 11, "weekday": "first Monday"},
            ["2026-11-02", "2030-11-04", "2034-11-06", "2038-11-01"],
        ),
        (
            {"every": "1 year", "weekday": "1st Monday"},
            ["2027-01-04", "2028-01-03", "2029-01-01", "2030-01-07"],
        ),
    ],
)
def test_a_recurrence_falls_on_its_days(parts: dict[str, Any], first: list[str]) -> None:
    again = Recurrence("2026-01-31", **parts)
    found = again.take(4)
    assert texts(found) == first
    assert again.take(2) == found[:2]
    assert again.between("2026-01-31", date.fromordinal(found[-1].toordinal() + 1)) == found
    assert again.between("2020-01-01", found[-1]) == found[:3]
    for one, other in pairwise(found):
        assert again.next(one) == other
        assert again.previous(other) == one
        assert again.between(one, other) == (one,)
    assert again.next("2020-01-01") == found[0]
    assert again.previous(found[0]) is None
    assert Recurrence.from_dict(again.to_dict()) == again


def test_with_an_end_it_ends() -> None:
    for again in (
        Recurrence("2026-01-31", "1 month", count=3),
        Recurrence("2026-01-31", "1 month", until="2026-03-31"),
        Recurrence("2026-01-31", "1 month", until="2026-04-29"),
    ):
        assert texts(again.take(9)) == ["2026-01-31", "2026-02-28", "2026-03-31"]
        assert again.next("2026-03-30") == again.previous("2030-01-01") == date(2026, 3, 31)
        assert again.next("2026-03-31") is None
        assert again.between("2026-03-01", "2030-01-01") == (date(2026, 3, 31),)
        assert again.between("2026-04-01", "2030-01-01") == ()


def test_the_number_of_times_counts_the_days_that_are_there() -> None:
    assert texts(Recurrence("2024-02-29", "1 year", missing="skip", count=2).take(9)) == [
        "2024-02-29",
        "2028-02-29",
    ]


def test_a_recurrence_that_never_comes_has_no_days() -> None:
    never = Recurrence("2023-01-01", "4 years", month=2, day=29, missing="skip", count=3)
    assert (never.take(3), never.between("2023-01-01", "9999-01-01")) == ((), ())
    assert (never.next("2023-01-01"), never.previous("9999-01-01")) == (None, None)
    assert Recurrence("2026-05-20", "1 week", weekday="Monday", until="2026-05-24").take(2) == ()


def test_nothing_comes_before_the_start() -> None:
    again = Recurrence("2026-05-20", "1 month", day=1)
    assert again.take(1) == (date(2026, 6, 1),)
    assert again.between("2020-01-01", "2026-05-31") == again.between("2020-01-01", "2020-02-01") == ()
    assert again.take(0) == ()


def test_the_calendar_ends() -> None:
    monthly = Recurrence("9999-10-31", "1 month")
    assert texts(monthly.take(9)) == ["9999-10-31", "9999-11-30", "9999-12-31"]
    assert monthly.next(date.max) is None
    assert monthly.previous(date.max) == date(9999, 11, 30)
    assert Recurrence(date.max, "1 day").take(2) == (date.max,)
    assert Recurrence("9999-12-01", "1 month", weekday="last Friday").take(2) == (date(9999, 12, 31),)
    assert Recurrence("9999-12-30", "9999 years").take(2) == (date(9999, 12, 30),)
    assert Recurrence(date.min, "1 month").previous(date.min) is None
    assert Recurrence(date.min, "1 week", weekday="Monday").take(1) == (date.min,)


def test_under_refuse_only_a_day_that_is_asked_for_matters() -> None:
    again = Recurrence("2026-01-31", "1 month", missing="refuse")
    assert again.take(1) == (date(2026, 1, 31),)
    assert again.between("2026-03-01", "2026-04-01") == (date(2026, 3, 31),)
    for ask in (
        lambda: again.take(2),
        lambda: again.next("2026-01-31"),
        lambda: again.previous("2026-03-01"),
        lambda: again.between("2026-02-01", "2026-03-01"),
    ):
        with pytest.raises(RecordError, match=r"^2026-02-31 must be a day of the month: ") as raised:
            ask()
        assert codes(raised.value) == ["no-such-day"]


def test_what_says_nothing_new_is_left_out() -> None:
    assert Recurrence("2026-05-20", "7 days", weekday="Wednesday") == Recurrence("2026-05-20", "1 week")
    said = Recurrence("2026-05-20", "12 months", month=5, day=20, missing="roll")
    assert said == Recurrence("2026-05-20", "1 year")
    assert said.to_dict() == {"start": "2026-05-20", "every": "1 year"}
    assert hash(said) == hash(Recurrence("2026-05-20", "1 year"))
    assert pickle.loads(pickle.dumps(said)) == said  # noqa: S301 - our own
    assert attrs.evolve(said, count=2).take(9) == said.take(2)


def test_a_recurrence_is_written_and_read() -> None:
    plain = {
        "start": "2026-01-31",
        "every": "1 month",
        "missing": "skip",
        "until": "2026-12-31",
    }
    again = Recurrence("2026-01-31", "1 month", missing=MissingDay.SKIP, until=date(2026, 12, 31))
    assert again.to_dict() == plain
    assert Recurrence.from_dict(plain) == again
    assert Recurrence("2026-01-31", "1 month", missing=MonthEnd.CLIP) == Recurrence("2026-01-31", "1 month")


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"every": "1 month 3 days"}, ["bad-recurrence"]),
        ({"every": "10 clear days"}, ["bad-recurrence"]),
        ({"every": "5 working days"}, ["bad-recurrence"]),
        ({"every": "48 hours"}, ["bad-recurrence"]),
        ({"every": "1 month", "weekday": "Tuesday"}, ["bad-recurrence"]),
        ({"every": "1 week", "weekday": "2nd Tuesday"}, ["bad-recurrence"]),
        ({"every": "10 days", "weekday": "Tuesday"}, ["bad-recurrence"]),
        ({"every": "1 week", "day": 3}, ["bad-recurrence"]),
        ({"every": "1 week", "month": 3}, ["bad-recurrence"]),
        ({"every": "18 months", "month": 3}, ["bad-recurrence"]),
        ({"every": "1 week", "missing": "skip"}, ["bad-recurrence"]),
        ({"every": "1 month", "weekday": "2nd Tuesday", "missing": "skip"}, ["bad-recurrence"]),
        ({"every": "1 month", "weekday": "2nd Tuesday", "day": 3}, ["bad-recurrence"]),
        ({"every": "1 year", "month": 2, "day": 30}, ["no-such-day"]),
        ({"every": "1 year", "month": 4}, ["no-such-day"]),
        ({"every": "1 month", "count": 3, "until": "2026-05-01"}, ["bad-recurrence"]),
        ({"every": "1 month", "until": "2026-01-30"}, ["empty-span"]),
        ({"every": "1 month", "until": "2026-01-30", "count": 1}, ["bad-recurrence", "empty-span"]),
    ],
)
def test_parts_that_do_not_go_together_are_refused(parts: dict[str, Any], found: list[str]) -> None:
    with pytest.raises(RecordError) as raised:
        Recurrence("2026-01-31", **parts)
    assert codes(raised.value) == found


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("start", None, "bad-day"),
        ("start", datetime(2026, 1, 1), "bad-day"),  # noqa: DTZ001 - a moment is no day
        ("every", None, "bad-period"),
        ("every", 7, "bad-period"),
        ("every", "often", "bad-period"),
        ("day", 0, "bad-recurrence"),
        ("day", 32, "bad-recurrence"),
        ("day", -2, "bad-recurrence"),
        ("day", -1.0, "bad-recurrence"),
        ("day", True, "bad-recurrence"),
        ("day", "15", "bad-recurrence"),
        ("weekday", None, "bad-recurrence"),
        ("weekday", 2, "bad-recurrence"),
        ("weekday", "Someday", "bad-recurrence"),
        ("weekday", "6th Tuesday", "bad-recurrence"),
        ("weekday", "last last Tuesday", "bad-recurrence"),
        ("weekday", "Tuesday\ud800", "bad-recurrence"),
        ("weekday", "2nd Tuesday of the month of November, or thereabouts", "bad-recurrence"),
        ("month", 0, "bad-recurrence"),
        ("month", 13, "bad-recurrence"),
        ("missing", "stick", "bad-policy"),
        ("missing", None, "bad-policy"),
        ("missing", ["clip"], "bad-policy"),
        ("until", "soon", "bad-day"),
        ("count", 0, "bad-recurrence"),
        ("count", 100_001, "bad-recurrence"),
        ("count", float("nan"), "bad-recurrence"),
        pytest.param("count", 10**5000, "bad-recurrence", id="huge"),
    ],
)
def test_bad_parts_are_refused(name: str, given: object, code: str) -> None:
    parts: dict[str, Any] = {"start": "2026-01-31", "every": "1 month", name: given}
    with pytest.raises(RecordError) as raised:
        Recurrence(**parts)
    assert codes(raised.value) == [code]
    with pytest.raises(RecordError):
        Recurrence.from_dict(parts)


@pytest.mark.parametrize("given", [None, 7, [], {"start": "2026-01-31"}, {"start": "2026-01-31", "often": 1}])
def test_what_is_no_recurrence_is_refused(given: object) -> None:
    with pytest.raises(RecordError):
        Recurrence.from_dict(given)


def test_all_faults_of_a_plain_dict_are_told_at_once() -> None:
    with pytest.raises(RecordError) as raised:
        Recurrence.from_dict({"start": "soon", "every": 7, "count": 0})
    assert codes(raised.value) == ["bad-day", "bad-period", "bad-recurrence"]


DAILY = Recurrence("2026-01-31", "1 day")


def test_no_more_is_given_than_can_be_held() -> None:
    assert len(DAILY.take(100_000)) == 100_000
    asks: list[Callable[[], object]] = [
        lambda: DAILY.take(100_001),
        lambda: DAILY.between("2026-01-31", "9999-01-01"),
    ]
    for ask in asks:
        with pytest.raises(TooLarge) as raised:
            ask()
        assert codes(raised.value) == ["too-many-days"]
    with pytest.raises(TooLarge):
        DAILY.take(10**5000)


@pytest.mark.parametrize(("given", "code"), [(-1, "bad-recurrence"), (1.0, "not-whole"), (None, "not-whole")])
def test_so_many_days_is_a_number(given: Any, code: str) -> None:  # noqa: ANN401 - whatever callers give
    with pytest.raises(RecordError) as raised:
        DAILY.take(given)
    assert codes(raised.value) == [code]


@pytest.mark.parametrize("given", [None, "", "soon", 7, True, "2026-01-31T00:00:00Z"])
def test_asked_about_what_is_no_day(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    asks: list[Callable[[Any], object]] = [DAILY.next, DAILY.previous]
    asks.append(lambda on: DAILY.between(on, "2027-01-01"))
    for ask in asks:
        with pytest.raises(RecordError) as raised:
            ask(given)
        assert codes(raised.value) == ["bad-day"]


def test_between_needs_a_stretch() -> None:
    with pytest.raises(RecordError) as raised:
        DAILY.between("2026-05-01", "2026-05-01")
    assert codes(raised.value) == ["empty-span"]


# ---------------------------------------------------------------- RFC 5545


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ({"every": "1 day", "count": 3}, "FREQ=DAILY;COUNT=3"),
        ({"every": "10 days"}, "FREQ=DAILY;INTERVAL=10"),
        ({"every": "2 weeks", "until": "2026-12-31"}, "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231"),
        ({"every": "1 week", "weekday": "Tuesday"}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"every": "1 month"}, "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        ({"every": "1 month", "missing": "skip"}, "FREQ=MONTHLY"),
        ({"every": "1 month", "day": 29}, "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ({"every": "1 month", "day": 30, "missing": "skip"}, "FREQ=MONTHLY;BYMONTHDAY=30"),
        ({"every": "1 month", "day": 15}, "FREQ=MONTHLY;BYMONTHDAY=15"),
        ({"every": "3 months", "day": -1}, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ({"every": "1 month", "weekday": "2nd Tuesday"}, "FREQ=MONTHLY;BYDAY=2TU"),
        ({"every": "1 month", "weekday": "last Friday"}, "FREQ=MONTHLY;BYDAY=-1FR"),
        ({"every": "1 year"}, "FREQ=YEARLY"),
        ({"every": "1 year", "month": 3}, "FREQ=YEARLY;BYMONTH=3"),
        ({"every": "1 year", "day": 15}, "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15"),
        (
            {"every": "1 year", "month": 2, "day": 29},
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
        ),
        (
            {"every": "4 years", "month": 11, "weekday": "1st Monday"},
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=1MO",
        ),
    ],
)
def test_a_recurrence_is_a_rule_and_back(parts: dict[str, Any], rule: str) -> None:
    again = Recurrence("2026-01-31", **parts)
    assert again.rrule == rule
    assert Recurrence.from_rrule(rule, "2026-01-31") == again
    assert Recurrence.from_rrule(f" rrule:{rule.lower()}\n", date(2026, 1, 31)) == again


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", {"every": "1 month", "weekday": "2nd Tuesday"}),
        ("FREQ=MONTHLY;BYDAY=+2TU;WKST=SU", {"every": "1 month", "weekday": "2nd Tuesday"}),
        ("FREQ=YEARLY;UNTIL=20301231T235959Z", {"every": "1 year", "until": "2030-12-31"}),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=TU", {"every": "1 week", "weekday": "Tuesday"}),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", {"every": "2 weeks"}),
        ("FREQ=DAILY;INTERVAL=1", {"every": "1 day"}),
    ],
)
def test_other_ways_to_write_a_rule(rule: str, parts: dict[str, Any]) -> None:
    assert Recurrence.from_rrule(rule, "2026-01-31") == Recurrence("2026-01-31", **parts)


def test_a_rule_from_a_day_in_every_month_may_be_any_policy() -> None:
    assert Recurrence.from_rrule("FREQ=MONTHLY", "2026-01-15") == Recurrence("2026-01-15", "1 month")
    assert Recurrence.from_rrule("FREQ=MONTHLY;UNTIL=09991231", "0999-01-15").take(99)[-1].isoformat() == (
        "0999-12-15"
    )


@pytest.mark.parametrize("missing", ["roll", "refuse"])
def test_what_rfc_5545_cannot_say_is_not_written(missing: str) -> None:
    with pytest.raises(RecordError, match=f"where missing is '{missing}': say missing=") as raised:
        _ = Recurrence("2026-01-31", "1 month", missing=missing).rrule
    assert codes(raised.value) == ["no-rrule"]
    assert Recurrence("2026-01-28", "1 month", missing=missing).rrule == "FREQ=MONTHLY"


@pytest.mark.parametrize(
    ("rule", "subject"),
    [
        ("FREQ=HOURLY", "FREQ"),
        ("COUNT=3", "FREQ"),
        ("FREQ=DAILY;BYDAY=TU", "BYDAY"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR"),
        ("FREQ=YEARLY;BYEASTER=0", "BYEASTER"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"),
        ("FREQ=YEARLY;BYYEARDAY=-1", "BYYEARDAY"),
        ("FREQ=MONTHLY;BYMONTH=5", "BYMONTH"),
        ("FREQ=YEARLY;BYDAY=2TU", "BYMONTH"),
        ("FREQ=YEARLY;BYMONTHDAY=15", "BYMONTH"),
        ("FREQ=YEARLY;BYMONTH=5,6", "BYMONTH"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH"),
        ("FREQ=MONTHLY;BYDAY=TU", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=2TU,4TU", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=1", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,2", "BYDAY"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "BYDAY"),
        ("FREQ=WEEKLY;BYDAY=2TU", "BYDAY"),
        ("FREQ=WEEKLY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU", "WKST"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=99", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;BYSETPOS=-1", "BYSETPOS"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "COUNT"),
        ("FREQ=DAILY;COUNT=0", "COUNT"),
        ("FREQ=DAILY;COUNT=100001", "COUNT"),
        (f"FREQ=DAILY;COUNT={'9' * 200}", "COUNT"),
        ("FREQ=DAILY;COUNT=3;COUNT=4", "rule"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=9999999", "INTERVAL"),
        ("FREQ=DAILY;UNTIL=20270230", "rule"),
        ("FREQ=DAILY;UNTIL=2027", "UNTIL"),
        ("FREQ=DAILY;UNTIL=SOON", "rule"),
        ("FREQ=DAILY;COUNT=THREE", "rule"),
        ("FREQ=MONTHLY;BYDAY=XX", "rule"),
    ],
)
def test_a_part_that_is_not_read_is_named(rule: str, subject: str) -> None:
    with pytest.raises(RecordError) as raised:
        Recurrence.from_rrule(rule, "2026-01-31")
    assert codes(raised.value) == ["bad-rrule"]
    assert raised.value.faults[0].subject == subject


@pytest.mark.parametrize(
    "given",
    [
        "",
        "monthly",
        "FREQ=",
        "FREQ=DAILY;",
        "FREQ=DAILY COUNT=3",
        "DTSTART:20260131T000000\nRRULE:FREQ=DAILY",
        "FREQ=DAILY\nEXDATE:20260201",
        pytest.param("FREQ=DAILY;" * 100_000, id="a megabyte"),
        "FREQ=DAIL\ud800",
        None,
        7,
        True,
        float("nan"),
        ["FREQ=DAILY"],
        b"FREQ=DAILY",
    ],
)
def test_what_is_no_rule_is_refused(given: Any) -> None:  # noqa: ANN401 - whatever callers give
    with pytest.raises(RecordError) as raised:
        Recurrence.from_rrule(given, "2026-01-31")
    assert codes(raised.value) == ["bad-rrule"]


@pytest.mark.parametrize(
    ("rule", "start", "code"),
    [
        ("FREQ=DAILY", None, "bad-day"),
        ("FREQ=DAILY;UNTIL=20250101", "2026-01-31", "empty-span"),
        ("FREQ=YEARLY;BYMONTH=2", "2026-01-31", "no-such-day"),
        ("FREQ=YEARLY;INTERVAL=3000000", "2026-01-31", "bad-period"),
        ("FREQ=DAILY;UNTIL=20271301", "2026-01-31", "bad-rrule"),
    ],
)
def test_a_rule_that_makes_no_sense_from_its_start_is_refused(rule: str, start: Any, code: str) -> None:  # noqa: ANN401
    with pytest.raises(RecordError) as raised:
        Recurrence.from_rrule(rule, start)
    assert codes(raised.value) == [code]
