"""What some sums fix: stances and labels as unknowns, none below zero, and the figures given as equations.

What the equations fix is known. Everything else is unknown, not zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from consultgov.errors import Fault, Faults
from consultgov.shares import Number, number_text

__all__ = ["Equations", "plain_number"]


class Equations:
    """What is known of one measure in one group.

    ``atoms`` holds the stances and labels that are fixed, by bit; ``sums`` what is known of several others
    together, by mask. Each sum has the words it came from, for the error where two contradict.
    """

    __slots__ = ("_faults", "_rows", "_where", "atoms", "sums")

    def __init__(self, figures: Mapping[str, tuple[int, Fraction]], where: str, faults: Faults) -> None:
        self.atoms: dict[int, Fraction] = {}
        self.sums: dict[int, tuple[Fraction, str]] = {}
        self._rows: list[_Row] | None = None
        self._where = where
        self._faults = faults
        pending = [(mask, value, name) for name, (mask, value) in figures.items()]
        pending.sort(key=lambda known: known[0].bit_count())
        while pending:
            pending += self._learn(*pending.pop(0))

    def _learn(self, mask: int, value: Fraction, name: str) -> list[tuple[int, Fraction, str]]:
        """Take in one sum; what follows from it and the others is returned."""
        rest = value - sum(self.atoms.get(bit, 0) for bit in _bits(mask))
        left = sum(1 << bit for bit in _bits(mask) if bit not in self.atoms)
        if rest < 0 or (not left and rest) or (left in self.sums and self.sums[left][0] != rest):
            self._contradicted(name, value)
            return []
        if not left or left in self.sums:
            return []
        if rest == 0 or left.bit_count() == 1:
            self.atoms |= dict.fromkeys(_bits(left), rest)
            return self._reopened(left)
        follows = [self._between(left, rest, name, other) for other in self.sums]
        self.sums[left] = (rest, name)
        return [known for known in follows if known is not None]

    def _reopened(self, atoms: int) -> list[tuple[int, Fraction, str]]:
        """The sums in which an atom has become known, to be learned anew."""
        touched = [mask for mask in self.sums if mask & atoms]
        return [(mask, *self.sums.pop(mask)) for mask in touched]

    def _between(self, mask: int, value: Fraction, name: str, other: int) -> tuple[int, Fraction, str] | None:
        """What lies between two sums of which one holds the other."""
        theirs, their_name = self.sums[other]
        if mask & other == other:
            return mask & ~other, value - theirs, f"{name} - {their_name}"
        if mask & other == mask:
            return other & ~mask, theirs - value, f"{their_name} - {name}"
        return None

    def _contradicted(self, name: str, value: Fraction) -> None:
        subject = f"{self._where}{name} = {number_text(plain_number(value))}"
        rule = "contradicts the other figures: nothing may be below zero or more than what holds it"
        self._faults.add(Fault("contradictory-figures", subject, rule, "", "correct the figures"))

    def least(self, mask: int) -> Fraction:
        """What a sum of atoms comes to at least: the atoms known of it, and known sums that are apart."""
        least = sum((self.atoms[bit] for bit in _bits(mask) if bit in self.atoms), Fraction(0))
        for held, (value, _) in self.sums.items():
            if held & mask == held:
                least += value
                mask &= ~held
        return least

    def known(self) -> list[tuple[str, int, Fraction]]:
        """The sums known of several atoms together: what they came from, their mask, their value."""
        return [(name, mask, value) for mask, (value, name) in self.sums.items()]

    def value(self, mask: int) -> Fraction | None:
        """The sum of the atoms of a mask, where the equations fix it."""
        known = sum((self.atoms[bit] for bit in _bits(mask) if bit in self.atoms), Fraction(0))
        wanted = {bit for bit in _bits(mask) if bit not in self.atoms}
        if not wanted:
            return known
        if self._rows is None:
            self._rows = _echelon([({*_bits(sums)}, value) for sums, (value, _) in self.sums.items()])
        rest = _solved(wanted, self._rows)
        return None if rest is None else known + rest


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


def plain_number(value: Fraction) -> Number:
    """A Fraction as an int where it is whole."""
    return value.numerator if value.denominator == 1 else value


_Row: TypeAlias = tuple[int, dict[int, Fraction], Fraction]
"""A pivot atom, the weights of a known sum, and its value."""


def _solved(wanted: set[int], rows: list[_Row]) -> Fraction | None:
    """The value of a sum of atoms as a combination of known sums, by elimination."""
    target = dict.fromkeys(wanted, Fraction(1))
    value = Fraction(0)
    for pivot, row, row_value in rows:
        factor = target.get(pivot, Fraction(0))
        if factor:
            value += factor * row_value
            for atom, weight in row.items():
                target[atom] = target.get(atom, Fraction(0)) - factor * weight
    return value if not any(target.values()) else None


def _echelon(rows: list[tuple[set[int], Fraction]]) -> list[_Row]:
    """The known sums, each with a pivot atom that no later one has."""
    found: list[_Row] = []
    for atoms, given in rows:
        row, value = dict.fromkeys(atoms, Fraction(1)), given
        for pivot, above, above_value in found:
            factor = row.get(pivot, Fraction(0))
            if factor:
                value -= factor * above_value
                for atom, weight in above.items():
                    row[atom] = row.get(atom, Fraction(0)) - factor * weight
        left = {atom: weight for atom, weight in row.items() if weight}
        if left:
            pivot = min(left)
            scale = left[pivot]
            found.append((pivot, {atom: weight / scale for atom, weight in left.items()}, value / scale))
    return found
