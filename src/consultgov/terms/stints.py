"""From days in office to terms: which pieces of service are one term, and how much of a term each is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, RecordError
from consultgov.spans import ANNIVERSARY, FirstDay, MonthEnd, Period, PeriodRules, Span
from consultgov.terms.lengths import FixedDay, InEvents
from consultgov.terms.service import Service

__all__ = ["Measure", "Piece", "Pieces", "Stint", "days_in", "ends_after", "stints", "stretches"]

_DAY: Final = timedelta(days=1)
_MOST_TERMS: Final = 10_000

Piece: TypeAlias = tuple[date, date]
"""Days in office: the first of them, and the first one no longer."""

Pieces: TypeAlias = tuple[Piece, ...]
"""Days in office, in order, no two of them adjoining."""


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class Measure:
    """What a rule says about the length of terms, as far as the limits need it.

    Attributes:
        lengths: the length of the first term in a row, of the second and so on, the last for all others;
            none where a term has no length of its own.
        counting: how periods are counted.
        anchored: whether terms in a row are reckoned from the start of the first.
        terms: the terms of the body (届) in order, where its members' terms end together; only of the last
            one nothing may be known of the end.
        in_events: how many sessions or elections a term has, where it is counted in them.
        events: the days of those that are known, in order.
        ends_on: the day of the year on which terms end, whatever their length comes to.
    """

    lengths: tuple[Period, ...] = ()
    counting: PeriodRules = ANNIVERSARY
    anchored: bool = False
    terms: tuple[Span, ...] = ()
    in_events: InEvents | None = None
    events: tuple[date, ...] = ()
    ends_on: FixedDay | None = None

    def end(self, start: date, number: int = 1) -> date | None:
        """The first day after a term that begins on a day, if it runs its length; ``None`` without one."""
        found = next((each for each in self.terms if _last(each) > start), None)
        return self.by_length(start, number) if found is None else found.end

    def by_length(self, start: date, number: int = 1) -> date | None:
        """The first day after a term of the length that the rule has; ``None`` where it has none."""
        if self.in_events is not None:
            return self.in_events.end(start, self.events)
        if not self.lengths:
            return None
        return self._fixed(start, self.counting.end(start, self.lengths[min(number, len(self.lengths)) - 1]))

    def _fixed(self, start: date, end: date) -> date:
        """The end of a term on the day of the year that the rule has; its length where none lies in it."""
        last = None if self.ends_on is None else self.ends_on.nearby(end - _DAY)
        return end if last is None or not start <= last < date.max else last + _DAY

    def index_at(self, on: date) -> int | None:
        """Which of the body's terms a day is in, from 0; those after the last known one by the length."""
        if not self.terms or on < self.terms[0].start:
            return None
        index = bisect_right([each.start for each in self.terms], on) - 1
        return index if on < _last(self.terms[index]) or index + 1 < len(self.terms) else self._beyond(on)

    def _beyond(self, on: date) -> int:
        """Which term a day after the last known one is in."""
        starts = takewhile(lambda start: start <= on, self._starts_beyond())
        return len(self.terms) - 1 + sum(1 for _ in starts)

    def start_of(self, index: int) -> date:
        """The first day of one of the body's terms, after the last known one by the length.

        Where the calendar ends, or nothing is known of the length, the last day of the calendar.
        """
        if index < len(self.terms):
            return self.terms[index].start
        return next(islice(self._starts_beyond(), index - len(self.terms), None), date.max)

    def _starts_beyond(self) -> Iterator[date]:
        """The first days of the terms after the last known one, as far as the calendar goes."""
        last = self.terms[-1]
        start, number = last.end, 1
        while start is not None:
            if number > _MOST_TERMS:
                rule, fix = f"must be followed by at most {_MOST_TERMS}", "say which terms there were"
                what = f"term of the body from {last.start}"
                raise RecordError(Fault("too-many-terms", what, rule, "", fix))
            yield start
            try:
                start, number = self.by_length(start, len(self.terms) + number), number + 1
            except RecordError:
                return

    def time_in(self, first: date, length: Period) -> date:
        """The first day after a time in office that begins on a day, by the rule's own way of counting.

        Where the calendar ends before, its last day.
        """
        return ends_after(first, length, self.counting) or date.max

    def time_out(self, out: date, length: Period) -> date:
        """The first day after a time out of office that begins on a day, in the same way.

        Where a first day is not counted, that is the last day in office.
        """
        late = self.counting.first_day is FirstDay.NOT_COUNTED
        return self.time_in(out - _DAY if late else out, length)

    def cuts(self, start: date, end: date) -> Iterator[tuple[date, date, date | None]]:
        """A stretch of service as terms in a row: the first day of each, its end, and its end by the rule."""
        first, number = start, 1
        while first < end:
            if number > _MOST_TERMS:
                raise _too_many(start)
            over = self.cut(start, first, number)
            yield first, end if over is None else min(over, end), over
            if over is None:
                return
            first, number = over, number + 1

    def missed(self, first: date, out: date) -> date:
        """The first day after the term that follows service, of somebody who is not in it.

        Args:
            first: the first day of the service.
            out: the first day no longer in office.

        Where terms are reckoned from the first one, so is that term. Without a length, or beyond the
        calendar, the last day of the calendar.
        """
        try:
            served = [over for _, _, over in self.cuts(first, out)] if self.anchored else []
            if served and served[-1] == out:
                return self.cut(first, out, len(served) + 1) or date.max
            return self.by_length(out) or date.max
        except RecordError:
            return date.max

    def cut(self, start: date, first: date, number: int) -> date | None:
        """The end of the so-manieth term in a row that began on a day, by the length."""
        if not self.anchored or not self.lengths or any(each.working_days for each in self.lengths):
            return self.by_length(first, number)
        known = self.lengths[:number]
        more = number - len(known)
        months = sum(each.months for each in known) + more * known[-1].months
        days = sum(each.days for each in known) + more * known[-1].days
        return self._fixed(first, self.counting.end(start, Period(months=months, days=days)))


