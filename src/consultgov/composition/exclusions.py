"""Requirements on one holder that exclude each other, so that nobody could ever take the seat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consultgov.composition.requirements import (
    AgeLimit,
    Incompatibility,
    RequiredEngagement,
    RequiredFlag,
    RequiredRoute,
    RequiredTrait,
    Requirement,
)
from consultgov.composition.sectors import Sector
from consultgov.errors import Fault
from consultgov.verdicts import Clause, Strength

__all__ = ["excluding"]


def excluding(sectors: Iterable[Sector], everywhere: tuple[Requirement, ...]) -> Iterator[Fault]:
    """A fault for each sector that has to be filled and that nobody may sit for."""
    for sector in sectors:
        asked = (*sector.requires, *(everywhere if sector.voting else ()))
        binding = [each for each in asked if _always_binds(each.clause)]
        what = sorted(set(_clashes(binding, sector.ex_officio))) if sector.least else []
        if what:
            rule, fix = "must be open to somebody", "change one of the requirements"
            subject = f"sector {sector.name!r}"
            yield Fault("contradictory-requirements", subject, rule, ", ".join(what), fix)


def _always_binds(clause: Clause | None) -> bool:
    dated = clause is not None and (clause.valid_from is not None or clause.valid_to is not None)
    return clause is None or (clause.strength is Strength.MANDATORY and not dated)


def _clashes(asked: list[Requirement], office: str) -> Iterator[str]:
    """What of a holder cannot be as all requirements ask."""
    ages = [each for each in asked if isinstance(each, AgeLimit) and not each.at_start]
    least = max((each.least for each in ages if each.least is not None), default=0)
    most = min((each.most for each in ages if each.most is not None), default=least)
    if most < least:
        yield "age"
    traits: dict[str, set[str | bool]] = {}
    for each in (each for each in asked if isinstance(each, RequiredTrait)):
        traits[each.trait] = traits.get(each.trait, {*each.values}) & {*each.values}
    yield from (trait for trait, allowed in traits.items() if not allowed)
    routes = [{*each.routes} for each in asked if isinstance(each, RequiredRoute)]
    if routes and not any(all(route in allowed for allowed in routes) for route in routes[0]):
        yield "route"
    if len({each.full_time for each in asked if isinstance(each, RequiredEngagement)}) > 1:
        yield "full time"
    yield from _barred(asked, office)


def _barred(asked: list[Requirement], office: str) -> Iterator[str]:
    """The offices that are asked for and must not be held."""
    barred = {each for one in asked if isinstance(one, Incompatibility) for each in one.offices}
    for one in (one for one in asked if isinstance(one, RequiredFlag)):
        shut = barred & {*one.flags}
        if shut if one.every else len(shut) == len(one.flags):
            yield from shut
    if office in barred:
        yield office
