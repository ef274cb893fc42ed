"""Tallies of figures only: what the figures fix is known, and everything else is unknown, not zero."""

import json
import pickle
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

import pytest

from consultgov import Condition, Tally
from consultgov.counting.crowds import Crowd, crowd_of
from consultgov.counting.stances import BASES, CODES, FIRST_LABEL, WORDS
from consultgov.counting.vocabulary import heads_read
from consultgov.errors import Fault, RecordError, TallyError, UnknownFigure

Given = dict[str, Any]

COMPLETE: dict[str, int] = {
    "yes": 10,
    "no": 6,
    "abstain": 3,
    "invalid": 1,
    "silent": 4,
    "absent": 5,
    "recused": 2,
    "recused_absent": 7,
    "vacant": 8,
    "decisive": 16,
    "valid": 19,
    "ballots": 20,
    "participating": 24,
    "entitled": 29,
    "members": 38,
    "seats": 46,
    "present": 26,
}


def holds(text: str, tally: Tally) -> bool:
    """Whether the condition holds, by the fast way and by the explained one."""
    condition = Condition.parse(text)
    fast = condition.holds(tally)
    assert condition.evaluate(tally).holds is fast
    return fast


def figure(text: str, tally: Tally) -> int | Fraction | None:
    """What a count comes to."""
    return Condition.parse(f"{text} >= 0").evaluate(tally).left


def unknown(text: str, tally: Tally) -> Fault:
    """The fault for which a condition cannot be decided, the same for both ways of asking."""
    condition = Condition.parse(text)
    with pytest.raises(UnknownFigure) as caught:
        condition.holds(tally)
    with pytest.raises(UnknownFigure) as again:
        condition.evaluate(tally)
    assert again.value.faults == caught.value.faults
    [fault] = caught.value.faults
    return fault


def known(tally: Tally) -> dict[str, int | Fraction | None]:
    """The words whose figures are fixed."""
    found = {}
    for word in WORDS:
        try:
            found[word] = figure(word, tally)
        except UnknownFigure:
            continue
    return found


def refused(given: Given) -> list[Fault]:
    """The faults for which figures are refused."""
    with pytest.raises(TallyError) as caught:
        Tally.totals(**given)
    return list(caught.value.faults)


# ---------------------------------------------------------------- what figures fix


def test_the_nine_stances_fix_every_base() -> None:
    """With every stance given, every base is the sum of its stances."""
    stances: Given = {word: COMPLETE[word] for word in CODES}
    assert known(Tally.totals(**stances)) == COMPLETE


def test_the_bases_fix_what_lies_between_them() -> None:
    """From the bases alone, what is between two of them is known, and yes and no are not."""
    bases: Given = {word: COMPLETE[word] for word in BASES}
    assert known(Tally.totals(**bases)) == {
        word: count for word, count in COMPLETE.items() if word not in ("yes", "no")
    }


@pytest.mark.parametrize("word", WORDS)
def test_a_figure_fixes_itself(word: str) -> None:
    """One figure alone fixes itself and, above zero, nothing else."""
    figures: Given = {word: 5}
    assert known(Tally.totals(**figures)) == {word: 5}


@pytest.mark.parametrize(
    ("word", "nothing"),
    [
        ("yes", {"yes"}),
        ("vacant", {"vacant"}),
        ("decisive", {"yes", "no", "decisive"}),
        (
            "present",
            {*CODES, *BASES} - {"absent", "recused_absent", "vacant", "entitled", "members", "seats"},
        ),
        (
            "entitled",
            {*CODES, *BASES} - {"recused", "recused_absent", "vacant", "members", "seats", "present"},
        ),
        ("members", {*CODES, *BASES} - {"vacant", "seats"}),
        ("seats", {*CODES, *BASES}),
    ],
)
def test_nobody_in_a_base_is_nobody_in_its_stances(word: str, nothing: set[str]) -> None:
    """Nothing is below zero, so a base of nobody fixes all that lies in it at zero."""
    figures: Given = {word: 0}
    assert known(Tally.totals(**figures)) == dict.fromkeys(nothing, 0)


@pytest.mark.parametrize(
    ("figures", "follows"),
    [
        ({"yes": 3, "no": 2}, {"decisive": 5}),
        ({"decisive": 5, "no": 2}, {"yes": 3}),
        ({"decisive": 5, "yes": 3}, {"no": 2}),
        ({"decisive": 5, "valid": 7}, {"abstain": 2}),
        ({"decisive": 5, "abstain": 2}, {"valid": 7}),
        ({"valid": 7, "ballots": 9}, {"invalid": 2}),
        ({"ballots": 9, "participating": 12}, {"silent": 3}),
        ({"participating": 12, "entitled": 13}, {"absent": 1}),
        ({"participating": 12, "present": 13}, {"recused": 1}),
        ({"present": 13, "recused": 1}, {"participating": 12}),
        ({"members": 15, "seats": 15}, {"vacant": 0}),
        ({"members": 15, "vacant": 2}, {"seats": 17}),
        ({"entitled": 13, "members": 15, "recused": 1}, {"recused_absent": 1}),
        ({"entitled": 13, "members": 15, "recused_absent": 0}, {"recused": 2}),
        ({"entitled": 13, "present": 13, "participating": 12}, {"absent": 1, "recused": 1}),
        ({"yes": 3, "ballots": 3}, {"no": 0, "abstain": 0, "invalid": 0, "decisive": 3, "valid": 3}),
        ({"yes": 3, "decisive": 5, "ballots": 5}, {"no": 2, "abstain": 0, "invalid": 0, "valid": 5}),
        (
            {"ballots": 5, "members": 5},
            dict.fromkeys(("silent", "absent", "recused", "recused_absent"), 0)
            | dict.fromkeys(("participating", "entitled", "present"), 5),
        ),
        (
            {"present": 6, "entitled": 4, "members": 6},
            {"participating": 4, "absent": 0, "recused": 2, "recused_absent": 0},
        ),
        ({"yes": 3, "no": 2, "abstain": 1, "invalid": 1, "ballots": 7}, {"decisive": 5, "valid": 6}),
    ],
)
def test_a_chain_of_bases(figures: Given, follows: dict[str, int]) -> None:
    """What the figures fix together is known, and nothing beyond that."""
    assert known(Tally.totals(**figures)) == {**figures, **follows}