def _too_many(start: date) -> RecordError:
    rule, fix = f"must be of at most {_MOST_TERMS} terms", "say which terms they were"
    return RecordError(Fault("too-many-terms", f"service from {start}", rule, "", fix))


def _last(term: Span) -> date:
    return term.end if term.end is not None else date.max


@final
@attrs.frozen
class Stint:
    """What somebody served of one term, in one piece or several.

    Attributes:
        pieces: the days in office, each with its first day and the first one after it.
        start: the first day of the term, as far as it is known, or of the service.
        over: the first day after the term, if it runs its length; ``None`` where it has none.
        replaces: whether it was the term of somebody else.
        index: of the terms of the body, which one it was, from 0.
    """

    pieces: Pieces
    start: date
    over: date | None
    replaces: bool = False
    index: int | None = None

    @property
    def first(self) -> date:
        """The first day in office."""
        return self.pieces[0][0]

    @property
    def end(self) -> date:
        """The first day no longer in office."""
        return self.pieces[-1][1]

    @property
    def days(self) -> int:
        """How many days were served of it."""
        return days_in(self.pieces)

    @property
    def is_whole(self) -> bool:
        """Whether the whole term was served; a term of no length always is."""
        return self.over is None or self.days >= (self.over - self.start).days

    def told(self) -> list[str]:
        """The pieces with their first and last days, as ISO 8601 writes intervals."""
        return [f"{first}/{end - _DAY}" for first, end in self.pieces]


def ends_after(start: date, length: Period, counting: PeriodRules = ANNIVERSARY) -> date | None:
    """The first day after a period that begins on a day; ``None`` where the calendar ends before.

    It is no term: its last day does not move to one that is worked, and where a body refuses a day that the
    month does not have, the last day of the month stands for it.
    """
    refused = counting.month_end is MonthEnd.REFUSE
    try:
        month_end = MonthEnd.CLIP if refused else counting.month_end
        return PeriodRules(month_end, counting.first_day).end(start, length)
    except RecordError:
        return None


def days_in(pieces: Iterable[Piece]) -> int:
    """How many days some pieces that do not overlap have together."""
    return sum((end - first).days for first, end in pieces)


def stretches(pieces: Iterable[Piece]) -> Pieces:
    """Days as stretches without a gap: what adjoins or overlaps is one.

    >>> a, b, c, d = (date(2026, month, 1) for month in (1, 2, 3, 4))
    >>> stretches([(a, b), (b, c)]) == ((a, c),), stretches([(a, b), (c, d)]) == ((a, b), (c, d))
    (True, True)
    """
    found: list[Piece] = []
    for first, end in sorted(pieces):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((first, end))
    return tuple(found)


