"""Who may vote for whom: 城居法第十九条, 村组法第十八条, 农村集体经济组织法第二十七条, owners' committees."""

import pytest

from consultgov import Elector, Outcome
from consultgov.matters import Matter
from consultgov.voting.events import Cast
from consultgov.voting.polls import Poll
from consultgov.voting.proxies import Proxy, ProxyRule
from tests.statutes import rules
from tests.statutes.meetings import at

LAWS = [rules.PROXIES_OF_RESIDENTS, rules.PROXIES_OF_VILLAGERS]


@pytest.mark.parametrize("rule", LAWS, ids=["城居法第十九条", "村组法第十八条"])
@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_a_holder_has_three_and_not_four(rule: ProxyRule, number: int) -> None:
    """城居法第十九条, 村组法第十八条 (G-079): 不得超过三人 lets three pass; the fourth is told why not."""
    principals = [f"选民{place}" for place in range(number)]
    found = rule.accept([Proxy(each, "黄某") for each in principals], [*principals, "黄某"])
    assert found.held_by("黄某") == tuple(principals[:3])
    assert len(found.refused) == max(0, number - 3)
    for proxy, why in found.refused:
        assert why.code == "holder-limit"
        told = why.explain("zh")
        assert told.startswith(f"黄某接受的委托不得超过3人，不能再接受{proxy.principal}的委托。")
        assert "不得超过三人" in told


@pytest.mark.parametrize("rule", LAWS, ids=["城居法第十九条", "村组法第十八条"])
def test_candidates_hold_none_and_word_of_mouth_is_none(rule: ProxyRule) -> None:
    """城居法第十九条, 村组法第十八条: in writing, and to no candidate; the list is published."""
    voters = ["甲", "乙", "丙", "丁"]
    found = rule.accept(
        [Proxy("甲", "丁"), Proxy("乙", "丙", written=False), Proxy("甲", "丙")], voters, candidates=["丁"]
    )
    assert [why.code for _, why in found.refused] == ["holder-is-candidate", "not-written"]
    assert found.published() == [{"principal": "甲", "holder": "丙", "kind": "proxy"}]


def test_a_holder_votes_for_three_others_and_no_more() -> None:
    """城居法第二十条 with 第十九条: in a recall one holder brings four of seven ballots."""
    voters = [f"选民{place}" for place in range(7)]
    proxies = rules.PROXIES_OF_RESIDENTS.accept([Proxy(each, "选民6") for each in voters[:4]], voters)
    poll = Poll("罢免", rules.RECALL_BY_VOTERS, voters, opens=at(9), closes=at(17), proxies=proxies)
    events = [Cast(each, "yes", at(10), by="选民6") for each in voters[:4]]
    voted, refused = poll.apply_all([*events, Cast("选民6", "yes", at(10))])
    assert [(event, verdict.parts[0].code) for event, verdict in refused] == [(events[3], "holder-limit")]
    assert "选民6接受的委托不得超过3人，不能再接受选民3的委托。" in refused[0][1].explain("zh")
    assert len(voted.voted) == 4
    result = voted.result()
    assert result.outcome is Outcome.ADOPTED
    assert "收回4票；须超过全体成员7人的半数（不含本数），即至少4票：已达到。" in result.explain("zh")
    without = poll.cast("选民6", "yes", at=at(10)).result()
    assert without.outcome is Outcome.INQUORATE


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (rules.NO_PROXIES_OF_REPRESENTATIVES, "城市居民委员会组织法（2025年修订）第十九条"),
        (rules.NO_PROXIES_OF_COMMITTEES, "北京市物业管理条例第四十五条"),
    ],
)
def test_representatives_and_members_of_owners_committees_vote_themselves(
    rule: ProxyRule, source: str
) -> None:
    """城居法第十九条 (representatives), 北京第四十五条 (owners' committee): no proxies at all."""
    people = ["甲", "乙", "丙"]
    found = rule.accept([Proxy("甲", "乙")], people)
    assert found.accepted == ()
    told = found.refused[0][1].explain("zh")
    assert told.startswith("不得委托投票：乙不能代甲投票。")
    assert source in told
    poll = Poll("?", rules.RECALL_BY_REPRESENTATIVES, people, opens=at(9), proxies=found)
    assert poll.check(Cast("甲", "yes", at(10), by="乙")).parts == (found.refused[0][1],)


def test_members_of_a_collective_vote_for_their_own_household() -> None:
    """农村集体经济组织法第二十七条: a written proxy within one household."""
    people = [Elector("父", {"户": "一"}), Elector("子", {"户": "一"}), Elector("邻", {"户": "二"})]
    found = rules.PROXIES_OF_COLLECTIVES.accept([Proxy("父", "子"), Proxy("邻", "子")], people)
    assert (found.holder_of("父"), found.holder_of("邻")) == ("子", None)
    assert found.refused[0][1].code == "holder-not-eligible"
    poll = Poll("分配方案", rules.COLLECTIVE, people, opens=at(9), closes=at(17), proxies=found)
    voted = poll.cast("子", "yes", at=at(10)).cast("父", "yes", at=at(10), by="子")
    result = voted.result()
    assert result.outcome is Outcome.ADOPTED
    assert "赞成2票；须占全体成员3人的三分之二以上（含本数），即至少2票：已达到。" in result.explain("zh")


def test_who_has_stepped_back_has_no_vote_to_give() -> None:
    """村组法第十八条: a proxy is of somebody with a vote."""
    found = rules.PROXIES_OF_VILLAGERS.accept([Proxy("外人", "甲")], ["甲", "乙"])
    assert found.refused[0][1].code == "principal-not-entitled"
    in_office = Matter(facts={"在任": True})
    poll = Poll("罢免", rules.VILLAGE_RECALL, ["甲", "乙"], opens=at(9), matter=in_office, proxies=found)
    assert not poll.check(Cast("外人", "yes", at(10), by="甲")).holds