@pytest.mark.parametrize(
    ("base", "word"),
    [
        ("decisive", "no"),
        ("valid", "abstain"),
        ("ballots", "invalid"),
        ("participating", "silent"),
        ("entitled", "absent"),
        ("members", "recused_absent"),
        ("seats", "vacant"),
        ("present", "recused"),
    ],
)
def test_one_unknown_stance_follows_from_a_base_above_it(base: str, word: str) -> None:
    """All stances but one, and the base that closes the gap, fix everything; without it nothing above."""
    figures: Given = {stance: COMPLETE[stance] for stance in CODES if stance != word}
    closing: Given = {base: COMPLETE[base]}
    assert known(Tally.totals(**figures, **closing)) == COMPLETE
    mask = WORDS[word]
    fixed = {name: count for name, count in COMPLETE.items() if not WORDS[name] & mask}
    assert known(Tally.totals(**figures)) == fixed


def test_figures_come_in_any_exact_form_and_order() -> None:
    """Ints, fractions, decimals and their texts are figures, and their order does not matter."""
    tally = Tally.totals(members="20.0", no=Fraction(10, 2), yes=Decimal(3), absent="24/2")
    assert holds("yes + no = 8 and absent = 12 and members = 20", tally)
    assert known(Tally.totals(ballots=9, no=2, decisive=5)) == known(
        Tally.totals(no=2, decisive=5, ballots=9)
    )


def test_the_example_of_the_design() -> None:
    """101 yes of 200 ballots of 300 members decide what they fix, and leave no and absent open."""
    tally = Tally.totals(yes=101, ballots=200, members=300, by={"area": {"yes": "15000.01"}})
    assert holds("yes > 1/2 of ballots and not yes > 1/2 of members and ballots >= 2/3 of members", tally)
    assert holds("members - ballots = 100 and yes by area = 15000.01", tally)
    for text in ("no", "decisive", "absent", "present", "seats", "ballots by area"):
        assert unknown(f"{text} >= 0", tally).code == "unknown-figure"


# ---------------------------------------------------------------- what is unknown


def test_an_unknown_figure_says_which() -> None:
    """The error names the count and the mend; it is a ``LookupError``, as a missing trait is."""
    fault = unknown("yes > no", Tally.totals(yes=3))
    assert fault.code == "unknown-figure"
    assert str(fault) == "no is not fixed by the figures: give this figure, or those that make it up"
    with pytest.raises(LookupError, match="no by area is not fixed"):
        Condition.parse("no by area >= 0").holds(Tally.totals(no=1, by={"area": {"yes": 1}}))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("yes + no > yes", {"no": 3}),
        ("yes > no and abstain > 3", {"yes": 1, "no": 2}),
        ("yes > no or abstain > 3", {"yes": 3, "no": 2}),
        ("not (yes > no or abstain > 3)", {"yes": 3, "no": 2}),
        ("yes >= 1/2 of valid + 1/2 of ballots", {"valid": 0}),
        ("yes >= 1/2 of ballots + 1/2 of valid", {"valid": 0}),
        ("each house: yes > 0", {"groups": {"house": {"a": {"yes": 0}, "b": {"no": 1}}}}),
        ("each house in (a, b): yes > 0", {"groups": {"house": {"a": {"yes": 0}}}}),
        ("blocs house where (yes > 0 and no > 0) >= 0", {"groups": {"house": {"a": {"yes": 0}}}}),
    ],
)
def test_both_ways_of_asking_agree_on_what_is_unknown(text: str, figures: Given) -> None:
    """Where the explained answer needs an unknown figure the fast one does, and the other way round."""
    condition, tally = Condition.parse(text), Tally.totals(**figures)
    assert answer(condition.holds, tally) == answer(lambda it: condition.evaluate(it).holds, tally)


def answer(ask: Any, tally: Tally) -> bool | str:  # noqa: ANN401 - two kinds of bound methods
    """True, False, or that it is unknown."""
    try:
        return bool(ask(tally))
    except UnknownFigure:
        return "unknown"


# ---------------------------------------------------------------- labels


def test_labels_among_figures() -> None:
    """A label is a valid ballot; with the labels known, abstentions follow."""
    tally = Tally.totals(labels={"good": 12, "bad": "3"}, decisive=0, valid=16)
    assert tally.labels == ("good", "bad")
    assert holds("'good' = 12 and 'bad' = 3 and abstain = 1 and 'good' >= 60% of valid", tally)


