"""The result of a contest without any figure that could unmask a voter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from consultgov.contests.results import ContestResult, ScoredProposal
from consultgov.verdicts import Verdict

__all__ = ["without_figures"]

_OF_MARKS: Final = frozenset({"award-score-too-low", "contest-tie-broken", "too-few-judges-left"})
"""What tells scores, what was marked, or how many marked it."""


def without_figures(found: ContestResult) -> ContestResult:
    """Who wins and the order of merit, and no mark, vote or score.

    The figures of the public are hidden with those of the judges, since either follows from the other and the
    final score.
    """
    reasons = tuple(pair for pair in found.awarded.reasons if pair[1].code not in _OF_MARKS)
    return attrs.evolve(
        found,
        proposals=tuple(_told(each) for each in found.proposals),
        awarded=attrs.evolve(found.awarded, reasons=reasons),
        steps=_unmarked(found.steps),
        withheld=True,
    )


def _told(each: ScoredProposal) -> ScoredProposal:
    """A proposal with its award, and with what is known of it without the papers."""
    return ScoredProposal(
        each.proposal,
        entry=each.entry,
        award=each.award,
        reasons=_unmarked(each.reasons),
        withheld=each.score is not None,
    )


def _unmarked(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    return tuple(verdict for verdict in verdicts if verdict.code not in _OF_MARKS)
