"""Appraisals: from the papers of several groups to a grade, a tie, or the reason why there is neither."""

from __future__ import annotations

import copy
import json
import pickle
from fractions import Fraction
from typing import Any, Final

import pytest

from consultgov import DecisionRule, Elector, Poll
from consultgov.appraisal import (
    Appraisal,
    AppraisalRule,
    AppraiserGroup,
    Came,
    appraisal_of,
)
from consultgov.decisions.methods import Method
from consultgov.errors import ConsultgovError, RecordError, Refused, RuleError, TallyError
from consultgov.shares import Share
from consultgov.voting.events import Declare
from consultgov.voting.forms import Choose, Grade
from consultgov.voting.procedure import Procedure
from consultgov.voting.registers import Holding, OwnersRegister, Unit
from consultgov.voting.returns import Returns
from consultgov.voting.slates import Slate

OPENS: Final = "2026-12-20T09:00+08:00"
CLOSES: Final = "2026-12-20T12:00+08:00"
FOUR: Final = ("excellent", "competent", "basically competent", "not competent")
E, C, B, N = FOUR
GROUPS: Final = ("representatives", "committee")
SECRET: Final = Procedure(method=Method.SECRET_BALLOT)


def people(**groups: int) -> list[Elector]:
    """So many electors of each group, ``representatives 0`` and so on."""
    return [
        Elector(f"{name} {place}", traits={"group": name})
        for name, number in groups.items()
        for place in range(number)
    ]


def held(
    rule: AppraisalRule,
    papers: dict[str, list[Any]],
    *,
    others: int = 0,
    subjects: tuple[str, ...] = ("li",),
    procedure: Procedure | None = None,
) -> Poll:
    """A poll in which each group returns these papers, and so many more of each group nothing."""
    electors = people(**{name: len(found) + others for name, found in papers.items()})
    poll = rule.put(
        "Appraisal", subjects, electors, opens=OPENS, closes=CLOSES, procedure=procedure or Procedure()
    )
    for name, found in papers.items():
        for place, paper in enumerate(found):
            marks = {"li": paper} if isinstance(paper, str) and paper != "abstain" else paper
            poll = poll.cast(f"{name} {place}", marks, at="2026-12-20T10:00+08:00")
    return poll


def counted(
    rule: AppraisalRule,
    papers: dict[str, list[Any]],
    *,
    others: int = 0,
    subjects: tuple[str, ...] = ("li",),
) -> Appraisal:
    return rule.count(held(rule, papers, others=others, subjects=subjects))


def codes(error: ConsultgovError) -> list[str]:
    return [fault.code for fault in error.faults]


# --- most votes -----------------------------------------------------------------------------------


def test_the_grade_with_most_votes_wins() -> None:
    result = counted(AppraisalRule(), {"all": [E, C, C, B]}).of("li")
    assert (result.grade, result.came, dict(result.votes)) == (C, Came.GRADED, {E: 1, C: 2, B: 1, N: 0})
    assert [reason.code for reason in result.reasons] == ["most-votes"]
    assert result.rate is None


@pytest.mark.parametrize(
    ("tie", "grade", "tied", "code"),
    [
        ("reported", None, (E, N), "grades-tied"),
        ("lower", N, (), "tie-to-the-lower"),
        ("higher", E, (), "tie-to-the-higher"),
    ],
)
def test_a_tie_is_what_the_rule_says(tie: str, grade: str | None, tied: tuple[str, ...], code: str) -> None:
    result = counted(AppraisalRule(tie=tie), {"all": [E, E, N, N, C]}).of("li")
    assert (result.grade, result.tied) == (grade, tied)
    assert [reason.code for reason in result.reasons] == [code]
    assert result.came is (Came.TIED if tied else Came.GRADED)


