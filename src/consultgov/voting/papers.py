"""The papers of a secret ballot: what they say and in which box they lie, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, TypeAlias

from consultgov.errors import Fault, RecordError, shown
from consultgov.records import expect_keys
from consultgov.shares import number, number_text
from consultgov.voting.counting import Box
from consultgov.voting.reading import items

__all__ = ["Papers", "merged", "plain_papers", "read_papers"]

MANY: Final = 10**9
"""The most papers that say the same."""

Papers: TypeAlias = tuple[Box, str, int]
"""Papers of a secret ballot that say the same: their box, what they say, how many."""


def merged(urn: Iterable[Papers]) -> tuple[Papers, ...]:
    """The papers that say the same together, in an order that tells nothing."""
    found: Counter[tuple[Box, str]] = Counter()
    for box, answer, many in urn:
        found[box, answer] += many
    return tuple(sorted(((*kind, many) for kind, many in found.items()), key=repr))


def plain_papers(papers: Papers) -> dict[str, object]:
    """The plain-dict form of papers."""
    box, answer, many = papers
    return {"box": [[*mark] for mark in box], "answer": answer, "number": many}


def read_papers(data: object) -> Papers:
    """Papers from their plain dict.

    Raises:
        RecordError: keys or values that papers do not have.
    """
    plain = expect_keys(data, "papers", frozenset({"box", "answer", "number"}), frozenset())
    many = plain["number"]
    if type(many) is not int or not 1 <= many <= MANY:
        raise RecordError(Fault("bad-urn", "number of papers", "must be a whole number above 0", shown(many)))
    marks = [_read_mark(mark) for mark in items(plain["box"], "box")]
    if not isinstance(plain["answer"], str):
        raise RecordError(Fault("bad-urn", "answer of papers", "must be text", shown(plain["answer"])))
    return tuple(marks), plain["answer"], many


def _read_mark(mark: object) -> tuple[str, str, object]:
    parts = items(mark, "box")
    if len(parts) != 3 or parts[0] not in ("trait", "weight", "flag"):  # noqa: PLR2004 - kind, name, value
        raise RecordError(Fault("bad-urn", "box", "must be marks of kind, name and value", shown(mark)))
    kind, name, value = str(parts[0]), str(parts[1]), parts[2]
    if kind == "weight":
        return kind, name, number_text(number(value, "weight of a box"))
    if not isinstance(value, bool) and (kind == "flag" or not isinstance(value, str | None)):
        raise RecordError(Fault("bad-urn", "box", "must be marked by text, true or false", shown(mark)))
    return kind, name, value
