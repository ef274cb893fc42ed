"""Laws of the end of an office: the first way wins, what has ended stays so, and order says nothing.

What comes of what happened is worked out a second time, by a clerk who goes from day to day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.people import Appointment, Ending, Person, Roster
from consultgov.spans import CIVIL_CODE, PeriodRules
from consultgov.terms.ending.happenings import (
    WHY,
    EndingRules,
    EndsOn,
    Happening,
    HappeningKind,
    ResignationRule,
)
from consultgov.terms.ending.settling import ended, how_it_ended
from consultgov.verdicts import Verdict
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

FIRST = date(2026, 1, 1)
DAYS = 16
KINDS = list(HappeningKind)
RESIGNING = KINDS[:4]
BY_PEOPLE = (Ending.RESIGNATION, Ending.RECALL, Ending.REMOVAL)


def at(offset: int) -> date:
    return FIRST + timedelta(days=offset)


# --- cases ------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """An office, what happened, the rules, and the day asked about."""

    held: Appointment
    happened: tuple[Happening, ...]
    rules: EndingRules
    on: date


# Strategies are made once: made anew for each case, they cost more than what is tested.
DAYS_OUT = [None] * 10 + [*range(DAYS + 1)]
HEARD = st.tuples(
    st.sampled_from(RESIGNING * 3 + KINDS), st.integers(-1, DAYS - 4), st.sampled_from(DAYS_OUT)
)
LISTED = st.lists(HEARD, max_size=6, unique=True)
OF_LAW = st.sets(st.sampled_from([kind for kind in KINDS if kind not in RESIGNING]))
FIRST_OUT = st.sampled_from(["that_day", "next_day"])
MAYBE_FIRST_OUT = st.sampled_from([None, "that_day", "next_day"])
TAKES = st.sampled_from(["on_receipt", "on_stated_day", "on_acceptance", "on_acceptance"])
DEEMED = st.sampled_from([None, "3 days"])
COUNTING = st.sampled_from([CIVIL_CODE, PeriodRules()])
RARELY = st.sampled_from([True, False, False, False, False])
ENDS = st.sampled_from([None] * 10 + [*range(1, DAYS + 1)])
ASKED_ON = st.integers(0, DAYS)


def happening(heard: tuple[HappeningKind, int, int | None]) -> Happening:
    kind, when, out = heard
    return Happening(kind, at(when), out=None if out is None else at(max(when, out)))


def happenings() -> st.SearchStrategy[Happening]:
    return HEARD.map(happening)


@st.composite
def rules(draw: st.DrawFn) -> EndingRules:
    kinds, takes = draw(OF_LAW), draw(TAKES)
    resignation = ResignationRule(
        takes,
        deemed=draw(DEEMED) if takes == "on_acceptance" else None,
        counting=draw(COUNTING),
        withdrawable=draw(st.booleans()),
        first_out=draw(FIRST_OUT),
    )
    named = [EndsOn(kind, draw(MAYBE_FIRST_OUT)) for kind in sorted(kinds)]
    return EndingRules(named, resignation=None if draw(RARELY) else resignation)


RULES = rules()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    end = draw(ENDS)
    held = Appointment("li", "women", FIRST, None if end is None else at(end))
    happened = dict.fromkeys(happening(each) for each in draw(LISTED))
    return Case(held, tuple(happened), draw(RULES), at(draw(ASKED_ON)))


@st.composite
def resigning(draw: st.DrawFn) -> Case:
    """Cases in which there is little but resignations that have to be accepted, or are deemed to be."""
    kinds = st.sampled_from([HappeningKind.RESIGNED, HappeningKind.RESIGNED, *RESIGNING])
    heard = draw(st.lists(st.tuples(kinds, st.integers(0, DAYS - 4)), max_size=4, unique=True))
    rule = ResignationRule(
        draw(st.sampled_from(["on_acceptance", "on_receipt"])), withdrawable=draw(st.booleans())
    )
    if rule.takes_effect == "on_acceptance":
        rule = attrs.evolve(rule, deemed=draw(st.sampled_from([None, "3 days"])))
    happened = tuple(Happening(kind, at(when)) for kind, when in heard)
    return Case(Appointment("li", "women", FIRST), happened, EndingRules(resignation=rule), at(DAYS))


Ask = Callable[[Case], Verdict]


def asked(case: Case) -> Verdict:
    """What is under test."""
    return how_it_ended(case.held, case.happened, case.rules, on=case.on)


def result(found: Verdict) -> tuple[object, object]:
    return found.facts.get("from_day"), found.facts.get("why")


# --- the clerk --------------------------------------------------------------------------------------


class Clerk:
    """Keeps the file of an office from day to day."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.rule = case.rules.resignation
        self.file: list[tuple[date, int, date, int, str]] = []
        self.open: Happening | None = None

    def settle(self, out: date, why: Ending, on: date, kind: int) -> None:
        self.file.append((out, 1 + (why in BY_PEOPLE), on, kind, why.value))

    def resign(self, out: date, on: date) -> None:
        self.settle(out, Ending.RESIGNATION, on, 0)
        self.open = None

    def look(self, today: date) -> None:
        """What is open may have taken effect by now: on the same day, where it has effect at once."""
        if self.open is None or self.rule is None:
            return
        if self.rule.takes_effect != "on_acceptance":
            if self.leaves(self.open) <= today:
                self.resign(self.leaves(self.open), self.open.on)
        elif self.rule.deemed is not None:
            late = 4 if self.rule.counting == CIVIL_CODE else 3
            deemed = self.open.on + timedelta(days=late)
            if deemed <= today:
                self.resign(max(deemed, self.open.out or deemed), deemed)

    def leaves(self, resigned: Happening) -> date:
        soonest = self.after(resigned.on)
        if self.rule is not None and self.rule.takes_effect == "on_stated_day" and resigned.out is not None:
            return max(soonest, resigned.out)
        return soonest

    def after(self, on: date) -> date:
        return on + timedelta(days=self.rule is not None and self.rule.first_out == "next_day")

    def hear(self, each: Happening) -> None:
        if each.kind in RESIGNING:
            if self.rule is not None:
                self.hear_of_resignation(each, self.rule)
            return
        known = {rule.kind: rule.first_out for rule in self.case.rules.ends}
        if each.kind in known or each.kind == "death":
            usual = "next_day" if each.kind == "death" else "that_day"
            first = known.get(each.kind) or usual
            out = each.out or each.on + timedelta(days=first == "next_day")
            self.settle(out, WHY[each.kind], each.on, KINDS.index(each.kind))

    def hear_of_resignation(self, each: Happening, rule: ResignationRule) -> None:
        if each.kind == "resigned":
            self.open = self.open or each
        elif self.open is None:
            return
        elif each.kind == "resignation_withdrawn":
            self.open = None if rule.withdrawable else self.open
        elif rule.takes_effect == "on_acceptance":
            if each.kind == "resignation_accepted":
                out = max(self.after(each.on), self.open.out or FIRST, each.out or FIRST)
                self.resign(out, each.on)
            else:
                self.open = None

    def closes(self) -> tuple[object, object]:
        held, today = self.case.held, FIRST
        if held.end is not None:
            self.file.append((held.end, 0, held.end, 0, "term"))
        while today <= self.case.on:
            self.look(today)
            for kind in KINDS:
                same = [each for each in self.case.happened if (each.on, each.kind) == (today, kind)]
                for each in sorted(same, key=lambda each: each.out or date.max):
                    self.hear(each)
                    self.look(today)
            today += timedelta(days=1)
        if self.open is not None and self.rule is not None and self.rule.takes_effect != "on_acceptance":
            self.resign(self.leaves(self.open), self.open.on)
        first = min(self.file, default=None)
        return (None, None) if first is None else (first[0].isoformat(), first[4])


