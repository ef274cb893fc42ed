"""How the results of this room tell what happened: verdicts one after another, findings among them."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

from consultgov.shares import Number, Share, number, number_text, terminates
from consultgov.verdicts import Clause, Finding, Verdict

__all__ = ["as_verdict", "said", "score_told", "share_told"]


def said(
    code: str, *parts: Verdict, holds: bool = True, clause: Clause | None = None, **facts: object
) -> Verdict:
    """One sentence of an account, with what is told below it."""
    return Verdict(holds=holds, code=code, rule="", facts=facts, parts=parts, clause=clause)


def as_verdict(finding: Finding) -> Verdict:
    """A finding as a sentence of an account."""
    return Verdict(holds=False, code=finding.code, rule="", facts=finding.facts, clause=finding.clause)


def share_told(code: str, name: str, share: Share | Number) -> tuple[str, dict[str, Any]]:
    """A share to tell, and the code of its sentence: in per cent, rounded beside it where these do not end.

    >>> share_told("satisfaction-rate", "rate", Share("1/2"))
    ('satisfaction-rate', {'rate': '50%'})
    >>> share_told("satisfaction-rate", "rate", Share("549/850"))
    ('satisfaction-rate-about', {'rate': '549/850', 'about': '64.6%'})
    """
    exact = Fraction(share.fraction if isinstance(share, Share) else share)
    if terminates(exact.denominator):
        return code, {name: f"{number_text(number(100 * exact))}%"}
    return f"{code}-about", {name: number_text(exact), "about": f"{_rounded(100 * exact, 10)}%"}


def score_told(code: str, name: str, score: Number) -> tuple[str, dict[str, Any]]:
    """A score to tell, and the code of its sentence: rounded to hundredths beside it where it does not end.

    >>> score_told("assessed", "score", Fraction(260, 3))
    ('assessed-about', {'score': '260/3', 'about': '86.67'})
    """
    if terminates(score.denominator):
        return code, {name: number_text(score)}
    return f"{code}-about", {name: number_text(score), "about": _rounded(score, 100)}


def _rounded(value: Number, places: int) -> str:
    """To so many parts of one, halves up: for telling only, nothing is ever decided by it."""
    return number_text(number(Fraction(floor(places * value + Fraction(1, 2)), places)))
