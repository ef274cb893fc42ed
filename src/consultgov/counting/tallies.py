"""A tally: how many, or how much, stands for each stance at the close of a poll.

Made from electors and ballots, from figures only, from an anonymous stream, or by adding tallies of
disjoint electorates. It is recomputed from these, never kept as running counters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, cast, final

import attrs

from consultgov.counting.ballots import Answers, Roll, read_rows
from consultgov.counting.classes import ClassView
from consultgov.counting.codes import Codes
from consultgov.counting.declarations import MAX_LABELS, Facts, read_facts, read_labels
from consultgov.counting.figures import Figures, FiguresView
from consultgov.counting.names import name_of
from consultgov.counting.records import plain_tally, read_tally
from consultgov.counting.rows import Rows
from consultgov.counting.scopes import Scope, Setting, View
from consultgov.counting.statements import read_figures
from consultgov.counting.streams import (
    Ballot,
    Cell,
    cells_table,
    count_bytes,
    count_stances,
    count_weights,
    merged_cells,
)
from consultgov.counting.vocabulary import Vocabulary
from consultgov.errors import Fault, Faults, MissingData, TallyError, shown
from consultgov.people import Elector, Trait
from consultgov.shares import Exact

__all__ = ["Facts", "Tally"]


_ANYBODY: Final = Elector("stream")
_NO_LABELS: Final = Codes(())


@final
@attrs.frozen
class Tally:
    """How many, or how much, stands for each stance; what conditions and rules are decided on.

    Made with ``of``, ``totals``, ``count``, ``merge`` or ``+``. Nothing in it can change.

    >>> tally = Tally.of(["li", "wang", "zhao"], {"li": "yes", "wang": "no"}, present=["zhao"])
    >>> from consultgov import Condition
    >>> Condition.parse("yes = 1 and silent = 1 and present = 3").holds(tally)
    True
    """

    rows: Rows | None = None
    cells: tuple[Cell, ...] = ()
    figures: tuple[Figures, ...] = ()
    labels: tuple[str, ...] = ()
    facts: tuple[tuple[str, bool | int], ...] = ()
    _views: tuple[FiguresView, ...] | None = attrs.field(init=False, eq=False, repr=False, default=None)
    scopes: dict[str, Scope] = attrs.field(factory=dict[str, Scope], init=False, eq=False, repr=False)

    # --- making ---------------------------------------------------------------------------------

    @classmethod
    def of(
        cls,
        electors: Iterable[Elector | str],
        ballots: Answers = MappingProxyType({}),
        *,
        present: Iterable[str] = (),
        recused: Iterable[str] = (),
        vacant: int | Iterable[Elector] = 0,
        labels: Iterable[str] = (),
        given: Facts | None = None,
    ) -> Tally:
        """The tally of named electors.

        Args:
            electors: everyone in office; a bare id stands for an elector without traits.
            ballots: id to stance, or pairs of both; a stance is its name, a ``Stance``, ``True`` (yes),
                ``False`` (no), a label, or a split: stance to share of the vote, summing to one.
            present: the roll. A ballot implies presence; on the roll without a ballot is silent.
            recused: in office but not entitled on this matter; there, if on the roll.
            vacant: the number of empty seats, or electors that stand for them with their traits. Seats
                given as a number are in no group.
            labels: the poll's own answers, such as grades; ballots under them are valid.
            given: facts of the matter that conditions read.

        Raises:
            TallyError: ballots for unknown electors, two of one, somebody twice, recused and voting, an
                unknown stance, a split that does not sum to one; all at once.

        >>> tally = Tally.of([Elector("li"), Elector("wang")], {"li": {"yes": "1/2", "no": "1/2"}})
        """
        faults = Faults()
        names = read_labels(labels, faults)
        facts = read_facts(given, faults)
        roll = Roll(electors, present, recused, vacant)
        rows = read_rows(roll, ballots, Codes(names), faults)
        faults.close(TallyError)
        return cls(rows, labels=names, facts=facts)

    @classmethod
    def totals(
        cls,
        *,
        by: Mapping[str, Mapping[str, object]] | None = None,
        groups: Mapping[str, Mapping[str | bool, Mapping[str, object]]] | None = None,
        labels: Mapping[str, Exact | str] | None = None,
        given: Facts | None = None,
        **figures: Exact | str,
    ) -> Tally:
        """The tally of figures only: what they do not fix is unknown, not zero.

        Each count of a rule is looked up by itself: ``yes + no`` needs both figures, ``decisive`` their sum.

        Args:
            by: for each measure, the figures of stances and bases in it.
            groups: for each trait and each of its groups, figures again, with ``by``, ``labels`` and
                ``groups`` of their own.
            labels: the figures of labels.
            given: facts of the matter that conditions read.
            **figures: stances and bases in heads: ``yes=101, ballots=200, members=300``.

        Raises:
            TallyError: unknown words, figures that contradict each other; all at once.

        >>> tally = Tally.totals(yes=101, ballots=200, by={"area": {"yes": "15000.01"}})
        """
        parts = {"by": by, "groups": groups, "labels": labels}
        plain: dict[str, object] = {
            **figures,
            **{key: value for key, value in parts.items() if value},
        }
        faults = Faults()
        read, found = read_figures(plain, faults)
        names = read_labels(filter(None, found), faults)
        facts = read_facts(given, faults)
        faults.close(TallyError)
        return cls(figures=(read,), labels=names, facts=facts)

    @classmethod
    def count(
        cls,
        stream: Iterable[object] | bytes,
        *,
        legend: Mapping[int, str] | None = None,
        by: str | None = None,
        traits: Mapping[str, Trait] = MappingProxyType({}),
        flags: Iterable[str] = (),
        labels: Iterable[str] = (),
        given: Facts | None = None,
    ) -> Tally:
        """The tally of an anonymous stream, read once and kept as sums.

        Args:
            stream: stances; ballots, with ``by``: ``Ballot`` values, or objects of your own with a
                ``stance`` and an exact ``weight``; or bytes, with ``legend``.
            legend: what each byte stands for: ``{1: "yes", 2: "no", 4: "abstain"}``.
            by: the measure that the ballots' weights are in; then only it is counted, not heads.
            traits: traits that all voters of the stream share.
            flags: flags that they all share.
            labels: the poll's own answers.
            given: facts of the matter that conditions read.

        Raises:
            TallyError: a stance or byte that is not known, a weight that is not exact.

        >>> tally = Tally.count(["yes", "no", "yes"])
        >>> tally = Tally.count(bytes([1, 2, 1]), legend={1: "yes", 2: "no"})
        """
        faults = Faults()
        names = read_labels(labels, faults) if labels else ()
        facts = read_facts(given, faults) if given else ()
        voters = faults.attempt(Elector, "stream", traits, flags=flags) if traits or flags else _ANYBODY
        measure = None if by is None else faults.attempt(name_of, by, "measure")
        faults.close(TallyError)
        sums = _counted(stream, Codes(names) if names else _NO_LABELS, legend, measure)
        cell = Cell.of(voters or _ANYBODY, measure, sums)
        return cls(cells=(cell,), labels=names, facts=facts)

    @classmethod
    def merge(cls, tallies: Iterable[Tally]) -> Tally:
        """The tally of disjoint electorates together, in one pass.

        Raises:
            TallyError: an elector in two of them, or a fact that they state differently; all at once.
        """
        listed = _tallies(tallies)
        faults = Faults()
        labels = read_labels((label for tally in listed for label in tally.labels), faults)
        facts: dict[str, bool | int] = {}
        for name, value in (fact for tally in listed for fact in tally.facts):
            if repr(facts.setdefault(name, value)) != repr(value):
                faults.add(Fault("two-facts", f"fact {name!r}", "must be the same in all tallies"))
        rows = [
            tally.rows.relabelled(tally.labels, labels)
            for tally in listed
            if tally.rows is not None and len(labels) <= MAX_LABELS
        ]
        cells = merged_cells(cell for tally in listed for cell in tally.cells)
        joined = Rows.joined(rows, faults) if rows else None
        faults.close(TallyError)
        figures = tuple(each for tally in listed for each in tally.figures)
        return cls(joined, cells, figures, labels, tuple(sorted(facts.items())))

    def __add__(self, other: Tally) -> Tally:
        """The tally of two disjoint electorates."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally.merge((self, other))

    # --- reading --------------------------------------------------------------------------------

    @property
    def given(self) -> Facts:
        """The facts of the matter."""
        return dict(self.facts)

    def scope(self, vocabulary: Vocabulary) -> Scope:
        """The whole body, with the classes that a vocabulary makes; kept for the next condition.

        Raises:
            MissingData: a trait, weight, label or fact of the vocabulary is not there; all at once.
        """
        try:
            return self.scopes[vocabulary.key]
        except KeyError:
            return self.scopes.setdefault(vocabulary.key, self._opened(vocabulary))

    def _opened(self, vocabulary: Vocabulary) -> Scope:
        faults = Faults()
        views: list[View] = []
        flags = self.flags(vocabulary)
        if self.rows is not None:
            views.append(ClassView(self.rows.table(vocabulary, self.labels, flags, faults)))
        if self.cells:
            views.append(ClassView(cells_table(self.cells, vocabulary, self.labels, flags, faults)))
        views += self._figures_views()
        self._check_words(vocabulary, faults)
        faults.close(MissingData)
        return Scope(tuple(views), Setting(tuple(views), self.given))

    def _figures_views(self) -> tuple[FiguresView, ...]:
        """The figures with what they fix, worked out once: they do not depend on what a rule reads."""
        if self._views is None:
            views = tuple(FiguresView(figures, self.labels) for figures in self.figures)
            for view in views:
                view.check(Faults())
            object.__setattr__(self, "_views", views)
        return self._views or ()

    def flags(self, vocabulary: Vocabulary) -> frozenset[str]:
        """Of the names that a vocabulary reads, those that somebody has as a flag and nobody as a trait."""
        people = () if self.rows is None else self.rows.electors
        traits = {name for cell in self.cells for name, _ in cell.traits}
        flags = {name for cell in self.cells for name in cell.flags}
        names = {*vocabulary.groups, *vocabulary.marks}
        return frozenset(
            name
            for name in names - traits
            if (name in flags or any(name in each.flags for each in people))
            and not any(name in each.traits for each in people)
        )

    def _check_words(self, vocabulary: Vocabulary, faults: Faults) -> None:
        for label in vocabulary.labels:
            if label not in self.labels:
                fix = "declare the labels of the poll with labels="
                faults.add(Fault("missing-label", f"label {label!r}", "is not one of the poll's", "", fix))
        given = self.given
        for names, kind, what in (
            (vocabulary.truths, bool, "truth"),
            (vocabulary.numbers, int, "whole number"),
        ):
            for name in names:
                if type(given.get(name)) is not kind:
                    found = shown(given[name]) if name in given else ""
                    fix = f"pass given={{{name!r}: …}}"
                    faults.add(
                        Fault(
                            "missing-fact",
                            f"fact {name!r}",
                            f"must be given as a {what}",
                            found,
                            fix,
                        )
                    )

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form: people with their ballots, sums of streams, figures as stated."""
        return plain_tally(self)

    @classmethod
    def from_dict(cls, data: object) -> Tally:
        """The tally from its plain dict.

        Raises:
            RecordError: keys that a tally does not have.
            TallyError: what the constructors refuse.
        """
        return read_tally(data, cls)

    def __reduce__(self) -> tuple[type[Tally], tuple[object, ...]]:
        """Pickle and copy without what was worked out."""
        return Tally, (self.rows, self.cells, self.figures, self.labels, self.facts)


def _tallies(given: object) -> list[Tally]:
    """What is merged, if it is tallies."""
    listed: list[object] = [*given] if isinstance(given, Iterable) else [given]
    faults = Faults()
    for each in listed:
        if not isinstance(each, Tally):
            fix = "make one with Tally.of, Tally.totals or Tally.count"
            faults.add(Fault("not-a-tally", "merged", "must be tallies", shown(each), fix))
    faults.close(TallyError)
    return cast("list[Tally]", listed)


def _counted(
    stream: object, codes: Codes, legend: Mapping[int, str] | None, measure: str | None
) -> Mapping[str, Exact]:
    if isinstance(stream, bytes | bytearray | memoryview):
        if measure is not None:
            fix = "give ballots with a weight each"
            raise TallyError(Fault("no-weights", "bytes", f"cannot be counted by {measure}", "", fix))
        return count_bytes(bytes(cast("bytes", stream)), _read_legend(legend, codes))
    if legend is not None:
        raise TallyError(Fault("no-bytes", "legend", "must go with bytes", type(stream).__name__))
    if not _is_stream(stream):
        raise _no_stream(stream)
    if measure is None:
        return count_stances(cast("Iterable[object]", stream), codes)
    return count_weights(cast("Iterable[Ballot]", stream), codes.by_name, measure)


def _is_stream(given: object) -> bool:
    """Whether something is answers one by one; the keys of figures and the letters of a word are none."""
    return isinstance(given, Iterable) and not isinstance(given, Mapping | str)


def _no_stream(given: object) -> TallyError:
    figures = isinstance(given, Mapping)
    fix = "figures go to Tally.totals(**counts)" if figures else "give stances, ballots or bytes"
    rule = "must be answers one by one, such as a list"
    return TallyError(Fault("no-stream", "stream", rule, shown(given), fix))


def _read_legend(legend: Mapping[int, str] | None, codes: Codes) -> dict[int, str]:
    if not isinstance(legend, Mapping) or not legend:
        fix = "pass legend={1: 'yes', 2: 'no'}"
        raise TallyError(Fault("no-legend", "bytes", "must come with a legend", "", fix))
    faults = Faults()
    for byte, answer in legend.items():
        if type(byte) is not int or not 0 <= byte < 256:  # noqa: PLR2004 - a byte
            faults.add(Fault("bad-legend", f"legend {shown(byte)}", "must be a byte, 0 to 255"))
        faults.attempt(codes.code, answer)
    faults.close(TallyError)
    return {byte: codes.name(answer) for byte, answer in legend.items()}
