"""Tallies of named electors: who did what, what is read about them, and every fault of the data."""

import copy
import json
import pickle
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from consultgov import Condition, Elector, Stance, Tally
from consultgov.counting.crowds import Crowd, crowd_of
from consultgov.counting.rows import on_one_scale
from consultgov.counting.stances import CODES, FIRST_LABEL
from consultgov.counting.vocabulary import heads_read
from consultgov.errors import ConsultgovError, Fault, MissingData, RecordError, TallyError
from consultgov.people import Trait
from consultgov.shares import MAX_DIGITS

STANCES = tuple(CODES)
MOST_LABELS = 256 - FIRST_LABEL


def holds(text: str, tally: Tally) -> bool:
    """Whether the condition holds, by the fast way and by the explained one."""
    condition = Condition.parse(text)
    fast = condition.holds(tally)
    assert condition.evaluate(tally).holds is fast
    return fast


def figure(text: str, tally: Tally) -> int | Fraction | None:
    """What a count comes to."""
    return Condition.parse(f"{text} >= 0").evaluate(tally).left


def counted(tally: Tally) -> dict[str, int | Fraction | None]:
    """The stances that somebody has, and how many."""
    found = {stance: figure(stance, tally) for stance in STANCES}
    return {stance: count for stance, count in found.items() if count}


def faults_of(error: type[ConsultgovError], **given: Any) -> dict[str, Fault]:  # noqa: ANN401 - bad on purpose
    """The faults for which a tally is refused, by code."""
    with pytest.raises(error) as caught:
        Tally.of(**given)
    return {fault.code: fault for fault in caught.value.faults}


def missing(text: str, tally: Tally) -> list[Fault]:
    """What a condition does not find in the tally, the same for both ways of asking."""
    condition = Condition.parse(text)
    with pytest.raises(MissingData) as caught:
        condition.holds(tally)
    with pytest.raises(MissingData) as again:
        condition.evaluate(tally)
    assert again.value.faults == caught.value.faults
    return list(caught.value.faults)


# ---------------------------------------------------------------- stances


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("abstain", "abstain"),
        ("invalid", "invalid"),
        ("silent", "silent"),
        ("absent", "absent"),
        (Stance.YES, "yes"),
        (Stance.ABSTAIN, "abstain"),
        (True, "yes"),
        (False, "no"),
    ],
    ids=repr,
)
def test_a_ballot_is_read(answer: str | bool, stance: str) -> None:  # noqa: FBT001 - an answer
    """A stance is given by its name, as a ``Stance``, or as yes and no for True and False."""
    assert counted(Tally.of(["li"], {"li": answer})) == {stance: 1}


def test_nothing_is_read_twice() -> None:
    """The kinds of answers may be mixed, and everyone is counted once."""
    ballots: dict[str, str | bool] = {"a": True, "b": "yes", "c": Stance.YES, "d": False, "e": "no"}
    assert counted(Tally.of(list("abcdef"), ballots)) == {"yes": 3, "no": 2, "absent": 1}


@pytest.mark.parametrize(
    "pairs", [[("li", "yes"), ("wang", "no")], [["li", "yes"], ["wang", "no"]], {"li": "yes", "wang": "no"}]
)
def test_ballots_come_as_mapping_or_pairs(pairs: Any) -> None:  # noqa: ANN401 - lists are no pairs to mypy
    """Pairs of id and stance are as good as a mapping."""
    assert counted(Tally.of(["li", "wang"], pairs)) == {"yes": 1, "no": 1}


def test_everything_may_be_an_iterator() -> None:
    """Electors, ballots, roll, recused, seats and labels are each read once."""
    tally = Tally.of(
        iter(["li", "wang", "zhao", "chen"]),
        iter([("li", "good")]),
        present=iter(["wang"]),
        recused=iter(["chen"]),
        vacant=iter([Elector("seat")]),
        labels=iter(["good"]),
    )
    assert counted(tally) == {"silent": 1, "absent": 1, "recused_absent": 1, "vacant": 1}
    assert holds("'good' = 1", tally)


def test_nobody_at_all() -> None:
    """A body without electors has only zeros."""
    assert counted(Tally.of([])) == {}
    assert holds("seats = 0", Tally.of([], {}))


# ---------------------------------------------------------------- the roll


@pytest.mark.parametrize(
    ("given", "stance"),
    [
        ({}, "absent"),
        ({"present": ["li"]}, "silent"),
        ({"present": "li"}, "silent"),
        ({"ballots": {"li": "yes"}}, "yes"),
        ({"ballots": {"li": "yes"}, "present": ["li"]}, "yes"),
        ({"ballots": {"li": "invalid"}, "present": ["li"]}, "invalid"),
        ({"recused": ["li"]}, "recused_absent"),
        ({"recused": "li"}, "recused_absent"),
        ({"recused": ["li"], "present": ["li"]}, "recused"),
        ({"ballots": {"wang": "no"}, "present": ["wang"], "recused": ["li"]}, "recused_absent"),
    ],
)
def test_the_roll_places_whoever_has_no_ballot(given: Mapping[str, Any], stance: str) -> None:
    """On the roll without a ballot is silent; recused is there or not; anyone else is absent."""
    assert holds(f"{stance} = {2 if stance == 'absent' else 1}", Tally.of(["li", "wang"], **given))


def test_names_of_several_letters_are_not_taken_apart() -> None:
    """One id given bare as the roll or as the recused is one person."""
    tally = Tally.of(["li", "l", "i"], present="li", recused="l")
    assert counted(tally) == {"silent": 1, "absent": 1, "recused_absent": 1}


# One elector in each stance, two in some, a label, and three vacant seats.
WHOLE = Tally.of(
    ["y1", "y2", "y3", "n1", "n2", "ab", "inv", "grade", "si", "off1", "off2", "rec", "gone"],
    {"y1": "yes", "y2": "yes", "y3": "yes", "n1": "no", "n2": "no"}
    | {"ab": "abstain", "inv": "invalid", "grade": "good"},
    present=["si", "rec"],
    recused=["rec", "gone"],
    vacant=3,
    labels=["good"],
)