def test_several_are_appraised_on_one_paper_and_one_that_says_nothing_of_somebody_gives_no_grade() -> None:
    papers = [{"li": E, "wang": N}, {"li": C}, {"li": C}]
    appraisal = counted(AppraisalRule(), {"all": papers}, subjects=("li", "wang", "the property company"))
    assert appraisal.grades == {"li": C, "wang": N, "the property company": None}
    unknown = appraisal.of("the property company")
    assert (unknown.came, [each.code for each in unknown.reasons]) == (Came.UNGRADED, ["nobody-graded"])
    assert unknown.papers == 3
    with pytest.raises(TallyError) as caught:
        appraisal.of("zhao")
    assert codes(caught.value) == ["unknown-option"]


@pytest.mark.parametrize(("rate_of", "rate"), [("grades", "3/4"), ("papers", "60%")])
def test_the_rate_of_satisfaction_is_exact_and_says_of_what(rate_of: str, rate: str) -> None:
    rule = AppraisalRule(satisfied=[E, C], rate_of=rate_of)
    papers = [{"li": E}, {"li": C}, {"li": C}, {"li": N}, {"wang": E}]
    appraisal = counted(rule, {"all": papers}, subjects=("li", "wang"))
    assert appraisal.of("li").rate == Share(rate)
    assert appraisal.rates["li"] == Share(rate)


def test_somebody_without_papers_has_no_rate() -> None:
    rule = AppraisalRule(satisfied=[E])
    assert counted(rule, {"all": [{"wang": E}]}, subjects=("li", "wang")).rates == {"wang": Share(1)}


# --- thresholds -----------------------------------------------------------------------------------

THRESHOLDS: Final = {
    E: "'excellent' >= 60% of valid",
    C: "'excellent' + 'competent' >= 60% of valid",
    B: "'not competent' <= 1/3 of valid",
}


@pytest.mark.parametrize(
    ("papers", "grade"),
    [
        ([E] * 6 + [N] * 4, E),
        ([E] * 5 + [C] + [N] * 4, C),
        ([E] * 5 + [B] * 3 + [N] * 2, B),
        ([E] * 5 + [N] * 4, N),
        (["abstain"] * 5 + [E] * 5, B),
    ],
)
def test_the_first_threshold_that_is_reached_gives_the_grade(papers: list[str], grade: str) -> None:
    result = counted(AppraisalRule(thresholds=THRESHOLDS), {"all": papers}).of("li")
    assert result.grade == grade
    tried = [reason.code for reason in result.reasons]
    assert tried[-1] == ("no-threshold-reached" if grade == N else "threshold-reached")
    assert tried[:-1] == ["threshold-not-reached"] * FOUR.index(grade)


def test_where_no_threshold_is_reached_the_rule_may_name_another_grade() -> None:
    rule = AppraisalRule(thresholds=list(THRESHOLDS.items()), otherwise=B)
    assert counted(rule, {"all": [N]}).of("li").grade == B


# --- response -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("papers", "holds"), [(3, False), (4, True), (5, True)])
def test_so_many_have_to_respond(*, papers: int, holds: bool) -> None:
    rule = AppraisalRule(quorum="ballots >= 2/3 of members", satisfied=[E])
    electors = people(all=6)
    poll = rule.put("Appraisal", ["li"], electors, opens=OPENS, closes=CLOSES)
    for elector in electors[:papers]:
        poll = poll.cast(elector.id, {"li": E}, at="2026-12-20T10:00+08:00")
    appraisal = rule.count(poll)
    result = appraisal.of("li")
    assert (appraisal.holds, result.grade) == (holds, E if holds else None)
    assert result.came is (Came.GRADED if holds else Came.TOO_FEW)
    assert (dict(result.votes)[E], result.rate) == (papers, Share(1))
    assert appraisal.quorum[0].needed == 4
    code = "appraisal-valid" if holds else "appraisal-too-few"
    assert appraisal.account()[0].code == code


