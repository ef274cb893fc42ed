"""From what a peer returns to the results that it holds possible."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeAlias

from votelib.evaluate.core import Tie

Answer: TypeAlias = list[str] | None
Methods: TypeAlias = Mapping[str, Mapping[str, Callable[..., Answer]]]
"""Method to peer to how it is asked."""


def winners(names: Iterable[object]) -> list[str]:
    """Give each of several single winners as a result of its own."""
    return sorted({str(name) for name in names})


def committees(found: Iterable[Iterable[object]]) -> list[str]:
    """Give sets of the elected as letters."""
    return sorted({"".join(sorted(str(name) for name in each)) for each in found})


def seats(counts: Iterable[object]) -> str:
    """Give the seats of lists as text."""
    return ".".join(str(count) for count in counts)


def untied(elected: Sequence[Any]) -> list[list[Any]]:
    """Every way to fill the places that votelib marks with a tie."""
    tie = next((each for each in elected if isinstance(each, Tie)), None)
    if tie is None:
        return [list(elected)]
    certain = [each for each in elected if each != tie]
    places = combinations(sorted(tie), len(elected) - len(certain))
    return [way for chosen in places for way in untied([*certain, *chosen])]


def shared_out(found: Mapping[Hashable, int], parties: Sequence[str]) -> list[str]:
    """Every way to share out the seats that votelib marks with a tie."""
    flat = [name for name, many in found.items() for _ in range(many)]
    return sorted({seats(way.count(party) for party in parties) for way in untied(flat)})


def or_none(answer: Callable[..., list[str]], *refusals: type[Exception]) -> Callable[..., Answer]:
    """The same answer, or None where the peer refuses, which most do of a tie."""

    def asked(profile: object) -> Answer:
        try:
            return answer(profile)
        except refusals:
            return None

    return asked
