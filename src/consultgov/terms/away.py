"""Who is away when, as a caller tells it: for turns that are missed and for those who act meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, TypeAlias, cast

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.people.reading import name
from consultgov.settings import all_of, items, pairs
from consultgov.spans import Span

__all__ = ["Absence", "Away", "read_away"]

_PAIR: Final = 2
_DAY: Final = timedelta(days=1)

_RULE: Final = "must be two days"
_FIX: Final = "write ('2026-05-01', '2026-05-08'), or Span('2026-05-01') where no end is known"


class Absence(NamedTuple):
    """Days on which somebody cannot or does not act, from the first to the day she is back."""

    start: date
    end: date | None

    def holds(self, on: date) -> bool:
        """Whether a day is one of them."""
        return self.start <= on and (self.end is None or on < self.end)

    def facts(self) -> dict[str, str]:
        """The last day, where there is one."""
        return {} if self.end is None else {"last_day": (self.end - _DAY).isoformat()}


Away: TypeAlias = Mapping[str, tuple[Absence, ...]]
"""Person to her absences, apart from each other and in order."""


def read_away(given: object, known: Iterable[str], where: str) -> Away:
    """Who is away when.

    Args:
        given: a dict of person to a span, to a pair of days, the second of which she is back on, or to a list
            of them; or such pairs of person and spans.
        known: those of whom it may be said.
        where: where they are listed, such as ``"on file"``.

    Raises:
        RecordError: no dict, spans that are none or are of moments, somebody unknown; all at once.
    """
    faults, found, listed = Faults(), defaultdict[str, list[Absence]](list), frozenset(known)
    for key, value in pairs(given, "away"):
        person = faults.attempt(name, key, "somebody who is away")
        if person is not None and person not in listed:
            rule, fix = f"must be of people {where}", f"put {person!r} in, or leave the absence out"
            faults.add(Fault("unknown-person", f"absence of {person!r}", rule, "", fix, (person,)))
        found[person or ""] += faults.attempt(_absences, value) or ()
    faults.close(RecordError)
    return {person: _joined(each) for person, each in found.items()}


def _joined(given: Iterable[Absence]) -> tuple[Absence, ...]:
    """The same days as absences apart from each other, the first first."""
    found: list[Absence] = []
    for each in sorted(given, key=lambda absence: absence.start):
        last = found[-1] if found else None
        if last is None or (last.end is not None and last.end < each.start):
            found.append(each)
        else:
            ends = (last.end, each.end)
            later = max((end for end in ends if end is not None), default=None)
            found[-1] = Absence(last.start, None if None in ends else later)
    return tuple(found)


def _absences(given: object) -> tuple[Absence, ...]:
    if isinstance(given, Span | Mapping):
        return (_absence(cast("object", given)),)
    listed = _listed(given)
    if listed and isinstance(listed[0], str | date):
        return (_absence(listed),)
    return all_of(listed, _absence, "absence")


def _listed(given: object) -> list[object]:
    if given is None or isinstance(given, str | date | int):
        raise RecordError(Fault("not-a-list", "absence", _RULE, shown(given), _FIX))
    return items(given, "absence")


def _absence(given: object) -> Absence:
    span = _span(given)
    if isinstance(span.start, datetime):
        rule = "must be of days"
        raise RecordError(Fault("mixed-span", "absence", rule, span.start.isoformat(), "give days"))
    return Absence(span.start, span.end)


def _span(given: object) -> Span:
    if isinstance(given, Span):
        return given
    if isinstance(given, Mapping):
        return Span.from_dict(cast("object", given))
    listed = _listed(given)
    if len(listed) != _PAIR:
        raise RecordError(Fault("not-a-pair", "absence", _RULE, shown(given), _FIX))
    return Span(*cast("list[str]", listed))