def test_each_group_may_have_a_quorum_of_its_own() -> None:
    rule = AppraisalRule(
        groups=["representatives", AppraiserGroup("committee", quorum="ballots > 1/2 of members")]
    )
    papers = {"representatives": [E, E, E], "committee": [C]}
    appraisal = counted(rule, papers, others=1)
    assert [verdict.holds for verdict in appraisal.quorum] == [False]
    assert appraisal.of("li").came is Came.TOO_FEW
    assert "group “committee”: 1 ballot returned" in appraisal.explain()
    assert counted(rule, papers).of("li").grade == E


def test_nobody_at_all_is_no_appraisal() -> None:
    appraisal = counted(AppraisalRule(), {"all": []}, others=3)
    assert appraisal.of("li").came is Came.TOO_FEW
    assert not appraisal.holds


def test_a_poll_with_a_stricter_rule_of_validity_is_held_to_it() -> None:
    rule = AppraisalRule()
    asks = AppraisalRule(quorum="ballots >= 1")
    strict = DecisionRule("yes >= 3", quorum="ballots > 1/2 of members")
    for each, found in ((rule, ["yes >= 3"]), (asks, ["ballots >= 1", "yes >= 3"])):
        slate = each.slate(["li"])
        poll = Poll("Appraisal", strict, list("abc"), opens=OPENS, closes=CLOSES, slate=slate)
        poll = poll.cast("a", {"li": E}, at="2026-12-20T10:00+08:00")
        poll = poll.cast("b", {"li": E}, at="2026-12-20T10:00+08:00")
        assert [verdict.rule for verdict in each.count(poll).quorum] == found


# --- groups ---------------------------------------------------------------------------------------

TWO: Final[dict[str, list[Any]]] = {"representatives": [C, C, C, N], "committee": [E, E]}


@pytest.mark.parametrize(("combining", "grade"), [("pooled", C), ("worst", C), ("best", E), ("in_order", C)])
def test_groups_come_to_one_grade_as_the_rule_says(combining: str, grade: str) -> None:
    result = counted(AppraisalRule(groups=GROUPS, combining=combining), TWO).of("li")
    assert result.grade == grade
    assert [(group.name, group.papers) for group in result.groups] == [
        ("representatives", 4),
        ("committee", 2),
    ]
    alone = [group.grades for group in result.groups]
    assert alone == ([(), ()] if combining == "pooled" else [(C,), (E,)])


def test_groups_may_have_fixed_shares_of_the_votes() -> None:
    groups = [AppraiserGroup("representatives", 60), AppraiserGroup("committee", 40)]
    rule = AppraisalRule(groups=groups, combining="weighted", satisfied=[E])
    result = counted(rule, TWO).of("li")
    assert dict(result.votes) == {
        E: Fraction(2, 5),
        C: Fraction(9, 20),
        B: 0,
        N: Fraction(3, 20),
    }
    assert (result.grade, result.papers, result.rate) == (C, 1, Share("2/5"))
    assert result.weighted
    told = rule.count(held(rule, TWO)).explain()
    assert (
        "  By the weight of the groups:\n    excellent: 40%.\n    competent: 45%.\n"
        "    basically competent: 0%.\n    not competent: 15%.\n" in told
    )
    assert "  competent has the greatest weight." in told


def test_weights_that_do_not_end_are_told_in_per_cent_and_exactly() -> None:
    groups = [AppraiserGroup("representatives", 2), AppraiserGroup("committee", 1)]
    rule = AppraisalRule(groups=groups, combining="weighted", satisfied=[E])
    appraisal = counted(rule, {"representatives": [E, E, C], "committee": [E, C]})
    assert "    excellent: about 61.1%, exactly 11/18." in appraisal.explain()
    assert "  Rate of satisfaction: about 61.1%, exactly 11/18." in appraisal.explain()
    assert "    excellent：约61.1%，准确值为11/18。" in appraisal.explain("zh")
    assert "  满意率：约61.1%，准确值为11/18。" in appraisal.explain("zh")
    assert "excellent所占权重最大。" in appraisal.explain("zh")


