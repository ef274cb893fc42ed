"""The next vote on the same question, where the rule foresees one: a second call or ballot, a re-vote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from consultgov.decisions.following import FollowKind, FollowUp
from consultgov.errors import Fault, Refused
from consultgov.spans import moment
from consultgov.verdicts import Verdict
from consultgov.voting.grounds import ground
from consultgov.voting.polls import Poll

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
    parts = tuple(_against(poll, moment(opens, "opens")))
    return Verdict(not parts, "refused" if parts else "admitted", "", {}, parts)


def _against(poll: Poll, opens: datetime) -> Iterator[Verdict]:
    follows = poll.result().follows
    closing = poll.closing()
    if follows is None or follows.kind not in _AGAIN:
        yield ground("no-second-call")
    elif closing is None or opens < closing:
        yield ground("first-poll-open")
    else:
        days = (opens.astimezone(closing.tzinfo).date() - closing.date()).days
        if follows.after is not None and days < follows.after:
            yield ground("second-call-too-early", days=days, after=follows.after)
        if follows.within is not None and days > follows.within:
            yield ground("second-call-too-late", days=days, within=follows.within)


def second_call(poll: Poll, *, opens: datetime | str, closes: datetime | str | None = None) -> Poll:
    """The next poll on the same question: the same electorate and procedure, under the rule that follows.

    Args:
        poll: the poll as it ended.
        opens: the first moment at which ballots may be cast.
        closes: the first moment at which they may no longer be cast.

    Raises:
        Refused: the rule foresees none after this outcome, or not at that time.

    >>> from consultgov import DecisionRule, Outcome
    >>> from consultgov.decisions.following import FollowUp
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
    follows = poll.result().follows
    if not verdict.holds or follows is None:
        codes = ", ".join(part.code for part in verdict.parts)
        fault = Fault("refused", "second call", "must be foreseen by the rule, at that time", codes)
        raise Refused(fault, verdict)
    return _next(poll, follows, opens, closes)


def _next(poll: Poll, follows: FollowUp, opens: datetime | str, closes: datetime | str | None) -> Poll:
    return Poll(
        poll.question,
        follows.rule or poll.rule,
        poll.electorate,
        opens=opens,
        closes=closes,
        procedure=poll.procedure,
        matter=poll.matter,
        proxies=poll.proxies,
    )
