"""Who stands in the ballot that follows."""

from __future__ import annotations

from enum import StrEnum
from typing import final

__all__ = ["Stand"]


@final
class Stand(StrEnum):
    """Who stands in the next ballot."""

    TIED = "tied"
    """Those who are tied for the last seats, alone."""
    UNELECTED = "unelected"
    """Everybody who stood and has no seat."""
    TOP = "top"
    """The first of them by votes: as many as the rule says, whoever was written in among them."""
    ALL_BUT_LOWEST = "all_but_lowest"
    """All of them but the one with fewest votes: an exhaustive ballot."""
    NOMINATED = "nominated"
    """Whoever is nominated for it."""
