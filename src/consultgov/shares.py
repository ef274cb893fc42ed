"""Exact proportions and exact numbers: integers, fractions and decimals, never floats.

A share is kept as two integers and compared by cross-multiplication, so that four fifths of five is
four and not 4.000000000000001.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from math import gcd, lcm
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, ShareError, shown

__all__ = [
    "MAX_DIGITS",
    "Exact",
    "Number",
    "Share",
    "common_scale",
    "denominator_of",
    "exact",
    "number",
    "number_text",
    "terminates",
]

Exact: TypeAlias = int | Fraction | Decimal
"""A number that can be counted with exactly."""

Number: TypeAlias = int | Fraction
"""An exact number in lowest terms: an ``int`` where it is whole."""

MAX_DIGITS: Final = 400
"""The most digits that a number may have: enough for any register, too few to exhaust a machine."""

_BOUND: Final = 10**MAX_DIGITS
_MAX_TEXT: Final = 2 * MAX_DIGITS + 10
_SIMPLE_DENOMINATORS: Final = (2, 3, 4)

_Built_co = TypeVar("_Built_co", covariant=True)


def __dir__() -> list[str]:
    return __all__


class _Base(Protocol[_Built_co]):
    """Whatever a share can be taken of: it knows what the result looks like."""

    def portion(self, share: Share) -> _Built_co: ...


def _refuse(code: str, subject: str, rule: str, given: object, fix: str) -> ShareError:
    text = given if isinstance(given, str) else f"{shown(given)} of type {type(given).__name__}"
    return ShareError(Fault(code, subject, rule, text, fix))


def _float_refused(value: float, subject: str) -> ShareError:
    return _refuse(
        "float",
        subject,
        "must be exact",
        value,
        f"a float is not exact; write the text '{value!r}', a Decimal, a Fraction or an int",
    )


def _bounded(value: Exact, subject: str) -> Exact:
    """Refuse what would need more than ``MAX_DIGITS`` digits, before any arithmetic is done on it."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        fine = isinstance(exponent, int) and exponent >= -MAX_DIGITS and value.adjusted() < MAX_DIGITS
    else:
        fine = -_BOUND < value.numerator < _BOUND and value.denominator <= _BOUND
    if not fine:
        rule = f"must be finite and have at most {MAX_DIGITS} digits above and below the point or line"
        raise ShareError(Fault("too-long", subject, rule))
    return value


def _read_text(text: str, subject: str) -> Exact:
    if len(text) > _MAX_TEXT:
        return _bounded(Decimal("Infinity"), subject)
    plain = normalize("NFKC", text).strip()
    try:
        return Fraction(plain) if "/" in plain else Decimal(plain)
    except (ValueError, ArithmeticError):
        fix = "write '12', '12.5' or '25/2'"
        raise _refuse("not-a-number", subject, "must be a number", text[:80], fix) from None


def exact(value: object, subject: str = "number") -> Exact:
    """Read a number exactly: an int, a Fraction, a Decimal, or the text of one.

    Args:
        value: the number; text may be ``"12"``, ``"12.50"`` or ``"25/2"``, full-width digits included.
        subject: what the number is, for the error.

    Raises:
        ShareError: a float or a bool, text that is not a number, an infinite or endless one.

    >>> exact("89.30"), exact("2/3"), exact(7)
    (Decimal('89.30'), Fraction(2, 3), 7)
    """
    if isinstance(value, bool):
        raise _refuse("not-a-number", subject, "must be a number", value, "write an int")
    if isinstance(value, int | Fraction | Decimal):
        return _bounded(value, subject)
    if isinstance(value, float):
        raise _float_refused(value, subject)
    if isinstance(value, str):
        return _bounded(_read_text(value, subject), subject)
    fix = "give an int, a Fraction, a Decimal or text"
    raise _refuse("not-a-number", subject, "must be a number", value, fix)


def number(value: object, subject: str = "number") -> Number:
    """Read a number exactly and reduce it: an int where it is whole, otherwise a Fraction.

    >>> number("2.50"), number(Fraction(6, 3))
    (Fraction(5, 2), 2)
    """
    read = exact(value, subject)
    if isinstance(read, int):
        return read
    fraction = Fraction(read)
    return fraction.numerator if fraction.denominator == 1 else fraction


