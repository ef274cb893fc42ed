"""What came after the count of a vote: how a tie was broken, what was missing, whether it could be had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from consultgov.wording.facts import Facts, terms_in

__all__ = ["tie_counts", "told"]

_FIXED: Final = frozenset({"yes", "entitled", "members", "seats"})
"""Words whose figure grows by one for a vote in favour, whoever casts it, or does not change."""

_FOLLOWING: Final = _FIXED | {"decisive", "valid", "ballots", "participating", "present"}
"""The same, where the vote comes from somebody who has not taken part so far."""


class Foresight(Protocol):
    """What a language can say of it."""

    # nobody was in favour (or, of labels, chose one)
    def unsupported(self, *, in_favour: bool) -> str: ...
    # what broke the tie, and to which side
    def broken(self, tie_break: str, *, adopted: bool) -> str: ...
    # how many more votes it would have taken, from anybody or from the right people
    def missing(self, shortfall: int, *, anybody: bool, quorum: bool) -> str: ...
    # the same where those present were too few
    def absentees(self, shortfall: int) -> str: ...
    # those present could not have adopted it; how many more it took is not known
    def stuck(self) -> str: ...
    # not even everybody could have
    def hopeless(self) -> str: ...


def _adopts(facts: Facts) -> bool:
    """Whether the condition of adoption carries the motion."""
    holds: bool = facts.get("adoption", {}).get("holds", False)
    supported: bool = facts.get("supported", True)
    return holds and supported


def tie_counts(facts: Facts) -> bool:
    """Whether the outcome hung on a tie."""
    tied: bool = facts.get("tie", {}).get("holds", False)
    return tied and facts["outcome"] != "inquorate" and not _adopts(facts)


def told(facts: Facts, speak: Foresight) -> Iterator[str]:
    """The sentences that follow the reasons of a decision."""
    outcome = facts["outcome"]
    asks_for_yes = _asks_for_yes(facts)
    if outcome != "inquorate" and facts.get("adoption", {}).get("holds") and not _adopts(facts):
        yield speak.unsupported(in_favour=asks_for_yes)
    if tie_counts(facts) and outcome != "tied":
        yield speak.broken(facts["rule"]["tie_break"], adopted=outcome in ("adopted", "vetoed"))
    if outcome in ("adopted", "vetoed"):
        return
    out_of_reach = outcome != "inquorate" and facts.get("reachable") is False
    if asks_for_yes and "shortfall" in facts:
        yield _shortfall(facts, speak, out_of_reach=out_of_reach)
    elif out_of_reach:
        yield speak.stuck()


def _asks_for_yes(facts: Facts) -> bool:
    """Whether adoption counts yes and no labels; otherwise missing yes votes say little."""
    read = list(terms_in(facts.get("adoption")))
    return any(term.get("word") == "yes" for term in read) and not any("label" in term for term in read)


def _shortfall(facts: Facts, speak: Foresight, *, out_of_reach: bool) -> str:
    shortfall: int | None = facts["shortfall"]
    if shortfall is None:
        return speak.hopeless()
    if out_of_reach:
        return speak.absentees(shortfall)
    quorum = facts["outcome"] == "inquorate"
    return speak.missing(shortfall, anybody=_from_anybody(facts), quorum=quorum)


def _from_anybody(facts: Facts) -> bool:
    """Whether one vote in favour is as good as another: nothing is read that tells people apart."""
    words = _FOLLOWING if facts["outcome"] == "inquorate" else _FIXED
    read = [*terms_in(facts.get("guards")), *terms_in(facts.get("quorum")), *terms_in(facts["adoption"])]
    return "veto" not in facts and all(_blind(term, words) for term in read)


def _blind(term: Facts, words: frozenset[str]) -> bool:
    if term["kind"] == "people":
        return term.get("word") in words and not (term["measure"] or term["among"] or "level" in term)
    return bool(term["kind"] != "blocs")