def check_clerk(case: Case, ask: Ask = asked) -> None:
    """The verdict says what the clerk comes to."""
    found = ask(case)
    event(found.code)
    assert result(found) == Clerk(case).closes()


@given(cases())
def test_the_verdict_says_what_a_clerk_comes_to(case: Case) -> None:
    check_clerk(case)


def with_resignation(case: Case, **changes: object) -> Verdict:
    rule = case.rules.resignation
    if rule is not None and (rule.takes_effect == "on_acceptance" or "deemed" not in changes):
        rule = attrs.evolve(rule, **changes)
    return asked(case._replace(rules=attrs.evolve(case.rules, resignation=rule)))


def all_on_that_day(case: Case) -> Verdict:
    named = [attrs.evolve(each, first_out="that_day") for each in case.rules.ends]
    return asked(case._replace(rules=attrs.evolve(case.rules, ends=named)))


def reversed_in_time(case: Case) -> Verdict:
    """Takes the last way instead of the first."""
    found = asked(case)
    days = [str(part.facts["from_day"]) for part in found.parts if part.code == "out-too-late"]
    return attrs.evolve(found, facts={**found.facts, "from_day": max(days)}) if days else found


@pytest.mark.parametrize(
    ("mutant", "among"),
    [
        (partial(with_resignation, withdrawable=True), resigning()),
        (partial(with_resignation, first_out="next_day"), resigning()),
        (partial(with_resignation, deemed=None), resigning()),
        (all_on_that_day, cases()),
        (reversed_in_time, cases()),
    ],
    ids=["taken-back", "a-day-later", "never-deemed", "that-day", "the-last"],
)
def test_the_law_of_the_clerk_can_fail(mutant: Ask, among: st.SearchStrategy[Case]) -> None:
    assert caught(partial(check_clerk, ask=mutant), among)


