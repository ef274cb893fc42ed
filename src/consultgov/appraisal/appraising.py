"""Counting an appraisal: who responded, each subject's papers by group, and how groups come to one grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from consultgov.appraisal.asking import ROOM, check_own_entries, on_both_sides
from consultgov.appraisal.grading import Grading, Pile, counted, grading, rate
from consultgov.appraisal.policies import Combining
from consultgov.appraisal.results import Appraisal, Appraised, Came, GroupGraded
from consultgov.appraisal.telling import said
from consultgov.counting.algebra import Condition, each
from consultgov.counting.tallies import Tally
from consultgov.decisions.outcomes import Outcome
from consultgov.errors import Fault, TallyError, shown
from consultgov.shares import Number, number
from consultgov.verdicts import Verdict
from consultgov.voting.forms import Grade
from consultgov.voting.marks import Marks
from consultgov.voting.polls import Poll
from consultgov.voting.returns import Paper, Returns

if TYPE_CHECKING:
    from consultgov.appraisal.rules import AppraisalRule

__all__ = ["appraise"]

_UNGRADED: Final = "abstain"

_UNDECLARED: Final = said("grades-not-declared", holds=False)

Piles: TypeAlias = tuple[tuple[str, Pile], ...]
"""Group to its papers about one subject, in the order of the groups."""


def appraise(rule: AppraisalRule, returns: Returns, poll: Poll | None) -> Appraisal:
    """What an appraisal came to.

    Args:
        rule: the rule by which it is counted.
        returns: what was returned.
        poll: the poll that it was returned in; ``None`` of what tellers counted.

    Raises:
        TallyError, RuleError: as ``AppraisalRule.count``.
    """
    returns.under(ROOM, rule)
    _check_form(rule, returns)
    returns = _told(returns)
    if poll is not None:
        check_own_entries(rule, poll)
        returns = _own_known(rule, poll, returns)
    if returns.sealed or returns.void:
        came = Came.SEALED if returns.sealed else Came.VOID
        return Appraisal(rule, tuple(Appraised(each, came) for each in returns.slate.ids), (), returns.notes)
    _check_groups(rule, returns)
    hidden = poll is not None and poll.procedure.secret
    return _counted(rule, returns, own=not (rule.appraises_self or hidden or returns.figures))


def _counted(rule: AppraisalRule, returns: Returns, *, own: bool) -> Appraisal:
    """The results; ``own`` says that papers bear names, and that entries about oneself are left out."""
    quorum = _quorum(rule, returns)
    found = tuple(_appraised(rule, returns, subject, own=own) for subject in returns.slate.ids)
    if not _enough(quorum, returns):
        found = tuple(_too_few(result) for result in found)
    if returns.withheld:
        return Appraisal(rule, tuple(map(_without_figures, found)), (), returns.notes)
    return Appraisal(rule, found, quorum, returns.notes)


def _enough(quorum: Iterable[Verdict], returns: Returns) -> bool:
    """Whether enough have responded; of papers whose figures are withheld, only the poll can tell."""
    valid = not returns.withheld or returns.outcome is Outcome.ADOPTED
    return valid and all(verdict.holds for verdict in quorum)


def _told(returns: Returns) -> Returns:
    """The returns as void where it is only known how many papers there are, or how many votes."""
    if returns.papers or not (returns.valid or returns.votes):
        return returns
    return attrs.evolve(returns, decision=None, notes=(*returns.notes, _UNDECLARED))


def _own_known(rule: AppraisalRule, poll: Poll, returns: Returns) -> Returns:
    """The returns with a note where tellers counted papers from which own entries cannot be left out."""
    both = on_both_sides(rule, poll) if returns.figures else []
    if not both:
        return returns
    unknown = said("own-entries-unknown", holds=False, people=both)
    return attrs.evolve(returns, notes=(*returns.notes, unknown))


def _check_form(rule: AppraisalRule, returns: Returns) -> None:
    form = returns.slate.form
    if not isinstance(form, Grade) or form.grades != rule.grades:
        fix = f"put the question with Grade({rule.grades!r})"
        raise TallyError(
            Fault("other-grades", "paper", "must be graded by the rule's grades", shown(form), fix)
        )


def _check_groups(rule: AppraisalRule, returns: Returns) -> None:
    """Refuse papers of which it is not known from which group they are."""
    known = {group.name for group in rule.groups}
    astray = sorted({voter.id for voter, _, _ in returns.papers if voter.traits.get(rule.trait) not in known})
    if known and astray:
        fix = f"give each elector the trait {rule.trait!r}"
        text = f"must be of one of {', '.join(sorted(known))}"
        raise TallyError(Fault("no-group", "papers", text, ", ".join(astray[:10]), fix, tuple(astray)))


def _quorum(rule: AppraisalRule, returns: Returns) -> tuple[Verdict, ...]:
    """Whether enough have responded: of all, and of each group that asks for it."""
    found = _overall(rule, returns)
    asked = [(group.name, group.quorum) for group in rule.groups]
    found += [_of_group(rule, name, it, returns.tally) for name, it in asked if it is not None]
    decision = returns.decision
    if decision is not None and decision.outcome is not Outcome.ADOPTED:
        reasons = [verdict for verdict in (decision.quorum, decision.adoption) if verdict is not None]
        found += [verdict for verdict in reasons if not verdict.holds and verdict.rule not in _rules(found)]
    return tuple(found)


def _overall(rule: AppraisalRule, returns: Returns) -> list[Verdict]:
    """Whether enough of all have responded, as the poll decided it where the rule of validity is its own."""
    decided = None if returns.decision is None else returns.decision.quorum
    if rule.quorum is None:
        return []
    same = decided is not None and decided.rule == str(rule.quorum)
    return [decided if decided is not None and same else rule.quorum.evaluate(returns.tally)]


def _of_group(rule: AppraisalRule, name: str, condition: Condition, tally: Tally) -> Verdict:
    """What a condition comes to in one group."""
    return each(rule.trait, condition, groups=[name]).evaluate(tally).parts[0]


def _rules(found: Iterable[Verdict]) -> set[str]:
    """What is asked already."""
    return {verdict.rule for verdict in found}


def _too_few(result: Appraised) -> Appraised:
    """The figures as they are, and no grade."""
    return attrs.evolve(result, came=Came.TOO_FEW, grade=None, tied=(), reasons=())


def _without_figures(result: Appraised) -> Appraised:
    """The grade alone, or that there is none: of so few papers, a tie would tell what each of them says."""
    kept = result.came in (Came.GRADED, Came.TOO_FEW)
    return Appraised(result.subject, result.came if kept else Came.WITHHELD, result.grade)


# --- one subject ----------------------------------------------------------------------------------


def _appraised(rule: AppraisalRule, returns: Returns, subject: str, *, own: bool) -> Appraised:
    """The result of one subject; ``own`` says that papers bear names, and that hers is left out."""
    hers = tuple(each for each in returns.papers if own and each[0].id == subject)
    about = _without(returns, hers)
    grades = _grades_of(rule, about, subject)
    pool = _pile(rule, about.papers, subject, grades)
    names = [group.name for group in rule.groups]
    groups = tuple((name, _group_pile(rule, name, about, subject, grades)) for name in names)
    alone = {name: _alone(rule, pile) for name, pile in groups}
    weighted = rule.combining is Combining.WEIGHTED and all(pile.papers for _, pile in groups)
    pool = _weighted(rule, groups) if weighted else pool
    found = _combined(rule, pool, groups, alone)
    return Appraised(
        subject,
        _came(found),
        found.grades[0] if len(found.grades) == 1 else None,
        found.grades if len(found.grades) > 1 else (),
        pool.votes,
        pool.papers,
        rate(rule, pool),
        tuple(_group_graded(rule, name, pile, alone[name]) for name, pile in groups),
        found.reasons,
        tuple(voter.id for voter, marks, _ in hers if marks.mark(subject) is not None),
        weighted,
    )


def _group_graded(rule: AppraisalRule, name: str, pile: Pile, found: Grading) -> GroupGraded:
    """The figures of one group, with its own grade where groups have one."""
    return GroupGraded(name, pile.votes, pile.papers, found.grades, rate(rule, pile), found.reasons)


def _came(found: Grading) -> Came:
    if not found.grades:
        return Came.UNGRADED
    return Came.GRADED if len(found.grades) == 1 else Came.TIED


def _without(returns: Returns, own: tuple[Paper, ...]) -> Returns:
    """The returns without somebody's own entry: she is there, and not entitled about herself."""
    if not own or returns.rest is None:
        return returns
    kept = tuple(paper for paper in returns.papers if paper not in own)
    voters = [voter for voter, _, _ in own]
    away = Tally.of(voters, present=[each.id for each in voters], recused=[each.id for each in voters])
    return attrs.evolve(returns, papers=kept, rest=returns.rest + away)


