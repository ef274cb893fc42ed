"""Weights made from what is known of the voters: by steps, tables, caps, basic votes, shares of a total.

A measure is a pure function: given the whole electorate it says what each elector weighs, and ``derive``
gives everyone that weight beside those she has. Figures are exact; what is rounded is rounded by a named way.
A measure that changes with time is ``Dated``: the day chooses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import isqrt
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, MissingData, RecordError, TallyError, shown
from consultgov.fields import written
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.shares import (
    Exact,
    Number,
    Share,
    number,
    number_text,
)
from consultgov.spans import day
from consultgov.voting.reading import choice, day_or_none, items, named, of_kind, truth
from consultgov.voting.weights import (
    figures_of,
    looked_up,
    on_one_scale,
    refuse,
    sum_above_nothing,
    total_of,
    traits_of,
    weights_of,
    whole_figures_of,
)

__all__ = [
    "BasicPlus",
    "Capped",
    "Dated",
    "FirstOf",
    "Listed",
    "Measure",
    "Multiplied",
    "Normalised",
    "Rounding",
    "SquareRoot",
    "Steps",
    "TableOf",
    "Ties",
    "Triangular",
    "derive",
    "measure_from_dict",
]


def __dir__() -> list[str]:
    return __all__


class Measure(Protocol):
    """What says how much each elector weighs, knowing all of them."""

    def weigh(self, electors: Sequence[Elector]) -> tuple[Exact, ...]:
        """The weight of each elector, in their order."""
        ...

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        ...


def derive(electors: Iterable[Elector], name: str, measure: Measure) -> tuple[Elector, ...]:
    """The electors with one weight more, in their order.

    Args:
        electors: everyone in the electorate: a share of a total is one of all of them.
        name: what the new weight is called; nobody may have one of that name.
        measure: how it is worked out; one may be derived from another by deriving twice.

    Raises:
        MissingData: electors of whom something that is read is not known; all of them at once.
        TallyError: what are no electors, a weight that is there already, a figure that makes no sense.

    >>> lands = [
    ...     Elector("bayern", weights={"people": 13_369_393}),
    ...     Elector("bremen", weights={"people": 684_864}),
    ... ]
    >>> votes = Steps("people", [(0, 3), (2_000_001, 4), (6_000_001, 5), (7_000_001, 6)])
    >>> [land.weights["votes"] for land in derive(lands, "votes", votes)]
    [6, 3]
    """
    faults = Faults()
    people = of_kind(electors, Elector, "electors", faults)
    faults.close(TallyError)
    _expect(measure)
    weight = _name(name)
    if having := tuple(each.id for each in people if weight in each.weights):
        subject, rule = f"weight {weight!r}", "must be new"
        raise TallyError(Fault("weight-twice", subject, rule, "", "choose another name", having))
    weighed = zip(people, measure.weigh(people), strict=True)
    return tuple(
        Elector(each.id, each.traits, {**each.weights, weight: value}, each.flags) for each, value in weighed
    )


def _expect(measure: object) -> None:
    """A measure, and not a dated one."""
    if not hasattr(measure, "weigh"):
        fix = "choose a day first: .on(day)" if hasattr(measure, "on") else "give Steps, Capped or another"
        raise TallyError(Fault("not-a-measure", "measure", "must be a measure", shown(measure), fix))


# --- reading what a measure is made of --------------------------------------------------------------


def _name(value: object) -> str:
    return named(value, "name of a weight or trait")


def _names(value: object) -> tuple[str, ...]:
    return tuple(_name(each) for each in items(value, "names of weights"))


_TWO: Final = 2


def _pairs(value: object, subject: str) -> list[tuple[object, object]]:
    """The pairs of a mapping, or of a list of pairs."""
    if isinstance(value, Mapping):
        return list(cast("Mapping[object, object]", value).items())
    return [_pair(each, subject) for each in items(value, subject)]


def _pair(value: object, subject: str) -> tuple[object, object]:
    given = shown(value)
    pair: Sequence[object] = cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()
    if len(pair) == _TWO:
        return pair[0], pair[1]
    raise RecordError(Fault("not-a-pair", subject, "must be pairs", given))


def _not_negative(value: object, subject: str) -> Number:
    read = number(value, subject)
    if read < 0:
        raise TallyError(Fault("negative-weight", subject, "must not be below 0", number_text(read)))
    return read


def _weight(value: object) -> Number:
    return _not_negative(value, "figure of a measure")


def _optional(value: object) -> Number | None:
    return None if value is None else _weight(value)


def _above_nothing(value: object) -> Number:
    read = _weight(value)
    if read == 0:
        raise TallyError(Fault("zero", "figure of a measure", "must be above 0"))
    return read


def _limit(value: object) -> Share | Number:
    """A share of the total (``Share``, or text with ``%``), or an exact figure."""
    if isinstance(value, Mapping):
        plain = expect_keys(cast("object", value), "share of the total", frozenset({"share"}), frozenset())
        return Share(cast("str", plain["share"]))
    if isinstance(value, Share):
        return value
    if isinstance(value, str) and normalize("NFKC", value).strip().endswith("%"):
        return Share(value)
    return _weight(value)


_Steps: TypeAlias = tuple[tuple[Number, Number], ...]


def _read_steps(value: object) -> _Steps:
    faults = Faults()
    steps: list[tuple[Number, Number]] = []
    for bound, weight in _pairs(value, "steps"):
        start = faults.attempt(number, bound, "bound of a step")
        reached = faults.attempt(_not_negative, weight, f"weight from {shown(bound)}")
        if start is not None and steps and start <= steps[-1][0]:
            fix = "list the steps from the lowest up"
            faults.add(Fault("steps-disordered", f"step from {shown(bound)}", "must be higher", "", fix))
        steps.append((start or 0, reached or 0))
    if not steps:
        faults.add(Fault("no-steps", "steps", "must be at least one"))
    faults.close(TallyError)
    return tuple(steps)


Key: TypeAlias = str | bool
"""What a table is looked up by: the value of a trait, or an id."""

_Table: TypeAlias = tuple[tuple[Key, Number], ...]


def _read_table(value: object) -> _Table:
    """The table, in an order of its own, so that equal tables are equal."""
    faults = Faults()
    table: dict[tuple[bool, Key], Number] = {}
    for key, weight in _pairs(value, "table"):
        if not isinstance(key, str | bool):
            faults.add(Fault("bad-key", "key of a table", "must be text, True or False", shown(key)))
            continue
        word = normalize("NFC", key) if isinstance(key, str) else key
        place = (isinstance(word, str), word)
        if place in table:
            faults.add(Fault("twice", f"table entry {shown(key)}", "must be there once"))
        table[place] = faults.attempt(_not_negative, weight, f"table entry {shown(key)}") or 0
    faults.close(TallyError)
    return tuple((key, table[text, key]) for text, key in sorted(table))


@final
class Rounding(StrEnum):
    """How a figure is brought to whole votes."""

    DOWN = "down"
    """Floor."""
    UP = "up"
    """Ceiling."""
    NEAREST = "nearest"
    """The nearest; a half goes up."""


@final
class Ties(StrEnum):
    """What happens where equal remainders contend for the last whole votes."""

    REFUSE = "refuse"
    """It is an error that names those who contend: a lot, or the rules, must decide it."""
    ID = "id"
    """Whoever's id comes first, character by character."""


