"""From the papers of one group, or of all, to a grade: most votes, or the first threshold that is reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, final

import attrs

from consultgov.appraisal.policies import GradeTie, RateOf
from consultgov.appraisal.telling import said
from consultgov.counting.algebra import Condition
from consultgov.shares import Number, Share, number_text
from consultgov.verdicts import Verdict

if TYPE_CHECKING:
    from consultgov.appraisal.rules import AppraisalRule

__all__ = ["Grading", "Pile", "Votes", "grading", "rate"]

Votes: TypeAlias = Mapping[str, Number]
"""Grade to its votes, in the order of the grades."""

_TIES: Final = MappingProxyType(
    {
        GradeTie.REPORTED: ("grades-tied", "weights-tied"),
        GradeTie.LOWER: ("tie-to-the-lower", "weight-tie-to-the-lower"),
        GradeTie.HIGHER: ("tie-to-the-higher", "weight-tie-to-the-higher"),
    }
)
"""How a tie is told, of votes in heads and of what papers weigh."""


@final
@attrs.frozen
class Pile:
    """The papers about one subject that come to a grade together.

    Attributes:
        votes: grade to its votes.
        papers: how many papers there are, those included that give no grade.
        test: what a condition on the grades comes to.
        weighted: votes are what papers weigh, and no heads.
    """

    votes: Votes
    papers: Number
    test: Callable[[Condition], Verdict]
    weighted: bool = False

    @property
    def graded(self) -> Number:
        """How many papers give a grade."""
        return sum(self.votes.values())


@final
@attrs.frozen
class Grading:
    """What some papers came to.

    Attributes:
        grades: one grade; several where they are tied; none where the papers give none.
        reasons: how that came about.
    """

    grades: tuple[str, ...]
    reasons: tuple[Verdict, ...] = ()


def counted(grades: tuple[str, ...], found: Mapping[str, Number]) -> Votes:
    """Votes in the order of the grades, 0 for a grade that nobody gave."""
    return MappingProxyType({grade: found.get(grade, 0) for grade in grades})


def grading(rule: AppraisalRule, pile: Pile) -> Grading:
    """The grade that some papers come to."""
    if not pile.graded:
        return Grading((), (said("nobody-graded", holds=False),))
    return _by_thresholds(rule, pile) if rule.thresholds else _by_most_votes(rule, pile)


def _by_most_votes(rule: AppraisalRule, pile: Pile) -> Grading:
    most = max(pile.votes.values())
    first, *others = [grade for grade in rule.grades if pile.votes[grade] == most]
    if others:
        return _settled(rule, (first, *others), pile)
    if pile.weighted:
        return Grading((first,), (said("most-weight", grade=first),))
    return Grading((first,), (said("most-votes", grade=first, number=number_text(most)),))


def _settled(rule: AppraisalRule, tied: tuple[str, ...], pile: Pile) -> Grading:
    """Grades with equally many votes, settled as the rule says: the lower one is the later one."""
    facts: dict[str, Any] = {"grades": list(tied)}
    if not pile.weighted:
        facts["number"] = number_text(pile.votes[tied[0]])
    if rule.tie is GradeTie.REPORTED:
        return Grading(tied, (said(_TIES[rule.tie][pile.weighted], holds=False, **facts),))
    kept = tied[-1:] if rule.tie is GradeTie.LOWER else tied[:1]
    return Grading(kept, (said(_TIES[rule.tie][pile.weighted], grade=kept[0], **facts),))


def _by_thresholds(rule: AppraisalRule, pile: Pile) -> Grading:
    """The first grade whose condition holds; every one that was tried is told."""
    tried: list[Verdict] = []
    for grade, condition in rule.thresholds:
        verdict = pile.test(condition)
        code = "threshold-reached" if verdict.holds else "threshold-not-reached"
        tried.append(said(code, verdict, holds=verdict.holds, grade=grade))
        if verdict.holds:
            return Grading((grade,), tuple(tried))
    return Grading((rule.fallback,), (*tried, said("no-threshold-reached", grade=rule.fallback)))


def rate(rule: AppraisalRule, pile: Pile) -> Share | None:
    """The rate of satisfaction; ``None`` without grades that count for it, or without papers."""
    base = pile.graded if rule.rate_of is RateOf.GRADES else pile.papers
    if not rule.satisfied or not base:
        return None
    return Share(Fraction(sum(pile.votes[grade] for grade in rule.satisfied), base))
