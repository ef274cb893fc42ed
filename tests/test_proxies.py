"""Proxies and substitutes: accepted in order of receipt, refused with the reason."""

import copy
import pickle
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from consultgov import Clause, DecisionRule, Elector, Poll
from consultgov.errors import ConsultgovError, RecordError, RuleError, TallyError
from consultgov.voting import authorities
from consultgov.voting import proxies as module
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import Cast
from consultgov.voting.proxies import AcceptedProxies, Proxy, ProxyKind, ProxyRule

BODY = ["li", "wang", "chen", "zhao"]
OPENS = "2026-05-01T09:00Z"
BESIDE = {"a": "b", "b": "d", "d": "b"}
"""Who might be taken for the holder of each, and is not the last one."""


def given(*pairs: str, kind: str = "proxy") -> list[Proxy]:
    """Proxies written ``"li>wang"``."""
    people = (pair.split(">") for pair in pairs)
    return [Proxy(principal, holder, kind=ProxyKind(kind)) for principal, holder in people]


def codes(error: ConsultgovError) -> list[str]:
    return [fault.code for fault in error.faults]


def accepted(found: AcceptedProxies) -> list[str]:
    return [f"{proxy.principal}>{proxy.holder}" for proxy in found.accepted]


def refused(found: AcceptedProxies) -> dict[str, str]:
    return {f"{proxy.principal}>{proxy.holder}": why.code for proxy, why in found.refused}


# --- statutes -------------------------------------------------------------------------------------

LAW = Clause("城市居民委员会组织法(2025修订) 第十九条", "每一选民接受的委托不得超过三人")


def test_g_079_three_to_a_holder_and_none_to_a_candidate() -> None:
    rule = ProxyRule(limit=3, clause=LAW)
    handed_in = given("a>H", "b>H", "c>H", "d>H", "e>K")
    found = rule.accept(handed_in, ["a", "b", "c", "d", "e", "H", "K"], candidates=["K"])
    assert accepted(found) == ["a>H", "b>H", "c>H"]
    assert refused(found) == {"d>H": "holder-limit", "e>K": "holder-is-candidate"}
    assert (
        found.refused[0][1].explain().startswith("H may hold no more proxies than 3: that of d is too many.")
    )
    assert found.refused[1][1].explain("zh").startswith("K是候选人，不能接受e的委托。")
    assert [(each.code, each.clause) for each in found.findings()] == [
        ("holder-limit", LAW),
        ("holder-is-candidate", LAW),
    ]
    assert all(finding.explain(language) for finding in found.findings() for language in ("en", "zh"))
    assert found.published() == [
        {"principal": principal, "holder": "H", "kind": "proxy"} for principal in ("a", "b", "c")
    ]


def test_g_079_none_where_representatives_elect() -> None:
    found = ProxyRule(limit=3, allowed=False).accept(given("a>H"), ["a", "H"])
    assert refused(found) == {"a>H": "proxies-not-allowed"}
    assert found.accepted == ()


def test_a_candidate_may_hold_where_the_rule_says_so() -> None:
    assert accepted(ProxyRule(candidates=True).accept(given("li>chen"), BODY, ["chen"])) == ["li>chen"]


def test_a_rural_collective_lets_somebody_of_the_household_vote() -> None:
    """农村集体经济组织法 27: in writing, and within one household."""
    rule = ProxyRule(same="household")
    people = [
        Elector("li", {"household": "1"}),
        Elector("li's son", {"household": "1"}),
        Elector("wang", {"household": "2"}),
        Elector("nobody's", {"household": None}),
        Elector("nobody's either", {"household": None}),
    ]
    handed_in = [
        *given("li>li's son", "wang>li", "nobody's>nobody's either"),
        Proxy("li's son", "li", written=False),
    ]
    found = rule.accept(handed_in, people)
    assert accepted(found) == ["li>li's son"]
    assert refused(found) == {
        "wang>li": "holder-not-eligible",
        "nobody's>nobody's either": "holder-not-eligible",
        "li's son>li": "not-written",
    }
    why = found.refused[0][1]
    assert why.parts[0].facts == {"elector": "wang", "holder": "li", "traits": ["household"]}
    assert [line.strip(" -") for line in why.explain().splitlines()] == [
        "li is not eligible to vote for wang.",
        "li and wang do not share: household.",
    ]


