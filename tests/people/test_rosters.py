"""The roster: everybody on file, what they hold and held, and who is related."""

import copy
import pickle
from datetime import date
from time import perf_counter
from typing import Any

import pytest

from consultgov.errors import RecordError
from consultgov.people import Appointment, ChangeKind, Ending, Kinship, Person, Roster, rosters

START = "2024-03-01"


def faults(error: pytest.ExceptionInfo[RecordError]) -> list[tuple[str, str]]:
    return [(fault.code, fault.subject) for fault in error.value.faults]


def small() -> Roster:
    """Li in office since 2024, Wang until 2026, and that they are related."""
    return Roster(
        [Person("li"), Person("wang")],
        [Appointment("wang", "party", START, "2026-05-01"), Appointment("li", "women", START)],
        [Kinship("li", "wang", "siblings")],
    )


# --- asking ---------------------------------------------------------------------------------------


def test_who_is_in_office_on_a_day() -> None:
    roster = small()
    assert [held.person for held in roster.on(START)] == ["wang", "li"]
    assert [held.person for held in roster.on(date(2026, 5, 1))] == ["li"]
    assert roster.on("2024-02-29") == ()


def test_what_is_on_file_about_somebody() -> None:
    roster = small()
    assert roster.person("li") == Person("li")
    assert [held.seat for held in roster.of("wang")] == ["party"]
    assert roster.person("chen") is None
    assert roster.of("chen") == ()
    accented = Roster([Person("caf\u00e9")], [Appointment("caf\u00e9", "women", START)])
    assert accented.person("cafe\u0301") == Person("caf\u00e9")
    assert len(accented.of("cafe\u0301")) == 1


@pytest.mark.parametrize("given", [None, 5, [], {}, ""])
def test_of_what_is_no_id_nothing_is_on_file(given: Any) -> None:  # noqa: ANN401 - whatever comes
    assert small().person(given) is None
    assert small().of(given) == ()


def test_who_left_comes_before_who_entered_on_the_same_day() -> None:
    roster = Roster(
        [Person("li"), Person("wang")],
        [
            Appointment("wang", "women", "2026-05-01"),
            Appointment("li", "women", START, "2026-05-01", why="recall"),
        ],
    )
    changes = roster.changes("2026-05-01", "2026-05-02")
    assert [change.to_dict() for change in changes] == [
        {"on": "2026-05-01", "kind": "left", "person": "li", "seat": "women", "why": "recall"},
        {"on": "2026-05-01", "kind": "entered", "person": "wang", "seat": "women"},
    ]
    assert changes[0].kind is ChangeKind.LEFT
    assert roster.changes("2026-04-30", "2026-05-01") == ()


@pytest.mark.parametrize(("start", "end"), [("2026-01-01", "2026-01-01"), ("2026-01-02", "2026-01-01")])
def test_a_period_ends_after_it_starts(start: str, end: str) -> None:
    with pytest.raises(RecordError) as raised:
        small().changes(start, end)
    assert faults(raised) == [("empty-span", f"end {end}")]


@pytest.mark.parametrize("given", [None, 5, 1.5, "May", [], 10**30])
def test_days_are_days(given: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError) as raised:
        small().changes(given, given)
    assert faults(raised) == [("bad-day", "start"), ("bad-day", "end")]
    with pytest.raises(RecordError):
        small().on(given)
    with pytest.raises(RecordError):
        small().leaving("li", given)


def test_the_days_are_those_of_everything_on_file() -> None:
    roster = Roster(
        [Person("li", flags={"value": "chair", "start": "2025-01-01"})],
        [Appointment("li", "women", START, "2027-03-01", confirmed="2024-04-01")],
    )
    kin = Kinship("li", "wang", "spouses", "2020-01-01", "2021-01-01")
    held = [*roster.appointments, Appointment("wang", "party", START)]
    roster = Roster([*roster.people, Person("wang")], held, [kin])
    days = ["2020-01-01", "2021-01-01", START, "2024-04-01", "2025-01-01", "2027-03-01"]
    assert sorted({day.isoformat() for day in roster.days()}) == days


