"""The last day of a term: real bodies, the day before, the day of and the day after; and what is no rule."""

import pickle
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError, ShareError, shown
from consultgov.spans import CIVIL_CODE, Period, PeriodRules, Span, WorkingDays
from consultgov.terms import ends, rules
from consultgov.terms.ages import AgeRule
from consultgov.terms.ends import Term, TermEnd, read_term
from consultgov.terms.lengths import Allowance, FixedDay, InEvents
from consultgov.terms.limits import NoLimit
from consultgov.terms.numbering import BodyTerm
from consultgov.terms.reviewing import Linked
from consultgov.terms.rules import TermRule

Given: TypeAlias = Any
"""Whatever a caller may give."""

DAY = timedelta(days=1)
LAW = Clause("356 charter, art. 3", "原则上每3年为一个任期", strength="default")
NOTHING: list[Given] = [3, "", "x", float("nan"), [], {"x": 1}, "\ud800", 10**5000]


def iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def last_days(rule: TermRule, start: str, count: int) -> list[str]:
    return [iso(each.last_day) for each in rule.terms(start, count)]


# --- the last day -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "start", "last"),
    [
        (TermRule("3 years", counting=CIVIL_CODE, clause=LAW), "2021-12-25", "2024-12-25"),  # G-100
        (TermRule("3 years"), "2021-12-25", "2024-12-24"),
        (TermRule("4 years"), "2024-02-29", "2028-02-28"),  # leap-1
        (TermRule("1 year"), "2024-02-29", "2025-02-27"),
        (TermRule("1 year", counting=PeriodRules("roll")), "2024-02-29", "2025-02-28"),  # leap-3
        (TermRule("4 years", counting=PeriodRules("roll")), "2024-02-29", "2028-02-28"),
        (TermRule("1 year"), "2023-02-28", "2024-02-27"),  # leap-5
        (TermRule("1 year", counting=PeriodRules("stick")), "2023-02-28", "2024-02-28"),
        (TermRule("8 years"), "2096-02-29", "2104-02-28"),  # leap-7
        (TermRule("9 years"), "2024-02-06", "2033-02-05"),  # ICJ
        (TermRule("8 years"), "2019-11-01", "2027-10-31"),  # ECB
        (TermRule("14 years", ends_on=FixedDay("01-31", 2, 2024)), "2024-05-10", "2038-01-31"),  # Fed
        (TermRule("14 years", ends_on=FixedDay("01-31", 2, 2024)), "2024-02-01", "2038-01-31"),
        (TermRule("2 years", ends_on="12-31"), "2026-01-01", "2027-12-31"),
        (TermRule("4 years", ends_on=FixedDay("01-19", toward="nearest")), "2025-01-20", "2029-01-19"),
        (TermRule("6 months"), "2026-08-31", "2027-02-27"),
    ],
)
def test_the_last_day_is_never_in_doubt(rule: TermRule, start: str, last: str) -> None:
    term, day = rule.term(start), date.fromisoformat(last)
    assert iso(term.last_day) == last
    assert [term.holds(each) for each in (day - DAY, day, day + DAY)] == [True, True, False]
    first = date.fromisoformat(start)
    assert [term.holds(each) for each in (first - DAY, first)] == [False, True]
    assert term.span == Span(start, day + DAY)


@pytest.mark.parametrize(
    ("born", "last", "cut"),
    [
        ("1960-03-15", "2028-03-31", TermEnd.AGE),  # bverfg-age
        (None, "2032-06-21", TermEnd.LENGTH),
        ("1964-05-31", "2032-05-31", TermEnd.AGE),
        ("1964-06-01", "2032-06-21", TermEnd.LENGTH),
    ],
)
def test_a_judge_leaves_at_sixty_eight_or_after_twelve_years(
    born: str | None, last: str, cut: TermEnd
) -> None:
    term = TermRule("12 years", ages=AgeRule(leaves_at=68)).term("2020-06-22", born=born)
    assert (iso(term.last_day), term.cut_by) == (last, cut)


def test_an_age_ends_an_office_for_life() -> None:
    office = TermRule(None, ages=AgeRule(least=30, leaves_at=75, at="birthday"))
    assert office.term("2020-01-01") == Term("2020-01-01", None, 1, TermEnd.OPEN)
    assert iso(office.term("2020-01-01", born="1970-05-05").last_day) == "2045-05-04"
    starting = TermRule("5 years", ages=AgeRule(least=30))
    assert starting.term("2020-01-01", born="1970-05-05").cut_by is TermEnd.LENGTH


