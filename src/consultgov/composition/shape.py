"""The conditions on the whole body: which are not met, and whom that concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, TypeAlias, cast

from consultgov.composition.advising import mends
from consultgov.composition.flaws import Flaw, ground
from consultgov.composition.sittings import Places, Sitting, places
from consultgov.counting import Condition
from consultgov.counting.declarations import Facts
from consultgov.errors import MissingData
from consultgov.people import Elector
from consultgov.people.electors import Trait

__all__ = ["rule_flaws"]

_Test: TypeAlias = tuple[str, Iterable[object], bool]
"""The name of a trait or flag, the values of which one is enough, and whether it is turned round."""


def rule_flaws(body: Sitting) -> Iterator[Flaw]:
    """The rules on the whole body that it does not meet on the day."""
    rules = [rule for rule in body.committee.rules if rule.clause is None or rule.clause.in_force(body.on)]
    if rules:
        present = places(body)
        for rule in rules:
            yield from _broken(rule, present, body.given)


def _broken(rule: Condition, present: Places, given: Facts) -> Iterator[Flaw]:
    try:
        verdict = rule.evaluate(present.tally([rule], given))
    except MissingData as error:
        people = tuple(
            sorted({present.persons.get(each, each) for fault in error.faults for each in fault.people})
        )
        facts: dict[str, object] = {"rule": str(rule), "missing": [fault.subject for fault in error.faults]}
        mend = (ground("mend-complete-file", people=list(people)),) if people else ()
        yield Flaw("rule-not-decidable", (str(rule),), facts, rule.clause, people, mend)
        return
    if not verdict.holds:
        helps = cache(lambda: tuple(mends(rule, present, given)))  # for all groups at fault, found out once
        for finding in verdict.findings():
            groups = cast("list[Mapping[str, Any]]", finding.facts.get("groups", []))
            about = (str(rule), finding.facts["rule"], *((each["trait"], each["group"]) for each in groups))
            whom = partial(_concerned, finding.facts, groups, present)
            yield Flaw(finding.code, about, finding.facts, finding.clause, whom=whom, helps=helps)


# --- whom it concerns -----------------------------------------------------------------------------


def _concerned(
    facts: Mapping[str, Any], groups: Iterable[Mapping[str, Any]], present: Places
) -> tuple[str, ...]:
    """Those in the groups at fault; of a ceiling on some, those of them that it counts; else nobody."""
    around: list[_Test] = [(each["trait"], (each["group"],), False) for each in groups]
    counted = [tests for tests in _selections(facts, around) if tests]
    concerned = (each for each in present.members if any(_passes_all(each, tests) for tests in counted))
    return tuple(sorted({present.person(each) for each in concerned}))


def _selections(facts: Mapping[str, Any], around: list[_Test]) -> Iterator[list[_Test]]:
    """What those have in common whom a verdict that does not hold is about; of several parts, of each."""
    if facts["code"] == "group":
        around = [*around, (facts["facts"]["trait"], (facts["facts"]["group"],), False)]
    parts = [part for part in facts.get("parts", []) if not part["holds"]]
    for part in parts:
        yield from _selections(part, around)
    if not parts:
        yield [*around, *(_ceiling(facts) if facts["code"] == "comparison" else ())]


def _ceiling(facts: Mapping[str, Any]) -> Iterator[_Test]:
    terms = facts["facts"]["left"]["terms"]
    if facts["facts"]["relation"] in ("<=", "<") and len(terms) == 1 and terms[0]["kind"] == "people":
        yield from ((each["name"], each["values"], each["negated"]) for each in terms[0]["among"])


def _passes_all(elector: Elector, tests: Iterable[_Test]) -> bool:
    return all(_passes(elector, *test) for test in tests)


def _passes(elector: Elector, name: str, values: Iterable[object], negated: bool) -> bool:  # noqa: FBT001 - a test
    value: Trait = elector.traits.get(name, name in elector.flags)
    listed = tuple(values)
    return ((value in listed) if listed else value is True) is not negated
