"""Who is in office on a day: within the term, holding over until the successor sits, or no longer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, cast, final

import attrs

from consultgov.errors import Fault, RecordError
from consultgov.fields import read_fields, written
from consultgov.people.reading import day_or_none, plain
from consultgov.spans import FirstDay, Period, PeriodRules, day
from consultgov.terms.ends import Term
from consultgov.verdicts import Verdict

if TYPE_CHECKING:
    from consultgov.terms.rules import TermRule

__all__ = ["RenewalWindow", "handed_over_by", "prolonged", "standing_on", "window_of"]

_DAY: Final = timedelta(days=1)


def __dir__() -> list[str]:
    return __all__


# --- renewal --------------------------------------------------------------------------------------


def _earliest(given: object) -> date | None:
    return day_or_none(given, "earliest")


def _due(given: object) -> date:
    return day(given, "due")


def _latest(given: object) -> date | None:
    return day_or_none(given, "latest")


@final
@attrs.frozen
class RenewalWindow:
    """On which days the next term may begin.

    Attributes:
        earliest: the first day on which it may; ``None`` where there is no such bound.
        due: the day on which it begins if nothing is brought forward or put off.
        latest: the last day on which it may; ``None`` where there is no such bound.

    >>> RenewalWindow("2026-06-25", "2026-12-25", "2026-12-25").contains("2026-06-24")
    False
    """

    earliest: date | None = attrs.field(converter=_earliest)
    due: date = attrs.field(converter=_due)
    latest: date | None = attrs.field(converter=_latest)

    def contains(self, on: date | str) -> bool:
        """Whether the next term may begin on a day.

        Raises:
            RecordError: what is no day.
        """
        asked = day(on, "on")
        begun = self.earliest is None or self.earliest <= asked
        return begun and (self.latest is None or asked <= self.latest)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> RenewalWindow:
        """The window from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "renewal window")


def window_of(rule: TermRule, term: Term) -> RenewalWindow:
    """On which days the term after one may begin.

    Raises:
        RecordError: a term without an end.
    """
    if term.end is None:
        fix = "renewal is due once its end is known"
        raise RecordError(Fault("open-term", "term", "must have an end", "", fix))
    earliest: date | None = term.end
    latest: date | None = term.end
    if rule.early is not None:
        longest = rule.early.longest
        earliest = None if longest is None else rule.counting.latest(term.end, longest)
    if rule.extension is not None:
        longest = rule.extension.longest
        latest = None if longest is None else prolonged(rule.counting, term.end, longest)
    return RenewalWindow(earliest, term.end, latest)


def prolonged(counting: PeriodRules, end: date, longest: Period) -> date:
    """The first day after a term that goes on for a time beyond its end.

    Where the first day of a period is not counted, the last day of the term is that day.
    """
    late = counting.first_day is FirstDay.NOT_COUNTED
    return counting.end(end - _DAY if late else end, longest)


# --- in office ------------------------------------------------------------------------------------


def standing_on(rule: TermRule, term: Term, on: date, successor: date | None) -> Verdict:
    """Whether somebody is in office on a day by a term, and why.

    Raises:
        RecordError: a successor who starts on the first day of the term or before.
    """
    if successor is not None and successor <= term.start:
        what = f"must come after {term.start}, the first day of the term"
        raise RecordError(Fault("bad-successor", "start of the successor", what, successor.isoformat()))
    if on < term.start:
        return _said(rule, "term-not-begun", on, holds=False, start=term.start)
    if successor is not None and successor <= on:
        return _said(rule, "successor-sits", on, holds=False, since=successor)
    if term.holds(on):
        if term.end is None:
            return _said(rule, "in-term-open", on, holds=True, start=term.start)
        return _said(rule, "in-term", on, holds=True, last_day=term.end - _DAY)
    return _after(rule, cast("date", term.end), on)


def _after(rule: TermRule, end: date, on: date) -> Verdict:
    """What holds once a term is over and nobody has followed."""
    if rule.hold_over is None:
        return _said(rule, "term-over", on, holds=False, last_day=end - _DAY)
    if rule.hold_over.longest is None:
        return _said(rule, "holding-over-open", on, holds=True, since=end)
    over = prolonged(rule.counting, end, rule.hold_over.longest)
    if on >= over:
        longest = rule.hold_over.longest
        return _said(rule, "hold-over-ended", on, holds=False, last_day=over - _DAY, longest=longest)
    return _said(rule, "holding-over", on, holds=True, since=end, last_day=over - _DAY)


_OF_HOLDING_OVER: Final = frozenset({"holding-over", "holding-over-open", "hold-over-ended"})


def _said(rule: TermRule, code: str, on: date, *, holds: bool, **facts: date | Period) -> Verdict:
    """A verdict on a day, with the clause that it stands by."""
    told: dict[str, object] = {"on": on.isoformat()}
    for name, fact in facts.items():
        told[name] = fact.facts() if isinstance(fact, Period) else fact.isoformat()
    clause = rule.clause
    if code in _OF_HOLDING_OVER and rule.hold_over is not None:
        clause = rule.hold_over.clause or clause
    return Verdict(holds, code, "", told, clause=clause)


# --- handing over ---------------------------------------------------------------------------------


def handed_over_by(rule: TermRule, successor: date) -> date | None:
    """The last day for handing over; the day on which the successor starts is not counted."""
    if rule.hand_over is None:
        return None
    counting = attrs.evolve(rule.counting, first_day=FirstDay.NOT_COUNTED)
    return counting.last(successor, rule.hand_over)
