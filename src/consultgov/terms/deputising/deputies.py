"""Who may stand in for an office: a seat or a person, on which occasions, and what is asked of her."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError
from consultgov.fields import read_fields, written
from consultgov.people import Person
from consultgov.people.reading import name, one_of, plain, text, truth, whole
from consultgov.settings import all_of, clause_of, distinct, one_or_more, pairs
from consultgov.spans import LeapDay, Period, period
from consultgov.terms.ages import birthday
from consultgov.verdicts import Clause, Verdict

__all__ = [
    "Deputy",
    "Entry",
    "MeetingAct",
    "Needs",
    "Occasion",
    "Precedence",
    "days_period",
    "needs_of",
]

_OLDEST: Final = 200

Values: TypeAlias = tuple[str | bool, ...]


def __dir__() -> list[str]:
    return __all__


@final
class Occasion(StrEnum):
    """Why an office needs somebody else."""

    VACANCY = "vacancy"
    """空缺: nobody holds it."""
    ABSENCE = "absence"
    """不能履行职务、不履行职务: whoever holds it is away."""
    EITHER = "either"
    """The one or the other."""

    def covers(self, occasion: Occasion) -> bool:
        """Whether it is this occasion, or either."""
        return self in (Occasion.EITHER, occasion)


@final
class Precedence(StrEnum):
    """Who comes first among several who hold the same seat; where two are equal, the first by id."""

    LONGEST = "longest_in_seat"
    """任职时间最长: who has held the seat for the most days in all."""
    ELDEST = "eldest"
    """年长: who was born first; those whose day of birth is not on file come last."""
    RANK = "rank"
    """排名在前: whose appointment has the least rank."""


# --- reading --------------------------------------------------------------------------------------


def days_period(given: object, subject: str) -> Period | None:
    """A period of days, months or years, or ``None`` for none.

    Raises:
        RecordError: what is no period, or one of hours.
    """
    found = None if given is None else period(given, subject)
    if found is not None and found.is_of_moments:
        rule, fix = "must be of days, months or years", "write '90 days' or '6 months'"
        raise RecordError(Fault("mixed-period", subject, rule, str(found), fix))
    return found


def needs_of(given: object) -> Needs | None:
    """What is asked, or its plain dict, or ``None`` where nothing is.

    Raises:
        RecordError: what is neither of them.
    """
    return given if given is None or isinstance(given, Needs) else Needs.from_dict(given)


def _age(given: object) -> int | None:
    return None if given is None else whole(given, "least age", _OLDEST)


def _flags(given: object) -> tuple[str, ...]:
    return distinct(one_or_more(given), "flags")


def _value(given: object) -> str | bool:
    return given if isinstance(given, bool) else name(given, "value of a trait")


def _values(given: object) -> Values:
    listed = [given] if isinstance(given, str | bool) else given
    found = tuple(dict.fromkeys(all_of(listed, _value, "values of a trait")))
    if found:
        return found
    raise RecordError(Fault("bad-values", "values of a trait", "must name at least one"))


def _trait(given: tuple[object, object]) -> tuple[str, Values]:
    return name(given[0], "trait"), _values(given[1])


def _traits(given: object) -> tuple[tuple[str, Values], ...]:
    read = all_of(pairs(given, "traits"), lambda each: _trait(cast("tuple[object, object]", each)), "traits")
    named = dict(read)
    if len(named) < len(read):
        raise RecordError(Fault("name-twice", "traits", "must be named once"))
    return tuple(sorted(named.items()))


def _leap(given: object) -> LeapDay:
    return one_of(LeapDay, given, "leap")


def _seat(given: object) -> str:
    return text(given, "seat of a deputy")


def _person(given: object) -> str:
    return text(given, "person of a deputy")


def _occasion(given: object) -> Occasion:
    return one_of(Occasion, given, "when")


def _precedence(given: object) -> Precedence:
    return one_of(Precedence, given, "precedence")


def _longest(given: object) -> Period | None:
    return days_period(given, "longest")


def _within(given: object) -> Period | None:
    return days_period(given, "within")


def _through(given: object) -> bool:
    return truth(given, "through")


def _next(given: object) -> bool:
    return truth(given, "at_next_meeting")


def _by(given: object) -> str:
    return name(given, "who has to act")


def _how(given: object) -> str:
    return text(given, "how they decide")


# --- what is asked --------------------------------------------------------------------------------


@final
@attrs.frozen
class Needs:
    """What is asked of whoever stands in, on every day on which she does.

    Args:
        least_age: the least age in completed years.
        flags: what has to be so of her, all of it, such as ``"confirmed by the senate"``.
        without: what must not be so of her, such as ``"candidate"``.
        traits: trait to the values of which it has to be one; what is not on file counts as not met.
        leap: when somebody born on 29 February completes a year in a year without that day.
        clause: where the rule stands.

    Raises:
        RecordError: names, values or an age that are none.
        RuleError: nothing that is asked; a flag that must be and must not be so.

    >>> asked = Needs(least_age=35, flags=["citizen by birth"])
    >>> li = Person("li", "1990-05-01", flags=["citizen by birth"])
    >>> [against.code for against in asked.against(li, date(2025, 4, 30))]
    ['too-young']
    >>> asked.against(li, date(2025, 5, 1))
    ()
    """

    least_age: int | None = attrs.field(default=None, converter=_age)
    flags: tuple[str, ...] = attrs.field(default=(), converter=_flags)
    without: tuple[str, ...] = attrs.field(default=(), converter=_flags)
    traits: tuple[tuple[str, Values], ...] = attrs.field(default=(), converter=_traits)
    leap: LeapDay = attrs.field(default=LeapDay.MARCH_1, converter=_leap)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if self.least_age is None and not (self.flags or self.without or self.traits):
            faults.add(
                Fault("empty", "needs", "must ask for something", "", "give least_age, flags or traits")
            )
        for flag in self.flags:
            if flag in self.without:
                faults.add(Fault("flag-contradicts", f"flag {flag!r}", "must not be asked for and excluded"))
        faults.close(RuleError)

    def against(self, person: Person, on: date) -> tuple[Verdict, ...]:
        """What speaks against somebody on a day; nothing where she may stand in."""
        return (*self._of_age(person, on), *self._of_flags(person, on), *self._of_traits(person, on))

    def days(self, person: Person) -> Iterator[date]:
        """The day on which she reaches the least age; other days on which something changes are on file."""
        if self.least_age is None or person.born is None:
            return
        if person.born.year + self.least_age <= date.max.year:
            yield birthday(person.born, self.least_age, self.leap)

    def _of_age(self, person: Person, on: date) -> Iterator[Verdict]:
        if self.least_age is None:
            return
        age, least = person.age(on, self.leap), self.least_age
        if person.born is None or age is None:
            yield self._no("deputy-age-unknown", person=person.id, least=least)
        elif age < least:
            born = person.born.isoformat()
            yield self._no("too-young", elector=person.id, age=age, on=on.isoformat(), born=born, least=least)

    def _of_flags(self, person: Person, on: date) -> Iterator[Verdict]:
        held = person.on(on).flags
        for flag in self.flags:
            if flag not in held:
                yield self._no("flag-not-met", elector=person.id, flag=flag)
        for flag in self.without:
            if flag in held:
                yield self._no("deputy-flag-excluded", person=person.id, flag=flag)

    def _of_traits(self, person: Person, on: date) -> Iterator[Verdict]:
        known = person.on(on).traits
        for trait, values in self.traits:
            value, facts = known.get(trait), {"trait": trait, "values": list(values)}
            if value is None:
                yield self._no("trait-unknown", elector=person.id, **facts)
            elif value not in values:
                yield self._no("trait-not-met", elector=person.id, value=value, **facts)

    def _no(self, code: str, **facts: object) -> Verdict:
        return Verdict(holds=False, code=code, rule="", facts=facts, clause=self.clause)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        found = written(self, plain)
        return found | ({"traits": {key: list(held) for key, held in self.traits}} if self.traits else {})

    @classmethod
    def from_dict(cls, data: object) -> Needs:
        """What is asked from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "needs")


