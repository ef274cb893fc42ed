"""When the same question, or a request on the same facts, may come back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, final

import attrs

from consultgov.errors import Fault, RecordError, shown
from consultgov.records import expect_keys
from consultgov.spans import CIVIL_CODE, Period, Point, point
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.reading import clause_of

__all__ = ["CoolingOff"]

_UNITS: Final = ("hours", "days", "months", "years")
_MOST: Final = 100_000


def _length(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= _MOST:
        rule = f"must be a whole number from 0 to {_MOST}"
        raise RecordError(Fault("bad-length", "length of a cooling-off period", rule, shown(given)))
    return given


@final
@attrs.frozen(kw_only=True)
class CoolingOff:
    """How long a question that was decided, or a request that failed, may not come back.

    Days, months and years: the day on which it ended is not counted, and the last day is the
    corresponding one (民法典第二百零一、二百零二条), so that what failed on 10 March may be asked
    again from 11 March of the next year on. Hours are counted from the moment.

    Attributes:
        hours: a length in hours; with it, moments are compared.
        days: a length in days.
        months: a length in calendar months.
        years: a length in calendar years.
        clause: where the rule stands.

    Raises:
        RecordError: no length, or hours beside another one.

    >>> bar = CoolingOff(years=1)
    >>> bar.may_return("2026-03-10", on="2027-03-10").holds, bar.first("2026-03-10").isoformat()
    (False, '2027-03-11')
    """

    hours: int = attrs.field(default=0, converter=_length)
    days: int = attrs.field(default=0, converter=_length)
    months: int = attrs.field(default=0, converter=_length)
    years: int = attrs.field(default=0, converter=_length)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        calendar = self.days or self.months or self.years
        if bool(self.hours) == bool(calendar):
            fix = "write CoolingOff(hours=48) or CoolingOff(years=1)"
            rule = "must be hours, or days, months and years"
            raise RecordError(Fault("bad-length", "cooling-off period", rule, "", fix))

    def first(self, ended: Point | str) -> Point:
        """The first moment, or day, from which it may come back.

        Raises:
            RecordError: a day where hours are counted, or the other way round; a day beyond the calendar.
        """
        start = point(ended, "ended")
        if isinstance(start, datetime) != bool(self.hours):
            rule = "must be a moment" if self.hours else "must be a day"
            raise RecordError(Fault("mixed-span", "ended", rule, start.isoformat()))
        try:
            if isinstance(start, datetime):
                return start + timedelta(hours=self.hours)
            length = Period(years=self.years, months=self.months, days=self.days)
            return CIVIL_CODE.end(start, length)
        except (OverflowError, ValueError):
            rule = "must be within the calendar"
            raise RecordError(Fault("bad-day", "end of a cooling-off period", rule)) from None

    def may_return(self, ended: Point | str, *, on: Point | str) -> Verdict:
        """Whether it may come back on a day, or at a moment.

        Raises:
            RecordError: days and moments mixed.
        """
        first, now = self.first(ended), point(on, "on")
        if isinstance(first, datetime) != isinstance(now, datetime):
            raise RecordError(Fault("mixed-span", "on", "must be of the kind of ended", now.isoformat()))
        holds = now >= first
        facts = {"first": first.isoformat(), "on": now.isoformat()}
        return Verdict(holds, "may-return" if holds else "cooling-off", "", facts, clause=self.clause)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {unit: getattr(self, unit) for unit in _UNITS if getattr(self, unit)}
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> CoolingOff:
        """The period from its plain dict.

        Raises:
            RecordError: keys or values that it does not have.
        """
        optional = frozenset({*_UNITS, "clause"})
        plain: dict[str, Any] = {**expect_keys(data, "cooling-off", frozenset(), optional)}
        return cls(**plain)
