"""The terms of a body beside its rule: longer, shorter, overdue, and at odds with those of another body."""

import pickle
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError, shown
from consultgov.terms import reviewing
from consultgov.terms.lengths import Allowance, InEvents
from consultgov.terms.numbering import BodyTerm, BodyTerms
from consultgov.terms.reviewing import Linked, linked_of
from consultgov.terms.rules import TermRule
from consultgov.verdicts import Finding

Given: TypeAlias = Any
"""Whatever a caller may give."""

MUST = Clause("law, art. 14")
USUAL = Clause("356 charter, art. 3", "原则上每3年为一个任期", strength="default")
EXCUSED = Clause("356 charter, art. 3", strength="default", reason="pilot of the city")
MAY = Clause("law, art. 16", strength="permission")


def told(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.severity.value) for each in found]


def one(end: str | None, reason: str = "") -> BodyTerms:
    """A term that by the rule of three years has its last day on 2024-12-24."""
    return BodyTerms([BodyTerm(7, "2021-12-25", end, reason)])


# --- length -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "end", "reason", "expected"),
    [
        (MUST, "2024-12-25", "", []),
        (MUST, "2024-12-26", "", [("term-deviates", "breach")]),
        (MUST, "2024-12-24", "", [("term-deviates", "breach")]),
        (MUST, "2024-12-26", "flood", [("term-deviates", "breach")]),
        (None, "2024-12-26", "flood", [("term-deviates", "breach")]),
        (USUAL, "2026-12-25", "", [("term-deviates", "deviation")]),
        (USUAL, "2026-12-25", "flood", [("term-deviates-reasoned", "note")]),
        (EXCUSED, "2026-12-25", "", [("term-deviates-reasoned", "note")]),
        (MAY, "2026-12-25", "", [("term-deviates", "note")]),
    ],
)
def test_a_term_of_another_length_is_told_by_how_far_the_clause_binds(
    clause: Clause | None, end: str, reason: str, expected: list[tuple[str, str]]
) -> None:
    rule = TermRule("3 years", clause=clause)
    assert told(rule.review(one(end, reason), on="2030-01-01")) == expected


def test_what_is_told_of_a_term_of_another_length() -> None:
    [found] = TermRule("3 years", clause=USUAL).review(one("2026-12-25", "flood"))
    assert found.facts == {
        "number": 7,
        "last_day": "2026-12-24",
        "own_last_day": "2024-12-24",
        "reason": "flood",
    }
    assert found.explain("zh").splitlines()[0] == (
        "提示：第7届于2026-12-24届满；依规则，原则上应当于2024-12-24届满。记载的理由：flood。"
    )


ONE_YEAR = TermRule("3 years", early="6 months", extension=Allowance("1 year", MAY), clause=MUST)


@pytest.mark.parametrize(
    ("end", "reason", "expected"),
    [
        ("2024-12-26", "", [("term-extended", "note")]),
        ("2025-12-25", "flood", [("term-extended-reasoned", "note")]),
        ("2025-12-26", "flood", [("term-extended-too-far", "note")]),
        ("2024-12-24", "", [("renewal-early", "breach")]),
        ("2024-06-25", "flood", [("renewal-early-reasoned", "note")]),
        ("2024-06-24", "flood", [("renewal-too-early", "breach")]),
    ],
)
def test_an_extension_and_an_early_renewal_have_their_limits(
    end: str, reason: str, expected: list[tuple[str, str]]
) -> None:
    assert told(ONE_YEAR.review(one(end, reason))) == expected


def test_the_limits_are_told_as_days() -> None:
    [late] = ONE_YEAR.review(one("2026-12-25"))
    assert (late.facts["last_day"], late.facts["latest"]) == ("2026-12-24", "2025-12-24")
    [early] = ONE_YEAR.review(one("2024-01-01"))
    assert (early.facts["held"], early.facts["earliest"]) == ("2024-01-01", "2024-06-25")


def test_without_a_limit_no_extension_and_no_renewal_is_too_far_off() -> None:
    rule = TermRule("3 years", early=True, extension=True)
    assert told(rule.review(one("2050-01-01"))) == [("term-extended", "breach")]
    assert told(rule.review(one("2022-01-01"))) == [("renewal-early", "breach")]
    assert told(rule.review(one(None), on="2050-01-01")) == [("term-extended", "breach")]


