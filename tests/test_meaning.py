"""The decisions on meaning: each answers a defect found in another engine, and each test is named after it.

The numbers are those of the design's section 6, as the page of pitfalls has them.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pytest

from consultgov import Condition, DecisionRule, Elector, Outcome, Share, Tally
from consultgov.counting import abstain, ballots, decisive, members, no, yes
from consultgov.errors import (
    ConsultgovError,
    RuleError,
    ShareError,
    TallyError,
    UnknownFigure,
)

PERMANENT: Final = [Elector(name, flags={"permanent"}) for name in ("cn", "fr", "ru", "uk", "us")]
OTHERS: Final = [Elector(f"other{n}") for n in range(10)]
COUNCIL: Final = [*PERMANENT, *OTHERS]


def council(against: int = 0, *, permanent_no: str = "") -> Tally:
    """Fifteen members, all in favour but some others and perhaps one permanent member."""
    votes = dict.fromkeys((elector.id for elector in COUNCIL), "yes")
    votes |= {elector.id: "no" for elector in OTHERS[:against]}
    if permanent_no:
        votes[permanent_no] = "no"
    return Tally.of(COUNCIL, votes)


# --- 3. numerator within denominator --------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "yes + no + abstain >= 40% of decisive",  # the abstentions are above the line, not below it
        "ballots >= 2/3 of valid",
        "present >= 1/2 of entitled",  # the recused are there, and not entitled
        "yes >= 1/2 of no",
        "seats >= 1/2 of members",
        "members >= 1/2 of members among permanent",
        "yes among not permanent >= 1/2 of members among permanent",
        "each house: all yes >= 1/2 of members",
        "each house: yes + all no >= 1/2 of members",
        "members >= 1/2 of (members - members among permanent)",
        "blocs house >= 1/2 of blocs house where (yes > no)",
        "'good' >= 1/2 of decisive",
        "valid >= 1/2 of 'good'",
    ],
)
def test_3_a_turnout_of_130_percent(text: str) -> None:
    """What is counted above the line must be counted below it, or the rule is refused when it is made."""
    with pytest.raises(RuleError, match="must lie in the base"):
        Condition.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "yes >= 1/2 of members by area",
        "yes by area >= 1/2 of members",
        "yes by area > no",
        "yes by area > 1/2 of members by shares",
        "yes + yes by area >= 3",
        "blocs house >= 1/2 of members",
    ],
)
def test_3_persons_divided_by_votes(text: str) -> None:
    """Heads, areas and blocs are three things; a rule that mixes them is refused."""
    with pytest.raises(RuleError, match="measure"):
        Condition.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "yes + no + abstain >= 40% of valid",
        "yes among permanent >= 1/2 of members",
        "each house: yes >= 1/2 of all members",
        "yes >= 130 times no",  # a multiple claims no base
        "yes by area > 1/2 of (yes + no) by area",
        "'good' >= 1/2 of valid",
        "blocs house where (yes > no) >= 1/2 of blocs house",
    ],
)
def test_3_what_lies_in_its_base_is_written_freely(text: str) -> None:
    """The check refuses nothing that can be kept."""
    assert str(Condition.parse(text)) == text


# --- 4. nothing is not 80 % of nobody -------------------------------------------------------------

NOBODY: Final = Tally.of([])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes >= 2/3 of decisive", False),
        ("yes > 2/3 of decisive", False),
        ("yes = 2/3 of decisive", False),
        ("yes <= 2/3 of decisive", True),  # at most a third of nobody is nobody
        ("yes < 2/3 of decisive", False),
        ("yes >= 0% of decisive", False),
        ("yes >= 2/3 of decisive rounded down", False),  # rounding comes after that test
        ("yes + 1 >= 2/3 of decisive rounded up", False),
        ("yes + 5 >= 1/2 of (decisive - 3)", False),  # nor of less than nobody
        ("yes >= 1/2 of decisive + 1/2 of ballots", False),
        ("yes >= no", True),  # no share: arithmetic
        ("yes >= 0 times no", True),
    ],
)
def test_4_zero_to_zero_adopted_by_two_thirds(text: str, expected: bool) -> None:  # noqa: FBT001
    """A share of a base that is not above zero holds for no floor; ceilings stay arithmetic."""
    condition = Condition.parse(text)
    assert condition.holds(NOBODY) is expected
    assert condition.evaluate(NOBODY).holds is expected


def test_4_division_by_zero_halting_a_chain() -> None:
    """An empty poll is decided like any other; nothing is raised, and the verdict says why."""
    verdict = Condition.parse("yes >= 2/3 of decisive").evaluate(NOBODY)
    assert (verdict.holds, verdict.needed, verdict.short_by) == (False, None, None)
    assert verdict.facts["empty_base"] is True
    assert DecisionRule("yes >= 2/3 of decisive").outcome(NOBODY) is Outcome.REJECTED


def test_4_not_pushed_through_a_comparison() -> None:
    """``not yes >= 2/3 of decisive`` is not ``yes < 2/3 of decisive``: of nobody the first holds."""
    assert Condition.parse("not yes >= 2/3 of decisive").holds(NOBODY)
    assert not Condition.parse("yes < 2/3 of decisive").holds(NOBODY)
    assert not (~Condition.parse("yes <= 2/3 of decisive")).holds(NOBODY)


@pytest.mark.parametrize("text", ["each house: yes >= 0", "each house: members = 1", "each house: no = 0"])
def test_4_an_empty_group_passing_everything(text: str) -> None:
    """What is asked of each group does not hold where there is no group."""
    assert not Condition.parse(text).holds(NOBODY)


def test_4_a_group_that_must_exist_and_has_nobody() -> None:
    """A list names groups that must exist; one without a seat counts zero."""
    tally = Tally.of([Elector("li", {"sector": "party"})])
    assert Condition.parse("each sector in (party): members = 1").holds(tally)
    assert not Condition.parse("each sector in (party, women): members = 1").holds(tally)
    assert Condition.parse("each sector: members = 1").holds(tally)


@pytest.mark.parametrize("adopts", ["yes >= no", "yes >= 0", "ballots >= 0", "yes = no", "not no > yes"])
def test_4_adopted_without_a_single_vote(adopts: str) -> None:
    """Nobody voted: nothing is adopted, whatever the condition says, unless the rule lets silence adopt."""
    away = Tally.of(["li", "wang"])
    assert DecisionRule(adopts).outcome(away) is Outcome.REJECTED
    assert DecisionRule(adopts, silence_adopts=True).outcome(away) is Outcome.ADOPTED


def test_4_a_rule_that_names_no_vote_in_favour() -> None:
    """Tacit consent has to be meant: the rule cannot be made without saying so."""
    with pytest.raises(RuleError, match="silence_adopts=True"):
        DecisionRule("no <= 1")
    rule = DecisionRule("no <= 1", silence_adopts=True)
    assert rule.outcome(Tally.of(["li", "wang", "zhao"])) is Outcome.ADOPTED


# --- 5. never decide from a derived number --------------------------------------------------------


def test_5_four_fifths_of_five_in_floating_point() -> None:
    """80 % of five are four exactly; 7 % and 55 % of a hundred are not 7 and 55, in floats."""
    for percent, size in ((80, 5), (7, 100), (55, 100), (14, 100), (29, 100), (57, 100)):
        condition = Condition.parse(f"yes >= {percent}% of members")
        needed = percent * size // 100
        assert condition.holds(Tally.totals(yes=needed, members=size))
        assert not condition.holds(Tally.totals(yes=needed - 1, members=size))


@pytest.mark.parametrize("size", range(1, 40))
def test_5_a_threshold_rounded_before_it_is_compared(size: int) -> None:
    """Two thirds are compared in integers; the figure needed is its exact inverse, for display."""
    condition = Condition.parse("yes >= 2/3 of members")
    needed = condition.evaluate(Tally.totals(yes=0, members=size)).needed
    for votes in range(size + 1):
        held = condition.holds(Tally.totals(yes=votes, members=size))
        assert held is (3 * votes >= 2 * size)
        assert needed is not None
        assert held is (votes >= needed)


def test_5_a_percentage_that_stands_for_a_fraction() -> None:
    """66.67 % is not two thirds: of thirty thousand members it is one more."""
    tally = Tally.totals(yes=20_000, members=30_000)
    assert Condition.parse("yes >= 2/3 of members").holds(tally)
    assert not Condition.parse("yes >= 66.67% of members").holds(tally)
    assert Condition.parse("yes >= 66.67% of members").evaluate(tally).needed == 20_001


def test_5_areas_added_up_in_floating_point() -> None:
    """A tenth three times is three tenths."""
    owners = [Elector(f"o{n}", weights={"area": "0.1"}) for n in range(3)]
    owners.append(Elector("other", weights={"area": "0.3"}))
    tally = Tally.of(owners, {"o0": "yes", "o1": "yes", "o2": "yes", "other": "no"})
    assert Condition.parse("yes by area = no by area").holds(tally)


# --- 6. strict and non-strict ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("二分之一以上", "yes >= 1/2 of members", True),  # includes the figure
        ("过半数", "yes > 1/2 of members", False),  # does not
        ("超过二分之一", "yes > 1/2 of members", False),
        ("at least half", "yes >= 1/2 of members", True),
        ("more than half", "yes > 1/2 of members", False),
        ("at most half", "yes <= 1/2 of members", True),
        ("less than half", "yes < 1/2 of members", False),
    ],
)
def test_6_half_taken_for_a_majority(phrase: str, text: str, expected: bool) -> None:  # noqa: FBT001
    """At the figure itself the two differ, and the text of the rule says which it is."""
    condition = Condition.parse(text)
    assert condition.holds(Tally.totals(yes=4, members=8)) is expected, phrase
    assert str(condition) == text


def test_6_strictness_lost_on_the_way() -> None:
    """It is part of the value: it is compared, stored and printed."""
    strict, lax = yes > Share("1/2").of(members), yes >= Share("1/2").of(members)
    assert strict != lax
    assert str(strict) != str(lax)
    assert Condition.from_dict(strict.to_dict()) == strict


# --- 7. five things that are not a no -------------------------------------------------------------

ONE_EACH: Final = Tally.of(
    ["yes", "no", "abstain", "invalid", "silent", "absent", "recused", "recused_absent"],
    {stance: stance for stance in ("yes", "no", "abstain", "invalid")},
    present=["silent", "recused"],
    recused=["recused", "recused_absent"],
    vacant=1,
)


@pytest.mark.parametrize(
    ("base", "size"),
    [
        ("decisive", 2),
        ("valid", 3),
        ("ballots", 4),
        ("participating", 5),
        ("entitled", 6),
        ("members", 8),
        ("seats", 9),
        ("present", 6),
        ("abstain", 1),
        ("silent", 1),
        ("absent", 1),
        ("recused", 1),
        ("recused_absent", 1),
        ("vacant", 1),
    ],
)
def test_7_abstaining_silent_absent_recused_and_vacant_in_one_pot(base: str, size: int) -> None:
    """One of each: every word counts its own, above and below the line."""
    assert Condition.parse(f"{base} = {size}").holds(ONE_EACH)
    if "yes" in base or base in {
        "decisive",
        "valid",
        "ballots",
        "participating",
        "entitled",
        "members",
        "seats",
    }:
        assert Condition.parse(f"yes >= 1/{size} of {base}").holds(ONE_EACH)
        assert not Condition.parse(f"yes > 1/{size} of {base}").holds(ONE_EACH)


@pytest.mark.parametrize("word", ["cast", "votes", "voting", "attending"])
def test_7_a_word_that_means_another_thing_elsewhere(word: str) -> None:
    """Where votes cast leave out abstentions in one body and count them in another: say which."""
    with pytest.raises(RuleError, match="means different things in different bodies: write"):
        Condition.parse(f"yes > 1/2 of {word}")


def test_7_an_abstention_counted_as_a_no() -> None:
    """Four for, three against, three abstentions: it depends on the rule, and the rule says it."""
    tally = Tally.totals(yes=4, no=3, abstain=3, invalid=0, members=12)
    assert (yes > Share("1/2").of(decisive)).holds(tally)
    assert not (yes > Share("1/2").of(ballots)).holds(tally)
    assert (yes > no).holds(tally)
    assert not (yes > no + abstain).holds(tally)


# --- 8. a quorum that opponents meet --------------------------------------------------------------


def test_8_the_no_show_paradox() -> None:
    """An opponent who comes to vote no brings about the quorum, and so the adoption. It is legal: allowed."""
    rule = DecisionRule("yes > no", quorum="ballots >= 1/2 of members")
    without = Tally.totals(yes=49, no=0, ballots=49, members=100)
    with_one = Tally.totals(yes=49, no=1, ballots=50, members=100)
    assert rule.outcome(without) is Outcome.INQUORATE
    assert rule.outcome(with_one) is Outcome.ADOPTED


def test_8_a_quorum_of_votes_in_favour_has_no_paradox() -> None:
    """A body that does not want it counts the votes in favour."""
    rule = DecisionRule("yes > no", quorum="yes >= 50% of members")
    for against in (0, 1, 50):
        tally = Tally.totals(yes=49, no=against, members=100)
        assert rule.outcome(tally) is Outcome.INQUORATE


# --- 9. decided means unbeatable ------------------------------------------------------------------


def test_9_called_at_half_the_members() -> None:
    """Four of eight are not more than half of them: the fifth decides it."""
    rule = DecisionRule("yes > 1/2 of members")
    found = rule.early(["yes"] * 8, electors=8)
    assert (found.outcome, found.after) == (Outcome.ADOPTED, 5)


def test_9_only_adoption_noticed_early() -> None:
    """A motion that cannot win any more is rejected at that ballot."""
    found = DecisionRule("yes >= 2/3 of members").early(["no"] * 9, electors=9)
    assert (found.outcome, found.after) == (Outcome.REJECTED, 4)


def test_9_a_rule_that_more_votes_can_undo() -> None:
    """Certain only when nothing that may still come can undo it."""
    rule = DecisionRule("yes >= 2 and no <= 1")
    tally = Tally.of(["a", "b", "c", "d"], {"a": "yes", "b": "yes"})
    assert rule.outcome(tally) is Outcome.ADOPTED
    assert rule.forecast(tally, ["c", "d"]) == {Outcome.ADOPTED, Outcome.REJECTED}
    assert rule.forecast(tally, ["c"]) == {Outcome.ADOPTED}


def test_9_votes_that_may_be_changed() -> None:
    """Where a vote may be changed, whoever may change it is outstanding, and nothing is certain yet."""
    rule = DecisionRule("yes > 1/2 of members")
    tally = Tally.of(["a", "b", "c"], {"a": "yes", "b": "yes"})
    assert rule.forecast(tally, ["c"]) == {Outcome.ADOPTED}
    assert rule.forecast(tally, ["a", "b", "c"]) == {Outcome.ADOPTED, Outcome.REJECTED}


# --- 10. no running counters ----------------------------------------------------------------------


def test_10_a_ballot_counted_twice() -> None:
    """Parts must be apart: the same elector on both sides is an error, not two votes."""
    morning = Tally.of(["li", "wang"], {"li": "yes"})
    evening = Tally.of(["wang", "zhao"], {"zhao": "yes"})
    with pytest.raises(TallyError, match="'wang' must be in one of the tallies only"):
        morning + evening


def test_10_two_ballots_of_one_person() -> None:
    """A second ballot of the same person is an error; which one counts is for the caller to say."""
    with pytest.raises(TallyError, match="'li' must be one each"):
        Tally.of(["li"], [("li", "yes"), ("li", "no")])


def test_10_a_tally_that_changed_after_it_was_read() -> None:
    """A correction makes another tally; the first, and what was decided on it, stay what they were."""
    ballots_cast = {"li": "yes", "wang": "yes"}
    tally = Tally.of(["li", "wang", "zhao"], ballots_cast)
    decision = DecisionRule("yes >= 2").decide(tally)
    ballots_cast["wang"] = "no"
    corrected = Tally.of(["li", "wang", "zhao"], ballots_cast)
    assert DecisionRule("yes >= 2").outcome(tally) is decision.outcome is Outcome.ADOPTED
    assert DecisionRule("yes >= 2").outcome(corrected) is Outcome.REJECTED


# --- 11. the order of outcomes --------------------------------------------------------------------


def test_11_a_veto_that_reads_as_a_rejection() -> None:
    """It had the votes and was blocked: a fact of its own; without the votes a veto is moot."""
    rule = DecisionRule("yes >= 9", vetoed="no among permanent >= 1")
    assert rule.outcome(council(3)) is Outcome.ADOPTED
    assert rule.outcome(council(3, permanent_no="fr")) is Outcome.VETOED
    assert rule.outcome(council(7, permanent_no="fr")) is Outcome.REJECTED


def test_11_rejected_without_a_quorum() -> None:
    """Nothing was decided: the matter may come back."""
    rule = DecisionRule("yes > no", quorum="ballots >= 1/2 of members")
    assert rule.outcome(Tally.totals(yes=0, no=3, ballots=3, members=10)) is Outcome.INQUORATE
    assert rule.outcome(Tally.totals(yes=3, no=0, ballots=3, members=10)) is Outcome.INQUORATE


def test_11_a_tie_that_nobody_declared() -> None:
    """There is no tie unless the rule says so: yes = no is not more yes than no."""
    tie = Tally.totals(yes=3, no=3)
    assert DecisionRule("yes > no").outcome(tie) is Outcome.REJECTED
    assert DecisionRule("yes > no", tied="yes = no").outcome(tie) is Outcome.TIED


def test_11_a_casting_vote_that_overrules_a_majority() -> None:
    """It is heard in a tie only."""
    rule = DecisionRule("yes > no", tied="yes = no", tie_break="casting_vote")
    assert rule.outcome(Tally.totals(yes=3, no=4), "yes") is Outcome.REJECTED
    assert rule.outcome(Tally.totals(yes=4, no=3), "no") is Outcome.ADOPTED


def test_11_rejected_though_nobody_was_against() -> None:
    """Where a rejection has a condition of its own, what meets neither is undecided."""
    rule = DecisionRule("yes >= 7", rejects="no >= 7")
    assert rule.outcome(Tally.totals(yes=6, no=6)) is Outcome.UNDECIDED
    assert rule.outcome(Tally.totals(yes=6, no=7)) is Outcome.REJECTED


# --- 13. a refusal foreseen is a value ------------------------------------------------------------


@pytest.mark.parametrize("signs", [{}, {"a": "no"}, {"a": "yes"}, {"a": "yes", "b": "no"}])
def test_13_an_exception_for_a_motion_that_failed(signs: dict[str, str]) -> None:
    """No quorum, a rejection, a tie: a decision with its reasons, never an error."""
    rule = DecisionRule("yes > no", quorum="ballots >= 1", tied="yes = no")
    decision = rule.decide(Tally.of(["a", "b", "c"], signs))
    assert isinstance(decision.outcome, Outcome)
    assert decision.explain()
    assert all(finding.explain() for finding in decision.findings())


@pytest.mark.parametrize(
    ("misuse", "error"),
    [
        (lambda: Share(0.8), ShareError),  # type: ignore[arg-type]
        (lambda: Elector("li", weights={"area": 89.3}), TallyError),  # type: ignore[dict-item]
        (lambda: Tally.totals(yes=0.5), TallyError),  # type: ignore[arg-type]
        (lambda: Tally.of(["li"], {"li": "aye"}), TallyError),
        (lambda: Tally.of(["li"], {"wang": "yes"}), TallyError),
        (lambda: DecisionRule("yes >= 0.8 of members"), RuleError),
        (lambda: DecisionRule("yes >= 130% of members"), RuleError),
    ],
    ids=["share", "weight", "figure", "stance", "elector", "decimal-share", "130-percent"],
)
def test_13_misuse_that_passes_silently(misuse: Callable[[], object], error: type[ConsultgovError]) -> None:
    """Floats, unknown states, malformed rules: an error that says what to write instead."""
    with pytest.raises(error) as caught:
        misuse()
    assert all(fault.code and fault.rule for fault in caught.value.faults)


# --- 15. secrecy ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adopts", "vetoed", "says"),
    [
        ("yes >= 9", "no among permanent >= 1", "permanent"),
        ("yes > no and blocs canton where (yes > no) > 1/2 of blocs canton", None, "canton"),
        ("each house: yes > no", None, "house"),
        ("yes by area > 1/2 of members by area", None, "area"),
    ],
)
def test_15_a_veto_guessed_from_bare_totals(adopts: str, vetoed: str | None, says: str) -> None:
    """Who voted how cannot be read off a total: an error that names the trait, not a guess."""
    rule = DecisionRule(adopts, vetoed=vetoed)
    with pytest.raises(UnknownFigure, match=says):
        rule.outcome(Tally.totals(yes=12, no=3, members=15))


def test_15_totals_of_the_group_are_enough() -> None:
    """How many of the permanent members were against can be known without knowing who."""
    rule = DecisionRule("yes >= 9", vetoed="no among permanent >= 1")
    tally = Tally.totals(yes=12, no=3, groups={"permanent": {True: {"no": 0}}})
    assert rule.outcome(tally) is Outcome.ADOPTED


def test_15_what_is_not_known_taken_for_zero() -> None:
    """Figures that were not given are unknown: no no is not zero noes."""
    with pytest.raises(UnknownFigure, match="no is not fixed by the figures"):
        DecisionRule("yes > no").outcome(Tally.totals(yes=3))


# --- 16. what nobody can satisfy ------------------------------------------------------------------


def test_16_a_threshold_above_the_seats() -> None:
    """Nine votes of a body of eight: nobody could have brought it through, and the decision says so."""
    everyone = [f"m{n}" for n in range(8)]
    decision = DecisionRule("yes >= 9").decide(Tally.of(everyone, dict.fromkeys(everyone, "yes")))
    assert decision.outcome is Outcome.REJECTED
    assert decision.shortfall is None
    assert not decision.reachable


def test_16_a_quorum_that_vacancies_put_out_of_reach() -> None:
    """Two thirds of nine seats are six; with four vacant, five members cannot be a quorum."""
    five = [f"m{n}" for n in range(5)]
    rule = DecisionRule("yes > no", quorum="ballots >= 2/3 of seats")
    decision = rule.decide(Tally.of(five, dict.fromkeys(five, "yes"), vacant=4))
    assert decision.outcome is Outcome.INQUORATE
    assert decision.shortfall is None
    assert not decision.reachable
    six = [*five, "m5"]
    assert rule.outcome(Tally.of(six, dict.fromkeys(six, "yes"), vacant=3)) is Outcome.ADOPTED


def test_16_too_few_are_there() -> None:
    """Seven of eight are needed and six are there: they can vote as they like."""
    everyone = [f"m{n}" for n in range(8)]
    tally = Tally.of(everyone, dict.fromkeys(everyone[:6], "yes"))
    decision = DecisionRule("yes >= 80% of members").decide(tally)
    assert not decision.reachable
    assert decision.shortfall == 1
    assert decision.needed == {"yes": 7}


def test_figures_are_exact_numbers() -> None:
    """What a verdict shows are ints and fractions, so that none of the above is lost in the telling."""
    owners = [
        Elector("a", weights={"area": Decimal("89.30")}),
        Elector("b", weights={"area": Fraction(1, 3)}),
    ]
    verdict = Condition.parse("yes by area > 2/3 of members by area").evaluate(Tally.of(owners, {"a": "yes"}))
    assert verdict.left == Fraction("89.30")
    assert verdict.right == Fraction(2, 3) * (Fraction("89.30") + Fraction(1, 3))
