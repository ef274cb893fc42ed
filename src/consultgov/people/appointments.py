"""Appointments: who holds which seat from when to when, how she came to it, and why it ended."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final, final

import attrs

from consultgov.errors import Fault, Faults, RecordError
from consultgov.fields import read_fields, written
from consultgov.people.reading import day_or_none, name, one_of, plain, text, truth_or_none, whole
from consultgov.spans import day

__all__ = ["Appointment", "Ending", "Standing", "read_ending"]

_MOST: Final = 1_000_000


def __dir__() -> list[str]:
    return __all__


@final
class Ending(StrEnum):
    """Why an appointment ends."""

    TERM = "term"
    """任期届满: the term is over."""
    RESIGNATION = "resignation"
    """辞职: the holder has resigned."""
    RECALL = "recall"
    """罢免: those who elected the holder have recalled her."""
    REMOVAL = "removal"
    """撤换、免职: the body or the appointing authority has removed the holder."""
    DEATH = "death"
    """死亡: the holder has died."""
    INELIGIBILITY = "ineligibility"
    """丧失资格: the holder no longer meets what the seat asks."""
    CHANGE_OF_POST = "change_of_post"
    """职务变动: the unit has moved the person who acts for it."""
    MERGER = "merger"
    """单位合并、撤销: the unit that the seat belongs to is no more."""
    TRANSFER = "transfer"
    """转任: the holder has taken another seat of the body."""
    DISSOLUTION = "dissolution"
    """机构撤销: the body is dissolved."""
    INCAPACITY = "incapacity"
    """丧失行为能力: the holder has lost legal capacity."""
    SENTENCE = "sentence"
    """被判处刑罚: the holder has been sentenced for a crime."""
    INCOMPATIBILITY = "incompatibility"
    """兼任不得兼任的职务: the holder has taken an office that does not go with this one."""
    APPRAISAL = "appraisal"
    """连续评议不称职: appraisals that came out badly have ended the office."""
    ABSENCE = "absence"
    """无正当理由缺席: absences without leave have ended the office."""


@final
class Standing(StrEnum):
    """As what somebody is in the body."""

    MEMBER = "member"
    """成员: holds the seat."""
    ALTERNATE = "alternate"
    """候补: moves up when a seat of the sector falls vacant."""


def _who(value: object) -> str:
    return name(value, "person")


def _seat(value: object) -> str:
    return name(value, "seat")


def _start(value: object) -> date:
    return day(value, "start")


def _end(value: object) -> date | None:
    return day_or_none(value, "end")


def _confirmed(value: object) -> date | None:
    return day_or_none(value, "confirmed")


def _ending(value: object) -> Ending | None:
    return None if value is None else read_ending(value)


def read_ending(value: object) -> Ending:
    """Why an appointment ends, if it is such a reason.

    Raises:
        RecordError: an unknown reason.
    """
    return one_of(Ending, value, "why it ends")


def _standing(value: object) -> Standing:
    return one_of(Standing, value, "standing")


def _route(value: object) -> str:
    return text(value, "route")


def _proposer(value: object) -> str:
    return text(value, "proposed by")


def _full_time(value: object) -> bool | None:
    return truth_or_none(value, "full_time")


def _rank(value: object) -> int:
    return whole(value, "rank", _MOST)


@final
@attrs.frozen
class Appointment:
    """That somebody holds a seat from a day on.

    Args:
        person: the id of the holder.
        seat: the seat by its name, or the sector that it is of.
        start: the first day in office.
        end: the first day no longer in office; open where ``None``.
        why: why it ends; where there is an end and nothing is said, the term is over.
        standing: as a member, or as an alternate who moves up.
        rank: of alternates, the order in which they move up, the least first.
        route: which way brought her, such as ``"residents"`` or ``"organisation"``.
        proposed_by: who proposed her, such as the unit that she acts for.
        confirmed: the day from which the body has confirmed her, where it has to.
        full_time: whether she serves full time or part time; ``None`` where nothing is recorded.

    Raises:
        RecordError: an end that is not later than the start, a reason without an end, what is no day; all
            at once.

    >>> chen = Appointment("chen", "women", "2024-03-01", "2026-05-01", why="resignation")
    >>> chen.holds(date(2026, 4, 30)), chen.holds(date(2026, 5, 1))
    (True, False)
    """

    person: str = attrs.field(converter=_who)
    seat: str = attrs.field(converter=_seat)
    start: date = attrs.field(converter=_start)
    end: date | None = attrs.field(default=None, converter=_end)
    why: Ending | None = attrs.field(default=None, converter=_ending, kw_only=True)
    standing: Standing = attrs.field(default=Standing.MEMBER, converter=_standing, kw_only=True)
    rank: int = attrs.field(default=0, converter=_rank, kw_only=True)
    route: str = attrs.field(default="", converter=_route, kw_only=True)
    proposed_by: str = attrs.field(default="", converter=_proposer, kw_only=True)
    confirmed: date | None = attrs.field(default=None, converter=_confirmed, kw_only=True)
    full_time: bool | None = attrs.field(default=None, converter=_full_time, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults, subject = Faults(), f"appointment of {self.person!r} to {self.seat!r}"
        if self.end is not None and self.end <= self.start:
            rule, given = "must end after it starts", f"{self.start} to {self.end}"
            faults.add(Fault("empty-span", subject, rule, given, "swap the days", (self.person,)))
        if self.end is None and self.why is not None:
            rule, fix = "must have an end where it says why it ends", "give the first day no longer in office"
            faults.add(Fault("no-end", subject, rule, self.why, fix, (self.person,)))
        faults.close(RecordError)

    def holds(self, on: date | str) -> bool:
        """Whether the appointment is in force on a day."""
        at = day(on, "on")
        return self.start <= at and (self.end is None or at < self.end)

    def is_over(self, on: date) -> bool:
        """Whether it is over on a day."""
        return self.end is not None and self.end <= on

    @property
    def ending(self) -> Ending | None:
        """Why it ends; ``None`` where it is open."""
        return Ending.TERM if self.why is None and self.end is not None else self.why

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Appointment:
        """The appointment from its plain dict.

        Raises:
            RecordError: keys or values that an appointment does not have; all at once.
        """
        return read_fields(cls, data, "appointment")
