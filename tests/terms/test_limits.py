"""What each kind of limit counts: terms, years, breaks; at the day before, the day of and the day after."""

import pickle
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError, shown
from consultgov.spans import ANNIVERSARY, CIVIL_CODE, PeriodRules
from consultgov.terms import limits, runs
from consultgov.terms.ages import AgeRule
from consultgov.terms.limits import Break, Limit, NoLimit, TermLimit, YearsLimit, limits_of
from consultgov.terms.numbering import BodyTerm
from consultgov.terms.rules import TermRule
from consultgov.terms.runs import Interruption
from consultgov.terms.service import Service
from consultgov.terms.serving import Serving

Given: TypeAlias = Any
"""Whatever a caller may give."""

DAY = timedelta(days=1)
TWO = [("2015-03-01", "2018-03-01"), ("2018-03-01", "2021-03-01")]


ROLL = PeriodRules("roll")


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def asked(limit: Given, held: Given, start: str, length: Given = "3 years", **more: Given) -> Serving:
    return TermRule(length, limits=limit).may_serve("li", held, start, **more)


def told(answer: Serving) -> tuple[bool, str, str]:
    """Whether she may, from when, and the last day; sentences without a code or a gap in both languages."""
    for language, fallback in (("en", "Reason “"), ("zh", "理由“")):
        text = answer.explain(language)
        assert fallback not in text
        assert "{" not in text
    return answer.holds, iso(answer.earliest), iso(answer.last_day)


def iso(given: date | None) -> str:
    return "" if given is None else given.isoformat()


def day(text: str, days: int = 0) -> str:
    return str(date.fromisoformat(text) + days * DAY)


# --- terms in all -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "left"),
    [([], 3), (TWO[:1], 2), (TWO, 1), ([*TWO, ("2021-03-01", "2021-03-02")], 0)],
    ids=["none", "one", "two", "two-and-a-day"],
)
def test_terms_in_a_lifetime_are_used_up(held: Given, left: int) -> None:
    answer = asked(TermLimit(3), held, "2030-01-01")
    assert (answer.holds, answer.terms_left) == (left > 0, left)
    assert told(answer)[1:] == (("2030-01-01", "2032-12-31") if left else ("", ""))
    assert len(answer.counted) == 3 - left


@pytest.mark.parametrize(
    ("partial", "days", "counts"),
    [
        ("always", 1, True),
        ("never", 1095, False),
        ("never", 1096, True),
        ("more than 1/2", 548, False),
        ("more than 1/2", 549, True),
        ("at least 1/2", 547, False),
        ("at least 1/2", 548, True),
        ("at least 1 year", 364, False),
        ("at least 1 year", 365, True),
        ("more than 2 years", 731, False),
        ("more than 2 years", 732, True),
    ],
)
def test_a_part_of_a_term_counts_as_the_rule_says(partial: str, days: int, *, counts: bool) -> None:
    held = [("2018-03-01", day("2018-03-01", days))]
    answer = asked(TermLimit(1, partial=partial), held, "2025-01-01")
    assert answer.holds is not counts
    [part] = answer.verdict.parts
    span = [f"2018-03-01/{day('2018-03-01', days - 1)}"]
    assert part.facts["counted" if counts else "passed_over"] == span
    assert part.facts["passed_over" if counts else "counted"] == []
    told(answer)


def test_it_may_matter_only_of_the_terms_of_others() -> None:
    limit = TermLimit(1, partial="more than 1/2", partial_of="replacements")
    short = ("2018-03-01", "2019-03-01")
    term = ("2016-03-01", "2019-03-01")
    assert not asked(limit, [Service("member", *short, term=term)], "2025-01-01").holds
    assert asked(limit, [Service("member", *short, term=term, replaces=True)], "2025-01-01").holds


def test_the_part_that_is_asked_about_may_be_one_that_does_not_count() -> None:
    limit = TermLimit(1, partial="more than 1/2")
    held = [("2015-01-01", "2018-01-01")]
    end = "2022-01-01"
    late = asked(limit, held, "2020-07-03", end=end, replaces=True)  # 547 of 1095 days
    assert told(late) == (True, "2020-07-03", "2021-12-31")
    assert late.terms_left == 1
    for start in ("2020-07-02", "2019-01-02"):
        assert told(asked(limit, held, start, end=end, replaces=True)) == (False, "2020-07-03", "")
    never = TermLimit(1, partial="never", consecutive=True, after="10 years")
    assert told(asked(never, held, "2018-01-01", end="2021-01-01")) == (False, "2018-01-02", "")
    assert told(asked(TermLimit(1), held, "2018-06-01", end=end)) == (False, "", "")
    over = [("2012-01-01", "2015-01-01"), *held]
    assert told(asked(limit, over, "2020-07-03", end=end)) == (False, "", "")


