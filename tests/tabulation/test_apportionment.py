"""Seats for lists: the published examples, thresholds, bounds, and ties at the last seat."""

import copy
import pickle
from fractions import Fraction

import pytest

from consultgov.errors import ConsultgovError, RecordError, RuleError, TallyError
from consultgov.shares import Share
from consultgov.tabulation import apportionment as module
from consultgov.tabulation.apportionment import (
    Divisors,
    ListQuota,
    highest_averages,
    largest_remainder,
    seats_by_list,
)
from consultgov.tabulation.counts import Tabulation, Tie
from consultgov.tabulation.lists import Threshold

PARTIES = {"A": 100_000, "B": 80_000, "C": 30_000, "D": 20_000}
COLOURS = {"Yellows": 47000, "Whites": 16000, "Reds": 15800, "Greens": 12000, "Blues": 6100, "Pinks": 3100}
SIX = {"A": 1500, "B": 1500, "C": 900, "D": 500, "E": 500, "F": 200}
CENSUS_1790 = {
    "Connecticut": 236841,
    "Delaware": 55540,
    "Georgia": 70835,
    "Kentucky": 68705,
    "Maryland": 278514,
    "Massachusetts": 475327,
    "New Hampshire": 141822,
    "New Jersey": 179570,
    "New York": 331589,
    "North Carolina": 353523,
    "Pennsylvania": 432879,
    "Rhode Island": 68446,
    "South Carolina": 206236,
    "Vermont": 85533,
    "Virginia": 630560,
}


def shares(count: Tabulation) -> list[int]:
    return list(seats_by_list(count).values())


def steps(count: Tabulation) -> list[str]:
    return [each.code for each in count.rounds[0].steps]


def codes(error: ConsultgovError) -> list[str]:
    return [fault.code for fault in error.faults]


# --- highest averages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("divisors", "expected"),
    [
        ("dhondt", [4, 3, 1, 0]),
        ("sainte_lague", [3, 3, 1, 1]),
        ("modified_sainte_lague", [3, 3, 1, 0]),
        ("adams", [3, 3, 1, 1]),
        ("huntington_hill", [3, 3, 1, 1]),
        ("danish", [3, 3, 1, 1]),
        ("imperiali", [5, 3, 0, 0]),
    ],
)
def test_the_textbook_election_of_eight_seats(divisors: str, expected: list[int]) -> None:
    assert shares(highest_averages(PARTIES, 8, divisors=divisors)) == expected


def test_cp_a2_six_seats_by_d_hondt() -> None:
    count = highest_averages({"A": 42, "B": 31, "C": 15, "D": 12}, 6)
    assert seats_by_list(count) == {"A": 3, "B": 2, "C": 1, "D": 0}
    assert count.elected == ("A", "B", "A", "B", "C", "A")
    assert count.method == "dhondt"
    assert count.tie is None


def test_py_3_a_list_with_the_most_it_may_have_gets_no_more() -> None:
    polled = {"A": 500, "B": 300, "C": 160}
    assert seats_by_list(highest_averages(polled, 10, most=5)) == {"A": 5, "B": 3, "C": 2}
    assert seats_by_list(highest_averages(polled, 10, most={"A": 1})) == {"A": 1, "B": 6, "C": 3}


def test_jefferson_and_hamilton_at_the_census_of_1790() -> None:
    jefferson = [7, 1, 2, 2, 8, 14, 4, 5, 10, 10, 13, 2, 6, 2, 19]
    assert shares(highest_averages(CENSUS_1790, 105)) == jefferson
    hamilton = [8, 2, 2, 2, 9, 16, 5, 6, 11, 12, 14, 2, 7, 3, 21]
    assert shares(largest_remainder(CENSUS_1790, 120)) == hamilton


def test_the_round_has_the_quotients_that_decided_the_last_seat() -> None:
    count = highest_averages(PARTIES, 8)
    expected = {"A": 25000, "B": 20000, "C": 15000, "D": 20000}
    assert dict(count.rounds[0].votes) == expected
    assert steps(count) == ["last-quotients", *["list-seats"] * 4]
    assert count.scores == PARTIES


def test_the_squares_are_shown_where_quotients_have_roots() -> None:
    count = highest_averages({"A": 30, "B": 20}, 3, divisors=Divisors.HUNTINGTON_HILL)
    assert dict(count.rounds[0].votes) == {"A": 450, "B": 200}
    assert steps(count)[0] == "last-quotient-squares"


def test_a_list_before_its_first_divisor_comes_before_all_others() -> None:
    votes = {"A": 1000, "B": 2, "C": 1}
    assert shares(highest_averages(votes, 4, divisors="adams")) == [2, 1, 1]
    assert shares(highest_averages(votes, 2, divisors="huntington_hill")) == [1, 1, 0]


