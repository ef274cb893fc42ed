"""Popular votes blended into the score."""

import json
import re
from fractions import Fraction
from typing import Any

import pytest

from consultgov import DecisionRule, Method, Poll
from consultgov.contests import ContestRule, Criterion, PopularOf, PopularShare, contest_of
from consultgov.errors import RuleError, TallyError
from consultgov.voting import Procedure, Returns
from consultgov.voting.forms import Choose, Form, Grade, Points, Rank, Score
from consultgov.voting.slates import Slate
from tests.contests.making import CAST, OPENS, Value, codes, given_scores, marked, told

SEVENTY_THIRTY = ContestRule([Criterion("merit")], ["prize"], blend=PopularShare("30%"))
CAST_LATER = "2026-05-02T09:00+08:00"
SCORES = {"a": 80, "b": 90, "c": 60}


def finals(popular: Value, rule: ContestRule = SEVENTY_THIRTY) -> dict[str, Any]:
    result = given_scores(rule, SCORES, popular=popular)
    assert told(result)
    return {each.proposal: each.score for each in result.proposals}


def test_the_most_voted_has_the_full_mark_of_the_public() -> None:
    assert finals({"a": 400, "b": 100}) == {
        "a": 70 * Fraction(80, 100) + 30,
        "b": 70 * Fraction(90, 100) + Fraction(30, 4),
        "c": 42,
    }


def test_votes_may_be_a_share_of_all_votes() -> None:
    rule = ContestRule([Criterion("merit")], blend=PopularShare("30%", PopularOf.ALL))
    assert finals({"a": 300, "b": 100}, rule) == {
        "a": 56 + 30 * Fraction(3, 4),
        "b": 63 + Fraction(30, 4),
        "c": 42,
    }


def test_where_nobody_votes_nobody_has_a_share() -> None:
    assert finals({}) == {"a": 56, "b": 63, "c": 42}


def test_the_public_gives_marks_on_the_scale_of_the_judges() -> None:
    rule = ContestRule([Criterion("merit", highest=200)], blend=PopularShare("1/2"))
    assert finals({"a": 1}, rule)["a"] == 40 + 100


def test_votes_for_a_proposal_that_does_not_take_part_are_no_measure() -> None:
    rule = ContestRule([Criterion("merit")], blend=PopularShare("30%"), entry=["given funded"])
    facts = {"a": {"funded": True}, "b": {"funded": False}, "c": {"funded": True}}
    result = given_scores(rule, SCORES, popular={"a": 100, "b": 400}, facts=facts)
    assert result.of("a").score == 56 + 30
    assert result.of("b").popular is None


@pytest.mark.parametrize(
    ("form", "papers", "votes"),
    [
        (Choose(most=2), [(["a", "b"], 3), (["a"], 1)], {"a": 4, "b": 3}),
        (Points(total=5), [({"a": 3, "b": 2}, 2)], {"a": 6, "b": 4}),
        (Score(criteria=("x", "y")), [({"a": {"x": 1, "y": 2}}, 2)], {"a": 6}),
    ],
)
def test_the_public_may_choose_give_points_or_score(form: Form, papers: Value, votes: dict[str, int]) -> None:
    assert finals(Returns.of(Slate(["a", "b"], form), papers)) == finals(votes)


def test_declared_votes_count_as_they_are() -> None:
    assert finals(Returns.of(Slate(["a", "b"]), votes={"a": 4, "b": 3})) == finals({"a": 4, "b": 3})


def open_vote(quorum: str) -> Poll:
    rule = DecisionRule("yes >= 1", quorum=quorum)
    return Poll("Your favourite?", rule, ["li", "wang"], opens=OPENS, slate=Slate(["a", "b"]))


def test_a_poll_of_the_public_is_counted_as_it_stands() -> None:
    assert finals(open_vote("ballots >= 1").cast("li", ["a"], at=CAST)) == finals({"a": 1})


def test_an_open_poll_of_the_public_is_told_as_one_that_is_not_closed() -> None:
    poll = open_vote("ballots >= 1").cast("li", ["a"], at=CAST)
    judges = marked(SEVENTY_THIRTY, {"chen": SCORES}, closes=CAST_LATER)
    result = contest_of(judges, CAST_LATER, popular=poll)
    assert [note.code for note in result.notes] == ["contest-popular-notes"]
    assert told(result).splitlines()[:2] == [
        "Of the popular vote:",
        "  The poll is not closed; this is what it would come to if it closed now.",
    ]


SECRET = Procedure(method=Method.SECRET_BALLOT)


def secret_vote(voters: int) -> Poll:
    people = [f"v{at}" for at in range(voters)]
    rule = DecisionRule("yes >= 1")
    settings: Value = {"opens": OPENS, "closes": CAST_LATER, "procedure": SECRET}
    poll = Poll("Your favourite?", rule, people, **settings, slate=Slate(["a", "b", "c"]))
    for at, who in enumerate(people):
        poll = poll.cast(who, ["ab"[at % 2]], at=CAST)
    return poll


