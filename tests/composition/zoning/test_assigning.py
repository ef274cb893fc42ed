"""Who takes which zone: the smallest change, the best balance, homes, and why nobody can."""

import pickle
import random
from collections.abc import Sequence
from typing import Any

import pytest

from consultgov import Clause
from consultgov.composition.zoning import assigning, searching
from consultgov.composition.zoning.assigning import Zoning, assign_zones
from consultgov.composition.zoning.plans import Duty, Place, Zone, ZonePlan
from consultgov.composition.zoning.reviewing import review_zones
from consultgov.composition.zoning.rules import ZoneRule
from consultgov.errors import RecordError, TooLarge
from consultgov.shares import Number

START, ON = "2026-01-01", "2026-07-01"


def plan(loads: Sequence[Number | str], **held: str) -> ZonePlan:
    """Zones of one place each, and who has which: ``li="ac"``."""
    letters = [chr(ord("a") + number) for number in range(len(loads))]
    places = [Place(f"yard {letter}", load=load) for letter, load in zip(letters, loads, strict=True)]
    zones = [Zone(letter, [f"yard {letter}"]) for letter in letters]
    return ZonePlan(places, zones, [Duty(zone, who, START) for who, own in held.items() for zone in own])


def divided(found: Zoning) -> dict[str, str]:
    """Member to her zones."""
    assert found.plan is not None
    running = found.plan.running(ON)
    members = sorted({each.member for each in running})
    return {member: "".join(found.plan.zones_of(member, ON)) for member in members}


def assign(given: ZonePlan, members: Sequence[str], lives: Any = None, **rule: object) -> Zoning:  # noqa: ANN401
    return assign_zones(given, ZoneRule(**rule), members, ON, lives)


# --- the smallest change ----------------------------------------------------------------------------

HELD = plan([40, 35, 30, 25, 20, 10], li="af", wang="be", zhao="cd")


def test_nothing_changes_where_nothing_has_to() -> None:
    found = assign(HELD, ["li", "wang", "zhao"], spread=5)
    assert (found.why.code, found.plan, found.begun, found.ended) == ("zones-unchanged", HELD, (), ())
    assert found.why.facts == {"begun": 0, "ended": 0, "spread": "5", "at_home": 0}


def test_whoever_left_hands_on_her_zones_and_nobody_else_is_moved() -> None:
    found = assign(HELD, ["li", "wang", "sun"])
    assert divided(found) == {"li": "af", "wang": "be", "sun": "cd"}
    assert [(each.zone, each.member, each.end) for each in found.ended] == [
        ("c", "zhao", None),
        ("d", "zhao", None),
    ]
    assert found.plan is not None
    assert found.plan.duties[2:4] == (Duty("c", "sun", ON), Duty("c", "zhao", START, ON))


def test_zones_go_to_whoever_balances_best() -> None:
    found = assign(HELD, ["li", "wang"])
    assert divided(found) == {"li": "acf", "wang": "bde"}
    assert (found.why.facts["spread"], len(found.begun)) == ("0", 2)


def test_more_is_moved_where_the_spread_forces_it() -> None:
    uneven = plan([10, 10, 10, 10], li="abc", wang="d")
    assert divided(assign(uneven, ["li", "wang"])) == {"li": "abc", "wang": "d"}
    found = assign(uneven, ["li", "wang"], spread="50%")
    assert (len(found.begun), found.why.facts["spread"]) == (1, "0")
    assert (len(assign(uneven, ["li", "wang"], spread=0).begun)) == 1
    swap = plan([9, 6, 5, 2], li="ab", wang="cd")
    assert divided(assign(swap, ["li", "wang"], spread=0)) == {"li": "ad", "wang": "bc"}


def test_duties_of_a_day_and_of_later_days() -> None:
    given = ZonePlan(["x"], [Zone("a", ["x"])], [Duty("a", "li", ON), Duty("a", "wang", "2026-09-01")])
    found = assign(given, ["wang"])
    assert found.ended == (Duty("a", "li", ON),)
    assert found.begun == (Duty("a", "wang", ON, "2026-09-01"),)
    assert found.plan is not None
    assert found.plan.duties == (Duty("a", "wang", ON, "2026-09-01"), Duty("a", "wang", "2026-09-01"))


