"""The calendar of an election: days reckoned from polling day, what was late, what is due."""

import pickle
from typing import Any

import pytest

from consultgov import Clause
from consultgov.elections import (
    CalendarReview,
    CalendarStep,
    Done,
    ElectionCalendar,
    ReckonedStep,
    Reckoning,
    calendar,
    committee,
    steps,
)
from consultgov.elections.dates import first_working
from consultgov.errors import RecordError, RuleError, TallyError
from consultgov.spans import day
from consultgov.verdicts import Finding

LAW = Clause("村民委员会组织法第十七条", "选举日的二十日前", "2026-01-01")
VILLAGE = ElectionCalendar(
    [
        CalendarStep("decision", 3, "within", of="objection", by="electoral committee", clause=LAW),
        CalendarStep("objection", 5, "within", of="voters' list", each=True, clause=LAW),
        CalendarStep("voters' list", 20, "before", by="electoral committee", clause=LAW),
        CalendarStep("electoral committee", 30, "before", of="voters' list"),
        CalendarStep("candidates", 10, "before"),
        CalendarStep("result", 1, "within"),
        CalendarStep("hand-over", 5, "after", of="result"),
    ],
    put_off=6,
    clause=Clause("浙江省村民委员会选举办法"),
)
POLLING = "2026-05-25"


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def reviewed(*events: Done, as_of: str, holidays: tuple[str, ...] = ()) -> CalendarReview:
    found = VILLAGE.review(POLLING, events, as_of=as_of, holidays=holidays)
    explained: list[Finding | ReckonedStep | CalendarReview] = [*found.findings, *found.due, found]
    for explain in (each.explain for each in explained):
        assert "Reason “" not in explain("en")
        assert "理由“" not in explain("zh")
    return found


def told(review: CalendarReview) -> list[tuple[str, object]]:
    """Code and step of each finding, and of one of several steps what it is about."""
    found: list[tuple[str, object]] = []
    for finding in review.findings:
        step, about = finding.facts["step"], finding.facts["about"]
        assert finding.code.endswith("-about") is bool(about)
        found.append((finding.code.removesuffix("-about"), f"{step} ({about})" if about else step))
    return found


def due(review: CalendarReview) -> list[tuple[str, str]]:
    return [
        (f"{each.step.name} ({each.about})" if each.about else each.step.name, each.day.isoformat()[5:])
        for each in review.due
    ]


# --- reckoning --------------------------------------------------------------------------------------


def test_every_step_has_its_day_by_polling_day() -> None:
    """村组法: the list 20 days before, objections within 5 days of it, decisions within 3 of these."""
    assert [(each.step.name, each.day.isoformat()) for each in VILLAGE.reckon(POLLING)] == [
        ("electoral committee", "2026-04-05"),
        ("voters' list", "2026-05-05"),
        ("objection", "2026-05-10"),
        ("decision", "2026-05-13"),
        ("candidates", "2026-05-15"),
        ("result", "2026-05-26"),
        ("hand-over", "2026-05-31"),
    ]


def test_clear_days_lie_between() -> None:
    """G-106: ten days before 20 May is 10 May, or 9 May where the ten days must lie between."""
    for clear, expected in ((False, "2026-05-10"), (True, "2026-05-09")):
        step = CalendarStep("notice", 10, "before", clear=clear)
        assert step.bound(day("2026-05-20")).isoformat() == expected
    after = CalendarStep("removal of the notice", 15, Reckoning.AFTER, of="notice", clear=True)
    assert after.bound(day("2026-03-01")).isoformat() == "2026-03-17"


def test_a_last_day_on_a_holiday_moves_and_days_counted_back_do_not() -> None:
    """民法典第二百零三条: the day after the holiday."""
    holidays = ["2026-05-05", "2026-05-10", "2026-05-11", "2026-05-31"]
    found = {each.step.name: each.day.isoformat() for each in VILLAGE.reckon(POLLING, holidays)}
    assert (found["voters' list"], found["objection"], found["decision"]) == (
        "2026-05-05",
        "2026-05-12",
        "2026-05-15",
    )
    assert found["hand-over"] == "2026-05-31"


def test_a_reckoned_step_says_whether_its_day_is_the_last_or_the_first() -> None:
    found = {each.step.name: each for each in VILLAGE.reckon(POLLING)}
    assert (found["voters' list"].latest, found["voters' list"].earliest) == (day("2026-05-05"), None)
    assert (found["hand-over"].latest, found["hand-over"].earliest) == (None, day("2026-05-31"))
    assert found["voters' list"].to_dict()["latest"] == "2026-05-05"
    assert found["hand-over"].to_dict()["earliest"] == "2026-05-31"
    assert ReckonedStep(VILLAGE.steps[0], day("2026-05-13"), "li").to_dict()["about"] == "li"
    assert found["hand-over"].explain() == "“hand-over” may be done from 2026-05-31."
    assert found["voters' list"].explain("zh").startswith("“voters' list”应当在2026-05-05之前完成")


