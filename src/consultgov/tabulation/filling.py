"""Places filled from an order of merit, with caps and floors, ties as values, and the remedies of a cap.

Who is highest has a place. Limits are kept as the order is walked, or put right afterwards, as the remedy of
each cap says. What a lot, or those concerned, have to decide is a value; the filling stops there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar, cast, final

import attrs

from consultgov.errors import Fault, Faults, TallyError, shown
from consultgov.people import Trait
from consultgov.tabulation.counts import Ranking, Tie, step
from consultgov.tabulation.limits import Cap, Floor, Remedy, Traits, traits_of
from consultgov.tabulation.profiles import drawn_order, options_of, ranking, seats_of
from consultgov.tabulation.settling import first_of, in_order, settled_by_order
from consultgov.tabulation.walking import Limits, Walk, passed_over
from consultgov.verdicts import Verdict, explained

__all__ = ["Filling", "Yielding", "fill"]

_REMOVED: Final = MappingProxyType(
    {
        Remedy.LOWEST_REMOVED: "removed-as-lowest",
        Remedy.LOT: "removed-by-lot",
        Remedy.RESIGNATION: "gave-way",
        Remedy.SENIORITY: "removed-by-seniority",
    }
)

_Limit = TypeVar("_Limit", Cap, Floor)


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class Yielding:
    """A group over its cap that decides itself who gives way.

    Attributes:
        options: the group, in order of merit.
        most: how many of it may stay.
        trait: the trait that they share.
        value: its value.
    """

    options: tuple[str, ...]
    most: int
    trait: str
    value: str | bool

    @property
    def leaving(self) -> int:
        """How many must give way."""
        return len(self.options) - self.most

    def verdict(self) -> Verdict:
        """The choice that is theirs, as a verdict: something is not decided."""
        facts = {"options": list(self.options), "leaving": self.leaving, "most": self.most}
        shared = {"trait": self.trait, "value": self.value}
        return Verdict(holds=False, code="must-give-way", rule="", facts={**facts, **shared})

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return {**attrs.asdict(self), "options": list(self.options)}


@final
@attrs.frozen
class Filling:
    """Who has a place.

    Attributes:
        elected: who has a place, in order of merit; where a tie or a choice stops the filling, those who have
            one so far: for certain where one limit alone is at work.
        tie: those of whom an order has to be drawn, and for how many places.
        passed_over: who was looked at and has no place because of a limit, each with the reason.
        open: the places that nobody has and no tie or choice is about; where one stops the filling, they
            may yet be filled.
        yielding: the group that has to decide who of it gives way.
        steps: what was settled, and the floors that could not be reached.
    """

    elected: tuple[str, ...]
    tie: Tie | None = None
    passed_over: tuple[tuple[str, Verdict], ...] = ()
    open: int = 0
    yielding: Yielding | None = None
    steps: tuple[Verdict, ...] = ()

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: what was settled, who was passed over and why, what came of it."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        yield from self.steps
        yield from (reason for _, reason in self.passed_over)
        if self.elected:
            yield step("count-elected", options=list(self.elected))
        if self.tie is not None:
            yield self.tie.verdict()
        if self.yielding is not None:
            yield self.yielding.verdict()
        if self.open:
            yield step("seats-left-open", places=self.open)

    def explain(self, language: str = "en") -> str:
        """The filling in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {"elected": list(self.elected)}
        if self.tie is not None:
            plain["tie"] = self.tie.to_dict()
        if self.passed_over:
            plain["passed_over"] = [[name, reason.to_dict()] for name, reason in self.passed_over]
        if self.open:
            plain["open"] = self.open
        if self.yielding is not None:
            plain["yielding"] = self.yielding.to_dict()
        return {**plain, "steps": [each.to_dict() for each in self.steps]} if self.steps else plain


