"""What it takes to set a body up or to dissolve it: a request, what it states, approvals and consents.

Both are judged by what is on file on a day, all reasons at once. The answer is a verdict; setting up and
dissolving themselves are two days of the body, ``founded`` and ``dissolved``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import final

import attrs

from consultgov.composition.bodies import Body
from consultgov.counting import Condition, Tally
from consultgov.counting.declarations import read_facts
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import name, one_of, plain, text
from consultgov.settings import clause_of, names, pairs, values
from consultgov.spans import day
from consultgov.verdicts import Clause, Verdict

__all__ = ["Application", "Approval", "Asker", "Founding"]


def __dir__() -> list[str]:
    return __all__


@final
class Asker(StrEnum):
    """Which unit of a body has to ask."""

    LEAD_UNIT = "lead_unit"
    """The unit that takes the lead in it (牵头单位)."""
    CONVENING_UNIT = "convening_unit"
    """The unit that convenes it (召集单位)."""


# --- reading --------------------------------------------------------------------------------------


def _name(given: object) -> str:
    return name(given, "who approved")


def _text(given: object) -> str:
    return text(given, "authority or applicant")


def _day(given: object) -> date:
    return day(given)


def _names(given: object) -> tuple[str, ...]:
    return names(given, "things to be stated or authorities")


def _approvals(given: object) -> tuple[Approval, ...]:
    return values(given, Approval, "approvals or consents")


def _facts(given: object) -> tuple[tuple[str, bool | int], ...]:
    faults = Faults()
    facts = read_facts({name(key, "fact"): value for key, value in pairs(given, "given")}, faults)
    faults.close(RecordError)
    return facts


def _asker(given: object) -> Asker | None:
    return None if given is None else one_of(Asker, given, "asked_by", RuleError)


def _truth(given: object) -> bool:
    if not isinstance(given, bool):
        raise RuleError(Fault("not-a-truth", "consents_first", "must be True or False", shown(given)))
    return given


def _condition(given: object) -> Condition | None:
    if given is None or isinstance(given, Condition):
        return given
    return Condition.parse(given) if isinstance(given, str) else Condition.from_dict(given)


# --- what is on file ------------------------------------------------------------------------------


@final
@attrs.frozen
class Approval:
    """That an authority approved, or a unit agreed, and on which day.

    Args:
        by: who.
        on: the day, from which it counts.

    Raises:
        RecordError: no name, what is no day.

    >>> Approval("State Council", "2026-05-01").to_dict()
    {'by': 'State Council', 'on': '2026-05-01'}
    """

    by: str = attrs.field(converter=_name)
    on: date = attrs.field(converter=_day)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Approval:
        """The approval from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "approval")