def _grades_of(rule: AppraisalRule, returns: Returns, subject: str) -> Tally:
    """The tally in which a paper is the grade that it gives the subject."""

    def says(marks: Marks) -> str:
        return _grade(marks, subject)

    return returns.tally_of(says, rule.grades)


def _grade(marks: Marks, subject: str) -> str:
    mark = marks.mark(subject)
    return mark if isinstance(mark, str) else _UNGRADED


def _sums(papers: Iterable[Paper], subject: str) -> dict[str, Number]:
    sums: dict[str, Number] = {}
    for _, marks, many in papers:
        grade = _grade(marks, subject)
        sums[grade] = sums.get(grade, 0) + many
    return sums


def _pile(rule: AppraisalRule, papers: Iterable[Paper], subject: str, tally: Tally) -> Pile:
    sums = _sums(papers, subject)
    return Pile(counted(rule.grades, sums), sum(sums.values()), lambda condition: condition.evaluate(tally))


def _group_pile(rule: AppraisalRule, name: str, about: Returns, subject: str, tally: Tally) -> Pile:
    """The papers of one group; a condition is asked of the group alone."""

    def test(condition: Condition) -> Verdict:
        return _of_group(rule, name, condition, tally)

    sums = _sums((paper for paper in about.papers if paper[0].traits.get(rule.trait) == name), subject)
    return Pile(counted(rule.grades, sums), sum(sums.values()), test)


