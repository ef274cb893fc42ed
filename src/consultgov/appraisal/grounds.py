"""The grounds on which a member may be replaced at the year's end: from facts, rates and attestations.

The rules of the "356" method name four: little participation, poor effect, a low rate of satisfaction among
residents, and other reasons for which somebody offers to resign. The figures are set locally.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, ClassVar, Final, Self, TypeAlias, cast, final

import attrs

from consultgov.appraisal.evidence import Claim, Filed, testimony
from consultgov.appraisal.stating import kind_of, names, read, share, stated
from consultgov.appraisal.telling import share_told
from consultgov.errors import Fault, RecordError, shown
from consultgov.shares import Share
from consultgov.verdicts import Clause, Finding, Verdict
from consultgov.voting.reading import choice, clause_of, named, truth

__all__ = [
    "Attested",
    "Excuses",
    "Files",
    "Ground",
    "Judged",
    "LittleParticipation",
    "LowSatisfaction",
    "Resigned",
    "ground_from_dict",
]


@final
class Excuses(StrEnum):
    """What a meeting is from which somebody was excused."""

    ABSENT = "absent"
    """She was not there: it counts like any other."""
    LEFT_OUT = "left_out"
    """It is left out of her meetings."""


@final
@attrs.frozen
class Files:
    """What is on file about the members on the day of the review.

    Attributes:
        attendance: member to meetings, each ``present``, ``absent`` or ``excused``.
        rates: member to rate of satisfaction.
        attestations: what is vouched for, by member and ground.
        as_of: the day of the review.
    """

    attendance: Mapping[str, tuple[str, ...]]
    rates: Mapping[str, Share]
    attestations: Filed
    as_of: date


@final
@attrs.frozen
class Judged:
    """What became of one ground for one member.

    Attributes:
        verdict: whether the ground is met, and from which figures; ``None`` where that cannot be said.
        findings: what is missing.
    """

    verdict: Verdict | None
    findings: tuple[Finding, ...] = ()


def _name(given: object) -> str:
    return named(given, "ground")


def _decides(given: object) -> str:
    return named(given, "decides")


def _excused(given: object) -> Excuses:
    return choice(Excuses, given, "excused")


def _inclusive(given: object) -> bool:
    return truth(given, "inclusive")


def _attestors(given: object) -> tuple[str, ...]:
    return names(given, "attestors")


def _documented(given: object) -> bool:
    return truth(given, "documented")


def _below(found: Share, limit: Share, *, inclusive: bool) -> bool:
    return found < limit or (inclusive and found == limit)


@attrs.frozen(kw_only=True)
class _Named:
    """What every ground states: its name, who decides on it, where it stands."""

    kind: ClassVar[str]

    name: str = attrs.field(converter=_name)
    decides: str = attrs.field(default="committee", converter=_decides)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """The ground from its plain dict.

        Raises:
            RecordError: keys that it does not have.
        """
        return read(cls, data, cls.kind)


@final
@attrs.frozen(kw_only=True)
class LittleParticipation(_Named):
    """Whoever was at too few meetings.

    Attributes:
        below: the share of the meetings below which participation is little.
        inclusive: exactly that share is little, too.
        excused: what an excused absence is.
        name: the name of the ground.
        decides: who decides on it.
        clause: where it stands.
    """

    kind: ClassVar[str] = "little_participation"

    name: str = attrs.field(default="little participation", converter=_name)
    below: Share = attrs.field(converter=share)
    inclusive: bool = attrs.field(default=False, converter=_inclusive)
    excused: Excuses = attrs.field(default=Excuses.ABSENT, converter=_excused)

    def judge(self, member: str, files: Files) -> Judged:
        """Whether somebody was at too few meetings; a member without a record is a finding."""
        meetings = files.attendance.get(member, ())
        counting = [word for word in meetings if word != "excused" or self.excused is Excuses.ABSENT]
        if not counting:
            return Judged(None, (Finding("record-missing", {"subject": member}, self.clause),))
        there = counting.count("present")
        rate = Share(Fraction(there, len(counting)))
        low = _below(rate, self.below, inclusive=self.inclusive)
        code, told = share_told("participation-low" if low else "participation-enough", "rate", rate)
        facts = {"subject": member, "present": there, "meetings": len(counting), "limit": str(self.below)}
        return Judged(_judged(code, {**facts, **told}, self.clause, met=low))


@final
@attrs.frozen(kw_only=True)
class LowSatisfaction(_Named):
    """Whoever too few are satisfied with, by the rate that an appraisal came to.

    Attributes:
        below: the rate below which it is low; it is set locally.
        inclusive: exactly that rate is low, too.
        name: the name of the ground.
        decides: who decides on it.
        clause: where it stands.
    """

    kind: ClassVar[str] = "low_satisfaction"

    name: str = attrs.field(default="low satisfaction", converter=_name)
    below: Share = attrs.field(converter=share)
    inclusive: bool = attrs.field(default=False, converter=_inclusive)

    def judge(self, member: str, files: Files) -> Judged:
        """Whether the rate is low; a member without one is a finding."""
        rate = files.rates.get(member)
        if rate is None:
            return Judged(None, (Finding("rate-missing", {"subject": member}, self.clause),))
        low = _below(rate, self.below, inclusive=self.inclusive)
        code, told = share_told("satisfaction-low" if low else "satisfaction-enough", "rate", rate)
        facts = {"subject": member, "limit": str(self.below)}
        return Judged(_judged(code, {**facts, **told}, self.clause, met=low))


@final
@attrs.frozen(kw_only=True)
class Attested(_Named):
    """A ground that somebody has to vouch for, such as poor effect; that nobody says anything is a finding.

    Attributes:
        name: the name of the ground, which is the statement that is attested.
        attestors: whose word counts; anybody's where there is none.
        documented: it has to rest on evidence that is named.
        decides: who decides on it.
        clause: where it stands.
    """

    kind: ClassVar[str] = "attested"

    name: str = attrs.field(default="poor effect", converter=_name)
    attestors: tuple[str, ...] = attrs.field(default=(), converter=_attestors)
    documented: bool = attrs.field(default=False, converter=_documented)

    def judge(self, member: str, files: Files) -> Judged:
        """Whether it is attested that the ground is there, or that it is not."""
        claim = Claim(member, self.name, files.as_of, self.attestors, self.documented, self.clause)
        found = testimony(claim, files.attestations)
        if found.value is None:
            return Judged(None, found.findings)
        met = bool(found.value)
        code = "ground-attested" if met else "ground-denied"
        return Judged(_judged(code, claim.told(**found.told), self.clause, met=met), found.findings)


@final
@attrs.frozen(kw_only=True)
class Resigned(_Named):
    """Whoever has offered to resign, for whatever reason; nobody has to, so silence is no finding.

    Attributes:
        name: the name of the ground, which is the statement that the resignation is on file under.
        decides: who decides on it.
        clause: where it stands.
    """

    kind: ClassVar[str] = "resigned"

    name: str = attrs.field(default="resignation", converter=_name)

    def judge(self, member: str, files: Files) -> Judged:
        """Whether a resignation is on file that was not taken back."""
        claim = Claim(member, self.name, files.as_of, clause=self.clause)
        found = testimony(claim, files.attestations)
        kept = tuple(each for each in found.findings if each.code != "attestation-missing")
        if found.value is None and found.found:
            return Judged(None, kept)
        met = bool(found.value)
        code = "has-resigned" if met else "has-not-resigned"
        return Judged(_judged(code, claim.told(**found.told), self.clause, met=met), kept)


def _judged(code: str, facts: Mapping[str, object], clause: Clause | None, *, met: bool) -> Verdict:
    return Verdict(holds=met, code=code, rule="", facts=facts, clause=clause)


Ground: TypeAlias = LittleParticipation | LowSatisfaction | Attested | Resigned
"""On what somebody may be replaced at the year's end."""

_GROUNDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {kind.kind: kind for kind in (LittleParticipation, LowSatisfaction, Attested, Resigned)}
)


def ground_from_dict(data: object) -> Ground:
    """A ground from its plain dict, or one as it is.

    Raises:
        RecordError: an unknown kind, keys that such a ground does not have.
        RuleError, TallyError: settings that make no sense.
    """
    if isinstance(data, LittleParticipation | LowSatisfaction | Attested | Resigned):
        return data
    kind = kind_of(data)
    if kind not in _GROUNDS:
        fix = f"use one of {', '.join(_GROUNDS)}"
        raise RecordError(Fault("bad-kind", "ground", "must be of a known kind", shown(data), fix))
    return cast("Ground", _GROUNDS[kind].from_dict(data))
