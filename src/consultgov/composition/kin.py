"""The rule that keeps relatives apart (近亲属回避)."""

from __future__ import annotations

from typing import final

import attrs

from consultgov.fields import read_fields
from consultgov.settings import clause_of, distinct, one_or_more
from consultgov.verdicts import Clause

__all__ = ["KinRule"]


def __dir__() -> list[str]:
    return __all__


def _kinds(given: object) -> tuple[str, ...]:
    return tuple(sorted(distinct(one_or_more(given), "kinds of kinship")))


@final
@attrs.frozen
class KinRule:
    """Relatives do not sit in the body together.

    Args:
        kinds: the kinds of kinship meant; every kind on file where empty.
        clause: where the rule stands.

    Raises:
        RecordError: names that are none.

    >>> KinRule(["spouses", "siblings"], Clause("城市居民委员会组织法 第八条", "近亲属回避")).concerns(
    ...     "cousins"
    ... )
    False
    """

    kinds: tuple[str, ...] = attrs.field(default=(), converter=_kinds)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def concerns(self, kind: str) -> bool:
        """Whether a kind of kinship is meant."""
        return not self.kinds or kind in self.kinds

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {"kinds": list(self.kinds)} if self.kinds else {}
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> KinRule:
        """The rule from its plain dict."""
        return read_fields(cls, data, "kinship rule")
