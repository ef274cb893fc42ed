"""Classes of seats renewed in turn: real bodies, vacancies in between, first classes, what drifts."""

import pickle
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import attrs
import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError, TooLarge, shown
from consultgov.people import Appointment, Person, Roster
from consultgov.spans import CIVIL_CODE, Period, PeriodRules, Span, WorkingDays
from consultgov.terms.staggering import classes, drawing
from consultgov.terms.staggering import rules as staggering
from consultgov.terms.staggering.classes import ClassRenewal, SeatClass, even_classes
from consultgov.terms.staggering.drawing import FirstTerm
from consultgov.terms.staggering.rules import ShortRest, Staggering

LAW = Clause("statutes, s. 4", "a third every year")
THIRDS = even_classes(["I", "II", "III"], 9)
COMMITTEE = Staggering(THIRDS, "3 years", start="2026-03-01", every="1 year", clause=LAW)
NAMED = Staggering(
    [SeatClass("A", ["a1", "a2"]), SeatClass("B", ["b1", "b2"])],
    "2 years",
    start="2026-01-01",
    every="1 year",
    outside=["chair"],
)
FULL = Staggering(
    [SeatClass("A", ["a1"], "1 year"), SeatClass("B", 2, "2027-06-30")],
    Period(months=24, days=1),
    start=date(2026, 1, 31),
    every="6 months",
    little="90 days",
    short="joined",
    spread_by="state",
    outside=["chair"],
    counting=PeriodRules("roll"),
    clause=LAW,
)


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def told(rule: Staggering, start: str, end: str) -> list[tuple[str, str, Any]]:
    """Day, class and seats of the renewals in a time."""
    return [(each.on.isoformat(), each.seat_class, each.seats) for each in rule.schedule(start, end)]


# --- real bodies ------------------------------------------------------------------------------------


def test_the_senate_renews_a_third_every_two_years() -> None:
    thirds = even_classes(["I", "II", "III"], 100)
    assert [(each.name, each.seats) for each in thirds] == [("I", 33), ("II", 33), ("III", 34)]
    founding = Staggering(thirds, "6 years", start="1789-03-04", every="2 years")
    assert told(founding, "1789-03-04", "1797-03-05") == [
        ("1791-03-04", "I", 33),
        ("1793-03-04", "II", 33),
        ("1795-03-04", "III", 34),
        ("1797-03-04", "I", 33),
    ]
    now = Staggering([thirds[1], thirds[2], thirds[0]], "6 years", start="2019-01-03", every="2 years")
    assert told(now, "2021-01-03", "2033-01-03") == [
        ("2021-01-03", "II", 33),
        ("2023-01-03", "III", 34),
        ("2025-01-03", "I", 33),
        ("2027-01-03", "II", 33),
        ("2029-01-03", "III", 34),
        ("2031-01-03", "I", 33),
    ]


def test_one_governor_of_seven_goes_on_31_january_of_every_even_year() -> None:
    seats = [SeatClass(f"seat {number}", 1) for number in range(1, 8)]
    board = Staggering(seats, "14 years", start="1936-02-01", every="2 years")
    found = board.schedule("2020-01-01", "2048-01-01")
    assert [(each.on - timedelta(days=1)).isoformat() for each in found] == [
        f"{year}-01-31" for year in range(2020, 2048, 2)
    ]
    assert Counter(each.seat_class for each in found) == {each.name: 2 for each in seats}
    assert board.term_of("seat 1", "2026-01-31") == Span("2022-02-01", "2036-02-01")
    assert board.term_of("seat 3", "2026-01-31") == Span("2012-02-01", "2026-02-01")
    assert board.term_of("seat 3", "2026-02-01") == Span("2026-02-01", "2040-02-01")


def test_the_court_elects_five_judges_every_three_years() -> None:
    court = Staggering(
        even_classes(["three", "six", "nine"], 15), "9 years", start="1946-02-06", every="3 years"
    )
    assert [each.on.year for each in court.schedule("1946-02-06", "1956-01-01")] == [1949, 1952, 1955]
    assert told(court, "2024-02-06", "2034-01-01") == [
        ("2024-02-06", "six", 5),
        ("2027-02-06", "nine", 5),
        ("2030-02-06", "three", 5),
        ("2033-02-06", "six", 5),
    ]
    term = court.term_of("six", "2024-02-06")
    assert term == Span("2024-02-06", "2033-02-06")
    judges = [f"judge {number:02}" for number in range(15)]
    first = court.first_terms(judges)
    assert Counter(each.last_day.isoformat() for each in first) == {
        "1949-02-05": 5,
        "1952-02-05": 5,
        "1955-02-05": 5,
    }


