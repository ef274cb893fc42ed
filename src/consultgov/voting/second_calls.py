"""The next vote on the same question, where the rule foresees one: a second call or ballot, a re-vote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from consultgov.decisions.following import FollowKind, FollowUp
from consultgov.spans import day_by, moment, shifted
from consultgov.verdicts import Verdict
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.grounds import ground, refusal
from consultgov.voting.polls import Poll
from consultgov.voting.putting import expect

__all__ = ["may_call_again", "second_call"]

_AGAIN: Final = frozenset({FollowKind.SECOND_CALL, FollowKind.SECOND_BALLOT, FollowKind.CONSULT_AGAIN})


def may_call_again(poll: Poll, *, opens: datetime | str) -> Verdict:
    """Whether the same question may be put to the vote again, from a moment on.

    Args:
        poll: the poll as it ended.
        opens: when the next one would open. Days run from the day of the close, which is not counted.

    Raises:
        RecordError: what is no moment.
    """
    expect("poll", poll, Poll)
    parts = tuple(_against(poll, moment(opens, "opens")))
    return Verdict(not parts, "refused" if parts else "admitted", "", {}, parts)


def _against(poll: Poll, opens: datetime) -> Iterator[Verdict]:
    closing = poll.closing()
    if closing is None or opens < shifted(closing, poll.procedure.grace):
        yield ground("first-poll-open")  # and nothing else, which could tell what secret papers say so far
        return
    follows = poll.result(opens).follows
    if follows is None or follows.kind not in _AGAIN:
        yield ground("no-second-call")
    else:
        days = (day_by(opens, closing) - closing.date()).days
        if follows.after is not None and days < follows.after:
            yield ground("second-call-too-early", days=days, after=follows.after)
        if follows.within is not None and days > follows.within:
            yield ground("second-call-too-late", days=days, within=follows.within)


def second_call(poll: Poll, *, opens: datetime | str, closes: datetime | str | None = None) -> Poll:
    """The next poll on the same question: the same electorate and procedure, under the rule that follows.

    Nobody is on its roll yet, and no ballot is carried over.

    Args:
        poll: the poll as it ended.
        opens: the first moment at which ballots may be cast.
        closes: the first moment at which they may no longer be cast.

    Raises:
        Refused: the rule foresees none after this outcome, or not at that time.

    >>> from consultgov import DecisionRule, FollowUp, Outcome
    >>> lower = FollowUp("second_call", rule=DecisionRule("yes > no", quorum="ballots >= 1/3 of members"))
    >>> rule = DecisionRule(
    ...     "yes > no", quorum="ballots >= 1/2 of members", follows={Outcome.INQUORATE: lower}
    ... )
    >>> first = Poll("?", rule, ["li", "wang", "zhao"], opens="2026-05-01T09:00Z", closes="2026-05-01T17:00Z")
    >>> second = second_call(first, opens="2026-05-08T09:00Z")
    >>> second.cast("li", "yes", at="2026-05-08T10:00Z").result().outcome
    <Outcome.ADOPTED: 'adopted'>
    """
    verdict = may_call_again(poll, opens=opens)
    follows = poll.result(opens).follows if verdict.holds else None
    if follows is None:
        raise refusal("second call", "must be foreseen by the rule, at that time", verdict)
    return _next(poll, follows, opens, closes)


def _next(poll: Poll, follows: FollowUp, opens: datetime | str, closes: datetime | str | None) -> Poll:
    return Poll(
        poll.question,
        follows.rule or poll.rule,
        Entitlement(poll.electorate, poll.excluded, {}),
        opens=opens,
        closes=closes,
        procedure=poll.procedure,
        matter=poll.matter,
        proxies=poll.proxies,
        agents=poll.agents,
    )
