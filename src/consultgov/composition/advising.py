"""What single step would mend a rule on the whole body: somebody leaves, joins, or is replaced."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from consultgov.composition.flaws import Ground, ground
from consultgov.composition.sectors import Sector
from consultgov.composition.sittings import Places, seat_traits, unused
from consultgov.counting import Condition
from consultgov.counting.declarations import Facts
from consultgov.counting.vocabulary import heads_read
from consultgov.errors import MissingData
from consultgov.people import Elector
from consultgov.people.electors import Trait

if TYPE_CHECKING:
    from consultgov.counting.forms import Test

__all__ = ["mends"]

_TRIED: Final = 200
"""How many kinds of people are tried for what would mend a rule."""

_LOOKED: Final = 200_000
"""How many seats are looked at for each of the three kinds of steps."""

_KINDS: Final = 10
"""How many kinds of newcomers are tried."""

_Traits: TypeAlias = Mapping[str, Trait]
_NONE: Final[_Traits] = MappingProxyType({})


def mends(rule: Condition, present: Places, given: Facts) -> Iterator[Ground]:
    """The single steps that would mend a rule that is not kept.

    Whoever leaves a seat that must be filled leaves it vacant; whoever joins takes a vacant seat or one of a
    sector that may have more.
    """
    kinds = _alike(rule, present)
    leaves = [each for each in kinds if _would_hold(rule, _without(present, each[0]), given)]
    if leaves:
        yield ground("mend-any-leaves", people=_named(leaves, present))
    joins = [words for words, after in _joined(rule, present) if _would_hold(rule, after, given)]
    for words in dict.fromkeys(joins):
        yield ground("mend-joins", traits=list(words)) if words else ground("mend-anybody-joins")
    if not leaves and not joins:
        yield from _replacements(rule, present, given, kinds)


def _replacements(
    rule: Condition, present: Places, given: Facts, kinds: Iterable[list[Elector]]
) -> Iterator[Ground]:
    gone: defaultdict[tuple[str, ...], list[list[Elector]]] = defaultdict(list)
    for kind in kinds:
        for words, after in _replaced(rule, present, kind[0]):
            if words and _would_hold(rule, after, given):
                gone[words].append(kind)
    for words, listed in gone.items():
        yield ground("mend-replaced", people=_named(listed, present), traits=list(words))


def _would_hold(rule: Condition, after: Places, given: Facts) -> bool:
    try:
        return rule.holds(after.tally([rule], given))
    except MissingData:
        return False


# --- who sits -------------------------------------------------------------------------------------


def _alike(rule: Condition, present: Places) -> list[list[Elector]]:
    """Those present by what the rule reads of them and their sector: what helps with one helps with all."""
    read = rule.vocabulary
    names = ("sector", *read.groups, *read.marks)
    kinds: defaultdict[tuple[object, ...], list[Elector]] = defaultdict(list)
    for each in present.members:
        traits = tuple(each.traits.get(name, name in each.flags) for name in names)
        kinds[traits, tuple(each.weights.get(name) for name in read.measures)].append(each)
    return list(islice(kinds.values(), _most(present)))


def _most(present: Places) -> int:
    return max(1, min(_TRIED, _LOOKED // (len(present.members) + 1)))


def _named(kinds: Iterable[list[Elector]], present: Places) -> list[str]:
    return sorted({present.person(each) for kind in kinds for each in kind})


# --- the body after a step ------------------------------------------------------------------------


def _without(present: Places, leaver: Elector) -> Places:
    """The body once somebody has left: her seat is vacant, if it must be filled."""
    left, sector = [each for each in present.members if each is not leaver], _sector(present, leaver)
    if _held(present)[sector.name] > sector.least:
        return present._replace(members=left)
    taken = {each.id for each in (*present.members, *present.vacant)}
    vacated = Elector(unused(f"{sector.name} (vacated)", taken), seat_traits(sector))
    return present._replace(members=left, vacant=[*present.vacant, vacated])


def _sector(present: Places, member: Elector) -> Sector:
    return next(sector for sector in present.sectors if sector.name == member.traits["sector"])


def _held(present: Places) -> Mapping[object, int]:
    return Counter(each.traits["sector"] for each in present.members)


def _joined(rule: Condition, present: Places) -> Iterator[tuple[tuple[str, ...], Places]]:
    """In words whoever joins, of each kind in each sector that has room, with the body as it would be."""
    held, kinds = _held(present), list(_kinds(rule))
    room = [sector for sector in present.sectors if sector.most is None or held[sector.name] < sector.most]
    tried = ((_newcomer(rule, present, sector, kind), kind) for sector in room for kind in kinds)
    found = ((joiner, kind) for joiner, kind in tried if joiner is not None)
    for joiner, kind in islice(found, _most(present)):
        name = joiner.traits["sector"]
        vacant = next((each for each in present.vacant if each.traits["sector"] == name), None)
        left = [each for each in present.vacant if each is not vacant]
        yield _worded(kind), present._replace(members=[*present.members, joiner], vacant=left)


def _replaced(rule: Condition, present: Places, leaver: Elector) -> Iterator[tuple[tuple[str, ...], Places]]:
    """In words whoever takes the seat of somebody, with the body as it would be."""
    sector, seat = _sector(present, leaver), {"seat": leaver.traits["seat"]}
    members = [each for each in present.members if each is not leaver]
    for kind in _kinds(rule):
        joiner = _newcomer(rule, present, sector, kind, seat)
        if joiner is not None:
            yield _worded(kind), present._replace(members=[*members, joiner])


# --- newcomers ------------------------------------------------------------------------------------


def _kinds(rule: Condition) -> Iterator[tuple[Test, ...]]:
    """The tests that those pass whom the counts of a rule select, count by count."""
    read = rule.vocabulary
    if read.measures:  # how much somebody weighs, nobody can tell
        return
    if not read.groups and not read.marks:  # anybody will do
        yield ()
    selections = filter(None, dict.fromkeys(heads.among for heads in heads_read([rule])))
    yield from islice(selections, _KINDS)


def _fitting(test: Test) -> Trait:
    """A value with which somebody passes a test, as far as one is named."""
    if test.negated:
        return None
    return test.values[0] if test.values else True


def _passes(value: Trait, test: Test) -> bool:
    return (value in test.values if test.values else value is True) is not test.negated


def _worded(kind: tuple[Test, ...]) -> tuple[str, ...]:
    """What somebody would have to be, in words."""
    negated = ("not " if test.negated else "" for test in kind)
    values = (f" {'/'.join(test.values)}" if test.values else "" for test in kind)
    return tuple(f"{no}{test.name}{value}" for no, test, value in zip(negated, kind, values, strict=True))


def _newcomer(
    rule: Condition, present: Places, sector: Sector, kind: tuple[Test, ...], seat: _Traits = _NONE
) -> Elector | None:
    """Somebody of a kind in a sector; ``None`` where its seats make her another."""
    seat = {**sector.traits, "sector": sector.name, "unit": sector.unit or None, **seat}
    if not all(_passes(seat[test.name], test) for test in kind if test.name in seat):
        return None
    chosen = {test.name: _fitting(test) for test in kind}
    blank: dict[str, Trait] = dict.fromkeys((*rule.vocabulary.groups, *rule.vocabulary.marks), None)
    traits = {**blank, **chosen, **seat}
    # Absent means not so, unless somebody has a trait of the name.
    only_flags = (_flags(present) | ({*rule.vocabulary.marks} - _traits_held(present))) & traits.keys()
    flags = {name for name in only_flags if traits[name] is True}
    traits = {name: value for name, value in traits.items() if name not in only_flags}
    taken = {each.id for each in (*present.members, *present.vacant)}
    return Elector(unused("newcomer", taken), traits, flags=flags)


def _flags(present: Places) -> set[str]:
    """The words that are flags of those present, and traits of nobody."""
    return {name for each in present.members for name in each.flags} - _traits_held(present)


def _traits_held(present: Places) -> set[str]:
    return {name for each in present.members for name in each.traits}