def test_two_of_the_four_additional_members_of_1966_leave_after_a_year() -> None:
    council = Staggering(
        [SeatClass("odd", 2), SeatClass("even", 2)], "2 years", start="1966-01-01", every="1 year"
    )
    drawn = council.first_terms(["Japan", "Mali", "Nigeria", "Uganda"])
    assert Counter(each.last_day.isoformat() for each in drawn) == {"1966-12-31": 2, "1967-12-31": 2}


def test_the_council_elects_five_members_every_year() -> None:
    permanent = ["China", "France", "Russia", "United Kingdom", "United States"]
    council = Staggering(
        [SeatClass("odd", 5), SeatClass("even", 5)],
        "2 years",
        start="2022-01-01",
        every="1 year",
        outside=permanent,
    )
    assert told(council, "2024-01-01", "2026-01-02") == [
        ("2024-01-01", "even", 5),
        ("2025-01-01", "odd", 5),
        ("2026-01-01", "even", 5),
    ]
    assert [each.number for each in council.schedule("2024-01-01", "2026-01-02")] == [1, 2, 2]


def test_thirds_of_47_that_are_not_even_are_kept_as_they_are_and_noted() -> None:
    council = Staggering(
        [SeatClass("first", 14), SeatClass("second", 15), SeatClass("third", 18)],
        "3 years",
        start="2013-01-01",
        every="1 year",
    )
    found = council.schedule("2014-01-01", "2017-01-01")  # each elected in the year before
    assert [(each.on.year, each.seats) for each in found] == [(2014, 14), (2015, 15), (2016, 18)]
    (finding,) = council.review(Roster(), "2026-05-01")
    assert (finding.code, finding.severity) == ("class-sizes-uneven", "note")
    assert finding.facts == {"classes": ["first", "second", "third"], "sizes": [14, 15, 18]}
    assert [each.number for each in even_classes(["1", "2", "3"], 47)] == [15, 16, 16]


