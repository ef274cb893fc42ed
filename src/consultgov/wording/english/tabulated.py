"""Sentences for the steps of a count."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["TABULATED"]

TABULATED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "beats-every-other": "{option} beats every other.",
        "budget-spent": "Spent: {spent}; left: {remaining}.",
        "committee-score": "The best score is {score}; committees that reach it: {number}.",
        "count-elected": "Elected: {options}.",
        "count-round": "Round {round}: {votes}.",
        "count-round-exhausted": "Round {round}: {votes}; exhausted {exhausted}.",
        "excluded-together": (
            "Excluded together, since all they have is {figure} and the next one has {following}: {options}."
        ),
        "excluded-without-votes": "Excluded, without a vote: {options}.",
        "floor-not-reached": (
            "At least {least} must be there whose {trait} is {value}; only {number} could be elected."
        ),
        "gave-way": (
            "{option} gives way, as the group decided: no more than {most} may be there "
            "whose {trait} is {value}."
        ),
        "last-one-left": "{option} is the last one left, with {figure}.",
        "last-quotient-squares": "These are the squares of the quotients that decided the last seat.",
        "last-quotients": "These are the quotients that decided the last seat.",
        "last-remainders": "These are the remainders over whole quotas of {quota}.",
        "last-seats-filled": "As many are left as there are seats; elected: {options}.",
        "list-below-threshold": "{list} has {figure} and does not pass the threshold of {share}.",
        "list-seats": "{list} has {figure} and gets seats: {seats}.",
        "lost-in-rounding": "Rounding down loses {figure}.",
        "more-than-half": "{option} has {figure}, more than half of {of}.",
        "must-give-way": (
            "Of {options}, {most} may stay whose {trait} is {value}; how many must give way: {leaving}."
        ),
        "nobody-beats-every-other": "Nobody beats every other.",
        "not-more-than-half": "{option} is the last one left and has {figure}, no more than half of {of}.",
        "option-excluded": "{option} is excluded, with {figure}.",
        "pair-even": "{options} are even, with {figure} each.",
        "pair-won": "{option} beats {other} by {figure} to {against}.",
        "passed-over-for-cap": (
            "{option} is passed over: no more than {most} may be there whose {trait} is {value}."
        ),
        "passed-over-for-floor": (
            "{option} gives way: at least {least} must be there whose {trait} is {value}."
        ),
        "path-stronger": "From {option} to {other} the strongest path has {figure}, the way back {against}.",
        "paths-even": "Between {options}, the strongest paths are even: {figure} each.",
        "project-after-the-end": "{option} is left out: the list ended at {ended}.",
        "project-chosen-by-votes": (
            "{option} is chosen with {figure}: it costs {cost}, and {remaining} is left."
        ),
        "project-not-affordable": (
            "{option} is left out: it costs {cost}, more than those who approve of it have left."
        ),
        "project-paid-by-backers": (
            "{option} is chosen: {cost}, at most {figure} from each who approves; {remaining} is left."
        ),
        "project-too-dear": "{option} is left out: it costs {cost}, and {remaining} is left.",
        "project-without-votes": "{option} is left out, without a vote.",
        "quota-reached": "{option} is elected: {figure} reach the quota of {quota}.",
        "removed-as-lowest": (
            "{option} gives way as the lowest: no more than {most} may be there whose {trait} is {value}."
        ),
        "removed-by-lot": (
            "{option} gives way by lot: no more than {most} may be there whose {trait} is {value}."
        ),
        "removed-by-seniority": (
            "{option} gives way by seniority: no more than {most} may be there whose {trait} is {value}."
        ),
        "runoff-between": "To the runoff go {options}.",
        "seats-left-open": "Left open: {places}.",
        "surplus-transferred": "The surplus of {option}, {surplus}, is transferred.",
        "taken-by-load": "{option} is taken: her backers carry the least, {figure} each.",
        "taken-by-price": "{option} is taken: her backers pay the least, {figure} each at most.",
        "taken-by-score": "{option} is taken, with the highest score: {figure}.",
        "tie-settled-by-earlier-round": (
            "Of {options}, who are tied, it is {chosen} by the figures of round {earlier}."
        ),
        "tie-settled-by-order": "Of {options}, who are tied, a lot or another order drawn picks {chosen}.",
        "tie-settled-by-score": "Of {options}, who are tied, {chosen} has the higher sum.",
        "tie-settled-by-top-scores": (
            "Of {options}, who are tied, these have most of the highest scores: {chosen}."
        ),
        "tie-settled-head-to-head": (
            "Of {options}, who are tied, these lose fewest pairs among them: {chosen}."
        ),
        "tied-for-budget": "Tied for the {remaining} that is left: {options}.",
        "tied-for-cap": "Who stays is not settled, where {places} may: {options}.",
        "tied-for-exclusion": "Tied for exclusion, where {places} must go: {options}.",
        "tied-for-runoff": "Tied for {places} of the places in the runoff: {options}.",
        "tied-for-seat": "Tied for {places} of the seats: {options}.",
        "tied-for-surplus": "Tied over whose surplus is transferred first: {options}.",
    }
)
