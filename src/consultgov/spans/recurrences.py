"""Days that come again: every so many days, weeks, months or years, always counted from their start."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, TooLarge, shown
from consultgov.fields import read_fields, written
from consultgov.spans import rrules
from consultgov.spans.grids import Days, Grid, MonthDays, MonthWeekdays, month_number
from consultgov.spans.months import days_after, whole_number
from consultgov.spans.periods import Period, period
from consultgov.spans.points import Span, day

__all__ = ["MissingDay", "Recurrence"]

_MOST: Final = 100_000
_WEEK: Final = 7
_YEAR: Final = 12
_IN_EVERY_MONTH: Final = 28
_LAST_DAY: Final = -1
_LEAP: Final = (2, 29)
_LONGEST: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH: Final = MappingProxyType(
    {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
    | {"last": -1, "2nd last": -2, "3rd last": -3, "4th last": -4, "5th last": -5}
)
_WORDS: Final = MappingProxyType(
    {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"}
)
_WEEKDAY: Final = re.compile(rf"(?:(\w+(?: last)?) )?({'|'.join(_WEEKDAYS)})", re.IGNORECASE)


def __dir__() -> list[str]:
    return __all__


@final
class MissingDay(StrEnum):
    """What a recurrence does in a month that does not have its day, such as 31 April or 29 February 2025."""

    CLIP = "clip"
    """It falls on the last day of the month, and in the next month on its own day again."""
    ROLL = "roll"
    """It falls on the first day of the next month."""
    SKIP = "skip"
    """It leaves the month out; so do calendars that follow RFC 5545."""
    REFUSE = "refuse"
    """The rule does not say: an error does, when such a day is asked for."""


# --- reading ------------------------------------------------------------------------------------------


def _start(given: object) -> date:
    return day(given, "start")


def _every(given: object) -> Period:
    return period(given, "every")


def _until(given: object) -> date | None:
    return None if given is None else day(given, "until")


def _whole_or_none(given: object, subject: str, most: int, *also: int) -> int | None:
    if given is None or (type(given) is int and (1 <= given <= most or given in also)):
        return given
    rule = f"must be a whole number from 1 to {most}" + "".join(f", or {each}" for each in also)
    raise RecordError(Fault("bad-recurrence", subject, rule, shown(given)))


def _day_of_month(given: object) -> int | None:
    return _whole_or_none(given, "day of the month", 31, _LAST_DAY)


def _month(given: object) -> int | None:
    return _whole_or_none(given, "month", _YEAR)


def _count(given: object) -> int | None:
    return _whole_or_none(given, "count", _MOST)


def _missing(given: object) -> MissingDay:
    if isinstance(given, str) and given in list(MissingDay):
        return MissingDay(given)
    fix = "for the last day of every month say day=-1"
    rule = f"must be one of {', '.join(MissingDay)}"
    raise RecordError(Fault("bad-policy", "missing", rule, shown(given), fix))


def _weekday(given: object) -> str:
    """A weekday, perhaps the so-manieth, as it is written here."""
    text = given if isinstance(given, str) and len(given) < 40 else None  # noqa: PLR2004 - longer is none
    if text == "":
        return ""
    if text is not None and (found := _WEEKDAY.fullmatch(text.strip())):
        words = " ".join(_WORDS.get(word, word) for word in (found[1] or "").lower().split())
        if not words or words in _NTH:
            return f"{words} {found[2].capitalize()}".strip()
    fix = "write 'Tuesday', '2nd Tuesday' or 'last Friday'"
    raise RecordError(Fault("bad-recurrence", "weekday", "must be a day of the week", shown(given), fix))


@final
@attrs.frozen
class Recurrence:
    """A day that comes again and again, each time counted from the start, so that month ends do not drift.

    With nothing said but how often, it falls on the start's own day: of the week, of the month, or of the
    year. The first time is the first such day from the start on; of months and years the month of the start
    is the first of those that count, of weeks (Monday to Sunday) its week.

    Args:
        start: the day from which it is counted; nothing comes before it.
        every: how often: days, weeks, months or years.
        day: the day of the month, 1 to 31, or -1 for the last; of months and years.
        weekday: of weeks ``"Tuesday"``; of months and years ``"2nd Tuesday"`` or ``"last Friday"``.
        month: of years, the month, where it is not that of the start.
        missing: what happens in a month without the day; it falls on the last day, unless it is said. A
            month without a fifth Tuesday is always left out.
        until: the last day on which it may fall.
        count: how many times it comes, at most 100,000.

    Raises:
        RecordError: units or parts that do not go together, a day that no year has, an end before the start.

    >>> board = Recurrence("2026-01-31", "1 month", count=4)
    >>> [each.isoformat() for each in board.take(9)]
    ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']
    >>> Recurrence("2026-01-01", "3 months", weekday="2nd Tuesday").next("2026-05-01").isoformat()
    '2026-07-14'
    """

    start: date = attrs.field(converter=_start)
    every: Period = attrs.field(converter=_every)
    day: int | None = attrs.field(default=None, converter=_day_of_month)
    weekday: str = attrs.field(default="", converter=_weekday)
    month: int | None = attrs.field(default=None, converter=_month)
    missing: MissingDay = attrs.field(default=MissingDay.CLIP, converter=_missing)
    until: date | None = attrs.field(default=None, converter=_until)
    count: int | None = attrs.field(default=None, converter=_count)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in (*_of_units(self), *_of_parts(self), *_of_ends(self)):
            faults.add(fault)
        faults.close(RecordError)
        # What says nothing new is left out, so that equal rules are equal.
        for name, value in _plain_parts(self).items():
            object.__setattr__(self, name, value)

    # --- the days -------------------------------------------------------------------------------

    def take(self, number: int) -> tuple[date, ...]:
        """The first so many days, or as many as there are.

        Raises:
            RecordError: no whole number, one below zero, a day that is not there under ``"refuse"``.
            TooLarge: more than 100,000.

        >>> [each.day for each in Recurrence("2026-05-01", "2 weeks").take(3)]
        [1, 15, 29]
        """
        if whole_number(number, "number") < 0:
            raise RecordError(Fault("bad-recurrence", "number", "must not be below zero", shown(number)))
        _expect(number)
        most = number if self.count is None else min(number, self.count)
        return self._allowed(self._from(self.start, most, self.until or date.max))

    def between(self, start: date | str, end: date | str) -> tuple[date, ...]:
        """The days from a day on and before another.

        Args:
            start: the first day.
            end: the first day after the last one.

        Raises:
            RecordError: what is no day, an end that does not come after the start, a day that is not there
                under ``"refuse"``.
            TooLarge: more than 100,000.

        >>> every = Recurrence("2024-02-29", "1 year")
        >>> [each.isoformat() for each in every.between("2026-01-01", "2029-01-01")]
        ['2026-02-28', '2027-02-28', '2028-02-29']
        """
        since, before = day(start, "start"), day(end, "end")
        Span(since, before)
        first, last = max(since, self.start), min(days_after(before, -1), self._last())
        if last < first:
            return ()
        grid = self._grid()
        low, high = grid.place(first), min(grid.size, grid.place(last) + 2)
        _expect(high - low - 2)
        return self._allowed([each for each in grid.dates(low, high) if first <= each <= last])

    def next(self, after: date | str) -> date | None:
        """The first day that comes after a day; ``None`` where none does.

        Raises:
            RecordError: what is no day, a day that is not there under ``"refuse"``.
        """
        on = day(after, "after")
        if on == date.max:
            return None
        found = self._from(max(self.start, days_after(on, 1)), 1, self._last())
        return self._allowed(found)[0] if found else None

    def previous(self, before: date | str) -> date | None:
        """The last day that comes before a day; ``None`` where none does.

        Raises:
            RecordError: what is no day, a day that is not there under ``"refuse"``.
        """
        on = day(before, "before")
        if on <= self.start:
            return None
        last, grid = min(days_after(on, -1), self._last()), self._grid()
        least, high = grid.place(self.start), min(grid.size, grid.place(last) + 2)
        while high > least:
            low = max(least, high - 3)
            if found := [each for each in grid.dates(low, high) if self.start <= each <= last]:
                return self._allowed(found[-1:])[0]
            high = low
        return None

    def _from(self, first: date, number: int, last: date) -> list[date]:
        """So many days from one on and up to another, as the policy ``"clip"`` has them for ``"refuse"``."""
        grid, found = self._grid(), list[date]()
        at, size = grid.place(first), min(grid.size, grid.place(last) + 2)
        while len(found) < number and at < size:
            upto = min(size, at + number - len(found) + 1)
            found += [each for each in grid.dates(at, upto) if first <= each <= last]
            at = upto
        return found[:number]

    def _last(self) -> date:
        """The last day on which it may fall."""
        if self.count is None:
            return self.until or date.max
        found = self._from(self.start, self.count, date.max)
        return found[-1] if len(found) == self.count else date.max

    def _allowed(self, found: list[date]) -> tuple[date, ...]:
        if self.missing is MissingDay.REFUSE:
            wanted = self.day or self.start.day
            for each in found:
                if each.day < wanted:
                    at, rule = f"{each.isoformat()[:7]}-{wanted}", "must be a day of the month"
                    raise RecordError(Fault("no-such-day", at, rule, "", "say missing='clip' or 'skip'"))
        return tuple(found)

    def _grid(self) -> Grid:
        step = self.every.days
        if step:
            anchor = self.start.toordinal()
            if self.weekday:
                anchor += _WEEKDAYS.index(self.weekday) - self.start.weekday()
            return Days(anchor, step)
        anchor, step = month_number(self.start), self.every.months
        if self.month:
            anchor += self.month - self.start.month
        if self.weekday:
            nth, _, name = self.weekday.rpartition(" ")
            return MonthWeekdays(anchor, step, _NTH[nth], _WEEKDAYS.index(name))
        number = self.day or self.start.day
        return MonthDays(anchor, step, 31 if number == _LAST_DAY else number, self.missing.value)

    # --- text and data --------------------------------------------------------------------------

    @property
    def rrule(self) -> str:
        """The same as a rule of RFC 5545, the start aside; what calendar programs read.

        Raises:
            RecordError: ``"roll"`` and ``"refuse"`` where they matter, which RFC 5545 cannot say.

        >>> Recurrence("2026-01-31", "1 month").rrule
        'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'
        """
        parts = rrules.frequency(self.every.months, self.every.days)
        parts |= _by_weekday(self) if self.weekday else _by_day(self)
        of_years = self.every.months and self.every.months % _YEAR == 0
        if of_years and (parts.keys() & {"BYDAY", "BYMONTHDAY"} or self.month):
            parts["BYMONTH"] = str(self.month or self.start.month)
        if self.count is not None:
            parts["COUNT"] = str(self.count)
        if self.until is not None:
            parts["UNTIL"] = self.until.isoformat().replace("-", "")
        return rrules.text(parts)

    @classmethod
    def from_rrule(cls, text: str, start: date | str) -> Recurrence:
        """The recurrence that a rule of RFC 5545 means for a day from which it is counted.

        Read are daily, weekly, monthly and yearly rules of one day each, with ``INTERVAL``, ``COUNT`` or
        ``UNTIL``, ``BYDAY``, ``BYMONTHDAY``, ``BYMONTH`` and ``BYSETPOS`` where they say which.

        Args:
            text: the rule, with ``RRULE:`` before it or not.
            start: the day from which it is counted.

        Raises:
            RecordError: text that is no such rule, and a part that is not read here, by its name.

        >>> Recurrence.from_rrule("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "2026-05-01").weekday
        'last Friday'
        """
        first = day(start, "start")
        found = rrules.read(text, first)
        if nth := found.pop("nth", None):
            name = _WEEKDAYS[cast("int", found["weekday"])]
            words = next(word for word, number in _NTH.items() if number == nth)
            found["weekday"] = f"{words} {name}"
        elif "weekday" in found:
            found["weekday"] = _WEEKDAYS[cast("int", found["weekday"])]
        return cls(first, **cast("dict[str, Any]", found))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> Recurrence:
        """The recurrence from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "recurrence")


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Period) else value


