"""Score then automatic runoff, for one seat and for several, with every way to settle a tie."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from consultgov.errors import ConsultgovError, TooLarge
from consultgov.tabulation import Tabulation, Tie, star

THREE = ["A", "B", "C"]


def steps(found: Tabulation) -> list[str]:
    """Everything that was decided."""
    return [step.code for each in found.rounds for step in each.steps]


def codes(call: Callable[[], object]) -> list[str]:
    """The codes of everything that a call refuses."""
    with pytest.raises(ConsultgovError) as caught:
        call()
    return [fault.code for fault in caught.value.faults]


def test_the_capital_of_tennessee() -> None:
    """The textbook shares of voters; the scores are made up from the distances."""
    papers = [
        ({"M": 5, "N": 2, "C": 1, "K": 0}, 42),
        ({"M": 0, "N": 5, "C": 2, "K": 1}, 26),
        ({"M": 0, "N": 3, "C": 5, "K": 4}, 15),
        ({"M": 0, "N": 2, "C": 4, "K": 5}, 17),
    ]
    found = star(papers, ["M", "N", "C", "K"])
    assert found.elected == ("N",)
    assert found.scores == {"M": 210, "N": 293, "C": 237, "K": 171}
    assert found.rounds[1].votes == {"N": 68, "C": 32}
    assert found.explain() == (
        "Round 1: M 210, N 293, C 237, K 171.\n  To the runoff go N and C.\nRound 2: N 68, C 32.\nElected: N."
    )


def test_papers_that_score_both_alike_are_exhausted_in_the_runoff() -> None:
    found = star([({"A": 5, "B": 4}, 2), ({"A": 3, "B": 3}, 3), ({"B": 1}, "0.5"), ({}, 1)], THREE)
    assert found.rounds[1].votes == {"A": 2, "B": Fraction(1, 2)}
    assert found.rounds[1].exhausted == 4


def test_the_runoff_may_turn_the_order_of_the_sums() -> None:
    found = star([({"A": 5}, 2), ({"A": 2, "B": 3}, 3)], ["A", "B"])
    assert found.scores == {"A": 16, "B": 9}
    assert found.elected == ("B",)


# --- several seats --------------------------------------------------------------------------------


def test_a_bloc_is_elected_one_by_one_without_the_winners_before() -> None:
    papers = [({"A": 5, "B": 4, "C": 1}, 3), ({"A": 4, "B": 5, "C": 0}, 2), ({"C": 5}, 2)]
    found = star(papers, THREE, seats=3)
    assert (found.elected, found.tie) == (("A", "B", "C"), None)
    assert [list(each.votes) for each in found.rounds] == [
        ["A", "B", "C"],
        ["A", "B"],
        ["B", "C"],
        ["B", "C"],
        ["C"],
    ]
    assert steps(found)[-1] == "last-one-left"
    assert star([], ["A"]).elected == ("A",)


def test_a_tie_stops_the_count_with_those_elected_before() -> None:
    papers = [({"A": 5, "D": 4, "B": 3, "C": 1}, 1), ({"A": 5, "D": 4, "B": 1, "C": 3}, 1)]
    found = star(papers, [*THREE, "D"], seats=2)
    assert (found.elected, found.tie) == (("A",), Tie(("B", "C"), 1, "runoff"))
    settled = star(papers, [*THREE, "D"], seats=3, ties=["C", "B"])
    assert settled.elected == ("A", "D", "C")
    assert steps(settled)[-1] == "tie-settled-by-order"


# --- ties for the runoff --------------------------------------------------------------------------


def test_whoever_loses_most_pairs_among_those_tied_is_left_out() -> None:
    papers = [({"A": 5, "B": 3, "C": 2}, 2), ({"A": 5, "C": 2, "B": 0}, 1)]
    found = star(papers, THREE)
    assert found.scores == {"A": 15, "B": 6, "C": 6}
    assert steps(found) == ["tie-settled-head-to-head", "runoff-between"]
    assert found.rounds[0].steps[0].facts == {"options": ["B", "C"], "chosen": ["B"]}


CIRCLE = [
    ({"A": 5, "B": 4, "C": 3, "D": 4}, 1),
    ({"B": 5, "C": 4, "A": 3, "D": 4}, 1),
    ({"C": 5, "A": 4, "B": 3, "D": 4}, 1),
]
"""Constructed: A beats B, B beats C and C beats A, and D is even with each of them; all have 12."""


def test_nothing_in_the_papers_tells_a_circle_apart() -> None:
    papers = [({name: mark for name, mark in paper.items() if name != "D"}, 1) for paper, _ in CIRCLE]
    found = star(papers, THREE)
    assert found.tie == Tie(("A", "B", "C"), 2, "runoff")
    assert (found.elected, steps(found)) == ((), [])
    settled = star(papers, THREE, ties=["C", "A", "B"])
    assert steps(settled) == ["tie-settled-by-order", "runoff-between"]
    assert settled.elected == ("C",)


def test_whoever_is_left_out_first_leaves_others_tied() -> None:
    papers = [*CIRCLE, ({"A": 3, "B": 3, "C": 3, "D": 1}, 2), ({"D": 4}, 1)]
    found = star(papers, [*THREE, "D"])
    assert set(found.scores.values()) == {18}
    assert found.tie == Tie(("A", "B", "C"), 2, "runoff")
    assert found.rounds[0].steps[0].facts == {"options": ["A", "B", "C", "D"], "chosen": ["A", "B", "C"]}


def test_some_of_those_tied_may_be_sure_of_a_place_and_others_still_tied() -> None:
    found = star(CIRCLE, [*THREE, "D"])
    assert found.tie == Tie(("A", "B", "C"), 1, "runoff")
    assert found.rounds[0].steps[0].facts["chosen"] == ["D", "A", "B", "C"]
    settled = star(CIRCLE, [*THREE, "D"], ties=["B", "A", "C"])
    assert settled.rounds[0].steps[-1].facts == {"options": ["D", "B"]}


def test_then_whoever_has_fewest_scores_of_five_is_left_out() -> None:
    papers = [({"A": 5, "B": 5, "C": 3}, 1), ({"A": 5, "B": 1, "C": 3}, 1)]
    found = star(papers, THREE)
    assert found.scores == {"A": 10, "B": 6, "C": 6}
    assert steps(found) == ["tie-settled-by-top-scores", "runoff-between"]
    assert found.rounds[0].steps[0].facts == {"options": ["B", "C"], "chosen": ["B"]}
    assert found.explain().splitlines()[1] == (
        "  Of B and C, who are tied, these have most of the highest scores: B."
    )


# --- ties in the runoff ---------------------------------------------------------------------------


def test_a_tie_in_the_runoff_goes_to_the_higher_sum() -> None:
    found = star([({"A": 5, "B": 1}, 1), ({"A": 2, "B": 3}, 1)], ["A", "B"])
    assert (found.elected, steps(found)) == (("A",), ["runoff-between", "tie-settled-by-score"])
    assert found.explain("zh").splitlines()[-2] == "  A和B票数相等，A的总分较高。"


def test_then_to_more_scores_of_five() -> None:
    found = star([({"A": 5, "B": 3}, 1), ({"A": 2, "B": 4}, 1)], ["A", "B"])
    assert (found.elected, steps(found)) == (("A",), ["runoff-between", "tie-settled-by-top-scores"])


def test_then_the_order_decides_or_the_count_stops() -> None:
    papers = [({"A": 5, "B": 3}, 1), ({"A": 3, "B": 5}, 1)]
    assert star(papers, ["A", "B"]).tie == Tie(("A", "B"), 1)
    assert star(papers, ["A", "B"], ties=["B", "A"]).elected == ("B",)


# --- bad input ------------------------------------------------------------------------------------


def test_all_that_is_wrong_is_said_at_once() -> None:
    papers = [({"A": 6}, 1), ({"B": -1}, 1), ({"X": 1}, 1)]
    assert codes(lambda: star(papers, THREE, seats=4, ties=["Y"])) == [
        "too-few-options",
        "score-out-of-range",
        "score-out-of-range",
        "unknown-option",
        "unknown-option",
    ]
    with pytest.raises(TooLarge, match="at most 100"):
        star([], map(str, range(101)))