@pytest.mark.parametrize(
    ("base", "count"),
    [
        ("decisive", 5),
        ("valid", 7),
        ("ballots", 8),
        ("participating", 9),
        ("entitled", 11),
        ("members", 13),
        ("seats", 16),
        ("present", 10),
        ("'good'", 1),
    ],
)
def test_the_bases(base: str, count: int) -> None:
    """Each base is the sum of its stances; a label counts from valid on."""
    assert figure(base, WHOLE) == count


# ---------------------------------------------------------------- vacant seats


def test_vacant_seats_as_a_number() -> None:
    """A number of vacant seats counts in the seats and in nothing else."""
    tally = Tally.of(["li"], {"li": "yes"}, vacant=2)
    assert counted(tally) == {"yes": 1, "vacant": 2}
    assert holds("members = 1 and seats = 3", tally)


def test_vacant_seats_with_traits() -> None:
    """Electors stand for vacant seats, with the traits, weights and flags that are read."""
    seats = [Elector("s1", {"house": "a"}, {"area": 2}), Elector("s2", {"house": "b"}, {"area": 3}, {"kept"})]
    tally = Tally.of([Elector("li", {"house": "a"}, {"area": 5})], {"li": "yes"}, vacant=seats)
    assert holds("vacant among house is a = 1 and seats among house is a = 2", tally)
    assert holds("vacant by area = 5 and seats by area = 10 and members by area = 5", tally)
    assert holds("vacant among kept = 1 and vacant among not kept = 1", tally)


def test_vacant_seats_may_be_bare_ids() -> None:
    """An id alone stands for a vacant seat without traits."""
    assert counted(Tally.of(["li"], vacant=["s1", "s2"])) == {"absent": 1, "vacant": 2}  # type: ignore[list-item]


# ---------------------------------------------------------------- labels


def test_labels_are_valid_ballots_under_their_own_names() -> None:
    """A label counts as valid and as a ballot, not as decisive, and each for itself."""
    ballots = {"a": "satisfied", "b": "satisfied", "c": "so-so", "d": "yes"}
    tally = Tally.of(list("abcde"), ballots, labels=["satisfied", "so-so"])
    assert holds("'satisfied' = 2 and 'so-so' = 1 and yes = 1", tally)
    assert holds("decisive = 1 and valid = 4 and ballots = 4 and absent = 1", tally)


def test_one_label_may_be_given_bare() -> None:
    """A string is one label, not its letters; a repeated label is one."""
    assert Tally.of(["a"], {"a": "good"}, labels="good").labels == ("good",)
    assert Tally.of([], labels=["good", "bad", "good"]).labels == ("good", "bad")


def test_as_many_labels_as_bytes_are_left() -> None:
    """The last possible label still counts for itself."""
    names = [f"option {number}" for number in range(MOST_LABELS)]
    tally = Tally.of(["a", "b"], {"a": names[-1], "b": names[0]}, labels=names)
    assert holds(f"'{names[-1]}' = 1 and '{names[0]}' = 1 and valid = 2", tally)


def test_a_label_is_the_same_however_it_is_composed() -> None:
    """Labels are NFC: declared, voted and asked for in two forms they are one."""
    tally = Tally.of(["a", "b"], {"a": "cafe\u0301", "b": "caf\u00e9"}, labels=["cafe\u0301"])
    assert holds("'caf\u00e9' = 2 and 'cafe\u0301' = 2", tally)


# ---------------------------------------------------------------- split votes


def test_a_split_vote_counts_in_parts() -> None:
    """A seat whose vote is split enters as parts that sum to one head."""
    ballots: Any = {"li": {"yes": "1/2", "no": "1/2"}, "wang": "yes"}
    tally = Tally.of(["li", "wang"], ballots)
    assert figure("yes", tally) == Fraction(3, 2)
    assert figure("no", tally) == Fraction(1, 2)
    assert holds("members = 2 and decisive = 2 and yes = 1.5", tally)


def test_thirds_sum_to_one() -> None:
    """Parts are exact: three thirds are one head, and a third is not 0.33."""
    thirds: Any = {"yes": "1/3", "no": Fraction(1, 3), "good": "1/3"}
    tally = Tally.of(["li"], {"li": thirds}, labels=["good"])
    assert holds("3 times yes = 1 and not yes <= 0.33 and 'good' = 1/3 of members", tally)
    assert holds("valid = 1 and decisive = 2/3 of valid", tally)


def test_a_split_vote_weighs_in_parts() -> None:
    """The weights of a split seat are shared out in the same parts."""
    electors = [Elector("li", weights={"area": "10.01"}), Elector("wang", weights={"area": "5"})]
    ballots: Any = {"li": {"yes": "1/4", "no": "3/4"}, "wang": "no"}
    tally = Tally.of(electors, ballots)
    assert figure("yes by area", tally) == Fraction(1001, 400)
    assert figure("no by area", tally) == Fraction(3003, 400) + 5
    assert figure("members by area", tally) == Fraction(1501, 100)


def test_a_split_vote_keeps_its_traits_and_flags() -> None:
    """Every part of a split seat is in the groups of the seat."""
    electors = [Elector("li", {"house": "a"}, flags={"kept"}), Elector("wang", {"house": "b"})]
    ballots: Any = {"li": {"yes": "0.4", "no": "0.6"}, "wang": "yes"}
    tally = Tally.of(electors, ballots, vacant=2)
    assert holds("yes among house is a = 0.4 and no among kept = 0.6", tally)
    assert holds("members among house is a = 1 and vacant = 2 and seats = 4", tally)


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        ({"yes": 1}, {"yes": 1}),
        ({"yes": 1, "no": 0}, {"yes": 1}),
        ({"yes": "50%", "no": "50 %"}, {"yes": Fraction(1, 2), "no": Fraction(1, 2)}),
        ({True: "1/2", "yes": "1/2"}, {"yes": 1}),
        ({Stance.NO: "0.5", False: "50/100"}, {"no": 1}),
        ({"yes": "1/4", "absent": "3/4"}, {"yes": Fraction(1, 4), "absent": Fraction(3, 4)}),
        (
            {"silent": Decimal("0.9"), "no": Decimal("0.1")},
            {"silent": Fraction(9, 10), "no": Fraction(1, 10)},
        ),
    ],
)
def test_the_parts_of_a_split(split: Any, expected: Mapping[str, object]) -> None:  # noqa: ANN401
    """Parts may be nothing, share a stance, stay away, and be written in any exact way."""
    assert counted(Tally.of(["li"], {"li": split})) == expected


