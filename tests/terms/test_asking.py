"""A rule asked about people and days: one, a slate, and who has to leave when; and what cannot be asked."""

import copy
import pickle
from datetime import date
from typing import Any, TypeAlias

import pytest

from consultgov.errors import ConsultgovError, NotABoolean, RecordError, shown
from consultgov.people import Appointment, Person, Roster
from consultgov.terms import asking
from consultgov.terms.ages import AgeRule
from consultgov.terms.exceptions import Circumstances, Waiver
from consultgov.terms.leaving import Leaving
from consultgov.terms.lengths import InEvents
from consultgov.terms.limits import TermLimit, YearsLimit
from consultgov.terms.numbering import BodyTerm
from consultgov.terms.rules import TermRule

Given: TypeAlias = Any
"""Whatever a caller may give."""

TWICE = TermRule("3 years", limits=TermLimit(2))
TWO = [("2015-03-01", "2018-03-01"), ("2018-03-01", "2021-03-01")]
LI, WANG = Person("li", "1960-05-01"), Person("wang", "1970-02-28")


def iso(given: date | None) -> str:
    return "" if given is None else given.isoformat()


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def held(person: str, start: str, end: str | None = None, seat: str = "member", **more: Given) -> Appointment:
    return Appointment(person, seat, start, end, **more)


ROSTER = Roster([LI, WANG], [held("li", *TWO[0]), held("li", *TWO[1]), held("wang", "2021-03-01")])


# --- one --------------------------------------------------------------------------------------------


def test_somebody_is_asked_about_by_id_or_as_a_person() -> None:
    for person in ("li", LI):
        for history in (ROSTER, TWO, ROSTER.of("li")):
            assert TWICE.may_serve(person, history, "2021-03-01").earliest is None
    assert TWICE.may_serve("wang", ROSTER, "2021-02-28").terms_left == 2
    assert TWICE.may_serve("wang", ROSTER, "2021-03-02").terms_left == 1


def test_the_day_of_birth_is_that_of_the_person_or_of_the_roster() -> None:
    rule = TermRule("3 years", limits=AgeRule(least=61))
    assert not rule.may_serve("li", ROSTER, "2021-04-30").holds
    assert rule.may_serve("li", ROSTER, "2021-05-01").holds
    assert rule.may_serve(Person("li", "1950-01-01"), ROSTER, "2021-04-30").holds


def test_somebody_new_is_given_as_a_person_and_an_id_has_to_be_on_file() -> None:
    assert TWICE.may_serve(Person("zhao"), ROSTER, "2021-03-01").holds
    with pytest.raises(RecordError) as caught:
        TWICE.may_serve("zhao", ROSTER, "2021-03-01")
    assert codes(caught) == ["unknown-person"]
    assert TWICE.may_serve("zhao", [], "2021-03-01").holds


def test_terms_may_end_with_an_event() -> None:
    rule = TermRule(InEvents(2, "session"), limits=TermLimit(1))
    answer = rule.may_serve("li", [], "2021-03-01", events=["2023-05-01", "2022-05-01"])
    assert iso(answer.end) == "2023-05-01"
    assert rule.may_serve("li", [], "2021-03-01").end is None
    assert not rule.may_serve("li", TWO[:1], "2021-03-01").holds


@pytest.mark.parametrize(
    ("start", "code"),
    [("1960-04-30", "before-birth"), ("1960-05-01", ""), ("2030-01-01", ""), ("2030-01-02", "after-death")],
)
def test_nobody_starts_before_birth_or_after_death(start: str, code: str) -> None:
    person = Person("li", "1960-05-01", died="2030-01-01")
    if not code:
        assert TWICE.may_serve(person, [], start).holds
        return
    with pytest.raises(RecordError) as caught:
        TWICE.may_serve(person, [], start)
    assert codes(caught) == [code]


