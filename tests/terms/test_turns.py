"""The chair by turns: real presidencies, vacancies and absences, turns made up, comers and goers."""

import pickle
from datetime import date
from itertools import pairwise
from types import ModuleType
from typing import Any

import pytest

from consultgov import Clause
from consultgov.errors import RecordError, RuleError, TooLarge
from consultgov.people import Appointment, Person, Roster
from consultgov.spans import Span
from consultgov.terms.rotation import fairness, rounds, turns
from consultgov.terms.rotation import rules as rotation
from consultgov.terms.rotation.fairness import TurnsOfOne, fairness_of, missed_turns
from consultgov.terms.rotation.rounds import SkippedTurn
from consultgov.terms.rotation.rules import Newcomers, Rotation
from consultgov.terms.rotation.turns import Turn, TurnKind, TurnPlace
from consultgov.verdicts import Strength, Verdict

ABC = Rotation(["a", "b", "c"], "1 month", "2026-01-01")
SECTORS = ("party", "committee", "supervisors", "grid", "residents", "women", "units", "activists")
CHAIR = Rotation(SECTORS, "1 month", "2026-01-01", of="seats", clause=Clause("工作规则"))


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def places(found: tuple[Turn, ...]) -> str:
    return "".join(each.place or "-" for each in found)


def year(rule: Rotation, roster: Roster | None = None, away: Any = None) -> str:  # noqa: ANN401 - any absences
    return places(rule.schedule("2026-01-01", "2027-01-01", roster, away=away))


# --- presidencies ---------------------------------------------------------------------------------

# The members of the Security Council in the English alphabetical order of 2024, and when the others sit.
UN_2024 = [
    *("Algeria", "China", TurnPlace("Ecuador", until="2025-01-01"), "France", "Guyana"),
    *(TurnPlace(each, until="2025-01-01") for each in ("Japan", "Malta", "Mozambique")),
    *("Republic of Korea", "Russian Federation", "Sierra Leone", "Slovenia"),
    *(TurnPlace("Switzerland", until="2025-01-01"), "United Kingdom", "United States"),
]
UN = Rotation(UN_2024, "1 month", "2024-01-01", first="France", newcomers="alphabetical")


def security_council() -> Rotation:
    """The elected members of 2025 and 2026 join, and those of 2024 and 2025 leave."""
    found = UN
    for each in ("Denmark", "Greece", "Pakistan", "Panama", "Somalia"):
        found = found.joined(each, "2025-01-01")
    for each in ("Algeria", "Guyana", "Republic of Korea", "Sierra Leone", "Slovenia"):
        found = found.left(each, "2026-01-01")
    for each in ("Bahrain", "Colombia", "Democratic Republic of the Congo", "Latvia", "Liberia"):
        found = found.joined(each, "2026-01-01")
    return found


def test_the_security_council_is_presided_over_in_english_alphabetical_order() -> None:
    found = [each.place for each in security_council().schedule("2024-01-01", "2027-01-01")]
    assert found[:12] == [
        *("France", "Guyana", "Japan", "Malta", "Mozambique", "Republic of Korea"),
        *("Russian Federation", "Sierra Leone", "Slovenia", "Switzerland", "United Kingdom", "United States"),
    ]
    assert found[12:24] == [
        *("Algeria", "China", "Denmark", "France", "Greece", "Guyana"),
        *("Pakistan", "Panama", "Republic of Korea", "Russian Federation", "Sierra Leone", "Slovenia"),
    ]
    assert found[24:] == [
        *("Somalia", "United Kingdom", "United States", "Bahrain", "China", "Colombia"),
        *("Democratic Republic of the Congo", "Denmark", "France", "Greece", "Latvia", "Liberia"),
    ]


# Council Decision (EU) 2016/1316, from January 2019.
UNION = Rotation(
    [
        *("Romania", "Finland", "Croatia", "Germany", "Portugal", "Slovenia", "France", "Czechia", "Sweden"),
        *("Spain", "Belgium", "Hungary", "Poland", "Denmark", "Cyprus", "Ireland", "Lithuania", "Greece"),
        *("Italy", "Latvia", "Luxembourg", "Netherlands", "Slovakia", "Malta"),
    ],
    "6 months",
    "2019-01-01",
    team=3,
)


