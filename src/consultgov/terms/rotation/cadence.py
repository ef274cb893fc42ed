"""Turns of one length after another without a gap: which of them a day lies in, worked out directly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from consultgov.errors import Fault, RuleError
from consultgov.spans import MonthEnd, Period, months_after, off_calendar

__all__ = ["Cadence", "cadence"]

_YEAR: Final = 12


class Cadence(NamedTuple):
    """Equal stretches from a day on, all counted from that day and so never drifting.

    Attributes:
        start: the first day of the first stretch.
        anchor: the day that the others are counted from: the start, or the first day of the calendar unit
            that the start lies in.
        months: the length in months, or zero.
        days: the length in days, where it is of days.
        month_end: what stands for a day that a month does not have.
    """

    start: date
    anchor: date
    months: int
    days: int
    month_end: MonthEnd

    def begins(self, number: int) -> date:
        """The first day of a stretch; the first has the number 0.

        Raises:
            RecordError: a day beyond the calendar.
        """
        if number <= 0:
            return self.start
        if self.months:
            return months_after(self.anchor, number * self.months, self.month_end)
        try:
            return self.anchor + timedelta(days=number * self.days)
        except OverflowError:
            raise off_calendar(f"turn {number + 1} from {self.start}") from None

    def number(self, on: date) -> int:
        """The number of the stretch that a day lies in; below zero before the first."""
        if on < self.start:
            return -1
        if not self.months:
            return (on - self.anchor).days // self.days
        apart = (on.year - self.anchor.year) * _YEAR + on.month - self.anchor.month
        found = apart // self.months
        # A stretch that begins late in the month of the day has perhaps not begun.
        return found if self.begins(found) <= on else found - 1

    def from_day(self, on: date) -> int:
        """The number of the first stretch that begins on a day or after it."""
        found = max(0, self.number(on))
        return found if self.begins(found) >= on else found + 1


def cadence(start: date, every: Period, month_end: MonthEnd, *, calendar: bool) -> Cadence:
    """Stretches of a length from a day on.

    Raises:
        RuleError: a length that is neither of months nor of days; calendar units that do not fit a year.
    """
    if every.working_days or every.minutes or every.clear or (every.months and every.days):
        rule, fix = "must be of months and years, or of days", "write '1 month' or '14 days'"
        raise RuleError(Fault("bad-turn-length", "length of a turn", rule, str(every), fix))
    if not calendar:
        return Cadence(start, start, every.months, every.days, month_end)
    if not every.months or (every.months % _YEAR and _YEAR % every.months):
        rule, fix = "must divide the year, or be years", "write '1 month', '6 months' or '1 year'"
        raise RuleError(Fault("bad-turn-length", "length of a calendar turn", rule, str(every), fix))
    begun = (start.month - 1) // every.months * every.months + 1
    return Cadence(start, date(start.year, begun, 1), every.months, 0, month_end)
