"""What a vote can still come to, and what it would have taken: questions put to a rule and a tally."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import attrs

from consultgov.counting.algebra import Condition
from consultgov.counting.codes import Codes, stance_name, unknown_stance
from consultgov.counting.crowds import Crowd, Key, Option, crowd_of
from consultgov.counting.declarations import Facts
from consultgov.counting.scopes import Scope
from consultgov.counting.stances import BASES, CODES, ENTITLED, FIRST_LABEL
from consultgov.counting.tallies import Tally
from consultgov.counting.tracing import trace
from consultgov.counting.vocabulary import heads_read
from consultgov.decisions.early import EarlyDecision, Searched, decided_after
from consultgov.decisions.forecast import reachable_outcomes
from consultgov.decisions.methods import reads_roll_only
from consultgov.decisions.outcomes import Outcome, TieBreak
from consultgov.decisions.reach import Frame, Truth, reach
from consultgov.decisions.scenarios import Kind, Scenario, distinct_codes
from consultgov.decisions.shortfall import fewest_to_yes
from consultgov.errors import Fault, RuleError, TallyError, UnknownFigure, shown
from consultgov.verdicts import Finding, Verdict

if TYPE_CHECKING:
    from consultgov.decisions.following import FollowUp
    from consultgov.decisions.rules import DecisionRule

__all__ = [
    "Stances",
    "asks_for_yes",
    "before_the_vote",
    "early",
    "forecast",
    "possible",
    "reachable",
    "shortfall",
]

Stances: TypeAlias = Iterable[str | bool] | Mapping[str, Iterable[str | bool]]
"""Stances that somebody open may take; or by the stance that she has taken so far, those open to her."""

_YES: Final = CODES["yes"]
_SETTLED: Final = frozenset({CODES["recused"], CODES["recused_absent"], CODES["vacant"]})


def _entitled(mask: int, labels: tuple[str, ...]) -> tuple[int, ...]:
    """The codes of the stances of a mask, labels included."""
    plain = (code for code in range(FIRST_LABEL) if mask >> code & 1)
    return (*plain, *range(FIRST_LABEL, FIRST_LABEL + len(labels)))


def _scenario(tally: Tally, crowd: Crowd, options: Callable[[Option], tuple[Option, ...]]) -> Scenario:
    """The open people of a crowd by kind, each with what is open to them; alike ones together."""
    numbers: dict[tuple[Key, tuple[Option, ...]], int] = {}
    for (traits, taken), count in crowd.open.items():
        key = (traits, options(taken))
        numbers[key] = numbers.get(key, 0) + count
    kinds = [Kind(traits, number, choices) for (traits, choices), number in numbers.items()]
    return Scenario(crowd, kinds, tally.given)


def _whole(taken: Option) -> tuple[int, ...]:
    """All that somebody weighs, by measure."""
    return tuple(sum(weights) for weights in zip(*(weights for _, weights in taken), strict=True))


def _choices(codes: tuple[int, ...]) -> Callable[[Option], tuple[Option, ...]]:
    """Each of some stances, with one's whole weight."""
    return lambda taken: tuple(((code, _whole(taken)),) for code in codes)


# --- outcomes still reachable ---------------------------------------------------------------------


def forecast(
    rule: DecisionRule,
    tally: Tally,
    outstanding: Iterable[str],
    stances: Stances | None,
) -> frozenset[Outcome]:
    """``DecisionRule.forecast``."""
    tally.scope(rule.compiled.vocabulary)
    by_taken = _by_taken(stances)
    movable = frozenset(map(Codes(tally.labels).code, by_taken or ()))
    asked = _outstanding(tally, outstanding, _SETTLED - movable)
    crowd = crowd_of(tally, rule.compiled.vocabulary, rule.compiled.heads, lambda who, _codes: who in asked)
    labels = tally.labels
    scenario = _scenario(tally, crowd, _open_choices(rule, labels, stances))
    return reachable_outcomes(scenario, rule.settle, partial(possible, rule))


def _by_taken(stances: object) -> Mapping[str, Iterable[str | bool]] | None:
    """The stances that may still be taken, where they are given by the stance taken so far."""
    given = isinstance(stances, Mapping)
    return cast("Mapping[str, Iterable[str | bool]]", stances) if given else None


