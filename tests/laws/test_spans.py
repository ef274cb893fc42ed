"""Laws of the calendar: against dateutil, and against day-by-day reckoning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from hypothesis import assume, event, given
from hypothesis import strategies as st

from consultgov.errors import RecordError
from consultgov.spans import (
    MonthEnd,
    Period,
    PeriodRules,
    Recurrence,
    Unit,
    WorkingDays,
    months_after,
    months_completed,
    window,
    window_name,
    windows,
)
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

DAY = timedelta(days=1)
MONDAY = date(2024, 1, 1)
CENTRAL = st.dates(date(1900, 1, 1), date(2200, 12, 31))
LATE = CENTRAL.filter(lambda on: on.day > 26)
DAYS = CENTRAL | LATE
POLICIES = st.sampled_from([MonthEnd.CLIP, MonthEnd.ROLL, MonthEnd.STICK])

Reckon = Callable[[date, int], date]


# --- months -----------------------------------------------------------------------------------------


def thirty_days_each(start: date, months: int) -> date:
    """The mutant that takes every month for thirty days."""
    return start + timedelta(days=30 * months)


def chained(start: date, months: int) -> date:
    """The mutant that goes a month at a time, and so drifts."""
    for _ in range(abs(months)):
        start = months_after(start, 1 if months > 0 else -1)
    return start


def check_relativedelta(start: date, months: int, reckon: Reckon = months_after) -> None:
    assert reckon(start, months) == start + relativedelta(months=months)


@given(DAYS, st.integers(-2000, 2000))
def test_months_are_those_of_dateutil(start: date, months: int) -> None:
    check_relativedelta(start, months)


@pytest.mark.parametrize("mutant", [thirty_days_each, chained])
def test_the_law_of_months_can_fail(mutant: Reckon) -> None:
    assert caught(partial(check_relativedelta, reckon=mutant), LATE, st.integers(-30, 30))


Reckoned = Callable[[date, int, MonthEnd], date]


def check_order(
    start: date, later: int, months: int, policy: MonthEnd, reckon: Reckoned = months_after
) -> None:
    """A later start ends no earlier, more months end later, and rolling ends no earlier than clipping."""
    end = reckon(start, months, policy)
    assert end <= reckon(start + later * DAY, months, policy)
    assert end < reckon(start, months + 1, policy)
    assert reckon(start, months, MonthEnd.CLIP) <= end <= reckon(start, months, MonthEnd.ROLL) or (
        policy is MonthEnd.STICK and (end + DAY).day == 1
    )


@given(DAYS, st.integers(0, 40), st.integers(-400, 400), POLICIES)
def test_months_keep_their_order(start: date, later: int, months: int, policy: MonthEnd) -> None:
    check_order(start, later, months, policy)


def test_the_law_of_order_can_fail() -> None:
    def too_late(start: date, months: int, policy: MonthEnd) -> date:
        """The mutant that rolls by as many days as the month is short of."""
        first = months_after(start.replace(day=1), months)
        return (
            first + (start.day - 1) * DAY if policy is MonthEnd.ROLL else months_after(start, months, policy)
        )

    check = partial(check_order, reckon=too_late)
    assert caught(check, LATE, st.integers(0, 4), st.integers(-4, 4), POLICIES)


@given(DAYS, DAYS)
def test_the_months_completed_are_the_most_that_do_not_come_later(start: date, on: date) -> None:
    months = months_completed(start, on)
    assert months_after(start, months) <= on < months_after(start, months + 1)


# --- periods ----------------------------------------------------------------------------------------


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from(["calendar", "clear", "working", "moments"]))
    number = st.integers(1, 400)
    if kind == "calendar":
        months, days = draw(st.integers(0, 60)), draw(st.integers(0, 60))
        return Period(months=months, days=days if months or days else 1)
    if kind == "clear":
        return Period(days=draw(number), clear=True)
    return Period(working_days=draw(number)) if kind == "working" else Period(minutes=draw(number))


@given(periods())
def test_a_period_is_read_back_from_its_text(length: Period) -> None:
    assert Period(str(length)) == length


# --- backwards --------------------------------------------------------------------------------------


Latest = Callable[[PeriodRules, date, Period], date]


def latest(rules: PeriodRules, at: date, length: Period) -> date:
    """What is under test."""
    return rules.latest(at, length)


def months_back(rules: PeriodRules, at: date, length: Period) -> date:
    """The mutant that takes months off the event, as if that were the inverse."""
    return months_after(at, -length.months, rules.month_end) - (length.days + length.clear) * DAY


def check_latest(policy: MonthEnd, at: date, length: Period, find: Latest = latest) -> None:
    """From the latest day the period is over by the event, from no later one: day by day."""
    rules = PeriodRules(policy)
    found = find(rules, at, length)

    def over(start: date) -> bool:
        end = months_after(start, length.months, policy) + (length.days + length.clear) * DAY
        return end <= at

    assert over(found)
    assert not any(over(found + ahead * DAY) for ahead in range(1, 40))


calendar_periods = periods().filter(lambda length: not length.working_days and not length.minutes)


@given(POLICIES, DAYS, calendar_periods)
def test_the_latest_day_is_the_last_from_which_the_period_is_over(
    policy: MonthEnd, at: date, length: Period
) -> None:
    event("clear" if length.clear else "months" if length.months else "days")
    check_latest(policy, at, length)


def test_the_law_of_latest_days_can_fail() -> None:
    assert caught(partial(check_latest, find=months_back), POLICIES, LATE, calendar_periods)


@given(DAYS, st.integers(1, 60))
def test_where_a_day_is_refused_the_others_are_as_usual(at: date, months: int) -> None:
    rules, length = PeriodRules("refuse"), Period(months=months)
    there = at.day == months_after(at, -months).day
    event("there" if there else "not there")
    if there:
        assert months_after(rules.latest(at, length), months, "refuse") == at
    else:
        with pytest.raises(RecordError, match="must be a day of the month"):
            rules.latest(at, length)


# --- working days -----------------------------------------------------------------------------------


@st.composite
def calendars(draw: st.DrawFn) -> WorkingDays:
    near = st.integers(0, 120).map(lambda days: MONDAY + days * DAY)
    holidays = draw(st.frozensets(near, max_size=30))
    worked = draw(st.frozensets(near, max_size=10)) - holidays
    weekend = draw(st.sampled_from([(5, 6), (4, 5), (6,), (), (0, 1, 2, 3, 4, 5)]))
    return WorkingDays(sorted(holidays), sorted(worked), weekend)


def day_by_day(calendar: WorkingDays, start: date, days: int) -> date:
    """The oracle: one day after another."""
    step = DAY if days > 0 else -DAY
    for _ in range(abs(days)):
        start += step
        while not calendar.is_working(start):
            start += step
    return start


After = Callable[[WorkingDays, date, int], date]


def after(calendar: WorkingDays, start: date, days: int) -> date:
    """What is under test."""
    return calendar.after(start, days)


def without_exchange(calendar: WorkingDays, start: date, days: int) -> date:
    """The mutant that does not know of days worked in exchange."""
    return WorkingDays(sorted(calendar.holidays), (), sorted(calendar.weekend)).after(start, days)


def check_after(calendar: WorkingDays, ahead: int, days: int, ask: After = after) -> None:
    start = MONDAY + ahead * DAY
    if days:
        assert ask(calendar, start, days) == day_by_day(calendar, start, days)
    else:
        assert ask(calendar, start, 0) == day_by_day(calendar, start - DAY, 1)


@given(calendars(), st.integers(-5, 125), st.integers(-60, 60))
def test_working_days_are_those_of_going_day_by_day(calendar: WorkingDays, ahead: int, days: int) -> None:
    check_after(calendar, ahead, days)


def test_the_law_of_working_days_can_fail() -> None:
    check = partial(check_after, ask=without_exchange)
    assert caught(check, calendars(), st.integers(-5, 125), st.integers(-60, 60))


@given(calendars(), st.integers(-5, 125), st.integers(0, 130))
def test_working_days_are_counted_as_by_hand(calendar: WorkingDays, ahead: int, length: int) -> None:
    start = MONDAY + ahead * DAY
    days = [start + each * DAY for each in range(length)]
    assert calendar.count(start, start + length * DAY) == sum(map(calendar.is_working, days))


@given(calendars(), st.integers(10, 125), st.integers(1, 60))
def test_of_working_days_before_an_event_there_are_so_many(
    calendar: WorkingDays, ahead: int, days: int
) -> None:
    at, rules = MONDAY + ahead * DAY, PeriodRules(calendar=calendar)
    found = rules.latest(at, Period(working_days=days))
    assert calendar.is_working(found)
    assert calendar.count(found, at) == days
    assert rules.end(found, Period(working_days=days)) <= at


# --- windows ----------------------------------------------------------------------------------------


@given(DAYS, st.integers(1, 900), st.sampled_from(Unit), st.integers(1, 12))
def test_windows_lie_side_by_side(start: date, length: int, unit: Unit, first_month: int) -> None:
    end = start + length * DAY
    found = windows(start, end, unit, first_month)
    assert found[0] == window(start, unit, first_month)
    assert found[-1] == window(end - DAY, unit, first_month)
    assert [each.end for each in found[:-1]] == [each.start for each in found[1:]]
    names = {window_name(str(each.start), unit, first_month) for each in found}
    assert len(names) == len(found)
    for each in found:
        assert window_name(str(each.start), unit, first_month) in names


# --- recurrences ------------------------------------------------------------------------------------


NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = ("1st", "2nd", "3rd", "4th", "5th", "last")


@st.composite
def parts_of_months(draw: st.DrawFn) -> dict[str, Any]:
    """The day of the month."""
    missing = draw(st.sampled_from(["clip", "skip"]))
    match draw(st.sampled_from(["start", "day", "weekday"])):
        case "day":
            return {"day": draw(st.sampled_from([*range(1, 32), -1])), "missing": missing}
        case "weekday":
            return {"weekday": f"{draw(st.sampled_from(NTH))} {draw(st.sampled_from(NAMES))}"}
        case _:
            return {"missing": missing}


@st.composite
def ends(draw: st.DrawFn, start: date) -> dict[str, Any]:
    """No end, a last day or a number of times."""
    until = start + draw(st.integers(0, 9000)) * DAY
    return draw(st.sampled_from([{}, {"until": until}, {"count": draw(st.integers(1, 40))}]))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """Recurrences that RFC 5545 can say."""
    start, step = draw(DAYS), draw(st.integers(1, 14))
    unit = draw(st.sampled_from(["day", "week", "month", "year"]))
    parts: dict[str, Any] = draw(parts_of_months()) if unit in ("month", "year") else {}
    if unit == "week":
        parts["weekday"] = draw(st.sampled_from(["", *NAMES]))
    if unit == "year":
        parts["month"] = draw(st.none() | st.integers(1, 12))
    try:
        return Recurrence(start, f"{step} {unit}s", **parts, **draw(ends(start)))
    except RecordError as error:
        assume(all(fault.code != "no-such-day" for fault in error.faults))
        raise


Take = Callable[[Recurrence, int], list[date]]


def take(again: Recurrence, number: int) -> list[date]:
    """What is under test."""
    return list(again.take(number))


def take_chained(again: Recurrence, number: int) -> list[date]:
    """The mutant that reckons each day from the one before."""
    found = list(again.take(1))
    while found and len(found) < number and len(found) < (again.count or number):
        following = months_after(found[-1], again.every.months) + again.every.days * DAY
        if again.until is not None and following > again.until:
            break
        found.append(following)
    return found


def check_rrule(again: Recurrence, number: int, ask: Take = take) -> None:
    """The days are those of dateutil for the same rule."""
    begin = datetime(again.start.year, again.start.month, again.start.day)  # noqa: DTZ001 - days have no zone
    rule = rrulestr(again.rrule, dtstart=begin)
    theirs = [each.date() for each, _ in zip(rule, range(number), strict=False)]
    event(again.rrule.split(";")[0])
    assert ask(again, number) == theirs


@given(recurrences(), st.integers(1, 40))
def test_a_recurrence_has_the_days_of_dateutil(again: Recurrence, number: int) -> None:
    check_rrule(again, number)


def test_the_law_of_recurrences_can_fail() -> None:
    assert caught(partial(check_rrule, ask=take_chained), recurrences(), st.integers(1, 40))


@given(recurrences())
def test_a_recurrence_is_read_back(again: Recurrence) -> None:
    assert Recurrence.from_dict(again.to_dict()) == again
    assert Recurrence.from_rrule(again.rrule, again.start) == again


@given(
    recurrences(), st.sampled_from(["clip", "skip", "roll"]), st.integers(-900, 9000), st.integers(1, 3000)
)
def test_all_ways_to_ask_agree(again: Recurrence, missing: str, ahead: int, length: int) -> None:
    """What lies between two days is what is found by going on, or back, from one to the next."""
    if "missing" in again.to_dict():
        again = Recurrence.from_dict(again.to_dict() | {"missing": missing})
    start = again.start + ahead * DAY
    end = start + length * DAY
    found = list(again.between(start, end))
    onward, at = list[date](), again.next(start - DAY)
    while at is not None and at < end:
        onward.append(at)
        at = again.next(at)
    backward, at = list[date](), again.previous(end)
    while at is not None and at >= start:
        backward.append(at)
        at = again.previous(at)
    assert found == onward == backward[::-1]
    assert found == sorted(set(found))


@given(LATE, st.integers(1, 7), st.integers(0, 200))
def test_a_month_end_does_not_drift(start: date, step: int, number: int) -> None:
    again = Recurrence(start, f"{step} months")
    assert again.take(number) == tuple(months_after(start, step * each) for each in range(number))
    rolled = Recurrence(start, f"{step} months", missing="roll")
    assert rolled.take(number) == tuple(months_after(start, step * each, "roll") for each in range(number))
