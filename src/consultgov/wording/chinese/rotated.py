"""轮值与轮流表决的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ROTATED"]

ROTATED: Final[Mapping[str, str]] = MappingProxyType({})
