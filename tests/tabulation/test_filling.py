"""Places filled from an order of merit: ties, caps and their remedies, floors."""

import pickle
from typing import Any

import pytest

from consultgov import Clause
from consultgov.errors import ConsultgovError, MissingData, RecordError, RuleError, TallyError, TooLarge
from consultgov.people import Trait
from consultgov.tabulation import filling as module
from consultgov.tabulation import limits as limits_module
from consultgov.tabulation.counts import Tie
from consultgov.tabulation.filling import Filling, Yielding, fill
from consultgov.tabulation.limits import Cap, Floor, Remedy

Traits = dict[str, dict[str, Trait]]


def trait(name: str, **values: Trait) -> Traits:
    return {option: {name: value} for option, value in values.items()}


def codes(error: ConsultgovError) -> list[str]:
    return [fault.code for fault in error.faults]


def passed(found: Filling) -> dict[str, str]:
    return {name: reason.code for name, reason in found.passed_over}


# --- without limits -------------------------------------------------------------------------------


def test_the_highest_have_the_places() -> None:
    assert fill("a>b>c", 2) == Filling(("a", "b"))
    assert fill(["a", ["c", "b"], "d"], 3).elected == ("a", "c", "b")


def test_py_1_a_tie_at_the_last_place_is_a_value() -> None:
    found = fill("A>B=C>D", 2)
    assert (found.elected, found.tie, found.open) == (("A",), Tie(("B", "C"), 1), 0)


def test_an_order_drawn_settles_a_tie_and_nothing_else() -> None:
    found = fill("A>B=C>D", 2, ties=["D", "C", "A", "B"])
    assert found.elected == ("A", "C")
    assert [each.code for each in found.steps] == ["tie-settled-by-order"]
    assert fill("A>B=C=E>D", 2, ties=["C", "B"]).tie == Tie(("B", "C", "E"), 1)
    assert fill("A>B=C=E>D", 3, ties=["E", "C", "B"]).elected == ("A", "E", "C")


def test_fewer_options_than_places_leave_some_open() -> None:
    assert fill("a>b", 3) == Filling(("a", "b"), open=1)
    assert fill([], 2) == fill("", 2) == fill([[]], 2) == Filling((), open=2)


# --- caps -----------------------------------------------------------------------------------------

TEAM = trait("employer", p="X", q="X", r="Y", s="X", t="Z", u="X", v="Y", w="Y")
ORDER = "p>q>r>s>t>u>v>w"


def test_pysc_cap_no_more_than_two_of_one_employer() -> None:
    found = fill(ORDER, 5, traits=TEAM, caps=[Cap("employer", 2, clause=Clause("PEP 13"))])
    assert found.elected == ("p", "q", "r", "t", "v")
    assert passed(found) == {"s": "passed-over-for-cap", "u": "passed-over-for-cap"}
    assert found.explain().splitlines() == [
        "s is passed over: no more than 2 may be there whose employer is X.",
        "Source: PEP 13.",
        "u is passed over: no more than 2 may be there whose employer is X.",
        "Source: PEP 13.",
        "Elected: p, q, r, t and v.",
    ]


def test_nomcom_who_has_no_affiliation_shares_none() -> None:
    affiliations: list[Trait] = ["Acme", "Acme", "Beta", "Acme", "Beta", "Beta", *[None] * 7]
    order = [f"o{place}" for place in range(1, 14)]
    traits: Traits = {name: {"affiliation": value} for name, value in zip(order, affiliations, strict=True)}
    found = fill(order, 10, traits=traits, caps=[Cap("affiliation", 2)])
    assert found.elected == ("o1", "o2", "o3", "o5", "o7", "o8", "o9", "o10", "o11", "o12")


