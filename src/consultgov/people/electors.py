"""Electors: persons as the rules see them at one moment, by an id, traits, weights and flags.

A trait says what somebody is (the sector she sits for), a weight how much counts with her (floor area,
shares), a flag that something is so (permanent member). What a rule does not name it does not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, ShareError, TallyError, shown
from consultgov.records import expect_keys
from consultgov.shares import Exact, exact

__all__ = ["Elector", "Trait", "read_name", "read_trait", "read_weight"]

Trait: TypeAlias = str | bool | None
"""The value of a trait: a word, yes or no, or ``None`` for somebody who is in no group."""


def __dir__() -> list[str]:
    return __all__


def read_name(value: object, what: str, owner: str) -> str:
    """A name as it is kept: text that is not empty, composed as Unicode has it (NFC)."""
    if not isinstance(value, str) or not value.strip():
        rule = "must be text that is not empty"
        raise TallyError(Fault("bad-name", f"{what} of {owner}", rule, shown(value), "give a name"))
    return normalize("NFC", value)


def read_trait(value: object, name: str, owner: str) -> Trait:
    """The value of a trait, if it is one."""
    if isinstance(value, str):
        return read_name(value, f"trait {name!r}", owner)
    if value is None or isinstance(value, bool):
        return value
    fix = "a number that rules add up belongs into weights"
    subject = f"trait {name!r} of {owner}"
    raise TallyError(Fault("bad-trait", subject, "must be text, True, False or None", shown(value), fix))


def read_weight(value: object, name: str, owner: str) -> Exact:
    """An exact weight, not below 0."""
    subject = f"weight {name!r} of {owner}"
    try:
        read = exact(value, subject)
    except ShareError as error:
        raise TallyError(*error.faults) from None
    if read < 0:
        fix = "leave out whoever does not count"
        raise TallyError(Fault("negative-weight", subject, "must not be below 0", str(value), fix))
    return read


def _mapping(given: Any, what: str, faults: Faults) -> Mapping[Any, Any]:  # noqa: ANN401 - whatever is given
    if not isinstance(given, Mapping):
        faults.add(Fault("not-a-dict", what, "must be a dict", shown(given)))
        return {}
    return given  # pyright: ignore[reportUnknownVariableType]


@final
@attrs.frozen(init=False, hash=False)
class Elector:
    """Somebody who may have a say, with what the rules read about her; or a seat, while it is vacant.

    Args:
        id: the caller's key for the person, not empty.
        traits: name to text, ``True``, ``False`` or ``None`` (in no group): ``{"sector": "women"}``.
        weights: name to an exact number, not below 0: ``{"area": Decimal("89.30")}``; floats are refused.
        flags: words that are so; a word that is absent is not so.

    Raises:
        TallyError: an empty id or name, a negative weight or a float; all faults at once.

    >>> li = Elector("li", traits={"sector": "women"}, weights={"area": "89.30"}, flags={"permanent"})
    >>> li.weights["area"]
    Decimal('89.30')
    """

    id: str
    traits: Mapping[str, Trait] = MappingProxyType({})
    weights: Mapping[str, Exact] = MappingProxyType({})
    flags: frozenset[str] = frozenset()

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        id: str,  # noqa: A002 - the word of the field
        traits: Mapping[str, Trait] = MappingProxyType({}),
        weights: Mapping[str, Exact | str] = MappingProxyType({}),
        flags: Iterable[str] = (),
    ) -> None:
        owner = shown(id)
        faults = Faults()
        key = faults.attempt(read_name, id, "id", "elector")
        read_traits: dict[str, Trait] = {}
        read_weights: dict[str, Exact] = {}
        for name, value in _mapping(traits, f"traits of {owner}", faults).items():
            trait = faults.attempt(read_name, name, "trait", owner) or ""
            read_traits[trait] = faults.attempt(read_trait, value, name, owner)
        for name, weight in _mapping(weights, f"weights of {owner}", faults).items():
            measure = faults.attempt(read_name, name, "weight", owner) or ""
            read_weights[measure] = faults.attempt(read_weight, weight, name, owner) or 0
        words: object = (flags,) if isinstance(flags, str) else flags
        if not isinstance(words, Iterable):
            faults.add(Fault("bad-flags", f"flags of {owner}", "must be a set of words", shown(words)))
            words = ()
        read_flags = frozenset(
            faults.attempt(read_name, word, "flag", owner) or "" for word in cast("Iterable[object]", words)
        )
        faults.close(TallyError)
        self.__attrs_init__(
            key or "", MappingProxyType(read_traits), MappingProxyType(read_weights), read_flags
        )

    def seated(self, id: str, traits: Mapping[str, Trait], flags: frozenset[str]) -> Elector:  # noqa: A002
        """The same person under an id and with traits and flags that were read before."""
        seated = object.__new__(Elector)
        joined = MappingProxyType({**self.traits, **traits})
        seated.__attrs_init__(id, joined, self.weights, self.flags | flags)
        return seated

    def __reduce__(self) -> tuple[type[Elector], tuple[object, ...]]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Elector, (self.id, dict(self.traits), dict(self.weights), self.flags)

    def __hash__(self) -> int:
        """Equal electors have equal ids."""
        return hash(self.id)

    @classmethod
    def from_dict(cls, data: object) -> Elector:
        """The elector from its plain dict.

        Raises:
            RecordError: keys that an elector does not have.
            TallyError: what the constructor refuses.
        """
        optional = frozenset({"traits", "weights", "flags"})
        return cls(**expect_keys(data, "elector", frozenset({"id"}), optional))  # type: ignore[arg-type]

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {"id": self.id}
        if self.traits:
            plain["traits"] = dict(self.traits)
        if self.weights:
            plain["weights"] = {name: str(value) for name, value in self.weights.items()}
        if self.flags:
            plain["flags"] = sorted(self.flags)
        return plain
