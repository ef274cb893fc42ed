"""What a row of a table asks of a matter, one field at a time, and which of two questions asks more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RuleError, shown
from consultgov.matters.matter import TEXTS, Fact, Matter, is_list, read_word, read_words
from consultgov.records import Plain
from consultgov.shares import exact
from consultgov.verdicts import Verdict

__all__ = ["MAX_VALUES", "Criterion", "OneOf", "Range", "Subjects", "place_of", "read_criterion"]

MAX_VALUES: Final = 200
"""The most values that one field of a row may name."""

_FACT: Final = "facts."
_BOUNDS: Final = MappingProxyType(
    {"at_least": ("least", 0), "above": ("least", 1), "at_most": ("most", 0), "below": ("most", -1)}
)
"""Each bound: which end it sets, and what makes a strict one inclusive among whole numbers."""

_KINDS: Final = MappingProxyType({bool: "a truth", int: "a whole number", str: "text"})


def _kind(value: object) -> type[Fact]:
    """The kind of a fact; a truth is no number, although Python has it so."""
    return bool if isinstance(value, bool) else int if isinstance(value, int) else str


def _value(matter: Matter, field: str) -> Fact | None:
    """What a matter has in a field: the empty text where a word, ``None`` where a fact is not stated."""
    if field in TEXTS:
        return cast("str", getattr(matter, field))
    return matter.facts.get(field.removeprefix(_FACT))


def _missing(matter: Matter, field: str, kind: type[Fact]) -> Fault:
    """Why it cannot be told whether a row applies: a fact is not there, or of another kind."""
    name = field.removeprefix(_FACT)
    given = _value(matter, field)
    fix = f"pass facts={{{name!r}: …}}"
    found = "" if given is None else shown(given)
    return Fault(
        "missing-fact", f"fact {name!r} of the matter", f"must be given as {_KINDS[kind]}", found, fix
    )


@final
@attrs.frozen
class OneOf:
    """A word or fact is one of some values.

    Attributes:
        field: the field, ``facts.`` before the name of a fact.
        kind: what the values are: ``str``, ``bool`` (then there is just one) or ``int``.
        values: what it may be.
    """

    field: str
    kind: type[Fact]
    values: frozenset[Fact]

    def meets(self, matter: Matter) -> bool | None:
        """Whether a matter is so; ``None`` where the fact is missing or of another kind."""
        value = _value(matter, self.field)
        return None if value is None or _kind(value) is not self.kind else value in self.values

    def implies(self, other: Criterion) -> bool:
        """Whether whatever meets this meets another criterion on the same field."""
        if isinstance(other, OneOf):
            return self.values <= other.values
        return all(map(cast("Range", other).allows, self.values))

    def plain(self) -> Plain:
        """The plain form: the value, or a list of several."""
        values = cast("list[Plain]", sorted(self.values))
        return values[0] if len(values) == 1 else values

    def missing(self, matter: Matter) -> Fault:
        """The fault of a matter that does not state the fact."""
        return _missing(matter, self.field, self.kind)

    def verdict(self, matter: Matter, *, holds: bool) -> Verdict:
        """Whether a matter is so, as a verdict."""
        given = _value(matter, self.field)
        facts: dict[str, object] = {"name": self.field.removeprefix(_FACT), "given": given}
        if self.kind is bool:
            code = _TRUTHS[given is True, holds]
        else:
            facts["wanted"] = sorted(self.values)
            code = f"{self.field if self.field in TEXTS else 'fact'}-{_ending(holds, given)}"
        return Verdict(holds, code, str(self), facts)

    def __str__(self) -> str:
        """The criterion in short, as a verdict has it in the place of rule text."""
        return f"{self.field} in ({', '.join(map(str, sorted(self.values)))})"


_TRUTHS: Final = MappingProxyType(
    {
        (True, True): "fact-is-so",
        (False, True): "fact-is-not-so",
        (False, False): "fact-must-be-so",
        (True, False): "fact-must-not-be-so",
    }
)
"""What is so, and whether that was asked for, as a code."""


def _ending(holds: bool, given: object) -> str:  # noqa: FBT001 - the answer itself
    """How a code ends: the matter fits the row, misses it, or does not say."""
    if holds:
        return "fits"
    return "misses" if given != "" else "unstated"


@final
@attrs.frozen
class Range:
    """A fact is a whole number within bounds, both included; one of them may be open.

    Attributes:
        field: ``facts.`` and the name of the fact.
        least: the least number that will do.
        most: the greatest number that will do.
    """

    field: str
    least: int | None
    most: int | None

    @property
    def kind(self) -> type[Fact]:
        """What the fact has to be: a whole number."""
        return int

    def allows(self, value: Fact) -> bool:
        """Whether a number will do."""
        number = cast("int", value)
        return (self.least is None or self.least <= number) and (self.most is None or number <= self.most)

    def meets(self, matter: Matter) -> bool | None:
        """Whether a matter is so; ``None`` where the fact is missing or of another kind."""
        value = _value(matter, self.field)
        return None if value is None or _kind(value) is not int else self.allows(value)

    def implies(self, other: Criterion) -> bool:
        """Whether whatever meets this meets another criterion on the same field."""
        if isinstance(other, Range):
            floor = other.least is None or (self.least is not None and self.least >= other.least)
            return floor and (other.most is None or (self.most is not None and self.most <= other.most))
        if self.least is None or self.most is None:
            return False
        values = cast("OneOf", other).values
        few = self.most - self.least < len(values)
        return few and values.issuperset(range(self.least, self.most + 1))

    def plain(self) -> Plain:
        """The plain form: the bounds that are set."""
        bounds: dict[str, Plain] = {} if self.least is None else {"at_least": self.least}
        return bounds if self.most is None else bounds | {"at_most": self.most}

    def missing(self, matter: Matter) -> Fault:
        """The fault of a matter that does not state the fact."""
        return _missing(matter, self.field, int)

    def verdict(self, matter: Matter, *, holds: bool) -> Verdict:
        """Whether a matter is so, as a verdict."""
        name = self.field.removeprefix(_FACT)
        facts = {"name": name, "given": _value(matter, self.field), "wanted": [self._bounds()]}
        return Verdict(holds, f"fact-{_ending(holds, None)}", str(self), facts)

    def _bounds(self) -> str:
        """The bounds in signs that every language reads."""
        if self.least is None or self.most is None:
            return f"≤ {self.most}" if self.least is None else f"≥ {self.least}"
        return f"{self.least} … {self.most}"

    def __str__(self) -> str:
        """The criterion in short, as a verdict has it in the place of rule text."""
        return f"{self.field} {self._bounds()}"


@final
@attrs.frozen
class Subjects:
    """The remit of a matter has one of some subjects, or all of them.

    Attributes:
        words: the subjects.
        every: all of them have to be there, and there are several; otherwise one is enough.
    """

    words: frozenset[str]
    every: bool

    @property
    def field(self) -> str:
        """The one field that it is about."""
        return "remit"

    @property
    def kind(self) -> type[Fact]:
        """Subjects are words."""
        return str

    def meets(self, matter: Matter) -> bool:
        """Whether a matter is so."""
        return self.words <= matter.remit if self.every else not self.words.isdisjoint(matter.remit)

    def implies(self, other: Criterion) -> bool:
        """Whether whatever meets this meets another criterion on the same field."""
        wider = cast("Subjects", other)
        if self.every:
            return wider.words <= self.words if wider.every else not wider.words.isdisjoint(self.words)
        return not wider.every and self.words <= wider.words

    def plain(self) -> Plain:
        """The plain form: a subject, a list of which one will do, or ``{"all": [...]}``."""
        words = cast("list[Plain]", sorted(self.words))
        return {"all": words} if self.every else words[0] if len(words) == 1 else words

    def verdict(self, matter: Matter, *, holds: bool) -> Verdict:
        """Whether a matter is so, as a verdict."""
        facts = {"given": sorted(matter.remit), "wanted": sorted(self.words)}
        ending = _ending(holds, "" if not matter.remit else None)
        every = "-all" if self.every and matter.remit else ""
        return Verdict(holds, f"remit{every}-{ending}", str(self), facts)

    def __str__(self) -> str:
        """The criterion in short, as a verdict has it in the place of rule text."""
        return f"remit {'all' if self.every else 'any'} of ({', '.join(sorted(self.words))})"


Criterion: TypeAlias = OneOf | Range | Subjects
"""What a row asks of one field."""


def place_of(criterion: Criterion) -> tuple[bool, str]:
    """Where a criterion stands among those of a row: words before facts."""
    return criterion.field.startswith(_FACT), criterion.field


# --- reading --------------------------------------------------------------------------------------


def read_criterion(field: object, asked: object) -> Criterion:
    """The criterion that an entry of ``when`` states.

    Raises:
        RuleError: a field that matters do not have, values or bounds that make no sense; all at once.
    """
    faults = Faults()
    found: Criterion | None = None
    if field == "remit":
        found = _subjects(asked, faults)
    elif isinstance(field, str) and (field in TEXTS or field.startswith(_FACT)):
        found = _of_fact(field, asked, faults) if field not in TEXTS else _one_of(field, asked, faults)
    else:
        known = f"use {', '.join(TEXTS)}, remit, or {_FACT} and the name of a fact"
        faults.add(Fault("unknown-field", "when", "must name fields of a matter", shown(field), known))
    faults.close(RuleError)
    return cast("Criterion", found)


def _several(asked: object, subject: str, faults: Faults) -> list[object]:
    """The values asked for; one by itself is a list of one."""
    if isinstance(asked, str | int):
        return [asked]
    if not is_list(asked):
        fix = "name a value or a list of them; of whole numbers also bounds, {'at_least': 2, 'below': 5}"
        rule = "must be a test of the field"
        faults.add(Fault("bad-test", subject, rule, shown(asked), fix))
        return []
    values = list(islice(cast("Iterable[object]", asked), MAX_VALUES + 1))
    if not 0 < len(values) <= MAX_VALUES:
        rule = f"must name 1 to {MAX_VALUES} values"
        fix = "leave the field out to ask nothing, or split the row"
        faults.add(Fault("bad-test", subject, rule, shown(asked), fix))
        return []
    return values


def _one_of(field: str, asked: object, faults: Faults) -> OneOf:
    """Values that a word or a fact may have, all of one kind."""
    subject = f"when {field}"
    known = (str,) if field in TEXTS else (str, bool, int)
    read: list[Fact] = []
    for value in _several(asked, subject, faults):
        if isinstance(value, str):
            read.append(faults.attempt(read_word, value, subject) or "")
        elif isinstance(value, int) and int in known:
            faults.attempt(exact, int(value), subject)
            read.append(value if isinstance(value, bool) else int(value))
        else:
            what = "text" if known == (str,) else "text, True, False or a whole number"
            faults.add(Fault("bad-test", subject, f"must be {what}", shown(value)))
    kinds = set(map(_kind, read))
    if len(kinds) > 1:
        faults.add(Fault("mixed-kinds", subject, "must be values of one kind", shown(asked), "split the row"))
    elif kinds == {bool} and len(set(read)) > 1:
        faults.add(
            Fault("bad-test", subject, "must leave something out", shown(asked), "leave the field out")
        )
    return OneOf(field, min(kinds, key=str, default=str), frozenset(read))


def _of_fact(field: str, asked: object, faults: Faults) -> Criterion:
    """Values or bounds of a fact, its name in the form in which matters have it."""
    name = faults.attempt(read_word, field.removeprefix(_FACT), f"name of {shown(field)}")
    if isinstance(asked, Mapping):
        return _range(f"{_FACT}{name}", cast("Mapping[object, object]", asked), faults)
    return _one_of(f"{_FACT}{name}", asked, faults)


def _range(field: str, asked: Mapping[object, object], faults: Faults) -> Range:
    """The bounds of a whole number, the strict ones made inclusive."""
    subject = f"when {field}"
    ends: dict[str, list[int]] = {"least": [], "most": []}
    for bound, value in asked.items():
        if bound not in _BOUNDS or isinstance(value, bool) or not isinstance(value, int):
            rule, fix = "must be bounds that are whole numbers", f"use {', '.join(_BOUNDS)}"
            faults.add(Fault("bad-test", subject, rule, shown({bound: value}), fix))
        else:
            faults.attempt(exact, value, subject)
            end, step = _BOUNDS[cast("str", bound)]
            ends[end].append(int(value) + step)
    least, most = max(ends["least"], default=None), min(ends["most"], default=None)
    if not asked or (least is not None and most is not None and least > most):
        rule = "must be bounds between which there is a number"
        faults.add(Fault("bad-test", subject, rule, shown(asked), "leave the field out, or mend the bounds"))
    return Range(field, least, most)


def _subjects(asked: object, faults: Faults) -> Subjects:
    """Subjects of a remit: one of them, or with ``all`` every one."""
    how, given = "any", asked
    if isinstance(asked, Mapping):
        named = cast("Mapping[str, object]", asked)
        how, given = next(iter(named.items())) if set(named) in ({"all"}, {"any"}) else ("any", None)
    words = read_words(_several(given, "when remit", faults), "when remit", faults)
    return Subjects(words, how == "all" and len(words) > 1)
