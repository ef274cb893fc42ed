"""The review of a body: every flaw with its facts, since when, whom it concerns, what would mend it."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any, TypeAlias, cast

import pytest

from consultgov import Clause, Condition
from consultgov.composition import reviewing
from consultgov.composition.committees import Committee
from consultgov.composition.kin import KinRule
from consultgov.composition.requirements import (
    AgeLimit,
    CoolingOff,
    Incompatibility,
    RequiredAttestation,
    RequiredEngagement,
    RequiredFlag,
    RequiredRoute,
    RequiredTrait,
)
from consultgov.composition.sectors import Sector
from consultgov.errors import RecordError, TallyError
from consultgov.people import Appointment, Attestation, During, Ending, Kinship, Person, Roster
from consultgov.verdicts import Finding

Given: TypeAlias = Any
"""Whatever a caller may give."""

START, DAY = "2024-03-01", "2026-05-01"
LAW = Clause("rules, art. 3", "各方面各一人", strength="default")
Facts: TypeAlias = dict[str, Any]


def seat(
    person: str, sector: str = "women", start: str = START, end: str | None = None, **settings: Given
) -> Appointment:
    return Appointment(person, sector, start, end, **settings)


def roster(
    *held: Appointment, people: list[Person] | None = None, kin: list[Kinship] | None = None
) -> Roster:
    """A roster in which everybody is on file, those with more than an id as they are given."""
    known = {person.id: person for person in people or []}
    names = [each.person for each in held] + [
        name for each in kin or [] for name in (each.first, each.second)
    ]
    return Roster(
        [known.get(name, Person(name)) for name in dict.fromkeys((*names, *known))], held, kin or []
    )


def told(finding: Finding) -> None:
    """A finding makes whole sentences in both languages."""
    for language, unknown in (("en", "Reason “"), ("zh", "理由“")):
        text = finding.explain(language)
        assert unknown not in text
        assert "{" not in text
        assert str(finding.facts.get("since", "")) in text


def review(committee: Committee, files: Roster, on: str = DAY, **settings: Given) -> list[Finding]:
    found = list(committee.review(files, on=on, **settings))
    for finding in found:
        told(finding)
    return found


def only(committee: Committee, files: Roster, on: str = DAY, **settings: Given) -> Finding:
    """The one finding there is."""
    (finding,) = review(committee, files, on, **settings)
    return finding


def facts(finding: Finding) -> Facts:
    """The facts of a finding that are not of every kind of finding."""
    return {
        name: fact for name, fact in finding.facts.items() if name not in ("since", "people", "mend", "rule")
    }


def listed(finding: Finding, name: str) -> list[Facts]:
    """A fact that is a list of grounds or groups."""
    return cast("list[Facts]", finding.facts.get(name, []))


def mends(finding: Finding) -> list[tuple[str, Facts]]:
    return [(each["code"], each["facts"]) for each in listed(finding, "mend")]


WOMEN = Committee("council", ["women"])


def test_a_lawful_body_has_no_findings() -> None:
    assert review(WOMEN, roster(seat("li"))) == []


# --- seats ----------------------------------------------------------------------------------------


def test_vacant_seats() -> None:
    committee = Committee("council", [Sector("women", 3, clause=LAW)])
    finding = only(committee, roster(seat("li")))
    assert finding.code == "seats-vacant"
    assert facts(finding) == {"sector": "women", "held": 1, "least": 3, "vacant": 2}
    assert mends(finding) == [("mend-fill", {"sector": "women", "number": 2})]
    assert (finding.facts["since"], finding.clause, finding.severity) == (START, LAW, "deviation")
    assert "people" not in finding.facts


def test_before_anybody_held_a_seat_nothing_is_said_of_since_when() -> None:
    assert "since" not in only(WOMEN, Roster()).facts
    assert "since" not in only(WOMEN, Roster(), "9999-12-31").facts
    assert "since" not in only(WOMEN, roster(seat("li")), "2024-02-29").facts
    assert "since" not in only(WOMEN, roster(seat("li")), "0001-01-01").facts


@pytest.mark.parametrize("why", [None, *Ending])
def test_a_vacancy_tells_who_left_and_why(why: Ending | None) -> None:
    finding = only(WOMEN, roster(seat("li", end="2026-01-01", why=why)))
    code = f"left-by-{(why or Ending.TERM).value.replace('_', '-')}"
    assert finding.facts["because"] == [{"code": code, "facts": {"person": "li", "on": "2026-01-01"}}]
    assert finding.facts["since"] == "2026-01-01"


def test_of_a_vacancy_only_members_of_the_sector_are_told_as_leavers() -> None:
    committee = Committee("council", [Sector("women", alternates=1), "party"])
    held = [
        seat("li", end="2026-01-01"),
        seat("wang", end="2026-01-01", standing="alternate"),
        seat("chen", "party", end="2026-01-01"),
        seat("zhao", "party", "2026-01-01"),
    ]
    finding = only(committee, roster(*held))
    assert [each["facts"]["person"] for each in listed(finding, "because")] == ["li"]


def test_a_death_leaves_the_seat_vacant_from_the_next_day() -> None:
    finding = only(WOMEN, roster(seat("li"), people=[Person("li", died="2026-01-01")]))
    assert listed(finding, "because")[0]["code"] == "left-by-death"
    assert finding.facts["since"] == "2026-01-02"


def test_more_than_may_sit() -> None:
    committee = Committee("council", [Sector("women", (1, 2))])
    finding = only(
        committee, roster(seat("li"), seat("wang", start="2025-01-01"), seat("chen", start="2025-06-01"))
    )
    assert finding.code == "seats-overfilled"
    assert facts(finding) == {"sector": "women", "held": 3, "most": 2, "over": 1}
    assert finding.facts["people"] == ["chen", "li", "wang"]
    assert mends(finding) == [("mend-one-leaves", {"people": ["chen", "li", "wang"], "number": 1})]
    assert finding.facts["since"] == "2025-06-01"


def test_an_open_number_of_seats_is_never_too_many() -> None:
    assert review(Committee("council", [Sector("women", (0, None))]), roster(seat("li"), seat("wang"))) == []


def test_too_many_alternates() -> None:
    committee = Committee("council", [Sector("women", alternates=1)])
    standing = [
        seat(who, start=start, standing="alternate")
        for who, start in (("b", "2025-01-01"), ("a", "2025-02-01"))
    ]
    finding = only(committee, roster(seat("li"), *standing))
    assert finding.code == "too-many-alternates"
    assert facts(finding) == {"sector": "women", "alternates": ["a", "b"], "most": 1}
    assert (finding.facts["people"], finding.facts["since"]) == (["a", "b"], "2025-02-01")
    assert mends(finding) == []


def test_a_seat_that_the_body_does_not_have() -> None:
    finding = only(WOMEN, roster(seat("li"), seat("wang", "mayor", "2025-01-01")))
    assert finding.code == "seat-unknown"
    assert facts(finding) == {"person": "wang", "seat": "mayor"}
    assert mends(finding) == [("mend-name-seat", {"seats": ["women"]})]
    assert (finding.facts["people"], finding.facts["since"]) == (["wang"], "2025-01-01")
    assert finding.severity == "breach"


def test_a_sector_that_is_no_more_or_not_yet_in_force_has_no_seats() -> None:
    grid = Sector("grid", clause=Clause("rules", valid_to="2026-01-01"))
    found = review(Committee("council", ["women", grid]), roster(seat("li"), seat("wang", "grid")))
    assert [(each.code, each.facts["since"]) for each in found] == [("seat-unknown", "2026-01-01")]
    late = Sector("grid", clause=Clause("rules", valid_from="2026-01-01"))
    finding = only(Committee("council", ["women", late]), roster(seat("li")))
    assert (finding.code, finding.facts["since"]) == ("seats-vacant", "2026-01-01")


def test_a_seat_of_one_that_several_hold() -> None:
    office = Sector("office", (0, 2), names=["chair", "deputy"], clause=LAW)
    held = [
        seat("li", "chair"),
        seat("wang", "chair", "2025-01-01"),
        seat("chen", "deputy", end="2026-01-01"),
    ]
    finding = only(Committee("council", [office]), roster(*held))
    assert finding.code == "seat-shared"
    assert facts(finding) == {"seat": "chair"}
    assert mends(finding) == [("mend-one-leaves", {"people": ["li", "wang"], "number": 1})]
    assert (finding.facts["people"], finding.facts["since"]) == (["li", "wang"], "2025-01-01")
    assert finding.clause == LAW


def test_more_seats_than_one_person_may_hold() -> None:
    committee = Committee("council", ["women", "party", Sector("grid", 2)], clause=LAW)
    held = [
        seat("li"),
        seat("li", "grid", "2025-01-01"),
        seat("li", "party", "2025-06-01"),
        seat("wang", "grid"),
    ]
    finding = only(committee, roster(*held))
    assert finding.code == "several-seats"
    assert facts(finding) == {"person": "li", "seats": ["women", "party", "grid"], "most": 1}
    assert mends(finding) == [("mend-gives-up", {"person": "li", "number": 2})]
    assert (finding.facts["people"], finding.facts["since"], finding.clause) == (["li"], "2025-01-01", LAW)
    assert (
        review(Committee("council", ["women", "party", Sector("grid", 2)], seats_each=3), roster(*held)) == []
    )


# --- holders --------------------------------------------------------------------------------------

OUTSIDE = Person("li", sectors=[During("women", None, "2026-01-01")])


@pytest.mark.parametrize(
    ("sector", "person", "settings", "code", "since", "expected"),
    [
        ({}, OUTSIDE, {}, "sector-lost", "2026-01-01", {"sector": "women"}),
        ({}, Person("li", sectors=["party"]), {}, "not-of-sector", START, {"sector": "women"}),
        (
            {"ex_officio": "chair"},
            Person("li", flags=During("chair", None, "2026-01-01")),
            {},
            "office-not-held",
            "2026-01-01",
            {"office": "chair"},
        ),
        ({"proposed_by": "unit 7"}, Person("li"), {}, "not-proposed", START, {"wanted": "unit 7"}),
        (
            {"proposed_by": "unit 7"},
            Person("li"),
            {"proposed_by": "unit 8"},
            "proposed-by-other",
            START,
            {"wanted": "unit 7", "by": "unit 8"},
        ),
        ({"confirmed": True}, Person("li"), {}, "not-confirmed", START, {}),
        ({"confirmed": True}, Person("li"), {"confirmed": "2026-06-01"}, "not-confirmed", START, {}),
        ({"requires": AgeLimit(18)}, Person("li"), {}, "age-not-known", START, {}),
        (
            {"requires": AgeLimit(18)},
            Person("li", "2009-01-01"),
            {},
            "age-below",
            START,
            {"age": 17, "on": DAY, "least": 18},
        ),
        (
            {"requires": AgeLimit(most=65)},
            Person("li", "1960-01-01"),
            {},
            "age-above",
            "2026-01-01",
            {"age": 66, "on": DAY, "most": 65},
        ),
        (
            {"requires": RequiredTrait("residence", "here")},
            Person("li"),
            {},
            "trait-not-stated",
            START,
            {"trait": "residence", "values": ["here"]},
        ),
        (
            {"requires": RequiredTrait("residence", "here")},
            Person(
                "li",
                traits={"residence": [During("here", None, "2026-02-01"), During("there", "2026-02-01")]},
            ),
            {},
            "trait-not-asked",
            "2026-02-01",
            {"trait": "residence", "values": ["here"], "value": "there"},
        ),
        (
            {"requires": RequiredFlag("deputy")},
            Person("li"),
            {},
            "flag-lacking",
            START,
            {"flags": ["deputy"]},
        ),
        (
            {"requires": RequiredFlag(["a", "b"], every=True)},
            Person("li", flags="a"),
            {},
            "flags-lacking",
            START,
            {"flags": ["b"]},
        ),
        (
            {"requires": Incompatibility("judge")},
            Person("li", flags=During("judge", "2026-02-01")),
            {},
            "office-incompatible",
            "2026-02-01",
            {"offices": ["judge"]},
        ),
        (
            {"requires": CoolingOff("auditor", 24)},
            Person("li", flags="auditor"),
            {},
            "office-still-held",
            START,
            {"office": "auditor", "months": 24},
        ),
        (
            {"requires": CoolingOff("auditor", 24)},
            Person("li", flags=During("auditor", None, "2023-03-01")),
            {},
            "office-held-until",
            START,
            {"office": "auditor", "months": 24, "left": "2023-03-01", "first": "2025-03-01"},
        ),
        (
            {"requires": RequiredAttestation("honest")},
            Person("li", attested=Attestation("honest", "wang", "2026-06-01")),
            {},
            "criterion-not-attested",
            START,
            {"criterion": "honest"},
        ),
        (
            {"requires": RequiredAttestation("honest", by="chen")},
            Person("li", attested=Attestation("honest", "wang", "2024-06-01")),
            {},
            "criterion-not-attested-by",
            START,
            {"criterion": "honest", "by": ["chen"]},
        ),
        (
            {"requires": RequiredRoute("lot")},
            Person("li"),
            {},
            "route-not-stated",
            START,
            {"routes": ["lot"]},
        ),
        (
            {"requires": RequiredRoute("lot")},
            Person("li"),
            {"route": "vote"},
            "route-not-allowed",
            START,
            {"route": "vote", "routes": ["lot"]},
        ),
        (
            {"requires": RequiredEngagement(full_time=True)},
            Person("li"),
            {},
            "engagement-not-stated",
            START,
            {},
        ),
        (
            {"requires": RequiredEngagement(full_time=True)},
            Person("li"),
            {"full_time": False},
            "not-full-time",
            START,
            {},
        ),
        (
            {"requires": RequiredEngagement(full_time=False)},
            Person("li"),
            {"full_time": True},
            "not-part-time",
            START,
            {},
        ),
    ],
    ids=range(24),
)
def test_what_speaks_against_a_holder(
    sector: Facts, person: Person, settings: Facts, code: str, since: str, expected: Facts
) -> None:
    files = roster(seat("li", **settings), people=[person])
    finding = only(Committee("council", [Sector("women", **sector)]), files)
    assert (finding.code, finding.facts["since"], finding.facts["people"]) == (code, since, ["li"])
    assert facts(finding) == {"person": "li", "seat": "women", **expected}
    assert mends(finding) == [("mend-replace", {"person": "li", "sector": "women"})]


def test_a_confirmation_counts_from_its_day() -> None:
    committee = Committee("council", [Sector("women", confirmed=True)])
    files = roster(seat("li", confirmed="2024-06-01"))
    assert only(committee, files, "2024-05-31").facts["since"] == START
    assert review(committee, files, "2024-06-01") == []


def test_what_the_body_asks_is_asked_of_voting_seats_only() -> None:
    committee = Committee(
        "council", ["women", Sector("guests", voting=False)], requires=AgeLimit(18, clause=LAW)
    )
    files = roster(
        seat("li"), seat("wang", "guests"), people=[Person("li", "2010-01-01"), Person("wang", "2010-01-01")]
    )
    finding = only(committee, files)
    assert (finding.facts["person"], finding.clause) == ("li", LAW)


def test_the_same_rule_of_two_clauses_is_two_findings() -> None:
    sector = Sector("women", requires=AgeLimit(18, clause=Clause("charter")))
    committee = Committee("council", [sector], requires=AgeLimit(18, clause=LAW))
    found = review(committee, roster(seat("li"), people=[Person("li", "2010-01-01")]))
    assert [(each.clause and each.clause.source, each.severity) for each in found] == [
        ("charter", "breach"),
        (LAW.source, "deviation"),
    ]


def test_a_rule_is_asked_while_it_is_in_force() -> None:
    clause = Clause("rules", valid_from="2026-01-01", valid_to="2027-01-01")
    committee = Committee("council", [Sector("women", requires=AgeLimit(18, clause=clause))])
    files = roster(seat("li"), people=[Person("li", "2010-01-01")])
    assert review(committee, files, "2025-12-31") == []
    assert only(committee, files, "2026-12-31").facts["since"] == "2026-01-01"
    assert review(committee, files, "2027-01-01") == []


def test_what_is_asked_on_the_first_day_is_asked_by_the_rules_of_that_day() -> None:
    """A cooling-off period that is introduced later does not reach back to those who sit."""
    late = Clause("rules", valid_from="2025-01-01")
    files = roster(
        seat("li"), people=[Person("li", "1950-01-01", flags=During("auditor", None, "2024-01-01"))]
    )
    for asked in (CoolingOff("auditor", 24, late), AgeLimit(most=65, at_start=True, clause=late)):
        assert review(Committee("council", [Sector("women", requires=asked)]), files) == []
    gone = Clause("rules", valid_to="2025-01-01")
    finding = only(Committee("council", [Sector("women", requires=CoolingOff("auditor", 24, gone))]), files)
    assert finding.facts["since"] == START


def test_a_flaw_that_was_mended_for_a_time_begins_anew() -> None:
    li = Person("li", traits={"residence": [During("here", "2025-01-01", "2025-06-01")]})
    committee = Committee("council", [Sector("women", requires=RequiredTrait("residence", "here"))])
    assert only(committee, roster(seat("li"), people=[li])).facts["since"] == "2025-06-01"
    assert only(committee, roster(seat("li"), people=[li]), "2024-12-31").facts["since"] == START


def test_a_flaw_lasts_while_one_appointment_follows_on_another() -> None:
    files = roster(
        seat("li", end="2025-01-01"), seat("li", start="2025-01-01"), people=[Person("li", sectors=[])]
    )
    assert only(WOMEN, files).facts["since"] == START


# --- kin ------------------------------------------------------------------------------------------

APART = Committee(
    "council", ["women", "party", Sector("guests", (0, None), voting=False)], apart=KinRule("spouses", LAW)
)


def test_relatives_who_sit_together() -> None:
    kin = [Kinship("wang", "li", "spouses", "2025-01-01"), Kinship("wang", "li", "cousins")]
    finding = only(APART, roster(seat("li"), seat("wang", "party"), kin=kin))
    assert finding.code == "relatives-together"
    assert facts(finding) == {"kinship": "spouses"}
    assert (finding.facts["people"], finding.facts["since"], finding.clause) == (
        ["li", "wang"],
        "2025-01-01",
        LAW,
    )
    assert mends(finding) == [("mend-one-leaves", {"people": ["li", "wang"], "number": 1})]


def test_relatives_who_are_none_any_more_or_sit_elsewhere_are_no_matter() -> None:
    over = [Kinship("wang", "li", "spouses", None, "2026-01-01")]
    assert review(APART, roster(seat("li"), seat("wang", "party"), kin=over)) == []
    kin = [Kinship("zhao", "li", "spouses")]
    assert review(APART, roster(seat("li"), seat("wang", "party"), seat("zhao", "guests"), kin=kin)) == []
    together = Committee("council", ["women", "party"])
    assert review(together, roster(seat("li"), seat("zhao", "party"), kin=kin)) == []


def test_relatives_are_kept_apart_while_the_rule_is_in_force() -> None:
    late = KinRule(clause=Clause("law", valid_from="2026-01-01"))
    committee = Committee("council", ["women", "party"], apart=late)
    files = roster(seat("li"), seat("wang", "party"), kin=[Kinship("li", "wang", "cousins")])
    assert review(committee, files, "2025-12-31") == []
    assert only(committee, files).facts["since"] == "2026-01-01"


# --- the whole body -------------------------------------------------------------------------------


def people(**given: str) -> list[Person]:
    """Persons with a trait ``kind``, and where it is ``f`` or ``m`` one ``sex``."""
    return [Person(name, traits={"employer": value}) for name, value in given.items()]


def assembly(*rules: Given, seats: Given = (0, None), **settings: Given) -> Committee:
    return Committee("assembly", [Sector("residents", seats)], rules=list(rules), **settings)


def sitting(*persons: Person, start: str = START) -> Roster:
    return roster(*(seat(person.id, "residents", start) for person in persons), people=list(persons))


def test_a_cap_names_the_group_its_people_and_that_one_of_them_could_leave() -> None:
    committee = assembly("each employer: members <= 2")
    finding = only(committee, sitting(*people(a="A", b="A", c="A", d="B")))
    assert finding.code == "comparison-not-met"
    assert [(each["trait"], each["group"]) for each in listed(finding, "groups")] == [("employer", "A")]
    assert finding.facts["people"] == ["a", "b", "c"]
    assert (finding.facts["rule"], finding.facts["since"]) == ("members <= 2", START)
    assert mends(finding) == [("mend-any-leaves", {"people": ["a", "b", "c"]})]


@pytest.mark.parametrize("relation", ["<=", "<"])
def test_a_ceiling_on_some_names_those_it_counts(relation: str) -> None:
    number = 1 if relation == "<=" else 2
    committee = assembly(f"members among employer is A {relation} {number}")
    assert only(committee, sitting(*people(a="A", b="A", d="B"))).facts["people"] == ["a", "b"]
    committee = assembly(f"members among not employer is A {relation} {number}")
    assert only(committee, sitting(*people(a="A", b="B", d="B"))).facts["people"] == ["b", "d"]


def test_a_ceiling_on_everybody_or_on_more_than_one_count_names_nobody() -> None:
    assert "people" not in only(assembly("members <= 1"), sitting(*people(a="A", b="A"))).facts
    two = assembly("members among employer is A + members among employer is B <= 1")
    assert "people" not in only(two, sitting(*people(a="A", b="B"))).facts
    plain = assembly("members - vacant <= 1")
    assert "people" not in only(plain, sitting(*people(a="A", b="B"))).facts


def test_of_an_alternative_those_whom_its_parts_are_about_are_named() -> None:
    committee = assembly("members among employer is C <= 0 or each employer: members <= 1")
    finding = only(committee, sitting(*people(a="A", b="A", c="C", d="B")))
    assert finding.facts["people"] == ["a", "b", "c"]
    either = assembly("given urgent or members >= 3")
    assert "people" not in only(either, sitting(*people(a="A")), given={"urgent": False}).facts


def test_a_mark_is_a_flag_or_a_truth() -> None:
    committee = assembly("members among deputy <= 1")
    persons = [Person("a", flags="deputy"), Person("b", flags="deputy"), Person("c", flags="chair")]
    assert only(committee, sitting(*persons)).facts["people"] == ["a", "b"]


def test_a_minimum_is_mended_by_somebody_who_joins() -> None:
    committee = assembly("members among employer is A >= 2")
    finding = only(committee, sitting(*people(a="A", b="B")))
    assert mends(finding) == [("mend-joins", {"traits": ["employer A"]})]
    assert "people" not in finding.facts


def test_where_no_seat_is_free_somebody_has_to_be_replaced() -> None:
    committee = assembly("members among employer is A >= 2", seats=2)
    finding = only(committee, sitting(*people(a="A", b="B")))
    assert mends(finding) == [("mend-replaced", {"people": ["b"], "traits": ["employer A"]})]


def test_whoever_joins_takes_a_vacant_seat() -> None:
    committee = assembly("members among employer is A = 1/2 of seats", seats=2)
    found = review(committee, sitting(*people(b="B")))
    assert [each.code for each in found] == ["comparison-not-met", "seats-vacant"]
    assert mends(found[0]) == [("mend-joins", {"traits": ["employer A"]})]


def test_whoever_leaves_a_seat_that_must_be_filled_leaves_it_vacant() -> None:
    """All seats count the vacant ones, so that somebody who leaves does not make the others weigh more."""
    committee = assembly("each employer: members <= 1/2 of all seats", seats=4)
    finding = only(committee, sitting(*people(a="A", b="A", c="A", d="B")))
    assert mends(finding) == [("mend-any-leaves", {"people": ["a", "b", "c"]})]
    committee = assembly("each employer: members <= 1/2 of all seats", seats=(1, 5))
    finding = only(committee, sitting(*people(a="A", b="A", c="A", d="B", e="B")))
    assert mends(finding) == [("mend-any-leaves", {"people": ["a", "b", "c"]})]


def test_nobody_is_asked_to_join_as_what_the_seat_makes_another() -> None:
    committee = Committee(
        "council",
        [
            Sector("women", (0, 3), traits={"region": "east"}),
            Sector("party", (0, 3), traits={"region": "west"}),
        ],
        rules="members among region is east >= 2",
    )
    finding = only(committee, roster(seat("li"), seat("wang", "party")))
    assert mends(finding) == [("mend-joins", {"traits": ["region east"]})]
    full = Committee(
        "council",
        [Sector("women", 1), Sector("party", 1)],
        rules="members among sector is women >= 1",
        clause=LAW,
    )
    found = review(full, roster(seat("wang", "party")))
    assert [mends(each) for each in found if each.code == "comparison-not-met"] == [
        [("mend-joins", {"traits": ["sector women"]})]
    ]


def test_what_one_step_cannot_mend_has_no_advice() -> None:
    assert mends(only(assembly("members among employer is A >= 5"), sitting(*people(a="A")))) == []


def test_truths_and_flags_are_what_somebody_would_have_to_be() -> None:
    persons = [
        Person("a", traits={"local": True, "sex": "m"}),
        Person("b", traits={"local": False, "sex": "f"}),
    ]
    finding = only(assembly("members among (local and sex is f) >= 1"), sitting(*persons))
    assert mends(finding) == [("mend-joins", {"traits": ["local", "sex f"]})]
    flagged = [Person("a", flags="deputy"), Person("b")]
    assert mends(only(assembly("members among deputy >= 2"), sitting(*flagged))) == [
        ("mend-joins", {"traits": ["deputy"]})
    ]
    negated = assembly("members among not employer is A >= 2")
    assert mends(only(negated, sitting(*people(a="A", b="B")))) == [
        ("mend-joins", {"traits": ["not employer A"]})
    ]


def test_whoever_is_alone_with_a_flag_cannot_be_taken_away_in_thought() -> None:
    """Without her, nothing would be on file about the flag of the others."""
    committee = assembly("each deputy: members <= 1")
    finding = only(committee, sitting(Person("a", flags="deputy"), Person("b"), Person("c")))
    assert mends(finding) == [("mend-any-leaves", {"people": ["b", "c"]})]
    both = assembly("members >= 3 and members among not deputy >= 1")
    finding = only(both, sitting(Person("a", flags="deputy"), Person("b")))
    assert mends(finding) == [("mend-joins", {"traits": ["not deputy"]})]


def test_how_much_a_newcomer_would_weigh_nobody_can_tell() -> None:
    persons = [
        Person("a", traits={"sex": "m"}, weights={"area": 3}),
        Person("b", traits={"sex": "f"}, weights={"area": 1}),
    ]
    rule = "members by area among sex is f >= 50% of members by area"
    finding = only(assembly(rule), sitting(*persons))
    assert mends(finding) == [("mend-any-leaves", {"people": ["a"]})]


def test_a_file_with_gaps_makes_a_rule_undecidable_and_says_whose() -> None:
    persons = [*people(a="A"), Person("b"), Person("c")]
    finding = only(assembly("members among employer is A <= 2"), sitting(*persons))
    assert finding.code == "rule-not-decidable"
    assert finding.facts["people"] == ["b", "c"]
    assert finding.facts["missing"] == ["trait 'employer' of 'b', 'c'"]
    assert mends(finding) == [("mend-complete-file", {"people": ["b", "c"]})]
    assert (finding.facts["rule"], finding.facts["since"]) == ("members among employer is A <= 2", START)


def test_facts_of_the_body_are_given_with_the_question() -> None:
    committee = assembly("members >= given households")
    files = sitting(*people(a="A"))
    finding = only(committee, files)
    assert (finding.code, "people" in finding.facts, mends(finding)) == ("rule-not-decidable", False, [])
    assert review(committee, files, given={"households": 1}) == []
    assert only(committee, files, given={"households": 3}).code == "comparison-not-met"


def test_a_rule_on_the_whole_is_in_force_in_its_days() -> None:
    rule = Condition.parse("members <= 1").under(Clause("law", valid_from="2026-01-01"))
    files = sitting(*people(a="A", b="B"))
    assert review(assembly(rule), files, "2025-12-31") == []
    finding = only(assembly(rule), files)
    assert finding.facts["since"] == "2026-01-01"


def test_several_seats_of_one_person_count_one_by_one() -> None:
    """Three seats of one person, two of them of one name, and somebody whose id looks like a seat of hers."""
    committee = Committee(
        "council",
        ["women", Sector("residents", (0, None))],
        rules="members among sector is residents <= 1",
        seats_each=3,
    )
    held = [
        seat("li"),
        seat("li", "residents", route="a"),
        seat("li", "residents", route="b"),
        seat("li (residents)", "residents", end="2024-03-02"),
    ]
    found = review(committee, roster(*held), START)
    assert [each.code for each in found] == ["comparison-not-met"]
    assert found[0].facts["people"] == ["li", "li (residents)"]
    finding = only(committee, roster(*held))
    assert finding.facts["people"] == ["li"]
    assert mends(finding) == [("mend-any-leaves", {"people": ["li"]})]


def test_a_person_may_be_called_as_a_vacant_seat_would_be() -> None:
    committee = Committee("council", ["women", "party"], rules="members >= 2")
    found = review(committee, roster(seat("women 1 (vacant)", "party")))
    assert [each.code for each in found] == ["comparison-not-met", "seats-vacant"]


def test_invitees_do_not_count() -> None:
    committee = Committee(
        "council", ["women", Sector("guests", (0, None), voting=False)], rules="members <= 1"
    )
    assert review(committee, roster(seat("li"), seat("wang", "guests"))) == []


def test_an_alternate_does_not_count() -> None:
    committee = Committee("council", [Sector("women", alternates=1)], rules="members <= 1")
    assert review(committee, roster(seat("li"), seat("wang", standing="alternate"))) == []


# --- order and effort -----------------------------------------------------------------------------


def test_the_weightiest_come_first() -> None:
    clauses = [Clause(each, strength=each) for each in ("permission", "default", "mandatory")]
    committee = Committee("council", [Sector(clause.source, clause=clause) for clause in clauses])
    found = review(committee, Roster())
    assert [each.severity.value for each in found] == ["breach", "deviation", "note"]


def test_since_when_of_a_rule_is_left_out_where_it_would_take_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    committee, files = assembly("members <= 1"), sitting(*people(a="A", b="B"))
    assert only(committee, files).facts["since"] == START
    monkeypatch.setattr(reviewing, "_LOOKED", 1)
    assert "since" not in only(committee, files).facts


def test_many_flaws_of_many_people_take_a_moment() -> None:
    """Each flaw is followed back through the file of its own person, and not through all files."""
    size = 2000
    until = [date.fromordinal(730_000 + place) for place in range(size)]
    persons = [Person(f"p{place}", sectors=[During("x", None, day)]) for place, day in enumerate(until)]
    held = [
        Appointment(each.id, "women", date.fromordinal(738_000 + place % 700))
        for place, each in enumerate(persons)
    ]
    began = perf_counter()
    found = Committee("assembly", [Sector("women", size + 1)]).review(Roster(persons, held), on=DAY)
    assert len(found) == size + 1
    assert perf_counter() - began < 30


@pytest.mark.parametrize("given", [None, 5, "May", [], pytest.param(10**5000, id="huge")])
def test_what_is_no_day_or_roster_is_refused(given: Given) -> None:
    with pytest.raises(RecordError) as raised:
        WOMEN.review(Roster(), on=given)
    assert raised.value.faults[0].code == "bad-day"
    with pytest.raises(RecordError) as raised:
        WOMEN.review(given, on=DAY)
    assert raised.value.faults[0].code == "not-a-roster"


@pytest.mark.parametrize("given", [5, "a", [1], {"a": 1.5}, {None: 1}, {"a": "b"}])
def test_facts_that_are_none_are_refused(given: Given) -> None:
    with pytest.raises(TallyError):
        WOMEN.review(Roster(), on=DAY, given=given)


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_edges_of_the_calendar_are_days_like_others(on: str) -> None:
    committee = Committee(
        "council", [Sector("women", requires=[AgeLimit(18, 65), CoolingOff("a", 24)])], rules="members >= 1"
    )
    people = [Person("li", "0001-01-01", flags=During("a", "9999-12-31"))]
    files = Roster(people, [Appointment("li", "women", "0001-01-01", "9999-12-31")])
    codes = [each.code for each in review(committee, files, on)]
    assert codes == (["age-below"] if on < "1" else ["comparison-not-met", "seats-vacant"])


def test_what_mends_a_size_or_a_flag_that_nobody_has() -> None:
    size = only(assembly("members >= 2"), sitting(Person("a")))
    assert mends(size) == [("mend-anybody-joins", {})]
    assert "somebody joined" in size.explain()
    assert "增加一名成员" in size.explain("zh")
    young = only(assembly("members among young >= 1"), sitting(Person("a")))
    assert ("mend-joins", {"traits": ["young"]}) in mends(young)


def test_alternates_have_to_meet_what_is_asked() -> None:
    committee = Committee("c", [Sector("a", 1, alternates=1)], requires=AgeLimit(18))
    people = [Person("x", "1990-01-01"), Person("k", "2015-01-01")]
    held = [
        Appointment("x", "a", "2024-01-01"),
        Appointment("k", "a", "2024-01-01", standing="alternate"),
    ]
    found = committee.review(Roster(people, held), on="2026-05-01")
    assert [(each.code, each.facts["person"]) for each in found] == [("age-below", "k")]
