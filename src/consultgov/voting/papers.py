"""The papers of a secret ballot: what they say and in which box they lie, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from consultgov.errors import Fault, RecordError, shown
from consultgov.records import expect_keys
from consultgov.shares import exact
from consultgov.voting.counting import Box
from consultgov.voting.reading import items

__all__ = ["Papers", "plain_papers", "read_papers", "sizes"]

Papers: TypeAlias = tuple[Box, str, int]
"""Papers of a secret ballot that say the same: their box, what they say, how many."""


def sizes(urn: Iterable[Papers]) -> Counter[Box]:
    """How many papers there are in each box."""
    found: Counter[Box] = Counter()
    for box, _, number in urn:
        found[box] += number
    return found


def plain_papers(papers: Papers) -> dict[str, object]:
    """The plain-dict form of papers."""
    box, answer, number = papers
    marks = [[kind, name, str(value) if kind == "weight" else value] for kind, name, value in box]
    return {"box": marks, "answer": answer, "number": number}


def read_papers(data: object) -> Papers:
    """Papers from their plain dict.

    Raises:
        RecordError: keys or values that papers do not have.
    """
    plain = expect_keys(data, "papers", frozenset({"box", "answer", "number"}), frozenset())
    number = plain["number"]
    if type(number) is not int or number < 1:
        raise RecordError(
            Fault("bad-urn", "number of papers", "must be a whole number above 0", shown(number))
        )
    marks = [_read_mark(mark) for mark in items(plain["box"], "box")]
    return tuple(marks), str(plain["answer"]), number


def _read_mark(mark: object) -> tuple[str, str, object]:
    parts = items(mark, "box")
    if len(parts) != 3 or parts[0] not in ("trait", "weight", "flag"):  # noqa: PLR2004 - kind, name, value
        raise RecordError(Fault("bad-urn", "box", "must be marks of kind, name and value", shown(mark)))
    kind, name, value = str(parts[0]), str(parts[1]), parts[2]
    return kind, name, exact(value, "weight of a box") if kind == "weight" else value
