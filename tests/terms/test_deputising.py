"""Who acts while an office is vacant or its holder away: rules, answers day by day, what is refused."""

import pickle
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any, cast

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, RecordError, RuleError
from consultgov.people import Appointment, During, Person, Roster
from consultgov.spans import CIVIL_CODE, Period, Span
from consultgov.terms.deputising import acting, deputies
from consultgov.terms.deputising import rules as deputising
from consultgov.terms.deputising.acting import Acting, ActingEnd, ActingRole
from consultgov.terms.deputising.deputies import Deputy, MeetingAct, Needs, Occasion, Precedence
from consultgov.terms.deputising.rules import Deputising, LineOfSuccession
from consultgov.verdicts import Verdict

LAW = Clause("rules of the board, art. 7", "the vice-chair stands in", "2024-01-01")
NEEDS = Needs(
    least_age=35,
    flags=["citizen"],
    without=["candidate"],
    traits={"rank": ["full", "deputy"], "voting": True},
    leap="feb-28",
    clause=LAW,
)
FULL = LineOfSuccession(
    "chair",
    [
        Deputy(
            "vice",
            when="vacancy",
            precedence="rank",
            needs=NEEDS,
            longest="90 days",
            through=False,
            clause=LAW,
        ),
        Deputy(person="li", when="absence"),
    ],
    needs=Needs(flags="member"),
    longest="6 months",
    ends_at_meeting=True,
    choice=MeetingAct("the directors", "more than half of them", clause=LAW),
    filling=MeetingAct("the general meeting", within="3 months", at_next_meeting=True),
    counting=CIVIL_CODE,
    counts=True,
    clause=LAW,
)


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def roster(*held: Appointment, **born: str | None) -> Roster:
    names = dict.fromkeys(each.person for each in held)
    return Roster([Person(name, born.get(name)) for name in names], held)


def hold(
    person: str, seat: str, start: str = "2024-03-01", end: str | None = None, rank: int = 0
) -> Appointment:
    return Appointment(person, seat, start, end, rank=rank)


BOARD = roster(
    hold("wang", "chair"),
    hold("li", "vice"),
    hold("zhao", "director"),
    hold("chen", "director"),
    hold("he", "director"),
)
ILL = {"wang": ("2026-05-01", "2026-06-01")}
GONE = BOARD.leaving("wang", "2026-05-01")


# --- rules ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        NEEDS,
        Needs(without=["candidate"]),
        *FULL.order,
        Deputy("vice"),
        MeetingAct("the directors"),
        FULL.filling,
        FULL,
        LineOfSuccession("chair", choice="the directors"),
        Deputising([FULL, LineOfSuccession("vice", "secretary")]),
    ],
    ids=range(10),
)
def test_a_rule_comes_back_from_its_record_and_from_a_pickle(
    value: Needs | Deputy | MeetingAct | LineOfSuccession | Deputising,
) -> None:
    again = type(value).from_dict(value.to_dict())
    assert again == value
    assert hash(again) == hash(value)
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line


def test_what_is_as_usual_is_not_in_the_record() -> None:
    assert LineOfSuccession("chair", "vice").to_dict() == {"office": "chair", "order": [{"seat": "vice"}]}
    assert Needs(traits={"voting": True}).to_dict() == {"traits": {"voting": [True]}}


@pytest.mark.parametrize("order", ["vice", Deputy("vice"), {"seat": "vice"}, ["vice"], [{"seat": "vice"}]])
def test_an_order_may_be_written_in_short(order: object) -> None:
    assert LineOfSuccession("chair", order).order == (Deputy("vice"),)


def test_words_of_a_rule_are_read() -> None:
    assert Deputy("vice", when="vacancy").when is Occasion.VACANCY
    assert Deputy("vice", precedence="eldest").precedence is Precedence.ELDEST
    assert Deputy("vice", longest="90 days").longest == Period(days=90)
    assert LineOfSuccession("chair", "vice", counting={"first_day": "not_counted"}).counting == CIVIL_CODE


