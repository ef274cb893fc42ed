"""The parts of the search, each by itself."""

from __future__ import annotations

import pytest

from consultgov.composition.allotting import branching, mending
from consultgov.composition.allotting.boxes import Box
from consultgov.composition.allotting.claims import All, decided
from consultgov.composition.allotting.effort import Effort
from consultgov.composition.allotting.families import families_of
from consultgov.composition.allotting.grounding import claims_of
from consultgov.composition.allotting.judging import is_lawful
from consultgov.composition.allotting.mending import mended
from consultgov.composition.allotting.pools import Pool, pool_of
from consultgov.composition.allotting.pricing import Row
from consultgov.composition.allotting.relaxing import Witness, planned, relaxed
from consultgov.composition.allotting.searching import allot
from consultgov.composition.allotting.splitting import (
    Split,
    broken_split,
    loose_split,
    open_split,
    uneven_split,
)
from consultgov.composition.allotting.spreads import spreads_of
from tests.composition.allotting.building import person, problem

ONE = {"a": (0, 9)}
PEOPLE = [
    person("a", town=town, sex=sex, area=area)
    for town, sex, area in (("x", "m", 1), ("x", "f", 2), ("y", "f", 4))
]


ALL_APART = ("members by area >= 0", "members among (town is x and sex is f) >= 0")


def pool(*rules: str) -> Pool:
    """The three of them, each in a cell of her own."""
    return pool_of(problem(ONE, PEOPLE, *rules, *ALL_APART), want_best=True)


def split(rule: str, counts: list[int], low: tuple[int, ...] = (0, 0, 0)) -> Split | None:
    """Where to go on after an allotment of so many that breaks a rule."""
    total = sum(counts)
    return broken_split(claims_of(pool(rule))[0], Box([*low], [1, 1, 1], total, total), counts)


class TestBox:
    def test_a_box_is_empty_where_cells_and_total_contradict(self) -> None:
        assert Box([2, 0], [2, 1], 0, 1).is_empty
        assert Box([0, 0], [1, 1], 3, 4).is_empty
        assert Box([1], [0], 0, 1).is_empty
        assert Box([0], [1], 2, 1).is_empty
        assert not Box([0, 0], [1, 1], 2, 2).is_empty

    def test_a_set_and_its_cells_narrow_each_other(self) -> None:
        box = Box([0, 0, 0], [2, 2, 2], 0, 6)
        assert box.narrow(frozenset((0, 1)), 3, 4)
        assert not box.narrow(frozenset((0, 1)), 2, 5)
        assert box.binds(frozenset((0, 1)))
        assert box.spread()
        assert (box.low, box.high) == ([1, 1, 0], [2, 2, 2])
        assert box.narrow(frozenset((0, 1, 2)), 4, 4)
        assert (box.least, box.most) == (4, 4)
        box.narrow(frozenset((0, 1)), 4, 4)
        box.narrow(frozenset((2,)), 1, 2)
        assert box.is_empty


class TestSplit:
    def test_a_plain_set_that_is_open(self) -> None:
        assert split("members among town is x >= 2", [1, 0, 1]) == (frozenset((0, 1)), True)
        assert split("members among town is x <= 1", [1, 1, 0]) == (frozenset((0, 1)), False)

    def test_weights_the_heaviest_first_that_is_open(self) -> None:
        assert split("members by area >= 5", [1, 1, 0]) == (frozenset((2,)), True)
        assert split("members by area >= 4", [1, 1, 0], low=(0, 1, 0)) == (frozenset((2,)), True)

    def test_an_equation_goes_the_way_it_lacks(self) -> None:
        assert split("members by area = 3", [1, 0, 1]) == (frozenset((2,)), False)
        assert split("members by area = 6", [1, 1, 0]) == (frozenset((2,)), True)

    def test_what_is_denied_goes_the_other_way(self) -> None:
        assert split("not members among town is x >= 1", [1, 0, 0]) == (frozenset((0, 1)), False)

    def test_one_of_two_that_can_be_helped(self) -> None:
        rule = "members among town is z >= 1 or members among town is y >= 1"
        assert split(rule, [1, 0, 0]) == (frozenset((2,)), True)

    def test_inside_a_rounding(self) -> None:
        rule = "members among town is y >= 1/2 times members among sex is f rounded up"
        assert split(rule, [0, 1, 0]) == (frozenset((2,)), True)
        assert split("0 >= 1/2 of members among sex is f rounded up", [0, 1, 0]) == (frozenset((1, 2)), False)

    def test_groups_to_be_won(self) -> None:
        assert split("blocs town >= 2", [1, 1, 0]) == (frozenset((2,)), True)
        assert split("blocs town = 1", [1, 0, 1]) == (frozenset((0, 1)), False)

    def test_nothing_to_be_helped(self) -> None:
        assert split("members >= 1", [1, 0, 0]) is None

    def test_a_row_is_relieved_by_the_cell_that_can_do_most(self) -> None:
        box = Box([0, 0], [3, 3], 3, 3)
        assert loose_split([Row(((0, 1), (1, 1)), 2)], box, [1, 2]) == (frozenset((1,)), False)
        assert loose_split([Row(((0, -1),), -2)], box, [1, 2]) == (frozenset((0,)), True)
        assert loose_split([Row(((0, 1),), 9)], box, [1, 2]) is None
        assert loose_split([Row(((0, 1),), 0)], Box([1, 0], [3, 3], 3, 3), [1, 2]) is None

    def test_no_value_of_a_balanced_trait_is_open(self) -> None:
        assert uneven_split([[frozenset((0,))]], Box([1], [1], 1, 1), [1]) is None

    def test_a_group_that_is_settled_is_passed_over(self) -> None:
        claim = claims_of(pool("blocs town = 1"))[0]
        box = Box([0, 0, 1], [1, 1, 1], 1, 3)
        assert broken_split(claim, box, [1, 1, 1]) == (frozenset((0, 1)), False)

    def test_any_cell_that_is_open(self) -> None:
        assert open_split(Box([0, 0], [1, 2], 0, 3)) == (frozenset((1,)), False)


