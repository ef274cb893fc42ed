"""Laws: who stands in for an office, against a slow reading of the same rules day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.people import Appointment, During, Person, Roster
from consultgov.spans import Span
from consultgov.terms.deputising.acting import Acting, ActingRole
from consultgov.terms.deputising.deputies import Deputy, MeetingAct, Needs
from consultgov.terms.deputising.rules import Deputising, LineOfSuccession
from consultgov.verdicts import Verdict
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

START, DAY, HORIZON = date(2026, 3, 1), timedelta(days=1), 12
PEOPLE, SEATS = tuple("abcde"), ("chair", "vice", "secretary", "member")
END = START + HORIZON * DAY
DAYS = tuple(START + place * DAY for place in range(HORIZON))


@attrs.frozen
class Scene:
    """Lines of succession, the files, and what the caller gives."""

    house: Deputising
    roster: Roster
    away: dict[str, list[Span]]
    meetings: list[date]


Asked = Callable[[Scene, date], Acting]


def asked(scene: Scene, on: date) -> Acting:
    """What is under test."""
    return scene.house.who_acts("chair", scene.roster, on, away=scene.away, meetings=scene.meetings)


Listed = Callable[[Scene], tuple[Acting, ...]]


def listed(scene: Scene) -> tuple[Acting, ...]:
    """The same, period by period."""
    return scene.house.acting_periods(
        "chair", scene.roster, START, END, away=scene.away, meetings=scene.meetings
    )


# --- scenes -----------------------------------------------------------------------------------------


# Parts are drawn from all that there are, by one number each: scenes are many, and drawing them is the cost.

SPANS: tuple[tuple[date, date | None], ...] = tuple(
    (START + first * DAY, None if days is None else START + (first + days) * DAY)
    for first in range(HORIZON)
    for days in (None, *range(1, 9))
)
BORN = (None, date(1991, 3, 5), date(1991, 3, 9), date(1960, 1, 1), date(1950, 1, 1))
FLAGS = ((During("fit"),), (), *((During("fit", *span),) for span in SPANS))
FIT = Needs(flags="fit")
OLD = Needs(least_age=35)


# Somebody has a flag always, for some days or never, and turns 35 in these days, before or never.
MARKS = st.sampled_from([*product([FLAGS[0]] * len(SPANS), BORN), *product(FLAGS, BORN)])
HELD = st.lists(st.sampled_from([*product(PEOPLE, SEATS, SPANS, range(3))]), min_size=1, max_size=7)
GONE = st.lists(st.sampled_from(SPANS), max_size=2)
MEETINGS = st.lists(st.sampled_from(DAYS), max_size=2)
NEEDS = st.sampled_from([None, None, None, FIT, OLD])


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    held = [Appointment(person, seat, *span, rank=rank) for person, seat, span, rank in draw(HELD)]
    marks = [(name, *draw(MARKS)) for name in PEOPLE]
    return Roster([Person(name, born, flags=flags) for name, flags, born in marks], held)


@cache
def deputies(seats: tuple[str, ...]) -> st.SearchStrategy[list[Deputy]]:
    """Up to three of all deputies there may be, by one of some seats or by name."""
    who = [*({"seat": seat} for seat in seats), {"person": "a"}, {"person": "b"}]
    whens = ("either", "either", "vacancy", "absence")
    orders = ("longest_in_seat", "eldest", "rank")
    parts = product(
        who, whens, orders, (None, None, FIT, OLD), (None, None, "1 day", "3 days"), (False, True)
    )
    every = [
        Deputy(**named, when=when, precedence=order, needs=asked, longest=longest, through=through)
        for named, when, order, asked, longest, through in parts
    ]
    return st.lists(st.sampled_from(every), max_size=3, unique=True)


@st.composite
def lines(draw: st.DrawFn, office: str, seats: tuple[str, ...]) -> LineOfSuccession:
    return LineOfSuccession(
        office,
        draw(deputies(seats)),
        needs=draw(NEEDS),
        longest=draw(st.sampled_from([None, None, "5 days"])),
        ends_at_meeting=draw(st.booleans()),
        choice="the members",
        filling=MeetingAct("the residents", within="4 days"),
    )


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    house = [draw(lines(office, SEATS[place + 1 :])) for place, office in enumerate(SEATS[:3])]
    away = {name: [Span(*span) for span in draw(GONE)] for name in PEOPLE}
    meetings = draw(MEETINGS)
    return Scene(Deputising(house), draw(rosters()), away, meetings)


# --- a slow reading ---------------------------------------------------------------------------------


def holders(scene: Scene, seat: str, on: date) -> list[str]:
    found = [each for each in scene.roster.appointments if each.seat == seat and each.holds(on)]
    return list(dict.fromkeys(each.person for each in sorted(found, key=lambda each: each.start)))


def is_away(scene: Scene, person: str, on: date) -> bool:
    return any(span.contains(on) for span in scene.away[person])


def occasion(scene: Scene, seat: str, on: date) -> str:
    held = holders(scene, seat, on)
    if any(not is_away(scene, each, on) for each in held):
        return ""
    return "absence" if held else "vacancy"


def in_order(scene: Scene, deputy: Deputy, on: date) -> list[str]:
    if deputy.person:
        return [deputy.person] if any(each.holds(on) for each in scene.roster.of(deputy.person)) else []

    def place(person: str) -> object:
        own = [each for each in scene.roster.of(person) if each.seat == deputy.seat]
        if deputy.precedence.value == "rank":
            return min(each.rank for each in own if each.holds(on))
        if deputy.precedence.value == "eldest":
            found = scene.roster.person(person)
            return (found and found.born) or date.max
        return -sum(any(each.holds(past) for each in own) for past in DAYS if past < on)

    return sorted(holders(scene, deputy.seat, on), key=lambda person: (place(person), person))


Asks = list[Needs | None]
Way = tuple[int, ...]


def order(
    scene: Scene, line: LineOfSuccession, asks: Asks, on: date, why: str, way: Way = ()
) -> Iterator[tuple[Way, Deputy, str, Asks]]:
    """Everybody who may come, the deputies of a missing deputy after her, each with what is asked."""
    for place, deputy in enumerate(line.order):
        if deputy.when.value not in ("either", why):
            continue
        here = (*way, place)
        for person in in_order(scene, deputy, on):
            yield here, deputy, person, [*asks, line.needs, deputy.needs]
        own = {each.office: each for each in scene.house.lines}.get(deputy.seat)
        if deputy.through and not deputy.person and own is not None:
            missing = occasion(scene, deputy.seat, on)
            if missing:
                yield from order(scene, own, asks, on, missing, here)


def is_fit(scene: Scene, person: str, asks: Asks, on: date) -> bool:
    found = scene.roster.person(person)
    assert found is not None
    age = found.age(on)
    return all(
        ask is None
        or (
            (ask.flags == () or "fit" in found.on(on).flags)
            and (ask.least_age is None or (age is not None and age >= 35))
        )
        for ask in asks
    )


def replayed(scene: Scene) -> dict[date, tuple[str, str]]:
    """Day by day: as what, and who."""
    line = scene.house.line("chair")
    first = min(each.start for each in scene.roster.appointments)
    told: dict[date, tuple[str, str]] = {}
    state, since, begun = None, START, dict[tuple[Way, str], date]()
    for on in DAYS:
        why = occasion(scene, "chair", on)
        held = holders(scene, "chair", on)
        if (why, held) != state and on >= first:
            state, since, begun = (why, held), on, {}
        if on < first:
            told[on] = ("nobody", "")
        elif not why:
            told[on] = ("holder", next(each for each in held if not is_away(scene, each, on)))
        else:
            who = standing_in(scene, line, on, (why, since), begun)
            told[on] = (("acting" if why == "vacancy" else "deputy") if who else "nobody", who)
    return told


def standing_in(
    scene: Scene,
    line: LineOfSuccession,
    on: date,
    gap: tuple[str, date],
    begun: dict[tuple[Way, str], date],
) -> str:
    why, since = gap
    if line.longest is not None and on >= since + line.longest.days * DAY:
        return ""
    if line.ends_at_meeting and any(since <= met < on for met in scene.meetings):
        return ""
    for way, deputy, person, asks in order(scene, line, [line.needs], on, why):
        first = begun.get((way, person), on)
        over = deputy.longest is not None and on >= first + deputy.longest.days * DAY
        if not over and not is_away(scene, person, on) and is_fit(scene, person, asks, on):
            begun[way, person] = first
            return person
    return ""


# --- the laws ---------------------------------------------------------------------------------------


def check_the_first_who_is_able_acts(scene: Scene, ask: Asked = asked) -> None:
    told = replayed(scene)
    found = {on: ask(scene, on) for on in DAYS}
    assert {on: (each.role.value, each.person) for on, each in found.items()} == told


def check_whoever_acts_is_there(scene: Scene, ask: Asked = asked) -> None:
    for on in DAYS:
        found = ask(scene, on)
        if found.person:
            assert any(each.holds(on) for each in scene.roster.of(found.person))
            assert not is_away(scene, found.person, on)
        assert found.start <= on
        assert found.end is None or on < found.end


def check_periods_cover_the_days_on_which_somebody_stands_in(scene: Scene, tell: Listed = listed) -> None:
    told = replayed(scene)
    days: list[tuple[date, str]] = []
    for each in tell(scene):
        assert each.end is not None
        days += [(on, each.person) for on in DAYS if each.start <= on < each.end]
    assert days == [(on, who) for on, (role, who) in told.items() if role in ("acting", "deputy")]


def check_periods_and_days_say_the_same(scene: Scene, tell: Listed = listed) -> None:
    for each in tell(scene):
        on_the_day = asked(scene, each.on)
        assert each.on == each.start
        assert (each.person, each.role, each.seat) == (on_the_day.person, on_the_day.role, on_the_day.seat)
        assert each.start == max(on_the_day.start, START)
        assert each.end == min(on_the_day.end or END, END)
        assert attrs.evolve(each, start=on_the_day.start, end=None, ends=None) == attrs.evolve(
            on_the_day, passed_over=(), end=None, ends=None
        )


def extended(scene: Scene, person: str, *, first: bool = False) -> Scene:
    """With one more deputy in the order of the chair."""
    line, *others = scene.house.lines
    more = (Deputy(person=person, when="either", longest="2 days"),)
    kept = tuple(each for each in line.order if each not in more)
    order = more + kept if first else kept + more
    return attrs.evolve(scene, house=Deputising([attrs.evolve(line, order=order), *others]))


def check_a_deputy_more_changes_nothing_where_somebody_acts(
    scene: Scene, person: str, ask: Asked = asked, *, first: bool = False
) -> None:
    longer = extended(scene, person, first=first)
    for on in DAYS:
        before = ask(scene, on)
        if before.role is not ActingRole.NOBODY:
            assert ask(longer, on).person == before.person


def check_all_before_are_passed_over_and_told_why(scene: Scene, ask: Asked = asked) -> None:
    for on in DAYS:
        found = ask(scene, on)
        assert all(each.parts or each.code.startswith("line-") for each in found.passed_over)
        if found.role is ActingRole.NOBODY and found.since is not None:
            assert found.passed_over or not scene.house.line("chair").order


@given(scenes())
def test_the_first_who_is_able_acts_and_is_there_and_all_before_her_are_passed_over(scene: Scene) -> None:
    found = {on: asked(scene, on) for on in DAYS}
    for role in sorted({each.role.value for each in found.values()}):
        event(role)

    def known(_: Scene, on: date) -> Acting:
        return found[on]

    check_the_first_who_is_able_acts(scene, known)
    check_whoever_acts_is_there(scene, known)
    check_all_before_are_passed_over_and_told_why(scene, known)


@given(scenes())
def test_periods_cover_the_days_on_which_somebody_stands_in_and_say_the_same(scene: Scene) -> None:
    found = listed(scene)
    check_periods_cover_the_days_on_which_somebody_stands_in(scene, lambda _: found)
    check_periods_and_days_say_the_same(scene, lambda _: found)


@given(scenes(), st.sampled_from(PEOPLE))
def test_a_deputy_more_at_the_end_changes_nothing_where_somebody_acts(scene: Scene, person: str) -> None:
    check_a_deputy_more_changes_nothing_where_somebody_acts(scene, person)


@given(scenes(), st.sampled_from(DAYS))
def test_lines_and_what_is_said_are_their_plain_dicts_and_are_told(scene: Scene, on: date) -> None:
    assert Deputising.from_dict(scene.house.to_dict()) == scene.house
    found = asked(scene, on)
    for verdict in found.account():
        assert Verdict.from_dict(verdict.to_dict()) == verdict
    for language in ("en", "zh"):
        told = found.explain(language)
        assert told
        assert "{" not in told


# --- the laws have teeth ----------------------------------------------------------------------------


def deaf_to_absence(scene: Scene, on: date) -> Acting:
    """Nobody is away but the chair."""
    chairs = {each.person for each in scene.roster.appointments if each.seat == "chair"}
    away = {person: each if person in chairs else [] for person, each in scene.away.items()}
    return asked(attrs.evolve(scene, away=away), on)


def from_the_end(scene: Scene, on: date) -> Acting:
    line, *others = scene.house.lines
    turned = attrs.evolve(line, order=line.order[::-1])
    return asked(attrs.evolve(scene, house=Deputising([turned, *others])), on)


def without_time(scene: Scene, on: date) -> Acting:
    """No time is ever over."""
    line, *others = scene.house.lines
    order = [attrs.evolve(each, longest=None) for each in line.order]
    endless = attrs.evolve(line, order=tuple(dict.fromkeys(order)), longest=None)
    return asked(attrs.evolve(scene, house=Deputising([endless, *others])), on)


def alone(scene: Scene, on: date) -> Acting:
    """No deputy has deputies."""
    return asked(attrs.evolve(scene, house=Deputising(scene.house.lines[:1])), on)


def a_day_late(scene: Scene, on: date) -> Acting:
    return asked(scene, on - DAY)


def mute(scene: Scene, on: date) -> Acting:
    return attrs.evolve(asked(scene, on), passed_over=())


def without_the_last(scene: Scene) -> tuple[Acting, ...]:
    return listed(scene)[:-1]


def to_the_next(scene: Scene) -> tuple[Acting, ...]:
    """Each a day too long."""
    return tuple(attrs.evolve(each, end=each.end and each.end + DAY) for each in listed(scene))


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (check_the_first_who_is_able_acts, deaf_to_absence),
        (check_the_first_who_is_able_acts, from_the_end),
        (check_the_first_who_is_able_acts, without_time),
        (check_the_first_who_is_able_acts, alone),
        (check_the_first_who_is_able_acts, a_day_late),
        (check_whoever_acts_is_there, deaf_to_absence),
        (check_whoever_acts_is_there, a_day_late),
        (check_all_before_are_passed_over_and_told_why, mute),
        (check_periods_cover_the_days_on_which_somebody_stands_in, without_the_last),
        (check_periods_cover_the_days_on_which_somebody_stands_in, to_the_next),
        (check_periods_and_days_say_the_same, to_the_next),
    ],
)
def test_the_laws_catch_an_answer_that_is_wrong(check: Callable[..., None], wrong: object) -> None:
    assert caught(lambda scene: check(scene, wrong), scenes())


def test_the_law_of_a_deputy_more_catches_one_who_comes_first() -> None:
    assert caught(
        lambda scene, person: check_a_deputy_more_changes_nothing_where_somebody_acts(
            scene, person, first=True
        ),
        scenes(),
        st.sampled_from(PEOPLE),
    )
