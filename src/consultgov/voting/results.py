"""What a poll came to: the decision, what it was counted from, and what may be told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast, final

import attrs

from consultgov.decisions.decision import Decision
from consultgov.decisions.following import FollowUp
from consultgov.decisions.methods import Method
from consultgov.decisions.outcomes import Outcome, TieBreak
from consultgov.shares import Number, number, number_text
from consultgov.verdicts import Verdict, spoken
from consultgov.voting.answers import If, Split, plain_answer
from consultgov.voting.counting import Box, Counted, counted, paper_in, stance_of
from consultgov.voting.declared import ballots_in
from consultgov.voting.events import BreakTie
from consultgov.voting.grounds import ground
from consultgov.voting.ledger import Ledger
from consultgov.voting.marks import Marks
from consultgov.voting.procedure import CastingVote, Departures

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["DECLARED", "PollResult", "nothing_declared", "result_of", "void_for"]

DECLARED: Final = frozenset({Method.VOICE_VOTE, Method.SHOW_OF_HANDS, Method.SECRET_BALLOT})
"""The methods whose result the chair or the tellers may declare."""


_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def _read_only(given: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(given))


@final
@attrs.frozen(hash=False)
class PollResult:
    """What a poll came to, counted from its ballots.

    Attributes:
        question: what was asked.
        method: how it was voted on.
        closed: whether the poll was closed; otherwise what it would come to if it closed now.
        outcome: what was decided; ``None`` where the poll is void, or sealed.
        decision: the outcome with its reasons; ``None`` where there is no outcome, where the chair declared
            which side was louder, and where the figures would unmask a voter.
        without: the decision as it would be if silence had no meaning; ``None`` where it has none.
        deemed: what silence was deemed to be, if anything.
        follows: what the rule says happens next.
        notes: why there is no outcome or no figures, and what a reader has to know.
        answers: who answered what, where that is open.
        totals: how many ballots of each answer, those that silence is deemed to be left out.
        boxes: of a secret ballot with separate boxes, what each of them held: by what its voters have, how
            many ballots of each answer.
        delegated: whose ballot was used for whom, by delegator.
        papers: how many ballots were ``issued``, ``returned`` and ``not_returned``, where that is recorded.
    """

    question: str
    method: str
    closed: bool
    outcome: Outcome | None = None
    decision: Decision | None = None
    without: Decision | None = None
    deemed: str | None = None
    follows: FollowUp | None = None
    notes: tuple[Verdict, ...] = ()
    answers: Mapping[str, str | Split | Marks] = attrs.field(default=_NOTHING, converter=_read_only)
    totals: Mapping[str, str] = attrs.field(default=_NOTHING, converter=_read_only)
    boxes: tuple[tuple[Mapping[str, object], Mapping[str, int]], ...] = ()
    delegated: Mapping[str, str] = attrs.field(default=_NOTHING, converter=_read_only)
    papers: Mapping[str, int] = attrs.field(default=_NOTHING, converter=_read_only)

    def explain(self, language: str = "en") -> str:
        """What was decided and why, in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        room, code = spoken(language)
        return room.result(self.to_dict(), code)

    def to_dict(self) -> dict[str, object]:
        """The record of the result as a plain dict; of a secret ballot it names nobody."""
        plain: dict[str, object] = {
            "question": self.question,
            "method": self.method,
            "closed": self.closed,
            "outcome": None if self.outcome is None else self.outcome.value,
        }
        return plain | dict(self._stated())

    def _stated(self) -> Iterator[tuple[str, object]]:
        """What there is to tell beside the outcome."""
        parts = {name: getattr(self, name) for name in ("decision", "without", "follows")}
        told: dict[str, object] = {name: part.to_dict() for name, part in parts.items() if part is not None}
        told["deemed"] = self.deemed
        told["notes"] = [note.to_dict() for note in self.notes]
        told |= {name: dict(getattr(self, name)) for name in ("totals", "delegated", "papers")}
        told["boxes"] = [{"box": dict(box), "totals": dict(totals)} for box, totals in self.boxes]
        told["answers"] = {elector: plain_answer(answer) for elector, answer in self.answers.items()}
        return ((name, value) for name, value in told.items() if value)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        values = (getattr(self, field.name) for field in attrs.fields(PollResult))
        plain = (
            dict(cast("Mapping[str, Any]", value)) if isinstance(value, Mapping) else value
            for value in values
        )
        return PollResult, tuple(plain)

    def __hash__(self) -> int:
        """Equal results are of equal questions and outcomes."""
        return hash((self.question, self.outcome))


