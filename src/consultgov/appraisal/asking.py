"""An appraisal as a poll: its paper, and when it is valid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from consultgov.decisions.rules import DecisionRule
from consultgov.errors import Fault, RuleError, TallyError
from consultgov.people import Elector
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.forms import Grade
from consultgov.voting.polls import Poll
from consultgov.voting.registers import OwnersElectorate
from consultgov.voting.slates import Slate

if TYPE_CHECKING:
    from consultgov.appraisal.rules import AppraisalRule

__all__ = ["ROOM", "check_own_entries", "on_both_sides", "put", "slate_of"]

ROOM: Final = "appraisal"
"""The key under which the slate keeps the rule."""


def put(
    rule: AppraisalRule,
    question: str,
    subjects: Iterable[Elector | str],
    appraisers: Electorate | Entitlement | OwnersElectorate | Iterable[Elector | str],
    more: Mapping[str, Any],
) -> Poll:
    """The poll in which papers are returned, with its rule of validity.

    Raises:
        RuleError, TallyError: as ``AppraisalRule.put``.
    """
    slate = slate_of(rule, subjects)
    valid = DecisionRule("yes >= 1", quorum=rule.quorum, boxes=rule.boxes, clause=rule.clause)
    poll = Poll(question, valid, appraisers, slate=slate, **more)
    check_own_entries(rule, poll)
    _check_groups(rule, poll)
    return poll


def slate_of(rule: AppraisalRule, subjects: Iterable[Elector | str]) -> Slate:
    """The paper, which keeps the rule that it is counted by."""
    return Slate(subjects, Grade(rule.grades), rule={ROOM: rule.to_dict()})


def check_own_entries(rule: AppraisalRule, poll: Poll) -> None:
    """Refuse a secret ballot in which somebody could appraise herself unseen although she must not.

    Raises:
        RuleError: it is secret, and somebody is on both sides of it.
    """
    both = on_both_sides(rule, poll)
    if both and poll.procedure.secret:
        fix = "let appraisers vote on others only, or say appraises_self=True"
        text = "must not be secret where own entries are left out"
        raise RuleError(Fault("secret-own-entry", "ballot", text, ", ".join(both[:10]), fix, tuple(both)))


def on_both_sides(rule: AppraisalRule, poll: Poll) -> list[str]:
    """Who appraises and is appraised, where nobody may appraise herself."""
    if rule.appraises_self or poll.slate is None:
        return []
    return sorted({each.id for each in poll.electorate.electors}.intersection(poll.slate.ids))


def _check_groups(rule: AppraisalRule, poll: Poll) -> None:
    """Refuse an appraiser who is in none of the groups, if there are groups."""
    known = {group.name for group in rule.groups}
    astray = [
        each.id for each in poll.electorate.electors if known and each.traits.get(rule.trait) not in known
    ]
    if astray:
        fix = f"give each elector the trait {rule.trait!r}"
        text = f"must be in one of {', '.join(sorted(known))}"
        raise TallyError(Fault("no-group", "appraisers", text, ", ".join(astray[:10]), fix, tuple(astray)))
