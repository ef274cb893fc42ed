"""Rights suspended after misses in a row and restored after attendance in a row."""

from __future__ import annotations

import pickle
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError
from consultgov.terms.ending import suspensions as module
from consultgov.terms.ending.suspensions import Suspension, rights_suspended, times_suspended

Given: TypeAlias = Any
"""Whatever a caller may give."""

WORDS = {"p": "present", "e": "excused", "a": "absent"}
CNCF = Suspension(missed=3, attended=2, clause=Clause("CNCF TOC charter"))


def marks(record: str) -> list[tuple[object, ...]]:
    """A meeting on each day of May."""
    return [(f"2026-05-{day:02}", WORDS[was]) for day, was in enumerate(record, 1)]


@pytest.mark.parametrize(
    ("record", "spans"),
    [
        ("aa", []),
        ("aaa", [("2026-05-04", None)]),
        ("aaap", [("2026-05-04", None)]),
        ("aaapp", [("2026-05-04", "2026-05-06")]),
        ("aaapapp", [("2026-05-04", "2026-05-08")]),
        ("aaaappaaa", [("2026-05-04", "2026-05-07"), ("2026-05-10", None)]),
        ("aaea", []),
        ("aaapep", [("2026-05-04", None)]),
    ],
)
def test_three_missed_suspend_until_two_are_attended(
    record: str, spans: list[tuple[str, str | None]]
) -> None:
    found = times_suspended(marks(record), CNCF)
    ends = [(str(span.start), None if span.end is None else str(span.end)) for span in found]
    assert ends == spans


@pytest.mark.parametrize(
    ("excused", "record", "number"),
    [
        ("passed_over", "aaea", 1),
        ("counts", "aae", 1),
        ("interrupts", "aaea", 0),
        ("passed_over", "aaapep", 1),
    ],
)
def test_what_leave_does_to_a_run_is_a_policy(excused: str, record: str, number: int) -> None:
    rule = Suspension(missed=3, attended=2, excused=excused)
    found = times_suspended(marks(record), rule)
    assert len(found) == number
    assert all((span.end is None) == (record != "aaapep") for span in found)


@pytest.mark.parametrize(
    ("on", "holds", "told"),
    [
        ("2026-05-03", False, "rights-in-force"),
        ("2026-05-04", True, "rights-suspended"),
        ("2026-05-05", True, "rights-suspended"),
        ("2026-05-06", False, "rights-in-force"),
    ],
)
def test_rights_are_asked_for_on_a_day(on: str, told: str, *, holds: bool) -> None:
    found = rights_suspended(marks("aaapp"), CNCF, who="li", on=on)
    assert (found.holds, found.code, found.clause) == (holds, told, CNCF.clause)
    assert "Reason “" not in found.explain()
    assert "理由“" not in found.explain("zh")


def test_the_figures_are_told() -> None:
    found = rights_suspended(marks("aaap"), CNCF, who="li", on="2026-06-01")
    assert found.facts == {
        "person": "li",
        "on": "2026-06-01",
        "since": "2026-05-04",
        "attended": 1,
        "least": 2,
    }
    before = rights_suspended(marks("aaap"), CNCF, who="li", on="2026-05-03")
    assert before.facts == {"person": "li", "on": "2026-05-03", "run": 2, "least": 3}


def test_what_begins_and_ends_on_one_day_is_no_suspension() -> None:
    day = [("2026-05-01", "absent", "a"), ("2026-05-01", "present", "b")]
    assert times_suspended(day, Suspension(missed=1, attended=1)) == ()


def test_a_rule_comes_back_from_its_record() -> None:
    assert Suspension.from_dict(CNCF.to_dict()) == CNCF
    assert pickle.loads(pickle.dumps(CNCF)) == CNCF  # noqa: S301 - pickled on this line
    assert "Suspension" in dir(module)


@pytest.mark.parametrize("size", [0, -1, None, True, 2.0, "3", 10**20])
def test_numbers_that_are_none_are_refused(size: Given) -> None:
    with pytest.raises(RecordError):
        Suspension(missed=size, attended=2)
    with pytest.raises(RecordError):
        Suspension(missed=3, attended=size)


def test_other_bad_input_is_refused() -> None:
    with pytest.raises(RuleError):
        Suspension(missed=3, attended=2, excused="perhaps")
    bad: Given = None
    for call in (
        lambda: times_suspended(marks("a"), bad),
        lambda: times_suspended(bad, CNCF),
        lambda: rights_suspended(marks("a"), bad, who="li", on="2026-05-01"),
        lambda: rights_suspended(marks("a"), CNCF, who=bad, on="2026-05-01"),
        lambda: rights_suspended(marks("a"), CNCF, who="li", on=bad),
        lambda: times_suspended([("9999-12-31", "absent")], Suspension(missed=1, attended=1)),
    ):
        with pytest.raises(ConsultgovError):
            call()
