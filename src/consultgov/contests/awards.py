"""Awards in order, from the first prize down, and what a tie or a cap leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any, final

import attrs

from consultgov.contests.figures import figure, number_of
from consultgov.contests.ties import AWARD, BETWEEN, CAP, Tied
from consultgov.errors import Fault, RuleError
from consultgov.records import expect_keys
from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import Ranking
from consultgov.tabulation.limits import Cap, Traits
from consultgov.verdicts import Verdict
from consultgov.voting.grounds import ground
from consultgov.voting.reading import named

__all__ = ["Award", "AwardTies", "Awarded", "give", "in_falling_order"]


@final
class AwardTies(StrEnum):
    """What is done where fewer awards are left than proposals are tied for them."""

    REPORT = "report"
    """The tie is reported; it is for the body to break it."""
    SHARE = "share"
    """All those tied have the award, whatever its number; the next award keeps its own number."""


def _name(given: object) -> str:
    return named(given, "award")


def _number(given: object) -> int:
    return number_of(given, "number of awards", 1)


def _least(given: object) -> Number | None:
    return None if given is None else figure(given, "least score of an award")


@final
@attrs.frozen
class Award:
    """An award, how many of it there are, and the score that it takes.

    Attributes:
        name: the award, in the body's own words.
        number: how many proposals have it.
        least: the score below which it is not given: it stays open then.

    Raises:
        RuleError: no award.
        TallyError: no name.
    """

    name: str = attrs.field(converter=_name)
    number: int = attrs.field(default=1, converter=_number)
    least: Number | None = attrs.field(default=None, converter=_least)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {"name": self.name, "number": self.number}
        return plain if self.least is None else {**plain, "least": number_text(self.least)}

    @classmethod
    def from_dict(cls, data: object) -> Award:
        """The award from its plain dict.

        Raises:
            RecordError: keys that an award does not have.
            RuleError: what the constructor refuses.
        """
        optional = frozenset({"number", "least"})
        plain: dict[str, Any] = {**expect_keys(data, "award", frozenset({"name"}), optional)}
        return cls(**plain)


def in_falling_order(awards: tuple[Award, ...]) -> None:
    """Refuse awards of which a lower one takes a higher score, or any where the one above takes none."""
    for above, award in pairwise(awards):
        if award.least is not None and (above.least is None or award.least > above.least):
            rule, fix = "must not take more than the award above it", "name the awards from the highest down"
            given = number_text(award.least)
            raise RuleError(Fault("awards-out-of-order", f"award {award.name!r}", rule, given, fix))


@final
@attrs.frozen
class Awarded:
    """Who has which award.

    Attributes:
        given: pairs of award and the proposals that have it for certain, in the order of the awards.
        ties: what is left open.
        open: pairs of an award and how many of it nobody has.
        reasons: pairs of a proposal and why it has no award although its place would give it one.
    """

    given: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ties: tuple[Tied, ...] = ()
    open: tuple[tuple[str, int], ...] = ()
    reasons: tuple[tuple[str, Verdict], ...] = ()

    def of(self, proposal: str) -> str:
        """The award that a proposal has for certain, or the empty text."""
        return next((award for award, names in self.given if proposal in names), "")


def give(
    order: Ranking,
    scores: Mapping[str, Number],
    awards: tuple[Award, ...],
    *,
    caps: tuple[Cap, ...] = (),
    traits: Traits = MappingProxyType({}),
    ties: AwardTies = AwardTies.REPORT,
) -> Awarded:
    """The awards by the order of merit.

    From the best down, each tier takes the next awards for which its score is enough. Where fewer awards are
    left than the tier has proposals, or than its group may have, the rest is open. Where it takes awards of
    different names, only which of them each has is open, and it goes on.

    Args:
        order: the proposals in order of merit.
        scores: proposal to score.
        awards: the awards from the highest down.
        caps: the most awards of a group.
        traits: proposal to the traits that caps read.
        ties: what is done with proposals tied for too few awards.

    >>> found = give((("p",), ("q", "r")), {"p": 90, "q": 80, "r": 80}, (Award("first"), Award("second")))
    >>> found.given, [(tie.options, tie.places) for tie in found.ties]
    ((('first', ('p',)),), [(('q', 'r'), 1)])
    """
    walk = _Walk(awards, caps, traits, ties)
    for tier in order:
        if not walk.take(tier, scores[tier[0]]):
            break
    return walk.result()


class _Walk:
    """Down the ranking, award after award."""

    def __init__(
        self,
        awards: tuple[Award, ...],
        caps: tuple[Cap, ...],
        traits: Traits,
        ties: AwardTies,
    ) -> None:
        self.awards, self.caps, self.traits, self.shared = awards, caps, traits, ties is AwardTies.SHARE
        self.left = [award.number for award in awards]
        self.given: list[list[str]] = [[] for _ in awards]
        self.used: Counter[tuple[Cap, str | bool]] = Counter()
        self.place = 0
        self.ties: list[Tied] = []
        self.reasons: list[tuple[str, Verdict]] = []
        self.stopped = False

    def take(self, tier: tuple[str, ...], score: Number) -> bool:
        """Give a tier what it has for certain; whether there is anything left to look at."""
        self._go_to(score)
        if self.place == len(self.awards):
            return self._too_low(tier, score)
        over: list[Tied] = []
        fit = self._under_caps(tier, over)
        if over and not self.shared:
            self._stop(fit, over)
        elif fit:
            self._share(fit) if self.shared else self._spread(fit)
            self.used.update((cap, group) for cap in self.caps for group in self._groups(fit, cap))
        return not self.stopped

    def _go_to(self, score: Number) -> None:
        """Pass by the awards that are gone, or for which a score is too low."""
        while self.place < len(self.awards):
            least = self.awards[self.place].least
            if self.left[self.place] and (least is None or score >= least):
                return
            self.place += 1

    def _too_low(self, tier: tuple[str, ...], score: Number) -> bool:
        """Tell a tier which score it would have needed; whether there was an award left for it."""
        least = [award.least for award, left in zip(self.awards, self.left, strict=True) if left]
        if not least:
            return False
        facts = {"score": number_text(score), "least": number_text(least[-1] or 0)}
        self.reasons += [(name, ground("award-score-too-low", proposal=name, **facts)) for name in tier]
        return True

    def _under_caps(self, tier: tuple[str, ...], over: list[Tied]) -> tuple[str, ...]:
        """Those of a tier whose groups may have an award yet; groups of which only some may are noted."""
        for cap in self.caps:
            for group in sorted(set(self._groups(tier, cap)), key=str):
                tier = self._within(tier, cap, group, over)
        return tier

    def _groups(self, names: tuple[str, ...], cap: Cap) -> list[str | bool]:
        """The group of each proposal that a cap is about."""
        groups = (cap.group_of(self.traits[name]) for name in names)
        return [group for group in groups if group is not None]

    def _within(
        self,
        tier: tuple[str, ...],
        cap: Cap,
        group: str | bool,  # noqa: FBT001 - the value of a trait
        over: list[Tied],
    ) -> tuple[str, ...]:
        """A tier without those whose group has all that it may have."""
        mine = tuple(name for name in tier if cap.group_of(self.traits[name]) == group)
        room = cap.most - self.used[cap, group]
        if room <= 0:
            facts = {"group": group, "most": cap.most}
            self.reasons += [(name, ground("award-cap-reached", proposal=name, **facts)) for name in mine]
            return tuple(name for name in tier if name not in mine)
        if len(mine) > room:
            over.append(Tied(mine, room, CAP, (group,)))
        return tier

    def _stop(self, fit: tuple[str, ...], over: list[Tied]) -> None:
        """End at a tie: for what awards are left, or, where these would do, within a group over a cap."""
        there, names = self._there()
        most = len(fit) - sum(len(tie.options) - tie.places for tie in over)
        self.ties += over if over and most <= there else [Tied(fit, there, AWARD, names)]
        self.stopped = True

    def _there(self) -> tuple[int, tuple[str, ...]]:
        """How many awards are left, and their names."""
        rest = [place for place in range(self.place, len(self.awards)) if self.left[place]]
        return sum(self.left[place] for place in rest), tuple(self.awards[place].name for place in rest)

    def _share(self, fit: tuple[str, ...]) -> None:
        """Give all of a tier the award that is next."""
        self.given[self.place] += fit
        self.left[self.place] -= min(len(fit), self.left[self.place])

    def _spread(self, fit: tuple[str, ...]) -> None:
        """Give a tier the awards that are next, as far as it is clear who has which."""
        if len(fit) > self._there()[0]:
            self._stop(fit, [])
        elif len(fit) <= self.left[self.place]:
            self.given[self.place] += fit
            self.left[self.place] -= len(fit)
        else:
            self.ties.append(Tied(fit, len(fit), BETWEEN, self._used_up(len(fit))))

    def _used_up(self, number: int) -> tuple[str, ...]:
        """The names of the next awards, so many of which are taken."""
        names: list[str] = []
        for place in range(self.place, len(self.awards)):
            taken = min(number, self.left[place])
            self.left[place] -= taken
            number -= taken
            names += [self.awards[place].name] if taken else []
        return tuple(names)

    def result(self) -> Awarded:
        """What came of it."""
        pairs = list(zip(self.awards, self.given, self.left, strict=True))
        certain = pairs[: self.place] if self.stopped else pairs
        return Awarded(
            tuple((award.name, tuple(names)) for award, names, _ in pairs if names),
            tuple(self.ties),
            tuple((award.name, left) for award, _, left in certain if left),
            tuple(self.reasons),
        )