def test_icj_nationals_of_two_of_one_state_only_the_eldest_is_elected() -> None:
    traits = trait("state", p="X", q="X", r="Y")
    cap = Cap("state", 1, remedy=Remedy.SENIORITY, clause=Clause("ICJ Statute, art. 10(3)"))
    found = fill("p>q>r", 3, traits=traits, caps=[cap], seniority=["q", "p"])
    assert (found.elected, found.open) == (("q", "r"), 1)
    assert passed(found) == {"p": "removed-by-seniority"}
    unknown = fill("p>q>r", 3, traits=traits, caps=[cap])
    assert (unknown.elected, unknown.tie, unknown.open) == (("r",), Tie(("p", "q"), 1, "cap"), 1)


def test_the_place_of_a_second_national_is_not_filled_by_the_next() -> None:
    traits = trait("state", p="X", q="X", r="Y", s="Z", t="Y")
    cap = Cap("state", 1, remedy="seniority")
    found = fill("p>q>r>s", 3, traits=traits | trait("state", t="Y"), caps=[cap], seniority=["q", "p"])
    assert (found.elected, found.open) == (("q", "r"), 1)
    everybody = fill("p>q", 1, traits=traits, caps=[Cap("state", 0, remedy=Remedy.SENIORITY)])
    assert (everybody.elected, everybody.open) == ((), 1)


def test_the_lowest_are_removed_and_the_next_best_move_up() -> None:
    cap = Cap("employer", 2, remedy=Remedy.LOWEST_REMOVED)
    found = fill(ORDER, 5, traits=TEAM, caps=[cap])
    assert found.elected == ("p", "q", "r", "t", "v")
    assert passed(found) == {"s": "removed-as-lowest", "u": "removed-as-lowest"}


def test_who_is_the_lowest_may_be_a_tie() -> None:
    cap = Cap("employer", 2, remedy=Remedy.LOWEST_REMOVED)
    found = fill("p>q=s>r>t", 4, traits=TEAM, caps=[cap])
    assert (found.elected, found.tie, found.open) == (("p", "r"), Tie(("q", "s"), 1, "cap"), 1)
    settled = fill("p>q=s>r>t", 4, traits=TEAM, caps=[cap], ties=["s", "q"])
    assert settled.elected == ("p", "s", "r", "t")
    assert [each.code for each in settled.steps] == ["tie-settled-by-order"]


def test_those_concerned_may_have_to_say_who_gives_way() -> None:
    cap = Cap("employer", 2, remedy=Remedy.RESIGNATION)
    found = fill(ORDER, 5, traits=TEAM, caps=[cap])
    assert (found.elected, found.open) == (("r", "t"), 1)
    assert found.yielding == Yielding(("p", "q", "s"), 2, "employer", "X")
    assert found.yielding.leaving == 1
    assert not found.yielding.verdict().holds
    assert "how many must give way: 1." in found.explain()
    assert fill("p>r>s>t>u>v>w", 5, traits=TEAM, caps=[cap]).yielding is not None
    assert fill("p>r>s>t>v>w", 5, traits=TEAM, caps=[cap]).elected == ("p", "r", "s", "t", "v")


def test_a_choice_comes_before_a_tie_further_down() -> None:
    cap = Cap("employer", 1, remedy=Remedy.RESIGNATION)
    found = fill("p>q>r=t", 3, traits=TEAM, caps=[cap])
    assert (found.elected, found.tie) == ((), None)


def test_of_two_groups_over_their_cap_the_first_decides_first() -> None:
    traits = trait("clan", a="Li", b="Li", c="Wang", d="Wang", e=None)
    found = fill("a>c>b>d>e", 5, traits=traits, caps=[Cap("clan", 1, remedy=Remedy.RESIGNATION)])
    assert (found.elected, found.open) == (("e",), 3)
    assert found.yielding == Yielding(("a", "b"), 1, "clan", "Li")


