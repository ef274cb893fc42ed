"""Which outcomes are still reachable: exact, or ``TooLarge`` before the search starts.

The search goes through numbers of people by kind, and leaves a branch as soon as its bounds show that it
can bring nothing new. Rules need not be monotone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from consultgov.counting.scopes import Scope
from consultgov.decisions.outcomes import Outcome
from consultgov.decisions.reach import Frame, frame_of
from consultgov.decisions.scenarios import Kind, Move, Scenario, Settled, compositions
from consultgov.errors import Fault, TooLarge, shown

__all__ = ["LIMIT", "Decide", "Possible", "reachable_outcomes"]

LIMIT: Final = 100_000
"""The most cases that a search may have to look at."""

_FEW: Final = 16
"""How many cases are looked at rather than bounded."""

Decide: TypeAlias = Callable[[Scope], Outcome]
"""The outcome in a scope."""

Possible: TypeAlias = Callable[[Frame], frozenset[Outcome]]
"""The outcomes that bounds do not rule out; all that are reachable are among them."""


def reachable_outcomes(
    scenario: Scenario,
    decide: Decide,
    possible: Possible,
    asked: frozenset[Outcome] = frozenset(Outcome),
    limit: int | None = None,
) -> frozenset[Outcome]:
    """The outcomes, of those asked about, that some way of settling leads to.

    Raises:
        TooLarge: bounds and extremes do not settle it, and there are more ways than ``limit``, or ``LIMIT``.
    """
    most = LIMIT if limit is None else limit
    bounded = possible(frame_of(scenario, [], scenario.kinds))
    wanted = bounded & asked
    if len(bounded) == 1 or not wanted:
        return wanted
    found = {decide(scenario.scope(moves)) for moves in _extremes(scenario)} & asked
    if found >= wanted:
        return frozenset(found)
    if scenario.size > most:
        fix = "name fewer outstanding electors or fewer stances"
        rule = f"must look at no more than {most} cases"
        raise TooLarge(Fault("too-large", "forecast", rule, shown(scenario.size), fix), scenario.size, most)
    _Search(scenario, decide, possible, found, wanted).run(scenario.start, scenario.kinds)
    return frozenset(found & asked)


def _extremes(scenario: Scenario) -> Iterator[list[Move]]:
    """Everybody takes the first option, everybody the second, and so on."""
    for place in range(max((len(kind.options) for kind in scenario.kinds), default=0)):
        yield [(kind, _all_at(kind, place)) for kind in scenario.kinds]


def _all_at(kind: Kind, place: int) -> tuple[int, ...]:
    place = min(place, len(kind.options) - 1)
    return tuple(kind.number if index == place else 0 for index in range(len(kind.options)))


class _Search:
    """Depth first over the kinds, until every outcome that was possible has been found."""

    __slots__ = ("decide", "found", "possible", "scenario", "wanted")

    def __init__(
        self,
        scenario: Scenario,
        decide: Decide,
        possible: Possible,
        found: set[Outcome],
        wanted: frozenset[Outcome],
    ) -> None:
        self.scenario = scenario
        self.decide = decide
        self.possible = possible
        self.found = found
        self.wanted = wanted

    def run(self, settled: Settled, left: tuple[Kind, ...]) -> None:
        if not left:
            self.found.add(self.decide(self.scenario.seen(settled)))
            return
        kind, rest = left[0], left[1:]
        worth_bounding = Scenario.ways(rest) > _FEW
        for numbers in compositions(kind.number, len(kind.options)):
            if self.found >= self.wanted:
                return
            tried = self.scenario.after(settled, kind, numbers)
            if worth_bounding and self.found >= self._bounded(tried, rest):
                continue
            self.run(tried, rest)

    def _bounded(self, settled: Settled, left: tuple[Kind, ...]) -> frozenset[Outcome]:
        return self.possible(Frame(self.scenario, self.scenario.seen(settled), left))
