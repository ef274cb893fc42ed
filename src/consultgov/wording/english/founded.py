"""Sentences for how bodies stand to each other, and for setting them up and dissolving them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["FOUNDED"]

FOUNDED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "application-lacks": "Not stated in the request: {missing}.",
        "application-not-made": "The request is of {made}, and this is {on}.",
        "approval-missing": "The approval of {by} is not there on {on}.",
        "consents-missing": "The member units have not agreed as the rule asks. Not agreed by {on}: {units}.",
        "consents-not-met": "All member units have agreed by {on}, but what the rule asks is not so:",
        "liaisons-of-no-member": "“{body}” has liaison officers of what is no member unit: {units}.",
        "mandate-over": "The mandate of “{body}” ({topic}) was over on {end}, and it is not dissolved.",
        "mandate-precedes-parent": (
            "The mandate of “{body}” begins on {start}, before that of “{parent}” ({parent_start}), "
            "of which it is a part."
        ),
        "no-such-guide": "There is no “{guide}”, which guides “{body}”, on {on}.",
        "no-such-leader": "There is no “{leader}”, which leads “{body}”, on {on}.",
        "no-such-parent": "There is no “{parent}”, of which “{body}” is a part, on {on}.",
        "nobody-to-ask": "“{body}” does not name the unit that has to ask.",
        "not-asked-by": "The request has to be made by {wanted}.",
        "not-asked-of": "The request has to be made to {wanted}.",
        "outlives-parent": (
            "“{body}” goes on until {end}; “{parent}”, of which it is a part, is over on {parent_end}."
        ),
        "outlives-parent-open": (
            "“{body}” has no end; “{parent}”, of which it is a part, is over on {parent_end}."
        ),
        "parents-in-circle": "These are parts of each other, in a circle: {bodies}.",
        "units-without-liaison": "“{body}” has no liaison officer of: {units}.",
    }
)
