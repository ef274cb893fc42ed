"""Decisions: rules, outcomes and what may still happen."""

from consultgov.decisions.decision import Decision
from consultgov.decisions.outcomes import Outcome, TieBreak
from consultgov.decisions.rules import DecisionRule

__all__ = ["Decision", "DecisionRule", "Outcome", "TieBreak"]
