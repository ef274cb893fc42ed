"""A tally of electors: a row for each person, and one byte for what she did.

Classes are made only from the traits and weights that a rule reads. A seat whose vote is split stands in
several rows, each with its part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Inexact, localcontext
from fractions import Fraction
from itertools import chain
from typing import Final, TypeAlias, cast, final

import attrs

from consultgov.counting.classes import PeopleClass, Sums, Table
from consultgov.counting.scopes import bounded_scale
from consultgov.counting.stances import CODES, FIRST_LABEL
from consultgov.counting.vocabulary import Vocabulary
from consultgov.errors import Fault, Faults
from consultgov.people import Elector, Trait
from consultgov.shares import Exact, denominator_of

__all__ = ["EXACT", "Rows", "keys_of", "on_one_scale", "text_trait", "truth_trait"]

EXACT: Final = Context(prec=4000, traps=[Inexact])
"""Decimal arithmetic that rounds nothing: numbers have at most 400 digits on either side of the point."""

_MISSING: Final = object()
_ONE: Final = Fraction(1)
_VACANT: Final = CODES["vacant"]

_Column: TypeAlias = list[object]
_Key: TypeAlias = tuple[Trait, ...]


def on_one_scale(values: Iterable[Exact], measure: str | None = None) -> tuple[list[int], int]:
    """Exact numbers as integers on the least common scale, decimals to the places they are written with.

    Raises:
        TallyError: their denominators have too little in common; it names the measure.

    >>> on_one_scale([Fraction(1, 2), 3])
    ([1, 6], 2)
    """
    listed = list(values)
    scale = bounded_scale({denominator_of(value) for value in listed}, measure)
    if scale == 1:
        return [int(value) for value in listed], 1
    return [int(Fraction(value) * scale) for value in listed], scale


@final
@attrs.frozen
class Rows:
    """Electors and their stances, in the order given; ``vacant`` counts empty seats without a row."""

    electors: tuple[Elector, ...]
    stances: bytes
    vacant: int = 0
    parts: tuple[tuple[int, Fraction], ...] = ()
    """Of the rows that are part of a split vote: the row and its part."""

    def table(
        self, vocabulary: Vocabulary, labels: tuple[str, ...], flags: frozenset[str], faults: Faults
    ) -> Table:
        """The classes that a vocabulary makes; what is missing on anybody is noted as a fault.

        Args:
            vocabulary: what is read of each person.
            labels: the labels of the poll.
            flags: the names read that are flags; who lacks one is not so, and nothing is missing.
            faults: takes what is missing.
        """
        names = (*vocabulary.groups, *vocabulary.marks)
        columns = self.columns(vocabulary, flags, faults)
        weights = {name: self._weights(name, faults) for name in vocabulary.measures}
        if vocabulary.reads_vacant and self.vacant:
            fix = "pass electors that stand for the seats, with their traits and weights"
            subject = f"{self.vacant} vacant seats given as a number"
            faults.add(Fault("vacant-number", subject, "have no traits and weights to read", "", fix))
        size = FIRST_LABEL + len(labels)
        heads, scale = self._heads(columns, size)
        sums: dict[str | None, dict[_Key, Sums]] = {None: heads}
        scales: dict[str | None, int] = {None: scale}
        for name, column in weights.items():
            sums[name], scales[name] = _exact_sums(columns, self.stances, column, size, name)
        return Table(names, labels, scales, tuple(_classes(sums)))

    # --- joining --------------------------------------------------------------------------------

    def relabelled(self, old: tuple[str, ...], new: tuple[str, ...]) -> Rows:
        """The same rows, with the codes that the labels have in another tally."""
        if old == new[: len(old)]:
            return self
        codes = bytearray(range(256))
        for place, label in enumerate(old):
            codes[FIRST_LABEL + place] = FIRST_LABEL + new.index(label)
        return attrs.evolve(self, stances=self.stances.translate(codes))

    @classmethod
    def joined(cls, rows: list[Rows], faults: Faults) -> Rows:
        """The rows one after another; somebody who stands in two of them is noted as a fault."""
        electors = tuple(chain.from_iterable(each.electors for each in rows))
        owners: dict[str, int] = {}
        shared: dict[str, None] = {}
        parts: list[tuple[int, Fraction]] = []
        start = 0
        for place, each in enumerate(rows):
            for elector in each.electors:
                if owners.setdefault(elector.id, place) != place:
                    shared[elector.id] = None
            parts += [(start + row, part) for row, part in each.parts]
            start += len(each.electors)
        if shared:
            people = tuple(shared)
            fix = "count each elector in one tally"
            rule = "must be in one of the tallies only"
            faults.add(Fault("shared-elector", f"elector {_listed(people)}", rule, "", fix, people))
        stances = b"".join(each.stances for each in rows)
        return cls(electors, stances, sum(each.vacant for each in rows), tuple(parts))

    # --- what is read of each person ------------------------------------------------------------

    def columns(self, vocabulary: Vocabulary, flags: frozenset[str], faults: Faults) -> list[_Column]:
        """For each trait and flag of a vocabulary, its value for everyone."""
        groups = [
            self._groups(name, faults, is_flag=name in flags, as_text=name in vocabulary.texts)
            for name in vocabulary.groups
        ]
        return groups + [self._marks(name, faults) for name in vocabulary.marks]

    def weighed(self, measure: str | None) -> list[Exact]:
        """What each row weighs: as a head one, by a measure its weight, of a split vote its part of it."""
        weights: list[Exact] = [
            1 if measure is None else elector.weights[measure] for elector in self.electors
        ]
        for row, part in self.parts:
            weights[row] = Fraction(weights[row]) * part
        return weights

    def _column(self, name: str) -> _Column:
        column: _Column = [elector.traits.get(name, _MISSING) for elector in self.electors]
        if _MISSING in column:
            for row, value in enumerate(column):
                if value is _MISSING and name in self.electors[row].flags:
                    column[row] = True
        return column

    def _groups(self, name: str, faults: Faults, *, is_flag: bool, as_text: bool) -> _Column:
        """The trait of everyone; a flag that somebody has makes two groups, and has no text."""
        column = self._column(name)
        if as_text and bool in set(map(type, column)):
            truths = self._whose(column, lambda value: isinstance(value, bool))
            faults.add(truth_trait(name, f"of {_listed(truths)}", truths))
        if _MISSING in column and not is_flag:
            self._missing("trait", name, column, faults)
        return [False if value is _MISSING else value for value in column]

    def _marks(self, name: str, faults: Faults) -> _Column:
        """Whether everyone has the flag, or the trait is so; a flag that is absent is not so."""
        column = self._column(name)
        if any(name in elector.traits for elector in self.electors):
            if _MISSING in column:
                self._missing("trait", name, column, faults)
            texts = self._whose(column, lambda value: isinstance(value, str))
            if texts:
                faults.add(text_trait(name, f"of {_listed(texts)}", texts))
        return [value is True for value in column]

    def _whose(self, column: _Column, wanted: Callable[[object], bool]) -> tuple[str, ...]:
        """The ids of those with a value that is wanted, each once."""
        found = (each.id for each, value in zip(self.electors, column, strict=True) if wanted(value))
        return tuple(dict.fromkeys(found))

    def _weights(self, name: str, faults: Faults) -> list[Exact]:
        """What everyone weighs by a measure; who has no weight is noted as a fault."""
        try:
            return self.weighed(name)
        except KeyError:
            column: _Column = [each.weights.get(name, _MISSING) for each in self.electors]
            self._missing("weight", name, column, faults)
            return [0] * len(self.electors)

    def _missing(self, what: str, name: str, column: _Column, faults: Faults) -> None:
        people = self._whose(column, lambda value: value is _MISSING)
        fix = f"give it to everyone; {'None for nobody' if what == 'trait' else '0 for nothing'}"
        subject = f"{what} {name!r} of {_listed(people)}"
        faults.add(Fault(f"missing-{what}", subject, "is not there", "", fix, people))

    # --- sums -----------------------------------------------------------------------------------

    def _heads(self, columns: list[_Column], size: int) -> tuple[dict[_Key, Sums], int]:
        if self.parts:
            found, scale = _exact_sums(columns, self.stances, self.weighed(None), size)
        else:
            scale = 1
            found = _counted(columns, self.stances, size)
        if self.vacant:
            nowhere: _Key = (None,) * len(columns)
            found.setdefault(nowhere, [0] * size)[_VACANT] += self.vacant * scale
        return found, scale


def text_trait(name: str, whose: str, people: tuple[str, ...] = ()) -> Fault:
    """The fault of a trait that is text and read as true or false."""
    fix = f"say which: among {name} is …"
    return Fault("text-trait", f"trait {name!r} {whose}", "is text, not true or false", "", fix, people)


def truth_trait(name: str, whose: str, people: tuple[str, ...] = ()) -> Fault:
    """The fault of a trait or flag that is true or false and read as text."""
    fix = f"name no value: among {name}, among not {name}, each {name}"
    return Fault("truth-trait", f"trait {name!r} {whose}", "is true or false, not text", "", fix, people)


def _listed(people: tuple[str, ...]) -> str:
    shown = ", ".join(map(repr, people[:3]))
    return shown if len(people) <= 3 else f"{shown} and {len(people) - 3} more"  # noqa: PLR2004


def _counted(columns: list[_Column], stances: bytes, size: int) -> dict[_Key, Sums]:
    """How many rows of each key have each stance."""
    if not columns:
        return {(): [stances.count(code) for code in range(size)]}
    found: dict[_Key, Sums] = {}
    for (key, code), count in Counter(zip(keys_of(columns), stances, strict=True)).items():
        found.setdefault(key, [0] * size)[code] = count
    return found


def keys_of(columns: list[_Column]) -> Iterable[_Key]:
    """The values of each row, side by side; ``_groups`` and ``_marks`` leave nothing missing in them."""
    return zip(*cast("list[list[Trait]]", columns), strict=True)


def _exact_sums(
    columns: list[_Column], stances: bytes, weights: Sequence[Exact], size: int, measure: str | None = None
) -> tuple[dict[_Key, Sums], int]:
    """The weights added up by key and stance, as integers on one scale."""
    if Fraction in set(map(type, weights)):  # sums of Fractions lose the scale of what is added
        whole, scale = on_one_scale(weights, measure)
        return _integers(_added(columns, stances, size, whole)), scale
    with localcontext(EXACT):
        found = _added(columns, stances, size, weights)
    flat, scale = on_one_scale([value for sums in found.values() for value in sums], measure)
    integers = iter(flat)
    return {key: [next(integers) for _ in sums] for key, sums in found.items()}, scale


def _integers(found: dict[_Key, list[Exact]]) -> dict[_Key, Sums]:
    return {key: [int(value) for value in sums] for key, sums in found.items()}


def _added(
    columns: list[_Column], stances: bytes, size: int, weights: Sequence[Exact]
) -> dict[_Key, list[Exact]]:
    if not columns:
        sums: list[Exact] = [0] * size
        for code, weight in zip(stances, weights, strict=True):
            sums[code] += weight  # type: ignore[operator]
        return {(): sums}
    found: dict[_Key, list[Exact]] = {}
    for key, code, weight in zip(keys_of(columns), stances, weights, strict=True):
        try:
            found[key][code] += weight  # type: ignore[operator]
        except KeyError:
            found[key] = [0] * size
            found[key][code] = weight
    return found


def _classes(sums: dict[str | None, dict[_Key, Sums]]) -> Iterable[PeopleClass]:
    """The sums of all measures joined by key; anonymous vacant seats have heads only."""
    nothing = [0] * max(map(len, sums[None].values()), default=0)
    for key in sums[None]:
        yield PeopleClass(key, {measure: found.get(key, nothing) for measure, found in sums.items()})
