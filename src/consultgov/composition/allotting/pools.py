"""The candidates as the conditions see them: options alike in everything that is read, in cells.

Conditions and posts depend only on how many sit in each cell. Candidates with the same cells and the same
gains in them make a group; of each kind no more are kept than could ever sit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, repeat
from operator import mul
from typing import NamedTuple

from consultgov.composition.allotting.problems import Problem
from consultgov.composition.allotting.reading import Reading, reading_of
from consultgov.people import Trait

__all__ = ["Cell", "Group", "Pool", "pool_of"]


class Cell(NamedTuple):
    """Options alike: one post, the same traits and weights as far as they are read.

    Attributes:
        post: the post.
        counted: whether conditions count who sits there.
        traits: the values of the names that are read.
        weights: the weights by the measures that are read, as integers on their scales.
        loner: a candidate who is told from all others because somebody must be kept apart from her, or -1.
    """

    post: int
    counted: bool
    traits: tuple[Trait, ...] = ()
    weights: tuple[int, ...] = ()
    loner: int = -1


class Group(NamedTuple):
    """Candidates alike: their cells, what each costs, and for each of them her options there."""

    cells: tuple[int, ...]
    costs: tuple[int, ...]
    members: list[tuple[int, ...]]


class Pool(NamedTuple):
    """A problem as it is searched.

    Attributes:
        problem: the problem.
        reading: what is read of everybody.
        scales: the scale of each measure; ``None`` are heads.
        cells: the cells.
        cell_of: the cell of each option.
        cells_of: the cells of each post.
        groups: the candidates.
        groups_of: the groups of candidates who may sit in each cell.
        room: how many candidates may sit in each cell.
        costs: what each option costs: all gains in one number, a whole multiple of ``unit``, less is better.
        unit: more than all that balance can cost.
        most: how many can sit at most.
    """

    problem: Problem
    reading: Reading
    scales: dict[str | None, int]
    cells: list[Cell]
    cell_of: list[int]
    cells_of: list[list[int]]
    groups: list[Group]
    groups_of: list[list[int]]
    room: list[int]
    costs: list[int]
    unit: int
    most: int

    def counts(self, options: Iterable[int]) -> list[int]:
        """How many of some options are in each cell."""
        found = [0] * len(self.cells)
        for option in options:
            found[self.cell_of[option]] += 1
        return found

    def of(self, groups: list[Group]) -> Pool:
        """The pool with these groups of candidates."""
        groups_of: list[list[int]] = [[] for _ in self.cells]
        for place, group in enumerate(groups):
            for cell in group.cells:
                groups_of[cell].append(place)
        room = [sum(len(groups[group].members) for group in its) for its in groups_of]
        return self._replace(groups=groups, groups_of=groups_of, room=room)

    def without(self, dropped: Callable[[int], bool]) -> Pool:
        """The pool of fewer options, with the same cells."""
        return self.of([kept for group in self.groups for kept in _thinned(group, dropped)])


def _thinned(group: Group, dropped: Callable[[int], bool]) -> Iterator[Group]:
    """What is left of a group; all its members lose the same cells or none does."""
    columns = zip(*group.members, strict=True)
    kept = [place for place, column in enumerate(columns) if not all(map(dropped, column))]
    if kept:
        members = [tuple(member[place] for place in kept) for member in group.members]
        yield Group(tuple(group.cells[p] for p in kept), tuple(group.costs[p] for p in kept), members)


# --- making ---------------------------------------------------------------------------------------


def pool_of(problem: Problem, *, want_best: bool) -> Pool:
    """The pool of a problem; where any allotment will do, without what options cost.

    Raises:
        MissingData: something that a condition or the balance reads is not there of some option.
    """
    most = sum(max(post.most, 0) for post in problem.posts)
    most = max(0, min(most, len(problem.options), most if problem.most is None else problem.most))
    reading = reading_of(problem)
    scales: dict[str | None, int] = {None: 1}
    numbers: dict[Cell, int] = {}
    cell_of = [numbers.setdefault(cell, len(numbers)) for cell in _cells(problem, reading, scales)]
    cells = list(numbers)
    cells_of: list[list[int]] = [[] for _ in problem.posts]
    for place, cell in enumerate(cells):
        cells_of[cell.post].append(place)
    unit = (most * most + 1) ** len(problem.balance)
    costs = _costs([option.gains if want_best else () for option in problem.options], most, unit)
    pool = Pool(problem, reading, scales, cells, cell_of, cells_of, [], [], [], costs, unit, most)
    return pool.of(list(_groups(pool)))


def _cells(problem: Problem, reading: Reading, scales: dict[str | None, int]) -> Iterator[Cell]:
    """The cell of each option; the scales of the measures are noted."""
    measured: list[list[int]] = []
    for measure in reading.vocabulary.measures:
        weights, scales[measure] = reading.weights(measure)
        measured.append(weights)
    traits = reading.traits()
    weighed: Iterator[tuple[int, ...]] = zip(*measured, strict=True) if measured else repeat(())
    loners = {candidate for pair in problem.apart for candidate in pair}
    for candidate, post, elector, _ in problem.options:
        if elector is None:  # relatives may meet where they have no vote
            yield Cell(post, counted=False)
        else:
            loner = candidate if candidate in loners else -1
            yield Cell(post, counted=True, traits=next(traits), weights=next(weighed), loner=loner)


def _costs(gains: Sequence[tuple[int, ...]], most: int, unit: int) -> list[int]:
    """The gains of each option in one number: the sums of ``most`` of them compare as their gains do."""
    columns: list[tuple[int, ...]] = list(zip(*gains, strict=True))
    spans = [2 * most * max(map(abs, column)) + 1 for column in columns]
    places = list(accumulate(reversed(spans[1:]), mul, initial=unit))[::-1]
    return [-sum(map(mul, own, places)) for own in gains]


def _groups(pool: Pool) -> Iterator[Group]:
    """Candidates by their cells and costs; of those who share their cells, the best of each are enough."""
    posts = pool.problem.posts
    for signature, members in _alike(pool).items():
        room = min(pool.most, sum(posts[post].most for post in {pool.cells[cell].post for cell in signature}))
        by_cost: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
        for member in _best(members, pool.costs, room):
            by_cost.setdefault(tuple([pool.costs[option] for option in member]), []).append(member)
        for costs, ones in by_cost.items():
            yield Group(signature, costs, ones)


def _alike(pool: Pool) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
    """For the cells that somebody may sit in, the options there of everybody who may; the best of her own."""
    costs, cell_of = pool.costs, pool.cell_of
    own: dict[int, dict[int, int]] = {}
    for place, option in enumerate(pool.problem.options):
        taken = own.setdefault(option.candidate, {})
        if costs[place] < costs[taken.setdefault(cell_of[place], place)]:
            taken[cell_of[place]] = place
    alike: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for taken in own.values():
        signature = tuple(sorted(taken))
        alike.setdefault(signature, []).append(tuple([taken[cell] for cell in signature]))
    return alike


def _best(members: list[tuple[int, ...]], costs: list[int], room: int) -> list[tuple[int, ...]]:
    """Those among the first so many in some cell; whoever is not could give way to one who is."""
    if len(members) <= room:
        return members
    kept: set[tuple[int, ...]] = set()
    for place in range(len(members[0])):
        kept.update(sorted(members, key=lambda member: (costs[member[place]], member))[:room])
    return sorted(kept)
