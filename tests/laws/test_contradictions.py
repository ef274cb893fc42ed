"""Laws: rules of a body are refused exactly where no membership can meet them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.composition import Committee, Sector
from consultgov.counting import Condition, Tally
from consultgov.errors import RuleError
from consultgov.people import Elector, Trait
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

RULES = (
    "each employer: members <= 1",
    "each employer: members >= 2",
    "each employer: members <= 1/3 of all seats",
    "each employer in (red, blue): members >= 1",
    "blocs employer = 0 or (each employer: members <= 1)",
    "blocs employer >= 2",
    "blocs employer = 1",
    "blocs employer where (members >= 2) >= 1",
    "members among employer is red >= 2",
    "members among not employer is red <= 1",
    "members among employer in (red, blue) = members",
    "members among young >= 1/2 of members",
    "members among young = 1",
    "not (members among young = 0)",
    "members among not young >= 2",
    "members among (young and employer is red) >= 1",
    "members > 2 times (1/2 of members rounded down)",
    "members >= 3",
    "members <= 1",
    "members among sector is women >= 1",
    "each sector: members >= 2",
    "each unit: members <= 1",
    "vacant = 0 and yes = 0",
    "each employer: (members among young >= 1)",
)
VALUES: dict[str, list[Trait]] = {
    "employer": ["red", "blue", "x1", "x2", "x3", None],
    "young": [True, False],
}

Refuses = Callable[[list[Sector], list[str]], bool]


def refuses(sectors: list[Sector], rules: list[str]) -> bool:
    try:
        Committee("body", sectors, rules)
    except RuleError as error:
        assert [fault.code for fault in error.faults] == ["contradictory-rules"]  # noqa: PT017 - a value is asked for
        return True
    return False


def bodies() -> st.SearchStrategy[list[Sector]]:
    """One or two sectors of three seats at most in all, some of a unit."""
    bounds = st.tuples(st.integers(0, 2), st.integers(1, 2)).map(lambda ends: (min(ends), max(ends)))
    one = st.builds(lambda ends: [Sector("party", ends)], st.tuples(st.integers(0, 3), st.just(3)))
    units = st.sampled_from(["", "bureau"])

    def two(ends: tuple[int, int], unit: str, young: bool | None) -> list[Sector]:  # noqa: FBT001 - drawn
        traits = {} if young is None else {"young": young}
        return [Sector("party", ends, unit=unit), Sector("women", 1, unit="bureau", traits=traits)]

    return st.one_of(one, st.builds(two, bounds, units, st.sampled_from([None, True, False])))


def read(rules: list[str]) -> dict[str, list[Trait]]:
    """The traits that the rules read, and the values that matter."""
    return {name: values for name, values in VALUES.items() if any(name in rule for rule in rules)}


def memberships(sectors: list[Sector], rules: list[str]) -> Iterator[list[Elector]]:
    """Every membership that there can be, as far as it matters."""
    values = read(rules)
    kinds = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
    by_sector = [
        [
            [{**kind, **sector.traits, "sector": sector.name, "unit": sector.unit or None} for kind in some]
            for size in range(sector.least, (sector.most or 0) + 1)
            for some in combinations_with_replacement(kinds, size)
        ]
        for sector in sectors
    ]
    for parts in product(*by_sector):
        listed = [traits for part in parts for traits in part]
        yield [Elector(f"p{place}", traits) for place, traits in enumerate(listed)]


def check(sectors: list[Sector], rules: list[str], refused: Refuses = refuses) -> None:
    conditions = [Condition.parse(rule) for rule in rules]
    can = any(
        all(condition.holds(tally) for condition in conditions)
        for tally in map(Tally.of, memberships(sectors, rules))
    )
    event(f"can be met: {can}")
    assert refused(sectors, rules) != can


some_rules = st.lists(st.sampled_from(RULES), min_size=1, max_size=3, unique=True)


@given(bodies(), some_rules)
def test_rules_are_refused_exactly_where_no_membership_can_meet_them(
    sectors: list[Sector], rules: list[str]
) -> None:
    check(sectors, rules)


# --- checks that are wrong on purpose -----------------------------------------------------------------


def never(_sectors: list[Sector], _rules: list[str]) -> bool:
    return False


def one_by_one(sectors: list[Sector], rules: list[str]) -> bool:
    """Each rule by itself."""
    return any(refuses(sectors, [rule]) for rule in rules)


def of_full_bodies(sectors: list[Sector], rules: list[str]) -> bool:
    """As if all seats had to be filled."""
    return refuses(
        [Sector(each.name, each.most or 0, unit=each.unit, traits=each.traits) for each in sectors], rules
    )


def whoever_sits(sectors: list[Sector], rules: list[str]) -> bool:
    """As if a seat said nothing of who sits in it."""
    return refuses([Sector(each.name, (each.least, each.most)) for each in sectors], rules)


@pytest.mark.parametrize(
    "wrong", [never, one_by_one, of_full_bodies, whoever_sits], ids=lambda each: str(each.__name__)
)
def test_the_law_can_fail(wrong: Refuses) -> None:
    assert caught(lambda sectors, rules: check(sectors, rules, wrong), bodies(), some_rules)
