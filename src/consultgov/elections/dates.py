"""Days of a calendar that has holidays: so many days on or back, and the first day that is none."""

from __future__ import annotations

from datetime import date, timedelta

from consultgov.errors import Fault, RecordError
from consultgov.spans import day
from consultgov.voting.reading import items

__all__ = ["days_after", "first_working", "holidays_of"]


def days_after(start: date, days: int) -> date:
    """The day so many days later; below zero, earlier.

    Raises:
        RecordError: a day beyond the calendar.

    >>> days_after(date(2026, 5, 25), -20).isoformat()
    '2026-05-05'
    """
    try:
        return start + timedelta(days=days)
    except OverflowError:
        rule = "must stay within the years 1 to 9999"
        raise RecordError(Fault("off-calendar", f"{days} days after {start}", rule)) from None


def first_working(start: date, holidays: frozenset[date]) -> date:
    """The day itself, or where it is a holiday, the first day after it that is none.

    >>> first_working(date(2026, 10, 1), frozenset({date(2026, 10, 1), date(2026, 10, 2)})).isoformat()
    '2026-10-03'
    """
    found = start
    while found in holidays:
        found = days_after(found, 1)
    return found


def holidays_of(given: object) -> frozenset[date]:
    """The days that are holidays.

    Raises:
        RecordError: no list of days.
    """
    return frozenset(day(each, "holiday") for each in items(given, "holidays"))