def _open_choices(
    rule: DecisionRule, labels: tuple[str, ...], stances: Stances | None
) -> Callable[[Option], tuple[Option, ...]]:
    """What open people may do; of ``stances`` as a mapping, by what they have done so far."""
    by_taken = _by_taken(stances)
    if by_taken is None:
        return _choices(_allowed(rule, labels, stances))
    codes = {Codes(labels).code(taken): _allowed(rule, labels, more) for taken, more in by_taken.items()}
    kept = {code: _choices(allowed) for code, allowed in codes.items()}

    def choices(taken: Option) -> tuple[Option, ...]:
        ((code, _),) = taken[:1]
        return kept[code](taken) if code in kept and len(taken) == 1 else (taken,)

    return choices


def _allowed(
    rule: DecisionRule, labels: tuple[str, ...], stances: Iterable[str | bool] | None
) -> tuple[int, ...]:
    allowed = _entitled(ENTITLED, labels) if stances is None else _codes(stances, labels)
    if not allowed:
        raise TallyError(Fault("no-stances", "stances", "must name at least one"))
    return distinct_codes(allowed, rule.compiled.heads, labels)


def _names(given: object, what: str) -> tuple[object, ...]:
    """What a caller lists; a single text is one name, as elsewhere."""
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, Iterable):
        raise TallyError(Fault("not-a-list", what, "must be a list", shown(given)))
    return tuple(cast("Iterable[object]", given))


def _codes(given: object, labels: tuple[str, ...]) -> tuple[int, ...]:
    """The codes of the stances that a caller lists."""
    return tuple(map(Codes(labels).code, _names(given, "stances")))


def _outstanding(tally: Tally, ids: object, fixed: frozenset[int]) -> set[str]:
    names = _names(ids, "outstanding")
    rows = {} if tally.rows is None else dict(zip(tally.rows.electors, tally.rows.stances, strict=True))
    known = {elector.id: code for elector, code in rows.items()}
    asked = {name for name in names if isinstance(name, str)}
    strays = {shown(name) for name in names if not isinstance(name, str)}
    unknown = tuple(sorted((asked - known.keys()) | strays))
    if unknown:
        rule, fix = "must be electors of the tally", "give the ids of those who have not voted"
        raise TallyError(Fault("unknown-outstanding", _subject(unknown), rule, "", fix, unknown))
    settled = tuple(sorted(each for each in asked if known[each] in fixed))
    if settled:
        rule, fix = "must be entitled to vote", "leave them out"
        raise TallyError(Fault("not-entitled", _subject(settled), rule, "", fix, settled))
    return asked


def _subject(people: tuple[str, ...]) -> str:
    """Whom a fault is about, the first three by name."""
    more = f" and {len(people) - 3} more" if len(people) > 3 else ""  # noqa: PLR2004 - three are named
    return f"outstanding {', '.join(map(repr, people[:3]))}{more}"


def early(
    rule: DecisionRule,
    stream: Iterable[object],
    electors: int,
    stances: Iterable[str],
    given: Facts | None,
) -> EarlyDecision:
    """``DecisionRule.early``."""
    vocabulary = rule.compiled.vocabulary
    if vocabulary.groups or vocabulary.marks or vocabulary.measures or vocabulary.labels:
        fix = "use forecast on a tally of electors"
        raise RuleError(Fault("not-plain", "rule decided early", "must count heads by stance only", "", fix))
    if type(electors) is not int or electors < 1:
        raise TallyError(Fault("bad-electors", "electors", "must be a whole number above 0", shown(electors)))
    names = tuple(dict.fromkeys(map(stance_name, _names(stances, "stances"))))
    for name in names:
        if name not in CODES:
            raise unknown_stance(name, CODES)
    if not names:
        raise TallyError(Fault("no-stances", "stances", "must name at least one"))
    if not isinstance(stream, Iterable):
        raise TallyError(Fault("no-stream", "stream", "must be iterable", shown(stream), "give stances"))
    facts = Tally.count((), given=given)
    facts.scope(vocabulary)
    searched = Searched(rule.compiled.heads, rule.settle, partial(possible, rule))
    return decided_after(stream, searched, electors, names, dict(facts.facts))


