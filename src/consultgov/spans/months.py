"""Calendar months and years from a day on, and back: which day stands for one that a month does not have."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from typing import Final, final

from consultgov.errors import Fault, RecordError, shown
from consultgov.spans.points import day

__all__ = [
    "LeapDay",
    "MonthEnd",
    "age_on",
    "days_after",
    "months_after",
    "months_completed",
    "off_calendar",
    "whole_number",
    "years_after",
]

_LAST: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2
_IN_EVERY_MONTH: Final = 28
_DAY: Final = timedelta(days=1)


def __dir__() -> list[str]:
    return __all__


@final
class LeapDay(StrEnum):
    """When somebody born on 29 February completes a year in a year without that day."""

    MARCH_1 = "march-1"
    """On 1 March, when the day that is not there would be over."""
    FEBRUARY_28 = "feb-28"
    """On the last day of February."""


@final
class MonthEnd(StrEnum):
    """Which day stands for one that a month does not have, such as 31 April or 29 February 2025."""

    CLIP = "clip"
    """The last day of the month; 民法典第二百零二条 says so, and most laws that say anything."""
    ROLL = "roll"
    """The first day of the next month: the period is over when the day that is not there would begin."""
    STICK = "stick"
    """As ``clip``; and from the last day of a month the last day of the other, whatever its number."""
    REFUSE = "refuse"
    """None: where the day is not there, the rule does not say, and an error says so."""


def months_after(start: date, months: int, month_end: MonthEnd | str = MonthEnd.CLIP) -> date:
    """The day so many months later; where the month has no such day, the one that a policy names.

    Args:
        start: the day from which they run.
        months: how many; below zero, earlier.
        month_end: what stands for a day that the month does not have: its last one, unless it is said.

    Raises:
        RecordError: what is no day, no whole number, or falls outside the calendar; an unknown policy, and
            under ``"refuse"`` a day that is not there.

    >>> months_after(date(2026, 1, 31), 1), months_after(date(2026, 1, 31), 1, "roll")
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 1))
    """
    if type(start) is not date:
        start = day(start, "start")
    if type(months) is not int:
        months = whole_number(months, "months")
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    if month_end == "clip":
        number = start.day
        if number > _IN_EVERY_MONTH and number > (last := last_of_month(year, month)):
            number = last
        try:
            return date(year, month, number)
        except (ValueError, OverflowError):
            pass
    else:
        policy = _policy(month_end)
        if MINYEAR <= year <= MAXYEAR:
            return _by_policy(start, year, month, policy)
    raise off_calendar(f"{shown(months)} months after {start}")


def last_of_month(year: int, month: int) -> int:
    """The number of days of a month; reckoned by hand, since it is asked for every step of every term.

    >>> last_of_month(2024, 2), last_of_month(2100, 2)
    (29, 28)
    """
    leap = month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else _LAST[month]


def _by_policy(start: date, year: int, month: int, policy: MonthEnd) -> date:
    last = last_of_month(year, month)
    if policy is MonthEnd.STICK and start.day == last_of_month(start.year, start.month):
        return date(year, month, last)
    if start.day <= last or policy is MonthEnd.STICK:
        return date(year, month, min(start.day, last))
    if policy is MonthEnd.REFUSE:
        rule, fix = "must be a day of the month", "say month_end='clip' or 'roll'"
        raise RecordError(Fault("no-such-day", f"{year:04}-{month:02}-{start.day}", rule, "", fix))
    return date(year, month, last) + _DAY


def _policy(given: object) -> MonthEnd:
    if isinstance(given, str) and given in list(MonthEnd):
        return MonthEnd(given)
    known = ", ".join(MonthEnd)
    raise RecordError(Fault("bad-policy", "month_end", f"must be one of {known}", shown(given)))


def days_after(start: date, days: int) -> date:
    """The day so many days later; below zero, earlier.

    Args:
        start: the day from which they run.
        days: how many.

    Raises:
        RecordError: what is no day, no whole number, or falls outside the calendar.

    >>> days_after(date(2026, 5, 25), -20).isoformat()
    '2026-05-05'
    """
    try:
        return day(start, "start") + timedelta(days=whole_number(days, "days"))
    except OverflowError:
        raise off_calendar(f"{shown(days)} days after {start}") from None


def years_after(start: date, years: int, month_end: MonthEnd | str = MonthEnd.CLIP) -> date:
    """The day so many years later; of 29 February, where the year has none, the one that a policy names.

    Args:
        start: the day from which they run.
        years: how many; below zero, earlier.
        month_end: what stands for 29 February in a year without it: the 28th, unless it is said.

    Raises:
        RecordError: what is no day, no whole number, or falls outside the calendar; an unknown policy, and
            under ``"refuse"`` a day that is not there.

    >>> years_after(date(2024, 2, 29), 1), years_after(date(2024, 2, 29), 1, "roll")
    (datetime.date(2025, 2, 28), datetime.date(2025, 3, 1))
    """
    return months_after(start, 12 * whole_number(years, "years"), month_end)


def months_completed(start: date, on: date) -> int:
    """How many months are over by a day: the most for which ``months_after`` does not come later.

    Args:
        start: the day from which they run.
        on: the day asked about; before the start the number is below zero.

    Raises:
        RecordError: what is no day.

    >>> [months_completed(date(2026, 1, 31), date(2026, 2, day)) for day in (27, 28)]
    [0, 1]
    """
    first, last = day(start, "start"), day(on, "on")
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_after(first, months) <= last else months - 1


def whole_number(value: object, subject: str) -> int:
    """A whole number.

    Raises:
        RecordError: what is none, a truth among them.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise RecordError(Fault("not-whole", subject, "must be a whole number", shown(value)))
    return value


def off_calendar(subject: str) -> RecordError:
    """The error about a day that the calendar of Python does not have."""
    return RecordError(Fault("off-calendar", subject, "must stay within the years 1 to 9999"))


def age_on(born: date, on: date, leap: LeapDay | str = LeapDay.MARCH_1) -> int:
    """The years of age completed by a day, the birthday included.

    Args:
        born: the day of birth.
        on: the day asked about, not before it.
        leap: when somebody born on 29 February completes a year in a year without that day:
            ``"march-1"`` or ``"feb-28"``.

    Raises:
        RecordError: what is no day, a day before the birth, an unknown policy.

    >>> age_on(date(2008, 5, 1), date(2026, 4, 30)), age_on(date(2008, 5, 1), date(2026, 5, 1))
    (17, 18)
    """
    birth, today = day(born, "born"), day(on, "on")
    if leap not in list(LeapDay):
        known = ", ".join(LeapDay)
        raise RecordError(Fault("bad-policy", "leap", f"must be one of {known}", shown(leap)))
    if today < birth:
        rule = "must not be before the day of birth"
        raise RecordError(Fault("before-birth", f"day {today}", rule, birth.isoformat()))
    years = today.year - birth.year
    birthday = (birth.month, birth.day)
    if leap == LeapDay.FEBRUARY_28 and birthday == (2, 29) and years_after(birth, years).day < birth.day:
        birthday = (2, 28)
    return years - ((today.month, today.day) < birthday)
