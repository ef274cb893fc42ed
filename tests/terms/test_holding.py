"""In office on a day: within the term, holding over, no longer; when a renewal is due, and handing over."""

import pickle
from datetime import date
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, shown
from consultgov.spans import CIVIL_CODE, PeriodRules, WorkingDays
from consultgov.terms import holding
from consultgov.terms.ends import Term, TermEnd
from consultgov.terms.holding import RenewalWindow
from consultgov.terms.lengths import Allowance
from consultgov.terms.rules import TermRule

Given: TypeAlias = Any
"""Whatever a caller may give."""

LAW, KEEP = Clause("law, art. 14"), Clause("law, art. 15")
OPEN = Term("2021-12-25", None, 1, TermEnd.OPEN)


def iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


# --- in office --------------------------------------------------------------------------------------

SIX = TermRule("3 years", counting=CIVIL_CODE, hold_over=Allowance("6 months", KEEP), clause=LAW)
"""A term whose last day is 2024-12-25, and that of holding over 2025-06-25."""


@pytest.mark.parametrize(
    ("on", "successor", "code", "holds"),
    [
        ("2021-12-24", None, "term-not-begun", False),
        ("2021-12-25", None, "in-term", True),
        ("2024-12-25", None, "in-term", True),
        ("2024-12-26", None, "holding-over", True),
        ("2025-06-25", None, "holding-over", True),
        ("2025-06-26", None, "hold-over-ended", False),
        ("2025-01-31", "2025-02-01", "holding-over", True),
        ("2025-02-01", "2025-02-01", "successor-sits", False),
        ("2025-12-31", "2025-02-01", "successor-sits", False),
        ("2024-01-31", "2024-02-01", "in-term", True),
        ("2024-02-01", "2024-02-01", "successor-sits", False),
        ("2021-12-24", "2024-02-01", "term-not-begun", False),
    ],
)
def test_a_holder_goes_on_until_the_successor_sits_and_no_longer_than_allowed(
    on: str, successor: str | None, code: str, *, holds: bool
) -> None:
    verdict = SIX.in_office(SIX.term("2021-12-25"), on, successor_start=successor)
    assert (verdict.code, verdict.holds) == (code, holds)
    assert verdict.clause == (KEEP if "hold" in code else LAW)
    assert verdict.facts["on"] == on


def test_what_is_told_of_holding_over() -> None:
    term = SIX.term("2021-12-25")
    found = SIX.in_office(term, "2025-06-25")
    assert dict(found.facts) == {"on": "2025-06-25", "since": "2024-12-26", "last_day": "2025-06-25"}
    assert found.explain() == (
        "In office on 2025-06-25: holding over since 2024-12-26 until a successor sits, at the latest until "
        "2025-06-25.\nSource: law, art. 15."
    )
    ended = SIX.in_office(term, "2025-06-26")
    assert ended.facts["longest"] == {"months": 6}
    assert ended.explain("zh").splitlines()[0] == (
        "2025-06-26不在任：届满后继续履职的期限最长为6个月，已于2025-06-25届满。"
    )


@pytest.mark.parametrize(
    ("hold_over", "code", "holds"),
    [
        (None, "term-over", False),
        (False, "term-over", False),
        (True, "holding-over-open", True),
        (Allowance(), "holding-over-open", True),
    ],
    ids=str,
)
def test_holding_over_is_not_allowed_or_has_no_limit(hold_over: Given, code: str, *, holds: bool) -> None:
    rule = TermRule("3 years", hold_over=hold_over, clause=LAW)
    verdict = rule.in_office(rule.term("2021-12-25"), "2124-12-25")
    assert (verdict.code, verdict.holds, verdict.clause) == (code, holds, LAW)


def test_who_has_no_end_is_in_office() -> None:
    verdict = TermRule(None).in_office(OPEN, "2124-12-25")
    assert (verdict.code, verdict.holds, verdict.facts["start"]) == ("in-term-open", True, "2021-12-25")
    plain = TermRule(None).in_office(OPEN.to_dict(), "2124-12-25")  # type: ignore[arg-type]
    assert plain == verdict


