"""Where the money for proposals comes from, and how much of it is left for whom."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, cast, final

import attrs

from consultgov.contests.figures import counted, figure
from consultgov.errors import Fault, RuleError, TooLarge, shown
from consultgov.people import Trait
from consultgov.records import expect_keys
from consultgov.shares import Number, number_text
from consultgov.verdicts import Clause
from consultgov.voting.reading import clause_of, items, named

__all__ = ["MAX_SOURCES", "Purses", "Source", "money"]

MAX_SOURCES: Final = 8
"""The most sources of money: every set of them is looked at."""


def money(given: object, subject: str) -> Number:
    """An amount of money: exact, and not below 0."""
    read = counted(given, subject)
    if read < 0:
        raise RuleError(Fault("negative-number", subject, "must not be below 0", number_text(read)))
    return read


def _name(given: object) -> str:
    return named(given, "source of money")


def _amount(given: object) -> Number:
    read = figure(given, "amount of a source")
    if read < 0:
        raise RuleError(
            Fault("negative-number", "amount of a source", "must not be below 0", number_text(read))
        )
    return read


def _only(given: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(given, Mapping):
        fix = 'write {"category": ["greening"]}'
        raise RuleError(Fault("not-a-dict", "restriction of a source", "must be a dict", shown(given), fix))
    read = {
        named(trait, "trait of a source"): _values(values)
        for trait, values in cast("Mapping[object, object]", given).items()
    }
    return MappingProxyType(dict(sorted(read.items())))


def _values(given: object) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else items(given, "values of a source")
    return tuple(sorted(named(each, "value of a source") for each in listed))


@final
@attrs.frozen(hash=False)
class Source:
    """Money that may go to proposals: from the budget, a community fund, or private donors.

    Attributes:
        name: where it comes from, in the body's own words.
        amount: how much there is.
        only: trait to the values that a proposal must have one of; empty where it may go to any.
        clause: where that stands.

    Raises:
        RuleError: an amount below 0 or not exact.
        TallyError: no name.
        RecordError: what is no list of values, or no clause.

    >>> Source("community fund", 20000, only={"category": "greening"}).pays({"category": "lighting"})
    False
    """

    name: str = attrs.field(converter=_name)
    amount: Number = attrs.field(converter=_amount)
    only: Mapping[str, tuple[str, ...]] = attrs.field(default=MappingProxyType({}), converter=_only)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def pays(self, traits: Mapping[str, Trait]) -> bool:
        """Whether it may go to a proposal with some traits."""
        return all(traits.get(trait) in values for trait, values in self.only.items())

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {"name": self.name, "amount": number_text(self.amount)}
        if self.only:
            plain["only"] = {trait: list(values) for trait, values in self.only.items()}
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> Source:
        """The source from its plain dict.

        Raises:
            RecordError: keys that a source does not have.
            RuleError: what the constructor refuses.
        """
        required, optional = frozenset({"name", "amount"}), frozenset({"only", "clause"})
        plain: dict[str, Any] = {**expect_keys(data, "source", required, optional)}
        return cls(**plain)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Source, (self.name, self.amount, dict(self.only), self.clause)

    def __hash__(self) -> int:
        """Equal sources have equal names."""
        return hash((self.name, self.amount))


class Purses:
    """The sources and what is asked of them together.

    Some costs can all be paid if and only if, of every set of sources, what only these may pay is not more
    than they hold. So every set has a slack, and nothing has to be paid out before all is chosen.
    """

    def __init__(self, sources: tuple[Source, ...]) -> None:
        if len(sources) > MAX_SOURCES:
            size = len(sources)
            fault = Fault("too-many-sources", "sources", f"must be at most {MAX_SOURCES}", str(size))
            raise TooLarge(fault, size, MAX_SOURCES)
        self.sources = sources
        self.left = [source.amount for source in sources]
        self.slack: list[Number] = [
            sum(source.amount for place, source in enumerate(sources) if sets >> place & 1)
            for sets in range(1 << len(sources))
        ]

    def copy(self) -> Purses:
        """The same sources with the same promises, to try something out."""
        other = Purses(self.sources)
        other.left, other.slack = list(self.left), list(self.slack)
        return other

    def of(self, traits: Mapping[str, Trait]) -> int:
        """The set of sources that may pay for a proposal."""
        return sum(1 << place for place, source in enumerate(self.sources) if source.pays(traits))

    def room(self, payers: int) -> Number:
        """The most that a set of sources can still pay, beside all that is promised."""
        return min(self.slack[sets] for sets in range(len(self.slack)) if sets & payers == payers)

    def promise(self, payers: int, cost: Number) -> None:
        """Set aside what something costs."""
        for sets in range(len(self.slack)):
            if sets & payers == payers:
                self.slack[sets] -= cost

    def pay(self, payers: int, cost: Number) -> tuple[tuple[str, Number], ...]:
        """Pay what was set aside, from the first source as much as leaves enough for everything else."""
        paid: list[tuple[str, Number]] = []
        for place, source in enumerate(self.sources):
            if not payers >> place & 1 or not cost:
                continue
            part = min(cost, self.left[place], self._spare(place, payers))
            if part:
                self._take(place, payers, part)
                cost -= part
                paid.append((source.name, part))
        return tuple(paid)

    def _others(self, place: int, payers: int) -> list[int]:
        """The sets with a source in them that may not pay all of it by themselves."""
        return [sets for sets in range(len(self.slack)) if sets >> place & 1 and sets & payers != payers]

    def _spare(self, place: int, payers: int) -> Number:
        """What a source can give to something that others may pay for as well."""
        return min((self.slack[sets] for sets in self._others(place, payers)), default=self.left[place])

    def _take(self, place: int, payers: int, part: Number) -> None:
        for sets in self._others(place, payers):
            self.slack[sets] -= part
        self.left[place] -= part
