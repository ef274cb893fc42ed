"""Bodies beside one another: who leads and guides whom, what is part of what, and until when each is there.

A body is made up of persons, or of units, as a joint conference (联席会议) is. It is a standing one, or
set up for a topic, with a mandate. A working group (工作组) is a part of the body that set it up, and does
not outlast it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import final

import attrs

from consultgov.errors import Fault, Faults, RecordError
from consultgov.fields import read_fields, written
from consultgov.people.reading import day_or_none, name, plain, text
from consultgov.settings import clause_of, names, pairs, values
from consultgov.spans import day
from consultgov.verdicts import Clause, Finding

__all__ = ["Body", "Mandate", "bodies_findings"]


def __dir__() -> list[str]:
    return __all__


# --- reading --------------------------------------------------------------------------------------


def _name(given: object) -> str:
    return name(given, "name of a body")


def _text(given: object) -> str:
    return text(given, "text of a body")


def _bodies(given: object) -> tuple[str, ...]:
    return names(given, "bodies that lead or guide")


def _units(given: object) -> tuple[str, ...]:
    return names(given, "members of a body")


def _day(given: object) -> date:
    return day(given, "start of a mandate")


def _mandate(given: object) -> Mandate | None:
    return given if given is None or isinstance(given, Mandate) else Mandate.from_dict(given)


def _liaisons(given: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Unit by unit its officers."""
    faults = Faults()
    found: dict[str, tuple[str, ...]] = {}
    for unit, officers in pairs(given, "liaisons"):
        key = faults.attempt(name, unit, "unit of a liaison officer") or ""
        found[key] = faults.attempt(names, officers, "liaison officers") or ()
    faults.close(RecordError)
    return tuple(found.items())


def _check_days(first: date | None, last: date | None, subject: str) -> None:
    if first is not None and last is not None and last <= first:
        rule = "must come after its beginning"
        raise RecordError(Fault("days-disordered", subject, rule, f"{first} to {last}", "swap them"))


# --- values ---------------------------------------------------------------------------------------


@final
@attrs.frozen
class Mandate:
    """What a body was set up for, and until when.

    Args:
        topic: the topic or task.
        start: the first day of it.
        end: the first day on which it is over; open where ``None``.
        ends_with: the event with which it ends, in words; once that has happened, its day is the ``end``.

    Raises:
        RecordError: no topic, what is no day, an end that does not come after the start.

    >>> flood = Mandate("flood of June", "2026-06-10", ends_with="the dikes are repaired")
    >>> flood.is_over("2027-01-01"), attrs.evolve(flood, end="2026-12-01").is_over("2026-12-01")
    (False, True)
    """

    topic: str = attrs.field(converter=_name)
    start: date = attrs.field(converter=_day)
    end: date | None = attrs.field(default=None, converter=day_or_none)
    ends_with: str = attrs.field(default="", converter=_text)

    def __attrs_post_init__(self) -> None:
        _check_days(self.start, self.end, f"mandate {self.topic!r}")

    def is_over(self, on: date | str) -> bool:
        """Whether it is over on a day.

        Raises:
            RecordError: what is no day.
        """
        return self.end is not None and self.end <= day(on)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Mandate:
        """The mandate from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "mandate")


@final
@attrs.frozen
class Body:
    """A body, and how it stands to others.

    Args:
        name: its name, which no other body has.
        kind: what it is, such as ``"joint_conference"`` or ``"working_group"``.
        parent: the body that it is a part of.
        led_by: the bodies that lead it (领导), such as the Party organisation.
        guided_by: the bodies that guide it (指导), such as the residents' committee.
        convening_unit: the unit that convenes it (召集单位).
        lead_unit: the unit that takes the lead in it (牵头单位).
        members: the ids of its member units (成员单位), where it is made up of units.
        liaisons: member unit to its liaison officers (联络员); asked of every unit once one is named.
        mandate: what it was set up for; a standing body has none.
        founded: the day on which it was set up; ``None`` where it has always been there.
        dissolved: the first day on which it no longer is; ``None`` where it still is.
        clause: where this stands.

    Raises:
        RecordError: no name, a name twice in a list, days in an order that cannot be; all at once.

    >>> conference = Body("flood control", "joint_conference", members=["water", "transport", "police"])
    >>> Body.from_dict(conference.to_dict()) == conference
    True
    """

    name: str = attrs.field(converter=_name)
    kind: str = attrs.field(default="", converter=_text)
    parent: str = attrs.field(default="", converter=_text)
    led_by: tuple[str, ...] = attrs.field(default=(), converter=_bodies)
    guided_by: tuple[str, ...] = attrs.field(default=(), converter=_bodies)
    convening_unit: str = attrs.field(default="", converter=_text)
    lead_unit: str = attrs.field(default="", converter=_text)
    members: tuple[str, ...] = attrs.field(default=(), converter=_units)
    liaisons: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=_liaisons)
    mandate: Mandate | None = attrs.field(default=None, converter=_mandate)
    founded: date | None = attrs.field(default=None, converter=day_or_none)
    dissolved: date | None = attrs.field(default=None, converter=day_or_none)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        _check_days(self.founded, self.dissolved, f"end of {self.name!r}")

    def exists(self, on: date | str) -> bool:
        """Whether it is there on a day.

        Raises:
            RecordError: what is no day.
        """
        at = day(on)
        return (self.founded is None or self.founded <= at) and (
            self.dissolved is None or at < self.dissolved
        )

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        found = written(self, plain)
        if self.liaisons:
            found["liaisons"] = {unit: list(officers) for unit, officers in self.liaisons}
        return found

    @classmethod
    def from_dict(cls, data: object) -> Body:
        """The body from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "body")


