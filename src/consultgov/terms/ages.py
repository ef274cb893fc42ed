"""Age limits of an office: the age to start at, and the age at which it ends and on which day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RuleError
from consultgov.fields import fields_of_kind, written
from consultgov.people.reading import one_of, plain, truth, whole
from consultgov.settings import clause_of
from consultgov.spans import LeapDay, MonthEnd, day, off_calendar, years_after
from consultgov.verdicts import Clause

__all__ = ["AgeEnd", "AgeRule", "birthday"]

_OLDEST: Final = 150
_DAY: Final = timedelta(days=1)
_DECEMBER: Final = 12


def __dir__() -> list[str]:
    return __all__


@final
class AgeEnd(StrEnum):
    """When somebody who reaches an age leaves."""

    BIRTHDAY = "birthday"
    """The birthday is the first day no longer in office."""
    END_OF_MONTH = "end_of_month"
    """The last day of the month in which she reaches it is her last."""
    END_OF_YEAR = "end_of_year"
    """31 December of the year in which she reaches it is her last day."""
    END_OF_TERM = "end_of_term"
    """She serves the term out in which she reaches it, and starts no other."""


# --- reading --------------------------------------------------------------------------------------


def _age(given: object) -> int | None:
    return None if given is None else whole(given, "age", _OLDEST, 1)


def _at(given: object) -> AgeEnd:
    return one_of(AgeEnd, given, "at")


def _leap(given: object) -> LeapDay:
    return one_of(LeapDay, given, "leap")


def _eve(given: object) -> bool:
    return truth(given, "eve")


# --- the limit ------------------------------------------------------------------------------------


@final
@attrs.frozen
class AgeRule:
    """The ages between which an office may be started, and the one at which it ends.

    Attributes:
        least: the age that somebody must have reached on the first day.
        under: the age that she must not have reached on the first day.
        leaves_at: the age at which she leaves.
        at: on which day that is: the birthday, the end of its month or year, or the end of the term.
        leap: when somebody born on 29 February turns a year older in a year without that day.
        eve: a year is completed with the day before the birthday, as German law counts (BGB 187, 188): who
            is born on the first day of a month leaves with the month before.
        clause: where the rule stands.

    Raises:
        RecordError: what is no age, an unknown word.
        RuleError: no age at all, one to start at that is not below the others.

    >>> judge = AgeRule(least=40, leaves_at=68)
    >>> judge.leave_day("1960-03-15").isoformat()
    '2028-04-01'
    """

    kind: ClassVar[str] = "age"

    least: int | None = attrs.field(default=None, converter=_age)
    under: int | None = attrs.field(default=None, converter=_age)
    leaves_at: int | None = attrs.field(default=None, converter=_age)
    at: AgeEnd = attrs.field(default=AgeEnd.END_OF_MONTH, converter=_at)
    leap: LeapDay = attrs.field(default=LeapDay.MARCH_1, converter=_leap)
    eve: bool = attrs.field(default=False, converter=_eve)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if (self.least, self.under, self.leaves_at) == (None, None, None):
            fix = "say least=, under= or leaves_at="
            faults.add(Fault("no-age", "age limit", "must name an age", "", fix))
        for name, age in (("under", self.under), ("leaves_at", self.leaves_at)):
            if self.least is not None and age is not None and age <= self.least:
                rule = f"must be above the least age, {self.least}"
                faults.add(Fault("bad-age", name, rule, str(age)))
        faults.close(RuleError)

    def birthday(self, born: date | str, age: int) -> date:
        """The day on which somebody reaches an age.

        Raises:
            RecordError: what is no day of birth or no age, a birthday beyond the calendar.

        >>> AgeRule(under=18, leap="feb-28").birthday("2008-02-29", 18).isoformat()
        '2026-02-28'
        """
        return birthday(day(born, "born"), whole(age, "age", _OLDEST), self.leap)

    def leave_day(self, born: date | str) -> date | None:
        """The first day no longer in office; ``None`` where the age does not end a term.

        Raises:
            RecordError: what is no day of birth, a day beyond the calendar.
        """
        if self.leaves_at is None or self.at is AgeEnd.END_OF_TERM:
            day(born, "born")
            return None
        reached = self.birthday(born, self.leaves_at)
        if self.at is AgeEnd.BIRTHDAY:
            return reached
        last_in = reached - _DAY if self.eve else reached
        return _month_over(last_in.year, last_in.month if self.at is AgeEnd.END_OF_MONTH else _DECEMBER)

    def start_bounds(self, born: date | str) -> tuple[date | None, date | None]:
        """The first day on which she may start, and the first on which it is too late.

        It is too late once she is as old as ``under`` says, and once she would have to leave. Either is
        ``None`` where the rule sets no bound.

        Raises:
            RecordError: what is no day of birth, a day beyond the calendar.

        >>> [str(each) for each in AgeRule(least=40, under=65).start_bounds("1960-03-15")]
        ['2000-03-15', '2025-03-15']
        """
        earliest = None if self.least is None else self.birthday(born, self.least)
        late = [self.leave_day(born)]
        if self.under is not None:
            late.append(self.birthday(born, self.under))
        if self.leaves_at is not None and self.at is AgeEnd.END_OF_TERM:
            late.append(self.birthday(born, self.leaves_at))
        return earliest, min((each for each in late if each is not None), default=None)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return {"kind": self.kind, **written(self, plain)}

    @classmethod
    def from_dict(cls, data: object) -> AgeRule:
        """The limit from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: ages that contradict each other.
        """
        kind, fields = fields_of_kind(
            data, {cls.kind: cls}, Fault("unknown-limit", "age limit", "must be one")
        )
        return cast("AgeRule", kind(**fields))


def birthday(born: date, age: int, leap: LeapDay) -> date:
    """The day on which somebody reaches an age.

    Raises:
        RecordError: a birthday beyond the calendar.
    """
    return years_after(born, age, MonthEnd.ROLL if leap is LeapDay.MARCH_1 else MonthEnd.CLIP)


def _month_over(year: int, month: int) -> date:
    """The first day after a month."""
    try:
        return date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    except ValueError:
        raise off_calendar(f"the day after {year:04}-{month:02}") from None