def test_a_split_seat_is_one_elector() -> None:
    """Something missing on a split seat names the person once."""
    tally = Tally.of(["li"], {"li": {"yes": "1/2", "no": "1/2"}})
    [fault] = missing("yes among house is a > 0", tally)
    assert fault.people == ("li",)
    assert fault.subject == "trait 'house' of 'li'"


# ---------------------------------------------------------------- what conditions read

OWNERS = [
    Elector("li", {"house": "a", "resident": True}, {"area": Decimal("89.30")}, {"permanent", "chair"}),
    Elector("wang", {"house": "a", "resident": False}, {"area": 100}),
    Elector("zhao", {"house": "b", "resident": True}, {"area": Fraction(1, 3)}, {"permanent"}),
    Elector("chen", {"house": None, "resident": None}, {"area": "0.01"}),
]
HOUSE = Tally.of(OWNERS, {"li": "yes", "wang": "yes", "zhao": "no", "chen": "yes"})


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("yes", 3),
        ("yes among house is a", 2),
        ("yes among house is b", 0),
        ("yes among house is nowhere", 0),
        ("members among house in (a, b)", 3),
        ("members among not house is a", 2),
        ("members among not house in (a, b)", 1),
        ("members among resident", 2),
        ("members among not resident", 2),
        ("yes among (resident and house is a)", 1),
        ("members among permanent", 2),
        ("members among not permanent", 2),
        ("members among (permanent and not chair)", 1),
        ("members among nowhere_flagged", 0),
        ("members among not nowhere_flagged", 4),
        ("yes by area", Fraction(8930 + 10000 + 1, 100)),
        ("no by area", Fraction(1, 3)),
        ("members by area", Fraction(18931, 100) + Fraction(1, 3)),
        ("members by area among house is a", Fraction(1893, 10)),
        ("members by area among not permanent", Fraction(10001, 100)),
        ("blocs house", 2),
        ("blocs resident", 2),
        ("blocs permanent", 2),
        ("blocs house where (yes > no)", 1),
        ("blocs house by area", Fraction(1893, 10) + Fraction(1, 3)),
    ],
)
def test_traits_flags_and_weights_are_read(count: str, expected: object) -> None:
    """Traits by value, yes-or-no traits and flags as tests and as groups, weights exactly."""
    assert figure(count, HOUSE) == expected


def test_what_is_not_read_need_not_be_there() -> None:
    """Electors may differ in what no condition reads."""
    tally = Tally.of([Elector("li", {"house": "a"}), "wang"], {"li": "yes"})
    assert holds("yes = 1 and members = 2", tally)


def test_a_trait_goes_before_a_flag_of_the_same_name() -> None:
    """Where somebody has a trait and a flag of one name, the trait is read."""
    electors = [Elector("li", {"kept": False}, flags={"kept"}), Elector("wang", {"kept": True})]
    assert holds("members among kept = 1", Tally.of(electors))


def test_a_flag_makes_up_for_a_trait() -> None:
    """Whoever has the flag is so, where others have it as a yes-or-no trait."""
    electors = [Elector("li", flags={"kept"}), Elector("wang", {"kept": False}), Elector("z", {"kept": True})]
    assert holds("members among kept = 2 and each kept: members >= 1", Tally.of(electors))


def test_names_are_the_same_however_they_are_composed() -> None:
    """The names of traits and weights, their values and flags meet in NFC."""
    one = Elector("a", {"re\u0301gion": "le\u0301man"}, {"me\u0301tre": 2}, {"e\u0301lu"})
    tally = Tally.of([one], {"a": "yes"})
    assert holds("yes among r\u00e9gion is l\u00e9man = 1", tally)
    assert holds("yes by m\u00e9tre = 2", tally)
    assert holds("yes among \u00e9lu = 1", tally)


def test_exact_sums_of_mixed_weights() -> None:
    """Ints, decimals and fractions add up without loss, in any order."""
    weights: list[Any] = [1, Decimal("0.1"), Fraction(1, 3), "2/3", "0.20"]
    electors = [Elector(str(number), weights={"w": weight}) for number, weight in enumerate(weights)]
    assert figure("members by w", Tally.of(electors)) == Fraction(23, 10)
    assert figure("members by w", Tally.of(reversed(electors))) == Fraction(23, 10)


def test_sums_longer_than_a_decimal_context() -> None:
    """A weight of 398 digits and one of 398 places still add up exactly."""
    electors = [Elector("big", weights={"w": "1e398"}), Elector("small", weights={"w": "1e-398"})]
    assert figure("members by w", Tally.of(electors)) == 10**398 + Fraction(1, 10**398)


def test_on_one_scale_keeps_places() -> None:
    """Numbers come on the least common scale, decimals to the places they are written with."""
    assert on_one_scale([]) == ([], 1)
    assert on_one_scale([Decimal("0.50"), 3]) == ([50, 300], 100)
    assert on_one_scale([Fraction(1, 3), Decimal("0.5"), Decimal("1E+2")]) == ([10, 15, 3000], 30)
    assert on_one_scale([Decimal("1.5"), Decimal("1.50")]) == ([150, 150], 100)
    assert on_one_scale([Decimal("1.50"), Decimal("1.5")]) == ([150, 150], 100)


# ---------------------------------------------------------------- what is not there


