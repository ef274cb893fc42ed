"""What a poll declares beside its ballots: labels of its own, and the facts of the matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias, cast

from consultgov.counting.names import name_of
from consultgov.counting.stances import FIRST_LABEL, REFUSED, WORDS
from consultgov.errors import Fault, Faults, shown
from consultgov.shares import exact

__all__ = ["MAX_LABELS", "Facts", "read_facts", "read_labels"]

Facts: TypeAlias = Mapping[str, bool | int]
"""Facts of the matter: a truth (``notice``) or a whole number (``seconders``)."""

_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})
MAX_LABELS: Final = 256 - FIRST_LABEL
"""How many labels a poll may have: a stance or label is one byte."""


def read_labels(labels: object, faults: Faults) -> tuple[str, ...]:
    """The labels of a poll, each once, in the order given; what is wrong with them is noted."""
    given = (labels,) if isinstance(labels, str) else labels
    if not isinstance(given, Iterable):
        faults.add(Fault("bad-labels", "labels", "must be a list of names", shown(labels)))
        return ()
    names = tuple(
        dict.fromkeys(
            faults.attempt(name_of, label, "label") or "" for label in cast("Iterable[object]", given)
        )
    )
    for name in names:
        if name in WORDS or name in REFUSED:
            rule = "must not be the name of a stance or base"
            faults.add(Fault("bad-label", f"label {name!r}", rule, "", "name it otherwise"))
    if len(names) > MAX_LABELS:
        faults.add(Fault("too-many-labels", "labels", f"must be at most {MAX_LABELS}", str(len(names))))
    return names


def read_facts(given: object, faults: Faults) -> tuple[tuple[str, bool | int], ...]:
    """The facts of a matter by name; what is wrong with them is noted."""
    if given is not None and not isinstance(given, Mapping):
        faults.add(Fault("bad-facts", "given", "must be a dict of facts", shown(given)))
        return ()
    facts = cast("Mapping[object, object]", given or _NOTHING)
    found: dict[str, bool | int] = {}
    for name, value in facts.items():
        if isinstance(value, int):
            found[faults.attempt(name_of, name, "fact") or ""] = value
            if not isinstance(value, bool):
                faults.attempt(exact, value, f"fact {shown(name)}")  # no longer than can be written down
        else:
            fix = "give True, False or an int"
            rule = "must be a truth or a whole number"
            faults.add(Fault("bad-fact", f"fact {shown(name)}", rule, shown(value), fix))
    return tuple(sorted(found.items()))
