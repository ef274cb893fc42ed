"""What a rule of appraisal says where there is a choice: ties, groups, and what a rate is a share of."""

from __future__ import annotations

from enum import StrEnum
from typing import final

__all__ = ["Combining", "GradeTie", "RateOf"]


@final
class GradeTie(StrEnum):
    """What is done where two grades have most votes, equally many."""

    REPORTED = "reported"
    """There is no grade: the tie is the result."""
    LOWER = "lower"
    """The lower of the grades counts."""
    HIGHER = "higher"
    """The higher of the grades counts."""


@final
class Combining(StrEnum):
    """How several groups of appraisers come to one grade."""

    POOLED = "pooled"
    """All papers lie in one pool; groups only have quorums and figures of their own."""
    WEIGHTED = "weighted"
    """Each group has a fixed share of the votes, spread evenly over its papers."""
    WORST = "worst"
    """Each group comes to a grade of its own, and the worst counts."""
    BEST = "best"
    """Each group comes to a grade of its own, and the best counts."""
    IN_ORDER = "in_order"
    """Each group comes to a grade of its own, and that of the first group that has one counts."""


@final
class RateOf(StrEnum):
    """What the rate of satisfaction is a share of."""

    GRADES = "grades"
    """Of the papers that give the one appraised a grade."""
    PAPERS = "papers"
    """Of all valid papers: one that says nothing of somebody is not satisfied."""
