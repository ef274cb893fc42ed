"""Reads the replayed bodies: from ``data/committees.json`` to a committee, who sits, and what a review finds.

A case is one thing to replay, or has several as ``checks``. What it is shows in its key:

- ``review``: a committee as its ``to_dict`` writes it and its members, as ``tests/composition/bodies`` has
  them; what a review ``finds``, ``figures`` of those who sit, and what conditions on them ``needed``;
- ``most`` and ``least``: how many of one group may, or must, sit together among so many;
- ``seats``: the sectors make up the whole, with one member more or fewer in none of them;
- ``fill``: who is given a seat out of an order of merit, the best first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from consultgov.composition import Allotment, Committee, Nominee
from consultgov.people import Appointment, Person, Roster
from tests.composition.bodies.reading import Edge, edge_of
from tests.replay import cases
from tests.replay.cases import Json
from tests.replay.elections import Script

KINDS: Final = ("review", "most", "least", "seats", "fill")

TODAY: Final = "2026-05-01"


def scripts(kind: str) -> Iterator[Script]:
    """Everything of one kind that is to be replayed."""
    for case in cases.load("committees")["cases"]:
        for part in case.get("checks", [case]):
            if kind in part:
                name = f"{case['id']}/{part['part']}" if "part" in part else case["id"]
                yield Script(name, kind, part[kind], part["expected"])


def reviewed(script: Script) -> Edge:
    """The body of a script, and what is to be found."""
    return edge_of(script.name, script.data, {"finds": script.expected["finds"]})


def allowed(committee: Committee, trait: str, groups: Iterable[list[str]]) -> list[int]:
    """Of several memberships, each told by the groups of the members, those that nothing is wrong with."""
    return [
        number
        for number, values in enumerate(groups)
        if not committee.review(seated(committee, trait, values), on=TODAY)
    ]


def seated(committee: Committee, trait: str, values: Iterable[str]) -> Roster:
    """Members of the first sector, each of a group."""
    people = [Person(f"p{place}", traits={trait: value}) for place, value in enumerate(values)]
    return Roster(people, [Appointment(each.id, committee.sectors[0].name, TODAY) for each in people])


def memberships(size: int, value: str, other: str | None) -> Iterator[list[str]]:
    """None of a group, one, and so on up to all; the others are of one group, or each of her own."""
    for number in range(size + 1):
        rest = [other or f"only {place}" for place in range(size - number)]
        yield [value] * number + rest


def full_house(shares: Json) -> Roster:
    """As many people in each sector as are told."""
    held = [
        Appointment(f"{name} {place}", name, TODAY) for name, size in shares.items() for place in range(size)
    ]
    return Roster([Person(each.person) for each in held], held)


def filled(data: Json) -> list[str]:
    """Who is given a seat, in the order of merit."""
    nominees = [
        Nominee(Person(name, traits={data["trait"]: group}), rank=place)
        for place, (name, group) in enumerate(data["order"], 1)
    ]
    found = Committee.from_dict(data["committee"]).fill(nominees)
    assert isinstance(found, Allotment)
    seats = {each.person for each in found.seatings}
    return [name for name, _ in data["order"] if name in seats]
