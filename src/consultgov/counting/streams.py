"""Anonymous ballots: read once, in pieces, and kept as sums only.

A stream is an iterable of stances, of ballots that weigh something, or bytes with a legend. What it leaves
is one cell: how many (or how much) for each stance, and the traits that all of its voters share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Context, Inexact, localcontext
from fractions import Fraction
from itertools import islice
from typing import Final, TypeAlias, final

import attrs

from consultgov.counting.classes import PeopleClass, Sums, Table
from consultgov.counting.codes import Codes, stance_name, unknown_stance
from consultgov.counting.rows import on_one_scale, text_trait
from consultgov.counting.stances import CODES, FIRST_LABEL
from consultgov.counting.vocabulary import Vocabulary
from consultgov.errors import Fault, Faults, ShareError, TallyError
from consultgov.people import Trait
from consultgov.shares import Exact, exact

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

Totals: TypeAlias = dict[str, Exact]
"""Stance or label to how many, or how much."""


@final
@attrs.frozen(init=False)
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

    def __init__(self, stance: str | bool, weight: Exact | str = 1) -> None:  # noqa: FBT001 - a yes or no
        try:
            read = exact(weight, "weight of a ballot")
        except ShareError as error:
            raise TallyError(*error.faults) from None
        if read < 0:
            raise TallyError(
                Fault("negative-weight", "weight of a ballot", "must not be below 0", str(weight))
            )
        self.__attrs_init__(stance_name(stance), read)


# --- counting -------------------------------------------------------------------------------------


def count_stances(stream: Iterable[object], codes: Codes) -> Totals:
    """How many of each stance; a stream of unknown words is refused before they fill the memory."""
    counts: Counter[object] = Counter()
    spellings = 2 * len(codes.by_name) + 2
    ballots = iter(stream)
    try:
        while piece := list(islice(ballots, _PIECE)):
            counts.update(piece)
            if True in counts or False in counts:
                _check_truths(piece)
            if len(counts) > spellings:
                break
    except TypeError as error:
        fix = "write 'yes', 'no', 'abstain', …, True, False or a label"
        raise TallyError(Fault("bad-stance", "stance", "must be a word", str(error), fix)) from error
    totals: Totals = dict.fromkeys(codes.by_name, 0)
    for answer, count in counts.items():
        totals[codes.name(answer)] += count
    return totals


def _check_truths(piece: list[object]) -> None:
    """True and False are stances, the numbers that equal them are not."""
    for answer in piece:
        if not isinstance(answer, str | bool):
            stance_name(answer)


def count_weights(stream: Iterable[Ballot], known: Iterable[str]) -> Totals:
    """What the ballots of each stance weigh together, exactly."""
    totals: Totals = dict.fromkeys(known, 0)
    try:
        with localcontext(Context(prec=4000, traps=[Inexact])):
            for ballot in stream:
                try:
                    totals[ballot.stance] += ballot.weight  # type: ignore[operator]
                except TypeError:  # a Decimal and a Fraction do not add up
                    stance = ballot.stance
                    totals[stance] = Fraction(totals[stance]) + Fraction(ballot.weight)
    except KeyError as error:
        raise unknown_stance(str(error.args[0]), totals) from None
    except (AttributeError, TypeError, ValueError) as error:
        rule = "must be ballots with a stance and an exact weight"
        raise TallyError(Fault("bad-ballot", "stream counted by a measure", rule, str(error))) from error
    return {stance: _exact_weight(value) for stance, value in totals.items()}


def _exact_weight(value: object) -> Exact:
    try:
        return exact(value, "weight of the ballots")
    except ShareError as error:
        raise TallyError(*error.faults) from None


def count_bytes(data: bytes, legend: Mapping[int, str]) -> Totals:
    """How many bytes stand for each stance of a legend, eight stances a pass.

    The stances get one bit each, and the bits of a piece are counted in one long integer.
    """
    totals: Totals = dict.fromkeys(legend.values(), 0)
    codes = list(legend)
    for start in range(0, len(codes), _PLANES):
        passed = codes[start : start + _PLANES]
        plain = len(codes) <= _PLANES and all(code.bit_count() == 1 for code in codes)
        _count_planes(data, [(code, legend[code]) for code in passed], totals, plain=plain)
    if sum(totals.values()) != len(data):
        known = bytes(codes)
        stray = next(code for code in iter(data) if code not in known)
        rule = "must be in the legend"
        raise TallyError(Fault("unknown-byte", f"byte {stray}", rule, "", f"add {stray}: 'invalid'"))
    return totals


def _count_planes(data: bytes, codes: list[tuple[int, str]], totals: Totals, *, plain: bool) -> None:
    """Add the bytes with these codes to the totals; ``plain``: the codes are single bits already."""
    planes = [(code.bit_length() - 1, name) for code, name in codes]
    table = bytearray(256)
    if plain:
        for code, _ in codes:
            table[code] = code
    else:
        planes = [(plane, name) for plane, (_, name) in enumerate(codes)]
        for plane, (code, _) in enumerate(codes):
            table[code] = 1 << plane
    ones = int.from_bytes(b"\x01" * min(len(data), _BYTES_PIECE), "little")
    for start in range(0, len(data), _BYTES_PIECE):
        bits = int.from_bytes(data[start : start + _BYTES_PIECE].translate(table), "little")
        for plane, name in planes:
            totals[name] += (bits >> plane & ones).bit_count()


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

    def plus(self, other: Cell) -> Cell:
        """The cell of both streams together."""
        sums = dict(self.sums)
        for name, value in other.sums:
            sums[name] = _plus(sums.get(name, 0), value)
        return Cell(self.traits, self.flags, self.measure, tuple(sums.items()))


def _plus(one: Exact, other: Exact) -> Exact:
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    return Fraction(one) + Fraction(other)


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
        scales[measure] = on_one_scale(value for cell in cells for _, value in cell.sums)[1]
    classes = []
    for cell in cells:
        _check_cell(cell, vocabulary, measures, flags, faults)
        traits = dict(cell.traits) | dict.fromkeys(cell.flags, True)
        sums: dict[str | None, Sums] = {m: [0] * (FIRST_LABEL + len(labels)) for m in measures}
        for name, value in cell.sums if cell.measure in sums else ():
            sums[cell.measure][codes[name]] = int(Fraction(value) * scales[cell.measure])
        classes.append(PeopleClass(tuple(traits.get(name, False) for name in names), sums))
    return Table(names, labels, scales, tuple(classes))


def _check_cell(
    cell: Cell,
    vocabulary: Vocabulary,
    measures: list[str | None],
    flags: frozenset[str],
    faults: Faults,
) -> None:
    """Note which traits and measures a rule reads that the stream was not counted with."""
    traits = dict(cell.traits)
    for name in vocabulary.groups:
        if name not in {*traits, *cell.flags, *flags}:
            fix = f"count the stream with traits={{{name!r}: …}}"
            faults.add(Fault("missing-trait", f"trait {name!r} of a stream", "is not there", "", fix))
    for name in vocabulary.marks:
        if isinstance(traits.get(name), str):
            faults.add(text_trait(name, "of a stream"))
    for measure in measures:
        if measure != cell.measure:
            counted = "heads" if cell.measure is None else cell.measure
            wanted = "heads" if measure is None else measure
            fix = "count the same ballots once more by what is missing, in a tally of its own"
            rule = f"is not known: it was counted by {counted}"
            faults.add(Fault("missing-weight", f"{wanted} of a stream", rule, "", fix))
