"""Terms and years in a row: which days in office are one run, and when it is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, cast, final

import attrs

from consultgov.spans import Period
from consultgov.terms.service import Service
from consultgov.terms.stints import Measure, Piece, Pieces, stretches

__all__ = ["Interruption", "Run", "in_office"]

_DAY: Final = timedelta(days=1)
_ONE_DAY: Final = Period(days=1)


def __dir__() -> list[str]:
    return __all__


@final
class Interruption(StrEnum):
    """How long somebody has to be out of office for a run of terms to be over, where it is no period."""

    ANY = "any"
    """A day is enough."""
    TERM = "term"
    """A whole term of the length that the rule has, or of the body where its terms end together."""


def in_office(held: Iterable[Service]) -> Pieces:
    """The stretches of days in office, those held over among them."""
    return stretches((each.start, cast("date", each.end)) for each in held)


@final
@attrs.frozen
class Run:
    """Which days in office are in a row with a term that starts on a day.

    Attributes:
        after: how long she has to be out of office for a run to be over; where nothing is said, a whole term
            of the body if its members' terms end together, and otherwise a day.
        measure: how long terms are.
    """

    after: Interruption | Period | None
    measure: Measure

    def of(self, in_office: Pieces, start: date) -> Pieces:
        """The stretches in a row that end with the last one before a day."""
        found: list[Piece] = []
        following = start
        for piece in reversed(in_office):
            if following >= self._free_from(piece):
                break
            found.append(piece)
            following = piece[0]
        return tuple(reversed(found))

    def over(self, run: Pieces) -> date | None:
        """The first day on which a run is over; ``None`` where the calendar ends before."""
        found = self._free_from(run[-1])
        return None if found == date.max else found

    def _free_from(self, piece: Piece) -> date:
        """The first day that is not in a row with a stretch of service."""
        first, out = piece
        if isinstance(self.after, Period):
            return self.measure.time_out(out, self.after)
        index = None if self.after is Interruption.ANY else self.measure.index_at(out - _DAY)
        if index is not None:  # a whole term of the body has to pass
            return self.measure.start_of(index + 2)
        if self.after is Interruption.TERM:
            return self.measure.missed(first, out)
        return self.measure.time_out(out, _ONE_DAY)
