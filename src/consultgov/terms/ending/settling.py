"""How an office ends: by expiry, resignation, decision or operation of law, and on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias, cast

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.people import Appointment, Ending, Roster
from consultgov.people.reading import day_or_none, name
from consultgov.settings import values
from consultgov.spans import Span, day
from consultgov.terms.ending.happenings import (
    OF_RESIGNATION,
    WHY,
    EndingRules,
    Happening,
    HappeningKind,
    ResignationRule,
    TakesEffect,
    first_out,
)
from consultgov.terms.ends import Term
from consultgov.verdicts import Clause, Verdict

__all__ = ["ended", "how_it_ended"]

_DAY: Final = timedelta(days=1)
_BY_PEOPLE: Final = frozenset({Ending.RESIGNATION, Ending.RECALL, Ending.REMOVAL})
"""What people do; anything else comes by operation of law."""
_RANK: Final = {why: rank for rank, why in enumerate((Ending.TERM, Ending.RESIGNATION, *WHY.values()))}
"""The order of what happens on one day."""
_KINDS: Final = {kind: place for place, kind in enumerate(HappeningKind)}


Held: TypeAlias = Appointment | Span | Term
"""What is held from a day to a day."""


class _Office(NamedTuple):
    """Who holds what is looked at, and from when to when."""

    person: str
    start: date
    end: date | None
    why: Ending


class _Way(NamedTuple):
    """One way in which the office ends: the first day out, why, what happened, where the rule stands."""

    out: date
    why: Ending
    at: date
    told: tuple[Verdict, ...]
    clause: Clause | None = None


class _Found(NamedTuple):
    """What came of all that happened: the ways, the first one first, what had no effect, what is open."""

    ways: list[_Way]
    notes: list[Verdict]
    waiting: Happening | None


# --- public ---------------------------------------------------------------------------------------


def how_it_ended(
    held: Held,
    happenings: Iterable[Happening],
    rules: EndingRules,
    *,
    on: date | str,
    who: str | None = None,
) -> Verdict:
    """Whether an office has ended by a day, how, and with which last day.

    The first way wins, and all others are told beside it. Where several leave the office on one day, the end
    of the term comes first, then what comes by operation of law, then what people do: of these two kinds what
    happened earlier, and of one day in the order in which ``HappeningKind`` lists them, a resignation before
    a recall and a removal. So a resignation that is accepted before the vote on a recall leaves nothing to
    recall.

    Args:
        held: the appointment, or a term or span of days.
        happenings: what happened, in any order; what is later than the day asked about is not looked at.
        rules: what ends the office.
        on: the day asked about.
        who: who holds it, where it is no appointment.

    Returns:
        ``office-over``, or ``office-not-begun`` where it ended on the day on which it was to begin; these
        hold, as the office has ended. It does not hold with ``in-office``, ``in-office-until`` or
        ``not-yet-in-office``. The facts are ``why`` (a word of ``Ending``), ``from_day``, the first day no
        longer in office, and ``last_day``; where a resignation is still to be accepted ``waiting_since``, and
        ``deemed_from`` where it is deemed accepted some day.

    Raises:
        RecordError: what is no office, no happening, no day or no rules.

    >>> li = Appointment("li", "women", "2024-03-01", "2027-03-01")
    >>> rules = EndingRules(["sentence_final"], resignation="on_receipt")
    >>> done = how_it_ended(li, [Happening("resigned", "2026-05-01")], rules, on="2026-05-01")
    >>> done.holds, done.facts["why"], done.facts["last_day"]
    (True, 'resignation', '2026-04-30')
    """
    office, at = _office(held, who), day(on, "on")
    found = _found(office, _known(happenings, at), _rules(rules), at)
    if at < office.start:
        start = office.start.isoformat()
        return _note("not-yet-in-office", clause=rules.clause, person=office.person, start=start)
    if not found.ways or at < found.ways[0].out:
        return _in_office(office, found, rules, at)
    return _over(office, found)


def ended(
    roster: Roster,
    person: str,
    happenings: Iterable[Happening],
    rules: EndingRules,
    *,
    on: date | str,
    seat: str | None = None,
) -> Roster:
    """The roster with what has ended by what happened to somebody, each appointment judged by itself.

    An end that is known on the day and lies ahead, such as that of a resignation with a stated day, is
    recorded as well. What ended on the day on which it was to begin is taken out.

    Args:
        roster: who holds what.
        person: whose offices.
        happenings: what happened, in any order.
        rules: what ends an office.
        on: the day on which this is known.
        seat: the one seat that it is about, or all of hers.

    Raises:
        RecordError: as ``how_it_ended`` does; somebody who never held such a seat.

    >>> from consultgov.people import Person
    >>> roster = Roster([Person("li")], [Appointment("li", "women", "2024-03-01")])
    >>> left = ended(roster, "li", [Happening("death", "2026-05-01")], EndingRules(), on="2026-06-01")
    >>> left.of("li")[0].end.isoformat(), left.of("li")[0].why.value
    ('2026-05-02', 'death')
    """
    if not isinstance(cast("object", roster), Roster):
        fix = "make one with Roster"
        raise RecordError(Fault("not-a-roster", "roster", "must be a Roster", shown(roster), fix))
    at, known = day(on, "on"), _rules(rules)
    happened = _known(happenings, at)
    held = [each for each in roster.of(person) if seat in (None, each.seat)]
    if not held:
        rule, fix = "must hold a seat", "name somebody who holds or held one"
        raise RecordError(Fault("not-in-office", shown(person), rule, "", fix))
    cut = [_cut(each, _found(_office(each, None), happened, known, at)) for each in held]
    kept = [each for each in roster.appointments if each.person != person or seat not in (None, each.seat)]
    return Roster(roster.people, (*kept, *(each for each in cut if each is not None)), roster.kinship)


def _cut(held: Appointment, found: _Found) -> Appointment | None:
    """An appointment as it ends; ``None`` where it never began."""
    if not found.ways:
        return held
    out, why = found.ways[0].out, found.ways[0].why
    if out <= held.start:
        return None
    return held if out == held.end and why is held.ending else attrs.evolve(held, end=out, why=why)


# --- reading --------------------------------------------------------------------------------------


def _office(held: object, who: object) -> _Office:
    if isinstance(held, Appointment):
        return _Office(held.person, held.start, held.end, held.ending or Ending.TERM)
    if not isinstance(held, Span | Term):
        rule = "must be an Appointment, a Term or a Span"
        raise RecordError(Fault("wrong-kind", "what is held", rule, shown(held)))
    faults = Faults()
    person = faults.attempt(name, who, "who")
    start = faults.attempt(day, held.start, "start")
    end = faults.attempt(day_or_none, held.end, "end")
    faults.close(RecordError)
    return _Office(cast("str", person), cast("date", start), end, Ending.TERM)


def _rules(given: object) -> EndingRules:
    if isinstance(given, EndingRules):
        return given
    raise RecordError(Fault("wrong-kind", "rules", "must be EndingRules", shown(given), "make some"))


def _known(given: object, on: date) -> list[Happening]:
    """What is known on a day, once each, in order; of one day as ``HappeningKind`` lists it."""
    found = dict.fromkeys(values(given, Happening, "happenings"))
    return sorted((each for each in found if each.on <= on), key=_moment)


def _moment(each: Happening) -> tuple[object, ...]:
    return each.on, _KINDS[each.kind], each.out or date.max


# --- what comes of it -----------------------------------------------------------------------------


def _found(office: _Office, happened: Iterable[Happening], rules: EndingRules, on: date) -> _Found:
    """The ways in which the office ends, and what else is to be told."""
    during = [each for each in happened if each.on >= office.start]
    before = [each for each in happened if each.on < office.start]
    start = office.start.isoformat()
    notes = [_note("before-office", _told(each), start=start) for each in before]
    others = [each for each in during if each.kind not in OF_RESIGNATION]
    ways = [*_term(office, rules), *_decided(others, rules)]
    notes += [_note("ends-no-office", _told(each)) for each in others if rules.on(each.kind) is None]
    of_resignation = [each for each in during if each.kind in OF_RESIGNATION]
    if rules.resignation is None:
        notes += [_note("ends-no-office", _told(each)) for each in of_resignation]
        return _Found(sorted(ways, key=_order), notes, None)
    desk = _Desk(rules.resignation, rules.clause)
    desk.hear(of_resignation, on)
    return _Found(sorted([*ways, *desk.ways], key=_order), [*notes, *desk.notes], desk.open)


def _order(way: _Way) -> tuple[object, ...]:
    """First the first day out; of one day the end of the term, then law, then people."""
    return way.out, way.why is not Ending.TERM, way.why in _BY_PEOPLE, way.at, _RANK[way.why]


def _term(office: _Office, rules: EndingRules) -> Iterator[_Way]:
    """The end that is on record: that of the term, or one that was brought about before."""
    if office.end is not None:
        last = (office.end - _DAY).isoformat()
        code = "term-expired" if office.why is Ending.TERM else "end-on-record"
        told = _so(code, last_day=last, why=office.why.value)
        yield _Way(office.end, office.why, office.end, (told,), rules.clause)


def _decided(happened: Iterable[Happening], rules: EndingRules) -> Iterator[_Way]:
    """What ends the office by itself, by law or by decision."""
    for each in happened:
        rule = rules.on(each.kind)
        if rule is not None:
            out = each.out or rule.out(each.on)
            yield _Way(out, WHY[each.kind], each.on, (_told(each),), rule.clause or rules.clause)


# --- resignations ---------------------------------------------------------------------------------


class _Desk:
    """Where resignations are handed in, decided on and taken back, one after another."""

    def __init__(self, rule: ResignationRule, clause: Clause | None) -> None:
        self.rule = rule
        self.clause = rule.clause or clause
        self.open: Happening | None = None
        self.ways: list[_Way] = []
        self.notes: list[Verdict] = []

    def hear(self, happened: Iterable[Happening], on: date) -> None:
        """What happened in order, and what time has brought about by a day."""
        for each in happened:
            self._pass(each.on)
            self._heard[each.kind](self, each)
        self._pass(on)
        if self.open is not None and self.rule.takes_effect is not TakesEffect.ON_ACCEPTANCE:
            self._take_effect(self.open.on, self._stated(self.open), _told(self.open))

    def _pass(self, at: date) -> None:
        """What an open resignation has come to by a day on which nothing else has happened yet."""
        if self.open is None:
            return
        if self.rule.takes_effect is not TakesEffect.ON_ACCEPTANCE:
            out = self._stated(self.open)
            if out <= at:
                self._take_effect(self.open.on, out, _told(self.open))
        elif (deemed := self.rule.deemed_from(self.open.on)) is not None and deemed <= at:
            told = (_told(self.open), _so("resignation-deemed", deemed_from=deemed.isoformat()))
            self._take_effect(deemed, max(deemed, self.open.out or deemed), *told)

    def _stated(self, resigned: Happening) -> date:
        """The first day out where nobody has to accept it."""
        received = first_out(resigned.on, self.rule.first_out)
        stated = resigned.out if self.rule.takes_effect is TakesEffect.ON_STATED_DAY else None
        return max(received, stated or received)

    def _take_effect(self, at: date, out: date, *told: Verdict) -> None:
        """It is settled on a day that the office ends, and from when."""
        self.ways.append(_Way(out, Ending.RESIGNATION, at, told, self.clause))
        self.open = None

    def _resigned(self, each: Happening) -> None:
        if self.open is not None:
            self.notes.append(_note("resigned-already", _told(each)))
        else:
            self.open = each

    def _accepted(self, each: Happening) -> None:
        resigned = self._answered(each)
        if resigned is not None:
            received = first_out(each.on, self.rule.first_out)
            out = max(received, resigned.out or received, each.out or received)
            self._take_effect(each.on, out, _told(resigned), _told(each, self.rule.accepted_by))

    def _refused(self, each: Happening) -> None:
        resigned = self._answered(each)
        if resigned is not None:
            self.notes.append(_note("came-to-nothing", _told(resigned), _told(each)))
            self.open = None

    def _answered(self, each: Happening) -> Happening | None:
        """The resignation that is decided on, if there is one to decide on."""
        if self.open is None or self.rule.takes_effect is not TakesEffect.ON_ACCEPTANCE:
            self.notes.append(_note("nothing-to-accept", _told(each)))
            return None
        return self.open

    def _withdrawn(self, each: Happening) -> None:
        if self.open is None:
            self.notes.append(_note("nothing-to-withdraw", _told(each)))
        elif not self.rule.withdrawable:
            self.notes.append(_note("may-not-withdraw", _told(each)))
        else:
            self.notes.append(_note("came-to-nothing", _told(self.open), _told(each)))
            self.open = None

    _heard: Final[Mapping[HappeningKind, Callable[[_Desk, Happening], None]]] = MappingProxyType(
        {
            HappeningKind.RESIGNED: _resigned,
            HappeningKind.RESIGNATION_ACCEPTED: _accepted,
            HappeningKind.RESIGNATION_REFUSED: _refused,
            HappeningKind.RESIGNATION_WITHDRAWN: _withdrawn,
        }
    )


# --- telling --------------------------------------------------------------------------------------


def _told(each: Happening, by: str = "") -> Verdict:
    """What happened, as a part of a verdict."""
    facts: dict[str, object] = {"on": each.on.isoformat()}
    code = each.kind.value.replace("_", "-")
    if by:
        code, facts["by"] = f"{code}-by", by
    return _so(code, *(() if each.verdict is None else (each.verdict,)), **facts)


def _so(code: str, *parts: Verdict, **facts: object) -> Verdict:
    """What has an effect."""
    return Verdict(holds=True, code=code, rule="", facts=facts, parts=parts)


def _note(code: str, *parts: Verdict, clause: Clause | None = None, **facts: object) -> Verdict:
    """What has no effect, or none yet."""
    return Verdict(holds=False, code=code, rule="", facts=facts, parts=parts, clause=clause)


def _others(found: _Found) -> Iterator[Verdict]:
    """The ways after the first, and what had no effect."""
    for way in found.ways[1:]:
        yield _note("out-too-late", *way.told, clause=way.clause, from_day=way.out.isoformat())
    yield from found.notes


def _over(office: _Office, found: _Found) -> Verdict:
    way = found.ways[0]
    facts: dict[str, object] = {
        "person": office.person,
        "why": way.why.value,
        "from_day": way.out.isoformat(),
    }
    begun = way.out > office.start
    if begun:
        facts["last_day"] = (way.out - _DAY).isoformat()
    unanswered = [] if found.waiting is None else [_note("resignation-unanswered", _told(found.waiting))]
    parts = (*way.told, *_others(found), *unanswered)
    code = "office-over" if begun else "office-not-begun"
    return Verdict(holds=True, code=code, rule="", facts=facts, parts=parts, clause=way.clause)


def _in_office(office: _Office, found: _Found, rules: EndingRules, on: date) -> Verdict:
    facts: dict[str, object] = {"person": office.person, "on": on.isoformat()}
    parts, code, clause = tuple[Verdict, ...](), "in-office", rules.clause
    if found.ways:
        way = found.ways[0]
        code, clause, parts = "in-office-until", way.clause, way.told
        facts |= {"why": way.why.value, "from_day": way.out.isoformat()}
        facts["last_day"] = (way.out - _DAY).isoformat()
    if found.waiting is not None and rules.resignation is not None:
        parts = (*parts, _waiting(found.waiting, rules.resignation, facts))
    return Verdict(
        holds=False, code=code, rule="", facts=facts, parts=(*parts, *_others(found)), clause=clause
    )


def _waiting(resigned: Happening, rule: ResignationRule, facts: dict[str, object]) -> Verdict:
    """A resignation that is still to be accepted: since when, by whom, and when it would be deemed so."""
    facts["waiting_since"] = resigned.on.isoformat()
    parts: list[Verdict] = []
    if rule.accepted_by:
        parts.append(_note("acceptance-is-for", by=rule.accepted_by))
    deemed = rule.deemed_from(resigned.on)
    if deemed is not None:
        facts["deemed_from"] = deemed.isoformat()
        parts.append(_note("acceptance-deemed", deemed_from=deemed.isoformat()))
    return _note("resignation-waiting", *parts, clause=rule.clause, since=resigned.on.isoformat())
