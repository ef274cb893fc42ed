"""Bodies beside one another: what a record of one holds, and what is wrong between several on a day."""

import pickle
from collections.abc import Callable, Iterable
from datetime import date
from itertools import permutations
from typing import Any

import attrs
import pytest

from consultgov import Clause
from consultgov.composition import bodies
from consultgov.composition.bodies import Body, Mandate, bodies_findings
from consultgov.errors import ConsultgovError, RecordError
from consultgov.verdicts import Severity

FLOOD = Mandate("flood of June", "2026-06-10", "2026-12-01", "the dikes are repaired")
CONFERENCE = Body(
    "flood control",
    "joint_conference",
    led_by="district committee",
    guided_by=["water bureau"],
    convening_unit="district office",
    lead_unit="water",
    members=["water", "transport", "police"],
    liaisons={"water": "li", "transport": ["wang", "zhao"], "police": ["chen"]},
    mandate=FLOOD,
    founded="2026-06-10",
    dissolved="2026-12-01",
    clause=Clause("国办函〔2003〕49号"),
)
GROUP = Body(
    "dikes", "working_group", parent="flood control", mandate=Mandate("dikes", "2026-07-01", "2026-09-01")
)
ABOVE = (Body("district committee"), Body("water bureau"))


def told(bodies: Iterable[Body], on: str = "2026-07-15") -> list[tuple[str, dict[str, object]]]:
    return [(finding.code, dict(finding.facts)) for finding in bodies_findings(bodies, on)]


def codes(bodies: Iterable[Body], on: str = "2026-07-15") -> list[str]:
    return [code for code, _ in told(bodies, on)]


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [CONFERENCE, GROUP, Body("党组织")], ids=lambda body: body.name)
def test_a_body_comes_back_from_its_record_and_from_a_pickle(body: Body) -> None:
    assert Body.from_dict(body.to_dict()) == body
    assert pickle.loads(pickle.dumps(body)) == body  # noqa: S301 - pickled on this line
    assert hash(Body.from_dict(body.to_dict())) == hash(body)
    assert attrs.evolve(body, kind=body.kind) == body


def test_a_record_holds_what_is_stated_and_nothing_else() -> None:
    assert Body("党组织").to_dict() == {"name": "党组织"}
    assert CONFERENCE.to_dict()["liaisons"] == {
        "water": ["li"],
        "transport": ["wang", "zhao"],
        "police": ["chen"],
    }
    assert FLOOD.to_dict() == {
        "topic": "flood of June",
        "start": "2026-06-10",
        "end": "2026-12-01",
        "ends_with": "the dikes are repaired",
    }


def test_days_are_half_open() -> None:
    assert [CONFERENCE.exists(on) for on in ("2026-06-09", "2026-06-10", "2026-11-30", "2026-12-01")] == [
        False,
        True,
        True,
        False,
    ]
    assert Body("党组织").exists(date.min)
    assert [FLOOD.is_over(on) for on in ("2026-11-30", "2026-12-01")] == [False, True]
    assert not Mandate("?", "2026-06-10").is_over(date.max)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"name": " "}, ["bad-name"]),
        ({"name": "\ud800"}, ["bad-name"]),
        ({"name": None}, ["bad-name"]),
        ({"name": "x", "kind": 3}, ["bad-name"]),
        ({"name": "x", "members": 3}, ["not-a-list"]),
        ({"name": "x", "members": {"water": 1}}, ["not-a-list"]),
        ({"name": "x", "members": [None, ""]}, ["bad-name", "bad-name"]),
        ({"name": "x", "members": ["water", "water"]}, ["name-twice"]),
        ({"name": "x", "members": [str(place) for place in range(100_001)]}, ["too-long"]),
        ({"name": "x", "liaisons": 3}, ["not-a-list"]),
        ({"name": "x", "liaisons": ["water"]}, ["not-a-pair"]),
        ({"name": "x", "liaisons": {"": "li", "police": [3]}}, ["bad-name", "bad-name"]),
        ({"name": "x", "mandate": "flood"}, ["not-a-dict"]),
        ({"name": "x", "founded": 2026}, ["bad-day"]),
        ({"name": "x", "founded": "2026-06-10", "dissolved": "2026-06-10"}, ["days-disordered"]),
        ({"name": "x", "clause": "49"}, ["not-a-dict"]),
    ],
)
def test_a_body_that_is_none_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises(RecordError) as made:
        Body(**given)
    with pytest.raises(RecordError) as read:
        Body.from_dict(given)
    assert [[fault.code for fault in caught.value.faults] for caught in (made, read)] == [faults, faults]


def test_all_faults_of_a_record_are_told_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        Body.from_dict({"name": "", "members": 3, "mandate": {"topic": "?", "start": "soon"}})
    assert [fault.code for fault in caught.value.faults] == ["bad-name", "not-a-list", "bad-day"]
    with pytest.raises(RecordError):
        Mandate("?", "2026-06-10", "2026-06-01")
    with pytest.raises(RecordError):
        Mandate("?", None)


# --- review ---------------------------------------------------------------------------------------


def test_bodies_in_order_have_no_finding() -> None:
    assert told([CONFERENCE, GROUP, *ABOVE]) == []
    assert told([]) == []


def test_bodies_that_are_not_there_yet_or_any_more_are_not_judged() -> None:
    assert codes([CONFERENCE], "2026-06-09") == []
    assert codes([CONFERENCE], "2026-12-01") == []


