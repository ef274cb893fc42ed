"""A quorum that comes late keeps a poll open: when it came is looked for without counting at every ballot."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from consultgov.counting.stances import BASES, CODES
from consultgov.spans import shifted
from consultgov.verdicts import Verdict
from consultgov.voting.events import Cast, Event, Voted
from consultgov.voting.ledger import Ledger

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["ballots_to_go", "take"]

_FIXED: Final = frozenset({"members", "entitled", "seats"})
"""The words whose count no ballot changes."""

_GROWING: Final = frozenset({*CODES, *BASES}) - _FIXED


def take(poll: Poll, ledger: Ledger, event: Event, quorum: Callable[[Ledger], Verdict]) -> None:
    """Add an event to a ledger, and see whether the quorum is there first now, and late."""
    closes, extension = poll.closes, poll.procedure.extension
    if closes is None or ledger.quorate or event.at < shifted(closes, -extension):
        ledger.take(event)
        return
    if ledger.to_go is None:
        ledger.quorate = _look(ledger, quorum)
    late = not ledger.quorate
    ledger.take(event)
    counts_one = isinstance(event, Cast | Voted) and _one_each(poll)
    ledger.to_go = (ledger.to_go or 0) - 1 if counts_one else 0
    if late and ledger.to_go <= 0 and _look(ledger, quorum):
        ledger.quorate = True
        ledger.extended = shifted(event.at, extension)


def _one_each(poll: Poll) -> bool:
    """Whether a ballot adds one vote at most: nobody else's follows it."""
    procedure = poll.procedure
    follow = procedure.delegating is not None or procedure.deemed or procedure.bloc
    return not follow and not poll.electorate.dormant


def _look(ledger: Ledger, quorum: Callable[[Ledger], Verdict]) -> bool:
    verdict = quorum(ledger)
    ledger.to_go = ballots_to_go(verdict)
    return verdict.holds


def ballots_to_go(verdict: Verdict) -> int:
    """How many more ballots it takes at least until a condition holds that does not."""
    if verdict.holds:
        return 0
    if verdict.code == "and":
        return max(map(ballots_to_go, verdict.parts))
    if verdict.code == "or":
        return min(map(ballots_to_go, verdict.parts))
    missing = verdict.short_by if verdict.code == "comparison" and _counts_ballots(verdict) else None
    return 1 if missing is None else max(1, int(missing))


def _counts_ballots(verdict: Verdict) -> bool:
    """Whether a ballot adds one at most to what is judged, and nothing to what it is held against."""
    left, relation, right = verdict.rule.partition(" >= ")
    words = set(re.findall(r"\w+|'", right))
    return bool(relation) and left in _GROWING and words.isdisjoint({*_GROWING, "'", "by", "among", "blocs"})
