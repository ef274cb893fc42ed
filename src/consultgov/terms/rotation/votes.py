"""Rotating votes: in each group so many of the members vote in each period, and who they are moves on."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, TooLarge
from consultgov.fields import read_fields, written
from consultgov.people.reading import check_span, name, one_of, plain, truth
from consultgov.settings import clause_of, values
from consultgov.spans import MonthEnd, Period, day, period
from consultgov.terms.rotation.cadence import Cadence, cadence
from consultgov.terms.rotation.groups import (
    GroupVotes,
    Regrouping,
    RotationGroup,
    VotingPeriod,
    faults_of_groups,
    groups_of,
    permanent_of,
)
from consultgov.verdicts import Clause, Verdict

__all__ = ["VotingRotation"]

_MOST_PERIODS: Final = 100_000


def __dir__() -> list[str]:
    return __all__


# --- reading --------------------------------------------------------------------------------------


def _every(given: object) -> Period:
    return period(given, "length of a period")


def _start(given: object) -> date:
    return day(given, "start")


def _calendar(given: object) -> bool:
    return truth(given, "calendar")


def _month_end(given: object) -> MonthEnd:
    return one_of(MonthEnd, given, "month_end")


def _later(given: object) -> tuple[Regrouping, ...]:
    return values(given, Regrouping, "later groups")


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

    groups: tuple[RotationGroup, ...] = attrs.field(converter=groups_of)
    every: Period = attrs.field(converter=_every)
    start: date = attrs.field(converter=_start)
    permanent: tuple[str, ...] = attrs.field(default=(), converter=permanent_of)
    calendar: bool = attrs.field(default=False, converter=_calendar, kw_only=True)
    month_end: MonthEnd = attrs.field(default=MonthEnd.CLIP, converter=_month_end, kw_only=True)
    later: tuple[Regrouping, ...] = attrs.field(default=(), converter=_later, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in faults_of_groups(self.groups, self.permanent):
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
        following = tuple(_continued(each, *went_on.get(each.name, (None, 0))) for each in groups_of(groups))
        always = before.permanent if permanent is None else permanent_of(permanent)
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
