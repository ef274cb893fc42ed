"""How a rule settles a vote: its conditions in the fixed order, compiled into one function.

Part of it is the backing that a motion needs: without a vote for it nothing is adopted, unless the rule says
that silence adopts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from consultgov.counting.algebra import Condition, Count
from consultgov.counting.evaluation import Holds
from consultgov.counting.forms import (
    Blocs,
    Both,
    Comparison,
    Each,
    Either,
    Heads,
    Item,
    Not,
    Portion,
    Rounded,
)
from consultgov.counting.items import leaves
from consultgov.counting.scopes import Scope
from consultgov.counting.stances import mask_of
from consultgov.counting.vocabulary import heads_read
from consultgov.decisions.outcomes import Outcome, TieBreak

if TYPE_CHECKING:
    from consultgov.decisions.rules import DecisionRule

__all__ = ["Settle", "compile_rule", "support_of", "support_test"]

Settle: TypeAlias = Callable[[Scope, bool | None], Outcome]
"""From a scope, and what broke a tie, to the outcome."""

_YES: Final = mask_of("yes")

# Looking a member up in its class costs more than a comparison.
_ADOPTED, _REJECTED, _INQUORATE = Outcome.ADOPTED, Outcome.REJECTED, Outcome.INQUORATE
_VETOED, _TIED, _UNDECIDED = Outcome.VETOED, Outcome.TIED, Outcome.UNDECIDED


def compile_rule(rule: DecisionRule, support: Condition | None) -> Settle:
    """The rule as one function of a scope; ``support`` is the backing that a motion needs."""
    quorum = None if rule.quorum is None else rule.quorum.compiled
    adopts = rule.adopts.compiled
    backed = None if implies_yes(rule.adopts) or support is None else support_test(support)
    vetoed = None if rule.vetoed is None else rule.vetoed.compiled
    otherwise = _otherwise(rule, vetoed)

    def settle(scope: Scope, tie_vote: bool | None) -> Outcome:  # noqa: FBT001 - yes, no or outstanding
        if quorum is not None and not quorum(scope):
            return _INQUORATE
        if adopts(scope) and (backed is None or backed(scope)):
            return _VETOED if vetoed is not None and vetoed(scope) else _ADOPTED
        return otherwise(scope, tie_vote)

    return _guarded(rule, settle) if rule.guards else settle


def _guarded(rule: DecisionRule, settle: Settle) -> Settle:
    """The rule with what is asked before there is a vote."""
    guards = [guard.condition.compiled for guard in rule.guards]

    def guarded(scope: Scope, tie_vote: bool | None) -> Outcome:  # noqa: FBT001 - yes, no or outstanding
        return settle(scope, tie_vote) if all(guard(scope) for guard in guards) else _INQUORATE

    return guarded


def _otherwise(rule: DecisionRule, vetoed: Holds | None) -> Settle:
    """What becomes of a motion that is not adopted."""
    tied = None if rule.tied is None else rule.tied.compiled
    rejects = None if rule.rejects is None else rule.rejects.compiled
    status_quo = rule.tie_break is TieBreak.STATUS_QUO

    def otherwise(scope: Scope, tie_vote: bool | None) -> Outcome:  # noqa: FBT001 - yes, no or outstanding
        if tied is None or not tied(scope):
            return _REJECTED if rejects is None or rejects(scope) else _UNDECIDED
        if tie_vote:
            return _VETOED if vetoed is not None and vetoed(scope) else _ADOPTED
        return _TIED if tie_vote is None and not status_quo else _REJECTED

    return otherwise


# --- support --------------------------------------------------------------------------------------


def support_test(support: Condition | None) -> Holds:
    """Whether there is any backing, the surest sign first: what is not needed any more may be unknown."""
    if support is None:
        return lambda _scope: True
    parts = support.form.parts if isinstance(support.form, Either) else (support,)
    tests = [part.compiled for part in parts]
    return lambda scope: any(test(scope) for test in tests)


def implies_yes(adopts: Condition) -> bool:
    """Whether nothing can be adopted without a yes anyway, so that there is nothing to look up."""
    match adopts.form:
        case Comparison(Count(terms=((factor, Heads(word="yes")),), constant=0), relation, right):
            return factor > 0 and _is_above_zero(right, strict=relation == ">", floor=relation == ">=")
        case Both(parts):
            return any(map(implies_yes, parts))
        case Either(parts):
            return all(map(implies_yes, parts))
        case _:
            return False


def _is_above_zero(right: Count, *, strict: bool, floor: bool) -> bool:
    """Whether what is above ``right`` (or, with ``floor``, what reaches it) is surely above zero."""
    adds = _never_below_zero(right)
    if strict or not floor:
        return strict and adds
    match right.terms, right.constant:
        case ((factor, Portion(share, _)),), 0:
            return factor > 0 and share.numerator > 0
        case _:
            return adds and right.constant > 0


def _never_below_zero(count: Count) -> bool:
    """Whether a count surely comes to zero or more, whoever votes how."""
    return count.constant >= 0 and all(factor >= 0 and _adds(item) for factor, item in count.terms)


def _adds(item: Item) -> bool:
    match item:
        case Heads() | Blocs():
            return True
        case Portion(base=inner) | Rounded(inner=inner):
            return _never_below_zero(inner)
        case _:
            return False


def _comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison in a condition, those that blocs must meet included."""
    match condition.form:
        case Comparison() as comparison:
            yield comparison
            for _, item in (*leaves(comparison.left), *leaves(comparison.right)):
                if isinstance(item, Blocs) and item.where is not None:
                    yield from _comparisons(item.where)
        case Not(part) | Each(body=part):
            yield from _comparisons(part)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _comparisons(part)
        case _:
            pass


def support_of(adopts: Condition) -> Condition | None:
    """Whether anybody whom adoption counts voted for it: yes, by a measure it reads, or a label on its left.

    ``None`` where adoption names neither yes nor a label: then silence may adopt, and the rule has to say so.
    """
    read = heads_read([adopts])
    voters = {(heads.measure, heads.among): None for heads in read if heads.mask & _YES}
    labels = [heads for heads in read if heads.label is not None]
    if not voters and not labels:
        return None
    backing = [Heads(heads.word, heads.measure) for heads in _on_the_left(adopts) if heads.label is not None]
    backing += [Heads("yes", measure, among) for measure, among in voters or ((None, ()),)]
    counts = [Count(((1, heads),)) for heads in dict.fromkeys(backing)]
    return Condition.joined(Either, [count.more_than(0) for count in counts])


def _on_the_left(condition: Condition) -> Iterator[Heads]:
    """The people counted on the left of the comparisons of a condition."""
    for comparison in _comparisons(condition):
        for _, item in leaves(comparison.left):
            if isinstance(item, Heads):
                yield item
