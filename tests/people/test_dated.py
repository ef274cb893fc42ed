"""Values with the days on which they hold."""

import math
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from consultgov.errors import RecordError
from consultgov.people import During, Person, dated
from consultgov.people.dated import plain_timeline, plain_words, timeline, value_on, words

FIRST, LAST = "2020-03-01", "2024-03-01"


def codes(error: pytest.ExceptionInfo[RecordError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


# --- During ---------------------------------------------------------------------------------------


def test_a_value_holds_from_its_first_day_to_the_day_before_its_last() -> None:
    clerk = During("clerk", FIRST, date(2024, 3, 1))
    days = [date(2020, 2, 29), date(2020, 3, 1), date(2024, 2, 29), date(2024, 3, 1)]
    assert [clerk.holds(day) for day in days] == [False, True, True, False]


def test_open_ends_reach_as_far_as_the_calendar() -> None:
    assert During("clerk").holds(date.min)
    assert During("clerk").holds(date.max)
    assert During("clerk", date.max).holds(date.max)
    assert not During("clerk", None, date.max).holds(date.max)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((FIRST, LAST), (LAST, None), False),
        ((LAST, None), (FIRST, LAST), False),
        ((FIRST, LAST), ("2024-02-29", None), True),
        ((None, None), (FIRST, LAST), True),
        ((None, FIRST), (LAST, None), False),
    ],
)
def test_two_meet_where_both_hold_on_a_day(one: Any, other: Any, *, meet: bool) -> None:  # noqa: ANN401 - two ends
    assert During("a", *one).meets(During("b", *other)) is meet


@pytest.mark.parametrize("value", ["clerk", True, False, None, 3, Decimal("89.30"), Fraction(1, 3)])
def test_a_value_is_a_word_a_truth_a_number_or_none(value: Any) -> None:  # noqa: ANN401 - one of many kinds
    assert During(value).value == value
    assert type(During(value).value) is type(value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.5, "float"),
        (math.nan, "float"),
        ("", "bad-name"),
        pytest.param("\ud800", "bad-name", id="half"),
        ([1], "not-a-number"),
        ({}, "not-a-number"),
        pytest.param(10**5000, "too-long", id="huge"),
        (date(2026, 1, 1), "not-a-number"),
    ],
)
def test_what_is_no_value_is_refused(value: Any, code: str) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError, match=r"^value must") as raised:
        During(value)
    assert codes(raised) == [code]


def test_half_of_a_character_is_named_as_what_it_is() -> None:
    with pytest.raises(RecordError, match="half of a character"):
        During("\ud800")


@pytest.mark.parametrize("day", [1, 1.5, True, "1 May", "", [], datetime(2026, 5, 1)])  # noqa: DTZ001 - refused
def test_what_is_no_day_is_refused(day: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError) as raised:
        During("clerk", day, day)
    assert [(fault.code, fault.subject) for fault in raised.value.faults] == [
        ("bad-day", "start"),
        ("bad-day", "end"),
    ]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(RecordError) as raised:
        During(0.5, LAST, FIRST)  # type: ignore[arg-type]
    assert codes(raised) == ["empty-span", "float"]
    with pytest.raises(RecordError) as raised:
        During("clerk", FIRST, FIRST)
    assert codes(raised) == ["empty-span"]


def test_the_plain_dict_leaves_out_open_ends_and_has_numbers_as_text() -> None:
    assert During("clerk").to_dict() == {"value": "clerk"}
    plain = {"value": "89.30", "start": FIRST, "end": LAST}
    assert During(Decimal("89.30"), FIRST, LAST).to_dict() == plain
    assert During.from_dict(plain) == During("89.30", FIRST, LAST)
    with pytest.raises(RecordError, match="must be a known key"):
        During.from_dict({"value": "clerk", "until": LAST})


# --- timelines ------------------------------------------------------------------------------------


def test_a_bare_value_holds_always_and_keeps_its_plain_form() -> None:
    held = timeline("Acme", "employer", "'li'")
    assert value_on(held, date.min) == value_on(held, date.max) == "Acme"
    assert plain_timeline(held) == "Acme"


def test_values_follow_one_another_in_the_order_of_time() -> None:
    held = timeline([During("B", LAST), {"value": "A", "start": FIRST, "end": LAST}], "employer", "'li'")
    assert [each.value for each in held] == ["A", "B"]
    days = [date(2020, 2, 29), date(2020, 3, 1), date(2024, 3, 1)]
    assert [value_on(held, day) for day in days] == [None, "A", "B"]
    assert plain_timeline(held) == [
        {"value": "A", "start": FIRST, "end": LAST},
        {"value": "B", "start": LAST},
    ]


def test_numbers_are_read_exactly() -> None:
    assert timeline("89.30", "area", "'li'", numbers=True)[0].value == Decimal("89.30")
    assert timeline(During("1/3", FIRST), "area", "'li'", numbers=True)[0].value == Fraction(1, 3)


def test_two_values_on_one_day_contradict_each_other() -> None:
    with pytest.raises(RecordError) as raised:
        timeline([During("A", None, LAST), During("B", FIRST)], "employer", "'li'")
    assert codes(raised) == ["two-values"]
    assert "'employer' of 'li' must have one value a day (got A and B)" in str(raised.value)


@pytest.mark.parametrize(
    ("given", "numbers", "code"),
    [
        (5, False, "bad-trait"),
        (object(), False, "bad-trait"),
        (["\ud800"], False, "bad-name"),
        ("", False, "bad-name"),
        (True, True, "not-a-number"),
        (-1, True, "negative-weight"),
        (0.5, True, "float"),
        ({"valu": 1}, False, "missing-key"),
    ],
)
def test_what_is_no_trait_or_weight_is_refused(given: object, code: str, *, numbers: bool) -> None:
    with pytest.raises(RecordError) as raised:
        timeline(given, "employer", "'li'", numbers=numbers)
    assert codes(raised)[0] == code


# --- words ----------------------------------------------------------------------------------------


def test_words_hold_together_each_in_its_days() -> None:
    held = words(
        ["deputy", During("chair", FIRST, LAST), {"value": "chair", "start": LAST}, "deputy"], "flags", "'li'"
    )
    assert plain_words(held) == [
        {"value": "chair", "start": FIRST, "end": LAST},
        {"value": "chair", "start": LAST},
        "deputy",
    ]


@pytest.mark.parametrize("given", ["deputy", During("deputy"), {"value": "deputy"}, {"deputy"}, ("deputy",)])
def test_one_word_may_stand_alone(given: object) -> None:
    assert words(given, "flags", "'li'") == (During("deputy"),)


def test_a_word_holds_once_a_day() -> None:
    with pytest.raises(RecordError) as raised:
        words(["chair", During("chair", FIRST)], "flags", "'li'")
    assert codes(raised) == ["two-values"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (5, ["bad-flags"]),
        (None, ["bad-flags"]),
        ([5, ""], ["bad-name", "bad-name"]),
        ([{"valu": "a"}, True], ["missing-key", "unknown-key", "bad-name"]),
    ],
)
def test_what_is_no_word_is_refused(given: object, found: list[str]) -> None:
    with pytest.raises(RecordError) as raised:
        words(given, "flags", "'li'")
    assert codes(raised) == found


def test_the_module_lists_its_public_names() -> None:
    assert sorted(dated.__all__) == sorted(dir(dated))
    assert Person("li", flags=During("chair")).flags == (During("chair"),)
