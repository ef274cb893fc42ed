"""Target 1d: from a list of words to a decision, against the voting libraries.

Every side starts from the same list of ``"yes"`` and ``"no"``. A peer makes the
ballot objects that its documents show, counts them, and names the winner.
"""

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs

from benchmarks.measuring import (
    Case,
    Limit,
    Line,
    Setting,
    at_least,
    expect,
    missing_peer,
    paired,
    peer,
    power_of_ten,
    random_votes,
    ratio_line,
)
from consultgov import DecisionRule, Outcome, Tally

RULE: Final = DecisionRule("yes > 1/2 of decisive")
Winner = Callable[[Sequence[str]], str]


@attrs.frozen
class Peer:
    """A library, how to get its winner, its target, and the most votes it is given."""

    name: str
    modules: tuple[str, ...]
    make: Callable[..., Winner]
    limit: Limit | None
    largest: int = 10**5

    def ready(self) -> Winner | None:
        """Give the function to time, or None where the library is not installed."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = [peer(module) for module in self.modules]
        return None if None in found else self.make(*found)


def decide(votes: Sequence[str]) -> Outcome:
    """Count the words and decide, as a caller of consultgov does."""
    return RULE.decide(Tally.count(votes)).outcome


def winner(votes: Sequence[str]) -> str:
    """Name the winner of the peers' two-way contest by consultgov's decision."""
    return "yes" if decide(votes) is Outcome.ADOPTED else "no"


def counter_and_test(votes: Sequence[str]) -> str:
    """Count by hand and test once: the floor of everything here."""
    counts = Counter(votes)
    return "yes" if 2 * counts["yes"] > counts["yes"] + counts["no"] else "no"


def _pyrankvote(library: Any) -> Winner:  # noqa: ANN401 - a module
    """Make rankings and run an instant-runoff."""
    yes, no = library.Candidate("yes"), library.Candidate("no")
    ranked = {"yes": [yes, no], "no": [no, yes]}

    def elect(votes: Sequence[str]) -> str:
        """Elect from the list of words."""
        ballots = [library.Ballot(ranked_candidates=ranked[vote]) for vote in votes]
        result = library.instant_runoff_voting([yes, no], ballots)
        return str(result.get_winners()[0].name)

    return elect


def _abcvoting(rules: Any, preferences: Any) -> Winner:  # noqa: ANN401 - modules
    """Make approvals and run approval voting for one seat."""
    approved = {"yes": {0}, "no": {1}}

    def elect(votes: Sequence[str]) -> str:
        """Elect from the list of words."""
        profile = preferences.Profile(2)
        profile.add_voters([approved[vote] for vote in votes])
        committees = rules.compute("av", profile, committeesize=1, resolute=True)
        return ("yes", "no")[next(iter(committees[0]))]

    return elect


def _pref_voting(profiles: Any, methods: Any) -> Winner:  # noqa: ANN401 - modules
    """Make a profile of rankings and take the plurality winner."""
    ranking = {"yes": [0, 1], "no": [1, 0]}

    def elect(votes: Sequence[str]) -> str:
        """Elect from the list of words."""
        profile = profiles.Profile([ranking[vote] for vote in votes])
        return ("yes", "no")[methods.plurality(profile)[0]]

    return elect


def _votekit(library: Any, elections: Any) -> Winner:  # noqa: ANN401 - modules
    """Make ranked ballots, their profile, and a plurality election."""
    ranking = {"yes": [{"yes"}, {"no"}], "no": [{"no"}, {"yes"}]}

    def elect(votes: Sequence[str]) -> str:
        """Elect from the list of words."""
        ballots = [library.RankBallot(ranking=ranking[vote]) for vote in votes]
        profile = library.RankProfile(ballots=ballots, candidates=("yes", "no"))
        (elected,) = elections.Plurality(profile, n_seats=1).get_elected()[0]
        return str(elected)

    return elect


def _votelib(core: Any) -> Winner:  # noqa: ANN401 - a module
    """Count with ``Counter``, as the library asks, and evaluate."""
    plurality = core.Plurality()

    def elect(votes: Sequence[str]) -> str:
        """Elect from the list of words."""
        return str(plurality.evaluate(Counter(votes), 1)[0])

    return elect


PEERS: Final = (
    Peer("pyrankvote", ("pyrankvote",), _pyrankvote, at_least(30)),
    Peer("abcvoting", ("abcvoting.abcrules", "abcvoting.preferences"), _abcvoting, at_least(50)),
    Peer(
        "pref_voting",
        ("pref_voting.profiles", "pref_voting.voting_methods"),
        _pref_voting,
        at_least(90),
    ),
    Peer("votekit", ("votekit", "votekit.elections"), _votekit, at_least(1_000), 10**4),
    Peer("votelib (takes ready counts)", ("votelib.evaluate.core",), _votelib, None),
)


def lines(setting: Setting) -> Iterator[Line]:
    """1d: how many times longer each peer takes than consultgov."""
    ready = {library: library.ready() for library in PEERS}
    for size in setting.sizes(10**3, 10**4, 10**5):
        votes = ["yes" if code == 0 else "no" for code in random_votes(size)]
        cases = {"ours": Case(decide, votes), "Counter": Case(counter_and_test, votes)}
        for library, elect in ready.items():
            if elect is not None and size <= library.largest:
                expect(library.name, winner(votes), elect(votes))
                cases[library.name] = Case(elect, votes)
        timings = paired(cases, setting.rounds, least=0.005)
        for name in list(cases)[1:]:
            yield _line(name, power_of_ten(size), timings.ratios(name, "ours"))
    for library, elect in ready.items():
        if elect is None:
            yield missing_peer("1d", _what(library.name), library.limit, library.name)


def _what(name: str) -> str:
    """Name the comparison with a peer."""
    return f"{name}, objects built / strings -> Tally.count -> decide"


def _line(name: str, size: str, ratios: Sequence[float]) -> Line:
    """Make the line of one peer, or of the hand count."""
    limits = {library.name: library.limit for library in PEERS}
    what = _what(name) if name in limits else "Counter + integer test / the same"
    return ratio_line("1d", what, size, ratios, limits.get(name))