# --- the other way round ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ({"voters' list": "2026-05-05"}, "2026-05-25"),
        ({"voters' list": "2026-05-05", "candidates": "2026-05-15"}, "2026-05-25"),
        ({"voters' list": "2026-05-05", "candidates": "2026-05-16"}, "2026-05-26"),
        ({"electoral committee": "2026-04-05"}, "2026-05-25"),
        ({"electoral committee": "2026-04-20", "voters' list": "2026-05-05"}, "2026-05-25"),
        ({"objection": "2026-05-10"}, None),
        ({}, None),
    ],
)
def test_the_earliest_polling_day_follows_from_what_is_done(
    done: dict[str, str], expected: str | None
) -> None:
    found = VILLAGE.earliest_polling_day(done)
    assert (found and found.isoformat()) == expected


def test_clear_days_keep_polling_day_back_by_one_more() -> None:
    clear = ElectionCalendar([CalendarStep("list", 20, "before", clear=True)])
    assert clear.earliest_polling_day({"list": "2026-05-04"}) == day("2026-05-25")


@pytest.mark.parametrize(("on", "ok"), [("2026-08-27", True), ("2026-08-28", True), ("2026-08-29", False)])
def test_an_election_is_put_off_for_six_months_at_most(on: str, ok: bool) -> None:  # noqa: FBT001 - a parameter
    """浙江: six calendar months from the day on which it was due."""
    verdict = VILLAGE.may_put_off("2026-02-28", on)
    assert (verdict.holds, verdict.code) == (ok, "may-be-put-off" if ok else "put-off-too-long")
    assert on in verdict.explain()
    assert ("最迟可推迟到2026-08-28" in verdict.explain("zh")) is not ok
    assert "浙江省村民委员会选举办法" in verdict.explain("zh")


def test_months_end_where_they_end_and_without_a_limit_nothing_is_too_late() -> None:
    assert VILLAGE.latest_polling_day("2026-08-31") == day("2027-02-28")
    assert ElectionCalendar([]).latest_polling_day("2026-08-31") is None
    assert ElectionCalendar([]).may_put_off("2026-08-31", "2036-08-31").code == "may-be-put-off"


# --- reviewing --------------------------------------------------------------------------------------

CHOSEN = Done("electoral committee", "2026-04-01")
LISTED = Done("voters' list", "2026-05-05")


def test_before_anything_is_done_all_is_due() -> None:
    found = reviewed(as_of="2026-04-05")
    assert found.findings == ()
    assert due(found) == [
        ("electoral committee", "04-05"),
        ("voters' list", "05-05"),
        ("candidates", "05-15"),
        ("result", "05-26"),
    ]
    assert told(reviewed(as_of="2026-04-06")) == [("step-missing", "electoral committee")]


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2026-05-04", []), ("2026-05-05", []), ("2026-05-06", [("step-late", "voters' list")])],
)
def test_the_list_is_out_twenty_days_before(on: str, expected: list[tuple[str, str]]) -> None:
    found = reviewed(CHOSEN, Done("voters' list", on), as_of="2026-05-10")
    assert told(found) == expected
    if expected:
        assert found.findings[0].clause == LAW
        assert "村民委员会组织法第十七条" in found.findings[0].explain("zh")


def test_the_committee_is_chosen_so_long_before_the_list_is_really_out() -> None:
    early = Done("voters' list", "2026-05-01")
    assert told(reviewed(CHOSEN, early, as_of="2026-05-02")) == []
    late = Done("electoral committee", "2026-04-02")
    assert told(reviewed(late, early, as_of="2026-05-02")) == [("step-late", "electoral committee")]
    assert told(reviewed(late, LISTED, as_of="2026-05-05")) == []
    missing = reviewed(early, as_of="2026-05-02")
    assert told(missing) == [("step-missing", "electoral committee")]


def test_objections_are_made_within_five_days_and_decided_within_three() -> None:
    events = [
        CHOSEN,
        LISTED,
        Done("objection", "2026-05-10", about="li"),
        Done("objection", "2026-05-11", about="wang"),
        Done("objection", "2026-05-08", about="zhao"),
        Done("objection", "2026-05-04", about="sun"),
        Done("decision", "2026-05-13", about="li"),
        Done("decision", "2026-05-12", about="zhao"),
    ]
    assert told(reviewed(*events, as_of="2026-05-14")) == [
        ("step-late", "objection (wang)"),
        ("step-early", "objection (sun)"),
        ("step-late", "decision (zhao)"),
        ("step-missing", "decision (sun)"),
    ]


