"""Projects within a budget: by votes, by equal shares, ties and reasons."""

import pickle
from fractions import Fraction
from typing import Any

import pytest

from consultgov.errors import ConsultgovError, TallyError, TooLarge
from consultgov.tabulation import budgets as module
from consultgov.tabulation.budgets import BudgetChoice, equal_shares_budget, greedy_budget


def codes(error: ConsultgovError) -> list[str]:
    return [fault.code for fault in error.faults]


def left_out(choice: BudgetChoice) -> dict[str, str]:
    return {name: reason.code for name, reason in choice.left_out}


# --- by votes -------------------------------------------------------------------------------------


def winners(*projects: tuple[int, int, int], budget: int = 1000) -> list[int]:
    """The votes of the projects chosen, of (votes, price, compatible)."""
    votes = {str(each): each for each, _, compatible in projects if compatible}
    costs = {str(each): price for each, price, _ in projects}
    return [int(name) for name in greedy_budget(votes, costs, budget).chosen]


def test_co_1_by_votes_until_the_money_is_spent() -> None:
    assert winners((500, 100, 1), (800, 300, 1), (900, 200, 1), (600, 500, 1)) == [900, 800, 600]


def test_co_3_what_is_not_compatible_is_left_out_before() -> None:
    found = winners((900, 200, 1), (800, 300, 1), (700, 500, 0), (600, 500, 1), (500, 100, 1))
    assert found == [900, 800, 600]


def test_co_5_the_last_that_fits_exactly() -> None:
    found = winners((900, 200, 1), (800, 300, 1), (700, 500, 1), (600, 200, 1), (500, 100, 1))
    assert found == [900, 800, 700]


VOTES = {"road": 900, "park": 800, "bridge": 600, "trees": 500, "gate": 0}
COSTS = {"road": 200, "park": 300, "bridge": 600, "trees": 100, "gate": 1, "unasked": 5}


def test_what_is_too_dear_is_passed_over() -> None:
    found = greedy_budget(VOTES, COSTS, 1000)
    assert found.chosen == ("road", "park", "trees")
    assert left_out(found) == {"bridge": "project-too-dear", "gate": "project-without-votes"}
    assert (found.spent, found.remaining, found.tied) == (600, 400, ())


def test_or_the_list_ends_there() -> None:
    found = greedy_budget(VOTES, COSTS, 1000, skip=False)
    assert found.chosen == ("road", "park")
    assert left_out(found) == {
        "bridge": "project-too-dear",
        "trees": "project-after-the-end",
        "gate": "project-without-votes",
    }


def test_equal_votes_do_not_matter_where_all_fit() -> None:
    assert greedy_budget({"b": 5, "a": 5}, {"a": 3, "b": 4}, 7).chosen == ("a", "b")
    assert greedy_budget({"b": 5, "a": 5}, {"a": 3, "b": 9}, 7).chosen == ("a",)


def test_equal_votes_are_a_tie_where_not_all_fit() -> None:
    votes, costs = {"a": 9, "b": 5, "c": 5, "d": 5, "e": 1}, {"a": 1, "b": 3, "c": 4, "d": 7, "e": 1}
    tied = greedy_budget(votes, costs, 6)
    assert (tied.chosen, tied.tied, tied.remaining) == (("a",), ("b", "c"), 5)
    settled = greedy_budget(votes, costs, 6, ties=["c", "b"])
    assert settled.chosen == ("a", "c", "e")
    assert left_out(settled) == {"b": "project-too-dear", "d": "project-too-dear"}
    assert "tie-settled-by-order" in [each.code for each in settled.steps]


def test_where_the_list_ends_a_dear_one_is_tied_too() -> None:
    votes, costs = {"a": 5, "b": 5}, {"a": 3, "b": 9}
    assert greedy_budget(votes, costs, 5, skip=False).tied == ("a", "b")
    assert greedy_budget(votes, costs, 5, skip=False, ties=["a"]).tied == ("a", "b")
    assert greedy_budget(votes, costs, 5, skip=False, ties=["b", "a"]).chosen == ()
    assert greedy_budget(votes, costs, 5, skip=False, ties=["a", "b"]).chosen == ("a",)
    none = greedy_budget(votes, costs, 2, skip=False)
    assert left_out(none) == {"a": "project-too-dear", "b": "project-after-the-end"}


