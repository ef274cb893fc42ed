"""The checklist of an acceptance standard: items that must, should or may be met, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final, cast, final

import attrs

from consultgov.appraisal.evidence import Attestation, Claim, Filed, attestations_of, differing, on_file
from consultgov.appraisal.shortcomings import Shortcoming, numbered
from consultgov.appraisal.stating import by_name, names, read, share, stated, text, values
from consultgov.appraisal.telling import as_verdict, said
from consultgov.errors import Faults, RecordError
from consultgov.shares import Share
from consultgov.spans import day
from consultgov.verdicts import Clause, Finding, Strength, Verdict, explained
from consultgov.voting.reading import choice, clause_of, named, truth

__all__ = ["Acceptance", "Checked", "Checklist", "Item"]

_STANDARD: Final = Clause("acceptance standard")


def _name(given: object) -> str:
    return named(given, "item")


def _strength(given: object) -> Strength:
    return choice(Strength, given, "strength")


def _phrase(given: object) -> str:
    return text(given, "phrase")


def _recommends(given: object) -> str:
    return text(given, "recommendation")


def _documented(given: object) -> bool:
    return truth(given, "documented")


def _attestors(given: object) -> tuple[str, ...]:
    return names(given, "attestors")


def _least(given: object) -> Share:
    return share(given)


@final
@attrs.frozen
class Item:
    """One item of a standard.

    Attributes:
        name: what is met or not, the name of its fact and of what is attested.
        strength: whether it must be met, should be, or may be.
        phrase: the words of the standard.
        attested: a fact alone is not enough: somebody has to vouch for it.
        documented: what is attested has to rest on evidence that is named.
        attestors: whose word counts; anybody's where there is none.
        recommends: what a unit is advised to do that does not meet it.
    """

    name: str = attrs.field(converter=_name)
    strength: Strength = attrs.field(default=Strength.MANDATORY, converter=_strength)
    phrase: str = attrs.field(default="", converter=_phrase)
    attested: bool = attrs.field(default=False, converter=_documented)
    documented: bool = attrs.field(default=False, converter=_documented)
    attestors: tuple[str, ...] = attrs.field(default=(), converter=_attestors)
    recommends: str = attrs.field(default="", converter=_recommends)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> Item:
        """The item from its plain dict.

        Raises:
            RecordError: keys that it does not have.
        """
        return read(cls, data, "item")


def _items(given: object) -> tuple[Item, ...]:
    return values(given, _item, "items", lambda each: each.name)


def _item(given: object) -> Item:
    if isinstance(given, str):
        return Item(given)
    return given if isinstance(given, Item) else Item.from_dict(given)


@final
@attrs.frozen(kw_only=True)
class Checklist:
    """An acceptance standard as items.

    A unit is accepted where every item is met that must be, and of those that should be at least a share.

    Attributes:
        items: the items.
        should: the share of the items that should be met which has to be.
        clause: where the standard stands.

    Raises:
        RuleError: no item, one there twice.

    >>> standard = Checklist(items=["a room for meetings", Item("a notice board", "default")])
    >>> checked = standard.check("the Third Community", {"a room for meetings": True}, as_of="2026-12-31")
    >>> checked.accepted, [(finding.code, str(finding.severity)) for finding in checked.findings]
    (True, [('attestation-missing', 'deviation')])
    """

    items: tuple[Item, ...] = attrs.field(converter=_items)
    should: Share = attrs.field(default=Share(0), converter=_least)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def clause_of(self, item: Item) -> Clause:
        """The clause of an item: that of the standard, with the item's words and how far it binds."""
        of_all = self.clause or _STANDARD
        return Clause(
            of_all.source,
            item.phrase or of_all.phrase,
            of_all.valid_from,
            of_all.valid_to,
            item.strength,
        )

    def check(
        self,
        unit: str,
        facts: Mapping[str, object] = MappingProxyType({}),
        attestations: Iterable[Attestation] = (),
        *,
        as_of: date | str,
    ) -> Acceptance:
        """Whether a unit is accepted, and what is missing.

        Args:
            unit: who is checked.
            facts: name of an item to whether it is met.
            attestations: what is vouched for.
            as_of: the day of the check; what is attested later does not count.

        Raises:
            RecordError: facts about no item, what is neither true nor false; all at once.
        """
        faults = Faults()
        name = faults.attempt(named, unit, "unit")
        on = faults.attempt(day, as_of, "as_of")
        known = _facts(facts, {each.name for each in self.items}, faults)
        vouched = faults.attempt(attestations_of, attestations) or {}
        faults.close(RecordError)
        files = _Files(str(name), known, vouched, cast("date", on))
        checked = tuple(_checked(each, self.clause_of(each), files) for each in self.items)
        return Acceptance(str(name), self, checked)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> Checklist:
        """The checklist from its plain dict.

        Raises:
            RecordError: keys that it does not have.
        """
        return read(cls, data, "checklist")


