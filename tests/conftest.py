"""How much is generated for the laws, and which tests are laws."""

from pathlib import Path

import pytest
from hypothesis import settings

import consultgov

LAWS = Path(__file__).parent / "laws"

settings.register_profile("dev", max_examples=50)
settings.register_profile("ci", max_examples=200, derandomize=True, deadline=None)
settings.register_profile("nightly", max_examples=5000, deadline=None)
settings.load_profile("dev")  # --hypothesis-profile names another


def pytest_report_header() -> str:
    """Say which copy of the package is under test: the sources or an installed wheel."""
    return f"consultgov: {Path(consultgov.__file__).parent}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in tests/laws, so that no law can slip into the coverage run."""
    for item in items:
        if LAWS in item.path.parents:
            item.add_marker(pytest.mark.property)
