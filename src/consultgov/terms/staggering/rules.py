"""Seats that are not all renewed at once: who is renewed when, and for how long a vacancy is filled."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, TooLarge
from consultgov.fields import read_fields, written
from consultgov.people.reading import check_span, name, one_of, plain, text
from consultgov.people.rosters import Roster
from consultgov.settings import clause_of, names, values
from consultgov.spans import ANNIVERSARY, MonthEnd, Period, PeriodRules, Span, day, period, period_rules
from consultgov.terms.staggering.classes import ClassRenewal, SeatClass, check_classes, in_calendar
from consultgov.terms.staggering.drawing import FirstTerm, placed, places_of
from consultgov.terms.staggering.drifting import drifts
from consultgov.verdicts import Clause, Finding, Verdict

__all__ = ["ShortRest", "Staggering"]

_MOST_RENEWALS: Final = 100_000
_SHORTEST_MONTH: Final = 28
_NOBODY: Final = ()


def __dir__() -> list[str]:
    return __all__


@final
class ShortRest(StrEnum):
    """What becomes of a vacant seat where little of the term is left."""

    WAITS = "waits"
    """The seat stays vacant until its class is renewed."""
    JOINED = "joined"
    """Whoever takes it serves the rest and the next term in one."""


# --- reading --------------------------------------------------------------------------------------


def _classes(given: object) -> tuple[SeatClass, ...]:
    return values(given, SeatClass, "classes of seats")


def _length(given: object) -> Period:
    return in_calendar(given, "length of a term")


def _start(given: object) -> date:
    return day(given, "start")


def _every(given: object) -> Period | None:
    return None if given is None else in_calendar(given, "every")


def _little(given: object) -> Period | None:
    return None if given is None else period(given, "little")


def _short(given: object) -> ShortRest:
    return one_of(ShortRest, given, "short rest", RuleError)


def _trait(given: object) -> str:
    return text(given, "trait to spread by")


def _outside(given: object) -> tuple[str, ...]:
    return names(given, "seats outside the classes")


def _last_day(end: date) -> str:
    """The last day before an end, as text."""
    return (end - timedelta(days=1)).isoformat()


# --- the rule -------------------------------------------------------------------------------------


@final
@attrs.frozen
class Staggering:
    """Classes of seats that are renewed in turn, such as a third every two years.

    Every renewal is reckoned from the start, or from the first renewal of a class where that is a day, and
    none from the one before it: nothing adds up over the years, and nobody who comes in between moves it.

    Args:
        classes: the classes in the order in which they are first renewed.
        length: how long a full term is, in years, months or days.
        start: the day on which the first terms began.
        every: how far the first renewals lie apart: the first class is renewed so long after the start, the
            second twice as long, and so on; not needed where every class has a first renewal of its own.
        little: where less than this is left of a term, a vacant seat is not filled for the rest alone.
        short: what becomes of it then.
        spread_by: a trait, such as ``"state"``: those who share it must not be in one class, or, where they
            are more than there are classes, no more of them than the even share, rounded up.
        outside: seats of the body that are in no class, such as permanent ones.
        counting: how periods are counted.
        clause: where the rule stands.

    Raises:
        RuleError: no class, a class or a seat that cannot be told from another by its name, a class without
            a first renewal or with one that is not within a full term, a setting without use; all at once.
        RecordError: what is no name, no day, no period of years, months or days.

    >>> classes = [SeatClass("II", 33), SeatClass("III", 34), SeatClass("I", 33)]
    >>> senate = Staggering(classes, "6 years", start="2019-01-03", every="2 years")
    >>> for renewal in senate.schedule("2025-01-01", "2029-01-01"):
    ...     print(renewal.on, renewal.seat_class, renewal.seats)
    2025-01-03 I 33
    2027-01-03 II 33
    """

    classes: tuple[SeatClass, ...] = attrs.field(converter=_classes)
    length: Period = attrs.field(converter=_length)
    start: date = attrs.field(converter=_start, kw_only=True)
    every: Period | None = attrs.field(default=None, converter=_every, kw_only=True)
    little: Period | None = attrs.field(default=None, converter=_little, kw_only=True)
    short: ShortRest = attrs.field(default=ShortRest.WAITS, converter=_short, kw_only=True)
    spread_by: str = attrs.field(default="", converter=_trait, kw_only=True)
    outside: tuple[str, ...] = attrs.field(default=(), converter=_outside, kw_only=True)
    counting: PeriodRules = attrs.field(default=ANNIVERSARY, converter=period_rules, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_classes(self.classes)
        faults = Faults()
        for fault in (*_ambiguous(self), *_without_use(self)):
            faults.add(fault)
        for place, each in enumerate(self.classes):
            if each.first is None and self.every is None:
                fix = "say every=, or give each class a first renewal"
                subject = f"class {each.name!r}"
                faults.add(Fault("no-first-renewal", subject, "must have a first renewal", "", fix))
            else:
                faults.attempt(self._check_first, place)
        faults.close(RuleError)

    def _check_first(self, place: int) -> None:
        first, full = self._renewal(place, 1), self.counting.end(self.start, self.length)
        if not self.start < first <= full:
            subject, fix = f"class {self.classes[place].name!r}", "change the start or the first renewals"
            rule = f"must be first renewed after {self.start} and by {full}, when a full term is over"
            raise RuleError(Fault("first-renewal-out-of-term", subject, rule, first.isoformat(), fix))

    # --- who is renewed when --------------------------------------------------------------------

    def schedule(self, start: date | str, end: date | str) -> tuple[ClassRenewal, ...]:
        """The renewals from a day on and before another, in the order of time.

        Raises:
            RecordError: what is no day, an end that is not later than the start.
            TooLarge: more renewals than anybody would read.
        """
        faults = Faults()
        first, last = faults.attempt(day, start, "start"), faults.attempt(day, end, "end")
        check_span(first, last, faults)
        faults.close(RecordError)
        window = cast("date", first), cast("date", last)
        numbers = [range(*(self._first_from(place, at) for at in window)) for place in self._places]
        size = sum(map(len, numbers))
        if size > _MOST_RENEWALS:
            rule, fix = f"must have at most {_MOST_RENEWALS} renewals", "ask for a shorter time"
            raise TooLarge(Fault("too-large", "schedule", rule, str(size), fix), size, _MOST_RENEWALS)
        found = [
            (self._renewal(place, number), place, number)
            for place in self._places
            for number in numbers[place]
        ]
        return tuple(self._told(place, number, on) for on, place, number in sorted(found))

    def next_renewal(self, seat: str, after: date | str) -> ClassRenewal:
        """The next renewal of a class, or of the class of a seat, after a day.

        Raises:
            RecordError: a seat that is not in one class, what is no day, a renewal outside the calendar.
        """
        place, at = self._place(seat), day(after, "after")
        number = self._first_after(place, at)
        return self._told(place, number, self._renewal(place, number))

    def _renewal(self, place: int, number: int) -> date:
        """The day of the how many-th renewal of the class at a place among the classes."""
        return self._reckoned(place, number, self.counting)

    def _reckoned(self, place: int, number: int, counting: PeriodRules) -> date:
        first, turns = self.classes[place].first, number - 1
        if isinstance(first, date) and not turns:
            return first
        months, days = self._offset(place)
        months += self.length.months * turns
        days += self.length.days * turns
        start = first if isinstance(first, date) else self.start
        return counting.end(start, Period(months=months, days=days))

    def _offset(self, place: int) -> tuple[int, int]:
        """From when its renewals are reckoned to the first of a class: months and days."""
        first = self.classes[place].first
        if isinstance(first, date):
            return 0, 0
        if first is not None:
            return first.months, first.days
        gap = cast("Period", self.every)
        return gap.months * (place + 1), gap.days * (place + 1)

    @property
    def _places(self) -> range:
        return range(len(self.classes))

    def _told(self, place: int, number: int, on: date) -> ClassRenewal:
        found = self.classes[place]
        return ClassRenewal(on, found.name, found.seats, number)

    def _first_from(self, place: int, on: date) -> int:
        """The number of the first renewal of a class on a day or later."""
        return self._first(place, on, same=True)

    def _first_after(self, place: int, on: date) -> int:
        """The number of the first renewal of a class after a day."""
        return self._first(place, on, same=False)

    def _first(self, place: int, on: date, *, same: bool) -> int:
        shortest = self.length.months * _SHORTEST_MONTH + self.length.days
        most = (date.max - self.start).days // shortest + 2
        # The search passes years in which a day may be missing; whether that is refused, the answer says.
        refused = self.counting.month_end is MonthEnd.REFUSE
        counting = attrs.evolve(self.counting, month_end=MonthEnd.CLIP) if refused else self.counting

        def is_late(number: int) -> bool:
            try:
                at = self._reckoned(place, number, counting)
            except RecordError:  # beyond the calendar
                return True
            return on < at or (same and on == at)

        return 1 + bisect_left(range(1, most + 1), x=True, key=is_late)

    # --- seats ----------------------------------------------------------------------------------

    def class_of(self, seat: str) -> SeatClass | None:
        """The class of a seat by its name, or the class of that name; ``None`` where it is in none.

        Raises:
            RecordError: a seat that is in two classes, what is no name.
        """
        places = self._found(name(seat, "seat"))
        return self.classes[places[0]] if places else None

    def term_of(self, seat: str, on: date | str) -> Span:
        """The term of a seat, or of a class, that is running on a day.

        Raises:
            RecordError: a seat that is not in one class, a day before the start, or what is none.

        >>> board = Staggering(
        ...     [SeatClass("A", 4), SeatClass("B", 3)], "2 years", start="2024-01-01", every="1 year"
        ... )
        >>> board.term_of("B", "2026-12-31").end.isoformat()
        '2028-01-01'
        """
        place, at = self._place(seat), day(on, "on")
        if at < self.start:
            rule = "must not come before the start"
            raise RecordError(Fault("before-start", f"day {at}", rule, self.start.isoformat()))
        number = self._first_after(place, at)
        start = self._renewal(place, number - 1) if number > 1 else self.start
        return Span(start, self._renewal(place, number))

    def _found(self, seat: str) -> list[int]:
        named = [place for place, each in enumerate(self.classes) if each.name == seat]
        places = named or [place for place, each in enumerate(self.classes) if seat in each.names]
        if len(places) > 1:
            rule = "must be in one class"
            given = ", ".join(self.classes[place].name for place in places)
            raise RecordError(
                Fault("seat-in-two-classes", f"seat {seat!r}", rule, given, "correct the classes")
            )
        return places

    def _place(self, seat: object) -> int:
        known = name(seat, "seat")
        places = self._found(known)
        if not places:
            rule, fix = "must be in a class", "name a seat of a class, or the class"
            raise RecordError(Fault("seat-in-no-class", f"seat {known!r}", rule, "", fix))
        return places[0]

    # --- those who come in between ----------------------------------------------------------------

    def vacancy(self, seat: str, on: date | str) -> Span | None:
        """The term of whoever takes a vacant seat on a day: the rest of the term of its class.

        Where less than ``little`` is left, it is the rest and the next term, or ``None``: the seat waits.

        Raises:
            RecordError: as ``term_of`` does.
        """
        at = day(on, "on")
        end = cast("date", self.term_of(seat, at).end)
        if self.little is None or self.counting.end(at, self.little) <= end:
            return Span(at, end)
        return None if self.short is ShortRest.WAITS else Span(at, self.next_renewal(seat, end).on)

    def filling(self, seat: str, on: date | str) -> Verdict:
        """Whether a seat that is vacant on a day is filled before its class is renewed, and until when.

        Raises:
            RecordError: as ``term_of`` does.

        >>> seats = [SeatClass("A", ["a1", "a2"]), SeatClass("B", ["b1"])]
        >>> board = Staggering(seats, "2 years", start="2024-01-01", every="1 year", little="90 days")
        >>> print(board.filling("a2", "2026-01-01").explain())
        Whoever takes “a2” on 2026-01-01 serves the rest of the term of class “A”; last day: 2026-12-31.
        """
        at, term = day(on, "on"), self.vacancy(seat, on)
        known = self.classes[self._place(seat)].name
        renewal = cast("date", self.term_of(seat, at).end)
        facts: dict[str, object] = {"seat": name(seat, "seat"), "class": known, "on": at.isoformat()}
        facts |= {"renewal": renewal.isoformat()}
        if term is None:
            return Verdict(holds=False, code="waits-for-renewal", rule="", facts=facts, clause=self.clause)
        facts |= {"last_day": _last_day(cast("date", term.end))}
        code = "fills-rest-of-term" if term.end == renewal else "fills-rest-and-next"
        return Verdict(holds=True, code=code, rule="", facts=facts, clause=self.clause)

    # --- the first classes ------------------------------------------------------------------------

    def first_terms(
        self,
        order: object,
        *,
        groups: object = None,
        held: object = _NOBODY,
        longest_first: bool = False,
    ) -> tuple[FirstTerm, ...]:
        """The classes and first terms of a new body, by an order that was drawn or counted.

        The first in the order come into the first class, until it is full, and so on. Where groups are kept
        apart, each comes into the first class that has no more of her group than it may, and that leaves a
        place for everybody after her.

        Args:
            order: the members, or the seats, as many as there are places free; by lot or by rank.
            groups: member to the group of hers that must not be in one class, such as a state; ``None`` of
                whoever is of none. Needed where the rule has ``spread_by``.
            held: class to those who have a place in it already.
            longest_first: the first in the order come into the class that is renewed last, as the best
                placed of an election do.

        Raises:
            RecordError: more or fewer members than places, names that are none or there twice, a member
                without a group, groups that cannot be kept apart.
            TooLarge: too many members to keep groups apart.

        >>> halves = [SeatClass("I", 2), SeatClass("II", 2)]
        >>> bench = Staggering(halves, "2 years", start="2026-01-01", every="1 year")
        >>> for term in bench.first_terms(["li", "wang", "zhang", "zhao"], longest_first=True):
        ...     print(term.member, term.seat_class, term.last_day)
        li II 2027-12-31
        wang II 2027-12-31
        zhang I 2026-12-31
        zhao I 2026-12-31
        """
        if self.spread_by and groups is None:
            fix = f"give the {self.spread_by} of each"
            raise RecordError(Fault("no-group", "groups", "must be told where they are kept apart", "", fix))
        asked = places_of(order, self.classes, groups, held)
        ends = [self._renewal(place, 1) for place in self._places]
        turns = sorted(self._places, key=ends.__getitem__, reverse=True) if longest_first else self._places
        found = zip(asked.order, placed(asked, turns), strict=True)
        return tuple(
            FirstTerm(who, self.classes[place].name, self.start, ends[place]) for who, place in found
        )

    # --- what is wrong ------------------------------------------------------------------------------

    def review(self, roster: Roster, on: date | str) -> tuple[Finding, ...]:
        """What is wrong with the classes, and with the terms of those in office on a day.

        A term that ends by itself has to end where its class is renewed; one that is cut short, as by
        resignation, may end before. Alternates hold no seat, and are left out.

        Raises:
            RecordError: what is no roster or no day, a renewal outside the calendar.
        """
        return tuple(drifts(self, roster, day(on, "on")))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Staggering:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: settings that contradict each other.
        """
        return read_fields(cls, data, "staggering")


def _ambiguous(rule: Staggering) -> Iterator[Fault]:
    """Classes that share a name, and seats that have that of another class, or are outside as well."""
    names_ = Counter(each.name for each in rule.classes)
    twice = ", ".join(each for each, times in names_.items() if times > 1)
    if twice:
        yield Fault("class-twice", "classes of seats", "must have names that differ", twice)
    seats = {seat for each in rule.classes for seat in each.names if seat != each.name}
    clash = sorted((seats & names_.keys()) | ({*rule.outside} & (seats | names_.keys())))
    if clash:
        rule_, fix = "must name one class, one seat or one outside", "give one of them another name"
        yield Fault("ambiguous-seat", "name of a seat", rule_, ", ".join(clash), fix)


def _without_use(rule: Staggering) -> Iterator[Fault]:
    if rule.short is not ShortRest.WAITS and rule.little is None:
        yield Fault("no-use", "short", "must go with little", rule.short, "say what is little")
    if rule.little is not None and rule.little.is_of_moments:
        fix = "write '3 months' or '90 days'"
        yield Fault("bad-period", "little", "must be of days, months or years", str(rule.little), fix)
