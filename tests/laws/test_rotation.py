"""Laws: turns and rotating votes, against a slow walk from turn to turn and from day to day."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from datetime import date, timedelta
from math import gcd

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.people import Appointment, Person, Roster
from consultgov.terms.rotation.fairness import fairness_of, missed_turns
from consultgov.terms.rotation.groups import Regrouping, RotationGroup, VotingPeriod
from consultgov.terms.rotation.rounds import MissedWhen, SkippedTurn
from consultgov.terms.rotation.rules import Rotation
from consultgov.terms.rotation.turns import Turn, TurnKind, TurnPlace
from consultgov.terms.rotation.votes import VotingRotation
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

DAY, START, HORIZON = timedelta(days=1), date(2026, 1, 1), 60
NAMES = ("a", "b", "c", "d")
MADE_UP = (SkippedTurn.MADE_UP_NEXT, SkippedTurn.MADE_UP_AT_END)

Spans = list[tuple[int, int]]


@attrs.frozen
class Scene:
    """An order with its absences and vacancies, in days from the start."""

    rule: Rotation
    length: int
    away: dict[str, Spans]
    vacant: dict[str, Spans]

    @property
    def end(self) -> date:
        return START + HORIZON * DAY

    @property
    def roster(self) -> Roster | None:
        """Each seat is held by somebody of its name, but for the days of a vacancy."""
        if self.rule.of.value == "persons":
            return None
        held = [
            Appointment(name, name, START + first * DAY, START + last * DAY)
            for name in NAMES
            for first, last in gaps(self.vacant.get(name, []))
        ]
        return Roster([Person(name) for name in NAMES], held)

    @property
    def absences(self) -> dict[str, list[tuple[date, date]]]:
        return {
            name: [(START + first * DAY, START + last * DAY) for first, last in spans]
            for name, spans in self.away.items()
        }


def gaps(spans: Spans) -> Spans:
    """The days between some spans, up to long after the horizon."""
    free = [day for day in range(4 * HORIZON) if not any(first <= day < last for first, last in spans)]
    found: Spans = []
    for day in free:
        if found and found[-1][1] == day:
            found[-1] = (found[-1][0], day + 1)
        else:
            found.append((day, day + 1))
    return found


Answer = Callable[[Scene], tuple[Turn, ...]]


def answered(scene: Scene) -> tuple[Turn, ...]:
    return scene.rule.schedule(START, scene.end, scene.roster, away=scene.absences)


# --- scenes -----------------------------------------------------------------------------------------


def spans() -> st.SearchStrategy[Spans]:
    one = st.tuples(st.integers(0, HORIZON), st.integers(1, 25)).map(lambda pair: (pair[0], sum(pair)))
    return st.lists(one, max_size=3)


@st.composite
def places(draw: st.DrawFn, name: str) -> TurnPlace:
    since = draw(st.none() | st.integers(1, HORIZON))
    until = draw(st.none() | st.integers(1, HORIZON))
    begin = None if since is None else START + since * DAY
    end = None if until is None else START + ((since or 0) + until) * DAY
    return TurnPlace(name, begin, end)


@st.composite
def scenes(draw: st.DrawFn, *, changing: bool = True) -> Scene:
    names = NAMES[: draw(st.integers(1, 4))]
    order = [draw(places(name)) if changing and draw(st.booleans()) else TurnPlace(name) for name in names]
    skipped = draw(st.sampled_from(SkippedTurn))
    length = draw(st.integers(1, 4))
    rule = Rotation(
        order,
        f"{length} days",
        START,
        first=draw(st.sampled_from(["", *names])),
        of=draw(st.sampled_from(["persons", "seats"])),
        skipped=skipped,
        missed=draw(st.sampled_from(MissedWhen)),
        most_owed=draw(st.integers(1, 3)) if skipped in MADE_UP else 1,
    )
    away = {name: draw(spans()) for name in names}
    vacant = {name: draw(spans()) for name in names} if rule.of.value == "seats" else {}
    return Scene(rule, length, away, vacant)


# --- a slow reading ---------------------------------------------------------------------------------


class Walk:
    """Goes from turn to turn and looks at each day of each; keeps who owes in a queue."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.rule = scene, scene.rule
        self.order = deque(self.rule.order)
        while self.rule.first and self.order[0].name != self.rule.first:
            self.order.rotate(-1)
        self.size, self.place = len(self.order), 0
        self.queue: list[str] = []
        self.debts: Counter[str] = Counter()

    def belongs(self, name: str, day: int) -> bool:
        at = START + day * DAY
        return any(
            each.name == name and (each.since or at) <= at and (each.until is None or at < each.until)
            for each in self.order
        )

    def free(self, name: str, day: int) -> bool:
        hidden = [*self.scene.away.get(name, []), *self.scene.vacant.get(name, [])]
        return not any(first <= day < last for first, last in hidden)

    def able(self, name: str, turn: int) -> bool:
        days = range(turn * self.scene.length, (turn + 1) * self.scene.length)
        there = [self.free(name, day) for day in days if self.belongs(name, day)]
        if self.rule.missed is MissedWhen.ON_FIRST_DAY:
            return there[0]
        return any(there) if self.rule.missed is MissedWhen.THROUGHOUT else all(there)

    def in_order(self, name: str, turn: int) -> bool:
        return self.belongs(name, turn * self.scene.length)

    def pays(self, turn: int) -> str:
        """Who makes up a turn, the one who has waited longest first; then she goes to the back."""
        for name in self.queue:
            if self.in_order(name, turn) and self.able(name, turn):
                self.debts[name] -= 1
                self.queue.remove(name)
                self.queue += [name] if self.debts[name] else []
                return name
        return ""

    def owes(self, names: list[str]) -> None:
        if self.rule.skipped in MADE_UP:
            for name in names:
                self.debts[name] = min(self.rule.most_owed, self.debts[name] + 1)
                self.queue += [] if name in self.queue else [name]

    def turn(self, number: int) -> tuple[str, list[str], bool]:
        """Who has a turn, who was passed over, and whether it makes one up."""
        if self.rule.skipped is SkippedTurn.MADE_UP_NEXT and (paid := self.pays(number)):
            return paid, [], True
        passed: list[str] = []
        taken, begun = "", self.place
        for _ in range(self.size):
            if self.place == self.size:
                if self.rule.skipped is SkippedTurn.MADE_UP_AT_END and (paid := self.pays(number)):
                    self.owes(passed)
                    return paid, passed, True
                self.place = 0
            name = self.order[self.place].name
            self.place += 1
            if self.in_order(name, number):
                if self.able(name, number):
                    taken = name
                    break
                passed.append(name)
        self.owes(passed)
        if self.rule.skipped is SkippedTurn.STOOD_IN_FOR:
            due = next(iter([*passed, taken]), "")
            names = [each.name for each in self.order]
            self.place = names.index(due) + 1 if due else begun
        return taken, passed, False


