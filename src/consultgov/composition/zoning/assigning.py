"""Who takes which zone: the smallest change after which every zone is answered for as the rule says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, cast, final

import attrs

from consultgov.composition.zoning.divisions import Choice, Division, Steps
from consultgov.composition.zoning.plans import Duty, ZonePlan
from consultgov.composition.zoning.reasons import reason_against
from consultgov.composition.zoning.reviewing import Asked, asked
from consultgov.composition.zoning.rules import Range, ZoneRule
from consultgov.composition.zoning.searching import can_be_divided, divided
from consultgov.errors import Fault, Faults, RecordError, TooLarge, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import name
from consultgov.settings import values
from consultgov.shares import Number, Share, common_scale, number, number_text
from consultgov.verdicts import Verdict

__all__ = ["Zoning", "assign_zones"]

_MOST_PAIRS: Final = 2_500
_MOST_STEPS: Final = 1_000_000_000
_STEPS: Final = 300_000


def __dir__() -> list[str]:
    return __all__


def _why(given: object) -> Verdict:
    return given if isinstance(given, Verdict) else Verdict.from_dict(given)


def _plan(given: object) -> ZonePlan | None:
    return given if given is None or isinstance(given, ZonePlan) else ZonePlan.from_dict(given)


def _duties(given: object) -> tuple[Duty, ...]:
    return tuple(values(given, Duty, "duties"))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [each.to_dict() for each in cast("tuple[Duty, ...]", value)]
    return cast("Verdict | ZonePlan", value).to_dict()


@final
@attrs.frozen
class Zoning:
    """Who takes which zone from a day on, or why nobody can.

    Attributes:
        why: what changes, or the smallest reason why no division keeps the rule.
        plan: the plan with the changes; ``None`` where no division keeps the rule.
        begun: the duties that begin.
        ended: the duties that end, as they stood before.
    """

    why: Verdict = attrs.field(converter=_why)
    plan: ZonePlan | None = attrs.field(default=None, converter=_plan)
    begun: tuple[Duty, ...] = attrs.field(default=(), converter=_duties)
    ended: tuple[Duty, ...] = attrs.field(default=(), converter=_duties)

    def explain(self, language: str = "en") -> str:
        """What changes, or the reason why no division keeps the rule, ``"en"`` or ``"zh"``."""
        return self.why.explain(language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> Zoning:
        """The zoning from its plain dict.

        Raises:
            RecordError: keys or values that a zoning does not have; all at once.
        """
        return read_fields(cls, data, "zoning")


def assign_zones(
    plan: ZonePlan,
    rule: ZoneRule,
    members: Iterable[str],
    on: date | str,
    lives: Mapping[str, str | None] | None = None,
    *,
    steps: int = _STEPS,
) -> Zoning:
    """Who takes which zone from a day on, with the smallest change.

    Of the divisions that keep the rule, the one with the fewest duties ended and begun; of these, that whose
    loads lie closest together, and then have the least sum of squares; of these, that with most members
    living in their zones (before the loads, where the rule says ``home_first``). It is the best there is,
    and the same for the same plan and people, whatever the order they are given in.

    Where nobody answers for anything yet, it is the first division. Whoever is no member loses her zones.
    Duties that start later stay as they are. Places in no zone, or in several, are not put right here: only
    who knows the area can draw its zones.

    Args:
        plan: the places, the zones and who answers for them.
        rule: how it should be.
        members: the ids of the members on that day, in any order.
        on: the day from which the changes hold.
        lives: member to the id of the zone or place she lives in.
        steps: how many steps the search may take.

    Returns:
        The changes and the new plan, or the smallest reason why there is none.

    Raises:
        RecordError: what is no plan, rule, list of ids or day, a home that is not in the plan; all at once.
        TooLarge: more than 2,500 zones times members, or a search of more steps than allowed.

    >>> from consultgov.composition.zoning.plans import Zone
    >>> plan = ZonePlan(
    ...     ["a", "b"], [Zone("east", ["a"]), Zone("west", ["b"])], [Duty("east", "li", "2026-01-01")]
    ... )
    >>> zoning = assign_zones(plan, ZoneRule(), ["li", "wang"], "2026-07-01", lives={"wang": "west"})
    >>> zoning.begun
    (Duty(zone='west', member='wang', start=datetime.date(2026, 7, 1), end=None),)
    """
    found = asked(plan, rule, members, on)
    homes, budget = _homes(lives, found.plan), Steps(_steps(steps))
    division, scale = _division(found, homes)
    if not can_be_divided(division, budget):
        return Zoning(reason_against(found, division, scale, steps))
    return _changed(found, divided(division, budget), homes)


# --- what is asked --------------------------------------------------------------------------------


def _steps(given: object) -> int:
    if type(given) is not int or not 0 < given <= _MOST_STEPS:
        rule = f"must be a whole number from 1 to {_MOST_STEPS}"
        raise RecordError(Fault("bad-number", "steps", rule, shown(given)))
    return given


def _homes(given: object, plan: ZonePlan) -> dict[str, frozenset[str]]:
    """Member to the zones she lives in."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", "lives", "must be a dict", shown(given)))
    zones = {zone.id: {zone.id} for zone in plan.zones}
    for place in plan.places:
        zones.setdefault(place.id, set())
    for zone in plan.zones:
        for each in zone.places:
            zones.setdefault(each, set()).add(zone.id)
    faults, found = Faults(), dict[str, frozenset[str]]()
    for member, where in cast("Mapping[object, object]", given).items():
        home = None if where is None else faults.attempt(name, where, f"home of {shown(member)}")
        if home is not None and home not in zones:
            subject, rule = f"home of {shown(member)}", "must be a zone or a place of the plan"
            faults.add(Fault("unknown-place", subject, rule, shown(where), "leave it out"))
        found[str(member)] = frozenset(zones.get(home or "", ()))
    faults.close(RecordError)
    return found


