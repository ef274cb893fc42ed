"""The review of the members at the year's end: who may be replaced, on which ground, and who decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import cast, final

import attrs

from consultgov.appraisal.evidence import Attestation, Filed, attestations_of
from consultgov.appraisal.grounds import Attested, Files, Ground, Judged, Resigned, ground_from_dict
from consultgov.appraisal.stating import by_name, read, share, stated, values
from consultgov.appraisal.telling import as_verdict, said
from consultgov.errors import Fault, Faults, RecordError, RuleError
from consultgov.shares import Share
from consultgov.spans import day
from consultgov.verdicts import Clause, Finding, Verdict, explained
from consultgov.voting.attendance import read_record
from consultgov.voting.putting import expect
from consultgov.voting.reading import choice, clause_of, named

__all__ = ["Reading", "Reviewed", "YearEnd", "YearEndReview", "review_members"]


@final
class Reading(StrEnum):
    """How a rule is read that names its grounds and ends in "or offers to resign for other reasons"."""

    GROUNDS = "grounds"
    """Each ground by itself brings a member before those who decide; resigning is one of them."""
    RESIGNATIONS = "resignations"
    """All grounds are reasons to resign: only whoever has offered to is brought before them."""


def _grounds(given: object) -> tuple[Ground, ...]:
    return values(given, ground_from_dict, "grounds", lambda each: each.name)


def _reading(given: object) -> Reading:
    return choice(Reading, given, "reading")


@final
@attrs.frozen(kw_only=True)
class YearEnd:
    """On which grounds members may be replaced at the year's end, and how the rule is read.

    Attributes:
        grounds: the grounds, each with who decides on it.
        reading: whether each ground stands by itself or all are reasons to resign.
        clause: where the rule stands.

    Raises:
        RuleError: no ground, one there twice, no ground of resigning where all are reasons for it.
    """

    grounds: tuple[Ground, ...] = attrs.field(converter=_grounds)
    reading: Reading = attrs.field(default=Reading.GROUNDS, converter=_reading)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        resigning = any(isinstance(each, Resigned) for each in self.grounds)
        if self.reading is Reading.RESIGNATIONS and not resigning:
            rule = "must have one of resigning where all grounds are reasons to resign"
            raise RuleError(Fault("no-resignation", "grounds", rule, "", "add Resigned()"))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> YearEnd:
        """The rule from its plain dict.

        Raises:
            RecordError: keys that it does not have.
        """
        return read(cls, data, "review at the year's end")


@final
@attrs.frozen
class Reviewed:
    """What the review came to for one member.

    Attributes:
        member: who.
        judged: each ground with what became of it.
        up: whether the member is brought before those who decide.
    """

    member: str
    judged: tuple[tuple[Ground, Judged], ...]
    up: bool

    @property
    def met(self) -> tuple[Ground, ...]:
        """The grounds that are met."""
        return tuple(
            ground for ground, each in self.judged if each.verdict is not None and each.verdict.holds
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing, came too late, or contradicts."""
        return tuple(finding for _, each in self.judged for finding in each.findings)

    @property
    def is_open(self) -> bool:
        """Whether of some ground it cannot be said whether it is met."""
        return any(each.verdict is None for _, each in self.judged)

    def decides(self, reading: Reading) -> tuple[str, ...]:
        """Who decides about the member, each once, in the order of the grounds."""
        met = [each for each in self.met if reading is Reading.GROUNDS or isinstance(each, Resigned)]
        return tuple(dict.fromkeys(each.decides for each in met)) if self.up else ()

    def account(self, reading: Reading) -> Verdict:
        """The review of the member as a sentence with the reasons below it."""
        verdicts = [each.verdict for _, each in self.judged if each.verdict is not None]
        parts = (*(each for each in verdicts if each.holds), *map(as_verdict, self.findings))
        grounds = [each.name for each in self.met]
        if self.up:
            decides = list(self.decides(reading))
            return said("review-up", *parts, subject=self.member, grounds=grounds, decides=decides)
        if grounds:
            return said("review-without-resignation", *parts, subject=self.member, grounds=grounds)
        code = "review-open" if self.is_open else "review-no-ground"
        return said(code, *parts, subject=self.member)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        verdicts = {
            ground.name: None if each.verdict is None else each.verdict.to_dict()
            for ground, each in self.judged
        }
        findings = [each.to_dict() for each in self.findings]
        met = [each.name for each in self.met]
        return {
            "member": self.member,
            "up": self.up,
            "met": met,
            "grounds": verdicts,
            "findings": findings,
        }


