"""A case that limits judge, and what one of them says of it."""

from __future__ import annotations

from datetime import date
from typing import final

import attrs

from consultgov.terms.service import Service
from consultgov.terms.stints import Measure
from consultgov.verdicts import Verdict

__all__ = ["Case", "Ruling"]


@final
@attrs.frozen
class Case:
    """Somebody who would start a term on a day, with what she held before it.

    Attributes:
        person: her id.
        born: the day of birth, if it is known.
        start: the day on which the term would start.
        end: the first day after it, where it is not of the length that the rule has.
        replaces: whether it is the rest of somebody else's term.
        held: what she held before that day, as if it had ended by then.
        measure: how long terms are.
        planned: the first day after the term as the rule plans it, where that takes more than its length.
    """

    person: str
    born: date | None
    start: date
    end: date | None
    replaces: bool
    held: tuple[Service, ...]
    measure: Measure
    planned: date | None = None


@final
@attrs.frozen
class Ruling:
    """What one limit says of a case.

    Attributes:
        verdict: whether the term may start, and why.
        earliest: the first day, from the one asked about, on which it may by this limit; ``None`` for never.
        until: the first day on which she may no longer be in office by this limit; ``None`` for no bound.
        left: how many terms she has left, this one among them; ``None`` for no bound.
    """

    verdict: Verdict
    earliest: date | None
    until: date | None = None
    left: int | None = None
