"""The statutory rules of election as data, each with the clause it stands in."""

from __future__ import annotations

from typing import Final

from consultgov import Clause
from consultgov.elections import Contested, ElectionRule, NextBallot
from consultgov.tabulation import Floor
from consultgov.voting import UpDown
from tests.statutes.rules import NEW, RESIDENTS, VILLAGES

DEPUTIES: Final = "全国人民代表大会和地方各级人民代表大会选举法"

WOMAN: Final = Floor("性别", "女", clause=Clause(f"{VILLAGES}第六条", "应当有妇女成员", NEW))

_SECOND: Final = "得票多的当选，但是所得票数不得少于已投选票总数的三分之一"


def second_ballot(seats: int, source: str) -> ElectionRule:
    """另行选举: of the first by votes, whoever has most, not less than a third of the ballots."""
    return ElectionRule(
        seats=seats,
        turnout="ballots > 1/2 of members",
        qualified="yes >= 1/3 of ballots",
        contested=Contested(1),
        clause=Clause(source, _SECOND, NEW),
    )


def village(seats: int = 3) -> ElectionRule:
    """The villagers' committee, elected by the registered voters."""
    source = f"{VILLAGES}第十八条"
    return ElectionRule(
        seats=seats,
        turnout="ballots > 1/2 of members",
        qualified="yes > 1/2 of ballots",
        contested=Contested(1, clause=Clause(f"{VILLAGES}第十五条", "候选人的名额应当多于应选名额", NEW)),
        floors=[WOMAN],
        others=True,
        if_tied=NextBallot("tied"),
        if_open=NextBallot("top", rule=second_ballot(seats, source)),
        clause=Clause(
            source,
            "登记参加选举的村民过半数投票，选举有效；候选人获得参加投票的村民过半数的选票，始得当选",
            NEW,
        ),
    )


def residents(by: str, seats: int = 5) -> ElectionRule:
    """The residents' committee, elected by voters, by households' representatives, or by representatives."""
    turnout = "ballots > 2/3 of members" if by == "居民代表" else "ballots > 1/2 of members"
    source = f"{RESIDENTS}第十九条"
    return ElectionRule(
        seats=seats,
        turnout=turnout,
        qualified="yes > 1/2 of ballots",
        if_tied=NextBallot("tied"),
        if_open=NextBallot("top", rule=second_ballot(seats, source)),
        clause=Clause(source, "超过三分之二的居民代表" if by == "居民代表" else "过半数", NEW),
    )


def deputies(seats: int = 2) -> ElectionRule:
    """Deputies elected by the voters themselves."""
    return ElectionRule(
        seats=seats,
        turnout="ballots > 1/2 of members",
        qualified="yes > 1/2 of ballots",
        contested=Contested("1/3", "100%", Clause(f"{DEPUTIES}第三十一条", "三分之一至一倍")),
        if_tied=NextBallot("tied", clause=Clause(f"{DEPUTIES}第四十五条", "应当就票数相等的候选人再次投票")),
        if_open=NextBallot(
            "top",
            rule=ElectionRule(
                seats=seats,
                qualified="yes >= 1/3 of ballots",
                contested=Contested("1/3", "100%"),
                clause=Clause(f"{DEPUTIES}第四十五条", _SECOND),
            ),
        ),
        clause=Clause(f"{DEPUTIES}第四十五条", "选区全体选民的过半数参加投票，选举有效"),
    )


CONGRESS: Final = ElectionRule(
    seats=1,
    qualified="yes > 1/2 of members",
    form=UpDown(most=1),
    clause=Clause("全国人民代表大会议事规则第四十条", "获得的赞成票超过全体代表的半数的，始得当选"),
)


def branch(turnout: str, source: str, seats: int = 3) -> ElectionRule:
    """The committee of a basic Party organisation: votes of more than half of those due to attend."""
    return ElectionRule(
        seats=seats,
        turnout=turnout,
        qualified="yes > 1/2 of members",
        contested=Contested("1/5"),
        clause=Clause(source, "赞成票超过应到会有选举权的人数一半"),
    )


BRANCH_2020: Final = branch("present >= 4/5 of members", "中国共产党基层组织选举工作条例（2020年）")
BRANCH_1990: Final = branch("present > 4/5 of members", "中国共产党基层组织选举工作暂行条例（1990年）")
