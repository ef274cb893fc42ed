"""Figures as they are stated: plain dicts, read and checked, every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias, cast

from consultgov.counting.figures import Figures, FiguresView
from consultgov.counting.names import name_of, quoted
from consultgov.counting.scopes import Group, bounded_scale
from consultgov.counting.stances import REFUSED, WORDS
from consultgov.errors import Fault, Faults, shown
from consultgov.shares import Exact, denominator_of, exact

__all__ = ["MAX_DEPTH", "MAX_GROUPS", "read_figures"]

_Words: TypeAlias = tuple[tuple[str, Exact], ...]

MAX_DEPTH: Final = 40
"""How deep groups may be nested in figures."""

MAX_GROUPS: Final = 100_000
"""How many groups figures may have in all."""


def read_figures(given: Mapping[str, object], faults: Faults) -> tuple[Figures, tuple[str, ...]]:
    """Figures from plain data, checked, and the labels named in them; faults are noted.

    Args:
        given: words to exact numbers, and under ``by`` the same for each measure, under ``labels`` the
            figures of labels, under ``groups`` for each trait and group the same again.
        faults: takes unknown words, numbers that are not exact or below zero, contradictions.
    """
    reader = _Reader(faults)
    figures = reader.node(given, "", 0)
    labels = tuple(reader.labels)
    if reader.scaled():
        FiguresView(figures, labels).check(faults)
    return figures, labels


class _Reader:
    """Reads figures, and keeps what is wrong and which labels there are."""

    __slots__ = ("denominators", "faults", "groups_read", "labels")

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.labels: dict[str, None] = {}
        self.groups_read = 0
        self.denominators: dict[str | None, set[int]] = {}

    def node(self, given: Mapping[Any, object], where: str, depth: int) -> Figures:
        """The figures of one group, or of the whole body."""
        if depth > MAX_DEPTH:
            rule = f"must have groups nested at most {MAX_DEPTH} deep"
            self.faults.add(Fault("too-deep", where[:80], rule))
            return Figures(())
        self.groups_read += 1
        if self.groups_read > MAX_GROUPS:
            if self.groups_read == MAX_GROUPS + 1:
                self.faults.add(Fault("too-many-groups", "groups", f"must be at most {MAX_GROUPS}"))
            return Figures(())
        heads = {word: value for word, value in given.items() if word not in ("by", "groups")}
        measures: list[tuple[str | None, _Words]] = [(None, self.words(heads, where))]
        for measure, words in self.mapping(given.get("by"), f"{where}by").items():
            name = self.name(measure, "measure")
            place = f"{where}by {name}: "
            measures.append((name, self.words(self.mapping(words, place), place)))
        for measure, words in measures:
            self.denominators.setdefault(measure, set()).update(denominator_of(value) for _, value in words)
        groups = tuple(
            (self.name(trait, "trait"), self.groups(trait, members, where, depth))
            for trait, members in self.mapping(given.get("groups"), f"{where}groups").items()
        )
        return Figures(tuple((measure, words) for measure, words in measures if words), groups)

    def scaled(self) -> bool:
        """Whether the figures of each measure have a scale: without one, nothing adds them up in time."""
        scales = [
            self.faults.attempt(bounded_scale, denominators, measure)
            for measure, denominators in self.denominators.items()
        ]
        return None not in scales

    def groups(
        self, trait: object, members: object, where: str, depth: int
    ) -> tuple[tuple[Group, Figures], ...]:
        """The groups of a trait; a group is named by text, or by whether the trait is so."""
        found: list[tuple[Group, Figures]] = []
        for group, node in self.mapping(members, f"{where}groups of {trait}").items():
            place = f"{where}{trait} {group}: "
            name = group if isinstance(group, bool) else self.name(group, f"group of {trait}")
            found.append((name, self.node(self.mapping(node, place), place, depth + 1)))
        return tuple(found)

    def words(self, given: Mapping[Any, object], where: str) -> _Words:
        """The figures of stances, bases and labels."""
        found: list[tuple[str, Exact]] = []
        for word, value in given.items():
            if word == "labels":
                found += self.of_labels(value, where)
            elif word not in WORDS:
                self.faults.add(_unknown_word(word, where))
            else:
                found += self.figure(str(word), value, f"{where}{word}")
        return tuple(found)

    def of_labels(self, given: object, where: str) -> Iterator[tuple[str, Exact]]:
        """The figures of labels, each under its quoted name."""
        for label, value in self.mapping(given, f"{where}labels").items():
            name = self.name(label, "label")
            self.labels[name] = None
            yield from self.figure(quoted(name), value, f"{where}{name!r}")

    def figure(self, word: str, value: object, subject: str) -> Iterator[tuple[str, Exact]]:
        """One figure, if it is an exact number not below zero."""
        read = self.faults.attempt(exact, value, subject)
        if read is None:
            return
        if read < 0:
            self.faults.add(Fault("negative-figure", subject, "must not be below 0", str(value)))
            return
        yield word, read

    def mapping(self, value: object, where: str) -> Mapping[Any, object]:
        """A dict, or nothing."""
        if value is not None and not isinstance(value, Mapping):
            self.faults.add(
                Fault("not-figures", where.rstrip(": "), "must be a dict of figures", shown(value))
            )
        return cast("Mapping[Any, object]", value) if isinstance(value, Mapping) else {}

    def name(self, value: object, what: str) -> str:
        """A name in NFC."""
        return self.faults.attempt(name_of, value, what) or ""


def _unknown_word(word: object, where: str) -> Fault:
    choices = REFUSED.get(str(word), tuple(WORDS))
    rule = "means different things in different bodies" if word in REFUSED else "is no stance or base"
    return Fault("unknown-word", f"{where}{word!r}", rule, "", f"write one of {', '.join(choices)}")
