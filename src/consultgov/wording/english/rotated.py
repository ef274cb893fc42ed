"""Sentences for turns and rotating votes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ROTATED"]

ROTATED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sits-out-for-good": (
            "{member} has no vote from {start}; the last day without one is {last_day}. The groups after "
            "that are without {member}."
        ),
        "sits-out-in-turn": (
            "{member} has no vote from {start}; the last day without one is {last_day}. The next vote is "
            "from {next_start} on."
        ),
        "turn-holder": "{person} acts for {place}.",
        "turn-holder-away": (
            "{place}: passed over; {person} is away from {start}, the last day away being {last_day}."
        ),
        "turn-holder-away-open": "{place}: passed over; {person} is away from {start} on.",
        "turn-made-up": "{place} makes up a turn that was missed, from {start}; the last day is {last_day}.",
        "turn-nobody-on": "Nobody can act on {on}.",
        "turn-not-in-office": "{place}: passed over; not in office on {on}.",
        "turn-open": "Nobody can take the turn from {start}; its last day is {last_day}.",
        "turn-presided": "On {on}, {place} acts, having the turn.",
        "turn-presided-for": "On {on}, {place} acts for {due}, who has the turn.",
        "turn-presided-only": "On {on}, {place} acts; nobody could take the turn.",
        "turn-seat-vacant": "{place}: passed over; the seat is vacant on {on}.",
        "turn-stood-in": "{place} stands in for {due} from {start}; the last day is {last_day}.",
        "turn-taken": "{place} has the turn from {start}; the last day is {last_day}.",
        "turns-uneven": (
            "The turns are uneven. Most turns: {most}, of {most_members}. Fewest turns: {least}, of "
            "{least_members}."
        ),
        "votes-always": "{member} votes at all times: the vote does not rotate.",
        "votes-in-turn": "{member} votes from {start}; the last day with a vote is {last_day}.",
    }
)
