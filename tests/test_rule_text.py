"""The rule text: what can be written, what it says, and what is refused, where and with which mend."""

import time
from collections.abc import Callable
from fractions import Fraction

import pytest

from consultgov import Condition, Count, DecisionRule, Share
from consultgov.counting import (
    abstain,
    ballots,
    blocs,
    each,
    fact,
    given,
    label,
    members,
    no,
    seats,
    stances,
    times,
    yes,
)
from consultgov.counting.algebra import word
from consultgov.counting.items import MAX_DEPTH, MAX_SIZE
from consultgov.counting.names import KEYWORDS, MAX_NAME, is_bare, name_of, quoted, spelled
from consultgov.counting.text import MAX_NESTING
from consultgov.counting.tokens import MAX_TEXT
from consultgov.errors import RuleError, RuleTextError

SECONDS = 10.0
"""Far more than any text should take, on any machine that runs these tests."""


def refusal(text: str) -> RuleTextError:
    """The error with which rule text is refused."""
    with pytest.raises(RuleTextError) as raised:
        Condition.parse(text)
    assert raised.value.text == text
    return raised.value


def marked(error: RuleTextError) -> str:
    """What the message of an error points at."""
    under = str(error).split("\n")[-1]
    shown = str(error).split("\n")[-2]
    return shown[len(under) - 1 :]


# ---------------------------------------------------------------- what the design promises

TABLE = {
    "an eight-sector committee": "each sector in (party, committee, supervisors, grid, residents,"
    " women, units, activists): members = 1",
    "a decisional opinion": "yes >= 80% of members",
    "security council: adopts": "yes >= 9",
    "security council: vetoed": "no among permanent >= 1",
    "council of the union": "yes >= 55% of members and (yes by population >= 65% of members by"
    " population or members - yes < 4)",
    "owners: quorum": "ballots >= 2/3 of members and ballots by area >= 2/3 of members by area",
    "owners: adopts": "yes > 1/2 of ballots and yes by area > 1/2 of ballots by area",
    "a swiss constitutional vote": "yes > no and blocs canton by cantonal_votes where (yes > no)"
    " > 1/2 of blocs canton by cantonal_votes",
    "a steering committee": "each employer: members <= 1/3 of all seats",
    "liquid feedback": "yes > 1/2 of decisive and yes >= 5 and ballots - no >= 10",
    "an on-chain quorum": "(yes + abstain) by tokens >= 4% of members by tokens rounded down",
    "rescinding": "(given notice and yes > no) or yes >= 2/3 of decisive",
    "three to one": "yes >= 3 times no and yes >= 1",
    "an appraisal": "'satisfied' >= 60% of valid",
    "a tie": "yes = no",
    "a city council's call": "present >= 2/3 of members",
}


@pytest.mark.parametrize("body", TABLE)
def test_the_rules_of_real_bodies_are_canonical(body: str) -> None:
    """The texts that the design shows are read and printed as they stand."""
    condition = Condition.parse(TABLE[body])
    assert str(condition) == TABLE[body]
    assert Condition.parse(str(condition)) == condition


def test_parsing_and_building_give_the_same_value() -> None:
    """The spelling of the design in Python is the rule text's."""
    built = yes.by("area").at_least(Share("2/3").of(members.by("area")))
    assert built == Condition.parse("yes by area >= 2/3 of members by area")


# ---------------------------------------------------------------- every production

HALF, THIRDS = Share("1/2"), Share("2/3")