def test_several_groups_are_put_right() -> None:
    traits = trait("clan", a="Li", b="Li", c="Wang", d="Wang", e=None)
    lowest = Cap("clan", 1, remedy=Remedy.LOWEST_REMOVED)
    found = fill("a>c>b>d>e", 4, traits=traits, caps=[lowest])
    assert (found.elected, found.open) == (("a", "c", "e"), 1)
    assert passed(found) == {"b": "removed-as-lowest", "d": "removed-as-lowest"}
    lot = Cap("clan", 1, ["Wang"], remedy=Remedy.LOT)
    both = fill("a>c>b>d>e", 4, traits=traits, caps=[Cap("clan", 1, ["Li"], Remedy.LOWEST_REMOVED), lot])
    assert (both.elected, both.tie, both.open) == (("a", "e"), Tie(("c", "d"), 1, "cap"), 1)
    half = fill("a>c>b>d>e", 5, traits=traits, caps=[Cap("clan", 1, remedy=Remedy.LOT)], ties=["b", "a"])
    assert (half.elected, half.tie) == (("b", "e"), Tie(("c", "d"), 1, "cap"))


def test_a_lot_decides_who_of_a_group_stays() -> None:
    cap = Cap("employer", 2, remedy=Remedy.LOT)
    undrawn = fill(ORDER, 5, traits=TEAM, caps=[cap])
    assert (undrawn.elected, undrawn.tie) == (("r", "t"), Tie(("p", "q", "s"), 2, "cap"))
    assert fill(ORDER, 5, traits=TEAM, caps=[cap], ties=["u", "p", "s"]).tie == undrawn.tie
    found = fill(ORDER, 5, traits=TEAM, caps=[cap], ties=["u", "p", "s", "q"])
    assert found.elected == ("p", "r", "s", "t", "v")
    assert passed(found) == {"q": "removed-by-lot", "u": "passed-over-for-cap"}


def test_a_cap_may_be_about_some_values_only() -> None:
    assert fill(ORDER, 4, traits=TEAM, caps=[Cap("employer", 1, "Y")]).elected == ("p", "q", "r", "s")
    none = fill("p>t>q", 2, traits=TEAM, caps=[Cap("employer", 0, values=["X", "Y"])])
    assert (none.elected, none.open) == (("t",), 1)


def test_two_caps_are_kept_together() -> None:
    traits: Traits = {
        "a": {"clan": "Li", "hamlet": "east"},
        "b": {"clan": "Li", "hamlet": "west"},
        "c": {"clan": "Wang", "hamlet": "east"},
        "d": {"clan": "Chen", "hamlet": "west"},
    }
    caps = [Cap("clan", 1), Cap("hamlet", 1)]
    found = fill("a>b>c>d", 3, traits=traits, caps=caps)
    assert (found.elected, found.open) == (("a", "d"), 1)
    assert [reason.facts["trait"] for _, reason in found.passed_over] == ["clan", "hamlet"]


# --- caps and ties --------------------------------------------------------------------------------


def test_only_those_whom_a_cap_concerns_are_tied() -> None:
    traits = trait("employer", a="X", b="X", c="Y", d=None)
    found = fill("a=b=c=d", 4, traits=traits, caps=[Cap("employer", 1)])
    assert (found.elected, found.tie, found.open) == (("c", "d"), Tie(("a", "b"), 1), 1)
    settled = fill("a=b=c=d", 4, traits=traits, caps=[Cap("employer", 1)], ties=["b", "a"])
    assert (settled.elected, settled.open) == (("c", "d", "b"), 1)
    assert passed(settled) == {"a": "passed-over-for-cap"}


def test_all_are_tied_where_the_places_are_too_few_as_well() -> None:
    traits = trait("employer", a="X", b="X", c="Y", d=None)
    found = fill("a=b=c=d", 2, traits=traits, caps=[Cap("employer", 1)])
    assert (found.elected, found.tie) == ((), Tie(("a", "b", "c", "d"), 2))
    partial = fill("a=b=c=d", 2, traits=traits, caps=[Cap("employer", 1)], ties=["a", "b", "c"])
    assert partial.tie == found.tie
    settled = fill("a=b=c=d", 2, traits=traits, caps=[Cap("employer", 1)], ties=["a", "b", "c", "d"])
    assert settled.elected == ("a", "c")


