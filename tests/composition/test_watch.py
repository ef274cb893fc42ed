"""Looking ahead: the days on which the review of a body gives another answer."""

from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.composition import watching
from consultgov.composition.committees import Committee
from consultgov.composition.requirements import AgeLimit
from consultgov.composition.sectors import Sector
from consultgov.composition.watching import Turn
from consultgov.errors import RecordError, TooLarge
from consultgov.people import Appointment, Person, Roster

Given: TypeAlias = Any
"""Whatever a caller may give."""

Told: TypeAlias = tuple[str, list[str], list[str], list[str]]


def watch(
    committee: Committee, roster: Roster, start: str = "2024-01-01", end: str = "2030-01-01"
) -> list[Told]:
    """The days, with the codes of what appears, is gone and changes."""
    return [
        (
            turn.on.isoformat(),
            [each.code for each in turn.appeared],
            [each.code for each in turn.gone],
            [each.code for each in turn.changed],
        )
        for turn in committee.watch(roster, start=start, end=end)
    ]


def roster(*held: Appointment, born: str | None = None) -> Roster:
    return Roster([Person(name, born) for name in dict.fromkeys(each.person for each in held)], held)


WOMEN = Committee("council", ["women"])


def test_a_vacancy_appears_when_a_term_ends_and_goes_when_somebody_enters() -> None:
    held = [
        Appointment("li", "women", "2024-03-01", "2027-03-01"),
        Appointment("wang", "women", "2027-06-01"),
    ]
    assert watch(WOMEN, roster(*held)) == [
        ("2024-03-01", [], ["seats-vacant"], []),
        ("2027-03-01", ["seats-vacant"], [], []),
        ("2027-06-01", [], ["seats-vacant"], []),
    ]


def test_the_first_and_the_last_day_are_not_told() -> None:
    held = [Appointment("li", "women", "2024-01-01", "2030-01-01")]
    assert watch(WOMEN, roster(*held)) == []
    assert watch(WOMEN, roster(*held), "2023-12-31", "2030-01-02") == [
        ("2024-01-01", [], ["seats-vacant"], []),
        ("2030-01-01", ["seats-vacant"], [], []),
    ]


def test_one_more_vacant_seat_is_a_change() -> None:
    committee = Committee("council", [Sector("women", 2)])
    held = [
        Appointment("li", "women", "2020-01-01", "2026-01-01"),
        Appointment("wang", "women", "2020-01-01", "2027-01-01"),
    ]
    assert watch(committee, roster(*held)) == [
        ("2026-01-01", ["seats-vacant"], [], []),
        ("2027-01-01", [], [], ["seats-vacant"]),
    ]


def test_a_birthday_between_is_no_change() -> None:
    """Whoever is too young is a year older, and still too young; somebody else's day is told alone."""
    committee = Committee("council", ["women", "party"], requires=AgeLimit(18))
    held = [
        Appointment("li", "women", "2020-01-01"),
        Appointment("wang", "party", "2020-01-01", "2026-07-01"),
    ]
    assert watch(committee, roster(*held, born="2010-03-01")) == [
        ("2026-07-01", ["seats-vacant"], ["age-below"], []),
        ("2028-03-01", [], ["age-below"], []),
    ]
    held = [Appointment("li", "women", "2020-01-01"), Appointment("wang", "party", "2020-01-01")]
    confirmed = [*held, Appointment("wang", "party", "2019-01-01", "2020-01-01", confirmed="2026-01-01")]
    assert watch(committee, roster(*confirmed, born="1980-03-01")) == []


def test_a_rule_that_comes_into_force_is_told_also_where_nobody_sits() -> None:
    committee = Committee("council", [Sector("grid", clause=Clause("rules", valid_from="2026-01-01"))])
    assert watch(committee, Roster()) == [("2026-01-01", ["seats-vacant"], [], [])]


def test_a_rule_on_the_whole_is_followed_from_day_to_day() -> None:
    committee = Committee("council", [Sector("women", (0, None))], rules="members >= 3")
    held = [
        Appointment("li", "women", "2020-01-01"),
        Appointment("wang", "women", "2025-01-01", "2026-01-01"),
        Appointment("chen", "women", "2025-06-01", "2025-07-01"),
    ]
    turns = committee.watch(roster(*held), start="2024-01-01", end="2030-01-01")
    assert [
        (turn.on.isoformat(), len(turn.appeared), len(turn.gone), len(turn.changed)) for turn in turns
    ] == [
        ("2025-01-01", 0, 0, 1),
        ("2025-06-01", 0, 1, 0),
        ("2025-07-01", 1, 0, 0),
        ("2026-01-01", 0, 0, 1),
    ]
    since = [finding.facts["since"] for turn in turns for finding in (*turn.appeared, *turn.changed)]
    assert since == ["2020-01-01", "2025-07-01", "2025-07-01"]


def test_the_facts_of_the_body_are_given_with_the_question() -> None:
    committee = Committee("council", [Sector("women", (0, None))], rules="members >= given households")
    files = roster(Appointment("li", "women", "2025-01-01"))
    (turn,) = committee.watch(files, start="2024-01-01", end="2026-01-01", given={"households": 1})
    assert [each.code for each in turn.gone] == ["comparison-not-met"]


def test_a_turn_in_plain_form_leaves_out_what_is_empty() -> None:
    (turn,) = WOMEN.watch(
        roster(Appointment("li", "women", "2025-01-01")), start="2024-01-01", end="2026-01-01"
    )
    (gone,) = turn.gone
    assert turn.to_dict() == {"on": "2025-01-01", "gone": [gone.to_dict()]}
    assert Turn(turn.on).to_dict() == {"on": "2025-01-01"}
    assert len({turn, Turn(turn.on, gone=(gone,))}) == 1


@pytest.mark.parametrize("given", [None, 5, "May", []])
def test_a_period_is_made_of_days(given: Given) -> None:
    with pytest.raises(RecordError):
        WOMEN.watch(Roster(), start=given, end=given)
    with pytest.raises(RecordError):
        WOMEN.watch(given, start="2024-01-01", end="2025-01-01")
    with pytest.raises(RecordError):
        WOMEN.watch(Roster(), start="2024-01-01", end="2024-01-01")


def test_a_period_with_too_many_changes_is_refused_before_it_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "_LOOKED", 3)
    files = roster(*(Appointment("li", "women", f"202{year}-01-01", f"202{year}-02-01") for year in (5, 6)))
    with pytest.raises(TooLarge) as raised:
        WOMEN.watch(files, start="2024-01-01", end="2030-01-01")
    assert (raised.value.size, raised.value.limit) == (8, 3)
    assert raised.value.faults[0].code == "too-many-turns"
    assert len(WOMEN.watch(files, start="2024-01-01", end="2025-01-02")) == 1


def test_the_module_lists_its_public_names() -> None:
    assert sorted(watching.__all__) == sorted(dir(watching))
