"""What an election came to, as a value and in sentences."""

import pickle

import pytest

from consultgov import Clause
from consultgov.elections import (
    ElectionOutcome,
    ElectionResult,
    ElectionRule,
    NextBallot,
    NextElection,
    Place,
    Placing,
)
from consultgov.errors import RecordError
from consultgov.tabulation import Cap, Remedy, Tie
from consultgov.verdicts import Verdict
from tests.elections.making import counted, people, told

ABC = ["A", "B", "C"]
RULE = ElectionRule(
    seats=2,
    turnout="ballots > 1/2 of members",
    qualified="yes > 1/2 of ballots",
    if_tied=NextBallot("tied"),
    if_open=NextBallot("top", number=2),
)


def test_every_outcome_and_place_has_its_sentences() -> None:
    for outcome in ElectionOutcome:
        told(ElectionResult(outcome, 1))
    for place in Place:
        for figure in (None, 3):
            told(ElectionResult(ElectionOutcome.OPEN, 1, placings=(Placing("A", place, figure),)))


def test_a_result_of_one_seat_reads_well() -> None:
    found = counted(ElectionRule(seats=1), ["li", "wang"], [(["li"], 30), (["wang"], 25)])
    assert found.explain() == (
        "All seats are filled: 1 of 1.\nli: elected, with 30.\nwang: not elected, with 25."
    )


def test_a_tie_and_what_follows_read_well() -> None:
    found = counted(RULE, ABC, {"A": 70, "B": 60, "C": 60}, ballots=99, members=100)
    assert found.explain() == (
        "Seats filled: 1 of 2. A tie has to be settled.\n"
        "Turnout:\n"
        "  99 ballots returned; more than 1/2 of the 100 members is needed, so 51: reached.\n"
        "A: elected, with 70.\n"
        "  70 votes in favour; more than 1/2 of the 99 ballots returned is needed, so 50: reached.\n"
        "B: tied, with 60.\n"
        "  60 votes in favour; more than 1/2 of the 99 ballots returned is needed, so 50: reached.\n"
        "C: tied, with 60.\n"
        "  60 votes in favour; more than 1/2 of the 99 ballots returned is needed, so 50: reached.\n"
        "Tied for 1 of the seats: B and C.\n"
        "Ballot 2 follows. Seats: 1; candidates: B and C."
    )


def test_open_seats_and_a_runoff_read_well() -> None:
    found = counted(RULE, ABC, {"A": 70, "B": 49, "C": 30}, ballots=99, members=100)
    assert found.explain().splitlines()[0] == "Seats filled: 1 of 2; left open: 1."
    assert found.explain().splitlines()[5:7] == [
        "B: not elected, with 49; what is asked of a candidate is not met.",
        "  49 votes in favour; more than 1/2 of the 99 ballots returned is needed, so 50: one short.",
    ]
    assert found.explain().splitlines()[-1] == "Ballot 2 follows. Seats: 1; candidates: B and C."
    chinese = found.explain("zh").splitlines()
    assert chinese[0] == "应选2名，选出1名，尚缺1名。"
    assert chinese[-1] == "另行选举（第2次投票），应选1名，候选人：B和C。"


def test_who_is_tied_for_a_place_in_the_next_ballot_reads_well() -> None:
    found = counted(RULE, [*ABC, "D"], {"A": 20, "B": 20, "C": 20, "D": 1}, ballots=99, members=100)
    assert found.explain().splitlines()[-2:] == [
        "Ballot 2 follows. Seats: 2; a tie has to be settled to tell who of these stands: A, B and C.",
        "Tied for 2 of the places in the next ballot: A, B and C.",
    ]


def test_a_turnout_that_was_missed_reads_well() -> None:
    found = counted(RULE, ABC, {"A": 70}, ballots=99, members=200)
    assert found.explain() == (
        "The election is void: too few voted.\n"
        "Turnout:\n"
        "  99 ballots returned; more than 1/2 of the 200 members is needed, so 101: 2 short."
    )


def test_a_group_over_its_cap_reads_well() -> None:
    rule = ElectionRule(seats=2, caps=[Cap("group", 1, remedy=Remedy.RESIGNATION, clause=Clause("§ 4"))])
    found = counted(rule, people(A="x", B="x", C="y"), {"A": 3, "B": 2, "C": 1})
    assert found.explain().splitlines()[0] == (
        "Seats filled so far: 0 of 2. A group over its cap has to decide who gives way."
    )


def test_an_account_is_of_verdicts_and_speaks_no_other_language() -> None:
    found = counted(RULE, ABC, {"A": 70, "B": 60, "C": 60}, ballots=99, members=100)
    assert [each.code for each in found.account()] == [
        "election-tied",
        "turnout",
        "candidate-elected-with",
        "candidate-tied-with",
        "candidate-tied-with",
        "tied-for-seat",
        "next-ballot",
    ]
    with pytest.raises(RecordError):
        found.explain("la")


def test_a_result_is_stored_as_plain_data_and_pickled() -> None:
    found = counted(RULE, ABC, {"A": 70, "B": 60, "C": 60}, ballots=99, members=100)
    plain = found.to_dict()
    assert plain["elected"] == ["A"]
    assert plain["tie"] == {"options": ["B", "C"], "places": 1, "over": "seat"}
    assert {"next", "turnout", "placings", "counts"} <= plain.keys()
    assert "open" not in plain
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - pickled here
    assert (again, hash(again)) == (found, hash(found))
    left = counted(RULE, ABC, {"A": 70}, ballots=99, members=100)
    assert left.to_dict()["open"] == 1


def test_a_placing_tells_why_only_where_there_is_a_reason() -> None:
    reason = Verdict(holds=False, code="passed-over-for-cap", rule="", facts={})
    placing = Placing("A", Place.PASSED_OVER, 3, None, reason)
    assert placing.to_dict() == {
        "candidate": "A",
        "place": "passed_over",
        "figure": "3",
        "why": reason.to_dict(),
    }
    assert Placing("A", Place.ELECTED).to_dict() == {"candidate": "A", "place": "elected"}
    assert Placing("A", Place.ELECTED).verdict().holds
    assert not placing.verdict().holds


def test_the_next_ballot_is_stored_as_plain_data() -> None:
    rule = ElectionRule(seats=1)
    tied = NextElection(("A",), 1, 2, rule, Tie(("B", "C"), 1, "candidacy"))
    assert tied.to_dict() == {
        "stand": ["A"],
        "seats": 1,
        "ballot": 2,
        "tie": {"options": ["B", "C"], "places": 1, "over": "candidacy"},
        "rule": {"seats": 1},
    }
    assert [each.code for each in tied.account()] == ["next-ballot-tied", "tied-for-candidacy"]
    assert NextElection((), 1, 2, rule, anybody=True).to_dict()["anybody"] is True


def test_who_has_how_many_seats() -> None:
    found = ElectionResult(ElectionOutcome.COMPLETE, 3, elected=("A", "B", "A"))
    assert found.seats_by_list == {"A": 2, "B": 1}
    assert found.placing("A") is None
