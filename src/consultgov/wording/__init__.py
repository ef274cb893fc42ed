"""From plain facts to sentences, in English and in Simplified Chinese.

This room knows no other: it is handed the plain dicts that verdicts, findings and decisions make of
themselves. Each language is a module with the same few functions; what is said in which order is here.
"""

from __future__ import annotations

from consultgov.wording.polls import consensus, outlook, result
from consultgov.wording.telling import LANGUAGES, account, decision, finding, verdict

__all__ = ["LANGUAGES", "account", "consensus", "decision", "finding", "outlook", "result", "verdict"]
