"""From scores to the order of merit, the shortlist and the awards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from consultgov.contests.awards import Awarded, give
from consultgov.contests.results import ContestResult, ScoredProposal
from consultgov.contests.shortlists import Shortlisted
from consultgov.contests.ties import refined
from consultgov.shares import Number
from consultgov.tabulation.counts import Ranking, step
from consultgov.tabulation.limits import Traits
from consultgov.verdicts import Verdict
from consultgov.voting.grounds import ground

if TYPE_CHECKING:
    from consultgov.contests.rules import ContestRule

__all__ = ["ranked"]


def ranked(
    rule: ContestRule,
    scored: tuple[ScoredProposal, ...],
    groups: Traits,
    drawn: Sequence[str],
) -> ContestResult:
    """The proposals in order of merit, with shortlist and awards."""
    keys = {each.proposal: key for each in scored if (key := _key(rule, each)) is not None}
    order = _tiers(keys)
    settled = refined(order, drawn)
    listed = None
    if rule.shortlist is not None:
        trait = rule.shortlist.trait
        listed = rule.shortlist.choose(settled, {name: groups[name][trait] for name in keys})
    awarded = _awarded(rule, settled, {name: key[0] for name, key in keys.items()}, groups, listed)
    steps = (*_broken(rule, order, keys), *_drawn(order, settled))
    told = tuple(_completed(each, awarded, listed) for each in scored)
    return ContestResult(told, order, listed, awarded, steps=steps, settled=settled)


def _key(rule: ContestRule, each: ScoredProposal) -> tuple[Number, ...] | None:
    """The score, then the scores on the criteria that break ties."""
    if each.score is None or each.judged is None:
        return None
    scores = {marked.name: marked.score for marked in each.judged.marks}
    return (each.score, *(scores[name] for name in rule.tie_break))


def _tiers(keys: Mapping[str, tuple[Number, ...]]) -> Ranking:
    """The proposals from the best down; those with equal keys are alike, in the order of the paper."""
    falling = sorted(set(keys.values()), reverse=True)
    return tuple(tuple(name for name, key in keys.items() if key == each) for each in falling)


def _broken(rule: ContestRule, order: Ranking, keys: Mapping[str, tuple[Number, ...]]) -> Iterator[Verdict]:
    """Where equal scores were told apart by criteria."""
    by_score: dict[Number, list[tuple[str, ...]]] = {}
    for tier in order:
        by_score.setdefault(keys[tier[0]][0], []).append(tier)
    for tiers in by_score.values():
        if len(tiers) > 1:
            names = [name for tier in tiers for name in tier]
            yield step("contest-tie-broken", options=names, criteria=list(rule.tie_break))


def _drawn(order: Ranking, settled: Ranking) -> Iterator[Verdict]:
    """Where those tied were put in the order drawn."""
    single = {tier[0]: place for place, tier in enumerate(settled) if len(tier) == 1}
    for tier in order:
        if len(tier) > 1 and all(name in single for name in tier):
            names = sorted(tier, key=lambda name: single[name])
            yield step("contest-tie-drawn", options=names)


def _awarded(
    rule: ContestRule,
    order: Ranking,
    scores: Mapping[str, Number],
    groups: Traits,
    listed: Shortlisted | None,
) -> Awarded:
    """The awards among those that go on; while a tie for the shortlist could change them, there are none."""

    def among(names: Iterable[str]) -> Awarded:
        kept = frozenset(names)
        tiers = (tuple(name for name in tier if name in kept) for tier in order)
        left = tuple(tier for tier in tiers if tier)
        return give(left, scores, rule.awards, caps=rule.caps, traits=groups, ties=rule.award_ties)

    if listed is None:
        return among(scores)
    tied = frozenset(name for tie in listed.ties for name in tie.options)
    found = among(listed.on | tied)
    if not tied:
        return found
    touched = {name for _, names in found.given for name in names}
    touched |= {name for tie in found.ties for name in tie.options}
    return Awarded() if touched & tied else among(listed.on)


def _completed(each: ScoredProposal, awarded: Awarded, listed: Shortlisted | None) -> ScoredProposal:
    """A proposal with its award, and with the reasons why it does not go on or has none."""
    reasons = [why for name, why in awarded.reasons if name == each.proposal]
    tied = () if listed is None else tuple(name for tie in listed.ties for name in tie.options)
    if listed is not None and each.score is not None and each.proposal not in (*listed.on, *tied):
        reasons.append(ground("not-shortlisted", proposal=each.proposal))
    return attrs.evolve(each, award=awarded.of(each.proposal), reasons=(*each.reasons, *reasons))