@pytest.mark.parametrize(
    ("on", "presidency", "last_day", "trio"),
    [
        ("2019-06-30", "Romania", "2019-06-30", ["Romania", "Finland", "Croatia"]),
        ("2020-12-31", "Germany", "2020-12-31", ["Germany", "Portugal", "Slovenia"]),
        ("2022-02-24", "France", "2022-06-30", ["France", "Czechia", "Sweden"]),
        ("2024-07-01", "Hungary", "2024-12-31", ["Spain", "Belgium", "Hungary"]),
        ("2026-05-09", "Cyprus", "2026-06-30", ["Poland", "Denmark", "Cyprus"]),
        ("2030-12-31", "Malta", "2030-12-31", ["Netherlands", "Slovakia", "Malta"]),
    ],
)
def test_the_council_of_the_union_has_its_presidencies_and_trios(
    on: str, presidency: str, last_day: str, trio: list[str]
) -> None:
    found = UNION.turn(on)
    assert (found.place, found.last_day.isoformat()) == (presidency, last_day)
    assert [each.place for each in UNION.team_on(on)] == trio


# --- the rotating chair of a committee of sectors -------------------------------------------------

PEOPLE = [Person(f"{sector}-1") for sector in SECTORS] + [Person("women-2")]
HELD = [Appointment(f"{sector}-1", sector, "2025-03-01") for sector in SECTORS if sector != "women"]
WOMEN = [
    Appointment("women-1", "women", "2025-03-01", "2026-05-10", why="resignation"),
    Appointment("women-2", "women", "2026-06-20"),
    Appointment("party-1", "grid", "2025-03-01", standing="alternate"),
]
FILES = Roster(PEOPLE, [*HELD, *WOMEN])
GONE = {"committee-1": ("2026-01-25", "2026-02-03"), "grid-1": Span("2026-04-10", "2026-04-20")}


def test_the_chair_goes_round_the_sectors_and_passes_over_the_vacant_and_the_absent() -> None:
    found = CHAIR.schedule("2026-01-01", "2026-10-01", FILES, away=GONE)
    assert [each.place for each in found] == [
        *("party", "supervisors", "grid", "residents", "women", "units", "activists", "party", "committee"),
    ]
    assert [each.person for each in found] == [f"{each.place}-1" for each in found]
    assert found[1].due == "committee"
    assert found[1].missed == ("committee",)
    assert found[1].kind is TurnKind.OWN


def test_a_seat_that_is_vacant_on_the_first_day_is_passed_over() -> None:
    chair = Rotation(["women", "units"], "1 month", "2026-05-01", of="seats")
    found = chair.schedule("2026-05-01", "2026-09-01", FILES)
    assert [(each.place, each.person) for each in found] == [
        ("women", "women-1"),
        ("units", "units-1"),
        ("women", "women-2"),
        ("units", "units-1"),
    ]
    late = Rotation(["units", "women"], "1 month", "2026-05-01", of="seats").turn("2026-06-03", FILES)
    assert [(each.code, dict(each.facts)) for each in late.skipped] == [
        ("turn-seat-vacant", {"place": "women", "on": "2026-06-01"})
    ]


def test_the_reasons_are_told_in_both_languages() -> None:
    found = CHAIR.turn("2026-02-14", FILES, away=GONE)
    assert found.explain().splitlines() == [
        "supervisors has the turn from 2026-02-01; the last day is 2026-02-28.",
        "  supervisors-1 acts for supervisors.",
        "  committee: passed over; committee-1 is away from 2026-01-25, the last day away being 2026-02-02.",
        "Source: 工作规则.",
    ]
    assert found.explain("zh").splitlines()[:3] == [
        "supervisors轮值，自2026-02-01起，至2026-02-28止。",
        "  supervisors由supervisors-1代表。",
        "  跳过committee：committee-1自2026-01-25起缺席，至2026-02-02止。",
    ]


def test_without_a_roster_a_seat_has_the_turn_and_nobody_is_named() -> None:
    found = CHAIR.turn("2026-02-14", away={"committee": Span("2026-01-25")})
    assert (found.place, found.person) == ("supervisors", "")
    assert [each.code for each in found.skipped] == ["turn-holder-away-open"]
    assert found.skipped[0].facts["person"] == "committee"
    assert CHAIR.turn("2026-01-05").verdict().parts == ()