def test_regions_of_47_are_spread_over_thirds_that_are_not_even() -> None:
    sizes = {"African": 13, "Asia-Pacific": 13, "Eastern European": 6, "GRULAC": 8, "WEOG": 7}
    regions = {f"{region} {place}": region for region, size in sizes.items() for place in range(size)}
    thirds = [SeatClass("first", 14), SeatClass("second", 15), SeatClass("third", 18)]
    council = Staggering(thirds, "3 years", start="2006-06-19", every="1 year", spread_by="region")
    found = council.first_terms(sorted(regions), groups=regions)
    assert Counter(each.seat_class for each in found) == {"first": 14, "second": 15, "third": 18}
    shares = Counter((each.seat_class, regions[each.member]) for each in found)
    assert all(number <= -(-sizes[region] // 3) for (_, region), number in shares.items())


def test_thirteen_seats_of_one_year_are_seven_in_spring_and_six_in_autumn() -> None:
    spring, autumn = even_classes(["spring", "autumn"], 13, larger_first=True)
    assert (spring.seats, autumn.seats) == (7, 6)
    council = Staggering([spring, autumn], "1 year", start="2013-10-18", every="6 months")
    ranked = [f"rank {number}" for number in range(1, 12)]
    found = council.first_terms(ranked, held={"spring": ["sits 1", "sits 2"]}, longest_first=True)
    assert [each.seat_class for each in found] == ["autumn"] * 6 + ["spring"] * 5
    assert {each.last_day.isoformat() for each in found[:6]} == {"2014-10-17"}
    assert {each.last_day.isoformat() for each in found[6:]} == {"2014-04-17"}
    assert told(council, "2014-04-01", "2015-04-19") == [
        ("2014-04-18", "spring", 7),
        ("2014-10-18", "autumn", 6),
        ("2015-04-18", "spring", 7),
    ]


def test_seven_seats_alternate_by_three_and_four() -> None:
    steering = Staggering(even_classes(["three", "four"], 7), "2 years", start="2019-10-01", every="1 year")
    assert [each.seats for each in steering.schedule("2019-10-01", "2023-11-01")] == [3, 4, 3, 4]


# --- when -------------------------------------------------------------------------------------------


def test_a_renewal_is_the_first_day_of_the_new_term() -> None:
    day_before, day_of, day_after = "2027-02-28", "2027-03-01", "2027-03-02"
    assert [COMMITTEE.term_of("I", each).start for each in (day_before, day_of, day_after)] == [
        date(2026, 3, 1),
        date(2027, 3, 1),
        date(2027, 3, 1),
    ]
    assert [COMMITTEE.next_renewal("I", each).on.year for each in (day_before, day_of)] == [2027, 2030]
    assert COMMITTEE.next_renewal("I", "2020-01-01") == ClassRenewal(date(2027, 3, 1), "I", 3, 1)
    assert told(COMMITTEE, "2027-03-01", "2027-03-02") == [("2027-03-01", "I", 3)]
    assert told(COMMITTEE, "2027-02-28", "2027-03-01") == []


def test_classes_renewed_on_one_day_stand_in_their_order() -> None:
    rule = Staggering(
        [SeatClass("z", 1, "1 year"), SeatClass("a", 1, "1 year")], "1 year", start="2026-01-01"
    )
    assert [each.seat_class for each in rule.schedule("2026-01-01", "2027-01-02")] == ["z", "a"]


def test_renewals_are_reckoned_from_the_start_and_do_not_drift() -> None:
    leap = Staggering([SeatClass("A", 1)], "1 year", start="2024-02-29", every="1 year")
    assert [each.on.isoformat() for each in leap.schedule("2025-01-01", "2029-01-01")] == [
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
    ]
    law = Staggering(
        even_classes(["A", "B"], 4), "2 years", start="2021-12-25", every="1 year", counting=CIVIL_CODE
    )
    assert [each.on.isoformat() for each in law.schedule("2022-01-01", "2026-01-01")] == [
        "2022-12-26",
        "2023-12-26",
        "2024-12-26",
        "2025-12-26",
    ]


def test_a_first_renewal_may_be_a_day_and_the_others_are_reckoned_from_it() -> None:
    assert FULL.term_of("a1", "2026-02-01") == Span("2026-01-31", "2027-01-31")
    assert FULL.next_renewal("a1", "2027-01-31").on == date(2029, 2, 1)
    assert FULL.term_of("B", "2027-06-29") == Span("2026-01-31", "2027-06-30")
    assert FULL.term_of("B", "2027-06-30") == Span("2027-06-30", "2029-07-01")
    assert FULL.next_renewal("B", "2029-07-01").on == date(2031, 7, 2)


def test_a_last_day_that_is_free_moves_and_the_next_one_is_reckoned_from_the_start() -> None:
    week = WorkingDays(["2027-12-31", "2028-12-31"], weekend=())
    counting = PeriodRules(last_day="previous_working", calendar=week)
    rule = Staggering([SeatClass("A", 1)], "1 year", start="2027-01-01", every="1 year", counting=counting)
    assert [each.on.isoformat() for each in rule.schedule("2027-01-01", "2030-01-02")] == [
        "2027-12-31",
        "2028-12-31",
        "2030-01-01",
    ]


def test_a_day_that_is_not_there_is_refused_only_where_it_is_asked_for() -> None:
    rule = Staggering(
        [SeatClass("A", 1)], "4 years", start="2024-02-29", every="4 years", counting=PeriodRules("refuse")
    )
    assert rule.next_renewal("A", "2026-01-01").on == date(2028, 2, 29)
    assert rule.next_renewal("A", "2095-01-01").on == date(2096, 2, 29)
    with pytest.raises(RecordError) as caught:
        rule.next_renewal("A", "2096-02-29")
    assert codes(caught) == ["no-such-day"]


def test_the_end_of_the_calendar_is_an_end() -> None:
    rule = Staggering([SeatClass("A", 1)], "50 years", start="9900-01-01", every="50 years")
    assert told(rule, "9900-01-01", "9999-12-31") == [("9950-01-01", "A", 1)]
    with pytest.raises(RecordError) as caught:
        rule.next_renewal("A", "9950-01-01")
    assert codes(caught) == ["off-calendar"]
    with pytest.raises(RecordError) as caught:
        rule.term_of("A", "9999-12-31")
    assert codes(caught) == ["off-calendar"]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [("2026-01-01", "2026-01-01", ["empty-span"]), ("x", "2026", ["bad-day", "bad-day"])],
)
def test_a_schedule_of_no_time_is_refused(start: str, end: str, code: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        COMMITTEE.schedule(start, end)
    assert codes(caught) == code


def test_a_schedule_of_very_many_renewals_is_refused_before_it_is_made() -> None:
    rule = Staggering([SeatClass("A", 1)], "1 day", start="0001-01-01", every="1 day")
    with pytest.raises(TooLarge) as caught:
        rule.schedule("0001-01-01", "9999-01-01")
    assert caught.value.limit == 100_000
    assert len(rule.schedule("2026-01-01", "2027-01-01")) == 365


# --- seats ------------------------------------------------------------------------------------------


def test_a_seat_has_a_class_by_its_name_and_a_class_has_itself() -> None:
    assert NAMED.class_of("a2") == NAMED.class_of("A") == NAMED.classes[0]
    assert NAMED.class_of("chair") is None
    assert NAMED.classes[0].names == ("a1", "a2")
    assert THIRDS[0].names == ()
    with pytest.raises(RecordError) as caught:
        NAMED.term_of("chair", "2026-05-01")
    assert codes(caught) == ["seat-in-no-class"]
    with pytest.raises(RecordError) as caught:
        NAMED.term_of("A", "2025-12-31")
    assert codes(caught) == ["before-start"]


def test_a_seat_in_two_classes_cannot_be_asked_about() -> None:
    rule = Staggering(
        [SeatClass("A", ["x", "y"]), SeatClass("B", ["x"])], "2 years", start="2026-01-01", every="1 year"
    )
    with pytest.raises(RecordError) as caught:
        rule.class_of("x")
    assert codes(caught) == ["seat-in-two-classes"]
    assert rule.class_of("y") == rule.classes[0]


@pytest.mark.parametrize("given", [None, 3, "", " ", float("nan"), ["a1"], "\ud800", b"a"], ids=shown)
@pytest.mark.parametrize("method", ["class_of", "term_of", "next_renewal", "vacancy", "filling"])
def test_a_seat_that_is_no_name_is_refused(method: str, given: object) -> None:
    ask: Callable[..., object] = getattr(NAMED, method)
    with pytest.raises(RecordError) as caught:
        ask(given) if method == "class_of" else ask(given, "2026-05-01")
    assert codes(caught) == ["bad-name"]


@pytest.mark.parametrize(
    "given", [None, 3, "", float("nan"), [], "2026-13-01", "\ud800", 10**5000], ids=shown
)
@pytest.mark.parametrize("method", ["term_of", "next_renewal", "vacancy", "filling"])
def test_a_day_that_is_none_is_refused(method: str, given: object) -> None:
    with pytest.raises(RecordError) as caught:
        getattr(NAMED, method)("A", given)
    assert codes(caught) == ["bad-day"]


# --- vacancies --------------------------------------------------------------------------------------


def test_whoever_comes_in_between_serves_the_rest_of_the_term() -> None:
    assert NAMED.vacancy("a1", "2027-07-01") == Span("2027-07-01", "2029-01-01")
    assert NAMED.vacancy("a1", "2027-01-01") == Span("2027-01-01", "2029-01-01")
    verdict = NAMED.filling("a1", "2028-12-31")
    assert (verdict.holds, verdict.code, verdict.facts["last_day"]) == (
        True,
        "fills-rest-of-term",
        "2028-12-31",
    )
    assert verdict.explain() == (
        "Whoever takes “a1” on 2028-12-31 serves the rest of the term of class “A”; last day: 2028-12-31."
    )
    assert verdict.explain("zh") == "自2028-12-31起补任“a1”者，任职至“A”组任期届满，最后一日为2028-12-31。"


@pytest.mark.parametrize(
    ("on", "waits"),
    [("2028-09-30", False), ("2028-10-01", False), ("2028-10-02", True), ("2028-12-31", True)],
)
def test_a_seat_waits_where_less_than_a_little_is_left(on: str, *, waits: bool) -> None:
    rule = attrs.evolve(NAMED, little="3 months")
    assert (rule.vacancy("a1", on) is None) is waits
    verdict = rule.filling("a1", on)
    assert verdict.holds is not waits
    if waits:
        assert verdict.code == "waits-for-renewal"
        assert verdict.explain().endswith("“a1” stays vacant until the class is renewed on 2029-01-01.")
        assert verdict.explain("zh").endswith("“a1”空缺至该组2029-01-01改选为止。")
    joined = attrs.evolve(rule, short=ShortRest.JOINED)
    assert joined.vacancy("a1", on) == Span(on, "2031-01-01" if waits else "2029-01-01")
    assert joined.filling("a1", on).code == ("fills-rest-and-next" if waits else "fills-rest-of-term")


def test_a_rest_with_the_next_term_is_told() -> None:
    verdict = attrs.evolve(NAMED, little="3 months", short="joined").filling("a1", "2028-12-01")
    assert verdict.explain() == (
        "Whoever takes “a1” on 2028-12-01 serves the rest of the term of class “A” and the next one; "
        "last day: 2030-12-31."
    )
    assert "剩余任期及其下一任期" in verdict.explain("zh")


# --- first classes ----------------------------------------------------------------------------------


STATES = {f"{state}{number}": state for state in "uvwxyz" for number in (1, 2)}
SENATE = Staggering(
    even_classes(["I", "II", "III"], 12), "6 years", start="1789-03-04", every="2 years", spread_by="state"
)


def test_those_of_one_state_come_into_different_classes() -> None:
    found = SENATE.first_terms(sorted(STATES), groups=STATES)
    drawn = {each.member: each.seat_class for each in found}
    assert all(drawn[f"{state}1"] != drawn[f"{state}2"] for state in "uvwxyz")
    assert Counter(drawn.values()) == {"I": 4, "II": 4, "III": 4}
    assert [drawn[each] for each in ("u1", "u2", "v1", "v2")] == ["I", "II", "I", "II"]


def test_whoever_comes_first_gives_way_only_where_others_would_have_no_place() -> None:
    """Whoever is of no group leaves the first class to those who could go nowhere else."""
    rule = Staggering(even_classes(["A", "B"], 4), "2 years", start="2026-01-01", every="1 year")
    pairs = {"p1": "p", "p2": "p", "q1": "q", "q2": "q"}
    found = rule.first_terms(["p1", "p2", "q1", "q2"], groups=pairs)
    assert [each.seat_class for each in found] == ["A", "B", "A", "B"]
    mixed = {"n": None, "m": None, "p1": "p", "p2": "p"}
    found = rule.first_terms(["n", "m", "p1", "p2"], groups=mixed)
    assert [each.seat_class for each in found] == ["A", "B", "A", "B"]


def test_those_who_hold_places_already_count_for_their_group() -> None:
    rule = Staggering(even_classes(["A", "B"], 4), "2 years", start="2026-01-01", every="1 year")
    groups = {"p1": "p", "p2": "p", "q1": "q", "q2": "q"}
    found = rule.first_terms(["p2", "q1", "q2"], groups=groups, held={"A": ["p1"]})
    assert {each.member: each.seat_class for each in found} == {"p2": "B", "q1": "A", "q2": "B"}


def test_a_larger_group_is_spread_evenly() -> None:
    council = Staggering(even_classes(["1", "2", "3"], 9), "3 years", start="2026-01-01", every="1 year")
    groups = {f"s{number}": "south" if number < 5 else None for number in range(9)}
    found = council.first_terms(sorted(groups), groups=groups)
    assert [each.seat_class for each in found] == ["1", "1", "2", "2", "3", "1", "2", "3", "3"]


def test_groups_that_cannot_be_kept_apart_are_refused() -> None:
    rule = Staggering([SeatClass("A", 1), SeatClass("B", 3)], "2 years", start="2026-01-01", every="1 year")
    with pytest.raises(RecordError) as caught:
        rule.first_terms(["p1", "p2", "q1", "q2"], groups={"p1": "p", "p2": "p", "q1": "q", "q2": "q"})
    assert codes(caught) == ["cannot-spread"]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"order": ["a", "b"]}, ["wrong-number-drawn"]),
        ({"order": [f"m{each}" for each in range(10)]}, ["wrong-number-drawn"]),
        ({"order": ["a", "a"]}, ["name-twice"]),
        ({"order": 3, "held": 3, "groups": 3}, ["not-a-list", "not-a-list", "not-a-list"]),
        ({"order": [f"m{each}" for each in range(8)], "held": {"I": ["m1"]}}, ["drawn-twice"]),
        ({"order": [], "held": {"IV": ["a"]}}, ["unknown-class"]),
        ({"order": [], "held": {"I": ["a", "b", "c", "d"]}}, ["too-many-held"]),
        ({"order": [f"m{each}" for each in range(9)], "groups": {"m0": "x"}}, ["no-group"]),
        ({"order": [f"m{each}" for each in range(9)], "groups": {"m0": 3}}, ["bad-name"]),
        ({"order": [None, "\ud800"]}, ["bad-name", "bad-name"]),
    ],
)
def test_an_order_that_does_not_fit_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        COMMITTEE.first_terms(**given)
    assert codes(caught) == faults


