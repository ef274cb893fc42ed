"""Repairing a body: the fewest seats change hands, and what comes of it is lawful."""

from collections.abc import Iterable
from typing import Any

import pytest

from consultgov.composition.allotments import Allotment, Impasse
from consultgov.composition.committees import Committee
from consultgov.composition.kin import KinRule
from consultgov.composition.nominees import Nominee
from consultgov.composition.requirements import RequiredEngagement, RequiredTrait
from consultgov.composition.sectors import Sector
from consultgov.errors import ConsultgovError, MissingData, RecordError, TooLarge
from consultgov.people import Appointment, Kinship, Person, Roster

DAY = "2026-05-01"
CAP = "each employer: members <= 1"
TWO = Committee("council", ["party", "women"], ["blocs employer = 0 or (each employer: members <= 1)"])


def somebody(name: str, *sectors: str, **traits: str | bool | None) -> Person:
    return Person(name, sectors=sectors or None, traits={"employer": None, **traits})


def held(person: str, seat: str, **how: Any) -> Appointment:  # noqa: ANN401 - whatever it has
    return Appointment(person, seat, "2024-03-01", **how)


def roster_of(people: Iterable[Person], *seats: str, kinship: Iterable[Kinship] = ()) -> Roster:
    """The first of these people in these seats."""
    listed = list(people)
    return Roster(
        listed, [held(person.id, seat) for person, seat in zip(listed, seats, strict=False)], kinship
    )


def applied(found: Allotment, roster: Roster) -> Roster:
    """The roster after the change."""
    for person, seat in found.leaving:
        roster = roster.leaving(person, DAY, seat=seat)
    return roster.appointing(*found.appointments(DAY))


def change(
    body: Committee,
    roster: Roster,
    *nominees: Nominee | Person | str,
    prefer: Iterable[str] = ("incumbents", "rank"),
    balance: Iterable[str] = (),
) -> tuple[list[str], list[str]]:
    """Who leaves which seat and who enters which; afterwards nothing is wrong."""
    found = body.repair(roster, nominees, on=DAY, prefer=prefer, balance=balance)
    assert isinstance(found, Allotment), found.explain()
    people = [
        each.person for each in nominees if isinstance(each, Nominee) and isinstance(each.person, Person)
    ]
    people += [each for each in nominees if isinstance(each, Person)]
    after = applied(found, roster.with_people(*people))
    assert body.review(after, on=DAY) == ()
    return (
        [f"{person} {seat}" for person, seat in found.leaving],
        [f"{each.person} {each.seat}" for each in found.entering],
    )


def impasse(found: Allotment | Impasse) -> Impasse:
    assert isinstance(found, Impasse), found.explain()
    return found


# --- the smallest change --------------------------------------------------------------------------


def test_what_is_lawful_is_left_as_it_is() -> None:
    roster = roster_of([somebody("li"), somebody("wang")], "party", "women")
    assert change(TWO, roster, somebody("zhao")) == ([], [])


def test_a_vacant_seat_is_filled() -> None:
    assert change(TWO, roster_of([somebody("li")], "party"), somebody("zhao")) == ([], ["zhao women"])


def test_one_of_two_leaves_where_a_rule_is_broken() -> None:
    roster = roster_of([somebody("li", employer="Acme"), somebody("wang", employer="Acme")], "party", "women")
    leaving, entering = change(TWO, roster, somebody("zhao", "women"), somebody("sun", employer="Acme"))
    assert (leaving, entering) == (["wang women"], ["zhao women"])


def test_who_may_not_sit_any_more_leaves() -> None:
    body = Committee("council", ["party", Sector("women", requires=[RequiredTrait("sex", "f")])])
    roster = roster_of([somebody("li", sex="m"), somebody("wang", sex="m")], "party", "women")
    assert change(body, roster, somebody("zhao", sex="f")) == (["wang women"], ["zhao women"])


