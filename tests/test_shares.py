"""Exact proportions and exact numbers."""

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest

from consultgov import Share, shares
from consultgov.counting import members, yes
from consultgov.errors import ShareError
from consultgov.shares import (
    MAX_DIGITS,
    Exact,
    Number,
    common_scale,
    denominator_of,
    exact,
    number,
    number_text,
    terminates,
)


def refusal(value: object) -> ShareError:
    """The error with which a number is refused."""
    with pytest.raises(ShareError) as raised:
        exact(value, "area of li")
    return raised.value


# ---------------------------------------------------------------- exact numbers


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (7, 7),
        (-7, -7),
        (Fraction(2, 3), Fraction(2, 3)),
        (Decimal("89.30"), Decimal("89.30")),
        ("12", Decimal(12)),
        ("12.50", Decimal("12.50")),
        ("-0.5", Decimal("-0.5")),
        ("25/2", Fraction(25, 2)),
        (" 12 ", Decimal(12)),
        ("１２．５", Decimal("12.5")),
        ("２５／２", Fraction(25, 2)),
    ],
)
def test_a_number_is_read_exactly(value: object, read: Exact) -> None:
    """Ints, fractions, decimals and their texts are kept to the last digit."""
    assert exact(value) == read
    assert type(exact(value)) is type(read)


@pytest.mark.parametrize("value", [0.5, 1.0, 0.1 + 0.2])
def test_a_float_is_refused_with_what_to_write(value: float) -> None:
    """The error names the subject and spells the number as text."""
    error = refusal(value)
    assert error.faults[0].code == "float"
    assert "area of li must be exact" in str(error)
    assert f"write the text '{value!r}'" in str(error)


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_is_not_a_number(value: bool) -> None:  # noqa: FBT001 - the value under test
    """Python counts True as one; a register does not."""
    error = refusal(value)
    assert error.faults[0].code == "not-a-number"
    assert str(error) == f"area of li must be a number (got {value} of type bool): write an int"


@pytest.mark.parametrize("value", [None, [1], b"1", 1j])
def test_other_things_are_not_numbers(value: object) -> None:
    """The error names the type that was given and those that will do."""
    error = refusal(value)
    assert error.faults[0].code == "not-a-number"
    assert f"of type {type(value).__name__}" in str(error)
    assert str(error).endswith("give an int, a Fraction, a Decimal or text")


@pytest.mark.parametrize("text", ["", " ", "x", "1/0", "1/2/3", "1,5", "½", "1.5/2", "80%", "--1"])
def test_text_that_is_no_number_is_refused(text: str) -> None:
    """The error shows the text and three that can be read."""
    error = refusal(text)
    assert error.faults[0].code == "not-a-number"
    assert error.faults[0].given == text
    assert str(error).endswith("write '12', '12.5' or '25/2'")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("NaN", id="nan text"),
        pytest.param("sNaN", id="signalling text"),
        pytest.param("Infinity", id="infinite text"),
        pytest.param("-inf", id="infinite below"),
        pytest.param(Decimal("NaN"), id="nan"),
        pytest.param(Decimal("sNaN"), id="signalling"),
        pytest.param(Decimal("Infinity"), id="infinite"),
        pytest.param("1E999999999", id="large exponent"),
        pytest.param("1E-999999999", id="small exponent"),
        pytest.param("9" * 1_000_000, id="a million digits"),
        pytest.param("1/" + "9" * 1_000_000, id="a million digits below"),
        pytest.param("⑳" * MAX_DIGITS, id="digits that unfold"),
        pytest.param(10**1_000_000, id="a long int"),
        pytest.param(Fraction(1, 10**1000), id="a long fraction"),
    ],
)
def test_an_endless_number_is_refused(value: object) -> None:
    """What is infinite or too long to count with is refused before anything is done with it."""
    error = refusal(value)
    assert error.faults[0].code == "too-long"
    assert "area of li must be finite" in str(error)


