"""When a part of a term counts as a term: always, never, or when it is longer than a share or a time."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, final

import attrs

from consultgov.errors import ConsultgovError, Fault, RuleError, shown
from consultgov.shares import Share
from consultgov.spans import Period
from consultgov.terms.stints import Stint, ends_after

__all__ = ["PartialOf", "PartialTerms", "partial_terms"]

_TEXT: Final = re.compile(r"(more than|at least) (\S.{0,60})")
_SHARE: Final = re.compile(r"\d{1,6} ?/ ?\d{1,6}|\d{1,6}(?:\.\d{1,6})? ?%")


def __dir__() -> list[str]:
    return __all__


@final
class PartialOf(StrEnum):
    """Of which terms it is said when a part of them counts."""

    ANY = "any"
    """Of every term, also of one that she left early."""
    REPLACEMENTS = "replacements"
    """Only of terms of somebody else that she served out; her own always count."""


@final
@attrs.frozen(init=False)
class PartialTerms:
    """When a part of a term counts as a whole one.

    Args:
        text: ``"always"``, ``"never"``, ``"more than 1/2"`` or ``"at least 1/2"`` of the term, ``"more than
            2 years"`` or ``"at least 1 year"``.

    Attributes:
        share: how much of the term it takes, where it takes a share.
        period: how long it takes, where it takes a time.
        strict: whether that much is too little, so that it takes more.
        never: whether no part counts.

    Raises:
        RuleError: another text, a share that is none, a length that is not of days, months or years.

    >>> str(PartialTerms("more than 50%")), PartialTerms("more than 2 years").strict
    ('more than 1/2', True)
    """

    share: Share | None
    period: Period | None
    strict: bool
    never: bool

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, text: object = "always") -> None:
        if text in ("always", "never"):
            self.__attrs_init__(None, None, False, text == "never")  # noqa: FBT003 - attrs takes them by place
            return
        found = _TEXT.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise _unreadable(text)
        strict, size = found[1] == "more than", found[2]
        try:
            share = Share(size.replace(" ", "")) if _SHARE.fullmatch(size) else None
            period = Period(size) if share is None else None
        except ConsultgovError:
            raise _unreadable(text) from None
        if period is not None and (period.is_of_moments or period.working_days):
            raise _unreadable(text)
        self.__attrs_init__(share, period, strict, False)  # noqa: FBT003 - as above

    @property
    def always(self) -> bool:
        """Whether every part counts."""
        return self.share is None and self.period is None and not self.never

    def count(self, part: Stint) -> bool:
        """Whether a part of a term counts as one; a whole term always does."""
        if part.is_whole:
            return True
        if self.period is not None:
            over = ends_after(part.first, self.period)
            return over is not None and part.days >= (over - part.first).days + self.strict
        if self.share is None or part.over is None:
            return not self.never
        whole = (part.over - part.start).days
        served, needed = part.days * self.share.denominator, whole * self.share.numerator
        return served > needed if self.strict else served >= needed

    def __str__(self) -> str:
        """The text that reads back as the same."""
        if self.share is None and self.period is None:
            return "never" if self.never else "always"
        return f"{'more than' if self.strict else 'at least'} {self.share or self.period}"


def _unreadable(text: object) -> RuleError:
    rule, fix = "must say when a part counts", "write 'always', 'never', 'more than 1/2' or 'at least 1 year'"
    return RuleError(Fault("bad-partial", "partial", rule, shown(text), fix))


def partial_terms(given: object) -> PartialTerms:
    """When parts count, or the text of it.

    Raises:
        RuleError: neither of them.
    """
    return given if isinstance(given, PartialTerms) else PartialTerms(given)
