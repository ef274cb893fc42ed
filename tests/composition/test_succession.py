"""Filling vacant seats: who is next, who is passed over and why, what must happen, when all is renewed."""

from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from consultgov.composition import succession, successors
from consultgov.composition.committees import Committee
from consultgov.composition.kin import KinRule
from consultgov.composition.requirements import (
    AgeLimit,
    RequiredEngagement,
    RequiredRoute,
    RequiredTrait,
)
from consultgov.composition.sectors import Sector
from consultgov.composition.succession import Succession, Way
from consultgov.composition.successors import Successor
from consultgov.counting import Condition
from consultgov.errors import ConsultgovError, MissingData, RecordError, RuleError
from consultgov.people import Appointment, During, Kinship, Person, Roster
from consultgov.verdicts import Clause, Verdict

START, ON = "2024-03-01", "2026-05-01"


def sits(*people: str, seat: str = "members", **more: str | bool) -> list[Appointment]:
    return [Appointment(person, seat, START, **more) for person in people]


def stands_ready(*people: str, seat: str = "members", **more: str | bool) -> list[Appointment]:
    return [
        Appointment(person, seat, START, standing="alternate", rank=rank, **more)
        for rank, person in enumerate(people)
    ]


def roster(*held: Appointment, more: tuple[str, ...] = (), known: tuple[Person, ...] = ()) -> Roster:
    """A roster with everybody on file who is named."""
    on_file = {person.id: person for person in known}
    names = dict.fromkeys([*(each.person for each in held), *more, *on_file])
    return Roster([on_file.get(name, Person(name)) for name in names], held)


def body(ways: object, seats: int = 3, *, alternates: int = 3, **more: object) -> Committee:
    return Committee(
        "committee",
        [Sector("members", seats, alternates=alternates)],
        succession=Succession(ways),
        **more,  # type: ignore[arg-type]
    )


def reasons(found: Successor) -> dict[str, list[str]]:
    """Who was passed over, and the codes of the reasons."""
    return {str(each.facts["person"]): [part.code for part in each.parts] for each in found.passed_over}


def codes(found: Successor) -> list[str]:
    return [each.code for each in found.account()]


@pytest.mark.parametrize("module", [succession, successors])
def test_a_module_lists_what_it_offers(module: ModuleType) -> None:
    assert dir(module) == sorted(module.__all__)


# --- the rule ---------------------------------------------------------------------------------------


def test_a_single_way_may_stand_alone() -> None:
    assert Succession("by_election") == Succession([Way.BY_ELECTION])


def test_ways_by_an_order_need_nobody_to_act() -> None:
    assert [way.value for way in Way if way.is_by_order] == ["next_on_list", "runner_up", "alternate"]