def test_a_proxy_by_word_of_mouth_may_do() -> None:
    spoken = [Proxy("li", "wang", written=False)]
    assert accepted(ProxyRule(written=False).accept(spoken, BODY)) == ["li>wang"]


# --- who ------------------------------------------------------------------------------------------


def test_the_principal_has_a_vote_and_the_holder_is_another_elector() -> None:
    electorate = Electorate([*BODY, "sun"], recused=["zhao"], dormant=["sun"])
    found = ProxyRule().accept(
        given("zhao>li", "guest>li", "li>zhao", "li>guest", "li>li", "sun>li"), electorate
    )
    assert accepted(found) == ["sun>li"]
    assert refused(found) == {
        "zhao>li": "principal-not-entitled",
        "guest>li": "principal-not-entitled",
        "li>zhao": "holder-not-eligible",
        "li>guest": "holder-not-eligible",
        "li>li": "holder-is-principal",
    }


def test_others_may_hold_if_they_are_known() -> None:
    rule = ProxyRule()
    assert accepted(rule.accept(given("li>guest"), BODY, others=["guest"])) == ["li>guest"]


def test_the_rule_may_name_those_who_may_hold() -> None:
    rule = ProxyRule(holders=["lawyer", "wang"])
    found = rule.accept(given("li>lawyer", "zhao>wang", "chen>li"), BODY)
    assert accepted(found) == ["li>lawyer", "zhao>wang"]
    assert refused(found) == {"chen>li": "holder-not-eligible"}


def test_a_holder_is_what_the_rule_asks() -> None:
    people = [
        Elector("li", {"role": "member", "resident": True}, flags={"trained"}),
        Elector("wang", {"role": "guest", "resident": True}, flags={"trained"}),
        Elector("chen", {"role": "chair", "resident": True}),
        Elector("zhao", {"role": "chair"}, flags={"trained"}),
        Elector("sun"),
    ]
    asked: Any = {"role": ["member", "chair"], "resident": True}
    rule = ProxyRule(eligible=asked, flags="trained")
    found = rule.accept(given("sun>wang", "sun>chen", "sun>zhao", "sun>li"), people)
    assert accepted(found) == ["sun>li"]
    assert [why.parts[0].facts["lacks"] for _, why in found.refused] == [["role"], ["trained"], ["resident"]]


# --- order of receipt -----------------------------------------------------------------------------


def test_the_first_of_two_proxies_of_one_principal_counts() -> None:
    found = ProxyRule().accept(given("li>wang", "li>chen"), BODY)
    assert (accepted(found), refused(found)) == (["li>wang"], {"li>chen": "second-proxy"})
    assert (found.holder_of("li"), found.holder_of("wang")) == ("wang", None)


def test_or_the_latest_that_is_in_order_by_itself() -> None:
    rule = ProxyRule(latest_counts=True)
    found = rule.accept([*given("li>wang", "li>chen"), Proxy("li", "zhao", written=False)], BODY)
    assert accepted(found) == ["li>chen"]
    assert refused(found) == {"li>wang": "proxy-replaced", "li>zhao": "not-written"}


def test_a_proxy_that_was_replaced_takes_up_no_room() -> None:
    rule = ProxyRule(limit=1, latest_counts=True)
    found = rule.accept(given("li>wang", "chen>wang", "li>zhao"), BODY)
    assert accepted(found) == ["chen>wang", "li>zhao"]


