"""Sentences for how an office ends."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ENDED"]

ENDED: Final[Mapping[str, str]] = MappingProxyType({})
