"""Clauses, verdicts and findings: where a rule stands, whether it holds and why, what is wrong.

A verdict is a value: whether something holds, the figures it was decided from, how far off it was, and the
verdicts of its parts. It explains itself in English and Chinese, and hands out the same facts as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, cast, final

import attrs

from consultgov.errors import Fault, Faults, NotABoolean, RecordError, shown
from consultgov.records import MAX_NESTING, expect_keys
from consultgov.shares import Number, number, number_text

__all__ = ["CONDITIONS", "Clause", "Finding", "Severity", "Strength", "Verdict", "explained", "spoken"]


def __dir__() -> list[str]:
    return __all__


_TAG: Final = re.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""A language, and perhaps a script and a region."""


def _read_only(facts: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(facts))


class Spoken(Protocol):
    """What makes sentences of plain dicts: the room ``wording``."""

    def verdict(self, facts: Mapping[str, object], language: str) -> str: ...
    def finding(self, facts: Mapping[str, object], language: str) -> str: ...
    def decision(self, facts: Mapping[str, object], language: str) -> str: ...
    def result(self, facts: Mapping[str, object], language: str) -> str: ...
    def outlook(self, facts: Mapping[str, object], language: str) -> str: ...
    def consensus(self, facts: Mapping[str, object], language: str) -> str: ...
    def account(self, verdicts: Iterable[Mapping[str, object]], language: str) -> str: ...


def spoken(language: object) -> tuple[Spoken, str]:
    """The room that makes sentences, and the code of the language; loaded when it is first asked.

    A language tag may say more than the language, as ``zh-CN``, ``zh-Hans`` and ``en_GB`` do.

    Raises:
        RecordError: a language that is not there.
    """
    from consultgov import wording  # noqa: PLC0415 - most programs decide more often than they explain

    tag = language if isinstance(language, str) and _TAG.fullmatch(language) else ""
    code = tag.replace("_", "-").partition("-")[0].lower()
    if code not in wording.LANGUAGES:
        fix = f"use one of {', '.join(wording.LANGUAGES)}"
        raise RecordError(Fault("unknown-language", "language", "must be known", shown(language), fix))
    return wording, code


def explained(account: Iterable[Verdict], language: str) -> str:
    """An account in sentences: verdict after verdict, what each is made of indented below it.

    Raises:
        RecordError: a language that is not there.
    """
    room, code = spoken(language)
    return room.account((verdict.to_dict() for verdict in account), code)


@final
class Strength(StrEnum):
    """How far a clause binds."""

    MANDATORY = "mandatory"
    """必须, 应当, 不得: must be kept."""
    DEFAULT = "default"
    """原则上, 一般: may be departed from, with a reason on record."""
    PERMISSION = "permission"
    """可以: may be used or not."""


@final
class Severity(StrEnum):
    """How much a finding matters; it follows from the strength of the clause."""

    BREACH = "breach"
    DEVIATION = "deviation"
    NOTE = "note"


_SEVERITIES: Final = {
    Strength.MANDATORY: Severity.BREACH,
    Strength.DEFAULT: Severity.DEVIATION,
    Strength.PERMISSION: Severity.NOTE,
}


def _text(value: object, subject: str, *, empty: bool) -> None:
    if not isinstance(value, str) or not (empty or value.strip()):
        raise RecordError(
            Fault("bad-text", subject, "must be text" if empty else "must be named", shown(value))
        )


def _day(value: object, subject: str) -> date | None:
    if value is None or type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise RecordError(Fault("bad-day", subject, "must be a day", shown(value), "write 2026-01-01"))


