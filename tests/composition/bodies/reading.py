"""Reads the bodies in ``data``: each a committee as it is written, and what a review finds at its edges.

A file has:

- ``committee``: the body, each rule with the clause it stands in; ``source_kind`` says whether the figures
  were ``found`` in the source or are from ``memory``;
- ``shows``: the rows of requirements, the bodies and the mechanisms that it is there for (``rows.json``);
- ``on`` and ``given``: the day of the review, and the facts of the body;
- ``members``: groups of people who sit lawfully, by ``ids`` or by their ``number``; whatever else stands
  there is so of each of them or of the appointment, and ``own`` names traits of which each has a value of
  her own; ``everybody`` holds for all groups;
- ``edges``: the same body after a change, and everything that a review then ``finds``: who is ``without`` a
  seat, who is there ``with`` them, and what is so after a ``change`` of whom; where a rule has alternatives
  none of which is kept, each that says something of the edge;
- ``refused``: what cannot be made at all, with the codes.

What is expected was worked out from the rule, never taken from a run.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

import attrs

from consultgov.composition import Committee
from consultgov.people import Appointment, Kinship, Person, Roster
from consultgov.verdicts import Finding

DATA: Final = Path(__file__).parent / "data"

START: Final = "2024-03-01"
"""The day on which everybody has taken the seat, where no other is given."""

Json: TypeAlias = dict[str, Any]

_OF_THE_PERSON: Final = frozenset({"born", "flags", "sectors", "attested"})
_OF_THE_GROUP: Final = frozenset({"ids", "number", "own", "traits"})


@attrs.frozen
class Edge:
    """A body on a day, and all that a review of it is to find."""

    name: str
    committee: Committee
    roster: Roster
    on: str
    given: Mapping[str, Any]
    finds: list[Json]

    def review(self) -> tuple[Finding, ...]:
        """What is found."""
        return self.committee.review(self.roster, on=self.on, given=self.given)


@cache
def load(name: str) -> Json:
    """One of the files in ``data``."""
    content: Json = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return content


def names() -> list[str]:
    """The bodies in the data."""
    return sorted(path.stem for path in DATA.glob("*.json"))


def edges(name: str) -> Iterator[Edge]:
    """A body as it is lawful, and after each change."""
    body = load(name)
    lawful: Json = {"name": "lawful", "finds": []}
    changes: list[Json] = [lawful, *body["edges"]]
    for change in changes:
        yield edge_of(f"{name}: {change['name']}", body, change)


def edge_of(name: str, body: Json, change: Json) -> Edge:
    """A body after a change."""
    at: Json = {"given": {}, **body, **change}
    committee = Committee.from_dict(body["committee"])
    return Edge(name, committee, _roster(body, change), at["on"], at["given"], at["finds"])


def _roster(body: Json, change: Json) -> Roster:
    everybody = body.get("everybody", {})
    rows = _rows([*body["members"], *change.get("with", ())], everybody)
    for person in change.get("without", ()):
        del rows[person]
    for person, otherwise in change.get("change", {}).items():
        rows[person] = _merged(rows[person], otherwise)
    people = [_person(each, row) for each, row in rows.items()]
    held = [_appointment(each, row) for each, row in rows.items()]
    kin = [Kinship(*each) for each in change.get("kin", ())]
    strangers = {who for each in kin for who in (each.first, each.second)} - rows.keys()
    return Roster([*people, *map(Person, sorted(strangers))], held, kin)


def _rows(groups: list[Json], everybody: Json) -> dict[str, Json]:
    """Each person to what is so of her and of the appointment."""
    rows: dict[str, Json] = {}
    counted: Counter[str] = Counter()
    for group in groups:
        seat = group["seat"]
        numbers = range(counted[seat] + 1, counted[seat] + 1 + group.get("number", 0))
        counted[seat] += group.get("number", 0)
        for person in [*group.get("ids", "").split(), *(f"{seat} {number}" for number in numbers)]:
            own = dict.fromkeys(group.get("own", ()), person)
            rest = {key: value for key, value in group.items() if key not in _OF_THE_GROUP}
            rows[person] = _merged(everybody, {**rest, "traits": {**group.get("traits", {}), **own}})
    return rows


def _merged(row: Json, otherwise: Json) -> Json:
    traits = {**row.get("traits", {}), **otherwise.get("traits", {})}
    return {**row, **otherwise, "traits": traits}


def _person(person: str, row: Json) -> Person:
    return Person(person, traits=row["traits"], **{key: row[key] for key in _OF_THE_PERSON & row.keys()})


def _appointment(person: str, row: Json) -> Appointment:
    rest = {key: value for key, value in row.items() if key not in {*_OF_THE_PERSON, "traits"}}
    return Appointment(**{"person": person, "start": START, **rest})


# --- what is found --------------------------------------------------------------------------------


def told(finding: Finding, expected: Json) -> Json:
    """What a finding says of whatever is expected of one."""
    facts = cast("Json", dict(finding.facts))
    groups = cast("list[Json]", facts.get("groups") or [{}])
    because = cast("list[Json]", facts.get("because") or [{}])
    known: Json = {
        "people": [],
        **facts,
        "code": finding.code,
        "severity": finding.severity.value,
        "clause": finding.clause and finding.clause.source,
        "group": groups[-1].get("group"),
        "because": because[0].get("code"),
    }
    return {key: known.get(key) for key in expected}


def alternatives(finding: Finding) -> Iterator[Json]:
    """The plain facts of the verdicts to blame for a finding: of several alternatives, those of each."""
    yield from _leaves(cast("Json", dict(finding.facts)), "")


def _leaves(facts: Json, group: str) -> Iterator[Json]:
    if facts.get("code") == "group":
        group = facts["facts"]["group"]
    parts = [part for part in facts.get("parts", []) if not part["holds"]]
    for part in parts:
        yield from _leaves(part, group)
    if not parts and "holds" in facts:
        yield {**facts, "code": f"{facts['code']}-not-met", "group": group or None}


def _is(finding: Finding, expected: Json) -> bool:
    """Whether a finding is what is expected; of one with alternatives, whether an alternative is."""
    if finding.code != "or-not-met":
        return told(finding, expected) == expected
    whole = told(finding, expected)
    leaves = (
        {**whole, **{key: leaf[key] for key in expected.keys() & leaf.keys()}}
        for leaf in alternatives(finding)
    )
    return any(leaf == expected for leaf in leaves)


def differences(edge: Edge) -> list[str]:
    """What is found and not expected, or expected and not found."""
    found = list(edge.review())
    missing = [each for each in edge.finds if not any(_is(one, each) for one in found)]
    strange = [one for one in found if not any(_is(one, each) for each in edge.finds)]
    return [
        *(f"{edge.name}: not found: {each}" for each in missing),
        *(f"{edge.name}: found: {one.code}: {one.explain()}" for one in strange),
        *([] if len(found) <= len(edge.finds) else [f"{edge.name}: {len(found)} findings"]),
    ]
