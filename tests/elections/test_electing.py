"""From the papers to who is elected: validity, what a candidate needs, ties, limits, groups, defaults."""

from typing import Any

import pytest

from consultgov import Elector
from consultgov.elections import ElectionOutcome, ElectionRule, Place, election_of
from consultgov.elections.seniority import ages_of, orders_of, refined
from consultgov.errors import MissingData, RecordError, TallyError, UnknownFigure
from consultgov.tabulation import Cap, Floor, Remedy, Tie
from consultgov.voting import Cast, Declare, Draw, Marks, Poll, Procedure, Rank, UpDown
from tests.elections.making import (
    AFTER,
    CAST,
    LATER,
    NAMED,
    SECRET,
    SHOWN,
    Value,
    codes,
    counted,
    people,
    put,
    three_ways,
    told,
)

ABC = ["A", "B", "C"]

# --- validity --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turnout", "ballots", "valid"),
    [
        ("ballots > 1/2 of members", 5, False),
        ("ballots > 1/2 of members", 6, True),
        ("ballots >= 1/2 of members", 5, True),
        ("ballots >= 1/2 of members", 4, False),
    ],
)
def test_turnout_exactly_at_and_above_and_below_the_bound(turnout: str, ballots: int, valid: bool) -> None:  # noqa: FBT001 - what is expected
    rule = ElectionRule(seats=1, turnout=turnout)
    for procedure in (NAMED, SECRET):
        poll = put(
            rule, ABC, [(["A"], ballots)], electors=[f"v{place}" for place in range(10)], procedure=procedure
        )
        found = rule.count(poll, AFTER)
        assert (found.outcome is ElectionOutcome.COMPLETE) is valid
        assert (found.outcome is ElectionOutcome.INQUORATE) is not valid
        assert found.turnout is not None
        assert found.turnout.holds is valid
        assert found.elected == (("A",) if valid else ())
    assert counted(rule, ABC, [(["A"], ballots)], members=10).elected == found.elected


def test_invalid_and_blank_papers_count_for_the_turnout_and_for_nobody() -> None:
    rule = ElectionRule(seats=1, turnout="ballots > 1/2 of members", qualified="yes > 1/2 of ballots")
    found = counted(rule, ABC, [(["A"], 3)], invalid=2, abstain=1, members=10)
    assert (found.outcome, found.open) == (ElectionOutcome.OPEN, 1)


@pytest.mark.parametrize("figures", [{"invalid": 4}, {"abstain": 2}, {}])
def test_an_election_in_which_nobody_voted_validly_is_void(figures: Value) -> None:
    found = counted(ElectionRule(seats=1), ABC, members=9, **figures)
    assert (found.outcome, found.placings, found.next) == (ElectionOutcome.VOID, (), None)
    assert found.explain() == "The election is void.\nThere is no valid ballot paper."
    assert found.explain("zh") == "选举无效。\n没有有效选票。"
    zero = counted(ElectionRule(seats=1), ABC, {"A": 0}, members=9, **figures)
    assert zero.outcome is ElectionOutcome.VOID


def test_more_papers_than_went_out_make_it_void() -> None:
    rule = ElectionRule(seats=1)
    assert counted(rule, ABC, [(["A"], 5)], issued=5).outcome is ElectionOutcome.COMPLETE
    found = counted(rule, ABC, [(["A"], 6)], issued=5)
    assert (found.outcome, [note.code for note in found.notes]) == (
        ElectionOutcome.VOID,
        ["more-returned-than-issued"],
    )
    poll = put(rule, ABC, electors=[*"abcdefgh"], procedure=SECRET)
    declared = poll.apply(Declare(AFTER, figures={"yes": 6}, issued=5, votes={"A": 6}))
    assert election_of(declared, LATER).outcome is ElectionOutcome.VOID