@pytest.mark.parametrize(
    ("tie", "code", "english", "chinese"),
    [
        ("reported", "weights-tied", "excellent and not competent weigh the same, and no", "权重相等，并列"),
        ("lower", "weight-tie-to-the-lower", "the lower one counts: not competent.", "以较低的为准"),
        ("higher", "weight-tie-to-the-higher", "the higher one counts: excellent.", "以较高的为准"),
    ],
)
def test_grades_that_weigh_the_same_are_told_without_counting_heads(
    tie: str, code: str, english: str, chinese: str
) -> None:
    rule = AppraisalRule(groups=GROUPS, combining="weighted", tie=tie)
    appraisal = counted(rule, {"representatives": [E, E, E], "committee": [N]})
    assert [reason.code for reason in appraisal.of("li").reasons] == [code]
    assert english in appraisal.explain()
    assert chinese in appraisal.explain("zh")


def test_a_paper_without_a_grade_takes_its_part_of_the_weight_of_its_group() -> None:
    rule = AppraisalRule(groups=GROUPS, combining="weighted", thresholds={E: "'excellent' >= 1/2 of valid"})
    papers: dict[str, list[Any]] = {"representatives": [{"wang": N}, {"li": N}], "committee": [{"li": E}]}
    result = counted(rule, papers, subjects=("li", "wang")).of("li")
    assert dict(result.votes) == {E: Fraction(1, 2), C: 0, B: 0, N: Fraction(1, 4)}
    assert result.grade == E


@pytest.mark.parametrize("combining", ["weighted", "worst", "best"])
def test_a_group_that_is_silent_leaves_no_grade_where_every_group_is_needed(combining: str) -> None:
    rule = AppraisalRule(groups=GROUPS, combining=combining)
    result = counted(rule, {"representatives": [E], "committee": []}, others=1).of("li")
    assert (result.came, result.weighted) == (Came.UNGRADED, False)
    assert [reason.facts["groups"] for reason in result.reasons] == [["committee"]]
    assert result.reasons[0].explain() == "Not every group came to a grade: none from committee."


@pytest.mark.parametrize(
    ("representatives", "committee", "grades"),
    [
        ([], [E], (E,)),
        ([E, C], [N], (N,)),
        ([E, C], [B, N], (E, C)),
        ([], [B, N], (B, N)),
        ([], [], ()),
    ],
)
def test_in_order_the_first_group_with_a_grade_counts_and_a_tie_only_where_none_has(
    representatives: list[str], committee: list[str], grades: tuple[str, ...]
) -> None:
    rule = AppraisalRule(groups=(*GROUPS, "third"), combining="in_order")
    papers: dict[str, list[Any]] = {"representatives": representatives, "committee": committee}
    papers["third"] = [{"wang": E}]
    result = counted(rule, papers, others=1, subjects=("li", "wang")).of("li")
    assert (result.tied or ((result.grade,) if result.grade else ())) == grades


@pytest.mark.parametrize(
    ("combining", "first", "second", "grades"),
    [
        ("worst", [E, C], [B], (B,)),
        ("worst", [E, N], [B], (B, N)),
        ("best", [E, N], [B], (E, B)),
        ("best", [C, N], [E], (E,)),
    ],
)
def test_the_worst_of_a_tie_is_every_grade_that_it_could_be(
    combining: str, first: list[str], second: list[str], grades: tuple[str, ...]
) -> None:
    rule = AppraisalRule(groups=GROUPS, combining=combining)
    result = counted(rule, {"representatives": first, "committee": second}).of("li")
    assert (result.tied or (result.grade,)) == grades


def test_thresholds_are_asked_of_each_group_alone() -> None:
    thresholds = {E: "'excellent' >= 1/2 of members", C: "'competent' >= 1"}
    rule = AppraisalRule(groups=GROUPS, combining="worst", thresholds=thresholds)
    result = counted(rule, {"representatives": [E, C], "committee": [C, C]}).of("li")
    assert [group.grades for group in result.groups] == [(E,), (C,)]
    assert result.grade == C


