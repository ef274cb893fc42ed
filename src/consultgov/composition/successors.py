"""Who is next when a seat is vacant, why others are passed over, and what must happen where nobody is."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, cast, final

import attrs

from consultgov.composition.flaws import kinship_flaws, verdicts_against
from consultgov.composition.renewal import judged, renewal_due
from consultgov.composition.requirements import RequiredEngagement
from consultgov.composition.sectors import Sector
from consultgov.composition.sittings import Sitting, places
from consultgov.composition.succession import LISTED, Succession, Way
from consultgov.counting import Condition
from consultgov.errors import Fault, Faults, MissingData, RecordError, shown
from consultgov.fields import written
from consultgov.people import Appointment, Roster
from consultgov.people.appointments import Ending, Standing
from consultgov.people.reading import plain
from consultgov.settings import names
from consultgov.verdicts import Clause, Verdict, explained

if TYPE_CHECKING:
    from consultgov.composition.committees import Committee

__all__ = ["Asked", "Successor", "entering", "on_file", "orders_of", "successor_for"]

_TAKEN: Final = {
    Way.NEXT_ON_LIST: "next-on-list",
    Way.RUNNER_UP: "next-runner-up",
    Way.ALTERNATE: "alternate-moves-up",
}
_NEEDED: Final = {
    Way.BY_ELECTION: "by-election-needed",
    Way.BY_SELECTION: "by-selection-needed",
    Way.UNIT_REPLACES: "unit-has-to-replace",
    Way.APPOINTMENT: "appointment-needed",
}
_EXHAUSTED: Final = {
    Way.NEXT_ON_LIST: "list-exhausted",
    Way.RUNNER_UP: "runners-up-exhausted",
    Way.ALTERNATE: "alternates-exhausted",
}


def __dir__() -> list[str]:
    return __all__


# --- the answer -----------------------------------------------------------------------------------


@final
@attrs.frozen
class Successor:
    """Who is next for a seat on a day, or what must happen.

    Attributes:
        seat: the vacant seat, by its name where it has one.
        sector: the sector that it is of.
        on: the day asked about.
        vacant: how many seats of the sector are vacant; where 0, there is nothing to fill.
        way: the way by which it is filled; ``None`` where nothing is to be filled, or no rule says how.
        person: who is next; empty where somebody has to act, or nobody is left.
        who: who has to act; empty where somebody is next.
        confirmed_by: the body that has to confirm the newcomer, where it has to.
        since: the first day of the vacancy that is filled first; ``None`` where the files do not tell.
        by: the last day on which it has to be filled.
        appointment: what would fill the seat, with an open end: how long it lasts, the terms of office say.
        exhausted: the ways in which nobody may take the seat.
        passed_over: who was passed over, in the order of the ways, each with the reasons as parts.
        renewal: why a general renewal is due on the day; ``None`` where it is not.
        clause: where the rule stands.
    """

    seat: str
    sector: str
    on: date
    vacant: int
    way: Way | None = None
    person: str = ""
    who: str = ""
    confirmed_by: str = ""
    since: date | None = None
    by: date | None = None
    appointment: Appointment | None = None
    exhausted: tuple[Way, ...] = ()
    passed_over: tuple[Verdict, ...] = ()
    renewal: Verdict | None = None
    clause: Clause | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether the seat should have been filled before the day."""
        return self.by is not None and self.by < self.on

    def verdict(self) -> Verdict:
        """The answer in a sentence; it holds where somebody is next."""
        facts = {"seat": self.seat, "on": self.on.isoformat(), "person": self.person, "who": self.who}
        stated = {key: value for key, value in facts.items() if value}
        return Verdict(bool(self.person), self._code(), "", stated, clause=self.clause)

    def _code(self) -> str:
        if not self.vacant:
            return "no-vacancy"
        if self.way is None:
            return "no-succession-rule"
        if self.person:
            return _TAKEN[self.way]
        return _NEEDED.get(self.way, "nobody-next")

    def account(self) -> Iterator[Verdict]:
        """The answer, what goes with it, and why it is so."""
        yield self.verdict()
        if self.confirmed_by:
            yield _no("confirmation-needed", body=self.confirmed_by)
        if self.since is not None and self.by is not None:
            code = "fill-overdue" if self.is_overdue else "fill-by"
            yield _no(code, since=self.since.isoformat(), by=self.by.isoformat())
        yield from self.passed_over
        yield from (_no(_EXHAUSTED[way]) for way in self.exhausted)
        if self.renewal is not None:
            yield self.renewal

    def explain(self, language: str = "en") -> str:
        """The account in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def applied(self, roster: Roster) -> Roster:
        """The roster once whoever is next sits: she is an alternate no longer; as it is where nobody is.

        Raises:
            RecordError: a roster without her.
        """
        if self.appointment is None:
            return roster
        kept = [each for each in roster.appointments if not self._stands_ready(each)]
        ended = [
            attrs.evolve(each, end=self.on, why=Ending.TRANSFER)
            for each in roster.appointments
            if self._stands_ready(each) and each.start < self.on
        ]
        return Roster(roster.people, (*kept, *ended, self.appointment), roster.kinship)

    def _stands_ready(self, held: Appointment) -> bool:
        is_alternate = held.person == self.person and held.standing is Standing.ALTERNATE
        return is_alternate and not held.is_over(self.on)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        return written(self, plain)


def _no(code: str, *parts: Verdict, **facts: object) -> Verdict:
    """Something that stands in the way, or has to be done."""
    return Verdict(False, code, "", facts, parts)  # noqa: FBT003 - what it is not


# --- the question ---------------------------------------------------------------------------------


class Asked(NamedTuple):
    """Whose turn it is: in which body, for which seat.

    Attributes:
        body: the body on the day.
        sector: the sector of the seat.
        seat: the seat, or the sector, as it was asked about.
        orders: of the ways whose order the caller gives, who is in it.
        declined: who does not want the seat.
        route: the route of those in the orders.
    """

    body: Sitting
    sector: Sector
    seat: str
    orders: Mapping[Way, tuple[str, ...]]
    declined: tuple[str, ...]
    route: str


def orders_of(given: object, roster: Roster) -> Mapping[Way, tuple[str, ...]]:
    """Way to the persons in its order.

    Raises:
        RecordError: no dict, a way that has no such order, somebody twice or not on file; all at once.
    """
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", "orders", "must be a dict", shown(given)))
    faults, read = Faults(), dict[Way, tuple[str, ...]]()
    for key, people in cast("Mapping[object, object]", given).items():
        if isinstance(key, str) and key in LISTED:
            read[Way(key)] = faults.attempt(on_file, people, f"order {key!r}", roster) or ()
        else:
            fix = "say the order of alternates on the roster, by their rank"
            rule = f"must be of one of {', '.join(LISTED)}"
            faults.add(Fault("bad-choice", "order", rule, shown(key), fix))
    faults.close(RecordError)
    return read


def on_file(given: object, what: str, roster: Roster) -> tuple[str, ...]:
    """The ids of people, who have to be on file.

    Raises:
        RecordError: no list of ids, somebody twice or not on file; all at once.
    """
    people = names(given, what)
    unknown = tuple(person for person in people if roster.person(person) is None)
    if unknown:
        rule, fix = "must be of people on file", "put them into people"
        raise RecordError(Fault("unknown-person", what, rule, ", ".join(unknown), fix, unknown))
    return people


def entering(
    committee: Committee, sector: Sector, person: str, seat: str, on: date, route: str = ""
) -> Appointment:
    """The appointment by which somebody would enter: full time or part time, as the seat asks."""
    asked = (*sector.requires, *(committee.requires if sector.voting else ()))
    full_time = next((each.full_time for each in asked if isinstance(each, RequiredEngagement)), None)
    return Appointment(person, seat, on, proposed_by=sector.proposed_by, full_time=full_time, route=route)


# --- the search -----------------------------------------------------------------------------------


def successor_for(asked: Asked) -> Successor:
    """Who is next, or what must happen.

    Raises:
        MissingData: an order that the rule names is not given.
    """
    body, sector = asked.body, asked.sector
    seat, renewal = _vacant_seat(asked), renewal_due(body)
    if not seat:
        return Successor(asked.seat, sector.name, body.on, 0, renewal=renewal)
    since = _since(asked, seat)
    found = Successor(seat, sector.name, body.on, body.missing(sector), since=since, renewal=renewal)
    rule = _rule(asked)
    return found if rule is None else _next(found, rule, asked)


def _vacant_seat(asked: Asked) -> str:
    """The seat to fill: the first vacant one where a sector is asked about; empty where none is."""
    body, sector = asked.body, asked.sector
    if not sector.in_force(body.on) or not body.missing(sector):
        return ""
    held = {each.seat for each in body.members[sector.name]}
    free = [seat for seat in sector.names if seat not in held] or [sector.name]
    if asked.seat == sector.name:
        return free[0]
    return asked.seat if asked.seat in free else ""


def _rule(asked: Asked) -> Succession | None:
    """The rule of the sector, or else that of the body, if it is in force."""
    for rule in (asked.sector.succession, asked.body.committee.succession):
        if rule is not None and (rule.clause is None or rule.clause.in_force(asked.body.on)):
            return rule
    return None


def _next(found: Successor, rule: Succession, asked: Asked) -> Successor:
    _check_orders(rule, asked)
    bars, passed = _Bars(asked), dict[str, Verdict]()
    way, newcomer = rule.ways[-1], None
    for each_way, held in _line(rule, asked, found.seat):
        against = () if held.person in passed else bars.against(held)
        if held.person not in passed and not against:
            way, newcomer = each_way, held
            break
        passed.setdefault(held.person, _no("passed-over", *against, person=held.person))
    is_left_open = newcomer is None and way.is_by_order
    return attrs.evolve(
        found,
        way=way,
        person="" if newcomer is None else newcomer.person,
        who="" if way.is_by_order else _who(rule, way, asked),
        confirmed_by=asked.body.committee.name if asked.sector.confirmed and not is_left_open else "",
        by=_last_day(found.since, rule.within),
        appointment=newcomer,
        exhausted=rule.ways if is_left_open else rule.ways[: rule.ways.index(way)],
        passed_over=tuple(passed.values()),
        clause=rule.clause,
    )


def _check_orders(rule: Succession, asked: Asked) -> None:
    """Nobody is next by an order that was forgotten."""
    faults = Faults()
    for way in rule.ways:
        if way in LISTED and way not in asked.orders:
            rule_text, fix = "must be given, as the rule names it", "give an empty list where it has nobody"
            faults.add(Fault("missing-order", f"order {way.value!r}", rule_text, "", fix))
    faults.close(MissingData)


def _line(rule: Succession, asked: Asked, seat: str) -> Iterator[tuple[Way, Appointment]]:
    """Everybody in the orders, way after way, with the appointment by which she would enter."""
    on, sector = asked.body.on, asked.sector
    for way in rule.ways:
        for person in asked.orders.get(way, ()):
            yield way, entering(asked.body.committee, sector, person, seat, on, asked.route)
        if way is Way.ALTERNATE:
            for held in _alternates(rule, asked):
                yield way, _moved_up(held, entering(asked.body.committee, sector, held.person, seat, on))


def _alternates(rule: Succession, asked: Asked) -> list[Appointment]:
    """The alternates who stand ready, in the order in which they move up."""
    standing = asked.body.alternates
    if rule.same_sector:
        return standing[asked.sector.name]
    every = (held for sector in standing.values() for held in sector)
    return sorted(every, key=lambda held: (held.rank, held.start, held.person))


def _moved_up(held: Appointment, entry: Appointment) -> Appointment:
    """How an alternate would enter: by the route by which she became one."""
    return attrs.evolve(
        entry,
        route=held.route,
        proposed_by=held.proposed_by or entry.proposed_by,
        full_time=entry.full_time if held.full_time is None else held.full_time,
    )


def _who(rule: Succession, way: Way, asked: Asked) -> str:
    """Who has to act."""
    sector, body = asked.sector, asked.body.committee.name
    home = sector.name if rule.same_sector else body
    acting = {
        Way.BY_ELECTION: home,
        Way.BY_SELECTION: home,
        Way.UNIT_REPLACES: sector.unit or sector.proposed_by or home,
        Way.APPOINTMENT: sector.unit or body,
    }
    return rule.who or acting[way]


# --- what speaks against somebody -----------------------------------------------------------------


class _Bars:
    """What may speak against a newcomer, as far as it is the same for everybody."""

    __slots__ = ("asked", "kept", "related", "seats")

    def __init__(self, asked: Asked) -> None:
        self.asked, body = asked, asked.body
        self.seats: defaultdict[str, list[str]] = defaultdict(list)
        for _, held in body.seated():
            self.seats[held.person].append(held.seat)
        present = places(body)
        self.kept = [rule for rule in _in_force(body) if judged(rule, present, body.given).holds]
        self.related = {flaw.about for flaw in kinship_flaws(body)}

    def against(self, held: Appointment) -> tuple[Verdict, ...]:
        """Why somebody may not take the seat; what the body must look like, only where nothing else does."""
        return tuple(self._own(held)) or tuple(self._of_the_body(held))

    def _own(self, held: Appointment) -> Iterator[Verdict]:
        asked, who = self.asked, held.person
        if who in asked.declined:
            yield _no("declined-to-sit", person=who)
        if self._sits(who):
            yield _no("sits-already", person=who, seats=self.seats[who])
        yield from verdicts_against(asked.sector, held, asked.body)

    def _sits(self, who: str) -> bool:
        committee, seats = self.asked.body.committee, self.seats.get(who, [])
        is_here = any(committee.sector_of(seat) is self.asked.sector for seat in seats)
        return is_here or len(seats) >= committee.seats_each

    def _of_the_body(self, held: Appointment) -> Iterator[Verdict]:
        """The rules that are kept now and would not be with her."""
        sector, body = self.asked.sector, self.asked.body
        after = body._replace(members={**body.members, sector.name: [*body.members[sector.name], held]})
        present = places(after)
        for rule in self.kept:
            verdict = judged(rule, present, body.given)
            if not verdict.holds:
                yield _no("would-break-rule", verdict, person=held.person)
        for flaw in kinship_flaws(after):
            if flaw.about not in self.related:
                yield Verdict(False, flaw.code, "", flaw.facts, clause=flaw.clause)  # noqa: FBT003


def _in_force(body: Sitting) -> Iterator[Condition]:
    rules = body.committee.rules
    return (rule for rule in rules if rule.clause is None or rule.clause.in_force(body.on))


# --- since when -----------------------------------------------------------------------------------


def _since(asked: Asked, seat: str) -> date | None:
    """The first day of the vacancy that is filled first, no earlier than the files go back."""
    body, sector = asked.body, asked.sector
    held = [each for each in body.roster.appointments if each.standing is Standing.MEMBER]
    of_sector = [each for each in held if body.committee.sector_of(each.seat) is sector]
    since = _empty_since(of_sector, sector.least, asked)
    if since is None or seat not in sector.names:
        return since
    own = _empty_since([each for each in of_sector if each.seat == seat], 1, asked)
    return max(filter(None, (since, own)))


def _empty_since(held: Iterable[Appointment], least: int, asked: Asked) -> date | None:
    """The first day of the oldest vacancy there is; the first to fall vacant is the first to be filled."""
    changes: Counter[date] = Counter()
    for each in held:
        changes[each.start] += 1
        if each.end is not None:
            changes[each.end] -= 1
    open_since, number = deque[date](), 0
    for on in _days(changes, asked):
        number += changes[on]
        missing = max(0, least - number) if asked.sector.in_force(on) else 0
        while len(open_since) > missing:
            open_since.popleft()
        open_since.extend([on] * (missing - len(open_since)))
    return open_since[0] if open_since else None


def _days(changes: Iterable[date], asked: Asked) -> list[date]:
    """The days up to the one asked about on which the number of vacant seats may change."""
    clause, found = asked.sector.clause, set(changes)
    found |= {held.start for held in asked.body.roster.appointments[:1]}  # the files go back no further
    bounds = (clause.valid_from, clause.valid_to) if clause is not None else ()
    first = min(found, default=date.max)
    found |= {on for on in bounds if on is not None and on >= first}
    return sorted(on for on in found if on <= asked.body.on)


def _last_day(since: date | None, within: int | None) -> date | None:
    if since is None or within is None:
        return None
    return date.fromordinal(min(since.toordinal() + within, date.max.toordinal()))