JUNK: tuple[Any, ...] = (None, 0, 1.5, float("nan"), [], {}, "", "\ud800", True, 10**5000, b"x")


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
@pytest.mark.parametrize(
    "make",
    [
        lambda junk: Needs(traits=junk, flags=junk),
        lambda junk: Needs(least_age=junk, traits={"a": junk}),
        lambda junk: Needs(flags="x", leap=junk),
        Deputy,
        lambda junk: Deputy(person=junk),
        lambda junk: Deputy("vice", when=junk, precedence=junk, through=0),
        lambda junk: Deputy("vice", longest=[junk]),
        MeetingAct,
        lambda junk: MeetingAct("x", how=junk, at_next_meeting=[junk]),
        lambda junk: LineOfSuccession(junk, "vice"),
        lambda junk: LineOfSuccession("chair", [junk]),
        lambda junk: LineOfSuccession("chair", "vice", longest=[junk], needs=junk, choice=junk),
        lambda junk: LineOfSuccession("chair", "vice", counting=[junk]),
        lambda junk: LineOfSuccession("chair", "vice", counts=[junk], ends_at_meeting=[junk]),
        lambda junk: Deputising(junk if junk not in ([], {}) else None),
        Needs.from_dict,
        Deputy.from_dict,
        MeetingAct.from_dict,
        LineOfSuccession.from_dict,
        Deputising.from_dict,
        lambda junk: FULL.who_acts(junk, "2026-05-01"),
        lambda junk: FULL.who_acts(BOARD, junk),
        lambda junk: FULL.who_acts(BOARD, "2026-05-01", away=[junk]),
        lambda junk: FULL.who_acts(BOARD, "2026-05-01", away={"li": junk if junk != [] else [[]]}),
        lambda junk: FULL.who_acts(
            BOARD, "2026-05-01", meetings=[junk], vacant_since=cast("date", junk or 0)
        ),
        lambda junk: FULL.acting_periods(BOARD, "2026-05-01", junk),
        lambda junk: Deputising([FULL]).line(junk),
    ],
    ids=range(27),
)
def test_what_is_no_rule_and_no_question_is_refused(make: Callable[[object], object], junk: object) -> None:
    with pytest.raises(ConsultgovError):
        make(junk)


