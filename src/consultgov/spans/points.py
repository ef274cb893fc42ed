"""Moments, days and the intervals between them: one interval type, half-open.

A moment carries a time zone and is the same instant everywhere; a day does not, and is what a calendar says.
The one never stands for the other.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.records import expect_keys

__all__ = [
    "Point",
    "Span",
    "day",
    "day_by",
    "moment",
    "point",
    "shifted",
]


def __dir__() -> list[str]:
    return __all__


Point: TypeAlias = datetime | date
"""An end of a span: a moment or a day."""


def moment(value: object, subject: str = "moment") -> datetime:
    """A moment: an instant with its offset from UTC, which is fixed from then on.

    Args:
        value: a ``datetime`` with a time zone, or ISO 8601 text with an offset or ``Z``.
        subject: what the fault names.

    Raises:
        RecordError: no time zone, a day, a number, text that is no moment.

    >>> moment("2026-05-01T10:00:00+08:00") == moment("2026-05-01T02:00:00Z")
    True
    """
    found = _read_moment(value)
    offset = None if found is None else found.utcoffset()
    if found is None or offset is None:
        rule, fix = "must be a moment with a time zone", "write 2026-01-01T10:00:00+08:00"
        raise RecordError(Fault("bad-moment", subject, rule, shown(value), fix))
    # Clock times of one named zone are compared without their offsets, and so go wrong in the hour that an
    # autumn repeats: with a fixed offset they do not.
    return found.replace(tzinfo=timezone(offset), fold=0)


def shifted(at: datetime, period: timedelta) -> datetime:
    """A moment a period later, or earlier; where the calendar ends, its last or first moment.

    >>> shifted(moment("9999-12-31T23:00Z"), timedelta(days=1)).isoformat()
    '9999-12-31T23:59:59.999999+00:00'
    """
    try:
        return at + period
    except OverflowError:
        late = period > timedelta(0)
        return (datetime.max if late else datetime.min).replace(tzinfo=at.tzinfo)  # noqa: DTZ901 - it gets one


def day_by(at: datetime, like: datetime) -> date:
    """The day of a moment by the offset of another; at the edges of the calendar by its own.

    >>> day_by(moment("2026-05-01T17:00Z"), moment("2026-03-01T00:00+08:00")).isoformat()
    '2026-05-02'
    """
    try:
        return at.astimezone(like.tzinfo).date()
    except OverflowError:
        return at.date()


def _read_moment(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, datetime) else None


def day(value: object, subject: str = "day") -> date:
    """A day of the calendar.

    Args:
        value: a ``date``, or ISO 8601 text such as ``"2026-05-01"``; a moment is none.
        subject: what the fault names.

    Raises:
        RecordError: a moment, a number, text that is no day.

    >>> day("2026-05-01")
    datetime.date(2026, 5, 1)
    """
    if type(value) is date:
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise RecordError(Fault("bad-day", subject, "must be a day", shown(value), "write 2026-01-01"))


def point(value: object, subject: str = "point") -> Point:
    """A moment or a day, whichever it is.

    Args:
        value: a ``datetime`` with a time zone, a ``date``, or ISO 8601 text of either.
        subject: what the fault names.

    Raises:
        RecordError: neither of them.

    >>> point("2026-05-01"), point("2026-05-01T02:00:00Z").isoformat()
    (datetime.date(2026, 5, 1), '2026-05-01T02:00:00+00:00')
    """
    if isinstance(value, datetime):
        return moment(value, subject)
    if isinstance(value, str) and len(value) > len("2026-01-01"):
        return moment(value, subject)
    return day(value, subject)


def _kind(point: Point) -> str:
    return "a moment" if isinstance(point, datetime) else "a day"


@final
@attrs.frozen(init=False)
class Span:
    """A stretch of time that holds its start and not its end.

    Args:
        start: the first moment or day in it.
        end: the first one no longer in it, of the same kind and later; open where ``None``.

    Raises:
        RecordError: what is neither a moment nor a day, a moment with a day, an end that is not later.

    >>> term = Span("2026-01-01", "2027-01-01")
    >>> term.contains("2026-12-31"), term.contains("2027-01-01")
    (True, False)
    """

    start: Point
    end: Point | None = None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, start: Point | str, end: Point | str | None = None) -> None:
        faults = Faults()
        first = faults.attempt(point, start, "start")
        last = None if end is None else faults.attempt(point, end, "end")
        if first is not None and last is not None:
            if _kind(first) != _kind(last):
                rule = f"must be {_kind(first)}, as the start is"
                faults.add(Fault("mixed-span", "end", rule, last.isoformat(), "give both alike"))
            elif last <= first:
                rule = "must come after the start"
                faults.add(Fault("empty-span", f"end {last}", rule, first.isoformat(), "swap them"))
        faults.close(RecordError)
        self.__attrs_init__(cast("Point", first), last)

    def contains(self, at: Point | str) -> bool:
        """Whether a moment, or of a span of days a day, lies in it.

        Raises:
            RecordError: a day where the span is of moments, or the other way round.
        """
        found = point(at)
        if _kind(found) != _kind(self.start):
            rule = f"must be {_kind(self.start)}, as the span is of them"
            raise RecordError(Fault("mixed-span", "point", rule, found.isoformat(), "give it alike"))
        return self.start <= found and (self.end is None or found < self.end)

    def overlaps(self, other: Span) -> bool:
        """Whether both have a moment or day in common; that the one ends where the other starts is none.

        Raises:
            RecordError: what is no span, a span of days with one of moments.
        """
        if not isinstance(cast("object", other), Span):
            raise RecordError(Fault("not-a-span", "span", "must be a span", shown(other), "pass a Span"))
        return self.contains(other.start) or other.contains(self.start)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; an open end is left out."""
        plain: dict[str, object] = {"start": self.start.isoformat()}
        if self.end is not None:
            plain["end"] = self.end.isoformat()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Span:
        """The span from its plain dict.

        Raises:
            RecordError: keys or values that a span does not have; all at once.
        """
        return cls(**expect_keys(data, "span", frozenset({"start"}), frozenset({"end"})))  # type: ignore[arg-type]
