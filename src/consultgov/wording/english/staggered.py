"""Sentences for classes of seats renewed in turn."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["STAGGERED"]

STAGGERED: Final[Mapping[str, str]] = MappingProxyType({})