def test_a_tie_for_the_last_seat_is_a_value() -> None:
    votes = {"A": 40, "C": 20, "B": 20}
    assert highest_averages(votes, 4).elected == ("A", "A", "B", "C")
    tied = highest_averages(votes, 3)
    assert tied.elected == ("A",)
    assert tied.tie == Tie(("A", "B", "C"), 2)
    settled = highest_averages(votes, 3, ties=["C", "A", "B"])
    assert settled.elected == ("A", "C", "A")
    assert "tie-settled-by-order" in steps(settled)
    assert highest_averages(votes, 3, ties=["C", "A"]).tie == tied.tie


def test_a_quotient_by_one_and_two_fifths_is_exact() -> None:
    """20 000 by 1.4 is 100 000 by 7: a tie, where floating point sees none."""
    count = highest_averages(PARTIES, 8, divisors="modified_sainte_lague")
    assert count.tie == Tie(("A", "D"), 1)
    assert count.rounds[0].votes["D"] == Fraction(100_000, 7)


def test_whoever_was_drawn_counts_only_among_those_tied() -> None:
    votes = {"A": 50, "B": 20, "C": 20}
    assert highest_averages(votes, 3, ties=["C", "A", "B"]).elected == ("A", "A", "C")


def test_seats_stay_open_where_nobody_has_votes_or_everybody_has_the_most() -> None:
    empty = highest_averages({"A": 0, "B": 0}, 3)
    assert (empty.elected, empty.tie) == ((), None)
    assert steps(empty) == ["list-seats", "list-seats", "seats-left-open"]
    full = highest_averages({"A": 10, "B": 0}, 3, most={"A": 2})
    assert full.elected == ("A", "A")
    assert full.rounds[0].steps[-1].facts["places"] == 1


def test_what_a_list_has_at_least_comes_before_any_quotient() -> None:
    votes = {"A": 90, "B": 9, "C": 1}
    assert shares(highest_averages(votes, 5)) == [5, 0, 0]
    assert shares(highest_averages(votes, 5, least=1)) == [3, 1, 1]
    assert shares(highest_averages(votes, 5, least={"C": 2}, most={"C": 2})) == [3, 0, 2]


def test_a_threshold_is_reached_or_exceeded_as_it_says() -> None:
    votes = {"A": 95, "B": 5}
    assert shares(highest_averages(votes, 20, threshold="5%")) == [19, 1]
    above = highest_averages(votes, 20, threshold=Threshold("5%", exceeded=True))
    assert shares(above) == [20, 0]
    assert steps(above)[0] == "list-below-threshold"
    exempt = Threshold(Share("10%"), exempt=["B"])
    assert shares(highest_averages(votes, 20, threshold=exempt)) == [19, 1]
    assert shares(largest_remainder(votes, 20, threshold="10%")) == [20, 0]


# --- largest remainders ---------------------------------------------------------------------------


def test_cp_a4_droop() -> None:
    count = largest_remainder(COLOURS, 10, quota="droop")
    assert shares(count) == [5, 2, 2, 1, 0, 0]
    assert count.rounds[0].quota == 9091


def test_hare_on_the_same_votes() -> None:
    assert shares(largest_remainder(COLOURS, 10)) == [5, 2, 1, 1, 1, 0]


def test_cp_a6_one_seat_more_costs_two_lists_one_each() -> None:
    assert shares(largest_remainder(SIX, 25)) == [7, 7, 4, 3, 3, 1]
    assert shares(largest_remainder(SIX, 26)) == [8, 8, 5, 2, 2, 1]


def test_the_round_has_the_remainders_and_the_quota() -> None:
    count = largest_remainder({"A": 5, "B": 3}, 3)
    assert count.rounds[0].quota == Fraction(8, 3)
    assert dict(count.rounds[0].votes) == {"A": Fraction(7, 3), "B": Fraction(1, 3)}
    assert steps(count) == ["last-remainders", "list-seats", "list-seats"]
    assert count.method == "largest_remainder_hare"


def test_equal_remainders_at_the_last_seat_are_a_tie() -> None:
    votes = {"A": 3, "C": 1, "B": 1}
    tied = largest_remainder(votes, 3, quota=ListQuota.HARE)
    assert (tied.elected, tied.tie) == (("A", "A"), Tie(("B", "C"), 1))
    assert largest_remainder(votes, 3, ties=["C", "A"]).tie == tied.tie
    settled = largest_remainder(votes, 3, ties=["C", "B"])
    assert (settled.elected, settled.tie) == (("A", "A", "C"), None)
    assert "tie-settled-by-order" in steps(settled)