# --- death ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "why", "found"),
    [
        (None, None, ("2026-01-02", Ending.DEATH)),
        ("2027-01-01", "term", ("2026-01-02", Ending.DEATH)),
        ("2026-01-02", "resignation", ("2026-01-02", Ending.RESIGNATION)),
        ("2025-01-01", "recall", ("2025-01-01", Ending.RECALL)),
    ],
)
def test_an_office_ends_with_the_day_of_death(end: str | None, why: str | None, found: Any) -> None:  # noqa: ANN401 - two
    roster = Roster([Person("li", died="2026-01-01")], [Appointment("li", "women", START, end, why=why)])
    (held,) = roster.appointments
    assert (str(held.end), held.ending) == found


def test_a_death_on_the_last_day_of_the_calendar_ends_nothing() -> None:
    roster = Roster([Person("li", died=date.max)], [Appointment("li", "women", START)])
    assert roster.appointments[0].end is None


# --- refusals -------------------------------------------------------------------------------------


def test_one_person_has_one_day_of_birth() -> None:
    with pytest.raises(RecordError) as raised:
        Roster([Person("li", "1980-01-01"), Person("li", "1981-01-01")])
    assert faults(raised) == [("two-births", "person 'li'")]
    assert raised.value.faults[0].given == "1980-01-01 and 1981-01-01"
    assert raised.value.faults[0].people == ("li",)


def test_one_person_is_on_file_once_but_may_be_given_twice() -> None:
    with pytest.raises(RecordError) as raised:
        Roster([Person("li"), Person("li", flags="chair")])
    assert faults(raised) == [("person-twice", "person 'li'")]
    assert Roster([Person("li"), Person("li")]) == Roster([Person("li")])


def test_the_same_appointment_and_kinship_given_twice_are_one() -> None:
    held, kin = Appointment("li", "women", START), Kinship("li", "wang", "siblings")
    people = [Person("li"), Person("wang")]
    assert Roster(people, [held, held], [kin, kin]) == Roster(people, [held], [kin])


def test_everybody_named_is_on_file() -> None:
    with pytest.raises(RecordError) as raised:
        Roster([], [Appointment("li", "women", START)], [Kinship("chen", "wang", "siblings")])
    assert faults(raised) == [
        ("unknown-person", "appointment to 'women'"),
        ("unknown-person", "kinship of 'chen'"),
        ("unknown-person", "kinship of 'wang'"),
    ]


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (Person("li", "2024-03-02"), "before-birth"),
        (Person("li", died="2024-02-29"), "after-death"),
        (Person("li", "1980-01-01", "2024-02-29"), "after-death"),
    ],
)
def test_nobody_takes_office_before_birth_or_after_death(person: Person, code: str) -> None:
    with pytest.raises(RecordError) as raised:
        Roster([person], [Appointment("li", "women", START)])
    assert faults(raised) == [(code, "appointment to 'women'")]


@pytest.mark.parametrize("key", ["people", "appointments", "kinship"])
@pytest.mark.parametrize("given", [None, 5, "li", b"ab", {"id": "li"}, [5], [None], [{"name": "li"}]])
def test_each_part_is_a_list_of_its_kind(key: str, given: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError):
        Roster(**{key: given})


# --- as it would be -------------------------------------------------------------------------------


def test_what_is_on_file_can_be_put_right() -> None:
    roster = small().with_people(Person("li", flags="chair"), Person("chen"))
    assert [(person.id, len(person.flags)) for person in roster.people] == [
        ("li", 1),
        ("wang", 0),
        ("chen", 0),
    ]
    assert roster.appointments == small().appointments
    with pytest.raises(RecordError):
        small().with_people(None)  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="must have one day of birth"):
        small().with_people(Person("li", "1980-01-01"), Person("li", "1981-01-01"))


