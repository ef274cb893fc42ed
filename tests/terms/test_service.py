"""Service in an office, and the history of somebody as rules look at it; and what is none."""

import pickle
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from consultgov.errors import ConsultgovError, RecordError, shown
from consultgov.people import Appointment, Person, Roster
from consultgov.spans import Span
from consultgov.terms import service
from consultgov.terms.service import Service, before, history_of

Given: TypeAlias = Any
"""Whatever a caller may give."""


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def itself() -> list[Given]:
    """A list that holds itself."""
    found: list[Given] = []
    found.append(found)
    return found


def pair_of_itself() -> list[Given]:
    """A pair of a list with that list."""
    found: list[Given] = []
    found.extend([found, found])
    return found


NOTHING: list[Given] = [
    None,
    3,
    2.5,
    float("nan"),
    True,
    10**5000,
    "x" * 1_000_000,
    "\ud800",
    {"office": 3},
    {1: 2},
    object,
]

FORD = Service("president", "1974-08-09", "1977-01-20", term=("1973-01-20", "1977-01-20"), replaces=True)


# --- one service ------------------------------------------------------------------------------------


def test_a_service_lasts_from_its_first_day_to_the_day_before_its_end() -> None:
    assert FORD.days == 895
    assert Service("member", "2024-02-28", "2024-03-01").days == 2
    assert Service("member", "2024-02-28").days is None


@pytest.mark.parametrize(
    "held",
    [
        FORD,
        Service("member", "2024-02-28"),
        Service("主任", "2015-01-01", "2018-07-01", held_over="2018-01-01"),
        Service("member", "2015-01-01", None, term=("2015-01-01", "2018-01-01"), held_over="2018-01-01"),
        Service("member", "0001-01-01", "9999-12-31"),
    ],
    ids=shown,
)
def test_a_service_comes_back_from_its_record_and_from_a_pickle(held: Service) -> None:
    assert Service.from_dict(held.to_dict()) == held
    assert pickle.loads(pickle.dumps(held)) == held  # noqa: S301 - pickled on this line
    assert hash(held) == hash(Service.from_dict(held.to_dict()))


@pytest.mark.parametrize(
    "term",
    [
        ("1973-01-20", "1977-01-20"),
        ["1973-01-20", "1977-01-20"],
        Span("1973-01-20", "1977-01-20"),
        {"start": "1973-01-20", "end": "1977-01-20"},
    ],
    ids=["pair", "list", "span", "dict"],
)
def test_the_term_is_a_span_or_a_pair_of_days(term: Given) -> None:
    assert Service("president", "1974-08-09", "1977-01-20", term=term, replaces=True) == FORD


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"end": "2020-01-01"}, ["empty-span"]),
        ({"end": "2019-12-31"}, ["empty-span"]),
        ({"end": "2021-01-02", "term": ("2020-01-01", "2021-01-01")}, ["outside-term"]),
        ({"end": "2021-01-01", "term": ("2020-01-02", "2021-01-01")}, ["outside-term"]),
        ({"term": ("2020-01-01", "2021-01-01")}, ["outside-term"]),
        ({"end": "2021-01-01", "held_over": "2021-01-01"}, ["outside-service"]),
        ({"end": "2021-01-01", "held_over": "2019-12-31"}, ["outside-service"]),
        (
            {"end": "2021-01-01", "term": ("2018-01-01", "2019-01-01"), "held_over": "2019-01-01"},
            ["outside-service"],
        ),
        ({"end": "2019-01-01", "term": ("2021-01-01", "2022-01-01")}, ["empty-span", "outside-term"]),
        ({"term": ("2020-01-01", None)}, ["bad-term"]),
        ({"term": Span("2020-01-01T00:00+08:00", "2021-01-01T00:00+08:00")}, ["bad-term"]),
        ({"term": ("2021-01-01", "2020-01-01")}, ["empty-span"]),
    ],
    ids=str,
)
def test_days_that_contradict_each_other_are_refused_at_once(fields: Given, expected: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        Service("member", "2020-01-01", **fields)
    assert codes(caught) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"end": "2021-01-01", "term": ("2020-01-01", "2021-01-01")},
        {"end": "2021-01-01", "held_over": "2020-01-01"},
        {"end": "2021-01-01", "held_over": "2020-12-31"},
        {"end": "2022-01-01", "term": ("2020-01-01", "2021-01-01"), "held_over": "2021-01-01"},
    ],
    ids=str,
)
def test_days_on_the_very_edge_are_not(fields: Given) -> None:
    assert Service("member", "2020-01-01", **fields).end is not None


@pytest.mark.parametrize("given", [*NOTHING, [], itself(), pair_of_itself()], ids=shown)
def test_what_is_no_service_is_refused(given: Given) -> None:
    with pytest.raises(RecordError):
        Service.from_dict(given)
    with pytest.raises(RecordError):
        Service("member", given)
    with pytest.raises(RecordError):
        Service("member", "2020-01-01", replaces=given if given is not True else 1)
    if given is not None:
        with pytest.raises(RecordError):
            Service("member", "2020-01-01", given)
        with pytest.raises(RecordError):
            Service("member", "2020-01-01", "2021-01-01", term=given)
        with pytest.raises(RecordError):
            Service("member", "2020-01-01", "2021-01-01", held_over=given)
    if given != "x" * 1_000_000:
        with pytest.raises(RecordError):
            Service(given, "2020-01-01")


# --- a history --------------------------------------------------------------------------------------

LI = Person("li", "1960-05-01")
MAR, JUN = ("2018-03-01", "2021-03-01"), ("2021-03-01", "2024-03-01")


