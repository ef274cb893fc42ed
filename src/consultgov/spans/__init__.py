"""The calendar arithmetic of the whole library: moments, days, spans, periods, working days, recurrences.

The only room that knows dateutil. Nothing here asks what day it is.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.spans.counting import ANNIVERSARY, CIVIL_CODE, FirstDay, LastDay, PeriodRules
    from consultgov.spans.months import (
        LeapDay,
        MonthEnd,
        age_on,
        months_after,
        months_completed,
        off_calendar,
        whole_number,
        years_after,
    )
    from consultgov.spans.periods import Period, period
    from consultgov.spans.points import Point, Span, day, day_by, moment, point, shifted
    from consultgov.spans.working import WorkingDays, working_days
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "counting": ("ANNIVERSARY", "CIVIL_CODE", "FirstDay", "LastDay", "PeriodRules"),
            "months": (
                "LeapDay",
                "MonthEnd",
                "age_on",
                "months_after",
                "months_completed",
                "off_calendar",
                "whole_number",
                "years_after",
            ),
            "periods": ("Period", "period"),
            "points": ("Point", "Span", "day", "day_by", "moment", "point", "shifted"),
            "working": ("WorkingDays", "working_days"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "ANNIVERSARY",
    "CIVIL_CODE",
    "FirstDay",
    "LastDay",
    "LeapDay",
    "MonthEnd",
    "Period",
    "PeriodRules",
    "Point",
    "Span",
    "WorkingDays",
    "age_on",
    "day",
    "day_by",
    "moment",
    "months_after",
    "months_completed",
    "off_calendar",
    "period",
    "point",
    "shifted",
    "whole_number",
    "working_days",
    "years_after",
]
