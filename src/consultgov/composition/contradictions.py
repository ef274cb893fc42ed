"""Rules of a body that nobody can meet together: found when the body is made, not when it is filled.

The rules are tried on invented people: of each trait that a rule reads, people with every value named, with
values that some share, with a value of their own and with none. Whatever membership there can be is alike to
one of these as far as the rules can tell, so that rules which none of them can meet contradict each other.
The rules are taken as they stand in the end, after all that is dated has begun or ended.
Where there would be too many to try, or a rule reads figures that nobody can invent, nothing is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from consultgov.composition.allotting.conflicts import conflict
from consultgov.composition.allotting.problems import Option, Post, Problem
from consultgov.composition.allotting.searching import allot
from consultgov.composition.exclusions import excluding
from consultgov.composition.sectors import Sector
from consultgov.counting import Condition
from consultgov.counting.vocabulary import groups_ranged, heads_read, vocabulary_of
from consultgov.errors import Fault, RuleError, TooLarge
from consultgov.people import Elector
from consultgov.people.electors import Trait
from consultgov.verdicts import Clause, Strength

if TYPE_CHECKING:
    from consultgov.composition.committees import Committee

__all__ = ["check_rules"]

_MOST_OPTIONS: Final = 400
_STEPS: Final = 6_000
_OWN: Final = object()


def check_rules(committee: Committee) -> None:
    """Refuse rules that no membership can meet.

    Raises:
        RuleError: the sectors and rules that contradict each other, or a sector that nobody may sit for.
    """
    shut = tuple(excluding(committee.sectors, committee.requires))
    if shut:
        raise RuleError(*shut)
    last = _last_day(committee)
    rules = tuple(rule for rule in committee.rules if _is_plain(rule) and _is_in_force(rule.clause, last))
    voting = [sector for sector in committee.sectors if sector.voting and sector.in_force(last)]
    if not rules or not voting or any(sector.most is None for sector in voting):
        return
    problem = _problem(_alike(voting, rules), rules)
    if problem is not None and not _may_be_met(problem):
        raise RuleError(_fault(committee, *_against(problem)))


def _may_be_met(problem: Problem) -> bool:
    try:
        return allot(problem, steps=_STEPS, want_best=False) is not None
    except TooLarge:
        return True


def _against(problem: Problem) -> tuple[list[str], list[str]]:
    """The sectors and the rules that contradict each other; all of them where that takes too long to find."""
    try:
        found = conflict(problem, steps=_STEPS)
    except TooLarge:
        return [post.name for post in problem.posts], [str(rule) for rule in problem.conditions]
    sectors = [problem.posts[place].name for place in found.posts]
    return sectors, [str(problem.conditions[place]) for place in found.conditions]


def _fault(committee: Committee, sectors: list[str], rules: list[str]) -> Fault:
    given = "; ".join([*([f"the seats of {', '.join(sectors)}"] if sectors else []), *rules])
    rule, fix = "must have rules that some membership can meet", "change one of them"
    return Fault("contradictory-rules", f"committee {committee.name!r}", rule, given, fix)


def _is_plain(rule: Condition) -> bool:
    """Whether a rule binds, and reads nothing but traits and flags."""
    clause, read = rule.clause, rule.vocabulary
    binds = clause is None or clause.strength is Strength.MANDATORY
    figures = read.measures or read.truths or read.numbers or read.labels
    return binds and not figures


def _last_day(committee: Committee) -> date:
    """A day from which on the rules stay as they are."""
    ends = ((clause.valid_from, clause.valid_to) for clause in committee.clauses())
    return max((day for pair in ends for day in pair if day is not None), default=date.min)


def _is_in_force(clause: Clause | None, on: date) -> bool:
    return clause is None or clause.in_force(on)


class _Alike(NamedTuple):
    """Sectors whose seats are the same to the rules, as one."""

    names: list[str]
    seat: dict[str, Trait]
    least: int
    most: int


def _alike(sectors: Iterable[Sector], rules: tuple[Condition, ...]) -> list[_Alike]:
    read = vocabulary_of(rules)
    found: dict[frozenset[tuple[str, Trait]], _Alike] = {}
    for sector in sectors:
        given = {**sector.traits, "sector": sector.name, "unit": sector.unit or None}
        seat = {name: value for name, value in given.items() if name in (*read.groups, *read.marks)}
        others = found.get(frozenset(seat.items()), _Alike([], seat, 0, 0))
        names, least, most = [*others.names, sector.name], sector.least, sector.most or 0
        found[frozenset(seat.items())] = _Alike(names, seat, others.least + least, others.most + most)
    return list(found.values())


def _problem(sectors: list[_Alike], rules: tuple[Condition, ...]) -> Problem | None:
    """The rules put to invented people, as many of each kind as there are seats; ``None``: too many."""
    posts = tuple(Post(", ".join(each.names), each.least, each.most) for each in sectors)
    values = _values(rules, sum(post.most for post in posts))
    if values is None:
        return None
    of = [{name: some for name, some in values.items() if name not in each.seat} for each in sectors]
    sizes = [post.most * prod(map(len, own.values())) for post, own in zip(posts, of, strict=True)]
    if sum(sizes) > _MOST_OPTIONS:
        return None
    seats = [(place, each.seat) for place, each in enumerate(sectors) for _ in range(each.most)]
    people = enumerate((place, seat, kind) for place, seat in seats for kind in _kinds(of[place]))
    options = (Option(who, place, _invented(who, seat, kind)) for who, (place, seat, kind) in people)
    return Problem(posts, tuple(options), rules)


def _kinds(values: Mapping[str, list[object]]) -> Iterator[dict[str, object]]:
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def _invented(who: int, seat: Mapping[str, Trait], kind: Mapping[str, object]) -> Elector:
    own = {name: f"only {who}" if value is _OWN else value for name, value in kind.items()}
    return Elector(f"person {who}", cast("dict[str, Trait]", {**seat, **own}))


def _values(rules: tuple[Condition, ...], size: int) -> dict[str, list[object]] | None:
    """Of each trait that the rules read of a person, the values that she may have; ``None``: too many."""
    read, ranged = vocabulary_of(rules), groups_ranged(rules)
    if "seat" in (*read.groups, *read.marks) or {*read.groups} & {*read.marks} or size > _MOST_OPTIONS:
        return None
    named: dict[str, set[str]] = {name: set(groups) for name, groups in ranged.items()}
    for test in (test for heads in heads_read(rules) for test in heads.among):
        named.setdefault(test.name, set()).update(test.values)
    values: dict[str, list[object]] = {name: [True, False] for name in read.marks}
    for name in read.groups:  # groups of two or more are at most half as many as there are seats
        shared = [f"shared {number}" for number in range(size // 2 if name in ranged else 1)]
        own = [_OWN] if name in ranged else []
        values[name] = [*sorted(named.get(name, ())), None, *shared, *own]
    return values
