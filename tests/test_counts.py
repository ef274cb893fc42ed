"""Counts: the words, how they are built, their normal form, and how large they may be."""

import copy
import operator
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from consultgov import Condition, Count, Share, Stance, counting
from consultgov.counting import (
    ballots,
    blocs,
    fact,
    given,
    label,
    members,
    no,
    present,
    seats,
    stances,
    times,
    yes,
)
from consultgov.counting.algebra import counted, word
from consultgov.counting.items import MAX_DEPTH, MAX_SIZE
from consultgov.errors import NotABoolean, RuleError, ShareError

HALF, THIRDS = Share("1/2"), Share("2/3")


def code(build: Callable[[], object]) -> str:
    """The code with which a rule is refused."""
    with pytest.raises(RuleError) as raised:
        build()
    return raised.value.faults[0].code


# ---------------------------------------------------------------- stances and bases

CHAIN = {
    "decisive": ("yes", "no"),
    "valid": ("yes", "no", "abstain"),
    "ballots": ("yes", "no", "abstain", "invalid"),
    "participating": ("yes", "no", "abstain", "invalid", "silent"),
    "entitled": ("yes", "no", "abstain", "invalid", "silent", "absent"),
    "members": ("yes", "no", "abstain", "invalid", "silent", "absent", "recused", "recused_absent"),
    "seats": tuple(Stance),
    "present": ("yes", "no", "abstain", "invalid", "silent", "recused"),
}


def test_there_are_nine_stances() -> None:
    """Each seat has one of them, and its name is its keyword."""
    assert [stance.value for stance in Stance] == [
        "yes",
        "no",
        "abstain",
        "invalid",
        "silent",
        "absent",
        "recused",
        "recused_absent",
        "vacant",
    ]
    assert all(f"{stance}" == stance.value for stance in Stance)


def test_the_bases_are_those_of_the_design() -> None:
    """There are no others."""
    assert set(stances.BASES) == set(CHAIN)


@pytest.mark.parametrize("base", CHAIN)
def test_a_base_is_a_set_of_stances(base: str) -> None:
    """The stances that the design lists, and no other."""
    assert stances.BASES[base] & ~stances.LABELS == stances.mask_of(*CHAIN[base])


@pytest.mark.parametrize("base", CHAIN)
def test_a_labelled_ballot_is_a_valid_one(base: str) -> None:
    """Labels count in every base that holds abstentions, and not among yes and no."""
    assert bool(stances.BASES[base] & stances.LABELS) is (base != "decisive")


def test_a_mask_is_the_bits_of_its_stances() -> None:
    """Nothing, one and several."""
    assert (stances.mask_of(), stances.mask_of("yes"), stances.mask_of("yes", "abstain")) == (0, 1, 5)


def test_labels_come_after_the_stances() -> None:
    """The code of the first label is the number of stances, and so is its bit."""
    assert (stances.FIRST_LABEL, stances.LABELS) == (9, 1 << 9)
    assert list(stances.CODES.values()) == list(range(9))


@pytest.mark.parametrize("name", stances.WORDS)
def test_every_word_can_be_imported(name: str) -> None:
    """The vocabulary for Python has the words of the rule text."""
    assert getattr(counting, name) == word(name)
    assert name in counting.__all__
    assert str(word(name)) == name


def test_refused_words_name_bases() -> None:
    """Whoever meant one of several bases is shown those that there are."""
    choices = {choice for words in stances.REFUSED.values() for choice in words}
    assert choices <= set(stances.BASES)
    assert not set(stances.REFUSED) & set(stances.WORDS)


# ---------------------------------------------------------------- sums