def test_of_several_holders_the_one_longest_in_office_who_is_there_acts() -> None:
    two = Roster(
        [Person("x"), Person("y")], [Appointment("y", "s", "2025-01-01"), Appointment("x", "s", "2025-06-01")]
    )
    rule = Rotation(["s"], "1 month", "2026-01-01", of="seats")
    assert rule.turn("2026-01-01", two).person == "y"
    assert rule.turn("2026-01-01", two, away={"y": ("2025-12-31", "2026-01-02")}).person == "x"
    away = {"y": ("2025-12-31", "2026-01-02"), "x": Span("2026-01-01")}
    assert rule.turn("2026-01-01", two, away=away).skipped[0].facts["person"] == "y"


def test_absences_that_adjoin_or_overlap_are_told_as_one() -> None:
    rule = Rotation(["li", "wang"], "1 month", "2026-01-01")
    away = {"li": [("2026-01-10", "2026-01-12"), ("2025-12-30", "2026-01-05"), ("2026-01-05", "2026-01-10")]}
    (reason,) = rule.turn("2026-01-01", away=away).skipped
    assert (reason.facts["start"], reason.facts["last_day"]) == ("2025-12-30", "2026-01-11")
    away["li"].append(("2026-01-11", None))  # type: ignore[arg-type]
    assert rule.turn("2026-01-01", away=away).skipped[0].code == "turn-holder-away-open"


def test_a_person_who_is_in_no_office_is_passed_over() -> None:
    rule = Rotation(["women-1", "women-2"], "1 month", "2026-05-01")
    assert rule.turn("2026-05-01", FILES).person == "women-1"
    june = rule.turn("2026-06-01", FILES)
    assert (june.place, june.kind, june.due) == ("", TurnKind.OPEN, "women-2")
    assert [each.code for each in june.skipped] == ["turn-not-in-office"] * 2
    assert june.explain().startswith("Nobody can take the turn from 2026-06-01; its last day is 2026-06-30.")
    assert not june.verdict().holds


# --- one day --------------------------------------------------------------------------------------


def test_on_a_day_of_absence_the_next_in_the_order_acts_and_the_turn_stays() -> None:
    assert CHAIR.presides("2026-04-09", FILES, away=GONE).facts["person"] == "residents-1"
    rule = Rotation(["grid", "units"], "1 month", "2026-04-01", of="seats")
    found = {day: rule.presides(f"2026-04-{day}", FILES, away=GONE) for day in ("09", "10", "19", "20")}
    assert [each.facts["person"] for each in found.values()] == ["grid-1", "units-1", "units-1", "grid-1"]
    assert [each.code for each in found.values()] == [
        *("turn-presided", "turn-presided-for", "turn-presided-for", "turn-presided"),
    ]
    assert rule.turn("2026-04-10", FILES, away=GONE).place == "grid"
    assert found["10"].explain("zh").splitlines() == [
        "2026-04-10由units代当值的grid主持。",
        "  units由units-1代表。",
        "  跳过grid：grid-1自2026-04-10起缺席，至2026-04-19止。",
    ]


def test_a_day_on_which_nobody_can_act_and_a_turn_that_nobody_has() -> None:
    away = dict.fromkeys("abc", ("2026-01-31", "2026-02-11"))
    nobody = ABC.presides("2026-02-10", away=away)
    assert (nobody.holds, nobody.code, nobody.facts["due"]) == (False, "turn-nobody-on", "")
    again = ABC.presides("2026-02-11", away=away)
    assert (again.holds, again.code, again.facts["person"]) == (True, "turn-presided-only", "b")
    assert "nobody could take the turn" in again.explain()
    assert "{" not in again.explain("zh") + nobody.explain("zh") + nobody.explain()