def test_too_many_leave() -> None:
    roster = roster_of([somebody("li"), somebody("wang"), somebody("zhao")], "party", "women", "women")
    leaving, entering = change(TWO, roster)
    assert (len(leaving), entering) == (1, [])


def test_an_open_ended_sector_is_given_nobody_whom_it_does_not_need() -> None:
    body = Committee("assembly", [Sector("members", (2, None))], ["members among young >= 1"])
    people = [somebody("li", young=False), somebody("wang", young=False)]
    newcomers = [somebody(f"p{number}", young=number % 2 == 0) for number in range(8)]
    assert change(body, roster_of(people, "members", "members"), *newcomers) == ([], ["p0 members"])


def test_of_changes_alike_in_number_the_one_in_which_fewer_leave() -> None:
    body = Committee(
        "assembly", [Sector("members", (1, None))], ["members > 2 times (1/2 of members rounded down)"]
    )
    roster = roster_of([somebody("li"), somebody("wang")], "members", "members")
    assert change(body, roster, somebody("zhao")) == ([], ["zhao members"])
    assert len(change(body, roster)[0]) == 1


def test_the_size_may_have_to_change_by_more_than_one() -> None:
    body = Committee("assembly", [Sector("members", (0, 9))], ["members = 1 or members = 5"])
    roster = roster_of([somebody(name) for name in "abc"], "members", "members", "members")
    newcomers = [somebody(f"p{number}") for number in range(4)]
    leaving, entering = change(body, roster, *newcomers)
    assert (len(leaving), len(entering)) == (0, 2)
    leaving, entering = change(body, roster, *newcomers[:1])
    assert (len(leaving), len(entering)) == (2, 0)


def test_preferences_are_followed_among_equally_small_changes() -> None:
    roster = roster_of([somebody("li")], "party")
    nominees = [Nominee(somebody("wang"), rank=3), Nominee(somebody("zhao"), rank=1)]
    assert change(TWO, roster, *nominees) == ([], ["zhao women"])
    assert change(TWO, roster, *nominees, prefer=[]) == ([], ["wang women"])
    before = roster.appointing(Appointment("li", "women", "2023-01-01", "2024-01-01"))
    past = Appointment("wang", "women", "2024-01-01", DAY)
    before = before.with_people(somebody("wang")).appointing(past)
    assert change(TWO, before, "wang", nominees[1]) == ([], ["wang women"])


def test_traits_are_balanced_among_equally_small_changes() -> None:
    body = Committee("council", [Sector("seats", 2)])
    roster = roster_of([somebody("li", sex="f")], "seats")
    newcomers = [somebody("wang", sex="f"), somebody("zhao", sex="m")]
    assert change(body, roster, *newcomers, balance=["sex"]) == ([], ["zhao seats"])


def test_facts_of_the_body_are_read() -> None:
    body = Committee("council", [Sector("seats", (1, None))], ["members >= given least"])
    roster = roster_of([somebody("li")], "seats")
    found = body.repair(roster, [somebody("wang")], on=DAY, given={"least": 2})
    assert isinstance(found, Allotment)
    assert [each.person for each in found.entering] == ["wang"]


# --- moving ---------------------------------------------------------------------------------------


def test_who_sits_moves_where_it_is_on_file_that_she_may() -> None:
    people = [somebody("li", "women", "party"), somebody("wang", "women")]
    roster = roster_of(people, "women", "women")
    assert change(TWO, roster) == (["li women"], ["li party"])


def test_who_sits_does_not_move_where_nothing_is_on_file() -> None:
    roster = roster_of([somebody("li"), somebody("wang", "women")], "women", "women")
    assert impasse(TWO.repair(roster, on=DAY)).sectors == {"party": 1}
    assert change(TWO, roster, Nominee("li", ["party"])) == (["li women"], ["li party"])


