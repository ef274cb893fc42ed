"""Laws: proxies are accepted in order of receipt, and a later one never disturbs an earlier one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.voting.proxies import AcceptedProxies, Proxy, ProxyRule
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

PEOPLE = [*"abcde"]
CANDIDATES = ["e"]

Accept = Callable[[ProxyRule, list[Proxy]], AcceptedProxies]


def rules() -> st.SearchStrategy[ProxyRule]:
    """Limits, chains, and candidates who may hold or not."""
    limits = st.none() | st.integers(1, 3)
    return st.builds(ProxyRule, limit=limits, candidates=st.booleans(), chains=st.booleans())


def handed_in() -> st.SearchStrategy[list[Proxy]]:
    """Proxies among five people and an outsider, in order of receipt."""
    people = st.sampled_from([*PEOPLE, "x"])
    return st.lists(st.builds(Proxy, people, people), max_size=8)


def accept(rule: ProxyRule, proxies: list[Proxy]) -> AcceptedProxies:
    """What is under test."""
    return rule.accept(proxies, PEOPLE, CANDIDATES)


def last_holder(given_: dict[str, str], who: str) -> str:
    while who in given_:
        who = given_[who]
    return who


def allowed(rule: ProxyRule, given_: dict[str, str], proxy: Proxy) -> bool:
    """Whether a proxy may be added to others, by trying it out."""
    principal, holder = proxy.principal, proxy.holder
    if principal not in PEOPLE or holder not in PEOPLE or principal in given_:
        return False
    if holder in CANDIDATES and not rule.candidates:
        return False
    if last_holder(given_, holder) == principal:
        return False
    tried = given_ | {principal: holder}
    if not rule.chains and set(tried) & set(tried.values()):
        return False
    end = last_holder(tried, holder)
    carried = sum(last_holder(tried, each) == end for each in tried)
    return rule.limit is None or carried <= rule.limit


def check(rule: ProxyRule, proxies: list[Proxy], under_test: Accept = accept) -> None:
    """The law, for one rule and one pile of proxies."""
    found = under_test(rule, proxies)
    expected: dict[str, str] = {}
    for proxy in proxies:
        if allowed(rule, expected, proxy):
            expected[proxy.principal] = proxy.holder
    event(f"{len(expected)} of {len(proxies)} accepted")
    assert [(each.principal, each.holder) for each in found.accepted] == [*expected.items()]
    assert len(found.accepted) + len(found.refused) == len(proxies)
    for who in PEOPLE:
        assert found.holder_of(who) == (last_holder(expected, who) if who in expected else None)
        ends = [each for each in expected if last_holder(expected, each) == who]
        assert [*found.held_by(who)] == ends


@given(rules(), handed_in())
def test_what_is_accepted_is_what_may_be_added_one_by_one(rule: ProxyRule, proxies: list[Proxy]) -> None:
    check(rule, proxies)


def backwards(rule: ProxyRule, proxies: list[Proxy]) -> AcceptedProxies:
    """The last received first."""
    return accept(rule, proxies[::-1])


def one_more(rule: ProxyRule, proxies: list[Proxy]) -> AcceptedProxies:
    """A limit that is one too high."""
    limit = None if rule.limit is None else rule.limit + 1
    wider = ProxyRule(limit=limit, candidates=rule.candidates, chains=rule.chains)
    return accept(wider, proxies)


def chained(rule: ProxyRule, proxies: list[Proxy]) -> AcceptedProxies:
    """Chains, whatever the rule says."""
    return accept(ProxyRule(limit=rule.limit, candidates=rule.candidates, chains=True), proxies)


@pytest.mark.parametrize("wrong", [backwards, one_more, chained])
def test_another_way_to_accept_is_caught(wrong: Accept) -> None:
    def mutant_check(rule: ProxyRule, proxies: list[Proxy]) -> None:
        check(rule, proxies, wrong)

    assert caught(mutant_check, rules(), handed_in())


def check_later(rule: ProxyRule, proxies: list[Proxy], under_test: Accept = accept) -> None:
    """What came before is treated as if nothing had come after."""
    whole = under_test(rule, proxies)
    for size in range(len(proxies)):
        part = under_test(rule, proxies[:size])
        assert whole.accepted[: len(part.accepted)] == part.accepted


@given(rules(), handed_in())
def test_a_later_proxy_does_not_disturb_an_earlier_one(rule: ProxyRule, proxies: list[Proxy]) -> None:
    check_later(rule, proxies)


def test_one_that_does_is_caught() -> None:
    def mutant_check(rule: ProxyRule, proxies: list[Proxy]) -> None:
        check_later(rule, proxies, backwards)

    assert caught(mutant_check, rules(), handed_in())