@final
@attrs.frozen
class YearEndReview:
    """The review of all members.

    Attributes:
        rule: the rule that was read.
        as_of: the day of the review.
        members: each member, in the order given.
    """

    rule: YearEnd
    as_of: date
    members: tuple[Reviewed, ...]

    @property
    def up(self) -> tuple[str, ...]:
        """Who is brought before those who decide."""
        return tuple(each.member for each in self.members if each.up)

    @property
    def by_ground(self) -> dict[str, tuple[str, ...]]:
        """Ground to the members who meet it, whether or not they are brought before anybody."""
        return {
            ground.name: tuple(each.member for each in self.members if ground in each.met)
            for ground in self.rule.grounds
        }

    @property
    def by_decider(self) -> dict[str, tuple[str, ...]]:
        """Who decides to the members about whom."""
        reading = self.rule.reading
        deciders = dict.fromkeys(who for each in self.members for who in each.decides(reading))
        return {
            who: tuple(each.member for each in self.members if who in each.decides(reading))
            for who in deciders
        }

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing, came too late, or contradicts, member by member."""
        return tuple(finding for each in self.members for finding in each.findings)

    def explain(self, language: str = "en") -> str:
        """The review in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def account(self) -> tuple[Verdict, ...]:
        """The review as verdicts, one for each member."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        for each in self.members:
            told = each.account(self.rule.reading)
            yield attrs.evolve(told, clause=self.rule.clause) if each.up else told

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {
            "as_of": self.as_of.isoformat(),
            "reading": self.rule.reading.value,
            "members": [each.to_dict() for each in self.members],
            "by_decider": {who: list(members) for who, members in self.by_decider.items()},
        }


def review_members(
    members: Iterable[str],
    rule: YearEnd,
    *,
    attendance: Mapping[str, Iterable[str]] = MappingProxyType({}),
    rates: Mapping[str, Share | str] = MappingProxyType({}),
    attestations: Iterable[Attestation] = (),
    as_of: date | str,
) -> YearEndReview:
    """Who may be replaced at the year's end, on which grounds with which evidence, and who decides.

    The vote itself is another matter: it is a poll like any other.

    Args:
        members: the members in office.
        rule: the grounds, and how they are read.
        attendance: member to meetings: ``present``, ``absent`` or ``excused``.
        rates: member to rate of satisfaction, as an appraisal gives it.
        attestations: what is vouched for, under the name of a ground that is attested or of resigning: that
            somebody has resigned, ``Attestation("li", "resignation", "li", "2026-12-23")``.
        as_of: the day of the review; what is attested later does not count, and is a finding.

    Raises:
        RuleError: no members, one there twice.
        RecordError, ShareError: records, rates or attestations that are none; what is on file about somebody
            who is no member, or attested under a name that is no such ground.

    >>> from consultgov.appraisal import LittleParticipation
    >>> rule = YearEnd(grounds=[LittleParticipation(below="1/2")])
    >>> files = {"li": ["present", "absent", "absent"], "wang": ["present", "absent"]}
    >>> review = review_members(["li", "wang"], rule, attendance=files, as_of="2026-12-31")
    >>> review.up, review.by_decider
    (('li',), {'committee': ('li',)})
    """
    expect("rule", rule, YearEnd)
    who = values(members, _member, "members", str)
    faults = Faults()
    on = faults.attempt(day, as_of, "as_of")
    vouched = faults.attempt(attestations_of, attestations) or {}
    _check_known(vouched, {*who}, rule, faults)
    meetings = by_name(attendance, {*who}, "attendance", faults)
    satisfied = by_name(rates, {*who}, "rates", faults)
    record = {
        name: faults.attempt(read_record, cast("Iterable[object]", given), f"record of {name}")
        for name, given in meetings.items()
    }
    read_rates = {name: faults.attempt(share, given) for name, given in satisfied.items()}
    faults.close(RecordError)
    files = Files(
        cast("dict[str, tuple[str, ...]]", record),
        cast("dict[str, Share]", read_rates),
        vouched,
        cast("date", on),
    )
    return YearEndReview(rule, files.as_of, tuple(_reviewed(member, rule, files) for member in who))


def _check_known(vouched: Filed, members: set[str], rule: YearEnd, faults: Faults) -> None:
    """Refuse what is attested of nobody who is reviewed, or under a name that no ground reads."""
    grounds = {each.name for each in rule.grounds if isinstance(each, Attested | Resigned)}
    by_name({subject: None for subject, _ in vouched}, members, "subjects of attestations", faults)
    by_name({statement: None for _, statement in vouched}, grounds, "statements of attestations", faults)


def _member(given: object) -> str:
    return named(given, "member")


def _reviewed(member: str, rule: YearEnd, files: Files) -> Reviewed:
    judged = tuple((ground, ground.judge(member, files)) for ground in rule.grounds)
    met = [ground for ground, each in judged if each.verdict is not None and each.verdict.holds]
    counting = [each for each in met if rule.reading is Reading.GROUNDS or isinstance(each, Resigned)]
    return Reviewed(member, judged, up=bool(counting))