def test_who_sits_where_she_may_not_moves_to_where_she_may() -> None:
    roster = roster_of([somebody("li", "party")], "women")
    assert change(TWO, roster, somebody("wang", "women")) == (["li women"], ["li party", "wang women"])


def test_a_move_takes_route_and_engagement_along_and_no_proposal() -> None:
    full = RequiredEngagement(full_time=True)
    body = Committee("council", [Sector("party", requires=[full]), Sector("units", proposed_by="district")])
    person = somebody("li", "party", "units")
    roster = Roster(
        [person], [held("li", "units", proposed_by="district", full_time=True, route="residents")]
    )
    found = body.repair(roster, [Nominee(somebody("wang", "units"), proposed_by="district")], on=DAY)
    assert isinstance(found, Allotment)
    assert [(each.person, each.full_time, each.route, each.proposed_by) for each in found.entering] == [
        ("li", True, "residents", ""),
        ("wang", None, "", "district"),
    ]
    other = Roster([person], [held("li", "party", full_time=True)])
    assert impasse(body.repair(other, on=DAY)).sectors == {"units": 1}


def test_who_was_not_proposed_leaves_or_is_appointed_again() -> None:
    body = Committee("council", [Sector("units", proposed_by="district")])
    roster = roster_of([somebody("li")], "units")
    assert change(body, roster, Nominee("li", proposed_by="district")) == (["li units"], ["li units"])
    found = body.repair(roster, [Nominee("li", proposed_by="district")], on=DAY)
    assert found.explain() == "li takes the seat “units”."


# --- seats with names, several seats ----------------------------------------------------------------

COURT = Committee("court", [Sector("judges", (1, 3), names=["chair", "second", "third"])])


def test_of_two_in_one_seat_one_is_given_another() -> None:
    roster = roster_of([somebody("li"), somebody("wang")], "chair", "chair")
    leaving, entering = change(COURT, roster)
    assert (len(leaving), len(entering)) == (1, 0)
    full = Committee("court", [Sector("judges", 3, names=["chair", "second", "third"])])
    leaving, entering = change(full, roster, somebody("zhao"))
    assert len(leaving) == 1
    assert sorted(seat.split()[1] for seat in entering) == ["second", "third"]


def test_seats_in_which_somebody_sits_are_kept_rather_than_the_first() -> None:
    roster = roster_of([somebody("li"), somebody("wang"), somebody("zhao")], "third", "second", "second")
    leaving, entering = change(COURT, roster)
    assert (len(leaving), entering) == (1, [])


def test_who_sits_for_a_sector_and_in_no_seat_by_name_keeps_that() -> None:
    body = Committee(
        "court", [Sector("judges", 2, names=["chair", "second"])], ["members among seat is third = 0"]
    )
    roster = roster_of([somebody("li"), somebody("wang")], "judges", "second")
    assert change(body, roster) == ([], [])
    shared = roster_of([somebody("li"), somebody("wang"), somebody("zhao")], "judges", "second", "second")
    leaving, entering = change(body, shared)
    assert (len(leaving), entering) == (1, [])


def test_a_rule_about_a_seat_moves_somebody_within_the_sector() -> None:
    body = Committee(
        "court",
        [Sector("judges", 2, names=["chair", "second"])],
        ["members among (seat is chair and senior) = 1"],
    )
    roster = roster_of([somebody("li", senior=False), somebody("wang", senior=True)], "chair", "second")
    leaving, entering = change(body, roster)
    assert (leaving, entering) == (["li chair", "wang second"], ["wang chair", "li second"])
    assert change(body, roster, somebody("zhao", senior=True)) == (["li chair"], ["zhao chair"])


def test_who_holds_more_seats_than_she_may_gives_some_up() -> None:
    roster = Roster([somebody("li", "party", "women")], [held("li", "party"), held("li", "women")])
    leaving, entering = change(TWO, roster, somebody("wang", "women"))
    assert (leaving, entering) == (["li women"], ["wang women"])