SUMS: dict[str, list[Callable[[], Count]]] = {
    "yes + no": [lambda: yes + no],
    "yes - no": [lambda: yes - no],
    "yes + 2": [
        lambda: yes + 2,
        lambda: 2 + yes,
    ],
    "yes - 2": [lambda: yes - 2],
    "0 - yes + 2": [lambda: 2 - yes],
    "yes + 0.5": [lambda: yes + Fraction(1, 2)],
    "yes + 0.25": [
        lambda: yes + Decimal("0.25"),  # type: ignore[operator]
    ],
    "yes": [
        lambda: yes - 2 + 2,
        lambda: 1 * yes,
        lambda: Fraction(1, 2) * (2 * yes),
    ],
    "yes - 1": [lambda: yes - 3 + 2],
    "3 times yes": [lambda: 3 * yes],
    "0.5 times yes": [
        lambda: Fraction(1, 2) * yes,
        lambda: times("0.5", yes),  # type: ignore[arg-type]
    ],
    "1/3 times yes": [lambda: times(Fraction(1, 3), yes)],
    "0 - yes": [lambda: -1 * yes],
    "0": [
        lambda: 0 * yes,
        lambda: yes - yes,
    ],
    "5": [lambda: 0 * yes + 5],
    "0 - 5": [lambda: 0 * yes - 5],
    "3 times yes + 6": [lambda: 3 * (yes + 2)],
    "6 times yes": [lambda: 2 * (3 * yes)],
    "2 times yes": [lambda: yes + yes],
    "2 times yes + no": [lambda: yes + no + yes],
    "no": [lambda: yes + no - yes],
    "yes among a + yes": [lambda: yes.among("a") + yes],
    "yes + given proxies": [lambda: yes + fact("proxies")],
    "2 times given a": [lambda: fact("a") + fact("a")],
    "2 times (2/3 of members)": [lambda: THIRDS.of(members) + THIRDS.of(members)],
    "blocs canton - 1": [lambda: blocs("canton") - 1],
    "(yes + no) by area": [lambda: (yes + no).by("area")],
    "(yes - no) by area": [lambda: (yes - no).by("area")],
    "(2 times yes + no) by area": [lambda: (2 * yes + no).by("area")],
    "(no - 2 times yes) by area": [lambda: (no - yes - yes).by("area")],
    "(0 - yes - no) by area": [lambda: (0 - yes - no).by("area")],
    "yes by area + no by area + 1": [lambda: (yes + no + 1).by("area")],
    "yes by area + given x": [lambda: (yes + fact("x")).by("area")],
    "blocs canton by area": [
        lambda: blocs("canton").by("area"),
        lambda: blocs("canton", by="area"),
    ],
    "blocs canton where (yes > no)": [lambda: blocs("canton", where=yes > no)],
    "'it''s fine'": [lambda: label("it's fine")],
    "2 times 'caf\u00e9'": [lambda: label("caf\u00e9") + label("cafe\u0301")],
    "no among (a and b)": [
        lambda: no.among("a").among("b"),
        lambda: no.among("b").among("a").among("b"),
    ],
    "no among s in (a, b)": [lambda: no.among("s", "b", "a", "b")],
    "no among s is b": [lambda: no.among("s", "b", "b"), lambda: no.among("s", "b")],
    "no among not s is b": [lambda: no.among("s", "b", negated=True)],
    "no among (s and not s)": [lambda: no.among("s", negated=True).among("s")],
    "yes among a + given x": [lambda: (yes + fact("x")).among("a")],
    "2/3 of members by m among a": [lambda: THIRDS.of(members).among("a").by("m")],
    "members by m among a rounded up": [lambda: members.rounded("up").among("a").by("m")],
    "2/3 of members within a": [lambda: THIRDS.of(members).within("a")],
    "2/3 of all members": [lambda: THIRDS.of(members).everywhere()],
    "members within a rounded up": [lambda: members.rounded("up").within("a")],
    "all members rounded up": [lambda: members.rounded("up").everywhere()],
    "yes within a + given x": [lambda: (yes + fact("x")).within("a")],
    "all yes + given x": [(yes + fact("x")).everywhere],
    "(blocs c) within a": [lambda: blocs("c").within("a")],
    "all blocs c": [lambda: blocs("c").everywhere()],
    "yes within a": [lambda: yes.within("a").within("a")],
    "all yes": [lambda: yes.everywhere().everywhere()],
    "yes by a": [lambda: yes.by("a").by("a")],
    "2/3 of (members + 1)": [lambda: THIRDS.of(members + 1)],
    "2/3 of (2 times members)": [lambda: THIRDS.of(2 * members)],
    "2/3 of (2/3 of members)": [lambda: THIRDS.of(THIRDS.of(members))],
    "2/3 of (yes + no) by m": [lambda: THIRDS.of((yes + no).by("m"))],
    "2/3 of blocs c": [lambda: THIRDS.of(blocs("c"))],
    "2/3 of members rounded to nearest": [lambda: THIRDS.of(members).rounded("nearest")],
    "3 times members rounded down": [lambda: (3 * members).rounded("down")],
    "3 times (members rounded down)": [lambda: 3 * members.rounded("down")],
    "(0 - 3 times members) rounded down": [lambda: (-3 * members).rounded("down")],
    "(members + 1) rounded up": [lambda: (members + 1).rounded("up")],
    "(members rounded up) rounded up": [lambda: members.rounded("up").rounded("up")],
}