def test_a_trait_that_somebody_lacks() -> None:
    """A trait must be given for everyone; three of the ids are named, all are in ``people``."""
    electors = [Elector("a", {"house": "x"}), *map(Elector, ["b", "c", "d", "e", "f"])]
    [fault] = missing("yes among house is x > 0", Tally.of(electors))
    assert (fault.code, fault.people) == ("missing-trait", ("b", "c", "d", "e", "f"))
    assert str(fault) == (
        "trait 'house' of 'b', 'c', 'd' and 2 more is not there: give it to everyone; None for nobody"
    )


def test_a_weight_that_somebody_lacks() -> None:
    """A weight must be given for everyone; zero says nothing counts."""
    tally = Tally.of([Elector("a", weights={"area": 0}), "b"])
    [fault] = missing("yes by area > 0", tally)
    assert (fault.code, fault.people) == ("missing-weight", ("b",))
    assert "weight 'area' of 'b' is not there: give it to everyone; 0 for nothing" in str(fault)


def test_a_yes_or_no_trait_that_somebody_lacks() -> None:
    """A trait read as so or not so must be there for everyone as soon as somebody has it."""
    [fault] = missing("yes among kept > 0", Tally.of([Elector("a", {"kept": True}), "b"]))
    assert (fault.code, fault.people) == ("missing-trait", ("b",))


def test_a_flag_that_nobody_has_makes_no_groups() -> None:
    """Groups of a name that is neither a trait nor a flag of anybody are missing."""
    [fault] = missing("each permanent: yes > no", Tally.of(["a", "b"]))
    assert (fault.code, fault.people) == ("missing-trait", ("a", "b"))


def test_a_mixture_of_trait_and_flag_misses_the_others() -> None:
    """Where some have a trait, a flag on others does not excuse the rest."""
    electors = [Elector("a", {"kept": True}), Elector("b", flags={"kept"}), Elector("c")]
    assert [fault.people for fault in missing("each kept: yes > no", Tally.of(electors))] == [("c",)]


@pytest.mark.parametrize(
    "rule", ["yes among house > 0", "yes among not house > 0", "yes among (house and house is x) > 0"]
)
def test_a_text_is_not_true_or_false(rule: str) -> None:
    """A trait that is text is not read as so or not so, whatever else is read of it."""
    [fault] = missing(rule, Tally.of([Elector("a", {"house": "x"}), Elector("b", {"house": None})]))
    assert (fault.code, fault.people) == ("text-trait", ("a",))
    assert str(fault) == "trait 'house' of 'a' is text, not true or false: say which: among house is …"


@pytest.mark.parametrize(
    "rule",
    ["no among kept is true >= 1", "no among not kept is true >= 1", "each kept in (true, false): seats = 1"],
)
@pytest.mark.parametrize("elector", [Elector("a", {"kept": True}), Elector("a", flags={"kept"})])
def test_a_truth_is_not_text(rule: str, elector: Elector) -> None:
    """A trait that is true or false, or a flag, has no text: to look for one would lose a veto silently."""
    [fault] = missing(rule, Tally.of([elector]))
    assert (fault.code, fault.people) == ("truth-trait", ("a",))
    mend = "name no value: among kept, among not kept, each kept"
    assert str(fault) == f"trait 'kept' of 'a' is true or false, not text: {mend}"


@pytest.mark.parametrize(
    "rule",
    [
        "vacant by area > 0",
        "seats among house is a > 0",
        "each house: seats > 0",
        "blocs house by area > 0",
        "blocs house where (vacant > 0) > 0",
    ],
)
def test_a_number_of_vacant_seats_has_no_traits(rule: str) -> None:
    """Where vacant seats are weighed, selected or grouped, a bare number of them will not do."""
    electors = [Elector("a", {"house": "a"}, {"area": 1})]
    [fault] = missing(rule, Tally.of(electors, vacant=2))
    assert fault.code == "vacant-number"
    assert "2 vacant seats given as a number" in str(fault)
    assert "pass electors that stand for the seats" in str(fault)
    assert Condition.parse(rule).evaluate(Tally.of(electors)).left is not None or rule.startswith("each")


@pytest.mark.parametrize(
    "rule", ["each house: all seats >= 3", "each house: members > 0", "blocs house > 0", "vacant = 2"]
)
def test_a_number_of_vacant_seats_will_do(rule: str) -> None:
    """Where vacant seats are counted as heads of the whole body, their number is enough."""
    assert holds(rule, Tally.of([Elector("a", {"house": "a"})], vacant=2))


def test_a_label_that_the_poll_does_not_have() -> None:
    """A label that was not declared is a fault, not zero."""
    [fault] = missing("'good' = 0", Tally.of(["a"], {"a": "bad"}, labels=["bad"]))
    assert fault.code == "missing-label"
    assert str(fault) == (
        "label 'good' is not one of the poll's: declare the labels of the poll with labels="
    )


@pytest.mark.parametrize(
    ("rule", "given", "kind"),
    [
        ("given notice", None, "truth"),
        ("given notice", {"other": True}, "truth"),
        ("given notice", {"notice": 1}, "truth"),
        ("given seconders >= 5", {}, "whole number"),
        ("given seconders >= 5", {"seconders": True}, "whole number"),
    ],
)
def test_a_fact_that_is_not_given(rule: str, given: Mapping[str, bool | int] | None, kind: str) -> None:
    """A truth must be given as a truth, a number as a number."""
    [fault] = missing(rule, Tally.of([], given=given))
    assert fault.code == "missing-fact"
    assert f"must be given as a {kind}" in str(fault)
    assert "pass given={" in str(fault)


@pytest.mark.parametrize("ballots", [{}, {"a": "yes", "b": "yes"}, {"a": "no"}, {"b": {"yes": 1}}])
def test_what_is_missing_does_not_depend_on_votes(ballots: Mapping[str, Any]) -> None:
    """Everything missing is named at once, the same whoever voted what."""
    rule = (
        "(yes > no and given notice) or (yes by area > 0 and each house: 'good' > 0)"
        " or no among kept > given veto"
    )
    electors = [Elector("a", {"kept": "x"}, {"area": 1}), Elector("b", {"kept": None, "house": "h"})]
    found = missing(
        rule.replace("each house: 'good' > 0", "(each house: 'good' > 0)"), Tally.of(electors, ballots)
    )
    assert sorted((fault.code, fault.people) for fault in found) == [
        ("missing-fact", ()),
        ("missing-fact", ()),
        ("missing-label", ()),
        ("missing-trait", ("a",)),
        ("missing-weight", ("b",)),
        ("text-trait", ("a",)),
    ]


