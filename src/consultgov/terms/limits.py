"""Limits on how often, how long and how soon again somebody may serve; each kind judges one history."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, Final, TypeAlias, cast, final

import attrs

from consultgov.errors import ConsultgovError, Fault, RuleError
from consultgov.fields import fields_of_kind, written
from consultgov.people.reading import day_or_none, one_of, plain, truth, whole
from consultgov.settings import all_of, clause_of, names
from consultgov.spans import Period, months_after, period
from consultgov.terms.ages import AgeLimit
from consultgov.terms.exceptions import Exceptions, exceptions_of
from consultgov.terms.partial import PartialOf, PartialTerms, partial_terms
from consultgov.terms.service import Service
from consultgov.terms.stints import Measure, Piece, Pieces, Stint, days_in, stints, stretches
from consultgov.verdicts import Clause, Verdict

__all__ = [
    "Break",
    "Case",
    "Interruption",
    "Limit",
    "NoLimit",
    "Ruling",
    "TermLimit",
    "YearsLimit",
    "limits_of",
]

_DAY: Final = timedelta(days=1)
_MOST: Final = 1_000
_ONE_DAY: Final = Period(days=1)


def __dir__() -> list[str]:
    return __all__


# --- a case and what a limit makes of it --------------------------------------------------------------


@final
@attrs.frozen
class Case:
    """Somebody who would start a term on a day, with what she held before it.

    Attributes:
        person: her id.
        born: the day of birth, if it is known.
        start: the day on which the term would start.
        end: the first day after it, where it is not of the length that the rule has.
        replaces: whether it is the rest of somebody else's term.
        held: what she held before that day, as if it had ended by then.
        measure: how long terms are.
        planned: the first day after the term as the rule plans it, where that takes more than its length.
    """

    person: str
    born: date | None
    start: date
    end: date | None
    replaces: bool
    held: tuple[Service, ...]
    measure: Measure
    planned: date | None = None


@final
@attrs.frozen
class Ruling:
    """What one limit says of a case.

    Attributes:
        verdict: whether the term may start, and why.
        earliest: the first day, from the one asked about, on which it may by this limit; ``None`` for never.
        until: the first day on which she may no longer be in office by this limit; ``None`` for no bound.
        left: how many terms she has left, this one among them; ``None`` for no bound.
    """

    verdict: Verdict
    earliest: date | None
    until: date | None = None
    left: int | None = None


@final
class Interruption(StrEnum):
    """How long somebody has to be out of office for a run of terms to be over, where no time is said."""

    ANY = "any"
    """A day is enough."""
    TERM = "term"
    """A whole term of the length that the rule has, or of the body where its terms end together."""


# --- reading ------------------------------------------------------------------------------------------


def _most_terms(given: object) -> int:
    return whole(given, "most", _MOST, 1)


def _truth(given: object) -> bool:
    return truth(given, "consecutive", RuleError)


def _offices(given: object) -> tuple[str, ...]:
    return names(given, "offices")


def _which(given: object) -> PartialOf:
    return one_of(PartialOf, given, "partial_of", RuleError)


def _after(given: object) -> Interruption | Period:
    return (
        Interruption(given)
        if isinstance(given, str) and given in list(Interruption)
        else _of_days(given, "after")
    )


def _of_days(given: object, subject: str) -> Period:
    found = period(given, subject)
    if found.is_of_moments or found.working_days:
        rule, fix = "must be of years, months or days", "write '2 years'"
        raise RuleError(Fault("bad-period", subject, rule, str(found), fix))
    return found


def _most_time(given: object) -> Period:
    return _of_days(given, "most")


def _length(given: object) -> Period:
    return _of_days(given, "length of a break")


def _counted_from(given: object) -> date | None:
    return day_or_none(given, "counted_from")


# --- days in office -----------------------------------------------------------------------------------


def _later(start: date, length: Period) -> date:
    """The day a period later; where the calendar ends, its last one."""
    try:
        return months_after(start, length.months) + timedelta(days=length.days)
    except (ConsultgovError, OverflowError):
        return date.max


def _of(held: Iterable[Service], offices: tuple[str, ...], since: date | None = None) -> tuple[Service, ...]:
    """The services in some offices, or in any, from a day on."""
    found = (each for each in held if not offices or each.office in offices)
    if since is None:
        return tuple(found)
    return tuple(cut for each in found if (cut := _since(each, since)) is not None)


def _since(held: Service, since: date) -> Service | None:
    if held.start >= since:
        return held
    if cast("date", held.end) <= since:
        return None
    over = held.held_over
    return attrs.evolve(held, start=since, held_over=None if over is None else max(over, since))


def _in_office(held: Iterable[Service]) -> Pieces:
    """The stretches of days in office, those held over among them."""
    return stretches((each.start, cast("date", each.end)) for each in held)


def _span_told(first: date, end: date) -> str:
    return f"{first}/{end - _DAY}"


# --- so many terms ------------------------------------------------------------------------------------


@final
@attrs.frozen
class TermLimit:
    """So many terms, in a row or in a lifetime.

    Args:
        most: the most terms.
        consecutive: whether only terms in a row count; otherwise all that she ever served do.
        offices: the offices whose terms count together; every one in the history where none is named.
        partial: when a part of a term counts: ``"always"``, ``"never"``, ``"more than 1/2"``, ``"more than
            2 years"``, ``"at least 1 year"``.
        partial_of: of which terms that is said: of any, or only of those of others served out.
        after: of terms in a row, how long she has to be out of office for the count to begin anew: a
            period, ``"any"`` break, or a whole ``"term"``. Where the body's terms end together and nothing
            is said, one of them.
        counted_from: the day from which service counts; what was served before it does not.
        unless: the exceptions.
        clause: where the rule stands.

    Raises:
        RecordError, RuleError: a number below 1, unknown words, what is no period.

    >>> TermLimit(2, consecutive=True).to_dict()
    {'kind': 'terms', 'most': 2, 'consecutive': True}
    """

    kind: ClassVar[str] = "terms"

    most: int = attrs.field(converter=_most_terms)
    consecutive: bool = attrs.field(default=False, converter=_truth, kw_only=True)
    offices: tuple[str, ...] = attrs.field(default=(), converter=_offices, kw_only=True)
    partial: PartialTerms = attrs.field(default=PartialTerms(), converter=partial_terms, kw_only=True)
    partial_of: PartialOf = attrs.field(default=PartialOf.ANY, converter=_which, kw_only=True)
    after: Interruption | Period = attrs.field(default=Interruption.ANY, converter=_after, kw_only=True)
    counted_from: date | None = attrs.field(default=None, converter=_counted_from, kw_only=True)
    unless: Exceptions | None = attrs.field(default=None, converter=exceptions_of, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def judge(self, case: Case) -> Ruling:
        """What it says of a case."""
        held = _of(case.held, self.offices, self.counted_from)
        run = _Run(self.after, case.measure)
        days = run.of(_in_office(held), case.start) if self.consecutive else ()
        if self.consecutive:
            held = tuple(each for each in held if days and each.start >= days[0][0])
        counted: list[Stint] = []
        passed_over: list[Stint] = []
        for each in stints(held, case.measure, self._covers):
            (counted if self._counts(each) else passed_over).append(each)
        new = self._new(case, counted)
        holds = len(counted) + new <= self.most
        facts: dict[str, object] = {
            "person": case.person,
            "served": len(counted),
            "most": self.most,
            "left": max(self.most - len(counted) + (1 - new), 0),
            "counted": [span for each in counted for span in each.told()],
            "passed_over": [span for each in passed_over for span in each.told()],
        }
        later = [run.over(days) if days else None, self._part_from(case, counted)]
        earliest = case.start if holds else min((each for each in later if each is not None), default=None)
        verdict = Verdict(holds, self._code(facts, holds=holds), "", facts, clause=self.clause)
        return Ruling(verdict, earliest, None, cast("int", facts["left"]))

    def _covers(self, replaces: bool) -> bool:  # noqa: FBT001 - the one or the other
        """Whether every part of a term counts, of those of others served out or of her own."""
        return self.partial.always or (self.partial_of is PartialOf.REPLACEMENTS and not replaces)

    def _counts(self, stint: Stint) -> bool:
        if self.partial_of is PartialOf.REPLACEMENTS and not stint.replaces:
            return True
        return self.partial.count(stint)

    def _new(self, case: Case, counted: list[Stint]) -> int:
        """How many terms the one asked about adds: one, or none where it is a part that does not count."""
        index = case.measure.index_at(case.start)
        if index is not None and any(each.index == index for each in counted):
            return 0
        if case.end is None:
            return 1
        over = case.measure.end(case.start)
        return int(self._counts(Stint(((case.start, case.end),), case.start, over, case.replaces)))

    def _part_from(self, case: Case, counted: list[Stint]) -> date | None:
        """The first later start from which the rest, until the end, is a part that does not count."""
        if case.end is None or len(counted) > self.most:
            return None

        def is_free(wait: int) -> bool:
            return not self._new(attrs.evolve(case, start=case.start + timedelta(days=wait)), counted)

        longest = (case.end - case.start).days
        wait = bisect_left(range(longest), True, key=is_free)  # noqa: FBT003 - what it looks for
        return case.start + timedelta(days=wait) if wait < longest else None

    def _code(self, facts: Mapping[str, object], *, holds: bool) -> str:
        kind = "terms-in-a-row" if self.consecutive else "terms-in-all"
        counted = "" if facts["counted"] else "-none-served"
        return f"{kind}-left{counted}" if holds else f"{kind}-used-up"

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)


@final
@attrs.frozen
class _Run:
    """Which days in office are in a row with a term that starts on a day.

    Attributes:
        after: how long she has to be out of office for a run to be over.
        measure: how long terms are.
    """

    after: Interruption | Period
    measure: Measure

    def of(self, in_office: Pieces, start: date) -> Pieces:
        """The stretches in a row that end with the last one before a day."""
        found: list[Piece] = []
        following = start
        for piece in reversed(in_office):
            if following >= self._free_from(piece):
                break
            found.append(piece)
            following = piece[0]
        return tuple(reversed(found))

    def over(self, run: Pieces) -> date | None:
        """The first day on which a run is over; ``None`` where the calendar ends before."""
        found = self._free_from(run[-1])
        return None if found == date.max else found

    def _free_from(self, piece: Piece) -> date:
        """The first day that is not in a row with a stretch of service."""
        first, out = piece
        if isinstance(self.after, Period):
            return _later(out, self.after)
        index = self.measure.index_at(out - _DAY)
        if index is not None:  # a whole term of the body has to pass
            return self.measure.start_of(index + 2)
        return _later(out, _ONE_DAY) if self.after is Interruption.ANY else self.measure.missed(first, out)


# --- so many years ------------------------------------------------------------------------------------


@final
@attrs.frozen
class YearsLimit:
    """So many years in office, in a row or in a lifetime, in one office or in several together.

    Days in two offices on one day are one day. Service in several stretches is laid end to end: what is left
    is what the time, reckoned from the start of a stretch, has in days beyond those served; of two starts
    that of the fewer days.

    Args:
        most: the longest time, such as ``"10 years"``.
        consecutive: whether only years in a row count.
        offices: the offices whose years count together; every one in the history where none is named.
        after: of years in a row, how long she has to be out of office for the count to begin anew: a period,
            ``"any"`` break, or a whole ``"term"``.
        counted_from: the day from which service counts; what was served before it does not.
        unless: the exceptions.
        clause: where the rule stands.

    Raises:
        RecordError, RuleError: what is no period of years, months or days, unknown words.

    >>> YearsLimit("8 years", offices="chair").to_dict()
    {'kind': 'years', 'most': '8 years', 'offices': ['chair']}
    """

    kind: ClassVar[str] = "years"

    most: Period = attrs.field(converter=_most_time)
    consecutive: bool = attrs.field(default=False, converter=_truth, kw_only=True)
    offices: tuple[str, ...] = attrs.field(default=(), converter=_offices, kw_only=True)
    after: Interruption | Period = attrs.field(default=Interruption.ANY, converter=_after, kw_only=True)
    counted_from: date | None = attrs.field(default=None, converter=_counted_from, kw_only=True)
    unless: Exceptions | None = attrs.field(default=None, converter=exceptions_of, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def judge(self, case: Case) -> Ruling:
        """What it says of a case."""
        served = _in_office(_of(case.held, self.offices, self.counted_from))
        run = _Run(self.after, case.measure)
        within = run.of(served, case.start) if self.consecutive else served
        left = self._left(within, case.start)
        holds = left > 0
        until = _days_later(case.start, left) if holds else None
        earliest = case.start if holds else run.over(within) if self.consecutive else None
        facts: dict[str, object] = {
            "person": case.person,
            "most": self.most.facts(),
            "days": days_in(within),
            "counted": [_span_told(*each) for each in within],
        }
        if until is not None:
            facts["last_day"] = str(until - _DAY)
        kind = "years-in-a-row" if self.consecutive else "years-in-all"
        code = f"{kind}-left{'' if within else '-none-served'}" if holds else f"{kind}-used-up"
        verdict = Verdict(holds, code, "", facts, clause=self.clause)
        return Ruling(verdict, earliest, None if until == date.max else until)

    def _left(self, served: Pieces, start: date) -> int:
        """How many days are left."""
        whole_time = [(_later(first, self.most) - first).days for first, _ in served]
        return min(whole_time, default=(_later(start, self.most) - start).days) - days_in(served)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)


def _days_later(start: date, days: int) -> date:
    return start + timedelta(days=min(days, (date.max - start).days))


# --- a break, and none at all -------------------------------------------------------------------------


@final
@attrs.frozen
class Break:
    """How long somebody must have been out of some offices before she may start.

    Args:
        length: the time, such as ``"6 months"``, from the first day no longer in office.
        offices: the offices; every one in the history where none is named.
        unless: the exceptions.
        clause: where the rule stands.

    Raises:
        RecordError, RuleError: what is no period of years, months or days.

    >>> Break("6 months", offices=["director"]).to_dict()
    {'kind': 'break', 'length': '6 months', 'offices': ['director']}
    """

    kind: ClassVar[str] = "break"

    length: Period = attrs.field(converter=_length)
    offices: tuple[str, ...] = attrs.field(default=(), converter=_offices, kw_only=True)
    unless: Exceptions | None = attrs.field(default=None, converter=exceptions_of, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def judge(self, case: Case) -> Ruling:
        """What it says of a case."""
        served = _in_office(_of(case.held, self.offices))
        facts: dict[str, object] = {"person": case.person, "length": self.length.facts()}
        if not served:
            return Ruling(Verdict(True, "break-not-needed", "", facts, clause=self.clause), case.start)  # noqa: FBT003
        out = served[-1][1]
        first = _later(out, self.length)
        facts |= {"last_day": str(out - _DAY), "first": first.isoformat()}
        holds = first <= case.start
        verdict = Verdict(holds, "break-over" if holds else "break-not-over", "", facts, clause=self.clause)
        return Ruling(verdict, case.start if holds else None if first == date.max else first)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)


@final
@attrs.frozen(kw_only=True)
class NoLimit:
    """That somebody may serve again without limit (可连选连任): a rule as well, with a clause of its own.

    Args:
        clause: where the rule stands.

    >>> NoLimit(clause={"source": "356", "phrase": "可连任"}).to_dict()["kind"]
    'none'
    """

    kind: ClassVar[str] = "none"
    unless: ClassVar[None] = None

    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def judge(self, case: Case) -> Ruling:
        """What it says of a case: that there is no limit."""
        facts = {"person": case.person}
        return Ruling(Verdict(True, "no-limit-on-terms", "", facts, clause=self.clause), case.start)  # noqa: FBT003

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return _written(self)


Limit: TypeAlias = TermLimit | YearsLimit | Break | AgeLimit | NoLimit
"""What a rule may set a limit by."""

_KINDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {"terms": TermLimit, "years": YearsLimit, "break": Break, "age": AgeLimit, "none": NoLimit}
)


def _written(limit: TermLimit | YearsLimit | Break | NoLimit) -> dict[str, object]:
    return {"kind": limit.kind, **written(limit, _plain)}


def _plain(value: object) -> object:
    """A field in its plain form; what counts of a part is text."""
    return str(value) if isinstance(value, PartialTerms) else plain(value)


def limits_of(given: object) -> tuple[Limit, ...]:
    """Limits, or their plain dicts; one may stand alone.

    Raises:
        RecordError: what is none, or of an unknown kind.
        RuleError: what a limit refuses; all at once.
    """
    single = isinstance(given, (*_KINDS.values(), Mapping))
    return all_of([given] if single else given, _limit, "limits", RuleError)


def _limit(given: object) -> Limit:
    if isinstance(given, tuple(_KINDS.values())):
        return cast("Limit", given)
    kind, fields = fields_of_kind(given, _KINDS, Fault("unknown-limit", "limit", "must be of a known kind"))
    return cast("Limit", kind(**fields))