def test_no_chains_and_the_earlier_received_stands() -> None:
    rule = ProxyRule()
    assert refused(rule.accept(given("wang>chen", "li>wang"), BODY)) == {"li>wang": "holder-gave-proxy"}
    assert refused(rule.accept(given("li>wang", "wang>chen"), BODY)) == {"wang>chen": "principal-holds-proxy"}


@pytest.mark.parametrize("order", [["li>wang", "wang>chen"], ["wang>chen", "li>wang"]])
def test_chains_where_the_rule_allows_them(order: list[str]) -> None:
    found = ProxyRule(chains=True).accept(given(*order), BODY)
    assert (found.holder_of("li"), found.holder_of("wang")) == ("chen", "chen")
    assert set(found.held_by("chen")) == {"li", "wang"}
    assert found.held_by("wang") == ()
    assert dict(found.named) == {"li": "wang", "wang": "chen"}


@pytest.mark.parametrize("order", [["li>wang", "wang>chen"], ["wang>chen", "li>wang"]])
def test_the_limit_is_on_all_that_is_handed_on(order: list[str]) -> None:
    found = ProxyRule(limit=1, chains=True).accept(given(*order), BODY)
    assert refused(found) == {order[1]: "holder-limit"}
    assert found.refused[0][1].facts["last"] == "chen"


def test_no_circle_where_chains_are_allowed() -> None:
    found = ProxyRule(chains=True).accept(given("li>wang", "wang>chen", "chen>li"), BODY)
    assert refused(found) == {"chen>li": "proxy-circle"}


@pytest.mark.parametrize("backwards", [False, True])
def test_a_long_chain_of_proxies_is_no_matter(*, backwards: bool) -> None:
    ids = [f"e{number:05}" for number in range(20_000)]
    links = [Proxy(who, to) for who, to in pairwise(ids)]
    found = ProxyRule(chains=True).accept(links[::-1] if backwards else links, ids)
    assert found.holder_of(ids[0]) == ids[-1]
    assert len(found.held_by(ids[-1])) == len(ids) - 1


# --- substitutes ----------------------------------------------------------------------------------

MAIN = ["one", "two"]
SUBSTITUTES = [Elector("three", flags={"substitute"}), Elector("four", flags={"substitute"}), Elector("five")]
SITS = ProxyRule(flags="substitute", kinds="substitute")


def sit(*pairs: str, **options: Any) -> AcceptedProxies:  # noqa: ANN401 - whatever accept takes
    return SITS.accept(given(*pairs, kind="substitute"), MAIN, others=SUBSTITUTES, **options)


def test_vi_s2_a_substitute_sits_for_a_member() -> None:
    found = sit("one>three")
    assert (found.holder_of("one"), found.held_by("three")) == ("three", ("one",))
    assert found.published() == [{"principal": "one", "holder": "three", "kind": "substitute"}]


def test_vi_s4_who_is_no_substitute_any_more_does_not() -> None:
    assert refused(sit("one>five")) == {"one>five": "holder-not-eligible"}
    assert refused(sit("one>six")) == {"one>six": "holder-not-eligible"}


def test_vi_s6_a_member_has_a_seat_of_her_own() -> None:
    assert refused(sit("one>two")) == {"one>two": "already-a-member"}


def test_a_substitute_sits_in_one_seat() -> None:
    assert refused(sit("one>three", "two>three")) == {"two>three": "already-a-member"}


def test_a_member_who_is_there_displaces_her_substitute() -> None:
    found = sit("one>three", "two>three", present=["one"])
    assert accepted(found) == ["two>three"]
    assert refused(found) == {"one>three": "member-present"}


def test_a_rule_is_for_its_own_kind() -> None:
    both = [*given("one>two"), *given("one>three", kind="substitute")]
    assert refused(SITS.accept(both, MAIN, others=SUBSTITUTES)) == {"one>two": "proxies-not-allowed"}
    plain = ProxyRule().accept(both, MAIN, others=SUBSTITUTES)
    assert refused(plain) == {"one>three": "substitutes-not-allowed"}
    either = ProxyRule(kinds=["proxy", "substitute"])
    assert accepted(either.accept(both[1:], MAIN, others=SUBSTITUTES)) == ["one>three"]


