"""Matters, and the tables that select from them: rules, methods, competences, participants."""

import copy
import pickle
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs
import pytest

from consultgov import Clause, DecisionRule, Outcome, Tally, matters
from consultgov.errors import ConsultgovError, MissingData, RecordError, RuleError
from consultgov.matters import (
    Competence,
    Matter,
    Participants,
    Row,
    Table,
    may_decide,
    may_delegate,
    participants,
)
from consultgov.records import canonical
from consultgov.wording.chinese.grounds import GROUNDS as CHINESE
from consultgov.wording.english.grounds import GROUNDS as ENGLISH

Facts = dict[str, bool | int | str]


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.value.faults]


def chosen(table: Table[Any], **fields: Any) -> Any:  # noqa: ANN401 - whatever the table holds
    """What a table selects for a matter with these fields; nothing is the empty tuple."""
    selection = table.select(Matter(**fields))
    return selection.value if selection.found else ()


# ---------------------------------------------------------------- matters


def test_a_matter_may_say_nothing() -> None:
    matter = Matter()
    assert (matter.kind, matter.urgency, matter.remit, matter.level, matter.origin) == (
        "",
        "",
        frozenset(),
        "",
        "",
    )
    assert (dict(matter.facts), matter.given, matter.to_dict()) == ({}, {}, {})


def test_a_matter_has_words_and_facts() -> None:
    matter = Matter(
        "safety", "urgent", ["traffic", "planning"], "district", "residents", {"round": 2, "notice": True}
    )
    assert matter.remit == {"traffic", "planning"}
    assert matter.to_dict() == {
        "kind": "safety",
        "urgency": "urgent",
        "remit": ["planning", "traffic"],
        "level": "district",
        "origin": "residents",
        "facts": {"notice": True, "round": 2},
    }


def test_one_subject_may_be_given_bare() -> None:
    assert Matter(remit="traffic").remit == {"traffic"}


def test_conditions_read_truths_and_numbers_not_texts() -> None:
    matter = Matter(facts={"proposer": "li", "notice": True, "seconders": 5})
    assert matter.given == {"notice": True, "seconders": 5}
    tally = Tally.totals(yes=1, no=2, given=matter.given)
    assert DecisionRule(adopts="given notice and yes >= 1 and given seconders >= 5").outcome(tally) is (
        Outcome.ADOPTED
    )


def test_words_are_composed() -> None:
    """The same name typed in two ways is one name."""
    assert Matter("e\u0301", facts={"e\u0301": "e\u0301"}) == Matter("é", facts={"é": "é"})


class Kind(StrEnum):
    BUDGET = "budget"


def test_a_word_may_come_from_an_enumeration() -> None:
    assert chosen(Table([Row({"kind": Kind.BUDGET}, 1)]), kind="budget") == 1
    assert Matter(Kind.BUDGET) == Matter("budget")


