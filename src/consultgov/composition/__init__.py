"""Who makes up a body, what it must look like, whom it must replace, and how its seats are filled."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.composition.allotments import Allotment, Impasse, Seating
    from consultgov.composition.bodies import Body, Mandate, bodies_findings
    from consultgov.composition.committees import Committee
    from consultgov.composition.filling import Preference
    from consultgov.composition.founding import Application, Approval, Asker, Founding
    from consultgov.composition.kin import KinRule
    from consultgov.composition.nominees import Nominee
    from consultgov.composition.quotas import (
        Amount,
        Steps,
        at_least,
        at_least_each,
        at_most_each,
        closest_to,
        odd_size,
        parity,
        size_between,
        size_per,
        spread_over,
        stepped_caps,
        stepped_minimum,
    )
    from consultgov.composition.requirements import (
        AgeLimit,
        CoolingOff,
        Incompatibility,
        RequiredAttestation,
        RequiredEngagement,
        RequiredFlag,
        RequiredRoute,
        RequiredTrait,
        Requirement,
    )
    from consultgov.composition.sectors import Sector
    from consultgov.composition.succession import Succession, Way
    from consultgov.composition.successors import Successor
    from consultgov.composition.vacancies import Vacancy
    from consultgov.composition.watching import Turn
    from consultgov.composition.zoning.assigning import Zoning, assign_zones
    from consultgov.composition.zoning.plans import Duty, Place, Zone, ZonePlan
    from consultgov.composition.zoning.reviewing import review_zones
    from consultgov.composition.zoning.rules import ZoneRule
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "allotments": ("Allotment", "Impasse", "Seating"),
            "bodies": ("Body", "Mandate", "bodies_findings"),
            "committees": ("Committee",),
            "filling": ("Preference",),
            "founding": ("Application", "Approval", "Asker", "Founding"),
            "kin": ("KinRule",),
            "nominees": ("Nominee",),
            "quotas": (
                "Amount",
                "Steps",
                "at_least",
                "at_least_each",
                "at_most_each",
                "closest_to",
                "odd_size",
                "parity",
                "size_between",
                "size_per",
                "spread_over",
                "stepped_caps",
                "stepped_minimum",
            ),
            "requirements": (
                "AgeLimit",
                "CoolingOff",
                "Incompatibility",
                "RequiredAttestation",
                "RequiredEngagement",
                "RequiredFlag",
                "RequiredRoute",
                "RequiredTrait",
                "Requirement",
            ),
            "sectors": ("Sector",),
            "succession": ("Succession", "Way"),
            "successors": ("Successor",),
            "vacancies": ("Vacancy",),
            "watching": ("Turn",),
            "zoning.assigning": ("Zoning", "assign_zones"),
            "zoning.plans": ("Duty", "Place", "Zone", "ZonePlan"),
            "zoning.reviewing": ("review_zones",),
            "zoning.rules": ("ZoneRule",),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "AgeLimit",
    "Allotment",
    "Amount",
    "Application",
    "Approval",
    "Asker",
    "Body",
    "Committee",
    "CoolingOff",
    "Duty",
    "Founding",
    "Impasse",
    "Incompatibility",
    "KinRule",
    "Mandate",
    "Nominee",
    "Place",
    "Preference",
    "RequiredAttestation",
    "RequiredEngagement",
    "RequiredFlag",
    "RequiredRoute",
    "RequiredTrait",
    "Requirement",
    "Seating",
    "Sector",
    "Steps",
    "Succession",
    "Successor",
    "Turn",
    "Vacancy",
    "Way",
    "Zone",
    "ZonePlan",
    "ZoneRule",
    "Zoning",
    "assign_zones",
    "at_least",
    "at_least_each",
    "at_most_each",
    "bodies_findings",
    "closest_to",
    "odd_size",
    "parity",
    "review_zones",
    "size_between",
    "size_per",
    "spread_over",
    "stepped_caps",
    "stepped_minimum",
]
