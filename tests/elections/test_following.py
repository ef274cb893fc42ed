"""What follows a ballot: who stands in the next one, for how many seats, by which rule."""

from typing import Any

import pytest

from consultgov import Elector
from consultgov.elections import Contested, ElectionOutcome, ElectionResult, ElectionRule, NextBallot
from consultgov.tabulation import Cap, Remedy, Tie
from consultgov.voting import UpDown
from tests.elections.making import Value, counted, people, told

ABC = ["A", "B", "C"]
MAJORITY = "yes > 1/2 of ballots"


def standing(found: ElectionResult) -> tuple[tuple[str, ...], int, int]:
    """Who stands next, for how many seats, in which ballot."""
    told(found)
    assert found.next is not None
    return found.next.stand, found.next.seats, found.next.ballot


def test_nothing_follows_where_the_rule_says_nothing_or_nothing_is_left() -> None:
    silent = ElectionRule(seats=1, qualified=MAJORITY)
    assert counted(silent, ABC, [(["A"], 2), (["B"], 2)]).next is None
    assert counted(ElectionRule(seats=1), ABC, [(["A"], 2), (["B"], 2)]).next is None
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot(), if_tied=NextBallot("tied"))
    assert counted(rule, ABC, [(["A"], 3), (["B"], 2)]).next is None


def test_those_tied_stand_again_alone() -> None:
    rule = ElectionRule(seats=2, if_tied=NextBallot("tied"))
    found = counted(rule, ABC, {"A": 5, "B": 3, "C": 3})
    assert standing(found) == (("B", "C"), 1, 2)
    assert found.next is not None
    assert found.next.rule == rule


def test_a_tie_that_is_not_for_a_seat_waits_for_a_lot() -> None:
    rule = ElectionRule(seats=1, method="instant_runoff", if_tied=NextBallot("tied"), if_open=NextBallot())
    found = counted(rule, ABC, [(["A"], 3), (["B"], 2), (["C"], 2)])
    assert found.tie == Tie(("B", "C"), 1, "exclusion")
    assert (found.outcome, found.open, found.next) == (ElectionOutcome.TIED, 0, None)


def test_a_choice_of_who_gives_way_comes_before_any_ballot() -> None:
    cap = Cap("group", 1, remedy=Remedy.RESIGNATION)
    rule = ElectionRule(seats=2, caps=[cap], if_open=NextBallot(), if_tied=NextBallot("tied"))
    found = counted(rule, people(A="x", B="x", C="y"), {"A": 5, "B": 4, "C": 3})
    assert (found.outcome, found.open, found.next) == (ElectionOutcome.GIVE_WAY, 0, None)


def test_who_goes_on_by_ranks_is_who_the_method_puts_first() -> None:
    rule = ElectionRule(seats=1, method="schulze", default="none", if_open=NextBallot("top", number=2))
    papers = [(["none", "C", "B", "A"], 3), (["C", "none", "A", "B"], 1)]
    found = counted(rule, [*ABC, "none"], papers)
    assert (found.elected, standing(found)) == ((), (("C", "B"), 1, 2))


def test_whoever_was_written_in_keeps_the_seat_in_the_next_ballot() -> None:
    rule = ElectionRule(
        seats=2, caps=[Cap("group", 1)], qualified=MAJORITY, others=True, if_open=NextBallot()
    )
    found = counted(rule, people(A="x", B="y"), [(["W", "A"], 2), (["W", "B"], 1), (["W"], 1)])
    assert (found.elected, standing(found)) == (("W",), (("A", "B"), 1, 2))
    assert found.next is not None
    assert found.next.held == (Elector("W", traits={"group": None}),)


def test_a_seat_left_open_is_voted_on_among_everybody_else() -> None:
    rule = ElectionRule(seats=2, qualified=MAJORITY, if_open=NextBallot())
    found = counted(rule, ABC, [(["A", "B"], 3), (["A", "C"], 2), (["A"], 1)])
    assert (found.elected, standing(found)) == (("A",), (("B", "C"), 1, 2))