def test_where_groups_are_kept_apart_they_have_to_be_told() -> None:
    with pytest.raises(RecordError) as caught:
        SENATE.first_terms(sorted(STATES))
    assert codes(caught) == ["no-group"]


def test_very_many_members_are_not_kept_apart() -> None:
    rule = Staggering(even_classes(["A", "B"], 10_001), "2 years", start="2026-01-01", every="1 year")
    order = [f"m{number}" for number in range(10_001)]
    assert len(rule.first_terms(order)) == 10_001
    with pytest.raises(TooLarge) as caught:
        rule.first_terms(order, groups=dict.fromkeys(order))
    assert caught.value.size == 20_002


def test_a_body_of_no_seats_draws_nobody() -> None:
    rule = Staggering([SeatClass("A", 0)], "2 years", start="2026-01-01", every="1 year")
    assert rule.first_terms([], groups={}) == ()
    assert rule.first_terms([]) == ()


# --- what is wrong ------------------------------------------------------------------------------------


def reviewed(
    rule: Staggering, *held: Appointment, on: str = "2027-05-01", **traits: str
) -> list[tuple[str, Any]]:
    """Codes and facts of what is wrong."""
    people = [
        Person(each, traits={"state": traits[each]} if each in traits else {})
        for each in sorted({one.person for one in held})
    ]
    return [(each.code, dict(each.facts)) for each in rule.review(Roster(people, held), on)]


