"""What follows a ballot that leaves seats open, or a tie: who stands in the next one, and by which rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from consultgov.elections.grouping import traits_read
from consultgov.elections.methods import LISTS
from consultgov.elections.results import ElectionOutcome, ElectionResult, NextElection
from consultgov.elections.seniority import refined
from consultgov.elections.stands import Stand
from consultgov.people import Elector
from consultgov.shares import Number
from consultgov.tabulation import Tie
from consultgov.tabulation.counts import Ranking
from consultgov.tabulation.merit import by_figure, filled, without
from consultgov.tabulation.settling import in_order
from consultgov.voting.returns import Returns

if TYPE_CHECKING:
    from consultgov.elections.rules import ElectionRule, NextBallot

__all__ = ["Ended", "following"]


class Ended(NamedTuple):
    """A ballot that has been counted."""

    rule: ElectionRule
    found: ElectionResult
    returns: Returns
    ages: Mapping[str, Number]
    held: tuple[Elector, ...]


class _Want(NamedTuple):
    """Seats of one group that are left: who may stand for them, how many there are, by what they follow."""

    group: str
    names: frozenset[str]
    seats: int
    follows: NextBallot


def following(ended: Ended) -> NextElection | None:
    """The next ballot by the rule, if there is one: first among those tied, then for the seats left open.

    Where groups have seats of their own, one ballot is about the ties and the open seats of all of them.
    """
    found = ended.found
    if any(tie.over != "seat" for tie in found.ties) or found.outcome is ElectionOutcome.GIVE_WAY:
        return None
    wants = list(_by_group(ended) if ended.rule.per else _of_all(ended))
    if not wants:
        return None
    open_ = [want.follows for want in wants if want.follows is ended.rule.if_open]
    then = _rule(ended, (open_ or [wants[0].follows])[0])
    stands = [_stand(ended, want, then) for want in wants]
    seats = sum(want.seats for want in wants)
    if any(who is None for who, _ in stands):
        then = _shared_out(then, wants, seats)
        return NextElection((), seats, found.ballot + 1, then, anybody=True, held=_seated(ended))
    names = tuple(dict.fromkeys(name for who, _ in stands for name in who or ()))
    tie = next((tie for _, tie in stands if tie is not None), None)
    if not names and tie is None:
        return None
    settled = then is ended.rule or all(_who(ended, want.follows) is Stand.TIED for want in wants)
    then = _shared_out(then, wants, seats)
    return NextElection(names, seats, found.ballot + 1, then, tie, held=_seated(ended), settled=settled)


def _seated(ended: Ended) -> tuple[Elector, ...]:
    """Who has a seat by now; a list that has some stands again."""
    if ended.rule.method in LISTS:
        return ()
    slate, rule = ended.returns.slate, ended.rule
    unknown = dict.fromkeys(traits_read(rule))
    elected = (
        slate.option(name) if name in slate.ids else Elector(name, unknown) for name in ended.found.elected
    )
    return (*ended.held, *elected)


# --- what is left ---------------------------------------------------------------------------------


def _of_all(ended: Ended) -> Iterator[_Want]:
    """The seats that are tied, or else those that are open."""
    rule, found = ended.rule, ended.found
    if found.tie is not None:
        if rule.if_tied is not None:
            yield _Want("", frozenset(found.tie.options), found.tie.places, rule.if_tied)
    elif rule.if_open is not None and found.open:
        left = {*ended.returns.options}.difference((*found.elected, rule.default))
        yield _Want("", frozenset(left), found.open, rule.if_open)


def _by_group(ended: Ended) -> Iterator[_Want]:
    """The seats of each group that are tied, or open."""
    rule, found = ended.rule, ended.found
    group = {each.id: each.traits.get(rule.per) for each in ended.returns.slate.options}
    tied = {group[tie.options[0]]: tie for tie in found.ties}
    for name, seats in rule.shares.items():
        taken = [each for each in found.elected if group[each] == name]
        left = {each for each, of in group.items() if of == name}.difference((*taken, rule.default))
        if name in tied and rule.if_tied is not None:
            yield _Want(name, frozenset(tied[name].options), tied[name].places, rule.if_tied)
        elif name not in tied and rule.if_open is not None and seats > len(taken):
            yield _Want(name, frozenset(left), seats - len(taken), rule.if_open)


def _shared_out(then: ElectionRule, wants: list[_Want], seats: int) -> ElectionRule:
    """The rule of the next ballot, with the seats that each group has left."""
    if not then.per:
        return then
    return attrs.evolve(then, seats=seats, shares={want.group: want.seats for want in wants})


# --- who stands -----------------------------------------------------------------------------------


def _rule(ended: Ended, follows: NextBallot) -> ElectionRule:
    reached = ended.found.ballot >= follows.after
    return follows.rule if follows.rule is not None and reached else ended.rule


def _who(ended: Ended, follows: NextBallot) -> Stand:
    reached = ended.found.ballot >= follows.after
    return follows.stand if reached or follows.meanwhile is None else follows.meanwhile


def _stand(ended: Ended, want: _Want, then: ElectionRule) -> tuple[tuple[str, ...] | None, Tie | None]:
    """Who stands for the seats of one group, ``None`` for whoever is nominated; and a tie over it."""
    who, drawn = _who(ended, want.follows), ended.returns.drawn
    if who is Stand.NOMINATED:
        return None, None
    pool = refined(_pool(ended.found, ended.returns, want.names), ended.ages)
    if who not in (Stand.TIED, Stand.TOP):
        pool = without(pool, {*ended.returns.options}.difference(ended.returns.slate.ids))
    names = tuple(name for tier in pool for name in tier)
    if who is Stand.TOP:
        least = want.seats if then.contested is None else then.contested.fewest(want.seats)
        chosen = filled(pool, min(want.follows.number or least, len(names)), drawn, "candidacy")
        return chosen.taken, chosen.tie
    if who is not Stand.ALL_BUT_LOWEST or len(names) <= want.seats + 1:
        return names, None
    return _without_lowest(pool, names, drawn)


def _without_lowest(
    pool: Ranking, names: tuple[str, ...], drawn: tuple[str, ...]
) -> tuple[tuple[str, ...], Tie | None]:
    """All but the one with fewest votes; of several, whoever was drawn last."""
    tier = pool[-1]
    lowest = tier if len(tier) == 1 else in_order(tier, drawn)
    if lowest is None:
        return names, Tie(tier, 1, "exclusion")
    return tuple(name for name in names if name != lowest[-1]), None


def _pool(found: ElectionResult, returns: Returns, names: Collection[str]) -> Ranking:
    """Some candidates by their figures, the highest first; in the order of the paper where there are none."""
    some = [name for name in returns.options if name in names]
    figures: Mapping[str, Number] = {
        placing.candidate: placing.figure for placing in found.placings if placing.figure is not None
    }
    ranked = [tuple(name for name in tier if name in names) for count in found.counts for tier in count.order]
    if not figures and ranked:  # ranks give nobody a figure, but an order of merit
        rest = tuple(name for name in some if all(name not in tier for tier in ranked))
        return tuple(tier for tier in (*ranked, rest) if tier)
    return by_figure({name: figures.get(name, 0) for name in some})
