"""How the vacant seats of a body are filled: by an order of persons, or by an act of somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import one_of, plain, text, truth
from consultgov.settings import all_of, clause_of, one_or_more
from consultgov.verdicts import Clause

__all__ = ["LISTED", "Succession", "Way", "succession_of"]

_MOST_DAYS: Final = 36_600
"""The longest period, a century in days."""


def __dir__() -> list[str]:
    return __all__


@final
class Way(StrEnum):
    """How a vacant seat is filled."""

    NEXT_ON_LIST = "next_on_list"
    """依名单递补: the next on the list on which the seat was won moves up."""
    RUNNER_UP = "runner_up"
    """落选人依次递补: the best placed of those who were not elected moves up."""
    ALTERNATE = "alternate"
    """候补递补: the first of the alternates moves up."""
    BY_ELECTION = "by_election"
    """补选: those who elect do so again, for this seat."""
    BY_SELECTION = "by_selection"
    """推选增补: the sector, or the body, selects somebody."""
    UNIT_REPLACES = "unit_replaces"
    """单位另行提出: the unit that the seat belongs to proposes somebody else."""
    APPOINTMENT = "appointment"
    """任命: the appointing authority names somebody."""

    @property
    def is_by_order(self) -> bool:
        """Whether persons follow in an order, so that nobody has to act."""
        return self in _BY_ORDER


LISTED: Final = (Way.NEXT_ON_LIST, Way.RUNNER_UP)
"""The ways whose order the caller gives; that of alternates is on the roster."""

_BY_ORDER: Final = (*LISTED, Way.ALTERNATE)


# --- reading --------------------------------------------------------------------------------------


def _ways(given: object) -> tuple[Way, ...]:
    return all_of(one_or_more(given), _way, "ways", RuleError)


def _way(given: object) -> Way:
    return one_of(Way, given, "way", RuleError)


def _truth(given: object) -> bool:
    return truth(given, "same_sector", RuleError)


def _days(given: object) -> int | None:
    if given is None or (type(given) is int and 1 <= given <= _MOST_DAYS):
        return given
    rule = f"must be a whole number of days, 1 to {_MOST_DAYS}"
    raise RuleError(Fault("bad-days", "within", rule, shown(given)))


def _who(given: object) -> str:
    return text(given, "who fills a vacancy")


# --- the rule -------------------------------------------------------------------------------------


@final
@attrs.frozen
class Succession:
    """How a vacant seat is filled: one way after another, until one names somebody or asks for an act.

    A way with an order of persons hands on to the next way where nobody in it may take the seat. An act, as
    a by-election is, ends the search, and so comes last; where none comes, the seat stays vacant.

    Args:
        ways: the ways in the order in which they are tried; a single one may stand alone.
        same_sector: whether the newcomer comes out of the sector: its own alternates move up, and it elects
            or selects; otherwise the alternates of all sectors, and the body.
        within: the days from the first on which the seat is vacant within which it has to be filled; that
            day is not counted.
        who: who has to act; the unit, the sector or the body where nobody is named.
        clause: where the rule stands.

    Raises:
        RuleError: no way, one that is there twice or comes after an act, a period that is none.

    >>> moves_up = Succession(["alternate", "by_election"], within=60, who="owners' meeting")
    >>> Succession.from_dict(moves_up.to_dict()) == moves_up
    True
    """

    ways: tuple[Way, ...] = attrs.field(converter=_ways)
    same_sector: bool = attrs.field(default=True, converter=_truth, kw_only=True)
    within: int | None = attrs.field(default=None, converter=_days, kw_only=True)
    who: str = attrs.field(default="", converter=_who, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in _contradictions(self):
            faults.add(fault)
        faults.close(RuleError)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Succession:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: ways that contradict each other.
        """
        return read_fields(cls, data, "succession")


def _contradictions(rule: Succession) -> Iterator[Fault]:
    if not rule.ways:
        yield Fault("empty", "succession", "must name a way", "", f"use one of {', '.join(Way)}")
    for way, times in Counter(rule.ways).items():
        if times > 1:
            yield Fault("way-twice", f"way {way.value!r}", "must be there once", str(times))
    for way in rule.ways[:-1]:
        if not way.is_by_order:
            fix = "put it last"
            yield Fault(
                "way-never-reached", f"way {way.value!r}", "must be the last: it asks for an act", "", fix
            )
    if rule.who and rule.ways and rule.ways[-1].is_by_order:
        yield Fault("no-use", "who", "must go with a way that asks for an act", rule.who, "leave it out")


def succession_of(given: object) -> Succession | None:
    """The rule, or its plain dict, or ``None`` where there is none.

    Raises:
        RecordError: what is no rule.
    """
    if given is None or isinstance(given, Succession):
        return given
    return Succession.from_dict(cast("Mapping[str, object]", given))
