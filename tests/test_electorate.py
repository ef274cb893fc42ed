"""The electorate of one poll."""

import copy
import pickle
from decimal import Decimal

import pytest

from consultgov import Clause, Elector, Verdict
from consultgov.errors import ConsultgovError, RecordError, TallyError
from consultgov.voting import electorate as room
from consultgov.voting.electorate import Electorate, Standing

YOUNG = Verdict(
    holds=False,
    code="too-young",
    rule="age >= 18",
    facts={"elector": "wei", "age": 17, "least": 18, "on": "2026-05-01", "born": "2008-05-02"},
    clause=Clause("城市居民委员会组织法", "年满十八周岁", "2026-01-01"),
)


def codes(error: ConsultgovError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


def committee() -> Electorate:
    return Electorate(
        [Elector("li", traits={"sector": "women"}, weights={"area": "89.30"}), "wang", "chen", "wei", "zhao"],
        recused={"chen": "party to the contract"},
        suspended=["wei"],
        dormant=["zhao"],
        vacant=2,
    )


def test_each_elector_stands_in_one_way() -> None:
    assert {key: committee().standing(key) for key in (*committee().ids, "nobody")} == {
        "li": Standing.ENTITLED,
        "wang": Standing.ENTITLED,
        "chen": Standing.RECUSED,
        "wei": Standing.SUSPENDED,
        "zhao": Standing.DORMANT,
        "nobody": None,
    }


def test_everyone_in_office_is_a_member_and_only_some_may_vote() -> None:
    """The dormant may vote: they are woken by it."""
    assert committee().ids == ("li", "wang", "chen", "wei", "zhao")
    assert committee().entitled == ("li", "wang", "zhao")
    assert [elector.id for elector in committee().electors] == list(committee().ids)


def test_an_elector_is_found_by_her_id() -> None:
    found = committee().elector("li")
    assert found is not None
    assert found.weights["area"] == Decimal("89.30")
    assert committee().elector("nobody") is None
    assert committee().elector(None) is None  # type: ignore[arg-type]


def test_ids_are_compared_as_they_are_read() -> None:
    """An accent may be one character or two."""
    body = Electorate(["Zo\u00eb", "li"], recused=["Zoe\u0308"])
    assert body.standing("Zoe\u0308") is Standing.RECUSED


def test_a_reason_is_told_in_both_languages() -> None:
    assert committee().barred["chen"].explain() == (
        "chen is recused, and has no vote on this matter.\n  Reason stated: party to the contract."
    )
    assert committee().barred["chen"].explain("zh") == (
        "chen就本事项回避，没有表决权。\n  所述理由：party to the contract。"
    )
    assert committee().barred["wei"].explain() == "wei is suspended, and has no vote for the time being."
    assert committee().barred["wei"].explain("zh") == "wei的表决权已暂停。"


def test_verdicts_may_be_the_reason() -> None:
    body = Electorate(["li", "wei"], suspended={"wei": [YOUNG]})
    assert body.barred["wei"].parts == (YOUNG,)
    assert [finding.code for finding in body.barred["wei"].findings()] == ["too-young"]


def test_recused_and_suspended_is_recused_for_all_reasons() -> None:
    body = Electorate(["li"], recused={"li": "party"}, suspended={"li": "by decision of 1 May"})
    assert body.standing("li") is Standing.RECUSED
    assert [part.facts["reason"] for part in body.barred["li"].parts] == ["party", "by decision of 1 May"]


@pytest.mark.parametrize("out", ["recused", "suspended"])
def test_who_has_no_vote_is_not_dormant(out: str) -> None:
    body = Electorate(["li", "wang"], dormant=["li", "wang"], **{out: ["li"]})
    assert body.dormant == frozenset({"wang"})


def test_vacant_seats_may_have_traits() -> None:
    seat = Elector("seat-7", traits={"sector": "women"})
    assert Electorate(["li"], vacant=[seat]).vacant == (seat,)
    assert Electorate(["li"], vacant=[]).vacant == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"electors": ["li", "li"]}, ["elector-twice"]),
        ({"electors": [Elector("li")] * 2}, ["elector-twice"]),
        ({"electors": "li"}, ["not-a-list"]),
        ({"electors": {"li": 1}}, ["not-a-list"]),
        ({"electors": None}, ["not-a-list"]),
        ({"electors": ["", 7]}, ["bad-name", "bad-name"]),
        ({"recused": ["wei"]}, ["unknown-elector"]),
        ({"recused": {"wei": "party"}}, ["unknown-elector"]),
        ({"recused": [["li"], None]}, ["unknown-elector"]),
        ({"suspended": "li"}, ["not-a-list"]),
        ({"suspended": {"li": 7}}, ["bad-ground"]),
        ({"suspended": {"li": None}}, ["bad-ground"]),
        ({"suspended": {"li": [YOUNG, "young"]}}, ["bad-ground"]),
        ({"suspended": {"li": [Verdict(holds=True, code="admitted", rule="")]}}, ["bad-ground"]),
        (
            {"suspended": {"li": Verdict(holds=False, code="recused", rule="", parts=(YOUNG,))}},
            ["bad-ground"],
        ),
        ({"dormant": ["wei"]}, ["unknown-elector"]),
        ({"dormant": 1}, ["not-a-list"]),
        ({"vacant": -1}, ["bad-vacant"]),
        ({"vacant": True}, ["bad-vacant"]),
        ({"vacant": 10**19}, ["bad-vacant"]),
        ({"vacant": 1.5}, ["not-a-list"]),
        ({"vacant": ["li"]}, ["vacant-elector"]),
        ({"vacant": ["a", "a"]}, ["vacant-seat-twice"]),
        ({"recused": ["x"], "suspended": ["y"], "dormant": ["z"]}, ["unknown-elector"] * 3),
    ],
)
def test_what_contradicts_itself_is_refused(given: dict[str, object], code: list[str]) -> None:
    with pytest.raises(TallyError) as raised:
        Electorate(**{"electors": ["li"], **given})  # type: ignore[arg-type]
    assert codes(raised.value) == code


