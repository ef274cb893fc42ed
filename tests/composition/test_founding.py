"""Setting up and dissolving: what the rule asks, what is on file by a day, and why it may not be yet."""

import pickle
from typing import Any

import attrs
import pytest

from consultgov import Clause, Condition
from consultgov.composition import founding
from consultgov.composition.bodies import Body
from consultgov.composition.founding import Application, Approval, Asker, Founding
from consultgov.errors import ConsultgovError, MissingData, RecordError, RuleError, TallyError

NOTICE = Clause("国办函〔2003〕49号")
STATED = ("name", "convener", "lead unit", "members", "tasks", "rules")
SET_UP = Founding(asked_of="State Council", states=STATED, approvals=["State Council"], clause=NOTICE)
DISSOLVE = Founding(
    asked_by="lead_unit",
    asked_of="State Council",
    states=["creation date", "reason"],
    approvals=["State Council"],
    consents="given finished and yes = members",
    consents_first=True,
    clause=NOTICE,
)
BODY = Body(
    "flood control", lead_unit="water", convening_unit="office", members=["water", "transport", "police"]
)
ASKED = Application(
    on="2026-05-01",
    by="water",
    to="State Council",
    states=["creation date", "reason"],
    approvals=[Approval("State Council", "2026-05-20")],
    consents=[
        Approval("water", "2026-04-01"),
        Approval("transport", "2026-04-20"),
        Approval("police", "2026-05-01"),
    ],
    given={"finished": True},
)


def reasons(
    rule: Founding, application: Application, body: Body = BODY, on: str = "2026-06-01"
) -> dict[str, object]:
    """The code of each reason against it, and its facts."""
    verdict = rule.check(application, body, on)
    assert verdict.holds == (not verdict.parts) == (verdict.code == "admitted")
    assert len({part.code for part in verdict.parts}) == len(verdict.parts)
    return {part.code: dict(part.facts) for part in verdict.parts}


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [
        SET_UP,
        DISSOLVE,
        Founding(asked_by=Asker.CONVENING_UNIT),
        Founding(consents=Condition.parse("yes >= 2/3 of members").under(NOTICE)),
    ],
)
def test_a_rule_comes_back_from_its_record_and_from_a_pickle(rule: Founding) -> None:
    again = Founding.from_dict(rule.to_dict())
    assert again == rule
    assert again.to_dict() == rule.to_dict()
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - pickled on this line
    assert hash(again) == hash(rule)


@pytest.mark.parametrize("asked", [ASKED, Application(on="2026-05-01")])
def test_an_application_comes_back_from_its_record(asked: Application) -> None:
    assert Application.from_dict(asked.to_dict()) == asked
    assert attrs.evolve(asked, by=asked.by) == asked
    assert hash(Application.from_dict(asked.to_dict())) == hash(asked)


def test_a_record_is_plain() -> None:
    assert Application(on="2026-05-01").to_dict() == {"on": "2026-05-01"}
    assert ASKED.to_dict()["given"] == {"finished": True}
    plain = DISSOLVE.to_dict()
    assert (type(plain["asked_by"]), plain["consents"]) == (str, "given finished and yes = members")


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, ["asks-nothing"]),
        ({"states": ["name"], "consents_first": True}, ["no-use"]),
        ({"consents_first": True}, ["asks-nothing", "no-use"]),
        ({"asked_by": "mayor"}, ["bad-choice"]),
        ({"asked_by": ["lead_unit"]}, ["bad-choice"]),
        ({"consents_first": "yes"}, ["not-a-truth"]),
        ({"consents": "yes >= 80%"}, ["no-base"]),
        ({"consents": 3}, ["not-a-dict"]),
        ({"states": [3], "approvals": 3}, ["bad-name"]),
        ({"approvals": ["\ud800"]}, ["bad-name"]),
        ({"clause": "49"}, ["not-a-dict"]),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises((RuleError, RecordError)) as caught:
        Founding(**given)
    assert [fault.code for fault in caught.value.faults] == faults


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"on": "soon"}, ["bad-day"]),
        ({"on": "2026-05-01", "given": 3}, ["not-a-list"]),
        ({"on": "2026-05-01", "given": {3: True}}, ["bad-name"]),
        ({"on": "2026-05-01", "given": {"finished": "yes"}}, ["bad-fact"]),
        ({"on": "2026-05-01", "given": [[["finished"], True]]}, ["bad-name"]),
        ({"on": "2026-05-01", "given": ["finished"]}, ["not-a-pair"]),
        ({"on": "2026-05-01", "approvals": "State Council"}, ["not-a-list"]),
        ({"on": "2026-05-01", "consents": [{"by": "", "on": 1}]}, ["bad-name", "bad-day"]),
        ({"on": 1, "by": 2, "to": 3, "states": 4}, ["bad-day", "bad-name", "bad-name", "not-a-list"]),
    ],
)
def test_an_application_that_is_none_is_refused_with_all_its_faults(
    given: dict[str, Any], faults: list[str]
) -> None:
    with pytest.raises(RecordError) as caught:
        Application.from_dict(given)
    assert [fault.code for fault in caught.value.faults] == faults


