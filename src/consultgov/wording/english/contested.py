"""Sentences for contests of proposals and for budgets."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["CONTESTED"]

CONTESTED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "award-cap-reached": "{proposal} has no award: {group} has its {most} already.",
        "award-score-too-low": "{proposal} has no award: its score is {score}, and what is left takes "
        "{least}.",
        "contest-award": "{award}: {options}.",
        "contest-award-open": "Of {award}, {number} stay open.",
        "contest-marks": "“{criterion}”: {score}, from the marks {marks}.",
        "contest-marks-trimmed": "“{criterion}”: {score}, from the marks {marks}; {dropped} dropped.",
        "contest-mixed": "Together: {judges_share} × {judges} + {public_share} × {public} = {score}.",  # noqa: RUF001
        "contest-none-shortlisted": "Of {group}, none goes on for certain.",
        "contest-not-entered": "{proposal} does not take part:",
        "contest-not-scored": "{proposal} is not scored:",
        "contest-not-valid": "Nothing is counted: the marking is not valid.",
        "contest-placed": "Place {place}: {options}.",
        "contest-popular": "Popular votes: {votes}, a share of {share}.",
        "contest-popular-not-valid": "Nothing is counted: the popular vote is not valid.",
        "contest-popular-notes": "Of the popular vote:",
        "contest-popular-sealed": "Nothing is counted yet: the popular vote is not closed.",
        "contest-score": "{proposal}: {score}.",
        "contest-score-about": "{proposal}: about {about}, exactly {score}.",
        "contest-score-withheld": "{proposal}: the score is withheld.",
        "contest-sealed": "Nothing is counted yet: the marking is not closed.",
        "contest-shortlisted": "Of {group}, these go on: {options}.",
        "contest-tie-broken": "Equal scores, put in order by {criteria}: {options}.",
        "contest-tie-drawn": "Tied, and put in the order given: {options}.",
        "contest-tied-for-award": "Tied for {names} (left to give: {places}): {options}.",
        "contest-tied-for-between-awards": "Each has one of {names}, and it is open which: {options}.",
        "contest-tied-for-cap": "Tied for the awards that {names} may still have ({places}): {options}.",
        "contest-tied-for-grant": "Of equal merit, and there is not enough money for all: {options}.",
        "contest-tied-for-shortlist": "Tied for the places of {names} left on the shortlist ({places}): "
        "{options}.",
        "contest-totals": "The judges' totals: {score}, from {marks}.",
        "contest-totals-trimmed": "The judges' totals: {score}, from {marks}; {dropped} dropped.",
        "contest-unscored": "{proposal} is not scored.",
        "entry-facts-missing": "Not stated: {names}.",
        "fund-ended": "{proposal} is not looked at: it ends at {at}, for which there was too little money.",
        "fund-granted": "{proposal} is paid for: {paid}.",
        "fund-left": "Left: {left}.",
        "fund-no-source": "{proposal} is not paid for: it costs {cost}, and no source may pay for it.",
        "fund-too-little-left": "{proposal} is not paid for: it costs {cost}, and {left} is left for it.",
        "mark-of-recused": "The marks of {judge} for {proposal} do not count: {judge} is recused.",
        "mark-of-recused-for": "The marks of {judge} for {proposal} do not count: {judge} is recused "
        "({reason}).",
        "mark-out-of-range": "The marks of {judge} for {proposal} do not count: “{criterion}” has {mark}, "
        "not {lowest} to {highest}.",
        "not-shortlisted": "{proposal} does not go on to the awards.",
        "too-few-judges-left": "Marked by {marks}, of which {left} count; at least {least} are needed.",
    }
)