def _division(found: Asked, homes: Mapping[str, frozenset[str]]) -> tuple[Division, int]:
    """The plan in whole numbers, and how many of their units make a unit of load."""
    zones = {zone.id: place for place, zone in enumerate(found.plan.zones)}
    people = {member: place for place, member in enumerate(found.members)}
    _check_size(len(zones) * len(people))
    loads = found.plan.zone_loads.values()
    scale = common_scale(load.denominator for load in loads)
    if scale is None:
        rule, fix = "must have a common denominator of bounded length", "round them"
        raise TooLarge(Fault("too-large", "loads", rule, "", fix))
    held = {(zones[each.zone], people[each.member]) for each in found.running if each.member in people}
    home = {(zones[zone], people[each]) for each in people for zone in homes.get(each, ())}
    counted = set(found.counted)
    division = Division(
        tuple(int(load * scale) for load in loads),
        tuple(member in counted for member in found.members),
        frozenset(held),
        frozenset(home),
        _bounded(found.rule.responsible, len(people)),
        _bounded(found.rule.per_member, len(zones)),
        _apart(found.rule.spread, scale) if counted else None,
        found.rule.home_first,
    )
    return division, scale


def _check_size(size: int) -> None:
    if size > _MOST_PAIRS:
        rule, fix = f"must be at most {_MOST_PAIRS}", "divide the zones in parts"
        raise TooLarge(Fault("too-large", "zones times members", rule, str(size), fix), size, _MOST_PAIRS)


def _bounded(asked: Range, most: int) -> tuple[int, int]:
    return asked[0], most if asked[1] is None else min(asked[1], most)


def _apart(spread: Number | Share | None, scale: int) -> int | Fraction | None:
    if isinstance(spread, Share):
        return spread.fraction
    return None if spread is None else int(spread * scale)


# --- what changes ---------------------------------------------------------------------------------


def _changed(found: Asked, choice: Choice, homes: Mapping[str, frozenset[str]]) -> Zoning:
    """The plan after the changes."""
    wanted = {
        (zone.id, found.members[member])
        for zone, taken in zip(found.plan.zones, choice, strict=True)
        for member in taken
    }
    ended = [each for each in found.running if (each.zone, each.member) not in wanted]
    held = {(each.zone, each.member) for each in found.running}
    begun = [_new_duty(found, zone, member) for zone, member in sorted(wanted - held)]
    kept = [each for each in found.plan.duties if each not in ended]
    cut = [attrs.evolve(each, end=found.on) for each in ended if each.start < found.on]
    plan = attrs.evolve(found.plan, duties=[*kept, *cut, *begun])
    home = sum(zone in homes.get(member, ()) for zone, member in wanted)
    return Zoning(_account(found, plan, begun, ended, home), plan, tuple(begun), tuple(ended))


def _new_duty(found: Asked, zone: str, member: str) -> Duty:
    """A duty from the day on, until one of the same member for the same zone that starts later."""
    same = (each for each in found.plan.duties if (each.zone, each.member) == (zone, member))
    later = [each.start for each in same if each.start > found.on]
    return Duty(zone, member, found.on, min(later, default=None))


def _account(found: Asked, plan: ZonePlan, begun: list[Duty], ended: list[Duty], home: int) -> Verdict:
    """What changes, in facts."""
    carried = plan.loads(found.on)
    loads = [carried.get(member, 0) for member in found.counted]
    spread = number(max(loads, default=0) - min(loads, default=0))
    facts = {"begun": len(begun), "ended": len(ended), "spread": number_text(spread), "at_home": home}
    parts = [*_told(found, "zone-handed-on", ended), *_told(found, "zone-taken", begun)]
    code = "zones-change" if parts else "zones-unchanged"
    return Verdict(holds=True, code=code, rule="", facts=facts, parts=tuple(parts), clause=found.rule.clause)


def _told(found: Asked, code: str, duties: Iterable[Duty]) -> Iterator[Verdict]:
    for each in duties:
        facts = {"zone": each.zone, "member": each.member, "on": found.on.isoformat()}
        yield Verdict(holds=True, code=code, rule="", facts=facts)
