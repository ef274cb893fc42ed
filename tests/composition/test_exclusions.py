"""Requirements that exclude each other are found when the body is made."""

import pytest

from consultgov.composition import (
    AgeLimit,
    Committee,
    Incompatibility,
    RequiredEngagement,
    RequiredFlag,
    RequiredRoute,
    RequiredTrait,
    Requirement,
    Sector,
)
from consultgov.errors import RuleError
from consultgov.verdicts import Clause

DATED = Clause("bylaws", valid_to="2020-01-01")


@pytest.mark.parametrize(
    ("asked", "office", "what"),
    [
        ([AgeLimit(40), AgeLimit(most=30)], "", "age"),
        ([RequiredTrait("residence", "A"), RequiredTrait("residence", "B")], "", "residence"),
        ([RequiredRoute("r"), RequiredRoute(["s", "t"])], "", "route"),
        ([RequiredEngagement(full_time=True), RequiredEngagement(full_time=False)], "", "full time"),
        ([RequiredFlag(["judge", "clerk"], every=True), Incompatibility("judge")], "", "judge"),
        ([RequiredFlag(["judge", "clerk"]), Incompatibility(["judge", "clerk"])], "", "clerk, judge"),
        ([Incompatibility("mayor")], "mayor", "mayor"),
    ],
)
def test_a_seat_that_nobody_could_take_is_refused(asked: list[Requirement], office: str, what: str) -> None:
    with pytest.raises(RuleError) as caught:
        Committee("c", [Sector("a", requires=asked, ex_officio=office)])
    (fault,) = caught.value.faults
    assert (fault.code, fault.given) == ("contradictory-requirements", what)


def test_requirements_of_the_body_and_of_a_sector_are_taken_together() -> None:
    with pytest.raises(RuleError):
        Committee("c", [Sector("a", requires=AgeLimit(40))], requires=AgeLimit(most=30))
    guests = Sector("guests", voting=False, requires=AgeLimit(40))
    assert Committee("c", ["a", guests], requires=AgeLimit(most=30)).sectors


@pytest.mark.parametrize(
    "asked",
    [
        [AgeLimit(18), AgeLimit(most=65), AgeLimit(18)],
        [AgeLimit(40), AgeLimit(most=30, at_start=True)],
        [AgeLimit(40), AgeLimit(most=30, clause=DATED)],
        [AgeLimit(40), AgeLimit(most=30, clause=Clause("bylaws", strength="default"))],
        [RequiredTrait("residence", ["A", "B"]), RequiredTrait("residence", ["B", "C"])],
        [RequiredFlag(["judge", "clerk"]), Incompatibility("judge")],
        [RequiredRoute("r"), RequiredEngagement(full_time=True)],
    ],
)
def test_what_somebody_could_meet_is_not(asked: list[Requirement]) -> None:
    assert Committee("c", [Sector("a", requires=asked)]).sectors


def test_a_seat_that_need_not_be_filled_may_be_shut() -> None:
    assert Committee("c", ["a", Sector("b", (0, 1), requires=[AgeLimit(40), AgeLimit(most=30)])]).sectors
