"""What fell short and what is advised: numbered, as a report lists it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, final

import attrs

from consultgov.appraisal.telling import said
from consultgov.verdicts import Verdict

__all__ = ["Shortcoming", "numbered"]


@final
@attrs.frozen
class Shortcoming:
    """One thing that fell short.

    Attributes:
        number: its place in the report, from 1.
        statement: the indicator or the item.
        recommendation: what is advised; empty where nothing is.
    """

    number: int
    statement: str
    recommendation: str = ""

    def verdict(self) -> Verdict:
        """It as a sentence of an account, with what is advised."""
        facts: dict[str, Any] = {"number": self.number, "statement": self.statement}
        return said("shortcoming", holds=False, advice=self.recommendation, **facts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return attrs.asdict(self)


def numbered(found: Iterable[tuple[str, str]]) -> tuple[Shortcoming, ...]:
    """Statements and what is advised, numbered in their order."""
    return tuple(Shortcoming(place, *pair) for place, pair in enumerate(found, 1))