def test_the_plain_dict_leaves_out_what_is_as_usual() -> None:
    clause = Clause("rules, art. 9")
    assert Succession("alternate").to_dict() == {"ways": ["alternate"]}
    rule = Succession(["by_selection"], same_sector=False, within=30, who="council", clause=clause)
    assert rule.to_dict() == {
        "ways": ["by_selection"],
        "same_sector": False,
        "within": 30,
        "who": "council",
        "clause": {"source": "rules, art. 9"},
    }
    assert Succession.from_dict(rule.to_dict()) == rule
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("ways", "more", "code"),
    [
        ([], {}, "empty"),
        (["alternate", "alternate"], {}, "way-twice"),
        (["by_election", "alternate"], {}, "way-never-reached"),
        ("lottery", {}, "bad-choice"),
        ([None, 3.5], {}, "bad-choice"),
        (None, {}, "not-a-list"),
        ("alternate", {"within": 0}, "bad-days"),
        ("alternate", {"within": True}, "bad-days"),
        ("alternate", {"within": 10**5000}, "bad-days"),
        ("alternate", {"same_sector": 1}, "bad-truth"),
        ("alternate", {"who": "council"}, "no-use"),
        ("by_election", {"who": "\ud800"}, "bad-name"),
        ("by_election", {"clause": 7}, "not-a-dict"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(ways: object, more: dict[str, Any], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        Succession(ways, **more)
    assert code in [fault.code for fault in caught.value.faults]


def test_all_contradictions_are_said_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        Succession(["by_election", "alternate", "alternate"], who="council")
    assert [fault.code for fault in caught.value.faults] == ["way-twice", "way-never-reached", "no-use"]


def test_body_and_sector_keep_the_rules_in_their_plain_dicts() -> None:
    rule = Succession("by_selection", within=30)
    committee = Committee(
        "committee",
        [Sector("women", succession=rule), "men"],
        renewal="members >= 1/2 of seats",
        succession=Succession("appointment"),
    )
    again = Committee.from_dict(committee.to_dict())
    assert again == committee
    assert again.sectors[0].succession == rule
    assert again.renewal == Condition.parse("members >= 1/2 of seats").closed()
    assert pickle.loads(pickle.dumps(committee)) == committee  # noqa: S301 - our own bytes


def test_what_is_no_rule_is_refused_by_body_and_sector() -> None:
    with pytest.raises(RuleError, match="succession"):
        Sector("women", succession="by_election")  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="succession"):
        Committee("committee", ["women"], succession=3)  # type: ignore[arg-type]
    with pytest.raises(RuleError):
        Committee("committee", ["women"], renewal="members >=")


# --- orders of persons ------------------------------------------------------------------------------


def test_the_first_alternate_moves_up() -> None:
    files = roster(*sits("li", "wu"), *stands_ready("an", "bo"))
    found = body(["alternate", "by_election"]).successor(files, "members", on=ON)
    assert (found.person, found.way, found.vacant, found.who) == ("an", Way.ALTERNATE, 1, "")
    assert found.appointment == Appointment("an", "members", ON)
    assert found.explain() == "an moves up from the alternates to the seat “members” from 2026-05-01."
    assert found.explain("zh") == "席位“members”自2026-05-01起由候补人员an递补。"
    assert found.verdict().holds


def test_the_next_of_the_runners_up_is_offered_the_seat_and_then_the_one_after() -> None:
    """Kubernetes steering committee: the seat is offered to r4, then to r5."""
    committee = body("runner_up")
    files = roster(*sits("w1", "w3"), more=("r4", "r5"))
    orders = {"runner_up": ["w1", "w3", "r4", "r5"]}
    found = committee.successor(files, "members", on=ON, orders=orders)
    assert (found.person, reasons(found)) == ("r4", {"w1": ["sits-already"], "w3": ["sits-already"]})
    found = committee.successor(files, "members", on=ON, orders=orders, declined=["r4"])
    assert (found.person, reasons(found)["r4"]) == ("r5", ["declined-to-sit"])
    assert "r4 has declined the seat." in found.explain()


def test_the_next_on_a_list_moves_up() -> None:
    files = roster(*sits("li", "wu"), more=("an",))
    found = body("next_on_list").successor(files, "members", on=ON, orders={"next_on_list": "an"})
    assert codes(found) == ["next-on-list"]


def test_a_way_with_nobody_hands_on_to_the_next() -> None:
    files = roster(*sits("li", "wu"), more=("an", "bo"))
    committee = body(["alternate", "next_on_list", "runner_up"])
    orders: dict[str, Any] = {"next_on_list": ["li"], "runner_up": ["li", "an"]}
    found = committee.successor(files, "members", on=ON, orders=orders)
    assert (found.person, found.exhausted) == ("an", (Way.ALTERNATE, Way.NEXT_ON_LIST))
    assert codes(found) == ["next-runner-up", "passed-over", "alternates-exhausted", "list-exhausted"]


def test_where_nobody_is_left_and_nobody_acts_the_seat_stays_vacant() -> None:
    files = roster(*sits("li", "wu"))
    found = body("runner_up").successor(files, "members", on=ON, orders={"runner_up": []})
    assert (found.person, found.way, found.exhausted) == ("", Way.RUNNER_UP, (Way.RUNNER_UP,))
    assert codes(found) == ["nobody-next", "runners-up-exhausted"]
    assert not found.verdict().holds


def test_an_order_that_was_forgotten_is_asked_for_and_not_taken_as_empty() -> None:
    with pytest.raises(MissingData, match="order 'runner_up' must be given"):
        body(["runner_up", "by_election"]).successor(roster(*sits("li")), "members", on=ON)


def test_alternates_of_other_sectors_move_up_only_where_the_rule_lets_them() -> None:
    sectors = [Sector("a", alternates=2), Sector("b", alternates=2)]
    ready = stands_ready("an", seat="a"), stands_ready("x", "bo", seat="b")
    files = roster(*sits("li", seat="b"), *ready[0], *ready[1]).leaving("an", "2026-01-01")
    own = Committee("committee", sectors, succession=Succession("alternate"))
    any_ = Committee("committee", sectors, succession=Succession("alternate", same_sector=False))
    assert own.successor(files, "a", on=ON).person == ""
    assert any_.successor(files, "a", on=ON).person == "x"


def test_the_appointment_is_made_as_the_seat_asks() -> None:
    seat = Sector(
        "members", alternates=1, proposed_by="union", requires=[RequiredEngagement(full_time=False)]
    )
    committee = Committee(
        "committee",
        [seat],
        requires=[RequiredRoute("residents")],
        succession=Succession(["runner_up", "alternate"]),
    )
    files = roster(*stands_ready("an", route="residents", proposed_by="guild"), more=("bo",))
    by_route = committee.successor(files, "members", on=ON, orders={"runner_up": "bo"}, route="residents")
    made = {"full_time": False, "route": "residents"}
    assert by_route.appointment == Appointment("bo", "members", ON, proposed_by="union", **made)
    moved = committee.successor(files, "members", on=ON, orders={"runner_up": "bo"})
    assert reasons(moved) == {"bo": ["route-not-stated"]}
    assert moved.appointment == Appointment("an", "members", ON, proposed_by="guild", **made)
    full = roster(*stands_ready("an", route="residents", full_time=True))
    assert reasons(committee.successor(full, "members", on=ON, orders={"runner_up": []})) == {
        "an": ["not-part-time"]
    }


# --- who is passed over -----------------------------------------------------------------------------


def test_whoever_may_not_take_the_seat_is_passed_over_with_the_reasons() -> None:
    known = (
        Person("an", "2010-01-01", traits={"residence": "elsewhere"}),
        Person("bo", "1980-01-01", traits={"residence": "here"}, sectors=["guests"]),
        Person("chi", "1980-01-01", died="2026-04-30"),
        Person("ding", "2027-01-01"),
        Person("e", "1980-01-01", traits={"residence": "here"}),
    )
    committee = body("runner_up", requires=[AgeLimit(18), RequiredTrait("residence", "here")])
    found = committee.successor(
        roster(*sits("li"), known=known),
        "members",
        on=ON,
        orders={"runner_up": [each.id for each in known]},
        declined=["bo"],
    )
    assert found.person == "e"
    assert reasons(found) == {
        "an": ["age-below", "trait-not-asked"],
        "bo": ["declined-to-sit", "not-of-sector"],
        "chi": ["not-alive"],
        "ding": ["not-alive"],
    }
    assert "chi is not alive on 2026-05-01." in found.explain()


def test_whoever_would_break_a_rule_that_is_kept_is_passed_over() -> None:
    employers = {"li": "A", "wu": "A", "an": "A", "bo": None, "chi": "B"}
    known = tuple(Person(name, traits={"employer": employer}) for name, employer in employers.items())
    committee = body(
        "alternate", rules=["each employer: members <= 2", "members among employer is B >= 1", "yes >= 0"]
    )
    files = roster(*sits("li", "wu"), *stands_ready("an", "bo", "chi"), known=known)
    found = committee.successor(files, "members", on=ON)
    assert found.person == "bo"
    assert reasons(found) == {"an": ["would-break-rule"]}
    broken = found.passed_over[0].parts[0].parts[0]
    assert (broken.rule, broken.holds) == ("each employer: members <= 2", False)
    assert "With an, a rule would be broken that is kept now:" in found.explain()


def test_whoever_makes_a_rule_undecidable_is_passed_over() -> None:
    known = (Person("li", traits={"employer": "A"}), Person("an"), Person("bo", traits={"employer": "A"}))
    committee = body("alternate", rules=["each employer: members <= 2"])
    files = roster(*sits("li"), *stands_ready("an", "bo"), known=known)
    found = committee.successor(files, "members", on=ON)
    assert found.person == "bo"
    assert found.passed_over[0].parts[0].parts[0].code == "rule-not-decidable"


def test_a_rule_out_of_force_speaks_against_nobody() -> None:
    cap = Condition.parse("members <= 1").under(Clause("old rules", valid_to="2020-01-01"))
    committee = body("alternate", rules=[cap])
    assert committee.successor(roster(*sits("li"), *stands_ready("an")), "members", on=ON).person == "an"


def test_relatives_of_those_who_sit_are_passed_over() -> None:
    files = roster(*sits("li"), *stands_ready("an", "bo"))
    kin = Roster(files.people, files.appointments, [Kinship("li", "an", "spouses")])
    found = body("alternate", apart=KinRule(["spouses"])).successor(kin, "members", on=ON)
    assert (found.person, reasons(found)) == ("bo", {"an": ["relatives-together"]})


def test_relatives_who_sit_together_already_bar_nobody_else() -> None:
    files = roster(*sits("li", "wu"), *stands_ready("an"))
    kin = Roster(files.people, files.appointments, [Kinship("li", "wu", "spouses")])
    found = body("alternate", apart=KinRule(["spouses"])).successor(kin, "members", on=ON)
    assert found.person == "an"


def test_whoever_may_hold_several_seats_may_take_another_but_none_of_the_same_sector() -> None:
    committee = Committee(
        "committee", ["chair", Sector("members", 2)], seats_each=2, succession=Succession("runner_up")
    )
    files = roster(*sits("li", seat="chair"), *sits("wu"))
    found = committee.successor(files, "members", on=ON, orders={"runner_up": ["wu", "li"]})
    assert (found.person, reasons(found)) == ("li", {"wu": ["sits-already"]})


# --- acts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "seat", "same_sector", "who", "sentence"),
    [
        ("by_election", {}, True, "women", "It is for women to fill the seat “women” by a by-election."),
        ("by_selection", {}, False, "body", "It is for body to select somebody for the seat “women”."),
        ("appointment", {}, True, "body", "It is for body to appoint somebody to the seat “women”."),
        ("appointment", {"unit": "school"}, True, "school", "It is for school to appoint somebody to"),
        (
            "unit_replaces",
            {"unit": "school"},
            True,
            "school",
            "It is for school to propose somebody else for",
        ),
        (
            "unit_replaces",
            {"proposed_by": "guild"},
            True,
            "guild",
            "It is for guild to propose somebody else",
        ),
        ("unit_replaces", {}, True, "women", "It is for women to propose somebody else for"),
    ],
)
def test_an_act_names_who_has_to_act(
    way: str, seat: dict[str, str], *, same_sector: bool, who: str, sentence: str
) -> None:
    rule = Succession(way, same_sector=same_sector)
    committee = Committee("body", [Sector("women", succession=rule, **seat)])  # type: ignore[arg-type]
    found = committee.successor(Roster(), "women", on=ON)
    assert (found.way, found.person, found.who, found.appointment) == (Way(way), "", who, None)
    assert found.explain().startswith(sentence)
    assert found.applied(Roster()) == Roster()


def test_a_newcomer_is_confirmed_where_the_seat_asks_for_it() -> None:
    """A joint conference: the unit proposes, the conference confirms."""
    rule = Succession("unit_replaces", within=30, clause=Clause("章程"))
    conference = Committee("联席会议", [Sector("民政局", unit="民政局", confirmed=True, succession=rule)])
    files = roster(*sits("孙", seat="民政局")).leaving("孙", "2026-04-20", "change_of_post")
    found = conference.successor(files, "民政局", on=ON)
    assert (found.confirmed_by, found.by) == ("联席会议", date(2026, 5, 20))
    assert found.explain("zh").splitlines() == [
        "席位“民政局”应当由民政局另行提出人选。",
        "依据：章程。",
        "新任人选应当经联席会议确定。",
        "席位自2026-04-20起空缺，应当在2026-05-20前（含当日）补足。",
    ]


def test_nobody_is_confirmed_where_nobody_comes() -> None:
    committee = Committee("body", [Sector("women", confirmed=True, succession=Succession("alternate"))])
    assert committee.successor(Roster(), "women", on=ON).confirmed_by == ""


def test_the_rule_of_the_sector_comes_before_that_of_the_body_while_it_is_in_force() -> None:
    own = Succession("by_selection", clause=Clause("new rules", valid_from="2026-01-01"))
    committee = Committee(
        "body", [Sector("women", succession=own), "men"], succession=Succession("by_election")
    )
    days = {"2025-12-31": Way.BY_ELECTION, "2026-01-01": Way.BY_SELECTION}
    assert {on: committee.successor(Roster(), "women", on=on).way for on in days} == days
    assert committee.successor(Roster(), "men", on=ON).way is Way.BY_ELECTION


def test_without_a_rule_the_answer_says_so() -> None:
    old = Succession("by_election", clause=Clause("old rules", valid_to="2020-01-01"))
    found = Committee("body", ["women"], succession=old).successor(Roster(), "women", on=ON)
    assert (found.way, codes(found)) == (None, ["no-succession-rule"])


# --- which seat, since when -------------------------------------------------------------------------


def test_where_nothing_is_vacant_the_answer_says_so() -> None:
    found = body("alternate").successor(roster(*sits("li", "wu", "he")), "members", on=ON)
    assert (found.vacant, found.way, codes(found)) == (0, None, ["no-vacancy"])
    assert found.to_dict() == {"seat": "members", "sector": "members", "on": ON, "vacant": 0}


def test_a_sector_out_of_force_has_no_vacancy() -> None:
    old = Sector("women", clause=Clause("old rules", valid_to="2020-01-01"))
    committee = Committee("body", [old, "men"], succession=Succession("by_election"))
    assert committee.successor(Roster(), "women", on=ON).vacant == 0


def test_seats_with_names_are_filled_one_by_one() -> None:
    named = Sector("officers", (1, 3), names=["chair", "vice", "clerk"])
    committee = Committee("body", [named], succession=Succession("by_election", within=10))
    empty = roster(*sits("li", seat="chair")).leaving("li", "2026-04-01")
    assert committee.successor(empty, "officers", on=ON).seat == "chair"
    found = committee.successor(empty, "vice", on=ON)
    assert (found.seat, found.since, found.is_overdue) == ("vice", date(2026, 4, 1), True)
    assert "had to be filled by 2026-04-11" in found.explain()
    assert committee.successor(roster(*sits("li", seat="chair")), "vice", on=ON).vacant == 0


def test_a_seat_with_a_name_that_is_held_is_not_vacant() -> None:
    named = Sector("officers", 2, names=["chair", "vice"])
    committee = Committee("body", [named], succession=Succession("by_election", within=10))
    files = roster(*sits("li", seat="chair"), *sits("wu", seat="vice")).leaving("wu", "2026-04-28")
    assert committee.successor(files, "chair", on=ON).vacant == 0
    found = committee.successor(files, "officers", on=ON)
    assert (found.seat, found.since, found.by) == ("vice", date(2026, 4, 28), date(2026, 5, 8))
    assert not found.is_overdue


def test_the_seat_that_fell_vacant_first_is_filled_first() -> None:
    committee = body(["alternate", "by_election"], 3)
    files = roster(*sits("li", "wu", "he"), *stands_ready("an", "bo"))
    files = files.leaving("li", "2026-04-01").leaving("wu", "2026-04-10")
    first = committee.successor(files, "members", on="2026-04-20")
    assert (first.vacant, first.since) == (2, date(2026, 4, 1))
    filled = first.applied(files)
    second = committee.successor(filled, "members", on=ON)
    assert (second.person, second.vacant, second.since) == ("bo", 1, date(2026, 4, 10))


def test_since_when_is_counted_while_the_sector_is_in_force() -> None:
    clause = Clause("rules", valid_from="2025-01-01", valid_to="2027-01-01")
    committee = Committee("body", [Sector("women", clause=clause), "men"])
    assert committee.successor(roster(*sits("li", seat="men")), "women", on=ON).since == date(2025, 1, 1)
    assert committee.successor(Roster(), "women", on=ON).since is None


def test_the_last_day_stays_in_the_calendar() -> None:
    committee = Committee("body", ["women"], succession=Succession("by_election", within=36_600))
    files = roster(Appointment("li", "women", "9998-01-01", "9999-12-31"))
    found = committee.successor(files, "women", on="9999-12-31")
    assert (found.since, found.by) == (date.max, date.max)


def test_an_alternate_who_moved_up_stands_ready_no_longer() -> None:
    committee = body("alternate")
    files = roster(*sits("li", "wu"), *stands_ready("an", "bo"))
    filled = committee.successor(files, "members", on=ON).applied(files)
    assert [(each.seat, each.standing.value, each.end) for each in filled.of("an")] == [
        ("members", "alternate", date(2026, 5, 1)),
        ("members", "member", None),
    ]
    assert committee.review(filled, on=ON) == ()
    new = roster(*sits("li", "wu"), Appointment("an", "members", ON, standing="alternate"))
    filled = committee.successor(new, "members", on=ON).applied(new)
    assert [each.standing.value for each in filled.of("an")] == ["member"]


# --- a general renewal ------------------------------------------------------------------------------


def test_a_general_renewal_is_due_once_more_than_half_of_the_seats_are_vacant() -> None:
    clause = Clause("议事规则", "委员缺额超过一半的，应当重新选举")
    rule = Condition.parse("members >= 1/2 of seats").under(clause)
    committee = body("alternate", 5, renewal=rule)
    files = roster(*sits("li", "wu", "he", "an", "bo"))
    for person, on in (("li", "2026-04-01"), ("wu", "2026-04-10"), ("he", "2026-04-20")):
        files = files.leaving(person, on)
    turns = committee.watch(files, start="2026-01-01", end="2026-12-31")
    assert [
        turn.on.isoformat() for turn in turns if "renewal-due" in [each.code for each in turn.appeared]
    ] == ["2026-04-20"]
    due = next(each for each in committee.review(files, on=ON) if each.code == "renewal-due")
    assert (due.facts["since"], due.clause) == ("2026-04-20", clause)
    assert due.explain().splitlines() == [
        "Not met: a general renewal of “committee” is due:",
        "  2 members; at least 1/2 of the 5 seats is needed, which is 3: one short.",
        "  So since 2026-04-20.",
        "Source: 议事规则, “委员缺额超过一半的，应当重新选举”.",
    ]
    found = committee.successor(files, "members", on=ON)
    assert found.renewal is not None
    assert codes(found)[-1] == "renewal-due"
    assert committee.successor(files, "members", on="2026-04-15").renewal is None


def test_a_renewal_that_cannot_be_told_is_said_and_one_out_of_force_is_not() -> None:
    unknown = body("alternate", renewal="members among owner >= 1")
    files = roster(*sits("li"))
    found = [each.code for each in unknown.review(files, on=ON)]
    assert found in (["renewal-due", "seats-vacant"], ["rule-not-decidable", "seats-vacant"])
    by_weight = body("alternate", renewal="members by area >= 1/2 of seats by area")
    undecided = {each.code: each for each in by_weight.review(files, on=ON)}["rule-not-decidable"]
    assert undecided.facts["missing"] == ["weight 'area' of 'li'"]
    old = Condition.parse("members >= 5").under(Clause("old rules", valid_to="2020-01-01"))
    assert [each.code for each in body("alternate", renewal=old).review(files, on=ON)] == ["seats-vacant"]


# --- misuse -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        {"seat": "nowhere"},
        {"seat": ["members"]},
        {"on": None},
        {"on": 7.5},
        {"roster": None},
        {"orders": None},
        {"orders": {"alternate": ["an"]}},
        {"orders": {"by_election": ["an"]}},
        {"orders": {None: ["an"]}},
        {"orders": {"runner_up": ["an", "an"]}},
        {"orders": {"runner_up": ["nobody"]}},
        {"orders": {"runner_up": 3}},
        {"orders": {"runner_up": ["\ud800"]}},
        {"declined": ["nobody"]},
        {"declined": None},
        {"declined": [float("nan")]},
        {"given": {"households": 1.5}},
        {"route": None},
    ],
    ids=str,
)
def test_a_question_that_makes_no_sense_is_refused(asked: dict[str, Any]) -> None:
    good = {
        "roster": roster(*sits("li"), more=("an",)),
        "seat": "members",
        "on": ON,
        "orders": {"runner_up": "an"},
    }
    with pytest.raises(ConsultgovError):
        body("runner_up").successor(**{**good, **asked})


def test_unknown_people_are_named() -> None:
    with pytest.raises(RecordError) as caught:
        body("runner_up").successor(roster(*sits("li")), "members", on=ON, orders={"runner_up": ["x", "y"]})
    assert caught.value.faults[0].people == ("x", "y")


def test_an_answer_is_a_value() -> None:
    files = roster(*sits("li"), *stands_ready("an", "bo"), known=(Person("an", sectors=[During("x")]),))
    found = body(["alternate"]).successor(files, "members", on=ON)
    assert deepcopy(found) == found == pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert {found: 1}[found] == 1
    plain = found.to_dict()
    assert plain["way"] == "alternate"
    assert plain["appointment"] == {"person": "bo", "seat": "members", "start": ON}
    assert [Verdict.from_dict(each) for each in plain["passed_over"]] == list(found.passed_over)  # type: ignore[attr-defined]
