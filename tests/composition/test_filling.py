"""Filling seats: who may be given which, what is preferred, who is refused, and what stands in the way."""

import sys
import time
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from consultgov import Condition
from consultgov.composition import filling
from consultgov.composition.allotments import Allotment, Impasse
from consultgov.composition.committees import Committee
from consultgov.composition.filling import Preference
from consultgov.composition.kin import KinRule
from consultgov.composition.nominees import Nominee
from consultgov.composition.requirements import AgeLimit, RequiredRoute, RequiredTrait
from consultgov.composition.sectors import Sector
from consultgov.errors import ConsultgovError, MissingData, RecordError, TallyError, TooLarge
from consultgov.people import Appointment, During, Kinship, Person, Roster
from consultgov.verdicts import Clause

DAY = "2026-05-01"
SECTORS = ("party", "committee", "supervisors", "grid", "residents", "women", "units", "activists")
BODY = Committee("committee", SECTORS, ["each employer: members <= 2"])
TWO = Committee("council", ["party", "women"])
LATER = Clause("bylaws", valid_from="2027-01-01")


def somebody(name: str, *sectors: str, **traits: str | bool | None) -> Person:
    return Person(name, sectors=sectors or None, traits=traits)


def held(
    person: str,
    seat: str,
    start: str = "2024-03-01",
    end: str | None = None,
    **how: Any,  # noqa: ANN401 - whatever an appointment has
) -> Appointment:
    return Appointment(person, seat, start, end, **how)


def seats(found: Allotment | Impasse) -> dict[str, str]:
    """Who takes which seat."""
    assert isinstance(found, Allotment), found.explain()
    return {each.person: each.seat for each in found.seatings}


def impasse(found: Allotment | Impasse) -> Impasse:
    assert isinstance(found, Impasse), found.explain()
    return found


def against(found: Allotment | Impasse) -> dict[str, list[str]]:
    """The codes of what speaks against those refused."""
    return {person: [verdict.code for verdict in why] for person, why in found.refused.items()}


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


# --- who sits where -------------------------------------------------------------------------------


def test_each_sector_is_given_somebody_who_may_sit_for_it() -> None:
    people = [somebody("li", "women", "party"), somebody("wang", "women")]
    found = TWO.fill(people)
    assert seats(found) == {"li": "party", "wang": "women"}
    assert isinstance(found, Allotment)
    assert found.of("party") == ("li",)
    assert found.of("nowhere") == ()
    assert (found.open, found.left_over, found.leaving, found.refused) == ({}, (), (), {})


def test_who_has_nothing_on_file_may_sit_for_every_sector() -> None:
    assert set(seats(TWO.fill([somebody("li"), somebody("wang")]))) == {"li", "wang"}


def test_a_nominee_may_be_named_by_id_where_she_is_on_the_roster() -> None:
    roster = Roster([somebody("li", "party"), somebody("wang")])
    assert seats(TWO.fill(["li", Nominee("wang", ["women"])], roster=roster)) == {
        "li": "party",
        "wang": "women",
    }


def test_a_nominee_is_put_on_file_instead_of_what_was_there() -> None:
    roster = Roster([somebody("li", "women"), somebody("wang", "women")])
    found = TWO.fill([somebody("li", "party"), "wang"], roster=roster)
    assert seats(found) == {"li": "party", "wang": "women"}


def test_she_sits_only_for_the_sectors_that_she_is_put_forward_for() -> None:
    people = [somebody("li"), somebody("wang")]
    found = impasse(TWO.fill([Nominee(each, ["women"]) for each in people]))
    assert (found.sectors, found.people) == ({"party": 1}, ())


def test_as_many_seats_are_filled_as_can_be() -> None:
    body = Committee(
        "board", [Sector("owners", (3, 5)), Sector("staff", (0, 1))], ["each employer: members <= 2"]
    )
    people = [somebody(f"p{number}", employer="Acme" if number < 4 else "Bolt") for number in range(6)]
    found = body.fill(people)
    assert isinstance(found, Allotment)
    assert len(found.seatings) == 4
    assert sum(found.open.values()) == 2
    assert len(found.left_over) == 2


def test_an_open_ended_sector_takes_everybody_whom_the_rules_allow() -> None:
    body = Committee("assembly", [Sector("members", (1, None))], ["members <= 3"])
    found = body.fill([somebody(f"p{number}") for number in range(5)])
    assert isinstance(found, Allotment)
    assert len(found.seatings) == 3
    assert found.open == {}


