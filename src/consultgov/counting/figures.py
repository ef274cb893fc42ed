"""Figures only, by measure and by group: known as far as the equations between them fix it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, TypeAlias, final

import attrs

from consultgov.counting.classes import codes_of
from consultgov.counting.equations import Equations, plain_number
from consultgov.counting.forms import Heads, Test
from consultgov.counting.names import quoted
from consultgov.counting.printing import heads_text
from consultgov.counting.rows import on_one_scale
from consultgov.counting.scopes import Group
from consultgov.counting.stances import WORDS
from consultgov.errors import Fault, Faults, UnknownFigure
from consultgov.shares import Exact, number_text

__all__ = ["Figures", "FiguresView"]

_SHOWN: Final = 60

_Words: TypeAlias = tuple[tuple[str, Exact], ...]


@final
@attrs.frozen
class Figures:
    """The figures of one group, or of the whole body: by measure and word, and of the groups within.

    ``known`` maps a measure (``None``: heads) to words (stances, bases, quoted labels) and their figures.
    """

    known: tuple[tuple[str | None, tuple[tuple[str, Exact], ...]], ...]
    groups: tuple[tuple[str, tuple[tuple[Group, Figures], ...]], ...] = ()


class FiguresView:
    """The figures as the current scope sees them."""

    __slots__ = ("_equations", "_figures", "_groups", "_labels", "_least", "_scales", "measures", "where")

    def __init__(self, figures: Figures, labels: tuple[str, ...], where: str = "") -> None:
        self._figures = figures
        self._labels = labels
        self.where = where
        self._equations: dict[str | None, Equations] = {}
        self._groups: dict[str, dict[Group, FiguresView]] = {}
        self._scales: dict[str | None, int] = {}
        self.measures: dict[str, None] = {}
        self._least: dict[tuple[str | None, int], Fraction] = {}

    def check(self, faults: Faults) -> None:
        """Work out all equations, those of the groups included; contradictions are noted."""
        self.measures = {measure: None for measure, _ in self._figures.known if measure is not None}
        for measure, words in self._figures.known:
            where = f"{self.where}{_measure_text(measure)}"
            self._equations[measure] = Equations(self._masked(words), where, faults)
        for trait, groups in self._figures.groups:
            views = {group: self._inner(trait, group, inner) for group, inner in groups}
            self._groups[trait] = views
            for view in views.values():
                view.check(faults)
                self.measures |= view.measures
            self._check_groups(trait, list(views.values()), faults)
        self._check_weights(faults)

    def _inner(self, trait: str, group: Group, figures: Figures) -> FiguresView:
        return FiguresView(figures, self._labels, f"{self.where}{trait} {group}: ")

    def _masked(self, words: _Words) -> dict[str, tuple[int, Fraction]]:
        return {word: (self._mask(Heads(word)), Fraction(value)) for word, value in words}

    def _mask(self, heads: Heads) -> int:
        return sum(1 << code for code in codes_of(heads, self._labels))

    def _check_groups(self, trait: str, views: list[FiguresView], faults: Faults) -> None:
        """The groups of a trait are apart: together they are not more than the whole."""
        for measure, equations in self._equations.items():
            told: list[int] = []
            for text, mask, whole in (*self._words(measure), *_rests(measure, equations)):
                together = sum((view.least(measure, mask) for view in views), Fraction(0))
                if together > whole >= 0 and not _holds_any(mask, told):
                    told.append(mask)
                    subject = f"{self.where}{text} = {number_text(plain_number(whole))}"
                    rule = f"must not be below what the groups of {trait} come to"
                    fix = "correct the figures of the whole or of the groups"
                    faults.add(Fault("contradictory-figures", subject, rule, str(together), fix))

    def _words(self, measure: str | None) -> Iterator[tuple[str, int, Fraction]]:
        """The words whose figure is fixed, single stances first: their text, mask and figure."""
        for word in (*WORDS, *map(quoted, self._labels)):
            heads = Heads(word, measure)
            whole = self.known(heads)
            if whole is not None:
                yield heads_text(heads), self._mask(heads), whole

    def _check_weights(self, faults: Faults) -> None:
        """Where there is nobody, nothing weighs anything."""
        heads = self._equations.get(None)
        nobody = 0 if heads is None else sum(1 << bit for bit, value in heads.atoms.items() if not value)
        for measure in self.measures if nobody else ():
            told: list[int] = []
            for word in (*WORDS, *map(quoted, self._labels)):
                mask = self._mask(Heads(word))
                least = self.least(measure, mask) if mask & nobody == mask else 0
                if least and not _holds_any(mask, told):
                    told.append(mask)
                    subject = f"{self.where}{heads_text(Heads(word, measure))}"
                    rule = f"must be 0, since {heads_text(Heads(word))} = 0"
                    fix = "correct the figures"
                    faults.add(Fault("contradictory-figures", subject, rule, str(least), fix))

    # --- reading --------------------------------------------------------------------------------

    def known(self, heads: Heads) -> Fraction | None:
        """The figure of a count without a selector, where it is fixed."""
        equations = self._equations.get(heads.measure)
        return None if equations is None else equations.value(self._mask(heads))

    def least(self, measure: str | None, mask: int) -> Fraction:
        """What some stances come to at least, by the figures here and by those of the groups."""
        equations = self._equations.get(measure)
        own = Fraction(0) if equations is None else equations.least(mask)
        if not self._groups:
            return own
        if (measure, mask) not in self._least:
            of_groups = (
                sum((view.least(measure, mask) for view in views.values()), Fraction(0))
                for views in self._groups.values()
            )
            self._least[measure, mask] = max(own, *of_groups)
        return self._least[measure, mask]

    def people(self) -> Equations:
        """What is known of heads, where nobody is taken to be recused unless the figures say so."""
        known = self._masked(dict(self._figures.known).get(None, ()))
        for word in ("recused", "recused_absent"):
            assumed = {**known, f"{word} assumed": (self._mask(Heads(word)), Fraction(0))}
            faults = Faults()
            Equations(assumed, self.where, faults)
            if not faults:
                known = assumed
        return Equations(known, self.where, Faults())

    def scale(self, measure: str | None) -> int:
        """The scale of the figures of a measure, those of the groups included."""
        if measure not in self._scales:
            self._scales[measure] = on_one_scale(_values(self._figures, measure), measure)[1]
        return self._scales[measure]

    def figure(self, heads: Heads) -> int:
        """The figure of a count on the scale of its measure.

        Raises:
            UnknownFigure: the figures given do not fix it.
        """
        found = self.selected(heads, heads.among)
        if found is None:
            subject = f"{self.where}{heads_text(heads)[:_SHOWN]}"
            fix = "give this figure, or those that make it up"
            raise UnknownFigure(Fault("unknown-figure", subject, "is not fixed by the figures", "", fix))
        return int(found * self.scale(heads.measure))

    def selected(self, heads: Heads, tests: tuple[Test, ...]) -> Fraction | None:
        """The figure among those who pass the tests: in groups within groups, however they are nested."""
        if not tests:
            return self.known(heads)
        for place, test in enumerate(tests):
            found = self._passing(heads, test, tests[:place] + tests[place + 1 :])
            if found is not None:
                return found
        return None

    def _passing(self, heads: Heads, test: Test, rest: tuple[Test, ...]) -> Fraction | None:
        groups = self._groups.get(test.name, {})
        inside = Fraction(0)
        for name in test.values or (True,):
            part = groups[name].selected(heads, rest) if name in groups else None
            if part is None:
                return None
            inside += part
        if not test.negated:
            return inside
        whole = self.selected(heads, rest)
        return None if whole is None else whole - inside

    def groups(self, trait: str) -> dict[Group, FiguresView]:
        """The groups of a trait.

        Raises:
            UnknownFigure: no figures by this trait were given.
        """
        if trait not in self._groups:
            fix = f"give groups={{{trait!r}: {{…}}}}"
            subject = f"{self.where}groups of {trait!r}"
            raise UnknownFigure(Fault("unknown-groups", subject, "are not given", "", fix))
        return self._groups[trait]

    def group(self, trait: str, name: Group) -> FiguresView:
        """One group of a trait; nothing is known of one that was not given."""
        known = self._groups.get(trait, {})
        return known[name] if name in known else self._inner(trait, name, Figures(()))


def _rests(measure: str | None, equations: Equations) -> Iterator[tuple[str, int, Fraction]]:
    """What is known of several stances together that are no word: their text, mask and sum."""
    for name, mask, value in equations.known():
        yield f"{_measure_text(measure)}what is left of {name}", mask, value


def _holds_any(mask: int, masks: list[int]) -> bool:
    """Whether some of the masks lie within one."""
    return any(each & mask == each for each in masks)


def _measure_text(measure: str | None) -> str:
    return "" if measure is None else f"by {measure}: "


def _values(figures: Figures, measure: str | None) -> Iterator[Exact]:
    """Every figure of a measure, those of the groups included."""
    for name, words in figures.known:
        if name == measure:
            yield from (value for _, value in words)
    for _, groups in figures.groups:
        for _, inner in groups:
            yield from _values(inner, measure)
