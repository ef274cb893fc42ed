"""Rotating votes: the published schedules of the Federal Reserve and of the ECB, and what is refused."""

import pickle
from typing import Any

import pytest

from consultgov import Clause
from consultgov.errors import RecordError, RuleError, TooLarge
from consultgov.terms.rotation import groups as rotation_groups
from consultgov.terms.rotation import votes as voting_rotation
from consultgov.terms.rotation.fairness import fairness_of
from consultgov.terms.rotation.groups import GroupVotes, Regrouping, RotationGroup, VotingPeriod, ecb_step
from consultgov.terms.rotation.votes import VotingRotation

# 12 USC 263, in the order in which each group votes from 2020.
FOMC = VotingRotation(
    [
        RotationGroup("1", ["Philadelphia", "Richmond", "Boston"], 1, alternates=1),
        RotationGroup("2", ["Cleveland", "Chicago"], 1, alternates=1),
        RotationGroup("3", ["Dallas", "Atlanta", "St. Louis"], 1, alternates=1),
        RotationGroup("4", ["Minneapolis", "San Francisco", "Kansas City"], 1, alternates=1),
    ],
    "1 year",
    "2020-01-01",
    ["Board of Governors", "New York"],
    clause=Clause("12 USC 263"),
)
VOTERS = {
    2020: ["Cleveland", "Dallas", "Minneapolis", "Philadelphia"],
    2021: ["Atlanta", "Chicago", "Richmond", "San Francisco"],
    2022: ["Boston", "Cleveland", "Kansas City", "St. Louis"],
    2023: ["Chicago", "Dallas", "Minneapolis", "Philadelphia"],
    2024: ["Atlanta", "Cleveland", "Richmond", "San Francisco"],
    2025: ["Boston", "Chicago", "Kansas City", "St. Louis"],
    2026: ["Cleveland", "Dallas", "Minneapolis", "Philadelphia"],
    2027: ["Atlanta", "Chicago", "Richmond", "San Francisco"],
    2028: ["Boston", "Cleveland", "Kansas City", "St. Louis"],
    2029: ["Chicago", "Dallas", "Minneapolis", "Philadelphia"],
    2030: ["Atlanta", "Cleveland", "Richmond", "San Francisco"],
}

# The order is that of the names of the states in their own languages; who began was drawn.
SECOND = [
    "Belgium",
    "Estonia",
    "Ireland",
    "Greece",
    "Cyprus",
    "Latvia",
    "Lithuania",
    "Luxembourg",
    "Malta",
    "Austria",
    "Portugal",
    "Slovenia",
    "Slovakia",
    "Finland",
]
ECB = VotingRotation(
    [
        RotationGroup(
            "1",
            ["Germany", "Spain", "France", "Italy", "Netherlands"],
            4,
            ecb_step(5, 4),
            first_out="Spain",
        ),
        RotationGroup("2", SECOND, 11, ecb_step(14, 11), first_out="Estonia"),
    ],
    "1 month",
    "2015-01-01",
    ["Executive Board"],
)
SILENT = {
    "2015-01": (["Spain"], ["Estonia", "Ireland", "Greece"]),
    "2015-02": (["France"], ["Ireland", "Greece", "Cyprus"]),
    "2015-03": (["Italy"], ["Greece", "Cyprus", "Latvia"]),
    "2015-04": (["Netherlands"], ["Cyprus", "Latvia", "Lithuania"]),
    "2015-05": (["Germany"], ["Latvia", "Lithuania", "Luxembourg"]),
    "2015-06": (["Spain"], ["Lithuania", "Luxembourg", "Malta"]),
    "2015-07": (["France"], ["Luxembourg", "Malta", "Austria"]),
    "2015-08": (["Italy"], ["Malta", "Austria", "Portugal"]),
    "2015-09": (["Netherlands"], ["Austria", "Portugal", "Slovenia"]),
    "2015-10": (["Germany"], ["Portugal", "Slovenia", "Slovakia"]),
    "2015-11": (["Spain"], ["Slovenia", "Slovakia", "Finland"]),
    "2015-12": (["France"], ["Slovakia", "Finland", "Belgium"]),
}


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


# --- published schedules --------------------------------------------------------------------------


def test_the_federal_reserve_votes_as_published_from_2020_to_2030() -> None:
    found = FOMC.schedule("2020-01-01", "2031-01-01")
    assert {each.start.year: sorted(each.voting[2:]) for each in found} == VOTERS
    assert all(each.voting[:2] == ("Board of Governors", "New York") for each in found)
    assert [each.last_day.isoformat()[4:] for each in found] == ["-12-31"] * 11


