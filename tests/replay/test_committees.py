"""Every body in the data is found to be as its source says."""

from __future__ import annotations

import pytest

from consultgov import Condition
from consultgov.composition import Committee
from tests.composition.bodies.reading import differences
from tests.replay import cases, committees
from tests.replay.elections import Script


def of_kind(kind: str) -> pytest.MarkDecorator:
    """The scripts of a kind, as the parameters of a test."""
    found = list(committees.scripts(kind))
    return pytest.mark.parametrize("script", found, ids=[script.name for script in found])


@of_kind("review")
def test_a_review_finds_what_its_source_says(script: Script) -> None:
    body = committees.reviewed(script)
    assert differences(body) == []
    tally = body.committee.tally(body.roster, on=body.on)
    for word, number in script.expected["figures"].items():
        assert Condition.parse(f"{word} >= 0").evaluate(tally).left == number
    for text, number in script.expected.get("needed", {}).items():
        assert Condition.parse(text) in body.committee.rules
        assert Condition.parse(text).evaluate(tally).needed == number


@of_kind("most")
def test_as_many_of_a_group_may_sit_together_as_the_source_says(script: Script) -> None:
    committee, trait = Committee.from_dict(script.data["committee"]), script.data["trait"]
    groups = committees.memberships(script.data["members"], "X", None)
    assert committees.allowed(committee, trait, groups) == [*range(script.expected["most"] + 1)]


@of_kind("least")
def test_as_many_of_a_group_must_sit_together_as_the_source_says(script: Script) -> None:
    data, committee = script.data, Committee.from_dict(script.data["committee"])
    for size in data["members"]:
        groups = committees.memberships(size, data["value"], data["other"])
        least = script.expected["least"][str(size)]
        assert committees.allowed(committee, data["trait"], groups) == [*range(least, size + 1)], size


@of_kind("seats")
def test_the_seats_of_the_sectors_make_up_the_whole(script: Script) -> None:
    committee = Committee.from_dict(script.data["committee"])
    shares = {each.name: each.least for each in committee.sectors}
    assert sum(shares.values()) == script.expected["total"]
    assert committee.review(committees.full_house(shares), on=committees.TODAY) == ()
    for name, size in shares.items():
        for number, code in ((size - 1, "seats-vacant"), (size + 1, "seats-overfilled")):
            found = committee.review(committees.full_house({**shares, name: number}), on=committees.TODAY)
            assert [(each.code, each.facts["sector"]) for each in found] == [(code, name)]


@of_kind("fill")
def test_seats_are_filled_as_the_source_says(script: Script) -> None:
    assert committees.filled(script.data) == script.expected["elected"]


def test_every_part_of_a_case_is_of_a_kind() -> None:
    for case in cases.load("committees")["cases"]:
        for part in case.get("checks", [case]):
            assert sum(kind in part for kind in committees.KINDS) == 1, case["id"]
            assert part["expected"], case["id"]
