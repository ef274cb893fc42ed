"""What is to be allotted: posts, who may take a seat of them and how, and what must hold of all who sit."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from consultgov.counting import Condition
from consultgov.counting.declarations import Facts
from consultgov.people import Elector

__all__ = ["Conflict", "Option", "Post", "Problem"]


class Post(NamedTuple):
    """A sector: how many must and how many may sit for it."""

    name: str
    least: int
    most: int


class Option(NamedTuple):
    """Somebody in a seat of a post.

    Attributes:
        candidate: who; each candidate takes at most one option.
        post: the place of the post among those of the problem.
        elector: her as a tally of the filled body would have her in that seat; ``None`` where conditions do
            not count her, as in a seat without a vote.
        gains: what speaks for it, the weightiest first; larger is better. Of all options equally many.
    """

    candidate: int
    post: int
    elector: Elector | None
    gains: tuple[int, ...] = ()


class Problem(NamedTuple):
    """Seats to be filled.

    Attributes:
        posts: the sectors.
        options: who may take a seat where.
        conditions: what must hold of those who sit: nobody voted, no seat is vacant.
        least: how many seats must be filled together.
        most: how many may be; ``None`` for as many as the posts have.
        apart: pairs of candidates who must not both sit where conditions count them.
        given: the facts of the matter that conditions read.
        balance: traits whose values should be spread evenly, the weightiest first.
    """

    posts: tuple[Post, ...]
    options: tuple[Option, ...]
    conditions: tuple[Condition, ...] = ()
    least: int = 0
    most: int | None = None
    apart: tuple[tuple[int, int], ...] = ()
    given: Facts = MappingProxyType({})
    balance: tuple[str, ...] = ()


class Conflict(NamedTuple):
    """Requirements that nobody can meet together, though all but any one of them can be met.

    Attributes:
        posts: those whose least number is part of it, by place.
        conditions: those that are part of it, by place.
        apart: the pairs that are part of it, by place.
        size: whether the least and most number of all seats are part of it.
        candidates: who may take a seat of these posts.
        smallest: whether no fewer requirements are in conflict; where ``False``, it was not looked into.
    """

    posts: tuple[int, ...]
    conditions: tuple[int, ...]
    apart: tuple[int, ...]
    size: bool
    candidates: tuple[int, ...]
    smallest: bool