PRODUCTIONS = {
    # conditions
    "yes > 1 and no > 1 and abstain > 1": (yes > 1) & (no > 1) & (abstain > 1),
    "yes > 1 or no > 1 or abstain > 1": (yes > 1) | (no > 1) | (abstain > 1),
    "yes > 1 and (no > 1 or abstain > 1)": (yes > 1) & ((no > 1) | (abstain > 1)),
    "(yes > 1 and no > 1) or abstain > 1": ((yes > 1) & (no > 1)) | (abstain > 1),
    # clauses
    "not yes > 1": ~(yes > 1),
    "not not yes > 1": ~~(yes > 1),
    "not (yes > 1 and no > 1)": ~((yes > 1) & (no > 1)),
    "not yes > 1 and no > 1": ~(yes > 1) & (no > 1),
    "not given notice": ~given("notice"),
    "given notice": given("notice"),
    "given notice and yes > 1": given("notice") & (yes > 1),
    "each sector: yes > 1": each("sector", yes > 1),
    "each sector in (party): yes > 1": each("sector", yes > 1, groups=["party"]),
    "each sector in (women, party): yes > 1": each("sector", yes > 1, groups=["women", "party"]),
    "each a: each b: yes > 1": each("a", each("b", yes > 1)),
    "each a: not yes > 1": each("a", ~(yes > 1)),
    "each a: given notice": each("a", given("notice")),
    "each a: (yes > 1 and no > 1)": each("a", (yes > 1) & (no > 1)),
    "each a: (yes > 1) and no > 1": each("a", yes > 1) & (no > 1),
    "each a: (not yes > 1) and no > 1": each("a", ~(yes > 1)) & (no > 1),
    "each a: (each b: yes > 1) and no > 1": each("a", each("b", yes > 1)) & (no > 1),
    "each a: (given notice) and no > 1": each("a", given("notice")) & (no > 1),
    "each a: (given notice) or no > 1": each("a", given("notice")) | (no > 1),
    "each a: (yes > 1 or no > 1) and no > 1": each("a", (yes > 1) | (no > 1)) & (no > 1),
    "yes > 1 and each a: no > 1": (yes > 1) & each("a", no > 1),
    "not each a: yes > 1": ~each("a", yes > 1),
    "not each a: (yes > 1) and no > 1": ~each("a", yes > 1) & (no > 1),
    "(yes > 1 and each a: no > 1) or no > 2": ((yes > 1) & each("a", no > 1)) | (no > 2),
    # relations
    "yes >= no": yes >= no,
    "yes > no": yes > no,
    "yes <= no": yes <= no,
    "yes < no": yes < no,
    "yes = no": yes.equals(no),
    "5 >= yes": Condition.compare(times(0, yes) + 5, ">=", yes),
    # sums and terms
    "yes + no > 1": yes + no > 1,
    "yes - no > 1": yes - no > 1,
    "0 - yes > 1": times(-1, yes) > 1,
    "0 - yes - no > 0 - 1": times(-1, yes) - no > -1,
    "yes + 2 > 2.5": yes + 2 > Fraction(5, 2),
    "yes - 0.5 > 1": yes - Fraction(1, 2) > 1,
    "given seconders >= 5": fact("seconders") >= 5,
    "yes + given proxies >= 5": yes + fact("proxies") >= 5,
    "3 times yes > no": 3 * yes > no,
    "0.5 times yes > no": times(Fraction(1, 2), yes) > no,
    "yes > 1/3 times no": yes > times(Fraction(1, 3), no),
    "yes > 2 times (1/2 of members)": yes > times(2, HALF.of(members)),
    "yes >= 80% of members": yes >= Share("80%").of(members),
    "yes >= 12.5% of members": yes >= Share("1/8").of(members),
    "yes >= 2/3 of members": yes >= THIRDS.of(members),
    "yes >= 2/3 of members + 1": yes >= THIRDS.of(members) + 1,
    "yes >= 2/3 of (members + vacant)": yes >= THIRDS.of(members + word("vacant")),
    "yes >= 2/3 of (members + 1)": yes >= THIRDS.of(members + 1),
    "yes >= 1/2 of (2/3 of members)": yes >= HALF.of(THIRDS.of(members)),
    "yes >= 2/3 of members - 1/2 of ballots": yes >= THIRDS.of(members) - HALF.of(ballots),
    "yes >= 2/3 of members rounded down": yes >= THIRDS.of(members).rounded("down"),
    "yes >= 2/3 of members rounded up": yes >= THIRDS.of(members).rounded("up"),
    "yes >= 2/3 of members rounded to nearest": yes >= THIRDS.of(members).rounded("nearest"),
    "yes >= 2/3 of (members rounded down)": yes >= THIRDS.of(members.rounded("down")),
    "yes >= 2/3 of members rounded up + 1": yes >= THIRDS.of(members).rounded("up") + 1,
    "yes >= (2/3 of members + 1) rounded up": yes >= (THIRDS.of(members) + 1).rounded("up"),
    "yes >= 0.5 times members rounded up": yes >= times(Fraction(1, 2), members).rounded("up"),
    "yes >= 2 times (members rounded up)": yes >= times(2, members.rounded("up")),
    "yes rounded up >= 1": yes.rounded("up") >= 1,
    "(yes rounded up) rounded down >= 1": yes.rounded("up").rounded("down") >= 1,
    "(0 - yes) rounded down >= 1": times(-1, yes).rounded("down") >= 1,
    # factors
    "'satisfied' > 1": label("satisfied") > 1,
    "'it''s fine' > 1": label("it's fine") > 1,
    "yes by area > 1": yes.by("area") > 1,
    "yes by 'floor area' > 1": yes.by("floor area") > 1,
    "(yes + no) by area > 1": (yes + no).by("area") > 1,
    "yes by area + no by area + 1 > 1": (yes + no + 1).by("area") > 1,
    "no among permanent > 1": no.among("permanent") > 1,
    "no among not permanent > 1": no.among("permanent", negated=True) > 1,
    "no among sector is party > 1": no.among("sector", "party") > 1,
    "no among not sector is party > 1": no.among("sector", "party", negated=True) > 1,
    "no among sector in (party, women) > 1": no.among("sector", "women", "party") > 1,
    "no among not sector in (party, women) > 1": no.among("sector", "women", "party", negated=True) > 1,
    "no among (chair and permanent) > 1": no.among("permanent").among("chair") > 1,
    "no among (not chair and sector is party) > 1": no.among("sector", "party").among("chair", negated=True)
    > 1,
    "no by area among permanent > 1": no.among("permanent").by("area") > 1,
    "yes within house > 1": yes.within("house") > 1,
    "yes by area among a within house > 1": yes.within("house").among("a").by("area") > 1,
    "all yes > 1": yes.everywhere() > 1,
    "all yes by area among a > 1": yes.everywhere().among("a").by("area") > 1,
    "yes <= 1/2 of all seats": yes <= HALF.of(seats.everywhere()),
    "(all yes + no) by area > 1": (yes.everywhere() + no).by("area") > 1,
    # blocs
    "blocs canton > 1": blocs("canton") > 1,
    "blocs canton by area > 1": blocs("canton", by="area") > 1,
    "blocs canton where (yes > no) > 1": blocs("canton", where=yes > no) > 1,
    "blocs canton by area where (yes > no) > 1": blocs("canton", by="area", where=yes > no) > 1,
    "blocs canton where (yes > no and no > 1) > 1": blocs("canton", where=(yes > no) & (no > 1)) > 1,
    "blocs canton where (each a: yes > no) > 1": blocs("canton", where=each("a", yes > no)) > 1,
    "blocs canton where (given notice) > 1": blocs("canton", where=given("notice")) > 1,
    "blocs a where (blocs b where (yes > no) > 1) > 1": blocs("a", where=blocs("b", where=yes > no) > 1) > 1,
    "all blocs canton > 1": blocs("canton").everywhere() > 1,
    "(blocs canton) within a > 1": blocs("canton").within("a") > 1,
    "(blocs canton where (yes > no)) within a > 1": blocs("canton", where=yes > no).within("a") > 1,
    "2 times blocs canton > 1": 2 * blocs("canton") > 1,
    "blocs canton - 1 > 1/2 of blocs canton": blocs("canton") - 1 > HALF.of(blocs("canton")),
}


@pytest.mark.parametrize("text", PRODUCTIONS)
def test_each_production_says_what_the_methods_build(text: str) -> None:
    """Read it is the value built in Python, and that value prints as the text."""
    assert Condition.parse(text) == PRODUCTIONS[text]
    assert str(PRODUCTIONS[text]) == text


@pytest.mark.parametrize("name", stances.WORDS)
def test_every_stance_and_base_is_a_word(name: str) -> None:
    """The nine stances and the eight bases are counted by their names."""
    assert str(Condition.parse(f"{name} > 0")) == f"{name} > 0"
    assert Condition.parse(f"{name} > 0") == (word(name) > 0)


