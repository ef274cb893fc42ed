"""Places, zones, duties and the rule of zones: what they say, what is refused, what a record keeps."""

import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from consultgov import Clause
from consultgov.composition.zoning import plans
from consultgov.composition.zoning import rules as zone_rules
from consultgov.composition.zoning.plans import Duty, Place, Zone, ZonePlan
from consultgov.composition.zoning.rules import ZoneRule
from consultgov.errors import ConsultgovError, RecordError, RuleError, ShareError
from consultgov.shares import Share

LAW = Clause("rules of the committee, art. 6", "分片负责", strength="default")
PLAN = ZonePlan(
    places=[Place("yard 2", "yard", "20.5"), Place("yard 1", load=30), "school"],
    zones=[Zone("west", ["yard 2", "school"]), Zone("east", ["yard 1", "school"])],
    duties=[
        Duty("west", "wang", "2026-02-01"),
        Duty("east", "li", "2026-01-01", "2026-07-01"),
        Duty("east", "zhao", "2026-03-01"),
        Duty("west", "li", "2026-08-01"),
    ],
)
NOTHING: Any = None
FULL = ZoneRule(
    responsible=(1, 2),
    per_member=(1, None),
    spread="100/3%",
    per_place=(0, 2),
    exempt=["chair"],
    home_first=True,
    clause=LAW,
)


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


# --- what a plan tells ------------------------------------------------------------------------------


def test_who_answers_for_a_place_depends_on_the_day() -> None:
    assert PLAN.answering("yard 1", "2026-01-15") == ("li",)
    assert PLAN.answering("yard 1", "2026-03-01") == ("li", "zhao")
    assert PLAN.answering("yard 1", date(2026, 7, 1)) == ("zhao",)
    assert PLAN.answering("school", "2026-08-01") == ("li", "wang", "zhao")
    assert PLAN.responsible("west", "2026-01-15") == ()
    assert PLAN.zones_of("li", "2026-08-01") == ("west",)


def test_the_load_of_a_zone_is_that_of_its_places_and_each_member_carries_all_of_it() -> None:
    assert PLAN.zone_loads == {"east": 31, "west": Fraction(43, 2)}
    assert PLAN.loads("2026-03-01") == {"li": 31, "wang": Fraction(43, 2), "zhao": 31}
    assert PLAN.loads("2025-01-01") == {}


def test_whoever_leaves_has_no_duties_from_that_day_on() -> None:
    left = PLAN.without("li", "2026-05-01")
    assert left.duties[0] == Duty("east", "li", "2026-01-01", "2026-05-01")
    assert left.zones_of("li", "2026-08-01") == ()
    assert PLAN.without("nobody", "2026-05-01") == PLAN
    assert PLAN.without("wang", "2026-02-01").responsible("west", "2026-02-01") == ()


def test_the_order_in_which_parts_are_given_does_not_matter() -> None:
    turned = ZonePlan(PLAN.places[::-1], frozenset(PLAN.zones), PLAN.duties[::-1])
    assert turned == PLAN
    assert hash(turned) == hash(PLAN)


@pytest.mark.parametrize("value", [PLAN, FULL, ZoneRule()], ids=["plan", "rule", "usual-rule"])
def test_a_record_and_a_pickle_keep_everything(value: ZonePlan | ZoneRule) -> None:
    assert type(value).from_dict(value.to_dict()) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line


def test_what_is_as_usual_is_not_in_the_record() -> None:
    assert ZoneRule().to_dict() == {}
    assert Zone("east").to_dict() == {"id": "east"}
    assert Place("a").to_dict() == {"id": "a"}
    assert Place("a", load=Decimal("20.50")).to_dict() == {"id": "a", "load": "20.5"}
    assert Duty("east", "li", "2026-01-01").to_dict() == {
        "zone": "east",
        "member": "li",
        "start": "2026-01-01",
    }
    assert FULL.to_dict()["spread"] == "100/3%"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("25％", Share("1/4")),
        (Share("1/3"), Share("1/3")),
        ("40", 40),
        (Fraction(1, 3), Fraction(1, 3)),
        (0, 0),
    ],
    ids=["percent", "share", "text", "fraction", "zero"],
)
def test_a_spread_is_a_number_or_a_share_of_the_mean(given: object, read: object) -> None:
    rule = ZoneRule(spread=given)
    assert rule.spread == read
    assert ZoneRule.from_dict(rule.to_dict()) == rule


