"""The measuring kit: paired samples, medians of ratios, and the lines of the table.

All cases of a comparison are sampled once in every round, in an order shuffled
with a fixed seed. A ratio is the median, over the rounds, of one case divided by
another *in the same round*: a machine that slows down slows both of them.
"""

import gc
import os
import platform
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module, metadata
from itertools import repeat
from statistics import median
from typing import Any, Final

import attrs

Clock = Callable[[], float]
CPU: Final[Clock] = time.process_time
WALL: Final[Clock] = time.perf_counter

LEAST_SAMPLE: Final = 0.02
"""Seconds: short cases are repeated until one sample lasts this long."""


@attrs.frozen
class Case:
    """One callable and its argument, called as they are: no lambda in between."""

    run: Callable[[Any], object]
    argument: Any

    def once(self) -> Any:  # noqa: ANN401 - whatever the case gives
        """Give the result of one call, to be checked before anything is timed."""
        return self.run(self.argument)

    def sample(self, times: int, clock: Clock) -> float:
        """Give the seconds of one call, averaged over ``times`` calls."""
        run, argument = self.run, self.argument
        begin = clock()
        for _ in repeat(None, times):
            run(argument)
        return (clock() - begin) / times

    def repetitions(self, seconds: float) -> int:
        """Give how many calls make a sample of ``seconds``; this warms the case up."""
        self.once()
        times = 1
        while (spent := self.sample(times, WALL) * times) < seconds:
            times = max(2 * times, round(1.2 * seconds * times / max(spent, 1e-7)))
        return times


@attrs.frozen
class Timings:
    """Seconds a call: one sample for each case and round."""

    samples: Mapping[str, Sequence[float]]

    def ratios(self, case: str, to: str) -> list[float]:
        """Give ``case`` divided by ``to``, round by round."""
        return [a / b for a, b in zip(self.samples[case], self.samples[to], strict=True)]

    def seconds(self, case: str) -> float:
        """Give the median seconds of one call."""
        return median(self.samples[case])


def paired(
    cases: Mapping[str, Case],
    rounds: int,
    *,
    clock: Clock = CPU,
    least: float = LEAST_SAMPLE,
    seed: int = 20261122,
) -> Timings:
    """Sample every case once a round, in shuffled order, without the collector."""
    order = rng(seed)
    times = {name: case.repetitions(least) for name, case in cases.items()}
    samples: dict[str, list[float]] = {name: [] for name in cases}
    collecting = gc.isenabled()
    gc.disable()
    try:
        for _ in range(rounds):
            for name in order.sample(sorted(cases), len(cases)):
                gc.collect()
                samples[name].append(cases[name].sample(times[name], clock))
    finally:
        if collecting:
            gc.enable()
    return Timings(samples)


@attrs.frozen
class Limit:
    """A target: the ratio must be at most, or at least, this value."""

    value: float
    least: bool = False

    def met(self, ratio: float) -> bool:
        """Tell whether a measured ratio reaches the target."""
        return ratio >= self.value if self.least else ratio <= self.value

    def __str__(self) -> str:
        """Give the target as the table prints it."""
        return f"{'>=' if self.least else '<='} {self.value:,g}"


def at_most(value: float) -> Limit:
    """Make a target that a slower library misses."""
    return Limit(value)


def at_least(value: float) -> Limit:
    """Make a target of the kind "so many times faster than"."""
    return Limit(value, least=True)


@attrs.frozen
class Line:
    """One line of the table. Without a limit it is information, not a target."""

    target: str
    what: str
    sizes: str
    measured: str
    limit: Limit | None = None
    reached: bool | None = None

    @property
    def missed(self) -> bool:
        """Tell whether the line holds a target that was measured and not reached."""
        return self.reached is False

    def cells(self) -> tuple[str, ...]:
        """Give the texts of the columns, in order."""
        verdict = {None: "-", True: "ok", False: "MISS"}[self.reached]
        limit = "info" if self.limit is None else str(self.limit)
        return (self.target, self.what, self.sizes, self.measured, limit, verdict)


def ratio_line(
    target: str, what: str, sizes: str, ratios: Sequence[float], limit: Limit | None = None
) -> Line:
    """Make a line from the ratios of the rounds: their median and their spread."""
    middle = median(ratios)
    spread = median(abs(ratio - middle) for ratio in ratios) / middle
    measured = f"{middle:,.4g} ±{spread:.0%}"
    return Line(target, what, sizes, measured, limit, limit.met(middle) if limit else None)


def missing_peer(target: str, what: str, limit: Limit | None, name: str) -> Line:
    """Make the line of a comparison whose peer is not installed: it fails nothing."""
    return Line(target, what, "-", f"peer not installed ({name})", limit)


@attrs.frozen
class Setting:
    """What the command line chose."""

    rounds: int = 9
    quick: bool = False
    full: bool = False

    def sizes(self, *usual: int) -> tuple[int, ...]:
        """Give the sizes to run: a quick run leaves out those above 100,000."""
        small = tuple(size for size in usual if size <= 100_000)
        return small if self.quick and small else usual


def rng(seed: int) -> random.Random:
    """Make a source of repeatable random numbers; nothing here is a secret."""
    return random.Random(seed)


def random_votes(size: int, seed: int = 11) -> list[int]:
    """Draw votes 0, 1 and 2 (yes, no, abstain) in the proportions 55 : 35 : 10."""
    return rng(seed).choices((0, 1, 2), (55, 35, 10), k=size)


def peer(name: str) -> Any | None:  # noqa: ANN401 - a module is as it is
    """Import another library, or give None where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def expect(what: str, ours: object, theirs: object) -> None:
    """Refuse to time two things that do not give the same answer."""
    if ours != theirs:
        message = f"{what}: consultgov gives {ours!r}, the other side {theirs!r}"
        raise SystemExit(message)


def held_bytes(build: Callable[[], object]) -> tuple[int, int]:
    """Give the bytes that ``build()`` leaves held, and its peak, by tracemalloc."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        kept = build()
        gc.collect()
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del kept
    return held - before, peak - before


def power_of_ten(size: int) -> str:
    """Write a size shortly: 10^6, or with separators where it is no power of ten."""
    digits = len(str(size)) - 1
    return f"10^{digits}" if size == 10**digits else f"{size:,}"


def environment(*distributions: str) -> str:
    """Describe what was measured, and on what, in one line."""
    versions = " ".join(f"{name} {_version(name)}" for name in distributions)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python} on {sys.platform} {platform.machine()}, {os.cpu_count()} cpus; {versions}"


def _version(distribution: str) -> str:
    """Give the version of a distribution, if there is one."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"