def test_somebody_who_leaves_the_order_in_her_turn_has_had_it_but_acts_no_more() -> None:
    rule = ABC.left("a", "2026-01-16")
    assert rule.turn("2026-01-20").place == "a"
    assert rule.presides("2026-01-15").facts["place"] == "a"
    found = rule.presides("2026-01-16")
    assert (found.facts["due"], found.facts["place"], found.parts) == ("a", "b", ())
    empty = Rotation([TurnPlace("a", until="2026-02-01")], "1 month", "2026-01-01")
    assert empty.turn("2026-02-01").due == ""
    assert empty.presides("2026-02-01").code == "turn-nobody-on"


# --- what becomes of a turn -----------------------------------------------------------------------

B_AWAY = {"b": ("2026-02-01", "2026-02-02")}


@pytest.mark.parametrize(
    ("skipped", "away", "found"),
    [
        ("loses_turn", B_AWAY, "acabcabcabca"),
        ("stood_in_for", B_AWAY, "accabcabcabc"),
        ("made_up_next", B_AWAY, "acbabcabcabc"),
        ("made_up_at_end", B_AWAY, "acbabcabcabc"),
        ("made_up_next", {"b": ("2026-02-01", "2026-04-10")}, "acacbabcabca"),
        ("made_up_at_end", {"b": ("2026-02-01", "2026-03-10")}, "acabcbabcabc"),
        ("made_up_at_end", {"a": ("2026-01-01", "2026-02-10")}, "bcaabcabcabc"),
        ("made_up_at_end", {"c": ("2026-03-01", "2026-03-02")}, "ababccabcabc"),
        ("loses_turn", dict.fromkeys("abc", ("2026-02-01", "2026-02-02")), "a-bcabcabcab"),
        ("stood_in_for", dict.fromkeys("abc", ("2026-02-01", "2026-02-02")), "a-cabcabcabc"),
        ("made_up_next", dict.fromkeys("abc", ("2026-02-01", "2026-02-02")), "a-bcabcabcab"),
    ],
)
def test_a_turn_that_cannot_be_taken(skipped: str, away: Any, found: str) -> None:  # noqa: ANN401 - any absences
    assert year(Rotation(["a", "b", "c"], "1 month", "2026-01-01", skipped=skipped), away=away) == found


def test_who_makes_up_and_who_stands_in_is_said() -> None:
    next_ = Rotation(["a", "b", "c"], "1 month", "2026-01-01", skipped="made_up_next")
    made_up = next_.turn("2026-03-15", away=B_AWAY)
    assert made_up.kind is TurnKind.MADE_UP
    assert (
        made_up.explain() == "b makes up a turn that was missed, from 2026-03-01; the last day is 2026-03-31."
    )
    calendar = Rotation(["a", "b", "c"], "1 month", "2026-01-01", skipped="stood_in_for")
    stood_in = calendar.turn("2026-02-15", away=B_AWAY)
    assert stood_in.kind is TurnKind.STOOD_IN
    assert stood_in.explain("zh").splitlines() == [
        "c代替b轮值，自2026-02-01起，至2026-02-28止。",
        "  跳过b：b自2026-02-01起缺席，至2026-02-01止。",
    ]
    assert calendar.turn("2026-03-15", away=B_AWAY).kind is TurnKind.OWN


@pytest.mark.parametrize(("most", "found"), [(1, "babc"), (2, "bbab"), (12, "bbbb")])
def test_no_more_turns_are_owed_than_the_rule_allows(most: int, found: str) -> None:
    rule = Rotation(["a", "b", "c"], "1 month", "2026-01-01", skipped="made_up_next", most_owed=most)
    assert year(rule, away={"b": ("2026-01-15", "2026-08-10")}) == "acacacac" + found


@pytest.mark.parametrize(
    ("missed", "away", "found"),
    [
        ("on_first_day", ("2026-01-20", "2026-02-02"), "ac"),
        ("on_first_day", ("2026-02-02", "2026-03-20"), "ab"),
        ("throughout", ("2026-01-20", "2026-02-28"), "ab"),
        ("throughout", ("2026-01-20", "2026-03-01"), "ac"),
        ("on_any_day", ("2026-02-28", "2026-03-05"), "ac"),
        ("on_any_day", ("2026-03-01", "2026-03-05"), "ab"),
    ],
)
def test_what_counts_as_missing_a_turn(missed: str, away: tuple[str, str], found: str) -> None:
    rule = Rotation(["a", "b", "c"], "1 month", "2026-01-01", missed=missed)
    assert places(rule.schedule("2026-01-01", "2026-03-01", away={"b": away})) == found


