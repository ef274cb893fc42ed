"""Elections: the methods against the voting libraries, and a whole election against a Counter.

Both sides start from the same papers as plain data. A peer makes the ballot objects that its documents show.
No targets were set. The profiles have no ties, which some peers break by themselves.
"""

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

import attrs

from benchmarks.measuring import (
    WALL,
    Case,
    Line,
    Setting,
    expect,
    missing_peer,
    paired,
    peer,
    ratio_line,
    rng,
)
from consultgov import Poll, Procedure, tabulation
from consultgov.elections import ElectionRule
from consultgov.voting import Cast, Marks

OPTIONS: Final = ("A", "B", "C", "D", "E", "F")
SEATS: Final = 3
RULE: Final = ElectionRule(seats=SEATS, turnout="ballots > 1/2 of members", qualified="yes > 1/4 of ballots")

Papers: TypeAlias = Sequence[tuple[str, ...]]
Elect: TypeAlias = Callable[[Papers], tuple[str, ...]]


def rankings(size: int) -> Papers:
    """So many full rankings of six options, the first of them liked best on the whole."""
    chance = rng(5)
    weights = {option: 1 / (place + 1) for place, option in enumerate(OPTIONS)}
    return [
        tuple(sorted(OPTIONS, key=lambda option: chance.random() ** (1 / weights[option]), reverse=True))
        for _ in range(size)
    ]


# --- ours -----------------------------------------------------------------------------------------


def _pairs(papers: Papers) -> list[tuple[list[str], int]]:
    return [(list(paper), number) for paper, number in Counter(papers).items()]


def instant_runoff(papers: Papers) -> tuple[str, ...]:
    """One seat by the instant runoff."""
    return tabulation.instant_runoff(_pairs(papers), OPTIONS).elected


def transferable_vote(papers: Papers) -> tuple[str, ...]:
    """Three seats by the single transferable vote."""
    return tuple(sorted(tabulation.transferable_vote(_pairs(papers), OPTIONS, SEATS).elected))


def schulze(papers: Papers) -> tuple[str, ...]:
    """The first by Schulze."""
    return tabulation.schulze(_pairs(papers), OPTIONS).order[0]


def phragmen(papers: Papers) -> tuple[str, ...]:
    """Three seats by Phragmén, the first two of a ranking approved."""
    approved = Counter(paper[:2] for paper in papers)
    pairs = [(list(paper), number) for paper, number in approved.items()]
    return tuple(sorted(tabulation.phragmen(pairs, OPTIONS, SEATS).elected))


# --- peers ----------------------------------------------------------------------------------------


@attrs.frozen
class Peer:
    """A library, how to get what it elects, and the most papers it is given."""

    name: str
    modules: tuple[str, ...]
    make: Callable[..., Elect]
    ours: Elect
    largest: int = 10**4

    def ready(self) -> Elect | None:
        """Give the function to time, or None where the library is not installed."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = [peer(module) for module in self.modules]
        return None if None in found else self.make(*found)


def _pyrankvote(library: Any) -> Elect:  # noqa: ANN401 - a module
    """Make ballots and run an instant runoff."""
    candidates = {option: library.Candidate(option) for option in OPTIONS}

    def elect(papers: Papers) -> tuple[str, ...]:
        """Elect one."""
        ballots = [library.Ballot(ranked_candidates=[candidates[each] for each in paper]) for paper in papers]
        result = library.instant_runoff_voting(list(candidates.values()), ballots)
        return tuple(str(winner.name) for winner in result.get_winners())

    return elect


def _beat_path(profiles: Any, methods: Any) -> Elect:  # noqa: ANN401 - modules
    """Make a profile of rankings and take the winner by beat paths."""

    def elect(papers: Papers) -> tuple[str, ...]:
        """Elect one."""
        profile = profiles.Profile([[OPTIONS.index(each) for each in paper] for paper in papers])
        return tuple(OPTIONS[each] for each in methods.beat_path(profile))

    return elect


def _abcvoting(rules: Any, preferences: Any) -> Elect:  # noqa: ANN401 - modules
    """Make approvals and run sequential Phragmén, exactly."""

    def elect(papers: Papers) -> tuple[str, ...]:
        """Elect three."""
        profile = preferences.Profile(len(OPTIONS))
        profile.add_voters([{OPTIONS.index(each) for each in paper[:2]} for paper in papers])
        committees = rules.compute("seqphragmen", profile, committeesize=SEATS, resolute=True)
        return tuple(sorted(OPTIONS[each] for each in next(iter(committees))))

    return elect


PEERS: Final = (
    Peer("pyrankvote, instant runoff", ("pyrankvote",), _pyrankvote, instant_runoff),
    Peer(
        "pref_voting, Schulze",
        ("pref_voting.profiles", "pref_voting.margin_based_methods"),
        _beat_path,
        schulze,
    ),
    Peer("abcvoting, Phragmén", ("abcvoting.abcrules", "abcvoting.preferences"), _abcvoting, phragmen, 10**3),
)


# --- a whole election -----------------------------------------------------------------------------


def polled(papers: Papers, procedure: Procedure) -> Poll:
    """An election of three by named electors, each naming the first three of a ranking."""
    names = [f"elector {number}" for number in range(len(papers))]
    poll = RULE.put("Committee", OPTIONS, names, opens="2026-05-01T09:00Z", procedure=procedure)
    return poll.apply_all(
        Cast(name, Marks.chosen(paper[:SEATS]), "2026-05-01T10:00Z")
        for name, paper in zip(names, papers, strict=True)
    ).poll


def counted(poll: Poll) -> tuple[str, ...]:
    """Who is elected, with the reasons."""
    return tuple(sorted(RULE.count(poll).elected))


def by_hand(papers: Papers) -> tuple[str, ...]:
    """Who has most votes."""
    votes = Counter(option for paper in papers for option in paper[:SEATS])
    return tuple(sorted(option for option, _ in votes.most_common(SEATS)))


def lines(setting: Setting) -> Iterator[Line]:
    """Information, no targets."""
    for size in setting.sizes(1_000, 100_000):
        papers = rankings(size)
        poll = polled(papers, Procedure())
        expect("who is elected", counted(poll), by_hand(papers))
        cases = {"count": Case(counted, poll), "hand": Case(by_hand, papers)}
        ratios = paired(cases, setting.rounds).ratios("count", "hand")
        yield ratio_line("elections", "count of a poll / Counter", f"{size:,}", ratios)
    for other in PEERS:
        yield from _against(other, setting)
    papers = rankings(100_000)
    for name, method in (("instant runoff", instant_runoff), ("transferable vote", transferable_vote)):
        seconds = Case(method, papers).sample(1, WALL)
        yield Line("elections", f"{name}, six options", "100,000", f"{seconds:.2f} s")


def _against(other: Peer, setting: Setting) -> Iterator[Line]:
    elect = other.ready()
    if elect is None:
        yield missing_peer("elections", f"{other.name} / ours", None, other.name)
        return
    for size in (size for size in setting.sizes(1_000, 10_000) if size <= other.largest):
        papers = rankings(size)
        expect(other.name, other.ours(papers), elect(papers))
        cases = {"ours": Case(other.ours, papers), "peer": Case(elect, papers)}
        ratios = paired(cases, setting.rounds).ratios("peer", "ours")
        yield ratio_line("elections", f"{other.name} / ours", f"{size:,}", ratios)
