"""Laws: an owners' electorate is its units, seen by buyer; a derived weight keeps what it promises.

No area is lost or counted twice, heads are the different buyers of the day, and neither the order of the
units nor how their history is cut into pieces matters. Proportions make up their total to the last part, a
cap raises nobody, and steps that go up never give less to who has more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Elector
from consultgov.shares import Exact
from consultgov.voting.measures import Capped, Measure, Normalised, Steps, Ties, derive
from consultgov.voting.registers import Head, Holding, OwnersElectorate, OwnersRegister, Unit
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

DEVELOPER = "d"
FIRST = date(2024, 2, 25)
DAYS = 14


def on(offset: int) -> date:
    """A day, counted from the first one that matters."""
    return FIRST + timedelta(days=offset)


class Sale(NamedTuple):
    """One buyer, or several, and from which day on the unit is theirs."""

    owners: tuple[str, ...]
    start: int
    registered: bool


class Door(NamedTuple):
    """A unit as the generator makes it: hundredths of a square metre, sales in order, a buyer who waits."""

    name: str
    size: int
    sales: tuple[Sale, ...]
    waits: str | None
    begins: int | None

    def unit(self) -> Unit:
        """The unit in the words of the register."""
        ends = [*(sale.start for sale in self.sales[1:]), None][: len(self.sales)]
        held = [
            Holding(
                sale.owners,
                registered=on(sale.start) if sale.registered or number else None,
                delivered=None if sale.registered or number else on(sale.start),
                end=None if end is None else on(end),
            )
            for number, (sale, end) in enumerate(zip(self.sales, ends, strict=True))
        ]
        if self.waits is not None:
            held.append(Holding(self.waits, sold=on(max((sale.start for sale in self.sales), default=0))))
        start = None if self.begins is None else on(self.begins)
        return Unit(self.name, {"register": Decimal(self.size) / 100}, held, start=start)

    def holder(self, day: int) -> tuple[str, ...] | None:
        """The oracle: whose it is on a day, the developer's before the first sale; ``None``: not built."""
        if self.begins is not None and day < self.begins:
            return None
        owners: tuple[str, ...] = (DEVELOPER,)
        for sale in self.sales:
            if sale.start <= day:
                owners = tuple(sorted(sale.owners))
        return owners


OWNERS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def doors(draw: st.DrawFn) -> list[Door]:
    """The units of an estate."""

    def door(number: int) -> Door:
        starts = sorted(draw(st.sets(st.integers(0, DAYS), max_size=3)))
        sales = tuple(Sale(draw(OWNERS), start, draw(st.booleans())) for start in starts)
        waits = draw(st.none() | st.sampled_from("abc"))
        begins = draw(st.none() | st.integers(0, DAYS))
        return Door(f"u{number}", draw(st.integers(1, 10**20)), sales, waits, begins)

    return [door(number) for number in range(draw(st.integers(0, 6)))]


ON = st.integers(-1, DAYS + 1)
Freeze = Callable[[list[Door], int], OwnersElectorate]


def freeze(estate: Iterable[Door], day: int) -> OwnersElectorate:
    """The electorate of an estate on a day."""
    return OwnersRegister([each.unit() for each in estate], DEVELOPER).electorate(on(day))


# ---------------------------------------------------------------- area and heads


def check_area(estate: list[Door], day: int, frozen: Freeze = freeze) -> None:
    """The weights add up to the area of the units there are, and the units to their number."""
    there = [each for each in estate if each.holder(day) is not None]
    electors = frozen(estate, day).electors
    assert sum(Fraction(each.weights["area"]) for each in electors) == Fraction(
        sum(each.size for each in there), 100
    )
    assert sum(int(each.weights["units"]) for each in electors) == len(there)


def check_heads(estate: list[Door], day: int, frozen: Freeze = freeze) -> None:
    """The heads are the different buyers, each with exactly the units that are theirs."""
    theirs: dict[tuple[str, ...], list[str]] = {}
    for each in estate:
        if (owners := each.holder(day)) is not None:
            theirs.setdefault(owners, []).append(each.name)
    heads = frozen(estate, day).heads
    assert {head.owners: [counted.unit for counted in head.units] for head in heads} == theirs
    assert [head.developer for head in heads] == [head.owners == (DEVELOPER,) for head in heads]


@given(doors(), ON)
def test_no_area_is_lost_or_counted_twice(estate: list[Door], day: int) -> None:
    check_area(estate, day)


@given(doors(), ON)
def test_heads_are_the_different_buyers_of_the_day(estate: list[Door], day: int) -> None:
    check_heads(estate, day)


def by_door(estate: list[Door], day: int) -> OwnersElectorate:
    """Wrong: a head for each unit, as doors are counted."""
    heads = freeze(estate, day).heads
    apart = [Head(f"{counted.unit}", [counted]) for head in heads for counted in head.units]
    return OwnersElectorate(on(day), apart)


def the_day_after(estate: list[Door], day: int) -> OwnersElectorate:
    """Wrong: what is handed over today counts from tomorrow on."""
    return freeze(estate, day - 1)


