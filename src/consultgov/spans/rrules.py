"""Rules of recurrence as RFC 5545 writes them, read with dateutil: only those that a recurrence can say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from consultgov.errors import Fault, RecordError, shown

__all__ = ["frequency", "read", "text"]

_LONGEST: Final = 300
_MOST: Final = 100_000
_DAYS_OF_ALL: Final = 3_652_059
_ORDER: Final = ("FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "BYSETPOS", "COUNT", "UNTIL", "WKST")
_BY: Final = {
    "DAILY": frozenset[str](),
    "WEEKLY": frozenset({"BYDAY"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY", "BYSETPOS"}),
    "YEARLY": frozenset({"BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"}),
}
_UNITS: Final = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RULE: Final = re.compile(r"(?:RRULE:)?([A-Z]+=[A-Z0-9,+-]+(?:;[A-Z]+=[A-Z0-9,+-]+)*)")
_UNTIL: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?")
_BYDAY: Final = re.compile(rf"([+-]?[1-5])?({'|'.join(_DAYS)})")
_CLIPPED: Final = {"28,29": 29, "28,29,30": 30, "28,29,30,31": 31}
"""The days of which the last that there is stands for the day that a month may not have."""


def frequency(months: int, days: int) -> dict[str, str]:
    """How often, as parts of a rule.

    >>> frequency(24, 0), frequency(0, 7)
    ({'FREQ': 'YEARLY', 'INTERVAL': '2'}, {'FREQ': 'WEEKLY'})
    """
    if days:
        name, step = ("DAILY", days) if days % 7 else ("WEEKLY", days // 7)
    else:
        name, step = ("MONTHLY", months) if months % 12 else ("YEARLY", months // 12)
    return {"FREQ": name} | ({"INTERVAL": str(step)} if step > 1 else {})


def text(parts: Mapping[str, str]) -> str:
    """The rule, its parts in a fixed order.

    >>> text({"COUNT": "3", "FREQ": "DAILY"})
    'FREQ=DAILY;COUNT=3'
    """
    return ";".join(f"{name}={parts[name]}" for name in _ORDER if name in parts)


def read(given: object, start: date) -> dict[str, object]:
    """The fields of a recurrence that a rule stands for; a weekday by its number, ``nth`` beside it.

    Raises:
        RecordError: text that is no rule, and a part that cannot be said here, by its name.

    >>> read("FREQ=MONTHLY;BYDAY=2TU", date(2026, 5, 1))
    {'every': '1 month', 'weekday': 1, 'nth': 2}
    """
    parts = _parts(given, start)
    name = parts["FREQ"]
    step = _whole(parts, "INTERVAL", _DAYS_OF_ALL)
    found: dict[str, object] = {"every": f"{step} {_UNITS[name]}{'s' if step > 1 else ''}"}
    if "BYMONTH" in parts:
        found["month"] = _whole(parts, "BYMONTH", 12)
    elif name == "YEARLY" and parts.keys() & {"BYDAY", "BYMONTHDAY"}:
        raise _unread("BYMONTH", "must be said of a yearly rule with BYDAY or BYMONTHDAY")
    if "BYDAY" in parts:
        found |= _weekday(parts)
    elif name in ("MONTHLY", "YEARLY"):
        found |= _day(parts, start)
    return found | _ends(parts)


def _parts(given: object, start: date) -> dict[str, str]:
    """The parts by name, of a rule that dateutil reads too."""
    plain = given.strip().upper() if isinstance(given, str) and len(given) <= _LONGEST else ""
    rule = _RULE.fullmatch(plain)
    if rule is None:
        fix = "write FREQ=MONTHLY;BYDAY=2TU"
        raise RecordError(Fault("bad-rrule", "rule", "must be one of RFC 5545", shown(given), fix))
    pairs = [part.split("=") for part in rule[1].split(";")]
    parts = {name: value for name, value in pairs}  # noqa: C416 - lists of two
    if len(parts) < len(pairs):
        raise _unread("rule", "must have each part once", rule[1])
    _check_names(parts)
    _check_readable(rule[1], start)
    return parts


def _check_names(parts: Mapping[str, str]) -> None:
    name = parts.get("FREQ", "")
    if name not in _BY:
        raise _unread("FREQ", f"must be one of {', '.join(_BY)}", name)
    for part in parts:
        if part not in _ORDER or (part.startswith("BY") and part not in _BY[name]):
            raise _unread(part, f"is not read in a rule that is {name.lower()}", parts[part])
    if "COUNT" in parts and "UNTIL" in parts:
        raise _unread("COUNT", "must not stand beside UNTIL", parts["COUNT"])
    if parts.get("WKST", "MO") != "MO" and "BYDAY" in parts and "INTERVAL" in parts and name == "WEEKLY":
        raise _unread("WKST", "must be MO, since weeks begin on Monday here", parts["WKST"])


def _check_readable(rule: str, start: date) -> None:
    """A rule is what dateutil reads as one; it takes more than can be said here, and some things silently."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - few programs read such rules

    begin = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - days have no zone
    try:
        rrulestr(rule, dtstart=begin, ignoretz=True)
    except Exception:  # noqa: BLE001 - it raises what comes to hand
        raise RecordError(Fault("bad-rrule", "rule", "must be one of RFC 5545", shown(rule))) from None


def _unread(part: str, rule: str, given: str = "") -> RecordError:
    return RecordError(Fault("bad-rrule", part, rule, given))


def _whole(parts: Mapping[str, str], name: str, most: int) -> int:
    value = parts.get(name, "1")
    if value.isdecimal() and len(value) <= len(str(most)) and 1 <= int(value) <= most:
        return int(value)
    raise _unread(name, f"must be one whole number from 1 to {most}", value)


def _weekday(parts: Mapping[str, str]) -> dict[str, object]:
    found = _BYDAY.fullmatch(parts["BYDAY"])
    place = parts.get("BYSETPOS", "")
    if found is None or "BYMONTHDAY" in parts or (place and found[1]):
        raise _unread("BYDAY", "must be one day of the week, and alone", parts["BYDAY"])
    number = found[1] or place
    weekday: dict[str, object] = {"weekday": _DAYS.index(found[2])}
    if parts["FREQ"] == "WEEKLY":
        if number:
            raise _unread("BYDAY", "must have no number in a weekly rule", parts["BYDAY"])
        return weekday
    if not re.fullmatch("[+-]?[1-5]", number):
        raise _unread("BYDAY", "must say which of the month, as 2TU or -1FR do", parts["BYDAY"])
    return weekday | {"nth": int(number)}


def _day(parts: Mapping[str, str], start: date) -> dict[str, object]:
    """The day of the month; a month without it is left out, unless the last of several is meant."""
    days, place = parts.get("BYMONTHDAY", str(start.day)), parts.get("BYSETPOS")
    if place == "-1" and days in _CLIPPED:
        return {"day": _CLIPPED[days], "missing": "clip"}
    if place is not None:
        raise _unread(
            "BYSETPOS", "is read as -1 of BYMONTHDAY=28 and those that follow, or with BYDAY", place
        )
    if days == "-1":
        return {"day": -1}
    number = _whole({"BYMONTHDAY": days}, "BYMONTHDAY", 31)
    return {"day": number, "missing": "skip"}


def _ends(parts: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    if "COUNT" in parts:
        found["count"] = _whole(parts, "COUNT", _MOST)
    if "UNTIL" in parts:
        until = _UNTIL.fullmatch(parts["UNTIL"])
        if until is None:
            raise _unread("UNTIL", "must be a day", parts["UNTIL"])
        found["until"] = "-".join(until.groups())
    return found
