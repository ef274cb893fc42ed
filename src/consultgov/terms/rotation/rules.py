"""Rotation: an office by turns, in an order, with what becomes of a turn that somebody cannot take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, TooLarge, shown
from consultgov.fields import read_fields, written
from consultgov.people import Appointment, Person, Roster
from consultgov.people.reading import check_span, name, one_of, plain, text, truth, whole
from consultgov.settings import all_of, clause_of, one_or_more
from consultgov.spans import MonthEnd, Period, day, period
from consultgov.terms.away import read_away
from consultgov.terms.rotation.cadence import Cadence, cadence
from consultgov.terms.rotation.passing import Naming
from consultgov.terms.rotation.presence import line, roster_of
from consultgov.terms.rotation.rounds import NOBODY, MissedWhen, Rounds, SkippedTurn, Step
from consultgov.terms.rotation.turns import Turn, TurnKind, TurnPlace, held_by
from consultgov.verdicts import Clause, Verdict

__all__ = ["Newcomers", "Rotation", "TurnsOf"]

_MOST_PLACES: Final = 500
_MOST_OWED: Final = 12
_MOST_TURNS: Final = 100_000
_MOST_PASSED: Final = 100_000
"""The most places that may be passed over in one schedule: each is told with its reason."""


def __dir__() -> list[str]:
    return __all__


@final
class TurnsOf(StrEnum):
    """What the places of the order are."""

    PERSONS = "persons"
    """Persons; with a roster, each has to be in office."""
    SEATS = "seats"
    """Seats or sectors; with a roster, whoever holds the seat on the day acts for it."""


@final
class Newcomers(StrEnum):
    """Where somebody who joins later stands in the order."""

    AT_END = "at_end"
    """At the end of the round."""
    ALPHABETICAL = "alphabetical"
    """Before the first name that comes later in the alphabet, by the code points of the letters, capitals and
    small letters alike. Where the body sorts otherwise, say before whom."""


# --- reading --------------------------------------------------------------------------------------


def _place(given: object) -> TurnPlace:
    if isinstance(given, TurnPlace):
        return given
    return TurnPlace.from_dict(cast("object", given)) if isinstance(given, Mapping) else TurnPlace(given)


def _order(given: object) -> tuple[TurnPlace, ...]:
    listed: object = [given] if isinstance(given, TurnPlace) else one_or_more(given)
    return all_of(listed, _place, "order of turns")


def _every(given: object) -> Period:
    return period(given, "length of a turn")


def _start(given: object) -> date:
    return day(given, "start of the rotation")


def _first(given: object) -> str:
    return text(given, "first of the order")


def _of(given: object) -> TurnsOf:
    return one_of(TurnsOf, given, "of")


def _skipped(given: object) -> SkippedTurn:
    return one_of(SkippedTurn, given, "skipped")


def _missed(given: object) -> MissedWhen:
    return one_of(MissedWhen, given, "missed")


def _newcomers(given: object) -> Newcomers:
    return one_of(Newcomers, given, "newcomers")


def _month_end(given: object) -> MonthEnd:
    return one_of(MonthEnd, given, "month_end")


def _calendar(given: object) -> bool:
    return truth(given, "calendar")


def _most_owed(given: object) -> int:
    return whole(given, "turns to make up", _MOST_OWED, 1)


def _team(given: object) -> int:
    return whole(given, "turns of a team", _MOST_PLACES, 1)


def _plain(value: object) -> object:
    """A field in its plain form; a place that is always in the order as its name."""
    if isinstance(value, tuple):
        return [_plain(each) for each in cast("tuple[object, ...]", value)]
    if isinstance(value, TurnPlace) and value.since is None and value.until is None:
        return value.name
    return plain(value)


# --- the rule -------------------------------------------------------------------------------------


@final
@attrs.frozen
class Rotation:
    """An office that goes round in an order, a turn each.

    Args:
        order: who takes turns: persons, seats or sectors, in their order. Somebody who is a part of it only
            for a time is given as a ``TurnPlace``.
        every: the length of a turn, of months or years or of days.
        start: the first day of the first turn.
        first: who begins; the first in the order, unless it is said.
        calendar: turns end with the calendar month, half-year or year, and a first turn that begins in the
            middle of one is shorter. Otherwise they are counted from the start.
        month_end: which day stands for one that a month does not have.
        of: whether the order is of persons or of seats.
        skipped: what becomes of the turn of somebody who cannot take it.
        missed: whether that goes by the first day of the turn, by all of its days, or by any.
        most_owed: how many missed turns somebody may have to make up at one time; what she misses beyond
            them lapses.
        team: so many turns after one another are those of a team, such as the three presidencies of a trio.
        newcomers: where somebody who joins later stands, see ``joined``.
        clause: where the rule stands.

    Raises:
        RecordError: what cannot be read.
        RuleError: an order of nobody, somebody in it twice, a first who is not in it, turns of hours or of
            working days, what is made up where nothing is; all at once.

    >>> chair = Rotation(["party", "women", "residents"], "1 month", "2026-05-01", of="seats")
    >>> chair.turn("2026-08-15").place, chair.turn("2026-06-30").last_day.isoformat()
    ('party', '2026-06-30')
    """

    order: tuple[TurnPlace, ...] = attrs.field(converter=_order)
    every: Period = attrs.field(converter=_every)
    start: date = attrs.field(converter=_start)
    first: str = attrs.field(default="", converter=_first, kw_only=True)
    calendar: bool = attrs.field(default=False, converter=_calendar, kw_only=True)
    month_end: MonthEnd = attrs.field(default=MonthEnd.CLIP, converter=_month_end, kw_only=True)
    of: TurnsOf = attrs.field(default=TurnsOf.PERSONS, converter=_of, kw_only=True)
    skipped: SkippedTurn = attrs.field(default=SkippedTurn.LOSES_TURN, converter=_skipped, kw_only=True)
    missed: MissedWhen = attrs.field(default=MissedWhen.ON_FIRST_DAY, converter=_missed, kw_only=True)
    most_owed: int = attrs.field(default=1, converter=_most_owed, kw_only=True)
    team: int = attrs.field(default=1, converter=_team, kw_only=True)
    newcomers: Newcomers = attrs.field(default=Newcomers.AT_END, converter=_newcomers, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in (*_faults_of_order(self.order), *self._faults()):
            faults.add(fault)
        faults.attempt(cadence, self.start, self.every, self.month_end, calendar=self.calendar)
        faults.close(RuleError)

    def _faults(self) -> Iterator[Fault]:
        if self.first and self.first not in (each.name for each in self.order):
            rule, fix = "must be in the order", "put it in, or name another"
            yield Fault("not-in-order", f"first {self.first!r}", rule, "", fix, (self.first,))
        if self.most_owed != 1 and self.skipped in (SkippedTurn.LOSES_TURN, SkippedTurn.STOOD_IN_FOR):
            rule = "must go with turns that are made up"
            yield Fault("no-use", "most_owed", rule, str(self.most_owed), "leave it out")

    # --- asking ---------------------------------------------------------------------------------

    def turn(
        self, on: date | str, roster: Roster | None = None, *, away: Mapping[str, object] | None = None
    ) -> Turn:
        """The turn that a day lies in, and who has it.

        Args:
            on: the day.
            roster: who holds which seat, or who is in office; without one every place is filled.
            away: who is away when; a pair of days ends with the one on which she is back.

        Raises:
            RecordError: a day before the first turn, or in a turn that ends beyond the calendar; what is no
                roster and what are no absences.
            TooLarge: a place whose history is too long.

        >>> council = Rotation(["li", "wang", "zhao"], "1 month", "2026-01-01")
        >>> found = council.turn("2026-02-10", away={"wang": ("2026-01-20", "2026-02-03")})
        >>> print(found.explain())
        zhao has the turn from 2026-02-01; the last day is 2026-02-28.
          wang: passed over; wang is away from 2026-01-20, the last day away being 2026-02-02.
        """
        number = self._number(on)
        return next(self._turns(number, number + 1, roster, away))

    def schedule(
        self,
        start: date | str,
        end: date | str,
        roster: Roster | None = None,
        *,
        away: Mapping[str, object] | None = None,
    ) -> tuple[Turn, ...]:
        """The turns that begin from one day to the day before another, in order.

        Args:
            start: the first day.
            end: the first day after.
            roster: as for ``turn``.
            away: as for ``turn``.

        Raises:
            RecordError: an end that is not later than the start, and as for ``turn``.
            TooLarge: more than 100,000 turns, or 100,000 places passed over in them.

        >>> council = Rotation(["li", "wang"], "6 months", "2026-01-01")
        >>> [(each.place, each.last_day.isoformat()) for each in council.schedule("2026-01-01", "2027-01-01")]
        [('li', '2026-06-30'), ('wang', '2026-12-31')]
        """
        return tuple(self._turns(*self._between(start, end), roster, away))

    def team_on(
        self, on: date | str, roster: Roster | None = None, *, away: Mapping[str, object] | None = None
    ) -> tuple[Turn, ...]:
        """The turns of the team that a day lies in, in order; of a team of three, those of the trio.

        Raises:
            RecordError: as for ``turn``.
            TooLarge: as for ``turn``.

        >>> union = Rotation(["RO", "FI", "HR", "DE"], "6 months", "2019-01-01", team=3)
        >>> [each.place for each in union.team_on("2020-05-09")]
        ['RO', 'FI', 'HR']
        """
        number = self._number(on)
        first = number - number % self.team
        return tuple(self._turns(first, first + self.team, roster, away))

    def presides(
        self, on: date | str, roster: Roster | None = None, *, away: Mapping[str, object] | None = None
    ) -> Verdict:
        """Who acts on one day: who has the turn or, where she cannot that day, the next in the order.

        A seat may change hands during its turn, and somebody may be away for a few days of it: that alters
        no turn. The facts name the ``person`` and the ``place``.

        Raises:
            RecordError: as for ``turn``.
            TooLarge: as for ``turn``.

        >>> council = Rotation(["li", "wang", "zhao"], "1 month", "2026-01-01")
        >>> print(council.presides("2026-01-20", away={"li": ("2026-01-19", "2026-01-24")}).explain())
        On 2026-01-20, wang acts for li, who has the turn.
          li: passed over; li is away from 2026-01-19, the last day away being 2026-01-23.
        """
        at, number, rounds = day(on, "on"), self._number(on), self._rounds(roster, away)
        told, step = self._naming(roster), next(rounds.steps(number, number + 1))
        begins = next((place for place in (step.taken, step.due) if place != NOBODY), 0)
        passed, place, look = rounds.acting(begins, at)
        due, acts, person = told.place(step.taken), told.place(place), told.person(look.person)
        facts = {"on": at.isoformat(), "due": due, "place": acts, "person": person}
        parts = (*held_by(acts, person), *told.reasons(passed))
        return Verdict(place != NOBODY, _acting(step.taken, place), "", facts, parts, clause=self.clause)

    # --- membership -----------------------------------------------------------------------------

    def joined(self, newcomer: str, on: date | str, *, before: str = "") -> Rotation:
        """The rotation with somebody more from a day on, where the rule on newcomers puts her.

        Args:
            newcomer: who joins.
            on: her first day as a part of the order.
            before: before whom she stands, where that is stated; otherwise ``newcomers`` says it.

        Raises:
            RecordError: what is no name or no day.
            RuleError: somebody who is in the order on that day, or a name that is not in it.

        >>> council = Rotation(["France", "Russia"], "1 month", "2026-01-01", newcomers="alphabetical")
        >>> [each.name for each in council.joined("Latvia", "2026-02-01").order]
        ['France', 'Latvia', 'Russia']
        """
        place = TurnPlace(newcomer, day(on, "on"))
        at = self._before(place, before)
        return self._with((*self.order[:at], place, *self.order[at:]))

    def left(self, leaver: str, on: date | str) -> Rotation:
        """The rotation without somebody from a day on.

        Args:
            leaver: who leaves.
            on: the first day on which she is no part of the order any more.

        Raises:
            RecordError: what is no name or no day.
            RuleError: somebody who is not in the order the day before.

        >>> council = Rotation(["li", "wang"], "1 month", "2026-01-01").left("wang", "2026-07-01")
        >>> council.turn("2026-08-01").place
        'li'
        """
        who, when = name(leaver, "who leaves"), day(on, "on")
        found = [each for each in self.order if each.name == who and _is_in(each, when)]
        if not found:
            rule, fix = "must be in the order until then", "name somebody who is in it"
            raise RuleError(Fault("not-in-order", f"{who!r} leaving on {when}", rule, "", fix, (who,)))
        ended = attrs.evolve(found[0], until=when)
        return self._with(tuple(ended if each is found[0] else each for each in self.order))

    def _with(self, order: tuple[TurnPlace, ...]) -> Rotation:
        """The same rotation in another order, beginning with whom it began."""
        return attrs.evolve(self, order=order, first=self.first or self.order[0].name)

    def _before(self, place: TurnPlace, before: str) -> int:
        """The number in the order that a newcomer gets."""
        names = [each.name for each in self.order]
        if before:
            if before not in names:
                rule, fix = "must be in the order", "name somebody who is in it"
                raise RuleError(Fault("not-in-order", f"before {shown(before)}", rule, "", fix))
            return names.index(before)
        if self.newcomers is Newcomers.AT_END:
            return (names.index(self.first) if self.first else 0) or len(names)
        later = (at for at, each in enumerate(names) if _alphabet(each) > _alphabet(place.name))
        return next(later, len(names))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> Rotation:
        """The rotation from its plain dict.

        Raises:
            RecordError: keys or values that a rotation does not have; all at once.
            RuleError: what contradicts itself.
        """
        return read_fields(cls, data, "rotation")

    # --- working it out -------------------------------------------------------------------------

    @property
    def _cadence(self) -> Cadence:
        return cadence(self.start, self.every, self.month_end, calendar=self.calendar)

    @property
    def _ring(self) -> tuple[TurnPlace, ...]:
        """The order from whoever begins."""
        names = [each.name for each in self.order]
        at = names.index(self.first) if self.first else 0
        return self.order[at:] + self.order[:at]

    def _number(self, on: date | str) -> int:
        at = day(on, "on")
        if at < self.start:
            rule, fix = "must not be before the first turn", "ask for a later day"
            raise RecordError(Fault("before-start", f"day {at}", rule, self.start.isoformat(), fix))
        return self._cadence.number(at)

    def _between(self, start: date | str, end: date | str) -> tuple[int, int]:
        faults = Faults()
        first, last = faults.attempt(day, start, "start"), faults.attempt(day, end, "end")
        check_span(first, last, faults)
        faults.close(RecordError)
        numbers = [self._cadence.from_day(cast("date", each)) for each in (first, last)]
        size = numbers[1] - numbers[0]
        if size > _MOST_TURNS:
            rule, fix = f"must have at most {_MOST_TURNS} turns", "ask for a shorter time"
            raise TooLarge(Fault("too-large", "schedule", rule, str(size), fix), size, _MOST_TURNS)
        return numbers[0], numbers[1]

    def _rounds(self, roster: Roster | None, away: Mapping[str, object] | None) -> Rounds:
        on_file = roster_of(roster)
        people = self.order if on_file is None else on_file.people
        where = "in the order" if on_file is None else "on file"
        gone = read_away({} if away is None else away, map(_id_of, people), where)
        held = None if on_file is None else self._held(on_file)
        lines = tuple(
            line(each.name, None if held is None else held.get(each.name, ()), gone, (each.since, each.until))
            for each in self._ring
        )
        changes = tuple(sorted({at for each in lines for at in each.days[1:]}))
        return Rounds(self._cadence, lines, changes, self.skipped, self.missed, self.most_owed)

    def _held(self, roster: Roster) -> Mapping[str, list[Appointment]]:
        """Seat or person to the appointments that fill the place, the earliest first."""
        found = defaultdict[str, list[Appointment]](list)
        for each in roster.appointments:
            found[each.seat if self.of is TurnsOf.SEATS else each.person].append(each)
        return found

    def _naming(self, roster: Roster | None) -> Naming:
        places = tuple(each.name for each in self._ring)
        return Naming(places, seats=self.of is TurnsOf.SEATS, known=roster is not None)

    def _turns(
        self, first: int, last: int, roster: Roster | None, away: Mapping[str, object] | None
    ) -> Iterator[Turn]:
        rounds, told, size = self._rounds(roster, away), self._naming(roster), 0
        for number, step in enumerate(rounds.steps(first, last), first):
            size += len(step.passed)
            if size > _MOST_PASSED:
                rule, fix = f"must pass over at most {_MOST_PASSED} places", "ask for a shorter time"
                raise TooLarge(Fault("too-large", "schedule", rule, str(size), fix), size, _MOST_PASSED)
            yield Turn(
                number + 1,
                rounds.cadence.begins(number),
                rounds.cadence.begins(number + 1),
                told.place(step.due),
                told.place(step.taken),
                told.person(step.person),
                self._kind(step),
                told.reasons(step.passed),
                self.clause,
            )

    def _kind(self, step: Step) -> TurnKind:
        if step.taken == NOBODY:
            return TurnKind.OPEN
        if step.makes_up:
            return TurnKind.MADE_UP
        stands_in = self.skipped is SkippedTurn.STOOD_IN_FOR and step.taken != step.due
        return TurnKind.STOOD_IN if stands_in else TurnKind.OWN


# --- parts ----------------------------------------------------------------------------------------


def _faults_of_order(order: tuple[TurnPlace, ...]) -> Iterator[Fault]:
    if not order:
        yield Fault("nobody-in-order", "order of turns", "must have somebody in it", "", "name them")
    if len(order) > _MOST_PLACES:
        yield Fault("too-long", "order of turns", f"must have at most {_MOST_PLACES} places", str(len(order)))
        return
    by_name = defaultdict[str, list[TurnPlace]](list)
    for each in order:
        by_name[each.name].append(each)
    for who, places in by_name.items():
        if any(one.meets(other) for one, other in combinations(places, 2)):
            rule, fix = "must be in the order once a day", "take one out, or end it before the other"
            yield Fault("name-twice", f"place of {who!r}", rule, "", fix, (who,))


def _acting(taken: int, place: int) -> str:
    """The code of who acts on a day: whoever has the turn, somebody else, or nobody."""
    if place == NOBODY:
        return "turn-nobody-on"
    if taken == NOBODY:
        return "turn-presided-only"
    return "turn-presided" if place == taken else "turn-presided-for"


def _id_of(each: TurnPlace | Person) -> str:
    return each.id if isinstance(each, Person) else each.name


def _is_in(place: TurnPlace, on: date) -> bool:
    """Whether a place is a part of the order just before a day."""
    return (place.since is None or place.since < on) and (place.until is None or on <= place.until)


def _alphabet(given: str) -> tuple[str, str]:
    return given.casefold(), given
