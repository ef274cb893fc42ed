"""Seats of lists, asked of votelib and apportionment."""

from decimal import Decimal
from functools import partial
from typing import Final

from apportionment import methods
from votelib.component import divisor
from votelib.evaluate import core, proportional

from benchmarks.elections_peers.outcomes import Methods, or_none, seats, shared_out
from benchmarks.elections_peers.profiles import Lists


def votelib_averages(divisors: object, profile: Lists) -> list[str]:
    """Highest averages with a sequence of divisors."""
    parties = "ABCDEF"[: len(profile.votes)]
    votes = dict(zip(parties, profile.votes, strict=True))
    found = proportional.HighestAverages(divisors).evaluate(votes, profile.seats)
    return shared_out(found, parties)


def votelib_remainders(quota: str, profile: Lists) -> list[str]:
    """Largest remainders with a quota."""
    parties = "ABCDEF"[: len(profile.votes)]
    votes = dict(zip(parties, profile.votes, strict=True))
    found = proportional.LargestRemainder(quota).evaluate(votes, profile.seats)
    return shared_out(found, parties)


def apportionment(method: str, profile: Lists) -> list[str]:
    """One of the ways, those who are level being taken in their order."""
    return [seats(methods.compute(method, list(profile.votes), profile.seats, fractions=True))]


MODIFIED: Final = divisor.modified_first_coef(divisor.sainte_lague, Decimal("1.4"))
LISTS: Final[Methods] = {
    "d-hondt": {
        "votelib": partial(votelib_averages, "d_hondt"),
        "apportionment": partial(apportionment, "dhondt"),
    },
    "sainte-lague": {
        "votelib": partial(votelib_averages, "sainte_lague"),
        "apportionment": partial(apportionment, "saintelague"),
    },
    "modified-sainte-lague": {
        "votelib": partial(votelib_averages, MODIFIED),
        "apportionment": partial(apportionment, "modified_saintelague"),
    },
    "imperiali": {"votelib": partial(votelib_averages, "imperiali")},
    "danish": {"votelib": partial(votelib_averages, "danish")},
    # votelib 0.4.0 cannot be asked: its divisors are decimals, which its division by fractions refuses.
    "huntington-hill": {"apportionment": partial(apportionment, "huntington")},
    "adams": {"apportionment": partial(apportionment, "adams")},
    "hare": {
        "votelib": partial(votelib_remainders, "hare"),
        "apportionment": partial(apportionment, "largest_remainder"),
    },
    "droop": {"votelib": partial(votelib_remainders, "droop")},
    "hagenbach-bischoff": {
        "votelib": or_none(partial(votelib_remainders, "hagenbach_bischoff"), core.VotingSystemError)
    },
    "imperiali-quota": {"votelib": or_none(partial(votelib_remainders, "imperiali"), core.VotingSystemError)},
}