def test_who_starts_after_the_age_of_leaving_has_no_day_in_office() -> None:
    with pytest.raises(RecordError) as caught:
        TermRule("12 years", ages=AgeRule(leaves_at=68)).term("2028-04-01", born="1960-03-15")
    assert codes(caught) == ["empty-term"]


def test_a_term_in_sessions_is_open_until_they_are_known() -> None:
    rule = TermRule(InEvents(2, "session"))
    assert rule.term("2024-03-05", events=["2025-03-05"]) == Term("2024-03-05", None, 1, TermEnd.OPEN)
    found = rule.term("2024-03-05", events=["2026-03-05", "2025-03-05", "2026-03-05"])
    assert (iso(found.last_day), found.cut_by) == ("2026-03-04", TermEnd.EVENT)


# --- one after another ------------------------------------------------------------------------------


def test_terms_from_a_leap_day_drift_in_a_chain_and_not_from_an_anchor() -> None:
    chained, anchored = TermRule("1 year"), TermRule("1 year", renewal="anchored")
    assert last_days(chained, "2024-02-29", 4)[-1] == "2028-02-27"
    assert last_days(anchored, "2024-02-29", 4)[-1] == "2028-02-28"
    assert iso(anchored.term("2024-02-29").last_day) == "2025-02-27"
    assert iso(anchored.term("2027-02-28", number=4, first_start="2024-02-29").end) == "2028-02-29"


def test_terms_whose_first_day_is_not_counted_move_on_by_a_day_unless_anchored() -> None:
    assert last_days(TermRule("3 years", counting=CIVIL_CODE), "2021-12-25", 3) == [
        "2024-12-25",
        "2027-12-26",
        "2030-12-27",
    ]
    assert last_days(TermRule("3 years", counting=CIVIL_CODE, renewal="anchored"), "2021-12-25", 3) == [
        "2024-12-25",
        "2027-12-25",
        "2030-12-25",
    ]


def test_a_late_start_moves_no_anchored_end() -> None:
    rule = TermRule("3 years", renewal="anchored")
    assert iso(rule.term("2025-03-01", number=2, first_start="2021-12-25").last_day) == "2027-12-24"
    with pytest.raises(RecordError) as caught:
        rule.term("2027-12-25", number=2, first_start="2021-12-25")
    assert codes(caught) == ["empty-term"]


@pytest.mark.parametrize("renewal", ["chained", "anchored"])
def test_unequal_terms_follow_one_another(renewal: str) -> None:
    rule = TermRule(["8 years", "4 years"], renewal=renewal)
    assert last_days(rule, "2026-01-01", 3) == ["2033-12-31", "2037-12-31", "2041-12-31"]
    twice = TermRule(["8 years", "4 years"], renewal=renewal, repeats=False)
    assert last_days(twice, "2026-01-01", 2) == ["2033-12-31", "2037-12-31"]
    assert len(twice.terms("2026-01-01", until="2100-01-01")) == 2
    for until in (None, "2100-01-01"):
        with pytest.raises(RecordError) as caught:
            twice.terms("2026-01-01", 3, until=until)
        assert codes(caught) == ["no-such-term"]


@pytest.mark.parametrize(
    ("ask", "starts"),
    [
        ({"until": "2026-12-31"}, ["2020-01-01", "2023-01-01", "2026-01-01"]),
        ({"until": "2026-01-01"}, ["2020-01-01", "2023-01-01", "2026-01-01"]),
        ({"until": "2025-12-31"}, ["2020-01-01", "2023-01-01"]),
        ({"until": "2019-12-31"}, []),
        ({"count": 2, "until": "2100-01-01"}, ["2020-01-01", "2023-01-01"]),
        ({"count": 2, "until": "2020-01-01"}, ["2020-01-01"]),
    ],
    ids=str,
)
def test_a_chain_ends_with_its_bound(ask: Given, starts: list[str]) -> None:
    found = TermRule("3 years").terms("2020-01-01", **ask)
    assert [each.start.isoformat() for each in found] == starts
    assert [each.number for each in found] == list(range(1, len(starts) + 1))


