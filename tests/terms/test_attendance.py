"""Absences without leave: in a row, in all and as a share, the day before, the day of and the day after."""

from __future__ import annotations

import pickle
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError, ShareError
from consultgov.terms.ending import attendance
from consultgov.terms.ending.attendance import (
    AbsenceRule,
    Attendance,
    AttendanceMark,
    ExcusedAbsence,
    too_many_absences,
)
from consultgov.verdicts import Verdict

Given: TypeAlias = Any
"""Whatever a caller may give."""

LAW = Clause("rules, art. 7")
WORDS = {"p": "present", "e": "excused", "a": "absent"}


def marks(record: str, year: int = 2026) -> list[tuple[object, ...]]:
    """A meeting on the tenth of each month."""
    months = range(1, len(record) + 1)
    return [(f"{year}-{month:02}-10", WORDS[was]) for month, was in zip(months, record, strict=True)]


def asked(record: str, on: str = "2026-12-31", **settings: Given) -> Verdict:
    return too_many_absences(marks(record), AbsenceRule(**settings), who="li", on=on)


def told(verdict: Verdict) -> str:
    """A verdict makes whole sentences in both languages."""
    english, chinese = verdict.explain(), verdict.explain("zh")
    assert "Reason “" not in english
    assert "理由“" not in chinese
    return english


# --- in a row -------------------------------------------------------------------------------------


def test_an_absence_with_leave_interrupts_a_run() -> None:
    """G-118: 浙江, three in a row without good reason."""
    found = asked("aeaa", in_a_row=3, clause=LAW)
    assert (found.holds, found.code, found.clause) == (False, "absences-within", LAW)
    assert found.facts == {"person": "li", "more": 1}
    assert found.parts[0].facts == {"run": 2, "least": 3, "counted": ["2026-03-10", "2026-04-10"]}
    assert told(found) == (
        "The absences of li have not reached what the rule says. "
        "Further ones at once that would reach it: 1.\n"
        "  Absences in a row: 2 (2026-03-10 and 2026-04-10); the rule asks for 3.\n"
        "Source: rules, art. 7."
    )


@pytest.mark.parametrize(
    ("excused", "holds"), [("interrupts", False), ("passed_over", True), ("counts", True)]
)
def test_what_an_absence_with_leave_does_to_a_run_is_a_policy(excused: str, *, holds: bool) -> None:
    found = asked("aeaa", in_a_row=3, excused=excused)
    assert found.holds is holds


def test_where_leave_counts_the_run_is_reached_a_meeting_earlier() -> None:
    assert asked("aeaa", in_a_row=3, excused="counts").facts["since"] == "2026-03-10"
    assert asked("aeaa", in_a_row=3, excused="passed_over").facts["since"] == "2026-04-10"


@pytest.mark.parametrize(("on", "holds"), [("2026-02-09", False), ("2026-02-10", True), ("2026-02-11", True)])
def test_two_in_a_row_are_reached_on_the_day_of_the_second(on: str, *, holds: bool) -> None:
    """绍兴: two in a row."""
    assert asked("aa", on, in_a_row=2).holds is holds


def test_what_is_reached_stays_so_when_she_comes_again() -> None:
    found = asked("aapppp", in_a_row=2)
    assert (found.holds, found.code) == (True, "absences-too-many")
    assert found.facts == {"person": "li", "since": "2026-02-10"}
    assert found.parts[0].facts["run"] == 2
    assert told(found).startswith("The absences of li reached what the rule says on 2026-02-10.\n")


def test_presence_begins_a_run_anew() -> None:
    found = asked("aap", in_a_row=3)
    assert found.parts[0].code == "absences-in-a-row-none"
    assert found.facts["more"] == 3
    assert "The last meeting that counts was not missed" in told(found)


def test_meetings_of_one_day_are_told_by_their_names() -> None:
    held = [("2026-01-10", "absent", "b"), ("2026-01-10", "absent", "a"), ("2026-01-09", "present")]
    found = too_many_absences(held, AbsenceRule(in_a_row=2), who="li", on="2026-01-10")
    assert found.parts[0].facts["counted"] == ["a", "b"]


# --- in all ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "holds"), [("2026-05-09", False), ("2026-05-10", True), ("2027-06-01", True)])
def test_so_many_in_all(on: str, *, holds: bool) -> None:
    found = asked("apapa", on, number=3)
    assert found.holds is holds
    told(found)


def test_a_calendar_year_begins_anew_on_1_january() -> None:
    rule = AbsenceRule(number=3, calendar_year=True)
    held = [("2025-11-10", "absent"), ("2025-12-31", "absent"), ("2026-01-01", "absent")]
    found = too_many_absences(held, rule, who="li", on="2026-01-01")
    assert not found.holds
    assert found.parts[0].facts == {
        "missed": 1,
        "meetings": 1,
        "counted": ["2026-01-01"],
        "first": "2026-01-01",
        "last": "2026-01-01",
        "least": 3,
    }
    assert too_many_absences(held, rule, who="li", on="2025-12-31").parts[0].facts["missed"] == 2


