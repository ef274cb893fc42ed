"""What a condition reads of a tally: the traits, flags and measures that it names.

A tally makes classes of people from a vocabulary, once, and every condition with the same vocabulary
shares them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from consultgov.counting.forms import (
    Blocs,
    Both,
    Comparison,
    Either,
    Fact,
    Given,
    Heads,
    Item,
    Not,
    Portion,
    Rounded,
)
from consultgov.counting.stances import CODES

if TYPE_CHECKING:
    from consultgov.counting.algebra import Condition, Count

__all__ = ["Vocabulary", "groups_ranged", "heads_read", "vocabulary_of"]

_VACANT = 1 << CODES["vacant"]


class Vocabulary(NamedTuple):
    """The names that a rule reads, sorted, and a key that equal vocabularies share.

    ``groups`` are traits whose value is read, ``texts`` those of them of which values are named, and
    ``marks`` are read as so or not so. ``reads_vacant`` tells that vacant seats are counted by a measure,
    among some or in a group, so that a bare number of them will not do.
    """

    key: str
    groups: tuple[str, ...]
    marks: tuple[str, ...]
    texts: tuple[str, ...]
    measures: tuple[str, ...]
    labels: tuple[str, ...]
    truths: tuple[str, ...]
    numbers: tuple[str, ...]
    heads: bool
    reads_vacant: bool


class _Reader:
    """Walks a condition once and collects what it reads."""

    __slots__ = (
        "depth",
        "groups",
        "heads",
        "labels",
        "marks",
        "measures",
        "numbers",
        "ranged",
        "texts",
        "truths",
        "vacant",
    )

    def __init__(self) -> None:
        self.groups: set[str] = set()
        self.marks: set[str] = set()
        self.texts: set[str] = set()
        self.measures: set[str] = set()
        self.labels: set[str] = set()
        self.truths: set[str] = set()
        self.numbers: set[str] = set()
        self.heads: dict[Heads, None] = {}
        self.ranged: dict[str, set[str]] = {}
        self.depth = 0
        self.vacant = False

    def condition(self, condition: Condition) -> None:
        match condition.form:
            case Comparison(left, _, right):
                self.count(left)
                self.count(right)
            case Given(name):
                self.truths.add(name)
            case Not(part):
                self.condition(part)
            case Both(parts) | Either(parts):
                for part in parts:
                    self.condition(part)
            case each:
                if each.groups:
                    self.texts.add(each.trait)
                self.ranged.setdefault(each.trait, set()).update(each.groups)
                self.inside(each.trait, each.body)

    def count(self, count: Count) -> None:
        for _, item in count.terms:
            self.item(item)

    def item(self, item: Item) -> None:
        match item:
            case Portion(_, inner) | Rounded(_, inner):
                self.count(inner)
            case Fact(name):
                self.numbers.add(name)
            case Blocs():
                self.blocs(item)
            case heads:
                self.people(heads)

    def people(self, heads: Heads) -> None:
        self.heads[heads] = None
        if heads.measure is not None:
            self.measures.add(heads.measure)
        if heads.label is not None:
            self.labels.add(heads.label)
        for test in heads.among:
            (self.groups if test.values else self.marks).add(test.name)
            if test.values:
                self.texts.add(test.name)
        grouped = self.depth > 0 and not heads.everywhere
        qualified = grouped or heads.measure is not None or bool(heads.among)
        self.vacant |= qualified and bool(heads.mask & _VACANT)

    def blocs(self, item: Blocs) -> None:
        self.ranged.setdefault(item.trait, set())
        self.groups.add(item.trait)
        if item.measure is not None:
            self.people(Heads("seats", item.measure))
        if item.where is not None:
            self.inside(item.trait, item.where)

    def inside(self, trait: str, body: Condition) -> None:
        self.groups.add(trait)
        self.depth += 1
        self.condition(body)
        self.depth -= 1


def _read(conditions: Iterable[Condition]) -> _Reader:
    reader = _Reader()
    for condition in conditions:
        reader.condition(condition)
    return reader


def vocabulary_of(conditions: Iterable[Condition]) -> Vocabulary:
    """The vocabulary of some conditions that are to be decided together."""
    reader = _read(conditions)
    read = Vocabulary(
        "",
        groups=tuple(sorted(reader.groups)),
        marks=tuple(sorted(reader.marks)),
        texts=tuple(sorted(reader.texts)),
        measures=tuple(sorted(reader.measures)),
        labels=tuple(sorted(reader.labels)),
        truths=tuple(sorted(reader.truths)),
        numbers=tuple(sorted(reader.numbers)),
        heads=any(each.measure is None for each in reader.heads),
        reads_vacant=reader.vacant,
    )
    return read._replace(key=repr(read))


def heads_read(conditions: Iterable[Condition]) -> tuple[Heads, ...]:
    """Every count of people that some conditions read, each once."""
    return tuple(_read(conditions).heads)


def groups_ranged(conditions: Iterable[Condition]) -> dict[str, frozenset[str]]:
    """The traits over whose groups some conditions range, and the groups that they name."""
    return {trait: frozenset(named) for trait, named in _read(conditions).ranged.items()}
