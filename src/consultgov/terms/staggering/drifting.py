"""What is wrong with classes of seats: of uneven size, renewed at once, with terms that end elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from consultgov.errors import Fault, RecordError, shown
from consultgov.people.appointments import Appointment, Ending, Standing
from consultgov.people.rosters import Roster
from consultgov.terms.staggering.drawing import share_of
from consultgov.verdicts import Finding

if TYPE_CHECKING:
    from consultgov.terms.staggering.rules import Staggering

__all__ = ["drifts"]

_Held: TypeAlias = "Mapping[str, list[Appointment]]"
"""By class, who holds a seat of it."""


def drifts(rule: Staggering, roster: object, on: date) -> Iterator[Finding]:
    """What is wrong with the classes of a rule, and with those in office on a day.

    Raises:
        RecordError: what is no roster, a renewal outside the calendar.
    """
    if not isinstance(roster, Roster):
        raise RecordError(Fault("not-a-roster", "roster", "must be a Roster", shown(roster)))
    yield from _of_classes(rule)
    homes = _homes(rule)
    held: defaultdict[str, list[Appointment]] = defaultdict(list)
    for each in roster.on(on):
        if each.standing is not Standing.MEMBER or each.seat in rule.outside:
            continue
        classes = homes.get(each.seat, ())
        if not classes:
            facts = {"seat": each.seat, "person": each.person}
            yield Finding("seat-in-no-class", facts, rule.clause)
        elif len(classes) == 1:
            held[classes[0]].append(each)
    yield from _of_holders(rule, held, on)
    if rule.spread_by:
        yield from _not_spread(rule, held, roster, on)


def _homes(rule: Staggering) -> dict[str, list[str]]:
    """Seat, or class by its name, to the classes that have it."""
    homes: dict[str, list[str]] = {}
    for each in rule.classes:
        for seat in dict.fromkeys((each.name, *each.names)):
            homes.setdefault(seat, []).append(each.name)
    return homes


# --- classes --------------------------------------------------------------------------------------


def _of_classes(rule: Staggering) -> Iterator[Finding]:
    for each in rule.classes:
        if not each.number:
            yield Finding("class-empty", {"class": each.name}, rule.clause)
    for seat, classes in _homes(rule).items():
        if len(classes) > 1:
            yield Finding("seat-in-two-classes", {"seat": seat, "classes": classes}, rule.clause)
    filled = {each.name: each.number for each in rule.classes if each.number}
    if filled and max(filled.values()) - min(filled.values()) > 1:
        facts = {"classes": list(filled), "sizes": list(filled.values())}
        yield Finding("class-sizes-uneven", facts, rule.clause)
    yield from _at_once(rule, list(filled))


def _at_once(rule: Staggering, classes: Sequence[str]) -> Iterator[Finding]:
    """Classes that are first renewed on one day, and so ever after."""
    firsts: defaultdict[date, list[str]] = defaultdict(list)
    for each in classes:
        firsts[rule.next_renewal(each, rule.start).on].append(each)
    for on, together in firsts.items():
        facts = {"classes": together, "on": on.isoformat()}
        if len(together) == len(classes) > 1:
            yield Finding("all-renewed-at-once", facts, rule.clause)
        elif len(together) > 1:
            yield Finding("classes-renewed-together", facts, rule.clause)


# --- holders --------------------------------------------------------------------------------------


def _of_holders(rule: Staggering, held: _Held, on: date) -> Iterator[Finding]:
    for each in rule.classes:
        sitting = held.get(each.name, ())
        if len(sitting) > each.number:
            people = [one.person for one in sitting]
            facts = {"class": each.name, "seats": each.number, "number": len(people), "people": people}
            yield Finding("class-overfull", facts, rule.clause)
        for appointment in sitting:
            yield from _of_term(rule, each.name, appointment, on)


def _of_term(rule: Staggering, seat_class: str, held: Appointment, on: date) -> Iterator[Finding]:
    due = _due(rule, seat_class, held.start)
    facts: dict[str, object] = {"person": held.person, "seat": held.seat, "class": seat_class}
    if held.end is None:
        if on >= due:
            facts |= {"start": held.start.isoformat(), "renewal": due.isoformat(), "days": (on - due).days}
            yield Finding("sits-past-renewal", facts, rule.clause)
    elif held.end > due or (held.end < due and held.ending is Ending.TERM):
        days = {"last_day": _before(held.end), "class_last_day": _before(due)}
        yield Finding("class-drifts", facts | days | {"days": abs((held.end - due).days)}, rule.clause)


def _due(rule: Staggering, seat_class: str, start: date) -> date:
    """The first day after a term of the class that begins on a day."""
    filled = rule.vacancy(seat_class, max(start, rule.start))
    end = None if filled is None else filled.end
    return end if isinstance(end, date) else rule.next_renewal(seat_class, start).on


def _before(end: date) -> str:
    return (end - timedelta(days=1)).isoformat()


# --- groups ---------------------------------------------------------------------------------------


def _not_spread(rule: Staggering, held: _Held, roster: Roster, on: date) -> Iterator[Finding]:
    groups = {name: _by_group(rule, appointments, roster, on) for name, appointments in held.items()}
    sizes = Counter[object]()
    for found in groups.values():
        sizes.update({group: len(people) for group, people in found.items()})
    used = sum(each.number > 0 for each in rule.classes)
    for name, found in groups.items():
        for group, people in found.items():
            most = share_of(sizes[group], used)
            if len(people) > most:
                facts = {"class": name, "trait": rule.spread_by, "group": group}
                facts |= {"number": len(people), "most": most, "people": people}
                yield Finding("class-not-spread", facts, rule.clause)


def _by_group(
    rule: Staggering, appointments: Sequence[Appointment], roster: Roster, on: date
) -> dict[object, list[str]]:
    """Those who hold seats of a class, by what they have as the trait; without it, in no group."""
    found: defaultdict[object, list[str]] = defaultdict(list)
    for each in appointments:
        person = roster.person(each.person)
        group = None if person is None else person.on(on).traits.get(rule.spread_by)
        if group is not None:
            found[group].append(each.person)
    return found
