"""Petitions: polls that take only support, signature by signature, each counted or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from consultgov.decisions.methods import Method
from consultgov.decisions.rules import DecisionRule
from consultgov.errors import Fault, RecordError, shown
from consultgov.matters import Matter
from consultgov.people import Elector
from consultgov.spans import Point, moment
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.events import Cast
from consultgov.voting.grounds import refusal
from consultgov.voting.polls import Intake, Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.putting import expect
from consultgov.voting.reading import items
from consultgov.voting.registers import OwnersElectorate
from consultgov.voting.returning import CoolingOff

__all__ = ["petition", "sign"]


def petition(  # noqa: PLR0913 - a petition is named by its parts
    request: str,
    rule: DecisionRule,
    people: Electorate | Entitlement | OwnersElectorate | Iterable[Elector | str],
    *,
    opens: datetime | str,
    closes: datetime | str | None = None,
    matter: Matter = Matter(),  # noqa: B008 - a frozen value
    bar: CoolingOff | None = None,
    failed: Point | str | None = None,
    procedure: Procedure = Procedure(method=Method.WRITTEN_CIRCULATION, answers=("yes",), withdraw=True),  # noqa: B008 - a frozen value
) -> Poll:
    """A petition: a poll in which one can only sign.

    Alternative routes are one rule: people carry a flag for each register that they are in, and the rule has
    a part for each route.

    Args:
        request: what is asked for.
        rule: how many have to sign.
        people: who may sign; of an ``Entitlement``, whoever is excluded is refused with her own reason.
        opens: the first moment at which one can sign.
        closes: the deadline; open where ``None``.
        matter: what it is about.
        bar: how long a request on the same facts may not come back.
        failed: the day on which one on the same facts failed, if one did.
        procedure: how signatures are taken: by themselves on paper, and may be taken back.

    Raises:
        Refused: it comes back too early.
        RecordError, RuleError, MissingData, TallyError: as for any poll.

    >>> rule = DecisionRule(
    ...     "yes among voter >= 1/10 of members among voter"
    ...     " or yes among representative >= 1/3 of members among representative"
    ... )
    >>> people = [Elector("li", flags=["voter", "representative"]), Elector("wang", flags=["voter"])]
    >>> signatures = [("li", "2026-05-02T08:00Z")]
    >>> signed, refused = sign(petition("Recall", rule, people, opens="2026-05-01T00:00Z"), signatures)
    >>> signed.result().outcome.value
    'adopted'
    """
    start = moment(opens, "opens")
    if bar is not None and failed is not None:
        expect("bar", bar, CoolingOff)
        on = start if bar.hours else start.date()
        verdict = bar.may_return(failed, on=on)
        if not verdict.holds:
            raise refusal("petition", "must not come back so soon", verdict)
    return Poll(request, rule, people, opens=start, closes=closes, procedure=procedure, matter=matter)


def sign(petition: Poll, signatures: Iterable[tuple[str, datetime | str]]) -> Intake:
    """The petition with some signatures, and those that do not count, each with the reason.

    Args:
        petition: the petition so far.
        signatures: ids and the moments at which they signed, in order; a co-owner signs for what is hers.
    """
    expect("petition", petition, Poll)
    heads: dict[str, list[str]] = {}
    for head, agents in petition.agents.items():
        for agent in agents:
            heads.setdefault(agent, []).append(head)
    pairs = [_signature(each) for each in items(signatures, "signatures")]
    return petition.apply_all(
        Cast(head, "yes", at, "" if head == person else person)
        for person, at in pairs
        for head in (heads.get(person) if petition.electorate.elector(person) is None else None) or [person]
    )


def _signature(given: object) -> tuple[str, datetime | str]:
    """Who signed and when."""
    if isinstance(given, str) or len(parts := items(given, "signature")) != 2:  # noqa: PLR2004 - id, moment
        rule, fix = "must be a pair of id and moment", 'write ("li", "2026-05-02T08:00Z")'
        raise RecordError(Fault("bad-signature", "signature", rule, shown(given), fix))
    return cast("tuple[str, datetime | str]", (parts[0], parts[1]))
