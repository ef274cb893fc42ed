"""When a limit does not bind: who was in office already, too few candidates, a vote, a waiver on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, final

import attrs

from consultgov.counting import Condition, Tally
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people.reading import check_span, day_or_none, name, plain, text, truth, whole
from consultgov.settings import values
from consultgov.terms.service import Service
from consultgov.verdicts import Verdict

__all__ = ["Circumstances", "Exceptions", "Waiver", "exceptions_of"]

_MOST: Final = 1_000_000


def __dir__() -> list[str]:
    return __all__


# --- what a rule foresees -----------------------------------------------------------------------------


def _incumbents_on(given: object) -> date | None:
    return day_or_none(given, "incumbents_on")


def _too_few(given: object) -> bool:
    return truth(given, "too_few", RuleError)


def _waivable(given: object) -> bool:
    return truth(given, "waivable", RuleError)


def _override(given: object) -> Condition | None:
    if given is None or isinstance(given, Condition):
        return given
    if isinstance(given, str):
        return Condition.parse(given)
    fix = "write rule text such as 'yes >= 2/3 of valid'"
    raise RuleError(Fault("bad-override", "override", "must be a condition", shown(given), fix))


@final
@attrs.frozen(kw_only=True)
class Exceptions:
    """The ways in which a body's rules let somebody serve beyond a limit.

    Args:
        incumbents_on: whoever held the office on this day is exempt (the Twenty-second Amendment exempts
            who held it when the amendment was proposed).
        too_few: the limit does not bind where there are fewer candidates within it than seats.
        override: a vote lifts it that meets this condition, such as ``"yes >= 2/3 of valid"``.
        waivable: a waiver on record lifts it.

    Raises:
        RuleError: no exception at all, what is no condition, no truth.
        RecordError: what is no day.

    >>> Exceptions(too_few=True, override="yes >= 2/3 of valid").to_dict()
    {'too_few': True, 'override': 'yes >= 2/3 of valid'}
    """

    incumbents_on: date | None = attrs.field(default=None, converter=_incumbents_on)
    too_few: bool = attrs.field(default=False, converter=_too_few)
    override: Condition | None = attrs.field(default=None, converter=_override)
    waivable: bool = attrs.field(default=False, converter=_waivable)

    def __attrs_post_init__(self) -> None:
        if not (self.incumbents_on or self.too_few or self.override is not None or self.waivable):
            fix = "say incumbents_on=, too_few=, override= or waivable="
            raise RuleError(Fault("empty", "exceptions", "must name one", "", fix))

    def lifts(
        self, failed: Verdict, person: str, start: date, held: Iterable[Service], case: Circumstances
    ) -> Verdict | None:
        """The verdict that somebody may serve although a limit says no; ``None`` where nothing lifts it.

        Args:
            failed: what the limit says.
            person: the id of the person.
            start: the day on which she would start.
            held: what she held before, in the offices that the limit looks at.
            case: what is so on that occasion.

        Raises:
            MissingData, UnknownFigure: a vote without what the condition reads.
        """
        found = next(self._found(person, start, held, case), None)
        if found is None:
            return None
        code, facts, more = found
        return Verdict(True, code, "", facts, (failed, *more), clause=failed.clause)  # noqa: FBT003

    def _found(
        self, person: str, start: date, held: Iterable[Service], case: Circumstances
    ) -> Iterator[tuple[str, dict[str, object], tuple[Verdict, ...]]]:
        on = self.incumbents_on
        if on is not None and any(each.start <= on and (each.end is None or on < each.end) for each in held):
            yield "exempt-as-incumbent", {"person": person, "on": on.isoformat()}, ()
        few = case.candidates is not None and case.seats is not None and case.candidates < case.seats
        if self.too_few and few:
            yield "exempt-too-few", {"candidates": case.candidates, "seats": case.seats}, ()
        if self.override is not None and case.vote is not None:
            vote = self.override.evaluate(case.vote)
            if vote.holds:
                yield "exempt-by-vote", {"person": person}, (vote,)
        for waiver in case.waivers if self.waivable else ():
            if waiver.person == person and waiver.holds(start):
                facts: dict[str, object] = {"person": person, "reason": waiver.reason}
                if waiver.by:
                    yield "exempt-by-waiver", {**facts, "by": waiver.by}, ()
                else:
                    yield "exempt-by-waiver-on-record", facts, ()

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        found = written(self, plain)
        return found if self.override is None else {**found, "override": str(self.override)}

    @classmethod
    def from_dict(cls, data: object) -> Exceptions:
        """The exceptions from their plain dict.

        Raises:
            RecordError: keys or values that they do not have; all at once.
            RuleError: no exception at all.
        """
        return read_fields(cls, data, "exceptions")


def exceptions_of(given: object) -> Exceptions | None:
    """The exceptions, or their plain dict, or ``None`` where there are none.

    Raises:
        RecordError: what are none.
    """
    return given if given is None or isinstance(given, Exceptions) else Exceptions.from_dict(given)


# --- what is so on an occasion ------------------------------------------------------------------------


def _person(given: object) -> str:
    return name(given, "person")


def _reason(given: object) -> str:
    return name(given, "reason")


def _by(given: object) -> str:
    return text(given, "by")


def _from(given: object) -> date | None:
    return day_or_none(given, "start")


def _to(given: object) -> date | None:
    return day_or_none(given, "end")


@final
@attrs.frozen
class Waiver:
    """That somebody is let serve beyond a limit, by whom and for which reason.

    Args:
        person: the id of the person.
        reason: the reason on record.
        by: who decided it.
        start: the first day of terms for which it holds; open where ``None``.
        end: the first day of terms for which it no longer holds; open where ``None``.

    Raises:
        RecordError: no person, no reason, an end that is not later than the start.

    >>> Waiver("wang", "nobody else stands", by="residents' meeting").holds(date(2026, 3, 1))
    True
    """

    person: str = attrs.field(converter=_person)
    reason: str = attrs.field(converter=_reason)
    by: str = attrs.field(default="", converter=_by)
    start: date | None = attrs.field(default=None, converter=_from, kw_only=True)
    end: date | None = attrs.field(default=None, converter=_to, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_span(self.start, self.end, faults)
        faults.close(RecordError)

    def holds(self, start: date) -> bool:
        """Whether it is for a term that starts on a day."""
        return (self.start is None or self.start <= start) and (self.end is None or start < self.end)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Waiver:
        """The waiver from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "waiver")


def _candidates(given: object) -> int | None:
    return None if given is None else whole(given, "candidates", _MOST)


def _seats(given: object) -> int | None:
    return None if given is None else whole(given, "seats", _MOST)


def _vote(given: object) -> Tally | None:
    if given is None or isinstance(given, Tally):
        return given
    raise RecordError(Fault("not-a-tally", "vote", "must be a tally", shown(given), "pass a Tally"))


def _waivers(given: object) -> tuple[Waiver, ...]:
    return values([given] if isinstance(given, Waiver) else given, Waiver, "waivers")


@final
@attrs.frozen(kw_only=True)
class Circumstances:
    """What is so on the occasion of an election, as far as exceptions to the limits ask for it.

    Args:
        candidates: how many candidates are within the limits.
        seats: how many seats are to be filled.
        vote: the vote on letting the person serve all the same.
        waivers: the waivers on record.

    Raises:
        RecordError: numbers that are none, what is no tally, no waiver.
    """

    candidates: int | None = attrs.field(default=None, converter=_candidates)
    seats: int | None = attrs.field(default=None, converter=_seats)
    vote: Tally | None = attrs.field(default=None, converter=_vote)
    waivers: tuple[Waiver, ...] = attrs.field(default=(), converter=_waivers)
