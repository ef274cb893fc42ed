"""Checklists of an acceptance standard: every item that must be met is, and what is missing is a finding."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from consultgov.appraisal import Acceptance, Attestation, Checklist, Item
from consultgov.errors import ConsultgovError, RecordError

AS_OF: Final = "2026-12-31"
UNIT: Final = "the Third Community"
STANDARD: Final = Checklist(
    items=[
        "a room for meetings",
        Item("a notice board", "default", "as a rule at every gate"),
        Item("a hotline", "default"),
        Item("a newsletter", "permission"),
        Item("rules on file", documented=True, attestors=["sub-district"]),
    ],
    should="1/2",
    clause={"source": "acceptance standard 2026, part 3", "valid_from": "2026-01-01"},
)
FACTS: Final[dict[str, object]] = {
    "a room for meetings": True,
    "a notice board": True,
    "a hotline": False,
    "a newsletter": False,
}
FILED: Final = Attestation(UNIT, "rules on file", "sub-district", "2026-12-01", evidence="file 17")


def check(facts: dict[str, object], *attestations: Attestation) -> Acceptance:
    return STANDARD.check(UNIT, facts, attestations, as_of=AS_OF)


def found(result: Acceptance) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.severity)) for finding in result.findings]


def test_a_unit_is_accepted_where_all_that_must_be_met_is_and_enough_of_what_should_be() -> None:
    result = check(FACTS, FILED)
    assert (result.accepted, result.missing, result.recommended) == (True, (), (1, 2))
    assert found(result) == [("item-not-met", "deviation"), ("item-not-met", "note")]
    assert result.explain() == (
        "the Third Community is accepted.\n"
        "  a room for meetings: met.\n"
        "  a notice board: met.\n"
        "  a hotline: not met.\n"
        "  a newsletter: not met.\n"
        "  rules on file: met.\n"
        "Source: acceptance standard 2026, part 3."
    )


def test_too_few_of_what_should_be_met_is_not_enough() -> None:
    result = check({**FACTS, "a notice board": False}, FILED)
    assert (result.accepted, result.missing) == (False, ())
    assert "of what should be met, 0 of 2 are, and 1/2 must be" in result.explain()
    clause = result.findings[0].clause
    assert clause is not None
    assert clause.phrase == "as a rule at every gate"


@pytest.mark.parametrize(
    ("attestations", "codes"),
    [
        ([], ["attestation-missing"]),
        (
            [Attestation(UNIT, "rules on file", "sub-district", "2026-12-01")],
            ["evidence-missing", "attestation-missing"],
        ),
        (
            [Attestation(UNIT, "rules on file", "wei", "2026-12-01", evidence="e")],
            ["not-to-attest", "attestation-missing"],
        ),
        (
            [Attestation(UNIT, "rules on file", "sub-district", "2027-01-01", evidence="e")],
            ["attested-later", "attestation-missing"],
        ),
        ([Attestation(UNIT, "rules on file", "sub-district", "2026-12-01", 7, "e")], ["attestation-differs"]),
        (
            [Attestation(UNIT, "rules on file", "sub-district", "2026-12-01", value=False, evidence="e")],
            ["item-not-met"],
        ),
    ],
)
def test_what_must_be_met_and_is_not_shown_to_be_is_a_breach(
    attestations: list[Attestation], codes: list[str]
) -> None:
    result = check(
        {"a room for meetings": True, "a notice board": True, "a hotline": True, "a newsletter": True},
        *attestations,
    )
    assert (result.accepted, result.missing) == (False, ("rules on file",))
    assert found(result) == [(code, "breach") for code in codes]
    assert "is not accepted: rules on file must be met" in result.explain()
    assert "未通过验收" in result.explain("zh")
    assert json.loads(json.dumps(result.to_dict()))["accepted"] is False


def test_a_fact_and_what_is_attested_have_to_agree() -> None:
    standard = Checklist(items=[Item("a room", attested=True)])
    vouched = [Attestation(UNIT, "a room", "sub-district", "2026-12-01")]
    assert standard.check(UNIT, {"a room": True}, vouched, as_of=AS_OF).accepted
    differ = standard.check(UNIT, {"a room": False}, vouched, as_of=AS_OF)
    assert found(differ) == [("attestation-differs", "breach")]
    assert differ.findings[0].facts["fact"] == "no"
    assert differ.to_dict()["items"] == {"a room": None}


def test_what_fell_short_is_numbered_with_what_is_advised() -> None:
    items = [Item("a room", recommends="rent one"), Item("a board", "default"), Item("a paper", "permission")]
    result = Checklist(items=items).check(UNIT, as_of=AS_OF)
    assert [each.statement for each in result.shortcomings] == ["a room", "a board"]
    assert result.explain().splitlines()[-1] == "Shortcoming 1: a room. Recommended: rent one."


def test_a_checklist_is_stored_and_read_back() -> None:
    for standard in (STANDARD, Checklist(items=["a"])):
        assert Checklist.from_dict(json.loads(json.dumps(standard.to_dict()))) == standard


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"items": []}, "bad-size"),
        ({"items": ["a", "a"]}, "name-twice"),
        ({"items": [7]}, "not-a-dict"),
        ({"items": [{"name": "a", "strength": "vital"}]}, "bad-choice"),
        ({"items": [""]}, "bad-name"),
        ({"items": [{"name": "a", "phrase": None}]}, "bad-text"),
        ({"items": ["a"], "should": "3/2"}, "share-bounds"),
    ],
)
def test_standards_that_make_no_sense_are_errors(given: dict[str, Any], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        Checklist(**given)
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"facts": ["a"]}, "not-a-dict"),
        ({"facts": {"a garden": True}}, "unknown-fact"),
        ({"facts": {"a hotline": 1}}, "not-a-truth"),
        ({"attestations": [1]}, "wrong-kind"),
        ({"unit": ""}, "bad-name"),
        ({"as_of": "now"}, "bad-day"),
    ],
)
def test_files_that_make_no_sense_are_errors(given: dict[str, Any], code: str) -> None:
    with pytest.raises(RecordError) as caught:
        STANDARD.check(**{"unit": UNIT, "as_of": AS_OF, **given})
    assert [fault.code for fault in caught.value.faults] == [code]
