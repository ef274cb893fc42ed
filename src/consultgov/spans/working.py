"""Working days by the caller's calendar: weekends, holidays, and days worked in exchange (调休)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.records import expect_keys
from consultgov.spans.months import off_calendar, whole_number
from consultgov.spans.points import day

__all__ = ["WorkingDays", "working_days"]

_WEEK: Final = 7
_MOST: Final = 100_000
_SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen(init=False, hash=False)
class WorkingDays:
    """Which days are worked: the calendar is the caller's, since no library knows next year's.

    Args:
        holidays: days that are not worked, at most 100,000.
        worked: days of a weekend that are worked in exchange for a holiday (调休).
        weekend: the days of the week that are free, Monday being 0; Saturday and Sunday unless it is said.

    Raises:
        RecordError: what is no day, a day that is both, seven free days a week, no list.

    >>> may = WorkingDays(["2026-05-01", "2026-05-04", "2026-05-05"], worked=["2026-05-09"])
    >>> may.after("2026-04-30", 2).isoformat(), may.is_working("2026-05-09")
    ('2026-05-07', True)
    """

    holidays: frozenset[date]
    worked: frozenset[date]
    weekend: frozenset[int]
    _off: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)
    _on: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)
    _week: tuple[int, ...] = attrs.field(init=False, eq=False, repr=False)

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        holidays: Iterable[date | str] = (),
        worked: Iterable[date | str] = (),
        weekend: Iterable[int] = (5, 6),
    ) -> None:
        faults = Faults()
        off = faults.attempt(_days, holidays, "holidays") or frozenset()
        on = faults.attempt(_days, worked, "worked") or frozenset()
        week = faults.attempt(_weekend, weekend) or frozenset()
        for each in sorted(off & on):
            faults.add(
                Fault("both-free-and-worked", str(each), "must be a holiday or worked", "", "choose one")
            )
        faults.close(RecordError)
        self.__attrs_init__(off, on, week)
        # A holiday on a free day, or a day worked that is worked anyhow, changes nothing.
        object.__setattr__(self, "_off", tuple(sorted(each for each in off if each.weekday() not in week)))
        object.__setattr__(self, "_on", tuple(sorted(each for each in on if each.weekday() in week)))
        object.__setattr__(self, "_week", tuple(sorted(set(range(_WEEK)) - week)))

    def is_working(self, on: date | str) -> bool:
        """Whether a day is worked.

        Raises:
            RecordError: what is no day.
        """
        at = day(on, "on")
        return at in self.worked or (at.weekday() not in self.weekend and at not in self.holidays)

    def count(self, start: date | str, end: date | str) -> int:
        """How many days are worked from a day to another, the first included and the last not.

        Raises:
            RecordError: what is no day, an end before the start.
        """
        first, last = day(start, "start"), day(end, "end")
        if last < first:
            rule = "must not come before the start"
            raise RecordError(Fault("empty-span", f"end {last}", rule, first.isoformat(), "swap them"))
        return self._until(last) - self._until(first)

    def _until(self, end: date) -> int:
        """The days worked from the first day of the calendar, a Monday, to before a day."""
        weeks, rest = divmod(end.toordinal() - 1, _WEEK)
        usual = weeks * len(self._week) + bisect_left(self._week, rest)
        return usual - bisect_left(self._off, end) + bisect_left(self._on, end)

    def after(self, start: date | str, days: int) -> date:
        """The so-manieth working day after a day, which is not counted itself; below zero, before it.

        Of zero days, the day itself, or where it is free the next one that is worked.

        Raises:
            RecordError: what is no day, no whole number, or a day outside the calendar.
        """
        first = day(start, "start")
        if whole_number(days, "days") > 0:
            return self._numbered(self._until(first) + self.is_working(first) + days, first, days)
        return self._numbered(self._until(first) + days + 1, first, days)

    def _numbered(self, number: int, start: date, days: int) -> date:
        """The day that is worked as the so-manieth of the calendar: searched by halves."""
        low, high = 1, date.max.toordinal() + 1
        if not 1 <= number <= self._until(date.max) + self.is_working(date.max):
            raise off_calendar(f"{shown(days)} working days after {start}")
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._until(date.fromordinal(middle)) < number else (low, middle)
        return date.fromordinal(low)

    def next(self, on: date | str) -> date:
        """The day itself where it is worked, or else the next one that is.

        Raises:
            RecordError: what is no day, or none that is worked to the end of the calendar.
        """
        return self.after(on, 0)

    def previous(self, on: date | str) -> date:
        """The day itself where it is worked, or else the last one before it that is.

        Raises:
            RecordError: what is no day, or none that is worked from the beginning of the calendar.
        """
        at = day(on, "on")
        return at if self.is_working(at) else self.after(at, -1)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {}
        for name in ("holidays", "worked"):
            if days := cast("frozenset[date]", getattr(self, name)):
                plain[name] = [each.isoformat() for each in sorted(days)]
        return plain if self.weekend == _SATURDAY_AND_SUNDAY else {**plain, "weekend": sorted(self.weekend)}

    @classmethod
    def from_dict(cls, data: object) -> WorkingDays:
        """The calendar from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        found = expect_keys(data, "working days", frozenset(), frozenset({"holidays", "worked", "weekend"}))
        return cls(**cast("dict[str, Any]", found))

    def __hash__(self) -> int:
        """Equal calendars have equal holidays."""
        return hash((self.holidays, self.worked))


def working_days(given: object) -> WorkingDays | None:
    """A calendar of working days, its plain dict, or ``None`` where there is none.

    Raises:
        RecordError: something else.
    """
    return given if given is None or isinstance(given, WorkingDays) else WorkingDays.from_dict(given)


def _items(given: object, most: int) -> list[object] | None:
    """The items of a list, one more at most than it may have; those of a set in order."""
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        return None
    found = list(islice(cast("Iterable[object]", given), most + 1))
    return sorted(found, key=repr) if isinstance(given, AbstractSet) else found


def _days(given: object, subject: str) -> frozenset[date]:
    found = _items(given, _MOST)
    if found is None:
        raise RecordError(Fault("not-a-list", subject, "must be a list", shown(given)))
    if len(found) > _MOST:
        raise RecordError(Fault("too-long", subject, f"must have at most {_MOST} items"))
    faults = Faults()
    read = [faults.attempt(day, each, f"one of the {subject}") for each in found]
    faults.close(RecordError)
    return frozenset(cast("list[date]", read))


def _weekend(given: object) -> frozenset[int]:
    rule, fix = "must be days of the week, 0 (Monday) to 6, and not all of them", "write [5, 6]"
    wrong = Fault("bad-weekend", "weekend", rule, shown(given), fix)
    found = _items(given, _WEEK)
    if found is None or not all(type(each) is int and 0 <= each < _WEEK for each in found):
        raise RecordError(wrong)
    if len(set(found)) >= _WEEK:
        raise RecordError(wrong)
    return frozenset(cast("list[int]", found))
