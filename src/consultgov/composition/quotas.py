"""Quotas by name: caps, minimum shares, sizes and spreads as conditions on the members of a body.

Each function returns a condition that could as well be written in rule text; it only saves remembering the
spelling, and the two ways in which the plain one goes wrong: ``each`` fails where nobody is in any group, and
a group whose only seat is vacant is a group all the same.

In a share and in a size, members are counted, not seats: a vacant seat is nobody. A share of a body without
members is not reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final, TypeAlias, cast

from consultgov.counting import Condition, Count, blocs, each, fact, members, seats, times
from consultgov.counting.forms import Both, Either
from consultgov.counting.items import MAX_SIZE
from consultgov.counting.names import name_of
from consultgov.errors import Fault, RuleError, shown
from consultgov.shares import Share

__all__ = [
    "Amount",
    "Steps",
    "at_least",
    "at_least_each",
    "at_most_each",
    "closest_to",
    "odd_size",
    "parity",
    "size_between",
    "size_per",
    "spread_over",
    "stepped_caps",
    "stepped_minimum",
]

Amount: TypeAlias = int | Share | str
"""How many: a whole number, or a share as ``Share`` or as text, ``"40%"`` or ``"1/3"``."""

Steps: TypeAlias = Mapping[int | None, Amount]
"""An amount by size: up to how many members to the amount; ``None`` for every larger body."""

_MOST: Final = 100_000
_MOST_STEPS: Final = 100
_BASES: Final = MappingProxyType({"members": members, "seats": seats})


# --- caps -----------------------------------------------------------------------------------------


def at_most_each(
    trait: str,
    most: Amount,
    *,
    strictly: bool = False,
    of: str = "members",
    groups: Iterable[str] = (),
) -> Condition:
    """No group of a trait has more than so many members.

    Who is in no group (``None``), such as somebody without an employer, shares it with nobody; where that is
    so of everybody the cap is kept.

    Args:
        trait: the trait, such as ``"employer"``.
        most: how many members one group may have; a share is of the whole body.
        strictly: fewer than this, not just no more.
        of: what a share is taken of, ``"members"`` or ``"seats"``.
        groups: the groups that this is about; every group where none is named.

    Raises:
        RuleError: a name, number, base or list that is none.
        ShareError: a share that is none.

    Source: PEP 13 (no more than two of one employer); charter of the Kubernetes steering committee (no more
    than one third); charter of the Node.js technical steering committee, s. 4 (no more than one fourth).

    >>> print(at_most_each("employer", "1/3"))
    each employer: (members <= 1/3 of all members) or blocs employer = 0
    >>> print(at_most_each("employer", 2, groups=["Acme"]))
    each employer in (Acme): members <= 2
    """
    limit = _amount(most, _base(of).everywhere())
    cap = members.less_than(limit) if _truth(strictly) else members.at_most(limit)
    named = _listed(groups)
    capped = each(_trait(trait), cap, groups=named)
    # Of whatever groups there are, none is over the cap where there is none; `each` fails over nothing.
    return capped if named else capped | blocs(trait).equals(0)


def stepped_caps(trait: str, steps: Steps, *, groups: Iterable[str] = ()) -> Condition:
    """No group of a trait has more members than a body of that size allows.

    Args:
        trait: the trait, such as ``"affiliation"``.
        steps: up to how many members to how many one group may have; ``None`` for larger bodies.
        groups: the groups that this is about; every group where none is named.

    Raises:
        RuleError: steps that are none, or have no last one; a name, number or list that is none.
        ShareError: a share that is none.

    Source: Rust RFC 3392 (one of an affiliation in a council of up to five, two in a larger one).

    >>> print(stepped_caps("affiliation", {5: 1, None: 2}, groups=["Acme"]))
    (members > 5 or each affiliation in (Acme): members <= 1) and (members <= 5 or each affiliation in (Acme): members <= 2)
    """  # noqa: E501 - rule text is one line
    named = _listed(groups)
    return _stepped(steps, lambda most: at_most_each(trait, most, groups=named))


# --- minimum shares -------------------------------------------------------------------------------


def at_least(least: Amount, trait: str, *values: str, of: str = "members") -> Condition:
    """At least so many members have a flag or trait, or one of its values.

    Args:
        least: how many; a share is of the members, or of the seats.
        trait: the flag or the trait.
        values: the values of the trait that count; none for a flag or a yes-or-no trait.
        of: what a share is taken of, ``"members"`` or ``"seats"``.

    Raises:
        RuleError: a name, number or base that is none.
        ShareError: a share that is none.

    Source: 村民委员会组织法（2025年修正）第二十九条 (representatives are four fifths at least of the
    composition of the villagers' representatives' meeting).

    >>> print(at_least("4/5", "seat", "representative") & at_least(1, "young"))
    members among seat is representative >= 80% of members and members among young >= 1
    """
    return members.among(_trait(trait), *values).at_least(_amount(least, _base(of)))


def at_least_each(trait: str, least: Amount, groups: Iterable[str], *, of: str = "members") -> Condition:
    """At least so many members are in each of the groups named.

    Args:
        trait: the trait.
        least: how many members each of the groups has at least; a share is of the whole body.
        groups: the groups, which have to be there.
        of: what a share is taken of, ``"members"`` or ``"seats"``.

    Raises:
        RuleError: no group; a name, number, base or list that is none.
        ShareError: a share that is none.

    >>> print(at_least_each("sex", "40%", ["f", "m"]))
    each sex in (f, m): members >= 40% of all members
    """
    limit = _amount(least, _base(of).everywhere())
    named = _listed(groups)
    if not named:
        raise RuleError(Fault("no-groups", "groups", "must be named", "", "say which have to be there"))
    return each(_trait(trait), members.at_least(limit), groups=named)


def stepped_minimum(trait: str, steps: Steps, groups: Iterable[str]) -> Condition:
    """Each of the groups named has as many members as a body of that size asks for.

    Args:
        trait: the trait.
        steps: up to how many members to how many each group has at least; ``None`` for larger bodies.
        groups: the groups, which have to be there.

    Raises:
        RuleError: no group; steps that are none, or have no last one; a name, number or list that is none.
        ShareError: a share that is none.

    Source: Norwegian public limited liability companies act, s. 6-11a.

    >>> norway = stepped_minimum("sex", {1: 0, 3: 1, 5: 2, 8: 3, 9: 4, None: "40%"}, ["f", "m"])
    >>> str(norway).split(" and ")[1]
    '(members <= 1 or members > 3 or each sex in (f, m): members >= 1)'
    """
    named = _listed(groups)
    return _stepped(steps, lambda least: at_least_each(trait, least, named))


def closest_to(target: Share | str, ceiling: Share | str, trait: str, *values: str) -> Condition:
    """At least the number that is closest to a share without exceeding a ceiling.

    Of two numbers equally close the larger one is asked for. The ceiling bounds what is asked for, not how
    many there may be.

    Args:
        target: the share to come close to.
        ceiling: the share that the number asked for does not exceed.
        trait: the flag or the trait.
        values: the values of the trait that count.

    Raises:
        RuleError: a ceiling below the target, a name that is none.
        ShareError: a share that is none.

    Source: Directive (EU) 2022/2381, art. 5 and annex (closest to 33 % of all directors, not above 49 %).

    >>> print(closest_to("33%", "49%", "sex", "f"))
    members among sex is f >= 33% of members rounded to nearest or members among sex is f >= 49% of members rounded down
    """  # noqa: E501 - rule text is one line
    share, bound = Share(target), Share(ceiling)
    if bound < share:
        raise RuleError(Fault("empty-range", f"ceiling {bound}", "must not be below the target", str(share)))
    counted = members.among(_trait(trait), *values)
    nearest, highest = share.of(members).rounded("nearest"), bound.of(members).rounded("down")
    return counted.at_least(nearest) | counted.at_least(highest)


# --- balance and spread ---------------------------------------------------------------------------


def parity(trait: str, one: str, other: str, within: int = 1) -> Condition:
    """Two groups of a trait differ by no more than so many members.

    Args:
        trait: the trait.
        one: the one group.
        other: the other group.
        within: by how many they may differ.

    Raises:
        RuleError: a name or number that is none.

    >>> print(parity("bench", "labour", "employers", within=0))
    members among bench is labour = members among bench is employers
    """
    name = _trait(trait)
    first, second = members.among(name, one), members.among(name, other)
    most = _whole(within, "within")
    if not most:
        return first.equals(second)
    return (first - second).at_most(most) & (second - first).at_most(most)


def spread_over(trait: str, least: Amount) -> Condition:
    """The members come from at least so many groups of a trait.

    Args:
        trait: the trait, such as ``"district"``.
        least: from how many groups; a share is of all groups, those whose seats are vacant included.

    Raises:
        RuleError: a name or number that is none.
        ShareError: a share that is none.

    >>> print(spread_over("district", 3))
    blocs district where (members >= 1) >= 3
    """
    return blocs(trait, where=members.at_least(1)).at_least(_amount(least, blocs(trait)))


# --- sizes ----------------------------------------------------------------------------------------


def size_between(fewest: int, most: int) -> Condition:
    """The body has so many members.

    Args:
        fewest: how many at least.
        most: how many at most.

    Raises:
        RuleError: a number that is none, or more at least than at most.

    Source: 城市居民委员会组织法（2025年修订）第八条 (a residents' committee has five to nine members).

    >>> print(size_between(5, 9))
    members >= 5 and members <= 9
    >>> print(size_between(8, 8))
    members = 8
    """
    low, high = _range(fewest, most)
    return members.equals(low) if low == high else members.at_least(low) & members.at_most(high)


def odd_size() -> Condition:
    """The number of members is odd.

    >>> print(odd_size())
    members > 2 times (1/2 of members rounded down)
    """
    return members.more_than(times(2, Share("1/2").of(members).rounded("down")))


def size_per(number: str, fewest: int, most: int) -> Condition:
    """There is one member for so many of something, such as households.

    Args:
        number: the fact of the matter that says how many there are, such as ``"households"``.
        fewest: for how many of them one member stands at least.
        most: for how many of them one member stands at most.

    Raises:
        RuleError: a name or number that is none, or more at least than at most.

    Source: 村民委员会组织法（2025年修正）第二十九条 (one representative for 5 to 15 households).

    >>> print(size_per("households", 5, 15))
    15 times members >= given households and 5 times members <= given households
    """
    low, high = _range(fewest, most)
    there_are = fact(number)
    return times(high, members).at_least(there_are) & times(low, members).at_most(there_are)


# --- reading --------------------------------------------------------------------------------------


def _amount(given: object, base: Count) -> Count | int:
    """A share of the base, or a whole number."""
    if isinstance(given, Share) or (isinstance(given, str) and not given.strip().isdecimal()):
        return Share(given).of(base)
    return _whole(given, "amount")


def _whole(given: object, subject: str) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= _MOST:
        rule, fix = f"must be a whole number from 0 to {_MOST}", "write 2, or a share as '1/3' or '40%'"
        raise RuleError(Fault("bad-number", subject, rule, shown(given), fix))
    return given


def _range(fewest: object, most: object) -> tuple[int, int]:
    low, high = _whole(fewest, "fewest"), _whole(most, "most")
    if low > high:
        raise RuleError(Fault("empty-range", f"fewest {low}", "must not be above the most", str(high)))
    return low, high


def _base(of: object) -> Count:
    if not isinstance(of, str) or of not in _BASES:
        raise RuleError(Fault("bad-choice", "of", f"must be one of {', '.join(_BASES)}", shown(of)))
    return _BASES[of]


def _trait(given: object) -> str:
    return name_of(given, "trait")


def _truth(given: object) -> bool:
    if not isinstance(given, bool):
        raise RuleError(Fault("not-a-truth", "strictly", "must be True or False", shown(given)))
    return given


def _listed(groups: object) -> tuple[str, ...]:
    """The groups, to be walked more than once; ``each`` says what is wrong with a name."""
    if isinstance(groups, str):
        return (groups,)
    if not isinstance(groups, Iterable):
        raise RuleError(Fault("not-a-list", "groups", "must be a list of names", shown(groups)))
    return tuple(islice(cast("Iterable[str]", groups), MAX_SIZE + 1))


# --- steps ----------------------------------------------------------------------------------------


def _stepped(steps: object, at: Callable[[Amount], Condition]) -> Condition:
    """What holds at each size: either the body is of another size, or the amount is kept.

    Said the other way round, of this size *and* the amount, every step would be to blame for one that fails.
    """
    above = None
    found: list[Condition] = []
    for size, amount in _rows(steps):
        others = [] if above is None else [members.at_most(above)]
        others += [] if size is None else [members.more_than(size)]
        found.append(Condition.joined(Either, [*others, at(amount)]))
        above = size
    return Condition.joined(Both, found)


def _rows(steps: object) -> list[tuple[int | None, Amount]]:
    """The steps from the smallest size to the last one, which has no size."""
    if not isinstance(steps, Mapping):
        raise RuleError(Fault("not-a-dict", "steps", "must be a dict of size to amount", shown(steps)))
    given = cast("Mapping[object, Amount]", steps)
    if None not in given or len(given) > _MOST_STEPS:
        rule = f"must be at most {_MOST_STEPS}, the last of them None for every larger body"
        raise RuleError(Fault("no-last-step", "steps", rule, "", "add None: for larger bodies"))
    sizes = sorted(_whole(size, "size of a step") for size in given if size is not None)
    return [*((size, given[size]) for size in sizes), (None, given[None])]
