"""Nominees: who may be given a seat, for which sectors, and by which route she was put forward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.fields import read_fields
from consultgov.people import Person
from consultgov.people.reading import name, truth_or_none, whole
from consultgov.records import is_storable
from consultgov.settings import distinct, one_or_more, values
from consultgov.verdicts import Verdict

__all__ = ["Nominee", "nominees_of"]

_MOST: Final = 1_000_000


def __dir__() -> list[str]:
    return __all__


def _person(given: object) -> Person | str:
    if isinstance(given, Person):
        return given
    return Person.from_dict(cast("object", given)) if isinstance(given, Mapping) else name(given, "nominee")


def _sectors(given: object) -> tuple[str, ...] | None:
    if given is None:
        return None
    return tuple(sorted(distinct(one_or_more(given), "sectors of a nominee")))


def _text(given: object) -> str:
    if isinstance(given, str) and is_storable(given):
        return given
    raise RecordError(Fault("bad-text", "nominee", "must be given text", shown(given)))


def _rank(given: object) -> int:
    return whole(given, "rank", _MOST)


def _full_time(given: object) -> bool | None:
    return truth_or_none(given, "full_time")


def _barred(given: object) -> tuple[Verdict, ...]:
    """The verdicts that do not hold; one may stand alone."""
    found = values([given] if isinstance(given, Verdict) else given, Verdict, "verdicts about a nominee")
    return tuple(each for each in found if not each.holds)


@final
@attrs.frozen
class Nominee:
    """Somebody put forward for a seat.

    Args:
        person: the person, or the id of somebody on the roster.
        sectors: for which sectors she is put forward; ``None`` for each of them that she may sit for.
        route: by which way, such as ``"residents"`` or ``"organisation"``; the trait ``route``.
        rank: her place among the nominees, the best first; for the preference ``"rank"``.
        proposed_by: who proposes her.
        full_time: whether she would serve full time or part time.
        barred: verdicts of other rules about her, such as whether she may serve another term
            (``TermRule.may_serve``); those that do not hold keep her from every seat, with their reasons.

    Raises:
        RecordError: what is no person, no name, no place.

    >>> Nominee("li", ["women", "residents"], route="residents").sectors
    ('residents', 'women')
    """

    person: Person | str = attrs.field(converter=_person)
    sectors: tuple[str, ...] | None = attrs.field(default=None, converter=_sectors)
    route: str = attrs.field(default="", converter=_text, kw_only=True)
    rank: int = attrs.field(default=0, converter=_rank, kw_only=True)
    proposed_by: str = attrs.field(default="", converter=_text, kw_only=True)
    full_time: bool | None = attrs.field(default=None, converter=_full_time, kw_only=True)
    barred: tuple[Verdict, ...] = attrs.field(default=(), converter=_barred, kw_only=True)

    @property
    def id(self) -> str:
        """Who is put forward."""
        return self.person if isinstance(self.person, str) else self.person.id

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        person = self.person if isinstance(self.person, str) else self.person.to_dict()
        plain: dict[str, object] = {"person": person}
        if self.sectors is not None:
            plain["sectors"] = list(self.sectors)
        fields = (("route", ""), ("rank", 0), ("proposed_by", ""), ("full_time", None))
        if self.barred:
            plain["barred"] = [each.to_dict() for each in self.barred]
        return plain | {key: getattr(self, key) for key, usual in fields if getattr(self, key) != usual}

    @classmethod
    def from_dict(cls, data: object) -> Nominee:
        """The nominee from her plain dict.

        Raises:
            RecordError: keys or values that a nominee does not have; all at once.
        """
        return read_fields(cls, data, "nominee")


def nominees_of(given: object) -> tuple[Nominee, ...]:
    """Nominees, or the persons or ids that stand for them; nobody twice.

    Raises:
        RecordError: what is none, somebody twice; all at once.
    """
    listed: object = given
    if isinstance(listed, str | Mapping) or not isinstance(listed, Iterable):
        raise RecordError(Fault("not-a-list", "nominees", "must be a list", shown(given)))
    faults = Faults()
    read = [faults.attempt(_nominee, each) for each in cast("Iterable[object]", listed)]
    seen: set[str] = set()
    for nominee in read:
        if nominee is not None and nominee.id in seen:
            rule, fix = "must be put forward once", "join the sectors into one"
            faults.add(Fault("nominee-twice", f"nominee {nominee.id!r}", rule, "", fix, (nominee.id,)))
        seen.add("" if nominee is None else nominee.id)
    faults.close(RecordError)
    return tuple(cast("list[Nominee]", read))


def _nominee(given: object) -> Nominee:
    if isinstance(given, Nominee):
        return given
    if isinstance(given, Mapping) and "person" in given:
        return Nominee.from_dict(cast("object", given))
    return Nominee(cast("Person", given))
