"""How zones have to be divided among the members, as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias, cast, final

import attrs

from consultgov.composition.zoning.reading import names
from consultgov.errors import Fault, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.settings import clause_of
from consultgov.shares import Number, Share, number, number_text
from consultgov.verdicts import Clause

__all__ = ["Range", "ZoneRule"]

Range: TypeAlias = tuple[int, int | None]
"""The least and the most; ``None``: as many as there are."""

_MOST: Final = 1_000


def __dir__() -> list[str]:
    return __all__


# --- reading --------------------------------------------------------------------------------------


def _range(given: object, subject: str) -> Range:
    """A pair of least and most, or one number for exactly so many."""
    pair = [given, given] if isinstance(given, int) else given
    if not isinstance(pair, list | tuple):
        raise _bad_range(subject, given)
    listed = [*cast("Iterable[object]", pair)]
    fine = len(listed) == 2 and _is_number(listed[0]) and (listed[1] is None or _is_number(listed[1]))  # noqa: PLR2004 - least and most
    if not fine:
        raise _bad_range(subject, given)
    least, most = cast("list[int]", listed)
    if cast("int | None", most) is not None and least > most:
        raise RuleError(Fault("empty-range", subject, "must not have a least above the most", shown(given)))
    return least, most


def _is_number(given: object) -> bool:
    return type(given) is int and 0 <= given <= _MOST


def _bad_range(subject: str, given: object) -> RuleError:
    rule, fix = f"must be whole numbers from 0 to {_MOST}", "write 1, (1, 2) or (1, None)"
    return RuleError(Fault("bad-range", subject, rule, shown(given), fix))


def _responsible(given: object) -> Range:
    return _range(given, "responsible members of a zone")


def _per_member(given: object) -> Range:
    return _range(given, "zones of a member")


def _per_place(given: object) -> Range:
    least, most = _range(given, "zones of a place")
    if least > 1:
        rule, fix = "must be 0 or 1", "write 1, (1, None) or (0, 1)"
        raise RuleError(Fault("bad-range", "least zones of a place", rule, str(least), fix))
    return least, most


def _spread(given: object) -> Number | Share | None:
    if given is None or isinstance(given, Share):
        return given
    if isinstance(given, str) and given.strip().endswith(("%", "％")):
        return Share(given)
    read = number(given, "spread of loads")
    if read < 0:
        raise RuleError(Fault("bad-spread", "spread of loads", "must not be below 0", shown(given)))
    return read


def _exempt(given: object) -> tuple[str, ...]:
    return names(given, "exempt members")


def _truth(given: object) -> bool:
    if not isinstance(given, bool):
        raise RuleError(Fault("not-a-truth", "home_first", "must be True or False", shown(given)))
    return given


def _plain(value: object) -> object:
    match value:
        case tuple():
            return list(cast("tuple[object, ...]", value))
        case Share():
            return f"{number_text(100 * value.fraction)}%"
        case Clause():
            return value.to_dict()
        case bool() | int() | None:
            return value
        case _:
            return number_text(cast("Number", value))


# --- the rule -------------------------------------------------------------------------------------


@final
@attrs.frozen(kw_only=True)
class ZoneRule:
    """How many members answer for a zone, how many zones a member has, how far loads may lie apart.

    Each range is a pair of least and most, or one number for exactly so many.

    Source: a community consultation committee divides its area into zones by yards and units
    (按楼院和单位划定分片负责区域). How many members answer for one is for the rule to say.

    Attributes:
        responsible: the members who answer for a zone; ``(1, 2)``: one or two.
        per_member: the zones of a member; ``(1, None)``: each member has one at least.
        spread: how far the loads of the most and the least loaded member may lie apart: an exact number, or
            a share of the mean load, such as ``"25%"``; not bounded where ``None``.
        per_place: the zones that a place lies in; ``(1, None)`` lets zones overlap, ``(0, 1)`` leaves gaps.
        exempt: members who need no zone, such as the chair: neither the least number of zones nor the spread
            is asked of them. They are given none, and may keep what they have.
        home_first: that members live in their zones comes before the best balance; the spread is kept anyway.
        clause: where the rule stands.

    Raises:
        RuleError: a range that is none, a spread below 0.
        ShareError: a spread that is no exact number.

    >>> rule = ZoneRule(responsible=(1, 2), per_member=(1, None), spread="25%")
    >>> ZoneRule.from_dict(rule.to_dict()) == rule
    True
    """

    responsible: Range = attrs.field(default=(1, 1), converter=_responsible)
    per_member: Range = attrs.field(default=(0, None), converter=_per_member)
    spread: Number | Share | None = attrs.field(default=None, converter=_spread)
    per_place: Range = attrs.field(default=(1, 1), converter=_per_place)
    exempt: tuple[str, ...] = attrs.field(default=(), converter=_exempt)
    home_first: bool = attrs.field(default=False, converter=_truth)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def allows(self, carried: Number, members: int) -> Number | None:
        """How far the loads of so many members, who carry so much together, may lie apart."""
        if isinstance(self.spread, Share):
            return number(self.spread.fraction * carried / members)
        return self.spread

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> ZoneRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "zone rule")