def test_seats_without_a_vote_are_filled_and_no_rule_counts_them() -> None:
    body = Committee(
        "council",
        ["party", Sector("guests", 2, voting=False)],
        ["members = 1", "each employer: members <= 1"],
    )
    people = [somebody("li", "party", employer="Acme")]
    people += [somebody(name, "guests", employer="Acme") for name in ("wang", "zhao")]
    assert len(seats(body.fill(people))) == 3


def test_seats_with_names_are_given_in_their_order() -> None:
    body = Committee("court", [Sector("judges", (1, 3), names=["first", "second", "third"])])
    roster = Roster([somebody("sun")], [held("sun", "second")])
    found = body.fill([somebody("li"), somebody("wang")], roster=roster, on=DAY)
    assert seats(found) == {"sun": "second", "li": "first", "wang": "third"}


def test_a_rule_may_be_about_a_seat_by_its_name() -> None:
    body = Committee(
        "court",
        [Sector("judges", 3, names=["chair", "second", "third"])],
        ["members among (seat is chair and senior) = 1"],
    )
    people = [somebody("li", senior=False), somebody("wang", senior=True), somebody("zhao", senior=False)]
    found = body.fill(people)
    assert seats(found)["wang"] == "chair"
    assert set(seats(found).values()) == {"chair", "second", "third"}
    stuck = impasse(body.fill([somebody(name, senior=False) for name in ("li", "wang", "zhao")]))
    assert [str(rule) for rule in stuck.rules] == ["members among (seat is chair and senior) = 1"]


def test_of_seats_with_names_that_need_not_all_be_filled_the_first_are() -> None:
    rule = "members among (seat is chair and senior) = 1"
    body = Committee("court", [Sector("judges", (2, 3), names=["chair", "second", "third"])], [rule])
    found = body.fill([somebody("li", senior=True), somebody("wang", senior=False)])
    assert seats(found) == {"li": "chair", "wang": "second"}
    roster = Roster([somebody("sun", senior=True)], [held("sun", "chair")])
    found = body.fill([somebody("wang", senior=False)], roster=roster, on=DAY)
    assert seats(found) == {"sun": "chair", "wang": "second"}


def test_a_rule_about_seats_by_name_says_nothing_of_seats_without_a_vote() -> None:
    body = Committee(
        "court",
        [Sector("judges", 1, names=["chair"]), Sector("clerks", 1, names=["clerk"], voting=False)],
        ["members among seat is chair = 1"],
    )
    assert set(seats(body.fill([somebody("li"), somebody("wang")])).values()) == {"chair", "clerk"}


def test_a_sector_that_is_not_in_force_is_not_filled() -> None:
    body = Committee("council", ["party", Sector("youth", clause=LATER)])
    assert seats(body.fill([somebody("li"), somebody("wang")], on=DAY)) == {"li": "party"}
    assert len(seats(body.fill([somebody("li"), somebody("wang")], on="2027-01-01"))) == 2


def test_a_rule_that_is_not_in_force_is_not_kept() -> None:
    rule = Committee("x", [Sector("seats", (0, 9))], ["members <= 1"]).rules[0].under(LATER)
    body = Committee("council", [Sector("seats", (0, 9))], [rule])
    assert len(seats(body.fill([somebody("li"), somebody("wang")], on=DAY))) == 2
    assert len(seats(body.fill([somebody("li"), somebody("wang")], on="2027-01-01"))) == 1


def test_a_rule_may_read_facts_of_the_body() -> None:
    body = Committee("owners", [Sector("seats", (0, 9))], ["members <= given most"])
    people = [somebody(name) for name in ("li", "wang", "zhao")]
    assert len(seats(body.fill(people, given={"most": 2}))) == 2


def test_a_rule_may_read_weights() -> None:
    body = Committee("owners", [Sector("seats", 2)], ["members by area >= 100"])
    people = [Person(name, weights={"area": area}) for name, area in (("li", 30), ("wang", 40), ("zhao", 60))]
    assert set(seats(body.fill(people))) == {"wang", "zhao"}


def test_what_nobody_has_is_so_of_nobody() -> None:
    body = Committee("council", [Sector("seats", 2)], ["members among young <= 1"])
    assert len(seats(body.fill([somebody("li"), somebody("wang")]))) == 2


# --- those who sit --------------------------------------------------------------------------------


def test_whoever_sits_keeps_the_seat() -> None:
    roster = Roster([somebody("sun", "women", employer="Acme")], [held("sun", "women", route="residents")])
    found = TWO.fill([somebody("li", "women", "party")], roster=roster, on=DAY)
    assert isinstance(found, Allotment)
    assert [(each.person, each.kept, each.route) for each in found.seatings] == [
        ("li", False, ""),
        ("sun", True, "residents"),
    ]
    assert [each.person for each in found.entering] == ["li"]