def test_a_chain_of_sessions_ends_where_no_more_are_known() -> None:
    rule, days = TermRule(InEvents(1, "session")), ["2025-03-05", "2026-03-05"]
    found = rule.terms("2024-03-05", 3, events=days)
    assert [iso(each.last_day) for each in found] == ["2025-03-04", "2026-03-04", ""]
    assert rule.terms("2024-03-05", until="2100-01-01", events=days) == found
    with pytest.raises(RecordError) as caught:
        rule.terms("2024-03-05", 4, events=days)
    assert codes(caught) == ["open-term"]


@pytest.mark.parametrize(
    ("rule", "ask", "code"),
    [
        (TermRule("3 years"), {}, "endless-chain"),
        (TermRule("3 years"), {"count": 1_000_000}, "bad-number"),
        (TermRule("3 years"), {"count": 0}, "bad-number"),
        (TermRule("3 years"), {"count": True}, "bad-number"),
        (TermRule("1 day"), {"until": "2100-01-01"}, "too-many-terms"),
        (TermRule("3 years"), {"count": 10_000}, "off-calendar"),
        (TermRule("3 years"), {"until": "9999-12-31"}, "off-calendar"),
        (TermRule(None), {"count": 2}, "open-term"),
        (TermRule("9000 years", renewal="anchored"), {"count": 2}, "off-calendar"),
        (TermRule("3 years"), {"until": "x"}, "bad-day"),
        (TermRule("3 years"), {"count": 1, "events": 3}, "not-a-list"),
        (TermRule("3 years"), {"count": 1, "events": ["x", None]}, "bad-day"),
    ],
    ids=str,
)
def test_a_chain_without_bounds_or_beyond_the_calendar_is_an_error(
    rule: TermRule, ask: Given, code: str
) -> None:
    with pytest.raises(RecordError) as caught:
        rule.terms("2020-01-01", **ask)
    assert codes(caught)[0] == code


# --- common terms, replacements ---------------------------------------------------------------------


def test_common_terms_end_with_that_of_the_body() -> None:
    rule, body = TermRule("5 years", together=True), BodyTerm(7, "2026-03-01", "2030-10-01")
    for start in ("2026-03-01", "2028-07-10", "2030-09-30"):
        assert rule.term(start, body=body) == Term(start, "2030-10-01", 7, TermEnd.GENERAL_RENEWAL)
    assert rule.term("2028-07-10", body=body, number=2).number == 2
    assert rule.term("2026-03-01").cut_by is TermEnd.LENGTH


def test_a_body_whose_end_is_not_known_ends_by_the_rule() -> None:
    body = BodyTerm(7, "2026-03-01")
    five = TermRule("5 years", together=True).term("2028-07-10", body=body)
    assert five == Term("2028-07-10", "2031-03-01", 7, TermEnd.GENERAL_RENEWAL)  # G-109
    unequal = TermRule(["8 years", "4 years"], together=True)
    assert iso(unequal.term("2028-07-10", body=BodyTerm(1, "2026-03-01")).last_day) == "2034-02-28"
    assert iso(unequal.term("2028-07-10", body=body).last_day) == "2030-02-28"
    assert TermRule(None, together=True).term("2028-07-10", body=body).cut_by is TermEnd.OPEN


@pytest.mark.parametrize("start", ["2026-02-28", "2031-03-01"])
def test_a_start_outside_the_term_of_the_body_is_refused(start: str) -> None:
    with pytest.raises(RecordError) as caught:
        TermRule("5 years", together=True).term(start, body=BodyTerm(7, "2026-03-01", "2031-03-01"))
    assert codes(caught) == ["start-outside-term"]
    personal = TermRule("5 years").term(start, body=BodyTerm(7, "2026-03-01", "2031-03-01"))
    assert personal.cut_by is TermEnd.LENGTH


BEFORE = Term("2026-03-01", "2031-03-01")
"""A term of 1,826 days: half of it is left on 28 August 2028."""


