"""简体中文的句子。

以上、以下含本数，超过、不足不含本数（民法典第一千二百五十九条的用法），句中写明。
"""

from __future__ import annotations

from consultgov.wording.chinese.comparisons import comparison, given, group, heading
from consultgov.wording.chinese.decisions import (
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
from consultgov.wording.chinese.grounds import answer, ground

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
