"""Papers over several options: what they may say, and hostile input that they refuse."""

import json
import pickle
from collections import UserDict
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

import pytest

from consultgov.errors import ConsultgovError, RecordError, TallyError
from consultgov.voting.answers import If, Split, answer_of, plain_answer, settled, words_of
from consultgov.voting.marks import MAX_MARKS, Marks


def codes(make: Callable[..., object], *given: Any, **named: Any) -> list[str]:  # noqa: ANN401 - any input
    """The codes of the faults with which something is refused."""
    with pytest.raises(ConsultgovError) as caught:
        make(*given, **named)
    return [fault.code for fault in caught.value.faults]


# --- what a paper says ----------------------------------------------------------------------------


def test_a_paper_holds_words_numbers_and_numbers_by_criterion() -> None:
    paper = Marks({"b": True, "a": False, "c": "2.50", "d": {"use": 8, "cost": "7"}, "e": "good"})
    assert paper.options == ("a", "b", "c", "d", "e")
    assert paper.entries[0] == ("a", "no")
    assert paper.mark("b") == "yes"
    assert paper.mark("c") == Fraction(5, 2)
    assert paper.mark("d") == (("cost", 7), ("use", 8))
    assert [paper.mark(name) for name in ("", "A", "zz", "bb")] == [None] * 4


def test_a_paper_does_not_depend_on_the_order_in_which_it_was_filled_in() -> None:
    assert Marks({"a": 1, "b": 2}) == Marks({"b": 2, "a": 1})
    assert hash(Marks({"a": 1, "b": 2})) == hash(Marks(UserDict({"b": 2, "a": 1})))


def test_whole_numbers_are_whole_however_they_are_written() -> None:
    same = [Marks({"a": mark}) for mark in (2, "2", "2.0", "4/2", Decimal("2.00"), Fraction(2), "２")]
    assert {str(each) for each in same} == {'{"a":2}'}


def test_chosen_options_have_a_yes_and_ranked_ones_their_place() -> None:
    assert Marks.chosen({"b", "a"}) == Marks({"a": "yes", "b": "yes"})
    assert Marks.chosen([]) == Marks({})
    ranked = Marks.ranked(["c", ("a", "b"), "d"])
    assert ranked == Marks({"c": 1, "a": 2, "b": 2, "d": 3})
    assert ranked.tiers == (("c",), ("a", "b"), ("d",))
    assert Marks({"a": "yes", "b": 3, "c": "1/2", "d": {"x": 1}}).tiers == (("b",),)


def test_names_are_composed_so_that_one_name_is_one_option() -> None:
    assert Marks({"e\u0301": 1}).options == ("é",)
    assert codes(Marks, {"é": 1, "e\u0301": 2}) == ["option-twice"]


# --- what is no paper -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([["li", "yes"]], "not-a-dict"),
        ("li", "not-a-dict"),
        (None, "not-a-dict"),
        (("ab", "cd"), "not-a-dict"),
        ((("a", 1, 2),), "not-a-dict"),
        ({"a": 0.5}, "float"),
        ({"a": float("nan")}, "float"),
        ({"a": None}, "not-a-number"),
        ({"a": [1]}, "not-a-number"),
        ({"a": ""}, "bad-name"),
        ({"a": " "}, "bad-name"),
        ({"a": 10**400}, "too-long"),
        ({"": "yes"}, "bad-name"),
        ({"\ud800": "yes"}, "bad-name"),
        ({"a": "\udfff"}, "bad-name"),
        ({"a" * 1001: "yes"}, "bad-name"),
        ({1: "yes"}, "bad-name"),
        ({None: "yes"}, "bad-name"),
        ({"a": (1, 2)}, "not-a-dict"),
        ({"a": {"x": True}}, "not-a-number"),
        ({"a": {"x": "good"}}, "not-a-number"),
        ({"a": {"x": 0.5}}, "float"),
        ({"a": {"x": {"y": 1}}}, "not-a-number"),
        ({"a": {1: 1}}, "bad-name"),
        ({"a": {"é": 1, "e\u0301": 1}}, "criterion-twice"),
        ((("a", 1), ("a", 2)), "option-twice"),
        ({"a": dict.fromkeys(map(str, range(MAX_MARKS + 1)), 1)}, "too-many-marks"),
        (dict.fromkeys(map(str, range(MAX_MARKS + 1)), "yes"), "too-many-marks"),
    ],
)
def test_what_is_no_paper_is_refused(given: object, code: str) -> None:
    with pytest.raises(TallyError) as caught:
        Marks(given)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert codes(Marks, {"": 0.5, "b": None, "c": {"": "x"}}) == [
        "bad-name",
        "float",
        "not-a-number",
        "bad-name",
        "not-a-number",
    ]


def test_names_may_be_anything_that_can_be_stored() -> None:
    odd = ["{", "yes", "abstain", '"', "\\", "a\nb", "\u0000", "\u202e", "甲", "1", " li "]
    paper = Marks(dict.fromkeys(odd, "yes"))
    assert Marks.parse(str(paper)) == paper
    assert Marks.chosen(odd) == paper