def test_too_many_zones_are_handed_on() -> None:
    given = plan([1, 1, 1], li="abc", wang="ab")
    assert len(assign(given, ["li", "wang"]).ended) == 2
    assert divided(assign(given, ["li", "wang"], per_member=(0, 2))) == {"li": "bc", "wang": "a"}
    assert [len(each) for each in divided(assign(given, ["li", "wang"], responsible=2)).values()] == [3, 3]


# --- a first division -------------------------------------------------------------------------------


def test_a_first_division_is_the_best_balanced_one() -> None:
    found = assign(plan([8, 7, 6, 5, 4]), ["li", "wang"])
    assert sorted(divided(found).values()) == ["ab", "cde"]
    assert found.why.facts["spread"] == "0"
    assert sorted(len(each) for each in divided(assign(plan([1] * 7), ["li", "wang", "zhao"])).values()) == [
        2,
        2,
        3,
    ]


def test_loads_need_not_be_whole() -> None:
    found = assign(plan(["0.5", "1/3", "1/6"]), ["li", "wang"])
    assert found.why.facts["spread"] == "0"
    assert assign(plan(["0.5", "1/3"]), ["li", "wang"], spread="1/6").why.holds
    assert not assign(plan(["0.5", "1/3"]), ["li", "wang"], spread="0.16").why.holds


def test_members_get_zones_they_live_in_where_loads_allow_it() -> None:
    lives = {"li": "yard c", "wang": "b", "zhao": "a", "sun": None, "gone": "a"}
    found = assign(plan([5, 5, 5]), ["li", "wang", "zhao"], lives)
    assert divided(found) == {"li": "c", "wang": "b", "zhao": "a"}
    assert found.why.facts["at_home"] == 3


def test_of_two_who_live_in_a_zone_one_makes_room() -> None:
    lives = {"li": "a", "wang": "a", "zhao": "b"}
    assert divided(assign(plan([5, 5, 5]), ["li", "wang", "zhao"], lives)) == {
        "li": "a",
        "wang": "c",
        "zhao": "b",
    }
    lives = {"li": "a", "wang": "b", "zhao": "b"}
    found = assign(plan([6, 5, 2, 1, 4]), ["li", "wang", "zhao"], lives)
    assert found.why.facts["at_home"] == 2


def test_homes_come_before_balance_where_the_rule_says_so() -> None:
    given = plan([6, 5, 1, 4], zhao="d")
    near = assign(given, ["li", "wang", "zhao"], {"zhao": "b"})
    home = assign(given, ["li", "wang", "zhao"], {"zhao": "b"}, home_first=True)
    assert (near.why.facts["spread"], near.why.facts["at_home"]) == ("1", 0)
    assert (home.why.facts["spread"], home.why.facts["at_home"]) == ("8", 1)
    kept = assign(given, ["li", "wang", "zhao"], {"zhao": "b"}, home_first=True, spread=1)
    assert (kept.why.facts["spread"], kept.why.facts["at_home"]) == ("1", 0)


def test_somebody_at_home_in_overlapping_zones() -> None:
    zones = [Zone("a", ["x"]), Zone("b", ["x"]), Zone("c", ["y"]), Zone("d", ["y"])]
    found = assign(ZonePlan(["x", "y"], zones), ["li", "wang"], {"li": "x", "wang": "y"})
    assert divided(found) == {"li": "ab", "wang": "cd"}


def test_of_many_ways_those_that_balance_no_better_are_left() -> None:
    found = assign(
        plan([13, 11, 10, 14, 9, 17]), ["li", "wang", "zhao"], {"li": "d", "wang": "c", "zhao": "e"}
    )
    assert found.why.facts == {"begun": 6, "ended": 0, "spread": "2", "at_home": 2}


def test_those_exempt_keep_what_they_have_and_get_nothing() -> None:
    given = plan([9, 1, 1], chair="a")
    found = assign(given, ["chair", "li", "wang"], exempt=["chair"], per_member=(1, None), spread=0)
    assert divided(found)["chair"] == "a"
    assert found.why.facts["spread"] == "0"
    assert assign(plan([1]), ["chair"], exempt=["chair"]).why.code == "zones-ask-too-much"
    assert assign(plan([1], chair="a"), ["chair"], exempt=["chair"], spread="0%").why.holds


