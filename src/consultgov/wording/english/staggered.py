"""Sentences for classes of seats renewed in turn."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["STAGGERED"]

STAGGERED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "all-renewed-at-once": (
            "All classes are renewed on one day, first on {on}, and so not in turn: {classes}."
        ),
        "class-drifts": (
            "The term of {person} in “{seat}” ends with {last_day}, and that of class “{class}” with "
            "{class_last_day}. Days between: {days}."
        ),
        "class-empty": "Class “{class}” has no seat.",
        "class-not-spread": (
            "In class “{class}” are {number} whose {trait} is “{group}”, and at most {most} may be: {people}."
        ),
        "class-overfull": "Seats of class “{class}”: {seats}. Holders: {number}, {people}.",
        "class-sizes-uneven": ("The sizes of the classes {classes} lie more than one seat apart: {sizes}."),
        "classes-renewed-together": "The classes {classes} are renewed on one day, first on {on}.",
        "fills-rest-and-next": (
            "Whoever takes “{seat}” on {on} serves the rest of the term of class “{class}” and the "
            "next one; last day: {last_day}."
        ),
        "fills-rest-of-term": (
            "Whoever takes “{seat}” on {on} serves the rest of the term of class “{class}”; last "
            "day: {last_day}."
        ),
        "seat-in-no-class": "“{seat}”, held by {person}, is in no class.",
        "seat-in-two-classes": "“{seat}” is in more than one class: {classes}.",
        "sits-past-renewal": (
            "{person} has held “{seat}” since {start}, and still does; class “{class}” was due for "
            "renewal on {renewal}. Days since: {days}."
        ),
        "waits-for-renewal": (
            "Too little of the term of class “{class}” is left on {on}: “{seat}” stays vacant until "
            "the class is renewed on {renewal}."
        ),
    }
)