def test_where_nobody_is_left_to_stand_nothing_follows() -> None:
    rule = ElectionRule(seats=2, if_open=NextBallot())
    assert counted(rule, ABC[:2], [(["A", "B"], 3)]).next is None
    lonely = ElectionRule(seats=1, qualified=MAJORITY, others=True, if_open=NextBallot())
    written = counted(lonely, ["A"], [(["W"], 2), (["A"], 2)])
    assert standing(written)[0] == ("A",)
    by_default = ElectionRule(seats=2, default="none", if_open=NextBallot())
    assert counted(by_default, ["A", "none"], {"A": 3, "none": 1}, seats=2).next is None


def test_a_runoff_is_of_the_first_by_votes_qualified_or_not() -> None:
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("top", number=2))
    found = counted(rule, [*ABC, "D"], [(["A"], 2), (["B"], 4), (["C"], 3)])
    assert standing(found) == (("B", "C"), 1, 2)


def test_candidates_without_a_vote_are_in_a_runoff_where_nobody_else_is_left() -> None:
    rule = ElectionRule(seats=1, qualified="yes > 2/3 of ballots", if_open=NextBallot("top", number=3))
    found = counted(rule, [*ABC, "D"], [(["A"], 3), (["B"], 2)])
    assert standing(found)[0] == ("A", "B")
    assert found.next is not None
    assert found.next.tie == Tie(("C", "D"), 1, "candidacy")
    every = ElectionRule(seats=1, qualified="yes > 2/3 of ballots", if_open=NextBallot("top", number=9))
    assert standing(counted(every, ABC, [(["A"], 3), (["B"], 2)]))[0] == ("A", "B", "C")


def test_as_many_go_on_as_contested_asks_at_least() -> None:
    rule = ElectionRule(seats=2, contested=Contested(1), qualified=MAJORITY, if_open=NextBallot("top"))
    found = counted(rule, [*ABC, "D", "E"], [(["A", "B"], 6), (["A", "C"], 4), (["D"], 2)])
    assert (found.elected, standing(found)) == (("A",), (("B", "C"), 1, 2))
    other = ElectionRule(seats=1, contested=Contested(2))
    by_other = ElectionRule(
        seats=1, contested=Contested(1), qualified=MAJORITY, if_open=NextBallot("top", rule=other)
    )
    assert standing(counted(by_other, ABC, [(["A"], 2), (["B"], 1), (["C"], 1)]))[0] == ("A", "B", "C")


def test_a_tie_for_a_place_in_the_next_ballot_is_settled_by_a_lot_or_by_seniority() -> None:
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("top", number=2))
    votes = {"A": 3, "B": 2, "C": 2}
    found = counted(rule, ABC, votes, ballots=7)
    assert standing(found)[0] == ("A",)
    assert found.next is not None
    assert found.next.tie == Tie(("B", "C"), 1, "candidacy")
    assert standing(counted(rule, ABC, votes, ballots=7, drawn=["C", "B"]))[0] == ("A", "C")
    elder = ElectionRule(seats=1, qualified=MAJORITY, seniority="age", if_open=NextBallot("top", number=2))
    assert standing(counted(elder, people(A=1, B=2, C=3), votes, ballots=7))[0] == ("A", "C")


def test_an_exhaustive_ballot_drops_the_lowest() -> None:
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("all_but_lowest"))
    found = counted(rule, ABC, [(["A"], 3), (["B"], 3), (["C"], 1)])
    assert standing(found)[0] == ("A", "B")
    tied = counted(rule, ABC, [(["A"], 3), (["B"], 2), (["C"], 2)])
    assert standing(tied)[0] == ("A", "B", "C")
    assert tied.next is not None
    assert tied.next.tie == Tie(("B", "C"), 1, "exclusion")
    drawn = counted(rule, ABC, [(["A"], 3), (["B"], 2), (["C"], 2)], drawn=["C", "B"])
    assert (standing(drawn)[0], drawn.next and drawn.next.tie) == (("A", "C"), None)
    last = counted(rule, ["A"], [(["A"], 3)], invalid=4)
    assert standing(last)[0] == ("A",)