def _strict(value: object) -> bool:
    return truth(value, "strict")


def _whole(value: object) -> bool:
    return truth(value, "whole")


def _rounding(value: object) -> Rounding | None:
    return None if value is None else choice(Rounding, value, "rounding")


def _ties(value: object) -> Ties:
    return choice(Ties, value, "ties")


_ROUNDED: Final[Mapping[Rounding, Callable[[Number], int]]] = MappingProxyType(
    {
        Rounding.DOWN: lambda value: value.numerator // value.denominator,
        Rounding.UP: lambda value: -(-value.numerator // value.denominator),
        Rounding.NEAREST: lambda value: (2 * value.numerator + value.denominator) // (2 * value.denominator),
    }
)


def _rounded(value: Number, way: Rounding | None) -> Number:
    return number(value) if way is None else _ROUNDED[way](value)


# --- plain dicts ------------------------------------------------------------------------------------


def _plain(value: object) -> object:
    if isinstance(value, bool | StrEnum | str) or value is None:
        return str(value) if isinstance(value, StrEnum) else value
    if isinstance(value, Share):
        return {"share": f"{value.numerator}/{value.denominator}"}
    if isinstance(value, tuple):
        return [_plain(each) for each in cast("tuple[object, ...]", value)]
    return number_text(cast("Number", value))


def _to_plain(measure: attrs.AttrsInstance) -> dict[str, object]:
    """The kind and the fields of a measure; fields that are as they are anyhow are left out."""
    return {"kind": _KIND_OF[type(measure)], **written(measure, _plain)}


def measure_from_dict(data: object) -> Measure:
    """The measure from its plain dict, whichever kind it is.

    Raises:
        RecordError: an unknown kind, keys that the kind does not have.
        TallyError: what the constructor refuses.

    >>> measure_from_dict({"kind": "capped", "of": "shares", "at": "100"})
    Capped(of='shares', at=100)
    """
    every = frozenset(field.name for made in _KINDS.values() for field in attrs.fields(made))
    kind = expect_keys(data, "measure", frozenset({"kind"}), every)["kind"]
    if not isinstance(kind, str) or kind not in _KINDS:
        known = ", ".join(sorted(_KINDS))
        raise RecordError(Fault("unknown-kind", "measure", f"must be one of {known}", shown(kind)))
    made = _KINDS[kind]
    fields = attrs.fields(made)
    required = frozenset(field.name for field in fields if field.default is attrs.NOTHING)
    optional = frozenset(field.name for field in fields) - required
    plain = expect_keys(data, f"measure {kind}", required | {"kind"}, optional)
    return cast("Measure", made(**{name: value for name, value in plain.items() if name != "kind"}))


# --- the measures -----------------------------------------------------------------------------------


@final
@attrs.frozen
class Steps:
    """A step function of another weight: votes by classes of population.

    Source: Basic Law (Germany), art. 51(2): 3 votes, with more than two million inhabitants 4, with more
    than six 5, with more than seven 6.

    Args:
        of: the weight that is read.
        steps: pairs of a bound and the weight from there on, the lowest first.
        strict: whether a bound is reached only by more than it; the first bound is reached by itself too.

    Raises:
        TallyError: no steps, or steps that are not in order.
        MissingData: from ``weigh``: electors without the weight, or below the first step.

    >>> tens = Steps("people", [(0, 3), (2_000_000, 4)], strict=True)
    >>> tens.weigh([Elector("a", weights={"people": 2_000_000}), Elector("b", weights={"people": 2_000_001})])
    (3, 4)
    """

    of: str = attrs.field(converter=_name)
    steps: _Steps = attrs.field(converter=_read_steps)
    strict: bool = attrs.field(default=False, converter=_strict)

    def weigh(self, electors: Sequence[Elector]) -> tuple[Number, ...]:
        """The weight of each elector, in their order."""
        bounds = [bound for bound, _ in self.steps]
        figures = figures_of(electors, self.of)
        if below := [each.id for each, own in zip(electors, figures, strict=True) if own < bounds[0]]:
            rule, fix = "must reach the first step", "let the first step start lower"
            raise refuse("below-first-step", f"weight {self.of!r}", rule, fix, below)
        place = bisect_left if self.strict else bisect_right
        return tuple(self.steps[max(place(bounds, own) - 1, 0)][1] for own in figures)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class TableOf:
    """A weight by the value of a trait: seats by class of member, votes by rank.

    Args:
        trait: the trait that is read.
        table: value of the trait to weight, a dict or pairs.
        otherwise: the weight of whoever has no value, or one that is not listed; ``None``: that is an error.

    >>> TableOf("class", {"state": 2, "county": 1}).weigh([Elector("x", traits={"class": "state"})])
    (2,)
    """

    trait: str = attrs.field(converter=_name)
    table: _Table = attrs.field(converter=_read_table)
    otherwise: Number | None = attrs.field(default=None, converter=_optional)

    def weigh(self, electors: Sequence[Elector]) -> tuple[Number, ...]:
        """The weight of each elector, in their order."""
        return tuple(looked_up(electors, traits_of(electors, self.trait), self.table, self.otherwise))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class Listed:
    """A weight from a list by id, such as the populations that hold for a year.

    Source: rules of procedure of the Council of the European Union, annex III: one list a calendar year.

    Args:
        table: id to weight, a dict or pairs; ids that are not in the electorate may be listed too.
        otherwise: the weight of whoever is not listed; ``None``: that is an error.

    >>> Listed({"mt": 542_051, "lu": 660_809}).weigh([Elector("lu")])
    (660809,)
    """

    table: _Table = attrs.field(converter=_read_table)
    otherwise: Number | None = attrs.field(default=None, converter=_optional)

    def weigh(self, electors: Sequence[Elector]) -> tuple[Number, ...]:
        """The weight of each elector, in their order."""
        ids = [normalize("NFC", each.id) for each in electors]
        return tuple(looked_up(electors, ids, self.table, self.otherwise))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class FirstOf:
    """The first weight that somebody has, of several: the meeting's own, else the one on file.

    Args:
        names: the weights in the order in which they are looked for; none: everyone weighs ``otherwise``.
        otherwise: the weight of whoever has none of them; ``None``: that is an error.

    >>> FirstOf(["meeting", "file"], otherwise=1).weigh([Elector("li", weights={"file": 2}), Elector("wei")])
    (2, 1)
    """

    names: tuple[str, ...] = attrs.field(converter=_names)
    otherwise: Number | None = attrs.field(default=None, converter=_optional)

    def weigh(self, electors: Sequence[Elector]) -> tuple[Exact, ...]:
        """The weight of each elector, in their order."""
        found = [self._first(each) for each in electors]
        if missing := [each.id for each, own in zip(electors, found, strict=True) if own is None]:
            rule, fix = "must be there for everyone", "give one to everyone, or say otherwise=0"
            raise refuse("missing-weight", f"one of the weights {list(self.names)}", rule, fix, missing)
        return tuple(cast("Exact", own) for own in found)

    def _first(self, elector: Elector) -> Exact | None:
        own = (elector.weights[name] for name in self.names if name in elector.weights)
        return next(own, self.otherwise)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class Capped:
    """Another weight, but never more than a ceiling; what is above it is lost, not handed on.

    A share is one of the total before anything is cut. So whoever is capped at 10 % of the total may well
    have more than 10 % of what is left.

    Args:
        of: the weight that is read.
        at: the ceiling: an exact figure; or a share of the total, as a ``Share`` or as text with ``%``.

    >>> holders = [Elector("a", weights={"shares": 70}), Elector("b", weights={"shares": 30})]
    >>> Capped("shares", at="40%").weigh(holders), Capped("shares", at=50).weigh(holders)
    ((40, 30), (50, 30))
    """

    of: str = attrs.field(converter=_name)
    at: Share | Number = attrs.field(converter=_limit)

    def weigh(self, electors: Sequence[Elector]) -> tuple[Exact, ...]:
        """The weight of each elector, in their order; below the ceiling as it is written."""
        weights = weights_of(electors, self.of)
        ceiling = self.at
        if isinstance(ceiling, Share):
            ceiling = number(ceiling.fraction * number(total_of(weights, f"total of {self.of!r}")))
        return tuple(own if number(own) <= ceiling else ceiling for own in weights)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class BasicPlus:
    """Basic votes, equal for all, and votes by another weight.

    Source: IMF, Articles of Agreement, XII 5(a): basic votes make up 5.502 % of all votes together, are the
    same for everyone and have no fractions; and there is a vote for each part of the quota of 100,000 SDR.

    Args:
        of: the weight that is read.
        basic: the basic votes of one elector, exact; or the share of all votes that the basic votes of all
            make up together, below 1, as a ``Share`` or as text with ``%``.
        per: how much of the weight gives one vote.
        basic_rounded: how the basic votes of one elector are brought to whole votes; ``None``: not at all.
        parts_rounded: the same for the votes by weight, before the share is taken.

    Raises:
        TallyError: basic votes that would be all votes, ``per`` of nothing.
        MissingData: from ``weigh``: electors without the weight; a share of a total that is 0.

    >>> members = [Elector("a", weights={"quota": 600}), Elector("b", weights={"quota": 300})]
    >>> BasicPlus("quota", basic="10%", per=100).weigh(members)
    (Fraction(13, 2), Fraction(7, 2))
    """

    of: str = attrs.field(converter=_name)
    basic: Share | Number = attrs.field(converter=_limit)
    per: Number = attrs.field(default=1, converter=_above_nothing)
    basic_rounded: Rounding | None = attrs.field(default=None, converter=_rounding)
    parts_rounded: Rounding | None = attrs.field(default=None, converter=_rounding)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.basic, Share) and self.basic.fraction == 1:
            fix = "leave something for the votes by weight"
            raise TallyError(Fault("share-bounds", "basic votes", "must be less than all votes", "", fix))

    def weigh(self, electors: Sequence[Elector]) -> tuple[Number, ...]:
        """The weight of each elector, in their order."""
        figures = figures_of(electors, self.of)
        parts = [_rounded(Fraction(own) / self.per, self.parts_rounded) for own in figures]
        basic = _rounded(self._basic(electors, parts), self.basic_rounded)
        return tuple(number(basic + part) for part in parts)

    def _basic(self, electors: Sequence[Elector], parts: Sequence[Number]) -> Number:
        """The basic votes of one: of a share s of all votes, s / (1 - s) times the other votes."""
        if not isinstance(self.basic, Share):
            return self.basic
        share = self.basic.fraction
        return share / (1 - share) * sum_above_nothing(electors, parts, self.of) / len(electors)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class Normalised:
    """Another weight in proportion, so that all together make up a given total, exactly.

    Args:
        of: the weight that is read.
        total: what all together make up: 1, or 100, or a number of votes.
        whole: whether everyone gets whole votes. Then the votes that are left when all are rounded down go
            to the largest remainders (Hamilton's way), and the total must be whole.
        ties: who gets the last of them where remainders are equal: ``refuse``, or ``id``.

    Raises:
        TallyError: a total of nothing, or not whole where votes are; from ``weigh``: a tie that is refused.
        MissingData: from ``weigh``: electors without the weight; weights that are all 0.

    >>> owners = [Elector("a", weights={"area": 50}), Elector("b", weights={"area": 100})]
    >>> Normalised("area").weigh(owners), Normalised("area", total=100, whole=True).weigh(owners)
    ((Fraction(1, 3), Fraction(2, 3)), (33, 67))
    """

    of: str = attrs.field(converter=_name)
    total: Number = attrs.field(default=1, converter=_above_nothing)
    whole: bool = attrs.field(default=False, converter=_whole)
    ties: Ties = attrs.field(default=Ties.REFUSE, converter=_ties)

    def __attrs_post_init__(self) -> None:
        if self.whole and self.total.denominator != 1:
            given = number_text(self.total)
            raise TallyError(Fault("not-whole", "total", "must be whole where votes are", given))

    def weigh(self, electors: Sequence[Elector]) -> tuple[Number, ...]:
        """The weight of each elector, in their order."""
        if not electors:
            return ()
        figures = figures_of(electors, self.of)
        sum_above_nothing(electors, figures, self.of)
        parts, _ = on_one_scale(figures, f"weight {self.of!r}")
        if self.whole:
            return self._in_whole_votes(electors, parts)
        each = Fraction(self.total) / sum(parts)
        return tuple(number(part * each) for part in parts)

    def _in_whole_votes(self, electors: Sequence[Elector], parts: Sequence[int]) -> tuple[int, ...]:
        """Rounded down, and what is left to the largest remainders; a remainder is in parts of one vote."""
        total, of = int(self.total), sum(parts)
        votes, rest = zip(*(divmod(part * total, of) for part in parts), strict=True)
        left = total - sum(votes)
        ranked = sorted(range(len(rest)), key=lambda place: (-rest[place], electors[place].id))
        last = rest[ranked[left - 1]]
        if left and self.ties is Ties.REFUSE and rest[ranked[left]] == last:
            people = tuple(electors[place].id for place in ranked if rest[place] == last)
            fix = "draw lots and give the votes by a list, or say ties='id'"
            raise TallyError(Fault("remainder-tie", "the last votes", "must go to somebody", "", fix, people))
        gaining = set(ranked[:left])
        return tuple(own + (place in gaining) for place, own in enumerate(votes))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class Triangular:
    """Votes that grow with rank: 1, 3, 6, 10, … from the least rank that votes; none below it.

    Source: the geometric weights of ranked collectives on Substrate chains: n(n + 1) / 2, where n is one at
    the least rank.

    Args:
        of: the weight that holds the rank, whole.
        least: the least rank that has a vote.

    >>> Triangular("rank", least=1).weigh([Elector(str(rank), weights={"rank": rank}) for rank in range(4)])
    (0, 1, 3, 6)
    """

    of: str = attrs.field(converter=_name)
    least: Number = attrs.field(default=0, converter=_weight)

    def __attrs_post_init__(self) -> None:
        if self.least.denominator != 1:
            raise TallyError(Fault("not-whole", "least rank", "must be whole", number_text(self.least)))

    def weigh(self, electors: Sequence[Elector]) -> tuple[int, ...]:
        """The weight of each elector, in their order."""
        above = [max(rank - int(self.least) + 1, 0) for rank in whole_figures_of(electors, self.of)]
        return tuple(each * (each + 1) // 2 for each in above)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class Multiplied:
    """Another weight times a figure by the value of a trait: stake by how long it stays locked.

    Source: conviction voting on Substrate chains: a tenth of the stake, rounded down, where it is not locked
    at all; one to six times the stake where it is.

    Args:
        of: the weight that is read.
        trait: the trait that is read.
        table: value of the trait to factor, a dict or pairs.
        otherwise: the factor of whoever has no value, or one that is not listed; ``None``: that is an error.
        rounded: how the product is brought to whole votes; ``None``: not at all.

    >>> conviction = Multiplied("stake", "lock", {"none": "1/10", "one": 1}, rounded="down")
    >>> conviction.weigh([Elector("a", weights={"stake": 19}, traits={"lock": "none"})])
    (1,)
    """

    of: str = attrs.field(converter=_name)
    trait: str = attrs.field(converter=_name)
    table: _Table = attrs.field(converter=_read_table)
    otherwise: Number | None = attrs.field(default=None, converter=_optional)
    rounded: Rounding | None = attrs.field(default=None, converter=_rounding)

    def weigh(self, electors: Sequence[Elector]) -> tuple[Number, ...]:
        """The weight of each elector, in their order."""
        faults = Faults()
        figures = faults.attempt(figures_of, electors, self.of)
        factors = faults.attempt(TableOf(self.trait, self.table, self.otherwise).weigh, electors)
        faults.close(MissingData)
        pairs = zip(figures or (), factors or (), strict=True)
        return tuple(_rounded(own * factor, self.rounded) for own, factor in pairs)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


@final
@attrs.frozen
class SquareRoot:
    """The square root of another weight, rounded down to whole votes.

    So quadratic voting counts credits, and Penrose's proposal for councils of states counts people.

    Args:
        of: the weight that is read.

    >>> SquareRoot("credits").weigh(
    ...     [Elector("a", weights={"credits": 99}), Elector("b", weights={"credits": 100})]
    ... )
    (9, 10)
    """

    of: str = attrs.field(converter=_name)

    def weigh(self, electors: Sequence[Elector]) -> tuple[int, ...]:
        """The weight of each elector, in their order."""
        return tuple(isqrt(own.numerator // own.denominator) for own in figures_of(electors, self.of))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, with the ``kind`` of measure."""
        return _to_plain(self)


_KINDS: Final[Mapping[str, type[attrs.AttrsInstance]]] = MappingProxyType(
    {
        "basic-plus": BasicPlus,
        "capped": Capped,
        "first-of": FirstOf,
        "listed": Listed,
        "multiplied": Multiplied,
        "normalised": Normalised,
        "square-root": SquareRoot,
        "steps": Steps,
        "table-of": TableOf,
        "triangular": Triangular,
    }
)
_KIND_OF: Final = MappingProxyType({made: kind for kind, made in _KINDS.items()})


# --- measures that change ---------------------------------------------------------------------------


def _read_dated(value: object) -> tuple[tuple[date, Measure], ...]:
    faults = Faults()
    entries: dict[date, Measure] = {}
    for start, measure in _pairs(value, "dated measures"):
        since = faults.attempt(day, start, "first day of a measure")
        if not hasattr(measure, "weigh"):
            faults.add(Fault("not-a-measure", f"measure from {since}", "must be a measure", shown(measure)))
        if since is not None and since in entries:
            faults.add(Fault("twice", f"measure from {since}", "must be there once"))
        entries[since or date.min] = cast("Measure", measure)
    if not entries:
        faults.add(Fault("no-measures", "dated measures", "must be at least one"))
    faults.close(TallyError)
    return tuple((since, entries[since]) for since in sorted(entries))


def _read_end(value: object) -> date | None:
    return day_or_none(value, "end of the last measure")


@final
@attrs.frozen
class Dated:
    """A measure that is replaced from time to time, such as a list of populations every 1 January.

    Each holds from its first day until the day before the next one's first day.

    Args:
        measures: pairs of the first day and the measure, in any order.
        until: the first day on which the last one holds no more; open where ``None``.

    Raises:
        TallyError: no measure, two from the same day, what is no measure, an end before the last begins.
        RecordError: from ``on``: what is no day.
        MissingData: from ``on``: a day before the first or after the last.

    >>> lists = Dated([("2025-01-01", Listed({"lu": 672_050})), ("2026-01-01", Listed({"lu": 681_973}))])
    >>> lists.on("2025-12-31").weigh([Elector("lu")])
    (672050,)
    """

    measures: tuple[tuple[date, Measure], ...] = attrs.field(converter=_read_dated)
    until: date | None = attrs.field(default=None, converter=_read_end)

    def __attrs_post_init__(self) -> None:
        last = self.measures[-1][0]
        if self.until is not None and self.until <= last:
            rule = "must come after the last measure begins"
            raise TallyError(Fault("empty-validity", f"end {self.until}", rule, str(last)))

    def on(self, when: date | str) -> Measure:
        """The measure that holds on a day."""
        asked = day(when)
        place = bisect_right([since for since, _ in self.measures], asked) - 1
        if place < 0 or (self.until is not None and asked >= self.until):
            known = f"from {self.measures[0][0]}" + (f" until {self.until}" if self.until else "")
            raise MissingData(Fault("no-measure", f"measure on {asked}", "must be given", known))
        return self.measures[place][1]

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        pairs = [[since.isoformat(), measure.to_dict()] for since, measure in self.measures]
        plain: dict[str, object] = {"measures": pairs}
        if self.until is not None:
            plain["until"] = self.until.isoformat()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Dated:
        """The dated measures from their plain dict.

        Raises:
            RecordError: keys that they do not have.
            TallyError: what the constructor refuses.
        """
        plain = expect_keys(data, "dated measures", frozenset({"measures"}), frozenset({"until"}))
        pairs = _pairs(plain["measures"], "dated measures")
        read = [(since, measure_from_dict(measure)) for since, measure in pairs]
        return Dated(read, plain.get("until"))
