"""The electoral committee on a day: who has left it, who moved up, which seats are empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields
from consultgov.spans import day
from consultgov.verdicts import Clause, Finding, Verdict
from consultgov.voting.events import ids_of
from consultgov.voting.reading import clause_of, items

__all__ = ["CommitteeOnDay", "ElectoralCommittee"]

_REASONS: Final = MappingProxyType(
    {"candidates": "became-candidate", "declined": "declined-seat", "left": "left-committee"}
)
"""Why somebody leaves, and its code; the first of them is told where several fall on one day."""

_NOBODY: Final[Mapping[str, date | str]] = MappingProxyType({})


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class CommitteeOnDay:
    """The electoral committee as it is on a day.

    Attributes:
        day: the day.
        members: its members in the order of their seats; whoever moved up has the seat that she filled.
        left: who left it, or can no longer move up, from which day and why, in that order.
        moved_up: who filled whose seat, and from which day.
        vacancies: how many seats are empty.
        findings: that it is smaller than it may be.
    """

    day: date
    members: tuple[str, ...]
    left: tuple[Verdict, ...] = ()
    moved_up: tuple[Verdict, ...] = ()
    vacancies: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def why(self) -> Verdict:
        """Who is in it, who left, who moved up and what is wrong; it holds where nothing is."""
        facts: dict[str, object] = {"on": self.day.isoformat(), "members": list(self.members)}
        wrong = (Verdict(False, each.code, "", each.facts, clause=each.clause) for each in self.findings)  # noqa: FBT003 - not so
        parts = (*self.left, *self.moved_up, *wrong)
        code = "electoral-committee" if self.members else "electoral-committee-empty"
        return Verdict(not self.findings, code, "", facts, parts)

    def explain(self, language: str = "en") -> str:
        """The same in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return self.why.explain(language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what there is not is left out."""
        plain: dict[str, object] = {
            "day": self.day.isoformat(),
            "members": list(self.members),
            "vacancies": self.vacancies,
        }
        parts: dict[str, tuple[Verdict | Finding, ...]] = {
            "left": self.left,
            "moved_up": self.moved_up,
            "findings": self.findings,
        }
        return plain | {name: [each.to_dict() for each in part] for name, part in parts.items() if part}


def _people(given: object) -> tuple[str, ...]:
    """Ids in order; one given twice is an error, since it would be unclear where she stands."""
    found = [ids_of([each])[0] for each in items(given, "electoral committee")]
    twice = tuple(sorted(each for each, number in Counter(found).items() if number > 1))
    if twice:
        rule, fix = "must be given once", "remove the repetition"
        raise RuleError(Fault("elector-twice", ", ".join(twice), rule, "", fix, twice))
    return tuple(found)


def _least(given: object) -> int | None:
    if given is None or (type(given) is int and given >= 1):
        return given
    rule = "must be a whole number, not below 1"
    raise RuleError(Fault("bad-least", "least size of the committee", rule, shown(given)))


@final
@attrs.frozen
class ElectoralCommittee:
    """Those who conduct an election, and who moves up for them.

    Attributes:
        members: the members, as they were chosen.
        reserves: who moves up when a seat falls empty, in order, such as that of the votes.
        least: the least number of members; as many as were chosen where ``None``.
        clause: where the rule stands.

    Raises:
        RuleError: nobody in it, somebody in it twice, a least size above its own; all at once.

    >>> committee = ElectoralCommittee(["li", "wang", "zhao"], ["chen", "sun"])
    >>> today = committee.on("2026-05-02", candidates={"wang": "2026-05-01"})
    >>> today.members, [(each.code, each.facts["person"]) for each in today.moved_up]
    (('li', 'chen', 'zhao'), [('moved-up', 'chen')])
    """

    members: tuple[str, ...] = attrs.field(converter=_people)
    reserves: tuple[str, ...] = attrs.field(default=(), converter=_people)
    least: int | None = attrs.field(default=None, converter=_least)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if not self.members:
            faults.add(Fault("empty-committee", "electoral committee", "must have a member"))
        twice = tuple(sorted({*self.members} & {*self.reserves}))
        if twice:
            rule = "must be a member or a reserve, not both"
            faults.add(Fault("elector-twice", ", ".join(twice), rule, "", "", twice))
        if self.least is not None and self.least > len(self.members):
            rule = "must not be above the number of members"
            faults.add(Fault("bad-least", "least", rule, str(self.least)))
        faults.close(RuleError)

    def on(
        self,
        on: date | str,
        *,
        candidates: Mapping[str, date | str] = _NOBODY,
        declined: Mapping[str, date | str] = _NOBODY,
        left: Mapping[str, date | str] = _NOBODY,
    ) -> CommitteeOnDay:
        """The committee on a day: those who have left it are replaced by the next reserves.

        Whoever leaves on a day is no member on that day. A reserve who left before a seat fell empty, or on
        the same day, is passed over.

        Args:
            on: the day.
            candidates: who became a candidate, and from which day: she has to leave. Others than members and
                reserves may be in it.
            declined: who declines, from which day.
            left: who left for another reason, from which day.

        Raises:
            RecordError: what is no day; somebody declined or left who is neither member nor reserve.
        """
        today = day(on, "on")
        given = {"candidates": candidates, "declined": declined, "left": left}
        gone = [each for each in _gone(self, given) if each[0] <= today]
        seats, moved = _filled(self, gone)
        members = tuple(member for member in seats if member is not None)
        reasons = tuple(_reason(self, *each) for each in gone)
        vacancies = len(seats) - len(members)
        return CommitteeOnDay(
            today, members, reasons, moved, vacancies, tuple(_findings(self, members, today))
        )

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        plain: dict[str, object] = {"members": list(self.members)}
        if self.reserves:
            plain["reserves"] = list(self.reserves)
        if self.least is not None:
            plain["least"] = self.least
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> ElectoralCommittee:
        """The committee from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: what the constructor refuses.
        """
        return read_fields(cls, data, "committee")


def _gone(committee: ElectoralCommittee, given: Mapping[str, object]) -> list[tuple[date, str, str]]:
    """Day, person and code of all who left, by day, and of one day in the order of the committee."""
    rank = {person: place for place, person in enumerate((*committee.members, *committee.reserves))}
    first: dict[str, tuple[date, str]] = {}
    for what, code in _REASONS.items():
        for person, on in _days(given[what], what):
            if person in rank:
                first[person] = min((first.get(person, (on, code)), (on, code)), key=lambda each: each[0])
            elif what != "candidates":
                rule = "must be a member or a reserve"
                raise RecordError(Fault("unknown-elector", f"{what}: {person!r}", rule, "", "", (person,)))
    ordered = sorted(first, key=lambda person: (first[person][0], rank[person]))
    return [(first[person][0], person, first[person][1]) for person in ordered]


def _days(given: object, what: str) -> Iterator[tuple[str, date]]:
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", what, "must give each person her day", shown(given)))
    for person, on in cast("Mapping[object, object]", given).items():
        yield ids_of([person])[0], day(on, f"{what}: {person}")


def _filled(
    committee: ElectoralCommittee, gone: list[tuple[date, str, str]]
) -> tuple[list[str | None], tuple[Verdict, ...]]:
    """Who has each seat after all who left were replaced, and who moved up."""
    until = {person: on for on, person, _ in gone}
    seats: list[str | None] = list(committee.members)
    waiting = list(committee.reserves)
    moved: list[Verdict] = []
    for on in dict.fromkeys(on for on, _, _ in gone):
        for place, person in enumerate(seats):
            if person is not None and until.get(person) == on:
                seats[place] = _next(waiting, until, on)
                if (reserve := seats[place]) is not None:
                    facts = {"person": reserve, "instead": person, "on": on.isoformat()}
                    moved.append(Verdict(True, "moved-up", "", facts, clause=committee.clause))  # noqa: FBT003 - it is so
    return seats, tuple(moved)


def _next(waiting: list[str], until: Mapping[str, date], on: date) -> str | None:
    """The next reserve who is still there on a day, taken off the list with those passed over."""
    while waiting:
        reserve = waiting.pop(0)
        if reserve not in until or until[reserve] > on:
            return reserve
    return None


def _reason(committee: ElectoralCommittee, on: date, person: str, code: str) -> Verdict:
    facts = {"person": person, "on": on.isoformat()}
    return Verdict(False, code, "", facts, clause=committee.clause)  # noqa: FBT003 - she is no member


def _findings(committee: ElectoralCommittee, members: tuple[str, ...], today: date) -> Iterator[Finding]:
    least = len(committee.members) if committee.least is None else committee.least
    if len(members) < least:
        facts = {"members": len(members), "least": least, "on": today.isoformat()}
        yield Finding("committee-too-small", facts, committee.clause)
