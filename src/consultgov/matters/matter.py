"""A matter: what is to be decided, in the words and facts that a body's rules read of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias, cast, final
from unicodedata import category, normalize

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.records import expect_keys
from consultgov.shares import exact

__all__ = ["MAX_WORD", "TEXTS", "Fact", "Matter", "is_list", "read_matter", "read_word", "read_words"]

Fact: TypeAlias = bool | int | str
"""A fact of a matter: a truth, a whole number, or a text that only tables read."""

TEXTS: Final = ("kind", "urgency", "level", "origin")
"""The fields of a matter that are one word each."""

MAX_WORD: Final = 200
"""The most characters that a word of a matter may have, as many as a name in rule text."""

_REFUSED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WORD_RULE: Final = f"must be text of 1 to {MAX_WORD} characters without control or bidirectional characters"
_NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})


def read_word(value: object, subject: str) -> str:
    """A word in NFC: text that rule text could name.

    Raises:
        RecordError: not text, empty, too long, or with control or bidirectional characters.
    """
    text = normalize("NFC", value) if isinstance(value, str) and len(value) <= MAX_WORD else ""
    if not text.strip() or len(text) > MAX_WORD or not _REFUSED.isdisjoint(map(category, text)):
        raise RecordError(Fault("bad-name", subject, _WORD_RULE, shown(value), "choose another word"))
    return str(text)


def is_list(given: object) -> bool:
    """Whether something is several things; a text and a dict are one."""
    return isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping)


def read_words(given: object, subject: str, faults: Faults) -> frozenset[str]:
    """A set of words; a word by itself is a set of one. What is wrong with them is noted."""
    words: object = (given,) if isinstance(given, str) else given
    if not is_list(words):
        faults.add(Fault("not-a-list", subject, "must be a list of words", shown(given)))
        return frozenset()
    read = [faults.attempt(read_word, word, subject) for word in cast("Iterable[object]", words)]
    return frozenset(word for word in read if word is not None)


def _fact(value: object, subject: str) -> Fact:
    """A fact as it is kept, the number no longer than can be written down."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        exact(value, subject)
        return int(value)
    if isinstance(value, str):
        return read_word(value, subject)
    rule, fix = "must be True, False, a whole number or text", "write a share as a rule, not as a fact"
    raise RecordError(Fault("bad-fact", subject, rule, shown(value), fix))


def _facts(given: object, faults: Faults) -> Mapping[str, Fact]:
    """The facts in the order of their names; what is wrong with them is noted."""
    if not isinstance(given, Mapping):
        faults.add(Fault("bad-facts", "facts", "must be a dict of facts", shown(given)))
        return _NO_FACTS
    read: dict[str, Fact] = {}
    for name, value in cast("Mapping[object, object]", given).items():
        known = faults.attempt(read_word, name, "fact")
        fact = faults.attempt(_fact, value, f"fact {shown(name)}")
        if known in read:
            faults.add(Fault("fact-twice", f"fact {known!r}", "must be given once", "", "keep one of them"))
        elif known is not None and fact is not None:
            read[known] = fact
    return MappingProxyType(dict(sorted(read.items())))


def _typed(facts: Mapping[str, Fact]) -> dict[str, tuple[type, Fact]]:
    """Facts with their kinds, for a fact that is so is another than the number one."""
    return {name: (type(value), value) for name, value in facts.items()}


@final
@attrs.frozen(init=False, hash=False)
class Matter:
    """What is to be decided: its kind, how urgent it is, what it touches, and the facts of the case.

    Args:
        kind: what it is, in the body's own word, such as ``"election"`` or ``"safety"``.
        urgency: how urgent it is, such as ``"urgent"``.
        remit: the subjects it touches, such as ``{"traffic", "planning"}``; units take part by them.
        level: the level at which it is handled, such as ``"district"``.
        origin: where it comes from, such as ``"commission"`` or ``"residents"``.
        facts: name to a truth (``notice``), a whole number (``round``, ``days_elapsed``, the votes of another
            body) or a text (``proposer``); of shares give the figures.

    What is not stated is empty, and no row that asks for it applies.

    Raises:
        RecordError: a word that is empty, too long or no text, a float among the facts; all at once.

    >>> matter = Matter("budget", remit={"roads"}, facts={"round": 2, "notice": True, "proposer": "li"})
    >>> matter.given == {"notice": True, "round": 2}
    True
    """

    kind: str = ""
    urgency: str = ""
    remit: frozenset[str] = frozenset()
    level: str = ""
    origin: str = ""
    facts: Mapping[str, Fact] = attrs.field(default=_NO_FACTS, eq=_typed)

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        kind: str = "",
        urgency: str = "",
        remit: Iterable[str] = (),
        level: str = "",
        origin: str = "",
        facts: Mapping[str, Fact] = _NO_FACTS,
    ) -> None:
        faults = Faults()
        texts = [
            "" if value == "" else faults.attempt(read_word, value, name)
            for name, value in zip(TEXTS, (kind, urgency, level, origin), strict=True)
        ]
        subjects = read_words(remit, "remit", faults)
        read = _facts(facts, faults)
        faults.close(RecordError)
        kind, urgency, level, origin = (text or "" for text in texts)
        self.__attrs_init__(kind, urgency, subjects, level, origin, read)

    @property
    def given(self) -> Mapping[str, bool | int]:
        """The facts that conditions read with ``given``: pass them to a tally."""
        return {name: value for name, value in self.facts.items() if not isinstance(value, str)}

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        plain: dict[str, object] = {name: getattr(self, name) for name in TEXTS if getattr(self, name)}
        if self.remit:
            plain["remit"] = sorted(self.remit)
        if self.facts:
            plain["facts"] = dict(self.facts)
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Matter:
        """The matter from its plain dict.

        Raises:
            RecordError: keys or values that a matter does not have.
        """
        known = frozenset({*TEXTS, "remit", "facts"})
        return cls(**expect_keys(data, "matter", frozenset(), known))  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[type[Matter], tuple[object, ...]]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        texts = (self.kind, self.urgency, self.remit, self.level, self.origin)
        return Matter, (*texts, dict(self.facts))

    def __hash__(self) -> int:
        """Equal matters have equal words, and facts of the same names."""
        return hash((self.kind, self.urgency, self.remit, self.level, self.origin, frozenset(self.facts)))


def read_matter(given: object) -> Matter:
    """The matter itself, or why it is none.

    Raises:
        RecordError: something else.
    """
    if not isinstance(given, Matter):
        fix = "make one: Matter(kind='budget', facts={'round': 1})"
        raise RecordError(Fault("not-a-matter", "matter", "must be a Matter", shown(given), fix))
    return given
