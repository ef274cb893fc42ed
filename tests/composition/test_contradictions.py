"""Rules that no membership can meet are refused when the body is made, and nothing else is."""

import time
from collections.abc import Sequence

import pytest

from consultgov import Condition
from consultgov.composition import contradictions
from consultgov.composition.allotting.problems import Conflict
from consultgov.composition.committees import Committee
from consultgov.composition.sectors import Sector
from consultgov.errors import Fault, RuleError, TooLarge
from consultgov.verdicts import Clause, Strength

EIGHT = ("party", "committee", "supervisors", "grid", "residents", "women", "units", "activists")


def refusal(sectors: Sequence[str | Sector], *rules: str | Condition) -> str:
    """What is said against a body; empty where nothing is."""
    try:
        Committee("council", sectors, rules)
    except RuleError as error:
        (fault,) = error.faults
        return fault.given if fault.code == "contradictory-rules" else fault.code
    return ""


@pytest.mark.parametrize(
    ("sectors", "rules"),
    [
        (EIGHT, ["members <= 7"]),
        (EIGHT, ["members among sex is f >= 60% of members", "members among sex is m >= 50% of members"]),
        (EIGHT, ["each employer: members <= 2", "members among employer is A >= 3"]),
        (["a", "b", "c"], ["each employer: members <= 1/4 of members"]),
        (
            [Sector("m", (5, 9))],
            ["members > 2 times (1/2 of members rounded down)", "members >= 6", "members <= 6"],
        ),
        (["a", "b"], ["blocs employer >= 3"]),
        (["a", "b"], ["members among young = 1", "members among not young >= 2"]),
        (["a", "b"], ["members among sector is a >= 2"]),
        (["a", "b"], ["members among sector is c >= 1"]),
        ([Sector("a", unit="x"), Sector("b", unit="x")], ["each unit: members <= 1"]),
        (
            [Sector("a", traits={"region": "n"}), Sector("b", traits={"region": "n"})],
            ["each region: members <= 1"],
        ),
        ([Sector("a", traits={"chair": True})], ["members among chair = 0"]),
        (["a", Sector("guests", 3, voting=False)], ["members >= 2"]),
        (["a", "b", "c"], ["each route: members <= 1", "members among route is r >= 2"]),
        (["a"], ["members among full_time = 1", "members among not full_time = 1"]),
        (["a", "b"], ["not (members >= 2)"]),
        (["a", "b"], ["vacant >= 1"]),
    ],
)
def test_rules_that_nobody_can_meet_together_are_refused(
    sectors: list[str | Sector], rules: list[str]
) -> None:
    assert refusal(sectors, *rules)


@pytest.mark.parametrize(
    ("sectors", "rules"),
    [
        (EIGHT, []),
        (EIGHT, ["members >= 8"]),
        (EIGHT, ["each employer: members <= 2", "members among sex is f >= 40% of members"]),
        (EIGHT, ["each sector in (party, women): members = 1"]),
        (["a", "b"], ["blocs employer >= 2"]),
        (["a", "b"], ["blocs employer = 1"]),
        (["a", "b", "c", "d"], ["blocs employer = 2", "each employer: members = 2"]),
        (["a", "b"], ["members among sex is f = 1", "members among sex is m = 1"]),
        (["a", "b"], ["members among not sex is f = 2"]),
        (["a", "b"], ["blocs employer = 0"]),
        ([Sector("a", unit="x"), "b"], ["each unit: members <= 1"]),
        ([Sector("a", traits={"region": "n"}), "b"], ["each region: members <= 1"]),
        ([Sector("a", traits={"region": "n"}), "b"], ["members among region is n = 2"]),
        (["a", Sector("guests", 3, voting=False)], ["members = 1"]),
        ([Sector("m", (0, 3))], ["members = 0"]),
    ],
)
def test_rules_that_somebody_can_meet_are_not(sectors: list[str | Sector], rules: list[str]) -> None:
    assert refusal(sectors, *rules) == ""


def under(rule: str, **clause: str) -> Condition:
    return Condition.parse(rule).under(Clause("bylaws", **clause))


