"""Routine supervision blended with the year's end: the mean of the year's records and one score, by share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, cast, final

import attrs

from consultgov.appraisal.stating import MOST, figure, read, share, stated
from consultgov.appraisal.telling import as_verdict, said, score_told
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.shares import Number, Share, number, number_text
from consultgov.spans import day, months_after
from consultgov.verdicts import Clause, Finding, Verdict, explained
from consultgov.voting.putting import expect
from consultgov.voting.reading import choice, clause_of, items

__all__ = ["Blend", "Blended", "Every", "blend"]


@final
class Every(StrEnum):
    """How often there has to be a record of routine supervision."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    UNSTATED = "unstated"
    """The rule does not say."""


_MONTHS: Final = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.UNSTATED: 0}


def _routine(given: object) -> Share:
    return share(given)


def _every(given: object) -> Every:
    return choice(Every, given, "every")


def _full(given: object) -> Number:
    found = figure(given, "full", least=0)
    if not found:
        raise RuleError(Fault("no-weight", "full", "must be above 0", "0", "write full=100"))
    return found


@final
@attrs.frozen(kw_only=True)
class Blend:
    """How routine supervision and the assessment at the year's end make one score.

    Attributes:
        routine: the share of routine supervision; the rest is that of the year's end.
        every: how often there has to be a record.
        full: the highest score of either.
        clause: where it stands.

    Raises:
        RuleError: a share that is none, an unknown interval.
    """

    routine: Share = attrs.field(converter=_routine)
    every: Every = attrs.field(default=Every.UNSTATED, converter=_every)
    full: Number = attrs.field(default=100, converter=_full)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> Blend:
        """The rule from its plain dict.

        Raises:
            RecordError: keys that it does not have.
        """
        return read(cls, data, "blend")


@final
@attrs.frozen
class Blended:
    """Routine supervision and the year's end as one score.

    Attributes:
        unit: who was assessed.
        rule: how they are blended.
        score: the score, exactly; ``None`` where one of the two is missing.
        routine: the mean of the records that count; ``None`` without any.
        records: how many records count.
        year_end: the score at the year's end.
        findings: what is missing, or does not count.
    """

    unit: str
    rule: Blend
    score: Number | None
    routine: Number | None
    records: int
    year_end: Number | None
    findings: tuple[Finding, ...] = ()

    def explain(self, language: str = "en") -> str:
        """The blend in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: the score with what it is made of below it."""
        parts = tuple(self._parts())
        if self.score is None:
            return (said("blend-open", *parts, holds=False, clause=self.rule.clause, subject=self.unit),)
        code, facts = score_told("blended", "score", self.score)
        facts |= {"subject": self.unit, "full": number_text(self.rule.full)}
        return (said(code, *parts, clause=self.rule.clause, **facts),)

    def _parts(self) -> Iterator[Verdict]:
        of_routine = str(self.rule.routine)
        if self.routine is not None:
            code, mean = score_told("blend-routine", "score", self.routine)
            yield said(code, records=self.records, share=of_routine, **mean)
        if self.year_end is not None:
            rest = str(Share(1 - self.rule.routine.fraction))
            code, final_score = score_told("blend-year-end", "score", self.year_end)
            yield said(code, share=rest, **final_score)
        yield from map(as_verdict, self.findings)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        figures = {"score": self.score, "routine": self.routine, "year_end": self.year_end}
        return {
            "unit": self.unit,
            **{name: None if each is None else number_text(each) for name, each in figures.items()},
            "records": self.records,
            "findings": [each.to_dict() for each in self.findings],
        }


