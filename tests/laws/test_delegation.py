"""Laws: whose ballot is used for whom is what following the pointers says, and no vote is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.errors import TallyError
from consultgov.voting.delegation import Delegation, Resolution, resolve
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

NAMES = [*"abcdefg"]
OUTSIDE = "x"
SUBJECTS = ["issue", "area"]


class Scene(NamedTuple):
    """Delegations of up to seven people, who voted, and what is voted on."""

    delegations: list[Delegation]
    voted: set[str]
    path: list[str]
    electors: list[str]
    transitive: bool


Resolver = Callable[[Scene], Resolution]


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """At most one delegation of one person on one subject; one to an outsider now and then."""
    electors = NAMES[: draw(st.integers(1, len(NAMES)))]
    keys = st.tuples(st.sampled_from(electors), st.sampled_from([None, *SUBJECTS]))
    pointed = draw(st.dictionaries(keys, st.sampled_from([*electors, OUTSIDE]), max_size=10))
    given_ = [Delegation(who, to, subject) for (who, subject), to in pointed.items()]
    voted = draw(st.sets(st.sampled_from([*electors, OUTSIDE]), max_size=3))
    return Scene(given_, voted, SUBJECTS[draw(st.integers(0, 2)) :], electors, draw(st.booleans()))


def resolved(scene: Scene) -> Resolution:
    """What is under test."""
    return resolve(
        scene.delegations,
        scene.voted,
        subject=scene.path,
        electors=scene.electors,
        transitive=scene.transitive,
    )


def pointer(scene: Scene, who: str) -> str | None:
    """To whom somebody delegates: on the first subject on which she does."""
    for subject in (*scene.path, None):
        for each in scene.delegations:
            if (each.delegator, each.subject) == (who, subject):
                return each.to
    return None


def walked(scene: Scene, who: str) -> str:
    """Where somebody's vote goes."""
    to = pointer(scene, who)
    if who in scene.voted:
        return "direct"
    if to is None:
        return "silent"
    return "delegates-to-self" if to == who else reached(scene, to)


def reached(scene: Scene, here: str) -> str:
    """Where a delegation leads, step by step; after more steps than there are people, in a circle."""
    for _ in range(len(NAMES) + 1):
        if here not in scene.electors:
            return "delegate-not-elector"
        if here in scene.voted:
            return f"to {here}"
        further = pointer(scene, here)
        if not scene.transitive or further is None or further == here:
            return "delegation-ends"
        here = further
    return "delegation-cycle"


def told(found: Resolution) -> dict[str, str]:
    """A resolution in the words of the oracle."""
    said = dict.fromkeys(found.direct, "direct") | dict.fromkeys(found.silent, "silent")
    said |= {who: f"to {voter}" for who, voter in found.casts.items()}
    return said | {who: verdict.code for who, verdict in found.unresolved.items()}


def check(scene: Scene, resolver: Resolver = resolved) -> None:
    """The law, for one scene."""
    expected = {who: walked(scene, who) for who in scene.electors}
    for outcome in sorted(set(expected.values())):
        event(outcome.split()[0])
    assert told(resolver(scene)) == expected


@given(scenes())
def test_a_vote_goes_where_the_pointers_lead(scene: Scene) -> None:
    check(scene)


def delegation_overrides(scene: Scene) -> Resolution:
    """Somebody who delegated has no direct vote."""
    delegators = {each.delegator for each in scene.delegations}
    return resolved(scene._replace(voted=scene.voted - delegators))


def general_first(scene: Scene) -> Resolution:
    """The general delegation goes before that on a subject."""
    general = {each.delegator for each in scene.delegations if each.subject is None}
    kept = [each for each in scene.delegations if each.subject is None or each.delegator not in general]
    return resolved(scene._replace(delegations=kept))


def one_step(scene: Scene) -> Resolution:
    """No chains."""
    return resolved(scene._replace(transitive=False))


@pytest.mark.parametrize("wrong", [delegation_overrides, general_first, one_step])
def test_another_definition_is_caught(wrong: Resolver) -> None:
    assert caught(lambda scene: check(scene, wrong), scenes())


# --- no vote is lost or doubled -------------------------------------------------------------------

WEIGHTS = st.fixed_dictionaries(
    {name: st.fractions(0, 10**18, max_denominator=1000) | st.integers(0, 3) for name in NAMES}
)
Weighed = Callable[[Resolution, str, dict[str, Fraction | int]], Fraction | int]


def check_account(
    scene: Scene, weights: dict[str, Fraction | int], weigh: Weighed = Resolution.weight
) -> None:
    """What the ballots carry and what nobody's ballot carries is all there is."""
    found = resolved(scene)
    carried = sum(weigh(found, voter, weights) for voter in scene.voted)
    lost = sum(weights[who] for who in (*found.unresolved, *found.silent))
    total = sum(weights[who] for who in scene.electors)
    assert carried + lost == total
    assert sum(found.account(weights).values()) == total


@given(scenes(), WEIGHTS)
def test_every_unit_is_accounted_for(scene: Scene, weights: dict[str, Fraction | int]) -> None:
    check_account(scene, weights)


