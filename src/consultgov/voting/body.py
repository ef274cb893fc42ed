"""Who counts in a poll at some moment: everyone in office, and who of them has a vote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from consultgov.decisions.methods import Method
from consultgov.people import Elector
from consultgov.voting.ledger import Ledger
from consultgov.voting.procedure import CastingVote, Departures

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["Body", "body_of", "there"]


class Body(NamedTuple):
    """Who counts in a poll as of some events: everyone in office, and who of them has no vote."""

    electors: tuple[Elector, ...]
    barred: frozenset[str]
    gone: frozenset[str]
    """Those whose ballots have dropped out."""

    @property
    def voters(self) -> Iterator[str]:
        """The ids of those whose ballots count, in order."""
        out = self.barred | self.gone
        return (elector.id for elector in self.electors if elector.id not in out)


def body_of(poll: Poll, ledger: Ledger) -> Body:
    """Who counts, by the procedure's policy on those who leave and enter."""
    policy = poll.procedure.departures
    electors = poll.electorate.electors
    gone = frozenset[str]()
    if policy is Departures.RESCALED:
        electors = (*electors, *ledger.joined.values())
        electors = tuple(elector for elector in electors if elector.id not in ledger.left)
    elif policy is Departures.LEAVERS_DROP:
        gone = frozenset(ledger.left)
    barred = {*poll.electorate.barred, *ledger.recused}
    if poll.procedure.casting is CastingVote.INSTEAD:
        barred.add(poll.procedure.chair)
    return Body(electors, frozenset(barred), gone)


def there(poll: Poll, ledger: Ledger, body: Body) -> set[str]:
    """Who is on the roll, or represented; on paper everybody is.

    Those who have left are not there any more, unless the electorate is frozen. Nobody is in a room where
    papers circulate, and no rule for them reads who is: whoever returns none is silent and not away.
    """
    if poll.procedure.method is Method.WRITTEN_CIRCULATION:
        return {elector.id for elector in body.electors}
    roll = set(ledger.roll)
    heads = {head for head, agents in poll.agents.items() if not roll.isdisjoint(agents)}
    return (roll | heads) - body.gone
