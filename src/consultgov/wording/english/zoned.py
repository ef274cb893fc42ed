"""Sentences for zones of responsibility."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["ZONED"]

ZONED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "leaver-with-zones": "{person} is no member on {on}, and still answers for: {zones}.",
        "loads-stay-apart": (
            "However the zones are divided, the loads of two members lie {least} apart or more; "
            "the limit is {limit}."
        ),
        "member-with-too-few-zones": (
            "{member} answers for: {zones}. Zones needed: {least}; missing: {missing}."
        ),
        "member-with-too-many-zones": (
            "{member} answers for: {zones}. Zones allowed: {most}; too many: {excess}."
        ),
        "member-without-zone": "{member} answers for no zone. Zones needed: {least}.",
        "members-ask-too-much": (
            "Zones that these must have together: {needed} ({members}). "
            "Zones can be given to them {capacity} times: {missing} too few."
        ),
        "mend-add-or-drop-places": "Add to the plan, or take out of the zone: {places}.",
        "mend-end-duties": "End the duties of {person}.",
        "mend-give-places": "Give zone {zone} a place, or dissolve it.",
        "mend-give-zones": "Zones to give to {member}: {missing}.",
        "mend-hand-on-zones": "Zones of {member} to hand on: {excess}.",
        "mend-move-zones": "Hand zones on from {heaviest} to {lightest}.",
        "mend-name-members": "Members to name for zone {zone}: {missing}.",
        "mend-put-into-zone": "Put {place} into a zone.",
        "mend-release-members": "Members to release from zone {zone}: {excess}.",
        "mend-take-out-of-zones": "Zones to take {place} out of: {excess}.",
        "place-in-no-zone": "{place} lies in no zone, and nobody answers for it.",
        "place-in-too-many-zones": (
            "{place} lies in these zones: {zones}. Zones allowed: {most}; too many: {excess}."
        ),
        "zone-handed-on": "{member} answers for zone {zone} no longer, from {on} on.",
        "zone-loads-apart": (
            "The loads of members lie {difference} apart: {most} ({heaviest}) and {least} ({lightest}). "
            "The limit is {limit}; too much: {excess}."
        ),
        "zone-never-given": "Nobody has ever answered for zone {zone}. Members needed: {least}.",
        "zone-of-none-but-leavers": (
            "No member answers for zone {zone}; still named for it: {people}. Members needed: {least}."
        ),
        "zone-of-unknown-places": "Zone {zone} names what is no place of the plan: {places}.",
        "zone-taken": "{member} answers for zone {zone} from {on} on.",
        "zone-with-too-few": (
            "These answer for zone {zone}: {people}. Members needed: {least}; missing: {missing}."
        ),
        "zone-with-too-many": (
            "These answer for zone {zone}: {people}. Members allowed: {most}; too many: {excess}."
        ),
        "zone-without-anyone": "Nobody answers for zone {zone}. Members needed: {least}.",
        "zone-without-places": "Zone {zone} has no place.",
        "zones-ask-too-much": (
            "Duties that these zones need together: {needed} ({zones}). "
            "The members can take on {capacity}: {missing} too few."
        ),
        "zones-change": (
            "Duties begun: {begun}; ended: {ended}. The loads of members then lie {spread} apart; "
            "duties of members who live in the zone: {at_home}."
        ),
        "zones-unchanged": (
            "Nothing has to change. The loads of members lie {spread} apart; "
            "duties of members who live in the zone: {at_home}."
        ),
    }
)
