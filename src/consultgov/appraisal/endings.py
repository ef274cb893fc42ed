"""When appraisals that came out badly end an office by operation of law: nobody votes on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, cast, final

import attrs

from consultgov.appraisal.stating import read, stated, values
from consultgov.errors import Fault, RecordError, RuleError, shown
from consultgov.spans import day
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.putting import expect
from consultgov.voting.reading import choice, clause_of, day_or_none, items, named

__all__ = ["EndsByLaw", "From", "Gap", "Rated", "ends_by_law"]

_MOST_TIMES: Final = 100

_GOES_ON: Final = {0: "office-goes-on-clear", 1: "office-goes-on-once"}
"""How it is told that an office goes on, by how many bad results in a row there are."""


@final
class Gap(StrEnum):
    """What a year without an appraisal, or with one that came to no grade, does to a run of bad ones."""

    PASSED_OVER = "passed_over"
    """The run goes on after it: what counts are appraisals in a row."""
    BREAKS = "breaks"
    """The run begins anew: what counts are years in a row."""


@final
class From(StrEnum):
    """From when on the office has ended."""

    THAT_DAY = "that_day"
    """From the day of the last of the bad results."""
    NEXT_DAY = "next_day"
    """From the day after it."""


def _gap(given: object) -> Gap:
    return choice(Gap, given, "gaps")


def _takes_effect(given: object) -> From:
    return choice(From, given, "effect")


def _grade(given: object) -> str:
    return named(given, "grade")


def _grade_or_none(given: object) -> str | None:
    return None if given is None else _grade(given)


def _on(given: object) -> date | None:
    return day_or_none(given, "day of the result")


def _year(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= date.max.year:
        raise RecordError(Fault("bad-year", "year", "must be a whole number, such as 2026", shown(given)))
    return given


def _times(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= _MOST_TIMES:
        rule = f"must be a whole number from 1 to {_MOST_TIMES}"
        raise RuleError(Fault("bad-size", "times", rule, shown(given)))
    return given


@final
@attrs.frozen
class Rated:
    """The result of one year's appraisal of somebody.

    Attributes:
        year: the year that was appraised.
        grade: the grade, or ``None`` where there was no appraisal, or none that came to a grade.
        on: the day of the result, where it is known.
    """

    year: int = attrs.field(converter=_year)
    grade: str | None = attrs.field(default=None, converter=_grade_or_none)
    on: date | None = attrs.field(default=None, converter=_on)


@final
@attrs.frozen(kw_only=True)
class EndsByLaw:
    """So many appraisals with the worst grade in a row end an office, without a vote.

    The law on residents' committees says so of two in its article 37, the law on villagers' committees in
    its article 38. Both count appraisals, so that a year without one is passed over unless the body says
    otherwise.

    Attributes:
        grade: the grade that counts against the office, as the appraisals name it.
        times: how many in a row.
        gaps: what a year without a grade does to the run.
        effect: from when on the office has ended.
        clause: where the rule stands.

    Raises:
        RuleError, TallyError: a number below 1, an unknown policy, a grade without a name.
    """

    grade: str = attrs.field(converter=_grade)
    times: int = attrs.field(default=2, converter=_times)
    gaps: Gap = attrs.field(default=Gap.PASSED_OVER, converter=_gap)
    effect: From = attrs.field(default=From.THAT_DAY, converter=_takes_effect)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> EndsByLaw:
        """The rule from its plain dict.

        Raises:
            RecordError: keys that it does not have.
        """
        return read(cls, data, "end by operation of law")


def ends_by_law(results: Iterable[Rated | tuple[object, ...]], rule: EndsByLaw, *, who: str) -> Verdict:
    """Whether an office has ended by operation of law, and from which day.

    What was decided later changes nothing: an office that has ended stays so.

    Args:
        results: a result for each year, in any order: ``Rated`` values, or year, grade and day.
        rule: how many bad results in a row end it.
        who: who holds the office.

    Returns:
        ``office-ended`` or ``office-ended-on`` (of one result ``office-ended-once``,
        ``office-ended-once-on``), which hold; or ``office-goes-on`` (of a run of one
        ``office-goes-on-once``, of none ``office-goes-on-clear``) with the run at the end.

    Raises:
        RuleError: a year that is there twice, what is no year.

    >>> law = EndsByLaw(grade="not competent", clause=Clause("residents' committee law (2025), art. 37"))
    >>> done = ends_by_law([(2024, "not competent"), (2025, "not competent", "2025-12-28")], law, who="li")
    >>> done.holds, done.facts["from_day"]
    (True, '2025-12-28')
    """
    expect("rule", rule, EndsByLaw)
    listed = sorted(
        values(results, _rated, "results", lambda each: str(each.year), least=0), key=lambda each: each.year
    )
    run: list[Rated] = []
    for run in _runs(listed, rule):
        if len(run) == rule.times:
            return _ended(run, rule, who)
    facts = {"who": who, "grade": rule.grade, "run": len(run), "times": rule.times}
    code = _GOES_ON.get(len(run), "office-goes-on")
    return Verdict(holds=False, code=code, rule="", facts=facts, clause=rule.clause)


def _rated(given: object) -> Rated:
    if isinstance(given, Rated):
        return given
    parts = items(given, "result of a year")
    if not 1 <= len(parts) <= len(attrs.fields(Rated)):
        fix = 'write (2026, "competent")'
        raise RecordError(
            Fault("not-a-pair", "result of a year", "must be year and grade", shown(given), fix)
        )
    return Rated(*cast("list[Any]", parts))


def _runs(listed: Iterable[Rated], rule: EndsByLaw) -> Iterator[list[Rated]]:
    """The run of bad results as it stands after each year."""
    run: list[Rated] = []
    before: int | None = None
    for each in listed:
        skipped = before is not None and each.year > before + 1
        if rule.gaps is Gap.BREAKS and (skipped or each.grade is None):
            run = []
        if each.grade is not None:
            run = [*run, each] if each.grade == rule.grade else []
        before = each.year
        yield run


def _ended(run: list[Rated], rule: EndsByLaw, who: str) -> Verdict:
    facts: dict[str, object] = {
        "who": who,
        "grade": rule.grade,
        "times": rule.times,
        "years": [each.year for each in run],
    }
    code = "office-ended" if rule.times > 1 else "office-ended-once"
    last = run[-1].on
    if last is not None:
        code, facts["from_day"] = f"{code}-on", _first_day(last, rule).isoformat()
    return Verdict(holds=True, code=code, rule="", facts=facts, clause=rule.clause)


def _first_day(last: date, rule: EndsByLaw) -> date:
    """The first day on which there is no office any more."""
    later = rule.effect is From.NEXT_DAY and last < date.max
    return day(last) + timedelta(days=1 if later else 0)
