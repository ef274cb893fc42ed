"""Sentences for the composition of a body: seats, who sits in them, and what would mend it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["SEATED"]

SEATED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "age-above": "{person} in the seat “{seat}” is {age} on {on}; the greatest age is {most}.",
        "age-below": "{person} in the seat “{seat}” is {age} on {on}; the least age is {least}.",
        "age-not-known": (
            "The day of birth of {person} in the seat “{seat}” is not on file, and so the age cannot be told."
        ),
        "cannot-be-filled": "The seats cannot be filled: these requirements cannot all be met.",
        "criterion-not-attested": "Nobody has attested of {person} in the seat “{seat}”: “{criterion}”.",
        "criterion-not-attested-by": (
            "Of {person} in the seat “{seat}” it is not attested by {by}: “{criterion}”."
        ),
        "engagement-not-stated": (
            "It is not recorded whether {person} in the seat “{seat}” serves full time or part time."
        ),
        "flag-lacking": "{person} in the seat “{seat}” is none of what is asked: {flags}.",
        "flags-lacking": "{person} in the seat “{seat}” is not all that is asked; lacking: {flags}.",
        "keep-their-seats": "These keep their seats: {people}.",
        "keeps-seat": "{person} keeps the seat “{seat}”.",
        "kept-apart": "{people} are related and must not sit together.",
        "leaves-seat": "{person} leaves the seat “{seat}”.",
        "left-by-absence": "{person} was absent too often; the first day without her is {on}.",
        "left-by-appraisal": "{person} was appraised badly too often; the first day without her is {on}.",
        "left-by-change-of-post": "{person} was moved to another post and left on {on}.",
        "left-by-death": "{person} died; the first day after is {on}.",
        "left-by-dissolution": "{person} left on {on}, as the body was dissolved.",
        "left-by-incapacity": "{person} lost legal capacity; the first day without her is {on}.",
        "left-by-incompatibility": "{person} left on {on} for an office that does not go with this one.",
        "left-by-ineligibility": "{person} left on {on}, no longer meeting what the seat asks.",
        "left-by-merger": "{person} left on {on}, as the unit is no more.",
        "left-by-recall": "{person} was recalled; the first day without her is {on}.",
        "left-by-removal": "{person} was removed; the first day without her is {on}.",
        "left-by-resignation": "{person} resigned; the first day without her is {on}.",
        "left-by-sentence": "{person} was sentenced for a crime; the first day without her is {on}.",
        "left-by-term": "The term of {person} was over on {on}.",
        "left-by-transfer": "{person} took another seat on {on}.",
        "may-not-sit": "{person} may not take the seat “{seat}” on {on}:",
        "may-sit": "{person} may take the seat “{seat}” on {on}.",
        "mend-any-leaves": "It would be mended if one of these left: {people}.",
        "mend-anybody-joins": "It would be mended if somebody joined.",
        "mend-complete-file": "Complete what is on file about {people}.",
        "mend-fill": "Fill the seats of “{sector}” that are empty: {number}.",
        "mend-gives-up": "{person} has to give up seats: {number}.",
        "mend-joins": "It would be mended if somebody joined who is: {traits}.",
        "mend-name-seat": "Name a seat of one of these: {seats}.",
        "mend-one-leaves": "Of {people}, so many have to leave: {number}.",
        "mend-replace": "Replace {person} in “{sector}”, or have the file put right.",
        "mend-replaced": (
            "It would be mended if one of these was replaced: {people}, by somebody who is: {traits}."
        ),
        "nominee-refused": "No seat is open to {person}:",
        "nominees-left-over": "Eligible, and without a seat: {people}.",
        "not-confirmed": "{person} in the seat “{seat}” has not been confirmed by the body.",
        "not-full-time": "{person} in the seat “{seat}” does not serve full time.",
        "not-of-sector": "{person}, in the seat “{seat}”, may not sit for “{sector}”.",
        "not-part-time": "{person} in the seat “{seat}” does not serve part time.",
        "not-proposed": "{person} in the seat “{seat}” was not proposed by {wanted}.",
        "of-no-sector": "The body has no sector that {person} may sit for; it has {sectors}.",
        "office-held-until": (
            "{person} in the seat “{seat}” was {office} until {left}; months that must be "
            "over: {months}, so that the first day is {first}."
        ),
        "office-incompatible": "{person} in the seat “{seat}” holds what does not go with it: {offices}.",
        "office-not-held": (
            "The seat “{seat}” goes with the office of {office}, which {person} does not hold on the day."
        ),
        "office-still-held": (
            "{person} in the seat “{seat}” was still {office} when the appointment started; "
            "months that must be over: {months}."
        ),
        "proposed-by-other": "{person} in the seat “{seat}” was proposed by {by}, and not by {wanted}.",
        "relatives-together": "{people} sit together and are related: {kinship}.",
        "route-not-allowed": (
            "{person} came to the seat “{seat}” by the route “{route}”; allowed are {routes}."
        ),
        "route-not-stated": (
            "It is not recorded by which route {person} came to the seat “{seat}”; allowed are {routes}."
        ),
        "rule-in-conflict": "The rule: {rule}.",
        "rule-not-decidable": "The rule “{rule}” cannot be decided, as something is not on file: {missing}.",
        "seat-shared": "The seat “{seat}” is held by several: {people}.",
        "seat-unknown": "{person} is appointed to “{seat}”, which is no seat of the body.",
        "seats-and-many-people": (
            "Seats to fill in {sectors}: {seats}. Who may sit there: {number} people, among them {people}."
        ),
        "seats-and-nobody": "Seats to fill in {sectors}: {seats}. Nobody may sit for any of them.",
        "seats-and-people": (
            "Seats to fill in {sectors}: {seats}. Who may sit there: {people} ({number} in all)."
        ),
        "seats-overfilled": "Seats of “{sector}” held: {held}; at most: {most}. Too many: {over}.",
        "seats-vacant": "Seats of “{sector}” held: {held}; at least: {least}. Vacant: {vacant}.",
        "sector-lost": "{person}, in the seat “{seat}”, may no longer sit for “{sector}”.",
        "several-seats": "{person} holds several seats: {seats}; at most: {most}.",
        "so-since": "So since {since}.",
        "takes-seat": "{person} takes the seat “{seat}”.",
        "too-many-alternates": "Alternates of “{sector}”: {alternates}; at most: {most}.",
        "trait-not-asked": "{person} in the seat “{seat}” has “{value}” as “{trait}”; asked is {values}.",
        "trait-not-stated": "“{trait}” of {person} in the seat “{seat}” is not on file; asked is {values}.",
    }
)
