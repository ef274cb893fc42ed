"""Chains of people who move up."""

from __future__ import annotations

from consultgov.composition.allotting.effort import Effort
from consultgov.composition.allotting.flows import seated
from consultgov.composition.allotting.networks import Network


class TestSeated:
    def test_the_least_number_of_each_post_comes_first(self) -> None:
        found = seated([(0, 2), (1, 1)], [[0, 1], [0, 1]], [0, 0], [2], 1)
        assert sorted(found.seats) == [-1, 1]

    def test_somebody_moves_so_that_somebody_else_can_sit(self) -> None:
        found = seated([(1, 1), (1, 1)], [[0, 1], [0]], [0, 0], [2], 2)
        assert found.seats == [1, 0]
        assert not found.short

    def test_somebody_gives_way_to_one_of_her_own_group(self) -> None:
        # 0 and 1 are of one employer, which may send one; only 1 can take the second post
        found = seated([(1, 1), (1, 1)], [[0], [1], [0]], [0, 0, 1], [1, 1], 2)
        assert found.seats == [-1, 1, 0]

    def test_a_full_group_is_looked_into_once(self) -> None:
        found = seated([(1, 1), (1, 1)], [[0], [1], [1]], [0, 0, 0], [1], 2)
        assert found.short == {0, 1}

    def test_posts_that_too_few_may_take_are_told(self) -> None:
        eligible = [[0, 1, 2], [0, 1, 2], [3]]
        found = seated([(1, 1)] * 4, eligible, [0] * 3, [3], 4)
        assert found.short == {0, 1, 2}

    def test_no_more_than_the_most_of_all(self) -> None:
        found = seated([(0, 3)], [[0]] * 3, [0] * 3, [3], 2)
        assert found.seats == [0, 0, -1]

    def test_a_post_is_filled_as_far_as_it_can_be(self) -> None:
        found = seated([(1, 3), (0, 1)], [[0], [0, 1]], [0, 0], [2], 4)
        assert found.seats == [0, 0]
        assert not found.short

    def test_nobody_and_no_post(self) -> None:
        assert seated([], [], [], [], 0).seats == []


class TestNetwork:
    def test_what_no_arc_leads_to_takes_no_part(self) -> None:
        network = Network(4)
        idle = network.arc(1, 3, 1, 0)
        network.arc(0, 2, 1, 0)
        network.arc(2, 3, 1, 0)
        assert network.cheapest(2, Effort(100)) == 1
        assert network.flow(idle) == 0
        assert network.surcharge(idle) == 0

    def test_a_dearer_arc_has_a_surcharge(self) -> None:
        network = Network(2)
        cheap, dear = network.arc(0, 1, 1, 3), network.arc(0, 1, 1, 5)
        assert network.cheapest(1, Effort(100)) == 0
        assert (network.flow(cheap), network.flow(dear)) == (1, 0)
        assert network.surcharge(dear) == 2

    def test_a_flow_goes_back_where_that_is_cheaper(self) -> None:
        # source 0, two people 1 and 2, two posts 3 and 4, sink 5
        network = Network(6)
        network.arc(0, 1, 1, 0)
        network.arc(0, 2, 1, 0)
        best = network.arc(1, 3, 1, -3)
        moved = network.arc(1, 4, 1, -2)
        only = network.arc(2, 3, 1, -2)
        network.arc(3, 5, 1, 0)
        network.arc(4, 5, 1, 0)
        assert network.cheapest(2, Effort(100)) == 0
        assert (network.flow(best), network.flow(moved), network.flow(only)) == (0, 1, 1)
