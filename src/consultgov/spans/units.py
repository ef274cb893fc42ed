"""Calendar windows: the week, month, quarter, half-year or year that a day lies in, and their names."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, final

from consultgov.errors import Fault, RecordError, TooLarge, shown
from consultgov.spans.months import months_after, off_calendar
from consultgov.spans.points import Span, day

__all__ = ["Unit", "window", "window_name", "windows"]

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_YEAR: Final = 12
_MOST: Final = 100_000


def __dir__() -> list[str]:
    return __all__


@final
class Unit(StrEnum):
    """The windows into which a calendar is cut."""

    DAY = "day"
    WEEK = "week"
    """From Monday to Sunday."""
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


_DAYS: Final = MappingProxyType({Unit.DAY: 1, Unit.WEEK: _WEEK})
_MONTHS: Final = MappingProxyType({Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: _YEAR})
_LETTER: Final = MappingProxyType({Unit.QUARTER: "Q", Unit.HALF_YEAR: "H"})


def window(on: date | str, unit: Unit | str, first_month: int = 1) -> Span:
    """The day, week, month, quarter, half-year or year that a day lies in.

    Args:
        on: the day.
        unit: which of them.
        first_month: the month with which the year begins, as 4 for a financial year from 1 April; quarters
            and half-years are parts of that year.

    Raises:
        RecordError: what is no day or no unit, no month, a window that the calendar cuts off.

    >>> window("2026-05-20", "quarter").to_dict()
    {'start': '2026-04-01', 'end': '2026-07-01'}
    >>> window("2026-03-31", "year", first_month=4).start.isoformat()
    '2025-04-01'
    """
    at, kind = day(on, "on"), _unit(unit)
    number = _number(at, kind, _month(first_month))
    return Span(_first(number, kind, first_month), _first(number + 1, kind, first_month))


def windows(start: date | str, end: date | str, unit: Unit | str, first_month: int = 1) -> tuple[Span, ...]:
    """All windows that have a day from the start on and before the end, in order and whole.

    Args:
        start: the first day.
        end: the first day after the last one.
        unit: what the windows are.
        first_month: the month with which the year begins.

    Raises:
        RecordError: as ``window`` does; an end that does not come after the start.
        TooLarge: more than 100,000 windows.

    >>> [window_name(each.start, "month") for each in windows("2026-01-31", "2026-03-02", "month")]
    ['2026-01', '2026-02', '2026-03']
    """
    since, until, kind, month = day(start, "start"), day(end, "end"), _unit(unit), _month(first_month)
    Span(since, until)
    first, last = _number(since, kind, month), _number(until - _DAY, kind, month)
    if (size := last - first + 1) > _MOST:
        raise TooLarge(Fault("too-many-windows", f"{size} windows", f"must be at most {_MOST}"), size, _MOST)
    firsts = [_first(number, kind, month) for number in range(first, last + 2)]
    return tuple(map(Span, firsts, firsts[1:]))


def window_name(on: date | str, unit: Unit | str, first_month: int = 1) -> str:
    """The name of the window that a day lies in.

    A week is named as ISO 8601 does; a year that does not begin in January by both of its numbers.

    Args:
        on: the day.
        unit: which window.
        first_month: the month with which the year begins.

    Raises:
        RecordError: as ``window`` does.

    >>> [window_name("2026-05-20", unit) for unit in ("week", "month", "quarter", "half_year", "year")]
    ['2026-W21', '2026-05', '2026-Q2', '2026-H1', '2026']
    >>> window_name("2026-05-20", "quarter", first_month=4)
    '2026/27-Q1'
    """
    at, kind, month = day(on, "on"), _unit(unit), _month(first_month)
    if kind is Unit.DAY:
        return at.isoformat()
    if kind is Unit.WEEK:
        year, week, _ = at.isocalendar()
        return f"{year:04}-W{week:02}"
    return at.isoformat()[:7] if kind is Unit.MONTH else _part_of_year(at, kind, month)


def _part_of_year(at: date, kind: Unit, month: int) -> str:
    year, place = divmod(_number(at, kind, month), _YEAR // _MONTHS[kind])
    if not year:
        raise off_calendar(f"the year around {at}")
    name = f"{year:04}" if month == 1 else f"{year:04}/{(year + 1) % 100:02}"
    return f"{name}-{_LETTER[kind]}{place + 1}" if kind in _LETTER else name


def _number(at: date, kind: Unit, month: int) -> int:
    """Which window of its kind a day lies in, by its place in the calendar."""
    if kind in _DAYS:
        return (at.toordinal() - 1) // _DAYS[kind]
    return (at.year * _YEAR + at.month - month) // _MONTHS[kind]


def _first(number: int, kind: Unit, month: int) -> date:
    """The first day of a window; the first of the calendar, a Monday, begins a week."""
    if kind in _DAYS:
        try:
            return date.fromordinal(number * _DAYS[kind] + 1)
        except (ValueError, OverflowError):
            raise off_calendar(f"the end of a {kind.value}") from None
    months = number * _MONTHS[kind] + month - 1 - _YEAR
    return months_after(date.min, months)


def _unit(given: object) -> Unit:
    if isinstance(given, str) and given in list(Unit):
        return Unit(given)
    known = ", ".join(Unit)
    raise RecordError(Fault("bad-unit", "unit", f"must be one of {known}", shown(given)))


def _month(given: object) -> int:
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= _YEAR:
        return given
    raise RecordError(Fault("bad-unit", "first_month", "must be a month, 1 to 12", shown(given)))