# --- oneself --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("own", "grade"), [(False, N), (True, E)])
def test_nobody_appraises_herself_unless_the_rule_says_so(*, own: bool, grade: str) -> None:
    rule = AppraisalRule(appraises_self=own, tie="higher")
    poll = rule.put("Appraisal", ["li", "wang"], ["li", "wang"], opens=OPENS, closes=CLOSES)
    poll = poll.cast("li", {"li": E, "wang": E}, at="2026-12-20T10:00+08:00")
    poll = poll.cast("wang", {"li": N, "wang": E}, at="2026-12-20T10:00+08:00")
    appraisal = rule.count(poll)
    assert appraisal.of("li").grade == grade
    assert appraisal.of("li").left_out == (() if own else ("li",))
    assert ("entry about themselves of li" in appraisal.explain()) is not own


def test_a_paper_that_says_nothing_of_its_own_writer_has_nothing_to_leave_out() -> None:
    rule = AppraisalRule(thresholds={E: "'excellent' >= 100% of entitled"})
    poll = rule.put("Appraisal", ["li", "wang"], ["li", "wang"], opens=OPENS, closes=CLOSES)
    poll = poll.cast("li", {"wang": E}, at="2026-12-20T10:00+08:00")
    poll = poll.cast("wang", {"li": E}, at="2026-12-20T10:00+08:00")
    appraisal = rule.count(poll)
    assert appraisal.grades == {"li": E, "wang": E}  # neither is entitled about herself
    assert appraisal.of("li").left_out == ()


def test_a_secret_ballot_in_which_own_entries_cannot_be_told_is_refused() -> None:
    with pytest.raises(RuleError) as caught:
        AppraisalRule().put("Appraisal", ["li"], ["li", "wang"], opens=OPENS, procedure=SECRET)
    assert codes(caught.value) == ["secret-own-entry"]
    rule = AppraisalRule(appraises_self=True)
    assert rule.put("Appraisal", ["li"], ["li", "wang"], opens=OPENS, procedure=SECRET).slate is not None
    poll = AppraisalRule().put("Appraisal", ["paper 1"], ["li"], opens=OPENS, closes=CLOSES, procedure=SECRET)
    poll = poll.cast("li", {"paper 1": E}, at="2026-12-20T10:00+08:00")
    assert AppraisalRule().count(poll, CLOSES).grades == {"paper 1": E}


# --- polls ----------------------------------------------------------------------------------------


def test_a_secret_appraisal_is_sealed_until_it_closes_and_keeps_the_groups_apart() -> None:
    rule = AppraisalRule(
        groups=GROUPS,
        combining="best",
        quorum="ballots >= 2/3 of members",
        clause={"source": "rules, art. 5"},
    )
    papers = {"representatives": [C] * 20 + [N] * 20, "committee": [E] * 20}
    poll = held(rule, papers, procedure=SECRET)
    sealed = rule.count(poll, at="2026-12-20T11:00+08:00")
    assert (sealed.of("li").came, sealed.of("li").grade, sealed.holds) == (Came.SEALED, None, False)
    assert sealed.explain() == (
        "Nothing can be told of the appraisal yet.\n"
        "Source: rules, art. 5.\n"
        "A secret ballot is sealed until the poll is closed."
    )
    assert sealed.explain("zh").splitlines()[0] == "评议结果尚不能公布。"
    open_ = rule.count(poll, at=CLOSES)
    assert [dict(group.votes)[E] for group in open_.of("li").groups] == [0, 20]
    assert open_.of("li").grade == E


def test_an_open_roll_call_is_told_as_if_it_closed_now() -> None:
    poll = held(AppraisalRule(), {"all": [E, E]}, others=1)
    early = appraisal_of(poll, "2026-12-20T11:00+08:00")
    assert [note.code for note in early.notes] == ["as-if-closed"]
    assert "The poll is not closed" in early.explain()
    assert early.grades == {"li": E}
    assert AppraisalRule().count(poll, CLOSES).notes == ()


