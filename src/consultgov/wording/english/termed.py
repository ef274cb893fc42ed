"""Sentences for terms of office: how long they are and when they end."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TERMED"]

TERMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "hold-over-ended": (
            "Not in office on {on}: holding over was allowed for {longest}, and its last day was {last_day}."
        ),
        "holding-over": (
            "In office on {on}: holding over since {since} until a successor sits, at the latest until "
            "{last_day}."
        ),
        "holding-over-open": "In office on {on}: holding over since {since} until a successor sits.",
        "in-term": "In office on {on}: the last day of the term is {last_day}.",
        "in-term-open": "In office on {on}: since {start}, and no end of the term is known.",
        "renewal-early": (
            "No reason is on record for the renewal that ended term {number} on {last_day}, before its "
            "time, which was {own_last_day}. The rule allows that."
        ),
        "renewal-early-reasoned": (
            "Term {number} was ended on {last_day} by a renewal before its time, which was {own_last_day}, "
            "as the rule allows. The reason on record: {reason}."
        ),
        "renewal-mismatch": (
            "The last day of term {number} is {own_last_day}; that of “{body}”, with which it is to be "
            "renewed, is {linked_last_day}."
        ),
        "renewal-overdue": (
            "The renewal after term {number} is overdue on {on}: by the rule the term lasts until {latest} "
            "at the latest."
        ),
        "renewal-too-early": (
            "The term after term {number} began on {held}; by the rule it may not begin before {earliest}."
        ),
        "successor-sits": "Not in office on {on}: the successor has been in office since {since}.",
        "term-deviates": "The last day of term {number} was {last_day}; by the rule it was {own_last_day}.",
        "term-deviates-reasoned": (
            "The last day of term {number} was {last_day}; by the rule it was {own_last_day} in principle. "
            "The reason on record: {reason}."
        ),
        "term-extended": (
            "No reason is on record for the extension of term {number} beyond {own_last_day}. The rule "
            "allows it."
        ),
        "term-extended-reasoned": (
            "Term {number} was extended beyond {own_last_day}, as the rule allows. The reason on "
            "record: {reason}."
        ),
        "term-extended-too-far": (
            "The last day of term {number} was {last_day}; the rule lets it be extended until {latest}."
        ),
        "term-not-begun": "Not in office on {on}: the term begins on {start}.",
        "term-over": (
            "Not in office on {on}: the last day of the term was {last_day}, and the rule has no holding "
            "over."
        ),
    }
)
