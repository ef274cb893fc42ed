"""Laws of contests: whose marks they are does not matter, more is never worse, what is dropped is dropped.

Each law is shown to have teeth on a count that is wrong on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import Elector
from consultgov.contests import (
    Award,
    ContestResult,
    ContestRule,
    Criterion,
    Joining,
    PopularShare,
    Source,
    Trim,
    TrimOn,
    Weighing,
    fund,
)
from consultgov.contests.criteria import weighed
from consultgov.shares import Number
from consultgov.voting import Returns
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

NAMES = ("p", "q", "r")
CRITERIA = ("new", "useful")

Sheets: TypeAlias = list[dict[str, dict[str, int]]]
"""Of each judge: proposal to criterion to mark."""

Contest: TypeAlias = tuple[ContestRule, Sheets, dict[str, int]]
"""A rule, the marks, and the popular votes."""

Scores: TypeAlias = Mapping[str, Number | None]
Counted: TypeAlias = Callable[[Contest], Scores]


@st.composite
def contests(
    draw: st.DrawFn, *, on: TrimOn | None = None, blended: bool = True, weighing: Weighing | None = None
) -> Contest:
    """A contest of three proposals on two criteria, with up to six judges."""
    weights = draw(st.tuples(*[st.fractions(Fraction(1, 4), 4, max_denominator=4)] * 2))
    joining = draw(st.sampled_from(Joining))
    may_blend = blended and joining is not Joining.SUM
    rule = ContestRule(
        [Criterion(name, weight, 0, 10) for name, weight in zip(CRITERIA, weights, strict=True)],
        [Award("first"), Award("second")],
        trim=Trim(draw(st.integers(0, 2)), draw(st.integers(0, 2)), on=on or draw(st.sampled_from(TrimOn))),
        joining=joining,
        weighing=weighing or draw(st.sampled_from(Weighing)),
        blend=draw(st.sampled_from([None, PopularShare("30%"), PopularShare("1/2", "all")]))
        if may_blend
        else None,
    )
    mark = st.integers(0, 10)
    sheet = st.fixed_dictionaries(
        {name: st.fixed_dictionaries(dict.fromkeys(CRITERIA, mark)) for name in NAMES}
    )
    sheets = draw(st.lists(sheet, min_size=1, max_size=6))
    return rule, sheets, draw(st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(0, 9))))


def counted(contest: Contest, proposals: tuple[str, ...] = NAMES) -> ContestResult:
    """The result of a contest whose papers come in this order."""
    rule, sheets, votes = contest
    returns = Returns.of(rule.slate(proposals), [(sheet, 1) for sheet in sheets])
    return rule.count(returns, popular=None if rule.blend is None else votes)


def scores(contest: Contest) -> Scores:
    """What is under test: proposal to score."""
    return {each.proposal: each.score for each in counted(contest).proposals}


def first_comes_first(contest: Contest) -> Scores:
    """The mutant that drops the first and the last paper, whatever they say."""
    rule, sheets, votes = contest
    return scores((attrs.evolve(rule, trim=Trim()), sheets[1:-1] or sheets, votes))


def weights_as_they_are(contest: Contest) -> Scores:
    """The mutant that adds up weighted marks where their mean is asked for."""
    rule, sheets, votes = contest
    return scores((attrs.evolve(rule, weighing=Weighing.SUM), sheets, votes))


def upside_down(contest: Contest) -> Scores:
    """The mutant for which a low mark is a good one."""
    return {name: None if score is None else -score for name, score in scores(contest).items()}


def untrimmed(contest: Contest) -> Scores:
    """The mutant that drops nothing."""
    rule, sheets, votes = contest
    return scores((attrs.evolve(rule, trim=Trim()), sheets, votes))


def by_criterion(contest: Contest) -> Scores:
    """The mutant that trims the marks on each criterion where whole sheets are to be dropped."""
    rule, sheets, votes = contest
    return scores((attrs.evolve(rule, trim=attrs.evolve(rule.trim, on=TrimOn.CRITERION)), sheets, votes))


# --- whose marks, and in which order --------------------------------------------------------------


def check_order(contest: Contest, seed: int, count: Counted = scores) -> None:
    """In which order judges and proposals stand does not matter."""
    rule, sheets, votes = contest
    turned = [dict(reversed(sheet.items())) for sheet in (*sheets[seed:], *sheets[:seed])]
    assert count((rule, turned, votes)) == count(contest)


@given(contests(), st.integers(0, 5))
def test_the_order_of_judges_does_not_matter(contest: Contest, seed: int) -> None:
    check_order(contest, seed)


def test_the_law_of_order_can_fail() -> None:
    assert caught(partial(check_order, count=first_comes_first), contests(), st.integers(0, 5))


def first_on_the_paper(contest: Contest, proposals: tuple[str, ...] = NAMES) -> ContestResult:
    """The mutant that settles every tie by the order of the paper."""
    rule, sheets, votes = contest
    returns = Returns.of(rule.slate(proposals), [(sheet, 1) for sheet in sheets])
    return rule.count(returns, popular=None if rule.blend is None else votes, ties=proposals)


def check_proposals(contest: Contest, count: Callable[..., ContestResult] = counted) -> None:
    """In which order proposals stand on the paper does not matter."""
    forth, back = count(contest), count(contest, tuple(reversed(NAMES)))
    assert [set(tier) for tier in forth.ranking] == [set(tier) for tier in back.ranking]
    assert {each.proposal: (each.score, each.award) for each in forth.proposals} == {
        each.proposal: (each.score, each.award) for each in back.proposals
    }
    assert [(set(tie.options), tie.places, tie.over) for tie in forth.ties] == [
        (set(tie.options), tie.places, tie.over) for tie in back.ties
    ]


@given(contests())
def test_the_order_of_proposals_does_not_matter(contest: Contest) -> None:
    check_proposals(contest)


def test_the_law_of_the_order_of_proposals_can_fail() -> None:
    assert caught(partial(check_proposals, count=first_on_the_paper), contests())


# --- more is never worse --------------------------------------------------------------------------


def check_monotone(contest: Contest, which: tuple[int, str, str], more: int, count: Counted = scores) -> None:
    """A judge's higher mark never lowers a proposal, and moves no other."""
    rule, sheets, votes = contest
    judge, name, criterion = which
    before = sheets[judge % len(sheets)]
    raised = {
        **before,
        name: {**before[name], criterion: min(10, before[name][criterion] + more)},
    }
    at = judge % len(sheets)
    old, new = count(contest), count((rule, [*sheets[:at], raised, *sheets[at + 1 :]], votes))
    low, high = old[name], new[name]
    assert (low is None) == (high is None)
    assert low is None or high is None or high >= low
    assert {other: old[other] for other in NAMES if other != name} == {
        other: new[other] for other in NAMES if other != name
    }


