"""Sums and means of scores."""

from fractions import Fraction

from consultgov.tabulation import mean_score, score

OPTIONS = ["A", "B", "C"]
PAPERS = [({"A": 5, "B": 3}, 2), ({"B": 4}, 3), ({"A": 0}, 1)]


def test_an_option_that_a_paper_does_not_score_has_nothing_from_it() -> None:
    found = score(PAPERS, OPTIONS)
    assert (found.method, found.order) == ("score", (("B",), ("A",), ("C",)))
    assert found.scores == {"A": 10, "B": 18, "C": 0}


def test_scores_may_be_below_zero() -> None:
    assert score([({"A": -2, "B": -1}, 3)], OPTIONS).order == (("C",), ("B",), ("A",))


def test_a_mean_is_over_the_papers_that_score_the_option() -> None:
    found = mean_score(PAPERS, OPTIONS)
    assert found.scores == {"A": Fraction(10, 3), "B": Fraction(18, 5)}
    assert found.order == (("B",), ("A",), ("C",))


def test_where_everybody_is_scored_nobody_is_left_for_the_end() -> None:
    assert mean_score([({"A": 1, "B": 1, "C": 2}, 1)], OPTIONS).order == (("C",), ("A", "B"))