def test_the_day_from_which_a_turn_is_missed_is_told() -> None:
    rule = Rotation(["women"], "1 month", "2026-05-01", of="seats", missed="on_any_day")
    assert rule.turn("2026-05-01", FILES).skipped[0].facts["on"] == "2026-05-10"
    whole = Rotation(["women"], "1 month", "2026-06-01", of="seats", missed="throughout")
    assert whole.turn("2026-06-01", FILES).person == "women-2"


def test_to_leave_the_order_during_a_turn_is_no_absence() -> None:
    for missed in ("on_any_day", "throughout"):
        rule = Rotation(["a", "b"], "1 month", "2026-01-01", missed=missed).left("a", "2026-01-10")
        assert rule.turn("2026-01-01").place == "a"


# --- comers and goers -----------------------------------------------------------------------------


def test_a_newcomer_stands_at_the_end_of_the_round_or_where_it_is_stated() -> None:
    assert year(ABC.joined("x", "2026-03-15")) == "abcxabcxabcx"
    second = Rotation(["a", "b", "c"], "1 month", "2026-01-01", first="b")
    assert year(second.joined("x", "2026-01-15")) == "bcaxbcaxbcax"
    assert [each.name for each in second.joined("x", "2026-01-15").order] == ["a", "x", "b", "c"]
    assert year(ABC.joined("x", "2026-01-15", before="b")) == "axbcaxbcaxbc"
    assert year(ABC.joined("x", "2026-01-15", before="a")) == "abcxabcxabcx"
    last = Rotation(["a", "b"], "1 month", "2026-01-01", newcomers=Newcomers.ALPHABETICAL)
    assert [each.name for each in last.joined("Z", "2026-02-01").order] == ["a", "b", "Z"]


def test_somebody_who_has_left_may_join_again() -> None:
    back = ABC.left("b", "2026-02-15").joined("b", "2026-07-01")
    assert year(back) == "abcacabcabca"[:5] + "acbacba"
    assert Rotation.from_dict(back.to_dict()) == back


def test_leaving_and_joining_that_make_no_sense_are_refused() -> None:
    for who, on in (("z", "2026-05-01"), ("a", "2026-02-01")):
        with pytest.raises(RuleError) as caught:
            ABC.left("a", "2026-01-15").left(who, on)
        assert codes(caught) == ["not-in-order"]
    with pytest.raises(RuleError) as caught:
        ABC.joined("a", "2026-05-01")
    assert codes(caught) == ["name-twice"]
    with pytest.raises(RuleError) as caught:
        ABC.joined("x", "2026-05-01", before="z")
    assert codes(caught) == ["not-in-order"]
    for ask in (ABC.joined, ABC.left):
        with pytest.raises(RecordError):
            ask("x", "soon")
        with pytest.raises(RecordError):
            ask("\ud800", "2026-05-01")
    newcomer = ABC.joined("x", "2026-05-01")
    with pytest.raises(RuleError):
        newcomer.left("x", "2026-05-01")


# --- lengths of turns -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "start", "options", "last_days"),
    [
        ("1 month", "2026-01-31", {}, ["2026-02-27", "2026-03-30", "2026-04-29"]),
        ("1 month", "2026-01-31", {"month_end": "roll"}, ["2026-02-28", "2026-03-30", "2026-04-30"]),
        ("1 month", "2026-02-28", {"month_end": "stick"}, ["2026-03-30", "2026-04-29", "2026-05-30"]),
        ("1 month", "2026-01-20", {"calendar": True}, ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("6 months", "2026-08-20", {"calendar": True}, ["2026-12-31", "2027-06-30", "2027-12-31"]),
        ("2 years", "2026-08-20", {"calendar": True}, ["2027-12-31", "2029-12-31", "2031-12-31"]),
        ("2 weeks", "2026-01-05", {}, ["2026-01-18", "2026-02-01", "2026-02-15"]),
        ("1个季度", "2026-01-01", {}, ["2026-03-31", "2026-06-30", "2026-09-30"]),
    ],
)
def test_turns_follow_one_another_without_a_gap(
    every: str, start: str, options: dict[str, Any], last_days: list[str]
) -> None:
    rule = Rotation(["a", "b"], every, start, **options)
    found = rule.schedule("2026-01-01", "2040-01-01")
    assert [each.last_day.isoformat() for each in found[:3]] == last_days
    assert all(earlier.end == later.start for earlier, later in pairwise(found))
    for each in found[:30]:
        assert rule.turn(each.start) == rule.turn(each.last_day) == each
        assert each.span == Span(each.start, each.end)


