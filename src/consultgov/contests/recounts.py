"""A contest counted again from nothing but the record of its poll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from consultgov.contests.results import ContestResult
from consultgov.contests.rules import ContestRule
from consultgov.errors import Fault, RecordError
from consultgov.records import expect_keys
from consultgov.voting.polls import Poll
from consultgov.voting.returns import Returns, returned

__all__ = ["contest_of"]


def contest_of(
    poll: Poll | Returns,
    at: datetime | str | None = None,
    *,
    popular: object = None,
    facts: object = None,
    ties: Iterable[str] = (),
) -> ContestResult:
    """What a contest comes to by the rule, the recusals and the facts that are kept with the poll.

    The same record gives the same result, down to the last fraction, whoever counts it and whenever.

    Args:
        poll: the poll of the judges, as ``ContestRule.put`` makes it, or its returns.
        at: of polls, the moment of asking, as for ``Poll.result``.
        popular: the popular votes, where the rule blends them in.
        facts: what entry conditions read, where it is not that of the poll.
        ties: an order of proposals, by lot or however the body settles ties; the ``Draw`` on the record of
            the poll, if none is given.

    Raises:
        RecordError: a poll that keeps no rule of a contest, or what is neither a poll nor its returns.
        TallyError, MissingData: as ``ContestRule.count``.
    """
    returns = returned(poll, at)
    plain: Mapping[str, Any] = returns.slate.rule
    if "contest" not in plain:
        fix = "make the poll with ContestRule.put"
        raise RecordError(Fault("no-contest", "slate", "must keep the rule of a contest", "", fix))
    known = expect_keys(plain, "contest", frozenset({"contest"}), frozenset({"recusals", "facts"}))
    return ContestRule.from_dict(known["contest"]).count(
        returns, at, popular=popular, facts=cast("Any", facts), ties=ties
    )
