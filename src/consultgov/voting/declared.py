"""Figures that the tellers declare, joined with what the electorate fixes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Final, cast

from consultgov.counting.tallies import Tally
from consultgov.errors import ConsultgovError, MissingData, UnknownFigure
from consultgov.people import Elector
from consultgov.shares import Exact
from consultgov.verdicts import Verdict
from consultgov.voting.body import Body, body_of, there
from consultgov.voting.events import Declare
from consultgov.voting.grounds import ground
from consultgov.voting.ledger import Ledger

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["ballots_in", "contradicted", "declared"]

_BALLOTS: Final = ("yes", "no", "abstain", "invalid")


def declared(poll: Poll, body: Body, roll: AbstractSet[str], figures: Mapping[str, object]) -> Tally:
    """The tally of what was declared: members, entitled and seats are those of the electorate.

    Raises:
        TallyError: figures that contradict each other or the electorate.
    """
    stated: dict[str, Any] = {**figures}
    vacant = poll.electorate.vacant
    seats = () if isinstance(vacant, int) else vacant
    known = {**_heads(body.electors, body), "vacant": vacant if isinstance(vacant, int) else len(seats)}
    if roll:
        known["present"] = len(roll)
    stated = {**known, **stated, "members": known["members"], "entitled": known["entitled"]}
    by = cast("Mapping[str, Mapping[str, object]]", stated.get("by", {}))
    stated["by"] = {measure: {**_weights(body, measure), **words} for measure, words in by.items()}
    groups = cast("Mapping[str, Mapping[str, Mapping[str, object]]]", stated.get("groups", {}))
    stated["groups"] = {
        trait: {name: {**_heads(_group(body, trait, name), body), **inner} for name, inner in found.items()}
        for trait, found in groups.items()
    }
    labels = dict.fromkeys(poll.procedure.labels, 0) | dict(stated.pop("labels", {}))
    return Tally.totals(**stated, labels=labels, given=poll.matter.given)


def _heads(electors: Iterable[Elector], body: Body) -> dict[str, object]:
    ids = [elector.id for elector in electors]
    return {"members": len(ids), "entitled": len([each for each in ids if each not in body.barred])}


def _weights(body: Body, measure: str) -> dict[str, object]:
    """What the members and the entitled weigh; nothing where somebody has no such weight."""
    weights = {elector.id: elector.weights.get(measure) for elector in body.electors}
    if None in weights.values():
        return {}
    known = cast("dict[str, Exact]", weights)
    entitled = [weight for elector, weight in known.items() if elector not in body.barred]
    return {"members": sum(known.values()), "entitled": sum(entitled)}


def _group(body: Body, trait: str, name: object) -> list[Elector]:
    return [elector for elector in body.electors if elector.traits.get(trait) == name]


def contradicted(poll: Poll, ledger: Ledger, event: Declare) -> Iterator[Verdict]:
    """Why figures cannot stand: they contradict the electorate, or leave open what the rule reads."""
    body = body_of(poll, ledger)
    try:
        poll.rule.outcome(declared(poll, body, there(poll, ledger, body), event.figures))
    except (UnknownFigure, MissingData) as error:
        yield ground("figures-missing", subjects=[fault.subject for fault in error.faults])
    except (ConsultgovError, TypeError) as error:
        faults = error.faults if isinstance(error, ConsultgovError) else ()
        yield ground("figures-impossible", subjects=[fault.subject for fault in faults])


def ballots_in(figures: Mapping[str, object]) -> int:
    """How many ballots some figures are of."""
    if "ballots" in figures:
        return int(str(figures["ballots"]))
    labels = cast("Mapping[str, object]", figures.get("labels", {}))
    return sum(
        int(str(number)) for number in (*(figures.get(word, 0) for word in _BALLOTS), *labels.values())
    )