def walked(scene: Scene) -> list[tuple[str, list[str], bool]]:
    walk = Walk(scene)
    return [walk.turn(number) for number in range(-(-HORIZON // scene.length))]


# --- the laws of turns ------------------------------------------------------------------------------


def check_turns_are_those_of_a_slow_walk(scene: Scene, answer: Answer = answered) -> None:
    found = answer(scene)
    told = [(each.place, [*each.missed], each.kind is TurnKind.MADE_UP) for each in found]
    assert told == walked(scene)
    assert [each.start for each in found] == [
        START + number * scene.length * DAY for number in range(len(found))
    ]


def check_turns_and_misses_are_even(scene: Scene, answer: Answer = answered) -> None:
    """Of those who are always in the order, each is reached as often as the others, within one."""
    found = answer(scene)
    reached = Counter({each.name: 0 for each in scene.rule.order})
    for turn in found:
        if scene.rule.skipped is SkippedTurn.STOOD_IN_FOR:
            reached[turn.due] += 1
        else:
            reached.update(turn.missed)
            reached[turn.place] += turn.kind is TurnKind.OWN
    reached.pop("", None)
    assert max(reached.values()) - min(reached.values()) <= 1


def check_what_is_made_up_leaves_the_turns_even(scene: Scene, answer: Answer = answered) -> None:
    """Where all that was missed has been made up, turns are even within one."""
    found = answer(scene)
    if scene.rule.skipped in MADE_UP and all(each.made_up for each in missed_turns(found)):
        event("something was made up" if missed_turns(found) else "nothing was missed")
        assert fairness_of(found, [each.name for each in scene.rule.order]).spread <= 1


@given(scenes())
def test_turns_are_those_of_a_slow_walk(scene: Scene) -> None:
    event(scene.rule.skipped)
    check_turns_are_those_of_a_slow_walk(scene)


@given(scenes(changing=False))
def test_turns_and_misses_are_even(scene: Scene) -> None:
    check_turns_and_misses_are_even(scene)


@given(scenes(changing=False))
def test_what_is_made_up_leaves_the_turns_even(scene: Scene) -> None:
    check_what_is_made_up_leaves_the_turns_even(scene)


@given(scenes(changing=False), st.integers(0, 40), st.integers(1, 40))
def test_without_absences_turns_are_even_over_any_time(scene: Scene, begin: int, length: int) -> None:
    start = START + begin * DAY
    found = scene.rule.schedule(start, start + length * scene.length * DAY)
    assert fairness_of(found, [each.name for each in scene.rule.order]).spread <= 1


@given(scenes(), st.integers(-5, HORIZON), st.integers(1, HORIZON), st.integers(1, HORIZON))
def test_a_schedule_is_that_of_its_two_parts(scene: Scene, begin: int, first: int, second: int) -> None:
    a, b, c = (START + days * DAY for days in (begin, begin + first, begin + first + second))
    whole, earlier, later = (
        scene.rule.schedule(*part, scene.roster, away=scene.absences) for part in ((a, c), (a, b), (b, c))
    )
    assert whole == earlier + later


@given(scenes(), st.integers(0, HORIZON - 1))
def test_the_turn_of_a_day_is_that_of_the_schedule(scene: Scene, days: int) -> None:
    on = START + days * DAY
    (listed,) = [each for each in answered(scene) if each.span.contains(on)]
    assert scene.rule.turn(on, scene.roster, away=scene.absences) == listed
    assert listed in scene.rule.team_on(on, scene.roster, away=scene.absences)


@given(scenes(), st.integers(0, 3_000))
def test_a_day_far_off_is_as_if_every_turn_had_been_walked(scene: Scene, number: int) -> None:
    on = START + number * scene.length * DAY
    found = scene.rule.turn(on, scene.roster, away=scene.absences)
    assert found.number == number + 1
    assert scene.rule.schedule(START, on + DAY, scene.roster, away=scene.absences)[-1] == found


@given(scenes(), st.integers(0, HORIZON - 1))
def test_whoever_acts_on_a_day_is_there(scene: Scene, days: int) -> None:
    found = scene.rule.presides(START + days * DAY, scene.roster, away=scene.absences)
    walk = Walk(scene)
    there = [name for name in NAMES if walk.belongs(name, days) and walk.free(name, days)]
    assert found.holds is bool(there)
    assert str(found.facts["place"]) in (there or [""])


@given(scenes())
def test_a_rotation_and_its_turns_are_their_plain_dicts(scene: Scene) -> None:
    assert Rotation.from_dict(scene.rule.to_dict()) == scene.rule
    for turn in answered(scene)[:5]:
        assert Turn.from_dict(turn.to_dict()) == turn
        assert "{" not in turn.explain() + turn.explain("zh")


# --- rotating votes ---------------------------------------------------------------------------------

Votes = Callable[[VotingRotation], tuple[VotingPeriod, ...]]


@st.composite
def groups(draw: st.DrawFn, name: str, *, even: bool = False) -> RotationGroup:
    size = draw(st.integers(1, 6))
    members = [f"{name}{each}" for each in range(size)]
    step = draw(st.integers(1, 7))
    least = gcd(size, step)
    votes = draw(st.integers(1, size // least)) * least if even else draw(st.integers(least, size))
    drawn = draw(st.sampled_from(members))
    place = draw(st.sampled_from(["first", "first_out"]))
    alternates = draw(st.integers(0, size - votes))
    return RotationGroup(name, members, votes, step, alternates=alternates, **{place: drawn})


@st.composite
def rotations(draw: st.DrawFn) -> VotingRotation:
    first = [draw(groups(name)) for name in "xy"[: draw(st.integers(1, 2))]]
    later = [
        Regrouping(START + days * DAY, [draw(groups(name)) for name in "xz"])
        for days in sorted(draw(st.sets(st.integers(1, 700), max_size=2)))
    ]
    every = draw(st.sampled_from(["1 month", "1 quarter", "20 days", "1 year"]))
    calendar = draw(st.booleans()) and every != "20 days"
    start = START if not later else START - draw(st.integers(0, 40)) * DAY
    return VotingRotation(first, every, start, ["chair"], calendar=calendar, later=later)


def votes(rule: VotingRotation) -> tuple[VotingPeriod, ...]:
    return rule.schedule(rule.start, START + 800 * DAY)


def check_so_many_of_each_group_vote(rule: VotingRotation, answer: Votes = votes) -> None:
    versions = {each.start: each.groups for each in (Regrouping(rule.start, rule.groups), *rule.later)}
    for period in answer(rule):
        now = versions[max(start for start in versions if start <= period.start)]
        for group, found in zip(now, period.groups, strict=True):
            assert len(found.voting) == group.votes
            assert sorted((*found.voting, *found.not_voting)) == sorted(group.members)
            assert found.alternates == found.not_voting[: group.alternates]


def check_windows_move_on_step_by_step(rule: VotingRotation, answer: Votes = votes) -> None:
    """Turns a ring of members by hand, period by period."""
    found = [each for each in answer(rule) if not rule.later or each.start < rule.later[0].start]
    for at, group in enumerate(rule.groups):
        ring = deque(group.members)
        first = group.first or group.first_out
        while ring[0] != first:
            ring.rotate(-1)
        ring.rotate(group.votes if group.first_out else 0)
        for period in found:
            assert period.groups[at].voting == tuple(ring)[: group.votes]
            ring.rotate(-group.step)


def check_everybody_votes_as_often_over_a_cycle(
    group: RotationGroup, begin: int, voting: Callable[[RotationGroup, int], tuple[str, ...]]
) -> None:
    cycle = len(group.members) // gcd(len(group.members), group.step)
    counts = Counter(who for number in range(begin, begin + cycle) for who in voting(group, number))
    assert len(counts) == len(group.members)
    assert max(counts.values()) == min(counts.values())


@given(rotations())
def test_so_many_of_each_group_vote(rule: VotingRotation) -> None:
    check_so_many_of_each_group_vote(rule)


@given(rotations())
def test_windows_move_on_step_by_step(rule: VotingRotation) -> None:
    check_windows_move_on_step_by_step(rule)


@given(groups("x", even=True), st.integers(0, 1000))
def test_everybody_votes_as_often_over_a_cycle(group: RotationGroup, begin: int) -> None:
    check_everybody_votes_as_often_over_a_cycle(group, begin, RotationGroup.voting)


@given(rotations(), st.integers(0, 700), st.integers(1, 100), st.integers(1, 700))
def test_a_schedule_of_votes_is_that_of_its_two_parts(
    rule: VotingRotation, begin: int, first: int, second: int
) -> None:
    a, b, c = (rule.start + days * DAY for days in (begin, begin + first, begin + first + second))
    assert rule.schedule(a, c) == rule.schedule(a, b) + rule.schedule(b, c)


@given(rotations(), st.integers(0, 800))
def test_periods_follow_one_another_and_hold_their_days(rule: VotingRotation, days: int) -> None:
    on = rule.start + days * DAY
    found = rule.period(on)
    assert found.span.contains(on)
    assert found == rule.period(found.start) == rule.period(found.last_day)
    assert rule.schedule(found.start, found.end) == (found,)
    assert rule.period(found.end).start == found.end


@given(rotations(), st.integers(0, 800))
def test_the_next_vote_is_a_vote_and_there_is_none_before_it(rule: VotingRotation, days: int) -> None:
    on = rule.start + days * DAY
    for who in rule.not_voting(on):
        verdict = rule.may_vote(who, on)
        later = rule.schedule(on + DAY, on + 20 * 366 * DAY)
        again = next((each.start.isoformat() for each in later if who in each.voting), None)
        assert not verdict.holds
        assert verdict.facts.get("next_start") == again


@given(rotations(), st.integers(0, 500))
def test_a_rotation_of_votes_is_its_plain_dict(rule: VotingRotation, days: int) -> None:
    assert VotingRotation.from_dict(rule.to_dict()) == rule
    found = rule.period(rule.start + days * DAY)
    assert VotingPeriod.from_dict(found.to_dict()) == found


# --- the laws have teeth ----------------------------------------------------------------------------


def forgetful(scene: Scene) -> tuple[Turn, ...]:
    """Loses every turn."""
    rule = attrs.evolve(scene.rule, skipped="loses_turn", most_owed=1)
    return rule.schedule(START, scene.end, scene.roster, away=scene.absences)


def blind(scene: Scene) -> tuple[Turn, ...]:
    """Sees nobody away."""
    return scene.rule.schedule(START, scene.end, scene.roster)


def stuck(scene: Scene) -> tuple[Turn, ...]:
    """Begins the order again every three turns."""
    found = answered(scene)
    return tuple(attrs.evolve(each, place=found[at % 3].place) for at, each in enumerate(found))


def generous(scene: Scene) -> tuple[Turn, ...]:
    """Gives the last turns to the first of the order."""
    found, first = answered(scene), scene.rule.order[0].name
    return (*found[:-5], *(attrs.evolve(each, place=first, skipped=()) for each in found[-5:]))


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (check_turns_are_those_of_a_slow_walk, forgetful),
        (check_turns_are_those_of_a_slow_walk, blind),
        (check_turns_are_those_of_a_slow_walk, stuck),
        (check_turns_and_misses_are_even, stuck),
        (check_turns_and_misses_are_even, generous),
        (check_what_is_made_up_leaves_the_turns_even, generous),
    ],
)
def test_the_laws_of_turns_catch_an_answer_that_is_wrong(check: Callable[..., None], wrong: Answer) -> None:
    assert caught(lambda scene: check(scene, wrong), scenes(changing=False))


def at_rest(rule: VotingRotation) -> tuple[VotingPeriod, ...]:
    """Lets the same members vote for ever."""
    found = votes(rule)
    return tuple(attrs.evolve(each, groups=found[0].groups) for each in found)


def one_too_many(rule: VotingRotation) -> tuple[VotingPeriod, ...]:
    groups = [
        attrs.evolve(each, votes=min(each.votes + 1, len(each.members)), alternates=0) for each in rule.groups
    ]
    return votes(attrs.evolve(rule, groups=groups))


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (check_so_many_of_each_group_vote, one_too_many),
        (check_windows_move_on_step_by_step, at_rest),
        (check_windows_move_on_step_by_step, one_too_many),
    ],
)
def test_the_laws_of_votes_catch_an_answer_that_is_wrong(check: Callable[..., None], wrong: Votes) -> None:
    assert caught(lambda rule: check(rule, wrong), rotations())


def test_the_law_of_equal_votes_catches_a_window_that_jumps_back() -> None:
    def jumping(group: RotationGroup, number: int) -> tuple[str, ...]:
        return group.voting(number // 2)

    def check(group: RotationGroup) -> None:
        check_everybody_votes_as_often_over_a_cycle(group, 0, jumping)

    assert caught(check, groups("x", even=True))
