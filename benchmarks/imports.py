"""Target 6: what importing consultgov costs in a fresh process."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

import consultgov
from benchmarks.measuring import Limit, Line, Setting, Timings, at_most, ratio_line, rng

ANCHOR: Final = "attrs + relativedelta"
REPEATS: Final = 3
"""Processes a case and round; the sample is their median."""

EVERY_MODULE: Final = """
import importlib, pkgutil, consultgov
for found in pkgutil.walk_packages(consultgov.__path__, 'consultgov.'):
    if not found.name.endswith('__main__'):
        importlib.import_module(found.name)
"""

STATEMENTS: Final = {
    "nothing": "pass",
    ANCHOR: "import attrs, dateutil.relativedelta",
    "import consultgov": "import consultgov",
    "core": "from consultgov import DecisionRule, Elector, Tally",
    "everything": "import consultgov\nfor name in consultgov.__all__: getattr(consultgov, name)",
    "every module": EVERY_MODULE,
}

LIMITS: Final[dict[str, Limit | None]] = {
    "import consultgov": at_most(1.35),
    "core": at_most(1.35),
    "everything": at_most(2.0),
    "every module": None,
}


def cpu_of(statement: str) -> float:
    """Give user and system seconds of an isolated process that runs the statement.

    Isolated processes do not see ``PYTHONPATH``, so each of them, the empty one too,
    is told where this process found consultgov.
    """
    home = str(Path(consultgov.__file__).parents[1])
    program = f"import sys\nsys.path.insert(0, {home!r})\n{statement}"
    child = os.posix_spawn(sys.executable, [sys.executable, "-I", "-c", program], os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        message = f"a process failed to run: {statement}"
        raise SystemExit(message)
    return usage.ru_utime + usage.ru_stime


def lines(setting: Setting) -> Iterator[Line]:
    """6: the CPU time of each import over that of the two dependencies."""
    order = rng(6)
    for statement in STATEMENTS.values():
        cpu_of(statement)  # compiles what is not compiled yet
    samples: dict[str, list[float]] = {name: [] for name in STATEMENTS if name != "nothing"}
    for _ in range(setting.rounds):
        spent = {
            name: median(cpu_of(STATEMENTS[name]) for _ in range(REPEATS))
            for name in order.sample(sorted(STATEMENTS), len(STATEMENTS))
        }
        for name, seconds in samples.items():
            seconds.append(spent[name] - spent["nothing"])
    timings = Timings(samples)
    for name, limit in LIMITS.items():
        sizes = f"{timings.seconds(name) * 1e3:.0f} ms / {timings.seconds(ANCHOR) * 1e3:.0f} ms"
        what = f"{name} / import attrs, dateutil.relativedelta"
        yield ratio_line("6", what, sizes, timings.ratios(name, ANCHOR), limit)
