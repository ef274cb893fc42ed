"""How an office ends: each way with its day, which comes first, what has no effect, and bad input."""

from __future__ import annotations

import pickle
from datetime import date
from itertools import pairwise, permutations
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.appraisal import EndsByLaw, ends_by_law
from consultgov.errors import ConsultgovError, RecordError, RuleError
from consultgov.people import Appointment, Ending, Person, Roster
from consultgov.spans import ANNIVERSARY, Span
from consultgov.terms.ending import happenings as module
from consultgov.terms.ending.attendance import AbsenceRule, too_many_absences
from consultgov.terms.ending.happenings import (
    WHY,
    EndingRules,
    EndsOn,
    FirstOut,
    Happening,
    HappeningKind,
    ResignationRule,
    TakesEffect,
)
from consultgov.terms.ending.settling import ended, how_it_ended
from consultgov.terms.ends import Term
from consultgov.verdicts import Verdict

Given: TypeAlias = Any
"""Whatever a caller may give."""

NONE: Given = None
NUMBER: Given = 2026
ART_21 = Clause("城市居民委员会组织法（2025年修订）第二十一条")
ART_23 = Clause("城市居民委员会组织法（2025年修订）第二十三条")
ART_37 = Clause("城市居民委员会组织法（2025年修订）第三十七条")
TERM = Clause("城市居民委员会组织法（2025年修订）第十四条")
LI = Appointment("li", "women", "2024-03-01", "2029-03-01")
DECIDED = [kind for kind in HappeningKind if kind in WHY]
ALL = EndingRules(DECIDED, resignation="on_receipt", clause=TERM)
ACCEPTED = EndingRules(
    ["recall_decided", "removal_decided"],
    resignation=ResignationRule("on_acceptance", accepted_by="residents' meeting", clause=ART_23),
)


def how(*happened: Happening, rules: EndingRules = ALL, on: str = "2026-12-31", held: Given = LI) -> Verdict:
    found = how_it_ended(held, happened, rules, on=on)
    for language, unknown in (("en", "Reason “"), ("zh", "理由“")):
        assert unknown not in found.explain(language)
    return found


def result(found: Verdict) -> tuple[object, ...]:
    return found.holds, found.facts.get("why"), found.facts.get("from_day"), found.facts.get("last_day")


def codes(found: Verdict) -> list[str]:
    return [part.code for part in found.parts]


# --- each way, with its day -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2024-02-29", "not-yet-in-office"),
        ("2024-03-01", "in-office-until"),
        ("2029-02-28", "in-office-until"),
        ("2029-03-01", "office-over"),
    ],
)
def test_a_term_expires_with_its_last_day(on: str, code: str) -> None:
    found = how(on=on)
    assert (found.code, found.holds, found.clause) == (code, code == "office-over", TERM)
    if code != "not-yet-in-office":
        assert result(found)[1:] == ("term", "2029-03-01", "2029-02-28")


def test_an_office_without_an_end_goes_on() -> None:
    found = how(held=Appointment("li", "women", "2024-03-01"))
    assert (found.code, dict(found.facts)) == ("in-office", {"person": "li", "on": "2026-12-31"})


@pytest.mark.parametrize("kind", DECIDED)
@pytest.mark.parametrize(("on", "first_out"), [("2026-05-01", "that_day"), ("2026-05-02", "next_day")])
def test_each_way_ends_the_office_on_its_day(kind: HappeningKind, on: str, first_out: str) -> None:
    rules = EndingRules([EndsOn(kind, first_out, clause=ART_21)])
    event = Happening(kind, "2026-05-01")
    found = how(event, rules=rules, on=on)
    assert result(found)[:3] == (True, WHY[kind].value, on)
    assert found.clause == ART_21
    assert codes(found)[0] == kind.value.replace("_", "-")
    before = how(event, rules=rules, on="2026-04-30")
    assert (before.code, before.facts["why"]) == ("in-office-until", "term")
    if first_out == "next_day":
        assert how(event, rules=rules, on="2026-05-01").facts["last_day"] == "2026-05-01"