@pytest.mark.parametrize(
    ("person", "history", "start", "more", "expected"),
    [
        ("li", [], "2021-03-01", {"end": "2021-03-01"}, ["empty-span"]),
        ("li", [], "2021-03-01", {"end": "2021-02-28"}, ["empty-span"]),
        ("li", [], "2021-02-29", {}, ["bad-day"]),
        (3, [3], None, {"end": 3, "replaces": 3}, ["bad-day", "bad-day", "bad-truth", "bad-name"]),
        (None, [], "2021-03-01", {}, ["bad-name"]),
        ("li", [("x", "y")], "z", {}, ["bad-day", "bad-day"]),
        (None, ROSTER, "2021-03-01", {}, ["bad-name"]),
        ("li", [], "2021-03-01", {"terms": 3}, ["not-a-list"]),
        ("li", [], "2021-03-01", {"terms": [3]}, ["not-a-dict"]),
        ("li", [], "2021-03-01", {"events": "2021-03-01"}, ["not-a-list"]),
        ("li", [], "2021-03-01", {"events": [None]}, ["bad-day"]),
        ("li", [], "2021-03-01", {"circumstances": 3}, ["bad-circumstances"]),
        ("li", [], "9999-01-01", {}, ["off-calendar"]),
        ("li", [], "9999-12-31", {}, ["off-calendar"]),
    ],
    ids=shown,
)
def test_what_cannot_be_asked_is_refused_with_all_that_is_wrong(
    person: Given, history: Given, start: Given, more: Given, expected: list[str]
) -> None:
    with pytest.raises(RecordError) as caught:
        TWICE.may_serve(person, history, start, **more)
    assert codes(caught) == expected


@pytest.mark.parametrize(
    "given",
    [None, 3, 2.5, float("nan"), True, 10**5000, "x" * 1_000_000, "\ud800", [[]], {1: 2}, object],
    ids=shown,
)
def test_nothing_else_ever_comes_of_what_is_none(given: Given) -> None:
    asks: list[Given] = [
        lambda: TWICE.may_serve("li", given, "2021-03-01"),
        lambda: TWICE.may_serve("li", [], given),
        lambda: TWICE.may_serve("li", [], "2021-03-01", terms=given),
        lambda: TWICE.slate(given, {}, "2021-03-01"),
        lambda: TWICE.slate([given, "li", given], {}, "2021-03-01"),
        lambda: TWICE.slate(["li"], given, "2021-03-01"),
        lambda: TWICE.slate(["li"], {"li": given}, "2021-03-01"),
        lambda: TWICE.slate(["li"], {}, given),
        lambda: TWICE.slate(["li"], {}, "2021-03-01", seats=True if given is None else given),
        lambda: TWICE.horizon(given, "2021-03-01", "2022-03-01"),
        lambda: TWICE.horizon(ROSTER, given, "2022-03-01"),
        lambda: TWICE.horizon(ROSTER, "2021-03-01", given),
    ]
    for ask in asks:
        if ask is asks[8] and given == 3:
            continue
        with pytest.raises(ConsultgovError):
            ask()


def test_the_first_and_the_last_days_of_the_calendar_are_days() -> None:
    rule = TermRule("1 day", limits=[TermLimit(1, consecutive=True), YearsLimit("1 year")])
    answer = rule.may_serve("li", [("0001-01-01", "0001-01-02")], "0001-01-02")
    assert iso(answer.earliest) == "0001-01-03"
    assert rule.may_serve("li", [], "0001-01-01").holds
    assert iso(rule.may_serve("li", [], "9999-12-30").last_day) == "9999-12-30"


# --- a slate ----------------------------------------------------------------------------------------


def test_who_of_several_may_serve() -> None:
    slate = TWICE.slate(["wang", LI, Person("zhao")], ROSTER, "2024-03-01")
    assert (slate.holds, slate.may_serve, slate.may_not_serve) == (False, ("wang", "zhao"), ("li",))
    assert TWICE.slate(["wang"], ROSTER, "2024-03-01").holds
    assert TWICE.slate([], ROSTER, "2024-03-01").holds
    assert slate.to_dict() == {person: each.to_dict() for person, each in slate.answers.items()}
    assert [line.split()[0] for line in slate.explain().splitlines() if "serve as" in line] == [
        "wang",
        "li",
        "zhao",
    ]
    assert "li不得" in slate.explain("zh")


def test_a_slate_is_a_value() -> None:
    slate = TWICE.slate(["wang", LI], ROSTER, "2024-03-01")
    assert pickle.loads(pickle.dumps(slate)) == slate  # noqa: S301 - pickled on this line
    assert copy.deepcopy(slate) == slate
    assert hash(slate) == hash(copy.copy(slate))
    with pytest.raises(TypeError):
        slate.answers["zhao"] = slate.answers["li"]  # type: ignore[index]
    with pytest.raises(NotABoolean):
        bool(slate.answers["li"])
    with pytest.raises(RecordError):
        slate.explain("fr")


