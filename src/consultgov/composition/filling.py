"""Filling the seats of a body: the best lawful allotment to nominees, or the reason why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, cast, final

from consultgov.composition.allotments import Allotment, Impasse, Seating
from consultgov.composition.allotting.conflicts import conflict
from consultgov.composition.allotting.effort import Effort
from consultgov.composition.allotting.problems import Problem
from consultgov.composition.allotting.searching import STEPS, allot
from consultgov.composition.chances import Chance, Task, is_fit, moves_of, sitters_of, task_of
from consultgov.composition.nominees import Nominee
from consultgov.composition.sectors import Sector
from consultgov.composition.sittings import Sitting, sitting
from consultgov.counting.declarations import Facts
from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.people import Person, Roster
from consultgov.people.appointments import Standing
from consultgov.people.reading import name

if TYPE_CHECKING:
    from consultgov.composition.committees import Committee

__all__ = ["Preference", "Wishes", "body_to_fill", "filled", "repaired", "wishes"]

_DAY: Final = timedelta(days=1)


def __dir__() -> list[str]:
    return __all__


@final
class Preference(StrEnum):
    """What is preferred among lawful allotments that fill equally many seats."""

    INCUMBENTS = "incumbents"
    """As many as can be of those who sit in the body on the day, or sat in it on the day before."""
    RANK = "rank"
    """The best ranks: the least sum of the ranks of those who are given a seat."""


class Wishes(NamedTuple):
    """What is preferred, the weightiest first, and what should be spread evenly after that."""

    prefer: tuple[Preference, ...] = (Preference.INCUMBENTS, Preference.RANK)
    balance: tuple[str, ...] = ()
    steps: int = STEPS
    solver: str | None = None


def wishes(prefer: object, balance: object, steps: object, solver: object = None) -> Wishes:
    """The preferences as given.

    Raises:
        RecordError: an unknown preference, a trait that has no name, steps that are no number; all at once.
    """
    faults = Faults()
    preferred = [faults.attempt(_preference, each) for each in _listed(prefer, "prefer", faults)]
    traits = [faults.attempt(name, each, "balance") for each in _listed(balance, "balance", faults)]
    if not isinstance(steps, int) or isinstance(steps, bool) or steps < 1:
        faults.add(Fault("bad-number", "steps", "must be a whole number above 0", shown(steps)))
    if solver not in (None, "cp-sat"):
        faults.add(Fault("bad-choice", "solver", "must be None or cp-sat", shown(solver)))
    faults.close(RecordError)
    known = (tuple(dict.fromkeys(cast("list[Preference]", preferred))), tuple(cast("list[str]", traits)))
    return Wishes(*known, cast("int", steps), cast("str | None", solver))


def _listed(given: object, what: str, faults: Faults) -> Iterable[object]:
    single: list[object] = [given]
    listed = single if isinstance(given, str) else given
    if isinstance(listed, list | tuple):
        return cast("Iterable[object]", listed)
    faults.add(Fault("not-a-list", what, "must be a list", shown(given)))
    return ()


def _preference(given: object) -> Preference:
    if isinstance(given, str) and given in list(Preference):
        return Preference(given)
    rule = f"must be one of {', '.join(Preference)}"
    raise RecordError(Fault("bad-choice", "prefer", rule, shown(given)))


# --- filling --------------------------------------------------------------------------------------


def filled(
    body: Sitting, nominees: tuple[Nominee, ...], wanted: Wishes, *, renewal: bool
) -> Allotment | Impasse:
    """The best lawful allotment beside those who sit, in a renewal of all seats; or why there is none."""
    over = None if renewal else _overfilled(body)
    if over is not None:
        return over
    task = task_of(body, nominees, [] if renewal else list(sitters_of(body, certain=True)), certain=True)
    gains = _gains(wanted.prefer, _incumbents(body), {each.id: each.rank for each in nominees})
    problem = task.problem(gains, wanted.balance)
    chosen = allot(problem, steps=wanted.steps, solver=wanted.solver)
    if chosen is None:
        return _impasse(task, problem, wanted.steps)
    return _allotment(task, nominees, chosen)


def _overfilled(body: Sitting) -> Impasse | None:
    """That more keep the seats of a sector than it has, if it is so."""
    for sector in body.sectors():
        people = sorted(held.person for held in body.members[sector.name])
        if sector.most is not None and len(people) > sector.most:
            kept = tuple(people[: sector.most + 1])
            return Impasse({sector.name: sector.most}, kept=kept, people=kept, smallest=True)
    return None


def _incumbents(body: Sitting) -> frozenset[str]:
    before = body.on - _DAY if body.on > date.min else body.on
    held = (*body.roster.on(body.on), *body.roster.on(before))
    return frozenset(
        each.person
        for each in held
        if each.standing is Standing.MEMBER and body.committee.sector_of(each.seat) is not None
    )


def _gains(
    prefer: Iterable[Preference], incumbents: frozenset[str], ranks: Mapping[str, int]
) -> Callable[[Chance], tuple[int, ...]]:
    ways: dict[Preference, Callable[[Chance], int]] = {
        Preference.INCUMBENTS: lambda chance: int(chance.person.id in incumbents),
        Preference.RANK: lambda chance: -ranks.get(chance.person.id, 0),
    }
    chosen = [ways[each] for each in prefer]
    return lambda chance: tuple(way(chance) for way in chosen)


def _allotment(task: Task, nominees: Iterable[Nominee], chosen: Iterable[int]) -> Allotment:
    by_sector: dict[str, list[Chance]] = {sector.name: [] for sector in task.body.sectors()}
    for each in chosen:
        chance = task.chances[each][0]
        by_sector[chance.sector.name].append(chance)
    seatings = [each for sector in task.body.sectors() for each in _seatings(sector, by_sector[sector.name])]
    stay = {chance.held for held in by_sector.values() for chance in held if chance.kept}
    seated = {each.person for each in seatings}
    could = {person for person, _ in task.keys}
    left = (each.id for each in nominees if each.id in could and each.id not in seated)
    gone = ((held.person, held.seat) for _, held in task.body.seated() if held not in stay)
    return Allotment(
        tuple(seatings), tuple(left), task.refused, tuple(gone), dict(_empty(task.body, by_sector))
    )


def _empty(body: Sitting, by_sector: Mapping[str, list[Chance]]) -> Iterator[tuple[str, int]]:
    """The sectors that could hold more, and how many more."""
    for sector in body.sectors():
        if sector.most is not None and sector.most > len(by_sector[sector.name]):
            yield sector.name, sector.most - len(by_sector[sector.name])


def _seatings(sector: Sector, held: list[Chance]) -> Iterator[Seating]:
    """Those who sit for a sector; who has no seat of her own yet is given the first by name that is free."""
    own = [chance.held.seat if chance.kept or chance.held.seat in sector.names else "" for chance in held]
    free = (seat for seat in sector.names if seat not in own)
    for chance, seat in zip(held, own, strict=True):
        given = chance.held
        yield Seating(
            chance.person.id,
            sector.name,
            seat or next(free, sector.name),
            chance.kept,
            given.route,
            given.proposed_by,
            given.full_time,
        )


def _impasse(task: Task, problem: Problem, steps: int) -> Impasse:
    found = conflict(problem, steps=steps)
    pairs = tuple(task.apart().values())
    places = [task.places[place] for place in found.posts]
    sectors: Counter[str] = Counter()
    for place in places:
        if not place.holder:
            sectors[place.sector.name] += place.post.least
    could = {
        chance.person.id
        for chance, place in task.chances
        if place in found.posts and not task.places[place].holder
    }
    return Impasse(
        dict(sectors),
        tuple(problem.conditions[place] for place in found.conditions),
        tuple(dict.fromkeys(pairs[place] for place in found.apart)),
        tuple(place.holder for place in places if place.holder),
        tuple(sorted(could)),
        task.refused,
        found.smallest,
    )


# --- repairing ------------------------------------------------------------------------------------


class _Change(NamedTuple):
    """A change, the better ones first: how many leave or enter, fewer seats, what is chosen."""

    number: int
    smaller: int
    chosen: tuple[int, ...] = ()


def repaired(body: Sitting, nominees: tuple[Nominee, ...], wanted: Wishes) -> Allotment | Impasse:
    """The lawful allotment with the fewest seats that change hands, or why there is none.

    Whoever leaves or enters a seat counts once. For each size of the body the most who can stay is looked
    for, nearest to the present size first: a size further off than the best change found cannot be better.
    """
    fit = [chance for chance in sitters_of(body) if is_fit(chance, body)]
    task = task_of(body, nominees, fit, moves_of(body, nominees), certain=False)
    others = _gains(wanted.prefer, _incumbents(body), {each.id: each.rank for each in nominees})
    problem = task.problem(lambda chance: (int(chance.kept), *others(chance)), wanted.balance)
    effort = Effort(wanted.steps)  # for all sizes together
    if allot(problem, steps=effort, want_best=False) is None:
        return _impasse(task, problem, wanted.steps)
    return _allotment(task, nominees, _least_change(task, problem, effort))


def _least_change(task: Task, problem: Problem, effort: Effort) -> tuple[int, ...]:
    """Of an allotment that there is, the one with the least change; of two, where fewer have to leave."""
    present = sum(1 for _ in task.body.seated())
    best = _Change(2 * (present + len(task.chances)), 0)
    for size in _sizes(task, present):
        if _Change(abs(size - present), -size) >= best:
            break
        chosen = allot(problem._replace(least=size, most=size), steps=effort)
        if chosen is not None:
            stay = sum(task.chances[each][0].kept for each in chosen)
            best = min(best, _Change(size + present - 2 * stay, -size, chosen))
    return best.chosen


def _sizes(task: Task, present: int) -> list[int]:
    """The numbers of seats that may be filled, nearest to the present one first."""
    least = sum(place.post.least for place in task.places)
    most = min(sum(place.post.most for place in task.places), len(task.keys))
    return sorted(range(least, most + 1), key=lambda size: (abs(size - present), -size))


def body_to_fill(
    committee: Committee, nominees: tuple[Nominee, ...], roster: Roster, on: date, given: Facts
) -> Sitting:
    """The body on a day, the nominees on file.

    Raises:
        RecordError: a nominee who is nowhere on file, for a sector that the body does not have; all at once.
    """
    faults = Faults()
    for nominee in nominees:
        known = roster.person(nominee.id)
        if isinstance(nominee.person, Person) and known is not None and known.born != nominee.person.born:
            rule, given_days = "must have one day of birth", f"{known.born} and {nominee.person.born}"
            fault = Fault("two-births", f"nominee {nominee.id!r}", rule, given_days, "correct one of them")
            faults.add(fault)
        if isinstance(nominee.person, str) and roster.person(nominee.person) is None:
            rule, fix = "must be somebody on file", "give a Person, or put her on the roster"
            faults.add(Fault("unknown-person", f"nominee {nominee.id!r}", rule, "", fix, (nominee.id,)))
        for sector in nominee.sectors or ():
            home = committee.sector_of(sector)
            if home is None or home.name != sector:
                rule = "must be for a sector of the body"
                fix = f"use one of {', '.join(each.name for each in committee.sectors)}"
                subject = f"nominee {nominee.id!r}"
                faults.add(Fault("unknown-sector", subject, rule, sector, fix, (nominee.id,)))
    faults.close(RecordError)
    people = [nominee.person for nominee in nominees if isinstance(nominee.person, Person)]
    return sitting(committee, roster.with_people(*people) if people else roster, on, given)
