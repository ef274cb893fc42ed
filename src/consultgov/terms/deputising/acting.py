"""Who acts in an office on a day: by which right, since when, until when at the latest, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, final

import attrs

from consultgov.fields import written
from consultgov.people import Appointment
from consultgov.people.reading import plain
from consultgov.terms.deputising.deputies import MeetingAct
from consultgov.verdicts import Clause, Verdict, explained

__all__ = ["Acting", "ActingEnd", "ActingRole"]

_DAY: Final = timedelta(days=1)


def __dir__() -> list[str]:
    return __all__


@final
class ActingRole(StrEnum):
    """As what somebody is there."""

    HOLDER = "holder"
    """本人: the holder herself."""
    DEPUTY = "deputy"
    """代行职责: in the place of a holder who is away."""
    ACTING = "acting"
    """代理: while the office is vacant."""
    NOBODY = "nobody"
    """无人: nobody who may is there."""


@final
class ActingEnd(StrEnum):
    """Why an acting period ends."""

    HOLDER_RETURNS = "holder_returns"
    """The holder is back."""
    SUCCESSOR = "successor"
    """A successor takes the office."""
    VACANCY = "vacancy"
    """The holder who was away leaves the office: another occasion begins."""
    TIME_OVER = "time_over"
    """The longest time allowed is over."""
    MEETING = "meeting"
    """The meeting that has to choose is held."""
    LEAVES = "leaves"
    """Whoever acts no longer holds the seat by which she does."""
    AWAY = "away"
    """Whoever acts is away herself."""
    INELIGIBLE = "ineligible"
    """Whoever acts no longer meets what is asked."""
    PRECEDENCE = "precedence"
    """Somebody who comes before her is able."""


_HEAD: Final = {
    ActingRole.HOLDER: "office-held",
    ActingRole.DEPUTY: "deputy-stands-in",
    ActingRole.ACTING: "acts-in-vacancy",
}
_ENDS: Final = {
    ActingEnd.HOLDER_RETURNS: "acting-until-return",
    ActingEnd.SUCCESSOR: "acting-until-successor",
    ActingEnd.VACANCY: "acting-until-vacancy",
    ActingEnd.TIME_OVER: "acting-until-time-over",
    ActingEnd.MEETING: "acting-until-meeting",
    ActingEnd.LEAVES: "acting-until-leaving",
    ActingEnd.AWAY: "acting-until-away",
    ActingEnd.INELIGIBLE: "acting-until-ineligible",
    ActingEnd.PRECEDENCE: "acting-until-another",
}


@final
@attrs.frozen(kw_only=True)
class Acting:
    """Who acts in an office on a day, or for a period.

    Attributes:
        office: the office.
        on: the day asked about; of a period, its first day.
        role: as what she is there.
        person: who it is; empty where nobody is able.
        seat: the seat by which she stands in; empty for the holder and for somebody named.
        holders: whoever is away; nobody where the office is vacant.
        start: the first day on which she does so without a break, or on which nobody does.
        end: the first day on which she no longer does, as far as the files tell; open where ``None``.
        ends: why it ends; ``None`` where it is open, where nobody acts, and of the holder.
        since: the first day of the vacancy or absence; ``None`` where the files do not tell.
        due: the last day on which the office has to be filled; ``None`` where no rule says so.
        choice: what others have to do so that somebody acts, where nobody in the order is able.
        filling: what others have to do to fill the office, where it is vacant.
        passed_over: who comes before her and is not able, each with the reasons as parts; told of a day, not
            of a period.
        counts: whether these days are service in the office.
        clause: where the rule stands.
    """

    office: str
    on: date
    role: ActingRole
    person: str = ""
    seat: str = ""
    holders: tuple[str, ...] = ()
    start: date
    end: date | None = None
    ends: ActingEnd | None = None
    since: date | None = None
    due: date | None = None
    choice: MeetingAct | None = None
    filling: MeetingAct | None = None
    passed_over: tuple[Verdict, ...] = ()
    counts: bool = False
    clause: Clause | None = None

    @property
    def last_day(self) -> date | None:
        """The last day of it; ``None`` where it is open."""
        return None if self.end is None else self.end - _DAY

    @property
    def is_overdue(self) -> bool:
        """Whether the office should have been filled before the day."""
        return self.due is not None and self.due < self.on

    @property
    def appointment(self) -> Appointment | None:
        """These days as service in the office, for limits on terms; ``None`` where they do not count.

        >>> from consultgov.terms.deputising.rules import LineOfSuccession
        >>> from consultgov.people import Person, Roster
        >>> roster = Roster(
        ...     [Person("wang"), Person("li")],
        ...     [
        ...         Appointment("wang", "chair", "2024-01-01", "2026-03-01"),
        ...         Appointment("li", "vice", "2024-01-01"),
        ...     ],
        ... )
        >>> line = LineOfSuccession("chair", ["vice"], counts=True)
        >>> line.who_acts(roster, "2026-05-01").appointment.start.isoformat()
        '2026-03-01'
        """
        if not self.counts or self.role not in (ActingRole.DEPUTY, ActingRole.ACTING):
            return None
        return Appointment(self.person, self.office, self.start, self.end)

    # --- in words -------------------------------------------------------------------------------

    def verdict(self) -> Verdict:
        """Who it is, in a sentence; it holds where somebody is there."""
        vacant = self.role is ActingRole.NOBODY and not self.holders
        code = _HEAD.get(self.role) or ("nobody-acts" if vacant else "nobody-stands-in")
        facts: dict[str, object] = {
            "office": self.office,
            "on": self.on.isoformat(),
            "start": self.start.isoformat(),
        }
        people = {"person": self.person, "seat": self.seat, "holders": list(self.holders)}
        stated = {key: value for key, value in people.items() if value}
        return Verdict(self.role is not ActingRole.NOBODY, code, "", facts | stated, clause=self.clause)

    def account(self) -> Iterator[Verdict]:
        """Who it is, by which right, how long, why nobody before her, and what follows."""
        yield self.verdict()
        if self.seat:
            yield _so("acts-by-seat", person=self.person, seat=self.seat)
        if self.since is not None and (self.role is ActingRole.NOBODY or self.since != self.start):
            code = "holder-away-since" if self.holders else "office-vacant-since"
            yield _so(code, office=self.office, since=self.since.isoformat(), holders=list(self.holders))
        if self.ends is not None and (last := self.last_day) is not None:
            yield _so(_ENDS[self.ends], last_day=last.isoformat(), person=self.person)
        yield from self.passed_over
        if self.choice is not None:
            yield from _asked(self.choice, "choice-needed", by=self.choice.by)
        yield from self._to_fill()
        if self.appointment is not None:
            yield _so("acting-is-service", office=self.office, person=self.person)

    def _to_fill(self) -> Iterator[Verdict]:
        if self.filling is None:
            return
        facts: dict[str, object] = {"by": self.filling.by, "office": self.office}
        if self.due is None:
            yield from _asked(self.filling, "office-to-fill", **facts)
        else:
            code = "office-overdue" if self.is_overdue else "office-to-fill-by"
            yield from _asked(self.filling, code, last_day=self.due.isoformat(), **facts)

    def explain(self, language: str = "en") -> str:
        """The account in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        return written(self, plain)


def _so(code: str, **facts: object) -> Verdict:
    """Something that is so; what is empty is left out."""
    return Verdict(
        holds=True, code=code, rule="", facts={key: value for key, value in facts.items() if value}
    )


def _asked(act: MeetingAct, code: str, **facts: object) -> Iterator[Verdict]:
    """What others have to do, and by which rule."""
    parts = (_so("act-decided-by", how=act.how),) if act.how else ()
    yield Verdict(holds=False, code=code, rule="", facts=facts, parts=parts, clause=act.clause)