def test_every_reason_is_one_that_an_appointment_knows() -> None:
    assert {*WHY.values(), Ending.TERM, Ending.RESIGNATION} == set(Ending)


def test_death_ends_an_office_whatever_the_rules_say_and_the_day_of_it_is_the_last() -> None:
    found = how(Happening("death", "2026-05-01"), rules=EndingRules())
    assert result(found) == (True, "death", "2026-05-02", "2026-05-01")


def test_what_the_rules_do_not_name_does_not_end_an_office() -> None:
    events = [Happening("recall_decided", "2026-05-01"), Happening("resigned", "2026-05-02")]
    found = how(*events, rules=EndingRules())
    assert found.code == "in-office-until"
    assert codes(found) == ["term-expired", "ends-no-office", "ends-no-office"]


def test_a_decision_may_state_the_day() -> None:
    event = Happening("removal_decided", "2026-05-01", out="2026-06-01")
    assert how(event, on="2026-05-31").facts["last_day"] == "2026-05-31"
    assert how(event, on="2026-06-01").holds


def test_what_happened_before_the_office_is_not_about_it() -> None:
    found = how(Happening("resigned", "2024-02-29"))
    assert (found.code, codes(found)) == ("in-office-until", ["term-expired", "before-office"])


def test_what_happens_later_is_not_known() -> None:
    assert codes(how(Happening("death", "2026-05-01"), on="2026-04-30")) == ["term-expired"]


def test_an_office_may_end_on_the_day_on_which_it_was_to_begin() -> None:
    found = how(Happening("sentence_final", "2024-03-01"))
    assert (found.code, found.holds, found.facts) == (
        "office-not-begun",
        True,
        {"person": "li", "why": "sentence", "from_day": "2024-03-01"},
    )


def test_an_end_on_record_is_told_as_such() -> None:
    held = Appointment("li", "women", "2024-03-01", "2026-05-01", why="removal")
    found = how(held=held)
    assert (result(found)[:2], codes(found)) == ((True, "removal"), ["end-on-record"])


@pytest.mark.parametrize("kind", [Span, Term])
def test_any_span_of_days_will_do(kind: type[Span | Term]) -> None:
    held = kind("2024-03-01", "2029-03-01")
    found = how_it_ended(held, [], ALL, on="2029-03-01", who="li")
    assert (found.facts["person"], found.holds) == ("li", True)


# --- resignation ----------------------------------------------------------------------------------

HANDED_IN = Happening("resigned", "2026-05-01")


@pytest.mark.parametrize(
    ("rule", "event", "out"),
    [
        (ResignationRule("on_receipt"), HANDED_IN, "2026-05-01"),
        (ResignationRule("on_receipt", first_out="next_day"), HANDED_IN, "2026-05-02"),
        (ResignationRule("on_receipt"), Happening("resigned", "2026-05-01", out="2026-06-01"), "2026-05-01"),
        (ResignationRule("on_stated_day"), HANDED_IN, "2026-05-01"),
        (
            ResignationRule("on_stated_day"),
            Happening("resigned", "2026-05-01", out="2026-06-01"),
            "2026-06-01",
        ),
    ],
)
def test_a_resignation_that_nobody_accepts(rule: ResignationRule, event: Happening, out: str) -> None:
    rules = EndingRules(resignation=rule)
    found = how(event, rules=rules)
    assert result(found)[:3] == (True, "resignation", out)
    eve = (date.fromisoformat(out) - (date(2026, 5, 2) - date(2026, 5, 1))).isoformat()
    assert not how(event, rules=rules, on=eve).holds


def test_one_with_a_stated_day_is_known_before_it() -> None:
    rules = EndingRules(resignation="on_stated_day")
    found = how(Happening("resigned", "2026-05-01", out="2026-06-01"), rules=rules, on="2026-05-15")
    assert result(found) == (False, "resignation", "2026-06-01", "2026-05-31")


