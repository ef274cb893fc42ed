"""The calendar arithmetic of the whole library: moments, days, spans, periods, working days, recurrences.

The only room that knows dateutil. Nothing here asks what day it is.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.spans.counting import (
        ANNIVERSARY,
        CIVIL_CODE,
        FirstDay,
        LastDay,
        PeriodRules,
        period_rules,
    )
    from consultgov.spans.months import (
        LeapDay,
        MonthEnd,
        age_on,
        days_after,
        months_after,
        months_completed,
        off_calendar,
        whole_number,
        years_after,
    )
    from consultgov.spans.periods import Period, period
    from consultgov.spans.points import Point, Span, day, day_by, moment, point, shifted
    from consultgov.spans.recurrences import MissingDay, Recurrence
    from consultgov.spans.units import Unit, window, window_name, windows
    from consultgov.spans.working import WorkingDays, working_days
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "counting": ("ANNIVERSARY", "CIVIL_CODE", "FirstDay", "LastDay", "PeriodRules", "period_rules"),
            "months": (
                "LeapDay",
                "MonthEnd",
                "age_on",
                "days_after",
                "months_after",
                "months_completed",
                "off_calendar",
                "whole_number",
                "years_after",
            ),
            "periods": ("Period", "period"),
            "points": ("Point", "Span", "day", "day_by", "moment", "point", "shifted"),
            "recurrences": ("MissingDay", "Recurrence"),
            "units": ("Unit", "window", "window_name", "windows"),
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
    "MissingDay",
    "MonthEnd",
    "Period",
    "PeriodRules",
    "Point",
    "Recurrence",
    "Span",
    "Unit",
    "WorkingDays",
    "age_on",
    "day",
    "day_by",
    "days_after",
    "moment",
    "months_after",
    "months_completed",
    "off_calendar",
    "period",
    "period_rules",
    "point",
    "shifted",
    "whole_number",
    "window",
    "window_name",
    "windows",
    "working_days",
    "years_after",
]