@final
@attrs.frozen(kw_only=True)
class Application:
    """A request to set a body up or to dissolve it, with what has come in on it.

    Args:
        on: the day on which it was made.
        by: the unit that made it.
        to: the authority to which it was made.
        states: what it states, by name, such as ``"tasks"``.
        approvals: who approved it, and when.
        consents: the member units that agreed, and when.
        given: facts that the rule reads, such as ``{"finished": True}``.

    Raises:
        RecordError: what is no day, name, list or fact; all at once.

    >>> asked = Application(on="2026-05-01", by="water", consents=[Approval("police", "2026-04-20")])
    >>> Application.from_dict(asked.to_dict()) == asked
    True
    """

    on: date = attrs.field(converter=_day)
    by: str = attrs.field(default="", converter=_text)
    to: str = attrs.field(default="", converter=_text)
    states: tuple[str, ...] = attrs.field(default=(), converter=_names)
    approvals: tuple[Approval, ...] = attrs.field(default=(), converter=_approvals)
    consents: tuple[Approval, ...] = attrs.field(default=(), converter=_approvals)
    given: tuple[tuple[str, bool | int], ...] = attrs.field(default=(), converter=_facts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        found = written(self, plain)
        return {**found, "given": dict(self.given)} if self.given else found

    @classmethod
    def from_dict(cls, data: object) -> Application:
        """The application from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "application")


# --- the rule -------------------------------------------------------------------------------------


@final
@attrs.frozen(kw_only=True)
class Founding:
    """What it takes to set a body up, or to dissolve it.

    Args:
        asked_by: which unit of the body has to ask; anybody may where ``None``.
        asked_of: the authority that has to be asked.
        states: what the request has to state.
        approvals: the authorities that have to approve.
        consents: what must be so of the member units, in which those that agreed are ``yes`` and all others
            absent; it may read facts as well, as in ``given finished and yes = members``.
        consents_first: whether consents count only up to the day of the request.
        clause: where the rule stands.

    Raises:
        RuleError: a rule that asks for nothing, rule text that cannot be read, a setting without use.
        RecordError: what is no name or list.

    Source: 国办函〔2003〕49号 (a joint conference is set up only with approval; the request states its name,
    convener, lead unit, members, tasks and rules).

    >>> rule = Founding(approvals=["State Council"], states=["name", "tasks"])
    >>> asked = Application(on="2026-05-01", states=["name"])
    >>> print(rule.check(asked, Body("flood control"), on="2026-06-01").explain())
    Not allowed:
      Not stated in the request: tasks.
      The approval of State Council is not there on 2026-06-01.
    """  # noqa: RUF002 - the number as it is printed

    asked_by: Asker | None = attrs.field(default=None, converter=_asker)
    asked_of: str = attrs.field(default="", converter=_text)
    states: tuple[str, ...] = attrs.field(default=(), converter=_names)
    approvals: tuple[str, ...] = attrs.field(default=(), converter=_names)
    consents: Condition | None = attrs.field(default=None, converter=_condition)
    consents_first: bool = attrs.field(default=False, converter=_truth)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if not (self.asked_by or self.asked_of or self.states or self.approvals or self.consents is not None):
            faults.add(Fault("asks-nothing", "rule", "must ask for something"))
        if self.consents_first and self.consents is None:
            faults.add(Fault("no-use", "consents_first", "must go with consents", "", "leave it out"))
        faults.close(RuleError)

    def check(self, application: Application, body: Body, on: date | str) -> Verdict:
        """Whether the body may be set up or dissolved, by what is on file on a day; all reasons at once.

        Args:
            application: the request, and what has come in on it.
            body: the body as it is, or as it would be.
            on: the day; what is of a later day does not count.

        Raises:
            RecordError: something else in the place of an application or a body, what is no day, a rule
                that asks for consents of a body without member units.
            TallyError: consent of a unit that is no member.
            MissingData: a fact that the rule reads is not there.
        """
        _expect(application, Application)
        _expect(body, Body)
        at = day(on)
        parts = tuple(_reasons(self, application, body, at))
        facts = {"body": body.name, "on": at.isoformat()}
        return Verdict(not parts, "refused" if parts else "admitted", "", facts, parts, clause=self.clause)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not asked for is left out."""
        found = written(self, plain)
        if self.consents is not None and self.consents.clause is None:
            found["consents"] = str(self.consents)
        return found

    @classmethod
    def from_dict(cls, data: object) -> Founding:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: what the constructor refuses.
        """
        return read_fields(cls, data, "founding rule")


# --- reasons --------------------------------------------------------------------------------------


def _expect(given: object, kind: type) -> None:
    if not isinstance(given, kind):
        raise RecordError(Fault("wrong-kind", "what is checked", f"must be a {kind.__name__}", shown(given)))


def _against(code: str, *parts: Verdict, **facts: object) -> Verdict:
    return Verdict(holds=False, code=code, rule="", facts=facts, parts=parts)


def _reasons(rule: Founding, application: Application, body: Body, at: date) -> Iterator[Verdict]:
    """All that speaks against it."""
    if application.on > at:
        yield _against("application-not-made", on=at.isoformat(), made=application.on.isoformat())
    yield from _of_the_asking(rule, application, body)
    missing = [each for each in rule.states if each not in application.states]
    if missing:
        yield _against("application-lacks", missing=missing)
    approved = {each.by for each in application.approvals if each.on <= at}
    for authority in rule.approvals:
        if authority not in approved:
            yield _against("approval-missing", by=authority, on=at.isoformat())
    if rule.consents is not None:
        yield from _of_consents(rule, rule.consents, application, body, at)


def _of_the_asking(rule: Founding, application: Application, body: Body) -> Iterator[Verdict]:
    """Who asked, and whom."""
    if rule.asked_by is not None:
        asker = body.lead_unit if rule.asked_by is Asker.LEAD_UNIT else body.convening_unit
        if not asker:
            yield _against("nobody-to-ask", body=body.name)
        elif application.by != asker:
            yield _against("not-asked-by", wanted=asker)
    if rule.asked_of and application.to != rule.asked_of:
        yield _against("not-asked-of", wanted=rule.asked_of)


def _of_consents(
    rule: Founding, condition: Condition, application: Application, body: Body, at: date
) -> Iterator[Verdict]:
    """Whether the member units agreed as the rule asks, with the figures, and who has not."""
    if not body.members:
        subject, fix = f"members of {body.name!r}", "give the body its members"
        raise RecordError(Fault("no-members", subject, "must be named to be asked for consent", "", fix))
    last = min(at, application.on) if rule.consents_first else at
    agreed = {each.by: "yes" for each in application.consents if each.on <= last}
    tally = Tally.of(body.members, agreed, given=dict(application.given))
    verdict = condition.evaluate(tally)
    if not verdict.holds:
        silent = [unit for unit in body.members if unit not in agreed]
        code = "consents-missing" if silent else "consents-not-met"
        yield _against(code, verdict, units=silent, on=last.isoformat())
