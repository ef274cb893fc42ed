"""The single transferable vote in the Scottish form."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from consultgov.errors import TallyError, TooLarge
from consultgov.shares import Number
from consultgov.tabulation import Quota, Tabulation, Tie, transferable_vote

FOUR = ["A", "B", "C", "D"]
GREGORY = [("A>B>C>D", 28), ("A>C>D>B", 14), ("B>C>A>D", 15), ("C>A>B>D", 17), ("D>B>C>A", 26)]
FRIENDS = [("A1>A2>A3>A4>A5", 52), ("B1", 8)]
SLATE = ["A1", "A2", "A3", "A4", "A5", "B1"]


def votes(found: Tabulation) -> list[Mapping[str, Number]]:
    """The votes of every round."""
    return [each.votes for each in found.rounds]


def codes(found: Tabulation, place: int) -> list[str]:
    """What happened in a round, the first being 1."""
    return [step.code for step in found.rounds[place - 1].steps]


def balanced(found: Tabulation, valid: Number) -> bool:
    """Whether the votes of every round make up the valid papers."""
    return all(sum(each.votes.values()) + each.exhausted == valid for each in found.rounds)


# --- published examples ---------------------------------------------------------------------------


def test_cp_v1_and_py_9_papers_keep_the_value_at_which_they_came() -> None:
    found = transferable_vote(GREGORY, FOUR, 2)
    assert (found.elected, found.tie) == (("A", "B"), None)
    assert {each.quota for each in found.rounds} == {34}
    assert votes(found) == [
        {"A": 42, "B": 15, "C": 17, "D": 26},
        {"A": 34, "B": Fraction(61, 3), "C": Fraction(59, 3), "D": 26},
        {"A": 34, "B": Fraction(112, 3), "D": Fraction(86, 3)},
    ]
    assert balanced(found, 100)
    assert found.explain() == (
        "Round 1: A 42, B 15, C 17, D 26.\n"
        "  A is elected: 42 reach the quota of 34.\n"
        "  The surplus of A, 8, is transferred.\n"
        "Round 2: A 34, B 61/3, C 59/3, D 26.\n"
        "  C is excluded, with 59/3.\n"
        "Round 3: A 34, B 112/3, D 86/3.\n"
        "  B is elected: 112/3 reach the quota of 34.\n"
        "Elected: A and B."
    )


def test_cp_v3_a_paper_ends_where_it_names_nobody_further() -> None:
    papers = [
        ("Andrea>Brad>Carter", 12),
        ("Andrea>Carter>Brad", 38),
        ("Carter>Andrea>Brad", 13),
        ("Brad", 27),
    ]
    found = transferable_vote(papers, ["Andrea", "Brad", "Carter"], 2)
    assert (found.elected, found.rounds[0].quota) == (("Andrea", "Brad"), 31)
    assert balanced(found, 90)


def test_cp_v5_the_quota_of_hare() -> None:
    papers = [("Andrea>Carter", 60), ("Carter", 14), ("Brad", 26)]
    found = transferable_vote(papers, ["Andrea", "Carter", "Brad"], 2, quota="hare")
    assert (found.elected, found.rounds[0].quota) == (("Andrea", "Brad"), 50)
    assert codes(found, 2) == ["option-excluded", "last-seats-filled"]


def test_py_11_an_exact_tie_for_the_last_seat() -> None:
    found = transferable_vote(FRIENDS, SLATE, 5, back=False)
    assert (found.elected, found.tie) == (("A1", "A2", "A3", "A4"), Tie(("A5", "B1"), 1, "seat"))
    assert found.rounds[-1].votes["A5"] == found.rounds[-1].votes["B1"] == 8
    assert transferable_vote(FRIENDS, SLATE, 5, back=False, ties=["A5", "B1"]).elected[-1] == "A5"
    assert transferable_vote(FRIENDS, SLATE, 5, back=False, ties=["B1", "A5"]).elected[-1] == "B1"


def test_py_11_the_order_looks_back_to_the_stage_before_and_finds_no_tie() -> None:
    found = transferable_vote(FRIENDS, SLATE, 5)
    assert found.elected == ("A1", "A2", "A3", "A4", "B1")
    assert codes(found, 5) == ["tie-settled-by-earlier-round", "option-excluded", "last-seats-filled"]


def test_the_well_known_party_food() -> None:
    """Twenty guests choose three kinds of food, as encyclopaedias have it."""
    papers = [
        ("oranges", 4),
        ("pears>oranges", 2),
        ("chocolate>strawberries", 8),
        ("chocolate>sweets", 4),
        ("strawberries", 1),
        ("sweets", 1),
    ]
    options = ["oranges", "pears", "chocolate", "strawberries", "sweets"]
    found = transferable_vote(papers, options, 3)
    assert found.elected == ("chocolate", "oranges", "strawberries")
    assert found.rounds[1].votes == {
        "oranges": 4,
        "pears": 2,
        "chocolate": 6,
        "strawberries": 5,
        "sweets": 3,
    }


# --- decimal places -------------------------------------------------------------------------------


def test_with_five_places_the_rest_of_a_value_is_ignored_and_counted_as_lost() -> None:
    found = transferable_vote(GREGORY, FOUR, 2, places=5)
    assert found.elected == ("A", "B")
    b, c = 15 + 28 * Fraction("0.19047"), 17 + 14 * Fraction("0.19047")
    assert found.rounds[1].votes == {"A": 34, "B": b, "C": c, "D": 26}
    assert found.rounds[1].exhausted == Fraction("0.00026")
    assert found.rounds[0].steps[-1].facts == {"figure": "0.00026"}
    assert balanced(found, 100)


def test_a_value_is_cut_again_at_every_transfer() -> None:
    """Constructed: seven papers go from A to B and on to C."""
    papers = [("A>B>C", 70), ("B>C", 20), ("C", 1), ("D", 9)]
    found = transferable_vote(papers, FOUR, 3, places=1)
    assert found.rounds[0].quota == 26
    assert found.rounds[1].votes["B"] == 20 + 70 * Fraction("0.6")
    assert found.rounds[2].votes["C"] == 1 + 20 * Fraction("0.5") + 70 * Fraction("0.3")
    assert balanced(found, 100)


@pytest.mark.parametrize("places", [-1, 101, True, "5", 2.0])
def test_what_are_no_decimal_places_is_refused(places: object) -> None:
    with pytest.raises(TallyError, match="must be a whole number from 0 to 100, or None"):
        transferable_vote(GREGORY, FOUR, 2, places=places)  # type: ignore[arg-type]


def test_no_places_at_all_lose_what_is_below_one() -> None:
    found = transferable_vote(GREGORY, FOUR, 2, places=0)
    assert found.rounds[1].exhausted == 8
    assert balanced(found, 100)


# --- surpluses ------------------------------------------------------------------------------------


SURPLUSES = [("A>C", 40), ("B>D", 40), ("C", 11), ("D", 9)]
"""Constructed: A and B have the same surplus of 14."""


def test_the_largest_surplus_goes_first() -> None:
    found = transferable_vote([*SURPLUSES, ("B>C", 4)], FOUR, 3)
    assert found.elected[:2] == ("B", "A")
    assert codes(found, 1) == ["quota-reached", "quota-reached", "surplus-transferred"]
    assert found.rounds[0].steps[2].facts["option"] == "B"


def test_equal_surpluses_are_settled_by_the_order_or_stop_the_count() -> None:
    found = transferable_vote(SURPLUSES, FOUR, 3)
    assert (found.elected, found.tie) == (("A", "B"), Tie(("A", "B"), 1, "surplus"))
    assert found.explain().splitlines()[-1] == "Tied over whose surplus is transferred first: A and B."
    settled = transferable_vote(SURPLUSES, FOUR, 3, ties=["B", "A"])
    assert settled.elected[:2] == ("B", "A")
    assert settled.rounds[0].steps[-1].facts["option"] == "B"


def test_equal_surpluses_are_settled_by_the_latest_stage_in_which_they_differ() -> None:
    """Constructed: D goes, and takes B and C to 27 each; C had more before."""
    papers = [("A", 20), ("B>E", 22), ("C>E", 24), ("D>B", 5), ("D>C", 3), ("E", 10), ("F", 9), ("F>E", 7)]
    found = transferable_vote(papers, ["A", "B", "C", "D", "E", "F"], 3, places=5)
    assert found.rounds[0].quota == 26
    assert found.elected[:2] == ("C", "B")
    assert codes(found, 2)[2] == "tie-settled-by-earlier-round"


def test_a_candidate_with_just_the_quota_has_nothing_to_transfer() -> None:
    found = transferable_vote([("A>B", 4), ("B", 3), ("C", 2)], ["A", "B", "C"], 2)
    assert found.elected == ("A", "B")
    assert codes(found, 1) == ["quota-reached", "option-excluded", "last-seats-filled"]


# --- exclusions -----------------------------------------------------------------------------------


def test_those_without_a_vote_go_together_as_nothing_moves() -> None:
    found = transferable_vote([("A", 5), ("B", 4), ("C>A", 2)], ["A", "B", "C", "X", "Y", "Z"], 1)
    assert found.rounds[0].steps[0].facts == {"options": ["X", "Y", "Z"]}
    assert found.elected == ("A",)


def test_they_stay_where_a_seat_may_be_theirs() -> None:
    found = transferable_vote([("A", 5), ("B", 1)], FOUR, 3)
    assert (found.elected, found.tie) == (("A", "B"), Tie(("C", "D"), 1, "seat"))
    found = transferable_vote([("A", 5), ("B", 4)], FOUR, 2)
    assert found.elected == ("A", "B")
    found = transferable_vote([("A", 9)], FOUR, 2)
    assert (found.elected, found.tie) == (("A",), Tie(("B", "C", "D"), 1, "exclusion"))


def test_those_without_a_vote_may_leave_as_many_as_there_are_seats() -> None:
    found = transferable_vote([("A", 5), ("B", 4), ("C", 3)], ["A", "B", "C", "X", "Y"], 3, quota="hare")
    assert codes(found, 2)[-2:] == ["excluded-without-votes", "last-seats-filled"]
    assert sorted(found.elected) == ["A", "B", "C"]


def test_a_tie_for_the_exclusion_stops_the_count_where_others_are_left() -> None:
    found = transferable_vote([("A", 9), ("B", 6), ("C", 2), ("D", 2)], FOUR, 1, quota="hare")
    assert (found.elected, found.tie) == ((), Tie(("C", "D"), 1, "exclusion"))
    settled = transferable_vote([("A", 9), ("B", 6), ("C", 2), ("D", 2)], FOUR, 1, ties=["D", "C"])
    assert settled.rounds[0].steps[0].facts == {"options": ["C", "D"], "chosen": ["C"]}


def test_as_many_candidates_as_seats_are_elected_by_their_votes() -> None:
    found = transferable_vote([("A", 1), ("B", 5), ("C", 2)], ["A", "B", "C"], 3)
    assert found.elected == ("B", "C", "A")
    assert len(found.rounds) == 1
    assert transferable_vote([], ["A", "B"], 2).elected == ("A", "B")


def test_without_papers_nobody_reaches_a_quota_of_nothing() -> None:
    found = transferable_vote([], FOUR, 2, quota=Quota.HARE)
    assert (found.elected, found.rounds[0].quota) == ((), 0)
    assert found.tie == Tie(("A", "B", "C", "D"), 1, "exclusion")


# --- papers ---------------------------------------------------------------------------------------


def test_a_paper_counts_up_to_where_it_ranks_several_alike() -> None:
    papers = [("A>B=C>D", 9), ("B=A", 5), ("", 3), ("C", 4), ("B", 2)]
    found = transferable_vote(papers, FOUR, 2)
    assert found.rounds[0].votes == {"A": 9, "B": 2, "C": 4, "D": 0}
    assert found.rounds[0].quota == 6
    assert found.rounds[1].exhausted == 3
    assert balanced(found, 15)


def test_papers_may_be_weighed() -> None:
    found = transferable_vote([("A", "10.5"), ("B", 5), ("C", 4)], ["A", "B", "C"], 2, quota="hare")
    assert found.rounds[0].quota == Fraction(39, 4)
    assert transferable_vote([("A", "10.5"), ("B", 5)], ["A", "B"], 1).rounds[0].quota == 8


def test_bad_input_is_refused() -> None:
    with pytest.raises(TallyError, match="must not be more than the 4 options"):
        transferable_vote([], FOUR, 5)
    with pytest.raises(TallyError, match="must be one of droop, hare"):
        transferable_vote([], FOUR, 2, quota="imperiali")
    with pytest.raises(TooLarge, match="at most 500"):
        transferable_vote([], map(str, range(501)), 2)


def test_fractions_that_grow_too_long_are_refused_and_counted_with_decimal_places() -> None:
    """Constructed: a hundred papers, each of which ranks everybody in an order of its own."""
    numbers = range(1, 101)
    papers = [(sorted(map(str, numbers), key=lambda name: int(name) * k % 101), k**2) for k in numbers]
    options = [str(number) for number in numbers]
    with pytest.raises(TooLarge, match="say places=5") as caught:
        transferable_vote(papers, options, 70, ties=options)
    assert caught.value.size > caught.value.limit
    assert len(transferable_vote(papers, options, 70, ties=options, places=5).elected) == 70
