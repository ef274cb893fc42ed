"""Laws of appraisals and assessments: what must not matter, and what must never hurt.

The order of the papers and of the groups matters to nothing; papers in one pool come to what they come to in
groups that are pooled; one more paper with the winning grade never makes it lose; weights count only beside
each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Elector, Tally
from consultgov.appraisal import (
    AppraisalRule,
    Appraised,
    AppraiserGroup,
    Assessment,
    Came,
    Fulfilled,
    Indicator,
    Proportional,
    Scored,
)
from consultgov.shares import number_text
from consultgov.voting.marks import Marks
from consultgov.voting.returns import Returns
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Papers: TypeAlias = Sequence[tuple[str, str]]
"""The group of each paper, and the grade that it gives; no grade where it is empty."""

Count: TypeAlias = Callable[[AppraisalRule, Papers], Appraised]

GRADES: Final = ("A", "B", "C", "D")
GROUPS: Final = ("x", "y", "z")


def count(rule: AppraisalRule, papers: Papers) -> Appraised:
    """What some papers about one subject come to."""
    slate = rule.slate(["li", "wang"])
    read = tuple(
        (
            Elector(f"{place}", traits={"group": group}),
            Marks({"li": grade} if grade else {"wang": "A"}),
            1,
        )
        for place, (group, grade) in enumerate(papers)
    )
    return rule.count(Returns(slate, read, Tally.of([]))).of("li")


def figures(result: Appraised) -> dict[str, object]:
    """The result as plain data."""
    return result.to_dict()


# --- what is drawn --------------------------------------------------------------------------------

groups = st.sampled_from(GROUPS)
papers = st.lists(st.tuples(groups, st.sampled_from((*GRADES, ""))), max_size=14)
weights = st.fractions(min_value=Fraction(1, 20), max_value=50, max_denominator=20)
thresholds = st.sampled_from(
    [{}, {"A": "'A' >= 1/2 of valid", "B": "'A' + 'B' > 1/3 of valid", "C": "'D' < 1/4 of valid"}]
)


@st.composite
def rules(
    draw: st.DrawFn, combinings: Sequence[str] = ("pooled", "weighted", "worst", "best", "in_order")
) -> AppraisalRule:
    """A rule over three groups."""
    return AppraisalRule(
        grades=GRADES,
        groups=[AppraiserGroup(name, draw(weights)) for name in GROUPS],
        combining=draw(st.sampled_from(combinings)),
        thresholds=draw(thresholds),
        tie=draw(st.sampled_from(["reported", "lower", "higher"])),
        satisfied=["A", "B"],
    )


# --- order ----------------------------------------------------------------------------------------


def order_is_nothing(rule: AppraisalRule, given_: Papers, shuffled: Papers, counted: Count = count) -> None:
    """Papers in another order come to the same."""
    assert figures(counted(rule, given_)) == figures(counted(rule, shuffled))


@st.composite
def in_two_orders(draw: st.DrawFn) -> tuple[Papers, Papers]:
    """Papers, and the same in another order."""
    found = draw(papers)
    return found, draw(st.permutations(found))


@given(rules(), in_two_orders())
def test_the_order_of_papers_is_nothing(rule: AppraisalRule, orders: tuple[Papers, Papers]) -> None:
    order_is_nothing(rule, *orders)


def first_paper_breaks_ties(rule: AppraisalRule, given_: Papers) -> Appraised:
    """Wrong: a tie goes to the grade on the first paper."""
    result = count(rule, given_)
    return attrs.evolve(result, tied=(given_[0][1],)) if result.tied else result


def test_a_count_that_looks_at_the_order_is_caught() -> None:
    def check(rule: AppraisalRule, orders: tuple[Papers, Papers]) -> None:
        order_is_nothing(rule, *orders, counted=first_paper_breaks_ties)

    assert caught(check, rules(), in_two_orders())


# --- pools ----------------------------------------------------------------------------------------


def groups_pooled_are_one_pool(rule: AppraisalRule, given_: Papers, counted: Count = count) -> None:
    """Groups whose papers lie in one pool come to what the papers come to without groups."""
    grouped = counted(rule, given_)
    plain = count(attrs.evolve(rule, groups=()), given_)
    assert figures(attrs.evolve(grouped, groups=())) == figures(plain)
    for grade, votes in grouped.votes.items():
        assert votes == sum(group.votes[grade] for group in grouped.groups)


@given(rules(["pooled"]), papers)
def test_papers_in_one_pool_come_to_what_they_come_to_without_groups(
    rule: AppraisalRule, given_: Papers
) -> None:
    groups_pooled_are_one_pool(rule, given_)


def without_the_last_group(rule: AppraisalRule, given_: Papers) -> Appraised:
    """Wrong: the last group is forgotten in the pool."""
    return count(rule, [paper for paper in given_ if paper[0] != GROUPS[-1]])


def test_a_pool_that_forgets_a_group_is_caught() -> None:
    def check(rule: AppraisalRule, given_: Papers) -> None:
        groups_pooled_are_one_pool(rule, given_, without_the_last_group)

    assert caught(check, rules(["pooled"]), papers)


def weights_by_size_are_one_pool(given_: Papers, counted: Count = count) -> None:
    """Groups that weigh what they have papers come to the grade of the pool."""
    sizes = {name: sum(group == name for group, _ in given_) for name in GROUPS}
    there = [AppraiserGroup(name, size) for name, size in sizes.items() if size]
    rule = AppraisalRule(grades=GRADES, groups=there, combining="weighted", satisfied=["A"], rate_of="papers")
    weighted = counted(rule, given_)
    pooled = count(attrs.evolve(rule, combining="pooled"), given_)
    assert (weighted.grade, weighted.tied, weighted.rate) == (pooled.grade, pooled.tied, pooled.rate)


some_papers = st.lists(st.tuples(groups, st.sampled_from((*GRADES, ""))), min_size=1, max_size=14)


@given(some_papers)
def test_groups_that_weigh_their_papers_are_one_pool(given_: Papers) -> None:
    weights_by_size_are_one_pool(given_)


def one_vote_a_group(rule: AppraisalRule, given_: Papers) -> Appraised:
    """Wrong: every group weighs the same."""
    return count(attrs.evolve(rule, groups=[each.name for each in rule.groups]), given_)


def test_weights_that_are_forgotten_are_caught() -> None:
    assert caught(lambda given_: weights_by_size_are_one_pool(given_, one_vote_a_group), some_papers)


# --- monotone -------------------------------------------------------------------------------------


def support_never_hurts(rule: AppraisalRule, given_: Papers, group: str, counted: Count = count) -> None:
    """One more paper with the winning grade leaves it the grade; one with a grade that is tied, no worse."""
    before = counted(rule, given_)
    if before.grade:
        assert counted(rule, [*given_, (group, before.grade)]).grade == before.grade
    for grade in before.tied:  # a group all of one mind weighs no more for having one more paper
        after = counted(rule, [*given_, (group, grade)])
        assert after.grade == grade or grade in after.tied
        assert after.grade == grade or rule.combining != "pooled"


@st.composite
def most_votes(draw: st.DrawFn) -> AppraisalRule:
    """A rule of most votes, in a pool or by weight."""
    rule = draw(rules(["pooled", "weighted"]))
    return attrs.evolve(rule, thresholds=())


@given(most_votes(), papers, groups)
def test_one_more_paper_with_the_winning_grade_never_makes_it_lose(
    rule: AppraisalRule, given_: Papers, group: str
) -> None:
    support_never_hurts(rule, given_, group)


def votes_as_text(rule: AppraisalRule, given_: Papers) -> Appraised:
    """Wrong: votes are compared as text, in which 10 come before 9 and so before 2."""
    result = count(rule, given_)
    if not result.grade and not result.tied:
        return result
    as_text = {grade: number_text(votes) for grade, votes in result.votes.items()}
    first = tuple(grade for grade, votes in as_text.items() if votes == max(as_text.values()))
    if len(first) == 1:
        return attrs.evolve(result, came=Came.GRADED, grade=first[0], tied=())
    return attrs.evolve(result, came=Came.TIED, grade=None, tied=first)


nine_and_a_few = st.integers(1, 8).flatmap(lambda few: st.permutations([("x", "A")] * 9 + [("y", "B")] * few))


def test_a_count_in_which_the_tenth_vote_hurts_is_caught() -> None:
    rule = AppraisalRule(grades=GRADES, groups=GROUPS)
    nine = [("x", "A")] * 9 + [("y", "B")] * 2
    assert [votes_as_text(rule, [*nine, *more]).grade for more in ([], [("x", "A")])] == ["A", "B"]

    def check(given_: Papers, group: str) -> None:
        support_never_hurts(rule, given_, group, votes_as_text)

    assert caught(check, nine_and_a_few, groups)


# --- weights --------------------------------------------------------------------------------------


def scale_is_nothing(rule: AppraisalRule, given_: Papers, by: Fraction, counted: Count = count) -> None:
    """Weights of groups, all taken so many times, come to the same."""
    scaled = [attrs.evolve(group, weight=group.weight * by) for group in rule.groups]
    assert figures(counted(attrs.evolve(rule, groups=scaled), given_)) == figures(counted(rule, given_))


@given(rules(), papers, weights)
def test_weights_of_groups_count_only_beside_each_other(
    rule: AppraisalRule, given_: Papers, by: Fraction
) -> None:
    scale_is_nothing(rule, given_, by)


def rounded_weights(rule: AppraisalRule, given_: Papers) -> Appraised:
    """Wrong: weights are rounded to whole numbers."""
    whole = [attrs.evolve(group, weight=round(group.weight) or 1) for group in rule.groups]
    return count(attrs.evolve(rule, groups=whole), given_)


def test_weights_that_are_rounded_are_caught() -> None:
    def check(rule: AppraisalRule, given_: Papers, by: Fraction) -> None:
        scale_is_nothing(rule, given_, by, rounded_weights)

    assert caught(check, rules(["weighted"]), papers, weights)


# --- assessments ----------------------------------------------------------------------------------

Facts: TypeAlias = Mapping[str, object]
Assess: TypeAlias = Callable[[Assessment, Facts], object]
MEASURES: Final[Mapping[str, Any]] = {"a": Proportional(full=10), "b": Scored(highest=5), "c": Fulfilled()}
facts = st.fixed_dictionaries(
    {},
    optional={"a": st.integers(-5, 15), "b": st.fractions(0, 6, max_denominator=4), "c": st.booleans()},
)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """An assessment on three indicators."""
    indicators = [Indicator(name, draw(weights), measure) for name, measure in MEASURES.items()]
    return Assessment(indicators=indicators, unshown=draw(st.sampled_from(["zero", "left_out", "open"])))


def score(rule: Assessment, known: Facts) -> object:
    """The score of a unit."""
    return rule.assess("unit", known, as_of="2026-12-31").score


def indicators_scale(rule: Assessment, known: Facts, by: Fraction, assessed: Assess = score) -> None:
    """Weights of indicators, all taken so many times and in another order, come to the same score."""
    scaled = [attrs.evolve(each, weight=each.weight * by) for each in reversed(rule.indicators)]
    assert assessed(attrs.evolve(rule, indicators=scaled), known) == assessed(rule, known)


@given(assessments(), facts, weights)
def test_weights_of_indicators_count_only_beside_each_other(
    rule: Assessment, known: Facts, by: Fraction
) -> None:
    indicators_scale(rule, known, by)


def plain_sum(rule: Assessment, known: Facts) -> object:
    """Wrong: points are added up, whatever there is to earn."""
    earned = rule.assess("unit", known, as_of="2026-12-31").earned
    return sum(each.points for each in earned if each.points is not None)


def test_points_that_are_only_added_up_are_caught() -> None:
    def check(rule: Assessment, known: Facts, by: Fraction) -> None:
        indicators_scale(rule, known, by, plain_sum)

    assert caught(check, assessments(), facts, weights)


# --- records --------------------------------------------------------------------------------------


def survives(rule: AppraisalRule, read: Callable[[dict[str, object]], AppraisalRule]) -> None:
    """A rule is the same after it was stored."""
    assert read(rule.to_dict()) == rule


@given(rules())
def test_a_rule_survives_being_stored(rule: AppraisalRule) -> None:
    survives(rule, AppraisalRule.from_dict)


def test_a_record_that_forgets_weights_is_caught() -> None:
    def forgetful(plain: dict[str, Any]) -> AppraisalRule:
        return AppraisalRule.from_dict({**plain, "groups": [each["name"] for each in plain["groups"]]})

    assert caught(lambda rule: survives(rule, forgetful), rules())