# ---------------------------------------------------------------- facts of the matter


def test_facts_are_kept() -> None:
    """The facts of the matter come back as given, zero and False included."""
    tally = Tally.of([], given={"seconders": 0, "notice": False})
    assert tally.given == {"notice": False, "seconders": 0}
    assert holds("not given notice and given seconders = 0", tally)
    assert Tally.of([]).given == {}


# ---------------------------------------------------------------- faults

FAULTS: list[tuple[str, dict[str, Any], str, tuple[str, ...]]] = [
    ("unknown-elector", {"ballots": {"wei": "yes"}}, "ballots of 'wei' must name an elector", ("wei",)),
    ("unknown-elector", {"ballots": [("wei", "yes")]}, "leave the ballots out", ("wei",)),
    (
        "ballot-twice",
        {"ballots": [("li", "yes"), ("li", "yes")]},
        "ballots of 'li' must be one each",
        ("li",),
    ),
    ("elector-twice", {"electors": ["li", Elector("li")]}, "elector 'li' must be given once", ("li",)),
    ("recused-voted", {"ballots": {"li": "yes"}, "recused": ["li"]}, "somebody recused: drop", ("li",)),
    ("recused-voted", {"ballots": {"li": "absent"}, "recused": ["li"]}, "ballots of 'li'", ("li",)),
    (
        "unknown-present",
        {"present": ["wei", "ai"]},
        "present 'ai', 'wei' must be in the electorate",
        ("ai", "wei"),
    ),
    ("unknown-recused", {"recused": ["wei"]}, "recused 'wei' must be in the electorate: add", ("wei",)),
    ("unknown-stance", {"ballots": {"li": "aye"}}, "stance 'aye' must be known: use one of yes, no", ("li",)),
    ("unknown-stance", {"ballots": {"li": ""}}, "stance '' must be known", ("li",)),
    ("unknown-stance", {"ballots": {"li": "Yes"}}, "stance 'Yes'", ("li",)),
    ("unknown-stance", {"ballots": {"li": "good"}}, "declare labels of the poll with labels=", ("li",)),
    ("unknown-stance", {"ballots": {"li": "members"}}, "stance 'members'", ("li",)),
    ("unknown-stance", {"ballots": {"li": {"yes": "1/2", "aye": "1/2"}}}, "stance 'aye'", ("li",)),
    ("unknown-stance", {"ballots": {"li": {"yes": 1, "aye": 0}}}, "stance 'aye'", ("li",)),
    (
        "bad-stance",
        {"ballots": {"li": 1}},
        "stance must be the name of a stance (got 1): write 'yes'",
        ("li",),
    ),
    ("bad-stance", {"ballots": {"li": 1.0}}, "(got 1.0)", ("li",)),
    ("not-a-number", {"ballots": {"li": {"yes": None}}}, "part of the ballot of 'li'", ("li",)),
    ("bad-stance", {"ballots": {"li": ["yes"]}}, "(got ['yes'])", ("li",)),
    ("bad-stance", {"ballots": {"li": {("yes",): 1}}}, "must be the name of a stance", ("li",)),
    (
        "bad-split",
        {"ballots": {"li": {"yes": "1/2", "no": "1/3"}}},
        "parts of 'li' must sum to one (got 1/2 + 1/3)",
        ("li",),
    ),
    ("bad-split", {"ballots": {"li": {"yes": "1/2", "no": "0.51"}}}, "'absent' or 'silent'", ("li",)),
    ("bad-split", {"ballots": {"li": {"yes": "0.99"}}}, "must sum to one", ("li",)),
    ("bad-split", {"ballots": {"li": {}}}, "must sum to one", ("li",)),
    (
        "bad-split",
        {"ballots": {"li": {"yes": "1.1", "no": "-0.1"}}},
        "part of 'li' must not be below 0",
        ("li",),
    ),
    (
        "float",
        {"ballots": {"li": {"yes": 0.5, "no": 0.5}}},
        "part of the ballot of 'li' must be exact",
        ("li",),
    ),
    ("not-a-number", {"ballots": {"li": {"yes": "half"}}}, "part of the ballot of 'li'", ("li",)),
    ("not-a-ballot", {"ballots": {"li": "recused"}}, "ballot of 'li' must not be recused: name", ("li",)),
    ("not-a-ballot", {"ballots": {"li": Stance.VACANT}}, "must not be vacant", ("li",)),
    (
        "not-a-ballot",
        {"ballots": {"li": {"yes": "1/2", "recused_absent": "1/2"}}},
        "empty seats with vacant=",
        ("li",),
    ),
    (
        "bad-ballot",
        {"ballots": [("li", "yes", "no")]},
        "must be a pair of id and stance (got ('li', 'yes', 'no'))",
        (),
    ),
    ("bad-ballot", {"ballots": ["li"]}, "ballot must be a pair", ()),
    (
        "absent-present",
        {"ballots": {"li": "absent"}, "present": ["li"]},
        "must not be of somebody on the roll",
        ("li",),
    ),
    ("bad-vacant", {"vacant": -1}, "vacant must be a number of seats or the seats (got -1)", ()),
    ("bad-vacant", {"vacant": True}, "(got True)", ()),
    ("bad-vacant", {"vacant": 2.0}, "(got 2.0)", ()),
    (
        "vacant-elector",
        {"vacant": [Elector("li")]},
        "vacant seats 'li' must not be electors too: rename",
        ("li",),
    ),
    ("vacant-seat-twice", {"vacant": [Elector("s"), Elector("s")]}, "'s' must be given once", ("s",)),
    ("bad-label", {"labels": ["yes"]}, "label 'yes' must not be the name of a stance or base: name it", ()),
    ("bad-label", {"labels": ["good", "votes"]}, "label 'votes' must not be", ()),
    ("bad-name", {"labels": [""]}, "label must be text of 1 to 200 characters", ()),
    ("bad-name", {"labels": [3]}, "label must be text", ()),
    ("bad-name", {"labels": ["a\u202eb"]}, "label must be text", ()),
    ("too-many-labels", {"labels": map(str, range(248))}, "labels must be at most 247 (got 248)", ()),
    (
        "bad-fact",
        {"given": {"notice": "yes"}},
        "fact 'notice' must be a truth or a whole number (got 'yes')",
        (),
    ),
    ("bad-fact", {"given": {"seconders": 5.0}}, "(got 5.0): give True, False or an int", ()),
    ("bad-name", {"given": {"": True}}, "fact must be text of 1 to 200 characters", ()),
    ("bad-name", {"electors": [""]}, "id of elector must be text that is not empty", ()),
    ("not-a-list", {"electors": {"li": {"area": 1}}}, "electors must be a list (got {'li': ", ()),
    ("not-a-list", {"electors": "li"}, "Elector values with their traits and weights", ()),
    ("not-a-list", {"vacant": "seat"}, "vacant seats must be a list (got 'seat')", ()),
    (
        "absent-present",
        {"ballots": {"li": {"yes": "1/2", "absent": "1/2"}}, "present": ["li"]},
        "answers 'absent' of 'li' must not be of somebody on the roll",
        ("li",),
    ),
    (
        "ballot-twice",
        {"electors": ["e\u0301"], "ballots": {"e\u0301": "yes", "\u00e9": "yes"}},
        "ballots of '\u00e9' must be one each",
        ("\u00e9",),
    ),
    ("bad-id", {"present": [[]]}, "present must be ids of electors (got []): give the ids", ()),
    ("bad-id", {"recused": ["li", {}]}, "recused must be ids of electors (got {})", ()),
    (
        "bad-ballot",
        {"ballots": [([], "yes")]},
        "ballot must be a pair of id and stance (got ([], 'yes'))",
        (),
    ),
    ("unknown-elector", {"ballots": {10**5000: "yes"}}, "'of type int' must name", ("of type int",)),
    ("unknown-present", {"present": [3]}, "present '3' must be in the electorate", ("3",)),
    ("too-long", {"vacant": 10**MAX_DIGITS}, "vacant must be finite and have at most 400 digits", ()),
    ("too-long", {"given": {"n": -(10**5000)}}, "fact 'n' must be finite", ()),
]


