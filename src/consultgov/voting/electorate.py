"""The electorate of one poll: who is in office, and of them who has a vote.

Whoever is recused or suspended stays among the members and leaves the entitled; who is dormant leaves every
base unless she takes part; who is excluded is not in it at all.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, RecordError, TallyError, shown
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.verdicts import CONDITIONS, Verdict

__all__ = ["Barred", "Effect", "Electorate", "Standing"]

Barred: TypeAlias = "Mapping[str, str] | Mapping[str, Iterable[Verdict]] | Iterable[str]"
"""Who has no vote: ids alone, or id to the reason, as text or as the verdicts that say why."""

_MAX_VACANT: Final = 10**18
_SHOWN: Final = 10


def __dir__() -> list[str]:
    return __all__


@final
class Standing(StrEnum):
    """How an elector stands in a poll."""

    ENTITLED = "entitled"
    """In office, and may vote."""
    RECUSED = "recused"
    """In office, without a vote on this matter."""
    SUSPENDED = "suspended"
    """In office, without a vote for the time being."""
    DORMANT = "dormant"
    """May vote, and counts in the bases only if she does."""


@final
class Effect(StrEnum):
    """What a rule does to an elector who falls under it, the strongest first."""

    EXCLUDED = "excluded"
    """No member of this electorate: out of the numerator and of every base."""
    RECUSED = "recused"
    """Among the members, without a vote on this matter."""
    SUSPENDED = "suspended"
    """Among the members, without a vote for the time being."""
    DORMANT = "dormant"
    """Out of every base unless she votes."""


@final
@attrs.frozen(init=False, hash=False)
class Electorate:
    """Everyone in office when a poll opens, and how each stands in it.

    Args:
        electors: everyone in office, in the order given; a bare id stands for an elector without traits.
        recused: who has no vote on this matter: ids, or id to the reason.
        suspended: who has no vote for the time being: ids, or id to the reason.
        dormant: ids of those out of every base unless they take part. Whoever is recused or suspended as
            well is that, and not dormant.
        vacant: the number of empty seats, or electors that stand for them with their traits.

    Raises:
        TallyError: an elector given twice, a name of nobody in office, a reason that is none, a vacant seat
            that is somebody's; all at once.

    >>> electorate = Electorate(["li", "wang", "chen"], recused={"chen": "party to the contract"})
    >>> electorate.entitled, electorate.standing("chen").value
    (('li', 'wang'), 'recused')
    """

    electors: tuple[Elector, ...]
    barred: Mapping[str, Verdict] = MappingProxyType({})
    dormant: frozenset[str] = frozenset()
    vacant: int | tuple[Elector, ...] = 0
    _people: Mapping[str, Elector] = attrs.field(eq=False, repr=False, default=MappingProxyType({}))
    _entitled: tuple[str, ...] = attrs.field(eq=False, repr=False, default=())

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        electors: Iterable[Elector | str],
        *,
        recused: Barred = (),
        suspended: Barred = (),
        dormant: Iterable[str] = (),
        vacant: int | Iterable[Elector | str] = 0,
    ) -> None:
        faults = Faults()
        people = _people(electors, "elector", faults)
        barred = dict(_barred(recused, Standing.RECUSED, people, faults))
        for key, verdict in _barred(suspended, Standing.SUSPENDED, people, faults):
            barred[key] = _both(barred[key], verdict) if key in barred else verdict
        sleeping = frozenset(_ids(_listed(dormant, "dormant", faults), Standing.DORMANT, people, faults))
        seats = _seats(vacant, people, faults)
        faults.close(TallyError)
        self.__attrs_init__(
            tuple(people.values()),
            MappingProxyType(barred),
            sleeping.difference(barred),
            seats,
            MappingProxyType(people),
            tuple(key for key in people if key not in barred),
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of everyone in office, in the order given."""
        return tuple(self._people)

    @property
    def entitled(self) -> tuple[str, ...]:
        """The ids of those who may vote, the dormant among them, in the order given."""
        return self._entitled

    def elector(self, id: str) -> Elector | None:  # noqa: A002 - the word of the field
        """The elector of an id, or ``None`` for nobody in office."""
        return self._people.get(_key(id))

    def standing(self, id: str) -> Standing | None:  # noqa: A002 - the word of the field
        """How an elector stands, or ``None`` for nobody in office."""
        key = _key(id)
        if key not in self._people:
            return None
        if key in self.barred:
            return Standing(self.barred[key].code)
        return Standing.DORMANT if key in self.dormant else Standing.ENTITLED

    def of(self, ids: Iterable[str], *, vacant: bool = False) -> Electorate:
        """The same electorate of some people alone: all others leave every base, and the vacant seats too.

        Args:
            ids: whose electorate it is.
            vacant: the vacant seats stay in it.

        Raises:
            TallyError: ids of nobody in office.

        >>> Electorate(["li", "wang", "chen"], recused=["chen"]).of(["li", "chen"]).entitled
        ('li',)
        """
        faults = Faults()
        kept = frozenset(_ids(_listed(ids, "ids", faults), "elector", self._people, faults))
        faults.close(TallyError)
        return Electorate(
            [elector for elector in self.electors if elector.id in kept],
            recused=self._barred_as(Standing.RECUSED, kept),
            suspended=self._barred_as(Standing.SUSPENDED, kept),
            dormant=self.dormant & kept,
            vacant=self.vacant if vacant else 0,
        )

    def recusing(self, grounds: Mapping[str, Verdict]) -> Electorate:
        """The same electorate with some more people recused, each with the reason.

        Raises:
            TallyError: ids of nobody in office.

        >>> why = Verdict(holds=False, code="candidate", rule="", facts={"elector": "li"})
        >>> Electorate(["li", "wang"]).recusing({"li": why}).entitled
        ('wang',)
        """
        recused = self._barred_as(Standing.RECUSED, self._people)
        more = {key: (*recused.get(key, ()), why) for key, why in grounds.items()}
        return Electorate(
            self.electors,
            recused={**recused, **more},
            suspended=self._barred_as(Standing.SUSPENDED, self._people),
            dormant=self.dormant,
            vacant=self.vacant,
        )

    def _barred_as(self, standing: Standing, kept: Container[str]) -> dict[str, tuple[Verdict, ...]]:
        """Who is recused, or suspended, with the reasons."""
        return {key: why.parts for key, why in self.barred.items() if why.code == standing and key in kept}

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is empty is left out."""
        plain: dict[str, object] = {"electors": [elector.to_dict() for elector in self.electors]}
        for standing in (Standing.RECUSED, Standing.SUSPENDED):
            why = {key: _plain_why(each) for key, each in self.barred.items() if each.code == standing}
            if why:
                plain[standing.value] = why
        if self.dormant:
            plain["dormant"] = sorted(self.dormant)
        if self.vacant:
            seats = self.vacant
            plain["vacant"] = seats if isinstance(seats, int) else [seat.to_dict() for seat in seats]
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Electorate:
        """The electorate from its plain dict.

        Raises:
            RecordError: keys or values that an electorate does not have.
            TallyError: what the constructor refuses.
        """
        optional = frozenset({"recused", "suspended", "dormant", "vacant"})
        found = dict(expect_keys(data, "electorate", frozenset({"electors"}), optional))
        found["electors"] = _read_electors(found["electors"], "electors")
        if not isinstance(found.get("vacant", 0), int):
            found["vacant"] = _read_electors(found["vacant"], "vacant")
        for standing in (Standing.RECUSED, Standing.SUSPENDED):
            if isinstance(found.get(standing), Mapping):
                why = cast("Mapping[str, object]", found[standing])
                found[standing.value] = {key: _read_why(value) for key, value in why.items()}
        return cls(**found)  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict, since a read-only view of a dict does neither."""
        return Electorate.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal electorates have the same people in them."""
        return hash((self.electors, self.dormant))


def _key(given: object) -> Any:  # noqa: ANN401 - whatever the caller gave as an id
    """An id in NFC, as those of electors are; ``None`` for what can be none."""
    return normalize("NFC", given) if isinstance(given, str) else None


def _listed(given: object, what: str, faults: Faults) -> list[object]:
    whole = given
    if isinstance(given, Iterable) and not isinstance(given, str | Mapping):
        found: list[object] = [*cast("Iterable[object]", given)]
        return sorted(found, key=repr) if isinstance(given, AbstractSet) else found
    faults.add(Fault("not-a-list", what, "must be a list", shown(whole)))
    return []


def _people(given: object, what: str, faults: Faults) -> dict[str, Elector]:
    """The electors by id, in the order given; one given twice is a fault."""
    people: dict[str, Elector] = {}
    twice: set[str] = set()
    for each in _listed(given, f"{what}s", faults):
        elector = each if isinstance(each, Elector) else faults.attempt(Elector, cast("str", each))
        if elector is None:
            continue
        if elector.id in people:
            twice.add(elector.id)
        people[elector.id] = elector
    if twice:
        rule, fix = "must be given once", "remove the repetition"
        faults.add(_fault(f"{what.replace(' ', '-')}-twice", what, twice, rule, fix))
    return people


def _fault(code: str, what: str, ids: Iterable[str], rule: str, fix: str) -> Fault:
    people = tuple(sorted(ids))
    return Fault(code, f"{what} {', '.join(map(repr, people[:_SHOWN]))}", rule, "", fix, people)


def _ids(given: Iterable[object], what: str, people: Mapping[str, Elector], faults: Faults) -> list[str]:
    """The ids in NFC; those of nobody in office are a fault."""
    found: list[str] = []
    unknown: set[str] = set()
    for each in given:
        key = _key(each)
        if key in people:
            found.append(key)
        else:
            unknown.add(each if isinstance(each, str) else shown(each))
    if unknown:
        fix = "add them to the electors, or take them out"
        faults.add(_fault("unknown-elector", what, unknown, "must be an elector", fix))
    return found


# --- why somebody has no vote ---------------------------------------------------------------------


def _barred(
    given: object, standing: Standing, people: Mapping[str, Elector], faults: Faults
) -> list[tuple[str, Verdict]]:
    """Who has no vote, each with the verdict that says why."""
    if not isinstance(given, Mapping):
        listed = _listed(given, standing, faults)
        return [(key, _head(key, standing, ())) for key in _ids(listed, standing, people, faults)]
    why = cast("Mapping[object, object]", given)
    _ids(why, standing, people, faults)
    found: list[tuple[str, Verdict]] = []
    for each, reason in why.items():
        key = _key(each)
        grounds = faults.attempt(_grounds, key, reason, standing) if key in people else None
        if grounds is not None:
            found.append((key, _head(key, standing, grounds)))
    return found


def _head(elector: str, standing: Standing, grounds: tuple[Verdict, ...]) -> Verdict:
    return Verdict(holds=False, code=standing.value, rule="", facts={"elector": elector}, parts=grounds)


def _grounds(elector: str, reason: object, standing: Standing) -> tuple[Verdict, ...]:
    """The reasons as verdicts; text is a reason that was stated, and empty text none."""
    if isinstance(reason, str):
        return (_stated(elector, reason),) if reason.strip() else ()
    whole = reason
    listed: list[object] = [*cast("Iterable[object]", reason)] if isinstance(reason, Iterable) else [reason]
    found = tuple(each for each in listed if isinstance(each, Verdict) and _is_ground(each))
    if len(found) < len(listed):
        subject = f"reason why {elector!r} is {standing.value}"
        rule, fix = "must be text, or verdicts that do not hold", 'write "party to the contract"'
        raise TallyError(Fault("bad-ground", subject, rule, shown(whole), fix, (elector,)))
    return found


def _is_ground(verdict: Verdict) -> bool:
    """Whether a verdict can be a reason: it does not hold, and is neither made of others nor of figures."""
    return not (verdict.holds or verdict.parts or verdict.code in CONDITIONS)


def _stated(elector: str, reason: str) -> Verdict:
    return Verdict(holds=False, code="stated-ground", rule="", facts={"elector": elector, "reason": reason})


def _both(recused: Verdict, suspended: Verdict) -> Verdict:
    """Somebody recused who is suspended as well: recused, for all reasons of both."""
    return attrs.evolve(recused, parts=recused.parts + suspended.parts)


def _seats(given: object, people: Mapping[str, Elector], faults: Faults) -> int | tuple[Elector, ...]:
    if isinstance(given, int):
        if not isinstance(given, bool) and 0 <= given <= _MAX_VACANT:
            return given
        rule = "must be a number of seats, not below 0"
        faults.add(Fault("bad-vacant", "vacant", rule, shown(given), "pass an int, or electors"))
        return 0
    seats = _people(given, "vacant seat", faults)
    taken = seats.keys() & people.keys()
    if taken:
        fix = "rename the seat"
        faults.add(_fault("vacant-elector", "vacant seat", taken, "must not be an elector", fix))
    return tuple(seats.values()) or 0


# --- plain dicts ----------------------------------------------------------------------------------


def _plain_why(verdict: Verdict) -> object:
    """Why somebody has no vote: the reason as text where it was stated so, else the verdicts' plain dicts."""
    elector, reasons = str(verdict.facts["elector"]), [part.facts.get("reason") for part in verdict.parts]
    text = reasons[0] if len(reasons) == 1 else ""
    if isinstance(text, str) and verdict.parts == _grounds(elector, text, Standing.RECUSED):
        return text
    return [part.to_dict() for part in verdict.parts]


def _read_electors(given: object, what: str) -> list[Elector | str]:
    faults = Faults()
    listed = _listed(given, what, faults)
    read = [each if isinstance(each, str) else faults.attempt(Elector.from_dict, each) for each in listed]
    faults.close(RecordError)
    return [each for each in read if each is not None]


def _read_why(given: object) -> object:
    if isinstance(given, list):
        return [Verdict.from_dict(each) for each in cast("list[object]", given)]
    return given
