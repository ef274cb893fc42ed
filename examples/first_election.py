"""An election on real rules: the representatives elect a residents' committee, in two ballots.

Run it with ``make demo``. The rules are those of article 19 of the residents' committee law of 2025, for an
election by the residents' representatives: more than two thirds of them have to vote, a candidate needs more
than half of the ballots, and in a second ballot most votes are enough if they are at least a third.
"""

from itertools import cycle

from consultgov import Clause, Poll
from consultgov.elections import ElectionResult, ElectionRule, NextBallot, election_of, next_ballot

LAW = "城市居民委员会组织法（2025年修订）第十九条"
SECOND = ElectionRule(
    seats=5,
    qualified="yes >= 1/3 of ballots",
    clause=Clause(LAW, "得票多的当选，但是所得票数不得少于已投选票总数的三分之一", valid_from="2026-01-01"),
)
RULE = ElectionRule(
    seats=5,
    turnout="ballots > 2/3 of members",
    qualified="yes > 1/2 of ballots",
    if_open=NextBallot("unelected", rule=SECOND),
    clause=Clause(LAW, "超过三分之二的居民代表", valid_from="2026-01-01"),
)
REPRESENTATIVES = [f"representative 代表 {number}" for number in range(1, 61)]
CANDIDATES = {
    "Zhou": "Zhou 周",
    "Wu": "Wu 吴",
    "Xu": "Xu 徐",
    "Sun": "Sun 孙",
    "Ma": "Ma 马",
    "Zhu": "Zhu 朱",
}

# What the papers say: each in turn, until everybody who came has voted.
FIRST = [
    "Zhou Wu Xu Sun Ma",
    "Zhou Wu Xu Sun Zhu",
    "Zhou Wu Xu Ma",
    "Zhou Wu Xu Sun Ma",
    "Zhou Wu Sun",
    "Zhou Xu Zhu",
]
AGAIN = ["Ma", "Zhu", "Ma"]


def heading(title: str) -> None:
    """Print a title with a line under it."""
    print(f"\n{title}\n{'-' * 78}")


def vote(poll: Poll, came: int, papers: list[str], at: str) -> Poll:
    """Cast the papers of as many representatives as came."""
    for who, names in zip(REPRESENTATIVES[:came], cycle(papers)):
        poll = poll.cast(who, [CANDIDATES[name] for name in names.split()], at=at)
    return poll


def tell(title: str, result: ElectionResult) -> None:
    """Print what an election came to, in both languages."""
    heading(title)
    print(result.explain("en"))
    print()
    print(result.explain("zh"))


def main() -> None:
    """Hold the first ballot and the one that follows."""
    first = RULE.put(
        "The residents' committee 居民委员会",
        CANDIDATES.values(),
        REPRESENTATIVES,
        opens="2026-05-10T08:00+08:00",
        closes="2026-05-10T17:00+08:00",
    )
    first = vote(first, 42, FIRST, at="2026-05-10T09:00+08:00")
    result = election_of(first, "2026-05-10T17:00+08:00")
    tell("The first ballot 第一次投票", result)
    second = next_ballot(first, result, opens="2026-05-17T08:00+08:00", closes="2026-05-17T17:00+08:00")
    second = vote(second, 38, AGAIN, at="2026-05-17T09:00+08:00")
    tell("The second ballot 另行选举", election_of(second, "2026-05-17T17:00+08:00"))


if __name__ == "__main__":
    main()
