"""When a term ends: by its length, with a general renewal, as the rest of another's, at an age."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, final

import attrs

from consultgov.errors import Fault, Faults, RecordError
from consultgov.fields import read_fields, written
from consultgov.people.reading import check_span, day_or_none, one_of, plain, whole
from consultgov.spans import Period, Span, day, off_calendar
from consultgov.terms.lengths import InEvents
from consultgov.terms.numbering import BodyTerm

if TYPE_CHECKING:
    from consultgov.terms.rules import TermRule

__all__ = ["Asked", "Term", "TermEnd", "read_term", "term_of"]

_MOST: Final = 1_000_000
_MOST_MONTHS: Final = 12 * 9999
_MOST_DAYS: Final = 3_652_059
_DAY: Final = timedelta(days=1)


def __dir__() -> list[str]:
    return __all__


@final
class TermEnd(StrEnum):
    """Why a term ends when it does."""

    LENGTH = "length"
    """任期届满: its length is over."""
    FIXED_DAY = "fixed_day"
    """The day of the year on which terms of the office end."""
    GENERAL_RENEWAL = "general_renewal"
    """换届: the term of the body is over."""
    REMAINDER = "remainder"
    """补选、增补: the term of the predecessor would be over."""
    EVENT = "event"
    """The session or election up to which it runs."""
    AGE = "age"
    """The holder has reached the age at which the office ends."""
    OPEN = "open"
    """Nothing that is known ends it."""


# --- a term ---------------------------------------------------------------------------------------


def _start(given: object) -> date:
    return day(given, "start")


def _end(given: object) -> date | None:
    return day_or_none(given, "end")


def _number(given: object) -> int:
    return whole(given, "number of a term", _MOST, 1)


def _cut(given: object) -> TermEnd:
    return one_of(TermEnd, given, "cut_by")


@final
@attrs.frozen
class Term:
    """One term of an office: from its first day to the first day after it.

    Attributes:
        start: the first day in office.
        end: the first day no longer in office; ``None`` where nothing that is known ends it.
        number: which one it is, of the holder or of the body.
        cut_by: why it ends when it does.

    Raises:
        RecordError: an end that is not later than the start; an end that nothing makes, or none although
            something does; all at once.

    >>> term = Term("2021-12-25", "2024-12-25")
    >>> term.last_day.isoformat(), term.holds("2024-12-24"), term.holds("2024-12-25")
    ('2024-12-24', True, False)
    """

    start: date = attrs.field(converter=_start)
    end: date | None = attrs.field(default=None, converter=_end)
    number: int = attrs.field(default=1, converter=_number)
    cut_by: TermEnd = attrs.field(default=TermEnd.LENGTH, converter=_cut)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_span(self.start, self.end, faults)
        if (self.end is None) != (self.cut_by is TermEnd.OPEN):
            rule, fix = "must be 'open' where there is no end, and only there", "say both or neither"
            faults.add(Fault("bad-cut", "cut_by", rule, self.cut_by.value, fix))
        faults.close(RecordError)

    @property
    def last_day(self) -> date | None:
        """The last day in office; ``None`` where it is open."""
        return None if self.end is None else self.end - _DAY

    @property
    def span(self) -> Span:
        """Its days, the end not among them."""
        return Span(self.start, self.end)

    def holds(self, on: date | str) -> bool:
        """Whether a day lies in it.

        Raises:
            RecordError: what is no day.
        """
        asked = day(on, "on")
        return self.start <= asked and (self.end is None or asked < self.end)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Term:
        """The term from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "term")


def read_term(given: object) -> Term:
    """A term, or its plain dict.

    Raises:
        RecordError: something else.
    """
    return given if isinstance(given, Term) else Term.from_dict(given)


# --- its end --------------------------------------------------------------------------------------


@final
@attrs.frozen
class Asked:
    """What is asked: the end of which term.

    Attributes:
        start: the first day of it.
        number: which one it is; ``None`` where nothing is said.
        first_start: the first day of the first one.
        body: the term of the body that it is a part of.
        replaces: the term of the predecessor whose seat is filled before it is over.
        born: the day of birth of the holder.
        events: the days of the sessions or elections that are known, in order, each once.
    """

    start: date
    number: int | None = None
    first_start: date | None = None
    body: BodyTerm | None = None
    replaces: Term | None = None
    born: date | None = None
    events: tuple[date, ...] = ()


