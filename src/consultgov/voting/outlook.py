"""What a poll can still come to: decided when no admissible continuation can alter it, and not before.

Whoever may still vote, change her ballot, take it back, hand her vote on, come, recuse herself or leave is
open. Where it is not worth telling exactly what she may still do, she may do more than is admissible: a poll
is then called decided later than it could be, never earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, final

import attrs

from consultgov.decisions.outcomes import Outcome, TieBreak
from consultgov.errors import TooLarge
from consultgov.spans import shifted
from consultgov.verdicts import Verdict, spoken
from consultgov.voting.answers import If, Split
from consultgov.voting.body import Body, body_of
from consultgov.voting.counting import Answers, answers_of, resolved, tally_of
from consultgov.voting.deeming import MAJORITY
from consultgov.voting.grounds import ground
from consultgov.voting.ledger import Ledger
from consultgov.voting.procedure import Departures, Unreasoned
from consultgov.voting.results import DECLARED, nothing_declared, result_of, void_for

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["Outlook", "outlook_of"]

_ALL: Final = frozenset(Outcome)
_MANY: Final = 1_000
"""Among how many open electors those are looked for who would settle it."""

_GONE: Final = ("absent", "recused_absent")
_AWAY: Final = ("silent", "recused", *_GONE)

_PASSING: Final = frozenset({"count-needed", "nothing-declared"})
"""Why there is no result yet, and may be one later."""


def _read_only(given: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(dict(given))


@final
@attrs.frozen(hash=False)
class Outlook:
    """What a poll can still come to.

    Attributes:
        reachable: the outcomes that some admissible continuation leads to.
        open: ids of those who may still change what they contribute, in the order of the electorate.
        settled_by: answer to ids of open electors: if they all give it, the poll is decided, whatever the
            others do. The first so many of the open ones, the heaviest before the others; of more than 1,000
            open ones, and where looking takes too long, nothing is said.
        notes: what keeps the outlook open beside the votes.
    """

    reachable: frozenset[Outcome]
    open: tuple[str, ...] = ()
    settled_by: Mapping[str, tuple[str, ...]] = attrs.field(
        default=MappingProxyType({}), converter=_read_only
    )
    notes: tuple[Verdict, ...] = ()

    @property
    def decided(self) -> Outcome | None:
        """The outcome, if nothing can alter it any more."""
        return next(iter(self.reachable)) if len(self.reachable) == 1 else None

    def explain(self, language: str = "en") -> str:
        """What is decided or open, and what would settle it, in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        room, code = spoken(language)
        return room.outlook(self.to_dict(), code)

    def to_dict(self) -> dict[str, object]:
        """The same facts as a plain dict."""
        return {
            "decided": None if self.decided is None else self.decided.value,
            "reachable": sorted(outcome.value for outcome in self.reachable),
            "open": list(self.open),
            "settled_by": {answer: list(ids) for answer, ids in self.settled_by.items()},
            "notes": [note.to_dict() for note in self.notes],
        }

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Outlook, (self.reachable, self.open, dict(self.settled_by), self.notes)

    def __hash__(self) -> int:
        """Equal outlooks leave the same outcomes open."""
        return hash((self.reachable, self.open))


class _State(NamedTuple):
    """What is fixed so far, who is open, and what they may do."""

    poll: Poll
    ledger: Ledger
    body: Body
    fixed: Answers
    open: tuple[str, ...]
    stances: Mapping[str, tuple[str, ...]]
    """By the stance that somebody open has taken: those that she may still take."""


