"""How periods are counted: whether the first day counts, month ends, free last days, and backwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.records import expect_keys
from consultgov.spans.months import MonthEnd, days_after, months_after, off_calendar
from consultgov.spans.periods import Period, period
from consultgov.spans.points import Span, day, moment
from consultgov.spans.working import WorkingDays, working_days

__all__ = ["ANNIVERSARY", "CIVIL_CODE", "FirstDay", "LastDay", "PeriodRules", "period_rules"]

_DAY: Final = timedelta(days=1)

_Word = TypeVar("_Word", bound=StrEnum)


def __dir__() -> list[str]:
    return __all__


@final
class FirstDay(StrEnum):
    """Whether the day on which a period begins is a part of it."""

    COUNTED = "counted"
    """It is: three years from 25 December 2021 end with 24 December 2024, and the anniversary is free."""
    NOT_COUNTED = "not_counted"
    """It is not, and the corresponding day is the last (民法典第二百零一、二百零二条): 25 December 2024."""


@final
class LastDay(StrEnum):
    """What happens to a last day that is not worked."""

    STAYS = "stays"
    """Nothing."""
    NEXT_WORKING = "next_working"
    """The next day that is worked is the last one (民法典第二百零三条)."""
    PREVIOUS_WORKING = "previous_working"
    """The last one before it that is worked is."""


def _choice(words: type[_Word], given: object, subject: str) -> _Word:
    if isinstance(given, str) and given in list(words):
        return words(given)
    known = ", ".join(words)
    raise RecordError(Fault("bad-policy", subject, f"must be one of {known}", shown(given)))


@final
@attrs.frozen(init=False)
class PeriodRules:
    """How the periods of a body are counted, on days and at moments.

    Args:
        month_end: what stands for a day that a month does not have; its last day, unless it is said.
        first_day: whether the day on which a period begins is counted; it is, unless it is said.
        last_day: whether a last day that is free moves to one that is worked; it stays, unless it is said.
        calendar: which days are worked; needed where a last day moves, and for working days.

    Raises:
        RecordError: unknown words, a last day that moves without a calendar.

    >>> (
    ...     CIVIL_CODE.last("2021-12-25", "3 years").isoformat(),
    ...     ANNIVERSARY.last("2021-12-25", "3 years").isoformat(),
    ... )
    ('2024-12-25', '2024-12-24')
    """

    month_end: MonthEnd
    first_day: FirstDay
    last_day: LastDay
    calendar: WorkingDays | None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        month_end: MonthEnd | str = MonthEnd.CLIP,
        first_day: FirstDay | str = FirstDay.COUNTED,
        last_day: LastDay | str = LastDay.STAYS,
        calendar: WorkingDays | None = None,
    ) -> None:
        faults = Faults()
        read: tuple[Any, ...] = (
            faults.attempt(_choice, MonthEnd, month_end, "month_end"),
            faults.attempt(_choice, FirstDay, first_day, "first_day"),
            faults.attempt(_choice, LastDay, last_day, "last_day"),
            faults.attempt(working_days, calendar),
        )
        if read[2] not in (None, LastDay.STAYS) and calendar is None:
            rule, fix = "must come with a calendar of working days", "say calendar=WorkingDays(...)"
            faults.add(Fault("no-calendar", f"last_day {read[2].value!r}", rule, "", fix))
        faults.close(RecordError)
        self.__attrs_init__(*read)

    # --- forward --------------------------------------------------------------------------------

    def last(self, start: date | str, length: Period | str) -> date:
        """The last day of a period that begins on a day.

        Raises:
            RecordError: what is no day or no period, one of hours, working days without a calendar, a day
                outside the calendar.
        """
        return self._settled(self._end(day(start, "start"), _of_days(length)) - _DAY)

    def end(self, start: date | str, length: Period | str) -> date:
        """The first day after a period that begins on a day; of a term, that of the successor.

        Raises:
            RecordError: as ``last`` does.

        >>> ANNIVERSARY.end("2024-02-29", "1 year"), PeriodRules("roll").end("2024-02-29", "1 year")
        (datetime.date(2025, 2, 28), datetime.date(2025, 3, 1))
        """
        return _next(self.last(start, length))

    def span(self, start: date | str, length: Period | str) -> Span:
        """The period that begins on a day, from that day on.

        Raises:
            RecordError: as ``last`` does.
        """
        return Span(day(start, "start"), self.end(start, length))

    def _end(self, start: date, length: Period) -> date:
        """The first day after the period, before its last day is moved."""
        late = self.first_day is FirstDay.NOT_COUNTED or length.clear
        if length.working_days:
            calendar = self._calendar()
            before = start if late else start - _DAY
            return _next(calendar.after(before, length.working_days))
        return days_after(months_after(start, length.months, self.month_end), length.days + late)

    def _settled(self, last: date) -> date:
        if self.last_day is LastDay.NEXT_WORKING:
            return self._calendar().next(last)
        return self._calendar().previous(last) if self.last_day is LastDay.PREVIOUS_WORKING else last

    def _calendar(self) -> WorkingDays:
        if self.calendar is None:
            rule, fix = "must come with a calendar of them", "say calendar=WorkingDays(...)"
            raise RecordError(Fault("no-calendar", "working days", rule, "", fix))
        return self.calendar

    # --- backward -------------------------------------------------------------------------------

    def latest(self, event: date | str, length: Period | str) -> date:
        """The latest day for what must be done a period before a day, such as a notice (提前十日).

        Ten days lie between two days whose difference is ten; of ten clear days neither is counted, and it
        is eleven. The policy on the first day has no say here. A latest day that is free, where last days
        move, moves to an earlier day that is worked, since a later one would shorten the period.

        Raises:
            RecordError: as ``last`` does.

        >>> ANNIVERSARY.latest("2026-05-20", "10 days"), ANNIVERSARY.latest("2026-05-20", "10 clear days")
        (datetime.date(2026, 5, 10), datetime.date(2026, 5, 9))
        """
        at, back = day(event, "event"), _of_days(length)
        if back.working_days:
            found = self._calendar().after(at, -back.working_days)
        else:
            found = self._months_before(days_after(at, -back.days - back.clear), back.months)
        return found if self.last_day is LastDay.STAYS else self._calendar().previous(found)

    def _months_before(self, event: date, months: int) -> date:
        """The latest day from which so many months are over by the event."""
        if not months or self.month_end is MonthEnd.REFUSE:
            return months_after(event, -months, self.month_end)
        found = months_after(event, -months)
        # Forward, a policy may land later than clipping does, and backward earlier; by a few days at most.
        while not self._is_over(found, months, event):
            found = days_after(found, -1)
        # From the first of a month that comes after the other no period is over by then.
        while (later := _next(found)).day > 1 and self._is_over(later, months, event):
            found = later
        return found

    def _is_over(self, start: date, months: int, event: date) -> bool:
        return months_after(start, months, self.month_end) <= event

    # --- moments --------------------------------------------------------------------------------

    def until(self, start: datetime | str, length: Period | str) -> datetime:
        """The moment at which a period is over that begins at a moment.

        Hours and minutes run by the clock; days, months and years end at the same time of the day by the
        moment's offset, whatever the policy on the first day. A last day that is free moves.

        Raises:
            RecordError: what is no moment or no period, a moment outside the calendar.

        >>> ANNIVERSARY.until("2026-01-31T18:00+08:00", "1 month").isoformat()
        '2026-02-28T18:00:00+08:00'
        """
        begun, over = moment(start, "start"), period(length)
        try:
            if over.minutes:
                return begun + timedelta(minutes=over.minutes)
            last = self._of_moments(begun.date(), over)
            return datetime.combine(last, begun.timetz())
        except OverflowError:
            raise off_calendar(f"{over} after {begun.isoformat()}") from None

    def _of_moments(self, start: date, over: Period) -> date:
        if over.working_days:
            return self._calendar().after(start, over.working_days)
        months = months_after(start, over.months, self.month_end)
        return self._settled(days_after(months, over.days + over.clear))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        words = (self.month_end, self.first_day, self.last_day)
        usual = (MonthEnd.CLIP, FirstDay.COUNTED, LastDay.STAYS)
        named = zip(("month_end", "first_day", "last_day"), words, usual, strict=True)
        plain: dict[str, object] = {name: word.value for name, word, default in named if word != default}
        return plain if self.calendar is None else {**plain, "calendar": self.calendar.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> PeriodRules:
        """The rules from their plain dict.

        Raises:
            RecordError: keys or values that they do not have; all at once.
        """
        optional = frozenset({"month_end", "first_day", "last_day", "calendar"})
        return cls(**cast("dict[str, Any]", expect_keys(data, "period rules", frozenset(), optional)))


def _of_days(given: Period | str) -> Period:
    found = period(given)
    if found.is_of_moments:
        rule, fix = "must be of days, months or years", "ask from moment to moment, with until()"
        raise RecordError(Fault("mixed-period", "period", rule, str(found), fix))
    return found


def _next(last: date) -> date:
    return days_after(last, 1)


def period_rules(given: object) -> PeriodRules:
    """How periods are counted, or the plain dict of it.

    Raises:
        RecordError: neither of them.
    """
    return given if isinstance(given, PeriodRules) else PeriodRules.from_dict(given)


ANNIVERSARY: Final[PeriodRules] = PeriodRules()
"""The first day counts and the anniversary is the first day after: terms of office nearly everywhere."""

CIVIL_CODE: Final[PeriodRules] = PeriodRules(first_day=FirstDay.NOT_COUNTED)
"""The first day does not count and the corresponding day is the last (民法典第二百零一、二百零二条)."""
