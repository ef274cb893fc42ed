"""What somebody writes who has not read the reference: the error says what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consultgov import Person, Roster, TermRule
from consultgov.composition import Allotment, Committee, Nominee, Sector
from consultgov.errors import ConsultgovError
from consultgov.people import Appointment
from consultgov.terms import (
    Break,
    EndingRules,
    LineOfSuccession,
    Rotation,
    Staggering,
    TermLimit,
    how_it_ended,
)

ROSTER = Roster([Person("li")], [Appointment("li", "chair", "2024-03-01")])
LINE = LineOfSuccession("chair", "deputy")
RULE = TermRule("3 years", office="member", limits=TermLimit(2))

NO_HAPPENING: Any = ("resigned", "2026-03-01")
ONE_PAIR: Any = ("2010-05-01", "2014-05-01")

MISTAKES: dict[str, tuple[Callable[[], object], str]] = {
    "a length that is a number": (lambda: TermRule(4), "(got 4): write '3 years'"),
    "a limit that is a number": (lambda: TermRule("4 years", limits=3), "(got 3): write TermLimit(…)"),
    "one pair of days": (
        lambda: RULE.may_serve("li", ONE_PAIR, "2022-05-01"),
        "one of the history must be a pair of days, or a Service (got '2010-05-01'): write [('2021-03-01',",
    ),
    "names of classes": (
        lambda: Staggering(["A"], "3 years", start="2026-01-01"),
        "one of the classes of seats must be SeatClass(…), or its plain dict (got 'A')",
    ),
    "a happening as a pair": (
        lambda: how_it_ended(ROSTER.of("li")[0], [NO_HAPPENING], EndingRules(), on="2026-04-01"),
        "one of the happenings must be Happening(…), or its plain dict (got ('resigned', '2026-03-01'))",
    ),
    "an absence without days": (
        lambda: LINE.who_acts(ROSTER, "2026-05-01", away={"li": None}),
        "absence must be two days (got None): write ('2026-05-01', '2026-05-08'), or Span('2026-05-01')",
    ),
    "an absence of one day": (
        lambda: Rotation(["A"], "1 month", "2026-01-01").turn("2026-01-01", away={"A": "2026-01-01"}),
        "absence must be two days (got '2026-01-01')",
    ),
    "a word for skipped": (
        lambda: Rotation(["A"], "1 month", "2026-01-01", skipped="skip"),
        "skipped must be one of loses_turn, stood_in_for, made_up_next, made_up_at_end (got 'skip')",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_error_says_what_to_write(mistake: str) -> None:
    attempt, told = MISTAKES[mistake]
    with pytest.raises(ConsultgovError) as caught:
        attempt()
    assert told in str(caught.value)


def test_a_break_ends_on_the_day_before_she_may_come_back() -> None:
    rule = TermRule("1 year", office="理事", limits=Break("6个月"))
    for start in ("2026-08-31", "2026-09-01"):
        told = rule.may_serve("王", [("2025-03-01", "2026-03-01")], start).explain("zh")
        assert "届满" not in told
        assert "自2026-09-01起" in told


def test_a_nominee_who_may_not_serve_again_has_no_seat() -> None:
    held = {"li": [("2020-03-01", "2023-03-01"), ("2023-03-01", "2026-03-01")]}
    slate = RULE.slate(["li", "wu"], held, "2026-03-01")
    nominees = [Nominee(Person(who), "member", barred=slate.answers[who].verdict) for who in ("li", "wu")]
    found = Committee("body", [Sector("member", 1)]).fill(nominees)
    assert isinstance(found, Allotment)
    assert [(each.person, each.seat) for each in found.seatings] == [("wu", "member")]
    assert "li may not serve as member from 2026-03-01" in found.explain()
