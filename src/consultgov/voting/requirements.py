"""What a body asks of whoever is to vote: age, tenure, a trait, a flag."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, cast, final

import attrs

from consultgov.errors import Fault, Faults, RuleError, shown
from consultgov.spans import LeapDay, age_on, months_completed
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.electorate import Effect
from consultgov.voting.standing import (
    Missing,
    Person,
    against,
    check_common,
    check_name,
    check_number,
    check_word,
    day_of,
    effect_of,
    known_word,
    missing_of,
    plain,
    read_plain,
)

__all__ = ["HasFlag", "HasTrait", "LeastAge", "LeastTenure"]


def __dir__() -> list[str]:
    return __all__


def _leap(given: object) -> LeapDay:
    return known_word(LeapDay, given)


@final
@attrs.frozen
class LeastAge:
    """Whoever votes must have completed so many years.

    Args:
        years: the least age, 0 to a thousand million; the birthday itself counts.
        born: the name of the date that is the day of birth.
        leap: when somebody born on 29 February completes a year in a year without that day.
        effect: what becomes of whoever is younger.
        missing: what is done where the day of birth is not on file.
        clause: where the rule stands.

    Raises:
        RuleError: years that are no whole number, an unknown policy; all at once.

    >>> from datetime import date
    >>> from consultgov import Elector
    >>> adult = LeastAge(18, clause=Clause("城市居民委员会组织法 第十九条", "年满十八周岁"))
    >>> li = Person(Elector("li"), date(2026, 5, 1), {"born": date(2008, 5, 2)})
    >>> verdict = adult.against(li)
    >>> verdict.code, verdict.facts["age"]
    ('too-young', 17)
    """

    kind: ClassVar[str] = "least_age"

    years: int
    born: str = "born"
    leap: LeapDay = attrs.field(default=LeapDay.MARCH_1, converter=_leap)
    effect: Effect = attrs.field(default=Effect.EXCLUDED, converter=effect_of)
    missing: Missing = attrs.field(default=Missing.ERROR, converter=missing_of)
    clause: Clause | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_number(self.years, "years", 0, faults)
        check_name(self.born, "born", faults)
        check_word(LeapDay, self.leap, "leap", faults)
        check_common(self, faults)
        faults.close(RuleError)

    def against(self, person: Person) -> Verdict | None:
        """What speaks against a person, or ``None``.

        Raises:
            RecordError: a day of the poll before the day of birth.
        """
        rule = f"age >= {self.years}"
        if self.born not in person.dates:
            return against("date-unknown", rule, self.clause, person, date=self.born)
        born, today = day_of(person.dates[self.born]), person.today
        age = age_on(born, today, self.leap)
        if age >= self.years:
            return None
        figures = {"age": age, "least": self.years, "on": today.isoformat(), "born": born.isoformat()}
        return against("too-young", rule, self.clause, person, **figures)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return plain(self)

    @classmethod
    def from_dict(cls, data: object) -> LeastAge:
        """The requirement from its plain dict."""
        return read_plain(cls, data)


@final
@attrs.frozen
class LeastTenure:
    """Whoever votes must have belonged to the body for so many months or years.

    Args:
        months: the months that must be over, up to a thousand million; ``years`` are added as twelve each.
        years: the years that must be over, up to as many.
        since: the name of the date from which they run.
        effect: what becomes of whoever has not been there long enough.
        missing: what is done where the date is not on file.
        clause: where the rule stands.

    Raises:
        RuleError: no whole number of months and years above 0, an unknown policy; all at once.

    >>> from datetime import date
    >>> from consultgov import Elector
    >>> a_year = LeastTenure(years=1, since="registered")
    >>> li = Person(Elector("li"), date(2026, 5, 1), {"registered": date(2025, 5, 2)})
    >>> a_year.against(li).facts["months"]
    11
    """

    kind: ClassVar[str] = "least_tenure"

    months: int = 0
    years: int = 0
    since: str = "joined"
    effect: Effect = attrs.field(default=Effect.EXCLUDED, converter=effect_of)
    missing: Missing = attrs.field(default=Missing.ERROR, converter=missing_of)
    clause: Clause | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_number(self.months, "months", 0, faults)
        check_number(self.years, "years", 0, faults)
        if not faults and not self.months + self.years:
            fix = "say LeastTenure(months=6)"
            faults.add(Fault("no-tenure", "tenure", "must be above 0", "", fix))
        check_name(self.since, "since", faults)
        check_common(self, faults)
        faults.close(RuleError)

    @property
    def least(self) -> int:
        """All of it in months."""
        return self.months + 12 * self.years

    def against(self, person: Person) -> Verdict | None:
        """What speaks against a person, or ``None``."""
        rule = f"tenure >= {self.least} months"
        if self.since not in person.dates:
            return against("date-unknown", rule, self.clause, person, date=self.since)
        since, today = day_of(person.dates[self.since]), person.today
        over = months_completed(since, today)
        if over >= self.least:
            return None
        figures = {"months": max(over, 0), "least": self.least}
        days = {"date": self.since, "since": since.isoformat(), "on": today.isoformat()}
        return against("too-short-tenure", rule, self.clause, person, **figures, **days)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return plain(self)

    @classmethod
    def from_dict(cls, data: object) -> LeastTenure:
        """The requirement from its plain dict."""
        return read_plain(cls, data)


def _values(given: object) -> frozenset[str | bool]:
    whole = given
    listed: list[object] = (
        [*cast("Iterable[object]", given)]
        if isinstance(given, Iterable) and not isinstance(given, str)
        else [given]
    )
    if not listed or not all(isinstance(each, bool) or (isinstance(each, str) and each) for each in listed):
        rule = "must be text, true or false, or a list of them"
        raise RuleError(Fault("bad-values", "values", rule, shown(whole), 'write {"owner", "tenant"}'))
    return frozenset(cast("list[str | bool]", listed))


@final
@attrs.frozen
class HasTrait:
    """Whoever votes must have one of some values of a trait; who is in no group has none.

    Args:
        name: the trait.
        values: one value, or several.
        effect: what becomes of everyone else.
        missing: what is done where an elector has no such trait.
        clause: where the rule stands.

    Raises:
        RuleError: no values, an unknown policy; what is no value alone, all else at once.

    >>> from datetime import date
    >>> from consultgov import Elector
    >>> wei = Person(Elector("wei", traits={"status": "tenant"}), date(2026, 5, 1))
    >>> HasTrait("status", {"owner", "co-owner"}).against(wei).facts["value"]
    'tenant'
    """

    kind: ClassVar[str] = "has_trait"

    name: str
    values: frozenset[str | bool] = attrs.field(converter=_values)
    effect: Effect = attrs.field(default=Effect.EXCLUDED, converter=effect_of)
    missing: Missing = attrs.field(default=Missing.ERROR, converter=missing_of)
    clause: Clause | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_name(self.name, "name", faults)
        check_common(self, faults)
        faults.close(RuleError)

    def against(self, person: Person) -> Verdict | None:
        """What speaks against a person, or ``None``."""
        listed = sorted(map(str, self.values))
        rule = f"{self.name} in {', '.join(listed)}"
        traits = person.elector.traits
        if self.name not in traits:
            return against("trait-unknown", rule, self.clause, person, trait=self.name)
        value = traits[self.name]
        if value in self.values:
            return None
        facts: dict[str, object] = {"trait": self.name, "values": listed}
        if value is None:
            return against("trait-without-group", rule, self.clause, person, **facts)
        return against("trait-not-met", rule, self.clause, person, value=value, **facts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return plain(self)

    @classmethod
    def from_dict(cls, data: object) -> HasTrait:
        """The requirement from its plain dict."""
        return read_plain(cls, data)


@final
@attrs.frozen
class HasFlag:
    """Whoever votes must bear a flag; a flag that is not there is not so, and so never missing.

    Args:
        name: the flag.
        effect: what becomes of everyone else.
        clause: where the rule stands.

    Raises:
        RuleError: an empty name, an unknown effect; all at once.

    >>> from datetime import date
    >>> from consultgov import Elector
    >>> HasFlag("registered").against(Person(Elector("wei"), date(2026, 5, 1))).code
    'flag-not-met'
    """

    kind: ClassVar[str] = "has_flag"
    missing: ClassVar[Missing] = Missing.NOT_MET

    name: str
    effect: Effect = attrs.field(default=Effect.EXCLUDED, converter=effect_of)
    clause: Clause | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_name(self.name, "name", faults)
        check_common(self, faults)
        faults.close(RuleError)

    def against(self, person: Person) -> Verdict | None:
        """What speaks against a person, or ``None``."""
        if self.name in person.elector.flags:
            return None
        return against("flag-not-met", self.name, self.clause, person, flag=self.name)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        return plain(self)

    @classmethod
    def from_dict(cls, data: object) -> HasFlag:
        """The requirement from its plain dict."""
        return read_plain(cls, data)
