"""Decisions: rules, methods, outcomes, what may still happen and what follows."""

from consultgov.decisions.decision import Decision
from consultgov.decisions.following import FollowKind, FollowUp, Guard
from consultgov.decisions.methods import Method
from consultgov.decisions.outcomes import Outcome, TieBreak
from consultgov.decisions.rules import DecisionRule

__all__ = [
    "Decision",
    "DecisionRule",
    "FollowKind",
    "FollowUp",
    "Guard",
    "Method",
    "Outcome",
    "TieBreak",
]