SPELLINGS = {
    # white space, signs and full-width twins
    "  yes>=80%of members\n": "yes >= 80% of members",
    "yes\t>\r\n1": "yes > 1",
    "yes\u3000＞\u30001": "yes > 1",
    "yes\u00a0>\u20031": "yes > 1",
    "yes ≥ 80％ of members": "yes >= 80% of members",
    "yes ≤ 3 times no": "yes <= 3 times no",
    "yes ＞＝ 2／3 of members": "yes >= 2/3 of members",
    "（yes ＋ no － 1 ＜＝ 3） and yes ＝ 1": "yes + no - 1 <= 3 and yes = 1",
    "each sector in （party，women）： yes ＜ 1": "each sector in (party, women): yes < 1",
    "'赞成（甲），乙：％＞' > 1": "'赞成（甲），乙：％＞' > 1",
    "(yes) > (1)": "yes > 1",
    "((yes > 1))": "yes > 1",
    "((yes)) > 1": "yes > 1",
    "(given notice)": "given notice",
    "((given notice)) and yes > 1": "given notice and yes > 1",
    "each a: ((given notice)) and yes > 1": "each a: (given notice) and yes > 1",
    "each a: ((yes > 1)) and no > 1": "each a: (yes > 1) and no > 1",
    # numbers
    "yes >= 4/5 of members": "yes >= 80% of members",
    "yes >= 8/10 of members": "yes >= 80% of members",
    "yes >= 080.00% of members": "yes >= 80% of members",
    "yes >= 50% of members": "yes >= 1/2 of members",
    "yes >= 100% of members": "yes >= 100% of members",
    "yes >= 3/3 of members": "yes >= 100% of members",
    "yes >= 0/7 of members": "yes >= 0% of members",
    "yes > 007": "yes > 7",
    "yes > 1.50": "yes > 1.5",
    "yes > 10.0 times no": "yes > 10 times no",
    "yes > 150% times no": "yes > 1.5 times no",
    "yes > 5/2 times no": "yes > 2.5 times no",
    # sums
    "yes + yes > 1": "2 times yes > 1",
    "yes - yes + no > 1": "no > 1",
    "yes > 1 + 2/3 of members": "yes > 2/3 of members + 1",
    "3 - yes > 1": "0 - yes + 3 > 1",
    "yes + 1 - 1 > 1": "yes > 1",
    "yes > 2 times (3)": "yes > 6",
    "yes > 2 times (no - 1)": "yes > 2 times no - 2",
    "(2.5) rounded up < yes": "3 < yes",
    "(2.5) rounded down < yes": "2 < yes",
    "(2.5) rounded to nearest < yes": "3 < yes",
    "(0 - 2.5) rounded to nearest < yes": "0 - 2 < yes",
    "yes > (1/2 of members) rounded down": "yes > 1/2 of members rounded down",
    "yes > 2 times 'a' rounded up": "yes > 2 times 'a' rounded up",
    # joining
    "(yes > 1 and no > 1) and abstain > 1": "yes > 1 and no > 1 and abstain > 1",
    "yes > 1 or (no > 1 or abstain > 1)": "yes > 1 or no > 1 or abstain > 1",
    "(yes > 1) and (no > 1)": "yes > 1 and no > 1",
    "not (yes > 1)": "not yes > 1",
    "each a: (yes > 1)": "each a: yes > 1",
    # what follows a count
    "yes by area by area > 1": "yes by area > 1",
    "yes within a within a > 1": "yes within a > 1",
    "all all yes > 1": "all yes > 1",
    "yes among b among a > 1": "yes among (a and b) > 1",
    "yes among (a and a) > 1": "yes among a > 1",
    "yes among a in (c, b, c) > 1": "yes among a in (b, c) > 1",
    "yes among a in (b, b) > 1": "yes among a is b > 1",
    "yes among (a is b) > 1": "yes among a is b > 1",
    "yes among a by area > 1": "yes by area among a > 1",
    "(yes + no) among a > 1": "yes among a + no among a > 1",
    "(yes + 3) by area > 1": "yes by area + 3 > 1",
    "all (yes + no) > 1": "all yes + all no > 1",
    "(yes + given x) within a > 1": "yes within a + given x > 1",
    "yes by area > (1/2 of members) by area": "yes by area > 1/2 of members by area",
    "yes among a > (1/2 of members) among a": "yes among a > 1/2 of members among a",
    "yes > all (1/2 of members)": "yes > 1/2 of all members",
    "yes > (members rounded up) within a": "yes > members within a rounded up",
    "(yes + given x) among a > 1": "yes among a + given x > 1",
    "(blocs a) by m > 1": "blocs a by m > 1",
    "all (blocs a) > 1": "all blocs a > 1",
    # names
    "yes by 'area' > 1": "yes by area > 1",
    "yes by 3a > 1": "yes by 3a > 1",
    "yes by _ > 1": "yes by _ > 1",
    "yes by 建筑面积 > 1": "yes by 建筑面积 > 1",
    "yes by cafe\u0301 > 1": "yes by caf\u00e9 > 1",
    "yes by caf\u00e9 by cafe\u0301 > 1": "yes by caf\u00e9 > 1",
    "yes within caf\u00e9 within cafe\u0301 > 1": "yes within caf\u00e9 > 1",
    "yes among (caf\u00e9 and cafe\u0301) > 1": "yes among caf\u00e9 > 1",
    "'cafe\u0301' > 1": "'caf\u00e9' > 1",
    "yes among a is 12 > 1": "yes among a is '12' > 1",
    "yes among a in (12, 2.50) > 1": "yes among a in ('12', '2.50') > 1",
    "each a in (12, x): yes > 1": "each a in ('12', x): yes > 1",
    "yes by 'of' > 1": "yes by 'of' > 1",
    "yes among 'not' > 1": "yes among 'not' > 1",
    "each 'in' in ('yes'): no > 1": "each 'in' in ('yes'): no > 1",
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_other_spellings_have_one_canonical_text(text: str) -> None:
    """However it is written, it prints in one way and reads back as the same value."""
    condition = Condition.parse(text)
    assert str(condition) == SPELLINGS[text]
    assert Condition.parse(str(condition)) == condition


# ---------------------------------------------------------------- something else was expected

COUNT = "a stance, a base, a number or a bracket"
ENDING = "'and', 'or' or the end of the text"
RELATION = "a comparison: >=, >, <=, < or ="
WHOLE = "a whole number above and below the line, as in 2/3"

UNEXPECTED = [
    ("", 1, COUNT, ""),
    ("   ", 4, COUNT, ""),
    ("yes >", 6, COUNT, ""),
    ("yes > ", 7, COUNT, ""),
    ("yes > 1 and", 12, COUNT, ""),
    ("and yes > 1", 1, COUNT, ""),
    ("yes > of", 7, COUNT, ""),
    (")", 1, COUNT, ""),
    ("- yes > 1", 1, COUNT, ""),
    ("yes > -1", 7, COUNT, ""),
    ("yes > 2 times 5", 15, COUNT, ""),
    ("yes > 3 times", 14, COUNT, ""),
    ("yes > 1/2 of 5", 14, COUNT, ""),
    ("all 5 > 1", 5, COUNT, ""),
    ("all given", 10, "the name of a fact", ""),
    ("given > 1", 7, "the name of a fact", ""),
    ("given", 6, "the name of a fact", ""),
    ("yes by > 1", 8, "a measure", ""),
    ("yes by 12 > 1", 8, "a measure", ""),
    ("yes within (a) > 1", 12, "the trait of an outer group", ""),
    ("yes among > 1", 11, "a trait or flag", ""),
    ("yes among not > 1", 15, "a trait or flag", ""),
    ("yes among (a and) > 1", 17, "a trait or flag", ""),
    ("yes among a is > 1", 16, "a value", ""),
    ("yes among a in () > 1", 17, "a value", ""),
    ("yes among a in (b,) > 1", 19, "a value", ""),
    ("yes among a in x > 1", 16, "'('", ""),
    ("yes among a in (b c) > 1", 19, "')'", ""),
    ("yes among (a or b) > 1", 14, "')'", ""),
    ("yes among (a > 1", 14, "')'", ""),
    ("each : yes > 1", 6, "the trait to range over", ""),
    ("each a yes > 1", 8, "':'", ""),
    ("each a in x: yes > 1", 11, "'('", ""),
    ("each a in (b: yes > 1", 13, "')'", ""),
    ("blocs > 1", 7, "the trait that makes the blocs", ""),
    ("blocs a by > 1", 12, "a measure", ""),
    ("blocs a where yes > 1", 15, "'(' and the condition that a bloc must meet", ""),
    ("(yes > no", 10, "')'", ""),
    ("(yes > no or", 13, COUNT, ""),
    ("(yes > 1 no", 10, "')'", ""),
    ("yes > 1 no > 1", 9, ENDING, ""),
    ("yes > 1)", 8, ENDING, ""),
    ("(yes > 1) > 1", 11, ENDING, ""),
    ("(yes > 1) + 1 > 1", 11, ENDING, ""),
    ("(yes > 1) by area", 11, ENDING, ""),
    ("not (yes > 1) > 1", 15, ENDING, ""),
    ("yes > 1, no > 1", 8, ENDING, ""),
    ("yes > no % of members", 10, ENDING, ""),
    ("yes no > 1", 5, RELATION, ""),
    ("yes 3", 5, RELATION, ""),
    ("yes: 3", 4, RELATION, ""),
    ("yes % 3", 5, RELATION, ""),
    ("blocs a among b > 3", 9, RELATION, ""),
    ("blocs a by m by n > 3", 14, RELATION, ""),
    ("yes rounded up rounded up > 1", 16, RELATION, ""),
    ("(yes) rounded up rounded up > 1", 18, RELATION, ""),
    ("2.5 rounded up < yes", 5, RELATION, ""),
    ("yes amogn a > 1", 5, RELATION, "among"),
    ("yes rounded > 1", 13, "'down', 'up' or 'to nearest'", ""),
    ("yes rounded dwn > 1", 13, "'down', 'up' or 'to nearest'", "down"),
    ("yes rounded to down > 1", 16, "'nearest'", ""),
    ("yes rounded to neerest > 1", 16, "'nearest'", "nearest"),
    ("yes > 0.5/2 of members", 7, WHOLE, ""),
    ("yes > 1/2.5 of members", 9, WHOLE, ""),
    ("yes > 1/no of members", 9, WHOLE, ""),
    ("yes > 1/ of members", 10, WHOLE, ""),
    ("yes > 2/3of members", 9, WHOLE, "of"),
]


@pytest.mark.parametrize(("text", "column", "expected", "suggestion"), UNEXPECTED)
def test_what_cannot_stand_there_is_refused(text: str, column: int, expected: str, suggestion: str) -> None:
    """The column is that of the first word that cannot stand there, and the error says what can."""
    error = refusal(text)
    assert error.faults[0].code == "unexpected"
    assert (error.column, error.expected) == (column, expected)
    assert f"column {column} must be {expected} (got " in str(error)
    assert marked(error) == text[column - 1 :].rstrip("\n")
    assert error.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("yes >", "the end of the text"),
        ("yes > 1 no", "'no'"),
        ("yes > 1 " + "x" * MAX_NAME, repr("x" * 40)),
    ],
)
def test_the_error_shows_what_is_there(text: str, shown: str) -> None:
    """Of a long word the first forty characters."""
    assert f"(got {shown})" in str(refusal(text))


