"""A vacancy is filled from the last election; the newcomer serves the rest of the term: k8s-vacancy."""

from datetime import date

import attrs
import pytest

from consultgov.composition import Committee, Sector, Succession
from consultgov.people import Appointment, Person, Roster
from consultgov.terms.ends import Term
from consultgov.terms.rules import TermRule

WINNERS, RANKING = ("w1", "w2", "w3"), ("w1", "w2", "w3", "r4", "r5")
RULE = TermRule("2 years", office="steering", replacement="remainder")
FIRST = RULE.term("2025-11-01")
STEERING = Committee("steering committee", [Sector("steering", 3)], succession=Succession("runner_up"))
ROSTER = Roster(
    [Person(name) for name in RANKING],
    [Appointment(name, "steering", FIRST.start, FIRST.end) for name in WINNERS],
).leaving("w2", "2026-05-04")
RUNNERS_UP = [name for name in RANKING if name not in WINNERS]


def filled(*declined: str) -> tuple[str, Term | None]:
    """Who comes, and for which term."""
    found = STEERING.successor(
        ROSTER, "steering", on="2026-05-04", orders={"runner_up": RUNNERS_UP}, declined=declined
    )
    if found.appointment is None:
        return found.person, None
    return found.person, RULE.term(found.appointment.start, replaces=FIRST)


@pytest.mark.parametrize(
    ("declined", "person"), [((), "r4"), (("r4",), "r5")], ids=["nobody-declines", "r4-declines"]
)
def test_the_next_in_the_ranking_serves_the_rest_of_the_term(declined: tuple[str, ...], person: str) -> None:
    who, term = filled(*declined)
    assert who == person
    assert term is not None
    assert (term.start, term.end, term.last_day) == (date(2026, 5, 4), date(2027, 11, 1), date(2027, 10, 31))
    assert term.end == FIRST.end


def test_where_all_decline_the_seat_stays_vacant() -> None:
    assert filled("r4", "r5") == ("", None)


def test_a_term_of_her_own_would_end_later() -> None:
    own = attrs.evolve(RULE, replacement="own").term("2026-05-04", replaces=FIRST)
    assert own.last_day == date(2028, 5, 3)