@pytest.mark.parametrize(
    ("since", "left"), [("2018-02-28", 0), ("2018-03-01", 1), ("2018-03-02", 1), ("2021-03-01", 2)]
)
def test_service_before_a_rule_came_into_force_does_not_count(since: str, left: int) -> None:
    answer = asked(TermLimit(2, counted_from=since), TWO, "2030-01-01")
    assert answer.terms_left == left
    told(answer)


def test_a_day_of_service_left_after_that_day_is_a_term() -> None:
    held = [Service("member", "2015-03-01", "2018-06-01", held_over="2018-03-01")]
    for since, left in (("2018-02-28", 1), ("2018-03-01", 2), ("2018-05-01", 2)):
        assert asked(TermLimit(2, counted_from=since), held, "2030-01-01").terms_left == left


def test_offices_count_together_or_not_at_all() -> None:
    held = [Service("chair", *TWO[0]), Service("clerk", *TWO[1])]
    assert asked(TermLimit(2), held, "2030-01-01").terms_left == 0
    assert asked(TermLimit(2, offices=["chair", "clerk"]), held, "2030-01-01").terms_left == 0
    assert asked(TermLimit(2, offices="chair"), held, "2030-01-01").terms_left == 1
    assert asked(TermLimit(2, offices="member"), held, "2030-01-01").terms_left == 2


# --- terms in a row ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "first"),
    [
        ("any", "2021-03-02"),
        ("6 months", "2021-09-01"),
        ("1 year", "2022-03-01"),
        ("400 days", "2022-04-05"),
        ("term", "2024-03-01"),
    ],
)
def test_a_run_is_over_after_a_time_out_of_office(after: str, first: str) -> None:
    limit = TermLimit(2, consecutive=True, after=after)
    for start in ("2021-03-01", day(first, -1)):
        assert told(asked(limit, TWO, start)) == (False, first, "")
    for start in (first, day(first, 1)):
        answer = asked(limit, TWO, start)
        assert told(answer)[:2] == (True, start)
        assert answer.terms_left == 2
        assert answer.counted == ()


def test_a_whole_term_that_is_missed_is_reckoned_as_those_served() -> None:
    held = [("2024-02-29", "2027-02-28")]
    limit = TermLimit(3, consecutive=True, after="term")
    for renewal, first in (("anchored", "2028-02-29"), ("chained", "2028-02-28")):
        rule = TermRule("1 year", renewal=renewal, limits=limit)
        assert told(rule.may_serve("li", held, "2027-02-28")) == (False, first, "")
        assert not rule.may_serve("li", held, day(first, -1)).holds
        assert rule.may_serve("li", held, first).holds


def test_a_gap_that_is_too_short_does_not_break_a_run() -> None:
    held = [("2015-03-01", "2018-03-01"), ("2018-08-31", "2021-08-31")]
    assert asked(TermLimit(2, consecutive=True, after="6 months"), held, "2021-08-31").terms_left == 0
    assert asked(TermLimit(2, consecutive=True, after="183 days"), held, "2021-08-31").terms_left == 1
    assert asked(TermLimit(2, consecutive=True), held, "2021-08-31").terms_left == 1


def test_terms_that_end_together_are_in_a_row_by_their_numbers() -> None:
    terms = [
        BodyTerm(11, "2016-12-20", "2021-12-25"),
        BodyTerm(12, "2021-12-25", "2026-12-20"),
        BodyTerm(13, "2026-12-20"),
    ]
    rule = TermRule("5 years", together=True, limits=TermLimit(2, consecutive=True))
    held = [("2016-12-20", "2021-12-18"), ("2021-12-25", "2026-12-13")]  # out a week before each end
    for start in ("2026-12-20", "2027-05-01", "2031-12-19"):
        answer = rule.may_serve("li", held, start, terms=terms)
        assert told(answer) == (False, "2031-12-20", "")
        assert answer.counted == ("2016-12-20/2021-12-17", "2021-12-25/2026-12-12")
    later = rule.may_serve("li", held, "2031-12-20", terms=terms)
    assert told(later) == (True, "2031-12-20", "2036-12-19")
    back = rule.may_serve("li", held, "2026-12-14", terms=terms)  # into the term that she served in
    assert told(back) == (True, "2026-12-14", "2026-12-19")
    one = rule.may_serve("li", held[1:], "2026-12-20", terms=terms)
    assert told(one) == (True, "2026-12-20", "2031-12-19")
    assert one.terms_left == 1


