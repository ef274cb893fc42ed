"""Units in order of their scores: those with equal scores share a place, and those without have none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, final

import attrs

from consultgov.appraisal.stating import figure
from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.shares import Number, number_text
from consultgov.voting.reading import named

__all__ = ["Place", "rank_units"]


@final
@attrs.frozen
class Place:
    """A place in the order.

    Attributes:
        place: which, counted from 1; after two in the first place comes the third.
        units: who has it, sorted; several are tied.
        score: their score.
    """

    place: int
    units: tuple[str, ...]
    score: Number

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        return {"place": self.place, "units": list(self.units), "score": number_text(self.score)}


def rank_units(scores: Mapping[str, object]) -> tuple[Place, ...]:
    """Units in order of their scores, the highest first.

    Args:
        scores: unit to score; a unit whose score is ``None`` has no place.

    Raises:
        RecordError: what is no dict, a float, a unit without a name; all at once.

    >>> [(each.place, each.units) for each in rank_units({"a": 85, "b": "85.0", "c": 91, "d": 60, "e": None})]
    [(1, ('c',)), (2, ('a', 'b')), (4, ('d',))]
    """
    if not isinstance(scores, Mapping):
        raise RecordError(Fault("not-a-dict", "scores", "must be a dict", shown(scores)))
    faults = Faults()
    found: dict[Number, list[str]] = {}
    for unit, score in cast("Mapping[object, object]", scores).items():
        name = faults.attempt(named, unit, "unit")
        read = None if score is None else faults.attempt(figure, score, f"score of {unit}")
        if name is not None and read is not None:
            found.setdefault(read, []).append(name)
    faults.close(RecordError)
    places: list[Place] = []
    before = 0
    for score in sorted(found, reverse=True):
        places.append(Place(before + 1, tuple(sorted(found[score])), score))
        before += len(found[score])
    return tuple(places)