LONGEST = "9" * MAX_DIGITS
LONGER = LONGEST + "9"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(int(LONGEST), id="int"),
        pytest.param(-int(LONGEST), id="below zero"),
        pytest.param(Fraction(1, int(LONGEST)), id="fraction"),
        pytest.param(Fraction(1, 10**MAX_DIGITS), id="last decimal place"),
        pytest.param(Decimal(LONGEST), id="decimal"),
        pytest.param(Decimal(f"{LONGEST}.{LONGEST}"), id="decimal with a point"),
        pytest.param(Decimal(f"1E+{MAX_DIGITS - 1}"), id="large exponent"),
        pytest.param(Decimal(f"1E-{MAX_DIGITS}"), id="small exponent"),
        pytest.param(LONGEST, id="text"),
        pytest.param(f"-{LONGEST}.{LONGEST}", id="text with a point"),
        pytest.param(f"0.{LONGEST}", id="text below one"),
        pytest.param(f"-{LONGEST}/1{LONGEST[1:]}", id="text of a fraction"),
    ],
)
def test_the_longest_numbers_are_read(value: Exact | str) -> None:
    """``MAX_DIGITS`` digits above and below the point or line, in whatever form they come."""
    assert exact(value) == Fraction(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(10**MAX_DIGITS, id="int"),
        pytest.param(-(10**MAX_DIGITS), id="below zero"),
        pytest.param(Fraction(1, 10**MAX_DIGITS + 1), id="fraction below"),
        pytest.param(Fraction(int(LONGER), 2), id="fraction above"),
        pytest.param(Decimal(LONGER), id="decimal"),
        pytest.param(Decimal(f"0.{LONGER}"), id="decimal below one"),
        pytest.param(Decimal(f"{LONGER}.9"), id="decimal with a point"),
        pytest.param(Decimal(f"1E+{MAX_DIGITS}"), id="large exponent"),
        pytest.param(Decimal(f"1E-{MAX_DIGITS + 1}"), id="small exponent"),
        pytest.param(LONGER, id="text"),
        pytest.param(f"{LONGER}.9", id="text with a point"),
        pytest.param(f"0.{LONGER}", id="text below one"),
        pytest.param(f"1/{LONGER}", id="text of a fraction"),
    ],
)
def test_one_digit_more_is_refused(value: Exact | str) -> None:
    """One more than ``MAX_DIGITS`` on either side is too many, in whatever form it comes."""
    assert refusal(value).faults[0].code == "too-long"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (7, 7),
        ("2.50", Fraction(5, 2)),
        (Fraction(6, 3), 2),
        (Decimal("8.0"), 8),
        ("-4/8", Fraction(-1, 2)),
    ],
)
def test_a_number_is_reduced(value: object, read: Number) -> None:
    """What is whole becomes an int, everything else a fraction in lowest terms."""
    assert number(value) == read
    assert type(number(value)) is type(read)


@pytest.mark.parametrize(
    ("denominator", "ends"),
    [(1, True), (2, True), (5, True), (8, True), (250, True), (3, False), (6, False), (7, False)],
)
def test_a_decimal_ends_where_only_twos_and_fives_divide(
    denominator: int,
    ends: bool,  # noqa: FBT001 - the value expected
) -> None:
    """Every other prime factor below the line makes an endless decimal."""
    assert terminates(denominator) is ends


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (7, "7"),
        (-7, "-7"),
        (Fraction(25, 2), "12.5"),
        (Fraction(-25, 2), "-12.5"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 100), "0.01"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-25, 3), "-25/3"),
        (Fraction(4, 2), "2"),
    ],
)
def test_the_text_of_a_number_is_short_and_exact(value: Number, text: str) -> None:
    """A decimal where it ends and a fraction where it does not; read again it is the same."""
    assert number_text(value) == text
    assert number(text) == value


@pytest.mark.parametrize(
    ("value", "denominator"),
    [
        (7, 1),
        (Fraction(2, 6), 3),
        (Decimal(7), 1),
        (Decimal("0.50"), 100),
        (Decimal("1E+3"), 1),
        (Decimal("NaN"), 1),
    ],
)
def test_the_scale_of_a_number(value: Exact, denominator: int) -> None:
    """A decimal is counted in the places it is written with."""
    assert denominator_of(value) == denominator


@pytest.mark.parametrize(
    ("denominators", "scale"),
    [
        ([], 1),
        ([1, 1], 1),
        ([100, 3, 100], 300),
        ([4, 6], 12),
        pytest.param([10**MAX_DIGITS], 10**MAX_DIGITS, id="the largest"),
        pytest.param([10**MAX_DIGITS, 3], None, id="too large together"),
        pytest.param([10**MAX_DIGITS + 1], None, id="too large alone"),
    ],
)
def test_the_scale_of_several_numbers(denominators: list[int], scale: int | None) -> None:
    """The least on which all are whole, or nothing where it has too many digits."""
    assert common_scale(denominators) == scale


# ---------------------------------------------------------------- shares


@pytest.mark.parametrize(
    ("value", "top", "bottom"),
    [
        ("80%", 4, 5),
        ("80.00 %", 4, 5),
        ("4/5", 4, 5),
        ("8/10", 4, 5),
        ("0.8", 4, 5),
        ("８０％", 4, 5),
        (Decimal("0.8"), 4, 5),
        (Fraction(4, 5), 4, 5),
        ("66.67%", 6667, 10000),
        ("2/3%", 1, 150),
        (0, 0, 1),
        ("0%", 0, 1),
        (1, 1, 1),
        ("100%", 1, 1),
        pytest.param("1", 1, 1, id="all as text"),
    ],
)
def test_a_share_is_two_integers(value: str | Exact, top: int, bottom: int) -> None:
    """However it is written, a share is kept in lowest terms."""
    share = Share(value)
    assert (share.numerator, share.denominator) == (top, bottom)
    assert share.fraction == Fraction(top, bottom)


def test_a_share_of_a_share_is_itself() -> None:
    """A share can be given wherever the text of one can."""
    assert Share(Share("2/3")) == Share("2/3")