@pytest.mark.parametrize(
    ("on", "code"),
    [("2026-05-19", "in-office-until"), ("2026-05-20", "office-over"), ("2026-05-21", "office-over")],
)
def test_one_that_has_to_be_accepted_ends_the_office_when_it_is(on: str, code: str) -> None:
    events = [HANDED_IN, Happening("resignation_accepted", "2026-05-20")]
    found = how(*events, rules=ACCEPTED, on=on)
    assert found.code == code
    if code == "office-over":
        assert result(found)[1:] == ("resignation", "2026-05-20", "2026-05-19")
        assert found.clause == ART_23
        assert codes(found)[:2] == ["resigned", "resignation-accepted-by"]
    else:
        assert found.facts["waiting_since"] == "2026-05-01"


def test_until_then_it_waits() -> None:
    found = how(HANDED_IN, rules=ACCEPTED)
    assert (found.code, found.facts["waiting_since"]) == ("in-office-until", "2026-05-01")
    assert "deemed_from" not in found.facts
    waiting = next(part for part in found.parts if part.code == "resignation-waiting")
    assert (codes(waiting), waiting.clause) == (["acceptance-is-for"], ART_23)
    told = found.explain()
    assert "The resignation of 2026-05-01 is still to be accepted." in told
    assert "It is to be accepted by: residents' meeting." in told


def test_nobody_need_be_named_who_accepts() -> None:
    rules = EndingRules(resignation="on_acceptance")
    waiting = how(HANDED_IN, rules=rules).parts[-1]
    assert (waiting.code, waiting.parts) == ("resignation-waiting", ())
    found = how(HANDED_IN, Happening("resignation_accepted", "2026-05-20"), rules=rules)
    assert codes(found)[:2] == ["resigned", "resignation-accepted"]


@pytest.mark.parametrize(
    ("stated", "decided", "out"),
    [
        (None, None, "2026-05-20"),
        ("2026-06-01", None, "2026-06-01"),
        ("2026-05-10", None, "2026-05-20"),
        ("2026-06-01", "2026-07-01", "2026-07-01"),
        (None, "2026-05-25", "2026-05-25"),
    ],
)
def test_accepted_it_takes_effect_on_the_later_of_the_days_stated(
    stated: str | None, decided: str | None, out: str
) -> None:
    events = [
        Happening("resigned", "2026-05-01", out=stated),
        Happening("resignation_accepted", "2026-05-20", out=decided),
    ]
    assert how(*events, rules=ACCEPTED).facts["from_day"] == out


DEEMED = EndingRules(resignation=ResignationRule("on_acceptance", deemed="30 days"))


@pytest.mark.parametrize(
    ("on", "holds"), [("2026-05-30", False), ("2026-05-31", False), ("2026-06-01", True)]
)
def test_silence_may_be_acceptance(on: str, *, holds: bool) -> None:
    found = how(HANDED_IN, rules=DEEMED, on=on)
    assert found.holds is holds
    if holds:
        assert result(found)[1:] == ("resignation", "2026-06-01", "2026-05-31")
        assert codes(found)[:2] == ["resigned", "resignation-deemed"]
    else:
        assert found.facts["deemed_from"] == "2026-06-01"
        assert "it is deemed accepted from 2026-06-01" in found.explain()


def test_a_decision_after_that_comes_too_late() -> None:
    found = how(HANDED_IN, Happening("resignation_refused", "2026-06-01"), rules=DEEMED)
    assert (result(found)[1:3], codes(found)[-1]) == (("resignation", "2026-06-01"), "nothing-to-accept")
    refused = how(HANDED_IN, Happening("resignation_refused", "2026-05-31"), rules=DEEMED)
    assert (refused.facts["why"], codes(refused)[-1]) == ("term", "came-to-nothing")


def test_deemed_accepted_it_still_waits_for_the_day_that_it_states() -> None:
    found = how(Happening("resigned", "2026-05-01", out="2026-08-01"), rules=DEEMED)
    assert found.facts["from_day"] == "2026-08-01"