def test_that_something_is_so_is_not_the_number_one() -> None:
    assert Matter(facts={"a": True}) != Matter(facts={"a": 1})
    assert Row({"facts.a": True}, "x") != Row({"facts.a": 1}, "x")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"kind": 3}, ["bad-name"]),
        ({"kind": " "}, ["bad-name"]),
        ({"urgency": None, "level": "a\n", "origin": "x" * 201}, ["bad-name"] * 3),
        ({"kind": "x" * 10**6}, ["bad-name"]),
        ({"kind": "\u0958" * 150}, ["bad-name"]),  # twice as long once it is composed
        ({"kind": "a\u202eb"}, ["bad-name"]),
        ({"remit": 5}, ["not-a-list"]),
        ({"remit": {"traffic": 1}}, ["not-a-list"]),
        ({"remit": ["traffic", "", 7]}, ["bad-name", "bad-name"]),
        ({"facts": ["notice"]}, ["bad-facts"]),
        ({"facts": {"": True, 5: 1}}, ["bad-name", "bad-name"]),
        ({"facts": {"share": 0.5, "none": None}}, ["bad-fact", "bad-fact"]),
        ({"facts": {"proposer": ""}}, ["bad-name"]),
        ({"facts": {"many": 10**400}}, ["too-long"]),
        ({"facts": {"e\u0301": 1, "é": 2}}, ["fact-twice"]),
        ({"kind": 1, "remit": 2, "facts": 3}, ["bad-name", "not-a-list", "bad-facts"]),
    ],
)
def test_what_is_no_matter_is_refused(given: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(RecordError) as error:
        Matter(**given)
    assert sorted(codes(error)) == sorted(expected)


def test_a_matter_is_a_value() -> None:
    matter = Matter("budget", remit={"a"}, facts={"z": "text", "a": 1})
    assert Matter.from_dict(matter.to_dict()) == matter
    assert pickle.loads(pickle.dumps(matter)) == copy.deepcopy(matter) == matter  # noqa: S301 - pickled here
    assert hash(Matter.from_dict(matter.to_dict())) == hash(matter)
    assert attrs.evolve(matter, kind="plan").kind == "plan"
    with pytest.raises(TypeError):
        matter.facts["a"] = 2  # type: ignore[index]


def test_a_plain_matter_with_other_keys_is_refused() -> None:
    with pytest.raises(RecordError, match=r"matter\.nature must be a known key"):
        Matter.from_dict({"nature": "safety"})


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize(
    ("when", "fitting", "missing"),
    [
        ({"kind": "a"}, {"kind": "a"}, {"kind": "b"}),
        ({"kind": ["a", "b"]}, {"kind": "b"}, {"kind": "c"}),
        ({"urgency": {"a", "b"}}, {"urgency": "a"}, {}),
        ({"level": ("a",)}, {"level": "a"}, {"level": "b"}),
        ({"origin": "a"}, {"origin": "a"}, {"origin": ""}),
        ({"remit": "a"}, {"remit": ["a", "b"]}, {"remit": ["b"]}),
        ({"remit": ["a", "b"]}, {"remit": ["b", "c"]}, {"remit": ["c"]}),
        ({"remit": {"any": ["a", "b"]}}, {"remit": ["b", "c"]}, {"remit": []}),
        ({"remit": {"all": ["a", "b"]}}, {"remit": ["a", "b", "c"]}, {"remit": ["a", "c"]}),
        ({"facts.x": True}, {"facts": {"x": True}}, {"facts": {"x": False}}),
        ({"facts.x": False}, {"facts": {"x": False}}, {"facts": {"x": True}}),
        ({"facts.x": "li"}, {"facts": {"x": "li"}}, {"facts": {"x": "wu"}}),
        ({"facts.x": [1, 3]}, {"facts": {"x": 3}}, {"facts": {"x": 2}}),
        ({"facts.x": {"at_least": 2}}, {"facts": {"x": 2}}, {"facts": {"x": 1}}),
        ({"facts.x": {"above": 2}}, {"facts": {"x": 3}}, {"facts": {"x": 2}}),
        ({"facts.x": {"at_most": 2}}, {"facts": {"x": 2}}, {"facts": {"x": 3}}),
        ({"facts.x": {"below": 2}}, {"facts": {"x": 1}}, {"facts": {"x": 2}}),
        ({"facts.x": {"at_least": 2, "below": 5}}, {"facts": {"x": 4}}, {"facts": {"x": 5}}),
        ({"facts.x": {"at_least": 2, "above": 3}}, {"facts": {"x": 4}}, {"facts": {"x": 3}}),
        ({"kind": "a", "facts.x": 1}, {"kind": "a", "facts": {"x": 1}}, {"kind": "b"}),
    ],
)
def test_a_row_asks(when: dict[str, Any], fitting: dict[str, Any], missing: dict[str, Any]) -> None:
    row = Row(when, "x")
    assert row.applies(Matter(**fitting)) is True
    assert row.applies(Matter(**missing)) is False


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"nature": "safety"}, ["unknown-field"]),
        ({"facts": {"x": 1}}, ["unknown-field"]),
        ({5: "x"}, ["unknown-field"]),
        ({"kind": ""}, ["bad-name"]),
        ({"kind": []}, ["bad-test"]),
        ({"kind": 3}, ["bad-test"]),
        ({"kind": {"at_least": 3}}, ["bad-test"]),
        ({"kind": None}, ["bad-test"]),
        ({"kind": range(2000)}, ["bad-test"]),
        ({"remit": {"all": ["a"], "any": ["b"]}}, ["bad-test"]),
        ({"remit": {"none": ["a"]}}, ["bad-test"]),
        ({"remit": ["a", 4]}, ["bad-name"]),
        ({"facts.": 1}, ["bad-name"]),
        ({"facts.x": [True, False]}, ["bad-test"]),
        ({"facts.x": [1, "a"]}, ["mixed-kinds"]),
        ({"facts.x": [True, 1]}, ["mixed-kinds"]),
        ({"facts.x": 0.5}, ["bad-test"]),
        ({"facts.x": [0.5]}, ["bad-test"]),
        ({"facts.x": b"bytes"}, ["bad-test"]),
        ({"facts.x": 10**400}, ["too-long"]),
        ({"facts.x": {}}, ["bad-test"]),
        ({"facts.x": {"at_least": 3, "below": 3}}, ["bad-test"]),
        ({"facts.x": {"at_least": True}}, ["bad-test"]),
        ({"facts.x": {"more_than": 3}}, ["bad-test"]),
        ({"facts.x": {"above": 10**400}}, ["too-long"]),
        ({"facts.e\u0301": 1, "facts.é": 2}, ["field-twice"]),
        ([("kind", "a")], ["not-a-dict"]),
        ({"nature": 1, "kind": 2}, ["unknown-field", "bad-test"]),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(when: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(RuleError) as error:
        Row(when, "x")
    assert codes(error) == expected


def test_a_row_has_a_clause_and_a_reason() -> None:
    with pytest.raises(RuleError) as error:
        Row({}, "x", clause="art. 1", reason=5)  # type: ignore[arg-type]
    assert codes(error) == ["not-a-clause", "bad-name"]


def test_two_ways_to_ask_the_same_are_one_row() -> None:
    bounds, strict = {"facts.x": {"at_least": 2, "at_most": 4}}, {"facts.x": {"above": 1, "below": 5}}
    assert Row(bounds, "x") == Row(strict, "x")
    assert Row({"remit": {"all": ["a"]}}, "x") == Row({"remit": ["a", "a"]}, "x") == Row({"remit": "a"}, "x")
    assert hash(Row({"kind": ["b", "a"]}, "x")) == hash(Row({"kind": {"a", "b"}}, "x"))


def test_a_row_is_a_value() -> None:
    row = Row({"facts.x": {"below": 5}, "kind": ["b", "a"]}, "x", Clause("art. 1"), "own")
    assert pickle.loads(pickle.dumps(row)) == copy.deepcopy(row) == row  # noqa: S301 - pickled here
    assert attrs.evolve(row, then="y").when == row.when
    assert row.when["kind"] == ("a", "b")


# ---------------------------------------------------------------- tables


def test_the_first_row_that_applies_selects() -> None:
    clause = Clause("art. 7")
    table = Table([Row({"kind": "a", "urgency": "u"}, 1), Row({"kind": "a"}, 2, clause, "often")], default=3)
    first, second, default = (
        table.select(Matter("a", "u")),
        table.select(Matter("a")),
        table.select(Matter("b")),
    )
    assert (first.value, first.row, first.clause, first.reason) == (1, 0, None, "")
    assert (second.value, second.row, second.clause, second.reason) == (2, 1, clause, "often")
    assert (default.value, default.row, default.clause, default.reason) == (3, None, None, "")
    assert first.found
    assert default.found


def test_a_table_without_a_default_may_find_nothing() -> None:
    selection = Table([Row({"kind": "a"}, 1)]).select(Matter("b"))
    assert (selection.found, selection.row, selection.clause, selection.reason) == (False, None, None, "")
    assert [finding.code for finding in selection.why.findings()] == ["kind-misses"]
    with pytest.raises(MissingData) as error:
        _ = selection.value
    assert codes(error) == ["nothing-selected"]


def test_none_may_be_a_value_and_a_default() -> None:
    assert Table([Row({"kind": "a"}, 1)], default=None).select(Matter()).found


def test_a_fact_that_nobody_gave_is_not_taken_to_be_false() -> None:
    table = Table(
        [Row({"facts.public": False, "facts.round": {"above": 1}, "kind": "a"}, "refuse")], "decide"
    )
    with pytest.raises(MissingData) as error:
        table.select(Matter("a", facts={"round": "2"}))
    assert str(error.value).splitlines()[1:] == [
        "- fact 'public' of the matter must be given as a truth: pass facts={'public': …}",
        "- fact 'round' of the matter must be given as a whole number (got '2'): pass facts={'round': …}",
    ]
    with pytest.raises(MissingData, match=r"must be given as a truth \(got 0\)"):
        table.select(Matter("a", facts={"public": 0, "round": 2}))


def test_facts_that_cannot_matter_need_not_be_given() -> None:
    """Of a row that is not so in another field, and of rows after the one that applies."""
    table = Table([Row({"kind": "a", "facts.x": 1}, 1), Row({"kind": "b"}, 2), Row({"facts.y": "t"}, 3)])
    assert table.select(Matter("b")).value == 2
    with pytest.raises(MissingData, match="must be given as text"):
        table.select(Matter("c"))


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([{}, {"kind": "a"}], ["rows[1]"]),
        ([{"kind": "a"}, {"kind": "a"}], ["rows[1]"]),
        ([{"kind": ["a", "b"]}, {"kind": "c"}, {"kind": "b", "level": "x"}], ["rows[2]"]),
        ([{"facts.x": {"above": 1}}, {"facts.x": [2, 5]}], ["rows[1]"]),
        ([{"facts.x": {"above": 1}}, {"facts.x": {"at_least": 3, "below": 9}}], ["rows[1]"]),
        ([{"facts.x": {"above": 1}}, {"facts.x": {"at_least": 2, "below": 9}}], ["rows[1]"]),
        ([{"facts.x": {"below": 9}}, {"facts.x": {"at_most": 8, "above": 3}}], ["rows[1]"]),
        ([{"facts.x": [2, 3, 4]}, {"facts.x": {"above": 1, "below": 5}}], ["rows[1]"]),
        ([{"remit": ["a", "b"]}, {"remit": "a"}], ["rows[1]"]),
        ([{"remit": ["a", "b"]}, {"remit": {"all": ["b", "c"]}}], ["rows[1]"]),
        ([{"remit": {"all": ["a", "b"]}}, {"remit": {"all": ["a", "b", "c"]}}], ["rows[1]"]),
        ([{"kind": "a"}, {"kind": "a"}, {}, {"level": "b"}], ["rows[1]", "rows[3]"]),
    ],
)
def test_a_row_that_is_never_reached_is_refused(rows: list[dict[str, Any]], places: list[str]) -> None:
    with pytest.raises(RuleError) as error:
        Table([Row(when, number) for number, when in enumerate(rows)])
    assert codes(error) == ["unreachable"] * len(places)
    assert [fault.subject for fault in error.value.faults] == places