def test_a_plan_without_zones() -> None:
    assert assign(ZonePlan([], []), ["li"]).why.code == "zones-unchanged"
    assert assign(ZonePlan([], []), [], per_member=1).why.holds
    assert assign(ZonePlan([], []), ["li"], per_member=1).why.code == "members-ask-too-much"


# --- why nobody can ---------------------------------------------------------------------------------


def test_zones_that_ask_for_too_much_are_named() -> None:
    found = assign(plan([1, 1, 1, 1, 1]), ["li", "wang"], per_member=(0, 2), clause=Clause("art. 6"))
    assert found.plan is None
    assert found.why.facts == {"zones": list("abcde"), "needed": 5, "capacity": 4, "missing": 1}
    assert found.explain().splitlines() == [
        "Duties that these zones need together: 5 (a, b, c, d and e). The members can take on 4: 1 too few.",
        "Source: art. 6.",
    ]
    one = assign(plan([1, 1]), ["li"], responsible=2)
    assert one.why.facts == {"zones": ["a"], "needed": 2, "capacity": 1, "missing": 1}


def test_only_zones_to_blame_are_named() -> None:
    given = plan([1, 1, 1], chair="a", li="b")
    found = assign(given, ["chair", "li"], exempt=["chair"], per_member=(0, 1))
    assert found.why.facts["zones"] == ["b", "c"]


def test_members_that_ask_for_too_much_are_named() -> None:
    found = assign(plan([1]), ["li", "wang", "zhao"], per_member=1)
    assert found.why.facts == {"members": ["li", "wang"], "needed": 2, "capacity": 1, "missing": 1}
    assert found.explain("zh") == "下列成员共应负责片区2个次：li和wang；片区至多可以分给他们1个次，缺1个次。"


def test_loads_that_stay_apart_are_told_with_the_least() -> None:
    found = assign(plan([9, 4, "2.5"]), ["li", "wang"], spread=2)
    assert found.why.facts == {"least": "2.5", "limit": "2"}
    assert found.explain() == (
        "However the zones are divided, the loads of two members lie 2.5 apart or more; the limit is 2."
    )


def test_the_least_is_proven_as_far_as_the_steps_go() -> None:
    given = plan([97, 89, 83, 79, 73, 71, 67, 61])
    rule = ZoneRule(spread=1, responsible=1, per_member=(2, 2))
    full = assign_zones(given, rule, ["li", "wang", "zhao", "sun"], ON)
    assert full.why.code == "loads-stay-apart"
    short = assign_zones(given, rule, ["li", "wang", "zhao", "sun"], ON, steps=40)
    assert int(str(short.why.facts["least"])) <= int(str(full.why.facts["least"]))


# --- how it is told and kept ------------------------------------------------------------------------


def test_changes_are_told_in_two_languages() -> None:
    found = assign(plan([3, 3], li="a", wang="b"), ["li", "sun"], {"sun": "b"})
    assert found.explain().splitlines() == [
        (
            "Duties begun: 1; ended: 1. The loads of members then lie 0 apart; "
            "duties of members who live in the zone: 1."
        ),
        "  wang answers for zone b no longer, from 2026-07-01 on.",
        "  sun answers for zone b from 2026-07-01 on.",
    ]
    assert found.explain("zh").splitlines() == [
        "新增分片责任1项，终止1项。调整后成员之间的工作量相差0；成员负责自己居住的片区的，有1项。",
        "  自2026-07-01起，wang不再负责片区b。",
        "  自2026-07-01起，sun负责片区b。",
    ]


def test_a_zoning_is_kept_as_a_record() -> None:
    for members in (["li", "wang"], []):
        found = assign(HELD, members)
        assert Zoning.from_dict(found.to_dict()) == found
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - pickled on this line
        assert hash(Zoning.from_dict(found.to_dict())) == hash(found)
    with pytest.raises(RecordError):
        Zoning.from_dict({"why": None})


# --- sizes ------------------------------------------------------------------------------------------

MEMBERS = [f"m{number}" for number in range(15)]


