"""Allotments and impasses as values: their records, their sentences, and what is refused."""

import pickle
from typing import Any

import pytest

from consultgov import Clause, Condition
from consultgov.composition import allotments
from consultgov.composition.allotments import Allotment, Impasse, Seating
from consultgov.errors import ConsultgovError, RecordError
from consultgov.people import Appointment
from consultgov.verdicts import Verdict

WHY = Verdict(
    holds=False, code="not-proposed", rule="", facts={"person": "qian", "seat": "units", "wanted": "district"}
)
ALLOTMENT = Allotment(
    (
        Seating("li", "women", "women", route="residents", proposed_by="district", full_time=True),
        Seating("wang", "judges", "chair", kept=True),
    ),
    ("zhao",),
    {"qian": (WHY,)},
    (("sun", "women"), ("li", "units")),
    {"judges": 2},
)
IMPASSE = Impasse(
    {"party": 1, "women": 2},
    (Condition.parse("members <= 2").under(Clause("bylaws", "art. 3")), Condition.parse("members >= 3")),
    (("li", "wang"),),
    ("zhao",),
    ("li", "wang"),
    {"qian": (WHY,)},
    smallest=True,
)


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize(
    "value", [ALLOTMENT, IMPASSE, Allotment(()), Impasse({}), *ALLOTMENT.seatings], ids=repr
)
def test_each_comes_back_from_its_record_and_from_a_pickle(value: Allotment | Impasse | Seating) -> None:
    again = type(value).from_dict(value.to_dict())
    assert again == value
    assert again.to_dict() == value.to_dict()
    assert hash(again) == hash(value)
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line


def test_what_is_empty_is_not_in_the_record() -> None:
    assert Allotment(()).to_dict() == {"seatings": []}
    assert Impasse({}).to_dict() == {"sectors": {}}
    assert Seating("li", "women", "women").to_dict() == {"person": "li", "sector": "women", "seat": "women"}
    assert ALLOTMENT.to_dict() == {
        "seatings": [
            {
                "person": "li",
                "sector": "women",
                "seat": "women",
                "route": "residents",
                "proposed_by": "district",
                "full_time": True,
            },
            {"person": "wang", "sector": "judges", "seat": "chair", "kept": True},
        ],
        "left_over": ["zhao"],
        "refused": {"qian": [WHY.to_dict()]},
        "leaving": [["sun", "women"], ["li", "units"]],
        "open": {"judges": 2},
    }
    assert IMPASSE.to_dict() == {
        "sectors": {"party": 1, "women": 2},
        "rules": [rule.to_dict() for rule in IMPASSE.rules],
        "apart": [["li", "wang"]],
        "kept": ["zhao"],
        "people": ["li", "wang"],
        "refused": {"qian": [WHY.to_dict()]},
        "smallest": True,
    }


def test_nothing_in_them_can_be_changed() -> None:
    given = {"judges": 2}
    found = Allotment((), open=given)
    given["judges"] = 3
    assert found.open == {"judges": 2}
    for held in (found.open, ALLOTMENT.refused, IMPASSE.sectors, IMPASSE.refused):
        with pytest.raises(TypeError):
            held["x"] = 1  # type: ignore[index]


def test_those_who_enter_are_appointed_from_a_day_on() -> None:
    assert ALLOTMENT.appointments("2026-05-01") == (
        Appointment("li", "women", "2026-05-01", route="residents", proposed_by="district", full_time=True),
    )
    with pytest.raises(RecordError):
        ALLOTMENT.appointments("soon")


def test_an_allotment_is_told_in_sentences() -> None:
    assert ALLOTMENT.explain() == (
        "li takes the seat “women”.\n"
        "wang keeps the seat “chair”.\n"
        "sun leaves the seat “women”.\n"
        "li leaves the seat “units”.\n"
        "Eligible, and without a seat: zhao.\n"
        "No seat is open to qian:\n"
        "  qian in the seat “units” was not proposed by district."
    )
    assert ALLOTMENT.explain("zh") == (
        "li就任席位“women”。\n"
        "wang保留席位“chair”。\n"
        "sun离开席位“women”。\n"
        "li离开席位“units”。\n"
        "符合条件而未获席位：zhao。\n"
        "没有可由qian就任的席位：\n"
        "  席位“units”的qian不是由district提出的。"
    )


