"""Consensus without a vote: on every point somebody agrees, stands aside or objects, and says why.

Each point is a poll with the method consensus. Together they come to a consensus, to a partial one with the
differences on record, or to none; what follows then is what the rule says, often that a higher body decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final, final

import attrs

from consultgov.decisions.following import FollowUp
from consultgov.decisions.methods import Method
from consultgov.decisions.outcomes import Outcome
from consultgov.errors import Fault, Faults, RuleError
from consultgov.verdicts import Verdict, spoken
from consultgov.voting.answers import plain_answer
from consultgov.voting.events import Cast
from consultgov.voting.grounds import ground
from consultgov.voting.polls import Poll
from consultgov.voting.reading import of_kind
from consultgov.voting.results import PollResult

__all__ = ["Agreement", "Consensus", "Point", "Voice", "consensus_of"]


@final
class Agreement(StrEnum):
    """What a consultation came to."""

    CONSENSUS = "consensus"
    """Every point is agreed (形成共识)."""
    PARTIAL = "partial_consensus"
    """Some points are agreed; the others are differences on record, or open (部分共识)."""
    NONE = "no_consensus"
    """No point is agreed (未达成一致)."""


@final
@attrs.frozen
class Voice:
    """What somebody said on a point, for the record.

    Attributes:
        elector: who.
        answer: ``"no"`` for an objection, ``"abstain"`` for standing aside.
        reason: why, in her words.
    """

    elector: str
    answer: str
    reason: str = ""

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return attrs.asdict(self)


_OPEN: Final = frozenset({None, Outcome.INQUORATE, Outcome.UNDECIDED})
"""What is no answer of those who were asked: without a decision there is no difference on record."""


@final
@attrs.frozen
class Point:
    """What came of one point of a consultation.

    Attributes:
        question: what was asked.
        outcome: what the poll came to; ``None`` where it is void or still open.
        voices: those who objected or stood aside, in the order in which they spoke.
        follows: what the rule says happens next with this point.
        notes: why nothing was decided, where nothing was.
    """

    question: str
    outcome: Outcome | None
    voices: tuple[Voice, ...] = ()
    follows: FollowUp | None = None
    notes: tuple[Verdict, ...] = ()

    @property
    def agreed(self) -> bool:
        """Whether it is agreed."""
        return self.outcome is Outcome.ADOPTED

    @property
    def open(self) -> bool:
        """Whether nothing was decided: no quorum, no vote at all, or neither adopted nor rejected."""
        return self.outcome in _OPEN

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what there is not is left out."""
        plain: dict[str, object] = {
            "point": self.question,
            "outcome": None if self.outcome is None else self.outcome.value,
            "voices": [voice.to_dict() for voice in self.voices],
        }
        if self.follows is not None:
            plain["follows"] = self.follows.to_dict()
        if self.notes:
            plain["notes"] = [note.to_dict() for note in self.notes]
        return plain


@final
@attrs.frozen
class Consensus:
    """What a consultation came to, point by point.

    Attributes:
        points: the points, in the order in which they were put.
    """

    points: tuple[Point, ...]

    @property
    def agreement(self) -> Agreement:
        """Consensus where every point is agreed, none where no point is, and partial consensus otherwise."""
        if not self.agreed:
            return Agreement.NONE
        return Agreement.PARTIAL if len(self.agreed) < len(self.points) else Agreement.CONSENSUS

    @property
    def agreed(self) -> tuple[Point, ...]:
        """The points that are agreed, each with the dissents that did not stand in the way."""
        return tuple(point for point in self.points if point.agreed)

    @property
    def differences(self) -> tuple[Point, ...]:
        """The points that were decided and are not agreed, each with those who objected."""
        return tuple(point for point in self.points if not (point.agreed or point.open))

    @property
    def open(self) -> tuple[Point, ...]:
        """The points on which nothing was decided: they are neither agreed nor differences."""
        return tuple(point for point in self.points if point.open)

    @property
    def follows(self) -> FollowUp | None:
        """What happens next with all that is not agreed, where it is one and the same; or ask each point."""
        found = [point.follows for point in self.points if not point.agreed]
        return found[0] if found and all(each == found[0] for each in found) else None

    def explain(self, language: str = "en") -> str:
        """What was agreed and what was not, with whose words, in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        room, code = spoken(language)
        return room.consensus(self.to_dict(), code)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form: the points by what came of them."""
        return {
            "agreement": self.agreement.value,
            "agreed": [point.to_dict() for point in self.agreed],
            "differences": [point.to_dict() for point in self.differences],
            "open": [point.to_dict() for point in self.open],
        }


