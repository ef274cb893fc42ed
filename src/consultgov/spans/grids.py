"""The places of a recurrence on the calendar: every so many days, or a day of every so many months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Protocol, final

import attrs

from consultgov.spans.months import last_of_month

__all__ = ["Days", "Grid", "MonthDays", "MonthWeekdays", "month_number"]

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_YEAR: Final = 12
_IN_EVERY_MONTH: Final = 28


def __dir__() -> list[str]:
    return __all__


def month_number(on: date) -> int:
    """The place of a day's month in the calendar.

    >>> month_number(date(2026, 3, 1)) - month_number(date(2025, 12, 31))
    3
    """
    return on.year * _YEAR + on.month - 1


class Grid(Protocol):
    """Places one after another; a place has a day, a later one a later day, or none where it is skipped."""

    @property
    def size(self) -> int:
        """How many places there are until the calendar ends."""
        ...

    def place(self, on: date) -> int:
        """A place before which all days come before this one; the day of the second after it comes later."""
        ...

    def dates(self, low: int, high: int) -> list[date]:
        """The days of the places from the first, and before the second."""
        ...


@final
@attrs.frozen
class Days:
    """Every so many days from an anchor.

    Attributes:
        anchor: the first day, as the ordinal of Python's calendar.
        step: so many days.
    """

    anchor: int
    step: int

    @property
    def size(self) -> int:
        """How many places there are until the calendar ends."""
        return (date.max.toordinal() - self.anchor) // self.step + 1

    def place(self, on: date) -> int:
        """The last place that does not come after a day, or the first."""
        return max(0, (on.toordinal() - self.anchor) // self.step)

    def dates(self, low: int, high: int) -> list[date]:
        """The days of some places."""
        step = self.step
        return [
            date.fromordinal(each)
            for each in range(self.anchor + low * step, self.anchor + high * step, step)
        ]


def _months_left(anchor: int, step: int) -> int:
    return (month_number(date.max) - anchor) // step + 1


def _month_place(on: date, anchor: int, step: int) -> int:
    """The place of the month before a day's month, since a day may move to the first of the next."""
    return max(0, (month_number(on) - 1 - anchor) // step)


@final
@attrs.frozen
class MonthDays:
    """A day of every so many months.

    Attributes:
        anchor: the first month, by its number.
        step: so many months.
        day: the day of the month, 1 to 31.
        missing: where a month has no such day: its last day (``"clip"``), the first of the next (``"roll"``)
            or none (``"skip"``).
    """

    anchor: int
    step: int
    day: int
    missing: str

    @property
    def size(self) -> int:
        """How many places there are until the calendar ends."""
        return _months_left(self.anchor, self.step)

    def place(self, on: date) -> int:
        """A place before which all days come before this one."""
        return _month_place(on, self.anchor, self.step)

    def dates(self, low: int, high: int) -> list[date]:
        """The days of some places."""
        months = range(self.anchor + low * self.step, self.anchor + high * self.step, self.step)
        if self.day <= _IN_EVERY_MONTH:
            number = self.day
            return [date(month // _YEAR, month % _YEAR + 1, number) for month in months]
        return self._late(months)

    def _late(self, months: range) -> list[date]:
        found: list[date] = []
        for each in months:
            year, month = each // _YEAR, each % _YEAR + 1
            last = last_of_month(year, month)
            if self.day <= last:
                found.append(date(year, month, self.day))
            elif self.missing != "skip":
                at = date(year, month, last)
                found.append(at + _DAY if self.missing == "roll" else at)
        return found


@final
@attrs.frozen
class MonthWeekdays:
    """The so-manieth weekday of every so many months; a month without one is skipped.

    Attributes:
        anchor: the first month, by its number.
        step: so many months.
        nth: 1 for the first to 5 for the fifth, -1 for the last to -5 for the fifth last.
        weekday: Monday being 0.
    """

    anchor: int
    step: int
    nth: int
    weekday: int

    @property
    def size(self) -> int:
        """How many places there are until the calendar ends."""
        return _months_left(self.anchor, self.step)

    def place(self, on: date) -> int:
        """A place before which all days come before this one."""
        return _month_place(on, self.anchor, self.step)

    def dates(self, low: int, high: int) -> list[date]:
        """The days of some places."""
        months = range(self.anchor + low * self.step, self.anchor + high * self.step, self.step)
        return self._from_first(months) if self.nth > 0 else self._from_last(months)

    def _from_first(self, months: range) -> list[date]:
        found: list[date] = []
        weekday, later = self.weekday, 1 + _WEEK * (self.nth - 1)
        for each in months:
            year, month = each // _YEAR, each % _YEAR + 1
            number = later + (weekday - date(year, month, 1).weekday()) % _WEEK
            if number <= _IN_EVERY_MONTH or number <= last_of_month(year, month):
                found.append(date(year, month, number))
        return found

    def _from_last(self, months: range) -> list[date]:
        found: list[date] = []
        weekday, earlier = self.weekday, _WEEK * (-self.nth - 1)
        for each in months:
            year, month = each // _YEAR, each % _YEAR + 1
            last = last_of_month(year, month)
            number = last - earlier - (date(year, month, last).weekday() - weekday) % _WEEK
            if number > 0:
                found.append(date(year, month, number))
        return found
