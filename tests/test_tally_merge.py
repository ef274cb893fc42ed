"""Tallies of disjoint electorates together: electors, streams and figures, by ``+`` and ``merge``."""

import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest

from consultgov import Ballot, Condition, Elector, Tally
from consultgov.counting.crowds import crowd_of
from consultgov.counting.stances import CODES
from consultgov.counting.vocabulary import heads_read
from consultgov.errors import Fault, MissingData, TallyError, UnknownFigure


def holds(text: str, tally: Tally) -> bool:
    """Whether the condition holds, by the fast way and by the explained one."""
    condition = Condition.parse(text)
    fast = condition.holds(tally)
    assert condition.evaluate(tally).holds is fast
    return fast


def figure(text: str, tally: Tally) -> int | Fraction | None:
    """What a count comes to."""
    return Condition.parse(f"{text} >= 0").evaluate(tally).left


def refused(make: Callable[[], Tally]) -> list[Fault]:
    """The faults for which tallies do not go together."""
    with pytest.raises(TallyError) as caught:
        make()
    return list(caught.value.faults)


def answer(text: str, tally: Tally) -> bool | str:
    """True, False, or that it is unknown, the same for both ways of asking."""
    condition = Condition.parse(text)
    try:
        return holds(text, tally)
    except UnknownFigure:
        with pytest.raises(UnknownFigure):
            condition.evaluate(tally)
        return "unknown"


LI = Elector("li", {"house": "a"}, {"area": "10.50"}, {"permanent"})
WANG = Elector("wang", {"house": "b"}, {"area": Fraction(1, 3)})
ZHAO = Elector("zhao", {"house": "a"}, {"area": 4})

WORDS = [*CODES, "decisive", "valid", "ballots", "participating", "entitled", "members", "seats", "present"]
COUNTS = [
    *WORDS,
    "yes by area",
    "members by area",
    "yes among house is a",
    "members among not house is a",
    "yes by area among permanent",
    "no among not permanent",
    "blocs house",
    "blocs permanent",
    "blocs house where (yes > no)",
]


# ---------------------------------------------------------------- electors


@pytest.mark.parametrize("count", COUNTS)
def test_two_parts_are_as_good_as_the_whole(count: str) -> None:
    """Electors counted in two tallies come to what they come to in one."""
    ballots = {"li": "yes", "wang": "no", "zhao": "yes"}
    whole = Tally.of(
        [LI, WANG, ZHAO, Elector("chen", {"house": "b"}, {"area": 1})], ballots, present=["chen"]
    )
    one = Tally.of([LI, WANG], {"li": "yes", "wang": "no"})
    other = Tally.of([ZHAO, Elector("chen", {"house": "b"}, {"area": 1})], {"zhao": "yes"}, present=["chen"])
    for together in (one + other, other + one, Tally.merge([one, other]), Tally.merge(iter((other, one)))):
        assert figure(count, together) == figure(count, whole)


def test_the_sum_is_a_tally_of_its_own() -> None:
    """The parts are left as they were."""
    one, other = Tally.of(["a"], {"a": "yes"}), Tally.of(["b"], {"b": "no"})
    together = one + other
    assert holds("yes = 1 and no = 1", together)
    assert holds("yes = 1 and no = 0", one)
    assert holds("yes = 0 and no = 1", other)


def test_vacant_seats_add_up() -> None:
    """Vacant seats given as numbers and as electors go together."""
    seat = Elector("seat", {"house": "a"})
    together = Tally.of([LI], vacant=2) + Tally.of([WANG], vacant=[seat]) + Tally.of([ZHAO], vacant=1)
    assert holds("vacant = 4 and members = 3 and seats = 7", together)
    assert holds("blocs house = 2 and members among house is a = 2", together)
    with pytest.raises(MissingData, match="3 vacant seats given as a number"):
        Condition.parse("vacant among house is a > 0").holds(together)


