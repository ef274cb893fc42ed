"""The best lawful allotment of seats, or any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from consultgov.composition.allotting.branching import Search
from consultgov.composition.allotting.effort import Effort
from consultgov.composition.allotting.flows import seated
from consultgov.composition.allotting.problems import Problem
from consultgov.composition.allotting.reading import reading_of
from consultgov.composition.allotting.solver import solved
from consultgov.errors import Fault, MissingData, RecordError, TooLarge, shown

__all__ = ["STEPS", "allot", "is_possible", "posts_short"]

STEPS: Final = 2_000_000
"""How much work a search may do by default: a second or two."""

_MANY: Final = 4_000
"""Of more options than this, some are tried alone first where it does not matter whose they are."""

_SAMPLE: Final = 40
"""How many options are tried for each seat of a post."""


def allot(
    problem: Problem, *, steps: int | Effort = STEPS, want_best: bool = True, solver: str | None = None
) -> tuple[int, ...] | None:
    """Fill the seats of a problem.

    The best allotment fills the most seats; of those that do, it has the most of the first gain, then of the
    next, and so on; then it is the most even in the first trait to be balanced, by the sum of the squares of
    how many have each value (who has none is in no group), and so on. Which of several equally good ones it
    is depends on the order of the problem alone: of candidates alike in everything that is read, those whose
    options stand first.

    Args:
        problem: what is to be allotted.
        steps: how much work it may be, or what is left of it.
        want_best: whether the best is wanted; if not, any lawful one will do.
        solver: ``"cp-sat"`` to have it found by that solver, where it is installed.

    Returns:
        The places of the options taken, sorted; ``None`` where no allotment is lawful.

    Raises:
        MissingData: something that a condition reads is not there of some option, wherever she would sit.
        TooLarge: the steps are used up before the answer is certain.
        RecordError: a solver that is not known or not installed.
        RuleError: a condition that the solver cannot be told.

    >>> from consultgov.composition.allotting.problems import Option, Post, Problem
    >>> posts = (Post("women", 1, 1), Post("units", 0, 1))
    >>> options = (Option(0, 0, None), Option(0, 1, None), Option(1, 0, None))
    >>> allot(Problem(posts, options))
    (1, 2)
    """
    if solver is None:
        return _answer(problem, _effort(steps), want_best=want_best)
    if solver != "cp-sat":
        raise RecordError(Fault("bad-choice", "solver", "must be cp-sat, or left out", shown(solver)))
    return solved(problem, steps=_effort(steps).left, want_best=want_best)


def _effort(steps: int | Effort) -> Effort:
    return steps if isinstance(steps, Effort) else Effort(steps)


def is_possible(problem: Problem, effort: Effort) -> bool:
    """Whether there is a lawful allotment at all."""
    return _answer(problem, effort, want_best=False) is not None


def posts_short(problem: Problem, effort: Effort) -> frozenset[int]:
    """Posts whose least numbers cannot be met together, whatever else is asked; empty where all can be."""
    never = [place for place, post in enumerate(problem.posts) if post.least > post.most]
    if never:
        return frozenset(never[:1])
    eligible: dict[int, list[int]] = {}
    for option in problem.options:
        eligible.setdefault(option.candidate, []).append(option.post)
    size = len(eligible)
    ends = [(post.least, post.most) for post in problem.posts]
    found = seated(ends, list(eligible.values()), [0] * size, [size], 0)
    effort.spend(found.effort + len(problem.options))
    return found.short


def _answer(problem: Problem, effort: Effort, *, want_best: bool) -> tuple[int, ...] | None:
    """First any allotment of as many seats as can be; then, where that matters, the best of these."""
    if len(problem.options) > _MANY:
        reading_of(problem)
        found = _from_some(problem, effort)
        if found is not None and (not want_best or len(found) == _most(problem)):
            return found if not want_best else _improved(problem, effort, found)
    found = Search(problem, effort, want_best=False).answer()
    return _improved(problem, effort, found) if want_best and found is not None else found


def _improved(problem: Problem, effort: Effort, known: tuple[int, ...]) -> tuple[int, ...] | None:
    """The best allotment of as many seats as a known one has."""
    if problem.balance or any(any(option.gains) for option in problem.options):
        return Search(problem, effort, want_best=True).answer(known)
    return known


def _from_some(problem: Problem, effort: Effort) -> tuple[int, ...] | None:
    """An allotment of the first options of each post, if there is one and it is found soon."""
    some = tuple(_some(problem))
    part = problem._replace(options=tuple(problem.options[place] for place in some))
    share = Effort(effort.left // 4)
    try:
        found = Search(part, share, want_best=False).answer()
    except (TooLarge, MissingData):  # in a part, a flag that nobody has is a trait that everybody lacks
        found = None
    effort.spend(share.spent)
    return found if found is None else tuple(some[place] for place in found)


def _some(problem: Problem) -> Iterator[int]:
    """The first options of each post, so many for each of its seats."""
    left = [max(post.most, 0) * _SAMPLE for post in problem.posts]
    for place, option in enumerate(problem.options):
        if left[option.post]:
            left[option.post] -= 1
            yield place


def _most(problem: Problem) -> int:
    most = sum(max(post.most, 0) for post in problem.posts)
    return most if problem.most is None else min(most, problem.most)
