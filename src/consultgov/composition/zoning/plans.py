"""Zones of responsibility (片区): places divided into zones, and who answers for which zone when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import final

import attrs

from consultgov.composition.zoning.reading import in_order, load_of, names, total
from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import day_or_none, name, plain
from consultgov.records import is_storable
from consultgov.settings import items as items_of
from consultgov.settings import values
from consultgov.shares import Number, number_text
from consultgov.spans import day

__all__ = ["Duty", "Place", "Zone", "ZonePlan"]


def __dir__() -> list[str]:
    return __all__


# --- reading --------------------------------------------------------------------------------------


def _place_id(given: object) -> str:
    return name(given, "id of a place")


def _zone_id(given: object) -> str:
    return name(given, "id of a zone")


def _member(given: object) -> str:
    return name(given, "member")


def _kind(given: object) -> str:
    if not isinstance(given, str) or not is_storable(given):
        raise RecordError(Fault("bad-text", "kind of a place", "must be text", shown(given)))
    return given


def _start(given: object) -> date:
    return day(given, "start of a duty")


def _end(given: object) -> date | None:
    return day_or_none(given, "end of a duty")


def _place_ids(given: object) -> tuple[str, ...]:
    return names(given, "places of a zone")


def _places(given: object) -> tuple[Place, ...]:
    listed = [Place(each) if isinstance(each, str) else each for each in items_of(given, "places")]
    return in_order(values(listed, Place, "places"), "id")


def _zones(given: object) -> tuple[Zone, ...]:
    return in_order(values(given, Zone, "zones"), "id")


def _duties(given: object) -> tuple[Duty, ...]:
    return in_order(values(given, Duty, "duties"), "zone", "member", "start")


# --- values ---------------------------------------------------------------------------------------


@final
@attrs.frozen
class Place:
    """A building, a yard, an organisation: what somebody answers for.

    Attributes:
        id: the caller's key, not empty.
        kind: what it is, in words of your own.
        load: how much work it is, an exact number not below 0, such as its households.

    Raises:
        RecordError: an empty id, a load below 0.
        ShareError: a load that is no exact number.

    >>> Place("building 3", "building", load=48).load
    48
    """

    id: str = attrs.field(converter=_place_id)
    kind: str = attrs.field(default="", converter=_kind)
    load: Number = attrs.field(default=1, converter=load_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; a load that is not whole as text."""
        found = written(self, plain)
        return found if isinstance(self.load, int) else {**found, "load": number_text(self.load)}

    @classmethod
    def from_dict(cls, data: object) -> Place:
        """The place from its plain dict.

        Raises:
            RecordError: keys or values that a place does not have; all at once.
        """
        return read_fields(cls, data, "place")


@final
@attrs.frozen
class Zone:
    """A zone: the places that are answered for together.

    Attributes:
        id: the caller's key, not empty.
        places: the ids of its places, each once; their order does not matter.

    Raises:
        RecordError: an empty id, no list of ids.

    >>> Zone("east", ["building 3", "building 1"]).places
    ('building 1', 'building 3')
    """

    id: str = attrs.field(converter=_zone_id)
    places: tuple[str, ...] = attrs.field(default=(), converter=_place_ids)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Zone:
        """The zone from its plain dict.

        Raises:
            RecordError: keys or values that a zone does not have; all at once.
        """
        return read_fields(cls, data, "zone")


@final
@attrs.frozen
class Duty:
    """Who answers for a zone, from which day until before which.

    Attributes:
        zone: the id of the zone.
        member: the id of the person.
        start: the first day; ISO text is read.
        end: the first day on which it is over; open where ``None``.

    Raises:
        RecordError: an empty id, what is no day, an end that is not later than the start.

    >>> duty = Duty("east", "li", "2026-01-01", "2026-07-01")
    >>> duty.runs(date(2026, 6, 30)), duty.runs(date(2026, 7, 1))
    (True, False)
    """

    zone: str = attrs.field(converter=_zone_id)
    member: str = attrs.field(converter=_member)
    start: date = attrs.field(converter=_start)
    end: date | None = attrs.field(default=None, converter=_end)

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            rule = "must come after the start"
            raise RecordError(Fault("empty-span", f"end {self.end}", rule, self.start.isoformat()))

    def runs(self, on: date | str) -> bool:
        """Whether it runs on a day.

        Raises:
            RecordError: what is no day.
        """
        return self.start <= day(on) and (self.end is None or day(on) < self.end)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; an open end is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Duty:
        """The duty from its plain dict.

        Raises:
            RecordError: keys or values that a duty does not have; all at once.
        """
        return read_fields(cls, data, "duty")