UNKNOWN = [
    ("yess > 3", 1, "yes"),
    ("YES > 3", 1, "yes"),
    ("Members > 3", 1, "members"),
    ("yes > memebers", 7, "members"),
    ("yes >= 80% of member", 15, "members"),
    ("abstane > 3", 1, "abstain"),
    ("recused_absnt > 3", 1, "recused_absent"),
    ("yes > 1 and presnt > 3", 13, "present"),
    ("giben notice", 1, "given"),
    ("bloc canton > 1", 1, "blocs"),
    ("(ballot > 3)", 2, "ballots"),
    ("zzz > 3", 1, ""),
    ("赞成 > 3", 1, ""),
    ("not each a: (x1 is y)", 14, ""),
]


@pytest.mark.parametrize(("text", "column", "suggestion"), UNKNOWN)
def test_an_unknown_word_is_refused_with_the_nearest_known_one(
    text: str, column: int, suggestion: str
) -> None:
    """A slip of the pen is recognised; of a label it is said that it is quoted."""
    error = refusal(text)
    assert error.faults[0].code == "unknown-word"
    assert (error.column, error.expected, error.suggestion) == (column, COUNT, suggestion)
    assert "a label is quoted: '" in str(error)
    assert (f"(did you mean {suggestion}?)" in str(error)) is bool(suggestion)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("yes > 1e5", 7),
        ("yes > 1E", 7),
        ("yes > 1_000", 7),
        ("yes > １", 7),
        ("8０ > 3", 1),
        ("yes >= ８０％ of members", 8),
    ],
)
def test_a_number_is_written_in_full(text: str, column: int) -> None:
    """What is meant as a number is not told to be a label."""
    error = refusal(text)
    assert (error.faults[0].code, error.column) == ("unknown-word", column)
    assert error.faults[0].fix == "write a number in full, with the digits 0 to 9 and a point"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("yes among sector = women > 1", 18),
        ("yes among not sector = women > 1", 22),
        ("yes among (sector = women) > 1", 19),
        ("yes among (sector and grade = a) > 1", 29),
    ],
)
def test_a_value_follows_is(text: str, column: int) -> None:
    """An equals sign between a trait and its value: the error points at it and says how to write it."""
    error = refusal(text)
    assert (error.faults[0].code, error.column, error.expected) == ("unexpected", column, "'is'")
    assert error.faults[0].fix == "write is, as in: among sector is women"


@pytest.mark.parametrize("text", ["yes among sector = 1 + women", "yes among sector = no and women > 1"])
def test_an_unknown_word_further_on_is_no_value(text: str) -> None:
    """A comparison with ``=`` may follow a selector."""
    assert refusal(text).faults[0].code == "unknown-word"
    assert str(Condition.parse("yes among sector = no")) == "yes among sector = no"


@pytest.mark.parametrize("name", stances.REFUSED)
def test_words_that_mean_different_things_are_refused(name: str) -> None:
    """The choices are named, and each of them is a word."""
    choices = stances.REFUSED[name]
    error = refusal(f"yes > 1/2 of {name}")
    assert error.faults[0].code == "refused-word"
    assert (error.column, error.expected) == (14, " or ".join(choices))
    rule = f"must not be {name!r}, which means different things in different bodies"
    assert rule in str(error)
    assert f"write {' or '.join(choices)}" in str(error)
    assert set(choices) <= set(stances.BASES)


@pytest.mark.parametrize("keyword", sorted({*KEYWORDS, *stances.WORDS}))
def test_a_word_of_the_grammar_is_a_name_only_in_quotes(keyword: str) -> None:
    """The error says to quote it, and quoted it is a name."""
    error = refusal(f"no by {keyword} > 1")
    assert error.faults[0].code == "keyword"
    assert (error.column, error.expected) == (7, "a measure")
    assert f"quote it: '{keyword}'" in str(error)
    assert Condition.parse(f"no by '{keyword}' > 1") == (no.by(keyword) > 1)


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("given of", 7, "the name of a fact"),
        ("each yes: no > 1", 6, "the trait to range over"),
        ("blocs all > 1", 7, "the trait that makes the blocs"),
        ("no among is > 1", 10, "a trait or flag"),
        ("no among a is no > 1", 15, "a value"),
        ("no among a in (b, of) > 1", 19, "a value"),
        ("no within by > 1", 11, "the trait of an outer group"),
    ],
)
def test_wherever_a_name_is_expected(text: str, column: int, what: str) -> None:
    """The error says what the name would have been of."""
    error = refusal(text)
    assert error.faults[0].code == "keyword"
    assert (error.column, error.expected) == (column, what)


# ---------------------------------------------------------------- what makes no sense

