"""Papers as callers give them: read exactly, put together where equal, refused with all that is wrong."""

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

import pytest

from consultgov.errors import ConsultgovError, TallyError, TooLarge
from consultgov.tabulation import profiles, ranking

OPTIONS = ("A", "B", "C")


def codes(call: Callable[[], object]) -> list[str]:
    """The codes of everything that a call refuses."""
    with pytest.raises(ConsultgovError) as caught:
        call()
    return [fault.code for fault in caught.value.faults]


# --- options, seats, orders -----------------------------------------------------------------------


def test_options_are_names_each_once() -> None:
    assert profiles.options_of(["B", "A"]) == ("B", "A")
    assert profiles.options_of(name for name in ["e\u0301"]) == ("é",)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "no-options"),
        (["A", "B", "A"], "option-twice"),
        (["é", "e\u0301"], "option-twice"),
        ([" "], "bad-name"),
        ([1], "bad-name"),
        ("AB", "not-a-list"),
        ({"A": 1}, "not-a-list"),
        (7, "not-a-list"),
    ],
)
def test_what_are_no_options_is_refused(given: object, code: str) -> None:
    assert codes(lambda: profiles.options_of(given)) == [code]


def test_the_options_that_are_there_twice_are_named() -> None:
    with pytest.raises(TallyError, match="must each be named once") as caught:
        profiles.options_of(["C", "A", "B", "C", "A"])
    assert caught.value.faults[0].people == ("A", "C")


def test_more_options_than_a_method_can_look_at_are_refused_with_both_figures() -> None:
    assert profiles.few_options(OPTIONS, 3) == OPTIONS
    with pytest.raises(TooLarge) as caught:
        profiles.few_options(OPTIONS, 2)
    assert (caught.value.size, caught.value.limit) == (3, 2)


def test_seats_are_a_whole_number_no_more_than_options() -> None:
    assert profiles.seats_of(3, OPTIONS) == 3
    assert profiles.seats_of(100_000) == 100_000
    assert codes(lambda: profiles.seats_of(4, OPTIONS)) == ["too-few-options"]


@pytest.mark.parametrize("given", [0, -1, 100_001, True, "2", 2.0, None])
def test_what_is_no_number_of_seats_is_refused(given: object) -> None:
    assert codes(lambda: profiles.seats_of(given)) == ["bad-seats"]


def test_an_order_of_ties_names_options_each_once() -> None:
    assert profiles.drawn_order(["C", "A"], OPTIONS) == ("C", "A")
    assert profiles.drawn_order((), OPTIONS) == ()
    assert codes(lambda: profiles.drawn_order(["C", "X"], OPTIONS)) == ["unknown-option"]
    assert codes(lambda: profiles.drawn_order(["C", "C"], OPTIONS)) == ["option-twice"]
    assert codes(lambda: profiles.drawn_order("CA", OPTIONS)) == ["not-a-list"]


class Word(StrEnum):
    ONE = "one"
    OTHER = "other"


def test_settings_are_words_or_truths() -> None:
    assert profiles.one_word(Word, "other", "word") is Word.OTHER
    assert profiles.one_word(Word, Word.ONE, "word") is Word.ONE
    assert codes(lambda: profiles.one_word(Word, "third", "word")) == ["bad-choice"]
    assert codes(lambda: profiles.one_word(Word, 1, "word")) == ["bad-choice"]
    assert profiles.truth(given=True, subject="truth")
    assert codes(lambda: profiles.truth("no", "truth")) == ["not-a-truth"]


# --- rankings -------------------------------------------------------------------------------------


def test_a_ranking_is_read_from_text() -> None:
    assert ranking(" B > C = A ") == (("B",), ("A", "C"))
    assert codes(lambda: ranking(1)) == ["bad-ranking"]  # type: ignore[arg-type]
    assert codes(lambda: ranking("A>")) == ["bad-name"]
    assert codes(lambda: ranking("A>B=A")) == ["option-twice"]


@pytest.mark.parametrize(
    "given",
    ["A>B=C", ["A", ["C", "B"]], ["A", [], ("B", "C")], {"A": 1, "B": 2, "C": 2}, {"C": 9, "B": 9, "A": -1}],
)
def test_a_ranking_is_text_a_list_or_ranks(given: object) -> None:
    read = profiles.ranked_papers([(given, 2)], OPTIONS)
    assert read == (((("A",), ("B", "C")), 2),)


def test_a_paper_that_ranks_nobody_is_an_empty_ranking() -> None:
    assert profiles.ranked_papers([("", 2), ([], 1), ({}, 1), (" ", 1)], OPTIONS) == (((), 5),)