def test_split_votes_stay_with_their_seats() -> None:
    """The parts of a split vote keep their rows where others come before and after."""
    split: Any = {"li": {"yes": "1/4", "no": "3/4"}}
    tallies = [
        Tally.of([LI], split),
        Tally.of([WANG], {"wang": {"yes": "1/3", "no": "2/3"}}),
        Tally.of([ZHAO]),
    ]
    for order in permutations(tallies):
        together = Tally.merge(order)
        assert figure("yes", together) == Fraction(7, 12)
        assert figure("no by area", together) == Fraction(63, 8) + Fraction(2, 9)
        assert holds(
            "members = 3 and absent = 1 and yes among house is b = 1/3 of members among house is b", together
        )


def test_one_elector_in_two_tallies() -> None:
    """The same elector on both sides is an error, whatever she did; each is named once."""
    one = Tally.of(["li", "wang", "chen"], {"li": "yes"})
    other = Tally.of(["wang", "li", "zhao"], {"li": "no"})
    [fault] = refused(lambda: one + other)
    assert (fault.code, fault.people) == ("shared-elector", ("wang", "li"))
    assert str(fault) == (
        "elector 'wang', 'li' must be in one of the tallies only: count each elector in one tally"
    )


def test_many_electors_in_two_tallies() -> None:
    """Of very many, three are in the sentence and all in the facts."""
    [fault] = refused(lambda: Tally.of([*"abcdef"]) + Tally.of([*"fedcba"]))
    assert sorted(fault.people) == list("abcdef")
    assert " and 3 more" in str(fault)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Tally.of(["li"], {"li": {"yes": "1/2", "no": "1/2"}}), Tally.of(["li"])),
        (Tally.of([], vacant=[Elector("li")]), Tally.of(["li"])),
        (Tally.of([], vacant=[Elector("li")]), Tally.of([], vacant=[Elector("li")])),
    ],
    ids=["split", "seat and elector", "two seats"],
)
def test_one_seat_in_two_tallies(one: Tally, other: Tally) -> None:
    """A split seat and a vacant one are found in both tallies too, and named once."""
    [fault] = refused(lambda: one + other)
    assert (fault.code, fault.people) == ("shared-elector", ("li",))


def test_a_tally_with_itself() -> None:
    """Electors cannot be doubled by adding a tally to itself."""
    tally = Tally.of(["li"])
    assert [fault.code for fault in refused(lambda: tally + tally)] == ["shared-elector"]


# ---------------------------------------------------------------- labels


def test_labels_in_different_order() -> None:
    """Labels mean what they are called, wherever they stand in the list of a poll."""
    one = Tally.of(["a", "b", "c"], {"a": "x", "b": "y", "c": "yes"}, labels=["x", "y"])
    other = Tally.of(["d", "e", "f"], {"d": "x", "e": "z", "f": "y"}, labels=["z", "y", "x"])
    for together in (one + other, other + one):
        assert sorted(together.labels) == ["x", "y", "z"]
        assert holds("'x' = 2 and 'y' = 2 and 'z' = 1 and yes = 1 and valid = 6", together)


def test_labels_that_only_one_has() -> None:
    """Labels of one tally are zero in a tally that does not have them."""
    one, other = Tally.of(["a"], {"a": "yes"}), Tally.of(["b"], {"b": "x"}, labels=["x"])
    for together in (one + other, other + one):
        assert holds("'x' = 1 and yes = 1 and valid = 2", together)


def test_labels_at_the_head_of_a_longer_list() -> None:
    """Where one list of labels begins with the other, every ballot stays where it is."""
    one = Tally.of(["a", "b"], {"a": "x", "b": "y"}, labels=["x", "y"])
    other = Tally.of(["c"], {"c": "z"}, labels=["x", "y", "z"])
    for together in (one + other, other + one):
        assert holds("'x' = 1 and 'y' = 1 and 'z' = 1", together)


