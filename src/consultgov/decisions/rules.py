"""Decision rules: when a motion is adopted, and whatever else a body's rule says about a vote.

The order of outcomes is fixed: a guard or a quorum that fails leaves nothing decided; what adopts is adopted
unless it is vetoed; a tie goes to the tie-break; what does not meet the rule's own rejection is undecided;
all else is rejected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, final

import attrs

from consultgov.counting.algebra import Condition, word
from consultgov.counting.declarations import Facts
from consultgov.counting.forms import Heads
from consultgov.counting.scopes import Scope
from consultgov.counting.tallies import Tally
from consultgov.counting.vocabulary import Vocabulary, heads_read, vocabulary_of
from consultgov.decisions.decision import Decision
from consultgov.decisions.following import (
    MAX_CHAIN,
    FollowUp,
    Guard,
    chain_of,
    plain_parts,
    read_follows,
    read_guards,
)
from consultgov.decisions.methods import Method, contradictions, permits, read_boxes, read_methods
from consultgov.decisions.outcomes import Outcome, TieBreak
from consultgov.decisions.settling import Settle, compile_rule, support_of, support_test
from consultgov.errors import Fault, Faults, RuleError, RuleTextError, not_a_tally, shown
from consultgov.records import expect_keys
from consultgov.verdicts import Clause, Finding, Verdict

if TYPE_CHECKING:
    from consultgov.decisions.early import EarlyDecision
    from consultgov.decisions.prospects import Stances

__all__ = ["DecisionRule", "TieVote"]

TieVote: TypeAlias = str | bool | None
"""What a casting vote, seniority or a lot gave: yes or no; ``None`` where it is outstanding."""

_PARTS: Final = ("quorum", "adopts", "vetoed", "tied", "rejects")
_PRACTICE: Final = ("methods", "boxes", "guards", "follows")
_NEVER: Final = word("yes").less_than(0)


def _read(part: str, given: object, faults: Faults) -> Condition | None:
    if isinstance(given, Condition) or (given is None and part != "adopts"):
        return given
    if not isinstance(given, str):
        rule, fix = "must be text or a Condition", 'compare a count with another: "yes > no"'
        faults.add(Fault("not-text", f"{part}: rule text", rule, shown(given), fix))
        return None
    try:
        return Condition.parse(given)
    except RuleError as error:
        meant = error.suggestion if isinstance(error, RuleTextError) else ""
        for fault in error.faults:
            fix = f"did you mean {meant}?" if meant else fault.fix
            faults.add(attrs.evolve(fault, subject=f"{part}: {fault.subject}", fix=fix))
        return None


def _tie_break(given: object, faults: Faults) -> TieBreak | None:
    if given is None:
        return None
    if isinstance(given, str) and given in list(TieBreak):
        return TieBreak(given)
    known = ", ".join(TieBreak)
    faults.add(Fault("tie-break", "tie_break", f"must be one of {known}", shown(given)))
    return None


def _truth(given: object, faults: Faults) -> bool:
    if not isinstance(given, bool):
        faults.add(Fault("not-a-truth", "silence_adopts", "must be true or false", shown(given)))
    return given is True


def _clause(given: object, faults: Faults) -> Clause | None:
    if given is None or isinstance(given, Clause):
        return given
    faults.add(Fault("not-a-clause", "clause", "must be a Clause", shown(given), "make one: Clause(source)"))
    return None


def _adoption(adopts: Condition | None, faults: Faults, *, silence: bool) -> Condition:
    """The condition of adoption; that there is none, or that it counts no support, is noted."""
    if adopts is None:
        return _NEVER
    if not silence and support_of(adopts) is None:
        fix = "say silence_adopts=True if a motion may pass without any vote for it"
        faults.add(Fault("silence", f"adopts: {adopts}", "must count yes or a label", "", fix))
    return adopts


class _Compiled(NamedTuple):
    """What a rule needs to decide: made once, when it is first asked."""

    vocabulary: Vocabulary
    heads: tuple[Heads, ...]
    support: Condition | None
    settle: Settle


@final
@attrs.frozen(init=False)
class DecisionRule:
    """When a motion is adopted.

    Args:
        adopts: the condition of adoption, as rule text or a ``Condition``.
        quorum: without it nothing is decided.
        vetoed: blocks what would have been adopted.
        tied: when the vote is tied; there is no tie unless the rule says so.
        tie_break: what breaks a tie: ``"casting_vote"``, ``"status_quo"``, ``"seniority"``, ``"lot"`` or
            ``"prime_member"``.
        rejects: what a rejection needs; without it, whatever is not adopted is rejected.
        silence_adopts: a motion for which nobody voted may be adopted (no objection, tacit consent).
        clause: where the rule stands.
        methods: how votes may be given, ``Method`` values or their names; any, if none is named.
        boxes: the traits, flags and measures by which a secret ballot has separate boxes.
        guards: what is asked before there is a vote; the first that fails decides what happens instead.
        follows: what follows an outcome, by any outcome but adoption.

    Raises:
        RuleError: a condition that cannot be read or decided, an unknown tie-break, one without ``tied``,
            and an ``adopts`` that names neither yes nor a label without ``silence_adopts``; all at once.
            Then conditions that a method named cannot tell, and more than eight rules behind one another.

    >>> rule = DecisionRule(adopts="yes >= 80% of members", quorum="present >= 2/3 of members")
    >>> rule.decide(Tally.totals(yes=6, present=7, members=8)).outcome
    <Outcome.REJECTED: 'rejected'>
    """

    adopts: Condition
    quorum: Condition | None = None
    vetoed: Condition | None = None
    tied: Condition | None = None
    tie_break: TieBreak | None = None
    rejects: Condition | None = None
    silence_adopts: bool = False
    clause: Clause | None = None
    methods: tuple[Method, ...] = ()
    boxes: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    follows: Mapping[Outcome, FollowUp] = attrs.field(hash=False, default=MappingProxyType({}))
    chain: int = attrs.field(init=False, eq=False, repr=False, default=0)
    _compiled: _Compiled | None = attrs.field(init=False, eq=False, repr=False, default=None)
    _key: str | None = attrs.field(init=False, eq=False, repr=False, default=None)
    _settle: Settle | None = attrs.field(init=False, eq=False, repr=False, default=None)

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(  # noqa: PLR0913, PLR0917 - whatever a body's rule may say
        self,
        adopts: Condition | str,
        quorum: Condition | str | None = None,
        vetoed: Condition | str | None = None,
        tied: Condition | str | None = None,
        tie_break: TieBreak | str | None = None,
        rejects: Condition | str | None = None,
        silence_adopts: bool = False,  # noqa: FBT001, FBT002 - a plain fact of the rule, named by callers
        clause: Clause | None = None,
        methods: Iterable[Method | str] = (),
        boxes: Iterable[str] = (),
        guards: Iterable[Guard] = (),
        follows: Mapping[Outcome, FollowUp] | Mapping[str, FollowUp] = MappingProxyType({}),
    ) -> None:
        faults = Faults()
        given = {
            "quorum": quorum,
            "adopts": adopts,
            "vetoed": vetoed,
            "tied": tied,
            "rejects": rejects,
        }
        read = {part: _read(part, value, faults) for part, value in given.items()}
        for condition in read.values():
            if condition is not None:
                faults.attempt(condition.closed)
        breaks = _tie_break(tie_break, faults)
        if breaks is not None and tied is None:
            faults.add(Fault("no-tie", "tie_break", "must go with tied", "", "add tied='yes = no'"))
        silence, stands = _truth(silence_adopts, faults), _clause(clause, faults)
        adoption = _adoption(read["adopts"], faults, silence=silence)
        more = (read_methods(methods, faults), read_boxes(boxes, faults), read_guards(guards, faults))
        following = read_follows(follows, faults)
        faults.close(RuleError)
        others = (read["quorum"], read["vetoed"], read["tied"], breaks, read["rejects"])
        self.__attrs_init__(adoption, *others, silence, stands, *more, following)
        self._check()

    def _check(self) -> None:
        """Note how many rules follow; too many are refused, and methods that cannot tell what is read."""
        object.__setattr__(self, "chain", chain_of(self.guards, self.follows))
        if self.chain > MAX_CHAIN:
            raise _too_deep()
        faults = [fault for method in self.methods for fault in contradictions(self, method)]
        if faults:
            raise RuleError(*faults)

    @property
    def parts(self) -> tuple[tuple[str, Condition], ...]:
        """Every condition of the rule beside the name of its part; each guard is a ``"guard"``."""
        named = ((part, getattr(self, part)) for part in _PARTS)
        guards = (("guard", guard.condition) for guard in self.guards)
        return (*guards, *((part, condition) for part, condition in named if condition is not None))

    # --- deciding -------------------------------------------------------------------------------

    @property
    def compiled(self) -> _Compiled:
        """What the conditions read together, so that a tally is classed once for all of them."""
        if self._compiled is None:
            support = None if self.silence_adopts else support_of(self.adopts)
            read = (*(condition for _, condition in self.parts), support)
            conditions = tuple(part for part in read if part is not None)
            vocabulary, settle = vocabulary_of(conditions), compile_rule(self, support)
            compiled = _Compiled(vocabulary, heads_read(conditions), support, settle)
            object.__setattr__(self, "_compiled", compiled)
            object.__setattr__(self, "_key", vocabulary.key)
            object.__setattr__(self, "_settle", settle)
        return self._compiled  # type: ignore[return-value]

    def outcome(self, tally: Tally, tie_vote: TieVote = None) -> Outcome:
        """The outcome alone; the same as ``decide(tally, tie_vote).outcome``, and fast.

        Raises:
            MissingData: a trait, weight or fact that a condition reads is not there.
            UnknownFigure: the figures given do not fix what a condition reads.
            RuleError: a tie vote where the rule has nothing that takes one.
        """
        vote = None if tie_vote is None else self._tie_vote(tie_vote)
        try:
            scope = tally.scopes[self._key]  # type: ignore[index]
        except KeyError:
            scope = tally.scope(self.compiled.vocabulary)
        except AttributeError:
            raise not_a_tally(tally) from None
        return (self._settle or self.compiled.settle)(scope, vote)

    def decide(self, tally: Tally, tie_vote: TieVote = None) -> Decision:
        """The decision, with its reasons.

        Args:
            tally: who took which stance.
            tie_vote: what the casting vote, seniority or a lot gave; used only if there is a tie. It counts
                as support, so that a motion without votes that the rule calls tied may be adopted by it.

        Raises:
            MissingData: a trait, weight or fact that a condition reads is not there.
            UnknownFigure: the figures given do not fix what a condition reads.
            RuleError: a tie vote where the rule has nothing that takes one.

        >>> rule = DecisionRule(adopts="yes > no", tied="yes = no", tie_break="casting_vote")
        >>> rule.decide(Tally.totals(yes=310, no=310), tie_vote="no").outcome
        <Outcome.REJECTED: 'rejected'>
        """
        return Decision(self, tally, self.outcome(tally, tie_vote), tie_vote)

    def _tie_vote(self, given: TieVote) -> bool:
        if self.tie_break in (None, TieBreak.STATUS_QUO):
            fix = "drop the vote, or give the rule a tie-break that takes one"
            raise RuleError(
                Fault("tie-vote", "tie_vote", "must be taken by the tie-break", shown(given), fix)
            )
        if given is True or given == "yes":
            return True
        if given is False or given == "no":
            return False
        raise RuleError(Fault("tie-vote", "tie_vote", "must be yes or no", shown(given)))

    def settle(self, scope: Scope) -> Outcome:
        """The outcome in a scope that was opened with the rule's vocabulary; a tie stays a tie."""
        return self.compiled.settle(scope, None)

    def supported(self, scope: Scope) -> bool:
        """Whether somebody voted yes, or for a label that adoption counts, or the rule lets silence adopt."""
        return support_test(self.compiled.support)(scope)

    def permits(self, method: Method | str) -> Verdict:
        """Whether votes may be given by a method: it is named, or none is, and tells what the rule reads.

        Raises:
            RuleError: a method that is not known.

        >>> rule = DecisionRule("yes >= 2/3 of decisive", methods=["secret_ballot", "roll_call"])
        >>> rule.permits("secret_ballot").holds, rule.permits("voice_vote").code
        (True, 'method-not-permitted')
        """
        return permits(self, method)

    # --- what may still happen ------------------------------------------------------------------

    def forecast(
        self, tally: Tally, outstanding: Iterable[str], stances: Stances | None = None
    ) -> frozenset[Outcome]:
        """The outcomes still reachable, exactly, also where the rule is not monotone.

        Args:
            tally: the tally so far, of electors.
            outstanding: the ids of those who may still act; what they did so far is set aside.
            stances: what they may still do; by default every stance of somebody entitled, and the labels.
                As a mapping: by the stance that they have in the tally, those that they may still take.

        Raises:
            TallyError: an unknown elector or stance, somebody recused.
            TooLarge: too many ways to look at; said before the search starts.

        >>> tally = Tally.of(["li", "wang", "zhao"], {"li": "yes"})
        >>> sorted(DecisionRule(adopts="yes >= 2/3 of members").forecast(tally, ["wang", "zhao"]))
        [<Outcome.ADOPTED: 'adopted'>, <Outcome.REJECTED: 'rejected'>]
        """
        from consultgov.decisions import prospects  # noqa: PLC0415 - searching is loaded when asked for

        return prospects.forecast(self, tally, outstanding, stances)

    def before_the_vote(self, tally: Tally) -> tuple[Finding, ...]:
        """What stands in the way before anybody votes, when the roll has been taken.

        Guards that fail, or a quorum that those who are here cannot make, or else that those who are here
        could not adopt anything, however they voted: what is said at the door and not after the vote.

        Args:
            tally: who is there; what they voted is set aside.

        Raises:
            MissingData: a trait, weight or fact that a condition reads is not there.
            TooLarge: too many ways to look at.
            UnknownFigure: the figures given do not fix who is there.

        >>> rule = DecisionRule("yes >= 80% of members", quorum="present >= 2/3 of members")
        >>> here = Tally.of([*"abcdefgh"], present=[*"abcdef"])
        >>> print(rule.before_the_vote(here)[0].explain())
        Note: those who are here cannot adopt anything, however they vote.
        If all of them voted in favour:
          6 votes in favour; at least 80% of the 8 members is needed, which is 7: one short.
        """
        from consultgov.decisions import prospects  # noqa: PLC0415 - searching is loaded when asked for

        return prospects.before_the_vote(self, tally)

    def early(
        self,
        stream: Iterable[object],
        *,
        electors: int,
        stances: Iterable[str] = ("yes", "no"),
        given: Facts | None = None,
    ) -> EarlyDecision:
        """The first ballot after which nothing can change the outcome.

        Args:
            stream: stances, in the order in which they come in; read little further than needed.
            electors: how many people take one stance each.
            stances: the stances they may take, ``absent`` among them if some may stay away.
            given: facts of the matter that conditions read.

        Raises:
            RuleError: the rule reads traits, weights or labels; ballots here are anonymous.
            TallyError: a stance that is not among ``stances``, a body of nobody.
            TooLarge: what is reachable has too many cases.

        >>> rule = DecisionRule(adopts="yes >= 2/3 of members")
        >>> rule.early(["yes", "no", "yes", "yes", "yes", "no"], electors=6).after
        5
        """
        from consultgov.decisions import prospects  # noqa: PLC0415 - searching is loaded when asked for

        return prospects.early(self, stream, electors, stances, given)

    # --- records --------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form: conditions as rule text, or with their clause as a dict."""
        plain: dict[str, object] = {}
        for part in _PARTS:
            condition = getattr(self, part)
            if condition is not None:
                plain[part] = str(condition) if condition.clause is None else condition.to_dict()
        if self.tie_break is not None:
            plain["tie_break"] = self.tie_break.value
        if self.silence_adopts:
            plain["silence_adopts"] = True
        if self.clause is not None:
            plain["clause"] = self.clause.to_dict()
        return plain | self._plain_practice()

    def _plain_practice(self) -> dict[str, object]:
        """How votes are given, what is asked before and what follows; nothing that is not stated."""
        practice: dict[str, object] = {
            "methods": [method.value for method in self.methods],
            "boxes": list(self.boxes),
            "guards": [guard.to_dict() for guard in self.guards],
            "follows": {outcome.value: follow.to_dict() for outcome, follow in self.follows.items()},
        }
        return {name: stated for name, stated in practice.items() if stated}

    @classmethod
    def from_dict(cls, data: object) -> DecisionRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys that a rule does not have.
            RuleError: what the constructor refuses.
        """
        return _read_rule(data, 0)

    def __reduce__(self) -> tuple[type[DecisionRule], tuple[object, ...]]:
        """Pickle and copy without what was compiled."""
        parts = (self.adopts, self.quorum, self.vetoed, self.tied, self.tie_break, self.rejects)
        practice = (self.methods, self.boxes, self.guards, dict(self.follows))
        return DecisionRule, (*parts, self.silence_adopts, self.clause, *practice)


def _read_rule(data: object, depth: int) -> DecisionRule:
    """A rule from its plain dict, so many rules behind the first."""
    if depth > MAX_CHAIN:
        raise _too_deep()
    optional = frozenset({*_PARTS, "tie_break", "silence_adopts", "clause", *_PRACTICE} - {"adopts"})
    plain = dict(expect_keys(data, "decision rule", frozenset({"adopts"}), optional))
    for part in _PARTS:
        if isinstance(plain.get(part), Mapping):
            plain[part] = Condition.from_dict(plain[part])
    if plain.get("clause") is not None:
        plain["clause"] = Clause.from_dict(plain["clause"])
    plain |= plain_parts(plain, partial(_read_rule, depth=depth + 1))
    return DecisionRule(**plain)  # type: ignore[arg-type]


def _too_deep() -> RuleError:
    rule = f"must be at most {MAX_CHAIN} behind one another"
    return RuleError(Fault("too-deep", "rules that follow", rule, "", "let the last one end in referral"))
