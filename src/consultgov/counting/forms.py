"""The parts that counts and conditions are made of: plain data, no behaviour.

``algebra`` builds them in their normal form; printing, checking, counting and tracing read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias, final

import attrs

from consultgov.counting.names import name_of
from consultgov.counting.stances import LABELS, WORDS
from consultgov.shares import Number, Share

if TYPE_CHECKING:
    from consultgov.counting.algebra import Condition, Count

__all__ = [
    "ROUNDINGS",
    "Blocs",
    "Both",
    "Comparison",
    "Each",
    "Either",
    "Fact",
    "Form",
    "Given",
    "Heads",
    "Item",
    "Not",
    "Portion",
    "Rounded",
    "Test",
    "Unit",
    "bases_of",
    "unit_of",
]

Unit: TypeAlias = tuple[str, str | None]
"""What a count is counted in: ``("people", "area")``, or ``("blocs", None)`` for heads of blocs."""


class _Part:
    """Equality, hash and repr by type and fields, written once: attrs would compile them for each class."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Part) and (type(self), self._fields()) == (type(other), other._fields())

    def __hash__(self) -> int:
        return hash((type(self), self._fields()))

    def __repr__(self) -> str:
        fields = zip(self.__match_args__, self._fields(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in fields)})"

    def _fields(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)


@final
@attrs.frozen(order=True)
class Test:
    """One test of a selector: has the flag or trait; with values, the trait is one of these."""

    name: str
    values: tuple[str, ...] = ()
    negated: bool = False

    @classmethod
    def of(cls, name: str, *values: str, negated: bool = False) -> Test:
        """The test in its normal form: names in NFC, values sorted, none twice."""
        read = sorted({name_of(value, f"value of {name!r}") for value in values})
        return cls(name_of(name, "trait or flag"), tuple(read), negated)


@final
@attrs.frozen(eq=False, repr=False)
class Heads(_Part):
    """People by stance: the atom of every count."""

    word: str
    measure: str | None = None
    among: tuple[Test, ...] = ()
    within: str | None = None
    everywhere: bool = False

    @property
    def mask(self) -> int:
        """The stances counted, as bits; a label counts under the bit of all labels."""
        return WORDS.get(self.word, LABELS)

    @property
    def label(self) -> str | None:
        """The label counted, where it is one: its name without the quotes."""
        return None if self.word in WORDS else self.word[1:-1].replace("''", "'")


@final
@attrs.frozen(eq=False, repr=False)
class Fact(_Part):
    """A whole number among the facts of the matter: ``given seconders``."""

    name: str


@final
@attrs.frozen(eq=False, repr=False)
class Blocs(_Part):
    """Groups of a trait, counted one each or by what their seats weigh, where a condition holds."""

    trait: str
    measure: str | None = None
    where: Condition | None = None
    within: str | None = None
    everywhere: bool = False


@final
@attrs.frozen(eq=False, repr=False)
class Portion(_Part):
    """A share of a base: ``2/3 of members``."""

    share: Share
    base: Count


@final
@attrs.frozen(eq=False, repr=False)
class Rounded(_Part):
    """A count brought to whole units of its measure: ``down``, ``up`` or to the ``nearest``."""

    mode: str
    inner: Count


Item: TypeAlias = Heads | Fact | Blocs | Portion | Rounded

ROUNDINGS: Final[Mapping[str, Callable[[Number], int]]] = MappingProxyType(
    {
        "down": lambda value: value.numerator // value.denominator,
        "up": lambda value: -(-value.numerator // value.denominator),
        "nearest": lambda value: (2 * value.numerator + value.denominator) // (2 * value.denominator),
    }
)
"""How a figure is brought to whole units: floor, ceiling, and floor(x + 1/2)."""


@final
@attrs.frozen(eq=False, repr=False)
class Comparison(_Part):
    """A count against a count."""

    left: Count
    relation: str
    right: Count


@final
@attrs.frozen(eq=False, repr=False)
class Given(_Part):
    """A truth among the facts of the matter: ``given notice``."""

    name: str


@final
@attrs.frozen(eq=False, repr=False)
class Not(_Part):
    """Holds where the part does not; never pushed through a comparison."""

    part: Condition


@final
@attrs.frozen(eq=False, repr=False)
class Both(_Part):
    """Holds where every part holds: ``and``."""

    parts: tuple[Condition, ...]


@final
@attrs.frozen(eq=False, repr=False)
class Either(_Part):
    """Holds where some part holds: ``or``."""

    parts: tuple[Condition, ...]


@final
@attrs.frozen(eq=False, repr=False)
class Each(_Part):
    """Holds where the body holds in every group of a trait, or in every one of those named."""

    trait: str
    groups: tuple[str, ...]
    body: Condition


Form: TypeAlias = Comparison | Given | Not | Both | Either | Each


def unit_of(item: Item) -> Unit | None:
    """The unit of an item; ``None`` for a fact, which fits any."""
    match item:
        case Heads():
            return ("people", item.measure)
        case Blocs():
            return ("blocs", item.measure)
        case Portion(_, inner) | Rounded(_, inner):
            return inner.unit
        case _:
            return None


def bases_of(count: Count) -> Iterator[Count]:
    """Every base that a count takes a share of, those inside bases and roundings included."""
    for _, item in count.terms:
        match item:
            case Portion(_, base):
                yield base
                yield from bases_of(base)
            case Rounded(_, inner):
                yield from bases_of(inner)
            case _:
                pass
