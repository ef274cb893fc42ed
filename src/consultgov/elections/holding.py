"""Caps and reserved seats beside those who have their seats from an earlier ballot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from consultgov.people import Elector, Trait
from consultgov.tabulation import Cap, Floor
from consultgov.tabulation.limits import traits_of

if TYPE_CHECKING:
    from consultgov.elections.rules import ElectionRule

__all__ = ["limits_beside"]


def limits_beside(
    rule: ElectionRule, held: tuple[Elector, ...], traits: Mapping[str, Mapping[str, Trait]]
) -> dict[str, Any]:
    """The limits of a rule as they are for the seats that are left: what is held counts, and stays.

    Args:
        rule: the rule.
        held: who has a seat.
        traits: candidate to her traits.

    Raises:
        MissingData: a trait that a limit reads of somebody who has a seat, or of a candidate.
    """
    people = {**traits, **{each.id: each.traits for each in held}}
    traits_of(people, people, (*rule.caps, *rule.floors))
    return {
        "traits": traits,
        "caps": [each for cap in rule.caps for each in _caps_left(cap, held, traits.values())],
        "floors": [each for floor in rule.floors for each in _floor_left(floor, held)],
    }


def _caps_left(
    cap: Cap, held: tuple[Elector, ...], candidates: Iterable[Mapping[str, Trait]]
) -> Iterator[Cap]:
    """The cap, for each group of which somebody has a seat with what is left of it."""
    taken = [cap.group_of(each.traits) for each in held]
    groups = {cap.group_of(each) for each in candidates}
    begun = sorted((group for group in groups if group is not None and group in taken), key=str)
    if not begun:
        yield cap
        return
    for group in begun:
        yield attrs.evolve(cap, most=max(cap.most - taken.count(group), 0), values=[group])
    others = [group for group in groups if group is not None and group not in begun]
    if others:
        yield attrs.evolve(cap, values=others)


def _floor_left(floor: Floor, held: tuple[Elector, ...]) -> Iterator[Floor]:
    """The floor with what is left of it, if anything is."""
    least = floor.least - sum(floor.is_met_by(each.traits) for each in held)
    if least > 0:
        yield attrs.evolve(floor, least=least)