def test_whoever_sits_counts_for_the_rules() -> None:
    people = [somebody("zhao", "party", employer="Acme"), somebody("qian", "women", employer="Acme")]
    body = Committee("council", ["party", "women", "grid"], ["each employer: members <= 2"])
    roster = Roster(people, [held("zhao", "party"), held("qian", "women")])
    found = impasse(body.fill([somebody("sun", "grid", employer="Acme")], roster=roster, on=DAY))
    assert (found.sectors, found.people) == ({"grid": 1}, ("sun",))
    assert found.kept == ("zhao", "qian")
    assert found.smallest


def test_a_sitter_is_told_from_a_sector_of_her_name() -> None:
    people = [somebody("party", "women", employer="Acme")]
    body = Committee("council", ["party", "women"], ["each employer: members <= 1"])
    roster = Roster(people, [held("party", "women")])
    found = impasse(body.fill([somebody("li", "party", employer="Acme")], roster=roster, on=DAY))
    assert (found.sectors, found.kept, found.people) == ({"party": 1}, ("party",), ("li",))


def test_nobody_is_given_a_second_seat_unless_she_may_hold_two() -> None:
    roster = Roster([somebody("li")], [held("li", "party")])
    assert impasse(TWO.fill(["li"], roster=roster, on=DAY)).sectors == {"women": 1}
    two_each = Committee("council", ["party", "women"], seats_each=2)
    found = two_each.fill(["li"], roster=roster, on=DAY)
    assert isinstance(found, Allotment)
    assert [(each.person, each.seat, each.kept) for each in found.seatings] == [
        ("li", "party", True),
        ("li", "women", False),
    ]
    assert found.left_over == ()


def test_who_holds_two_seats_keeps_both() -> None:
    body = Committee("council", ["party", "women", "grid"], seats_each=2)
    roster = Roster([somebody("li")], [held("li", "party"), held("li", "women")])
    found = body.fill(["li", somebody("wang")], roster=roster, on=DAY)
    assert isinstance(found, Allotment)
    assert [(each.person, each.kept) for each in found.seatings] == [
        ("li", True),
        ("li", True),
        ("wang", False),
    ]


def test_more_who_keep_their_seats_than_there_are_is_an_impasse() -> None:
    roster = Roster(
        [somebody(name) for name in ("li", "wang", "zhao")],
        [held(name, "women") for name in ("li", "wang", "zhao")],
    )
    found = impasse(TWO.fill([somebody("sun", "party")], roster=roster, on=DAY))
    assert (found.sectors, found.kept, found.smallest) == ({"women": 1}, ("li", "wang"), True)
    assert found.explain() == (
        "The seats cannot be filled: these requirements cannot all be met.\n"
        "  Seats to fill in women: 1. Who may sit there: li and wang (2 in all).\n"
        "  These keep their seats: li and wang."
    )


def test_appointments_to_no_seat_in_force_are_left_alone() -> None:
    roster = Roster([somebody("li")], [held("li", "elsewhere")])
    assert seats(TWO.fill(["li", somebody("wang")], roster=roster, on=DAY)).keys() == {"li", "wang"}


def test_an_alternate_does_not_sit() -> None:
    body = Committee("council", [Sector("party", alternates=1)])
    roster = Roster([somebody("li")], [held("li", "party", standing="alternate")])
    assert seats(body.fill(["li"], roster=roster, on=DAY)) == {"li": "party"}


# --- renewal --------------------------------------------------------------------------------------


def test_in_a_renewal_all_seats_are_filled_anew() -> None:
    roster = Roster(
        [somebody("sun", "women"), somebody("zhou", "party")], [held("sun", "women"), held("zhou", "party")]
    )
    found = TWO.fill(["sun", somebody("li", "women", "party")], roster=roster, on=DAY, renewal=True)
    assert isinstance(found, Allotment)
    assert seats(found) == {"li": "party", "sun": "women"}
    assert not any(each.kept for each in found.seatings)
    assert found.leaving == (("zhou", "party"), ("sun", "women"))
    assert found.explain() == (
        "li takes the seat “party”.\nsun takes the seat “women”.\nzhou leaves the seat “party”."
    )