def test_labels_stay_together_where_one_is_unknown() -> None:
    """A label named only in a group is unknown in the whole, and so are the abstentions."""
    tally = Tally.totals(valid=9, decisive=4, groups={"house": {"a": {"labels": {"good": 1}}}})
    assert unknown("abstain >= 0", tally).code == "unknown-figure"
    assert unknown("'good' >= 0", tally).code == "unknown-figure"
    assert holds("'good' among house is a = 1", tally)


def test_labels_of_measures_and_groups() -> None:
    """Labels are named in measures and groups too, each once."""
    tally = Tally.totals(
        labels={"good": 5},
        by={"area": {"labels": {"good": "0.5", "so so": 1}}},
        groups={"house": {"a": {"by": {"area": {"labels": {"it's": 2}}}}}},
    )
    assert tally.labels == ("good", "so so", "it's")
    assert holds("'good' = 5 and 'good' by area = 0.5 and 'it''s' by area among house is a = 2", tally)


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ({"by": {"labels": {"yes": 1}}}, "yes by labels = 1"),
        ({"groups": {"labels": {"x": {"yes": 1}}}}, "yes among labels is x = 1"),
        ({"groups": {"house": {"labels": {"yes": 1}}}}, "yes among house is labels = 1"),
        ({"groups": {"by": {"groups": {"yes": 1}}}}, "yes among 'by' is groups = 1"),
        ({"by": {"groups": {"yes": 1}}}, "yes by groups = 1"),
        ({"labels": {"by": 1}}, "'by' = 1"),
    ],
)
def test_names_that_are_also_keys(figures: Given, text: str) -> None:
    """A measure, trait, group or label may be called as the keys of the figures are."""
    tally = Tally.totals(**figures)
    assert holds(text, tally)
    assert tally.labels == tuple(figures.get("labels", ()))


def test_names_are_the_same_however_they_are_composed() -> None:
    """Labels, measures, traits and groups are NFC."""
    tally = Tally.totals(
        labels={"e\u0301": 1},
        by={"me\u0301tre": {"yes": 2}},
        groups={"re\u0301gion": {"le\u0301man": {"yes": 3}}},
    )
    assert tally.labels == ("\u00e9",)
    assert holds("'\u00e9' = 1 and yes by m\u00e9tre = 2 and yes among r\u00e9gion is l\u00e9man = 3", tally)


# ---------------------------------------------------------------- by measure


def test_figures_by_measure() -> None:
    """Each measure has equations of its own, on a scale of its own."""
    area = {"yes": "15000.01", "decisive": Decimal("20000.5"), "members": 30000}
    tally = Tally.totals(yes=3, by={"area": area, "shares": {"no": Fraction(1, 3)}})
    assert figure("yes", tally) == 3
    assert figure("yes by area", tally) == Fraction(1500001, 100)
    assert figure("no by area", tally) == Fraction(500049, 100)
    assert figure("members by area", tally) == 30000
    assert figure("no by shares", tally) == Fraction(1, 3)
    assert unknown("members by shares >= 0", tally).code == "unknown-figure"
    assert unknown("no >= 0", tally).subject == "no"


def test_a_measure_that_was_not_given() -> None:
    """Nothing is known of a measure without figures, not even zero."""
    assert unknown("yes by area >= 0", Tally.totals(yes=0)).subject == "yes by area"


# ---------------------------------------------------------------- by group

CANTONS: Given = {
    "yes": 60,
    "no": 40,
    "groups": {
        "canton": {
            "zh": {"yes": 30, "no": 10, "by": {"cantonal_votes": {"seats": 1}}},
            "be": {"yes": 10, "no": 25, "by": {"cantonal_votes": {"seats": "0.5"}}},
            "ur": {"decisive": 15, "no": 5, "by": {"cantonal_votes": {"seats": Fraction(1, 2)}}},
        },
        "council": {True: {"yes": 4}, False: {"yes": 56}},
    },
}


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("yes among canton is zh", 30),
        ("yes among canton is ur", 10),
        ("yes among canton in (zh, ur)", 40),
        ("yes among not canton is zh", 30),
        ("no among not canton in (zh, be)", 5),
        ("yes among council", 4),
        ("yes among not council", 56),
        ("blocs canton", 3),
        ("blocs canton where (yes > no)", 2),
        ("blocs canton by cantonal_votes", 2),
        ("blocs canton by cantonal_votes where (yes > no)", Fraction(3, 2)),
        ("blocs canton where (yes >= 1/2 of all yes)", 1),
        ("blocs council where (yes > 4)", 1),
        ("seats by cantonal_votes among canton in (be, ur)", 1),
    ],
)
def test_figures_by_group(count: str, expected: object) -> None:
    """Groups answer to selectors, blocs and levels."""
    assert figure(count, Tally.totals(**CANTONS)) == expected


def test_each_ranges_over_the_groups_given() -> None:
    """Every group given is asked, by name in a fixed order; True and False are named in lower case."""
    tally = Tally.totals(**CANTONS)
    assert holds("not each canton: yes > no", tally)
    assert holds("each canton: decisive >= 15", tally)
    assert holds("each canton in (zh, ur): yes > no", tally)
    cantons = Condition.parse("each canton: yes > no").evaluate(tally)
    assert [(part.rule, part.holds) for part in cantons.parts] == [("be", False), ("ur", True), ("zh", True)]
    council = Condition.parse("each council: yes > 4").evaluate(tally)
    assert [(part.rule, part.holds) for part in council.parts] == [("false", True), ("true", False)]


