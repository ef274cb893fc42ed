"""Instant runoff: the lowest goes, round by round, until somebody has more than half."""

from fractions import Fraction

import pytest

from consultgov.errors import TallyError, TooLarge
from consultgov.tabulation import HalfOf, Tabulation, Tie, instant_runoff

FOUR = ["A", "B", "C", "D"]
TENNESSEE = [("M>N>C>K", 42), ("N>C>K>M", 26), ("C>K>N>M", 15), ("K>C>N>M", 17)]
"""The textbook example of a capital for Tennessee."""


def excluded(found: Tabulation) -> list[str]:
    """Who was excluded, round by round."""
    codes = ("option-excluded", "excluded-together")
    steps = [step for each in found.rounds for step in each.steps if step.code in codes]
    return [str(step.facts["option"] if "option" in step.facts else step.facts["options"]) for step in steps]


def test_the_textbook_capital_of_tennessee() -> None:
    found = instant_runoff(TENNESSEE, ["M", "N", "C", "K"])
    assert (found.elected, found.order) == (("K",), (("K",), ("M",), ("N",), ("C",)))
    assert [dict(each.votes) for each in found.rounds] == [
        {"M": 42, "N": 26, "C": 15, "K": 17},
        {"M": 42, "N": 26, "K": 32},
        {"M": 42, "K": 58},
    ]
    assert found.explain() == (
        "Round 1: M 42, N 26, C 15, K 17.\n"
        "  C is excluded, with 15.\n"
        "Round 2: M 42, N 26, K 32.\n"
        "  N is excluded, with 26.\n"
        "Round 3: M 42, K 58.\n"
        "  K has 58, more than half of 100.\n"
        "Elected: K."
    )


def test_cp_i2_the_order_of_merit_is_the_order_of_exclusion_reversed() -> None:
    found = instant_runoff(
        [("bob>bill>sue", 2), ("sue>bob>bill", 2), ("bill>sue>bob", 1)], ["bob", "bill", "sue"]
    )
    assert found.order == (("sue",), ("bob",), ("bill",))


def test_the_count_ends_as_soon_as_somebody_has_more_than_half() -> None:
    found = instant_runoff([("A", 51), ("B", 30), ("C", 19)], FOUR)
    assert (found.elected, len(found.rounds)) == (("A",), 1)
    assert found.order == (("A",), ("B",), ("C",), ("D",))
    assert len(instant_runoff([("A", 50), ("B", 30), ("C", 20)], FOUR).rounds) == 3


def test_the_votes_and_those_exhausted_make_up_all_valid_papers() -> None:
    papers = [("A>D", 5), ("B=C>A", 3), ("C", 2), ("D=B", 1), ("", 7), ("D", "0.5")]
    found = instant_runoff(papers, FOUR, ties=FOUR)
    assert len(found.rounds) > 1
    assert found.rounds[0].votes == {"A": 5, "B": 2, "C": Fraction(7, 2), "D": 1}
    assert all(sum(each.votes.values()) + each.exhausted == Fraction(23, 2) for each in found.rounds)


def test_of_several_alike_whoever_is_left_has_the_whole_paper() -> None:
    found = instant_runoff([("A=B>C", 4), ("C", 3), ("B", 1), ("D", 1)], FOUR, ties=FOUR)
    assert found.rounds[0].votes == {"A": 2, "B": 3, "C": 3, "D": 1}
    assert found.rounds[2].votes == {"B": 5, "C": 3}


# --- ties for the exclusion -----------------------------------------------------------------------


BACK = [("A", 9), ("B", 5), ("C>B", 4), ("D>C", 1), ("D>A", 1)]
"""Constructed: D goes first, and then B and C have 5 each, of which C had 4 before."""


def test_those_tied_are_told_apart_by_the_latest_round_in_which_they_differ() -> None:
    found = instant_runoff(BACK, FOUR)
    assert excluded(found) == ["D", "C"]
    assert found.rounds[1].steps[0].facts == {"options": ["B", "C"], "chosen": ["C"], "earlier": 1}
    assert found.explain("zh").splitlines()[3] == "  B和C票数相等，按第1轮的票数选定C。"


def test_without_a_look_back_the_order_decides_or_the_count_stops() -> None:
    assert excluded(instant_runoff(BACK, FOUR, back=False, ties=["C", "B"])) == ["D", "B"]
    found = instant_runoff(BACK, FOUR, back=False)
    assert (found.elected, found.tie) == ((), Tie(("B", "C"), 1, "exclusion"))
    assert found.order == (("A",), ("B", "C"), ("D",))
    assert found.explain().splitlines()[-1] == "Tied for exclusion, where 1 must go: B and C."