def test_whoever_leads_guides_or_holds_a_part_has_to_be_there() -> None:
    later = [attrs.evolve(each, founded="2026-07-16") for each in (CONFERENCE, *ABOVE)]
    on = {"on": "2026-07-15"}
    assert told([GROUP]) == [("no-such-parent", {"body": "dikes", "parent": "flood control", **on})]
    assert codes([GROUP, *later]) == ["no-such-parent"]
    assert told([CONFERENCE, *later[1:]]) == [
        ("no-such-leader", {"body": "flood control", "leader": "district committee", **on}),
        ("no-such-guide", {"body": "flood control", "guide": "water bureau", **on}),
    ]


@pytest.mark.parametrize(
    ("start", "end", "dissolved", "found"),
    [
        ("2026-06-10", "2026-12-01", None, []),
        ("2026-06-09", "2026-12-01", None, ["mandate-precedes-parent"]),
        ("2026-06-10", "2026-12-02", None, ["outlives-parent"]),
        ("2026-06-10", "2026-12-02", "2026-12-01", []),
        ("2026-06-10", None, None, ["outlives-parent-open"]),
        ("2026-06-10", "2026-07-15", None, ["outlives-parent-open", "mandate-over"]),
        ("2026-06-10", "2026-07-15", "2026-07-16", ["mandate-over"]),
    ],
)
def test_a_working_group_stays_within_the_mandate_of_its_body(
    start: str, end: str | None, dissolved: str | None, found: list[str]
) -> None:
    group = attrs.evolve(GROUP, mandate=Mandate("dikes", start, end), dissolved=dissolved)
    assert codes([CONFERENCE, group, *ABOVE]) == found


def test_a_standing_group_outlives_a_body_with_an_end_and_never_a_standing_one() -> None:
    group = attrs.evolve(GROUP, mandate=None)
    standing = attrs.evolve(CONFERENCE, mandate=None, dissolved=None)
    assert told([CONFERENCE, group, *ABOVE]) == [
        ("outlives-parent-open", {"body": "dikes", "parent": "flood control", "parent_end": "2026-12-01"})
    ]
    assert told([standing, group, *ABOVE]) == []
    assert told([attrs.evolve(standing, dissolved="2026-07-01"), group])[0][1]["parent_end"] == "2026-07-01"


def test_a_mandate_that_is_over_is_told_until_the_body_is_dissolved() -> None:
    late = attrs.evolve(CONFERENCE, dissolved="2027-01-01")
    assert codes([late, *ABOVE], "2026-11-30") == []
    assert told([late, *ABOVE], "2026-12-01") == [
        ("mandate-over", {"body": "flood control", "topic": "flood of June", "end": "2026-12-01"})
    ]


def test_circles_of_parts_are_told_once_from_the_first_name_on() -> None:
    chain = [Body("d", parent="c"), Body("c", parent="b"), Body("b", parent="a"), Body("a", parent="c")]
    own = Body("x", parent="x")
    for order in permutations([*chain, own]):
        assert told(order) == [
            ("parents-in-circle", {"bodies": ["a", "c", "b"]}),
            ("parents-in-circle", {"bodies": ["x"]}),
        ]


def test_a_long_chain_of_parts_is_no_circle() -> None:
    chain = [Body(f"b{place}", parent=f"b{place + 1}") for place in range(5000)]
    assert told([*chain, Body("b5000")]) == []


def test_every_member_unit_has_a_liaison_officer_once_one_is_named() -> None:
    some = attrs.evolve(CONFERENCE, liaisons={"water": "li", "police": [], "grid": ["ma"]})
    none = attrs.evolve(CONFERENCE, liaisons={})
    assert told([some, *ABOVE]) == [
        ("units-without-liaison", {"body": "flood control", "units": ["transport", "police"]}),
        ("liaisons-of-no-member", {"body": "flood control", "units": ["grid"]}),
    ]
    assert told([none, *ABOVE]) == []


def test_a_finding_has_the_clause_of_its_body_and_speaks_two_languages() -> None:
    default = Clause("rules of procedure", strength="default")
    finding = bodies_findings([attrs.evolve(GROUP, clause=default)], "2026-07-15")[0]
    assert finding.severity is Severity.DEVIATION
    assert "“flood control”" in finding.explain()
    assert "没有“flood control”这一机构" in finding.explain("zh")


@pytest.mark.parametrize("given", [None, 3, "dikes", ["dikes"], [GROUP, GROUP], [{"name": ""}]])
def test_what_is_no_list_of_bodies_is_refused(given: object) -> None:
    with pytest.raises(RecordError):
        bodies_findings(given, "2026-07-15")  # type: ignore[arg-type]


@pytest.mark.parametrize("on", [None, 3, "soon", float("nan")])
def test_a_day_that_is_none_is_refused(on: object) -> None:
    asked: list[Callable[[Any], object]] = [
        GROUP.exists,
        FLOOD.is_over,
        lambda at: bodies_findings([GROUP], at),
    ]
    for ask in asked:
        with pytest.raises(ConsultgovError):
            ask(on)


def test_plain_dicts_of_bodies_are_read() -> None:
    assert codes([GROUP.to_dict()]) == ["no-such-parent"]  # type: ignore[list-item]


def test_the_room_lists_what_it_offers() -> None:
    assert dir(bodies) == list(bodies.__all__)
