"""Which days in office are of one term: in a row or apart, by length, by the terms of the body, by name."""

from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from consultgov.errors import ConsultgovError, RecordError
from consultgov.spans import CIVIL_CODE, Period, PeriodRules, Span, WorkingDays
from consultgov.terms import stints as module
from consultgov.terms.limits import TermLimit
from consultgov.terms.rules import TermRule
from consultgov.terms.service import Service
from consultgov.terms.stints import Measure, Stint, days_in, stints, stretches

Given: TypeAlias = Any
"""Whatever a caller may give."""

DAY = timedelta(days=1)
THREE = Measure((Period("3 years"),))
BODY = Measure(terms=(Span("2011-12-20", "2016-12-20"), Span("2016-12-20", "2021-12-25"), Span("2021-12-25")))
"""Three terms of a body, of which the last is open."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def told(held: list[Service], measure: Measure, *, covering: bool = True) -> list[str]:
    """The terms, each with its pieces."""
    return ["+".join(each.told()) for each in stints(held, measure, lambda _: covering)]


def held(*pairs: tuple[str, str], **more: Given) -> list[Service]:
    return [Service("member", first, end, **more) for first, end in pairs]


# --- stretches --------------------------------------------------------------------------------------


def test_what_adjoins_or_overlaps_is_one_stretch() -> None:
    a, b, c, d = (day(f"2026-0{month}-01") for month in (1, 2, 3, 4))
    assert stretches([(c, d), (a, b), (b, c)]) == ((a, d),)
    assert stretches([(a, c), (b, d)]) == ((a, d),)
    assert stretches([(a, d), (b, c)]) == ((a, d),)
    assert stretches([(a, b), (b + DAY, c)]) == ((a, b), (b + DAY, c))
    assert stretches([]) == ()
    assert days_in([(a, b), (c, d)]) == 62


# --- by length --------------------------------------------------------------------------------------


def test_a_stretch_is_cut_into_terms_of_the_length() -> None:
    long = held(("2015-03-01", "2022-03-01"))
    expected = ["2015-03-01/2018-02-28", "2018-03-01/2021-02-28", "2021-03-01/2022-02-28"]
    assert told(long, THREE) == told(long, THREE, covering=False) == expected
    split = held(("2015-03-01", "2016-01-01"), ("2016-01-01", "2022-03-01"))
    assert told(split, THREE) == expected


def test_service_with_gaps_within_the_length_of_a_term_is_one_where_every_part_counts() -> None:
    apart = held(("2015-03-01", "2016-03-01"), ("2017-03-01", "2018-06-01"))
    assert told(apart, THREE) == ["2015-03-01/2016-02-29+2017-03-01/2018-02-28", "2018-03-01/2018-05-31"]
    assert told(apart, THREE, covering=False) == ["2015-03-01/2016-02-29", "2017-03-01/2018-05-31"]


def test_a_term_after_a_gap_begins_with_the_next_service() -> None:
    apart = held(("2015-03-01", "2018-03-01"), ("2019-06-01", "2022-07-01"))
    expected = ["2015-03-01/2018-02-28", "2019-06-01/2022-05-31", "2022-06-01/2022-06-30"]
    assert told(apart, THREE) == told(apart, THREE, covering=False) == expected


def test_terms_may_be_of_different_lengths() -> None:
    unequal = Measure((Period("8 years"), Period("4 years")))
    expected = ["2000-01-01/2007-12-31", "2008-01-01/2011-12-31", "2012-01-01/2013-12-31"]
    assert told(held(("2000-01-01", "2014-01-01")), unequal) == expected
    assert unequal.end(day("2000-01-01")) == day("2008-01-01")
    assert unequal.end(day("2000-01-01"), 2) == unequal.end(day("2000-01-01"), 9) == day("2004-01-01")


@pytest.mark.parametrize(
    ("anchored", "expected"),
    [
        (False, ["2024-02-29/2025-02-27", "2025-02-28/2026-02-27", "2026-02-28/2027-02-27"]),
        (True, ["2024-02-29/2025-02-27", "2025-02-28/2026-02-27", "2026-02-28/2027-02-27"]),
    ],
)
def test_terms_are_reckoned_from_the_last_or_from_the_first(*, anchored: bool, expected: list[str]) -> None:
    year = Measure((Period("1 year"),), anchored=anchored)
    four = told(held(("2024-02-29", "2028-03-01")), year)
    assert four[:3] == expected
    last = ["2027-02-28/2028-02-28", "2028-02-29/2028-02-29"]
    if not anchored:
        last = ["2027-02-28/2028-02-27", "2028-02-28/2028-02-29"]
    assert four[3:] == last == told(held(("2024-02-29", "2028-03-01")), year, covering=False)[3:]


def test_terms_of_working_days_are_counted_one_by_one() -> None:
    calendar = PeriodRules(calendar=WorkingDays())
    week = Measure((Period("5 working days"),), calendar, anchored=True)
    two = held(("2026-03-02", "2026-03-16"))
    assert told(two, week) == ["2026-03-02/2026-03-06", "2026-03-07/2026-03-13", "2026-03-14/2026-03-15"]


def test_the_first_day_may_not_be_counted() -> None:
    measure = Measure((Period("3 years"),), CIVIL_CODE)
    assert told(held(("2015-03-01", "2018-03-02")), measure) == ["2015-03-01/2018-03-01"]


def test_without_a_length_each_record_is_a_term() -> None:
    records = held(("2015-03-01", "2016-03-01"), ("2016-03-01", "2046-03-01"))
    found = stints(records, Measure(), lambda _: True)
    assert [each.told() for each in found] == [["2015-03-01/2016-02-29"], ["2016-03-01/2046-02-28"]]
    assert all(each.is_whole for each in found)
    assert Measure().end(day("2015-03-01")) is None
    assert list(Measure().cuts(day("2015-03-01"), day("2016-03-01"))) == [
        (day("2015-03-01"), day("2016-03-01"), None)
    ]


# --- pieces -----------------------------------------------------------------------------------------


def test_pieces_of_one_named_term_are_put_together() -> None:
    term = ("2015-03-01", "2018-03-01")
    pieces = held(("2015-03-01", "2016-01-01"), ("2017-01-01", "2018-03-01"), term=term)
    [found] = stints(pieces, THREE, lambda _: True)
    assert (found.first, found.end, found.days) == (day("2015-03-01"), day("2018-03-01"), 730)
    assert (found.start, found.over, found.is_whole) == (day("2015-03-01"), day("2018-03-01"), False)
    other = held(("2016-01-01", "2017-01-01"), term=term, replaces=True)
    [joined] = stints([*pieces, *other], THREE, lambda _: True)
    assert (joined.replaces, joined.is_whole) == (False, True)
    assert [each.replaces for each in stints(other, THREE, lambda _: True)] == [True]


def test_a_term_is_whole_from_its_last_day_on() -> None:
    start, over = day("2015-03-01"), day("2018-03-01")
    assert Stint(((start, over),), start, over).is_whole
    assert not Stint(((start, over - DAY),), start, over).is_whole
    assert not Stint(((start + DAY, over),), start, over).is_whole


def test_the_rest_of_a_term_of_somebody_else_is_not_joined_with_ones_own() -> None:
    rest = held(("2014-01-01", "2015-01-01"), replaces=True)
    own = held(("2015-01-01", "2018-01-01"))
    found = stints([*own, *rest], THREE, lambda _: True)
    assert [(each.told()[0], each.replaces) for each in found] == [
        ("2014-01-01/2014-12-31", True),
        ("2015-01-01/2017-12-31", False),
    ]


def test_days_held_over_are_of_no_term() -> None:
    assert told(held(("2015-01-01", "2018-07-01"), held_over="2018-01-01"), THREE) == [
        "2015-01-01/2017-12-31"
    ]
    assert told(held(("2018-01-01", "2018-07-01"), held_over="2018-01-01"), THREE) == []


# --- by the terms of the body -----------------------------------------------------------------------


def test_days_are_of_the_terms_of_the_body_they_lie_in() -> None:
    over = held(("2016-12-01", "2021-12-18"), ("2021-12-25", "2023-01-01"))
    assert told(over, BODY) == ["2016-12-01/2016-12-19", "2016-12-20/2021-12-17", "2021-12-25/2022-12-31"]
    found = stints(over, BODY, lambda _: True)
    assert [each.index for each in found] == [0, 1, 2]
    assert [str(each.over) for each in found] == ["2016-12-20", "2021-12-25", "None"]
    assert [each.is_whole for each in found] == [False, False, True]
    named = held(("2017-01-01", "2021-12-25"), term=("2016-12-20", "2021-12-25"))
    strange = held(("2018-01-01", "2019-01-01"), term=("2017-12-20", "2021-12-25"))
    assert [each.index for each in stints([*named, *strange], BODY, lambda _: True)] == [1, None]


def test_days_before_and_after_the_known_terms_are_cut_by_the_length() -> None:
    known = Measure((Period("5 years"),), terms=(Span("2011-12-20", "2016-12-20"),))
    over = held(("2010-12-20", "2023-12-20"))
    expected = [
        "2010-12-20/2011-12-19+2016-12-20/2016-12-19",
        "2011-12-20/2016-12-19",
        "2016-12-20/2021-12-19",
        "2021-12-20/2023-12-19",
    ]
    expected[0] = "2010-12-20/2011-12-19"
    assert told(over, known, covering=False) == expected
    assert told(over, known) == expected


@pytest.mark.parametrize(
    ("on", "index"),
    [
        ("2011-12-19", None),
        ("2011-12-20", 0),
        ("2016-12-19", 0),
        ("2016-12-20", 1),
        ("2021-12-24", 1),
        ("2021-12-25", 2),
        ("9999-12-31", 2),
    ],
)
def test_which_term_of_the_body_a_day_is_in(on: str, index: int | None) -> None:
    assert BODY.index_at(day(on)) == index


def test_terms_of_the_body_go_on_after_the_last_known_one_by_the_length() -> None:
    known = Measure((Period("5 years"),), terms=(Span("2011-12-20", "2016-12-20"),))
    days = ["2016-12-19", "2016-12-20", "2021-12-19", "2021-12-20"]
    assert [known.index_at(day(each)) for each in days] == [0, 1, 1, 2]
    assert [str(known.start_of(index)) for index in (0, 1, 2)] == ["2011-12-20", "2016-12-20", "2021-12-20"]
    assert str(known.end(day("2013-01-01"))) == "2016-12-20"
    assert str(known.end(day("2017-01-01"))) == "2022-01-01"
    assert BODY.start_of(3) == date.max
    assert BODY.end(day("2022-01-01")) is None
    assert BODY.end(day("2021-12-24")) == day("2021-12-25")


def test_of_terms_of_different_lengths_later_ones_have_the_last() -> None:
    known = Measure((Period("8 years"), Period("4 years")), terms=(Span("2000-01-01", "2008-01-01"),))
    assert [str(known.start_of(index)) for index in (1, 2, 3)] == ["2008-01-01", "2012-01-01", "2016-01-01"]


def test_where_the_calendar_ends_or_no_length_is_known_no_further_term_begins() -> None:
    late = Measure((Period("5 years"),), terms=(Span("9990-01-01", "9995-01-01"),))
    assert [late.index_at(day(each)) for each in ("9995-01-01", "9999-12-31")] == [1, 1]
    assert late.start_of(2) == date.max
    assert Measure(terms=(Span("2020-01-01"),)).start_of(1) == date.max
    assert Measure().index_at(day("2020-01-01")) is None


# --- too much ---------------------------------------------------------------------------------------


def alternate(count: int) -> list[Service]:
    """So many services of a day, every other day."""
    first = date(2000, 1, 1)
    return [Service("member", first + 2 * n * DAY, first + (2 * n + 1) * DAY) for n in range(count)]


def test_ten_thousand_terms_are_found_and_no_more() -> None:
    daily = Measure((Period("1 day"),))
    chain = held(("2000-01-01", "2027-05-19"))
    assert len(stints(chain, daily, lambda _: True)) == 10_000
    assert len(stints(chain, daily, lambda _: False)) == 10_000
    assert len(stints(alternate(10_000), daily, lambda _: True)) == 10_000
    longer = held(("2000-01-01", "2027-05-20"))
    for covering in (True, False):
        with pytest.raises(RecordError) as caught:
            told(longer, daily, covering=covering)
        assert codes(caught) == ["too-many-terms"]


def test_no_more_than_ten_thousand_terms_follow_the_last_known_one() -> None:
    daily = Measure((Period("1 day"),), terms=(Span("2000-01-01", "2000-01-02"),))
    assert daily.index_at(day("2027-05-18")) == 9_999
    for ask in (lambda: daily.index_at(day("2027-05-20")), lambda: daily.start_of(20_000)):
        with pytest.raises(RecordError) as caught:
            ask()
        assert codes(caught) == ["too-many-terms"]


def test_the_module_lists_what_it_offers() -> None:
    assert dir(module) == sorted(module.__all__)


def test_anchored_terms_of_unequal_length_are_cut_where_the_rule_ends_them() -> None:
    rule = TermRule(["1 year", "2 years"], renewal="anchored", limits=TermLimit(4))
    terms = rule.terms("2024-02-29", 4)
    served = [(terms[0].start, terms[2].end)]
    assert rule.may_serve("li", served, terms[3].start).terms_left == 1


def test_a_single_anchored_term_that_does_not_repeat_is_used_up() -> None:
    rule = TermRule("4 years", renewal="anchored", repeats=False)
    answer = rule.may_serve("li", [("2020-02-29", "2024-02-29")], "2024-02-29")
    assert (answer.holds, answer.earliest) == (False, None)