def test_of_very_few_secret_papers_no_order_is_told_of_who_stands_next() -> None:
    rule = ElectionRule(seats=3, qualified="yes >= 2", others=True, if_open={"stand": "top", "number": 3})
    poll = put(rule, ABC, [(["C", "W"], 1), (["C", "B"], 1)], procedure=SECRET)
    found = rule.count(poll, AFTER)
    assert found.elected == ("C",)
    assert found.next is not None
    assert (found.next.stand, [each.id for each in found.next.held]) == (("A", "B", "W"), ["C"])


def test_a_secret_ballot_is_sealed_as_long_as_it_is_open() -> None:
    rule = ElectionRule(seats=1, if_open={"stand": "unelected"})
    poll = put(rule, ABC, [(["A"], 5)], procedure=SECRET)
    found = rule.count(poll, CAST)
    assert (found.outcome, found.elected, found.placings) == (ElectionOutcome.SEALED, (), ())
    assert told(found).startswith("Nothing is counted yet.")
    assert rule.count(poll, AFTER).elected == ("A",)


def test_what_an_open_poll_would_come_to_says_that_it_is_open() -> None:
    rule = ElectionRule(seats=1)
    poll = put(rule, ABC, [(["A"], 5)])
    found = rule.count(poll, CAST)
    assert (found.elected, [note.code for note in found.notes]) == (("A",), ["as-if-closed"])
    assert "The poll is not closed; this is what it would come to if it closed now." in told(found)
    assert rule.count(poll, AFTER).notes == rule.count(poll).notes == ()


@pytest.mark.parametrize("turnout", ["", "ballots >= 1"])
def test_of_very_few_secret_papers_only_who_is_elected_is_told(turnout: str) -> None:
    rule = ElectionRule(seats=1, turnout=turnout or None, qualified="yes >= 1")
    poll = put(rule, ABC, [(["A"], 2)], procedure=SECRET)
    found = rule.count(poll, AFTER)
    assert (found.elected, found.turnout, found.counts) == (("A",), None, ())
    assert {(each.figure, each.qualified) for each in found.placings} == {(None, None)}
    assert [note.code for note in found.notes] == ["figures-withheld"]
    assert " with " not in "".join(line for line in told(found).splitlines() if line.startswith("A"))


# --- what a candidate needs ------------------------------------------------------------------------


def test_a_candidate_needs_her_own_majority_of_the_ballots() -> None:
    rule = ElectionRule(seats=2, qualified="yes > 1/2 of ballots")
    found = three_ways(rule, ABC, [(["A", "B"], 4), (["A", "C"], 2), (["B"], 1), (["C"], 1)])
    assert (found.elected, found.open) == (("A", "B"), 0)
    exactly = three_ways(rule, ABC, [(["A"], 4), (["B"], 4)])
    assert (exactly.elected, exactly.open) == ((), 2)
    assert [each.place for each in exactly.placings] == [Place.NOT_QUALIFIED] * 3
    assert exactly.placing("A") is not None
    assert exactly.placing("Z") is None


def test_whoever_is_not_qualified_is_not_counted_by_the_method() -> None:
    rule = ElectionRule(seats=1, method="instant_runoff", qualified="yes >= 4")
    papers = [(["A", "B"], 3), (["B"], 2), (["C", "B"], 4)]
    found = three_ways(rule, ABC, papers)
    assert found.elected == ("B",)
    placing = found.placing("A")
    assert placing is not None
    assert placing.place is Place.NOT_QUALIFIED


def test_a_truth_of_a_candidate_may_be_asked_for() -> None:
    rule = ElectionRule(seats=2, qualified="given trained or yes >= 5")
    candidates = people(A=1, B=2, traits={"trained": False})
    candidates = [candidates[0], Elector("B", traits={"trained": True})]
    found = counted(rule, candidates, [(["A", "B"], 4)])
    assert (found.elected, found.open) == (("B",), 1)


