"""What a vote can still come to, and what it would have taken: questions put to a rule and a tally."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from consultgov.counting.codes import Codes, stance_name, unknown_stance
from consultgov.counting.crowds import Crowd, Key, Option, crowd_of
from consultgov.counting.declarations import Facts
from consultgov.counting.stances import BASES, CODES, ENTITLED, FIRST_LABEL
from consultgov.counting.tallies import Tally
from consultgov.decisions.early import EarlyDecision, Searched, decided_after
from consultgov.decisions.forecast import reachable_outcomes
from consultgov.decisions.outcomes import Outcome, TieBreak
from consultgov.decisions.reach import Frame, Truth, reach
from consultgov.decisions.scenarios import Kind, Scenario, distinct_codes
from consultgov.decisions.shortfall import fewest_to_yes
from consultgov.errors import Fault, RuleError, TallyError, UnknownFigure, shown

if TYPE_CHECKING:
    from consultgov.decisions.rules import DecisionRule

__all__ = ["early", "forecast", "possible", "reachable", "shortfall"]

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
    stances: Iterable[str | bool] | None,
) -> frozenset[Outcome]:
    """``DecisionRule.forecast``."""
    tally.scope(rule.compiled.vocabulary)
    asked = _outstanding(tally, outstanding)
    crowd = crowd_of(tally, rule.compiled.vocabulary, rule.compiled.heads, lambda who, _codes: who in asked)
    labels = tally.labels
    allowed = _entitled(ENTITLED, labels) if stances is None else _codes(stances, labels)
    if not allowed:
        raise TallyError(Fault("no-stances", "stances", "must name at least one"))
    choices = _choices(distinct_codes(allowed, rule.compiled.heads, tally.labels))
    scenario = _scenario(tally, crowd, choices)
    return reachable_outcomes(scenario, rule.settle, partial(possible, rule))


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


def _outstanding(tally: Tally, ids: object) -> set[str]:
    names = _names(ids, "outstanding")
    rows = {} if tally.rows is None else dict(zip(tally.rows.electors, tally.rows.stances, strict=True))
    known = {elector.id: code for elector, code in rows.items()}
    asked = {name for name in names if isinstance(name, str)}
    strays = {shown(name) for name in names if not isinstance(name, str)}
    unknown = tuple(sorted((asked - known.keys()) | strays))
    if unknown:
        rule, fix = "must be electors of the tally", "give the ids of those who have not voted"
        raise TallyError(Fault("unknown-outstanding", _subject(unknown), rule, "", fix, unknown))
    settled = tuple(sorted(each for each in asked if known[each] in _SETTLED))
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
    if rule.quorum is not None:
        quorum = reach(rule.quorum, frame)
        if quorum.can_fail:
            found.add(Outcome.INQUORATE)
        if not quorum.can_hold:
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
    tally.scope(rule.compiled.vocabulary)
    heads = rule.compiled.heads
    here = frozenset(_entitled(BASES["participating"], tally.labels))
    crowd = crowd_of(tally, rule.compiled.vocabulary, heads, lambda _who, codes: here.issuperset(codes))
    choices = _choices(distinct_codes(sorted(here), heads, tally.labels))
    asked = frozenset({Outcome.ADOPTED})
    scenario = _scenario(tally, crowd, choices)
    found = reachable_outcomes(scenario, rule.settle, partial(possible, rule), asked, limit)
    return bool(found) or _unless_partial(crowd, found=False)


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
    conditions = tuple(each for each in (rule.quorum, rule.adopts) if each is not None)
    found = fewest_to_yes(scenario, rule.settle, partial(possible, rule), conditions, limit)
    if found is None:
        _unless_partial(crowd, found=False)
    return found