def outlook_of(poll: Poll, ledger: Ledger, at: datetime) -> Outlook:
    """``Poll.outlook``."""
    void = tuple(note for note in void_for(poll, ledger) if note.code not in _PASSING)
    if void:
        return Outlook(frozenset(), notes=void)
    closing = poll.closing_by(ledger)
    if closing is not None and at >= shifted(closing, poll.procedure.grace):
        return _closed(poll, ledger)
    if ledger.declared is not None:
        return _declared(poll, ledger)
    state = _state(poll, ledger, body_of(poll, ledger))
    notes = tuple(_unforeseeable(state))
    if notes:
        return Outlook(_ALL, state.open, notes=notes)
    try:
        reachable = _reachable(state, {}, state.open)
    except TooLarge:
        return Outlook(_ALL, state.open, notes=(ground("too-many-ways"),))
    settled_by = {} if len(reachable) == 1 else dict(_settling(state))
    return Outlook(reachable, state.open, MappingProxyType(settled_by), tuple(_warnings(state, reachable)))


def _warnings(state: _State, reachable: frozenset[Outcome]) -> Iterator[Verdict]:
    """What a reader has to know beside the outcomes."""
    if state.poll.procedure.departures is Departures.VOID:
        yield ground("may-become-void")
    if len(reachable) > 1 and not state.open:
        yield ground("presence-open")


def _declared(poll: Poll, ledger: Ledger) -> Outlook:
    """After a declaration nothing else is taken, but that a voice vote may be challenged."""
    if ledger.declared is not None and ledger.declared.side:
        return Outlook(_ALL, notes=(ground("may-be-challenged"),))
    return _closed(poll, ledger)


def _closed(poll: Poll, ledger: Ledger) -> Outlook:
    found = result_of(poll, ledger, closed=True)
    if found.outcome is None or nothing_declared(poll, ledger):
        return Outlook(_ALL, notes=(ground("count-outstanding"),))
    if found.outcome is not Outcome.TIED or poll.rule.tie_break is None:
        return Outlook(frozenset({found.outcome}))
    return Outlook(_broken(poll, frozenset({found.outcome})), notes=(ground("tie-vote-outstanding"),))


def _unforeseeable(state: _State) -> Iterator[Verdict]:
    """What lets a continuation do more than can be looked through."""
    poll, ledger = state.poll, state.ledger
    if poll.procedure.departures is Departures.RESCALED:
        yield ground("membership-open")
    if poll.procedure.split:
        yield ground("votes-may-be-split")
    if poll.procedure.method in DECLARED and not poll.procedure.secret and not ledger.casts:
        yield ground("count-outstanding")
    asleep = sorted(poll.electorate.dormant.intersection(state.open))
    if asleep:
        yield ground("dormant-may-vote", electors=asleep)


# --- who is open ----------------------------------------------------------------------------------


def _firm(poll: Poll) -> bool:
    """Whether a ballot once cast stays as it is, and is known."""
    procedure = poll.procedure
    moves = procedure.change or procedure.withdraw or procedure.departures is Departures.LEAVERS_DROP
    return not moves and not procedure.secret


def _state(poll: Poll, ledger: Ledger, body: Body) -> _State:
    """Who is open; whoever may do more than vote as she did counts as not having voted so far."""
    answers = {} if poll.procedure.secret else answers_of(poll, ledger, body, resolved(poll, ledger, body))
    loose = _loose(poll, ledger, body)
    fixed = {elector: answer for elector, answer in answers.items() if elector not in loose}
    firm = _firm(poll)
    open_ = tuple(elector for elector in body.voters if not firm or elector not in fixed)
    return _State(poll, ledger, body, fixed, open_, _stances(poll, fixed.values()))


def _loose(poll: Poll, ledger: Ledger, body: Body) -> frozenset[str]:
    """Those whose answer as of now may become another one without their doing, or by handing on."""
    loose = {elector for elector, cast in ledger.casts.items() if isinstance(cast.answer, If)}
    loose |= {elector for elector, _ in ledger.delegations if elector not in ledger.casts}
    trait = poll.procedure.bloc
    if trait:
        loose |= set(_in_open_groups(poll, ledger, body, loose))
    return frozenset(loose)


