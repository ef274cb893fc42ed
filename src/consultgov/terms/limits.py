"""Limits on how often, how long and how soon again somebody may serve; each kind judges one history."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, ClassVar, Final, TypeAlias, TypeVar, cast, final

import attrs

from consultgov.errors import Fault, RecordError, RuleError, shown
from consultgov.fields import fields_of_kind, written
from consultgov.people.reading import day_or_none, one_of, plain, truth, whole
from consultgov.settings import all_of, clause_of, names
from consultgov.spans import Period, period
from consultgov.terms.ages import AgeRule
from consultgov.terms.cases import Case, Ruling
from consultgov.terms.exceptions import Exceptions, exceptions_of
from consultgov.terms.partial import PartialOf, PartialTerms, partial_terms
from consultgov.terms.runs import Interruption, Run, in_office
from consultgov.terms.service import Service
from consultgov.terms.stints import Pieces, Stint, days_in, stints, stretches
from consultgov.verdicts import Clause, Verdict

__all__ = [
    "Break",
    "Limit",
    "NoLimit",
    "TermLimit",
    "YearsLimit",
    "limits_of",
]

_Kind = TypeVar("_Kind")

_DAY: Final = timedelta(days=1)
_MOST: Final = 1_000


def __dir__() -> list[str]:
    return __all__


# --- reading ------------------------------------------------------------------------------------------


def _most_terms(given: object) -> int:
    return whole(given, "most", _MOST, 1)


def _truth(given: object) -> bool:
    return truth(given, "consecutive", RuleError)


def _offices(given: object) -> tuple[str, ...]:
    return names(given, "offices")


def _which(given: object) -> PartialOf:
    return one_of(PartialOf, given, "partial_of", RuleError)


def _after(given: object) -> Interruption | Period | None:
    if given is None:
        return None
    named = isinstance(given, str) and given in list(Interruption)
    return Interruption(cast("str", given)) if named else _of_days(given, "after")


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


def _check_after(after: Interruption | Period | None, *, consecutive: bool) -> None:
    """A limit in all is never lifted by a break: whoever says one means a limit in a row."""
    if after is not None and not consecutive:
        fix = "say consecutive=True, or leave it out"
        raise RuleError(Fault("no-use", "after", "must go with terms or years in a row", str(after), fix))


# --- days in office -----------------------------------------------------------------------------------


def _of(held: Iterable[Service], offices: tuple[str, ...], since: date | None = None) -> tuple[Service, ...]:
    """The services in some offices, or in any, from a day on."""
    chosen = frozenset(offices)
    found = (each for each in held if not chosen or each.office in chosen)
    if since is None:
        return tuple(found)
    return tuple(cut for each in found if (cut := _since(each, since)) is not None)


def _since(held: Service, since: date) -> Service | None:
    if held.start >= since:
        return held
    if cast("date", held.end) <= since:
        return None
    if held.held_over is not None and held.held_over < since:  # no day of the term is left
        return attrs.evolve(held, start=since, term=None, held_over=since)
    return attrs.evolve(held, start=since)


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
            period, ``"any"`` break, or a whole ``"term"``. Where nothing is said any break is enough, or,
            if the body's terms end together, a whole one of them.
        counted_from: the day from which service counts; what was served before it does not.
        unless: the exceptions.
        clause: where the rule stands.

    Raises:
        RecordError, RuleError: a number below 1, unknown words, what is no period, ``after`` without
            ``consecutive``.

    >>> TermLimit(2, consecutive=True).to_dict()
    {'kind': 'terms', 'most': 2, 'consecutive': True}
    """

    kind: ClassVar[str] = "terms"

    most: int = attrs.field(converter=_most_terms)
    consecutive: bool = attrs.field(default=False, converter=_truth, kw_only=True)
    offices: tuple[str, ...] = attrs.field(default=(), converter=_offices, kw_only=True)
    partial: PartialTerms = attrs.field(default=PartialTerms(), converter=partial_terms, kw_only=True)
    partial_of: PartialOf = attrs.field(default=PartialOf.ANY, converter=_which, kw_only=True)
    after: Interruption | Period | None = attrs.field(default=None, converter=_after, kw_only=True)
    counted_from: date | None = attrs.field(default=None, converter=_counted_from, kw_only=True)
    unless: Exceptions | None = attrs.field(default=None, converter=exceptions_of, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_after(self.after, consecutive=self.consecutive)

    def judge(self, case: Case) -> Ruling:
        """What it says of a case."""
        held = _of(case.held, self.offices, self.counted_from)
        run = Run(self.after, case.measure)
        days = run.of(in_office(held), case.start) if self.consecutive else ()
        if self.consecutive:
            held = tuple(each for each in held if days and each.start >= days[0][0])
        counted: list[Stint] = []
        passed_over: list[Stint] = []
        for each in stints(held, case.measure, self._covers):
            (counted if self._counts(each) else passed_over).append(each)
        new = self._new(case, counted, passed_over)
        holds = len(counted) + new <= self.most
        facts: dict[str, object] = {
            "person": case.person,
            "served": len(counted),
            "most": self.most,
            "left": max(self.most - len(counted) + (1 - new), 0),
            "counted": [span for each in counted for span in each.told()],
            "passed_over": [span for each in passed_over for span in each.told()],
        }
        later = [run.over(days) if days else None, self._part_from(case, counted, passed_over)]
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

    def _new(self, case: Case, counted: list[Stint], passed_over: list[Stint]) -> int:
        """How many terms the one asked about adds: one, or none where it is a part that does not count."""
        index = case.measure.index_at(case.start)
        if index is not None and any(each.index == index for each in counted):
            return 0
        if case.end is None:
            return 1
        same = [each for each in passed_over if index is not None and each.index == index]
        first = case.start if index is None else case.measure.start_of(index)
        pieces = stretches([(case.start, case.end), *(piece for each in same for piece in each.pieces)])
        replaces = case.replaces and all(each.replaces for each in same)
        return int(self._counts(Stint(pieces, first, case.measure.end(case.start), replaces)))

    def _part_from(self, case: Case, counted: list[Stint], passed_over: list[Stint]) -> date | None:
        """The first later start from which the rest, until the end, is a part that does not count."""
        if case.end is None or len(counted) > self.most:
            return None

        def is_free(wait: int) -> bool:
            later = attrs.evolve(case, start=case.start + timedelta(days=wait))
            return not self._new(later, counted, passed_over)

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

    @classmethod
    def from_dict(cls, data: object) -> TermLimit:
        """The limit from its plain dict.

        Raises:
            RecordError: another kind, keys or values that it does not have; all at once.
            RuleError: what it refuses.
        """
        return _of_kind(cls, data)


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
            ``"any"`` break, or a whole ``"term"``; where nothing is said, as of terms in a row.
        counted_from: the day from which service counts; what was served before it does not.
        unless: the exceptions.
        clause: where the rule stands.

    Raises:
        RecordError, RuleError: what is no period of years, months or days, unknown words, ``after`` without
            ``consecutive``.

    >>> YearsLimit("8 years", offices="chair").to_dict()
    {'kind': 'years', 'most': '8 years', 'offices': ['chair']}
    """

    kind: ClassVar[str] = "years"

    most: Period = attrs.field(converter=_most_time)
    consecutive: bool = attrs.field(default=False, converter=_truth, kw_only=True)
    offices: tuple[str, ...] = attrs.field(default=(), converter=_offices, kw_only=True)
    after: Interruption | Period | None = attrs.field(default=None, converter=_after, kw_only=True)
    counted_from: date | None = attrs.field(default=None, converter=_counted_from, kw_only=True)
    unless: Exceptions | None = attrs.field(default=None, converter=exceptions_of, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_after(self.after, consecutive=self.consecutive)

    def judge(self, case: Case) -> Ruling:
        """What it says of a case."""
        served = in_office(_of(case.held, self.offices, self.counted_from))
        run = Run(self.after, case.measure)
        within = run.of(served, case.start) if self.consecutive else served
        left = self._left(within, case)
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

    def _left(self, served: Pieces, case: Case) -> int:
        """How many days are left."""
        starts = [first for first, _ in served] or [case.start]
        whole_time = min((case.measure.time_in(first, self.most) - first).days for first in starts)
        return whole_time - days_in(served)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    @classmethod
    def from_dict(cls, data: object) -> YearsLimit:
        """The limit from its plain dict.

        Raises:
            RecordError: another kind, keys or values that it does not have; all at once.
            RuleError: what it refuses.
        """
        return _of_kind(cls, data)


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
        served = in_office(_of(case.held, self.offices))
        facts: dict[str, object] = {"person": case.person, "length": self.length.facts()}
        if not served:
            return Ruling(Verdict(True, "break-not-needed", "", facts, clause=self.clause), case.start)  # noqa: FBT003
        out = served[-1][1]
        first = case.measure.time_out(out, self.length)
        facts |= {"last_day": str(out - _DAY), "first": first.isoformat()}
        holds = first <= case.start
        verdict = Verdict(holds, "break-over" if holds else "break-not-over", "", facts, clause=self.clause)
        return Ruling(verdict, case.start if holds else None if first == date.max else first)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    @classmethod
    def from_dict(cls, data: object) -> Break:
        """The limit from its plain dict.

        Raises:
            RecordError: another kind, keys or values that it does not have; all at once.
            RuleError: what it refuses.
        """
        return _of_kind(cls, data)


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

    @classmethod
    def from_dict(cls, data: object) -> NoLimit:
        """The limit from its plain dict.

        Raises:
            RecordError: another kind, keys or values that it does not have; all at once.
            RuleError: what it refuses.
        """
        return _of_kind(cls, data)


Limit: TypeAlias = TermLimit | YearsLimit | Break | AgeRule | NoLimit
"""What a rule may set a limit by."""

_KINDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {"terms": TermLimit, "years": YearsLimit, "break": Break, "age": AgeRule, "none": NoLimit}
)


def _of_kind(cls: type[_Kind], data: object) -> _Kind:
    kinds: dict[str, type[Any]] = {cast("Any", cls).kind: cls}
    kind, fields = fields_of_kind(data, kinds, Fault("unknown-limit", "limit", "must be of this kind"))
    return cast("_Kind", kind(**fields))


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
    single = isinstance(given, (*_KINDS.values(), Mapping, str, int))
    return all_of([given] if single else given, _limit, "limits", RuleError)


def _limit(given: object) -> Limit:
    if isinstance(given, tuple(_KINDS.values())):
        return cast("Limit", given)
    if not isinstance(given, Mapping):
        rule, fix = "must be a limit, or its plain dict", "write TermLimit(…), YearsLimit(…) or another"
        raise RecordError(Fault("unknown-limit", "one of the limits", rule, shown(given), fix))
    plain = cast("object", given)
    kind, fields = fields_of_kind(plain, _KINDS, Fault("unknown-limit", "limit", "must be of a known kind"))
    return cast("Limit", kind(**fields))
