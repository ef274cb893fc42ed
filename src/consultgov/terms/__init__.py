"""Terms of office: how long, how often, in turn, how they end, and who acts meanwhile."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.terms.ages import AgeEnd, AgeLimit
    from consultgov.terms.asking import Leaving, Slate
    from consultgov.terms.deputising.acting import Acting, ActingEnd, Role
    from consultgov.terms.deputising.deputies import Deputy, MeetingAct, Needs, Occasion, Precedence
    from consultgov.terms.deputising.rules import Deputising, LineOfSuccession
    from consultgov.terms.ending.attendance import (
        AbsenceRule,
        Attendance,
        AttendanceMark,
        Bound,
        Leave,
        too_many_absences,
    )
    from consultgov.terms.ending.happenings import (
        EndingRules,
        EndsOn,
        FirstOut,
        Happening,
        HappeningKind,
        ResignationRule,
        Takes,
    )
    from consultgov.terms.ending.settling import ended, how_it_ended
    from consultgov.terms.ending.suspensions import Suspension, rights_suspended, times_suspended
    from consultgov.terms.ends import Cut, Term
    from consultgov.terms.exceptions import Circumstances, Exceptions, Waiver
    from consultgov.terms.holding import RenewalWindow
    from consultgov.terms.lengths import Allowance, FixedDay, InEvents, Toward
    from consultgov.terms.limits import Break, Gap, NoLimit, TermLimit, YearsLimit
    from consultgov.terms.numbering import BodyTerm, BodyTerms
    from consultgov.terms.partial import PartialTerms, Which
    from consultgov.terms.reviewing import Linked
    from consultgov.terms.rotation.fairness import Fairness, MissedTurn, TurnsOfOne, fairness_of, missed_turns
    from consultgov.terms.rotation.rounds import Missed, Skipped
    from consultgov.terms.rotation.rules import Newcomers, Rotation, TurnsOf
    from consultgov.terms.rotation.turns import Turn, TurnKind, TurnPlace
    from consultgov.terms.rotation.votes import (
        GroupVotes,
        Regrouping,
        RotationGroup,
        VotingPeriod,
        VotingRotation,
        ecb_step,
    )
    from consultgov.terms.rules import RenewalKind, Replacement, TermRule
    from consultgov.terms.service import Service
    from consultgov.terms.serving import Serving
    from consultgov.terms.staggering.classes import Renewal, SeatClass, even_classes
    from consultgov.terms.staggering.drawing import FirstTerm
    from consultgov.terms.staggering.rules import ShortRest, Staggering
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "ages": ("AgeEnd", "AgeLimit"),
            "asking": ("Leaving", "Slate"),
            "deputising.acting": ("Acting", "ActingEnd", "Role"),
            "deputising.deputies": ("Deputy", "MeetingAct", "Needs", "Occasion", "Precedence"),
            "deputising.rules": ("Deputising", "LineOfSuccession"),
            "ending.attendance": (
                "AbsenceRule",
                "Attendance",
                "AttendanceMark",
                "Bound",
                "Leave",
                "too_many_absences",
            ),
            "ending.happenings": (
                "EndingRules",
                "EndsOn",
                "FirstOut",
                "Happening",
                "HappeningKind",
                "ResignationRule",
                "Takes",
            ),
            "ending.settling": ("ended", "how_it_ended"),
            "ending.suspensions": ("Suspension", "rights_suspended", "times_suspended"),
            "ends": ("Cut", "Term"),
            "exceptions": ("Circumstances", "Exceptions", "Waiver"),
            "holding": ("RenewalWindow",),
            "lengths": ("Allowance", "FixedDay", "InEvents", "Toward"),
            "limits": ("Break", "Gap", "NoLimit", "TermLimit", "YearsLimit"),
            "numbering": ("BodyTerm", "BodyTerms"),
            "partial": ("PartialTerms", "Which"),
            "reviewing": ("Linked",),
            "rotation.fairness": ("Fairness", "MissedTurn", "TurnsOfOne", "fairness_of", "missed_turns"),
            "rotation.rounds": ("Missed", "Skipped"),
            "rotation.rules": ("Newcomers", "Rotation", "TurnsOf"),
            "rotation.turns": ("Turn", "TurnKind", "TurnPlace"),
            "rotation.votes": (
                "GroupVotes",
                "Regrouping",
                "RotationGroup",
                "VotingPeriod",
                "VotingRotation",
                "ecb_step",
            ),
            "rules": ("RenewalKind", "Replacement", "TermRule"),
            "service": ("Service",),
            "serving": ("Serving",),
            "staggering.classes": ("Renewal", "SeatClass", "even_classes"),
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
    "AgeEnd",
    "AgeLimit",
    "Allowance",
    "Attendance",
    "AttendanceMark",
    "BodyTerm",
    "BodyTerms",
    "Bound",
    "Break",
    "Circumstances",
    "Cut",
    "Deputising",
    "Deputy",
    "EndingRules",
    "EndsOn",
    "Exceptions",
    "Fairness",
    "FirstOut",
    "FirstTerm",
    "FixedDay",
    "Gap",
    "GroupVotes",
    "Happening",
    "HappeningKind",
    "InEvents",
    "Leave",
    "Leaving",
    "LineOfSuccession",
    "Linked",
    "MeetingAct",
    "Missed",
    "MissedTurn",
    "Needs",
    "Newcomers",
    "NoLimit",
    "Occasion",
    "PartialTerms",
    "Precedence",
    "Regrouping",
    "Renewal",
    "RenewalKind",
    "RenewalWindow",
    "Replacement",
    "ResignationRule",
    "Role",
    "Rotation",
    "RotationGroup",
    "SeatClass",
    "Service",
    "Serving",
    "ShortRest",
    "Skipped",
    "Slate",
    "Staggering",
    "Suspension",
    "Takes",
    "Term",
    "TermLimit",
    "TermRule",
    "Toward",
    "Turn",
    "TurnKind",
    "TurnPlace",
    "TurnsOf",
    "TurnsOfOne",
    "VotingPeriod",
    "VotingRotation",
    "Waiver",
    "Which",
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
