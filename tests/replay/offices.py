"""Reads the replayed terms of office: from ``data/offices.json`` to rules, histories and what came of them.

A case is one thing to replay, or has several as ``checks``. What it is shows in its key; a rule of terms or
of rotation may be a name of ``rules`` or ``rotations`` in the same file:

- ``term``: the rule and the first day, the term of the body, the day of birth; the last day is looked at with
  the day before and the day after;
- ``serve``: the rule, what somebody held, the day asked about, and the candidates and seats; ``days`` are
  other days asked about, ``replaced`` is how many days of somebody else's term were served out, and
  ``earliest`` is ``null`` for never;
- ``period``: a period from a day on, or counted backwards from one;
- ``votes``: a rotation of votes, with who votes, or who of a group does not, in the periods that begin on
  some days; ``step``: by how many members a vote moves on;
- ``classes``: seats renewed in turn, with the sizes of the classes, the days of the renewals, and what a
  ``draw`` of the first members makes of them;
- ``absences``: which of so many meetings somebody missed; ``appraised``: how somebody was appraised;
- ``vacancy``: whom a seat is offered that fell vacant, and how long whoever takes it serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from consultgov.appraisal import EndsByLaw, ends_by_law
from consultgov.composition import Committee, Sector, Succession, Successor
from consultgov.people import Appointment, Person, Roster
from consultgov.spans import PeriodRules
from consultgov.terms import (
    AbsenceRule,
    Circumstances,
    EndingRules,
    Happening,
    Service,
    Serving,
    Staggering,
    TermRule,
    VotingRotation,
    how_it_ended,
    too_many_absences,
)
from consultgov.verdicts import Verdict
from tests.replay import cases
from tests.replay.cases import Json
from tests.replay.elections import Script

KINDS: Final = (
    "term",
    "serve",
    "period",
    "votes",
    "step",
    "classes",
    "absences",
    "appraised",
    "vacancy",
)

DAY: Final = timedelta(days=1)
WHO: Final = "she"
SEAT: Final = "elected"


def scripts(kind: str) -> Iterator[Script]:
    """Everything of one kind that is to be replayed."""
    for case in cases.load("offices")["cases"]:
        for part in case.get("checks", [case]):
            if kind in part:
                name = f"{case['id']}/{part['part']}" if "part" in part else case["id"]
                yield Script(name, kind, part[kind], part["expected"])


def rule_of(given: str | Json) -> TermRule:
    """A rule of terms, by its name or as written."""
    return TermRule.from_dict(cases.load("offices")["rules"][given] if isinstance(given, str) else given)


# --- may she serve --------------------------------------------------------------------------------


def history_of(data: Json) -> list[Any]:
    """What somebody held: pairs of days, and services with their terms."""
    held: list[Json | list[str]] = data["history"]
    return [each if isinstance(each, list) else Service.from_dict(each) for each in held]


def replaced(data: Json) -> int:
    """How many days she served of terms that were somebody else's."""
    held = (each for each in history_of(data) if isinstance(each, Service) and each.replaces)
    return sum(each.days or 0 for each in held)


def serving(data: Json, on: str | None = None) -> Serving:
    """The answer for the day of the case, or for another one."""
    circumstances = Circumstances(**data["circumstances"]) if "circumstances" in data else None
    person = Person(WHO, born=data.get("born"))
    return rule_of(data["rule"]).may_serve(
        person, history_of(data), on or data["start"], circumstances=circumstances
    )


# --- days and votes -------------------------------------------------------------------------------


def latest(data: Json) -> date:
    """The latest day a period before another one."""
    return PeriodRules.from_dict(data["rules"]).latest(data["before"], data["length"])


def rotation_of(data: Json) -> VotingRotation:
    """The rotation of a case, which is named."""
    return VotingRotation.from_dict(cases.load("offices")["rotations"][data["rotation"]])


def renewals(staggering: Staggering, days: list[str]) -> dict[str, str]:
    """Which class is renewed on which day, from the first of some days to the last of them."""
    first, last = min(map(date.fromisoformat, days)), max(map(date.fromisoformat, days))
    return {each.on.isoformat(): each.seat_class for each in staggering.schedule(first, last + DAY)}


# --- how it ends ----------------------------------------------------------------------------------


def absent(data: Json) -> Verdict:
    """Whether the absences are too many: one meeting a month, judged at the end of the year."""
    marks = [(f"2026-{month:02}-10", word) for month, word in enumerate(data["record"], 1)]
    return too_many_absences(marks, AbsenceRule.from_dict(data["rule"]), who=WHO, on="2026-12-31")


def appraised(data: Json, on: date | str) -> Verdict:
    """Whether the office has ended by a day, by its appraisals."""
    rule = EndsByLaw(**data["rule"])
    found = ends_by_law([tuple(each) for each in data["results"]], rule, who=WHO)
    held = Appointment(WHO, SEAT, *data["term"])
    return how_it_ended(held, [Happening.of(found)], EndingRules(["appraised_badly"]), on=on)


# --- who comes ------------------------------------------------------------------------------------


def offered(data: Json) -> Iterator[Successor]:
    """Whom a vacant seat is offered, each after the one before has declined."""
    term = rule_of(data["rule"]).term(data["start"])
    held = [Appointment(each, SEAT, term.start, term.end) for each in data["elected"]]
    roster = Roster([Person(each) for each in data["ranking"]], held).leaving(data["left"], data["on"])
    body = Committee("body", [Sector(SEAT, len(held))], succession=Succession("runner_up"))
    rest = [each for each in data["ranking"] if each not in data["elected"]]
    for number in range(len(rest) + 1):
        yield body.successor(roster, SEAT, on=data["on"], orders={"runner_up": rest}, declined=rest[:number])