@pytest.mark.parametrize(
    ("code", "given", "words", "people"),
    FAULTS,
    ids=[f"{number}-{code}" for number, (code, *_) in enumerate(FAULTS)],
)
def test_a_fault(code: str, given: dict[str, Any], words: str, people: tuple[str, ...]) -> None:
    """Each contradiction is refused by its code, with what is wrong, whom it concerns and the mend."""
    found = faults_of(TallyError, **{"electors": ["li"], **given})
    assert list(found) == [code]
    assert words in str(found[code])
    assert found[code].people == people


def test_all_faults_at_once() -> None:
    """Everything that is wrong with electors, ballots and roll is said in one error."""
    ballots: list[Any] = [
        ("li", "aye"),
        ("wang", {"yes": "1/2"}),
        ("zhao", "recused"),
        ("chen", "yes"),
        ("sun", 3),
        ("wei", "no"),
        ("sun", "no"),
        ("sun", 3),
        "no pair",
    ]
    found = faults_of(
        TallyError,
        electors=["li", "wang", "zhao", "chen", "sun", "li"],
        ballots=ballots,
        present=["p1"],
        recused=["chen", "r1"],
        vacant=[Elector("li"), Elector("s"), Elector("s")],
    )
    assert found.keys() == {
        "ballot-twice",
        "bad-ballot",
        "bad-split",
        "bad-stance",
        "elector-twice",
        "not-a-ballot",
        "recused-voted",
        "unknown-elector",
        "unknown-present",
        "unknown-recused",
        "unknown-stance",
        "vacant-elector",
        "vacant-seat-twice",
    }


def test_labels_and_facts_are_among_all_the_faults() -> None:
    """A bad label, a bad fact and a bad ballot come together."""
    found = faults_of(
        TallyError, electors=["li"], ballots={"wei": "yes"}, labels=["members"], given={"notice": "x"}
    )
    assert found.keys() == {"bad-label", "bad-fact", "unknown-elector"}


def test_one_bad_ballot_does_not_hide_the_others() -> None:
    """Every bad ballot has a fault of its own, in the order of the electors."""
    with pytest.raises(TallyError) as caught:
        Tally.of(list("abc"), {"c": "x", "a": "y", "b": "yes"})
    assert [fault.people for fault in caught.value.faults] == [("a",), ("c",)]
    assert [fault.subject[-10:] for fault in caught.value.faults] == ["stance 'y'", "stance 'x'"]


def test_bad_electors_hide_neither_each_other_nor_the_ballots() -> None:
    """What can be no elector is told of each, beside the ballots that name nobody."""
    with pytest.raises(TallyError) as caught:
        Tally.of([Elector("a"), 3, None, ""], {"x": "yes"}, vacant=[4])  # type: ignore[list-item]
    assert [fault.code for fault in caught.value.faults] == ["bad-name"] * 4 + ["unknown-elector"]


def test_ids_are_the_same_however_they_are_composed() -> None:
    """Ballots, the roll and the recused name electors in NFC, as electors are named."""
    ids = ["re\u0301mi", "ame\u0301lie", "zoe\u0308"]
    tally = Tally.of(ids, {"re\u0301mi": "yes"}, present=["ame\u0301lie", "re\u0301mi"], recused="zoe\u0308")
    assert holds("yes = 1 and silent = 1 and recused_absent = 1 and members = 3", tally)
    assert tally == Tally.of(
        ["r\u00e9mi", "am\u00e9lie", "zo\u00eb"],
        {"r\u00e9mi": "yes"},
        present=["am\u00e9lie"],
        recused=["zo\u00eb"],
    )


