"""Reasons as values: what a body's rules foresee is no exception."""

from __future__ import annotations

from consultgov.errors import Fault, Refused
from consultgov.verdicts import Verdict

__all__ = ["ground", "refusal"]


def ground(code: str, **facts: object) -> Verdict:
    """One reason against something, under a stable code."""
    return Verdict(holds=False, code=code, rule="", facts=facts)


def refusal(subject: str, rule: str, verdict: Verdict) -> Refused:
    """The error for what is done although the rules do not allow it: with the codes and the sentences."""
    codes = ", ".join(part.code for part in verdict.parts) or verdict.code
    sentences = " ".join(line.strip() for line in verdict.explain().splitlines())
    return Refused(Fault("refused", subject, rule, codes, sentences), verdict)