@pytest.mark.parametrize("given", ["li", b"wang", {"li": 1}, None, 3])
def test_a_list_of_options_is_a_list(given: Any) -> None:  # noqa: ANN401 - any input
    assert codes(Marks.chosen, given) == ["not-a-list"]
    assert codes(Marks.ranked, given) == ["not-a-list"]


def test_an_option_is_chosen_or_ranked_once_and_has_a_name() -> None:
    assert codes(Marks.chosen, ["a", "a"]) == ["option-twice"]
    assert codes(Marks.ranked, ["a", ["b", "a"]]) == ["option-twice"]
    assert codes(Marks.chosen, ["a", 1]) == ["bad-name"]
    assert codes(Marks.ranked, [["a"], 1]) == ["not-a-list"]
    assert codes(Marks.ranked, [[1]]) == ["bad-name"]


def test_endless_lists_are_refused_without_reading_them_out() -> None:
    assert codes(Marks.chosen, map(str, count())) == ["too-many-marks"]
    assert codes(Marks.ranked, map(str, count())) == ["too-many-marks"]
    assert codes(Marks.ranked, [map(str, count())]) == ["too-many-marks"]
    assert codes(Marks.ranked, ([str((place, each)) for each in range(200)] for place in count())) == [
        "too-many-marks"
    ]


# --- the text of a paper --------------------------------------------------------------------------


def test_the_text_of_a_paper_is_canonical_and_reads_back() -> None:
    paper = Marks({"b": "yes", "a": "1/3", "c": {"y": "0.5", "x": -1}})
    assert str(paper) == '{"a":"1/3","b":"yes","c":{"x":-1,"y":"0.5"}}'
    assert Marks.parse(str(paper)) == paper
    assert repr(paper) == f"Marks({paper})"
    assert pickle.loads(pickle.dumps(paper)) == paper  # noqa: S301 - our own
    assert json.loads(json.dumps(paper.to_dict())) == {
        "marks": {"a": "1/3", "b": "yes", "c": {"x": -1, "y": "0.5"}}
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-marks"),
        ("{", "bad-marks"),
        ("{'a': 1}", "bad-marks"),
        ("[" * 100_000, "bad-marks"),
        ('{"a":' * 100_000, "bad-marks"),
        ('{"a":' + "9" * 5000 + "}", "bad-marks"),
        (None, "bad-marks"),
        ("null", "not-a-dict"),
        ("[]", "not-a-dict"),
        ('"li"', "not-a-dict"),
        ('{"a":1e999}', "float"),
        ('{"a":1.5}', "float"),
        ('{"a":NaN}', "float"),
        ('{"a":null}', "not-a-number"),
        ('{"a":["x"]}', "not-a-number"),
        ('{"a":{"x":{"y":1}}}', "not-a-number"),
        ('{"a":1,"a":2}', "option-twice"),
        ('{"a":{"x":1,"x":1}}', "criterion-twice"),
        ('{"a":"\\ud800"}', "bad-name"),
    ],
)
def test_text_that_is_no_paper_is_refused(text: Any, code: str) -> None:  # noqa: ANN401 - any input
    assert codes(Marks.parse, text) == [code]


def test_deep_nesting_is_refused_whether_the_reader_gives_up_or_not() -> None:
    assert codes(Marks.parse, '{"a":' * 150 + "1" + "}" * 150) == ["not-a-number"]


def test_true_and_false_in_a_text_are_yes_and_no() -> None:
    assert Marks.parse('{"a":true,"b":false}') == Marks({"a": "yes", "b": "no"})
    assert Marks.parse("{}") == Marks({})


# --- as an answer ---------------------------------------------------------------------------------


def test_marks_are_an_answer_and_name_no_stances() -> None:
    paper = Marks.chosen(["li"])
    assert answer_of(paper) is paper
    assert answer_of({"marks": {"li": "yes"}}) == paper
    assert plain_answer(paper) == {"marks": {"li": "yes"}}
    assert list(words_of(paper)) == []
    assert settled(paper, {}) is paper


def test_an_answer_called_marks_is_an_answer_like_others() -> None:
    assert answer_of({"marks": "1/2", "yes": "1/2"}) == Split({"marks": "1/2", "yes": "1/2"})
    assert codes(answer_of, {"marks": {"li": "yes"}, "if": "x"}) == ["unknown-key"]


def test_marks_do_not_depend_on_a_fact() -> None:
    paper = Marks.chosen(["li"])
    assert codes(If, "rain", paper, "no") == ["conditional-marks"]
    assert codes(If, "rain", "yes", {"marks": {"li": "yes"}}) == ["conditional-marks"]
    assert codes(If, "rain", If("snow", "yes", "no"), "no") == ["nested-if"]
    with pytest.raises(RecordError):
        answer_of({"marks": {"li": "yes"}, "more": 1})