def _expect(size: int) -> None:
    if size > _MOST:
        rule = f"must be at most {_MOST}"
        raise TooLarge(Fault("too-many-days", "days of a recurrence", rule, shown(size)), size, _MOST)


# --- what goes together ---------------------------------------------------------------------------


def _against(subject: str, rule: str, given: object = "", fix: str = "") -> Fault:
    return Fault("bad-recurrence", subject, rule, shown(given) if given != "" else "", fix)


def _of_units(given: Recurrence) -> list[Fault]:
    """How often: of one unit, and of a kind that the calendar counts by itself."""
    every = given.every
    if bool(every.months) == bool(every.days) or every.clear:
        fix = "write '1 month', '2 weeks' or '10 days'"
        return [_against("every", "must be of days, weeks, months or years, one of them", str(every), fix)]
    return []


def _of_parts(given: Recurrence) -> list[Fault]:
    months, found = given.every.months, list[Fault]()
    if given.day is not None and not months:
        found.append(_against("day of the month", "must go with months or years", given.day))
    if given.day is not None and given.weekday:
        found.append(_against("day of the month", "must not stand beside a weekday", given.weekday))
    if given.month is not None and (not months or months % _YEAR):
        found.append(_against("month", "must go with years", given.month))
    if given.missing is not MissingDay.CLIP and (not months or given.weekday):
        found.append(_against("missing", "must go with a day of the month", given.missing.value))
    if given.weekday:
        found += _of_weekday(given)
    return found or _of_year(given)


