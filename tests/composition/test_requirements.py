"""What a seat asks of whoever sits in it."""

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.composition import requirements as module
from consultgov.composition.requirements import (
    AgeLimit,
    Candidacy,
    CoolingOff,
    Incompatibility,
    RequiredAttestation,
    RequiredEngagement,
    RequiredFlag,
    RequiredRoute,
    RequiredTrait,
    Requirement,
    read_requirement,
    requirements,
)
from consultgov.errors import ConsultgovError, RecordError, RuleError
from consultgov.people import Appointment, Attestation, During, Person
from consultgov.spans import LeapDay

Given: TypeAlias = Any
"""Whatever a caller may give."""

LAW = Clause("rules, art. 3")
HALF = pytest.param("\ud800", id="half")
HUGE = pytest.param(10**5000, id="huge")


def against(
    asked: Requirement, person: Person, on: str = "2026-05-01", start: str = "2024-03-01", **settings: Given
) -> tuple[str, dict[str, Any]] | None:
    """The code and the facts of what speaks against somebody, told in both languages."""
    held = Appointment(person.id, "women", start, **settings)
    verdict = asked.against(Candidacy(person, held, date.fromisoformat(on)))
    if verdict is None:
        return None
    assert not verdict.holds
    assert verdict.clause == asked.clause
    for language, unknown in (("en", "Reason “"), ("zh", "理由“")):
        told = verdict.explain(language)
        assert unknown not in told
        assert "{" not in told
    facts = dict(verdict.facts)
    assert (facts.pop("person"), facts.pop("seat")) == (person.id, "women")
    return verdict.code, facts


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


# --- age ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "code"),
    [
        ("2008-05-01", None),
        ("2008-05-02", "age-below"),
        ("1960-05-02", None),
        ("1960-05-01", "age-above"),
        (None, "age-not-known"),
    ],
)
def test_both_bounds_of_an_age_are_included(born: str | None, code: str | None) -> None:
    found = against(AgeLimit(18, 65, clause=LAW), Person("li", born))
    assert (found and found[0]) == code


def test_what_is_told_of_an_age() -> None:
    on = "2026-05-01"
    assert against(AgeLimit(18), Person("li", "2009-01-01")) == (
        "age-below",
        {"age": 17, "on": on, "least": 18},
    )
    assert against(AgeLimit(most=65), Person("li", "1950-01-01")) == (
        "age-above",
        {"age": 76, "on": on, "most": 65},
    )
    assert against(AgeLimit(most=65), Person("li", "1990-01-01")) is None


def test_an_age_may_be_asked_only_on_the_first_day_in_office() -> None:
    li = Person("li", "1958-09-01")
    assert against(AgeLimit(most=65, at_start=True), li) is None
    found = against(AgeLimit(most=65, at_start=True), li, start="2024-09-01")
    assert found == ("age-above", {"age": 66, "on": "2024-09-01", "most": 65})
    assert AgeLimit(18, at_start=True).is_of_start
    assert not AgeLimit(18).is_of_start


@pytest.mark.parametrize(
    ("limit", "born", "days"),
    [
        (AgeLimit(18, 65), "2008-05-01", ["2026-05-01", "2074-05-01"]),
        (AgeLimit(18), "2008-02-29", ["2026-03-01"]),
        (AgeLimit(18, leap=LeapDay.FEBRUARY_28), "2008-02-29", ["2026-02-28"]),
        (AgeLimit(20), "2008-02-29", ["2028-02-29"]),
        (AgeLimit(18, at_start=True), "2008-05-01", []),
        (AgeLimit(18), None, []),
        (AgeLimit(18, 65), "9981-12-31", ["9999-12-31"]),
        (AgeLimit(most=65), "9981-12-31", []),
    ],
)
def test_the_days_on_which_an_age_is_reached(limit: AgeLimit, born: str | None, days: list[str]) -> None:
    assert [day.isoformat() for day in limit.days(Person("li", born))] == days


