"""How an election keeps to its calendar: each step that was taken, or was not, against its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from consultgov.elections.steps import (
    POLLING_DAY,
    CalendarReview,
    CalendarStep,
    Done,
    ReckonedStep,
    Reckoning,
)
from consultgov.errors import Fault, RecordError
from consultgov.verdicts import Finding

__all__ = ["review_of"]


class _Origin(NamedTuple):
    """A day from which steps are reckoned: when another was taken, or by when it has to be."""

    day: date
    taken: bool


class _Place(NamedTuple):
    """A step in one of its occasions: where it is reckoned from, and the day on which it was taken."""

    reckoned: ReckonedStep
    origin: _Origin
    on: date | None


def review_of(
    order: tuple[CalendarStep, ...],
    events: list[Done],
    polling: date,
    today: date,
    holidays: frozenset[date],
) -> CalendarReview:
    """What was late, early or left out by a day, and what is still due.

    Args:
        order: the steps, each after the one that it is reckoned from.
        events: the steps that were taken by that day.
        polling: polling day.
        today: the day of asking.
        holidays: the days that are holidays.
    """
    origins: dict[str, dict[str, _Origin]] = {POLLING_DAY: {"": _Origin(polling, taken=True)}}
    by_step: dict[str, list[Done]] = {step.name: [] for step in order}
    for event in events:
        by_step[event.step].append(event)
    repeated: set[str] = set()
    findings: list[Finding] = []
    due: list[ReckonedStep] = []
    for step in order:
        if step.each or step.of in repeated:
            repeated.add(step.name)
        taken = _taken(by_step[step.name], repeated=step.name in repeated)
        places = list(_places(step, origins[step.of], taken, holidays))
        for place in places:
            findings += _findings(place, today)
            due += [place.reckoned] if _is_due(place, today) else []
        origins[step.name] = _origins(places, repeated=step.name in repeated)
    due.sort(key=lambda each: (each.day, each.step.name, each.about))
    return CalendarReview(tuple(findings), tuple(due))


def _taken(events: Iterable[Done], *, repeated: bool) -> dict[str, date]:
    """By what it was about, the day on which a step was taken."""
    found: dict[str, date] = {}
    for event in events:
        about = event.about if repeated else ""
        if about in found:
            rule, fix = "must be taken once", "say what each is about" if repeated else "keep one"
            raise RecordError(Fault("step-twice", f"step {event.step!r}", rule, event.about, fix))
        found[about] = event.on
    return found


def _places(
    step: CalendarStep, origins: Mapping[str, _Origin], taken: Mapping[str, date], holidays: frozenset[date]
) -> Iterator[_Place]:
    """The occasions of a step: those of what it is reckoned from, or where it is optional, its own."""
    for about in taken if step.each else origins:
        origin = origins.get(about) or origins.get("")
        if origin is not None:
            bound = step.bound(origin.day, holidays)
            yield _Place(ReckonedStep(step, bound, about), origin, taken.get(about))


def _origins(places: Iterable[_Place], *, repeated: bool) -> dict[str, _Origin]:
    """From where others are reckoned; what happened too late, of several, is none."""
    return {
        place.reckoned.about: _Origin(place.on or place.reckoned.day, place.on is not None)
        for place in places
        if not repeated or (place.on is not None and not _late(place))
    }


def _late(place: _Place) -> bool:
    latest = place.reckoned.latest
    return place.on is not None and latest is not None and place.on > latest


def _is_due(place: _Place, today: date) -> bool:
    latest = place.reckoned.latest
    return place.on is None and latest is not None and today <= latest


def _findings(place: _Place, today: date) -> Iterator[Finding]:
    """What is wrong with a step."""
    if place.on is None:
        yield from _left_out(place, today)
        return
    earliest = _earliest(place)
    if _late(place):
        yield _found_late(place.reckoned, place.on)
    elif earliest is not None and place.on < earliest:
        yield _found_early(place.reckoned, place.on, earliest)


def _left_out(place: _Place, today: date) -> Iterator[Finding]:
    """That it was not done in time; of what follows another step only where that one was taken."""
    reckoned = place.reckoned
    begun = place.origin.taken or reckoned.step.reckoning is Reckoning.BEFORE
    if begun and reckoned.latest is not None and today > reckoned.latest:
        facts = _named(reckoned, latest=reckoned.day)
        if reckoned.about:
            yield Finding("step-missing-about", facts, reckoned.step.clause)
        else:
            yield Finding("step-missing", facts, reckoned.step.clause)


def _found_late(reckoned: ReckonedStep, on: date) -> Finding:
    facts = _named(reckoned, on=on, latest=reckoned.day)
    if reckoned.about:
        return Finding("step-late-about", facts, reckoned.step.clause)
    return Finding("step-late", facts, reckoned.step.clause)


def _found_early(reckoned: ReckonedStep, on: date, earliest: date) -> Finding:
    facts = _named(reckoned, on=on, earliest=earliest)
    if reckoned.about:
        return Finding("step-early-about", facts, reckoned.step.clause)
    return Finding("step-early", facts, reckoned.step.clause)


def _named(reckoned: ReckonedStep, **days: date) -> dict[str, object]:
    """The facts of a finding: the step, of one of several what it is about, and days."""
    facts: dict[str, object] = {"step": reckoned.step.name, "about": reckoned.about}
    return facts | {name: day.isoformat() for name, day in days.items()}


def _earliest(place: _Place) -> date | None:
    """The first day for a step: nothing follows another step that comes before it."""
    if place.reckoned.step.reckoning is Reckoning.WITHIN:
        return place.origin.day if place.origin.taken else None
    return place.reckoned.earliest
