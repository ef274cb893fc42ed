"""Who stands: whether there are as many candidates as the rule asks beside the seats (差额、等额)."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, RuleError, ShareError, shown
from consultgov.records import expect_keys
from consultgov.shares import Share
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.reading import clause_of

__all__ = ["Contested", "Extra"]

Extra: TypeAlias = int | Fraction
"""How many more candidates than seats: a number of people, or a part of the seats."""

_MOST = 100_000


def _extra(given: object) -> Extra:
    """So many people, or such a part of the seats: ``1``, ``"1/5"``, ``"100%"``."""
    if isinstance(given, int) and not isinstance(given, bool):
        if not 0 <= given <= _MOST:
            raise RuleError(Fault("bad-number", "candidates", f"must be from 0 to {_MOST}", shown(given)))
        return given
    try:
        return Share(cast("Share", given)).fraction
    except ShareError as error:
        raise RuleError(*error.faults) from None


def _most(given: object) -> Extra | None:
    return None if given is None else _extra(given)


def _people(extra: Extra, seats: int) -> Fraction:
    """How many people an extra is: a whole number is so many, anything else such a part of the seats."""
    return Fraction(extra) if isinstance(extra, int) else extra * seats


@final
@attrs.frozen
class Contested:
    """How many more candidates than seats there must be.

    Args:
        least: the least: a whole number of people, or a part of the seats as text, ``"1/5"``.
        most: the most, in the same way; ``None`` for any number.
        clause: where the rule stands.

    Raises:
        RuleError: what is no such number, a least above the most.

    The electoral law asks for a third to once as many more where voters elect directly (选举法第三十一条):

    >>> rule = Contested("1/3", "100%")
    >>> rule.check(3, seats=3).code, rule.check(4, seats=3).holds, rule.check(7, seats=3).code
    ('too-few-candidates', True, 'too-many-candidates')
    """

    least: Extra = attrs.field(default=1, converter=_extra)
    most: Extra | None = attrs.field(default=None, converter=_most)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        if self.most is not None and type(self.most) is type(self.least) and self.most < self.least:
            raise RuleError(
                Fault("empty-range", "candidates", "must not start above its end", str(self.least))
            )

    def fewest(self, seats: int) -> int:
        """The least number of candidates for so many seats."""
        return seats + ceil(_people(self.least, seats))

    def greatest(self, seats: int) -> int | None:
        """The greatest number of candidates for so many seats; ``None`` for any number.

        Of few seats two parts may leave no whole number between them: the least is the most then.
        """
        if self.most is None:
            return None
        return max(seats + floor(_people(self.most, seats)), self.fewest(seats))

    def check(self, candidates: int, seats: int) -> Verdict:
        """Whether so many candidates may stand for so many seats, and if not, how many would have to."""
        fewest, greatest = self.fewest(seats), self.greatest(seats)
        facts: dict[str, object] = {"candidates": candidates, "seats": seats}
        code = "enough-candidates"
        if candidates < fewest:
            code, facts = "too-few-candidates", {**facts, "fewest": fewest}
        elif greatest is not None and candidates > greatest:
            code, facts = "too-many-candidates", {**facts, "greatest": greatest}
        holds = code == "enough-candidates"
        return Verdict(holds=holds, code=code, rule="", facts=facts, clause=self.clause)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {}
        if self.least != 1 or not isinstance(self.least, int):
            plain["least"] = _plain(self.least)
        if self.most is not None:
            plain["most"] = _plain(self.most)
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> Contested:
        """The rule from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: what the constructor refuses.
        """
        known = frozenset({"least", "most", "clause"})
        return cls(**cast("dict[str, Any]", expect_keys(data, "contested", frozenset(), known)))


def _plain(extra: Extra) -> object:
    return extra if isinstance(extra, int) else str(Share(extra))