@pytest.mark.parametrize(("seats", "may"), [(None, 2), (1, 2), (2, 2), (3, 3), (9, 3)])
def test_where_candidates_are_too_few_the_others_may_serve_as_well(seats: int | None, may: int) -> None:
    rule = TermRule("3 years", limits=TermLimit(2, unless={"too_few": True}))
    history: Given = {"li": TWO, "wang": TWO[:1]}
    slate = rule.slate(["li", "wang", "zhao"], history, "2024-03-01", seats=seats)
    assert len(slate.may_serve) == may
    if may == 3:
        [part] = slate.answers["li"].verdict.parts
        assert (part.code, dict(part.facts)) == ("exempt-too-few", {"candidates": 2, "seats": seats})
        assert "Reason" not in slate.explain()


def test_waivers_are_counted_before_seats() -> None:
    rule = TermRule("3 years", limits=TermLimit(2, unless={"too_few": True, "waivable": True}))
    occasion = Circumstances(waivers=[Waiver("li", "x")])
    history: Given = {"li": TWO, "wang": TWO}
    slate = rule.slate(["li", "wang"], history, "2024-03-01", seats=1, circumstances=occasion)
    assert slate.may_serve == ("li",)


def test_histories_are_found_by_ids_as_unicode_composes_them() -> None:
    history: Given = {"rene\u0301": TWO}
    assert TWICE.slate(["rené"], history, "2024-03-01").may_not_serve == ("rené",)


@pytest.mark.parametrize(
    ("people", "history", "expected"),
    [
        (["li", "li"], {}, ["person-twice"]),
        (["li", LI], {}, ["person-twice"]),
        (["li", "li"], {"li": 3}, ["not-a-list", "person-twice"]),
        ([None, "", 3], {}, ["bad-name"] * 3),
        (["li"], {None: [], 3: []}, ["bad-name"] * 2),
        (["li"], {"rene\u0301": [], "rené": []}, ["person-twice"]),
        (["li"], [TWO], ["bad-history"]),
        (["li", "zhao", "qian"], ROSTER, ["unknown-person"] * 2),
        ("li", {}, ["not-a-list"]),
        (["li", "wang"], {"li": [("a", "b")], "wang": 3}, ["bad-day", "not-a-list"]),
    ],
    ids=shown,
)
def test_what_is_no_slate_is_refused_with_all_that_is_wrong(
    people: Given, history: Given, expected: list[str]
) -> None:
    with pytest.raises(RecordError) as caught:
        TWICE.slate(people, history, "2024-03-01")
    assert codes(caught) == expected


# --- who has to leave -------------------------------------------------------------------------------


def leaving(
    rule: TermRule, roster: Roster, start: str, end: str, **more: Given
) -> list[tuple[str, str, str]]:
    """Who has to leave, the last day, and from when she may be back."""
    found = rule.horizon(roster, start, end, **more)
    for each in found:
        assert "Reason “" not in each.serving.explain()
        assert "理由“" not in each.serving.explain("zh")
    return [(each.person, iso(each.last_day), iso(each.back)) for each in found]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2027-03-01", []),
        ("2027-03-02", [("wang", "2027-02-28", "2027-03-02")]),
        ("2040-01-01", [("wang", "2027-02-28", "2027-03-02")]),
    ],
)
def test_whoever_is_in_office_leaves_when_the_terms_are_used_up(
    end: str, expected: list[tuple[str, str, str]]
) -> None:
    rule = TermRule("3 years", limits=TermLimit(2, consecutive=True))
    assert leaving(rule, ROSTER, "2024-01-01", end) == expected


def test_those_who_leave_are_in_the_order_of_days() -> None:
    roster = Roster(
        [LI, WANG, Person("zhao"), Person("qian"), Person("sun", died="2025-06-01"), Person("out")],
        [
            held("li", "2022-03-01", "2025-03-01"),
            held("li", "2016-03-01", "2019-03-01"),
            held("wang", "2019-03-01", "2022-03-01"),
            held("wang", "2022-03-01", "2025-03-01"),
            held("zhao", "2024-06-01", seat="chair"),
            held("qian", "2024-06-01", seat="alternate member", standing="alternate"),
            held("sun", "2019-03-01"),
            held("out", "2012-03-01", "2018-03-01"),
        ],
    )
    assert leaving(TWICE, roster, "2025-01-01", "2035-01-01") == [
        ("li", "2025-02-28", ""),
        ("sun", "2025-02-28", ""),
        ("wang", "2025-02-28", ""),
        ("zhao", "2030-05-31", ""),
    ]
    assert [each[0] for each in leaving(TWICE, roster, "2025-03-02", "2035-01-01")] == ["zhao"]


def test_who_dies_first_does_not_have_to_leave() -> None:
    roster = Roster([Person("sun", died="2025-01-01")], [held("sun", "2019-03-01")])
    assert leaving(TWICE, roster, "2024-01-01", "2035-01-01") == []


