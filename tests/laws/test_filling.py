"""Laws: who has a place by an order of merit, under caps and floors, whatever a lot says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise, permutations, product

import attrs
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from consultgov.people import Trait
from consultgov.tabulation import Cap, Filling, Floor, Remedy, Tie, fill
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Order = tuple[tuple[str, ...], ...]
Traits = dict[str, dict[str, Trait]]

NAMES = [*"abcdef"]


@attrs.frozen
class Scene:
    """An order of merit, places, traits and limits."""

    order: Order
    places: int
    traits: Traits
    caps: tuple[Cap, ...] = ()
    floors: tuple[Floor, ...] = ()


Fill = Callable[[Scene, tuple[str, ...]], Filling]


def filled(scene: Scene, drawn: tuple[str, ...] = ()) -> Filling:
    """What is under test."""
    return fill(
        scene.order,
        scene.places,
        traits=scene.traits,
        caps=scene.caps,
        floors=scene.floors,
        ties=drawn,
        seniority=sorted(NAMES, reverse=True),
    )


def orders() -> st.SearchStrategy[Order]:
    """Six people in tiers."""

    def cut(names: list[str], places: set[int]) -> Order:
        ends = [0, *sorted(places), len(names)]
        return tuple(tuple(names[start:end]) for start, end in pairwise(ends))

    return st.builds(cut, st.permutations(NAMES), st.sets(st.integers(1, len(NAMES) - 1)))


def people() -> st.SearchStrategy[Traits]:
    """Everybody with a clan or none, and a gender."""
    clans: st.SearchStrategy[Trait] = st.sampled_from(["Li", "Wang", None])
    genders: st.SearchStrategy[Trait] = st.sampled_from(["woman", "man", "man"])
    one = st.fixed_dictionaries({"clan": clans, "gender": genders})
    return st.fixed_dictionaries(dict.fromkeys(NAMES, one))


def scenes(
    *, caps: int = 0, floors: int = 0, remedies: tuple[Remedy, ...] = (Remedy.NEXT_BEST,)
) -> st.SearchStrategy[Scene]:
    """Scenes with up to so many caps and floors; exactly one where it is one."""
    cap = st.builds(
        Cap, st.sampled_from(["clan", "gender"]), st.integers(0, 2), remedy=st.sampled_from(remedies)
    )
    floor = st.one_of(
        st.builds(Floor, st.just("gender"), st.just("woman"), st.integers(1, 3)),
        st.builds(Floor, st.just("clan"), st.sampled_from(["Li", "Wang"]), st.integers(1, 2)),
    )
    return st.builds(
        Scene,
        orders(),
        st.integers(1, 5),
        people(),
        st.lists(cap, min_size=min(caps, 1), max_size=caps).map(tuple),
        st.lists(floor, min_size=min(floors, 1), max_size=floors).map(tuple),
    )


def draws() -> st.SearchStrategy[tuple[str, ...]]:
    """Orders that a lot may put all of them in."""
    return st.permutations(NAMES).map(tuple)


def settled(order: Order) -> Iterator[list[str]]:
    """Every order of single people that the tiers leave open."""
    for tiers in product(*map(permutations, order)):
        yield [name for tier in tiers for name in tier]


def by_lot(order: Order, drawn: tuple[str, ...]) -> list[str]:
    """The order of merit, with each tier in the order drawn."""
    return [name for tier in order for name in sorted(tier, key=drawn.index)]


def counted(names: list[str], scene: Scene, trait: str) -> Counter[Trait]:
    return Counter(scene.traits[name][trait] for name in names)


# --- oracles --------------------------------------------------------------------------------------


def capped(names: list[str], scene: Scene) -> list[str]:
    """Who has a place of people in a strict order: whoever breaks no cap."""
    chosen: list[str] = []
    for name in names:
        then = [*chosen, name]
        fine = all(
            number <= cap.most
            for cap in scene.caps
            for value, number in counted(then, scene, cap.trait).items()
            if value is not None
        )
        if fine and len(chosen) < scene.places:
            chosen = then
    return chosen


def reserved(names: list[str], scene: Scene) -> list[str]:
    """The first, of whom the lowest give way until a floor is reached."""
    chosen, others = names[: scene.places], names[scene.places :]
    (floor,) = scene.floors
    with_it = [name for name in others if floor.is_met_by(scene.traits[name])]
    while sum(floor.is_met_by(scene.traits[name]) for name in chosen) < floor.least and with_it:
        lowest = [name for name in chosen if not floor.is_met_by(scene.traits[name])]
        if not lowest:
            break
        chosen.remove(lowest[-1])
        chosen.append(with_it.pop(0))
    return chosen


def top(names: list[str], scene: Scene) -> list[str]:
    """The first."""
    return names[: scene.places]


Oracle = Callable[[list[str], Scene], list[str]]
KINDS: list[tuple[Oracle, st.SearchStrategy[Scene]]] = [
    (top, scenes()),
    (capped, scenes(caps=1)),
    (reserved, scenes(floors=1)),
]
IDS = ["no limit", "a cap", "a floor"]


def check_drawn(oracle: Oracle, scene: Scene, drawn: tuple[str, ...], under_test: Fill = filled) -> None:
    """Once everybody is in an order, there is one outcome, and it is that of the rule."""
    found = under_test(scene, drawn)
    assert found.tie is None
    assert set(found.elected) == set(oracle(by_lot(scene.order, drawn), scene))
    assert len(found.elected) + found.open == scene.places


def check_undrawn(oracle: Oracle, scene: Scene, under_test: Fill = filled) -> None:
    """Without an order drawn, who has a place has it in every outcome, and the tie is about the others."""
    outcomes = {frozenset(oracle(names, scene)) for names in settled(scene.order)}
    found = under_test(scene, ())
    event(f"{min(len(outcomes), 3)} outcomes")
    assert (found.tie is None) == (len(outcomes) == 1)
    for outcome in outcomes:
        assert outcome.issuperset(found.elected)
    if found.tie is not None:
        taken = {frozenset(outcome.intersection(found.tie.options)) for outcome in outcomes}
        assert {len(each) for each in taken} == {found.tie.places}
        assert frozenset.union(*taken) == set(found.tie.options)


@pytest.mark.parametrize(("oracle", "strategy"), KINDS, ids=IDS)
def test_an_order_drawn_gives_the_outcome_of_the_rule(
    oracle: Oracle, strategy: st.SearchStrategy[Scene]
) -> None:
    @given(strategy, draws())
    def law(scene: Scene, drawn: tuple[str, ...]) -> None:
        check_drawn(oracle, scene, drawn)

    law()


@pytest.mark.parametrize(("oracle", "strategy"), KINDS, ids=IDS)
def test_a_tie_is_about_those_who_have_a_place_in_some_outcomes_only(
    oracle: Oracle, strategy: st.SearchStrategy[Scene]
) -> None:
    @given(strategy)
    def law(scene: Scene) -> None:
        check_undrawn(oracle, scene)

    law()


def without_limits(scene: Scene, drawn: tuple[str, ...]) -> Filling:
    """No cap and no floor."""
    return filled(attrs.evolve(scene, caps=(), floors=()), drawn)


def backwards(scene: Scene, drawn: tuple[str, ...]) -> Filling:
    """The last drawn first."""
    return filled(scene, drawn[::-1])


def never_tied(scene: Scene, drawn: tuple[str, ...]) -> Filling:
    """Whoever comes first in the alphabet."""
    return filled(scene, drawn or tuple(NAMES))


def whole_tier(scene: Scene, drawn: tuple[str, ...]) -> Filling:
    """A tie that names everybody of the tier, whether she is concerned or not."""
    found = filled(scene, drawn)
    if found.tie is None:
        return found
    tier = next(each for each in scene.order if set(found.tie.options) <= set(each))
    return attrs.evolve(found, tie=Tie(tier, found.tie.places))


@pytest.mark.parametrize(
    ("oracle", "strategy", "wrong"),
    [
        (top, scenes(), backwards),
        (capped, scenes(caps=1), without_limits),
        (reserved, scenes(floors=1), without_limits),
    ],
    ids=IDS,
)
def test_another_outcome_is_caught(oracle: Oracle, strategy: st.SearchStrategy[Scene], wrong: Fill) -> None:
    def mutant_check(scene: Scene, drawn: tuple[str, ...]) -> None:
        check_drawn(oracle, scene, drawn, wrong)

    assert caught(mutant_check, strategy, draws())


@pytest.mark.parametrize("wrong", [never_tied, whole_tier])
def test_another_tie_is_caught(wrong: Fill) -> None:
    def mutant_check(scene: Scene) -> None:
        check_undrawn(capped, scene, wrong)

    assert caught(mutant_check, scenes(caps=1))


# --- several limits -------------------------------------------------------------------------------

ANY = scenes(caps=2, floors=2, remedies=tuple(Remedy))


def check_kept(scene: Scene, drawn: tuple[str, ...], under_test: Fill = filled) -> None:
    """Whatever the remedies: never more than the places, no cap broken, every place accounted for."""
    found = under_test(scene, drawn)
    yielding = found.yielding.most if found.yielding else 0
    tied = found.tie.places if found.tie else 0
    assert len(found.elected) + tied + yielding + found.open == scene.places
    assert found.open >= 0
    assert len(set(found.elected)) == len(found.elected)
    for cap in scene.caps:
        groups = counted(list(found.elected), scene, cap.trait)
        assert all(number <= cap.most for value, number in groups.items() if value is not None)


@given(ANY, draws() | st.just(()))
def test_no_outcome_breaks_a_cap(scene: Scene, drawn: tuple[str, ...]) -> None:
    check_kept(scene, drawn)


def one_too_many(scene: Scene, drawn: tuple[str, ...]) -> Filling:
    """Caps that are one too high."""
    caps = tuple(attrs.evolve(cap, most=cap.most + 1) for cap in scene.caps)
    return filled(attrs.evolve(scene, caps=caps), drawn)


def test_a_cap_that_is_one_too_high_is_caught() -> None:
    def mutant_check(scene: Scene, drawn: tuple[str, ...]) -> None:
        check_kept(scene, drawn, one_too_many)

    assert caught(mutant_check, ANY, draws())


def check_floors(scene: Scene, drawn: tuple[str, ...], under_test: Fill = filled) -> None:
    """Two floors hold wherever some people could fill the places so that they do."""
    found = under_test(scene, drawn)
    possible = any(reaches(list(names), scene) for names in permutations(NAMES, scene.places))
    event(f"possible: {possible}")
    assert reaches(list(found.elected), scene) or not possible


def reaches(names: list[str], scene: Scene) -> bool:
    floors = scene.floors
    return all(counted(names, scene, floor.trait)[floor.value] >= floor.least for floor in floors)


@given(scenes(floors=2), draws())
def test_floors_hold_wherever_they_can(scene: Scene, drawn: tuple[str, ...]) -> None:
    check_floors(scene, drawn)


def first_floor(scene: Scene, drawn: tuple[str, ...]) -> Filling:
    """Only the first floor."""
    return filled(attrs.evolve(scene, floors=scene.floors[:1]), drawn)


def test_a_floor_that_is_forgotten_is_caught() -> None:
    def mutant_check(scene: Scene, drawn: tuple[str, ...]) -> None:
        check_floors(scene, drawn, first_floor)

    assert caught(mutant_check, scenes(floors=2), draws())


# --- the lot, and names ---------------------------------------------------------------------------


def check_lot(scene: Scene, drawn: tuple[str, ...], under_test: Fill = filled) -> None:
    """A lot alters nothing for those who have a place without it, and gives its places to those tied."""
    before, after = under_test(scene, ()), under_test(scene, drawn)
    assume(before.yielding is None)
    assert set(after.elected) >= set(before.elected)
    if before.tie is None:
        assert after == before
    else:
        assert len(set(after.elected).intersection(before.tie.options)) == before.tie.places


@given(st.one_of([strategy for _, strategy in KINDS]), draws())
def test_a_lot_decides_among_those_tied_and_nobody_else(scene: Scene, drawn: tuple[str, ...]) -> None:
    check_lot(scene, drawn)


def lot_first(scene: Scene, drawn: tuple[str, ...]) -> Filling:
    """The lot decides about everybody."""
    return filled(attrs.evolve(scene, order=(drawn,) if drawn else scene.order), drawn)


def test_a_lot_about_everybody_is_caught() -> None:
    def mutant_check(scene: Scene, drawn: tuple[str, ...]) -> None:
        check_lot(scene, drawn, lot_first)

    assert caught(mutant_check, scenes(caps=1), draws())


SOME = st.frozensets(st.sampled_from(NAMES))


def check_some(scene: Scene, drawn: tuple[str, ...], some: frozenset[str], under_test: Fill = filled) -> None:
    """What a lot among some decides, every lot among all decides alike; a tie with others stays open."""
    tie = under_test(scene, ()).tie
    whole = under_test(scene, drawn)
    for drawn_among in (frozenset(() if tie is None else tie.options), some):
        found = under_test(scene, tuple(name for name in drawn if name in drawn_among))
        event(f"tied: {found.tie is not None}")
        assert set(whole.elected) >= set(found.elected)
        if found.tie is None:
            assert set(whole.elected) == set(found.elected)
        else:
            assert not drawn_among.issuperset(found.tie.options)


LOTTED = st.one_of([strategy for _, strategy in KINDS] + [scenes(caps=1, remedies=(Remedy.LOT,))])


@given(LOTTED, draws(), SOME)
def test_a_lot_among_some_leaves_a_tie_with_others_open(
    scene: Scene, drawn: tuple[str, ...], some: frozenset[str]
) -> None:
    check_some(scene, drawn, some)


def others_last(scene: Scene, drawn: tuple[str, ...]) -> Filling:
    """Those not in the lot come after those who were."""
    rest = tuple(name for name in NAMES if name not in drawn)
    return filled(scene, drawn + rest if drawn else ())


def test_a_lot_about_those_not_in_it_is_caught() -> None:
    def mutant_check(scene: Scene, drawn: tuple[str, ...], some: frozenset[str]) -> None:
        check_some(scene, drawn, some, others_last)

    assert caught(mutant_check, LOTTED, draws(), SOME)


def check_names(scene: Scene, names: tuple[str, ...], under_test: Fill = filled) -> None:
    """Under other names the same people have the places."""
    other = dict(zip(NAMES, names, strict=True))
    renamed = attrs.evolve(
        scene,
        order=tuple(tuple(other[name] for name in tier) for tier in scene.order),
        traits={other[name]: traits for name, traits in scene.traits.items()},
    )
    one, two = under_test(scene, ()), under_test(renamed, ())
    assert tuple(other[name] for name in one.elected) == two.elected
    assert one.open == two.open
    assert (one.tie is None) == (two.tie is None)
    if one.tie is not None and two.tie is not None:
        assert [other[name] for name in one.tie.options] == [*two.tie.options]


SYMMETRIC = tuple(remedy for remedy in Remedy if remedy is not Remedy.SENIORITY)


@given(scenes(caps=2, floors=2, remedies=SYMMETRIC), draws())
def test_names_alter_nothing(scene: Scene, names: tuple[str, ...]) -> None:
    check_names(scene, names)


def test_the_first_in_the_alphabet_is_caught() -> None:
    def mutant_check(scene: Scene, names: tuple[str, ...]) -> None:
        check_names(scene, names, never_tied)

    assert caught(mutant_check, scenes(), draws())
