"""Elections by statute, each figure at, just above and just below it."""

from typing import Any

import pytest

from consultgov import Elector
from consultgov.elections import ElectionResult, ElectionRule, next_ballot
from consultgov.errors import Refused, TallyError
from consultgov.voting import Cast, Draw, Marks, Procedure, Proxy, ProxyRule, Returns
from tests.statutes import elections
from tests.statutes.meetings import at
from tests.statutes.rules import VILLAGES


def counted(rule: ElectionRule, votes: dict[str, int], **turnout: Any) -> ElectionResult:  # noqa: ANN401 - figures
    """What the votes of candidates come to, of whom the women are named with 女."""
    people = [Elector(name, {"性别": "女" if "女" in name else "男"}) for name in votes]
    return rule.count(Returns.of(rule.slate(people), votes=votes, **turnout))


# --- turnout and votes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "members", "ballots", "outcome"),
    [
        (elections.village(1), 1000, 500, "inquorate"),
        (elections.village(1), 1000, 501, "complete"),
        (elections.village(1), 1001, 500, "inquorate"),
        (elections.village(1), 1001, 501, "complete"),
        (elections.residents("选民", 1), 2000, 1000, "inquorate"),
        (elections.residents("选民", 1), 2000, 1001, "complete"),
        (elections.residents("户的代表", 1), 800, 400, "inquorate"),
        (elections.residents("户的代表", 1), 800, 401, "complete"),
        (elections.residents("居民代表", 1), 60, 39, "inquorate"),
        (elections.residents("居民代表", 1), 60, 40, "inquorate"),  # 超过: exactly two thirds are not enough
        (elections.residents("居民代表", 1), 60, 41, "complete"),
        (elections.deputies(1), 99, 49, "inquorate"),
        (elections.deputies(1), 99, 50, "complete"),
        (elections.deputies(1), 100, 50, "inquorate"),
        (elections.deputies(1), 100, 51, "complete"),
    ],
)
def test_an_election_is_valid_from_its_turnout_on(
    rule: ElectionRule, members: int, ballots: int, outcome: str
) -> None:
    """村组法第十八条, 城居法第十九条 (G-072, G-073), 选举法第四十五条."""
    found = counted(rule, {"女甲": ballots}, ballots=ballots, members=members)
    assert found.outcome.value == outcome


@pytest.mark.parametrize(
    ("rule", "ballots", "votes", "elected"),
    [
        (elections.village(1), 600, 300, False),  # half is not more than half
        (elections.village(1), 600, 301, True),
        (elections.village(1), 601, 300, False),
        (elections.village(1), 601, 301, True),
        (elections.residents("居民代表", 1), 41, 20, False),
        (elections.residents("居民代表", 1), 41, 21, True),
        (elections.residents("居民代表", 1), 42, 21, False),
        (elections.residents("居民代表", 1), 42, 22, True),
        (elections.deputies(1), 99, 49, False),
        (elections.deputies(1), 99, 50, True),
    ],
)
def test_a_candidate_needs_more_than_half_of_the_ballots(
    rule: ElectionRule, ballots: int, votes: int, *, elected: bool
) -> None:
    members = ballots + 5
    found = counted(rule, {"女甲": votes}, ballots=ballots, members=members)
    assert found.elected == (("女甲",) if elected else ())
    assert found.open == (0 if elected else 1)


@pytest.mark.parametrize(("votes", "elected"), [(199, ()), (200, ("甲",)), (201, ("甲",))])
def test_a_second_ballot_needs_a_third_of_the_ballots(votes: int, elected: tuple[str, ...]) -> None:
    """村组法第十八条 (G-058): most votes and not less than one third of 600."""
    rule = elections.second_ballot(1, f"{VILLAGES}第十八条")
    found = counted(rule, {"甲": votes, "乙": 190}, ballots=600, members=1000)
    assert found.elected == elected


@pytest.mark.parametrize(
    ("present", "ballots", "votes", "outcome", "rule"),
    [
        (80, 80, 51, "complete", elections.BRANCH_2020),
        (79, 79, 79, "inquorate", elections.BRANCH_2020),
        (80, 80, 80, "inquorate", elections.BRANCH_1990),  # 超过五分之四 then, 五分之四以上 now
        (81, 81, 51, "complete", elections.BRANCH_1990),
        (100, 100, 50, "open", elections.BRANCH_2020),
        (100, 100, 51, "complete", elections.BRANCH_2020),
    ],
)
def test_a_branch_counts_on_those_due_to_attend(
    present: int, ballots: int, votes: int, outcome: str, rule: ElectionRule
) -> None:
    found = counted(
        rule, dict.fromkeys(["甲", "乙", "丙"], votes), ballots=ballots, members=100, present=present
    )
    assert found.outcome.value == outcome