@pytest.mark.parametrize(
    "rows",
    [
        [{"kind": "a"}, {"kind": ["a", "b"]}, {}],
        [{"kind": "a", "level": "x"}, {"kind": "a"}],
        [{"level": "x"}, {"kind": "a"}],
        [{"facts.x": [2, 4]}, {"facts.x": {"above": 1, "below": 5}}],
        [{"facts.x": [2, 3]}, {"facts.x": {"above": 1, "below": 5}}],
        [{"facts.x": [2, 3]}, {"facts.x": {"above": 1}}],
        [{"facts.x": [2, 3]}, {"facts.x": {"below": 5}}],
        [{"facts.x": {"at_least": 2}}, {"facts.x": {"at_most": 5}}],
        [{"facts.x": {"at_least": 2}}, {"facts.x": {"at_least": 1}}],
        [{"facts.x": {"at_most": 2}}, {"facts.x": {"at_least": 1}}],
        [{"facts.x": {"at_most": 2}}, {"facts.x": {"at_most": 3}}],
        [{"remit": {"all": ["a", "b"]}}, {"remit": ["a", "b"]}],
        [{"remit": "a"}, {"remit": {"all": ["b", "c"]}}],
    ],
)
def test_rows_that_leave_something_over_are_fine(rows: list[dict[str, Any]]) -> None:
    assert len(Table([Row(when, number) for number, when in enumerate(rows)]).rows) == len(rows)


