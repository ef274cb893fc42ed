"""What a paper over several options says: for each a mark, to which the form of the paper gives a meaning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final, TypeAlias, TypeVar, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, ShareError, TallyError, shown
from consultgov.records import canonical, is_storable
from consultgov.shares import Number, number, number_text

__all__ = ["MAX_MARKS", "Mark", "Marks", "Sheet"]

MAX_MARKS: Final = 10_000
"""The most options that one paper may mark."""

_LONGEST: Final = 1_000

Sheet: TypeAlias = tuple[tuple[str, Number], ...]
"""Criterion to mark, sorted by criterion."""

Mark: TypeAlias = str | Number | Sheet
"""What a paper says of one option: a word, an exact number, or an exact number for each criterion."""

_Item = TypeVar("_Item")


def _name(given: object, what: str) -> str:
    if not isinstance(given, str) or not given.strip() or len(given) > _LONGEST or not is_storable(given):
        raise TallyError(Fault("bad-name", what, "must be text that is not empty", shown(given)))
    return normalize("NFC", given)


def _mark(given: object, option: str) -> Mark:
    """A mark as given: True and False are yes and no, text that is a number is one."""
    if isinstance(given, bool):
        return "yes" if given else "no"
    whole = given
    if isinstance(given, Mapping | tuple):
        return _sheet(_pairs(whole, f"mark of {option}"), option)
    if isinstance(given, str) and not _is_number(given):
        return _name(given, f"mark of {option}")
    return _exact(given, f"mark of {option}")


def _sheet(given: list[tuple[object, object]], option: str) -> Sheet:
    """Criterion to mark, sorted by criterion; all that is wrong at once."""
    faults = Faults()
    read: dict[str, Number] = {}
    for criterion, mark in given:
        name = faults.attempt(_name, criterion, "criterion")
        found = faults.attempt(_exact, mark, f"mark of {option}")
        if name is not None and name in read:
            rule = "must name each criterion once"
            faults.add(Fault("criterion-twice", f"mark of {option}", rule, shown(criterion)))
        if name is not None and found is not None:
            read[name] = found
    faults.close(TallyError)
    return tuple(sorted(read.items()))


def _exact(given: object, subject: str) -> Number:
    try:
        return number(given, subject)
    except ShareError as error:
        raise TallyError(*error.faults) from None


def _is_number(given: str) -> bool:
    try:
        number(given)
    except ShareError:
        return False
    return True


def _entries(given: object) -> tuple[tuple[str, Mark], ...]:
    """Option to mark, sorted by option; all that is wrong at once."""
    faults = Faults()
    read: dict[str, Mark] = {}
    for option, mark in _pairs(given, "marks"):
        name = faults.attempt(_name, option, "option")
        found = faults.attempt(_mark, mark, shown(option))
        if name is not None and name in read:
            faults.add(Fault("option-twice", "marks", "must name each option once", shown(option)))
        if name is not None and found is not None:
            read[name] = found
    faults.close(TallyError)
    return tuple(sorted(read.items()))


def _pairs(given: object, what: str) -> list[tuple[object, object]]:
    """The entries of a dict, or of the pairs that another paper holds; not more than a paper may have."""
    whole = given
    if isinstance(given, Mapping):
        pairs = list(cast("Mapping[object, object]", given).items())
    elif isinstance(given, tuple) and all(map(_is_pair, cast("tuple[object, ...]", given))):
        pairs = list(cast("tuple[tuple[object, object], ...]", given))
    else:
        fix = "write option to mark: {'li': 'yes', 'wang': 'no'}"
        raise TallyError(Fault("not-a-dict", what, "must be a dict", shown(whole), fix))
    if len(pairs) > MAX_MARKS:
        raise TallyError(Fault("too-many-marks", what, f"must be of at most {MAX_MARKS}", str(len(pairs))))
    return pairs


def _is_pair(given: object) -> bool:
    return isinstance(given, tuple) and len(cast("tuple[object, ...]", given)) == 2  # noqa: PLR2004 - two


@final
@attrs.frozen(repr=False)
class Marks:
    """A paper as it was filled in.

    Args:
        entries: option to its mark: a word such as ``"yes"``, a rank, points or a score as an exact number,
            or criterion to score.

    Raises:
        TallyError: what is no mark, an option without a name, a float; all at once.

    >>> Marks({"li": True, "wang": False})
    Marks({"li":"yes","wang":"no"})
    >>> Marks.chosen(["li"]), Marks.ranked(["li", ["wang", "zhao"]])
    (Marks({"li":"yes"}), Marks({"li":1,"wang":2,"zhao":2}))
    """

    entries: tuple[tuple[str, Mark], ...] = attrs.field(converter=_entries)

    @classmethod
    def chosen(cls, options: Iterable[str]) -> Marks:
        """A paper on which some options are chosen.

        Raises:
            TallyError: what is no list, an option that is named twice.
        """
        return cls(tuple((option, "yes") for option in _bounded(_listed(options))))

    @classmethod
    def ranked(cls, order: Iterable[str | Iterable[str]]) -> Marks:
        """A paper on which options are ranked, the best first; those in a list of their own are alike.

        Raises:
            TallyError: what is no list, an option that is named twice.
        """
        tiers = ((each,) if isinstance(each, str) else _listed(each) for each in _bounded(_listed(order)))
        pairs = ((option, rank) for rank, tier in enumerate(tiers, 1) for option in tier)
        return cls(_bounded(pairs))

    def mark(self, option: str) -> Mark | None:
        """What the paper says of an option; ``None`` where it says nothing."""
        place = bisect_left(self.entries, (option,))
        name, mark = self.entries[place] if place < len(self.entries) else ("", None)
        return mark if name == option else None

    @property
    def options(self) -> tuple[str, ...]:
        """The options that are marked, sorted."""
        return tuple(option for option, _ in self.entries)

    @property
    def tiers(self) -> tuple[tuple[str, ...], ...]:
        """The options by their ranks, the best first."""
        found: dict[Number, list[str]] = {}
        for option, mark in self.entries:
            if isinstance(mark, int):
                found.setdefault(mark, []).append(option)
        return tuple(tuple(found[rank]) for rank in sorted(found))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers that are not whole as text."""
        return {"marks": {option: _plain(mark) for option, mark in self.entries}}

    @classmethod
    def parse(cls, text: str) -> Marks:
        """The paper from the text that ``str`` makes of it.

        Raises:
            TallyError: text that is none.
        """
        import json  # noqa: PLC0415 - only records need it

        try:
            found = json.loads(text, object_pairs_hook=tuple)  # so that an option named twice is seen
        except (TypeError, ValueError, RecursionError):
            raise TallyError(Fault("bad-marks", "marks", "must be JSON", shown(text))) from None
        return cls(found)

    def __str__(self) -> str:
        return canonical({option: _plain(mark) for option, mark in self.entries})

    def __repr__(self) -> str:
        return f"Marks({self})"


def _listed(given: object) -> Iterable[object]:
    whole = given
    if not isinstance(given, Iterable) or isinstance(given, str | bytes | Mapping):
        raise TallyError(Fault("not-a-list", "marks", "must be a list of options", shown(whole)))
    return cast("Iterable[object]", given)


def _bounded(given: Iterable[_Item]) -> tuple[_Item, ...]:
    """Items up to one more than a paper may mark: it is refused then, however many there are."""
    return tuple(islice(given, MAX_MARKS + 1))


def _plain(mark: Mark) -> object:
    if isinstance(mark, tuple):
        return {criterion: _plain(value) for criterion, value in mark}
    return mark if isinstance(mark, str | int) else number_text(mark)