@pytest.mark.parametrize("successor", ["2021-12-25", "2021-12-24"])
def test_a_successor_from_before_is_refused(successor: str) -> None:
    with pytest.raises(RecordError) as caught:
        TermRule(None).in_office(OPEN, "2022-01-01", successor_start=successor)
    assert codes(caught) == ["bad-successor"]


@pytest.mark.parametrize("given", [3, "", "x", float("nan"), [], "\ud800"], ids=shown)
def test_what_is_no_term_and_no_day_is_refused_at_once(given: Given) -> None:
    with pytest.raises(RecordError) as caught:
        SIX.in_office(given, given, successor_start=given)
    assert len(codes(caught)) == 3
    with pytest.raises(RecordError):
        SIX.renewal_due(given)
    with pytest.raises(RecordError):
        SIX.hand_over_by(given)


# --- renewal ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("2026-12-25", "2026-12-25", "2026-12-25")),
        ({"early": "6 months", "extension": "1 year"}, ("2026-06-25", "2026-12-25", "2027-12-25")),
        ({"early": True, "extension": True}, ("", "2026-12-25", "")),
        (
            {"early": "6 months", "extension": "1 year", "counting": CIVIL_CODE},
            ("2026-06-26", "2026-12-26", "2027-12-26"),
        ),
    ],
    ids=["neither", "both", "unbounded", "civil-code"],
)
def test_a_renewal_may_be_brought_forward_and_put_off(given: Given, expected: tuple[str, str, str]) -> None:
    rule = TermRule("5 years", **given)
    window = rule.renewal_due(rule.term("2021-12-25"))
    assert (iso(window.earliest), iso(window.due), iso(window.latest)) == expected


def test_an_extension_runs_from_the_first_day_after_the_term() -> None:
    rule = TermRule("6 months", extension="1 month")
    assert iso(rule.renewal_due(rule.term("2025-09-01")).latest) == "2026-04-01"


def test_a_term_without_an_end_has_no_renewal() -> None:
    with pytest.raises(RecordError) as caught:
        TermRule(None).renewal_due(OPEN)
    assert codes(caught) == ["open-term"]


def test_the_days_on_which_the_next_term_may_begin() -> None:
    window = RenewalWindow("2026-06-25", "2026-12-25", "2027-12-25")
    days = ["2026-06-24", "2026-06-25", "2027-12-25", "2027-12-26"]
    assert [window.contains(each) for each in days] == [False, True, True, False]
    unbounded = RenewalWindow(None, "2026-12-25", None)
    assert unbounded.contains("0001-01-01")
    assert unbounded.contains("9999-12-31")


@pytest.mark.parametrize(
    "window",
    [RenewalWindow(None, "2026-12-25", None), RenewalWindow("2026-06-25", "2026-12-25", "2027-12-25")],
    ids=["open", "bounded"],
)
def test_a_window_comes_back_from_its_record_and_from_a_pickle(window: RenewalWindow) -> None:
    assert RenewalWindow.from_dict(window.to_dict()) == window
    assert pickle.loads(pickle.dumps(window)) == window  # noqa: S301 - pickled on this line


# --- handing over -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (TermRule("5 years"), ""),
        (TermRule("5 years", hand_over="10 days"), "2026-03-11"),
        (TermRule("5 years", hand_over="10 days", counting=CIVIL_CODE), "2026-03-11"),
        (TermRule("5 years", hand_over="1 month"), "2026-04-01"),
        (
            TermRule("5 years", hand_over="5 working days", counting=PeriodRules(calendar=WorkingDays())),
            "2026-03-06",
        ),
    ],
    ids=["none", "days", "civil-code", "month", "working-days"],
)
def test_things_are_handed_over_within_a_time_after_the_successor_starts(
    rule: TermRule, expected: str
) -> None:
    assert iso(rule.hand_over_by("2026-03-01")) == expected


def test_the_module_lists_what_it_offers() -> None:
    assert dir(holding) == sorted(holding.__all__)
