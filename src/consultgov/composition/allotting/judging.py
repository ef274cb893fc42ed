"""Whether so many in each cell are lawful: the conditions themselves decide, by their own compiled form."""

from __future__ import annotations

from consultgov.composition.allotting.pools import Cell, Pool
from consultgov.composition.allotting.reading import ABSENT
from consultgov.counting.classes import ClassView, PeopleClass, Table
from consultgov.counting.scopes import Scope, Setting
from consultgov.counting.stances import FIRST_LABEL

__all__ = ["is_lawful"]


def is_lawful(pool: Pool, counts: list[int]) -> bool:
    """Whether the conditions hold and nobody sits beside somebody to be kept apart from."""
    seated = [(cell, count) for cell, count in zip(pool.cells, counts, strict=True) if count]
    loners = {cell.loner for cell, _ in seated}
    if any(loners.issuperset(pair) for pair in pool.problem.apart):
        return False
    classes = tuple(_class(pool, cell, count) for cell, count in seated if cell.counted)
    view = ClassView(Table(pool.reading.names, (), pool.scales, classes))
    scope = Scope((view,), Setting((view,), pool.reading.facts))
    return all(condition.compiled(scope) for condition in pool.problem.conditions)


def _class(pool: Pool, cell: Cell, count: int) -> PeopleClass:
    """So many people of a cell, nobody of whom voted."""
    sums: dict[str | None, list[int]] = {}
    measures = (None, *pool.reading.vocabulary.measures)
    for measure, weight in zip(measures, (1, *cell.weights), strict=True):
        sums[measure] = [0] * FIRST_LABEL
        sums[measure][ABSENT] = count * weight
    return PeopleClass(cell.traits, sums)
