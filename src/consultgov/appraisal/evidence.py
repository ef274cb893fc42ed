"""What somebody vouches for: of whom, what, when; and what is missing where nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias, final

import attrs

from consultgov.appraisal.stating import figure, read, stated, text
from consultgov.errors import Faults, RecordError
from consultgov.shares import Number, number_text
from consultgov.spans import day
from consultgov.verdicts import Clause, Finding
from consultgov.voting.reading import named, of_kind

__all__ = [
    "Attestation",
    "Claim",
    "Testimony",
    "Worth",
    "attestations_of",
    "differing",
    "on_file",
    "testimony",
    "worth",
    "worth_text",
]

Worth: TypeAlias = bool | Number
"""What a fact is, or what is attested: so or not so, or an exact number."""

Filed: TypeAlias = "Mapping[tuple[str, str], tuple[Attestation, ...]]"
"""Subject and statement to what is attested of them."""


def worth(given: object) -> Worth:
    """A value as given: ``True``, ``False``, or an exact number.

    Raises:
        RuleError: a float, text that is no number.
    """
    return given if isinstance(given, bool) else figure(given, "value")


def worth_text(value: Worth | None) -> str:
    """A value as text; empty where there is none."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return number_text(value)


def _subject(given: object) -> str:
    return named(given, "subject")


def _statement(given: object) -> str:
    return named(given, "statement")


def _by(given: object) -> str:
    return named(given, "by")


def _evidence(given: object) -> str:
    return text(given, "evidence")


def _on(given: object) -> date:
    return day(given, "on")


@final
@attrs.frozen
class Attestation:
    """What somebody vouches for.

    Attributes:
        subject: whom or what it is about.
        statement: what is attested: the name of a ground, of an indicator, of an item.
        by: who vouches for it.
        on: the day on which.
        value: that it is so or not so, or an exact number such as a score.
        evidence: what it rests on: a document, a photograph.

    Raises:
        TallyError, RecordError, RuleError: a name that is empty, no day, a float.

    >>> Attestation("li", "poor effect", "the residents' committee", "2026-12-20").on.isoformat()
    '2026-12-20'
    """

    subject: str = attrs.field(converter=_subject)
    statement: str = attrs.field(converter=_statement)
    by: str = attrs.field(converter=_by)
    on: date = attrs.field(converter=_on)
    value: Worth = attrs.field(default=True, converter=worth)
    evidence: str = attrs.field(default="", converter=_evidence)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> Attestation:
        """The attestation from its plain dict.

        Raises:
            RecordError: keys that it does not have.
        """
        return read(cls, data, "attestation")


@final
@attrs.frozen
class Claim:
    """What has to be vouched for: of whom, what, until when, and whose word counts.

    Attributes:
        subject: whom or what it is about.
        statement: what has to be attested.
        as_of: the day of the review: what is attested later does not count.
        attestors: whose word counts; anybody's where there is none.
        documented: it has to rest on evidence that is named.
        clause: where it stands that it must be attested.
    """

    subject: str
    statement: str
    as_of: date
    attestors: tuple[str, ...] = ()
    documented: bool = False
    clause: Clause | None = None

    def told(self, **facts: object) -> dict[str, object]:
        """What it is about, as facts of a sentence, with more of them."""
        return {"subject": self.subject, "statement": self.statement, **facts}


