"""When a general renewal is due: the condition on the seats that stay filled, and what it says on a day."""

from __future__ import annotations

from collections.abc import Iterator

from consultgov.composition.flaws import Flaw
from consultgov.composition.sittings import Places, Sitting, places
from consultgov.counting import Condition
from consultgov.counting.declarations import Facts
from consultgov.errors import MissingData
from consultgov.verdicts import Verdict

__all__ = ["judged", "renewal_due", "renewal_flaws"]


def judged(rule: Condition, present: Places, given: Facts) -> Verdict:
    """What a rule says of those present; that it cannot be decided where something is not on file."""
    try:
        return rule.evaluate(present.tally([rule], given))
    except MissingData as error:
        facts = {"rule": str(rule), "missing": [fault.subject for fault in error.faults]}
        return Verdict(False, "rule-not-decidable", str(rule), facts, clause=rule.clause)  # noqa: FBT003


def renewal_due(body: Sitting) -> Verdict | None:
    """Why a general renewal is due on the day; ``None`` where it is not."""
    rule = body.committee.renewal
    if rule is None or not (rule.clause is None or rule.clause.in_force(body.on)):
        return None
    verdict = judged(rule, places(body), body.given)
    if verdict.holds:
        return None
    if verdict.code == "rule-not-decidable":
        return verdict
    facts = {"body": body.committee.name}
    return Verdict(False, "renewal-due", str(rule), facts, (verdict,), clause=rule.clause)  # noqa: FBT003


def renewal_flaws(body: Sitting) -> Iterator[Flaw]:
    """That a general renewal is due, with the figures, or that it cannot be told."""
    due = renewal_due(body)
    if due is not None:
        facts = due.to_dict() if due.parts else due.facts
        yield Flaw(due.code, (due.rule,), facts, due.clause)
