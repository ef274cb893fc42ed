"""What is said, in which order: the same for every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeAlias, cast

__all__ = ["LANGUAGES", "Facts", "Language", "decision", "finding", "verdict"]

Facts: TypeAlias = Mapping[str, Any]
"""A plain dict, as ``to_dict`` makes it."""

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType({"en": "english", "zh": "chinese"})
"""Language code to the module that speaks it."""

_INDENT: Final = "  "


class Language(Protocol):
    """What a language module can say."""

    def comparison(self, verdict: Facts) -> str:
        """Figures, what is needed, how far off."""

    def given(self, name: str, *, holds: bool) -> str:
        """A fact of the matter."""

    def heading(self, verdict: Facts) -> str:
        """What introduces the parts of ``or``, ``not`` and ``each``."""

    def group(self, trait: str, name: str, sentence: str) -> str:
        """A sentence about one group."""

    def outcome(self, decision: Facts) -> str:
        """What was decided."""

    def part(self, name: str, sentence: str) -> str:
        """A sentence about the quorum, the adoption, the veto, the tie or the rejection."""

    def prospects(self, decision: Facts) -> Iterator[str]:
        """What was missing, and whether it could have been had."""

    def clause(self, clause: Facts) -> str:
        """Where the rule stands."""

    def severity(self, severity: str, sentence: str) -> str:
        """A finding with how much it matters."""


def _language(code: str) -> Language:
    return cast("Language", import_module(f"consultgov.wording.{LANGUAGES[code]}"))


def _lines(facts: Facts, speak: Language) -> Iterator[str]:
    """The sentences of a verdict, parts indented below what introduces them."""
    match facts["code"]:
        case "comparison":
            yield speak.comparison(facts)
        case "given":
            yield speak.given(facts["facts"]["name"], holds=facts["holds"])
        case "and":
            for part in facts["parts"]:
                yield from _lines(part, speak)
        case "group":
            yield from _group_lines(facts, speak)
        case _:
            yield speak.heading(facts)
            for part in _worth_telling(facts):
                yield from (_INDENT + line for line in _lines(part, speak))


def _worth_telling(facts: Facts) -> list[Facts]:
    """Of ``each``, the groups that are to blame; of ``or`` and ``not``, everything."""
    parts: list[Facts] = facts.get("parts", [])
    return [part for part in parts if not part["holds"]] if facts["code"] == "each" else parts


def _group_lines(facts: Facts, speak: Language) -> Iterator[str]:
    trait, name = facts["facts"]["trait"], facts["facts"]["group"]
    for line in _lines(facts["parts"][0], speak):
        yield speak.group(trait, name, line)


def _told(facts: Facts, speak: Language) -> Iterator[str]:
    yield from _lines(facts, speak)
    if "clause" in facts:
        yield speak.clause(facts["clause"])


def verdict(facts: Facts, language: str) -> str:
    """A verdict in sentences, one a line.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    return "\n".join(_told(facts, _language(language)))


def finding(facts: Facts, language: str) -> str:
    """A finding in one sentence a line, the first with how much it matters.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    speak = _language(language)
    first, *rest = _lines(facts["facts"], speak)
    lines = [speak.severity(facts["severity"], first), *rest]
    if "clause" in facts:
        lines.append(speak.clause(facts["clause"]))
    return "\n".join(lines)


def decision(facts: Facts, language: str) -> str:
    """A decision in sentences: the outcome, the reasons, what was missing, where the rule stands.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    speak = _language(language)
    lines = [speak.outcome(facts)]
    clauses: dict[str, None] = {}
    for name in _parts_to_tell(facts):
        told = list(_lines(facts[name], speak))
        lines.append(speak.part(name, told[0]))
        lines += (_INDENT + line for line in told[1:])
        if "clause" in facts[name]:
            clauses[speak.clause(facts[name]["clause"])] = None
    return "\n".join([*lines, *speak.prospects(facts), *clauses])


def _parts_to_tell(facts: Facts) -> Iterator[str]:
    """The parts that made the outcome what it is."""
    outcome = facts["outcome"]
    told = {
        "quorum": True,
        "adoption": outcome != "inquorate",
        "veto": outcome in ("adopted", "vetoed"),
        "tie": outcome == "tied" or "tie_vote" in facts or facts.get("tie", {}).get("holds", False),
        "rejection": outcome in ("undecided", "rejected"),
    }
    for name, matters in told.items():
        if name in facts and matters:
            yield name
