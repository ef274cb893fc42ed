"""Votes in blocks: groups that vote as one, and blocks that are divided."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from consultgov import DecisionRule, Elector, Outcome, Tally
from consultgov.errors import ConsultgovError, MissingData, RuleError, ShareError, TallyError
from consultgov.voting import blocks as module
from consultgov.voting.blocks import BlocPolicy, divided, en_bloc, split

LANDS = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "c1": None}
VOTES = {"a1": "yes", "a2": "yes", "a3": "no", "b1": "no", "b2": "no", "c1": "yes"}


def codes(error: ConsultgovError) -> list[str]:
    return [fault.code for fault in error.faults]


# --- groups ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "of_a"),
    [
        ("void", ["invalid", "invalid", "invalid"]),
        ("divided", ["yes", "yes", "no"]),
        (BlocPolicy.MAJORITY, ["yes", "yes", "yes"]),
    ],
)
def test_a_split_group_is_void_divided_or_follows_its_majority(policy: str, of_a: list[str]) -> None:
    found = en_bloc(VOTES, LANDS, policy)
    assert [found[who] for who in ("a1", "a2", "a3")] == of_a
    assert [found[who] for who in ("b1", "b2", "c1")] == ["no", "no", "yes"]
    assert list(found) == list(VOTES)


def test_a_void_ballot_among_others_makes_a_group_that_is_not_of_one_mind() -> None:
    ballots = {"b1": "yes", "b2": "invalid"}
    assert en_bloc(ballots, LANDS, "void") == {"b1": "invalid", "b2": "invalid"}
    assert en_bloc(ballots, LANDS, "majority") == {"b1": "yes", "b2": "yes"}
    alone = {"b1": "invalid"}
    assert en_bloc(alone, LANDS, "void") == en_bloc(alone, LANDS, "majority") == alone


@pytest.mark.parametrize(("tied", "says"), [("void", "invalid"), ("abstain", "abstain")])
def test_a_group_without_a_majority_does_what_the_rule_says(tied: str, says: str) -> None:
    ballots = {"b1": "yes", "b2": "no"}
    assert en_bloc(ballots, LANDS, "majority", tied=tied) == {"b1": says, "b2": says}


def test_a_majority_may_be_of_weights() -> None:
    weights: dict[str, str | int | Fraction] = {
        "a1": "0.1",
        "a2": "0.2",
        "a3": Fraction(3, 10),
        "b1": 1,
        "b2": 2,
    }
    ballots = {who: VOTES[who] for who in ("a1", "a2", "a3", "b1", "b2")}
    assert en_bloc(ballots, LANDS, "majority", weights=weights)["a1"] == "invalid"
    weights["a3"] = "0.31"
    assert en_bloc(ballots, LANDS, "majority", weights=weights)["a1"] == "no"


def test_true_and_false_are_yes_and_no() -> None:
    assert en_bloc({"b1": True, "b2": "yes"}, LANDS, "void") == {"b1": "yes", "b2": "yes"}
    assert en_bloc({"b1": False, "b2": True}, LANDS, "void") == {"b1": "invalid", "b2": "invalid"}


def test_a_vote_that_is_split_splits_its_group() -> None:
    half: dict[str, object] = {"yes": "50%", "no": Fraction(1, 2)}
    assert en_bloc({"b1": half}, LANDS, "void") == {"b1": "invalid"}
    assert en_bloc({"b1": half, "b2": "no"}, LANDS, "majority") == {"b1": "no", "b2": "no"}
    assert en_bloc({"b1": half}, LANDS, "divided") == {"b1": half}
    one: dict[str, object] = {"yes": 1, "no": 0}
    assert en_bloc({"b1": one}, LANDS, "void") == {"b1": "yes"}


NOTHING: list[object] = [None, "silent", "absent", {"silent": 1}]


@pytest.mark.parametrize("nothing", NOTHING)
def test_whoever_hands_in_no_ballot_does_not_follow(nothing: object) -> None:
    ballots = {"a1": "yes", "a2": nothing}
    assert en_bloc(ballots, LANDS, "void") == ballots


def test_unless_the_rule_lets_one_vote_for_all() -> None:
    """The votes of a Land are cast by one of its members for all."""
    ballots = {"a1": "yes", "a2": "absent", "c1": None}
    found = en_bloc(ballots, LANDS, "void", silent_follow=True)
    assert found == {"a1": "yes", "a2": "yes", "c1": None, "a3": "yes"}
    assert en_bloc({}, LANDS, "void", silent_follow=True) == {}
    torn = {"a1": "yes", "a2": "no"}
    assert set(en_bloc(torn, LANDS, "void", silent_follow=True).values()) == {"invalid"}


def test_labels_are_answers_too() -> None:
    ballots = {"b1": "satisfied", "b2": "satisfied"}
    assert en_bloc(ballots, LANDS, "majority") == ballots


# --- the Bundesrat --------------------------------------------------------------------------------

VOTES_OF = {
    "BW": 6, "BY": 6, "BE": 4, "BB": 4, "HB": 3, "HH": 3, "HE": 5, "MV": 3,
    "NI": 6, "NW": 6, "RP": 4, "SL": 3, "SN": 4, "ST": 4, "SH": 4, "TH": 4,
}  # fmt: skip
IN_FAVOUR = ["BE", "MV", "NI", "NW", "RP", "ST", "SH"]


def bundesrat(policy: str) -> Outcome:
    """The vote of 22 March 2002 (BVerfGE 106, 310): 31 votes in favour, and Brandenburg's four in dispute."""
    ballots = {land: "yes" if land in IN_FAVOUR else "no" for land in VOTES_OF if land != "BB"}
    members = {land: land for land in ballots} | {"BB 1": "BB", "BB 2": "BB"}
    cast = ballots | {"BB 1": "yes", "BB 2": "no"}
    found = en_bloc(cast, members, policy)
    said = {land: found[land] for land in ballots} | {"BB": found["BB 1"]}
    electors = [Elector(land, weights={"votes": votes}) for land, votes in VOTES_OF.items()]
    rule = DecisionRule(adopts="yes by votes > 1/2 of members by votes")
    return rule.outcome(Tally.of(electors, said))


