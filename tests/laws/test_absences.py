"""Laws of absences and suspensions: what a day-by-day reckoning says, and what one more absence can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from consultgov.spans import ANNIVERSARY
from consultgov.terms.ending.attendance import AbsenceRule, AttendanceMark, too_many_absences
from consultgov.terms.ending.suspensions import Suspension, rights_suspended, times_suspended
from consultgov.verdicts import Verdict
from consultgov.voting import SuspendedAfterMisses
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

FIRST = date(2025, 12, 20)
DAYS = 30
DAY = timedelta(days=1)
WORDS = ["present", "absent", "absent", "excused"]


def at(offset: int) -> date:
    return FIRST + offset * DAY


# --- cases ------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """A record over the turn of a year, a rule, and the day asked about."""

    marks: tuple[AttendanceMark, ...]
    rule: AbsenceRule
    on: date


# Strategies are made once: made anew for each case, they cost more than what is tested.
RECORDS = st.dictionaries(
    st.tuples(st.integers(0, DAYS), st.sampled_from(["a", "b"])), st.sampled_from(WORDS), max_size=9
).map(lambda held: tuple(AttendanceMark(at(day), was, name) for (day, name), was in held.items()))
CHOSEN = st.sets(st.sampled_from(["in_a_row", "number", "share"]), min_size=1)
EXCUSED = st.sampled_from(["interrupts", "passed_over", "counts"])
SIZES = st.integers(1, 4)
SHARES = st.tuples(
    st.sampled_from(["1/4", "1/2", "2/3", "3/4"]),
    st.sampled_from(["at_least", "more_than"]),
    st.integers(1, 3),
)
TIMES = st.sampled_from(["none", "rolling", "year", "year so far"])
WITHIN = st.sampled_from(["5 days", "1 month"])


def records() -> st.SearchStrategy[tuple[AttendanceMark, ...]]:
    return RECORDS


@st.composite
def rules(draw: st.DrawFn) -> AbsenceRule:
    chosen = draw(CHOSEN)
    settings: dict[str, Any] = {"excused": draw(EXCUSED)}
    settings |= {name: draw(SIZES) for name in ("in_a_row", "number") if name in chosen}
    if "share" in chosen:
        settings |= dict(zip(("share", "bound", "least_meetings"), draw(SHARES), strict=True))
    if chosen != {"in_a_row"}:
        time = draw(TIMES)
        settings["within"] = draw(WITHIN) if time == "rolling" else None
        settings["calendar_year"] = time.startswith("year")
        settings["at_end"] = time != "year so far"
    return AbsenceRule(**settings)


def cases() -> st.SearchStrategy[Case]:
    return st.builds(Case, records(), rules(), st.integers(0, DAYS + 5).map(at))


Ask = Callable[[Case], Verdict]


def asked(case: Case) -> Verdict:
    """What is under test."""
    return too_many_absences(case.marks, case.rule, who="li", on=case.on)


# --- day by day -------------------------------------------------------------------------------------


def counted(mark: AttendanceMark, rule: AbsenceRule) -> bool | None:
    if mark.was == "excused":
        return {"interrupts": False, "passed_over": None, "counts": True}[rule.excused.value]
    return mark.was == "absent"


def longest(case: Case, today: date) -> int:
    """The longest run of absences up to a day."""
    best = run = 0
    for mark in sorted(case.marks, key=lambda mark: (mark.on, mark.meeting)):
        missed = counted(mark, case.rule)
        if mark.on <= today and missed is not None:
            run = run + 1 if missed else 0
            best = max(best, run)
    return best


def looked_at(case: Case, today: date) -> list[bool]:
    """The meetings in the time that ends with a day: whether each was missed."""
    rule = case.rule

    def lies_in(on: date) -> bool:
        if on > today or (rule.calendar_year and on.year != today.year):
            return False
        return rule.within is None or ANNIVERSARY.last(on, rule.within) >= today

    found = [counted(mark, rule) for mark in case.marks if lies_in(mark.on)]
    return [missed for missed in found if missed is not None]


def reached(case: Case, today: date) -> bool:
    """Whether a bound is reached on a day, by the record up to it."""
    rule, held = case.rule, looked_at(case, today)
    if rule.in_a_row is not None and longest(case, today) >= rule.in_a_row:
        return True
    if rule.number is not None and sum(held) >= rule.number:
        return True
    waits = rule.calendar_year and rule.at_end and (today.month, today.day) != (12, 31)
    if rule.share is None or len(held) < rule.least_meetings or waits:
        return False
    share = Fraction(sum(held), len(held))
    return share > rule.share.fraction or (share == rule.share.fraction and rule.bound == "at_least")


def check_days(case: Case, ask: Ask = asked) -> None:
    """It holds from the first day on which a bound is reached."""
    days = [at(offset) for offset in range((case.on - FIRST).days + 1)]
    first = next((today for today in days if reached(case, today)), None)
    found = ask(case)
    event(found.code)
    assert found.holds is (first is not None)
    assert found.facts.get("since") == (None if first is None else first.isoformat())


@given(cases())
def test_it_is_so_since_the_first_day_that_reaches_a_bound(case: Case) -> None:
    check_days(case)


def with_rule(case: Case, **changes: object) -> Verdict:
    return asked(case._replace(rule=attrs.evolve(case.rule, **changes)))


def a_day_late(case: Case) -> Verdict:
    return asked(case._replace(on=case.on + DAY))


def with_bound(case: Case) -> Verdict:
    return with_rule(case, bound="at_least") if case.rule.share is not None else asked(case)


@pytest.mark.parametrize(
    "mutant",
    [
        partial(with_rule, excused="counts"),
        partial(with_rule, excused="interrupts"),
        partial(with_rule, at_end=False),
        partial(with_rule, within=None),
        with_bound,
        a_day_late,
    ],
    ids=["leave-counts", "leave-interrupts", "judged-early", "any-time", "half-is-enough", "a-day-late"],
)
def test_the_law_of_days_can_fail(mutant: Ask) -> None:
    assert caught(partial(check_days, ask=mutant), cases())


# --- more and fewer ---------------------------------------------------------------------------------


def check_more(case: Case, ask: Ask = asked) -> None:
    """So many more absences as are told would reach it, and one fewer would not."""
    found = ask(case)
    year_end = date(case.on.year, 12, 31)
    waits = case.rule.calendar_year and case.rule.at_end and case.on != year_end
    assume(not found.holds and not (waits and case.rule.share is not None))
    known = tuple(mark for mark in case.marks if mark.on <= case.on)

    def after(number: int) -> bool:
        extra = tuple(AttendanceMark(case.on, "absent", f"c{place}") for place in range(number))
        return asked(case._replace(marks=known + extra)).holds

    more = found.facts.get("more")
    assert after(60) is (more is not None)
    if isinstance(more, int):
        assert after(more)
        assert not after(more - 1)


@given(cases())
def test_so_many_more_absences_would_reach_it_and_no_fewer(case: Case) -> None:
    check_more(case)


def one_too_many(case: Case) -> Verdict:
    found = asked(case)
    more = found.facts.get("more")
    return attrs.evolve(found, facts={**found.facts, "more": more + 1}) if isinstance(more, int) else found


def test_the_law_of_more_can_fail() -> None:
    assert caught(partial(check_more, ask=one_too_many), cases())


def check_worse(case: Case, place: int, ask: Ask = asked) -> None:
    """Whoever misses one meeting more has reached it all the same, and no later."""
    assume(case.marks)
    marks = [*case.marks]
    marks[place % len(marks)] = attrs.evolve(marks[place % len(marks)], was="absent")
    found, worse = asked(case), ask(case._replace(marks=tuple(marks)))
    if found.holds:
        assert worse.holds
        assert str(worse.facts["since"]) <= str(found.facts["since"])


@given(cases(), st.integers(0, 9))
def test_one_more_absence_never_undoes_it(case: Case, place: int) -> None:
    check_worse(case, place)


def test_the_law_of_one_more_can_fail() -> None:
    assert caught(
        partial(check_worse, ask=lambda case: asked(case._replace(marks=case.marks[1:]))),
        cases(),
        st.integers(0, 9),
    )


@given(cases(), st.integers(0, 40))
def test_what_is_reached_stays_so(case: Case, later: int) -> None:
    found = asked(case)
    if found.holds:
        assert asked(case._replace(on=case.on + later * DAY)) == found


@given(cases())
def test_values_come_back_from_their_records(case: Case) -> None:
    assert AbsenceRule.from_dict(case.rule.to_dict()) == case.rule
    assert [AttendanceMark.from_dict(mark.to_dict()) for mark in case.marks] == [*case.marks]
    found = asked(case)
    assert Verdict.from_dict(found.to_dict()) == found
    for language, unknown in (("en", "Reason “"), ("zh", "理由“")):
        assert unknown not in found.explain(language)


# --- suspensions ------------------------------------------------------------------------------------

Suspends = Callable[[tuple[AttendanceMark, ...], Suspension, date], bool]


def suspends(marks: tuple[AttendanceMark, ...], rule: Suspension, on: date) -> bool:
    """What is under test."""
    return rights_suspended(marks, rule, who="li", on=on).holds


def suspensions() -> st.SearchStrategy[Suspension]:
    words = st.sampled_from(["interrupts", "passed_over", "counts"])
    return st.builds(Suspension, missed=st.integers(1, 3), attended=st.integers(1, 3), excused=words)


def check_suspension(
    marks: tuple[AttendanceMark, ...], rule: Suspension, on: date, ask: Suspends = suspends
) -> None:
    """A day is suspended as the room of voting has it by the meetings before, and lies in a time told."""
    known = sorted((mark for mark in marks if mark.on < on), key=lambda mark: (mark.on, mark.meeting))
    other = SuspendedAfterMisses(misses=rule.missed, returns=rule.attended, excused=rule.excused.value)
    expected = other.suspends([mark.was.value for mark in known])
    event(f"suspended: {expected}")
    assert ask(marks, rule, on) is expected
    assert any(span.contains(on) for span in times_suspended(marks, rule)) is expected


@given(records(), suspensions(), st.integers(0, DAYS + 5).map(at))
def test_a_day_is_suspended_as_voting_has_it(
    marks: tuple[AttendanceMark, ...], rule: Suspension, on: date
) -> None:
    check_suspension(marks, rule, on)


def test_the_law_of_suspension_can_fail() -> None:
    def on_the_day(marks: tuple[AttendanceMark, ...], rule: Suspension, on: date) -> bool:
        return suspends(marks, rule, on + DAY)

    assert caught(
        partial(check_suspension, ask=on_the_day), records(), suspensions(), st.integers(0, DAYS).map(at)
    )