@pytest.mark.parametrize(
    ("rows", "default", "expected"),
    [
        ("rows", 1, ["not-a-list"]),
        (5, 1, ["not-a-list"]),
        ([{"when": {}}, Row({}, 1)], 1, ["not-a-row"]),
        ([Row({"facts.x": number}, 1) for number in range(1001)], 1, ["too-many-rows"]),
        ([Row({"kind": "a"}, 1), Row({}, 2)], 3, ["unreachable"]),
        ([Row({"facts.x": 1}, 1), Row({"facts.x": "a"}, 2)], 3, ["mixed-kinds"]),
        ([Row({"facts.x": {"above": 1}}, 1), Row({"facts.x": True}, 2)], 3, ["mixed-kinds"]),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(rows: Any, default: int, expected: list[str]) -> None:  # noqa: ANN401 - anything
    with pytest.raises(RuleError) as error:
        Table(rows, default=default)
    assert codes(error) == expected


def test_a_table_selects_something() -> None:
    with pytest.raises(RuleError) as error:
        Table([])
    assert codes(error) == ["no-rows"]
    assert Table([], default=1).select(Matter()).value == 1


def test_only_matters_are_asked_about() -> None:
    with pytest.raises(RecordError) as error:
        Table([], default=1).select("budget")  # type: ignore[arg-type]
    assert codes(error) == ["not-a-matter"]


# ---------------------------------------------------------------- reasons


def test_a_selection_says_why() -> None:
    table = Table(
        [
            Row({"kind": "election", "facts.round": {"at_least": 2}}, 1),
            Row({"facts.announced": False}, 2, Clause("art. 14")),
            Row({"kind": ["budget", "plan"], "remit": {"all": ["roads", "trees"]}}, 3),
        ]
    )
    matter = Matter("budget", remit=["trees", "roads"], facts={"announced": True, "round": 1})
    selection = table.select(matter)
    assert selection.why.explain() == (
        "Row 3 is the first that applies.\n"
        "  Row 1 is passed over:\n"
        "    The kind is budget, but the row is for election.\n"
        "    “round” is 1, but the row is for ≥ 2.\n"
        "  Row 2 is passed over:\n"
        "    “announced” is so, and the row is for where it is not.\n"
        "  Row 3 applies:\n"
        "    The kind is budget, and the row is for budget and plan.\n"
        "    The matter touches roads and trees, and the row is for what touches all of roads and trees.\n"
        "Source: art. 14."
    )
    assert selection.why.explain("zh").splitlines()[:3] == [
        "最先适用的是第3行。",
        "  第1行不适用：",
        "    事项类别为budget，而该行适用于election。",
    ]
    assert selection.to_dict(str) == {
        "matter": matter.to_dict(),
        "found": True,
        "row": 2,
        "value": "3",
        "why": selection.why.to_dict(),
    }
    canonical(selection.to_dict(str))


def test_only_what_was_looked_at_is_told() -> None:
    """Of a row passed over, what is not so; of the rows after the one that applies, nothing."""
    rows = [{"kind": "a", "level": "x"}, {"kind": "a"}, {"level": "y"}]
    why = Table([Row(when, index) for index, when in enumerate(rows)]).select(Matter("a", level="y")).why
    assert [(part.code, [each.code for each in part.parts]) for part in why.parts] == [
        ("row-passed-over", ["level-misses"]),
        ("row-applies", ["kind-fits"]),
    ]


def test_a_selection_that_found_nothing_says_why() -> None:
    selection = Table([Row({"kind": "a"}, 1, reason="own")]).select(Matter())
    assert selection.why.explain() == (
        "No row applies, and there is no default.\n"
        "  Row 1 is passed over:\n"
        "    No kind is stated, and the row is for a."
    )
    assert selection.to_dict(str).keys() == {"matter", "found", "row", "why"}
    assert Table([Row({"kind": "a"}, 1, reason="own")]).select(Matter("a")).to_dict(int)["reason"] == "own"


def test_a_default_and_a_last_row_are_told_apart() -> None:
    assert Table([Row({"kind": "a"}, 1)], default=2).select(Matter("b")).why.code == "default-selected"
    last = Table([Row({"kind": "a"}, 1), Row({}, 2)]).select(Matter("b")).why
    assert [part.code for part in last.parts] == ["row-passed-over", "row-for-all"]


FIELDS = ["kind", "urgency", "level", "origin"]

ASKED: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    *(({field: "a"}, {field: "a"}, f"{field}-fits") for field in FIELDS),
    *(({field: "a"}, {field: "b"}, f"{field}-misses") for field in FIELDS),
    *(({field: "a"}, {}, f"{field}-unstated") for field in FIELDS),
    ({"remit": "a"}, {"remit": "a"}, "remit-fits"),
    ({"remit": "a"}, {"remit": "b"}, "remit-misses"),
    ({"remit": "a"}, {}, "remit-unstated"),
    ({"remit": {"all": ["a", "b"]}}, {"remit": ["a", "b"]}, "remit-all-fits"),
    ({"remit": {"all": ["a", "b"]}}, {"remit": "b"}, "remit-all-misses"),
    ({"remit": {"all": ["a", "b"]}}, {}, "remit-unstated"),
    ({"facts.x": True}, {"facts": {"x": True}}, "fact-is-so"),
    ({"facts.x": False}, {"facts": {"x": False}}, "fact-is-not-so"),
    ({"facts.x": True}, {"facts": {"x": False}}, "fact-must-be-so"),
    ({"facts.x": False}, {"facts": {"x": True}}, "fact-must-not-be-so"),
    ({"facts.x": "a"}, {"facts": {"x": "a"}}, "fact-fits"),
    ({"facts.x": [1, 2]}, {"facts": {"x": 0}}, "fact-misses"),
    ({"facts.x": {"above": 1}}, {"facts": {"x": 2}}, "fact-fits"),
    ({"facts.x": {"below": 1}}, {"facts": {"x": 2}}, "fact-misses"),
    ({"facts.x": {"above": 1, "below": 5}}, {"facts": {"x": 10**399}}, "fact-misses"),
]


@pytest.mark.parametrize(("when", "fields", "code"), ASKED)
def test_every_answer_is_spoken_in_both_languages(
    when: dict[str, Any], fields: dict[str, Any], code: str
) -> None:
    why = Table([Row(when, 1)], default=2).select(Matter(**fields)).why
    assert [part.code for part in why.parts[0].parts] == [code]
    for language in ("en", "zh"):
        lines = why.explain(language).splitlines()
        assert len(lines) == 3
        assert not any("{" in line for line in lines)


def test_the_grounds_of_both_languages_are_the_same() -> None:
    assert {code for _, _, code in ASKED} <= ENGLISH.keys() & CHINESE.keys()


# ---------------------------------------------------------------- records


def test_a_table_is_stored_and_read_back() -> None:
    ordinary = DecisionRule(adopts="yes > 1/2 of ballots", clause=Clause("art. 278"))
    special = DecisionRule(adopts="yes >= 3/4 of ballots")
    table = Table(
        [Row({"facts.item": {"at_least": 6, "at_most": 8}}, special, Clause("items 6–8"), "special")],
        ordinary,
    )
    plain = table.to_dict(DecisionRule.to_dict)
    assert plain == {
        "rows": [
            {
                "when": {"facts.item": {"at_least": 6, "at_most": 8}},
                "then": special.to_dict(),
                "clause": {"source": "items 6–8"},
                "reason": "special",
            }
        ],
        "default": ordinary.to_dict(),
    }
    read = Table.from_dict(plain, DecisionRule.from_dict)
    assert read == table
    assert canonical(read.to_dict(DecisionRule.to_dict)) == canonical(plain)
    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301 - pickled here
    assert hash(read.select(Matter(facts={"item": 6}))) == hash(table.select(Matter(facts={"item": 6})))


def test_a_table_without_a_default_and_with_a_row_for_all_is_read_back() -> None:
    table = Table([Row({"kind": "a"}, Competence.REFUSE), Row({}, Competence.DECIDE)])
    plain = {"rows": [{"when": {"kind": "a"}, "then": "refuse"}, {"then": "decide"}]}
    assert table.to_dict(str) == plain
    assert Table.from_dict(plain, Competence) == table
    assert repr(table).endswith("default=NOTHING)")


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ([], ["not-a-dict"]),
        ({"rows": []}, ["no-rows"]),
        ({"rows": [], "defaults": 1}, ["unknown-key"]),
        ({"rows": "a"}, ["not-a-list"]),
        ({"rows": [5]}, ["not-a-dict"]),
        ({"rows": [{"when": {}}]}, ["missing-key"]),
        ({"rows": [{"then": "guess"}]}, ["bad-value"]),
        ({"rows": [{"then": []}], "default": "guess"}, ["bad-value", "bad-value"]),
        ({"rows": [{"then": "refuse", "when": {"nature": 1}, "clause": 5}]}, ["not-a-dict", "unknown-field"]),
        ({"rows": [{"then": "refuse"}, {"then": "decide"}]}, ["unreachable"]),
    ],
)
def test_a_plain_dict_that_is_no_table_is_refused(plain: object, expected: list[str]) -> None:
    with pytest.raises(ConsultgovError) as error:
        Table.from_dict(plain, Competence)
    assert codes(error) == expected


