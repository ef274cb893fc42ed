"""May this happen in the poll, and if not, for which reasons: all of them at once.

Every reason is a verdict with a stable code; none is an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from consultgov.counting.tallies import Tally
from consultgov.decisions.methods import Method
from consultgov.decisions.outcomes import Outcome, TieBreak
from consultgov.errors import Fault, MissingData, RecordError, shown
from consultgov.verdicts import Verdict
from consultgov.voting.answers import Answer, If, Split, words_of
from consultgov.voting.authorities import Proxy, ProxyKind
from consultgov.voting.declared import contradicted
from consultgov.voting.events import (
    Attend,
    BreakTie,
    Cast,
    Challenge,
    Close,
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
    Withdraw,
)
from consultgov.voting.grounds import ground
from consultgov.voting.ledger import Ledger
from consultgov.voting.marks import Marks
from consultgov.voting.procedure import CastingVote, Departures, Unreasoned
from consultgov.voting.results import DECLARED, result_of
from consultgov.voting.slates import Slate
from consultgov.voting.timing import in_time, is_shut

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["admission"]


def admission(poll: Poll, ledger: Ledger, event: Event) -> Verdict:
    """Whether an event may happen now: ``admitted``, or ``refused`` with every reason as a part.

    Raises:
        RecordError: something else in the place of an event.
    """
    if type(event) not in _CHECKS:
        fix = "give one of consultgov.voting: Cast, Withdraw, Delegate, …"
        raise RecordError(Fault("not-an-event", "event", "must be one that can happen", shown(event), fix))
    parts = (*in_time(poll, ledger, event), *_CHECKS[type(event)](poll, ledger, event))
    return Verdict(not parts, "refused" if parts else "admitted", "", {}, parts)


# --- who ------------------------------------------------------------------------------------------


def _of_elector(poll: Poll, ledger: Ledger, elector: str) -> Iterator[Verdict]:
    """She is in the electorate, and has a vote."""
    rescaled = poll.procedure.departures is Departures.RESCALED
    if poll.electorate.elector(elector) is None and not (rescaled and elector in ledger.joined):
        yield poll.excluded.get(elector, _unknown(poll, ledger, elector))
        return
    if elector in poll.excluded:  # whoever enters office meanwhile is kept out for the same reason
        yield poll.excluded[elector]
    if elector in ledger.left and poll.procedure.departures is not Departures.FROZEN:
        yield ground("left-office", elector=elector)
    barred = poll.electorate.barred.get(elector)
    if barred is not None:
        yield barred
    if elector in ledger.recused:
        yield _recused(ledger, elector)


def _unknown(poll: Poll, ledger: Ledger, elector: str) -> Verdict:
    """Why somebody who is not in the electorate has no vote of her own."""
    heads = [head for head, agents in poll.agents.items() if elector in agents]
    if heads:
        return ground("votes-as-head", elector=elector, heads=heads)
    return ground("joined-later" if elector in ledger.joined else "not-in-electorate", elector=elector)


def _recused(ledger: Ledger, elector: str) -> Verdict:
    """That she has recused herself, with the reason she gave."""
    reason = ledger.recused[elector].reason
    parts = (ground("stated-ground", elector=elector, reason=reason),) if reason.strip() else ()
    return attrs.evolve(ground("recused", elector=elector), parts=parts)


def _of_agent(poll: Poll, ledger: Ledger, event: Cast | Withdraw) -> Iterator[Verdict]:
    """Whoever acts for her may: she holds her proxy, or sits for her."""
    if event.by in ("", event.elector, *poll.agents.get(event.elector, ())):
        return
    authority = poll.authority(event.elector)
    if authority is None or authority.holder != event.by:
        why = poll.declined(event.elector, event.by)
        yield ground("not-authorised", holder=event.by, elector=event.elector) if why is None else why
    else:
        yield from _of_holder(poll, ledger, event.by, authority)


def _of_holder(poll: Poll, ledger: Ledger, holder: str, authority: Proxy) -> Iterator[Verdict]:
    """She may act on this matter, and if she sits for a member, the member is not there."""
    member = authority.principal
    gone = poll.procedure.departures is not Departures.FROZEN and member in ledger.left
    here = member in ledger.roll and member not in ledger.represented and not gone
    if authority.kind is ProxyKind.SUBSTITUTE and here:
        yield ground("member-present", holder=holder, elector=member)
    if holder in poll.electorate.barred:
        yield poll.electorate.barred[holder]
    elif holder in ledger.recused:
        yield _recused(ledger, holder)
    if holder in ledger.left and poll.procedure.departures is not Departures.FROZEN:
        yield ground("left-office", elector=holder)


# --- ballots --------------------------------------------------------------------------------------


def _cast(poll: Poll, ledger: Ledger, event: Cast) -> Iterator[Verdict]:
    yield from _of_elector(poll, ledger, event.elector)
    yield from _of_agent(poll, ledger, event)
    yield from _of_answer(poll, event)
    procedure = poll.procedure
    if ledger.issued and event.elector not in ledger.issued:
        yield ground("no-paper", elector=event.elector)
    if ledger.has_voted(event.elector) and not procedure.change:
        yield ground("voted-already", elector=event.elector)
    if procedure.method is Method.VOICE_VOTE and not ledger.challenged:
        yield ground("no-ballots")
    elif ledger.declared is not None:
        yield ground("declared-already")
    if event.elector == procedure.chair and procedure.casting is CastingVote.INSTEAD:
        yield ground("chair-votes-on-ties", elector=event.elector)
    if not procedure.delegators_vote and ledger.handed[event.elector]:
        yield ground("vote-delegated", elector=event.elector)


def _of_answer(poll: Poll, event: Cast) -> Iterator[Verdict]:
    """It says what a ballot may say, in the way that the method allows."""
    procedure = poll.procedure
    if poll.slate is not None:
        yield from _of_paper(poll, poll.slate, event.answer)
        return
    stray = sorted({*words_of(event.answer)} - {*procedure.answers})
    if stray:
        yield ground("answer-not-allowed", answers=stray, allowed=list(procedure.answers))
    if isinstance(event.answer, Marks):
        yield ground("nothing-to-mark")
    elif procedure.secret and not isinstance(event.answer, str):
        yield ground("not-one-answer")
    elif not procedure.split and _is_split(event.answer):
        yield ground("no-splitting")
    needs = procedure.unreasoned is Unreasoned.REFUSED and not event.reason.strip()
    if needs and not {*words_of(event.answer)}.isdisjoint(procedure.reasons):
        yield ground("reason-missing", answers=list(procedure.reasons))


def _of_paper(poll: Poll, slate: Slate, answer: Answer) -> Iterator[Verdict]:
    """A paper over several options is filled in as its form asks, or else is blank, or spoilt."""
    if isinstance(answer, Marks):
        yield from slate.refuses(answer)
    elif answer not in ("abstain", "invalid") or answer not in poll.procedure.answers:
        allowed = [word for word in ("abstain", "invalid") if word in poll.procedure.answers]
        yield ground("marks-needed", answers=sorted({*words_of(answer)}), allowed=allowed)


def _is_split(answer: Answer) -> bool:
    if isinstance(answer, If):
        return isinstance(answer.then, Split) or isinstance(answer.otherwise, Split)
    return isinstance(answer, Split)


def _withdraw(poll: Poll, ledger: Ledger, event: Withdraw) -> Iterator[Verdict]:
    yield from _of_agent(poll, ledger, event)
    if not poll.procedure.withdraw:
        yield ground("no-withdrawal")
    if event.elector not in ledger.casts:
        yield ground("no-ballot", elector=event.elector)


# --- people ---------------------------------------------------------------------------------------


def _listed(poll: Poll, ledger: Ledger, event: Attend | Issue) -> Iterator[Verdict]:
    for elector in event.electors:
        known = poll.electorate.elector(elector) is not None or elector in ledger.joined
        unknown = None if known else poll.excluded.get(elector, _unknown(poll, ledger, elector))
        if unknown is not None and not (isinstance(event, Attend) and unknown.code == "votes-as-head"):
            yield unknown
        elif isinstance(event, Attend) and event.by:
            yield from _of_agent(poll, ledger, Cast(elector, "yes", event.at, event.by))


def _recuse(poll: Poll, ledger: Ledger, event: Recuse) -> Iterator[Verdict]:
    yield from _of_elector(poll, ledger, event.elector)
    if ledger.has_voted(event.elector):
        yield ground("voted-already", elector=event.elector)


def _depart(poll: Poll, ledger: Ledger, event: Depart) -> Iterator[Verdict]:
    if poll.electorate.elector(event.elector) is None and event.elector not in ledger.joined:
        yield ground("not-in-electorate", elector=event.elector)
    if event.elector in ledger.left:
        yield ground("left-office", elector=event.elector)


def _join(poll: Poll, ledger: Ledger, event: Join) -> Iterator[Verdict]:
    elector = event.elector.id
    if poll.electorate.elector(elector) is not None or elector in ledger.joined:
        yield ground("in-office-already", elector=elector)
    if poll.procedure.departures is Departures.RESCALED:
        try:
            Tally.of([event.elector], given=poll.matter.given).scope(poll.rule.compiled.vocabulary)
        except MissingData as error:
            yield ground(
                "lacks-what-is-read", elector=elector, subjects=[each.subject for each in error.faults]
            )


def _delegate(poll: Poll, ledger: Ledger, event: Delegate) -> Iterator[Verdict]:
    yield from _of_elector(poll, ledger, event.elector)
    if poll.procedure.delegating is None:
        yield ground("no-delegating")
    if event.to == event.elector:
        yield ground("delegates-to-self", elector=event.elector)
    else:
        yield from _of_elector(poll, ledger, event.to)
    if event.subject and not poll.procedure.subjects:
        yield ground("no-subjects")
    elif event.subject and event.subject not in poll.procedure.subjects:
        yield ground("unknown-subject", subject=event.subject, known=list(poll.procedure.subjects))


def _revoke(poll: Poll, ledger: Ledger, event: Revoke) -> Iterator[Verdict]:
    del poll
    if (event.elector, event.subject) not in ledger.delegations:
        yield ground("no-delegation", elector=event.elector)


# --- the chair ------------------------------------------------------------------------------------


def _declare(poll: Poll, ledger: Ledger, event: Declare) -> Iterator[Verdict]:
    yield from _of_method(poll, ledger, event)
    if bool(event.side) == bool(event.figures):
        yield ground("side-or-figures")
    else:
        yield from contradicted(poll, ledger, event)
    if ledger.casts or ledger.voted:
        yield ground("ballots-cast")
    if ledger.declared is not None:
        yield ground("declared-already")


def _of_method(poll: Poll, ledger: Ledger, event: Declare) -> Iterator[Verdict]:
    """The method has its result declared in this way, and now."""
    method = poll.procedure.method
    if method not in DECLARED:
        yield ground("nothing-to-declare", method=method.value)
    if event.side and method is not Method.VOICE_VOTE:
        yield ground("figures-needed", method=method.value)
    if event.side and ledger.challenged:
        yield ground("count-needed")
    if poll.procedure.secret and not is_shut(poll, ledger, event.at):
        yield ground("not-closed-yet")


def _challenge(poll: Poll, ledger: Ledger, event: Challenge) -> Iterator[Verdict]:
    yield from _of_elector(poll, ledger, event.elector)
    if poll.procedure.method is not Method.VOICE_VOTE or ledger.declared is None or not ledger.declared.side:
        yield ground("nothing-to-challenge")


def _break_tie(poll: Poll, ledger: Ledger, event: BreakTie) -> Iterator[Verdict]:
    if poll.rule.tie_break in (None, TieBreak.STATUS_QUO):
        yield ground("no-tie-vote")
        return
    chair = poll.procedure.chair
    if poll.rule.tie_break is TieBreak.CASTING_VOTE and chair and event.by != chair:
        yield ground("not-the-chair", chair=chair)
    if ledger.tie is not None:
        yield ground("tie-broken-already")
    elif not is_shut(poll, ledger, event.at):
        yield ground("not-closed-yet")
    elif result_of(poll, ledger, closed=True).outcome is not Outcome.TIED:
        yield ground("no-tie")


def _draw(poll: Poll, ledger: Ledger, event: Draw) -> Iterator[Verdict]:
    if poll.slate is None:
        yield ground("nothing-to-mark")
        return
    stray = [] if poll.slate.others else sorted({*event.order}.difference(poll.slate.ids))
    if stray:
        yield ground("unknown-option", options=stray)
    if tuple(each for each in event.order if each in ledger.drawn) != ledger.drawn:
        yield ground("drawn-otherwise", options=list(ledger.drawn))
    if not is_shut(poll, ledger, event.at):
        yield ground("not-closed-yet")


def _establish(poll: Poll, ledger: Ledger, event: Establish) -> Iterator[Verdict]:
    del ledger
    if event.fact in poll.matter.facts:
        yield ground("fact-of-the-matter", fact=event.fact)


def _nothing(poll: Poll, ledger: Ledger, event: Event) -> Iterator[Verdict]:
    """Nothing beside its moment stands in the way."""
    del poll, ledger, event
    return iter(())


_CHECKS: Final[dict[type, Callable[[Any, Ledger, Any], Iterator[Verdict]]]] = {
    Cast: _cast,
    Withdraw: _withdraw,
    Attend: _listed,
    Issue: _listed,
    Recuse: _recuse,
    Depart: _depart,
    Join: _join,
    Delegate: _delegate,
    Revoke: _revoke,
    Declare: _declare,
    Challenge: _challenge,
    BreakTie: _break_tie,
    Draw: _draw,
    Establish: _establish,
    Close: _nothing,
}
