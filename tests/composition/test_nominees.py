"""Nominees: who is put forward, for what, and that nothing is lost in a record."""

import pickle
from typing import Any

import pytest

from consultgov.composition import Allotment, Committee, Sector, nominees
from consultgov.composition.nominees import Nominee, nominees_of
from consultgov.errors import RecordError
from consultgov.people import Person, Roster
from consultgov.terms import TermLimit, TermRule

FULL = Nominee(
    Person("li", "1980-05-01", traits={"sex": "f"}),
    ["women", "residents", "women"],
    route="residents",
    rank=3,
    proposed_by="district",
    full_time=False,
)


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize(
    "nominee", [FULL, Nominee("li"), Nominee("li", [])], ids=["full", "bare", "for nothing"]
)
def test_a_nominee_comes_back_from_her_record_and_from_a_pickle(nominee: Nominee) -> None:
    assert Nominee.from_dict(nominee.to_dict()) == nominee
    assert pickle.loads(pickle.dumps(nominee)) == nominee  # noqa: S301 - pickled on this line
    assert hash(Nominee.from_dict(nominee.to_dict())) == hash(nominee)


def test_what_is_as_usual_is_not_in_the_record() -> None:
    assert Nominee("li").to_dict() == {"person": "li"}
    assert Nominee("li", []).to_dict() == {"person": "li", "sectors": []}
    assert FULL.to_dict() == {
        "person": {"id": "li", "born": "1980-05-01", "traits": {"sex": "f"}},
        "sectors": ["residents", "women"],
        "route": "residents",
        "rank": 3,
        "proposed_by": "district",
        "full_time": False,
    }


def test_a_person_may_be_given_as_she_is_or_by_id() -> None:
    assert Nominee("li").id == Nominee(Person("li")).id == "li"
    assert Nominee({"id": "li"}).person == Person("li")
    assert Nominee("li", "women").sectors == ("women",)
    assert Nominee("li", frozenset({"b", "a"})).sectors == ("a", "b")


def test_several_may_be_given_in_any_of_these_ways() -> None:
    listed = nominees_of(
        [Nominee("li"), "wang", Person("zhao"), {"id": "sun"}, {"person": "zhou", "rank": 2}]
    )
    assert [nominee.id for nominee in listed] == ["li", "wang", "zhao", "sun", "zhou"]
    assert nominees_of(nominee for nominee in listed) == listed
    assert nominees_of([]) == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"person": None}, "bad-name"),
        ({"person": 3}, "bad-name"),
        ({"person": " "}, "bad-name"),
        ({"person": "\ud800"}, "bad-name"),
        ({"person": []}, "bad-name"),
        ({"sectors": 3}, "not-a-list"),
        ({"sectors": {"a": 1}}, "not-a-list"),
        ({"sectors": [None]}, "bad-name"),
        ({"route": None}, "bad-text"),
        ({"route": "\udfff"}, "bad-text"),
        ({"proposed_by": 3}, "bad-text"),
        ({"rank": -1}, "bad-number"),
        ({"rank": 1.0}, "bad-number"),
        ({"rank": float("nan")}, "bad-number"),
        ({"rank": True}, "bad-number"),
        ({"rank": 10**100}, "bad-number"),
        ({"full_time": "yes"}, "bad-truth"),
        ({"colour": "red"}, "unknown-key"),
    ],
)
def test_what_is_none_is_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises(RecordError) as error:
        Nominee.from_dict({"person": "li", **given})
    assert codes(error) == [code]


def test_all_faults_are_told_at_once_and_nobody_is_put_forward_twice() -> None:
    with pytest.raises(RecordError) as error:
        nominees_of([3, "li", Person("li"), None, {"person": "wang", "rank": "x"}, "li"])
    assert sorted(codes(error)) == ["bad-name", "bad-name", "bad-number", "nominee-twice", "nominee-twice"]


@pytest.mark.parametrize("given", [None, 3, "li", {"person": "li"}])
def test_nominees_are_a_list(given: object) -> None:
    with pytest.raises(RecordError) as error:
        nominees_of(given)
    assert codes(error) == ["not-a-list"]


def test_the_module_names_what_it_has() -> None:
    assert dir(nominees) == nominees.__all__


def test_who_is_barred_by_another_rule_gets_no_seat_and_is_told_why() -> None:
    rule = TermRule("3 years", limits=TermLimit(1))
    answers = rule.slate(["li", "wang"], {"li": [("2020-01-01", "2023-01-01")]}, "2026-03-01").answers
    put = [Nominee(who, barred=answer.verdict) for who, answer in answers.items()]
    assert [len(each.barred) for each in put] == [1, 0]
    assert Nominee.from_dict(put[0].to_dict()) == put[0]

    body = Committee("council", [Sector("residents", 1)])
    people = [Person(who, sectors=["residents"]) for who in answers]
    found = body.fill(put, roster=Roster(people), on="2026-03-01")
    assert isinstance(found, Allotment)
    assert [each.person for each in found.appointments("2026-03-01")] == ["wang"]
    assert found.refused == {"li": put[0].barred}
    assert "Terms in all: at most 1; served: 1; none is left" in found.explain()
    assert "累计不得超过1届，已任1届，不得再任" in found.explain("zh")


def test_what_is_no_verdict_does_not_bar() -> None:
    with pytest.raises(RecordError):
        Nominee("li", barred="never")