@pytest.mark.parametrize(("votes", "elected"), [(1490, ()), (1493, ()), (1494, ("甲",))])
def test_the_congress_elects_by_more_than_half_of_all_deputies(votes: int, elected: tuple[str, ...]) -> None:
    """全国人大议事规则第四十条: of 2986 deputies, 1494."""
    found = counted(elections.CONGRESS, {"甲": votes}, ballots=2948, members=2986)
    assert found.elected == elected


# --- who stands -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seats", "candidates", "code"),
    [
        (3, 3, "too-few-candidates"),
        (3, 4, "enough-candidates"),
        (3, 6, "enough-candidates"),
        (3, 7, "too-many-candidates"),
        (2, 2, "too-few-candidates"),
        (2, 3, "enough-candidates"),  # a third of two seats is one whole candidate
        (2, 4, "enough-candidates"),
        (2, 5, "too-many-candidates"),
        (1, 2, "enough-candidates"),
        (1, 3, "too-many-candidates"),
    ],
)
def test_deputies_have_a_third_to_once_as_many_candidates_more(
    seats: int, candidates: int, code: str
) -> None:
    """选举法第三十一条: 多于应选代表名额三分之一至一倍."""
    verdict = elections.deputies(seats).nominated([f"候选人{place}" for place in range(candidates)])
    assert verdict.code == code
    assert verdict.clause is not None
    assert verdict.clause.phrase == "三分之一至一倍"


@pytest.mark.parametrize(("seats", "fewest"), [(3, 4), (4, 5), (5, 6), (6, 8), (10, 12), (11, 14)])
def test_a_branch_has_a_fifth_more_candidates(seats: int, fewest: int) -> None:
    rule = elections.branch("present >= 4/5 of members", "条例", seats)
    assert not rule.nominated([f"{place}" for place in range(fewest - 1)]).holds
    assert rule.nominated([f"{place}" for place in range(fewest)]).holds


def test_an_election_with_too_few_candidates_is_not_put() -> None:
    with pytest.raises(Refused) as caught:
        elections.village(3).put("村民委员会", ["甲", "乙", "丙"], ["a"], opens=at(9))
    assert caught.value.verdict.code == "too-few-candidates"


def test_a_candidate_is_on_the_paper_once() -> None:
    with pytest.raises(TallyError) as caught:
        elections.village(1).put("村民委员会", ["甲", "甲"], ["a"], opens=at(9))
    assert [fault.code for fault in caught.value.faults] == ["option-twice"]


# --- ballots --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("names", "valid"), [(1, True), (2, True), (3, False)])
def test_a_ballot_names_no_more_than_the_seats(names: int, *, valid: bool) -> None:
    """选举法第四十四条: 每一选票所选的人数，等于或者少于规定应选代表人数的有效."""
    rule = elections.deputies(2)
    paper = Marks.chosen(["甲", "乙", "丙"][:names])
    assert (rule.slate(["甲", "乙", "丙"]).reasons(paper) == ()) is valid


@pytest.mark.parametrize(("returned", "outcome"), [(99, "complete"), (100, "complete"), (101, "void")])
def test_more_ballots_returned_than_issued_make_the_election_void(returned: int, outcome: str) -> None:
    """选举法第四十四条: 每次选举所投的票数，多于投票人数的无效，等于或者少于投票人数的有效."""
    found = counted(elections.deputies(1), {"甲": 90}, ballots=returned, members=150, issued=100)
    assert found.outcome.value == outcome


def test_villagers_may_write_somebody_in() -> None:
    rule = elections.village(1)
    slate = rule.slate([Elector("甲", {"性别": "女"}), Elector("乙", {"性别": "男"})])
    assert slate.reasons(Marks.chosen(["丙"])) == ()


# --- ties, second ballots, the woman's seat -------------------------------------------------------


