"""The steps of an election: how the day of each follows from another day, and which were taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, final

import attrs

from consultgov.elections.dates import first_working
from consultgov.errors import Fault, RuleError, shown
from consultgov.fields import read_fields
from consultgov.spans import day, days_after
from consultgov.verdicts import Clause, Finding, Verdict, explained
from consultgov.voting.reading import choice, clause_of, named, truth

__all__ = ["POLLING_DAY", "CalendarReview", "CalendarStep", "Done", "ReckonedStep", "Reckoning"]

POLLING_DAY: Final = "polling-day"
"""The name by which steps refer to the day on which votes are cast."""

_MOST_DAYS: Final = 36_600


def __dir__() -> list[str]:
    return __all__


@final
class Reckoning(StrEnum):
    """How the day of a step follows from another day."""

    BEFORE = "before"
    """So many days before it at the latest (二十日前)."""
    WITHIN = "within"
    """Within so many days after it (五日内)."""
    AFTER = "after"
    """So many days after it at the earliest (不少于十五日)."""


# --- steps ------------------------------------------------------------------------------------------


def _name(given: object) -> str:
    return named(given, "name of a step")


def _by(given: object) -> str:
    return "" if given == "" else named(given, "who takes a step")


def _reckoning(given: object) -> Reckoning:
    return choice(Reckoning, given, "reckoning of a step")


def _truth(given: object) -> bool:
    return truth(given, "setting of a step")


def _days(given: object) -> int:
    if type(given) is not int or not 0 <= given <= _MOST_DAYS:
        rule = f"must be a whole number of days, 0 to {_MOST_DAYS}"
        raise RuleError(Fault("bad-days", "days of a step", rule, shown(given)))
    return given


@final
@attrs.frozen
class CalendarStep:
    """One step on the way to polling day, and its time.

    Days are counted from the other day, which is not counted itself; so that 20 days before 25 May is 5 May.

    Attributes:
        name: the step, in the words of the rule.
        days: how many days.
        reckoning: before another day at the latest, within days after it, or after it at the earliest.
        of: the other day: polling day, or the name of another step.
        clear: the days must lie between, neither end counted: 20 days before 25 May is 4 May then.
        each: it happens as often as there is reason for it, and perhaps never, as objections do. What is
            reckoned from such a step follows each of them.
        by: who takes the step.
        clause: where the rule stands.

    Raises:
        RuleError: days that are none; clear days for what has to be done within them.

    >>> CalendarStep("voters' list", 20, "before").of
    'polling-day'
    """

    name: str = attrs.field(converter=_name)
    days: int = attrs.field(converter=_days)
    reckoning: Reckoning = attrs.field(converter=_reckoning)
    of: str = attrs.field(default=POLLING_DAY, converter=_name)
    clear: bool = attrs.field(default=False, converter=_truth)
    each: bool = attrs.field(default=False, converter=_truth)
    by: str = attrs.field(default="", converter=_by)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        if self.clear and self.reckoning is Reckoning.WITHIN:
            rule, fix = "must go with before or after", "leave it out"
            raise RuleError(Fault("no-use", f"clear of {self.name!r}", rule, "", fix))

    @property
    def gap(self) -> int:
        """How many days the two dates are apart at least, or of what is due within days, at most."""
        return self.days + (1 if self.clear else 0)

    def bound(self, other: date, holidays: frozenset[date] = frozenset()) -> date:
        """The latest day, or of a step after another day the earliest one.

        A last day that is a holiday moves to the first day after the holiday (民法典第二百零三条); days that
        are counted back do not move.

        Args:
            other: the day from which it is reckoned.
            holidays: the days that are holidays.
        """
        if self.reckoning is Reckoning.BEFORE:
            return days_after(other, -self.gap)
        found = days_after(other, self.gap)
        return first_working(found, holidays) if self.reckoning is Reckoning.WITHIN else found

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {
            "name": self.name,
            "days": self.days,
            "reckoning": self.reckoning.value,
        }
        rest = {"of": (self.of, POLLING_DAY), "clear": (self.clear, False), "each": (self.each, False)}
        plain |= {name: value for name, (value, usual) in rest.items() if value != usual}
        if self.by:
            plain["by"] = self.by
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> CalendarStep:
        """The step from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "step")


def _on(given: object) -> date:
    return day(given, "day of a step")


@final
@attrs.frozen
class Done:
    """A step that was taken.

    Attributes:
        step: its name.
        on: the day.
        about: of steps that happen more than once, which: the objection of whom, the decision on whose.

    >>> Done("objection", "2026-05-08", about="li").to_dict()
    {'step': 'objection', 'on': '2026-05-08', 'about': 'li'}
    """

    step: str = attrs.field(converter=_name)
    on: date = attrs.field(converter=_on)
    about: str = attrs.field(default="", converter=_by)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        plain: dict[str, object] = {"step": self.step, "on": self.on.isoformat()}
        return {**plain, "about": self.about} if self.about else plain

    @classmethod
    def from_dict(cls, data: object) -> Done:
        """The step that was taken, from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "step that was taken")


@final
@attrs.frozen
class ReckonedStep:
    """A step with its day.

    Attributes:
        step: the step.
        day: the latest day for it, or of a step after another day, the earliest.
        about: of steps that happen more than once, which one.
    """

    step: CalendarStep
    day: date
    about: str = ""

    @property
    def latest(self) -> date | None:
        """The latest day for it, if there is one."""
        return None if self.step.reckoning is Reckoning.AFTER else self.day

    @property
    def earliest(self) -> date | None:
        """The earliest day for it, if there is one."""
        return self.day if self.step.reckoning is Reckoning.AFTER else None

    def verdict(self) -> Verdict:
        """What is due by when, as a verdict."""
        code = "step-from" if self.latest is None else "step-due"
        facts: dict[str, object] = {"step": self.step.name, "day": self.day.isoformat()}
        if self.about:
            code, facts["about"] = f"{code}-about", self.about
        return Verdict(holds=True, code=code, rule="", facts=facts, clause=self.step.clause)

    def explain(self, language: str = "en") -> str:
        """What is due by when, in a sentence, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return self.verdict().explain(language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, for notices and user interfaces."""
        name = "earliest" if self.latest is None else "latest"
        plain: dict[str, object] = {"step": self.step.to_dict(), name: self.day.isoformat()}
        return {**plain, "about": self.about} if self.about else plain


@final
@attrs.frozen
class CalendarReview:
    """How an election keeps to its calendar.

    Attributes:
        findings: what was late, early, or was not done in time.
        due: what still has to be done, the earliest last day first.
    """

    findings: tuple[Finding, ...] = ()
    due: tuple[ReckonedStep, ...] = ()

    def account(self) -> tuple[Verdict, ...]:
        """The findings and what is due, as verdicts; where there is neither, that all is as it should be."""
        return tuple(self._account()) or (Verdict(holds=True, code="calendar-kept", rule=""),)

    def _account(self) -> Iterator[Verdict]:
        for each in self.findings:
            yield Verdict(holds=False, code=each.code, rule="", facts=each.facts, clause=each.clause)
        yield from (each.verdict() for each in self.due)

    def explain(self, language: str = "en") -> str:
        """The same in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {
            "findings": [each.to_dict() for each in self.findings],
            "due": [each.to_dict() for each in self.due],
        }
