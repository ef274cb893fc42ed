"""Target 9: a table of 50 motions, 8 sectors and 3 votes, against table engines.

consultgov holds one ``bytes`` for each cell of motion and sector. numpy holds three
columns and counts them in pieces that fit the cache; duckdb holds a table. All give the
same 1,200 numbers, which is checked before anything is timed. Wall time, because
duckdb works with two threads.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice, pairwise
from typing import Any, Final

import attrs

from benchmarks.measuring import (
    WALL,
    Case,
    Line,
    Setting,
    at_most,
    expect,
    missing_peer,
    paired,
    peer,
    power_of_ten,
    ratio_line,
)
from consultgov import Condition, DecisionRule, Tally

MOTIONS: Final = 50
SECTORS: Final = 8
WORDS: Final = ("yes", "no", "abstain")
VOTES: Final = len(WORDS)
LEGEND: Final = {1: "yes", 2: "no", 4: "abstain"}
PIECE: Final = 1 << 18
PARTS: Final = 20
"""The columns are drawn and grouped in parts, to keep the peak of memory low."""

Cells = Mapping[tuple[int, int], bytes]
Table = list[int]


@attrs.frozen
class Columns:
    """The ballots as three columns in the order they were cast."""

    motion: Any
    sector: Any
    vote: Any


def draw(numpy: Any, size: int) -> tuple[Columns, Cells]:  # noqa: ANN401 - a module
    """Draw the ballots, as columns and as bytes a cell."""
    source = numpy.random.default_rng(50)
    parts: list[Columns] = []
    pieces: dict[tuple[int, int], list[bytes]] = {
        (motion, sector): [] for motion in range(MOTIONS) for sector in range(SECTORS)
    }
    for _ in range(PARTS):
        part = Columns(
            source.integers(0, MOTIONS, size // PARTS, dtype=numpy.int16),
            source.integers(0, SECTORS, size // PARTS, dtype=numpy.int8),
            source.choice(numpy.array([0, 1, 2], numpy.int8), size // PARTS, p=[0.55, 0.35, 0.1]),
        )
        parts.append(part)
        for cell, column in zip(pieces, _grouped(numpy, part), strict=True):
            pieces[cell].append(column)
    whole = Columns(*(numpy.concatenate([getattr(p, f.name) for p in parts]) for f in attrs.fields(Columns)))
    return whole, {cell: b"".join(piece) for cell, piece in pieces.items()}


def _grouped(numpy: Any, part: Columns) -> Iterator[bytes]:  # noqa: ANN401 - a module
    """Give the votes of each cell as one-hot bytes, cell after cell."""
    key = part.motion * numpy.int16(SECTORS) + part.sector
    order = numpy.argsort(key, kind="stable")
    cuts = numpy.searchsorted(key[order], numpy.arange(MOTIONS * SECTORS + 1))
    coded = numpy.uint8(1) << part.vote[order].astype(numpy.uint8)
    for begin, end in pairwise(cuts):
        yield coded[begin:end].tobytes()


def by_numpy(numpy: Any, columns: Columns) -> Table:  # noqa: ANN401 - a module
    """Count cell numbers piece by piece."""
    total = numpy.zeros(MOTIONS * SECTORS * VOTES, numpy.int64)
    sectors, votes = numpy.int16(SECTORS), numpy.int16(VOTES)
    for begin in range(0, len(columns.vote), PIECE):
        here = slice(begin, begin + PIECE)
        cell = (columns.motion[here] * sectors + columns.sector[here]) * votes + columns.vote[here]
        total += numpy.bincount(cell, minlength=len(total))
    return [int(count) for count in total]


QUERY: Final = "select motion, sector, vote, count(*) from ballots group by all"


def by_duckdb(connection: Any) -> Table:  # noqa: ANN401 - a connection of duckdb
    """Count with one statement over a table in memory."""
    total = [0] * (MOTIONS * SECTORS * VOTES)
    for motion, sector, vote, count in connection.execute(QUERY).fetchall():
        total[(motion * SECTORS + sector) * VOTES + vote] = count
    return total


def connected(duckdb: Any, columns: Columns) -> Any:  # noqa: ANN401 - a module, a connection
    """Load the columns into a table of duckdb, with two threads."""
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    connection.register("columns", attrs.asdict(columns, recurse=False))
    connection.execute("create table ballots as select * from columns")
    connection.unregister("columns")
    return connection


def tallies(cells: Cells) -> Iterator[Tally]:
    """Count every cell, with the traits that its voters share."""
    for (motion, sector), column in cells.items():
        traits = {"motion": f"m{motion}", "sector": f"s{sector}"}
        yield Tally.count(column, legend=LEGEND, traits=traits)


def merged(cells: Cells) -> Tally:
    """Count every cell and merge them into one tally."""
    return Tally.merge(tallies(cells))


RULE: Final = DecisionRule("yes > 1/2 of decisive")
RULES: Final = [
    DecisionRule(f"yes among motion is m{motion} > 1/2 of decisive among motion is m{motion}")
    for motion in range(MOTIONS)
]


def decided_apart(cells: Cells) -> list[str]:
    """Count, merge the sectors of each motion, and decide it: one rule for all motions."""
    counted = tallies(cells)
    motions = (islice(counted, SECTORS) for _ in range(MOTIONS))
    return [RULE.outcome(Tally.merge(sectors)).value for sectors in motions]


def decided_together(cells: Cells) -> list[str]:
    """Count, merge everything, and decide each motion among its own ballots."""
    tally = merged(cells)
    return [rule.outcome(tally).value for rule in RULES]


TABLE: Final = Condition.parse(
    "each motion: (each sector: (" + " and ".join(f"{word} >= 0" for word in WORDS) + "))"
)
"""A condition that holds, and whose verdict has every number of the table in it."""


def by_library(cells: Cells) -> Table:
    """Count, merge, and read the 1,200 numbers from one verdict."""
    total = [0] * (MOTIONS * SECTORS * VOTES)
    for motion in TABLE.evaluate(merged(cells)).parts:
        for sector in motion.parts[0].parts:
            place = (int(motion.rule[1:]) * SECTORS + int(sector.rule[1:])) * VOTES
            numbers = [int(number.left or 0) for number in sector.parts[0].parts]
            total[place : place + VOTES] = numbers
    return total


def lines(setting: Setting) -> Iterator[Line]:
    """9: count, merge and read the table, against numpy and duckdb."""
    numpy, duckdb = peer("numpy"), peer("duckdb")
    if numpy is None:
        for name, anchor, limit in COMPARISONS:
            yield missing_peer("9", f"{OURS[name]} / {ANCHORS[anchor]}", limit, "numpy")
        return
    sizes = (10**6,) if setting.quick else (10**7, 10**8) if setting.full else (10**7,)
    for size in sizes:
        yield from _size(setting, numpy, duckdb, size)


def _size(setting: Setting, numpy: Any, duckdb: Any, size: int) -> Iterator[Line]:  # noqa: ANN401
    """Run all sides on so many ballots."""
    columns, cells = draw(numpy, size)
    cases = {
        "apart": Case(decided_apart, cells),
        "together": Case(decided_together, cells),
        "table": Case(by_library, cells),
        "merged": Case(merged, cells),
        "numpy": Case(partial(by_numpy, numpy), columns),
    }
    if duckdb is not None:
        cases["duckdb"] = Case(by_duckdb, connected(duckdb, columns))
    _agree(cases)
    timings = paired(cases, setting.rounds, clock=WALL)
    for name, anchor, limit in COMPARISONS:
        what = f"{OURS[name]} / {ANCHORS[anchor]}"
        if anchor in cases:
            yield ratio_line("9", what, power_of_ten(size), timings.ratios(name, anchor), limit)
        else:
            yield missing_peer("9", what, limit, anchor)


OURS: Final = {
    "apart": "count, merge each motion, decide 50 motions",
    "together": "count, merge all, decide 50 motions",
    "table": "count, merge all, one verdict with 1,200 numbers",
    "merged": "count, merge all",
}
ANCHORS: Final = {"numpy": "numpy.bincount, in memory", "duckdb": "duckdb table, 2 threads"}
COMPARISONS: Final = (
    ("apart", "numpy", at_most(2.5)),
    ("together", "numpy", at_most(2.5)),
    ("table", "numpy", None),
    ("merged", "numpy", None),
    ("apart", "duckdb", at_most(1.0)),
    ("together", "duckdb", at_most(1.0)),
)


def _agree(cases: Mapping[str, Case]) -> None:
    """Check that all sides give the same numbers and the same outcomes."""
    table = cases["numpy"].once()
    expect("table, numpy", cases["table"].once(), table)
    if "duckdb" in cases:
        expect("table, duckdb", cases["duckdb"].once(), table)
    won = []
    for begin in range(0, len(table), SECTORS * VOTES):
        motion = table[begin : begin + SECTORS * VOTES]
        yes, no = sum(motion[0::VOTES]), sum(motion[1::VOTES])
        won.append("adopted" if yes > no else "rejected")
    expect("motions apart", cases["apart"].once(), won)
    expect("motions together", cases["together"].once(), won)