def without_her_own(found: Resolution, voter: str, weights: dict[str, Fraction | int]) -> Fraction | int:
    """Forgets that the delegate has a vote of her own."""
    return sum(weights[who] for who in found.carried_by(voter) if who != voter)


def rounded(found: Resolution, voter: str, weights: dict[str, Fraction | int]) -> Fraction | int:
    """Loses what is no whole unit."""
    return int(found.weight(voter, weights))


@pytest.mark.parametrize("wrong", [without_her_own, rounded])
def test_a_sum_that_loses_something_is_caught(wrong: Weighed) -> None:
    def mutant_check(scene: Scene, weights: dict[str, Fraction | int]) -> None:
        check_account(scene, weights, wrong)

    assert caught(mutant_check, scenes(), WEIGHTS)


# --- order, and one vote more ---------------------------------------------------------------------


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Scene, Scene]:
    """A scene, and the same in another order."""
    scene = draw(scenes())
    delegations = draw(st.permutations(scene.delegations))
    electors = draw(st.permutations(scene.electors))
    return scene, scene._replace(delegations=delegations, electors=electors)


def check_order(both: tuple[Scene, Scene], resolver: Resolver = resolved) -> None:
    one, other = (resolver(scene) for scene in both)
    assert one.to_dict() == other.to_dict()


@given(shuffled())
def test_order_does_not_matter(both: tuple[Scene, Scene]) -> None:
    check_order(both)


def last_given(scene: Scene) -> Resolution:
    """Only the delegation given last counts."""
    kept = {each.delegator: each for each in scene.delegations}
    return resolved(scene._replace(delegations=[*kept.values()]))


def test_a_resolver_that_keeps_the_last_is_caught() -> None:
    assert caught(lambda both: check_order(both, last_given), shuffled())


def check_direct(scene: Scene, who: int, resolver: Resolver = resolved) -> None:
    """Somebody more who votes: everybody's vote stays where it was, or now goes to her."""
    voter = scene.electors[who % len(scene.electors)]
    if voter in scene.voted:
        return
    before = told(resolver(scene))
    after = told(resolver(scene._replace(voted=scene.voted | {voter})))
    changed = {each for each in before if before[each] != after[each]}
    assert all(after[each] in ("direct", f"to {voter}") for each in changed)
    assert after[voter] == "direct"
    cast = [each for each in before if before[each] == "direct"]
    assert all(after[each] == "direct" for each in cast)


@given(scenes(), st.integers(0, 6))
def test_a_direct_vote_takes_nobody_else_s_away(scene: Scene, who: int) -> None:
    check_direct(scene, who)


def voter_takes_the_rest(scene: Scene) -> Resolution:
    """Whoever delegates to somebody who voted loses her own vote, if two did."""
    return resolved(scene if len(scene.voted) < 2 else scene._replace(voted={min(scene.voted)}))


def test_a_resolver_that_takes_votes_away_is_caught() -> None:
    def mutant_check(scene: Scene, who: int) -> None:
        check_direct(scene, who, voter_takes_the_rest)

    assert caught(mutant_check, scenes(), st.integers(0, 6))


# --- two of one person ----------------------------------------------------------------------------

MOMENTS = [None, *(f"2026-05-01T10:00:0{second}Z" for second in range(3))]
Chooser = Callable[[list[Delegation]], str | None]


def several() -> st.SearchStrategy[list[Delegation]]:
    """Delegations of one person, some with the moment at which they were given."""
    one = st.builds(Delegation, st.just("a"), st.sampled_from([*"bcd"]), at=st.sampled_from(MOMENTS))
    return st.lists(one, min_size=1, max_size=4)


def chosen(delegations: list[Delegation]) -> str | None:
    """The delegate, or ``None`` where the delegations contradict each other."""
    try:
        found = resolve(delegations, {"b", "c", "d"}, electors=[*"abcd"])
    except TallyError:
        return None
    return found.casts["a"]


def check_latest(delegations: list[Delegation], choose: Chooser = chosen) -> None:
    """One that all others came before, or all of them to one delegate; in whichever order they are given."""
    agreed = {each.to for each in delegations}
    for each in delegations:
        others = [other for other in delegations if other.to != each.to]
        if others and all(each.at and other.at and other.at < each.at for other in others):
            agreed = {each.to}
    expected = agreed.pop() if len(agreed) == 1 else None
    undated_rivals = any(each.at is None for each in delegations)
    if len({each.to for each in delegations}) > 1 and undated_rivals:
        expected = None
    assert choose(delegations) == choose(delegations[::-1]) == expected


@given(several())
def test_the_later_counts_in_whichever_order(delegations: list[Delegation]) -> None:
    check_latest(delegations)


def received_last(delegations: list[Delegation]) -> str | None:
    """Goes by the order in which they are given."""
    return delegations[-1].to


def undated_first(delegations: list[Delegation]) -> str | None:
    """Takes one without a moment as the earliest."""
    dated = [each for each in delegations if each.at is not None]
    return chosen(dated or delegations)


@pytest.mark.parametrize("wrong", [received_last, undated_first])
def test_another_way_to_choose_is_caught(wrong: Chooser) -> None:
    assert caught(lambda delegations: check_latest(delegations, wrong), several())