def test_in_a_renewal_those_who_sat_are_preferred() -> None:
    people = [somebody("li"), somebody("sun"), somebody("wang")]
    roster = Roster(people, [held("sun", "party")])
    body = Committee("council", ["party"])
    assert seats(body.fill(["li", "sun", "wang"], roster=roster, on=DAY, renewal=True)) == {"sun": "party"}
    found = body.fill(["li", "sun", "wang"], roster=roster, on=DAY, renewal=True, prefer=[])
    assert seats(found) == {"li": "party"}
    assert isinstance(found, Allotment)
    assert found.left_over == ("sun", "wang")


def test_who_sat_until_the_day_before_is_an_incumbent_and_an_alternate_is_none() -> None:
    people = [somebody("li"), somebody("sun"), somebody("zhou")]
    ended = [
        held("sun", "party", end=DAY),
        held("li", "party", "2024-03-01", DAY, standing="alternate"),
        held("zhou", "choir", end=DAY),
    ]
    roster = Roster(people, ended)
    body = Committee("council", ["party"])
    assert seats(body.fill(["li", "zhou", "sun"], roster=roster, on=DAY)) == {"sun": "party"}
    assert seats(body.fill(["li", "sun"], roster=roster, on="2026-05-02")) == {"li": "party"}


def test_there_is_no_day_before_the_first() -> None:
    assert seats(TWO.fill([somebody("li"), somebody("wang")], on="0001-01-01")).keys() == {"li", "wang"}


def test_a_sitter_who_may_not_be_chosen_again_is_told_why() -> None:
    roster = Roster([somebody("sun", "women")], [held("sun", "party")])
    found = TWO.fill([Nominee("sun", ["party"]), somebody("li")], roster=roster, on=DAY, renewal=True)
    assert against(found) == {"sun": ["not-of-sector"]}


# --- preferences ----------------------------------------------------------------------------------


def test_the_best_ranks_are_preferred() -> None:
    body = Committee("board", [Sector("seats", 2)])
    people = [Nominee(somebody(f"p{number}"), rank=number) for number in (5, 3, 9, 1)]
    assert set(seats(body.fill(people))) == {"p3", "p1"}
    assert set(seats(body.fill(people, prefer="rank"))) == {"p3", "p1"}
    assert set(seats(body.fill(people, prefer=()))) == {"p5", "p3"}


def test_the_first_preference_comes_before_the_second() -> None:
    roster = Roster([somebody("sun")], [held("sun", "party", end=DAY)])
    nominees: list[Nominee | Person] = [Nominee("sun", rank=9), Nominee(somebody("li"), rank=1)]
    body = Committee("board", ["party"])
    assert seats(body.fill(nominees, roster=roster, on=DAY)) == {"sun": "party"}
    assert seats(body.fill(nominees, roster=roster, on=DAY, prefer=["rank", Preference.INCUMBENTS])) == {
        "li": "party"
    }
    assert seats(body.fill(nominees, roster=roster, on=DAY, prefer=["rank", "rank"])) == {"li": "party"}


def test_filled_seats_come_before_preferences() -> None:
    nominees: list[Nominee | Person] = [
        Nominee(somebody("li", "party", "women"), rank=1),
        Nominee(somebody("wang", "women"), rank=9),
    ]
    assert len(seats(TWO.fill(nominees))) == 2


def test_traits_are_balanced_after_the_preferences() -> None:
    body = Committee("board", [Sector("seats", 4)])
    people = [somebody(f"m{number}", sex="m") for number in range(4)]
    people += [somebody(f"f{number}", sex="f") for number in range(4)]
    found = body.fill(people, balance=["sex"])
    assert sorted(name[0] for name in seats(found)) == ["f", "f", "m", "m"]
    ranked = [Nominee(person, rank=1 if person.id.startswith("f") else 0) for person in people]
    assert sorted(name[0] for name in seats(body.fill(ranked, balance="sex"))) == ["m", "m", "m", "m"]


def test_the_answer_does_not_change_with_the_order_of_nominees_in_what_matters() -> None:
    people = [
        somebody(f"n{number}", SECTORS[number % 8], SECTORS[number * 3 % 8], employer=f"E{number % 5}")
        for number in range(20)
    ]
    assert len(seats(BODY.fill(people))) == len(seats(BODY.fill(people[::-1]))) == 8


# --- refused --------------------------------------------------------------------------------------