@pytest.mark.parametrize(
    ("make", "faults"),
    [
        (Needs, ["empty"]),
        (lambda: Needs(flags=["a", "b"], without="b"), ["flag-contradicts"]),
        (Deputy, ["no-deputy"]),
        (lambda: LineOfSuccession("chair"), ["empty"]),
        (lambda: LineOfSuccession("chair", ["chair", "vice", "vice"]), ["own-deputy", "deputy-twice"]),
        (lambda: LineOfSuccession("chair", "vice", ends_at_meeting=True), ["no-use"]),
        (lambda: LineOfSuccession("c", [f"s{place}" for place in range(10_001)]), ["too-long"]),
        (lambda: Deputising([FULL, FULL]), ["line-twice"]),
    ],
    ids=range(8),
)
def test_a_rule_that_contradicts_itself_is_refused(make: Callable[[], object], faults: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        make()
    assert codes(caught) == faults


@pytest.mark.parametrize(
    ("make", "faults"),
    [
        (lambda: Needs(traits={"a": []}), ["bad-values"]),
        (lambda: Needs(traits=[("a", "x"), ("a", "y")]), ["name-twice"]),
        (lambda: Deputy("vice", longest="48 hours"), ["mixed-period"]),
        (lambda: MeetingAct("x", within="48 hours"), ["mixed-period"]),
        (lambda: FULL.who_acts(cast("Roster", "x"), "2026-13-01"), ["bad-day", "not-a-roster"]),
        (lambda: FULL.who_acts(BOARD, "2026-05-01", away={"nobody": ILL["wang"]}), ["unknown-person"]),
        (lambda: FULL.who_acts(BOARD, "2026-05-01", away={"li": ["2026-05-01"]}), ["not-a-pair"]),
        (
            lambda: FULL.who_acts(BOARD, "2026-05-01", away={"li": ("2026-05-02", "2026-05-01")}),
            ["empty-span"],
        ),
        (
            lambda: FULL.who_acts(BOARD, "2026-05-01", away={"li": Span("2026-05-01T00:00Z")}),
            ["mixed-span"],
        ),
        (lambda: FULL.who_acts(BOARD, "2026-05-01", vacant_since="2026-05-02"), ["not-yet-vacant"]),
        (lambda: FULL.who_acts(BOARD, "2026-05-01", vacant_since="2024-03-01"), ["known-already"]),
        (lambda: FULL.acting_periods(BOARD, "2026-05-02", "2026-05-02"), ["empty-span"]),
        (lambda: Deputising([FULL]).line("vice"), ["unknown-office"]),
        (lambda: Deputising([]).line("vice"), ["unknown-office"]),
        (
            lambda: LineOfSuccession("chair", "vice", longest="9000 years").who_acts(GONE, "2026-05-01"),
            ["off-calendar"],
        ),
    ],
    ids=range(15),
)
def test_data_that_is_none_is_refused(make: Callable[[], object], faults: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        make()
    assert codes(caught) == faults


# --- who is asked -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "against"),
    [
        (Person("li", "1980-05-01", flags=["citizen"], traits={"rank": "full", "voting": True}), []),
        (Person("li", flags=["citizen"], traits={"rank": "full", "voting": True}), ["deputy-age-unknown"]),
        (
            Person("li", "1999-01-01", flags=["candidate"], traits={"rank": "none"}),
            ["too-young", "flag-not-met", "deputy-flag-excluded", "trait-not-met", "trait-unknown"],
        ),
    ],
    ids=["nothing", "age", "all"],
)
def test_all_that_speaks_against_somebody_is_told(person: Person, against: list[str]) -> None:
    found = NEEDS.against(person, date(2026, 5, 1))
    assert [each.code for each in found] == against
    assert [each.clause for each in found] == [LAW] * len(against)


@pytest.mark.parametrize(
    ("leap", "on", "able"),
    [
        ("march-1", "2023-02-28", False),
        ("march-1", "2023-03-01", True),
        ("feb-28", "2023-02-27", False),
        ("feb-28", "2023-02-28", True),
    ],
)
def test_a_birthday_on_29_february_is_one_of_the_two_days_beside_it(
    leap: str, on: str, *, able: bool
) -> None:
    line = LineOfSuccession("chair", Deputy("vice", needs=Needs(least_age=35, leap=leap)))
    board = roster(hold("li", "vice", "2020-01-01"), li="1988-02-29")
    assert (line.who_acts(board, on).person == "li") is able
    young = line.acting_periods(board, "2022-01-01", "2024-01-01")
    assert [each.start for each in young] == [date(2023, 2, 28) if leap == "feb-28" else date(2023, 3, 1)]


def test_an_age_beyond_the_calendar_is_never_reached() -> None:
    line = LineOfSuccession("chair", Deputy("vice", needs=Needs(least_age=200)))
    late = Roster([Person("li", "9900-01-01")], [hold("li", "vice", "9950-01-01")])
    assert line.who_acts(late, "9999-12-31").role is ActingRole.NOBODY


@pytest.mark.parametrize(
    ("precedence", "first"), [("longest_in_seat", "chen"), ("eldest", "he"), ("rank", "zhao")]
)
def test_who_comes_first_of_several(precedence: str, first: str) -> None:
    board = roster(
        hold("zhao", "director", "2024-03-01", rank=1),
        hold("zhao", "vice", "2010-03-01", "2020-01-01"),
        hold("chen", "director", "2020-01-01", "2023-01-01"),
        hold("chen", "director", "2022-01-01", "2023-01-01"),
        hold("chen", "director", "2024-06-01", rank=2),
        hold("he", "director", "2024-03-01", rank=3),
        zhao=None,
        chen="1960-01-01",
        he="1950-01-01",
    )
    line = LineOfSuccession("chair", Deputy("director", precedence=precedence))
    assert line.who_acts(board, "2026-05-01").person == first


def test_somebody_named_acts_so_long_as_she_holds_the_seat_or_any() -> None:
    board = roster(hold("li", "vice", "2024-03-01", "2026-05-01"), hold("li", "director", "2026-06-01"))
    any_, vice = Deputy(person="li"), Deputy("vice", person="li")
    days = ("2026-04-30", "2026-05-01", "2026-06-01")
    found = [LineOfSuccession("chair", any_).who_acts(board, day) for day in days]
    assert [each.person for each in found] == ["li", "", "li"]
    assert [part.code for part in found[1].passed_over[0].parts] == ["deputy-not-in-office"]
    assert [LineOfSuccession("chair", vice).who_acts(board, day).person for day in days] == ["li", "", ""]


def test_an_alternate_neither_holds_nor_acts() -> None:
    ready = Appointment("li", "vice", "2024-03-01", standing="alternate")
    board = roster(ready, Appointment("wang", "chair", "2024-03-01", standing="alternate"))
    assert LineOfSuccession("chair", ["vice", Deputy(person="li")]).who_acts(board, "2026-05-01").person == ""


# --- day by day -------------------------------------------------------------------------------------


def acts(line: LineOfSuccession, board: Roster, on: str, away: object) -> tuple[str, str]:
    found = line.who_acts(board, on, away=away)
    return found.role.value, found.person


@pytest.mark.parametrize(
    ("on", "who"),
    [
        ("2026-04-30", ("holder", "wang")),
        ("2026-05-01", ("deputy", "li")),
        ("2026-05-09", ("deputy", "li")),
        ("2026-05-10", ("deputy", "chen")),
        ("2026-05-19", ("deputy", "chen")),
        ("2026-05-20", ("deputy", "li")),
        ("2026-05-31", ("deputy", "li")),
        ("2026-06-01", ("holder", "wang")),
    ],
)
def test_the_day_before_the_day_of_and_the_day_after(on: str, who: tuple[str, str]) -> None:
    line = LineOfSuccession("chair", ["vice", "director"])
    away = {**ILL, "li": [Span("2026-05-10", "2026-05-15"), {"start": "2026-05-15", "end": "2026-05-20"}]}
    assert acts(line, BOARD, on, away) == who


def test_why_each_before_her_is_passed_over_and_how_long_she_acts() -> None:
    line = LineOfSuccession(
        "chair", [Deputy("vice", clause=LAW), "secretary", Deputy("director", when="absence")]
    )
    found = line.who_acts(BOARD, "2026-05-11", away={**ILL, "li": ("2026-05-10", "2026-05-20")})
    assert (found.person, found.seat, found.holders) == ("chen", "director", ("wang",))
    assert (found.start, found.last_day, found.ends) == (
        date(2026, 5, 10), date(2026, 5, 19), ActingEnd.PRECEDENCE,
    )  # fmt: skip
    assert found.since == date(2026, 5, 1)
    vice, secretary = found.passed_over
    assert (vice.code, vice.facts["person"], vice.clause) == ("deputy-passed-over", "li", LAW)
    assert (vice.parts[0].code, dict(vice.parts[0].facts)) == (
        "deputy-away", {"person": "li", "last_day": "2026-05-19"},
    )  # fmt: skip
    assert (secretary.code, secretary.facts["seat"]) == ("deputy-seat-passed-over", "secretary")


@pytest.mark.parametrize(
    ("board", "away", "ends"),
    [
        (BOARD, ILL, ActingEnd.HOLDER_RETURNS),
        (BOARD.leaving("wang", "2026-06-01"), {"wang": ("2026-05-01", "2026-07-01")}, ActingEnd.VACANCY),
        (BOARD.leaving("wang", "2026-06-01"), {"wang": [("2026-05-01", "2026-06-01")]}, ActingEnd.VACANCY),
        (GONE.appointing(hold("zhao", "chair", "2026-06-01")), {}, ActingEnd.SUCCESSOR),
        (
            GONE.appointing(hold("zhao", "chair", "2026-06-01")),
            {"zhao": ("2026-06-01", "2026-06-05")},
            ActingEnd.SUCCESSOR,
        ),
        (GONE.leaving("li", "2026-06-01"), {}, ActingEnd.LEAVES),
        (GONE, {"li": [["2026-06-01", "2026-06-05"]]}, ActingEnd.AWAY),
        (GONE, {"li": Span("2026-06-01")}, ActingEnd.AWAY),
    ],
)
def test_why_an_acting_period_ends(board: Roster, away: object, ends: ActingEnd) -> None:
    found = LineOfSuccession("chair", "vice").who_acts(board, "2026-05-15", away=away)
    assert (found.person, found.start, found.last_day) == ("li", date(2026, 5, 1), date(2026, 5, 31))
    assert found.ends is ends


def test_whoever_loses_what_is_asked_acts_no_longer() -> None:
    people = [Person("li", flags=[During("member", end="2026-06-01")]), Person("zhao", flags=["member"])]
    board = Roster(people, [hold("li", "vice"), hold("zhao", "director")])
    line = LineOfSuccession("chair", ["vice", "director"], needs=Needs(flags="member"))
    found = line.acting_periods(board, "2026-05-01", "2026-07-01")
    assert [(each.person, each.ends) for each in found] == [("li", ActingEnd.INELIGIBLE), ("zhao", None)]
    assert line.who_acts(board, "2026-07-01").end is None


def test_an_open_absence_is_told_as_one() -> None:
    found = LineOfSuccession("chair", ["vice", "director"]).who_acts(
        GONE, "2026-05-15", away={"li": Span("2026-05-10")}
    )
    assert (found.person, found.end, found.ends) == ("chen", None, None)
    assert [part.code for part in found.passed_over[0].parts] == ["deputy-away-open"]


@pytest.mark.parametrize(
    ("when", "vacancy", "absence"),
    [("vacancy", "li", ""), ("absence", "", "li"), ("either", "li", "li")],
)
def test_a_deputy_may_be_for_one_occasion_alone(when: str, vacancy: str, absence: str) -> None:
    line = LineOfSuccession("chair", Deputy("vice", when=when))
    empty, ill = line.who_acts(GONE, "2026-05-01"), line.who_acts(BOARD, "2026-05-01", away=ILL)
    assert (empty.person, ill.person) == (vacancy, absence)
    only = [part.code for each in (*empty.passed_over, *ill.passed_over) for part in each.parts]
    wanted = {"vacancy": ["deputy-only-in-vacancy"], "absence": ["deputy-only-in-absence"], "either": []}
    assert only == wanted[when]


def test_two_holders_are_both_away_before_anybody_stands_in() -> None:
    board = BOARD.appointing(hold("chen", "chair"))
    line, away = LineOfSuccession("chair", "vice"), {**ILL, "chen": ("2026-05-10", "2026-05-20")}
    days = ("2026-04-30", "2026-05-09", "2026-05-10", "2026-05-20")
    found = [line.who_acts(board, day, away=away) for day in days]
    assert [each.person for each in found] == ["chen", "chen", "li", "chen"]
    assert found[2].holders == ("chen", "wang")
    assert found[2].ends is ActingEnd.HOLDER_RETURNS


# --- how long ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "who"),
    [("2026-05-30", "li"), ("2026-05-31", "chen"), ("2026-08-31", "chen"), ("2026-09-01", "")],
)
def test_one_person_may_act_so_long_and_all_of_them_so_long(on: str, who: str) -> None:
    line = LineOfSuccession("chair", [Deputy("vice", longest="30 days"), "director"], longest="4 months")
    found = line.who_acts(GONE, on)
    assert found.person == who
    assert found.ends is (ActingEnd.TIME_OVER if who else None)
    if not who:
        assert [each.code for each in found.passed_over] == ["line-time-over"]
    elif who == "chen":
        assert dict(found.passed_over[0].parts[0].facts) == {
            "person": "li", "longest": {"days": 30}, "last_day": "2026-05-30",
        }  # fmt: skip


