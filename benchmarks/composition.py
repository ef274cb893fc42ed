"""Target 5: whether seats can be filled, and by whom, against solvers; and what a review and a filling cost.

One problem for everybody: each nominee may sit for some sectors and takes one seat at most, each employer has
so many seats at most, each sector between its least and its most, and all seats are filled. Instances are
loose, tight around a solution that is hidden in them, or such that a sector's least cannot be met. A peer is
given the same plain lists, and builds the model that its documents show; answers are compared first.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any, Final, TypeAlias

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
    ratio_line,
    rng,
)
from consultgov.composition import Allotment, Committee, Nominee, Sector
from consultgov.composition.allotting.flows import seated
from consultgov.composition.allotting.problems import Option, Post, Problem
from consultgov.composition.allotting.searching import allot
from consultgov.errors import TooLarge
from consultgov.people import Appointment, Person, Roster

SIZES: Final = ((8, 20), (50, 200), (200, 1_000), (1_000, 5_000))
KINDS: Final = ("loose", "tight", "infeasible")
LONG: Final = 1.0
"""Seconds: what takes longer is measured once."""


@attrs.frozen
class Instance:
    """Seats to be filled: sectors, and of each nominee the sectors and the employer."""

    seats: int
    sectors: Sequence[tuple[int, int]]
    eligible: Sequence[Sequence[int]]
    employers: Sequence[int]
    caps: Sequence[int]


Fills: TypeAlias = Callable[[Instance], bool]


# --- instances ------------------------------------------------------------------------------------


def _sizes(seats: int) -> list[int]:
    """Spread seats over a quarter as many sectors."""
    number = max(2, min(40, seats // 4))
    return [len(range(place, seats, number)) for place in range(number)]


def loose(seats: int, people: int) -> Instance:
    """Make sectors with a seat more or less, people who may sit for up to three, generous caps."""
    chance, sizes = rng(seats), _sizes(seats)
    firms = max(3, people // 10)
    return Instance(
        seats,
        [(max(1, size - 1), size + 1) for size in sizes],
        [_some(chance, len(sizes), chance.choice((1, 1, 2, 3))) for _ in range(people)],
        [chance.randrange(firms) for _ in range(people)],
        [ceil(2 * seats / firms)] * firms,
    )


def _some(chance: Any, number: int, of: int) -> list[int]:  # noqa: ANN401 - a random.Random
    return sorted(chance.sample(range(number), min(of, number)))


def tight(seats: int, people: int) -> Instance:
    """Hide one solution that fills every sector and every employer's cap; half as many people mislead."""
    chance, sizes = rng(seats + 1), _sizes(seats)
    firms = max(number for number in range(1, seats // 4 + 1) if seats % number == 0)
    homes = chance.sample([place for place, size in enumerate(sizes) for _ in range(size)], seats)
    chosen = [({home, chance.randrange(len(sizes))}, place % firms) for place, home in enumerate(homes)]
    others = range(min(people - seats, seats // 2))
    chosen += [({chance.randrange(len(sizes))}, chance.randrange(firms)) for _ in others]
    chance.shuffle(chosen)
    return Instance(
        seats,
        [(size, size) for size in sizes],
        [sorted(sectors) for sectors, _ in chosen],
        [firm for _, firm in chosen],
        [seats // firms] * firms,
    )


def infeasible(seats: int, people: int) -> Instance:
    """Make a loose instance in which the first sector needs one more than its only employer may have."""
    made = loose(seats, people)
    eligible = [
        [sector for sector in sectors if sector or firm == 0] or [1]
        for sectors, firm in zip(made.eligible, made.employers, strict=True)
    ]
    first = made.caps[0] + 1
    others = [(1, most) for _, most in made.sectors[1:]]
    return attrs.evolve(made, eligible=eligible, sectors=[(first, first + 1), *others])


MAKE: Final[Mapping[str, Callable[[int, int], Instance]]] = {
    "loose": loose,
    "tight": tight,
    "infeasible": infeasible,
}


# --- ours -----------------------------------------------------------------------------------------


def chains(given: Instance) -> bool:
    """Tell whether all seats can be filled, by the engine's chains."""
    found = seated(given.sectors, given.eligible, given.employers, given.caps, given.seats)
    return not found.short and len(found.seats) - found.seats.count(-1) == given.seats


def body_of(given: Instance) -> tuple[Committee, list[Nominee]]:
    """The same as a body and its nominees; how many seats are filled is a rule."""
    sectors = [Sector(f"sector {place}", bounds) for place, bounds in enumerate(given.sectors)]
    cap = given.caps[0]
    body = Committee("body", sectors, [f"each employer: members <= {cap}", f"members = {given.seats}"])
    people = [
        Person(
            f"p{place}",
            traits={"employer": f"firm {firm}"},
            sectors=[f"sector {sector}" for sector in own],
        )
        for place, (own, firm) in enumerate(zip(given.eligible, given.employers, strict=True))
    ]
    return body, [Nominee(person, rank=place % 7) for place, person in enumerate(people)]


def fill(made: tuple[Committee, list[Nominee]]) -> bool:
    """Fill a body, the best ranks first."""
    body, nominees = made
    return isinstance(body.fill(nominees), Allotment)


# --- peers ----------------------------------------------------------------------------------------


def _arcs(given: Instance) -> Iterator[tuple[int, int, int]]:
    """The network: source, employers, people, sectors, and the seats that must and that may be filled.

    The source is node 0, the sink 1, the node of what is beyond the least numbers 2.
    """
    first = 3
    people = first + len(given.caps)
    sectors = people + len(given.eligible)
    for firm, cap in enumerate(given.caps):
        yield 0, first + firm, cap
    for who, (own, firm) in enumerate(zip(given.eligible, given.employers, strict=True)):
        yield first + firm, people + who, 1
        for sector in own:
            yield people + who, sectors + sector, 1
    for sector, (least, most) in enumerate(given.sectors):
        yield sectors + sector, 1, least
        yield sectors + sector, 2, most - least
    yield 2, 1, given.seats - sum(least for least, _ in given.sectors)


def _networkx(library: Any) -> Fills:  # noqa: ANN401 - a module
    def fills(given: Instance) -> bool:
        """Build a graph and push a flow."""
        graph = library.DiGraph()
        graph.add_weighted_edges_from(_arcs(given), weight="capacity")
        value, _ = library.maximum_flow(graph, 0, 1)
        return bool(value == given.seats)

    return fills


def _scipy(sparse: Any, graphs: Any, numpy: Any) -> Fills:  # noqa: ANN401 - modules
    def fills(given: Instance) -> bool:
        """Build a sparse matrix and ask for the flow."""
        tails, heads, room = zip(*_arcs(given), strict=True)
        size = 3 + len(given.caps) + len(given.eligible) + len(given.sectors)
        capacities = numpy.array(room, dtype=numpy.int32)
        matrix = sparse.csr_array((capacities, (tails, heads)), shape=(size, size))
        return bool(graphs.maximum_flow(matrix, 0, 1).flow_value == given.seats)

    return fills


def _simple_flow(library: Any) -> Fills:  # noqa: ANN401 - a module
    def fills(given: Instance) -> bool:
        """Add the arcs one by one and solve."""
        flow = library.SimpleMaxFlow()
        for tail, head, room in _arcs(given):
            flow.add_arc_with_capacity(tail, head, room)
        flow.solve(0, 1)
        return bool(flow.optimal_flow() == given.seats)

    return fills


def _cp_sat(library: Any) -> Fills:  # noqa: ANN401 - a module
    def fills(given: Instance) -> bool:
        """A truth for everybody in each of her sectors."""
        model = library.CpModel()
        of_sector: list[list[Any]] = [[] for _ in given.sectors]
        of_firm: list[list[Any]] = [[] for _ in given.caps]
        for own, firm in zip(given.eligible, given.employers, strict=True):
            chosen = [model.new_bool_var("") for _ in own]
            model.add_at_most_one(chosen)
            of_firm[firm] += chosen
            for sector, each in zip(own, chosen, strict=True):
                of_sector[sector].append(each)
        for (least, most), chosen in zip(given.sectors, of_sector, strict=True):
            model.add_linear_constraint(sum(chosen), least, most)
        for cap, chosen in zip(given.caps, of_firm, strict=True):
            model.add(sum(chosen) <= cap)
        model.add(sum(each for chosen in of_sector for each in chosen) == given.seats)
        solver = library.CpSolver()
        solver.parameters.num_workers = 1
        return bool(solver.solve(model) in (library.OPTIMAL, library.FEASIBLE))

    return fills


@attrs.frozen
class Peer:
    """A solver, how to ask it, its targets for eight seats and for a thousand, and the most it is given."""

    name: str
    modules: tuple[str, ...]
    make: Callable[..., Fills]
    small: Limit
    large: Limit | None = None
    largest: int = 1_000

    def ready(self) -> Fills | None:
        """Give the function to time, or None where the solver is not installed."""
        found = [peer(module) for module in self.modules]
        return None if None in found else self.make(*found)

    def limit(self, seats: int, kind: str) -> Limit | None:
        """Give the target of a size, if one is set: for tight instances there is none."""
        if seats == SIZES[0][0]:
            return self.small if kind == "loose" else None
        return self.large if seats == SIZES[-1][0] and kind != "tight" else None


PEERS: Final = (
    Peer("ortools SimpleMaxFlow", ("ortools.graph.python.max_flow",), _simple_flow, at_least(2)),
    Peer(
        "scipy maximum_flow",
        ("scipy.sparse", "scipy.sparse.csgraph", "numpy"),
        _scipy,
        at_least(20),
        at_least(1 / 4),
    ),
    Peer("networkx maximum_flow", ("networkx",), _networkx, at_least(50), at_least(10)),
    Peer("ortools CP-SAT", ("ortools.sat.python.cp_model",), _cp_sat, at_least(60), largest=200),
)


# --- weighted -------------------------------------------------------------------------------------


@attrs.frozen
class Scores:
    """What each nominee is worth in each of the posts that she may take."""

    posts: int
    worth: Sequence[Mapping[int, int]]


def scores(seats: int, people: int) -> Scores:
    """Draw up to three posts a nominee; the first nominees make sure that all can be filled."""
    chance = rng(seats + 2)
    worth: list[dict[int, int]] = []
    for who in range(people):
        posts = {*chance.sample(range(seats), 3), *([who] if who < seats else [])}
        worth.append({post: chance.randrange(1, 1_000) for post in sorted(posts)})
    return Scores(seats, worth)


def problem_of(given: Scores) -> Problem:
    """The same as a problem of the engine."""
    options = [
        Option(who, post, None, (gain,)) for who, own in enumerate(given.worth) for post, gain in own.items()
    ]
    posts = tuple(Post(f"post {place}", 1, 1) for place in range(given.posts))
    return Problem(posts, tuple(options))


def best(problem: Problem) -> int:
    """Give the greatest worth by the engine."""
    chosen = allot(problem)
    return -1 if chosen is None else sum(problem.options[each].gains[0] for each in chosen)


def _assigned(optimize: Any, numpy: Any) -> Callable[[Scores], int]:  # noqa: ANN401 - modules
    def assigned(given: Scores) -> int:
        """Fill a matrix and ask for the assignment."""
        matrix = numpy.full((given.posts, len(given.worth)), -(10**7))
        for who, own in enumerate(given.worth):
            for post, gain in own.items():
                matrix[post, who] = gain
        return int(matrix[optimize.linear_sum_assignment(matrix, maximize=True)].sum())

    return assigned


# --- review ---------------------------------------------------------------------------------------


def reviewed(made: tuple[Committee, Roster]) -> int:
    """Count the findings on a body."""
    body, roster = made
    return len(body.review(roster, on="2026-05-01"))


def by_hand(made: tuple[Committee, Roster]) -> int:
    """Count seats and employers over the same files by hand: the floor, not an alternative."""
    body, roster = made
    held = [each.seat for each in roster.appointments if each.end is None]
    firms = Counter(str(person.traits["employer"][0].value) for person in roster.people)
    seats = Counter(held)
    wrong = sum(seats[sector.name] != sector.least for sector in body.sectors)
    return wrong + (max(firms.values()) > len(held) // 4 + 1)


def full_body(seats: int) -> tuple[Committee, Roster]:
    """Make a body without a flaw."""
    sizes = _sizes(seats)
    body = Committee(
        "body",
        [Sector(f"sector {place}", size) for place, size in enumerate(sizes)],
        [f"each employer: members <= {seats // 4 + 1}", "members among sex is f >= 40% of members"],
    )
    homes = [f"sector {place}" for place, size in enumerate(sizes) for _ in range(size)]
    people = [
        Person(f"p{place}", traits={"employer": f"firm {place % 8}", "sex": "fm"[place % 2]}, sectors=[home])
        for place, home in enumerate(homes)
    ]
    held = [Appointment(f"p{place}", home, "2024-03-01") for place, home in enumerate(homes)]
    return body, Roster(people, held)


# --- lines ----------------------------------------------------------------------------------------


def lines(setting: Setting) -> Iterator[Line]:
    """5: how many times longer each solver takes than ours, and information."""
    ready = {other: other.ready() for other in PEERS}
    for seats, people in _chosen(setting):
        for kind in KINDS:
            yield from _against(seats, people, kind, ready, setting)
    for other, fills in ready.items():
        if fills is None:
            yield missing_peer("5", f"{other.name} / chains", other.small, other.name)
    yield from _weighted(setting)
    for seats, people in _chosen(setting):
        for kind in KINDS:
            given = MAKE[kind](seats, people)
            yield _filling(f"{seats:,} x {len(given.eligible):,}, {kind}", body_of(given))
    for seats, _ in _chosen(setting):
        yield _review(seats, setting)


def _chosen(setting: Setting) -> Sequence[tuple[int, int]]:
    return SIZES[:2] if setting.quick else SIZES


def _against(
    seats: int, people: int, kind: str, ready: Mapping[Peer, Fills | None], setting: Setting
) -> Iterator[Line]:
    given = MAKE[kind](seats, people)
    answer = chains(given)
    expect(f"{kind}, {seats} seats", answer, kind != "infeasible")
    cases = {"chains": Case(chains, given)}
    asked = {other: fills for other, fills in ready.items() if fills is not None and seats <= other.largest}
    for other, fills in asked.items():
        expect(f"{other.name}, {kind}, {seats} seats", answer, fills(given))
        cases[other.name] = Case(fills, given)
    timings = paired(cases, setting.rounds)
    what = f"{seats:,} x {len(given.eligible):,}, {kind}"
    for other in asked:
        ratios = timings.ratios(other.name, "chains")
        yield ratio_line("5", f"{other.name} / chains", what, ratios, other.limit(seats, kind))
    yield Line(
        "5", "chains, seats filled or the short sectors", what, f"{timings.seconds('chains') * 1e3:.3g} ms"
    )


def _weighted(setting: Setting) -> Iterator[Line]:
    found = [peer("scipy.optimize"), peer("numpy")]
    what = "weighted: the engine / scipy linear_sum_assignment"
    if None in found:
        yield missing_peer("5", what, None, "scipy")
        return
    assigned = _assigned(*found)
    for seats, people in _chosen(setting)[:3]:
        given = scores(seats, people)
        problem = problem_of(given)
        expect(what, best(problem), assigned(given))
        cases = {"ours": Case(best, problem), "peer": Case(assigned, given)}
        ratios = paired(cases, setting.rounds).ratios("ours", "peer")
        yield ratio_line("5", what, f"{seats:,} x {people:,}", ratios)


def _filling(sizes: str, made: tuple[Committee, list[Nominee]]) -> Line:
    """Tell what a whole filling costs, or that it was given up."""
    case = Case(fill, made)
    begin = time.process_time()
    try:
        case.once()
    except TooLarge:
        measured = f"given up after {time.process_time() - begin:.1f} s"
    else:
        seconds = time.process_time() - begin
        if seconds < LONG:
            seconds = min(case.sample(max(1, int(LONG / 5 / seconds)), time.process_time) for _ in range(3))
        measured = f"{seconds * 1e3:.3g} ms"
    return Line("5", "Committee.fill, best ranks", sizes, measured)


def _review(seats: int, setting: Setting) -> Line:
    """Tell what a review costs beside a count by hand."""
    made = full_body(seats)
    expect("findings", reviewed(made), by_hand(made))
    cases = {"review": Case(reviewed, made), "hand": Case(by_hand, made)}
    timings = paired(cases, setting.rounds)
    line = ratio_line(
        "5", "review / two counts by hand", f"{seats:,} seats", timings.ratios("review", "hand")
    )
    return attrs.evolve(line, measured=f"{line.measured}; {timings.seconds('review') * 1e3:.3g} ms")