def test_a_share_is_taken_of_the_mean_load() -> None:
    assert ZoneRule(spread="25%").allows(120, 4) == Fraction(15, 2)
    assert ZoneRule(spread=9).allows(120, 4) == 9
    assert ZoneRule().allows(120, 4) is None


def test_one_number_is_exactly_so_many() -> None:
    assert ZoneRule(responsible=2).responsible == (2, 2)
    assert ZoneRule(per_member=[1, None]).per_member == (1, None)


# --- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: Place(""), ["bad-name"]),
        (lambda: Place("\ud800"), ["bad-name"]),
        (lambda: Place("a", "\ud800"), ["bad-text"]),
        (lambda: Place("a", None), ["bad-text"]),
        (lambda: Place("a", load=-1), ["negative-number"]),
        (lambda: Zone("a", "yard 1"), ["not-a-list"]),
        (lambda: Zone("a", {"yard 1": 1}), ["not-a-list"]),
        (lambda: Zone("a", [1, None]), ["bad-name", "bad-name"]),
        (lambda: Zone("a", (str(each) for each in range(10**9))), ["too-long"]),
        (lambda: Duty("a", "li", "May"), ["bad-day"]),
        (lambda: Duty("a", "li", "2026-01-01", 7), ["bad-day"]),
        (lambda: Duty("a", "li", "2026-01-01", "2026-01-01"), ["empty-span"]),
        (lambda: Duty("a", [], "2026-01-01"), ["bad-name"]),
        (lambda: ZonePlan(None, []), ["not-a-list"]),
        (lambda: ZonePlan(["a", "a"], [Zone("x"), Zone("x")]), ["name-twice", "name-twice"]),
        (lambda: ZonePlan([], ["x", 1]), ["not-a-dict", "not-a-dict"]),
        (lambda: ZonePlan([], [], [Duty("x", "li", "2026-01-01")]), ["unknown-zone"]),
        (
            lambda: ZonePlan([], [Zone("x")], [Duty("x", "li", "2026-01-01"), Duty("x", "li", "2026-05-01")]),
            ["duty-twice"],
        ),
        (lambda: PLAN.answering("nowhere", "2026-01-01"), ["unknown-place"]),
        (lambda: PLAN.responsible("nowhere", "2026-01-01"), ["unknown-zone"]),
        (lambda: PLAN.responsible(NOTHING, "2026-01-01"), ["bad-name"]),
        (lambda: PLAN.zones_of(NOTHING, "2026-01-01"), ["bad-name"]),
        (lambda: PLAN.running(NOTHING), ["bad-day"]),
        (lambda: PLAN.without("li", NOTHING), ["bad-day"]),
    ],
)
def test_what_makes_no_sense_is_refused(make: Callable[[], object], expected: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        make()
    assert codes(caught) == expected


def test_two_duties_for_a_zone_may_follow_each_other() -> None:
    duties = [Duty("x", "li", "2026-05-01"), Duty("x", "li", "2026-01-01", "2026-05-01")]
    assert ZonePlan([], [Zone("x")], duties).responsible("x", "2026-05-01") == ("li",)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"responsible": (2, 1)}, "empty-range"),
        ({"responsible": (1, 2, 3)}, "bad-range"),
        ({"responsible": "1"}, "bad-range"),
        ({"responsible": True}, "bad-range"),
        ({"per_member": (-1, None)}, "bad-range"),
        ({"per_member": (None, 1)}, "bad-range"),
        ({"per_member": (0, 1001)}, "bad-range"),
        ({"per_place": 2}, "bad-range"),
        ({"spread": -1}, "bad-spread"),
        ({"home_first": 1}, "not-a-truth"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(given: dict[str, Any], expected: str) -> None:
    with pytest.raises(RuleError) as caught:
        ZoneRule(**given)
    assert codes(caught) == [expected]


@pytest.mark.parametrize(
    "load", [1.5, float("nan"), "many", None, 10**500], ids=["float", "nan", "text", "none", "long"]
)
def test_a_load_is_exact(load: object) -> None:
    with pytest.raises(ShareError):
        Place("a", load=load)
    with pytest.raises(ConsultgovError):
        ZoneRule(spread=[load])


def test_all_faults_of_a_record_are_said_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        Duty.from_dict({"zone": "", "member": 1, "start": "x"})
    assert codes(caught) == ["bad-name", "bad-name", "bad-day"]


def test_modules_list_their_names() -> None:
    assert dir(plans) == ["Duty", "Place", "Zone", "ZonePlan"]
    assert "ZoneRule" in dir(zone_rules)
