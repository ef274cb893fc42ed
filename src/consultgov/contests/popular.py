"""Popular votes beside the marks of the judges: how many each proposal has, and what they count for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, cast, final

import attrs

from consultgov.contests.figures import composed, counted, one_scale, weight
from consultgov.errors import Fault, Faults, RuleError, TallyError, shown
from consultgov.records import expect_keys
from consultgov.shares import Number, Share, number, number_text
from consultgov.voting.reading import choice

__all__ = ["PopularOf", "PopularShare", "totals_of"]


@final
class PopularOf(StrEnum):
    """What the votes of a proposal are a share of."""

    MOST = "most"
    """Of the votes of the proposal that has most of them: it has the full mark."""
    ALL = "all"
    """Of all votes for proposals that take part."""


def _share(given: object) -> Share:
    read = weight(given, "share of the popular votes")
    if not 0 < read < 1:
        rule, fix = (
            "must lie between 0 and 1, neither of them included",
            "without popular votes say blend=None",
        )
        raise RuleError(Fault("blend-bounds", "share of the popular votes", rule, number_text(read), fix))
    return Share(read)


def _of(given: object) -> PopularOf:
    return choice(PopularOf, given, "what popular votes are a share of")


@final
@attrs.frozen
class PopularShare:
    """How much of the final score comes from popular votes; the rest comes from the judges.

    Attributes:
        share: the share of the popular votes, such as ``"30%"``.
        of: what the votes of a proposal are a share of. That share, times the highest total that judges can
            give, is the mark that the public gives.

    Raises:
        RuleError: nothing or all of the score.
        TallyError: an unknown word.

    >>> PopularShare("30%").shares({"lamps": 300, "trees": 150})["trees"]
    Fraction(1, 2)
    """

    share: Share = attrs.field(converter=_share)
    of: PopularOf = attrs.field(default=PopularOf.MOST, converter=_of)

    def shares(self, votes: Mapping[str, Number]) -> dict[str, Number]:
        """The share of the votes that each proposal has; nobody's, where nobody votes."""
        figures = list(votes.values())
        whole = max(figures, default=0) if self.of is PopularOf.MOST else sum(figures)
        return {name: number(Fraction(each) / whole) if whole else 0 for name, each in votes.items()}

    def mixed(self, judges: Number, popular: Number) -> Number:
        """Both marks in one."""
        share = self.share.fraction
        return number((1 - share) * judges + share * popular)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {"share": str(self.share), "of": self.of.value}

    @classmethod
    def from_dict(cls, data: object) -> PopularShare:
        """The share from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: what the constructor refuses.
        """
        plain: dict[str, Any] = {**expect_keys(data, "blend", frozenset({"share"}), frozenset({"of"}))}
        return cls(**plain)


def totals_of(given: object, proposals: Iterable[str]) -> dict[str, Number]:
    """Proposal to its popular votes; one that is not named has none.

    Raises:
        TallyError: no dict, a proposal that does not take part, votes below 0 or not exact; all at once.
    """
    if not isinstance(given, Mapping):
        fix = "give a poll, its returns, or a dict of proposal to votes"
        raise TallyError(Fault("not-a-dict", "popular votes", "must be votes by proposal", shown(given), fix))
    faults = Faults()
    read: dict[str, Number] = dict.fromkeys(proposals, 0)
    for key, votes in cast("Mapping[object, object]", given).items():
        name = composed(key)
        if name not in read:
            rule, fix = "must be of a proposal", "name proposals that are on the paper"
            faults.add(Fault("unknown-option", f"popular votes for {shown(name)}", rule, "", fix))
            continue
        found = faults.attempt(counted, votes, f"popular votes for {shown(name)}") or 0
        if found < 0:
            subject = f"popular votes for {shown(name)}"
            faults.add(Fault("negative-number", subject, "must not be below 0", number_text(found)))
        read[str(name)] = found
    faults.close(TallyError)
    one_scale(read.values(), "popular votes")
    return read
