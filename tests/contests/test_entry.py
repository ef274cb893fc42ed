"""What a proposal must have or be to take part, and the reasons of those that do not."""

import pytest

from consultgov import Clause, Condition
from consultgov.contests import ContestRule, Criterion, EntryCondition, PopularShare
from consultgov.errors import RecordError, RuleError, RuleTextError, TallyError
from tests.contests.making import Value, codes, given_scores, marked, told

RULE = ContestRule(
    [Criterion("merit")], ["prize"], entry=["given raised >= 50000 or given donors >= 500", "given public"]
)


@pytest.mark.parametrize(
    ("raised", "donors", "enters"),
    [(49_999, 499, False), (50_000, 0, True), (50_001, 0, True), (0, 500, True), (0, 501, True)],
)
def test_a_condition_is_met_by_the_figure_itself(raised: int, donors: int, *, enters: bool) -> None:
    facts = {"a": {"raised": raised, "donors": donors, "public": True}}
    result = given_scores(RULE, {"a": 90}, facts=facts)
    assert (result.of("a").score == 90) is enters
    assert bool(result.of("a").entry) is not enters


def test_every_condition_that_fails_is_a_reason() -> None:
    facts = {"a": {"raised": 1, "donors": 2, "public": False}, "b": {"raised": 60_000}}
    result = given_scores(RULE, {"a": 90, "b": 80, "c": 70}, facts=facts)
    assert [len(result.of(name).entry) for name in "abc"] == [2, 2, 2]
    assert [why.facts["names"] for why in result.of("b").entry] == [["donors"], ["public"]]
    assert [why.facts["names"] for why in result.of("c").entry] == [["donors", "raised"], ["public"]]
    assert result.ranking == ()
    text = told(result)
    assert "a does not take part:" in text
    assert "  Not stated: donors." in text
    assert result.to_dict()["proposals"][0].keys() == {"proposal", "entry"}  # type: ignore[index]


def test_a_fact_of_another_kind_is_not_stated() -> None:
    facts = {"a": {"raised": True, "donors": 5, "public": 1}}
    entry = given_scores(RULE, {"a": 90}, facts=facts).of("a").entry
    assert [why.facts["names"] for why in entry] == [["raised"], ["public"]]


def test_the_clause_stands_with_the_reason() -> None:
    clause = Clause("提案大赛办法", "自筹资金")
    condition = EntryCondition(Condition.parse("given raised >= 50000"), clause)
    assert condition.verdict({"raised": 1}).clause == clause
    assert condition.verdict({}).clause == clause


def test_facts_may_come_with_the_count() -> None:
    rule = ContestRule([Criterion("merit")], entry=["given raised >= 50000"], blend=PopularShare("50%"))
    assert given_scores(rule, {"a": 90}, popular={}).of("a").entry
    poll = marked(rule, {"li": {"a": 90}})
    assert rule.count(poll, popular={}, facts={"a": {"raised": 50_000}}).of("a").score == 45


@pytest.mark.parametrize(
    ("condition", "kind", "code"),
    [
        ("yes >= 1", RuleError, "not-of-facts"),
        ("given open and yes >= 1", RuleError, "not-of-facts"),
        ("each sector: given open", RuleError, "not-of-facts"),
        ("1 >= 1", RuleError, "counts-nothing"),
        ("given >=", RuleError, "unexpected"),
        (3, RuleError, "not-text"),
    ],
)
def test_a_condition_on_anything_but_facts_is_refused(condition: Value, kind: Value, code: str) -> None:
    with pytest.raises(kind) as error:
        EntryCondition(condition)
    assert codes(error) == [code]


def test_a_rule_names_what_cannot_be_read() -> None:
    with pytest.raises(RuleError):
        ContestRule([Criterion("merit")], entry=["given >="])
    with pytest.raises(RuleTextError):
        EntryCondition("given >=")


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ([3], ["not-a-dict"]),
        ({"a": 3, "z": {}}, ["not-a-dict", "unknown-option"]),
        ({"a": {"raised": 0.5}}, ["bad-fact"]),
    ],
)
def test_facts_that_make_no_sense_are_refused(facts: Value, found: list[str]) -> None:
    with pytest.raises(TallyError) as error:
        RULE.slate(["a"], facts=facts)
    assert codes(error) == found


@pytest.mark.parametrize("clause", [None, Clause("a law")])
def test_conditions_are_stored_and_read_back(clause: Clause | None) -> None:
    condition = EntryCondition("given raised >= 50000", clause)
    assert EntryCondition.from_dict(condition.to_dict()) == condition
    with pytest.raises(RecordError):
        EntryCondition.from_dict({"clause": {}})
    with pytest.raises(RecordError):
        EntryCondition.from_dict({"condition": "given raised >= 1", "clause": {}})
