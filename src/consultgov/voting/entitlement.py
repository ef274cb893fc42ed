"""Who has a vote on one day: requirements, conflicts, attendance and suspension, and what each one does.

Where several apply, the strongest effect wins (excluded, recused, suspended, dormant), and all reasons are
kept. Whoever is excluded leaves numerator and base together, whoever is recused or suspended leaves the
entitled and stays among the members, whoever is dormant leaves both unless she votes: so nobody is ever
counted above the line and not below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, MissingData, RecordError, RuleError, TallyError, shown
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.spans import Point, point
from consultgov.verdicts import Clause, Finding, Verdict
from consultgov.voting.attendance import DroppedAfterAbsence, SuspendedAfterMisses, read_record
from consultgov.voting.conflicts import Conflicts
from consultgov.voting.electorate import Barred, Effect, Electorate
from consultgov.voting.requirements import HasFlag, HasTrait, LeastAge, LeastTenure
from consultgov.voting.standing import Missing, Person

__all__ = ["Attendance", "Entitlement", "Requirement", "entitle", "rule_from_dict"]

Requirement: TypeAlias = LeastAge | LeastTenure | HasTrait | HasFlag
"""What a body may ask of whoever is to vote."""

Attendance: TypeAlias = DroppedAfterAbsence | SuspendedAfterMisses
"""What a body may make of absences."""

_Kinds: TypeAlias = tuple[type[Requirement | Attendance], ...]

_REQUIREMENTS: Final[_Kinds] = (LeastAge, LeastTenure, HasTrait, HasFlag)
_ATTENDANCE: Final[_Kinds] = (DroppedAfterAbsence, SuspendedAfterMisses)
_KINDS: Final = MappingProxyType({kind.kind: kind for kind in (*_REQUIREMENTS, *_ATTENDANCE)})
_ORDER: Final = tuple(Effect)
_EMPTY: Final[Mapping[str, object]] = MappingProxyType({})
_UNKNOWN: Final = frozenset({"date-unknown", "record-unknown", "trait-unknown"})
_SHOWN: Final = 10


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen(hash=False)
class Entitlement:
    """The electorate of a poll, and why whoever is not simply entitled is not.

    Attributes:
        electorate: everyone in office who is not excluded, and how each stands.
        excluded: id to the reasons of those who are not in it at all.
        dormant: id to the reasons of those who count only if they vote.
        findings: what the body should know before it votes, such as too many conflicts.
    """

    electorate: Electorate
    excluded: Mapping[str, Verdict]
    dormant: Mapping[str, Verdict]
    findings: tuple[Finding, ...] = ()

    def why(self, id: str) -> Verdict | None:  # noqa: A002 - the word of the field
        """Why somebody is excluded, recused, suspended or dormant; ``None`` for anybody else."""
        for reasons in (self.excluded, self.electorate.barred, self.dormant):
            if (key := normalize("NFC", id)) in reasons:
                return reasons[key]
        return None

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, for the record; what is empty is left out."""
        plain: dict[str, object] = {"electorate": self.electorate.to_dict()}
        for name, reasons in (("excluded", self.excluded), ("dormant", self.dormant)):
            if reasons:
                plain[name] = {key: verdict.to_dict() for key, verdict in reasons.items()}
        if self.findings:
            plain["findings"] = [finding.to_dict() for finding in self.findings]
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Entitlement:
        """The entitlement from its plain dict.

        Raises:
            RecordError: keys or values that an entitlement does not have.
            TallyError: an electorate that makes no sense.
        """
        optional = frozenset({"excluded", "dormant", "findings"})
        found = expect_keys(data, "entitlement", frozenset({"electorate"}), optional)
        excluded, dormant = (_read_reasons(found.get(name, {}), name) for name in ("excluded", "dormant"))
        listed = found.get("findings", [])
        if not isinstance(listed, list):
            raise RecordError(Fault("not-a-list", "findings", "must be a list", shown(listed)))
        findings = tuple(map(_read_finding, cast("list[object]", listed)))
        return cls(Electorate.from_dict(found["electorate"]), excluded, dormant, findings)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return _entitlement, (self.electorate, dict(self.excluded), dict(self.dormant), self.findings)

    def __hash__(self) -> int:
        """Equal entitlements have equal electorates."""
        return hash(self.electorate)


