"""The Schulze method: published examples, and the ballots of Debian replayed."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import permutations

import pytest

from consultgov.errors import TallyError
from consultgov.tabulation import LinkStrength, Tie, preferences, schulze
from tests.replay import cases

FOUR = ["A", "B", "C", "D"]


def letters(profile: str) -> list[tuple[str, int]]:
    """Papers written ``"5 ACBED, 8 BEDAC"``."""
    return [(">".join(paper), int(number)) for number, paper in map(str.split, profile.split(", "))]


# --- published examples ---------------------------------------------------------------------------


def test_the_first_example_of_the_paper() -> None:
    papers = letters("5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC")
    found = schulze(papers, ["A", "B", "C", "D", "E"])
    assert (found.elected, found.order) == (("E",), (("E",), ("A",), ("C",), ("B",), ("D",)))
    assert found.rounds[0].votes == {"A": 3, "B": 1, "C": 2, "D": 0, "E": 4}
    paths = {(step.facts["option"], step.facts["other"]): step.facts for step in found.rounds[0].steps}
    assert (paths["E", "A"]["figure"], paths["E", "A"]["against"]) == ("25", "24")
    assert (paths["C", "B"]["figure"], paths["C", "B"]["against"]) == ("29", "28")
    assert found.explain().splitlines()[1] == ("  From A to B the strongest path has 28, the way back 25.")


@pytest.mark.parametrize(
    ("case", "papers", "winners"),
    [
        ("CP-S1", [("A>B>C", 3), ("D>A>B", 2), ("D>B>C", 2), ("C>B>D", 2)], ("B", "D")),
        ("CP-S3", [("A>C>D", 3), ("B>A>C", 9), ("C>D>A", 8), ("D>A>B", 5), ("D>B>C", 5)], ("C",)),
        ("CP-S5", [("A>B>C", 3), ("C>B>D", 2), ("D>A>B", 2), ("D>B>C", 2)], ("B", "D")),
    ],
)
def test_examples_with_options_that_are_not_ranked(
    case: str, papers: list[tuple[str, int]], winners: tuple[str, ...]
) -> None:
    found = schulze(papers, FOUR)
    assert found.order[0] == winners, case
    assert found.elected == (winners if len(winners) == 1 else ())
    assert found.tie == (None if len(winners) == 1 else Tie(winners, 1))


def test_lf_t1_a_tie_is_reported_and_not_broken_by_age() -> None:
    papers = [("I1=I2>default", 8), ("default>I1=I2", 4)]
    found = schulze(papers, ["I1", "I2", "default"])
    assert (found.elected, found.tie) == ((), Tie(("I1", "I2"), 1))
    assert found.order == (("I1", "I2"), ("default",))
    assert found.explain("zh").splitlines()[1] == "  I1和I2之间最强的路径相等，各为0。"
    settled = schulze(papers, ["I1", "I2", "default"], ties=["I2", "I1"])
    assert (settled.elected, settled.tie) == (("I2",), None)
    assert settled.rounds[0].steps[-1].code == "tie-settled-by-order"


# --- strength of links ----------------------------------------------------------------------------


def test_links_may_be_as_strong_as_their_margins() -> None:
    """Constructed: A beats B by 7 to 6, B beats C by 6 to 4, and C beats A by 5 to 3."""
    papers = [("B>C", 1), ("C>A", 4), ("A", 3), ("B", 5)]
    by_votes = schulze(papers, ["A", "B", "C"])
    by_margins = schulze(papers, ["A", "B", "C"], strength=LinkStrength.MARGINS)
    assert by_votes.order == (("A",), ("B",), ("C",))
    assert by_margins.order == (("B",), ("C",), ("A",))
    assert by_votes.explain().splitlines()[1:3] == [
        "  From A to B the strongest path has 7, the way back 5.",
        "  From A to C the strongest path has 6, the way back 5.",
    ]
    assert by_margins.explain().splitlines()[1] == "  From B to A the strongest path has 2, the way back 1."


def test_of_links_with_equal_votes_the_one_with_less_opposition_may_be_stronger() -> None:
    """Constructed: B beats C by 4 to 3, and C beats A by 4 to 2."""
    papers = [("B>C", 1), ("C>A", 3), ("A", 2), ("B", 3)]
    assert schulze(papers, ["A", "B", "C"]).order == (("A", "C"), ("B",))
    found = schulze(papers, ["A", "B", "C"], strength="votes_then_opposition")
    assert found.order == (("C",), ("A",), ("B",))
    assert found.explain().splitlines()[2] == "  From C to A the strongest path has 4:2, the way back 4:3."


def test_an_unknown_strength_is_refused() -> None:
    with pytest.raises(TallyError, match="must be one of winning_votes, votes_then_opposition, margins"):
        schulze([], FOUR, strength="opposition")
    with pytest.raises(TallyError, match="must name options"):
        schulze([], FOUR, ties=["X"])


def test_papers_may_be_weighed_and_none_leaves_everybody_tied() -> None:
    found = schulze([("A>B", "0.5"), ("B>A", Fraction(1, 3))], ["A", "B"])
    assert found.elected == ("A",)
    assert schulze([], FOUR).tie == Tie(("A", "B", "C", "D"), 1)


# --- Debian ---------------------------------------------------------------------------------------


# What won, by its number on the ballot, as the project published it.
WINNERS = {
    "2004-gr_editorial": 1,
    "2004-gr_non_free": 2,
    "2004-gr_sarge": 2,
    "2004-leader2004": 3,
    "2005-leader2005": 3,
    "2005-vote_002": 2,
    "2006-vote_001": 2,
    "2006-vote_002": 4,
    "2006-vote_003": 1,
    "2006-vote_004": 2,
    "2006-vote_005": 2,
    "2006-vote_006": 1,
    "2006-vote_007": 1,
    "2007-vote_001": 4,
    "2007-vote_002": 1,
    "2007-vote_003": 1,
    "2007-vote_004": 1,
    "2008-vote_001": 1,
    "2008-vote_002": 2,
    "2008-vote_003": 5,
    "2009-vote_001": 2,
    "2010-vote_001": 1,
    "2010-vote_002": 1,
    "2011-vote_001": 1,
    "2012-vote_001": 3,
    "2012-vote_002": 1,
    "2013-vote_001": 3,
    "2014-vote_001": 1,
    "2014-vote_002": 2,
    "2014-vote_003": 4,
    "2014-vote_004": 1,
    "2015-vote_001": 3,
    "2015-vote_003": 1,
    "2016-vote_001": 1,
    "2016-vote_002": 2,
    "2016-vote_003": 1,
    "2016-vote_004": 3,
    "2017-vote_001": 2,
    "2018-vote_001": 1,
}


def surviving(vote: cases.Json) -> list[int]:
    """The options that were not dropped, by number; the last is the default, and never dropped."""
    dropped = {int(name, 36) for name, outcome, *_ in vote["published"] if outcome == "rejected"}
    return [number for number in range(1, len(vote["ratios"]) + 2) if number not in dropped]


def papers_of(vote: cases.Json, options: Iterable[int]) -> list[tuple[dict[str, int], int]]:
    """The ballots as ranks of some options; a dash ranks nothing."""
    numbers = list(options)
    return [
        ({str(n): int(pattern[n - 1], 36) for n in numbers if pattern[n - 1] != "-"}, many)
        for pattern, many in vote["ballots"].items()
    ]


def by_sequential_dropping(papers: list[tuple[dict[str, int], int]], options: list[str]) -> list[str]:
    """Cloneproof Schwartz sequential dropping, as the Debian constitution (A.5) has it: the oracle."""
    votes = preferences(papers, options)
    defeats = {pair for pair, figure in votes.items() if figure > votes[pair[::-1]]}
    while True:
        beats = {name: {end for start, end in defeats if start == name} for name in options}
        for via in options:
            for name in options:
                if via in beats[name]:
                    beats[name] |= beats[via]
        options = [name for name in options if all(o in beats[name] for o in options if name in beats[o])]
        defeats = {pair for pair in defeats if set(pair) <= set(options)}
        if not defeats:
            return options
        weakest = min((votes[pair], -votes[pair[::-1]]) for pair in defeats)
        defeats = {pair for pair in defeats if (votes[pair], -votes[pair[::-1]]) != weakest}


def test_every_decision_of_debian_has_the_winner_that_was_published() -> None:
    wrong: list[str] = []
    for vote in cases.rows("debian"):
        options = [str(number) for number in surviving(vote)]
        papers = papers_of(vote, surviving(vote))
        winner = str(WINNERS[vote["id"].removeprefix("debian-")])
        found = schulze(papers, options, strength="votes_then_opposition")
        assert found.order[0] == schulze(papers, options).order[0]
        if (found.elected, by_sequential_dropping(papers, options)) != ((winner,), [winner]):
            wrong.append(vote["id"])
    assert wrong == []
    assert len(WINNERS) == len(list(cases.rows("debian"))) == 39


def test_sequential_dropping_finds_the_same_winners_in_circles() -> None:
    """Constructed: papers of three options in every proportion, many of them circles."""
    names = ["A", "B", "C"]
    for a, b, c, d in permutations([1, 2, 4, 7, 11], 4):
        papers = [({"A": 1, "B": 2}, a), ({"B": 1, "C": 2}, b), ({"C": 1, "A": 2}, c), ({"B": 1}, d)]
        found = schulze(papers, names, strength="votes_then_opposition")
        assert list(found.order[0]) == by_sequential_dropping(papers, names)