def test_the_time_may_be_counted_otherwise() -> None:
    rule = ResignationRule("on_acceptance", deemed="1 month", counting=ANNIVERSARY)
    assert rule.deemed_from(date(2026, 5, 1)) == date(2026, 6, 1)
    assert ResignationRule.from_dict(rule.to_dict()) == rule


def test_refused_or_taken_back_it_comes_to_nothing_and_may_be_handed_in_anew() -> None:
    for kind in ("resignation_refused", "resignation_withdrawn"):
        again = Happening("resigned", "2026-06-01")
        found = how(HANDED_IN, Happening(kind, "2026-05-10"), again, rules=ACCEPTED)
        assert found.facts["waiting_since"] == "2026-06-01"
        assert codes(found)[-1] == "came-to-nothing"


@pytest.mark.parametrize(
    ("rule", "on", "taken"),
    [
        ({"takes_effect": "on_acceptance"}, "2026-05-10", True),
        ({"takes_effect": "on_acceptance", "withdrawable": False}, "2026-05-10", False),
        ({"takes_effect": "on_receipt"}, "2026-05-01", False),
        ({"takes_effect": "on_receipt", "first_out": "next_day"}, "2026-05-01", True),
        ({"takes_effect": "on_receipt", "first_out": "next_day"}, "2026-05-02", False),
        ({"takes_effect": "on_stated_day"}, "2026-05-31", True),
        ({"takes_effect": "on_stated_day"}, "2026-06-01", False),
        ({"takes_effect": "on_stated_day", "withdrawable": False}, "2026-05-31", False),
    ],
)
def test_it_is_taken_back_before_it_has_effect_or_not_at_all(
    rule: dict[str, Any], on: str, *, taken: bool
) -> None:
    rules = EndingRules(resignation=ResignationRule(**rule))
    event = Happening("resigned", "2026-05-01", out="2026-06-01")
    found = how(event, Happening("resignation_withdrawn", on), rules=rules)
    assert ("came-to-nothing" in codes(found)) is taken
    assert (found.facts["why"] == "term") is (taken or rule["takes_effect"] == "on_acceptance")


def test_of_one_day_acceptance_comes_before_withdrawal() -> None:
    events = [HANDED_IN, Happening("resignation_accepted", "2026-05-20")]
    found = how(*events, Happening("resignation_withdrawn", "2026-05-20"), rules=ACCEPTED)
    assert (found.facts["why"], codes(found)[-1]) == ("resignation", "nothing-to-withdraw")


def test_a_second_one_while_the_first_is_open_changes_nothing() -> None:
    found = how(HANDED_IN, Happening("resigned", "2026-05-10"), rules=ACCEPTED)
    assert found.facts["waiting_since"] == "2026-05-01"
    assert codes(found)[-1] == "resigned-already"


def test_what_is_decided_on_no_resignation_is_told() -> None:
    found = how(Happening("resignation_accepted", "2026-05-20"), rules=ACCEPTED)
    assert (found.facts["why"], codes(found)[-1]) == ("term", "nothing-to-accept")
    needless = how(HANDED_IN, Happening("resignation_accepted", "2026-05-01"))
    assert codes(needless)[-1] == "nothing-to-accept"


def test_one_that_nobody_answered_is_told_when_the_office_is_over() -> None:
    found = how(HANDED_IN, Happening("removal_decided", "2026-06-01"), rules=ACCEPTED)
    assert (found.facts["why"], codes(found)[-1]) == ("removal", "resignation-unanswered")


# --- which comes first ----------------------------------------------------------------------------


