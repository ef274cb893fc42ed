"""The bodies in the data are found lawful, and at the edge exactly what their rules say is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from consultgov import Condition, Elector
from consultgov.composition import Committee, Sector
from consultgov.composition.bodies import Body, bodies_findings
from consultgov.composition.founding import Application, Founding
from consultgov.errors import RuleError
from consultgov.people import Appointment, Person, Roster
from consultgov.voting import Steps
from tests.composition.bodies import reading
from tests.composition.bodies.reading import Edge, Json

HERE: Final = Path(__file__).parent
RELATIONS: Final[Json] = json.loads((HERE / "relations.json").read_text(encoding="utf-8"))
ROWS: Final[Json] = json.loads((HERE / "rows.json").read_text(encoding="utf-8"))

bodies = pytest.mark.parametrize("name", reading.names())


def found_edge(body: str, name: str) -> Edge:
    return next(edge for edge in reading.edges(body) if edge.name == f"{body}: {name}")


# --- composition ----------------------------------------------------------------------------------


@bodies
def test_at_the_edge_of_a_rule_exactly_what_it_says_is_found(name: str) -> None:
    assert [line for edge in reading.edges(name) for line in reading.differences(edge)] == []


@bodies
def test_something_is_found_at_some_edge_of_every_body(name: str) -> None:
    found = [edge for edge in reading.edges(name) if edge.finds]
    assert found
    for edge in found:
        for finding in edge.review():
            assert "{" not in finding.explain("en") + finding.explain("zh"), edge.name


@bodies
def test_a_body_is_in_the_form_that_is_written(name: str) -> None:
    plain = reading.load(name)["committee"]
    assert Committee.from_dict(plain).to_dict() == plain


@bodies
def test_every_rule_of_a_body_says_where_it_stands(name: str) -> None:
    committee = Committee.from_dict(reading.load(name)["committee"])
    parts = [*committee.rules, *committee.asked(), *(each for each in committee.sectors if each.least)]
    assert all(part.clause is not None for part in parts)
    assert reading.load(name)["source_kind"] in {"found", "memory"}


@pytest.mark.parametrize("name", [name for name in reading.names() if "refused" in reading.load(name)])
def test_rules_that_nobody_can_meet_are_refused_when_the_body_is_made(name: str) -> None:
    for refused in reading.load(name)["refused"]:
        with pytest.raises(RuleError) as caught:
            Committee.from_dict(refused["committee"])
        assert [fault.code for fault in caught.value.faults] == refused["codes"], refused["name"]


def test_what_the_reader_misses_is_told() -> None:
    lawful = found_edge("python", "lawful")
    wrong = Edge("x", lawful.committee, lawful.roster, lawful.on, {}, [{"code": "seats-vacant"}])
    assert len(reading.differences(wrong)) == 1
    broken = found_edge("python", "one more of the same")
    assert len(reading.differences(Edge("x", broken.committee, broken.roster, broken.on, {}, []))) > 0


# --- what is counted ------------------------------------------------------------------------------


def test_how_many_party_members_take_part_is_counted() -> None:
    """S1-31."""
    body = found_edge("proposal_committee", "lawful")
    tally = body.committee.tally(body.roster, on=body.on)
    half = Condition.parse("members among party_member >= 1/2 of members").evaluate(tally)
    assert (half.left, half.needed, half.holds) == (3, 3, True)


@pytest.mark.parametrize(
    ("population", "seats"), [(680_000, 3), (2_000_000, 3), (2_000_001, 4), (6_000_001, 5), (7_000_001, 6)]
)
def test_seats_follow_from_a_population(population: int, seats: int) -> None:
    """Grundgesetz art. 51(2): the seats of a sector are worked out by a measure before the body is made."""
    classes = Steps("population", [(0, 3), (2_000_000, 4), (6_000_000, 5), (7_000_000, 6)], strict=True)
    (found,) = classes.weigh([Elector("state", weights={"population": population})])
    house = Committee("house", [Sector("state", int(found))])
    assert [(each.number) for each in house.vacancies(Roster(), start="2026-01-01", end="2026-01-02")] == [
        seats
    ]


TOTALS: Final = {
    "356": 8,
    "bosnia": 42,
    "bundesrat": 69,
    "cncf": 9,
    "ecb": 21,
    "ecosoc": 54,
    "eu_council": 27,
    "fomc": 12,
    "gef": 32,
    "hrc": 47,
    "icann": 16,
    "icc": 18,
    "icj": 15,
    "joint_conference": 5,
    "kubernetes": 7,
    "nomcom": 10,
    "opensuse": 6,
    "python": 5,
    "unsc": 15,
    "us_senate": 100,
}
"""How many voting seats the bodies have in all."""


@pytest.mark.parametrize("name", TOTALS)
def test_the_seats_make_up_the_whole(name: str) -> None:
    committee = Committee.from_dict(reading.load(name)["committee"])
    voting = [each for each in committee.sectors if each.voting]
    assert sum(each.least for each in voting) == TOTALS[name]
    assert sum(each.most or 0 for each in voting) == TOTALS[name]


@pytest.mark.parametrize("name", TOTALS)
def test_one_more_or_fewer_in_any_sector_is_found(name: str) -> None:
    lawful = found_edge(name, "lawful")
    for sector in (each for each in lawful.committee.sectors if each.most):
        (first, *_) = [
            each for each in lawful.roster.appointments if lawful.committee.sector_of(each.seat) is sector
        ]
        more = [Appointment("one more", sector.name, first.start)]
        rest = [each for each in lawful.roster.appointments if each != first]
        people = [*lawful.roster.people, Person("one more")]
        for held, code in (
            (rest, "seats-vacant"),
            ([*lawful.roster.appointments, *more], "seats-overfilled"),
        ):
            found = lawful.committee.review(Roster(people, held), on=lawful.on)
            of_seats = [each for each in found if each.code in {"seats-vacant", "seats-overfilled"}]
            assert [(each.code, each.facts["sector"]) for each in of_seats] == [(code, sector.name)]


# --- bodies beside one another --------------------------------------------------------------------


@pytest.mark.parametrize("case", RELATIONS["relations"], ids=lambda case: case["name"])
def test_bodies_stand_to_each_other_as_their_rules_say(case: Json) -> None:
    read = [Body.from_dict(each) for each in case["bodies"]]
    assert [each.to_dict() for each in read] == case["bodies"]
    found = bodies_findings(read, case["on"])
    assert len(found) == len(case["finds"])
    for finding, expected in zip(found, case["finds"], strict=True):
        assert reading.told(finding, expected) == expected


@pytest.mark.parametrize("act", RELATIONS["founding"]["acts"], ids=lambda act: act["name"])
def test_a_conference_is_set_up_and_dissolved_as_its_rule_says(act: Json) -> None:
    plain = RELATIONS["founding"]["rules"][act["rule"]]
    rule, body = Founding.from_dict(plain), Body.from_dict(RELATIONS["founding"]["body"])
    assert rule.to_dict() == plain
    verdict = rule.check(Application.from_dict(act["application"]), body, on=act["on"])
    assert [part.code for part in verdict.parts] == act["refused"]
    assert verdict.holds is not bool(act["refused"])


# --- nothing is dropped ---------------------------------------------------------------------------


def shown() -> set[str]:
    """Every row that some body is there for."""
    parts = [*map(reading.load, reading.names()), *RELATIONS["relations"], RELATIONS["founding"]]
    return {row for part in parts for row in part["shows"]}


def test_every_row_is_shown_by_a_body_or_is_not_about_composition() -> None:
    assert shown() == ROWS["rows"].keys() | set(ROWS["bodies"])
    assert not shown() & ROWS["not_in_data"].keys()