# --- who ------------------------------------------------------------------------------------------


@final
@attrs.frozen
class Deputy:
    """Who stands in: whoever holds a seat, or somebody by name so long as she is in office.

    Args:
        seat: the seat, such as ``"vice-chair"`` or ``"member"``; of somebody named, the seat that she has to
            hold, any seat where it is empty.
        person: somebody by name.
        when: on which occasions.
        precedence: who comes first where several hold the seat.
        needs: what is asked of whoever it is.
        longest: the longest time that one person may stand in for one vacancy or absence, from the first day
            on which she does; after it the next in the order does.
        through: whether, while this seat is vacant or its holder away, whoever stands in for it comes next;
            that matters only among the lines of a ``Deputising``.
        clause: where the rule stands.

    Raises:
        RecordError: words, names or a period that are none.
        RuleError: neither a seat nor a person.

    >>> Deputy("vice-chair", when="absence", longest="90 days").to_dict()
    {'seat': 'vice-chair', 'when': 'absence', 'longest': '90 days'}
    """

    seat: str = attrs.field(default="", converter=_seat)
    person: str = attrs.field(default="", converter=_person, kw_only=True)
    when: Occasion = attrs.field(default=Occasion.EITHER, converter=_occasion, kw_only=True)
    precedence: Precedence = attrs.field(default=Precedence.LONGEST, converter=_precedence, kw_only=True)
    needs: Needs | None = attrs.field(default=None, converter=needs_of, kw_only=True)
    longest: Period | None = attrs.field(default=None, converter=_longest, kw_only=True)
    through: bool = attrs.field(default=True, converter=_through, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.seat and not self.person:
            fix = "write Deputy('vice-chair') or Deputy(person='li')"
            raise RuleError(Fault("no-deputy", "deputy", "must be a seat or a person", "", fix))

    @property
    def passes_on(self) -> str:
        """The seat whose own deputies come next while it is empty; empty where none do."""
        return self.seat if self.through and not self.person else ""

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Deputy:
        """The deputy from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: neither a seat nor a person.
        """
        return read_fields(cls, data, "deputy")


@final
@attrs.frozen
class MeetingAct:
    """What others have to do: choose who acts, or fill the office.

    Args:
        by: who has to act, such as ``"the directors"``.
        how: by which rule they decide, in its own words, such as ``"more than half of the directors"``.
        within: the time for it, from the first day of the vacancy.
        at_next_meeting: whether the first meeting after that day is the last day for it.
        clause: where the rule stands.

    Raises:
        RecordError: an empty name, what is no period.

    >>> MeetingAct("the residents", within="3 months").to_dict()
    {'by': 'the residents', 'within': '3 months'}
    """

    by: str = attrs.field(converter=_by)
    how: str = attrs.field(default="", converter=_how)
    within: Period | None = attrs.field(default=None, converter=_within, kw_only=True)
    at_next_meeting: bool = attrs.field(default=False, converter=_next, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> MeetingAct:
        """The act from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "act of a meeting")


class Entry(NamedTuple):
    """A deputy at a place in an order, with the deputies of deputies behind those whom they stand in for.

    Attributes:
        deputy: who.
        needs: all that is asked: by the line, by the line of the seat that it stands in for, by itself.
        behind: the place of the deputy for whom this one stands in; ``None`` where it is for the office.
    """

    deputy: Deputy
    needs: tuple[Needs, ...] = ()
    behind: int | None = None
