"""Absences without leave: so many in a row, so many in a year, or such a share of the meetings."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from typing import Any, Final, NamedTuple, cast, final

import attrs

from consultgov.errors import ConsultgovError, Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import name, one_of, plain, text, truth, whole
from consultgov.settings import all_of, clause_of, items
from consultgov.shares import Share
from consultgov.spans import ANNIVERSARY, Period, day, period
from consultgov.verdicts import Clause, Verdict

__all__ = [
    "AbsenceRule",
    "Attendance",
    "AttendanceMark",
    "ExcusedAbsence",
    "ShareBound",
    "read_marks",
    "too_many_absences",
]

_MOST: Final = 100_000
_PARTS: Final = (2, 3)
_SOME_DAY: Final = date(5000, 1, 1)
"""A day far from both ends of the calendar, to try a period on."""
_NEVER: Final = date.max.toordinal() + 1


def __dir__() -> list[str]:
    return __all__


# --- words ----------------------------------------------------------------------------------------


@final
class Attendance(StrEnum):
    """How somebody figures in the record of a meeting."""

    PRESENT = "present"
    """出席."""
    EXCUSED = "excused"
    """请假: absent, with leave."""
    ABSENT = "absent"
    """无正当理由缺席: absent without leave."""


@final
class ExcusedAbsence(StrEnum):
    """What an absence with leave does."""

    INTERRUPTS = "interrupts"
    """It is no absence: it ends a run of them, and the meeting counts among those that were held."""
    PASSED_OVER = "passed_over"
    """As if the meeting had not been: a run goes on after it, and it is not among those that were held."""
    COUNTS = "counts"
    """It is an absence like any other."""


@final
class ShareBound(StrEnum):
    """Whether the share itself is enough."""

    AT_LEAST = "at_least"
    """It is (以上)."""
    MORE_THAN = "more_than"
    """It is not (超过)."""


# --- marks ----------------------------------------------------------------------------------------


def _on(given: object) -> date:
    return day(given, "day of a meeting")


def _was(given: object) -> Attendance:
    return one_of(Attendance, given, "attendance")


def _meeting(given: object) -> str:
    return text(given, "meeting")


@final
@attrs.frozen
class AttendanceMark:
    """How somebody figures in the record of one meeting.

    Args:
        on: the day of the meeting.
        was: present, absent with leave, or absent without.
        meeting: its name, where there are several on a day or the name is to be told.

    Raises:
        RecordError: what is no day, an unknown word, what is no name.

    >>> AttendanceMark("2026-05-01", "absent").was is Attendance.ABSENT
    True
    """

    on: date = attrs.field(converter=_on)
    was: Attendance = attrs.field(converter=_was)
    meeting: str = attrs.field(default="", converter=_meeting)

    @property
    def label(self) -> str:
        """The name of the meeting, or its day where it has none."""
        return self.meeting or self.on.isoformat()

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> AttendanceMark:
        """The mark from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "mark")


def read_marks(given: object) -> tuple[AttendanceMark, ...]:
    """The marks of somebody in order, those of one day by the name of the meeting.

    Raises:
        RecordError: no list, what is no mark, two of one meeting; all at once.
    """
    found = all_of(given, _mark, "marks")
    faults = Faults()
    for (on, meeting), times in Counter((each.on, each.meeting) for each in found).items():
        if times > 1:
            subject, fix = f"meeting {meeting or on}", "drop one, or name the meetings of a day"
            faults.add(Fault("mark-twice", subject, "must be marked once", str(times), fix))
    faults.close(RecordError)
    return tuple(sorted(found, key=lambda each: (each.on, each.meeting)))


def _mark(given: object) -> AttendanceMark:
    if isinstance(given, AttendanceMark):
        return given
    if isinstance(given, Mapping):
        return AttendanceMark.from_dict(cast("object", given))
    parts = items(given, "mark")
    if len(parts) not in _PARTS:
        rule, fix = "must be day and word", 'write ("2026-05-01", "absent")'
        raise RecordError(Fault("not-a-pair", "mark", rule, shown(given), fix))
    return AttendanceMark(*cast("list[Any]", parts))


# --- the rule -------------------------------------------------------------------------------------


def _size(given: object) -> int | None:
    return None if given is None else whole(given, "number of absences", _MOST, 1)


def _least(given: object) -> int:
    return whole(given, "least_meetings", _MOST, 1)


