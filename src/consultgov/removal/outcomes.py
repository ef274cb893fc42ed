"""What a case of removal has come to: the office is lost or not, from when, why, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from consultgov.decisions.following import FollowUp
from consultgov.decisions.outcomes import Outcome
from consultgov.removal.admission import conditions, of_result, resigned_at, told
from consultgov.removal.rules import Effective, RemovalKind
from consultgov.spans import Point, shifted
from consultgov.verdicts import Verdict
from consultgov.voting.grounds import ground
from consultgov.voting.polls import Poll
from consultgov.voting.results import PollResult
from consultgov.voting.returning import CoolingOff
from consultgov.voting.second_calls import may_call_again

if TYPE_CHECKING:
    from consultgov.removal.cases import Removal

__all__ = ["RemovalOutcome", "RemovalState", "failed_by", "outcome_of"]

_ENDED: Final = MappingProxyType(
    {
        Outcome.ADOPTED: "removed",
        Outcome.REJECTED: "not_removed",
        Outcome.VETOED: "not_removed",
        Outcome.INQUORATE: "void",
        Outcome.TIED: "pending",
        Outcome.UNDECIDED: "pending",
    }
)
"""What the outcome of the vote makes of the case."""

_WAITS: Final = frozenset({"nothing-declared", "count-needed", "sealed"})
"""Notes of a result that is still to come; any other without an outcome makes the vote void."""

_TAKEN: Final = MappingProxyType(
    {
        RemovalKind.RECALL: "office-recalled",
        RemovalKind.DISMISSAL: "office-dismissed",
        RemovalKind.RESIGNATION: "office-resigned",
    }
)
"""What a vote that carried is told as."""

_FINAL: Final = frozenset({"petition-failed", "vote-too-late"})
"""What no later step can mend."""


def __dir__() -> list[str]:
    return __all__


@final
class RemovalState(StrEnum):
    """What a case of removal has come to."""

    PENDING = "pending"
    """Nothing is decided yet."""
    REMOVED = "removed"
    """The office is lost by the vote."""
    NOT_REMOVED = "not_removed"
    """The vote failed: she stays."""
    VOID = "void"
    """There was no valid vote: too few took part, or it was put although it was not allowed."""
    RESIGNED = "resigned"
    """The office is lost by resignation, and what was pending is over."""
    LAPSED = "lapsed"
    """It never came to a vote, and cannot any more."""


@final
@attrs.frozen
class RemovalOutcome:
    """What a case has come to at a moment.

    Attributes:
        state: what it has come to.
        why: the reasons; it holds where the office is lost.
        vacant_from: the moment, or the day, from which the seat is vacant; ``None`` where it is not.
        result: what the vote came to, where one was held.
        follows: what the rule of the vote says happens next.
        again_from: the first day, or moment, at which one on the same facts may be asked for; ``None`` where
            nothing bars it.
    """

    state: RemovalState
    why: Verdict
    vacant_from: Point | None = None
    result: PollResult | None = None
    follows: FollowUp | None = None
    again_from: Point | None = None

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: the outcome, with the reasons as its parts."""
        return (self.why,)

    def explain(self, language: str = "en") -> str:
        """What became of it and why, in sentences, ``"en"`` or ``"zh"``, and where all of it stands.

        Raises:
            RecordError: a language that is not there.
        """
        return self.why.explain(language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what there is not is left out."""
        plain: dict[str, object] = {"state": self.state.value, "why": self.why.to_dict()}
        days = {"vacant_from": self.vacant_from, "again_from": self.again_from}
        plain |= {name: at.isoformat() for name, at in days.items() if at is not None}
        parts = {"result": self.result, "follows": self.follows}
        return plain | {name: part.to_dict() for name, part in parts.items() if part is not None}


def outcome_of(case: Removal, at: datetime) -> RemovalOutcome:
    """What a case has come to by a moment.

    A resignation in force ends what the vote had not settled by then; after that no vote counts.
    """
    gone = resigned_at(case, at)
    if gone is None:
        return _by_vote(case, at)
    before = _by_vote(case, gone)
    if before.state in (RemovalState.REMOVED, RemovalState.NOT_REMOVED, RemovalState.RESIGNED):
        return before
    return _lost(case, RemovalState.RESIGNED, gone, ())


def failed_by(case: Removal, at: datetime) -> Point | None:
    """When one on the same facts had last failed by a moment: the vote of the case, or an earlier one."""
    bar, held = case.rule.bar, [vote for vote in case.votes if vote.opens <= at]
    closing = held[-1].closing() if held else None
    if bar is None or closing is None or outcome_of(case, at).again_from is None:
        return case.failed
    return _ended(bar, closing)


def _by_vote(case: Removal, at: datetime) -> RemovalOutcome:
    """What the vote made of it by a moment."""
    put = tuple(vote for vote in case.votes if vote.opens <= at)
    if not put:
        return _before_the_vote(case, at)
    against = tuple(conditions(case, put[0].opens))
    if against:
        return _made(case, RemovalState.VOID, (attrs.evolve(ground("vote-not-allowed"), parts=against),))
    last = _last_called(put)
    return _of_result(case, last, last.result(at))


def _last_called(votes: tuple[Poll, ...]) -> Poll:
    """The last vote that followed by the rule on the one before it; one that did not changes nothing."""
    last = votes[0]
    for after in votes[1:]:
        if may_call_again(last, opens=after.opens).holds:
            last = after
    return last


def _before_the_vote(case: Removal, at: datetime) -> RemovalOutcome:
    """Pending, with what is missing; or lapsed, where no step can mend it."""
    missing = tuple(conditions(case, at))
    final_ = _FINAL if case.petition is None else _FINAL | {"cooling-off"}
    lapsed = tuple(part for part in missing if part.code in final_)
    if lapsed:
        return _made(case, RemovalState.LAPSED, lapsed)
    return _made(case, RemovalState.PENDING, missing)


def _of_result(case: Removal, vote: Poll, result: PollResult) -> RemovalOutcome:
    closing = vote.closing()
    if not result.closed or closing is None:
        return _made(case, RemovalState.PENDING, (ground("vote-open"),))
    if result.outcome is None:
        waits = any(note.code in _WAITS for note in result.notes)
        state = RemovalState.PENDING if waits else RemovalState.VOID
        return attrs.evolve(_made(case, state, result.notes), result=result)
    state = RemovalState(_ENDED[result.outcome])
    if state is RemovalState.REMOVED:
        resigned = case.rule.kind is RemovalKind.RESIGNATION
        lost = RemovalState.RESIGNED if resigned else state
        return attrs.evolve(_lost(case, lost, closing, of_result(result)), result=result)
    again = _again(case, state, closing)
    parts = (*_undecided(result), *of_result(result), *_barred(case, again))
    return attrs.evolve(_made(case, state, parts), result=result, follows=result.follows, again_from=again)


def _undecided(result: PollResult) -> Iterator[Verdict]:
    """That the vote itself left it open."""
    if result.outcome in (Outcome.TIED, Outcome.UNDECIDED):
        yield ground("vote-undecided")


def _again(case: Removal, state: RemovalState, closing: datetime) -> Point | None:
    """From when one on the same facts may be asked for, where a vote that failed bars it."""
    bar = case.rule.bar
    bars = state is RemovalState.NOT_REMOVED or (state is RemovalState.VOID and case.rule.void_bars)
    if bar is None or not bars:
        return None
    return bar.first(_ended(bar, closing))


def _ended(bar: CoolingOff, closing: datetime) -> Point:
    """When a vote failed, as the bar reads it: the moment where it counts hours, otherwise the day."""
    return closing if bar.hours else closing.date()


def _barred(case: Removal, again: Point | None) -> Iterator[Verdict]:
    if again is not None and case.rule.bar is not None:
        clause = case.rule.bar.clause
        yield attrs.evolve(ground("barred-until", first=told(again)), clause=clause)


# --- outcomes ---------------------------------------------------------------------------------------


def _made(case: Removal, state: RemovalState, parts: tuple[Verdict, ...]) -> RemovalOutcome:
    """An outcome that leaves her in office."""
    facts: dict[str, object] = {"person": case.person}
    return RemovalOutcome(state, _why(case, state, facts, parts))


def _lost(case: Removal, state: RemovalState, at: datetime, parts: tuple[Verdict, ...]) -> RemovalOutcome:
    """An outcome by which the office is lost, decided at a moment."""
    since = _vacant_from(case, at)
    facts: dict[str, object] = {"person": case.person, "vacant_from": told(since)}
    return RemovalOutcome(state, _why(case, state, facts, parts), since)


def _why(case: Removal, state: RemovalState, facts: dict[str, object], parts: tuple[Verdict, ...]) -> Verdict:
    lost = state in (RemovalState.REMOVED, RemovalState.RESIGNED)
    if case.seat:
        facts["seat"] = case.seat
    told_as = f"office-{state.value.replace('_', '-')}"
    code = _TAKEN[case.rule.kind] if state is RemovalState.REMOVED else told_as
    return Verdict(lost, code, "", facts, parts, clause=case.rule.clause)


def _vacant_from(case: Removal, at: datetime) -> Point:
    """From when the seat is vacant that was lost at a moment; never from before it."""
    if case.rule.effective is Effective.NEXT_DAY:
        return shifted(at, timedelta(days=1)).date()
    if case.rule.effective is Effective.STATED and case.vacant_on is not None and case.vacant_on > at.date():
        return case.vacant_on
    return at
