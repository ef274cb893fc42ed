"""Tabulation: from marked papers to seats, by the methods of the field, exact to the last fraction."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.tabulation.apportionment import (
        Divisors,
        ListQuota,
        highest_averages,
        largest_remainder,
        seats_by_list,
    )
    from consultgov.tabulation.approvals import approval, points
    from consultgov.tabulation.beat_paths import LinkStrength, schulze
    from consultgov.tabulation.budgets import BudgetChoice, Utility, equal_shares_budget, greedy_budget
    from consultgov.tabulation.committees import Committees, proportional_approval
    from consultgov.tabulation.counts import Round, Tabulation, Tie
    from consultgov.tabulation.filling import Filling, Yielding, fill
    from consultgov.tabulation.first_choices import contingent, plurality
    from consultgov.tabulation.limits import Cap, Floor, Remedy
    from consultgov.tabulation.lists import Threshold
    from consultgov.tabulation.pairwise import condorcet, copeland, preferences, reaches, schwartz_set
    from consultgov.tabulation.profiles import ranking
    from consultgov.tabulation.runoffs import HalfOf, instant_runoff
    from consultgov.tabulation.scoring import mean_score, score
    from consultgov.tabulation.sequential import (
        Completion,
        equal_shares,
        phragmen,
        sequential_proportional_approval,
    )
    from consultgov.tabulation.star_voting import star
    from consultgov.tabulation.transfers import Quota, transferable_vote
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "apportionment": (
                "Divisors",
                "ListQuota",
                "highest_averages",
                "largest_remainder",
                "seats_by_list",
            ),
            "approvals": ("approval", "points"),
            "beat_paths": ("LinkStrength", "schulze"),
            "budgets": ("BudgetChoice", "Utility", "equal_shares_budget", "greedy_budget"),
            "committees": ("Committees", "proportional_approval"),
            "counts": ("Round", "Tabulation", "Tie"),
            "filling": ("Filling", "Yielding", "fill"),
            "first_choices": ("contingent", "plurality"),
            "limits": ("Cap", "Floor", "Remedy"),
            "lists": ("Threshold",),
            "pairwise": ("condorcet", "copeland", "preferences", "reaches", "schwartz_set"),
            "profiles": ("ranking",),
            "runoffs": ("HalfOf", "instant_runoff"),
            "scoring": ("mean_score", "score"),
            "sequential": ("Completion", "equal_shares", "phragmen", "sequential_proportional_approval"),
            "star_voting": ("star",),
            "transfers": ("Quota", "transferable_vote"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "BudgetChoice",
    "Cap",
    "Committees",
    "Completion",
    "Divisors",
    "Filling",
    "Floor",
    "HalfOf",
    "LinkStrength",
    "ListQuota",
    "Quota",
    "Remedy",
    "Round",
    "Tabulation",
    "Threshold",
    "Tie",
    "Utility",
    "Yielding",
    "approval",
    "condorcet",
    "contingent",
    "copeland",
    "equal_shares",
    "equal_shares_budget",
    "fill",
    "greedy_budget",
    "highest_averages",
    "instant_runoff",
    "largest_remainder",
    "mean_score",
    "phragmen",
    "plurality",
    "points",
    "preferences",
    "proportional_approval",
    "ranking",
    "reaches",
    "schulze",
    "schwartz_set",
    "score",
    "seats_by_list",
    "sequential_proportional_approval",
    "star",
    "transferable_vote",
]