# --- overdue ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "on", "expected", "latest"),
    [
        (TermRule("3 years", clause=MUST), None, [], ""),
        (TermRule("3 years", clause=MUST), "2024-12-24", [], ""),
        (TermRule("3 years", clause=MUST), "2024-12-25", [("renewal-overdue", "breach")], "2024-12-24"),
        (TermRule("3 years", clause=USUAL), "2024-12-25", [("renewal-overdue", "deviation")], "2024-12-24"),
        (ONE_YEAR, "2024-12-25", [("term-extended", "note")], ""),
        (ONE_YEAR, "2025-12-24", [("term-extended", "note")], ""),
        (ONE_YEAR, "2025-12-25", [("renewal-overdue", "note")], "2025-12-24"),
    ],
)
def test_a_renewal_is_overdue_on_the_day_after_the_last(
    rule: TermRule, on: str | None, expected: list[tuple[str, str]], latest: str
) -> None:
    found = rule.review(one(None), on=on)
    assert told(found) == expected
    if latest:
        assert (found[0].facts["latest"], found[0].facts["on"]) == (latest, on)


# --- how a term should have been --------------------------------------------------------------------


def test_anchored_terms_are_judged_from_the_first_of_the_list() -> None:
    terms = BodyTerms([BodyTerm(7, "2021-12-25", "2024-12-20"), BodyTerm(8, "2024-12-20", "2027-12-25")])
    assert [each.facts["number"] for each in TermRule("3 years").review(terms)] == [7, 8]
    assert [each.facts["number"] for each in TermRule("3 years", renewal="anchored").review(terms)] == [7]


def test_unequal_terms_are_judged_by_their_number() -> None:
    terms = BodyTerms([BodyTerm(1, "2020-01-01", "2028-01-01"), BodyTerm(2, "2028-01-01", "2036-01-01")])
    [found] = TermRule(["8 years", "4 years"]).review(terms)
    assert (found.facts["number"], found.facts["own_last_day"]) == (2, "2031-12-31")


def test_terms_in_sessions_are_judged_once_the_sessions_are_known() -> None:
    rule = TermRule(InEvents(1, "session"))
    assert rule.review(one("2024-12-25")) == ()
    assert told(rule.review(one("2024-12-25"), events=["2024-12-20"])) == [("term-deviates", "breach")]
    assert TermRule(None).review(one("2024-12-25"), on="2050-01-01") == ()


# --- the other body ---------------------------------------------------------------------------------

LINKED = TermRule("3 years", linked=Linked("居民委员会", "5 years", MUST), clause=USUAL)
COMMITTEE = BodyTerms([BodyTerm(10, "2020-12-25", "2025-12-25"), BodyTerm(11, "2025-12-25")])


@pytest.mark.parametrize(
    ("terms", "other", "dates"),
    [
        (one(None), None, ("2024-12-24", "2026-12-24")),
        (one(None), COMMITTEE, ("2024-12-24", "2025-12-24")),
        (one("2025-12-25", "with the committee"), COMMITTEE, None),
        (one("2026-12-25", "with the committee"), None, None),
        (BodyTerms([BodyTerm(8, "2026-01-01")]), COMMITTEE, ("2028-12-31", "2030-12-24")),
    ],
    ids=["not-on-file", "on-file", "agreed", "agreed-by-length", "open"],
)
def test_where_two_renewals_disagree_both_dates_are_named(
    terms: BodyTerms, other: BodyTerms | None, dates: tuple[str, str] | None
) -> None:
    found = [each for each in LINKED.review(terms, linked=other) if each.code == "renewal-mismatch"]
    named = [(each.facts["own_last_day"], each.facts["linked_last_day"]) for each in found]
    assert named == ([] if dates is None else [dates])
    assert all(each.facts["body"] == "居民委员会" and each.clause == MUST for each in found)


@pytest.mark.parametrize("given", [3, "x", float("nan"), {"x": 1}, [3], "\ud800"], ids=shown)
@pytest.mark.parametrize("field", ["terms", "on", "linked", "events"])
def test_what_is_nothing_of_a_review_is_refused(field: str, given: Given) -> None:
    asked: dict[str, Given] = {"terms": one(None), field: given}
    with pytest.raises(RecordError):
        TermRule("3 years").review(**asked)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (("", "5 years"), RecordError),
        (("\ud800", "5 years"), RecordError),
        (("b", None), RuleError),
        (("b", "48 hours"), RuleError),
        (("b", "5 years", 3), RecordError),
    ],
    ids=["no-name", "half", "no-length", "hours", "clause"],
)
def test_what_is_no_link_is_refused(given: Given, error: type[ConsultgovError]) -> None:
    with pytest.raises(error):
        Linked(*given)


def test_a_link_comes_back_from_its_record_and_from_a_pickle() -> None:
    link = Linked("council", "5 years", MUST)
    assert Linked.from_dict(link.to_dict()) == linked_of(link.to_dict()) == linked_of(link) == link
    assert linked_of(None) is None
    assert pickle.loads(pickle.dumps(link)) == link  # noqa: S301 - pickled on this line


def test_the_module_lists_what_it_offers() -> None:
    assert dir(reviewing) == sorted(reviewing.__all__)