def stints(held: Iterable[Service], measure: Measure, covering: Callable[[bool], bool]) -> tuple[Stint, ...]:
    """What somebody served, term by term, in the order of time.

    Args:
        held: services that have ended, of one office or of several that count together.
        measure: how long terms are.
        covering: of the terms of others served out, and of her own, whether every part of one counts. Then
            whatever is served within the length of a term from its first day is of that term, gaps or not,
            so that there are no more terms than it takes; otherwise each stretch is cut by itself.
    """
    named: defaultdict[tuple[date, date], list[Piece]] = defaultdict(list)
    own: set[tuple[date, date]] = set()
    loose: defaultdict[bool, list[Piece]] = defaultdict(list)
    found: list[Stint] = []
    places = {each.start: at for at, each in enumerate(measure.terms)}
    for each in held:
        piece = each.start, cast("date", each.held_over or each.end)
        if piece[0] == piece[1]:
            continue
        if each.term is not None:
            term = each.term.start, cast("date", each.term.end)
            named[term].append(piece)
            if not each.replaces:
                own.add(term)
        elif measure.terms or measure.lengths:
            loose[each.replaces].append(piece)
        else:  # without a length, each record is a term, or as many as the events in it make
            found += (Stint(((one, end),), one, None, each.replaces) for one, end, _ in measure.cuts(*piece))
    for term, pieces in named.items():
        found.append(Stint(stretches(pieces), *term, term not in own, places.get(term[0])))
    for replaces, pieces in loose.items():
        found += _loose(stretches(pieces), measure, replaces=replaces, covering=covering(replaces))
    return tuple(sorted(_joined(found), key=lambda each: (each.first, each.end)))


def _joined(found: list[Stint]) -> Iterator[Stint]:
    """Of each term of the body one stint: somebody may leave it, and serve out that of another later."""
    of_body: defaultdict[int, list[Stint]] = defaultdict(list)
    for each in found:
        if each.index is None:
            yield each
        else:
            of_body[each.index].append(each)
    for index, several in of_body.items():
        pieces = stretches(piece for each in several for piece in each.pieces)
        replaces = all(each.replaces for each in several)
        yield Stint(pieces, several[0].start, several[0].over, replaces, index)


def _loose(joined: Pieces, measure: Measure, *, replaces: bool, covering: bool) -> Iterator[Stint]:
    """Stretches of which nobody says which terms they were: by the terms of the body, or by the length."""
    rest = joined
    for index, term in enumerate(measure.terms):
        first, over = term.start, _last(term)
        within, rest = _parted(rest, first, over)
        if within:
            yield Stint(within, first, term.end, replaces, index)
    if covering:
        yield from _covering(rest, measure, replaces=replaces)
    else:
        for one, end in rest:
            for start, last, ends in measure.cuts(one, end):
                yield Stint(((start, last),), start, ends, replaces)


def _covering(rest: Pieces, measure: Measure, *, replaces: bool) -> Iterator[Stint]:
    """The fewest terms that hold all days of service, each from a day on which she served."""
    anchor = over = rest[0][0] if rest else None
    number = since = 0
    while rest:
        first, number, since = rest[0][0], number + 1, since + 1
        if number > _MOST_TERMS:
            raise _too_many(first)
        if first != over or anchor is None:
            anchor, since = first, 1
        over = measure.cut(anchor, first, since if measure.anchored else number)
        within, rest = _parted(rest, first, over or date.max)
        yield Stint(within, first, over, replaces)


def _parted(pieces: Pieces, first: date, over: date) -> tuple[Pieces, Pieces]:
    """The days of some pieces that lie in a term, and those that do not."""
    at = bisect_right(pieces, first, key=_end_of)
    upto = bisect_left(pieces, over, lo=at, key=_start_of)
    some = pieces[at:upto]
    within = ((max(one, first), min(end, over)) for one, end in some)
    halves = (half for one, end in some for half in ((one, min(end, first)), (max(one, over), end)))
    return _real(within), (*pieces[:at], *_real(halves), *pieces[upto:])


def _start_of(piece: Piece) -> date:
    return piece[0]


def _end_of(piece: Piece) -> date:
    return piece[1]


def _real(pieces: Iterable[Piece]) -> Pieces:
    return tuple(each for each in pieces if each[0] < each[1])
