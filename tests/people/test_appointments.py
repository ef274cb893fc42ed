"""Appointments: who holds which seat from when to when."""

import pickle
from datetime import date, datetime
from typing import Any

import pytest

from consultgov.errors import RecordError
from consultgov.people import Appointment, Ending, Standing, appointments

START, END = "2024-03-01", "2026-05-01"


def faults(error: pytest.ExceptionInfo[RecordError]) -> list[tuple[str, str]]:
    return [(fault.code, fault.subject) for fault in error.value.faults]


def full() -> Appointment:
    """An appointment with everything that can be said of it."""
    return Appointment(
        "chen",
        "women",
        START,
        END,
        why="resignation",
        standing="alternate",
        rank=2,
        route="residents",
        proposed_by="unit 7",
        confirmed="2024-03-05",
        full_time=False,
    )


def test_it_is_in_force_from_its_first_day_to_the_day_before_it_is_over() -> None:
    held = Appointment("chen", "women", START, END)
    days = [date(2024, 2, 29), date(2024, 3, 1), date(2026, 4, 30), date(2026, 5, 1)]
    assert [held.holds(day) for day in days] == [False, True, True, False]
    assert [held.is_over(day) for day in days] == [False, False, False, True]


def test_an_open_one_is_never_over() -> None:
    held = Appointment("chen", "women", date.min)
    assert held.holds(date.min)
    assert held.holds(date.max)
    assert not held.is_over(date.max)


def test_where_nothing_is_said_the_term_is_over() -> None:
    assert Appointment("chen", "women", START).ending is None
    assert Appointment("chen", "women", START, END).ending is Ending.TERM
    assert Appointment("chen", "women", START, END, why=Ending.RECALL).ending is Ending.RECALL


def test_it_starts_on_the_last_day_of_the_calendar_at_the_latest() -> None:
    assert Appointment("chen", "women", date.max).holds(date.max)
    with pytest.raises(RecordError):
        Appointment("chen", "women", date.max, date.max)


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [START, "2024-02-29", date.min])
def test_it_ends_after_it_starts(end: str | date) -> None:
    with pytest.raises(RecordError) as raised:
        Appointment("chen", "women", START, end)
    assert faults(raised) == [("empty-span", "appointment of 'chen' to 'women'")]
    assert raised.value.faults[0].people == ("chen",)


def test_a_reason_goes_with_an_end() -> None:
    with pytest.raises(RecordError) as raised:
        Appointment("chen", "women", START, why="death")
    assert [code for code, _ in faults(raised)] == ["no-end"]


HALF = pytest.param("\ud800", id="half")
HUGE = pytest.param(10**5000, id="huge")


@pytest.mark.parametrize("given", [1, 1.5, True, " ", [], {}, HALF, HUGE, datetime(2026, 5, 1)])  # noqa: DTZ001 - refused
def test_every_field_is_checked_and_named(given: Any) -> None:  # noqa: ANN401 - whatever comes
    data = {
        field.name: given for field in Appointment.__attrs_attrs__ if field.name not in ("rank", "full_time")
    }
    with pytest.raises(RecordError) as raised:
        Appointment.from_dict(data)
    assert faults(raised) == [
        ("bad-name", "person"),
        ("bad-name", "seat"),
        ("bad-day", "start"),
        ("bad-day", "end"),
        ("bad-choice", "why it ends"),
        ("bad-choice", "standing"),
        ("bad-name", "route"),
        ("bad-name", "proposed by"),
        ("bad-day", "confirmed"),
    ]


@pytest.mark.parametrize("rank", [-1, 1_000_001, True, 1.0, "1", None, HUGE])
def test_a_rank_is_a_whole_number(rank: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError) as raised:
        Appointment("chen", "women", START, rank=rank)
    assert faults(raised) == [("bad-number", "rank")]


@pytest.mark.parametrize("given", [0, 1, "yes", []])
def test_full_time_is_true_false_or_not_recorded(given: Any) -> None:  # noqa: ANN401 - whatever comes
    with pytest.raises(RecordError) as raised:
        Appointment("chen", "women", START, full_time=given)
    assert faults(raised) == [("bad-truth", "full_time")]


# --- as a value -----------------------------------------------------------------------------------


def test_names_are_brought_to_one_form() -> None:
    one = Appointment("caf\u00e9", "caf\u00e9", START, route="caf\u00e9", proposed_by="caf\u00e9")
    other = Appointment("cafe\u0301", "cafe\u0301", START, route="cafe\u0301", proposed_by="cafe\u0301")
    assert one == other


@pytest.mark.parametrize("held", [full(), Appointment("chen", "women", START)])
def test_it_is_read_from_its_plain_dict(held: Appointment) -> None:
    assert Appointment.from_dict(held.to_dict()) == held
    assert pickle.loads(pickle.dumps(held)) == held  # noqa: S301 - pickled on this line
    assert hash(held) == hash(Appointment.from_dict(held.to_dict()))


def test_the_plain_dict_leaves_out_what_is_as_usual() -> None:
    assert Appointment("chen", "women", START).to_dict() == {
        "person": "chen",
        "seat": "women",
        "start": START,
    }
    plain = full().to_dict()
    assert plain == {
        "person": "chen",
        "seat": "women",
        "start": START,
        "end": END,
        "why": "resignation",
        "standing": "alternate",
        "rank": 2,
        "route": "residents",
        "proposed_by": "unit 7",
        "confirmed": "2024-03-05",
        "full_time": False,
    }
    assert full().standing is Standing.ALTERNATE
    assert {type(value) for value in plain.values()} == {str, int, bool}


def test_the_module_lists_its_public_names() -> None:
    assert sorted(appointments.__all__) == sorted(dir(appointments))