def test_the_first_way_wins_and_the_others_are_told() -> None:
    found = how(Happening("recall_decided", "2026-06-01"), Happening("sentence_final", "2026-05-01"))
    assert result(found)[1:] == ("sentence", "2026-05-01", "2026-04-30")
    assert codes(found) == ["sentence-final", "out-too-late", "out-too-late"]
    assert [part.facts["from_day"] for part in found.parts[1:]] == ["2026-06-01", "2029-03-01"]
    assert found.explain() == (
        "li is out of office; the last day in office was 2026-04-30.\n"
        "  A sentence for a crime became final on 2026-05-01.\n"
        "  This would have ended the office only from 2026-06-01:\n"
        "    A recall was decided on 2026-06-01.\n"
        "  This would have ended the office only from 2029-03-01:\n"
        "    The last day of the term is 2029-02-28.\n"
        "Source: 城市居民委员会组织法（2025年修订）第十四条."
    )


def test_a_resignation_accepted_before_the_vote_leaves_nothing_to_recall() -> None:
    accepted = Happening("resignation_accepted", "2026-05-20")
    for on in ("2026-05-20", "2026-05-21"):
        found = how(HANDED_IN, accepted, Happening("recall_decided", on), rules=ACCEPTED)
        assert found.facts["why"] == "resignation"
    found = how(HANDED_IN, accepted, Happening("recall_decided", "2026-05-19"), rules=ACCEPTED)
    assert found.facts["why"] == "recall"


def test_of_what_takes_effect_on_one_day_the_earlier_act_wins() -> None:
    rules = EndingRules([EndsOn("recall_decided", "next_day")], resignation="on_receipt")
    found = how(Happening("recall_decided", "2026-05-01"), Happening("resigned", "2026-05-02"), rules=rules)
    assert found.facts["why"] == "recall"


ON_ONE_DAY = [
    "death",
    "incapacity_established",
    "sentence_final",
    "eligibility_lost",
    "incompatible_office",
    "unit_merged",
    "body_dissolved",
    "post_changed",
    "seat_changed",
    "appraised_badly",
    "absent_too_often",
    "resigned",
    "recall_decided",
    "removal_decided",
]


def test_on_one_day_law_comes_before_people_in_a_stated_order() -> None:
    rules = EndingRules([EndsOn(kind, "that_day") for kind in DECIDED], resignation="on_receipt")
    why = {**{kind.value: word.value for kind, word in WHY.items()}, "resigned": "resignation"}
    for first, second in pairwise(ON_ONE_DAY):
        for order in permutations((first, second)):
            found = how(*(Happening(kind, "2026-05-01") for kind in order), rules=rules)
            assert found.facts["why"] == why[first], order


def test_the_end_of_the_term_comes_before_what_falls_on_that_day() -> None:
    found = how(Happening("death", "2029-02-28"), on="2029-03-01")
    assert result(found)[1:] == ("term", "2029-03-01", "2029-02-28")


def test_what_is_told_twice_counts_once() -> None:
    assert how(HANDED_IN, HANDED_IN) == how(HANDED_IN)


# --- verdicts of other rooms ----------------------------------------------------------------------


def test_two_bad_appraisals_are_passed_in_as_a_verdict() -> None:
    """G-117: 称职, 不称职, 不称职."""
    law = EndsByLaw(grade="不称职", clause=ART_37)
    years = [(2024, "称职"), (2025, "不称职", "2025-12-20"), (2026, "不称职", "2026-12-20")]
    event = Happening.of(ends_by_law(years, law, who="li"))
    assert (event.kind, event.on, event.out) == ("appraised_badly", date(2026, 12, 20), date(2026, 12, 20))
    rules = EndingRules([EndsOn("appraised_badly", "next_day", clause=ART_37)])
    assert not how(event, rules=rules, on="2026-12-19").holds
    found = how(event, rules=rules)
    assert result(found)[1:] == ("appraisal", "2026-12-20", "2026-12-19")
    assert found.parts[0].parts == (event.verdict,)


def test_one_without_a_day_needs_one() -> None:
    verdict = ends_by_law([(2025, "bad"), (2026, "bad")], EndsByLaw(grade="bad"), who="li")
    with pytest.raises(RecordError, match="must have a day"):
        Happening.of(verdict)
    event = Happening.of(verdict, "2026-12-20")
    assert (event.on, event.out) == (date(2026, 12, 20), None)