@pytest.mark.parametrize("trait", ["permanent", "chair"])
def test_flags_are_groups(trait: str) -> None:
    """A flag or yes-or-no trait is a group: True alone will do where only those who have it are asked."""
    figures: Given = {"groups": {trait: {True: {"no": 1}}}, "no": 3}
    tally = Tally.totals(**figures)
    assert holds(f"no among {trait} >= 1 and no among not {trait} = 2", tally)
    assert holds(f"blocs {trait} = 1 and each {trait}: no = 1", tally)
    assert unknown(f"yes among {trait} >= 0", tally).subject == f"yes among {trait}"


NESTED: Given = {
    "groups": {
        "house": {
            "commons": {
                "yes": 9,
                "groups": {
                    "party": {"red": {"yes": 6, "groups": {"region": {"n": {"yes": 2}}}}, "blue": {"yes": 3}}
                },
            },
            "lords": {"yes": 4, "groups": {"party": {"red": {"yes": 4}, "blue": {"yes": 0}}}},
        }
    }
}


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("yes among house is commons among party is red", 6),
        ("yes among (party is red and house is commons)", 6),
        ("yes among (house is commons and not party is red)", 3),
        ("yes among (house in (commons, lords) and party is red)", 10),
        ("yes among (house is commons and party is red and region is n)", 2),
        ("yes among (house is commons and party is red and not region is n)", 4),
        ("blocs house where (blocs party where (yes > 0) >= 2)", 1),
        ("blocs house where (each party: yes <= 2/3 of yes within house)", 1),
    ],
)
def test_nested_groups(count: str, expected: int) -> None:
    """Groups within groups answer to several tests, in whatever order the tests stand."""
    assert figure(count, Tally.totals(**NESTED)) == expected


def test_nesting_against_the_alphabet() -> None:
    """Tests are read in the order of their names, groups nest as the caller likes: it is found."""
    inner = {"groups": {"house": {"x": {"yes": 1}}}}
    tally = Tally.totals(groups={"sector": {"a": inner}})
    assert holds("yes among sector is a among house is x = 1", tally)
    assert holds("each sector: yes among house is x = 1", tally)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("yes among canton is ti >= 0", "yes among canton is ti"),
        ("yes among canton in (zh, ti) >= 0", "yes among canton in (ti, zh)"),
        ("yes among not canton is ti >= 0", "yes among not canton is ti"),
        ("abstain among canton is zh >= 0", "abstain among canton is zh"),
        ("abstain among not canton is zh >= 0", "abstain among not canton is zh"),
        ("yes among canton >= 0", "yes among canton"),
        ("yes among party is red >= 0", "yes among party is red"),
        ("yes among (canton is zh and party is red) >= 0", "yes among (canton is zh and party is red)"),
        ("each canton in (ti): yes >= 0", "canton ti: yes"),
        ("each canton: abstain >= 0", "canton be: abstain"),
        ("each canton: yes among party is red >= 0", "canton be: yes among party is red"),
    ],
)
def test_an_unknown_group(text: str, subject: str) -> None:
    """Nothing is known of a group, trait or stance that was not given, and the error says of which."""
    fault = unknown(text, Tally.totals(**CANTONS))
    assert (fault.code, fault.subject) == ("unknown-figure", subject)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("each party: yes > 0", "groups of 'party'"),
        ("blocs party >= 0", "groups of 'party'"),
        ("each canton: blocs party >= 0", "canton be: groups of 'party'"),
    ],
)
def test_unknown_groups(text: str, subject: str) -> None:
    """A condition over the groups of a trait needs them to be given."""
    fault = unknown(text, Tally.totals(**CANTONS))
    assert (fault.code, fault.subject) == ("unknown-groups", subject)
    assert str(fault).endswith("are not given: give groups={'party': {…}}")


def test_a_long_count_is_named_briefly() -> None:
    """The error of a count over very many groups stays short."""
    names = ", ".join(f"group{number}" for number in range(100))
    fault = unknown(f"yes among house in ({names}) >= 0", Tally.totals(yes=1))
    assert fault.subject.startswith("yes among house in (group0, group1")
    assert len(str(fault)) < 200


# ---------------------------------------------------------------- contradictions


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [
        ("yes", "decisive"),
        ("no", "decisive"),
        ("decisive", "valid"),
        ("abstain", "valid"),
        ("valid", "ballots"),
        ("ballots", "participating"),
        ("participating", "entitled"),
        ("participating", "present"),
        ("entitled", "members"),
        ("present", "members"),
        ("members", "seats"),
        ("vacant", "seats"),
        ("recused_absent", "members"),
        ("yes", "seats"),
    ],
)
def test_a_part_is_not_more_than_its_whole(smaller: str, larger: str) -> None:
    """At the figure of the whole and below a part stands; just above it contradicts."""
    for part in (4, 5):
        figures: Given = {smaller: part, larger: 5}
        assert figure(smaller, Tally.totals(**figures)) == part
    for above in (6, "5.01"):
        [fault] = refused({smaller: above, larger: 5})
        assert fault.code == "contradictory-figures"
        assert smaller in fault.subject or larger in fault.subject
        assert "contradicts the other figures" in str(fault)
        assert str(fault).endswith("correct the figures")


