"""Classes of seats that are renewed together, and how a body is divided into them."""

from __future__ import annotations

from datetime import date
from typing import Final, final

import attrs

from consultgov.errors import Fault, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import name, plain, truth, whole
from consultgov.settings import names
from consultgov.spans import Period, day, period

__all__ = ["ClassRenewal", "SeatClass", "check_classes", "even_classes", "in_calendar"]

_MOST_SEATS: Final = 100_000
_MOST_CLASSES: Final = 1_000
_MOST_NUMBER: Final = 4_000_000
"""More renewals than the calendar has days."""


def __dir__() -> list[str]:
    return __all__


# --- reading --------------------------------------------------------------------------------------


def in_calendar(given: object, subject: str) -> Period:
    """A period of years, months or days, so that several of them in a row are one too.

    Raises:
        RecordError: what is no period, or one of working days, clear days or hours.
    """
    found = period(given, subject)
    if found.working_days or found.minutes or found.clear:
        rule, fix = "must be of years, months or days", "write '3 years' or '90 days'"
        raise RecordError(Fault("bad-period", subject, rule, str(found), fix))
    return found


def _name(given: object) -> str:
    return name(given, "class of seats")


def _seats(given: object) -> int | tuple[str, ...]:
    if isinstance(given, int):
        return whole(given, "seats of a class", _MOST_SEATS)
    return names(given, "seats of a class")


def _first(given: object) -> date | Period | None:
    """A day or a period; text that is a day is one."""
    if given is None or isinstance(given, Period):
        return given if given is None else in_calendar(given, "first renewal")
    try:
        return day(given, "first renewal")
    except RecordError:
        pass
    try:
        return in_calendar(given, "first renewal")
    except RecordError:
        rule, fix = "must be a day, or a period from the start", "write 2027-01-01 or '1 year'"
        raise RecordError(Fault("bad-first-renewal", "first renewal", rule, shown(given), fix)) from None


def _on(given: object) -> date:
    return day(given, "day of a renewal")


def _number(given: object) -> int:
    return whole(given, "number of a renewal", _MOST_NUMBER, 1)


# --- values ---------------------------------------------------------------------------------------


@final
@attrs.frozen
class SeatClass:
    """Seats that are renewed together, on days of their own.

    Args:
        name: the class, such as ``"I"`` or ``"spring"``.
        seats: how many seats are in it, or their names.
        first: the day of its first renewal, on which its first terms are over and the next ones begin, or
            the length of its first terms; ``None`` where its place among the classes gives it.

    Raises:
        RecordError: no name, what is neither a number of seats nor names, what is neither a day nor a period.

    >>> SeatClass("I", 33).number, SeatClass("I", ["Virginia 1", "Maine 1"]).number
    (33, 2)
    """

    name: str = attrs.field(converter=_name)
    seats: int | tuple[str, ...] = attrs.field(converter=_seats)
    first: date | Period | None = attrs.field(default=None, converter=_first)

    @property
    def number(self) -> int:
        """How many seats are in it."""
        return self.seats if isinstance(self.seats, int) else len(self.seats)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its seats, where they are known."""
        return () if isinstance(self.seats, int) else self.seats

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> SeatClass:
        """The class from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "class of seats")


@final
@attrs.frozen
class ClassRenewal:
    """That the seats of a class are renewed on a day.

    Attributes:
        on: the day on which the new terms begin; the old ones end with the day before.
        seat_class: the class by its name.
        seats: the seats, as the class has them: how many, or their names.
        number: the how many-th renewal of the class it is.
    """

    on: date = attrs.field(converter=_on)
    seat_class: str = attrs.field(converter=_name)
    seats: int | tuple[str, ...] = attrs.field(converter=_seats)
    number: int = attrs.field(converter=_number)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> ClassRenewal:
        """The renewal from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "renewal")


# --- dividing -------------------------------------------------------------------------------------


def even_classes(classes: object, seats: object, *, larger_first: bool = False) -> tuple[SeatClass, ...]:
    """Seats divided into classes whose sizes differ by no more than one.

    Args:
        classes: the names of the classes, in the order in which they are renewed.
        seats: how many seats there are, or their names; neighbours come into one class.
        larger_first: the first classes have the seat that is over, and not the last ones.

    Raises:
        RuleError: no class, or very many.
        RecordError: what is no name or no number, a name that is there twice.

    >>> [each.number for each in even_classes(["I", "II", "III"], 100)]
    [33, 33, 34]
    """
    named, given, first = names(classes, "classes"), _seats(seats), truth(larger_first, "larger_first")
    check_classes(named)
    number = given if isinstance(given, int) else len(given)
    least, over = divmod(number, len(named))
    wider = range(over) if first else range(len(named) - over, len(named))
    sizes = [least + (place in wider) for place in range(len(named))]
    if isinstance(given, int):
        return tuple(SeatClass(each, size) for each, size in zip(named, sizes, strict=True))
    ends = [sum(sizes[: place + 1]) for place in range(len(named))]
    return tuple(
        SeatClass(each, given[end - size : end]) for each, size, end in zip(named, sizes, ends, strict=True)
    )


def check_classes(classes: tuple[object, ...]) -> None:
    """There is a class, and there are not very many.

    Raises:
        RuleError: there are none, or more than allowed.
    """
    if not 1 <= len(classes) <= _MOST_CLASSES:
        rule = f"must be at least one and at most {_MOST_CLASSES}"
        raise RuleError(Fault("no-classes", "classes of seats", rule, str(len(classes))))