def blend(
    unit: str,
    records: Iterable[tuple[date | str, object]],
    year_end: object,
    rule: Blend,
    *,
    start: date | str,
    end: date | str,
    as_of: date | str,
) -> Blended:
    """One score of a unit from the year's records of routine supervision and the score at its end.

    Args:
        unit: who was assessed.
        records: day and score of each record.
        year_end: the score at the year's end; ``None`` where there is none.
        rule: the shares, and how often there has to be a record.
        start: the first day of the period.
        end: the first day after it.
        as_of: the day of the assessment; later records do not count, and a month that is not over by then
            is not missed.

    Raises:
        RecordError: scores out of range, what is no day, a period that ends before it begins; all at once.

    >>> rule = Blend(routine="40%", every="quarter")
    >>> year = {"start": "2026-01-01", "end": "2027-01-01", "as_of": "2026-12-31"}
    >>> blended = blend("the Third Community", [("2026-02-10", 80), ("2026-05-12", 91)], 90, rule, **year)
    >>> blended.score
    Fraction(441, 5)
    >>> [(finding.code, finding.facts["first"]) for finding in blended.findings]
    [('routine-missing', '2026-07-01'), ('routine-missing', '2026-10-01')]
    """
    expect("rule", rule, Blend)
    faults = Faults()
    first, last, today = (
        faults.attempt(day, given, name) for given, name in ((start, "start"), (end, "end"), (as_of, "as_of"))
    )
    listed = [faults.attempt(_record, each, rule) for each in faults.attempt(items, records, "records") or ()]
    final_score = (
        None if year_end is None else faults.attempt(_score, year_end, "score at the year's end", rule)
    )
    if first is not None and last is not None and last <= first:
        faults.add(Fault("empty-span", "end", "must come after start", str(last)))
    if len(listed) > MOST:
        faults.add(Fault("bad-size", "records", f"must be at most {MOST}", str(len(listed))))
    faults.close(RecordError)
    period = _Period(unit, cast("date", first), cast("date", last), cast("date", today), rule)
    return _blended(period, cast("list[tuple[date, Number]]", listed), final_score)


@final
@attrs.frozen
class _Period:
    """The year of a unit."""

    unit: str
    first: date
    last: date
    today: date
    rule: Blend

    def covers(self, on: date) -> bool:
        """Whether a record of that day counts."""
        return self.first <= on < self.last and on <= self.today

    def parts(self) -> Iterator[tuple[date, date]]:
        """The months, quarters or half-years that are over, each from its first day to the first after it."""
        months = _MONTHS[self.rule.every]
        place, start = 1, self.first
        while months and start < self.last and place <= MOST:
            end = min(_after(self.first, place * months), self.last)
            if end - timedelta(days=1) <= self.today:
                yield start, end
            place, start = place + 1, end


def _after(first: date, months: int) -> date:
    """The day so many months later; where the calendar ends, its last day."""
    try:
        return months_after(first, months)
    except (OverflowError, ValueError):
        return date.max


def _record(given: object, rule: Blend) -> tuple[date, Number]:
    pair = items(given, "record")
    if len(pair) != 2:  # noqa: PLR2004 - day, score
        fix = 'write ("2026-03-10", 85)'
        raise RecordError(Fault("not-a-pair", "record", "must be day and score", shown(given), fix))
    return day(pair[0], "day of a record"), _score(pair[1], "score of a record", rule)


def _score(given: object, subject: str, rule: Blend) -> Number:
    found = figure(cast("Any", given), subject)
    if not 0 <= found <= rule.full:
        text = f"must lie between 0 and {number_text(rule.full)}"
        raise RecordError(Fault("out-of-range", subject, text, number_text(found)))
    return found


def _blended(period: _Period, records: list[tuple[date, Number]], year_end: Number | None) -> Blended:
    counting = [(on, score) for on, score in records if period.covers(on)]
    mean = number(Fraction(sum(score for _, score in counting), len(counting))) if counting else None
    findings = tuple(_findings(period, records, counting, year_end))
    part = period.rule.routine.fraction
    score = None
    if year_end is not None and mean is not None:
        score = number(part * mean + (1 - part) * year_end)
    return Blended(period.unit, period.rule, score, mean, len(counting), year_end, findings)


def _findings(
    period: _Period,
    records: Iterable[tuple[date, Number]],
    counting: list[tuple[date, Number]],
    year_end: Number | None,
) -> Iterator[Finding]:
    clause = period.rule.clause
    for on in sorted(on for on, _ in records if not period.covers(on)):
        facts = {"subject": period.unit, "on": on.isoformat(), "as_of": period.today.isoformat()}
        yield Finding("record-outside-period", facts, clause)
    days = sorted(on for on, _ in counting)
    for start, end in period.parts():
        if bisect_left(days, start) == bisect_left(days, end):
            last = (end - timedelta(days=1)).isoformat()
            missed = {"subject": period.unit, "first": start.isoformat(), "last": last}
            yield Finding("routine-missing", missed, clause)
    if not counting:
        yield Finding("no-routine-record", {"subject": period.unit}, clause)
    if year_end is None:
        yield Finding("year-end-missing", {"subject": period.unit}, clause)