def test_a_fault_names_everyone_concerned_and_prints_a_few() -> None:
    with pytest.raises(TallyError) as raised:
        Electorate(["li"], recused=[f"x{number}" for number in range(30)])
    (fault,) = raised.value.faults
    assert len(fault.people) == 30
    assert "x29" not in str(fault)


@pytest.mark.parametrize(
    "body",
    [
        committee(),
        Electorate([]),
        Electorate(["li", "wei"], suspended={"wei": [YOUNG]}, vacant=[Elector("seat", flags={"chair"})]),
        Electorate(["li"], recused={"li": "party"}, suspended={"li": "by decision"}),
        Electorate(["li"], recused={"li": [YOUNG, YOUNG]}),
        Electorate(["li"], recused={"li": [Verdict(holds=False, code="flag-not-met", rule="chair")]}),
        Electorate(["li"], recused={"li": [YOUNG]}, dormant=["li"]),
        Electorate(
            ["li"], recused={"li": [Verdict(holds=False, code="x", rule="", facts={"reason": ["a", "b"]})]}
        ),
    ],
)
def test_an_electorate_comes_back_from_its_plain_dict(body: Electorate) -> None:
    assert Electorate.from_dict(body.to_dict()) == body
    assert pickle.loads(pickle.dumps(body)) == body  # noqa: S301 - our own bytes
    assert copy.deepcopy(body) == body
    assert hash(copy.copy(body)) == hash(body)
    assert Electorate.from_dict(body.to_dict()).entitled == body.entitled


def test_the_plain_dict_leaves_out_what_is_empty() -> None:
    assert Electorate(["li"]).to_dict() == {"electors": [{"id": "li"}]}
    assert committee().to_dict() == {
        "electors": [
            {"id": "li", "traits": {"sector": "women"}, "weights": {"area": "89.30"}},
            *({"id": key} for key in ("wang", "chen", "wei", "zhao")),
        ],
        "recused": {"chen": "party to the contract"},
        "suspended": {"wei": ""},
        "dormant": ["zhao"],
        "vacant": 2,
    }


def test_a_plain_electorate_may_be_written_by_hand() -> None:
    plain = {"electors": ["li", {"id": "wang"}], "recused": ["li"], "vacant": ["seat"]}
    body = Electorate.from_dict(plain)
    assert (body.ids, body.entitled, body.vacant) == (("li", "wang"), ("wang",), (Elector("seat"),))


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ({}, ["missing-key"]),
        ({"electors": [], "absent": []}, ["unknown-key"]),
        ({"electors": [{"name": "li"}, 7]}, ["missing-key", "unknown-key", "not-a-dict"]),
        ({"electors": "li"}, ["not-a-list"]),
        ({"electors": ["li"], "vacant": None}, ["not-a-list"]),
        ({"electors": ["li"], "recused": {"li": [7]}}, ["not-a-dict"]),
        (
            {"electors": ["li"], "recused": {"li": [{"holds": 1, "code": 2, "rule": 3, "facts": 4}]}},
            ["bad-verdict"] * 4,
        ),
        (
            {
                "electors": ["li"],
                "recused": {"li": [{"holds": False, "code": "x", "rule": "", "clause": {"source": ""}}]},
            },
            ["bad-text"],
        ),
    ],
)
def test_a_plain_dict_that_is_none_is_refused(plain: object, code: list[str]) -> None:
    with pytest.raises(RecordError) as raised:
        Electorate.from_dict(plain)
    assert codes(raised.value) == code


def test_what_the_constructor_refuses_a_plain_dict_does_not_smuggle_in() -> None:
    with pytest.raises(TallyError):
        Electorate.from_dict(
            {"electors": ["li"], "recused": {"li": [{"holds": True, "code": "x", "rule": ""}]}}
        )
    with pytest.raises(TallyError):
        Electorate.from_dict({"electors": ["li"], "recused": 7})


def test_the_module_lists_what_it_offers() -> None:
    assert dir(room) == sorted(room.__all__)