@pytest.mark.parametrize("year", [2024, 2027])
def test_any_day_of_a_year_tells_who_votes_in_it(year: int) -> None:
    for on in (f"{year}-01-01", f"{year}-12-31"):
        assert sorted(FOMC.voting(on)[2:]) == VOTERS[year]
        assert FOMC.period(on).span.contains(on)
    assert len(FOMC.not_voting(f"{year}-06-15")) == 7


def test_an_alternate_is_who_votes_next() -> None:
    for year in range(2020, 2030):
        assert sorted(FOMC.period(f"{year}-03-01").alternates) == VOTERS[year + 1]


def test_a_cycle_of_groups_of_three_and_two_comes_again_after_six_years() -> None:
    assert FOMC.voting("2026-05-01") == FOMC.voting("2020-05-01") != FOMC.voting("2023-05-01")


def test_the_ecb_votes_as_published_in_each_month_of_2015() -> None:
    found = ECB.schedule("2015-01-01", "2016-01-01")
    silent = {
        each.start.isoformat()[:7]: tuple([*group.not_voting] for group in each.groups) for each in found
    }
    assert silent == SILENT
    assert {len(each.voting) for each in found} == {1 + 4 + 11}
    assert ECB.not_voting("2015-12-31") == ("France", "Slovakia", "Finland", "Belgium")


@pytest.mark.parametrize(
    ("members", "votes", "step"), [(5, 4, 1), (14, 11, 1), (15, 11, 2), (16, 11, 3), (3, 3, 1)]
)
def test_the_rate_of_the_ecb_changes_with_the_size_of_a_group(members: int, votes: int, step: int) -> None:
    assert ecb_step(members, votes) == step


@pytest.mark.parametrize("given", [(0, 0), (3, None), (True, 1), (3, 0), (10**30, 1), (2.5, 1)])
def test_a_rate_of_no_numbers_is_refused(given: tuple[Any, Any]) -> None:
    with pytest.raises(RecordError) as caught:
        ecb_step(*given)
    assert codes(caught) == ["bad-number"]


def test_a_rate_of_more_votes_than_members_is_refused() -> None:
    with pytest.raises(RuleError) as caught:
        ecb_step(3, 4)
    assert codes(caught) == ["votes-above-members"]


def test_a_group_that_grows_goes_on_where_it_was_with_a_step_of_its_own() -> None:
    wider = [*SECOND[:4], "Croatia", *SECOND[4:]]
    council = ECB.with_groups("2023-01-01", [ECB.groups[0], RotationGroup("2", wider, 11, ecb_step(15, 11))])
    assert council.period("2022-12-01") == ECB.period("2022-12-01")
    first = council.period("2023-01-01").group("2")
    assert first.not_voting[0] == ECB.period("2023-01-01").group("2").not_voting[0]
    assert len(first.not_voting) == 4
    second = council.period("2023-02-01").group("2")
    assert second.not_voting[:2] == first.not_voting[2:]  # two give their votes back, two others lose theirs
    assert council.schedule("2022-11-01", "2023-03-01")[2] == council.period("2023-01-31")
    assert council.not_voting("2015-01-01") == ECB.not_voting("2015-01-01")


def test_everybody_of_a_group_votes_as_often_as_the_others_over_a_whole_cycle() -> None:
    for group, months in (("1", 5), ("2", 14)):
        part = ECB.schedule("2015-01-01", "2035-01-01")[:months]
        assert fairness_of([each.group(group).voting for each in part]).spread == 0


# --- groups through time --------------------------------------------------------------------------

ABC = VotingRotation([RotationGroup("x", ["a", "b", "c"], 1)], "1 month", "2026-01-01")


def test_new_groups_in_the_middle_of_a_period_cut_it_short() -> None:
    changed = ABC.with_groups("2026-02-15", [RotationGroup("x", ["a", "b"], 1, first="a")], ["chair"])
    found = changed.schedule("2026-01-01", "2026-04-01")
    assert [(each.start.isoformat(), each.last_day.isoformat(), each.voting) for each in found] == [
        ("2026-01-01", "2026-01-31", ("a",)),
        ("2026-02-01", "2026-02-14", ("b",)),
        ("2026-02-15", "2026-03-14", ("chair", "a")),
        ("2026-03-15", "2026-04-14", ("chair", "b")),
    ]
    assert changed.schedule("2026-02-10", "2026-02-15") == ()
    monthly = VotingRotation([ABC.groups[0]], "1 month", "2026-01-20", calendar=True)
    assert [each.last_day.isoformat() for each in monthly.schedule("2026-01-01", "2026-03-01")] == [
        "2026-01-31",
        "2026-02-28",
    ]


def test_a_new_group_and_one_that_says_with_whom_it_begins_are_taken_as_they_are() -> None:
    changed = ABC.with_groups(
        "2026-02-01", [RotationGroup("x", ["a", "c"], 1, first="c"), RotationGroup("y", ["d", "e"], 1)]
    )
    assert changed.voting("2026-02-01") == ("c", "d")
    assert changed.later[0].permanent == ()


