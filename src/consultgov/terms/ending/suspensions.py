"""Rights that are suspended after absences in a row, and come back once somebody attends again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple, final

import attrs

from consultgov.errors import Fault, RecordError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import name, plain, whole
from consultgov.settings import clause_of
from consultgov.spans import ANNIVERSARY, Period, Span, day
from consultgov.terms.ending.attendance import (
    Attendance,
    AttendanceMark,
    ExcusedAbsence,
    leave_of,
    read_marks,
)
from consultgov.verdicts import Clause, Verdict

__all__ = ["Suspension", "rights_suspended", "times_suspended"]

_MOST: Final = 100_000
_ONE_DAY: Final = Period(days=1)


def __dir__() -> list[str]:
    return __all__


def _times(given: object) -> int:
    return whole(given, "meetings in a row", _MOST, 1)


@final
@attrs.frozen(kw_only=True)
class Suspension:
    """Whoever misses so many meetings in a row has no rights until she has attended so many in a row.

    Either has effect from the day after the meeting: whoever attends the last of those meetings votes at the
    next one.

    Args:
        missed: the meetings missed in a row that suspend.
        attended: the meetings attended in a row that restore.
        excused: what an absence with leave does to either run.
        clause: where the rule stands.

    Raises:
        RecordError: numbers that are none, what is no clause.
        RuleError: an unknown word.

    >>> Suspension.from_dict({"missed": 3, "attended": 2}) == Suspension(missed=3, attended=2)
    True
    """

    missed: int = attrs.field(converter=_times)
    attended: int = attrs.field(converter=_times)
    excused: ExcusedAbsence = attrs.field(default=ExcusedAbsence.INTERRUPTS, converter=leave_of)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Suspension:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "suspension")


class _State(NamedTuple):
    """The meetings missed and attended in a row, and the first day of a suspension that goes on."""

    missed: int = 0
    attended: int = 0
    since: date | None = None


def times_suspended(
    marks: Iterable[AttendanceMark | tuple[object, ...]], rule: Suspension
) -> tuple[Span, ...]:
    """The times in which somebody's rights are suspended; the last is open where they have not come back.

    Args:
        marks: the meetings with how she figures in each, in any order.
        rule: how many missed suspend, how many attended restore.

    Raises:
        RecordError: what is no mark, no rule; a meeting that is marked twice.

    >>> words = ["absent", "absent", "absent", "present", "present"]
    >>> marks = [(f"2026-0{month}-10", word) for month, word in enumerate(words, 1)]
    >>> [span.to_dict() for span in times_suspended(marks, Suspension(missed=3, attended=2))]
    [{'start': '2026-03-11', 'end': '2026-05-11'}]
    """
    known, spans, state = _rule(rule), list[Span](), _State()
    for each in read_marks(marks):
        before, state = state.since, _after(state, each, known)
        if before is not None and state.since is None and (end := _next(each.on)) > before:
            spans.append(Span(before, end))
    return (*spans, Span(state.since)) if state.since is not None else tuple(spans)


def rights_suspended(
    marks: Iterable[AttendanceMark | tuple[object, ...]], rule: Suspension, *, who: str, on: date | str
) -> Verdict:
    """Whether somebody's rights are suspended on a day, by the meetings before it.

    Args:
        marks: the meetings with how she figures in each, in any order.
        rule: how many missed suspend, how many attended restore.
        who: whose rights they are.
        on: the day asked about.

    Returns:
        ``rights-suspended``, which holds, with the first day ``since`` when it is so and the meetings
        ``attended`` in a row by then; or ``rights-in-force`` with the ``run`` of those missed.

    Raises:
        RecordError: as ``times_suspended`` does.

    >>> marks = [(f"2026-0{month}-10", "absent") for month in (1, 2, 3)]
    >>> rule = Suspension(missed=3, attended=2)
    >>> [rights_suspended(marks, rule, who="li", on=on).holds for on in ("2026-03-10", "2026-03-11")]
    [False, True]
    """
    person, at, known, state = name(who, "who"), day(on, "on"), _rule(rule), _State()
    for each in (each for each in read_marks(marks) if each.on < at):
        state = _after(state, each, known)
    facts: dict[str, object] = {"person": person, "on": at.isoformat()}
    if state.since is None:
        code, more = "rights-in-force", {"run": state.missed, "least": known.missed}
    else:
        facts["since"] = state.since.isoformat()
        code, more = "rights-suspended", {"attended": state.attended, "least": known.attended}
    holds = state.since is not None
    return Verdict(holds=holds, code=code, rule="", facts=facts | more, clause=known.clause)


def _rule(given: object) -> Suspension:
    if isinstance(given, Suspension):
        return given
    raise RecordError(Fault("wrong-kind", "rule", "must be a Suspension", shown(given), "make one"))


def _after(state: _State, mark: AttendanceMark, rule: Suspension) -> _State:
    """Where one more meeting leads to."""
    if mark.was is Attendance.PRESENT:
        attended = state.attended + 1
        return _State(0, attended, state.since if attended < rule.attended else None)
    if mark.was is Attendance.EXCUSED and rule.excused is not ExcusedAbsence.COUNTS:
        return state if rule.excused is ExcusedAbsence.PASSED_OVER else _State(since=state.since)
    missed = state.missed + 1
    begins = state.since is None and missed >= rule.missed
    return _State(missed, 0, _next(mark.on) if begins else state.since)


def _next(on: date) -> date:
    """The day after a meeting.

    Raises:
        RecordError: a meeting on the last day of the calendar.
    """
    return ANNIVERSARY.end(on, _ONE_DAY)