def _of_weekday(given: Recurrence) -> list[Fault]:
    numbered = " " in given.weekday
    if given.every.months and not numbered:
        fix = "write '1st Tuesday' or 'last Tuesday'"
        return [_against("weekday", "must say which of the month", given.weekday, fix)]
    if given.every.days and (numbered or given.every.days % _WEEK):
        return [_against("weekday", "must go with weeks, or say which of the month", given.weekday)]
    return []


def _of_year(given: Recurrence) -> list[Fault]:
    """A day that no year has, such as 30 February; of months each has others that have it."""
    number, month = given.day or given.start.day, given.month or given.start.month
    if given.weekday or not given.every.months or given.every.months % _YEAR or number <= _LONGEST[month]:
        return []
    return [Fault("no-such-day", f"{month:02}-{number}", "must be a day of the year", "", "say the day")]


def _of_ends(given: Recurrence) -> list[Fault]:
    if given.until is None:
        return []
    found: list[Fault] = []
    if given.count is not None:
        found.append(
            _against("count", "must not stand beside until", given.count, "give the one or the other")
        )
    if given.until < given.start:
        rule = "must not come before the start"
        found.append(Fault("empty-span", f"until {given.until}", rule, given.start.isoformat(), "swap them"))
    return found


def _plain_parts(given: Recurrence) -> dict[str, object]:
    """The parts without those that say what holds anyhow."""
    found: dict[str, object] = {}
    if given.day == given.start.day:
        found["day"] = None
    if given.month == given.start.month:
        found["month"] = None
    if given.weekday and given.weekday == _WEEKDAYS[given.start.weekday()]:
        found["weekday"] = ""
    if not _may_be_missing(given):
        found["missing"] = MissingDay.CLIP
    return found


