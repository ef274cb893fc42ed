"""Laws: every quota by name says of any body what a few lines of arithmetic say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import Condition, Elector, Share, Tally
from consultgov.composition.quotas import (
    at_least,
    at_least_each,
    at_most_each,
    closest_to,
    odd_size,
    parity,
    size_between,
    size_per,
    spread_over,
    stepped_caps,
    stepped_minimum,
)
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Group = str | None
Amount = int | Share
Steps = Mapping[int | None, Amount]
GROUPS = ("a", "b", "c")


# --- bodies -----------------------------------------------------------------------------------------


class Body(NamedTuple):
    """The group of each member and of each vacant seat, and how many households there are."""

    members: list[Group]
    vacant: list[Group]
    households: int

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def each(self) -> dict[str, int]:
        """How many members each group has, those with a vacant seat only included."""
        found = Counter(self.members)
        return {group: found[group] for group in {*self.members, *self.vacant} if group is not None}

    @property
    def tally(self) -> Tally:
        seated = [Elector(f"p{place}", {"group": group}) for place, group in enumerate(self.members)]
        empty = [Elector(f"v{place}", {"group": group}) for place, group in enumerate(self.vacant)]
        return Tally.of(seated, vacant=empty, given={"households": self.households})


def bodies() -> st.SearchStrategy[Body]:
    group = st.sampled_from([*GROUPS, None])
    return st.builds(Body, st.lists(group, max_size=12), st.lists(group, max_size=2), st.integers(0, 80))


# --- quotas -----------------------------------------------------------------------------------------


class Quota(NamedTuple):
    """A condition, and the same in arithmetic."""

    condition: Condition
    plain: Callable[[Body], bool]


Make = Callable[..., Condition]
Quotas = Callable[[Make], st.SearchStrategy[Quota]]
"""Quotas made by a constructor, the one under test or one that is wrong on purpose."""

shares = st.integers(1, 6).flatmap(lambda low: st.integers(0, low).map(lambda top: Share(f"{top}/{low}")))
amounts: st.SearchStrategy[Amount] = st.one_of(st.integers(0, 4), shares)
steps: st.SearchStrategy[Steps] = st.builds(
    lambda some, last: {**some, None: last}, st.dictionaries(st.integers(0, 9), amounts, max_size=3), amounts
)
groups = st.lists(st.sampled_from(GROUPS), min_size=1, unique=True)
ranges = st.lists(st.integers(0, 12), min_size=2, max_size=2).map(sorted)


def limit(amount: Amount, base: int) -> Fraction:
    return Fraction(amount) if isinstance(amount, int) else amount.fraction * base


def reached(number: int, amount: Amount, base: int) -> bool:
    """At least so many; a share of nobody is not reached."""
    return (isinstance(amount, int) or base > 0) and number >= limit(amount, base)


def at_size(steps: Steps, size: int) -> Amount:
    """What the steps say of a size."""
    reaching = [most for most in steps if most is not None and size <= most]
    return steps[min(reaching, default=None)]


def caps(make: Make) -> st.SearchStrategy[Quota]:
    def quota(most: Amount, of: str, *, strictly: bool) -> Quota:
        def plain(body: Body) -> bool:
            bound = limit(most, body.size + (len(body.vacant) if of == "seats" else 0))
            return all(number < bound if strictly else number <= bound for number in body.each.values())

        return Quota(make("group", most, strictly=strictly, of=of), plain)

    return st.builds(quota, amounts, st.sampled_from(["members", "seats"]), strictly=st.booleans())


def caps_by_size(make: Make) -> st.SearchStrategy[Quota]:
    def quota(steps: Steps) -> Quota:
        def plain(body: Body) -> bool:
            bound = limit(at_size(steps, body.size), body.size)
            return all(number <= bound for number in body.each.values())

        return Quota(make("group", steps), plain)

    return st.builds(quota, steps)


def minima(make: Make) -> st.SearchStrategy[Quota]:
    def quota(least: Amount, named: list[str]) -> Quota:
        def plain(body: Body) -> bool:
            return reached(sum(group in named for group in body.members), least, body.size)

        return Quota(make(least, "group", *named), plain)

    return st.builds(quota, amounts, groups)


def minima_of_each(make: Make) -> st.SearchStrategy[Quota]:
    def quota(least: Amount, named: list[str]) -> Quota:
        def plain(body: Body) -> bool:
            return all(reached(body.members.count(group), least, body.size) for group in named)

        return Quota(make("group", least, named), plain)

    return st.builds(quota, amounts, groups)


def minima_by_size(make: Make) -> st.SearchStrategy[Quota]:
    def quota(steps: Steps, named: list[str]) -> Quota:
        def plain(body: Body) -> bool:
            least = at_size(steps, body.size)
            return all(reached(body.members.count(group), least, body.size) for group in named)

        return Quota(make("group", steps, named), plain)

    return st.builds(quota, steps, groups)


def closest(make: Make) -> st.SearchStrategy[Quota]:
    def quota(bounds: list[Share]) -> Quota:
        target, ceiling = bounds

        def plain(body: Body) -> bool:
            """The number is looked for among all there could be; of two equally close the larger one."""
            share = target.fraction * body.size
            allowed = [number for number in range(body.size + 1) if number <= ceiling.fraction * body.size]
            asked = min(allowed, key=lambda number: (abs(number - share), -number))
            return body.size > 0 and body.members.count("a") >= asked

        return Quota(make(target, ceiling, "group", "a"), plain)

    return st.builds(quota, st.lists(shares, min_size=2, max_size=2).map(sorted))


def balanced(make: Make) -> st.SearchStrategy[Quota]:
    def quota(within: int) -> Quota:
        def plain(body: Body) -> bool:
            return abs(body.members.count("a") - body.members.count("b")) <= within

        return Quota(make("group", "a", "b", within), plain)

    return st.builds(quota, st.integers(0, 3))


def spread(make: Make) -> st.SearchStrategy[Quota]:
    def quota(least: Amount) -> Quota:
        def plain(body: Body) -> bool:
            return reached(len({*body.members} - {None}), least, len(body.each))

        return Quota(make("group", least), plain)

    return st.builds(quota, amounts)


def sizes(make: Make) -> st.SearchStrategy[Quota]:
    def quota(bounds: list[int]) -> Quota:
        return Quota(make(*bounds), lambda body: bounds[0] <= body.size <= bounds[1])

    return st.builds(quota, ranges)


def odd_sizes(make: Make) -> st.SearchStrategy[Quota]:
    return st.builds(lambda: Quota(make(), lambda body: body.size % 2 == 1))


def sizes_for_households(make: Make) -> st.SearchStrategy[Quota]:
    def quota(bounds: list[int]) -> Quota:
        low, high = bounds
        return Quota(
            make("households", *bounds), lambda body: low * body.size <= body.households <= high * body.size
        )

    return st.builds(quota, ranges)


# --- constructors that are wrong on purpose ---------------------------------------------------------

parse = Condition.parse


def caps_that_nobody_breaks(trait: str, most: Amount, **settings: bool | str) -> Condition:
    """``each`` alone, which fails where nobody is in any group."""
    return parse(str(at_most_each(trait, most, **settings)).replace(" or blocs group = 0", ""))  # type: ignore[arg-type]


def steps_that_overlap(trait: str, steps: Steps) -> Condition:
    return parse(str(stepped_caps(trait, steps)).replace("members > ", "members >= "))


def minima_of_all_seats(least: Amount, trait: str, *values: str) -> Condition:
    return at_least(least, trait, *values, of="seats")


def minima_of_the_first(trait: str, least: Amount, named: list[str]) -> Condition:
    return at_least_each(trait, least, named[:1])


def the_last_step_always(trait: str, steps: Steps, named: list[str]) -> Condition:
    return stepped_minimum(trait, {None: steps[None]}, named)


def closest_without_ceiling(target: Share, _: Share, *of: str) -> Condition:
    return closest_to(target, "100%", *of)


def parity_one_way(trait: str, one: str, other: str, within: int) -> Condition:
    return parse(str(parity(trait, one, other, within)).split(" and ")[0])


def spread_over_seats(trait: str, least: Amount) -> Condition:
    return parse(str(spread_over(trait, least)).replace(" where (members >= 1)", ""))


def size_above(low: int, high: int) -> Condition:
    return parse(f"members > {low} and members <= {high}")


def even_size() -> Condition:
    return ~odd_size()


def size_per_turned(number: str, low: int, high: int) -> Condition:
    return parse(str(size_per(number, low, high)).replace("<=", "<"))


LAWS: list[tuple[Quotas, Make, Make]] = [
    (caps, at_most_each, caps_that_nobody_breaks),
    (caps_by_size, stepped_caps, steps_that_overlap),
    (minima, at_least, minima_of_all_seats),
    (minima_of_each, at_least_each, minima_of_the_first),
    (minima_by_size, stepped_minimum, the_last_step_always),
    (closest, closest_to, closest_without_ceiling),
    (balanced, parity, parity_one_way),
    (spread, spread_over, spread_over_seats),
    (sizes, size_between, size_above),
    (odd_sizes, odd_size, even_size),
    (sizes_for_households, size_per, size_per_turned),
]


# --- the law ----------------------------------------------------------------------------------------


def check(body: Body, quota: Quota) -> None:
    expected = quota.plain(body)
    event(str(expected))
    assert quota.condition.holds(body.tally) == expected
    assert parse(str(quota.condition)) == quota.condition


@pytest.mark.parametrize(("quotas", "make"), [law[:2] for law in LAWS])
@given(body=bodies(), data=st.data())
def test_a_quota_says_what_arithmetic_says(
    quotas: Quotas, make: Make, body: Body, data: st.DataObject
) -> None:
    check(body, data.draw(quotas(make)))


@pytest.mark.parametrize(("quotas", "wrong"), [(quotas, wrong) for quotas, _, wrong in LAWS])
def test_the_law_can_fail(quotas: Quotas, wrong: Make) -> None:
    assert caught(check, bodies(), quotas(wrong))