def test_a_schedule_holds_the_turns_that_begin_in_it() -> None:
    assert places(ABC.schedule("2020-01-01", "2026-02-01")) == "a"
    assert places(ABC.schedule("2020-01-01", "2026-02-02")) == "ab"
    assert places(ABC.schedule("2026-01-02", "2026-02-02")) == "b"
    assert ABC.schedule("2020-01-01", "2026-01-01") == ()


def test_a_turn_thousands_of_years_away_is_found_directly() -> None:
    away = {"a": ("2026-01-01", "2031-01-01")}
    for skipped in SkippedTurn:
        rule = Rotation([f"{each:03}" for each in range(400)] + ["a"], "1 day", "2026-01-01", skipped=skipped)
        found = rule.turn("9026-01-01", away=away)
        assert found.number == (date(9026, 1, 1) - date(2026, 1, 1)).days + 1
        assert found.kind is TurnKind.OWN


# --- bad input ------------------------------------------------------------------------------------

USUAL: dict[str, Any] = {"order": ["a", "b"], "every": "1 month", "start": "2026-01-01"}


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"order": []}, ["nobody-in-order"]),
        ({"order": ["a", "b", "a"]}, ["name-twice"]),
        ({"order": ["a", TurnPlace("a", "2027-01-01")]}, ["name-twice"]),
        ({"order": [str(each) for each in range(501)]}, ["too-long"]),
        ({"first": "z"}, ["not-in-order"]),
        ({"most_owed": 2}, ["no-use"]),
        ({"most_owed": 2, "skipped": "stood_in_for", "first": "z"}, ["not-in-order", "no-use"]),
        ({"every": "5 working days"}, ["bad-turn-length"]),
        ({"every": "24 hours"}, ["bad-turn-length"]),
        ({"every": "10 clear days"}, ["bad-turn-length"]),
        ({"every": "1 month 3 days"}, ["bad-turn-length"]),
        ({"every": "7 months", "calendar": True, "order": []}, ["nobody-in-order", "bad-turn-length"]),
        ({"every": "7 days", "calendar": True}, ["bad-turn-length"]),
    ],
)
def test_a_rotation_that_makes_no_sense_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        Rotation(**USUAL | given)
    assert codes(caught) == faults


@pytest.mark.parametrize(
    "given",
    [
        {"order": None},
        {"order": [1]},
        {"order": ["\ud800"]},
        {"order": [""]},
        {"order": [{"none": 1}]},
        {"order": {"a": 1}},
        {"every": None},
        {"every": ""},
        {"start": 20260101},
        {"first": 1},
        {"calendar": None},
        {"month_end": 1},
        {"of": "chairs"},
        {"skipped": None},
        {"missed": []},
        {"most_owed": 13},
        {"most_owed": float("nan")},
        {"team": 0},
        {"newcomers": "anywhere"},
        {"clause": "law"},
    ],
    ids=str,
)
def test_a_rotation_that_cannot_be_read_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        Rotation(**USUAL | given)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2025-12-31", "before-start"),
        (None, "bad-day"),
        (float("nan"), "bad-day"),
        ("9999-12-31", "off-calendar"),
    ],
)
def test_a_day_that_has_no_turn_is_refused(on: Any, code: str) -> None:  # noqa: ANN401 - any input
    with pytest.raises(RecordError) as caught:
        ABC.turn(on)
    assert codes(caught) == [code]


def test_turns_of_days_that_run_off_the_calendar_are_refused() -> None:
    with pytest.raises(RecordError) as caught:
        Rotation(["a"], "14 days", "9999-12-20").turn("9999-12-31")
    assert codes(caught) == ["off-calendar"]