def test_a_fault_names_its_row() -> None:
    plain = {"rows": [{"then": "decide", "when": {"kind": "a"}}, {"then": "adopts", "when": {"sort": 1}}]}
    with pytest.raises(RecordError) as error:
        Table.from_dict(plain, Competence)
    assert [fault.subject for fault in error.value.faults] == ["rows[1]: then", "rows[1]: when"]


def test_what_a_value_refuses_is_told_as_it_is() -> None:
    with pytest.raises(RecordError) as error:
        Table.from_dict({"rows": [], "default": {"adopts": "yes > "}}, DecisionRule.from_dict)
    assert codes(error) == ["unexpected"]


# ---------------------------------------------------------------- competence

BEIJING = Clause("北京市物业管理条例", "业主大会会议不得就未公告的事项作出决定")
PROPOSALS = Table(
    [
        Row({"facts.public": False}, Competence.REFUSE, reason="private"),
        Row({"facts.announced": False}, Competence.REFUSE, BEIJING, "not-announced"),
        Row({"kind": "closed road"}, Competence.REFUSE, reason="the police decide"),
        Row({"kind": "war"}, Competence.REFUSE),
        Row({"remit": "residents", "facts.consulted": False}, Competence.CONSULT),
        Row({"kind": ["rules", "budget"]}, Competence.DECIDE),
        Row({"level": "community"}, Competence.DELEGATE),
    ]
)


