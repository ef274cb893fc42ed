"""任期的长短与届满的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TERMED"]

TERMED: Final[Mapping[str, str]] = MappingProxyType({})