def test_so_few_secret_papers_give_a_grade_and_no_figures() -> None:
    rule = AppraisalRule(satisfied=[E], quorum="ballots >= 1/2 of members")
    poll = held(rule, {"all": [E, E]}, others=1, procedure=SECRET)
    appraisal = rule.count(poll, at=CLOSES)
    result = appraisal.of("li")
    assert (result.grade, dict(result.votes), result.rate, result.reasons) == (E, {}, None, ())
    assert (appraisal.holds, appraisal.quorum) == (True, ())
    assert appraisal.explain().splitlines()[-1] == "li: excellent."


@pytest.mark.parametrize("paper", [N, {"wang": N}])
def test_so_few_secret_papers_without_a_grade_do_not_tell_what_they_say(paper: object) -> None:
    rule = AppraisalRule(groups=["all"])
    papers: dict[str, list[Any]] = {"all": [E, paper] if paper == N else [paper, paper]}
    poll = held(rule, papers, others=1, subjects=("li", "wang"), procedure=SECRET)
    appraisal = rule.count(poll, at=CLOSES)
    assert appraisal.of("li").to_dict() == {"subject": "li", "came": "withheld"}
    assert appraisal.holds
    grade = "no grade" if paper == N else N
    assert appraisal.explain() == (
        "The appraisal is valid.\n"
        "Figures are withheld: a box holds fewer than 3 ballots, and they could unmask a voter.\n"
        "li: no grade.\n"
        f"wang: {grade}."
    )


def test_so_few_secret_papers_that_are_too_few_are_no_appraisal() -> None:
    for rule in (AppraisalRule(quorum="ballots >= 1/2 of members"), AppraisalRule()):
        appraisal = rule.count(held(rule, {"all": [E]}, others=2, procedure=SECRET), at=CLOSES)
        few = rule.quorum is not None
        assert (appraisal.holds, appraisal.quorum) == (not few, ())
        assert appraisal.of("li").to_dict().get("grade") == (None if few else E)
        assert ("not valid: too few have responded" in appraisal.explain()) is few


def test_the_rule_stays_with_the_poll_and_recounts_it_from_its_record() -> None:
    rule = AppraisalRule(groups=GROUPS, combining="worst", quorum="ballots >= 1/2 of members", satisfied=[E])
    poll = held(rule, TWO)
    again = Poll.from_dict(json.loads(json.dumps(poll.to_dict())))
    assert appraisal_of(again).to_dict() == rule.count(poll).to_dict()
    assert appraisal_of(again).rule == rule


def test_a_change_of_the_rule_never_reaches_back() -> None:
    rule = AppraisalRule(tie="lower")
    poll = held(rule, {"all": [E, N]})
    assert appraisal_of(poll).grades == {"li": N}
    papers = Returns.of(rule.slate(["li"]), [({"li": E}, 2)])
    for changed in (AppraisalRule(tie="higher"), AppraisalRule(tie="lower", quorum="ballots >= 1")):
        for given in (poll, papers):
            with pytest.raises(RuleError) as caught:
                changed.count(given)
            assert codes(caught.value) == ["another-rule"]


def test_what_is_no_appraisal_is_an_error() -> None:
    plain = Poll("?", DecisionRule("yes > no"), ["a"], opens=OPENS)
    with pytest.raises(TallyError) as caught:
        appraisal_of(plain)
    assert codes(caught.value) == ["no-slate"]
    election = Slate(["li"], Choose(most=1), rule={"election": {"seats": 1}, "seats": 1, "ballot": 1})
    for slate in (election, Slate(["li"], Grade(FOUR))):
        for other in (Poll("?", DecisionRule("yes >= 1"), ["a"], opens=OPENS, slate=slate), Returns(slate)):
            with pytest.raises(RecordError) as none:
                appraisal_of(other)
            assert codes(none.value) == ["no-appraisal"]
            with pytest.raises(RuleError) as another:
                AppraisalRule().count(other)
            assert codes(another.value) == ["another-rule"]
    for form in (Choose(most=1), Grade(("a", "b"))):
        wrong_form = Slate(["li"], form, rule={"appraisal": {}})
        with pytest.raises(TallyError) as wrong:
            appraisal_of(Poll("?", DecisionRule("yes >= 1"), ["a"], opens=OPENS, slate=wrong_form))
        assert codes(wrong.value) == ["other-grades"]
    for stranger in ("poll", None):
        for count in (AppraisalRule().count, appraisal_of):
            with pytest.raises(RecordError) as strange:
                count(stranger)  # type: ignore[arg-type]
            assert codes(strange.value) == ["wrong-kind"]