@pytest.mark.parametrize("procedure", [NAMED, SHOWN])
def test_votes_weigh_by_a_measure(procedure: Procedure) -> None:
    boxes = ["area"] if procedure.secret else []
    rule = ElectionRule(seats=1, by="area", boxes=boxes)
    areas: dict[str, int | str] = {"x": 90, "y": "44.5", "z": 44}
    owners = [Elector(name, weights={"area": area}) for name, area in areas.items()]
    poll = put(
        rule,
        ABC,
        [(["A"], 1), (["B"], 2)],
        electors=owners,
        procedure=procedure,
    )
    found = election_of(Poll.from_dict(poll.to_dict()), AFTER)
    assert (found.elected, found.placings[0].figure) == (("A",), 90)
    assert str(found.placings[1].figure) == "177/2"


def test_votes_of_which_the_weight_is_not_known_are_refused() -> None:
    rule = ElectionRule(seats=1, by="area")
    with pytest.raises(MissingData) as error:
        counted(rule, ABC, [(["A"], 1)])
    assert codes(error) == ["missing-weight"]


def test_somebody_may_be_written_in_and_elected() -> None:
    rule = ElectionRule(seats=1, others=True, qualified="yes > 1/2 of ballots")
    found = three_ways(rule, ["A", "B"], [(["W"], 3), (["A"], 2)])
    assert found.elected == ("W",)
    assert [each.candidate for each in found.placings] == ["W", "A", "B"]
    assert counted(rule, ["A", "B"], {"W": 3, "A": 2}, ballots=5).elected == ("W",)
    with pytest.raises(TallyError):
        counted(ElectionRule(seats=1), ["A"], [(["W"], 3)])


# --- ties ------------------------------------------------------------------------------------------


def test_a_tie_at_the_last_seat_is_a_value_that_takes_nobody() -> None:
    found = three_ways(ElectionRule(seats=2), ABC, [(["A", "B"], 3), (["A", "C"], 3)])
    assert (found.outcome, found.elected) == (ElectionOutcome.TIED, ("A",))
    assert (found.tie, found.open) == (Tie(("B", "C"), 1), 0)
    assert [each.place.value for each in found.placings] == ["elected", "tied", "tied"]


def test_those_who_are_level_and_all_have_a_seat_are_not_tied() -> None:
    found = counted(ElectionRule(seats=2), ABC, {"A": 3, "B": 3, "C": 1})
    assert (found.outcome, found.elected) == (ElectionOutcome.COMPLETE, ("A", "B"))


@pytest.mark.parametrize("procedure", [NAMED, SECRET])
def test_a_lot_that_was_drawn_settles_the_tie(procedure: Procedure) -> None:
    rule = ElectionRule(seats=2)
    poll = put(rule, ABC, [(["A", "B"], 3), (["A", "C"], 3)], procedure=procedure)
    assert rule.count(poll, AFTER).outcome is ElectionOutcome.TIED
    drawn = poll.apply(Draw(["C", "B"], AFTER))
    found = rule.count(drawn, LATER)
    assert (found.outcome, found.elected) == (ElectionOutcome.COMPLETE, ("A", "C"))
    assert [note.code for note in found.notes] == ["tie-settled-by-order"]
    assert election_of(Poll.from_dict(drawn.to_dict()), LATER) == found


def test_a_lot_alters_nothing_but_the_tie() -> None:
    votes = {"A": 3, "B": 2, "C": 2}
    for order in (["C", "A", "B"], ["C"], ["B", "C"]):
        assert counted(ElectionRule(seats=1), ABC, votes, drawn=order).elected == ("A",)
    for order in ([], ["A"], ["C"]):
        assert counted(ElectionRule(seats=2), ABC, votes, drawn=order).tie == Tie(("B", "C"), 1)


def test_seniority_settles_a_tie() -> None:
    rule = ElectionRule(seats=1, seniority="age")
    found = counted(rule, people(A=51, B=62, C=40), {"A": 3, "B": 3, "C": 1})
    assert (found.elected, found.tie) == (("B",), None)
    assert "Of A and B, who are tied, seniority picks B." in told(found)
    assert "按资历" in found.explain("zh")


def test_those_of_equal_seniority_stay_tied_and_a_lot_settles_it() -> None:
    rule = ElectionRule(seats=1, seniority="age")
    candidates = people(A=62, B=62, C=50)
    found = counted(rule, candidates, {"A": 3, "B": 3, "C": 3})
    assert (found.elected, found.tie) == ((), Tie(("A", "B"), 1))
    assert counted(rule, candidates, {"A": 3, "B": 3, "C": 3}, drawn=["B", "A"]).elected == ("B",)


