"""Laws: seats are filled lawfully wherever they can be, as well as they can be, or the conflict is real."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, product

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from consultgov.composition.allotting.conflicts import conflict
from consultgov.composition.allotting.problems import Conflict, Option, Post, Problem
from consultgov.composition.allotting.searching import allot
from consultgov.counting import Condition, Tally
from consultgov.people import Elector, Trait
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Chosen = tuple[int, ...]
Allot = Callable[[Problem], Chosen | None]
Disagree = Callable[[Problem], Conflict]

POSTS = ("party", "women", "units")

CONDITIONS = [
    "each employer: members <= 2",
    "each employer: members <= 1",
    "each employer: members <= 1/3 of all seats",
    "each employer: members < 1/2 of all members",
    "each sector: members >= 1",
    "each sector in (party, women): members = 1",
    "each sex: members >= 2",
    "each sex in (f, m): members >= 1",
    "each employer: (members among young >= 1 or members <= 1)",
    "each employer: each sex: members within employer <= 2",
    "members among sex is f >= 40% of members",
    "members among sex is f - members among sex is m <= 1 and members among sex is m <= 4",
    "members among sex is m - members among sex is f <= 1",
    "members among sex is f = members among sex is m",
    "members > 2 times (1/2 of members rounded down)",
    "members among young >= 1/3 of members rounded up",
    "members among not young <= (1/2 of members rounded to nearest) + 1",
    "members by area >= 50",
    "members by area among sex is f >= 1/4 of members by area",
    "blocs employer >= 3",
    "blocs employer = 2",
    "blocs employer by area where (members >= 2) >= 30",
    "blocs sex where (members among young >= 1) >= 2",
    "not (members among young = 0)",
    "not (members >= 3 and members among employer is red >= 1)",
    "(members <= 3 and each employer: members <= 1) or (members > 3 and each employer: members <= 2)",
    "members >= given fewest",
    "given strict and each employer: members <= 1",
    "not given strict or members among sex is f >= 2",
    "members among (young and not sex is m) <= 1",
    "entitled >= 3 and yes = 0 and vacant = 0",
    "seats <= 4",
]


# --- problems -------------------------------------------------------------------------------------


def electors() -> st.SearchStrategy[tuple[dict[str, Trait], int, bool]]:
    """Somebody's traits, area, and whether she has a vote where she sits."""
    traits: dict[str, st.SearchStrategy[Trait]] = {
        "employer": st.sampled_from(["red", "blue", "green", None]),
        "sex": st.sampled_from(["f", "m"]),
        "young": st.booleans(),
    }
    return st.tuples(
        st.fixed_dictionaries(traits), st.sampled_from([0, 7, 20, 30]), st.integers(0, 9).map(bool)
    )


@st.composite
def problems(draw: st.DrawFn, *, gains: int = 2) -> Problem:
    """Up to three posts and seven seats, and up to nine nominees where there is one post."""
    posts = draw(st.integers(1, 3))
    size = draw(st.integers(1, {1: 9, 2: 6, 3: 5}[posts]))
    options: list[Option] = []
    for candidate in range(size):
        traits, area, votes = draw(electors())
        for post in sorted(draw(st.sets(st.integers(0, posts - 1), min_size=1, max_size=posts))):
            seat = {**traits, "sector": POSTS[post]}
            elector = Elector(f"c{candidate}", traits=seat, weights={"area": area}) if votes else None
            own = draw(st.tuples(*[st.integers(0, 2)] * gains))
            options.append(Option(candidate, post, elector, own))
    bounds = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4)), min_size=posts, max_size=posts))
    named = zip(POSTS, bounds, strict=False)
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
        lambda pair: len(set(pair)) == 2
    )
    return Problem(
        tuple(Post(name, min(ends), max(ends)) for name, ends in named),
        tuple(options),
        tuple(map(Condition.parse, draw(st.lists(st.sampled_from(CONDITIONS), max_size=3)))),
        least=draw(st.integers(0, 3)),
        most=draw(st.one_of(st.none(), st.integers(3, 7))),
        apart=tuple(draw(st.lists(pair, max_size=2))) if size > 1 else (),
        given={"fewest": draw(st.integers(0, 4)), "strict": draw(st.booleans())},
        balance=tuple(
            draw(st.lists(st.sampled_from(["sex", "employer", "sector", "young"]), max_size=2, unique=True))
        ),
    )


