"""First choices, and the runoff of the two who have most of them."""

from fractions import Fraction

from consultgov.tabulation import Tie, contingent, plurality

FOUR = ["A", "B", "C", "D"]
CITIES = ["Memphis", "Nashville", "Chattanooga", "Knoxville"]
TENNESSEE = [
    ("Memphis>Nashville>Chattanooga>Knoxville", 42),
    ("Nashville>Chattanooga>Knoxville>Memphis", 26),
    ("Chattanooga>Knoxville>Nashville>Memphis", 15),
    ("Knoxville>Chattanooga>Nashville>Memphis", 17),
]
"""The textbook example of a capital for Tennessee; CP-F1 and CP-T1 have the same figures."""
LETTERS = [("A>B>C>D", 42), ("B>C>D>A", 26), ("C>D>B>A", 15), ("D>C>B>A", 17)]


def test_cp_f1_plurality() -> None:
    found = plurality(LETTERS, FOUR)
    assert found.order == (("A",), ("B",), ("D",), ("C",))
    assert found.scores == found.rounds[0].votes == {"A": 42, "B": 26, "C": 15, "D": 17}
    assert (found.elected, found.tie) == ((), None)
    assert plurality(TENNESSEE, CITIES).order[0] == ("Memphis",)


def test_several_first_count_in_equal_shares_and_a_paper_without_a_choice_not_at_all() -> None:
    found = plurality([("A=B=C", 1), ("B", 1), ("", 5)], FOUR)
    assert found.scores == {"A": Fraction(1, 3), "B": Fraction(4, 3), "C": Fraction(1, 3), "D": 0}
    assert found.order == (("B",), ("A", "C"), ("D",))


def test_cp_t1_two_rounds_from_one_paper() -> None:
    found = contingent(LETTERS, FOUR)
    assert (found.elected, found.order) == (("B",), (("B",), ("A",), ("D",), ("C",)))
    assert found.rounds[1].votes == {"B": 58, "A": 42}
    assert contingent(TENNESSEE, CITIES).elected == ("Nashville",)
    assert found.explain() == (
        "Round 1: A 42, B 26, C 15, D 17.\n  To the runoff go A and B.\nRound 2: A 42, B 58.\nElected: B."
    )


def test_cp_t3_an_exact_tie_stays_a_tie() -> None:
    found = contingent([("A>B>C", 50), ("B>C>A", 50)], ["A", "B", "C"])
    assert (found.elected, found.tie, found.order) == ((), Tie(("A", "B"), 1), (("A", "B"), ("C",)))
    settled = contingent([("A>B>C", 50), ("B>C>A", 50)], ["A", "B", "C"], ties=["B", "A"])
    assert (settled.elected, settled.tie, settled.order) == (("B",), None, (("B",), ("A",), ("C",)))
    assert settled.rounds[1].steps[0].code == "tie-settled-by-order"


def test_more_than_half_is_elected_at_once_and_exactly_half_is_not() -> None:
    found = contingent([("A", 51), ("B>C", 49)], FOUR)
    assert (found.elected, len(found.rounds)) == (("A",), 1)
    assert found.explain().splitlines()[1] == "  A has 51, more than half of 100."
    assert len(contingent([("A", 50), ("B>C", 49), ("C>B", 1)], FOUR).rounds) == 2


def test_a_tie_for_the_runoff_is_settled_by_the_order_or_stops_the_count() -> None:
    papers = [("A>B", 40), ("B>C", 30), ("C>B", 30)]
    found = contingent(papers, FOUR)
    assert (found.elected, found.tie, len(found.rounds)) == ((), Tie(("B", "C"), 1, "runoff"), 1)
    assert found.explain("zh").splitlines()[-1] == "以下各方票数相等，争夺决选的1个名额：B和C。"
    settled = contingent(papers, FOUR, ties=["C", "B"])
    assert settled.elected == ("C",)
    assert settled.order == (("C",), ("A",), ("B",), ("D",))
    assert [step.code for step in settled.rounds[0].steps] == ["tie-settled-by-order", "runoff-between"]


def test_a_paper_that_ranks_neither_finalist_is_exhausted_and_both_alike_counts_half_for_each() -> None:
    papers = [("A", 4), ("B", 3), ("C", 2), ("D>A=B", 1), ("", 9)]
    found = contingent(papers, FOUR)
    assert found.rounds[1].votes == {"A": Fraction(9, 2), "B": Fraction(7, 2)}
    assert found.rounds[1].exhausted == 2


def test_one_option_and_no_papers() -> None:
    assert contingent([], ["A"]).elected == ("A",)
    assert contingent([], ["A", "B"]).tie == Tie(("A", "B"), 1)
