"""The terms of a body one after another, by number (届), and how long they really were."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, final

import attrs

from consultgov.errors import Fault, Faults, RecordError
from consultgov.fields import read_fields, written
from consultgov.people.reading import check_span, day_or_none, plain, text, whole
from consultgov.records import expect_keys
from consultgov.settings import values
from consultgov.spans import Span, day

__all__ = ["BodyTerm", "BodyTerms", "body_term", "body_terms"]

_MOST: Final = 1_000_000
_MOST_TERMS: Final = 10_000
_DAY: Final = timedelta(days=1)


def __dir__() -> list[str]:
    return __all__


def _number(given: object) -> int:
    return whole(given, "number of a term", _MOST, 1)


def _start(given: object) -> date:
    return day(given, "start")


def _end(given: object) -> date | None:
    return day_or_none(given, "end")


def _reason(given: object) -> str:
    return text(given, "reason")


@final
@attrs.frozen
class BodyTerm:
    """One term of a body (一届): from one general renewal (换届) to the next.

    Attributes:
        number: which one it is; of 第十二届, 12.
        start: the first day of it.
        end: the first day of the next one; open where ``None``.
        reason: the reason on record for why it is longer or shorter than the rule says.

    Raises:
        RecordError: what is no number or day, an end that is not later than the start; all at once.

    >>> BodyTerm(12, "2021-12-25", "2026-12-20").last_day.isoformat()
    '2026-12-19'
    """

    number: int = attrs.field(converter=_number)
    start: date = attrs.field(converter=_start)
    end: date | None = attrs.field(default=None, converter=_end)
    reason: str = attrs.field(default="", converter=_reason)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_span(self.start, self.end, faults)
        faults.close(RecordError)

    @property
    def last_day(self) -> date | None:
        """The last day of it; ``None`` where it is open."""
        return None if self.end is None else self.end - _DAY

    @property
    def span(self) -> Span:
        """Its days, the end not among them."""
        return Span(self.start, self.end)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> BodyTerm:
        """The term from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "term of a body")


def body_term(given: object) -> BodyTerm | None:
    """A term of a body, its plain dict, or ``None`` where none is given.

    Raises:
        RecordError: something else.
    """
    return given if given is None or isinstance(given, BodyTerm) else BodyTerm.from_dict(given)


@final
@attrs.frozen(init=False)
class BodyTerms:
    """The terms of a body in order: numbers without a gap, each from the day on which the last one ended.

    Args:
        terms: ``BodyTerm`` values or their plain dicts, the oldest first; at most 10,000.

    Raises:
        RecordError: no list, too many, numbers out of order, a gap, an overlap, one that is open and not the
            last; all at once.

    >>> terms = BodyTerms([BodyTerm(11, "2016-12-20", "2021-12-25"), BodyTerm(12, "2021-12-25")])
    >>> terms.number_on("2021-12-24"), terms.number_on("2021-12-25"), terms.number_on("2016-12-19")
    (11, 12, None)
    """

    terms: tuple[BodyTerm, ...]

    def __init__(self, terms: Iterable[object] = ()) -> None:
        found = values(terms, BodyTerm, "terms of a body")
        faults = Faults()
        if len(found) > _MOST_TERMS:
            faults.add(Fault("too-many-terms", "terms of a body", f"must be at most {_MOST_TERMS}"))
        for before, after in pairwise(found):
            for fault in _breaks(before, after):
                faults.add(fault)
        faults.close(RecordError)
        object.__setattr__(self, "terms", found)

    def at(self, on: date | str) -> BodyTerm | None:
        """The term that a day lies in; ``None`` before the first and after the last.

        Raises:
            RecordError: what is no day.
        """
        asked = day(on, "on")
        place = bisect_right(self.terms, asked, key=lambda each: each.start) - 1
        found = self.terms[place] if place >= 0 else None
        return found if found is not None and (found.end is None or asked < found.end) else None

    def number_on(self, on: date | str) -> int | None:
        """The number of the term that a day lies in (第几届).

        Raises:
            RecordError: what is no day.
        """
        found = self.at(on)
        return None if found is None else found.number

    def get(self, number: int) -> BodyTerm | None:
        """The term of a number; ``None`` where there is none.

        Raises:
            RecordError: what is no number of a term.
        """
        asked = _number(number)
        return next((each for each in self.terms if each.number == asked), None)

    def __iter__(self) -> Iterator[BodyTerm]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {"terms": [each.to_dict() for each in self.terms]}

    @classmethod
    def from_dict(cls, data: object) -> BodyTerms:
        """The terms from their plain dict.

        Raises:
            RecordError: keys or values that they do not have; all at once.
        """
        found = expect_keys(data, "terms of a body", frozenset({"terms"}), frozenset())
        return cls(found["terms"])  # type: ignore[arg-type]


def body_terms(given: object) -> BodyTerms:
    """The terms of a body: the value itself, its plain dict, or a list of terms.

    Raises:
        RecordError: something else.
    """
    if isinstance(given, BodyTerms):
        return given
    return BodyTerms.from_dict(given) if isinstance(given, Mapping) else BodyTerms(given)  # type: ignore[arg-type]


def _breaks(before: BodyTerm, after: BodyTerm) -> Iterator[Fault]:
    """What is wrong where one term follows another."""
    subject = f"term {after.number}"
    if after.number != before.number + 1:
        yield Fault("number-out-of-order", subject, f"must be number {before.number + 1}", str(after.number))
    if before.end is None:
        rule, fix = "must not follow a term that is open", f"say when term {before.number} ended"
        yield Fault("open-term", subject, rule, "", fix)
    elif after.start < before.end:
        rule = f"must not begin before term {before.number} is over, on {before.end}"
        yield Fault("terms-overlap", subject, rule, after.start.isoformat())
    elif after.start > before.end:
        rule = f"must begin on {before.end}, when term {before.number} is over"
        yield Fault("gap-between-terms", subject, rule, after.start.isoformat())
