"""English sentences."""

from __future__ import annotations

from consultgov.wording.english.comparisons import comparison, given, group, heading
from consultgov.wording.english.decisions import (
    absentees,
    broken,
    clause,
    follow,
    hopeless,
    if_all,
    missing,
    outcome,
    part,
    severity,
    state,
    stuck,
    unsupported,
)
from consultgov.wording.english.grounds import answer, ground

__all__ = [
    "absentees",
    "answer",
    "broken",
    "clause",
    "comparison",
    "follow",
    "given",
    "ground",
    "group",
    "heading",
    "hopeless",
    "if_all",
    "missing",
    "outcome",
    "part",
    "severity",
    "state",
    "stuck",
    "unsupported",
]