@pytest.mark.parametrize("text", SUMS)
def test_a_count_has_a_normal_form(text: str) -> None:
    """Like terms are merged, what cancels is gone, and one number is left."""
    assert [str(build()) for build in SUMS[text]] == [text] * len(SUMS[text])
    assert len({build() for build in SUMS[text]}) == 1


@pytest.mark.parametrize(
    ("mode", "below", "half", "above"), [("down", 2, 2, 2), ("up", 3, 3, 3), ("nearest", 2, 3, 3)]
)
def test_a_number_is_rounded_at_once(mode: str, below: int, half: int, above: int) -> None:
    """Below, at and above a half, and the same below zero."""
    rounded = [counted(Decimal(n)).rounded(mode).constant for n in ("2.4", "2.5", "2.6")]  # type: ignore[arg-type]
    assert rounded == [below, half, above]
    assert counted(7).rounded(mode) == counted(7)


@pytest.mark.parametrize(("mode", "value"), [("down", -3), ("up", -2), ("nearest", -2)])
def test_rounding_below_zero(mode: str, value: int) -> None:
    """Down is the floor, up the ceiling, and a half goes up."""
    assert counted(Fraction(-5, 2)).rounded(mode).constant == value


# ---------------------------------------------------------------- values


def test_counts_are_equal_by_structure() -> None:
    """The same terms in the same order, however they came about."""
    assert yes + no == no - no + yes + no
    assert yes + no != no + yes
    assert no.among("a").among("b") == no.among("b").among("a")
    assert yes.among("s", "a", "b") == yes.among("s", "b", "a")
    assert Share("4/5").of(members) == Share("80%").of(members)


def test_equal_counts_have_equal_hashes() -> None:
    """Counts may be put into sets."""
    assert len({yes + yes, 2 * yes, times(2, yes), counted(2 * yes)}) == 1


def test_a_count_is_not_a_number() -> None:
    """``==`` tells whether two counts are the same, and never makes a condition."""
    other: object = 3
    assert (yes == other) is False
    assert (yes != other) is True


def test_counts_are_pickled_and_copied() -> None:
    """Through another process and back."""
    count = THIRDS.of((yes + 2 * no).by("area").among("s", "a")).rounded("up") - 1
    again = pickle.loads(pickle.dumps(count))  # noqa: S301 - pickled on this line
    assert again == count
    assert (again.size, again.depth, again.unit) == (count.size, count.depth, count.unit)
    assert copy.copy(count) == copy.deepcopy(count) == count
    assert str(again + 1) == str(count + 1)


def test_a_count_does_not_change() -> None:
    """Its parts cannot be assigned to."""
    with pytest.raises(AttributeError):
        yes.constant = 3  # type: ignore[misc]


