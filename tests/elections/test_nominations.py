"""Whether as many stand as the rule asks: 差额 and 等额."""

import pickle
from fractions import Fraction

import pytest

from consultgov import Clause, Share
from consultgov.elections import Contested
from consultgov.errors import RecordError, RuleError
from tests.elections.making import Value, codes


@pytest.mark.parametrize(
    ("least", "seats", "fewest"),
    [
        (1, 1, 2),
        (0, 3, 3),
        (2, 5, 7),
        ("1/5", 5, 6),
        ("1/5", 6, 8),
        ("20%", 10, 12),
        ("100%", 3, 6),
        (Fraction(1, 3), 4, 6),
        (Share("1/3"), 3, 4),
    ],
)
def test_a_part_of_the_seats_is_rounded_up_to_people(least: Value, seats: int, fewest: int) -> None:
    rule = Contested(least)
    assert rule.fewest(seats) == fewest
    assert rule.greatest(seats) is None
    assert rule.check(fewest, seats).code == "enough-candidates"
    below = rule.check(fewest - 1, seats)
    assert (below.holds, below.code, below.facts["fewest"]) == (False, "too-few-candidates", fewest)


def test_the_most_is_rounded_down_to_people() -> None:
    rule = Contested("1/3", "1/2", clause=Clause("选举法", "31"))
    assert (rule.fewest(5), rule.greatest(5)) == (7, 7)
    assert rule.check(7, 5).holds
    above = rule.check(8, 5)
    assert (above.code, above.facts["greatest"]) == ("too-many-candidates", 7)
    assert above.clause == Clause("选举法", "31")


def test_one_and_many_read_well_in_both_languages() -> None:
    assert Contested(1).check(1, 1).explain() == "Candidates: 1; seats: 1. At least 2 must stand."
    assert Contested(1, 2).check(9, 5).explain() == "Candidates: 9; seats: 5. No more than 7 may stand."
    assert Contested(1).check(3, 2).explain() == "Candidates: 3; seats: 2. That is as the rule asks."
    assert Contested(1).check(1, 1).explain("zh") == "应选1名，候选人1名，至少须有2名。"
    assert Contested(1, 2).check(9, 5).explain("zh") == "应选5名，候选人9名，不得超过7名。"


@pytest.mark.parametrize(
    "rule",
    [
        Contested(),
        Contested(0),
        Contested("100%"),
        Contested(Fraction(1)),
        Contested("1/3", "100%"),
        Contested(1, "50%", clause=Clause("§ 5")),
        Contested("0%", 0),
    ],
)
def test_it_is_stored_and_read_back(rule: Contested) -> None:
    assert Contested.from_dict(rule.to_dict()) == rule
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - pickled here
    assert hash(Contested.from_dict(rule.to_dict())) == hash(rule)


def test_a_whole_number_and_the_whole_of_the_seats_are_two_things() -> None:
    assert Contested(1).to_dict() == {}
    assert Contested("100%").to_dict() == {"least": "100%"}
    assert (Contested(1).fewest(4), Contested("100%").fewest(4)) == (5, 8)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (-1, "bad-number"),
        (Fraction(-1, 2), "share-bounds"),
        (Fraction(5, 2), "share-bounds"),
        ("-1/2", "share-bounds"),
        ("2", "share-bounds"),
        (10**9, "bad-number"),
        (True, "not-a-number"),
        (0.5, "float"),
        ("nonsense", "not-a-number"),
        ([], "not-a-number"),
    ],
)
def test_what_is_no_extra_is_refused(given: Value, code: str) -> None:
    with pytest.raises(RuleError) as error:
        Contested(given)
    assert codes(error) == [code]
    with pytest.raises(RuleError) as error:
        Contested(0, given)
    assert codes(error) == [code]


def test_a_least_above_the_most_is_refused() -> None:
    for least, most in ((2, 1), ("1/2", "1/3")):
        with pytest.raises(RuleError) as error:
            Contested(least, most)
        assert codes(error) == ["empty-range"]


def test_where_no_whole_number_lies_between_two_parts_the_least_is_the_most() -> None:
    few = Contested("1/5", "1/2")  # of one seat: at least two candidates, at most one and a half
    assert [few.fewest(1), few.greatest(1)] == [2, 2]
    assert few.check(2, 1).holds
    assert not few.check(3, 1).holds
    assert [Contested(2, "1/3").check(many, 3).holds for many in (4, 5, 6)] == [False, True, False]


@pytest.mark.parametrize("data", [None, [], "1/3", {"fewest": 1}])
def test_other_plain_dicts_are_refused(data: Value) -> None:
    with pytest.raises(RecordError):
        Contested.from_dict(data)