def test_money_is_exact() -> None:
    found = greedy_budget({"a": 2, "b": 1}, {"a": "0.1", "b": "0.2"}, "0.3")  # type: ignore[dict-item,arg-type]
    assert found.chosen == ("a", "b")
    assert (found.spent, found.remaining) == (Fraction(3, 10), 0)


# --- equal shares ---------------------------------------------------------------------------------


def test_a_minority_pays_for_its_own() -> None:
    papers = [(["road", "square"], 60), (["trees"], 40)]
    costs = {"road": 60, "square": 40, "trees": 40}
    assert greedy_budget({"road": 60, "square": 60, "trees": 40}, costs, 100).chosen == ("road", "square")
    found = equal_shares_budget(papers, costs, 100, utility="one")
    assert found.chosen == ("square", "trees")
    assert left_out(found) == {"road": "project-not-affordable"}
    assert found.remaining == 20


def test_the_worth_of_a_project_decides_which_comes_first() -> None:
    papers = [(["road"], 6), (["park", "trees"], 4)]
    costs = {"road": 60, "park": 30, "trees": 20, "unasked": 1}
    tied = equal_shares_budget(papers, costs, 100)
    assert (tied.chosen, tied.tied) == (("road",), ("park", "trees"))
    settled = equal_shares_budget(papers, costs, 100, ties=["trees", "park"])
    assert settled.chosen == ("road", "trees")
    assert left_out(settled) == {"unasked": "project-without-votes", "park": "project-not-affordable"}
    assert equal_shares_budget(papers, costs, 100, utility="one").chosen == ("trees", "road")


def test_one_who_has_less_pays_all_she_has() -> None:
    papers = [(["a", "c"], 1), (["b", "c"], 1), (["c"], 1)]
    found = equal_shares_budget(papers, {"a": 5, "b": 2, "c": 12}, 15, utility="one")
    assert found.chosen == ("b", "c")
    assert found.steps[1].facts["figure"] == "4.5"
    assert (found.spent, found.remaining) == (14, 1)


def test_projects_without_a_common_paper_are_paid_for_together() -> None:
    found = equal_shares_budget([(["b"], 1), (["a"], 1)], {"a": 1, "b": 1}, 2)
    assert (found.chosen, found.tied) == (("a", "b"), ())
    assert equal_shares_budget([], {"a": 1}, 5).chosen == ()


# --- values and faults ----------------------------------------------------------------------------


def test_a_choice_explains_itself_and_is_kept() -> None:
    found = greedy_budget(VOTES, COSTS, 1000)
    english = found.explain().splitlines()
    assert english[0] == "road is chosen with 900: it costs 200, and 800 is left."
    assert english[-1] == "Spent: 600; left: 400."
    assert "bridge未入选：费用600，只剩500。" in found.explain("zh")
    tied = greedy_budget({"a": 1, "b": 1}, {"a": 1, "b": 1}, 1)
    assert "Tied for the 1 that is left: a and b." in tied.explain()
    assert tied.to_dict()["tied"] == ["a", "b"]
    assert found.to_dict()["remaining"] == "400"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert dir(module) == module.__all__


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"costs": {"a": 1}}, ["missing-cost"]),
        ({"costs": {"a": 0, "b": -1}}, ["negative-number", "negative-number"]),
        ({"budget": -1}, ["negative-number"]),
        ({"budget": 0.5}, ["float"]),
        ({"votes": {"a": -1}}, ["negative-number"]),
        ({"votes": {}}, ["no-options"]),
        ({"ties": ["x"]}, ["unknown-option"]),
        ({"skip": "no"}, ["not-a-truth"]),
    ],
)
def test_what_makes_no_sense_is_refused(change: dict[str, Any], expected: list[str]) -> None:
    given: dict[str, Any] = {"votes": {"a": 1, "b": 1}, "costs": {"a": 1, "b": 1}, "budget": 1, **change}
    votes, costs, budget = given.pop("votes"), given.pop("costs"), given.pop("budget")
    with pytest.raises(TallyError) as caught:
        greedy_budget(votes, costs, budget, **given)
    assert codes(caught.value) == expected


def test_a_utility_that_is_none_and_too_many_projects_are_refused() -> None:
    with pytest.raises(TallyError, match="utility must be one of"):
        equal_shares_budget([], {"a": 1}, 1, utility="joy")
    names = [str(each) for each in range(5000)]
    with pytest.raises(TooLarge):
        equal_shares_budget([(names, 1)], dict.fromkeys(names, 1), 10)
