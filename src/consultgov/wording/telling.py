"""What is said, in which order: the same for every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, Protocol, cast

from consultgov.wording import prospects
from consultgov.wording.facts import CASE, COMPOSED, ITEM, MUST, Facts, failed_guards

__all__ = ["LANGUAGES", "account", "decision", "finding", "language_of", "lines_of", "verdict"]

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType({"en": "english", "zh": "chinese"})
"""Language code to the sub-package that speaks it."""

_INDENT: Final = "  "

_STOPS: Final = MappingProxyType({":": ".", "：": "。"})

_OF_A_PART: Final = MappingProxyType({"vetoed": "veto", "guard-not-met": "guard", "quorum-not-met": "quorum"})
"""The codes of findings that are told as a part of the rule."""


class Language(prospects.Foresight, Protocol):
    """What a language can say; a role tells what a condition is for (``must``, ``case``, ``veto``, …)."""

    # figures, what is needed, how far off
    def comparison(self, verdict: Facts, role: str) -> str: ...
    # a fact of the matter
    def given(self, name: str, *, holds: bool) -> str: ...
    # why a ballot is taken or refused, and what else a body's rule foresees
    def ground(self, code: str, facts: Facts) -> str: ...
    # a stance or a label as an answer
    def answer(self, name: str) -> str: ...
    # what introduces the parts of `and`, `or`, `not` and `each`
    def heading(self, verdict: Facts, role: str) -> str: ...
    # a sentence about one group
    def group(self, facts: Facts, sentence: str) -> str: ...
    # what was decided
    def outcome(self, decision: Facts) -> str: ...
    # a sentence about the quorum, the adoption, the veto, the tie or the rejection
    def part(self, name: str, sentence: str) -> str: ...
    # whether there is a quorum or an adoption, where it takes several conditions
    def state(self, *, holds: bool) -> str: ...
    # where the rule stands
    def clause(self, clause: Facts) -> str: ...
    # what the rule says happens next
    def follow(self, follows: Facts) -> str: ...
    # what introduces the verdict as it would be if all who are here agreed
    def if_all(self) -> str: ...
    # a finding with how much it matters
    def severity(self, severity: str, sentence: str, code: str) -> str: ...


def language_of(code: str) -> Language:
    """The language of a code."""
    return cast("Language", import_module(f"consultgov.wording.{LANGUAGES[code]}"))


# --- verdicts -------------------------------------------------------------------------------------


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)


def _lines(facts: Facts, speak: Language, role: str) -> Iterator[str]:
    """The sentences of a verdict, parts indented below what introduces them."""
    match facts["code"]:
        case "comparison":
            yield speak.comparison(facts, role)
        case "given":
            yield speak.given(facts["facts"]["name"], holds=facts["holds"])
        case "group":
            first, *rest = _lines(facts["parts"][0], speak, role)
            yield speak.group(facts["facts"], first)
            yield from rest
        case code:
            composed, parts = code in COMPOSED, _worth_telling(facts)
            said = speak.heading(facts, role) if composed else speak.ground(code, facts.get("facts", {}))
            yield said if parts or "holds" not in facts else _closed(said)
            for part in parts:
                yield from _indented(_lines(part, speak, _role_within(code, role)))


def _closed(sentence: str) -> str:
    """A sentence that introduces nothing, as of a verdict without parts, ends as others do."""
    stop = _STOPS.get(sentence[-1:])
    return sentence if stop is None else sentence[:-1] + stop


def lines_of(facts: Facts, speak: Language) -> Iterator[str]:
    """The sentences of a verdict by itself."""
    return _lines(facts, speak, MUST)


def _role_within(code: str, role: str) -> str:
    """What the parts of a verdict are for: what must hold is made of what must hold."""
    if code == "not":
        return CASE
    return MUST if role == MUST else ITEM


def _side_by_side(facts: Facts, speak: Language) -> Iterator[str]:
    """What must hold, the parts of an outermost ``and`` each on a line of its own."""
    for part in facts["parts"] if facts["code"] == "and" else [facts]:
        yield from _lines(part, speak, MUST)


def _worth_telling(facts: Facts) -> list[Facts]:
    """Of ``each``, the groups that are to blame; of anything else, every part."""
    parts: list[Facts] = facts.get("parts", [])
    return [part for part in parts if not part["holds"]] if facts["code"] == "each" else parts


def _clauses(facts: Facts, speak: Language) -> Iterator[str]:
    """The clauses of a verdict and of its parts."""
    if "clause" in facts:
        yield speak.clause(facts["clause"])
    for part in facts.get("parts", []):
        yield from _clauses(part, speak)


def account(verdicts: Iterable[Facts], language: str) -> str:
    """What happened, in sentences: verdict after verdict, one a line, what each is made of indented below it.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    speak = language_of(language)
    return "\n".join(line for facts in verdicts for line in _with_clause(facts, speak))