@pytest.mark.parametrize(
    ("figures", "word", "least", "most"),
    [
        ({"yes": 3, "no": 2}, "decisive", 5, 5),
        ({"yes": 3, "no": 2}, "ballots", 5, None),
        ({"decisive": 5, "valid": 9}, "abstain", None, 4),
        ({"ballots": 5, "absent": 6}, "members", 11, None),
        ({"ballots": 5, "members": 11}, "absent", None, 6),
        ({"present": 5, "absent": 6}, "members", 11, None),
        ({"members": 10, "entitled": 8}, "recused", None, 2),
        ({"members": 10, "entitled": 8, "present": 6}, "ballots", None, 6),
        ({"members": 10, "entitled": 8, "present": 6}, "participating", 4, 6),
        ({"yes": 3, "valid": 8, "abstain": 1}, "no", None, 4),
        ({"seats": 9, "members": 7}, "vacant", 2, 2),
        ({"entitled": 8, "absent": 3, "recused": 1}, "present", 6, 6),
    ],
)
def test_the_bounds_that_several_figures_set(
    figures: Given, word: str, least: int | None, most: int | None
) -> None:
    """A figure at either bound stands; one below the least or above the most contradicts."""
    for bound in (least, most):
        if bound is not None:
            at_it: Given = {word: bound}
            assert figure(word, Tally.totals(**figures, **at_it)) == bound
    for outside in (None if least is None else least - 1, None if most is None else most + 1):
        if outside is not None:
            assert {fault.code for fault in refused({**figures, word: outside})} == {"contradictory-figures"}


def test_a_contradiction_by_measure_names_it() -> None:
    """The error says in which measure the figures contradict."""
    [fault] = refused({"yes": 9, "by": {"area": {"yes": 3, "members": "2.99"}}})
    assert fault.subject == "by area: members = 2.99"


def test_a_contradiction_in_a_group_names_it() -> None:
    """The error says in which group, and groups within it, the figures contradict."""
    inner = {"groups": {"party": {"red": {"yes": 2, "decisive": 1}, "blue": {"yes": 2}}}}
    [fault] = refused({"groups": {"house": {"commons": inner}}})
    assert fault.subject == "house commons: party red: decisive = 1"
    [flagged] = refused({"groups": {"kept": {True: {"yes": 2, "decisive": 1}}}})
    assert flagged.subject == "kept True: decisive = 1"


@pytest.mark.parametrize(
    ("whole", "part", "fine"),
    [
        ({"yes": 7}, {"yes": 3}, True),
        ({"yes": 8}, {"yes": 4}, True),
        ({"yes": 7}, {"yes": 4}, False),
        ({"yes": "7.99"}, {"yes": 4}, False),
        ({"decisive": 10, "no": 2}, {"yes": 4}, True),
        ({"decisive": 10, "no": 3}, {"yes": 4}, False),
        ({"yes": 4, "no": 4}, {"decisive": 4}, True),
        ({"yes": 4, "no": 3}, {"decisive": 4}, False),
        ({"members": 8}, {"yes": 3, "no": 1}, True),
        ({"decisive": 7}, {"yes": 3, "no": 1}, False),
        ({"labels": {"good": 8}}, {"labels": {"good": 4}}, True),
        ({"labels": {"good": 7}}, {"labels": {"good": 4}}, False),
        ({"no": 1}, {"yes": 4}, True),
        ({"by": {"area": {"yes": 8}}}, {"yes": 5, "by": {"area": {"yes": 4}}}, True),
        ({"by": {"area": {"yes": "7.9"}}}, {"by": {"area": {"yes": 4}}}, False),
    ],
)
def test_groups_are_not_more_than_the_whole(whole: Given, part: Given, fine: bool) -> None:  # noqa: FBT001
    """The groups of a trait are apart, so together they come at most to the whole."""
    for nested in (False, True):
        figures = {**whole, "groups": {"house": {"a": part, "b": part}}}
        if nested:
            figures = {"groups": {"outer": {"o": figures}}}
        if fine:
            assert Tally.totals(**figures).figures
        else:
            faults = refused(figures)
            assert {fault.code for fault in faults} == {"contradictory-figures"}
            assert "must not be below what the groups of house come to" in str(faults[0])


@pytest.mark.parametrize(
    ("figures", "subjects"),
    [
        ({"decisive": 10, "groups": {"t": {"a": {"yes": 6}, "b": {"no": 6}}}}, ["decisive = 10"]),
        ({"ballots": 10, "groups": {"t": {"a": {"valid": 6}, "b": {"decisive": 5}}}}, ["ballots = 10"]),
        ({"members": 10, "yes": 6, "groups": {"t": {"a": {"no": 5}}}}, ["what is left of members = 4"]),
        ({"yes": 5, "decisive": 9, "groups": {"t": {"a": {"yes": 6}}}}, ["yes = 5"]),
        (
            {"valid": 10, "groups": {"t": {"a": {"groups": {"s": {"x": {"yes": 6}, "y": {"no": 5}}}}}}},
            ["valid = 10"],
        ),
        ({"labels": {"x": 1}, "groups": {"t": {"a": {"labels": {"x": 2}}}}}, ["'x' = 1"]),
        (
            {"by": {"w": {"decisive": 3}}, "groups": {"t": {"a": {"by": {"w": {"yes": 4}}}}}},
            ["decisive by w = 3"],
        ),
        ({"yes": 0, "by": {"area": {"yes": 5}}}, ["yes by area"]),
        ({"decisive": 0, "by": {"area": {"decisive": 5}}}, ["decisive by area"]),
        ({"yes": 0, "no": 0, "by": {"w": {"yes": 5, "decisive": 6}}}, ["yes by w", "no by w"]),
        ({"yes": 0, "groups": {"t": {"a": {"by": {"w": {"yes": 5}}}}}}, ["yes by w"]),
        ({"groups": {"t": {"a": {"no": 0, "by": {"w": {"no": 5}}}}}}, ["t a: no by w"]),
    ],
    ids=count(),
)
def test_figures_that_no_electorate_has(figures: Given, subjects: list[str]) -> None:
    """Groups outnumber what holds them, or nobody weighs something."""
    faults = refused(figures)
    assert {fault.code for fault in faults} == {"contradictory-figures"}
    assert [fault.subject for fault in faults] == subjects