@final
@attrs.frozen(init=False)
class Clause:
    """Where a rule stands, in which words, from when to when, and how far it binds.

    Args:
        source: the document and place, such as ``"residents' committee law (2025), art. 29"``.
        phrase: the words quoted from it, in its own language.
        valid_from: the first day on which it is in force; open where ``None``. ISO text is read.
        valid_to: the first day on which it is no longer in force; open where ``None``.
        strength: mandatory, default or permission.
        reason: the reason on record for departing from a default; of nothing else one can depart.

    Raises:
        RecordError: no source, an unknown strength, a validity that ends before it begins, a reason
            without a default.

    >>> clause = Clause("城市居民委员会组织法(2025修订) 第二十九条", "三分之二以上", "2026-01-01")
    >>> clause.in_force(date(2025, 12, 31)), clause.in_force(date(2026, 1, 1))
    (False, True)
    """

    source: str
    phrase: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    strength: Strength = Strength.MANDATORY
    reason: str = ""

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        source: str,
        phrase: str = "",
        valid_from: date | str | None = None,
        valid_to: date | str | None = None,
        strength: Strength | str = Strength.MANDATORY,
        reason: str = "",
    ) -> None:
        faults = Faults()
        for name, text in (("source", source), ("phrase", phrase), ("reason", reason)):
            faults.attempt(_text, text, f"clause {name}", empty=name != "source")
        start = faults.attempt(_day, valid_from, "valid_from")
        end = faults.attempt(_day, valid_to, "valid_to")
        if start is not None and end is not None and end <= start:
            rule = "must come after valid_from"
            faults.add(Fault("empty-validity", f"valid_to {end}", rule, str(start)))
        if strength not in list(Strength):
            known = ", ".join(Strength)
            faults.add(Fault("bad-strength", "strength", f"must be one of {known}", shown(strength)))
        elif reason and strength != Strength.DEFAULT:
            fix = "say strength='default', or leave it out"
            faults.add(Fault("bad-reason", "clause reason", "must go with a default", str(strength), fix))
        faults.close(RecordError)
        self.__attrs_init__(source, phrase, start, end, Strength(strength), reason)

    def in_force(self, on: date | str) -> bool:
        """Whether the clause is in force on a day; the interval is half-open.

        Raises:
            RecordError: what is no day; a moment of a day is none.
        """
        day = _day(on, "day")
        if day is None:
            raise RecordError(Fault("bad-day", "day", "must be a day", shown(on), "write 2026-01-01"))
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)

    @property
    def severity(self) -> Severity:
        """How much it matters where the clause is not kept."""
        return _SEVERITIES[self.strength]

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        plain: dict[str, object] = {"source": self.source}
        if self.phrase:
            plain["phrase"] = self.phrase
        if self.valid_from is not None:
            plain["valid_from"] = self.valid_from.isoformat()
        if self.valid_to is not None:
            plain["valid_to"] = self.valid_to.isoformat()
        if self.strength is not Strength.MANDATORY:
            plain["strength"] = self.strength.value
        if self.reason:
            plain["reason"] = self.reason
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Clause:
        """The clause from its plain dict.

        Raises:
            RecordError: keys or values that a clause does not have; all at once.
        """
        optional = frozenset({"phrase", "valid_from", "valid_to", "strength", "reason"})
        return cls(**expect_keys(data, "clause", frozenset({"source"}), optional))  # type: ignore[arg-type]


def _exact_text(value: Number | None) -> str | None:
    return None if value is None else number_text(value)