def _may_be_missing(given: Recurrence) -> bool:
    """Whether some month that counts may not have the day."""
    number, month = given.day or given.start.day, given.month or given.start.month
    if given.weekday or not given.every.months or number <= _IN_EVERY_MONTH:
        return False
    return given.every.months % _YEAR > 0 or (month, number) == _LEAP


# --- RFC 5545 -------------------------------------------------------------------------------------


def _by_weekday(given: Recurrence) -> dict[str, str]:
    nth, _, name = given.weekday.rpartition(" ")
    code = name[:2].upper()
    return {"BYDAY": f"{_NTH[nth]}{code}" if nth else code}


def _by_day(given: Recurrence) -> dict[str, str]:
    number = given.day or given.start.day
    if given.missing is MissingDay.CLIP and _may_be_missing(given):
        days = ",".join(str(each) for each in range(_IN_EVERY_MONTH, number + 1))
        return {"BYMONTHDAY": days, "BYSETPOS": "-1"}
    if given.missing in (MissingDay.ROLL, MissingDay.REFUSE):
        fix = "say missing='clip' or 'skip'"
        rule = f"cannot be said where missing is {given.missing.value!r}"
        raise RecordError(Fault("no-rrule", "a rule of RFC 5545", rule, "", fix))
    return {} if given.day is None else {"BYMONTHDAY": str(given.day)}