REFUSED = [
    # conditions
    ("mixed", "yes > 1 and no > 1 or abstain > 1", 20, "put brackets around one of them"),
    ("mixed", "yes > 1 or no > 1 and abstain > 1", 19, "put brackets around one of them"),
    ("mixed", "(yes > 1 or no > 1 and abstain > 1)", 20, "a and (b or c)"),
    ("open-each", "each x: yes > 1 and no > 1", 17, "put the body of 'each' in brackets"),
    ("open-each", "each x: yes > 1 or no > 1", 17, "put the body of 'each' in brackets"),
    ("open-each", "each x: (yes) > 1 and no > 1", 19, "put the body of 'each' in brackets"),
    ("open-each", "each x: (yes) + no > 1 and no > 1", 24, "put the body of 'each' in brackets"),
    ("open-each", "each x: not (yes > 1) and no > 1", 23, "put the body of 'each' in brackets"),
    ("open-each", "each x: each y: (yes > 1) and no > 1", 27, "the body of 'each' in brackets"),
    ("open-each", "each x: given notice and no > 1", 22, "put the body of 'each' in brackets"),
    ("open-each", "not each x: yes > 1 and no > 1", 21, "put the body of 'each' in brackets"),
    ("open-each", "no > 1 and each x: yes > 1 and no > 1", 28, "the body of 'each' in brackets"),
    ("chained", "1 < yes < 3", 9, "write two comparisons"),
    ("chained", "blocs a where (yes > 1 > 2) > 1", 24, "write two comparisons"),
    ("chained", "1 < yes ≤ 3", 9, "write two comparisons"),
    ("chained", "yes = no = abstain", 10, "write two comparisons: a >= 1 and a <= 3"),
    ("unexpected", "yes == 3", 5, "write ="),
    ("unexpected", "yes => 3", 5, "write >="),
    ("unexpected", "yes != 3", 5, "write not … = …"),
    ("unexpected", "yes <> 3", 5, "write not … = …"),
    ("not-a-condition", "yes", 1, "yes must be compared: add >= and how many"),
    ("not-a-condition", "not yes", 5, "add >= and how many"),
    ("not-a-condition", "yes and no > 1", 1, "add >= and how many"),
    ("not-a-condition", "yes > 1 and no", 13, "add >= and how many"),
    ("not-a-condition", "(yes) and no > 1", 1, "add >= and how many"),
    ("not-a-condition", "each a: yes", 9, "add >= and how many"),
    ("not-a-condition", "given a + given b", 1, "add >= and how many"),
    ("not-a-condition", "given a + 1", 1, "add >= and how many"),
    ("not-a-condition", "2 times given a", 1, "add >= and how many"),
    ("not-a-condition", "5", 1, "add >= and how many"),
    ("not-a-condition", "blocs a where (yes) > 1", 15, "add >= and how many"),
    ("not-a-count", "yes > (no > 1)", 7, "must be a count there, not a condition"),
    ("not-a-count", "yes + (no > 1) > 1", 7, "must be a count there, not a condition"),
    ("not-a-count", "all (no > 1) > 1", 5, "must be a count there, not a condition"),
    ("not-a-count", "yes > 1/2 of (no > 1)", 14, "must be a count there, not a condition"),
    ("counts-nothing", "3 > 2", 1, "must count something"),
    ("counts-nothing", "yes - yes > 3", 1, "must count something"),
    ("counts-nothing", "0 times yes > no - no", 1, "must count something"),
    ("twice", "each a in (b, c, b): yes > 1", 1, "group 'b' must be named once"),
    ("twice", "each a in (\u00e9, e\u0301): yes > 1", 1, "must be named once"),
    # shares and numbers
    ("no-base", "yes >= 80%", 11, "say of what: yes >= 80% of members"),
    ("no-base", "yes >= 2/3", 11, "must be 'of' and the base of the share, or 'times'"),
    ("no-base", "yes > 1/2 members", 11, "(got 'members')"),
    ("no-base", "50% < yes", 5, "say of what"),
    ("no-share", "yes >= 80 of members", 8, "write a share as 80% of … or 4/5 of …"),
    ("no-share", "yes >= 0.8 of members", 8, "a multiple as 3 times …"),
    ("no-share", "1 of members >= 3", 1, "must be a percentage or a fraction before 'of'"),
    ("share-bounds", "yes >= 130% of members", 8, "write a multiple: 1.5 times members"),
    ("share-bounds", "yes >= 3/2 of members", 8, "must be a share between 0 and 1"),
    ("share-bounds", "yes >= 100.01% of members", 8, "must be a share between 0 and 1"),
    ("share-left", "50% of members <= yes", 1, "put the share on the right: yes >= 80% of members"),
    ("share-left", "yes - 2/3 of members > 0", 7, "put the share on the right"),
    ("share-left", "(2/3 of members) + 1 < yes", 2, "put the share on the right"),
    ("share-left", "2/3 of (members) < yes", 1, "put the share on the right"),
    ("share-left", "1/3 times yes > 2", 1, "must not hold a percentage or fraction on the left"),
    ("share-left", "1/3 times (yes) > 2", 1, "must not hold a percentage or fraction on the left"),
    ("share-left", "50% times ((yes) + no) > 2", 1, "percentage or fraction on the left"),
    ("share-left", "1/3 times blocs a where (given n) > 2", 1, "put the share on the right"),
    ("share-left", "yes + (1/2 of members) > 2", 8, "put the share on the right"),
    ("zero", "yes >= 1/0 of members", 10, "must not be zero below the line (got 1/0)"),
    ("zero", "yes >= 0/00 of members", 10, "must not be zero below the line"),
    ("base", "yes > 1/2 of (5)", 7, "must be a share of people or blocs"),
    ("base", "yes > 1/2 of given x", 7, "must be a share of people or blocs"),
    ("outside-base", "yes >= 1/2 of no", 1, "take a base that holds everyone counted"),
    ("outside-base", "no > 1 and yes >= 1/2 of no", 12, "yes must lie in the base no"),
    # measures, selections, levels
    ("two-measures", "yes by a by b > 1", 1, "a count must have one measure (got a and b)"),
    ("two-measures", "(yes by a) by b > 1", 1, "by b must not follow by a"),
    ("two-measures", "(yes by a + no) by a > 1", 2, "give every term the same `by`"),
    ("two-measures", "yes by a + no > 1", 1, "give every term the same `by`"),
    ("two-measures", "yes by a > no", 1, "give both sides the same `by`"),
    ("two-measures", "no > 1 and (blocs a + yes > 1)", 13, "must be in one measure"),
    ("two-levels", "yes within a within b > 1", 1, "a count must have one level (got a and b)"),
    ("two-levels", "all yes within a > 1", 1, "must have one level, all or within one trait"),
    ("two-levels", "(yes within a) within b > 1", 1, "must have one level"),
    ("counts-nobody", "given x by area > 3", 1, "must go with a count of people or blocs"),
    ("counts-nobody", "given x among a > 3", 1, "must go with a count of people or blocs"),
    ("counts-nobody", "given x within a > 3", 1, "must go with a count of people or blocs"),
    ("counts-nobody", "all given x > 3", 1, "must go with a count of people or blocs"),
    ("counts-nobody", "(5) by area < yes", 1, "(got 5)"),
    ("selector", "(blocs a) among b > 1", 1, "must follow a count of people, not of blocs"),
    ("selector", "(2 times blocs a) among b > 1", 1, "must follow a count of people"),
    # names and characters
    ("label", "'yes' > 1", 1, "must not be the name of a stance or base"),
    ("label", "'cast' > 1", 1, "must not be the name of a stance or base"),
    ("label", "no > 1 and 'members' > 1", 12, "must not be the name of a stance or base"),
    ("bad-name", "'' > 1", 1, "choose another name"),
    ("bad-name", "yes by '  ' > 1", 1, "must be text of 1 to 200 characters"),
    ("open-quote", "'a", 1, "close the quote, and write a quote inside a name twice"),
    ("open-quote", "yes by 'a'' > 1", 8, "close the quote"),
    ("open-quote", "yes > 1 '", 9, "close the quote"),
    ("bad-character", "yes ; no", 5, "has no meaning in rule text (got ';')"),
    ("bad-character", "yes * 2 > 1", 5, "(got '*')"),
    ("bad-character", "yes > 1.", 8, "(got '.')"),
    ("bad-character", "yes > .5", 7, "(got '.')"),
    ("bad-character", 'yes by "a" > 1', 8, "has no meaning in rule text"),
    ("bad-character", "yes > 1 & no > 1", 9, "(got '&')"),
    ("bad-character", "yes ! no", 5, "(got '!')"),
    ("bad-character", "‘a’ > 1", 1, "has no meaning in rule text"),
]