def test_who_may_take_no_seat_is_refused_with_reasons() -> None:
    body = Committee(
        "council",
        ["party", Sector("women", requires=[RequiredTrait("residence", "here")]), "grid"],
        requires=[AgeLimit(18)],
    )
    young = Person("zheng", "2010-01-01", sectors=["grid"])
    known = Person("li", "1980-01-01", traits={"residence": "there"})
    nominees: list[Nominee | Person] = [
        Nominee(known, ["women"]),
        young,
        Person("sun", "1980-01-01", sectors=["party"]),
    ]
    found = impasse(body.fill(nominees, on=DAY))
    assert against(found) == {"li": ["trait-not-asked"], "zheng": ["age-below"]}
    assert "No seat is open to zheng:" in found.explain()


def test_who_is_put_forward_for_a_sector_that_is_not_hers_is_refused() -> None:
    found = TWO.fill([Nominee(somebody("li", "women"), ["party"]), somebody("wang"), somebody("zhao")])
    assert against(found) == {"li": ["not-of-sector"]}


def test_who_may_sit_for_no_sector_of_the_body_is_refused() -> None:
    people = [somebody("li", "choir"), somebody("wang"), somebody("zhao"), Person("sun", sectors=[])]
    found = TWO.fill(people)
    assert against(found) == {"li": ["of-no-sector"], "sun": ["of-no-sector"]}
    assert "  The body has no sector that li may sit for; it has party and women." in found.explain()
    assert "li可以代表的方面都不在本机构之内；本机构设：party和women。" in found.explain("zh")


def test_who_is_open_to_one_seat_is_not_refused_for_another() -> None:
    body = Committee("council", ["party", Sector("women", requires=[RequiredTrait("sex", "f")])])
    found = body.fill([somebody("li", sex="m"), somebody("wang", sex="f")])
    assert (seats(found), against(found)) == ({"li": "party", "wang": "women"}, {})


def test_a_seat_may_have_to_be_proposed() -> None:
    body = Committee("council", [Sector("units", 3, proposed_by="district")])
    nominees: list[Nominee | Person] = [
        Nominee(somebody("li"), proposed_by="district", route="organisation", full_time=True),
        Nominee(somebody("wang"), proposed_by="county"),
        somebody("zhao"),
    ]
    found = impasse(body.fill(nominees))
    assert against(found) == {"wang": ["proposed-by-other"], "zhao": ["not-proposed"]}
    assert "wang in the seat “units” was proposed by county, and not by district." in found.explain()
    assert found.people == ("li",)


def test_what_comes_with_a_nominee_comes_with_her_seat() -> None:
    body = Committee("council", [Sector("units", requires=[RequiredRoute(["organisation"])])])
    nominees: list[Nominee | Person] = [
        somebody("wang"),
        Nominee(somebody("li"), proposed_by="district", route="organisation", full_time=True),
    ]
    found = body.fill(nominees)
    assert isinstance(found, Allotment)
    assert found.appointments(DAY) == (
        held("li", "units", DAY, proposed_by="district", route="organisation", full_time=True),
    )
    assert against(found) == {"wang": ["route-not-stated"]}


# --- relatives ------------------------------------------------------------------------------------

KIN = Kinship("li", "wang", "siblings")


def related(
    *nominees: Nominee | Person | str, rule: KinRule, on: str | None = None, voting: bool = True
) -> Allotment | Impasse:
    body = Committee("council", ["party", Sector("women", voting=voting)], apart=rule)
    return body.fill(nominees, roster=Roster([somebody("li"), somebody("wang")], kinship=[KIN]), on=on)


def test_relatives_are_kept_apart() -> None:
    rule = KinRule(["siblings"])
    assert "zhao" in seats(related("li", "wang", somebody("zhao"), rule=rule))
    found = impasse(related("li", "wang", rule=rule))
    assert (found.sectors, found.apart) == ({"party": 1, "women": 1}, (("li", "wang"),))
    assert "li and wang are related and must not sit together." in found.explain()


def test_relatives_whom_the_rule_does_not_mean_sit_together() -> None:
    assert len(seats(related("li", "wang", rule=KinRule(["spouses"])))) == 2
    assert len(seats(related("li", "wang", rule=KinRule(clause=LATER), on=DAY))) == 2
    assert (
        len(
            seats(related(Nominee("li", ["party"]), Nominee("wang", ["women"]), rule=KinRule(), voting=False))
        )
        == 2
    )
    assert isinstance(related("li", "wang", rule=KinRule(clause=LATER), on="2027-01-01"), Impasse)


def test_relatives_who_keep_their_seats_are_an_impasse() -> None:
    body = Committee("council", ["party", "women", "grid"], apart=KinRule())
    roster = Roster([somebody("li"), somebody("wang")], [held("li", "party"), held("wang", "women")], [KIN])
    found = impasse(body.fill([somebody("zhao")], roster=roster, on=DAY))
    assert (found.sectors, found.apart, found.kept) == ({}, (("li", "wang"),), ("li", "wang"))
    assert found.people == ()