def test_terms_that_end_where_their_class_is_renewed_are_right() -> None:
    held = [
        Appointment("li", "a1", "2027-01-01", "2029-01-01"),
        Appointment("wang", "a2", "2027-03-01", "2029-01-01"),  # came in between
        Appointment("zhang", "b1", "2026-01-01", "2028-01-01"),
        Appointment("zhao", "b2", "2026-01-01"),
        Appointment("chen", "chair", "2020-01-01"),
        Appointment("sun", "nowhere", "2020-01-01", standing="alternate"),
    ]
    assert reviewed(NAMED, *held) == []
    assert reviewed(NAMED, Appointment("li", "a1", "2025-06-01", "2027-01-01"), on="2026-05-01") == []


def test_a_term_that_ends_elsewhere_drifts() -> None:
    late = Appointment("li", "a1", "2027-02-01", "2029-02-01")
    facts = {"person": "li", "seat": "a1", "class": "A", "class_last_day": "2028-12-31"}
    assert reviewed(NAMED, late) == [("class-drifts", facts | {"last_day": "2029-01-31", "days": 31})]
    early = attrs.evolve(late, end="2028-12-31")
    assert reviewed(NAMED, early) == [("class-drifts", facts | {"last_day": "2028-12-30", "days": 1})]
    assert reviewed(NAMED, attrs.evolve(early, why="resignation")) == []
    assert [code for code, _ in reviewed(NAMED, attrs.evolve(late, why="resignation"))] == ["class-drifts"]