CELLS = st.tuples(st.integers(0, 5), st.sampled_from(NAMES), st.sampled_from(CRITERIA))


@given(contests(), CELLS, st.integers(1, 10))
def test_a_higher_mark_never_lowers_a_proposal(
    contest: Contest, which: tuple[int, str, str], more: int
) -> None:
    check_monotone(contest, which, more)


def test_the_law_of_higher_marks_can_fail() -> None:
    assert caught(partial(check_monotone, count=upside_down), contests(), CELLS, st.integers(1, 10))


# --- what is dropped is dropped -------------------------------------------------------------------


def check_trimmed(contest: Contest, to: tuple[int, int], count: Counted = scores) -> None:
    """Marks that are dropped may change as they like, as long as they stay beyond those that count."""
    rule, sheets, votes = contest
    if not 0 < rule.trim.left(len(sheets)) < len(sheets):
        return
    event("trimmed")
    changed = [{name: dict(sheet[name]) for name in sheet} for sheet in sheets]
    for name, criterion in product(NAMES, CRITERIA):
        order = sorted(range(len(sheets)), key=lambda judge: sheets[judge][name][criterion])
        low, high = order[: rule.trim.lowest], order[len(order) - rule.trim.highest :]
        for judge in low:
            changed[judge][name][criterion] = min(to[0], sheets[order[rule.trim.lowest]][name][criterion])
        for judge in high:
            least = sheets[order[len(order) - rule.trim.highest - 1]][name][criterion]
            changed[judge][name][criterion] = max(to[1], least)
    assert count((rule, changed, votes)) == count(contest)


TRIMMED = contests(on=TrimOn.CRITERION)
ENDS = st.tuples(st.integers(0, 10), st.integers(0, 10))


@given(TRIMMED, ENDS)
def test_marks_that_are_dropped_do_not_count(contest: Contest, to: tuple[int, int]) -> None:
    check_trimmed(contest, to)


def test_the_law_of_dropped_marks_can_fail() -> None:
    assert caught(partial(check_trimmed, count=untrimmed), TRIMMED, ENDS)


def check_trimmed_sheets(contest: Contest, to: tuple[int, int], count: Counted = scores) -> None:
    """The sheets of judges whose totals are dropped may get worse or better, each on its own side."""
    rule, sheets, votes = contest
    if not 0 < rule.trim.left(len(sheets)) < len(sheets):
        return
    event("trimmed")
    changed = [{name: dict(sheet[name]) for name in sheet} for sheet in sheets]
    for name in NAMES:
        totals = [(weighed(sheet[name], rule.criteria, rule.weighing), at) for at, sheet in enumerate(sheets)]
        order = [at for _, at in sorted(totals)]
        for judge in order[: rule.trim.lowest]:
            changed[judge][name] = {each: min(to[0], mark) for each, mark in sheets[judge][name].items()}
        for judge in order[len(order) - rule.trim.highest :]:
            changed[judge][name] = {each: max(to[1], mark) for each, mark in sheets[judge][name].items()}
    assert count((rule, changed, votes)) == count(contest)


