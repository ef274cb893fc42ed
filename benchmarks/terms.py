"""Targets 7a and 7b: months on a date and days that come again, against dateutil and against loops by hand.

Dateutil counts in moments: its days are taken from them before the clock starts, and not after. The loops by
hand know one rule and check nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from dateutil.rrule import FR, MONTHLY, TU, YEARLY, rrule

from benchmarks.measuring import Case, Limit, Line, Setting, at_least, at_most, expect, paired, ratio_line
from consultgov.spans import ANNIVERSARY, Period, Recurrence, WorkingDays, months_after

START: Final = date(2024, 1, 15)
MOMENT: Final = datetime(2024, 1, 15)  # noqa: DTZ001 - dateutil counts days in moments without a zone
LAST: Final = date(2024, 1, 31)
MONTH: Final = relativedelta(months=1)
TERM: Final = relativedelta(years=4, days=-1)
FOUR_YEARS: Final = Period("4 years")
_LENGTHS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Days = Sequence[date]


# --- ours -----------------------------------------------------------------------------------------


def a_month(on: date) -> date:
    """A month later."""
    return months_after(on, 1)


def a_term(on: date) -> date:
    """The last day of four years."""
    return ANNIVERSARY.last(on, FOUR_YEARS)


def monthly(times: int) -> Days:
    """The same day of every month, the rule made anew."""
    return Recurrence(START, "1 month").take(times)


def tuesdays(times: int) -> Days:
    """Every second Tuesday of a month."""
    return Recurrence(START, "1 month", weekday="2nd Tuesday").take(times)


def fridays(times: int) -> Days:
    """Every last Friday of a month."""
    return Recurrence(START, "1 month", weekday="last Friday").take(times)


def yearly(times: int) -> Days:
    """The same day of every year."""
    return Recurrence(START, "1 year").take(times)


# --- dateutil -------------------------------------------------------------------------------------


def _days(found: Sequence[datetime]) -> list[date]:
    return [each.date() for each in found]


def their_month(on: date) -> date:
    """A month later, the step made before."""
    return on + MONTH


def their_term(on: date) -> date:
    """The last day of four years, the step made before."""
    return on + TERM


def their_monthly(times: int) -> list[datetime]:
    """The same day of every month, the rule made anew."""
    return list(rrule(MONTHLY, dtstart=MOMENT, count=times))


def their_tuesdays(times: int) -> list[datetime]:
    """Every second Tuesday of a month."""
    return list(rrule(MONTHLY, dtstart=MOMENT, count=times, byweekday=TU(2)))


def their_fridays(times: int) -> list[datetime]:
    """Every last Friday of a month."""
    return list(rrule(MONTHLY, dtstart=MOMENT, count=times, byweekday=FR(-1)))


def their_yearly(times: int) -> list[datetime]:
    """The same day of every year."""
    return list(rrule(YEARLY, dtstart=MOMENT, count=times))


# --- by hand --------------------------------------------------------------------------------------


def hand_month(on: date) -> date:
    """A month later, or the last day of that month."""
    year, month = divmod(on.year * 12 + on.month, 12)
    month += 1
    number = on.day
    if number > 28:
        last = _LENGTHS[month]
        if month == 2 and year % 4 == 0 and (year % 100 or year % 400 == 0):
            last = 29
        number = min(number, last)
    return date(year, month, number)


def hand_monthly(times: int) -> Days:
    """The same day of every month, one that every month has."""
    month = START.month - 1
    return [date(START.year + (month + i) // 12, (month + i) % 12 + 1, START.day) for i in range(times)]


# --- working days ---------------------------------------------------------------------------------


def calendar_of(years: int) -> WorkingDays:
    """Eleven holidays a year."""
    first = date(2024, 1, 1)
    return WorkingDays(first + timedelta(days=33 * each) for each in range(11 * years))


def ninety(calendar: WorkingDays) -> date:
    """The ninetieth working day from the start on."""
    return calendar.after(START, 90)


def ninety_by_hand(calendar: WorkingDays) -> date:
    """The same day by day."""
    found, left, off, day = START, 90, calendar.holidays, timedelta(days=1)
    while left:
        found += day
        left -= found.weekday() < 5 and found not in off
    return found


# --- lines ----------------------------------------------------------------------------------------


def lines(setting: Setting) -> Iterator[Line]:
    """7a and 7b: how many times longer dateutil takes, and how ours compares with a loop by hand."""
    expect("a month", a_month(LAST), their_month(LAST))
    expect("a month by hand", a_month(LAST), hand_month(LAST))
    expect("a term", a_term(LAST), their_term(LAST))
    cases = {"ours": Case(a_month, LAST), "dateutil": Case(their_month, LAST), "hand": Case(hand_month, LAST)}
    timings = paired(cases, setting.rounds)
    what = "date + ready relativedelta(months=1) / months_after"
    yield ratio_line("7a", what, "1 month", timings.ratios("dateutil", "ours"), at_least(4))
    yield ratio_line("7a", "months_after / by hand", "1 month", timings.ratios("ours", "hand"), at_most(1.5))
    timings = paired({"ours": Case(a_term, LAST), "dateutil": Case(their_term, LAST)}, setting.rounds)
    what = "PeriodRules.last / date + ready relativedelta(years=4, days=-1)"
    yield ratio_line("7a", what, "4 years", timings.ratios("ours", "dateutil"))
    times = 60 if setting.quick else 600
    yield from _again(setting, "monthly", times, monthly, their_monthly, at_least(15))
    yield from _again(setting, "second Tuesdays", times, tuesdays, their_tuesdays, at_least(5))
    yield from _again(setting, "last Fridays", times, fridays, their_fridays, at_least(3))
    yield from _again(setting, "yearly", times // 12, yearly, their_yearly, None)
    expect("monthly by hand", list(monthly(times)), hand_monthly(times))
    timings = paired({"ours": Case(monthly, times), "hand": Case(hand_monthly, times)}, setting.rounds)
    yield ratio_line("7b", "monthly / by hand", f"{times}", timings.ratios("ours", "hand"))
    calendar = calendar_of(10)
    expect("working days", ninety(calendar), ninety_by_hand(calendar))
    timings = paired({"ours": Case(ninety, calendar), "hand": Case(ninety_by_hand, calendar)}, setting.rounds)
    what = "the 90th working day / day by day by hand"
    yield ratio_line("7", what, "110 holidays", timings.ratios("ours", "hand"))


def _again(
    setting: Setting,
    name: str,
    times: int,
    ours: Callable[[int], Days],
    theirs: Callable[[int], list[datetime]],
    limit: Limit | None,
) -> Iterator[Line]:
    expect(name, list(ours(times)), _days(theirs(times)))
    timings = paired({"ours": Case(ours, times), "rrule": Case(theirs, times)}, setting.rounds)
    yield ratio_line("7b", f"rrule / {name}", f"{times}", timings.ratios("rrule", "ours"), limit)
