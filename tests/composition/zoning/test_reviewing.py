"""What is wrong with zones on a day: each finding with its people, its day, how far off, in two languages."""

from collections.abc import Sequence
from typing import Any

import pytest

from consultgov import Clause, Finding
from consultgov.composition.zoning.plans import Duty, Place, Zone, ZonePlan
from consultgov.composition.zoning.reviewing import review_zones
from consultgov.composition.zoning.rules import ZoneRule
from consultgov.errors import RecordError

START, ON = "2026-01-01", "2026-07-15"


TWO = (Zone("east", ["a"]), Zone("west", ["b"]))


def plan(*duties: Duty, places: Sequence[Place | str] = ("a", "b"), zones: Sequence[Zone] = TWO) -> ZonePlan:
    return ZonePlan(places, zones, duties)


def duty(zone: str, member: str, start: str = START, end: str | None = None) -> Duty:
    return Duty(zone, member, start, end)


def found(given: ZonePlan, members: Sequence[str] = ("li", "wang"), **rule: object) -> tuple[Finding, ...]:
    return review_zones(given, ZoneRule(**rule), members, ON)


def told(findings: tuple[Finding, ...]) -> list[str]:
    return [each.code for each in findings]


GOOD = plan(duty("east", "li"), duty("west", "wang"))


def test_nothing_is_wrong() -> None:
    assert found(GOOD, spread=0, per_member=(1, 1)) == ()
    assert review_zones(ZonePlan([], []), ZoneRule(spread=0), [], ON) == ()


# --- places -----------------------------------------------------------------------------------------


def test_gaps_and_overlaps() -> None:
    zones = [Zone("east", ["a", "b"]), Zone("west", ["b"])]
    given = plan(
        duty("east", "li"), duty("west", "wang"), places=["a", "b", Place("c", load="2.5")], zones=zones
    )
    overlap, gap = found(given)
    assert (overlap.code, gap.code) == ("place-in-too-many-zones", "place-in-no-zone")
    assert overlap.facts["zones"] == ["east", "west"]
    assert (overlap.facts["people"], overlap.facts["excess"]) == (["li", "wang"], 1)
    mend = [{"code": "mend-put-into-zone", "facts": {"place": "c"}}]
    assert gap.facts == {"place": "c", "load": "2.5", "people": [], "mend": mend}
    assert found(given, per_place=(0, 2)) == ()
    assert told(found(given, per_place=(1, None))) == ["place-in-no-zone"]


def test_zones_of_nothing() -> None:
    zones = [Zone("east", ["a", "x"]), Zone("west")]
    given = plan(duty("east", "li"), duty("west", "wang"), places=["a"], zones=zones)
    assert told(found(given)) == ["zone-of-unknown-places", "zone-without-places"]


# --- zones ------------------------------------------------------------------------------------------


def test_a_zone_is_without_anyone_since_somebody_left() -> None:
    (finding,) = found(GOOD.without("li", "2026-07-01"))
    assert finding.code == "zone-without-anyone"
    assert finding.facts["since"] == "2026-07-01"
    assert finding.facts["missing"] == 1


def test_since_is_the_last_day_on_which_it_began() -> None:
    given = plan(
        duty("east", "li", START, "2026-02-01"),
        duty("east", "zhao", "2026-03-01", "2026-06-01"),
        duty("east", "li", "2026-05-01", "2026-06-11"),
        duty("east", "zhao", "2026-09-01"),
        duty("west", "wang"),
    )
    assert [each.facts["since"] for each in found(given)] == ["2026-06-11"]


def test_a_zone_that_nobody_ever_had() -> None:
    (finding,) = found(plan(duty("west", "wang"), duty("east", "li", "2026-08-01")))
    assert (finding.code, "since" in finding.facts) == ("zone-never-given", False)
    assert found(plan(duty("west", "wang")), responsible=(0, 1)) == ()


def test_a_leaver_answers_for_nothing() -> None:
    zone, person = found(GOOD, ["wang"])
    assert (zone.code, zone.facts["people"]) == ("zone-of-none-but-leavers", ["li"])
    assert (person.code, person.facts["zones"]) == ("leaver-with-zones", ["east"])


