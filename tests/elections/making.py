"""Elections as the tests make them: a rule, who stands, the papers, a poll or the figures of tellers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import pytest

from consultgov import Elector, Method
from consultgov.elections import ElectionResult, ElectionRule, election_of
from consultgov.voting import Poll, Procedure, Returns

OPENS: Final = "2026-05-01T09:00+08:00"
CAST: Final = "2026-05-01T10:00+08:00"
CLOSES: Final = "2026-05-02T09:00+08:00"
AFTER: Final = "2026-05-02T10:00+08:00"
LATER: Final = "2026-05-02T11:00+08:00"
AGAIN: Final = "2026-05-08T09:00+08:00"
NAMED: Final = Procedure()
SECRET: Final = Procedure(method=Method.SECRET_BALLOT)
SHOWN: Final = Procedure(method=Method.SECRET_BALLOT, fewest_shown=0)
"""A secret ballot of which every figure is shown, however few ballots there are."""

Value: TypeAlias = Any
"""Whatever a test hands in."""


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    """The codes of an error's faults."""
    return [fault.code for fault in error.value.faults]


def people(*, traits: Mapping[str, Any] | None = None, **each: Value) -> list[Elector]:
    """Candidates, each with the trait ``group``, or with a weight ``age`` where a number is given."""
    more = {**(traits or {})}
    return [
        Elector(name, weights={"age": value}, traits=more)
        if isinstance(value, int) and not isinstance(value, bool)
        else Elector(name, traits={**more, "group": value})
        for name, value in each.items()
    ]


def told(result: ElectionResult) -> str:
    """What a result says, checked for sentences that are missing in either language."""
    english, chinese = result.explain(), result.explain("zh")
    for text in (english, chinese):
        assert "Reason “" not in text
        assert "理由“" not in text
        assert "{" not in text
        assert "[" not in text
    assert english.count("\n") == chinese.count("\n")
    assert result.to_dict()["outcome"] == result.outcome.value
    return english


def counted(
    rule: ElectionRule, candidates: Iterable[Elector | str], papers: object = (), **figures: Value
) -> ElectionResult:
    """What tellers' papers, or the votes that they declare, come to."""
    slate_of = {name: figures.pop(name) for name in ("ballot", "seats", "held") if name in figures}
    slate = rule.slate(candidates, **slate_of)
    if isinstance(papers, Mapping):
        figures["votes"], papers = papers, ()
    found = rule.count(Returns.of(slate, papers, **figures))  # type: ignore[arg-type]
    told(found)
    return found


def put(
    rule: ElectionRule,
    candidates: Iterable[Elector | str],
    papers: Iterable[tuple[Value, int]] = (),
    **settings: Value,
) -> Poll:
    """A poll with so many papers of each kind, and nobody else in the electorate."""
    listed = [paper for paper, many in papers for _ in range(many)]
    voters = settings.pop("electors", [f"v{place}" for place in range(len(listed))])
    settings = {"opens": OPENS, "closes": CLOSES, "procedure": NAMED, **settings}
    poll = rule.put("Committee", candidates, voters, **settings)
    ids = [each if isinstance(each, str) else each.id for each in voters]
    for voter, paper in zip(ids, listed, strict=False):
        poll = poll.cast(voter, paper, at=settings["opens"])
    return poll


def three_ways(
    rule: ElectionRule, candidates: list[Elector | str] | list[str] | list[Elector], papers: Value
) -> ElectionResult:
    """What the papers come to, the same in a named poll, in a secret one, from tellers and from records."""
    found = counted(rule, candidates, papers)
    for procedure in (NAMED, SECRET):
        poll = put(rule, candidates, papers, procedure=procedure)
        result = rule.count(poll, AFTER)
        assert (result.outcome, result.elected, result.tie) == (found.outcome, found.elected, found.tie)
        assert result.placings == found.placings or rule.turnout is not None
        assert election_of(Poll.from_dict(poll.to_dict()), AFTER) == result
        told(result)
    return found
