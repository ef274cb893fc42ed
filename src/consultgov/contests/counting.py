"""The count of a contest: from the judges' papers to scores, ranking and awards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import attrs

from consultgov.contests.entry import Facts, facts_of
from consultgov.contests.figures import one_scale, percent_text
from consultgov.contests.judging import Sheet, judged
from consultgov.contests.polls import Recusals, groups_of, recusals_of
from consultgov.contests.popular import PopularShare
from consultgov.contests.ranking import ranked
from consultgov.contests.results import ContestResult, ScoredProposal
from consultgov.contests.tallying import popular_votes, uncounted
from consultgov.contests.withholding import without_figures
from consultgov.errors import Fault, TallyError, TooLarge
from consultgov.shares import Number, number, number_text
from consultgov.tabulation.counts import step
from consultgov.tabulation.profiles import drawn_order
from consultgov.verdicts import Verdict
from consultgov.voting.forms import Score, scores_in
from consultgov.voting.grounds import ground
from consultgov.voting.marks import Mark
from consultgov.voting.polls import Poll
from consultgov.voting.returns import Returns, returned

if TYPE_CHECKING:
    from consultgov.contests.rules import ContestRule

__all__ = ["count"]

_MOST: Final = 100_000
"""The most marks of one proposal."""


class _Case(NamedTuple):
    """What a contest is counted by."""

    rule: ContestRule
    returns: Returns
    recusals: Recusals
    facts: Mapping[str, Facts]

    def papers(self) -> list[tuple[str, dict[str, Mark], int]]:
        """Judge, proposal to mark, and how many papers say so."""
        return [(voter.id, dict(marks.entries), many) for voter, marks, many in self.returns.papers]


def count(
    rule: ContestRule,
    given: Poll | Returns,
    beside: tuple[object, object, Iterable[str]],
    at: datetime | str | None,
) -> ContestResult:
    """What a contest comes to by a rule, with the popular votes, the facts and the order of ties beside."""
    popular, facts, ties = beside
    returns = returned(given, at)
    returns.under("contest", rule)
    _check_papers(rule, returns)
    slate = returns.slate
    order = drawn_order(ties, slate.ids) or returns.drawn
    away = recusals_of(slate.rule.get("recusals", {}), slate.ids)
    known = facts_of(slate.rule.get("facts", {}) if facts is None else facts, slate.ids)
    groups = groups_of(rule, slate.options)
    public = popular_votes(rule, popular, slate.ids, at)
    why = uncounted(returns, "contest")
    notes = (*returns.notes, *(() if why is None else (why,)), *public.notes)
    if public.votes is None or why is not None:
        return ContestResult((), notes=notes, clause=rule.clause)
    scored = _blended(rule, _judged(_Case(rule, returns, away, known)), public.votes)
    found = attrs.evolve(ranked(rule, scored, groups, order), clause=rule.clause, notes=notes)
    return without_figures(found) if returns.withheld or public.withheld else found


def _check_papers(rule: ContestRule, returns: Returns) -> None:
    """Refuse papers that are not marked by the criteria of the rule, and more of them than can be kept."""
    form = returns.slate.form
    names = {each.name for each in rule.criteria}
    if not isinstance(form, Score) or {*form.criteria} != names:
        fix = "make the poll with ContestRule.put, or the slate with ContestRule.slate"
        wanted = f"must be marked on {', '.join(sorted(names))}"
        raise TallyError(Fault("wrong-form", "papers of a contest", wanted, form.kind, fix))
    if returns.votes:
        rule_ = "must be counted from papers with marks"
        raise TallyError(
            Fault("papers-needed", "papers of a contest", rule_, "votes alone", "declare the papers")
        )
    if returns.valid > _MOST:
        rule_ = f"must be at most {_MOST}"
        fault = Fault("too-many-papers", "papers of a contest", rule_, str(returns.valid))
        raise TooLarge(fault, returns.valid, _MOST)
    entries = (mark for _, marks, _ in returns.papers for _, mark in marks.entries)
    one_scale((figure for mark in entries for figure in scores_in(mark)), "marks")


# --- marks ----------------------------------------------------------------------------------------


def _judged(case: _Case) -> Iterator[ScoredProposal]:
    """Each proposal with what the judges make of it."""
    rule, papers = case.rule, case.papers()
    for name in case.returns.slate.ids:
        facts = case.facts.get(name, {})
        unmet = tuple(why for each in rule.entry if not (why := each.verdict(facts)).holds)
        if unmet:
            yield ScoredProposal(name, entry=unmet)
            continue
        sheets, left_out = _sheets(case, papers, name)
        found = judged(sheets, rule.criteria, rule.trim, rule.joining, rule.weighing)
        start = ScoredProposal(name, judged=found, left_out=tuple(left_out))
        few = _too_few(case.rule, len(sheets)) if found is None else ()
        yield attrs.evolve(start, score=None if found is None else found.score, reasons=few)


def _sheets(
    case: _Case, papers: list[tuple[str, dict[str, Mark], int]], proposal: str
) -> tuple[list[Sheet], list[Verdict]]:
    """The sheets on a proposal that count, and why others do not."""
    sheets: list[Sheet] = []
    left_out: list[Verdict] = []
    for judge, marks, many in papers:
        mark = marks.get(proposal)
        if mark is None:
            continue
        sheet = dict(cast("tuple[tuple[str, Number], ...]", mark))
        why = _against(case, judge, proposal, sheet)
        left_out += [] if why is None else [why]
        sheets += [sheet] * many if why is None else []
    return sheets, sorted(left_out, key=lambda each: str(each.facts["judge"]))


def _against(case: _Case, judge: str, proposal: str, sheet: Sheet) -> Verdict | None:
    """Why the marks of a judge on a proposal do not count, if they do not."""
    away = case.recusals.get(judge, {})
    if proposal in away:
        if away[proposal]:
            return ground("mark-of-recused-for", judge=judge, proposal=proposal, reason=away[proposal])
        return ground("mark-of-recused", judge=judge, proposal=proposal)
    for each in case.rule.criteria:
        if not each.allows(sheet[each.name]):
            bounds = {"lowest": number_text(each.lowest), "highest": number_text(each.highest)}
            facts = {"criterion": each.name, "mark": number_text(sheet[each.name]), **bounds}
            return ground("mark-out-of-range", judge=judge, proposal=proposal, **facts)
    return None


def _too_few(rule: ContestRule, marks: int) -> tuple[Verdict, ...]:
    trim = rule.trim
    figures = {"marks": marks, "left": trim.left(marks), "least": trim.least_judges}
    return (ground("too-few-judges-left", **figures),)


def _blended(
    rule: ContestRule, scored: Iterable[ScoredProposal], votes: Mapping[str, Number]
) -> tuple[ScoredProposal, ...]:
    """The proposals with the popular votes in their scores, where the rule blends them in.

    What a proposal has is a share of the votes for those that meet the entry conditions.
    """
    listed = tuple(scored)
    blend = rule.blend
    if blend is None:
        return listed
    shares = blend.shares({each.proposal: votes[each.proposal] for each in listed if not each.entry})
    return tuple(
        each
        if each.score is None
        else _mixed(
            attrs.evolve(each, popular=votes[each.proposal], popular_share=shares[each.proposal]),
            blend,
            each.score,
            shares[each.proposal] * rule.highest,
        )
        for each in listed
    )


def _mixed(each: ScoredProposal, blend: PopularShare, judges: Number, public: Number) -> ScoredProposal:
    """A proposal with both marks in its score, and the sum that makes it."""
    score, share = blend.mixed(judges, public), blend.share.fraction
    facts = {
        "judges": number_text(judges),
        "public": number_text(number(public)),
        "score": number_text(score),
    }
    shares = {"judges_share": percent_text(1 - share), "public_share": percent_text(share)}
    return attrs.evolve(each, score=score, mixed=step("contest-mixed", **facts, **shares))