@pytest.mark.parametrize("limit", [AgeLimit(18, 65), AgeLimit(18, 65, leap=LeapDay.FEBRUARY_28)])
def test_the_answer_changes_on_those_days_and_no_other(limit: AgeLimit) -> None:
    for born in ("2008-02-28", "2008-02-29", "2008-03-01"):
        for day in limit.days(Person("li", born)):
            before = against(limit, Person("li", born), date.fromordinal(day.toordinal() - 1).isoformat())
            assert (before is None) is not (against(limit, Person("li", born), day.isoformat()) is None)


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({}, ["no-bound"]),
        ({"least": 66, "most": 65}, ["empty-range"]),
        ({"least": -1, "most": 201}, ["bad-number", "bad-number"]),
        ({"least": True}, ["bad-number"]),
        ({"least": 18.0, "at_start": 1}, ["bad-number", "bad-truth"]),
        ({"least": 18, "leap": "never"}, ["bad-policy"]),
        ({"least": 18, "leap": None}, ["bad-policy"]),
        pytest.param({"least": 10**5000}, ["bad-number"], id="huge"),
    ],
)
def test_an_age_limit_has_whole_bounds_that_leave_an_age(settings: dict[str, Any], found: list[str]) -> None:
    with pytest.raises(RuleError) as raised:
        AgeLimit(**settings)
    assert codes(raised) == found


# --- traits and flags -----------------------------------------------------------------------------


def test_a_trait_is_one_of_some_values_on_the_day() -> None:
    asked = RequiredTrait("residence", ["Haliang 3", "Haliang 4"])
    moved = Person(
        "li", traits={"residence": [During("Haliang 3", None, "2026-01-01"), During("East", "2026-01-01")]}
    )
    assert against(asked, moved, "2025-12-31") is None
    facts = {"trait": "residence", "values": ["Haliang 3", "Haliang 4"]}
    assert against(asked, moved) == ("trait-not-asked", {**facts, "value": "East"})
    assert against(asked, Person("li")) == ("trait-not-stated", facts)


def test_a_trait_may_be_a_truth() -> None:
    assert against(RequiredTrait("local", values=True), Person("li", traits={"local": True})) is None
    found = against(RequiredTrait("local", values=True), Person("li", traits={"local": False}))
    assert found == ("trait-not-asked", {"trait": "local", "values": [True], "value": False})


def test_one_flag_of_several_is_enough_unless_all_are_asked() -> None:
    li = Person("li", flags="deputy")
    names = ["deputy", "CPPCC member"]
    assert against(RequiredFlag(names), li) is None
    assert against(RequiredFlag(names, every=True), li) == ("flags-lacking", {"flags": ["CPPCC member"]})
    assert against(RequiredFlag(names), Person("li")) == ("flag-lacking", {"flags": names})
    assert against(RequiredFlag(names, every=True), Person("li", flags=names)) is None


def test_an_office_that_does_not_go_with_the_seat() -> None:
    asked = Incompatibility(["judge", "prosecutor"])
    assert against(asked, Person("li", flags="judge")) == ("office-incompatible", {"offices": ["judge"]})
    assert against(asked, Person("li", flags=During("judge", None, "2026-05-01"))) is None


# --- cooling off ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("2022-03-01", None),
        ("2022-03-02", ("office-held-until", {"left": "2022-03-02", "first": "2024-03-02"})),
        ("2024-03-01", ("office-held-until", {"left": "2024-03-01", "first": "2026-03-01"})),
        ("2024-03-02", ("office-still-held", {})),
        (None, ("office-still-held", {})),
    ],
)
def test_an_office_was_laid_down_for_some_time(
    end: str | None, found: tuple[str, dict[str, str]] | None
) -> None:
    li = Person("li", flags=During("auditor", "2020-01-01", end))
    facts: dict[str, object] = {"office": "auditor", "months": 24}
    expected = found and (found[0], facts | found[1])
    assert against(CoolingOff("auditor", 24), li) == expected