@pytest.mark.parametrize(
    ("away", "code"),
    [
        (5, "not-a-list"),
        ("a", "not-a-list"),
        ([1], "not-a-pair"),
        ({1: ("2026-01-01", None)}, "bad-name"),
        ({"z": ("2026-01-01", None)}, "unknown-person"),
        ({"a": ("2026-01-01",)}, "not-a-pair"),
        ({"a": None}, "not-a-list"),
        ({"a": [None]}, "not-a-list"),
        ({"a": ["2026-01-01", "2026-01-02", "2026-01-03"]}, "not-a-pair"),
        ({"a": [[]]}, "not-a-pair"),
        ({"a": ("2026-01-02", "2026-01-01")}, "empty-span"),
        ({"a": Span("2026-01-01T08:00Z")}, "mixed-span"),
    ],
    ids=str,
)
def test_absences_that_are_none_are_refused(away: Any, code: str) -> None:  # noqa: ANN401 - any input
    with pytest.raises(RecordError) as caught:
        ABC.turn("2026-01-01", away=away)
    assert codes(caught) == [code]


def test_absences_may_be_given_in_several_forms() -> None:
    for away in (
        ("2026-01-31", "2026-02-03"),
        [("2026-01-31", "2026-02-03")],
        {"start": "2026-01-31", "end": "2026-02-03"},
        [Span("2026-01-31", "2026-02-03"), {"start": "2026-05-01"}],
        [],
    ):
        expected = "b" if away == [] else "c"
        assert ABC.turn("2026-02-01", away={"b": away}).place == expected
        assert ABC.turn("2026-02-01", away=[("b", away)]).place == expected  # type: ignore[arg-type]


def test_what_is_no_roster_and_a_history_without_end_are_refused() -> None:
    with pytest.raises(RecordError) as caught:
        ABC.turn("2026-01-01", {})  # type: ignore[arg-type]
    assert codes(caught) == ["not-a-roster"]
    spans = [(date.fromordinal(each), date.fromordinal(each + 1)) for each in range(700_000, 702_200, 2)]
    with pytest.raises(TooLarge) as large:
        ABC.turn("2026-01-01", away={"a": spans})
    assert large.value.size > large.value.limit


def test_a_schedule_that_is_none_or_too_long_is_refused() -> None:
    with pytest.raises(RecordError) as caught:
        ABC.schedule("2026-02-01", "2026-02-01")
    assert codes(caught) == ["empty-span"]
    with pytest.raises(TooLarge) as large:
        Rotation(["a"], "1 day", "2026-01-01").schedule("2026-01-01", "2999-01-01")
    assert large.value.limit == 100_000


@pytest.mark.parametrize(
    "given",
    [
        {"number": 0},
        {"number": 10**30},
        {"start": "soon"},
        {"end": None},
        {"due": 1},
        {"place": "\ud800"},
        {"person": []},
        {"kind": "lost"},
        {"skipped": [1]},
        {"end": "2026-01-01"},
    ],
    ids=str,
)
def test_a_turn_that_cannot_be_read_is_refused(given: dict[str, Any]) -> None:
    plain = {"number": 1, "start": "2026-01-01", "end": "2026-02-01", "due": "a", "place": "a"}
    with pytest.raises(RecordError):
        Turn(**plain | given)
    with pytest.raises(RecordError):
        Turn.from_dict(plain | given)


def test_a_place_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RuleError) as caught:
        TurnPlace("a", "2026-01-01", "2026-01-01")
    assert codes(caught) == ["empty-span"]


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        CHAIR,
        security_council(),
        UNION,
        Rotation(
            ["a", "b"],
            "1 year",
            "2026-08-01",
            first="b",
            calendar=True,
            month_end="roll",
            skipped="made_up_at_end",
            missed="throughout",
            most_owed=3,
        ),
        CHAIR.turn("2026-02-14", FILES, away=GONE),
        ABC.turn("2026-02-14"),
    ],
    ids=["chair", "security-council", "union", "all", "turn", "plain-turn"],
)
def test_a_value_comes_back_from_its_record_and_from_a_pickle(value: Any) -> None:  # noqa: ANN401 - any value
    assert type(value).from_dict(value.to_dict()) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line
    assert hash(type(value).from_dict(value.to_dict())) == hash(value)


