"""Where a rule of terms empties a seat: nobody on file may follow."""

import attrs
import pytest

from consultgov import Clause, Finding, Person, Roster
from consultgov.errors import RecordError, TooLarge
from consultgov.people import Appointment
from consultgov.terms import TermLimit, TermRule, leaving
from consultgov.verdicts import Severity

RULE = TermRule("3 years", limits=TermLimit(1), clause=Clause("charter", "one term of three years"))
LI = Person("li", sectors=["women"])
HELD = Appointment("li", "women", "2024-03-01", "2027-03-01")


def found(
    *people: Person, held: tuple[Appointment, ...] = (HELD,), rule: TermRule = RULE
) -> tuple[Finding, ...]:
    """The shortages from 2026 to 2030 with these people on file beside li."""
    return rule.shortages(Roster([LI, *people], held), "2026-01-01", "2030-01-01")


def test_a_seat_that_nobody_on_file_may_take_is_found() -> None:
    [finding] = found(Person("wang", sectors=["grid"]))
    assert finding.code == "nobody-may-follow"
    assert finding.severity is Severity.NOTE
    assert dict(finding.facts) == {"seat": "women", "person": "li", "on": "2027-03-01"}
    assert finding.explain().splitlines()[0] == (
        "Note: from 2027-03-01 nobody on file may take the seat “women”, which li has to leave."
    )
    assert "li须离任，自2027-03-01起，在册人员中没有人可以担任“women”。" in finding.explain("zh")


@pytest.mark.parametrize(
    "wu",
    [Person("wu", sectors=["women"]), Person("wu")],
    ids=["eligible", "nothing on file about sectors"],
)
def test_somebody_who_may_follow_is_enough(wu: Person) -> None:
    assert found(wu) == ()


def test_who_is_dead_or_has_a_seat_or_served_already_cannot_follow() -> None:
    assert found(Person("wu", died="2026-05-01", sectors=["women"]))
    wu = Person("wu", sectors=["women"])
    assert found(wu, held=(HELD, Appointment("wu", "grid", "2025-03-01", "2028-03-01")))
    assert found(wu, held=(HELD, Appointment("wu", "grid", "2020-03-01", "2023-03-01")))
    stands_ready = Appointment("wu", "grid", "2025-03-01", "2028-03-01", standing="alternate")
    assert found(wu, held=(HELD, stands_ready)) == ()


def test_where_nobody_has_to_leave_nothing_is_short() -> None:
    assert found(rule=attrs.evolve(RULE, limits=())) == ()


def test_what_cannot_be_looked_at_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RecordError):
        RULE.shortages("roster", "2026-01-01", "2030-01-01")  # type: ignore[arg-type]
    monkeypatch.setattr(leaving, "_MOST_LOOKS", 1)
    with pytest.raises(TooLarge):
        found(Person("wu"))


def test_the_module_tells_its_names() -> None:
    assert dir(leaving) == sorted(leaving.__all__)