def test_only_those_who_stood_are_dropped_one_by_one_and_a_written_in_may_be_in_a_runoff() -> None:
    papers = [(["W"], 3), (["A"], 2), (["B"], 1)]
    one_by_one = ElectionRule(seats=1, others=True, qualified=MAJORITY, if_open=NextBallot("all_but_lowest"))
    assert standing(counted(one_by_one, ["A", "B", "C"], papers))[0] == ("A", "B")
    assert standing(counted(one_by_one, ["A", "B"], papers))[0] == ("A", "B")  # two always remain for a seat
    runoff = ElectionRule(seats=1, others=True, qualified=MAJORITY, if_open=NextBallot("top", number=2))
    assert standing(counted(runoff, ["A", "B"], papers))[0] == ("W", "A")


def test_the_next_ballot_may_be_open_to_whoever_is_nominated() -> None:
    rule = ElectionRule(seats=2, qualified=MAJORITY, if_open=NextBallot("nominated"))
    found = counted(rule, ABC, [(["A"], 3), (["B"], 2)])
    assert found.next is not None
    assert (found.next.stand, found.next.anybody) == ((), True)
    assert "Ballot 2 follows. Seats: 1; candidates: whoever is nominated." in told(found)


def test_a_rule_comes_after_so_many_ballots() -> None:
    relative = ElectionRule(seats=1)
    rule = ElectionRule(
        seats=1,
        qualified=MAJORITY,
        if_open=NextBallot("top", number=2, rule=relative, after=3, meanwhile="unelected"),
    )
    papers = [(["A"], 3), (["B"], 2), (["C"], 1)]
    for ballot in (1, 2):
        found = counted(rule, ABC, papers, ballot=ballot)
        assert standing(found) == (("A", "B", "C"), 1, ballot + 1)
        assert found.next is not None
        assert found.next.rule == rule
    third = counted(rule, ABC, papers, ballot=3)
    assert standing(third) == (("A", "B"), 1, 4)
    assert third.next is not None
    assert third.next.rule == relative
    steady = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("top", number=2, after=2))
    assert standing(counted(steady, ABC, papers))[0] == ("A", "B")


def test_the_default_stands_in_every_ballot_and_is_none_of_those_who_go_on() -> None:
    rule = ElectionRule(seats=1, default="none", form=UpDown(), if_open=NextBallot())
    found = counted(rule, ["A", "B", "none"], {"A": 1, "B": 1, "none": 4})
    assert standing(found)[0] == ("A", "B")


# --- groups ----------------------------------------------------------------------------------------

GROUPED: dict[str, Any] = {"seats": 3, "per": "group", "shares": {"w": 1, "m": 2}}


def grouped() -> list[Elector]:
    return people(A="m", B="m", C="m", D="w", E="w")


def test_the_seats_that_each_group_has_left_are_voted_on() -> None:
    rule = ElectionRule(**GROUPED, qualified=MAJORITY, if_open=NextBallot())
    found = counted(rule, grouped(), [(["A", "B", "D"], 2), (["A", "C", "E"], 1), (["A", "C"], 1)])
    assert (found.elected, found.open) == (("A",), 2)
    assert standing(found) == (("D", "E", "B", "C"), 2, 2)
    assert found.next is not None
    assert dict(found.next.rule.shares) == {"w": 1, "m": 1}
    assert found.next.rule.seats == 2


def test_a_tie_in_a_group_is_voted_on_for_its_own_seat() -> None:
    rule = ElectionRule(**GROUPED, if_tied=NextBallot("tied"))
    found = counted(rule, grouped(), {"A": 5, "B": 3, "C": 3, "D": 2})
    assert (found.elected, standing(found)) == (("D", "A"), (("B", "C"), 1, 2))
    assert found.next is not None
    assert dict(found.next.rule.shares) == {"m": 1}


@pytest.mark.parametrize("per", ["", "group"])
def test_the_rule_of_the_next_ballot_may_share_out_what_is_left_or_not(per: str) -> None:
    shares: Value = {"w": 1, "m": 2} if per else {}
    then = ElectionRule(seats=3, per=per, shares=shares)
    rule = ElectionRule(**GROUPED, qualified=MAJORITY, if_open=NextBallot(rule=then))
    found = counted(rule, grouped(), [(["A", "D"], 3), (["B", "E"], 2)])
    assert (found.elected, found.open) == (("D", "A"), 1)
    assert found.next is not None
    assert dict(found.next.rule.shares) == ({"m": 1} if per else {})
