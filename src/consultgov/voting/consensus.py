"""Consensus without a vote: on every point somebody agrees, stands aside or objects, and says why.

Each point is a poll with the method consensus. Together they come to a consensus, to a partial one with the
differences on record, or to none; what follows then is what the rule says, often that a higher body decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, final

import attrs

from consultgov.decisions.following import FollowUp
from consultgov.decisions.methods import Method
from consultgov.decisions.outcomes import Outcome
from consultgov.errors import Fault, RuleError
from consultgov.verdicts import spoken
from consultgov.voting.answers import plain_answer
from consultgov.voting.events import Cast
from consultgov.voting.polls import Poll

__all__ = ["Agreement", "Consensus", "Voice", "consensus_of"]


@final
class Agreement(StrEnum):
    """What a consultation came to."""

    CONSENSUS = "consensus"
    """Every point is agreed (形成共识)."""
    PARTIAL = "partial_consensus"
    """Some points are agreed; the others are differences on record (部分共识)."""
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


@final
@attrs.frozen
class Consensus:
    """What a consultation came to, point by point.

    Attributes:
        agreement: consensus, partial consensus or none.
        agreed: the points that are agreed, each with the dissents that did not stand in the way.
        differences: the points that are not, each with those who objected or stood aside.
        follows: what the rule says happens with what is not agreed.
    """

    agreement: Agreement
    agreed: tuple[tuple[str, tuple[Voice, ...]], ...]
    differences: tuple[tuple[str, tuple[Voice, ...]], ...] = ()
    follows: FollowUp | None = None

    def explain(self, language: str = "en") -> str:
        """What was agreed and what was not, with whose words, in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        room, code = spoken(language)
        return room.consensus(self.to_dict(), code)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {
            "agreement": self.agreement.value,
            "agreed": [_plain(point) for point in self.agreed],
            "differences": [_plain(point) for point in self.differences],
        }
        return plain if self.follows is None else {**plain, "follows": self.follows.to_dict()}


def _plain(point: tuple[str, tuple[Voice, ...]]) -> dict[str, object]:
    question, voices = point
    return {"point": question, "voices": [voice.to_dict() for voice in voices]}


def consensus_of(points: Iterable[Poll]) -> Consensus:
    """What a consultation on some points came to.

    Args:
        points: a poll for each point, with the method consensus: yes agrees, abstain stands aside, no
            objects.

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
    polls = tuple(points)
    _check(polls)
    agreed: list[tuple[str, tuple[Voice, ...]]] = []
    differences: list[tuple[str, tuple[Voice, ...]]] = []
    follows: FollowUp | None = None
    for poll in polls:
        result = poll.result()
        point = (poll.question, tuple(_voices(poll)))
        if result.outcome is Outcome.ADOPTED:
            agreed.append(point)
        else:
            differences.append(point)
            follows = follows or result.follows
    agreement = _AGREEMENTS[bool(agreed), bool(differences)]
    return Consensus(agreement, tuple(agreed), tuple(differences), follows)


_AGREEMENTS: Final = {
    (True, False): Agreement.CONSENSUS,
    (True, True): Agreement.PARTIAL,
    (False, True): Agreement.NONE,
}


def _check(polls: tuple[Poll, ...]) -> None:
    other = [poll.question for poll in polls if poll.procedure.method is not Method.CONSENSUS]
    if other:
        fix = 'give the poll Procedure(method="consensus")'
        raise RuleError(Fault("not-consensus", f"point {other[0]!r}", "must be put by consensus", "", fix))
    questions = [poll.question for poll in polls]
    if not questions or len(set(questions)) < len(questions):
        rule = "must be one or more, each put once"
        raise RuleError(Fault("bad-points", "points of a consultation", rule, ", ".join(questions)))


def _voices(poll: Poll) -> Iterator[Voice]:
    """Those who did not simply agree, as they last said, in the order in which they spoke."""
    last = {event.elector: event for event in poll.events if isinstance(event, Cast)}
    counted = poll.result().answers
    for elector, event in last.items():
        if elector in counted and counted[elector] != "yes":
            yield Voice(elector, str(plain_answer(counted[elector])), event.reason)