def test_labels_of_all_kinds_of_tallies() -> None:
    """Electors, streams and figures share their labels by name."""
    tallies = [
        Tally.of(["a"], {"a": "x"}, labels=["y", "x"]),
        Tally.count(["x", "y", "y"], labels=["x", "y"]),
        Tally.totals(labels={"z": 3, "x": 4, "y": 0}, valid=7),
    ]
    for order in permutations(tallies):
        together = Tally.merge(order)
        assert answer("'x' = 6 and 'y' = 2", together) is True
        assert answer("valid = 11 and 'z' >= 3", together) is True


def test_together_there_may_be_too_many_labels() -> None:
    """As many labels as fit into one tally go together, and one more is refused."""
    one = Tally.of(["li"], labels=[f"a{number}" for number in range(200)])
    other = Tally.of(["li"], labels=[f"b{number}" for number in range(48)])
    assert "too-many-labels" in {fault.code for fault in refused(lambda: one + other)}
    most = Tally.of(["wang"], labels=[f"b{number}" for number in range(47)])
    assert len((one + most).labels) == 247


# ---------------------------------------------------------------- facts


def test_facts_are_joined() -> None:
    """Facts of either tally are facts of both; the same fact may be stated twice."""
    one = Tally.of(["a"], given={"notice": True, "n": 3})
    other = Tally.of(["b"], given={"n": 3, "other": False})
    assert (one + other).given == {"n": 3, "notice": True, "other": False}
    assert one + other == Tally.of(["a", "b"], given={"other": False, "notice": True, "n": 3})


@pytest.mark.parametrize(("one", "other"), [(3, 4), (True, False), (0, False), (True, 1)], ids=repr)
def test_facts_that_differ(one: bool | int, other: bool | int) -> None:  # noqa: FBT001 - facts
    """A fact stated differently is an error, also where a truth only looks like a number."""
    [fault] = refused(lambda: Tally.of(["a"], given={"f": one}) + Tally.of(["b"], given={"f": other}))
    assert fault.code == "two-facts"
    assert str(fault).startswith("fact 'f' must be the same in all tallies")


def test_all_faults_at_once() -> None:
    """Shared electors and facts that differ are said in one error."""
    one = Tally.of(["a", "b"], given={"f": 1, "g": 1})
    other = Tally.of(["a"], given={"f": 2, "g": 2})
    assert sorted(fault.code for fault in refused(lambda: one + other)) == [
        "shared-elector",
        "two-facts",
        "two-facts",
    ]


# ---------------------------------------------------------------- streams


def test_streams_add_up() -> None:
    """Streams of the same people are one sum; others stay apart by trait, flag and measure."""
    zh, be = {"canton": "zh"}, {"canton": "be"}
    tallies = [
        Tally.count(["yes", "no"], traits=zh),
        Tally.count(["yes"], traits=be),
        Tally.count(["yes", "yes"], traits=zh),
        Tally.count(b"\1\2", legend={1: "abstain", 2: "no"}, traits=be),
    ]
    for order in permutations(tallies):
        together = Tally.merge(order)
        assert len(together.cells) == 2
        assert holds("yes = 4 and no = 2 and abstain = 1", together)
        assert holds("yes among canton is zh = 3 and no among canton is be = 1", together)
        assert holds("blocs canton where (yes > no) = 1", together)


def test_weighed_streams_add_up() -> None:
    """Weights of the same people add up exactly, whatever they are written as."""
    weights: list[Any] = [1, Decimal("0.5"), Fraction(1, 3), "0.25", 2]
    together = Tally.merge(Tally.count([Ballot("yes", weight)], by="w") for weight in weights)
    assert len(together.cells) == 1
    assert figure("yes by w", together) == Fraction(49, 12)