@pytest.mark.parametrize(
    ("sectors", "rule"),
    [
        ([Sector("a", (0, None))], "members < 0"),
        (["a"], "members by area < 0"),
        (["a"], "given crisis and members > 3"),
        (["a"], "members < given least"),
        (["a"], "'good' > 5"),
        (["a"], under("members > 3", valid_to="2027-01-01")),
        (["a"], under("members > 3", strength=Strength.DEFAULT)),
        ([Sector("a", 1, names=["chair"])], "members among seat is vice = 1"),
        ([Sector("a", 1000)], "members > 1000"),
        ([Sector("a", 30)], "each employer: each region: members within employer < 0"),
        (["a", "b"], "members among young > 2 and each young: members <= 1"),
    ],
)
def test_where_it_cannot_be_told_nothing_is_refused(
    sectors: list[str | Sector], rule: str | Condition
) -> None:
    assert refusal(sectors, rule) == ""


def test_a_rule_that_always_binds_is_refused_with_its_clause_or_without() -> None:
    assert refusal(["a"], under("members > 3"))
    assert refusal([Sector("a", clause=Clause("bylaws"))], "members > 3")


def test_dated_rules_are_taken_as_they_stand_in_the_end() -> None:
    law = Clause("law", valid_from="2020-01-01")
    assert refusal(["a"], under("members > 3", valid_from="2027-01-01"))
    assert refusal([Sector("m", 3, clause=law)], "members >= 4")
    assert refusal(["a", Sector("b", clause=Clause("law", valid_to="2027-01-01"))], "members > 1")
    assert refusal([Sector("a", clause=Clause("law", valid_to="2027-01-01"))], "members > 1") == ""


def test_what_would_take_too_long_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(EIGHT, "members <= 7")
    monkeypatch.setattr(contradictions, "_STEPS", 1)
    assert refusal(EIGHT, "members <= 7") == ""


def test_where_the_reason_would_take_too_long_all_of_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault("too-large", "conflict", "must be found")

    def conflict(_: object, *, steps: int) -> Conflict:
        raise TooLarge(fault, steps, steps)

    monkeypatch.setattr(contradictions, "conflict", conflict)
    assert (
        refusal(["a", "b"], "members <= 9", "members <= 1") == "the seats of a, b; members <= 9; members <= 1"
    )


def test_only_those_are_named_that_contradict_each_other() -> None:
    rules = ["members among young <= 8", "members among sex is f >= 6", "members among sex is f <= 5"]
    assert refusal(EIGHT, *rules) == "members among sex is f >= 6; members among sex is f <= 5"
    assert refusal(["a", "b"], "members <= 1") == "the seats of a, b; members <= 1"
    assert (
        refusal(["a", "b"], "members among sector is a = 0")
        == "the seats of a; members among sector is a = 0"
    )


@pytest.mark.parametrize(
    ("sectors", "rules"),
    [
        (EIGHT, ["each employer: members <= 2", "members among sex is f >= 40% of members"]),
        (EIGHT, ["each employer: members <= 1/9 of all seats"]),
        (EIGHT, [f"each sector in ({', '.join(EIGHT)}): (members = 1)"]),
        ([Sector("owners", 15)], ["each zone: members among (owner and not staff) >= 2", "blocs zone >= 7"]),
        ([Sector("m", 47)], ["each employer: members <= 1/3 of all seats"]),
        ([Sector("m", 12)], ["each region: members <= 2", "each employer: members <= 1/3 of all seats"]),
        ([Sector(f"s{number}", 10) for number in range(10)], ["members among sex is f >= 40% of members"]),
        (
            [Sector(f"s{number}", 100_000) for number in range(1000)],
            ["members among sex is f >= 40% of members"],
        ),
    ],
)
def test_a_body_is_made_or_refused_quickly(sectors: list[str | Sector], rules: list[str]) -> None:
    begin = time.process_time()
    refusal(sectors, *rules)
    assert time.process_time() - begin < 0.5  # 0.05 at most on a quiet machine
