"""Persons through time."""

import copy
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from consultgov import Elector
from consultgov.errors import ConsultgovError, RecordError
from consultgov.people import Attestation, During, Kinship, Person, persons
from consultgov.spans import LeapDay

DAY = date(2026, 5, 1)
HUGE = pytest.param(10**5000, id="huge")
HALF = pytest.param("\ud800", id="half")
BAD = [1, 1.5, True, "", " ", [], {}, HALF, HUGE, float("nan")]


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def full() -> Person:
    """A person with everything that can be on file."""
    return Person(
        "li",
        "1980-05-01",
        "2050-01-01",
        traits={"employer": [During("A", None, "2026-01-01"), During("B", "2026-01-01")], "sex": "f"},
        weights={"area": "89.30", "shares": During("1/3", "2026-01-01")},
        flags=["deputy", During("chair", "2025-01-01", "2026-01-01")],
        sectors=[During("women", "2024-01-01"), "grid"],
        attested=[Attestation("热心公益", "residents' committee", "2026-03-01")],
    )


# --- on a day -------------------------------------------------------------------------------------


def test_of_each_day_she_is_an_elector_with_what_holds_on_it() -> None:
    li = full()
    weights: dict[str, Decimal | str | int] = {"area": Decimal("89.30"), "shares": 0}
    before = Elector("li", {"employer": "A", "sex": "f"}, weights, {"deputy", "chair"})
    after = Elector("li", {"employer": "B", "sex": "f"}, {**weights, "shares": "1/3"}, {"deputy"})
    assert li.on(date(2025, 12, 31)) == before
    assert li.on(date(2026, 1, 1)) == after
    assert li.on(date(2024, 12, 31)).flags == {"deputy"}


def test_between_two_days_on_which_something_changes_the_elector_is_the_same_value() -> None:
    li = full()
    assert li.on(date(2026, 4, 1)) is li.on(DAY)
    assert li.on(date.min) is li.on(date(2023, 12, 31))


def test_the_days_are_those_on_which_something_changes_each_once() -> None:
    days = ["2024-01-01", "2025-01-01", "2026-01-01", "2026-03-01"]
    assert [day.isoformat() for day in full().days] == days


@pytest.mark.parametrize(
    ("at", "leap", "age"),
    [
        ("2026-02-28", LeapDay.MARCH_1, 17),
        ("2026-03-01", LeapDay.MARCH_1, 18),
        ("2026-02-28", LeapDay.FEBRUARY_28, 18),
        ("2008-02-29", LeapDay.MARCH_1, 0),
        ("2008-02-28", LeapDay.MARCH_1, None),
        ("9999-12-31", LeapDay.MARCH_1, 7991),
    ],
)
def test_the_age_counts_completed_years(at: str, leap: LeapDay, age: int | None) -> None:
    assert Person("li", "2008-02-29").age(date.fromisoformat(at), leap) == age


def test_without_a_day_of_birth_there_is_no_age() -> None:
    assert Person("li").age(DAY) is None


def test_for_which_sector_she_may_sit_changes_with_the_day() -> None:
    li = full()
    asked = [("women", date(2023, 12, 31)), ("women", DAY), ("grid", date.min), ("party", DAY)]
    assert [li.may_sit_for(*each) for each in asked] == [False, True, True, False]
    assert Person("li").may_sit_for("women", DAY) is None
    assert Person("li", sectors=[]).may_sit_for("women", DAY) is False


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [None, *BAD])
def test_an_id_is_text(given: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError, match=r"^person must") as raised:
        Person(given)
    assert codes(raised) == ["bad-name"]


@pytest.mark.parametrize("given", BAD)
def test_days_are_days(given: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError) as raised:
        Person("li", given, given)
    assert [fault.subject for fault in raised.value.faults] == ["birth of 'li'", "death of 'li'"]


def test_nobody_dies_before_birth() -> None:
    with pytest.raises(RecordError) as raised:
        Person("li", "1980-05-01", "1980-04-30")
    assert codes(raised) == ["before-birth"]
    assert Person("li", "1980-05-01", "1980-05-01").died == date(1980, 5, 1)


@pytest.mark.parametrize("key", ["traits", "weights"])
@pytest.mark.parametrize("given", [None, 5, "a", ["a"], {None: 1}, {"a": object()}, {HALF.values[0]: "x"}])
def test_traits_and_weights_are_dicts_of_values(key: str, given: object) -> None:
    with pytest.raises(RecordError):
        Person("li", **{key: given})  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["flags", "sectors", "attested"])
@pytest.mark.parametrize("given", [5, 1.5, [5], [None], [{"a": 1}], {"a": 1}])
def test_flags_sectors_and_attestations_are_lists(key: str, given: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError):
        Person("li", **{key: given})


