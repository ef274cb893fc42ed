"""A contest as a poll of its judges, counted again from its own record."""

import json
import pickle
import re
from typing import Any, cast

import pytest

from consultgov import Clause, DecisionRule, Elector, Method, Poll
from consultgov.contests import (
    Award,
    ContestResult,
    ContestRule,
    Criterion,
    EntryCondition,
    PopularShare,
    Trim,
    contest_of,
)
from consultgov.errors import RecordError, Refused, RuleError, TallyError, TooLarge
from consultgov.voting import Draw, Electorate, Procedure, Returns
from consultgov.voting.forms import Choose, Score
from consultgov.voting.slates import Slate
from tests.contests.making import CAST, MERIT, OPENS, Value, codes, marked, scored, tellers, told

SECRET = Procedure(method=Method.SECRET_BALLOT)
THREE = ContestRule([Criterion("merit")], ["prize"], trim=Trim(1, 1))


def put(rule: ContestRule = MERIT, **settings: Value) -> Poll:
    return rule.put("?", ["a", "b"], ["li", "wang"], opens=OPENS, **settings)


def test_judges_who_are_recused_from_a_proposal_do_not_mark_it() -> None:
    marks = {"li": {"a": 100, "b": 70}, "wang": {"a": 60, "b": 80}, "chen": {"a": 70, "b": 90}}
    recusals = {"li": [("a", "she works there")], "wang": ["b"]}
    result = scored(MERIT, marks, recusals=recusals)
    assert (result.of("a").score, result.of("b").score) == (65, 80)
    assert [why.code for why in result.of("a").left_out] == ["mark-of-recused-for"]
    assert [why.code for why in result.of("b").left_out] == ["mark-of-recused"]
    text = told(result)
    assert "  The marks of li for a do not count: li is recused (she works there)." in text
    assert result.to_dict()["proposals"][0]["left_out"]  # type: ignore[index]


@pytest.mark.parametrize(
    "recusals", [{"li": {"a": "family"}}, {"li": [["a", "family"]]}, {"li": [("a", "family")]}]
)
def test_recusals_may_be_given_in_several_ways(recusals: Value) -> None:
    assert put(recusals=recusals).slate == put(recusals={"li": [("a", "family")]}).slate


def test_a_judge_who_is_recused_from_the_whole_contest_does_not_vote() -> None:
    judges = Electorate([Elector("li"), Elector("wang")], recused={"wang": []})
    poll = MERIT.put("?", ["a"], judges, opens=OPENS)
    with pytest.raises(Refused):
        poll.cast("wang", {"a": {"merit": 3}}, at=CAST)


def test_a_proposal_that_too_few_judges_mark_is_not_scored() -> None:
    marks = {"li": {"a": 100, "b": 70}, "wang": {"a": 60, "b": 80}, "chen": {"a": 70}}
    result = scored(THREE, marks)
    assert result.of("a").score == 70
    assert result.of("b").score is None
    assert result.of("b").reasons[0].facts == {"marks": 2, "left": 0, "least": 1}
    assert "b is not scored:\n  Marked by 2, of which 0 count; at least 1 are needed." in told(result)


def test_a_proposal_whose_only_judges_are_recused_is_not_scored() -> None:
    result = scored(MERIT, {"li": {"a": 100, "b": 90}}, recusals={"li": ["a"]})
    assert result.of("a").score is None
    assert "li is recused." in told(result)


def test_a_mark_outside_the_range_of_its_criterion_is_left_out_with_the_sheet() -> None:
    rule = ContestRule([Criterion("plan", 1, 0, 30), Criterion("benefit", 1, 0, 70)], weighing="sum")
    marks = {"li": {"a": {"plan": 30, "benefit": 70}}, "wang": {"a": {"plan": 31, "benefit": 10}}}
    result = scored(rule, marks)
    assert result.of("a").score == 100
    assert result.of("a").left_out[0].facts["mark"] == "31"
    assert "“plan” has 31, not 0 to 30." in told(result)


def test_a_mark_outside_all_ranges_is_not_taken_at_all() -> None:
    with pytest.raises(Refused) as error:
        put().cast("li", {"a": {"merit": 101}}, at=CAST)
    assert error.value.verdict.parts[0].code == "score-out-of-range"
    with pytest.raises(Refused):
        put().cast("li", {"z": {"merit": 10}}, at=CAST)


def test_a_stored_poll_is_counted_again_by_itself() -> None:
    rule = ContestRule([Criterion("merit")], [Award("prize", 2)], entry=["given raised >= 50"])
    poll = marked(
        rule,
        {"li": {"a": "90.5", "b": 80}, "wang": {"a": 70, "b": 80}},
        recusals={"li": [("b", "family")]},
        facts={"a": {"raised": 50}, "b": {"raised": 60}},
    )
    again = Poll.from_dict(json.loads(json.dumps(poll.to_dict())))
    assert contest_of(again) == rule.count(poll)
    assert contest_of(again).to_dict() == rule.count(poll).to_dict()
    assert contest_of(again, facts={}).ranking == ()