def _share(given: object) -> Share | None:
    return None if given is None else Share(cast("str", given))  # which refuses what is none


def _bound(given: object) -> ShareBound:
    return one_of(ShareBound, given, "bound", RuleError)


def leave_of(given: object) -> ExcusedAbsence:
    """What an absence with leave does.

    Raises:
        RuleError: an unknown word.
    """
    return one_of(ExcusedAbsence, given, "excused", RuleError)


def _within(given: object) -> Period | None:
    if given is None:
        return None
    found = period(given, "within")
    ANNIVERSARY.end(_SOME_DAY, found)
    return found


def _calendar_year(given: object) -> bool:
    return truth(given, "calendar_year", RuleError)


def _at_end(given: object) -> bool:
    return truth(given, "at_end", RuleError)


@final
@attrs.frozen(kw_only=True)
class AbsenceRule:
    """From how many absences on something follows; any of those that are stated is enough.

    Args:
        in_a_row: so many in a row.
        number: so many in all, within the time stated.
        share: such a share of the meetings within the time stated.
        bound: whether that share itself is enough, or only more.
        within: the time over which number and share are counted, up to the day asked about.
        calendar_year: they are counted from each 1 January on instead; without either, over all meetings.
        at_end: the share of a calendar year is judged on its last day, when no more meetings can lower it;
            otherwise after each meeting, on those held so far.
        least_meetings: how many meetings there have to be for the share to say anything.
        excused: what an absence with leave does.
        clause: where the rule stands.

    Raises:
        RuleError: nothing stated, a share that cannot be reached or is reached by nobody's absence, settings
            that have no use; all at once.
        RecordError, ShareError: numbers, shares and times that are none.

    >>> rule = AbsenceRule(share="1/2", calendar_year=True)
    >>> AbsenceRule.from_dict(rule.to_dict()) == rule
    True
    """

    in_a_row: int | None = attrs.field(default=None, converter=_size)
    number: int | None = attrs.field(default=None, converter=_size)
    share: Share | None = attrs.field(default=None, converter=_share)
    bound: ShareBound = attrs.field(default=ShareBound.AT_LEAST, converter=_bound)
    within: Period | None = attrs.field(default=None, converter=_within)
    calendar_year: bool = attrs.field(default=False, converter=_calendar_year)
    at_end: bool = attrs.field(default=True, converter=_at_end)
    least_meetings: int = attrs.field(default=1, converter=_least)
    excused: ExcusedAbsence = attrs.field(default=ExcusedAbsence.INTERRUPTS, converter=leave_of)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in _contradictions(self):
            faults.add(fault)
        faults.close(RuleError)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> AbsenceRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: settings that contradict each other.
        """
        return read_fields(cls, data, "absence rule")


def _contradictions(rule: AbsenceRule) -> Iterator[Fault]:
    if rule.in_a_row is None and rule.number is None and rule.share is None:
        fix = "say in_a_row=, number= or share="
        yield Fault("no-threshold", "rule on absences", "must say how many are too many", "", fix)
    if rule.within is not None and rule.calendar_year:
        yield Fault("no-use", "within", "must not stand beside calendar_year", str(rule.within), "drop one")
    if rule.number is None and rule.share is None and (rule.within is not None or rule.calendar_year):
        yield Fault("no-use", "time", "must go with a number or a share", "", "leave it out")
    if rule.share is None:
        unused = {"bound": rule.bound is not ShareBound.AT_LEAST, "least_meetings": rule.least_meetings > 1}
        for setting in (setting for setting, is_set in unused.items() if is_set):
            yield Fault("no-use", setting, "must go with a share", "", "leave it out")
    elif not rule.share.numerator if rule.bound is ShareBound.AT_LEAST else rule.share == Share(1):
        least = rule.bound is ShareBound.AT_LEAST
        must = (
            "must be above 0 where it is enough itself" if least else "must be below 1 where more is needed"
        )
        yield Fault("share-out-of-reach", "share of absences", must, str(rule.share))


# --- counting -------------------------------------------------------------------------------------


class _Held:
    """The meetings that count, and which of them were missed; how many lie in the time up to any day."""

    def __init__(self, marks: Iterable[AttendanceMark], rule: AbsenceRule) -> None:
        self.marks = [each for each in marks if _counts(each, rule) is not None]
        self.days = [each.on.toordinal() for each in self.marks]
        self.missed = [bool(_counts(each, rule)) for each in self.marks]
        self.sums = [0, *accumulate(self.missed)]
        self.leaves = [_leaves(each.on, rule) for each in self.marks]

    def at(self, on: int) -> tuple[int, int]:
        """The first of the meetings in the time up to a day, and the first after them."""
        return bisect_right(self.leaves, on), bisect_right(self.days, on)

    def figures(self, on: int) -> tuple[int, int]:
        """How many of them were missed, and how many there were."""
        first, after = self.at(on)
        return self.sums[after] - self.sums[first], after - first

    def turns(self, on: int) -> list[int]:
        """The days on which the figures may change, up to a day."""
        return sorted({each for each in (*self.days, *self.leaves) if each <= on})


def _counts(mark: AttendanceMark, rule: AbsenceRule) -> bool | None:
    """Whether a mark is an absence; ``None`` where it is as if the meeting had not been."""
    if mark.was is Attendance.EXCUSED and rule.excused is ExcusedAbsence.PASSED_OVER:
        return None
    return mark.was is Attendance.ABSENT or (
        mark.was is Attendance.EXCUSED and rule.excused is ExcusedAbsence.COUNTS
    )


def _leaves(on: date, rule: AbsenceRule) -> int:
    """The first day on which a meeting no longer lies in the time that is counted."""
    if rule.calendar_year:
        return date(on.year, 12, 31).toordinal() + 1
    if rule.within is None:
        return _NEVER
    try:
        return ANNIVERSARY.end(on, rule.within).toordinal()
    except ConsultgovError:  # the time runs past the end of the calendar
        return _NEVER


# --- what comes of it -----------------------------------------------------------------------------


class _Test(NamedTuple):
    """One of the bounds of a rule: since when it is reached, how it stands, how many more would reach it."""

    since: date | None
    told: tuple[Verdict, ...]
    more: int | None


def too_many_absences(
    marks: Iterable[AttendanceMark | tuple[object, ...]], rule: AbsenceRule, *, who: str, on: date | str
) -> Verdict:
    """Whether somebody has been absent without leave as often as a rule says, and since when.

    What is reached stays so: that she comes again later changes nothing. For rights that come back see
    ``rights_suspended``.

    Args:
        marks: the meetings with how she figures in each, in any order: ``AttendanceMark`` values, or day,
            word and perhaps the name of the meeting. Later ones than the day asked about are not looked at.
        rule: how many are too many.
        who: whose absences they are.
        on: the day asked about.

    Returns:
        ``absences-too-many``, which holds, with the day ``since`` which it is so; or ``absences-within``,
        with how many ``more`` at once would reach it (``absences-below`` where no number would). A part for
        each bound tells the run, or the meetings and the absences among them, and which ones counted.

    Raises:
        RecordError: what is no mark, no rule, no day; a meeting that is marked twice.

    >>> law = AbsenceRule(in_a_row=3)
    >>> words = ["absent", "excused", "absent", "absent"]
    >>> marks = [(f"2026-0{month}-10", word) for month, word in enumerate(words, 1)]
    >>> found = too_many_absences(marks, law, who="li", on="2026-05-01")
    >>> found.holds, found.parts[0].facts["run"], found.facts["more"]
    (False, 2, 1)
    """
    if not isinstance(rule, AbsenceRule):
        raise RecordError(Fault("wrong-kind", "rule", "must be an AbsenceRule", shown(rule), "make one"))
    person, at = name(who, "who"), day(on, "on")
    known = [each for each in read_marks(marks) if each.on <= at]
    tests = list(_tests(known, rule, at))
    since = min((each.since for each in tests if each.since is not None), default=None)
    facts: dict[str, object] = {"person": person}
    if since is not None:
        known = [each for each in known if each.on <= since]
        parts = tuple(told for each in _tests(known, rule, since) for told in each.told)
        facts["since"] = since.isoformat()
        return Verdict(
            holds=True, code="absences-too-many", rule="", facts=facts, parts=parts, clause=rule.clause
        )
    parts = tuple(told for each in tests for told in each.told)
    more = min((each.more for each in tests if each.more is not None), default=None)
    code = "absences-below" if more is None else "absences-within"
    facts |= {} if more is None else {"more": more}
    return Verdict(holds=False, code=code, rule="", facts=facts, parts=parts, clause=rule.clause)


def _tests(known: list[AttendanceMark], rule: AbsenceRule, on: date) -> Iterator[_Test]:
    if rule.in_a_row is not None:
        yield _in_a_row(known, rule, rule.in_a_row)
    held = _Held(known, rule)
    if rule.number is not None:
        yield _in_all(held, rule.number, on)
    if rule.share is not None:
        yield _as_a_share(held, rule, rule.share, on)


def _in_a_row(known: list[AttendanceMark], rule: AbsenceRule, least: int) -> _Test:
    run: list[AttendanceMark] = []
    for each in known:
        missed = _counts(each, rule)
        if missed:
            run.append(each)
        elif missed is not None:
            run.clear()
        if len(run) >= least:
            break
    reached = len(run) >= least
    facts = {"run": len(run), "least": least, "counted": [each.label for each in run]}
    code = "absences-in-a-row" if run else "absences-in-a-row-none"
    told = Verdict(holds=reached, code=code, rule="", facts=facts)
    return _Test(run[-1].on if reached else None, (told,), least - len(run))


def _in_all(held: _Held, least: int, on: date) -> _Test:
    since = next((turn for turn in held.turns(on.toordinal()) if held.figures(turn)[0] >= least), None)
    missed, meetings = held.figures(on.toordinal())
    facts = {**_facts(held, on), "least": least}
    told = Verdict(holds=missed >= least, code=_code("absences-number", meetings), rule="", facts=facts)
    return _Test(_day(since), (told,), max(0, least - missed))


def _as_a_share(held: _Held, rule: AbsenceRule, share: Share, on: date) -> _Test:
    """The share, where it says something; that of a calendar year perhaps on its last day alone."""
    last, today = rule.calendar_year and rule.at_end, on.toordinal()
    turns = [leaves - 1 for leaves in sorted({*held.leaves})] if last else held.turns(today)
    since = next((turn for turn in turns if turn <= today and _reached(held, rule, share, turn)), None)
    missed, meetings = held.figures(today)
    part = {} if not meetings else {"share": str(Fraction(missed, meetings))}
    facts = {**_facts(held, on), **part, "bound": str(share)}
    code = _code(f"absences-share-{rule.bound.value.replace('_', '-')}", meetings)
    parts = tuple(_provisos(held, rule, on))
    reached = not parts and _reached(held, rule, share, today)
    told = Verdict(holds=reached, code=code, rule="", facts=facts, parts=parts)
    return _Test(_day(since), (told,), _more(missed, meetings, rule, share))


def _reached(held: _Held, rule: AbsenceRule, share: Share, on: int) -> bool:
    missed, meetings = held.figures(on)
    sign = share.compare(missed, meetings) if meetings >= rule.least_meetings else -1
    return sign > 0 or (sign == 0 and rule.bound is ShareBound.AT_LEAST)


def _provisos(held: _Held, rule: AbsenceRule, on: date) -> Iterator[Verdict]:
    """Why the share says nothing yet."""
    meetings = held.figures(on.toordinal())[1]
    if 0 < meetings < rule.least_meetings:
        facts: dict[str, object] = {"least": rule.least_meetings}
        yield Verdict(holds=False, code="absences-too-few-meetings", rule="", facts=facts)
    last = date(on.year, 12, 31)
    if rule.calendar_year and rule.at_end and on < last:
        facts = {"judged_on": last.isoformat()}
        yield Verdict(holds=False, code="absences-judged-later", rule="", facts=facts)


def _more(missed: int, meetings: int, rule: AbsenceRule, share: Share) -> int | None:
    """The fewest further meetings that would have to be missed at once to reach the share."""
    rest = share.denominator - share.numerator
    short = share.numerator * meetings - share.denominator * missed
    if not rest:
        return None if short else max(0, rule.least_meetings - meetings)
    needed = -(-short // rest) if rule.bound is ShareBound.AT_LEAST else short // rest + 1
    return max(0, needed, rule.least_meetings - meetings)


def _facts(held: _Held, on: date) -> dict[str, object]:
    """The meetings in the time up to a day, the absences among them, and which they were."""
    first, after = held.at(on.toordinal())
    missed, meetings = held.figures(on.toordinal())
    counted = [held.marks[place].label for place in range(first, after) if held.missed[place]]
    facts: dict[str, object] = {"missed": missed, "meetings": meetings, "counted": counted}
    if meetings:
        facts |= {"first": held.marks[first].on.isoformat(), "last": held.marks[after - 1].on.isoformat()}
    return facts


def _code(code: str, meetings: int) -> str:
    return code if meetings else "absences-no-meetings"


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