@pytest.mark.parametrize(
    "figures",
    [
        {"decisive": 12, "groups": {"t": {"a": {"yes": 6}, "b": {"no": 6}}}},
        {"members": 11, "yes": 6, "groups": {"t": {"a": {"no": 5}}}},
        {"decisive": 9, "groups": {"t": {"a": {"valid": 6, "yes": 4}, "b": {"valid": 6, "no": 5}}}},
        {"yes": 0, "by": {"area": {"yes": 0, "decisive": 5}}},
        {"yes": 3, "by": {"area": {"yes": 0}}},
    ],
    ids=count(),
)
def test_figures_that_some_electorate_has(figures: Given) -> None:
    """What is known only of wider sums is not held against the figures."""
    assert Tally.totals(**figures).figures


def test_figures_without_a_scale_are_refused() -> None:
    """Figures of one measure whose sum would have too many digits, in groups or not."""
    parts = [Fraction(1, 10**389 + 2 * number + 1) for number in range(300)]
    [fault] = refused({"groups": {"t": {str(place): {"yes": part} for place, part in enumerate(parts)}}})
    assert (fault.code, fault.subject) == ("no-scale", "numbers of heads")
    [fault] = refused({"yes": 1, "by": {"w": {"yes": parts[0], "no": parts[1]}}})
    assert str(fault).startswith("weights by w must have a common denominator of at most 400 digits: round")


def nested(depth: int) -> Given:
    """Figures of groups within groups, as a plain dict has them."""
    plain: Given = {"yes": 1}
    for _ in range(depth):
        plain = {"groups": {"t": [["a", plain]]}}
    return plain


def test_a_plain_dict_is_not_nested_without_end() -> None:
    """Groups that are too deep, too many or hold themselves are refused before they are walked through."""
    assert Tally.from_dict({"figures": [nested(40)]}).figures
    itself: Given = {"groups": {"t": []}}
    itself["groups"]["t"] += [["a", itself], ["b", itself]]
    for figures in (nested(41), nested(330), nested(5_000), itself):
        with pytest.raises(RecordError) as caught:
            Tally.from_dict({"figures": [figures]})
        assert [fault.code for fault in caught.value.faults] == ["too-deep"]
    many = {"groups": {"t": [[str(number), {}] for number in range(100_000)]}}
    with pytest.raises(RecordError) as caught:
        Tally.from_dict({"figures": [many]})
    assert [fault.code for fault in caught.value.faults] == ["too-many-groups"]


def test_groups_that_are_more_by_a_measure_name_it() -> None:
    """The error names the measure, the group, the figures and the mend."""
    part = {"by": {"area": {"yes": "4.5"}}}
    whole: Given = {"by": {"area": {"yes": 3}}, "groups": {"house": {"a": part}}}
    [fault] = refused({"groups": {"town": {"t": whole}}})
    assert "town t: " in fault.subject
    assert "yes by area = 3" in fault.subject
    assert fault.given in ("4.5", "9/2")
    assert fault.fix


def test_the_groups_of_two_traits_overlap() -> None:
    """People may be in a group of each trait; only the groups of one trait are apart."""
    figures: Given = {"yes": 5, "groups": {"house": {"a": {"yes": 5}}, "party": {"red": {"yes": 5}}}}
    assert holds("yes among house is a = 5 and yes among party is red = 5", Tally.totals(**figures))


# ---------------------------------------------------------------- faults of the form

