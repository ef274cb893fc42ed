"""Standing that depends on having been there: dropped after an absence, suspended after missed meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.electorate import Effect
from consultgov.voting.standing import (
    Missing,
    Person,
    against,
    check_common,
    check_name,
    check_number,
    check_truth,
    check_word,
    day_of,
    known_word,
    missing_of,
    plain,
    read_plain,
)

__all__ = ["DroppedAfterAbsence", "Excused", "Presence", "SuspendedAfterMisses", "read_record"]


_LONGEST: Final = 36_525  # a century of days


def __dir__() -> list[str]:
    return __all__


@final
class Presence(StrEnum):
    """How somebody figures in the record of one meeting."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


@final
class Excused(StrEnum):
    """What an excused absence does to a run of missed meetings, or of attended ones."""

    INTERRUPTS = "interrupts"
    """It is no miss and no attendance: either run begins anew."""
    PASSED_OVER = "passed_over"
    """As if the meeting had not been: either run goes on after it."""
    COUNTS = "counts"
    """It is a miss like any other."""


def read_record(given: Iterable[object], subject: str) -> tuple[Presence, ...]:
    """A record of attendance, the oldest meeting first.

    Raises:
        RecordError: no list, or a word that is not one of present, absent and excused; all at once.
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise RecordError(Fault("not-a-list", subject, "must be a list", shown(given)))
    meetings = [*given]
    known = ", ".join(Presence)
    wrong = [(index, word) for index, word in enumerate(meetings, 1) if word not in list(Presence)]
    if wrong:
        rule = f"must be one of {known}"
        faults = [Fault("bad-presence", f"{subject}, meeting {at}", rule, shown(word)) for at, word in wrong]
        raise RecordError(*faults)
    return tuple(Presence(str(word)) for word in meetings)


def _excused(given: object) -> Excused:
    return known_word(Excused, given)


@final
@attrs.frozen
class DroppedAfterAbsence:
    """Whoever was away for so long leaves every base, and counts in it all the same whenever she votes.

    The Rust project's council has such a rule, with three weeks. Where both the last presence and the poll
    are moments, the length is exact to the moment; otherwise it is counted in days, of a moment the day that
    its own offset gives.

    Args:
        weeks: how long; ``days`` are added.
        days: how long, in days.
        inclusive: whether exactly so long an absence is enough ("three weeks or more") or not ("more
            than three weeks").
        last: the name of the date that is the last presence.
        missing: what is done where none is on file: an error, or she counts as present (``"met"``) or as
            away (``"not_met"``).
        clause: where the rule stands.

    Raises:
        RuleError: no length above 0, ``inclusive`` not said, an unknown policy; all at once.

    >>> from datetime import date
    >>> from consultgov import Elector
    >>> dropped = DroppedAfterAbsence(weeks=3, inclusive=False)
    >>> dropped.against(Person(Elector("li"), date(2026, 5, 22), {"last_present": date(2026, 5, 1)}))
    >>> dropped.against(Person(Elector("li"), date(2026, 5, 23), {"last_present": date(2026, 5, 1)})).code
    'away-too-long'
    """

    kind: ClassVar[str] = "dropped_after_absence"
    effect: ClassVar[Effect] = Effect.DORMANT

    weeks: int = 0
    days: int = 0
    inclusive: bool = attrs.field(kw_only=True)
    last: str = "last_present"
    missing: Missing = attrs.field(default=Missing.ERROR, converter=missing_of)
    clause: Clause | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_number(self.weeks, "weeks", 0, faults)
        check_number(self.days, "days", 0, faults)
        if not faults and not 0 < self.length <= _LONGEST:
            rule = f"must be 1 to {_LONGEST} days"
            faults.add(Fault("bad-absence", "absence", rule, "", "say DroppedAfterAbsence(weeks=3, …)"))
        check_truth(self.inclusive, "inclusive", "say whether exactly so long is enough", faults)
        check_name(self.last, "last", faults)
        check_common(self, faults)
        faults.close(RuleError)

    @property
    def length(self) -> int:
        """How long, in days."""
        return 7 * self.weeks + self.days

    def against(self, person: Person) -> Verdict | None:
        """What speaks against a person, or ``None``."""
        rule = f"absence {'<' if self.inclusive else '<='} {self.length} days"
        if self.last not in person.dates:
            return against("date-unknown", rule, self.clause, person, date=self.last)
        last, now = person.dates[self.last], person.on
        if isinstance(last, datetime) and isinstance(now, datetime):
            away = now - last
        else:
            away = day_of(now) - day_of(last)
        limit = timedelta(days=self.length)
        if away < limit or (away == limit and not self.inclusive):
            return None
        figures = {"days": away.days, "limit": self.length}
        moments = {"last": last.isoformat(), "on": now.isoformat()}
        return against("away-too-long", rule, self.clause, person, **figures, **moments)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return plain(self)

    @classmethod
    def from_dict(cls, data: object) -> DroppedAfterAbsence:
        """The rule from its plain dict."""
        return read_plain(cls, data)


class _Runs(NamedTuple):
    """Where a record has led to: the meetings missed and attended in a row, and whether she is suspended."""

    missed: int = 0
    attended: int = 0
    suspended: bool = False


@final
@attrs.frozen
class SuspendedAfterMisses:
    """Whoever misses so many meetings in a row is suspended until she has attended so many in a row.

    The technical oversight committee of the CNCF has such a rule: three missed, two attended. The count of
    misses begins anew with each presence.

    Args:
        misses: the meetings missed in a row that suspend, 1 to a thousand million.
        returns: the meetings attended in a row that restore, 1 to a thousand million.
        excused: what an excused absence does: ``"interrupts"``, ``"passed_over"`` or ``"counts"``.
        missing: what is done where somebody has no record: an error, or she is in good standing (``"met"``)
            or suspended (``"not_met"``). Who has been at no meeting yet has an empty record.
        clause: where the rule stands.

    Raises:
        RuleError: numbers that are not whole or below 1, an unknown policy; all at once.

    >>> rule = SuspendedAfterMisses(misses=3, returns=2)
    >>> rule.suspends(["absent", "excused", "absent", "absent"])
    False
    >>> rule.suspends(["absent", "absent", "absent", "present"])
    True
    """

    kind: ClassVar[str] = "suspended_after_misses"
    effect: ClassVar[Effect] = Effect.SUSPENDED

    misses: int = 3
    returns: int = 2
    excused: Excused = attrs.field(default=Excused.INTERRUPTS, converter=_excused)
    missing: Missing = attrs.field(default=Missing.ERROR, converter=missing_of)
    clause: Clause | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_number(self.misses, "misses", 1, faults)
        check_number(self.returns, "returns", 1, faults)
        check_word(Excused, self.excused, "excused", faults)
        check_common(self, faults)
        faults.close(RuleError)

    def suspends(self, record: Iterable[str]) -> bool:
        """Whether a record, the oldest meeting first, ends in a suspension.

        Raises:
            RecordError: a word that is not one of present, absent and excused.
        """
        return self._runs(read_record(record, "record")).suspended

    def run(self, record: Iterable[str]) -> int:
        """The meetings missed in a row at the end of a record.

        >>> SuspendedAfterMisses().run(["absent", "excused", "absent", "absent"])
        2
        """
        return self._runs(read_record(record, "record")).missed

    def _runs(self, record: Iterable[str]) -> _Runs:
        runs = _Runs()
        for word in record:
            runs = self._after(runs, word)
        return runs

    def _after(self, runs: _Runs, word: str) -> _Runs:
        """Where one more meeting leads to."""
        if word == Presence.PRESENT:
            attended = runs.attended + 1
            return _Runs(0, attended, runs.suspended and attended < self.returns)
        if word == Presence.EXCUSED and self.excused != Excused.COUNTS:
            return runs if self.excused == Excused.PASSED_OVER else _Runs(0, 0, runs.suspended)
        missed = runs.missed + 1
        return _Runs(missed, 0, runs.suspended or missed >= self.misses)

    def against(self, person: Person) -> Verdict | None:
        """What speaks against a person, or ``None``."""
        rule = f"missed in a row < {self.misses}"
        if person.record is None:
            return against("record-unknown", rule, self.clause, person)
        runs = self._runs(person.record)
        if not runs.suspended:
            return None
        figures = {"misses": self.misses, "returns": self.returns, "attended": runs.attended}
        return against("missed-meetings", rule, self.clause, person, **figures)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return plain(self)

    @classmethod
    def from_dict(cls, data: object) -> SuspendedAfterMisses:
        """The rule from its plain dict."""
        return read_plain(cls, data)