def test_an_order_drawn_settles_a_tie_at_the_last_award() -> None:
    poll = marked(MERIT, {"li": {"a": 90, "b": 90}})
    assert contest_of(poll).winners == ()
    result = contest_of(poll, ties=["b", "a"])
    assert result.winners == ("b",)
    assert result.ranking == (("a", "b"),)
    with pytest.raises(TallyError):
        contest_of(poll, ties=["z"])


def test_a_lot_on_the_record_of_the_poll_settles_a_tie_at_every_recount() -> None:
    poll = marked(MERIT, {"li": {"a": 90, "b": 90}}).close(at="2026-05-01T20:00+08:00")
    poll = poll.apply(Draw(["b", "a"], "2026-05-01T21:00+08:00", by="the chair"))
    again = Poll.from_dict(json.loads(json.dumps(poll.to_dict())))
    assert contest_of(again).winners == contest_of(again, ties=[]).winners == ("b",)
    assert contest_of(again).winners_ranked == (("b",),)
    assert "Tied, and put in the order given: b and a." in told(contest_of(again))


def test_only_the_poll_of_a_contest_is_one() -> None:
    listed = Poll("?", DecisionRule("yes >= 1"), ["li"], opens=OPENS, slate=Slate(["a"]))
    for poll in (listed, Returns.of(Slate(["a"]), [(["a"], 1)])):
        with pytest.raises(RecordError) as error:
            contest_of(poll)
        assert codes(error) == ["no-contest"]
    with pytest.raises(TallyError) as refused:
        contest_of(Poll("?", DecisionRule("yes > no"), ["li"], opens=OPENS))
    assert codes(refused) == ["no-slate"]


@pytest.mark.parametrize("given", ["x", None, 3, {"a": 90}])
def test_what_is_neither_a_poll_nor_its_returns_is_refused(given: Value) -> None:
    for count in (contest_of, MERIT.count):
        with pytest.raises(RecordError) as error:
            count(given)
        assert codes(error) == ["wrong-kind"]


def test_returns_that_tellers_counted_are_counted_by_the_rule_that_they_keep() -> None:
    returns = tellers(MERIT, [({"a": {"merit": 90}}, 3)])
    assert contest_of(returns) == MERIT.count(returns)


def test_papers_are_counted_by_no_other_rule_than_their_own() -> None:
    poll = marked(MERIT, {"li": {"a": 90, "b": 80}})
    later = ContestRule([Criterion("merit")], [Award("prize", 2)])
    for given in (poll, Returns.of(MERIT.slate(["a"]), [({"a": {"merit": 9}}, 1)]), Returns.of(Slate(["a"]))):
        with pytest.raises(RuleError) as error:
            later.count(given)
        assert codes(error) == ["another-rule"]


def test_the_moment_of_asking_is_the_second_argument() -> None:
    poll = marked(MERIT, {"li": {"a": 90}}, closes="2026-05-02T09:00+08:00")
    assert MERIT.count(poll, "2026-05-01T09:30+08:00").ranking == ()
    assert contest_of(poll, "2026-05-03T09:00+08:00") == MERIT.count(poll, at="2026-05-03T09:00+08:00")


def test_an_open_contest_is_told_as_one_that_is_not_closed() -> None:
    poll = marked(MERIT, {"li": {"a": 90}}, closes="2026-05-02T09:00+08:00")
    result = contest_of(poll, at="2026-05-01T20:00+08:00")
    assert [note.code for note in result.notes] == ["as-if-closed"]
    assert told(result).startswith(
        "The poll is not closed; this is what it would come to if it closed now.\na"
    )
    assert contest_of(poll, at="2026-05-02T09:00+08:00").notes == ()


@pytest.mark.parametrize("quorum_met", [True, False])
def test_a_marking_without_quorum_counts_nothing(*, quorum_met: bool) -> None:
    poll = put(validity=DecisionRule("yes >= 1", quorum="ballots > 1/2 of members"))
    poll = poll.cast("li", {"a": {"merit": 9}}, at=CAST)
    poll = poll.cast("wang", {"a": {"merit": 9}}, at=CAST) if quorum_met else poll
    result = contest_of(poll)
    assert (result.winners == ("a",)) is quorum_met
    assert ("Nothing is counted: the marking is not valid." in told(result)) is not quorum_met


def test_a_marking_without_a_mark_counts_nothing() -> None:
    assert contest_of(put()).proposals == ()
    assert "contest-not-valid" in [note.code for note in contest_of(put()).notes]


