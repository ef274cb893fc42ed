"""Indicators of an assessment: what is measured, how it earns points, and what has to be shown for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, ClassVar, Final, TypeAlias, cast, final

import attrs

from consultgov.appraisal.evidence import Claim, Filed, Testimony, Worth, on_file, worth_text
from consultgov.appraisal.stating import figure, kind_of, names, read, stated, text, values
from consultgov.appraisal.telling import said, score_told
from consultgov.errors import Fault, RecordError, RuleError, shown
from consultgov.shares import Number, number, number_text
from consultgov.verdicts import Clause, Finding, Verdict
from consultgov.voting.reading import choice, clause_of, items, named, truth

__all__ = [
    "Better",
    "Fulfilled",
    "Indicator",
    "Measured",
    "Proportional",
    "Scored",
    "Shown",
    "Stepped",
    "measure_of",
]


@final
class Better(StrEnum):
    """Which figures earn more."""

    MORE = "more"
    LESS = "less"


def _better(given: object) -> Better:
    return choice(Better, given, "better")


def _steps(given: object) -> tuple[tuple[Number, Number], ...]:
    return values(given, _step, "steps", lambda each: number_text(each[0]))


def _step(given: object) -> tuple[Number, Number]:
    pair = items(given, "step")
    if len(pair) != 2:  # noqa: PLR2004 - bound, points
        fix = 'write ("90", 10)'
        raise RecordError(Fault("not-a-pair", "step", "must be bound and points", shown(given), fix))
    return figure(pair[0], "bound of a step"), figure(pair[1], "points of a step", least=0)


def _figure(given: object) -> Number:
    return figure(given, "figure of an indicator")


def _points(given: object) -> Number:
    return figure(given, "points of an indicator", least=0)


# --- from a value to a share of the points --------------------------------------------------------


@final
@attrs.frozen(kw_only=True)
class Stepped:
    """Points by steps: of the bounds that a figure reaches, the best one counts.

    Attributes:
        steps: bound and points; below all bounds there are none.
        most: the points that are all there is to earn.
        better: whether a bound is reached from below or from above; it counts itself either way.

    >>> Stepped(steps=[(12, 10), (6, 5)], most=10).share(8)
    Fraction(1, 2)
    """

    kind: ClassVar[str] = "stepped"

    steps: tuple[tuple[Number, Number], ...] = attrs.field(converter=_steps)
    most: Number = attrs.field(converter=_points)
    better: Better = attrs.field(default=Better.MORE, converter=_better)

    def __attrs_post_init__(self) -> None:
        if not self.most or any(points > self.most for _, points in self.steps):
            rule = "must be above 0, and not below the points of any step"
            raise RuleError(Fault("bad-steps", "most", rule, number_text(self.most)))

    def share(self, value: Worth) -> Fraction | None:
        """The share of the points that a figure earns; ``None`` of what is no figure."""
        if isinstance(value, bool):
            return None
        more = self.better is Better.MORE
        reached = [points for bound, points in self.steps if (value >= bound if more else value <= bound)]
        return Fraction(max(reached, default=0)) / self.most


@final
@attrs.frozen(kw_only=True)
class Proportional:
    """Points in proportion: nothing at one figure, everything at another, and none beyond either.

    Attributes:
        full: the figure that earns everything; below ``none`` where less is better.
        none: the figure that earns nothing.

    >>> Proportional(full=100).share(75), Proportional(full=0, none=4).share(1)
    (Fraction(3, 4), Fraction(3, 4))
    """

    kind: ClassVar[str] = "proportional"

    full: Number = attrs.field(converter=_figure)
    none: Number = attrs.field(default=0, converter=_figure)

    def __attrs_post_init__(self) -> None:
        if self.full == self.none:
            rule = "must not be the figure that earns nothing"
            raise RuleError(Fault("bad-steps", "full", rule, number_text(self.full)))

    def share(self, value: Worth) -> Fraction | None:
        """The share of the points that a figure earns; ``None`` of what is no figure."""
        if isinstance(value, bool):
            return None
        return min(max(Fraction(value - self.none) / (self.full - self.none), Fraction(0)), Fraction(1))


@final
@attrs.frozen(kw_only=True)
class Scored:
    """Points by a score that somebody gives; one out of range is no score.

    Attributes:
        highest: the score that earns everything.
        lowest: the lowest score, which earns nothing.

    >>> Scored(highest=10).share(7), Scored(highest=10).share(11)
    (Fraction(7, 10), None)
    """

    kind: ClassVar[str] = "scored"

    highest: Number = attrs.field(converter=_figure)
    lowest: Number = attrs.field(default=0, converter=_figure)

    def __attrs_post_init__(self) -> None:
        if self.highest <= self.lowest:
            rule = "must be above the lowest score"
            raise RuleError(Fault("bad-steps", "highest", rule, number_text(self.highest)))

    def share(self, value: Worth) -> Fraction | None:
        """The share of the points that a score earns; ``None`` of what is no score within range."""
        if isinstance(value, bool) or not self.lowest <= value <= self.highest:
            return None
        return Fraction(value - self.lowest) / (self.highest - self.lowest)


@final
@attrs.frozen
class Fulfilled:
    """All points where it is so, none where it is not."""

    kind: ClassVar[str] = "fulfilled"

    def share(self, value: Worth) -> Fraction | None:
        """The share of the points; ``None`` of a figure, which is no answer."""
        return Fraction(int(value)) if isinstance(value, bool) else None


Measured: TypeAlias = Stepped | Proportional | Scored | Fulfilled
"""How a value earns points."""

_MEASURES: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {kind.kind: kind for kind in (Stepped, Proportional, Scored, Fulfilled)}
)


def measure_of(given: object) -> Measured:
    """How a value earns points, as it is or from its plain dict.

    Raises:
        RecordError: an unknown kind, keys that such a measure does not have.
        RuleError: figures that make no sense.
    """
    if isinstance(given, Stepped | Proportional | Scored | Fulfilled):
        return given
    kind = kind_of(given)
    if kind not in _MEASURES:
        fix = f"use one of {', '.join(_MEASURES)}"
        raise RecordError(Fault("bad-kind", "measure", "must be of a known kind", shown(given), fix))
    return cast("Measured", read(_MEASURES[kind], given, kind))


# --- indicators -----------------------------------------------------------------------------------


def _name(given: object) -> str:
    return named(given, "indicator")


def _weight(given: object) -> Number:
    found = figure(given, "weight of an indicator", least=0)
    if not found:
        fix = "leave out what does not count"
        raise RuleError(Fault("no-weight", "weight of an indicator", "must be above 0", "0", fix))
    return found


def _category(given: object) -> str:
    return text(given, "category")


def _recommends(given: object) -> str:
    return text(given, "recommendation")


def _attestors(given: object) -> tuple[str, ...]:
    return names(given, "attestors")


def _needs(given: object) -> bool:
    return truth(given, "setting of an indicator")


@final
@attrs.frozen(kw_only=True)
class Shown:
    """What an indicator came to from what is on file.

    Attributes:
        share: the share of its points; ``None`` where nothing that counts is on file.
        verdict: the figure and where it is from.
        findings: what is missing or cannot be used.
    """

    share: Fraction | None
    verdict: Verdict | None = None
    findings: tuple[Finding, ...] = ()


@final
@attrs.frozen
class Indicator:
    """One thing that a unit is assessed on.

    The value is a fact on file; where there is none under the name of the indicator, or where it has to be
    vouched for, it is what is attested under that name.

    Attributes:
        name: the name of the indicator, of its fact and of what is attested.
        weight: the points it can earn, on the scale of all weights.
        measure: how its value earns points.
        category: the heading that it stands under.
        attested: a fact alone is not enough: somebody has to vouch for the value.
        documented: what is attested has to rest on evidence that is named.
        attestors: whose word counts; anybody's where there is none.
        recommends: what a unit is advised to do that earns less than all of it.
        clause: where it stands.

    Raises:
        RuleError: a weight that is not above 0, a measure that makes no sense.

    >>> meetings = Indicator("meetings held", 20, Proportional(full=12))
    >>> meetings.show("the Third Community", {"meetings held": 9}, {}, date(2026, 12, 31)).share
    Fraction(3, 4)
    """

    name: str = attrs.field(converter=_name)
    weight: Number = attrs.field(converter=_weight)
    measure: Measured = attrs.field(converter=measure_of)
    category: str = attrs.field(default="", converter=_category)
    attested: bool = attrs.field(default=False, converter=_needs)
    documented: bool = attrs.field(default=False, converter=_needs)
    attestors: tuple[str, ...] = attrs.field(default=(), converter=_attestors)
    recommends: str = attrs.field(default="", converter=_recommends)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def show(self, unit: str, facts: Mapping[str, Worth], attestations: Filed, as_of: date) -> Shown:
        """What a unit earns of it, and what is missing."""
        claim = Claim(unit, self.name, as_of, self.attestors, self.documented, self.clause)
        found = on_file(claim, facts.get(self.name), attestations, attested=self.attested)
        if found.value is None:
            return Shown(share=None, findings=found.findings)
        return self._earned(unit, found.value, found)

    def _earned(self, unit: str, value: Worth, found: Testimony) -> Shown:
        share = self.measure.share(value)
        facts: dict[str, Any] = {"subject": unit, "statement": self.name, "value": worth_text(value)}
        if share is None:
            useless = Finding("value-out-of-range", facts, self.clause)
            return Shown(share=None, findings=(*found.findings, useless))
        code, points = score_told(_code(value), "points", number(share * self.weight))
        facts |= {**points, "most": number_text(self.weight)}
        vouched = (said("attested-by", **found.told),) if found.found else ()
        verdict = said(code, *vouched, clause=self.clause, **facts)
        return Shown(share=share, verdict=verdict, findings=found.findings)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> Indicator:
        """The indicator from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: settings that make no sense.
        """
        return read(cls, data, "indicator")


def _code(value: Worth) -> str:
    """A figure is told as it is; yes and no by sentences of their own."""
    if isinstance(value, bool):
        return "indicator-so" if value else "indicator-not-so"
    return "indicator-value"
