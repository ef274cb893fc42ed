"""Delegation: whose ballot is used for somebody who did not vote herself.

A direct vote overrides a delegation, and a delegation on the subject one in general. What is left is one
pointer for each delegator, followed until it reaches a ballot, ends, or comes back to where it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, MissingData, ShareError, TallyError, shown
from consultgov.records import expect_keys
from consultgov.shares import Exact, Number, number
from consultgov.spans import moment
from consultgov.verdicts import Verdict
from consultgov.voting.reading import named, of_kind

__all__ = ["Delegation", "Resolution", "resolve"]

_End: TypeAlias = "str | Verdict"
"""Where a chain ends: at somebody whose ballot is used, or in a reason why there is none."""

_SHOWN: Final = 10
_UNSEEN: Final = object()


def __dir__() -> list[str]:
    return __all__


def _id(given: object) -> str:
    return named(given, "delegator or delegate")


def _subject(given: object) -> str | None:
    return None if given is None else named(given, "subject of a delegation")


def _at(given: object) -> datetime | None:
    return None if given is None else moment(given, "moment of a delegation")


@final
@attrs.frozen
class Delegation:
    """A vote handed on: whoever has it votes with it as she votes herself.

    Args:
        delegator: the id of who hands on her vote.
        to: the id of her delegate. One cannot delegate to nobody.
        subject: what it is for; ``None`` for everything.
        at: the moment from which it counts, with a time zone; of two on one subject the later counts.

    Raises:
        TallyError: an id or a subject that is not text, or empty.
        RecordError: a moment that is none.

    >>> Delegation("li", "wang", "budget").to_dict()
    {'delegator': 'li', 'to': 'wang', 'subject': 'budget'}
    """

    delegator: str = attrs.field(converter=_id)
    to: str = attrs.field(converter=_id)
    subject: str | None = attrs.field(default=None, converter=_subject)
    at: datetime | None = attrs.field(default=None, converter=_at)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        plain: dict[str, object] = {"delegator": self.delegator, "to": self.to}
        if self.subject is not None:
            plain["subject"] = self.subject
        if self.at is not None:
            plain["at"] = self.at.isoformat()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Delegation:
        """The delegation from its plain dict.

        Raises:
            RecordError: keys that a delegation does not have, or a moment that is none.
            TallyError: what the constructor refuses.
        """
        optional = frozenset({"subject", "at"})
        return cls(**expect_keys(data, "delegation", frozenset({"delegator", "to"}), optional))


# --- what came of it ------------------------------------------------------------------------------


def _read_only(given: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(given))


def _weighed(who: Iterable[str], weights: Mapping[str, Exact | str] | None) -> Number:
    """The sum of some people's weights; of their number where there are none."""
    people = list(who)
    if weights is None:
        return len(people)
    missing = sorted(each for each in people if each not in weights)
    if missing:
        names = ", ".join(map(repr, missing[:_SHOWN]))
        fix = "give one to everyone; 0 for nothing"
        fault = Fault("missing-weight", f"weight of {names}", "must be there", "", fix, tuple(missing))
        raise MissingData(fault)
    faults = Faults()
    read = [faults.attempt(number, weights[each], f"weight of {each!r}") for each in people]
    faults.close(ShareError)
    return number(sum(each for each in read if each is not None))


def _by_carrier(resolution: Resolution) -> Mapping[str, tuple[str, ...]]:
    """Whose votes each ballot carries; that of the voter first."""
    found: dict[str, list[str]] = {voter: [voter] for voter in resolution.direct}
    for delegator, voter in resolution.casts.items():
        found.setdefault(voter, []).append(delegator)
    return MappingProxyType({voter: tuple(carried) for voter, carried in found.items()})


