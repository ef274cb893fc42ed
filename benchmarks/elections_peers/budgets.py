"""Projects within a budget, asked of pabutools."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from pabutools import election, rules

from benchmarks.elections_peers.outcomes import Methods, committees
from benchmarks.elections_peers.profiles import Projects


def _asked(rule: Callable[..., Any], satisfaction: object, profile: Projects) -> list[str]:
    stand = {
        name: election.Project(name, cost) for name, cost in zip(profile.options, profile.costs, strict=True)
    }
    instance = election.Instance(stand.values(), budget_limit=profile.budget)
    ballots = [
        election.ApprovalBallot(stand[name] for name in paper)
        for paper, many in profile.papers
        for _ in range(many)
    ]
    voters = election.ApprovalProfile(ballots)
    found = rule(instance, voters, sat_class=satisfaction, resoluteness=False)
    return committees(found)


GREEDY: Final = rules.greedy_utilitarian_welfare
SHARES: Final = rules.method_of_equal_shares
PROJECTS: Final[Methods] = {
    "greedy-votes": {"pabutools": partial(_asked, GREEDY, election.Cost_Sat)},
    "equal-shares-cost": {"pabutools": partial(_asked, SHARES, election.Cost_Sat)},
    "equal-shares-count": {"pabutools": partial(_asked, SHARES, election.Cardinality_Sat)},
}
