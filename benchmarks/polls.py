"""Polls: taking ballots, counting them again, following delegations.

No peer keeps ballots with their reasons, so the hand-written side is the least that any program does: look up
the elector, see that the poll is open and that there is no ballot yet, and keep the ballot in a dict.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

import attrs

from benchmarks.measuring import WALL, Case, Line, Setting, expect, held_bytes, paired, ratio_line, rng
from consultgov import DecisionRule, Poll
from consultgov.voting import Cast, Delegate, Event, Procedure

OPENS: Final = datetime(2026, 5, 1, 9, tzinfo=UTC)
CLOSES: Final = OPENS + timedelta(days=7)
RULE: Final = DecisionRule("yes > 1/2 of ballots", quorum="ballots >= 1/2 of members")
DELEGATING: Final = Procedure(delegating="transitive")


@attrs.frozen
class Intake:
    """A poll and what comes in."""

    poll: Poll
    events: Sequence[Event]


def ballots(size: int) -> Intake:
    """A poll of so many electors, each with a ballot."""
    names = [f"elector {number}" for number in range(size)]
    answers = rng(3).choices(("yes", "no", "abstain"), (55, 35, 10), k=size)
    poll = Poll("Shall it be?", RULE, names, opens=OPENS, closes=CLOSES)
    return Intake(poll, [Cast(name, answer, OPENS) for name, answer in zip(names, answers, strict=True)])


def chain(size: int) -> Intake:
    """A poll in which everybody hands on her vote to the next, and the last one votes."""
    names = [f"elector {number}" for number in range(size)]
    poll = Poll("Shall it be?", RULE, names, opens=OPENS, closes=CLOSES, procedure=DELEGATING)
    handed: list[Event] = [Delegate(one, other, OPENS) for one, other in pairwise(names)]
    return Intake(poll, [*handed, Cast(names[-1], "yes", OPENS)])


def by_hand(intake: Intake) -> dict[str, str]:
    """Keep the first ballot of every elector that comes in while the poll is open."""
    known = set(intake.poll.electorate.ids)
    kept: dict[str, str] = {}
    for event in intake.events:
        if isinstance(event, Cast) and event.elector in known and OPENS <= event.at < CLOSES:
            kept.setdefault(event.elector, str(event.answer))
    return kept


def taken(intake: Intake) -> Poll:
    """The poll after all of them."""
    return intake.poll.apply_all(intake.events).poll


def one_by_one(intake: Intake) -> Poll:
    """The same, a poll for each ballot."""
    poll = intake.poll
    for event in intake.events:
        poll = poll.apply(event)
    return poll


def counted(poll: Poll) -> int:
    """How many voted yes, counted again from the ballots."""
    return int(poll.result().totals["yes"])


def counted_by_hand(kept: dict[str, str]) -> int:
    """The same of a dict."""
    return list(kept.values()).count("yes")


def lines(setting: Setting) -> Iterator[Line]:
    """Information, no targets: what a ballot costs that is checked, kept and counted again."""
    for size in setting.sizes(1_000, 100_000):
        intake = ballots(size)
        poll, kept = taken(intake), by_hand(intake)
        expect("ballots of a poll", counted(poll), counted_by_hand(kept))
        cases = {"all": Case(taken, intake), "hand": Case(by_hand, intake)}
        if size <= 1_000:
            cases["one"] = Case(one_by_one, intake)
        timings = paired(cases, setting.rounds)
        for what, case in (("apply_all", "all"), ("apply, one by one", "one")):
            if case in cases:
                yield ratio_line("polls", f"{what} / dict by hand", f"{size:,}", timings.ratios(case, "hand"))
        again = {"result": Case(counted, poll), "hand": Case(counted_by_hand, kept)}
        ratios = paired(again, setting.rounds).ratios("result", "hand")
        yield ratio_line("polls", "result / list.count", f"{size:,}", ratios)
    yield from _chain(100_000 if setting.quick else 1_000_000)


def _chain(size: int) -> Iterator[Line]:
    intake = chain(size)
    poll = taken(intake)
    expect("a chain of delegations", counted(poll), size)
    seconds = Case(counted, poll).sample(1, WALL)
    yield Line("polls", "result of one chain of delegations", f"{size:,}", f"{seconds:.2f} s")
    small = ballots(10_000)
    held, peak = held_bytes(lambda: taken(small))
    measured = f"{held / 10_000:.0f} B held, {peak / 10_000:.0f} B peak"
    yield Line("polls", "a poll, bytes a ballot kept", "10,000", measured)