def test_others_may_return_the_paper_of_an_appraiser() -> None:
    agents = {"flat 1": ["li", "wang"]}
    poll = AppraisalRule().put("Appraisal", ["the company"], ["flat 1"], opens=OPENS, agents=agents)
    poll = poll.cast("flat 1", {"the company": E}, at="2026-12-20T10:00+08:00", by="wang")
    assert appraisal_of(poll).grades == {"the company": E}


def test_co_owners_return_the_one_paper_of_their_head() -> None:
    held_since = Holding(["li", "wang"], registered="2020-01-01")
    owners = OwnersRegister([Unit("101", {"register": 90}, [held_since])]).electorate("2026-12-20")
    poll = AppraisalRule().put("Appraisal", ["the company"], owners, opens=OPENS)
    poll = poll.cast("li & wang", {"the company": C}, at="2026-12-20T10:00+08:00", by="li")
    assert appraisal_of(poll).grades == {"the company": C}


def test_everybody_has_to_be_in_one_of_the_groups() -> None:
    rule = AppraisalRule(groups=GROUPS)
    with pytest.raises(TallyError) as caught:
        rule.put("Appraisal", ["li"], [*people(committee=1), "wei"], opens=OPENS)
    assert codes(caught.value) == ["no-group"]
    assert caught.value.faults[0].people == ("wei",)


def test_an_unknown_grade_is_refused_and_a_subject_that_is_there_twice_too() -> None:
    poll = AppraisalRule().put("Appraisal", ["li"], ["a"], opens=OPENS)
    with pytest.raises(Refused) as caught:
        poll.cast("a", {"li": "splendid"}, at="2026-12-20T10:00+08:00")
    assert [part.code for part in caught.value.verdict.parts] == ["mark-not-allowed"]
    for subjects in ([], ["li", "li"]):
        with pytest.raises(TallyError):
            AppraisalRule().put("Appraisal", subjects, ["a"], opens=OPENS)


# --- tellers --------------------------------------------------------------------------------------


def slate(rule: AppraisalRule) -> Slate:
    return rule.slate(["li", "wang"])


def test_papers_that_tellers_counted_are_appraised_alike() -> None:
    rule = AppraisalRule(quorum="ballots >= 2/3 of members", satisfied=[E, C])
    papers: list[tuple[object, int]] = [({"li": E, "wang": N}, 12), ({"li": C}, 20)]
    appraisal = rule.count(Returns.of(slate(rule), papers, invalid=8, members=60))
    assert appraisal.holds
    assert appraisal.grades == {"li": C, "wang": N}
    assert dict(appraisal.of("wang").votes) == {E: 0, C: 0, B: 0, N: 12}
    few = rule.count(Returns.of(slate(rule), papers, invalid=7, members=60))
    assert (few.holds, few.grades) == (False, {"li": None, "wang": None})


def test_more_papers_than_were_issued_are_no_appraisal() -> None:
    rule = AppraisalRule()
    appraisal = rule.count(Returns.of(slate(rule), [({"li": E}, 12)], issued=11))
    assert [each.came for each in appraisal.subjects] == [Came.VOID, Came.VOID]
    assert [note.code for note in appraisal.notes] == ["more-returned-than-issued"]
    assert "notes" in appraisal.to_dict()
    assert appraisal.explain().splitlines()[0] == "The appraisal is void."
    assert not appraisal.holds


