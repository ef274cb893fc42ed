"""Standing orders: what a body votes on under which rule, by which method, and who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast, final

import attrs

from consultgov.decisions.rules import DecisionRule
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.matters import Competence, Matter, Participants, Selection, Table, may_decide, participants
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.spans import Point, day_by, moment
from consultgov.verdicts import Verdict
from consultgov.voting.electorate import Effect, Electorate
from consultgov.voting.entitlement import Entitlement, Requirement, entitle, rule_from_dict
from consultgov.voting.events import ids_of
from consultgov.voting.grounds import ground, refusal
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.proxies import AcceptedProxies, Proxy
from consultgov.voting.putting import body_put, expect, findings_of
from consultgov.voting.registers import OwnersElectorate
from consultgov.voting.returning import CoolingOff

__all__ = ["StandingOrders"]

Dates: TypeAlias = Mapping[str, Mapping[str, Point | str]]
"""Id to name to day or moment."""

_USUAL: Final[Table[Procedure]] = Table([], default=Procedure())


def _remits(given: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(given, Mapping):
        rule, fix = "must be a dict", "give unit to the subjects of its remit"
        raise RecordError(Fault("not-a-dict", "units", rule, shown(given), fix))
    units = cast("Mapping[str, object]", given)
    return MappingProxyType({unit: ids_of(remit) for unit, remit in units.items()})


def _table(given: object) -> Table[Any]:
    expect("table of the standing orders", given, Table)
    return cast("Table[Any]", given)


def _optional_table(given: object) -> Table[Any] | None:
    return None if given is None else _table(given)


@final
@attrs.frozen(kw_only=True, hash=False)
class StandingOrders:
    """The rules of procedure of a body (议事规则), as data.

    Attributes:
        rules: which decision rule a matter is decided by.
        procedures: which procedure it is voted on by; the usual one where nothing is said.
        competence: what the body may decide; everything where ``None``.
        voters: what is asked of those who vote on a matter, such as ``HasFlag("representative")``; nothing
            where ``None`` or where the table says nothing.
        units: of a body whose members are units, each with the subjects of its remit: those that a matter
            concerns vote on it. Empty where everybody votes.
        always: units that vote on every matter, such as the convening one.
        may: units with further subjects: those that may take part where a matter concerns these.
        cooling: how long the same question may not be put again; days are those of the offset of the close.

    Raises:
        RecordError: something else in the place of a table, of a rule or of a procedure.
        RuleError: a rule and a procedure for the same matters that contradict each other.

    >>> from consultgov.matters import Row
    >>> urgent = Row({"urgency": "urgent"}, DecisionRule("yes > 1/2 of members"))
    >>> orders = StandingOrders(rules=Table([urgent], default=DecisionRule("yes >= 2/3 of members")))
    >>> flood = Matter(urgency="urgent")
    >>> poll = orders.put("Close the road?", flood, ["a", "b", "c"], opens="2026-05-01T09:00Z")
    >>> str(poll.rule.adopts)
    'yes > 1/2 of members'
    """

    rules: Table[DecisionRule] = attrs.field(converter=_table)
    procedures: Table[Procedure] = attrs.field(default=_USUAL, converter=_table)
    competence: Table[Competence] | None = attrs.field(default=None, converter=_optional_table)
    voters: Table[Requirement] | None = attrs.field(default=None, converter=_optional_table)
    units: Mapping[str, tuple[str, ...]] = attrs.field(default=MappingProxyType({}), converter=_remits)
    always: tuple[str, ...] = attrs.field(default=(), converter=ids_of)
    may: Mapping[str, tuple[str, ...]] = attrs.field(default=MappingProxyType({}), converter=_remits)
    cooling: CoolingOff | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for rule, procedure in _meeting(self.rules, self.procedures):
            expect("rule of the standing orders", rule, DecisionRule)
            expect("procedure of the standing orders", procedure, Procedure)
            permitted = rule.permits(procedure.method)
            if not permitted.holds:
                subject = f"method {procedure.method} for {rule.adopts}"
                faults.add(Fault("method", subject, "must be one that the rule permits", permitted.code))
        for requirement in () if self.voters is None else _values(self.voters):
            if requirement.effect is not Effect.EXCLUDED:
                rule = "must exclude whoever does not meet it"
                faults.add(Fault("bad-effect", "voters", rule, str(requirement.effect)))
        faults.close(RuleError)

    def may_decide(self, matter: Matter) -> Verdict:
        """Whether the body may decide a matter, and by what clause.

        Raises:
            MissingData: a fact that the table of competences needs is missing.
        """
        if self.competence is None:
            return Verdict(holds=True, code="may-decide", rule="", facts={})
        return may_decide(self.competence, matter)

    def participants(self, matter: Matter) -> Participants:
        """The units that must take part in a matter, may do so, and do not."""
        return participants(self.units, matter, always=self.always, may=self.may)

    def selections(self, matter: Matter) -> dict[str, Selection[Any]]:
        """What each table selects for a matter, with the row, its clause and the reasons: for the record."""
        tables = {
            "rule": self.rules,
            "procedure": self.procedures,
            "competence": self.competence,
            "voters": self.voters,
        }
        return {name: table.select(matter) for name, table in tables.items() if table is not None}

    def put(  # noqa: PLR0913 - a poll is put by its parts
        self,
        question: str,
        matter: Matter,
        electors: Electorate | Entitlement | OwnersElectorate | Iterable[Elector | str],
        *,
        opens: datetime | str,
        closes: datetime | str | None = None,
        also: Iterable[str] = (),
        earlier: Iterable[Poll] = (),
        dates: Dates = MappingProxyType({}),
        proxies: AcceptedProxies | Iterable[Proxy] = (),
        present: Iterable[str] = (),
    ) -> Poll:
        """The poll on a matter: its rule, its procedure and its electorate chosen by the standing orders.

        Args:
            question: what is put to the vote.
            matter: what it is about.
            electors: everyone in office, in any form that a poll takes. Whoever does not vote on the matter
                is refused with the reason.
            opens: the first moment at which ballots may be cast.
            closes: the first moment at which they may no longer be cast.
            also: units that may take part, and do.
            earlier: polls that were held; the same question may not come back before its time.
            dates: id to name to day, where a requirement reads them: ``{"li": {"born": "1990-02-28"}}``.
            proxies: the proxies accepted for it.
            present: ids of those who are there.

        Raises:
            Refused: the body may not decide it, no rule or procedure is for it, it concerns nobody, or a unit
                that must take part is not among the electors.
            MissingData: a fact that a table needs is missing.
            RuleError, RecordError, TallyError: as for any poll.
        """
        competent = self.may_decide(matter)
        if not competent.holds:
            raise refusal("matter", "must be one that the body may decide", competent)
        self._cooled(question, earlier, moment(opens, "opens"))
        body, excluded, agents = body_put(electors)
        out = {**excluded, **self._not_voting(matter, body, ids_of(also), moment(opens, "opens"), dates)}
        voting = body.of([each for each in body.ids if each not in out], vacant=not self.units)
        return Poll(
            question,
            _chosen(self.rules.select(matter), "rule"),
            Entitlement(voting, out, {}, findings_of(electors)),
            opens=opens,
            closes=closes,
            procedure=_chosen(self.procedures.select(matter), "procedure"),
            matter=matter,
            proxies=proxies,
            present=present,
            agents={elector: acting for elector, acting in agents.items() if elector not in out},
        )

    def _cooled(self, question: str, earlier: Iterable[Poll], opens: datetime) -> None:
        """Refuse a question that comes back too soon; days are those of the offset in which it ended."""
        if (cooling := self.cooling) is None:
            return
        for ended in (poll.closing() for poll in earlier if poll.question == question):
            if ended is not None:
                on, since = (opens, ended) if cooling.hours else (day_by(opens, ended), ended.date())
                verdict = cooling.may_return(since, on=on)
                if not verdict.holds:
                    raise refusal("question", "must not come back so soon", verdict)

    def _not_voting(
        self, matter: Matter, body: Electorate, also: tuple[str, ...], opens: datetime, dates: Dates
    ) -> dict[str, Verdict]:
        """Who of the body does not vote on a matter, each with the reason."""
        out: dict[str, Verdict] = {}
        if self.units:
            out |= self._outside(matter, body, also)
        if self.voters is not None and (selection := self.voters.select(matter)).found:
            asked = entitle(body.electors, on=opens.date(), requirements=[selection.value], dates=dates)
            out |= {elector: why for elector, why in asked.excluded.items() if elector not in out}
        if len(out) == len(body.ids):
            why = Verdict(holds=False, code="refused", rule="", facts={}, parts=tuple(out.values()))
            raise refusal("matter", "must concern somebody in the body", why)
        return out

    def _outside(self, matter: Matter, body: Electorate, also: tuple[str, ...]) -> dict[str, Verdict]:
        found = self.participants(matter)
        missing = [unit for unit in found.must if body.elector(unit) is None]
        if missing:
            why = ground("unit-missing", units=missing)
            raise refusal("electors", "must hold every unit concerned", why)
        stray = sorted({*also}.difference(found.may))
        if stray:
            rule, fix = "must be units that may take part", "leave them out, or widen their remit"
            raise RecordError(Fault("unknown-unit", "also", rule, ", ".join(stray), fix, tuple(stray)))
        taking_part = {*found.must, *also}
        unknown = ground("outside-units")
        return {unit: found.why.get(unit, unknown) for unit in body.ids if unit not in taking_part}

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {"rules": self.rules.to_dict(DecisionRule.to_dict)}
        if self.procedures != _USUAL:
            plain["procedures"] = self.procedures.to_dict(Procedure.to_dict)
        if self.competence is not None:
            plain["competence"] = self.competence.to_dict(str)
        if self.voters is not None:
            plain["voters"] = self.voters.to_dict(lambda requirement: requirement.to_dict())
        for name, remits in (("units", self.units), ("may", self.may)):
            if remits:
                plain[name] = {unit: list(remit) for unit, remit in remits.items()}
        if self.cooling is not None:
            plain["cooling"] = self.cooling.to_dict()
        return {**plain, "always": list(self.always)} if self.always else plain

    @classmethod
    def from_dict(cls, data: object) -> StandingOrders:
        """The standing orders from their plain dict.

        Raises:
            RecordError: keys or values that they do not have.
        """
        optional = frozenset({"procedures", "competence", "voters", "units", "always", "may", "cooling"})
        plain: dict[str, Any] = {**expect_keys(data, "standing orders", frozenset({"rules"}), optional)}
        for name, read in _READERS.items():
            if name in plain:
                plain[name] = Table.from_dict(plain[name], read)
        if "cooling" in plain:
            plain["cooling"] = CoolingOff.from_dict(plain["cooling"])
        return cls(**plain)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict."""
        return StandingOrders.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal standing orders are of equal units."""
        return hash((tuple(self.units), self.always))


_READERS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "rules": DecisionRule.from_dict,
        "procedures": Procedure.from_dict,
        "competence": Competence,
        "voters": rule_from_dict,
    }
)


def _meeting(rules: Table[Any], procedures: Table[Any]) -> Iterator[tuple[Any, Any]]:
    """The rules and procedures that surely meet: of rows that ask the same, and of the two defaults."""
    plain = rules.to_dict(lambda rule: rule), procedures.to_dict(lambda procedure: procedure)
    if all("default" in table for table in plain):
        yield plain[0]["default"], plain[1]["default"]
    for row in rules.rows:
        yield from ((row.then, other.then) for other in procedures.rows if other.when == row.when)


def _values(table: Table[Any]) -> Iterator[Any]:
    """Everything that a table may select."""
    plain = table.to_dict(lambda value: value)
    yield from (row.then for row in table.rows)
    if "default" in plain:
        yield plain["default"]


def _chosen(selection: Selection[Any], what: str) -> Any:  # noqa: ANN401 - a rule or a procedure
    """What a table chose; that it chose nothing is refused with its reasons."""
    if not selection.found:
        raise refusal("matter", f"must be one for which there is a {what}", selection.why)
    return selection.value
