"""Looking ahead: the days within a period on which the review of a body gives another answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, final

import attrs

from consultgov.composition.reviewing import History, known_findings
from consultgov.errors import Fault, TooLarge
from consultgov.verdicts import Finding

__all__ = ["Turn", "watched"]

_LOOKED: Final = 20_000_000
"""How many appointments are looked at, day by day."""

_VARYING: Final = frozenset({"since", "because", "mend", "on", "age"})
"""What may be another from day to day although nothing has happened."""


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class Turn:
    """A day on which the answer changes.

    Attributes:
        on: the day.
        appeared: what is wrong from that day on.
        gone: what was wrong on the day before and is so no longer.
        changed: what was wrong on the day before and still is, with other figures or people: one more seat
            of a sector is vacant.
    """

    on: date
    appeared: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    changed: tuple[Finding, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        parts = {"appeared": self.appeared, "gone": self.gone, "changed": self.changed}
        told = {name: [each.to_dict() for each in part] for name, part in parts.items() if part}
        return {"on": self.on.isoformat(), **told}


def watched(history: History, start: date, end: date) -> Iterator[Turn]:
    """The days after the first on which the findings change.

    Raises:
        TooLarge: a period with so many changes of so many people that it would take too long.
    """
    days = [day for day in history.days if start < day < end]
    size = len(days) * len(history.roster.appointments)
    if size > _LOOKED:
        rule, fix = f"must need at most {_LOOKED} looks at an appointment", "ask about a shorter period"
        raise TooLarge(Fault("too-many-turns", "watch", rule, str(size), fix), size, _LOOKED)
    before = known_findings(history, start)
    for on in days:
        now = known_findings(history, on)
        appeared = tuple(each for key, each in now.items() if key not in before)
        gone = tuple(each for key, each in before.items() if key not in now)
        changed = tuple(
            each for key, each in now.items() if key in before and _figures(each) != _figures(before[key])
        )
        if appeared or gone or changed:
            yield Turn(on, appeared, gone, changed)
        before = now


def _figures(finding: Finding) -> dict[str, object]:
    """What does not vary from day to day by itself."""
    return {name: fact for name, fact in finding.facts.items() if name not in _VARYING}