def test_a_group_of_others_altogether_begins_with_its_first_member() -> None:
    assert ABC.with_groups("2026-02-01", [RotationGroup("x", ["d", "e"], 1)]).voting("2026-02-01") == ("d",)


def test_whoever_sits_out_is_told_when_she_votes_next() -> None:
    assert ABC.may_vote("a", "2026-01-31").holds
    assert ABC.may_vote("a", "2026-02-01").facts["next_start"] == "2026-04-01"
    later = ABC.with_groups("2026-03-15", [RotationGroup("x", ["b", "a", "c"], 1, first="a")])
    assert later.may_vote("a", "2026-02-01").facts["next_start"] == "2026-03-15"
    assert later.may_vote("c", "2026-02-01").facts["next_start"] == "2026-03-01"
    risen = ABC.with_groups("2026-03-01", [RotationGroup("x", ["b", "c"], 1)], ["a"])
    assert risen.may_vote("a", "2026-02-01").facts["next_start"] == "2026-03-01"
    gone = ABC.with_groups("2026-03-01", [RotationGroup("x", ["b", "c"], 1)])
    assert gone.may_vote("a", "2026-02-01").code == "sits-out-for-good"
    back = gone.with_groups("2026-08-01", [RotationGroup("x", ["b", "c", "a"], 1, first="b")])
    assert back.may_vote("a", "2026-02-01").facts["next_start"] == "2026-10-01"
    assert gone.may_vote("b", "2026-03-20").facts["next_start"] == "2026-04-01"


def test_the_answer_is_told_in_both_languages() -> None:
    assert FOMC.may_vote("Chicago", "2026-02-01").explain().splitlines() == [
        (
            "Chicago has no vote from 2026-01-01; the last day without one is 2026-12-31. "
            "The next vote is from 2027-01-01 on."
        ),
        "Source: 12 USC 263.",
    ]
    assert (
        FOMC.may_vote("New York", "2026-02-01")
        .explain("zh")
        .startswith("New York始终享有表决权，不参与轮换。")
    )
    assert (
        FOMC.may_vote("Dallas", "2026-02-01")
        .explain("zh")
        .startswith("Dallas享有表决权，自2026-01-01起，至2026-12-31止。")
    )
    gone = ABC.with_groups("2026-03-01", [RotationGroup("x", ["b", "c"], 1)]).may_vote("a", "2026-02-01")
    assert "are without a" in gone.explain()


def test_somebody_who_is_in_no_group_is_an_error() -> None:
    for who, code in (("z", "not-in-order"), (None, "bad-name"), ("\ud800", "bad-name")):
        with pytest.raises(RecordError) as caught:
            ABC.may_vote(who, "2026-01-01")  # type: ignore[arg-type]
        assert codes(caught) == [code]


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"members": []}, ["nobody-in-order"]),
        ({"members": [str(each) for each in range(1001)]}, ["nobody-in-order"]),
        ({"votes": 4}, ["votes-above-members"]),
        ({"votes": 0}, ["never-votes"]),
        ({"members": ["a", "b", "c", "d"], "step": 2}, ["never-votes"]),
        ({"alternates": 3}, ["surplus-alternates"]),
        ({"first": "z"}, ["not-in-order"]),
        ({"first_out": "z", "votes": 4}, ["votes-above-members", "not-in-order"]),
        ({"first": "a", "first_out": "b"}, ["no-use"]),
    ],
)
def test_a_group_that_makes_no_sense_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    usual: dict[str, Any] = {"name": "x", "members": ["a", "b", "c"], "votes": 1}
    with pytest.raises(RuleError) as caught:
        RotationGroup(**usual | given)
    assert codes(caught) == faults


@pytest.mark.parametrize(
    "given",
    [
        {"name": ""},
        {"name": "\ud800"},
        {"members": None},
        {"members": ["a", "a"]},
        {"members": [1]},
        {"votes": None},
        {"votes": 1.0},
        {"votes": True},
        {"step": 0},
        {"step": float("nan")},
        {"first": 1},
        {"first_out": []},
        {"alternates": -1},
    ],
    ids=str,
)
def test_a_group_that_cannot_be_read_is_refused(given: dict[str, Any]) -> None:
    usual: dict[str, Any] = {"name": "x", "members": ["a", "b", "c"], "votes": 1}
    with pytest.raises(RecordError):
        RotationGroup(**usual | given)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"groups": []}, ["nobody-in-order"]),
        ({"groups": [ABC.groups[0], ABC.groups[0]]}, ["name-twice", "name-twice"]),
        ({"permanent": ["a"]}, ["name-twice"]),
        ({"every": "3 working days"}, ["bad-turn-length"]),
        ({"every": "48 hours"}, ["bad-turn-length"]),
        ({"every": "5 months", "calendar": True}, ["bad-turn-length"]),
        ({"later": [Regrouping("2026-01-01", ABC.groups)]}, ["days-disordered"]),
        (
            {"later": [Regrouping("2026-03-01", ABC.groups), Regrouping("2026-02-01", ABC.groups)]},
            ["days-disordered"],
        ),
    ],
)
def test_a_rotation_that_makes_no_sense_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    usual: dict[str, Any] = {"groups": ABC.groups, "every": "1 month", "start": "2026-01-01"}
    with pytest.raises(RuleError) as caught:
        VotingRotation(**usual | given)
    assert codes(caught) == faults


