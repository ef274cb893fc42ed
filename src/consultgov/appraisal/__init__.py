"""Appraisal of persons and bodies, and assessment of units on indicators."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.appraisal.assessing import Assessment, AssessmentResult, Earned, Unshown, assess
    from consultgov.appraisal.blending import Blend, Blended, Every, blend
    from consultgov.appraisal.checklists import Acceptance, Checked, Checklist, Item
    from consultgov.appraisal.endings import EndsByLaw, From, Gap, Rated, ends_by_law
    from consultgov.appraisal.evidence import Attestation
    from consultgov.appraisal.grounds import (
        Attested,
        Excuses,
        LittleParticipation,
        LowSatisfaction,
        Resigned,
    )
    from consultgov.appraisal.indicators import Better, Fulfilled, Indicator, Proportional, Scored, Stepped
    from consultgov.appraisal.places import Place, rank_units
    from consultgov.appraisal.policies import Combining, GradeTie, RateOf
    from consultgov.appraisal.results import Appraisal, Appraised, Came, GroupGraded
    from consultgov.appraisal.review import Reading, Reviewed, YearEnd, YearEndReview, review_members
    from consultgov.appraisal.rules import AppraisalRule, AppraiserGroup, appraisal_of
    from consultgov.appraisal.shortcomings import Shortcoming
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "assessing": ("Assessment", "AssessmentResult", "Earned", "Unshown", "assess"),
            "blending": ("Blend", "Blended", "Every", "blend"),
            "checklists": ("Acceptance", "Checked", "Checklist", "Item"),
            "endings": ("EndsByLaw", "From", "Gap", "Rated", "ends_by_law"),
            "evidence": ("Attestation",),
            "grounds": ("Attested", "Excuses", "LittleParticipation", "LowSatisfaction", "Resigned"),
            "indicators": ("Better", "Fulfilled", "Indicator", "Proportional", "Scored", "Stepped"),
            "places": ("Place", "rank_units"),
            "policies": ("Combining", "GradeTie", "RateOf"),
            "results": ("Appraisal", "Appraised", "Came", "GroupGraded"),
            "review": ("Reading", "Reviewed", "YearEnd", "YearEndReview", "review_members"),
            "shortcomings": ("Shortcoming",),
            "rules": ("AppraisalRule", "AppraiserGroup", "appraisal_of"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "Acceptance",
    "Appraisal",
    "AppraisalRule",
    "Appraised",
    "AppraiserGroup",
    "Assessment",
    "AssessmentResult",
    "Attestation",
    "Attested",
    "Better",
    "Blend",
    "Blended",
    "Came",
    "Checked",
    "Checklist",
    "Combining",
    "Earned",
    "EndsByLaw",
    "Every",
    "Excuses",
    "From",
    "Fulfilled",
    "Gap",
    "GradeTie",
    "GroupGraded",
    "Indicator",
    "Item",
    "LittleParticipation",
    "LowSatisfaction",
    "Place",
    "Proportional",
    "RateOf",
    "Rated",
    "Reading",
    "Resigned",
    "Reviewed",
    "Scored",
    "Shortcoming",
    "Stepped",
    "Unshown",
    "YearEnd",
    "YearEndReview",
    "appraisal_of",
    "assess",
    "blend",
    "ends_by_law",
    "rank_units",
    "review_members",
]
