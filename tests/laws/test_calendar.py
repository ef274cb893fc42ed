"""Laws of an election's calendar and of its committee."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.elections import (
    POLLING_DAY,
    CalendarStep,
    Done,
    ElectionCalendar,
    ElectoralCommittee,
    Reckoning,
)
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

POLLING = date(2026, 5, 25)


def on(days: int) -> date:
    return POLLING + timedelta(days=days)


@st.composite
def calendars(draw: st.DrawFn) -> ElectionCalendar:
    """Steps, each reckoned from polling day or from an earlier one in the list."""
    steps: list[CalendarStep] = []
    for place in range(draw(st.integers(1, 6))):
        of = draw(st.sampled_from([POLLING_DAY, *(step.name for step in steps)]))
        reckoning = draw(st.sampled_from(Reckoning))
        clear = reckoning is not Reckoning.WITHIN and draw(st.booleans())
        steps.append(CalendarStep(f"s{place}", draw(st.integers(0, 9)), reckoning, of=of, clear=clear))
    return ElectionCalendar(draw(st.permutations(steps)))


holidays = st.lists(st.integers(-30, 60).map(on), max_size=12)

Reckon = Callable[[ElectionCalendar, list[date]], dict[str, date]]


def reckoned(calendar: ElectionCalendar, off: list[date]) -> dict[str, date]:
    """What is under test: step to its day."""
    return {each.step.name: each.day for each in calendar.reckon(POLLING, off)}


def reckoned_loosely(calendar: ElectionCalendar, off: list[date]) -> dict[str, date]:
    """The mutant that takes clear days for days apart."""
    loose = [attrs.evolve(step, clear=False) for step in calendar.steps]
    return reckoned(ElectionCalendar(loose), off)


def check_kept(calendar: ElectionCalendar, off: list[date], reckon: Reckon = reckoned) -> None:
    """Who does everything on its day has kept the calendar, and has nothing left to do."""
    done = [Done(name, day) for name, day in reckon(calendar, off).items()]
    review = calendar.review(POLLING, done, as_of=date(2027, 5, 25), holidays=off)
    assert (review.findings, review.due) == ((), ())


@given(calendars(), holidays)
def test_everything_on_its_day_keeps_the_calendar(calendar: ElectionCalendar, off: list[date]) -> None:
    check_kept(calendar, off)


def test_the_law_of_keeping_can_fail() -> None:
    assert caught(partial(check_kept, reckon=reckoned_loosely), calendars(), holidays)


def check_bound(calendar: ElectionCalendar, place: int, reckon: Reckon = reckoned) -> None:
    """One day after its last day, or before its first, a step breaks the calendar."""
    days = reckon(calendar, [])
    step = calendar.steps[place % len(calendar.steps)]
    missed = days[step.name] + timedelta(days=-1 if step.reckoning is Reckoning.AFTER else 1)
    done = [Done(name, day) for name, day in days.items() if name != step.name] + [Done(step.name, missed)]
    findings = calendar.review(POLLING, done, as_of=date(2027, 5, 25)).findings
    event(step.reckoning.value)
    assert step.name in [finding.facts["step"] for finding in findings]


def reckoned_early(calendar: ElectionCalendar, off: list[date]) -> dict[str, date]:
    """The mutant that leaves a day to spare."""
    return reckoned(
        ElectionCalendar(
            [
                attrs.evolve(step, days=step.days + 1) if step.reckoning is Reckoning.BEFORE else step
                for step in calendar.steps
            ]
        ),
        off,
    )


@given(calendars(), st.integers(0, 5))
def test_a_day_beyond_its_day_breaks_the_calendar(calendar: ElectionCalendar, place: int) -> None:
    check_bound(calendar, place)


def test_the_law_of_bounds_can_fail() -> None:
    assert caught(partial(check_bound, reckon=reckoned_early), calendars(), st.integers(0, 5))


Find = Callable[[ElectionCalendar, dict[str, date]], date | None]


def earliest(calendar: ElectionCalendar, done: dict[str, date]) -> date | None:
    """What is under test: the first day on which votes may be cast."""
    return calendar.earliest_polling_day(done)


def earliest_loosely(calendar: ElectionCalendar, done: dict[str, date]) -> date | None:
    """The mutant that takes clear days for days apart."""
    loose = [attrs.evolve(step, clear=False) for step in calendar.steps]
    return ElectionCalendar(loose).earliest_polling_day(done)


def earliest_late(calendar: ElectionCalendar, done: dict[str, date]) -> date | None:
    """The mutant that leaves a day to spare."""
    first = earliest(calendar, done)
    return None if first is None else first + timedelta(days=1)


def kept_back(calendar: ElectionCalendar) -> list[CalendarStep]:
    """The steps before polling day."""
    return [step for step in calendar.steps if step.reckoning is Reckoning.BEFORE and step.of == POLLING_DAY]


def check_earliest(calendar: ElectionCalendar, find: Find = earliest) -> None:
    """Polling day is the first day for what is done on its last day."""
    back = kept_back(calendar)
    days = reckoned(calendar, [])
    first = find(calendar, {step.name: days[step.name] for step in back})
    event("none" if first is None else "some")
    assert first == (POLLING if back else None)


@given(calendars())
def test_the_first_polling_day_is_the_other_way_round(calendar: ElectionCalendar) -> None:
    check_earliest(calendar)


def test_the_law_of_the_first_polling_day_can_fail() -> None:
    assert caught(partial(check_earliest, find=earliest_loosely), calendars())


def check_tight(calendar: ElectionCalendar, days: list[date], find: Find = earliest) -> None:
    """On the first polling day nothing that was done is late; a day earlier something is."""
    done = {step.name: day for step, day in zip(kept_back(calendar), days, strict=False)}
    first = find(calendar, done)
    event("none" if first is None else "some")
    if first is None:
        assert not done
        return
    taken = [Done(name, day) for name, day in done.items()]
    late = [
        [each.code for each in calendar.review(polling, taken, as_of=date(2027, 5, 25)).findings]
        for polling in (first, first - timedelta(days=1))
    ]
    assert ["step-late" in codes for codes in late] == [False, True]


done_on = st.lists(st.integers(-30, 30).map(on), min_size=6, max_size=6)


@given(calendars(), done_on)
def test_a_day_before_the_first_polling_day_something_is_late(
    calendar: ElectionCalendar, days: list[date]
) -> None:
    check_tight(calendar, days)


@pytest.mark.parametrize("mutant", [earliest_loosely, earliest_late])
def test_the_law_of_the_day_before_can_fail(mutant: Find) -> None:
    assert caught(partial(check_tight, find=mutant), calendars(), done_on)


# --- the committee ----------------------------------------------------------------------------------


@st.composite
def departures(draw: st.DrawFn) -> tuple[ElectoralCommittee, dict[str, date]]:
    """A committee with reserves, and who leaves it on which day."""
    members = [f"m{place}" for place in range(draw(st.integers(1, 5)))]
    reserves = [f"r{place}" for place in range(draw(st.integers(0, 4)))]
    gone = draw(st.dictionaries(st.sampled_from(members + reserves), st.integers(0, 4).map(on), max_size=6))
    return ElectoralCommittee(members, reserves), gone


def seated(committee: ElectoralCommittee, gone: dict[str, date], day: date) -> tuple[str, ...]:
    """What is under test: the members on a day."""
    return committee.on(day, left=gone).members


def seated_at_once(committee: ElectoralCommittee, gone: dict[str, date], day: date) -> tuple[str, ...]:
    """The mutant that lets everybody move up who is there in the end."""
    last = {person: min(gone.values()) for person, left in gone.items() if left <= day}
    return committee.on(day, left=last).members


def check_committee(
    case: tuple[ElectoralCommittee, dict[str, date]],
    seats: Callable[[ElectoralCommittee, dict[str, date], date], tuple[str, ...]] = seated,
) -> None:
    """Day by day, the next reserve who is still there takes the first empty seat."""
    committee, gone = case
    places: list[str | None] = list(committee.members)
    waiting = list(committee.reserves)
    for number in range(6):
        day = on(number)
        for place, person in enumerate(places):
            if person is not None and gone.get(person) == day:
                waiting = [each for each in waiting if each not in gone or gone[each] > day]
                places[place] = waiting.pop(0) if waiting else None
        expected = tuple(person for person in places if person is not None)
        assert seats(committee, gone, day) == expected
        assert committee.on(day, left=gone).vacancies == len(places) - len(expected)


@given(departures())
def test_reserves_move_up_day_by_day(case: tuple[ElectoralCommittee, dict[str, date]]) -> None:
    check_committee(case)


def test_the_law_of_the_committee_can_fail() -> None:
    assert caught(partial(check_committee, seats=seated_at_once), departures())
