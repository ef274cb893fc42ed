"""Where a condition is decided: the whole body, or one group of it.

A scope answers how many (or how much) a count of people comes to, and which groups a trait makes. Sums are
integers on the scale of their measure: areas to the hundredth of a square metre have scale 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias

from consultgov.counting.forms import Heads
from consultgov.counting.printing import heads_text
from consultgov.errors import Fault, RuleError, TallyError
from consultgov.shares import MAX_DIGITS, common_scale

__all__ = ["Group", "Scope", "Setting", "View", "bounded_scale", "figure_key"]

Group: TypeAlias = str | bool
"""What a group is called: the text of a trait, or whether a yes-or-no trait or flag is so."""


def bounded_scale(denominators: Iterable[int], measure: str | None) -> int:
    """The least scale on which numbers of a measure are whole.

    Raises:
        TallyError: it is so large that sums could not be written down.
    """
    scale = common_scale(denominators)
    if scale is None:
        what = "numbers of heads" if measure is None else f"weights by {measure}"
        rule = f"must have a common denominator of at most {MAX_DIGITS} digits"
        raise TallyError(Fault("no-scale", what, rule, "", "round them to the same number of places"))
    return scale


class View(Protocol):
    """One part of a tally, as far as the current scope sees it."""

    def scale(self, measure: str | None) -> int:
        """The scale on which the part counts a measure."""
        ...

    def figure(self, heads: Heads) -> int:
        """How much the count comes to in this part, on its own scale."""
        ...

    def groups(self, trait: str) -> Mapping[Group, View]:
        """The part's groups of a trait."""
        ...

    def group(self, trait: str, name: Group) -> View:
        """One group, also where nobody is in it."""
        ...


class Setting:
    """What all scopes of one tally share: the facts of the matter and the scales."""

    __slots__ = ("_scales", "_views", "given")

    def __init__(self, views: tuple[View, ...], given: Mapping[str, bool | int]) -> None:
        self.given = given
        self._views = views
        self._scales: dict[str | None, int] = {}

    def scale(self, measure: str | None) -> int:
        """The scale of a measure: the least on which every part counts in whole units."""
        try:
            return self._scales[measure]
        except KeyError:
            scale = bounded_scale((view.scale(measure) for view in self._views), measure)
            return self._scales.setdefault(measure, scale)


class Scope:
    """The whole body or one group of it, with the figures already read."""

    __slots__ = ("_groups", "figures", "name", "parent", "root", "setting", "trait", "views")

    def __init__(
        self,
        views: tuple[View, ...],
        setting: Setting,
        parent: Scope | None = None,
        trait: str = "",
        name: Group = "",
    ) -> None:
        self.views = views
        self.setting = setting
        self.parent = parent
        self.root: Scope = self if parent is None else parent.root
        self.trait = trait
        self.name = name
        self.figures: dict[str, int] = {}
        self._groups: dict[str, dict[Group, Scope]] = {}

    def read(self, key: str, heads: Heads) -> int:
        """The figure of a count in this scope, worked out once; ``key`` is its text without a level."""
        try:
            return self.figures[key]
        except KeyError:
            return self.figures.setdefault(key, self._sum(heads))

    def _sum(self, heads: Heads) -> int:
        scale = self.setting.scale(heads.measure)
        return sum(view.figure(heads) * (scale // view.scale(heads.measure)) for view in self.views)

    def groups(self, trait: str) -> dict[Group, Scope]:
        """The groups of a trait within this scope, by name, in a fixed order."""
        try:
            return self._groups[trait]
        except KeyError:
            return self._groups.setdefault(trait, dict(self._split(trait)))

    def _split(self, trait: str) -> Iterable[tuple[Group, Scope]]:
        found = [(view, view.groups(trait)) for view in self.views]
        names = {name for _, groups in found for name in groups}
        for name in sorted(names, key=lambda group: (isinstance(group, str), group)):
            views = tuple(
                groups[name] if name in groups else view.group(trait, name) for view, groups in found
            )
            yield name, Scope(views, self.setting, self, trait, name)

    def group(self, trait: str, name: Group) -> Scope:
        """One group of a trait, also where nobody is in it."""
        groups = self.groups(trait)
        if name not in groups:
            views = tuple(view.group(trait, name) for view in self.views)
            return Scope(views, self.setting, self, trait, name)
        return groups[name]

    def at(self, heads_within: str | None, *, everywhere: bool) -> Scope:
        """The scope that a count means: this one, an outer group's, or the whole body's."""
        if everywhere:
            return self.root
        if heads_within is None:
            return self
        scope: Scope | None = self
        while scope is not None and scope.trait != heads_within:
            scope = scope.parent
        if scope is None:
            rule = "must stand inside an `each` or `where` over that trait"
            raise RuleError(Fault("unbound-level", f"within {heads_within}", rule))
        return scope


def figure_key(heads: Heads) -> str:
    """The text under which a scope keeps the figure of a count: its level is the scope itself."""
    return heads_text(Heads(heads.word, heads.measure, heads.among))