def test_a_count_has_no_truth_value() -> None:
    """``if yes`` is refused with the spelling to use."""
    with pytest.raises(NotABoolean, match="yes is a count, not true or false") as raised:
        bool(yes)
    assert "count.at_least(9)" in str(raised.value)


# ---------------------------------------------------------------- comparisons

COMPARISONS: dict[str, list[Callable[[], Condition]]] = {
    "yes >= 3": [lambda: yes.at_least(3), lambda: yes >= 3, lambda: operator.le(3, yes)],
    "yes > 3": [lambda: yes.more_than(3), lambda: yes > 3, lambda: operator.lt(3, yes)],
    "yes <= 3": [lambda: yes.at_most(3), lambda: yes <= 3, lambda: operator.ge(3, yes)],
    "yes < 3": [lambda: yes.less_than(3), lambda: yes < 3, lambda: operator.gt(3, yes)],
    "yes = 3": [lambda: yes.equals(3)],
    "yes >= no": [lambda: yes.at_least(no), lambda: yes >= no],
    "yes > no": [lambda: yes.more_than(no), lambda: yes > no],
    "yes <= no": [lambda: yes.at_most(no), lambda: yes <= no],
    "yes < no": [lambda: yes.less_than(no), lambda: yes < no],
    "yes = no": [lambda: yes.equals(no), lambda: Condition.compare(yes, "=", no)],
    "yes >= 2.5": [
        lambda: yes >= Fraction(5, 2),
        lambda: yes >= Decimal("2.50"),  # type: ignore[arg-type]
    ],
}


@pytest.mark.parametrize("text", COMPARISONS)
def test_methods_and_operators_make_the_same_condition(text: str) -> None:
    """A method, its operator and the operator with the number first."""
    for build in COMPARISONS[text]:
        assert str(build()) == text


def test_comparing_twice_is_refused() -> None:
    """Python would throw away the first half of ``1 < yes < 3``."""
    with pytest.raises(NotABoolean, match=r"join with &, \| and ~"):
        _ = 1 < yes < 3


@pytest.mark.parametrize("relation", ["==", "!=", "", "≥", ">= ", "at least", [], None])
def test_an_unknown_relation_is_refused(relation: object) -> None:
    """The error lists the five there are."""
    with pytest.raises(RuleError, match="must be one of >=, >, <=, <, =") as raised:
        Condition.compare(yes, relation, no)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "relation"


@pytest.mark.parametrize("value", [0.5, True, None, "many", [1]])
def test_only_exact_numbers_are_counted_with(value: object) -> None:
    """A float, a truth and what is no number are refused wherever a number may stand."""
    uses: list[Callable[[], object]] = [
        lambda: yes + value,  # type: ignore[operator]
        lambda: value - yes,  # type: ignore[operator]
        lambda: value * yes,  # type: ignore[arg-type]
        lambda: yes >= value,  # type: ignore[arg-type]
        lambda: times(value, yes),  # type: ignore[arg-type]
    ]
    for use in uses:
        with pytest.raises(ShareError):
            use()


def test_a_multiple_is_written_from_either_side() -> None:
    """And with a sign."""
    assert no * 3 == 3 * no == times(3, no)
    assert -no == times(-1, no)
    assert str(yes + -no) == "yes - no"
    assert code(lambda: members * Share("1/2")) == "no-base"  # type: ignore[operator]


def test_a_number_may_stand_on_either_side() -> None:
    """Also without an operator."""
    assert str(Condition.compare(3, ">=", yes)) == "3 >= yes"
    assert str(Condition.compare(yes, ">=", 3)) == "yes >= 3"
    assert times(2, 3) == counted(6)


