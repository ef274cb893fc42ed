"""Rules by which an office is lost by decision, as data: petition, grounds, notice, hearing, vote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import timedelta
from enum import StrEnum
from typing import Final, cast, final

import attrs

from consultgov.decisions.rules import DecisionRule
from consultgov.errors import Fault, Faults, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.verdicts import Clause
from consultgov.voting.events import ids_of
from consultgov.voting.reading import choice, clause_of, items, named, truth
from consultgov.voting.returning import CoolingOff

__all__ = ["Effective", "RemovalKind", "RemovalRule", "RequiredGround"]

_MOST_DAYS: Final = 36_600
"""The longest period, a century in days."""


def __dir__() -> list[str]:
    return __all__


@final
class RemovalKind(StrEnum):
    """Who takes an office away, and how."""

    RECALL = "recall"
    """罢免: those who elected vote again."""
    DISMISSAL = "dismissal"
    """撤换: the body that chose, or the body itself, decides."""
    RESIGNATION = "resignation"
    """辞职: the holder gives it up."""


@final
class Effective(StrEnum):
    """From when the seat is vacant."""

    CLOSE = "close"
    """The moment at which the vote closes, or the resignation is accepted."""
    NEXT_DAY = "next_day"
    """The day after it."""
    STATED = "stated"
    """A day that the decision states."""


# --- reading --------------------------------------------------------------------------------------


def _kind(given: object) -> RemovalKind:
    return choice(RemovalKind, given, "kind of a removal")


def _effective(given: object) -> Effective:
    return choice(Effective, given, "effective")


def _truth(given: object) -> bool:
    return truth(given, "setting of a removal")


def _name(given: object) -> str:
    return named(given, "ground of a removal")


def _rule(given: object) -> DecisionRule | None:
    return given if given is None or isinstance(given, DecisionRule) else DecisionRule.from_dict(given)


def _bar(given: object) -> CoolingOff | None:
    return given if given is None or isinstance(given, CoolingOff) else CoolingOff.from_dict(given)


def _grounds(given: object) -> tuple[RequiredGround, ...]:
    return tuple(
        each if isinstance(each, RequiredGround) else RequiredGround.from_dict(each)
        for each in items(given, "grounds")
    )


def _days(given: object) -> int:
    if type(given) is not int or not 0 <= given <= _MOST_DAYS:
        rule = f"must be a whole number of days, 0 to {_MOST_DAYS}"
        raise RuleError(Fault("bad-days", "days of a removal", rule, shown(given)))
    return given


def _maybe_days(given: object) -> int | None:
    return None if given is None else _days(given)


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case Clause() | DecisionRule() | CoolingOff() | RequiredGround():
            return value.to_dict()
        case tuple():
            return [_plain(part) for part in cast("tuple[object, ...]", value)]
        case _:
            return value


# --- rules ----------------------------------------------------------------------------------------


@final
@attrs.frozen
class RequiredGround:
    """A ground on which somebody may be removed once it is attested.

    Attributes:
        name: the ground, in the words of the rule.
        by: who may attest it; anybody where nobody is named.
        every: all of those named have to attest it, and not just one.
        clause: where the rule stands.

    >>> low = RequiredGround("low satisfaction", by=("residents' committee", "residents"), every=True)
    >>> low.met({"residents"}), low.missing({"residents"})
    (False, ("residents' committee",))
    """

    name: str = attrs.field(converter=_name)
    by: tuple[str, ...] = attrs.field(default=(), converter=ids_of)
    every: bool = attrs.field(default=False, converter=_truth)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        if self.every and not self.by:
            rule = "must go with those who attest"
            raise RuleError(Fault("no-use", "every", rule, "", "name them with by="))

    def met(self, attested: AbstractSet[str]) -> bool:
        """Whether it is attested, where those have attested it."""
        if self.every:
            return not self.missing(attested)
        return bool(attested & frozenset(self.by) if self.by else attested)

    def missing(self, attested: AbstractSet[str]) -> tuple[str, ...]:
        """Those named who have not attested it, where those have."""
        return tuple(each for each in self.by if each not in attested)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> RequiredGround:
        """The ground from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "ground")


