"""Sentences for filling vacant seats: who is next, who is passed over, what must happen."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["SUCCEEDED"]

SUCCEEDED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "alternate-moves-up": "{person} moves up from the alternates to the seat “{seat}” from {on}.",
        "alternates-exhausted": "No alternate is left who may take the seat.",
        "appointment-needed": "It is for {who} to appoint somebody to the seat “{seat}”.",
        "by-election-needed": "It is for {who} to fill the seat “{seat}” by a by-election.",
        "by-selection-needed": "It is for {who} to select somebody for the seat “{seat}”.",
        "confirmation-needed": "The newcomer has to be confirmed by {body}.",
        "declined-to-sit": "{person} has declined the seat.",
        "fill-by": "The seat is vacant since {since} and has to be filled by {by}.",
        "fill-overdue": "The seat is vacant since {since} and had to be filled by {by}.",
        "list-exhausted": "Nobody is left on the list who may take the seat.",
        "next-on-list": "{person} is next on the list for the seat “{seat}” from {on}.",
        "next-runner-up": "{person} is the next of the runners-up for the seat “{seat}” from {on}.",
        "no-succession-rule": "“{seat}” is vacant, and no rule in force on {on} says how it is filled.",
        "no-vacancy": "No seat of “{seat}” has to be filled on {on}.",
        "nobody-next": "Nobody is next for the seat “{seat}” on {on}, and so it stays vacant.",
        "not-alive": "{person} is not alive on {on}.",
        "passed-over": "{person} is passed over:",
        "renewal-due": "A general renewal of “{body}” is due:",
        "runners-up-exhausted": "Nobody is left of the runners-up who may take the seat.",
        "sits-already": "{person} has a seat already: {seats}.",
        "unit-has-to-replace": "It is for {who} to propose somebody else for the seat “{seat}”.",
        "would-break-rule": "With {person}, a rule would be broken that is kept now:",
    }
)
