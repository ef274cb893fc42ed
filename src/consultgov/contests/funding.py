"""Money for proposals in their order of merit, from several sources, and why some of them have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import cast, final

import attrs

from consultgov.contests.figures import one_scale
from consultgov.contests.lists import named_once, parts
from consultgov.contests.sources import Purses, Source, money
from consultgov.contests.ties import GRANT, Tied, refined
from consultgov.errors import Fault, Faults, MissingData, RuleError, TallyError, shown
from consultgov.people import Elector, Trait
from consultgov.shares import Number, number_text
from consultgov.tabulation.counts import Ranking, step
from consultgov.tabulation.profiles import drawn_order, options_of
from consultgov.verdicts import Verdict, explained
from consultgov.voting.grounds import ground
from consultgov.voting.reading import items

__all__ = ["Funding", "Grant", "fund"]


@final
@attrs.frozen
class Grant:
    """What one proposal is given.

    Attributes:
        proposal: its id.
        paid: pairs of a source and what it pays.
    """

    proposal: str
    paid: tuple[tuple[str, Number], ...]

    def verdict(self) -> Verdict:
        """The grant as a line of an account."""
        figures = [f"{source} {number_text(part)}" for source, part in self.paid]
        return step("fund-granted", proposal=self.proposal, paid=figures)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        return {"proposal": self.proposal, "paid": [[name, number_text(part)] for name, part in self.paid]}


@final
@attrs.frozen
class Funding:
    """Which proposals are paid for, and from what.

    Attributes:
        grants: what each of them is given, in the order of merit.
        left_out: the others that were looked at, each with the reason.
        tie: proposals of equal merit that cannot all be paid for; what comes after them is undecided until an
            order of them is given. Money is short and not places: ``places`` is 0.
        left: pairs of a source and what is left of it.
    """

    grants: tuple[Grant, ...]
    left_out: tuple[tuple[str, Verdict], ...] = ()
    tie: Tied | None = None
    left: tuple[tuple[str, Number], ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The proposals that are paid for."""
        return tuple(grant.proposal for grant in self.grants)

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        yield from (grant.verdict() for grant in self.grants)
        yield from (why for _, why in self.left_out)
        if self.tie is not None:
            yield self.tie.verdict()
        yield step("fund-left", left=[f"{name} {number_text(left)}" for name, left in self.left])

    def explain(self, language: str = "en") -> str:
        """Who is paid from what, in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {
            "grants": [grant.to_dict() for grant in self.grants],
            "left_out": [[name, why.to_dict()] for name, why in self.left_out],
            "left": [[name, number_text(left)] for name, left in self.left],
        }
        return plain if self.tie is None else {**plain, "tie": self.tie.to_dict()}


def fund(
    order: Iterable[str | Iterable[str]],
    costs: Mapping[str, object],
    sources: Iterable[Source],
    *,
    proposals: Iterable[Elector] = (),
    skip: bool = True,
    ties: Iterable[str] = (),
) -> Funding:
    """Proposals in their order of merit, for as long as there is money for the whole of one.

    A proposal may be paid from several sources together. It is chosen if all that was chosen before it can
    still be paid; only then is it settled who pays what: the sources in their order, each as much as leaves
    enough for the others.

    Args:
        order: proposals, the best first, those in a list of their own alike: ``ContestResult.ranking``, or
            ``ContestResult.winners_ranked``.
        costs: proposal to what it costs.
        sources: where the money comes from.
        proposals: the proposals with the traits that restricted sources read.
        skip: where there is too little money for one, those after it are looked at; otherwise it ends there.
        ties: an order of proposals, by lot or however the body settles ties; it settles one if it names
            everybody tied.

    Raises:
        TallyError: no proposal, one that is there twice or costs nothing known, an unknown one in ``ties``.
        RecordError: an order of merit or sources that are no list.
        RuleError: no source, one that is there twice, an amount below 0.
        MissingData: a proposal without a trait that a source reads.
        TooLarge: more than eight sources.

    >>> town, club = Source("town", 500), Source("club", 300, only={"category": "sport"})
    >>> pitch, lamps = Elector("pitch", {"category": "sport"}), Elector("lamps", {"category": "light"})
    >>> found = fund(["pitch", "lamps"], {"pitch": 400, "lamps": 400}, [town, club], proposals=[pitch, lamps])
    >>> [(grant.proposal, grant.paid) for grant in found.grants]
    [('pitch', (('town', 100), ('club', 300))), ('lamps', (('town', 400),))]
    """
    tiers = _tiers(order)
    names = options_of([name for tier in tiers for name in tier])
    read = _costs(costs, names)
    purses = Purses(_sources(sources))
    payers = _payers(purses, names, proposals)
    walk = _Walk(purses, read, payers, skip=skip)
    for tier in refined(tiers, drawn_order(ties, names)):
        walk.take(tier)
    return walk.result()


def _tiers(order: object) -> Ranking:
    listed = items(order, "order of merit")
    return tuple((each,) if isinstance(each, str) else options_of(each) for each in listed)


def _costs(given: Mapping[str, object], names: Sequence[str]) -> dict[str, Number]:
    if not isinstance(cast("object", given), Mapping):
        raise TallyError(Fault("not-a-dict", "costs", "must be a dict of proposal to cost", shown(given)))
    faults = Faults()
    missing = tuple(name for name in names if name not in given)
    if missing:
        fix = "give a cost to each proposal in the order of merit"
        faults.add(
            Fault("missing-cost", "costs", "must be of every proposal", ", ".join(missing), fix, missing)
        )
    read = {
        name: faults.attempt(money, given[name], f"cost of {name}") or 0 for name in names if name in given
    }
    faults.close(TallyError)
    one_scale(read.values(), "costs")
    return read


def _source(given: object) -> Source:
    if not isinstance(given, Source):
        raise RuleError(Fault("wrong-kind", "sources", "must be Source values", shown(given)))
    return given


def _sources(given: object) -> tuple[Source, ...]:
    read = parts(given, _source, "sources")
    if not read:
        raise RuleError(
            Fault("no-sources", "sources", "must be at least one", "", "say where money comes from")
        )
    named_once((each.name for each in read), "sources")
    one_scale((each.amount for each in read), "amounts of sources")
    return read


def _payers(purses: Purses, names: Sequence[str], proposals: Iterable[Elector]) -> dict[str, int]:
    """Proposal to the set of sources that may pay for it."""
    traits: dict[str, Mapping[str, Trait]] = {each.id: each.traits for each in proposals}
    read = sorted({trait for source in purses.sources for trait in source.only})
    faults = Faults()
    for name in names:
        missing = [trait for trait in read if traits.get(name, {}).get(trait) is None]
        if missing:
            rule, fix = "must have every trait that a source reads", "pass proposals=[Elector(id, traits=…)]"
            faults.add(Fault("missing-trait", f"proposal {name!r}", rule, ", ".join(missing), fix, (name,)))
    faults.close(MissingData)
    return {name: purses.of(traits.get(name, MappingProxyType({}))) for name in names}


class _Walk:
    """Down the order of merit, tier by tier."""

    def __init__(
        self, purses: Purses, costs: Mapping[str, Number], payers: Mapping[str, int], *, skip: bool
    ) -> None:
        self.purses, self.costs, self.payers, self.skip = purses, costs, payers, skip
        self.chosen: list[str] = []
        self.left_out: list[tuple[str, Verdict]] = []
        self.tie: Tied | None = None
        self.ended = ""

    def take(self, tier: tuple[str, ...]) -> None:
        """Choose what can be paid for."""
        if self.tie is not None:
            return
        if self.ended:
            self._leave(tier, "fund-ended", at=self.ended)
            return
        fit = tuple(name for name in tier if self._fits(name))
        short = tuple(name for name in tier if name not in fit)
        in_the_way = bool(short) and not self.skip
        if fit and (in_the_way or not self._all(fit)):
            self.tie = Tied(tier if in_the_way else fit, 0, GRANT)
        else:
            self._choose(fit)
        if not (fit and in_the_way):
            self._short(short)

    def _choose(self, names: tuple[str, ...]) -> None:
        for name in names:
            self.purses.promise(self.payers[name], self.costs[name])
        self.chosen += names

    def _fits(self, name: str) -> bool:
        return bool(self.payers[name]) and self.costs[name] <= self.purses.room(self.payers[name])

    def _all(self, names: tuple[str, ...]) -> bool:
        """Whether all of some proposals can be paid for together."""
        trial = self.purses.copy()
        for name in names:
            if self.costs[name] > trial.room(self.payers[name]):
                return False
            trial.promise(self.payers[name], self.costs[name])
        return True

    def _short(self, short: tuple[str, ...]) -> None:
        """Pass over what there is too little money for."""
        for name in short:
            room = self.purses.room(self.payers[name]) if self.payers[name] else 0
            facts = {"cost": number_text(self.costs[name]), "left": number_text(room)}
            code = "fund-too-little-left" if self.payers[name] else "fund-no-source"
            self.left_out.append((name, ground(code, proposal=name, **facts)))
            self.ended = "" if self.skip else name

    def _leave(self, names: tuple[str, ...], code: str, **facts: object) -> None:
        self.left_out += [(name, ground(code, proposal=name, **facts)) for name in names]

    def result(self) -> Funding:
        """What came of it: now it is settled who pays what."""
        paid = tuple(
            Grant(name, self.purses.pay(self.payers[name], self.costs[name])) for name in self.chosen
        )
        left = tuple(
            (source.name, left) for source, left in zip(self.purses.sources, self.purses.left, strict=True)
        )
        return Funding(paid, tuple(self.left_out), self.tie, left)
