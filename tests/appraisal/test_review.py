"""The review at the year's end: who may be replaced, on which ground, and who decides."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from consultgov.appraisal import (
    Attestation,
    Attested,
    LittleParticipation,
    LowSatisfaction,
    Resigned,
    YearEnd,
    YearEndReview,
    review_members,
)
from consultgov.appraisal.grounds import Ground, ground_from_dict
from consultgov.errors import ConsultgovError, RecordError, RuleError
from consultgov.shares import Number, Share

AS_OF: Final = "2026-12-31"
ALL: Final = YearEnd(
    grounds=[
        LittleParticipation(below="1/2"),
        Attested(name="poor effect", decides="residents' committee"),
        LowSatisfaction(below="60%"),
        Resigned(),
    ],
    clause={"source": "rules of the committee, part 2"},
)

FIGURES: Final = YearEnd(grounds=[LowSatisfaction(below="60%")])


def said(
    who: str,
    what: str = "poor effect",
    *,
    by: str = "chair",
    on: str = "2026-12-20",
    value: Number | bool | str = True,
    evidence: str = "",
) -> Attestation:
    return Attestation(who, what, by, on, value, evidence)


def codes(found: YearEndReview) -> list[str]:
    return [finding.code for finding in found.findings]


# --- the whole ------------------------------------------------------------------------------------


def test_who_may_be_replaced_on_which_ground_and_who_decides() -> None:
    review = review_members(
        ["li", "wang", "zhao", "wei"],
        ALL,
        attendance={
            "li": ["present"] * 4 + ["absent"] * 8,
            "wang": ["present"] * 6 + ["absent"] * 6,
            "zhao": ["present"] * 12,
        },
        rates={"li": "59%", "wang": "60%", "zhao": Share("90%"), "wei": "70%"},
        attestations=[
            said("li", value=False),
            said("wang", value=True),
            said("zhao", value=False),
            said("zhao", "resignation", by="zhao"),
        ],
        as_of=AS_OF,
    )
    assert review.up == ("li", "wang", "zhao")
    assert review.by_ground == {
        "little participation": ("li",),
        "poor effect": ("wang",),
        "low satisfaction": ("li",),
        "resignation": ("zhao",),
    }
    assert review.by_decider == {"committee": ("li", "zhao"), "residents' committee": ("wang",)}
    assert codes(review) == ["record-missing", "attestation-missing"]
    assert review.members[3].is_open
    told = review.explain()
    assert (
        "li may be replaced, by decision of committee, on these grounds: "
        "little participation and low satisfaction.\n"
        "  Meetings at which li was present: 4 of 12, which is about 33.3%: little, being below 1/2." in told
    )
    assert "wei: no ground is met so far, and something is missing." in told
    assert "rules of the committee, part 2" in told
    assert "li可予更换" in review.explain("zh")
    plain = json.loads(json.dumps(review.to_dict()))
    assert plain["by_decider"] == {"committee": ["li", "zhao"], "residents' committee": ["wang"]}
    assert plain["members"][3]["grounds"]["poor effect"] is None


def test_where_all_grounds_are_reasons_to_resign_only_whoever_offers_to_is_brought_up() -> None:
    rule = YearEnd(
        grounds=[LittleParticipation(below="1/2", decides="chair"), Resigned()], reading="resignations"
    )
    review = review_members(
        ["li", "wang", "zhao"],
        rule,
        attendance={who: ["absent"] for who in ("li", "wang")} | {"zhao": ["present"]},
        attestations=[said("li", "resignation", by="li")],
        as_of=AS_OF,
    )
    assert review.up == ("li",)
    assert review.by_decider == {"committee": ("li",)}
    assert [ground.name for ground in review.members[0].met] == ["little participation", "resignation"]
    told = review.explain()
    assert "wang has reasons to resign (little participation) and has not offered to" in told
    assert "zhao: no ground is met." in told


# --- grounds --------------------------------------------------------------------------------------


def met(ground: Ground, **files: Any) -> bool | None:  # noqa: ANN401 - handed on
    verdict = (
        review_members(["li"], YearEnd(grounds=[ground]), as_of=AS_OF, **files)
        .members[0]
        .judged[0][1]
        .verdict
    )
    return None if verdict is None else verdict.holds


@pytest.mark.parametrize(
    ("present", "below", "inclusive"), [(5, True, True), (6, False, True), (7, False, False)]
)
def test_participation_at_just_above_and_just_below_its_figure(
    *, present: int, below: bool, inclusive: bool
) -> None:
    record = {"li": ["present"] * present + ["absent"] * (12 - present)}
    assert met(LittleParticipation(below="1/2"), attendance=record) is below
    assert met(LittleParticipation(below="1/2", inclusive=True), attendance=record) is inclusive


@pytest.mark.parametrize(("excused", "little"), [("absent", True), ("left_out", False)])
def test_a_meeting_from_which_somebody_was_excused_is_what_the_rule_says(
    *, excused: str, little: bool
) -> None:
    record = {"li": ["present", "excused", "excused"]}
    assert met(LittleParticipation(below="1/2", excused=excused), attendance=record) is little


def test_whoever_was_excused_from_every_meeting_has_no_record() -> None:
    ground = LittleParticipation(below="1/2", excused="left_out")
    assert met(ground, attendance={"li": ["excused"]}) is None


@pytest.mark.parametrize(
    ("rate", "below", "inclusive"), [("59.99%", True, True), ("60%", False, True), ("61%", False, False)]
)
def test_satisfaction_at_just_above_and_just_below_its_figure(
    *, rate: str, below: bool, inclusive: bool
) -> None:
    assert met(LowSatisfaction(below="60%"), rates={"li": rate}) is below
    assert met(LowSatisfaction(below="60%", inclusive=True), rates={"li": rate}) is inclusive


def test_a_rate_that_is_missing_is_a_finding() -> None:
    review = review_members(["li"], YearEnd(grounds=[LowSatisfaction(below="60%")]), as_of=AS_OF)
    assert codes(review) == ["rate-missing"]
    assert "here is no rate of satisfaction on file for li." in review.findings[0].explain()


@pytest.mark.parametrize(
    ("attestations", "holds", "found"),
    [
        ([], None, ["attestation-missing"]),
        ([said("li")], True, []),
        ([said("li", value=False)], False, []),
        ([said("li", on="2027-01-01")], None, ["attested-later", "attestation-missing"]),
        ([said("li", on=AS_OF)], True, []),
        ([said("li"), said("li", by="deputy", value=False)], None, ["attestations-differ"]),
        ([said("li"), said("li", value=False, on="2026-12-21")], False, []),
        ([said("li"), said("li", value=False)], None, ["attestations-differ"]),
        ([said("li"), said("li", value=1)], None, ["attestations-differ"]),
        ([said("li"), said("li", by="deputy")], True, []),
    ],
)
def test_the_last_word_of_each_attestor_counts_and_they_have_to_agree(
    *, attestations: list[Attestation], holds: bool | None, found: list[str]
) -> None:
    assert met(Attested(), attestations=attestations) is holds
    assert (
        codes(review_members(["li"], YearEnd(grounds=[Attested()]), attestations=attestations, as_of=AS_OF))
        == found
    )


def test_only_the_word_of_those_named_counts_and_evidence_where_it_is_asked_for() -> None:
    ground = Attested(attestors=["chair"], documented=True)
    attestations = [said("li", by="wei"), said("li"), said("li", evidence="minutes of 12 May", value=False)]
    review = review_members(["li"], YearEnd(grounds=[ground]), attestations=attestations, as_of=AS_OF)
    assert codes(review) == ["not-to-attest", "evidence-missing"]
    assert met(ground, attestations=attestations) is False


@pytest.mark.parametrize(
    ("attestations", "holds", "found"),
    [
        ([], False, []),
        ([said("li", "resignation", by="li")], True, []),
        (
            [
                said("li", "resignation", by="li"),
                said("li", "resignation", by="li", on="2026-12-22", value=False),
            ],
            False,
            [],
        ),
        ([said("li", "resignation", by="li", on="2027-01-02")], False, ["attested-later"]),
        (
            [said("li", "resignation", by="li"), said("li", "resignation", by="wang", value=False)],
            None,
            ["attestations-differ"],
        ),
    ],
)
def test_nobody_has_to_resign(
    *, attestations: list[Attestation], holds: bool | None, found: list[str]
) -> None:
    rule = YearEnd(grounds=[Resigned()])
    assert met(Resigned(), attestations=attestations) is holds
    assert codes(review_members(["li"], rule, attestations=attestations, as_of=AS_OF)) == found


# --- values ---------------------------------------------------------------------------------------


def test_rules_and_attestations_are_stored_and_read_back() -> None:
    other = YearEnd(
        grounds=[
            LittleParticipation(below="1/3", inclusive=True, excused="left_out", name="a", decides="b"),
            Attested(attestors=["chair"], documented=True, clause={"source": "c"}),
            LowSatisfaction(below="1/3", inclusive=True, name="low"),
            Resigned(name="r"),
        ],
        reading="resignations",
    )
    for rule in (ALL, other):
        assert YearEnd.from_dict(json.loads(json.dumps(rule.to_dict()))) == rule
    for vouched in (said("li"), said("li", value="7.5", evidence="photo"), said("li", value=False)):
        assert Attestation.from_dict(json.loads(json.dumps(vouched.to_dict()))) == vouched
    for ground in ALL.grounds:
        assert ground_from_dict(ground) is ground
        assert type(ground).from_dict(ground.to_dict()) == ground


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"grounds": []}, "bad-size"),
        ({"grounds": [Resigned(), Resigned()]}, "name-twice"),
        ({"grounds": [{"kind": "gossip"}]}, "bad-kind"),
        ({"grounds": ["gossip"]}, "bad-kind"),
        ({"grounds": [{"kind": 7}]}, "bad-kind"),
        ({"grounds": [{"kind": "little_participation"}]}, "missing-key"),
        ({"grounds": [{"kind": "little_participation", "below": 0.5}]}, "float"),
        ({"grounds": [{"kind": "low_satisfaction", "below": "120%"}]}, "share-bounds"),
        ({"grounds": [LowSatisfaction(below="1/2")], "reading": "resignations"}, "no-resignation"),
        ({"grounds": [Resigned()], "reading": "both"}, "bad-choice"),
    ],
)
def test_rules_that_make_no_sense_are_errors(given: dict[str, Any], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        YearEnd(**given)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_ground_is_not_read_as_another() -> None:
    with pytest.raises(RecordError) as caught:
        Resigned.from_dict({"kind": "attested"})
    assert [fault.code for fault in caught.value.faults] == ["bad-kind"]
    with pytest.raises(RecordError):
        Resigned.from_dict([])


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"attendance": ["present"]}, "not-a-dict"),
        ({"attendance": {"wei": ["present"]}}, "unknown-fact"),
        ({"attendance": {"li": ["late"]}}, "bad-presence"),
        ({"attendance": {"li": "present"}}, "not-a-list"),
        ({"rates": {"li": 0.9}}, "float"),
        ({"attestations": ["poor"]}, "wrong-kind"),
        ({"attestations": [said("li", "resignatoin", by="li")]}, "unknown-fact"),
        ({"attestations": [said("li", "low satisfaction")]}, "unknown-fact"),
        ({"attestations": [said("wei")]}, "unknown-fact"),
        ({"as_of": "soon"}, "bad-day"),
    ],
)
def test_files_that_make_no_sense_are_errors(given: dict[str, Any], code: str) -> None:
    with pytest.raises(RecordError) as caught:
        review_members(["li"], ALL, **{"as_of": AS_OF, **given})
    assert [fault.code for fault in caught.value.faults] == [code]


def test_what_is_attested_under_the_name_of_no_ground_is_an_error_and_says_which_there_are() -> None:
    for rule, known in ((ALL, "use names of poor effect, resignation"), (FIGURES, "leave it out")):
        with pytest.raises(RecordError) as caught:
            review_members(["li"], rule, attestations=[said("li", "idleness")], as_of=AS_OF)
        assert caught.value.faults[0].given == "idleness"
        assert caught.value.faults[0].fix == known


@pytest.mark.parametrize(
    ("rate", "english", "chinese"),
    [
        (
            "549/850",
            "is about 64.6%, exactly 549/850, and not below 60%.",
            "约为64.6%，准确值为549/850，不低于",
        ),
        ("301/850", "is about 35.4%, exactly 301/850: low, being below 60%.", "约为35.4%，准确值为301/850；"),
        ("1/2", "is 50%: low, being below 60%.", "满意率为50%；低于60%"),
        ("3/4", "is 75%, and not below 60%.", "满意率为75%，不低于60%"),
    ],
)
def test_a_rate_is_told_in_per_cent_and_exactly(rate: str, english: str, chinese: str) -> None:
    review = review_members(["li"], FIGURES, rates={"li": rate}, as_of=AS_OF)
    verdict = review.members[0].judged[0][1].verdict
    assert verdict is not None
    assert english in verdict.explain()
    assert chinese in verdict.explain("zh")


def test_names_are_the_same_however_they_are_composed() -> None:
    review = review_members(["Ren\u00e9"], ALL, attendance={"Rene\u0301": ["absent"]}, as_of=AS_OF)
    assert review.by_ground["little participation"] == ("Ren\u00e9",)


def test_a_review_of_nobody_or_of_one_twice_is_an_error() -> None:
    for members in ([], ["li", "li"], [""], "li"):
        with pytest.raises(RuleError):
            review_members(members, ALL, as_of=AS_OF)


@pytest.mark.parametrize(
    "given",
    [
        ("", "x", "y", "2026-12-31"),
        ("x", "", "y", "2026-12-31"),
        ("x", "y", "", "2026-12-31"),
        ("x", "y", "z", ""),
    ],
)
def test_an_attestation_says_of_whom_what_by_whom_and_when(given: tuple[Any, ...]) -> None:
    with pytest.raises(ConsultgovError):
        Attestation(*given)
    with pytest.raises(ConsultgovError):
        Attestation("x", "y", "z", "2026-12-31", 0.5)