def test_the_time_of_a_person_runs_from_her_first_day_and_begins_anew_with_the_next_occasion() -> None:
    line = LineOfSuccession("chair", [Deputy("vice", longest="10 days"), "director"])
    away = {
        "wang": [("2026-05-01", "2026-05-20"), ("2026-07-01", "2026-07-05")],
        "li": ("2026-05-02", "2026-05-06"),
    }
    found = line.acting_periods(BOARD, "2026-01-01", "2027-01-01", away=away)
    assert [(each.person, str(each.start), str(each.last_day)) for each in found] == [
        ("li", "2026-05-01", "2026-05-01"),
        ("chen", "2026-05-02", "2026-05-05"),
        ("li", "2026-05-06", "2026-05-10"),
        ("chen", "2026-05-11", "2026-05-19"),
        ("li", "2026-07-01", "2026-07-04"),
    ]


def test_the_civil_code_counts_from_the_day_after() -> None:
    line = LineOfSuccession("chair", Deputy("vice", longest="30 days"), counting=CIVIL_CODE)
    assert line.who_acts(GONE, "2026-05-01").last_day == date(2026, 5, 31)


MEETS = LineOfSuccession(
    "chair", "vice", ends_at_meeting=True, filling=MeetingAct("the members", at_next_meeting=True)
)