@given(resigning())
def test_the_verdict_says_what_a_clerk_comes_to_of_resignations(case: Case) -> None:
    check_clerk(case)


# --- what follows -----------------------------------------------------------------------------------


def check_days(case: Case, ask: Ask = asked) -> None:
    """It holds from the first day out on, and the last day is the one before it."""
    found = ask(case)
    out = found.facts.get("from_day")
    assert found.holds is (out is not None and str(out) <= case.on.isoformat())
    if "last_day" in found.facts:
        last = date.fromisoformat(str(found.facts["last_day"]))
        assert (last + timedelta(days=1)).isoformat() == out
        assert last >= case.held.start
    others = [str(part.facts["from_day"]) for part in found.parts if part.code == "out-too-late"]
    assert all(str(out) <= other for other in others)


@given(cases())
def test_the_last_day_is_the_one_before_the_first_day_out(case: Case) -> None:
    check_days(case)


def test_the_law_of_days_can_fail() -> None:
    assert caught(partial(check_days, ask=reversed_in_time), cases())


def check_stays(case: Case, ask: Ask = asked) -> None:
    """What has ended has ended in the same way on every later day."""
    found, later = asked(case), ask(case._replace(on=at(DAYS + 9)))
    if found.holds:
        assert later.holds
        assert result(later) == result(found)


@given(cases())
def test_what_has_ended_stays_so(case: Case) -> None:
    check_stays(case)


def test_the_law_of_what_stays_can_fail() -> None:
    assert caught(partial(check_stays, ask=reversed_in_time), cases())


def check_order(case: Case, ask: Ask = asked) -> None:
    """The order in which happenings and rules are given says nothing."""
    rules = attrs.evolve(case.rules, ends=case.rules.ends[::-1])
    turned = case._replace(happened=case.happened[::-1], rules=rules)
    assert result(ask(turned)) == result(asked(case))


@given(cases())
def test_order_says_nothing(case: Case) -> None:
    check_order(case)


def first_come(case: Case) -> Verdict:
    return asked(case._replace(happened=case.happened[:1]))


def test_the_law_of_order_can_fail() -> None:
    assert caught(partial(check_order, ask=first_come), cases())


def check_more(case: Case, more: Happening, ask: Ask = asked) -> None:
    """Something more that ends an office never makes it last longer."""
    without, found = asked(case), ask(case._replace(happened=(*case.happened, more)))
    if more.kind not in RESIGNING and "from_day" in without.facts:
        assert str(found.facts["from_day"]) <= str(without.facts["from_day"])


@given(cases(), happenings())
def test_more_happening_never_makes_an_office_last_longer(case: Case, more: Happening) -> None:
    check_more(case, more)


def last_come(case: Case) -> Verdict:
    return asked(case._replace(happened=case.happened[-1:], held=attrs.evolve(case.held, end=at(DAYS + 1))))


def test_the_law_of_more_can_fail() -> None:
    assert caught(partial(check_more, ask=last_come), cases(), happenings())


# --- rosters and records ----------------------------------------------------------------------------

Record = Callable[[Roster, Iterable[Happening], EndingRules, date], Roster]


def recorded(roster: Roster, happened: Iterable[Happening], known: EndingRules, on: date) -> Roster:
    """What is under test."""
    return ended(roster, "li", happened, known, on=on)


def check_roster(case: Case, record: Record = recorded) -> None:
    """The roster has the end that the verdict tells, and recording it again changes nothing."""
    found = asked(case)
    roster = Roster([Person("li")], [case.held])
    after = record(roster, case.happened, case.rules, case.on)
    kept = [(str(each.end), each.ending) for each in after.of("li")]
    if found.code == "office-not-begun" or found.facts.get("from_day") == FIRST.isoformat():
        assert kept == []
        return
    assert kept == [(str(found.facts.get("from_day")), found.facts.get("why"))]
    assert record(after, case.happened, case.rules, case.on) == after


@given(cases())
def test_the_roster_has_the_end_that_the_verdict_tells(case: Case) -> None:
    check_roster(case)


def unrecorded(roster: Roster, happened: Iterable[Happening], known: EndingRules, on: date) -> Roster:
    return ended(roster, "li", [*happened][:1], known, on=on)


def test_the_law_of_rosters_can_fail() -> None:
    assert caught(partial(check_roster, record=unrecorded), cases())


@given(cases())
def test_values_come_back_from_their_records(case: Case) -> None:
    assert EndingRules.from_dict(case.rules.to_dict()) == case.rules
    assert [Happening.from_dict(each.to_dict()) for each in case.happened] == [*case.happened]
    found = asked(case)
    assert Verdict.from_dict(found.to_dict()) == found
    for language, unknown in (("en", "Reason “"), ("zh", "理由“")):
        assert unknown not in found.explain(language)
