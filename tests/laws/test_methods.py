"""Laws of methods, guards and what follows.

What a method cannot tell cannot matter to a rule that goes with it: papers may change hands in a secret
ballot, a voice vote may be louder or softer, and nobody need be in the room where papers are sent round.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import DecisionRule, FollowUp, Guard, Method, Outcome, Tally
from consultgov.decisions import FollowKind
from consultgov.decisions.methods import contradictions
from tests import oracles
from tests.laws import strategies as some
from tests.laws.mutants import caught
from tests.oracles import Poll, World

pytestmark = pytest.mark.property

Goes = Callable[[DecisionRule, Method], bool]


def goes(rule: DecisionRule, method: Method) -> bool:
    """What is under test: whether a rule and a method go together."""
    return not contradictions(rule, method)


def any_goes(_rule: DecisionRule, _method: Method) -> bool:
    """The mutant that sees no contradiction."""
    return True


def none_goes(_rule: DecisionRule, _method: Method) -> bool:
    """The mutant that sees a contradiction in everything."""
    return False


# --- secret ballot --------------------------------------------------------------------------------


@st.composite
def changed_hands(draw: st.DrawFn) -> tuple[Poll, Poll]:
    """A poll, and the same with the ballots handed to other people who voted."""
    poll = draw(some.polls(splits=False))
    answers = draw(st.permutations(list(poll.ballots.values())))
    return poll, replace(poll, ballots=dict(zip(poll.ballots, answers, strict=True)))


def check_secret(rule: DecisionRule, polls: tuple[Poll, Poll], together: Goes = goes) -> None:
    """Who cast which paper does not matter."""
    if not together(rule, Method.SECRET_BALLOT):
        return
    event("goes")
    first, second = polls
    assert rule.outcome(first.tally()) is rule.outcome(second.tally())


@given(some.rules(), changed_hands())
def test_papers_may_change_hands(rule: DecisionRule, polls: tuple[Poll, Poll]) -> None:
    check_secret(rule, polls)


def test_the_law_of_papers_can_fail() -> None:
    assert caught(partial(check_secret, together=any_goes), some.rules(), changed_hands())


# --- written circulation --------------------------------------------------------------------------


def check_circulated(rule: DecisionRule, poll: Poll, together: Goes = goes) -> None:
    """Whether those who returned nothing are in the room does not matter."""
    if not together(rule, Method.WRITTEN_CIRCULATION):
        return
    event("goes")
    voters = {elector.id for elector in poll.electors} - poll.recused
    silent = {*poll.present} & voters - {*poll.ballots}
    away = replace(poll, present=poll.present - silent)
    assert rule.outcome(poll.tally()) is rule.outcome(away.tally())


@given(some.rules(), some.polls(splits=False))
def test_nobody_need_be_in_the_room(rule: DecisionRule, poll: Poll) -> None:
    check_circulated(rule, poll)


def test_the_law_of_the_room_can_fail() -> None:
    assert caught(partial(check_circulated, together=any_goes), some.rules(), some.polls(splits=False))


# --- voice vote -----------------------------------------------------------------------------------


@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    """A comparison of yes and no, with a share, a factor or a constant."""
    relation = draw(st.sampled_from([">", ">=", "="]))
    share = f"{draw(st.integers(1, 4))}/{draw(st.integers(4, 8))} of decisive"
    right = draw(st.sampled_from(["no", "no", f"{draw(st.integers(1, 3))} times no", share]))
    return f"yes {relation} {right} + {draw(st.sampled_from([0, 0, 0, 1, 5, 40]))}"


@st.composite
def plain_rules(draw: st.DrawFn) -> DecisionRule:
    """A rule on yes and no alone, of one comparison or two."""
    joined = draw(st.sampled_from([" and ", " or "])).join(
        draw(st.lists(plain_texts(), min_size=1, max_size=2))
    )
    rejects = draw(st.sampled_from([None, None, "no > yes", "no >= 3"]))
    return DecisionRule(joined, tied=draw(st.sampled_from([None, "yes = no"])), rejects=rejects)


def check_voice(rule: DecisionRule, votes: list[tuple[int, int]], together: Goes = goes) -> None:
    """How much louder a side is does not matter."""
    if not together(rule, Method.VOICE_VOTE):
        return
    event("goes")
    assert len({rule.outcome(Tally.totals(yes=yes, no=no)) for yes, no in votes}) == 1


@st.composite
def same_side(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Two votes in which the same side is louder, or both are as loud."""
    numbers = st.integers(1, 12) | st.integers(1, 10**6)
    side = draw(st.sampled_from(["yes", "no", "even"]))
    found: list[tuple[int, int]] = []
    for _ in range(2):
        less = draw(st.just(0) | numbers) if side != "even" else draw(numbers)
        more = less if side == "even" else less + draw(numbers)
        found.append((more, less) if side == "yes" else (less, more))
    return found