def test_the_grid_of_a_measure_does_not_depend_on_merging() -> None:
    """Hundredths stay hundredths where streams or electors are counted in parts."""
    rule = Condition.parse("yes by w > 1/2 of members by w")
    ballots = [Ballot("yes", "0.50"), Ballot("no", "0.50"), Ballot("no", "0.50"), Ballot("yes", "0.50")]
    parts = [Tally.count([ballot], by="w") for ballot in ballots]
    assert rule.evaluate(Tally.count(ballots, by="w")).needed == Fraction(101, 100)
    assert rule.evaluate(Tally.merge(parts)).needed == Fraction(101, 100)
    electors = [Elector(name, weights={"w": "0.50"}) for name in "abcd"]
    whole = Tally.of(electors, {"a": "yes"})
    apart = Tally.merge(
        Tally.of([elector], {"a": "yes"} if elector.id == "a" else {}) for elector in electors
    )
    assert rule.evaluate(whole).needed == rule.evaluate(apart).needed == Fraction(101, 100)


def test_flags_make_two_groups_of_streams_too() -> None:
    """A flag that one stream has is absent from the other, which is then the group without."""
    together = Tally.count(["yes"], flags=["urban"]) + Tally.count(["no", "no"])
    assert holds("yes among urban = 1 and no among not urban = 2", together)
    assert holds("blocs urban = 2 and blocs urban where (yes > no) = 1", together)
    assert holds("not each urban: yes > no", together)


def test_flags_of_electors_and_streams() -> None:
    """The same between electors and streams, whichever has the flag."""
    for one, other in (
        (Tally.of([Elector("a", flags={"urban"})], {"a": "yes"}), Tally.count(["no"])),
        (Tally.count(["yes"], flags={"urban"}), Tally.of(["a"], {"a": "no"})),
    ):
        for together in (one + other, other + one):
            assert holds("blocs urban = 2 and yes among urban = 1 and no among not urban = 1", together)


def test_a_flag_does_not_excuse_a_trait() -> None:
    """Where somebody has a trait of the name, a stream without it misses it."""
    together = Tally.of([Elector("a", {"urban": True})], {"a": "yes"}) + Tally.count(["no"])
    for rule in ("each urban: yes > no", "blocs urban > 0"):
        with pytest.raises(MissingData, match="urban"):
            Condition.parse(rule).holds(together)


def test_electors_and_streams() -> None:
    """Named electors and an anonymous stream are counted together, group by group."""
    together = Tally.of([LI, WANG], {"li": "yes", "wang": "no"}) + Tally.count(
        ["no", "no", "abstain"], traits={"house": "a"}
    )
    assert holds("yes = 1 and no = 3 and members = 5", together)
    assert holds("no among house is a = 2 and yes among house is a = 1 and no among house is b = 1", together)
    with pytest.raises(MissingData, match="area of a stream is not known: it was counted by heads"):
        Condition.parse("yes by area > 0").holds(together)


def test_what_is_missing_in_several_parts_comes_at_once() -> None:
    """Faults of electors, streams and labels are said in one error."""
    together = Tally.of(["a"]) + Tally.count(["no"])
    with pytest.raises(MissingData) as caught:
        Condition.parse("(each house: yes > 0) and yes by area > 0 and 'x' > 0").holds(together)
    assert sorted(fault.code for fault in caught.value.faults) == [
        "missing-label",
        "missing-trait",
        "missing-trait",
        "missing-weight",
        "missing-weight",
    ]


# ---------------------------------------------------------------- figures


def test_figures_and_electors() -> None:
    """Figures of one district and electors of another add up where both are known."""
    together = Tally.totals(yes=10, ballots=15, members=20) + Tally.of(["a", "b"], {"a": "yes"})
    assert answer("yes = 11 and ballots = 16 and members = 22", together) is True
    for text in ("no >= 0", "silent >= 0", "seats >= 0"):
        assert answer(text, together) == "unknown"


def test_figures_and_streams_by_measure() -> None:
    """Measures add up over figures, streams and electors, each on its own scale."""
    together = Tally.merge(
        [
            Tally.totals(by={"area": {"yes": "0.25"}}),
            Tally.count([Ballot("yes", Fraction(1, 3))], by="area"),
            Tally.of([LI], {"li": "yes"}),
        ]
    )
    with pytest.raises(MissingData, match="heads of a stream"):
        figure("yes", together)
    assert figure("yes by area", together) == Fraction(1, 4) + Fraction(1, 3) + Fraction(21, 2)