@pytest.mark.parametrize(
    ("meetings", "on", "who", "due"),
    [
        (["2026-04-10", "2026-06-10", "2026-07-10"], "2026-06-10", "li", "2026-06-10"),
        (["2026-04-10", "2026-06-10"], "2026-06-11", "", "2026-06-10"),
        ("2026-05-01", "2026-05-01", "li", "2026-05-01"),
        ([], "2026-06-11", "li", None),
        (["9999-12-31"], "9999-12-31", "li", "9999-12-31"),
    ],
)
def test_the_next_meeting_ends_it(meetings: object, on: str, who: str, due: str | None) -> None:
    found = MEETS.who_acts(GONE, on, meetings=meetings)
    assert (found.person, found.due) == (who, due and date.fromisoformat(due))
    if found.ends is not None:
        assert found.ends is ActingEnd.MEETING
    if not who:
        assert [each.code for each in found.passed_over] == ["line-over-at-meeting"]


def test_the_time_may_be_over_before_the_meeting() -> None:
    line = LineOfSuccession("chair", "vice", longest="10 days", ends_at_meeting=True, filling="the members")
    assert line.who_acts(GONE, "2026-05-01", meetings="2026-06-01").ends is ActingEnd.TIME_OVER


@pytest.mark.parametrize(
    ("filling", "due"),
    [
        (MeetingAct("x", within="3 months"), "2026-07-31"),
        (MeetingAct("x", within="3 months", at_next_meeting=True), "2026-06-10"),
        (MeetingAct("x"), None),
        (None, None),
    ],
)
def test_by_when_the_office_has_to_be_filled(filling: MeetingAct | None, due: str | None) -> None:
    line = LineOfSuccession("chair", "vice", filling=filling)
    found = line.who_acts(GONE, "2026-08-01", meetings="2026-06-10")
    assert (found.filling, found.due) == (filling, due and date.fromisoformat(due))
    assert found.is_overdue is (due is not None)
    ill = line.who_acts(BOARD, "2026-05-15", away=ILL)
    assert (ill.filling, ill.due, ill.is_overdue) == (None, None, False)