@final
@attrs.frozen(hash=False)
class Resolution:
    """Whose ballot is used for whom; every elector is in one of the four groups.

    Attributes:
        direct: who votes with a ballot of her own, in order of the ids.
        casts: delegator to the one whose ballot is used for her.
        unresolved: delegator to the reason why no ballot is used for her: ``delegation-cycle``,
            ``delegation-ends``, ``delegate-not-elector`` or ``delegates-to-self``.
        silent: who neither voted nor delegated, in order of the ids.
        refused: who is no elector and yet delegated, to the reason; she has no vote to hand on.
    """

    direct: tuple[str, ...]
    casts: Mapping[str, str] = attrs.field(converter=_read_only)
    unresolved: Mapping[str, Verdict] = attrs.field(converter=_read_only)
    silent: tuple[str, ...]
    refused: Mapping[str, Verdict] = attrs.field(converter=_read_only)
    _carried: Mapping[str, tuple[str, ...]] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_by_carrier, takes_self=True)
    )

    def carried_by(self, voter: str) -> tuple[str, ...]:
        """Whose votes are cast with somebody's ballot: her own first, where it is."""
        return self._carried.get(normalize("NFC", voter), ())

    def weight(self, voter: str, weights: Mapping[str, Exact | str] | None = None) -> Number:
        """How much somebody's ballot carries: the exact sum of the weights, or the number of votes.

        Args:
            voter: who cast it; of whoever carries nothing, 0.
            weights: id to an exact number, in any unit; without them every vote is 1.

        Raises:
            MissingData: somebody carried has no weight.
            ShareError: a weight that is not exact.

        >>> found = resolve([Delegation("li", "wang")], {"wang"}, electors=["li", "wang"])
        >>> found.weight("wang"), found.weight("wang", {"li": "0.1", "wang": "0.2"})
        (2, Fraction(3, 10))
        """
        return _weighed(self.carried_by(voter), weights)

    def account(self, weights: Mapping[str, Exact | str] | None = None) -> dict[str, Number]:
        """What became of the votes, in a sum for each group; together they are all there is.

        Raises:
            MissingData: an elector has no weight.
            ShareError: a weight that is not exact.

        >>> found = resolve([Delegation("li", "wang")], {"wang"}, electors=["li", "wang", "chen"])
        >>> found.account()
        {'direct': 1, 'delegated': 1, 'unresolved': 0, 'silent': 1}
        """
        groups = (self.direct, self.casts, self.unresolved, self.silent)
        names = ("direct", "delegated", "unresolved", "silent")
        return {name: _weighed(group, weights) for name, group in zip(names, groups, strict=True)}

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; who shares one reason is listed under it."""
        return {
            "direct": list(self.direct),
            "casts": dict(self.casts),
            "unresolved": _grouped(self.unresolved),
            "silent": list(self.silent),
            "refused": _grouped(self.refused),
        }

    def __reduce__(self) -> tuple[type[Resolution], tuple[object, ...]]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        unresolved, refused = dict(self.unresolved), dict(self.refused)
        return Resolution, (self.direct, dict(self.casts), unresolved, self.silent, refused)

    def __hash__(self) -> int:
        """Equal resolutions have the same direct voters."""
        return hash((self.direct, self.silent))


def _grouped(verdicts: Mapping[str, Verdict]) -> list[dict[str, object]]:
    """Each reason once, with the people it is for: a cycle of a million has one."""
    people: dict[int, list[str]] = {}
    first: dict[int, Verdict] = {}
    for who, verdict in verdicts.items():
        people.setdefault(id(verdict), []).append(who)
        first[id(verdict)] = verdict
    return [{"people": people[key], "verdict": verdict.to_dict()} for key, verdict in first.items()]


# --- the definition -------------------------------------------------------------------------------


class _Scene(NamedTuple):
    """What a chain is followed through."""

    steps: Mapping[str, str]  # from each delegator to her delegate
    voted: frozenset[str]  # whose ballots can be used
    known: frozenset[str]  # who can be a delegate


def resolve(
    delegations: Iterable[Delegation],
    voted: Collection[str],
    *,
    electors: Iterable[str],
    subject: str | Iterable[str] | None = None,
    transitive: bool = True,
    own: Collection[str] | None = None,
    carriers: Iterable[str] = (),
    self_means_direct: bool = False,
) -> Resolution:
    """Whose ballot is used for whom, by these definitions.

    * Whoever voted herself is not delegated. A cycle is harmless if one in it voted.
    * Of several delegations of one person that on the most specific subject counts, of two on one subject
      the later. Delegations on other subjects do not count.
    * A chain is followed to the first who voted. If it ends with somebody who did not, with somebody who
      is no elector, or turns in a circle, nobody's ballot is used, and the reason is kept.

    Args:
        delegations: in any order.
        voted: ids of those whose ballots there are.
        electors: ids of those who have a vote.
        subject: what is voted on: one subject, or several from the most specific to the most general, as
            LiquidFeedback's issue, area and unit.
        transitive: whether a delegate hands on what was delegated to her; if not, her ballot counts or
            none, as with OpenZeppelin's tokens.
        own: who voted for herself, where that is apart from voting as a delegate (OpenZeppelin's override
            votes); of everybody in ``voted`` if ``None``.
        carriers: ids of those who have no vote and may be delegates all the same, as in OpenSlides.
        self_means_direct: take a delegation to oneself as the wish to vote directly; refused otherwise.

    Raises:
        TallyError: what is no delegation, an id that is none, two delegations of one person on one subject
            to different people of which none is the later; all at once.

    >>> chain = [Delegation("li", "wang"), Delegation("wang", "chen"), Delegation("chen", "li")]
    >>> everybody = ["li", "wang", "chen"]
    >>> dict(resolve(chain, {"chen"}, electors=everybody).casts)
    {'li': 'chen', 'wang': 'chen'}
    >>> resolve(chain, (), electors=everybody).unresolved["li"].code
    'delegation-cycle'
    """
    faults = Faults()
    people = _people(electors, "electors", faults)
    votes = _people(voted, "voted", faults)
    selves = votes if own is None else _people(own, "own", faults)
    others = _people(carriers, "carriers", faults)
    chosen = _chosen(delegations, _path(subject, faults), faults)
    faults.close(TallyError)
    refused = {each: _outsider(each) for each in sorted(chosen.keys() - people)}
    steps = {who: to for who, to in chosen.items() if who in people and who not in selves}
    circles = {who for who, to in steps.items() if who == to}
    steps = {who: to for who, to in steps.items() if who not in circles}
    ends = _ends(_Scene(steps, votes, people | others), transitive=transitive)
    if not self_means_direct:
        ends |= {who: _self(who) for who in circles}
    return _sorted_out(people, (votes | selves) - ends.keys(), ends, refused)


def _sorted_out(
    people: frozenset[str],
    direct: frozenset[str],
    ends: Mapping[str, _End],
    refused: Mapping[str, Verdict],
) -> Resolution:
    """Everybody in her group, in order of the ids, whatever the order of what was given."""
    order = sorted(people)
    casts = {who: end for who in order if isinstance(end := ends.get(who), str)}
    failed = {who: end for who in order if isinstance(end := ends.get(who), Verdict)}
    voters = tuple(who for who in order if who in direct)
    silent = tuple(who for who in order if who not in direct and who not in ends)
    return Resolution(voters, casts, failed, silent, refused)


def _ends(scene: _Scene, *, transitive: bool) -> dict[str, _End]:
    """Where the chain of each delegator ends."""
    reasons: dict[str, _End] = {}
    if not transitive:
        return {who: _terminal(to, scene, reasons) for who, to in scene.steps.items()}
    ends: dict[str, Any] = {}
    for who in sorted(scene.steps):
        if who not in ends:
            _follow(who, scene, ends, reasons)
    return ends


def _follow(start: str, scene: _Scene, ends: dict[str, Any], reasons: dict[str, _End]) -> None:
    """Follow a chain to its end, and note it for everybody on the way: each is passed once."""
    path = [start]
    ends[start] = _UNSEEN
    here = scene.steps[start]
    while here in scene.steps and here not in scene.voted and here not in ends:
        path.append(here)
        ends[here] = _UNSEEN
        here = scene.steps[here]
    if here in scene.voted or here not in ends:
        end = _terminal(here, scene, reasons)
    elif ends[here] is _UNSEEN:
        end = _cycle(path[path.index(here) :])
    else:
        end = cast("_End", ends[here])
    for who in path:
        ends[who] = end


def _terminal(last: str, scene: _Scene, reasons: dict[str, _End]) -> _End:
    """What comes of a chain that goes no further: the ballot of its last, or why there is none."""
    if last not in reasons:
        if last not in scene.known:
            rule, code, facts = "a delegate has a vote", "delegate-not-elector", {"delegate": last}
            reasons[last] = Verdict(holds=False, code=code, rule=rule, facts=facts)
        elif last in scene.voted:
            reasons[last] = last
        else:
            rule, facts = "a delegate votes", {"delegate": last}
            reasons[last] = Verdict(holds=False, code="delegation-ends", rule=rule, facts=facts)
    return reasons[last]


def _cycle(members: list[str]) -> Verdict:
    """The reason that a circle is, its members in the order of the delegations from the least id on."""
    first = members.index(min(members))
    ordered = members[first:] + members[:first]
    named = ordered if len(ordered) <= _SHOWN else [*ordered[:_SHOWN], "…"]
    facts = {"members": ordered, "number": len(ordered), "named": named}
    return Verdict(holds=False, code="delegation-cycle", rule="one in a circle votes", facts=facts)


def _self(who: str) -> Verdict:
    rule = "a delegate is somebody else"
    return Verdict(holds=False, code="delegates-to-self", rule=rule, facts={"elector": who})


def _outsider(who: str) -> Verdict:
    rule = "a delegator has a vote"
    return Verdict(holds=False, code="delegator-not-elector", rule=rule, facts={"elector": who})


# --- reading --------------------------------------------------------------------------------------


def _people(given: object, what: str, faults: Faults) -> frozenset[str]:
    """Ids in NFC; what is none is a fault."""
    whole = given
    if not isinstance(given, Iterable) or isinstance(given, str):
        faults.add(Fault("not-a-list", what, "must be a list of ids", shown(whole)))
        return frozenset()
    listed = list(cast("Iterable[object]", given))
    bad = [shown(each) for each in listed if not isinstance(each, str) or not each.strip()]
    if bad:
        fix = "give the ids of electors"
        faults.add(Fault("bad-id", what, "must be ids: text that is not empty", ", ".join(bad[:3]), fix))
    return frozenset(normalize("NFC", each) for each in listed if isinstance(each, str))


def _path(subject: object, faults: Faults) -> tuple[str | None, ...]:
    """The subjects that count, the most specific first, and everything last."""
    listed = (subject,) if isinstance(subject, str) or subject is None else subject
    if not isinstance(listed, Iterable):
        faults.add(Fault("not-a-list", "subject", "must be text or a list of it", shown(subject)))
        return (None,)
    return (*(faults.attempt(_subject, each) for each in cast("Iterable[object]", listed)), None)


def _chosen(given: object, path: tuple[str | None, ...], faults: Faults) -> dict[str, str]:
    """To whom each delegator delegates on this subject."""
    rank = {subject: place for place, subject in reversed([*enumerate(path)])}
    best: dict[str, list[Delegation]] = {}
    for each in of_kind(given, Delegation, "delegations", faults):
        place = rank.get(each.subject)
        if place is None:
            continue
        found = best.get(each.delegator)
        if found is None or place < rank[found[0].subject]:
            best[each.delegator] = [each]
        elif place == rank[found[0].subject]:
            found.append(each)
    chosen = {who: _latest(several) for who, several in best.items()}
    rivals = tuple(sorted(who for who, to in chosen.items() if to is None))
    if rivals:
        names = ", ".join(map(repr, rivals[:_SHOWN]))
        fix = "keep the one that counts, or say at which moment each was given"
        rule = "must be one on one subject"
        faults.add(Fault("delegation-twice", f"delegations of {names}", rule, "", fix, rivals))
    return {who: to for who, to in chosen.items() if to is not None}


def _latest(several: list[Delegation]) -> str | None:
    """The delegate of the latest of some delegations; ``None`` where none is the later."""
    delegates = {each.to for each in several}
    if len(delegates) > 1:
        moments = [each.at for each in several if each.at is not None]
        dated = len(moments) == len(several)
        last = max(moments) if dated else None
        delegates = {each.to for each in several if each.at == last or not dated}
    return delegates.pop() if len(delegates) == 1 else None
