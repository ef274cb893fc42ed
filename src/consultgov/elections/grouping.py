"""Candidates by the group for whose seats they stand."""

from __future__ import annotations

from collections.abc import Iterable

from consultgov.errors import Fault, MissingData
from consultgov.people import Elector, Trait

__all__ = ["group_of"]


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
