"""Law: rule text is either read or refused with a ``RuleTextError``; nothing else ever happens.

What is read prints back to text that means the same; what is refused says where, on one line of the text.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Condition
from consultgov.errors import RuleTextError
from tests.laws import strategies as some
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Parse = Callable[[str], Condition]

_WORDS = """
    all among and blocs by down each given in is nearest not of or rounded times to up where within
    yes no members seats present ballots cast sector area permanent 1 0 2/3 80% 0.5 1.5.2 007 9999999
    ( ) , : % / >= > <= < = + - == != => ' '' 'a' （ ） ， ： ≥ ≤ ％ ＞ ＜ ＝ ＋ －
"""
PIECES = (*_WORDS.split(), "\u200f", "\x00", "\n", "\u00e9", "e\u0301")


def check(text: str, parse: Parse = Condition.parse) -> None:
    """The law, for one text."""
    try:
        condition = parse(text)
    except RuleTextError as error:
        _check_refusal(error, text)
    except Exception as error:
        raise AssertionError(f"{text!r} raises {error!r}") from error
    else:
        assert Condition.parse(str(condition)) == condition


def _check_refusal(error: RuleTextError, text: str) -> None:
    assert error.text == text
    assert 1 <= error.column <= len(text) + 1
    assert error.faults[0].code
    assert len(str(error)) < 1500
    assert str(error).count("\n") == 2


@given(st.text())
def test_any_text(text: str) -> None:
    check(text)


@given(st.text(st.characters(codec=None)))
def test_any_text_with_halves_of_characters(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", " ", " ", "\t"]))
def test_any_words_and_signs(pieces: list[str], between: str) -> None:
    check(between.join(pieces))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The text of a rule with some damage done to it."""
    text = str(draw(some.odd_conditions()))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        piece = draw(st.sampled_from(["", *PIECES, text[start:end] * 2]))
        text = text[:start] + piece + text[end:]
    return text


@given(mutated())
def test_damaged_rules(text: str) -> None:
    check(text)


@given(st.sampled_from(["(", "not ", "each a: ", "all ", "1/2 of (", "('a' "]), st.integers(0, 3000))
def test_anything_very_deep(piece: str, times: int) -> None:
    check(piece * times + "yes")


def test_a_parser_that_fails_in_another_way_is_caught() -> None:
    def clumsy(text: str) -> Condition:
        if text.count("(") != text.count(")"):
            raise KeyError(text)
        return Condition.parse(text)

    def mutant_check(text: str) -> None:
        check(text, clumsy)

    assert caught(mutant_check, mutated())


def test_a_parser_that_reads_two_things_as_one_is_caught() -> None:
    def sloppy(text: str) -> Condition:
        try:
            return Condition.parse(text)
        except RuleTextError as error:
            raise RuleTextError(error.faults[0], text, error.column + 1000) from error

    def mutant_check(text: str) -> None:
        check(text, sloppy)

    assert caught(mutant_check, mutated())
