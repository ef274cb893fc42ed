"""Laws: who is next for a vacant seat, against a slow reading of the same rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov.composition.committees import Committee
from consultgov.composition.kin import KinRule
from consultgov.composition.requirements import AgeLimit
from consultgov.composition.sectors import Sector
from consultgov.composition.succession import Succession, Way
from consultgov.composition.successors import Successor
from consultgov.people import Appointment, Kinship, Person, Roster
from consultgov.verdicts import Verdict
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

START, ON = date(2024, 3, 1), date(2026, 5, 1)
PEOPLE = tuple("abcdefgh")
SECTOR, OTHER = "members", "guests"
ACTS = (Way.BY_ELECTION, Way.BY_SELECTION, Way.UNIT_REPLACES, Way.APPOINTMENT)
CAP, WOMEN = "each employer: members <= 2", "members among sex is f >= 1/2 of members"


@attrs.frozen
class Scene:
    """A body, its files, and what the caller gives."""

    committee: Committee
    roster: Roster
    orders: dict[str, list[str]]
    declined: list[str]


Answer = Callable[[Scene], Successor]


def answered(scene: Scene) -> Successor:
    """What is under test."""
    return scene.committee.successor(
        scene.roster, SECTOR, on=ON, orders=scene.orders, declined=scene.declined
    )


# --- scenes -----------------------------------------------------------------------------------------


def persons(name: str) -> st.SearchStrategy[Person]:
    return st.builds(
        lambda born, died, employer, sex, sectors: Person(
            name, born, died, traits={"employer": employer, "sex": sex}, sectors=sectors
        ),
        st.sampled_from([date(1980, 1, 1), date(1980, 1, 1), date(2010, 1, 1)]),
        st.sampled_from([None, None, None, date(2026, 4, 1)]),
        st.sampled_from(["A", "A", "B", None]),
        st.sampled_from(["f", "m"]),
        st.sampled_from([None, [SECTOR], [SECTOR, OTHER], [OTHER]]),
    )


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    people = [draw(persons(name)) for name in PEOPLE]
    parts = draw(st.permutations(PEOPLE))
    members, guests = parts[: draw(st.integers(0, 3))], parts[3:4]
    alternates = parts[4 : 4 + draw(st.integers(0, 3))]
    held = [Appointment(name, SECTOR, START) for name in members]
    held += [Appointment(name, OTHER, START) for name in guests]
    ranks = draw(st.permutations(range(len(alternates))))
    held += [
        Appointment(
            name, draw(st.sampled_from([SECTOR, SECTOR, OTHER])), START, standing="alternate", rank=rank
        )
        for name, rank in zip(alternates, ranks, strict=True)
    ]
    kin = [
        Kinship(parts[first], parts[first + 1], "spouses")
        for first in draw(st.sets(st.integers(0, 6), max_size=2))
    ]
    return Roster(people, held, kin)


@st.composite
def successions(draw: st.DrawFn) -> Succession:
    by_order = draw(st.permutations([way for way in Way if way.is_by_order]))
    ways = by_order[: draw(st.integers(0, 3))]
    act = draw(st.sampled_from([None, *ACTS])) if ways else draw(st.sampled_from(ACTS))
    return Succession([*ways, *filter(None, [act])], same_sector=draw(st.booleans()), within=30)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    rules = draw(st.sets(st.sampled_from([CAP, WOMEN])))
    committee = Committee(
        "body",
        [Sector(SECTOR, draw(st.integers(1, 4)), alternates=3), Sector(OTHER, 1, alternates=3, voting=False)],
        sorted(rules),
        requires=[AgeLimit(18)],
        seats_each=draw(st.integers(1, 2)),
        apart=draw(st.sampled_from([None, KinRule(["spouses"])])),
        succession=draw(successions()),
    )
    orders = {
        way: list(draw(st.permutations(PEOPLE)))[: draw(st.integers(0, 5))]
        for way in ("next_on_list", "runner_up")
    }
    declined = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=2))
    return Scene(committee, draw(rosters()), orders, declined)


# --- a slow reading ---------------------------------------------------------------------------------


def in_order(scene: Scene, way: Way) -> list[str]:
    """The ids in the order of a way."""
    if way is not Way.ALTERNATE:
        return scene.orders.get(way, [])
    rule = scene.committee.succession
    ready = [each for each in scene.roster.on(ON) if each.standing.value == "alternate"]
    own = [each for each in ready if each.seat == SECTOR or (rule is not None and not rule.same_sector)]
    return [each.person for each in sorted(own, key=lambda each: (each.rank, each.person))]


def rules_broken(scene: Scene, members: list[str]) -> set[str]:
    """The rules that a membership breaks, worked out by hand."""
    known = {person.id: person.on(ON).traits for person in scene.roster.people}
    texts, broken = {str(rule) for rule in scene.committee.rules}, set[str]()
    employers = [known[name]["employer"] for name in members]
    if CAP in texts and any(employers.count(each) > 2 for each in employers if each is not None):
        broken.add(CAP)
    women = sum(known[name]["sex"] == "f" for name in members)
    if WOMEN in texts and (not members or 2 * women < len(members)):
        broken.add(WOMEN)
    if scene.committee.apart is not None:
        pairs = [(each.first, each.second) for each in scene.roster.kinship]
        broken |= {f"{first}-{second}" for first, second in pairs if {first, second} <= set(members)}
    return broken


def objections(scene: Scene, name: str) -> set[str]:
    """What speaks against somebody, in coarse words."""
    person, found = scene.roster.person(name), set[str]()
    assert person is not None
    held = [each for each in scene.roster.on(ON) if each.standing.value == "member"]
    members, seats = (
        [each.person for each in held if each.seat == SECTOR],
        [each.person for each in held].count(name),
    )
    if name in scene.declined:
        found.add("declined")
    dead = person.died is not None and person.died < ON
    if dead:
        found.add("dead")
    if name in members or seats >= scene.committee.seats_each:
        found.add("sits")
    if not dead and person.born is not None and person.born.year > 2000:
        found.add("young")
    if not dead and person.sectors is not None and SECTOR not in [each.value for each in person.sectors]:
        found.add("stranger")
    if not found and rules_broken(scene, [*members, name]) - rules_broken(scene, members):
        found.add("rule")
    return found


WORDS = {
    "declined-to-sit": "declined",
    "not-alive": "dead",
    "sits-already": "sits",
    "age-below": "young",
    "not-of-sector": "stranger",
    "would-break-rule": "rule",
    "relatives-together": "rule",
}


def line(scene: Scene) -> list[tuple[Way, str]]:
    rule = scene.committee.succession
    return [(way, name) for way in (rule.ways if rule else ()) for name in in_order(scene, way)]


def vacant(scene: Scene) -> int:
    held = [each for each in scene.roster.on(ON) if each.seat == SECTOR and each.standing.value == "member"]
    return max(0, scene.committee.sectors[0].least - len(held))


# --- the laws ---------------------------------------------------------------------------------------


def check_the_first_without_objection_is_next(scene: Scene, answer: Answer = answered) -> None:
    found, rule = answer(scene), scene.committee.succession
    assert rule is not None
    free = [(way, name) for way, name in line(scene) if not objections(scene, name)]
    if not vacant(scene):
        assert (found.vacant, found.way, found.person) == (0, None, "")
    elif free:
        assert (found.way, found.person, found.who) == (*free[0], "")
    else:
        assert (found.way, found.person) == (rule.ways[-1], "")
        assert bool(found.who) is not rule.ways[-1].is_by_order


def check_all_before_are_passed_over_for_reasons_that_are_real(
    scene: Scene, answer: Answer = answered
) -> None:
    found = answer(scene)
    names = list(dict.fromkeys(name for _, name in line(scene)))
    before = names[: names.index(found.person)] if found.person else names if found.vacant else []
    assert [each.facts["person"] for each in found.passed_over] == before
    for each in found.passed_over:
        assert {WORDS[part.code] for part in each.parts} == objections(scene, str(each.facts["person"]))


def check_the_newcomer_may_sit_and_breaks_no_rule_that_held(scene: Scene, answer: Answer = answered) -> None:
    found = answer(scene)
    if not found.person:
        assert found.appointment is None
        return
    assert scene.committee.may_sit(scene.roster, found.person, found.seat, on=ON).holds
    after = found.applied(scene.roster)
    assert not broken(scene, after) - broken(scene, scene.roster)
    assert after.of(found.person)[-1] == found.appointment
    again = answer(attrs.evolve(scene, roster=after))
    assert (again.vacant, again.person == found.person) == (found.vacant - 1, False)


def broken(scene: Scene, roster: Roster) -> set[str]:
    """The rules of the body that are broken, as its own conditions say."""
    tally = scene.committee.tally(roster, on=ON)
    found = {str(rule) for rule in scene.committee.rules if not rule.holds(tally)}
    apart = [each for each in scene.committee.review(roster, on=ON) if each.code == "relatives-together"]
    return found | {str(each.facts["people"]) for each in apart}


@given(scenes())
def test_the_first_without_objection_is_next(scene: Scene) -> None:
    found = answered(scene)
    event("nothing vacant" if not found.vacant else "somebody" if found.person else "nobody")
    check_the_first_without_objection_is_next(scene)


@given(scenes())
def test_all_before_are_passed_over_for_reasons_that_are_real(scene: Scene) -> None:
    check_all_before_are_passed_over_for_reasons_that_are_real(scene)


@given(scenes())
def test_the_newcomer_may_sit_and_breaks_no_rule_that_held(scene: Scene) -> None:
    check_the_newcomer_may_sit_and_breaks_no_rule_that_held(scene)


@given(scenes())
def test_a_rule_and_a_body_are_their_plain_dicts(scene: Scene) -> None:
    rule = scene.committee.succession
    assert rule is not None
    assert Succession.from_dict(rule.to_dict()) == rule
    assert Committee.from_dict(scene.committee.to_dict()) == scene.committee
    for each in answered(scene).account():
        assert Verdict.from_dict(each.to_dict()) == each


@given(scenes(), st.sampled_from(["en", "zh"]))
def test_every_answer_is_told_in_sentences(scene: Scene, language: str) -> None:
    told = answered(scene).explain(language)
    assert told
    assert "{" not in told


# --- since when, and a general renewal --------------------------------------------------------------

DAY, HORIZON = timedelta(days=1), 8
Times = list[tuple[int, int | None]]


def times() -> st.SearchStrategy[Times]:
    """When each of some people enters and leaves, in days."""
    one = st.tuples(st.integers(0, HORIZON), st.none() | st.integers(1, HORIZON))
    return st.lists(one, max_size=6).map(
        lambda spans: [(start, None if length is None else start + length) for start, length in spans]
    )


def scheduled(held: Times) -> Roster:
    """The files, from the first day on: somebody else leaves after one day."""
    spans = [(START + start * DAY, None if end is None else START + end * DAY) for start, end in held]
    people = [f"p{place}" for place in range(len(held))]
    appointments = [
        Appointment(who, SECTOR, start, end) for who, (start, end) in zip(people, spans, strict=True)
    ]
    first = Appointment("first", OTHER, START)
    return Roster([Person(who) for who in ("first", *people)], [first, *appointments])


def number_on(held: Times, at: int) -> int:
    return sum(start <= at and (end is None or at < end) for start, end in held)


def check_since(
    held: Times, seats: int, at: int, since: Callable[[Committee, Roster, date], date | None]
) -> None:
    """First vacant, first filled, day by day."""
    open_: list[int] = []
    for today in range(at + 1):
        missing = max(0, seats - number_on(held, today))
        open_ = open_[max(0, len(open_) - missing) :]
        open_ += [today] * (missing - len(open_))
    committee = Committee(
        "body", [Sector(SECTOR, seats), OTHER], succession=Succession("by_election", within=3)
    )
    assert since(committee, scheduled(held), START + at * DAY) == (START + open_[0] * DAY if open_ else None)


def first_of_review(committee: Committee, roster: Roster, on: date) -> date | None:
    """Wrong on purpose: since when the sector has had any vacancy at all."""
    found = [each for each in committee.review(roster, on=on) if each.code == "seats-vacant"]
    mine = [str(each.facts["since"]) for each in found if each.facts["sector"] == SECTOR]
    return date.fromisoformat(mine[0]) if mine else None


def since_of(committee: Committee, roster: Roster, on: date) -> date | None:
    return committee.successor(roster, SECTOR, on=on).since


@given(times(), st.integers(0, 4), st.integers(0, HORIZON))
def test_a_vacancy_is_as_old_as_the_oldest_that_nobody_has_filled(held: Times, seats: int, at: int) -> None:
    check_since(held, seats, at, since_of)


@given(times(), st.integers(1, 5), st.integers(0, HORIZON))
def test_a_renewal_is_due_when_less_than_half_of_the_seats_are_filled(
    held: Times, seats: int, at: int
) -> None:
    committee = Committee(
        "body", [Sector(SECTOR, seats), Sector(OTHER, voting=False)], renewal="members >= 1/2 of seats"
    )
    found = [each.code for each in committee.review(scheduled(held), on=START + at * DAY)]
    assert ("renewal-due" in found) is (2 * number_on(held, at) < max(seats, number_on(held, at)))


# --- the laws have teeth ----------------------------------------------------------------------------


def last_in_line(scene: Scene) -> Successor:
    """Asks the orders from the end."""
    return answered(attrs.evolve(scene, orders={way: names[::-1] for way, names in scene.orders.items()}))


def deaf_to_the_unwilling(scene: Scene) -> Successor:
    return answered(attrs.evolve(scene, declined=[]))


def blind_to_rules(scene: Scene) -> Successor:
    plain = scene.committee.to_dict() | {"rules": []}
    plain.pop("apart", None)
    return answered(attrs.evolve(scene, committee=Committee.from_dict(plain)))


def silent_about_reasons(scene: Scene) -> Successor:
    return attrs.evolve(answered(scene), passed_over=())


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (check_the_first_without_objection_is_next, last_in_line),
        (check_the_first_without_objection_is_next, deaf_to_the_unwilling),
        (check_the_first_without_objection_is_next, blind_to_rules),
        (check_all_before_are_passed_over_for_reasons_that_are_real, silent_about_reasons),
        (check_all_before_are_passed_over_for_reasons_that_are_real, last_in_line),
        (check_the_newcomer_may_sit_and_breaks_no_rule_that_held, blind_to_rules),
    ],
)
def test_the_laws_catch_an_answer_that_is_wrong(check: Callable[..., None], wrong: Answer) -> None:
    assert caught(lambda scene: check(scene, wrong), scenes())


def test_the_law_of_the_oldest_vacancy_catches_an_answer_that_is_wrong() -> None:
    def check(held: Times, seats: int, at: int) -> None:
        check_since(held, seats, at, first_of_review)

    assert caught(check, times(), st.integers(0, 4), st.integers(0, HORIZON))
