"""Deputies and acting officers: who acts while an office is vacant or its holder away, and for how long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people import Roster
from consultgov.people.reading import check_span, day_or_none, name, plain, truth
from consultgov.settings import all_of, clause_of, one_or_more, values
from consultgov.spans import ANNIVERSARY, Period, PeriodRules, day, period_rules
from consultgov.terms.deputising.acting import Acting
from consultgov.terms.deputising.deputies import Deputy, Entry, MeetingAct, Needs, days_period, needs_of
from consultgov.terms.deputising.files import Files, files_of
from consultgov.terms.deputising.standing_in import Plan, answer, periods
from consultgov.verdicts import Clause

__all__ = ["Deputising", "LineOfSuccession"]

_MOST: Final = 10_000
"""The most deputies in an order, those of deputies included."""

_NOBODY: Final[Mapping[str, object]] = {}


def __dir__() -> list[str]:
    return __all__


# --- reading --------------------------------------------------------------------------------------


def _office(given: object) -> str:
    return name(given, "office")


def _order(given: object) -> tuple[Deputy, ...]:
    single: list[object] = [given]
    listed = single if isinstance(given, str | Deputy | Mapping) else given
    return all_of(listed, _deputy, "order of deputies")


def _deputy(given: object) -> Deputy:
    if isinstance(given, Deputy):
        return given
    return Deputy(given) if isinstance(given, str) else Deputy.from_dict(given)


def _longest(given: object) -> Period | None:
    return days_period(given, "longest")


def _at_meeting(given: object) -> bool:
    return truth(given, "ends_at_meeting")


def _counts(given: object) -> bool:
    return truth(given, "counts")


def _act(given: object) -> MeetingAct | None:
    if given is None or isinstance(given, MeetingAct):
        return given
    return MeetingAct(given) if isinstance(given, str) else MeetingAct.from_dict(given)


def _meetings(given: object) -> tuple[date, ...]:
    found = all_of(one_or_more(given), lambda each: day(each, "day of a meeting"), "days of meetings")
    return tuple(sorted(found))


# --- one office -----------------------------------------------------------------------------------


@final
@attrs.frozen
class LineOfSuccession:
    """Who stands in for an office while it is vacant or its holder is away, in an order.

    The first in the order who is there and meets what is asked acts; as soon as somebody before her can, that
    one does. A vacancy and an absence are two occasions, and so are the absences of two holders: the time
    allowed begins anew with each.

    Args:
        office: the seat that it is about.
        order: the deputies, the first first; a bare word is a seat.
        needs: what is asked of everybody in the order.
        longest: the longest time for one vacancy or absence, whoever acts; after it nobody in the order may.
        ends_at_meeting: whether the day of the first meeting in it is the last on which anybody in the order
            may act, such as where that meeting chooses.
        choice: what others have to do so that somebody acts where nobody in the order is able. Whom they have
            chosen the roster tells: put the seat that they give her last into the order.
        filling: what others have to do to fill the office where it is vacant.
        counting: how periods are counted.
        counts: whether the days of whoever acts are service in the office, for limits on terms.
        clause: where the rule stands.

    Raises:
        RecordError: words, names or periods that are none; all at once.
        RuleError: nobody in the order and no choice, the office in its own order, a deputy who is there
            twice, more than 10,000 deputies.

    >>> from consultgov.people import Appointment, Person, Roster
    >>> chair = LineOfSuccession("chair", ["vice-chair", Deputy("member", precedence="eldest")])
    >>> roster = Roster(
    ...     [Person("wang"), Person("li"), Person("zhao", "1950-01-01"), Person("chen", "1960-01-01")],
    ...     [
    ...         Appointment("wang", "chair", "2024-03-01"),
    ...         Appointment("li", "vice-chair", "2024-03-01"),
    ...         Appointment("zhao", "member", "2024-03-01"),
    ...         Appointment("chen", "member", "2024-03-01"),
    ...     ],
    ... )
    >>> ill = {"wang": ("2026-05-01", "2026-06-01"), "li": ("2026-05-10", "2026-05-20")}
    >>> [chair.who_acts(roster, on, away=ill).person for on in ("2026-04-30", "2026-05-09", "2026-05-10")]
    ['wang', 'li', 'zhao']
    """

    office: str = attrs.field(converter=_office)
    order: tuple[Deputy, ...] = attrs.field(default=(), converter=_order)
    needs: Needs | None = attrs.field(default=None, converter=needs_of, kw_only=True)
    longest: Period | None = attrs.field(default=None, converter=_longest, kw_only=True)
    ends_at_meeting: bool = attrs.field(default=False, converter=_at_meeting, kw_only=True)
    choice: MeetingAct | None = attrs.field(default=None, converter=_act, kw_only=True)
    filling: MeetingAct | None = attrs.field(default=None, converter=_act, kw_only=True)
    counting: PeriodRules = attrs.field(default=ANNIVERSARY, converter=period_rules, kw_only=True)
    counts: bool = attrs.field(default=False, converter=_counts, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in _contradictions(self):
            faults.add(fault)
        faults.close(RuleError)

    def who_acts(
        self,
        roster: Roster,
        on: date | str,
        *,
        away: object = _NOBODY,
        meetings: object = (),
        vacant_since: date | str | None = None,
    ) -> Acting:
        """Who acts on a day, since when and until when, why nobody before her, and what follows.

        Args:
            roster: who holds which seat, the office included.
            on: the day.
            away: person to a span of days in which she cannot or does not act, to a pair of days, the second
                of which she is back on, or to a list of them.
            meetings: the days of meetings, where the rule says something about the next one.
            vacant_since: the first day of a vacancy of an office that nobody on file has held before.

        Raises:
            RecordError: no roster, absences or days that are none, somebody away who is not on file, a
                vacancy that the files tell otherwise, a period that ends outside the calendar; all at once.
            TooLarge: an order of so many, in seats that change so often, that it cannot be walked.
        """
        return Deputising([self]).who_acts(
            self.office,
            roster,
            on,
            away=away,
            meetings=meetings,
            vacant_since=vacant_since,
        )

    def acting_periods(
        self,
        roster: Roster,
        start: date | str,
        end: date | str,
        *,
        away: object = _NOBODY,
        meetings: object = (),
        vacant_since: date | str | None = None,
    ) -> tuple[Acting, ...]:
        """Who stood in between two days, period after period; what reaches beyond them is cut.

        Why nobody before her did may differ from day to day: ask ``who_acts`` about one.

        Args:
            roster: who holds which seat, the office included.
            start: the first day.
            end: the first day after.
            away: as ``who_acts`` has it.
            meetings: as ``who_acts`` has it.
            vacant_since: as ``who_acts`` has it.

        Raises:
            RecordError: what ``who_acts`` refuses, an end that is not later than the start.
        """
        return Deputising([self]).acting_periods(
            self.office,
            roster,
            start,
            end,
            away=away,
            meetings=meetings,
            vacant_since=vacant_since,
        )

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> LineOfSuccession:
        """The line from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: what the constructor refuses.
        """
        return read_fields(cls, data, "line of succession")


def _contradictions(line: LineOfSuccession) -> Iterator[Fault]:
    """Settings that make no sense together."""
    if not line.order and line.choice is None:
        fix = "name a deputy, or say choice="
        yield Fault("empty", f"order of {line.office!r}", "must name somebody", "", fix)
    for deputy in line.order:
        if deputy.seat == line.office and not deputy.person:
            rule, fix = "must not stand in for itself", "leave it out of its order"
            yield Fault("own-deputy", f"office {line.office!r}", rule, "", fix)
    for deputy, times in Counter(line.order).items():
        if times > 1:
            subject = f"deputy {deputy.person or deputy.seat!r}"
            yield Fault("deputy-twice", subject, "must be there once", str(times), "leave one out")
    if len(line.order) > _MOST:
        yield Fault("too-long", f"order of {line.office!r}", f"must have at most {_MOST} deputies")
    if line.ends_at_meeting and line.choice is None and line.filling is None:
        rule, fix = "must go with what the meeting has to do", "say choice= or filling="
        yield Fault("no-use", "ends_at_meeting", rule, "", fix)


# --- several offices ------------------------------------------------------------------------------


def _lines(given: object) -> tuple[LineOfSuccession, ...]:
    return values(given, LineOfSuccession, "lines of succession")


@final
@attrs.frozen
class Deputising:
    """The lines of succession of several offices, so that the deputy of an absent deputy stands in.

    Where a deputy is a seat with a line of its own, and that seat is vacant or its holder away, whoever
    stands in for it comes next, on the occasions and with the needs of that line. The time allowed and what
    others have to do are those of the line of the office asked about.

    Args:
        lines: the lines, one for each office.

    Raises:
        RecordError: no list of lines.
        RuleError: two lines of one office; offices that stand in for each other in a circle, unless a deputy
            in it says ``through=False``; an order with more than 10,000 deputies.

    >>> from consultgov.people import Appointment, Person, Roster
    >>> house = Deputising(
    ...     [LineOfSuccession("chair", ["vice-chair"]), LineOfSuccession("vice-chair", ["secretary"])]
    ... )
    >>> roster = Roster(
    ...     [Person("li"), Person("chen")],
    ...     [Appointment("li", "vice-chair", "2024-03-01"), Appointment("chen", "secretary", "2024-03-01")],
    ... )
    >>> house.who_acts("chair", roster, "2026-05-01", away={"li": ("2026-05-01", "2026-05-08")}).person
    'chen'
    """

    lines: tuple[LineOfSuccession, ...] = attrs.field(converter=_lines)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for office, times in Counter(line.office for line in self.lines).items():
            if times > 1:
                rule, fix = "must have one line of succession", "join them"
                faults.add(Fault("line-twice", f"office {office!r}", rule, str(times), fix))
        faults.close(RuleError)
        _check_lengths(self._by_office())

    def line(self, office: str) -> LineOfSuccession:
        """The line of an office.

        Raises:
            RecordError: an office without one.
        """
        found = self._by_office().get(name(office, "office"))
        if found is None:
            fix = f"ask about {', '.join(each.office for each in self.lines[:5])}" if self.lines else ""
            rule = "must have a line of succession"
            raise RecordError(Fault("unknown-office", f"office {shown(office)}", rule, "", fix))
        return found

    def who_acts(
        self,
        office: str,
        roster: Roster,
        on: date | str,
        *,
        away: object = _NOBODY,
        meetings: object = (),
        vacant_since: date | str | None = None,
    ) -> Acting:
        """Who acts in an office on a day, as ``LineOfSuccession.who_acts`` says it.

        Raises:
            RecordError: an office without a line; what ``LineOfSuccession.who_acts`` refuses.
        """
        faults = Faults()
        plan = faults.attempt(self._plan, office)
        when = faults.attempt(day, on, "on")
        files = faults.attempt(files_of, roster, away)
        met = faults.attempt(_meetings, meetings)
        since = faults.attempt(day_or_none, vacant_since, "vacant_since")
        faults.close(RecordError)
        known = cast("Plan", plan), cast("Files", files), cast("date", when)
        _check_since(*known, since)
        return answer(*known, cast("tuple[date, ...]", met), since)

    def acting_periods(
        self,
        office: str,
        roster: Roster,
        start: date | str,
        end: date | str,
        *,
        away: object = _NOBODY,
        meetings: object = (),
        vacant_since: date | str | None = None,
    ) -> tuple[Acting, ...]:
        """Who stood in for an office between two days, as ``LineOfSuccession.acting_periods`` says it.

        Raises:
            RecordError: an office without a line; what ``LineOfSuccession.acting_periods`` refuses.
        """
        faults = Faults()
        plan = faults.attempt(self._plan, office)
        first, after = faults.attempt(day, start, "start"), faults.attempt(day, end, "end")
        files = faults.attempt(files_of, roster, away)
        met = faults.attempt(_meetings, meetings)
        since = faults.attempt(day_or_none, vacant_since, "vacant_since")
        check_span(first, after, faults)
        faults.close(RecordError)
        known = cast("Plan", plan), cast("Files", files), cast("date", first)
        _check_since(known[0], known[1], cast("date", after), since)
        return tuple(periods(*known, cast("date", after), cast("tuple[date, ...]", met), since))

    def _by_office(self) -> dict[str, LineOfSuccession]:
        return {line.office: line for line in self.lines}

    def _plan(self, office: str) -> Plan:
        line = self.line(office)
        entries = tuple(_entries(line, self._by_office()))
        return Plan(
            line.office,
            entries,
            line.counting,
            line.longest,
            line.ends_at_meeting,
            line.choice,
            line.filling,
            line.counts,
            line.clause,
        )

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {"lines": [line.to_dict() for line in self.lines]}

    @classmethod
    def from_dict(cls, data: object) -> Deputising:
        """The lines from their plain dict.

        Raises:
            RecordError: keys or values that they do not have; all at once.
            RuleError: what the constructor refuses.
        """
        return read_fields(cls, data, "deputising")


def _check_since(plan: Plan, files: Files, on: date, since: date | None) -> None:
    """A vacancy is told only where the files do not tell it."""
    if since is None:
        return
    if on < since:
        fix = "give the first day of the vacancy"
        raise RecordError(
            Fault("not-yet-vacant", "vacant_since", "must not come later", since.isoformat(), fix)
        )
    if any(held.start <= since for held in files.held(plan.office)):
        rule, fix = "must be of an office that nobody on file has held before", "leave it out"
        raise RecordError(Fault("known-already", "vacant_since", rule, since.isoformat(), fix))


# --- deputies of deputies -------------------------------------------------------------------------


def _next_lines(line: LineOfSuccession, lines: Mapping[str, LineOfSuccession]) -> list[LineOfSuccession]:
    """The lines whose deputies come into the order of a line."""
    return [lines[each.passes_on] for each in line.order if each.passes_on in lines]


def _check_lengths(lines: Mapping[str, LineOfSuccession]) -> None:
    """No circle, and no order that is too long with all who come into it.

    Each line is looked at once, after those that come into it; nothing is called within itself, however long
    the chain.
    """
    lengths: dict[str, int] = {}
    for first in lines.values():
        path: dict[str, Iterator[LineOfSuccession]] = {}
        ahead: LineOfSuccession | None = None if first.office in lengths else first
        while ahead is not None or path:
            if ahead is not None:
                _check_circle(ahead.office, path)
                path[ahead.office] = iter(_next_lines(ahead, lines))
            office, rest = next(reversed(path.items()))
            ahead = next((each for each in rest if each.office not in lengths), None)
            if ahead is None:
                lengths[office] = _length(lines[office], lines, lengths)
                del path[office]


def _check_circle(office: str, path: Mapping[str, object]) -> None:
    if office not in path:
        return
    names = list(path)
    circle = [*names[names.index(office) :], office]
    fix = "say through=False where a deputy stands in alone"
    rule = "must not stand in for each other in a circle"
    raise RuleError(Fault("deputies-in-circle", "offices", rule, ", ".join(circle), fix))


def _length(line: LineOfSuccession, lines: Mapping[str, LineOfSuccession], lengths: Mapping[str, int]) -> int:
    found = len(line.order) + sum(lengths[each.office] for each in _next_lines(line, lines))
    if found > _MOST:
        rule, fix = f"must have at most {_MOST} deputies, those of deputies included", "say through=False"
        raise RuleError(Fault("too-long", f"order of {line.office!r}", rule, str(found), fix))
    return found


def _entries(first: LineOfSuccession, lines: Mapping[str, LineOfSuccession]) -> Iterator[Entry]:
    """The order of a line, the deputies of each deputy right after it."""
    place, walk = 0, [(first, iter(first.order), cast("int | None", None))]
    while walk:
        line, rest, behind = walk[-1]
        deputy = next(rest, None)
        if deputy is None:
            walk.pop()
            continue
        needs = dict.fromkeys(each for each in (first.needs, line.needs, deputy.needs) if each is not None)
        yield Entry(deputy, tuple(needs), behind)
        if deputy.passes_on in lines:
            found = lines[deputy.passes_on]
            walk.append((found, iter(found.order), place))
        place += 1
