"""The solver for constraints: a stand-in for it, and itself where it is installed."""

from __future__ import annotations

import sys

import pytest

from consultgov.composition.allotting import solver as ours
from consultgov.composition.allotting.problems import Problem
from consultgov.composition.allotting.searching import allot
from consultgov.errors import RecordError, RuleError, TooLarge
from tests.composition.allotting import stand_in
from tests.composition.allotting.building import Person, person, problem

MODULE = "ortools.sat.python.cp_model"
TWO = {"a": (1, 2), "b": (0, 1)}
PEOPLE = [
    person("ab", 1, 5, sex="m", team="x", area=10),
    person("a", 2, 0, sex="m", team="x", area=20),
    person("b", 2, 1, sex="f", team="y", area=30),
    person("a", 2, 2, sex="f", team="y", area=5),
]
PROBLEMS = [
    problem(TWO, PEOPLE),
    problem(TWO, PEOPLE, "each team: members <= 1"),
    problem(TWO, PEOPLE, "members by area >= 30.5 and members among sex is f >= 1/2 of members"),
    problem(TWO, PEOPLE, "members = 2 or members by area > 60", "members among sex is m > 0"),
    problem(TWO, PEOPLE, "given strict")._replace(given={"strict": True}),
    problem(TWO, PEOPLE, "given strict")._replace(given={"strict": False}),
    problem(TWO, PEOPLE)._replace(balance=("sex",), apart=((0, 3), (2, 2))),
    problem(TWO, [Person("a", has_vote=False), person("a", team="x")], "members = 1"),
    problem({}, []),
    problem(TWO, PEOPLE)._replace(least=4),
]


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools", stand_in)
    monkeypatch.setitem(sys.modules, MODULE, stand_in.cp_model)


def figures(given: Problem, chosen: tuple[int, ...] | None) -> tuple[int, ...] | None:
    """How many sit, and what they gain."""
    if chosen is None:
        return None
    gains = zip(*(given.options[place].gains for place in chosen), strict=True)
    return (len(chosen), *map(sum, gains))


@pytest.mark.usefixtures("_installed")
class TestStandIn:
    @pytest.mark.parametrize("place", range(len(PROBLEMS)))
    def test_the_solver_agrees_with_our_search(self, place: int) -> None:
        given = PROBLEMS[place]
        assert figures(given, allot(given, solver="cp-sat")) == figures(given, allot(given))

    def test_any_lawful_one(self) -> None:
        found = allot(PROBLEMS[1], solver="cp-sat", want_best=False)
        assert found is not None

    @pytest.mark.parametrize(
        "rule", ["blocs team >= 1", "not (members = 3)", "members >= 1/2 of members rounded up"]
    )
    def test_what_is_no_sum_is_refused(self, rule: str) -> None:
        with pytest.raises(RuleError, match="sums of people"):
            allot(problem(TWO, PEOPLE, rule), solver="cp-sat")

    def test_figures_that_are_too_long(self) -> None:
        with pytest.raises(TooLarge, match="figure for the solver"):
            allot(problem(TWO, [person("a", 10**30)]), solver="cp-sat")
        with pytest.raises(TooLarge, match="figure for the solver"):
            allot(problem(TWO, PEOPLE, "members by area >= 9999999999999"), solver="cp-sat")

    def test_no_answer_in_time(self) -> None:
        with pytest.raises(TooLarge, match="steps"):
            allot(PROBLEMS[0], solver="cp-sat", steps=1)

    def test_an_answer_that_breaks_a_rule_is_not_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ours, "claims_of", lambda _pool: [])
        with pytest.raises(RecordError, match="must keep every rule"):
            allot(problem(TWO, PEOPLE, "members = 1"), solver="cp-sat")


def test_a_solver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, MODULE, None)
    with pytest.raises(RecordError) as caught:
        allot(PROBLEMS[0], solver="cp-sat")
    assert caught.value.faults[0].code == "no-solver"
    assert "consultgov[solver]" in caught.value.faults[0].fix


def test_the_solver_itself() -> None:
    pytest.importorskip(MODULE)
    for given in PROBLEMS:
        assert figures(given, allot(given, solver="cp-sat")) == figures(given, allot(given))
