"""Which seats were empty from when to when, and why."""

from typing import Any

import pytest

from consultgov import Clause
from consultgov.composition import vacancies
from consultgov.composition.committees import Committee
from consultgov.composition.sectors import Sector
from consultgov.composition.vacancies import Vacancy
from consultgov.errors import RecordError
from consultgov.people import Appointment, Person, Roster

PERIOD: dict[str, Any] = {"start": "2024-01-01", "end": "2027-01-01"}


def found(sectors: list[Sector | str], *held: tuple[Any, ...], **settings: str) -> list[dict[str, object]]:
    """The vacancies of a period, as plain dicts."""
    people = {person: Person(person) for person, *_ in held}
    roster = Roster(people.values(), [Appointment(*each[:4], **dict(each[4:])) for each in held])
    given = Committee("council", sectors).vacancies(roster, **PERIOD | settings)
    return [each.to_dict() for each in given]


def test_a_seat_that_nobody_ever_held_is_vacant_all_the_time() -> None:
    assert found(["women"]) == [{"sector": "women", "number": 1, "start": "2024-01-01"}]


def test_a_vacancy_tells_who_left_and_why() -> None:
    told = found(
        ["women"],
        ("li", "women", "2020-01-01", "2025-01-01", ("why", "recall")),
        ("wang", "women", "2025-06-01", "2026-01-01"),
        ("chen", "women", "2026-01-01"),
    )
    left = {"on": "2025-01-01", "kind": "left", "person": "li", "seat": "women", "why": "recall"}
    assert told == [
        {"sector": "women", "number": 1, "start": "2025-01-01", "end": "2025-06-01", "left": [left]}
    ]


def test_the_number_of_seats_that_are_empty_makes_the_vacancy() -> None:
    told = found(
        [Sector("women", (3, 5))],
        ("li", "women", "2020-01-01", "2025-01-01"),
        ("wang", "women", "2020-01-01", "2025-02-01"),
        ("chen", "women", "2020-01-01"),
    )
    assert [(each["number"], each["start"], each.get("end")) for each in told] == [
        (1, "2025-01-01", "2025-02-01"),
        (2, "2025-02-01", None),
    ]


def test_of_seats_with_names_it_tells_which() -> None:
    told = found(
        [Sector("office", 2, names=["chair", "deputy"])],
        ("li", "chair", "2020-01-01", "2025-01-01"),
        ("wang", "deputy", "2020-01-01", "2025-01-01"),
        ("chen", "chair", "2025-03-01"),
        ("zhao", "deputy", "2025-04-01", "2025-05-01"),
        ("chen2", "deputy", "2025-05-01"),
    )
    assert [(each["number"], each["start"], each["seats"]) for each in told] == [
        (2, "2025-01-01", ["chair", "deputy"]),
        (1, "2025-03-01", ["deputy"]),
    ]
    assert len(told[0]["left"]) == 2  # type: ignore[arg-type]


def test_seats_change_places_while_their_number_stays() -> None:
    told = found(
        [Sector("office", 2, names=["chair", "deputy"])],
        ("li", "chair", "2020-01-01", "2025-01-01"),
        ("wang", "deputy", "2025-01-01"),
    )
    assert [(each["start"], each["seats"]) for each in told] == [
        ("2024-01-01", ["deputy"]),
        ("2025-01-01", ["chair"]),
    ]


def test_a_sector_has_vacancies_while_it_is_in_force() -> None:
    grid = Sector("grid", clause=Clause("rules", valid_from="2025-01-01", valid_to="2026-01-01"))
    assert found([grid]) == [{"sector": "grid", "number": 1, "start": "2025-01-01", "end": "2026-01-01"}]


def test_alternates_and_strangers_fill_no_seat() -> None:
    told = found(
        [Sector("women", alternates=1)],
        ("li", "women", "2020-01-01", None, ("standing", "alternate")),
        ("wang", "party", "2020-01-01", None),
    )
    assert [each["start"] for each in told] == ["2024-01-01"]


def test_seats_that_need_not_be_filled_are_not_vacant() -> None:
    assert found([Sector("women", (0, 3)), Sector("party", 0)]) == []


def test_vacancies_come_in_the_order_of_time() -> None:
    told = found(["women", "party"], ("li", "party", "2020-01-01", "2024-06-01"))
    assert [each["sector"] for each in told] == ["women", "party"]


def test_a_vacancy_that_ends_with_the_period_is_open() -> None:
    told = found(["women"], ("li", "women", "2027-01-01", None))
    assert told == [{"sector": "women", "number": 1, "start": "2024-01-01"}]


@pytest.mark.parametrize("given", [None, 5, "May", []])
def test_a_period_is_made_of_days(given: Any) -> None:  # noqa: ANN401 - whatever comes
    committee = Committee("council", ["women"])
    with pytest.raises(RecordError):
        committee.vacancies(Roster(), start=given, end=given)
    with pytest.raises(RecordError) as raised:
        committee.vacancies(given, start="2024-01-01", end="2025-01-01")
    assert [fault.code for fault in raised.value.faults] == ["not-a-roster"]


def test_many_appointments_are_no_matter() -> None:
    people = [Person(f"p{place}") for place in range(5000)]
    days = [(f"{2000 + place // 300}-{1 + place // 25 % 12:02}-{1 + place % 25:02}") for place in range(5000)]
    held = [Appointment(person.id, "women", day) for person, day in zip(people, days, strict=True)]
    told = Committee("assembly", [Sector("women", 6000)]).vacancies(
        Roster(people, held), start="1990-01-01", end="2100-01-01"
    )
    assert (len(told), told[0].number, told[-1].number) == (5001, 6000, 1000)


def test_a_vacancy_is_a_value() -> None:
    held = [Person("li")], [Appointment("li", "women", "2020-01-01", "2025-01-01")]
    committee = Committee("council", ["women"])
    one, other = (committee.vacancies(Roster(*held), **PERIOD)[0] for _ in range(2))
    assert one == other
    assert len({one, other}) == 1
    assert sorted(vacancies.__all__) == sorted(dir(vacancies))
    assert isinstance(one, Vacancy)