def test_too_few_and_too_many() -> None:
    given = plan(duty("east", "li"), duty("east", "wang", "2026-05-01"), duty("west", "wang"))
    (few,) = found(given, responsible=2)
    assert (few.code, few.facts["missing"], "since" in few.facts) == ("zone-with-too-few", 1, False)
    (many,) = found(given)
    assert (many.code, many.facts["excess"], many.facts["since"]) == ("zone-with-too-many", 1, "2026-05-01")
    fewer = plan(
        duty("east", "li"),
        duty("east", "wang", START, "2026-05-01"),
        duty("west", "li"),
        duty("west", "wang"),
    )
    assert [each.facts["since"] for each in found(fewer, responsible=2)] == ["2026-05-01"]


# --- members ----------------------------------------------------------------------------------------


def test_members_with_too_few_or_too_many_zones() -> None:
    given = plan(
        duty("east", "li"), duty("west", "li", "2026-05-01"), duty("west", "wang", START, "2026-05-01")
    )
    without, many = reversed(found(given, per_member=(1, 1)))
    assert (without.code, without.facts["since"]) == ("member-without-zone", "2026-05-01")
    assert (many.code, many.facts["excess"], many.facts["since"]) == (
        "member-with-too-many-zones",
        1,
        "2026-05-01",
    )
    assert told(found(GOOD, per_member=2)) == ["member-with-too-few-zones"] * 2
    assert told(found(given, per_member=(1, None), exempt=["wang"])) == []


# --- loads ------------------------------------------------------------------------------------------


def test_loads_too_far_apart() -> None:
    given = plan(
        duty("east", "li"), duty("west", "wang"), places=[Place("a", load=30), Place("b", load="12.5")]
    )
    (finding,) = found(given, spread=10)
    assert finding.facts == {
        "most": "30",
        "heaviest": ["li"],
        "least": "12.5",
        "lightest": ["wang"],
        "difference": "17.5",
        "limit": "10",
        "excess": "7.5",
        "people": ["li", "wang"],
        "mend": [{"code": "mend-move-zones", "facts": {"heaviest": ["li"], "lightest": ["wang"]}}],
    }
    assert found(given, spread="17.5") == ()
    assert found(given, spread="90%") == ()
    assert told(found(given, spread="80%")) == ["zone-loads-apart"]
    assert told(found(given, ["li", "wang", "zhao"], spread="17.5")) == ["zone-loads-apart"]
    assert found(given, ["li", "wang", "zhao"], spread="17.5", exempt=["zhao"]) == ()


# --- how it is told ---------------------------------------------------------------------------------

LAW = Clause("rules, art. 6")
MESS = ZonePlan(
    places=["a", "b", "c", Place("d", load=9)],
    zones=[Zone("e", ["a", "b", "x"]), Zone("f", ["b"]), Zone("g"), Zone("h", ["d"]), Zone("i", ["c"])],
    duties=[
        duty("e", "li"),
        duty("e", "wang"),
        duty("e", "zhao"),
        duty("f", "gone"),
        duty("g", "li", START, "2026-05-01"),
        duty("i", "li"),
    ],
)


def test_a_finding_says_since_when_what_would_mend_it_and_where_the_rule_stands() -> None:
    (finding,) = found(GOOD.without("li", "2026-07-01"), clause=LAW)
    assert finding.explain().splitlines() == [
        "Not met: nobody answers for zone east. Members needed: 1.",
        "  So since 2026-07-01.",
        "  Members to name for zone east: 1.",
        "Source: rules, art. 6.",
    ]
    assert finding.explain("zh").splitlines() == [
        "不符合规定：片区east无人负责。应有负责成员1人。",
        "  自2026-07-01起如此。",
        "  应当为片区east再确定负责成员1人。",
        "依据：rules, art. 6。",
    ]
    (default,) = found(GOOD.without("li", ON), clause=Clause("rules", strength="default"))
    assert default.severity == "deviation"


def test_every_finding_is_told_in_two_languages() -> None:
    findings = found(MESS, ["li", "wang", "zhao", "sun"], responsible=2, per_member=(1, 1), spread=2)
    findings += found(MESS, ["li"], per_member=(3, 3))
    english = [line for each in findings for line in each.explain().splitlines()]
    assert list(dict.fromkeys(english)) == ENGLISH.strip().splitlines()
    chinese = [line for each in findings for line in each.explain("zh").splitlines()]
    assert list(dict.fromkeys(chinese)) == CHINESE.strip().splitlines()