@final
@attrs.frozen
class Testimony:
    """What came of a claim.

    Attributes:
        value: what is attested; ``None`` where nothing is, or where attestors differ.
        found: the attestations that count, in order of their days.
        findings: what is missing, came too late, or contradicts.
    """

    value: Worth | None
    found: tuple[Attestation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def told(self) -> dict[str, Any]:
        """Who attested and when, as facts of a sentence."""
        return {
            "by": [each.by for each in self.found],
            "on": sorted({each.on.isoformat() for each in self.found}),
        }


def attestations_of(given: object) -> Filed:
    """A list of attestations, by subject and statement.

    Raises:
        RecordError: what is no list, what is no attestation; all at once.
    """
    faults = Faults()
    found = of_kind(given, Attestation, "attestations", faults)
    faults.close(RecordError)
    return filed(found)


def filed(attestations: Iterable[Attestation]) -> Filed:
    """Attestations by subject and statement, so that each is looked at once."""
    found: dict[tuple[str, str], list[Attestation]] = {}
    for each in attestations:
        found.setdefault((each.subject, each.statement), []).append(each)
    return {about: tuple(listed) for about, listed in found.items()}


def testimony(claim: Claim, attestations: Filed) -> Testimony:
    """What is attested of a claim: of each attestor the last word, and all of them have to agree.

    >>> li = Attestation("li", "poor effect", "the committee", "2026-12-20")
    >>> on_file = filed([li])
    >>> testimony(Claim("li", "poor effect", date(2026, 12, 31)), on_file).value
    True
    >>> early = testimony(Claim("li", "poor effect", date(2026, 12, 1)), on_file)
    >>> [finding.code for finding in early.findings]
    ['attested-later', 'attestation-missing']
    """
    about = attestations.get((claim.subject, claim.statement), ())
    findings = list(_set_aside(claim, about))
    last = _last_words([each for each in about if _counts(claim, each)])
    if not last:
        facts = claim.told(as_of=claim.as_of.isoformat())
        missing = Finding("attestation-missing", facts, claim.clause)
        return Testimony(None, (), (*findings, missing))
    # True and 1 are equal to Python, and no answer and a score are not the same to anybody
    if len({(isinstance(each.value, bool), each.value) for each in last}) > 1:
        facts = claim.told(by=sorted({each.by for each in last}))
        differ = Finding("attestations-differ", facts, claim.clause)
        return Testimony(None, last, (*findings, differ))
    return Testimony(last[0].value, last, tuple(findings))


def on_file(claim: Claim, fact: Worth | None, attestations: Filed, *, attested: bool = False) -> Testimony:
    """What is known of a claim: the fact on file, or what is attested where there is none.

    Where a fact has to be vouched for, both are needed to be the same.

    Args:
        claim: what it is about.
        fact: the fact; ``None`` where none is on file.
        attestations: what is vouched for.
        attested: a fact alone is not enough; nor is it where evidence has to be named.
    """
    if fact is not None and not (attested or claim.documented):
        return Testimony(fact)
    found = testimony(claim, attestations)
    same = fact is None or (isinstance(fact, bool), fact) == (isinstance(found.value, bool), found.value)
    return found if found.value is None or same else differing(claim, fact, found)


def differing(claim: Claim, fact: Worth | None, found: Testimony) -> Testimony:
    """What is attested, where it is not what is on file, or not what is asked: neither counts."""
    told = claim.told(fact=worth_text(fact), attested=worth_text(found.value))
    differ = Finding("attestation-differs", told, claim.clause)
    return Testimony(None, found.found, (*found.findings, differ))


def _counts(claim: Claim, each: Attestation) -> bool:
    known = not claim.attestors or each.by in claim.attestors
    return known and each.on <= claim.as_of and (bool(each.evidence) or not claim.documented)


def _set_aside(claim: Claim, about: Iterable[Attestation]) -> Iterator[Finding]:
    """Why an attestation does not count, for each that does not."""
    for each in about:
        facts = claim.told(by=each.by, on=each.on.isoformat(), as_of=claim.as_of.isoformat())
        if claim.attestors and each.by not in claim.attestors:
            yield Finding("not-to-attest", facts, claim.clause)
        elif each.on > claim.as_of:
            yield Finding("attested-later", facts, claim.clause)
        elif claim.documented and not each.evidence:
            yield Finding("evidence-missing", facts, claim.clause)


def _last_words(counting: list[Attestation]) -> tuple[Attestation, ...]:
    """Of each attestor what is said on her last day, in order of days and names."""
    latest: dict[str, date] = {}
    for each in counting:
        latest[each.by] = max(each.on, latest.get(each.by, each.on))
    last = [each for each in counting if each.on == latest[each.by]]
    return tuple(sorted(last, key=lambda each: (each.on, each.by, repr(each.value), each.evidence)))
