"""The first ballot after which nothing can change the outcome: found without testing at every ballot.

As long as two complete results with different outcomes can still be reached, nothing is decided. Two such
results side by side are looked for once, and then ballots are only counted until one of the two is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple, TypeAlias, final

import attrs

from consultgov.counting.classes import codes_of
from consultgov.counting.codes import stance_name, unknown_stance
from consultgov.counting.crowds import Crowd
from consultgov.counting.declarations import Facts
from consultgov.counting.forms import Heads
from consultgov.counting.scopes import Scope, Setting, figure_key
from consultgov.counting.stances import CODES
from consultgov.decisions.forecast import Decide, Possible, reachable_outcomes
from consultgov.decisions.outcomes import Outcome
from consultgov.decisions.scenarios import Kind, Scenario, compositions

__all__ = ["EarlyDecision", "Searched", "decided_after"]

_BULK: Final = 64
"""From how many ballots on they are counted in bulk."""

_PIECE: Final = 1 << 18
"""How many ballots are held at once."""

_Votes: TypeAlias = tuple[int, ...]
"""How many of each stance, in the order of the stances allowed."""


@final
@attrs.frozen
class EarlyDecision:
    """When a vote was decided, or that it was not.

    Attributes:
        outcome: the outcome that nothing could change any more; ``None`` while several are reachable.
        after: the number of ballots read: up to the deciding one, or all there were.
        counted: how many of each stance were read.
    """

    outcome: Outcome | None
    after: int
    counted: tuple[tuple[str, int], ...]

    def to_dict(self) -> dict[str, object]:
        """The same facts as a plain dict."""
        outcome = None if self.outcome is None else self.outcome.value
        return {"outcome": outcome, "after": self.after, "counted": dict(self.counted)}


class _Body:
    """A body of people who count alike, and the outcome of any complete result."""

    __slots__ = ("_figures", "_setting", "codes", "rule", "seats", "stances")

    def __init__(self, rule: Searched, seats: int, stances: tuple[str, ...], facts: Facts) -> None:
        self.rule = rule
        self.seats = seats
        self.stances = stances
        self.codes = tuple(CODES[stance] for stance in stances)
        self._setting = Setting((), facts)
        self._figures = {
            figure_key(heads): [place for place, code in enumerate(self.codes) if code in codes_of(heads, ())]
            for heads in rule.heads
        }

    def scenario(self, settled: _Votes, left: int) -> Scenario:
        """So many votes settled, the others open."""
        sums = [0] * len(CODES)
        for code, number in zip(self.codes, settled, strict=True):
            sums[code] = number
        crowd = Crowd((), (), (None,), {None: 1}, {(): {None: sums}}, {})
        options = tuple(((code, (1,)),) for code in self.codes)
        return Scenario(crowd, [Kind((), left, options)] if left else [], self._setting.given)

    def outcome(self, votes: _Votes) -> Outcome:
        """The outcome of a complete result."""
        scope = Scope((), self._setting)
        for key, places in self._figures.items():
            scope.figures[key] = sum([votes[place] for place in places])
        return self.rule.decide(scope)

    def witnesses(self, counted: _Votes) -> tuple[_Votes, _Votes] | Outcome:
        """Two results still reachable whose outcomes differ; or the one outcome that is left."""
        left = self.seats - sum(counted)
        pair = self._along_lines(counted, left)
        if pair is not None:
            return pair
        outcomes = reachable_outcomes(self.scenario(counted, left), self.rule.decide, self.rule.possible)
        if len(outcomes) == 1:
            return next(iter(outcomes))
        results = (_plus(counted, numbers) for numbers in compositions(left, len(self.stances)))
        first = next(results)
        return first, next(result for result in results if self.outcome(result) != self.outcome(first))

    def _along_lines(self, counted: _Votes, left: int) -> tuple[_Votes, _Votes] | None:
        """Neighbours on a line from all of one stance to all of another, well inside where it can be."""
        size = len(self.stances)
        for others in (left // 2, left // 8, 0) if size > 2 else (0,):  # noqa: PLR2004 - a line has two ends
            share = others // size
            for one in range(size):
                for other in range(one + 1, size):
                    start = _plus(
                        counted,
                        tuple(0 if place in (one, other) else share for place in range(size)),
                    )
                    pair = self._between(start, one, other, left - share * (size - 2))
                    if pair is not None:
                        return pair
        return None

    def _between(self, start: _Votes, one: int, other: int, left: int) -> tuple[_Votes, _Votes] | None:
        def at(moved: int) -> _Votes:
            votes = list(start)
            votes[one] += left - moved
            votes[other] += moved
            return tuple(votes)

        low, high = 0, left
        first = self.outcome(at(low))
        if first == self.outcome(at(high)):
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if self.outcome(at(middle)) == first:
                low = middle
            else:
                high = middle
        return at(low), at(high)


def _plus(votes: _Votes, more: _Votes) -> _Votes:
    return tuple(one + other for one, other in zip(votes, more, strict=True))


class _Reader:
    """Counts ballots of known stances, many at a time or one by one."""

    __slots__ = ("ballots", "counts", "stances")

    def __init__(self, ballots: Iterator[object], stances: tuple[str, ...]) -> None:
        self.ballots = ballots
        self.stances = stances
        self.counts = dict.fromkeys(stances, 0)

    @property
    def votes(self) -> _Votes:
        return tuple(self.counts.values())

    def until(self, limits: _Votes) -> bool:
        """Read until a stance has more than its limit; ``False`` where the ballots end before."""
        while (safe := min(limit - number for limit, number in zip(limits, self.votes, strict=True))) > _BULK:
            if not self._bulk(min(safe, _PIECE)):
                return False
        return self._one_by_one(dict(zip(self.stances, limits, strict=True)))

    def _bulk(self, number: int) -> bool:
        piece = list(islice(self.ballots, number))
        found = {stance: piece.count(stance) for stance in self.stances}
        if sum(found.values()) < len(piece):
            piece = [stance_name(ballot) for ballot in piece]
            found = {stance: piece.count(stance) for stance in self.stances}
            stray = next((name for name in piece if name not in found), None)
            if stray is not None:
                raise unknown_stance(str(stray), self.stances)
        for stance, count in found.items():
            self.counts[stance] += count
        return len(piece) == number

    def _one_by_one(self, limits: dict[str, int]) -> bool:
        counts = self.counts
        for ballot in self.ballots:
            stance = ballot if type(ballot) is str else stance_name(ballot)
            if stance not in counts:
                raise unknown_stance(stance, self.stances)
            counts[stance] += 1
            if counts[stance] > limits[stance]:
                return True
        return False


class Searched(NamedTuple):
    """What the search has to know of a rule: the counts it reads, and how it decides."""

    heads: tuple[Heads, ...]
    decide: Decide
    possible: Possible


def decided_after(
    stream: Iterable[object], rule: Searched, seats: int, stances: tuple[str, ...], facts: Facts
) -> EarlyDecision:
    """Read ballots one after another until the outcome is certain."""
    body = _Body(rule, seats, stances, facts)
    reader = _Reader(iter(stream), stances)
    while True:
        found = body.witnesses(reader.votes)
        if isinstance(found, Outcome):
            return EarlyDecision(found, sum(reader.votes), tuple(reader.counts.items()))
        limits = tuple(map(min, *found))
        if not reader.until(limits):
            return EarlyDecision(None, sum(reader.votes), tuple(reader.counts.items()))