def test_somebody_is_appointed_as_well() -> None:
    roster = small().appointing(Appointment("li", "party", "2026-05-01"))
    assert [held.seat for held in roster.of("li")] == ["women", "party"]
    with pytest.raises(RecordError, match="on file"):
        small().appointing(Appointment("chen", "party", "2026-05-01"))
    with pytest.raises(RecordError):
        small().appointing(None)  # type: ignore[arg-type]


def test_somebody_leaves_what_she_holds_and_does_not_begin_what_she_would_hold() -> None:
    past = Appointment("li", "grid", "2020-01-01", "2021-01-01")
    roster = small().appointing(past, Appointment("li", "party", "2027-01-01"))
    left = roster.leaving("li", "2026-05-01", "recall")
    assert left.of("li") == (past, Appointment("li", "women", START, "2026-05-01", why="recall"))
    assert left.of("wang") == roster.of("wang")


def test_somebody_leaves_one_seat_of_several() -> None:
    roster = small().appointing(Appointment("li", "party", START))
    left = roster.leaving("li", "2026-05-01", seat="party")
    assert {(held.seat, held.end) for held in left.of("li")} == {("party", date(2026, 5, 1)), ("women", None)}
    assert left.of("li")[0].ending is Ending.RESIGNATION


@pytest.mark.parametrize(
    "settings", [{"person": "chen"}, {"person": "wang"}, {"seat": "party"}, {"person": None}]
)
def test_only_who_is_in_office_can_leave(settings: dict[str, Any]) -> None:
    with pytest.raises(RecordError) as raised:
        small().leaving(**{"person": "li", "on": "2026-05-01", **settings})
    assert [code for code, _ in faults(raised)] == ["not-in-office"]


@pytest.mark.parametrize("why", ["bored", None, 5, []])
def test_a_reason_is_one_that_is_known(why: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError) as raised:
        small().leaving("li", "2023-01-01", why)
    assert faults(raised) == [("bad-choice", "why it ends")]


# --- as a value -----------------------------------------------------------------------------------


def test_the_order_of_appointments_given_does_not_matter() -> None:
    people = [Person("li"), Person("wang")]
    held = [
        Appointment("li", "women", START, route="a"),
        Appointment("li", "women", START, route="b"),
        Appointment("li", "women", START, "2026-01-01"),
        Appointment("wang", "party", "2020-01-01"),
    ]
    assert Roster(people, held) == Roster(people, held[::-1])


@pytest.mark.parametrize("roster", [Roster(), small()])
def test_a_roster_is_copied_pickled_and_read_from_its_plain_dict(roster: Roster) -> None:
    assert Roster.from_dict(roster.to_dict()) == roster
    assert pickle.loads(pickle.dumps(roster)) == copy.deepcopy(roster) == roster  # noqa: S301 - pickled here
    assert hash(roster) == hash(Roster.from_dict(roster.to_dict()))


def test_the_plain_dict_leaves_out_what_is_empty() -> None:
    assert Roster().to_dict() == {}
    assert small().to_dict() == {
        "people": [{"id": "li"}, {"id": "wang"}],
        "appointments": [
            {"person": "wang", "seat": "party", "start": START, "end": "2026-05-01"},
            {"person": "li", "seat": "women", "start": START},
        ],
        "kinship": [{"first": "li", "second": "wang", "kind": "siblings"}],
    }


@pytest.mark.parametrize("data", [None, 5, [], {"persons": []}])
def test_a_dict_that_is_no_roster_is_refused(data: object) -> None:
    with pytest.raises(RecordError, match=r"^roster"):
        Roster.from_dict(data)


def test_many_appointments_are_read_and_asked_about_in_a_moment() -> None:
    """Looking somebody up does not go through everybody; a quadratic roster would take hours."""
    people = [Person(f"p{place}") for place in range(20_000)]
    began = perf_counter()
    roster = Roster(people, [Appointment(person.id, "women", START) for person in people])
    assert sum(len(roster.of(person.id)) for person in people) == len(people)
    assert perf_counter() - began < 20


def test_the_module_lists_its_public_names() -> None:
    assert sorted(rosters.__all__) == sorted(dir(rosters))
