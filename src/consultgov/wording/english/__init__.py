"""English sentences."""

from __future__ import annotations

from consultgov.wording.english.comparisons import comparison, given, group, heading
from consultgov.wording.english.decisions import (
    absentees,
    broken,
    clause,
    hopeless,
    missing,
    outcome,
    part,
    severity,
    state,
    stuck,
    unsupported,
)

__all__ = [
    "absentees",
    "broken",
    "clause",
    "comparison",
    "given",
    "group",
    "heading",
    "hopeless",
    "missing",
    "outcome",
    "part",
    "severity",
    "state",
    "stuck",
    "unsupported",
]