def test_brandenburg_s_split_vote_is_void_and_the_bill_fails() -> None:
    """Counted as its first member said, it would have carried with 35 of 69."""
    assert bundesrat("void") is Outcome.REJECTED
    assert bundesrat("divided") is Outcome.ADOPTED


def test_why_a_group_is_divided() -> None:
    why = divided(VOTES | {"b1": None}, LANDS)
    assert list(why) == ["A"]
    assert why["A"].facts == {"group": "A", "answers": ["no", "yes"]}
    assert why["A"].explain("zh") == "“A”未作一致表决：其成员分别投了“反对”和“赞成”。"


# --- bad groups -----------------------------------------------------------------------------------


BAD: dict[str, Callable[[], Any]] = {
    "bad-choice": lambda: en_bloc(VOTES, LANDS, "consensus"),
    "bad-choice bad-choice": lambda: en_bloc(VOTES, LANDS, ["void"], tied=7),  # type: ignore[arg-type]
    "not-a-truth": lambda: en_bloc(VOTES, LANDS, "void", silent_follow=1),  # type: ignore[arg-type]
    "nobody-to-follow": lambda: en_bloc(VOTES, LANDS, "divided", silent_follow=True),
}


@pytest.mark.parametrize(("expected", "call"), BAD.items(), ids=BAD)
def test_a_policy_makes_sense(expected: str, call: Callable[[], Any]) -> None:
    with pytest.raises(RuleError) as raised:
        call()
    assert codes(raised.value) == expected.split()


FINE = {f"l{place}": Fraction(1, 10**380 + 2 * place + 1) for place in range(20)}
"""Parts whose sum has more digits than Python writes."""

WRONG: dict[str, Callable[[], Any]] = {
    "not-a-dict": lambda: en_bloc(["yes"], LANDS, "void"),  # type: ignore[arg-type]
    "not-a-dict ": lambda: divided(VOTES, "A"),  # type: ignore[arg-type]
    "not-a-dict  ": lambda: en_bloc(VOTES, LANDS, "majority", weights=3),  # type: ignore[arg-type]
    "bad-stance bad-stance": lambda: en_bloc({"a1": 7, "a2": ["yes"]}, LANDS, "void"),
    "not-a-ballot": lambda: en_bloc({"a1": "recused"}, LANDS, "void"),
    "bad-split": lambda: en_bloc({"a1": {"yes": "1/2"}}, LANDS, "void"),
    "bad-split ": lambda: en_bloc({"a1": {"yes": 2, "no": -1}}, LANDS, "void"),
    "bad-trait": lambda: en_bloc({"a1": "yes"}, {"a1": ["A"]}, "void"),
    "bad-trait ": lambda: en_bloc({}, {"a1": ["A"]}, "void", silent_follow=True),
    "bad-split  ": lambda: en_bloc({"a1": dict(FINE)}, LANDS, "void"),
    "negative-weight": lambda: en_bloc({"a1": "yes"}, LANDS, "majority", weights={"a1": -1}),
}