BY_TOTAL = contests(on=TrimOn.TOTAL)


@given(BY_TOTAL, ENDS)
def test_sheets_that_are_dropped_do_not_count(contest: Contest, to: tuple[int, int]) -> None:
    check_trimmed_sheets(contest, to)


def test_the_law_of_dropped_sheets_can_fail() -> None:
    assert caught(partial(check_trimmed_sheets, count=untrimmed), BY_TOTAL, ENDS)
    assert caught(partial(check_trimmed_sheets, count=by_criterion), BY_TOTAL, ENDS)


# --- weights --------------------------------------------------------------------------------------


def check_scaled(contest: Contest, factor: Fraction, count: Counted = scores) -> None:
    """Only how the weights stand to each other counts."""
    rule, sheets, votes = contest
    criteria = tuple(attrs.evolve(each, weight=each.weight * factor) for each in rule.criteria)
    scaled = attrs.evolve(rule, criteria=criteria)
    assert count((scaled, sheets, votes)) == count(contest)


MEANS = contests(weighing=Weighing.MEAN)
FACTORS = st.fractions(Fraction(1, 9), 9, max_denominator=9)


@given(MEANS, FACTORS)
def test_scaling_the_weights_changes_nothing(contest: Contest, factor: Fraction) -> None:
    check_scaled(contest, factor)


def test_the_law_of_weights_can_fail() -> None:
    assert caught(partial(check_scaled, count=weights_as_they_are), MEANS, FACTORS)


# --- money ----------------------------------------------------------------------------------------

Budget: TypeAlias = tuple[list[Source], list[tuple[str, int]]]
"""The sources, and of each project its category and its cost, from the best down."""

Chosen: TypeAlias = Callable[[Budget], tuple[str, ...]]


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    """Up to three sources, some of them for some categories only, and up to four projects."""
    only = st.sets(st.sampled_from("xy"), min_size=1).map(lambda values: {"category": sorted(values)})
    sources = [
        Source(f"source {at}", draw(st.integers(0, 6)), draw(st.one_of(st.just({}), only)))
        for at in range(draw(st.integers(1, 3)))
    ]
    project = st.tuples(st.sampled_from("xy"), st.integers(1, 5))
    return sources, draw(st.lists(project, min_size=1, max_size=4))


def funded(budget: Budget) -> tuple[str, ...]:
    """What is under test: who is paid for; that the payments are sound is checked on the way."""
    sources, projects = budget
    people = [Elector(f"p{at}", {"category": kind}) for at, (kind, _) in enumerate(projects)]
    costs = {f"p{at}": cost for at, (_, cost) in enumerate(projects)}
    found = fund(list(costs), costs, sources, proposals=people)
    spent: dict[str, Any] = {source.name: source.amount for source in sources}
    for grant in found.grants:
        assert sum(part for _, part in grant.paid) == costs[grant.proposal]
        for name, part in grant.paid:
            spent[name] -= part
    assert dict(found.left) == spent
    assert min(spent.values()) >= 0
    return found.chosen


def hand_to_mouth(budget: Budget) -> tuple[str, ...]:
    """The mutant that pays at once from the first source, whatever comes later."""
    sources, projects = budget
    left = [source.amount for source in sources]
    chosen: list[str] = []
    for at, (kind, cost) in enumerate(projects):
        places = [place for place, source in enumerate(sources) if source.pays({"category": kind})]
        if sum(left[place] for place in places) >= cost:
            chosen.append(f"p{at}")
            due: Number = cost
            for place in places:
                part = min(left[place], due)
                left[place], due = left[place] - part, due - part
    return tuple(chosen)


def payable(sources: list[Source], left: tuple[Number, ...], projects: list[tuple[str, int]]) -> bool:
    """Whether some projects can all be paid for: every way to split every cost is tried."""
    if not projects:
        return True
    (kind, cost), *rest = projects
    ways = (
        range(min(int(there), cost) + 1) if source.pays({"category": kind}) else (0,)
        for source, there in zip(sources, left, strict=True)
    )
    return any(
        payable(sources, tuple(there - part for there, part in zip(left, parts, strict=True)), rest)
        for parts in product(*ways)
        if sum(parts) == cost
    )


def check_funded(budget: Budget, choose: Chosen = funded) -> None:
    """A project is chosen if and only if it can be paid for beside all that was chosen before it."""
    sources, projects = budget
    amounts = tuple(source.amount for source in sources)
    chosen = [int(name[1:]) for name in choose(budget)]
    for at, project in enumerate(projects):
        before = [projects[other] for other in chosen if other < at]
        assert (at in chosen) == payable(sources, amounts, [*before, project])


@given(budgets())
def test_a_project_is_chosen_whenever_it_can_be_paid_for(budget: Budget) -> None:
    check_funded(budget)


def test_the_law_of_money_can_fail() -> None:
    assert caught(partial(check_funded, choose=hand_to_mouth), budgets())
