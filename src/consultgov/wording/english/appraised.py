"""Sentences for appraisals and assessments."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["APPRAISED"]

APPRAISED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "accepted": "{subject} is accepted.",
        "appraisal-sealed": "Nothing can be told of the appraisal yet.",
        "appraisal-too-few": "The appraisal is not valid: too few have responded.",
        "appraisal-valid": "The appraisal is valid.",
        "appraisal-void": "The appraisal is void.",
        "appraised-as": "{subject}: {grade}.",
        "appraised-tied": "{subject}: no grade; {grades} are tied.",
        "assessed": "{subject}: {score} of {full} points.",
        "assessed-about": "{subject}: about {about} of {full} points, exactly {score}.",
        "assessed-open": "{subject}: no score yet.",
        "assessed-vetoed": "{subject}: whatever was earned does not count, because of {vetoes}.",
        "assessed-with-level": "{subject}: {score} of {full} points, which is {level}.",
        "assessed-with-level-about": (
            "{subject}: about {about} of {full} points, exactly {score}, which is {level}."
        ),
        "attestation-differs": (
            "What is on file about {subject} under {statement} is not what is attested of it: neither counts."
        ),
        "attestation-missing": "Nobody has attested {statement} of {subject} by {as_of}.",
        "attestations-differ": "On {statement} of {subject}, {by} do not attest the same: none of it counts.",
        "attested-by": "Attested by {by} on {on}.",
        "attested-later": (
            "{by} attested {statement} of {subject} on {on}, after {as_of}: that does not count yet."
        ),
        "best-group-counts": "The best grade of the groups counts: {grades}.",
        "blend-open": "{subject}: no score yet.",
        "blend-routine": "Routine supervision: {score} in the mean of {records}, for {share} of the score.",
        "blend-routine-about": (
            "Routine supervision: about {about} in the mean of {records}, exactly {score}, for {share} "
            "of the score."
        ),
        "blend-year-end": "Year's end: {score}, for {share} of the score.",
        "blend-year-end-about": "Year's end: about {about}, exactly {score}, for {share} of the score.",
        "blended": "{subject}: {score} of {full} points.",
        "blended-about": "{subject}: about {about} of {full} points, exactly {score}.",
        "evidence-missing": (
            "{by} attested {statement} of {subject} on {on} without naming evidence: that does not count."
        ),
        "first-group-counts": "The grade of the first group that has one counts: {group}.",
        "grade-votes": "Papers: {papers}. Votes: {votes}.",
        "grade-weight": "{grade}: {weight}.",
        "grade-weight-about": "{grade}: about {about}, exactly {weight}.",
        "grade-weights": "By the weight of the groups:",
        "grades-not-declared": "It is known how many papers there are, and not what they say.",
        "grades-tied": "{grades} have {number} each, and no grade has more.",
        "ground-attested": "{statement} of {subject}: attested by {by} on {on}.",
        "ground-denied": "{statement} of {subject}: denied by {by} on {on}.",
        "group-votes": "Group {group}. Papers: {papers}. Votes: {votes}.",
        "groups-silent": "Not every group came to a grade: none from {groups}.",
        "has-not-resigned": "{subject} has not offered to resign.",
        "has-resigned": "{subject} has offered to resign ({statement}): on file from {by} on {on}.",
        "indicator-not-assessed": "{statement}: not assessed; up to {most} points are left out.",
        "indicator-not-shown": "{statement}: 0 of {most} points, since nothing that counts is on file.",
        "indicator-not-so": "{statement}: not so, {points} of {most} points.",
        "indicator-so": "{statement}: so, {points} of {most} points.",
        "indicator-so-about": "{statement}: so, about {about} of {most} points, exactly {points}.",
        "indicator-value": "{statement}: {value}, {points} of {most} points.",
        "indicator-value-about": "{statement}: {value}, about {about} of {most} points, exactly {points}.",
        "item-met": "{statement}: met.",
        "item-not-met": "{statement}: not met.",
        "item-open": "{statement}: not shown to be met.",
        "most-votes": "{grade} has most votes, with {number}.",
        "most-weight": "{grade} has the greatest weight.",
        "no-routine-record": "There is no record of routine supervision of {subject} that counts.",
        "no-threshold-reached": "No threshold is reached: {grade}.",
        "nobody-graded": "No paper gives a grade.",
        "not-accepted": "{subject} is not accepted: {items} must be met.",
        "not-appraised": "{subject}: no grade.",
        "not-to-attest": "{by} attested {statement} of {subject} on {on}, and is not one of those who may.",
        "office-ended": (
            "The office of {who} has ended by operation of law: {grade} {times} times in a row, in {years}."
        ),
        "office-ended-on": (
            "The office of {who} ended by operation of law on {from_day}: {grade} {times} times in a "
            "row, in {years}."
        ),
        "office-ended-once": "The office of {who} has ended by operation of law: {grade} once, in {years}.",
        "office-ended-once-on": (
            "The office of {who} ended by operation of law on {from_day}: {grade} once, in {years}."
        ),
        "office-goes-on": (
            "The office of {who} goes on: {grade} {run} times in a row so far, and {times} would end it."
        ),
        "office-goes-on-clear": (
            "The office of {who} goes on: not once {grade} of late; how often in a row would end it: {times}."
        ),
        "office-goes-on-once": (
            "The office of {who} goes on: {grade} once so far, and {times} times in a row would end it."
        ),
        "own-entries-unknown": (
            "Papers that tellers counted bear no names: what {people} say of themselves is among them."
        ),
        "own-entry-left-out": "What is left out is the entry about themselves of {people}.",
        "participation-enough": (
            "Meetings at which {subject} was present: {present} of {meetings}, which is {rate} and not "
            "below {limit}."
        ),
        "participation-enough-about": (
            "Meetings at which {subject} was present: {present} of {meetings}, which is about {about} "
            "and not below {limit}."
        ),
        "participation-low": (
            "Meetings at which {subject} was present: {present} of {meetings}, which is {rate}: little, "
            "being below {limit}."
        ),
        "participation-low-about": (
            "Meetings at which {subject} was present: {present} of {meetings}, which is about {about}: "
            "little, being below {limit}."
        ),
        "rate-missing": "There is no rate of satisfaction on file for {subject}.",
        "record-missing": "There is no record of attendance on file for {subject}.",
        "record-outside-period": (
            "The record about {subject} of {on} does not count: it is not of the period, or after {as_of}."
        ),
        "review-no-ground": "{subject}: no ground is met.",
        "review-open": "{subject}: no ground is met so far, and something is missing.",
        "review-up": "{subject} may be replaced, by decision of {decides}, on these grounds: {grounds}.",
        "review-without-resignation": (
            "{subject} has reasons to resign ({grounds}) and has not offered to: nothing is to be decided."
        ),
        "routine-missing": "There is no record of routine supervision of {subject} from {first} to {last}.",
        "satisfaction-enough": "The rate of satisfaction with {subject} is {rate}, and not below {limit}.",
        "satisfaction-enough-about": (
            "The rate of satisfaction with {subject} is about {about}, exactly {rate}, and not below {limit}."
        ),
        "satisfaction-low": "The rate of satisfaction with {subject} is {rate}: low, being below {limit}.",
        "satisfaction-low-about": (
            "The rate of satisfaction with {subject} is about {about}, exactly {rate}: low, being below "
            "{limit}."
        ),
        "satisfaction-rate": "Rate of satisfaction: {rate}.",
        "satisfaction-rate-about": "Rate of satisfaction: about {about}, exactly {rate}.",
        "shortcoming": "Shortcoming {number}: {statement}. Recommended: {advice}.",
        "threshold-not-reached": "Not {grade}:",
        "threshold-reached": "{grade}:",
        "tie-to-the-higher": "{grades} have {number} each, and the higher one counts: {grade}.",
        "tie-to-the-lower": "{grades} have {number} each, and the lower one counts: {grade}.",
        "too-few-recommended": (
            "{subject} is not accepted: of what should be met, {met} of {number} are, and {least} must be."
        ),
        "value-out-of-range": (
            "What is on file about {subject} under {statement} is no value that earns points."
        ),
        "veto-unknown": "Of {subject} it is not on file whether there was {statement}.",
        "weight-tie-to-the-higher": "{grades} weigh the same, and the higher one counts: {grade}.",
        "weight-tie-to-the-lower": "{grades} weigh the same, and the lower one counts: {grade}.",
        "weights-tied": "{grades} weigh the same, and no grade weighs more.",
        "worst-group-counts": "The worst grade of the groups counts: {grades}.",
        "year-end-missing": "There is no score of {subject} at the year's end.",
    }
)
"""English sentences."""