def denominator_of(value: Exact) -> int:
    """The scale on which a number is whole; of a decimal, that of the places it is written with.

    >>> denominator_of(Decimal("0.50")), denominator_of(Fraction(1, 3))
    (100, 3)
    """
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return 10 ** max(0, -exponent) if isinstance(exponent, int) else 1
    return value.denominator


def common_scale(denominators: Iterable[int]) -> int | None:
    """The least common multiple; ``None`` once it has more than ``MAX_DIGITS`` digits.

    >>> common_scale([100, 3, 100])
    300
    """
    scale = 1
    for denominator in denominators:
        scale = lcm(scale, denominator)
        if scale > _BOUND:
            return None
    return scale


def terminates(denominator: int) -> bool:
    """Whether a fraction in lowest terms with this denominator is a decimal that ends."""
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


def number_text(value: Number) -> str:
    """The shortest exact text of a number: ``"7"``, ``"12.5"``, or ``"25/3"`` where it does not end.

    >>> number_text(7), number_text(Fraction(25, 2)), number_text(Fraction(25, 3))
    ('7', '12.5', '25/3')
    """
    numerator, denominator = value.numerator, value.denominator
    if denominator == 1 or not terminates(denominator):
        return str(value)
    places = max(_exponent(denominator, 2), _exponent(denominator, 5))
    digits = str(abs(numerator) * 10**places // denominator).rjust(places + 1, "0")
    sign = "-" if numerator < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _exponent(value: int, prime: int) -> int:
    count = 0
    while value % prime == 0:
        value //= prime
        count += 1
    return count


@final
@total_ordering
@attrs.frozen(init=False, eq=True, order=False)
class Share:
    """An exact proportion, from nothing (0) to all (1).

    Args:
        value: ``"80%"``, ``"4/5"``, ``"0.8"``, a ``Fraction``, a ``Decimal``, or the ints 0 and 1.

    Raises:
        ShareError: a float, or a value below 0 or above 1.

    >>> Share("80%") == Share("4/5") == Share(Decimal("0.8"))
    True
    >>> Share("2/3") < Share("66.67%")
    True
    """

    numerator: int
    denominator: int

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, value: str | Exact | Share) -> None:
        if isinstance(value, Share):
            top, bottom = value.numerator, value.denominator
        else:
            top, bottom = _ratio(value)
        if not 0 <= top <= bottom:
            fix = "write 4 of 5 as '4/5' or '80%'; more than all is a multiple, `times`"
            raise _refuse("share-bounds", "share", "must lie between 0 and 1", str(value), fix)
        self.__attrs_init__(top, bottom)

    def of(self, base: _Base[_Built_co]) -> _Built_co:
        """This share of a count, for a comparison: ``Share("2/3").of(members.by("area"))``."""
        if not hasattr(base, "portion"):
            fix = "give a count, such as members"
            raise _refuse("no-count", "base", f"must be a count to take {self} of", base, fix)
        return base.portion(self)

    def compare(self, part: int, whole: int) -> int:
        """The sign of ``part / whole - share`` without a division: -1, 0 or 1.

        >>> Share("2/3").compare(40, 60)
        0
        """
        difference = part * self.denominator - self.numerator * whole
        return (difference > 0) - (difference < 0)

    @property
    def fraction(self) -> Fraction:
        """The share as a ``Fraction``."""
        return Fraction(self.numerator, self.denominator)

    def __lt__(self, other: Share) -> bool:
        """Compare two shares by cross-multiplication."""
        if not isinstance(other, Share):
            return NotImplemented
        return self.numerator * other.denominator < other.numerator * self.denominator

    def __str__(self) -> str:
        """The canonical text: ``1/2``, ``2/3`` and ``3/4`` as fractions, what ends as a percentage."""
        if self.denominator in _SIMPLE_DENOMINATORS or not terminates(self.denominator):
            return f"{self.numerator}/{self.denominator}"
        return f"{number_text(Fraction(100 * self.numerator, self.denominator))}%"


def _ratio(value: object) -> tuple[int, int]:
    """Numerator and denominator of a share's value, in lowest terms."""
    text = normalize("NFKC", value).strip() if isinstance(value, str) else ""
    if text.endswith("%"):
        read, hundred = number(text[:-1], "share"), 100
    else:
        read, hundred = number(value, "share"), 1
    top, bottom = read.numerator, read.denominator * hundred
    common = gcd(top, bottom)
    return top // common, bottom // common