def test_a_relative_of_somebody_with_two_seats_is_kept_from_each() -> None:
    body = Committee("council", ["party", "women", "grid"], apart=KinRule(), seats_each=2)
    roster = Roster([somebody("li"), somebody("wang")], [held("li", "party"), held("li", "women")], [KIN])
    found = impasse(body.fill(["wang"], roster=roster, on=DAY))
    assert (found.sectors, found.apart) == ({"grid": 1}, (("li", "wang"),))
    assert len(found.kept) == 1


def test_kinship_that_is_over_keeps_nobody_apart() -> None:
    body = Committee("council", ["party", "women"], apart=KinRule())
    roster = Roster(
        [somebody("li"), somebody("wang")], kinship=[Kinship("li", "wang", "spouses", end="2025-01-01")]
    )
    assert len(seats(body.fill(["li", "wang"], roster=roster, on=DAY))) == 2


# --- impasses -------------------------------------------------------------------------------------


def test_three_sectors_with_two_people_between_them() -> None:
    body = Committee("council", ["party", "women", "grid", "units"])
    people = [somebody(name, "party", "women", "grid") for name in ("li", "wang")] + [
        somebody("zhao", "units")
    ]
    found = impasse(body.fill(people))
    assert found.sectors == {"party": 1, "women": 1, "grid": 1}
    assert (found.people, found.rules, found.kept, found.smallest) == (("li", "wang"), (), (), True)
    assert found.explain() == (
        "The seats cannot be filled: these requirements cannot all be met.\n"
        "  Seats to fill in party, women and grid: 3. Who may sit there: li and wang (2 in all)."
    )
    assert found.explain("zh") == (
        "席位无法补足：下列要求不能同时满足。\n"
        "  party、women和grid共应补3个席位，可以担任的人员：li和wang（共2人）。"
    )


def test_nobody_at_all() -> None:
    found = impasse(TWO.fill([]))
    assert (found.sectors, found.people) == ({"party": 1}, ())
    assert found.explain().endswith("Seats to fill in party: 1. Nobody may sit for any of them.")
    assert found.explain("zh").endswith("party共应补1个席位，无人可以担任。")


def test_a_body_that_needs_nobody_is_filled_with_nobody() -> None:
    body = Committee("club", [Sector("members", (0, None)), Sector("none", 0)])
    found = body.fill([])
    assert isinstance(found, Allotment)
    assert (found.seatings, found.open) == ((), {})


def test_rules_against_one_another_and_against_the_people_there_are() -> None:
    rules = ["each employer: members <= 1", "members among sex is f >= 1/2 of members"]
    body = Committee("council", [Sector("seats", 2)], rules)
    people = [somebody("li", employer="Acme", sex="m"), somebody("wang", employer="Bolt", sex="m")]
    found = impasse(body.fill(people))
    assert (found.sectors, [str(rule) for rule in found.rules]) == ({}, rules[1:])
    assert found.explain().endswith("  The rule: members among sex is f >= 1/2 of members.")
    people = [somebody("li", employer="Acme", sex="f"), somebody("wang", employer="Acme", sex="f")]
    found = impasse(body.fill(people))
    assert (found.sectors, [str(rule) for rule in found.rules]) == ({"seats": 2}, rules[:1])


def test_of_many_people_twenty_are_told() -> None:
    body = Committee("council", [Sector("seats", 3)], ["each employer: members <= 2"])
    found = impasse(body.fill([somebody(f"p{number:02}", employer="Acme") for number in range(30)]))
    assert len(found.people) == 30
    assert "Seats to fill in seats: 3. Who may sit there: 30 people, among them p00, p01" in found.explain()
    assert "seats共应补3个席位，可以担任的共30人，包括：p00、p01" in found.explain("zh")


# --- what is asked of the caller --------------------------------------------------------------------


