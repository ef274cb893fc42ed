"""The body itself: what it is made of, what is refused, and who may take a seat."""

import copy
import pickle
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from consultgov import Clause, Condition, composition
from consultgov.composition import committees
from consultgov.composition.committees import Committee
from consultgov.composition.kin import KinRule
from consultgov.composition.requirements import AgeLimit, RequiredRoute
from consultgov.composition.sectors import Sector
from consultgov.composition.succession import Succession
from consultgov.errors import ConsultgovError, RecordError, RuleError
from consultgov.people import Appointment, During, Kinship, Person, Roster

Given: TypeAlias = Any
"""Whatever a caller may give."""

HALF = pytest.param("\ud800", id="half")
HUGE = pytest.param(10**5000, id="huge")
DAY = "2026-05-01"


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def full() -> Committee:
    """A body with everything that can be said of one."""
    return Committee(
        "council",
        [
            "party",
            Sector("women", (1, 3), requires=RequiredRoute("vote", Clause("route"))),
            Sector("office", 1, names=["chair"]),
        ],
        rules=[Condition.parse("members >= 2").under(Clause("size")), "each employer: members <= 2"],
        requires=AgeLimit(18, clause=Clause("age")),
        seats_each=2,
        apart=KinRule("spouses", Clause("kin")),
        renewal="members >= 1/2 of seats",
        succession=Succession("by_election"),
        clause=Clause("rules"),
    )


# --- what it is made of ---------------------------------------------------------------------------


def test_a_bare_name_is_a_sector_of_one_seat() -> None:
    assert Committee("council", "women").sectors == (Sector("women"),)
    single: Given = Sector("women")
    assert Committee("council", single).sectors == (Sector("women"),)
    plain: Given = ["women", {"name": "party", "seats": 2}]
    assert Committee("council", plain).sectors == (Sector("women"), Sector("party", 2))


def test_the_sector_of_a_seat() -> None:
    found = [full().sector_of(seat) for seat in ("party", "chair", "office", "mayor")]
    assert [each and each.name for each in found] == ["party", "office", "office", None]


@pytest.mark.parametrize("given", [None, 5, [], {}, HALF, HUGE])
def test_what_is_no_seat_is_of_no_sector(given: Given) -> None:
    assert full().sector_of(given) is None


def test_what_is_asked_and_where_it_stands() -> None:
    assert [each.kind for each in full().asked()] == ["age_limit", "required_route"]
    sources = [clause.source for clause in full().clauses()]
    assert sorted(sources) == ["age", "kin", "route", "rules", "size"]


def test_the_tally_of_a_day_has_members_and_vacant_seats() -> None:
    committee = Committee(
        "council", [Sector("women", 3), Sector("guests", voting=False)], "members among sex is f >= 1"
    )
    people = [Person("li", traits={"sex": "f"}), Person("wang", traits={"sex": "m"})]
    held = [Appointment("li", "women", "2024-03-01"), Appointment("wang", "guests", "2024-03-01")]
    tally = committee.tally(Roster(people, held), on=DAY, given={"urgent": True})
    for rule in ("members = 1", "seats = 3", "vacant among sector is women = 2", "given urgent"):
        assert Condition.parse(rule).holds(tally)
    with pytest.raises(RecordError):
        committee.tally(None, on=DAY)  # type: ignore[arg-type]


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"name": ""}, ["bad-name"]),
        ({"name": None}, ["bad-name"]),
        ({"sectors": []}, ["empty"]),
        ({"sectors": None}, ["not-a-list", "empty"]),
        ({"sectors": {"women": 1}}, ["not-a-list", "empty"]),
        ({"sectors": [None, ""]}, ["not-a-dict", "bad-name", "empty"]),
        ({"sectors": ["women", "women"]}, ["seat-twice"]),
        ({"sectors": [Sector("a", names=["b"]), "b"]}, ["seat-twice"]),
        ({"sectors": [Sector("a", names=["a"])]}, ["seat-twice"]),
        ({"rules": 5}, ["not-a-list"]),
        ({"rules": ["members >", 5]}, ["unexpected", "not-a-dict"]),
        ({"requires": 5}, ["not-a-list"]),
        ({"seats_each": 0}, ["bad-number"]),
        ({"seats_each": True}, ["bad-number"]),
        ({"seats_each": 101}, ["bad-number"]),
        ({"seats_each": None, "apart": 5}, ["bad-number", "not-a-dict"]),
        ({"renewal": 5, "succession": 5, "clause": 5}, ["not-a-dict", "not-a-dict", "not-a-dict"]),
    ],
    ids=range(17),
)
def test_what_makes_no_body_is_refused(settings: Given, found: list[str]) -> None:
    with pytest.raises(RuleError) as raised:
        Committee(**{"name": "council", "sectors": ["women"], **settings})
    assert codes(raised) == found


@pytest.mark.parametrize("given", [HALF, HUGE, 1.5, float("nan")])
@pytest.mark.parametrize(
    "make",
    [
        lambda given: Committee(given, ["women"]),
        lambda given: Committee("council", given),
        lambda given: Committee("council", [given]),
        lambda given: Committee("council", ["women"], given),
        lambda given: Committee("council", ["women"], [given]),
        lambda given: Committee("council", ["women"], requires=given),
        lambda given: Committee("council", ["women"], seats_each=given),
        lambda given: Committee("council", ["women"], apart=given),
        lambda given: Committee("council", ["women"], renewal=given),
        lambda given: Committee("council", ["women"], clause=given),
    ],
    ids=range(10),
)
def test_odd_things_are_refused_as_faults(make: Callable[[Given], Committee], given: Given) -> None:
    with pytest.raises(RuleError):
        make(given)


