"""Who stands in from day to day: the order walked through, the time allowed, and why it ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import attrs

from consultgov.errors import Fault, TooLarge
from consultgov.people import Person
from consultgov.spans import Period, PeriodRules
from consultgov.terms.deputising.acting import Acting, ActingEnd, ActingRole
from consultgov.terms.deputising.deputies import Entry, MeetingAct, Occasion
from consultgov.terms.deputising.files import Files, Stretch
from consultgov.verdicts import Clause, Verdict

__all__ = ["Plan", "answer", "periods"]

_DAY: Final = timedelta(days=1)
_MOST: Final = 2_000_000
"""The most looks at a place in the order: one for each day on which something may change."""

_WHY: Final[Mapping[str, ActingEnd]] = {
    "deputy-away": ActingEnd.AWAY,
    "deputy-away-open": ActingEnd.AWAY,
    "deputy-time-over": ActingEnd.TIME_OVER,
}
"""Why somebody can act no longer, by what speaks against her; anything else is what is asked of her."""

_ONLY: Final[Mapping[Occasion, str]] = {
    Occasion.VACANCY: "deputy-only-in-vacancy",
    Occasion.ABSENCE: "deputy-only-in-absence",
}


class Plan(NamedTuple):
    """A line of succession with the deputies of deputies in one order.

    Attributes:
        office: the office.
        entries: the order.
        counting: how periods are counted.
        longest: the longest time for one vacancy or absence, whoever acts.
        ends_at_meeting: whether the first meeting in it is the last day.
        choice: what others have to do where nobody in the order is able.
        filling: what others have to do where the office is vacant.
        counts: whether the days are service in the office.
        clause: where the rule stands.
    """

    office: str
    entries: tuple[Entry, ...]
    counting: PeriodRules
    longest: Period | None
    ends_at_meeting: bool
    choice: MeetingAct | None
    filling: MeetingAct | None
    counts: bool
    clause: Clause | None


class _Case(NamedTuple):
    """Somebody at her place in the order, and what speaks against her; no person where the seat is empty."""

    place: int
    person: str
    against: tuple[Verdict, ...]


_Key: TypeAlias = tuple[int, str]
"""A place in the order, and who stands there."""

_Limits: TypeAlias = Mapping[_Key, date]
"""By place and person, the first day on which she may act no longer."""


class _Stint(NamedTuple):
    """Days on which nothing changes in who stands in."""

    start: date
    end: date | None
    found: _Key | None
    limits: _Limits


class _Run(NamedTuple):
    """Days on which the same person stands in by the same right, or nobody does; and what comes next."""

    stints: tuple[_Stint, ...]
    after: _Stint | None

    @property
    def start(self) -> date:
        return self.stints[0].start

    @property
    def end(self) -> date | None:
        return self.stints[-1].end


class _Scene(NamedTuple):
    """One vacancy or absence of an office.

    Attributes:
        plan: the order.
        files: who holds which seat, and who is away.
        turns: the days on which something may change in who is able, in order.
        stretch: the vacancy or absence.
        following: what comes after it.
        meeting: the first meeting in it.
        over: the first day on which nobody in the order may act any longer.
        by_meeting: whether that is so because the meeting is held.
    """

    plan: Plan
    files: Files
    turns: tuple[date, ...]
    stretch: Stretch
    following: Stretch | None
    meeting: date | None
    over: date | None
    by_meeting: bool

    def is_over(self, on: date) -> bool:
        return self.over is not None and self.over <= on

    # --- on a day -------------------------------------------------------------------------------

    def first(self, on: date, limits: _Limits) -> _Key | None:
        """The first in the order who is able on a day."""
        for place, entry, fits in self._order(on):
            for person in self.files.candidates(entry.deputy, on) if fits else ():
                key = (place, person.id)
                limit = limits.get(key)
                if limit is not None and limit <= on:
                    continue
                if next(self._against(key, entry, person, on, limits), None) is None:
                    return key
        return None

    def cases(self, on: date, limits: _Limits) -> Iterator[_Case]:
        """The order on a day, and what speaks against each."""
        for place, entry, fits in self._order(on):
            if fits:
                yield from self._people(place, entry, on, limits)
            else:
                yield _Case(place, "", (_no(_ONLY[entry.deputy.when], entry.deputy.clause),))

    def _order(self, on: date) -> Iterator[tuple[int, Entry, bool]]:
        """Who is asked on a day, and whether it is for the occasion; nobody once the time is over."""
        if self.is_over(on):
            return
        occasions: list[Occasion | None] = []
        for place, entry in enumerate(self.plan.entries):
            occasion = self._occasion(entry, occasions, on)
            fits = occasion is not None and entry.deputy.when.covers(occasion)
            occasions.append(occasion if fits else None)
            if occasion is not None:
                yield place, entry, fits

    def _occasion(self, entry: Entry, occasions: list[Occasion | None], on: date) -> Occasion | None:
        """Why an entry is asked: for the office, or for the deputy before it who is missing."""
        if entry.behind is None:
            return self.stretch.occasion
        if occasions[entry.behind] is None:
            return None
        return self.files.state(self.plan.entries[entry.behind].deputy.seat, on)[0]

    def _people(self, place: int, entry: Entry, on: date, limits: _Limits) -> Iterator[_Case]:
        deputy = entry.deputy
        people = self.files.candidates(deputy, on)
        for person in people:
            against = tuple(self._against((place, person.id), entry, person, on, limits))
            yield _Case(place, person.id, against)
        if not people:
            code = "deputy-not-in-office" if deputy.person else "deputy-seat-vacant"
            yield _Case(place, "", (_no(code, deputy.clause, on=on.isoformat()),))

    def _against(
        self, key: _Key, entry: Entry, person: Person, on: date, limits: _Limits
    ) -> Iterator[Verdict]:
        clause = entry.deputy.clause
        absence = self.files.absence(person.id, on)
        if absence is not None:
            code = "deputy-away-open" if absence.end is None else "deputy-away"
            yield _no(code, clause, person=person.id, **absence.facts())
        limit, longest = limits.get(key), entry.deputy.longest
        if limit is not None and longest is not None and limit <= on:
            facts = {"longest": longest.facts(), "last_day": (limit - _DAY).isoformat()}
            yield _no("deputy-time-over", clause, person=person.id, **facts)
        for needs in entry.needs:
            yield from needs.against(person, on)

    # --- from day to day ------------------------------------------------------------------------

    def runs(self) -> Iterator[_Run]:
        """Who stands in from the first day to the last, or that nobody does."""
        held: list[_Stint] = []
        for stint in self._stints():
            if held and held[0].found != stint.found:
                yield _Run(tuple(held), stint)
                held = []
            held.append(stint)
        yield _Run(tuple(held), None)

    def _stints(self) -> Iterator[_Stint]:
        limits: _Limits = {}
        at: date | None = self.stretch.start
        while at is not None and at != self.stretch.end:
            found = self.first(at, limits)
            limits = self._limited(found, at, limits)
            end = self._until(at, None if found is None else limits.get(found))
            yield _Stint(at, end, found, limits)
            at = end

    def _until(self, at: date, limit: date | None) -> date | None:
        """The first day after one on which something may change."""
        later = bisect_right(self.turns, at)
        days = (limit, self.over, self.stretch.end, *self.turns[later : later + 1])
        return min((each for each in days if each is not None and at < each), default=None)

    def _limited(self, found: _Key | None, at: date, limits: _Limits) -> _Limits:
        """The limits, with that of somebody who begins."""
        longest = None if found is None else self.plan.entries[found[0]].deputy.longest
        if found is None or longest is None or found in limits:
            return limits
        return {**limits, found: self.plan.counting.end(at, longest)}

    # --- why it ends ----------------------------------------------------------------------------

    def ends(self, run: _Run) -> ActingEnd | None:
        """Why somebody stands in no longer."""
        found, end = run.stints[-1].found, run.end
        if found is None or end is None:
            return None
        if run.after is None:
            return self._next_stretch()
        if self.is_over(end):
            return ActingEnd.MEETING if self.by_meeting else ActingEnd.TIME_OVER
        return self._lost(found, end, run.after)

    def _next_stretch(self) -> ActingEnd:
        following, holders = self.following, self.stretch.holders
        if following is None or following.occasion is Occasion.VACANCY:
            return ActingEnd.VACANCY
        back = bool(frozenset(holders) & frozenset(following.holders))
        return ActingEnd.HOLDER_RETURNS if back else ActingEnd.SUCCESSOR

    def _lost(self, found: _Key, end: date, after: _Stint) -> ActingEnd:
        """Why she does not stand in on a day in the middle of a vacancy or absence."""
        entry = self.plan.entries[found[0]]
        people = {each.id: each for each in self.files.candidates(entry.deputy, end)}
        if found[1] not in people:
            return ActingEnd.LEAVES
        against = next(self._against(found, entry, people[found[1]], end, after.limits), None)
        if against is not None:
            return _WHY.get(against.code, ActingEnd.INELIGIBLE)
        return ActingEnd.LEAVES if after.found is None else ActingEnd.PRECEDENCE

    # --- the answer -----------------------------------------------------------------------------

    def acting(self, run: _Run, on: date) -> Acting:
        """Who stands in on a day; without who was passed over."""
        found, stretch, plan = run.stints[0].found, self.stretch, self.plan
        vacant = stretch.occasion is Occasion.VACANCY
        return Acting(
            office=plan.office,
            on=on,
            role=ActingRole.NOBODY if found is None else ActingRole.ACTING if vacant else ActingRole.DEPUTY,
            person="" if found is None else found[1],
            seat="" if found is None else plan.entries[found[0]].deputy.seat,
            holders=stretch.holders,
            start=run.start,
            end=run.end,
            ends=self.ends(run),
            since=stretch.start if stretch.known else None,
            due=self._due(),
            choice=plan.choice if found is None else None,
            filling=plan.filling if vacant else None,
            counts=plan.counts,
            clause=plan.clause,
        )

    def _due(self) -> date | None:
        """The last day for filling the office, where a rule sets one and the files tell since when."""
        filling, stretch = self.plan.filling, self.stretch
        if filling is None or not stretch.known or stretch.occasion is not Occasion.VACANCY:
            return None
        met = self.meeting if filling.at_next_meeting else None
        over = None if filling.within is None else self.plan.counting.last(stretch.start, filling.within)
        return min((each for each in (met, over) if each is not None), default=None)

    def passed_over(self, run: _Run, on: date) -> Iterator[Verdict]:
        """Who comes before whoever stands in on a day, and is not able."""
        limits = next(each.limits for each in run.stints if each.end is None or on < each.end)
        if self.over is not None and self.over <= on:
            code = "line-over-at-meeting" if self.by_meeting else "line-time-over"
            longest = (
                {} if self.by_meeting or self.plan.longest is None else {"longest": self.plan.longest.facts()}
            )
            last = (self.over - _DAY).isoformat()
            yield _no(code, self.plan.clause, office=self.plan.office, last_day=last, **longest)
        for case in self.cases(on, limits):
            if not case.against:
                return
            yield self._passed(case)

    def _passed(self, case: _Case) -> Verdict:
        deputy = self.plan.entries[case.place].deputy
        named = case.person or deputy.person
        if named:
            return _no("deputy-passed-over", deputy.clause, *case.against, person=named)
        return _no("deputy-seat-passed-over", deputy.clause, *case.against, seat=deputy.seat)


def _no(code: str, clause: Clause | None, *parts: Verdict, **facts: object) -> Verdict:
    """Something that stands in the way."""
    return Verdict(holds=False, code=code, rule="", facts=facts, parts=parts, clause=clause)


# --- the questions --------------------------------------------------------------------------------


def answer(plan: Plan, files: Files, on: date, meetings: tuple[date, ...], since: date | None) -> Acting:
    """Who acts on a day."""
    for stretch, scene in _scenes(plan, files, on, meetings, since):
        if on < stretch.start:  # nothing is on file yet
            break
        if scene is None:
            return _held(plan, stretch, on)
        run = next(run for run in scene.runs() if run.end is None or on < run.end)
        return attrs.evolve(scene.acting(run, on), passed_over=tuple(scene.passed_over(run, on)))
    return Acting(
        office=plan.office,
        on=on,
        role=ActingRole.NOBODY,
        start=on,
        choice=plan.choice,
        filling=plan.filling,
        clause=plan.clause,
    )


def _held(plan: Plan, stretch: Stretch, on: date) -> Acting:
    return Acting(
        office=plan.office,
        on=on,
        role=ActingRole.HOLDER,
        person=stretch.holders[0],
        start=stretch.start,
        end=stretch.end,
        clause=plan.clause,
    )


def periods(
    plan: Plan, files: Files, start: date, end: date, meetings: tuple[date, ...], since: date | None
) -> Iterator[Acting]:
    """Who stood in between two days, from period to period; what reaches beyond them is cut."""
    for stretch, scene in _scenes(plan, files, start, meetings, since):
        if end <= stretch.start:
            return
        for run in () if scene is None else scene.runs():
            if end <= run.start:
                return
            if scene is not None and run.stints[0].found is not None and (run.end is None or start < run.end):
                yield _cut(scene.acting(run, max(run.start, start)), start, end)


def _cut(found: Acting, start: date, end: date) -> Acting:
    first = max(found.start, start)
    if found.end is not None and found.end <= end:
        return attrs.evolve(found, start=first)
    return attrs.evolve(found, start=first, end=end, ends=None)


def _scenes(
    plan: Plan, files: Files, on: date, meetings: tuple[date, ...], since: date | None
) -> Iterator[tuple[Stretch, _Scene | None]]:
    """The stretches that a day lies in or comes before; no scene where a holder is there."""
    turns = tuple(sorted(set(files.turns(plan.entries))))
    size = len(turns) * len(plan.entries)
    if size > _MOST:
        rule, fix = "must be looked at less often", "leave out who held a seat long ago"
        raise TooLarge(Fault("too-large", f"line of {plan.office!r}", rule, str(size), fix), size, _MOST)
    for stretch, following in pairwise([*files.stretches(plan.office, since), None]):
        if stretch is None or (stretch.end is not None and stretch.end <= on):
            continue
        if stretch.occasion is None:
            yield stretch, None
            continue
        met = bisect_left(meetings, stretch.start)
        over, by_meeting = _over(plan, stretch.start, meetings[met : met + 1])
        meeting = meetings[met] if met < len(meetings) else None
        yield stretch, _Scene(plan, files, turns, stretch, following, meeting, over, by_meeting)


def _over(plan: Plan, start: date, meetings: tuple[date, ...]) -> tuple[date | None, bool]:
    """The first day on which nobody in the order may act, and whether a meeting makes it so."""
    end = None if plan.longest is None else plan.counting.end(start, plan.longest)
    held = [each + _DAY for each in meetings if plan.ends_at_meeting and each < date.max]
    if held and (end is None or held[0] <= end):
        return held[0], True
    return end, False
