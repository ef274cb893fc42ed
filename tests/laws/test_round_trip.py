"""Law: rule text loses nothing. What can be built is printed and read back as the same value.

``parse(str(c)) == c``, ``str(parse(str(c))) == str(c)``, and equal conditions have equal hashes; so for the
plain dict and for pickle.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given

from consultgov import Condition
from consultgov.errors import RuleTextError
from tests.laws import strategies as some
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Spell = Callable[[Condition], str]


def check(condition: Condition, spell: Spell = str) -> None:
    """The law, for one condition and one way of writing it."""
    text = spell(condition)
    try:
        read = Condition.parse(text)
    except RuleTextError as error:
        raise AssertionError(f"{text!r} is not read back") from error
    assert read == condition, text
    assert hash(read) == hash(condition), text
    assert spell(read) == text
    for made in (Condition.from_dict(condition.to_dict()), pickle.loads(pickle.dumps(condition))):  # noqa: S301 - pickled here
        assert made == condition
        assert hash(made) == hash(condition)


@given(some.odd_conditions())
def test_names_of_any_script(condition: Condition) -> None:
    check(condition)


@given(some.conditions(some.Context(some.PLAIN, depth=3)))
def test_deep_conditions(condition: Condition) -> None:
    check(condition)


@pytest.mark.parametrize(
    "careless",
    [
        pytest.param(lambda condition: str(condition).replace("'", ""), id="forgets-quotes"),
        pytest.param(
            lambda condition: str(condition).replace("(", "").replace(")", ""), id="forgets-brackets"
        ),
        pytest.param(lambda condition: str(condition).replace(">=", ">"), id="loses-strictness"),
        pytest.param(lambda condition: str(condition).replace("all ", ""), id="loses-the-level"),
    ],
)
def test_a_careless_printer_is_caught(careless: Spell) -> None:
    def careless_check(condition: Condition) -> None:
        check(condition, careless)

    assert caught(careless_check, some.odd_conditions())