@final
@attrs.frozen
class _Files:
    """What is on file about a unit."""

    unit: str
    facts: Mapping[str, bool]
    attestations: Filed
    as_of: date


@final
@attrs.frozen
class Checked:
    """One item of a standard, checked.

    Attributes:
        item: the item.
        met: whether it is met; ``None`` where nothing that counts is on file.
        findings: why it is not met, or what is missing, as severe as the item is strong.
    """

    item: Item
    met: bool | None
    findings: tuple[Finding, ...] = ()

    def account(self) -> Verdict:
        """The item as a sentence, with what is missing below it."""
        code = "item-met" if self.met else "item-open" if self.met is None else "item-not-met"
        parts = tuple(as_verdict(each) for each in self.findings if each.code != "item-not-met")
        return said(code, *parts, holds=bool(self.met), statement=self.item.name)


@final
@attrs.frozen
class Acceptance:
    """What a check came to.

    Attributes:
        unit: who was checked.
        rule: the standard.
        checked: item by item.
    """

    unit: str
    rule: Checklist
    checked: tuple[Checked, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The items that must be met and are not, or are not shown to be."""
        return tuple(
            each.item.name
            for each in self.checked
            if each.item.strength is Strength.MANDATORY and not each.met
        )

    @property
    def recommended(self) -> tuple[int, int]:
        """How many items that should be met are, and how many there are."""
        should = [each for each in self.checked if each.item.strength is Strength.DEFAULT]
        return sum(bool(each.met) for each in should), len(should)

    @property
    def shortcomings(self) -> tuple[Shortcoming, ...]:
        """The items that must or should be met and are not, or are not shown to be, with what is advised."""
        short = [each.item for each in self.checked if not each.met]
        asked = [item for item in short if item.strength is not Strength.PERMISSION]
        return numbered((item.name, item.recommends) for item in asked)

    @property
    def accepted(self) -> bool:
        """Whether every item is met that must be, and enough of those that should be."""
        met, number = self.recommended
        enough = not number or Fraction(met, number) >= self.rule.should.fraction
        return enough and not self.missing

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is not met or not shown, item by item; how severe follows from the item."""
        return tuple(finding for each in self.checked for finding in each.findings)

    def explain(self, language: str = "en") -> str:
        """The check in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: accepted or not, with the items below it."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        parts = tuple(each.account() for each in self.checked)
        met, number = self.recommended
        facts = {"subject": self.unit, "met": met, "number": number, "least": str(self.rule.should)}
        if self.accepted:
            yield said("accepted", *parts, clause=self.rule.clause, subject=self.unit)
        elif self.missing:
            missing = list(self.missing)
            yield said("not-accepted", *parts, holds=False, subject=self.unit, items=missing)
        else:
            yield said("too-few-recommended", *parts, holds=False, clause=self.rule.clause, **facts)
        yield from (each.verdict() for each in self.shortcomings if each.recommendation)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        met, number = self.recommended
        return {
            "unit": self.unit,
            "accepted": self.accepted,
            "missing": list(self.missing),
            "recommended": [met, number],
            "items": {each.item.name: each.met for each in self.checked},
            "findings": [each.to_dict() for each in self.findings],
            "shortcomings": [each.to_dict() for each in self.shortcomings],
        }


def _facts(given: object, known: set[str], faults: Faults) -> dict[str, bool]:
    """Facts by item; of no item is a fault."""
    found = by_name(given, known, "facts", faults)
    read_ = {name: faults.attempt(truth, value, f"fact {name!r}") for name, value in found.items()}
    return cast("dict[str, bool]", read_)


def _checked(item: Item, clause: Clause, files: _Files) -> Checked:
    claim = Claim(files.unit, item.name, files.as_of, item.attestors, item.documented, clause)
    found = on_file(claim, files.facts.get(item.name), files.attestations, attested=item.attested)
    if found.value is not None and not isinstance(found.value, bool):
        found = differing(claim, None, found)
    if not isinstance(found.value, bool):
        return Checked(item, None, found.findings)
    return _met(item, clause, files, found.findings, met=found.value)


def _met(item: Item, clause: Clause, files: _Files, findings: tuple[Finding, ...], *, met: bool) -> Checked:
    if met:
        return Checked(item, True, findings)  # noqa: FBT003 - the field of the result
    facts = {"subject": files.unit, "statement": item.name}
    return Checked(item, False, (*findings, Finding("item-not-met", facts, clause)))  # noqa: FBT003 - as above
