"""Figures that the tellers declare, joined with what the electorate fixes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from consultgov.counting.tallies import Tally
from consultgov.errors import ConsultgovError, MissingData, ShareError, UnknownFigure, shown
from consultgov.people import Elector
from consultgov.shares import Exact, Number, number, number_text
from consultgov.verdicts import Verdict
from consultgov.voting.body import Body, body_of, there
from consultgov.voting.events import Declare
from consultgov.voting.grounds import ground
from consultgov.voting.ledger import Ledger

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll
    from consultgov.voting.slates import Slate

__all__ = ["LOUDER", "ballots_in", "contradicted", "declared", "fixed", "valid_at_most"]

LOUDER: Final = MappingProxyType({"yes": {"yes": 1, "no": 0}, "no": {"yes": 0, "no": 1}})
"""Any figures in which that side is ahead: a voice vote's rule reads no more than which one it is."""

_BALLOTS: Final = ("yes", "no", "abstain", "invalid")
_HOLDING: Final = ("valid", "ballots", "entitled", "members")
"""The bases that hold all valid papers."""


def declared(poll: Poll, body: Body, roll: AbstractSet[str], figures: Mapping[str, object]) -> Tally:
    """The tally of what was declared: members, entitled and seats are those of the electorate.

    Raises:
        TallyError: figures that contradict each other or the electorate.
    """
    stated: dict[str, Any] = {**figures} if poll.slate is None else {"no": 0, **figures}
    stated = {**stated, **fixed(poll, body, roll)}
    by = cast("Mapping[str, Mapping[str, object]]", stated.get("by", {}))
    stated["by"] = {measure: {**_weights(body, measure), **words} for measure, words in by.items()}
    groups = cast("Mapping[str, Mapping[str, Mapping[str, object]]]", stated.get("groups", {}))
    stated["groups"] = {
        trait: {name: {**_heads(_group(body, trait, name), body), **inner} for name, inner in found.items()}
        for trait, found in groups.items()
    }
    labels = dict.fromkeys(poll.procedure.labels, 0) | dict(stated.pop("labels", {}))
    return Tally.totals(**stated, labels=labels, given=poll.matter.given)


def fixed(poll: Poll, body: Body, roll: AbstractSet[str]) -> dict[str, object]:
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
    if event.issued is not None and event.figures and ballots_in(event.figures) > event.issued:
        return  # more came back than went out: the poll is void, and its figures stand on record as they are
    yield from _of_slate(poll, event)
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
    allowed = poll.answers
    stray = sorted(word for word, figure in stated.items() if word not in allowed and str(figure) != "0")
    if stray:
        yield ground("answer-not-allowed", answers=stray, allowed=list(allowed))
    parts = sorted(word for word, figure in stated.items() if _is_part(figure))
    if parts:
        yield ground("figures-impossible", subjects=parts)


def _of_slate(poll: Poll, event: Declare) -> Iterator[Verdict]:
    """Papers and votes of options: there is a slate, they are of it, and they add up to the valid ones."""
    slate = poll.slate
    if slate is None:
        if event.papers or event.votes:
            yield ground("nothing-to-mark")
        return
    unfit = [reason for marks, _ in event.papers for reason in slate.faulty(marks)]
    if unfit:
        yield attrs.evolve(ground("papers-unfit"), parts=tuple(dict.fromkeys(unfit)))
    stray = [] if slate.others else sorted({*event.votes}.difference(slate.ids))
    if stray:
        yield ground("unknown-option", options=stray)
    yield from _not_adding_up(slate, event)


def _not_adding_up(slate: Slate, event: Declare) -> Iterator[Verdict]:
    """Papers that are not as many as the valid ones, and votes that so few papers cannot bear."""
    stated = _in_heads(event.figures)
    valid, sorted_out = stated.get("yes", 0), sum(many for _, many in event.papers)
    if event.papers and sorted_out != valid:
        yield ground("papers-do-not-add-up", papers=str(sorted_out), valid=number_text(valid))
    if event.papers and event.votes:
        yield ground("papers-and-votes")
    most = valid_at_most(stated)
    over = () if most is None else slate.excess(event.votes, most)
    if over:
        yield ground("figures-impossible", subjects=[f"votes of {figure}" for figure in over])


def _in_heads(figures: Mapping[str, object]) -> dict[str, Number]:
    """The stances and bases among some figures; none where one of them is no number."""
    try:
        return {word: number(figures[word]) for word in (*_BALLOTS, *_HOLDING) if word in figures}
    except ShareError:
        return {}


def valid_at_most(stated: Mapping[str, Number]) -> Number | None:
    """How many papers over several options can be valid; ``None`` where some figures leave it open."""
    blank, invalid = (stated.get(word, 0) for word in ("abstain", "invalid"))
    less = {"yes": 0, "valid": blank, **dict.fromkeys(_HOLDING[1:], blank + invalid)}
    return min((stated[word] - less[word] for word in less if word in stated), default=None)


def _is_part(figure: object) -> bool:
    """Whether a figure is a number that is not whole."""
    try:
        return number(figure).denominator != 1
    except ShareError:
        return False


def _overruled(poll: Poll, ledger: Ledger, body: Body, figures: Mapping[str, object]) -> Iterator[Verdict]:
    """Figures that the electorate, or the roll, states otherwise."""
    known = fixed(poll, body, there(poll, ledger, body))
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