def test_a_seat_that_is_taken_anew_is_not_told_as_left() -> None:
    renewed = Allotment((Seating("li", "women", "women"),), leaving=(("li", "women"),))
    assert renewed.explain() == "li takes the seat “women”."


def test_an_impasse_is_told_in_sentences() -> None:
    english = IMPASSE.explain().splitlines()
    assert english[0] == "The seats cannot be filled: these requirements cannot all be met."
    assert "  Seats to fill in party and women: 3. Who may sit there: li and wang (2 in all)." in english
    assert "  The rule: members <= 2." in english
    assert "  li and wang are related and must not sit together." in english
    assert "  These keep their seats: zhao." in english
    assert "No seat is open to qian:" in english
    chinese = IMPASSE.explain("zh").splitlines()
    assert chinese[0] == "席位无法补足：下列要求不能同时满足。"
    assert "  规则：members <= 2。" in chinese
    assert "  li和wang有亲属关系，不得同时任职。" in chinese
    assert "  下列人员保留席位：zhao。" in chinese


def test_a_language_has_to_be_there() -> None:
    for value in (ALLOTMENT, IMPASSE):
        with pytest.raises(RecordError) as error:
            value.explain("tlh")
        assert codes(error) == ["unknown-language"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"seatings": None}, "not-a-list"),
        ({"seatings": [3]}, "not-a-dict"),
        ({"seatings": [{"person": "li", "sector": "a"}]}, "missing-key"),
        ({"seatings": [{"person": 3, "sector": "a", "seat": "a"}]}, "bad-name"),
        ({"seatings": [{"person": "li", "sector": "a", "seat": "\ud800"}]}, "bad-name"),
        ({"seatings": [{"person": "li", "sector": "a", "seat": "a", "kept": 1}]}, "bad-truth"),
        ({"seatings": [{"person": "li", "sector": "a", "seat": "a", "route": 1}]}, "bad-name"),
        ({"seatings": [{"person": "li", "sector": "a", "seat": "a", "full_time": 0}]}, "bad-truth"),
        ({"left_over": "li"}, "not-a-list"),
        ({"left_over": [None]}, "bad-name"),
        ({"refused": []}, "not-a-dict"),
        ({"refused": {"li": [3]}}, "not-a-dict"),
        ({"refused": {3: []}}, "bad-name"),
        ({"leaving": ["li"]}, "not-a-list"),
        ({"leaving": [["li"]]}, "not-a-pair"),
        ({"open": {"a": -1}}, "bad-number"),
        ({"open": {"a": True}}, "bad-number"),
        ({"open": {"a": 1.5}}, "bad-number"),
        ({"colour": "red"}, "unknown-key"),
    ],
)
def test_what_is_no_allotment_is_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises(RecordError) as error:
        Allotment.from_dict({"seatings": [], **given})
    assert codes(error) == [code]


@pytest.mark.parametrize(
    "given",
    [
        {"sectors": None},
        {"sectors": {"a": None}},
        {"rules": "members <= 2"},
        {"rules": [3]},
        {"apart": [["li", "wang", "zhao"]]},
        {"kept": [[]]},
        {"people": {}},
        {"smallest": None},
    ],
)
def test_what_is_no_impasse_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ConsultgovError):
        Impasse.from_dict({"sectors": {}, **given})


@pytest.mark.parametrize("given", [None, 3, [], "li", float("nan")])
def test_a_record_is_a_dict(given: object) -> None:
    for kind in (Seating, Allotment, Impasse):
        with pytest.raises(RecordError):
            kind.from_dict(given)


def test_the_module_names_what_it_has() -> None:
    assert dir(allotments) == allotments.__all__