def test_absences_are_passed_in_as_a_verdict() -> None:
    marks = [("2026-05-10", "absent"), ("2026-06-10", "absent")]
    verdict = too_many_absences(marks, AbsenceRule(in_a_row=2), who="li", on="2026-07-01")
    event = Happening.of(verdict)
    rules = EndingRules([EndsOn("absent_too_often", "next_day")])
    assert result(how(event, rules=rules))[1:] == ("absence", "2026-06-11", "2026-06-10")


def test_a_removal_may_take_effect_at_a_moment() -> None:
    facts = {"person": "li", "vacant_from": "2026-05-01 18:00+08:00"}
    event = Happening.of(Verdict(holds=True, code="office-recalled", rule="", facts=facts), "2026-05-01")
    assert (event.kind, event.out) == ("recall_decided", date(2026, 5, 1))


@pytest.mark.parametrize(
    "given",
    [
        None,
        "office-ended",
        Verdict(holds=True, code="office-resigned", rule=""),
        Verdict(holds=False, code="absences-too-many", rule=""),
        Verdict(holds=True, code="office-ended-on", rule=""),
        Verdict(holds=True, code="office-ended-on", rule="", facts={"from_day": "May"}),
    ],
)
def test_a_verdict_that_ends_nothing_is_refused(given: Given) -> None:
    with pytest.raises(RecordError):
        Happening.of(given)


# --- rosters --------------------------------------------------------------------------------------


def test_what_ended_is_recorded_in_the_roster() -> None:
    roster = Roster(
        [Person("li"), Person("wang")],
        [LI, Appointment("li", "chair", "2027-01-01"), Appointment("wang", "party", "2024-03-01")],
    )
    event = Happening("resigned", "2026-05-01")
    after = ended(roster, "li", [event], ALL, on="2026-05-01")
    assert [(each.seat, str(each.end), each.why) for each in after.of("li")] == [
        ("women", "2026-05-01", "resignation"),
        ("chair", "None", None),
    ]
    assert after.of("wang") == roster.of("wang")
    assert ended(after, "li", [event], ALL, on="2026-06-01") == after
    assert ended(roster, "li", [], ALL, on="2026-06-01") == roster
    assert ended(roster, "li", [event], ALL, on="2026-06-01", seat="chair") == roster


def test_an_end_that_lies_ahead_is_recorded_too_and_what_never_began_is_taken_out() -> None:
    roster = Roster([Person("li")], [LI])
    rules = EndingRules(["removal_decided"], resignation="on_stated_day")
    ahead = ended(
        roster, "li", [Happening("resigned", "2026-05-01", out="2026-06-01")], rules, on="2026-05-01"
    )
    assert str(ahead.of("li")[0].end) == "2026-06-01"
    gone = ended(roster, "li", [Happening("removal_decided", "2024-03-01")], rules, on="2026-05-01")
    assert gone.appointments == ()


def test_who_never_held_a_seat_loses_none() -> None:
    roster = Roster([Person("li")], [LI])
    for who, seat in (("wang", None), ("li", "chair"), (None, None)):
        with pytest.raises(RecordError) as caught:
            ended(roster, who, [], ALL, on="2026-05-01", seat=seat)  # type: ignore[arg-type]
        assert caught.value.faults[0].code == "not-in-office"
    with pytest.raises(RecordError, match="must be a Roster"):
        ended(None, "li", [], ALL, on="2026-05-01")  # type: ignore[arg-type]


# --- data -----------------------------------------------------------------------------------------

RULE = ResignationRule(
    "on_acceptance",
    accepted_by="residents' meeting",
    deemed="30 days",
    withdrawable=False,
    first_out="next_day",
    clause=ART_23,
)
FULL = EndingRules(
    ["death", EndsOn("sentence_final", "next_day", clause=ART_21)], resignation=RULE, clause=TERM
)