def test_since_when_an_office_is_vacant_that_nobody_has_held_is_for_the_caller_to_tell() -> None:
    line = LineOfSuccession("treasurer", "vice", filling=MeetingAct("x", within="3 months"))
    unknown = line.who_acts(BOARD, "2026-05-01")
    assert (unknown.person, unknown.since, unknown.due) == ("li", None, None)
    told = line.who_acts(BOARD, "2026-05-01", vacant_since="2026-03-01")
    assert (told.start, told.since, told.due) == (date(2026, 3, 1), date(2026, 3, 1), date(2026, 5, 31))
    later = BOARD.appointing(hold("he", "treasurer", "2026-06-01"))
    periods = line.acting_periods(later, "2026-01-01", "2027-01-01", vacant_since="2026-03-01")
    assert [(str(each.start), str(each.end)) for each in periods] == [("2026-03-01", "2026-06-01")]


@pytest.mark.parametrize(("board", "on"), [(BOARD, "2024-02-29"), (Roster(), "2026-05-01")])
def test_before_the_files_begin_nobody_acts(board: Roster, on: str) -> None:
    line = LineOfSuccession("chair", "vice", filling="the members", choice="the directors")
    found = line.who_acts(board, on)
    assert (found.role, found.start, found.since, found.end) == (
        ActingRole.NOBODY,
        date.fromisoformat(on),
        None,
        None,
    )
    assert found.choice is not None
    assert line.acting_periods(Roster(), "2026-01-01", "2027-01-01") == ()


# --- periods ----------------------------------------------------------------------------------------


def test_periods_are_cut_at_both_ends_and_only_what_lies_between_is_told() -> None:
    line = LineOfSuccession("chair", "vice")
    away = {
        "wang": [("2026-01-01", "2026-01-05"), ("2026-02-01", "2026-03-01"), ("2026-04-01", "2026-05-01")],
        "li": ("2026-02-10", "2026-02-12"),
    }

    def between(start: str, end: str) -> list[tuple[str, str, ActingEnd | None]]:
        found = line.acting_periods(BOARD, start, end, away=away)
        assert all(each.on == each.start for each in found)
        return [(str(each.start), str(each.last_day), each.ends) for each in found]

    assert between("2026-02-05", "2026-02-10") == [("2026-02-05", "2026-02-09", ActingEnd.AWAY)]
    assert between("2026-02-11", "2026-04-11") == [
        ("2026-02-12", "2026-02-28", ActingEnd.HOLDER_RETURNS),
        ("2026-04-01", "2026-04-10", None),
    ]
    assert between("2026-02-10", "2026-02-12") == []
    assert between("2026-01-10", "2026-02-01") == []


