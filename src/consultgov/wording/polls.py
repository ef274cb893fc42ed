"""What is said of a poll: what it came to, and what it can still come to."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from consultgov.wording.facts import Facts
from consultgov.wording.telling import Language, decision, language_of, lines_of

__all__ = ["consensus", "outlook", "result"]

_POINTS: Final = MappingProxyType(
    {"agreed": "point-agreed", "differences": "point-differs", "open": "point-undecided"}
)
"""The points of a consultation, by what came of them, in the order in which they are told."""


def result(facts: Facts, language: str) -> str:
    """The result of a poll in sentences.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    return "\n".join(_result(facts, language, language_of(language)))


def _result(facts: Facts, language: str, speak: Language) -> Iterator[str]:
    if not facts["closed"] and facts["outcome"] is not None:
        yield speak.ground("as-if-closed", {})
    if "decision" in facts:
        yield decision(facts["decision"], language)
    elif facts["outcome"] is not None:
        yield speak.outcome(facts)
        yield from _follow(facts, speak)
    for note in facts.get("notes", []):
        yield from lines_of(note, speak)
        if "clause" in note:
            yield speak.clause(note["clause"])
    if "deemed" in facts:
        yield speak.ground("deemed", {"answer": speak.answer(facts["deemed"])})
        yield speak.ground("without-deeming", {}) + speak.outcome(facts["without"])


def outlook(facts: Facts, language: str) -> str:
    """The outlook of a poll in sentences.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    return "\n".join(_outlook(facts, language_of(language)))


def _outlook(facts: Facts, speak: Language) -> Iterator[str]:
    if facts["decided"] is not None:
        yield speak.outcome({"outcome": facts["decided"]})
        yield speak.ground("decided-early", {})
    elif facts["open"]:
        yield speak.ground("still-open", {"number": len(facts["open"])})
    for answer, electors in facts["settled_by"].items():
        yield speak.ground(f"settled-by-{answer}", {"electors": electors})
    for note in facts["notes"]:
        yield from lines_of(note, speak)


def consensus(facts: Facts, language: str) -> str:
    """What a consultation came to, in sentences.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    return "\n".join(_consensus(facts, language_of(language)))


def _consensus(facts: Facts, speak: Language) -> Iterator[str]:
    yield speak.ground(facts["agreement"].replace("_", "-"), {})
    for kind, code in _POINTS.items():
        for point in facts[kind]:
            yield speak.ground(code, {"point": point["point"]})
            yield from ("  " + line for line in _of_point(point, speak))


def _of_point(point: Facts, speak: Language) -> Iterator[str]:
    """Why nothing was decided, and what was said."""
    for note in point.get("notes", []):
        yield from lines_of(note, speak)
    for voice in point["voices"]:
        code = "objects" if voice["answer"] == "no" else "stands-aside"
        yield speak.ground(f"{code}-because" if voice["reason"] else code, voice)
    yield from _follow(point, speak)


def _follow(facts: Facts, speak: Language) -> Iterator[str]:
    """What the rule says happens next, if it says anything."""
    if "follows" in facts:
        yield speak.follow(facts["follows"])
