"""Why seats cannot be filled: requirements that cannot be met together, none of them too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import comb
from typing import Final, NamedTuple, TypeVar

from consultgov.composition.allotting.effort import Effort
from consultgov.composition.allotting.problems import Conflict, Problem
from consultgov.composition.allotting.searching import STEPS, is_possible, posts_short
from consultgov.errors import Fault, RuleError

__all__ = ["conflict"]

_Kind = TypeVar("_Kind")

_FEW: Final = 300
"""How many sets of requirements are looked at to show that none of fewer is in conflict."""


class _Part(NamedTuple):
    """One requirement: of which kind, and its place among those of the kind."""

    kind: str
    place: int


_Parts = tuple[_Part, ...]


def conflict(problem: Problem, *, steps: int = STEPS) -> Conflict:
    """Requirements that nobody can meet together: without any one of them, the others can be met.

    Requirements are the least number of each post, each condition, each pair kept apart, and the least and
    most of all seats. That nobody takes two seats and no post has more than its most always holds.

    Args:
        problem: a problem for which ``allot`` finds nothing.
        steps: how much work it may be.

    Raises:
        RuleError: the problem can be solved.
        MissingData: something that a condition reads is not there of some option.
        TooLarge: the steps are used up before the answer is certain.

    >>> from consultgov.composition.allotting.problems import Option, Post, Problem
    >>> posts = (Post("women", 1, 1), Post("units", 1, 1), Post("party", 1, 1))
    >>> found = conflict(Problem(posts, (Option(0, 0, None), Option(0, 1, None), Option(1, 2, None))))
    >>> found.posts, found.candidates, found.smallest
    ((0, 1), (0,), True)
    """
    effort = Effort(steps)
    solves = _Solves(problem, effort)
    parts = tuple(_parts(problem))
    short = posts_short(problem, effort)
    if short:
        parts = tuple(_Part("post", place) for place in sorted(short))
    elif solves(parts):
        raise RuleError(Fault("no-conflict", "problem", "must have no solution", "", "call allot first"))
    found = _least(solves, (), parts)
    smaller, proven = _smaller(solves, tuple(_parts(problem)), found)
    return _told(problem, smaller or found, smallest=proven)


def _parts(problem: Problem) -> Iterator[_Part]:
    """All requirements that ask for anything."""
    yield from (_Part("post", place) for place, post in enumerate(problem.posts) if post.least > 0)
    yield from (_Part("condition", place) for place in range(len(problem.conditions)))
    yield from (_Part("apart", place) for place in range(len(problem.apart)))
    if problem.least > 0 or problem.most is not None:
        yield _Part("size", 0)


class _Solves:
    """Whether some of the requirements of a problem can be met."""

    __slots__ = ("_effort", "_problem")

    def __init__(self, problem: Problem, effort: Effort) -> None:
        self._problem = problem
        self._effort = effort

    def __call__(self, parts: Iterable[_Part]) -> bool:
        problem, kept = self._problem, set(parts)
        some = problem._replace(
            posts=tuple(
                post if _Part("post", place) in kept else post._replace(least=0)
                for place, post in enumerate(problem.posts)
            ),
            conditions=_kept(problem.conditions, "condition", kept),
            apart=_kept(problem.apart, "apart", kept),
        )
        if _Part("size", 0) not in kept:
            some = some._replace(least=0, most=None)
        if all(part.kind == "post" for part in kept):
            return not posts_short(some, self._effort)
        return is_possible(some, self._effort)


def _kept(given: tuple[_Kind, ...], kind: str, kept: set[_Part]) -> tuple[_Kind, ...]:
    return tuple(each for place, each in enumerate(given) if _Part(kind, place) in kept)


def _least(solves: _Solves, base: _Parts, parts: _Parts) -> _Parts:
    """Of parts in conflict with a base, as few as are needed: of one half, of the other, or of both."""
    if len(parts) == 1:
        return parts
    half = len(parts) // 2
    first, second = parts[:half], parts[half:]
    if not solves((*base, *first)):
        return _least(solves, base, first)
    if not solves((*base, *second)):
        return _least(solves, base, second)
    needed = _least(solves, (*base, *first), second)
    return (*_least(solves, (*base, *needed), first), *needed)


def _smaller(solves: _Solves, parts: _Parts, found: _Parts) -> tuple[_Parts | None, bool]:
    """A conflict of fewest parts where it has fewer than the one found, and whether all were looked at."""
    if sum(comb(len(parts), size) for size in range(1, len(found))) > _FEW:
        return None, False
    for size in range(1, len(found)):
        for some in combinations(parts, size):
            if not solves(some):
                return some, True
    return None, True


def _told(problem: Problem, parts: Sequence[_Part], *, smallest: bool) -> Conflict:
    posts, conditions, apart = (
        tuple(sorted(part.place for part in parts if part.kind == kind))
        for kind in ("post", "condition", "apart")
    )
    candidates = {option.candidate for option in problem.options if option.post in posts}
    size = any(part.kind == "size" for part in parts)
    return Conflict(posts, conditions, apart, size, tuple(sorted(candidates)), smallest)
