"""Sentences for terms of office: how long they are and when they end."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TERMED"]

TERMED: Final[Mapping[str, str]] = MappingProxyType({})