def shown(papers: tuple[tuple[dict[str, str], int], ...], *subjects: str) -> Poll:
    """A show of hands among li, wang and zhao that tellers have counted."""
    hands = Procedure(method=Method.SHOW_OF_HANDS)
    poll = AppraisalRule().put("Appraisal", subjects, ["li", "wang", "zhao"], opens=OPENS, procedure=hands)
    figures = {"yes": 2, "no": 0, "abstain": 0, "invalid": 0}
    return poll.apply(Declare("2026-12-20T10:00+08:00", figures=figures, papers=papers))


def test_own_entries_on_papers_without_names_cannot_be_left_out_and_that_is_said() -> None:
    appraisal = appraisal_of(shown((({"li": E}, 2),), "li", "the company"))
    assert [note.code for note in appraisal.notes] == ["own-entries-unknown"]
    assert appraisal.notes[0].facts["people"] == ["li"]
    assert appraisal.grades == {"li": E, "the company": None}
    assert appraisal_of(shown((({"the company": E}, 2),), "the company")).notes == ()


def test_where_only_the_number_of_papers_is_declared_there_is_nothing_to_count() -> None:
    appraisal = appraisal_of(shown((), "the company"))
    assert [note.code for note in appraisal.notes] == ["grades-not-declared"]
    assert appraisal.of("the company").came is Came.VOID
    votes = Returns.of(AppraisalRule().slate(["li"]), votes={"li": 12})
    assert [note.code for note in appraisal_of(votes).notes] == ["grades-not-declared"]


def test_a_subject_called_like_a_heap_of_papers_is_not_taken_for_its_writer() -> None:
    rule = AppraisalRule()
    appraisal = rule.count(Returns.of(rule.slate(["papers"]), [({"papers": E}, 12)]))
    assert (appraisal.grades, appraisal.of("papers").left_out) == ({"papers": E}, ())


def test_papers_in_one_heap_belong_to_no_group() -> None:
    rule = AppraisalRule(groups=GROUPS)
    with pytest.raises(TallyError) as caught:
        rule.count(Returns.of(slate(rule), [({"li": E}, 12)]))
    assert codes(caught.value) == ["no-group"]


# --- results --------------------------------------------------------------------------------------


def test_results_tell_what_happened_in_two_languages_and_can_be_stored() -> None:
    rule = AppraisalRule(
        groups=GROUPS,
        combining="worst",
        satisfied=[E],
        quorum="ballots >= 1",
        clause={"source": "局规第五条"},
    )
    appraisal = counted(rule, TWO)
    told = appraisal.explain()
    assert "li: competent." in told
    assert "Rate of satisfaction: about 33.3%, exactly 1/3." in told
    assert told.splitlines()[:3] == [
        "The appraisal is valid.",
        "  6 ballots returned; at least 1 is needed: reached.",
        "Source: 局规第五条.",
    ]
    assert appraisal.explain("zh").splitlines()[2] == "依据：局规第五条。"
    bare = counted(AppraisalRule(clause={"source": "局规第五条"}), TWO)
    assert bare.explain("zh").splitlines()[:2] == ["评议有效。", "依据：局规第五条。"]
    for result in (appraisal.of("li"), appraisal.of("li").groups[0]):
        assert pickle.loads(pickle.dumps(result)) == result == copy.deepcopy(result)  # noqa: S301 - pickled here
        assert hash(result) == hash(copy.copy(result))
    tied = counted(AppraisalRule(), {"all": [E, N]})
    assert "no grade; excellent and not competent are tied" in tied.explain()
    for each in (appraisal, tied):
        assert json.loads(json.dumps(each.to_dict()))["subjects"][0]["subject"] == "li"
    weighted = counted(AppraisalRule(groups=GROUPS, combining="weighted"), TWO)
    subject = weighted.to_dict()["subjects"][0]  # type: ignore[index]
    assert subject["weighted"] is True
    with pytest.raises(RecordError):
        appraisal.explain("fr")
