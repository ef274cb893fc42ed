"""Sentences for the ways to lose an office by decision."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["REMOVED"]

REMOVED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "barred-until": "A request on the same facts may come back from {first}.",
        "ground-unattested": "“{ground}” is not attested.",
        "ground-unattested-by": "“{ground}” is not yet attested by {by}.",
        "ground-unattested-by-any": "“{ground}” is attested by none of these: {by}.",
        "may-not-attest": "{by} attested “{ground}”, and may not attest it by the rule.",
        "no-day-stated": "The decision has to state the day from which the seat is vacant.",
        "no-ground-attested": "No ground is attested on which the rule lets the office be taken away:",
        "no-notice": "No notice of the vote was given; the days of notice are: {least}.",
        "no-vote-foreseen": "The rule foresees no vote: a resignation takes effect without one.",
        "not-a-ground": "“{ground}”, which {by} attested, is no ground of the rule.",
        "not-heard": "{person} has not had the opportunity to be heard.",
        "not-resigned": "{person} has not resigned.",
        "notice-too-short": (
            "Notice of the vote on {vote} was given on {given}; the last day for it was {latest}."
        ),
        "office-dismissed": "{person} has been dismissed; the office is vacant from {vacant_from}.",
        "office-lapsed": "{person} stays in office: it did not come to a vote, and cannot any more.",
        "office-not-removed": "{person} stays in office: the vote did not carry.",
        "office-pending": "Nothing is decided yet about the office of {person}.",
        "office-recalled": "{person} has been recalled; the office is vacant from {vacant_from}.",
        "office-resigned": "{person} has resigned; the office is vacant from {vacant_from}.",
        "office-void": "{person} stays in office: there was no valid vote.",
        "person-concerned": "The vote is about {elector}.",
        "petition-failed": "The petition did not get enough support:",
        "petition-missing": "The rule asks for a petition, and there is none.",
        "petition-open": "The petition has not been closed by {at}.",
        "petition-signed": "Signatures: {signatures}.",
        "resignation-in-force": (
            "{person} left the office by resignation at {at}: there is nothing left to vote on."
        ),
        "stated-day-past": "The seat cannot be vacant from {stated}, before the vote on {vote}.",
        "vote-not-allowed": "The vote was put although it was not allowed:",
        "vote-open": "The vote is not closed.",
        "vote-put-already": "A vote on {person} has been put already; it opens at {opens}.",
        "vote-too-late": (
            "On {vote} it is too late: the vote had to open by {last}, within {within} days of {start}."
        ),
        "vote-undecided": "The vote has settled nothing:",
    }
)