@pytest.mark.parametrize(
    "given",
    [
        {"groups": None},
        {"groups": [1]},
        {"every": 1},
        {"start": "soon"},
        {"permanent": [None]},
        {"calendar": 1},
        {"month_end": "never"},
        {"later": 5},
        {"clause": 1},
    ],
    ids=str,
)
def test_a_rotation_that_cannot_be_read_is_refused(given: dict[str, Any]) -> None:
    usual: dict[str, Any] = {"groups": ABC.groups, "every": "1 month", "start": "2026-01-01"}
    with pytest.raises(RecordError):
        VotingRotation(**usual | given)


def test_later_groups_are_checked_like_the_first() -> None:
    with pytest.raises(RuleError) as caught:
        Regrouping("2026-02-01", [])
    assert codes(caught) == ["nobody-in-order"]


@pytest.mark.parametrize(
    ("on", "code"),
    [("2025-12-31", "before-start"), (None, "bad-day"), ("9999-12-31", "off-calendar")],
)
def test_a_day_that_has_no_period_is_refused(on: Any, code: str) -> None:  # noqa: ANN401 - any input
    for ask in (ABC.period, ABC.voting, ABC.not_voting):
        with pytest.raises(RecordError) as caught:
            ask(on)
        assert codes(caught) == [code]


def test_a_schedule_that_is_none_or_too_long_is_refused() -> None:
    with pytest.raises(RecordError) as caught:
        ABC.schedule("2026-02-01", "2026-01-01")
    assert codes(caught) == ["empty-span"]
    with pytest.raises(RecordError) as caught:
        ABC.schedule(None, 3)  # type: ignore[arg-type]
    assert codes(caught) == ["bad-day", "bad-day"]
    with pytest.raises(TooLarge) as large:
        VotingRotation(ABC.groups, "1 day", "2026-01-01").schedule("2026-01-01", "2999-01-01")
    assert large.value.limit == 100_000


def test_a_period_far_off_is_worked_out_directly() -> None:
    assert ABC.voting("7026-01-01") == ABC.groups[0].voting(5000 * 12)
    with pytest.raises(RecordError):
        ABC.groups[0].voting(10**9)
    for ask in (ABC.groups[0].not_voting, ABC.groups[0].standing_by):
        with pytest.raises(RecordError):
            ask(-1)


def test_an_unknown_group_of_a_period_is_refused() -> None:
    assert ABC.period("2026-01-01").group("x").voting == ("a",)
    for group in ("y", None):
        with pytest.raises(RecordError) as caught:
            ABC.period("2026-01-01").group(group)  # type: ignore[arg-type]
        assert codes(caught) == ["unknown-groups"]


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(RecordError) as caught:
        VotingPeriod("2026-02-01", "2026-02-01", [GroupVotes("x", ["a"])])
    assert codes(caught) == ["empty-span"]


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        FOMC,
        ECB,
        ABC.with_groups("2026-02-15", [RotationGroup("x", ["a", "b"], 1)], ["chair"]),
        VotingRotation(ABC.groups, "6 months", "2026-03-31", calendar=True, month_end="stick"),
        FOMC.period("2026-01-01"),
    ],
    ids=["fomc", "ecb", "changed", "half-years", "period"],
)
def test_a_value_comes_back_from_its_record_and_from_a_pickle(value: Any) -> None:  # noqa: ANN401 - any value
    assert type(value).from_dict(value.to_dict()) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - pickled on this line
    assert hash(type(value).from_dict(value.to_dict())) == hash(value)


def test_what_is_as_usual_is_not_in_the_record() -> None:
    assert ABC.to_dict() == {
        "groups": [{"name": "x", "members": ["a", "b", "c"], "votes": 1}],
        "every": "1 month",
        "start": "2026-01-01",
    }
    for kind in (RotationGroup, Regrouping, GroupVotes, VotingPeriod, VotingRotation):
        with pytest.raises(RecordError):
            kind.from_dict({"none": 1})


def test_the_module_lists_its_names() -> None:
    assert dir(voting_rotation) == sorted(voting_rotation.__all__)
    assert dir(rotation_groups) == sorted(rotation_groups.__all__)