# --- setting up -----------------------------------------------------------------------------------


def test_a_conference_is_set_up_only_with_approval_and_a_request_that_says_all() -> None:
    asked = Application(on="2026-05-01", to="State Council", states=STATED)
    assert reasons(SET_UP, asked) == {"approval-missing": {"by": "State Council", "on": "2026-06-01"}}
    assert reasons(SET_UP, attrs.evolve(asked, approvals=[Approval("State Council", "2026-06-01")])) == {}
    assert set(reasons(SET_UP, attrs.evolve(asked, approvals=[Approval("State Council", "2026-06-02")]))) == {
        "approval-missing"
    }


def test_all_reasons_are_told_at_once() -> None:
    assert reasons(SET_UP, Application(on="2026-06-02", to="province", states=STATED[:4])) == {
        "application-not-made": {"on": "2026-06-01", "made": "2026-06-02"},
        "not-asked-of": {"wanted": "State Council"},
        "application-lacks": {"missing": ["tasks", "rules"]},
        "approval-missing": {"by": "State Council", "on": "2026-06-01"},
    }


# --- dissolving -----------------------------------------------------------------------------------


def test_a_conference_is_dissolved_when_its_task_is_done_and_every_unit_agrees() -> None:
    assert reasons(DISSOLVE, ASKED) == {}


def test_the_unit_that_takes_the_lead_has_to_ask() -> None:
    assert reasons(DISSOLVE, attrs.evolve(ASKED, by="police")) == {"not-asked-by": {"wanted": "water"}}
    assert reasons(DISSOLVE, ASKED, attrs.evolve(BODY, lead_unit="")) == {
        "nobody-to-ask": {"body": "flood control"}
    }
    convened = Founding(asked_by=Asker.CONVENING_UNIT)
    assert reasons(convened, ASKED) == {"not-asked-by": {"wanted": "office"}}
    assert reasons(convened, attrs.evolve(ASKED, by="office")) == {}


def test_who_has_not_agreed_is_told_with_the_figures() -> None:
    some = attrs.evolve(ASKED, consents=ASKED.consents[:1])
    verdict = DISSOLVE.check(some, BODY, "2026-06-01")
    (part,) = verdict.parts
    assert (part.code, dict(part.facts)) == (
        "consents-missing",
        {"units": ["transport", "police"], "on": "2026-05-01"},
    )
    assert part.parts[0].parts[1].short_by == 2
    assert verdict.clause == NOTICE
    assert "transport and police" in verdict.explain()
    assert "尚未同意的：transport和police" in verdict.explain("zh")


def test_consents_count_up_to_the_request_or_up_to_the_day() -> None:
    late = attrs.evolve(ASKED, consents=[*ASKED.consents[:2], Approval("police", "2026-05-02")])
    any_time = attrs.evolve(DISSOLVE, consents_first=False)
    assert set(reasons(DISSOLVE, late)) == {"consents-missing"}
    assert reasons(any_time, late) == {}
    assert set(reasons(any_time, late, on="2026-05-01")) == {"approval-missing", "consents-missing"}


def test_a_task_that_is_not_finished_is_told_although_all_agree() -> None:
    unfinished = attrs.evolve(ASKED, given={"finished": False})
    verdict = DISSOLVE.check(unfinished, BODY, "2026-06-01")
    assert [part.code for part in verdict.parts] == ["consents-not-met"]
    assert [finding.code for finding in verdict.findings()] == ["given-not-met"]


def test_fewer_than_all_may_do() -> None:
    rule = Founding(consents="yes >= 2/3 of members")
    assert reasons(rule, attrs.evolve(ASKED, consents=ASKED.consents[:2])) == {}


def test_what_cannot_be_judged_is_an_error() -> None:
    with pytest.raises(MissingData):
        DISSOLVE.check(attrs.evolve(ASKED, given={}), BODY, "2026-06-01")
    with pytest.raises(TallyError):
        DISSOLVE.check(attrs.evolve(ASKED, consents=[Approval("grid", "2026-04-01")]), BODY, "2026-06-01")
    with pytest.raises(RecordError) as caught:
        DISSOLVE.check(ASKED, Body("flood control", lead_unit="water"), "2026-06-01")
    assert [fault.code for fault in caught.value.faults] == ["no-members"]


@pytest.mark.parametrize(
    ("application", "body", "on"),
    [
        (None, BODY, "2026-06-01"),
        (ASKED, "flood control", "2026-06-01"),
        (ASKED, BODY, None),
        (ASKED, BODY, 3),
    ],
    ids=["application", "body", "no day", "number"],
)
def test_something_else_is_refused(application: object, body: object, on: object) -> None:
    with pytest.raises(ConsultgovError):
        SET_UP.check(application, body, on)  # type: ignore[arg-type]


def test_the_room_lists_what_it_offers() -> None:
    assert dir(founding) == list(founding.__all__)