@given(plain_rules(), same_side())
def test_how_much_louder_does_not_matter(rule: DecisionRule, votes: list[tuple[int, int]]) -> None:
    check_voice(rule, votes)


def test_the_law_of_the_louder_side_can_fail() -> None:
    assert caught(partial(check_voice, together=any_goes), plain_rules(), same_side())


# --- consensus ------------------------------------------------------------------------------------


def check_consensus(rule: DecisionRule, size: int, together: Goes = goes) -> None:
    """A rule is refused only if it adopts what everybody objects to."""
    if together(rule, Method.CONSENSUS):
        return
    event("refused")
    bare = attrs.evolve(rule, quorum=None)
    people = [f"e{number}" for number in range(size)]
    assert (
        bare.outcome(Tally.of(people, dict.fromkeys(people, "no"), labels=some.PLAIN.labels))
        is Outcome.ADOPTED
    )


SILENT = st.sampled_from(
    ["abstain = 0", "invalid <= 1", "no = 0", "no <= 2", "yes = 0", "ballots >= 1", "absent = 0"]
)


def tacit(text: str) -> DecisionRule:
    """A rule that silence may adopt."""
    return DecisionRule(text, silence_adopts=True)


TACIT = SILENT.map(tacit)


@given(TACIT, st.integers(1, 9))
def test_what_is_refused_is_deaf_to_objections(rule: DecisionRule, size: int) -> None:
    check_consensus(rule, size)


def test_the_law_of_objections_can_fail() -> None:
    assert caught(partial(check_consensus, together=none_goes), TACIT, st.integers(1, 9))


# --- guards ---------------------------------------------------------------------------------------

FOLLOWS = st.sampled_from(
    [FollowUp("nothing"), FollowUp("refer_up", to="the council"), FollowUp("consult_again")]
)
ASKED = st.sampled_from(
    [
        "present >= 2",
        "participating >= 1",
        "present >= 2/3 of members",
        "entitled = members",
        "present among permanent >= 1",
        "absent <= 1 or given notice",
    ]
)
GUARDS = st.lists(st.builds(Guard, ASKED, FOLLOWS), min_size=1, max_size=2)

Decide = Callable[[DecisionRule, Poll], Outcome]


def expected_outcome(rule: DecisionRule, world: World) -> Outcome:
    """The order of outcomes, guards first."""
    if not all(world.holds(guard.condition) for guard in rule.guards):
        return Outcome.INQUORATE
    return oracles.outcome(rule, world)


def decide(rule: DecisionRule, poll: Poll) -> Outcome:
    """What is under test."""
    return rule.outcome(poll.tally())