def test_a_day_is_needed_where_something_depends_on_it() -> None:
    dated: list[tuple[Committee, Iterable[Any], Roster | None]] = [
        (TWO, [Person("li", sectors=[During("party", "2024-01-01")])], None),
        (TWO, [Person("li", died="2024-01-01")], None),
        (TWO, ["li"], Roster([Person("li", flags=[During("clerk", "2024-01-01")])])),
        (TWO, ["li"], Roster([somebody("li")], [held("li", "party")])),
        (
            TWO,
            ["li"],
            Roster([somebody("li"), somebody("wang")], kinship=[Kinship("li", "wang", "k", "2024-01-01")]),
        ),
        (Committee("council", ["party"], requires=[AgeLimit(18)]), [somebody("li")], None),
        (Committee("council", [Sector("party", clause=LATER)]), [somebody("li")], None),
    ]
    for body, nominees, roster in dated:
        with pytest.raises(RecordError) as error:
            body.fill(nominees, roster=roster)
        assert codes(error) == ["no-day-of-filling"]
        assert body.fill(nominees, roster=roster, on=DAY) is not None


def test_no_day_is_needed_where_nothing_depends_on_it() -> None:
    roster = Roster([somebody("li"), somebody("wang")], kinship=[KIN])
    body = Committee("council", ["party", Sector("women", clause=Clause("bylaws"))])
    assert len(seats(body.fill(["li", "wang"], roster=roster))) == 2


def test_nominees_are_on_file_and_for_sectors_that_there_are() -> None:
    with pytest.raises(RecordError) as error:
        TWO.fill(["li", Nominee(somebody("wang"), ["choir", "women"])])
    assert codes(error) == ["unknown-person", "unknown-sector"]
    seat = Committee("court", [Sector("judges", 1, names=["chair"])])
    with pytest.raises(RecordError) as error:
        seat.fill([Nominee(somebody("wang"), ["chair"])])
    assert codes(error) == ["unknown-sector"]


def test_a_trait_that_a_rule_reads_has_to_be_on_file() -> None:
    with pytest.raises(MissingData):
        BODY.fill([somebody("li", employer="Acme"), somebody("wang")])


def test_a_search_may_be_given_up() -> None:
    with pytest.raises(TooLarge):
        BODY.fill([somebody(f"p{number}", employer="Acme") for number in range(9)], steps=1)


WRONG: Mapping[str, dict[str, Any]] = {
    "nominees none": {"nominees": None},
    "nominees a name": {"nominees": "li"},
    "nominees a dict": {"nominees": {"person": "li"}},
    "nominees numbers": {"nominees": [1, 2.5, None, [], float("nan")]},
    "half a character": {"nominees": ["\ud800"]},
    "twice": {"nominees": [somebody("li"), Nominee(somebody("li"), ["party"])]},
    "roster": {"roster": 3},
    "roster a list": {"roster": []},
    "day": {"on": 20260501},
    "day text": {"on": "tomorrow"},
    "facts": {"given": [1]},
    "facts float": {"given": {"households": 1.5}},
    "prefer": {"prefer": ["beauty"]},
    "prefer number": {"prefer": 3},
    "prefer none": {"prefer": [None]},
    "prefer list": {"prefer": [[]]},
    "balance": {"balance": [1]},
    "balance none": {"balance": None},
    "balance half": {"balance": ["\ud800"]},
    "steps": {"steps": 0},
    "steps float": {"steps": 1e9},
    "steps truth": {"steps": True},
}