def _read_reasons(given: object, what: str) -> Mapping[str, Verdict]:
    whole = given
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", what, "must be a dict", shown(whole)))
    found = cast("Mapping[str, object]", given)
    return MappingProxyType({key: Verdict.from_dict(verdict) for key, verdict in found.items()})


def _read_finding(data: object) -> Finding:
    """A finding from its plain dict; how much it matters follows from the rest."""
    found = expect_keys(data, "finding", frozenset({"code", "facts"}), frozenset({"severity", "clause"}))
    code, facts = found["code"], found["facts"]
    if not isinstance(code, str) or not isinstance(facts, Mapping):
        rule = "must be as a finding writes it"
        raise RecordError(Fault("bad-ground", "finding", rule, shown(found)))
    clause = None if found.get("clause") is None else Clause.from_dict(found["clause"])
    return Finding(code, cast("Mapping[str, object]", facts), clause)


def _entitlement(
    electorate: Electorate,
    excluded: dict[str, Verdict],
    dormant: dict[str, Verdict],
    findings: tuple[Finding, ...],
) -> Entitlement:
    return Entitlement(electorate, MappingProxyType(excluded), MappingProxyType(dormant), findings)


def rule_from_dict(data: object) -> Requirement | Attendance:
    """A requirement or a rule on attendance from its plain dict, by its ``kind``.

    Raises:
        RecordError: a kind that is none, or keys and values that it does not have.
        RuleError: what the constructor refuses.

    >>> rule_from_dict({"kind": "least_age", "years": 18}).years
    18
    """
    whole = data
    kind = cast("Mapping[str, object]", data).get("kind") if isinstance(data, Mapping) else None
    if not isinstance(kind, str) or kind not in _KINDS:
        rule = f"must be one of {', '.join(_KINDS)}"
        raise RecordError(Fault("bad-kind", "kind of a rule", rule, shown(kind)))
    return _KINDS[kind].from_dict(whole)


class _Files(NamedTuple):
    """What the body has on file about its people, as given."""

    on: Point
    dates: Mapping[str, object]
    records: Mapping[str, object]


class _Ground(NamedTuple):
    """One reason, and what it does."""

    effect: Effect
    why: Verdict


def entitle(  # noqa: PLR0913 - each is a file of the body, and named
    people: Iterable[Elector | str],
    *,
    on: Point | str,
    requirements: Iterable[Requirement] = (),
    conflicts: Conflicts | None = None,
    attendance: Iterable[Attendance] = (),
    suspended: Barred = (),
    dates: Mapping[str, Mapping[str, Point | str]] = MappingProxyType({}),
    records: Mapping[str, Iterable[str]] = MappingProxyType({}),
    vacant: int | Iterable[Elector | str] = 0,
) -> Entitlement:
    """The electorate of a poll from everyone in office and what the charter asks of them.

    Args:
        people: everyone in office; a bare id stands for an elector without traits.
        on: the day of the poll, or its moment.
        requirements: what is asked of everyone.
        conflicts: who has declared a conflict of interest on the matter.
        attendance: what absences lead to.
        suspended: who is suspended by decision: ids, or id to the reason.
        dates: id to name to day or moment: ``{"li": {"born": "1990-02-28"}}``. May be of more people.
        records: id to attendance, the oldest meeting first: ``{"li": ["present", "absent"]}``.
        vacant: the number of empty seats, or electors that stand for them.

    Raises:
        TallyError: electors, conflicts or suspensions that make no sense, dates and records that cannot be
            read; all at once.
        MissingData: dates, traits or records that a rule reads and that are not there, unless the rule says
            what is done then; all at once, each with everyone concerned.
        RuleError: something else in the place of a rule.

    >>> found = entitle(
    ...     ["li", "wang", "chen"],
    ...     on="2026-05-01",
    ...     requirements=[LeastAge(18)],
    ...     conflicts=Conflicts({"chen": "party to the contract"}),
    ...     dates={
    ...         "li": {"born": "1990-02-28"},
    ...         "wang": {"born": "2008-05-02"},
    ...         "chen": {"born": "1975-01-01"},
    ...     },
    ... )
    >>> found.electorate.ids, found.electorate.entitled
    (('li', 'chen'), ('li',))
    >>> print(found.excluded["wang"].explain())
    wang is not in this electorate.
      wang is 17 on 2026-05-01, born on 2008-05-02; must be at least 18.
    """
    rules = _rules(requirements, attendance, conflicts)
    faults = Faults()
    office = faults.attempt(Electorate, people, suspended=suspended, vacant=vacant)
    now = faults.attempt(point, on, "on")
    files = _Files(now or date.min, _by_id(dates, "dates", faults), _by_id(records, "records", faults))
    if office is None or now is None:
        faults.close(TallyError)
    return _judged(cast("Electorate", office), rules, conflicts, files, faults)