@pytest.mark.parametrize(
    ("fields", "decides", "delegates"),
    [
        ({"facts": {"public": False}}, (False, "private"), (False, "private")),
        ({"facts": {"announced": False}}, (False, "not-announced"), (False, "not-announced")),
        ({"kind": "closed road"}, (False, "must-refuse-for"), (False, "must-refuse-for")),
        ({"kind": "war"}, (False, "must-refuse"), (False, "must-refuse")),
        (
            {"remit": "residents", "facts": {"consulted": False}},
            (False, "must-consult"),
            (False, "must-consult"),
        ),
        (
            {"kind": "budget", "remit": "residents", "facts": {"consulted": True}},
            (True, "may-decide"),
            (False, "may-not-delegate"),
        ),
        ({"level": "community"}, (True, "may-delegate"), (True, "may-delegate")),
        ({"level": "district"}, (False, "outside-competence"), (False, "outside-competence")),
    ],
)
def test_whether_a_body_may_act(
    fields: dict[str, Any], decides: tuple[bool, str], delegates: tuple[bool, str]
) -> None:
    facts: Facts = {"public": True, "announced": True, **fields.get("facts", {})}
    matter = Matter(**{**fields, "facts": facts})
    decide, delegate = may_decide(PROPOSALS, matter), may_delegate(PROPOSALS, matter)
    assert (decide.holds, decide.code) == decides
    assert (delegate.holds, delegate.code) == delegates
    for verdict in (decide, delegate):
        assert [finding.code for finding in verdict.findings()] == ([] if verdict.holds else [verdict.code])
        for language in ("en", "zh"):
            assert "{" not in verdict.explain(language)


def test_a_refusal_has_its_clause() -> None:
    verdict = may_decide(PROPOSALS, Matter(facts={"public": True, "announced": False}))
    assert verdict.clause == BEIJING
    assert verdict.facts == {"row": 1, "reason": "not-announced"}
    assert verdict.explain("zh").splitlines()[0] == "该事项未经事先公告，不得表决。"


def test_what_may_be_decided_has_its_clause() -> None:
    clause = Clause("art. 3")
    table = Table([Row({}, Competence.DECIDE, clause)])
    assert may_decide(table, Matter()).clause == may_delegate(table, Matter()).clause == clause


def test_a_body_has_no_competence_that_its_table_does_not_give() -> None:
    verdict = may_decide(Table([Row({"kind": "a"}, Competence.DECIDE)]), Matter("b"))
    assert (verdict.holds, verdict.code, verdict.clause) == (False, "outside-competence", None)
    assert verdict.explain() == "The matter is outside the competence of the body."


def test_competences_are_not_words() -> None:
    with pytest.raises(RuleError) as error:
        may_decide(Table([], default="decide"), Matter())  # type: ignore[arg-type]
    assert codes(error) == ["not-a-competence"]


# ---------------------------------------------------------------- participants

UNITS = {"office": [], "police": ["traffic", "safety"], "planning": ["building", "roads"], "parks": "trees"}


def test_units_take_part_by_remit() -> None:
    """Seed 0: the member units take part by the subjects they are responsible for."""
    jam = Matter("traffic jam", remit={"traffic", "roads"})
    found = participants(UNITS, jam, always=["office"], may={"parks": ["roads"], "press": ["traffic"]})
    assert (found.must, found.may, found.out) == (("office", "planning", "police"), ("parks", "press"), ())
    assert {unit: verdict.code for unit, verdict in found.why.items()} == {
        "office": "takes-part-always",
        "parks": "may-take-part",
        "planning": "takes-part",
        "police": "takes-part",
        "press": "may-take-part",
    }
    assert found.why["parks"].explain() == "parks may take part: the matter touches roads."
    assert found.why["police"].explain("zh") == "police参加：事项涉及traffic。"
    assert found.why["office"].explain() == "office takes part in every matter."


def test_a_unit_that_must_is_not_one_that_may() -> None:
    found = participants(
        {"police": "traffic"}, Matter(remit="traffic"), may={"police": "traffic"}, always="police"
    )
    assert (found.must, found.may) == (("police",), ())


def test_a_matter_that_touches_nothing_brings_nobody() -> None:
    clause = Clause("rules of the conference, art. 3")
    found = participants(UNITS, Matter(), always="office", may={"parks": "roads"}, clause=clause)
    assert (found.must, found.may, found.out) == (("office",), (), ("parks", "planning", "police"))
    assert [finding.clause for finding in found.why["parks"].findings()] == [clause]
    assert "takes-no" not in found.why["parks"].explain("zh")


@pytest.mark.parametrize(
    ("units", "matter", "options", "expected"),
    [
        (["police"], Matter(), {}, ["not-a-dict"]),
        ({"": "a", "b": 5, "c": [""]}, Matter(), {}, ["bad-name", "not-a-list", "bad-name"]),
        ({"e\u0301": "a", "é": "b"}, Matter(), {}, ["unit-twice"]),
        ({}, Matter(), {"may": 5, "always": 5}, ["not-a-dict", "not-a-list"]),
        ({"a": "x"}, Matter(), {"always": ["b", "c"]}, ["unknown-unit", "unknown-unit"]),
        ({"a": "x"}, "traffic", {"always": "b"}, ["not-a-matter", "unknown-unit"]),
    ],
)
def test_units_that_make_no_sense_are_refused(
    units: Any,  # noqa: ANN401 - anything
    matter: Any,  # noqa: ANN401
    options: Mapping[str, Any],
    expected: list[str],
) -> None:
    with pytest.raises(RecordError) as error:
        participants(units, matter, **options)
    assert codes(error) == expected


