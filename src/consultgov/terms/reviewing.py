"""The terms of a body beside its rule: which were longer or shorter, and whether a renewal is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, final

import attrs

from consultgov.fields import read_fields, written
from consultgov.people.reading import name, plain
from consultgov.settings import clause_of
from consultgov.spans import Period
from consultgov.terms.ends import Asked, Term, term_of
from consultgov.terms.holding import window_of
from consultgov.terms.lengths import Allowance, read_length
from consultgov.terms.numbering import BodyTerm, BodyTerms
from consultgov.verdicts import Clause, Finding, Strength

if TYPE_CHECKING:
    from consultgov.terms.rules import TermRule

__all__ = ["Linked", "expected", "linked_of", "reviewed"]

_DAY: Final = timedelta(days=1)


def __dir__() -> list[str]:
    return __all__


# --- the other body -------------------------------------------------------------------------------


def _body(given: object) -> str:
    return name(given, "body that is linked")


def _length(given: object) -> Period:
    found = read_length([given])
    return found[0]  # type: ignore[index]


@final
@attrs.frozen
class Linked:
    """That a body is formed anew when another body is, whose terms may be of another length.

    Attributes:
        body: the other body.
        length: how long its terms are.
        clause: where the link stands.

    Raises:
        RecordError: no name, no period.
        RuleError: a period of hours or clear days.

    >>> Linked("居民委员会", "5 years").to_dict()
    {'body': '居民委员会', 'length': '5 years'}
    """

    body: str = attrs.field(converter=_body)
    length: Period = attrs.field(converter=_length)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Linked:
        """The link from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "link")


def linked_of(given: object) -> Linked | None:
    """A link, its plain dict, or ``None`` where there is none.

    Raises:
        RecordError: something else.
    """
    return given if given is None or isinstance(given, Linked) else Linked.from_dict(given)


# --- the review -----------------------------------------------------------------------------------


def expected(rule: TermRule, terms: BodyTerms, term: BodyTerm, events: tuple[date, ...] = ()) -> Term:
    """A term of a body as the rule has it: from its real start, or anchored to the first of the list."""
    first = terms.terms[0]
    if rule.anchored:
        number = term.number - first.number + 1
        return term_of(rule, Asked(term.start, number, first.start))
    return term_of(rule, Asked(term.start, term.number, events=events))


def reviewed(
    rule: TermRule, terms: BodyTerms, on: date | None, linked: BodyTerms, events: tuple[date, ...]
) -> Iterator[Finding]:
    """What is to be said of the terms of a body, term after term."""
    for term in terms:
        due = expected(rule, terms, term, events)
        if due.end is not None:
            yield from _of_one(rule, term, due, on)
            yield from _mismatch(rule, term, due.end, linked)


def _of_one(rule: TermRule, term: BodyTerm, due: Term, on: date | None) -> Iterator[Finding]:
    if due.end is None or term.end == due.end:
        return
    if term.end is None:
        if on is not None and on >= due.end:
            yield from _still_open(rule, term, due, on)
    elif term.end > due.end:
        yield from _longer(rule, term, due, term.end)
    else:
        yield from _shorter(rule, term, due, term.end)


def _still_open(rule: TermRule, term: BodyTerm, due: Term, on: date) -> Iterator[Finding]:
    """A renewal that has not been held: within the extension it runs on, after it is overdue."""
    latest = window_of(rule, due).latest
    if rule.extension is not None and (latest is None or on < latest):
        yield _extended(rule, term, due)
        return
    facts = _facts(term, due) | {"on": on.isoformat(), "latest": _last(latest or on)}
    yield Finding("renewal-overdue", facts, _clause(rule, rule.extension))


def _longer(rule: TermRule, term: BodyTerm, due: Term, end: date) -> Iterator[Finding]:
    latest = window_of(rule, due).latest
    if rule.extension is None:
        yield _deviates(rule, term, due)
    elif latest is None or end <= latest:
        yield _extended(rule, term, due)
    else:
        facts = _facts(term, due) | {"latest": _last(latest)}
        yield Finding("term-extended-too-far", facts, rule.extension.clause)


def _shorter(rule: TermRule, term: BodyTerm, due: Term, end: date) -> Iterator[Finding]:
    earliest = window_of(rule, due).earliest
    if rule.early is None:
        yield _deviates(rule, term, due)
    elif earliest is None or end >= earliest:
        yield _early(rule, term, due)
    else:
        facts = _facts(term, due) | {"held": end.isoformat(), "earliest": earliest.isoformat()}
        yield Finding("renewal-too-early", facts, rule.early.clause)


def _deviates(rule: TermRule, term: BodyTerm, due: Term) -> Finding:
    """A term of another length where nothing is said of early renewals or extensions.

    Of a mandatory clause one cannot depart, whatever the reason.
    """
    clause, facts, reason = _departure(rule, term, due, None)
    if reason and clause is not None and clause.strength is not Strength.MANDATORY:
        return Finding("term-deviates-reasoned", facts | {"reason": reason}, clause)
    return Finding("term-deviates", facts, clause)


def _extended(rule: TermRule, term: BodyTerm, due: Term) -> Finding:
    clause, facts, reason = _departure(rule, term, due, rule.extension)
    if reason:
        return Finding("term-extended-reasoned", facts | {"reason": reason}, clause)
    return Finding("term-extended", facts, clause)


def _early(rule: TermRule, term: BodyTerm, due: Term) -> Finding:
    clause, facts, reason = _departure(rule, term, due, rule.early)
    if reason:
        return Finding("renewal-early-reasoned", facts | {"reason": reason}, clause)
    return Finding("renewal-early", facts, clause)


def _departure(
    rule: TermRule, term: BodyTerm, due: Term, allowed: Allowance | None
) -> tuple[Clause | None, dict[str, object], str]:
    """The clause that a term departs from, the days, and the reason on record."""
    clause = _clause(rule, allowed)
    return clause, _facts(term, due), term.reason or ("" if clause is None else clause.reason)


def _clause(rule: TermRule, allowed: Allowance | None) -> Clause | None:
    return rule.clause if allowed is None or allowed.clause is None else allowed.clause


def _facts(term: BodyTerm, due: Term) -> dict[str, object]:
    """The number of a term, the last day that it had, where it is over, and the one by the rule."""
    facts: dict[str, object] = {"number": term.number}
    if term.end is not None:
        facts["last_day"] = _last(term.end)
    return facts | ({} if due.end is None else {"own_last_day": _last(due.end)})


def _last(end: date) -> str:
    return (end - _DAY).isoformat()


def _mismatch(rule: TermRule, term: BodyTerm, due: date, linked: BodyTerms) -> Iterator[Finding]:
    """That the term ends on another day than that of the body with which it is renewed."""
    if rule.linked is None:
        return
    other = linked.at(term.start)
    end = None if other is None else other.end
    if end is None:
        begun = term.start if other is None else other.start
        end = rule.counting.end(begun, rule.linked.length)
    own = term.end or due
    if own != end:
        facts = {"number": term.number, "own_last_day": _last(own), "linked_last_day": _last(end)}
        yield Finding("renewal-mismatch", {"body": rule.linked.body, **facts}, rule.linked.clause)