def test_of_several_spells_the_last_decides() -> None:
    spells = [During("auditor", "2010-01-01", "2023-01-01"), During("cashier", "2023-01-01", "2023-06-01")]
    found = against(CoolingOff(["cashier", "auditor"], 24), Person("li", flags=spells))
    assert found is not None
    assert found[1]["first"] == "2025-06-01"
    again = [During("auditor", "2010-01-01", "2012-01-01"), During("auditor", "2023-01-01", "2023-06-01")]
    found = against(CoolingOff("auditor", 24), Person("li", flags=again))
    assert found is not None
    assert found[1]["left"] == "2023-06-01"


def test_an_office_taken_only_later_does_not_count() -> None:
    assert against(CoolingOff("auditor", 24), Person("li", flags=During("auditor", "2024-03-02"))) is None
    assert against(CoolingOff("auditor", 24), Person("li")) is None
    assert CoolingOff("auditor", 24).is_of_start


def test_the_first_day_is_the_last_of_the_calendar_where_it_would_come_later() -> None:
    li = Person("li", flags=During("auditor", None, "9990-01-01"))
    found = against(CoolingOff("auditor", 1200), li, "9995-01-01", "9995-01-01")
    assert found is not None
    assert found[1]["first"] == "9999-12-31"


@pytest.mark.parametrize("months", [-1, 12_001, True, 1.0, "24", None, HUGE])
def test_months_are_a_whole_number(months: Given) -> None:
    with pytest.raises(RuleError) as raised:
        CoolingOff([], months)
    assert codes(raised) == ["empty", "bad-number"]


# --- attestation, route, engagement ---------------------------------------------------------------


def test_a_criterion_was_attested_by_the_day() -> None:
    li = Person("li", attested=Attestation("honest", "unit 7", "2026-05-01"))
    assert against(RequiredAttestation("honest"), li) is None
    assert against(RequiredAttestation("honest"), li, "2026-04-30") == (
        "criterion-not-attested",
        {"criterion": "honest"},
    )
    assert against(RequiredAttestation("honest", by="unit 7"), li) is None
    found = against(RequiredAttestation("honest", by=["street office"]), li)
    assert found == ("criterion-not-attested-by", {"criterion": "honest", "by": ["street office"]})
    assert against(RequiredAttestation("brave"), li) == ("criterion-not-attested", {"criterion": "brave"})


def test_a_route_is_one_of_those_allowed() -> None:
    asked, li = RequiredRoute(["residents", "organisation"]), Person("li")
    routes = ["residents", "organisation"]
    assert against(asked, li, route="residents") is None
    assert against(asked, li, route="lot") == ("route-not-allowed", {"route": "lot", "routes": routes})
    assert against(asked, li) == ("route-not-stated", {"routes": routes})


@pytest.mark.parametrize(
    ("asked", "given", "code"),
    [
        (True, True, None),
        (False, False, None),
        (True, False, "not-full-time"),
        (False, True, "not-part-time"),
        (False, None, "engagement-not-stated"),
    ],
)
def test_full_time_or_part_time(*, asked: bool, given: bool | None, code: str | None) -> None:
    found = against(RequiredEngagement(asked), Person("li"), full_time=given)
    assert found == (code and (code, {}))


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [RequiredFlag, Incompatibility, RequiredRoute])
@pytest.mark.parametrize("names", [None, 5, 1.5, True, [], (), [None], ["a", ""], {"a": 1}, HALF, HUGE])
def test_names_are_a_list_of_names(kind: Callable[[Any], object], names: Given) -> None:
    with pytest.raises(ConsultgovError):
        kind(names)


@pytest.mark.parametrize("values", [None, 5, 1.5, [], {}, [None], [1], [""], HALF, HUGE])
def test_values_are_words_and_truths(values: Given) -> None:
    with pytest.raises(ConsultgovError):
        RequiredTrait("residence", values)


