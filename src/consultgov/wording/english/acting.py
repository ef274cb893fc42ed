"""Sentences for deputies and acting officers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ACTING"]

ACTING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "act-decided-by": "The rule for it: {how}.",
        "acting-is-service": "The days of {person} count as service in the office “{office}”.",
        "acting-until-another": (
            "The last day on which {person} does so is {last_day}: then somebody who comes before is able "
            "again."
        ),
        "acting-until-away": "The last day on which {person} does so is {last_day}: then {person} is away.",
        "acting-until-ineligible": (
            "The last day on which {person} does so is {last_day}: then {person} no longer meets what is "
            "asked."
        ),
        "acting-until-leaving": (
            "The last day on which {person} does so is {last_day}: then {person} no longer has the right "
            "to it."
        ),
        "acting-until-meeting": (
            "The last day on which {person} does so is {last_day}, the day of the next meeting."
        ),
        "acting-until-return": (
            "The last day on which {person} does so is {last_day}: then the holder is back."
        ),
        "acting-until-successor": (
            "The last day on which {person} does so is {last_day}: then a successor takes the office."
        ),
        "acting-until-time-over": (
            "The last day on which {person} does so is {last_day}: then the longest time allowed is over."
        ),
        "acting-until-vacancy": (
            "The last day on which {person} does so is {last_day}: then the office falls vacant."
        ),
        "acts-by-seat": "{person} does so by right of the seat “{seat}”.",
        "acts-in-vacancy": "{person} acts in the office “{office}”, which is vacant, from {start}.",
        "choice-needed": "It is for {by} to choose who acts.",
        "deputy-age-unknown": "The day of birth of {person} is not on file; the least age is {least}.",
        "deputy-away": "{person} is away; the last day away is {last_day}.",
        "deputy-away-open": "{person} is away, and no end is on file.",
        "deputy-flag-excluded": "{person} is “{flag}”, and must not be.",
        "deputy-not-in-office": "The seat that is asked is not held on {on}.",
        "deputy-only-in-absence": "That is only for when the holder is away.",
        "deputy-only-in-vacancy": "That is only for when the office is vacant.",
        "deputy-passed-over": "{person} comes before in the order and cannot act:",
        "deputy-seat-passed-over": (
            "Nobody can act by right of the seat “{seat}”, which comes before in the order:"
        ),
        "deputy-seat-vacant": "Nobody holds the seat on {on}.",
        "deputy-stands-in": "{person} stands in for {holders} in the office “{office}” from {start}.",
        "deputy-time-over": (
            "{person} has acted for the longest time allowed, {longest}; the last day was {last_day}."
        ),
        "holder-away-since": "{holders}: away since {since}.",
        "line-over-at-meeting": (
            "Nobody in the order may act in the office “{office}” after {last_day}, the day of the meeting."
        ),
        "line-time-over": (
            "Nobody in the order may act in the office “{office}” after {last_day}: "
            "the longest time allowed, {longest}, is over."
        ),
        "nobody-acts": "Nobody acts in the office “{office}” on {on}, and it is vacant.",
        "nobody-stands-in": "Nobody stands in for {holders} in the office “{office}” on {on}.",
        "office-held": "{person} holds the office “{office}” and is not away on {on}.",
        "office-overdue": "It is for {by} to fill the office “{office}”; the last day for it was {last_day}.",
        "office-to-fill": "It is for {by} to fill the office “{office}”.",
        "office-to-fill-by": (
            "It is for {by} to fill the office “{office}”; the last day for it is {last_day}."
        ),
        "office-vacant-since": "The office “{office}” has been vacant since {since}.",
    }
)