@pytest.mark.parametrize("terms", [[BodyTerm(12, "2021-12-25")], [BodyTerm(12, "2021-12-25", "2026-12-25")]])
def test_the_term_of_the_body_that_runs_ends_by_its_length(terms: Given) -> None:
    rule = TermRule("5 years", together=True, limits=TermLimit(1, consecutive=True))
    answer = rule.may_serve("li", [("2021-12-25", None)], "2026-12-25", terms=terms)
    assert told(answer) == (False, "2031-12-25", "")
    answer = rule.may_serve("li", [("2021-12-25", "2023-01-01")], "2024-12-25", terms=terms)
    assert told(answer) == (True, "2024-12-25", "2026-12-24")


def test_anchored_terms_of_the_body_are_so_to_the_first_that_is_known() -> None:
    rule = TermRule("1 year", renewal="anchored", together=True, limits=TermLimit(1, consecutive=True))
    terms = [
        BodyTerm(5, "2024-02-29", "2025-02-28"),
        BodyTerm(6, "2025-02-28", "2026-02-28"),
        BodyTerm(7, "2026-02-28", "2027-02-28"),
        BodyTerm(8, "2027-02-28"),
    ]
    answer = rule.may_serve("li", [], "2027-02-28", terms=terms)
    assert told(answer) == (True, "2027-02-28", "2028-02-28")


def test_a_term_of_the_body_that_ends_beyond_the_calendar_is_open() -> None:
    rule = TermRule("5 years", limits=TermLimit(1, consecutive=True))
    held = [("9990-01-01", "9994-01-01")]
    answer = rule.may_serve("li", held, "9994-01-01", terms=[BodyTerm(1, "9996-01-01")])
    assert told(answer) == (False, "9994-01-02", "")


def test_without_a_length_no_whole_term_passes() -> None:
    answer = asked(TermLimit(1, consecutive=True, after="term"), TWO[:1], "2025-01-01", None)
    assert told(answer) == (False, "", "")


def test_where_the_calendar_ends_a_run_is_never_over() -> None:
    late = [("9999-12-29", "9999-12-30")]
    for after in ("any", "term", "1 year", "99999 days"):
        answer = asked(TermLimit(1, consecutive=True, after=after), late, "9999-12-30", "1 day")
        assert told(answer)[:2] == (False, "")
    early = [("9990-01-01", "9998-01-01")]
    limit = YearsLimit("8 years", consecutive=True, after="term")
    answer = asked(limit, early, "9998-01-01", "8 years", end="9998-02-01")
    assert told(answer)[:2] == (False, "")


# --- years ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "last"),
    [("2021-03-01", "2023-02-28"), ("2022-02-28", "2024-02-27"), ("2030-03-01", "2032-02-28")],
)
def test_years_in_all_are_what_is_left_of_them(start: str, last: str) -> None:
    answer = asked(YearsLimit("8 years"), TWO, start)
    assert told(answer) == (True, start, last)
    assert answer.terms_left is None
    assert asked(YearsLimit("6 years"), TWO, start).earliest is None


def test_the_last_day_of_the_years_is_a_day_in_office_and_the_next_is_not() -> None:
    limit = YearsLimit("8 years", consecutive=True)
    held = [("2015-01-15", None)]
    assert told(asked(limit, held, "2023-01-13")) == (True, "2023-01-13", "2023-01-14")
    assert told(asked(limit, held, "2023-01-14")) == (True, "2023-01-14", "2023-01-14")
    assert told(asked(limit, held, "2023-01-15")) == (False, "2023-01-16", "")
    term = YearsLimit("8 years", consecutive=True, after="term")
    assert told(asked(term, held, "2023-01-15")) == (False, "2026-01-15", "")


