"""Anonymous ballots: read once, in pieces, and kept as sums only.

A stream is an iterable of stances, of ballots that weigh something, or bytes with a legend. What it leaves
is one cell: how many (or how much) for each stance, and the traits that all of its voters share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, final

import attrs

from consultgov.counting.classes import PeopleClass, Sums, Table
from consultgov.counting.codes import Codes, stance_name, unknown_stance
from consultgov.counting.names import composed
from consultgov.counting.rows import EXACT, text_trait, truth_trait
from consultgov.counting.scopes import bounded_scale
from consultgov.counting.stances import CODES, FIRST_LABEL
from consultgov.counting.vocabulary import Vocabulary
from consultgov.errors import Fault, Faults, ShareError, TallyError
from consultgov.people import Elector, Trait
from consultgov.shares import Exact, denominator_of, exact

__all__ = [
    "Ballot",
    "Cell",
    "cells_table",
    "count_bytes",
    "count_stances",
    "count_weights",
    "merged_cells",
]

_PIECE: Final = 1 << 16
_BYTES_PIECE: Final = 1 << 18
_PLANES: Final = 8

_Item = TypeVar("_Item")

Totals: TypeAlias = dict[str, Exact]
"""Stance or label to how many, or how much."""


def _without_fraction(ballot: Ballot) -> int | Decimal | None:
    return None if isinstance(ballot.weight, Fraction) else ballot.weight


@final
@attrs.frozen(init=False, weakref_slot=False)
class Ballot:
    """One anonymous ballot: a stance or label, and what it weighs.

    Args:
        stance: the name of a stance, a ``Stance``, ``True``, ``False`` or a label of the poll.
        weight: an exact number, not below 0.

    Raises:
        TallyError: a weight below 0 or a float.

    >>> Ballot("yes", 3)
    Ballot(stance='yes', weight=3)
    """

    stance: str
    weight: Exact = 1
    _plain: int | Decimal | None = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_without_fraction, takes_self=True)
    )
    """The weight, checked, where adding up is bounded: no Fraction. Other objects than ours have none."""

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, stance: str | bool, weight: Exact | str = 1) -> None:  # noqa: FBT001 - a yes or no
        read = _exact_weight(weight)
        self.__attrs_init__(composed(stance_name(stance)), read)


# --- counting -------------------------------------------------------------------------------------


def count_stances(stream: Iterable[object], codes: Codes) -> Totals:
    """How many of each stance; a stream of unknown words is refused before they fill the memory."""
    counts: Counter[object] = Counter()
    spellings = 2 * len(codes.by_name) + 2
    try:
        for piece in _pieces(stream):
            counts.update(piece)
            if True in counts or False in counts:
                _check_truths(piece)
            if len(counts) > spellings:
                break
    except TypeError as error:
        fix = "write 'yes', 'no', 'abstain', …, True, False or a label"
        raise TallyError(Fault("bad-stance", "stance", "must be a word", str(error), fix)) from error
    totals: Totals = dict.fromkeys(codes.by_name, 0)
    faults = Faults()
    for answer, count in counts.items():
        if faults and len(counts) > spellings:
            break  # junk without end: one word of it will do
        name = faults.attempt(codes.name, answer)
        if name is not None:
            totals[name] += count
    faults.close(TallyError)
    return totals


def _pieces(stream: Iterable[_Item]) -> Iterator[Sequence[_Item]]:
    """A sequence whole, since the caller holds it anyway; anything else in pieces."""
    if isinstance(stream, list | tuple):
        yield stream
        return
    ballots = iter(stream)
    while piece := list(islice(ballots, _PIECE)):
        yield piece


def _check_truths(piece: Sequence[object]) -> None:
    """True and False are stances, the numbers that equal them are not."""
    for answer in piece:
        if not isinstance(answer, str | bool):
            stance_name(answer)


def count_weights(stream: Iterable[Ballot], known: Iterable[str], measure: str) -> Totals:
    """What the ballots of each stance weigh together, exactly."""
    totals: Totals = dict.fromkeys(known, 0)
    try:
        for piece in _pieces(stream):
            totals = _with_weights(piece, totals, measure)
    except KeyError as error:
        raise unknown_stance(str(error.args[0]), totals) from None
    except (AttributeError, TypeError) as error:
        fix = "give Ballot values, or objects with a stance and a weight"
        raise TallyError(Fault("bad-ballot", "stream counted by a measure", str(error), "", fix)) from error
    return {stance: _exact_weight(value) for stance, value in totals.items()}


def _with_weights(piece: Sequence[Ballot], totals: Totals, measure: str) -> Totals:
    """The totals with a piece of the stream; weights that a ``Ballot`` has not checked are checked."""
    sums = totals.copy()
    try:
        with localcontext(EXACT):  # around our sums only, not around what makes or checks the ballots
            for ballot in piece:
                sums[ballot.stance] += ballot._plain  # type: ignore[operator]  # noqa: SLF001
    except (AttributeError, TypeError):  # an object of the caller's own, or a Fraction
        return _with_others(piece, totals, measure)
    return sums


def _with_others(piece: Sequence[Ballot], totals: Totals, measure: str) -> Totals:
    """The same, where each weight is looked at: whole numbers together, others one by one."""
    weights: list[Any] = [ballot.weight for ballot in piece]
    if {*map(type, weights)} != {int} or min(weights) < 0:
        weights = [_exact_weight(weight) for weight in weights]
        bounded_scale({denominator_of(value) for value in (*weights, *totals.values())}, measure)
    sums = totals.copy()
    with localcontext(EXACT):
        for ballot, weight in zip(piece, weights, strict=True):
            try:
                sums[ballot.stance] += weight
            except TypeError:  # a Decimal and a Fraction do not add up
                sums[ballot.stance] = _plus(sums[ballot.stance], weight)
    return sums


def _exact_weight(value: object) -> Exact:
    try:
        read = exact(value, "weight of a ballot")
    except ShareError as error:
        raise TallyError(*error.faults) from None
    if read < 0:
        raise TallyError(Fault("negative-weight", "weight of a ballot", "must not be below 0", str(value)))
    return read


def count_bytes(data: bytes, legend: Mapping[int, str]) -> Totals:
    """How many bytes stand for each stance of a legend, eight stances a pass.

    Each stance gets one bit of the byte, and the bits of a piece are counted in one long integer.
    """
    counts = dict.fromkeys(legend, 0)
    codes = list(legend)
    for first in range(0, len(codes), _PLANES):
        passed = codes[first : first + _PLANES]
        table = bytearray(256)
        for plane, code in enumerate(passed):
            table[code] = 1 << plane
        for start in range(0, len(data), _BYTES_PIECE):
            bits = int.from_bytes(data[start : start + _BYTES_PIECE].translate(table), "little")
            for code, mask in zip(passed, _masks(), strict=False):
                counts[code] += (bits & mask).bit_count()
    if sum(counts.values()) != len(data):
        stray = next(code for code in data if code not in counts)
        fix = f"say what it stands for, as in {{{stray}: 'invalid'}}"
        raise TallyError(Fault("unknown-byte", f"byte {stray}", "must be in the legend", "", fix))
    totals: Totals = dict.fromkeys(legend.values(), 0)
    for code, count in counts.items():
        totals[legend[code]] += count
    return totals


@cache
def _masks() -> tuple[int, ...]:
    """For each bit of a byte, an integer with that bit of every byte of a piece."""
    ones = int.from_bytes(b"\x01" * _BYTES_PIECE, "little")
    return tuple(ones << plane for plane in range(_PLANES))


# --- cells ----------------------------------------------------------------------------------------


@final
@attrs.frozen
class Cell:
    """The sums of one stream: its voters' traits and flags, and what was counted of each stance."""

    traits: tuple[tuple[str, Trait], ...]
    flags: frozenset[str]
    measure: str | None
    sums: tuple[tuple[str, Exact], ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What cells that may be added together have in common."""
        return self.traits, self.flags, self.measure

    @classmethod
    def of(cls, voters: Elector, measure: str | None, sums: Mapping[str, Exact]) -> Cell:
        """The cell of voters who share what one of them has; sums in the order of the stances."""
        kept = [name for name, value in sums.items() if value]
        kept.sort(key=lambda name: (CODES.get(name, FIRST_LABEL), name))
        traits = tuple(sorted(voters.traits.items()))
        return cls(traits, voters.flags, measure, tuple((name, sums[name]) for name in kept))

    def plus(self, other: Cell) -> Cell:
        """The cell of both streams together."""
        sums = dict(self.sums)
        bounded_scale({denominator_of(value) for _, value in (*self.sums, *other.sums)}, self.measure)
        for name, value in other.sums:
            sums[name] = _plus(sums.get(name, 0), value)
        ordered = sorted(sums.items(), key=lambda pair: (CODES.get(pair[0], FIRST_LABEL), pair[0]))
        return Cell(self.traits, self.flags, self.measure, tuple(ordered))


def _plus(one: Exact, other: Exact) -> Exact:
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return Fraction(one) + Fraction(other)
    return EXACT.add(one, other)


def merged_cells(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells with those of the same people added up, in the order in which they first came."""
    found: dict[tuple[object, ...], Cell] = {}
    for cell in cells:
        old = found.get(cell.key)
        found[cell.key] = cell if old is None else old.plus(cell)
    return tuple(found.values())


def cells_table(
    cells: tuple[Cell, ...],
    vocabulary: Vocabulary,
    labels: tuple[str, ...],
    flags: frozenset[str],
    faults: Faults,
) -> Table:
    """The classes that a vocabulary makes of the cells; what is missing in one is noted as a fault."""
    names = (*vocabulary.groups, *vocabulary.marks)
    measures: list[str | None] = [*([None] if vocabulary.heads else []), *vocabulary.measures]
    codes = {**CODES, **{name: FIRST_LABEL + index for index, name in enumerate(labels)}}
    scales: dict[str | None, int] = {None: 1}
    for measure in measures:
        scales[measure] = bounded_scale({denominator_of(v) for cell in cells for _, v in cell.sums}, measure)
    _check_cells(cells, vocabulary, measures, flags, faults)
    classes: list[PeopleClass] = []
    for cell in cells:
        traits = dict(cell.traits) | dict.fromkeys(cell.flags, True)
        sums: dict[str | None, Sums] = {m: [0] * (FIRST_LABEL + len(labels)) for m in measures}
        for name, value in cell.sums if cell.measure in sums else ():
            sums[cell.measure][codes[name]] = _scaled(value, scales[cell.measure])
        classes.append(PeopleClass(tuple(traits.get(name, False) for name in names), sums))
    return Table(names, labels, scales, tuple(classes))


def _scaled(value: Exact, scale: int) -> int:
    """A number on a scale on which it is whole."""
    return value * scale if isinstance(value, int) else int(Fraction(value) * scale)


def _check_kinds(cells: tuple[Cell, ...], vocabulary: Vocabulary, faults: Faults) -> None:
    """Note which traits are text and read as true or false, or the other way about."""
    for name in vocabulary.marks:
        if any(isinstance(dict(cell.traits).get(name), str) for cell in cells):
            faults.add(text_trait(name, "of a stream"))
    for name in vocabulary.texts:
        if any(name in cell.flags or isinstance(dict(cell.traits).get(name), bool) for cell in cells):
            faults.add(truth_trait(name, "of a stream"))


def _check_cells(
    cells: tuple[Cell, ...],
    vocabulary: Vocabulary,
    measures: list[str | None],
    flags: frozenset[str],
    faults: Faults,
) -> None:
    """Note which traits, flags and measures a rule reads that some stream was not counted with.

    A stream says nothing about flags that nobody in the tally is counted with: who has them is unknown.
    """
    for name in dict.fromkeys((*vocabulary.groups, *vocabulary.marks)):
        if not all(name in flags or name in cell.flags or name in dict(cell.traits) for cell in cells):
            fix = f"count the streams with traits={{{name!r}: …}}, or with flags= where it is a flag"
            faults.add(Fault("missing-trait", f"{name!r} of a stream", "is not known", "", fix))
    _check_kinds(cells, vocabulary, faults)
    for measure in measures:
        others = {cell.measure for cell in cells} - {measure}
        if others:
            wanted = "heads" if measure is None else measure
            counted = " and ".join(sorted("heads" if other is None else other for other in others))
            fix = "give the sums with Tally.totals, or the people with Tally.of"
            rule = f"is not known: it was counted by {counted}"
            faults.add(Fault("missing-weight", f"{wanted} of a stream", rule, "", fix))