def test_what_is_as_usual_is_not_in_the_record() -> None:
    assert ABC.to_dict() == {"order": ["a", "b", "c"], "every": "1 month", "start": "2026-01-01"}
    assert Rotation(TurnPlace("a"), "1 month", "2026-01-01").order == (TurnPlace("a"),)
    assert Rotation([{"name": "a"}], "1 month", "2026-01-01") == Rotation("a", "1 month", "2026-01-01")
    for kind in (Rotation, Turn, TurnPlace):
        with pytest.raises(RecordError):
            kind.from_dict([])


# --- fairness -------------------------------------------------------------------------------------


def test_turns_are_counted_and_what_was_missed_and_made_up() -> None:
    rule = Rotation(["a", "b", "c"], "1 month", "2026-01-01", skipped="made_up_next", most_owed=2)
    found = rule.schedule("2026-01-01", "2027-01-01", away={"b": ("2026-01-15", "2026-08-10")})
    counted = fairness_of(found)
    assert counted.of("b") == TurnsOfOne("b", 3, missed=4, made_up=2)
    assert counted.to_dict()["members"] == [each.to_dict() for each in counted.members]
    assert (counted.most, counted.least, counted.spread) == (5, 3, 2)
    missed = missed_turns(found)
    assert [each.place for each in missed] == ["b"] * 4
    assert [str(each.made_up) for each in missed] == ["2026-09-01", "2026-10-01", "None", "None"]
    assert missed[0].to_dict()["made_up"] == "2026-09-01"
    assert "made_up" not in missed[3].to_dict()
    assert missed_turns(found[8:]) == ()


def test_uneven_turns_are_a_finding_in_both_languages() -> None:
    law = Clause("rules", strength=Strength.DEFAULT)
    found = fairness_of(ABC.schedule("2026-01-01", "2026-09-01", away={"c": Span("2026-01-01")}))
    (finding,) = found.findings(law)
    assert (finding.code, finding.clause) == ("turns-uneven", law)
    assert finding.facts["least_members"] == ["c"]
    assert "Most turns: 4, of a and b. Fewest turns: 0, of c." in finding.explain()
    assert "最多4次：a和b。最少0次：c。" in finding.explain("zh")
    assert fairness_of(ABC.schedule("2026-01-01", "2026-09-01")).findings() == ()


def test_those_who_stand_in_and_turns_of_nobody_are_counted() -> None:
    rule = Rotation(["a", "b"], "1 month", "2026-01-01", skipped="stood_in_for")
    away = {"b": ("2026-02-01", "2026-03-02"), "a": ("2026-03-01", "2026-03-02")}
    found = fairness_of(rule.schedule("2026-01-01", "2026-05-01", away=away), ["z"])
    assert found.of("a") == TurnsOfOne("a", 2, missed=1, stood_in=1)
    assert found.of("b") == TurnsOfOne("b", 1, missed=2)
    assert found.of("z").taken == 0
    assert found.spread == 2
    assert fairness_of([]).spread == 0


def test_what_are_no_turns_is_refused() -> None:
    for given in (None, [1], [["a", 1]], "abc"):
        with pytest.raises(RecordError):
            fairness_of(given)  # type: ignore[arg-type]
    with pytest.raises(RecordError) as caught:
        missed_turns([["a"]])  # type: ignore[list-item]
    assert codes(caught) == ["not-a-turn"]
    for who in ("z", None):
        with pytest.raises(RecordError) as caught:
            fairness_of([["a"]]).of(who)  # type: ignore[arg-type]
        assert codes(caught) == ["not-in-order"]


@pytest.mark.parametrize(
    "module", [turns, rotation, rounds, fairness], ids=["turns", "rotation", "rounds", "fairness"]
)
def test_each_module_lists_its_names(module: ModuleType) -> None:
    assert dir(module) == sorted(module.__all__)


def test_verdicts_come_back_from_their_records() -> None:
    found = CHAIR.turn("2026-02-14", FILES, away=GONE).verdict()
    assert Verdict.from_dict(found.to_dict()) == found
