"""The figures of a verdict: what there is, what is needed, how far off, and the facts for sentences."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from consultgov import Ballot, Clause, Condition, Elector, Tally, Verdict

F = Fraction


def verdict(text: str, tally: Tally) -> Verdict:
    """The verdict on a condition, which the fast answer agrees with."""
    condition = Condition.parse(text)
    found = condition.evaluate(tally)
    assert condition.holds(tally) is found.holds
    return found


def heads(part: int, whole: int) -> Tally:
    """So many yes among so many members."""
    return Tally.count(bytes(part) + b"\1" * (whole - part), legend={0: "yes", 1: "absent"})


def area(part: str, whole: str) -> Tally:
    """So much area in favour of so much in all."""
    ballots = [Ballot("yes", part), Ballot("absent", Decimal(whole) - Decimal(part))]
    return Tally.count(ballots, by="area")


# ---------------------------------------------------------------- of heads


@pytest.mark.parametrize(
    ("text", "part", "right", "needed", "margin", "short_by"),
    [
        # at least
        ("yes >= 80% of members", 6, F(32, 5), 7, -1, 1),
        ("yes >= 80% of members", 7, F(32, 5), 7, 0, 0),
        ("yes >= 80% of members", 8, F(32, 5), 7, 1, 0),
        ("yes >= 80% of members", 0, F(32, 5), 7, -7, 7),
        ("yes >= 3/4 of members", 5, 6, 6, -1, 1),
        ("yes >= 3/4 of members", 6, 6, 6, 0, 0),
        ("yes >= 9", 8, 9, 9, -1, 1),
        ("yes >= 2.5", 2, F(5, 2), 3, -1, 1),
        ("yes >= 0", 0, 0, 0, 0, 0),
        # more than
        ("yes > 1/2 of members", 4, 4, 5, -1, 1),
        ("yes > 1/2 of members", 5, 4, 5, 0, 0),
        ("yes > 1/2 of members", 6, 4, 5, 1, 0),
        ("yes > 2/3 of members", 5, F(16, 3), 6, -1, 1),
        ("yes > 2/3 of members", 6, F(16, 3), 6, 0, 0),
        ("yes > 7", 8, 7, 8, 0, 0),
        # at most
        ("yes <= 1/2 of members", 3, 4, 4, 1, 0),
        ("yes <= 1/2 of members", 4, 4, 4, 0, 0),
        ("yes <= 1/2 of members", 5, 4, 4, -1, 1),
        ("yes <= 1/3 of members", 2, F(8, 3), 2, 0, 0),
        ("yes <= 1/3 of members", 5, F(8, 3), 2, -3, 3),
        # less than
        ("yes < 1/2 of members", 3, 4, 3, 0, 0),
        ("yes < 1/2 of members", 4, 4, 3, -1, 1),
        ("yes < 1/2 of members", 2, 4, 3, 1, 0),
        ("yes < 1/3 of members", 2, F(8, 3), 2, 0, 0),
        ("yes < 1/3 of members", 3, F(8, 3), 2, -1, 1),
        # just this
        ("yes = 1/2 of members", 4, 4, 4, 0, 0),
        ("yes = 1/2 of members", 3, 4, 4, -1, 1),
        ("yes = 1/2 of members", 6, 4, 4, 2, 2),
        ("yes = 1/3 of members", 3, F(8, 3), None, None, None),
        ("yes = 2.5", 2, F(5, 2), None, None, None),
        # rounded, multiplied, added
        ("yes >= 1/3 of members rounded down", 1, 2, 2, -1, 1),
        ("yes >= 1/3 of members rounded up", 1, 3, 3, -2, 2),
        ("yes > 1/3 of members rounded to nearest", 3, 3, 4, -1, 1),
        ("yes = 1/3 of members rounded up", 3, 3, 3, 0, 0),
        ("yes >= 0.3 times members", 2, F(12, 5), 3, -1, 1),
        ("yes >= 1/2 of members + 1", 4, 5, 5, -1, 1),
        ("yes >= 1/2 of members + 1/3 of members", 6, F(20, 3), 7, -1, 1),
    ],
)
def test_figures_of_heads(
    text: str, part: int, right: Fraction, needed: int | None, margin: int | None, short_by: int | None
) -> None:
    """Left, right, needed, margin and what is missing, of so many yes among eight members."""
    found = verdict(text, heads(part, 8))
    assert (found.left, found.right) == (part, right)
    assert (found.needed, found.margin, found.short_by) == (needed, margin, short_by)
    assert found.holds is (short_by == 0)


def test_whole_figures_are_ints() -> None:
    """Figures are ints where they are whole, and exact fractions where not; never floats."""
    found = verdict("yes >= 3/4 of members", heads(5, 8))
    assert all(
        type(getattr(found, name)) is int for name in ("left", "right", "needed", "margin", "short_by")
    )
    assert type(verdict("yes >= 2/3 of members", heads(5, 8)).right) is Fraction
    weighed = verdict("yes by area >= 2/3 of members by area", area("66.66", "100.00"))
    assert all(
        type(getattr(weighed, name)) is Fraction for name in ("left", "right", "needed", "margin", "short_by")
    )


# ---------------------------------------------------------------- by weight


@pytest.mark.parametrize(
    ("text", "part", "right", "needed", "margin", "short_by"),
    [
        ("yes by area >= 2/3 of members by area", "66.66", F(200, 3), "66.67", "-0.01", "0.01"),
        ("yes by area >= 2/3 of members by area", "66.67", F(200, 3), "66.67", "0", "0"),
        ("yes by area >= 2/3 of members by area", "66.68", F(200, 3), "66.67", "0.01", "0"),
        ("yes by area >= 1/2 of members by area", "50.00", 50, "50.00", "0", "0"),
        ("yes by area > 1/2 of members by area", "50.00", 50, "50.01", "-0.01", "0.01"),
        ("yes by area > 1/2 of members by area", "50.01", 50, "50.01", "0", "0"),
        ("yes by area <= 1/3 of members by area", "33.33", F(100, 3), "33.33", "0", "0"),
        ("yes by area <= 1/3 of members by area", "33.34", F(100, 3), "33.33", "-0.01", "0.01"),
        ("yes by area < 1/2 of members by area", "50.00", 50, "49.99", "-0.01", "0.01"),
        ("yes by area < 1/2 of members by area", "49.99", 50, "49.99", "0", "0"),
        ("yes by area = 1/2 of members by area", "49.99", 50, "50.00", "-0.01", "0.01"),
        ("yes by area = 1/2 of members by area", "50.02", 50, "50.00", "0.02", "0.02"),
        ("yes by area = 1/3 of members by area", "33.33", F(100, 3), None, None, None),
        ("yes by area >= 33.335", "33.33", F("33.335"), "33.34", "-0.01", "0.01"),
        ("yes by area >= 50", "49.50", 50, "50", "-0.50", "0.50"),
        ("yes by area >= 65% of members by area rounded up", "64.99", 65, "65", "-0.01", "0.01"),
        ("yes by area > 1/3 of members by area rounded down", "33.00", 33, "33.01", "-0.01", "0.01"),
    ],
)
def test_figures_by_weight(
    text: str, part: str, right: Fraction, needed: str | None, margin: str | None, short_by: str | None
) -> None:
    """The same by area, of 100.00 in all: what is needed is told to the hundredth."""
    found = verdict(text, area(part, "100.00"))
    assert (found.left, found.right) == (F(part), right)
    for name, expected in (("needed", needed), ("margin", margin), ("short_by", short_by)):
        assert getattr(found, name) == (None if expected is None else F(expected)), name
    assert found.holds is (short_by == "0")


@pytest.mark.parametrize(
    ("weights", "needed"),
    [
        (["1.5", "2.5", "1"], F("2.6")),
        (["1.50", "2.50", "1"], F("2.51")),
        (["1.5", "2.50", "1"], F("2.51")),
        (["2.50", "1.5", "1"], F("2.51")),
        (["0.50", "0.50", "4"], F("2.51")),
        ([1, 2, 2], 3),
        ([F(1, 3), F(1, 3), F(1, 3)], F(2, 3)),
        ([F(1, 2), F(1, 3), F(1, 6)], F(4, 6)),
        ([F(1, 3), Decimal("0.5"), F(1, 6)], F(16, 30)),
    ],
)
def test_the_grid_of_a_measure(weights: list[Any], needed: Fraction) -> None:
    """What is needed lies on the places that weights are written with, whoever votes and in any order."""
    people = [Elector(str(number), weights={"w": weight}) for number, weight in enumerate(weights)]
    rule = "yes by w > 1/2 of members by w"
    for order in (people, people[::-1]):
        for ballots in ({}, {"0": "yes"}, {"0": "yes", "1": "yes"}, {"0": "yes", "1": "yes", "2": "yes"}):
            assert verdict(rule, Tally.of(order, ballots)).needed == needed


def test_the_grid_of_split_votes() -> None:
    """Where votes may be split, half a head may be what is missing."""
    split: Any = {"a": {"yes": "1/2", "no": "1/2"}, "b": "yes"}
    found = verdict("yes > 1/2 of members", Tally.of(["a", "b", "c"], split))
    assert (found.left, found.right, found.needed, found.margin) == (F(3, 2), F(3, 2), 2, F(-1, 2))
    assert found.short_by == F(1, 2)


def test_the_grid_of_figures() -> None:
    """Figures by measure have the places they are written with, those of groups included."""
    groups: Any = {"house": {"a": {"by": {"area": {"yes": "0.005"}}}}}
    coarse = Tally.totals(by={"area": {"yes": "5.5", "members": 11}})
    fine = Tally.totals(by={"area": {"yes": "5.5", "members": 11}}, groups=groups)
    assert verdict("yes by area > 1/2 of members by area", coarse).needed == F("5.6")
    assert verdict("yes by area > 1/2 of members by area", fine).needed == F("5.501")


def test_the_grid_of_blocs() -> None:
    """Blocs count whole, or on the places of what their seats weigh."""
    seats = [
        Elector(name, {"c": name}, {"v": weight}) for name, weight in (("x", 1), ("y", "0.5"), ("z", "0.5"))
    ]
    tally = Tally.of(seats, {"x": "yes", "y": "no", "z": "no"})
    by_votes = verdict("blocs c by v where (yes > no) > 1/2 of blocs c by v", tally)
    assert (by_votes.left, by_votes.right, by_votes.needed, by_votes.short_by) == (1, 1, F("1.1"), F("0.1"))
    whole = verdict("blocs c where (yes > no) > 1/2 of blocs c", tally)
    assert (whole.left, whole.right, whole.needed, whole.short_by) == (1, F(3, 2), 2, 1)


@pytest.mark.parametrize(("text", "needed"), [("given n >= 5", 5), ("given n > 4.5", 5), ("given n < 4", 3)])
def test_the_grid_of_facts(text: str, needed: int) -> None:
    """Facts count in whole numbers."""
    found = verdict(text, Tally.of([], given={"n": 4}))
    assert (found.left, found.needed, found.short_by) == (4, needed, abs(needed - 4))


# ---------------------------------------------------------------- an empty base


@pytest.mark.parametrize("relation", [">=", ">", "="])
def test_nothing_helps_where_the_base_is_empty(relation: str) -> None:
    """A share of nobody cannot be reached: no figure is needed, and none would do."""
    found = verdict(f"yes {relation} 80% of decisive", Tally.count(["abstain"]))
    assert not found.holds
    assert (found.left, found.right) == (0, 0)
    assert (found.needed, found.margin, found.short_by) == (None, None, None)
    assert found.facts["empty_base"] is True


@pytest.mark.parametrize(("relation", "needed", "short_by"), [("<=", 0, 0), ("<", -1, 1)])
def test_ceilings_of_an_empty_base_are_arithmetic(relation: str, needed: int, short_by: int) -> None:
    """At most, and less than, a share of nobody are figures like others."""
    found = verdict(f"yes {relation} 80% of decisive", Tally.count(["abstain"]))
    assert (found.left, found.right, found.needed, found.short_by) == (0, 0, needed, short_by)
    assert "empty_base" not in found.facts


def test_a_base_that_is_there_is_not_called_empty() -> None:
    """Where every base is above zero, nothing is said of empty ones."""
    assert "empty_base" not in verdict("yes >= 80% of decisive", Tally.count(["no"])).facts
    inner = verdict("yes >= 1/2 of ballots + 1/2 of decisive", Tally.count(["abstain"]))
    assert inner.facts["empty_base"] is True


# ---------------------------------------------------------------- needed is the exact inverse of the test

SHARES = [
    "0%",
    "1%",
    "4%",
    "1/3",
    "1/2",
    "55%",
    "3/5",
    "2/3",
    "66.67%",
    "3/4",
    "80%",
    "4/5",
    "7/8",
    "99.9%",
    "100%",
]
UPTO = 200


@cache
def of_members(part: int, whole: int) -> Tally:
    """So many yes of so many members, each made once."""
    return heads(part, whole)


ROUNDED = [
    (share, f" rounded {mode}")
    for share in ("4%", "1/3", "1/2", "66.67%")
    for mode in ("down", "up", "to nearest")
]


@pytest.mark.parametrize(("share", "rounding"), [*((share, "") for share in SHARES), *ROUNDED])
def test_needed_is_the_least_figure_that_holds(share: str, rounding: str) -> None:
    """For all n up to 200 the figure needed holds, and the next one below it does not."""
    for relation, step in ((">=", 1), (">", 1), ("<=", -1), ("<", -1)):
        rule = Condition.parse(f"yes {relation} {share} of members{rounding}")
        for whole in range(1, UPTO + 1):
            needed = rule.evaluate(of_members(0, whole)).needed
            assert type(needed) is int
            for part, expected in ((needed - step, False), (needed, True), (needed + step, True)):
                if 0 <= part <= whole:
                    assert rule.holds(of_members(part, whole)) is expected, (relation, part, whole)


@pytest.mark.parametrize("share", SHARES)
def test_needed_is_the_only_figure_that_equals(share: str) -> None:
    """For all n up to 200, what equals a share is the one figure needed, or none."""
    rule = Condition.parse(f"yes = {share} of members")
    for whole in range(1, UPTO + 1):
        needed = rule.evaluate(of_members(0, whole)).needed
        exact = Condition.parse(f"yes >= {share} of members").evaluate(of_members(0, whole))
        least = exact.needed
        assert type(least) is int
        assert needed == (least if exact.right == least else None)
        for part in {max(least - 1, 0), least, min(least + 1, whole)}:
            assert rule.holds(of_members(part, whole)) is (part == needed)


@pytest.mark.parametrize("share", ["2/3", "55%"])
def test_short_by_more_would_do(share: str) -> None:
    """Whoever is short of it by some would hold with so many more, and not with one less."""
    rule = Condition.parse(f"yes >= {share} of members")
    for whole in range(1, 50):
        for part in range(whole + 1):
            short_by = rule.evaluate(of_members(part, whole)).short_by
            assert type(short_by) is int
            assert rule.holds(of_members(part + short_by, whole))
            assert short_by == 0 or not rule.holds(of_members(part + short_by - 1, whole))


def test_needed_by_weight_is_the_least_that_holds() -> None:
    """The same to the hundredth, for totals of 0.01 to 2.00."""
    for relation, step in ((">=", 1), (">", 1), ("<=", -1), ("<", -1)):
        rule = Condition.parse(f"yes by area {relation} 2/3 of members by area")
        for cents in range(1, UPTO + 1):
            whole = f"{Decimal(cents) / 100:.2f}"
            needed = rule.evaluate(area("0.00", whole)).needed
            assert needed is not None
            hundredths = int(needed * 100)
            assert hundredths == needed * 100
            for part, expected in ((hundredths - step, False), (hundredths, True)):
                if 0 <= part <= cents:
                    assert rule.holds(area(f"{Decimal(part) / 100:.2f}", whole)) is expected, (relation, part)


# ---------------------------------------------------------------- conditions that are no comparison


def test_what_is_no_comparison_has_no_figures() -> None:
    """Only a comparison has figures; the others have parts."""
    tally = Tally.of([Elector("a", {"h": "x"})], {"a": "yes"}, given={"notice": True})
    for text, code in (
        ("given notice", "given"),
        ("not yes > no", "not"),
        ("yes > no and no = 0", "and"),
        ("yes > no or no = 0", "or"),
        ("each h: yes > no", "each"),
    ):
        found = verdict(text, tally)
        assert found.code == code
        assert found.rule == text
        assert {found.left, found.right, found.needed, found.margin, found.short_by} == {None}
        assert "left" not in found.to_dict()


def test_parts_have_figures_of_their_own() -> None:
    """Every part is worked out, also where the first has decided."""
    found = verdict("yes > no and yes >= 4 and not no >= 3", heads(2, 8) + Tally.count(["no"] * 3))
    assert [part.code for part in found.parts] == ["comparison", "comparison", "not"]
    assert [part.short_by for part in found.parts] == [2, 2, None]
    assert found.parts[2].parts[0].left == 3
    assert not any(part.holds for part in found.parts)


def test_groups_have_figures_of_their_own() -> None:
    """Each group of an ``each`` has the verdict of its body."""
    people = [Elector("a", {"h": "x"}), Elector("b", {"h": "x"}), Elector("c", {"h": "y"})]
    found = verdict("each h: members >= 1/2 of all members", Tally.of(people))
    assert found.facts == {"trait": "h", "groups": 2}
    assert [(part.code, part.rule, dict(part.facts)) for part in found.parts] == [
        ("group", "x", {"trait": "h", "group": "x"}),
        ("group", "y", {"trait": "h", "group": "y"}),
    ]
    bodies = [part.parts[0] for part in found.parts]
    assert [(body.left, body.right, body.needed, body.short_by) for body in bodies] == [
        (2, F(3, 2), 2, 0),
        (1, F(3, 2), 2, 1),
    ]
    empty = verdict("each h in (z): members >= 1/2 of all members", Tally.of(people))
    assert (empty.facts["trait"], empty.facts["groups"]) == ("h", 1)
    assert empty.parts[0].parts[0].left == 0


def test_clauses_stand_with_their_parts() -> None:
    """The clause of a condition, and of a part of it, is found in the verdict."""
    clause, inner = Clause("by-law 3"), Clause("by-law 4")
    part = Condition.parse("no = 0").under(inner)
    for whole, code in (
        (part & Condition.parse("yes > no"), "and"),
        (part | Condition.parse("yes > no"), "or"),
        (~part, "not"),
    ):
        found = whole.under(clause).evaluate(Tally.count(["yes"]))
        assert (found.code, found.clause) == (code, clause)
        assert found.parts[0].clause == inner
    for text in ("given n", "each h: yes > 0"):
        tally = Tally.of([Elector("a", {"h": "x"})], given={"n": True})
        assert Condition.parse(text).under(clause).evaluate(tally).clause == clause


# ---------------------------------------------------------------- facts


def fact(text: str, tally: Tally, side: str = "left") -> dict[str, Any]:
    """The facts of one side of a comparison."""
    facts: Any = verdict(text, tally).facts[side]
    return dict(facts)


def test_the_facts_of_a_comparison() -> None:
    """Both sides with text, value, unit and terms; all of it plain data."""
    found = verdict("yes by area >= 2/3 of members by area", area("66.66", "100.00"))
    base = {
        "text": "members by area",
        "value": "100",
        "measure": "area",
        "counts": "people",
        "terms": [{"factor": "1", "kind": "people", "word": "members", "measure": "area", "among": []}],
        "constant": "0",
    }
    assert dict(found.facts) == {
        "relation": ">=",
        "left": {
            "text": "yes by area",
            "value": "66.66",
            "measure": "area",
            "counts": "people",
            "terms": [{"factor": "1", "kind": "people", "word": "yes", "measure": "area", "among": []}],
            "constant": "0",
        },
        "right": {
            "text": "2/3 of members by area",
            "value": "200/3",
            "measure": "area",
            "counts": "people",
            "terms": [{"factor": "1", "kind": "share", "share": [2, 3], "base": base}],
            "constant": "0",
        },
    }


PEOPLE = Tally.of(
    [
        Elector("a", {"h": "x", "p": "red"}, {"w": "1.5"}, {"chair"}),
        Elector("b", {"h": "y", "p": "red"}, {"w": "0.5"}),
        Elector("c", {"h": "y", "p": "blue"}, {"w": 2}),
    ],
    {"a": "yes", "b": "no", "c": "good"},
    labels=["good"],
    given={"n": 2},
)


@pytest.mark.parametrize(
    ("text", "value", "terms"),
    [
        ("'good'", "1", [{"factor": "1", "kind": "people", "label": "good", "measure": None, "among": []}]),
        (
            "2 times yes - 0.5 times no",
            "1.5",
            [
                {"factor": "2", "kind": "people", "word": "yes", "measure": None, "among": []},
                {"factor": "-0.5", "kind": "people", "word": "no", "measure": None, "among": []},
            ],
        ),
        (
            "members among (not chair and h in (x, y))",
            "2",
            [
                {
                    "factor": "1",
                    "kind": "people",
                    "word": "members",
                    "measure": None,
                    "among": [
                        {"name": "chair", "values": [], "negated": True},
                        {"name": "h", "values": ["x", "y"], "negated": False},
                    ],
                }
            ],
        ),
        ("given n", "2", [{"factor": "1", "kind": "fact", "name": "n"}]),
        (
            "all yes",
            "1",
            [{"factor": "1", "kind": "people", "word": "yes", "measure": None, "among": [], "level": "all"}],
        ),
        (
            "blocs h",
            "2",
            [{"factor": "1", "kind": "blocs", "trait": "h", "measure": None, "where": None}],
        ),
        (
            "all blocs h by w where (yes > no)",
            "1.5",
            [
                {
                    "factor": "1",
                    "kind": "blocs",
                    "trait": "h",
                    "measure": "w",
                    "where": "yes > no",
                    "level": "all",
                }
            ],
        ),
    ],
)
def test_the_facts_of_terms(text: str, value: str, terms: list[dict[str, object]]) -> None:
    """Every kind of term says what it is made of."""
    facts = fact(f"{text} >= 1", PEOPLE)
    assert (facts["text"], facts["value"]) == (text, value)
    assert [{**term, **rule_of(term)} for term in facts["terms"]] == terms
    assert facts["constant"] == "0"


def rule_of(term: Mapping[str, Any]) -> dict[str, str]:
    """The condition on blocs in short: its rule text instead of its facts."""
    where = term.get("where")
    return {} if where is None else {"where": where["rule"]}


@pytest.mark.parametrize(
    ("where", "codes"),
    [
        ("yes > no", ["comparison"]),
        ("given t", ["given"]),
        ("not yes > no", ["not", "comparison"]),
        ("yes > no and given t", ["and", "comparison", "given"]),
        ("yes > no or given t", ["or", "comparison", "given"]),
        ("each p: yes > no", ["each", "comparison"]),
        ("each p in (red, blue): yes > no", ["each", "comparison"]),
        ("blocs p where (given t) >= 1/2 of blocs p rounded up", ["comparison"]),
    ],
)
def test_the_facts_of_blocs_say_what_they_must_meet(where: str, codes: list[str]) -> None:
    """The condition on blocs is told by its parts, without figures, which differ from bloc to bloc."""
    tally = PEOPLE + Tally.of([], given={"t": True})
    [term] = fact(f"blocs h where ({where}) >= 1", tally)["terms"]
    outline: dict[str, Any] = term["where"]
    assert outline["rule"] == where
    assert list(codes_of(outline)) == codes
    assert "value" not in json.dumps(outline)


def codes_of(outline: Mapping[str, Any]) -> Iterator[str]:
    """The codes of an outline and its parts."""
    yield outline["code"]
    for part in outline.get("parts", ()):
        yield from codes_of(part)


@pytest.mark.parametrize(
    ("text", "counts", "measure"),
    [
        ("yes >= 1", "people", None),
        ("yes by w >= 1", "people", "w"),
        ("blocs h >= 1", "blocs", None),
        ("blocs h by w >= 1", "blocs", "w"),
        ("given n >= 1", None, None),
        ("given n >= yes by w", "people", "w"),
        ("1 <= yes by w", "people", "w"),
    ],
)
def test_the_unit_of_a_comparison(text: str, counts: str | None, measure: str | None) -> None:
    """Both sides tell the unit in which they are compared."""
    for side in ("left", "right"):
        facts = fact(text, PEOPLE, side)
        assert (facts["counts"], facts["measure"]) == (counts, measure)


def test_the_facts_of_rounding_and_constants() -> None:
    """A rounded term holds what is rounded; a constant stands apart from the terms."""
    facts = fact("yes >= 1/2 of members rounded up + 0.25", PEOPLE, "right")
    assert (facts["value"], facts["constant"]) == ("2.25", "0.25")
    [term] = facts["terms"]
    assert (term["factor"], term["kind"], term["mode"]) == ("1", "rounded", "up")
    assert (term["of"]["text"], term["of"]["value"]) == ("1/2 of members", "1.5")
    [share] = term["of"]["terms"]
    assert (share["share"], share["base"]["value"]) == ([1, 2], "3")


def test_the_facts_of_levels() -> None:
    """A level is told where there is one."""
    found = verdict("each h: (each p: members <= members within h)", PEOPLE)
    right: Any = found.parts[1].parts[0].parts[0].parts[0].facts["right"]
    assert right["value"] == "2"
    assert right["terms"][0]["level"] == "within"
    assert right["terms"][0]["within"] == "h"
    blocs = verdict("each h: (each p: (blocs p) within h >= 1)", PEOPLE)
    left: Any = blocs.parts[1].parts[0].parts[0].parts[0].facts["left"]
    assert (left["value"], left["terms"][0]["level"], left["terms"][0]["within"]) == ("2", "within", "h")


def test_the_facts_of_a_given_truth() -> None:
    """A truth says its name."""
    assert verdict("given n", Tally.of([], given={"n": False})).facts == {"name": "n"}


@pytest.mark.parametrize(
    "text",
    [
        "yes >= 2/3 of members and (given n > 1 or not 'good' > 0)",
        "each h: (each p: members <= 1/2 of members within h rounded up)",
        "blocs h by w where (yes > no) >= 1/2 of blocs h by w",
        "yes by w among chair >= 1/3 of members by w",
        "abstain >= 50% of abstain",
    ],
)
def test_a_verdict_is_plain_data(text: str) -> None:
    """The plain dict of a verdict is JSON, with exact numbers as text."""
    plain = verdict(text, PEOPLE).to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert all(isinstance(number, str | None) for number in numbers(plain))


def numbers(plain: Mapping[str, Any]) -> list[object]:
    """The figures of a plain verdict and its parts."""
    names = ("left", "right", "needed", "margin", "short_by")
    found = [plain[name] for name in names if name in plain]
    for part in plain.get("parts", ()):
        found += numbers(part)
    return found


def test_a_verdict_as_a_plain_dict() -> None:
    """The figures of a comparison stand in the plain dict as text, None where there is none."""
    plain = verdict("yes by area >= 2/3 of members by area", area("66.66", "100.00")).to_dict()
    facts = plain.pop("facts")
    assert facts
    assert plain == {
        "holds": False,
        "code": "comparison",
        "rule": "yes by area >= 2/3 of members by area",
        "left": "66.66",
        "right": "200/3",
        "needed": "66.67",
        "margin": "-0.01",
        "short_by": "0.01",
    }
    hopeless = verdict("yes >= 1/2 of decisive", Tally.count([])).to_dict()
    assert (hopeless["needed"], hopeless["margin"], hopeless["short_by"]) == (None, None, None)
