"""Committees that represent those who approve of their members, in proportion: Thiele's rule, exact.

A committee gives a paper 1 for the first of its options, a half for the second, a third for the third. The
best committee is searched for among all; every one that is as good is in the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import comb, lcm
from typing import Final, final

import attrs

from consultgov.errors import Fault, TooLarge
from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import Tie, step
from consultgov.tabulation.profiles import Approved, approved_papers, options_of, seats_of
from consultgov.verdicts import Verdict, explained

__all__ = ["Committees", "proportional_approval"]

_LIMIT: Final = 5_000_000
"""Committees times papers: some seconds of work at the worst."""

_MOST_PLACES: Final = 200
"""More seats than a committee that is searched for can have."""

_FEW: Final = 10
"""As many papers as each committee is taken for at least, so that a list of those tied stays bounded."""


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class Committees:
    """The best committees by a rule: one, or all that are tied.

    Attributes:
        method: the rule, in its own word.
        committees: every committee that is as good as any, each in the order of the paper, one at least.
        score: what each of them scores.
    """

    method: str
    committees: tuple[tuple[str, ...], ...]
    score: Number

    @property
    def certain(self) -> tuple[str, ...]:
        """Who is in every one of them."""
        first, *others = self.committees
        return tuple(name for name in first if all(name in other for other in others))

    @property
    def tie(self) -> Tie | None:
        """Who is in some of them and not in all, and how many of these have a seat."""
        certain = self.certain
        some = sorted({name for each in self.committees for name in each if name not in certain})
        return Tie(tuple(some), len(self.committees[0]) - len(certain)) if some else None

    def account(self) -> tuple[Verdict, ...]:
        """What came of it, as verdicts."""
        told = [step("committee-score", score=number_text(self.score), number=len(self.committees))]
        if self.certain:
            told.append(step("count-elected", options=list(self.certain)))
        return (*told, *((self.tie.verdict(),) if self.tie else ()))

    def explain(self, language: str = "en") -> str:
        """What came of it in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        committees = [list(each) for each in self.committees]
        return {"method": self.method, "committees": committees, "score": number_text(self.score)}


def proportional_approval(papers: object, options: Iterable[str], seats: int) -> Committees:
    """Proportional approval voting (Thiele, 1895): the committees of the highest score, all of them.

    Args:
        papers: pairs of approved options and how many papers say so.
        options: who stands.
        seats: how many are in a committee.

    Raises:
        TallyError: papers, options or seats that are none; fewer options than seats.
        TooLarge: committees times papers (ten, if there are fewer) above five million, or above 200
            seats; said before the search.

    >>> found = proportional_approval([(["a", "b"], 5), (["c"], 3)], ["a", "b", "c"], 2)
    >>> found.committees, found.score
    ((('a', 'c'), ('b', 'c')), 8)
    """
    names = options_of(options)
    places = seats_of(seats, names)
    approved = approved_papers(papers, names)
    _check_size(len(names), places, len(approved))
    search = _Search(names, places, approved)
    search.run()
    score = Fraction(search.best, search.scale)
    found = tuple(tuple(names[place] for place in each) for each in search.found)
    return Committees("proportional_approval", found, score.numerator if score.denominator == 1 else score)


def _check_size(options: int, places: int, papers: int) -> None:
    """Refuse a search that would take too long."""
    if places > _MOST_PLACES:
        size, limit, subject = places, _MOST_PLACES, "seats of a committee"
    else:
        size, limit = comb(options, places) * max(papers, _FEW), _LIMIT
        subject = "committees times papers"
    if size > limit:
        fix = "use a sequential rule, or equal shares"
        raise TooLarge(Fault("too-large", subject, f"must be at most {limit}", "", fix), size, limit)


class _Search:
    """All committees, except those that cannot be as good as the best known: their options add too little."""

    def __init__(self, names: Sequence[str], places: int, papers: Approved) -> None:
        self.places = places
        whole, parts = lcm(*(many.denominator for _, many in papers)), lcm(*range(1, places + 1))
        self.scale = whole * parts
        self.weights = [int(many * whole) for _, many in papers]
        self.part = [parts // rank for rank in range(1, places + 1)]
        self.backers = [[row for row, (paper, _) in enumerate(papers) if name in paper] for name in names]
        self.have = [0] * len(papers)
        self.best = -1
        self.found: list[tuple[int, ...]] = []

    def run(self) -> None:
        """Find the best."""
        self._extend((), 0, 0)

    def _gain(self, option: int) -> int:
        return sum(self.weights[row] * self.part[self.have[row]] for row in self.backers[option])

    def _extend(self, chosen: tuple[int, ...], start: int, score: int) -> None:
        """Look at every committee that begins with some options."""
        if len(chosen) == self.places:
            if score > self.best:
                self.best, self.found = score, []
            if score == self.best:
                self.found.append(chosen)
            return
        gains = [self._gain(option) for option in range(start, len(self.backers))]
        missing = self.places - len(chosen)
        for place in range(len(gains) - missing + 1):
            # What an option adds only falls as others join, so the best that are left bound what may come.
            if score + sum(sorted(gains[place:])[-missing:]) < self.best:
                return
            self._with(chosen, start + place, score + gains[place])

    def _with(self, chosen: tuple[int, ...], option: int, score: int) -> None:
        for row in self.backers[option]:
            self.have[row] += 1
        self._extend((*chosen, option), option + 1, score)
        for row in self.backers[option]:
            self.have[row] -= 1
