"""Shows that a law has teeth: run on an engine that is wrong on purpose, it fails."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

_SETTINGS = settings(
    max_examples=2000,
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def caught(check: Callable[..., None], *strategies: st.SearchStrategy[object]) -> bool:
    """Whether some generated values make a check fail."""

    def fails(values: tuple[object, ...]) -> bool:
        try:
            check(*values)
        except AssertionError:
            return True
        return False

    try:
        find(st.tuples(*strategies), fails, settings=_SETTINGS)
    except NoSuchExample:
        return False
    return True