def test_a_full_term_for_a_vacancy_drifts_and_so_does_one_across_a_renewal() -> None:
    found = reviewed(NAMED, Appointment("li", "a1", "2026-06-01", "2029-01-01"))
    assert [(code, facts["days"]) for code, facts in found] == [("class-drifts", 731)]


def test_whoever_sits_past_a_renewal_is_found_from_that_day_on() -> None:
    held = Appointment("li", "A", "2026-01-01")
    assert reviewed(NAMED, held, on="2026-12-31") == []
    facts = {"person": "li", "seat": "A", "class": "A", "start": "2026-01-01", "renewal": "2027-01-01"}
    assert reviewed(NAMED, held, on="2027-01-01") == [("sits-past-renewal", facts | {"days": 0})]
    assert reviewed(NAMED, held, on="2027-01-31") == [("sits-past-renewal", facts | {"days": 30})]


def test_a_rest_joined_with_the_next_term_does_not_drift() -> None:
    joined = attrs.evolve(NAMED, little="3 months", short="joined")
    held = Appointment("li", "a1", "2026-12-01", "2029-01-01")
    assert reviewed(joined, held) == []
    assert [code for code, _ in reviewed(attrs.evolve(NAMED, little="3 months"), held)] == ["class-drifts"]


def test_seats_in_no_class_in_two_and_too_many_holders_are_found() -> None:
    rule = Staggering(
        [SeatClass("A", ["x", "y"]), SeatClass("B", ["x"]), SeatClass("C", 0)],
        "3 years",
        start="2026-01-01",
        every="1 year",
    )
    held = [
        Appointment("li", "x", "2027-01-01", "2030-01-01"),
        Appointment("wang", "z", "2027-01-01", "2030-01-01"),
        Appointment("zhao", "B", "2026-01-01", "2028-01-01"),
        Appointment("sun", "B", "2026-01-01", "2028-01-01"),
    ]
    assert reviewed(rule, *held) == [
        ("class-empty", {"class": "C"}),
        ("seat-in-two-classes", {"seat": "x", "classes": ["A", "B"]}),
        ("seat-in-no-class", {"seat": "z", "person": "wang"}),
        ("class-overfull", {"class": "B", "seats": 1, "number": 2, "people": ["sun", "zhao"]}),
    ]


