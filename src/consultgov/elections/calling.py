"""From the record of one ballot: what it came to, and the poll of the ballot that follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from consultgov.elections.grouping import traits_read
from consultgov.elections.results import ElectionResult, NextElection
from consultgov.elections.rules import ElectionRule
from consultgov.errors import Fault, RecordError
from consultgov.people import Elector
from consultgov.verdicts import Verdict
from consultgov.voting.electorate import Electorate, Standing
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.grounds import ground, refusal
from consultgov.voting.polls import Poll
from consultgov.voting.putting import expect
from consultgov.voting.returns import Returns, returned
from consultgov.voting.slates import Slate

__all__ = ["election_of", "next_ballot"]


def election_of(poll: Poll | Returns, at: datetime | str | None = None) -> ElectionResult:
    """Who is elected by the rule under which a poll was put, which is on its record.

    Args:
        poll: the poll, or what tellers counted.
        at: of a poll, the moment of asking, as for ``Poll.result``.

    Raises:
        TallyError: a poll without a slate.
        RecordError: a slate that is of no election, or what is neither a poll nor returns.
    """
    returns = returned(poll, at)
    context = returns.slate.rule
    if "election" not in context:
        fix = "put it with ElectionRule.put"
        raise RecordError(Fault("no-election", "slate", "must be of an election", "", fix))
    return ElectionRule.from_dict(context["election"]).count(returns)


def next_ballot(
    poll: Poll,
    result: ElectionResult,
    *,
    opens: datetime | str,
    closes: datetime | str | None = None,
    candidates: Iterable[Elector | str] = (),
) -> Poll:
    """The poll of the ballot that follows: the same electorate, those who stand, the seats left.

    Args:
        poll: the poll as it ended.
        result: what it came to.
        opens: the first moment at which ballots may be cast.
        closes: the first moment at which they may no longer be cast.
        candidates: who is nominated for it, where the rule lets anybody be.

    Raises:
        Refused: no ballot follows, or a tie has to be settled before.
        RecordError: moments that make no sense, what is no poll or no result.
    """
    expect("poll", poll, Poll)
    expect("result", result, ElectionResult)
    follows, slate = result.next, poll.slate
    if follows is None or follows.tie is not None or slate is None:
        why = ground("no-next-ballot") if follows is None or follows.tie is None else follows.tie.verdict()
        raise refusal("next ballot", "must follow by the rule", why)
    return follows.rule.put(
        poll.question,
        [*candidates] if follows.anybody else _again(slate, follows),
        Entitlement(_released(poll.electorate, slate), dict(poll.excluded), {}, ()),
        opens=opens,
        closes=closes,
        procedure=poll.procedure,
        matter=poll.matter,
        proxies=poll.proxies,
        agents=poll.agents,
        ballot=follows.ballot,
        seats=follows.seats,
        held=follows.held,
        settled=follows.settled,
    )


def _released(electorate: Electorate, slate: Slate) -> Electorate:
    """The electorate with the votes of those who had none only because they stood."""
    kept: dict[Standing, dict[str, tuple[Verdict, ...]]] = {Standing.RECUSED: {}, Standing.SUSPENDED: {}}
    for name, why in electorate.barred.items():
        reasons = tuple(each for each in why.parts if not (each.code == "candidate" and name in slate.ids))
        if reasons or not why.parts:
            kept[Standing(why.code)][name] = reasons
    return Electorate(
        electorate.electors,
        recused=kept[Standing.RECUSED],
        suspended=kept[Standing.SUSPENDED],
        dormant=electorate.dormant,
        vacant=electorate.vacant,
    )


def _again(slate: Slate, follows: NextElection) -> list[Elector]:
    """Those who stand again, with their traits, and the default."""
    default = follows.rule.default
    names = [*follows.stand, *([default] if default and default not in follows.stand else [])]
    unknown = dict.fromkeys(traits_read(follows.rule))  # of somebody written in
    return [slate.option(name) if name in slate.ids else Elector(name, unknown) for name in names]
