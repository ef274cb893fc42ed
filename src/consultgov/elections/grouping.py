"""Candidates by the group for whose seats they stand, and the traits that limits read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from consultgov.errors import Fault, MissingData
from consultgov.people import Elector, Trait

if TYPE_CHECKING:
    from consultgov.elections.rules import ElectionRule

__all__ = ["group_of", "traits_read"]


def group_of(trait: str, candidates: Iterable[Elector]) -> dict[str, Trait]:
    """Candidate to her group.

    Raises:
        MissingData: candidates without the trait; all at once.
    """
    people = list(candidates)
    lacking = sorted(each.id for each in people if trait not in each.traits)
    if lacking:
        rule = "must be known of every candidate"
        raise MissingData(Fault("missing-trait", f"trait {trait!r}", rule, "", "give it", tuple(lacking)))
    return {each.id: each.traits[trait] for each in people}


def traits_read(rule: ElectionRule) -> tuple[str, ...]:
    """The traits that the caps and floors of a rule read; of somebody written in none of them is known."""
    return (*(cap.trait for cap in rule.caps), *(each.trait for each in rule.floors))
