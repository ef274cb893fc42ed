"""What a ballot says: an answer, a vote in parts, one that depends on a fact, or the marks of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias, cast, final, overload
from unicodedata import normalize

import attrs

from consultgov.counting.codes import stance_name
from consultgov.errors import Fault, Faults, ShareError, TallyError, shown
from consultgov.records import expect_keys
from consultgov.shares import MAX_DIGITS, Share, common_scale, number, number_text
from consultgov.voting.marks import Marks

__all__ = [
    "Answer",
    "Given",
    "If",
    "Split",
    "answer_of",
    "check_scale",
    "for_tally",
    "plain_answer",
    "settled",
    "words_of",
]

Given: TypeAlias = "str | bool | Mapping[str, object] | Iterable[object] | Split | If | Marks"
"""An answer as a caller writes it."""

_LONGEST: Final = 1_000
_PAIR: Final = 2


def _word(given: object) -> str:
    name = stance_name(given)
    if not name.strip() or len(name) > _LONGEST:
        fix = "write 'yes', 'no', 'abstain' or a label of the poll"
        raise TallyError(Fault("bad-answer", "answer", "must be a word", shown(given), fix))
    return normalize("NFC", name)


def _share(given: object) -> Fraction:
    try:
        if isinstance(given, str) and given.strip().endswith("%"):
            return Share(given).fraction
        read = Fraction(number(given, "part of a vote"))
    except ShareError as error:
        raise TallyError(*error.faults) from None
    if read < 0:
        raise TallyError(Fault("bad-split", "part of a vote", "must not be below 0", number_text(read)))
    return read


def _parts(given: Mapping[str, object] | Iterable[tuple[str, object]]) -> tuple[tuple[str, Fraction], ...]:
    faults = Faults()
    pairs = [(faults.attempt(_word, name), faults.attempt(_share, share)) for name, share in _pairs(given)]
    faults.close(TallyError)
    parts = [(name, share) for name, share in pairs if name is not None and share]
    check_scale((share for _, share in parts), "parts of a vote")
    read: dict[str, Fraction] = {}
    for name, share in parts:
        read[name] = read.get(name, Fraction(0)) + share
    whole = sum(read.values())
    if whole != 1:
        fix = "add what is left as 'abstain'"
        raise TallyError(Fault("bad-split", "parts of a vote", "must sum to one", number_text(whole), fix))
    return tuple(sorted(read.items()))


def _pairs(given: object) -> list[tuple[object, object]]:
    """Answer and share: from a dict, or from pairs, as a split holds them."""
    whole = given
    if isinstance(given, Mapping):
        return [*cast("Mapping[object, object]", given).items()]
    pairs = [*cast("Iterable[object]", given)] if isinstance(given, tuple | list) else [None]
    if not all(isinstance(pair, tuple) and len(cast("tuple[object, ...]", pair)) == _PAIR for pair in pairs):
        fix = "give answer to share: {'yes': '2/3', 'no': '1/3'}"
        raise TallyError(Fault("bad-split", "parts of a vote", "must be a dict", shown(whole), fix))
    return cast("list[tuple[object, object]]", pairs)


def check_scale(parts: Iterable[Fraction], subject: str) -> None:
    """Refuse parts whose sum would have more digits than a number may have.

    Raises:
        TallyError: no common denominator of so few digits.
    """
    if common_scale({part.denominator for part in parts}) is None:
        rule = f"must have a common denominator of at most {MAX_DIGITS} digits"
        raise TallyError(Fault("bad-split", subject, rule, "", "write simpler fractions"))


def _depends(given: object) -> bool:
    """Whether an answer depends on a fact; said before it is read, however deep it is."""
    return isinstance(given, If) or (isinstance(given, Mapping) and "if" in given)


def _unconditional(given: Given) -> str | Split:
    if _depends(given):
        rule = "must not depend on another fact"
        raise TallyError(Fault("nested-if", "answer", rule, shown(given), "state the two facts as one"))
    answer = answer_of(given)
    if isinstance(answer, Marks):
        rule = "must not be a paper over several options"
        raise TallyError(Fault("conditional-marks", "answer", rule, shown(answer)))
    return cast("str | Split", answer)


@final
@attrs.frozen
class Split:
    """A vote in parts: so much of it for each answer, the shares summing to one.

    Args:
        parts: answer to its share of the vote: a fraction, a percentage or an exact number.

    Raises:
        TallyError: shares that do not sum to one, a share below zero, a float, shares whose common
            denominator has more than 400 digits.

    >>> Split({"yes": "2/3", "no": "1/3"}).parts
    (('no', Fraction(1, 3)), ('yes', Fraction(2, 3)))
    """

    parts: tuple[tuple[str, Fraction], ...] = attrs.field(converter=_parts)


@final
@attrs.frozen
class If:
    """A vote that depends on a fact of the matter, settled when the poll is counted.

    Args:
        fact: the name of the fact, a truth.
        then: the answer where it is so.
        otherwise: the answer where it is not, or is not known.

    >>> plain_answer(If("amended", then="yes", otherwise="no"))
    {'if': 'amended', 'then': 'yes', 'otherwise': 'no'}
    """

    fact: str = attrs.field(converter=_word)
    then: str | Split = attrs.field(converter=_unconditional)
    otherwise: str | Split = attrs.field(converter=_unconditional)


Answer: TypeAlias = str | Split | If | Marks
"""What a ballot says, read."""


def answer_of(given: object) -> Answer:
    """An answer as given, read: a word, ``True`` or ``False``, a split, one that depends on a fact, marks.

    Raises:
        TallyError: what is no answer.
    """
    if isinstance(given, Split | If | Marks):
        return given
    if isinstance(given, Mapping):
        found = cast("Mapping[str, object]", given)
        if isinstance(found.get("marks"), Mapping):
            return Marks(expect_keys(found, "answer", frozenset({"marks"}), frozenset())["marks"])
        return _conditional(found) if "if" in found else Split(found)
    return _word(given)


def _conditional(given: Mapping[str, object]) -> If:
    keys = expect_keys(given, "answer", frozenset({"if", "then", "otherwise"}), frozenset())
    return If(keys["if"], keys["then"], keys["otherwise"])  # type: ignore[arg-type]


def plain_answer(answer: Answer) -> object:
    """The plain form of an answer, which ``answer_of`` reads again."""
    match answer:
        case Split(parts):
            return {name: number_text(share) for name, share in parts}
        case If(fact, then, otherwise):
            return {"if": fact, "then": plain_answer(then), "otherwise": plain_answer(otherwise)}
        case Marks():
            return answer.to_dict()
        case word:
            return word


def words_of(answer: Answer) -> Iterator[str]:
    """The stances and labels that an answer names; the marks of a paper are none."""
    match answer:
        case Marks():
            return
        case Split(parts):
            yield from (name for name, _ in parts)
        case If(_, then, otherwise):
            yield from words_of(then)
            yield from words_of(otherwise)
        case word:
            yield word


@overload
def settled(answer: str | Split | If, facts: Mapping[str, object]) -> str | Split: ...
@overload
def settled(answer: Answer, facts: Mapping[str, object]) -> str | Split | Marks: ...
def settled(answer: Answer, facts: Mapping[str, object]) -> str | Split | Marks:
    """The answer once the facts of the matter are known."""
    if isinstance(answer, If):
        return answer.then if facts.get(answer.fact) is True else answer.otherwise
    return answer


def for_tally(answer: str | Split) -> str | dict[str, Fraction]:
    """The answer as a tally takes it."""
    return dict(answer.parts) if isinstance(answer, Split) else answer