def check_guarded(rule: DecisionRule, guards: Sequence[Guard], poll: Poll, answer: Decide = decide) -> None:
    """A guard that fails leaves nothing decided, and what follows is what the first of them says."""
    guarded = attrs.evolve(rule, guards=guards)
    world = poll.whole()
    assert answer(guarded, poll) is expected_outcome(guarded, world)
    failing = [guard for guard in guards if not world.holds(guard.condition)]
    event("fails" if failing else "holds")
    assert guarded.decide(poll.tally()).follows is (failing[0].follows if failing else None)


@given(some.rules(), GUARDS, some.polls())
def test_guards_come_first(rule: DecisionRule, guards: list[Guard], poll: Poll) -> None:
    check_guarded(rule, guards, poll)


def decide_blindly(rule: DecisionRule, poll: Poll) -> Outcome:
    """The mutant that asks no guard."""
    return decide(attrs.evolve(rule, guards=()), poll)


def test_the_law_of_guards_can_fail() -> None:
    assert caught(partial(check_guarded, answer=decide_blindly), some.rules(), GUARDS, some.polls())


STANCES = ("yes", "no", "silent", "absent")

Foresee = Callable[[DecisionRule, Poll, list[str]], frozenset[Outcome]]


def foresee(rule: DecisionRule, poll: Poll, who: list[str]) -> frozenset[Outcome]:
    """What is under test."""
    return rule.forecast(poll.tally(), who, STANCES)


def check_foreseen(
    rule: DecisionRule, guards: Sequence[Guard], poll: Poll, answer: Foresee = foresee
) -> None:
    """A forecast under guards is what brute force finds."""
    guarded = attrs.evolve(rule, guards=guards)
    who = some.entitled(poll)[:3]
    worlds = [poll.whole().people]
    for person in who:
        worlds = [oracles.moved(people, {person: stance}) for people in worlds for stance in STANCES]
    expected = {expected_outcome(guarded, World(people, poll.facts)) for people in worlds}
    assert answer(guarded, poll, who) == expected


@given(some.rules(), GUARDS, some.polls(least=1, most=5, splits=False))
def test_guards_are_foreseen(rule: DecisionRule, guards: list[Guard], poll: Poll) -> None:
    check_foreseen(rule, guards, poll)


def foresee_blindly(rule: DecisionRule, poll: Poll, who: list[str]) -> frozenset[Outcome]:
    """The mutant that foresees no guard."""
    return foresee(attrs.evolve(rule, guards=()), poll, who)


def test_the_law_of_foresight_can_fail() -> None:
    polls = some.polls(least=1, most=5, splits=False)
    assert caught(partial(check_foreseen, answer=foresee_blindly), some.rules(), GUARDS, polls)


# --- records --------------------------------------------------------------------------------------


@st.composite
def follow_ups(draw: st.DrawFn) -> FollowUp:
    """What may follow, with whatever it takes."""
    kind = draw(st.sampled_from(list(FollowKind)))
    to = draw(st.sampled_from(["the council", "村民会议"])) if kind is FollowKind.REFER_UP else ""
    takes = kind in (FollowKind.SECOND_CALL, FollowKind.SECOND_BALLOT)
    rule = draw(st.none() | some.rules()) if takes else None
    after, more = draw(st.none() | st.integers(0, 30)), draw(st.none() | st.integers(0, 30))
    within = None if more is None else more + (after or 0)
    return FollowUp(kind, to, rule, after, within)


NOT_ADOPTED = st.sampled_from([outcome for outcome in Outcome if outcome is not Outcome.ADOPTED])


@given(some.rules(), GUARDS, st.dictionaries(NOT_ADOPTED, follow_ups(), max_size=4))
def test_a_rule_comes_back_with_all_it_says(
    rule: DecisionRule, guards: list[Guard], follows: dict[Outcome, FollowUp]
) -> None:
    whole = attrs.evolve(rule, guards=guards, follows=follows, methods=["roll_call"], boxes=["permanent"])
    assert DecisionRule.from_dict(whole.to_dict()) == whole
    assert hash(DecisionRule.from_dict(whole.to_dict())) == hash(whole)