def test_the_age_of_somebody_who_is_not_tied_changes_nothing() -> None:
    rule = ElectionRule(seats=1, seniority="age")
    found = counted(rule, people(A=50, B=40, C=50), {"A": 3, "B": 3, "C": 1})
    assert found.elected == ("A",)


def test_the_two_eldest_of_three_have_the_two_seats() -> None:
    rule = ElectionRule(seats=2, seniority="age")
    assert counted(rule, people(A=50, B=62, C=62), {"A": 3, "B": 3, "C": 3}).elected == ("B", "C")
    level = counted(rule, people(A=50, B=62, C=50), {"A": 3, "B": 3, "C": 3})
    assert (level.elected, level.tie) == (("B",), Tie(("A", "C"), 1))


@pytest.mark.parametrize(
    "method", ["transferable_vote", "instant_runoff", "contingent", "phragmen", "condorcet"]
)
def test_seniority_settles_the_ties_of_methods_that_go_round_by_round(method: str) -> None:
    rule = ElectionRule(seats=1, method=method, seniority="age")
    candidates = people(A=50, B=62, C=62)
    assert counted(rule, candidates, [(["A"], 3), (["B"], 3)]).elected == ("B",)
    level = counted(rule, candidates, [(["B"], 3), (["C"], 3)])
    assert (level.elected, level.tie and level.tie.options) == ((), ("B", "C"))
    assert counted(rule, candidates, [(["B"], 3), (["C"], 3)], drawn=["C", "B"]).elected == ("C",)


def test_everybodys_seniority_must_be_known() -> None:
    rule = ElectionRule(seats=1, seniority="age", default="none")
    with pytest.raises(MissingData) as error:
        counted(rule, [*people(A=50), "B", "none"], {"A": 3})
    assert codes(error) == ["missing-weight"]
    assert error.value.faults[0].people == ("B",)


def test_seniority_of_a_written_in_is_not_known_and_her_tie_stays() -> None:
    rule = ElectionRule(seats=1, seniority="age", others=True)
    assert counted(rule, people(A=50), {"A": 3, "W": 3}).tie == Tie(("A", "W"), 1)
    assert refined((("A", "W"),), {"A": 50}) == (("A", "W"),)
    assert orders_of({"A": 50, "B": 50, "C": 60}, ("B", "A", "W")) == (("C", "B", "A", "W"),)
    assert ages_of("", [Elector("A")]) == {}


def test_what_depends_on_the_order_of_equals_stays_open_in_a_method_of_rounds() -> None:
    rule = ElectionRule(seats=1, method="instant_runoff", seniority="age")
    candidates = people(A=50, B=50, C=50, D=50)
    papers = [(["A"], 4), (["B", "C"], 2), (["C", "B"], 2), (["D", "B"], 2)]
    found = counted(rule, candidates, papers)  # whoever of three goes first decides between the other two
    assert (found.elected, found.tie) == ((), Tie(("B", "C", "D"), 1, "exclusion"))
    orders = orders_of({"A": 1, "B": 1, "C": 1, "D": 2}, ("C", "A"))
    assert orders == (("D", "B", "C", "A"), ("D", "C", "A", "B"), ("D", "C", "B", "A"))


@pytest.mark.parametrize("many", [6, 200])
def test_of_very_many_equals_only_a_lot_settles_a_tie(many: int) -> None:
    ages = {f"v{place}": 50 for place in range(many)} | {"elder": 61, "young": 20}
    assert orders_of(ages, ()) == (("elder", "young"),)
    drawn = tuple(name for name in ages if name != "elder")[::-1]
    assert orders_of(ages, drawn) == (("elder", *drawn[1:], "young"),)


# --- limits ----------------------------------------------------------------------------------------

