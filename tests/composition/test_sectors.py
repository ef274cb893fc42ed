"""Sectors: the seats that a body is made of."""

import copy
import pickle
from datetime import date
from itertools import count
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.composition import sectors
from consultgov.composition.requirements import AgeLimit
from consultgov.composition.sectors import MAX_SEATS, Sector
from consultgov.composition.succession import Succession
from consultgov.errors import ConsultgovError, RecordError, RuleError

Given: TypeAlias = Any
"""Whatever a caller may give."""

HALF = pytest.param("\ud800", id="half")
HUGE = pytest.param(10**5000, id="huge")


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def full() -> Sector:
    """A sector with everything that can be said of one."""
    return Sector(
        "women",
        (1, 2),
        names=["women 1", "women 2"],
        voting=False,
        alternates=2,
        unit="women's federation",
        ex_officio="chair",
        proposed_by="unit 7",
        confirmed=True,
        requires=[AgeLimit(18)],
        traits={"region": "east", "rural": True, "house": None},
        succession=Succession("alternate"),
        clause=Clause("rules", valid_from="2026-01-01"),
    )


@pytest.mark.parametrize(
    ("seats", "bounds"),
    [
        (1, (1, 1)),
        (0, (0, 0)),
        ((5, 9), (5, 9)),
        ([5, 9], (5, 9)),
        ((3, None), (3, None)),
        (MAX_SEATS, (MAX_SEATS,) * 2),
    ],
)
def test_the_seats_are_a_number_or_two_bounds(seats: Given, bounds: tuple[int, int | None]) -> None:
    sector = Sector("women", seats)
    assert (sector.least, sector.most) == sector.seats == bounds


def test_a_sector_is_part_of_the_body_while_its_clause_is_in_force() -> None:
    assert Sector("women").in_force(date.min)
    sector = Sector("women", clause=Clause("rules", valid_from="2026-01-01", valid_to="2027-01-01"))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [sector.in_force(day) for day in days] == [False, True, True, False]


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "seats",
    [-1, MAX_SEATS + 1, True, 1.0, "3", None, [], (1,), (1, 2, 3), (2, 1), (None, 1), (1, "2"), {1, 2}, HUGE],
)
def test_what_is_no_number_of_seats_is_refused(seats: Given) -> None:
    with pytest.raises(RuleError) as raised:
        Sector("women", seats)
    assert codes(raised) == ["bad-seats"]


@pytest.mark.parametrize("given", [None, 5, 1.5, True, "", " ", [], {}, HALF, HUGE])
def test_a_sector_has_a_name(given: Given) -> None:
    with pytest.raises(RuleError, match=r"^sector must") as raised:
        Sector(given)
    assert codes(raised) == ["bad-name"]


@pytest.mark.parametrize("key", ["unit", "ex_officio", "proposed_by"])
@pytest.mark.parametrize("given", [None, 5, True, " ", [], HALF, HUGE])
def test_text_is_text(key: str, given: Given) -> None:
    with pytest.raises(RuleError) as raised:
        Sector("women", **{key: given})
    assert codes(raised) == ["bad-name"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("ab", ["not-a-list"]),
        (None, ["not-a-list"]),
        (5, ["not-a-list"]),
        (["a"], ["bad-names"]),
        (["a", "b", "c"], ["bad-names"]),
        (["a", "a"], ["seat-twice"]),
        (["a", None], ["bad-name"]),
        (["a", "\ud800"], ["bad-name"]),
    ],
    ids=range(8),
)
def test_names_of_seats_are_as_many_as_the_seats(names: Given, found: list[str]) -> None:
    with pytest.raises(RuleError) as raised:
        Sector("women", 2, names=names)
    assert codes(raised) == found


def test_names_without_end_are_too_many() -> None:
    with pytest.raises(RuleError, match="as many as the most seats"):
        Sector("women", 2, names=(f"seat {number}" for number in count()))


def test_names_in_a_set_are_put_in_order() -> None:
    assert Sector("women", 3, names={"c", "a", "b"}).names == ("a", "b", "c")


@pytest.mark.parametrize(
    ("traits", "found"),
    [
        (None, ["not-a-dict"]),
        (["a"], ["not-a-dict"]),
        ({None: "a"}, ["bad-name"]),
        ({"region": 5}, ["bad-trait"]),
        ({"region": ""}, ["bad-name"]),
        ({"region": "\ud800"}, ["bad-name"]),
        ({"sector": "a", "full_time": True}, ["reserved-trait", "reserved-trait"]),
    ],
    ids=range(7),
)
def test_traits_of_seats_are_traits(traits: Given, found: list[str]) -> None:
    with pytest.raises(RuleError) as raised:
        Sector("women", traits=traits)
    assert codes(raised) == found


def test_all_that_is_wrong_is_told_at_once() -> None:
    given: dict[str, Given] = {
        "voting": 1,
        "confirmed": None,
        "alternates": -1,
        "requires": 5,
        "succession": 5,
        "clause": 5,
    }
    with pytest.raises(RuleError) as raised:
        Sector("", -1, **given)
    found = [
        "bad-name",
        "bad-seats",
        "not-a-list",
        "bad-truth",
        "bad-truth",
        "bad-number",
        "not-a-dict",
        "not-a-dict",
    ]
    assert codes(raised) == found


# --- as a value -----------------------------------------------------------------------------------


@pytest.mark.parametrize("sector", [full(), Sector("women"), Sector("women", (0, None))], ids=range(3))
def test_a_sector_is_copied_pickled_and_read_from_its_plain_dict(sector: Sector) -> None:
    assert Sector.from_dict(sector.to_dict()) == sector
    assert pickle.loads(pickle.dumps(sector)) == copy.deepcopy(sector) == sector  # noqa: S301 - pickled here
    assert hash(sector) == hash(Sector("women"))


def test_the_plain_dict_leaves_out_what_is_as_usual() -> None:
    assert Sector("women").to_dict() == {"name": "women"}
    assert Sector("women", 3).to_dict() == {"name": "women", "seats": 3}
    assert full().to_dict() == {
        "name": "women",
        "seats": [1, 2],
        "names": ["women 1", "women 2"],
        "voting": False,
        "alternates": 2,
        "unit": "women's federation",
        "ex_officio": "chair",
        "proposed_by": "unit 7",
        "confirmed": True,
        "requires": [{"kind": "age_limit", "least": 18}],
        "traits": {"region": "east", "rural": True, "house": None},
        "succession": Succession("alternate").to_dict(),
        "clause": {"source": "rules", "valid_from": "2026-01-01"},
    }


@pytest.mark.parametrize("data", [None, 5, [], {}, {"name": "women", "bounds": [1, 1]}])
def test_a_dict_that_is_no_sector_is_refused(data: object) -> None:
    with pytest.raises(RecordError, match=r"^sector"):
        Sector.from_dict(data)


def test_the_module_lists_its_public_names() -> None:
    assert sorted(sectors.__all__) == sorted(dir(sectors))