# --- who may sit ----------------------------------------------------------------------------------


def may(
    committee: Committee, roster: Roster, person: str, seat: str = "women", **settings: Given
) -> list[str]:
    """What speaks against somebody, told in both languages."""
    verdict = committee.may_sit(roster, person, seat, **{"on": DAY, **settings})
    assert verdict.code == ("may-sit" if verdict.holds else "may-not-sit")
    assert verdict.facts == {"person": person, "seat": seat, "on": settings.get("on", DAY)}
    for language, unknown in (("en", "Reason “"), ("zh", "理由“")):
        assert unknown not in verdict.explain(language)
        assert "{" not in verdict.explain(language)
    return [part.code for part in verdict.parts]


def test_everything_that_speaks_against_somebody_is_told() -> None:
    sector = Sector(
        "women", requires=[AgeLimit(18), RequiredRoute("vote")], ex_officio="chair", clause=Clause("rules")
    )
    committee = Committee("council", [sector, "party"])
    roster = Roster(
        [
            Person("li", "1980-01-01", flags="chair", sectors=["women"]),
            Person("wang", "2010-01-01", sectors=[During("party")]),
        ]
    )
    assert may(committee, roster, "li", route="vote") == []
    assert may(committee, roster, "wang") == [
        "not-of-sector",
        "office-not-held",
        "age-below",
        "route-not-stated",
    ]
    assert committee.may_sit(roster, "li", "women", on=DAY).clause == Clause("rules")


def test_the_seats_she_holds_and_her_relatives_speak_against_somebody() -> None:
    committee = Committee("council", ["women", "party"], apart=KinRule())
    kin = [Kinship("li", "wang", "siblings"), Kinship("wang", "chen", "siblings")]
    roster = Roster(
        [Person("li"), Person("wang"), Person("chen")], [Appointment("wang", "party", "2024-03-01")], kin
    )
    assert may(committee, roster, "li") == ["relatives-together"]
    assert may(committee, roster, "wang") == ["several-seats"]
    assert may(committee, roster.leaving("wang", DAY), "li") == []


def test_a_seat_of_a_sector_that_is_not_in_force_is_none() -> None:
    committee = Committee("council", [Sector("women", clause=Clause("rules", valid_from="2027-01-01"))])
    roster = Roster([Person("li")], [Appointment("li", "mayor", "2024-03-01")])
    assert may(committee, roster, "li") == ["seat-unknown"]
    assert may(committee, roster, "li", on="2027-01-01") == []


@pytest.mark.parametrize("seat", [None, 5, "mayor", [], HALF])
def test_a_seat_is_one_of_the_body(seat: Given) -> None:
    with pytest.raises(RecordError) as raised:
        full().may_sit(Roster([Person("li")]), "li", seat, on=DAY)
    assert codes(raised) == ["unknown-seat"]


@pytest.mark.parametrize("person", [None, 5, "chen", [], "", HALF])
def test_somebody_is_on_file(person: Given) -> None:
    with pytest.raises(RecordError):
        full().may_sit(Roster([Person("li")]), person, "party", on=DAY)


@pytest.mark.parametrize("given", [None, 5, "May", []])
def test_a_day_is_a_day_and_a_roster_a_roster(given: Given) -> None:
    with pytest.raises(RecordError):
        full().may_sit(Roster([Person("li")]), "li", "party", on=given)
    with pytest.raises(RecordError):
        full().may_sit(given, "li", "party", on=DAY)


# --- as a value -----------------------------------------------------------------------------------


@pytest.mark.parametrize("committee", [full(), Committee("council", ["women"])], ids=range(2))
def test_a_body_is_copied_pickled_and_read_from_its_plain_dict(committee: Committee) -> None:
    assert Committee.from_dict(committee.to_dict()) == committee
    assert Committee.from_dict(committee.to_dict()).to_dict() == committee.to_dict()
    assert pickle.loads(pickle.dumps(committee)) == copy.deepcopy(committee) == committee  # noqa: S301 - pickled here
    assert hash(committee) == hash(Committee("council", ["party"]))


def test_the_plain_dict_leaves_out_what_is_as_usual() -> None:
    assert Committee("council", ["women"]).to_dict() == {"name": "council", "sectors": [{"name": "women"}]}
    names = ["name", "sectors", "rules", "requires", "seats_each", "apart", "renewal", "succession", "clause"]
    assert sorted(full().to_dict()) == sorted(names)


@pytest.mark.parametrize("data", [None, 5, [], {}, {"name": "council", "sectors": ["women"], "members": 3}])
def test_a_dict_that_is_no_body_is_refused(data: object) -> None:
    with pytest.raises(RecordError, match=r"^(committee|\d faults)"):
        Committee.from_dict(data)


def test_the_module_lists_its_public_names() -> None:
    assert sorted(committees.__all__) == sorted(dir(committees))


def test_the_room_lists_its_names() -> None:
    assert dir(composition) == composition.__all__