def test_the_latest_round_is_asked_before_an_earlier_one() -> None:
    """Constructed: B led C in round 1, C led B in round 2, and they are even in round 3."""
    papers = [("A", 12), ("B", 7), ("C", 6), ("D>C", 2), ("E>B", 1), ("E>A", 2)]
    found = instant_runoff(papers, ["A", "B", "C", "D", "E"])
    assert [dict(each.votes) for each in found.rounds[:3]] == [
        {"A": 12, "B": 7, "C": 6, "D": 2, "E": 3},
        {"A": 12, "B": 7, "C": 8, "E": 3},
        {"A": 14, "B": 8, "C": 8},
    ]
    assert found.rounds[2].steps[0].facts == {"options": ["B", "C"], "chosen": ["B"], "earlier": 2}


def test_a_round_may_tell_some_of_those_tied_apart_and_the_order_the_rest() -> None:
    """Constructed: B, C and D have 4 each; D had most before, and nothing tells B and C apart."""
    papers = [("A", 9), ("B", 3), ("C", 3), ("D", 4), ("E>B", 1), ("E>C", 1)]
    options = ["A", "B", "C", "D", "E"]
    found = instant_runoff(papers, options, ties=["C", "B"])
    assert excluded(found)[:2] == ["E", "B"]
    codes = [step.code for step in found.rounds[1].steps]
    assert codes == ["tie-settled-by-earlier-round", "tie-settled-by-order", "option-excluded"]
    assert instant_runoff(papers, options).tie == Tie(("B", "C"), 1, "exclusion")


def test_those_tied_go_together_where_none_of_them_could_overtake_the_next_one() -> None:
    found = instant_runoff([("A", 48), ("B>C", 30), ("C>D", 9), ("D>C", 9)], FOUR)
    assert excluded(found) == ["['C', 'D']"]
    assert found.order == (("A",), ("B",), ("C", "D"))
    assert found.rounds[0].steps[0].facts == {"options": ["C", "D"], "figure": "18", "following": "30"}
    assert instant_runoff([("A", 30), ("B", 18), ("C", 9), ("D", 9)], FOUR).tie == Tie(
        ("C", "D"), 1, "exclusion"
    )
    assert excluded(instant_runoff([("A", 1), ("B", 1)], FOUR))[0] == "['C', 'D']"


def test_an_order_is_asked_before_those_tied_go_together() -> None:
    found = instant_runoff([("A", 50), ("B", 35), ("C", 9), ("D", 9)], FOUR, ties=["D", "C"])
    assert excluded(found)[0] == "C"


def test_the_last_two_are_tied_for_the_seat_and_more_for_the_exclusion() -> None:
    assert instant_runoff([("A>B", 5), ("B", 5)], ["A", "B"]).tie == Tie(("A", "B"), 1, "seat")
    assert instant_runoff([("A", 5), ("B", 5)], ["A", "B"], ties=["B", "A"]).elected == ("B",)
    found = instant_runoff([("A", 1), ("B", 1), ("C", 1)], ["A", "B", "C"])
    assert found.tie == Tie(("A", "B", "C"), 1, "exclusion")
    assert instant_runoff([], ["A", "B", "C"]).tie == found.tie


# --- what half is of ------------------------------------------------------------------------------


EXHAUSTING = [("A", 4), ("B", 3), ("C", 2)]
"""Constructed: A ends with 4 of the 7 papers that still count, and of 9 valid ones."""


def test_half_may_be_of_all_valid_papers_and_then_perhaps_nobody_is_elected() -> None:
    assert instant_runoff(EXHAUSTING, ["A", "B", "C"]).elected == ("A",)
    found = instant_runoff(EXHAUSTING, ["A", "B", "C"], majority=HalfOf.VALID)
    assert (found.elected, found.tie, found.order) == ((), None, (("A",), ("B",), ("C",)))
    assert found.explain().splitlines()[-1] == "  A is the last one left and has 4, no more than half of 9."
    assert instant_runoff([*EXHAUSTING, ("A", 2)], ["A", "B", "C"], majority="valid").elected == ("A",)


def test_the_only_option_is_elected_by_nobody_unless_half_of_the_papers_is_needed() -> None:
    assert instant_runoff([], ["A"]).elected == ("A",)
    assert instant_runoff([], ["A"]).explain("zh").splitlines()[1] == "  最后只剩A，得0票。"
    assert instant_runoff([], ["A"], majority="valid").elected == ()


# --- bad input ------------------------------------------------------------------------------------


def test_settings_that_are_none_are_refused() -> None:
    with pytest.raises(TallyError, match="must be one of continuing, valid"):
        instant_runoff([], FOUR, majority="all")
    with pytest.raises(TallyError, match="must be true or false"):
        instant_runoff([], FOUR, back="no")  # type: ignore[arg-type]
    with pytest.raises(TooLarge, match="at most 500"):
        instant_runoff([], map(str, range(501)))
