"""Elections: who stands, how seats are filled, and what follows where they are not."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.elections.calendar import ElectionCalendar
    from consultgov.elections.calling import election_of, next_ballot
    from consultgov.elections.committee import CommitteeOnDay, ElectoralCommittee
    from consultgov.elections.methods import ElectionMethod
    from consultgov.elections.nominations import Contested
    from consultgov.elections.results import ElectionOutcome, ElectionResult, NextElection, Place, Placing
    from consultgov.elections.rules import ElectionRule, NextBallot
    from consultgov.elections.stands import Stand
    from consultgov.elections.steps import (
        POLLING_DAY,
        CalendarReview,
        CalendarStep,
        Done,
        ReckonedStep,
        Reckoning,
    )
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "calendar": ("ElectionCalendar",),
            "calling": ("election_of", "next_ballot"),
            "committee": ("CommitteeOnDay", "ElectoralCommittee"),
            "methods": ("ElectionMethod",),
            "nominations": ("Contested",),
            "results": ("ElectionOutcome", "ElectionResult", "NextElection", "Place", "Placing"),
            "rules": ("ElectionRule", "NextBallot"),
            "stands": ("Stand",),
            "steps": ("POLLING_DAY", "CalendarReview", "CalendarStep", "Done", "ReckonedStep", "Reckoning"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "POLLING_DAY",
    "CalendarReview",
    "CalendarStep",
    "CommitteeOnDay",
    "Contested",
    "Done",
    "ElectionCalendar",
    "ElectionMethod",
    "ElectionOutcome",
    "ElectionResult",
    "ElectionRule",
    "ElectoralCommittee",
    "NextBallot",
    "NextElection",
    "Place",
    "Placing",
    "ReckonedStep",
    "Reckoning",
    "Stand",
    "election_of",
    "next_ballot",
]