def test_a_tie_is_voted_on_again_among_those_tied_alone() -> None:
    """选举法第四十五条 (G-097): 99 ballots, two seats; 甲 70, 乙 and 丙 60 each."""
    found = counted(elections.deputies(), {"甲": 70, "乙": 60, "丙": 60}, ballots=99, members=100)
    assert found.elected == ("甲",)
    assert found.tie is not None
    assert (found.tie.options, found.tie.places) == (("乙", "丙"), 1)
    assert found.next is not None
    assert (found.next.stand, found.next.seats, found.next.rule.turnout) == (
        ("乙", "丙"),
        1,
        elections.deputies().turnout,
    )


def test_the_second_ballot_for_deputies_is_among_the_first_by_votes() -> None:
    """选举法第四十五条: for one seat left, two candidates, those with most votes."""
    votes = {"甲": 70, "乙": 49, "丙": 30, "丁": 40}
    found = counted(elections.deputies(), votes, ballots=99, members=100)
    assert found.elected == ("甲",)
    assert found.next is not None
    assert (found.next.stand, found.next.seats) == (("乙", "丁"), 1)


@pytest.mark.parametrize(
    ("votes", "elected"),
    [
        ({"甲": 400, "乙": 390, "丙": 380, "女丁": 350}, ("甲", "乙", "女丁")),
        ({"甲": 400, "女乙": 390, "丙": 380, "女丁": 350}, ("甲", "女乙", "丙")),
        ({"甲": 400, "乙": 390, "丙": 380, "女丁": 300}, ("甲", "乙", "丙")),  # she is not qualified
    ],
)
def test_a_villagers_committee_has_a_woman_among_the_qualified(
    votes: dict[str, int], elected: tuple[str, ...]
) -> None:
    """村组法第六条: the man with fewest votes gives way to the woman with most."""
    assert counted(elections.village(), votes, ballots=600, members=1000).elected == elected


def test_a_village_elects_by_secret_ballot_and_goes_on_to_a_second() -> None:
    """村组法第十八条, from the papers on, with a lot where the second ballot is tied."""
    people = [Elector("甲", {"性别": "男"}), Elector("女乙", {"性别": "女"}), Elector("丙", {"性别": "男"})]
    voters = [f"村民{place}" for place in range(9)]
    poll = elections.village(2).put("村民委员会", people, voters, opens=at(9), closes=at(11))
    papers = [["甲", "女乙"], ["甲", "丙"], ["甲"], ["甲", "女乙"], ["丙"], ["甲", "丙"]]
    poll, refused = poll.apply_all(
        Cast(voter, Marks.chosen(paper), at(10)) for voter, paper in zip(voters, papers, strict=False)
    )
    assert refused == ()
    assert poll.result(at(10)).outcome is None  # sealed
    first = elections.village(2).count(poll, at(12))
    assert (first.elected, first.open) == (("甲",), 1)
    again = next_ballot(poll, first, opens=at(13), closes=at(14))
    assert again.slate is not None
    assert again.slate.ids == ("丙", "女乙")  # in the order of their votes
    again, refused = again.apply_all(
        Cast(f"村民{place}", Marks.chosen(["女乙" if place % 2 else "丙"]), at(13)) for place in range(6)
    )
    assert refused == ()
    assert again.slate is not None
    second = ElectionRule.from_dict(again.slate.rule["election"])
    assert second.count(again, at(15)).outcome.value == "tied"
    again = again.apply(Draw(["女乙", "丙"], at(15)))
    assert second.count(again, at(16)).elected == ("女乙",)


def test_a_candidate_holds_no_proxy_and_nobody_more_than_three() -> None:
    """城居法第十九条 (G-079)."""
    rule = ProxyRule(limit=3)
    proxies = [Proxy(who, "K" if who == "e" else "H", written=True) for who in "abcde"]
    accepted = rule.accept(proxies, [*"abcdeHK"], candidates=["K"])
    assert [proxy.principal for proxy in accepted.accepted] == ["a", "b", "c"]
    poll = elections.residents("选民", 1).put(
        "居民委员会", ["K", "L"], [*"abcdeHK"], opens=at(9), proxies=accepted, procedure=Procedure()
    )
    poll, refused = poll.apply_all(Cast(who, Marks.chosen(["L"]), at(10), by="H") for who in "abcd")
    assert [why.parts[0].code for _, why in refused] == ["holder-limit"]
    assert poll.voted == ("a", "b", "c")
