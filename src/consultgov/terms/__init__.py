"""Terms of office: how long, how often, in turn, how they end, and who acts meanwhile."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.terms.ages import AgeEnd, AgeRule
    from consultgov.terms.asking import SlateServing
    from consultgov.terms.deputising.acting import Acting, ActingEnd, ActingRole
    from consultgov.terms.deputising.deputies import Deputy, MeetingAct, Needs, Occasion, Precedence
    from consultgov.terms.deputising.rules import Deputising, LineOfSuccession
    from consultgov.terms.ending.attendance import (
        AbsenceRule,
        Attendance,
        AttendanceMark,
        ExcusedAbsence,
        ShareBound,
        too_many_absences,
    )
    from consultgov.terms.ending.happenings import (
        EndingRules,
        EndsOn,
        FirstOut,
        Happening,
        HappeningKind,
        ResignationRule,
        TakesEffect,
    )
    from consultgov.terms.ending.settling import ended, how_it_ended
    from consultgov.terms.ending.suspensions import Suspension, rights_suspended, times_suspended
    from consultgov.terms.ends import Term, TermEnd
    from consultgov.terms.exceptions import Circumstances, Exceptions, Waiver
    from consultgov.terms.holding import RenewalWindow
    from consultgov.terms.leaving import Leaving
    from consultgov.terms.lengths import Allowance, FixedDay, FixedDayChoice, InEvents
    from consultgov.terms.limits import Break, NoLimit, TermLimit, YearsLimit
    from consultgov.terms.numbering import BodyTerm, BodyTerms
    from consultgov.terms.partial import PartialOf, PartialTerms
    from consultgov.terms.reviewing import Linked
    from consultgov.terms.rotation.fairness import Fairness, MissedTurn, TurnsOfOne, fairness_of, missed_turns
    from consultgov.terms.rotation.groups import GroupVotes, Regrouping, RotationGroup, VotingPeriod, ecb_step
    from consultgov.terms.rotation.rounds import MissedWhen, SkippedTurn
    from consultgov.terms.rotation.rules import Newcomers, Rotation, TurnsOf
    from consultgov.terms.rotation.turns import Turn, TurnKind, TurnPlace
    from consultgov.terms.rotation.votes import VotingRotation
    from consultgov.terms.rules import RenewalKind, Replacement, TermRule
    from consultgov.terms.runs import Interruption
    from consultgov.terms.service import Service
    from consultgov.terms.serving import Serving
    from consultgov.terms.staggering.classes import ClassRenewal, SeatClass, even_classes
    from consultgov.terms.staggering.drawing import FirstTerm
    from consultgov.terms.staggering.rules import ShortRest, Staggering
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "ages": ("AgeEnd", "AgeRule"),
            "asking": ("SlateServing",),
            "deputising.acting": ("Acting", "ActingEnd", "ActingRole"),
            "deputising.deputies": ("Deputy", "MeetingAct", "Needs", "Occasion", "Precedence"),
            "deputising.rules": ("Deputising", "LineOfSuccession"),
            "ending.attendance": (
                "AbsenceRule",
                "Attendance",
                "AttendanceMark",
                "ExcusedAbsence",
                "ShareBound",
                "too_many_absences",
            ),
            "ending.happenings": (
                "EndingRules",
                "EndsOn",
                "FirstOut",
                "Happening",
                "HappeningKind",
                "ResignationRule",
                "TakesEffect",
            ),
            "ending.settling": ("ended", "how_it_ended"),
            "ending.suspensions": ("Suspension", "rights_suspended", "times_suspended"),
            "ends": ("Term", "TermEnd"),
            "exceptions": ("Circumstances", "Exceptions", "Waiver"),
            "holding": ("RenewalWindow",),
            "leaving": ("Leaving",),
            "lengths": ("Allowance", "FixedDay", "FixedDayChoice", "InEvents"),
            "limits": ("Break", "NoLimit", "TermLimit", "YearsLimit"),
            "numbering": ("BodyTerm", "BodyTerms"),
            "partial": ("PartialOf", "PartialTerms"),
            "reviewing": ("Linked",),
            "rotation.fairness": ("Fairness", "MissedTurn", "TurnsOfOne", "fairness_of", "missed_turns"),
            "rotation.groups": ("GroupVotes", "Regrouping", "RotationGroup", "VotingPeriod", "ecb_step"),
            "rotation.rounds": ("MissedWhen", "SkippedTurn"),
            "rotation.rules": ("Newcomers", "Rotation", "TurnsOf"),
            "rotation.turns": ("Turn", "TurnKind", "TurnPlace"),
            "rotation.votes": ("VotingRotation",),
            "rules": ("RenewalKind", "Replacement", "TermRule"),
            "runs": ("Interruption",),
            "service": ("Service",),
            "serving": ("Serving",),
            "staggering.classes": ("ClassRenewal", "SeatClass", "even_classes"),
            "staggering.drawing": ("FirstTerm",),
            "staggering.rules": ("ShortRest", "Staggering"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "AbsenceRule",
    "Acting",
    "ActingEnd",
    "ActingRole",
    "AgeEnd",
    "AgeRule",
    "Allowance",
    "Attendance",
    "AttendanceMark",
    "BodyTerm",
    "BodyTerms",
    "Break",
    "Circumstances",
    "ClassRenewal",
    "Deputising",
    "Deputy",
    "EndingRules",
    "EndsOn",
    "Exceptions",
    "ExcusedAbsence",
    "Fairness",
    "FirstOut",
    "FirstTerm",
    "FixedDay",
    "FixedDayChoice",
    "GroupVotes",
    "Happening",
    "HappeningKind",
    "InEvents",
    "Interruption",
    "Leaving",
    "LineOfSuccession",
    "Linked",
    "MeetingAct",
    "MissedTurn",
    "MissedWhen",
    "Needs",
    "Newcomers",
    "NoLimit",
    "Occasion",
    "PartialOf",
    "PartialTerms",
    "Precedence",
    "Regrouping",
    "RenewalKind",
    "RenewalWindow",
    "Replacement",
    "ResignationRule",
    "Rotation",
    "RotationGroup",
    "SeatClass",
    "Service",
    "Serving",
    "ShareBound",
    "ShortRest",
    "SkippedTurn",
    "SlateServing",
    "Staggering",
    "Suspension",
    "TakesEffect",
    "Term",
    "TermEnd",
    "TermLimit",
    "TermRule",
    "Turn",
    "TurnKind",
    "TurnPlace",
    "TurnsOf",
    "TurnsOfOne",
    "VotingPeriod",
    "VotingRotation",
    "Waiver",
    "YearsLimit",
    "ecb_step",
    "ended",
    "even_classes",
    "fairness_of",
    "how_it_ended",
    "missed_turns",
    "rights_suspended",
    "times_suspended",
    "too_many_absences",
]