def test_values_come_back_from_their_records_and_from_a_pickle() -> None:
    verdict = Verdict(
        holds=True, code="absences-too-many", rule="", facts={"person": "li", "since": "2026-05-01"}
    )
    for value in (FULL, EndingRules(), RULE, FULL.ends[1], Happening.of(verdict), HANDED_IN):
        read: Any = type(value).from_dict(value.to_dict())
        assert read == value
        assert hash(read) == hash(value)
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line
    found = how(HANDED_IN, rules=FULL)
    assert Verdict.from_dict(found.to_dict()) == found
    assert EndingRules().to_dict() == {}
    assert "EndingRules" in dir(module)


def test_words_and_dicts_are_read_as_rules() -> None:
    read = EndingRules([{"kind": "death"}], resignation={"takes_effect": "on_receipt"})
    assert read == EndingRules(["death"], resignation=TakesEffect.ON_RECEIPT)
    assert ResignationRule("on_receipt").first_out is FirstOut.THAT_DAY


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (lambda: EndingRules(["death", "sentence_final", "death"]), ["name-twice"]),
        (lambda: EndingRules(["boredom"]), ["bad-choice"]),
        (lambda: EndingRules([None]), ["not-a-dict"]),
        (lambda: EndsOn("resigned"), ["no-use"]),
        (lambda: EndsOn("death", "whenever"), ["bad-choice"]),
        (lambda: ResignationRule("at_will"), ["bad-choice"]),
        (lambda: ResignationRule(None), ["bad-choice"]),
        (
            lambda: ResignationRule("on_receipt", accepted_by="x", deemed="1 day"),
            ["no-use", "no-use"],
        ),
        (lambda: ResignationRule("on_receipt", withdrawable=None), ["bad-truth"]),
        (lambda: ResignationRule("on_receipt", first_out=1), ["bad-choice"]),
    ],
    ids=range(10),
)
def test_a_rule_that_makes_no_sense_is_refused(make: Given, codes: list[str]) -> None:
    with pytest.raises((RuleError, RecordError)) as caught:
        make()
    assert [fault.code for fault in caught.value.faults] == codes


@pytest.mark.parametrize(
    "make",
    [
        lambda: EndingRules(7),
        lambda: EndingRules("death"),
        lambda: EndingRules(resignation=7),
        lambda: EndingRules(clause="art. 1"),
        lambda: ResignationRule("on_acceptance", accepted_by="\ud800"),
        lambda: ResignationRule("on_acceptance", deemed="3 working days"),
        lambda: ResignationRule("on_acceptance", deemed="3 hours"),
        lambda: ResignationRule("on_acceptance", deemed=float("nan")),
        lambda: ResignationRule("on_acceptance", counting="tomorrow"),
        lambda: Happening("boredom", "2026-05-01"),
        lambda: Happening("death", None),
        lambda: Happening("death", "9999-13-01"),
        lambda: Happening("death", "2026-05-01", out="2026-04-30"),
        lambda: Happening("death", "2026-05-01", verdict="x"),
        lambda: Happening("death", "2026-05-01", verdict=Verdict(holds=False, code="x", rule="")),
        lambda: how_it_ended(NONE, [], ALL, on="2026-05-01"),
        lambda: how_it_ended(Span("2024-03-01"), [], ALL, on="2026-05-01"),
        lambda: how_it_ended(Span("2024-03-01T00:00Z"), [], ALL, on="2026-05-01", who="li"),
        lambda: how_it_ended(LI, NONE, ALL, on="2026-05-01"),
        lambda: how_it_ended(LI, [NONE], ALL, on="2026-05-01"),
        lambda: how_it_ended(LI, [], NONE, on="2026-05-01"),
        lambda: how_it_ended(LI, [], ALL, on=NUMBER),
        lambda: how_it_ended(
            Appointment("li", "x", "9999-01-01"), [Happening("death", "9999-12-31")], ALL, on="9999-12-31"
        ),
    ],
    ids=range(23),
)
def test_bad_input_is_refused(make: Given) -> None:
    with pytest.raises(ConsultgovError):
        make()
