"""The numerator of a share lies in its base, or the rule is refused when it is made."""

import pytest

from consultgov import Condition, Share
from consultgov.counting import each, members, no, times, yes
from consultgov.counting.containment import MAX_PAIRS
from consultgov.errors import RuleError, RuleTextError

# ---------------------------------------------------------------- stances

CHAIN = ["decisive", "valid", "ballots", "participating", "entitled", "members", "seats"]
FIRST_IN = {
    "yes": "decisive",
    "no": "decisive",
    "abstain": "valid",
    "invalid": "ballots",
    "silent": "participating",
    "absent": "entitled",
    "recused": "members",
    "recused_absent": "members",
    "vacant": "seats",
}
PRESENT = {"yes", "no", "abstain", "invalid", "silent", "recused"}


def accepted(text: str) -> bool:
    """Whether a rule can be made; if not, because of its base."""
    try:
        Condition.parse(text)
    except RuleTextError as error:
        if error.faults[0].code != "outside-base":
            raise
        return False
    return True


@pytest.mark.parametrize("base", CHAIN)
@pytest.mark.parametrize("stance", FIRST_IN)
def test_a_stance_lies_in_the_bases_from_its_own_on(stance: str, base: str) -> None:
    """Every stance against every base of the chain."""
    lies = CHAIN.index(base) >= CHAIN.index(FIRST_IN[stance])
    assert accepted(f"{stance} >= 1/2 of {base}") is lies


@pytest.mark.parametrize("stance", FIRST_IN)
def test_a_stance_lies_among_those_present(stance: str) -> None:
    """The roll has those recused who are there, and nobody who is not."""
    assert accepted(f"{stance} >= 1/2 of present") is (stance in PRESENT)


@pytest.mark.parametrize("base", CHAIN)
@pytest.mark.parametrize("part", CHAIN)
def test_a_base_lies_in_the_bases_after_it(part: str, base: str) -> None:
    """Every base against every base."""
    assert accepted(f"{part} >= 1/2 of {base}") is (CHAIN.index(base) >= CHAIN.index(part))


@pytest.mark.parametrize("base", CHAIN)
@pytest.mark.parametrize("relation", [">=", ">", "<=", "<", "="])
def test_the_relation_does_not_matter(relation: str, base: str) -> None:
    """A ceiling has a base as well as a floor."""
    assert accepted(f"absent {relation} 1/2 of {base}") is (base in ("entitled", "members", "seats"))


# ---------------------------------------------------------------- tables