def test_fifteen_members_and_thirty_zones() -> None:
    draw = random.Random(2)  # noqa: S311 - loads to measure with
    loads = [draw.randrange(20, 200) for _ in range(26)]
    given = plan(loads)
    lives = {member: draw.choice(given.zones).id for member in MEMBERS}
    found = assign(given, MEMBERS, lives)
    assert found.plan is not None
    assert review_zones(found.plan, ZoneRule(), MEMBERS, ON) == ()


def test_many_divisions_alike_do_not_take_long() -> None:
    lives = {member: "a" if number < 3 else "b" for number, member in enumerate(MEMBERS)}
    found = assign(plan([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]), MEMBERS[:6], lives)
    assert (found.why.facts["spread"], found.why.facts["at_home"]) == ("0", 2)


def test_a_search_that_takes_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge) as caught:
        assign_zones(plan([5, 4, 3, 2]), ZoneRule(), ["li", "wang"], ON, steps=5)
    assert caught.value.limit == 5
    given, lives = plan([4, 3, 2, 1]), {"li": "a", "wang": "b"}
    best = assign(given, ["li", "wang"], lives)
    monkeypatch.setattr(searching, "_FEW", 1)
    monkeypatch.setattr(searching, "_KEPT", 0)
    assert assign(given, ["li", "wang"], lives).why.facts == best.why.facts


def test_sizes_are_bounded() -> None:
    zones = [Zone(f"z{number}") for number in range(1000)]
    with pytest.raises(TooLarge):
        assign(ZonePlan([], zones), ["li", "wang", "zhao"])
    primes = [number for number in range(2, 2000) if all(number % each for each in range(2, number))]
    places = [Place(f"p{each}", load=f"1/{each}") for each in primes]
    with pytest.raises(TooLarge):
        assign(ZonePlan(places, [Zone(each.id, [each.id]) for each in places]), ["li"])


@pytest.mark.parametrize(
    ("lives", "steps", "code"),
    [
        ([], 9, "not-a-dict"),
        ({"li": "nowhere"}, 9, "unknown-place"),
        ({"li": 7}, 9, "bad-name"),
        (None, 0, "bad-number"),
        (None, 1.5, "bad-number"),
    ],
)
def test_what_cannot_be_read_is_refused(lives: Any, steps: Any, code: str) -> None:  # noqa: ANN401
    with pytest.raises(RecordError) as caught:
        assign_zones(HELD, ZoneRule(), ["li"], ON, lives, steps=steps)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_the_module_lists_its_names() -> None:
    assert dir(assigning) == ["Zoning", "assign_zones"]


# --- against every division there is, by hand -------------------------------------------------------


def test_loads_that_cannot_be_brought_together() -> None:
    given = plan([6, 3, 6, 6, 6], m0="d", m1="b")
    found = assign(
        given, ["m0", "m1", "m2"], {"m1": "b", "m2": "b"}, responsible=(1, 2), per_member=(1, 2), spread=0
    )
    assert (found.plan, found.why.code) == (None, "loads-stay-apart")
    assert found.why.facts == {"least": "3", "limit": "0"}


@pytest.mark.parametrize(
    ("loads", "held", "lives", "rule", "figures"),
    [
        (
            [4, 1, 6, 5],
            {"m2": "cd"},
            {"m2": "d", "m3": "d"},
            {"responsible": (1, 2), "per_member": (1, 4)},
            (3, 0, "10", 1),
        ),
        (
            [5, 3, 4, 1, 6],
            {"m0": "ace", "m1": "d"},
            {"m0": "d", "m1": "a"},
            {"per_member": (1, 3), "spread": 2},
            (2, 1, "1", 1),
        ),
    ],
)
def test_the_best_of_all_divisions(
    loads: list[int],
    held: dict[str, str],
    lives: dict[str, str],
    rule: dict[str, object],
    figures: tuple[object, ...],
) -> None:
    members = ["m0", "m1", "m2", "m3"][: 4 if len(loads) == 4 else 2]
    facts = assign(plan(loads, **held), members, lives, **rule).why.facts
    assert (facts["begun"], facts["ended"], facts["spread"], facts["at_home"]) == figures
