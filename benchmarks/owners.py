"""An owners' meeting: 300,000 owners, four conditions, against a hand loop."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from benchmarks.measuring import (
    Case,
    Line,
    Setting,
    at_most,
    expect,
    held_bytes,
    paired,
    ratio_line,
    rng,
)
from consultgov import DecisionRule, Elector, Tally

RULE: Final = DecisionRule(
    adopts="yes > 1/2 of ballots and yes by area > 1/2 of ballots by area",
    quorum="ballots >= 2/3 of members and ballots by area >= 2/3 of members by area",
)
SECTORS: Final = ("north", "south", "east", "west", "centre", "harbour", "hill", "park")

Row = tuple[str, str, Decimal]
Ballots = Mapping[str, str]


@attrs.frozen
class Meeting:
    """The owners twice, as plain rows and as electors, and one set of ballots."""

    rows: Sequence[Row]
    electors: Sequence[Elector]
    ballots: Ballots


def plain_rows(size: int) -> list[Row]:
    """Draw owners: an id, a sector, and the floor area in square metres."""
    draw = rng(300)
    return [
        (f"owner-{i:06}", draw.choice(SECTORS), Decimal(draw.randint(3_000, 25_000)).scaleb(-2))
        for i in range(size)
    ]


def as_electors(rows: Sequence[Row]) -> list[Elector]:
    """Make every row an elector with a trait and a weight."""
    return [Elector(owner, traits={"sector": sector}, weights={"area": area}) for owner, sector, area in rows]


def meeting(size: int) -> Meeting:
    """Draw the owners and let about 80 % of them vote."""
    rows = plain_rows(size)
    draw = rng(80)
    words = draw.choices(("yes", "no", "abstain", None), (50, 24, 6, 20), k=size)
    pairs = zip(rows, words, strict=True)
    return Meeting(
        rows=rows,
        electors=as_electors(rows),
        ballots={row[0]: word for row, word in pairs if word is not None},
    )


def by_library(owners: Meeting) -> str:
    """Tally the electors and decide the four conditions, with the reasons."""
    return RULE.decide(Tally.of(owners.electors, owners.ballots)).outcome.value


def outcome_by_library(owners: Meeting) -> str:
    """Tally the electors and ask for the outcome alone."""
    return RULE.outcome(Tally.of(owners.electors, owners.ballots)).value


def by_rows(owners: Meeting) -> str:
    """Sum heads and area in one loop over plain rows, and compare four times."""
    stance_of = owners.ballots.get
    heads, area = dict.fromkeys(("yes", "no", "abstain"), 0), _no_area()
    members_area = Decimal(0)
    for owner, _sector, metres in owners.rows:
        members_area += metres
        stance = stance_of(owner)
        if stance is not None:
            heads[stance] += 1
            area[stance] += metres
    return _four_tests(heads, area, len(owners.rows), members_area)


def by_objects(owners: Meeting) -> str:
    """Do the same over the electors, asking each for its id and weight."""
    stance_of = owners.ballots.get
    heads, area = dict.fromkeys(("yes", "no", "abstain"), 0), _no_area()
    members_area = Decimal(0)
    for elector in owners.electors:
        metres: Any = elector.weights["area"]
        members_area += metres
        stance = stance_of(elector.id)
        if stance is not None:
            heads[stance] += 1
            area[stance] += metres
    return _four_tests(heads, area, len(owners.electors), members_area)


def _no_area() -> dict[str, Decimal]:
    """Start the sums of area."""
    return dict.fromkeys(("yes", "no", "abstain"), Decimal(0))


def _four_tests(
    heads: Mapping[str, int], area: Mapping[str, Decimal], members: int, members_area: Decimal
) -> str:
    """Make the four comparisons of the rule by hand."""
    ballots, ballots_area = sum(heads.values()), sum(area.values(), Decimal(0))
    if 3 * ballots < 2 * members or 3 * ballots_area < 2 * members_area:
        return "inquorate"
    if 2 * heads["yes"] > ballots and 2 * area["yes"] > ballots_area:
        return "adopted"
    return "rejected"


COMPARISONS: Final = (
    ("Tally.of + rule.decide", "decide", "rows", True),
    ("Tally.of + rule.decide", "decide", "electors", False),
    ("Tally.of + rule.outcome", "outcome", "rows", False),
)


def lines(setting: Setting) -> Iterator[Line]:
    """Owners: tally and decide, within twice the time of the hand loop."""
    size = 30_000 if setting.quick else 300_000
    owners = meeting(size)
    gc.freeze()
    expect("owners' meeting", by_library(owners), by_rows(owners))
    expect("owners' meeting", outcome_by_library(owners), by_objects(owners))
    cases = {
        "decide": Case(by_library, owners),
        "outcome": Case(outcome_by_library, owners),
        "rows": Case(by_rows, owners),
        "electors": Case(by_objects, owners),
    }
    timings = paired(cases, setting.rounds)
    gc.unfreeze()
    for what, case, anchor, gate in COMPARISONS:
        limit = at_most(2) if gate else None
        text = f"{what} / hand loop over {anchor}"
        yield ratio_line("owners", text, f"{size:,}", timings.ratios(case, anchor), limit)
    yield from _memory(owners.rows, owners)


def _memory(rows: Sequence[Row], owners: Meeting) -> Iterator[Line]:
    """Measure the bytes a person of electors and of tallies."""
    for what, (held, peak) in (
        ("Elector with a trait and a weight", held_bytes(lambda: as_electors(rows))),
        (
            "Tally.of(electors, ballots)",
            held_bytes(lambda: Tally.of(owners.electors, owners.ballots)),
        ),
        ("Tally.of and decide", held_bytes(lambda: by_library(owners))),
    ):
        measured = f"{held / len(rows):.0f} B held, {peak / len(rows):.0f} B peak"
        yield Line("owners", f"{what}, bytes a person", f"{len(rows):,}", measured)