def test_ten_years_on_the_board_of_which_eight_as_chair() -> None:
    both = [YearsLimit("10 years", offices=["member", "chair"]), YearsLimit("8 years", offices="chair")]
    member, chair = (
        Service("member", "2010-01-01", "2014-01-01"),
        Service("chair", "2012-01-01", "2014-01-01"),
    )
    answer = asked(both, [member, chair], "2014-01-01", "10 years")  # days in both on one day count once
    assert told(answer) == (True, "2014-01-01", "2019-12-31")
    assert [part.facts["days"] for part in answer.verdict.parts] == [1461, 731]
    assert [part.facts["last_day"] for part in answer.verdict.parts] == ["2019-12-31", "2019-12-31"]
    alone = asked(both, [Service("chair", "2010-01-01", "2018-01-01")], "2018-01-01", "10 years")
    assert told(alone) == (False, "", "")
    assert [part.code for part in alone.verdict.parts] == ["years-in-all-left", "years-in-all-used-up"]
    assert [found.code for found in alone.findings()] == ["years-in-all-used-up"]
    first = asked(both, [], "2018-01-01", "10 years")
    assert told(first) == (True, "2018-01-01", "2025-12-31")
    assert {part.code for part in first.verdict.parts} == {"years-in-all-left-none-served"}


def test_days_held_over_are_of_no_term_but_are_years() -> None:
    held = [Service("member", "2015-01-01", "2018-07-01", held_over="2018-01-01")]
    answer = asked([TermLimit(2), YearsLimit("6 years")], held, "2018-07-01")
    assert answer.terms_left == 1
    assert told(answer) == (True, "2018-07-01", "2020-12-31")
    straight = asked([TermLimit(2), YearsLimit("6 years")], [("2015-01-01", "2018-07-01")], "2018-07-01")
    assert straight.terms_left == 0


def test_years_before_a_rule_came_into_force_do_not_count() -> None:
    limit = YearsLimit("2 years", counted_from="2018-07-01")
    held = [Service("member", "2015-01-01", "2018-07-02"), Service("member", "2010-01-01", "2011-01-01")]
    assert told(asked(limit, held, "2020-01-01")) == (True, "2020-01-01", "2021-12-30")


def test_so_many_years_that_the_calendar_ends_bind_nobody() -> None:
    assert told(asked(YearsLimit("9000 years"), TWO, "2021-03-01", None)) == (True, "2021-03-01", "")


# --- breaks -----------------------------------------------------------------------------------------


def test_a_cooling_off_of_six_months() -> None:
    limit = Break("6 months", offices=["director"])
    held = [Service("director", "2020-01-01", "2025-08-31"), Service("member", "2025-01-01", "2026-06-01")]
    for start in ("2026-06-01",):
        assert told(asked(limit, held, start))[:2] == (True, start)
    held = held[:1]
    for start in ("2025-08-31", "2025-12-31", "2026-02-27"):
        assert told(asked(limit, held, start)) == (False, "2026-02-28", "")
    for start in ("2026-02-28", "2026-03-01"):
        assert told(asked(limit, held, start))[:2] == (True, start)
    assert told(asked(limit, [Service("member", "2025-01-01", "2025-08-31")], "2025-08-31"))[0]


def test_a_break_that_outlasts_the_calendar_is_never_over() -> None:
    assert told(asked(Break("9000 years"), TWO, "2021-03-01")) == (False, "", "")


# --- none -------------------------------------------------------------------------------------------


def test_no_limit_is_a_rule_with_a_clause() -> None:
    limit = NoLimit(clause=Clause("356, art. 2", "可连任"))
    answer = asked(limit, [("1990-03-01", "2020-03-01")], "2020-03-01")
    assert told(answer) == (True, "2020-03-01", "2023-02-28")
    assert answer.terms_left is None
    assert "可连任" in answer.explain("zh")


# --- as data ----------------------------------------------------------------------------------------

ALL: list[Limit] = [
    TermLimit(2),
    TermLimit(
        3,
        consecutive=True,
        offices=["chair", "主任"],
        partial="more than 1/2",
        partial_of="replacements",
        after="2 years",
        counted_from="2018-07-01",
        unless={"waivable": True},
        clause=Clause("law"),
    ),
    TermLimit(1, consecutive=True, after=Interruption.TERM),
    YearsLimit("10 years"),
    YearsLimit("30 months", consecutive=True, offices="chair", after="term", unless={"too_few": True}),
    Break("6个月", offices="director"),
    AgeRule(least=18, clause=Clause("law")),
    NoLimit(),
    NoLimit(clause=Clause("356", "可连任")),
]


