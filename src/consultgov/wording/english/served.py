"""Sentences for limits on terms: whether somebody may serve again."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["SERVED"]

SERVED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "may-serve-not-known": "Whether {person} may serve as {office} from {start} cannot be told:",
        "may-serve-until": "{person} may serve as {office} from {start}, until {last_day}:",
        "may-serve": "{person} may serve as {office} from {start}:",
        "may-serve-later": "{person} may not serve as {office} from {start}, but may from {earliest}:",
        "may-never-serve": "{person} may not serve as {office} from {start}, nor later:",
        "terms-in-all-left": (
            "Terms in all: at most {most}; served: {served}; left with this one: {left}; counted: {counted}."
        ),
        "terms-in-all-left-none-served": "Terms in all: at most {most}; none is served that counts.",
        "terms-in-all-used-up": (
            "Terms in all: at most {most}; served: {served}; none is left; counted: {counted}."
        ),
        "terms-in-a-row-left": (
            "Terms in a row: at most {most}; served: {served}; left with this one: {left}; counted: "
            "{counted}."
        ),
        "terms-in-a-row-left-none-served": "Terms in a row: at most {most}; none is served that counts.",
        "terms-in-a-row-used-up": (
            "Terms in a row: at most {most}; served: {served}; none is left; counted: {counted}."
        ),
        "years-in-all-left": (
            "Time in office in all: at most {most}; days served: {days}; last day at the latest: "
            "{last_day}; counted: {counted}."
        ),
        "years-in-all-left-none-served": (
            "Time in office in all: at most {most}; none is served; last day at the latest: {last_day}."
        ),
        "years-in-all-used-up": "Time in office in all: at most {most}; it is used up; counted: {counted}.",
        "years-in-a-row-left": (
            "Time in a row: at most {most}; days served: {days}; last day at the latest: {last_day}; "
            "counted: {counted}."
        ),
        "years-in-a-row-left-none-served": (
            "Time in a row: at most {most}; none is served; last day at the latest: {last_day}."
        ),
        "years-in-a-row-used-up": "Time in a row: at most {most}; it is used up; counted: {counted}.",
        "break-not-needed": "{person} held none of the offices that ask for a break.",
        "break-over": (
            "The break of {length} after the last day in office, {last_day}, has been over since {first}."
        ),
        "break-not-over": (
            "The break of {length} after the last day in office, {last_day}, is over only on {first}."
        ),
        "no-limit-on-terms": "There is no limit on being elected again.",
        "limit-not-in-force": "A limit is not in force on {on}.",
        "birth-not-known": "The day of birth of {person} is not on file, and an age is asked for.",
        "nobody-may-follow": (
            "From {on} nobody on file may take the seat “{seat}”, which {person} has to leave."
        ),
        "of-age-to-serve": "{person} is of an age at which one may start.",
        "of-age-until": (
            "{person} is of an age at which one may start, and has to leave at {age}; last day at the "
            "latest: {last_day}."
        ),
        "too-old-to-start": "{person} is too old to start: the last day for it was before {late}.",
        "too-young-to-start": "{person} is too young to start: the age of {least} is reached on {first}.",
        "exempt-as-incumbent": "{person} held the office on {on}, and the limit does not bind:",
        "exempt-too-few": (
            "Candidates within the limit: {candidates}; seats: {seats}. The limit does not bind:"
        ),
        "exempt-by-vote": "A vote lets {person} serve beyond the limit:",
        "exempt-by-waiver": "A waiver of {by} lets {person} serve beyond the limit ({reason}):",
        "exempt-by-waiver-on-record": "A waiver on record lets {person} serve beyond the limit ({reason}):",
    }
)
