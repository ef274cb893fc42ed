"""What is meant to break the limits on terms: huge, odd and crossed histories, and where two rules meet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from consultgov import TermRule
from consultgov.errors import RecordError, TooLarge
from consultgov.people import Appointment, Person, Roster
from consultgov.terms import (
    BodyTerm,
    Deputy,
    EndingRules,
    FixedDay,
    Happening,
    LineOfSuccession,
    NoLimit,
    Rotation,
    Service,
    TermLimit,
    YearsLimit,
    ended,
)

BODY = [BodyTerm(1, "2015-01-01", "2020-01-01"), BodyTerm(2, "2020-01-01", "2025-01-01")]
HALF = TermRule("5 years", together=True, limits=TermLimit(1, partial="more than 1/2"))
WHOLE = ("2015-01-01", "2020-01-01")


# --- days held over, and a day from which service counts ------------------------------------------------


def test_days_held_over_after_the_day_from_which_service_counts_are_of_no_term() -> None:
    held = Service(
        "member", "2014-01-01", "2020-01-01", term=("2014-01-01", "2018-01-01"), held_over="2018-01-01"
    )
    for since, left in (("2017-12-31", 1), ("2018-01-01", 2), ("2018-01-02", 2), ("2019-12-31", 2)):
        rule = TermRule("4 years", limits=TermLimit(2, counted_from=since))
        assert rule.may_serve("li", [held], "2020-01-01").terms_left == left
    years = TermRule("4 years", limits=YearsLimit("2 years", counted_from="2019-01-01"))
    answer = years.may_serve("li", [held], "2020-01-01")
    assert (answer.counted, answer.last_day) == (("2019-01-01/2019-12-31",), date(2020, 12, 31))


# --- terms that end on a day of the year ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toward", "held", "left"),
    [
        ("after", ("2020-03-15", "2024-01-01"), 1),
        ("after", ("2020-03-15", "2024-01-02"), 0),
        ("before", ("2020-03-15", "2023-01-01"), 1),
        ("before", ("2020-03-15", "2023-01-02"), 0),
        ("nearest", ("2020-03-15", "2023-01-01"), 1),
        ("nearest", ("2020-09-15", "2024-01-01"), 1),
    ],
)
def test_a_term_that_ends_on_a_fixed_day_is_one(toward: str, held: tuple[str, str], left: int) -> None:
    rule = TermRule("3 years", ends_on=FixedDay("12-31", toward=toward), limits=TermLimit(2))
    assert rule.may_serve("li", [held], "2030-01-01").terms_left == left


def test_a_whole_term_to_a_fixed_day_is_no_part() -> None:
    rule = TermRule("3 years", ends_on="12-31", limits=TermLimit(2, partial="never"))
    term = rule.term("2020-03-15")
    answer = rule.may_serve("li", [(term.start, term.end)], "2024-01-01")
    assert answer.terms_left == 1


def test_a_fixed_day_that_no_term_reaches_leaves_its_length() -> None:
    rare = FixedDay("01-31", every=4, year=2020)
    rule = TermRule("3 years", ends_on=rare, limits=TermLimit(2))
    held = [("2020-02-01", "2023-02-01"), ("2023-02-01", "2024-02-01")]
    assert rule.may_serve("li", held[:1], "2026-01-01").terms_left == 1
    assert rule.may_serve("li", held, "2026-01-01").terms_left == 0


def test_anchored_terms_end_on_the_fixed_day_as_well() -> None:
    rule = TermRule(
        "3 years", ends_on=FixedDay("12-31", toward="after"), renewal="anchored", limits=TermLimit(2)
    )
    assert rule.may_serve("li", [("2020-03-15", "2024-01-01")], "2025-01-01").terms_left == 1


# --- the rest of a common term ------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "holds"), [("2022-07-02", False), ("2022-07-03", True)])
def test_the_rest_of_a_common_term_is_measured_by_the_whole_of_it(start: str, holds: bool) -> None:  # noqa: FBT001
    # 1,827 days: half of them are 913 and a half, and from 3 July 2022 on 913 are left.
    answer = HALF.may_serve("li", [WHOLE], start, end="2025-01-01", terms=BODY)
    assert answer.holds is holds
    assert answer.earliest == date(2022, 7, 3)


def test_two_parts_of_one_common_term_count_together() -> None:
    held = [WHOLE, ("2020-01-01", "2022-01-01")]
    answer = HALF.may_serve("li", held, "2023-06-01", end="2025-01-01", terms=BODY)
    assert not answer.holds
    assert answer.earliest == date(2024, 7, 3)
    served = [*held, (str(answer.earliest), "2025-01-01")]
    later = TermRule("5 years", together=True, limits=TermLimit(2, partial="more than 1/2"))
    assert later.may_serve("li", served, "2025-01-01", terms=BODY).terms_left == 1
    one_more = [*held, ("2024-07-02", "2025-01-01")]
    assert later.may_serve("li", one_more, "2025-01-01", terms=BODY).terms_left == 0


@pytest.mark.parametrize("term", [None, ("2020-01-01", "2025-01-01")])
def test_who_leaves_a_term_and_serves_out_the_rest_of_it_served_one(term: tuple[str, str] | None) -> None:
    held = [
        Service("member", "2020-01-01", "2021-01-01", term=term),
        Service("member", "2022-01-01", "2025-01-01", term=term, replaces=True),
    ]
    rule = TermRule("5 years", together=True, limits=TermLimit(2))
    assert rule.may_serve("li", held, "2025-01-01", terms=BODY).terms_left == 1


# --- size --------------------------------------------------------------------------------------------------


def test_ten_thousand_offices_are_read_in_one_go() -> None:
    first, day = date(1990, 1, 1), timedelta(days=1)
    held = [Service(f"office {n}", first + n * day, first + (n + 1) * day) for n in range(10_000)]
    rule = TermRule("4 years", limits=TermLimit(9))
    assert rule.may_serve("li", held, "2026-01-01").terms_left == 2


def test_the_end_of_one_office_of_many_leaves_the_others() -> None:
    held = [Appointment("li", f"seat {n}", "2024-01-01") for n in range(2_000)]
    roster = Roster([Person("li"), Person("wang")], [*held, Appointment("wang", "seat 7", "2020-01-01")])
    left = ended(roster, "li", [Happening("death", "2026-05-01")], EndingRules(), on="2026-06-01")
    assert {each.end for each in left.of("li")} == {date(2026, 5, 2)}
    assert [each.end for each in left.of("wang")] == [None]
    one = ended(
        roster, "li", [Happening("death", "2026-05-01")], EndingRules(), on="2026-06-01", seat="seat 7"
    )
    assert sum(each.end is None for each in one.of("li")) == len(held) - 1


def test_a_schedule_in_which_too_many_are_passed_over_is_refused() -> None:
    places = [f"seat {n}" for n in range(500)]
    rotation = Rotation(places, "1 day", "2000-01-01", of="seats")
    roster = Roster([Person("li")], [Appointment("li", "seat 3", "2000-01-01")])
    with pytest.raises(TooLarge, match="pass over"):
        rotation.schedule("2000-01-01", "2003-01-01", roster)
    assert len(rotation.schedule("2000-01-01", "2003-01-01")) == 1_096
    assert len(rotation.schedule("2000-01-01", "2000-02-01", roster)) == 31


def test_nobody_is_planned_for_who_holds_thousands_of_seats() -> None:
    held = [Appointment("li", f"seat {n}", "2024-01-01", "2026-01-01") for n in range(1_001)]
    rule = TermRule("2 years", limits=NoLimit())
    with pytest.raises(TooLarge, match="histories"):
        rule.horizon(Roster([Person("li")], held), "2025-01-01", "2025-06-01")
    assert rule.horizon(Roster([Person("li")], held[:20]), "2025-01-01", "2025-06-01") == ()


def test_a_line_that_changes_too_often_to_be_walked_is_refused() -> None:
    first, day = date(1990, 1, 1), timedelta(days=1)
    people = [Person(f"p{n}") for n in range(2_000)]
    held = [Appointment(each.id, "member", first + n * day) for n, each in enumerate(people)]
    line = LineOfSuccession("chair", [Deputy(person=each.id) for each in people])
    with pytest.raises(TooLarge, match="line"):
        line.who_acts(Roster(people, held), "2026-01-01")
    assert line.who_acts(Roster(people, held[:500]), "2026-01-01").person == "p0"


@pytest.mark.parametrize("given", [None, 3, "tomorrow", [], float("nan")])
def test_what_is_no_day_has_no_fixed_day_nearby(given: object) -> None:
    with pytest.raises(RecordError):
        FixedDay("12-31").nearby(given)  # type: ignore[arg-type]