def test_a_decision_is_due_until_its_third_day_and_then_it_is_missing() -> None:
    events = [CHOSEN, LISTED, Done("objection", "2026-05-08", about="li")]
    assert ("decision (li)", "05-11") in due(reviewed(*events, as_of="2026-05-11"))
    assert told(reviewed(*events, as_of="2026-05-12")) == [("step-missing", "decision (li)")]
    moved = reviewed(*events, as_of="2026-05-12", holidays=("2026-05-11",))
    assert told(moved) == []


def test_what_follows_something_that_was_not_done_is_not_missing_yet() -> None:
    small = ElectionCalendar(
        [CalendarStep("list", 20, "before"), CalendarStep("corrections", 5, "within", of="list")]
    )
    found = small.review(POLLING, [], as_of="2026-05-20")
    assert told(found) == [("step-missing", "list")]
    assert [each.step.name for each in small.review(POLLING, [], as_of="2026-05-10").due] == ["corrections"]
    late = small.review(POLLING, [Done("corrections", "2026-05-01")], as_of="2026-05-05")
    assert told(late) == []


def test_a_step_before_its_first_day_is_early() -> None:
    events = [CHOSEN, LISTED, Done("candidates", "2026-05-15"), Done("result", "2026-05-25")]
    for on, expected in (("2026-05-29", [("step-early", "hand-over")]), ("2026-05-30", [])):
        assert told(reviewed(*events, Done("hand-over", on), as_of="2026-06-02")) == expected


def test_what_happens_later_is_not_known_yet() -> None:
    assert told(reviewed(CHOSEN, Done("voters' list", "2026-05-06"), as_of="2026-05-05")) == []


def test_a_decision_on_what_nobody_objected_to_is_passed_over() -> None:
    assert (
        told(reviewed(CHOSEN, LISTED, Done("decision", "2026-05-12", about="li"), as_of="2026-05-12")) == []
    )


def test_what_may_happen_each_time_may_follow_what_happens_each_time() -> None:
    each = ElectionCalendar(
        [
            CalendarStep("objection", 5, "within", each=True),
            CalendarStep("appeal", 3, "within", of="objection", each=True),
        ]
    )
    events = [Done("objection", POLLING, about="li"), Done("appeal", "2026-05-29", about="li")]
    found = each.review(POLLING, [*events, Done("appeal", "2026-05-26", about="wang")], as_of="2026-06-30")
    assert told(found) == [("step-late", "appeal (li)")]
    assert found.due == ()


def test_a_review_tells_what_was_wrong_and_what_is_due() -> None:
    found = reviewed(CHOSEN, LISTED, Done("objection", "2026-05-12", about="li"), as_of="2026-05-14")
    assert found.explain().splitlines() == [
        "“objection” (li) was done on 2026-05-12; the last day for it was 2026-05-10.",
        "Source: 村民委员会组织法第十七条, “选举日的二十日前”.",
        "“candidates” is due by 2026-05-15.",
        "“result” is due by 2026-05-26.",
    ]
    assert "“objection”（li）于2026-05-12完成；最迟应当在2026-05-10完成。" in found.explain("zh")
    assert [verdict.code for verdict in found.account()] == ["step-late-about", "step-due", "step-due"]
    assert found.to_dict() == {
        "findings": [each.to_dict() for each in found.findings],
        "due": [each.to_dict() for each in found.due],
    }
    nothing = ElectionCalendar([]).review(POLLING, [], as_of=POLLING)
    assert nothing.explain() == "Every step was taken in its time, and none is still due."
    assert nothing.explain("zh") == "各步骤都已按期进行，没有待办的步骤。"
    assert nothing.to_dict() == {"findings": [], "due": []}


def test_a_step_of_several_names_the_person_in_the_brackets_of_the_language() -> None:
    after = CalendarStep("answer", 3, "after")
    for step, codes_ in (
        (after, ("step-from-about", "step-from")),
        (VILLAGE.steps[0], ("step-due-about", "step-due")),
    ):
        several, single = ReckonedStep(step, day("2026-05-13"), "li"), ReckonedStep(step, day("2026-05-13"))
        assert (several.verdict().code, single.verdict().code) == codes_
        assert f"“{step.name}” (li) " in several.explain()
        assert f"“{step.name}”（li）" in several.explain("zh")
        assert "li" not in single.explain()


# --- misuse -----------------------------------------------------------------------------------------


