"""A contest of proposals of the shape of that of 成都市金牛区 on 8 December 2021: 21 proposals, five awards.

The reports tell how many proposals there were, what each had to speak of, and that raising money of one's own
(about 500 donors, more than 50,000 yuan) was the condition of entry. The marks are ours.

What the user asks: which five proposals win, is there a tie at the last place, is the score reproducible?
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs
import pytest

from consultgov import Clause, Poll
from consultgov.contests import (
    Award,
    AwardTies,
    ContestResult,
    ContestRule,
    Criterion,
    PopularShare,
    Trim,
    contest_of,
)
from consultgov.errors import RuleError

CRITERIA: Final = {"项目背景": 20, "团队": 20, "社会效益": 40, "可持续性": 20}
"""What a pitch of five minutes speaks of; the weights are ours."""

RULE: Final = ContestRule(
    [Criterion(name, weight) for name, weight in CRITERIA.items()],
    [Award("一等奖"), Award("二等奖", 2), Award("三等奖", 2)],
    trim=Trim(1, 1, least_judges=5),
    entry=["given 自筹资金 > 50000 or given 捐赠人数 >= 500"],
    clause=Clause("金牛区社区提案大赛", "自筹资金"),
)
JUDGES: Final = ("陈", "李", "孙", "王", "赵", "周", "吴")
PROPOSALS: Final = tuple(f"P{number:02}" for number in range(1, 22))
FACTS: Final = {name: {"自筹资金": 50_001, "捐赠人数": 300} for name in PROPOSALS}

Marks = Mapping[str, Mapping[str, Mapping[str, int]]]


def marks_of(lift: Mapping[str, int]) -> dict[str, dict[str, dict[str, int]]]:
    """Judge to proposal to criterion to mark: P01 is the best; ``lift`` is added to all of a proposal's."""
    return {
        judge: {
            name: {
                criterion: 95 - 2 * place + lift.get(name, 0) + (at - 3) * (1 if criterion == "团队" else -1)
                for criterion in CRITERIA
            }
            for place, name in enumerate(PROPOSALS)
        }
        for at, judge in enumerate(JUDGES)
    }


def contest(marks: Marks, rule: ContestRule = RULE, facts: Mapping[str, Mapping[str, int]] = FACTS) -> Poll:
    poll = rule.put("2021年社区提案大赛", PROPOSALS, JUDGES, opens="2021-12-08T14:00+08:00", facts=facts)
    for judge, sheets in marks.items():
        poll = poll.cast(judge, sheets, at="2021-12-08T16:00+08:00")
    return poll


def by_hand(marks: Marks, proposal: str) -> Fraction:
    """The score worked out anew: the mean of the judges' totals without the highest and the lowest."""
    totals = sorted(
        Fraction(sum(CRITERIA[name] * mark for name, mark in sheets[proposal].items()), 100)
        for sheets in marks.values()
    )
    return Fraction(sum(totals[1:-1]), len(totals) - 2)


def result_of(lift: Mapping[str, int], rule: ContestRule = RULE) -> ContestResult:
    return contest_of(contest(marks_of(lift), rule))


def test_five_proposals_win_and_the_score_is_that_worked_out_by_hand() -> None:
    marks = marks_of({})
    result = contest_of(contest(marks))
    assert result.winners == ("P01", "P02", "P03", "P04", "P05")
    assert [result.of(name).award for name in result.winners] == [
        "一等奖",
        "二等奖",
        "二等奖",
        "三等奖",
        "三等奖",
    ]
    assert (result.ties, result.open) == ((), {})
    assert {each.proposal: each.score for each in result.proposals} == {
        name: by_hand(marks, name) for name in PROPOSALS
    }


