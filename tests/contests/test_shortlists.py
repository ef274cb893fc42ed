"""Who goes on to the awards: so many of each group, with ties as values."""

import pickle
from typing import Any

import pytest

from consultgov import Elector
from consultgov.contests import Award, ContestRule, Criterion, Shortlist, Tied
from consultgov.errors import MissingData, RecordError, RuleError, TallyError
from tests.contests.making import Value, codes, given_scores, told

EAST_AND_WEST = [
    *(Elector(name, {"estate": "east"}) for name in ("e1", "e2", "e3")),
    *(Elector(name, {"estate": "west"}) for name in ("w1", "w2")),
]


def rule(number: int = 2, awards: Value = ("prize",), **settings: Value) -> ContestRule:
    return ContestRule([Criterion("merit")], awards, shortlist=Shortlist("estate", number, **settings))


def test_so_many_of_each_group_go_on() -> None:
    scores = {"e1": 90, "e2": 80, "e3": 70, "w1": 10, "w2": 5}
    result = given_scores(rule(1), scores, proposals=EAST_AND_WEST)
    assert result.shortlist is not None
    assert result.shortlist.on == {"e1", "w1"}
    assert result.winners == ("e1",)
    assert [why.code for why in result.of("e2").reasons] == ["not-shortlisted"]
    assert "Of east, these go on: e1." in told(result)
    assert result.to_dict()["shortlist"] == ["e1", "w1"]


def test_a_group_may_have_a_number_of_its_own() -> None:
    scores = {"e1": 90, "e2": 80, "e3": 70, "w1": 10, "w2": 5}
    result = given_scores(rule(1, numbers={"east": 3, "west": 0}), scores, proposals=EAST_AND_WEST)
    assert result.shortlist is not None
    assert result.shortlist.on == {"e1", "e2", "e3"}
    assert "Of west, none goes on for certain." in told(result)


def test_awards_wait_for_a_tie_on_the_shortlist_that_could_change_them() -> None:
    scores = {"e1": 90, "e2": 80, "e3": 80, "w1": 10, "w2": 5}
    result = given_scores(rule(2, [Award("prize", 2)]), scores, proposals=EAST_AND_WEST)
    assert result.ties == (Tied(("e2", "e3"), 1, "shortlist", ("east",)),)
    assert result.winners == ()
    assert [each.reasons for each in result.proposals] == [()] * 5
    assert "Tied for the places of east left on the shortlist (1): e2 and e3." in told(result)


def test_a_tie_on_the_shortlist_that_reaches_no_award_is_told_and_changes_nothing() -> None:
    scores = {"e1": 90, "e2": 80, "e3": 80, "w1": 10, "w2": 5}
    result = given_scores(rule(2), scores, proposals=EAST_AND_WEST)
    assert len(result.ties) == 1
    assert result.winners == ("e1",)


def test_awards_wait_where_those_tied_on_the_shortlist_would_be_tied_for_one() -> None:
    scores = {"e1": 80, "e2": 80, "e3": 80, "w1": 10, "w2": 5}
    assert given_scores(rule(2), scores, proposals=EAST_AND_WEST).winners == ()


def test_all_those_tied_go_on_where_the_rule_says_so() -> None:
    scores = {"e1": 90, "e2": 80, "e3": 80, "w1": 10, "w2": 5}
    result = given_scores(rule(2, [Award("prize", 3)], take_tied=True), scores, proposals=EAST_AND_WEST)
    assert result.winners == ("e1", "e2", "e3")
    assert result.ties == ()


def test_an_order_of_those_tied_settles_the_shortlist() -> None:
    scores = {"e1": 90, "e2": 80, "e3": 80, "w1": 10, "w2": 5}
    result = given_scores(rule(2, [Award("prize", 2)]), scores, proposals=EAST_AND_WEST, ties=["e3", "e2"])
    assert result.winners == ("e1", "e3")
    assert "Tied, and put in the order given: e3 and e2." in told(result)


def test_a_group_of_what_is_true_or_false_is_told_in_every_language() -> None:
    proposals = [Elector(name, {"new": name != "b"}) for name in "abcd"]
    listed = ContestRule(["merit"], shortlist=Shortlist("new", 2, {"no": 1}))
    result = given_scores(listed, {"a": 9, "b": 5, "c": 3, "d": 3}, proposals=proposals)
    text, chinese = told(result), result.explain("zh")
    assert "Of no, these go on: b." in text
    assert "否入围：b。" in chinese
    assert "是入围名额还余1个，并列：c和d。" in chinese


def test_a_proposal_in_no_group_does_not_go_on() -> None:
    proposals = [Elector("a", {"estate": None}), Elector("b", {"estate": True})]
    result = given_scores(rule(1), {"a": 90, "b": 80}, proposals=proposals)
    assert result.winners == ("b",)
    assert [why.code for why in result.of("a").reasons] == ["not-shortlisted"]


def test_a_proposal_without_the_trait_is_an_error() -> None:
    with pytest.raises(MissingData):
        rule().slate(["a"])


@pytest.mark.parametrize(
    ("settings", "kind", "code"),
    [
        ({"trait": "", "number": 3}, TallyError, "bad-name"),
        ({"trait": "estate", "number": -1}, RuleError, "bad-size"),
        ({"trait": "estate", "number": 1, "numbers": [3]}, RuleError, "not-a-dict"),
        ({"trait": "estate", "number": 1, "numbers": {"east": "3"}}, RuleError, "bad-size"),
        ({"trait": "estate", "number": 1, "take_tied": "yes"}, TallyError, "not-a-truth"),
    ],
)
def test_a_shortlist_that_makes_no_sense_is_refused(settings: dict[str, Any], kind: Value, code: str) -> None:
    with pytest.raises(kind) as error:
        Shortlist(**settings)
    assert codes(error) == [code]


@pytest.mark.parametrize(
    "shortlist", [Shortlist("estate", 3), Shortlist("estate", 3, {"west": 1, "east": 4}, take_tied=True)]
)
def test_shortlists_are_stored_pickled_and_hashed(shortlist: Shortlist) -> None:
    assert Shortlist.from_dict(shortlist.to_dict()) == shortlist
    assert pickle.loads(pickle.dumps(shortlist)) == shortlist  # noqa: S301 - pickled here
    assert hash(Shortlist.from_dict(shortlist.to_dict())) == hash(shortlist)
    with pytest.raises(RecordError):
        Shortlist.from_dict({"trait": "estate"})