def term_of(rule: TermRule, asked: Asked) -> Term:
    """The term that a rule makes of what is asked."""
    end, cut = _planned(rule, asked)
    if rule.ages is not None and asked.born is not None:
        leaves = rule.ages.leave_day(asked.born)
        if leaves is not None and (end is None or leaves < end):
            end, cut = leaves, TermEnd.AGE
    if end is not None and end <= asked.start:
        rule_text = f"must be before {end}, the first day after it ({cut.value.replace('_', ' ')})"
        raise RecordError(Fault("empty-term", "start of a term", rule_text, asked.start.isoformat()))
    number = asked.number or (asked.body.number if rule.together and asked.body is not None else 1)
    return Term(asked.start, end, number, cut)


def _planned(rule: TermRule, asked: Asked) -> tuple[date | None, TermEnd]:
    """The end of a term, ages aside."""
    body, before = asked.body, asked.replaces
    if rule.together and body is not None:
        _inside(asked.start, body.start, body.end, f"term {body.number} of the body")
        if body.end is not None:
            return body.end, TermEnd.GENERAL_RENEWAL
        asked = attrs.evolve(asked, start=body.start, number=asked.number or body.number)
        end, cut = _by_length(rule, asked)
        return end, TermEnd.OPEN if cut is TermEnd.OPEN else TermEnd.GENERAL_RENEWAL
    if before is not None:
        _inside(asked.start, before.start, before.end, "the term of the predecessor")
        if _takes_rest(rule, before, asked.start):
            return before.end, TermEnd.OPEN if before.end is None else TermEnd.REMAINDER
    return _by_length(rule, asked)


def _inside(start: date, first: date, end: date | None, what: str) -> None:
    if start < first or (end is not None and start >= end):
        over = "" if end is None else f" and before {end}"
        rule = f"must lie in {what}, from {first}{over}"
        raise RecordError(Fault("start-outside-term", "start of a term", rule, start.isoformat()))


def _takes_rest(rule: TermRule, before: Term, start: date) -> bool:
    """Whether who fills a seat early serves the rest of the predecessor's term."""
    if rule.replacement != "remainder_if_more":
        return rule.replacement == "remainder"
    if before.end is None:
        fault_rule, fix = "must have an end, so that its rest can be told", "give the day on which it ends"
        raise RecordError(Fault("open-term", "term of the predecessor", fault_rule, "", fix))
    return rule.more_than.compare((before.end - start).days, (before.end - before.start).days) > 0


def _by_length(rule: TermRule, asked: Asked) -> tuple[date | None, TermEnd]:
    """The end of a term by its length alone."""
    length = rule.length
    if length is None:
        return None, TermEnd.OPEN
    if isinstance(length, InEvents):
        end = length.end(asked.start, asked.events)
        return end, TermEnd.OPEN if end is None else TermEnd.EVENT
    number = _numbered(length, asked.number, every=rule.repeats)
    if rule.anchored:
        first = _first(asked, number)
        end = rule.counting.end(first, _in_all(length, number))
    else:
        end = rule.counting.end(asked.start, _nth(length, number))
    return (end, TermEnd.LENGTH) if rule.ends_on is None else (_fixed(rule, end), TermEnd.FIXED_DAY)


def _numbered(lengths: tuple[Period, ...], number: int | None, *, every: bool) -> int:
    """Which term it is; where terms are unequal, it has to be said."""
    if number is None and len(lengths) > 1:
        rule, fix = "must be stated where terms are unequal", "say number=1"
        raise RecordError(Fault("number-needed", "number of a term", rule, "", fix))
    found = number or 1
    if not every and found > len(lengths):
        rule = f"must be at most {len(lengths)}: the rule knows no further term"
        raise RecordError(Fault("no-such-term", "number of a term", rule, str(found)))
    return found


def _first(asked: Asked, number: int) -> date:
    """The day from which terms are anchored."""
    if asked.first_start is not None:
        return asked.first_start
    if number == 1:
        return asked.start
    rule, fix = "must be stated where terms are anchored to it", "say first_start="
    raise RecordError(Fault("first-start-needed", "first day of the first term", rule, "", fix))


def _nth(lengths: tuple[Period, ...], number: int) -> Period:
    return lengths[min(number, len(lengths)) - 1]


def _in_all(lengths: tuple[Period, ...], number: int) -> Period:
    """The first terms together, as one length."""
    listed = lengths[:number]
    more = max(0, number - len(lengths))
    months = sum(each.months for each in listed) + more * lengths[-1].months
    days = sum(each.days for each in listed) + more * lengths[-1].days
    if months > _MOST_MONTHS or days > _MOST_DAYS:
        raise off_calendar(f"{number} terms")
    return Period(months=months, days=days)


def _fixed(rule: TermRule, end: date) -> date:
    """The first day after the fixed day that a length comes to."""
    found = None if rule.ends_on is None else rule.ends_on.nearby(end - _DAY)
    if found is None or found == date.max:
        raise off_calendar(f"the fixed day by {end}")
    return found + _DAY