def test_a_step_is_taken_once_or_says_what_it_is_about() -> None:
    for events in ([LISTED, LISTED], [Done("objection", "2026-05-06"), Done("objection", "2026-05-06")]):
        with pytest.raises(RecordError) as caught:
            reviewed(*events, as_of="2026-05-10")
        assert codes(caught) == ["step-twice"]


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(RecordError) as caught:
        reviewed(Done("party", "2026-05-01"), as_of="2026-05-10")
    assert codes(caught) == ["unknown-step"]
    with pytest.raises(RecordError):
        VILLAGE.earliest_polling_day({"party": "2026-05-01"})
    with pytest.raises(RecordError) as caught:
        VILLAGE.review(POLLING, ["list"], as_of="2026-05-10")  # type: ignore[list-item]
    assert codes(caught) == ["wrong-kind"]


@pytest.mark.parametrize(
    ("steps", "faults"),
    [
        ([("a", 1, "before", "b")], ["unknown-step"]),
        ([("a", 1, "before", "polling-day"), ("a", 2, "before", "polling-day")], ["step-twice"]),
        ([("polling-day", 1, "before", "x")], ["step-twice", "unknown-step"]),
        ([("a", 1, "before", "b"), ("b", 1, "within", "a")], ["step-circle"]),
        ([("a", 1, "before", "a")], ["step-circle"]),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(
    steps: list[tuple[str, int, str, str]], faults: list[str]
) -> None:
    with pytest.raises(RuleError) as caught:
        ElectionCalendar([CalendarStep(*step) for step in steps])
    assert codes(caught) == faults


@pytest.mark.parametrize("days", [-1, 36_601, True, "3", 2.5])
def test_days_are_whole_numbers_within_bounds(days: Any) -> None:  # noqa: ANN401 - whatever is given
    with pytest.raises(RuleError) as caught:
        CalendarStep("a", days, "before")
    assert codes(caught) == ["bad-days"]


def test_words_months_and_numbers_of_steps_have_bounds() -> None:
    with pytest.raises(TallyError):
        CalendarStep("a", 1, "around")
    with pytest.raises(RuleError) as caught:
        CalendarStep("a", 1, "within", clear=True)
    assert codes(caught) == ["no-use"]
    for months in (-1, 1_201, True):
        with pytest.raises(RuleError) as caught:
            ElectionCalendar([], put_off=months)
        assert codes(caught) == ["bad-months"]
    with pytest.raises(RecordError) as caught_record:
        ElectionCalendar([CalendarStep(f"s{place}", 1, "before") for place in range(201)])
    assert codes(caught_record) == ["too-many-steps"]


def test_days_beyond_the_calendar_are_refused() -> None:
    for on in ("0001-01-05", "9999-12-31"):
        with pytest.raises(RecordError) as caught:
            VILLAGE.reckon(on)
        assert codes(caught) == ["off-calendar"]
    with pytest.raises(RecordError):
        first_working(day("9999-12-31"), frozenset({day("9999-12-31")}))
    with pytest.raises(RecordError):
        VILLAGE.reckon(POLLING, "2026-05-25")


# --- records ----------------------------------------------------------------------------------------


def test_a_calendar_comes_back_from_its_record_and_from_a_pickle() -> None:
    for given in (VILLAGE, ElectionCalendar([CalendarStep("a", 1, "before", clear=True)])):
        assert ElectionCalendar.from_dict(given.to_dict()) == given
        again = pickle.loads(pickle.dumps(given))  # noqa: S301 - pickled on this line
        assert again.reckon(POLLING) == given.reckon(POLLING)
    assert ElectionCalendar([{"name": "a", "days": 1, "reckoning": "before"}]).steps[0].name == "a"


def test_a_step_that_was_taken_comes_back_from_its_record() -> None:
    for given in (Done("objection", "2026-05-08", about="li"), Done("list", "2026-05-08")):
        assert Done.from_dict(given.to_dict()) == given
    assert Done("list", "2026-05-08").to_dict() == {"step": "list", "on": "2026-05-08"}
    with pytest.raises(RecordError) as caught:
        Done.from_dict({"step": " ", "on": "soon"})
    assert codes(caught) == ["bad-name", "bad-day"]
    with pytest.raises(RecordError) as caught:
        Done.from_dict({"step": "list", "day": "2026-05-08"})
    assert codes(caught) == ["missing-key", "unknown-key"]


def test_a_record_is_refused_with_all_its_faults() -> None:
    plain = {
        "steps": [{"name": "a", "days": -1, "reckoning": "x"}, {"name": "b"}],
        "put_off": -1,
        "clause": {},
    }
    with pytest.raises(RecordError) as caught:
        ElectionCalendar.from_dict(plain)
    assert codes(caught) == [
        "bad-days",
        "bad-choice",
        "missing-key",
        "missing-key",
        "bad-months",
        "missing-key",
    ]


def test_the_modules_list_what_they_offer() -> None:
    for room in (calendar, committee, steps):
        assert dir(room) == sorted(room.__all__)