@pytest.mark.parametrize(
    "value",
    [2, -1, "80", "100.01%", "-0.01%", "6/5", Decimal("1.0000001"), Fraction(-1, 10**9), "130%"],
)
def test_a_share_is_between_nothing_and_all(value: str | Exact) -> None:
    """The error says how to write a part, and that more than all is a multiple."""
    with pytest.raises(ShareError) as raised:
        Share(value)
    assert raised.value.faults[0].code == "share-bounds"
    assert str(raised.value) == (
        f"share must lie between 0 and 1 (got {value}):"
        " write 4 of 5 as '4/5' or '80%'; more than all is a multiple, `times`"
    )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0.8, "float"),
        (True, "not-a-number"),
        (None, "not-a-number"),
        ("", "not-a-number"),
        ("%", "not-a-number"),
        ("80%%", "not-a-number"),
        ("four fifths", "not-a-number"),
        ("NaN", "too-long"),
        pytest.param("9" * 1000 + "%", "too-long", id="a thousand digits"),
    ],
)
def test_what_is_no_share_is_refused(value: object, code: str) -> None:
    """Floats, truths and words are refused like any inexact number, and the subject is the share."""
    with pytest.raises(ShareError, match=r"^share must be") as raised:
        Share(value)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("50%", "1/2"),
        ("2/3", "2/3"),
        ("1/3", "1/3"),
        ("75%", "3/4"),
        ("1/4", "1/4"),
        ("80%", "80%"),
        ("4/5", "80%"),
        ("55%", "55%"),
        ("1/8", "12.5%"),
        ("66.67%", "66.67%"),
        ("3/7", "3/7"),
        ("1/6", "1/6"),
        (0, "0%"),
        (1, "100%"),
        ("0.001", "0.1%"),
    ],
)
def test_the_canonical_text_of_a_share(value: str | int, text: str) -> None:
    """Halves, thirds and quarters are fractions, what ends is a percentage, and it reads back."""
    assert str(Share(value)) == text
    assert Share(text) == Share(value)


def test_equal_shares_are_one_value() -> None:
    """Spelling does not matter to equality and hash."""
    assert {Share("80%"), Share("4/5"), Share(Decimal("0.8"))} == {Share("0.80")}


def test_shares_are_ordered_exactly() -> None:
    """Two thirds are less than 66.67 percent and more than 66.66."""
    assert Share("66.66%") < Share("2/3") < Share("66.67%")
    assert Share("2/3") <= Share("4/6")
    assert Share("1/2") > Share("49.99%")
    assert Share("1/2") >= Share("50%")


def test_a_share_is_not_ordered_among_numbers() -> None:
    """A number may be a share or a head count, so the comparison is refused."""
    with pytest.raises(TypeError):
        _ = Share("1/2") < Fraction(2, 3)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("part", "whole", "sign"),
    [
        (1, 2, -1),
        (1, 1, 1),
        (39, 60, -1),
        (40, 60, 0),
        (41, 60, 1),
        (0, 60, -1),
        (60, 60, 1),
        (10**30 * 2, 10**30 * 3, 0),
    ],
)
def test_comparing_needs_no_division(part: int, whole: int, sign: int) -> None:
    """A figure below, at and above two thirds."""
    assert Share("2/3").compare(part, whole) == sign


def test_the_share_of_a_count_is_a_count() -> None:
    """``of`` makes the right side of a comparison."""
    assert str(yes.at_least(Share("4/5").of(members))) == "yes >= 80% of members"


@pytest.mark.parametrize("base", [5, "members", None])
def test_a_share_is_taken_of_a_count(base: object) -> None:
    """Anything else is refused with the share that was to be taken of it."""
    with pytest.raises(ShareError, match="must be a count to take 80% of") as raised:
        Share("4/5").of(base)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "no-count"


def test_shares_are_pickled_and_copied() -> None:
    """A share is the same on the other side of a process."""
    share = Share("2/3")
    assert pickle.loads(pickle.dumps(share)) == share  # noqa: S301 - pickled on this line
    assert copy.copy(share) == copy.deepcopy(share) == share


def test_a_share_does_not_change() -> None:
    """A value cannot be assigned to."""
    with pytest.raises(AttributeError):
        Share("1/2").numerator = 2  # type: ignore[misc]


def test_the_module_lists_its_public_names() -> None:
    """Completion offers what is meant to be used."""
    assert dir(shares) == sorted(shares.__all__)


def test_a_common_scale() -> None:
    """The least common multiple of denominators, as far as it can be written down."""
    assert common_scale([]) == 1
    assert common_scale([4, 6, 4]) == 12
    assert common_scale([10**MAX_DIGITS]) == 10**MAX_DIGITS
    assert common_scale([10**MAX_DIGITS, 3]) is None
    assert common_scale(count(1)) is None


def test_the_denominator_of_a_number() -> None:
    """Of a decimal, that of the places it is written with."""
    assert denominator_of(7) == 1
    assert denominator_of(Fraction(6, 4)) == 2
    assert denominator_of(Decimal("1.50")) == 100
    assert denominator_of(Decimal("1E+2")) == 1
