"""Contests as the tests make them: a rule, a poll, its judges' marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import pytest

from consultgov.contests import ContestResult, ContestRule, Criterion
from consultgov.voting import Poll, Returns

OPENS = "2026-05-01T09:00+08:00"
CAST = "2026-05-01T10:00+08:00"

Value: TypeAlias = Any
"""Whatever a test hands in."""

MERIT = ContestRule([Criterion("merit")], ["prize"])
"""One criterion, one prize."""


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    """The codes of an error's faults."""
    return [fault.code for fault in error.value.faults]


def marked(rule: ContestRule, marks: Mapping[str, Mapping[str, Any]], **settings: Value) -> Poll:
    """A poll in which every judge has marked: judge to proposal to mark, of one criterion or by criterion."""
    names = [name for sheets in marks.values() for name in sheets]
    proposals = settings.pop("proposals", sorted(set(names)))
    poll = rule.put("Which proposals win?", proposals, list(marks), opens=OPENS, **settings)
    only = rule.criteria[0].name
    for judge, sheets in marks.items():
        paper = {name: mark if isinstance(mark, Mapping) else {only: mark} for name, mark in sheets.items()}
        poll = poll.cast(judge, paper, at=CAST)
    return poll


def scored(rule: ContestRule, marks: Mapping[str, Mapping[str, Any]], **settings: Value) -> ContestResult:
    """The result of the same."""
    given = {name: settings.pop(name) for name in ("popular", "ties") if name in settings}
    return rule.count(marked(rule, marks, **settings), **given)


def given_scores(rule: ContestRule, scores: Mapping[str, Any], **settings: Value) -> ContestResult:
    """The result of one judge's marks."""
    return scored(rule, {"li": scores}, **settings)


def told(result: Value) -> str:
    """What a result says, checked for sentences that are missing."""
    english, chinese = result.explain(), result.explain("zh")
    assert "Reason “" not in english
    assert "理由“" not in chinese
    assert english.count("\n") == chinese.count("\n")
    return str(english)


def tellers(rule: ContestRule, papers: list[tuple[Any, int]], **figures: Value) -> Returns:
    """Returns from papers that tellers counted."""
    names = sorted({name for paper, _ in papers for name in paper})
    return Returns.of(rule.slate(names), papers, **figures)
