"""Governance rules as values: committees, quorums and votes that answer exactly and with reasons.

>>> from consultgov import DecisionRule, Tally
>>> rule = DecisionRule(adopts="yes >= 80% of members")
>>> decision = rule.decide(Tally.totals(yes=7, members=8))
>>> decision.outcome
<Outcome.ADOPTED: 'adopted'>

The words of rules built in Python are in ``consultgov.counting``, the exceptions in ``consultgov.errors``,
``canonical`` and ``digest`` in ``consultgov.records``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.counting import Ballot, Condition, Count, Stance, Tally
    from consultgov.decisions import Decision, DecisionRule, Outcome, TieBreak
    from consultgov.decisions.early import EarlyDecision
    from consultgov.people import Elector
    from consultgov.shares import Share
    from consultgov.verdicts import Clause, Finding, Severity, Strength, Verdict
else:
    _ROOMS = {
        "counting": ("Ballot", "Condition", "Count", "Stance", "Tally"),
        "decisions": ("Decision", "DecisionRule", "Outcome", "TieBreak"),
        "decisions.early": ("EarlyDecision",),
        "people": ("Elector",),
        "shares": ("Share",),
        "verdicts": ("Clause", "Finding", "Severity", "Strength", "Verdict"),
    }
    _HOME = {name: room for room, names in _ROOMS.items() for name in names}

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module 'consultgov' has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - nothing is loaded before it is used

        value = getattr(import_module(f"consultgov.{_HOME[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "Ballot",
    "Clause",
    "Condition",
    "Count",
    "Decision",
    "DecisionRule",
    "EarlyDecision",
    "Elector",
    "Finding",
    "Outcome",
    "Severity",
    "Share",
    "Stance",
    "Strength",
    "Tally",
    "TieBreak",
    "Verdict",
]

__version__ = "0.1.0"