@final
@attrs.frozen
class ZonePlan:
    """Who answers for what: the places, the zones they are divided into, the duties.

    Plans are equal whatever the order their parts were given in. Places that lie in no zone or in several
    are no error: ``review_zones`` finds them.

    Attributes:
        places: the places; a text stands for a place of that id with load 1.
        zones: the zones.
        duties: who answers for which zone when, past duties included.

    Raises:
        RecordError: an id that is there twice, a duty for no zone of the plan, two duties of one member for
            one zone at the same time; all at once.

    >>> plan = ZonePlan(
    ...     places=["building 1", "building 2"],
    ...     zones=[Zone("east", ["building 1"]), Zone("west", ["building 2"])],
    ...     duties=[Duty("east", "li", "2026-01-01"), Duty("west", "wang", "2026-01-01")],
    ... )
    >>> plan.answering("building 1", "2026-03-01")
    ('li',)
    """

    places: tuple[Place, ...] = attrs.field(converter=_places)
    zones: tuple[Zone, ...] = attrs.field(converter=_zones)
    duties: tuple[Duty, ...] = attrs.field(default=(), converter=_duties)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in (*_twice(self.places, "place"), *_twice(self.zones, "zone"), *_unfit_duties(self)):
            faults.add(fault)
        faults.close(RecordError)

    def running(self, on: date | str) -> tuple[Duty, ...]:
        """The duties that run on a day.

        Raises:
            RecordError: what is no day.
        """
        when = day(on)
        return tuple(each for each in self.duties if each.runs(when))

    def answering(self, place: str, on: date | str) -> tuple[str, ...]:
        """Who answers for a place on a day.

        Raises:
            RecordError: no place of the plan, what is no day.
        """
        wanted = _place_id(place)
        if wanted not in {each.id for each in self.places}:
            rule = "must be a place of the plan"
            raise RecordError(Fault("unknown-place", f"place {wanted!r}", rule, "", "add the place"))
        zones = {zone.id for zone in self.zones if wanted in zone.places}
        return tuple(sorted({each.member for each in self.running(on) if each.zone in zones}))

    def responsible(self, zone: str, on: date | str) -> tuple[str, ...]:
        """Who answers for a zone on a day.

        Raises:
            RecordError: no zone of the plan, what is no day.
        """
        wanted = _zone_id(zone)
        if wanted not in {each.id for each in self.zones}:
            rule = "must be a zone of the plan"
            raise RecordError(Fault("unknown-zone", f"zone {wanted!r}", rule, "", "add the zone"))
        return tuple(each.member for each in self.running(on) if each.zone == wanted)

    def zones_of(self, member: str, on: date | str) -> tuple[str, ...]:
        """The zones that somebody answers for on a day.

        Raises:
            RecordError: what is no day.
        """
        wanted = _member(member)
        return tuple(each.zone for each in self.running(on) if each.member == wanted)

    @property
    def zone_loads(self) -> dict[str, Number]:
        """The load of each zone: that of its places together."""
        loads = {place.id: place.load for place in self.places}
        return {zone.id: total(loads.get(place, 0) for place in zone.places) for zone in self.zones}

    def loads(self, on: date | str) -> dict[str, Number]:
        """The load of everyone who answers for a zone on a day.

        Where several answer for a zone, each of them answers for all of it.

        Raises:
            RecordError: what is no day.
        """
        zones, found = self.zone_loads, dict[str, list[Number]]()
        for each in self.running(on):
            found.setdefault(each.member, []).append(zones[each.zone])
        return {member: total(found[member]) for member in sorted(found)}

    def without(self, member: str, on: date | str) -> ZonePlan:
        """The plan once somebody has left: the duties end on that day, and none starts later.

        Args:
            member: who leaves.
            on: the first day on which she is no longer there.

        Raises:
            RecordError: what is no day.
        """
        wanted, when = _member(member), day(on)
        return attrs.evolve(
            self,
            duties=[
                attrs.evolve(each, end=when) if each.member == wanted and each.runs(when) else each
                for each in self.duties
                if each.member != wanted or each.start < when
            ],
        )

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> ZonePlan:
        """The plan from its plain dict.

        Raises:
            RecordError: keys or values that a plan does not have; all at once.
        """
        return read_fields(cls, data, "zone plan")


# --- faults ---------------------------------------------------------------------------------------


def _twice(parts: Iterable[Place | Zone], what: str) -> Iterator[Fault]:
    counts = Counter(each.id for each in parts)
    for key, number in counts.items():
        if number > 1:
            yield Fault(
                "name-twice", f"{what} {key!r}", "must be there once", str(number), "keep one of them"
            )


def _unfit_duties(plan: ZonePlan) -> Iterator[Fault]:
    known = {zone.id for zone in plan.zones}
    for duty in plan.duties:
        if duty.zone not in known:
            subject = f"duty of {duty.member!r} for {duty.zone!r}"
            yield Fault("unknown-zone", subject, "must name a zone of the plan", "", "add the zone")
    for earlier, later in pairwise(plan.duties):
        same = (earlier.zone, earlier.member) == (later.zone, later.member)
        if same and (earlier.end is None or later.start < earlier.end):
            subject, rule = f"duty of {later.member!r} for {later.zone!r}", "must not run twice at a time"
            fix = "end the first before the second starts"
            yield Fault("duty-twice", subject, rule, later.start.isoformat(), fix, (later.member,))