def consensus_of(points: Iterable[Poll], at: datetime | str | None = None) -> Consensus:
    """What a consultation on some points came to.

    Args:
        points: a poll for each point, with the method consensus: yes agrees, abstain stands aside, no
            objects.
        at: the moment of asking: a point whose poll is not closed by then is open. Without it, all are taken
            as closed.

    Raises:
        RuleError: no point, the same one twice, or a poll with another method.

    >>> from consultgov import DecisionRule
    >>> from consultgov.voting import Procedure
    >>> def point(question):
    ...     rule = DecisionRule("no = 0", silence_adopts=True)
    ...     procedure = Procedure(method="consensus")
    ...     return Poll(question, rule, ["a", "b", "c"], opens="2026-05-01T09:00Z", procedure=procedure)
    >>> route = point("The route")
    >>> costs = point("The costs").cast("b", "no", at="2026-05-01T10:00Z", reason="b pays too much")
    >>> consensus_of([route, costs]).agreement.value
    'partial_consensus'
    """
    polls = of_kind(points, Poll, "points", faults := Faults())
    faults.close(RuleError)
    _check(polls)
    return Consensus(tuple(_point(poll, at) for poll in polls))


def _point(poll: Poll, at: datetime | str | None) -> Point:
    """What came of one poll; while it can be answered, nothing has."""
    result = poll.result(at)
    voices = tuple(_voices(poll, result))
    if at is not None and not result.closed:
        return Point(poll.question, None, voices, notes=(ground("point-still-open"),))
    notes = _undecided(result) if result.outcome in _OPEN else ()
    return Point(poll.question, result.outcome, voices, result.follows, notes)


def _undecided(result: PollResult) -> tuple[Verdict, ...]:
    """Why nothing was decided: a guard that failed, no quorum, or what the poll has noted."""
    decision = result.decision
    if decision is None or decision.outcome is not Outcome.INQUORATE:
        return result.notes
    failed = tuple(guard for guard in decision.guards if not guard.holds)
    if failed:
        return (attrs.evolve(ground("guards-failed"), parts=failed),)
    quorum = tuple(part for part in (decision.quorum,) if part is not None)
    return (attrs.evolve(ground("no-quorum"), parts=quorum),)


def _check(polls: Iterable[Poll]) -> None:
    other = [poll.question for poll in polls if poll.procedure.method is not Method.CONSENSUS]
    if other:
        fix = 'give the poll Procedure(method="consensus")'
        raise RuleError(Fault("not-consensus", f"point {other[0]!r}", "must be put by consensus", "", fix))
    questions = [poll.question for poll in polls]
    if not questions or len(set(questions)) < len(questions):
        rule = "must be one or more, each put once"
        raise RuleError(Fault("bad-points", "points of a consultation", rule, ", ".join(questions)))


def _voices(poll: Poll, result: PollResult) -> Iterator[Voice]:
    """Those who did not simply agree, as they last said, in the order in which they spoke."""
    last = {event.elector: event for event in poll.events if isinstance(event, Cast)}
    counted = result.answers
    for elector, event in last.items():
        if elector in counted and counted[elector] != "yes":
            yield Voice(elector, str(plain_answer(counted[elector])), event.reason)
