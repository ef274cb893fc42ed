"""Why seats cannot be filled."""

from __future__ import annotations

import pytest

from consultgov.composition.allotting import conflicts
from consultgov.composition.allotting.conflicts import conflict
from consultgov.errors import RuleError
from tests.composition.allotting.building import person, problem

THREE = {"a": (1, 1), "b": (1, 1), "c": (1, 1), "d": (1, 1)}


class TestConflict:
    def test_three_posts_with_two_people_between_them(self) -> None:
        people = [person("abc", employer="r"), person("abc", employer="b"), person("d", employer="g")]
        found = conflict(problem(THREE, people, "each employer: members <= 2"))
        assert found.posts == (0, 1, 2)
        assert (found.conditions, found.apart, found.size) == ((), (), False)
        assert found.candidates == (0, 1)
        assert found.smallest

    def test_a_condition_and_the_post_it_leaves_empty(self) -> None:
        people = [person("a", employer="r"), person("b", employer="r"), person("c", employer="b")]
        rules = ("members >= 0", "each employer: members <= 1")
        found = conflict(problem({"a": (1, 1), "b": (1, 1), "c": (1, 1)}, people, *rules))
        assert (found.posts, found.conditions) == ((0, 1), (1,))
        assert found.candidates == (0, 1)

    def test_two_conditions(self) -> None:
        people = [person("a", sex="m"), person("a", sex="f")]
        rules = ("members among sex is f = 1", "members = 1", "members among sex is m = 1")
        found = conflict(problem({"a": (0, 2)}, people, *rules))
        assert (found.posts, found.conditions, found.smallest) == ((), (0, 1, 2), True)

    def test_a_pair_kept_apart_and_the_size(self) -> None:
        found = conflict(problem({"a": (0, 2)}, [person("a")] * 2)._replace(apart=((0, 1),), least=2))
        assert (found.apart, found.size, found.posts) == ((0,), True, ())

    def test_a_post_that_contradicts_itself(self) -> None:
        found = conflict(problem({"a": (0, 1), "b": (2, 1)}, [person("ab")] * 3))
        assert (found.posts, found.smallest) == ((1,), True)

    def test_the_size_alone(self) -> None:
        found = conflict(problem({"a": (0, 2)}, [person("a")])._replace(least=2))
        assert (found.size, found.smallest) == (True, True)

    def test_a_smaller_conflict_than_the_one_met_first(self) -> None:
        people = [person("ab", sex="m"), person("ab", sex="m"), person("c", sex="m")]
        rules = ("members >= 1", "members among sex is f >= 2 or members <= 1")
        given = problem({"a": (1, 1), "b": (1, 1), "c": (1, 1)}, people, *rules, "members among sex is f = 1")
        found = conflict(given)
        assert (found.conditions, found.posts, found.smallest) == ((2,), (), True)

    def test_a_conflict_that_is_not_the_first_has_fewer_parts(self) -> None:
        rules = ("members among sex is m = 1", "members among sex is m = 0", "members = 9", "members <= 9")
        found = conflict(problem({"a": (0, 2)}, [person("a", sex="m"), person("a", sex="f")], *rules))
        assert (found.posts, found.conditions, found.smallest) == ((), (2,), True)

    def test_where_there_are_too_many_sets_nothing_is_claimed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(conflicts, "_FEW", 1)
        found = conflict(problem(THREE, [person("abc"), person("abc"), person("d")]))
        assert found.posts == (0, 1, 2)
        assert not found.smallest

    def test_a_problem_with_a_solution_has_none(self) -> None:
        with pytest.raises(RuleError) as caught:
            conflict(problem({"a": (1, 1)}, [person("a")]))
        assert caught.value.faults[0].code == "no-conflict"
