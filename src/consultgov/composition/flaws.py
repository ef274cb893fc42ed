"""What is wrong with a body on a day: each flaw with its facts, clause, people and what would mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from consultgov.composition.sectors import Sector
from consultgov.composition.sittings import Sitting, named_seats
from consultgov.people import Appointment
from consultgov.verdicts import Clause, Verdict

__all__ = [
    "NUMBERS",
    "Check",
    "Flaw",
    "Ground",
    "bars",
    "ground",
    "holder_flaws",
    "kinship_flaws",
    "seat_flaws",
]

Ground: TypeAlias = dict[str, object]
"""A code and its facts, as a sentence is made of them."""


NUMBERS: Final = frozenset({"seats-vacant", "seats-overfilled", "too-many-alternates"})
"""The flaws that depend on nothing but how many hold seats of a sector."""


_OF_NEWCOMERS: Final = frozenset({"several-seats", "relatives-together"})


def ground(code: str, **facts: object) -> Ground:
    """A code with its facts."""
    return {"code": code, "facts": facts}


class Flaw(NamedTuple):
    """One thing that is wrong.

    Attributes:
        code: a stable word.
        about: what it is about, so that the same flaw is known on another day.
        facts: what the sentence is made of.
        clause: the clause that is not kept.
        people: whom it concerns.
        mend: what would mend it.
        of: where only what is on file about some persons can change it, who they are.
        seat: where only who holds one seat can change it, which.
        whom: whom else it concerns, where that takes longer to tell than the flaw itself.
        helps: what else would mend it, in the same way.
    """

    code: str
    about: tuple[object, ...]
    facts: Mapping[str, object]
    clause: Clause | None = None
    people: tuple[str, ...] = ()
    mend: tuple[Ground, ...] = ()
    of: tuple[str, ...] = ()
    seat: str = ""
    whom: Callable[[], tuple[str, ...]] = tuple
    helps: Callable[[], Iterable[Ground]] = tuple

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same of a flaw from day to day."""
        return self.code, *self.about, self.clause


Check: TypeAlias = Callable[[Sitting], Iterator[Flaw]]
"""Finds the flaws of one kind."""


# --- seats ----------------------------------------------------------------------------------------


def seat_flaws(body: Sitting) -> Iterator[Flaw]:
    """Seats that nobody has or that are held by too many, and seats that are none."""
    for held in body.strangers:
        facts: dict[str, object] = {"person": held.person, "seat": held.seat}
        mend = (ground("mend-name-seat", seats=[sector.name for sector in body.sectors()]),)
        people: tuple[str, ...] = (held.person,)
        yield Flaw("seat-unknown", (held.person, held.seat), facts, None, people, mend, people)
    for sector in body.sectors():
        yield from _number_flaws(sector, body)
    for seat, holders in named_seats(body).items():
        if len(holders) > 1:
            people = _people(holders)
            clause = _sector_clause(body, seat)
            mend = (ground("mend-one-leaves", people=list(people), number=len(holders) - 1),)
            facts = {"seat": seat, "people": list(people)}
            yield Flaw("seat-shared", (seat,), facts, clause, people, mend, seat=seat)
    yield from _seats_of_one(body)


def _people(holders: Iterable[Appointment]) -> tuple[str, ...]:
    return tuple(sorted({held.person for held in holders}))


def _sector_clause(body: Sitting, seat: str) -> Clause | None:
    sector = body.committee.sector_of(seat)
    return None if sector is None else sector.clause


def _number_flaws(sector: Sector, body: Sitting) -> Iterator[Flaw]:
    holders, name = body.members[sector.name], sector.name
    people = _people(holders)
    facts: dict[str, object] = {"sector": name, "held": len(holders)}
    if missing := body.missing(sector):
        mend = (ground("mend-fill", sector=name, number=missing),)
        facts |= {"least": sector.least, "vacant": missing}
        yield Flaw("seats-vacant", (name,), facts, sector.clause, (), mend)
    elif sector.most is not None and len(holders) > sector.most:
        over = len(holders) - sector.most
        mend = (ground("mend-one-leaves", people=list(people), number=over),)
        facts |= {"most": sector.most, "over": over, "people": list(people)}
        yield Flaw("seats-overfilled", (name,), facts, sector.clause, people, mend)
    standing = body.alternates[name]
    if len(standing) > sector.alternates:
        people = _people(standing)
        facts = {"sector": name, "alternates": list(people), "most": sector.alternates}
        yield Flaw("too-many-alternates", (name,), facts, sector.clause, people)


