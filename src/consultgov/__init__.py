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
    from consultgov.composition import Committee, Sector
    from consultgov.counting import Ballot, Condition, Count, Stance, Tally
    from consultgov.decisions import Decision, DecisionRule, FollowUp, Guard, Method, Outcome, TieBreak
    from consultgov.decisions.early import EarlyDecision
    from consultgov.matters import Matter
    from consultgov.people import Elector, Person, Roster
    from consultgov.shares import Share
    from consultgov.terms import TermRule
    from consultgov.verdicts import Clause, Finding, Severity, Strength, Verdict
    from consultgov.voting import Electorate, Poll, PollResult, Procedure
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "composition": ("Committee", "Sector"),
            "counting": ("Ballot", "Condition", "Count", "Stance", "Tally"),
            "decisions": ("Decision", "DecisionRule", "FollowUp", "Guard", "Method", "Outcome", "TieBreak"),
            "decisions.early": ("EarlyDecision",),
            "matters": ("Matter",),
            "people": ("Elector", "Person", "Roster"),
            "shares": ("Share",),
            "terms": ("TermRule",),
            "verdicts": ("Clause", "Finding", "Severity", "Strength", "Verdict"),
            "voting": ("Electorate", "Poll", "PollResult", "Procedure"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "Ballot",
    "Clause",
    "Committee",
    "Condition",
    "Count",
    "Decision",
    "DecisionRule",
    "EarlyDecision",
    "Elector",
    "Electorate",
    "Finding",
    "FollowUp",
    "Guard",
    "Matter",
    "Method",
    "Outcome",
    "Person",
    "Poll",
    "PollResult",
    "Procedure",
    "Roster",
    "Sector",
    "Severity",
    "Share",
    "Stance",
    "Strength",
    "Tally",
    "TermRule",
    "TieBreak",
    "Verdict",
]

__version__ = "0.1.0"