ENGLISH = """
Not met: b lies in these zones: e and f. Zones allowed: 1; too many: 1.
  Zones to take b out of: 1.
Not met: zone e names what is no place of the plan: x.
  Add to the plan, or take out of the zone: x.
Not met: these answer for zone e: li, wang and zhao. Members allowed: 2; too many: 1.
  So since 2026-01-01.
  Members to release from zone e: 1.
Not met: no member answers for zone f; still named for it: gone. Members needed: 2.
  Members to name for zone f: 2.
Not met: zone g has no place.
  Give zone g a place, or dissolve it.
Not met: nobody answers for zone g. Members needed: 2.
  So since 2026-05-01.
  Members to name for zone g: 2.
Not met: nobody has ever answered for zone h. Members needed: 2.
  Members to name for zone h: 2.
Not met: these answer for zone i: li. Members needed: 2; missing: 1.
  Members to name for zone i: 1.
Not met: gone is no member on 2026-07-15, and still answers for: f.
  End the duties of gone.
Not met: li answers for: e and i. Zones allowed: 1; too many: 1.
  Zones of li to hand on: 1.
Not met: sun answers for no zone. Zones needed: 1.
  Zones to give to sun: 1.
Not met: the loads of members lie 3 apart: 3 (li) and 0 (sun). The limit is 2; too much: 1.
  Hand zones on from li to sun.
Not met: no member answers for zone f; still named for it: gone. Members needed: 1.
  Members to name for zone f: 1.
Not met: nobody answers for zone g. Members needed: 1.
  Members to name for zone g: 1.
Not met: nobody has ever answered for zone h. Members needed: 1.
  Members to name for zone h: 1.
Not met: wang is no member on 2026-07-15, and still answers for: e.
  End the duties of wang.
Not met: zhao is no member on 2026-07-15, and still answers for: e.
  End the duties of zhao.
Not met: li answers for: e and i. Zones needed: 3; missing: 1.
  Zones to give to li: 1.
"""
CHINESE = """
不符合规定：b同时划入下列片区：e和f。至多划入1个，超出1个。
  b应当退出片区1个。
不符合规定：片区e列有方案中没有的楼院或者单位：x。
  应当补登，或者从片区中删去：x。
不符合规定：片区e由li、wang和zhao负责。至多2人，超出1人。
  自2026-01-01起如此。
  片区e应当减少负责成员1人。
不符合规定：片区f没有成员负责；名义上仍由gone负责。应有负责成员2人。
  应当为片区f再确定负责成员2人。
不符合规定：片区g没有楼院或者单位。
  应当为片区g划入楼院或者单位，或者撤销该片区。
不符合规定：片区g无人负责。应有负责成员2人。
  自2026-05-01起如此。
  应当为片区g再确定负责成员2人。
不符合规定：片区h从未有人负责。应有负责成员2人。
  应当为片区h再确定负责成员2人。
不符合规定：片区i由li负责。至少应有2人，缺1人。
  应当为片区i再确定负责成员1人。
不符合规定：2026-07-15时gone已不是成员，名下仍有片区：f。
  应当终止gone的分片责任。
不符合规定：li负责的片区：e和i。至多负责1个，超出1个。
  li应当转出片区1个。
不符合规定：sun没有负责的片区。至少应负责1个。
  应当再分给sun片区1个。
不符合规定：成员之间的工作量相差3：最多3（li），最少0（sun）。规定的上限为2，超出1。
  应当将li的片区转给sun。
不符合规定：片区f没有成员负责；名义上仍由gone负责。应有负责成员1人。
  应当为片区f再确定负责成员1人。
不符合规定：片区g无人负责。应有负责成员1人。
  应当为片区g再确定负责成员1人。
不符合规定：片区h从未有人负责。应有负责成员1人。
  应当为片区h再确定负责成员1人。
不符合规定：2026-07-15时wang已不是成员，名下仍有片区：e。
  应当终止wang的分片责任。
不符合规定：2026-07-15时zhao已不是成员，名下仍有片区：e。
  应当终止zhao的分片责任。
不符合规定：li负责的片区：e和i。至少应负责3个，缺1个。
  应当再分给li片区1个。
"""


@pytest.mark.parametrize(
    ("given", "count"),
    [((None, None, None, None), 4), ((GOOD, ZoneRule(), "li", ON), 1), ((GOOD, ZoneRule(), [1, {}], ON), 2)],
    ids=["nothing", "text", "numbers"],
)
def test_what_cannot_be_reviewed_is_refused(given: tuple[Any, ...], count: int) -> None:
    with pytest.raises(RecordError) as caught:
        review_zones(*given)
    assert len(caught.value.faults) == count
