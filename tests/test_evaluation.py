"""What conditions come to: relations, shares, rounding, facts, groups, blocs and levels."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from consultgov import Ballot, Condition, Elector, Tally
from consultgov.counting import each, members, yes
from consultgov.errors import ConsultgovError, MissingData, RuleError, UnknownFigure


def holds(text: str, tally: Tally) -> bool:
    """Whether the condition holds, by the fast way and by the explained one."""
    condition = Condition.parse(text)
    fast = condition.holds(tally)
    assert condition.evaluate(tally).holds is fast
    return fast


def figure(text: str, tally: Tally) -> int | Fraction | None:
    """What a count comes to."""
    return Condition.parse(f"{text} >= 0").evaluate(tally).left


def stances(**counts: int) -> Tally:
    """A stream with so many of each stance."""
    return Tally.count(stance for stance, count in counts.items() for _ in range(count))


# ---------------------------------------------------------------- relations

RELATIONS: dict[str, tuple[bool, bool, bool]] = {
    ">=": (False, True, True),
    ">": (False, False, True),
    "<=": (True, True, False),
    "<": (True, False, False),
    "=": (False, True, False),
}
BELOW_AT_ABOVE = [(relation, place) for relation in RELATIONS for place in (-1, 0, 1)]


@pytest.mark.parametrize(("relation", "place"), BELOW_AT_ABOVE)
def test_a_relation_below_at_and_above_a_number(relation: str, place: int) -> None:
    """Each relation at the figure, one below it and one above."""
    assert holds(f"yes {relation} 5", stances(yes=5 + place, no=9)) is RELATIONS[relation][place + 1]


@pytest.mark.parametrize(("relation", "place"), BELOW_AT_ABOVE)
def test_a_relation_below_at_and_above_a_count(relation: str, place: int) -> None:
    """The same against another count."""
    assert holds(f"yes {relation} no", stances(yes=5 + place, no=5)) is RELATIONS[relation][place + 1]


@pytest.mark.parametrize(("relation", "place"), BELOW_AT_ABOVE)
@pytest.mark.parametrize(
    ("share", "part", "whole"),
    [
        ("80%", 8, 10),
        ("2/3", 60, 90),
        ("1/2", 50, 100),
        ("66.67%", 6667, 10000),
        ("100%", 7, 7),
        ("0%", 0, 7),
    ],
)
def test_a_relation_below_at_and_above_a_share(
    relation: str, place: int, share: str, part: int, whole: int
) -> None:
    """The same against a share of a base, counted in whole people."""
    above = min(max(part + place, 0), whole) - part
    tally = stances(yes=part + above, no=whole - part - above)
    assert holds(f"yes {relation} {share} of members", tally) is RELATIONS[relation][above + 1]


@pytest.mark.parametrize(("relation", "place"), BELOW_AT_ABOVE)
def test_a_relation_below_at_and_above_a_weight(relation: str, place: int) -> None:
    """The same by weight, to the hundredth."""
    ballots = [Ballot("yes", 50 + Decimal(place) / 100), Ballot("no", 50 - Decimal(place) / 100)]
    tally = Tally.count(ballots, by="area")
    assert holds(f"yes by area {relation} 1/2 of members by area", tally) is RELATIONS[relation][place + 1]
    assert holds(f"yes by area {relation} 50", tally) is RELATIONS[relation][place + 1]
    assert holds(f"yes by area {relation} 50.00", tally) is RELATIONS[relation][place + 1]


@pytest.mark.parametrize(("relation", "place"), BELOW_AT_ABOVE)
def test_a_relation_between_decimals(relation: str, place: int) -> None:
    """A number with places is compared exactly, on either side."""
    assert holds(f"yes + 0.25 {relation} 5.25", stances(yes=5 + place)) is RELATIONS[relation][place + 1]
    assert holds(f"5.25 {relation} yes + 0.25", stances(yes=5 - place)) is RELATIONS[relation][place + 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes >= 3", True),
        ("yes >= 3.0000001", False),
        ("yes <= 2.9999999", False),
        ("yes = 2.5", False),
        ("yes > 2.5", True),
        ("3 <= yes", True),
        ("4 > yes", True),
        ("yes + no = 5", True),
        ("yes - no = 1", True),
        ("no - yes = 0 - 1", True),
        ("no - yes < 0", True),
        ("yes - no - abstain <= 0", True),
        ("members - yes < 4", True),
        ("members - (no - abstain) = 5", True),
        ("(yes + abstain) + 2 = 6", True),
        ("yes + no = no + yes", True),
        ("yes = yes", True),
        ("yes > yes", False),
        ("yes - yes + no = 2", True),
        ("2 - 1 + yes = 4", True),
        ("yes >= 0 - 5", True),
        ("yes + no >= 50% of members + 2", True),
        ("yes + no > 50% of members + 2", False),
        ("yes >= 100% of yes", True),
        ("yes > 100% of yes", False),
        ("yes = 1/2 of yes + 1/2 of yes", True),
        ("yes >= 1/2 of (50% of members)", True),
        ("yes >= 1/2 of (members + 1)", False),
        ("yes >= 1/2 of (members - abstain + 1)", True),
        ("yes >= 1/2 of (2 times members)", False),
        ("yes >= 1/2 of (yes + members)", False),
        ("yes + members >= 1/2 of (yes + members)", True),
        ("members + yes > 1/2 of members", True),
    ],
)
def test_sums(text: str, expected: bool) -> None:  # noqa: FBT001 - a truth
    """Sums, differences and constants on both sides, of 3 yes, 2 no and 1 abstention."""
    assert holds(text, stances(yes=3, no=2, abstain=1)) is expected


def test_large_counts_are_exact() -> None:
    """No figure is too large to be compared to the last unit."""
    large = 10**30
    tally = Tally.totals(yes=2 * large, no=large)
    assert holds("yes >= 2/3 of decisive and not yes > 2/3 of decisive", tally)
    assert not holds("yes >= 2/3 of decisive", Tally.totals(yes=2 * large - 1, no=large))


# ---------------------------------------------------------------- a share of nobody


@pytest.mark.parametrize(
    ("relation", "expected"), [(">=", False), (">", False), ("=", False), ("<=", True), ("<", False)]
)
@pytest.mark.parametrize(
    "right",
    [
        "80% of decisive",
        "0% of decisive",
        "100% of decisive rounded down",
        "1/2 of decisive rounded up",
        "1/3 of (80% of decisive)",
        "1/2 of (2 times decisive)",
        "1/2 of (yes + no)",
        "1/2 of all decisive",
        "1/2 of members - 1/2 of members + 1/2 of decisive",
        "1/2 of members + 1/2 of decisive - 1/2 of members",
    ],
)
def test_nothing_is_no_share_of_nobody(right: str, relation: str, expected: bool) -> None:  # noqa: FBT001
    """A share of an empty base makes ``>=``, ``>`` and ``=`` fail; ``<`` and ``<=`` stay arithmetic."""
    assert holds(f"yes {relation} {right}", stances(abstain=5)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not yes >= 80% of decisive", True),
        ("not yes < 80% of decisive", True),
        ("yes >= 80% of decisive or yes < 80% of decisive", False),
        ("yes = 0", True),
        ("yes >= 0 times decisive", True),
        ("yes <= 1/2 of decisive + 1", True),
        ("yes < 1/2 of decisive + 1", True),
        ("abstain + yes >= 1/2 of members", True),
    ],
)
def test_what_is_no_share_of_nobody(text: str, expected: bool) -> None:  # noqa: FBT001 - a truth
    """``not`` is not pushed through; multiples and numbers claim nothing about a base."""
    assert holds(text, stances(abstain=5)) is expected


@pytest.mark.parametrize(("members", "expected"), [(2, False), (3, False), (4, True)])
def test_a_base_below_zero_is_no_base(members: int, expected: bool) -> None:  # noqa: FBT001 - a truth
    """A base that is a difference counts only above zero, and so do bases of weights."""
    tally = stances(yes=1, absent=members - 1)
    assert holds("yes >= 1/100 of (2 times members - 6)", tally) is expected
    assert holds("yes >= 1/100 of (members - 3)", tally) is expected


def test_a_base_of_weightless_people() -> None:
    """People whose weights are zero make an empty base by weight, however many they are."""
    tally = Tally.of([Elector("a", weights={"w": 0}), Elector("b", weights={"w": "0.00"})], {"a": "yes"})
    assert not holds("yes by w >= 1/2 of members by w", tally)
    assert not holds("yes by w = 0% of members by w", tally)
    assert holds("yes by w <= 1/2 of members by w and yes >= 1/2 of members", tally)


@pytest.mark.parametrize(
    "text", ["yes >= 1/2 of valid + 1/2 of members", "yes >= 1/2 of members + 1/2 of valid"]
)
def test_every_base_must_be_there(text: str) -> None:
    """Of several bases none may be empty."""
    assert not holds(text, stances(absent=5))
    assert holds(text, stances(yes=1))


def test_one_empty_base_of_three_levels() -> None:
    """A base inside a base must be above zero as well."""
    assert not holds("yes >= 10% of (members - 50% of (members - 4))", stances(yes=4))
    assert holds("yes >= 10% of (members - 50% of (members - 4))", stances(yes=5))


# ---------------------------------------------------------------- rounding


@pytest.mark.parametrize(
    ("total", "share", "down", "up", "nearest"),
    [
        (7, "1/2", 3, 4, 4),
        (5, "1/2", 2, 3, 3),
        (8, "1/2", 4, 4, 4),
        (7, "1/3", 2, 3, 2),
        (8, "1/3", 2, 3, 3),
        (9, "1/3", 3, 3, 3),
        (10, "4%", 0, 1, 0),
        (13, "4%", 0, 1, 1),
        (12, "4%", 0, 1, 0),
        (25, "4%", 1, 1, 1),
        (1, "1/2", 0, 1, 1),
        (300, "66.67%", 200, 201, 200),
    ],
)
def test_a_share_is_rounded(total: int, share: str, down: int, up: int, nearest: int) -> None:
    """Down is floor, up is ceiling, nearest is floor of a half more; halves go up."""
    for mode, expected in (("down", down), ("up", up), ("to nearest", nearest)):
        for place in (-1, 0, 1):
            if 0 <= expected + place <= total:
                tally = stances(yes=expected + place, absent=total - expected - place)
                for relation, truths in RELATIONS.items():
                    rule = f"yes {relation} {share} of members rounded {mode}"
                    assert holds(rule, tally) is truths[place + 1], rule


@pytest.mark.parametrize(
    ("area", "share", "down", "up", "nearest"),
    [
        ("3.00", "1/2", 1, 2, 2),
        ("2.98", "1/2", 1, 2, 1),
        ("3.02", "1/2", 1, 2, 2),
        ("0.99", "1/2", 0, 1, 0),
        ("1.00", "1/2", 0, 1, 1),
        ("10.30", "65%", 6, 7, 7),
        ("100.00", "65%", 65, 65, 65),
        ("0.01", "1/3", 0, 1, 0),
    ],
)
def test_a_share_of_weights_is_rounded(area: str, share: str, down: int, up: int, nearest: int) -> None:
    """Weights are rounded to whole units of the measure, not to its places."""
    whole = Decimal(area)
    for mode, expected in (("down", down), ("up", up), ("to nearest", nearest)):
        for place in (-1, 0, 1):
            part = expected + Decimal(place) / 100
            if 0 <= part <= whole:
                tally = Tally.count([Ballot("yes", part), Ballot("no", whole - part)], by="area")
                for relation, truths in RELATIONS.items():
                    rule = f"yes by area {relation} {share} of members by area rounded {mode}"
                    assert holds(rule, tally) is truths[place + 1], rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(yes - no - 0.5) rounded down", -2),
        ("(yes - no - 0.5) rounded up", -1),
        ("(yes - no - 0.5) rounded to nearest", -1),
        ("(yes - no + 0.5) rounded down", -1),
        ("(yes - no + 0.5) rounded up", 0),
        ("(yes - no + 0.5) rounded to nearest", 0),
        ("(yes - no + 0.49) rounded to nearest", -1),
        ("yes rounded down", 1),
        ("0.5 times no rounded up + yes", 2),
        ("3 times (0.5 times yes rounded up)", 3),
        ("3 times (0.5 times yes) rounded up", 2),
        ("(0.7 times yes rounded down) + (0.7 times no rounded down)", 1),
        ("((0.5 times yes) rounded up + 0.5) rounded down", 1),
        ("given n rounded up", 3),
        ("(given n + 0.5) rounded up", 4),
        ("(yes + given n + 0.5) rounded to nearest", 5),
        ("yes - 0.5 times no rounded up", 0),
    ],
)
def test_rounded_sums(text: str, expected: int) -> None:
    """Rounding ends the term it follows, floors below zero, and may be nested; of 1 yes, 2 no and n = 3."""
    tally = Tally.count(["yes", "no", "no"], given={"n": 3})
    assert figure(text, tally) == expected
    assert holds(
        f"{text} + 9 = {expected + 9} and {text} + 9 > {expected + 8} and {text} + 9 < {expected + 10}", tally
    )


def test_a_rounded_split_vote() -> None:
    """Halves of split votes are rounded as whole heads."""
    split: Any = {"a": {"yes": "1/2", "no": "1/2"}, "b": "yes"}
    tally = Tally.of(["a", "b"], split)
    assert holds("yes rounded down = 1 and yes rounded up = 2 and yes rounded to nearest = 2", tally)
    assert holds("no rounded to nearest = 1 and no rounded down = 0", tally)


def test_the_governor_rounds_by_its_rule() -> None:
    """4 % of 1 001 tokens are 40.04, rounded down 40: at 40 the quorum is met, at 39 not."""
    rule = "(yes + abstain) by tokens >= 4% of members by tokens rounded down"
    for part, expected in ((39, False), (40, True), (41, True)):
        ballots = [Ballot("yes", 30), Ballot("abstain", part - 30), Ballot("absent", 1001 - part)]
        assert holds(rule, Tally.count(ballots, by="tokens")) is expected


def test_rounding_comes_after_the_empty_base() -> None:
    """A half of nobody is not rounded to a figure that might be reached."""
    assert not holds("yes >= 1/2 of decisive rounded to nearest", stances(absent=3))
    assert holds("yes <= 1/2 of decisive rounded up", stances(absent=3))


# ---------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("text", "below", "at", "above"),
    [
        ("yes >= 3 times no", False, True, True),
        ("yes > 3 times no", False, False, True),
        ("yes >= 1.5 times (2 times no)", False, True, True),
        ("2 times yes >= 6 times no", False, True, True),
        ("yes - 2 times no >= no", False, True, True),
        ("yes >= 0.5 times (no + no + 4 times no)", False, True, True),
        ("0 - yes <= 0 - 3 times no", False, True, True),
        ("0 times yes >= yes - 3 times no", True, True, False),
        ("yes >= 0.3 times members - 0.3 times yes + 2.7 times no", False, True, True),
    ],
)
def test_a_multiple(text: str, below: bool, at: bool, above: bool) -> None:  # noqa: FBT001 - truths
    """A multiple below, at and above 3 to 1, of 2 no."""
    for count, expected in ((5, below), (6, at), (7, above)):
        assert holds(text, stances(yes=count, no=2)) is expected


# ---------------------------------------------------------------- facts of the matter


@pytest.mark.parametrize("notice", [True, False])
def test_a_truth_of_the_matter(notice: bool) -> None:  # noqa: FBT001 - a truth
    """A truth is a clause, and joins and is negated like any other."""
    tally = Tally.count(["yes"], given={"notice": notice})
    assert holds("given notice", tally) is notice
    assert holds("not given notice", tally) is not notice
    assert holds("(given notice and yes > no) or yes >= 2", tally) is notice
    assert holds("yes > no and not given notice", tally) is not notice


@pytest.mark.parametrize(("number", "expected"), [(-5, True), (0, True), (4, True), (5, True), (6, False)])
def test_a_number_of_the_matter(number: int, expected: bool) -> None:  # noqa: FBT001 - a truth
    """A number is a count: compared, added, multiplied, on either side, in any measure."""
    tally = Tally.of([Elector("a", weights={"area": "5.00"})], {"a": "yes"}, given={"n": number})
    assert holds("yes by area >= given n", tally) is expected
    assert holds("given n <= 5", tally) is expected
    assert holds("4 + yes >= given n", tally) is expected
    assert holds("2 times yes by area - given n >= given n", tally) is expected
    assert holds("yes by area - given n >= 0.00", tally) is expected
    assert holds("yes by area >= (given n + 0.4) rounded down", tally) is expected


def test_facts_inside_groups() -> None:
    """Facts are those of the matter in every group."""
    tally = Tally.of([Elector("a", {"h": "x"}), Elector("b", {"h": "y"})], given={"n": 1, "t": True})
    assert holds("each h: members = given n", tally)
    assert holds("each h: (given t and members >= given n)", tally)
    assert holds("blocs h where (given t) = 2 and blocs h = 2 times given n", tally)
    assert holds("blocs h where (not given t) = 0", tally)


# ---------------------------------------------------------------- and, or, not

TRUTH = {"a": True, "b": False}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("given a and given a", True),
        ("given a and given b", False),
        ("given b and given a", False),
        ("given a or given b", True),
        ("given b or given a", True),
        ("given b or given b", False),
        ("not given b", True),
        ("not (given a and given b)", True),
        ("not (given a or given b)", False),
        ("not not given a", True),
        ("(given a and given b) or given a", True),
        ("(given a or given b) and given b", False),
        ("(given b or (given a and not given b)) and given a", True),
    ],
)
def test_joined_conditions(text: str, expected: bool) -> None:  # noqa: FBT001 - a truth
    """``and``, ``or`` and ``not`` over what holds and what does not."""
    assert holds(text, Tally.of([], given=TRUTH)) is expected


# ---------------------------------------------------------------- each

HOUSES = Tally.of(
    [
        Elector("a1", {"house": "a", "party": "red"}, {"area": "10.25"}, {"elder"}),
        Elector("a2", {"house": "a", "party": "red"}, {"area": "5.25"}),
        Elector("a3", {"house": "a", "party": "blue"}, {"area": "4.50"}),
        Elector("b1", {"house": "b", "party": "red"}, {"area": 20}, {"elder"}),
        Elector("b2", {"house": "b", "party": "blue"}, {"area": "0.01"}),
        Elector("n1", {"house": None, "party": "blue"}, {"area": 1}),
    ],
    {"a1": "yes", "a2": "no", "a3": "yes", "b1": "no", "b2": "abstain", "n1": "yes"},
    vacant=[
        Elector("s1", {"house": "b", "party": None}, {"area": "9.99"}),
        Elector("s2", {"house": "c", "party": "green"}, {"area": 2}),
    ],
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("each house: seats >= 1", True),
        ("each house: members >= 1", False),
        ("each house: members <= 3", True),
        ("each house: members <= 2", False),
        ("each house: seats = 1", False),
        ("each house: yes >= 1/2 of members", False),
        ("each house: yes <= 2/3 of members", True),
        ("each house in (a, b): members >= 2", True),
        ("each house in (a, b): members >= 3", False),
        ("each house in (a): yes > no", True),
        ("each house in (b): yes > no", False),
        ("each house in (c): (seats = 1 and (each house in (c): vacant = 1))", True),
        ("each house in (a, d): members >= 1", False),
        ("each house in (d): members = 0", True),
        ("each house in (d): yes >= 50% of members", False),
        ("each house in (d): yes <= 50% of members", True),
        ("each house in (d): all members = 6", True),
        ("not each house: members >= 1", True),
        ("each elder: members >= 2", True),
        ("each elder: seats >= 3", False),
        ("each house: all members = 6", True),
        ("each house: members <= 1/2 of all members", True),
        ("each house: members < 1/2 of all members", False),
        ("each house: seats by area <= 1/2 of all seats by area", False),
        ("each house: seats by area < 30.01", True),
        ("each house: seats by area < 30.00", False),
        ("each house: (yes > no or vacant >= 1)", True),
        ("each house: (yes > no and vacant >= 1)", False),
        ("each house: not yes = no", False),
        ("each house in (a, b): (each party: seats >= 1)", True),
        ("each house in (c): (each party: vacant = 1)", True),
        ("each house in (d): (each party: members >= 0)", False),
        ("each house in (d): (each party in (red): members = 0)", True),
        ("each party: seats <= 3", True),
        ("each party: seats <= 2", False),
    ],
)
def test_each(text: str, expected: bool) -> None:  # noqa: FBT001 - a truth
    """``each`` asks every group of all seats, or those named, of which one without a seat counts zero."""
    assert holds(text, HOUSES) is expected


def test_each_over_no_group_does_not_hold() -> None:
    """Where nobody is in a group there is no ``each``, whatever is asked of it; nor is its ``not`` empty."""
    nowhere = Tally.of([Elector("a", {"house": None})], {"a": "yes"})
    for tally in (nowhere, Tally.of([])):
        assert not holds("each house: members >= 0", tally)
        assert not holds("each house: all members >= 0", tally)
        assert holds("not each house: members >= 0", tally)
        assert holds("each house in (x): members >= 0", tally)
        assert holds("blocs house = 0 and not blocs house >= 1/2 of blocs house", tally)


def test_none_puts_a_person_in_no_group() -> None:
    """Whoever is in no group counts in the whole, and is neither in nor hidden from ``among not``."""
    assert holds("yes = 3 and yes among house in (a, b) = 2 and yes among not house in (a, b, c) = 1", HOUSES)
    assert holds("blocs house = 3", HOUSES)
    assert holds("each house: yes <= 2", HOUSES)


def test_true_and_false_are_groups() -> None:
    """A yes-or-no trait has two groups, told from the texts ``true`` and ``false``."""
    electors = [
        Elector("a", {"k": True}),
        Elector("b", {"k": "true"}),
        Elector("c", {"k": False}),
        Elector("d", {"k": "false"}),
        Elector("e", {"k": None}),
    ]
    for voter, others in (("a", "bcd"), ("b", "acd"), ("c", "abd"), ("d", "abc")):
        ballots = {voter: "no"} | dict.fromkeys(others, "yes")
        tally = Tally.of(electors, ballots)
        assert not holds("each k: yes >= 1", tally)
        assert holds("blocs k = 4 and blocs k where (yes > 0) = 3", tally)
        verdict = Condition.parse("each k: yes >= 1").evaluate(tally)
        assert [part.holds for part in verdict.parts].count(False) == 1
        assert len(verdict.parts) == 4
    assert holds("each k: yes >= 1", Tally.of(electors, dict.fromkeys("abcd", "yes")))


def test_groups_come_in_a_fixed_order() -> None:
    """The verdicts of the groups are sorted by name, or as the rule names them."""
    tally = Tally.of([Elector(name, {"h": name}) for name in "cab"])
    assert [part.rule for part in Condition.parse("each h: seats = 1").evaluate(tally).parts] == [
        "a",
        "b",
        "c",
    ]
    named = Condition.parse("each h in (c, z, a): seats <= 1").evaluate(tally)
    assert [part.rule for part in named.parts] == ["c", "z", "a"]


# ---------------------------------------------------------------- vacant seats


def test_vacant_seats_make_groups() -> None:
    """``each`` and ``blocs`` range over the groups of all seats, those of vacant ones included."""
    assert holds("blocs house = 3 and blocs house where (members = 0) = 1", HOUSES)
    assert holds("each house: (members >= 1 or vacant >= 1)", HOUSES)
    assert holds("blocs house by area where (members = 0) = 2", HOUSES)


def test_a_number_of_vacant_seats_is_in_no_group() -> None:
    """Vacant seats given as a number count in the whole and make no group."""
    tally = Tally.of([Elector("a", {"house": "a"}), Elector("b", {"house": "b"})], vacant=3)
    assert holds("seats = 5 and blocs house = 2", tally)
    assert holds("each house: members <= 1/3 of all seats", tally)
    assert not holds("each house: members <= 1/6 of all seats", tally)


# ---------------------------------------------------------------- blocs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("blocs house", 3),
        ("blocs party", 3),
        ("blocs elder", 2),
        ("blocs house where (yes > no)", 1),
        ("blocs house where (seats >= 1)", 3),
        ("blocs house where (seats >= 9)", 0),
        ("blocs house by area", Fraction(5200, 100)),
        ("blocs house by area where (yes > no)", 20),
        ("blocs house by area where (no >= 1)", 50),
        ("2 times blocs house - 1", 5),
        ("blocs house + blocs party", 6),
        ("blocs house where (blocs party where (yes >= 1) >= 1)", 1),
        ("blocs house where (blocs party >= 2)", 2),
        ("blocs house where (all blocs party >= 2)", 3),
        ("blocs house where (blocs party where (members >= 1/3 of members within house) >= 2)", 2),
        ("blocs house where (blocs party where (all yes = 3) >= 2)", 2),
        ("blocs house where (not (yes > no))", 2),
        ("blocs house where (each party: members >= 1)", 2),
        ("blocs party where (each house: yes >= 1)", 0),
        ("blocs house where (yes >= 1/2 of members)", 1),
    ],
)
def test_blocs(text: str, expected: object) -> None:
    """Blocs count one each, or what their seats weigh, where their condition holds."""
    assert figure(text, HOUSES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("blocs house where (yes > no) > 1/2 of blocs house", False),
        ("blocs house where (yes > no) >= 1/3 of blocs house", True),
        ("blocs house by area where (no >= 1) > 1/2 of blocs house by area", True),
        ("blocs house by area where (no >= 1) >= 50", True),
        ("blocs house by area where (no >= 1) > 50", False),
        ("blocs house by area where (no >= 1) >= 96% of blocs house by area rounded up", True),
        ("blocs house by area where (no >= 1) >= 97% of blocs house by area rounded down", True),
        ("blocs house by area where (no >= 1) >= 97% of blocs house by area rounded up", False),
        ("blocs house where (yes > no) rounded down = 1", True),
        ("each party: blocs house >= 1", True),
        ("each party: blocs house >= 2", False),
        ("each party in (red): blocs house = 2", True),
        ("each party: all blocs house = 3", True),
        ("each house in (a): (each party: (blocs party) within house = 2)", True),
        ("each house in (a, b): (each party: (blocs party) within house = 2)", True),
        ("each house: (each party: (blocs party) within house = 2)", False),
        ("each party in (red): blocs house where (members >= 2) = 1", True),
        ("each party in (red): blocs house where (members >= 1/2 of members within party) = 1", True),
        ("each party in (red): blocs house where (members >= 1/2 of all members) = 0", True),
        ("each party in (red): blocs house by area where (members >= 2) = 15.5", True),
        ("each party in (red): all blocs house by area where (members >= 3) = 20", True),
    ],
)
def test_conditions_on_blocs(text: str, expected: bool) -> None:  # noqa: FBT001 - a truth
    """Blocs are compared, shared out and rounded as people are, and stand at levels."""
    assert holds(text, HOUSES) is expected


def test_the_swiss_constitutional_vote() -> None:
    """People and cantons: half cantons weigh a half, and a tie of cantons is no majority."""
    rule = (
        "yes > no and blocs canton by cantonal_votes where (yes > no) > 1/2 of blocs canton by cantonal_votes"
    )

    def vote(**won: bool) -> Tally:
        cantons: dict[str | bool, Mapping[str, object]] = {
            name: {
                "yes": 9 if yes_wins else 1,
                "no": 1 if yes_wins else 9,
                "by": {"cantonal_votes": {"seats": "0.5" if name.startswith("half") else 1}},
            }
            for name, yes_wins in won.items()
        }
        return Tally.totals(yes=51, no=49, groups={"canton": cantons})

    assert not holds(rule, vote(one=True, two=False))
    assert holds(rule, vote(one=True, two=False, half_a=True))
    assert not holds(rule, vote(one=True, two=False, half_a=True, half_b=False))
    assert not holds(rule, vote(one=True, two=True, three=False, four=False))


# ---------------------------------------------------------------- levels

LEVELS = Tally.of(
    Elector(
        f"{region}{house}{party}{number}", {"region": region, "house": house, "party": party}, {"w": weight}
    )
    for region, house, party, count, weight in (
        ("n", "x", "red", 3, 1),
        ("n", "x", "blue", 1, "0.5"),
        ("n", "y", "red", 2, 2),
        ("s", "x", "red", 1, 4),
        ("s", "x", "blue", 1, 4),
        ("s", "y", "blue", 4, "0.25"),
    )
    for number in range(count)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # region n: 6 (x 4: red 3, blue 1; y 2: red 2); region s: 6 (x 2: red 1, blue 1; y 4: blue 4)
        ("each region: members = 6", True),
        ("each region: (each house: members within region = 6)", True),
        ("each region: (each house: (each party: members within region = 6))", True),
        ("each region: (each house: (each party: all members = 12))", True),
        ("each region: (each house: (each party: members within house >= 2))", True),
        ("each region: (each house: (each party: members within house >= 3))", False),
        ("each region: (each house: (each party: members within house = 4 - members + members))", False),
        ("each region: (each house: (each party: members within party = members))", True),
        ("each region: (each house: (each party: members <= members within house))", True),
        ("each region: (each house: (each party: members within house <= members within region))", True),
        ("each region: (each house: (each party: members <= 3/4 of members within house))", False),
        ("each region: (each house in (x): (each party: members <= 3/4 of members within house))", True),
        ("each region: (each house in (x): (each party: members < 3/4 of members within house))", False),
        ("each region: (each house: (each party: members <= 2/3 of members within region))", True),
        ("each region: (each house: (each party: members < 2/3 of members within region))", False),
        (
            "each region: (each house: (each party: members within house <= 2/3 of members within region))",
            True,
        ),
        (
            "each region: (each house: (each party: members within house < 2/3 of members within region))",
            False,
        ),
        ("each region: (each house: (each party: members within region <= 1/2 of all members))", True),
        ("each region: (each house: (each party: members within region < 1/2 of all members))", False),
        ("each region: (each house: members <= 1/2 of all members)", True),
        ("each house: (each region: members within house = 6)", True),
        ("each house: (each region: (each party: members within region >= 2))", True),
        ("each house: (each region: (each party: members within region >= 3))", False),
        ("each house: (each region in (n): (each party: members within house = 6))", True),
        ("each party: (each region: members within party <= 6)", True),
        ("each party: (each region: members within party < 6)", False),
        ("each region: (each house: (each party: members by w within region <= 9))", True),
        ("each region: (each house: (each party: members by w within region < 9))", False),
        ("each region: (each house: (each party: members by w <= 8/15 of members by w within region))", True),
        ("each region: (each house: (each party: members by w < 8/15 of members by w within region))", False),
        ("each region: (each house: members by w >= 1/9 of members by w within region)", True),
        ("each region: (each house: members by w > 1/9 of members by w within region)", False),
        ("each region: blocs house where (members >= 2/3 of members within region) = 1", True),
        (
            (
                "each region: blocs house where (blocs party where"
                " (members >= 50% of members within region) = 1) = 1"
            ),
            True,
        ),
        ("each region: (each house: (blocs party) within region = 2)", True),
        ("each region: (each house: blocs party = 2)", False),
        ("each region: (each house: all blocs region = 2)", True),
        ("blocs region where (blocs house where (members < members within region) = 2) = 2", True),
        ("blocs region where (blocs house where (all members = 12) = 2) = 2", True),
        ("each region: (each house: (each region: members within house >= 2))", True),
        ("each region: (each house: (each region: members within region = members))", True),
    ],
)
def test_levels(text: str, expected: bool) -> None:  # noqa: FBT001 - a truth
    """``within`` counts the current group of an outer level, ``all`` the whole body; three levels deep."""
    assert holds(text, LEVELS) is expected


def test_within_nothing_around_it() -> None:
    """A level that nothing around it ranges over is refused before anything is counted."""
    condition = each("house", members.within("region").at_least(1))
    for ask in (condition.holds, condition.evaluate):
        with pytest.raises(RuleError) as caught:
            ask(LEVELS)
        assert [fault.code for fault in caught.value.faults] == ["unbound-level"]
        assert "within region must stand inside an `each` or `where` over that trait" in str(caught.value)


def test_a_scope_without_the_level() -> None:
    """A part of a rule that is compiled on its own says which level it lacks."""
    part = yes.within("house").at_least(1)
    scope = HOUSES.scope(each("house", part).vocabulary)
    with pytest.raises(RuleError, match="within house must stand inside"):
        part.compiled(scope)
    assert part.compiled(scope.groups("house")["a"])


# ---------------------------------------------------------------- both ways of deciding

ELECTORS = [
    Elector("a", {"house": "x", "party": "red", "k": True}, {"area": "10.01", "w": 3}, {"permanent"}),
    Elector("b", {"house": "x", "party": "blue", "k": False}, {"area": "5.50", "w": "0.5"}),
    Elector("c", {"house": "y", "party": "red", "k": None}, {"area": Fraction(1, 3), "w": 2}),
    Elector("d", {"house": None, "party": "blue", "k": True}, {"area": 0, "w": 1}, {"permanent"}),
]
SPLIT: Any = {"a": {"yes": "2/3", "no": "1/3"}, "b": "good", "c": "no"}
FACTS = {"notice": True, "veto": False, "n": 2}
LABELS = {"labels": ["good", "bad"], "given": FACTS}

TALLIES: dict[str, Tally] = {
    "nobody": Tally.of([], given=FACTS, labels=["good"]),
    "one": Tally.of(ELECTORS[:1], {"a": "yes"}, given=FACTS, labels=["good"]),
    "all silent": Tally.of(ELECTORS, present=list("abcd"), given=FACTS, labels=["good"]),
    "electors": Tally.of(
        ELECTORS, {"a": "yes", "b": "no", "d": "yes"}, recused=["c"], vacant=2, given=FACTS, labels=["good"]
    ),
    "seats": Tally.of(
        ELECTORS[:3],
        {"a": "yes", "c": "abstain"},
        vacant=[Elector("s", {"house": "z", "party": None, "k": False}, {"area": "0.5", "w": 1})],
        given=FACTS,
        labels=["good"],
    ),
    "split": Tally.of(ELECTORS, SPLIT, given=FACTS, labels=["bad", "good"]),
    "facts the other way": Tally.of(
        ELECTORS, {"a": "no", "b": "no"}, given={"notice": False, "veto": True, "n": -1}, labels=["good"]
    ),
    "nothing given": Tally.of(ELECTORS, {"a": "yes"}),
    "bare": Tally.of([*"abc"], {"a": "yes", "b": "yes", "c": "no"}, given=FACTS, labels=["good"]),
    "stream": Tally.count(["yes", "no", "good", "yes"], traits={"house": "x", "k": True}, **LABELS),  # type: ignore[arg-type]
    "weighed": Tally.count([Ballot("yes", "2.5"), Ballot("no", Fraction(1, 3))], by="area", **LABELS),  # type: ignore[arg-type]
    "figures": Tally.totals(yes=2, no=1, abstain=0, invalid=0, members=5, labels={"good": 1}, given=FACTS),
    "grouped figures": Tally.totals(
        yes=4,
        no=3,
        members=9,
        labels={"good": 0},
        by={"area": {"yes": "5.5", "decisive": 8, "members": 9}},
        groups={
            "house": {
                "x": {"yes": 3, "no": 1, "members": 5, "by": {"area": {"yes": 1, "seats": "2.5"}}},
                "y": {"yes": 1, "no": 2, "members": 4, "by": {"area": {"yes": 1, "seats": 3}}},
            },
            "permanent": {True: {"no": 0, "yes": 1}},
        },
        given=FACTS,
    ),
}
TALLIES["merged"] = TALLIES["one"] + Tally.count(["no", "bad"], labels=["bad"], traits={"house": "x"})
TALLIES["merged with figures"] = TALLIES["one"] + TALLIES["grouped figures"]

CONDITIONS = [
    "yes > no",
    "yes >= 2/3 of decisive",
    "yes > 1/2 of valid",
    "yes >= 80% of members",
    "yes < 50% of ballots",
    "yes <= 50% of members",
    "yes = 1/2 of members",
    "yes + no > yes",
    "yes - no >= 1/2 of (yes + no)",
    "present >= 2/3 of members",
    "seats - vacant = members",
    "2 times yes >= 3 times no + 0.5",
    "yes >= 1/2 of members rounded up",
    "yes > 1/3 of members rounded to nearest",
    "yes <= 1/2 of members rounded down + 1",
    "(yes + 0.5) rounded down >= 1/2 of members rounded down",
    "yes >= given n",
    "given n > 0",
    "given notice and not given veto",
    "(given notice and yes > no) or yes >= 2/3 of decisive",
    "'good' >= 1/4 of valid",
    "'good' + yes > no",
    "yes by area > 1/2 of ballots by area",
    "yes by area >= 1/2 of members by area rounded up",
    "yes by area >= 5.5",
    "yes by area < 50% of members by area",
    "yes by area >= given n",
    "yes by w > no by w",
    "no among permanent >= 1",
    "yes among not permanent = 0",
    "yes among k >= 1",
    "yes among not k >= 1",
    "yes among house is x > 1/2 of members among house is x",
    "yes among not house in (x, z) <= 1",
    "yes by area among (house is x and permanent) >= 10",
    "each house: yes >= no",
    "each house: members >= 0",
    "each house in (x, y): yes + no >= 1",
    "each house in (q): members >= 0",
    "each house in (x): yes >= 1/2 of decisive",
    "each house: seats >= 1/4 of all seats",
    "each k: yes >= no",
    "each permanent: yes >= 1",
    "each house: (each party: members <= 2/3 of members within house)",
    "not each house: yes > no",
    "blocs house where (yes > no) > 1/2 of blocs house",
    "blocs house >= 2",
    "blocs house by area where (yes > no) > 1/2 of blocs house by area",
    "blocs house by area > 5.5",
    "blocs k where (yes >= 1) >= 1",
    "blocs house where (blocs party where (yes > no) >= 1) >= 1",
    "blocs house where (each party: yes >= 0) = 2",
    "each house: all blocs house >= 2",
    "each house: (blocs party where (members <= members within house)) >= 1",
    "yes > no and blocs house where (yes > no) >= 1/2 of blocs house",
    "yes >= 55% of members and (yes by area >= 65% of members by area or members - yes < 4)",
    "not (yes > no or abstain >= 1)",
    "not yes >= 0% of decisive",
    "yes >= 1/2 of decisive + 1/4 of members",
    "yes >= 1/2 of (members - 4)",
    "all yes >= 1/2 of all members",
]


def answer(ask: Callable[[Tally], object], tally: Tally) -> object:
    """True or False, or the faults for which there is no answer."""
    try:
        return ask(tally)
    except (MissingData, UnknownFigure) as error:
        return type(error), error.faults


@pytest.mark.parametrize("text", CONDITIONS)
def test_holds_is_what_evaluate_says(text: str) -> None:
    """The fast answer is the explained one, on every kind of tally; refusals are the same refusals."""
    condition = Condition.parse(text)
    for name, tally in TALLIES.items():
        fast = answer(condition.holds, tally)
        explained = answer(lambda it: condition.evaluate(it).holds, tally)
        assert fast == explained, name
        assert answer(condition.holds, tally) == fast, name


def test_the_table_asks_enough() -> None:
    """Among all the answers of the table are very many of each kind, so that it tests something."""
    found: dict[object, int] = {}
    for text in CONDITIONS:
        for tally in TALLIES.values():
            given = answer(Condition.parse(text).holds, tally)
            kind = given[0] if isinstance(given, tuple) else given
            found[kind] = found.get(kind, 0) + 1
    assert found.keys() == {True, False, MissingData, UnknownFigure}
    assert min(found.values()) >= 70


@pytest.mark.parametrize("name", TALLIES)
def test_conditions_do_not_disturb_one_another(name: str) -> None:
    """A tally that has answered many conditions answers the next as a fresh one does."""
    used, fresh = TALLIES[name], Tally.merge([TALLIES[name]])
    for text in reversed(CONDITIONS):
        condition = Condition.parse(text)
        assert answer(condition.holds, used) == answer(condition.holds, fresh), text


def test_errors_are_lookups() -> None:
    """What is missing or unknown is a ``LookupError`` and an error of this package."""
    for error in (MissingData, UnknownFigure):
        assert issubclass(error, LookupError)
        assert issubclass(error, ConsultgovError)
