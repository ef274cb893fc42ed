"""What a vote can come to, and who may settle a tie."""

from __future__ import annotations

from enum import StrEnum
from typing import final

__all__ = ["Outcome", "TieBreak"]


@final
class Outcome(StrEnum):
    """What was decided."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    VETOED = "vetoed"
    """It had the votes and was blocked: a different fact from being rejected."""
    INQUORATE = "inquorate"
    """The quorum failed: nothing was decided, whatever the votes were."""
    TIED = "tied"
    """The rule's tie, and nothing has broken it."""
    UNDECIDED = "undecided"
    """Neither adopted nor, by the rule's own condition, rejected."""


@final
class TieBreak(StrEnum):
    """What breaks a tie; all but the status quo take a result from the caller."""

    CASTING_VOTE = "casting_vote"
    """Whoever presides decides, in addition to her own vote or instead of it, as the body has it."""
    STATUS_QUO = "status_quo"
    """Nobody decides: what is stays as it is, and the motion is rejected."""
    SENIORITY = "seniority"
    """The longest in office, or the eldest, decides."""
    LOT = "lot"
    """A lot decides, drawn by the caller."""
    PRIME_MEMBER = "prime_member"
    """A member whom the body has named beforehand decides, whether or not she presides."""