class TestFamilies:
    def test_sets_that_cross_on_both_sides_are_loose(self) -> None:
        given = pool()
        town, sex, both = frozenset((0, 1)), frozenset((1, 2)), frozenset((0, 2))
        found = families_of(given, [town, sex, both], [frozenset((0, 1, 2))])
        assert [cells for cells, _ in found.upper] == [town]
        assert len(found.lower) == 2
        assert len(found.loose) == 1


class TestMending:
    def witness(self, *options: int) -> Witness:
        counts = [int(place in options) for place in range(3)]
        return Witness([*options], counts, 0, {})

    def test_one_seat_goes_to_somebody_else(self) -> None:
        rows = [Row(((0, 1), (1, 1)), 1)]
        assert mended(pool(), rows, self.witness(0, 1), Effort(1000)) == [1, 2]

    def test_nobody_can_mend_it(self) -> None:
        given = pool()
        everybody = [Row(((0, 1), (1, 1), (2, 1)), 0)]
        assert mended(given, everybody, self.witness(0, 1), Effort(1000)) is None
        assert mended(given, everybody, self.witness(0, 1, 2), Effort(1000)) is None
        assert mended(given, [Row(((0, 1), (1, 3), (2, 3)), 0)], self.witness(0), Effort(1000)) is None

    def test_what_gets_no_better_comes_to_an_end(self) -> None:
        rows = [Row(((0, 1), (1, 1), (2, 1)), 0)]
        assert mended(pool(), rows, self.witness(0), Effort(1000)) is None

    def test_somebody_may_mend_it_at_once(self) -> None:
        assert mended(pool(), [Row(((0, 1), (2, 3)), 0)], self.witness(0), Effort(1000)) == [1]

    def test_of_very_many_nobody_is_tried(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mending, "_LARGE", 1)
        given = pool()
        assert mended(given, [Row(((0, 1), (1, 1)), 1)], self.witness(0, 1), Effort(1000)) is None


class TestFlows:
    def test_a_floor_counts_evenness_without_a_price(self) -> None:
        given = pool_of(
            problem({"a": (2, 2), "b": (0, 1)}, PEOPLE)._replace(balance=("town", "sex")), want_best=True
        )
        box = Box([0] * 3, [1] * 3, 2, 2)
        found = relaxed(given, box, planned(given, box, spreads_of(given)), Effort(1000))
        assert found is not None

    def test_chains_fill_no_more_than_a_cap_allows(self) -> None:
        given = pool()
        box = Box([0] * 3, [1] * 3, 3, 3)
        box.bounds[frozenset((0, 1))] = (0, 1)
        assert relaxed(given, box, planned(given, box, []), Effort(1000)) is None

    def test_no_flow_has_two_in_one_seat(self) -> None:
        given = pool()
        box = Box([1, 1, 0], [1, 1, 1], 1, 1)
        assert relaxed(given, box, planned(given, box, []), Effort(1000), [1, 1, 1]) is None

    def test_who_has_no_value_is_in_no_group(self) -> None:
        given = problem({"a": (1, 1)}, [person("a", town="x"), person("a", town=None)])
        assert allot(given._replace(balance=("town",))) == (1,)


class TestBranching:
    def test_bounds_may_be_drawn_once_only(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(branching, "_ROUNDS", 1)
        given = problem(ONE, PEOPLE, "members among town is x <= 1", "members among sex is f <= 1")
        assert allot(given) == (0, 2)

    def test_nothing_is_mended_where_there_are_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mending, "_LARGE", 0)
        people = [person("a", area, area=area) for area in (1, 5, 8, 9, 20, 22)]
        assert allot(problem({"a": (0, 3)}, people, "members by area = 30")) == (0, 3, 4)

    def test_no_allotment_with_both_of_a_pair(self) -> None:
        given = pool_of(problem(ONE, PEOPLE)._replace(apart=((0, 1),)), want_best=True)
        assert not is_lawful(given, [1, 1, 0])
        assert is_lawful(given, [1, 0, 1])

    def test_claims_say_the_same_as_the_conditions(self) -> None:
        given = pool("each town: members <= 1")
        claim = All(tuple(claims_of(given)))
        for counts in ([1, 0, 1], [1, 1, 0], [0, 0, 0]):
            point = Box(counts, counts, sum(counts), sum(counts))
            assert decided(claim, point) is is_lawful(given, counts)
