"""Laws: a body is filled as well as can be, an impasse has no part too many, a repair is the least change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from math import prod

import attrs
import pytest
from hypothesis import assume, event, given, reject
from hypothesis import strategies as st

from consultgov.composition import Allotment, Committee, Impasse, KinRule, Nominee, Sector
from consultgov.errors import RuleError
from consultgov.people import Appointment, Kinship, Person, Roster
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

DAY = date(2026, 5, 1)
BEFORE = date(2024, 3, 1)
NAMES = ("party", "women", "units")
SEATS = ("chair", "second")
MANY = 700
"""More ways to seat people than this are not tried one by one."""

RULES = (
    "blocs employer = 0 or (each employer: members <= 2)",
    "each employer: members <= 1",
    "each employer: members <= 1/3 of all seats",
    "each sector: members >= 1",
    "members among sex is f >= 40% of members",
    "members among sex is f = members among sex is m or members among sex is f = members among sex is m + 1",
    "members > 2 times (1/2 of members rounded down)",
    "members by area >= 50",
    "blocs employer >= 2",
    "not (members among young = 0)",
    "(members <= 3 and each employer: members <= 1) or (members > 3 and each employer: members <= 2)",
    "members >= given fewest",
    "members <= 4",
    "members among (young and not sex is m) <= 1",
)
ABOUT_SEATS = (
    "members among (seat is chair and young) = 1",
    "not (members among (seat is second and sex is f) = 1)",
)

Seat = tuple[str, str]
"""A sector and a seat of it."""


@attrs.frozen
class Scene:
    """A body, who is on file and who sits, who is put forward, and what is preferred."""

    body: Committee
    roster: Roster
    nominees: tuple[Nominee, ...]
    prefer: tuple[str, ...]
    balance: tuple[str, ...]
    fewest: int
    renewal: bool = False

    @property
    def sitters(self) -> tuple[Appointment, ...]:
        return self.roster.on(DAY)

    @property
    def facts(self) -> dict[str, int]:
        return {"fewest": self.fewest}

    def person(self, name: str) -> Person:
        found = self.roster.person(name)
        assert found is not None
        return found

    def home(self, seat: str) -> Sector:
        found = self.body.sector_of(seat)
        assert found is not None
        return found


@attrs.frozen
class Way:
    """One way to seat people: which appointments stay, and who enters where."""

    stay: tuple[Appointment, ...]
    enter: tuple[tuple[str, Seat], ...]


Answer = Allotment | Impasse
Solve = Callable[[Scene], Answer]


def filled(scene: Scene) -> Answer:
    return scene.body.fill(
        scene.nominees,
        roster=scene.roster,
        on=DAY,
        given=scene.facts,
        renewal=scene.renewal,
        prefer=scene.prefer,
        balance=scene.balance,
    )


def repaired(scene: Scene) -> Answer:
    return scene.body.repair(
        scene.roster, scene.nominees, on=DAY, given=scene.facts, prefer=scene.prefer, balance=scene.balance
    )


# --- scenes ---------------------------------------------------------------------------------------


@st.composite
def persons(draw: st.DrawFn, place: int) -> Person:
    traits = {
        "employer": draw(st.sampled_from(["red", "blue", "green", None])),
        "sex": draw(st.sampled_from(["f", "m"])),
        "young": draw(st.booleans()),
    }
    sectors = draw(st.one_of(st.none(), st.sets(st.sampled_from(NAMES), min_size=1).map(sorted)))
    area = draw(st.sampled_from([0, 7, 20, 30]))
    return Person(f"p{place}", traits=traits, weights={"area": area}, sectors=sectors)


@st.composite
def bodies(draw: st.DrawFn, size: int) -> Committee:
    """Up to three sectors; of one alone, the seats may have names that rules read."""
    by_seat = size == 1 and draw(st.integers(0, 3)) == 3
    kin = draw(st.booleans())
    sectors: list[Sector] = []
    for name in NAMES[:size]:
        least, most = sorted(draw(st.tuples(st.integers(0, 2), st.integers(1, 4))))
        open_ended = draw(st.integers(0, 5)) == 5
        votes = kin or draw(st.integers(0, 5)) < 5
        sectors.append(
            Sector(name, 2, names=SEATS)
            if by_seat
            else Sector(name, (least, None if open_ended else most), voting=votes)
        )
    rules = draw(st.lists(st.sampled_from(RULES + ABOUT_SEATS * 6 * by_seat), max_size=2, unique=True))
    try:
        return Committee("body", sectors, rules, apart=KinRule() if kin else None)
    except RuleError:  # rules that nobody can meet
        reject()


@st.composite
def scenes(draw: st.DrawFn, *, fit: bool = True, renewals: bool = True) -> Scene:
    """Up to nine people; those who sit are fit, or anybody."""
    size = draw(st.integers(1, 3))
    body = draw(bodies(size))
    on_file = [draw(persons(place)) for place in range(draw(st.integers(1, {1: 9, 2: 6, 3: 5}[size])))]
    renewal = renewals and draw(st.integers(0, 3)) == 3
    free = list(body.sectors[0].names) or None
    held: list[Appointment] = []
    for person in on_file[: draw(st.integers(0, 3))]:
        seats = free if free is not None else [sector.name for sector in body.sectors]
        seats = [each for each in seats if not fit or may_sit(body, person, each)]
        if seats:
            held.append(Appointment(person.id, draw(st.sampled_from(seats)), BEFORE))
            if free is not None:
                free.remove(held[-1].seat)
    sitting = {each.person for each in held}
    put_forward = [draw(nominees(body, each)) for each in on_file if renewal or each.id not in sitting]
    if not fit and held and draw(st.booleans()):
        put_forward.append(draw(nominees(body, on_file[0])))
    left = [each for each in on_file if each.id not in sitting and draw(st.integers(0, 3)) == 3]
    held += [Appointment(each.id, body.sectors[0].name, BEFORE, DAY) for each in left]
    unique = {each.id: each for each in put_forward}
    return Scene(
        body,
        Roster(on_file, held, draw(kinships(on_file))),
        tuple(unique.values()),
        tuple(draw(st.permutations(["incumbents", "rank"])))[: draw(st.integers(0, 2))],
        tuple(draw(st.lists(st.sampled_from(["sex", "employer"]), max_size=1))),
        draw(st.integers(0, 4)),
        renewal,
    )


def may_sit(body: Committee, person: Person, seat: str) -> bool:
    sector = body.sector_of(seat)
    return sector is not None and person.may_sit_for(sector.name, DAY) is not False


@st.composite
def nominees(draw: st.DrawFn, body: Committee, person: Person) -> Nominee:
    names = [sector.name for sector in body.sectors]
    sectors = draw(st.one_of(st.none(), st.sets(st.sampled_from(names), min_size=1).map(sorted)))
    return Nominee(person.id, sectors, rank=draw(st.integers(0, 3)))


@st.composite
def kinships(draw: st.DrawFn, on_file: list[Person]) -> list[Kinship]:
    if len(on_file) == 1:
        return []
    pairs = st.lists(st.sampled_from([each.id for each in on_file]), min_size=2, max_size=2, unique=True)
    return [Kinship(one, other, "kin") for one, other in draw(st.lists(pairs, max_size=2))]


# --- oracle: every way to seat people ---------------------------------------------------------------


def seats_of(scene: Scene, sector: Sector) -> list[Seat]:
    """The seats of a sector as far as it matters which it is."""
    told = sector.names and any("seat" in str(rule) for rule in scene.body.rules)
    return [(sector.name, name) for name in (sector.names if told else (sector.name,))]


def open_to(scene: Scene, nominee: Nominee) -> list[Seat]:
    person = scene.person(nominee.id)
    chosen = [each for each in scene.body.sectors if nominee.sectors is None or each.name in nominee.sectors]
    return [
        seat for each in chosen if may_sit(scene.body, person, each.name) for seat in seats_of(scene, each)
    ]


def moves(scene: Scene, held: Appointment) -> list[Seat]:
    """Where somebody who sits may move to by what is on file, or within her sector."""
    person, home = scene.person(held.person), scene.home(held.seat)
    own = [seat for seat in seats_of(scene, home) if home.names and may_sit(scene.body, person, home.name)]
    if person.sectors is None or any(each.id == held.person for each in scene.nominees):
        return own
    others = [
        each for each in scene.body.sectors if each is not home and may_sit(scene.body, person, each.name)
    ]
    return own + [seat for each in others for seat in seats_of(scene, each)]


def ways(scene: Scene, *, free: frozenset[str] = frozenset(), moving: bool = False) -> Iterator[Way]:
    """Every way to seat people, where some of those who sit are free to leave, and perhaps to move."""
    choices: dict[str, list[Appointment | Seat | None]] = {}
    for held in () if scene.renewal else scene.sitters:
        choices[held.person] = [held, None] if held.person in free else [held]
        choices[held.person] += moves(scene, held) if moving else []
    for nominee in scene.nominees:
        sits = nominee.id in choices
        if moving or not sits:
            choices.setdefault(nominee.id, [None]).extend(open_to(scene, nominee))
    assume(prod(map(len, choices.values())) <= MANY)
    for taken in product(*choices.values()):
        stay = tuple(each for each in taken if isinstance(each, Appointment))
        enter = zip(choices, taken, strict=True)
        yield Way(stay, tuple((who, each) for who, each in enter if isinstance(each, tuple)))


def held_by_sector(scene: Scene, way: Way) -> Counter[str]:
    return Counter([scene.home(each.seat).name for each in way.stay] + [seat[0] for _, seat in way.enter])


def has_room(scene: Scene, way: Way) -> bool:
    """Whether the numbers of seats are right: asked first, since it is quick."""
    held = held_by_sector(scene, way)
    return all(
        sector.least <= held[sector.name] and (sector.most is None or held[sector.name] <= sector.most)
        for sector in scene.body.sectors
    )


def after(scene: Scene, way: Way) -> Roster:
    """The roster when people are seated in this way."""
    roster = scene.roster
    for held in scene.sitters:
        if held not in way.stay:
            roster = roster.leaving(held.person, DAY, seat=held.seat)
    return roster.appointing(*(Appointment(who, seat, DAY) for who, (_, seat) in way.enter))


def is_lawful(scene: Scene, way: Way) -> bool:
    return has_room(scene, way) and not scene.body.review(after(scene, way), on=DAY, given=scene.facts)


def merit(scene: Scene, way: Way) -> tuple[int, ...]:
    """What is preferred among lawful ways, more being better."""
    seated = [(each.person, scene.home(each.seat).name) for each in way.stay]
    seated += [(who, seat[0]) for who, seat in way.enter]
    before = {each.person for day in (DAY, DAY - timedelta(days=1)) for each in scene.roster.on(day)}
    ranks = {nominee.id: nominee.rank for nominee in scene.nominees}
    sums = {
        "incumbents": sum(who in before for who, _ in seated),
        "rank": -sum(ranks.get(who, 0) for who, _ in seated),
    }
    voting = [scene.person(who).on(DAY).traits for who, sector in seated if scene.home(sector).voting]
    spreads = [
        Counter(traits[name] for traits in voting if traits[name] is not None) for name in scene.balance
    ]
    evenness = [-sum(number**2 for number in spread.values()) for spread in spreads]
    return (len(seated), *(sums[each] for each in scene.prefer), *evenness)


def change(scene: Scene, way: Way) -> int:
    """How many leave or enter a seat."""
    return len(scene.sitters) - len(way.stay) + len(way.enter)


def way_of(scene: Scene, found: Allotment) -> Way:
    """What an answer comes to; that it tells of everybody is checked here."""
    kept = {(each.person, each.seat) for each in found.seatings if each.kept}
    stay = tuple(each for each in scene.sitters if (each.person, each.seat) in kept)
    assert len(stay) == len(kept)
    gone = [(each.person, each.seat) for each in scene.sitters if each not in stay]
    assert sorted(found.leaving) == sorted(gone)
    return Way(stay, tuple((each.person, (each.sector, each.seat)) for each in found.entering))


# --- filling --------------------------------------------------------------------------------------


def check_filled(scene: Scene, solve: Solve = filled) -> None:
    """Whatever is found is lawful and the best there is; nothing is found only where there is nothing."""
    found = solve(scene)
    best = max((merit(scene, way) for way in ways(scene) if is_lawful(scene, way)), default=None)
    event(f"filled: {best is not None}")
    if isinstance(found, Impasse):
        assert best is None
        return
    way = way_of(scene, found)
    assert is_lawful(scene, way)
    assert merit(scene, way) == best


def check_order(scene: Scene, order: list[int], solve: Solve = filled) -> None:
    """In which order nominees are named does not matter for how many seats are filled, and how well."""
    mixed = sorted(enumerate(scene.nominees), key=lambda pair: (order[pair[0] % len(order)], pair[0]))
    other = attrs.evolve(scene, nominees=tuple(nominee for _, nominee in mixed))
    one, two = solve(scene), solve(other)
    assert type(one) is type(two)
    if isinstance(one, Allotment) and isinstance(two, Allotment):
        assert merit(scene, way_of(scene, one)) == merit(scene, way_of(scene, two))


# --- impasses -------------------------------------------------------------------------------------


@attrs.frozen
class Demands:
    """Requirements on a body, some of those that it has."""

    sectors: frozenset[str]
    rules: frozenset[int]
    apart: frozenset[tuple[str, str]]
    kept: frozenset[str]

    def fewer(self) -> Iterator[Demands]:
        """The same without one of them."""
        for field in attrs.fields(Demands):
            parts = getattr(self, field.name)
            yield from (attrs.evolve(self, **{field.name: parts - {part}}) for part in parts)


def demands_of(scene: Scene, found: Impasse) -> Demands:
    rules = frozenset(scene.body.rules.index(rule) for rule in found.rules)
    return Demands(frozenset(found.sectors), rules, frozenset(found.apart), frozenset(found.kept))


def can_be_met(scene: Scene, demands: Demands) -> bool:
    sitting = frozenset(each.person for each in scene.sitters)
    return any(meets(scene, way, demands) for way in ways(scene, free=sitting - demands.kept))


def meets(scene: Scene, way: Way, demands: Demands) -> bool:
    """Whether a way meets demands: by sector, beside the seats of all who sit; by rule; by pair."""
    fixed = Counter(scene.home(each.seat).name for each in (() if scene.renewal else scene.sitters))
    new = Counter(seat[0] for _, seat in way.enter)
    for sector in scene.body.sectors:
        least = sector.least - fixed[sector.name] if sector.name in demands.sectors else 0
        most = new[sector.name] if sector.most is None else sector.most - fixed[sector.name]
        if not least <= new[sector.name] <= most:
            return False
    roster = after(scene, way)
    sectors = [Sector(each.name, (0, None), voting=each.voting) for each in scene.body.sectors]
    loose = Committee(scene.body.name, sectors)
    tally = loose.tally(roster, on=DAY, given=scene.facts)
    voters = {each.person for each in roster.on(DAY) if scene.home(each.seat).voting}
    return all(scene.body.rules[place].holds(tally) for place in demands.rules) and not any(
        set(pair) <= voters for pair in demands.apart
    )


def check_impasse(scene: Scene, solve: Solve = filled) -> None:
    """The requirements of an impasse cannot be met; without any one of them, the others can."""
    fixed = Counter(scene.home(each.seat).name for each in (() if scene.renewal else scene.sitters))
    assume(all(each.most is None or fixed[each.name] <= each.most for each in scene.body.sectors))
    assume(not any(sector.names for sector in scene.body.sectors))
    found = solve(scene)
    assume(isinstance(found, Impasse))
    assert isinstance(found, Impasse)
    demands = demands_of(scene, found)
    event(f"parts: {sum(map(len, attrs.astuple(demands, recurse=False)))}")
    assert not can_be_met(scene, demands)
    assert all(can_be_met(scene, fewer) for fewer in demands.fewer())
    sitting = set() if scene.renewal else {each.person for each in scene.sitters}
    may = {each.id for each in scene.nominees if {seat[0] for seat in open_to(scene, each)} & demands.sectors}
    assert set(found.people) == may - sitting


# --- repairing ------------------------------------------------------------------------------------


def check_repaired(scene: Scene, solve: Solve = repaired) -> None:
    """No lawful body is nearer, nor as near with fewer who leave, nor better by the preferences."""
    everybody = frozenset(each.person for each in scene.sitters)
    known = (way for way in ways(scene, free=everybody, moving=True) if is_lawful(scene, way))
    best = min((near(scene, way) for way in known), default=None)
    event(f"change: {best and best[0]}")
    found = solve(scene)
    if isinstance(found, Impasse):
        assert best is None
        return
    way = way_of(scene, found)
    assert is_lawful(scene, way)
    assert near(scene, way) == best


def near(scene: Scene, way: Way) -> tuple[int, ...]:
    return (change(scene, way), *(-each for each in merit(scene, way)))


# --- the laws -------------------------------------------------------------------------------------


@given(scenes())
def test_a_body_is_filled_as_well_as_it_can_be(scene: Scene) -> None:
    check_filled(scene)


@given(scenes(), st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_the_order_of_nominees_does_not_matter(scene: Scene, order: list[int]) -> None:
    check_order(scene, order)


@given(scenes())
def test_an_impasse_has_no_part_too_many(scene: Scene) -> None:
    check_impasse(scene)


@given(scenes(fit=False, renewals=False))
def test_a_body_is_repaired_with_the_least_change(scene: Scene) -> None:
    check_repaired(scene)


# --- answers that are wrong on purpose ----------------------------------------------------------------


def as_they_come(scene: Scene) -> Answer:
    """Without a rule."""
    return filled(attrs.evolve(scene, body=attrs.evolve(scene.body, rules=())))


def half_of_them(scene: Scene) -> Answer:
    """Some of those put forward are not looked at."""
    return filled(attrs.evolve(scene, nominees=scene.nominees[::2]))


def unranked(scene: Scene) -> Answer:
    return filled(attrs.evolve(scene, prefer=()))


def turned(scene: Scene) -> Answer:
    return filled(attrs.evolve(scene, prefer=scene.prefer[::-1]))


def uneven(scene: Scene) -> Answer:
    return filled(attrs.evolve(scene, balance=()))


def relatives_together(scene: Scene) -> Answer:
    return filled(attrs.evolve(scene, roster=Roster(scene.roster.people, scene.roster.appointments)))


def everything_is_in_the_way(scene: Scene) -> Answer:
    found = filled(scene)
    return attrs.evolve(found, rules=scene.body.rules) if isinstance(found, Impasse) else found


def one_rule_less(scene: Scene) -> Answer:
    found = filled(scene)
    return attrs.evolve(found, rules=found.rules[1:]) if isinstance(found, Impasse) else found


def nobody_could(scene: Scene) -> Answer:
    found = filled(scene)
    return attrs.evolve(found, people=()) if isinstance(found, Impasse) else found


def all_anew(scene: Scene) -> Answer:
    return filled(attrs.evolve(scene, renewal=True))


def without_newcomers(scene: Scene) -> Answer:
    return repaired(attrs.evolve(scene, nominees=()))


@pytest.mark.parametrize(
    "wrong",
    [as_they_come, half_of_them, unranked, turned, uneven, relatives_together],
    ids=lambda each: each.__name__,
)
def test_the_law_of_filling_can_fail(wrong: Solve) -> None:
    assert caught(lambda scene: check_filled(scene, wrong), scenes())


def test_the_law_of_order_can_fail() -> None:
    order = st.lists(st.integers(0, 9), min_size=1, max_size=9)
    assert caught(lambda scene, mixed: check_order(scene, mixed, unranked), scenes(), order)


@pytest.mark.parametrize(
    "wrong", [everything_is_in_the_way, one_rule_less, nobody_could], ids=lambda each: each.__name__
)
def test_the_law_of_impasses_can_fail(wrong: Solve) -> None:
    assert caught(lambda scene: check_impasse(scene, wrong), scenes())


@pytest.mark.parametrize("wrong", [filled, all_anew, without_newcomers], ids=lambda each: each.__name__)
def test_the_law_of_repair_can_fail(wrong: Solve) -> None:
    assert caught(lambda scene: check_repaired(scene, wrong), scenes(fit=False, renewals=False))
