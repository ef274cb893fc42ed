"""What the modules of the room show when they are listed, and that the room hands out functions by name."""

from importlib import import_module

import pytest

from consultgov import tabulation

MODULES = (
    "approvals",
    "beat_paths",
    "first_choices",
    "pairwise",
    "runoffs",
    "scoring",
    "star_voting",
    "transfers",
)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_lists_its_own_names(name: str) -> None:
    module = import_module(f"consultgov.tabulation.{name}")
    assert dir(module) == sorted(module.__all__)


def test_the_room_hands_out_what_it_lists_and_no_module_in_its_place() -> None:
    assert dir(tabulation) == sorted(tabulation.__all__)
    assert all(callable(getattr(tabulation, name)) for name in tabulation.__all__)