@pytest.mark.parametrize(
    ("rule", "start", "last", "cut"),
    [
        ("remainder", "2028-07-10", "2031-02-28", TermEnd.REMAINDER),
        ("remainder", "2031-02-28", "2031-02-28", TermEnd.REMAINDER),
        ("own", "2028-07-10", "2033-07-09", TermEnd.LENGTH),
        ("remainder_if_more", "2028-08-29", "2031-02-28", TermEnd.REMAINDER),
        ("remainder_if_more", "2028-08-30", "2033-08-29", TermEnd.LENGTH),
        ("remainder_if_more", "2028-08-31", "2033-08-30", TermEnd.LENGTH),
    ],
)
def test_a_replacement_serves_the_rest_or_a_term_of_her_own(
    rule: str, start: str, last: str, cut: TermEnd
) -> None:
    found = TermRule("5 years", replacement=rule).term(start, replaces=BEFORE)
    assert (iso(found.last_day), found.cut_by) == (last, cut)


def test_the_share_that_has_to_be_left_is_data() -> None:
    rule = TermRule("5 years", replacement="remainder_if_more", more_than="2/3")
    half_left = rule.term("2028-08-29", replaces=Term.from_dict(BEFORE.to_dict()))
    assert half_left.cut_by is TermEnd.LENGTH
    assert rule.term("2026-03-02", replaces=BEFORE).cut_by is TermEnd.REMAINDER


def test_the_rest_of_a_term_without_end_is_open_and_has_no_half() -> None:
    for_life = Term("2026-03-01", None, 1, TermEnd.OPEN)
    assert TermRule(None).term("2028-07-10", replaces=for_life).cut_by is TermEnd.OPEN
    with pytest.raises(RecordError) as caught:
        TermRule(None, replacement="remainder_if_more").term("2028-07-10", replaces=for_life)
    assert codes(caught) == ["open-term"]


@pytest.mark.parametrize("start", ["2026-02-28", "2031-03-01"])
def test_nobody_replaces_whose_term_is_not_running(start: str) -> None:
    with pytest.raises(RecordError) as caught:
        TermRule("5 years").term(start, replaces=BEFORE)
    assert codes(caught) == ["start-outside-term"]


# --- what is no term --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "given", "code"),
    [
        (TermRule(["8 years", "4 years"]), {}, "number-needed"),
        (TermRule("3 years", renewal="anchored"), {"number": 2}, "first-start-needed"),
        (TermRule("3 years"), {"number": 1_000_001}, "bad-number"),
        (TermRule("3 years"), {"number": 0}, "bad-number"),
        (TermRule("8000 years"), {}, "off-calendar"),
        (
            TermRule("3 years", renewal="anchored"),
            {"number": 1_000_000, "first_start": "2020-01-01"},
            "off-calendar",
        ),
        (
            TermRule("5 days", renewal="anchored"),
            {"number": 1_000_000, "first_start": "2020-01-01"},
            "off-calendar",
        ),
        (TermRule("1 month", ends_on=FixedDay("12-31")), {}, "empty-term"),
        (TermRule("7979 years 1 month", ends_on=FixedDay("12-31", toward="after")), {}, "off-calendar"),
    ],
)
def test_what_a_rule_cannot_say_is_an_error(rule: TermRule, given: Given, code: str) -> None:
    with pytest.raises(RecordError) as caught:
        rule.term("2020-01-01", **given)
    assert codes(caught) == [code]


def test_no_fixed_day_comes_before_the_calendar() -> None:
    rule = TermRule("1 month", ends_on=FixedDay("12-31"))
    with pytest.raises(RecordError) as caught:
        rule.term("0001-01-01")
    assert codes(caught) == ["off-calendar"]


