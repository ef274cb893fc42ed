"""What is so from one day to another: a value with the days on which it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.people.electors import Trait, read_trait, read_weight
from consultgov.people.reading import check_span, day_or_none, name
from consultgov.records import expect_keys
from consultgov.shares import Exact, exact

__all__ = [
    "During",
    "Timeline",
    "days_of",
    "plain_timeline",
    "plain_words",
    "timeline",
    "value_on",
    "words",
]


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen(init=False)
class During:
    """A value that holds from its first day to the day on which it no longer does.

    Args:
        value: a word, a truth, an exact number, or ``None`` for no group.
        start: the first day; open where ``None``.
        end: the first day on which it no longer holds; open where ``None``.

    Raises:
        RecordError: a float or what is no value, what is no day, an end that is not later than the start;
            all at once.

    >>> clerk = During("clerk", "2020-03-01", "2024-03-01")
    >>> clerk.holds(date(2024, 2, 29)), clerk.holds(date(2024, 3, 1))
    (True, False)
    """

    value: Trait | Exact
    start: date | None = None
    end: date | None = None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self, value: Trait | Exact, start: date | str | None = None, end: date | str | None = None
    ) -> None:
        faults = Faults()
        first, last = faults.attempt(day_or_none, start, "start"), faults.attempt(day_or_none, end, "end")
        check_span(first, last, faults)
        read = faults.attempt(_value, value)
        faults.close(RecordError)
        self.__attrs_init__(read, first, last)

    def holds(self, on: date) -> bool:
        """Whether the value holds on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)

    def meets(self, other: During) -> bool:
        """Whether both hold on some day."""
        before = self.end is not None and other.start is not None and self.end <= other.start
        after = other.end is not None and self.start is not None and other.end <= self.start
        return not before and not after

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; open ends are left out, numbers are text."""
        plain: dict[str, object] = {"value": _plain_value(self.value)}
        if self.start is not None:
            plain["start"] = self.start.isoformat()
        if self.end is not None:
            plain["end"] = self.end.isoformat()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> During:
        """The value with its days from its plain dict.

        Raises:
            RecordError: keys or days that it does not have; all at once.
        """
        return cls(**expect_keys(data, "during", frozenset({"value"}), frozenset({"start", "end"})))  # type: ignore[arg-type]


Timeline: TypeAlias = tuple[During, ...]
"""One value after another, the earliest first; no two on one day."""


class _Bare(NamedTuple):
    """A value without days, before it is read."""

    value: object
    start: date | None = None
    end: date | None = None


def _value(value: object) -> Trait | Exact:
    if value is None or isinstance(value, bool):
        return value
    return name(value, "value") if isinstance(value, str) else exact(value, "value")


def _plain_value(value: Trait | Exact) -> object:
    return value if value is None or isinstance(value, bool | str) else str(value)


def _each(given: object) -> list[During | _Bare]:
    """What is given for one name, as values with their days."""
    listed = list(cast("Iterable[object]", given)) if isinstance(given, list | tuple) else [given]
    return [_one(each) for each in listed]


def _one(given: object) -> During | _Bare:
    if isinstance(given, During):
        return given
    return During.from_dict(cast("object", given)) if isinstance(given, Mapping) else _Bare(given)


def _age(held: During) -> date:
    return held.start or date.min


def timeline(given: object, what: str, owner: str, *, numbers: bool = False) -> Timeline:
    """The values of one trait or weight through time.

    Args:
        given: a value, a value with its days, or a list of them.
        what: the name of the trait or weight.
        owner: whose it is, as a fault names her.
        numbers: whether the values are exact numbers.

    Raises:
        RecordError: what is no such value, or two values on one day.
    """
    faults = Faults()
    held = [
        During(_read(each.value, what, owner, faults, numbers=numbers), each.start, each.end)
        for each in faults.attempt(_each, given) or ()
    ]
    ordered = sorted(held, key=_age)
    for earlier, later in pairwise(ordered):
        if earlier.meets(later):
            subject, given_text = f"{what!r} of {owner}", f"{earlier.value} and {later.value}"
            fix = "end the earlier one before the later one starts"
            faults.add(Fault("two-values", subject, "must have one value a day", given_text, fix, (owner,)))
    faults.close(RecordError)
    return tuple(ordered)


def _read(value: object, what: str, owner: str, faults: Faults, *, numbers: bool) -> Any:  # noqa: ANN401 - either
    if isinstance(value, str) and not numbers:
        return faults.attempt(name, value, f"trait {what!r} of {owner}")
    return faults.attempt(read_weight if numbers else read_trait, value, what, owner)


def words(given: object, what: str, owner: str) -> Timeline:
    """Words that hold together, each with its days, such as flags; a bare word holds always.

    Raises:
        RecordError: what is no word, or one that holds twice on a day.
    """
    faults = Faults()
    if not isinstance(given, str | Mapping | During | Iterable):
        raise RecordError(Fault("bad-flags", f"{what} of {owner}", "must be a set of words", shown(given)))
    single: list[object] = [cast("object", given)]
    listed = single if isinstance(given, str | Mapping | During) else cast("Iterable[object]", given)
    read = [faults.attempt(_one, each) for each in listed]
    found = [each for each in read if each is not None]
    named = [(faults.attempt(name, each.value, f"{what} of {owner}"), each) for each in found]
    held = [During(word, each.start, each.end) for word, each in named if word is not None]
    ordered = sorted(set(held), key=lambda each: (str(each.value), _age(each)))
    for earlier, later in pairwise(ordered):
        if earlier.value == later.value and earlier.meets(later):
            subject = f"{what} {earlier.value!r} of {owner}"
            faults.add(Fault("two-values", subject, "must be there once a day", "", "join them", (owner,)))
    faults.close(RecordError)
    return tuple(ordered)


def value_on(held: Timeline, on: date) -> Any:  # noqa: ANN401 - a trait or a number
    """The value on a day; ``None`` where there is none."""
    return next((each.value for each in held if each.holds(on)), None)


def days_of(held: Iterable[During]) -> Iterator[date]:
    """The days on which something begins or no longer holds."""
    for each in held:
        if each.start is not None:
            yield each.start
        if each.end is not None:
            yield each.end


def _always(held: During) -> bool:
    return held.start is None and held.end is None


def plain_timeline(held: Timeline) -> object:
    """The plain form of one trait or weight: its value, or a list of values with their days."""
    if len(held) == 1 and _always(held[0]):
        return _plain_value(held[0].value)
    return [each.to_dict() for each in held]


def plain_words(held: Timeline) -> list[object]:
    """The plain form of words: those that hold always as they are."""
    return [_plain_value(each.value) if _always(each) else each.to_dict() for each in held]