@pytest.mark.parametrize(("third", "holds"), [("2027-01-09", True), ("2027-01-10", False)])
def test_a_year_that_rolls_ends_before_the_anniversary(third: str, *, holds: bool) -> None:
    held = [("2026-01-10", "absent"), ("2026-06-10", "absent"), (third, "absent")]
    rule = AbsenceRule(number=3, within="1 year")
    assert too_many_absences(held, rule, who="li", on=third).holds is holds


def test_a_time_that_runs_past_the_calendar_holds_what_lies_in_it() -> None:
    held = [("9999-11-10", "absent"), ("9999-12-31", "absent")]
    rule = AbsenceRule(number=2, within="1 year")
    assert too_many_absences(held, rule, who="li", on="9999-12-31").facts["since"] == "9999-12-31"
    year = AbsenceRule(share="1/2", calendar_year=True)
    assert too_many_absences(held, year, who="li", on="9999-12-31").holds


# --- as a share -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "holds"), [("aaappp", True), ("aaapppp", False), ("aaaappp", True), ("ppp", False)]
)
def test_half_of_the_meetings_of_a_year(record: str, *, holds: bool) -> None:
    """G-120: 北京, half of a year's meetings; exactly half is enough."""
    found = asked(record, share="1/2", calendar_year=True)
    assert found.holds is holds
    assert found.facts.get("since") == ("2026-12-31" if holds else None)


@pytest.mark.parametrize(("record", "holds"), [("aaappp", False), ("aaaappp", True)])
def test_more_than_half(record: str, *, holds: bool) -> None:
    found = asked(record, share="1/2", bound="more_than", calendar_year=True)
    assert found.holds is holds
    assert "the rule asks for more than 1/2" in told(found)


def test_the_share_of_a_year_is_judged_at_its_end() -> None:
    early = asked("aaa", "2026-12-30", share="1/2", calendar_year=True)
    assert (early.holds, early.facts["more"]) == (False, 0)
    assert early.parts[0].parts[0].facts == {"judged_on": "2026-12-31"}
    assert "This is judged on 2026-12-31, when the year is over." in told(early)
    assert asked("aaa", "2027-01-01", share="1/2", calendar_year=True).facts["since"] == "2026-12-31"


def test_or_after_each_meeting() -> None:
    found = asked("paa", share="1/2", calendar_year=True, at_end=False)
    assert found.facts["since"] == "2026-02-10"
    assert not asked("paa", "2026-02-09", share="1/2", calendar_year=True, at_end=False).holds


def test_before_there_are_so_many_meetings_the_share_says_nothing() -> None:
    settings: dict[str, Any] = {"share": "1/2", "least_meetings": 4}
    found = asked("aaa", **settings)
    assert (found.holds, found.facts["more"]) == (False, 1)
    assert found.parts[0].parts[0].facts == {"least": 4}
    told(found)
    assert asked("aaaa", **settings).facts["since"] == "2026-04-10"


def test_attendance_below_a_quarter_is_absence_above_three_quarters() -> None:
    """Node.js: whoever attends less than 25 % of the meetings of three months."""
    rule = AbsenceRule(share="75%", bound="more_than", within="3 months", excused="counts", least_meetings=4)
    held = [(f"2026-01-{day:02}", "present" if day == 1 else "absent") for day in (1, 8, 15, 22)]
    assert not too_many_absences(held, rule, who="li", on="2026-03-31").holds
    more = [*held, ("2026-01-29", "excused")]
    assert too_many_absences(more, rule, who="li", on="2026-01-29").facts["since"] == "2026-01-29"


def test_a_share_may_be_reached_when_a_meeting_attended_drops_out() -> None:
    rule = AbsenceRule(share="1/2", within="1 month", bound="more_than")
    held = [("2026-01-10", "present"), ("2026-01-20", "absent")]
    assert not too_many_absences(held, rule, who="li", on="2026-02-09").holds
    found = too_many_absences(held, rule, who="li", on="2026-02-10")
    assert (found.holds, found.facts["since"]) == (True, "2026-02-10")


def test_a_meeting_with_leave_is_held_or_as_if_it_had_not_been() -> None:
    assert asked("aee", share="1/2", calendar_year=True).parts[0].facts["share"] == "1/3"
    found = asked("eea", share="1/2", excused="passed_over")
    assert (found.facts["since"], found.parts[0].facts["meetings"]) == ("2026-03-10", 1)


@pytest.mark.parametrize(
    ("record", "settings", "more"),
    [
        ("ppa", {"share": "1/2"}, 1),
        ("pppp", {"share": "2/3"}, 8),
        ("p", {"share": "1/2", "bound": "more_than"}, 2),
        ("", {"share": "1/2", "bound": "more_than"}, 1),
        ("", {"share": "100%", "least_meetings": 3}, 3),
        ("p", {"share": "100%"}, None),
        ("pp", {"share": "1/2", "in_a_row": 3}, 2),
        ("pa", {"number": 3, "in_a_row": 5}, 2),
    ],
)
def test_how_many_more_would_reach_it(record: str, settings: dict[str, Any], more: int | None) -> None:
    found = asked(record, **settings)
    assert (found.holds, found.facts.get("more")) == (False, more)
    told(found)


