"""Delegation: whose ballot is used for whom."""

import copy
import pickle
from fractions import Fraction

import pytest

from consultgov.errors import ConsultgovError, MissingData, RecordError, ShareError, TallyError
from consultgov.voting import delegation as module
from consultgov.voting.delegation import Delegation, Resolution, resolve

BODY = ["chen", "li", "wang", "zhao"]


def given(*pairs: str) -> list[Delegation]:
    """Delegations written ``"li>wang"``, perhaps with a subject: ``"li>wang budget"``."""
    found = []
    for pair in pairs:
        people, _, subject = pair.partition(" ")
        who, _, to = people.partition(">")
        found.append(Delegation(who, to, subject or None))
    return found


def codes(error: ConsultgovError) -> list[str]:
    return [fault.code for fault in error.faults]


def reasons(found: Resolution) -> dict[str, str]:
    return {who: verdict.code for who, verdict in found.unresolved.items()}


# --- whose ballot is used -------------------------------------------------------------------------


def test_a_delegate_votes_for_her_delegators_and_herself() -> None:
    found = resolve(given("li>wang", "chen>wang"), {"wang"}, electors=BODY)
    assert dict(found.casts) == {"chen": "wang", "li": "wang"}
    assert (found.direct, found.silent) == (("wang",), ("zhao",))
    assert found.carried_by("wang") == ("wang", "chen", "li")
    assert (found.carried_by("li"), found.weight("li")) == ((), 0)


def test_a_chain_is_followed_to_the_first_who_voted() -> None:
    found = resolve(given("li>wang", "wang>chen", "chen>zhao"), {"chen", "zhao"}, electors=BODY)
    assert dict(found.casts) == {"li": "chen", "wang": "chen"}
    assert found.direct == ("chen", "zhao")


def test_a_direct_vote_overrides() -> None:
    found = resolve(given("li>wang"), {"li", "wang"}, electors=BODY)
    assert (dict(found.casts), found.direct) == ({}, ("li", "wang"))


def test_a_cycle_is_harmless_if_one_in_it_voted() -> None:
    circle = given("li>wang", "wang>chen", "chen>li")
    assert dict(resolve(circle, {"wang"}, electors=BODY).casts) == {"chen": "wang", "li": "wang"}


def test_a_cycle_of_people_who_did_not_vote_has_one_reason_for_all() -> None:
    found = resolve(given("wang>li", "li>chen", "chen>wang", "zhao>li"), (), electors=BODY)
    assert reasons(found) == dict.fromkeys(BODY, "delegation-cycle")
    verdict = found.unresolved["zhao"]
    assert verdict.facts["members"] == ["chen", "wang", "li"]
    said = "The delegations run in a circle of 3 (chen, wang and li), and nobody in it voted."
    assert verdict.explain() == said
    assert verdict.explain("zh") == "委托在3人（chen、wang和li）之间循环，其中无人投票。"
    assert len({id(each) for each in found.unresolved.values()}) == 1


def test_of_a_large_circle_the_sentence_names_the_first_ten() -> None:
    ids = [f"e{number:02}" for number in range(12)]
    circle = [Delegation(who, to) for who, to in zip(ids, [*ids[1:], ids[0]], strict=True)]
    facts = resolve(circle, (), electors=ids).unresolved["e05"].facts
    assert (facts["members"], facts["number"]) == (ids, 12)
    assert facts["named"] == [*ids[:10], "…"]


def test_a_chain_that_ends_with_somebody_who_did_not_vote_uses_no_ballot() -> None:
    found = resolve(given("li>wang", "wang>chen"), {"zhao"}, electors=BODY)
    assert reasons(found) == {"li": "delegation-ends", "wang": "delegation-ends"}
    assert found.unresolved["li"].explain() == "The delegation ends with chen, who did not vote."
    assert found.silent == ("chen",)


def test_a_delegate_has_a_vote() -> None:
    found = resolve(given("li>guest", "wang>li"), (), electors=BODY)
    assert reasons(found) == {"li": "delegate-not-elector", "wang": "delegate-not-elector"}
    assert found.unresolved["wang"].facts == {"delegate": "guest"}
    voted = resolve(given("li>guest"), {"guest"}, electors=BODY)
    assert reasons(voted) == {"li": "delegate-not-elector"}
    assert voted.silent == ("chen", "wang", "zhao")


