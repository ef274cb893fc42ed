"""Proposals that a contest cannot tell apart where it matters, and orders that tell them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, final

import attrs

from consultgov.tabulation.counts import Ranking
from consultgov.tabulation.settling import in_order
from consultgov.verdicts import Verdict

__all__ = ["AWARD", "BETWEEN", "CAP", "GRANT", "SHORTLIST", "Tied", "group_text", "refined"]

AWARD: Final = "award"
BETWEEN: Final = "between-awards"
CAP: Final = "cap"
GRANT: Final = "grant"
SHORTLIST: Final = "shortlist"


@final
@attrs.frozen
class Tied:
    """Proposals that are tied.

    Attributes:
        options: the proposals.
        places: how many of them have a place.
        over: what they are tied for: ``"award"`` (too few awards are left), ``"between-awards"`` (each has
            one, and it is open which), ``"cap"`` (too few that their group may have), ``"shortlist"``,
            ``"grant"`` (there is not enough money for all).
        names: the awards, or the group: the value of its trait.
    """

    options: tuple[str, ...]
    places: int
    over: str
    names: tuple[str | bool, ...] = ()

    def verdict(self) -> Verdict:
        """The tie as a verdict: something is not decided."""
        facts = {"options": list(self.options), "places": self.places, "names": list(self.names)}
        return Verdict(holds=False, code=f"contest-tied-for-{self.over}", rule="", facts=facts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        listed = {"options": list(self.options), "names": list(self.names)}
        return {**listed, "places": self.places, "over": self.over}


def group_text(value: str | bool) -> str:  # noqa: FBT001 - the value of a trait
    """The value of a trait as a key of a dict, such as that of places by group."""
    return value if isinstance(value, str) else "yes" if value else "no"


def refined(order: Ranking, drawn: Sequence[str]) -> Ranking:
    """The ranking with those tied in the order drawn, where it names all of them.

    >>> refined((("a", "b"), ("c", "d")), ["b", "a", "c"])
    (('b',), ('a',), ('c', 'd'))
    """
    return tuple(part for tier in order for part in _parts(tier, drawn))


def _parts(tier: tuple[str, ...], drawn: Sequence[str]) -> Iterable[tuple[str, ...]]:
    found = in_order(tier, drawn)
    return (tier,) if found is None else ((name,) for name in found)
