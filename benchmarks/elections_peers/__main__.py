"""Ask every peer about every profile and write the answers down."""

import argparse
import json
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import attrs

from benchmarks.elections_peers import budgets, lists, marked, profiles, ranked
from benchmarks.elections_peers.outcomes import Methods

SEED: Final = 20_261_124
TARGET: Final = Path(__file__).parents[2] / "tests" / "tabulation" / "data" / "peers.json"
PEERS: Final = ("abcvoting", "apportionment", "pabutools", "pref_voting", "pyrankvote", "votekit", "votelib")
KINDS: Final[dict[str, tuple[Callable[[int, int], Sequence[Any]], int, Methods]]] = {
    "ranked": (profiles.ranked, 200, ranked.STRICT),
    "weak": (profiles.weak, 200, ranked.WEAK),
    "approved": (profiles.approved, 200, marked.APPROVED),
    "scored": (profiles.scored, 200, marked.SCORED),
    "lists": (profiles.lists, 200, lists.LISTS),
    "projects": (profiles.projects, 200, budgets.PROJECTS),
}


def asked(name: str) -> dict[str, Any]:
    """The profiles of one kind, and what each peer makes of them by each method."""
    draw, many, methods = KINDS[name]
    drawn = draw(SEED, many)
    answers: dict[str, dict[str, list[Any]]] = {}
    for method, peers in methods.items():
        for peer, ask in peers.items():
            sys.stderr.write(f"{name} {method} {peer}\n")
            answers.setdefault(method, {})[peer] = [ask(each) for each in drawn]
    return {"profiles": [attrs.astuple(each) for each in drawn], "answers": answers}


def text() -> str:
    """The whole file: one line for each list of answers."""
    versions = {name: metadata.version(name) for name in PEERS}
    plain = {"seed": SEED, "versions": versions, "kinds": {name: asked(name) for name in KINDS}}
    return json.dumps(plain, separators=(",", ":")).replace('},"', '},\n"').replace('],"', '],\n"') + "\n"


def main() -> int:
    """Write the file, or only compare it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.elections_peers", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the file, write nothing")
    check = parser.parse_args().check
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = text()
    if check:
        return int(TARGET.read_text(encoding="utf-8") != found)
    TARGET.write_text(found, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