def test_classes_that_are_renewed_at_once_are_found() -> None:
    at_once = Staggering(
        [SeatClass("A", 1, "1 year"), SeatClass("B", 1, "2027-01-01")], "1 year", start="2026-01-01"
    )
    assert reviewed(at_once) == [("all-renewed-at-once", {"classes": ["A", "B"], "on": "2027-01-01"})]
    two = attrs.evolve(at_once, classes=(*at_once.classes, SeatClass("C", 1, "6 months")))
    assert reviewed(two) == [("classes-renewed-together", {"classes": ["A", "B"], "on": "2027-01-01"})]
    assert reviewed(attrs.evolve(at_once, classes=at_once.classes[:1])) == []
    assert reviewed(attrs.evolve(at_once, classes=[SeatClass("A", 0, "1 year")])) == [
        ("class-empty", {"class": "A"})
    ]


def test_those_of_one_group_in_one_class_are_found() -> None:
    rule = attrs.evolve(NAMED, spread_by="state")
    held = [
        Appointment("li", "a1", "2027-01-01", "2029-01-01"),
        Appointment("wang", "a2", "2027-01-01", "2029-01-01"),
        Appointment("zhao", "b1", "2026-01-01", "2028-01-01"),
    ]
    facts = {"class": "A", "trait": "state", "group": "x", "number": 2, "most": 1, "people": ["li", "wang"]}
    assert reviewed(rule, *held, li="x", wang="x") == [("class-not-spread", facts)]
    assert reviewed(rule, *held, li="x", zhao="x") == []
    assert reviewed(rule, *held, li="x", wang="x", zhao="x") == []
    assert reviewed(NAMED, *held, li="x", wang="x") == []


def test_findings_are_told_in_both_languages_and_name_the_clause() -> None:
    held = Appointment("li", "I", "2027-03-01", "2030-03-31")
    (finding,) = COMMITTEE.review(Roster([Person("li")], [held]), "2027-05-01")
    assert finding.clause == LAW
    assert finding.severity == "breach"
    assert (
        "ends with 2030-03-30, and that of class “I” with 2030-02-28. Days between: 30." in finding.explain()
    )
    assert "相差30日" in finding.explain("zh")


def test_a_review_asks_for_a_roster_and_a_day() -> None:
    with pytest.raises(RecordError) as caught:
        COMMITTEE.review([], "2026-05-01")  # type: ignore[arg-type]
    assert codes(caught) == ["not-a-roster"]
    with pytest.raises(RecordError) as caught:
        COMMITTEE.review(Roster(), "today")
    assert codes(caught) == ["bad-day"]


# --- rules as data ------------------------------------------------------------------------------------


VALUES = [
    COMMITTEE,
    FULL,
    NAMED,
    SeatClass("A", 0),
    SeatClass("B", ["x"], "1 year"),
    SeatClass("C", 3, date(2026, 1, 1)),
    ClassRenewal("2026-01-01", "A", ["x"], 2),
    FirstTerm("li", "A", "2026-01-01", "2027-01-01"),
]


@pytest.mark.parametrize("value", VALUES, ids=map(str, range(len(VALUES))))
def test_a_value_comes_back_from_its_record_and_from_a_pickle(
    value: Staggering | SeatClass | ClassRenewal | FirstTerm,
) -> None:
    again = type(value).from_dict(value.to_dict())
    assert again == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line
    assert hash(again) == hash(value)


def test_what_is_as_usual_is_not_in_the_record() -> None:
    assert NAMED.to_dict() == {
        "classes": [{"name": "A", "seats": ["a1", "a2"]}, {"name": "B", "seats": ["b1", "b2"]}],
        "length": "2 years",
        "start": "2026-01-01",
        "every": "1 year",
        "outside": ["chair"],
    }
    assert FULL.to_dict()["classes"] == [
        {"name": "A", "seats": ["a1"], "first": "1 year"},
        {"name": "B", "seats": 2, "first": "2027-06-30"},
    ]