# --- oracles --------------------------------------------------------------------------------------


def assignments(problem: Problem) -> Iterator[Chosen]:
    """Everybody in one of her seats or in none."""
    own: dict[int, list[int | None]] = {}
    for place, option in enumerate(problem.options):
        own.setdefault(option.candidate, [None]).append(place)
    for taken in product(*own.values()):
        yield tuple(sorted(place for place in taken if place is not None))


def tally_of(problem: Problem, chosen: Chosen) -> Tally:
    electors = [problem.options[place].elector for place in chosen]
    return Tally.of([elector for elector in electors if elector is not None], given=problem.given)


def within_posts(problem: Problem, chosen: Chosen) -> bool:
    held = Counter(problem.options[place].post for place in chosen)
    return all(post.least <= held[place] <= post.most for place, post in enumerate(problem.posts))


def is_lawful(problem: Problem, chosen: Chosen) -> bool:
    """By the real conditions, one after the other."""
    people = [problem.options[place].candidate for place in chosen]
    counted = [problem.options[place].candidate for place in chosen if problem.options[place].elector]
    most = len(people) if problem.most is None else problem.most
    return (
        len(set(people)) == len(people)
        and within_posts(problem, chosen)
        and problem.least <= len(people) <= most
        and not any({*pair} <= {*counted} for pair in problem.apart)
        and all(condition.holds(tally_of(problem, chosen)) for condition in problem.conditions)
    )


def merit(problem: Problem, chosen: Chosen) -> tuple[int, ...]:
    """The objective, larger is better."""
    taken = [problem.options[place] for place in chosen]
    gains = [sum(column) for column in zip(*(option.gains for option in taken), strict=True)]
    spreads = [
        Counter(
            option.elector.traits[trait]
            for option in taken
            if option.elector is not None and option.elector.traits[trait] is not None
        )
        for trait in problem.balance
    ]
    evenness = [-sum(count**2 for count in spread.values()) for spread in spreads]
    return (len(taken), *gains, *evenness)


def lawful(problem: Problem) -> list[Chosen]:
    return [chosen for chosen in assignments(problem) if is_lawful(problem, chosen)]


# --- laws -----------------------------------------------------------------------------------------


def check_lawful(problem: Problem, solve: Allot = allot) -> None:
    """An allotment is lawful, and there is one wherever one exists."""
    chosen = solve(problem)
    if chosen is None:
        assert not lawful(problem)
    else:
        assert is_lawful(problem, chosen)


def check_best(problem: Problem, solve: Allot = allot) -> None:
    """No lawful allotment has more merit."""
    chosen = solve(problem)
    merits = [merit(problem, other) for other in lawful(problem)]
    event(f"solvable: {bool(merits)}")
    assert (None if chosen is None else merit(problem, chosen)) == max(merits, default=None)


# --- conflicts ------------------------------------------------------------------------------------

Part = tuple[str, int]


def parts_of(problem: Problem) -> set[Part]:
    return {
        *(("post", place) for place in range(len(problem.posts))),
        *(("condition", place) for place in range(len(problem.conditions))),
        *(("apart", place) for place in range(len(problem.apart))),
        ("size", 0),
    }


def parts_found(found: Conflict) -> set[Part]:
    kinds = {"post": found.posts, "condition": found.conditions, "apart": found.apart}
    named = {(kind, place) for kind, places in kinds.items() for place in places}
    return named | ({("size", 0)} if found.size else set())


def only(problem: Problem, parts: set[Part]) -> Problem:
    """The problem with some of its requirements."""
    size = ("size", 0) in parts
    return problem._replace(
        posts=tuple(
            post if ("post", place) in parts else post._replace(least=0)
            for place, post in enumerate(problem.posts)
        ),
        conditions=tuple(
            each for place, each in enumerate(problem.conditions) if ("condition", place) in parts
        ),
        apart=tuple(pair for place, pair in enumerate(problem.apart) if ("apart", place) in parts),
        least=problem.least if size else 0,
        most=problem.most if size else None,
    )


def can_be_met(problem: Problem) -> bool:
    return any(is_lawful(problem, chosen) for chosen in assignments(problem))