def test_numbers_of_many_digits_may_be_given() -> None:
    """Seats and facts as large as any number are kept and shown."""
    most = 10**MAX_DIGITS - 1
    tally = Tally.of(["li"], vacant=most, given={"n": -most})
    assert str(tally.to_dict()["vacant"]) == "9" * MAX_DIGITS
    assert tally.given == {"n": -most}


def unlike(number: int) -> Fraction:
    """A number below one of some 390 digits, with few divisors in common with the others."""
    return Fraction(1, 10**389 + 2 * number + 1)


@pytest.mark.parametrize("rule", ["yes by w > 1/2 of members by w", "each t: yes by w > 0"])
def test_weights_without_a_scale_are_refused(rule: str) -> None:
    """Weights whose sum would have more digits than can be written down are refused, at once."""
    people = [Elector(str(number), {"t": "x"}, {"w": unlike(number)}) for number in range(2_000)]
    tally = Tally.of(people)
    for ask in (Condition.parse(rule).holds, Condition.parse(rule).evaluate):
        with pytest.raises(TallyError) as caught:
            ask(tally)
        [fault] = caught.value.faults
        assert fault.code == "no-scale"
        assert "weights by w must have a common denominator of at most 400 digits: round" in str(fault)
    assert holds("members = 2000", tally)


def test_parts_of_votes_without_a_scale_are_refused() -> None:
    """The same of split votes, where heads have no scale."""
    ballots = {str(each): {"yes": unlike(each), "no": 1 - unlike(each)} for each in range(20)}
    with pytest.raises(TallyError, match="numbers of heads must have a common denominator"):
        holds("yes > 0", Tally.of([*ballots], ballots))


def test_many_people_are_named_briefly() -> None:
    """Of very many ids three are in the sentence and all in the facts, sorted."""
    found = faults_of(TallyError, electors=["a"], ballots=dict.fromkeys("zyxwv", "yes"))
    fault = found["unknown-elector"]
    assert fault.people == ("v", "w", "x", "y", "z")
    assert "ballots of 'v', 'w', 'x' and 2 more must name" in str(fault)


@pytest.mark.parametrize("others", [{}, {"b": "yes"}, {"b": True}, {"b": {"yes": 1}}, {"b": Stance.NO}])
def test_none_is_no_ballot_whatever_others_voted(others: dict[str, Any]) -> None:
    """None stands for no ballot: absent, silent on the roll, and free to be recused."""
    ballots: dict[str, Any] = {"a": None, **others}
    assert holds("absent >= 1 and present <= 1", Tally.of(["a", "b"], ballots))
    assert holds("silent = 1", Tally.of(["a", "b"], ballots, present=["a"]))
    assert holds("recused_absent = 1", Tally.of(["a", "b"], ballots, recused=["a"]))


def test_refused_tallies_are_value_errors() -> None:
    """A tally's refusal is a ``TallyError`` and so a ``ValueError``."""
    with pytest.raises(ValueError, match="ballots of 'b' must name an elector"):
        Tally.of(["a"], {"b": "yes"})


# ---------------------------------------------------------------- as a value


def test_arguments_stay_as_they_were() -> None:
    """Making and reading a tally changes nothing that was passed in."""
    electors = [Elector("li"), Elector("wang")]
    ballots: dict[str, Any] = {"li": {"yes": "1/2", "no": "1/2"}, "wang": True}
    roll, out, facts, labels = ["li"], list[str](), {"n": 1}, ["good"]
    tally = Tally.of(electors, ballots, present=roll, recused=out, labels=labels, given=facts)
    assert holds("yes = 1.5 and given n = 1", tally)
    assert electors == [Elector("li"), Elector("wang")]
    assert ballots == {"li": {"yes": "1/2", "no": "1/2"}, "wang": True}
    assert (roll, out, facts, labels) == (["li"], [], {"n": 1}, ["good"])
    facts["n"] = 2
    assert tally.given == {"n": 1}


def test_equal_tallies() -> None:
    """Tallies of the same people, ballots, labels and facts are equal, read or not."""
    one, other = (Tally.of(["a"], {"a": "yes"}, given={"n": 1}) for _ in range(2))
    assert holds("yes = 1", one)
    assert one == other
    assert one != Tally.of(["a"], {"a": "no"}, given={"n": 1})
    assert one != Tally.of(["a"], {"a": "yes"}, given={"n": 2})


def test_equal_tallies_hash_alike() -> None:
    """A tally and its rows may be kept in sets."""
    people = [Elector("li", {"t": "x"}, {"w": "1.0"}), Elector("wang")]
    one, other = (Tally.of(people, {"li": answer}) for answer in (True, "yes"))
    assert {one, other} == {one}
    assert hash(one.rows) == hash(other.rows)
    assert len({one, Tally.of(people), Tally.totals(yes=1), Tally.count(["yes"])}) == 4


def test_pickled_and_copied() -> None:
    """A tally that was read can be pickled and copied; what was worked out stays behind."""
    assert holds("yes by area among house is a = 189.3", HOUSE)
    for twin in (pickle.loads(pickle.dumps(HOUSE)), copy.copy(HOUSE), copy.deepcopy(HOUSE)):  # noqa: S301 - our own
        assert twin == HOUSE
        assert twin.scopes == {}
        assert holds("yes by area among house is a = 189.3", twin)


PLAIN_BALLOTS: Any = {"a": {"yes": "1/3", "no": "2/3"}, "b": "good", "c": "abstain", "d": "invalid"}
PLAIN = Tally.of(
    [Elector("a", {"house": "x", "k": True, "n": None}, {"area": "89.30"}, {"permanent"}), *"bcdefgh"],
    PLAIN_BALLOTS,
    present=["e", "f"],
    recused=["f", "g"],
    vacant=[Elector("s", {"house": "y"})],
    labels=["good", "it's"],
    given={"notice": True, "n": 3},
)


