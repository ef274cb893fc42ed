"""The assessment of a unit on weighted indicators: an exact score, and what is missing, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, cast, final

import attrs

from consultgov.appraisal.evidence import Attestation, Worth, attestations_of, worth
from consultgov.appraisal.indicators import Indicator, Shown
from consultgov.appraisal.shortcomings import Shortcoming, numbered
from consultgov.appraisal.stating import by_name, figure, names, read, stated, text, values
from consultgov.appraisal.telling import as_verdict, said, score_told
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.shares import Number, number, number_text
from consultgov.spans import day
from consultgov.verdicts import Clause, Finding, Verdict, explained
from consultgov.voting.reading import choice, clause_of, items, named

__all__ = ["Assessment", "AssessmentResult", "Earned", "Unshown", "assess"]


@final
class Unshown(StrEnum):
    """What an indicator is worth for which nothing that counts is on file; it is a finding in any case."""

    ZERO = "zero"
    """It earns nothing."""
    LEFT_OUT = "left_out"
    """It is not assessed, and the score is that of the others."""
    OPEN = "open"
    """There is no score until it is shown."""


def _indicators(given: object) -> tuple[Indicator, ...]:
    return values(given, _indicator, "indicators", lambda each: each.name)


def _indicator(given: object) -> Indicator:
    return given if isinstance(given, Indicator) else Indicator.from_dict(given)


def _vetoes(given: object) -> tuple[str, ...]:
    return names(given, "vetoes")


def _full(given: object) -> Number:
    found = figure(given, "full", least=0)
    if not found:
        raise RuleError(Fault("no-weight", "full", "must be above 0", "0", "write full=100"))
    return found


def _otherwise(given: object) -> str:
    return text(given, "otherwise")


def _unshown(given: object) -> Unshown:
    return choice(Unshown, given, "unshown")


def _levels(given: object) -> tuple[tuple[str, Number], ...]:
    listed = list(cast("Mapping[object, object]", given).items()) if isinstance(given, Mapping) else given
    return values(listed, _level, "levels", lambda each: each[0], least=0)


def _level(given: object) -> tuple[str, Number]:
    pair = items(given, "level")
    if len(pair) != 2:  # noqa: PLR2004 - name, score
        fix = 'write ("excellent", 90)'
        raise RecordError(Fault("not-a-pair", "level", "must be name and score", shown(given), fix))
    return named(pair[0], "level"), figure(pair[1], "score of a level", least=0)


@final
@attrs.frozen(kw_only=True)
class Assessment:
    """How units are assessed.

    Weights only count beside each other: the score is the share of the weight that is earned, of ``full``.

    Attributes:
        indicators: what a unit is assessed on.
        vetoes: facts that undo everything else where they are so (一票否决).
        full: the highest score.
        unshown: what an indicator without evidence is worth.
        levels: name and the least score of it, the best first; empty for the score alone.
        otherwise: the level below all of them, and of a unit that is vetoed.
        clause: where it stands.

    Raises:
        RuleError: no indicator, one there twice, levels that do not fall; all that depend on each other at
            once.

    >>> from consultgov.appraisal import Fulfilled, Proportional
    >>> yearly = Assessment(
    ...     indicators=[
    ...         Indicator("meetings held", 60, Proportional(full=12)),
    ...         Indicator("accounts published", 40, Fulfilled()),
    ...     ]
    ... )
    >>> facts = {"meetings held": 9, "accounts published": True}
    >>> yearly.assess("the Third Community", facts, as_of="2026-12-31").score
    85
    """

    indicators: tuple[Indicator, ...] = attrs.field(converter=_indicators)
    vetoes: tuple[str, ...] = attrs.field(default=(), converter=_vetoes)
    full: Number = attrs.field(default=100, converter=_full)
    unshown: Unshown = attrs.field(default=Unshown.ZERO, converter=_unshown)
    levels: tuple[tuple[str, Number], ...] = attrs.field(default=(), converter=_levels)
    otherwise: str = attrs.field(default="", converter=_otherwise)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        least = [score for _, score in self.levels]
        if least != sorted({*least}, reverse=True) or any(score > self.full for score in least):
            text = ", ".join(map(number_text, least))
            faults.add(Fault("bad-levels", "levels", f"must fall, from {number_text(self.full)} on", text))
        if self.otherwise and (not self.levels or self.otherwise in dict(self.levels)):
            rule = "must be another level than those above it"
            faults.add(Fault("bad-levels", "otherwise", rule, shown(self.otherwise)))
        both = sorted({each.name for each in self.indicators}.intersection(self.vetoes))
        if both:
            faults.add(Fault("name-twice", "vetoes", "must not be indicators", ", ".join(both)))
        faults.close(RuleError)

    def assess(
        self,
        unit: str,
        facts: Mapping[str, object] = MappingProxyType({}),
        attestations: Iterable[Attestation] = (),
        *,
        as_of: date | str,
    ) -> AssessmentResult:
        """What a unit comes to.

        Args:
            unit: who is assessed.
            facts: name of an indicator or a veto to what is on file: yes or no, or an exact number.
            attestations: what is vouched for, of this unit and others.
            as_of: the day of the assessment; what is attested later does not count.

        Raises:
            RecordError: facts that no indicator reads, what is no value; all at once.

        """
        faults = Faults()
        name = faults.attempt(named, unit, "unit")
        on = faults.attempt(day, as_of, "as_of")
        known = _facts(facts, {*self.vetoes, *(each.name for each in self.indicators)}, faults)
        vouched = faults.attempt(attestations_of, attestations) or {}
        faults.close(RecordError)
        at = cast("date", on)
        shown_ = [(each, each.show(str(name), known, vouched, at)) for each in self.indicators]
        earned = tuple(_earned(self, each, found) for each, found in shown_)
        return _result(self, str(name), earned, known)

    def level(self, score: Number) -> str:
        """The level of a score; empty without levels."""
        return next((name for name, least in self.levels if score >= least), self.otherwise)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> Assessment:
        """The assessment from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: settings that make no sense.
        """
        return read(cls, data, "assessment")


def assess(
    unit: str,
    indicators: Assessment | Iterable[Indicator],
    facts: Mapping[str, object] = MappingProxyType({}),
    attestations: Iterable[Attestation] = (),
    *,
    as_of: date | str,
) -> AssessmentResult:
    """What a unit comes to on some indicators, out of 100 where no assessment says otherwise.

    Raises:
        RuleError, RecordError: as ``Assessment`` and its ``assess``.
    """
    rule = indicators if isinstance(indicators, Assessment) else Assessment(indicators=tuple(indicators))
    return rule.assess(unit, facts, attestations, as_of=as_of)


# --- results --------------------------------------------------------------------------------------


@final
@attrs.frozen
class Earned:
    """What a unit earned on one indicator.

    Attributes:
        indicator: the indicator.
        points: what it earned; ``None`` where it is not assessed.
        verdict: the figure and where it is from; ``None`` where nothing is on file.
        findings: what is missing or cannot be used.
    """

    indicator: Indicator
    points: Number | None
    verdict: Verdict | None = None
    findings: tuple[Finding, ...] = ()

    def account(self) -> Verdict:
        """The points as a sentence, with what is missing below it."""
        parts = tuple(map(as_verdict, self.findings))
        if self.verdict is not None:
            return attrs.evolve(self.verdict, parts=(*self.verdict.parts, *parts))
        facts: dict[str, Any] = {"statement": self.indicator.name, "most": number_text(self.indicator.weight)}
        code = "indicator-not-assessed" if self.points is None else "indicator-not-shown"
        return said(code, *parts, holds=False, **facts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        return {
            "indicator": self.indicator.name,
            "points": None if self.points is None else number_text(self.points),
            "most": number_text(self.indicator.weight),
            "findings": [each.to_dict() for each in self.findings],
        }


@final
@attrs.frozen
class AssessmentResult:
    """What a unit came to.

    Attributes:
        unit: who was assessed.
        rule: how.
        score: the score out of ``full``, exactly; ``None`` where there is none yet, or a veto.
        level: the level of the score; empty without levels or without a score.
        earned: indicator by indicator.
        vetoed: the vetoes that are so.
        unsure: the vetoes of which it is not on file whether they are so.
    """

    unit: str
    rule: Assessment
    score: Number | None
    level: str
    earned: tuple[Earned, ...]
    vetoed: tuple[str, ...] = ()
    unsure: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is missing or cannot be used, indicator by indicator."""
        return (*(finding for each in self.earned for finding in each.findings), *self.unsure)

    @property
    def shortcomings(self) -> tuple[Shortcoming, ...]:
        """The indicators that are assessed and earned less than all, numbered, with what is advised."""
        short = [each.indicator for each in self.earned if each.points not in (None, each.indicator.weight)]
        return numbered((each.name, each.recommends) for each in short)

    @property
    def by_category(self) -> dict[str, tuple[Number, Number]]:
        """Category to the points earned and the most there were, of what is assessed."""
        found: dict[str, tuple[Number, Number]] = {}
        for each in self.earned:
            points, most = found.get(each.indicator.category, (0, 0))
            if each.points is not None:
                found[each.indicator.category] = (
                    number(points + each.points),
                    number(most + each.indicator.weight),
                )
        return found

    def explain(self, language: str = "en") -> str:
        """The assessment in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: the score with each indicator below it."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        parts = tuple(each.account() for each in self.earned)
        facts: dict[str, Any] = {"subject": self.unit, "clause": self.rule.clause}
        if self.vetoed:
            yield said("assessed-vetoed", *parts, holds=False, vetoes=list(self.vetoed), **facts)
        elif self.score is None:
            yield said("assessed-open", *parts, holds=False, **facts)
        else:
            code, score = score_told("assessed-with-level" if self.level else "assessed", "score", self.score)
            facts |= {**score, "full": number_text(self.rule.full)}
            facts |= {"level": self.level} if self.level else {}
            yield said(code, *parts, **facts)
        yield from map(as_verdict, self.unsure)
        yield from (each.verdict() for each in self.shortcomings if each.recommendation)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        return {
            "unit": self.unit,
            "score": None if self.score is None else number_text(self.score),
            "level": self.level,
            "vetoed": list(self.vetoed),
            "earned": [each.to_dict() for each in self.earned],
            "findings": [each.to_dict() for each in self.findings],
            "shortcomings": [each.to_dict() for each in self.shortcomings],
        }


def _facts(given: object, read: set[str], faults: Faults) -> dict[str, Worth]:
    """Facts by name; what nothing reads is a fault, since a misspelt name would go unnoticed."""
    found = by_name(given, read, "facts", faults)
    values_ = {name: faults.attempt(worth, value) for name, value in found.items()}
    return cast("dict[str, Worth]", values_)


def _earned(rule: Assessment, indicator: Indicator, found: Shown) -> Earned:
    if found.share is not None:
        points = number(found.share * indicator.weight)
        return Earned(indicator, points, found.verdict, found.findings)
    return Earned(indicator, 0 if rule.unshown is Unshown.ZERO else None, None, found.findings)


def _result(
    rule: Assessment, unit: str, earned: tuple[Earned, ...], facts: Mapping[str, Worth]
) -> AssessmentResult:
    vetoed = tuple(name for name in rule.vetoes if facts.get(name) is True)
    unsure = tuple(
        Finding("veto-unknown", {"subject": unit, "statement": name}, rule.clause)
        for name in rule.vetoes
        if not isinstance(facts.get(name), bool)
    )
    is_open = bool(vetoed) or (bool(unsure) and rule.unshown is Unshown.OPEN)
    score = None if is_open else _score(rule, earned)
    level = rule.otherwise if vetoed else "" if score is None else rule.level(score)
    return AssessmentResult(unit, rule, score, level, earned, vetoed, unsure)


def _score(rule: Assessment, earned: tuple[Earned, ...]) -> Number | None:
    """The share of the weight that is earned, of the full score; ``None`` where there is none yet."""
    assessed = [(each.points, each.indicator.weight) for each in earned if each.points is not None]
    if not assessed or (rule.unshown is Unshown.OPEN and len(assessed) < len(earned)):
        return None
    points, most = (sum(column) for column in zip(*assessed, strict=True))
    return number(Fraction(points) * rule.full / most)
