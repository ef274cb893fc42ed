"""Rankings, asked of votelib, pref_voting, pyrankvote and votekit."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs
import pyrankvote
from pref_voting import iterative_methods, margin_based_methods, proportional_methods, scoring_methods
from pref_voting.profiles_with_ties import ProfileWithTies
from votekit import RankBallot, RankProfile, elections
from votelib import convert
from votelib.evaluate import condorcet, core, sequential

from benchmarks.elections_peers.outcomes import Methods, committees, or_none, untied, winners
from benchmarks.elections_peers.profiles import Ranked
from benchmarks.measuring import rng

DRAWS: Final = 8  # how often a peer that draws lots is asked


def tiers(paper: str) -> list[str]:
    """Split a ranking into its tiers."""
    return [tier.replace("=", "") for tier in paper.split(">")]


# --- votelib --------------------------------------------------------------------------------------


def _votes(profile: Ranked) -> dict[tuple[Any, ...], int]:
    return {
        tuple(tier if len(tier) == 1 else frozenset(tier) for tier in tiers(paper)): many
        for paper, many in profile.papers
    }


def votelib_plurality(profile: Ranked) -> list[str]:
    """First places."""
    votes = convert.RankedToFirstPreference().convert(_votes(profile))
    return committees(untied(core.Plurality().evaluate(votes, 1)))


def votelib_irv(profile: Ranked) -> list[str]:
    """The transferable vote with one seat."""
    return winners(sequential.TransferableVoteSelector().evaluate(_votes(profile), 1))


def votelib_stv(profile: Ranked) -> list[str]:
    """Droop's quota and fractions of every paper."""
    method = sequential.TransferableVoteSelector(transferer="Gregory", quota_function="droop")
    return committees([method.evaluate(_votes(profile), profile.seats)])


def votelib_condorcet(profile: Ranked) -> list[str]:
    """Who beats everyone."""
    pairs = convert.RankedToCondorcetVotes().convert(_votes(profile))
    return committees([condorcet.CondorcetWinner().evaluate(pairs)])


def votelib_schulze(profile: Ranked) -> list[str]:
    """Widest paths of winning votes, then who has the most wins."""
    pairs = convert.RankedToCondorcetVotes().convert(_votes(profile))
    return committees(untied(condorcet.Schulze().evaluate(pairs)))


# --- pref_voting ----------------------------------------------------------------------------------


def _profile(profile: Ranked) -> Any:  # noqa: ANN401 - the peer's profile
    rankings = [
        {option: place for place, tier in enumerate(tiers(paper), 1) for option in tier}
        for paper, _ in profile.papers
    ]
    made = ProfileWithTies(rankings, [many for _, many in profile.papers], candidates=list(profile.options))
    made.use_extended_strict_preference()
    return made


def pref_voting_plurality(profile: Ranked) -> list[str]:
    """First places."""
    return winners(scoring_methods.plurality(_profile(profile)))


def pref_voting_irv(profile: Ranked) -> list[str]:
    """Everyone who wins by some order of excluding those who are level."""
    return winners(iterative_methods.instant_runoff_put(_profile(profile)))


def pref_voting_runoff(profile: Ranked) -> list[str]:
    """Everyone who wins some run-off between the first two."""
    return winners(iterative_methods.plurality_with_runoff_put(_profile(profile)))


def pref_voting_condorcet(profile: Ranked) -> list[str]:
    """Who beats everyone."""
    found = _profile(profile).condorcet_winner()
    return committees([[] if found is None else [found]])


def pref_voting_schulze(profile: Ranked) -> list[str]:
    """Beat paths of winning votes."""
    made = _profile(profile)
    return winners(margin_based_methods.beat_path(made, strength_function=made.support))


@attrs.define
class Lots:
    """A source of lots that falls as told, and tells how many lots there were."""

    script: Sequence[int]
    widths: list[int] = attrs.field(factory=list)

    def choice(self, tied: Sequence[Any]) -> Any:  # noqa: ANN401 - what the peer gave
        """Draw one as the script says, the first where it says nothing."""
        place = len(self.widths)
        self.widths.append(len(tied))
        return tied[self.script[place] if place < len(self.script) else 0]


