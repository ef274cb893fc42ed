"""The fourteen methods, each from the papers to the seats: named, secret and from tellers the same."""

from typing import Any

import pytest

from consultgov.elections import ElectionMethod, ElectionOutcome, ElectionRule
from consultgov.elections.methods import (
    APPROVALS,
    FORMS,
    LISTS,
    ORDERED,
    RANKINGS,
    SETTINGS,
    SINGLE,
    figures_of,
    usual_form,
    votes_of,
)
from consultgov.errors import RuleError, TallyError
from consultgov.voting import Choose, Marks, Points, Rank, Score, UpDown
from tests.elections.making import Value, codes, counted, three_ways

CHOSEN = [(["A", "B"], 5), (["B", "C"], 4), (["C"], 2)]
RANKED = [(["A", "B", "C"], 5), (["B", "C", "A"], 4), (["C", "B", "A"], 3)]
SCORED = [({"A": 5, "B": 4}, 5), ({"B": 5, "C": 3}, 4), ({"C": 5, "B": 1}, 2)]
ONE = [(["A"], 6), (["B"], 3), (["C"], 1)]

CASES: list[tuple[str, int, Any, tuple[str, ...]]] = [
    ("most_votes", 2, CHOSEN, ("B", "C")),
    ("score", 2, SCORED, ("B", "A")),
    ("star", 1, SCORED, ("B",)),
    ("contingent", 1, RANKED, ("B",)),
    ("instant_runoff", 1, RANKED, ("B",)),
    ("transferable_vote", 2, RANKED, ("A", "B")),
    ("condorcet", 1, RANKED, ("B",)),
    ("schulze", 2, RANKED, ("B", "C")),
    ("proportional_approval", 2, CHOSEN, ("B", "C")),
    ("sequential_proportional_approval", 2, CHOSEN, ("B", "C")),
    ("phragmen", 2, CHOSEN, ("B", "C")),
    ("equal_shares", 2, CHOSEN, ("B",)),
    ("highest_averages", 3, ONE, ("A", "A", "B")),
    ("largest_remainder", 3, ONE, ("A", "B", "A")),
]


def test_every_method_has_a_case_and_forms() -> None:
    assert {name for name, *_ in CASES} == {*ElectionMethod}
    assert FORMS.keys() == {*ElectionMethod}
    assert SETTINGS.keys() <= {*ElectionMethod}
    assert APPROVALS | LISTS | ORDERED | RANKINGS | SINGLE | {ElectionMethod.STAR} == {*ElectionMethod}


@pytest.mark.parametrize(("method", "seats", "papers", "elected"), CASES, ids=[name for name, *_ in CASES])
def test_papers_elect_the_same_named_secret_and_counted_by_tellers(
    method: str, seats: int, papers: Value, elected: tuple[str, ...]
) -> None:
    rule = ElectionRule(seats=seats, method=method, form=Choose() if papers is CHOSEN else None)
    found = three_ways(rule, ["A", "B", "C"], papers)
    assert found.elected == elected
    assert found.open == seats - len(elected)
    assert found.outcome is (ElectionOutcome.OPEN if found.open else ElectionOutcome.COMPLETE)


@pytest.mark.parametrize("method", sorted({*ElectionMethod} - LISTS))
def test_a_tie_for_the_seat_is_a_value_and_a_lot_settles_it(method: str) -> None:
    rule = ElectionRule(seats=1, method=method)
    form = rule.slate(["A", "B"]).form
    papers: Value = [({"A": 5}, 3), ({"B": 5}, 3)] if form.kind == "score" else [(["A"], 3), (["B"], 3)]
    if method == "equal_shares":
        papers = [(["A", "B"], 3)]
    tied = counted(rule, ["A", "B"], papers)
    assert tied.outcome is ElectionOutcome.TIED
    assert tied.tie is not None
    assert (tied.tie.options, tied.tie.places) == (("A", "B"), 1)
    assert counted(rule, ["A", "B"], papers, drawn=["B", "A"]).elected == ("B",)


@pytest.mark.parametrize("method", sorted(LISTS))
def test_lists_that_are_tied_for_the_last_seat_wait_for_a_lot(method: str) -> None:
    rule = ElectionRule(seats=1, method=method)
    found = counted(rule, ["A", "B"], {"A": 5, "B": 5})
    assert (found.outcome, found.open) == (ElectionOutcome.TIED, 0)
    assert counted(rule, ["A", "B"], {"A": 5, "B": 5}, drawn=["A", "B"]).elected == ("A",)


@pytest.mark.parametrize("method", sorted(LISTS))
def test_lists_without_a_vote_for_any_of_them_elect_nobody(method: str) -> None:
    rule = ElectionRule(seats=2, method=method, form=UpDown())
    found = counted(rule, ["A", "B"], [({"A": "no"}, 3)])
    assert (found.outcome, found.open) == (ElectionOutcome.OPEN, 2)
    assert found.counts[0].rounds[0].steps[0].code == "no-votes-at-all"


def test_seats_of_lists_are_counted_by_list() -> None:
    rule = ElectionRule(seats=8, method="highest_averages")
    found = counted(rule, ["A", "B", "C", "D"], {"A": 100_000, "B": 80_000, "C": 30_000, "D": 20_000})
    assert found.seats_by_list == {"A": 4, "B": 3, "C": 1}
    assert [each.seats for each in found.placings] == [4, 3, 1, None]
    assert found.explain() == (
        "All seats are filled: 8 of 8.\n"
        "A: has 4 of the seats, with 100000.\n"
        "B: has 3 of the seats, with 80000.\n"
        "C: has 1 of the seats, with 30000.\n"
        "D: not elected, with 20000."
    )
    assert found.placings[0].to_dict()["seats"] == 4


