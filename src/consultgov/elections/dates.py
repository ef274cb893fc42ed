"""Days of a calendar that has holidays, and the first day that is none."""

from __future__ import annotations

from datetime import date

from consultgov.spans import day, days_after
from consultgov.voting.reading import items

__all__ = ["first_working", "holidays_of"]


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