def test_secret_papers_are_counted_once_the_poll_is_closed() -> None:
    poll = put(procedure=SECRET, closes="2026-05-02T09:00+08:00")
    for judge in ("li", "wang"):
        poll = poll.cast(judge, {"a": {"merit": 90}, "b": {"merit": 80}}, at=CAST)
    sealed = contest_of(poll, at="2026-05-01T20:00+08:00")
    assert sealed.proposals == ()
    assert [note.code for note in sealed.notes] == ["sealed", "contest-sealed"]
    assert told(sealed).endswith("Nothing is counted yet: the marking is not closed.")
    assert "暂不计分：评审尚未截止。" in sealed.explain("zh")
    result = contest_of(poll.close(at="2026-05-01T20:00+08:00"))
    assert result.winners == ("a",)


def test_so_few_secret_papers_that_their_marks_would_tell_are_not_told_apart() -> None:
    rule = ContestRule(
        ["merit", "use"],
        [Award("first prize", 1, 95), Award("second prize", 1, 80), Award("third prize", 1, 60)],
        trim=Trim(0, 1, only_from=2),
        tie_break=["use"],
        entry=["given funded"],
    )
    poll = rule.put(
        "?",
        ["a", "b", "c", "d", "e", "f"],
        ["li", "wang"],
        opens=OPENS,
        procedure=SECRET,
        facts={name: {"funded": name != "f"} for name in "abcdef"},
    )
    marks = {"a": (85, 87), "b": (87, 85), "c": (70, 71), "d": (33, 34)}
    for judge in ("li", "wang"):
        paper: Value = {name: {"merit": merit, "use": use} for name, (merit, use) in marks.items()}
        poll = poll.cast(judge, {**paper, "f": {"merit": 9, "use": 9}}, at=CAST)
    result = contest_of(poll.close(at="2026-05-01T20:00+08:00"))
    assert result.withheld
    assert result.ranking == (("a",), ("b",), ("c",), ("d",))
    assert [(each.proposal, each.award) for each in result.proposals if each.award] == [
        ("a", "second prize"),
        ("b", "third prize"),
    ]
    assert {each.score for each in result.proposals} == {None}
    text = told(result).splitlines()
    assert text == [
        "Figures are withheld: a box holds fewer than 3 ballots, and they could unmask a voter.",
        "Place 1: a.",
        "Place 2: b.",
        "Place 3: c.",
        "Place 4: d.",
        "e is not scored.",
        "f does not take part:",
        "  “funded” is not given.",
        "second prize: a.",
        "third prize: b.",
        "Of first prize, 1 stay open.",
    ]
    assert no_figure(result)
    assert result.of("a").verdict().explain() == "a: the score is withheld."


def no_figure(result: ContestResult) -> bool:
    """Whether nothing that was marked or voted is told: how many papers are too few is no secret."""
    plain = result.to_dict()
    assert not {"score", "marks", "judges", "totals", "popular", "popular_share", "mixed", "left_out"} & {
        key for proposal in cast("Any", plain)["proposals"] for key in proposal
    }
    notes = json.dumps([note.to_dict() for note in result.notes])
    assert set(re.findall(r"\d+", notes)) == {str(SECRET.fewest_shown)}
    rest = json.dumps({name: value for name, value in plain.items() if name not in ("notes", "open")})
    account = json.dumps([each.to_dict() for each in result.account() if each.code not in TOLD])
    return not re.search(r"\d", rest + account + repr(result.awarded.reasons))


TOLD = {"contest-placed", "contest-award-open", "figures-withheld", "contest-popular-notes"}
"""What tells a place, how many of an award are open, and below how many papers nothing is shown."""


def test_too_few_secret_papers_for_the_quorum_count_nothing() -> None:
    poll = put(
        validity=DecisionRule("yes >= 1", quorum="ballots = members"),
        procedure=Procedure(method=Method.SECRET_BALLOT, fewest_shown=5),
    )
    poll = poll.cast("li", {"a": {"merit": 90}}, at=CAST).close(at="2026-05-01T20:00+08:00")
    assert contest_of(poll).ranking == ()


def test_secret_papers_and_recusals_from_single_proposals_do_not_go_together() -> None:
    with pytest.raises(RuleError) as error:
        put(procedure=SECRET, recusals={"li": ["a"]})
    assert codes(error) == ["secret-recusals"]


def test_tellers_may_hand_in_papers() -> None:
    returns = tellers(MERIT, [({"a": {"merit": 90}, "b": {"merit": 60}}, 3), ({"b": {"merit": 100}}, 1)])
    result = MERIT.count(returns)
    assert (result.of("a").score, result.of("b").score) == (90, 70)