def test_who_may_not_have_begun_leaves_at_once() -> None:
    roster = Roster([LI], [held("li", "2015-03-01", "2021-03-01"), held("li", "2023-03-01", "2026-03-01")])
    [found] = TWICE.horizon(roster, "2024-01-01", "2030-01-01")
    assert (found.on, found.back, found.serving.start) == (date(2024, 1, 1), None, date(2023, 3, 1))
    [found] = TWICE.horizon(roster, "2022-01-01", "2030-01-01")
    assert found.on == date(2023, 3, 1)


def test_who_serves_out_a_part_that_does_not_count_may_have_begun() -> None:
    rule = TermRule("3 years", limits=TermLimit(2, partial="more than 1/2"))
    roster = Roster([LI], [held("li", "2015-03-01", "2021-03-01"), held("li", "2023-03-01", "2024-03-01")])
    assert leaving(rule, roster, "2023-01-01", "2030-01-01") == [("li", "2024-02-29", "")]


def test_an_age_ends_an_office_that_has_no_term() -> None:
    roster = Roster([LI, WANG], [held("li", "2015-03-01"), held("wang", "2021-03-01")])
    rule = TermRule(None, ages=AgeRule(leaves_at=65))
    assert leaving(rule, roster, "2024-01-01", "2030-01-01") == [("li", "2025-05-31", "")]
    assert leaving(rule, roster, "2024-01-01", "2025-06-01") == []
    assert leaving(rule, roster, "2024-01-01", "2036-01-01")[1:] == [("wang", "2035-02-28", "")]
    assert leaving(TermRule(None), roster, "2024-01-01", "2036-01-01") == []


def test_years_end_within_a_term() -> None:
    rule = TermRule("3 years", limits=YearsLimit("8 years", consecutive=True, after="1 year"))
    assert leaving(rule, ROSTER, "2024-01-01", "2036-01-01") == [("wang", "2029-02-28", "2030-03-01")]


def test_terms_that_end_together_end_so_for_all() -> None:
    rule = TermRule("5 years", together=True, limits=TermLimit(2, consecutive=True))
    terms = [BodyTerm(1, "2016-12-20", "2021-12-25"), BodyTerm(2, "2021-12-25", "2026-12-20")]
    roster = Roster([LI, WANG], [held("li", "2018-01-01"), held("wang", "2022-01-01")])
    found = leaving(rule, roster, "2024-01-01", "2034-01-01", terms=terms)
    assert found == [("li", "2026-12-19", "2031-12-20"), ("wang", "2031-12-19", "2036-12-20")]


def test_a_leaving_is_a_value() -> None:
    [found] = TWICE.horizon(ROSTER, "2024-01-01", "2036-01-01")
    assert isinstance(found, Leaving)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - pickled on this line
    assert found.to_dict() == {
        "on": "2027-03-01",
        "person": "wang",
        "seat": "member",
        "serving": found.serving.to_dict(),
    }
    assert hash(found) == hash(copy.deepcopy(found))


@pytest.mark.parametrize(
    ("roster", "start", "end", "expected"),
    [
        ([], "2024-01-01", "2025-01-01", ["not-a-roster"]),
        (ROSTER, "2024-01-01", "2024-01-01", ["empty-span"]),
        (ROSTER, "2024-01-01", "2023-01-01", ["empty-span"]),
        (ROSTER, "x", "2023-01-01", ["bad-day"]),
        (ROSTER, "2024-01-01", "9999-12-31", []),
    ],
    ids=shown,
)
def test_a_horizon_is_of_a_roster_and_a_time(
    roster: Given, start: Given, end: Given, expected: list[str]
) -> None:
    if not expected:
        assert len(TWICE.horizon(roster, start, end)) == 1
        return
    with pytest.raises(RecordError) as caught:
        TWICE.horizon(roster, start, end)
    assert codes(caught) == expected


def test_a_horizon_of_too_many_terms_is_refused() -> None:
    rule = TermRule("1 day", limits=YearsLimit("90 years"))
    roster = Roster([WANG], [held("wang", "2024-01-01", "2024-01-02")])
    assert rule.horizon(roster, "2024-01-01", "2024-03-01") == ()
    with pytest.raises(RecordError) as caught:
        rule.horizon(roster, "2024-01-01", "2034-01-01")
    assert codes(caught) == ["too-many-terms"]


def test_the_module_lists_what_it_offers() -> None:
    assert dir(asking) == sorted(asking.__all__)
