"""Classes of people who are alike in what a rule reads, and how many of each took which stance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from consultgov.counting.forms import Heads, Test
from consultgov.counting.scopes import Group
from consultgov.counting.stances import FIRST_LABEL, LABELS, WORDS
from consultgov.people import Trait

__all__ = ["ClassView", "PeopleClass", "Sums", "Table", "codes_of", "passes"]

Sums: TypeAlias = list[int]
"""One sum a stance code, on the scale of the measure."""


class PeopleClass(NamedTuple):
    """People with the same traits: for each measure (``None``: heads) one sum a stance."""

    traits: tuple[Trait, ...]
    sums: Mapping[str | None, Sums]


class Table(NamedTuple):
    """The classes of a tally under one vocabulary, with the scales of its measures."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    scales: Mapping[str | None, int]
    classes: tuple[PeopleClass, ...]


def codes_of(heads: Heads, labels: tuple[str, ...]) -> tuple[int, ...]:
    """The stance codes that a count adds up; ``LABELS`` stands for every label."""
    if heads.word in WORDS:
        return _codes(WORDS[heads.word], len(labels))
    return tuple(FIRST_LABEL + index for index, name in enumerate(labels) if name == heads.label)


@cache
def _codes(mask: int, labels: int) -> tuple[int, ...]:
    codes = tuple(code for code in range(FIRST_LABEL) if mask >> code & 1)
    return codes + tuple(range(FIRST_LABEL, FIRST_LABEL + labels)) if mask & LABELS else codes


def passes(test: Test, value: Trait) -> bool:
    """Whether somebody with this value of the tested trait passes."""
    found = value in test.values if test.values else value is True
    return found is not test.negated


class ClassView:
    """Some classes of a table: the whole body, or a group of it."""

    __slots__ = ("_classes", "_groups", "_table")

    def __init__(self, table: Table, classes: Iterable[PeopleClass] | None = None) -> None:
        self._table = table
        self._classes = table.classes if classes is None else tuple(classes)
        self._groups: dict[str, dict[Group, ClassView]] = {}

    def scale(self, measure: str | None) -> int:
        """The scale on which a measure is summed."""
        return self._table.scales[measure]

    def figure(self, heads: Heads) -> int:
        """The sum of a count over the classes."""
        return self.total(heads, heads.among)

    def total(self, heads: Heads, tests: tuple[Test, ...]) -> int:
        """The sum among those who pass; a test for some values goes straight to their groups."""
        for test in tests:
            if test.values and not test.negated:
                rest = tuple(other for other in tests if other is not test)
                groups = self.groups(test.name)
                return sum(groups[value].total(heads, rest) for value in test.values if value in groups)
        table = self._table
        codes = codes_of(heads, table.labels)
        places = [(test, table.names.index(test.name)) for test in tests]
        return sum(
            each.sums[heads.measure][code]
            for each in self._classes
            if all(passes(test, each.traits[place]) for test, place in places)
            for code in codes
        )

    def groups(self, trait: str) -> dict[Group, ClassView]:
        """The classes by the value of a trait; ``None`` puts a class in no group."""
        if trait not in self._groups:
            place = self._table.names.index(trait)
            found: dict[Group, list[PeopleClass]] = {}
            for each in self._classes:
                value = each.traits[place]
                if value is not None:
                    found.setdefault(value, []).append(each)
            self._groups[trait] = {name: ClassView(self._table, classes) for name, classes in found.items()}
        return self._groups[trait]

    def group(self, trait: str, name: Group) -> ClassView:
        """One group of a trait; nobody is in one that is not there."""
        return self.groups(trait).get(name) or ClassView(self._table, ())