def test_figures_and_figures() -> None:
    """Figures of two districts add up word by word; a word that one leaves open is unknown."""
    together = (
        Tally.totals(yes=3, no=2) + Tally.totals(decisive=4, no=1) + Tally.totals(yes=1, no=0, abstain=2)
    )
    assert answer("yes = 7 and no = 3 and decisive = 10", together) is True
    assert answer("abstain >= 0", together) == "unknown"


def test_the_same_figures_twice() -> None:
    """Nothing tells figures apart, so equal ones are two districts with equal figures."""
    tally = Tally.totals(yes=3)
    assert holds("yes = 6", tally + tally)


def test_groups_of_figures_and_electors() -> None:
    """A group in both is one group."""
    figures = Tally.totals(groups={"house": {"a": {"yes": 5, "no": 1}, "b": {"yes": 0, "no": 2}}})
    together = figures + Tally.of([LI, WANG], {"li": "no", "wang": "yes"})
    assert answer("yes among house is a = 5 and no among house is a = 2", together) is True
    assert answer("blocs house = 2 and blocs house where (yes > no) = 1", together) is True


def test_a_group_that_figures_do_not_name() -> None:
    """A group that only the electors have is unknown in the figures, however it is asked for."""
    figures = Tally.totals(groups={"house": {"a": {"yes": 1}}})
    together = figures + Tally.of([LI, WANG], {"li": "yes", "wang": "yes"})
    assert answer("yes among house is a = 2", together) is True
    texts = ["yes among house is b = 1", "each house in (b): yes = 1", "each house in (a, b): yes >= 1"]
    assert {answer(text, together) for text in texts} == {"unknown"}


def test_figures_without_groups_leave_groups_unknown() -> None:
    """Electors have groups, but nobody knows in which groups the people behind the figures are."""
    together = Tally.totals(yes=1) + Tally.of([LI], {"li": "yes"})
    for text in ("each house: yes > 0", "blocs house >= 0", "yes among house is a >= 0"):
        assert answer(text, together) == "unknown"
    assert answer("yes = 2", together) is True


# ---------------------------------------------------------------- many


def test_nothing_merged_is_nobody() -> None:
    """The tally of no tallies has zeros only."""
    nobody = Tally.merge([])
    for word in WORDS:
        assert figure(word, nobody) == 0
    assert holds("blocs house = 0 and not each house: yes >= 0", nobody)
    assert nobody + Tally.of(["a"]) == Tally.of(["a"])


def test_one_merged_is_itself() -> None:
    """Merging one tally changes nothing, of whatever kind it is."""
    for tally in (
        Tally.of([LI], {"li": "x"}, labels=["x"], given={"n": 1}, vacant=1),
        Tally.count(["yes", "x"], labels=["y", "x"], traits={"house": "a"}),
        Tally.totals(yes=1, groups={"house": {"a": {"yes": 1}}}),
    ):
        assert Tally.merge([tally]) == tally


def test_a_thousand_tallies() -> None:
    """Very many parts are merged in one pass, and come to what the whole comes to."""
    parts = [
        Tally.of([Elector(str(number), weights={"w": number})], {str(number): number % 3 == 0})
        for number in range(1000)
    ]
    together = Tally.merge(parts)
    assert holds("yes = 334 and no = 666 and members by w = 499500 and yes by w = 166833", together)


def test_the_order_of_adding_does_not_matter() -> None:
    """However tallies are put together, every answer is the same."""
    parts = [
        Tally.of([LI], {"li": "x"}, labels=["x"]),
        Tally.of([WANG], {"wang": "y"}, labels=["y", "x"]),
        Tally.count(["yes", "y"], labels=["y"], traits={"house": "c"}),
        Tally.count(["no"], traits={"house": "a"}),
    ]
    for one, two, three, four in permutations(parts):
        for together in (
            ((one + two) + three) + four,
            one + (two + (three + four)),
            (one + two) + (three + four),
        ):
            assert holds("'x' = 1 and 'y' = 2 and yes = 1 and no = 1 and members = 5", together)
            assert holds("valid among house is a = 2 and blocs house = 3", together)