@pytest.mark.parametrize(("code", "text", "column", "message"), REFUSED)
def test_what_makes_no_sense_is_refused(code: str, text: str, column: int, message: str) -> None:
    """Each error has a code, the column of what is wrong, and a message with the mend."""
    error = refusal(text)
    assert error.faults[0].code == code
    assert error.column == column
    assert message in str(error)
    assert marked(error) == text[column - 1 :]


@pytest.mark.parametrize(
    "text", [None, b"yes > 1", pytest.param(10**5000, id="a long int"), ["yes > 1"], Condition]
)
def test_what_is_no_text_is_refused(text: object) -> None:
    """The error names the type that was given."""
    with pytest.raises(RuleTextError, match="rule text must be text") as raised:
        Condition.parse(text)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "not-text"
    assert raised.value.faults[0].given == type(text).__name__


def test_a_refusal_of_the_parser_is_a_rule_error() -> None:
    """Whoever catches rules that make no sense catches those that cannot be read."""
    with pytest.raises(RuleError):
        Condition.parse("yes >")


# ---------------------------------------------------------------- characters

INVISIBLE = {
    "nul": "\x00",
    "bell": "\x07",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "file separator": "\x1c",
    "unit separator": "\x1f",
    "delete": "\x7f",
    "next line": "\x85",
    "soft hyphen": "\u00ad",
    "arabic letter mark": "\u061c",
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "left-to-right embedding": "\u202a",
    "right-to-left embedding": "\u202b",
    "pop directional": "\u202c",
    "left-to-right override": "\u202d",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "left-to-right isolate": "\u2066",
    "right-to-left isolate": "\u2067",
    "first strong isolate": "\u2068",
    "pop isolate": "\u2069",
    "byte order mark": "\ufeff",
    "half a character": "\ud800",
    "private use": "\ue000",
    "tag": "\U000e0041",
}


@pytest.mark.parametrize("name", INVISIBLE)
def test_invisible_characters_are_refused_between_words(name: str) -> None:
    """What cannot be seen must not change what a rule says."""
    error = refusal(f"yes {INVISIBLE[name]}> 1")
    assert error.faults[0].code == "bad-character"
    assert error.column == 5
    assert repr(INVISIBLE[name]) in str(error)


@pytest.mark.parametrize("name", INVISIBLE)
def test_invisible_characters_are_refused_in_names(name: str) -> None:
    """Nor in a label, nor in a name that is quoted."""
    for text in (f"'a{INVISIBLE[name]}b' > 1", f"yes by 'a{INVISIBLE[name]}b' > 1"):
        error = refusal(text)
        assert error.faults[0].code == "bad-name"
        assert "without control or bidirectional characters" in str(error)


@pytest.mark.parametrize("name", INVISIBLE)
def test_a_message_does_not_repeat_what_cannot_be_seen(name: str) -> None:
    """The message can be printed, in one direction and on three lines."""
    message = str(refusal(f"yes > '{INVISIBLE[name]}'"))
    assert INVISIBLE[name] not in message
    assert len(message.splitlines()) == 3
    assert message.encode()


# ---------------------------------------------------------------- names

BARE = ["area", "Area", "x1", "3a", "_", "a_b", "建筑面積", "é", "ß", "अंक", "a\u0301", "αβ"]
QUOTED = ["floor area", "a-b", "it's", "''", "12", "٣", "of", "yes", "members", "a.b", "a%", "😀"]


@pytest.mark.parametrize("name", BARE)
def test_letters_digits_and_underscores_stand_bare(name: str) -> None:
    """Letters of any script, with their marks, need no quotes."""
    assert is_bare(name)
    assert spelled(name) == name


@pytest.mark.parametrize("name", QUOTED)
def test_other_names_are_quoted(name: str) -> None:
    """Spaces, signs, bare numbers and words of the grammar are, and a quote inside is doubled."""
    assert not is_bare(name)
    assert spelled(name) == quoted(name) == "'" + name.replace("'", "''") + "'"


@pytest.mark.parametrize("name", [*BARE, *QUOTED, " a ", "，", "'", "a''b", "cast"])
@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda name: yes.by(name) > 1, id="measure"),
        pytest.param(lambda name: yes.among(name) > 1, id="flag"),
        pytest.param(lambda name: yes.among("a", name) > 1, id="value"),
        pytest.param(lambda name: yes.among("a", name, "b") > 1, id="values"),
        pytest.param(lambda name: yes.within(name) > 1, id="level"),
        pytest.param(lambda name: fact(name) > 1, id="fact"),
        pytest.param(given, id="truth"),
        pytest.param(lambda name: each(name, yes > 1), id="trait"),
        pytest.param(lambda name: each("a", yes > 1, groups=[name]), id="group"),
        pytest.param(lambda name: blocs(name) > 1, id="bloc"),
        pytest.param(lambda name: blocs("a", by=name) > 1, id="weight of a bloc"),
        pytest.param(lambda name: label(f"{name}.") > 1, id="label"),
    ],
)
def test_every_name_can_be_written_everywhere(name: str, build: Callable[[str], Condition]) -> None:
    """Whatever a thing is called, the text of a rule about it reads back."""
    condition = build(name)
    assert Condition.parse(str(condition)) == condition


def test_names_are_composed() -> None:
    """Decomposed letters are the same name as composed ones."""
    assert name_of("cafe\u0301", "measure") == "caf\u00e9"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("x" * (MAX_NAME - 1), id="below"),
        pytest.param("x" * MAX_NAME, id="at the limit"),
        pytest.param("é" * MAX_NAME, id="at the limit, composed"),
        pytest.param("\u0958" * (MAX_NAME // 2), id="at the limit once composed"),
        pytest.param("'" * MAX_NAME, id="quotes"),
    ],
)
def test_the_longest_names_are_read(name: str) -> None:
    """Two hundred characters, also where each is doubled in quotes."""
    condition = yes.by(name) > 1
    assert Condition.parse(str(condition)) == condition


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("x" * (MAX_NAME + 1), id="above"),
        pytest.param("\u0958" * MAX_NAME, id="above once composed"),
        pytest.param("\u0958" * (MAX_NAME // 2 + 1), id="just above once composed"),
    ],
)
def test_longer_names_are_refused(name: str) -> None:
    """One character more is too long, in Python as in the text."""
    with pytest.raises(RuleError, match="measure must be text of 1 to 200 characters") as raised:
        yes.by(name)
    assert raised.value.faults[0].code == "bad-name"
    assert refusal(f"yes by {quoted(name)} > 1").faults[0].code == "bad-name"


@pytest.mark.parametrize("name", [None, 3, b"a", ("a",)])
def test_a_name_is_text(name: object) -> None:
    """The error names what the name would have been of, and what was given."""
    with pytest.raises(RuleError) as raised:
        yes.by(name)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "bad-name"
    assert str(raised.value).startswith("measure must be text of 1 to 200 characters")
    assert f"(got {name!r}): give its name" in str(raised.value)


# ---------------------------------------------------------------- limits


def test_the_deepest_brackets_are_read() -> None:
    """Brackets that say nothing cost no depth, up to their own limit."""
    text = "(" * MAX_NESTING + "yes > 1" + ")" * MAX_NESTING
    assert Condition.parse(text) == (yes > 1)


@pytest.mark.parametrize("opening", ["(", "not ", "all ", "each a: "])
def test_one_bracket_more_is_refused(opening: str) -> None:
    """The column is that of the first one too many."""
    before = "yes > " if opening == "all " else ""
    error = refusal(before + opening * (MAX_NESTING + 1) + "yes > 1")
    assert error.faults[0].code == "too-deep"
    assert f"must be nested at most {MAX_NESTING} deep" in str(error)
    assert len(before) + len(opening) * MAX_NESTING < error.column
    assert error.column <= len(before) + len(opening) * (MAX_NESTING + 1) + 1


