"""Reasons as values: what a body's rules foresee is no exception."""

from __future__ import annotations

from consultgov.verdicts import Verdict

__all__ = ["ground"]


def ground(code: str, **facts: object) -> Verdict:
    """One reason against something, under a stable code."""
    return Verdict(holds=False, code=code, rule="", facts=facts)
