"""The groups between which votes rotate, and who votes in each of them in one period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from math import gcd
from typing import Final, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import name, plain, text, whole
from consultgov.settings import names, values
from consultgov.spans import Span, day

__all__ = [
    "GroupVotes",
    "Regrouping",
    "RotationGroup",
    "VotingPeriod",
    "ecb_step",
    "faults_of_groups",
    "groups_of",
    "permanent_of",
]

_DAY: Final = timedelta(days=1)
_MOST: Final = 1000
_MOST_NUMBER: Final = 4_000_000
"""The highest number of a period: more than the calendar has days."""


def __dir__() -> list[str]:
    return __all__


def ecb_step(members: int, votes: int) -> int:
    """By how many members the vote moves on each month in a group of the Governing Council of the ECB.

    The number of members less the number of votes, less two; in a group where that is less than one, as in
    the first group, one.

    Args:
        members: how many members the group has.
        votes: how many of them vote.

    Raises:
        RecordError: what is no whole number.
        RuleError: more votes than members.

    >>> ecb_step(5, 4), ecb_step(14, 11), ecb_step(15, 11)
    (1, 1, 2)
    """
    size, voting = whole(members, "members", _MOST, 1), whole(votes, "votes", _MOST, 1)
    if voting > size:
        raise RuleError(_too_many_votes("group", size, voting))
    return max(1, size - voting - 2)


# --- reading --------------------------------------------------------------------------------------


def _name(given: object) -> str:
    return name(given, "group")


def _members(given: object) -> tuple[str, ...]:
    return names(given, "members of a group")


def _votes(given: object) -> int:
    return whole(given, "votes of a group", _MOST)


def _step(given: object) -> int:
    return whole(given, "step of a group", _MOST, 1)


def _alternates(given: object) -> int:
    return whole(given, "alternates of a group", _MOST)


def _first(given: object) -> str:
    return text(given, "first of a group")


def permanent_of(given: object) -> tuple[str, ...]:
    """Those who always vote.

    Raises:
        RecordError: no list of names, one that is there twice.
    """
    return names(given, "permanent voters")


def groups_of(given: object) -> tuple[RotationGroup, ...]:
    """The groups, or their plain dicts.

    Raises:
        RecordError: no list, what is no group; all at once.
    """
    return values(given, RotationGroup, "groups")


def _start(given: object) -> date:
    return day(given, "start")


def _end(given: object) -> date:
    return day(given, "end")


def _of_groups(given: object) -> tuple[GroupVotes, ...]:
    return values(given, GroupVotes, "groups of a period")


# --- groups ---------------------------------------------------------------------------------------


@final
@attrs.frozen
class RotationGroup:
    """A group of members with fewer votes than members.

    Args:
        name: the group.
        members: its members in the order in which the votes go round.
        votes: how many of them vote at one time; those who vote stand next to one another in the order.
        step: by how many members the vote moves on from one period to the next.
        first: the first of those who vote in the first period; the first member, unless it is said.
        first_out: the first of those who do not vote in it, where that is what was drawn.
        alternates: so many of those who vote next stand in for those who vote.

    Raises:
        RecordError: what cannot be read, somebody named twice.
        RuleError: a group of nobody, more votes than members, a first who is no member or is stated twice, a
            step that leaves somebody without a vote for ever, more alternates than do not vote; all at once.

    >>> RotationGroup("1", ["Philadelphia", "Richmond", "Boston"], 1).voting(4)
    ('Richmond',)
    """

    name: str = attrs.field(converter=_name)
    members: tuple[str, ...] = attrs.field(converter=_members)
    votes: int = attrs.field(converter=_votes)
    step: int = attrs.field(default=1, converter=_step)
    first: str = attrs.field(default="", converter=_first, kw_only=True)
    first_out: str = attrs.field(default="", converter=_first, kw_only=True)
    alternates: int = attrs.field(default=0, converter=_alternates, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in self._faults():
            faults.add(fault)
        faults.close(RuleError)

    def _faults(self) -> Iterator[Fault]:
        subject, size = f"group {self.name!r}", len(self.members)
        if not 0 < size <= _MOST:
            yield Fault("nobody-in-order", subject, f"must have from 1 to {_MOST} members", str(size))
        elif self.votes > size:
            yield _too_many_votes(subject, size, self.votes)
        elif self.votes < gcd(size, self.step):
            rule, given = "must give everybody a vote in time", f"{size} members, step {self.step}"
            yield Fault("never-votes", subject, rule, given, "give it another step, or more votes")
        elif self.alternates > size - self.votes:
            rule = "must have its alternates among those who do not vote"
            yield Fault("surplus-alternates", subject, rule, str(self.alternates))
        for who in {self.first, self.first_out} - {"", *self.members}:
            rule, fix = "must be a member of the group", "name one of its members"
            yield Fault("not-in-order", f"first {who!r} of {subject}", rule, "", fix, (who,))
        if self.first and self.first_out:
            yield Fault("no-use", subject, "must say either who votes first or who does not")

    def voting(self, number: int) -> tuple[str, ...]:
        """Who votes in a period, the first of which has the number 0, in the order of the group.

        Raises:
            RecordError: what is no whole number.
        """
        return self._part(whole(number, "number of a period", _MOST_NUMBER), self.votes, 0)

    def not_voting(self, number: int) -> tuple[str, ...]:
        """Who does not vote in a period, in the order in which they vote again.

        Raises:
            RecordError: what is no whole number.
        """
        at = whole(number, "number of a period", _MOST_NUMBER)
        return self._part(at, len(self.members) - self.votes, self.votes)

    def standing_by(self, number: int) -> tuple[str, ...]:
        """Who stands in for those who vote in a period: the first of those who do not.

        Raises:
            RecordError: what is no whole number.
        """
        return self.not_voting(number)[: self.alternates]

    def next_vote(self, member: str, number: int) -> int:
        """The number of the first period after one in which a member votes."""
        later = range(number + 1, number + 1 + len(self.members))
        return next(each for each in later if member in self.voting(each))

    def _part(self, number: int, size: int, offset: int) -> tuple[str, ...]:
        """So many members from a place on, round the order."""
        count = len(self.members)
        begin = self._begin + number * self.step + offset
        return tuple(self.members[(begin + place) % count] for place in range(size))

    @property
    def _begin(self) -> int:
        """The place of the first who votes in the first period."""
        if self.first_out:
            return self.members.index(self.first_out) - self.votes
        return self.members.index(self.first) if self.first else 0

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> RotationGroup:
        """The group from its plain dict.

        Raises:
            RecordError: keys or values that a group does not have; all at once.
            RuleError: what contradicts itself.
        """
        return read_fields(cls, data, "rotation group")


@final
@attrs.frozen
class Regrouping:
    """The groups as they are from a day on.

    Args:
        start: the first day; a period of the groups before that is not over ends with the day before.
        groups: the groups, each beginning anew with its first.
        permanent: those who always vote.

    Raises:
        RecordError: what cannot be read.
        RuleError: no group, a group or somebody in them twice; all at once.

    >>> Regrouping("2023-01-01", [RotationGroup("1", ["a", "b"], 1)]).start.isoformat()
    '2023-01-01'
    """

    start: date = attrs.field(converter=_start)
    groups: tuple[RotationGroup, ...] = attrs.field(converter=groups_of)
    permanent: tuple[str, ...] = attrs.field(default=(), converter=permanent_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in faults_of_groups(self.groups, self.permanent):
            faults.add(fault)
        faults.close(RuleError)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Regrouping:
        """The groups from their plain dict.

        Raises:
            RecordError: keys or values that they do not have; all at once.
            RuleError: what contradicts itself.
        """
        return read_fields(cls, data, "regrouping")


# --- periods --------------------------------------------------------------------------------------


@final
@attrs.frozen
class GroupVotes:
    """Who votes in a group in one period.

    Args:
        name: the group.
        voting: who votes.
        not_voting: who does not, in the order in which they vote again.
        alternates: who stands in for those who vote.
    """

    name: str = attrs.field(converter=_name)
    voting: tuple[str, ...] = attrs.field(converter=_members)
    not_voting: tuple[str, ...] = attrs.field(default=(), converter=_members)
    alternates: tuple[str, ...] = attrs.field(default=(), converter=_members)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> GroupVotes:
        """The votes of a group from their plain dict.

        Raises:
            RecordError: keys or values that they do not have; all at once.
        """
        return read_fields(cls, data, "votes of a group")


@final
@attrs.frozen
class VotingPeriod:
    """Who votes from one day to another.

    Args:
        start: the first day.
        end: the first day after it.
        groups: who votes in each group.
        permanent: those who always vote.

    Raises:
        RecordError: what cannot be read, an end that is not later than the start.

    >>> january = VotingPeriod("2015-01-01", "2015-02-01", [GroupVotes("1", ["Germany"], ["Spain"])])
    >>> january.not_voting, january.last_day.isoformat()
    (('Spain',), '2015-01-31')
    """

    start: date = attrs.field(converter=_start)
    end: date = attrs.field(converter=_end)
    groups: tuple[GroupVotes, ...] = attrs.field(converter=_of_groups)
    permanent: tuple[str, ...] = attrs.field(default=(), converter=permanent_of)

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            rule, given = "must end after it starts", f"{self.start} to {self.end}"
            raise RecordError(Fault("empty-span", "period of votes", rule, given, "swap the days"))

    @property
    def span(self) -> Span:
        """The days of the period."""
        return Span(self.start, self.end)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.end - _DAY

    @property
    def voting(self) -> tuple[str, ...]:
        """Who votes: those who always do, then group after group."""
        return (*self.permanent, *(each for group in self.groups for each in group.voting))

    @property
    def not_voting(self) -> tuple[str, ...]:
        """Who does not vote, group after group."""
        return tuple(each for group in self.groups for each in group.not_voting)

    @property
    def alternates(self) -> tuple[str, ...]:
        """Who stands in, group after group."""
        return tuple(each for group in self.groups for each in group.alternates)

    def group(self, named: str) -> GroupVotes:
        """The votes of one group.

        Raises:
            RecordError: no such group.
        """
        found = next((each for each in self.groups if each.name == named), None)
        if found is None:
            fix = f"use one of {', '.join(each.name for each in self.groups)}"
            raise RecordError(
                Fault("unknown-groups", "group", "must be one of the groups", shown(named), fix)
            )
        return found

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> VotingPeriod:
        """The period from its plain dict.

        Raises:
            RecordError: keys or values that a period does not have; all at once.
        """
        return read_fields(cls, data, "period of votes")


# --- parts ----------------------------------------------------------------------------------------


def _too_many_votes(subject: str, members: int, votes: int) -> Fault:
    given = f"{votes} votes, {members} members"
    return Fault("votes-above-members", subject, "must not have more votes than members", given)


def faults_of_groups(groups: tuple[RotationGroup, ...], permanent: tuple[str, ...]) -> Iterator[Fault]:
    """What speaks against groups that vote beside each other: none at all, somebody in them twice."""
    if not groups:
        yield Fault("nobody-in-order", "groups", "must have somebody in them", "", "name a group")
    for subject, listed in (
        ("groups", [each.name for each in groups]),
        ("members of the groups", [*permanent, *(who for each in groups for who in each.members)]),
    ):
        twice = tuple(sorted(each for each, times in Counter(listed).items() if times > 1))
        if twice:
            yield Fault("name-twice", subject, "must be named once", ", ".join(twice), "take one out", twice)