def _alone(rule: AppraisalRule, pile: Pile) -> Grading:
    """The grade of a group by itself, where groups have one."""
    separate = rule.combining in (Combining.WORST, Combining.BEST, Combining.IN_ORDER)
    return grading(rule, pile) if separate else Grading(())


# --- groups together ------------------------------------------------------------------------------


def _weighted(rule: AppraisalRule, groups: Piles) -> Pile:
    """What papers weigh where each group has a fixed share, spread evenly over its papers."""
    votes: dict[str, Number] = {}
    papers: Number = 0
    for group, (_, pile) in zip(rule.groups, groups, strict=True):
        of_one = Fraction(group.weight) / (rule.weight * pile.papers)
        papers += of_one * pile.papers
        for grade, many in pile.votes.items():
            votes[grade] = votes.get(grade, 0) + of_one * many
    return _weighed(counted(rule.grades, {grade: number(weight) for grade, weight in votes.items()}), papers)


def _weighed(votes: Mapping[str, Number], papers: Number) -> Pile:
    ungraded = number(papers - sum(votes.values()))
    tally = Tally.totals(yes=0, no=0, abstain=ungraded, labels=dict(votes))
    return Pile(votes, number(papers), lambda condition: condition.evaluate(tally), weighted=True)


def _combined(rule: AppraisalRule, pool: Pile, groups: Piles, alone: Mapping[str, Grading]) -> Grading:
    """The grade of all groups together."""
    if rule.combining is Combining.POOLED:
        return grading(rule, pool)
    if rule.combining is Combining.IN_ORDER:
        return _in_order(groups, alone)
    weighted = rule.combining is Combining.WEIGHTED
    silent = [name for name, pile in groups if not (pile.papers if weighted else alone[name].grades)]
    if silent:
        return Grading((), (said("groups-silent", holds=False, groups=silent),))
    if weighted:
        return grading(rule, pool)
    return _extreme(rule, [alone[name].grades for name, _ in groups])


def _in_order(groups: Piles, alone: Mapping[str, Grading]) -> Grading:
    """The grade of the first group that came to one; a tie where none did and some are tied."""
    names = [name for name, _ in groups]
    decided = [name for name in names if len(alone[name].grades) == 1]
    counting = decided or [name for name in names if alone[name].grades]
    if not counting:
        return Grading((), (said("groups-silent", holds=False, groups=names),))
    return Grading(alone[counting[0]].grades, (said("first-group-counts", group=counting[0]),))


def _extreme(rule: AppraisalRule, found: list[tuple[str, ...]]) -> Grading:
    """The worst or the best of the groups' grades; of ties, every grade that it could be."""
    places = {grade: place for place, grade in enumerate(rule.grades)}
    worst = rule.combining is Combining.WORST
    pick = max if worst else min
    possible = {places[grade] for grade in found[0]}
    for grades in found[1:]:
        possible = {pick(place, places[grade]) for place in possible for grade in grades}
    left = tuple(rule.grades[place] for place in sorted(possible))
    code = "worst-group-counts" if worst else "best-group-counts"
    return Grading(left, (said(code, holds=len(left) == 1, grades=list(left)),))
