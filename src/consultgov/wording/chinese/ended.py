"""职务的终止的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ENDED"]

ENDED: Final[Mapping[str, str]] = MappingProxyType({})