def _every_lot(run: Callable[[Lots], Any]) -> Iterator[Any]:
    """Run once for every way in which the lots may fall."""
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        script = waiting.pop()
        lots = Lots(script)
        yield run(lots)
        for place in range(len(script), len(lots.widths)):
            told = (*script, *(0 for _ in range(len(script), place)))
            waiting += [(*told, each) for each in range(1, lots.widths[place])]


def _scottish(profile: Ranked, decimals: int) -> list[str]:
    made = _profile(profile)

    def run(lots: Lots) -> Any:  # noqa: ANN401 - the peer's list
        return proportional_methods.stv_scottish(made, num_seats=profile.seats, decimals=decimals, rng=lots)

    return committees(_every_lot(run))


def pref_voting_scottish(profile: Ranked) -> list[str]:
    """The Scottish count with five decimals, as its order of 2007 has it."""
    return _scottish(profile, 5)


def pref_voting_scottish_fine(profile: Ranked) -> list[str]:
    """The same with eight decimals: nearly exact."""
    return _scottish(profile, 8)


# --- pyrankvote -----------------------------------------------------------------------------------


def _drawn(count: Callable[..., Any], profile: Ranked, **settings: int) -> list[str]:
    """Ask several times, since lots are drawn from the shared source of chance."""
    stand = {name: pyrankvote.Candidate(name) for name in profile.options}
    ballots = [
        pyrankvote.Ballot(ranked_candidates=[stand[name] for name in tiers(paper)])
        for paper, many in profile.papers
        for _ in range(many)
    ]
    found = []
    for seed in range(DRAWS):
        random.seed(seed)
        result = count(list(stand.values()), ballots, **settings)
        found.append([each.name for each in result.get_winners()])
    return committees(found)


def pyrankvote_irv(profile: Ranked) -> list[str]:
    """Its instant run-off."""
    return _drawn(pyrankvote.instant_runoff_voting, profile)


def pyrankvote_stv(profile: Ranked) -> list[str]:
    """Its transferable vote."""
    return _drawn(pyrankvote.single_transferable_vote, profile, number_of_seats=profile.seats)


# --- votekit --------------------------------------------------------------------------------------


def _papers(profile: Ranked) -> Any:  # noqa: ANN401 - the peer's profile
    ballots = tuple(
        RankBallot(ranking=tuple(frozenset(tier) for tier in tiers(paper)), weight=many)
        for paper, many in profile.papers
    )
    return RankProfile(ballots=ballots, candidates=tuple(profile.options))


def _elected(election: Any) -> list[str]:  # noqa: ANN401 - the peer's election
    return [name for tier in election.get_elected() for name in tier]


def votekit_stv(profile: Ranked) -> list[str]:
    """Its exact transferable vote."""
    seeds = rng(profile.seats)
    return committees(
        _elected(
            elections.STV(
                _papers(profile),
                n_seats=profile.seats,
                tiebreak="random",
                rng_seed=seeds.randint(0, 999),
                exact=True,
            )
        )
        for _ in range(2)
    )


def votekit_irv(profile: Ranked) -> list[str]:
    """The same with one seat."""
    return votekit_stv(attrs.evolve(profile, seats=1))


def votekit_top_two(profile: Ranked) -> list[str]:
    """Its run-off of the first two."""
    return committees(
        _elected(elections.TopTwo(_papers(profile), tiebreak="random", rng_seed=seed)) for seed in range(2)
    )


STRICT: Final[Methods] = {
    "plurality": {"votelib": votelib_plurality, "pref_voting": pref_voting_plurality},
    "instant-runoff": {
        "votelib": or_none(votelib_irv, NotImplementedError, core.VotingSystemError),
        "pref_voting": pref_voting_irv,
        "pyrankvote": pyrankvote_irv,
        "votekit": votekit_irv,
    },
    "contingent": {"pref_voting": pref_voting_runoff, "votekit": votekit_top_two},
    "transferable-vote": {
        "votelib": or_none(votelib_stv, NotImplementedError, core.VotingSystemError),
        "pyrankvote": pyrankvote_stv,
        "votekit": votekit_stv,
    },
    "scottish": {"pref_voting": pref_voting_scottish_fine},
    "scottish-5": {"pref_voting": pref_voting_scottish},
}
WEAK: Final[Methods] = {
    "condorcet": {"votelib": votelib_condorcet, "pref_voting": pref_voting_condorcet},
    "schulze": {"votelib": votelib_schulze, "pref_voting": pref_voting_schulze},
}