def test_where_the_quota_is_too_small_the_divisor_is_lowered() -> None:
    """Three whole Hagenbach-Bischoff quotas for two seats: the Hare quota is taken."""
    count = largest_remainder({"A": 20, "B": 10}, 2, quota="hagenbach_bischoff")
    assert count.rounds[0].quota == 15
    assert shares(count) == [1, 1]
    italian = largest_remainder({"A": 30, "B": 30, "C": 30}, 1, quota="imperiali")
    assert italian.rounds[0].quota == 45
    assert italian.tie == Tie(("A", "B", "C"), 1)


def test_a_list_gets_one_seat_at_most_by_its_remainder() -> None:
    count = largest_remainder({"A": 2, "B": 1}, 10, quota="droop")
    assert shares(count) == [3, 2]
    assert count.rounds[0].steps[-1].facts["places"] == 5


def test_without_votes_every_seat_stays_open() -> None:
    count = largest_remainder({"A": 0}, 2)
    assert (count.elected, count.rounds[0].quota) == ((), None)
    assert steps(count) == ["list-seats", "seats-left-open"]


# --- values and faults ----------------------------------------------------------------------------


def test_a_count_explains_itself_in_both_languages() -> None:
    count = highest_averages({"A": 95, "B": 5, "C": 1}, 2, threshold="5%", most=1)
    english, chinese = count.explain(), count.explain("zh")
    assert "C has 1 and does not pass the threshold of 5%." in english
    assert "B has 5 and does not pass the threshold of 5%." in english
    assert "Left open: 1." in english
    assert "空缺名额：1个。" in chinese
    assert (
        "These are the remainders over whole quotas of 8/3."
        in largest_remainder({"A": 5, "B": 3}, 3).explain()
    )


def test_a_count_is_copied_and_kept() -> None:
    count = highest_averages(PARTIES, 8)
    assert pickle.loads(pickle.dumps(count)) == copy.deepcopy(count) == count  # noqa: S301 - our own bytes
    assert count.to_dict()["elected"] == list(count.elected)


@pytest.mark.parametrize(
    "threshold",
    [Threshold("5%"), Threshold("1/3", exceeded=True), Threshold("5%", exempt=["b", "a"])],
)
def test_a_threshold_goes_through_plain_data(threshold: Threshold) -> None:
    assert Threshold.from_dict(threshold.to_dict()) == threshold
    assert pickle.loads(pickle.dumps(threshold)) == threshold  # noqa: S301 - our own bytes


def test_a_threshold_that_is_none_is_refused() -> None:
    for make in (
        lambda: Threshold("120%"),
        lambda: Threshold("5%", exceeded=1),  # type: ignore[arg-type]
        lambda: Threshold("5%", exempt="AB"),
        lambda: Threshold("5%", exempt=[""]),
        lambda: highest_averages(PARTIES, 8, threshold="x"),
    ):
        with pytest.raises(RuleError):
            make()
    with pytest.raises(RecordError):
        Threshold.from_dict({"share": 1})
    with pytest.raises(RecordError):
        Threshold.from_dict({"share": "5%", "above": True})


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"divisors": "hare"}, "bad-choice"),
        ({"divisors": 3}, "bad-choice"),
        ({"ties": ["X"]}, "unknown-option"),
        ({"least": 3}, "too-few-seats"),
        ({"least": 1, "most": 0}, "too-few-seats"),
        ({"least": -1}, "bad-seats"),
        ({"most": True}, "bad-seats"),
        ({"most": {"X": 1}}, "unknown-option"),
        ({"most": {"A": "1"}}, "bad-seats"),
    ],
)
def test_settings_that_are_none_are_refused(settings: dict[str, object], code: str) -> None:
    with pytest.raises(TallyError) as caught:
        highest_averages(PARTIES, 8, **settings)  # type: ignore[arg-type]
    assert code in codes(caught.value)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({}, ["no-options"]),
        ([("A", 1)], ["not-a-dict"]),
        ({"A": -1, "B": 0.5}, ["negative-number", "float"]),
        ({"": 1}, ["bad-name"]),
    ],
)
def test_votes_that_are_none_are_refused(votes: dict[str, int], expected: list[str]) -> None:
    for method in (highest_averages, largest_remainder):
        with pytest.raises(TallyError) as caught:
            method(votes, 3)
        assert codes(caught.value) == expected


def test_a_quota_that_is_none_and_too_many_lists_are_refused() -> None:
    with pytest.raises(TallyError, match="quota must be one of hare"):
        largest_remainder(PARTIES, 8, quota="dhondt")
    with pytest.raises(TallyError) as caught:
        highest_averages({str(each): 1 for each in range(10_001)}, 3)
    assert codes(caught.value) == ["too-many-options"]
    assert dir(module) == module.__all__
