"""The calendar of an election, reckoned back from polling day: what is due when, and what was late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, final

import attrs

from consultgov.elections.dates import holidays_of
from consultgov.elections.keeping import review_of
from consultgov.elections.steps import (
    POLLING_DAY,
    CalendarReview,
    CalendarStep,
    Done,
    ReckonedStep,
    Reckoning,
)
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.records import expect_keys
from consultgov.spans import day, days_after, months_after
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.reading import clause_of, items

__all__ = ["ElectionCalendar"]

_MOST_MONTHS: Final = 1_200
_MOST_STEPS: Final = 200


def __dir__() -> list[str]:
    return __all__


# --- calendars --------------------------------------------------------------------------------------


def _steps(given: object) -> tuple[CalendarStep, ...]:
    listed = items(given, "steps")
    if len(listed) > _MOST_STEPS:
        raise RecordError(Fault("too-many-steps", "steps", f"must be at most {_MOST_STEPS}"))
    return tuple(each if isinstance(each, CalendarStep) else CalendarStep.from_dict(each) for each in listed)


def _months(given: object) -> int | None:
    if given is None or (type(given) is int and 0 <= given <= _MOST_MONTHS):
        return given
    rule = f"must be a whole number of months, 0 to {_MOST_MONTHS}"
    raise RuleError(Fault("bad-months", "time for which it may be put off", rule, shown(given)))


@final
@attrs.frozen
class ElectionCalendar:
    """The steps of an election, each with its time before polling day or after another step.

    Attributes:
        steps: the steps, in any order.
        put_off: the most months by which the election may be put off; no end is set where ``None``.
        clause: where it stands how long it may be put off.

    Raises:
        RuleError: a name given twice, a step reckoned from nothing that is there, or in a circle.

    >>> calendar = ElectionCalendar(
    ...     [
    ...         CalendarStep("voters' list", 20, "before"),
    ...         CalendarStep("objection", 5, "within", of="voters' list", each=True),
    ...         CalendarStep("decision", 3, "within", of="objection"),
    ...     ]
    ... )
    >>> for step in calendar.reckon("2026-05-25"):
    ...     print(step.step.name, step.day)
    voters' list 2026-05-05
    objection 2026-05-10
    decision 2026-05-13
    """

    steps: tuple[CalendarStep, ...] = attrs.field(converter=_steps)
    put_off: int | None = attrs.field(default=None, converter=_months)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)
    _order: tuple[CalendarStep, ...] = attrs.field(init=False, eq=False, repr=False, default=())

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        names = [step.name for step in self.steps]
        for name in sorted({name for name in names if names.count(name) > 1 or name == POLLING_DAY}):
            faults.add(Fault("step-twice", f"step {name!r}", "must be given once, and not be polling day"))
        for step in self.steps:
            if step.of not in (POLLING_DAY, *names):
                known = ", ".join((POLLING_DAY, *names))
                faults.add(Fault("unknown-step", f"{step.name}: of", f"must be one of {known}", step.of))
        faults.close(RuleError)
        object.__setattr__(self, "_order", _in_order(self.steps))

    # --- reckoning ------------------------------------------------------------------------------

    def reckon(
        self, polling_day: date | str, holidays: Iterable[date | str] = ()
    ) -> tuple[ReckonedStep, ...]:
        """The day of each step, if every step is taken on its last day; the earliest day first.

        Args:
            polling_day: the day on which votes are cast.
            holidays: the days that are holidays, from the caller's calendar.

        Raises:
            RecordError: what is no day, a day beyond the calendar.
        """
        known = {POLLING_DAY: day(polling_day, "polling_day")}
        off = holidays_of(holidays)
        for step in self._order:
            known[step.name] = step.bound(known[step.of], off)
        found = [ReckonedStep(step, known[step.name]) for step in self.steps]
        return tuple(sorted(found, key=lambda each: each.day))

    def earliest_polling_day(self, done: Mapping[str, date | str]) -> date | None:
        """The first day on which votes may be cast, where some steps are taken on known days.

        Args:
            done: step to the day on which it was or will be taken.

        Returns:
            The day; ``None`` where none of these steps keeps polling day back.

        Raises:
            RecordError: an unknown step, what is no day.

        >>> calendar = ElectionCalendar([CalendarStep("voters' list", 20, "before")])
        >>> calendar.earliest_polling_day({"voters' list": "2026-05-01"}).isoformat()
        '2026-05-21'
        """
        names = {step.name for step in self.steps}
        known: dict[str, date] = {}
        for name, on in done.items():
            if name not in names:
                raise _unknown(name, names)
            known[name] = day(on, name)
        for step in reversed(self._order):  # what comes before another step keeps that one back
            if step.reckoning is Reckoning.BEFORE and step.name in known and step.of not in done:
                first = days_after(known[step.name], step.gap)
                known[step.of] = max(first, known.get(step.of, first))
        return known.get(POLLING_DAY)

    def latest_polling_day(self, due: date | str) -> date | None:
        """The last day to which an election may be put off that was due on a day; ``None``: no end is set.

        >>> ElectionCalendar([], put_off=6).latest_polling_day("2026-08-31").isoformat()
        '2027-02-28'
        """
        return None if self.put_off is None else months_after(day(due, "due"), self.put_off)

    def may_put_off(self, due: date | str, polling_day: date | str) -> Verdict:
        """Whether an election that was due on a day may be held on another.

        Raises:
            RecordError: what is no day.
        """
        first, on, last = day(due, "due"), day(polling_day, "polling_day"), self.latest_polling_day(due)
        facts = {"due": first.isoformat(), "on": on.isoformat()}
        if last is None or on <= last:
            return Verdict(True, "may-be-put-off", "", facts, clause=self.clause)  # noqa: FBT003 - the answer itself
        facts["latest"] = last.isoformat()
        return Verdict(False, "put-off-too-long", "", facts, clause=self.clause)  # noqa: FBT003 - the same

    # --- reviewing ------------------------------------------------------------------------------

    def review(
        self,
        polling_day: date | str,
        events: Iterable[Done],
        *,
        as_of: date | str,
        holidays: Iterable[date | str] = (),
    ) -> CalendarReview:
        """What was late, early or left out by a day, and what is still due.

        A step is reckoned from the day on which the other was taken; before that, from its last day. What
        came too late (an objection after its time) needs no answer.

        Args:
            polling_day: the day on which votes are cast.
            events: the steps that were taken; those after ``as_of`` are not known yet.
            as_of: the day of asking, itself not over.
            holidays: the days that are holidays.

        Raises:
            RecordError: an unknown step, one taken twice, what is no day.
        """
        polling, today = day(polling_day, "polling_day"), day(as_of, "as_of")
        names = {step.name for step in self.steps}
        taken = [_taken(each, names) for each in items(events, "events")]
        known = [each for each in taken if each.on <= today]
        return review_of(self._order, known, polling, today, holidays_of(holidays))

    # --- records --------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        plain: dict[str, object] = {"steps": [step.to_dict() for step in self.steps]}
        if self.put_off is not None:
            plain["put_off"] = self.put_off
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> ElectionCalendar:
        """The calendar from its plain dict.

        Raises:
            RecordError: keys or values that it does not have.
            RuleError: what the constructor refuses.
        """
        optional = frozenset({"put_off", "clause"})
        plain = expect_keys(data, "calendar", frozenset({"steps"}), optional)
        faults = Faults()
        readers: Mapping[str, Any] = {"steps": _read_steps, "put_off": _months, "clause": clause_of}
        read: dict[str, Any] = {name: faults.attempt(readers[name], value) for name, value in plain.items()}
        faults.close(RecordError)
        return cls(**read)


def _read_steps(given: object) -> tuple[CalendarStep, ...]:
    """The steps from their plain dicts, the faults of all at once."""
    faults = Faults()
    read = [faults.attempt(CalendarStep.from_dict, each) for each in items(given, "steps")]
    faults.close(RecordError)
    return tuple(step for step in read if step is not None)


def _taken(given: object, names: set[str]) -> Done:
    """A step that was taken, of those that there are."""
    if not isinstance(given, Done):
        raise RecordError(Fault("wrong-kind", "event", "must be a Done", shown(given)))
    if given.step not in names:
        raise _unknown(given.step, names)
    return given


def _unknown(name: object, names: Iterable[str]) -> RecordError:
    rule = "must be a step of the calendar"
    return RecordError(Fault("unknown-step", shown(name), rule, "", f"use one of {', '.join(sorted(names))}"))


def _in_order(steps: tuple[CalendarStep, ...]) -> tuple[CalendarStep, ...]:
    """The steps, each after the one that it is reckoned from.

    Raises:
        RuleError: a circle.
    """
    found: dict[str, CalendarStep] = {}
    left = list(steps)
    while left:
        ready = [step for step in left if step.of == POLLING_DAY or step.of in found]
        if not ready:
            names = ", ".join(step.name for step in left)
            raise RuleError(Fault("step-circle", "steps", "must not be reckoned from each other", names))
        found |= {step.name: step for step in ready}
        left = [step for step in left if step.name not in found]
    return tuple(found.values())
