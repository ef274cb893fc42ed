"""How long a term is: periods, one after another where they are unequal, or so many sessions or elections."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import name, one_of, plain, whole
from consultgov.settings import all_of, clause_of
from consultgov.spans import Period, day, period
from consultgov.verdicts import Clause

__all__ = ["Allowance", "FixedDay", "FixedDayChoice", "InEvents", "Length", "read_allowance", "read_length"]

_MOST_EVENTS: Final = 1_000
_MOST_LENGTHS: Final = 100
_LONGEST_CYCLE: Final = 100
_LAST_YEAR: Final = 9999
_COMMON_YEAR: Final = 2001
_MONTH_AND_DAY: Final = re.compile(r"\d\d-\d\d", re.ASCII)


def __dir__() -> list[str]:
    return __all__


# --- so many events -------------------------------------------------------------------------------


def _count(given: object) -> int:
    return whole(given, "count of events", _MOST_EVENTS, 1)


def _kind(given: object) -> str:
    return name(given, "kind of events")


@final
@attrs.frozen
class InEvents:
    """A term of so many sessions, elections or releases: it is over when the last of them begins.

    The day on which the term begins is not counted, even where one of the events is held on it.

    Attributes:
        count: how many; the next holder starts on the day of the last of them.
        kind: what is counted, such as ``"session"``.

    Raises:
        RecordError: no whole number from 1 to 1,000, no name.

    >>> InEvents(2, "session").end(date(2024, 3, 5), [date(2025, 3, 5), date(2026, 3, 5)])
    datetime.date(2026, 3, 5)
    """

    count: int = attrs.field(converter=_count)
    kind: str = attrs.field(converter=_kind)

    def end(self, start: date, events: Sequence[date]) -> date | None:
        """The first day after a term that begins on a day; ``None`` while too few of the events are known.

        The events come in order, each once.
        """
        place = bisect_right(events, start) + self.count - 1
        return events[place] if place < len(events) else None

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> InEvents:
        """The length from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "length in events")


Length: TypeAlias = tuple[Period, ...] | InEvents | None
"""The lengths of the first, second and later terms, so many events, or none: for life, or until removal."""


def read_length(given: object) -> Length:
    """How long the terms of an office are.

    Args:
        given: a period or its text; a list of them for terms that are unequal; ``InEvents`` or its plain
            dict; ``None`` where nothing ends a term but death, resignation, removal or an age.

    Raises:
        RecordError: none of these.
        RuleError: an empty list or one of more than a hundred, a period of hours or clear days.
    """
    if given is None or isinstance(given, InEvents):
        return given
    if isinstance(given, Mapping):
        return InEvents.from_dict(cast("object", given))
    if isinstance(given, str | int | Period):
        return (_of_days(given),)
    found = all_of(given, _of_days, "length", RuleError)
    if not 1 <= len(found) <= _MOST_LENGTHS:
        rule, fix = f"must list one to {_MOST_LENGTHS} periods", "say None where there is no term"
        raise RuleError(Fault("bad-term-length", "length", rule, str(len(found)), fix))
    return found


def _of_days(given: object) -> Period:
    found = period(given, "length")
    if found.is_of_moments or found.clear:
        rule = "must be of years, months, days or working days"
        raise RuleError(Fault("bad-term-length", "length", rule, str(found), "write '3 years'"))
    return found


# --- a fixed day ----------------------------------------------------------------------------------


@final
class FixedDayChoice(StrEnum):
    """Which of the fixed days a term ends on, seen from where its length would end."""

    BEFORE = "before"
    """The last one that the length reaches: no term is longer than its length."""
    NEAREST = "nearest"
    """The nearest one; of two equally near, the earlier."""
    AFTER = "after"
    """The next one: no term is shorter than its length."""


def _month_and_day(given: object) -> str:
    if isinstance(given, str) and _MONTH_AND_DAY.fullmatch(given) and _is_day(given):
        return given
    rule, fix = "must be a day of every year", "write '01-31' for 31 January"
    raise RecordError(Fault("bad-fixed-day", "fixed day", rule, shown(given), fix))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError:
        return False
    return True


def _every(given: object) -> int:
    return whole(given, "every", _LONGEST_CYCLE, 1)


def _year(given: object) -> int:
    return whole(given, "year", _LAST_YEAR, 1)


def _toward(given: object) -> FixedDayChoice:
    return one_of(FixedDayChoice, given, "toward")


@final
@attrs.frozen
class FixedDay:
    """A day of the year that is the last day of every term, whenever it began.

    Attributes:
        last_day: month and day, such as ``"01-31"``; 29 February is no day of every year.
        every: of every year, of every second year and so on.
        year: a year that is one of them.
        toward: which of these days it is.

    Raises:
        RecordError: what is no such day, number or word.

    >>> fed = FixedDay("01-31", every=2, year=2024)
    >>> fed.nearby(date(2038, 5, 9)).isoformat()
    '2038-01-31'
    """

    last_day: str = attrs.field(converter=_month_and_day)
    every: int = attrs.field(default=1, converter=_every)
    year: int = attrs.field(default=2000, converter=_year)
    toward: FixedDayChoice = attrs.field(default=FixedDayChoice.BEFORE, converter=_toward)

    def nearby(self, last: date) -> date | None:
        """The fixed day for a length that ends on a day; ``None`` where the calendar has none.

        Raises:
            RecordError: what is no day.
        """
        last = day(last, "last day")
        year = last.year - (last.year - self.year) % self.every
        years = (year - self.every, year, year + self.every)
        days = [date.fromisoformat(f"{each:04}-{self.last_day}") for each in years if 1 <= each <= _LAST_YEAR]
        before = max((each for each in days if each <= last), default=None)
        after = min((each for each in days if each >= last), default=None)
        if self.toward is FixedDayChoice.BEFORE:
            return before
        if self.toward is FixedDayChoice.AFTER or before is None or after is None:
            return after if self.toward is FixedDayChoice.AFTER else before or after
        return before if last - before <= after - last else after

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> FixedDay:
        """The day from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "fixed day")


# --- how far one may depart -----------------------------------------------------------------------


def _longest(given: object) -> Period | None:
    return None if given is None else period(given, "longest")


@final
@attrs.frozen
class Allowance:
    """How far something may go that a rule allows: a renewal held early, a term extended, holding over.

    Attributes:
        longest: the longest time; without a limit where ``None``.
        clause: where the rule stands.

    Raises:
        RecordError: what is no period.

    >>> Allowance("6 months").to_dict()
    {'longest': '6 months'}
    """

    longest: Period | None = attrs.field(default=None, converter=_longest)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Allowance:
        """The allowance from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "allowance")


def read_allowance(given: object) -> Allowance | None:
    """How far one may go: a period or its text, ``True`` without a limit, ``None`` or ``False`` not at all.

    Raises:
        RecordError: something else.
    """
    if given is None or given is False:
        return None
    if given is True:
        return Allowance()
    if isinstance(given, Allowance):
        return given
    return (
        Allowance.from_dict(cast("object", given))
        if isinstance(given, Mapping)
        else Allowance(cast("Any", given))
    )