ACCEPTED = [
    # sums
    "present >= 1/2 of members",
    "participating + recused >= 1/2 of present",
    "decisive >= 1/2 of (yes + no)",
    "yes >= 1/2 of (yes + no)",
    "yes >= 1/2 of (yes + no + 1)",
    "yes + no + 3 >= 1/2 of decisive",
    "3 times yes >= 1/2 of decisive",
    "yes - no >= 1/2 of decisive",
    "yes >= 1/2 of (0.5 times members)",
    "yes >= 1/2 of (2 times members - yes)",
    "yes >= 1/2 of (members - no)",
    "yes >= 1/2 of (members - recused - recused_absent)",
    "yes >= no + 1/2 of members",
    "yes >= 1/3 of members - 1/4 of ballots",
    "yes rounded up >= 1/2 of members",
    "(yes + no) rounded up >= 1/2 of (members rounded up)",
    "yes >= 1/2 of members rounded up",
    "yes >= 1/2 of (1/2 of members)",
    "yes >= 1/2 of (1/2 of members + 1/3 of members)",
    "yes >= 3 times (1/2 of members)",
    # whole numbers and facts lie in any base
    "5 <= 1/2 of members",
    "given seconders >= 1/2 of members",
    "yes + given proxies >= 1/2 of (members + given proxies)",
    "yes >= 1/2 of (members + given proxies)",
    # multiples have no base
    "members >= 1.5 times yes",
    "yes >= 2 times no",
    "absent >= 0.5 times ballots",
    # labels
    "'good' >= 60% of valid",
    "'good' >= 60% of ballots",
    "'good' + 'bad' >= 60% of valid",
    "'good' >= 60% of 'good'",
    "'good' >= 60% of ('good' + 'bad')",
    "'good' >= 60% of (valid - 'bad')",
    "yes >= 60% of (valid - 'bad')",
    "valid >= 60% of (valid + 'good')",
    # selections
    "yes among a >= 1/2 of members",
    "yes among a >= 1/2 of members among a",
    "yes among (a and b) >= 1/2 of members among a",
    "yes among (a and b) >= 1/2 of members among (a and b)",
    "yes among not a >= 1/2 of members among not a",
    "yes among s is a >= 1/2 of members among s is a",
    "yes among s is a >= 1/2 of members among s in (a, b)",
    "yes among s in (a, b) >= 1/2 of members among s in (a, b, c)",
    "yes among s is a >= 1/2 of members among not s is b",
    "yes among s is a >= 1/2 of members among not s in (b, c)",
    "yes among s in (a, b) >= 1/2 of members among not s is c",
    "yes among not s in (a, b) >= 1/2 of members among not s is a",
    "yes among not s in (a, b) >= 1/2 of members among not s in (a, b)",
    "yes among (s is a and t is b) >= 1/2 of members among (s in (a, c) and not t is d)",
    "yes among a >= 1/2 of (members among a + members among b)",
    "yes among a >= 1/2 of (members - members among not a)",
    "yes among not a >= 1/2 of (members - members among a)",
    "yes among s is a >= 1/2 of (members - members among s is b)",
    "yes among s is a >= 1/2 of (members - members among not s is a)",
    "yes among not s is a >= 1/2 of (members - members among s is a)",
    "yes among not s in (a, b) >= 1/2 of (members - members among s is a)",
    "yes among a >= 1/2 of (2 times members - members among a)",
    # measures
    "yes by area >= 1/2 of members by area",
    "yes by area among a >= 1/2 of members by area",
    "(yes + no) by area >= 1/2 of (members + vacant) by area",
    # levels
    "yes >= 1/2 of all members",
    "all yes >= 1/2 of all members",
    "yes >= 1/2 of members within house",
    "yes within house >= 1/2 of members within house",
    "yes within house >= 1/2 of all members",
    "yes within party >= 1/2 of members within house",
    # blocs
    "blocs c >= 1/2 of blocs c",
    "blocs c where (yes > no) >= 1/2 of blocs c",
    "blocs c where (yes > no) >= 1/2 of blocs c where (yes > no)",
    "blocs c by m where (yes > no) >= 1/2 of blocs c by m",
    "blocs c where (yes > no) >= 1/2 of all blocs c",
    "blocs c where (yes > no) >= 1/2 of (2 times blocs c - blocs c where (no > yes))",
    "blocs c where (yes > 1/2 of members) >= 1",
    "blocs c rounded up >= 1/2 of (blocs c rounded up)",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_who_is_counted_above_is_counted_below(text: str) -> None:
    """These rules make sense, and print as they stand."""
    assert str(Condition.parse(text)) == text


OUTSIDE = [
    # sums
    "members >= 1/2 of (yes + no)",
    "decisive >= 1/2 of yes",
    "yes + absent >= 1/2 of ballots",
    "yes - absent >= 1/2 of ballots",
    "0 - absent >= 1/2 of ballots",
    "present >= 1/2 of entitled",
    "entitled >= 1/2 of present",
    "seats >= 1/2 of members",
    "yes >= 1/2 of (members - yes)",
    "yes >= 1/2 of (members - decisive)",
    "yes >= 1/2 of (no - yes)",
    "yes >= 1/2 of (0 - members)",
    "yes >= 1/2 of (members - 2 times yes)",
    "yes >= 1/2 of (no + given proxies)",
    "absent rounded up >= 1/2 of ballots",
    "(yes + absent) rounded up >= 1/2 of ballots",
    "absent >= 1/2 of ballots rounded up",
    "absent >= 1/2 of (ballots rounded up)",
    "absent >= 1/2 of (1/2 of ballots)",
    "absent >= 3 times (1/2 of ballots)",
    "absent >= 1 + 1/2 of ballots",
    "absent >= no + 1/2 of ballots",
    "absent >= 1/2 of members + 1/2 of ballots",
    "absent >= 1/2 of (members - 1/2 of ballots - entitled)",
    # labels
    "'good' >= 60% of decisive",
    "'good' >= 60% of yes",
    "'good' >= 60% of 'bad'",
    "yes >= 60% of 'good'",
    "valid >= 60% of 'good'",
    "valid >= 60% of (yes + no + abstain)",
    "valid >= 60% of (yes + no + abstain + 'good')",
    "valid >= 60% of (valid - 'good')",
    "valid >= 60% of (decisive + abstain + 0.5 times 'good')",
    "'good' >= 60% of (valid - 'good')",
    "'good' + 'bad' >= 60% of (valid - 'good')",
    # selections
    "yes >= 1/2 of members among a",
    "yes among b >= 1/2 of members among a",
    "yes >= 1/2 of (0.5 times members among a)",
    "yes among a >= 1/2 of members among (a and b)",
    "yes among a >= 1/2 of members among not a",
    "yes among not a >= 1/2 of members among a",
    "yes among s >= 1/2 of members among s is a",
    "yes among s is a >= 1/2 of members among s",
    "yes among s is a >= 1/2 of members among s is b",
    "yes among s in (a, b) >= 1/2 of members among s is a",
    "yes among s is a >= 1/2 of members among t is a",
    "yes among s is a >= 1/2 of members among not s is a",
    "yes among s in (a, b) >= 1/2 of members among not s is a",
    "yes among not s is a >= 1/2 of members among not s in (a, b)",
    "yes among not s is a >= 1/2 of members among s is b",
    "yes >= 1/2 of (members among a + members among b)",
    "yes >= 1/2 of (members - members among a)",
    "yes among b >= 1/2 of (members - members among a)",
    "yes among a >= 1/2 of (members - members among a)",
    "yes among a >= 1/2 of (members - members among not b)",
    "yes among s is a >= 1/2 of (members - members among not s is b)",
    "yes among s in (a, b) >= 1/2 of (members - members among s is a)",
    "no among permanent >= 1/2 of members among not permanent",
    # levels
    "all yes >= 1/2 of members",
    "all yes >= 1/2 of members within house",
    "yes within house >= 1/2 of members",
    # blocs
    "blocs c >= 1/2 of blocs d",
    "blocs c >= 1/2 of blocs c where (yes > no)",
    "blocs c >= 1/2 of (0.5 times blocs c where (yes > no))",
    "blocs c where (yes > no) >= 1/2 of blocs c where (no > yes)",
    "all blocs c >= 1/2 of blocs c",
    "(blocs c) within a >= 1/2 of blocs c",
    "blocs c >= 1/2 of (blocs d - blocs c)",
    "blocs c >= 1/2 of (blocs c - blocs c where (yes > no))",
    "blocs c where (yes > no) >= 1/2 of (blocs c - blocs c where (no > yes))",
    # inside
    "blocs c where (absent > 1/2 of ballots) >= 1",
    "each c: absent > 1/2 of ballots",
    "not absent > 1/2 of ballots",
]


@pytest.mark.parametrize("text", OUTSIDE)
def test_who_is_not_counted_below_is_not_counted_above(text: str) -> None:
    """These rules could exceed all of their base, and are refused with a mend."""
    with pytest.raises(RuleTextError) as raised:
        Condition.parse(text)
    assert raised.value.faults[0].code == "outside-base"
    assert "must lie in the base" in str(raised.value)
    assert "take a base that holds everyone counted, or write a multiple" in str(raised.value)


def test_the_error_names_what_is_outside_and_the_base() -> None:
    """Both in rule text."""
    with pytest.raises(RuleError) as raised:
        yes.by("area").at_least(Share("2/3").of(no.by("area")))
    assert raised.value.faults[0].subject == "yes by area"
    assert "must lie in the base no by area" in str(raised.value)


MEASURES = [
    "members by area >= 1/2 of members",
    "members >= 1/2 of members by area",
    "members by area >= 1/2 of members by shares",
    "members by area >= members",
    "blocs c >= 1/2 of members",
    "members >= 1/2 of blocs c",
    "blocs c by m >= 1/2 of blocs c",
    "blocs c by m >= 1/2 of members by m",
    "blocs c where (yes by area > no) >= 1",
]


@pytest.mark.parametrize("text", MEASURES)
def test_persons_and_weights_are_not_mixed(text: str) -> None:
    """An engine that divided votes by persons reported 130 % of a quorum."""
    with pytest.raises(RuleTextError) as raised:
        Condition.parse(text)
    assert raised.value.faults[0].code == "two-measures"
    assert "give both sides the same `by`, or compare with a whole number" in str(raised.value)


@pytest.mark.parametrize(
    "text", ["members by area >= 100.5", "given x <= members by area", "9 < blocs c by m"]
)
def test_whole_numbers_fit_any_measure(text: str) -> None:
    """A number and a fact are compared with heads, weights and blocs."""
    assert str(Condition.parse(text)) == text


def test_a_share_on_the_left_is_refused() -> None:
    """In Python as in the text, with the mend."""
    with pytest.raises(RuleError, match="put the share on the right") as raised:
        Share("1/2").of(members).at_most(yes)
    assert raised.value.faults[0].code == "share-left"
    assert raised.value.faults[0].subject == "1/2 of members"


@pytest.mark.parametrize("left", [Share("1/2").of(members).rounded("up"), yes - Share("1/2").of(members)])
def test_a_share_is_found_wherever_it_is_on_the_left(left: object) -> None:
    """Inside a rounding and in a sum."""
    with pytest.raises(RuleError) as raised:
        Condition.compare(left, ">=", members)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "share-left"


def test_two_numbers_are_no_rule() -> None:
    """A comparison that counts nothing is refused; a fact is something."""
    with pytest.raises(RuleError, match="must count something") as raised:
        Condition.compare(yes - yes, ">=", times(0, no) + 3)
    assert raised.value.faults[0].code == "counts-nothing"
    assert raised.value.faults[0].subject == "0 against 3"
    assert str(Condition.parse("given x = 3")) == "given x = 3"


# ---------------------------------------------------------------- how much is looked at


def sides(above: int, below: int) -> str:
    """A rule with so many terms above and below the line."""
    parts = " + ".join(f"'l{n}'" for n in range(above))
    base = " + ".join(f"'l{n}'" for n in range(below))
    return f"{parts} >= 1/2 of ({base})"


def test_large_rules_are_held_against_their_base() -> None:
    """As many pairs as are allowed."""
    below = 1000
    text = sides(MAX_PAIRS // below, below)
    assert str(Condition.parse(text)) == text


def test_larger_rules_are_refused() -> None:
    """One term more above the line is too many pairs, and the error says what to do."""
    below = 1000
    with pytest.raises(RuleTextError, match="split the rule") as raised:
        Condition.parse(sides(MAX_PAIRS // below + 1, below))
    assert raised.value.faults[0].code == "too-large"


# ---------------------------------------------------------------- levels

CLOSED = [
    "yes > 1",
    "given notice",
    "all yes > 1",
    "each a: yes within a > 1",
    "each a: all yes > 1",
    "each a: given notice",
    "each a: each b: yes within a > 1",
    "each a: each b: yes within b > 1",
    "each a: not (yes within a > 1 or no within a > 1)",
    "each a: yes > (members within a) rounded up",
    "each a: yes <= 1/2 of members within a",
    "each a: each b: members within b <= 1/2 of members within a",
    "each a: each b: members <= 1/2 of members within a",
    "each a: each b: members within a <= 1/2 of all members",
    "each a: each a: members within a <= 1/2 of members within a",
    "blocs a where (yes within a > 1) > 1",
    "blocs a where (blocs b where (yes within a > 1) > 1) > 1",
    "each a: blocs b where (yes within a > 1) > 1",
    "each a: (blocs b) within a > 1",
    "each a: (blocs b where (yes within a > 1)) within a > 1",
    "each a: each b: (blocs c where (yes within a > 1)) within a > 1",
    "each a: each b: (blocs c where (yes within a > 1)) within b > 1",
    "each a: all blocs b where (yes within b > 1) > 1",
]


@pytest.mark.parametrize("text", CLOSED)
def test_a_level_is_bound_by_what_is_around_it(text: str) -> None:
    """``within`` a trait that some ``each`` or ``where`` ranges over."""
    condition = Condition.parse(text)
    assert condition.closed() is condition


UNBOUND = {
    "yes within a > 1": "within a",
    "yes > members within a": "within a",
    "yes > 1/2 of members within a": "within a",
    "yes > 2 times members within a rounded up": "within a",
    "(blocs b) within a > 1": "within a",
    "not yes within a > 1": "within a",
    "no > 1 and (yes > 1 or yes within a > 1)": "within a",
    "each b: yes within a > 1": "within a",
    "each a: (yes within a > 1) and no within a > 1": "within a",
    "blocs b where (yes within a > 1) > 1": "within a",
    "all blocs b where (yes within a > 1) > 1": "within a",
    "each a: all blocs b where (yes within a > 1) > 1": "within a",
    "each a: each b: (blocs c where (yes within b > 1)) within a > 1": "within b",
}


@pytest.mark.parametrize("text", UNBOUND)
def test_a_level_that_nothing_binds_is_refused(text: str) -> None:
    """It may be a part of a rule, but cannot be decided alone; the error names the level."""
    with pytest.raises(RuleError, match="must stand inside an `each` or `where`") as raised:
        Condition.parse(text).closed()
    assert raised.value.faults[0].code == "unbound-level"
    assert raised.value.faults[0].subject == UNBOUND[text]


def test_a_part_is_closed_by_what_is_put_around_it() -> None:
    """The same part inside an ``each`` over its trait."""
    part = Condition.parse("yes within a > 1")
    whole = each("a", part)
    assert whole.closed() is whole


@pytest.mark.parametrize(
    "text",
    [
        "each a: each b: members within a <= 1/2 of members within b",
        "each b: each c: each a: members within c <= 1/2 of members within a",
        "each a: blocs b where (members within a > 1/2 of members within b) > 1",
        "each a: each b: each a: members within b <= 1/2 of members within a",
    ],
)
def test_the_wider_of_two_levels_is_the_base(text: str) -> None:
    """Which is the wider is known once the rule is closed; the nearest group of a trait is meant."""
    with pytest.raises(RuleError, match="must lie in the base") as raised:
        Condition.parse(text).closed()
    assert raised.value.faults[0].code == "outside-base"
