"""The page of the API lists every public name of every public room, and no other."""

import re
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

REFERENCE: Final = Path(__file__).parents[1] / "docs" / "reference"
PAGE: Final = (REFERENCE / "api.md").read_text("utf-8")

ENTRY: Final = re.compile(
    r"^\.\. (?:auto(?:class|function|exception)|py:data):: (consultgov(?:\.[a-z]+)?)\.(\w+)(?:\(\))?$",
    re.MULTILINE,
)
ALIAS: Final = re.compile(r"^\.\. py:type:: (\w+)$", re.MULTILINE)
ROOM: Final = re.compile(r"`(consultgov(?:\.[a-z]+)?)`")

# What rooms share among themselves; nobody outside calls it.
KEPT: Final = {
    "consultgov.errors": {"Faults", "not_a_tally", "shown"},
    "consultgov.records": {"MAX_NESTING", "Plain", "expect_keys", "is_storable"},
    "consultgov.spans": {"day_by", "off_calendar", "shifted", "whole_number", "working_days"},
}


def public_rooms() -> list[str]:
    """The rooms that the page on compatibility promises."""
    promise = (REFERENCE / "compatibility.md").read_text("utf-8").partition("## What is not")[0]
    named = ROOM.findall(promise.partition("## What is public")[2].partition(". Modules inside")[0])
    return sorted(set(named))


def entries(page: str) -> set[tuple[str, str]]:
    """What has an entry: room and name."""
    return set(ENTRY.findall(page))


def words(page: str) -> set[str]:
    """The words of the rule text, which one sentence lists."""
    sentence = page.partition("The words of the rule text as values")[2].partition("Each is a")[0]
    return set(re.findall(r"`(\w+)`", sentence))


def listed(page: str, room: str) -> set[str]:
    """The short names that a reader finds for a room: its own, those of the face, and aliases."""
    own = {name for place, name in entries(page) if place in {room, "consultgov"}}
    return own | set(ALIAS.findall(page)) | (words(page) if room == "consultgov.counting" else set())


def names(room: str) -> set[str]:
    """What a room offers to those outside."""
    return set(import_module(room).__all__) - KEPT.get(room, set())


def test_the_rooms_that_fill_seats_and_empty_them_are_public() -> None:
    assert {"consultgov", "consultgov.voting", "consultgov.elections", "consultgov.removal"} < set(
        public_rooms()
    )


@pytest.mark.parametrize("room", public_rooms())
def test_every_public_name_of_a_room_is_on_the_page(room: str) -> None:
    assert names(room) - listed(PAGE, room) == set()


def test_no_other_name_has_an_entry() -> None:
    offered = {(room, name) for room in public_rooms() for name in names(room)}
    assert entries(PAGE) - offered == set()


def test_the_scan_reads_entries_aliases_and_words() -> None:
    page = """
The words of the rule text as values: `yes` and `no`. Each is a `Count`.

.. autoclass:: consultgov.Poll
   :members: consultgov
.. autoclass:: consultgov.voting.Outlook()
.. autofunction:: consultgov.voting.sign
.. py:type:: Event
consultgov.voting.nowhere
"""
    assert listed(page, "consultgov.voting") == {"Poll", "Outlook", "sign", "Event"}
    assert listed(page, "consultgov.counting") == {"Poll", "Event", "yes", "no"}
