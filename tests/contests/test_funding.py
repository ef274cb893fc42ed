"""Money for proposals in their order of merit, from several sources."""

import pickle
from typing import Any

import pytest

from consultgov import Clause, Elector
from consultgov.contests import Award, ContestRule, Funding, Source, Tied, contest_of, fund
from consultgov.errors import MissingData, RecordError, RuleError, TallyError, TooLarge
from tests.contests.making import Value, codes, marked, told

TOWN = Source("财政投入", 500)
FUND = Source("社区基金", 300, only={"category": ["greening", "sport"]})
GIFTS = Source("社会资金", 200, only={"category": "sport"})
ALL = [TOWN, FUND, GIFTS]

PROJECTS = [
    Elector("garden", {"category": "greening"}),
    Elector("pitch", {"category": "sport"}),
    Elector("lamps", {"category": "light"}),
]


def paid(found: Funding) -> dict[str, dict[str, Any]]:
    assert told(found)
    assert found.to_dict()
    return {grant.proposal: dict(grant.paid) for grant in found.grants}


def test_a_proposal_may_be_paid_from_several_sources() -> None:
    found = fund(["pitch"], {"pitch": 900}, ALL, proposals=PROJECTS)
    assert paid(found) == {"pitch": {"财政投入": 500, "社区基金": 300, "社会资金": 100}}
    assert found.left == (("财政投入", 0), ("社区基金", 0), ("社会资金", 100))
    assert "pitch is paid for: 财政投入 500, 社区基金 300, 社会资金 100." in told(found)


def test_the_first_sources_pay_as_much_as_leaves_enough_for_the_others() -> None:
    costs = {"pitch": 400, "garden": 200, "lamps": 400}
    found = fund(["pitch", "garden", "lamps"], costs, ALL, proposals=PROJECTS)
    assert found.chosen == ("pitch", "garden", "lamps")
    assert paid(found)["lamps"] == {"财政投入": 400}
    assert paid(found)["pitch"] == {"财政投入": 100, "社区基金": 100, "社会资金": 200}


@pytest.mark.parametrize(("cost", "chosen"), [(799, True), (800, True), (801, False)])
def test_what_costs_as_much_as_there_is_can_be_paid(cost: int, *, chosen: bool) -> None:
    found = fund(["garden"], {"garden": cost}, ALL, proposals=PROJECTS)
    assert (found.chosen == ("garden",)) is chosen


def test_what_cannot_be_paid_is_passed_over_with_the_reason() -> None:
    found = fund(["lamps", "garden"], {"lamps": 501, "garden": 100}, ALL, proposals=PROJECTS)
    assert found.chosen == ("garden",)
    assert [(name, why.code, why.facts["left"]) for name, why in found.left_out] == [
        ("lamps", "fund-too-little-left", "500")
    ]
    assert "lamps is not paid for: it costs 501, and 500 is left for it." in told(found)


def test_what_no_source_may_pay_for_is_left_out_even_where_it_costs_nothing() -> None:
    found = fund(["lamps"], {"lamps": 0}, [FUND], proposals=PROJECTS)
    assert [why.code for _, why in found.left_out] == ["fund-no-source"]
    assert told(found)


def test_what_costs_nothing_is_given_nothing() -> None:
    assert paid(fund(["a"], {"a": 0}, [TOWN])) == {"a": {}}


def test_the_list_may_end_at_the_first_that_cannot_be_paid() -> None:
    costs = {"a": 100, "b": 600, "c": 100}
    found = fund(["a", "b", "c"], costs, [TOWN], skip=False)
    assert found.chosen == ("a",)
    assert [why.code for _, why in found.left_out] == ["fund-too-little-left", "fund-ended"]
    assert "c is not looked at: it ends at b, for which there was too little money." in told(found)


def test_those_alike_who_cannot_all_be_paid_are_tied_and_the_rest_is_undecided() -> None:
    costs = {"a": 100, "b": 300, "c": 300, "d": 900, "e": 100}
    found = fund(["a", ["b", "c", "d"], "e"], costs, [TOWN])
    assert found.tie == Tied(("b", "c"), 0, "grant")
    assert found.chosen == ("a",)
    assert [name for name, _ in found.left_out] == ["d"]
    assert "Of equal merit, and there is not enough money for all: b and c." in told(found)
    assert "tie" in found.to_dict()


def test_an_order_of_those_alike_settles_who_is_paid() -> None:
    costs = {"a": 100, "b": 300, "c": 300, "e": 100}
    found = fund(["a", ["b", "c"], "e"], costs, [TOWN], ties=["c", "b"])
    assert found.chosen == ("a", "c", "e")


def test_those_alike_who_can_all_be_paid_are() -> None:
    assert fund([["b", "c"]], {"b": 300, "c": 200}, [TOWN]).chosen == ("b", "c")