SHARES: dict[str, list[Callable[[], object]]] = {
    "80%": [
        lambda: yes >= Share("80%"),  # type: ignore[arg-type]
        lambda: Share("80%") <= yes,  # type: ignore[operator]
        lambda: yes >= "80%",  # type: ignore[arg-type]
        lambda: yes.at_least("80% of members"),  # type: ignore[arg-type]
    ],
    "2/3": [
        lambda: yes.less_than(Share("2/3")),  # type: ignore[arg-type]
        lambda: yes.at_least("2/3 of members"),  # type: ignore[arg-type]
        lambda: Share("2/3") * members,  # type: ignore[arg-type]
        lambda: yes + Share("2/3"),  # type: ignore[operator]
    ],
}


@pytest.mark.parametrize("share", SHARES)
def test_a_share_has_a_base(share: str) -> None:
    """To forget it is the commonest slip, and the error says how to mend it."""
    for build in SHARES[share]:
        with pytest.raises(RuleError, match="must not be a share without its base") as raised:
            build()
        [fault] = raised.value.faults
        assert (fault.code, fault.fix) == ("no-base", f'say of what: Share("{share}").of(members)')


@pytest.mark.parametrize("value", [Fraction(1, 3), Fraction(-5, 6), "1/7"])
def test_a_number_in_a_rule_ends(value: Fraction | str) -> None:
    """What has no end as a decimal cannot be written in rule text, and the error says what to do."""
    with pytest.raises(RuleError, match="must be a decimal that ends") as raised:
        yes.at_least(value)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "endless"
    assert "multiply both sides" in str(raised.value)


@pytest.mark.parametrize(
    "left",
    [
        times(Fraction(1, 3), yes),
        yes + times(Fraction(1, 7), no),
        times(Fraction(1, 3), yes).rounded("down"),
    ],
)
def test_a_factor_on_the_left_ends(left: Count) -> None:
    """Rule text has no fraction on the left, so none is built there."""
    assert code(lambda: left >= 1) == "endless"


# ---------------------------------------------------------------- measures, selections, levels


@pytest.mark.parametrize(
    ("count", "unit"),
    [
        (yes, ("people", None)),
        (yes + no - 3, ("people", None)),
        (yes.by("area"), ("people", "area")),
        (blocs("canton"), ("blocs", None)),
        (blocs("canton", by="area"), ("blocs", "area")),
        (THIRDS.of(members.by("area")), ("people", "area")),
        (blocs("canton").rounded("up"), ("blocs", None)),
        (fact("x"), None),
        (fact("x") + 1, None),
        (fact("x") + yes, ("people", None)),
        (fact("x").rounded("up"), None),
        (counted(3), None),
    ],
)
def test_a_count_has_one_measure(count: Count, unit: tuple[str, str | None] | None) -> None:
    """Heads, a weight, or blocs; numbers and facts fit any."""
    assert count.unit == unit


@pytest.mark.parametrize(
    ("build", "given_units"),
    [
        (lambda: yes.by("area") + no, "heads by area and heads"),
        (lambda: yes.by("area") - no.by("shares"), "heads by area and heads by shares"),
        (lambda: yes + blocs("canton"), "heads and blocs"),
        (lambda: blocs("canton") + blocs("canton", by="area"), "blocs and blocs by area"),
        (lambda: yes + THIRDS.of(members.by("area")), "heads and heads by area"),
    ],
)
def test_measures_are_not_added(build: Callable[[], Count], given_units: str) -> None:
    """Heads and square metres make no sum, and the error names both."""
    with pytest.raises(RuleError) as raised:
        build()
    assert raised.value.faults[0].code == "two-measures"
    assert f"must be in one measure (got {given_units})" in str(raised.value)
    assert "give every term the same `by`" in str(raised.value)