def test_every_refusal_is_spoken_in_both_languages() -> None:
    found = [
        *sit("one>three", "two>three", "one>five", present=["one"]).refused,
        *ProxyRule(allowed=False)
        .accept([*given("li>wang"), *given("li>a", kind="substitute")], BODY)
        .refused,
        *ProxyRule().accept([*given("li>wang", "wang>chen", "li>chen", "li>li", "a>b")], BODY).refused,
        *ProxyRule(chains=True).accept(given("li>wang", "wang>li"), BODY).refused,
        *ProxyRule(latest_counts=True).accept(given("li>wang", "li>chen"), BODY).refused,
    ]
    for _, why in found:
        assert "{" not in why.explain() + why.explain("zh")


# --- bad input ------------------------------------------------------------------------------------


PROXIES: dict[str, Callable[[], Any]] = {
    "bad-name": lambda: Proxy("", "wang"),
    "bad-name ": lambda: Proxy("li", None),
    "bad-choice": lambda: Proxy("li", "wang", kind="friend"),
    "not-a-truth": lambda: Proxy("li", "wang", written="yes"),
    "bad-moment": lambda: Proxy("li", "wang", at="2026-05-01T10:00:00"),
    "missing-key unknown-key": lambda: Proxy.from_dict({"principal": "li", "to": "wang"}),
}


@pytest.mark.parametrize(("expected", "call"), PROXIES.items(), ids=PROXIES)
def test_a_proxy_says_who_and_whom(expected: str, call: Callable[[], Any]) -> None:
    with pytest.raises((TallyError, RecordError)) as raised:
        call()
    assert codes(raised.value) == expected.split()


RULES: dict[str, Callable[[], Any]] = {
    "bad-limit": lambda: ProxyRule(limit=0),
    "bad-limit ": lambda: ProxyRule(limit=True),
    "bad-limit   ": lambda: ProxyRule(limit=10**9 + 1),
    "bad-limit    ": lambda: ProxyRule.from_dict({"limit": 10**5000}),
    "bad-limit  ": lambda: ProxyRule(limit="3"),
    "not-a-truth": lambda: ProxyRule(allowed=1),
    "not-a-list": lambda: ProxyRule(holders=3),
    "not-a-list ": lambda: ProxyRule(flags={"a": 1}),
    "bad-name": lambda: ProxyRule(same=["household", 7]),
    "not-a-dict": lambda: ProxyRule(eligible=["role"]),
    "bad-trait": lambda: ProxyRule(eligible={"role": 7}),
    "bad-trait ": lambda: ProxyRule(eligible={"role": ["x", 7]}),
    "bad-choice": lambda: ProxyRule(kinds="friend"),
    "not-a-clause": lambda: ProxyRule(clause="art. 19"),
    "unknown-key": lambda: ProxyRule.from_dict({"limits": 3}),
}


@pytest.mark.parametrize(("expected", "call"), RULES.items(), ids=RULES)
def test_a_rule_makes_sense(expected: str, call: Callable[[], Any]) -> None:
    with pytest.raises((RuleError, RecordError)) as raised:
        call()
    assert codes(raised.value) == expected.split()


def test_what_is_handed_in_is_checked_all_at_once() -> None:
    with pytest.raises(TallyError) as raised:
        ProxyRule().accept(["li>wang"], ["li", "li"], [7], others="li", present=3)  # type: ignore[list-item,arg-type]
    found = ["bad-name", "elector-twice", "not-a-list", "not-a-list", "wrong-kind"]
    assert sorted(codes(raised.value)) == found
    with pytest.raises(TallyError) as no_list:
        ProxyRule().accept("li>wang", BODY)  # type: ignore[arg-type]
    assert codes(no_list.value) == ["not-a-list"]


