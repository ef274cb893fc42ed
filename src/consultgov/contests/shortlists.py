"""Who goes on to the awards: so many proposals of each category, level or sub-district."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, cast, final

import attrs

from consultgov.contests.figures import number_of
from consultgov.contests.ties import SHORTLIST, Tied, group_text
from consultgov.errors import Fault, RuleError, shown
from consultgov.people import Trait
from consultgov.records import expect_keys
from consultgov.tabulation.counts import Ranking, step
from consultgov.verdicts import Verdict
from consultgov.voting.reading import named, truth

__all__ = ["Shortlist", "Shortlisted"]


def _trait(given: object) -> str:
    return named(given, "trait of a shortlist")


def _number(given: object) -> int:
    return number_of(given, "places on the shortlist")


def _numbers(given: object) -> Mapping[str, int]:
    if not isinstance(given, Mapping):
        fix = 'write {"east": 4}'
        raise RuleError(Fault("not-a-dict", "places by group", "must be a dict", shown(given), fix))
    read = {
        named(name, "group"): number_of(number, f"places of {shown(name)}")
        for name, number in cast("Mapping[object, object]", given).items()
    }
    return MappingProxyType(dict(sorted(read.items())))


def _setting(given: object) -> bool:
    return truth(given, "take_tied")


@final
@attrs.frozen
class Shortlisted:
    """Who goes on to the awards.

    Attributes:
        on: those who do for certain.
        ties: those who are tied for it.
        steps: what happened, each with its facts.
    """

    on: frozenset[str]
    ties: tuple[Tied, ...]
    steps: tuple[Verdict, ...]


@final
@attrs.frozen(hash=False)
class Shortlist:
    """How many proposals of each group go on to the awards.

    Attributes:
        trait: the trait of a proposal that makes the groups: its category, its level, its sub-district.
        number: how many of each group.
        numbers: group to another number; of a trait that is true or false, ``"yes"`` and ``"no"``.
        take_tied: of those tied for the last place, all go on; otherwise none of them does before an order
            of them is given.

    Raises:
        RuleError: what is no whole number.
        TallyError: a trait without a name.

    >>> found = Shortlist("estate", 1).choose((("p", "q"), ("r",)), {"p": "east", "q": "west", "r": "east"})
    >>> sorted(found.on)
    ['p', 'q']
    """

    trait: str = attrs.field(converter=_trait)
    number: int = attrs.field(converter=_number)
    numbers: Mapping[str, int] = attrs.field(default=MappingProxyType({}), converter=_numbers)
    take_tied: bool = attrs.field(default=False, converter=_setting)

    def choose(self, order: Ranking, groups: Mapping[str, Trait]) -> Shortlisted:
        """Who goes on, by the order of merit and the group of each proposal; who is in none does not."""
        on: list[str] = []
        ties: list[Tied] = []
        steps: list[Verdict] = []
        known = {name: value for name, value in groups.items() if value is not None}
        for group in sorted(set(known.values()), key=group_text):
            mine = tuple(tuple(name for name in tier if known.get(name) == group) for tier in order)
            names, tie = self._first(mine, self.numbers.get(group_text(group), self.number), group)
            on += names
            ties += [] if tie is None else [tie]
            code = "contest-shortlisted" if names else "contest-none-shortlisted"
            steps.append(step(code, group=group, options=list(names)))
        return Shortlisted(frozenset(on), tuple(ties), tuple(steps))

    def _first(
        self,
        order: Ranking,
        places: int,
        group: str | bool,  # noqa: FBT001 - the value of a trait
    ) -> tuple[tuple[str, ...], Tied | None]:
        """The first of one group, and a tie for its last place."""
        on: tuple[str, ...] = ()
        for tier in order:
            left = places - len(on)
            if left <= 0:
                break
            if len(tier) > left and not self.take_tied:
                return on, Tied(tier, left, SHORTLIST, (group,))
            on += tier
        return on, None

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {"trait": self.trait, "number": self.number}
        return plain | dict(self._unusual())

    def _unusual(self) -> Iterator[tuple[str, object]]:
        if self.numbers:
            yield "numbers", dict(self.numbers)
        if self.take_tied:
            yield "take_tied", True

    @classmethod
    def from_dict(cls, data: object) -> Shortlist:
        """The shortlist from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: what the constructor refuses.
        """
        required, optional = frozenset({"trait", "number"}), frozenset({"numbers", "take_tied"})
        plain: dict[str, Any] = {**expect_keys(data, "shortlist", required, optional)}
        return cls(**plain)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Shortlist, (self.trait, self.number, dict(self.numbers), self.take_tied)

    def __hash__(self) -> int:
        """Equal shortlists have equal groups."""
        return hash((self.trait, self.number))