SENSELESS: dict[str, list[Callable[[], object]]] = {
    "two-measures": [
        lambda: yes.by("a").by("b"),
        lambda: THIRDS.of(yes.by("a")).by("b"),
        lambda: blocs("c", by="a").by("b"),
    ],
    "counts-nobody": [
        lambda: fact("x").by("a"),
        lambda: counted(3).by("a"),
        lambda: fact("x").among("a"),
        lambda: fact("x").within("a"),
        lambda: fact("x").everywhere(),
        lambda: counted(3).everywhere(),
    ],
    "selector": [
        lambda: blocs("c").among("a"),
        lambda: THIRDS.of(blocs("c")).among("a"),
    ],
    "two-levels": [
        lambda: yes.within("a").within("b"),
        lambda: yes.within("a").everywhere(),
        lambda: yes.everywhere().within("a"),
        lambda: blocs("c").within("a").within("b"),
    ],
    "rounding": [
        lambda: yes.rounded("half"),
        lambda: yes.rounded(""),
        lambda: yes.rounded([]),  # type: ignore[arg-type]
    ],
    "wrong-kind": [
        lambda: yes.those(3),  # type: ignore[arg-type]
        lambda: members.portion(3),  # type: ignore[arg-type]
    ],
    "base": [
        lambda: THIRDS.of(fact("x")),
        lambda: THIRDS.of(counted(3)),
        lambda: THIRDS.of(yes - yes),
    ],
    "label": [
        lambda: label("yes"),
        lambda: label("seats"),
        lambda: label("votes"),
    ],
    "bad-name": [
        lambda: label(""),
        lambda: fact(" "),
        lambda: given("\n"),
        lambda: blocs(""),
        lambda: blocs("c", by=""),
        lambda: yes.by(""),
        lambda: yes.within(""),
        lambda: yes.among(""),
        lambda: yes.among("a", ""),
    ],
    "not-a-condition": [
        lambda: blocs("c", where=yes),  # type: ignore[arg-type]
    ],
}


@pytest.mark.parametrize("refused", SENSELESS)
def test_what_makes_no_sense_is_refused(refused: str) -> None:
    """A constructor refuses it, with a code for programs."""
    assert [code(build) for build in SENSELESS[refused]] == [refused] * len(SENSELESS[refused])


def test_a_measure_in_conflict_is_named() -> None:
    """The error names both measures."""
    with pytest.raises(RuleError, match="by b must not follow by a"):
        yes.by("a").by("b")


def test_what_counts_nobody_is_shown() -> None:
    """The error names the measure and the count."""
    with pytest.raises(RuleError, match=r"by area must go with .* \(got given x\)"):
        fact("x").by("area")


# ---------------------------------------------------------------- how large


def test_the_size_counts_every_part() -> None:
    """Terms, names and what is inside are parts."""
    assert (counted(1).size, yes.size, (yes + no).size) == (1, 2, 3)
    assert fact("x").size == blocs("c").size == yes.size
    assert yes.among("a").size == 3
    assert yes.among("a", "b", "c").size == 5
    assert THIRDS.of(members).size == 1 + 1 + members.size
    assert blocs("c", where=yes > no).size == 1 + 1 + (yes > no).size


def test_the_depth_counts_every_level() -> None:
    """Shares, roundings and blocs with a condition are a level deeper than what is inside."""
    assert (counted(1).depth, yes.depth, (yes + no).depth) == (1, 1, 1)
    assert THIRDS.of(members).depth == members.rounded("up").depth == 2
    assert (members.rounded("up") + yes).depth == 2
    assert blocs("c").depth == 1
    assert blocs("c", where=yes > no).depth == 1 + (yes > no).depth


def sum_of(size: int) -> Count:
    """A sum of labels with so many parts."""
    return Count(tuple(label(f"l{n}").terms[0] for n in range(size - 1)))


def test_the_largest_sum_is_built() -> None:
    """As many terms as fit."""
    assert sum_of(MAX_SIZE).size == MAX_SIZE


def test_a_larger_sum_is_refused() -> None:
    """One part more, in a sum and by adding to one."""
    with pytest.raises(RuleError, match=f"must have at most {MAX_SIZE} parts") as raised:
        sum_of(MAX_SIZE + 1)
    assert raised.value.faults[0].code == "too-large"
    assert code(lambda: sum_of(MAX_SIZE) + label("one more")) == "too-large"