def appointed(**more: Given) -> Roster:
    """A roster with two appointments of li, one as an alternate, and one of somebody else."""
    return Roster(
        [LI, Person("wang")],
        [
            Appointment("li", "member", *JUN),
            Appointment("li", "member", *MAR),
            Appointment("li", "deputy", "2010-03-01", "2012-03-01", standing="alternate"),
            Appointment("wang", "member", *MAR),
        ],
        **more,
    )


def generated() -> Iterator[tuple[str, str]]:
    yield JUN
    yield MAR


@pytest.mark.parametrize(
    "make",
    [
        appointed,
        lambda: [MAR, JUN],
        lambda: [list(JUN), list(MAR)],
        lambda: (Span(*JUN), Service("member", *MAR)),
        lambda: [Appointment("li", "member", *JUN), {"office": "member", "start": MAR[0], "end": MAR[1]}],
        lambda: [*appointed().of("li")],
        generated,
        lambda: {Service("member", *MAR), Service("member", *JUN)},
    ],
    ids=["roster", "pairs", "lists", "values", "mixed", "appointments", "generator", "set"],
)
def test_a_history_is_read_in_the_order_of_time(make: Callable[[], Given]) -> None:
    expected = (Service("member", *MAR), Service("member", *JUN))
    assert history_of("li", make(), "member") == expected
    assert history_of(LI, make(), "member") == expected


def test_an_appointment_keeps_its_seat_and_a_pair_is_of_the_office_asked_about() -> None:
    found = history_of("li", [Appointment("li", "chair", *MAR), JUN], "clerk")
    assert [each.office for each in found] == ["chair", "clerk"]


def test_the_ids_of_a_person_are_compared_as_unicode_composes_them() -> None:
    roster = Roster([Person("rené")], [Appointment("rené", "member", *MAR)])
    assert len(history_of("rene\u0301", roster, "member")) == 1


def test_two_offices_on_one_day_are_a_history() -> None:
    assert len(history_of("li", [Service("chair", *MAR), Service("member", *MAR)], "member")) == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("2020-01-01", "2022-01-01"), ("2021-12-31", "2023-01-01")], ["overlapping-service"]),
        ([("2020-01-01", None), ("2021-12-31", "2023-01-01")], ["overlapping-service"]),
        ([("2020-01-01", "2021-01-01")] * 2, ["overlapping-service"]),
        ([("1960-04-30", "1961-01-01")], ["before-birth"]),
        ([("1950-01-01", "1962-01-01"), ("1961-01-01", None)], ["before-birth", "overlapping-service"]),
        ([("2020-01-01", "2020-01-01")], ["empty-span"]),
        ([("2020-01-01", "2019-01-01"), ("x", "2020-01-01")], ["empty-span", "bad-day"]),
        ([Appointment("wang", "member", *MAR)], ["other-person"]),
        ([Span("2020-01-01T00:00+08:00", "2021-01-01T00:00+08:00")], ["bad-day"]),
    ],
    ids=shown,
)
def test_a_history_that_cannot_be_is_refused(given: Given, expected: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        history_of(LI, given, "member")
    assert codes(caught)[: len(expected)] == expected


def test_what_adjoins_does_not_overlap_and_the_day_of_birth_is_early_enough() -> None:
    assert len(history_of(LI, [("1960-05-01", "1961-01-01"), ("1961-01-01", None)], "member")) == 2


def test_nobody_serves_from_after_her_death() -> None:
    dead = Person("li", died="2020-01-01")
    assert history_of(dead, [("2020-01-01", None)], "member")
    with pytest.raises(RecordError) as caught:
        history_of(dead, [("2020-01-02", None)], "member")
    assert codes(caught) == ["after-death"]


@pytest.mark.parametrize("given", [*NOTHING, itself(), pair_of_itself(), MAR, [None], [NOTHING]], ids=shown)
def test_what_is_no_history_is_refused(given: Given) -> None:
    with pytest.raises(RecordError):
        history_of("li", given, "member")


@pytest.mark.parametrize("given", [None, 3, "", " ", "\ud800", ["li"], float("nan")], ids=shown)
def test_who_is_nobody_is_refused(given: Given) -> None:
    with pytest.raises(RecordError) as caught:
        history_of(given, [], "member")
    assert codes(caught) == ["bad-name"]


def test_a_history_has_a_bound() -> None:
    endless: Given = iter(int, 1)
    with pytest.raises(RecordError) as caught:
        history_of("li", endless, "member")
    assert codes(caught) == ["too-long"]


# --- what was held before a day ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "ends"),
    [
        ("2020-01-01", []),
        ("2020-01-02", ["2020-01-02"]),
        ("2022-12-31", ["2022-12-31"]),
        ("2023-01-01", ["2023-01-01"]),
        ("2024-01-01", ["2023-01-01"]),
        ("2024-01-02", ["2023-01-01", "2024-01-02"]),
    ],
)
def test_what_was_held_before_a_day_ended_by_then(on: str, ends: list[str]) -> None:
    held = [Service("member", "2020-01-01", "2023-01-01"), Service("member", "2024-01-01")]
    assert [str(each.end) for each in before(held, date.fromisoformat(on))] == ends


@pytest.mark.parametrize(("wait", "over"), [(-1, None), (0, None), (1, "2023-01-01"), (9, "2023-01-01")])
def test_days_held_over_are_so_only_once_they_have_come(wait: int, over: str | None) -> None:
    held = Service("member", "2020-01-01", "2025-01-01", held_over="2023-01-01")
    [found] = before([held], date(2023, 1, 1) + timedelta(days=wait))
    assert (None if found.held_over is None else str(found.held_over)) == over


def test_the_module_lists_what_it_offers() -> None:
    assert dir(service) == sorted(service.__all__)
