"""When things may happen in a poll: in order, while it is open, and after its close what is done then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from consultgov.spans import shifted
from consultgov.verdicts import Verdict
from consultgov.voting.events import (
    Attend,
    BreakTie,
    Cast,
    Challenge,
    Declare,
    Delegate,
    Depart,
    Draw,
    Event,
    Issue,
    Join,
    Recuse,
    Revoke,
)
from consultgov.voting.grounds import ground
from consultgov.voting.ledger import Ledger, known_at
from consultgov.voting.procedure import Departures

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["in_time", "is_shut"]

_EARLY: Final = (Attend, Issue, Recuse, Delegate, Revoke)
"""What may happen before the poll opens."""

_SETTLED: Final = (Recuse, Depart, Join, Attend)
"""What would change the figures that a declaration was made for."""


def in_time(poll: Poll, ledger: Ledger, event: Event) -> Iterator[Verdict]:
    """Why an event is not in time: out of order, too early, too late; nothing happens in a void poll."""
    known = known_at(event)
    if ledger.last is not None and known < ledger.last:
        yield ground("out-of-order", at=_told(known), last=_told(ledger.last))
    if poll.procedure.departures is Departures.VOID and (ledger.left or ledger.joined):
        yield ground("poll-void")
    if isinstance(event, _SETTLED) and ledger.declared is not None:
        yield ground("declared-already")
    if event.at < poll.opens:
        if not isinstance(event, _EARLY):
            yield ground("not-open-yet", at=_told(event.at), opens=_told(poll.opens))
    else:
        yield from _before_the_close(poll, ledger, event)


def _before_the_close(poll: Poll, ledger: Ledger, event: Event) -> Iterator[Verdict]:
    closing = poll.closing_by(ledger)
    if isinstance(event, Cast) and event.received is not None and event.received < event.at:
        yield ground("received-before-cast", at=_told(event.at), received=_told(event.received))
    if closing is None or isinstance(event, Declare | BreakTie | Draw):
        return
    if isinstance(event, Challenge) and ledger.declared is not None:
        closing = shifted(closing, poll.procedure.grace)
    if event.at >= closing:
        yield ground("too-late", at=_told(event.at), closes=_told(closing))
    elif isinstance(event, Cast) and event.received is not None:
        last = shifted(closing, poll.procedure.grace)
        if event.received >= last:
            yield ground("received-too-late", received=_told(event.received), last=_told(last))


def is_shut(poll: Poll, ledger: Ledger, at: datetime) -> bool:
    """Whether nothing can come in any more: the poll is closed, and its time of grace is over."""
    closing = poll.closing_by(ledger)
    return closing is not None and at >= shifted(closing, poll.procedure.grace)


def _told(at: datetime) -> str:
    return at.isoformat(" ", "minutes" if not at.second and not at.microsecond else "auto")