def _in_open_groups(poll: Poll, ledger: Ledger, body: Body, loose: set[str]) -> Iterator[str]:
    """Everybody in a group that votes as one and in which somebody may still change its vote."""
    trait = poll.procedure.bloc
    fixed = ledger.casts.keys() - loose if _firm(poll) else set[str]()
    moving = set(body.voters) - fixed
    groups = {elector.traits.get(trait) for elector in body.electors if elector.id in moving}
    return (elector.id for elector in body.electors if elector.traits.get(trait) in groups)


def _stances(poll: Poll, fixed: Iterable[str | Split]) -> Mapping[str, tuple[str, ...]]:
    """What open people may still do, by what they have done."""
    procedure = poll.procedure
    answers = tuple(dict.fromkeys(_answers(poll)))
    left = ("absent",) if procedure.departures is Departures.LEAVERS_DROP else ()
    stances = {
        stance: (*answers, *_AWAY)
        if procedure.withdraw
        else (*(answers if procedure.change else (stance,)), *left)
        for stance in {answer for answer in fixed if isinstance(answer, str)}
    }
    stances["silent"] = (*answers, "silent", "recused", *(_GONE if left else ()))
    stances["absent"] = (*answers, *_AWAY)
    stances["recused"] = ("recused", *(("recused_absent",) if left else ()))
    stances["recused_absent"] = ("recused", "recused_absent")
    return stances


def _answers(poll: Poll) -> Iterator[str]:
    """What a vote may come to count as: what ballots say, and what the procedure makes of some."""
    procedure = poll.procedure
    yield from poll.answers
    if procedure.unreasoned is not Unreasoned.REFUSED:
        yield procedure.unreasoned.value
    if procedure.bloc:
        yield "invalid"
        yield "abstain"
    for step in procedure.deemed:
        yield from ("yes", "no") if step.answer == MAJORITY else (step.answer,) if step.answer else ()


# --- what is reachable ----------------------------------------------------------------------------


def _reachable(state: _State, more: Answers, open_: Iterable[str]) -> frozenset[Outcome]:
    """The outcomes that some continuation leads to once some more have voted."""
    tally = tally_of(state.poll, state.ledger, state.body, {**state.fixed, **more})
    barred = (elector.id for elector in state.body.electors if elector.id in state.body.barred)
    found = state.poll.rule.forecast(tally, (*open_, *barred), state.stances)
    return _broken(state.poll, found)


def _broken(poll: Poll, outcomes: frozenset[Outcome]) -> frozenset[Outcome]:
    """Where a tie may come about and something breaks it: what that may lead to as well."""
    if Outcome.TIED not in outcomes or poll.rule.tie_break in (None, TieBreak.STATUS_QUO):
        return outcomes
    vetoed = {Outcome.VETOED} if poll.rule.vetoed is not None else set[Outcome]()
    return (outcomes - {Outcome.TIED}) | {Outcome.ADOPTED, Outcome.REJECTED} | vetoed


def _settling(state: _State) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For yes and for no: the first so many of the open whose votes would settle it."""
    if not _firm(state.poll) or state.poll.procedure.bloc or len(state.open) > _MANY:
        return
    order = _heaviest_first(state)
    for answer in ("yes", "no"):
        if answer in state.poll.answers:
            number = _fewest(state, order, answer)
            if number is not None:
                yield answer, tuple(order[:number])


def _heaviest_first(state: _State) -> list[str]:
    measures = state.poll.rule.compiled.vocabulary.measures
    people = {elector.id: elector for elector in state.body.electors}
    return sorted(state.open, key=lambda who: [-people[who].weights.get(name, 0) for name in measures])


def _fewest(state: _State, order: list[str], answer: str) -> int | None:
    """How many of the open, from the first on, decide the poll by one answer: the more, the surer.

    ``None`` where all of them do not, and where looking takes too long.
    """
    low, high = 0, len(order)
    try:
        if not _decides(state, order, answer, high):
            return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if _decides(state, order, answer, middle) else (middle, high)
    except TooLarge:
        return None
    return high


def _decides(state: _State, order: list[str], answer: str, number: int) -> bool:
    more: Answers = dict.fromkeys(order[:number], answer)
    return len(_reachable(state, more, order[number:])) == 1