@pytest.mark.parametrize("given", WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_is_refused(given: dict[str, Any]) -> None:
    fill: Any = TWO.fill
    with pytest.raises((RecordError, TallyError)):
        fill(**{"nominees": [], **given})


def test_everything_wrong_with_the_wishes_is_told_at_once() -> None:
    with pytest.raises(RecordError) as error:
        TWO.fill([], prefer=["beauty"], balance=[""], steps=-1)
    assert codes(error) == ["bad-choice", "bad-name", "bad-number"]


def test_a_trait_to_balance_that_nobody_has_is_missing() -> None:
    with pytest.raises(ConsultgovError):
        TWO.fill([somebody("li"), somebody("wang")], balance=["shoe size"])


def test_very_many_nominees_for_few_seats() -> None:
    people = [
        somebody(f"n{number}", SECTORS[number % 8], employer=f"E{number % 500}") for number in range(20_000)
    ]
    begin = time.process_time()
    assert len(seats(BODY.fill(people, balance=["employer"]))) == 8
    assert time.process_time() - begin < 60


def test_the_module_names_what_it_has() -> None:
    assert dir(filling) == filling.__all__


# --- the solver that can be asked for ---------------------------------------------------------------


def test_a_solver_has_to_be_one_that_there_is_and_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    committee = Committee("c", ["party"])
    with pytest.raises(RecordError) as caught:
        committee.fill([Person("li")], solver="abacus")
    assert [fault.code for fault in caught.value.faults] == ["bad-choice"]
    monkeypatch.setitem(sys.modules, "ortools.sat.python.cp_model", None)
    with pytest.raises(RecordError) as caught:
        committee.fill([Person("li")], solver="cp-sat")
    assert [fault.code for fault in caught.value.faults] == ["no-solver"]


def test_relatives_may_meet_where_one_has_no_vote() -> None:
    committee = Committee("c", ["party", Sector("guests", 1, voting=False)], apart=KinRule())
    siblings = Roster([Person("li"), Person("wang")], [], [Kinship("li", "wang", "siblings")])
    found = committee.fill(["li", "wang"], roster=siblings, on="2026-05-01")
    assert isinstance(found, Allotment)
    assert len(found.seatings) == 2


def test_a_seat_that_nobody_may_take_beside_those_who_sit() -> None:
    rules = ["each employer: members <= 2", "members among sex is f >= 40% of members"]
    council = Committee("council", ["party", "women", "residents", Sector("units", (1, 2))], rules)

    def person(key: str, sex: str, employer: str | None, *sectors: str) -> Person:
        return Person(key, traits={"sex": sex, "employer": employer}, sectors=sectors)

    people = [
        person("li", "f", None, "women", "residents"),
        person("wang", "f", "Acme", "women"),
        person("zhao", "m", "Acme", "residents", "units"),
        person("chen", "m", "Acme", "party", "units"),
        person("liu", "m", None, "units"),
    ]
    seats = [("zhao", "residents"), ("wang", "women")]
    sitting = Roster(people, [Appointment(who, seat, "2024-03-01") for who, seat in seats])
    found = council.fill(["li", "chen", "liu"], roster=sitting, on="2026-05-10")
    assert isinstance(found, Impasse)
    assert (dict(found.sectors), found.kept) == ({"party": 1}, ("zhao",))


# --- the dead, permissions, two seats of one ---------------------------------------------------------


def test_nobody_sits_before_birth_or_after_death() -> None:
    committee = Committee("c", ["a"])
    dead, unborn = Person("dead", died="2020-01-01"), Person("unborn", "2027-01-01")
    for who in (dead, unborn):
        found = committee.fill([who], on="2026-05-10")
        assert isinstance(found, Impasse)
        assert [each.code for each in found.refused[who.id]] == ["not-alive"]
        verdict = committee.may_sit(Roster([who]), who.id, "a", on="2026-05-10")
        assert (verdict.code, [each.code for each in verdict.parts]) == ("may-not-sit", ["not-alive"])
    young = committee.fill([Person("young", "2010-01-01")])
    assert isinstance(young, Allotment)
    assert isinstance(committee.repair(Roster([dead]), ["dead"], on="2026-05-10"), Impasse)


def test_two_births_of_a_nominee_are_told() -> None:
    with pytest.raises(RecordError) as caught:
        Committee("c", ["a"]).fill(
            [Person("p", "1990-01-01")], roster=Roster([Person("p", "1991-01-01")]), on="2026-05-10"
        )
    assert [fault.code for fault in caught.value.faults] == ["two-births"]


def test_what_is_only_permitted_binds_nobody() -> None:
    may = Clause("bylaws", strength="permission")
    rule = Condition.parse("members among sex is f >= 2").under(may)
    people = [Person("x", traits={"sex": "m"}), Person("z", traits={"sex": "f"})]
    found = Committee("c", [Sector("m", 2)], [rule]).fill(people)
    assert isinstance(found, Allotment)
    assert len(found.seatings) == 2
    optional = Committee("c", ["a", Sector("b", clause=may)]).fill([Person("x", sectors=["a"])])
    assert isinstance(optional, Allotment)
    asked = Committee("c", ["a"], requires=RequiredTrait("sex", "f", may)).fill(people[:1])
    assert isinstance(asked, Allotment)


def test_who_holds_too_many_seats_keeps_them_when_others_are_filled() -> None:
    committee = Committee("c", ["a", "b", Sector("x", (0, 2))])
    held = [Appointment("li", "a", "2026-01-01"), Appointment("li", "b", "2026-01-01")]
    found = committee.fill(["wu"], roster=Roster([Person("li"), Person("wu")], held), on="2026-05-01")
    assert isinstance(found, Allotment)
    assert found.of("x") == ("wu",)


def test_nobody_is_given_a_second_seat_of_her_sector() -> None:
    committee = Committee("c", [Sector("a", (0, 2))], seats_each=2)
    roster = Roster([Person("li")], [Appointment("li", "a", "2026-01-01")])
    found = committee.fill(["li"], roster=roster, on="2026-05-01")
    assert isinstance(found, Allotment)
    assert found.entering == ()