def test_equal_rankings_are_put_together_and_those_that_nobody_hands_in_left_out() -> None:
    read = profiles.ranked_papers([("A>B", 2), (["A", "B"], "0.5"), ("C", 0)], OPTIONS)
    assert read == (((("A",), ("B",)), Fraction(5, 2)),)
    assert profiles.ranked_papers({"A>B": 2}, OPTIONS) == (((("A",), ("B",)), 2),)


@pytest.mark.parametrize(
    ("papers", "found"),
    [
        ([("A>X", 1), ("Y>X", 1)], ["unknown-option", "unknown-option"]),
        ([("A>A", 1), ("B", -1), ("C", 0.5)], ["option-twice", "negative-number", "float"]),
        ([({"A": "1"}, 1)], ["bad-rank"]),
        ([({"A": True}, 1)], ["bad-rank"]),
        ([([["A"], 1], 1)], ["not-a-list"]),
        ([("A", "many")], ["not-a-number"]),
        ([("A", 10**401)], ["too-long"]),
        ([("A", Fraction(1, 10**300)), ("B", Fraction(1, 10**300 + 1))], ["too-long"]),
        (["A>B"], ["not-a-pair"]),
        ([("A", 1, 2)], ["not-a-pair"]),
        ("A>B", ["not-a-list"]),
        (None, ["not-a-list"]),
    ],
)
def test_papers_that_cannot_be_read_are_refused_all_at_once(papers: object, found: list[str]) -> None:
    assert codes(lambda: profiles.ranked_papers(papers, OPTIONS)) == found


def test_the_paper_with_an_unknown_option_is_named_by_its_place() -> None:
    with pytest.raises(TallyError, match="paper 2 must name options") as caught:
        profiles.ranked_papers([("A", 1), ("X>B>W", 1)], OPTIONS)
    assert caught.value.faults[0].people == ("W", "X")


def test_papers_and_the_order_of_ties_are_read_together() -> None:
    assert profiles.ranked_profile([("A", 1)], OPTIONS, ["B"]) == ((((("A",),), 1),), ("B",))
    assert profiles.ranked_profile([], OPTIONS, ()) == ((), ())
    found = codes(lambda: profiles.ranked_profile([("X", 1)], OPTIONS, ["Y"]))
    assert found == ["unknown-option", "unknown-option"]


# --- scores and approvals -------------------------------------------------------------------------


def test_scores_are_exact_and_equal_papers_put_together() -> None:
    read = profiles.scored_papers([({"A": "2.5", "B": 0}, 1), ({"B": 0, "A": Fraction(5, 2)}, 2)], OPTIONS)
    assert read == (({"A": Fraction(5, 2), "B": 0}, 3),)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["A"], "bad-scores"),
        ({"A": 0.5}, "float"),
        ({"X": 1}, "unknown-option"),
        ({"é": 1, "e\u0301": 2}, "option-twice"),
        ({1: 1}, "bad-name"),
        ({"A": -1}, "score-out-of-range"),
        ({"A": 6}, "score-out-of-range"),
    ],
)
def test_scores_that_cannot_be_read_are_refused(given: object, code: str) -> None:
    assert codes(lambda: profiles.scored_papers([(given, 1)], OPTIONS, least=0, most=5)) == [code]


def test_scores_may_have_a_lower_bound_alone() -> None:
    assert profiles.scored_papers([({"A": 10**12}, 1)], OPTIONS, least=0) == (({"A": 10**12}, 1),)
    with pytest.raises(TallyError, match="must be 0 or more"):
        profiles.scored_papers([({"A": -1}, 1)], OPTIONS, least=0)


def test_scores_without_a_common_denominator_that_can_be_written_are_refused() -> None:
    scores = {"A": Fraction(1, 10**300), "B": Fraction(1, 10**300 + 1)}
    assert codes(lambda: profiles.scored_papers([(scores, 1)], OPTIONS)) == ["too-long"]


def test_approvals_are_lists_of_options_each_once() -> None:
    read = profiles.approved_papers([(["A", "B"], 1), (("B", "A"), 1), ([], 1)], OPTIONS)
    assert read == ((frozenset({"A", "B"}), 2), (frozenset(), 1))
    assert codes(lambda: profiles.approved_papers([(["A", "A"], 1)], OPTIONS)) == ["option-twice"]
    assert codes(lambda: profiles.approved_papers([("AB", 1)], OPTIONS)) == ["not-a-list"]
    assert codes(lambda: profiles.approved_papers([(["X"], 1)], OPTIONS)) == ["unknown-option"]