def result_of(poll: Poll, ledger: Ledger, *, closed: bool) -> PollResult:
    """What a poll comes to after some events."""
    start = PollResult(poll.question, poll.procedure.method.value, closed)
    void = tuple(void_for(poll, ledger))
    if void:
        return attrs.evolve(start, notes=void)
    if poll.procedure.secret and not closed:
        return attrs.evolve(start, notes=(ground("sealed"),))
    if ledger.declared is not None and ledger.declared.side:
        return _louder(poll, ledger, start)
    return _counted(poll, ledger, start)


def void_for(poll: Poll, ledger: Ledger) -> Iterator[Verdict]:
    """Why there is no valid poll, if there is none."""
    if poll.procedure.departures is Departures.VOID and (ledger.left or ledger.joined):
        yield ground("poll-void")
    declared = ledger.declared
    if declared is not None and declared.issued is not None:
        returned = ballots_in(declared.figures)
        if returned > declared.issued:
            yield ground("more-returned-than-issued", issued=declared.issued, returned=returned)
    if ledger.challenged and not ledger.casts:
        yield ground("count-needed")
    elif nothing_declared(poll, ledger) and not poll.procedure.secret:
        yield ground("nothing-declared")


def nothing_declared(poll: Poll, ledger: Ledger) -> bool:
    """Whether a method that has its result declared waits for it, or nobody voted."""
    return (
        poll.procedure.method in DECLARED and ledger.declared is None and not (ledger.casts or ledger.voted)
    )


def _louder(poll: Poll, ledger: Ledger, start: PollResult) -> PollResult:
    """A voice vote: the outcome is that of any result in which that side is ahead; no figures are known."""
    side = ledger.declared.side if ledger.declared is not None else ""
    found = counted(poll, ledger)
    note = attrs.evolve(ground("declared", side=side), holds=True)
    decision = poll.rule.decide(found.tally)
    return attrs.evolve(start, outcome=decision.outcome, notes=(note,), follows=decision.follows)


def _counted(poll: Poll, ledger: Ledger, start: PollResult) -> PollResult:
    found = counted(poll, ledger)
    tie_vote = _tie_vote(poll, ledger, found)
    decision = poll.rule.decide(found.tally, tie_vote)
    without = None if found.deemed is None else poll.rule.decide(found.without, tie_vote)
    told = attrs.evolve(
        start,
        outcome=decision.outcome,
        decision=decision,
        without=without,
        deemed=found.deemed,
        follows=decision.follows,
        answers=MappingProxyType(dict(sorted(found.answers.items()))),
        totals=_totals(poll, ledger, found),
        boxes=_boxes(poll),
        delegated={} if found.handed is None else found.handed.casts,
        papers=_papers(ledger),
        notes=tuple(_counted_notes(poll, ledger, found)),
    )
    small = _smallest(poll, ledger) if poll.procedure.secret else None
    if small is None or small >= poll.procedure.fewest_shown:
        return told
    note = ground("figures-withheld", fewest=poll.procedure.fewest_shown)
    return attrs.evolve(
        told, decision=None, without=None, deemed=None, totals=_NOTHING, boxes=(), notes=(note,)
    )


def _smallest(poll: Poll, ledger: Ledger) -> int:
    """The number of papers in the box that has fewest; of an empty urn nothing can be learnt."""
    if ledger.declared is not None:
        return min(_declared_boxes(ledger.declared.figures))
    boxes: Counter[object] = Counter()
    for box, _, papers in poll.urn:
        boxes[box] += papers
    return min(boxes.values(), default=poll.procedure.fewest_shown)


def _declared_boxes(figures: Mapping[str, Any]) -> Iterator[int]:
    """How many papers were counted, in all and in each group."""
    yield ballots_in(figures)
    for groups in figures.get("groups", {}).values():
        for inner in groups.values():
            yield from _declared_boxes(inner)


