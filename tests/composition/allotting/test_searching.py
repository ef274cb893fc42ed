"""The best lawful allotment."""

from __future__ import annotations

from itertools import product

import pytest

from consultgov.composition.allotting import searching
from consultgov.composition.allotting.problems import Option, Post, Problem
from consultgov.composition.allotting.searching import allot
from consultgov.errors import MissingData, RecordError, TooLarge
from consultgov.people import Elector
from tests.composition.allotting.building import Person, people_of, person, problem

ONE = {"a": (0, 9)}


def best(given: Problem) -> list[int] | None:
    return people_of(given, allot(given))


def chosen(posts: dict[str, tuple[int, int]], people: list[Person], *rules: str) -> list[int]:
    """Who sits, where anybody can."""
    found = best(problem(posts, people, *rules))
    assert found is not None
    return found


def impossible(posts: dict[str, tuple[int, int]], people: list[Person], *rules: str) -> bool:
    return allot(problem(posts, people, *rules)) is None


class TestObjective:
    def test_most_seats_come_first(self) -> None:
        people = [person("ab", 9), person("a", 0)]
        assert chosen({"a": (0, 1), "b": (0, 1)}, people) == [0, 1]

    def test_then_the_first_gain_before_all_others(self) -> None:
        people = [person("a", 1, 0), person("a", 0, 1000), person("a", 1, 1)]
        assert chosen({"a": (1, 1)}, people) == [2]

    def test_gains_may_be_below_zero(self) -> None:
        people = [person("a", -5), person("a", -2), person("a", -3)]
        assert chosen({"a": (0, 2)}, people) == [1, 2]

    def test_then_evenness(self) -> None:
        people = [person("a", sex=sex) for sex in "mmmff"]
        assert best(problem({"a": (0, 4)}, people)._replace(balance=("sex",))) == [0, 1, 3, 4]

    def test_evenness_in_two_traits_that_cross(self) -> None:
        people = [person("ab", sex=sex, town=town) for sex, town in product("mf", "xyz")]
        given = problem({"a": (2, 2), "b": (1, 1)}, people)._replace(balance=("town", "sex"))
        found = people_of(given, allot(given)) or []
        assert {"xyz"[place % 3] for place in found} == {*"xyz"}
        assert len({place // 3 for place in found}) == 2

    def test_earlier_options_of_those_alike(self) -> None:
        assert chosen({"a": (0, 2)}, [person("a", sex="f")] * 4, "members = 2") == [0, 1]

    def test_two_options_in_one_post_the_better_of_them(self) -> None:
        elector = Elector("p0")
        given = Problem((Post("a", 1, 1),), (Option(0, 0, elector, (1,)), Option(0, 0, elector, (2,))))
        assert allot(given) == (1,)

    def test_no_solver_of_that_name(self) -> None:
        with pytest.raises(RecordError, match="must be cp-sat"):
            allot(problem(ONE, []), solver="oracle")

    def test_any_will_do_where_the_best_is_not_wanted(self) -> None:
        given = problem({"a": (1, 1)}, [person("a", 0), person("a", 1)])
        assert allot(given, want_best=False) == (0,)


class TestConditions:
    def test_caps_and_floors(self) -> None:
        people = [person("a", employer=name, sex=sex) for name, sex in zip("rrrbbg", "mmmffm", strict=True)]
        found = chosen(ONE, people, "each employer: members <= 2", "members among sex is f >= 40% of members")
        assert len(found) == 5
        assert {3, 4, 5} < {*found}

    def test_a_stepped_cap(self) -> None:
        rule = "(members <= 3 and each team: members <= 1) or (members > 3 and each team: members <= 2)"
        assert len(chosen(ONE, [person("a", team=team) for team in "rrrbbg"], rule)) == 5

    def test_an_odd_number(self) -> None:
        assert len(chosen(ONE, [person("a")] * 4, "members > 2 times (1/2 of members rounded down)")) == 3

    def test_weights(self) -> None:
        people = [person("a", area=area) for area in (10, 20, 40)]
        assert chosen({"a": (0, 2)}, people, "members by area >= 60") == [1, 2]

    def test_an_exact_weight(self) -> None:
        people = [person("a", area, area=area) for area in (1, 5, 8, 9, 20, 22)]
        assert chosen({"a": (0, 3)}, people, "members by area = 30") == [0, 3, 4]

    def test_groups_won(self) -> None:
        people = [person("a", town=town, young=town == "z") for town in "xxyz"]
        assert chosen({"a": (0, 2)}, people, "blocs town >= 2", "not (members among young = 0)") == [2, 3]

    def test_groups_won_by_weight(self) -> None:
        people = [person("a", town=town, area=9) for town in "xyy"]
        rule = "blocs town by area where (members >= 2) >= 18"
        assert chosen({"a": (0, 2)}, people, rule) == [1, 2]

    def test_no_group_at_all_is_no_each(self) -> None:
        assert impossible(ONE, [person("a", town=None)], "each town: members <= 1")

    def test_a_named_group_that_nobody_is_in(self) -> None:
        assert impossible(ONE, [person("a", town="x")], "each town in (y): members >= 1")

    def test_levels(self) -> None:
        people = [person("a", town=town, sex=sex) for town, sex in ("xm", "xm", "xf", "ym")]
        rule = "each town: each sex: (members <= 1 and members within town <= 2 and members <= all members)"
        assert chosen(ONE, people, rule) == [0, 2, 3]

    def test_facts(self) -> None:
        rules = ("members >= given fewest", "given strict")
        given = {"fewest": 2, "strict": True}
        assert best(problem(ONE, [person("a")] * 2, *rules)._replace(given=given)) == [0, 1]
        assert best(problem(ONE, [person("a")], *rules)._replace(given=given)) is None

    def test_seats_that_no_condition_counts(self) -> None:
        people = [Person("a", has_vote=False), person("a", sex="m"), person("b", sex="f")]
        rule = "members among sex is f >= 1/2 of members"
        assert chosen({"a": (0, 9), "b": (0, 1)}, people, rule, "members <= 2") == [0, 1, 2]

    def test_nobody_votes_and_no_seat_is_vacant(self) -> None:
        assert chosen(ONE, [person("a")], "yes = 0 and vacant = 0 and absent = members") == [0]

    def test_a_flag_that_only_some_have(self) -> None:
        people = [person("a", flags=("chair",)), person("a"), person("a")]
        assert chosen({"a": (0, 2)}, people, "each chair: members <= 1", "members among chair = 1") == [0, 1]

    @pytest.mark.parametrize(
        "people", [[person("a", sex="f"), person("a")], [person("a"), person("a", sex="f")]]
    )
    def test_what_is_missing_is_said_whoever_would_sit(self, people: list[Person]) -> None:
        with pytest.raises(MissingData, match="is not there"):
            chosen({"a": (0, 1)}, people, "members among sex is f >= 1")

    def test_balance_is_read_as_well(self) -> None:
        with pytest.raises(MissingData):
            allot(problem(ONE, [person("a")])._replace(balance=("sex",)))


class TestLimits:
    def test_people_kept_apart(self) -> None:
        assert best(problem(ONE, [person("a")] * 3)._replace(apart=((0, 1),))) == [0, 2]

    def test_somebody_apart_from_herself_does_not_sit(self) -> None:
        assert best(problem(ONE, [person("a")] * 2)._replace(apart=((0, 0),))) == [1]

    def test_the_least_and_most_of_all(self) -> None:
        given = problem(ONE, [person("a")] * 3)
        assert allot(given._replace(least=4)) is None
        assert allot(given._replace(most=2)) == (0, 1)
        assert allot(given._replace(least=3, most=2)) is None

    def test_posts_that_contradict_themselves_or_that_too_few_may_take(self) -> None:
        assert impossible({"a": (2, 1)}, [person("a")] * 2)
        assert impossible({"a": (0, 1), "b": (1, 1)}, [person("a")])
        assert impossible({"a": (2, 2), "b": (2, 2)}, [person("ab")] * 3)

    def test_posts_that_must_have_more_than_may_sit_in_all(self) -> None:
        given = problem({"a": (2, 2), "b": (1, 1)}, [person("a")] * 2 + [person("b")])
        assert allot(given) == (0, 1, 2)
        assert allot(given._replace(most=2)) is None

    def test_nothing_to_fill(self) -> None:
        assert allot(problem({}, [])) == ()

    def test_the_steps_are_used_up(self) -> None:
        given = problem(ONE, [person("a", sex="f")] * 9, "members among sex is f >= 2")
        with pytest.raises(TooLarge) as caught:
            allot(given, steps=50)
        assert caught.value.limit == 50
        assert caught.value.size > 50


class TestManyOptions:
    """Of many options some are tried alone first."""

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(searching, "_MANY", 6)
        monkeypatch.setattr(searching, "_SAMPLE", 2)

    def people(self, *last: Person) -> list[Person]:
        return [*[person("a", 0, sex="m")] * 8, *last]

    def test_the_first_will_do(self) -> None:
        assert chosen({"a": (0, 2)}, self.people(), "members >= 1") == [0, 1]

    def test_they_may_be_improved_on(self) -> None:
        assert chosen({"a": (0, 1)}, self.people(person("a", 1, sex="m"))) == [8]

    def test_others_may_be_needed(self) -> None:
        people = self.people(person("a", 0, sex="f"))
        rule = "members among sex is f >= 1"
        assert chosen({"a": (0, 1)}, people, rule) == [8]
        given = problem({"a": (0, 2)}, self.people(), "members >= 1")._replace(most=1)
        assert allot(given, want_best=False) == (0,)

    def test_others_may_fill_more_seats(self) -> None:
        people = self.people(person("b", 0, sex="f"))
        rule = "members among sex is m <= 2"
        found = chosen({"a": (0, 5), "b": (0, 1)}, people, rule)
        assert found == [0, 1, 8]

    def test_a_flag_that_none_of_the_first_has(self) -> None:
        people = self.people(person("a", sex="m", flags=("chair",)))
        assert chosen({"a": (0, 1)}, people, "each chair: members <= 1") == [0]

    def test_steps_may_be_used_up_by_a_part(self) -> None:
        given = problem({"a": (0, 2)}, self.people(), "members >= 1")
        with pytest.raises(TooLarge):
            allot(given, steps=60)