VOTES = {"A": 9, "B": 8, "C": 7, "D": 6, "E": 5}
FIRMS = {"A": "x", "B": "x", "C": "y", "D": None, "E": None}


def of_firms() -> list[Elector]:
    ages = {"A": 50, "B": 62, "C": 62, "D": 40, "E": 30}
    return [Elector(name, traits={"firm": firm}, weights={"age": ages[name]}) for name, firm in FIRMS.items()]


@pytest.mark.parametrize(
    ("remedy", "elected", "open_", "outcome"),
    [
        (Remedy.NEXT_BEST, ("A", "C", "D"), 0, "complete"),
        (Remedy.LOWEST_REMOVED, ("A", "C", "D"), 0, "complete"),
        (Remedy.SENIORITY, ("B", "C"), 1, "open"),
        (Remedy.RESIGNATION, ("C",), 0, "give_way"),
        (Remedy.LOT, ("C",), 0, "tied"),
    ],
)
def test_a_cap_is_kept_by_its_remedy(remedy: Remedy, elected: Any, open_: int, outcome: str) -> None:  # noqa: ANN401
    rule = ElectionRule(seats=3, caps=[Cap("firm", 1, remedy=remedy)], seniority="age")
    found = counted(rule, of_firms(), VOTES)
    assert (found.elected, found.open, found.outcome.value) == (elected, open_, outcome)
    assert found.next is None


def test_whoever_is_passed_over_is_told_why() -> None:
    rule = ElectionRule(seats=3, caps=[Cap("firm", 1)])
    found = counted(rule, of_firms(), VOTES)
    placing = found.placing("B")
    assert placing is not None
    assert placing.why is not None
    assert (placing.place, placing.why.code) == (Place.PASSED_OVER, "passed-over-for-cap")
    last = found.placing("E")
    assert last is not None
    assert last.place is Place.NOT_ELECTED


def test_a_group_that_decides_who_gives_way_is_not_elected_yet() -> None:
    rule = ElectionRule(seats=3, caps=[Cap("firm", 1, remedy=Remedy.RESIGNATION)])
    found = counted(rule, of_firms(), VOTES)
    assert [each.place.value for each in found.placings][:3] == ["elected", "yielding", "yielding"]
    assert "A: in a group of which somebody has to give way, with 9." in told(found)


def test_a_lot_decides_who_of_a_group_stays() -> None:
    rule = ElectionRule(seats=3, caps=[Cap("firm", 1, remedy=Remedy.LOT)])
    assert counted(rule, of_firms(), VOTES).tie == Tie(("A", "B"), 1, "cap")
    assert {*counted(rule, of_firms(), VOTES, drawn=["B", "A"]).elected} == {"B", "C", "D"}


def test_a_cap_by_seniority_leaves_equals_tied_until_a_lot_is_drawn() -> None:
    rule = ElectionRule(seats=3, caps=[Cap("firm", 1, remedy=Remedy.SENIORITY)], seniority="age")
    firms = {"A": "x", "B": "y", "C": "y", "D": None, "E": None}
    ages = {"A": 50, "B": 62, "C": 62, "D": 40, "E": 30}
    candidates = [
        Elector(name, traits={"firm": firm}, weights={"age": ages[name]}) for name, firm in firms.items()
    ]
    assert counted(rule, candidates, VOTES).tie == Tie(("B", "C"), 1, "cap")
    assert {*counted(rule, candidates, VOTES, drawn=["C", "B"]).elected} == {"A", "C"}


def test_a_floor_is_kept() -> None:
    rule = ElectionRule(seats=2, floors=[Floor("firm", "y", 1)])
    assert {*counted(rule, of_firms(), VOTES).elected} == {"A", "C"}


def test_a_trait_that_a_limit_reads_must_be_known() -> None:
    rule = ElectionRule(seats=1, caps=[Cap("firm", 1)])
    with pytest.raises(MissingData):
        counted(rule, ABC, {"A": 1})
    with pytest.raises(MissingData):
        counted(rule, of_firms(), {"A": 1}, held=[Elector("X")])


# --- groups ----------------------------------------------------------------------------------------