@pytest.mark.parametrize("given", NOTHING, ids=shown)
@pytest.mark.parametrize("field", ["number", "first_start", "body", "replaces", "born", "events"])
def test_what_is_nothing_of_a_term_is_refused(field: str, given: Given) -> None:
    if (field, given) in (("number", 3), ("events", [])):
        return
    asked: dict[str, Given] = {field: given}
    with pytest.raises(RecordError):
        TermRule("3 years").term("2020-01-01", **asked)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        TermRule("3 years").term("x", number=0, first_start="y", born="z")
    assert codes(caught) == ["bad-day", "bad-number", "bad-day", "bad-day"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("2020-01-01", "2019-01-01"), ["empty-span"]),
        (("2020-01-01", "2020-01-01"), ["empty-span"]),
        (("2020-01-01",), ["bad-cut"]),
        (("2020-01-01", "2021-01-01", 1, "open"), ["bad-cut"]),
        (("2020-01-01", "2021-01-01", 0), ["bad-number"]),
        (("2020-01-01", "2021-01-01", 1, "x"), ["bad-choice"]),
    ],
    ids=["before", "no-day", "no-end", "open-with-end", "number", "cut"],
)
def test_a_term_that_is_none_is_refused(given: Given, expected: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        Term(*given)
    assert codes(caught) == expected


# --- what is no rule --------------------------------------------------------------------------------

CALENDAR = WorkingDays(["2026-05-01"])
SETTINGS = ["office", "counting", "renewal", "repeats", "together", "replacement", "more_than", "early"]
MORE_SETTINGS = ["extension", "hold_over", "hand_over", "ends_on", "ages", "linked", "limits", "clause"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"length": None, "renewal": "anchored"}, ["no-use"]),
        ({"length": InEvents(2, "session"), "renewal": "anchored"}, ["no-use"]),
        ({"length": "9 working days", "renewal": "anchored"}, ["bad-term-length"]),
        ({"length": None, "ends_on": "01-31"}, ["no-use"]),
        ({"length": None, "repeats": False}, ["no-use"]),
        ({"length": "3 years", "together": True, "replacement": "own"}, ["no-use"]),
        (
            {"length": None, "early": True, "extension": True, "linked": Linked("b", "5 years")},
            ["no-use", "no-use", "no-use"],
        ),
        ({"length": "3 years", "more_than": "2/3"}, ["no-use"]),
    ],
    ids=str,
)
def test_settings_that_contradict_each_other_are_refused(given: Given, expected: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        TermRule(**given)
    assert codes(caught) == expected


@pytest.mark.parametrize("given", [3, "", "x", float("nan"), [3], {"x": 1}, "\ud800", 10**5000], ids=shown)
@pytest.mark.parametrize("field", SETTINGS + MORE_SETTINGS)
def test_what_is_no_setting_is_refused(field: str, given: Given) -> None:
    if field == "office" and given in ("", "x"):
        return
    setting: dict[str, Given] = {field: given}
    with pytest.raises((RecordError, RuleError, ShareError)):
        TermRule("3 years", **setting)
    with pytest.raises((RecordError, RuleError, ShareError)):
        TermRule.from_dict({"length": "3 years", **setting})


# --- records ----------------------------------------------------------------------------------------

FULL = TermRule(
    ["8 years", Period("4 years")],
    office="chair",
    counting=PeriodRules("roll", "not_counted", "next_working", CALENDAR),
    renewal="anchored",
    repeats=False,
    replacement="remainder_if_more",
    more_than="2/3",
    early="6 months",
    extension=Allowance("1 year", Clause("law, art. 9")),
    hold_over=True,
    hand_over="10 days",
    ends_on=FixedDay("01-31", 2, 2024),
    ages=AgeRule(leaves_at=68),
    linked=Linked("council", "5 years"),
    limits=[NoLimit()],
    clause=LAW,
)
VALUES = [
    FULL,
    TermRule("3 years"),
    TermRule(None),
    TermRule(InEvents(2, "session"), together=True),
    BEFORE,
    Term("2020-01-01", None, 3, "open"),
]


@pytest.mark.parametrize("value", VALUES, ids=map(str, range(len(VALUES))))
def test_a_value_comes_back_from_its_record_and_from_a_pickle(value: TermRule | Term) -> None:
    assert type(value).from_dict(value.to_dict()) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line
    assert hash(type(value).from_dict(value.to_dict())) == hash(value)


def test_a_rule_is_written_as_plainly_as_it_can_be() -> None:
    assert TermRule("3 years").to_dict() == {"length": "3 years"}
    plain = TermRule(["8 years", "4 years"], early="6 months", hand_over="10 days").to_dict()
    assert plain == {
        "length": ["8 years", "4 years"],
        "early": {"longest": "6 months"},
        "hand_over": "10 days",
    }
    assert FULL.to_dict()["more_than"] == "2/3"
    assert TermRule("3 years", ends_on="12-31").to_dict()["ends_on"] == {"last_day": "12-31"}


def test_a_term_is_read_from_its_value_or_its_record() -> None:
    assert read_term(BEFORE) is BEFORE
    assert read_term(BEFORE.to_dict()) == BEFORE


@pytest.mark.parametrize("module", [ends, rules], ids=["ends", "rules"])
def test_the_module_lists_what_it_offers(module: Given) -> None:
    assert dir(module) == sorted(module.__all__)
