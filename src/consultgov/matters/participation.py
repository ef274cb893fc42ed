"""Which units take part in a matter: those whose remit it touches must, others may, the rest do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.matters.matter import Matter, read_matter, read_word, read_words
from consultgov.records import expect_keys
from consultgov.verdicts import Clause, Verdict

__all__ = ["Participants", "participants"]

_Remits = Mapping[str, Iterable[str]]
_NOTHING: Final[frozenset[str]] = frozenset()
_NO_REMITS: Final[_Remits] = MappingProxyType({})


def _read_only(why: Mapping[str, Verdict]) -> Mapping[str, Verdict]:
    return MappingProxyType(dict(why))


@final
@attrs.frozen(hash=False)
class Participants:
    """The units that must take part, may take part, and do not; each in the order of their names.

    Attributes:
        must: the units that must take part: the electorate, if the matter is voted on.
        may: the units that may take part.
        out: the other units.
        why: for each unit a verdict that holds if it takes part or may: ``takes-part-always``,
            ``takes-part``, ``may-take-part`` or ``outside-remit``, with the subjects ``shared``.
    """

    must: tuple[str, ...]
    may: tuple[str, ...]
    out: tuple[str, ...]
    why: Mapping[str, Verdict] = attrs.field(converter=_read_only, repr=False)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain = {"must": list(self.must), "may": list(self.may), "out": list(self.out)}
        return {**plain, "why": {unit: verdict.to_dict() for unit, verdict in self.why.items()}}

    @classmethod
    def from_dict(cls, data: object) -> Participants:
        """The participants from their plain dict.

        Raises:
            RecordError: keys or values that participants do not have, or units in another place than their
                verdicts say.
        """
        known = expect_keys(data, "participants", frozenset({"must", "may", "out", "why"}), frozenset())
        stored = known["why"]
        if not isinstance(stored, Mapping):
            raise RecordError(Fault("not-a-dict", "participants.why", "must be a plain dict", shown(stored)))
        verdicts = cast("Mapping[str, object]", stored).items()
        read = _sorted_out({unit: Verdict.from_dict(plain) for unit, plain in verdicts})
        if read.to_dict() != dict(known):
            rule, fix = "must be where their verdicts say", "use one of the codes of participants"
            raise RecordError(Fault("misplaced-units", "participants", rule, shown(known["must"]), fix))
        return read

    def __reduce__(self) -> tuple[type[Participants], tuple[object, ...]]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Participants, (self.must, self.may, self.out, dict(self.why))

    def __hash__(self) -> int:
        """Equal participants are equal units."""
        return hash((self.must, self.may, self.out))


def participants(
    units: Mapping[str, Iterable[str]],
    matter: Matter,
    *,
    always: Iterable[str] = (),
    may: Mapping[str, Iterable[str]] = _NO_REMITS,
    clause: Clause | None = None,
) -> Participants:
    """The units that take part in a matter, by their remits.

    Args:
        units: the id of each unit to its remit, the subjects it is responsible for; a unit that has one of
            them in common with the matter must take part.
        matter: what is to be decided; if it touches no subject, no unit takes part by its remit.
        always: units that must take part whatever the matter is, such as the convening unit.
        may: the id of a unit to further subjects: if the matter touches one, the unit may take part. Units
            that are only here never have to.
        clause: where the rule stands.

    Raises:
        RecordError: no matter, ids or subjects that are no words, an id under ``always`` that is no unit; all
            at once.

    >>> units = {"office": [], "police": ["traffic", "safety"], "planning": ["building"], "parks": ["trees"]}
    >>> found = participants(
    ...     units, Matter(remit={"traffic"}), always=["office"], may={"planning": ["traffic"]}
    ... )
    >>> found.must, found.may, found.out
    (('office', 'police'), ('planning',), ('parks',))
    """
    faults = Faults()
    must_remits, may_remits = _remits(units, "units", faults), _remits(may, "may", faults)
    named = read_words(always, "always", faults)
    everyone = sorted({*must_remits, *may_remits})
    faults.attempt(read_matter, matter)
    for unit in sorted(named.difference(everyone)):
        fix = "add it to the units, or take it out"
        faults.add(Fault("unknown-unit", f"always {unit!r}", "must be a unit", "", fix, (unit,)))
    faults.close(RecordError)
    why: dict[str, Verdict] = {}
    for unit in everyone:
        shared = must_remits.get(unit, _NOTHING) & matter.remit
        optional = may_remits.get(unit, _NOTHING) & matter.remit
        code = _code(always=unit in named, must=bool(shared), may=bool(optional))
        facts = {"unit": unit, "shared": sorted(shared or optional)}
        why[unit] = Verdict(code != "outside-remit", code, "", facts, clause=clause)
    return _sorted_out(why)


def _code(*, always: bool, must: bool, may: bool) -> str:
    """How a unit takes part; what binds most comes first."""
    if always:
        return "takes-part-always"
    if must:
        return "takes-part"
    return "may-take-part" if may else "outside-remit"


def _sorted_out(why: Mapping[str, Verdict]) -> Participants:
    """The units by how they take part."""

    def those(*codes: str) -> tuple[str, ...]:
        return tuple(sorted(unit for unit, verdict in why.items() if verdict.code in codes))

    must = those("takes-part", "takes-part-always")
    return Participants(must, those("may-take-part"), those("outside-remit"), why)


def _remits(given: object, what: str, faults: Faults) -> dict[str, frozenset[str]]:
    """Each unit with its remit; what is wrong with them is noted."""
    if not isinstance(given, Mapping):
        faults.add(Fault("not-a-dict", what, "must be a dict of units to their remits", shown(given)))
        return {}
    read: dict[str, frozenset[str]] = {}
    for unit, remit in cast("Mapping[object, object]", given).items():
        known = faults.attempt(read_word, unit, f"id in {what}")
        subjects = read_words(remit, f"remit of {shown(unit)}", faults)
        if known in read:
            faults.add(
                Fault("unit-twice", f"{known!r} in {what}", "must be given once", "", "keep one of them")
            )
        elif known is not None:
            read[known] = subjects
    return read