def test_what_the_seat_gives_is_no_trait_of_the_person() -> None:
    with pytest.raises(RecordError) as raised:
        Person("li", traits={"sector": "women", "seat": "1", "sex": "f"})
    assert codes(raised) == ["reserved-trait", "reserved-trait"]
    assert Person("li", weights={"unit": 1}).on(DAY).weights == {"unit": 1}


def test_two_names_that_are_one_are_refused() -> None:
    with pytest.raises(RecordError) as raised:
        Person("li", traits={"caf\u00e9": "a", "cafe\u0301": "b"})
    assert codes(raised) == ["name-twice"]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(RecordError) as raised:
        Person("", "x", traits={"a": 5}, weights={"b": -1}, flags=[""], sectors=3, attested=3)
    found = ["bad-name", "bad-day", "bad-trait", "negative-weight", "bad-name", "bad-flags", "not-a-list"]
    assert codes(raised) == found


# --- attestations and kinship ---------------------------------------------------------------------


def test_one_attestation_may_stand_alone_and_may_be_a_plain_dict() -> None:
    attested = Attestation("honest", "li", "2026-01-01")
    assert Person("wang", attested=attested).attested == (attested,)
    assert Person("wang", attested=[attested.to_dict()]).attested == (attested,)


@pytest.mark.parametrize("given", [None, *BAD])
def test_attestations_are_checked(given: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError) as raised:
        Attestation.from_dict({"criterion": given, "by": given, "on": given})
    assert [fault.subject for fault in raised.value.faults] == ["criterion", "attested by", "attested on"]


def test_kinship_holds_in_its_days() -> None:
    kin = Kinship("wang", "li", "spouses", "2020-01-01", "2026-01-01")
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    assert [kin.holds(day) for day in days] == [False, True, True, False]
    assert Kinship("wang", "li", "siblings").holds(date.min)


def test_kinship_is_between_two_and_has_a_span() -> None:
    with pytest.raises(RecordError) as raised:
        Kinship("li", "li", "spouses", "2026-01-01", "2026-01-01")
    assert codes(raised) == ["own-kin", "empty-span"]


@pytest.mark.parametrize("given", BAD)
def test_kinship_is_checked(given: Any) -> None:  # noqa: ANN401 - whatever comes
    data = dict.fromkeys(("first", "second", "kind", "start", "end"), given)
    with pytest.raises(RecordError) as raised:
        Kinship.from_dict(data)
    subjects = ["person", "person", "kind of kinship", "start", "end"]
    assert [fault.subject for fault in raised.value.faults] == subjects


@pytest.mark.parametrize(
    "kin",
    [Kinship("wang", "li", "spouses"), Kinship("wang", "li", "spouses", "2020-01-01", "2026-01-01")],
)
def test_kinship_is_read_from_its_plain_dict(kin: Kinship) -> None:
    assert Kinship.from_dict(kin.to_dict()) == kin
    assert all(isinstance(value, str) for value in kin.to_dict().values())


# --- as a value -----------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [full(), Person("li"), Person("li", sectors=[])])
def test_a_person_is_copied_pickled_and_read_from_her_plain_dict(person: Person) -> None:
    assert Person.from_dict(person.to_dict()) == person
    assert pickle.loads(pickle.dumps(person)) == copy.deepcopy(person) == person  # noqa: S301 - pickled here
    assert hash(person) == hash(Person("li"))


def test_the_plain_dict_says_what_is_on_file() -> None:
    assert Person("li").to_dict() == {"id": "li"}
    assert full().to_dict() == {
        "id": "li",
        "born": "1980-05-01",
        "died": "2050-01-01",
        "traits": {
            "employer": [{"value": "A", "end": "2026-01-01"}, {"value": "B", "start": "2026-01-01"}],
            "sex": "f",
        },
        "weights": {"area": "89.30", "shares": [{"value": "1/3", "start": "2026-01-01"}]},
        "flags": [{"value": "chair", "start": "2025-01-01", "end": "2026-01-01"}, "deputy"],
        "sectors": ["grid", {"value": "women", "start": "2024-01-01"}],
        "attested": [{"criterion": "热心公益", "by": "residents' committee", "on": "2026-03-01"}],
    }


@pytest.mark.parametrize("data", [None, 5, [], {}, {"id": "li", "name": "Li"}])
def test_a_dict_that_is_no_person_is_refused(data: object) -> None:
    with pytest.raises(RecordError, match=r"^person"):
        Person.from_dict(data)


def test_the_module_lists_its_public_names() -> None:
    assert sorted(persons.__all__) == sorted(dir(persons))
