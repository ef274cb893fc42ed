"""任期限制：能否再任的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["SERVED"]

SERVED: Final[Mapping[str, str]] = MappingProxyType({})
