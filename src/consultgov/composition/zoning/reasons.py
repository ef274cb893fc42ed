"""Why zones cannot be divided as a rule asks: the smallest reason."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from consultgov.composition.zoning.divisions import Division, Steps
from consultgov.composition.zoning.reviewing import Asked
from consultgov.composition.zoning.searching import can_be_divided
from consultgov.errors import TooLarge
from consultgov.shares import number, number_text
from consultgov.verdicts import Verdict

__all__ = ["reason_against"]


def reason_against(asked: Asked, division: Division, scale: int, steps: int) -> Verdict:
    """Why there is no division: zones that ask for too much, members that do, or loads that lie apart.

    No reason is longer than it has to be: of the zones, or the members, none can be left out.

    Raises:
        TooLarge: to say which zones it is takes more steps than allowed.
    """
    crowd = _zones_to_blame(division, Steps(steps))
    if crowd:
        needed, capacity = division.responsible[0] * len(crowd), _open_to(division, crowd)
        facts = {"zones": [asked.plan.zones[zone].id for zone in crowd], "needed": needed}
        return _against(
            "zones-ask-too-much", {**facts, "capacity": capacity, "missing": needed - capacity}, asked
        )
    idle = _members_to_blame(division)
    if idle:
        needed, capacity = idle * division.per_member[0], _open_in_zones(division, idle)
        facts = {"members": list(asked.counted[:idle]), "needed": needed}
        return _against(
            "members-ask-too-much", {**facts, "capacity": capacity, "missing": needed - capacity}, asked
        )
    apart = number(Fraction(_least_apart(division, steps), scale))
    facts = {"least": number_text(apart), "limit": str(asked.rule.to_dict()["spread"])}
    return _against("loads-stay-apart", facts, asked)


def _against(code: str, facts: Mapping[str, object], asked: Asked) -> Verdict:
    return Verdict(holds=False, code=code, rule="", facts=facts, clause=asked.rule.clause)


# --- zones and members ----------------------------------------------------------------------------


def _zones_to_blame(division: Division, steps: Steps) -> list[int]:
    """Zones that ask for more than the members can take on, and of which none can be left out."""
    alone = division._replace(per_member=(0, division.per_member[1]), apart=None)
    zones = list(range(len(division.loads)))
    if can_be_divided(alone, steps):
        return []
    for zone in reversed(range(len(zones))):
        fewer = [each for each in zones if each != zone]
        if not can_be_divided(_only(alone, fewer), steps):
            zones = fewer
    return zones


def _only(division: Division, zones: list[int]) -> Division:
    """The division of some of the zones."""
    places = {zone: place for place, zone in enumerate(zones)}
    held = frozenset((places[zone], member) for zone, member in division.held if zone in places)
    return division._replace(loads=tuple(division.loads[zone] for zone in zones), held=held)


def _open_to(division: Division, zones: list[int]) -> int:
    """How many duties the members can take on in some zones."""
    most, capacity = division.per_member[1], 0
    for member, counted in enumerate(division.counted):
        held = sum((zone, member) in division.held for zone in zones)
        capacity += min(most, len(zones) if counted else held)
    return capacity


def _members_to_blame(division: Division) -> int:
    """How few members ask for more zones than there are for so many; 0 where none do."""
    people = range(1, sum(division.counted) + 1)
    least = division.per_member[0]
    return next((each for each in people if each * least > _open_in_zones(division, each)), 0)


def _open_in_zones(division: Division, members: int) -> int:
    """How many duties there are for so many members."""
    return len(division.loads) * min(division.responsible[1], members)


# --- loads ----------------------------------------------------------------------------------------


def _least_apart(division: Division, steps: int) -> int:
    """How far loads lie apart at least; where that takes too many steps, a figure below it that is proven."""
    low, high = division.most_apart(sum(division.loads) * len(division.counted)), sum(division.loads)
    budget = Steps(steps)
    try:
        while high - low > 1:
            middle = (low + high) // 2
            if can_be_divided(division._replace(apart=middle), budget):
                high = middle
            else:
                low = middle
    except TooLarge:
        return low + 1
    return high