def test_participants_are_a_value() -> None:
    found = participants(UNITS, Matter(remit="traffic"))
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found  # noqa: S301 - pickled here
    assert hash(found) == hash(participants(UNITS, Matter(remit="traffic")))
    assert found.to_dict() == {
        "must": ["police"],
        "may": [],
        "out": ["office", "parks", "planning"],
        "why": {unit: verdict.to_dict() for unit, verdict in found.why.items()},
    }
    assert Participants.from_dict(found.to_dict()) == found


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"must": ["parks"]}, ["misplaced-units"]),
        ({"why": {}}, ["misplaced-units"]),
        ({"why": {"police": {"holds": True, "code": "invited", "rule": ""}}}, ["misplaced-units"]),
        ({"why": {"police": 5}}, ["not-a-dict"]),
        ({"why": []}, ["not-a-dict"]),
        ({"maybe": []}, ["unknown-key"]),
    ],
)
def test_a_plain_dict_that_is_no_participants_is_refused(change: dict[str, Any], expected: list[str]) -> None:
    plain = participants(UNITS, Matter(remit="traffic")).to_dict()
    with pytest.raises(RecordError) as error:
        Participants.from_dict(plain | change)
    assert codes(error) == expected


# ---------------------------------------------------------------- what the statutes say

QUORUM = "ballots >= 2/3 of members and ballots by area >= 2/3 of members by area"
ORDINARY = DecisionRule(quorum=QUORUM, adopts="yes > 1/2 of ballots and yes by area > 1/2 of ballots by area")
SPECIAL = DecisionRule(
    quorum=QUORUM, adopts="yes >= 3/4 of ballots and yes by area >= 3/4 of ballots by area"
)
INTERESTED = DecisionRule(adopts="yes among interested >= all members among interested")
OWNERS = Table(
    [
        Row({"kind": "business use"}, INTERESTED, Clause("民法典第二百七十九条")),
        Row(
            {"facts.item": {"at_least": 6, "at_most": 8}},
            SPECIAL,
            Clause("民法典第二百七十八条", "第六项至第八项"),
        ),
        Row({"facts.item": [1, 2, 3, 4, 5, 9]}, ORDINARY, Clause("民法典第二百七十八条")),
    ]
)


@pytest.mark.parametrize("item", range(12))
def test_story_24_which_fraction_applies_to_an_item(item: int) -> None:
    """Article 278: items 6 to 8 are special, 1 to 5 and 9 ordinary, and there are no others."""
    expected = SPECIAL if item in (6, 7, 8) else ORDINARY if 1 <= item <= 9 else ()
    assert chosen(OWNERS, kind="owners", facts={"item": item}) == expected


def test_article_279_needs_no_item() -> None:
    selection = OWNERS.select(Matter("business use"))
    assert (selection.value, selection.row) == (INTERESTED, 0)


@pytest.mark.parametrize(("yes", "item5", "item6"), [(100, 0, 0), (101, 1, 0), (149, 1, 0), (150, 1, 1)])
def test_the_rule_of_the_item_decides(yes: int, item5: int, item6: int) -> None:
    """G-030, G-033, G-035: of 200 who take part, 101 carry an ordinary item and 150 a special one."""
    area = {"members": "30000", "ballots": "20000", "yes": "15000"}
    tally = Tally.totals(members=300, ballots=200, yes=yes, by={"area": area})
    for item, adopted in ((5, item5), (6, item6)):
        rule = OWNERS.select(Matter(facts={"item": item})).value
        assert (rule.outcome(tally) is Outcome.ADOPTED) is bool(adopted)


ANNOUNCED = Table(
    [
        Row({"facts.announced": False}, Competence.REFUSE, BEIJING, "not-announced"),
        Row({"facts.notice_days": {"below": 15}}, Competence.REFUSE, reason="not-announced"),
    ],
    default=Competence.DECIDE,
)


@pytest.mark.parametrize(("days", "holds"), [(14, False), (15, True), (16, True)])
def test_story_27_only_what_was_announced_is_voted_on(days: int, *, holds: bool) -> None:
    assert may_decide(ANNOUNCED, Matter(facts={"announced": True, "notice_days": days})).holds is holds
    refused = may_decide(ANNOUNCED, Matter(facts={"announced": False, "notice_days": days}))
    assert (refused.holds, refused.code) == (False, "not-announced")


RESIDENTS = Table(
    [
        Row({"facts.studied": False}, Competence.REFUSE, Clause("城居法第三十条"), "not studied first"),
        Row({"urgency": "special"}, Competence.DECIDE, Clause("城居法第二十六条", "临时通知")),
        Row({"facts.notice_days": {"below": 10}}, Competence.REFUSE, reason="not-announced"),
        Row({"facts.consulted": False}, Competence.CONSULT, Clause("城居法第三十二条", "应当组织协商")),
    ],
    default=Competence.DECIDE,
)


@pytest.mark.parametrize(
    ("urgency", "studied", "days", "consulted", "code"),
    [
        ("", True, 10, True, "may-decide"),
        ("", True, 9, True, "not-announced"),
        ("special", True, 0, True, "may-decide"),
        ("special", False, 0, True, "must-refuse-for"),
        ("", True, 10, False, "must-consult"),
    ],
)
def test_a_residents_meeting(urgency: str, days: int, code: str, *, studied: bool, consulted: bool) -> None:
    facts: Facts = {"studied": studied, "notice_days": days, "consulted": consulted}
    assert may_decide(RESIDENTS, Matter(urgency=urgency, facts=facts)).code == code