def test_a_delegator_has_a_vote() -> None:
    found = resolve(given("guest>li"), {"li"}, electors=BODY)
    assert {who: each.code for who, each in found.refused.items()} == {"guest": "delegator-not-elector"}
    assert found.refused["guest"].explain() == "guest has no vote to delegate."
    assert found.carried_by("li") == ("li",)


def test_openslides_lets_somebody_without_a_vote_cast_another_s() -> None:
    """OS-D9: the delegate need not be entitled; OS-D5 and OS-D7: without a delegation, nothing."""
    found = resolve(given("2>1"), {"1"}, electors=["2"], carriers=["1"])
    assert dict(found.casts) == {"2": "1"}
    assert (found.direct, found.carried_by("1"), found.account()["delegated"]) == ((), ("2",), 1)
    assert resolve((), {"1"}, electors=["2"], carriers=["1"]).silent == ("2",)


def test_one_level_counts_the_delegate_s_own_ballot_or_none() -> None:
    chain = given("li>wang", "wang>chen")
    found = resolve(chain, {"chen"}, electors=BODY, transitive=False)
    assert (dict(found.casts), reasons(found)) == ({"wang": "chen"}, {"li": "delegation-ends"})


# --- subjects -------------------------------------------------------------------------------------


def test_the_narrower_subject_goes_before_the_wider() -> None:
    """LiquidFeedback: issue before area before unit, for each person on her own."""
    all_of = given("li>wang", "li>chen area", "li>zhao issue", "wang>chen", "wang>zhao other")
    voted = {"chen", "zhao"}

    def cast(subject: str | list[str] | None) -> dict[str, str]:
        return dict(resolve(all_of, voted, electors=BODY, subject=subject).casts)

    assert cast(["issue", "area"]) == {"li": "zhao", "wang": "chen"}
    assert cast("area") == {"li": "chen", "wang": "chen"}
    assert cast(None) == {"li": "chen", "wang": "chen"}
    assert cast([]) == cast("nobody delegated on this")


def test_the_narrower_counts_in_whichever_order_it_is_given() -> None:
    both = given("li>zhao issue", "li>wang")
    for order in (both, both[::-1]):
        found = resolve(order, {"wang", "zhao"}, electors=BODY, subject="issue")
        assert dict(found.casts) == {"li": "zhao"}


# --- two of one person ----------------------------------------------------------------------------


def test_the_later_of_two_counts() -> None:
    early = Delegation("li", "wang", at="2026-05-01T10:00:00+08:00")
    late = Delegation("li", "chen", at="2026-05-01T03:00:00Z")
    for order in ([early, late], [late, early]):
        assert dict(resolve(order, {"wang", "chen"}, electors=BODY).casts) == {"li": "chen"}


def test_the_same_one_twice_is_one() -> None:
    again = [*given("li>wang"), Delegation("li", "wang", at="2026-05-01T03:00:00Z")]
    assert dict(resolve(again, {"wang"}, electors=BODY).casts) == {"li": "wang"}


@pytest.mark.parametrize("moment", [None, "2026-05-01T03:00:00Z"])
def test_two_of_which_none_is_the_later_contradict_each_other(moment: str | None) -> None:
    first = Delegation("li", "wang", at="2026-05-01T03:00:00Z")
    with pytest.raises(TallyError, match="delegations of 'li' must be one on one subject") as raised:
        resolve([first, Delegation("li", "chen", at=moment)], (), electors=BODY)
    assert codes(raised.value) == ["delegation-twice"]
    assert raised.value.faults[0].people == ("li",)


# --- oneself --------------------------------------------------------------------------------------


def test_a_delegation_to_oneself_is_refused() -> None:
    found = resolve(given("li>li", "wang>li"), (), electors=BODY)
    assert reasons(found) == {"li": "delegates-to-self", "wang": "delegation-ends"}
    assert "li" in found.unresolved["li"].explain()
    assert resolve(given("li>li"), {"li"}, electors=BODY).direct == ("li",)


