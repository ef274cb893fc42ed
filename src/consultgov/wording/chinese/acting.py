"""代理与接替的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ACTING"]

ACTING: Final[Mapping[str, str]] = MappingProxyType({})