def _rules(
    requirements: object, attendance: object, conflicts: object
) -> tuple[Requirement | Attendance, ...]:
    """The rules as one list; anything else in the place of one is refused."""
    faults = Faults()
    found: list[Requirement | Attendance] = [
        *_listed(requirements, _REQUIREMENTS, "requirements", faults),
        *_listed(attendance, _ATTENDANCE, "attendance", faults),
    ]
    if not (conflicts is None or isinstance(conflicts, Conflicts)):
        fix = 'make them: Conflicts({"chen": "party to the contract"})'
        faults.add(Fault("not-a-rule", "conflicts", "must be Conflicts", shown(conflicts), fix))
    faults.close(RuleError)
    return tuple(found)


def _listed(given: object, kinds: _Kinds, what: str, faults: Faults) -> Iterator[Requirement | Attendance]:
    """The rules among what was given as a list of them."""
    whole = given
    names = ", ".join(kind.__name__ for kind in kinds)
    if not isinstance(given, Iterable):
        faults.add(Fault("not-a-rule", what, f"must be a list of {names}", shown(whole)))
        return
    for rule in cast("Iterable[object]", given):
        if isinstance(rule, kinds):
            yield rule
        else:
            faults.add(Fault("not-a-rule", what, f"must be a list of {names}", shown(rule)))


def _by_id(given: object, what: str, faults: Faults) -> Mapping[str, object]:
    """What is on file, by ids in NFC, as those of electors are."""
    whole = given
    if not isinstance(given, Mapping):
        rule, fix = "must be a dict", "give each id what is on file about it"
        faults.add(Fault("not-a-dict", what, rule, shown(whole), fix))
        return _EMPTY
    found = cast("Mapping[object, object]", given)
    return {normalize("NFC", key): value for key, value in found.items() if isinstance(key, str)}


# --- every elector against every rule -------------------------------------------------------------


def _judged(
    office: Electorate,
    rules: tuple[Requirement | Attendance, ...],
    conflicts: Conflicts | None,
    files: _Files,
    faults: Faults,
) -> Entitlement:
    """What the rules leave of those in office."""
    missing: dict[tuple[str, str], list[str]] = {}
    grounds: dict[str, list[_Ground]] = {}
    concerned: list[Elector] = []
    names = frozenset(_dates_read(rules))
    reads_records = any(isinstance(rule, SuspendedAfterMisses) for rule in rules)
    for elector in office.electors:
        person = _person(elector, files, names, faults, records=reads_records)
        found = [*_suspension(office, elector.id), *_grounds(person, rules, missing, faults)]
        if all(ground.effect != Effect.EXCLUDED for ground in found):
            concerned.append(elector)
        found += _conflict(person, conflicts)
        if found:
            grounds[elector.id] = found
    if conflicts is not None:
        conflicts.check(office.ids, faults)
    faults.close(TallyError)
    faults = Faults()
    for (code, name), ids in missing.items():
        faults.add(_not_on_file(code, name, ids))
    faults.close(MissingData)
    return _sorted_out(office, grounds, () if conflicts is None else conflicts.findings(concerned))


def _dates_read(rules: Iterable[Requirement | Attendance]) -> Iterator[str]:
    """The names of the dates that rules read."""
    for rule in rules:
        match rule:
            case LeastAge():
                yield rule.born
            case LeastTenure():
                yield rule.since
            case DroppedAfterAbsence():
                yield rule.last
            case _:
                pass