def test_brackets_that_are_closed_are_not_counted() -> None:
    """Beside one another any number may stand, and after them as many inside one another."""
    beside = " and ".join(["(yes > 1)"] * (2 * MAX_NESTING))
    inside = "(" * MAX_NESTING + "yes > 1" + ")" * MAX_NESTING
    joined = Condition.parse(f"{beside} and {inside}")
    assert str(joined) == " and ".join(["yes > 1"] * (2 * MAX_NESTING + 1))
    assert refusal(f"{beside} and ({inside})").faults[0].code == "too-deep"


def negated(depth: int) -> str:
    """The text of a condition so deep."""
    return "not " * (depth - (yes > 1).depth) + "yes > 1"


def test_the_deepest_condition_is_read() -> None:
    """Depth is bounded by the parser as by the constructors."""
    condition = Condition.parse(negated(MAX_DEPTH))
    assert condition.depth == MAX_DEPTH
    assert Condition.parse(str(condition)) == condition


def test_a_deeper_condition_is_refused() -> None:
    """The error says how deep a rule may be."""
    error = refusal(negated(MAX_DEPTH + 1))
    assert error.faults[0].code == "too-large"
    assert f"nested at most {MAX_DEPTH} deep" in str(error)


def deepest(build: Callable[[int], Condition]) -> Condition:
    """The last condition that may be built, of those that are deeper and deeper."""
    depth = 0
    while True:
        depth += 1
        try:
            condition = build(depth)
        except RuleError:
            return condition


def times_over(count: Count, wrap: Callable[[Count], Count], depth: int) -> Condition:
    """A count wrapped so many times, in a condition."""
    for _ in range(depth):
        count = wrap(count)
    return Condition.compare(times(0, yes) + 1, "<=", count)


@pytest.mark.parametrize(
    "wrap",
    [
        pytest.param(lambda c: times(3, HALF.of(c)), id="shares of multiples"),
        pytest.param(lambda c: HALF.of(c - 1), id="shares of sums"),
        pytest.param(lambda c: times(2, (c - 1).rounded("up")), id="roundings of sums"),
        pytest.param(lambda c: times(3, c.rounded("down")) - 1, id="multiples of roundings"),
        pytest.param(lambda c: blocs("a", where=~(c > 1)).everywhere(), id="blocs of blocs"),
    ],
)
def test_the_deepest_counts_read_back(wrap: Callable[[Count], Count]) -> None:
    """However many brackets the deepest count needs, they are allowed."""
    condition = deepest(lambda depth: times_over(members, wrap, depth))
    assert condition.depth > MAX_DEPTH - 4
    assert Condition.parse(str(condition)) == condition


def built_over(build: Callable[[Condition], Condition], depth: int) -> Condition:
    """A condition built upon so many times."""
    condition = yes > 1
    for _ in range(depth):
        condition = build(condition)
    return condition


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda inner: ~each("a", inner), id="not each"),
        pytest.param(lambda inner: ~(inner & (yes > 2)), id="not and"),
        pytest.param(lambda inner: each("a", inner) | (yes > 2), id="each or"),
        pytest.param(lambda inner: each("a", each("b", inner)) & (yes > 2), id="each each and"),
        pytest.param(lambda inner: (inner | (no > 1)) & (yes > 2), id="and or"),
    ],
)
def test_the_deepest_conditions_read_back(build: Callable[[Condition], Condition]) -> None:
    """However many brackets the deepest condition needs, they are allowed."""
    condition = deepest(lambda depth: built_over(build, depth))
    assert condition.depth > MAX_DEPTH - 4
    assert Condition.parse(str(condition)) == condition


def chain(size: int) -> str:
    """A chain of comparisons with so many parts in all."""
    small, large = (yes > 1).size, (yes > no).size
    rest = size - 1
    of_large = next(n for n in range(small) if (rest - n * large) % small == 0)
    parts = ["yes > no"] * of_large + ["yes > 1"] * ((rest - of_large * large) // small)
    return " and ".join(parts)


@pytest.mark.parametrize("size", [MAX_SIZE - 1, MAX_SIZE])
def test_the_longest_chain_is_read(size: int) -> None:
    """Hundreds of comparisons joined by ``and`` are one condition, and print as they stood."""
    condition = Condition.parse(chain(size))
    assert condition.size == size
    assert str(condition) == chain(size)


def test_a_longer_chain_is_refused() -> None:
    """The error says how many parts a rule may have, and what to do."""
    error = refusal(chain(MAX_SIZE + 1))
    assert error.faults[0].code == "too-large"
    assert f"must have at most {MAX_SIZE} parts" in str(error)
    assert "split the rule" in str(error)


def test_the_longest_numbers_are_read_back() -> None:
    """What can be built as a number can be read as one."""
    for number in ("9" * 200, "0." + "9" * 59, "9" * 140 + "." + "9" * 59):
        assert str(Condition.parse(f"yes > {number}")) == f"yes > {number}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("yes > " + "9" * 201, id="a digit too many"),
        pytest.param("yes > " + "9" * 401, id="many digits too many"),
        pytest.param("yes > 0." + "9" * 60, id="a place too many"),
        pytest.param("yes > 0." + "9" * 1000, id="many places too many"),
        pytest.param("yes > 1/" + "9" * 61 + " times no", id="a digit too many below the line"),
        pytest.param("yes > 0." + "1" * 59 + "% of members", id="a share with too many places"),
    ],
)
def test_longer_numbers_are_refused(text: str) -> None:
    """The column is that of the number, or of the term that it stands in."""
    error = refusal(text)
    assert error.faults[0].code == "too-long"
    assert error.column == 7


# ---------------------------------------------------------------- hostile text

MEGABYTE = 1_000_000


def listed(name: str, between: str = " + ") -> str:
    """Hundreds of names, each with its number."""
    return between.join(name.format(number) for number in range(900))


def labels() -> str:
    """Hundreds of labels in a sum."""
    return listed("'l{}'")


