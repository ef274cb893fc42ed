"""Committees by Thiele's rule: the best, all that are tied, and searches that are refused."""

import pickle
from fractions import Fraction

import pytest

from consultgov.errors import TallyError, TooLarge
from consultgov.tabulation import committees as module
from consultgov.tabulation.committees import Committees, proportional_approval
from consultgov.tabulation.counts import Tie

SEVEN = [*"abcdefg"]
BLOCS = [(["a", "b", "c"], 5), (["d", "e"], 3), (["f", "g"], 2)]


def test_py_13_twelve_committees_are_tied() -> None:
    found = proportional_approval(BLOCS, SEVEN, 4)
    assert len(found.committees) == 12
    assert all(
        [sum(name in bloc for name in each) for bloc, _ in BLOCS] == [2, 1, 1] for each in found.committees
    )
    assert found.score == Fraction(25, 2)
    assert found.certain == ()
    assert found.tie == Tie(tuple(SEVEN), 4)


def test_one_committee_is_the_best() -> None:
    found = proportional_approval([(["a", "b"], 3), (["b", "c"], 2), (["c"], 4)], ["a", "b", "c"], 2)
    assert found.committees == (("b", "c"),)
    assert (found.score, found.certain, found.tie) == (10, ("b", "c"), None)


def test_papers_may_have_weights_that_are_no_whole_numbers() -> None:
    found = proportional_approval([(["a"], "1/3"), (["b"], "0.25")], ["a", "b"], 1)
    assert (found.committees, found.score) == ((("a",),), Fraction(1, 3))


def test_options_without_approval_fill_up_a_committee() -> None:
    found = proportional_approval([(["a"], 1)], ["a", "b", "c"], 2)
    assert found.committees == (("a", "b"), ("a", "c"))
    assert found.certain == ("a",)
    assert found.tie == Tie(("b", "c"), 1)
    assert len(proportional_approval([], ["a", "b", "c"], 2).committees) == 3


def test_the_result_explains_itself_and_is_kept() -> None:
    found = proportional_approval([(["a"], 1)], ["a", "b", "c"], 2)
    assert found.explain() == (
        "The best score is 1; committees that reach it: 2.\nElected: a.\nTied for 1 of the seats: b and c."
    )
    assert found.explain("zh").startswith("最高得分为1，达到该得分的组合有2个。")
    assert len(proportional_approval(BLOCS, SEVEN, 4).account()) == 2
    assert found.to_dict() == {
        "method": "proportional_approval",
        "committees": [["a", "b"], ["a", "c"]],
        "score": "1",
    }
    copied = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert copied == found == Committees("proportional_approval", found.committees, 1)
    assert dir(module) == module.__all__


def test_a_search_that_would_take_too_long_is_refused_before_it_starts() -> None:
    names = [str(each) for each in range(60)]
    with pytest.raises(TooLarge, match="committees times papers") as caught:
        proportional_approval([(names, 1)], names, 30)
    assert caught.value.size > caught.value.limit
    many = [str(each) for each in range(1000)]
    with pytest.raises(TooLarge, match="seats of a committee"):
        proportional_approval([(many, 1)], many, 1000)


def test_options_papers_and_seats_that_are_none_are_refused() -> None:
    with pytest.raises(TallyError, match="must not be more than"):
        proportional_approval(BLOCS, SEVEN, 8)
    with pytest.raises(TallyError, match="must name options"):
        proportional_approval(BLOCS, ["a", "b"], 1)