FORM: list[tuple[str, Given, str]] = [
    ("unknown-word", {"aye": 3}, "'aye' is no stance or base: write one of yes, no, abstain"),
    (
        "unknown-word",
        {"cast": 3},
        "'cast' means different things in different bodies: write one of decisive, valid, ballots",
    ),
    ("unknown-word", {"attending": 3}, "write one of participating, present"),
    ("unknown-word", {"by": {"area": {"aye": 3}}}, "by area: 'aye'"),
    ("unknown-word", {"by": {"area": {5: 3}}}, "by area: 5"),
    ("unknown-word", {"groups": {"house": {"a": {"aye": 3}}}}, "house a: 'aye'"),
    ("negative-figure", {"yes": -1}, "yes must not be below 0 (got -1)"),
    ("negative-figure", {"labels": {"good": "-0.01"}}, "'good' must not be below 0 (got -0.01)"),
    ("float", {"yes": 3.0}, "yes must be exact"),
    ("float", {"by": {"area": {"yes": 0.1}}}, "by area: yes must be exact"),
    ("not-a-number", {"yes": True}, "yes must be a number"),
    ("not-a-number", {"yes": "many"}, "yes must be a number (got many)"),
    ("not-a-number", {"yes": None}, "yes must be a number"),
    ("not-a-number", {"yes": [3]}, "yes must be a number"),
    ("too-long", {"yes": Decimal("Infinity")}, "yes must be finite"),
    ("not-figures", {"by": 3}, "by must be a dict of figures (got 3)"),
    ("not-figures", {"by": {"area": 3}}, "by area"),
    ("not-figures", {"groups": ["house"]}, "groups must be a dict of figures"),
    ("not-figures", {"groups": {"house": 3}}, "groups of house must be a dict"),
    ("not-figures", {"groups": {"house": {"a": 3}}}, "house a"),
    ("not-figures", {"groups": {"house": {"a": {"by": 3}}}}, "house a: by"),
    ("not-figures", {"labels": 3}, "labels must be a dict"),
    ("bad-name", {"groups": {"house": {3: {"yes": 1}}}}, "must be"),
    ("bad-name", {"groups": {"house": {None: {"yes": 1}}}}, "must be"),
    ("bad-name", {"groups": {"": {"a": {"yes": 1}}}}, "must be"),
    ("bad-name", {"by": {"": {"yes": 1}}}, "must be"),
    ("bad-name", {"labels": {"": 1}}, "must be"),
    ("bad-label", {"labels": {"yes": 1}}, "label 'yes' must not be the name of a stance or base"),
    ("bad-label", {"groups": {"house": {"a": {"labels": {"cast": 1}}}}}, "label 'cast'"),
    ("too-many-labels", {"labels": dict.fromkeys(map(str, range(257 - FIRST_LABEL)), 1)}, "at most 247"),
    ("bad-fact", {"given": {"notice": 0.5}}, "fact 'notice' must be a truth or a whole number"),
]


@pytest.mark.parametrize(
    ("code", "figures", "words"), FORM, ids=[f"{number}-{code}" for number, (code, *_) in enumerate(FORM)]
)
def test_a_fault_of_the_form(code: str, figures: Given, words: str) -> None:
    """Each fault is refused by its code, with its place and what to do."""
    [fault] = refused(figures)
    assert fault.code == code
    assert words in str(fault)


def test_all_faults_at_once() -> None:
    """Everything wrong with figures, labels and facts is said in one error."""
    faults = refused(
        {
            "aye": 1,
            "cast": 2,
            "yes": -1,
            "no": 0.5,
            "decisive": 9,
            "valid": 8,
            "labels": {"yes": 1},
            "by": {"area": {"yes": "x"}},
            "groups": {"house": {"a": 3}},
            "given": {"notice": "x"},
        }
    )
    assert sorted(fault.code for fault in faults) == [
        "bad-fact",
        "bad-label",
        "contradictory-figures",
        "float",
        "negative-figure",
        "not-a-number",
        "not-figures",
        "unknown-word",
        "unknown-word",
    ]


def nest(depth: int) -> Given:
    """Figures with groups nested so deep."""
    figures: Given = {"yes": 1}
    for _ in range(depth):
        figures = {"groups": {"house": {"a": figures}}}
    return figures


def test_groups_are_nested_forty_deep_at_most() -> None:
    """Forty levels are read; one more, and very many more, are refused before they are walked."""
    assert Tally.totals(**nest(40)).figures
    for depth in (41, 5000):
        [fault] = refused(nest(depth))
        assert fault.code == "too-deep"
        assert "nested at most 40 deep" in str(fault)


def test_figures_that_hold_themselves() -> None:
    """A dict of groups that holds itself is refused as too deep."""
    endless: Given = {"yes": 1}
    endless["groups"] = {"house": {"a": endless}}
    [fault] = refused(endless)
    assert fault.code == "too-deep"


# ---------------------------------------------------------------- as a value


def test_empty_figures() -> None:
    """Nothing given is nothing known; what counts nobody can still be decided."""
    tally = Tally.totals(given={"n": 3})
    assert known(tally) == {}
    assert holds("given n = 3", tally)


@pytest.mark.parametrize(
    "empty", [{"by": None}, {"by": {}}, {"groups": {}}, {"labels": {}}, {"by": {"area": {}}}]
)
def test_nothing_may_be_given_as_nothing(empty: Given) -> None:
    """None and empty dicts say as little as leaving them out."""
    assert known(Tally.totals(yes=3, **empty)) == {"yes": 3}


def test_arguments_stay_as_they_were() -> None:
    """Reading figures changes nothing that was passed in."""
    by, groups, labels = {"area": {"yes": "1.5"}}, {"house": {"a": {"yes": 1}}}, {"good": 1}
    tally = Tally.totals(yes=1, by=by, groups=groups, labels=labels)  # type: ignore[arg-type]
    assert holds("yes = 1 and yes by area = 1.5", tally)
    assert (by, groups, labels) == ({"area": {"yes": "1.5"}}, {"house": {"a": {"yes": 1}}}, {"good": 1})


def test_pickled() -> None:
    """Figures survive pickling, equal and as good as before."""
    tally = Tally.totals(**CANTONS)
    twin = pickle.loads(pickle.dumps(tally))  # noqa: S301 - our own
    assert twin == tally
    assert holds("blocs canton where (yes > no) = 2", twin)