@pytest.mark.parametrize("limit", ALL, ids=lambda limit: str(limit.to_dict())[:60])
def test_a_limit_comes_back_from_its_record_and_from_a_pickle(limit: Limit) -> None:
    assert limits_of(limit.to_dict()) == limits_of([limit]) == limits_of(limit) == (limit,)
    assert pickle.loads(pickle.dumps(limit)) == limit  # noqa: S301 - pickled on this line
    assert hash(limits_of(limit.to_dict())[0]) == hash(limit)


def test_a_rule_with_every_limit_comes_back() -> None:
    rule = TermRule("3 years", limits=ALL)
    assert TermRule.from_dict(rule.to_dict()) == rule


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"most": 0}, "bad-number"),
        ({"most": -1}, "bad-number"),
        ({"most": 1001}, "bad-number"),
        ({"most": 10**9}, "bad-number"),
        ({"most": 10**5000}, "bad-number"),
        ({"most": True}, "bad-number"),
        ({"most": 2.0}, "bad-number"),
        ({"most": float("nan")}, "bad-number"),
        ({"most": "2"}, "bad-number"),
        ({"most": None}, "bad-number"),
        ({"most": 2, "consecutive": "yes"}, "bad-truth"),
        ({"most": 2, "consecutive": 1}, "bad-truth"),
        ({"most": 2, "offices": 3}, "not-a-list"),
        ({"most": 2, "offices": {"chair": 1}}, "not-a-list"),
        ({"most": 2, "offices": ["chair", "chair"]}, "name-twice"),
        ({"most": 2, "offices": ["\ud800"]}, "bad-name"),
        ({"most": 2, "partial": "more than 0/0"}, "bad-partial"),
        ({"most": 2, "partial_of": "own"}, "bad-choice"),
        ({"most": 2, "after": "banana"}, "bad-period"),
        ({"most": 2, "after": "12 hours"}, "bad-period"),
        ({"most": 2, "after": "5 working days"}, "bad-period"),
        ({"most": 2, "counted_from": "2018-02-30"}, "bad-day"),
        ({"most": 2, "unless": {"bribe": True}}, "unknown-key"),
        ({"most": 2, "clause": 3}, "not-a-dict"),
        ({}, "missing-key"),
        ({"most": 2, "leasts": 3}, "unknown-key"),
    ],
    ids=shown,
)
def test_what_is_no_limit_on_terms_is_refused(fields: Given, expected: str) -> None:
    with pytest.raises((RecordError, RuleError)) as caught:
        limits_of({"kind": "terms", **fields})
    assert expected in codes(caught)


@pytest.mark.parametrize(
    "given", ["banana", "", None, 3, float("nan"), "2 hours", "5 working days", "9" * 1_000_000]
)
def test_what_is_no_length_of_time_is_refused(given: Given) -> None:
    for kind in (YearsLimit, Break):
        with pytest.raises(ConsultgovError) as caught:
            kind(given)
        assert codes(caught)[0] == "bad-period"


NONE: list[tuple[Given, list[str]]] = [
    (3, ["unknown-limit"]),
    ("TermLimit(2)", ["unknown-limit"]),
    ({"kind": "lives"}, ["unknown-limit"]),
    ({}, ["unknown-limit"]),
    ({3: 4}, ["unknown-limit"]),
    ([{"kind": ["terms"]}, None, 2.5], ["unknown-limit"] * 3),
    ([{"kind": "terms", "most": 0}, {"kind": "age"}], ["bad-number", "no-age"]),
    (None, ["not-a-list"]),
    ([[]], ["unknown-limit"]),
]


@pytest.mark.parametrize(("given", "expected"), NONE, ids=shown)
def test_what_is_no_limit_is_refused_at_once(given: Given, expected: list[str]) -> None:
    with pytest.raises(ConsultgovError) as caught:
        limits_of(given)
    assert codes(caught) == expected


def test_lists_that_hold_themselves_and_endless_ones_are_no_limits() -> None:
    itself: list[Given] = []
    itself.append(itself)
    endless: Given = iter(int, 1)
    for given, expected in ((itself, "unknown-limit"), (endless, "too-long")):
        with pytest.raises(ConsultgovError) as caught:
            limits_of(given)
        assert codes(caught)[0] == expected