def _with_clause(facts: Facts, speak: Language) -> Iterator[str]:
    yield from _lines(facts, speak, MUST)
    if "clause" in facts:
        yield speak.clause(facts["clause"])


def verdict(facts: Facts, language: str) -> str:
    """A verdict in sentences, one a line.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    speak = language_of(language)
    clauses = dict.fromkeys(_clauses(facts, speak))
    return "\n".join([*_side_by_side(facts, speak), *clauses])


# --- findings -------------------------------------------------------------------------------------


def finding(facts: Facts, language: str) -> str:
    """A finding in one sentence a line, the first with how much it matters.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    speak = language_of(language)
    stated: Facts = facts["facts"]
    if facts["code"] in _OF_A_PART:
        lines = list(_part_lines(_OF_A_PART[facts["code"]], stated, speak))
    else:
        first, *rest = _lines(stated if "holds" in stated else facts, speak, MUST)
        for group in reversed(facts["facts"].get("groups", [])):
            first = speak.group(group, first)
        lines = [speak.severity(facts["severity"], first, facts["code"]), *rest]
    if "if_all" in stated:
        lines += [speak.if_all(), *_indented(_side_by_side(stated["if_all"], speak))]
    if "follows" in stated:
        lines.append(speak.follow(stated["follows"]))
    lines += _indented(_circumstances(stated, speak))
    if "clause" in facts:
        lines.append(speak.clause(facts["clause"]))
    return "\n".join(lines)


def _circumstances(stated: Facts, speak: Language) -> Iterator[str]:
    """Since when something is so, how it came about, and what would mend it."""
    if "since" in stated:
        yield speak.ground("so-since", {"since": stated["since"]})
    for name in ("because", "mend"):
        yield from (speak.ground(each["code"], each["facts"]) for each in stated.get(name, []))


# --- decisions ------------------------------------------------------------------------------------


def decision(facts: Facts, language: str) -> str:
    """A decision in sentences: the outcome, the reasons, what was missing, where the rule stands.

    Raises:
        KeyError: a language that is not in ``LANGUAGES``.
    """
    speak = language_of(language)
    lines = [speak.outcome(facts)]
    clauses: dict[str, None] = {}
    for name, verdict in _parts_to_tell(facts):
        lines += _part_lines(name, verdict, speak)
        clauses |= dict.fromkeys(_clauses(verdict, speak))
    lines += prospects.told(facts, speak)
    if "follows" in facts:
        lines.append(speak.follow(facts["follows"]))
        clauses |= dict.fromkeys(_clauses(facts["follows"], speak))
    return "\n".join([*lines, *clauses])


def _part_lines(name: str, facts: Facts, speak: Language) -> Iterator[str]:
    """The lines about one part of a rule: several conditions are indented below how they came out."""
    role = MUST if name in ("guard", "quorum", "adoption") else name
    if facts["code"] == "and" and role == MUST:
        yield speak.part(name, speak.state(holds=facts["holds"]))
        yield from _indented(_side_by_side(facts, speak))
    else:
        first, *rest = _lines(facts, speak, role)
        yield speak.part(name, first)
        yield from rest


def _parts_to_tell(facts: Facts) -> Iterator[tuple[str, Facts]]:
    """The parts that made the outcome what it is: guards that failed, or else what was asked after them."""
    outcome = facts["outcome"]
    failed = failed_guards(facts)
    yield from (("guard", guard) for guard in failed)
    broken = prospects.tie_counts(facts)
    told = {
        "quorum": not failed,
        "adoption": outcome != "inquorate",
        "veto": outcome in ("adopted", "vetoed"),
        "tie": broken or ("tie_vote" in facts and outcome != "inquorate"),
        "rejection": outcome in ("undecided", "rejected") and not broken,
    }
    yield from ((name, facts[name]) for name, matters in told.items() if name in facts and matters)