def test_where_the_list_ends_at_the_first_it_matters_who_of_those_alike_comes_first() -> None:
    costs = {"a": 100, "b": 600}
    assert fund([["a", "b"]], costs, [TOWN], skip=False).tie == Tied(("a", "b"), 0, "grant")
    ended = fund([["b", "c"], "a"], {"a": 100, "b": 600, "c": 700}, [TOWN], skip=False)
    assert [why.code for _, why in ended.left_out] == ["fund-too-little-left"] * 2 + ["fund-ended"]


@pytest.mark.parametrize(
    ("source", "kind", "code"),
    [
        ({"name": "", "amount": 1}, TallyError, "bad-name"),
        ({"name": "a", "amount": -1}, RuleError, "negative-number"),
        ({"name": "a", "amount": 0.5}, RuleError, "float"),
        ({"name": "a", "amount": 1, "only": ["sport"]}, RuleError, "not-a-dict"),
        ({"name": "a", "amount": 1, "only": {"category": 3}}, RecordError, "not-a-list"),
        ({"name": "a", "amount": 1, "only": {"category": [""]}}, TallyError, "bad-name"),
        ({"name": "a", "amount": 1, "clause": {"source": ""}}, RecordError, "bad-text"),
    ],
)
def test_a_source_that_makes_no_sense_is_refused(source: dict[str, Any], kind: Value, code: str) -> None:
    with pytest.raises(kind) as error:
        Source(**source)
    assert codes(error) == [code]


@pytest.mark.parametrize("source", [TOWN, FUND, Source("a", "12.5", clause=Clause("a law"))])
def test_sources_are_stored_pickled_and_hashed(source: Source) -> None:
    assert Source.from_dict(source.to_dict()) == source
    assert pickle.loads(pickle.dumps(source)) == source  # noqa: S301 - pickled here
    assert hash(Source.from_dict(source.to_dict())) == hash(source)
    with pytest.raises(RecordError):
        Source.from_dict({"name": "a"})


@pytest.mark.parametrize(
    ("order", "costs", "found"),
    [
        ([], {}, ["no-options"]),
        (["a", ["b", "a"]], {"a": 1, "b": 1}, ["option-twice"]),
        (["a", 3], {}, ["not-a-list"]),
        (["a"], [1], ["not-a-dict"]),
        (["a", "b", "c"], {"a": -1, "b": 0.5}, ["missing-cost", "negative-number", "float"]),
    ],
)
def test_an_order_or_costs_that_make_no_sense_are_refused(
    order: Value, costs: Value, found: list[str]
) -> None:
    with pytest.raises(TallyError) as error:
        fund(order, costs, [TOWN])
    assert codes(error) == found


@pytest.mark.parametrize(
    ("sources", "code"),
    [([], "no-sources"), ([TOWN, TOWN], "name-twice"), ([3], "wrong-kind")],
)
def test_sources_that_make_no_sense_are_refused(sources: Value, code: str) -> None:
    with pytest.raises(RuleError) as error:
        fund(["a"], {"a": 1}, sources)
    assert codes(error) == [code]


def test_an_order_and_sources_are_lists() -> None:
    for order, sources in (("ab", [TOWN]), (["a"], 3)):
        with pytest.raises(RecordError) as error:
            fund(order, {"a": 1}, sources)  # type: ignore[arg-type]
        assert codes(error) == ["not-a-list"]


def test_figures_of_money_are_facts_of_their_own_name() -> None:
    found = fund(["pitch"], {"pitch": 900}, ALL, proposals=PROJECTS)
    granted, left = found.account()
    assert granted.facts["paid"] == ["财政投入 500", "社区基金 300", "社会资金 100"]
    assert left.facts == {"left": ["财政投入 0", "社区基金 0", "社会资金 100"]}
    assert left.explain() == "Left: 财政投入 0, 社区基金 0, 社会资金 100."
    assert left.explain("zh") == "余额：财政投入 0，社区基金 0，社会资金 100。"


def test_the_winners_of_a_contest_are_paid_with_the_ties_among_them() -> None:
    rule = ContestRule(["merit"], [Award("prize", 3)])
    poll = marked(rule, {"li": {"a": 90, "b": 80, "c": 80, "d": 10}})
    result = contest_of(poll)
    assert result.winners_ranked == (("a",), ("b", "c"))
    costs = {"a": 300, "b": 200, "c": 200}
    assert fund(result.winners_ranked, costs, [TOWN]).tie == Tied(("b", "c"), 0, "grant")
    drawn = contest_of(poll, ties=["c", "b"])
    assert drawn.winners_ranked == (("a",), ("c",), ("b",))
    assert fund(drawn.winners_ranked, costs, [TOWN]).chosen == ("a", "c")


def test_more_sources_than_can_be_looked_at_are_refused_first() -> None:
    with pytest.raises(TooLarge):
        fund(["a"], {"a": 1}, [Source(str(number), 1) for number in range(9)])


def test_a_restricted_source_needs_the_trait_of_every_proposal() -> None:
    with pytest.raises(MissingData) as error:
        fund(["garden", "bench", "z"], {"garden": 1, "bench": 1, "z": 1}, ALL, proposals=PROJECTS)
    assert [fault.people for fault in error.value.faults] == [("bench",), ("z",)]