def test_the_module_lists_what_it_offers() -> None:
    assert dir(limits) == sorted(limits.__all__)
    assert dir(runs) == sorted(runs.__all__)
    assert list(Interruption) == ["any", "term"]


@pytest.mark.parametrize(
    "limit",
    [
        TermLimit(2, consecutive=True, partial="more than 1/2"),
        YearsLimit("8 years", offices="chair"),
        Break("6 months"),
        NoLimit(clause=Clause("356", "可连任")),
    ],
    ids=lambda each: each.kind,
)
def test_each_kind_of_limit_reads_itself_and_no_other(
    limit: TermLimit | YearsLimit | Break | NoLimit,
) -> None:
    assert type(limit).from_dict(limit.to_dict()) == limit
    with pytest.raises(RecordError) as error:
        type(limit).from_dict({"kind": "age", "least": 40})
    assert [fault.code for fault in error.value.faults] == ["unknown-limit"]


def test_a_rule_that_knows_two_terms_lets_nobody_start_a_third() -> None:
    rule = TermRule(["8 years", "4 years"], repeats=False, clause=Clause("charter", "eight years, then four"))
    held = [("2010-01-01", "2018-01-01"), ("2018-01-01", "2022-01-01")]
    assert rule.may_serve("li", held[:1], "2018-01-01").end == date(2022, 1, 1)
    answer = rule.may_serve("li", held, "2022-01-01")
    assert (answer.holds, answer.earliest, answer.terms_left) == (False, None, 0)
    assert [found.code for found in answer.findings()] == ["terms-in-all-used-up"]


@pytest.mark.parametrize(
    ("after", "code"), [(None, "later"), ("any", "until"), ("term", "later"), ("2 years", "later")]
)
def test_of_common_terms_a_whole_one_has_to_pass_unless_any_break_is_enough(
    after: str | None, code: str
) -> None:
    body = [BodyTerm(1, "2016-03-01", "2021-03-01"), BodyTerm(2, "2021-03-01", "2026-03-01")]
    limit = TermLimit(1, consecutive=True, after=after)
    rule = TermRule("5 years", together=True, limits=limit)
    assert TermLimit.from_dict(limit.to_dict()) == limit
    answer = rule.may_serve("li", [("2016-03-01", "2021-02-01")], "2021-03-01", terms=body)
    assert answer.verdict.code == f"may-serve-{code}"


def test_years_and_breaks_are_counted_as_the_terms_are() -> None:
    six = TermRule("3 years", counting=CIVIL_CODE, renewal="anchored", limits=YearsLimit("6 years"))
    first, second, third = six.terms("2018-12-25", 3)
    answer = six.may_serve("li", [(first.start, first.end)], second.start)
    assert (answer.last_day, second.last_day) == (date(2024, 12, 25), date(2024, 12, 25))
    assert not six.may_serve("li", [(first.start, second.end)], third.start).holds

    held = [("2024-08-30", "2025-08-31")]  # the last day in office is 30 August
    for counting, back in ((CIVIL_CODE, "2026-03-01"), (ANNIVERSARY, "2026-02-28"), (ROLL, "2026-03-01")):
        rest = TermRule("1 year", counting=counting, limits=Break("6 months"))
        assert str(rest.may_serve("li", held, "2025-08-31").earliest) == back


def test_a_time_is_counted_to_the_end_of_the_month_where_a_rule_refuses_a_day_that_is_not_there() -> None:
    rest = TermRule("1 year", counting=PeriodRules("refuse"), limits=Break("6 months"))
    assert rest.may_serve("li", [("2024-08-31", "2025-08-31")], "2025-08-31").earliest == date(2026, 2, 28)


def test_no_limit_allows_more_terms_than_the_lengths_that_do_not_repeat() -> None:
    lengths = ["8 years", "4 years"]
    with pytest.raises(RuleError, match="must be at most 2") as error:
        TermRule(lengths, repeats=False, limits=TermLimit(3))
    assert codes(error) == ["no-use"]
    assert TermRule(lengths, repeats=False, limits=TermLimit(2)).limits == (TermLimit(2),)
    assert TermRule(lengths, limits=TermLimit(3)).limits == (TermLimit(3),)