def _seats_of_one(body: Sitting) -> Iterator[Flaw]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for _, appointment in body.seated():
        held[appointment.person].append(appointment.seat)
    most = body.committee.seats_each
    for person, seats in held.items():
        if len(seats) > most:
            facts = {"person": person, "seats": seats, "most": most}
            mend = (ground("mend-gives-up", person=person, number=len(seats) - most),)
            clause, people = body.committee.clause, (person,)
            yield Flaw("several-seats", people, facts, clause, people, mend, people)


# --- holders --------------------------------------------------------------------------------------


def holder_flaws(body: Sitting) -> Iterator[Flaw]:
    """What speaks against those who sit or stand ready: mandate, office, what is asked, how they came."""
    for sector, held in (*body.seated(), *_alternates(body)):
        for code, facts, clause in _against(sector, held, body):
            stated = {"person": held.person, "seat": held.seat, **facts}
            mend = (ground("mend-replace", person=held.person, sector=sector.name),)
            about, people = (held.person, held.seat, facts.get("rule", "")), (held.person,)
            yield Flaw(code, about, stated, clause, people, mend, people)


def _alternates(body: Sitting) -> Iterator[tuple[Sector, Appointment]]:
    """The alternates, of whom everything is asked that is asked of those who sit."""
    for sector in body.sectors():
        yield from ((sector, held) for held in body.alternates[sector.name])


def _against(
    sector: Sector, held: Appointment, body: Sitting
) -> Iterator[tuple[str, dict[str, object], Clause | None]]:
    for verdict in verdicts_against(sector, held, body):
        yield verdict.code, {**verdict.facts, "rule": verdict.rule}, verdict.clause
    if sector.proposed_by and held.proposed_by != sector.proposed_by:
        code = "proposed-by-other" if held.proposed_by else "not-proposed"
        facts: dict[str, object] = {"wanted": sector.proposed_by}
        yield code, facts | ({"by": held.proposed_by} if held.proposed_by else {}), sector.clause
    if sector.confirmed and (held.confirmed is None or held.confirmed > body.on):
        yield "not-confirmed", {}, sector.clause


def verdicts_against(sector: Sector, held: Appointment, body: Sitting) -> Iterator[Verdict]:
    """Of what is asked of somebody in a seat, what is not met."""
    case = body.candidacy(held)
    facts = {"person": held.person, "seat": held.seat}
    if not case.person.is_alive(held.start):
        stated = {"person": held.person, "on": held.start.isoformat()}
        yield Verdict(False, "not-alive", "is alive", stated, clause=sector.clause)  # noqa: FBT003
        return
    if case.person.may_sit_for(sector.name, body.on) is False:
        code = "sector-lost" if case.person.may_sit_for(sector.name, held.start) else "not-of-sector"
        stated = {**facts, "sector": sector.name}
        yield Verdict(False, code, f"may sit for {sector.name}", stated, clause=sector.clause)  # noqa: FBT003
    if sector.ex_officio and sector.ex_officio not in case.person.on(body.on).flags:
        stated = {**facts, "office": sector.ex_officio}
        yield Verdict(False, "office-not-held", f"holds {sector.ex_officio}", stated, clause=sector.clause)  # noqa: FBT003
    asked = (*sector.requires, *(body.committee.requires if sector.voting else ()))
    for requirement in asked:
        clause, when = requirement.clause, held.start if requirement.is_of_start else body.on
        if clause is None or clause.in_force(when):
            verdict = requirement.against(case)
            if verdict is not None:
                yield verdict


def bars(held: Appointment, body: Sitting) -> Iterator[Verdict]:
    """What speaks against a newcomer by what she and her relatives hold, and by the day of the sector."""
    for flaw in (*seat_flaws(body), *kinship_flaws(body)):
        is_hers = flaw.code in _OF_NEWCOMERS and held.person in flaw.people
        if is_hers or (flaw.code == "seat-unknown" and flaw.about == (held.person, held.seat)):
            yield Verdict(False, flaw.code, "", flaw.facts, clause=flaw.clause)  # noqa: FBT003


# --- kin ------------------------------------------------------------------------------------------


def kinship_flaws(body: Sitting) -> Iterator[Flaw]:
    """Relatives who sit together although the rule keeps them apart."""
    rule = body.committee.apart
    if rule is None or not (rule.clause is None or rule.clause.in_force(body.on)):
        return
    sitting = {held.person for sector, held in body.seated() if sector.voting}
    for kin in body.roster.kinship:
        if kin.holds(body.on) and rule.concerns(kin.kind) and {kin.first, kin.second} <= sitting:
            people = tuple(sorted((kin.first, kin.second)))
            facts = {"people": list(people), "kinship": kin.kind}
            mend = (ground("mend-one-leaves", people=list(people), number=1),)
            yield Flaw("relatives-together", (people, kin.kind), facts, rule.clause, people, mend, people)
