"""What follows a vote that adopts nothing, what is asked before it, and what is said at the door."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any, Final

import attrs
import pytest

from consultgov import Clause, Condition, DecisionRule, Elector, FollowUp, Guard, Outcome, Severity, Tally
from consultgov.decisions import FollowKind
from consultgov.decisions.following import MAX_CHAIN
from consultgov.errors import Fault, RecordError, RuleError, UnknownFigure

UP: Final = FollowUp("refer_up", to="shareholders' meeting")
SECOND: Final = DecisionRule("yes > no", quorum="present >= 1/3 of members")
LAW: Final = Clause("公司法（2023修订）第一百三十九条", "不足三人")

RULES: Final = {
    "guard": DecisionRule("yes > no", guards=[Guard("participating >= 3", UP, LAW)]),
    "many": DecisionRule(
        "yes > no",
        quorum="present >= 2/3 of members",
        tied="yes = no",
        rejects="no > yes",
        guards=[
            Guard(Condition.parse("present >= 1").under(LAW), UP),
            Guard("given notice", FollowUp("nothing")),
        ],
        follows={
            "tied": FollowUp("second_ballot", rule=DecisionRule("yes >= no")),
            "inquorate": FollowUp("second_call", rule=SECOND, after=1, within=20, clause=LAW),
            "undecided": FollowUp("consult_again", to="the residents"),
            "rejected": FollowUp("nothing"),
        },
    ),
}


def faults(make: Any, *args: Any, **parts: Any) -> list[str]:  # noqa: ANN401 - whatever a caller may pass
    """The codes of the faults for which a value is refused."""
    with pytest.raises(RuleError) as caught:
        make(*args, **parts)
    return [fault.code for fault in caught.value.faults]


def body(present: int, members: int, yes: int = 0, no: int = 0) -> Tally:
    """A tally of so many, of whom so many are there and vote."""
    ids = [f"m{number}" for number in range(members)]
    here = ids[:present]
    ballots = dict.fromkeys(here[:yes], "yes") | dict.fromkeys(here[yes : yes + no], "no")
    return Tally.of(ids, ballots, present=here)


# --- follow-ups -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({"kind": "appeal"}, ["bad-follow"]),
        ({"kind": 3}, ["bad-follow"]),
        ({"kind": "refer_up"}, ["no-body"]),
        ({"kind": "refer_up", "to": " "}, ["no-body"]),
        ({"kind": "nothing", "to": 3}, ["no-body"]),
        ({"kind": "nothing", "to": "the board"}, ["stray-body"]),
        ({"kind": "second_call", "rule": "yes > no"}, ["not-a-rule"]),
        ({"kind": "nothing", "rule": SECOND}, ["stray-rule"]),
        ({"kind": "nothing", "after": -1}, ["bad-days"]),
        ({"kind": "nothing", "after": True}, ["bad-days"]),
        ({"kind": "nothing", "within": "3"}, ["bad-days"]),
        ({"kind": "nothing", "after": 3, "within": 2}, ["bad-days"]),
        ({"kind": "second_call", "after": 10**9 + 1}, ["bad-days"]),
        ({"kind": "second_call", "after": 10**5000, "within": 10**5000}, ["bad-days", "bad-days"]),
        ({"kind": "nothing", "clause": "art. 3"}, ["not-a-clause"]),
        (
            {"kind": "refer_up", "after": "x", "within": 3, "clause": 3},
            ["no-body", "bad-days", "not-a-clause"],
        ),
    ],
)
def test_what_does_not_follow(parts: dict[str, Any], codes: list[str]) -> None:
    """All faults at once."""
    assert faults(FollowUp, **parts) == codes


def test_days_may_be_the_same() -> None:
    """Just three days later, or at once."""
    assert FollowUp("second_call", after=3, within=3).within == 3
    assert FollowUp("second_call", after=10**9, within=10**9).after == 10**9
    assert FollowUp("second_ballot", within=0).after is None


@pytest.mark.parametrize("kind", list(FollowKind))
def test_what_follows_is_stored(kind: FollowKind) -> None:
    """And read back, through the dict alone."""
    follow = FollowUp(kind, to="the council" if kind is FollowKind.REFER_UP else "")
    assert FollowUp.from_dict(follow.to_dict()) == follow
    assert FollowUp.from_dict(json.loads(json.dumps(follow.to_dict()))) == follow


def test_a_second_call_is_stored_with_its_rule() -> None:
    """The rule of the second call is a rule like any other."""
    follow = FollowUp("second_call", rule=SECOND, after=1, within=20, clause=LAW)
    assert FollowUp.from_dict(follow.to_dict()) == follow
    assert hash(FollowUp.from_dict(follow.to_dict())) == hash(follow)
    assert follow.to_dict()["rule"] == SECOND.to_dict()
    with pytest.raises(RecordError):
        FollowUp.from_dict({"kind": "nothing", "note": "x"})


# --- guards ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        "present >= 3",
        "participating - recused >= 3",
        "entitled = members",
        "present among not related >= 3",
        "each house: present >= 1",
        "given notice",
        "absent + vacant <= 2",
    ],
)
def test_what_a_guard_may_ask(condition: str) -> None:
    """Whatever the roll and the matter settle."""
    guard = Guard(condition, UP, LAW)
    assert Guard.from_dict(guard.to_dict()) == guard


@pytest.mark.parametrize(
    "condition", ["yes >= 3", "ballots >= 3", "silent = 0", "'a' >= 1", "given notice and valid >= 1"]
)
def test_a_guard_is_blind_to_votes(condition: str) -> None:
    """It is asked before there are any."""
    assert faults(Guard, condition, UP) == ["guard-reads-votes"]


def test_what_is_no_guard() -> None:
    """All faults at once."""
    assert faults(Guard, 3, "nothing", "art. 3") == ["not-text", "not-a-follow-up", "not-a-clause"]
    assert len(faults(Guard, "present >", UP)) == 1
    assert faults(Guard, "present within house >= 1", UP) == ["unbound-level"]
    assert faults(DecisionRule, "yes > no", guards="present >= 3") == ["not-a-list"]
    assert faults(DecisionRule, "yes > no", guards=3) == ["not-a-list"]
    assert faults(DecisionRule, "yes > no", guards=["present >= 3", UP]) == ["not-a-guard"] * 2


def test_one_guard_is_a_list_of_one() -> None:
    """As elsewhere."""
    guard = Guard("present >= 3", UP)
    assert DecisionRule("yes > no", guards=guard).guards == (guard,)  # type: ignore[arg-type]


def test_g_088_fewer_than_three_unrelated_directors() -> None:
    """公司法 139: nine directors, seven of them related; two who are not cannot decide."""
    directors = [f"d{number}" for number in range(9)]
    rule = DecisionRule(
        "yes > 1/2 of entitled",
        quorum="participating > 1/2 of entitled",
        guards=[Guard("participating >= 3", UP, LAW)],
    )
    two = Tally.of(directors, {"d0": "yes", "d1": "yes"}, recused=directors[2:])
    decision = rule.decide(two)
    assert (decision.outcome, decision.follows) == (Outcome.INQUORATE, UP)
    assert [verdict.holds for verdict in decision.guards] == [False]
    three = Tally.of(directors, {"d0": "yes", "d1": "yes", "d2": "no"}, recused=directors[3:])
    decision = rule.decide(three)
    assert (decision.outcome, decision.follows) == (Outcome.ADOPTED, None)
    assert [verdict.holds for verdict in decision.guards] == [True]


def test_the_same_by_a_trait() -> None:
    """Related directors told apart by a flag, and not by recusal."""
    directors = [Elector(f"d{number}", flags=["related"] if number > 1 else []) for number in range(9)]
    rule = DecisionRule("yes > no", guards=[Guard("present among not related >= 3", UP)])
    assert (
        rule.outcome(Tally.of(directors, {f"d{number}": "yes" for number in range(9)})) is Outcome.INQUORATE
    )


def test_the_first_guard_that_fails_decides() -> None:
    """Guards come before the quorum, in their order."""
    first, second = FollowUp("nothing"), FollowUp("consult_again")
    rule = DecisionRule(
        "yes > no",
        quorum="present >= 4",
        guards=[Guard("present >= 2", first), Guard("present >= 3", second)],
        follows={"inquorate": UP},
    )
    assert [rule.decide(body(number, 6, yes=1)).follows for number in (1, 2, 3, 4)] == [
        first,
        second,
        UP,
        None,
    ]
    assert [rule.outcome(body(number, 6, yes=1)) for number in (1, 2, 3)] == [Outcome.INQUORATE] * 3
    assert [finding.code for finding in rule.decide(body(1, 6)).findings()] == ["comparison-not-met"] * 2
    assert [finding.facts["rule"] for finding in rule.decide(body(3, 6)).findings()] == ["present >= 4"]


def test_guards_are_foreseen() -> None:
    """Forecast and shortfall know them, as they know the quorum."""
    rule = DecisionRule("yes >= 2", guards=[Guard("present >= 3", UP)])
    tally = body(2, 4, yes=2)
    assert rule.forecast(tally, ["m2", "m3"]) == {Outcome.INQUORATE, Outcome.ADOPTED}
    assert rule.forecast(tally, ["m2", "m3"], stances=["absent"]) == {Outcome.INQUORATE}
    assert rule.decide(tally).shortfall == 1
    assert not rule.decide(tally).reachable
    found = rule.early(["yes", "yes", "absent", "no"], electors=4, stances=["yes", "no", "absent"])
    assert (found.outcome, found.after) == (Outcome.ADOPTED, 4)


# --- what follows an outcome ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("present", "yes", "no", "follows"),
    [
        (3, 3, 0, "second_call"),
        (6, 3, 2, None),
        (6, 2, 2, "second_ballot"),
        (6, 2, 3, "nothing"),
    ],
)
def test_what_follows_each_outcome(present: int, yes: int, no: int, follows: str | None) -> None:
    """The decision carries what its rule says."""
    rule = attrs.evolve(RULES["many"], guards=())
    found = rule.decide(body(present, 6, yes, no)).follows
    assert (None if found is None else found.kind.value) == follows


def test_a_second_call_with_a_lower_quorum() -> None:
    """What failed at the first call is decided at the second under its own rule."""
    first = DecisionRule(
        "yes > no",
        quorum="present > 1/2 of members",
        follows={"inquorate": FollowUp("second_call", rule=SECOND)},
    )
    tally = body(4, 10, yes=3)
    decision = first.decide(tally)
    assert decision.outcome is Outcome.INQUORATE
    assert decision.follows is not None
    assert decision.follows.rule is not None
    assert decision.follows.rule.outcome(tally) is Outcome.ADOPTED


def test_a_second_ballot_by_its_own_rule() -> None:
    """村组法: in the second ballot the most votes carry, if they are a third of the ballots."""
    second = DecisionRule("yes >= 1/3 of ballots", quorum="ballots > 1/2 of members")
    rule = DecisionRule(
        "yes > 1/2 of ballots",
        quorum="ballots > 1/2 of members",
        follows={Outcome.REJECTED: FollowUp("second_ballot", rule=second)},
    )
    follows = rule.decide(body(9, 9, yes=3, no=6)).follows
    assert follows is not None
    assert follows.rule is not None
    assert follows.rule.outcome(body(9, 9, yes=3, no=6)) is Outcome.ADOPTED


def test_what_cannot_follow() -> None:
    """Nothing follows adoption; what follows is a FollowUp."""
    assert faults(DecisionRule, "yes > no", follows={"adopted": UP, "lost": UP, 3: UP}) == ["bad-outcome"] * 3
    assert faults(DecisionRule, "yes > no", follows={"tied": "nothing"}) == ["not-a-follow-up"]
    assert faults(DecisionRule, "yes > no", follows=[UP]) == ["not-a-dict"]


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(RULES))
def test_rules_are_stored_with_all_they_say(name: str) -> None:
    """Through the dict, JSON, pickle and copy."""
    rule = RULES[name]
    again = DecisionRule.from_dict(json.loads(json.dumps(rule.to_dict())))
    assert again == rule
    assert again.to_dict() == rule.to_dict()
    assert hash(again) == hash(rule)
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - our own value
    assert copy.deepcopy(rule) == rule
    assert attrs.evolve(rule, quorum=None).guards == rule.guards


def test_equal_whatever_the_order_of_outcomes() -> None:
    """A dict is a set of answers."""
    one = DecisionRule("yes > no", follows={"tied": UP, "rejected": FollowUp("nothing")})
    two = DecisionRule("yes > no", follows={"rejected": FollowUp("nothing"), "tied": UP})
    assert one == two
    assert list(one.to_dict()["follows"]) == ["rejected", "tied"]  # type: ignore[call-overload]
    assert one != DecisionRule("yes > no", follows={"tied": UP})


@pytest.mark.parametrize("plain", [{"guards": 3}, {"guards": [3]}, {"follows": 3}, {"follows": {"tied": 3}}])
def test_plain_dicts_of_another_form(plain: dict[str, Any]) -> None:
    """Are refused as records."""
    with pytest.raises(RecordError):
        DecisionRule.from_dict({"adopts": "yes > no", **plain})


def chain(length: int) -> dict[str, object]:
    """The plain dict of a rule with so many behind it."""
    plain: dict[str, object] = {"adopts": "yes > no"}
    for _ in range(length):
        plain = {"adopts": "yes > no", "follows": {"rejected": {"kind": "second_ballot", "rule": plain}}}
    return plain


def test_a_chain_of_rules_has_an_end() -> None:
    """However it is made, and however deep it is."""
    longest = DecisionRule.from_dict(chain(MAX_CHAIN))
    assert longest.chain == MAX_CHAIN
    assert faults(DecisionRule.from_dict, chain(MAX_CHAIN + 1)) == ["too-deep"]
    assert faults(DecisionRule.from_dict, chain(50_000)) == ["too-deep"]
    last = FollowUp("second_ballot", rule=longest)
    assert faults(DecisionRule, "yes > no", follows={"tied": last}) == ["too-deep"]
    assert faults(DecisionRule, "yes > no", guards=[Guard("present >= 1", last)]) == ["too-deep"]


# --- telling --------------------------------------------------------------------------------------


def test_a_decision_tells_which_guard_failed() -> None:
    """And nothing of the quorum, which was not asked any more."""
    rule = RULES["guard"]
    tally = Tally.of([f"d{number}" for number in range(9)], {"d0": "yes", "d1": "yes"}, recused=["d8"])
    assert rule.decide(tally).explain().splitlines() == [
        "Nothing was decided: what has to be so before the vote was not.",
        "Before the vote: 2 entitled members present; at least 3 are needed: one short.",
        "One more vote in favour, from the right person, would have made a quorum and carried it.",
        "What follows: the matter is referred to shareholders' meeting.",
        "Source: 公司法（2023修订）第一百三十九条, “不足三人”.",
    ]
    chinese = rule.decide(tally).explain("zh").splitlines()
    assert chinese[0] == "不具备表决的前提，未作出决定。"
    assert chinese[1].startswith("表决前提：")
    assert chinese[3] == "接下来：提交shareholders' meeting决定。"


@pytest.mark.parametrize(
    ("follow", "english", "chinese"),
    [
        (FollowUp("nothing"), "nothing; the matter is closed", "不再处理"),
        (FollowUp("consult_again"), "those concerned are consulted again", "再次协商"),
        (
            FollowUp("consult_again", to="the wards"),
            "the matter goes back to the wards for consultation",
            "再次征求the wards的意见",
        ),
        (
            FollowUp("second_call", rule=SECOND, after=1, within=20),
            "the meeting is called a second time, at least 1 day later, within 20 days, "  # noqa: ISC004
            "under a rule of its own",
            "第二次召集会议，至少间隔1日，20日以内，另有规则",
        ),
        (
            FollowUp("second_ballot", after=2),
            "a second ballot is held, at least 2 days later",
            "再次投票，至少间隔2日",
        ),
    ],
)
def test_what_follows_is_told(follow: FollowUp, english: str, chinese: str) -> None:
    """In both languages, with its days."""
    decision = DecisionRule("yes > no", follows={"rejected": follow}).decide(body(2, 2))
    assert f"What follows: {english}." in decision.explain().splitlines()
    assert f"接下来：{chinese}。" in decision.explain("zh").splitlines()
    assert decision.to_dict()["follows"] == follow.to_dict()


def test_where_it_stands_that_something_follows() -> None:
    """The clause of what follows is a source like the others."""
    rule = DecisionRule("yes > no", follows={"rejected": FollowUp("nothing", clause=LAW)})
    assert rule.decide(body(2, 2)).explain().splitlines()[-1].startswith("Source: 公司法")


def test_a_prime_member_breaks_a_tie() -> None:
    """The result is passed in, as with seniority."""
    rule = DecisionRule("yes > no", tied="yes = no", tie_break="prime_member")
    even = body(2, 2, 1, 1)
    assert rule.outcome(even) is Outcome.TIED
    decision = rule.decide(even, tie_vote="yes")
    assert decision.outcome is Outcome.ADOPTED
    assert "The vote of the prime member went for it." in decision.explain()
    assert "首席成员的票为赞成。" in decision.explain("zh")


# --- before the vote ------------------------------------------------------------------------------


def told(rule: DecisionRule, tally: Tally) -> list[str]:
    """The codes of what is said at the door."""
    return [finding.code for finding in rule.before_the_vote(tally)]


@pytest.mark.parametrize(("present", "codes"), [(5, ["quorum-not-met"]), (6, ["out-of-reach"]), (7, [])])
def test_g_010_quorate_but_out_of_reach(present: int, codes: list[str]) -> None:
    """80 % of eight are seven; six are a quorum all the same."""
    rule = DecisionRule("yes >= 80% of members", quorum="present >= 2/3 of members")
    assert told(rule, body(present, 8)) == codes
    assert told(rule, body(present, 8, no=present)) == codes  # what they voted is set aside


@pytest.mark.parametrize(("present", "codes"), [(9, ["quorum-not-met"]), (10, ["out-of-reach"]), (11, [])])
def test_g_091_of_a_party_branch(present: int, codes: list[str]) -> None:
    """Half make the meeting; more than half must agree."""
    rule = DecisionRule("yes > 1/2 of members", quorum="present >= 1/2 of members")
    assert told(rule, body(present, 20)) == codes


def test_out_of_reach_is_told() -> None:
    """As a note, with how far off those who are here would be, and the clause."""
    rule = DecisionRule("yes >= 80% of members", clause=LAW)
    (finding,) = rule.before_the_vote(body(6, 8))
    assert finding.severity is Severity.NOTE
    assert finding.explain().splitlines() == [
        "Note: those who are here cannot adopt anything, however they vote.",
        "If all of them voted in favour:",
        "  6 votes in favour; at least 80% of the 8 members is needed, which is 7: one short.",
        "Source: 公司法（2023修订）第一百三十九条, “不足三人”.",
    ]
    assert finding.explain("zh").splitlines()[:2] == [
        "提示：到会的人无论怎样投票，都不能通过任何事项。",
        "如果到会的人全部赞成：",
    ]


def test_a_failing_quorum_is_told_with_what_follows() -> None:
    """As the part of the rule that it is."""
    rule = DecisionRule(
        "yes > no", quorum="present >= 2/3 of members", follows={"inquorate": FollowUp("second_call")}
    )
    (finding,) = rule.before_the_vote(body(3, 6))
    assert finding.explain().splitlines() == [
        "Quorum: 3 present; at least 2/3 of the 6 members is needed, which is 4: one short.",
        "What follows: the meeting is called a second time.",
    ]
    assert finding.explain("zh").splitlines()[-1] == "接下来：第二次召集会议。"


def test_failing_guards_are_told_with_what_follows() -> None:
    """Each of them, and nothing else."""
    rule = DecisionRule(
        "yes > no",
        quorum="present >= 5",
        guards=[
            Guard("present >= 1", UP),
            Guard("present >= 3 and absent <= 1", UP),
            Guard("present >= 4", UP),
        ],
    )
    findings = rule.before_the_vote(body(2, 6))
    assert [finding.code for finding in findings] == ["guard-not-met"] * 2
    assert findings[0].explain().splitlines()[0] == "Before the vote: not reached."
    assert findings[1].explain().splitlines() == [
        "Before the vote: 2 present; at least 4 are needed: 2 short.",
        "What follows: the matter is referred to shareholders' meeting.",
    ]
    assert findings[1].explain("zh").splitlines()[0].startswith("表决前提：")


def test_a_quorum_of_ballots_is_not_failed_before_there_are_any() -> None:
    """What those here can still do is what counts."""
    rule = DecisionRule("yes > 1/2 of ballots", quorum="ballots >= 2/3 of members")
    assert told(rule, body(4, 6)) == []
    assert told(rule, body(3, 6)) == ["quorum-not-met"]
    assert "3 ballots" in rule.before_the_vote(body(3, 6))[0].explain()


def test_a_quorum_that_opponents_can_break() -> None:
    """Where some way of voting makes the quorum, it is not out of reach."""
    rule = DecisionRule("yes >= 1", quorum="abstain >= 2")
    assert told(rule, body(2, 3)) == ["out-of-reach"]
    assert told(rule, body(3, 3)) == []


def test_a_tie_that_somebody_breaks_is_a_way_to_adopt() -> None:
    """A casting vote may carry what those here cannot; the status quo may not."""
    parts = {"adopts": "yes >= 3", "tied": "yes = no and yes >= 1"}
    assert told(DecisionRule(**parts, tie_break="casting_vote"), body(2, 4)) == []  # type: ignore[arg-type]
    assert told(DecisionRule(**parts, tie_break="status_quo"), body(2, 4)) == ["out-of-reach"]  # type: ignore[arg-type]


def test_out_of_reach_where_yes_is_not_what_it_takes() -> None:
    """A veto of those who are here, or labels: no figure of votes in favour says more."""
    rule = DecisionRule("yes >= 1", vetoed="present >= 1", clause=LAW)
    (finding,) = rule.before_the_vote(body(2, 4))
    assert (finding.code, dict(finding.facts), finding.clause) == ("out-of-reach", {}, LAW)
    ids = ["a", "b", "c"]
    labelled = DecisionRule("'good' >= 2/3 of members")
    (finding,) = labelled.before_the_vote(Tally.of(ids, present=["a"], labels=["good"]))
    assert finding.explain() == "Note: those who are here cannot adopt anything, however they vote."


def test_figures_of_a_roll() -> None:
    """A quorum that reads the roll is judged on figures; what people could do needs more."""
    rule = DecisionRule("yes > 1/2 of members", quorum="present >= 1/2 of members")
    assert told(rule, Tally.totals(present=9, members=20)) == ["quorum-not-met"]
    with pytest.raises(UnknownFigure):
        rule.before_the_vote(Tally.totals(present=10, members=20))


def test_a_fault_is_told_with_its_mend() -> None:
    """The sentence of a guard that reads votes."""
    with pytest.raises(RuleError) as caught:
        Guard("yes >= 3", UP)
    fault: Fault = caught.value.faults[0]
    assert str(fault).startswith("guard: yes >= 3 must not depend on how people vote: count who is there")