@pytest.mark.parametrize(
    ("lift", "winners", "tied"),
    [
        ({"P06": 1}, ("P01", "P02", "P03", "P04", "P05"), None),
        ({"P06": 2}, ("P01", "P02", "P03", "P04"), ("P05", "P06")),
        ({"P06": 3}, ("P01", "P02", "P03", "P04", "P06"), None),
        ({"P06": 2, "P07": 4}, ("P01", "P02", "P03", "P04"), ("P05", "P06", "P07")),
    ],
)
def test_a_tie_at_the_last_place_is_told_with_its_figures(
    lift: dict[str, int], winners: tuple[str, ...], tied: tuple[str, ...] | None
) -> None:
    result = result_of(lift)
    assert result.winners == winners
    if tied is None:
        assert result.ties == ()
    else:
        (tie,) = result.ties
        assert (tie.options, tie.places, tie.names) == (tied, 1, ("三等奖",))
        assert f"并列争夺三等奖中的1项：{'、'.join(tied[:-1])}和{tied[-1]}。" in result.explain("zh")


def test_a_lot_or_a_shared_award_settles_the_tie() -> None:
    poll = contest(marks_of({"P06": 2}))
    assert contest_of(poll, ties=["P06", "P05"]).winners[-1] == "P06"
    shared = attrs.evolve(RULE, award_ties=AwardTies.SHARE)
    assert result_of({"P06": 2}, shared).winners == ("P01", "P02", "P03", "P04", "P05", "P06")


@pytest.mark.parametrize(
    ("raised", "donors", "enters"),
    [(50_000, 499, False), (50_001, 499, True), (50_000, 500, True), (50_000, 501, True)],
)
def test_own_money_or_enough_donors_are_the_condition_of_entry(
    raised: int, donors: int, *, enters: bool
) -> None:
    facts = {**FACTS, "P01": {"自筹资金": raised, "捐赠人数": donors}}
    result = contest_of(contest(marks_of({}), facts=facts))
    assert (result.winners[0] == "P01") is enters
    assert len(result.winners) == 5
    assert ("P01不符合参赛条件" in result.explain("zh")) is not enters


@pytest.mark.parametrize(("judges", "scored"), [(6, False), (7, True)])
def test_seven_judges_mark_so_that_five_marks_count(judges: int, *, scored: bool) -> None:
    marks = dict(list(marks_of({}).items())[:judges])
    result = contest_of(contest(marks))
    assert bool(result.ranking) is scored


def test_the_score_can_be_reproduced_from_the_stored_poll() -> None:
    poll = contest(marks_of({"P06": 2}))
    stored = json.loads(json.dumps(poll.to_dict(), ensure_ascii=False))
    again = contest_of(Poll.from_dict(stored))
    assert again == contest_of(poll)
    assert json.dumps(again.to_dict(), ensure_ascii=False) == json.dumps(
        contest_of(poll).to_dict(), ensure_ascii=False
    )


def test_a_change_of_the_rule_does_not_reach_back() -> None:
    poll = contest(marks_of({}))
    later = attrs.evolve(RULE, awards=(Award("一等奖"),))
    assert len(contest_of(Poll.from_dict(poll.to_dict())).winners) == 5
    with pytest.raises(RuleError, match="its own rule"):
        later.count(poll)


@pytest.mark.parametrize(("votes", "last"), [(799, "P05"), (800, None), (801, "P06")])
def test_seventy_percent_judges_and_thirty_percent_people_decide_the_last_place(
    votes: int, last: str | None
) -> None:
    """P06 is two points behind: 1.4 in the score, as much as 46.66… votes where 1000 are the most."""
    rule = attrs.evolve(RULE, blend=PopularShare("30%"))
    poll = contest(marks_of({}), rule)
    ahead = dict.fromkeys(("P01", "P02", "P03", "P04"), 1000)
    even = Fraction(14, 300) * 1000
    popular = {**ahead, "P05": 800 - even, "P06": votes}
    result = contest_of(poll, popular=popular)
    assert result.winners[4:] == (() if last is None else (last,))
    assert bool(result.ties) is (last is None)