def fill(
    order: str | Iterable[str | Iterable[str]],
    places: int,
    *,
    traits: Mapping[str, Mapping[str, Trait]] = MappingProxyType({}),
    caps: Sequence[Cap] = (),
    floors: Sequence[Floor] = (),
    ties: Sequence[str] = (),
    seniority: Sequence[str] = (),
) -> Filling:
    """Fill places from an order of merit.

    A tier has places if all of it fits into the places and the limits; otherwise those whom it concerns are
    tied. A cap whose remedy is ``next_best``, and a floor, are kept as the order is walked; other caps are
    put right once the places are filled, in the order given. A floor that cannot be reached is reached as far
    as can be, the first before the second, and the steps say so.

    Args:
        order: tiers of options, the best first; those in one tier are alike. An option may stand for a tier,
            and text such as ``"A>B=C"`` for the whole.
        places: how many there are; fewer options leave some open.
        traits: option to its traits, of everyone if a limit reads them; who has ``None`` is in no group.
        caps: no more than so many of one group.
        floors: at least so many of one group.
        ties: the order of a lot, the first first; it settles a tie if it names everybody tied.
        seniority: the order by which caps with that remedy keep some of a group, such as the eldest first;
            it too has to name everybody concerned.

    Raises:
        TallyError: an order, places or limits that are none, an option twice, one that is unknown.
        MissingData: somebody without a trait that is read.
        TooLarge: floors over so many options that it would take too long.

    >>> fill([["a"], ["b", "c"], ["d"]], 2).tie
    Tie(options=('b', 'c'), places=1, over='seat')
    >>> team = {"p": "X", "q": "X", "r": "Y", "s": "X", "t": "Z"}
    >>> traits = {name: {"employer": employer} for name, employer in team.items()}
    >>> fill("p>q>r>s>t", 4, traits=traits, caps=[Cap("employer", 2)]).elected
    ('p', 'q', 'r', 't')
    """
    tiers = _tiers(order)
    names = [name for tier in tiers for name in tier]
    faults = Faults()
    read_caps = faults.attempt(_limits, caps, Cap, "caps") or []
    read_floors = faults.attempt(_limits, floors, Floor, "floors") or []
    drawn = faults.attempt(drawn_order, ties, names) or ()
    senior = faults.attempt(drawn_order, seniority, names, "order of seniority") or ()
    number = faults.attempt(seats_of, places) or 0
    faults.close(TallyError)
    known = traits_of(names, traits, [*read_caps, *read_floors])
    return _Fill(tiers, number, known, read_caps, read_floors, drawn, senior).run()


def _tiers(order: object) -> Ranking:
    if isinstance(order, str):
        return ranking(order) if order.strip() else ()
    whole = order
    if not isinstance(order, Iterable) or isinstance(order, Mapping | bytes):
        rule = "must be a list of tiers of options"
        raise TallyError(Fault("not-a-list", "order of merit", rule, shown(whole)))
    tiers = tuple(_tier(each) for each in cast("Iterable[object]", order))
    names = [name for tier in tiers for name in tier]
    if names:
        options_of(names)
    return tuple(tier for tier in tiers if tier)


def _tier(given: object) -> tuple[str, ...]:
    whole = given
    if isinstance(given, str) or not isinstance(given, Iterable) or isinstance(given, Mapping | bytes):
        return options_of([whole])
    listed = list(cast("Iterable[object]", given))
    return options_of(listed) if listed else ()


def _limits(given: object, kind: type[_Limit], subject: str) -> list[_Limit]:
    whole = given
    listed: list[object] = list(cast("Iterable[object]", given)) if isinstance(given, Iterable) else [None]
    if not all(isinstance(each, kind) for each in listed):
        rule = f"must be a list of {kind.__name__}"
        raise TallyError(Fault("bad-limit", subject, rule, shown(whole)))
    return cast("list[_Limit]", listed)


