"""Names that load their room when they are first used, so that importing a package costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["on_demand"]


def on_demand(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package (PEP 562) whose names live in modules of it.

    Args:
        package: the name of the package.
        homes: module below the package to the names that it offers.
    """
    home = {name: module for module, names in homes.items() for name in names}

    def load(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - nothing is loaded before it is used
        from sys import modules  # noqa: PLC0415 - nor before that

        value = getattr(import_module(f"{package}.{home[name]}"), name)
        setattr(modules[package], name, value)
        return value

    return load