ONE = {"classes": [SeatClass("A", 1)], "length": "2 years", "start": "2026-01-01", "every": "1 year"}


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"classes": []}, ["no-classes"]),
        ({"classes": [SeatClass(f"c{each}", 1) for each in range(1001)]}, ["no-classes"]),
        ({"classes": [SeatClass("A", 1, "1 year"), SeatClass("A", 1, "2 years")]}, ["class-twice"]),
        ({"classes": [SeatClass("A", ["B"]), SeatClass("B", ["B"])]}, ["ambiguous-seat"]),
        ({"outside": ["A"]}, ["ambiguous-seat"]),
        ({"classes": [SeatClass("A", ["x"])], "outside": ["x"]}, ["ambiguous-seat"]),
        ({"every": None}, ["no-first-renewal"]),
        ({"every": "25 months"}, ["first-renewal-out-of-term"]),
        ({"classes": [SeatClass("A", 1, "2026-01-01")]}, ["first-renewal-out-of-term"]),
        ({"classes": [SeatClass("A", 1, "2028-01-02")]}, ["first-renewal-out-of-term"]),
        ({"start": "9999-01-01"}, ["off-calendar"]),
        ({"short": "joined"}, ["no-use"]),
        ({"little": "48 hours"}, ["bad-period"]),
        ({"short": "never"}, ["bad-choice"]),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(changed: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        Staggering(**(ONE | changed))
    assert codes(caught) == faults


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"classes": 3}, ["not-a-list"]),
        ({"classes": [3]}, ["not-a-dict"]),
        ({"length": "2 hours"}, ["bad-period"]),
        ({"length": "2 working days"}, ["bad-period"]),
        ({"length": "2 clear days"}, ["bad-period"]),
        ({"length": None}, ["bad-period"]),
        ({"every": 3}, ["bad-period"]),
        ({"start": None}, ["bad-day"]),
        ({"start": float("nan")}, ["bad-day"]),
        ({"spread_by": 3}, ["bad-name"]),
        ({"outside": ["x", "x"]}, ["name-twice"]),
        ({"counting": "usual"}, ["not-a-dict"]),
        ({"clause": 3}, ["not-a-dict"]),
        ({"little": []}, ["bad-period"]),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused(changed: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        Staggering(**(ONE | changed))
    assert codes(caught) == faults


def test_a_record_is_refused_with_all_its_faults() -> None:
    plain = {"classes": [{"name": 3, "seats": True}], "length": "long", "start": 3}
    with pytest.raises(RecordError) as caught:
        Staggering.from_dict(plain)
    assert codes(caught) == ["bad-name", "bad-number", "bad-period", "bad-day"]
    with pytest.raises(RecordError) as caught:
        Staggering.from_dict({"classes": [], "colour": "red"})
    assert codes(caught) == ["missing-key", "missing-key", "unknown-key"]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        (("", 1), ["bad-name"]),
        (("A", -1), ["bad-number"]),
        (("A", True), ["bad-number"]),
        (("A", 100_001), ["bad-number"]),
        (("A", 1.5), ["not-a-list"]),
        (("A", ["x", "x"]), ["name-twice"]),
        (("A", 1, "soon"), ["bad-first-renewal"]),
        (("A", 1, "2 hours"), ["bad-first-renewal"]),
        (("A", 1, Period("2 hours")), ["bad-period"]),
        (("A", 1, 3), ["bad-first-renewal"]),
    ],
)
def test_a_class_that_cannot_be_read_is_refused(given: tuple[Any, ...], faults: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        SeatClass(*given)
    assert codes(caught) == faults


def test_seats_by_name_are_divided_as_they_stand() -> None:
    halves = even_classes(["A", "B"], ["1", "2", "3"])
    assert [each.seats for each in halves] == [("1",), ("2", "3")]
    assert [each.seats for each in even_classes(["A", "B"], ["1", "2", "3"], larger_first=True)] == [
        ("1", "2"),
        ("3",),
    ]
    with pytest.raises(RuleError) as caught:
        even_classes([], 3)
    assert codes(caught) == ["no-classes"]
    with pytest.raises(RecordError) as refused:
        even_classes(["A"], 3, larger_first="yes")  # type: ignore[arg-type]
    assert codes(refused) == ["bad-truth"]


def test_a_first_term_has_a_last_day_and_is_not_empty() -> None:
    assert FirstTerm("li", "A", "2026-01-01", "2027-01-01").last_day == date(2026, 12, 31)
    with pytest.raises(RecordError) as caught:
        FirstTerm("li", "A", "2026-01-01", "2026-01-01")
    assert codes(caught) == ["empty-span"]


@pytest.mark.parametrize("room", [classes, drawing, staggering], ids=lambda room: room.__name__)
def test_a_room_lists_what_it_offers(room: ModuleType) -> None:
    assert dir(room) == list(room.__all__)
