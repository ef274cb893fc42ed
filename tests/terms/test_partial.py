"""When a part of a term counts as a term: at the day before, the day of and the day after."""

import pickle
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from consultgov.errors import RuleError, shown
from consultgov.spans import Period
from consultgov.terms import partial
from consultgov.terms.partial import PartialOf, PartialTerms, partial_terms
from consultgov.terms.stints import Stint

Given: TypeAlias = Any
"""Whatever a caller may give."""

START, OVER = date(2021, 1, 20), date(2025, 1, 20)
"""A term of four years, of 1461 days."""


def served(days: int, *, over: date | None = OVER) -> Stint:
    """The last days of the term."""
    return Stint(((OVER - timedelta(days=days), OVER),), START, over)


def thresholds(text: str) -> list[int]:
    """Of the numbers of days in a term, those from which the answer is another than the day before."""
    rule = PartialTerms(text)
    told = [rule.count(served(days)) for days in range(1, 1462)]
    return [days + 2 for days in range(1460) if told[days] != told[days + 1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", []),
        ("never", [1461]),
        ("more than 1/2", [731]),
        ("at least 1/2", [731]),
        ("more than 1/3", [488]),
        ("at least 1/3", [487]),
        ("more than 50%", [731]),
        ("at least 33.3 %", [487]),
        ("more than 2 years", [732]),
        ("at least 2 years", [731]),
        ("at least 1 year", [366]),
        ("more than 1 year", [367]),
        ("at least 365 days", [365]),
        ("more than 18 months", [551]),
        ("more than 100%", [1461]),
        ("at least 5 years", [1461]),
    ],
)
def test_a_part_counts_from_so_many_days_on(text: str, expected: list[int]) -> None:
    assert thresholds(text) == expected


def test_a_part_that_always_counts_does_from_the_first_day() -> None:
    assert PartialTerms().count(served(1))
    assert PartialTerms("always").always
    assert not PartialTerms("never").always
    assert not PartialTerms("never").count(served(1460))
    assert PartialTerms("never").count(served(1461))


def test_a_term_of_no_length_is_whole_whatever_was_served_of_it() -> None:
    for text in ("never", "more than 1/2", "at least 40 years"):
        assert PartialTerms(text).count(served(1, over=None))


def test_a_year_that_the_calendar_does_not_have_is_never_reached() -> None:
    last = Stint(((date(9998, 1, 1), date(9999, 12, 31)),), date(9997, 1, 1), date.max)
    assert not PartialTerms("at least 8000 years").count(last)
    assert PartialTerms("at least 1 year").count(last)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("always", "always"),
        ("never", "never"),
        ("more than 50%", "more than 1/2"),
        ("at least 2/4", "at least 1/2"),
        ("more than 2 years", "more than 2 years"),
        ("at least 24 months", "at least 2 years"),
        ("more than 6个月", "more than 6 months"),
    ],
)
def test_what_counts_is_written_so_that_it_reads_back(text: str, written: str) -> None:
    rule = PartialTerms(text)
    assert str(rule) == written
    assert PartialTerms(written) == rule
    assert hash(PartialTerms(written)) == hash(rule)
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - pickled on this line
    assert partial_terms(rule) is rule
    assert partial_terms(written) == rule


def test_a_share_or_a_time_is_told_apart() -> None:
    half, years = PartialTerms("more than 1/2"), PartialTerms("at least 2 years")
    assert (str(half.share), half.period, half.strict, half.never) == ("1/2", None, True, False)
    assert (years.share, years.period, years.strict) == (None, Period("2 years"), False)
    assert list(PartialOf) == ["any", "replacements"]


@pytest.mark.parametrize(
    "given",
    [
        "",
        "banana",
        "Always",
        "more than",
        "more than ",
        "more than half",
        "more than 0/0",
        "more than 1/0",
        "more than 3/2",
        "at least 200%",
        "less than 1/2",
        "more than 12 hours",
        "more than 5 working days",
        "more than 1.5 years",
        "at least -1 year",
        "more than 99999999/99999999",
        "at least 1e9 years",
        "more than 99999999999999999999 years",
        "more than " + "9" * 1_000_000,
        "\ud800",
        None,
        True,
        0.5,
        float("nan"),
        10**5000,
        [],
        {"share": "1/2"},
        object,
    ],
    ids=shown,
)
def test_what_says_nothing_of_parts_is_refused(given: Given) -> None:
    with pytest.raises(RuleError) as caught:
        PartialTerms(given)
    assert [fault.code for fault in caught.value.faults] == ["bad-partial"]
    with pytest.raises(RuleError):
        partial_terms(given)


def test_the_module_lists_what_it_offers() -> None:
    assert dir(partial) == sorted(partial.__all__)