def test_to_and_from_a_plain_dict() -> None:
    """A tally of electors is plain data, and comes back the same from it."""
    plain = PLAIN.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert Tally.from_dict(plain) == PLAIN
    assert Tally.from_dict(json.loads(json.dumps(plain))) == PLAIN
    numbered = Tally.of(["a"], {"a": True}, vacant=2)
    assert Tally.from_dict(numbered.to_dict()) == numbered
    assert holds("seats = 0", Tally.from_dict({}))


def test_a_plain_dict_says_what_was_said() -> None:
    """The words are those that the tally was made with."""
    assert Tally.of(
        ["a", "b", "c"], {"a": True, "b": "x"}, recused=["c"], vacant=1, labels="x"
    ).to_dict() == {
        "electors": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
        "ballots": {"a": "yes", "b": "x"},
        "present": [],
        "recused": ["c"],
        "vacant": 1,
        "labels": ["x"],
    }


@pytest.mark.parametrize(
    "plain",
    [
        3,
        {"elector": ["a"]},
        {"electors": 3},
        {"electors": "a"},
        {"electors": [3]},
        {"electors": ["a", {"id": ""}]},
        {"electors": ["a"], "present": [[1]]},
        {"electors": ["a"], "ballots": 3},
        {"electors": ["a"], "ballots": {"a": "aye"}},
        {"electors": ["a"], "present": 3},
        {"electors": ["a"], "recused": ["b"]},
        {"electors": ["a"], "vacant": None},
        {"electors": ["a"], "vacant": [3]},
        {"labels": 3},
        {"labels": ["yes"]},
        {"given": 3},
        {"given": {"n": "x"}},
    ],
    ids=repr,
)
def test_a_bad_plain_dict(plain: object) -> None:
    """What is no plain dict of a tally is refused with a reason, never by accident."""
    with pytest.raises((RecordError, TallyError)) as caught:
        Tally.from_dict(plain)
    assert all(str(fault) for fault in caught.value.faults)


def test_classes_are_made_once_for_a_vocabulary() -> None:
    """Conditions that read the same share what was worked out."""
    tally = Tally.of(OWNERS, {"li": "yes"})
    for text in ("yes among house is a > 0", "no among house is b > 0", "absent among house is a > 0"):
        holds(text, tally)
    assert len(tally.scopes) == 1


# ---------------------------------------------------------------- as a crowd


def crowd(tally: Tally, text: str, *opens: str) -> Crowd:
    """The crowd that a condition sees, with these ids and stances open."""
    condition = Condition.parse(text)

    def is_open(elector: str, codes: tuple[int, ...]) -> bool:
        return elector in opens or any(STANCES[code] in opens for code in codes)

    return crowd_of(tally, condition.vocabulary, heads_read([condition]), is_open)


def open_people(seen: Crowd) -> dict[object, int]:
    """How many open people there are of each kind: their traits, and what they weigh under each stance."""
    return {
        (traits, *((STANCES[code], weights) for code, weights in option)): count
        for (traits, option), count in seen.open.items()
    }


def settled(seen: Crowd, *traits: Trait, measure: str | None = None) -> dict[str, int]:
    """What the settled people with these traits come to, by stance."""
    sums = zip(STANCES, seen.sums[traits][measure], strict=False)
    return {stance: value for stance, value in sums if value}


def test_a_crowd_of_heads() -> None:
    """The settled are summed by stance, the open counted by what they weigh and did."""
    tally = Tally.of(list("abcd"), {"a": "yes", "b": "yes", "c": "no"}, vacant=2)
    seen = crowd(tally, "yes > no", "a", "absent")
    assert settled(seen) == {"yes": 1, "no": 1, "vacant": 2}
    assert open_people(seen) == {((), ("yes", (1,))): 1, ((), ("absent", (1,))): 1}
    assert not seen.partial


def test_a_crowd_of_groups_and_weights() -> None:
    """People alike in trait, weight and stance are open together; others apart."""
    electors = [
        Elector("a", {"h": "x"}, {"w": "1.5"}),
        Elector("b", {"h": "x"}, {"w": "1.50"}),
        Elector("c", {"h": "y"}, {"w": 2}),
        Elector("d", {"h": "y"}, {"w": 3}),
    ]
    tally = Tally.of(electors, {"a": "yes", "b": "yes", "c": "yes", "d": "no"})
    seen = crowd(tally, "yes by w among h is x > 1", "yes")
    assert (seen.names, seen.measures, seen.scales) == (("h",), (None, "w"), {None: 1, "w": 100})
    assert open_people(seen) == {(("x",), ("yes", (1, 150))): 2, (("y",), ("yes", (1, 200))): 1}
    assert settled(seen, "y", measure="w") == {"no": 300}


def test_a_crowd_with_split_votes() -> None:
    """A split seat is one person, with a part under each stance, on a finer scale."""
    split: Any = {"a": {"yes": "1/2", "no": "1/2"}, "b": "yes", "c": {"yes": "1/4", "no": "3/4"}}
    weights = {"a": 3, "b": 1, "c": 8}
    electors = [Elector(name, weights={"w": weight}) for name, weight in weights.items()]
    seen = crowd(Tally.of(electors, split, vacant=1), "members > 0 and yes by w > 0", "a")
    assert seen.scales == {None: 4, "w": 2}
    assert open_people(seen) == {((), ("yes", (2, 3)), ("no", (2, 3))): 1}
    assert settled(seen) == {"yes": 5, "no": 3, "vacant": 4}
    assert settled(seen, measure="w") == {"yes": 6, "no": 12}


def test_a_split_seat_is_open_by_any_of_its_stances() -> None:
    """Whoever is open by one stance takes along the other parts of the vote."""
    split: Any = {"a": {"yes": "1/2", "absent": "1/2"}, "b": "yes"}
    seen = crowd(Tally.of(["a", "b"], split), "yes > no", "absent")
    assert open_people(seen) == {((), ("yes", (1,)), ("absent", (1,))): 1}
