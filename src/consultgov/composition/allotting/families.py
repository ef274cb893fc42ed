"""Which bounds one flow can keep: sets that lie within one another or apart, like boxes in boxes.

A flow runs from the source through sets of whole candidates, the candidates, their cells and sets of cells,
of which the posts are some, to the sink. Whatever fits neither on the one side nor on the other is loose.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from consultgov.composition.allotting.boxes import Cells
from consultgov.composition.allotting.pools import Pool

__all__ = ["Families", "families_of"]


class Families(NamedTuple):
    """Sets of cells on the two sides of the candidates, larger ones first.

    Attributes:
        upper: sets of whole candidates, each with the place of the set around it, -1 for none.
        lower: other sets, posts among them, in the same way.
        of_group: the innermost upper set of each group of candidates.
        of_cell: the innermost lower set of each cell.
        loose: the sets that do not fit.
    """

    upper: list[tuple[Cells, int]]
    lower: list[tuple[Cells, int]]
    of_group: list[int]
    of_cell: list[int]
    loose: list[Cells]


def families_of(pool: Pool, sets: Iterable[Cells], posts: Iterable[Cells]) -> Families:
    """Fit sets into families, larger ones first; those of the posts have their places for certain."""
    found = Families([], [], [-1] * len(pool.groups), [-1] * len(pool.cells), [])
    fixed = set(posts)
    for cells in sorted({*sets, *fixed}, key=lambda cells: (-len(cells), min(cells))):
        if cells not in fixed:
            groups = _whole_groups(pool, cells)
            if groups is not None and _placed(cells, groups, found.upper, found.of_group):
                continue
        if not (_keeps_posts(pool, cells) and _placed(cells, cells, found.lower, found.of_cell)):
            found.loose.append(cells)
    return found


def _whole_groups(pool: Pool, cells: Cells) -> list[int] | None:
    """The candidates who can sit nowhere but in some cells; ``None`` if others can sit there too."""
    groups = sorted({group for cell in cells for group in pool.groups_of[cell]})
    return groups if all(cells.issuperset(pool.groups[group].cells) for group in groups) else None


def _keeps_posts(pool: Pool, cells: Cells) -> bool:
    """Whether some cells lie within one post, or are all the cells of several."""
    posts = {pool.cells[cell].post for cell in cells}
    return len(posts) == 1 or sum(len(pool.cells_of[post]) for post in posts) == len(cells)


def _placed(
    cells: Cells, parts: Iterable[int], family: list[tuple[Cells, int]], innermost: list[int]
) -> bool:
    """Put a set into a family if no larger one cuts it in two."""
    around = {innermost[part] for part in parts}
    if len(around) != 1:
        return False
    for part in parts:
        innermost[part] = len(family)
    family.append((cells, around.pop()))
    return True
