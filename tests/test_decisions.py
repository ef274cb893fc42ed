"""Decision rules and decisions: the order of outcomes, support, ties, what is refused, what is told."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

from consultgov import (
    Ballot,
    Clause,
    Condition,
    Decision,
    DecisionRule,
    Elector,
    Outcome,
    Severity,
    Stance,
    Strength,
    Tally,
    TieBreak,
)
from consultgov.counting import label, members, no, yes
from consultgov.decisions.rules import TieVote
from consultgov.errors import (
    Fault,
    MissingData,
    NotABoolean,
    RecordError,
    RuleError,
    TallyError,
    TooLarge,
    UnknownFigure,
)
from consultgov.records import canonical, digest

STANCES: Final = {"y": "yes", "n": "no", "a": "abstain", "i": "invalid"}


def vote(signs: str, **more: Any) -> Tally:  # noqa: ANN401 - whatever Tally.of takes
    """A tally by one sign a member: y n a i as they say, s silent, r recused, - away.

    The first is a permanent member.
    """
    ids = [f"m{place}" for place in range(len(signs))]
    electors = [Elector(who, flags=("permanent",) if who == "m0" else ()) for who in ids]
    signed = list(zip(ids, signs, strict=True))
    return Tally.of(
        electors,
        {who: STANCES[sign] for who, sign in signed if sign in STANCES},
        present=[who for who, sign in signed if sign in "sr"],
        recused=[who for who, sign in signed if sign == "r"],
        **more,
    )


def faults(**parts: Any) -> list[Fault]:  # noqa: ANN401 - whatever a caller may pass
    """The faults for which a rule is refused."""
    with pytest.raises(RuleError) as caught:
        DecisionRule(**parts)
    return list(caught.value.faults)


# --- the order of outcomes ------------------------------------------------------------------------

FULL: Final = DecisionRule(
    adopts="yes >= 3",
    quorum="ballots >= 4",
    vetoed="no among permanent >= 1",
    tied="yes = no",
    tie_break="casting_vote",
    rejects="no >= 3",
)


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("yyy--", Outcome.INQUORATE),  # three ballots: whatever else holds
        ("nnn--", Outcome.INQUORATE),
        ("ynn--", Outcome.INQUORATE),
        ("yyyn-", Outcome.ADOPTED),
        ("yyynnn", Outcome.ADOPTED),  # adopted before it is a tie
        ("nyyy-", Outcome.VETOED),
        ("nyyynn", Outcome.VETOED),  # vetoed before it is a tie
        ("yynn-", Outcome.TIED),
        ("nyyn-", Outcome.TIED),  # a veto blocks only what would have been adopted
        ("ynaa-", Outcome.TIED),
        ("aaaa-", Outcome.TIED),
        ("ynnn-", Outcome.REJECTED),
        ("nnnyy", Outcome.REJECTED),
        ("yaaa-", Outcome.UNDECIDED),  # neither adopted nor, by the rule's own condition, rejected
        ("nnya-", Outcome.UNDECIDED),
    ],
)
def test_the_order_of_outcomes(signs: str, expected: Outcome) -> None:
    """Quorum, adoption and veto, tie, rejection: the first that speaks decides."""
    assert FULL.outcome(vote(signs)) is expected
    assert FULL.decide(vote(signs)).outcome is expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("yyn", Outcome.ADOPTED),
        ("ynn", Outcome.REJECTED),
        ("yn-", Outcome.REJECTED),
        ("---", Outcome.REJECTED),
    ],
)
def test_a_rule_with_adopts_alone(signs: str, expected: Outcome) -> None:
    """What is not adopted is rejected: no quorum, no veto, no tie unless the rule says so."""
    assert DecisionRule(adopts="yes > no").outcome(vote(signs)) is expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [("yyyyyyyn", Outcome.ADOPTED), ("yyyyyynn", Outcome.REJECTED), ("yyyyyyn-", Outcome.REJECTED)],
)
def test_four_fifths_of_eight_are_seven(signs: str, expected: Outcome) -> None:
    """80 % of eight is 6.4, so seven are needed."""
    assert DecisionRule(adopts="yes >= 80% of members").outcome(vote(signs)) is expected


def test_conditions_may_be_given_as_values() -> None:
    """Rule text and the value built in Python make equal rules."""
    built = DecisionRule(yes > no, quorum=members.at_least(3), tie_break=None)
    assert built == DecisionRule("yes > no", "members >= 3")


def test_a_rule_is_asked_many_times() -> None:
    """A tally that was decided before, or by another rule, is decided alike."""
    tally = vote("yyn")
    rule, other = DecisionRule("yes > no"), DecisionRule("yes among permanent >= 1")
    for _ in range(2):
        assert rule.outcome(tally) is Outcome.ADOPTED
        assert other.outcome(tally) is Outcome.ADOPTED
        assert DecisionRule("no > yes", silence_adopts=True).outcome(tally) is Outcome.REJECTED


# --- support --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adopts", "signs", "expected"),
    [
        ("yes >= no", "---", Outcome.REJECTED),
        ("yes >= no", "yn-", Outcome.ADOPTED),
        ("yes = no", "aa", Outcome.REJECTED),
        ("yes = no", "yn", Outcome.ADOPTED),
        ("yes >= 0", "nn", Outcome.REJECTED),
        ("yes >= 0", "yn", Outcome.ADOPTED),
        ("yes >= 0 - 1", "nn", Outcome.REJECTED),
        ("yes > 0 - 1", "nn", Outcome.REJECTED),
        ("yes >= 0% of members", "nn", Outcome.REJECTED),
        ("yes >= 0% of members", "yn", Outcome.ADOPTED),
        ("yes >= 0 times no", "aa", Outcome.REJECTED),
        ("yes >= no rounded up", "aa", Outcome.REJECTED),
        ("yes > (no - 5) rounded down", "nn", Outcome.REJECTED),
        ("yes > (no - 5) rounded down", "yn", Outcome.ADOPTED),
        ("yes > 3 times ((no - 5) rounded up)", "nn", Outcome.REJECTED),
        ("yes > 1/2 of (ballots - 3)", "nn", Outcome.REJECTED),
        ("yes > 1/2 of ballots + 1/2 of (ballots - 1) - 9", "nn", Outcome.REJECTED),
        ("yes >= 1 - no", "nn", Outcome.REJECTED),
        ("yes > 0 - no", "nn", Outcome.REJECTED),
        ("yes > 0 - no", "yn", Outcome.ADOPTED),
        ("yes <= 2", "nn", Outcome.REJECTED),
        ("yes <= 2", "yn", Outcome.ADOPTED),
        ("yes < 1", "nn", Outcome.REJECTED),
        ("0 - yes >= 0 - 2", "nn", Outcome.REJECTED),
        ("0 - yes >= 0 - 2", "yn", Outcome.ADOPTED),
        ("yes + 1 > 0", "nn", Outcome.REJECTED),
        ("ballots >= 1", "nn", Outcome.REJECTED),
        ("ballots >= 1", "yn", Outcome.ADOPTED),
        ("not yes > 5", "nn", Outcome.REJECTED),
        ("not yes > 5", "yn", Outcome.ADOPTED),
        ("yes > 0 or no >= 1", "nn", Outcome.REJECTED),
        ("yes > 0 or no >= 1", "yn", Outcome.ADOPTED),
        ("yes > 5 or (yes >= 0 and no >= 1)", "nn", Outcome.REJECTED),
        ("yes >= 1 and no >= 1", "yn", Outcome.ADOPTED),
        ("each permanent: yes >= 0", "nn", Outcome.REJECTED),
        ("each permanent: yes >= 0", "yn", Outcome.ADOPTED),
        ("blocs permanent where (yes >= 0) >= 1", "nn", Outcome.REJECTED),
        ("blocs permanent where (yes >= 0) >= 1", "ny", Outcome.ADOPTED),
        ("blocs permanent where (yes >= 0) >= 1/2 of blocs permanent", "nn", Outcome.REJECTED),
        ("no <= yes + 2", "nn", Outcome.REJECTED),  # counted on the right, which is enough to name it
        ("no <= yes + 2", "yn", Outcome.ADOPTED),
    ],
)
def test_without_a_yes_nothing_is_adopted(adopts: str, signs: str, expected: Outcome) -> None:
    """Whatever the condition says, somebody must have voted for it."""
    rule = DecisionRule(adopts=adopts)
    assert rule.outcome(vote(signs)) is expected
    assert rule.decide(vote(signs)).supported is ("y" in signs)


def test_only_the_yes_of_those_whom_adoption_counts_is_support() -> None:
    """All with an interest must agree, and nobody has one: the yes of the others adopts nothing."""
    rule = DecisionRule("yes among interested >= members among interested")
    nobody = Tally.of([Elector("a"), Elector("b", flags={"other"})], {"a": "yes", "b": "yes"})
    assert rule.outcome(nobody) is Outcome.REJECTED
    assert "in favour" in rule.decide(nobody).explain()
    one = Tally.of([Elector("a"), Elector("b", flags={"interested"})], {"b": "yes"})
    assert rule.outcome(one) is Outcome.ADOPTED


@pytest.mark.parametrize(
    "adopts",
    [
        "yes > given handicap",
        "yes >= given handicap",
        "yes > members + given handicap",
        "yes > 2 times (given handicap rounded up)",
    ],
)
def test_a_fact_below_zero_is_no_support(adopts: str) -> None:
    """More than a number of the matter may be nothing at all."""
    rule, facts = DecisionRule(adopts), {"handicap": -9}
    assert rule.decide(vote("nn", given=facts)).adoption.holds
    assert rule.outcome(vote("nn", given=facts)) is Outcome.REJECTED
    assert rule.outcome(vote("yn", given=facts)) is Outcome.ADOPTED


@pytest.mark.parametrize(
    ("adopts", "signs", "expected"),
    [
        ("no = 0", "--", Outcome.ADOPTED),
        ("no = 0", "n-", Outcome.REJECTED),
        ("yes >= no", "--", Outcome.ADOPTED),
        ("not no >= 1/3 of members", "a-a-", Outcome.ADOPTED),
    ],
)
def test_silence_adopts_where_the_rule_says_so(adopts: str, signs: str, expected: Outcome) -> None:
    """Tacit consent: adopted unless somebody objects."""
    rule = DecisionRule(adopts=adopts, silence_adopts=True)
    assert rule.outcome(vote(signs)) is expected
    assert rule.decide(vote(signs)).supported


@pytest.mark.parametrize(
    ("adopts", "figures", "expected"),
    [
        ("'good' >= 60% of valid", {"good": 3}, Outcome.ADOPTED),
        ("'good' >= 0% of valid", {"bad": 3}, Outcome.REJECTED),
        ("'good' >= 'bad'", {}, Outcome.REJECTED),
        ("'good' >= 'bad'", {"good": 1}, Outcome.ADOPTED),
        ("('good' rounded down) >= 60% of valid", {"good": 3}, Outcome.ADOPTED),
        ("'bad' < 2", {"good": 3}, Outcome.REJECTED),
        ("'bad' < 2", {"bad": 1}, Outcome.ADOPTED),
        ("no <= 'good'", {"good": 1}, Outcome.REJECTED),  # on the right: nothing was voted for
        ("no <= 'good'", {"yes": 1}, Outcome.ADOPTED),
    ],
)
def test_a_label_on_the_left_is_support(adopts: str, figures: Mapping[str, int], expected: Outcome) -> None:
    """A grade that adoption counts stands for a vote in favour."""
    stream = [stance for stance, number in figures.items() for _ in range(number)]
    tally = Tally.count(stream, labels=["good", "bad"])
    assert DecisionRule(adopts=adopts).outcome(tally) is expected


@pytest.mark.parametrize(
    "adopts",
    [
        "yes by x >= no by x and yes by y >= no by y",
        "yes by y >= no by y and yes by x >= no by x",
    ],
)
def test_support_by_any_measure_that_is_read(adopts: str) -> None:
    """A yes that weighs nothing by one measure and something by another is one, in any order."""
    tally = Tally.of([Elector("li", weights={"x": 0, "y": 1})], {"li": "yes"})
    assert DecisionRule(adopts=adopts).outcome(tally) is Outcome.ADOPTED


def test_support_in_a_stream_by_weight() -> None:
    """Where only a measure was counted, support is by that measure; heads need not be known."""
    rule = DecisionRule(adopts="yes by shares >= no by shares")
    empty = Tally.count([Ballot("yes", 0)], by="shares")
    assert rule.outcome(empty) is Outcome.REJECTED
    assert rule.outcome(empty + Tally.count([Ballot("yes", 1)], by="shares")) is Outcome.ADOPTED


def test_support_is_not_looked_up_where_it_follows() -> None:
    """Figures by group need not give the whole: more than half of some yes votes is support enough."""
    tally = Tally.totals(groups={"house": {"a": {"yes": 2, "members": 3}}})
    rule = DecisionRule(adopts="yes among house is a > 1/2 of members among house is a")
    assert rule.outcome(tally) is Outcome.ADOPTED
    assert DecisionRule(adopts="yes > no").outcome(Tally.totals(yes=2, no=1)) is Outcome.ADOPTED
    with pytest.raises(UnknownFigure, match="yes"):
        DecisionRule(adopts="ballots >= 1").outcome(Tally.totals(ballots=2))


# --- ties -----------------------------------------------------------------------------------------

TAKERS: Final = [TieBreak.CASTING_VOTE, TieBreak.SENIORITY, TieBreak.LOT, TieBreak.PRIME_MEMBER]


@pytest.mark.parametrize("taker", TAKERS)
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, Outcome.TIED),
        ("yes", Outcome.ADOPTED),
        ("no", Outcome.REJECTED),
        (True, Outcome.ADOPTED),
        (False, Outcome.REJECTED),
        pytest.param(Stance.YES, Outcome.ADOPTED, id="stance-yes"),
        pytest.param(Stance.NO, Outcome.REJECTED, id="stance-no"),
    ],
)
def test_what_broke_a_tie(taker: TieBreak, given: TieVote, expected: Outcome) -> None:
    """The chair, seniority or a lot say yes or no; until they have, the vote is tied."""
    rule = DecisionRule(adopts="yes > no", tied="yes = no", tie_break=taker)
    assert rule.outcome(vote("yn"), given) is expected
    assert rule.decide(vote("yn"), tie_vote=given).outcome is expected
    assert rule.decide(vote("yn"), given).tie_vote is given


@pytest.mark.parametrize("given", ["yes", "no", None])
@pytest.mark.parametrize(("signs", "expected"), [("yyn", Outcome.ADOPTED), ("ynn", Outcome.REJECTED)])
def test_a_tie_vote_is_used_only_in_a_tie(signs: str, expected: Outcome, given: str | None) -> None:
    """Where there is no tie the casting vote changes nothing."""
    rule = DecisionRule(adopts="yes > no", tied="yes = no", tie_break="casting_vote")
    assert rule.outcome(vote(signs), given) is expected


def test_the_status_quo_breaks_a_tie_by_itself() -> None:
    """What was stays: the motion is rejected."""
    rule = DecisionRule(adopts="yes > no", tied="yes = no", tie_break="status_quo")
    assert rule.outcome(vote("yn")) is Outcome.REJECTED
    assert rule.outcome(vote("yyn")) is Outcome.ADOPTED


def test_a_tie_without_a_tie_break_stays_one() -> None:
    """Nobody breaks it, and nobody may."""
    assert DecisionRule(adopts="yes > no", tied="yes = no").outcome(vote("yn")) is Outcome.TIED


def test_a_tie_broken_in_favour_may_be_vetoed() -> None:
    """A veto blocks what the casting vote would have adopted too."""
    rule = DecisionRule(
        adopts="yes > no",
        vetoed="no among permanent >= 1",
        tied="yes = no",
        tie_break="casting_vote",
    )
    assert rule.outcome(vote("ny"), "yes") is Outcome.VETOED
    assert rule.outcome(vote("yn"), "yes") is Outcome.ADOPTED
    assert rule.outcome(vote("ny"), "no") is Outcome.REJECTED
    assert rule.outcome(vote("ny")) is Outcome.TIED


@pytest.mark.parametrize(
    ("tied", "tie_break", "given", "rule_says"),
    [
        (None, None, "yes", "must be taken by the tie-break"),
        ("yes = no", None, "yes", "must be taken by the tie-break"),
        ("yes = no", "status_quo", "no", "must be taken by the tie-break"),
        ("yes = no", "lot", "abstain", "must be yes or no"),
        ("yes = no", "lot", "", "must be yes or no"),
        ("yes = no", "casting_vote", 1.5, "must be yes or no"),
        ("yes = no", "casting_vote", object(), "must be yes or no"),
    ],
)
def test_a_tie_vote_that_is_refused(
    tied: str | None,
    tie_break: str | None,
    given: Any,  # noqa: ANN401 - whatever a caller may pass
    rule_says: str,
) -> None:
    """A vote that nothing takes, or that is neither yes nor no: also where there is no tie."""
    rule = DecisionRule(adopts="yes > no", tied=tied, tie_break=tie_break)
    for ask in (rule.outcome, rule.decide):
        with pytest.raises(RuleError, match=f"tie_vote {rule_says}") as caught:
            ask(vote("yyn"), given)
        assert [fault.code for fault in caught.value.faults] == ["tie-vote"]


# --- rules that are refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "code", "subject", "says"),
    [
        ({"adopts": "yes >"}, "unexpected", "adopts: column 6", "must be a stance, a base"),
        ({"adopts": None}, "not-text", "adopts: ", "must be text"),
        ({"adopts": 5}, "not-text", "adopts: ", "must be text"),
        ({"adopts": ""}, "unexpected", "adopts: column 1", "must be"),
        ({"adopts": "yes > no", "quorum": "cast > 3"}, "refused-word", "quorum: ", "write decisive"),
        ({"adopts": "yes > no", "vetoed": "yess > 3"}, "unknown-word", "vetoed: ", "must be"),
        ({"adopts": "yes > no", "tied": 7}, "not-text", "tied: ", "must be text"),
        ({"adopts": "yes > no", "rejects": "no >"}, "unexpected", "rejects: ", "must be"),
        ({"adopts": "yes > no", "tied": "yes = no", "tie_break": "coin"}, "tie-break", "tie_break", "lot"),
        ({"adopts": "yes > no", "tied": "yes = no", "tie_break": ["lot"]}, "tie-break", "tie_break", "lot"),
        ({"adopts": "yes > no", "tie_break": "lot"}, "no-tie", "tie_break", "add tied='yes = no'"),
        ({"adopts": "no = 0"}, "silence", "adopts: no = 0", "silence_adopts=True"),
        ({"adopts": "each permanent: no = 0"}, "silence", "adopts: ", "must count yes or a label"),
        ({"adopts": "given urgent"}, "silence", "adopts: given urgent", "must count yes or a label"),
        ({"adopts": "yes > no", "silence_adopts": "no"}, "not-a-truth", "silence_adopts", "must be true"),
        ({"adopts": "yes > no", "silence_adopts": 1}, "not-a-truth", "silence_adopts", "must be true"),
        ({"adopts": "yes > no", "clause": "art. 29"}, "not-a-clause", "clause", "must be a Clause"),
        ({"adopts": "yes >= 1/2 of no"}, "outside-base", "adopts: ", "must lie in the base"),
    ],
)
def test_a_rule_that_is_refused(parts: Mapping[str, Any], code: str, subject: str, says: str) -> None:
    """One fault, with the part of the rule as its subject, and the mend."""
    (fault,) = faults(**parts)
    assert fault.code == code
    assert fault.subject.startswith(subject)
    assert says in str(fault)


@pytest.mark.parametrize("part", ["adopts", "quorum", "vetoed", "tied", "rejects"])
def test_a_level_that_nothing_binds(part: str) -> None:
    """A condition made to stand inside an ``each`` cannot be decided on its own."""
    loose = yes.within("house") > no
    (fault,) = faults(**{"adopts": "yes > no", part: loose})
    assert fault.code == "unbound-level"
    assert "within house must stand inside an `each` or `where`" in str(fault)


def test_all_faults_of_a_rule_at_once() -> None:
    """Who writes a rule learns everything that is wrong with it."""
    found = faults(
        adopts="no = 0",
        quorum="cast > 3",
        vetoed="yes >",
        tied=None,
        tie_break="lot",
        rejects="maybe > 1",
        clause=5,
    )
    assert sorted(fault.code for fault in found) == [
        "no-tie",
        "not-a-clause",
        "refused-word",
        "silence",
        "unexpected",
        "unknown-word",
    ]
    with pytest.raises(RuleError, match="2 faults:"):
        DecisionRule(adopts="yes >", quorum="no >")


# --- decisions ------------------------------------------------------------------------------------


def test_the_verdicts_of_a_decision() -> None:
    """One for each condition of the rule; they are told whether or not they mattered."""
    decision = FULL.decide(vote("nyyy-"))
    found = (decision.quorum, decision.adoption, decision.veto, decision.tie, decision.rejection)
    told = {verdict.rule: verdict.holds for verdict in found if verdict is not None}
    assert told == {
        "ballots >= 4": True,
        "yes >= 3": True,
        "no among permanent >= 1": True,
        "yes = no": False,
        "no >= 3": False,
    }


def test_what_a_rule_does_not_have_has_no_verdict() -> None:
    """``None``, not a verdict that holds of nothing."""
    decision = DecisionRule(adopts="yes > no").decide(vote("yyn"))
    assert decision.quorum is None
    assert decision.veto is None
    assert decision.tie is None
    assert decision.rejection is None


def test_the_clause_of_a_verdict() -> None:
    """That of the condition where it has one, that of the rule where it has none."""
    law, bylaw = Clause("law, art. 29"), Clause("bylaws, art. 3", strength=Strength.DEFAULT)
    rule = DecisionRule("yes > no", Condition.parse("ballots >= 2").under(bylaw), clause=law)
    decision = rule.decide(vote("yyn"))
    assert decision.adoption.clause == law
    assert decision.quorum is not None
    assert decision.quorum.clause == bylaw


def test_a_decision_is_not_true_or_false() -> None:
    """A rejected motion is a decision too; ``if decision:`` would hide that."""
    with pytest.raises(NotABoolean, match=r"compare \.outcome with Outcome\.ADOPTED") as caught:
        bool(DecisionRule(adopts="yes > no").decide(vote("yyn")))
    assert caught.value.faults[0].code == "not-a-boolean"


@pytest.mark.parametrize(
    ("parts", "signs", "expected"),
    [
        ({"adopts": "yes >= 80% of members"}, "yyyyyy--", {"yes": 7}),
        ({"adopts": "yes >= 80% of members"}, "yyyyyyyy", {"yes": 7}),
        ({"adopts": "yes > 1/2 of members"}, "y---", {"yes": 3}),
        ({"adopts": "yes >= 1/2 of members"}, "y---", {"yes": 2}),
        ({"adopts": "yes >= 2", "quorum": "ballots >= 2/3 of members"}, "y---", {"yes": 2, "ballots": 3}),
        ({"adopts": "yes >= 2", "quorum": "yes >= 3"}, "y---", {"yes": 3}),  # the one that serves both
        ({"adopts": "yes >= 3", "quorum": "yes >= 2"}, "y---", {"yes": 3}),
        ({"adopts": "yes >= 2 and yes > 3"}, "y---", {"yes": 4}),
        ({"adopts": "yes >= 2 or yes > 3"}, "y---", {"yes": 2}),  # the easier one
        ({"adopts": "yes > 3 or yes >= 2 or no >= 4"}, "y---", {"yes": 2, "no": 4}),
        ({"adopts": "yes >= 2 and (yes >= 4 or yes >= 3)"}, "y---", {"yes": 3}),
        ({"adopts": "yes >= 1 and no <= 1 and abstain < 1"}, "yn--", {"yes": 1}),  # ceilings ask for nothing
        ({"adopts": "yes = 2"}, "y---", {}),
        ({"adopts": "not yes >= 2"}, "y---", {}),
        ({"adopts": "each permanent: yes >= 1"}, "y---", {}),
        ({"adopts": "yes >= 80% of ballots"}, "----", {}),  # of nobody, no number would do
        ({"adopts": "yes - no >= 2"}, "y---", {"yes - no": 2}),
    ],
)
def test_the_figures_needed(parts: Mapping[str, Any], signs: str, expected: Mapping[str, int]) -> None:
    """For display: by the count that is judged, for the quorum and for adoption."""
    assert DecisionRule(**parts).decide(vote(signs)).needed == expected


def test_the_figures_needed_by_a_measure() -> None:
    """On the grid on which the measure is written, here hundredths."""
    electors = [Elector("li", weights={"area": Decimal("89.30")}), Elector("wang", weights={"area": "10.75"})]
    decision = DecisionRule(adopts="yes by area > 1/2 of members by area").decide(Tally.of(electors))
    assert decision.needed == {"yes by area": Fraction("50.03")}


@pytest.mark.parametrize(
    ("adopts", "votes", "needed"),
    [
        ("0.5 times yes > 0", 1, Fraction(1, 2)),
        ("0.5 times yes >= 1/2 of members", 3, 2),
        ("1.5 times yes > no", 1, Fraction(3, 2)),
        ("yes + 0.5 > 1", 1, Fraction(3, 2)),
        ("yes - 0.3 >= 1", 2, Fraction(17, 10)),
    ],
)
def test_needed_on_the_grid_of_the_left_side(adopts: str, votes: int, needed: int | Fraction) -> None:
    """A factor or a number that is no whole one makes a grid of its own; what holds is short by nothing."""
    tally = Tally.totals(yes=votes, no=1, members=4)
    verdict = Condition.parse(adopts).evaluate(tally)
    assert (verdict.holds, verdict.needed) == (verdict.left is not None and verdict.left >= needed, needed)
    assert (verdict.short_by == 0) is verdict.holds


def test_needed_where_the_quorum_failed_and_the_votes_are_unknown() -> None:
    """What is known is told: what the quorum would have needed."""
    rule = DecisionRule(adopts="yes > no", quorum="ballots >= 2/3 of members")
    decision = rule.decide(Tally.totals(members=10, ballots=3))
    assert decision.outcome is Outcome.INQUORATE
    assert decision.needed == {"ballots": 7}


def test_needed_of_figures_that_are_missing() -> None:
    """An outcome that did not need a figure stands, but a question about the figure is refused."""
    rule = DecisionRule(adopts="yes > no")
    with pytest.raises(UnknownFigure, match="no is not fixed"):
        rule.decide(Tally.totals(yes=3))
    decided = Decision(rule, Tally.totals(yes=3), Outcome.REJECTED)
    with pytest.raises(UnknownFigure, match="no is not fixed"):
        _ = decided.needed


# --- within reach ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adopts", "signs", "expected"),
    [
        ("yes >= 7", "yyyyyyyn", True),
        ("yes >= 7", "yyyyyynn", True),  # they are there, and could have
        ("yes >= 7", "ssssssss", True),
        ("yes >= 7", "ssssssr-", False),  # six are there and entitled
        ("yes >= 7", "sssssssr", True),
        ("yes >= 7", "yyyyyy--", False),
        ("yes >= 80% of members", "ssssss--", False),
        ("yes >= 80% of ballots", "ssssss--", True),
        ("yes >= 80% of seats", "--------", False),
        ("yes = 3 and no = 2", "sssss---", True),  # not at either end of what they may do
        ("yes = 3 and no = 3", "sssss---", False),
        ("no = 5 and yes >= 1", "sssss---", False),
    ],
)
def test_whether_those_present_could_adopt(adopts: str, signs: str, expected: bool) -> None:  # noqa: FBT001
    """Each as they like, those away as they are."""
    assert DecisionRule(adopts=adopts).decide(vote(signs)).reachable is expected


def test_reachable_by_a_label() -> None:
    """Those present may answer with a label of the poll."""
    rule = DecisionRule(adopts="'good' >= 2 and yes >= 1")
    tally = Tally.of(["a", "b", "c"], {}, present=["a", "b", "c"], labels=["good"])
    assert rule.decide(tally).reachable
    fewer = Tally.of(["a", "b", "c"], {}, present=["a", "b"], labels=["good"])
    assert not rule.decide(fewer).reachable


def test_reachable_of_figures() -> None:
    """Figures tell it where they say who is there; where they do not, it is not guessed."""
    rule = DecisionRule(adopts="yes >= 4")
    assert rule.decide(Tally.totals(yes=1, no=0, silent=5)).reachable
    fixed = Tally.totals(yes=1, no=0, silent=1, participating=2)
    assert not rule.decide(fixed).reachable
    with pytest.raises(UnknownFigure, match="figures"):
        _ = rule.decide(Tally.totals(yes=1, members=8)).reachable
    with pytest.raises(UnknownFigure, match="measure"):
        _ = DecisionRule(adopts="yes by area >= 4").decide(Tally.totals(by={"area": {"yes": 1}})).reachable


def test_reachable_of_a_stream() -> None:
    """A stream is of people too."""
    rule = DecisionRule(adopts="yes >= 3")
    assert rule.decide(Tally.count(["yes", "no", "silent"])).reachable
    assert not rule.decide(Tally.count(["yes", "no", "absent"])).reachable


def test_what_is_adopted_is_reachable() -> None:
    """Nothing is searched: it was reached, by those away as well."""
    rule = DecisionRule(adopts="yes > no", tied="yes = no", tie_break="lot")
    assert rule.decide(Tally.totals(yes=1, no=1), "yes").reachable


# --- telling --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signs", "codes"),
    [
        ("yyyn-", []),
        ("yyy--", ["comparison-not-met"]),
        ("nyyy-", ["vetoed"]),
        ("ynnn-", ["comparison-not-met"]),
        ("yynn-", ["comparison-not-met"]),
    ],
)
def test_what_stood_in_the_way(signs: str, codes: list[str]) -> None:
    """A finding for each thing; none where the motion was adopted."""
    assert [finding.code for finding in FULL.decide(vote(signs)).findings()] == codes


def test_findings_name_the_quorum_first() -> None:
    """Of an inquorate vote the quorum alone is to blame, whatever the votes were."""
    rule = DecisionRule("yes >= 9", "ballots >= 4 and members >= 3", clause=Clause("bylaws, art. 2"))
    (finding,) = rule.decide(vote("yn---")).findings()
    assert finding.facts["rule"] == "ballots >= 4"
    assert finding.clause == Clause("bylaws, art. 2")
    assert finding.severity is Severity.BREACH


def test_findings_name_every_part_that_fails() -> None:
    """Of several conditions of adoption, those that do not hold."""
    rule = DecisionRule("yes >= 3 and no <= 1 and yes > no")
    found = rule.decide(vote("yynn")).findings()
    assert [finding.facts["rule"] for finding in found] == ["yes >= 3", "no <= 1", "yes > no"]


def test_findings_where_nobody_voted_for_it() -> None:
    """Adoption holds, and still nothing is adopted: what is missing is a vote."""
    (finding,) = DecisionRule("yes >= no").decide(vote("--")).findings()
    assert finding.facts["rule"] == "yes > 0"


def test_findings_of_what_a_tie_vote_rejected() -> None:
    """Adoption did not hold."""
    rule = DecisionRule("yes > no", tied="yes = no", tie_break="lot")
    (finding,) = rule.decide(vote("yn"), "no").findings()
    assert finding.facts["rule"] == "yes > no"


@pytest.mark.parametrize("signs", ["yyyn-", "yyy--", "nyyy-", "ynnn-", "yynn-", "yaaa-"])
def test_a_decision_explains_itself(signs: str) -> None:
    """In two languages, each its own."""
    decision = FULL.decide(vote(signs))
    english, chinese = decision.explain(), decision.explain("zh")
    assert english == decision.explain("en")
    assert english
    assert chinese
    assert english != chinese


def test_a_language_that_is_not_there() -> None:
    """Refused with those that are."""
    with pytest.raises(RecordError, match="en"):
        FULL.decide(vote("yyyn-")).explain("tlh")


def test_the_record_of_a_decision() -> None:
    """The outcome and its reasons as a plain dict."""
    rule = DecisionRule(adopts="yes > 1/2 of members", quorum="ballots >= 3")
    plain = rule.decide(vote("ynn--")).to_dict()
    assert plain["outcome"] == "rejected"
    assert plain["rule"] == {"adopts": "yes > 1/2 of members", "quorum": "ballots >= 3"}
    assert plain["needed"] == {"yes": "3", "ballots": "3"}
    assert plain["shortfall"] == 2
    assert plain["reachable"] is True
    assert plain["supported"] is True
    assert plain["quorum"] == Condition.parse("ballots >= 3").evaluate(vote("ynn--")).to_dict()
    assert "veto" not in plain
    assert "tie_vote" not in plain
    assert json.loads(canonical(plain)) == plain


@pytest.mark.parametrize(
    ("given", "kept"),
    [(True, "yes"), ("yes", "yes"), (Stance.NO, "no"), (False, "no")],
    ids=["true", "yes", "stance", "false"],
)
def test_the_record_keeps_what_broke_the_tie(given: str | bool, kept: str) -> None:  # noqa: FBT001
    """In one spelling, however it was passed."""
    rule = DecisionRule("yes > no", tied="yes = no", tie_break="lot")
    plain = rule.decide(vote("yn"), given).to_dict()
    assert plain["tie_vote"] == kept
    assert plain["tie"] == Condition.parse("yes = no").evaluate(vote("yn")).to_dict()


def test_the_record_of_an_adopted_motion_has_no_shortfall_to_tell() -> None:
    """Nothing was missing."""
    plain = DecisionRule("yes > no").decide(vote("yyn")).to_dict()
    assert plain["shortfall"] == 0
    assert plain["reachable"] is True


def test_a_shortfall_that_nobody_could_make_up_is_recorded() -> None:
    """``None`` says that no number would do; that it was not worked out is another thing."""
    plain = DecisionRule("yes >= 9").decide(vote("yyn")).to_dict()
    assert plain["shortfall"] is None
    assert plain["reachable"] is False


def test_the_record_leaves_out_what_the_figures_do_not_tell() -> None:
    """A decision that stands can be stored, whatever figures a later step would have read."""
    rule = DecisionRule(adopts="yes >= 7", vetoed="no among permanent >= 1")
    decision = rule.decide(Tally.totals(members=11, yes=2, no=4, abstain=5))
    assert decision.outcome is Outcome.REJECTED
    plain = decision.to_dict()
    assert "veto" not in plain
    assert "shortfall" not in plain
    assert "adoption" in plain
    assert decision.explain()
    with pytest.raises(UnknownFigure, match="permanent"):
        _ = decision.veto


def test_the_record_of_an_inquorate_vote_without_figures() -> None:
    """Of a quorum that failed the rest is moot."""
    rule = DecisionRule(adopts="yes > no", quorum="ballots >= 2/3 of members")
    plain = rule.decide(Tally.totals(members=10, ballots=3)).to_dict()
    assert plain["needed"] == {"ballots": "7"}
    assert "adoption" not in plain
    assert "supported" not in plain


def test_the_record_leaves_out_a_search_that_is_too_large() -> None:
    """It says less rather than something wrong."""
    electors = [Elector(f"e{n}", weights={"w": 2**n, "v": 3**n}) for n in range(30)]
    rule = DecisionRule("yes by w = 357913941 and yes by v = 4117715")
    decision = rule.decide(Tally.of(electors, {}, present=[each.id for each in electors]))
    with pytest.raises(TooLarge):
        _ = decision.reachable
    assert "reachable" not in decision.to_dict()


# --- what must be there ---------------------------------------------------------------------------


@pytest.mark.parametrize("signs", ["yyyn-", "---", "nyyy-"])
def test_a_missing_trait_is_an_error_however_people_voted(signs: str) -> None:
    """Also where an earlier step would have settled the matter."""
    rule = DecisionRule("yes >= 3", "ballots >= 4", vetoed="no among house is a >= 1")
    with pytest.raises(MissingData, match="house"):
        rule.outcome(vote(signs))
    with pytest.raises(MissingData, match="house"):
        rule.decide(vote(signs))


def test_a_missing_fact_is_an_error() -> None:
    """A rule that reads a fact of the matter must be given it."""
    rule = DecisionRule("(given notice and yes > no) or yes >= 2/3 of decisive")
    with pytest.raises(MissingData, match="notice"):
        rule.decide(vote("yyn"))
    assert rule.outcome(vote("yyn", given={"notice": True})) is Outcome.ADOPTED
    assert rule.outcome(vote("yyynn", given={"notice": True})) is Outcome.ADOPTED
    assert rule.outcome(vote("yyynn", given={"notice": False})) is Outcome.REJECTED


# --- records, copies, equality --------------------------------------------------------------------

RULES: Final = {
    "plain": DecisionRule("yes > no"),
    "full": FULL,
    "silence": DecisionRule("no = 0", silence_adopts=True),
    "clauses": DecisionRule(
        Condition.parse("yes > no").under(Clause("law, art. 1", valid_from="2026-01-01")),
        "ballots >= 2",
        clause=Clause("law"),
    ),
    "labels": DecisionRule(label("it's good") >= 3, tied="yes = no", tie_break=TieBreak.STATUS_QUO),
}
SAVED: Final = pytest.mark.parametrize("rule", [pytest.param(rule, id=name) for name, rule in RULES.items()])


@SAVED
def test_a_rule_comes_back_from_its_record(rule: DecisionRule) -> None:
    """Through JSON, with the clauses."""
    plain = json.loads(canonical(rule))
    read = DecisionRule.from_dict(plain)
    assert read == rule
    assert read.to_dict() == rule.to_dict() == plain
    assert digest(read) == digest(rule)
    assert read.adopts.clause == rule.adopts.clause
    assert read.clause == rule.clause


@SAVED
def test_a_rule_is_copied_by_value(rule: DecisionRule) -> None:
    """Pickled and copied, used before or not."""
    rule.compiled  # noqa: B018 - what was worked out must not be in the way
    for made in (pickle.loads(pickle.dumps(rule)), copy.copy(rule), copy.deepcopy(rule)):  # noqa: S301 - pickled here
        assert made == rule
        assert hash(made) == hash(rule)
        assert made.to_dict() == rule.to_dict()


def test_the_plain_dict_of_a_rule() -> None:
    """What is not stated is left out; a condition with a clause is a dict."""
    assert DecisionRule("yes > no").to_dict() == {"adopts": "yes > no"}
    assert FULL.to_dict() == {
        "quorum": "ballots >= 4",
        "adopts": "yes >= 3",
        "vetoed": "no among permanent >= 1",
        "tied": "yes = no",
        "rejects": "no >= 3",
        "tie_break": "casting_vote",
    }
    assert RULES["silence"].to_dict() == {"adopts": "no = 0", "silence_adopts": True}
    assert RULES["clauses"].to_dict() == {
        "quorum": "ballots >= 2",
        "adopts": {
            "condition": "yes > no",
            "clause": {"source": "law, art. 1", "valid_from": "2026-01-01"},
        },
        "clause": {"source": "law"},
    }


@pytest.mark.parametrize(
    ("data", "error", "code", "says"),
    [
        ("yes > no", RecordError, "not-a-dict", "must be a plain dict"),
        ({}, RecordError, "missing-key", "adopts"),
        ({"quorum": "yes > 1"}, RecordError, "missing-key", "adopts"),
        ({"adopts": "yes > no", "majority": 1}, RecordError, "unknown-key", "majority"),
        ({"adopts": {"text": "yes > no"}}, RecordError, "missing-key", "condition"),
        ({"adopts": "yes > no", "clause": {}}, RecordError, "missing-key", "source"),
        ({"adopts": "yes > no", "silence_adopts": "no"}, RuleError, "not-a-truth", "silence_adopts"),
        ({"adopts": "yes >"}, RuleError, "unexpected", "adopts"),
        ({"adopts": 5}, RuleError, "not-text", "adopts"),
        ({"adopts": "yes > no", "tie_break": "coin", "tied": "yes = no"}, RuleError, "tie-break", "coin"),
    ],
)
def test_a_record_that_is_refused(
    data: object, error: type[RecordError | RuleError], code: str, says: str
) -> None:
    """The form of the dict is a matter of the record, what it says of the rule."""
    with pytest.raises(error, match=says) as caught:
        DecisionRule.from_dict(data)
    assert code in [fault.code for fault in caught.value.faults]


def test_a_record_may_say_that_there_is_nothing() -> None:
    """``None`` for a part is the same as leaving it out."""
    parts = ("quorum", "vetoed", "tied", "rejects", "tie_break", "clause")
    assert DecisionRule.from_dict({"adopts": "yes > no", **dict.fromkeys(parts)}) == DecisionRule("yes > no")


def test_equal_rules() -> None:
    """Rules are equal where they say the same; the clause of a rule says where it stands."""
    assert DecisionRule("yes ≥ 4/5 of members") == DecisionRule("yes >= 80% of members")
    assert hash(DecisionRule("yes ≥ 4/5 of members")) == hash(DecisionRule("yes >= 80% of members"))
    assert DecisionRule("yes > no") != DecisionRule("yes >= no")
    assert DecisionRule("yes > no") != DecisionRule("yes > no", silence_adopts=True)
    assert DecisionRule("yes > no") != DecisionRule("yes > no", "ballots >= 1")


def test_what_was_worked_out_is_not_shown() -> None:
    """A rule that was used is equal to one that was not, and looks like it."""
    used, fresh = DecisionRule("yes > no"), DecisionRule("yes > no")
    used.outcome(vote("yyn"))
    assert used == fresh
    assert repr(used) == repr(fresh)


def test_a_rule_does_not_change() -> None:
    """It is a value."""
    with pytest.raises(AttributeError):
        FULL.adopts = Condition.parse("yes > 1")  # type: ignore[misc]


def test_equal_decisions() -> None:
    """Equal where rule, tally, outcome and tie vote are; hashed by rule and outcome; copied by value."""
    rule = DecisionRule("yes > no", tied="yes = no", tie_break="lot")
    one, same, other = rule.decide(vote("yn"), "no"), rule.decide(vote("yn"), "no"), rule.decide(vote("yn"))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert {one, same} == {one}
    for made in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):  # noqa: S301 - pickled here
        assert made == one
        assert made.to_dict() == one.to_dict()


def test_outcomes_are_text() -> None:
    """What is stored is the word."""
    assert [outcome.value for outcome in Outcome] == [
        "adopted",
        "rejected",
        "vetoed",
        "inquorate",
        "tied",
        "undecided",
    ]
    assert str(Outcome.ADOPTED) == "adopted"
    assert Outcome("vetoed") is Outcome.VETOED
    assert [tie_break.value for tie_break in TieBreak] == [
        "casting_vote",
        "status_quo",
        "seniority",
        "lot",
        "prime_member",
    ]


# --- something else in the place of a tally -------------------------------------------------------


@pytest.mark.parametrize("given", [["yes"], {"yes": 3}, None, 3])
def test_a_tally_is_asked_for(given: Any) -> None:  # noqa: ANN401 - bad on purpose
    """Figures and stances are no tally; the error says how to make one."""
    rule = DecisionRule(adopts="yes > no")
    for ask in (rule.outcome, rule.decide):
        with pytest.raises(TallyError, match="tally must be a Tally") as caught:
            ask(given)
        assert [fault.code for fault in caught.value.faults] == ["not-a-tally"]


def test_a_sentence_starts_no_long_search() -> None:
    """What would have been missing is left out where finding it takes long; asked, it is found."""
    electors = [Elector(f"e{place}", weights={"w": 2 * 3**place}) for place in range(11)]
    decision = DecisionRule(adopts="yes by w = 3").decide(Tally.of(electors))
    assert "shortfall" not in decision.to_dict()
    assert decision.shortfall is None