@final
@attrs.frozen(hash=False)
class Verdict:
    """Whether something holds, why, and how far off.

    Attributes:
        holds: the answer.
        code: what was decided: ``comparison``, ``given``, ``not``, ``and``, ``or``, ``each`` or ``group``;
            of what is no condition, a stable word of its own, such as ``voted-already``.
        rule: the condition in rule text; of a group, its name; of what is no condition, may be empty.
        facts: what the sentence is made of, as plain data.
        parts: the verdicts of the parts.
        left: of a comparison, the figure on the left, an int or a Fraction.
        right: of a comparison, the figure on the right, exact and not rounded for display.
        needed: of a comparison, the figure nearest to ``left`` on its grid that would hold: the least for
            ``>=`` and ``>``, the greatest for ``<=`` and ``<``; ``None`` where none would.
        clause: where the rule stands.
    """

    holds: bool
    code: str
    rule: str
    facts: Mapping[str, object] = attrs.field(default=MappingProxyType({}), converter=_read_only)
    parts: tuple[Verdict, ...] = ()
    left: Number | None = None
    right: Number | None = None
    needed: Number | None = None
    clause: Clause | None = None

    @property
    def margin(self) -> Number | None:
        """How much more than needed there is (or, of a ceiling, how much less); below zero: too few."""
        if self.left is None or self.needed is None:
            return None
        above = self.left - self.needed
        return -above if self.facts["relation"] in ("<=", "<") else above

    @property
    def short_by(self) -> Number | None:
        """How much is missing (or, of a ceiling, too much): 0 where it holds, ``None`` if nothing helps."""
        margin = self.margin
        if margin is None:
            return None
        if self.facts["relation"] == "=":
            return margin if margin >= 0 else -margin
        return -margin if margin < 0 else 0

    def __bool__(self) -> bool:
        """Refused: it is too easy to write ``if verdict`` and to lose the reasons."""
        raise NotABoolean(Fault("not-a-boolean", "verdict", "is not true or false", "", "read .holds"))

    def explain(self, language: str = "en") -> str:
        """The reasons in sentences, ``"en"`` or ``"zh"``, a line each.

        Raises:
            RecordError: a language that is not there.
        """
        room, code = spoken(language)
        return room.verdict(self.to_dict(), code)

    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, one finding for each simple verdict that is to blame, and one for a failed ``or``.

        The clause of a finding is that of the verdict, or of the nearest one that it is part of; its facts
        are those of the verdict, and where it is of one group, the ``groups`` around it from the outside in.
        """
        return tuple(_blamed(self, None))

    def to_dict(self) -> dict[str, object]:
        """The same facts as a plain dict; exact numbers as text."""
        plain: dict[str, object] = {"holds": self.holds, "code": self.code, "rule": self.rule}
        if self.left is not None:
            plain |= {
                "left": _exact_text(self.left),
                "right": _exact_text(self.right),
                "needed": _exact_text(self.needed),
                "margin": _exact_text(self.margin),
                "short_by": _exact_text(self.short_by),
            }
        if self.facts:
            plain["facts"] = deepcopy(dict(self.facts))
        if self.parts:
            plain["parts"] = [part.to_dict() for part in self.parts]
        if self.clause is not None:
            plain["clause"] = self.clause.to_dict()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Verdict:
        """The verdict from its plain dict.

        Raises:
            RecordError: keys or values that a verdict does not have, or parts nested too deep.
        """
        return _read_verdict(data, 0)

    def __reduce__(self) -> tuple[type[Verdict], tuple[object, ...]]:
        """Pickle and copy by the plain facts."""
        numbers = (self.left, self.right, self.needed)
        facts = (
            self.holds,
            self.code,
            self.rule,
            dict(self.facts),
            self.parts,
            *numbers,
            self.clause,
        )
        return Verdict, facts

    def __hash__(self) -> int:
        """Equal verdicts are about equal rules."""
        return hash((self.holds, self.rule, self.left, self.right))


_KINDS: Final = MappingProxyType({"holds": bool, "code": str, "rule": str, "facts": Mapping, "parts": list})
_NUMBERS: Final = ("left", "right", "needed")


def _read_verdict(data: object, depth: int) -> Verdict:
    if depth > MAX_NESTING:
        raise RecordError(Fault("too-deep", "verdict", f"must be nested at most {MAX_NESTING} deep"))
    optional = frozenset({*_NUMBERS, "margin", "short_by", "facts", "parts", "clause"})
    found = expect_keys(data, "verdict", frozenset({"holds", "code", "rule"}), optional)
    faults = Faults()
    for key, kind in _KINDS.items():
        if key in found and not isinstance(found[key], kind):
            faults.add(
                Fault("bad-verdict", f"verdict.{key}", "must be as a verdict writes it", shown(found[key]))
            )
    numbers = {name: faults.attempt(_exact, found.get(name), f"verdict.{name}") for name in _NUMBERS}
    clause = faults.attempt(Clause.from_dict, found["clause"]) if "clause" in found else None
    faults.close(RecordError)
    parts = tuple(_read_verdict(part, depth + 1) for part in cast("list[object]", found.get("parts", [])))
    facts = deepcopy(dict(cast("Mapping[str, object]", found.get("facts", {}))))
    return Verdict(
        bool(found["holds"]), str(found["code"]), str(found["rule"]), facts, parts, **numbers, clause=clause
    )


def _exact(value: object, subject: str) -> Number | None:
    return None if value is None else number(value, subject)


@final
@attrs.frozen(hash=False)
class Finding:
    """One thing that is wrong or due: a stable code, the facts, the clause, and so its severity.

    Attributes:
        code: a stable word for programs.
        facts: what the sentence is made of, as plain data.
        clause: the clause that is not kept.
    """

    code: str
    facts: Mapping[str, object] = attrs.field(converter=_read_only)
    clause: Clause | None = None

    @property
    def severity(self) -> Severity:
        """How much it matters: of a finding without a clause, as of a mandatory one; of a warning, a note."""
        if self.code in _WARNINGS:
            return Severity.NOTE
        return Severity.BREACH if self.clause is None else self.clause.severity

    def explain(self, language: str = "en") -> str:
        """The finding in a sentence, ``"en"`` or ``"zh"``."""
        room, code = spoken(language)
        return room.finding(self.to_dict(), code)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {
            "code": self.code,
            "severity": self.severity.value,
            "facts": deepcopy(dict(self.facts)),
        }
        if self.clause is not None:
            plain["clause"] = self.clause.to_dict()
        return plain

    def __reduce__(self) -> tuple[type[Finding], tuple[object, ...]]:
        """Pickle and copy by the plain facts."""
        return Finding, (self.code, dict(self.facts), self.clause)

    def __hash__(self) -> int:
        """Equal findings have equal codes and clauses."""
        return hash((self.code, self.clause))


_WARNINGS: Final = frozenset(
    {
        "class-sizes-uneven",
        "nobody-may-follow",
        "out-of-reach",
        "renewal-early-reasoned",
        "term-deviates-reasoned",
        "term-extended-reasoned",
    }
)
"""The codes of findings that break no rule: said in good time, or on record with a reason."""

CONDITIONS: Final = frozenset({"comparison", "given", "not", "and", "or", "each", "group"})
"""The codes of verdicts on conditions; any other code says by itself what is wrong."""


def _blamed(
    verdict: Verdict, around: Clause | None, groups: tuple[dict[str, object], ...] = ()
) -> Iterator[Finding]:
    """The verdicts to blame where one does not hold, each with its clause and the groups it is of.

    Of ``or`` no part is to blame by itself: any of them would have been enough.
    """
    if verdict.holds:
        return
    clause = verdict.clause or around
    if verdict.code == "group":
        groups = (*groups, dict(verdict.facts))
    if verdict.code not in ("not", "or") and verdict.parts:
        for part in verdict.parts:
            yield from _blamed(part, clause, groups)
    else:
        facts = verdict.to_dict() | ({"groups": list(groups)} if groups else {})
        if verdict.code in CONDITIONS:
            yield Finding(f"{verdict.code}-not-met", facts, clause)
        else:
            yield Finding(verdict.code, facts, clause)