def test_each_group_fills_its_own_seats() -> None:
    rule = ElectionRule(seats=3, per="group", shares={"w": 1, "m": 2}, form=UpDown())
    candidates = people(A="m", B="m", C="m", D="w", E="w")
    found = three_ways(
        rule, candidates, [({"A": "yes", "B": "yes", "E": "yes"}, 3), ({"C": "yes", "D": "yes"}, 2)]
    )
    assert (found.elected, found.open) == (("E", "A", "B"), 0)
    assert len(found.counts) == 2


def test_a_group_with_too_few_leaves_its_seats_open() -> None:
    rule = ElectionRule(seats=3, per="group", shares={"w": 2, "m": 1})
    found = counted(rule, people(A="m", B="m", D="w"), {"A": 5, "B": 4, "D": 1})
    assert (found.elected, found.open) == (("D", "A"), 1)


def test_ties_in_several_groups_are_settled_one_after_the_other() -> None:
    rule = ElectionRule(seats=2, per="group", shares={"w": 1, "m": 1})
    candidates = people(A="m", B="m", C="w", D="w")
    votes = dict.fromkeys("ABCD", 2)
    found = counted(rule, candidates, votes)
    assert (found.tie, found.open) == (Tie(("C", "D"), 1), 0)
    assert found.ties == (Tie(("C", "D"), 1), Tie(("A", "B"), 1))
    assert found.to_dict()["more_ties"] == [Tie(("A", "B"), 1).to_dict()]
    half = counted(rule, candidates, votes, drawn=["D", "C"])
    assert (half.elected, half.tie) == (("D",), Tie(("A", "B"), 1))
    assert counted(rule, candidates, votes, drawn=["D", "C", "A", "B"]).elected == ("D", "A")


def test_everybodys_group_must_be_known_but_the_defaults() -> None:
    rule = ElectionRule(seats=1, per="group", shares={"w": 1}, default="none")
    assert counted(rule, [*people(A="w"), "none"], {"A": 2, "none": 1}).elected == ("A",)
    assert counted(rule, [*people(A="w"), "none"], {"A": 1, "none": 2}).elected == ()
    with pytest.raises(MissingData) as error:
        counted(rule, [*people(A="w"), "B", "none"], {"A": 2})
    assert (codes(error), error.value.faults[0].people) == (["missing-trait"], ("B",))


# --- the default -----------------------------------------------------------------------------------


def test_the_default_prevails_over_all_or_over_some() -> None:
    rule = ElectionRule(seats=2, default="none", form=UpDown())
    over_all = counted(rule, ["A", "B", "none"], {"none": 5, "A": 3, "B": 2})
    assert (over_all.outcome, over_all.elected, over_all.open) == (ElectionOutcome.DEFAULT, (), 2)
    over_some = counted(rule, ["A", "B", "none"], {"A": 6, "none": 5, "B": 2})
    assert (over_some.outcome, over_some.elected, over_some.open) == (ElectionOutcome.OPEN, ("A",), 1)
    level = counted(rule, ["A", "B", "none"], {"A": 6, "none": 2, "B": 2})
    assert level.elected == ("A",)
    assert [note.code for note in level.notes] == ["default-prevails"]
    assert "none" not in [each.candidate for each in over_all.placings]


def test_a_tie_above_the_default_is_a_tie() -> None:
    rule = ElectionRule(seats=1, default="none")
    found = counted(rule, ["A", "B", "none"], {"A": 5, "B": 5, "none": 3})
    assert (found.outcome, found.notes) == (ElectionOutcome.TIED, ())


def test_where_nobody_is_qualified_the_default_is_left() -> None:
    rule = ElectionRule(seats=1, default="none", qualified="yes > 1/2 of ballots")
    found = counted(rule, ["A", "B", "none"], [(["A"], 3), (["B"], 3)])
    assert (found.outcome, found.counts[0].elected) == (ElectionOutcome.DEFAULT, ())


