"""Sentences for elections: who stands, who is elected and who goes to the next ballot."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["ELECTED"]

ELECTED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "became-candidate": "{person} is a candidate from {on}, and so no longer in the electoral committee.",
        "calendar-kept": "Every step was taken in its time, and none is still due.",
        "candidate": "{elector} is a candidate and has no vote here.",
        "candidate-elected": "{candidate}: elected.",
        "candidate-elected-scored": "{candidate}: elected, with a score of {figure}.",
        "candidate-elected-with": "{candidate}: elected, with {figure}.",
        "candidate-not-elected": "{candidate}: not elected.",
        "candidate-not-elected-scored": "{candidate}: not elected, with a score of {figure}.",
        "candidate-not-elected-with": "{candidate}: not elected, with {figure}.",
        "candidate-not-qualified": "{candidate}: not elected; what is asked of a candidate is not met.",
        "candidate-not-qualified-scored": (
            "{candidate}: not elected, with a score of {figure}; what is asked of a candidate is not met."
        ),
        "candidate-not-qualified-with": (
            "{candidate}: not elected, with {figure}; what is asked of a candidate is not met."
        ),
        "candidate-passed-over": "{candidate}: passed over.",
        "candidate-passed-over-scored": "{candidate}: passed over, with a score of {figure}.",
        "candidate-passed-over-with": "{candidate}: passed over, with {figure}.",
        "candidate-tied": "{candidate}: tied.",
        "candidate-tied-scored": "{candidate}: tied, with a score of {figure}.",
        "candidate-tied-with": "{candidate}: tied, with {figure}.",
        "candidate-yielding": "{candidate}: in a group of which somebody has to give way.",
        "candidate-yielding-scored": (
            "{candidate}: in a group of which somebody has to give way, with a score of {figure}."
        ),
        "candidate-yielding-with": (
            "{candidate}: in a group of which somebody has to give way, with {figure}."
        ),
        "candidates-of-group": "{group}:",
        "committee-too-small": (
            "The electoral committee has too few members on {on}: {members}. It needs at least: {least}."
        ),
        "count-again": (
            "How the other seats are filled depends on this: record the order as a lot, and count again."
        ),
        "declined-seat": "{person} declines to be in the electoral committee from {on}.",
        "default-prevails": "Elected is only who stands above “{option}”.",
        "default-seated": "“{option}” has won a place, and the seat stays open.",
        "election-complete": "All seats are filled: {filled} of {seats}.",
        "election-default": "Nobody is elected; the default prevails.",
        "election-give-way": (
            "Seats filled so far: {filled} of {seats}. A group over its cap has to decide who gives way."
        ),
        "election-inquorate": "The election is void: too few voted.",
        "election-open": "Seats filled: {filled} of {seats}; left open: {open}.",
        "election-sealed": "Nothing is counted yet.",
        "election-tied": "Seats filled: {filled} of {seats}. A tie has to be settled.",
        "election-void": "The election is void.",
        "electoral-committee": "In the electoral committee on {on}: {members}.",
        "electoral-committee-empty": "Nobody is in the electoral committee on {on}.",
        "enough-candidates": "Candidates: {candidates}; seats: {seats}. That is as the rule asks.",
        "left-committee": "{person} has left the electoral committee from {on}.",
        "list-elected": "{candidate}: has {seats} of the seats.",
        "list-elected-with": "{candidate}: has {seats} of the seats, with {figure}.",
        "may-be-put-off": "The election was due on {due} and may be held on {on}.",
        "moved-up": "{person} moves up for {instead} from {on}.",
        "next-ballot": "Ballot {ballot} follows. Seats: {seats}; candidates: {options}.",
        "next-ballot-anybody": "Ballot {ballot} follows. Seats: {seats}; candidates: whoever is nominated.",
        "next-ballot-tied": (
            "Ballot {ballot} follows. Seats: {seats}; a tie has to be settled to tell who of these stands: "
            "{options}."
        ),
        "no-next-ballot": "No ballot follows by the rule.",
        "no-valid-paper": "There is no valid ballot paper.",
        "no-votes-at-all": "Nobody has a vote.",
        "put-off-too-long": (
            "The election was due on {due} and may be put off to {latest} at the latest, not to {on}."
        ),
        "reverse-path": "A beat path leads from “{default}” to “{option}”, ties included.",
        "step-due": "“{step}” is due by {day}.",
        "step-due-about": "“{step}” ({about}) is due by {day}.",
        "step-early": "“{step}” was done on {on}; the first day for it was {earliest}.",
        "step-early-about": "“{step}” ({about}) was done on {on}; the first day for it was {earliest}.",
        "step-from": "“{step}” may be done from {day}.",
        "step-from-about": "“{step}” ({about}) may be done from {day}.",
        "step-late": "“{step}” was done on {on}; the last day for it was {latest}.",
        "step-late-about": "“{step}” ({about}) was done on {on}; the last day for it was {latest}.",
        "step-missing": "“{step}” has not been done; the last day for it was {latest}.",
        "step-missing-about": "“{step}” ({about}) has not been done; the last day for it was {latest}.",
        "tie-settled-by-seniority": "Of {options}, who are tied, seniority picks {chosen}.",
        "tied-for-candidacy": "Tied for {places} of the places in the next ballot: {options}.",
        "too-few-candidates": "Candidates: {candidates}; seats: {seats}. At least {fewest} must stand.",
        "too-many-candidates": "Candidates: {candidates}; seats: {seats}. No more than {greatest} may stand.",
        "turnout": "Turnout:",
        "votes-not-declared": "The votes of the options have not been declared.",
    }
)
