"""Approvals and points: an order of merit by sums, ties as tiers."""

from fractions import Fraction

import pytest

from consultgov.errors import TallyError
from consultgov.tabulation import approval, points

OPTIONS = ["A", "B", "C"]


def test_whoever_is_named_most_comes_first() -> None:
    found = approval([(["A", "B"], 3), (["B"], 2), (["C"], 3), ([], 4)], OPTIONS)
    assert (found.method, found.order, found.elected) == ("approval", (("B",), ("A", "C")), ())
    assert found.scores == found.rounds[0].votes == {"A": 3, "B": 5, "C": 3}
    assert found.explain() == "Round 1: A 3, B 5, C 3."


def test_votes_may_be_weighed_exactly() -> None:
    found = approval([(["A"], "89.30"), (["B"], Fraction(1, 3)), (["B"], Fraction(2, 3))], OPTIONS)
    assert found.scores == {"A": Fraction(893, 10), "B": 1, "C": 0}
    assert type(found.scores["B"]) is int


def test_points_are_summed() -> None:
    """Constructed: three points to a paper, on one option or shared out."""
    found = points([({"A": 3}, 2), ({"A": 1, "B": 2}, 3), ({"C": "1.5", "B": "1.5"}, 2)], OPTIONS)
    assert found.scores == {"A": 9, "B": 9, "C": 3}
    assert found.order == (("A", "B"), ("C",))
    with pytest.raises(TallyError, match="must be 0 or more"):
        points([({"A": -1}, 1)], OPTIONS)


def test_nobody_is_named_at_all() -> None:
    assert approval([], OPTIONS).order == (("A", "B", "C"),)