@pytest.mark.parametrize(("expected", "call"), WRONG.items(), ids=WRONG)
def test_what_is_given_is_checked(expected: str, call: Callable[[], Any]) -> None:
    with pytest.raises(TallyError) as raised:
        call()
    assert codes(raised.value) == expected.split()


def test_whoever_voted_has_a_weight() -> None:
    with pytest.raises(MissingData, match="weight of 'b1' must be there") as raised:
        en_bloc({"b1": "yes", "b2": "no"}, LANDS, "majority", weights={"b2": 1})
    assert raised.value.faults[0].people == ("b1",)


# --- blocks ---------------------------------------------------------------------------------------


def test_a_block_of_votes_is_divided_into_shares_of_one() -> None:
    assert split(5, {"yes": 3, "no": 2}) == {"yes": Fraction(3, 5), "no": Fraction(2, 5)}
    assert split("89.30", {True: "89.3"}) == {"yes": 1}
    assert split(10**18, {"yes": 1, "no": 0})["yes"] == Fraction(1, 10**18)


@pytest.mark.parametrize("remainder", ["silent", "abstain", "no"])
def test_what_is_left_of_a_block_is_what_the_rule_says(remainder: str) -> None:
    assert split(5, {"yes": 3}, remainder=remainder) == {"yes": Fraction(3, 5), remainder: Fraction(2, 5)}
    assert split(5, {}, remainder=remainder) == {remainder: 1}
    assert split(5, {remainder: 5}, remainder=remainder) == {remainder: 1}
    assert split(5, {"yes": 5}, remainder=None) == {"yes": 1}


def test_oz_27_a_last_ballot_spends_the_rest() -> None:
    parts = split(7, {"no": 1, "yes": 2, "abstain": 1}, remainder="no")
    assert parts == {"no": Fraction(4, 7), "yes": Fraction(2, 7), "abstain": Fraction(1, 7)}
    tally = Tally.of([Elector("voter2", weights={"tokens": 7})], {"voter2": parts})
    rule = DecisionRule(adopts="yes by tokens >= 2 and no by tokens = 4")
    assert rule.outcome(tally) is Outcome.ADOPTED


BLOCKS: dict[str, Callable[[], Any]] = {
    "too-many-votes": lambda: split(5, {"yes": 3, "no": "2.01"}),
    "votes-left": lambda: split(5, {"yes": 3}, remainder=None),
    "no-votes": lambda: split(0, {"yes": 0}),
    "no-votes ": lambda: split("-1", {}),
    "bad-split": lambda: split(5, {"yes": 6, "no": -1}),
    "bad-split ": lambda: split(5, FINE),
    "bad-split  ": lambda: split(1, FINE, remainder=None),
    "bad-stance": lambda: split(5, {7: 1}),
    "bad-stance ": lambda: split(5, {}, remainder=7),  # type: ignore[arg-type]
    "not-a-ballot": lambda: split(5, {"vacant": 1}),
    "not-a-dict": lambda: split(5, [("yes", 1)]),  # type: ignore[arg-type]
    "float": lambda: split(5, {"yes": 0.5}),  # type: ignore[dict-item]
}


@pytest.mark.parametrize(("expected", "call"), BLOCKS.items(), ids=BLOCKS)
def test_a_block_is_divided_within_what_it_has(expected: str, call: Callable[[], Any]) -> None:
    with pytest.raises(TallyError) as raised:
        call()
    assert codes(raised.value) == expected.split()


def test_more_than_the_block_is_refused_with_both_figures() -> None:
    rule = r"parts of a block must be at most 5 votes \(got 5\.01 votes\): take some back"
    with pytest.raises(TallyError, match=rule):
        split(5, {"yes": 3, "no": "2.01"})


@pytest.mark.parametrize("remainder", ["silent", None])
def test_figures_of_many_digits_are_told_all_the_same(remainder: str | None) -> None:
    least = Fraction(1, 10**400)
    with pytest.raises(TallyError, match="must be at most") as raised:
        split(10**399, {"yes": 10**399, "no": least}, remainder=remainder)
    assert codes(raised.value) == ["too-many-votes"]
    with pytest.raises(TallyError, match="must use up the block"):
        split(10**399, {"yes": least}, remainder=None)
    assert split(10**399, {"yes": least})["yes"] == least / 10**399


def test_a_block_is_an_exact_number() -> None:
    with pytest.raises(ShareError):
        split(0.5, {"yes": 1})  # type: ignore[arg-type]


def test_the_module_lists_what_it_offers() -> None:
    assert dir(module) == module.__all__