def without_the_developer(estate: list[Door], day: int) -> OwnersElectorate:
    """Wrong: what is not sold counts with nobody."""
    return OwnersElectorate(on(day), [head for head in freeze(estate, day).heads if not head.developer])


@pytest.mark.parametrize("wrong", [by_door, the_day_after, without_the_developer])
def test_heads_counted_wrongly_are_caught(wrong: Freeze) -> None:
    assert caught(lambda estate, day: check_heads(estate, day, wrong), doors(), ON)


@pytest.mark.parametrize("wrong", [the_day_after, without_the_developer])
def test_areas_summed_wrongly_are_caught(wrong: Freeze) -> None:
    assert caught(lambda estate, day: check_area(estate, day, wrong), doors(), ON)


# ---------------------------------------------------------------- order and history


@given(doors(), ON, st.randoms(use_true_random=False))
def test_the_order_of_units_and_owners_does_not_matter(
    estate: list[Door], day: int, chance: st.DataObject
) -> None:
    check_order(estate, day, chance)


def check_order(estate: list[Door], day: int, chance: object, frozen: Freeze = freeze) -> None:
    """Shuffled, the estate has the same electorate."""
    mixed = [
        each._replace(sales=tuple(sale._replace(owners=sale.owners[::-1]) for sale in each.sales))
        for each in estate
    ]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert frozen(mixed, day) == frozen(estate, day)


def test_an_electorate_by_the_first_named_owner_is_caught() -> None:
    def first_named(estate: list[Door], day: int) -> OwnersElectorate:
        alone = [
            each._replace(sales=tuple(sale._replace(owners=sale.owners[:1]) for sale in each.sales))
            for each in estate
        ]
        return freeze(alone, day)

    assert caught(
        lambda estate, day, chance: check_order(estate, day, chance, first_named),
        doors(),
        ON,
        st.randoms(use_true_random=False),
    )


Cut = Callable[[Holding, date], list[Holding]]


def in_two(holding: Holding, day: date) -> list[Holding]:
    """The same holding in two pieces, the second from a day on."""
    start = holding.start
    if start is None or day <= start or (holding.end is not None and day >= holding.end):
        return [holding]
    first = Holding(holding.owners, holding.sold, holding.delivered, holding.registered, day)
    handed, entered = (None, day) if holding.registered else (day, None)
    later = Holding(holding.owners, delivered=handed, registered=entered, end=holding.end)
    return [first, later]


def check_cut(estate: list[Door], at: int, day: int, cut: Cut = in_two) -> None:
    """History cut in two at any day is the same history on every day."""
    whole = [each._replace(waits=None).unit() for each in estate]
    pieces = [
        Unit(
            unit.id,
            dict(unit.areas),
            [piece for holding in unit.holdings for piece in cut(holding, on(at))],
            unit.start,
        )
        for unit in whole
    ]
    expected = OwnersRegister(whole, DEVELOPER).electorate(on(day))
    assert OwnersRegister(pieces, DEVELOPER).electorate(on(day)) == expected


@given(doors(), ON, ON)
def test_history_in_pieces_is_the_same_history(estate: list[Door], at: int, day: int) -> None:
    check_cut(estate, at, day)


def test_a_history_that_ends_where_it_is_cut_is_caught() -> None:
    def to_the_developer(holding: Holding, day: date) -> list[Holding]:
        first, *later = in_two(holding, day)
        return [first, *(Holding(DEVELOPER, registered=each.start, end=each.end) for each in later)]

    assert caught(lambda estate, at, day: check_cut(estate, at, day, to_the_developer), doors(), ON, ON)


@given(doors(), ON)
def test_between_two_events_nothing_changes(estate: list[Door], day: int) -> None:
    check_still(estate, day)


def check_still(estate: list[Door], day: int, frozen: Freeze = freeze) -> None:
    """On a day without a sale and without a new unit the heads are those of the day before."""
    events = {sale.start for each in estate for sale in each.sales} | {each.begins for each in estate}
    before, today = (
        [(head.owners, head.area) for head in frozen(estate, each).heads] for each in (day - 1, day)
    )
    assert day in events or before == today


def test_an_electorate_that_changes_on_its_own_is_caught() -> None:
    def every_other_day(estate: list[Door], day: int) -> OwnersElectorate:
        return freeze(estate if day % 2 else estate[1:], day)

    assert caught(lambda estate, day: check_still(estate, day, every_other_day), doors(), ON)


# ---------------------------------------------------------------- measures

WEIGHT: st.SearchStrategy[Exact] = (
    st.integers(0, 10**18)
    | st.decimals(0, 1000, places=2)
    | st.fractions(min_value=0, max_value=10, max_denominator=30)
)
WEIGHTS = st.lists(WEIGHT, min_size=1, max_size=7)
Weigh = Callable[[Measure, list[Exact]], list[Fraction]]


def sum_of(weights: Iterable[Exact]) -> Fraction:
    """The exact sum."""
    return sum((Fraction(weight) for weight in weights), Fraction(0))