# --- review ---------------------------------------------------------------------------------------


def bodies_findings(bodies: Iterable[Body], on: date | str) -> tuple[Finding, ...]:
    """What is wrong with how bodies stand to each other on a day: circles first, then body by body, by name.

    Bodies that are not there on that day are judged only as those that others refer to.

    Args:
        bodies: all the bodies, those dissolved included; names have to differ.
        on: the day.

    Raises:
        RecordError: no list of bodies, two of one name, what is no day.

    >>> group = Body("dikes", "working_group", parent="flood control")
    >>> print(bodies_findings([group], "2026-07-01")[0].explain())
    Not met: there is no “flood control”, of which “dikes” is a part, on 2026-07-01.
    """
    at, known = day(on), _by_name(bodies)
    there = {body.name: body for body in known.values() if body.exists(at)}
    found = [
        Finding("parents-in-circle", {"bodies": circle}, there[circle[0]].clause)
        for circle in _circles(there)
    ]
    for body in there.values():
        found += _of_parent(body, known, at)
        found += _of_those_above(body, there, at)
        found += _of_mandate(body, at)
        found += _of_liaisons(body)
    return tuple(found)


def _by_name(bodies: object) -> dict[str, Body]:
    listed = sorted(values(bodies, Body, "bodies"), key=lambda body: body.name)
    found = {body.name: body for body in listed}
    if len(found) < len(listed):
        rule, fix = "must have names that differ", "leave out the one that does not matter"
        raise RecordError(Fault("name-twice", "bodies", rule, "", fix))
    return found


def _circles(there: Mapping[str, Body]) -> Iterator[list[str]]:
    """The bodies that are parts of themselves in the end, each circle from the first of its names on."""
    seen: set[str] = set()
    for start in there:
        trail: list[str] = []
        at = start
        while at in there and at not in seen:
            seen.add(at)
            trail.append(at)
            at = there[at].parent
        if at in trail:
            circle = trail[trail.index(at) :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]


def _of_parent(body: Body, known: Mapping[str, Body], at: date) -> Iterator[Finding]:
    """A part of a body is there only while the body is, and within its mandate."""
    if not body.parent:
        return
    parent = known.get(body.parent)
    facts = {"body": body.name, "parent": body.parent}
    if parent is None or (parent.founded is not None and parent.founded > at):
        yield Finding("no-such-parent", {**facts, "on": at.isoformat()}, body.clause)
        return
    if body.mandate and parent.mandate and body.mandate.start < parent.mandate.start:
        days = {"start": body.mandate.start.isoformat(), "parent_start": parent.mandate.start.isoformat()}
        yield Finding("mandate-precedes-parent", {**facts, **days}, body.clause)
    last, end = _last(parent), _end(body, at)
    if last is None or (end is not None and end <= last):
        return
    facts["parent_end"] = last.isoformat()
    if end is None:
        yield Finding("outlives-parent-open", facts, body.clause)
    else:
        yield Finding("outlives-parent", {**facts, "end": end.isoformat()}, body.clause)


def _last(parent: Body) -> date | None:
    """The day by which whatever is a part of a body has to be over."""
    ends = [parent.dissolved, parent.mandate.end if parent.mandate else None]
    return min((each for each in ends if each is not None), default=None)


def _end(body: Body, at: date) -> date | None:
    """The day on which a body will be over, as far as it is known; an end that has passed it by is none."""
    planned = body.mandate.end if body.mandate and not body.mandate.is_over(at) else None
    return body.dissolved or planned


def _of_those_above(body: Body, there: Mapping[str, Body], at: date) -> Iterator[Finding]:
    """Those who lead and guide have to be there."""
    facts = {"body": body.name, "on": at.isoformat()}
    for leader in body.led_by:
        if leader not in there:
            yield Finding("no-such-leader", {**facts, "leader": leader}, body.clause)
    for guide in body.guided_by:
        if guide not in there:
            yield Finding("no-such-guide", {**facts, "guide": guide}, body.clause)


def _of_mandate(body: Body, at: date) -> Iterator[Finding]:
    """A body whose mandate is over has to be dissolved."""
    mandate = body.mandate
    if mandate is not None and mandate.end is not None and mandate.is_over(at):
        facts = {"body": body.name, "topic": mandate.topic, "end": mandate.end.isoformat()}
        yield Finding("mandate-over", facts, body.clause)


def _of_liaisons(body: Body) -> Iterator[Finding]:
    """Each member unit has a liaison officer, and nobody else."""
    if not body.liaisons:
        return
    linked, units = [unit for unit, officers in body.liaisons if officers], frozenset(body.members)
    lacking = [unit for unit in body.members if unit not in linked]
    strangers = [unit for unit in linked if unit not in units]
    if lacking:
        yield Finding("units-without-liaison", {"body": body.name, "units": lacking}, body.clause)
    if strangers:
        yield Finding("liaisons-of-no-member", {"body": body.name, "units": strangers}, body.clause)
