"""What is read of everybody who may sit: checked once and for all, so that no error depends on who does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Final, NamedTuple

from consultgov.composition.allotting.problems import Problem
from consultgov.counting import Tally
from consultgov.counting.rows import Rows, keys_of, on_one_scale
from consultgov.counting.stances import CODES
from consultgov.counting.vocabulary import Vocabulary, vocabulary_of
from consultgov.errors import Faults
from consultgov.people import Trait

__all__ = ["ABSENT", "Reading", "reading_of"]

ABSENT: Final = CODES["absent"]
"""The stance of everybody: nobody has voted."""


class Reading(NamedTuple):
    """Everybody as the conditions read them.

    Attributes:
        vocabulary: what conditions and balance read.
        facts: the facts of the matter.
        everybody: the tally of all who may sit and are counted.
    """

    vocabulary: Vocabulary
    facts: dict[str, bool | int]
    everybody: Tally

    @property
    def names(self) -> tuple[str, ...]:
        """The traits and flags that are read."""
        return (*self.vocabulary.groups, *self.vocabulary.marks)

    def traits(self) -> Iterator[tuple[Trait, ...]]:
        """Of each who is counted the values of these names."""
        rows = self.everybody.rows or Rows((), b"")
        columns = rows.columns(self.vocabulary, self.everybody.flags(self.vocabulary), Faults())
        return iter(keys_of(columns)) if columns else repeat(())

    def weights(self, measure: str) -> tuple[list[int], int]:
        """Of each who is counted the weight by a measure, as integers on a scale, and the scale."""
        rows = self.everybody.rows or Rows((), b"")
        return on_one_scale(rows.weighed(measure), measure)


def reading_of(problem: Problem) -> Reading:
    """What a problem reads, after everybody was found to have it.

    Raises:
        MissingData: something that a condition or the balance reads is not there of some option.
    """
    read = vocabulary_of(condition.closed() for condition in problem.conditions)
    read = read._replace(groups=tuple(sorted({*read.groups, *problem.balance})))
    read = read._replace(key=repr(read))
    facts = Tally.of((), given=problem.given).given
    electors = tuple(option.elector for option in problem.options if option.elector is not None)
    rows = Rows(electors, bytes([ABSENT]) * len(electors))
    everybody = Tally(rows, facts=tuple(facts.items()))
    everybody.scope(read)
    return Reading(read, dict(facts), everybody)
