"""Turns: the places of an order, and who has the turn from when to when."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, final

import attrs

from consultgov.errors import Fault, RecordError, RuleError
from consultgov.fields import read_fields, written
from consultgov.people.reading import day_or_none, name, one_of, plain, text, whole
from consultgov.settings import clause_of, values
from consultgov.spans import Span, day
from consultgov.verdicts import Clause, Verdict

__all__ = ["Turn", "TurnKind", "TurnPlace", "held_by"]

_DAY: Final = timedelta(days=1)
_MOST: Final = 4_000_000
"""The highest number of a turn: more than the calendar has days."""


def __dir__() -> list[str]:
    return __all__


@final
class TurnKind(StrEnum):
    """As what somebody has a turn."""

    OWN = "own"
    """She is the first in the order who is able."""
    MADE_UP = "made_up"
    """She makes up one that she missed."""
    STOOD_IN = "stood_in"
    """She stands in for somebody whose turn it stays."""
    OPEN = "open"
    """Nobody is able."""


# --- reading --------------------------------------------------------------------------------------


def _name(given: object) -> str:
    return name(given, "place in the order")


def _person(given: object) -> str:
    return text(given, "who has a turn")


def _since(given: object) -> date | None:
    return day_or_none(given, "since")


def _until(given: object) -> date | None:
    return day_or_none(given, "until")


def _start(given: object) -> date:
    return day(given, "start of a turn")


def _end(given: object) -> date:
    return day(given, "end of a turn")


def _number(given: object) -> int:
    return whole(given, "number of a turn", _MOST, 1)


def _kind(given: object) -> TurnKind:
    return one_of(TurnKind, given, "kind of a turn")


def _verdicts(given: object) -> tuple[Verdict, ...]:
    return values(given, Verdict, "those passed over")


def _place(given: object) -> str:
    return text(given, "place in the order")


# --- values ---------------------------------------------------------------------------------------


@final
@attrs.frozen
class TurnPlace:
    """A place in the order: a person, a seat or a sector, and the days on which it is a part of the order.

    Whether it has the turn depends on the first day of the turn: who comes later waits for the next one, and
    who leaves during a turn has had it.

    Args:
        name: the person, seat or sector.
        since: the first day as a part of the order; from the beginning where ``None``.
        until: the first day no longer a part of it; open where ``None``.

    Raises:
        RecordError: what is no name or no day.
        RuleError: an end that is not later than the beginning.

    >>> TurnPlace("Guyana", "2024-01-01", "2026-01-01").to_dict()
    {'name': 'Guyana', 'since': '2024-01-01', 'until': '2026-01-01'}
    """

    name: str = attrs.field(converter=_name)
    since: date | None = attrs.field(default=None, converter=_since)
    until: date | None = attrs.field(default=None, converter=_until)

    def __attrs_post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until <= self.since:
            subject, rule = f"place of {self.name!r}", "must end after it begins"
            given = f"{self.since} to {self.until}"
            raise RuleError(Fault("empty-span", subject, rule, given, "swap the days", (self.name,)))

    def meets(self, other: TurnPlace) -> bool:
        """Whether both are parts of the order on some day."""
        first, second = (self.since or date.min, other.since or date.min)
        return first < (other.until or date.max) and second < (self.until or date.max)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; open ends are left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> TurnPlace:
        """The place from its plain dict.

        Raises:
            RecordError: keys or values that a place does not have; all at once.
            RuleError: an end that is not later than the beginning.
        """
        return read_fields(cls, data, "place in the order")


@final
@attrs.frozen
class Turn:
    """Who has the turn from one day to another.

    Args:
        number: which turn it is; the first of the rotation has the number 1.
        start: the first day.
        end: the first day after it.
        due: the place whose turn it was; empty where the order has none.
        place: the place that takes it; empty where nobody is able.
        person: who holds that place on the first day on which she is able; empty where nobody is known.
        kind: as what: in her own turn, making one up, standing in, or nobody.
        skipped: why each place before it was passed over, one verdict each.
        clause: where the rule stands.

    Raises:
        RecordError: what cannot be read; an end that is not later than the start.

    >>> turn = Turn(1, "2026-05-01", "2026-06-01", "women", "women", "li")
    >>> turn.last_day.isoformat(), turn.kind.value
    ('2026-05-31', 'own')
    """

    number: int = attrs.field(converter=_number)
    start: date = attrs.field(converter=_start)
    end: date = attrs.field(converter=_end)
    due: str = attrs.field(converter=_place)
    place: str = attrs.field(converter=_place)
    person: str = attrs.field(default="", converter=_person)
    kind: TurnKind = attrs.field(default=TurnKind.OWN, converter=_kind)
    skipped: tuple[Verdict, ...] = attrs.field(default=(), converter=_verdicts)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            rule, given = "must end after it starts", f"{self.start} to {self.end}"
            raise RecordError(Fault("empty-span", f"turn {self.number}", rule, given, "swap the days"))

    @property
    def span(self) -> Span:
        """The days of the turn."""
        return Span(self.start, self.end)

    @property
    def last_day(self) -> date:
        """The last day of the turn."""
        return self.end - _DAY

    @property
    def missed(self) -> tuple[str, ...]:
        """The places that were passed over, in the order in which it was their turn."""
        return tuple(str(each.facts.get("place", "")) for each in self.skipped)

    def verdict(self) -> Verdict:
        """Who has the turn, and why others have not; it holds unless nobody is able."""
        facts = {"start": self.start.isoformat(), "last_day": self.last_day.isoformat()}
        facts |= {"due": self.due, "place": self.place, "person": self.person}
        parts = (*held_by(self.place, self.person), *self.skipped)
        code, taken = _CODES[self.kind], self.kind is not TurnKind.OPEN
        return Verdict(taken, code, "", facts, parts, clause=self.clause)

    def explain(self, language: str = "en") -> str:
        """The same in sentences, ``"en"`` or ``"zh"``, a line each.

        Raises:
            RecordError: a language that is not there.
        """
        return self.verdict().explain(language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Turn:
        """The turn from its plain dict.

        Raises:
            RecordError: keys or values that a turn does not have; all at once.
        """
        return read_fields(cls, data, "turn")


_CODES: Final = {
    TurnKind.OWN: "turn-taken",
    TurnKind.MADE_UP: "turn-made-up",
    TurnKind.STOOD_IN: "turn-stood-in",
    TurnKind.OPEN: "turn-open",
}


def held_by(place: str, person: str) -> tuple[Verdict, ...]:
    """Who acts for a place, where it is not the place itself."""
    facts = {"person": person, "place": place}
    return () if person in ("", place) else (Verdict(holds=True, code="turn-holder", rule="", facts=facts),)
