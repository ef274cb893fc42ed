"""What the events of a poll add up to: who has voted and how, who came and went, what was declared.

A ledger is worked out from the events and is never the record itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from consultgov.people import Elector
from consultgov.voting.events import (
    Attend,
    BreakTie,
    Cast,
    Challenge,
    Declare,
    Delegate,
    Depart,
    Draw,
    Establish,
    Event,
    Issue,
    Join,
    Recuse,
    Revoke,
    Voted,
    Withdraw,
)

__all__ = ["Ledger", "known_at"]


def known_at(event: Event) -> datetime:
    """When an event became known: of a ballot in the post, when it came in."""
    if isinstance(event, Cast | Voted) and event.received is not None:
        return event.received
    return event.at


class Ledger:
    """The state of a poll after some events. It grows with each; whoever holds it has it alone."""

    __slots__ = (
        "casts",
        "challenged",
        "closed",
        "declared",
        "delegations",
        "drawn",
        "extended",
        "facts",
        "handed",
        "issued",
        "joined",
        "last",
        "left",
        "quorate",
        "recused",
        "represented",
        "roll",
        "tie",
        "to_go",
        "voted",
    )

    def __init__(self, present: Iterable[str] = ()) -> None:
        self.casts: dict[str, Cast] = {}
        self.voted: dict[str, Voted] = {}
        self.issued: set[str] = set()
        self.roll: dict[str, None] = dict.fromkeys(present)
        self.represented: dict[str, str] = {}
        self.recused: dict[str, Recuse] = {}
        self.left: dict[str, Depart] = {}
        self.joined: dict[str, Elector] = {}
        self.delegations: dict[tuple[str, str], Delegate] = {}
        self.handed: Counter[str] = Counter()
        self.facts: dict[str, bool] = {}
        self.declared: Declare | None = None
        self.challenged = False
        self.tie: BreakTie | None = None
        self.drawn: tuple[str, ...] = ()
        self.closed: datetime | None = None
        self.last: datetime | None = None
        self.quorate = False
        self.to_go: int | None = None
        self.extended: datetime | None = None

    def has_voted(self, elector: str) -> bool:
        """Whether there is a ballot of hers, secret or not."""
        return elector in self.casts or elector in self.voted

    def take(self, event: Event) -> None:
        """Add one event; that it may happen has been checked."""
        self.last = known_at(event)
        match event:
            case Cast():
                self.casts[event.elector] = event
            case Voted():
                self.voted[event.elector] = event
            case Withdraw():
                del self.casts[event.elector]
            case Delegate():
                self.handed[event.elector] += (event.elector, event.subject) not in self.delegations
                self.delegations[event.elector, event.subject] = event
            case Revoke():
                self.handed[event.elector] -= 1
                del self.delegations[event.elector, event.subject]
            case _:
                self._note(event)

    def _note(self, event: Event) -> None:
        """Who comes and goes, and what the chair does."""
        match event:
            case Attend(electors):
                self.roll.update(dict.fromkeys(electors))
                for elector in electors:
                    self._represent(elector, event.by)
            case Issue(electors):
                self.issued.update(electors)
            case Recuse(elector):
                self.recused[elector] = event
            case Depart(elector):
                self.left[elector] = event
            case Join(elector):
                self.joined[elector.id] = elector
            case _:
                self._chair(event)

    def _represent(self, elector: str, holder: str) -> None:
        """That somebody is there by another, or after all herself."""
        if holder:
            self.represented[elector] = holder
        else:
            self.represented.pop(elector, None)

    def _chair(self, event: Event) -> None:
        match event:
            case Declare():
                self.declared = event
                self.challenged = False
            case Challenge():
                self.challenged = True
                self.declared = None
            case BreakTie():
                self.tie = event
            case Draw(order):
                self.drawn = order
            case Establish(fact, value):
                self.facts[fact] = value
            case _:
                self.closed = event.at