def _person(
    elector: Elector, files: _Files, names: frozenset[str], faults: Faults, *, records: bool
) -> Person:
    """An elector with what the rules read about her; what cannot be read is a fault."""
    found: dict[str, Point] = {}
    given = files.dates.get(elector.id, _EMPTY) if names else _EMPTY
    if not isinstance(given, Mapping):
        subject = f"dates of {elector.id!r}"
        faults.add(Fault("not-a-dict", subject, "must be a dict", shown(given)))
        given = _EMPTY
    on_file = cast("Mapping[str, object]", given)
    for name in names:
        value = on_file.get(name)
        read = None if value is None else faults.attempt(point, value, f"date {name!r} of {elector.id!r}")
        if read is not None:
            found[name] = read
    record = files.records.get(elector.id) if records else None
    if record is None:
        return Person(elector, files.on, found)
    listed = faults.attempt(read_record, cast("Iterable[object]", record), f"record of {elector.id!r}")
    return Person(elector, files.on, found, listed or ())


def _suspension(office: Electorate, elector: str) -> Iterator[_Ground]:
    """The reasons why somebody is suspended by decision; where none was stated, that she is."""
    barred = office.barred.get(elector)
    if barred is not None:
        yield from (_Ground(Effect.SUSPENDED, why) for why in barred.parts or (barred,))


def _grounds(
    person: Person,
    rules: tuple[Requirement | Attendance, ...],
    missing: dict[tuple[str, str], list[str]],
    faults: Faults,
) -> Iterator[_Ground]:
    """What speaks against somebody; a fact that must be on file and is not is noted."""
    elector = person.elector.id
    for rule in rules:
        try:
            why = rule.against(person)
        except RecordError as error:
            for fault in error.faults:
                faults.add(attrs.evolve(fault, subject=f"{elector!r}: {fault.subject}", people=(elector,)))
            continue
        if why is None:
            continue
        if why.code not in _UNKNOWN or rule.missing == Missing.NOT_MET:
            yield _Ground(rule.effect, why)
        elif rule.missing == Missing.ERROR:
            name = str(why.facts.get("date", why.facts.get("trait", "")))
            missing.setdefault((why.code, name), []).append(elector)


def _conflict(person: Person, conflicts: Conflicts | None) -> list[_Ground]:
    why = None if conflicts is None else conflicts.against(person)
    return [] if conflicts is None or why is None else [_Ground(conflicts.effect, why)]


def _not_on_file(code: str, name: str, ids: list[str]) -> Fault:
    """That something is missing, for everyone concerned at once."""
    people = tuple(dict.fromkeys(ids))
    listed = ", ".join(map(repr, people[:_SHOWN]))
    of = listed if len(people) <= _SHOWN else f"{listed} and {len(people) - _SHOWN} more"
    rule, fix = "must be on file", "add it, or say missing='met' or missing='not_met' in the rule"
    if code == "record-unknown":
        return Fault("missing-record", f"record of {of}", rule, "", fix, people)
    if code == "date-unknown":
        return Fault("missing-date", f"date {name!r} of {of}", rule, "", fix, people)
    return Fault("missing-trait", f"trait {name!r} of {of}", rule, "", fix, people)


# --- what follows ---------------------------------------------------------------------------------


def _sorted_out(
    office: Electorate, grounds: Mapping[str, list[_Ground]], findings: tuple[Finding, ...]
) -> Entitlement:
    """The electorate that the grounds leave, the strongest effect of each winning."""
    reasons: dict[Effect, dict[str, list[Verdict]]] = {effect: {} for effect in Effect}
    for key, found in grounds.items():
        strongest = min((ground.effect for ground in found), key=_ORDER.index)
        # that she is suspended, without a reason, is what her standing says already
        reasons[strongest][key] = [ground.why for ground in found if ground.why.code != strongest]
    out = reasons[Effect.EXCLUDED]
    electorate = Electorate(
        (elector for elector in office.electors if elector.id not in out),
        recused=reasons[Effect.RECUSED],
        suspended=reasons[Effect.SUSPENDED],
        dormant=[*reasons[Effect.DORMANT]],
        vacant=office.vacant,
    )
    excluded, dormant = _told(Effect.EXCLUDED, out), _told(Effect.DORMANT, reasons[Effect.DORMANT])
    return Entitlement(electorate, excluded, dormant, findings)


def _told(effect: Effect, reasons: Mapping[str, list[Verdict]]) -> Mapping[str, Verdict]:
    """The verdict on each, made of the reasons."""
    told = {
        key: Verdict(holds=False, code=effect.value, rule="", facts={"elector": key}, parts=tuple(why))
        for key, why in reasons.items()
    }
    return MappingProxyType(told)
