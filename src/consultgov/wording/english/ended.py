"""Sentences for how an office ends, and for absences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ENDED"]

ENDED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "absences-below": (
            "The absences of {person} have not reached what the rule says, and no further ones would at once."
        ),
        "absences-in-a-row": "Absences in a row: {run} ({counted}); the rule asks for {least}.",
        "absences-in-a-row-none": (
            "The last meeting that counts was not missed; the rule asks for {least} absences in a row."
        ),
        "absences-judged-later": "This is judged on {judged_on}, when the year is over.",
        "absences-no-meetings": "There are no meetings to count.",
        "absences-number": (
            "Meetings from {first} to {last}: {meetings}; absences: {missed}; the rule asks for {least}."
        ),
        "absences-share-at-least": (
            "Meetings from {first} to {last}: {meetings}; absences: {missed}, a share of {share}; the "
            "rule asks for {bound} or more."
        ),
        "absences-share-more-than": (
            "Meetings from {first} to {last}: {meetings}; absences: {missed}, a share of {share}; the "
            "rule asks for more than {bound}."
        ),
        "absences-too-few-meetings": "The share says nothing before there are {least} meetings.",
        "absences-too-many": "The absences of {person} reached what the rule says on {since}.",
        "absences-within": (
            "The absences of {person} have not reached what the rule says. Further ones at once that "
            "would reach it: {more}."
        ),
        "absent-too-often": "Absences without leave reached what the rule says on {on}.",
        "acceptance-deemed": "Where nobody decides before, it is deemed accepted from {deemed_from}.",
        "acceptance-is-for": "It is to be accepted by: {by}.",
        "appraised-badly": "Bad appraisals reached what the rule says on {on}.",
        "before-office": "This came before the office began on {start}, and is not about it:",
        "body-dissolved": "The body was dissolved on {on}.",
        "came-to-nothing": "This resignation came to nothing:",
        "death": "The holder died on {on}.",
        "eligibility-lost": "What the seat asks was no longer met from {on}.",
        "end-on-record": "The last day on record is {last_day}.",
        "ends-no-office": "By the rules this does not end the office:",
        "in-office": "{person} is in office on {on}; no end is known.",
        "in-office-until": "{person} is in office on {on}; the last day is {last_day}.",
        "incapacity-established": "Loss of legal capacity was established on {on}.",
        "incompatible-office": "The holder took an office that does not go with this one on {on}.",
        "may-not-withdraw": "A resignation may not be taken back:",
        "not-yet-in-office": "{person} takes office on {start}.",
        "nothing-to-accept": "There was no resignation to decide on:",
        "nothing-to-withdraw": "There was no resignation left to take back:",
        "office-not-begun": "The office of {person} ended on {from_day}, when it was to begin.",
        "office-over": "{person} is out of office; the last day in office was {last_day}.",
        "out-too-late": "This would have ended the office only from {from_day}:",
        "post-changed": "The unit moved the holder to another post on {on}.",
        "recall-decided": "A recall was decided on {on}.",
        "removal-decided": "A removal was decided on {on}.",
        "resignation-accepted": "The resignation was accepted on {on}.",
        "resignation-accepted-by": "The resignation was accepted on {on}, by: {by}.",
        "resignation-deemed": "Nobody decided on it in time; it is deemed accepted from {deemed_from}.",
        "resignation-refused": "The resignation was not accepted, on {on}.",
        "resignation-unanswered": "Nobody has decided on this resignation:",
        "resignation-waiting": "The resignation of {since} is still to be accepted.",
        "resignation-withdrawn": "The resignation was taken back on {on}.",
        "resigned": "A resignation was handed in on {on}.",
        "resigned-already": "A resignation was open already:",
        "rights-in-force": (
            "The rights of {person} are in force on {on}. Missed in a row: {run}; the rule asks for {least}."
        ),
        "rights-suspended": (
            "The rights of {person} have been suspended since {since}. Attended in a row since: "
            "{attended}; the rule asks for {least}."
        ),
        "seat-changed": "The holder took another seat of the body on {on}.",
        "sentence-final": "A sentence for a crime became final on {on}.",
        "term-expired": "The last day of the term is {last_day}.",
        "unit-merged": "The unit that the seat belongs to was merged or dissolved on {on}.",
    }
)