@pytest.mark.parametrize("given", [None, 5, "", [], HALF])
def test_one_name_is_a_name(given: Given) -> None:
    with pytest.raises(RecordError):
        RequiredTrait(given, "a")
    with pytest.raises(RecordError):
        RequiredAttestation(given)


@pytest.mark.parametrize("given", [None, 1, "yes", []])
def test_truths_are_true_or_false(given: Given) -> None:
    for make in (lambda: RequiredEngagement(given), lambda: RequiredFlag("a", every=given)):
        with pytest.raises(RuleError) as raised:
            make()
        assert codes(raised) == ["bad-truth"]


@pytest.mark.parametrize("clause", [5, "law", [], {"name": "law"}])
def test_a_clause_is_a_clause_or_its_plain_dict(clause: Given) -> None:
    with pytest.raises(RecordError):
        RequiredRoute("lot", clause)
    assert RequiredRoute("lot", {"source": "law"}).clause == Clause("law")


# --- as values ------------------------------------------------------------------------------------

ALL: list[Requirement] = [
    AgeLimit(18, 65, LeapDay.FEBRUARY_28, at_start=True, clause=LAW),
    AgeLimit(most=65),
    RequiredTrait("residence", ["a", True]),
    RequiredFlag(["a", "b"], every=True),
    Incompatibility("judge", LAW),
    CoolingOff(["auditor"], 24),
    RequiredAttestation("honest", by=["li"]),
    RequiredAttestation("honest"),
    RequiredRoute("lot"),
    RequiredEngagement(full_time=False),
]


@pytest.mark.parametrize("asked", ALL, ids=range(len(ALL)))
def test_a_requirement_is_read_from_its_plain_dict(asked: Requirement) -> None:
    assert read_requirement(asked.to_dict()) == asked
    assert pickle.loads(pickle.dumps(asked)) == asked  # noqa: S301 - pickled on this line
    assert len({asked, read_requirement(asked.to_dict())}) == 1


def test_the_plain_dict_leaves_out_what_is_as_usual() -> None:
    plain = {
        "kind": "age_limit",
        "least": 18,
        "most": 65,
        "leap": "feb-28",
        "at_start": True,
        "clause": {"source": "rules, art. 3"},
    }
    assert ALL[0].to_dict() == plain
    assert type(ALL[0].to_dict()["leap"]) is str


def test_a_set_is_written_in_one_order() -> None:
    names = {"c", "a", "b"}
    assert RequiredFlag(names).flags == ("a", "b", "c")
    assert RequiredTrait("x", names).values == ("a", "b", "c")
    assert RequiredFlag(["b", "a", "b"]).flags == ("b", "a")


@pytest.mark.parametrize(
    "data", [None, 5, [], {}, {"kind": "wish"}, {"kind": None}, {"kind": "age_limit", "min": 3}]
)
def test_a_dict_that_is_no_requirement_is_refused(data: object) -> None:
    with pytest.raises(RecordError):
        read_requirement(data)


def test_requirements_may_be_given_one_by_one_or_as_plain_dicts() -> None:
    limit = AgeLimit(18)
    assert requirements(limit) == requirements([limit]) == requirements(limit.to_dict()) == (limit,)
    assert requirements([limit.to_dict(), limit]) == (limit, limit)
    assert requirements(()) == ()


@pytest.mark.parametrize("given", [None, 5, "age", {1}])
def test_what_is_no_list_of_requirements_is_refused(given: object) -> None:
    with pytest.raises(RecordError) as raised:
        requirements(given)
    assert codes(raised) == ["not-a-list"]


def test_all_that_is_wrong_in_a_list_is_told_at_once() -> None:
    with pytest.raises(RuleError) as raised:
        requirements([{"kind": "wish"}, AgeLimit(18), 5, {"kind": "required_route", "routes": []}])
    assert codes(raised) == ["unknown-requirement", "unknown-requirement", "empty"]


def test_the_module_lists_its_public_names() -> None:
    assert sorted(module.__all__) == sorted(dir(module))