def weigh(measure: Measure, weights: list[Exact]) -> list[Fraction]:
    """What electors with these weights weigh by a measure."""
    electors = [Elector(f"e{number}", weights={"w": weight}) for number, weight in enumerate(weights)]
    return [Fraction(each.weights["m"]) for each in derive(electors, "m", measure)]


def check_total(weights: list[Exact], total: int, whole: bool, by: Weigh = weigh) -> None:  # noqa: FBT001
    """Proportions make up the total; whole votes are less than one off, and nobody with more has fewer."""
    exactly = [Fraction(weight) * total / sum_of(weights) for weight in weights]
    found = by(Normalised("w", total=total, whole=whole, ties=Ties.ID), weights)
    assert sum(found) == total
    pairs = sorted(zip(exactly, found, strict=True))
    assert all(abs(own - share) < 1 if whole else own == share for share, own in pairs)
    assert all(low[1] <= high[1] for low, high in pairwise(pairs))


SOME = WEIGHTS.map(lambda weights: [*weights, 1])
TOTAL = st.integers(1, 10**18) | st.integers(1, 20)


@given(SOME, TOTAL, st.booleans())
def test_proportions_make_up_their_total(weights: list[Exact], total: int, whole: bool) -> None:  # noqa: FBT001
    check_total(weights, total, whole)


def rounded(measure: Measure, weights: list[Exact]) -> list[Fraction]:
    """Wrong: every share rounded by itself."""
    return [Fraction(round(own * 100), 100) for own in weigh(measure, weights)]


def to_the_first(measure: Measure, weights: list[Exact]) -> list[Fraction]:
    """Wrong: all that is left after rounding down goes to the first."""
    exactly = weigh(Normalised("w", total=measure.total), weights)  # type: ignore[attr-defined]
    votes = [Fraction(own.numerator // own.denominator) for own in exactly]
    votes[0] += measure.total - sum(votes)  # type: ignore[attr-defined]
    return votes


@pytest.mark.parametrize("wrong", [rounded, to_the_first])
def test_proportions_that_lose_a_part_are_caught(wrong: Weigh) -> None:
    assert caught(
        lambda weights, total, whole: check_total(weights, total, whole, wrong), SOME, TOTAL, st.booleans()
    )


CEILING: st.SearchStrategy[Exact | str] = WEIGHT | st.sampled_from(["0%", "10%", "33.3%", "100%"])


def check_cap(weights: list[Exact], at: Exact | str, by: Weigh = weigh) -> None:
    """A cap raises nobody, leaves alone who is below it, and nobody is above it."""
    total = sum_of(weights)
    text = at.removesuffix("%") if isinstance(at, str) else at
    ceiling = Fraction(text) * total / 100 if isinstance(at, str) else Fraction(text)
    found = by(Capped("w", at=at), weights)
    assert found == [min(Fraction(weight), ceiling) for weight in weights]


@given(WEIGHTS, CEILING)
def test_a_cap_raises_nobody(weights: list[Exact], at: Exact | str) -> None:
    check_cap(weights, at)


def handed_on(measure: Measure, weights: list[Exact]) -> list[Fraction]:
    """Wrong: what is cut off goes to the others."""
    found = weigh(measure, weights)
    return [own + (sum_of(weights) - sum_of(found)) / len(found) for own in found]


def test_a_cap_that_hands_on_what_it_cuts_is_caught() -> None:
    assert caught(lambda weights, at: check_cap(weights, at, handed_on), WEIGHTS, CEILING)


STEPS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), min_size=1, max_size=5)


def check_steps(rises: list[tuple[int, int]], weights: list[Exact], strict: bool, by: Weigh = weigh) -> None:  # noqa: FBT001
    """Whoever has more gets no less, and everyone gets what a walk up the steps gives."""
    steps = [(0, 1)]
    for width, rise in rises:
        steps.append((steps[-1][0] + width + 1, steps[-1][1] + rise))
    found = by(Steps("w", steps, strict=strict), weights)
    for weight, own in zip(weights, found, strict=True):
        reached = [votes for bound, votes in steps[1:] if (weight > bound if strict else weight >= bound)]
        assert own == max(reached, default=1)


@given(STEPS, WEIGHTS, st.booleans())
def test_steps_that_go_up_never_give_less(
    rises: list[tuple[int, int]],
    weights: list[Exact],
    strict: bool,  # noqa: FBT001
) -> None:
    check_steps(rises, weights, strict)


def the_other_way(measure: Measure, weights: list[Exact]) -> list[Fraction]:
    """Wrong: a bound that is just reached counts where it should not, and the other way round."""
    steps = measure.steps  # type: ignore[attr-defined]
    return weigh(Steps("w", steps, strict=not measure.strict), weights)  # type: ignore[attr-defined]


def test_a_bound_read_the_other_way_is_caught() -> None:
    def mutant_check(rises: list[tuple[int, int]], place: int, strict: bool) -> None:  # noqa: FBT001
        bound = sum(width + 1 for width, _ in rises[: place + 1])
        check_steps(rises, [bound], strict, the_other_way)

    assert caught(mutant_check, STEPS, st.integers(0, 4), st.booleans())