@final
@attrs.frozen(kw_only=True)
class RemovalRule:
    """How an office is lost by decision.

    Attributes:
        kind: by recall, by dismissal, by resignation.
        vote: the rule of the vote, turnout as its quorum; of a resignation, the vote that accepts it.
        petition: how many have to ask for it; routes are one rule joined by ``or``. Nobody has to ask where
            ``None``.
        grounds: the grounds of which one at least has to be attested; none has to be where there are none.
        notice: how many days before the vote notice of it has to be given.
        clear: those days must lie between, the day of the notice and that of the vote not counted; otherwise
            the dates have to be so many days apart.
        hearing: the person concerned must have had the opportunity to be heard (申辩) before the vote.
        within: the days within which the vote has to open. They run from the day on which the petition
            closed; without a petition, from that on which the ground was attested; of a resignation, from
            that on which it was handed in (``Resign``). That day is not counted.
        bar: how long a request on the same facts may not come back once a vote has failed.
        void_bars: a vote without turnout bars it too.
        concerned_votes: the person concerned may vote on it; otherwise she is recused.
        acceptance: a resignation ends the office only once it is accepted; otherwise by itself.
        effective: from when the seat is vacant.
        clause: where the rule stands.

    Raises:
        RuleError: a recall or dismissal without a vote; a setting that the kind leaves without use; a notice
            longer than the days within which the vote has to be; all at once.

    >>> village = RemovalRule(
    ...     kind="recall",
    ...     petition=DecisionRule("yes among voter >= 1/5 of members among voter"),
    ...     vote=DecisionRule("yes > 1/2 of ballots", quorum="ballots > 1/2 of members"),
    ...     within=30,
    ... )
    >>> RemovalRule.from_dict(village.to_dict()) == village
    True
    """

    kind: RemovalKind = attrs.field(converter=_kind)
    vote: DecisionRule | None = attrs.field(default=None, converter=_rule)
    petition: DecisionRule | None = attrs.field(default=None, converter=_rule)
    grounds: tuple[RequiredGround, ...] = attrs.field(default=(), converter=_grounds)
    notice: int = attrs.field(default=0, converter=_days)
    clear: bool = attrs.field(default=False, converter=_truth)
    hearing: bool = attrs.field(default=False, converter=_truth)
    within: int | None = attrs.field(default=None, converter=_maybe_days)
    bar: CoolingOff | None = attrs.field(default=None, converter=_bar)
    void_bars: bool = attrs.field(default=False, converter=_truth)
    concerned_votes: bool = attrs.field(default=True, converter=_truth)
    acceptance: bool = attrs.field(default=True, converter=_truth)
    effective: Effective = attrs.field(default=Effective.CLOSE, converter=_effective)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in _contradictions(self):
            faults.add(fault)
        faults.close(RuleError)

    @property
    def lead(self) -> timedelta:
        """How far apart the days of the notice and of the vote have to be at least."""
        return timedelta(days=self.notice + (1 if self.clear and self.notice else 0))

    @property
    def votes(self) -> tuple[DecisionRule, ...]:
        """The rules that a vote on it may be held under: its own, and those that may follow."""
        found = [] if self.vote is None else [self.vote]
        for rule in found:  # grows as it goes; a rule bounds how many follow it
            found += [follow.rule for follow in rule.follows.values() if follow.rule is not None]
        return tuple(found)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> RemovalRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: settings that contradict each other.
        """
        return read_fields(cls, data, "removal rule")


def _contradictions(rule: RemovalRule) -> Iterator[Fault]:
    """Settings that make no sense together."""
    if rule.kind is RemovalKind.RESIGNATION:
        yield from _of_resignation(rule)
    elif rule.vote is None:
        yield Fault("no-vote", f"vote of a {rule.kind}", "must be stated", "", "give it a DecisionRule")
    if rule.within is not None and rule.lead > timedelta(days=rule.within):
        text = f"{rule.lead.days} days of notice, {rule.within} days for the vote"
        yield Fault("bad-days", "within", "must leave time for the notice", text)
    if rule.clear and not rule.notice:
        yield Fault("no-use", "clear", "must go with a notice")
    if rule.void_bars and rule.bar is None:
        yield Fault("no-use", "void_bars", "must go with a bar")


def _of_resignation(rule: RemovalRule) -> Iterator[Fault]:
    unused: Mapping[str, bool] = {
        "petition": rule.petition is not None,
        "grounds": bool(rule.grounds),
        "hearing": rule.hearing,
        "bar": rule.bar is not None,
        "vote": rule.vote is not None and not rule.acceptance,
    }
    for name, asked in unused.items():
        if asked:
            why = "that takes effect by itself" if name == "vote" else "which nobody else asks for"
            yield Fault("no-use", name, f"must not be set for a resignation {why}", "", "leave it out")
