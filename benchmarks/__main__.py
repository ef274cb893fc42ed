"""Run the benchmarks and print each target beside the ratio measured."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from benchmarks import composition, decisions, elections, engines, imports, owners, peers, polls, tally, terms
from benchmarks.measuring import Line, Setting, environment

Family = Callable[[Setting], Iterator[Line]]

FAMILIES: Final[dict[str, Family]] = {
    "1a": tally.iterables,
    "1b": tally.weighted,
    "1c": tally.columns,
    "1d": peers.lines,
    "2a": decisions.thresholds,
    "2b": decisions.compounds,
    "2c": decisions.early,
    "6": imports.lines,
    "9": engines.lines,
    "owners": owners.lines,
    "polls": polls.lines,
    "elections": elections.lines,
    "composition": composition.lines,
    "terms": terms.lines,
    "memory": tally.memory,
}
HEAD: Final = ("id", "what", "sizes", "measured", "target", "")
DISTRIBUTIONS: Final = (
    "consultgov",
    "attrs",
    "python-dateutil",
    "numpy",
    "pyrankvote",
    "abcvoting",
    "pref_voting",
    "votekit",
    "votelib",
    "duckdb",
    "networkx",
    "ortools",
    "scipy",
)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help=f"some of {','.join(FAMILIES)}")
    parser.add_argument("--rounds", type=int, default=0, help="rounds of each comparison (9)")
    parser.add_argument("--quick", action="store_true", help="small sizes, 5 rounds")
    parser.add_argument("--full", action="store_true", help="target 9 with 10^8 ballots too")
    parser.add_argument("--strict", action="store_true", help="exit with 1 on a MISS")
    read = parser.parse_args(given)
    read.only = read.only.split(",") if read.only else list(FAMILIES)
    if unknown := set(read.only) - FAMILIES.keys():
        parser.error(f"--only: unknown {', '.join(sorted(unknown))}")
    return read


def run(chosen: Sequence[str], setting: Setting) -> list[Line]:
    """Run the chosen families, one after another, with a word on standard error."""
    found: list[Line] = []
    for name in chosen:
        begin = time.monotonic()
        found += FAMILIES[name](setting)
        sys.stderr.write(f"{name}: {time.monotonic() - begin:.0f} s\n")
        sys.stderr.flush()
    return found


def table(lines: Sequence[Line]) -> str:
    """Set the lines in aligned columns."""
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("-" * width for width in widths))
    texts = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(texts)


def main() -> int:
    """Print the table and the environment; tell of a MISS only when asked to."""
    read = arguments()
    setting = Setting(read.rounds or (5 if read.quick else 9), quick=read.quick, full=read.full)
    lines = run(read.only, setting)
    missed = sum(line.missed for line in lines)
    reached = sum(line.reached is True for line in lines)
    sys.stdout.write(f"{table(lines)}\n\n{environment(*DISTRIBUTIONS)}\n")
    sys.stdout.write(f"{reached} targets reached, {missed} missed; {setting.rounds} rounds\n")
    return 1 if missed and read.strict else 0


if __name__ == "__main__":
    sys.exit(main())
