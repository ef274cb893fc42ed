"""Committees seat by seat: Thiele, Phragmén, equal shares; ties that matter and ties that do not."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from consultgov.errors import ConsultgovError, TallyError, TooLarge
from consultgov.tabulation import sequential as module
from consultgov.tabulation.counts import Tabulation, Tie
from consultgov.tabulation.paying import price
from consultgov.tabulation.sequential import (
    Completion,
    equal_shares,
    phragmen,
    sequential_proportional_approval,
)

METHODS: list[Callable[..., Tabulation]] = [equal_shares, phragmen, sequential_proportional_approval]


def steps(count: Tabulation) -> list[list[str]]:
    return [[step.code for step in each.steps] for each in count.rounds]


def codes(error: ConsultgovError) -> list[str]:
    return [fault.code for fault in error.faults]


# --- on-chain elections ---------------------------------------------------------------------------


def elected(
    stakes: list[tuple[list[str], int]], standing: str, runners_up: int
) -> tuple[list[str], list[str]]:
    """The members and the runners-up, the best first, of a council of two."""
    count = phragmen(stakes, [*standing], 2, runners_up=runners_up)
    names = [name for tier in count.order for name in tier]
    return list(count.elected), names[len(count.elected) :]


def test_ep_01_runners_up_are_kept_in_order_of_merit() -> None:
    stakes = [(["3"], 20), (["2"], 30), (["5"], 40), (["4"], 50)]
    assert elected(stakes, "5432", 2) == (["4", "5"], ["2", "3"])


def test_ep_03_a_runner_up_is_outdone() -> None:
    stakes = [(["2"], 20), (["4"], 40), (["5"], 50)]
    assert elected(stakes, "542", 1) == (["5", "4"], ["2"])
    assert elected([*stakes, (["3"], 30)], "5423", 1) == (["5", "4"], ["3"])


def test_ep_05_without_backing_nobody_has_a_seat() -> None:
    stakes = [(["3"], 20), (["3"], 30), (["4"], 40), (["5"], 50)]
    assert sorted(elected(stakes, "543", 0)[0]) == ["3", "5"]
    empty = phragmen([], [*"543"], 2)
    assert (empty.elected, empty.tie) == ((), None)
    assert empty.rounds[0].steps[0].facts["places"] == 2


def test_ep_07_nobody_is_there_to_follow() -> None:
    stakes = [(["5"], 50), (["4"], 40)]
    assert elected(stakes, "54", 2) == (["5", "4"], [])


def test_ep_09_the_same_stakes_elect_the_same() -> None:
    stakes = [(["5"], 50), (["4"], 40), (["3"], 30), (["2"], 20)]
    assert elected(stakes, "5432", 2) == elected(stakes[::-1], "2345", 2) == (["5", "4"], ["3", "2"])


# --- Phragmén -------------------------------------------------------------------------------------

OLD_AND_NEW = [([*"abc"], 1034), ([*"pqr"], 519), ([*"abq"], 90), ([*"apq"], 47)]
"""The example with which Phragmén and Thiele are often compared; two parties and some split papers."""


def test_loads_are_shared_and_exact() -> None:
    papers = [(["a", "b"], 2), (["b", "c"], 1)]
    count = phragmen(papers, ["a", "b", "c"], 2)
    assert count.elected == ("b", "a")
    assert dict(count.rounds[0].votes) == {"a": Fraction(1, 2), "b": Fraction(1, 3), "c": 1}
    assert dict(count.rounds[1].votes) == {"a": Fraction(5, 6), "c": Fraction(4, 3)}
    assert steps(count) == [["taken-by-load"], ["taken-by-load"]]


def test_the_larger_party_has_the_first_seats() -> None:
    for method in (phragmen, sequential_proportional_approval):
        assert method(OLD_AND_NEW, [*"abcpqr"], 3, ties=[*"abcpqr"]).elected == ("a", "q", "b")


def test_a_tie_among_runners_up_is_their_last_tier() -> None:
    stakes = [(["a"], 3), (["b"], 2), (["c"], 1), (["d"], 1), (["e"], 1)]
    count = phragmen(stakes, [*"abcde"], 1, runners_up=3)
    assert count.tie is None
    assert count.order == (("a",), ("b",), ("c", "d", "e"))
    seated = phragmen(stakes, [*"abcde"], 4, runners_up=1)
    assert seated.tie == Tie(("c", "d", "e"), 2)
    assert seated.elected == ("a", "b")
    assert seated.order == (("a",), ("b",))


# --- ties -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_it_does_not_matter_which_comes_first_of_options_without_a_common_paper(
    method: Callable[..., Tabulation],
) -> None:
    papers = [(["a"], 1), (["b"], 1), (["c"], 1)]
    count = method(papers, ["c", "b", "a"], 3)
    assert (count.elected, count.tie) == (("c", "b", "a"), None)
    assert count.order == (("c", "b", "a"),)


@pytest.mark.parametrize("method", METHODS)
def test_it_matters_where_a_paper_approves_of_two(method: Callable[..., Tabulation]) -> None:
    papers = [(["a", "b"], 4), (["c"], 2)]
    tied = method(papers, ["a", "b", "c"], 3)
    assert (tied.elected, tied.tie) == ((), Tie(("a", "b"), 1))
    settled = method(papers, ["a", "b", "c"], 3, ties=["b", "a"])
    assert settled.elected[:1] == ("b",)
    assert steps(settled)[0][0] == "tie-settled-by-order"


def test_more_than_there_are_seats_for_are_tied_for_all_of_them() -> None:
    papers = [(["a"], 1), (["b"], 1), (["c"], 1)]
    assert phragmen(papers, ["a", "b", "c"], 2).tie == Tie(("a", "b", "c"), 2)
    assert phragmen(papers, ["a", "b", "c"], 2, ties=["c", "a", "b"]).elected == ("c", "a")
    assert phragmen(papers, ["a", "b", "c"], 2, ties=["c", "a"]).elected == ()


# --- Thiele ---------------------------------------------------------------------------------------


def test_a_paper_counts_half_once_it_has_one_of_its_own() -> None:
    papers = [(["a", "b"], 5), (["c"], 3), (["d"], 1)]
    count = sequential_proportional_approval(papers, [*"abcd"], 3, ties=["a", "b"])
    assert count.elected == ("a", "c", "b")
    assert dict(count.rounds[1].votes) == {"b": Fraction(5, 2), "c": 3, "d": 1}
    assert count.method == "sequential_pav"


# --- equal shares ---------------------------------------------------------------------------------

SPLIT = [(["a", "b"], 4), (["c"], 3), (["d"], 1)]


def test_what_nobody_can_pay_for_stays_open() -> None:
    count = equal_shares(SPLIT, [*"abcd"], 3, ties=["a", "b"])
    assert count.elected == ("a", "c")
    assert steps(count)[-1] == ["taken-by-price", "seats-left-open"]
    assert count.rounds[-1].steps[-1].facts["places"] == 1


def test_what_stays_open_may_be_filled_by_loads() -> None:
    count = equal_shares(SPLIT, [*"abcd"], 3, completion=Completion.PHRAGMEN, ties=["a", "b"])
    assert count.elected == ("a", "c", "b")
    assert dict(count.rounds[-1].votes) == {"b": Fraction(1, 2), "d": 1}


def test_a_paper_that_approves_of_nobody_keeps_its_part() -> None:
    assert equal_shares([(["a"], 1), ([], 1)], ["a", "b"], 1).elected == ()
    assert equal_shares([], ["a", "b"], 1).elected == ()


def test_one_who_has_less_pays_all_of_it() -> None:
    assert price(10, [(2, 1), (9, 2)]) == 4
    assert price(10, [(1, 1), (2, 1), (9, 1)]) == 7
    assert price(10, [(2, 1), (3, 2)]) is None
    assert price(1, []) is None


# --- explained, refused ---------------------------------------------------------------------------


def test_counts_explain_themselves() -> None:
    assert (
        "a is taken: her backers pay the least, 0.25 each at most."
        in equal_shares(SPLIT, [*"abcd"], 3, ties=["a", "b"]).explain()
    )
    assert "a入选：其赞成者的负担最小，每票0.25。" in phragmen(SPLIT, [*"abcd"], 3, ties=["a", "b"]).explain(
        "zh"
    )
    assert dir(module) == module.__all__


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seats": 5}, "too-few-options"),
        ({"seats": 0}, "bad-seats"),
        ({"options": ["a", "a"]}, "option-twice"),
        ({"papers": [(["x"], 1)]}, "unknown-option"),
        ({"papers": [(["a"], -1)]}, "negative-number"),
        ({"ties": ["x"]}, "unknown-option"),
    ],
)
def test_what_makes_no_sense_is_refused(
    method: Callable[..., Tabulation], change: dict[str, Any], code: str
) -> None:
    given: dict[str, Any] = {"papers": SPLIT, "options": [*"abcd"], "seats": 2, "ties": [], **change}
    papers, options, seats = given.pop("papers"), given.pop("options"), given.pop("seats")
    with pytest.raises(TallyError) as caught:
        method(papers, options, seats, **given)
    assert code in codes(caught.value)


def test_a_completion_and_a_number_of_runners_up_that_are_none_are_refused() -> None:
    with pytest.raises(TallyError, match="completion must be one of"):
        equal_shares(SPLIT, [*"abcd"], 2, completion="lot")
    with pytest.raises(TallyError, match="must be a whole number"):
        phragmen(SPLIT, [*"abcd"], 2, runners_up=-1)


def test_a_count_that_would_take_too_long_is_refused() -> None:
    names = [str(each) for each in range(5000)]
    with pytest.raises(TooLarge):
        phragmen([(names, 1)], names, 5000)
