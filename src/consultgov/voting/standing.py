"""One person as the rules on standing see her, and what such rules have in common.

A rule is a value of the charter; what it is checked on (days of birth, days of joining, records of
attendance) belongs to the body's files and is passed beside the electors.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.fields import written
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.spans import Point
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.electorate import Effect

__all__ = [
    "MOST",
    "Missing",
    "Person",
    "against",
    "check_clause",
    "check_common",
    "check_name",
    "check_number",
    "check_truth",
    "check_word",
    "day_of",
    "effect_of",
    "known_word",
    "missing_of",
    "plain",
    "read_plain",
]

MOST: Final = 10**9
"""The largest whole number in a rule on standing: more than any body counts, and written in a few digits."""

_Rule = TypeVar("_Rule")
_Word = TypeVar("_Word", bound=StrEnum)


def __dir__() -> list[str]:
    return __all__


@final
class Missing(StrEnum):
    """What is done where the fact that a requirement reads is not there."""

    ERROR = "error"
    """It is a mistake of the caller, and an error names everyone concerned."""
    MET = "met"
    """The requirement counts as met."""
    NOT_MET = "not_met"
    """The requirement counts as not met."""


@final
@attrs.frozen
class Person:
    """One elector with what the files say about her.

    Attributes:
        elector: who she is.
        on: the moment or day of the poll.
        dates: name to day or moment: of birth, of joining, of the last presence.
        record: her attendance, the oldest meeting first, or ``None`` where there is none on file.
    """

    elector: Elector
    on: Point
    dates: Mapping[str, Point] = attrs.field(default=MappingProxyType({}))
    record: tuple[str, ...] | None = None

    @property
    def today(self) -> date:
        """The day of the poll; of a moment, the day that its own offset gives."""
        return day_of(self.on)


def day_of(at: Point) -> date:
    """The day of a moment as its own offset has it; a day is itself."""
    return at.date() if isinstance(at, datetime) else at


def against(code: str, rule: str, clause: Clause | None, person: Person, **facts: object) -> Verdict:
    """The verdict that a requirement is not met, with the facts that it was decided from."""
    stated = {"elector": person.elector.id, **facts}
    return Verdict(holds=False, code=code, rule=rule, facts=stated, clause=clause)


# --- what all rules on standing have in common ----------------------------------------------------


def known_word(kind: type[_Word], given: object) -> _Word:
    """The word of an enumeration, or what was given as it is, for the check that follows."""
    return kind(cast("str", given)) if given in list(kind) else cast("_Word", given)


def effect_of(given: object) -> Effect:
    """An effect, for the check that follows."""
    return known_word(Effect, given)


def missing_of(given: object) -> Missing:
    """A policy for what is missing, for the check that follows."""
    return known_word(Missing, given)


def check_word(kind: type[StrEnum], given: object, what: str, faults: Faults) -> None:
    """Note a word that is not of its enumeration."""
    if not isinstance(given, kind):
        faults.add(Fault("bad-policy", what, f"must be one of {', '.join(kind)}", shown(given)))


def check_common(rule: Any, faults: Faults) -> None:  # noqa: ANN401 - any of the rules on standing
    """Note what is wrong with the fields that all rules on standing have."""
    check_word(Effect, rule.effect, "effect", faults)
    check_word(Missing, rule.missing, "missing", faults)
    check_clause(rule.clause, faults)


def check_clause(given: object, faults: Faults) -> None:
    """Note what is neither a clause nor nothing."""
    if not (given is None or isinstance(given, Clause)):
        fix = "make one: Clause(source)"
        faults.add(Fault("not-a-clause", "clause", "must be a Clause", shown(given), fix))


def check_name(given: object, what: str, faults: Faults) -> None:
    """Note what is no name."""
    if not isinstance(given, str) or not given.strip():
        rule = "must be text that is not empty"
        faults.add(Fault("bad-name", what, rule, shown(given), "give a name"))


def check_truth(given: object, what: str, fix: str, faults: Faults) -> None:
    """Note what is neither true nor false."""
    if not isinstance(given, bool):
        faults.add(Fault("not-a-truth", what, "must be true or false", shown(given), fix))


def check_number(given: object, what: str, least: int, faults: Faults) -> None:
    """Note what is no whole number from a least one up to ``MOST``."""
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= MOST:
        rule = f"must be a whole number from {least} to {MOST}"
        faults.add(Fault("not-whole", what, rule, shown(given)))


def plain(rule: Any) -> dict[str, object]:  # noqa: ANN401 - any of the rules on standing
    """The plain-dict form of a rule on standing: its kind, and what is not as it is by default."""
    return {"kind": rule.kind, **written(rule, _plain_value)}


def _plain_value(value: object) -> object:
    if isinstance(value, Clause):
        return value.to_dict()
    if isinstance(value, frozenset):
        return sorted(cast("frozenset[str | bool]", value), key=str)
    return value.value if isinstance(value, StrEnum) else value


def read_plain(cls: type[_Rule], data: object) -> _Rule:
    """A rule on standing from its plain dict.

    Raises:
        RecordError: keys that it does not have, a kind that is another's.
        RuleError: what the constructor refuses.
    """
    fields: tuple[attrs.Attribute[object], ...] = cast("Any", cls).__attrs_attrs__
    needed = frozenset(field.name for field in fields if field.default is attrs.NOTHING)
    rest = frozenset(field.name for field in fields) - needed
    kind = cast("Any", cls).kind
    found = dict(expect_keys(data, kind, needed | {"kind"}, rest))
    if found.pop("kind") != kind:
        raise RecordError(Fault("bad-kind", "kind", f"must be {kind}", shown(cast("Any", data)["kind"])))
    if found.get("clause") is not None:
        found["clause"] = Clause.from_dict(found["clause"])
    return cls(**found)
