"""A tally as people who might have acted otherwise: who is settled, and who is still open.

People alike in everything that a rule reads are counted together. Of figures only, people are known as far
as the rule cannot tell their stances apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from consultgov.counting.classes import Sums, codes_of
from consultgov.counting.figures import Figures, FiguresView
from consultgov.counting.rows import Rows, keys_of, on_one_scale
from consultgov.counting.stances import CODES, FIRST_LABEL
from consultgov.counting.streams import Cell
from consultgov.counting.vocabulary import Vocabulary
from consultgov.errors import Fault, Faults, UnknownFigure
from consultgov.people import Trait

if TYPE_CHECKING:
    from consultgov.counting.forms import Heads
    from consultgov.counting.tallies import Tally

__all__ = ["Alike", "Crowd", "Key", "Opens", "Option", "crowd_of"]

_VACANT: Final = CODES["vacant"]

Key: TypeAlias = tuple[Trait, ...]
Option: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""Where somebody's weight goes: the code of a stance and what counts under it by each measure; of a split
vote, several."""

Alike: TypeAlias = tuple[Key, Option]
"""People who are alike: their traits, and what they did with what they weigh."""

Opens: TypeAlias = Callable[[str, tuple[int, ...]], bool]
"""Whether somebody is open: by id (empty where people have none) and by the codes of the stances taken."""


class Crowd(NamedTuple):
    """The settled people as sums, the open ones by what they are alike in; weights as integers on scales.

    ``partial`` tells that there may be more open people than the figures say.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    measures: tuple[str | None, ...]
    scales: dict[str | None, int]
    sums: dict[Key, dict[str | None, Sums]]
    open: dict[Alike, int]
    partial: bool = False


def crowd_of(tally: Tally, vocabulary: Vocabulary, heads: tuple[Heads, ...], opens: Opens) -> Crowd:
    """The crowd of a tally.

    Args:
        tally: the tally; what the vocabulary reads must be there (``tally.scope`` has checked it).
        vocabulary: what the rule reads.
        heads: the counts of people that the rule reads.
        opens: who is open.

    Raises:
        UnknownFigure: the figures given say nothing about single people.
    """
    measures = (None, *vocabulary.measures)
    names = (*vocabulary.groups, *vocabulary.marks)
    crowd = Crowd(names, tally.labels, measures, dict.fromkeys(measures, 1), {}, {})
    if tally.rows is not None:
        columns = tally.rows.columns(vocabulary, tally.flags(vocabulary), Faults())
        _add_rows(crowd, tally.rows, columns, opens)
    for cell in tally.cells:
        _add_cell(crowd, cell, opens)
    partial = [_add_figures(crowd, figures, heads, opens) for figures in tally.figures]
    return crowd._replace(partial=any(partial))


def _add(crowd: Crowd, alike: Alike, count: int, *, is_open: bool) -> None:
    if is_open:
        crowd.open[alike] = crowd.open.get(alike, 0) + count
        return
    traits, option = alike
    sums = crowd_sums(crowd, traits)
    for code, weights in option:
        for measure, weight in zip(crowd.measures, weights, strict=True):
            sums[measure][code] += count * weight


def crowd_sums(crowd: Crowd, traits: Key) -> dict[str | None, Sums]:
    """The sums of the settled people with these traits."""
    if traits not in crowd.sums:
        width = FIRST_LABEL + len(crowd.labels)
        crowd.sums[traits] = {measure: [0] * width for measure in crowd.measures}
    return crowd.sums[traits]


def _add_rows(crowd: Crowd, rows: Rows, columns: list[list[object]], opens: Opens) -> None:
    keys = keys_of(columns) if columns else [()] * len(rows.electors)
    weights: list[list[int]] = []
    for measure in crowd.measures:
        scaled, crowd.scales[measure] = on_one_scale(rows.weighed(measure), measure)
        weights.append(scaled)
    rows_of: dict[str, list[tuple[Key, int, tuple[int, ...]]]] = {}
    weighed = zip(*weights, strict=True)
    for elector, key, code, weight in zip(rows.electors, keys, rows.stances, weighed, strict=True):
        rows_of.setdefault(elector.id, []).append((key, code, weight))
    tallied: Counter[tuple[Alike, bool]] = Counter()
    for elector_id, own in rows_of.items():
        option = tuple((code, weight) for _, code, weight in own)
        tallied[(own[0][0], option), opens(elector_id, tuple(code for _, code, _ in own))] += 1
    for (alike, is_open), count in tallied.items():
        _add(crowd, alike, count, is_open=is_open)
    if rows.vacant:
        nowhere: Key = (None,) * len(columns)
        crowd_sums(crowd, nowhere)[None][_VACANT] += rows.vacant * crowd.scales[None]


def _add_cell(crowd: Crowd, cell: Cell, opens: Opens) -> None:
    traits = dict(cell.traits) | dict.fromkeys(cell.flags, True)
    key = tuple(traits.get(name, False) for name in crowd.names)
    if cell.measure is not None:
        raise _no_people("a stream counted by a measure")
    for name, value in cell.sums:
        code = _code(name, crowd.labels)
        option = ((code, (crowd.scales[None],)),)
        _add(crowd, (key, option), int(value), is_open=opens("", (code,)))


def _code(name: str, labels: tuple[str, ...]) -> int:
    return CODES[name] if name in CODES else FIRST_LABEL + labels.index(name)


def _no_people(what: str) -> UnknownFigure:
    fix = "give electors, with their traits and weights"
    return UnknownFigure(Fault("no-people", what, "says nothing about single people", "", fix))


def _add_figures(crowd: Crowd, figures: Figures, heads: tuple[Heads, ...], opens: Opens) -> bool:
    """The people behind bare figures: stances that the rule cannot tell apart, taken together.

    Whether there may be more open people than are counted is returned: their stance moves nothing, and the
    figures do not fix how many they are.
    """
    if crowd.names or len(crowd.measures) > 1:
        raise _no_people("a tally of figures by measure or group")
    people = FiguresView(figures, crowd.labels).people()
    partial = False
    for codes, matters in _told_apart(heads, crowd.labels, opens):
        count = people.value(sum(1 << code for code in codes))
        if count is None and not matters:
            count = sum((people.atoms.get(code, Fraction(0)) for code in codes), Fraction(0))
            partial = True
        if count is None or count.denominator != 1:
            raise _no_people("a tally of figures that do not fix every stance that counts")
        option = ((codes[0], (crowd.scales[None],)),)
        _add(crowd, ((), option), int(count), is_open=opens("", codes[:1]))
    return partial


def _told_apart(
    heads: tuple[Heads, ...], labels: tuple[str, ...], opens: Opens
) -> Iterator[tuple[tuple[int, ...], bool]]:
    """The stance codes that matter, in lots that no count and no ``opens`` tells apart.

    Beside each lot stands whether some count reads it; a lot of open people that none reads is one as well.
    """
    members = [frozenset(codes_of(each, labels)) for each in heads]
    lots: dict[tuple[bool, ...], list[int]] = {}
    for code in range(FIRST_LABEL + len(labels)):
        signature = (opens("", (code,)), *(code in member for member in members))
        if any(signature):
            lots.setdefault(signature, []).append(code)
    for signature, lot in lots.items():
        yield tuple(lot), any(signature[1:])
