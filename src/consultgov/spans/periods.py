"""Periods: so many years, months, days or hours, as the rules of a body write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown

__all__ = ["Period", "period"]

_MOST: Final = MappingProxyType(
    {"months": 12 * 9999, "days": 3_652_059, "working_days": 1_000_000, "minutes": 60 * 24 * 3_652_059}
)
"""The most of each unit: what the calendar from year 1 to 9999 holds."""

_IN_MONTHS: Final = MappingProxyType({"year": 12, "half-year": 6, "quarter": 3, "month": 1})
_IN_DAYS: Final = MappingProxyType({"week": 7, "day": 1})
_IN_MINUTES: Final = MappingProxyType({"hour": 60, "minute": 1})
_PART: Final = re.compile(
    r"(\d{1,8}) +(year|half-year|quarter|month|week|(?:clear |working )?day|hour|minute)s?"
)
_CHINESE: Final = MappingProxyType(
    {
        "年": "year",
        "个季度": "quarter",
        "个月": "month",
        "周": "week",
        "日": "day",
        "天": "day",
        "个工作日": "working day",
        "小时": "hour",
        "分钟": "minute",
    }
)
_CHINESE_PART: Final = re.compile(r"(\d{1,8}) *(年|个季度|个月|周|日|天|个工作日|小时|分钟)")

_NUMERAL: Final = re.compile(
    r"(?<![\d一二两三四五六七八九十])"
    "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"(?![\d一二两三四五六七八九十])"
)
"""A numeral by itself: beside another one, or a figure, it is none."""
_DIGITS: Final = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen(init=False)
class Period:
    """So many years, months, days, working days or hours, exactly as a rule says them.

    A year is twelve months, and a month is none of so many days: which day ends a period is for
    ``PeriodRules`` to say.

    Args:
        text: such as ``"3 years"``, ``"3 years 6 months"``, ``"1 half-year"``, ``"2 quarters"``,
            ``"10 days"``, ``"10 clear days"``, ``"5 working days"``, ``"48 hours"`` or ``"3年"``,
            ``"六个月"``, ``"十五日"``, ``"5个工作日"``; left out where the parts are given.
        years: so many years; with ``months``, ``days`` and the others instead of a text.
        months: so many calendar months.
        days: so many days.
        working_days: so many days that the caller's calendar counts as working days; by themselves.
        clear: of days, neither the first nor the last day is counted.
        hours: so many hours; with ``minutes``, of moments alone.
        minutes: so many minutes.

    Raises:
        RecordError: text that is no period, numbers below zero or beyond the calendar, a period of nothing,
            units that do not go together.

    >>> Period("3 years") == Period(months=36), str(Period("42 months")), str(Period("半年"))
    (True, '3 years 6 months', '6 months')
    """

    months: int
    days: int
    working_days: int
    minutes: int
    clear: bool

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        text: str = "",
        *,
        years: int = 0,
        months: int = 0,
        days: int = 0,
        working_days: int = 0,
        hours: int = 0,
        minutes: int = 0,
        clear: bool = False,
    ) -> None:
        numbers = {"years": years, "months": months, "days": days, "working_days": working_days}
        numbers |= {"hours": hours, "minutes": minutes}
        faults = Faults()
        sizes = faults.attempt(_sizes, numbers, clear) or {}
        read = faults.attempt(_read, text) if text != "" else None
        faults.close(RecordError)
        if read is not None and any(sizes.values()):
            fix = "give the one or the other"
            raise RecordError(Fault("bad-period", shown(text), "must not stand beside numbers", "", fix))
        found = sizes if read is None else read
        _check(found)
        parts = [found.get(name, 0) for name in _MOST]
        self.__attrs_init__(parts[0], parts[1], parts[2], parts[3], bool(found.get("clear")))

    @property
    def is_of_moments(self) -> bool:
        """Whether it is of hours and minutes, and so runs from moment to moment."""
        return self.minutes > 0

    def facts(self) -> dict[str, object]:
        """The parts as a sentence tells them: unit to number, the largest first, none that is zero."""
        years, months = divmod(self.months, 12)
        hours, minutes = divmod(self.minutes, 60)
        day = "clear_days" if self.clear else "days"
        parts = {"years": years, "months": months, day: self.days, "working_days": self.working_days}
        return {
            unit: number for unit, number in (parts | {"hours": hours, "minutes": minutes}).items() if number
        }

    def __str__(self) -> str:
        """The text that reads back as the same period."""
        return " ".join(_said(unit, number) for unit, number in self.facts().items())


def _said(unit: str, number: object) -> str:
    word = unit.replace("_", " ")
    return f"{number} {word.removesuffix('s') if number == 1 else word}"


def period(given: object, subject: str = "period") -> Period:
    """A period, or the text of one.

    Raises:
        RecordError: neither of them.
    """
    if isinstance(given, Period):
        return given
    if isinstance(given, str) and given:
        return Period(given)
    rule, fix = "must be a period", "write '3 years' or '10 days'"
    raise RecordError(Fault("bad-period", subject, rule, shown(given), fix))


def _sizes(numbers: Mapping[str, int], clear: object) -> dict[str, int]:
    """The parts of a period that is given in numbers, all checked at once."""
    faults = Faults()
    for name, number in numbers.items():
        faults.attempt(_number, number, name)
    if not isinstance(clear, bool):
        faults.add(Fault("bad-truth", "clear", "must be True or False", shown(clear)))
    faults.close(RecordError)
    return {
        "months": 12 * numbers["years"] + numbers["months"],
        "days": numbers["days"],
        "working_days": numbers["working_days"],
        "minutes": 60 * numbers["hours"] + numbers["minutes"],
        "clear": int(bool(clear)),
    }


def _number(value: object, name: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST["minutes"]:
        rule = "must be a whole number, not below zero and within the calendar"
        raise RecordError(Fault("bad-period", name, rule, shown(value)))


def _read(text: object) -> dict[str, int]:
    """The parts of a text; each unit once."""
    found = _parts(text) if isinstance(text, str) and len(text) <= 80 else []  # noqa: PLR2004 - longer is none
    units = [unit for _, unit in found]
    if not found or len(set(units)) < len(units):
        fix = "write '3 years', '10 days', '5 working days' or '48 hours'"
        raise RecordError(Fault("bad-period", "period", "must be a length of time", shown(text), fix))
    if "clear day" in units and len(units) > 1:
        raise RecordError(Fault("mixed-period", "clear days", "must stand by themselves", shown(text)))
    sizes: dict[str, int] = {}
    for number, unit in found:
        name, size = _unit(unit)
        sizes[name] = sizes.get(name, 0) + number * size
        if unit == "clear day":
            sizes["clear"] = 1
    return sizes


def _parts(text: str) -> list[tuple[int, str]]:
    """Numbers and units in English or Chinese, nothing else between them."""
    stripped = _in_figures(text.strip().replace("半年", "6个月").replace("年半", "年6个月"))
    for pattern in (_PART, _CHINESE_PART):
        found = pattern.findall(stripped)
        if found and not pattern.sub("", stripped).strip():
            return [(int(number), _CHINESE.get(unit, unit)) for number, unit in found]
    return []


def _in_figures(text: str) -> str:
    """The text with Chinese numerals below one hundred (三、十五、二十) in figures."""
    return _NUMERAL.sub(lambda found: str(_value(found[0])), text)


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def _unit(unit: str) -> tuple[str, int]:
    for name, sizes in (("months", _IN_MONTHS), ("days", _IN_DAYS), ("minutes", _IN_MINUTES)):
        if unit in sizes:
            return name, sizes[unit]
    return ("working_days", 1) if unit == "working day" else ("days", 1)


def _check(sizes: dict[str, int]) -> None:
    faults = Faults()
    used = [name for name in _MOST if sizes.get(name)]
    if not used:
        faults.add(Fault("bad-period", "period", "must be longer than nothing", "", "leave it out"))
    for name in used:
        if sizes[name] > _MOST[name]:
            faults.add(Fault("bad-period", name, f"must be at most {_MOST[name]}", shown(sizes[name])))
    if len(used) > 1 and not set(used) <= {"months", "days"}:
        rule = "must stand by themselves"
        faults.add(Fault("mixed-period", " and ".join(used), rule, "", "write them as one unit"))
    if sizes.get("clear") and used and used != ["days"]:
        faults.add(Fault("mixed-period", "clear days", "must stand by themselves", ", ".join(used)))
    faults.close(RecordError)
