"""Whether a body may decide a matter, must consult on it, may hand it over, or must refuse it."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final, final

from consultgov.errors import Fault, RuleError, shown
from consultgov.matters.matter import Matter
from consultgov.matters.tables import Selection, Table
from consultgov.verdicts import Verdict

__all__ = ["Competence", "may_decide", "may_delegate"]


@final
class Competence(StrEnum):
    """What a body may do with a matter."""

    DECIDE = "decide"
    """It decides by itself, and does not hand over."""
    CONSULT = "consult"
    """It must consult on it; nobody decides before, and it does not decide alone."""
    DELEGATE = "delegate"
    """It may decide, or hand the matter over to another body."""
    REFUSE = "refuse"
    """It must not take it up."""


_DECIDES: Final = MappingProxyType(
    {
        Competence.DECIDE: (True, "may-decide"),
        Competence.DELEGATE: (True, "may-delegate"),
        Competence.CONSULT: (False, "must-consult"),
    }
)
_DELEGATES: Final = MappingProxyType({**_DECIDES, Competence.DECIDE: (False, "may-not-delegate")})
_REASONS: Final = frozenset({"private", "not-announced", "outside-competence"})


def may_decide(table: Table[Competence], matter: Matter) -> Verdict:
    """Whether a body may decide a matter.

    Args:
        table: its competences. For what no row and no default covers the body has none.
        matter: what it is asked to decide.

    Returns:
        A verdict with the clause of the row. It holds with the code ``may-decide`` or ``may-delegate``. It
        does not with ``must-consult``; where the matter has to be refused with ``private``,
        ``not-announced`` or ``outside-competence``, with ``must-refuse`` where the row gives no reason, and
        with ``must-refuse-for`` where it gives one of its own, which is then among the facts.

    Raises:
        MissingData: a fact that the table needs is missing.
        RuleError: the table selects something else than a competence.

    >>> from consultgov.matters import Row
    >>> private = Row({"facts.public": False}, Competence.REFUSE, reason="private")
    >>> table = Table([private], default=Competence.DECIDE)
    >>> verdict = may_decide(table, Matter("rubbish", facts={"public": False}))
    >>> verdict.holds, verdict.code
    (False, 'private')
    """
    return _answer(table.select(matter), _DECIDES)


def may_delegate(table: Table[Competence], matter: Matter) -> Verdict:
    """Whether a body may hand a matter over to another body; otherwise as ``may_decide``.

    What it has to decide by itself does not hold with ``may-not-delegate``.

    >>> may_delegate(Table([], default=Competence.DECIDE), Matter("charter")).code
    'may-not-delegate'
    """
    return _answer(table.select(matter), _DELEGATES)


def _answer(
    selection: Selection[Competence], answers: MappingProxyType[Competence, tuple[bool, str]]
) -> Verdict:
    """The verdict that a competence comes to."""
    competence = _competence(selection.value) if selection.found else Competence.REFUSE
    facts: dict[str, object] = {} if selection.row is None else {"row": selection.row}
    if competence is Competence.REFUSE:
        return _refusal(selection, facts)
    holds, code = answers[competence]
    if selection.reason and not holds:
        code, facts["reason"] = f"{code}-for", selection.reason
    return Verdict(holds, code, "", facts, clause=selection.clause)


def _competence(value: object) -> Competence:
    """What a table selected, if it is a competence."""
    if not isinstance(value, Competence):
        fix = "make the table of Competence values"
        raise RuleError(Fault("not-a-competence", "table", "must select a Competence", shown(value), fix))
    return value


def _refusal(selection: Selection[Competence], facts: dict[str, object]) -> Verdict:
    """That a body must refuse, and why: where its table says nothing, the matter is not its own."""
    reason = selection.reason if selection.found else "outside-competence"
    code = reason if reason in _REASONS else "must-refuse-for" if reason else "must-refuse"
    if reason:
        facts["reason"] = reason
    return Verdict(False, code, "", facts, clause=selection.clause)  # noqa: FBT003 - the answer itself
