"""Random profiles of every kind of paper, small enough that votes are often tied."""

from collections.abc import Sequence
from random import Random
from typing import TypeAlias

import attrs

from benchmarks.measuring import rng

Papers: TypeAlias = Sequence[tuple[str, int]]


@attrs.frozen
class Ranked:
    """Rankings such as ``"A>B=C"``, each with how many papers say so."""

    options: str
    seats: int
    papers: Papers


@attrs.frozen
class Approved:
    """Approved options such as ``"AC"``, each with how many papers say so."""

    options: str
    seats: int
    papers: Papers


@attrs.frozen
class Scored:
    """Scores from 0 to 5 in the order of the options, such as ``"503"``."""

    options: str
    seats: int
    papers: Papers


@attrs.frozen
class Lists:
    """Votes of lists, and the seats to share out."""

    votes: tuple[int, ...]
    seats: int


@attrs.frozen
class Projects:
    """Costs of projects, a budget, and who approves which."""

    costs: tuple[int, ...]
    budget: int
    papers: Papers

    @property
    def options(self) -> str:
        """The projects' letters."""
        return "ABCDEF"[: len(self.costs)]


def _together(drawn: Sequence[str], random: Random) -> Papers:
    """Count equal papers once; some profiles have papers of more weight."""
    weight = random.choice((1, 1, 1, 2, 5))
    found: dict[str, int] = {}
    for paper in drawn:
        found[paper] = found.get(paper, 0) + random.randint(1, weight)
    return tuple(found.items())


def _options(random: Random, most: int) -> str:
    return "ABCDEF"[: random.randint(3, most)]


def _size(random: Random) -> int:
    return random.choice((random.randint(5, 12), random.randint(13, 40)))


def _ranking(options: str, random: Random, *, alike: float) -> str:
    """Draw an order near to a common one, cut short now and then, some of it alike."""
    liking = {option: random.gauss(0, 1) - place * 0.3 for place, option in enumerate(options)}
    order = sorted(options, key=liking.__getitem__, reverse=True)
    if random.random() < 0.4:
        order = order[: random.randint(1, len(order))]
    tiers = [order[:1]]
    for option in order[1:]:
        if random.random() < alike:
            tiers[-1].append(option)
        else:
            tiers.append([option])
    return ">".join("=".join(sorted(tier)) for tier in tiers)


def _ranked(random: Random, *, alike: float) -> Ranked:
    options = _options(random, 5 if random.random() < 0.9 else 6)
    drawn = [_ranking(options, random, alike=alike) for _ in range(_size(random))]
    return Ranked(options, random.randint(1, len(options) - 1), _together(drawn, random))


def ranked(seed: int, many: int) -> list[Ranked]:
    """Draw rankings without ties, many of them cut short."""
    random = rng(seed)
    return [_ranked(random, alike=0) for _ in range(many)]


def weak(seed: int, many: int) -> list[Ranked]:
    """Draw rankings in which options may be alike."""
    random = rng(seed)
    return [_ranked(random, alike=0.3) for _ in range(many)]


def _approval(options: str, random: Random) -> str:
    liked = random.sample(options, random.randint(1, len(options) - 1))
    return "".join(sorted(liked))


def approved(seed: int, many: int) -> list[Approved]:
    """Draw approvals of at least one option."""
    random, found = rng(seed), []
    for _ in range(many):
        options = _options(random, 5)
        drawn = [_approval(options, random) for _ in range(_size(random))]
        found.append(Approved(options, random.randint(1, len(options) - 1), _together(drawn, random)))
    return found


def scored(seed: int, many: int) -> list[Scored]:
    """Draw scores from 0 to 5."""
    random, found = rng(seed), []
    for _ in range(many):
        options = _options(random, 5)
        drawn = ["".join(random.choices("012345", k=len(options))) for _ in range(_size(random))]
        found.append(Scored(options, random.randint(1, len(options) - 1), _together(drawn, random)))
    return found


def lists(seed: int, many: int) -> list[Lists]:
    """Draw votes of lists: round numbers, so that averages are often equal, and numbers that are not."""
    random, found = rng(seed), []
    for _ in range(many):
        unit = random.choice((1, 10, 10, 997))
        votes = tuple(unit * random.randint(1, 40) for _ in range(random.randint(2, 5)))
        found.append(Lists(votes, random.randint(1, 15)))
    return found


def projects(seed: int, many: int) -> list[Projects]:
    """Draw costs that seldom fill the budget, and approvals."""
    random, found = rng(seed), []
    for _ in range(many):
        options = _options(random, 5)
        costs = tuple(random.choice((1, 2, 3, 4, 5, 10)) * 10 for _ in options)
        drawn = [_approval(options, random) for _ in range(random.randint(4, 20))]
        budget = random.randint(max(costs) // 2, sum(costs))
        found.append(Projects(costs, budget, _together(drawn, random)))
    return found
