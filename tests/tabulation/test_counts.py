"""What a count came to, as a value: told in sentences, written as plain data, pickled."""

import copy
import json
import pickle
from fractions import Fraction

import pytest

from consultgov.errors import RecordError
from consultgov.tabulation import Round, Tabulation, Tie, counts

FIRST = Round(
    {"A": 3, "B": Fraction(5, 2), "C": 1}, (counts.step("option-excluded", option="C", figure="1"),)
)
SECOND = Round({"A": 3, "B": 3}, exhausted=Fraction(1, 2), quota=4)
WHOLE = Tabulation("made up", ("A",), Tie(("B", "C"), 1), (("A",), ("B", "C")), (FIRST, SECOND), {"A": 3})


def test_a_count_is_told_round_by_round() -> None:
    assert WHOLE.explain() == (
        "Round 1: A 3, B 2.5, C 1.\n"
        "  C is excluded, with 1.\n"
        "Round 2: A 3, B 3; exhausted 0.5.\n"
        "Elected: A.\n"
        "Tied for 1 of the seats: B and C."
    )
    assert WHOLE.explain("zh").splitlines()[0] == "第1轮：A 3，B 2.5，C 1。"
    assert Tabulation("made up").explain() == ""


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(RecordError, match="must be known"):
        WHOLE.explain("xx")


def test_the_account_has_the_steps_below_the_head_of_their_round() -> None:
    head, second, elected, tie = WHOLE.account()
    assert (head.code, [part.code for part in head.parts]) == ("count-round", ["option-excluded"])
    assert (second.code, elected.code) == ("count-round-exhausted", "count-elected")
    assert (tie.code, tie.holds, dict(tie.facts)) == (
        "tied-for-seat",
        False,
        {"options": ["B", "C"], "places": 1},
    )


def test_the_plain_form_has_exact_numbers_as_text_and_leaves_out_what_is_not_there() -> None:
    plain = WHOLE.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["tie"] == {"options": ["B", "C"], "places": 1, "over": "seat"}
    assert plain["order"] == [["A"], ["B", "C"]]
    assert plain["scores"] == {"A": "3"}
    assert SECOND.to_dict() == {"votes": {"A": "3", "B": "3"}, "exhausted": "0.5", "quota": "4", "steps": []}
    assert FIRST.to_dict().keys() == {"votes", "steps"}
    assert Tabulation("made up").to_dict() == {"method": "made up", "elected": []}


def test_counts_are_values() -> None:
    for value in (FIRST, SECOND, WHOLE):
        again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes
        assert again == value == copy.deepcopy(value)
        assert hash(again) == hash(value)
    assert Tabulation("made up") != WHOLE


def test_figures_cannot_be_changed_from_outside() -> None:
    votes: dict[str, int | Fraction] = {"A": 1}
    counted = Round(votes)
    votes["A"] = 2
    assert counted.votes["A"] == 1
    with pytest.raises(TypeError):
        counted.votes["A"] = 2  # type: ignore[index]
