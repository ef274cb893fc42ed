"""The terms of a body by number: which one a day lies in, and what may not follow what."""

import pickle
from typing import Any, TypeAlias

import pytest

from consultgov.errors import ConsultgovError, RecordError, shown
from consultgov.spans import Span
from consultgov.terms import numbering
from consultgov.terms.numbering import BodyTerm, BodyTerms, body_term, body_terms

Given: TypeAlias = Any
"""Whatever a caller may give."""

NOTHING = [3, "x", float("nan"), {}, {"x": 1}, "\ud800"]
TERMS = BodyTerms(
    [
        BodyTerm(11, "2016-12-20", "2021-12-25", reason="疫情"),
        {"number": 12, "start": "2021-12-25", "end": "2026-12-20"},
        BodyTerm(13, "2026-12-20"),
    ]
)


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize(
    ("on", "number"),
    [
        ("2016-12-19", None),
        ("2016-12-20", 11),
        ("2021-12-24", 11),
        ("2021-12-25", 12),
        ("2026-12-19", 12),
        ("2026-12-20", 13),
        ("9999-12-31", 13),
    ],
)
def test_a_day_lies_in_one_term(on: str, number: int | None) -> None:
    found = TERMS.at(on)
    assert TERMS.number_on(on) == number
    assert (None if found is None else found.number) == number


def test_a_day_after_the_last_term_lies_in_none() -> None:
    assert BodyTerms([BodyTerm(1, "2021-12-25", "2026-12-20")]).at("2026-12-20") is None
    assert BodyTerms().number_on("2026-12-20") is None


def test_terms_are_got_by_number_and_told_one_after_another() -> None:
    assert TERMS.get(12) == BodyTerm(12, "2021-12-25", "2026-12-20")
    assert TERMS.get(14) is None
    assert ([each.number for each in TERMS], len(TERMS)) == ([11, 12, 13], 3)


def test_a_term_has_a_last_day_and_a_span() -> None:
    first, last = TERMS.terms[0], TERMS.terms[-1]
    assert first.last_day is not None
    assert (first.last_day.isoformat(), last.last_day) == ("2021-12-24", None)
    assert first.span == Span("2016-12-20", "2021-12-25")


def test_what_does_not_follow_is_refused_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        BodyTerms(
            [
                BodyTerm(1, "2010-01-01", "2015-01-01"),
                BodyTerm(3, "2015-01-02", "2020-01-01"),
                BodyTerm(4, "2019-12-31"),
                BodyTerm(4, "2025-01-01"),
            ]
        )
    assert codes(caught) == [
        "number-out-of-order",
        "gap-between-terms",
        "terms-overlap",
        "number-out-of-order",
        "open-term",
    ]


def test_terms_without_end_are_refused() -> None:
    with pytest.raises(RecordError) as caught:
        BodyTerms([BodyTerm(1, "2020-01-01")] * 10_001)
    assert codes(caught)[0] == "too-many-terms"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((0, "2020-01-01"), ["bad-number"]),
        ((True, "2020-01-01"), ["bad-number"]),
        ((1, None), ["bad-day"]),
        ((1, "2020-01-01", "2020-01-01"), ["empty-span"]),
        ((1, "2020-01-01", "2019-01-01"), ["empty-span"]),
        ((1, "2020-01-01", None, "\ud800"), ["bad-name"]),
    ],
    ids=["zero", "truth", "no-day", "no-day-in-it", "ends-before", "half"],
)
def test_what_is_no_term_of_a_body_is_refused(given: tuple[Any, ...], expected: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        BodyTerm(*given)
    assert codes(caught) == expected


@pytest.mark.parametrize("given", NOTHING, ids=shown)
def test_what_is_no_term_and_no_list_of_them_is_refused(given: Given) -> None:
    with pytest.raises(RecordError):
        body_term(given)
    with pytest.raises(RecordError):
        body_terms(given)
    with pytest.raises(RecordError):
        TERMS.get(-1 if given == 3 else given)


def test_a_term_and_a_list_are_read_from_values_and_plain_dicts() -> None:
    assert body_term(None) is None
    assert body_term(TERMS.terms[0]) == body_term(TERMS.terms[0].to_dict())
    assert body_terms(TERMS) is TERMS
    assert body_terms(TERMS.to_dict()) == TERMS == body_terms(TERMS.terms)


def test_the_terms_come_back_from_their_record_and_from_a_pickle() -> None:
    assert BodyTerms.from_dict(TERMS.to_dict()) == TERMS
    assert pickle.loads(pickle.dumps(TERMS)) == TERMS  # noqa: S301 - pickled on this line
    assert hash(BodyTerms.from_dict(TERMS.to_dict())) == hash(TERMS)


def test_the_module_lists_what_it_offers() -> None:
    assert dir(numbering) == sorted(numbering.__all__)