def test_or_it_says_that_she_votes_herself() -> None:
    found = resolve(given("li>li", "wang>li"), {"li"}, electors=BODY, self_means_direct=True)
    assert (found.direct, dict(found.casts)) == (("li",), {"wang": "li"})
    stays_away = resolve(given("li>li"), (), electors=BODY, self_means_direct=True)
    assert (dict(stays_away.unresolved), stays_away.silent) == ({}, tuple(BODY))


def test_on_one_subject_it_takes_the_general_delegation_back() -> None:
    both = given("li>wang", "li>li budget")
    found = resolve(both, {"wang"}, electors=BODY, subject="budget", self_means_direct=True)
    assert (dict(found.casts), found.silent) == ({}, ("chen", "li", "zhao"))


# --- OpenZeppelin's overrides ---------------------------------------------------------------------

TOKENS = {"voter1": 10, "voter2": 7, "voter3": 5, "voter4": 2}
HANDED_ON = given("voter1>voter2", "voter2>voter2", "voter3>voter1", "voter4>voter2")


def overridable(voted: set[str], own: set[str]) -> Resolution:
    return resolve(HANDED_ON, voted, electors=TOKENS, transitive=False, own=own, self_means_direct=True)


def test_oz_31_an_override_leaves_the_delegate_with_the_rest() -> None:
    found = overridable({"voter2"}, {"voter1"})
    assert (found.weight("voter1", TOKENS), found.weight("voter2", TOKENS)) == (10, 9)
    assert reasons(found) == {"voter3": "delegation-ends"}
    assert found.account(TOKENS) == {"direct": 17, "delegated": 2, "unresolved": 5, "silent": 0}


def test_oz_33_she_may_vote_as_a_delegate_and_for_herself() -> None:
    found = overridable({"voter1"}, {"voter1"})
    assert "voter1" in found.direct
    assert dict(found.casts) == {"voter3": "voter1"}
    only_as_delegate = overridable({"voter1"}, set())
    assert dict(only_as_delegate.casts) == {"voter3": "voter1"}
    assert reasons(only_as_delegate) == {"voter1": "delegation-ends", "voter4": "delegation-ends"}


@pytest.mark.parametrize(("voted", "carries"), [({"d0"}, (42, 0)), ({"d0", "v0"}, (42, 999_958))])
def test_xg_11_and_13_a_direct_vote_takes_back_one_s_own_share(
    voted: set[str], carries: tuple[int, int]
) -> None:
    """Cosmos: a delegator's own share counts as she votes, whether her validator votes or not."""
    shares = {"d0": 42, "v0": 999_958}
    found = resolve(given("d0>v0"), voted, electors=shares)
    assert (found.weight("d0", shares), found.weight("v0", shares)) == carries


def test_a_chain_stops_at_a_delegate_who_voted_though_her_own_vote_is_handed_on() -> None:
    found = resolve(given("li>wang", "wang>chen"), {"wang", "chen"}, electors=BODY, own={"chen"})
    assert dict(found.casts) == {"li": "wang", "wang": "chen"}


# --- what it carries ------------------------------------------------------------------------------


def test_weights_are_accounted_for_to_the_last_unit() -> None:
    weights: dict[str, str | int | Fraction] = {
        "chen": 10**18,
        "li": "0.01",
        "wang": Fraction(1, 3),
        "zhao": 0,
    }
    found = resolve(given("li>wang", "chen>zhao"), {"wang"}, electors=BODY)
    assert found.weight("wang", weights) == Fraction(1, 3) + Fraction(1, 100)
    account = found.account(weights)
    assert account["unresolved"] == 10**18
    assert sum(account.values()) == 10**18 + Fraction(1, 3) + Fraction(1, 100)
    assert sum(found.account().values()) == len(BODY)


def test_whoever_is_weighed_has_a_weight() -> None:
    found = resolve(given("li>wang"), {"wang"}, electors=BODY)
    with pytest.raises(MissingData, match="weight of 'li', 'wang' must be there") as raised:
        found.weight("wang", {})
    assert raised.value.faults[0].people == ("li", "wang")
    with pytest.raises(ShareError) as floats:
        found.weight("wang", {"li": 0.5, "wang": 0.5})  # type: ignore[dict-item]
    assert codes(floats.value) == ["float", "float"]


