"""Instant runoff: the lowest is excluded round by round, until somebody has more than half."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, final

import attrs

from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import Ranking, Round, Tabulation, Tie, step
from consultgov.tabulation.earlier import History, Settled, lowest
from consultgov.tabulation.merit import by_figure
from consultgov.tabulation.piles import Piles
from consultgov.tabulation.profiles import few_options, one_word, options_of, ranked_profile, truth
from consultgov.verdicts import Verdict

__all__ = ["HalfOf", "instant_runoff"]

_MOST_OPTIONS: Final = 500


def __dir__() -> list[str]:
    return __all__


@final
class HalfOf(StrEnum):
    """What somebody must have more than half of."""

    CONTINUING = "continuing"
    """The papers that still count in the round."""
    VALID = "valid"
    """All valid papers, those exhausted among them; then it may be that nobody is elected."""


def instant_runoff(
    papers: object,
    options: object,
    *,
    ties: Sequence[str] = (),
    majority: HalfOf | str = HalfOf.CONTINUING,
    back: bool = True,
) -> Tabulation:
    """Exclude the lowest, round by round, until somebody has more than half of the papers.

    A paper counts for the highest option on it that is still there; for several that it ranks alike, in
    equal shares. One that ranks nobody is not valid, and one that ranks nobody who is still there is
    exhausted. The order of merit has those still there at the end by their votes, and below them those
    excluded, the last first.

    A tie for the exclusion is settled by the votes of the latest round in which those tied differ, then by
    the order given. Where neither tells them apart and all they have together is less than what the next
    one has, they are excluded together: one by one, in whatever order, they would all go before the next
    one, and whoever wins is the same. Otherwise the count stops with the tie.

    Args:
        papers: pairs of a ranking, such as ``"A>B=C"``, and how many papers say so.
        options: who is on the paper, at most 500.
        ties: the order that settles a tie if it names everybody tied, such as that of a lot, the best first.
        majority: of which papers somebody must have more than half: those that still count, or all valid
            ones.
        back: whether the votes of earlier rounds settle a tie.

    Raises:
        TallyError: no options, papers, an order or a setting that cannot be read.
        TooLarge: more options than that.

    >>> found = instant_runoff([("A>B>C", 4), ("B>C>A", 3), ("C>B>A", 2)], ["A", "B", "C"])
    >>> found.elected, found.order
    (('B',), (('B',), ('A',), ('C',)))
    """
    standing = few_options(options_of(options), _MOST_OPTIONS)
    read, drawn = ranked_profile(papers, standing, ties)
    of_valid = one_word(HalfOf, majority, "majority") is HalfOf.VALID
    count = _Count(Piles(read, standing), drawn, truth(back, "back"), of_valid)
    while not count.over:
        count.go_on()
    return count.result()


@final
@attrs.define(eq=False)
class _Count:
    """A count under way."""

    piles: Piles
    drawn: tuple[str, ...]
    back: bool
    of_valid: bool
    rounds: list[Round] = attrs.field(factory=list[Round])
    excluded: list[tuple[str, ...]] = attrs.field(factory=list[tuple[str, ...]])
    elected: tuple[str, ...] = ()
    tie: Tie | None = None
    over: bool = False

    def go_on(self) -> None:
        """One round: somebody has more than half, or the lowest is excluded, or a tie ends the count."""
        votes = self.piles.figures()
        leader = max(votes, key=votes.__getitem__)
        base = self.piles.valid if self.of_valid else sum(votes.values())
        if 2 * votes[leader] > base or len(votes) == 1:
            self._end(votes, leader, base)
            return
        found = lowest(votes, History(self.rounds, self.drawn, self.back))
        if len(found.names) == 1:
            self._exclude(votes, found)
        elif together := _together(votes):
            self._exclude(votes, Settled(together))
        else:
            self._stop(votes, found)

    def _exclude(self, votes: dict[str, Number], found: Settled) -> None:
        self._note(votes, (*found.steps, _excluded(votes, found.names)))
        self.excluded.append(found.names)
        self.piles.exclude(found.names)

    def _note(self, votes: dict[str, Number], steps: tuple[Verdict, ...]) -> None:
        self.rounds.append(Round(votes, steps, self.piles.exhausted))

    def _end(self, votes: dict[str, Number], leader: str, base: Number) -> None:
        """Somebody has more than half, or is the last one left."""
        self.over = True
        facts = {"option": leader, "figure": number_text(votes[leader]), "of": number_text(base)}
        if 2 * votes[leader] > base:
            code, self.elected = "more-than-half", (leader,)
        elif self.of_valid:
            code = "not-more-than-half"
        else:
            code, self.elected = "last-one-left", (leader,)
        self._note(votes, (step(code, **facts),))

    def _stop(self, votes: dict[str, Number], found: Settled) -> None:
        """A tie that nothing settles; of two who are left, it is one for the seat."""
        self.over = True
        last_two = len(votes) == 2  # noqa: PLR2004 - two are left
        self.tie = Tie(found.names, 1, "seat" if last_two else "exclusion")
        self._note(votes, found.steps)

    def result(self) -> Tabulation:
        """What came of it."""
        order: Ranking = (*by_figure(self.rounds[-1].votes), *reversed(self.excluded))
        return Tabulation("instant-runoff", self.elected, self.tie, order, tuple(self.rounds))


def _together(votes: dict[str, Number]) -> tuple[str, ...]:
    """The lowest, if none of them could overtake the next one, in whatever order they went; or nobody."""
    least, *above = sorted(set(votes.values()))
    names = tuple(name for name, figure in votes.items() if figure == least)
    return names if above and least * len(names) < above[0] else ()


def _excluded(votes: dict[str, Number], names: tuple[str, ...]) -> Verdict:
    figure = number_text(sum(votes[name] for name in names))
    if len(names) == 1:
        return step("option-excluded", option=names[0], figure=figure)
    following = min(votes[name] for name in votes if name not in names)
    return step("excluded-together", options=list(names), figure=figure, following=number_text(following))
