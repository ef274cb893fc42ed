"""Two bad appraisals in a row end an office by operation of law: runs, gaps, days."""

from __future__ import annotations

import json

import pytest

from consultgov.appraisal import EndsByLaw, Gap, Rated, ends_by_law
from consultgov.errors import ConsultgovError, RecordError, RuleError, TallyError

BAD = "not competent"
LAW = EndsByLaw(grade=BAD, clause={"source": "residents' committee law (2025), art. 37"})


def ended(*results: tuple[object, ...], rule: EndsByLaw = LAW) -> bool:
    return ends_by_law(results, rule, who="li").holds


def test_two_bad_results_in_a_row_end_an_office_and_one_does_not() -> None:
    assert not ended()
    assert not ended((2025, BAD))
    assert ended((2024, BAD), (2025, BAD))
    assert not ended((2023, BAD), (2024, "competent"), (2025, BAD))
    assert ended((2025, BAD), (2023, "competent"), (2024, BAD))


def test_what_comes_after_the_end_changes_nothing() -> None:
    verdict = ends_by_law([(2022, BAD), (2023, BAD), (2024, "excellent"), (2025, BAD)], LAW, who="li")
    assert verdict.holds
    assert verdict.facts["years"] == [2022, 2023]


@pytest.mark.parametrize(("gaps", "ends"), [("passed_over", True), ("breaks", False)])
def test_a_year_without_a_grade_is_what_the_rule_says(*, gaps: str, ends: bool) -> None:
    rule = EndsByLaw(grade=BAD, gaps=gaps)
    assert ended((2023, BAD), (2025, BAD), rule=rule) is ends
    assert ended((2023, BAD), (2024, None), (2025, BAD), rule=rule) is ends
    assert ended((2023, BAD), (2024,), (2025, BAD), rule=rule) is ends
    assert ended((2023, "competent"), (2025, BAD), (2026, BAD), rule=rule)


@pytest.mark.parametrize(
    ("effect", "on", "first"),
    [
        ("that_day", "2025-12-28", "2025-12-28"),
        ("next_day", "2025-12-28", "2025-12-29"),
        ("next_day", "9999-12-31", "9999-12-31"),
    ],
)
def test_the_day_from_which_the_office_has_ended(effect: str, on: str, first: str) -> None:
    results = [Rated(2024, BAD, "2024-12-30"), Rated(2025, BAD, on)]
    verdict = ends_by_law(results, EndsByLaw(grade=BAD, effect=effect), who="li")
    assert verdict.facts["from_day"] == first
    assert f"ended by operation of law on {first}: not competent 2 times in a row" in verdict.explain()


def test_without_a_day_it_is_only_said_that_it_has_ended() -> None:
    verdict = ends_by_law([(2024, BAD), (2025, BAD)], LAW, who="li")
    assert verdict.code == "office-ended"
    assert verdict.explain() == (
        "The office of li has ended by operation of law: not competent 2 times in a row, in 2024 and 2025.\n"
        "Source: residents' committee law (2025), art. 37."
    )
    going = ends_by_law([(2025, BAD)], LAW, who="li")
    assert (going.code, going.facts["run"]) == ("office-goes-on-once", 1)
    assert "最近一次评为not competent，连续2次才终止" in going.explain("zh")


@pytest.mark.parametrize(
    ("times", "results", "english", "chinese"),
    [
        (2, [], "goes on: not once D of late; how often in a row would end it: 2.", "近来尚未评为D，"),
        (2, [(2025, "D"), (2026, "A")], "goes on: not once D of late", "近来尚未评为D，连续2次才终止"),
        (2, [(2026, "D")], "goes on: D once so far, and 2 times in a row would end it.", "最近一次评为D"),
        (3, [(2025, "D"), (2026, "D")], "goes on: D 2 times in a row so far, and 3 would", "至今连续2次"),
        (1, [], "goes on: not once D of late", "尚未评为D"),
        (1, [(2026, "D")], "has ended by operation of law: D once, in 2026.", "依法自行终止：2026年评为D。"),
        (
            1,
            [(2026, "D", "2026-12-28")],
            "ended by operation of law on 2026-12-28: D once, in 2026.",
            "于2026-12-28依法自行终止：2026年评为D。",
        ),
    ],
)
def test_not_once_and_once_are_said_in_words(
    times: int, results: list[tuple[object, ...]], english: str, chinese: str
) -> None:
    verdict = ends_by_law(results, EndsByLaw(grade="D", times=times), who="li")
    assert english in verdict.explain()
    assert chinese in verdict.explain("zh")


def test_the_grade_that_ends_an_office_has_to_be_named() -> None:
    with pytest.raises(TypeError):
        EndsByLaw()  # type: ignore[call-arg]
    with pytest.raises(RecordError) as caught:
        EndsByLaw.from_dict({"times": 2})
    assert [fault.code for fault in caught.value.faults] == ["missing-key"]


def test_a_body_may_ask_for_three() -> None:
    rule = EndsByLaw(times=3, grade="D")
    assert not ended((2023, "D"), (2024, "D"), rule=rule)
    assert ended((2023, "D"), (2024, "D"), (2025, "D"), rule=rule)


@pytest.mark.parametrize(
    "rule", [EndsByLaw(grade=BAD), LAW, EndsByLaw(grade=BAD, times=3, gaps=Gap.BREAKS, effect="next_day")]
)
def test_a_rule_is_stored_and_read_back(rule: EndsByLaw) -> None:
    assert EndsByLaw.from_dict(json.loads(json.dumps(rule.to_dict()))) == rule


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([(2025, BAD), (2025, "competent")], "name-twice"),
        ([("2025", BAD)], "bad-year"),
        ([(True, BAD)], "bad-year"),
        ([(0, BAD)], "bad-year"),
        ([()], "not-a-pair"),
        ([(2025, BAD, "2025-12-28", "")], "not-a-pair"),
        ([(2025, "")], "bad-name"),
        ([(2025, BAD, "December")], "bad-day"),
        (["2025"], "not-a-list"),
        ("2025", "not-a-list"),
    ],
)
def test_results_that_make_no_sense_are_errors(results: list[tuple[object, ...]], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        ends_by_law(results, LAW, who="li")
    assert [fault.code for fault in caught.value.faults] == [code]


def test_rules_that_make_no_sense_are_errors() -> None:
    with pytest.raises(RecordError):
        ends_by_law([], None, who="li")  # type: ignore[arg-type]
    for times in (0, 101, True, "2"):
        with pytest.raises(RuleError):
            EndsByLaw(grade=BAD, times=times)
    with pytest.raises(TallyError):
        EndsByLaw(grade=BAD, gaps="skipped")
    with pytest.raises(RecordError):
        EndsByLaw.from_dict({"years": 2})