def _boxes(poll: Poll) -> tuple[tuple[Mapping[str, object], Mapping[str, int]], ...]:
    """What each box of a secret ballot held."""
    held: dict[Box, dict[str, int]] = {}
    for box, answer, papers in poll.urn:
        if box:
            totals = held.setdefault(box, {})
            stance = str(stance_of(poll, paper_in(poll, answer)))
            totals[stance] = totals.get(stance, 0) + papers
    return tuple(({name: value for _, name, value in box}, totals) for box, totals in held.items())


def _totals(poll: Poll, ledger: Ledger, found: Counted) -> Mapping[str, str]:
    """How many ballots of each answer, in the order in which a ballot lists them."""
    sums: dict[str, Any] = dict.fromkeys(poll.answers, 0)
    for paper in found.answers.values():
        answer = stance_of(poll, paper)
        for name, share in dict(answer.parts).items() if isinstance(answer, Split) else ((answer, 1),):
            sums[name] = sums.get(name, 0) + share
    for _, text, papers in poll.urn:
        sums[str(stance_of(poll, paper_in(poll, text)))] += papers
    sums |= _declared(ledger, poll.answers)
    return MappingProxyType({name: number_text(value) for name, value in sums.items()})


def _counted_notes(poll: Poll, ledger: Ledger, found: Counted) -> Iterator[Verdict]:
    """What a reader of the figures has to know: whose votes were not delivered, and what was not known."""
    if found.handed is not None:
        for elector, why in found.handed.unresolved.items():
            yield attrs.evolve(ground("not-delivered", elector=elector), parts=(why,))
    facts = {**poll.matter.given, **ledger.facts}
    known = {name for name, value in facts.items() if isinstance(value, bool)}
    waits = {cast.answer.fact for cast in ledger.casts.values() if isinstance(cast.answer, If)}
    for fact in sorted(waits - known):
        yield ground("fact-unknown", fact=fact)
    for step in poll.procedure.deemed if found.deemed is not None else ():
        if step.clause is not None:
            yield Verdict(True, "deemed-by", "", {}, clause=step.clause)  # noqa: FBT003 - it is so


def _papers(ledger: Ledger) -> Mapping[str, int]:
    """How many papers went out and came back, if that is on record."""
    declared = ledger.declared
    if declared is not None and declared.issued is not None:
        issued, returned = declared.issued, ballots_in(declared.figures)
    elif ledger.issued:
        issued, returned = len(ledger.issued), len(ledger.casts.keys() | ledger.voted.keys())
    else:
        return MappingProxyType({})
    return MappingProxyType({"issued": issued, "returned": returned, "not_returned": issued - returned})


def _declared(ledger: Ledger, answers: Iterable[str]) -> dict[str, Number]:
    """The figures declared of some answers."""
    stated: dict[str, Any] = {} if ledger.declared is None else {**ledger.declared.figures}
    stated |= stated.pop("labels", {})
    return {name: number(stated[name], name) for name in answers if name in stated}


# --- ties -----------------------------------------------------------------------------------------


def _tie_vote(poll: Poll, ledger: Ledger, found: Counted) -> str | None:
    """What breaks a tie: what was passed, or the vote of whoever comes first in the order."""
    if poll.rule.tie_break in (None, TieBreak.STATUS_QUO):
        return None
    if isinstance(ledger.tie, BreakTie):
        return ledger.tie.answer
    procedure = poll.procedure
    if poll.rule.tie_break is TieBreak.CASTING_VOTE:
        double = procedure.casting is CastingVote.DOUBLE
        return _side(found, procedure.chair) if double else None
    if poll.rule.tie_break is TieBreak.PRIME_MEMBER:
        return _side(found, procedure.order[0]) if procedure.order else None
    if poll.rule.tie_break is TieBreak.SENIORITY:
        sides = (_side(found, elector) for elector in procedure.order)
        return next((side for side in sides if side is not None), None)
    return None


def _side(found: Counted, elector: str) -> str | None:
    answer = found.answers.get(elector)
    return answer if answer in ("yes", "no") and isinstance(answer, str) else None
