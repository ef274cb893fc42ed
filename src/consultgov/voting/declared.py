"""Figures that the tellers declare, joined with what the electorate fixes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

from consultgov.counting.tallies import Tally
from consultgov.errors import ConsultgovError, MissingData, ShareError, UnknownFigure, shown
from consultgov.people import Elector
from consultgov.shares import Exact, number
from consultgov.verdicts import Verdict
from consultgov.voting.body import Body, body_of, there
from consultgov.voting.events import Declare
from consultgov.voting.grounds import ground
from consultgov.voting.ledger import Ledger

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["LOUDER", "ballots_in", "contradicted", "declared"]

LOUDER: Final = MappingProxyType({"yes": {"yes": 1, "no": 0}, "no": {"yes": 0, "no": 1}})
"""Any figures in which that side is ahead: a voice vote's rule reads no more than which one it is."""

_BALLOTS: Final = ("yes", "no", "abstain", "invalid")


def declared(poll: Poll, body: Body, roll: AbstractSet[str], figures: Mapping[str, object]) -> Tally:
    """The tally of what was declared: members, entitled and seats are those of the electorate.

    Raises:
        TallyError: figures that contradict each other or the electorate.
    """
    stated: dict[str, Any] = {**figures}
    stated = {**stated, **_known(poll, body, roll)}
    by = cast("Mapping[str, Mapping[str, object]]", stated.get("by", {}))
    stated["by"] = {measure: {**_weights(body, measure), **words} for measure, words in by.items()}
    groups = cast("Mapping[str, Mapping[str, Mapping[str, object]]]", stated.get("groups", {}))
    stated["groups"] = {
        trait: {name: {**_heads(_group(body, trait, name), body), **inner} for name, inner in found.items()}
        for trait, found in groups.items()
    }
    labels = dict.fromkeys(poll.procedure.labels, 0) | dict(stated.pop("labels", {}))
    return Tally.totals(**stated, labels=labels, given=poll.matter.given)


def _known(poll: Poll, body: Body, roll: AbstractSet[str]) -> dict[str, object]:
    """What the electorate fixes: members, entitled, vacant seats; and the roll, if one was taken."""
    vacant = poll.electorate.vacant
    known = {**_heads(body.electors, body), "vacant": vacant if isinstance(vacant, int) else len(vacant)}
    if roll:
        known["present"] = len(roll & {elector.id for elector in body.electors})
    return known


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
    yield from _stray(poll, event)
    yield from _overruled(poll, ledger, body, event.figures)
    try:
        figures = event.figures or LOUDER[event.side]
        poll.rule.outcome(declared(poll, body, there(poll, ledger, body), figures))
    except (UnknownFigure, MissingData) as error:
        yield ground("figures-missing", subjects=[fault.subject for fault in error.faults])
    except ConsultgovError as error:
        yield ground("figures-impossible", subjects=[fault.subject for fault in error.faults])


def _stray(poll: Poll, event: Declare) -> Iterator[Verdict]:
    """Answers among the figures that no ballot may bear, and ballots that are not whole."""
    labels = cast("Mapping[str, object]", event.figures.get("labels", {}))
    stated = {word: event.figures[word] for word in _BALLOTS if word in event.figures} | dict(labels)
    stated |= {event.side: 1} if event.side else {}
    allowed = poll.procedure.answers
    stray = sorted(word for word, figure in stated.items() if word not in allowed and str(figure) != "0")
    if stray:
        yield ground("answer-not-allowed", answers=stray, allowed=list(allowed))
    parts = sorted(word for word, figure in stated.items() if _is_part(figure))
    if parts:
        yield ground("figures-impossible", subjects=parts)


def _is_part(figure: object) -> bool:
    """Whether a figure is a number that is not whole."""
    try:
        return number(figure).denominator != 1
    except ShareError:
        return False


def _overruled(poll: Poll, ledger: Ledger, body: Body, figures: Mapping[str, object]) -> Iterator[Verdict]:
    """Figures that the electorate, or the roll, states otherwise."""
    known = _known(poll, body, there(poll, ledger, body))
    wrong = [
        f"{word} = {shown(figures[word])}"
        for word, value in known.items()
        if figures.get(word, value) != value
    ]
    if wrong:
        yield ground("figures-impossible", subjects=wrong)


def ballots_in(figures: Mapping[str, object]) -> int:
    """How many ballots some figures are of."""
    if "ballots" in figures:
        return int(number(figures["ballots"], "ballots"))
    labels = cast("Mapping[str, object]", figures.get("labels", {}))
    stated = (*(figures.get(word, 0) for word in _BALLOTS), *labels.values())
    return int(sum(number(figure, "ballots") for figure in stated))
