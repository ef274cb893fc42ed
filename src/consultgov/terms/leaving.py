"""Who will have to leave when, over a planning horizon, and where nobody on file may follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, RecordError, TooLarge, shown
from consultgov.people import Appointment, Person, Roster, Standing
from consultgov.spans import day
from consultgov.terms.asking import Asking
from consultgov.terms.service import Service, before, history_of
from consultgov.terms.serving import Serving
from consultgov.verdicts import Finding

__all__ = ["Leaving", "leavings", "shortages"]

_DAY: Final = timedelta(days=1)
_MOST_TERMS: Final = 500
_MOST_LOOKS: Final = 1_000_000
"""The most looks at an appointment: for each seat, all that its holder ever held."""


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class Leaving:
    """That somebody will have to leave, however often she is elected until then.

    Attributes:
        on: the first day no longer in office.
        person: who.
        seat: the seat that she holds, as the appointment names it.
        serving: the answer on that day: why she may not go on, and from when she may come back.
    """

    on: date
    person: str
    seat: str
    serving: Serving

    @property
    def last_day(self) -> date:
        """The last day in office."""
        return self.on - _DAY

    @property
    def back(self) -> date | None:
        """The first day on which she may start again; ``None`` for never."""
        return self.serving.earliest

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        found: dict[str, object] = {"on": self.on.isoformat(), "person": self.person, "seat": self.seat}
        return {**found, "serving": self.serving.to_dict()}


def leavings(asking: Asking, roster: object, start: object, end: object) -> tuple[Leaving, ...]:
    """Who of those in office in a period will have to leave in it, in the order of days.

    Everybody is taken to be elected again whenever the rule allows it, each term as long as it may be.

    Raises:
        RecordError: no roster, what is no day, an end that is not later than the start, and what the rule
            refuses.
        TooLarge: people with so many offices each that their histories cannot be looked at one by one.
    """
    if not isinstance(roster, Roster):
        raise RecordError(Fault("not-a-roster", "roster", "must be a roster", shown(roster), "pass a Roster"))
    first, last = day(start, "start"), day(end, "end")
    if last <= first:
        rule = "must come after the start"
        raise RecordError(Fault("empty-span", f"end {last}", rule, first.isoformat(), "swap the days"))
    held = tuple(_latest(roster, first, last))
    size = sum(len(roster.of(each.person)) for each in held)
    if size > _MOST_LOOKS:
        rule, fix = "must be looked at less often", "leave out offices held long ago"
        raise TooLarge(Fault("too-large", "histories", rule, str(size), fix), size, _MOST_LOOKS)
    found = (_leaving(asking, roster, each, first, last) for each in held)
    return tuple(sorted((each for each in found if each is not None and each.on >= first), key=_by_day))


def _by_day(leaving: Leaving) -> tuple[date, str, str]:
    return leaving.on, leaving.person, leaving.seat


def _latest(roster: Roster, first: date, last: date) -> Iterator[Appointment]:
    """The last appointment to each seat of each person that reaches into the period."""
    found: dict[tuple[str, str], Appointment] = {}
    for each in roster.appointments:
        if each.standing is Standing.MEMBER and each.start < last and not each.is_over(first):
            found[each.person, each.seat] = each
    yield from found.values()


def _leaving(asking: Asking, roster: Roster, held: Appointment, first: date, last: date) -> Leaving | None:
    """That the holder of a seat has to leave before a day; ``None`` where she need not."""
    person = cast("Person", roster.person(held.person))
    services = [each for each in history_of(person, roster, held.seat) if each.start < held.start]
    begun = asking.answer(person, services, held.start)
    if not begun.holds and held.end is not None:  # a part of a term may be lawful where a whole one is not
        begun = asking.answer(person, services, held.start, held.end)
    if not begun.holds:  # she should not have begun, and has to leave at once
        return Leaving(max(held.start, first), held.person, held.seat, begun)
    over = min((each for each in (held.end, begun.end) if each is not None), default=None)
    start = held.start
    for _ in range(_MOST_TERMS):
        if over is None or over >= last or (person.died is not None and over > person.died):
            return None
        services.append(Service(held.seat, start, over))
        found = asking.answer(person, before(services, over), over)
        if not found.holds:
            return Leaving(over, held.person, held.seat, found)
        start, over = over, found.end
    rule, fix = f"must take at most {_MOST_TERMS} terms", "ask for a shorter period"
    raise RecordError(Fault("too-many-terms", f"future of {held.person!r}", rule, "", fix, (held.person,)))


# --- where nobody may follow --------------------------------------------------------------------------


def shortages(asking: Asking, roster: object, start: object, end: object) -> tuple[Finding, ...]:
    """The seats that somebody has to leave and that nobody else on file may take on that day.

    Raises:
        RecordError, TooLarge: as ``leavings`` does; more people than can be asked about each of them.
    """
    found = leavings(asking, roster, start, end)
    people = cast("Roster", roster).people
    size = len(found) * len(people)
    if size > _MOST_LOOKS:
        rule, fix = "must be asked about less often", "ask for a shorter period"
        raise TooLarge(Fault("too-large", "people on file", rule, str(size), fix), size, _MOST_LOOKS)
    return tuple(
        Finding("nobody-may-follow", _facts(each), asking.rule.clause)
        for each in found
        if not any(_may_follow(asking, cast("Roster", roster), person, each) for person in people)
    )


def _facts(leaving: Leaving) -> dict[str, object]:
    return {"seat": leaving.seat, "person": leaving.person, "on": leaving.on.isoformat()}


def _may_follow(asking: Asking, roster: Roster, person: Person, leaving: Leaving) -> bool:
    """Whether somebody may take a seat on the day: eligible, without a seat of her own, within the limits."""
    on = leaving.on
    if person.id == leaving.person or not person.is_alive(on):
        return False
    if person.may_sit_for(leaving.seat, on) is False:
        return False
    seated = any(each.standing is Standing.MEMBER and each.holds(on) for each in roster.of(person.id))
    return not seated and asking.answer(person, roster, on).holds