def test_to_and_from_a_plain_dict() -> None:
    """Figures are plain data with exact numbers as text, and come back as they were stated."""
    figures: Given = {
        "yes": "3.50",
        "labels": {"it's": 2},
        "by": {"area": {"yes": Fraction(1, 3), "labels": {"it's": 1}}},
        "groups": {
            "k": {True: {"yes": 1}, False: {"yes": 2}, "true": {"yes": "0.5"}},
            "canton": {"zh": {"yes": 1, "groups": {"house": {"a": {"yes": 1}}}}},
        },
        "given": {"n": 1},
    }
    tally = Tally.totals(**figures)
    plain = json.loads(json.dumps(tally.to_dict()))
    assert plain == tally.to_dict()
    assert Tally.from_dict(plain) == tally
    assert Tally.totals(yes="3.50").to_dict() == {"figures": [{"yes": "3.50"}]}


@pytest.mark.parametrize(
    "figures",
    [
        3,
        [3],
        [{3: 1}],
        [{"aye": 1}],
        [{"yes": 0.5}],
        [{"yes": 2, "decisive": 1}],
        [{"by": 3}],
        [{"groups": 3}],
        [{"groups": {"k": 3}}],
        [{"groups": {"k": [3]}}],
        [{"groups": {"k": [["a"]]}}],
        [{"groups": {"k": [["a", 3]]}}],
        [{"groups": {"k": [[["a"], {}]]}}],
    ],
    ids=repr,
)
def test_bad_plain_figures(figures: object) -> None:
    """What are no plain figures is refused with a reason, never by accident."""
    with pytest.raises((RecordError, TallyError)) as caught:
        Tally.from_dict({"figures": figures})
    assert all(str(fault) for fault in caught.value.faults)


# ---------------------------------------------------------------- as a crowd


def crowd(tally: Tally, text: str, *opens: str) -> Crowd:
    """The crowd that a condition sees, with these stances open."""
    condition = Condition.parse(text)
    codes = {CODES[stance] for stance in opens}
    heads = heads_read([condition])
    return crowd_of(tally, condition.vocabulary, heads, lambda _, taken: not codes.isdisjoint(taken))


def open_people(seen: Crowd) -> dict[str, int]:
    """How many open people there are, by stance; they have no traits and weigh one."""
    names = tuple(CODES)
    found = {}
    for (traits, option), number in seen.open.items():
        [(code, weights)] = option
        assert (traits, weights) == ((), (1,))
        found[names[code]] = number
    return found


def test_a_crowd_of_figures_that_fix_every_stance() -> None:
    """Each stance that a condition reads is so many people, settled or open."""
    seen = crowd(Tally.totals(yes=3, no=2, abstain=1), "yes + no > abstain", "no")
    assert open_people(seen) == {"no": 2}
    assert seen.sums[()][None][:3] == [3, 0, 1]
    assert not seen.partial


def test_a_crowd_takes_together_what_no_count_tells_apart() -> None:
    """Where only members and yes are read, the others are one lot."""
    seen = crowd(Tally.totals(yes=6, members=8), "yes > 1/2 of members", "yes")
    assert open_people(seen) == {"yes": 6}
    assert sum(seen.sums[()][None]) == 2


def test_a_crowd_may_be_larger_than_the_figures_say() -> None:
    """Open people whom no count reads and no figure fixes leave the crowd partial, and those known count."""
    unfixed = crowd(Tally.totals(yes=3, no=2), "yes > no", "abstain", "silent")
    assert (sum(unfixed.open.values()), unfixed.partial) == (0, True)
    fixed = crowd(Tally.totals(yes=3, no=2, abstain=4, silent=1), "yes > no", "abstain", "silent")
    assert (sum(fixed.open.values()), fixed.partial) == (5, False)
    half = crowd(Tally.totals(yes=3, no=2, abstain=4), "yes > no", "abstain", "silent")
    assert (sum(half.open.values()), half.partial) == (4, True)


def test_nobody_is_taken_to_be_recused_unless_figures_say_so() -> None:
    """Figures that are silent on recusal decide as if there were none; those that are not are kept."""
    text = "ballots > 0 and entitled > 0 and members > 0"
    assert sum(crowd(Tally.totals(ballots=5, members=8), text).sums[()][None]) == 8
    recused = crowd(Tally.totals(ballots=5, members=8, recused=1), text).sums[()][None]
    assert recused[CODES["recused"]] == 1
    assert sum(recused) == 8


@pytest.mark.parametrize(
    ("figures", "text", "words"),
    [
        ({"yes": 3}, "yes > no", "a tally of figures that do not fix every stance that counts"),
        ({"yes": "2.5"}, "yes > 0", "a tally of figures that do not fix every stance that counts"),
        ({"by": {"area": {"yes": 1}}}, "yes by area > 0", "a tally of figures by measure or group"),
        (
            {"groups": {"house": {"a": {"yes": 1}}}},
            "yes among house is a > 0",
            "a tally of figures by measure or group",
        ),
    ],
)
def test_figures_that_say_nothing_about_people(figures: Given, text: str, words: str) -> None:
    """What might have been otherwise is refused where single people cannot be seen."""
    with pytest.raises(UnknownFigure) as caught:
        crowd(Tally.totals(**figures), text)
    [fault] = caught.value.faults
    assert fault.code == "no-people"
    assert (
        str(fault)
        == f"{words} says nothing about single people: give electors, with their traits and weights"
    )


def test_there_is_an_end_to_groups() -> None:
    """A hundred thousand groups are read; of more, the excess is one fault, not one for each."""
    most: Given = {"lot": {str(number): {} for number in range(100_000)}}
    with pytest.raises(TallyError) as caught:
        Tally.totals(groups={**most, "block": {"a": {}, "b": {}}})
    assert [fault.code for fault in caught.value.faults] == ["too-many-groups"]