def test_a_threshold_may_exempt_lists_and_is_stored() -> None:
    threshold = {"share": "30%", "exempt": ["C"]}
    rule = ElectionRule(seats=10, method="largest_remainder", settings={"threshold": threshold})
    assert counted(rule, ["A", "B", "C"], {"A": 70, "B": 20, "C": 10}).seats_by_list == {"A": 9, "C": 1}
    assert ElectionRule.from_dict(rule.to_dict()) == rule
    bare = ElectionRule(seats=10, method="largest_remainder", settings={"threshold": "15%"})
    assert counted(bare, ["A", "B", "C"], {"A": 70, "B": 20, "C": 10}).seats_by_list == {"A": 8, "B": 2}


def test_bounds_of_lists_are_tried_when_the_rule_is_made() -> None:
    made = ElectionRule(
        seats=5, method="highest_averages", settings={"least": {"A": 1, "B": 3}, "most": {"C": 1}}
    )
    assert made.settings["least"] == {"A": 1, "B": 3}
    assert ElectionRule(seats=5, method="highest_averages", settings={"least": 1}).seats == 5
    with pytest.raises(RuleError) as error:
        ElectionRule(seats=5, method="highest_averages", settings={"least": 6})
    assert set(codes(error)) == {"too-few-seats"}


def test_the_best_committees_that_differ_are_a_tie_and_a_lot_picks_one() -> None:
    rule = ElectionRule(seats=2, method="proportional_approval")
    papers = [(["A", "B"], 2), (["A", "C"], 2)]
    tied = counted(rule, ["A", "B", "C"], papers)
    assert (tied.elected, tied.tie and tied.tie.options) == (("A",), ("B", "C"))
    assert {*counted(rule, ["A", "B", "C"], papers, drawn=["C", "B"]).elected} == {"A", "C"}
    assert counted(rule, ["A", "B", "C"], papers, drawn=["B"]).tie == tied.tie


@pytest.mark.parametrize("method", sorted(APPROVALS | {ElectionMethod.MOST_VOTES}))
def test_nobody_is_elected_whom_no_paper_names(method: str) -> None:
    rule = ElectionRule(seats=3, method=method, form=Choose())
    found = counted(rule, ["A", "B", "C", "D"], [(["A", "B"], 6), (["A"], 3)])
    assert {*found.elected} <= {"A", "B"}
    assert (found.open, found.tie) == (3 - len(found.elected), None)


def test_a_no_or_an_abstention_is_no_vote_and_points_are_so_many() -> None:
    papers = [(Marks({"A": "yes", "B": "no", "C": "abstain"}), 2), (Marks({"A": 3, "B": "1/2"}), 4)]
    assert votes_of(papers, ["A", "B", "C"]) == {"A": 14, "B": 2, "C": 0}
    assert figures_of(ElectionMethod.SCHULZE, papers, ["A"]) == {}
    assert figures_of(ElectionMethod.MOST_VOTES, papers, ["A"]) == {"A": 14}


def test_scores_by_criterion_are_summed() -> None:
    rule = ElectionRule(seats=1, method="score", form=Score(0, 10, criteria=["ideas", "record"]))
    sheets = [({"A": {"ideas": 7, "record": 2}, "B": {"ideas": 4, "record": 6}}, 1)]
    found = counted(rule, ["A", "B"], sheets)
    assert (found.elected, found.placings[0].figure) == (("B",), 10)


def test_cumulative_points_are_votes() -> None:
    rule = ElectionRule(seats=1, form=Points(total=5))
    found = three_ways(rule, ["A", "B"], [({"A": 5}, 1), ({"A": 1, "B": 4}, 2)])
    assert (found.elected, [each.figure for each in found.placings]) == (("B",), [8, 7])


def test_up_or_down_lists_elect_those_who_have_more_yes_than_no() -> None:
    rule = ElectionRule(seats=2, form=UpDown(), qualified="yes > no")
    papers = [
        ({"A": "yes", "B": "yes", "C": "no"}, 3),
        ({"A": "yes", "B": "no", "C": "abstain"}, 2),
        ({"B": "no"}, 2),
    ]
    found = three_ways(rule, ["A", "B", "C"], papers)
    assert (found.elected, found.open) == (("A",), 1)
    assert [each.place.value for each in found.placings] == ["elected", "not_qualified", "not_qualified"]


@pytest.mark.parametrize(
    ("method", "form"),
    [
        ("most_votes", Choose(most=2)),
        ("highest_averages", Choose(most=1)),
        ("phragmen", Choose()),
        ("schulze", Rank()),
        ("star", Score(0, 5)),
    ],
)
def test_the_usual_paper_of_a_method(method: str, form: Value) -> None:
    assert usual_form(ElectionMethod(method), 2) == form


def test_a_paper_never_asks_for_more_names_than_one_can_bear() -> None:
    assert usual_form(ElectionMethod.MOST_VOTES, 100_000) == Choose(most=10_000)


@pytest.mark.parametrize("method", ["score", "schulze", "phragmen"])
def test_declared_votes_alone_are_no_papers(method: str) -> None:
    rule = ElectionRule(seats=1, method=method)
    with pytest.raises(TallyError) as error:
        counted(rule, ["A", "B"], {"A": 3, "B": 1})
    assert codes(error) == ["papers-needed"]