HOSTILE: dict[str, Callable[[], str]] = {
    "brackets": lambda: "(" * (10 * MEGABYTE),
    "as many brackets as may be": lambda: "(" * MAX_TEXT,
    "as many spaces as may be": lambda: " " * MAX_TEXT,
    "as many quotes as may be": lambda: "'" * MAX_TEXT,
    "as long a word as may be": lambda: "a" * MAX_TEXT,
    "closing brackets": lambda: ")" * (10 * MEGABYTE),
    "pairs of brackets": lambda: "()" * (5 * MEGABYTE),
    "full-width brackets": lambda: "（" * (10 * MEGABYTE),
    "spaces": lambda: " " * (2 * MEGABYTE),
    "not": lambda: "not " * (2 * MEGABYTE),
    "all": lambda: "yes > " + "all " * (2 * MEGABYTE),
    "each": lambda: "each a: " * MEGABYTE,
    "a long number": lambda: "yes > " + "9" * MEGABYTE,
    "a long decimal": lambda: "yes > 0." + "9" * MEGABYTE,
    "a long fraction": lambda: "yes > 1/" + "9" * MEGABYTE + " of members",
    "a long percentage": lambda: "yes > " + "9" * MEGABYTE + "% of members",
    "a long word": lambda: "a" * MEGABYTE + " > 1",
    "a long name": lambda: "yes by " + "a" * MEGABYTE + " > 1",
    "a long label": lambda: "'" + "a" * MEGABYTE + "' > 1",
    "a long value": lambda: "yes among a is " + "a" * MEGABYTE + " > 1",
    "marks": lambda: "yes by a" + "\u0301" * MEGABYTE + " > 1",
    "quotes": lambda: "'" * (10 * MEGABYTE),
    "an open quote": lambda: "'" + "a" * (10 * MEGABYTE),
    "many open quotes": lambda: "'a''" * MEGABYTE,
    "and": lambda: " and ".join(["yes > 1"] * MEGABYTE),
    "or": lambda: " or ".join(["yes > 1"] * MEGABYTE),
    "a sum": lambda: "yes" + " + yes" * MEGABYTE + " > 1",
    "a sum of labels": lambda: " + ".join(f"'l{n}'" for n in range(MEGABYTE // 2)) + " > 1",
    "relations": lambda: "yes" + " > yes" * MEGABYTE,
    "by": lambda: "yes" + " by a" * MEGABYTE + " > 1",
    "measures": lambda: "yes" + "".join(f" by a{n}" for n in range(MEGABYTE // 2)) + " > 1",
    "among": lambda: "yes" + "".join(f" among a{n}" for n in range(MEGABYTE // 2)) + " > 1",
    "tests": lambda: f"yes among ({' and '.join(f'a{n}' for n in range(MEGABYTE // 2))}) > 1",
    "values": lambda: f"yes among a in ({', '.join(map(str, range(MEGABYTE)))}) > 1",
    "groups": lambda: f"each a in ({', '.join(map(str, range(MEGABYTE)))}): yes > 1",
    "a group twice": lambda: "each a in (" + ", ".join(f"a{n}" for n in range(30_000)) + ", a29999): yes > 1",
    "a group twice within the limit": lambda: (
        "each a in (" + ", ".join(f"a{n}" for n in range(MAX_SIZE - 10)) + f", a{MAX_SIZE - 11}): yes > 1"
    ),
    "slashes": lambda: "yes > " + "1/" * (5 * MEGABYTE),
    "roundings": lambda: "yes > (no" + " rounded up" * MEGABYTE,
    "labels above and below": lambda: f"{labels()} > 1/2 of ({labels()})",
    "selections above and below": lambda: (
        f"{listed('yes among a{}')} > 1/2 of (members - {listed('members among b{}', ' - ')})"
    ),
    "values above and below": lambda: (
        f"{listed('yes among a is v{}')} > 1/2 of members among a in ({listed('v{}', ', ')})"
    ),
}


def refused(text: str) -> RuleTextError | None:
    """The refusal of a text, if it is refused; any other error goes through."""
    try:
        Condition.parse(text)
    except RuleTextError as error:
        return error
    return None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_or_refused_in_time(name: str) -> None:
    """Nothing but a refusal of ours comes of it, and it comes soon."""
    text = HOSTILE[name]()
    begun = time.perf_counter()
    error = refused(text)
    assert time.perf_counter() - begun < SECONDS
    assert error is None or 1 <= error.column <= len(text) + 1
    assert len(str(error)) < 2000


def test_the_longest_text_is_read() -> None:
    """As many characters as rule text may have are looked at."""
    assert refusal(")" * MAX_TEXT).faults[0].code == "unexpected"


def test_a_longer_text_is_refused_unread() -> None:
    """One character more is not looked at, and the error does not keep the text."""
    with pytest.raises(RuleTextError) as raised:
        Condition.parse("(" * (MAX_TEXT + 1))
    error = raised.value
    assert (error.faults[0].code, len(error.text)) == ("too-long", MAX_NAME)
    assert f"must have at most {MAX_TEXT} characters" in str(error)


LONG_NAME = "名'" * (MAX_NAME // 2)
LONGEST_TERM = (
    f"{'1' * 199}.{'1' * 60} times {quoted(LONG_NAME)} by {quoted(LONG_NAME)} within {quoted(LONG_NAME)}"
)


def test_the_longest_canonical_text_may_be_read() -> None:
    """Of as many parts as allowed, each as long as can be, with signs and brackets between them."""
    assert MAX_SIZE * (len(LONGEST_TERM) + 500) <= MAX_TEXT


@pytest.mark.parametrize("text", ["yes > 1 and {}", "{} > 1", "yes by {} > 1", "yes > 12{}"])
@pytest.mark.parametrize("name", ["x" * 1_000_000, "'" + "x" * 1_000_000 + "'", "'" * 1_000_000])
def test_a_name_that_is_far_too_long_is_not_read_to_its_end(text: str, name: str) -> None:
    """It is refused where it begins; the text of the error is the one given."""
    error = refusal(text.format(name))
    assert (error.faults[0].code in ("bad-name", "unexpected")) is True
    assert len(str(error)) < 2000


def test_a_name_too_long_is_refused_where_it_begins() -> None:
    """With the rule for names."""
    for name in ("x" * (MAX_NAME + 1), "1" + "x" * MAX_NAME, quoted("'" * (MAX_NAME + 1))):
        error = refusal(f"yes by {name} > 1")
        assert (error.faults[0].code, error.column) == ("bad-name", 8)
        assert f"must be text of 1 to {MAX_NAME} characters" in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "yes >= 0." + "1" * 399 + "% of members",
        "yes >= 0." + "1" * 399 + "% of (no + members)",
        "yes >= 1/" + "7" * 400 + " of members",
        "yes >= 0." + "1" * 399 + "% times members",
    ],
)
def test_a_share_that_is_too_long_is_refused_with_its_place(text: str) -> None:
    """Whatever is wrong with a number is an error of the parser, also from within a decision rule."""
    assert refusal(text).faults[0].code in ("too-long", "endless")
    with pytest.raises(RuleError):
        DecisionRule(adopts=text)


OPENINGS = [
    "(",
    "not ",
    "not (",
    "all ",
    "all (",
    "each a: ",
    "each a: (",
    "each a: not (",
    "1 times (",
    "1 times all (",
    "0 + 1 times (",
    "1/2 of (",
    "1/2 of all (",
    "yes > (",
    "yes > 1 times (",
    "yes > 1/2 of (",
    "yes + (",
    "blocs a where (",
    "all blocs a where (",
    "yes > blocs a where (",
    "yes > 1 and (",
    "yes > 1 or not (",
    "yes among (",
]


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("before", ["", "yes > "])
def test_nesting_of_any_kind_is_read_or_refused(opening: str, before: str) -> None:
    """However deep, and whatever is nested, the call stack holds."""
    for depth in (1, 10, MAX_DEPTH, MAX_NESTING - 1, MAX_NESTING, MAX_NESTING + 1, 1000, 100_000):
        text = before + opening * depth + "yes > 1"
        for end in ("", ")" * (opening.count("(") * depth)):
            error = refused(text + end)
            assert error is None or error.text == text + end


def at_the_end_of_the_stack(text: str) -> Condition:
    """What parsing gives where hardly any call is left."""
    try:
        return at_the_end_of_the_stack(text)
    except RecursionError:
        return Condition.parse(text)


def test_a_stack_that_is_full_is_a_refusal_too() -> None:
    """Where the caller has used up the stack, the error is ours, and says so."""
    text = "(" * 40 + "yes > 1" + ")" * 40
    with pytest.raises(RuleTextError, match="the call stack has no room") as raised:
        at_the_end_of_the_stack(text)
    assert raised.value.faults[0].code == "too-deep"