def test_the_largest_selection_is_built() -> None:
    """A value is a part, and as many fit as there are parts left."""
    values = [f"v{n}" for n in range(MAX_SIZE - yes.size - 1)]
    assert yes.among("a", *values).size == MAX_SIZE


def test_a_larger_selection_is_refused() -> None:
    """One value more is too many, and so is a small one on many terms."""
    values = [f"v{n}" for n in range(MAX_SIZE - yes.size)]
    assert code(lambda: yes.among("a", *values)) == "too-large"
    assert code(lambda: sum_of(MAX_SIZE).among("a")) == "too-large"


def deep(depth: int) -> Count:
    """A share of a share, so deep."""
    count = members
    while count.depth < depth:
        count = Share(1).of(count)
    return count


def test_the_deepest_count_is_built() -> None:
    """As many levels as are allowed."""
    assert deep(MAX_DEPTH).depth == MAX_DEPTH


@pytest.mark.parametrize(
    "deeper",
    [
        pytest.param(HALF.of, id="share"),
        pytest.param(lambda count: count.rounded("up"), id="rounding"),
        pytest.param(lambda count: blocs("a", where=yes <= count), id="blocs"),
        pytest.param(lambda count: yes <= count, id="comparison"),
    ],
)
def test_a_deeper_count_is_refused(deeper: Callable[[Count], object]) -> None:
    """One level more, of whatever kind."""
    assert code(lambda: deeper(deep(MAX_DEPTH))) == "too-large"


LONGEST, TINIEST = 10**200 - 1, Fraction(1, 5 * 10**58)


@pytest.mark.parametrize("value", [LONGEST, -LONGEST, TINIEST, Fraction(LONGEST, 10**59)])
def test_the_longest_numbers_are_counted_with(value: int | Fraction) -> None:
    """As a constant and as a factor, they print and read back."""
    for condition in (yes >= value, times(value, yes) >= 1):
        assert Condition.parse(str(condition)) == condition


@pytest.mark.parametrize("value", [LONGEST + 1, -LONGEST - 1, Fraction(1, 10**60), Fraction(1, 2**200)])
def test_longer_numbers_are_refused(value: int | Fraction) -> None:
    """As a constant and as a factor."""
    with pytest.raises(RuleError, match="must have at most 200 digits") as raised:
        yes.at_least(value)
    assert raised.value.faults[0].code == "too-long"
    assert code(lambda: times(value, yes)) == "too-long"


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda: 10 * times(10**199, yes), id="multiples of multiples"),
        pytest.param(lambda: times(LONGEST, yes) + yes, id="a sum"),
        pytest.param(lambda: counted(LONGEST) + 1, id="a sum of numbers"),
        pytest.param(lambda: Share(Fraction(1, 10**60)).of(members), id="a share"),
        pytest.param(
            lambda: Share(Fraction(1, 10**30)).of(Share(Fraction(1, 10**30)).of(members)),
            id="a share of a share",
        ),
        pytest.param(lambda: times(10**150, times(10**50, members).rounded("up")), id="a rounded multiple"),
    ],
)
def test_numbers_that_become_too_long_are_refused(build: Callable[[], object]) -> None:
    """Also where they come about by adding and multiplying."""
    assert code(build) == "too-long"


def test_products_at_the_limit_are_counted_with() -> None:
    """A share of a share whose product is just short enough."""
    count = Share(Fraction(1, 10**29)).of(Share(Fraction(1, 10**30)).of(members))
    assert Condition.parse(str(yes >= count)) == (yes >= count)


# ---------------------------------------------------------------- in print


@pytest.mark.parametrize("count", [present, seats, ballots - no, yes + 1])
def test_a_count_shows_its_text(count: Count) -> None:
    """The representation for debugging names the class and how the count is written."""
    assert repr(count) == f"<Count {count}>"
