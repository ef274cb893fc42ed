"""A lot decides among those who were in it; a tie with anybody else waits for another one."""

from collections.abc import Callable

import pytest

from consultgov.people import Trait
from consultgov.tabulation.apportionment import highest_averages, largest_remainder
from consultgov.tabulation.counts import Tabulation, Tie
from consultgov.tabulation.filling import fill
from consultgov.tabulation.first_choices import contingent
from consultgov.tabulation.limits import Cap, Floor, Remedy
from consultgov.tabulation.runoffs import instant_runoff
from consultgov.tabulation.sequential import phragmen, sequential_proportional_approval
from consultgov.tabulation.settling import first_of, in_order

Traits = dict[str, dict[str, Trait]]

PAPERS = [
    ("C>A>B", 1),
    ("A>B>C", 2),
    ("C>B>A", 2),
    ("B", 2),
    ("A", 1),
    ("C>A", 1),
    ("B>A>C", 1),
]
"""Constructed: A and B are lowest; without B, A and C have four each."""


def test_an_order_that_lacks_one_of_those_tied_says_nothing() -> None:
    assert in_order(["a", "b", "c"], ["b", "a"]) is None
    assert first_of(["a", "b"], 1, ["b"]) is first_of(["a", "b"], 1, []) is None
    assert first_of(["a", "b"], 1, ["c", "b", "a"]) == ("b",)


def test_where_there_is_no_place_there_is_nothing_to_draw() -> None:
    assert first_of(["a", "b"], 0, []) == ()
    assert largest_remainder({"A": 3, "B": 3}, 2).tie is None


def test_a_lot_for_an_exclusion_does_not_decide_the_runoff() -> None:
    options = ["A", "B", "C"]
    assert instant_runoff(PAPERS, options, back=False).tie == Tie(("A", "B"), 1, "exclusion")
    found = instant_runoff(PAPERS, options, back=False, ties=("A", "B"))
    assert (found.elected, found.tie) == ((), Tie(("A", "C"), 1, "seat"))
    assert found.rounds[-1].votes == {"A": 4, "C": 4}
    for whole, winner in (("ABC", "A"), ("ACB", "A"), ("CAB", "C")):
        assert instant_runoff(PAPERS, options, back=False, ties=[*whole]).elected == (winner,)


def test_a_lot_for_the_runoff_does_not_decide_it() -> None:
    papers, options = [("X", 4), ("A", 2), ("B>A", 2)], ["A", "B", "X"]
    assert contingent(papers, options).tie == Tie(("A", "B"), 1, "runoff")
    found = contingent(papers, options, ties=["A", "B"])
    assert (found.elected, found.tie) == ((), Tie(("A", "X"), 1))
    assert contingent(papers, options, ties=["X", "A", "B"]).elected == ("X",)


@pytest.mark.parametrize("method", [sequential_proportional_approval, phragmen])
def test_a_lot_for_one_seat_does_not_decide_the_next(
    method: Callable[..., Tabulation],
) -> None:
    papers, options = [(["a", "b"], 4), (["c"], 2)], ["a", "b", "c"]
    assert method(papers, options, 2).tie == Tie(("a", "b"), 1)
    found = method(papers, options, 2, ties=["a", "b"])
    assert (found.elected, found.tie) == (("a",), Tie(("b", "c"), 1))
    assert method(papers, options, 2, ties=["a", "b", "c"]).elected == ("a", "b")
    assert method(papers, options, 2, ties=["c", "a", "b"]).elected == ("a", "c")


def test_a_lot_among_some_lists_does_not_decide_among_more() -> None:
    votes = {"A": 20, "B": 20, "C": 20}
    tied = highest_averages(votes, 4)
    assert tied.tie == Tie(("A", "B", "C"), 1)
    assert highest_averages(votes, 4, ties=["B", "A"]) == tied
    assert highest_averages(votes, 4, ties=["B", "A", "C"]).elected[-1] == "B"


def test_a_lot_in_a_group_does_not_decide_who_moves_up() -> None:
    traits: Traits = {name: {"clan": "Li" if name in "ab" else None} for name in "abcde"}
    cap = Cap("clan", 1, remedy=Remedy.LOT)
    found = fill("a>b>c=d=e", 3, traits=traits, caps=[cap], ties=["b", "a", "c", "d"])
    assert (found.elected, found.tie) == (("b",), Tie(("c", "d", "e"), 2))
    whole = fill("a>b>c=d=e", 3, traits=traits, caps=[cap], ties=["b", "a", "c", "e", "d"])
    assert whole.elected == ("b", "c", "e")


def test_a_lot_among_some_of_a_tier_does_not_decide_for_a_floor() -> None:
    traits: Traits = {name: {"gender": "woman" if name in "cd" else "man"} for name in "abcd"}
    floors = [Floor("gender", "woman")]
    tied = fill("a=b=c=d", 2, traits=traits, floors=floors)
    assert tied.tie == Tie(("a", "b", "c", "d"), 2)
    assert fill("a=b=c=d", 2, traits=traits, floors=floors, ties=["a", "b", "c"]) == tied
    assert fill("a=b=c=d", 2, traits=traits, floors=floors, ties=[*"abdc"]).elected == ("a", "d")
