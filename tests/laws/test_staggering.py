"""Laws of staggering: renewals keep their rhythm, terms leave no gap, draws are the first that can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import permutations

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.errors import RecordError
from consultgov.people import Appointment, Person, Roster
from consultgov.spans import FirstDay, MonthEnd, Period, PeriodRules, Span
from consultgov.terms.staggering.classes import SeatClass, even_classes
from consultgov.terms.staggering.drawing import FirstTerm
from consultgov.terms.staggering.rules import ShortRest, Staggering
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

DAY = timedelta(days=1)
CLASSES = ("I", "II", "III", "IV")

# --- rules ------------------------------------------------------------------------------------------


def periods(most: int) -> st.SearchStrategy[Period]:
    return st.one_of(
        st.integers(1, most).map(lambda months: Period(months=months)),
        st.integers(28, 30 * most).map(lambda days: Period(days=days)),
    )


@st.composite
def rules(draw: st.DrawFn, *, exact: bool = False) -> Staggering:
    """Up to four classes, in an even rhythm or with first renewals of their own.

    Where it has to be exact, every day is there in every month, and the first day counts.
    """
    size = draw(st.integers(1, len(CLASSES)))
    start = draw(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    every = draw(periods(30))
    # A first renewal a day after that of the rhythm has to be within a full term as well.
    over = draw(st.sampled_from([0, 40])) + (0 if exact else 2)
    length = Period(months=every.months * size, days=every.days * size + over)
    counting = PeriodRules(
        draw(st.sampled_from([MonthEnd.CLIP, MonthEnd.ROLL, MonthEnd.STICK])),
        draw(st.sampled_from(list(FirstDay))),
    )
    if exact:
        start, counting = start.replace(day=min(start.day, 28)), PeriodRules()
    firsts = st.one_of(st.none(), st.just(every), st.just(counting.end(start, every) + DAY))
    classes = [
        SeatClass(each, draw(st.integers(0, 5)), None if exact else draw(firsts)) for each in CLASSES[:size]
    ]
    late = draw(st.sampled_from([None, Period(days=20), Period(months=2)]))
    short = draw(st.sampled_from(list(ShortRest))) if late else ShortRest.WAITS
    return Staggering(classes, length, start=start, every=every, little=late, short=short, counting=counting)


days_after_start = st.integers(0, 20_000)


def ended(term: Span) -> date:
    """The first day after a term of days."""
    assert type(term.end) is date
    return term.end


# --- the rhythm ---------------------------------------------------------------------------------------

Schedule = Callable[[Staggering, date, date], list[tuple[date, str]]]


def scheduled(rule: Staggering, start: date, end: date) -> list[tuple[date, str]]:
    """What is under test: days and classes."""
    return [(each.on, each.seat_class) for each in rule.schedule(start, end)]


def scheduled_from_the_day_after(rule: Staggering, start: date, end: date) -> list[tuple[date, str]]:
    """The mutant that leaves out the first day."""
    return scheduled(rule, start + DAY, end)


def scheduled_through_the_end(rule: Staggering, start: date, end: date) -> list[tuple[date, str]]:
    """The mutant that takes in the day after the last."""
    return scheduled(rule, start, end + DAY)


def check_once(rule: Staggering, offset: int, schedule: Schedule = scheduled) -> None:
    """In one full length, from any day on, each class is renewed exactly once."""
    start = rule.start + timedelta(days=offset) + DAY
    found = schedule(rule, start, rule.counting.end(start, rule.length))
    assert Counter(each for _, each in found) == {each.name: 1 for each in rule.classes}


@given(rules(exact=True).filter(lambda rule: not rule.length.months), days_after_start)
def test_in_a_full_length_each_class_is_renewed_once(rule: Staggering, offset: int) -> None:
    check_once(rule, offset)


@given(rules(exact=True).filter(lambda rule: not rule.length.days), st.integers(0, 600))
def test_in_full_years_and_months_too(rule: Staggering, months: int) -> None:
    start = PeriodRules().end(rule.start, Period(months=months)) if months else rule.start
    found = scheduled(rule, start + DAY, PeriodRules().end(start, rule.length) + DAY)
    assert Counter(each for _, each in found) == {each.name: 1 for each in rule.classes}


@pytest.mark.parametrize("mutant", [scheduled_from_the_day_after, scheduled_through_the_end])
def test_the_law_of_one_renewal_can_fail(mutant: Schedule) -> None:
    rhythm = rules(exact=True).filter(lambda rule: not rule.length.months)
    assert caught(partial(check_once, schedule=mutant), rhythm, st.integers(0, 200))


def step_by_step(rule: Staggering, end: date) -> Iterator[tuple[date, int, str]]:
    """All renewals before a day, reckoned one by one."""
    for place, each in enumerate(rule.classes):
        by_day = isinstance(each.first, date)
        anchor = each.first if isinstance(each.first, date) else rule.start
        first = each.first if isinstance(each.first, Period) else rule.every
        assert first is not None
        turns = 1 if isinstance(each.first, Period) else place + 1
        months, days = (0, 0) if by_day else (first.months * turns, first.days * turns)
        on = anchor if by_day else rule.counting.end(anchor, Period(months=months, days=days))
        while on < end:
            yield on, place, each.name
            months, days = months + rule.length.months, days + rule.length.days
            on = rule.counting.end(anchor, Period(months=months, days=days))


def check_schedule(rule: Staggering, offset: int, length: int, schedule: Schedule = scheduled) -> None:
    """A schedule is what reckoning one renewal after another gives."""
    start = rule.start + timedelta(days=offset)
    end = start + timedelta(days=length)
    expected = [(on, name) for on, _, name in sorted(step_by_step(rule, end)) if on >= start]
    event(f"renewals: {min(len(expected), 3)}")
    assert schedule(rule, start, end) == expected


@given(rules(), st.integers(-500, 20_000), st.integers(1, 4_000))
def test_a_schedule_is_that_of_going_step_by_step(rule: Staggering, offset: int, length: int) -> None:
    check_schedule(rule, offset, length)


@pytest.mark.parametrize("mutant", [scheduled_from_the_day_after, scheduled_through_the_end])
def test_the_law_of_schedules_can_fail(mutant: Schedule) -> None:
    numbers = st.integers(0, 400), st.integers(2, 4_000)
    assert caught(partial(check_schedule, schedule=mutant), rules(), *numbers)


# --- terms --------------------------------------------------------------------------------------------

TermOf = Callable[[Staggering, str, date], Span]


def term_of(rule: Staggering, seat: str, on: date) -> Span:
    """What is under test: the term that is running on a day."""
    return rule.term_of(seat, on)


def full_term_of(rule: Staggering, seat: str, on: date) -> Span:
    """The mutant that gives a full term from the last renewal on, also where the first terms are shorter."""
    start = rule.term_of(seat, on).start
    return Span(start, rule.counting.end(start, rule.length))


def check_gapless(rule: Staggering, terms: TermOf = term_of) -> None:
    """The terms of a seat follow each other without a gap, and each of their days is in it."""
    for each in rule.classes:
        at = rule.start
        for _ in range(6):
            term = terms(rule, each.name, at)
            assert term.start == at
            end = ended(term)
            for inside in (at, at + (end - at) // 2, end - DAY):
                assert terms(rule, each.name, inside) == term
            assert rule.next_renewal(each.name, at).on == end
            at = end


@given(rules())
def test_terms_leave_no_gap(rule: Staggering) -> None:
    check_gapless(rule)


def test_the_law_of_gapless_terms_can_fail() -> None:
    assert caught(partial(check_gapless, terms=full_term_of), rules())


# --- vacancies ------------------------------------------------------------------------------------------

Fill = Callable[[Staggering, str, date], date | None]


def fill(rule: Staggering, seat: str, on: date) -> date | None:
    """What is under test: the end of the term of whoever comes in between; none where the seat waits."""
    term = rule.vacancy(seat, on)
    return None if term is None else ended(term)


def fill_in_full(rule: Staggering, _seat: str, on: date) -> date | None:
    """The mutant that gives whoever comes in between a full term."""
    return rule.counting.end(on, rule.length)


def check_rhythm(rule: Staggering, offsets: list[int], filling: Fill = fill) -> None:
    """However often a seat falls vacant, it is renewed when its class is, and nothing drifts."""
    seat, at = rule.classes[-1].name, rule.start
    rule = attrs.evolve(rule, classes=[attrs.evolve(each, seats=1) for each in rule.classes])
    for offset in offsets:
        at += timedelta(days=offset)
        end = filling(rule, seat, at)
        if end is None:
            event("waits")
            at = rule.next_renewal(seat, at).on
            continue
        assert (end, seat) in scheduled(rule, end, end + DAY)
        held = Appointment("li", seat, at, end)
        codes = {each.code for each in rule.review(Roster([Person("li")], [held]), at)}
        assert not codes & {"class-drifts", "sits-past-renewal", "seat-in-no-class"}
        at += (end - at) // 2


@given(rules(), st.lists(st.integers(0, 900), min_size=1, max_size=5))
def test_filling_a_vacancy_moves_no_renewal(rule: Staggering, offsets: list[int]) -> None:
    check_rhythm(rule, offsets)


def test_the_law_of_vacancies_can_fail() -> None:
    offsets = st.lists(st.integers(0, 900), min_size=1, max_size=5)
    assert caught(partial(check_rhythm, filling=fill_in_full), rules(), offsets)


def waits(rule: Staggering, seat: str, on: date) -> bool:
    """What is under test: whether a seat waits."""
    return not rule.filling(seat, on).holds


def waits_on_even_days(rule: Staggering, seat: str, on: date) -> bool:
    """The mutant that forgets every other day."""
    return waits(rule, seat, on) and on.toordinal() % 2 == 0


def check_waiting(
    rule: Staggering, offset: int, waiting: Callable[[Staggering, str, date], bool] = waits
) -> None:
    """A seat that waits goes on waiting until its renewal, and on that day it waits no longer."""
    seat, on = rule.classes[0].name, rule.start + timedelta(days=offset)
    renewal = rule.next_renewal(seat, on).on
    event(f"waits: {waiting(rule, seat, on)}")
    if waiting(rule, seat, on):
        late = [on + timedelta(days=each) for each in range(min((renewal - on).days, 90))]
        assert all(waiting(rule, seat, each) for each in late)
    if rule.counting.end(renewal, rule.little or "1 day") <= rule.next_renewal(seat, renewal).on:
        assert not waiting(rule, seat, renewal)


waiting_rules = rules().map(lambda rule: attrs.evolve(rule, little="2 months", short=ShortRest.WAITS))


@given(waiting_rules, st.integers(0, 2_000))
def test_a_seat_that_waits_goes_on_waiting(rule: Staggering, offset: int) -> None:
    check_waiting(rule, offset)


def test_the_law_of_waiting_can_fail() -> None:
    assert caught(partial(check_waiting, waiting=waits_on_even_days), waiting_rules, st.integers(0, 2_000))


# --- classes ------------------------------------------------------------------------------------------


Divide = Callable[[tuple[str, ...], int, bool], list[int]]


def divided(classes: tuple[str, ...], seats: int, larger_first: bool) -> list[int]:  # noqa: FBT001 - drawn
    """What is under test: the sizes of classes."""
    return [each.number for each in even_classes(classes, seats, larger_first=larger_first)]


def divided_with_the_rest_in_one(classes: tuple[str, ...], seats: int, larger_first: bool) -> list[int]:  # noqa: FBT001 - drawn
    """The mutant that gives what is over to one class."""
    sizes = [seats // len(classes)] * len(classes)
    sizes[0 if larger_first else -1] += seats % len(classes)
    return sizes


def check_sizes(size: int, seats: int, larger_first: bool, divide: Divide = divided) -> None:  # noqa: FBT001 - drawn
    """The sizes add up, differ by at most one, and the larger ones stand where they should."""
    sizes = divide(tuple(f"c{each}" for each in range(size)), seats, larger_first)
    assert sum(sizes) == seats
    assert max(sizes) - min(sizes) <= 1
    assert sizes == sorted(sizes, reverse=larger_first)


SIZES = st.integers(1, 40), st.integers(0, 1_000), st.booleans()


@given(*SIZES)
def test_classes_are_as_even_as_can_be(size: int, seats: int, larger_first: bool) -> None:  # noqa: FBT001 - drawn
    check_sizes(size, seats, larger_first)


def test_the_law_of_sizes_can_fail() -> None:
    assert caught(partial(check_sizes, divide=divided_with_the_rest_in_one), *SIZES)


# --- draws --------------------------------------------------------------------------------------------


@attrs.frozen
class Draw:
    """Members in an order with their groups, and the sizes of the classes."""

    sizes: tuple[int, ...]
    groups: tuple[str | None, ...]
    held: int
    longest_first: bool

    @property
    def rule(self) -> Staggering:
        classes = [SeatClass(name, size) for name, size in zip(CLASSES, self.sizes, strict=False)]
        length = f"{len(classes)} years"
        return Staggering(classes, length, start="2026-01-01", every="1 year", spread_by="state")

    @property
    def members(self) -> dict[str, str | None]:
        return {f"m{place}": group for place, group in enumerate(self.groups)}

    @property
    def sitting(self) -> list[str]:
        """The first of the members, who have places in the first class."""
        return list(self.members)[: self.held]


@st.composite
def draws(draw: st.DrawFn) -> Draw:
    sizes = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3))
    groups = draw(st.lists(st.sampled_from(["p", "q", "r", None]), min_size=sum(sizes), max_size=sum(sizes)))
    held = draw(st.integers(0, min(1, sizes[0])))
    return Draw(tuple(sizes), tuple(groups), held, draw(st.booleans()))


Lot = Callable[[Draw], tuple[FirstTerm, ...]]


def drawn(case: Draw) -> tuple[FirstTerm, ...]:
    """What is under test: the classes of a draw."""
    order = list(case.members)[case.held :]
    return case.rule.first_terms(
        order, groups=case.members, held={"I": case.sitting}, longest_first=case.longest_first
    )


def drawn_without_groups(case: Draw) -> tuple[FirstTerm, ...]:
    """The mutant that does not look at groups."""
    rule, order = attrs.evolve(case.rule, spread_by=""), list(case.members)[case.held :]
    return rule.first_terms(order, held={"I": case.sitting}, longest_first=case.longest_first)


def drawn_backwards(case: Draw) -> tuple[FirstTerm, ...]:
    """The mutant that serves the last first."""
    rule, order = case.rule, list(case.members)[case.held :]
    found = rule.first_terms(
        order[::-1], groups=case.members, held={"I": case.sitting}, longest_first=case.longest_first
    )
    return found[::-1]


def best(case: Draw) -> list[str] | None:
    """Of all ways to give out the places that keep groups apart, the first: each tries class after class."""
    names = [each.name for each in case.rule.classes]
    turns = names[::-1] if case.longest_first else names
    places = [name for name, size in zip(names, case.sizes, strict=True) for _ in range(size)]
    if case.held:
        places.remove("I")
    used = sum(size > 0 for size in case.sizes)
    ways = sorted(set(permutations(places)), key=lambda way: [turns.index(each) for each in way])
    return next((list(way) for way in ways if keeps_apart(case, ["I"] * case.held + list(way), used)), None)


def keeps_apart(case: Draw, way: list[str], used: int) -> bool:
    sizes = Counter(group for group in case.groups if group)
    shares = Counter((group, name) for group, name in zip(case.groups, way, strict=True) if group)
    return all(number <= -(-sizes[group] // used) for (group, _), number in shares.items())


def check_draw(case: Draw, draw: Lot = drawn) -> None:
    """A draw is the first of all that can be; where none can be, it is refused."""
    expected = best(case)
    event("refused" if expected is None else "drawn")
    if expected is None:
        with pytest.raises(RecordError) as refused:
            drawn(case)
        assert [fault.code for fault in refused.value.faults] == ["cannot-spread"]
    else:
        assert [each.seat_class for each in draw(case)] == expected


@given(draws())
def test_a_draw_is_the_first_of_all_that_can_be(case: Draw) -> None:
    check_draw(case)


@pytest.mark.parametrize("mutant", [drawn_without_groups, drawn_backwards])
def test_the_law_of_draws_can_fail(mutant: Lot) -> None:
    assert caught(partial(check_draw, draw=mutant), draws())


# --- records ------------------------------------------------------------------------------------------

Read = Callable[[Staggering], Staggering]


def stored(rule: Staggering) -> Staggering:
    return Staggering.from_dict(rule.to_dict())


def stored_without_little(rule: Staggering) -> Staggering:
    """The mutant that forgets what is little."""
    return attrs.evolve(stored(rule), little=None, short=ShortRest.WAITS)


def check_record(rule: Staggering, read: Read = stored) -> None:
    """A rule that is stored and read back is the same."""
    assert read(rule) == rule


@given(rules())
def test_a_record_loses_nothing(rule: Staggering) -> None:
    check_record(rule)


def test_the_law_of_records_can_fail() -> None:
    assert caught(partial(check_record, read=stored_without_little), rules())
