"""What is wrong with the zones on a day: gaps, overlaps, zones without anyone, loads too far apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

from consultgov.composition.zoning.plans import Duty, ZonePlan
from consultgov.composition.zoning.reading import names, total
from consultgov.composition.zoning.rules import ZoneRule
from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.shares import number, number_text
from consultgov.spans import day
from consultgov.verdicts import Finding

__all__ = ["Asked", "asked", "review_zones"]

_Kind = TypeVar("_Kind")
_Facts: TypeAlias = dict[str, Any]


class Asked(NamedTuple):
    """A plan, a rule, the members on a day, and who answers for what on it."""

    plan: ZonePlan
    rule: ZoneRule
    members: tuple[str, ...]
    counted: tuple[str, ...]
    on: date
    running: tuple[Duty, ...]


def asked(plan: object, rule: object, members: object, on: object) -> Asked:
    """What the zones are asked by, read; of those exempt neither zones nor a like load is asked.

    Raises:
        RecordError: no plan, no rule, members that are no list of ids, no day; all at once.
    """
    faults = Faults()
    read = faults.attempt(_of_kind, plan, ZonePlan), faults.attempt(_of_kind, rule, ZoneRule)
    ids = faults.attempt(names, members, "members")
    when = faults.attempt(day, on)
    faults.close(RecordError)
    known, by = cast("tuple[ZonePlan, ZoneRule]", read)
    people, today = cast("tuple[str, ...]", ids), cast("date", when)
    exempt = set(by.exempt)
    counted = tuple(each for each in people if each not in exempt)
    return Asked(known, by, people, counted, today, known.running(today))


def _of_kind(given: object, kind: type[_Kind]) -> _Kind:
    if not isinstance(given, kind):
        raise RecordError(Fault("wrong-kind", kind.__name__, "must be one", shown(given)))
    return given


def review_zones(
    plan: ZonePlan, rule: ZoneRule, members: Iterable[str], on: date | str
) -> tuple[Finding, ...]:
    """What is wrong with the zones on a day.

    A duty of somebody who is no member is a finding, and does not count for the zone. The facts of a finding
    name the ``people`` concerned, the day ``since`` when it is so, as far as the duties tell, how far off it
    is, and what would ``mend`` it. Findings about places come first, then zones, members and loads.

    Args:
        plan: the places, the zones and who answers for them.
        rule: how it should be.
        members: the ids of the members on that day, in any order.
        on: the day.

    Raises:
        RecordError: no plan, no rule, members that are no list of ids, no day; all at once.

    >>> from consultgov.composition.zoning.plans import Zone
    >>> plan = ZonePlan(["yard 1", "yard 2"], [Zone("east", ["yard 1"])], [Duty("east", "li", "2026-01-01")])
    >>> for finding in review_zones(plan.without("li", "2026-07-01"), ZoneRule(), ["wang"], "2026-07-15"):
    ...     print(finding.code, finding.facts.get("since"))
    place-in-no-zone None
    zone-without-anyone 2026-07-01
    """
    found = asked(plan, rule, members, on)
    return (*_of_places(found), *_of_zones(found), *_of_members(found), *_of_loads(found))


# --- places ---------------------------------------------------------------------------------------


def _of_places(asked: Asked) -> Iterator[Finding]:
    (least, most), clause = asked.rule.per_place, asked.rule.clause
    named, inside = _by("zone", asked.running), defaultdict[str, list[str]](list)
    for zone in asked.plan.zones:
        for each in zone.places:
            inside[each].append(zone.id)
    for place in asked.plan.places:
        zones = inside[place.id]
        facts: _Facts = {"place": place.id, "load": number_text(place.load), "people": []}
        if len(zones) < least:
            facts["mend"] = _mend("mend-put-into-zone", place=place.id)
            yield Finding("place-in-no-zone", facts, clause)
        elif most is not None and len(zones) > most:
            excess, people = len(zones) - most, {each.member for zone in zones for each in named[zone]}
            facts |= {"zones": zones, "most": most, "excess": excess, "people": sorted(people)}
            facts["mend"] = _mend("mend-take-out-of-zones", place=place.id, excess=excess)
            yield Finding("place-in-too-many-zones", facts, clause)


# --- zones ----------------------------------------------------------------------------------------


def _of_zones(asked: Asked) -> Iterator[Finding]:
    known, clause = {place.id for place in asked.plan.places}, asked.rule.clause
    named, ever = _by("zone", asked.running), _by("zone", asked.plan.duties)
    members = set(asked.members)
    for zone in asked.plan.zones:
        facts: _Facts = {"zone": zone.id, "people": [each.member for each in named[zone.id]]}
        unknown = [place for place in zone.places if place not in known]
        if unknown:
            mend = _mend("mend-add-or-drop-places", places=unknown)
            yield Finding("zone-of-unknown-places", facts | {"places": unknown, "mend": mend}, clause)
        if not zone.places:
            mend = _mend("mend-give-places", zone=zone.id)
            yield Finding("zone-without-places", facts | {"mend": mend}, clause)
        facts["number"] = sum(each.member in members for each in named[zone.id])
        yield from _of_responsible(asked, facts, ever[zone.id])


def _of_responsible(asked: Asked, facts: _Facts, ever: list[Duty]) -> Iterator[Finding]:
    """Whether as many members answer for a zone as have to."""
    (least, most), number, clause = asked.rule.responsible, facts["number"], asked.rule.clause
    if number < least:
        yield _deserted(asked, facts | {"least": least, "missing": least - number}, ever)
    elif most is not None and number > most:
        since = _since(ever, asked.on, lambda count: count <= most)
        facts |= {"most": most, "excess": number - most}
        mend = _mend("mend-release-members", zone=facts["zone"], excess=number - most)
        yield Finding("zone-with-too-many", facts | since | {"mend": mend}, clause)


def _deserted(asked: Asked, facts: _Facts, ever: list[Duty]) -> Finding:
    """A zone for which too few members answer, or nobody."""
    facts["mend"] = _mend("mend-name-members", zone=facts["zone"], missing=facts["missing"])
    if facts["number"]:
        since = _since(ever, asked.on, lambda count: count >= facts["least"])
        return Finding("zone-with-too-few", facts | since, asked.rule.clause)
    if facts["people"]:
        return Finding("zone-of-none-but-leavers", facts, asked.rule.clause)
    since = _since(ever, asked.on, bool)
    if not since:
        return Finding("zone-never-given", facts, asked.rule.clause)
    return Finding("zone-without-anyone", facts | since, asked.rule.clause)


def _by(field: str, duties: Iterable[Duty]) -> dict[str, list[Duty]]:
    """The duties of each zone, or of each member."""
    found = defaultdict[str, list[Duty]](list)
    for each in duties:
        found[getattr(each, field)].append(each)
    return found


def _since(duties: Iterable[Duty], on: date, fits: Callable[[int], bool]) -> dict[str, str]:
    """Since when the number of duties running has not been as it should; nothing if it is, or never was."""
    steps = Counter[date]()
    for each in duties:
        steps[each.start] += 1
        if each.end is not None:
            steps[each.end] -= 1
    number, since = 0, dict[str, str]()
    for when in sorted(each for each in steps if each <= on):
        before, number = number, number + steps[when]
        if fits(before) and not fits(number):
            since = {"since": when.isoformat()}
    return {} if fits(number) else since


def _mend(code: str, **facts: object) -> list[_Facts]:
    """What would mend a finding."""
    return [{"code": code, "facts": facts}]


# --- members --------------------------------------------------------------------------------------


def _of_members(asked: Asked) -> Iterator[Finding]:
    held, ever = _by("member", asked.running), _by("member", asked.plan.duties)
    (_, most), counted = asked.rule.per_member, set(asked.counted)
    for person in sorted(held.keys() - set(asked.members)):
        facts: _Facts = {"person": person, "people": [person], "on": asked.on.isoformat()}
        facts |= {
            "zones": [each.zone for each in held[person]],
            "mend": _mend("mend-end-duties", person=person),
        }
        yield Finding("leaver-with-zones", facts, asked.rule.clause)
    for member in asked.members:
        zones = [each.zone for each in held[member]]
        facts = {"member": member, "people": [member], "zones": zones, "number": len(zones)}
        if member in counted:
            yield from _of_idle(asked, facts, ever[member])
        if most is not None and len(zones) > most:
            excess, since = len(zones) - most, _since(ever[member], asked.on, lambda count: count <= most)
            mend = _mend("mend-hand-on-zones", member=member, excess=excess)
            facts |= {"most": most, "excess": excess, "mend": mend}
            yield Finding("member-with-too-many-zones", facts | since, asked.rule.clause)


def _of_idle(asked: Asked, facts: _Facts, ever: list[Duty]) -> Iterator[Finding]:
    """Whether a member has as many zones as she must."""
    least = asked.rule.per_member[0]
    missing = least - facts["number"]
    if missing <= 0:
        return
    facts = (
        facts | {"least": least, "missing": missing} | _since(ever, asked.on, lambda count: count >= least)
    )
    facts["mend"] = _mend("mend-give-zones", member=facts["member"], missing=missing)
    if facts["number"]:
        yield Finding("member-with-too-few-zones", facts, asked.rule.clause)
    else:
        yield Finding("member-without-zone", facts, asked.rule.clause)


# --- loads ----------------------------------------------------------------------------------------


def _of_loads(asked: Asked) -> Iterator[Finding]:
    carried = asked.plan.loads(asked.on)
    loads = {member: carried.get(member, 0) for member in asked.counted}
    if not loads:
        return
    low, high = min(loads.values()), max(loads.values())
    limit = asked.rule.allows(total(loads.values()), len(loads))
    if limit is None or high - low <= limit:
        return
    heaviest = [member for member in loads if loads[member] == high]
    lightest = [member for member in loads if loads[member] == low]
    facts: _Facts = {
        "most": number_text(high),
        "heaviest": heaviest,
        "least": number_text(low),
        "lightest": lightest,
        "difference": number_text(number(high - low)),
        "limit": number_text(limit),
        "excess": number_text(number(high - low - limit)),
        "people": [*heaviest, *lightest],
        "mend": _mend("mend-move-zones", heaviest=heaviest, lightest=lightest),
    }
    yield Finding("zone-loads-apart", facts, asked.rule.clause)
