"""Every option against every other, and whoever beats them all."""

from fractions import Fraction

import pytest

from consultgov.errors import TallyError, TooLarge
from consultgov.tabulation import Tie, condorcet, copeland, pairwise, preferences, reaches, schwartz_set

THREE = ["A", "B", "C"]
CITIES = ["M", "N", "C", "K"]
TENNESSEE = [("M>N>C>K", 42), ("N>C>K>M", 26), ("C>K>N>M", 15), ("K>C>N>M", 17)]
CIRCLE = [("A>B>C", 4), ("B>C>A", 3), ("C>A>B", 2)]


def test_how_many_rank_one_above_another() -> None:
    found = preferences([("A>B=C", 3), ("C", 2), ("", 9), ("B=C", "0.5")], THREE)
    assert found == {
        ("A", "B"): 3,
        ("A", "C"): 3,
        ("B", "A"): Fraction(1, 2),
        ("B", "C"): 0,
        ("C", "A"): Fraction(5, 2),
        ("C", "B"): 2,
    }
    with pytest.raises(TypeError):
        found["A", "B"] = 1  # type: ignore[index]


def test_the_textbook_capital_of_tennessee_beats_every_other() -> None:
    found = condorcet(TENNESSEE, CITIES)
    assert (found.elected, found.tie) == (("N",), None)
    assert found.rounds[0].votes == {"M": 0, "N": 3, "C": 2, "K": 1}
    assert found.explain() == (
        "Round 1: M 0, N 3, C 2, K 1.\n"
        "  N beats M by 58 to 42.\n"
        "  C beats M by 58 to 42.\n"
        "  K beats M by 58 to 42.\n"
        "  N beats C by 68 to 32.\n"
        "  N beats K by 68 to 32.\n"
        "  C beats K by 83 to 17.\n"
        "  N beats every other.\n"
        "Elected: N."
    )


def test_in_a_circle_nobody_beats_every_other() -> None:
    found = condorcet(CIRCLE, THREE)
    assert (found.elected, found.tie) == ((), None)
    assert found.explain("zh").splitlines()[-1] == "  两两比较，没有一方全部胜出。"


def test_several_whom_nobody_beats_are_tied_and_one_alone_is_not_elected() -> None:
    found = condorcet([("A>B>C", 1), ("B>A>C", 1)], THREE)
    assert (found.elected, found.tie) == ((), Tie(("A", "B"), 1))
    assert [step.code for step in found.rounds[0].steps] == [
        "pair-even",
        "pair-won",
        "pair-won",
        "nobody-beats-every-other",
    ]
    alone = condorcet([("A>B>C", 2), ("B>C>A", 1), ("C>A>B", 1)], THREE)
    assert alone.rounds[0].votes == {"A": 1, "B": 1, "C": 0}
    assert (alone.elected, alone.tie) == ((), None)


def test_the_only_option_beats_every_other() -> None:
    assert condorcet([], ["A"]).elected == ("A",)


def test_an_even_pair_is_half_a_win() -> None:
    found = copeland([("A>B>C", 1), ("B>A>C", 1)], THREE)
    assert found.scores == {"A": Fraction(3, 2), "B": Fraction(3, 2), "C": 0}
    assert found.order == (("A", "B"), ("C",))
    assert copeland(TENNESSEE, CITIES).order == (("N",), ("C",), ("K",), ("M",))
    assert copeland(CIRCLE, THREE).order == (("A", "B", "C"),)


# --- paths ----------------------------------------------------------------------------------------


def test_whoever_is_beaten_back_is_in_the_schwartz_set() -> None:
    assert schwartz_set(TENNESSEE, CITIES) == ("N",)
    assert schwartz_set([(f"{ranking}>D", number) for ranking, number in CIRCLE], [*THREE, "D"]) == (
        "A",
        "B",
        "C",
    )
    assert schwartz_set([("A>C>B", 1), ("B>A>C", 1)], THREE) == ("A", "B")
    assert schwartz_set([], THREE) == ("A", "B", "C")


def test_an_even_pair_leads_nowhere_in_the_schwartz_set() -> None:
    """A and B are even, and B beats C, which beats A: B alone is beaten by nobody."""
    assert schwartz_set([("A>B>C", 1), ("B>C>A", 2), ("C>A>B", 1)], THREE) == ("B",)


def test_lf_t3_a_path_over_ties_leads_back_to_an_option_with_three_quarters() -> None:
    """Nine of twelve put I2 above what is there, and still it is blocked."""
    papers = [
        ({"I1": -2, "I2": -1, "default": 0}, 6),
        ({"I1": 1, "I2": -1, "default": 0}, 3),
        ({"I1": 2, "I2": 1, "default": 0}, 3),
    ]
    options = ["I1", "I2", "default"]
    found = preferences(papers, options)
    assert (found["I2", "default"], found["default", "I2"]) == (9, 3)
    assert found["default", "I1"] == found["I1", "default"] == found["I1", "I2"] == found["I2", "I1"] == 6
    assert reaches(papers, options, "default", "I2")
    assert not reaches(papers, options, "default", "I2", ties=False)
    assert reaches(papers, options, "I2", "default", ties=False)


def test_a_path_may_lead_back_to_where_it_began() -> None:
    assert reaches(CIRCLE, THREE, "A", "A")
    assert not reaches(TENNESSEE, CITIES, "N", "N")


def test_bad_input_is_refused() -> None:
    with pytest.raises(TallyError, match="must be between options"):
        reaches(CIRCLE, THREE, "X", "A")
    with pytest.raises(TallyError, match="must be true or false"):
        reaches(CIRCLE, THREE, "A", "B", ties=1)  # type: ignore[arg-type]
    with pytest.raises(TooLarge, match="at most 300"):
        preferences([], map(str, range(301)))


def test_more_pairs_than_can_be_looked_at_are_refused_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairwise, "_MOST_PAIRS", 8)
    with pytest.raises(TooLarge) as caught:
        preferences([("A>B", 1), ("C", 1)], THREE)
    assert (caught.value.size, caught.value.limit) == (9, 8)
