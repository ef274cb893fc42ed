"""Problems in short for the tests of allotting."""

from __future__ import annotations

from typing import NamedTuple

from consultgov.composition.allotting.problems import Option, Post, Problem
from consultgov.counting import Condition
from consultgov.people import Elector, Trait

__all__ = ["Person", "people_of", "person", "problem"]


class Person(NamedTuple):
    """Who may sit for some posts, a letter each."""

    posts: str
    gains: tuple[int, ...] = ()
    area: int = 0
    flags: tuple[str, ...] = ()
    has_vote: bool = True
    traits: tuple[tuple[str, Trait], ...] = ()

    def elector(self, place: int) -> Elector | None:
        """Her as conditions count her."""
        weights = {"area": self.area}
        elector = Elector(f"p{place}", traits=dict(self.traits), weights=weights, flags=self.flags)
        return elector if self.has_vote else None


def person(posts: str, *gains: int, area: int = 0, flags: tuple[str, ...] = (), **traits: Trait) -> Person:
    """Somebody with a vote."""
    return Person(posts, gains, area, flags, traits=tuple(traits.items()))


def problem(posts: dict[str, tuple[int, int]], people: list[Person], *rules: str) -> Problem:
    """Posts by their letter with the least and most, people, conditions in rule text."""
    names = [*posts]
    options = [
        Option(place, names.index(post), one.elector(place), one.gains)
        for place, one in enumerate(people)
        for post in one.posts
    ]
    named = tuple(Post(name, *ends) for name, ends in posts.items())
    return Problem(named, tuple(options), tuple(map(Condition.parse, rules)))


def people_of(given: Problem, chosen: tuple[int, ...] | None) -> list[int] | None:
    """The candidates of the options chosen."""
    return None if chosen is None else [given.options[place].candidate for place in chosen]