@pytest.mark.parametrize("other", [3, None, "tally", ["a"], {"yes": 1}], ids=repr)
def test_only_tallies_are_added(other: Any) -> None:  # noqa: ANN401 - bad on purpose
    """A tally and anything else is a ``TypeError``, both ways round."""
    tally = Tally.of(["a"])
    with pytest.raises(TypeError):
        tally + other
    with pytest.raises(TypeError):
        other + tally


def test_pickled() -> None:
    """A merged tally survives pickling."""
    together = Tally.of([LI], {"li": "x"}, labels=["x"]) + Tally.count(["no"]) + Tally.totals(no=1, members=1)
    twin = pickle.loads(pickle.dumps(together))  # noqa: S301 - our own
    assert twin == together
    assert holds("no = 2 and members = 3", twin)


def test_to_and_from_a_plain_dict() -> None:
    """A merged tally of all kinds comes back from its plain dict as good as it was."""
    together = Tally.merge(
        [
            Tally.of([LI, WANG], {"li": "x", "wang": "yes"}, vacant=2, labels=["y", "x"]),
            Tally.of([ZHAO], {"zhao": "no"}, vacant=[Elector("seat", {"house": "c"})]),
            Tally.count(["x", "no"], labels=["x"], traits={"house": "a"}),
            Tally.totals(yes=1, vacant=1, groups={"house": {"a": {"yes": 1}, "b": {"yes": 0}, "c": {}}}),
        ]
    )
    plain = json.loads(json.dumps(together.to_dict()))
    assert plain == together.to_dict()
    twin = Tally.from_dict(plain)
    for count in (*WORDS, "yes among house is a", "blocs house", "blocs house where (yes > 0)"):
        assert answer(f"{count} >= 0", twin) == answer(f"{count} >= 0", together)
    assert figure("vacant", together) == figure("vacant", twin) == 4


# ---------------------------------------------------------------- as a crowd


def test_a_crowd_of_all_kinds() -> None:
    """Electors with a split vote, a stream and figures are one crowd on one scale."""
    split: Any = {"li": {"yes": "1/2", "no": "1/2"}}
    together = Tally.of(["li"], split) + Tally.count(["yes", "no"]) + Tally.totals(yes=3, no=0)
    condition = Condition.parse("yes > no")
    yes, no = CODES["yes"], CODES["no"]
    seen = crowd_of(together, condition.vocabulary, heads_read([condition]), lambda _, taken: yes in taken)
    assert seen.scales == {None: 2}
    assert seen.open == {((), ((yes, (1,)), (no, (1,)))): 1, ((), ((yes, (2,)),)): 4}
    assert seen.sums[()][None][no] == 2


@pytest.mark.parametrize(("given", "faults"), [(3, 1), ([3], 1), ([Tally.of(["a"]), 3, None], 2), ("ab", 2)])
def test_only_tallies_are_merged(given: Any, faults: int) -> None:  # noqa: ANN401 - bad on purpose
    """Whatever is no tally is refused, each by itself."""
    with pytest.raises(TallyError) as caught:
        Tally.merge(given)
    assert [fault.code for fault in caught.value.faults] == ["not-a-tally"] * faults


def test_tallies_without_a_common_scale() -> None:
    """Each of two tallies has a scale, both together none."""
    parts = [Fraction(1, 10**389 + 1), Fraction(1, 10**389 + 3)]
    tally = Tally.merge(Tally.totals(by={"w": {"yes": part}}) for part in parts)
    with pytest.raises(TallyError, match="weights by w must have a common denominator"):
        Condition.parse("yes by w > 0").holds(tally)
