"""Who might take which seat of a body: those who sit, and nominees; and the same as a problem of numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, cast

import attrs

from consultgov.composition.allotting.problems import Option, Post, Problem
from consultgov.composition.flaws import verdicts_against
from consultgov.composition.nominees import Nominee
from consultgov.composition.sectors import Sector
from consultgov.composition.sittings import Sitting, completed, seat_traits
from consultgov.counting import Condition
from consultgov.people import Appointment, Elector, Person
from consultgov.verdicts import Clause, Strength, Verdict

__all__ = ["Chance", "Place", "Task", "is_fit", "moves_of", "sitters_of", "task_of"]

_NO_FLAGS: Final[frozenset[str]] = frozenset()


class Chance(NamedTuple):
    """Somebody in a seat, as she might come to sit there.

    Attributes:
        person: who.
        sector: for which sector.
        held: the appointment that she has, or would have.
        kept: whether she has it already.
        slot: of the seats that one person may hold, which it would be.
    """

    person: Person
    sector: Sector
    held: Appointment
    kept: bool
    slot: int = 0

    @property
    def key(self) -> tuple[str, int]:
        """Of the chances with one key, one at most is taken."""
        return self.person.id, self.slot


class Place(NamedTuple):
    """Seats of a sector that are filled alike.

    Attributes:
        post: how many must be filled, and how many may.
        sector: the sector.
        holder: of a seat whose holder keeps it for certain, who.
    """

    post: Post
    sector: Sector
    holder: str = ""


@attrs.frozen
class Task:
    """What is to be filled: the seats, who might take them, and who cannot."""

    body: Sitting
    places: tuple[Place, ...]
    chances: tuple[tuple[Chance, int], ...]
    refused: Mapping[str, tuple[Verdict, ...]]
    keys: tuple[tuple[str, int], ...]

    @property
    def rules(self) -> tuple[Condition, ...]:
        """The conditions in force on the day."""
        return _rules_in_force(self.body)

    def apart(self) -> dict[tuple[int, int], tuple[str, str]]:
        """The relatives among them who must not sit together, by their numbers as candidates."""
        rule = self.body.committee.apart
        if rule is None or not (rule.clause is None or rule.clause.in_force(self.body.on)):
            return {}
        places: defaultdict[str, list[int]] = defaultdict(list)
        voting = {chance.key for chance, _ in self.chances if chance.sector.voting}
        for number, key in enumerate(self.keys):
            if key in voting:
                places[key[0]].append(number)
        kin = (
            each for each in self.body.roster.kinship if each.holds(self.body.on) and rule.concerns(each.kind)
        )
        pairs = sorted({(min(each.first, each.second), max(each.first, each.second)) for each in kin})
        found = ((pair, one, other) for pair in pairs for one in places[pair[0]] for other in places[pair[1]])
        return {(one, other): pair for pair, one, other in found}

    def problem(self, gains: Callable[[Chance], tuple[int, ...]], balance: tuple[str, ...]) -> Problem:
        """The same as a problem of numbers."""
        number = {key: place for place, key in enumerate(self.keys)}
        electors = completed([_elector(chance, self.body.on) for chance, _ in self.chances], self.rules)
        options = tuple(
            Option(number[chance.key], post, elector if chance.sector.voting else None, gains(chance))
            for (chance, post), elector in zip(self.chances, electors, strict=True)
        )
        posts = tuple(place.post for place in self.places)
        apart = tuple(self.apart())
        return Problem(posts, options, self.rules, apart=apart, given=self.body.given, balance=balance)


def _rules_in_force(body: Sitting) -> tuple[Condition, ...]:
    """The rules that bind on the day; what is only permitted binds nobody."""
    rules = body.committee.rules
    return tuple(rule for rule in rules if _binds(rule.clause) and _is_in_force(rule.clause, body.on))


def _binds(clause: Clause | None) -> bool:
    return clause is None or clause.strength is not Strength.PERMISSION


def _is_in_force(clause: Clause | None, on: date) -> bool:
    return clause is None or clause.in_force(on)


def _elector(chance: Chance, on: date) -> Elector:
    known = chance.person.on(on)
    return known.seated(chance.person.id, seat_traits(chance.sector, chance.held), _NO_FLAGS)


# --- the task -------------------------------------------------------------------------------------


def task_of(
    body: Sitting,
    nominees: Iterable[Nominee],
    sitters: list[Chance],
    moves: Iterable[Chance] = (),
    *,
    certain: bool,
) -> Task:
    """The task, where those who sit keep their seats for certain, or may keep them or move."""
    refused: dict[str, tuple[Verdict, ...]] = {}
    seats_of = Counter(held.person for _, held in body.seated() if sitters or not certain)
    open_to = _by_sector(body, nominees, seats_of, refused, certain=certain)
    for move in moves:
        open_to[move.sector.name].append(move)
    seat_read = any(
        "seat" in (*rule.vocabulary.groups, *rule.vocabulary.marks) for rule in _rules_in_force(body)
    )
    places: list[Place] = []
    chances: list[tuple[Chance, int]] = []
    for sector in body.sectors():
        own = [chance for chance in sitters if chance.sector is sector]
        known, here = {chance.key for chance in own}, {chance.person.id for chance in own}
        open_here = [
            chance
            for chance in open_to[sector.name]
            if (chance.person.id not in here if certain else chance.key not in known)
        ]
        for place, possible in _places(sector, own, open_here, certain=certain, seat_read=seat_read):
            chances += ((chance, len(places)) for chance in possible)
            places.append(place)
    keys = tuple(dict.fromkeys(chance.key for chance, _ in chances))
    some = {person for person, _ in keys}
    shut = {who: why for who, why in refused.items() if who not in some}
    return Task(body, tuple(places), tuple(chances), shut, keys)


def _places(
    sector: Sector, own: list[Chance], open_to: list[Chance], *, certain: bool, seat_read: bool
) -> Iterator[tuple[Place, list[Chance]]]:
    """The places of a sector, each with who might sit there."""
    fixed, possible = (own, open_to) if certain else ([], [*own, *open_to])
    for chance in fixed:
        yield Place(Post(chance.person.id, 1, 1), sector, chance.person.id), [chance]
    seats = [chance.held.seat for chance in possible if chance.kept and chance.held.seat in sector.names]
    shared = len(set(seats)) < len(seats)
    if sector.names and ((seat_read and sector.voting) or shared):
        yield from _named(sector, fixed, possible)
    else:
        least = max(0, sector.least - len(fixed)) if _binds(sector.clause) else 0
        most = max(least, len(possible)) if sector.most is None else max(0, sector.most - len(fixed))
        yield Place(Post(sector.name, least, most), sector), possible


def _named(
    sector: Sector, fixed: list[Chance], possible: list[Chance]
) -> Iterator[tuple[Place, list[Chance]]]:
    """A place for each seat that has a name of its own and may fall to somebody.

    Of a sector that need not be full, those are filled first that are held, and then the first by name.
    """
    held = {chance.held.seat for chance in possible if chance.kept}
    taken = {chance.held.seat for chance in fixed}
    free = sorted((seat for seat in sector.names if seat not in taken), key=lambda seat: seat not in held)
    nameless = iter([seat for seat in free if seat not in held])
    at = [next(nameless, "") if each.kept and each.held.seat not in free else "" for each in possible]
    free = free[: max(0, len(sector.names) - len(fixed))]
    for number, seat in enumerate(free):
        least = int(number + len(fixed) < sector.least and _binds(sector.clause))
        yield (
            Place(Post(sector.name, least, 1), sector),
            [
                each if each.kept and seat in (each.held.seat, where) else _moved(each, seat)
                for each, where in zip(possible, at, strict=True)
            ],
        )


def _moved(chance: Chance, seat: str) -> Chance:
    return chance._replace(held=attrs.evolve(chance.held, seat=seat), kept=False)


def _by_sector(
    body: Sitting,
    nominees: Iterable[Nominee],
    seats_of: Mapping[str, int],
    refused: dict[str, tuple[Verdict, ...]],
    *,
    certain: bool,
) -> dict[str, list[Chance]]:
    """Of each sector, the nominees who may sit for it; who may sit for none is refused."""
    most = body.committee.seats_each
    found: dict[str, list[Chance]] = {sector.name: [] for sector in body.sectors()}
    for nominee in nominees:
        held = seats_of.get(nominee.id, 0)
        if certain and held >= most:  # she keeps what she has, and may have no more
            continue
        against = list(nominee.barred)
        may = [] if against else list(_chances(body, nominee, min(held, most - 1), against))
        for chance in may:
            found[chance.sector.name].append(chance)
        if not may:
            refused[nominee.id] = tuple(against) or (_of_no_sector(body, nominee),)
    return found


def _of_no_sector(body: Sitting, nominee: Nominee) -> Verdict:
    facts = {"person": nominee.id, "sectors": [sector.name for sector in body.sectors()]}
    return Verdict(holds=False, code="of-no-sector", rule="", facts=facts)


def _chances(body: Sitting, nominee: Nominee, slot: int, against: list[Verdict]) -> Iterator[Chance]:
    """The seats that a nominee might take; what speaks against the others is noted."""
    person = cast("Person", body.roster.person(nominee.id))  # nominees were put on file
    for sector in body.sectors():
        named = nominee.sectors is not None and sector.name in nominee.sectors
        if named or (nominee.sectors is None and person.may_sit_for(sector.name, body.on) is not False):
            held = _appointment(nominee, sector, body.on)
            speaks = list(_speaks_against(sector, held, body))
            against += speaks
            if not speaks:
                yield Chance(person, sector, held, kept=False, slot=slot)


def _appointment(nominee: Nominee, sector: Sector, on: date) -> Appointment:
    return Appointment(
        nominee.id,
        sector.name,
        on,
        route=nominee.route,
        proposed_by=nominee.proposed_by,
        full_time=nominee.full_time,
    )


def _speaks_against(sector: Sector, held: Appointment, body: Sitting) -> Iterator[Verdict]:
    yield from (each for each in verdicts_against(sector, held, body) if _binds(each.clause))
    if sector.proposed_by and held.proposed_by != sector.proposed_by:
        code = "proposed-by-other" if held.proposed_by else "not-proposed"
        facts = {
            "person": held.person,
            "seat": held.seat,
            "wanted": sector.proposed_by,
            "by": held.proposed_by,
        }
        yield Verdict(holds=False, code=code, rule="", facts=facts, clause=sector.clause)


# --- those who sit --------------------------------------------------------------------------------


def sitters_of(body: Sitting, *, certain: bool = False) -> Iterator[Chance]:
    """Those who sit, each in her seat.

    Of the seats of one person, as many have a slot of their own as she may hold; all further ones share the
    last, so that she keeps one of these at most; all have one, where it is certain that she keeps them.
    """
    seats: Counter[str] = Counter()
    for sector, held in body.seated():
        slot = seats[held.person] if certain else min(seats[held.person], body.committee.seats_each - 1)
        seats[held.person] += 1
        yield Chance(body.candidacy(held).person, sector, held, kept=True, slot=slot)


def moves_of(body: Sitting, nominees: Iterable[Nominee]) -> Iterator[Chance]:
    """The other sectors that those who sit may sit for by what is on file, where they are not nominees."""
    known = {nominee.id for nominee in nominees}
    for chance in sitters_of(body):
        if chance.person.id not in known and chance.person.sectors is not None:
            for sector in body.sectors():
                held = _moving(chance.held, sector, body.on)
                if sector is not chance.sector and next(_speaks_against(sector, held, body), None) is None:
                    yield Chance(chance.person, sector, held, kept=False, slot=chance.slot)


def _moving(held: Appointment, sector: Sector, on: date) -> Appointment:
    """The seat that somebody who sits might move to: nobody has proposed her for it."""
    return Appointment(held.person, sector.name, on, route=held.route, full_time=held.full_time)


def is_fit(chance: Chance, body: Sitting) -> bool:
    """Whether nothing that another holder would mend speaks against somebody in her seat."""
    return next(_speaks_against(chance.sector, chance.held, body), None) is None