def test_a_full_group_does_not_take_part_in_a_tie() -> None:
    traits = trait("employer", a="X", b="X", c="Y", d="Z")
    found = fill("a>b=c=d", 2, traits=traits, caps=[Cap("employer", 1)])
    assert (found.elected, found.tie) == (("a",), Tie(("c", "d"), 1))
    assert passed(found) == {"b": "passed-over-for-cap"}


# --- floors ---------------------------------------------------------------------------------------

PEOPLE = trait("gender", a="man", b="man", c="woman", d="man", e="woman")
WOMAN = Floor("gender", "woman", clause=Clause("村民委员会组织法 第六条", "应当有妇女成员"))


def test_the_lowest_without_gives_way_to_the_highest_with() -> None:
    found = fill("a>b>d>c>e", 2, traits=PEOPLE, floors=[WOMAN])
    assert found.elected == ("a", "c")
    assert passed(found) == {"b": "passed-over-for-floor", "d": "passed-over-for-floor"}
    assert "b让出名额：“gender”为“woman”的至少应有1名。" in found.explain("zh")


def test_a_floor_that_is_reached_alters_nothing() -> None:
    assert fill("a>c>b>d>e", 2, traits=PEOPLE, floors=[WOMAN]) == Filling(("a", "c"))
    assert fill("a>b>c>d>e", 3, traits=PEOPLE, floors=[WOMAN]) == Filling(("a", "b", "c"))


def test_a_floor_is_reached_as_far_as_it_can_be() -> None:
    found = fill("a>b>d>c", 2, traits=PEOPLE, floors=[Floor("gender", "woman", 3)])
    assert found.elected == ("a", "c")
    assert [(each.code, each.facts["number"]) for each in found.steps] == [("floor-not-reached", 1)]
    assert fill("a>b", 2, traits=PEOPLE, floors=[WOMAN]).steps[0].facts["number"] == 0


def test_in_a_tie_the_places_that_a_floor_needs_are_kept() -> None:
    assert fill("a>b=c", 2, traits=PEOPLE, floors=[WOMAN]).elected == ("a", "c")
    assert fill("a>b=d>c", 2, traits=PEOPLE, floors=[WOMAN]).elected == ("a", "c")
    found = fill("a=b=c=d>e", 3, traits=PEOPLE, floors=[Floor("gender", "woman", 2)])
    assert (found.elected, found.tie, found.open) == (("c",), Tie(("a", "b", "d"), 1), 1)
    settled = fill("a=b=c=d>e", 3, traits=PEOPLE, floors=[Floor("gender", "woman", 2)], ties=[*"dba"])
    assert settled.elected == ("c", "d", "e")
    women = fill("a>c=e>b", 2, traits=PEOPLE, floors=[WOMAN])
    assert (women.elected, women.tie) == (("a",), Tie(("c", "e"), 1))


SEATS: Traits = {
    "a": {"gender": "man", "young": False},
    "b": {"gender": "man", "young": False},
    "c": {"gender": "woman", "young": False},
    "d": {"gender": "man", "young": True},
    "e": {"gender": "woman", "young": True},
}
BOTH = [Floor("gender", "woman"), Floor("young", value=True)]


def test_several_floors_are_reached_together() -> None:
    assert fill("a>b>c>d", 2, traits=SEATS, floors=BOTH).elected == ("c", "d")
    assert fill("a>b>c>d>e", 2, traits=SEATS, floors=BOTH).elected == ("a", "e")
    assert fill("a>b>c>d>e", 3, traits=SEATS, floors=BOTH).elected == ("a", "b", "e")
    assert fill("a>b>c>d>e", 1, traits=SEATS, floors=BOTH).elected == ("e",)


def test_where_not_all_can_be_reached_the_first_comes_first() -> None:
    found = fill("a>b>c>d", 1, traits=SEATS, floors=BOTH)
    assert found.elected == ("c",)
    assert [each.facts["trait"] for each in found.steps] == ["young"]