def possible(rule: DecisionRule, frame: Frame) -> frozenset[Outcome]:
    """The outcomes that bounds do not rule out, in the fixed order of outcomes."""
    found: set[Outcome] = set()
    for gate in _gates(rule):
        passing = reach(gate, frame)
        if passing.can_fail:
            found.add(Outcome.INQUORATE)
        if not passing.can_hold:
            return frozenset(found)
    adopts = reach(rule.adopts, frame)
    support = rule.compiled.support
    if support is not None:
        backed = reach(support, frame)
        adopts = Truth(adopts.can_hold and backed.can_hold, adopts.can_fail or backed.can_fail)
    if adopts.can_hold:
        found |= _unless_vetoed(rule, frame)
    if adopts.can_fail:
        found |= _not_adopted(rule, frame)
    return frozenset(found)


def _gates(rule: DecisionRule) -> Iterator[Condition]:
    """What is asked before the votes are looked at: the guards, then the quorum."""
    yield from (guard.condition for guard in rule.guards)
    if rule.quorum is not None:
        yield rule.quorum


def _unless_vetoed(rule: DecisionRule, frame: Frame) -> set[Outcome]:
    veto = Truth(can_hold=False, can_fail=True) if rule.vetoed is None else reach(rule.vetoed, frame)
    outcomes = ((Outcome.VETOED, veto.can_hold), (Outcome.ADOPTED, veto.can_fail))
    return {outcome for outcome, can_be in outcomes if can_be}


def _not_adopted(rule: DecisionRule, frame: Frame) -> set[Outcome]:
    none = Truth(can_hold=False, can_fail=True)
    tied = none if rule.tied is None else reach(rule.tied, frame)
    rejects = Truth(can_hold=True, can_fail=False) if rule.rejects is None else reach(rule.rejects, frame)
    broken = Outcome.REJECTED if rule.tie_break is TieBreak.STATUS_QUO else Outcome.TIED
    outcomes = (
        (broken, tied.can_hold),
        (Outcome.REJECTED, tied.can_fail and rejects.can_hold),
        (Outcome.UNDECIDED, tied.can_fail and rejects.can_fail),
    )
    return {outcome for outcome, can_be in outcomes if can_be}


# --- what those present could do ------------------------------------------------------------------


def reachable(rule: DecisionRule, tally: Tally, limit: int | None = None) -> bool:
    """Whether those present and entitled could adopt, if they voted as they liked; ``limit`` as elsewhere."""
    return _can_come_to(rule, tally, Outcome.ADOPTED, limit)


def _can_come_to(rule: DecisionRule, tally: Tally, outcome: Outcome, limit: int | None = None) -> bool:
    """Whether those present and entitled could bring an outcome about."""
    crowd, here = _those_here(rule, tally)
    choices = _choices(distinct_codes(here, rule.compiled.heads, tally.labels))
    scenario = _scenario(tally, crowd, choices)
    asked = frozenset({outcome})
    found = reachable_outcomes(scenario, rule.settle, partial(possible, rule), asked, limit)
    return bool(found) or _unless_partial(crowd, found=False)


def _those_here(rule: DecisionRule, tally: Tally) -> tuple[Crowd, tuple[int, ...]]:
    """Everybody, with those present and entitled open, and the codes of what they may do."""
    tally.scope(rule.compiled.vocabulary)
    here = _entitled(BASES["participating"], tally.labels)
    open_to = frozenset(here)
    read = rule.compiled
    return crowd_of(tally, read.vocabulary, read.heads, lambda _who, codes: open_to.issuperset(codes)), here


def before_the_vote(rule: DecisionRule, tally: Tally) -> tuple[Finding, ...]:
    """``DecisionRule.before_the_vote``."""
    scope = tally.scope(rule.compiled.vocabulary)
    failing = [(guard, guard.verdict(scope, rule.clause)) for guard in rule.guards]
    if any(not verdict.holds for _, verdict in failing):
        return tuple(
            Finding("guard-not-met", _with(verdict, guard.follows), verdict.clause)
            for guard, verdict in failing
            if not verdict.holds
        )
    quorum = _failing_quorum(rule, tally)
    if quorum is not None:
        return (Finding("quorum-not-met", _with(quorum, rule.follows.get(Outcome.INQUORATE)), quorum.clause),)
    return () if _can_pass(rule, tally) else (_out_of_reach(rule, tally),)


