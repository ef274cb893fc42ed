"""Rotating votes: in each group so many of the members vote in each period, and who they are moves on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from math import gcd
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, TooLarge, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import check_span, name, one_of, plain, text, truth, whole
from consultgov.settings import clause_of, names, values
from consultgov.spans import MonthEnd, Period, Span, day, period
from consultgov.terms.rotation.cadence import Cadence, cadence
from consultgov.verdicts import Clause, Verdict

__all__ = ["GroupVotes", "Regrouping", "RotationGroup", "VotingPeriod", "VotingRotation", "ecb_step"]

_DAY: Final = timedelta(days=1)
_MOST: Final = 1000
_MOST_PERIODS: Final = 100_000


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


def _permanent(given: object) -> tuple[str, ...]:
    return names(given, "permanent voters")


def _groups(given: object) -> tuple[RotationGroup, ...]:
    return values(given, RotationGroup, "groups")


def _every(given: object) -> Period:
    return period(given, "length of a period")


def _start(given: object) -> date:
    return day(given, "start")


def _end(given: object) -> date:
    return day(given, "end")


def _calendar(given: object) -> bool:
    return truth(given, "calendar")


def _month_end(given: object) -> MonthEnd:
    return one_of(MonthEnd, given, "month_end")


def _later(given: object) -> tuple[Regrouping, ...]:
    return values(given, Regrouping, "later groups")


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


_MOST_NUMBER: Final = 4_000_000
"""The highest number of a period: more than the calendar has days."""


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
    groups: tuple[RotationGroup, ...] = attrs.field(converter=_groups)
    permanent: tuple[str, ...] = attrs.field(default=(), converter=_permanent)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in _faults_of_groups(self.groups, self.permanent):
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
    permanent: tuple[str, ...] = attrs.field(default=(), converter=_permanent)

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


# --- the rule -------------------------------------------------------------------------------------


@final
@attrs.frozen
class VotingRotation:
    """Votes that go round: in each group so many of the members vote, other members in each period.

    Args:
        groups: the groups, each with its own members, votes and step.
        every: the length of a period, of months or years or of days.
        start: the first day of the first period.
        permanent: those who always vote.
        calendar: periods end with the calendar month or year, and a first one that begins in the middle of
            one is shorter.
        month_end: which day stands for one that a month does not have.
        later: the groups as they are from later days on, see ``with_groups``.
        clause: where the rule stands.

    Raises:
        RecordError: what cannot be read.
        RuleError: no group, somebody in the groups twice, later groups that are not in the order of time;
            all at once.

    >>> committee = VotingRotation(
    ...     [RotationGroup("1", ["Cleveland", "Chicago"], 1)], "1 year", "2020-01-01", ["New York"]
    ... )
    >>> committee.voting("2027-06-15"), committee.not_voting("2027-06-15")
    (('New York', 'Chicago'), ('Cleveland',))
    """

    groups: tuple[RotationGroup, ...] = attrs.field(converter=_groups)
    every: Period = attrs.field(converter=_every)
    start: date = attrs.field(converter=_start)
    permanent: tuple[str, ...] = attrs.field(default=(), converter=_permanent)
    calendar: bool = attrs.field(default=False, converter=_calendar, kw_only=True)
    month_end: MonthEnd = attrs.field(default=MonthEnd.CLIP, converter=_month_end, kw_only=True)
    later: tuple[Regrouping, ...] = attrs.field(default=(), converter=_later, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in _faults_of_groups(self.groups, self.permanent):
            faults.add(fault)
        faults.attempt(self._cadence, self.start)
        for earlier, later in pairwise((self.start, *(each.start for each in self.later))):
            if later <= earlier:
                subject, rule = f"groups from {later}", "must come after those before them"
                faults.add(Fault("days-disordered", subject, rule, earlier.isoformat(), "put them in order"))
        faults.close(RuleError)

    # --- asking ---------------------------------------------------------------------------------

    def period(self, on: date | str) -> VotingPeriod:
        """The period that a day lies in, and who votes in it.

        Raises:
            RecordError: a day before the first period, or in one that ends beyond the calendar; what is no
                day.
        """
        groups, number = self._placed(on)
        return self._period(groups, number)

    def voting(self, on: date | str) -> tuple[str, ...]:
        """Who votes on a day: those who always do, then group after group.

        Raises:
            RecordError: as for ``period``.
        """
        return self.period(on).voting

    def not_voting(self, on: date | str) -> tuple[str, ...]:
        """Who does not vote on a day, group after group.

        Raises:
            RecordError: as for ``period``.
        """
        return self.period(on).not_voting

    def may_vote(self, member: str, on: date | str) -> Verdict:
        """Whether a member votes on a day; if not, from when on.

        Raises:
            RecordError: nobody of that name in the groups; as for ``period``.

        >>> committee = VotingRotation([RotationGroup("1", ["a", "b", "c"], 1)], "1 year", "2020-01-01")
        >>> committee.may_vote("c", "2020-05-01").facts["next_start"]
        '2022-01-01'
        """
        who, (groups, number) = name(member, "member"), self._placed(on)
        found = self._period(groups, number)
        facts = {"member": who, "start": found.start.isoformat(), "last_day": found.last_day.isoformat()}
        if who in found.permanent:
            return Verdict(True, "votes-always", "", {"member": who}, clause=self.clause)  # noqa: FBT003
        if who in found.voting:
            return Verdict(True, "votes-in-turn", "", facts, clause=self.clause)  # noqa: FBT003
        if who not in found.not_voting:
            rule, fix = "must be in the groups on the day", "name one of their members"
            raise RecordError(Fault("not-in-order", f"member {who!r}", rule, "", fix, (who,)))
        again = self._next_vote(who, groups, number)
        code = "sits-out-for-good" if again is None else "sits-out-in-turn"
        more = {} if again is None else {"next_start": again.isoformat()}
        return Verdict(False, code, "", facts | more, clause=self.clause)  # noqa: FBT003 - it does not hold

    def _next_vote(self, member: str, groups: Regrouping, number: int) -> date | None:
        """The first day after a period on which a member votes; ``None`` where there will be none."""
        for each in (groups, *(later for later in self.later if later.start > groups.start)):
            last = number if each is groups else -1
            own = next((group for group in each.groups if member in group.members), None)
            if member in each.permanent:
                return each.start
            if own is not None:
                again = self._cadence(each.start).begins(own.next_vote(member, last))
                until = self._until(each)
                if until is None or again < until:
                    return again
        return None

    def schedule(self, start: date | str, end: date | str) -> tuple[VotingPeriod, ...]:
        """The periods that begin from one day to the day before another, in order.

        Raises:
            RecordError: an end that is not later than the start; as for ``period``.
            TooLarge: more than 100,000 periods.

        >>> committee = VotingRotation([RotationGroup("1", ["a", "b"], 1)], "1 year", "2020-01-01")
        >>> [each.voting for each in committee.schedule("2020-01-01", "2023-01-01")]
        [('a',), ('b',), ('a',)]
        """
        faults = Faults()
        begin, stop = faults.attempt(day, start, "start"), faults.attempt(day, end, "end")
        check_span(begin, stop, faults)
        faults.close(RecordError)
        parts = [self._numbers(groups, cast("date", begin), cast("date", stop)) for groups in self._versions]
        size = sum(len(numbers) for _, numbers in parts)
        if size > _MOST_PERIODS:
            rule, fix = f"must have at most {_MOST_PERIODS} periods", "ask for a shorter time"
            raise TooLarge(Fault("too-large", "schedule", rule, str(size), fix), size, _MOST_PERIODS)
        return tuple(self._period(groups, number) for groups, numbers in parts for number in numbers)

    # --- versions -------------------------------------------------------------------------------

    def with_groups(self, on: date | str, groups: object, permanent: object | None = None) -> VotingRotation:
        """The rotation with other groups from a day on.

        A group that has the name of one before, and does not say with whom it begins, goes on where that one
        would have been: with the same first non-voter, or the next one in the old order who is in both.

        Args:
            on: the first day of the new groups.
            groups: the groups.
            permanent: those who always vote; the same as before where ``None``.

        Raises:
            RecordError: what cannot be read; a day not after the start.
            RuleError: what contradicts itself, a day that is not later than the last change.

        >>> council = VotingRotation([RotationGroup("2", ["a", "b", "c", "d"], 3)], "1 month", "2022-11-01")
        >>> wider = council.with_groups("2023-01-01", [RotationGroup("2", ["a", "b", "bb", "c", "d"], 3)])
        >>> council.not_voting("2023-01-01"), wider.not_voting("2023-01-01")
        (('b',), ('b', 'bb'))
        """
        start = day(on, "on")
        before, number = self._placed(start)
        went_on = {each.name: (each, number) for each in before.groups}
        following = tuple(_continued(each, *went_on.get(each.name, (None, 0))) for each in _groups(groups))
        always = before.permanent if permanent is None else _permanent(permanent)
        return attrs.evolve(self, later=(*self.later, Regrouping(start, following, always)))

    @property
    def _versions(self) -> tuple[Regrouping, ...]:
        """The groups through time."""
        return (Regrouping(self.start, self.groups, self.permanent), *self.later)

    def _cadence(self, start: date) -> Cadence:
        return cadence(start, self.every, self.month_end, calendar=self.calendar)

    def _placed(self, on: date | str) -> tuple[Regrouping, int]:
        """The groups on a day, and the number of the period since they are so."""
        at = day(on, "on")
        found = [each for each in self._versions if each.start <= at]
        if not found:
            rule, fix = "must not be before the first period", "ask for a later day"
            raise RecordError(Fault("before-start", f"day {at}", rule, self.start.isoformat(), fix))
        return found[-1], self._cadence(found[-1].start).number(at)

    def _until(self, groups: Regrouping) -> date | None:
        """The first day of the groups after some."""
        return next((each.start for each in self.later if each.start > groups.start), None)

    def _numbers(self, groups: Regrouping, start: date, end: date) -> tuple[Regrouping, range]:
        """The periods of some groups that begin from one day to the day before another."""
        until, beat = self._until(groups), self._cadence(groups.start)
        stop = end if until is None else min(end, until)
        return groups, range(beat.from_day(start), beat.from_day(stop))

    def _period(self, groups: Regrouping, number: int) -> VotingPeriod:
        beat, until = self._cadence(groups.start), self._until(groups)
        # The last period of some groups is cut short where others begin in the middle of it.
        cut = until is not None and beat.number(until) == number
        end = until if until is not None and cut else beat.begins(number + 1)
        return VotingPeriod(beat.begins(number), end, _votes_of(groups, number), groups.permanent)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> VotingRotation:
        """The rotation from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: what contradicts itself.
        """
        return read_fields(cls, data, "rotation of votes")


# --- parts ----------------------------------------------------------------------------------------


def _too_many_votes(subject: str, members: int, votes: int) -> Fault:
    given = f"{votes} votes, {members} members"
    return Fault("votes-above-members", subject, "must not have more votes than members", given)


def _faults_of_groups(groups: tuple[RotationGroup, ...], permanent: tuple[str, ...]) -> Iterator[Fault]:
    if not groups:
        yield Fault("nobody-in-order", "groups", "must have somebody in them", "", "name a group")
    for subject, listed in (
        ("groups", [each.name for each in groups]),
        ("members of the groups", [*permanent, *(who for each in groups for who in each.members)]),
    ):
        twice = tuple(sorted(each for each, times in Counter(listed).items() if times > 1))
        if twice:
            yield Fault("name-twice", subject, "must be named once", ", ".join(twice), "take one out", twice)


def _votes_of(groups: Regrouping, number: int) -> tuple[GroupVotes, ...]:
    return tuple(
        GroupVotes(each.name, each.voting(number), each.not_voting(number), each.standing_by(number))
        for each in groups.groups
    )


def _continued(group: RotationGroup, before: RotationGroup | None, number: int) -> RotationGroup:
    """A group as it goes on from the one before it."""
    if before is None or group.first or group.first_out:
        return group
    line = (*before.not_voting(number), *before.voting(number))
    following = next((each for each in line if each in group.members), "")
    return attrs.evolve(group, first_out=following)