RESERVED = [1, 3, 8, 10, 12]
MEMBERS = Table([Row({"facts.item": RESERVED}, Competence.DECIDE)], default=Competence.DELEGATE)
REPRESENTATIVES = Table(
    [Row({"facts.item": RESERVED}, Competence.REFUSE, reason="outside-competence")], Competence.DECIDE
)


@pytest.mark.parametrize("item", range(1, 16))
def test_the_members_of_a_rural_collective_keep_some_items(item: int) -> None:
    """Articles 27 and 28: the representatives may not take items 1, 3, 8, 10 and 12."""
    matter, reserved = Matter(facts={"item": item}), item in RESERVED
    assert may_decide(MEMBERS, matter).holds
    assert may_delegate(MEMBERS, matter).holds is not reserved
    assert may_decide(REPRESENTATIVES, matter).holds is not reserved


AMENDMENTS = Table(
    [
        Row({"kind": "constitution", "origin": "standing committee"}, Competence.DECIDE),
        Row({"kind": "constitution", "facts.deputies": {"at_least": 598}}, Competence.DECIDE),
        Row({"kind": "constitution"}, Competence.REFUSE, Clause("宪法第六十四条"), "too few deputies"),
    ],
    default=Competence.DECIDE,
)


@pytest.mark.parametrize(
    ("origin", "deputies", "holds"),
    [("standing committee", 0, True), ("deputies", 597, False), ("deputies", 598, True)],
)
def test_who_may_move_to_amend_a_constitution(origin: str, deputies: int, *, holds: bool) -> None:
    """The standing committee, or a fifth of the 2,986 deputies, who are 597.2."""
    matter = Matter("constitution", origin=origin, facts={"deputies": deputies})
    assert may_decide(AMENDMENTS, matter).holds is holds


CONFERENCE = Table(
    [
        Row({"kind": "safety", "urgency": "urgent"}, "majority"),
        Row({"kind": ["safety", "funds"]}, "two thirds"),
    ],
    default="unanimity",
)


@pytest.mark.parametrize(
    ("kind", "urgency", "rule"),
    [
        ("safety", "urgent", "majority"),
        ("safety", "ordinary", "two thirds"),
        ("funds", "urgent", "two thirds"),
        ("training", "urgent", "unanimity"),
        ("", "", "unanimity"),
    ],
)
def test_story_34_nature_and_urgency_select_the_rule(kind: str, urgency: str, rule: str) -> None:
    assert chosen(CONFERENCE, kind=kind, urgency=urgency) == rule


def test_story_29_which_units_must_be_invited_and_which_may() -> None:
    found = participants(
        {"office": [], "police": ["traffic"], "civil affairs": ["relief"], "health": ["relief"]},
        Matter("flood", "urgent", {"traffic"}),
        always=["office"],
        may={"health": ["traffic"]},
    )
    assert (found.must, found.may, found.out) == (("office", "police"), ("health",), ("civil affairs",))


JURY = Table(
    [
        Row({"facts.minutes": {"below": 120}}, "all", Clause("Juries Act 1974 s. 17(4)")),
        Row({"facts.jurors": {"at_least": 11}}, "ten"),
        Row({"facts.jurors": 10}, "nine"),
    ],
    default="all",
)


@pytest.mark.parametrize(
    ("minutes", "jurors", "rule"),
    [
        (119, 12, "all"),
        (120, 12, "ten"),
        (120, 11, "ten"),
        (120, 10, "nine"),
        (120, 9, "all"),
        (119, 10, "all"),
    ],
)
def test_time_elapsed_and_size_left(minutes: int, jurors: int, rule: str) -> None:
    assert chosen(JURY, facts={"minutes": minutes, "jurors": jurors}) == rule


@pytest.mark.parametrize(("rounds", "rule"), [(1, "members"), (2, "members"), (3, "most votes")])
def test_the_round_of_a_ballot(rounds: int, rule: str) -> None:
    """The Federal President: a majority of the members twice, then whoever has most votes."""
    table = Table([Row({"kind": "election", "facts.round": {"below": 3}}, "members")], default="most votes")
    assert chosen(table, kind="election", facts={"round": rounds}) == rule


@pytest.mark.parametrize(("against", "rule"), [(46, "members"), (35, "members"), (47, "two thirds")])
def test_the_majority_of_another_body(against: int, rule: str) -> None:
    """Article 77(4) of the Basic Law: an objection of two thirds of the 69 is rejected by two thirds."""
    facts = {"bundesrat_two_thirds": 3 * against >= 2 * 69 and against > 46}
    table = Table([Row({"facts.bundesrat_two_thirds": True}, "two thirds")], default="members")
    assert chosen(table, facts=facts) == rule


@pytest.mark.parametrize(("origin", "share"), [("commission", "55%"), ("council", "72%"), ("", "72%")])
def test_where_a_proposal_comes_from(origin: str, share: str) -> None:
    """Article 238 of the treaty: without a proposal of the Commission 72 % of the members are needed."""
    table = Table([Row({"origin": "commission"}, "55%")], default="72%")
    assert chosen(table, origin=origin) == share


# ---------------------------------------------------------------- the room


def test_the_room_lists_what_it_offers() -> None:
    assert dir(matters) == sorted(matters.__all__)