# --- a million ------------------------------------------------------------------------------------


@pytest.mark.parametrize("last", ["a chain", "a circle"])
def test_length_does_not_exhaust_the_stack(last: str) -> None:
    ids = [f"e{number:06}" for number in range(100_000)]
    links = [Delegation(who, to) for who, to in zip(ids[1:], ids, strict=False)]
    if last == "a chain":
        assert resolve(links, {ids[0]}, electors=ids).weight(ids[0]) == len(ids)
        return
    found = resolve([*links, Delegation(ids[0], ids[-1])], (), electors=ids)
    assert found.unresolved[ids[5]].facts["number"] == len(ids)
    grouped = found.to_dict()["unresolved"]
    assert isinstance(grouped, list)
    assert len(grouped) == 1


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize("nobody", ["", " ", None, 7])
def test_one_cannot_delegate_to_nobody(nobody: object) -> None:
    with pytest.raises(TallyError, match="must be text that is not empty") as raised:
        Delegation("li", nobody)
    assert codes(raised.value) == ["bad-name"]


@pytest.mark.parametrize("subject", ["", 7])
def test_a_subject_is_text(subject: object) -> None:
    with pytest.raises(TallyError) as raised:
        Delegation("li", "wang", subject)
    assert codes(raised.value) == ["bad-name"]


def test_a_moment_has_a_zone() -> None:
    with pytest.raises(RecordError):
        Delegation("li", "wang", at="2026-05-01T10:00:00")


def test_ids_are_compared_in_one_form() -> None:
    found = resolve([Delegation("e\u0301", "wang")], {"wang"}, electors=["\u00e9", "wang"])
    assert dict(found.casts) == {"\u00e9": "wang"}
    assert found.carried_by("wang") == ("wang", "\u00e9")


def test_all_faults_come_at_once() -> None:
    with pytest.raises(TallyError) as raised:
        resolve(
            ["li>wang"],  # type: ignore[list-item]
            [7],  # type: ignore[list-item]
            electors="li",
            subject=["", "budget"],
            own=3,  # type: ignore[arg-type]
            carriers=[None, " "],  # type: ignore[list-item]
        )
    found = codes(raised.value)
    assert sorted(found) == sorted(["not-a-list", "bad-id", "not-a-list", "bad-id", "bad-name", "wrong-kind"])


@pytest.mark.parametrize("delegations", [None, "li", {"li": "wang"}])
def test_delegations_are_a_list(delegations: object) -> None:
    with pytest.raises(TallyError) as raised:
        resolve(delegations, (), electors=BODY, subject=7)  # type: ignore[arg-type]
    assert codes(raised.value) == ["not-a-list", "not-a-list"]


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one", [Delegation("li", "wang"), Delegation("li", "wang", "budget", "2026-05-01T10:00:00+08:00")]
)
def test_a_delegation_comes_back_from_its_plain_dict(one: Delegation) -> None:
    assert Delegation.from_dict(one.to_dict()) == one


def test_a_plain_dict_has_the_keys_of_a_delegation() -> None:
    with pytest.raises(RecordError) as raised:
        Delegation.from_dict({"delegator": "li", "until": "2026"})
    assert codes(raised.value) == ["missing-key", "unknown-key"]


def test_a_resolution_can_be_stored_and_copied() -> None:
    found = resolve(given("li>wang", "chen>zhao", "guest>li"), {"wang"}, electors=BODY)
    plain = found.to_dict()
    assert plain["casts"] == {"li": "wang"}
    assert plain["silent"] == ["zhao"]
    assert [entry["people"] for entry in plain["unresolved"]] == [["chen"]]  # type: ignore[attr-defined]
    assert [entry["people"] for entry in plain["refused"]] == [["guest"]]  # type: ignore[attr-defined]
    for again in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):  # noqa: S301 - our own
        assert again == found
        assert hash(again) == hash(found)
        assert again.carried_by("wang") == ("wang", "li")


def test_the_module_lists_what_it_offers() -> None:
    assert dir(module) == module.__all__