def test_a_secret_vote_of_the_public_is_sealed_until_it_is_closed() -> None:
    judges = marked(SEVENTY_THIRTY, {"chen": SCORES}, closes=CAST_LATER)
    result = contest_of(judges, popular=secret_vote(3))
    assert [note.code for note in result.notes] == ["contest-popular-sealed"]
    assert told(result).splitlines() == [
        "Nothing is counted yet: the popular vote is not closed.",
        "  A secret ballot is sealed until the poll is closed.",
    ]
    assert "暂不计分：群众投票尚未截止。" in result.explain("zh")
    closed = contest_of(judges, CAST_LATER, popular=secret_vote(3))
    assert closed.notes == ()
    assert (closed.of("a").popular, closed.of("b").popular_share) == (2, Fraction(1, 2))
    assert not closed.withheld


def test_so_few_papers_of_the_public_that_they_would_tell_are_not_told() -> None:
    judges = marked(SEVENTY_THIRTY, {"chen": SCORES}, closes=CAST_LATER)
    result = contest_of(judges, CAST_LATER, popular=secret_vote(2))
    assert (result.winners, result.ranking) == (("b",), (("b",), ("a",), ("c",)))
    assert result.withheld
    plain = result.to_dict()
    assert plain["proposals"] == [{"proposal": "a"}, {"proposal": "b", "award": "prize"}, {"proposal": "c"}]
    assert set(re.findall(r"\d+", json.dumps(plain))) == {str(SECRET.fewest_shown)}
    assert told(result).splitlines() == [
        "Of the popular vote:",
        "  Figures are withheld: a box holds fewer than 3 ballots, and they could unmask a voter.",
        "Place 1: b.",
        "Place 2: a.",
        "Place 3: c.",
        "prize: b.",
    ]


def test_how_the_score_is_made_is_told_in_one_line() -> None:
    result = given_scores(SEVENTY_THIRTY, {"a": 88, "b": 80, "c": 80}, popular={"a": 400, "b": 100, "c": 3})
    lines = told(result).splitlines()
    assert "  Popular votes: 400, a share of 100%." in lines
    assert "  Popular votes: 100, a share of 25%." in lines
    assert "  Together: 70% × 88 + 30% × 100 = 91.6." in lines
    assert "合成：70% × 88 + 30% × 100 = 91.6。" in result.explain("zh")
    mixed: Value = result.to_dict()["proposals"]
    assert mixed[0]["mixed"]["facts"] == {
        "judges": "88",
        "public": "100",
        "score": "91.6",
        "judges_share": "70%",
        "public_share": "30%",
    }
    third = given_scores(
        ContestRule(["merit"], blend=PopularShare("1/3")), {"a": 90, "b": 60}, popular={"a": 3, "b": 1}
    )
    assert "Together: 2/3 × 60 + 1/3 × 100/3 = 460/9." in told(third)
    assert "a share of 1/3" in told(third)


def test_without_a_valid_popular_vote_nothing_is_counted() -> None:
    poll = open_vote("ballots = members").cast("li", ["a"], at=CAST)
    result = given_scores(SEVENTY_THIRTY, SCORES, popular=poll)
    assert [note.code for note in result.notes][-1] == "contest-popular-not-valid"
    assert result.ranking == ()
    assert "Nothing is counted: the popular vote is not valid." in told(result)


@pytest.mark.parametrize(
    ("popular", "found"),
    [
        (None, ["popular-missing"]),
        ([3], ["not-a-dict"]),
        ({"a": 0.5, "b": -1, "z": 3, 4: 5}, ["float", "negative-number", "unknown-option", "unknown-option"]),
        (Returns.of(Slate(["a"], Rank()), [(["a"], 1)]), ["wrong-form"]),
        (Returns.of(Slate(["a"], Grade(("good", "bad"))), [({"a": "good"}, 1)]), ["wrong-form"]),
        (Returns.of(Slate(["z"]), [(["z"], 1)]), ["unknown-option"]),
    ],
)
def test_popular_votes_that_make_no_sense_are_refused(popular: Value, found: list[str]) -> None:
    with pytest.raises(TallyError) as error:
        finals(popular)
    assert codes(error) == found


def test_popular_votes_that_the_rule_does_not_ask_for_are_refused() -> None:
    with pytest.raises(TallyError) as error:
        finals({"a": 1}, ContestRule([Criterion("merit")]))
    assert codes(error) == ["popular-not-asked"]


@pytest.mark.parametrize(("share", "code"), [(0, "blend-bounds"), ("100%", "blend-bounds"), (0.3, "float")])
def test_a_blend_is_between_nothing_and_all(share: Value, code: str) -> None:
    with pytest.raises(RuleError) as error:
        PopularShare(share)
    assert codes(error) == [code]


def test_a_blend_is_of_a_known_kind_and_beside_no_sum() -> None:
    with pytest.raises(TallyError) as error:
        PopularShare("30%", "some")
    assert codes(error) == ["bad-choice"]
    with pytest.raises(RuleError) as refused:
        ContestRule([Criterion("merit")], joining="sum", blend=PopularShare("30%"))
    assert codes(refused) == ["blend-of-sums"]


def test_a_blend_is_stored_and_read_back() -> None:
    blend = PopularShare("1/3", PopularOf.ALL)
    assert PopularShare.from_dict(blend.to_dict()) == blend
