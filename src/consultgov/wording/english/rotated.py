"""Sentences for turns and rotating votes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ROTATED"]

ROTATED: Final[Mapping[str, str]] = MappingProxyType({})