def test_a_list_that_was_not_looked_at_may_hold_a_circle() -> None:
    with pytest.raises(TallyError, match="proxy of 'wang' must not come back") as raised:
        AcceptedProxies(tuple(given("li>wang", "wang>chen", "chen>wang")))
    assert codes(raised.value) == ["proxy-circle"]


@pytest.mark.parametrize("given_id", [3, None, "", ["li"]])
def test_only_an_id_is_looked_up(given_id: Any) -> None:  # noqa: ANN401 - whatever a caller may pass
    found = ProxyRule().accept(given("li>wang"), BODY)
    for look_up in (found.holder_of, found.held_by):
        with pytest.raises(TallyError) as raised:
            look_up(given_id)
        assert codes(raised.value) == ["bad-name"]


def test_a_name_is_found_however_it_is_composed() -> None:
    found = ProxyRule().accept([Proxy("Zoë", "Ana\u0308")], ["Zoe\u0308", "Anä"])
    assert found.holder_of("Zoe\u0308") == "Anä"
    assert found.held_by("Ana\u0308") == ("Zoë",)


def test_the_last_of_a_chain_casts_and_nobody_on_the_way() -> None:
    """And whoever handed on what she holds is holder of nothing any more."""
    chain = ProxyRule(chains=True).accept(given("a>b", "b>c", "d>b"), ["a", "b", "c", "d"])
    assert {who: chain.holder_of(who) for who in "abcd"} == {"a": "c", "b": "c", "c": None, "d": "c"}
    assert (chain.held_by("b"), chain.held_by("c")) == ((), ("a", "b", "d"))
    poll = Poll("?", DecisionRule("yes > no"), ["a", "b", "c", "d"], opens=OPENS, proxies=chain)
    for who in "abd":
        assert poll.check(Cast(who, "yes", OPENS, by="c")).holds
        refusal = poll.check(Cast(who, "yes", OPENS, by=BESIDE[who]))
        assert "not-authorised" in [part.code for part in refusal.parts]


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one",
    [
        Proxy("li", "wang"),
        Proxy("li", "wang", "2026-05-01T10:00:00+08:00", written=False, kind="substitute"),
    ],
)
def test_a_proxy_comes_back_from_its_plain_dict(one: Proxy) -> None:
    assert Proxy.from_dict(one.to_dict()) == one


EVERYTHING = ProxyRule(
    limit=2,
    allowed=False,
    written=False,
    candidates=True,
    holders=["wang", "li"],
    eligible={"role": ["chair", None, True]},
    same=["household"],
    flags=["trained"],
    chains=True,
    latest_counts=True,
    kinds=["substitute", "proxy"],
    clause=LAW,
)


@pytest.mark.parametrize("rule", [ProxyRule(), SITS, EVERYTHING])
def test_a_rule_comes_back_from_its_plain_dict(rule: ProxyRule) -> None:
    assert ProxyRule.from_dict(rule.to_dict()) == rule
    for again in (copy.deepcopy(rule), pickle.loads(pickle.dumps(rule))):  # noqa: S301 - our own
        assert (again, hash(again)) == (rule, hash(rule))


def test_a_usual_rule_has_an_empty_dict() -> None:
    assert ProxyRule().to_dict() == {}
    assert EVERYTHING.to_dict()["eligible"] == {"role": ["chair", None, True]}


def test_what_was_accepted_can_be_stored_and_copied() -> None:
    found = ProxyRule(limit=1).accept(given("li>wang", "chen>wang"), BODY)
    plain = found.to_dict()
    assert plain["accepted"] == [{"principal": "li", "holder": "wang"}]
    assert [entry["verdict"]["code"] for entry in plain["refused"]] == ["holder-limit"]  # type: ignore[attr-defined]
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found  # noqa: S301 - our own


def test_the_module_lists_what_it_offers() -> None:
    assert dir(module) == module.__all__
    assert dir(authorities) == authorities.__all__
