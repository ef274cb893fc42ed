"""Laws of zones: what is assigned is the best there is, and what is refused cannot be had.

The best is looked for by trying every division of a small plan, with a reckoning of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import chain, combinations, product
from typing import NamedTuple

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.composition.zoning.assigning import Zoning, assign_zones
from consultgov.composition.zoning.plans import Duty, Place, Zone, ZonePlan
from consultgov.composition.zoning.reviewing import review_zones
from consultgov.composition.zoning.rules import ZoneRule
from consultgov.shares import Number, Share
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

BEFORE, TODAY = "2026-01-01", "2026-07-01"

# --- cases ------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """A plan and what is asked of it."""

    plan: ZonePlan
    rule: ZoneRule
    members: list[str]
    lives: dict[str, str]

    @property
    def counted(self) -> list[str]:
        return [each for each in self.members if each not in self.rule.exempt]


def loads() -> st.SearchStrategy[Number]:
    return st.one_of(st.integers(0, 3), st.sampled_from([Fraction(1, 2), 10, 17]))


def ranges(most: int) -> st.SearchStrategy[object]:
    pair = st.tuples(st.integers(0, most), st.integers(0, most)).map(sorted)
    return st.one_of(st.integers(0, most), pair, st.tuples(st.integers(0, most), st.none()))


@st.composite
def rules(draw: st.DrawFn) -> ZoneRule:
    return ZoneRule(
        responsible=draw(st.one_of(st.just(1), ranges(2))),
        per_member=draw(st.one_of(st.just((0, None)), ranges(3))),
        spread=draw(st.one_of(st.none(), loads(), st.sampled_from(["0%", "50%", "100%", "100/3%"]))),
        exempt=draw(st.sampled_from([[], [], ["m0"], ["m0", "m1"]])),
        home_first=draw(st.booleans()),
    )


@st.composite
def cases(draw: st.DrawFn, most_zones: int = 4) -> Case:
    """Up to four members, one of them perhaps gone, and few enough zones to try every division."""
    size = draw(st.integers(1, 4))
    people = [f"m{number}" for number in range(size)]
    zones = [f"z{number}" for number in range(draw(st.integers(0, most_zones if size < 4 else 3)))]
    places = [Place(f"p-{zone}", load=draw(loads())) for zone in zones]
    pairs = st.tuples(st.sampled_from(zones), st.sampled_from(people)) if zones else st.nothing()
    plan = ZonePlan(
        places,
        [Zone(zone, [f"p-{zone}"]) for zone in zones],
        [Duty(*pair, BEFORE) for pair in draw(st.sets(pairs, max_size=5) if zones else st.just(set()))],
    )
    lives = draw(st.dictionaries(st.sampled_from(people), st.sampled_from(zones))) if zones else {}
    return Case(plan, draw(rules()), people[: draw(st.integers(0, size))] or people[:1], lives)


# --- trying everything ------------------------------------------------------------------------------

Pairs = frozenset[tuple[str, str]]


def subsets(pairs: list[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    return chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))


def divisions(case: Case) -> Iterator[Pairs]:
    """Every way in which members may answer for zones; those exempt keep some of theirs at most."""
    held = {(each.zone, each.member) for each in case.plan.duties}
    options = [
        [(zone.id, member) for member in case.members if member in case.counted or (zone.id, member) in held]
        for zone in case.plan.zones
    ]
    for chosen in product(*map(subsets, options)):
        yield frozenset(chain.from_iterable(chosen))


def loads_of(case: Case, pairs: Pairs) -> list[Fraction]:
    """The loads of the members of whom a like load is asked."""
    load = {zone.id: case.plan.places[number].load for number, zone in enumerate(case.plan.zones)}
    return [
        sum((Fraction(load[zone]) for zone, who in pairs if who == each), Fraction(0))
        for each in case.counted
    ]


def apart(found: list[Fraction]) -> Fraction:
    return max(found, default=Fraction(0)) - min(found, default=Fraction(0))


def is_lawful(case: Case, pairs: Pairs) -> bool:
    def fits(count: int, least: int, most: int | None) -> bool:
        return least <= count and (most is None or count <= most)

    least, most = case.rule.per_member
    per_zone = (sum(each == zone.id for each, _ in pairs) for zone in case.plan.zones)
    per_member = {member: sum(each == member for _, each in pairs) for member in case.members}
    spread, found = case.rule.spread, loads_of(case, pairs)
    if isinstance(spread, Share):
        spread = spread.fraction * sum(found) / len(found) if found else None
    return (
        all(fits(count, *case.rule.responsible) for count in per_zone)
        and all(fits(count, least if who in case.counted else 0, most) for who, count in per_member.items())
        and (spread is None or apart(found) <= spread)
    )


Worth = tuple[Fraction | int, ...]


def worth(case: Case, pairs: Pairs) -> Worth:
    """Changes, spread, squares, homes missed; homes second where the rule says so."""
    held = {(each.zone, each.member) for each in case.plan.duties}
    found = loads_of(case, pairs)
    home = -sum(case.lives.get(member) == zone for zone, member in pairs)
    balance = apart(found), sum(load * load for load in found)
    changes = len(pairs ^ held)
    return (changes, home, *balance) if case.rule.home_first else (changes, *balance, home)


# --- the best ---------------------------------------------------------------------------------------

Assign = Callable[[Case], Zoning]


def assigned(case: Case) -> Zoning:
    """What is under test."""
    return assign_zones(case.plan, case.rule, case.members, TODAY, case.lives)


def pairs_of(plan: ZonePlan) -> Pairs:
    return frozenset((each.zone, each.member) for each in plan.running(TODAY))


def check_best(case: Case, assign: Assign = assigned) -> None:
    """The best lawful division is found, and none only where there is none."""
    lawful = [worth(case, pairs) for pairs in divisions(case) if is_lawful(case, pairs)]
    zoning = assign(case)
    event("possible" if lawful else zoning.why.code)
    assert (zoning.plan is not None) == bool(lawful) == zoning.why.holds
    if zoning.plan is not None:
        assert is_lawful(case, pairs_of(zoning.plan))
        assert worth(case, pairs_of(zoning.plan)) == min(lawful)


@given(cases())
def test_the_best_division_is_found(case: Case) -> None:
    check_best(case)


def with_rule(case: Case, **changes: object) -> Zoning:
    return assigned(case._replace(rule=attrs.evolve(case.rule, **changes)))


def without_homes(case: Case) -> Zoning:
    return assigned(case._replace(lives={}))


def afresh(case: Case) -> Zoning:
    """Divides all zones anew, whoever has them."""
    return assigned(case._replace(plan=attrs.evolve(case.plan, duties=())))


@pytest.mark.parametrize(
    "mutant",
    [partial(with_rule, spread=None), partial(with_rule, home_first=True), without_homes, afresh],
    ids=["any-spread", "home-first", "no-homes", "afresh"],
)
def test_the_law_of_the_best_can_fail(mutant: Assign) -> None:
    assert caught(partial(check_best, assign=mutant), cases())


# --- what follows -----------------------------------------------------------------------------------


def check_review(case: Case, assign: Assign = assigned) -> None:
    """What is assigned passes review, and then nothing is left to change."""
    plan = assign(case).plan
    if plan is not None:
        assert review_zones(plan, case.rule, case.members, TODAY) == ()
        again = assigned(case._replace(plan=plan))
        assert again.why.code == "zones-unchanged" or again.begun


@given(cases())
def test_what_is_assigned_passes_review(case: Case) -> None:
    check_review(case)


def test_the_law_of_review_can_fail() -> None:
    assert caught(partial(check_review, assign=partial(with_rule, per_member=(0, None))), cases())


def check_order(case: Case, assign: Assign = assigned) -> None:
    """The order in which a plan and people are given says nothing."""
    plan = case.plan
    turned = ZonePlan(plan.places[::-1], plan.zones[::-1], plan.duties[::-1])
    other = case._replace(plan=turned, members=case.members[::-1])
    assert assign(other) == assigned(case)
    seen = review_zones(plan, case.rule, case.members, TODAY)
    assert review_zones(turned, case.rule, other.members, TODAY) == seen


@given(cases())
def test_order_says_nothing(case: Case) -> None:
    check_order(case)


def first_come(case: Case) -> Zoning:
    return assigned(case._replace(members=case.members[:1]))


def test_the_law_of_order_can_fail() -> None:
    assert caught(partial(check_order, assign=first_come), cases())


def renamed(case: Case) -> Case:
    """The same case with the names of the members turned round."""
    names = dict(zip(case.members, reversed(case.members), strict=True))

    def name(member: str) -> str:
        return names.get(member, member)

    duties = [Duty(each.zone, name(each.member), each.start) for each in case.plan.duties]
    rule = attrs.evolve(case.rule, exempt=[name(each) for each in case.rule.exempt])
    lives = {name(member): home for member, home in case.lives.items()}
    return Case(attrs.evolve(case.plan, duties=duties), rule, case.members, lives)


def check_names(case: Case, assign: Assign = assigned) -> None:
    """Whoever is called what, the figures are the same."""
    one, other = assigned(case), assign(renamed(case))
    assert one.why.facts == other.why.facts or not one.why.holds
    assert one.why.code == other.why.code


@given(cases())
def test_names_change_no_figure(case: Case) -> None:
    check_names(case)


def test_the_law_of_names_can_fail() -> None:
    assert caught(partial(check_names, assign=first_come), cases())


@given(cases())
def test_records_lose_nothing(case: Case) -> None:
    assert ZonePlan.from_dict(case.plan.to_dict()) == case.plan
    assert ZoneRule.from_dict(case.rule.to_dict()) == case.rule