def test_days_that_count_are_an_appointment_and_others_are_none() -> None:
    line = LineOfSuccession("chair", "vice", counts=True)
    served = [each.appointment for each in line.acting_periods(GONE, "2026-01-01", "2026-07-01")]
    assert served == [Appointment("li", "chair", date(2026, 5, 1), date(2026, 7, 1))]
    assert line.who_acts(BOARD, "2026-05-01").appointment is None
    assert LineOfSuccession("chair", "vice").who_acts(GONE, "2026-05-01").appointment is None
    assert line.who_acts(GONE, "2026-05-01", away={"li": Span("2026-05-01")}).appointment is None


# --- deputies of deputies ---------------------------------------------------------------------------

HOUSE = Deputising(
    [
        LineOfSuccession(
            "chair", ["vice", Deputy("treasurer", through=False), "director"], needs=Needs(without="x")
        ),
        LineOfSuccession(
            "vice", [Deputy("secretary", when="absence"), Deputy(person="he")], needs=Needs(flags="a")
        ),
        LineOfSuccession("treasurer", "cashier"),
    ]
)


def people(*held: Appointment) -> Roster:
    names = dict.fromkeys(each.person for each in held)
    return Roster([Person(name, flags=["a"]) for name in names], held)


STAFF = people(
    hold("wang", "chair"), hold("li", "vice"), hold("sun", "secretary"), hold("he", "clerk"),
    hold("ma", "cashier"), hold("chen", "director"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("board", "away", "who"),
    [
        (STAFF, ["wang"], "li"),
        (STAFF, ["wang", "li"], "sun"),
        (STAFF, ["wang", "li", "sun"], "he"),
        (STAFF.leaving("li", "2026-05-01"), ["wang"], "he"),
        (STAFF.leaving("li", "2026-05-01"), ["wang", "he"], "chen"),
        (STAFF.with_people(Person("sun")), ["wang", "li"], "he"),
        (STAFF.with_people(Person("li", flags=["a", "x"])), ["wang"], "chen"),
        (STAFF.with_people(Person("he", flags=["a", "x"])), ["wang", "li", "sun"], "chen"),
    ],
)
def test_the_deputy_of_an_absent_deputy_stands_in(board: Roster, away: list[str], who: str) -> None:
    found = HOUSE.who_acts("chair", board, "2026-05-01", away=dict.fromkeys(away, Span("2026-05-01")))
    assert found.person == who


def test_a_right_that_hangs_on_another_ends_with_it() -> None:
    """The secretary stands in for the absent vice-chair, who comes back and may not act for the chair."""
    line = Deputising(
        [LineOfSuccession("chair", "vice", needs=Needs(without="x")), LineOfSuccession("vice", "secretary")]
    )
    board = STAFF.with_people(Person("li", flags=["x"])).leaving("wang", "2026-05-01")
    found = line.acting_periods(
        "chair", board, "2026-01-01", "2027-01-01", away={"li": ("2026-05-01", "2026-06-01")}
    )
    assert [(each.person, str(each.last_day), each.ends) for each in found] == [
        ("sun", "2026-05-31", ActingEnd.LEAVES)
    ]


@pytest.mark.parametrize("length", [2, 3, 1000])
def test_offices_that_stand_in_for_each_other_in_a_circle_are_refused(length: int) -> None:
    ring = [LineOfSuccession(f"s{place}", f"s{(place + 1) % length}") for place in range(length)]
    with pytest.raises(RuleError) as caught:
        Deputising([LineOfSuccession("head", "s0"), *ring])
    assert codes(caught) == ["deputies-in-circle"]
    Deputising([*ring[1:], LineOfSuccession("s0", Deputy("s1", through=False))])


def test_a_long_chain_is_walked_and_a_longer_one_refused() -> None:
    def chain(length: int) -> list[LineOfSuccession]:
        return [LineOfSuccession(f"s{place}", f"s{place + 1}") for place in range(length)]

    board = roster(hold("li", "s10000"))
    found = Deputising(chain(10_000)).who_acts("s0", board, "2026-05-01")
    assert (found.person, len(found.passed_over)) == ("li", 9_999)
    with pytest.raises(RuleError) as caught:
        Deputising(chain(10_001))
    assert codes(caught) == ["too-long"]


def test_an_order_that_doubles_with_each_line_is_refused_before_it_is_written_out() -> None:
    lines = [
        LineOfSuccession(f"s{place}", [Deputy(f"s{place + 1}", when=when) for when in ("vacancy", "absence")])
        for place in range(200)
    ]
    with pytest.raises(RuleError) as caught:
        Deputising(lines)
    assert codes(caught) == ["too-long"]
    assert len(Deputising(lines[:3]).who_acts("s0", BOARD, "2026-05-01").passed_over) == 6


# --- in words ---------------------------------------------------------------------------------------


def test_an_answer_is_told_in_two_languages() -> None:
    line = LineOfSuccession(
        "董事长",
        [Deputy("副董事长", longest="90日")],
        choice=MeetingAct("董事会", "过半数的董事共同推举一名董事"),
        filling=MeetingAct("股东会", within="3个月"),
        counts=True,
    )
    board = roster(hold("王", "董事长", "2024-03-01", "2026-05-01"), hold("李", "副董事长"))
    assert line.who_acts(board, "2026-05-02").explain("zh").splitlines() == [
        "“董事长”空缺，自2026-05-01起由李代理。",
        "李以“副董事长”的身份履职。",
        "李履职至2026-07-29（含当日）：期限届满。",
        "“董事长”空缺，应当由股东会在2026-07-31前（含当日）补选。",
        "李的代理时间计入“董事长”的任职时间。",
    ]
    assert line.who_acts(board, "2026-08-15").explain("en").splitlines() == [
        "Nobody acts in the office “董事长” on 2026-08-15, and it is vacant.",
        "The office “董事长” has been vacant since 2026-05-01.",
        "李 comes before in the order and cannot act:",
        "  李 has acted for the longest time allowed, 90 days; the last day was 2026-07-29.",
        "It is for 董事会 to choose who acts.",
        "  The rule for it: 过半数的董事共同推举一名董事.",
        "It is for 股东会 to fill the office “董事长”; the last day for it was 2026-07-31.",
    ]


def answers() -> list[Acting]:
    """Answers of every kind."""
    held = LineOfSuccession(
        "chair", [Deputy("vice", longest="10 days"), "director"], longest="1 year", counts=True,
        choice=MeetingAct("x", "y"), filling=MeetingAct("x", within="1 month"),
    )  # fmt: skip
    away = {
        "wang": ("2026-01-10", "2026-02-20"),
        "li": ("2026-01-11", "2026-01-15"),
        "chen": Span("2026-05-05"),
    }
    away |= {"zhao": Span("2026-05-05"), "he": Span("2026-06-05")}
    days = [f"2026-{month:02}-{day:02}" for month in (1, 2, 4, 5, 6) for day in (10, 12, 20)]
    found = [held.who_acts(GONE, day, away=away) for day in days]
    found += [MEETS.who_acts(GONE, day, meetings="2026-06-01") for day in ("2026-05-02", "2026-07-01")]
    found += held.acting_periods(GONE, "2026-01-01", "2026-05-01", away=away)
    found.append(LineOfSuccession("chair", "vice", filling="the members").who_acts(GONE, "2026-06-01"))
    return [
        *found,
        held.who_acts(
            BOARD, "2026-01-10", away=dict.fromkeys(["wang", "li", "zhao", "chen", "he"], away["chen"])
        ),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_answer_is_told_without_a_gap(language: str) -> None:
    for each in answers():
        told = each.explain(language)
        assert told
        assert "{" not in told
        assert "“acting-" not in told
        for verdict in each.account():
            assert Verdict.from_dict(verdict.to_dict()) == verdict


def test_an_answer_is_plain_data() -> None:
    found = FULL.who_acts(GONE, "2026-05-02").to_dict()
    assert found["choice"] == {
        "by": "the directors",
        "how": "more than half of them",
        "clause": LAW.to_dict(),
    }
    assert (found["office"], found["role"], found["since"]) == ("chair", "nobody", "2026-05-01")
    assert "person" not in found


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(RecordError):
        FULL.who_acts(BOARD, "2026-05-02").explain("xx")


@pytest.mark.parametrize("module", [acting, deputies, deputising])
def test_modules_show_what_is_public(module: ModuleType) -> None:
    assert dir(module) == sorted(module.__all__)