def test_more_papers_than_were_issued_count_nothing() -> None:
    result = MERIT.count(tellers(MERIT, [({"a": {"merit": 90}}, 3)], issued=2))
    assert result.ranking == ()
    assert told(result)


def test_no_papers_at_all_count_nothing() -> None:
    assert MERIT.count(Returns.of(MERIT.slate(["a"]))).ranking == ()


@pytest.mark.parametrize("form", [Choose(), Score(), Score(criteria=("beauty",))])
def test_papers_of_another_form_are_refused(form: Value) -> None:
    with pytest.raises(TallyError) as error:
        MERIT.count(Returns.of(Slate(["a"], form, rule={"contest": MERIT.to_dict()})))
    assert codes(error) == ["wrong-form"]


def test_votes_alone_are_no_marks() -> None:
    with pytest.raises(TallyError) as error:
        MERIT.count(Returns.of(MERIT.slate(["a"]), votes={"a": 90}, members=3))
    assert codes(error) == ["papers-needed"]


def test_more_papers_than_can_be_kept_are_refused_before_they_are_counted() -> None:
    with pytest.raises(TooLarge):
        MERIT.count(tellers(MERIT, [({"a": {"merit": 90}}, 10**12)]))


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"proposals": []}, ["no-options"]),
        ({"proposals": ["a", "a"]}, ["option-twice"]),
        ({"recusals": {"li": ["z"], "wang": 3}}, ["unknown-option", "not-a-list"]),
        ({"recusals": {"li": [3]}}, ["not-a-pair"]),
        ({"recusals": {"li": "a"}}, ["not-a-list"]),
        ({"recusals": ["li"]}, ["not-a-dict"]),
        ({"recusals": {"zhao": ["a"]}}, ["unknown-elector"]),
        ({"judges": []}, ["no-judges"]),
        ({"unfit": "eaten"}, ["bad-choice"]),
    ],
)
def test_a_contest_that_makes_no_sense_is_refused(settings: dict[str, Any], found: list[str]) -> None:
    usual: dict[str, Any] = {"proposals": ["a", "b"], "judges": ["li", "wang"], "opens": OPENS}
    with pytest.raises(TallyError) as error:
        MERIT.put("?", **{**usual, **settings})
    assert codes(error) == found


def test_an_unfit_paper_may_count_as_invalid() -> None:
    poll = put(unfit="invalid").cast("li", {"a": {"merit": 101}}, at=CAST)
    poll = poll.cast("wang", {"a": {"merit": 50}}, at=CAST)
    assert contest_of(poll).of("a").score == 50


PRIMES = [prime for prime in range(2, 2000) if all(prime % other for other in range(2, prime))]


def test_marks_that_cannot_be_added_up_exactly_are_refused() -> None:
    papers = [({"a": {"merit": f"1/{prime}"}}, 1) for prime in PRIMES]
    with pytest.raises(TallyError) as error:
        MERIT.count(tellers(MERIT, papers))
    assert codes(error) == ["no-scale"]


def test_names_are_read_in_their_composed_form() -> None:
    rule = ContestRule(["merit"], entry=["given funded"], blend=PopularShare("50%"))
    written, kept = "Cafe\u0301", "Caf\u00e9"
    poll = rule.put(
        "?",
        [written],
        [f"li {written}"],
        opens=OPENS,
        facts={written: {"funded": True}},
        recusals={f"li {written}": [written]},
    )
    result = contest_of(poll.cast(f"li {kept}", {written: {"merit": 9}}, at=CAST), popular={written: 1})
    assert [why.code for why in result.of(kept).left_out] == ["mark-of-recused"]


def test_an_order_of_ties_is_a_list() -> None:
    poll = marked(MERIT, {"li": {"a": 90, "b": 90}})
    with pytest.raises(TallyError):
        contest_of(poll, ties="ba")


def test_the_clause_of_the_rule_ends_what_a_contest_tells() -> None:
    clause = Clause("提案大赛办法")
    rule = ContestRule(
        ["merit"], ["prize"], entry=[EntryCondition("given funded", Clause("第三条"))], clause=clause
    )
    nobody = contest_of(marked(rule, {"li": {"a": 90}}))
    assert [each.clause for each in nobody.account()] == [Clause("第三条"), clause]
    assert contest_of(marked(ContestRule(["merit"], entry=rule.entry), {"li": {"a": 90}})).account()[0].clause
    result = contest_of(marked(rule, {"li": {"a": 90, "b": 80}}, facts={"a": {"funded": True}}))
    assert told(result).count("第三条") == 1
    assert result.account()[-1].clause == clause
    assert result.to_dict()["clause"] == clause.to_dict()
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - pickled here
    assert hash(result) == hash(
        contest_of(marked(rule, {"li": {"a": 90, "b": 80}}, facts={"a": {"funded": True}}))
    )
