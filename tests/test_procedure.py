"""Procedures: settings that are data, read, written and checked against each other."""

from datetime import timedelta
from typing import Any

import pytest

from consultgov import Clause, Condition, Tally
from consultgov.decisions.methods import Method
from consultgov.errors import ConsultgovError, RecordError, RuleError
from consultgov.voting.answers import Split
from consultgov.voting.deeming import Deemed, deemed_answer, read_deemed
from consultgov.voting.procedure import Procedure


def test_a_procedure_as_usual_says_nothing() -> None:
    assert Procedure().to_dict() == {}
    assert Procedure.from_dict({}) == Procedure()


def test_a_procedure_is_read_back_from_its_plain_dict() -> None:
    procedure = Procedure(
        method="written_circulation",
        answers=["yes", "no", "maybe"],
        change=True,
        withdraw=True,
        split=True,
        departures="rescaled",
        delegating="transitive",
        delegators_vote=False,
        subjects=["budget"],
        bloc="land",
        en_bloc="majority",
        bloc_tie="abstain",
        reasons=["no"],
        unreasoned="abstain",
        deemed=[Deemed("majority", when="yes > no"), {"member": "li"}, {"answer": "no"}],
        chair="li",
        casting="double",
        order=["li", "wang"],
        grace=timedelta(hours=1),
        extension=60,
        fewest_shown=5,
        clause=Clause("rules of procedure, art. 3"),
    )
    plain = procedure.to_dict()
    assert Procedure.from_dict(plain) == procedure
    assert (plain["grace"], plain["extension"], plain["method"]) == (3600, 60, "written_circulation")
    assert procedure.labels == ("maybe",)
    assert not procedure.secret
    assert hash(procedure) == hash(Procedure.from_dict(plain))


def test_one_word_is_one_answer() -> None:
    assert Procedure(answers="yes").answers == ("yes",)
    assert Procedure(method=Method.SECRET_BALLOT).secret


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"method": "telepathy"}, ["bad-choice"]),
        ({"method": 3, "change": "yes", "answers": 3}, ["bad-choice", "not-a-truth", "not-a-list"]),
        ({"answers": {"yes": 1}}, ["not-a-list"]),
        ({"bloc": 3, "chair": None}, ["bad-text", "bad-text"]),
        ({"grace": -1}, ["bad-period"]),
        ({"grace": True}, ["bad-period"]),
        ({"grace": timedelta(microseconds=5)}, ["bad-period"]),
        ({"extension": 10**11}, ["bad-period"]),
        ({"fewest_shown": -1}, ["bad-number"]),
        ({"fewest_shown": True}, ["bad-number"]),
        ({"fewest_shown": "3"}, ["bad-number"]),
        ({"deemed": "no"}, ["not-a-list"]),
        ({"deemed": [{"member": "li", "answer": "no"}]}, ["bad-deemed"]),
        ({"colour": "red"}, ["unknown-key"]),
    ],
    ids=[str(place) for place in range(14)],
)
def test_every_setting_that_is_none_is_named(given: dict[str, object], codes: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        Procedure.from_dict(given)
    assert [fault.code for fault in caught.value.faults] == codes


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"answers": []}, ["bad-answers"]),
        ({"answers": ["recused"]}, ["bad-answers"]),
        ({"reasons": ["maybe"]}, ["bad-reasons"]),
        ({"deemed": [{"answer": "maybe"}]}, ["bad-deemed"]),
        ({"deemed": [{"answer": "recused"}]}, ["bad-deemed"]),
        ({"casting": "double"}, ["no-chair"]),
        ({"casting": "instead"}, ["no-chair"]),
        ({"subjects": ["x"]}, ["no-delegating"]),
        ({"delegators_vote": False}, ["no-delegating"]),
        ({"method": "secret_ballot", "change": True, "split": True}, ["secret-link", "secret-link"]),
        ({"method": "secret_ballot", "departures": "rescaled"}, ["secret-link"]),
        ({"method": "secret_ballot", "casting": "double", "chair": "li"}, ["secret-link"]),
        ({"method": "secret_ballot", "deemed": [{"member": "li"}]}, ["secret-link"]),
        ({"method": "secret_ballot", "order": ["li"]}, ["secret-link"]),
        ({"method": "consensus", "answers": ["yes"]}, ["no-objection"]),
        ({"method": "voice_vote", "split": True, "bloc": "x"}, ["no-use", "no-use"]),
        ({"answers": ["absent"]}, ["bad-answers"]),
    ],
    ids=[str(place) for place in range(17)],
)
def test_settings_that_contradict_each_other_are_refused(given: Any, codes: list[str]) -> None:  # noqa: ANN401
    with pytest.raises(RuleError) as caught:
        Procedure(**given)
    assert [fault.code for fault in caught.value.faults] == codes


# --- silence --------------------------------------------------------------------------------------


def test_what_silence_is_deemed_to_be_is_read_back() -> None:
    clause = Condition.parse("yes > 3").under(Clause("house rules"))
    assert Deemed.from_dict(Deemed("no", when=clause).to_dict()).when.clause == Clause("house rules")  # type: ignore[union-attr]
    for deemed in (Deemed("no"), Deemed(member="li"), Deemed("majority", when="yes > 3")):
        assert Deemed.from_dict(deemed.to_dict()) == deemed
        assert read_deemed(deemed) == (deemed,)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"answer": "no", "member": "li"},
        {"answer": {"yes": 1}},
        {"member": 3},
        {"when": "yes >"},
        {"when": 3},
    ],
    ids=[str(place) for place in range(6)],
)
def test_what_silence_cannot_be_deemed_to_be_is_refused(given: Any) -> None:  # noqa: ANN401
    with pytest.raises(ConsultgovError):
        Deemed.from_dict(given)


def test_the_first_step_that_applies_counts() -> None:
    votes = Tally.totals(yes=2, no=1)
    steps = (Deemed("no", when="yes > 5"), Deemed(member="li"), Deemed("majority"), Deemed("abstain"))
    half = Split({"yes": "1/2", "no": "1/2"})
    assert deemed_answer(steps, {"li": "no", "wang": "yes", "zhao": "yes"}, votes) == "no"
    assert deemed_answer(steps, {"li": half, "wang": "yes"}, votes) == "yes"
    assert deemed_answer(steps, {"li": half}, votes) == "abstain"
    assert deemed_answer(steps[:1], {}, votes) is None
