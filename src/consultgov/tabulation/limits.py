"""Limits on who fills places together: no more than so many of one group, at least so many of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, MissingData, RuleError, TallyError, shown
from consultgov.people import Trait
from consultgov.records import expect_keys
from consultgov.verdicts import Clause

__all__ = ["Cap", "Floor", "Remedy", "Traits", "traits_of"]

Traits: TypeAlias = Mapping[str, Mapping[str, Trait]]
"""Option to its traits; a trait that is ``None`` puts it in no group."""

_MOST: Final = 100_000


def __dir__() -> list[str]:
    return __all__


@final
class Remedy(StrEnum):
    """What becomes of more than a cap allows."""

    NEXT_BEST = "next_best"
    """Whoever would break it is passed over as the order is walked."""
    LOWEST_REMOVED = "lowest_removed"
    """The places are filled first; then the lowest of the group go, and the next best fill their places."""
    SENIORITY = "seniority"
    """The places are filled first; then only the first of the group by an order given, such as the eldest,
    stay, and the other places are left open."""
    RESIGNATION = "resignation"
    """The places are filled first; then those of the group decide who gives way: an order that names them
    all, those who stay first, and the next best fill their places."""
    LOT = "lot"
    """The places are filled first; then a lot decides who of the group stays, and the next best fill up."""


def _remedy(given: object) -> Remedy:
    if given not in list(Remedy):
        rule = f"must be one of {', '.join(Remedy)}"
        raise RuleError(Fault("bad-choice", "remedy of a cap", rule, shown(given)))
    return Remedy(cast("str", given))


def _values(given: object) -> frozenset[str | bool] | None:
    if given is None:
        return None
    whole = given
    single = isinstance(given, str) or not isinstance(given, Iterable)
    listed: list[object] = [whole] if single else list(cast("Iterable[object]", given))
    if not listed or not all(isinstance(each, bool) or (isinstance(each, str) and each) for each in listed):
        rule = "must be text, true or false, or a list of them"
        raise RuleError(Fault("bad-values", "values of a cap", rule, shown(whole)))
    return frozenset(cast("list[str | bool]", listed))


def _check(name: object, figure: object, what: str, clause: object, least: int) -> None:
    """The parts that a cap and a floor have in common."""
    faults = Faults()
    if not isinstance(name, str) or not name.strip():
        faults.add(Fault("bad-name", f"trait of a {what}", "must be text that is not empty", shown(name)))
    if not isinstance(figure, int) or isinstance(figure, bool) or not least <= figure <= _MOST:
        rule = f"must be a whole number from {least} to {_MOST}"
        faults.add(Fault("bad-number", f"number of a {what}", rule, shown(figure)))
    if clause is not None and not isinstance(clause, Clause):
        faults.add(Fault("not-a-clause", f"clause of a {what}", "must be a Clause", shown(clause)))
    faults.close(RuleError)


@final
@attrs.frozen
class Cap:
    """No more than so many with one value of a trait, for each of its values.

    Args:
        trait: the trait, such as ``"employer"``; who has none (``None``) shares it with nobody.
        most: how many may have one value.
        values: the values that this is about; ``None`` for each of them.
        remedy: what becomes of more than that.
        clause: where the rule stands.

    Raises:
        RuleError: an empty name, a number that is none, an unknown remedy.

    >>> Cap("employer", 2, clause=Clause("PEP 13")).to_dict()["most"]
    2
    """

    trait: str
    most: int
    values: frozenset[str | bool] | None = attrs.field(default=None, converter=_values)
    remedy: Remedy = attrs.field(default=Remedy.NEXT_BEST, converter=_remedy)
    clause: Clause | None = None

    def __attrs_post_init__(self) -> None:
        _check(self.trait, self.most, "cap", self.clause, 0)

    def group_of(self, traits: Mapping[str, Trait]) -> str | bool | None:
        """The group that an option is in, if the cap is about it."""
        value = traits[self.trait]
        return value if self.values is None or value in self.values else None

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {"trait": self.trait, "most": self.most}
        if self.values is not None:
            plain["values"] = sorted(self.values, key=str)
        if self.remedy is not Remedy.NEXT_BEST:
            plain["remedy"] = self.remedy.value
        return {**plain, "clause": self.clause.to_dict()} if self.clause is not None else plain

    @classmethod
    def from_dict(cls, data: object) -> Cap:
        """The cap from its plain dict.

        Raises:
            RecordError: keys that a cap does not have, a clause that is none.
            RuleError: what the constructor refuses.
        """
        optional = frozenset({"values", "remedy", "clause"})
        return cls(**_read(data, "cap", frozenset({"trait", "most"}), optional))


@final
@attrs.frozen
class Floor:
    """At least so many with a value of a trait, such as one woman.

    Where there are fewer, the lowest placed without it gives way to the highest placed with it.

    Args:
        trait: the trait.
        value: its value.
        least: how many.
        clause: where the rule stands.

    Raises:
        RuleError: an empty name, a value or number that is none; all at once.

    >>> Floor.from_dict(Floor("gender", "woman").to_dict()) == Floor("gender", "woman", 1)
    True
    """

    trait: str
    value: str | bool
    least: int = 1
    clause: Clause | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        value = cast("object", self.value)
        faults.attempt(_check, self.trait, self.least, "floor", self.clause, 1)
        if not isinstance(value, bool) and (not isinstance(value, str) or not value):
            rule = "must be text, true or false"
            faults.add(Fault("bad-values", "value of a floor", rule, shown(value)))
        faults.close(RuleError)

    def is_met_by(self, traits: Mapping[str, Trait]) -> bool:
        """Whether an option counts for it."""
        return traits[self.trait] == self.value

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {"trait": self.trait, "value": self.value}
        if self.least != 1:
            plain["least"] = self.least
        return {**plain, "clause": self.clause.to_dict()} if self.clause is not None else plain

    @classmethod
    def from_dict(cls, data: object) -> Floor:
        """The floor from its plain dict.

        Raises:
            RecordError: keys that a floor does not have, a clause that is none.
            RuleError: what the constructor refuses.
        """
        return cls(**_read(data, "floor", frozenset({"trait", "value"}), frozenset({"least", "clause"})))


def _read(data: object, kind: str, required: frozenset[str], optional: frozenset[str]) -> dict[str, Any]:
    found = dict(expect_keys(data, kind, required, optional))
    if "clause" in found:
        found["clause"] = Clause.from_dict(found["clause"])
    return found


def traits_of(names: Iterable[str], traits: object, limits: Iterable[Cap | Floor]) -> Traits:
    """The traits that some limits read, of everyone.

    Raises:
        TallyError: no dict of dicts, a trait that is not text, true, false or ``None``; all at once.
        MissingData: somebody without a trait that is read; all at once.
    """
    read = sorted({limit.trait for limit in limits})
    given: Mapping[object, object] = _dict(traits, "traits") if read else {}
    faults = Faults()
    nothing: Mapping[object, object] = {}
    known = {
        name: faults.attempt(_dict, given.get(name, nothing), f"traits of {name}") or nothing
        for name in names
    }
    for name, own in known.items():
        for trait in read:
            value = own.get(trait)
            if value is not None and not isinstance(value, str | bool):
                rule = "must be text, True, False or None"
                faults.add(Fault("bad-trait", f"trait {trait} of {name}", rule, shown(value), "", (name,)))
    faults.close(TallyError)
    _none_missing(known, read)
    return cast("Traits", known)


def _dict(given: object, subject: str) -> Mapping[object, object]:
    if not isinstance(given, Mapping):
        raise TallyError(Fault("not-a-dict", subject, "must be a dict", shown(given)))
    return cast("Mapping[object, object]", given)


def _none_missing(known: Mapping[str, Mapping[object, object]], read: Iterable[str]) -> None:
    faults = Faults()
    for trait in read:
        lacking = tuple(sorted(name for name, own in known.items() if trait not in own))
        if lacking:
            fix = "give it to everyone; None for nobody"
            rule = "must be given for everyone"
            faults.add(Fault("missing-trait", f"trait {trait}", rule, ", ".join(lacking), fix, lacking))
    faults.close(MissingData)