@attrs.define
class _Fill:
    """The places filled again and again until every cap is kept."""

    order: Ranking
    places: int
    traits: Traits
    caps: Sequence[Cap]
    floors: Sequence[Floor]
    drawn: Sequence[str]
    seniority: Sequence[str]
    removed: dict[str, Verdict] = attrs.Factory(dict[str, Verdict])
    steps: list[Verdict] = attrs.Factory(list[Verdict])
    settled: dict[tuple[Cap, Trait], tuple[str, ...]] = attrs.Factory(
        dict[tuple[Cap, Trait], tuple[str, ...]]
    )
    held: int = 0
    place: dict[str, int] = attrs.Factory(dict[str, int])

    def __attrs_post_init__(self) -> None:
        self.place = {name: place for place, tier in enumerate(self.order) for name in tier}

    def run(self) -> Filling:
        """Fill the places, up to what nothing settles."""
        while True:
            walk = self._walk()
            over = self._over(walk.chosen)
            if not over:
                return self._result(walk)
            (cap, group), *others = over
            stopped = self._put_right(walk, cap, group)
            if stopped is not None:
                return stopped
            for other, more in others:
                if other is cap:  # other groups have nobody of this one; what stops at them comes up again
                    self._put_right(walk, other, more)

    def _walk(self) -> Walk:
        tiers = (tuple(name for name in tier if name not in self.removed) for tier in self.order)
        caps = [cap for cap in self.caps if cap.remedy is Remedy.NEXT_BEST]
        limits = Limits(self.traits, caps, self.floors)
        return Walk(tuple(tiers), self.places - self.held, limits, self.drawn).run()

    def _over(self, chosen: Iterable[str]) -> list[tuple[Cap, list[str]]]:
        """The caps that are not kept, each with its group."""
        over: list[tuple[Cap, list[str]]] = []
        for cap in self.caps:
            groups: dict[Trait, list[str]] = {}
            for name in chosen:
                groups.setdefault(cap.group_of(self.traits[name]), []).append(name)
            groups.pop(None, None)
            over += [(cap, group) for group in groups.values() if len(group) > cap.most]
        return over

    def _put_right(self, walk: Walk, cap: Cap, group: list[str]) -> Filling | None:
        """Take a group down to its cap, or stop where somebody else has to decide."""
        key = (cap, self.traits[group[0]][cap.trait])
        if key in self.settled:
            self._keep_out(cap, [name for name in group if name not in self.settled[key]])
            return None
        if cap.remedy is Remedy.RESIGNATION and in_order(group, self.drawn) is None:
            return self._stopped(walk, group, cap)
        return self._settle(walk, cap, group)

    def _settle(self, walk: Walk, cap: Cap, group: list[str]) -> Filling | None:
        """Say who of a group stays, or stop where nothing says it."""
        sure, concerned = self._concerned(cap, group)
        room = cap.most - len(sure)
        senior = cap.remedy is Remedy.SENIORITY
        kept = first_of(concerned, room, self.seniority if senior else self.drawn)
        if kept is None:
            return self._stopped(walk, concerned, Tie(tuple(concerned), room, "cap"))
        if room and not senior:
            self.steps.append(settled_by_order(concerned, kept))
        self._remove(cap, [name for name in group if name not in (*sure, *kept)])
        if cap.remedy is not Remedy.LOWEST_REMOVED:
            self.settled[cap, self.traits[group[0]][cap.trait]] = kept
        return None

    def _keep_out(self, cap: Cap, names: Iterable[str]) -> None:
        """Those who came up after it was settled who of their group stays."""
        for name in names:
            facts = {"value": self.traits[name][cap.trait], "most": cap.most}
            self.removed |= [passed_over("passed-over-for-cap", name, cap, **facts)]

    def _concerned(self, cap: Cap, group: list[str]) -> tuple[list[str], list[str]]:
        """Those of a group who stay whatever is drawn, and those of whom some stay."""
        if cap.remedy is not Remedy.LOWEST_REMOVED:
            return [], group
        place = self.place
        last = place[group[cap.most]]
        sure = [name for name in group if place[name] < last]
        return sure, [name for name in group if place[name] == last]

    def _remove(self, cap: Cap, names: Iterable[str]) -> None:
        """Take some out, by the remedy; their places go to the next best, or are held open."""
        for name in names:
            facts = {"value": self.traits[name][cap.trait], "most": cap.most}
            self.removed |= [passed_over(_REMOVED[cap.remedy], name, cap, **facts)]
            self.held += cap.remedy is Remedy.SENIORITY

    def _stopped(self, walk: Walk, group: list[str], left_to: Tie | Cap) -> Filling:
        """The filling as far as it got, without those of whom something is to be decided."""
        _, *others = self._over(walk.chosen)
        undecided = {name for _, other in others for name in other}.union(group)
        walk.chosen = [name for name in walk.chosen if name not in undecided]
        if isinstance(left_to, Tie):
            walk.tie = left_to
            return self._result(walk)
        walk.tie = None
        value = cast("str | bool", self.traits[group[0]][left_to.trait])
        return self._result(walk, Yielding(tuple(group), left_to.most, left_to.trait, value))

    def _result(self, walk: Walk, yielding: Yielding | None = None) -> Filling:
        passed = tuple(self.removed.items()) + tuple(walk.passed)
        decided = (walk.tie.places if walk.tie else 0) + (yielding.most if yielding else 0)
        steps = [*self.steps, *walk.steps]
        if walk.tie is None and yielding is None:
            steps += self._unreached(walk.chosen)
        left = self.places - len(walk.chosen) - decided
        return Filling(tuple(walk.chosen), walk.tie, passed, left, yielding, tuple(steps))

    def _unreached(self, chosen: Iterable[str]) -> Iterator[Verdict]:
        """The floors that are not reached."""
        for floor in self.floors:
            number = sum(floor.is_met_by(self.traits[name]) for name in chosen)
            if number < floor.least:
                facts = {"trait": floor.trait, "value": floor.value, "least": floor.least, "number": number}
                yield Verdict(
                    holds=False, code="floor-not-reached", rule="", facts=facts, clause=floor.clause
                )
