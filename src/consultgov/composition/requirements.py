"""What a seat asks of whoever sits in it: age, residence and other traits, offices, attested criteria."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Final, NamedTuple, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import fields_of_kind, written
from consultgov.people import Appointment, Person
from consultgov.people.dated import During
from consultgov.people.electors import Trait
from consultgov.people.reading import name, plain, truth, whole
from consultgov.settings import all_of, clause_of, distinct, one_or_more
from consultgov.spans import LeapDay, months_after, months_completed, years_after
from consultgov.verdicts import Clause, Verdict

__all__ = [
    "AgeLimit",
    "Candidacy",
    "CoolingOff",
    "Incompatibility",
    "RequiredAttestation",
    "RequiredEngagement",
    "RequiredFlag",
    "RequiredRoute",
    "RequiredTrait",
    "Requirement",
    "read_requirement",
    "requirements",
]

_OLDEST: Final = 200
_MONTHS: Final = 12 * 1000


def __dir__() -> list[str]:
    return __all__


class Candidacy(NamedTuple):
    """Somebody in a seat on a day, or as she would be in it."""

    person: Person
    appointment: Appointment
    on: date


def _name(given: object) -> str:
    return name(given, "name")


def _names(given: object) -> tuple[str, ...]:
    return distinct(one_or_more(given), "names")


def _values(given: object) -> tuple[str | bool, ...]:
    single: list[object] = [given]
    listed = single if isinstance(given, str | bool) else given
    if not isinstance(listed, list | tuple | set | frozenset) or not listed:
        rule = "must be text, True or False, or a list of them that is not empty"
        raise RuleError(Fault("bad-values", "values", rule, shown(given)))
    read = (
        each if isinstance(each, bool) else name(each, "value") for each in cast("Iterable[object]", listed)
    )
    found = tuple(dict.fromkeys(read))
    return found if isinstance(listed, list | tuple) else tuple(sorted(found, key=str))


def _leap(given: object) -> LeapDay:
    if isinstance(given, str) and given in list(LeapDay):
        return LeapDay(given)
    raise RuleError(Fault("bad-policy", "leap", f"must be one of {', '.join(LeapDay)}", shown(given)))


def _against(code: str, rule: str, case: Candidacy, clause: Clause | None, **facts: object) -> Verdict:
    """The verdict that a requirement is not met."""
    stated = {"person": case.person.id, "seat": case.appointment.seat, **facts}
    return Verdict(holds=False, code=code, rule=rule, facts=stated, clause=clause)


@final
@attrs.frozen
class AgeLimit:
    """Whoever sits is of an age between two bounds, both included.

    Args:
        least: the least age in completed years; ``None`` for none.
        most: the greatest age in completed years; ``None`` for none.
        leap: when somebody born on 29 February completes a year in a year without that day.
        at_start: whether it is asked only on the day on which the appointment starts.
        clause: where the rule stands.

    Raises:
        RuleError: no bound, bounds that are no whole numbers or exclude each other; all at once.

    >>> AgeLimit(18, 65).to_dict()
    {'kind': 'age_limit', 'least': 18, 'most': 65}
    """

    kind: ClassVar[str] = "age_limit"

    least: int | None = None
    most: int | None = None
    leap: LeapDay = attrs.field(default=LeapDay.MARCH_1, converter=_leap)
    at_start: bool = False
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for what, bound in (("least age", self.least), ("greatest age", self.most)):
            if bound is not None:
                faults.attempt(whole, bound, what, _OLDEST)
        if self.least is None and self.most is None:
            faults.add(Fault("no-bound", "age limit", "must have a bound", "", "give least or most"))
        elif not faults and self.least is not None and self.most is not None and self.most < self.least:
            rule, given = "must leave an age between", f"{self.least} to {self.most}"
            faults.add(Fault("empty-range", "age limit", rule, given, "swap them"))
        faults.attempt(truth, self.at_start, "at_start")
        faults.close(RuleError)

    @property
    def is_of_start(self) -> bool:
        """Whether it is asked of the day on which an appointment starts, and of no later one."""
        return self.at_start

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    def against(self, case: Candidacy) -> Verdict | None:
        """What speaks against somebody in a seat, or ``None``."""
        at = case.appointment.start if self.at_start else case.on
        age, rule = case.person.age(at, self.leap), _age_rule(self.least, self.most)
        if age is None:
            return _against("age-not-known", rule, case, self.clause)
        facts = {"age": age, "on": at.isoformat()}
        if self.least is not None and age < self.least:
            return _against("age-below", rule, case, self.clause, least=self.least, **facts)
        if self.most is not None and age > self.most:
            return _against("age-above", rule, case, self.clause, most=self.most, **facts)
        return None

    def days(self, person: Person) -> Iterator[date]:
        """The days on which somebody enters or leaves the range; those on file are looked at anyway."""
        if person.born is None or self.at_start:
            return
        for years in (self.least, None if self.most is None else self.most + 1):
            if years is not None and person.born.year + years <= date.max.year:
                yield from _birthday(person.born, years, self.leap)


def _age_rule(least: int | None, most: int | None) -> str:
    bounds = (("age >= {}", least), ("age <= {}", most))
    return " and ".join(text.format(bound) for text, bound in bounds if bound is not None)


def _birthday(born: date, years: int, leap: LeapDay) -> Iterator[date]:
    day = years_after(born, years)
    skipped = (born.month, born.day) == (2, 29) and day.day != born.day
    yield date(day.year, 3, 1) if skipped and leap is LeapDay.MARCH_1 else day


@final
@attrs.frozen
class RequiredTrait:
    """A trait of whoever sits is one of some values: residence, a qualification.

    Args:
        trait: the trait of the person, such as ``"residence"``.
        values: what it may be.
        clause: where the rule stands.

    Raises:
        RuleError: no value, or one that is neither text nor a truth.

    >>> RequiredTrait("residence", "Haliang 3").values
    ('Haliang 3',)
    """

    kind: ClassVar[str] = "required_trait"
    is_of_start: ClassVar[bool] = False

    trait: str = attrs.field(converter=_name)
    values: tuple[str | bool, ...] = attrs.field(converter=_values)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    def against(self, case: Candidacy) -> Verdict | None:
        """What speaks against somebody in a seat, or ``None``."""
        given: Trait = case.person.on(case.on).traits.get(self.trait)
        if given in self.values:
            return None
        wanted = " or ".join(map(str, self.values))
        facts = {"trait": self.trait, "values": list(self.values)}
        rule = f"{self.trait} is {wanted}"
        if given is None:
            return _against("trait-not-stated", rule, case, self.clause, **facts)
        return _against("trait-not-asked", rule, case, self.clause, value=given, **facts)


@final
@attrs.frozen
class RequiredFlag:
    """Something is so of whoever sits: she holds an office, or is a deputy.

    Args:
        flags: the flags of which one is enough; with ``every``, all are needed.
        every: whether all of them are needed.
        clause: where the rule stands.

    Raises:
        RuleError: no flag.

    >>> RequiredFlag(["deputy", "CPPCC member"]).to_dict()
    {'kind': 'required_flag', 'flags': ['deputy', 'CPPCC member']}
    """

    kind: ClassVar[str] = "required_flag"
    is_of_start: ClassVar[bool] = False

    flags: tuple[str, ...] = attrs.field(converter=_names)
    every: bool = False
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        _need_names(self.flags, "flags", (("every", self.every),))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    def against(self, case: Candidacy) -> Verdict | None:
        """What speaks against somebody in a seat, or ``None``."""
        held = case.person.on(case.on).flags
        missing = [flag for flag in self.flags if flag not in held]
        if not missing or (len(missing) < len(self.flags) and not self.every):
            return None
        code = "flags-lacking" if self.every else "flag-lacking"
        rule = (" and " if self.every else " or ").join(self.flags)
        return _against(code, rule, case, self.clause, flags=missing)


def _need_names(names: tuple[str, ...], what: str, truths: Iterable[tuple[str, object]] = ()) -> None:
    faults = Faults()
    if not names:
        faults.add(Fault("empty", what, "must name at least one"))
    for key, value in truths:
        faults.attempt(truth, value, key)
    faults.close(RuleError)


@final
@attrs.frozen
class Incompatibility:
    """Whoever sits holds none of some offices at the same time.

    Args:
        offices: flags that must not be so of a person while she sits.
        clause: where the rule stands.

    Raises:
        RuleError: no office.

    >>> Incompatibility("judge").offices
    ('judge',)
    """

    kind: ClassVar[str] = "incompatibility"
    is_of_start: ClassVar[bool] = False

    offices: tuple[str, ...] = attrs.field(converter=_names)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        _need_names(self.offices, "offices")

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    def against(self, case: Candidacy) -> Verdict | None:
        """What speaks against somebody in a seat, or ``None``."""
        flags = case.person.on(case.on).flags
        held = [office for office in self.offices if office in flags]
        if not held:
            return None
        return _against(
            "office-incompatible", f"not {' or '.join(self.offices)}", case, self.clause, offices=held
        )


@final
@attrs.frozen
class CoolingOff:
    """An office must have been laid down for some time before somebody may sit.

    It is asked on the day on which the appointment starts; an office still held counts as not laid down.

    Args:
        offices: flags that a person must not have had in the months before.
        months: how many months must be over; a year is twelve.
        clause: where the rule stands.

    Raises:
        RuleError: no office, months that are no whole number from 0.

    >>> CoolingOff("auditor", 24).months
    24
    """

    kind: ClassVar[str] = "cooling_off"
    is_of_start: ClassVar[bool] = True

    offices: tuple[str, ...] = attrs.field(converter=_names)
    months: int
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.attempt(_need_names, self.offices, "offices")
        faults.attempt(whole, self.months, "months", _MONTHS)
        faults.close(RuleError)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    def against(self, case: Candidacy) -> Verdict | None:
        """What speaks against somebody in a seat, or ``None``."""
        start = case.appointment.start
        found = [each for each in case.person.flags if each.value in self.offices]
        found = [each for each in found if each.start is None or each.start <= start]
        last = max(found, key=_until, default=None)
        if last is None or (last.end is not None and self._is_over(last.end, start)):
            return None
        rule = f"{self.months} months without {' or '.join(self.offices)}"
        facts: dict[str, object] = {"office": last.value, "months": self.months}
        if last.end is None or last.end > start:
            return _against("office-still-held", rule, case, self.clause, **facts)
        first = _months_later(last.end, self.months)
        facts |= {"left": last.end.isoformat(), "first": first.isoformat()}
        return _against("office-held-until", rule, case, self.clause, **facts)

    def _is_over(self, end: date, start: date) -> bool:
        return end <= start and months_completed(end, start) >= self.months


def _until(held: During) -> date:
    return held.end or date.max


def _months_later(end: date, months: int) -> date:
    """The day so many months later; where the calendar ends, its last one."""
    last = (date.max.year - end.year) * 12 + date.max.month - end.month
    return months_after(end, months) if months <= last else date.max


@final
@attrs.frozen
class RequiredAttestation:
    """A criterion that only people can judge was attested by the day.

    Args:
        criterion: the criterion, such as ``"trusted by the residents"``.
        by: who may attest it; anybody where empty.
        clause: where the rule stands.

    Raises:
        RecordError: an empty name.

    >>> RequiredAttestation("热心公益", by="residents' committee").by
    ("residents' committee",)
    """

    kind: ClassVar[str] = "required_attestation"
    is_of_start: ClassVar[bool] = False

    criterion: str = attrs.field(converter=_name)
    by: tuple[str, ...] = attrs.field(default=(), converter=_names)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    def against(self, case: Candidacy) -> Verdict | None:
        """What speaks against somebody in a seat, or ``None``."""
        found = [
            each for each in case.person.attested if each.criterion == self.criterion and each.on <= case.on
        ]
        if any(not self.by or each.by in self.by for each in found):
            return None
        rule = f"{self.criterion} attested"
        facts: dict[str, object] = {"criterion": self.criterion}
        if not self.by:
            return _against("criterion-not-attested", rule, case, self.clause, **facts)
        return _against("criterion-not-attested-by", rule, case, self.clause, by=list(self.by), **facts)


@final
@attrs.frozen
class RequiredRoute:
    """Whoever sits came by one of some routes, such as a recommendation of the residents.

    Args:
        routes: the routes allowed.
        clause: where the rule stands.

    Raises:
        RuleError: no route.

    >>> RequiredRoute(["residents", "organisation"]).routes
    ('residents', 'organisation')
    """

    kind: ClassVar[str] = "required_route"
    is_of_start: ClassVar[bool] = False

    routes: tuple[str, ...] = attrs.field(converter=_names)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        _need_names(self.routes, "routes")

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    def against(self, case: Candidacy) -> Verdict | None:
        """What speaks against somebody in a seat, or ``None``."""
        route, rule = case.appointment.route, f"route is {' or '.join(self.routes)}"
        if route in self.routes:
            return None
        if not route:
            return _against("route-not-stated", rule, case, self.clause, routes=list(self.routes))
        return _against("route-not-allowed", rule, case, self.clause, route=route, routes=list(self.routes))


@final
@attrs.frozen
class RequiredEngagement:
    """Whoever sits serves part time, or full time (均为兼职: all part time).

    Args:
        full_time: whether full time is asked, or else part time.
        clause: where the rule stands.

    Raises:
        RuleError: what is neither true nor false.

    >>> RequiredEngagement(full_time=False).to_dict()
    {'kind': 'required_engagement', 'full_time': False}
    """

    kind: ClassVar[str] = "required_engagement"
    is_of_start: ClassVar[bool] = False

    full_time: bool
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        truth(self.full_time, "full_time", RuleError)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return _written(self)

    def against(self, case: Candidacy) -> Verdict | None:
        """What speaks against somebody in a seat, or ``None``."""
        given, rule = case.appointment.full_time, "full time" if self.full_time else "part time"
        if given is self.full_time:
            return None
        if given is None:
            return _against("engagement-not-stated", rule, case, self.clause)
        code = "not-full-time" if self.full_time else "not-part-time"
        return _against(code, rule, case, self.clause)


Requirement: TypeAlias = (
    AgeLimit
    | RequiredTrait
    | RequiredFlag
    | Incompatibility
    | CoolingOff
    | RequiredAttestation
    | RequiredRoute
    | RequiredEngagement
)
"""What a seat may ask of whoever sits in it."""

_ALL: Final = (
    AgeLimit,
    RequiredTrait,
    RequiredFlag,
    Incompatibility,
    CoolingOff,
    RequiredAttestation,
    RequiredRoute,
    RequiredEngagement,
)
_KINDS: Final = MappingProxyType({kind.kind: kind for kind in _ALL})


def _written(requirement: Requirement) -> dict[str, object]:
    return {"kind": requirement.kind, **written(requirement, plain)}


def read_requirement(data: object) -> Requirement:
    """The requirement from its plain dict.

    Raises:
        RecordError: an unknown kind, keys that it does not have.
        RuleError: what the requirement refuses.
    """
    unknown = Fault("unknown-requirement", "requirement", "must be of a known kind")
    kind, fields = fields_of_kind(data, _KINDS, unknown)
    return cast("Callable[..., Requirement]", kind)(**fields)


def requirements(given: object) -> tuple[Requirement, ...]:
    """Requirements, or their plain dicts; one may stand alone.

    Raises:
        RecordError: what is none.
        RuleError: what a requirement refuses; all at once.
    """
    single: list[object] = [given]
    listed: object = single if isinstance(given, (*_ALL, Mapping)) else given
    if not isinstance(listed, list | tuple):
        raise RecordError(Fault("not-a-list", "requires", "must be a list", shown(listed)))
    return all_of(cast("object", listed), _requirement, "requires", RuleError)


def _requirement(given: object) -> Requirement:
    return given if isinstance(given, _ALL) else read_requirement(given)