def test_where_no_number_would_reach_it_nothing_is_said_of_more() -> None:
    found = asked("p", share="100%")
    assert (found.code, dict(found.facts)) == ("absences-below", {"person": "li"})
    told(found)


def test_nobody_met() -> None:
    found = asked("", share="1/2", number=1)
    assert [part.code for part in found.parts] == ["absences-no-meetings", "absences-no-meetings"]
    assert "There are no meetings to count." in told(found)


def test_any_of_several_bounds_is_enough_and_the_first_says_since_when() -> None:
    found = asked("apaa", in_a_row=2, number=2)
    assert found.facts["since"] == "2026-03-10"
    assert [part.holds for part in found.parts] == [False, True]


# --- data -----------------------------------------------------------------------------------------

FULL = AbsenceRule(
    in_a_row=3, number=5, share="1/2", bound="more_than", within="1 year", at_end=False, least_meetings=4,
    excused="counts", clause=LAW,
)  # fmt: skip


def test_values_come_back_from_their_records_and_from_a_pickle() -> None:
    mark = AttendanceMark("2026-05-01", "excused", "spring")
    rules = (FULL, AbsenceRule(in_a_row=2), AbsenceRule(share="1/2", calendar_year=True))
    for value in (*rules, mark):
        read: Given = type(value).from_dict(value.to_dict())
        assert read == value
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line
        assert hash(read) == hash(value)
    assert AbsenceRule(in_a_row=2).to_dict() == {"in_a_row": 2}
    held: Given = [mark, mark.to_dict() | {"on": "2026-05-02"}]
    found = too_many_absences(held, FULL, who="li", on="2026-06-01")
    assert Verdict.from_dict(found.to_dict()) == found


def test_the_words_are_plain() -> None:
    assert list(Attendance) == ["present", "excused", "absent"]
    assert list(ExcusedAbsence) == ["interrupts", "passed_over", "counts"]
    assert "AbsenceRule" in dir(attendance)


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ({}, ["no-threshold"]),
        ({"in_a_row": 2, "within": "1 year"}, ["no-use"]),
        ({"number": 2, "within": "1 year", "calendar_year": True}, ["no-use"]),
        ({"in_a_row": 2, "bound": "more_than", "least_meetings": 2}, ["no-use", "no-use"]),
        ({"share": "0"}, ["share-out-of-reach"]),
        ({"share": "100%", "bound": "more_than"}, ["share-out-of-reach"]),
        ({"in_a_row": 2, "excused": "perhaps"}, ["bad-choice"]),
        ({"in_a_row": 2, "bound": None}, ["bad-choice"]),
        ({"in_a_row": 2, "at_end": 1}, ["bad-truth"]),
        ({"in_a_row": 2, "calendar_year": None}, ["bad-truth"]),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(settings: dict[str, Any], codes: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        AbsenceRule(**settings)
    assert [fault.code for fault in caught.value.faults] == codes


def test_more_than_nothing_is_a_share_that_one_absence_reaches() -> None:
    assert asked("pa", share="0", bound="more_than").facts["since"] == "2026-02-10"


@pytest.mark.parametrize(
    "settings",
    [
        {"in_a_row": 0},
        {"in_a_row": True},
        {"in_a_row": 10**30},
        {"number": float("nan")},
        {"number": 1, "within": "3 hours"},
        {"number": 1, "within": "3 working days"},
        {"number": 1, "within": 3},
        {"share": "1/2", "least_meetings": 0},
        {"in_a_row": 2, "clause": "art. 7"},
    ],
)
def test_figures_and_times_that_are_none_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        AbsenceRule(**settings)


@pytest.mark.parametrize("share", [0.5, "half", None, [], True, 2])
def test_shares_that_are_none_are_refused(share: Given) -> None:
    with pytest.raises((ShareError, RuleError)):
        AbsenceRule(share=share)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([("2026-05-01", "absent"), ("2026-05-01", "absent")], "mark-twice"),
        ([("2026-05-01",)], "not-a-pair"),
        ([("2026-05-01", "absent", "x", "y")], "not-a-pair"),
        ([("2026-05-01", "late")], "bad-choice"),
        ([("May", "absent")], "bad-day"),
        ([("2026-05-01", "absent", "\ud800")], "bad-name"),
        ([None], "not-a-list"),
        (7, "not-a-list"),
        ([{"on": "2026-05-01"}], "missing-key"),
    ],
)
def test_marks_that_are_none_are_refused(given: Given, code: str) -> None:
    with pytest.raises(RecordError) as caught:
        too_many_absences(given, AbsenceRule(in_a_row=2), who="li", on="2026-06-01")
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    "settings", [{"rule": None}, {"who": ""}, {"who": None}, {"on": None}, {"on": 2026}, {"rule": "three"}]
)
def test_other_bad_input_is_refused(settings: dict[str, Any]) -> None:
    given: dict[str, Any] = {"rule": AbsenceRule(in_a_row=2), "who": "li", "on": "2026-06-01"} | settings
    with pytest.raises(ConsultgovError):
        too_many_absences([], given.pop("rule"), **given)