def test_a_tie_under_several_floors_is_left_whole() -> None:
    found = fill("a=c=d", 2, traits=SEATS, floors=BOTH)
    assert found.elected == ("c", "d")
    tied = fill("a=b=c=d=e", 3, traits=SEATS, floors=BOTH)
    assert (tied.elected, tied.tie) == ((), Tie((*"abcde",), 3))
    assert fill("a=b=c=d=e", 3, traits=SEATS, floors=BOTH, ties=[*"abcde"]).elected == ("a", "b", "e")


def test_a_cap_is_not_broken_for_a_floor() -> None:
    traits: Traits = {
        "a": {"gender": "man", "clan": "Li"},
        "b": {"gender": "man", "clan": "Wang"},
        "c": {"gender": "woman", "clan": "Li"},
    }
    found = fill("a>b>c", 2, traits=traits, caps=[Cap("clan", 1)], floors=[WOMAN])
    assert found.elected == ("b", "c")
    assert passed(found) == {"a": "passed-over-for-floor"}
    barred = fill("a>b>c", 2, traits=traits, caps=[Cap("clan", 0, "Li")], floors=[WOMAN])
    assert (barred.elected, barred.open) == (("b",), 1)


# --- values and faults ----------------------------------------------------------------------------


def test_a_filling_is_kept_and_explains_itself() -> None:
    cap = Cap("employer", 2, remedy=Remedy.RESIGNATION)
    open_ = fill(ORDER, 5, traits=TEAM, caps=[cap])
    tied = fill("A>B=C", 2)
    settled = fill("A>B=C", 3, ties=[])
    capped = fill(ORDER, 5, traits=TEAM, caps=[Cap("employer", 2)])
    for found in (open_, tied, settled, capped):
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert open_.to_dict() == {
        "elected": ["r", "t"],
        "open": 1,
        "yielding": {"options": ["p", "q", "s"], "most": 2, "trait": "employer", "value": "X"},
    }
    assert tied.to_dict() == {"elected": ["A"], "tie": {"options": ["B", "C"], "places": 1, "over": "seat"}}
    assert [name for name, _ in capped.to_dict()["passed_over"]] == ["s", "u"]  # type: ignore[attr-defined]
    assert fill("a>b", 2, traits=PEOPLE, floors=[WOMAN]).to_dict()["steps"]
    assert tied.explain() == "Elected: A.\nTied for 1 of the seats: B and C."
    assert fill([], 2).explain("zh") == "空缺名额：2个。"
    assert dir(module) == module.__all__
    assert dir(limits_module) == limits_module.__all__


@pytest.mark.parametrize(
    "limit",
    [
        Cap("employer", 2),
        Cap("young", 0, values=True, remedy=Remedy.LOT, clause=Clause("bylaws, art. 3")),
        Cap("clan", 1, ["b", "a"]),
    ],
)
def test_a_cap_goes_through_plain_data(limit: Cap) -> None:
    assert Cap.from_dict(limit.to_dict()) == limit == pickle.loads(pickle.dumps(limit))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("limit", [WOMAN, Floor("young", value=True, least=2)])
def test_a_floor_goes_through_plain_data(limit: Floor) -> None:
    assert Floor.from_dict(limit.to_dict()) == limit == pickle.loads(pickle.dumps(limit))  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"trait": ""}, ["bad-name"]),
        ({"trait": "", "most": -1, "clause": "x"}, ["bad-name", "bad-number", "not-a-clause"]),
        ({"most": True}, ["bad-number"]),
        ({"values": []}, ["bad-values"]),
        ({"values": [3]}, ["bad-values"]),
        ({"values": 3}, ["bad-values"]),
        ({"remedy": "prayer"}, ["bad-choice"]),
    ],
)
def test_a_cap_that_makes_no_sense_is_refused(settings: dict[str, Any], expected: list[str]) -> None:
    given: dict[str, Any] = {"trait": "employer", "most": 2, **settings}
    with pytest.raises(RuleError) as caught:
        Cap(**given)
    assert codes(caught.value) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"trait": "", "value": "", "least": 0}, ["bad-name", "bad-number", "bad-values"]),
        ({"value": None}, ["bad-values"]),
    ],
)
def test_a_floor_that_makes_no_sense_is_refused(settings: dict[str, Any], expected: list[str]) -> None:
    given: dict[str, Any] = {"trait": "gender", "value": "woman", **settings}
    with pytest.raises(RuleError) as caught:
        Floor(**given)
    assert codes(caught.value) == expected


