"""What proposals are marked on, which marks are dropped, and how those of several judges become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, cast, final

import attrs

from consultgov.contests.figures import figure, number_of, weight
from consultgov.errors import Fault, RuleError
from consultgov.records import expect_keys
from consultgov.shares import Number, number, number_text
from consultgov.voting.reading import choice, named

__all__ = ["Criterion", "Joining", "Trim", "TrimOn", "Weighing", "joined", "weighed"]


@final
class TrimOn(StrEnum):
    """What the highest and the lowest marks are taken of."""

    TOTAL = "total"
    """Of each judge's weighted total: the whole sheet of a judge is dropped."""
    CRITERION = "criterion"
    """Of the marks on each criterion by themselves."""


@final
class Joining(StrEnum):
    """How the marks of several judges become one."""

    MEAN = "mean"
    MEDIAN = "median"
    """The middle mark; of an even number, halfway between the two in the middle."""
    SUM = "sum"
    """All marks added up. A proposal that fewer judges mark has less: with recusals, take the mean."""


@final
class Weighing(StrEnum):
    """How the marks on several criteria become one."""

    MEAN = "mean"
    """The mean by weight: only how the weights stand to each other counts."""
    SUM = "sum"
    """Each mark times its weight, added up: thirty, thirty and forty points make a hundred."""


def _name(given: object) -> str:
    return named(given, "criterion")


def _weight(given: object) -> Number:
    return weight(given, "weight of a criterion")


def _mark(given: object) -> Number:
    return figure(given, "bound of a mark")


@final
@attrs.frozen
class Criterion:
    """What a proposal is marked on.

    Attributes:
        name: the criterion, in the body's own words.
        weight: how much it counts beside the others, above 0: a number, or a share such as ``"40%"``.
        lowest: the lowest mark.
        highest: the highest mark.

    Raises:
        RuleError: no weight, a range without two marks in it.
        TallyError: no name.

    >>> Criterion("social benefit", weight="40%").weight
    Fraction(2, 5)
    """

    name: str = attrs.field(converter=_name)
    weight: Number = attrs.field(default=1, converter=_weight)
    lowest: Number = attrs.field(default=0, converter=_mark)
    highest: Number = attrs.field(default=100, converter=_mark)

    def __attrs_post_init__(self) -> None:
        if self.weight <= 0:
            rule, fix = "must have a weight above 0", "drop the criterion, or give it a weight"
            given = number_text(self.weight)
            raise RuleError(Fault("no-weight", f"criterion {self.name!r}", rule, given, fix))
        if self.lowest >= self.highest:
            given = f"{number_text(self.lowest)} to {number_text(self.highest)}"
            rule = "must have a lowest mark below the highest"
            raise RuleError(Fault("empty-range", f"criterion {self.name!r}", rule, given))

    def allows(self, mark: Number) -> bool:
        """Whether a mark lies in the range, its ends included."""
        return self.lowest <= mark <= self.highest

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        figures = {"weight": self.weight, "lowest": self.lowest, "highest": self.highest}
        return {"name": self.name, **{name: number_text(value) for name, value in figures.items()}}

    @classmethod
    def from_dict(cls, data: object) -> Criterion:
        """The criterion from its plain dict.

        Raises:
            RecordError: keys that a criterion does not have.
            RuleError: what the constructor refuses.
        """
        optional = frozenset({"weight", "lowest", "highest"})
        plain: dict[str, Any] = {**expect_keys(data, "criterion", frozenset({"name"}), optional)}
        return cls(**plain)


def _dropped(given: object) -> int:
    return number_of(given, "marks to drop")


def _judges(given: object) -> int:
    return number_of(given, "least number of judges", 1)


def _only_from(given: object) -> int:
    return number_of(given, "number of judges from which marks are dropped")


def _on(given: object) -> TrimOn:
    return choice(TrimOn, given, "what is trimmed")


@final
@attrs.frozen
class Trim:
    """How many of the highest and of the lowest marks of a proposal are dropped.

    Attributes:
        highest: how many of the highest.
        lowest: how many of the lowest.
        least_judges: how many judges' marks must be left then; with fewer the proposal is not scored.
        on: whether the judges' totals are trimmed, or the marks on each criterion.
        only_from: with the marks of fewer judges than so many, none is dropped.

    Raises:
        RuleError: what is no whole number.
        TallyError: an unknown word.

    >>> Trim(1, 1).cut(7), Trim(1, 1, only_from=5).cut(4)
    ((1, 1), (0, 0))
    """

    highest: int = attrs.field(default=0, converter=_dropped)
    lowest: int = attrs.field(default=0, converter=_dropped)
    least_judges: int = attrs.field(default=1, converter=_judges)
    on: TrimOn = attrs.field(default=TrimOn.TOTAL, converter=_on)
    only_from: int = attrs.field(default=0, converter=_only_from)

    def cut(self, judges: int) -> tuple[int, int]:
        """How many of the lowest and of the highest marks are dropped, where so many judges mark."""
        return (0, 0) if judges < self.only_from else (self.lowest, self.highest)

    def left(self, judges: int) -> int:
        """How many judges' marks are left of so many."""
        return max(judges - sum(self.cut(judges)), 0)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {field.name: getattr(self, field.name) for field in attrs.fields(Trim)}
        return {**plain, "on": self.on.value}

    @classmethod
    def from_dict(cls, data: object) -> Trim:
        """The trimming from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: what the constructor refuses.
        """
        known = frozenset(field.name for field in attrs.fields(Trim))
        plain: dict[str, Any] = {**expect_keys(data, "trim", frozenset(), known)}
        return cls(**plain)


def joined(marks: Iterable[Number], joining: Joining) -> Number:
    """The marks of several judges as one, exactly; there is at least one.

    >>> joined([8, 9, 9], Joining.MEAN), joined([7, 8, 9, 10], Joining.MEDIAN)
    (Fraction(26, 3), Fraction(17, 2))
    """
    inner = sorted(marks)
    if joining is Joining.MEDIAN:
        half, odd = divmod(len(inner), 2)
        inner = inner[half : half + 1] if odd else inner[half - 1 : half + 1]
    total = sum(inner)
    return number(Fraction(total) / (1 if joining is Joining.SUM else len(inner)))


def weighed(marks: Mapping[str, Number], criteria: Iterable[Criterion], weighing: Weighing) -> Number:
    """The marks on all criteria as one, exactly.

    >>> two = (Criterion("new", 2), Criterion("useful", 3))
    >>> weighed({"new": 10, "useful": 5}, two, Weighing.MEAN)
    7
    """
    listed = tuple(criteria)
    total = sum(each.weight * marks[each.name] for each in listed)
    whole = sum(each.weight for each in listed) if weighing is Weighing.MEAN else 1
    return number(Fraction(cast("Fraction", total)) / whole)
