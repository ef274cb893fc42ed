"""Rules of removal as data: what they say, what contradicts itself, and that nothing is lost in a record."""

import pickle
from types import ModuleType
from typing import Any

import pytest

from consultgov import Clause, DecisionRule, FollowUp, removal
from consultgov.errors import RecordError, RuleError, TallyError
from consultgov.removal import Effective, RemovalKind, RemovalRule, RequiredGround, history, outcomes, rules
from consultgov.voting import CoolingOff

VOTE = DecisionRule("yes > 1/2 of ballots", quorum="ballots > 1/2 of members")
LAW = Clause("村民委员会组织法第十九条", "五分之一以上", "2026-01-01")
FULL = RemovalRule(
    kind="recall",
    vote=VOTE,
    petition=DecisionRule("yes >= 1/5 of members"),
    grounds=[RequiredGround("neglect", by=["supervisors", "residents"], every=True, clause=LAW)],
    notice=5,
    clear=True,
    hearing=True,
    within=30,
    bar=CoolingOff(years=1),
    void_bars=True,
    concerned_votes=False,
    acceptance=False,
    effective="next_day",
    clause=LAW,
)


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize(
    "rule",
    [FULL, RemovalRule(kind="resignation"), RemovalRule(kind="dismissal", vote=VOTE, within=0)],
    ids=["full", "resignation", "dismissal"],
)
def test_a_rule_comes_back_from_its_record_and_from_a_pickle(rule: RemovalRule) -> None:
    assert RemovalRule.from_dict(rule.to_dict()) == rule
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - pickled on this line
    assert hash(RemovalRule.from_dict(rule.to_dict())) == hash(rule)


def test_what_is_as_usual_is_not_in_the_record() -> None:
    assert RemovalRule(kind="resignation").to_dict() == {"kind": "resignation"}
    assert RemovalRule(kind=RemovalKind.RESIGNATION).effective is Effective.CLOSE
    assert RequiredGround("neglect").to_dict() == {"name": "neglect"}


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"kind": "recall"}, ["no-vote"]),
        ({"kind": "dismissal", "notice": 3, "within": 2, "vote": VOTE}, ["bad-days"]),
        ({"kind": "dismissal", "notice": 3, "clear": True, "within": 3, "vote": VOTE}, ["bad-days"]),
        ({"kind": "dismissal", "clear": True, "vote": VOTE}, ["no-use"]),
        ({"kind": "dismissal", "void_bars": True, "vote": VOTE}, ["no-use"]),
        ({"kind": "resignation", "petition": VOTE, "hearing": True}, ["no-use", "no-use"]),
        ({"kind": "resignation", "grounds": [RequiredGround("x")]}, ["no-use"]),
        ({"kind": "resignation", "bar": CoolingOff(years=1)}, ["no-use"]),
        ({"kind": "resignation", "vote": VOTE, "acceptance": False}, ["no-use"]),
        ({"kind": "dismissal", "vote": VOTE, "notice": -1}, ["bad-days"]),
        ({"kind": "dismissal", "vote": VOTE, "within": True}, ["bad-days"]),
        ({"kind": "dismissal", "vote": VOTE, "notice": 36_601}, ["bad-days"]),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        RemovalRule(**given)
    assert codes(caught) == faults


def test_a_word_that_is_none_is_refused() -> None:
    with pytest.raises(TallyError) as caught:
        RemovalRule(kind="exile", vote=VOTE)
    assert codes(caught) == ["bad-choice"]


def test_a_record_is_refused_with_all_its_faults() -> None:
    plain = {"kind": "exile", "vote": {}, "grounds": 3, "hearing": "yes", "clause": {}}
    with pytest.raises(RecordError) as caught:
        RemovalRule.from_dict(plain)
    assert codes(caught) == ["bad-choice", "missing-key", "not-a-list", "not-a-truth", "missing-key"]
    with pytest.raises(RecordError) as caught:
        RemovalRule.from_dict({"vote": VOTE.to_dict(), "colour": "red"})
    assert codes(caught) == ["missing-key", "unknown-key"]


def test_a_ground_is_attested_by_anybody_by_one_of_several_or_by_all() -> None:
    anybody = RequiredGround("neglect")
    one = RequiredGround("neglect", by=["a", "b"])
    all_ = RequiredGround("neglect", by=["a", "b"], every=True)
    for attested, expected in (
        ((), (False, False, False)),
        (("c",), (True, False, False)),
        (("a",), (True, True, False)),
        (("a", "b", "c"), (True, True, True)),
    ):
        assert tuple(each.met(frozenset(attested)) for each in (anybody, one, all_)) == expected
    assert all_.missing({"b"}) == ("a",)


def test_a_ground_that_everybody_named_attests_names_somebody() -> None:
    with pytest.raises(RuleError) as caught:
        RequiredGround("neglect", every=True)
    assert codes(caught) == ["no-use"]
    with pytest.raises(TallyError):
        RequiredGround(" ")


def test_a_vote_may_be_held_under_the_rules_that_follow_it() -> None:
    last = DecisionRule("yes > no")
    second = DecisionRule(
        "yes > no", quorum="ballots >= 3", follows={"inquorate": FollowUp("second_call", rule=last)}
    )
    first = DecisionRule(
        "yes > no",
        quorum="ballots >= 5",
        follows={"inquorate": FollowUp("second_call", rule=second), "rejected": FollowUp("nothing")},
    )
    assert RemovalRule(kind="recall", vote=first).votes == (first, second, last)
    assert RemovalRule(kind="resignation").votes == ()


@pytest.mark.parametrize("room", [removal, rules, history, outcomes], ids=lambda room: room.__name__)
def test_a_room_lists_what_it_offers(room: ModuleType) -> None:
    assert dir(room) == list(room.__all__)
