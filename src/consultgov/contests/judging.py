"""From the sheets of the judges to what they make of one proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar, final

import attrs

from consultgov.contests.criteria import Criterion, Joining, Trim, TrimOn, Weighing, joined, weighed
from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import step
from consultgov.verdicts import Verdict

__all__ = ["Judged", "Marked", "Sheet", "judged"]

Sheet: TypeAlias = Mapping[str, Number]
"""Criterion to mark: what one judge gives one proposal."""

_Row = TypeVar("_Row")


@final
@attrs.frozen
class Marked:
    """The marks of the judges on one criterion, or their totals.

    Attributes:
        name: the criterion; empty for the totals.
        used: the marks that count, from the lowest.
        dropped: those that do not, since they are among the lowest and the highest.
        score: what those that count come to.
    """

    name: str
    used: tuple[Number, ...]
    dropped: tuple[Number, ...]
    score: Number

    def verdict(self) -> Verdict:
        """The marks as a line of an account."""
        facts: dict[str, object] = {"score": number_text(self.score), "marks": _texts(self.used)}
        if self.name:
            facts["criterion"] = self.name
        code = "contest-marks" if self.name else "contest-totals"
        if not self.dropped:
            return step(code, **facts)
        return step(f"{code}-trimmed", **facts, dropped=_texts(self.dropped))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {"name": self.name, "used": _texts(self.used)}
        if self.dropped:
            plain["dropped"] = _texts(self.dropped)
        return {**plain, "score": number_text(self.score)}


def _texts(marks: Iterable[Number]) -> list[str]:
    return [number_text(mark) for mark in marks]


@final
@attrs.frozen
class Judged:
    """What the judges make of a proposal.

    Attributes:
        marks: the marks on each criterion, in the order of the rule.
        totals: the judges' totals, where these are what is trimmed and joined.
        score: what it comes to.
    """

    marks: tuple[Marked, ...]
    totals: Marked | None
    score: Number

    def plain(self) -> Iterator[tuple[str, object]]:
        """The keys and values that it adds to the plain dict of a proposal."""
        yield "marks", [each.to_dict() for each in self.marks]
        yield "judges", number_text(self.score)
        if self.totals is not None:
            yield "totals", self.totals.to_dict()

    def account(self) -> Iterator[Verdict]:
        """Where the score comes from, line by line."""
        yield from (each.verdict() for each in self.marks)
        if self.totals is not None:
            yield self.totals.verdict()


def judged(
    sheets: Iterable[Sheet], criteria: tuple[Criterion, ...], trim: Trim, joining: Joining, weighing: Weighing
) -> Judged | None:
    """The judges' sheets as one score, or ``None`` where too few of them are left.

    Which of several sheets with the same total is dropped goes by the marks on them, never by whose they are:
    the score is the same either way.

    >>> sheets = [{"merit": 60}, {"merit": 80}, {"merit": 90}, {"merit": 100}]
    >>> found = judged(sheets, (Criterion("merit"),), Trim(1, 1), Joining.MEAN, Weighing.MEAN)
    >>> found.score, found.totals.dropped
    (85, (60, 100))
    """
    read = list(sheets)
    if trim.left(len(read)) < trim.least_judges:
        return None
    if trim.on is TrimOn.TOTAL:
        return _by_total(read, criteria, trim, joining, weighing)
    marks = tuple(
        _marked(each.name, *_parted(sorted(sheet[each.name] for sheet in read), trim), joining)
        for each in criteria
    )
    scores = {each.name: each.score for each in marks}
    return Judged(marks, None, weighed(scores, criteria, weighing))


def _by_total(
    sheets: list[Sheet], criteria: tuple[Criterion, ...], trim: Trim, joining: Joining, weighing: Weighing
) -> Judged:
    rows = sorted(
        (weighed(sheet, criteria, weighing), tuple(sheet[each.name] for each in criteria)) for sheet in sheets
    )
    kept, gone = _parted(rows, trim)
    totals = _marked("", [total for total, _ in kept], [total for total, _ in gone], joining)
    marks = tuple(
        _marked(each.name, [row[place] for _, row in kept], [row[place] for _, row in gone], joining)
        for place, each in enumerate(criteria)
    )
    return Judged(marks, totals, totals.score)


def _parted(ordered: list[_Row], trim: Trim) -> tuple[list[_Row], list[_Row]]:
    """What is left between the lowest and the highest, and what is dropped."""
    low, high = trim.cut(len(ordered))
    end = len(ordered) - high
    return ordered[low:end], [*ordered[:low], *ordered[end:]]


def _marked(name: str, used: list[Number], dropped: list[Number], joining: Joining) -> Marked:
    return Marked(name, tuple(sorted(used)), tuple(sorted(dropped)), joined(used, joining))