def _with(verdict: Verdict, follows: FollowUp | None) -> dict[str, object]:
    """The facts of a verdict, and what follows."""
    return verdict.to_dict() | ({} if follows is None else {"follows": follows.to_dict()})


def _failing_quorum(rule: DecisionRule, tally: Tally) -> Verdict | None:
    """The verdict on a quorum that those here cannot make; one that counts ballots may still be made."""
    quorum = rule.quorum
    if quorum is None:
        return None
    if reads_roll_only(quorum):
        verdict = _traced(rule, quorum, tally.scope(rule.compiled.vocabulary))
        return None if verdict.holds else verdict
    if _can_come_to(type(rule)(quorum, silence_adopts=True), tally, Outcome.ADOPTED):
        return None
    return _if_all_agreed(rule, quorum, tally)


def _can_pass(rule: DecisionRule, tally: Tally) -> bool:
    """Whether those here could adopt, by themselves or through a tie that somebody breaks."""
    if _can_come_to(rule, tally, Outcome.ADOPTED):
        return True
    breakable = rule.tie_break not in (None, TieBreak.STATUS_QUO)
    return breakable and _can_come_to(rule, tally, Outcome.TIED)


def _out_of_reach(rule: DecisionRule, tally: Tally) -> Finding:
    """That those here can adopt nothing; where it takes votes in favour, with how far off all of them are."""
    if asks_for_yes(rule.adopts):
        verdict = _if_all_agreed(rule, rule.adopts, tally)
        if not verdict.holds:
            return Finding("out-of-reach", {"if_all": verdict.to_dict()}, verdict.clause)
    return Finding("out-of-reach", {}, rule.clause)


def _if_all_agreed(rule: DecisionRule, condition: Condition, tally: Tally) -> Verdict:
    """The verdict on a condition as it would be if everybody here voted yes."""
    crowd, _ = _those_here(rule, tally)
    scenario = _scenario(tally, crowd, _choices((_YES,)))
    moves = [(kind, (kind.number,)) for kind in scenario.kinds]
    return _traced(rule, condition, scenario.scope(moves))


def _traced(rule: DecisionRule, condition: Condition, scope: Scope) -> Verdict:
    verdict = trace(condition, scope)
    return verdict if verdict.clause is not None else attrs.evolve(verdict, clause=rule.clause)


def asks_for_yes(adopts: Condition) -> bool:
    """Whether adoption counts yes and no labels; otherwise missing yes votes say little."""
    read = heads_read([adopts])
    return all(heads.label is None for heads in read) and any(heads.word == "yes" for heads in read)


def _unless_partial(crowd: Crowd, *, found: bool) -> bool:
    """An answer that more people than the figures tell of could not change."""
    if crowd.partial:
        fix = "give the figures of the other stances, or electors"
        fault = Fault("no-people", "a tally of figures", "does not say how many others could act", "", fix)
        raise UnknownFigure(fault)
    return found


def shortfall(
    rule: DecisionRule,
    tally: Tally,
    counting_on: Iterable[str] | None = None,
    limit: int | None = None,
) -> int | None:
    """The fewest electors who would have had to vote yes instead of what they did.

    Args:
        rule: the rule.
        tally: what they did.
        counting_on: the stances of those who may be counted on; by default everyone entitled.
        limit: how many cases to look at; by default as many as can be looked at in some seconds.
    """
    tally.scope(rule.compiled.vocabulary)
    compiled = rule.compiled
    labels = tally.labels
    movable = frozenset(_entitled(ENTITLED, labels) if counting_on is None else _codes(counting_on, labels))

    def opens(_who: str, codes: tuple[int, ...]) -> bool:
        return codes != (_YES,) and not movable.isdisjoint(codes) and _SETTLED.isdisjoint(codes)

    crowd = crowd_of(tally, compiled.vocabulary, compiled.heads, opens)
    scenario = _scenario(tally, crowd, lambda taken: (taken, ((_YES, _whole(taken)),)))
    conditions = (*_gates(rule), rule.adopts)
    found = fewest_to_yes(scenario, rule.settle, partial(possible, rule), conditions, limit)
    if found is None:
        _unless_partial(crowd, found=False)
    return found
