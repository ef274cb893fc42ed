"""Lists in a rule of a contest: each part read, all that is wrong at once, no name twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from consultgov.contests.figures import MOST
from consultgov.errors import Fault, Faults, RuleError
from consultgov.voting.reading import items

__all__ = ["named_once", "parts"]

_Part = TypeVar("_Part")


def parts(given: object, read: Callable[[object], _Part], subject: str) -> tuple[_Part, ...]:
    """The parts of a list, each read; all that is wrong at once."""
    listed = items(given, subject)
    faults = Faults()
    found = [faults.attempt(read, each) for each in listed[:MOST]]
    if len(listed) > MOST:
        faults.add(Fault("bad-size", subject, f"must be at most {MOST}", str(len(listed))))
    faults.close(RuleError)
    return cast("tuple[_Part, ...]", tuple(found))


def named_once(names: Iterable[str], subject: str) -> None:
    """Refuse a name that is there twice."""
    twice = sorted(name for name, number in Counter(names).items() if number > 1)
    if twice:
        rule, fix = "must each be named once", "drop what is there twice"
        raise RuleError(Fault("name-twice", subject, rule, ", ".join(twice), fix, tuple(twice)))
