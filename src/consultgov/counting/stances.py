"""The nine stances, the bases they add up to, and the words that are refused.

At the close of a poll each seat has exactly one stance. A base is a set of stances. A tally keeps a
stance as one byte, its code: 0 to 8 for the nine, and on from ``FIRST_LABEL`` for a poll's own labels.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final, final

__all__ = [
    "BASES",
    "CODES",
    "ENTITLED",
    "FIRST_LABEL",
    "LABELS",
    "REFUSED",
    "WORDS",
    "Stance",
    "mask_of",
]


@final
class Stance(StrEnum):
    """What a seat did, by the close of the poll; the name is its keyword in rule text and in data."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    INVALID = "invalid"
    SILENT = "silent"
    ABSENT = "absent"
    RECUSED = "recused"
    RECUSED_ABSENT = "recused_absent"
    VACANT = "vacant"


CODES: Final = MappingProxyType({stance.value: code for code, stance in enumerate(Stance)})
"""Stance name to its code, which is also its bit in a mask."""

FIRST_LABEL: Final = len(CODES)
"""The code of a tally's first label."""

LABELS: Final = 1 << FIRST_LABEL
"""The bit that stands for every label in a mask: a labelled ballot is a valid one."""


def mask_of(*names: str) -> int:
    """The bits of some stances.

    >>> mask_of("yes", "abstain")
    5
    """
    return sum(1 << CODES[name] for name in names)


_DECISIVE: Final = mask_of("yes", "no")
_VALID: Final = _DECISIVE | mask_of("abstain") | LABELS
_BALLOTS: Final = _VALID | mask_of("invalid")
_PARTICIPATING: Final = _BALLOTS | mask_of("silent")
ENTITLED: Final = _PARTICIPATING | mask_of("absent")
"""Everyone who may vote on the matter, there or not."""
_MEMBERS: Final = ENTITLED | mask_of("recused", "recused_absent")

BASES: Final = MappingProxyType(
    {
        "decisive": _DECISIVE,
        "valid": _VALID,
        "ballots": _BALLOTS,
        "participating": _PARTICIPATING,
        "entitled": ENTITLED,
        "members": _MEMBERS,
        "seats": _MEMBERS | mask_of("vacant"),
        "present": _PARTICIPATING | mask_of("recused"),
    }
)
"""Base name to the mask of the stances in it."""

WORDS: Final = MappingProxyType({name: 1 << code for name, code in CODES.items()} | dict(BASES))
"""Every word that counts people: a stance or a base, to its mask."""

REFUSED: Final = MappingProxyType(
    {
        "cast": ("decisive", "valid", "ballots"),
        "votes": ("decisive", "valid", "ballots"),
        "voting": ("decisive", "valid", "ballots", "entitled"),
        "attending": ("participating", "present"),
    }
)
"""Words whose meaning differs from body to body, to the bases that one may have meant."""