def test_who_may_hold_two_seats_keeps_two_of_three() -> None:
    body = Committee("council", ["party", "women", "grid"], seats_each=2)
    seats = [held("li", seat) for seat in ("party", "women", "grid")]
    roster = Roster([somebody("li", "party", "women", "grid")], seats)
    leaving, entering = change(body, roster, somebody("wang", "grid"))
    assert (leaving, entering) == (["li grid"], ["wang grid"])
    assert change(body, Roster(roster.people, seats[:1]), "li", somebody("wang")) in [
        ([], ["li women", "wang grid"]),
        ([], ["wang women", "li grid"]),
    ]


# --- what cannot be mended --------------------------------------------------------------------------


def test_relatives_who_sit_together_are_parted() -> None:
    body = Committee("council", ["party", "women"], apart=KinRule())
    people = [somebody("li"), somebody("wang")]
    roster = roster_of(people, "party", "women", kinship=[Kinship("li", "wang", "siblings")])
    leaving, entering = change(body, roster, somebody("zhao"))
    assert len(leaving) == len(entering) == 1
    assert impasse(body.repair(roster, on=DAY)).apart == (("li", "wang"),)


def test_a_body_that_cannot_be_mended_says_why() -> None:
    roster = roster_of([somebody("li", employer="Acme"), somebody("wang", employer="Acme")], "party", "women")
    found = impasse(TWO.repair(roster, [somebody("zhao", "choir"), somebody("sun", employer="Acme")], on=DAY))
    assert (found.sectors, found.kept, found.people) == ({"party": 1, "women": 1}, (), ("li", "sun", "wang"))
    assert [verdict.code for verdict in found.refused["zhao"]] == ["of-no-sector"]
    assert len(found.rules) == 1


def test_what_no_change_of_holders_mends_is_left() -> None:
    body = Committee("council", [Sector("units", confirmed=True)])
    found = body.repair(roster_of([somebody("li")], "units"), [somebody("wang")], on=DAY)
    assert isinstance(found, Allotment)
    assert (found.leaving, found.entering) == ((), ())


def test_a_body_nobody_sits_in_is_filled() -> None:
    assert change(TWO, Roster(), somebody("li"), somebody("wang")) == ([], ["li party", "wang women"])


def test_a_body_that_must_be_empty_is_emptied() -> None:
    body = Committee("council", [Sector("seats", (0, 3))], ["members = 0"])
    assert change(body, roster_of([somebody("li")], "seats")) == (["li seats"], [])


# --- what is asked of the caller --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roster", "how"),
    [
        (None, {}),
        ([], {}),
        (Roster(), {"on": None}),
        (Roster(), {"on": 3.5}),
        (Roster(), {"nominees": None}),
        (Roster(), {"nominees": ["nobody on file"]}),
        (Roster(), {"given": 3}),
        (Roster(), {"prefer": [3]}),
        (Roster(), {"balance": 3}),
        (Roster(), {"steps": -1}),
    ],
)
def test_what_makes_no_sense_is_refused(roster: object, how: dict[str, Any]) -> None:
    repair: Any = TWO.repair
    with pytest.raises(ConsultgovError):
        repair(roster, **{"on": DAY, **how})


def test_a_trait_that_a_rule_reads_has_to_be_on_file() -> None:
    roster = Roster(
        [Person("li"), somebody("wang", employer="Acme")], [held("li", "party"), held("wang", "women")]
    )
    with pytest.raises(MissingData):
        TWO.repair(roster, on=DAY)


def test_a_search_may_be_given_up() -> None:
    with pytest.raises(TooLarge):
        TWO.repair(roster_of([somebody("li")], "party"), [somebody("wang")], on=DAY, steps=1)


def test_nobody_is_a_nominee_twice() -> None:
    with pytest.raises(RecordError):
        TWO.repair(Roster(), [somebody("li"), somebody("li")], on=DAY)
