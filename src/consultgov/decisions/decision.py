"""A decision: the outcome of a vote under a rule, and everything one may ask about it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, final

import attrs

from consultgov.counting.algebra import Condition
from consultgov.counting.codes import stance_name
from consultgov.counting.tallies import Tally
from consultgov.counting.tracing import trace
from consultgov.decisions.outcomes import Outcome
from consultgov.errors import Fault, NotABoolean, TooLarge, UnknownFigure
from consultgov.shares import Number, number_text
from consultgov.verdicts import Finding, Verdict, spoken

if TYPE_CHECKING:
    from consultgov.decisions.following import FollowUp
    from consultgov.decisions.rules import DecisionRule

__all__ = ["Decision"]

_TOLD: Final = 1_000
"""How many cases are looked at for the sake of a sentence; ``shortfall`` and ``reachable`` look at more."""

_PARTS: Final = ("quorum", "adoption", "veto", "tie", "rejection")


@final
@attrs.frozen(hash=False)
class Decision:
    """What was decided. The outcome is there at once; reasons are worked out when they are asked for.

    Attributes:
        rule: the rule that was applied.
        tally: the tally it was applied to.
        outcome: what the vote came to.
        tie_vote: what the casting vote, seniority or a lot gave, where one was passed.
    """

    rule: DecisionRule
    tally: Tally
    outcome: Outcome
    tie_vote: str | bool | None = None

    def __bool__(self) -> bool:
        """Refused: a decision has six outcomes, not two."""
        fix = "compare .outcome with Outcome.ADOPTED"
        raise NotABoolean(Fault("not-a-boolean", "decision", "is not true or false", "", fix))

    # --- verdicts -------------------------------------------------------------------------------

    @property
    def adoption(self) -> Verdict:
        """Whether the condition of adoption holds, and why."""
        return self._verdict(self.rule.adopts)

    @property
    def quorum(self) -> Verdict | None:
        """Whether there is a quorum; ``None`` where the rule asks for none."""
        return self._optional(self.rule.quorum)

    @property
    def veto(self) -> Verdict | None:
        """Whether there is a veto; ``None`` where the rule knows none."""
        return self._optional(self.rule.vetoed)

    @property
    def tie(self) -> Verdict | None:
        """Whether the vote is tied; ``None`` where the rule knows no tie."""
        return self._optional(self.rule.tied)

    @property
    def rejection(self) -> Verdict | None:
        """Whether the rule's own condition of rejection holds; ``None`` where it has none."""
        return self._optional(self.rule.rejects)

    @property
    def guards(self) -> tuple[Verdict, ...]:
        """Whether each guard of the rule holds, in the order in which they are asked."""
        scope = self.tally.scope(self.rule.compiled.vocabulary)
        return tuple(guard.verdict(scope, self.rule.clause) for guard in self.rule.guards)

    @property
    def follows(self) -> FollowUp | None:
        """What the rule says happens next: by the first guard that fails, or by the outcome."""
        if self.outcome is Outcome.INQUORATE:
            scope = self.tally.scope(self.rule.compiled.vocabulary)
            for guard in self.rule.guards:
                if not guard.condition.compiled(scope):
                    return guard.follows
        return self.rule.follows.get(self.outcome)

    @property
    def supported(self) -> bool:
        """Whether anybody voted for it (or silence may adopt): without that nothing is adopted."""
        return self.rule.supported(self.tally.scope(self.rule.compiled.vocabulary))

    def _verdict(self, condition: Condition) -> Verdict:
        found = trace(condition, self.tally.scope(self.rule.compiled.vocabulary))
        return found if found.clause is not None else attrs.evolve(found, clause=self.rule.clause)

    def _optional(self, condition: Condition | None) -> Verdict | None:
        return None if condition is None else self._verdict(condition)

    # --- how far off ----------------------------------------------------------------------------

    @property
    def needed(self) -> dict[str, Number]:
        """For display: by the count judged, the figure needed for the quorum and for adoption.

        Where a count is judged several times, the figure that serves them all; of alternatives, the
        easiest. Figures that depend on others (a share of the ballots) are as of this tally.
        """
        found: dict[str, Number] = {}
        for verdict in self._to_reach():
            for count, number in _needed(verdict):
                found[count] = max(number, found.get(count, number))
        return found

    def _to_reach(self) -> Iterator[Verdict]:
        """The verdicts on the quorum and on adoption; of an inquorate vote, adoption only if it is known."""
        quorum = self.quorum
        if quorum is not None:
            yield quorum
        try:
            yield self.adoption
        except UnknownFigure:
            if self.outcome is not Outcome.INQUORATE:
                raise

    @property
    def shortfall(self) -> int | None:
        """The fewest electors who would have had to vote yes instead of what they did.

        0 if the motion was adopted; ``None`` where no number would do.

        Raises:
            TooLarge: more ways to look at than allowed.
            UnknownFigure: the tally is of figures that say nothing about single people.
        """
        return self.shortfall_among(None)

    def shortfall_among(self, stances: Iterable[str] | None) -> int | None:
        """The same, counting on those alone who took certain stances: ``["silent", "absent"]``."""
        return self._shortfall(stances)

    def _shortfall(self, stances: Iterable[str] | None, limit: int | None = None) -> int | None:
        if self.outcome is Outcome.ADOPTED:
            return 0
        from consultgov.decisions import prospects  # noqa: PLC0415 - searching is loaded when asked for

        return prospects.shortfall(self.rule, self.tally, stances, limit)

    @property
    def reachable(self) -> bool:
        """Whether those present and entitled could still adopt, if they voted as they liked.

        Raises:
            TooLarge: more ways to look at than allowed.
            UnknownFigure: the tally is of figures that do not fix who is present.
        """
        return self._reachable()

    def _reachable(self, limit: int | None = None) -> bool:
        from consultgov.decisions import prospects  # noqa: PLC0415 - searching is loaded when asked for

        return self.outcome is Outcome.ADOPTED or prospects.reachable(self.rule, self.tally, limit)

    # --- telling --------------------------------------------------------------------------------

    def explain(self, language: str = "en") -> str:
        """What was decided, why, and how far off it was: sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        room, code = spoken(language)
        return room.decision(self.to_dict(), code)

    def findings(self) -> tuple[Finding, ...]:
        """What stood in the way, one finding each; none where the motion was adopted."""
        if self.outcome is Outcome.ADOPTED:
            return ()
        if self.outcome is Outcome.INQUORATE:
            return tuple(self._inquorate())
        if self.outcome is Outcome.VETOED and self.veto is not None:
            return (Finding("vetoed", self.veto.to_dict(), self.veto.clause),)
        if self.adoption.holds and self.rule.compiled.support is not None:
            return self._verdict(self.rule.compiled.support).findings()
        return self.adoption.findings()

    def _inquorate(self) -> Iterator[Finding]:
        """What is wrong with the guards; where they hold, with the quorum."""
        failing = [verdict for verdict in self.guards if not verdict.holds]
        if not failing and self.quorum is not None:
            failing = [self.quorum]
        for verdict in failing:
            yield from verdict.findings()

    def to_dict(self) -> dict[str, object]:
        """The outcome and its reasons as a plain dict, the same facts that ``explain`` tells.

        What would take a long search is left out; ``shortfall`` and ``reachable`` search for longer.
        """
        plain: dict[str, object] = {"outcome": self.outcome.value, "rule": self.rule.to_dict()}
        if self.tie_vote is not None:
            plain["tie_vote"] = "yes" if stance_name(self.tie_vote) == "yes" else "no"
        return plain | dict(self._known())

    def _known(self) -> Iterator[tuple[str, object]]:
        """What the tally tells of the reasons; figures that did not matter any more may be unknown."""
        told: dict[str, Callable[[], object]] = {
            "guards": self._plain_guards,
            **{part: partial(self._part, part) for part in _PARTS},
            "supported": lambda: self.supported,
            "needed": lambda: {count: number_text(number) for count, number in self.needed.items()},
            "shortfall": lambda: self._shortfall(None, _TOLD),
            "reachable": lambda: self._reachable(_TOLD),
            "follows": self._plain_follows,
        }
        for name, tell in told.items():
            try:
                found = tell()
            except (TooLarge, UnknownFigure):
                continue
            if found is not None or (name == "shortfall" and self._asks_for_yes()):
                yield name, found

    def _asks_for_yes(self) -> bool:
        from consultgov.decisions import prospects  # noqa: PLC0415 - searching is loaded when asked for

        return prospects.asks_for_yes(self.rule.adopts)

    def _plain_guards(self) -> list[dict[str, object]] | None:
        return [verdict.to_dict() for verdict in self.guards] or None

    def _plain_follows(self) -> dict[str, object] | None:
        follows = self.follows
        return None if follows is None else follows.to_dict()

    def _part(self, name: str) -> dict[str, object] | None:
        verdict: Verdict | None = getattr(self, name)
        return None if verdict is None else verdict.to_dict()

    def __hash__(self) -> int:
        """Equal decisions have equal rules and outcomes."""
        return hash((self.rule, self.outcome))


def _needed(verdict: Verdict) -> Iterator[tuple[str, Number]]:
    """The figures that comparisons with a floor need, by the text of the count judged."""
    if verdict.code == "comparison":
        facts = verdict.facts
        if facts["relation"] in (">=", ">") and verdict.needed is not None:
            yield str(facts["left"]["text"]), verdict.needed  # type: ignore[index]
    elif verdict.code == "and":
        for part in verdict.parts:
            yield from _needed(part)
    elif verdict.code == "or":
        easiest: dict[str, Number] = {}
        for part in verdict.parts:
            for count, number in _needed(part):
                easiest[count] = min(number, easiest.get(count, number))
        yield from easiest.items()