def test_a_default_that_has_won_a_seat_leaves_it_open() -> None:
    rule = ElectionRule(seats=2, method="transferable_vote", default="none")
    found = counted(rule, ["A", "B", "none"], [(["A"], 5), (["none"], 4), (["B"], 1)])
    assert (found.elected, found.open) == (("A",), 1)
    assert [note.code for note in found.notes] == ["default-seated"]
    assert "“none” has won a place, and the seat stays open." in told(found)


def test_further_discussion_has_a_majority_to_beat() -> None:
    rule = ElectionRule(
        seats=1,
        method="schulze",
        default="FD",
        qualified="yes >= 10 and yes > 3 times no",
        form=Rank(alike=True),
    )
    papers = [({"X": 1, "Y": 2, "FD": 3}, 30), ({"Y": 1, "FD": 2}, 8), ({"FD": 1}, 2)]
    found = counted(rule, ["X", "Y", "FD"], papers)
    assert found.elected == ("Y",)


def test_whom_the_default_reaches_by_a_path_is_not_elected() -> None:
    papers = [(["X", "N", "Y"], 4), (["Y", "X", "N"], 3), (["N", "Y", "X"], 3)]
    plain = ElectionRule(seats=2, method="schulze", default="N")
    strict = ElectionRule(seats=2, method="schulze", default="N", reverse_paths=True)
    assert counted(plain, ["X", "Y", "N"], papers).elected == ("X",)
    found = counted(strict, ["X", "Y", "N"], papers)
    assert found.outcome is ElectionOutcome.DEFAULT
    assert "A beat path leads from “N” to “X”, ties included." in told(found)
    clear = counted(strict, ["X", "Y", "N"], [(["X", "N", "Y"], 4)])
    placing = clear.placing("X")
    assert (clear.elected, placing and placing.qualified) == (("X",), None)
    asked = ElectionRule(seats=2, method="schulze", default="N", reverse_paths=True, qualified="yes >= 5")
    assert counted(asked, ["X", "Y", "N"], [(["X", "N", "Y"], 4)]).outcome is ElectionOutcome.DEFAULT


# --- papers ----------------------------------------------------------------------------------------


def test_a_paper_with_more_names_than_seats_is_refused_or_counts_as_invalid() -> None:
    rule = ElectionRule(seats=1)
    poll = put(rule, ABC, electors=["x", "y"])
    verdict = poll.check(Cast("x", Marks.chosen(["A", "B"]), at=CAST))
    assert [part.code for part in verdict.parts] == ["too-many-marked"]
    kept = ElectionRule(seats=1, unfit="invalid", qualified="yes > 1/2 of ballots")
    poll = put(kept, ABC, [(["A", "B"], 1), (["A"], 1)])
    assert kept.count(poll, AFTER).open == 1


def test_votes_that_tellers_declare_in_a_poll_are_counted() -> None:
    rule = ElectionRule(seats=1, qualified="yes > 1/2 of ballots")
    poll = put(rule, ABC, electors=[*"abcdefgh"], procedure=SECRET)
    votes = poll.apply(Declare(AFTER, figures={"yes": 6, "invalid": 1}, issued=8, votes={"A": 4, "B": 2}))
    bundles = [(Marks.chosen(["A"]), 4), (Marks.chosen(["B"]), 2)]
    papers = poll.apply(Declare(AFTER, figures={"yes": 6, "invalid": 1}, papers=bundles))
    assert election_of(votes, LATER).elected == election_of(papers, LATER).elected == ("A",)


def test_votes_without_the_figures_that_the_rule_reads_are_refused() -> None:
    rule = ElectionRule(seats=1, qualified="yes > 1/2 of ballots")
    with pytest.raises(UnknownFigure):
        counted(rule, ABC, {"A": 4, "B": 2})
    with pytest.raises(MissingData):
        counted(ElectionRule(seats=1, qualified="given trained"), ABC, [(["A"], 1)])


@pytest.mark.parametrize("given", [None, 5, "poll"])
def test_what_is_no_poll_has_no_election(given: Value) -> None:
    with pytest.raises(RecordError) as error:
        election_of(given)
    assert codes(error) == ["wrong-kind"]
