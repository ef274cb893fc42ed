"""Contests of proposals: marks of judges, votes of the people, awards, and projects within a budget."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.contests.awards import Award, Awarded, AwardTies
    from consultgov.contests.criteria import Criterion, Joining, Trim, TrimOn, Weighing
    from consultgov.contests.entry import EntryCondition
    from consultgov.contests.funding import Funding, Grant, fund
    from consultgov.contests.judging import Judged, Marked
    from consultgov.contests.popular import PopularOf, PopularShare
    from consultgov.contests.recounts import contest_of
    from consultgov.contests.results import ContestResult, ScoredProposal
    from consultgov.contests.rules import ContestRule
    from consultgov.contests.shortlists import Shortlist, Shortlisted
    from consultgov.contests.sources import Source
    from consultgov.contests.ties import Tied
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "awards": ("Award", "AwardTies", "Awarded"),
            "criteria": ("Criterion", "Joining", "Trim", "TrimOn", "Weighing"),
            "entry": ("EntryCondition",),
            "funding": ("Funding", "Grant", "fund"),
            "judging": ("Judged", "Marked"),
            "popular": ("PopularOf", "PopularShare"),
            "recounts": ("contest_of",),
            "results": ("ContestResult", "ScoredProposal"),
            "rules": ("ContestRule",),
            "shortlists": ("Shortlist", "Shortlisted"),
            "sources": ("Source",),
            "ties": ("Tied",),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "Award",
    "AwardTies",
    "Awarded",
    "ContestResult",
    "ContestRule",
    "Criterion",
    "EntryCondition",
    "Funding",
    "Grant",
    "Joining",
    "Judged",
    "Marked",
    "PopularOf",
    "PopularShare",
    "ScoredProposal",
    "Shortlist",
    "Shortlisted",
    "Source",
    "Tied",
    "Trim",
    "TrimOn",
    "Weighing",
    "contest_of",
    "fund",
]