def check_conflict(problem: Problem, disagree: Disagree = conflict) -> None:
    """A conflict is one, and is none without any of its parts; a smallest one is of fewest parts."""
    assume(not can_be_met(problem))
    found = disagree(problem)
    parts = parts_found(found)
    assert not can_be_met(only(problem, parts))
    for part in parts:
        assert can_be_met(only(problem, parts - {part}))
    event(f"parts: {len(parts)}, smallest: {found.smallest}")
    if found.smallest:
        fewer = (
            set(some) for size in range(len(parts)) for some in combinations(sorted(parts_of(problem)), size)
        )
        assert all(can_be_met(only(problem, some)) for some in fewer)


# --- the laws hold --------------------------------------------------------------------------------


def check_order(problem: Problem, order: list[int], solve: Allot = allot) -> None:
    """In whatever order the candidates stand, the best has the same merit."""
    shuffled = sorted(problem.options, key=lambda option: order[option.candidate])
    moved = problem._replace(options=tuple(shuffled))
    first, second = solve(problem), solve(moved)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert merit(problem, first) == merit(moved, second)


def any_lawful(problem: Problem) -> Chosen | None:
    return allot(problem, want_best=False)


class TestLaws:
    @given(problems())
    def test_an_allotment_is_lawful_and_found_wherever_there_is_one(self, problem: Problem) -> None:
        check_lawful(problem, any_lawful)

    @given(problems())
    def test_it_is_the_best(self, problem: Problem) -> None:
        check_best(problem)

    @given(problems(gains=0))
    def test_it_is_the_most_even_where_nothing_is_gained(self, problem: Problem) -> None:
        check_best(problem)

    @given(problems(gains=0))
    def test_a_conflict_is_one_and_is_none_without_any_of_its_parts(self, problem: Problem) -> None:
        check_conflict(problem)

    @given(problems(), st.permutations(range(9)))
    def test_it_does_not_matter_in_what_order_candidates_stand(
        self, problem: Problem, order: list[int]
    ) -> None:
        check_order(problem, order)


# --- and would fail -------------------------------------------------------------------------------


def loosened(problem: Problem) -> Chosen | None:
    """Forgets the last condition."""
    return allot(problem._replace(conditions=problem.conditions[:-1]))


def timid(problem: Problem) -> Chosen | None:
    """Finds nothing where five seats could be filled."""
    found = allot(problem)
    return None if found is not None and len(found) > 4 else found


def careless(problem: Problem) -> Chosen | None:
    """Takes the first gain for the only one."""
    options = (option._replace(gains=option.gains[:1]) for option in problem.options)
    return allot(problem._replace(options=tuple(options)))


def uneven(problem: Problem) -> Chosen | None:
    """Balances nothing."""
    return allot(problem._replace(balance=()))


def partial(problem: Problem) -> Chosen | None:
    """Never looks at who stands last."""
    last = problem.options[-1].candidate
    kept = [place for place, option in enumerate(problem.options) if option.candidate != last]
    found = allot(problem._replace(options=tuple(problem.options[place] for place in kept)))
    return None if found is None else tuple(kept[place] for place in found)


def padded(problem: Problem) -> Conflict:
    """Blames the size as well."""
    return conflict(problem)._replace(size=True)


def meagre(problem: Problem) -> Conflict:
    """Leaves out a condition."""
    found = conflict(problem)
    return found._replace(conditions=found.conditions[1:])


class TestTeeth:
    @pytest.mark.parametrize("mutant", [loosened, timid])
    def test_the_law_of_lawfulness(self, mutant: Allot) -> None:
        assert caught(lambda problem: check_lawful(problem, mutant), problems())

    @pytest.mark.parametrize("mutant", [careless, uneven, partial, any_lawful])
    def test_the_law_of_the_best(self, mutant: Allot) -> None:
        assert caught(lambda problem: check_best(problem, mutant), problems())

    @pytest.mark.parametrize("mutant", [padded, meagre])
    def test_the_law_of_conflicts(self, mutant: Disagree) -> None:
        assert caught(lambda problem: check_conflict(problem, mutant), problems(gains=0).filter(is_stuck))

    def test_the_law_of_order(self) -> None:
        order = st.permutations(range(9))
        assert caught(lambda problem, order: check_order(problem, order, partial), problems(), order)


def is_stuck(problem: Problem) -> bool:
    return allot(problem) is None