def test_plain_data_that_is_none_is_refused() -> None:
    for kind, data in ((Cap, {"trait": "a"}), (Floor, {"trait": "a", "value": "b", "most": 1})):
        with pytest.raises(RecordError):
            kind.from_dict(data)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"order": 3}, ["not-a-list"]),
        ({"order": {"a": 1}}, ["not-a-list"]),
        ({"order": ["a", "a"]}, ["option-twice"]),
        ({"order": ["a", 3]}, ["bad-name"]),
        ({"order": [["a", ""]]}, ["bad-name"]),
        ({"places": 0, "ties": ["x"], "seniority": ["y"]}, ["unknown-option", "unknown-option", "bad-seats"]),
        ({"caps": Cap("employer", 1)}, ["bad-limit"]),
        ({"caps": ["employer"], "floors": [Cap("employer", 1)]}, ["bad-limit", "bad-limit"]),
        ({"caps": [Cap("employer", 1)], "traits": 3}, ["not-a-dict"]),
        ({"caps": [Cap("employer", 1)], "traits": {"a": 3}}, ["not-a-dict"]),
        ({"caps": [Cap("employer", 1)], "traits": trait("employer", a=3, b=None)}, ["bad-trait"]),  # type: ignore[arg-type]
    ],
)
def test_what_makes_no_sense_is_refused(change: dict[str, Any], expected: list[str]) -> None:
    given: dict[str, Any] = {"order": "a>b", "places": 1, **change}
    order, places = given.pop("order"), given.pop("places")
    with pytest.raises(TallyError) as caught:
        fill(order, places, **given)
    assert codes(caught.value) == expected


def test_a_trait_that_is_read_must_be_there_for_everyone() -> None:
    with pytest.raises(MissingData) as caught:
        fill("a>b>c", 1, traits={"a": {"clan": "Li"}}, caps=[Cap("clan", 1)], floors=[WOMAN])
    assert [(fault.code, fault.people) for fault in caught.value.faults] == [
        ("missing-trait", ("b", "c")),
        ("missing-trait", ("a", "b", "c")),
    ]


def test_floors_over_too_many_options_are_refused() -> None:
    names = [str(each) for each in range(5000)]
    traits: Traits = {name: {"gender": "woman"} for name in names}
    with pytest.raises(TooLarge):
        fill(names, 10, traits=traits, floors=[WOMAN])


def test_a_group_that_has_decided_who_gives_way_is_taken_at_its_word() -> None:
    """The order names those who stay first; the next best fills up, and newcomers of the group stay out."""
    traits = trait("employer", p="X", q="X", r="Y", s="X", t="Z")
    cap = Cap("employer", 1, remedy=Remedy.RESIGNATION)
    asked = fill("p>q>r>s>t", 3, traits=traits, caps=[cap])
    assert asked.yielding is not None
    assert (asked.elected, asked.yielding.options, asked.yielding.leaving) == (("r",), ("p", "q"), 1)
    decided = fill("p>q>r>s>t", 3, traits=traits, caps=[cap], ties=["q", "p"])
    assert (decided.elected, decided.yielding, decided.open) == (("q", "r", "t"), None, 0)
    assert {name: why.code for name, why in decided.passed_over} == {
        "p": "gave-way",
        "s": "passed-over-for-cap",
    }
    assert "p gives way, as the group decided" in decided.explain()
    assert "p按本组的决定让出名额" in decided.explain("zh")
