"""How long terms are: periods, so many events, a fixed day, and how far one may depart."""

import pickle
from datetime import date
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError, shown
from consultgov.spans import Period
from consultgov.terms import lengths
from consultgov.terms.lengths import Allowance, FixedDay, InEvents, read_allowance, read_length

Given: TypeAlias = Any
"""Whatever a caller may give."""

SESSIONS = [date(2024, 3, 5), date(2025, 3, 5), date(2026, 3, 5)]


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


# --- events -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "start", "end"),
    [
        (1, date(2024, 3, 4), date(2024, 3, 5)),
        (1, date(2024, 3, 5), date(2025, 3, 5)),
        (2, date(2024, 3, 5), date(2026, 3, 5)),
        (2, date(2024, 3, 6), date(2026, 3, 5)),
        (3, date(2024, 3, 5), None),
    ],
)
def test_a_term_in_sessions_ends_where_the_last_of_them_begins(
    count: int, start: date, end: date | None
) -> None:
    assert InEvents(count, "session").end(start, SESSIONS) == end


@pytest.mark.parametrize(
    "given",
    [(0, "s"), (1_001, "s"), (True, "s"), (1.0, "s"), (1, ""), (1, None), (1, "\ud800"), ("1", "s")],
    ids=shown,
)
def test_what_is_no_number_of_events_is_refused(given: tuple[Any, Any]) -> None:
    with pytest.raises(RecordError):
        InEvents(*given)


# --- lengths ----------------------------------------------------------------------------------------


def test_a_length_is_read_from_whatever_says_it() -> None:
    three = (Period("3 years"),)
    assert read_length("3年") == read_length(Period(years=3)) == read_length(["3 years"]) == three
    assert read_length(["8 years", Period("4 years")]) == (Period("8 years"), Period("4 years"))
    events = InEvents(2, "session")
    assert read_length(events) == read_length(events.to_dict()) == events
    assert read_length(None) is None


@pytest.mark.parametrize(
    ("given", "error", "code"),
    [
        (3, RecordError, "bad-period"),
        ("", RecordError, "bad-period"),
        ("three", RecordError, "bad-period"),
        (float("nan"), RecordError, "not-a-list"),
        ({"count": 2}, RecordError, "missing-key"),
        ([], RuleError, "bad-term-length"),
        (["3 years"] * 101, RuleError, "bad-term-length"),
        ("48 hours", RuleError, "bad-term-length"),
        ("10 clear days", RuleError, "bad-term-length"),
        ([3, "x"], RuleError, "bad-period"),
    ],
    ids=shown,
)
def test_what_is_no_length_is_refused(given: Given, error: type[ConsultgovError], code: str) -> None:
    with pytest.raises(error) as caught:
        read_length(given)
    assert codes(caught)[0] == code


# --- a fixed day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toward", "last", "expected"),
    [
        ("before", "2038-05-09", "2038-01-31"),
        ("before", "2038-01-31", "2038-01-31"),
        ("before", "2038-01-30", "2036-01-31"),
        ("before", "2039-12-31", "2038-01-31"),
        ("after", "2038-05-09", "2040-01-31"),
        ("after", "2038-01-31", "2038-01-31"),
        ("after", "2037-12-31", "2038-01-31"),
        ("nearest", "2038-05-09", "2038-01-31"),
        ("nearest", "2039-05-09", "2040-01-31"),
        ("nearest", "2039-01-31", "2038-01-31"),
        ("nearest", "2038-01-31", "2038-01-31"),
    ],
)
def test_a_fixed_day_is_that_of_even_years_before_after_or_nearest(
    toward: Given, last: str, expected: str
) -> None:
    for year in (2024, 2, 9998):
        found = FixedDay("01-31", 2, year, toward).nearby(date.fromisoformat(last))
        assert found == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("toward", "last", "expected"),
    [
        ("before", "0001-01-01", None),
        ("nearest", "0001-01-01", "0001-12-30"),
        ("after", "9999-12-31", None),
        ("nearest", "9999-12-31", "9999-12-30"),
    ],
)
def test_at_the_edges_of_the_calendar_there_may_be_no_fixed_day(
    toward: Given, last: str, expected: str | None
) -> None:
    found = FixedDay("12-30", toward=toward).nearby(date.fromisoformat(last))
    assert found == (None if expected is None else date.fromisoformat(expected))


@pytest.mark.parametrize(
    "given",
    ["02-29", "13-01", "00-10", "1-31", "01/31", "", None, 131, "०१-३१", "2026-01-31", ["01-31"]],
    ids=shown,
)
def test_what_is_no_day_of_every_year_is_refused(given: Given) -> None:
    with pytest.raises(RecordError) as caught:
        FixedDay(given)
    assert codes(caught) == ["bad-fixed-day"]


@pytest.mark.parametrize(
    "given",
    [{"every": 0}, {"every": 101}, {"every": True}, {"year": 0}, {"year": 10_000}, {"toward": "x"}],
    ids=shown,
)
def test_what_is_no_cycle_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        FixedDay("01-31", **given)


# --- allowances -------------------------------------------------------------------------------------


def test_an_allowance_is_read_from_whatever_says_it() -> None:
    half = Allowance("6 months")
    assert read_allowance("6 months") == read_allowance(Period("半年")) == read_allowance(half) == half
    assert read_allowance({"longest": "6 months"}) == half
    assert read_allowance(True) == read_allowance({}) == Allowance()  # noqa: FBT003
    assert read_allowance(None) is read_allowance(False) is None  # noqa: FBT003


@pytest.mark.parametrize("given", [1, 0, "", "x", float("nan"), [], {"x": 1}, "\ud800"], ids=shown)
def test_what_is_no_allowance_is_refused(given: Given) -> None:
    with pytest.raises(RecordError):
        read_allowance(given)


# --- all of them ------------------------------------------------------------------------------------

VALUES = [
    InEvents(2, "session"),
    FixedDay("12-31"),
    FixedDay("01-31", every=2, year=2024, toward="nearest"),
    Allowance(),
    Allowance("6 months", Clause("law, art. 8")),
]


@pytest.mark.parametrize("value", VALUES, ids=map(str, range(len(VALUES))))
def test_a_value_comes_back_from_its_record_and_from_a_pickle(value: Allowance | FixedDay | InEvents) -> None:
    assert type(value).from_dict(value.to_dict()) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line
    assert hash(type(value).from_dict(value.to_dict())) == hash(value)


def test_the_module_lists_what_it_offers() -> None:
    assert dir(lengths) == sorted(lengths.__all__)
