"""Laws of the review: what is wrong on a day, since when, and on which days that changes.

The reviews are compared with a count in plain Python over the same files, day by day over two weeks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import Clause
from consultgov.composition.committees import Committee
from consultgov.composition.kin import KinRule
from consultgov.composition.requirements import (
    AgeLimit,
    CoolingOff,
    Incompatibility,
    RequiredAttestation,
    RequiredEngagement,
    RequiredFlag,
    RequiredRoute,
    RequiredTrait,
    Requirement,
    read_requirement,
)
from consultgov.composition.sectors import Sector
from consultgov.composition.vacancies import Vacancy
from consultgov.composition.watching import Turn
from consultgov.people import Appointment, Attestation, During, Kinship, Person, Roster
from consultgov.spans import LeapDay
from consultgov.verdicts import Finding
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

HORIZON = 14
EMPLOYERS = ("A", "B")
NAMES = ("p0", "p1", "p2", "p3")
SEATS = ("a", "a", "a", "b", "b1", "b2", "guests", "nowhere")


def day(number: int) -> date:
    """So many days after the first of January."""
    return date(2026, 1, 1) + timedelta(days=number)


# --- files as plain data ----------------------------------------------------------------------------

Stretch: TypeAlias = tuple[int, int | None]
"""From a day to the one before another, or without end."""


class Files(NamedTuple):
    """What a roster and a committee are made of, with days as numbers."""

    turning_18: dict[str, int | None]
    employers: dict[str, list[tuple[str, Stretch]]]
    women: frozenset[str]
    sectors: dict[str, list[Stretch]]
    held: list[tuple[str, str, Stretch, bool]]
    related: list[tuple[str, str, str, Stretch]]
    least: int
    most: int | None
    alternates: int
    seats_each: int
    cap: int
    limits_from: int
    order: tuple[str, ...] = NAMES

    def committee(self) -> Committee:
        """Sector ``a`` of some seats, ``b`` of two with names, and guests who do not vote."""
        dated = Clause("age", valid_from=day(self.limits_from))
        always = Clause("b", valid_from=date.min)  # of sectors with days, rules are not tried when it is made
        return Committee(
            "council",
            [
                Sector("a", (self.least, self.most), alternates=self.alternates),
                Sector("b", 2, names=["b1", "b2"], clause=always),
                Sector("guests", (0, None), voting=False),
            ],
            [f"each employer: members <= {self.cap}", "members among sex is f >= 1/2 of members"],
            requires=AgeLimit(18, clause=dated),
            seats_each=self.seats_each,
            apart=KinRule("spouses"),
        )

    def roster(self) -> Roster:
        """Everybody on file, and what they hold."""
        held = [
            Appointment(who, seat, *ends(stretch), standing="alternate" if stands_by else "member")
            for who, seat, stretch, stands_by in self.held
        ]
        kin = [Kinship(one, other, kind, *ends(stretch)) for one, other, kind, stretch in self.related]
        return Roster(self.people(), held, kin)

    def people(self) -> Iterator[Person]:
        for who in self.order:
            turning = self.turning_18[who]
            born = None if turning is None else day(turning).replace(year=day(turning).year - 18)
            employer = [During(value, *ends(stretch)) for value, stretch in self.employers[who]]
            sectors = [During("a", *ends(stretch)) for stretch in self.sectors[who]]
            traits = {"employer": employer, "sex": "f" if who in self.women else "m"}
            yield Person(who, born, traits=traits, sectors=[*sectors, "b", "guests"])


def ends(stretch: Stretch) -> tuple[date, date | None]:
    start, end = stretch
    return day(start), None if end is None else day(end)


def within(stretch: Stretch, on: int) -> bool:
    start, end = stretch
    return start <= on and (end is None or on < end)


NUMBERS = st.integers(0, HORIZON)
stretches = st.tuples(NUMBERS, st.one_of(st.none(), NUMBERS)).filter(
    lambda each: each[1] is None or each[0] < each[1]
)


@st.composite
def one_after_another(draw: st.DrawFn) -> list[Stretch]:
    """Some stretches that do not meet."""
    days = sorted(draw(st.sets(NUMBERS, max_size=4)))
    return [(start, end) for start, end in zip(days[::2], [*days[1::2], None], strict=False)]


@st.composite
def files(draw: st.DrawFn) -> Files:
    pairs = st.sampled_from([("p0", "p1"), ("p1", "p2"), ("p3", "p0")])
    kinds = st.sampled_from(["spouses", "cousins"])
    related = draw(st.lists(st.tuples(pairs, kinds, stretches), max_size=2))
    held = st.tuples(st.sampled_from(NAMES), st.sampled_from(SEATS), stretches, st.booleans())
    least = draw(st.integers(0, 2))
    named = {who: draw(one_after_another()) for who in NAMES}
    return Files(
        {who: draw(st.one_of(st.none(), st.integers(-20, HORIZON))) for who in NAMES},
        {
            who: [(draw(st.sampled_from(EMPLOYERS)), each) for each in draw(one_after_another())]
            for who in NAMES
        },
        frozenset(draw(st.sets(st.sampled_from(NAMES)))),
        named,
        draw(st.lists(held, max_size=6)),
        [(*pair, kind, stretch) for pair, kind, stretch in related],
        least,
        draw(st.one_of(st.none(), st.integers(least, 2))),
        draw(st.integers(0, 1)),
        draw(st.integers(1, 2)),
        draw(st.integers(1, 2)),
        draw(NUMBERS),
    )


Review: TypeAlias = Callable[[Files, int], tuple[Finding, ...]]


def reviewed(case: Files, on: int) -> tuple[Finding, ...]:
    """What is under test."""
    return case.committee().review(case.roster(), on=day(on))


# --- the same by counting ---------------------------------------------------------------------------

Known: TypeAlias = tuple[object, ...]


def identity(finding: Finding) -> Known:
    """What a finding is about, the same from day to day."""
    facts: Any = finding.facts
    if finding.code in ("comparison-not-met", "each-not-met"):
        return finding.code, facts["rule"], tuple(each["group"] for each in facts.get("groups", []))
    if finding.code == "relatives-together":
        return finding.code, tuple(facts["people"]), facts["kinship"]
    return finding.code, *(facts[name] for name in ("person", "sector", "seat") if name in facts)


def figures(finding: Finding) -> Known:
    """What may be another although the finding is about the same; what varies by itself is none of it."""
    by_itself = ("since", "because", "mend", "on", "age")
    return tuple((name, str(fact)) for name, fact in finding.facts.items() if name not in by_itself)


Sitting: TypeAlias = list[tuple[str, str, str]]
"""Who sits in which seat of which sector."""


def known(**facts: object) -> Known:
    """The figures of a finding as they are compared."""
    return tuple(
        str(facts.get(name)) for name in ("vacant", "over", "alternates", "seats", "people", "short_by")
    )


def counted(case: Files, on: int) -> Iterator[tuple[Known, Known]]:
    """The findings of a day, each with its figures, by counting."""
    held = list(dict.fromkeys(each for each in case.held if within(each[2], on)))
    sitting = [
        (who, seat, home(seat)) for who, seat, _, stands_by in held if not stands_by and seat != "nowhere"
    ]
    voting = [who for who, _, sector in sitting if sector != "guests"]
    for who, seat, *_ in held:
        if seat == "nowhere":
            yield ("seat-unknown", who, seat), known(people=[who])
    yield from counted_seats(case, sitting)
    yield from counted_alternates(case, held)
    yield from counted_shared(case, sitting)
    standing = [
        (who, seat, home(seat)) for who, seat, _, stands_by in held if stands_by and seat != "nowhere"
    ]
    yield from counted_holders(case, [*sitting, *standing], on)
    yield from counted_kin(case, set(voting), on)
    yield from counted_rules(case, voting, on)


def home(seat: str) -> str:
    return seat.rstrip("12")


def counted_seats(case: Files, sitting: Sitting) -> Iterator[tuple[Known, Known]]:
    for sector, (least, most) in {"a": (case.least, case.most), "b": (2, 2)}.items():
        holders = [who for who, _, its in sitting if its == sector]
        if len(holders) < least:
            yield ("seats-vacant", sector), known(vacant=least - len(holders))
        if most is not None and len(holders) > most:
            yield ("seats-overfilled", sector), known(over=len(holders) - most, people=sorted(set(holders)))


def counted_alternates(
    case: Files, held: Iterable[tuple[str, str, Stretch, bool]]
) -> Iterator[tuple[Known, Known]]:
    for sector, most in {"a": case.alternates, "b": 0, "guests": 0}.items():
        standing = [who for who, seat, _, stands_by in held if stands_by and home(seat) == sector]
        if len(standing) > most:
            people = sorted(set(standing))
            yield ("too-many-alternates", sector), known(alternates=people, people=people)


def counted_shared(case: Files, sitting: Sitting) -> Iterator[tuple[Known, Known]]:
    for seat in ("b1", "b2"):
        holders = [who for who, its, _ in sitting if its == seat]
        if len(holders) > 1:
            yield ("seat-shared", seat), known(people=sorted(set(holders)))
    for who, number in Counter(who for who, *_ in sitting).items():
        if number > case.seats_each:
            yield ("several-seats", who), known(people=[who], seats=number)


def counted_holders(case: Files, sitting: Sitting, on: int) -> Iterator[tuple[Known, Known]]:
    for who, seat, sector in dict.fromkeys(sitting):
        turning = case.turning_18[who]
        if sector != "guests" and on >= case.limits_from and (turning is None or on < turning):
            code = "age-not-known" if turning is None else "age-below"
            yield (code, who, seat), known(people=[who])
        if sector == "a" and not may_sit(case, who, on):
            for start in starts(case, who, seat, on):
                code = "sector-lost" if may_sit(case, who, start) else "not-of-sector"
                yield (code, who, sector, seat), known(people=[who])


def may_sit(case: Files, who: str, on: int) -> bool:
    return any(within(stretch, on) for stretch in case.sectors[who])


def starts(case: Files, who: str, seat: str, on: int) -> set[int]:
    """The first days of what somebody holds or stands by for on a day."""
    hers = (stretch for each, its, stretch, _ in case.held if (each, its) == (who, seat))
    return {stretch[0] for stretch in hers if within(stretch, on)}


def counted_kin(case: Files, sitting: set[str], on: int) -> Iterator[tuple[Known, Known]]:
    for one, other, kind, stretch in case.related:
        if kind == "spouses" and within(stretch, on) and {one, other} <= sitting:
            people = tuple(sorted((one, other)))
            yield ("relatives-together", people, kind), known(people=list(people))


def counted_rules(case: Files, sitting: list[str], on: int) -> Iterator[tuple[Known, Known]]:
    current = {who: [value for value, stretch in case.employers[who] if within(stretch, on)] for who in NAMES}
    employed = Counter(current[who][0] for who in sitting if current[who])
    none: tuple[str, ...] = ()
    for employer, number in employed.items():
        if number > case.cap:
            people = sorted({who for who in sitting if current[who] == [employer]})
            key = ("comparison-not-met", f"members <= {case.cap}", (employer,))
            yield key, known(people=people, short_by=number - case.cap)
    if not employed:  # of no group at all, nothing holds of each
        yield ("each-not-met", f"each employer: members <= {case.cap}", none), known()
    women = sum(who in case.women for who in sitting)
    if 2 * women < len(sitting) or not sitting:  # a share of nobody is not reached
        short = (len(sitting) + 1) // 2 - women if sitting else None
        yield ("comparison-not-met", "members among sex is f >= 1/2 of members", none), known(short_by=short)


def check_review(case: Files, on: int, review: Review = reviewed) -> None:
    """The review of a day finds what counting finds, with the same figures and nothing else."""
    expected = dict(counted(case, on))
    found = {identity(each): plain_figures(each) for each in review(case, on)}
    for code, *_ in expected:
        event(str(code))
    assert found == expected


def plain_figures(finding: Finding) -> Known:
    """The figures; of several seats how many, since their order is that of the sectors."""
    facts: Any = finding.facts
    seats = len(facts["seats"]) if finding.code == "several-seats" else None
    names = ("vacant", "over", "alternates", "people", "short_by")
    return known(seats=seats, **{name: facts.get(name) for name in names})


@given(files(), NUMBERS)
def test_the_review_finds_what_counting_finds(case: Files, on: int) -> None:
    check_review(case, on)


def without(code: str, case: Files, on: int) -> tuple[Finding, ...]:
    """A review that overlooks something."""
    return tuple(each for each in reviewed(case, on) if each.code != code)


CODES = [
    "seats-vacant",
    "seats-overfilled",
    "too-many-alternates",
    "seat-unknown",
    "seat-shared",
    "several-seats",
    "age-not-known",
    "age-below",
    "sector-lost",
    "not-of-sector",
    "relatives-together",
    "comparison-not-met",
    "each-not-met",
]


@pytest.mark.parametrize("code", CODES)
def test_the_law_of_reviews_sees_every_kind_of_finding(code: str) -> None:
    assert caught(partial(check_review, review=partial(without, code)), files(), NUMBERS)


def test_the_law_of_reviews_sees_a_day_too_late() -> None:
    assert caught(partial(check_review, review=lambda case, on: reviewed(case, on + 1)), files(), NUMBERS)


# --- since when -------------------------------------------------------------------------------------


def check_since(case: Files, on: int, review: Review = reviewed) -> None:
    """A finding was there on every day since then, and not on the day before, unless nobody sat yet."""
    first = min((each[2][0] for each in case.held), default=None)
    committee, roster = case.committee(), case.roster()
    days = range(on + 1)
    by_day = {each: set(map(identity, committee.review(roster, on=day(each)))) for each in days}
    for finding in review(case, on):
        since = finding.facts.get("since")
        assert (since is None) is (first is None or on < first)
        if since is not None and first is not None:
            start = (date.fromisoformat(str(since)) - day(0)).days
            assert all(identity(finding) in by_day[number] for number in range(start, on + 1))
            assert start == first or identity(finding) not in by_day[start - 1]


@given(files(), NUMBERS)
def test_a_finding_is_there_since_the_day_it_names(case: Files, on: int) -> None:
    check_since(case, on)


def dating(since: Callable[[Files, int, Finding], object], case: Files, on: int) -> tuple[Finding, ...]:
    """A review that is wrong about since when."""
    return tuple(
        Finding(each.code, {**each.facts, "since": since(case, on, each)}, each.clause)
        if "since" in each.facts
        else each
        for each in reviewed(case, on)
    )


def of_today(case: Files, on: int, finding: Finding) -> str:
    del case, finding
    return day(on).isoformat()


def of_the_start(case: Files, on: int, finding: Finding) -> str:
    del on, finding
    return day(min(each[2][0] for each in case.held)).isoformat()


@pytest.mark.parametrize("mutant", [of_today, of_the_start])
def test_the_law_of_since_can_fail(mutant: Callable[[Files, int, Finding], object]) -> None:
    assert caught(partial(check_since, review=partial(dating, mutant)), files(), NUMBERS)


# --- looking ahead ----------------------------------------------------------------------------------

Watch: TypeAlias = Callable[[Files, int, int], tuple[Turn, ...]]


def watched(case: Files, start: int, end: int) -> tuple[Turn, ...]:
    """What is under test."""
    return case.committee().watch(case.roster(), start=day(start), end=day(end))


def check_watch(case: Files, start: int, watch: Watch = watched) -> None:
    """The days are those on which the review of the day differs from that of the day before."""
    end = HORIZON + 6
    committee, roster = case.committee(), case.roster()
    reviews = {on: committee.review(roster, on=day(on)) for on in range(start, end)}
    by_day = {on: {identity(each): figures(each) for each in review} for on, review in reviews.items()}
    expected = []
    for on in range(start + 1, end):
        before, now = by_day[on - 1], by_day[on]
        changed = {key for key in now.keys() & before.keys() if now[key] != before[key]}
        if before != now:
            expected.append((day(on), now.keys() - before.keys(), before.keys() - now.keys(), changed))
    found = [
        (each.on, *({identity(one) for one in part} for part in (each.appeared, each.gone, each.changed)))
        for each in watch(case, start, end)
    ]
    event(f"{min(len(expected), 5)} turns")
    assert found == expected


@given(files(), st.integers(0, HORIZON))
def test_the_days_watched_are_those_on_which_the_review_changes(case: Files, start: int) -> None:
    check_watch(case, start)


def only_appearing(case: Files, start: int, end: int) -> tuple[Turn, ...]:
    return tuple(each for each in watched(case, start, end) if each.appeared)


def from_the_first_day(case: Files, start: int, end: int) -> tuple[Turn, ...]:
    return watched(case, start - 1, end)


def without_changes(case: Files, start: int, end: int) -> tuple[Turn, ...]:
    turns = (Turn(each.on, each.appeared, each.gone) for each in watched(case, start, end))
    return tuple(each for each in turns if each.appeared or each.gone)


@pytest.mark.parametrize("mutant", [only_appearing, from_the_first_day, without_changes])
def test_the_law_of_watching_can_fail(mutant: Watch) -> None:
    assert caught(partial(check_watch, watch=mutant), files(), st.integers(0, HORIZON))


# --- vacancies --------------------------------------------------------------------------------------

Vacancies: TypeAlias = Callable[[Files, int, int], tuple[Vacancy, ...]]


def listed(case: Files, start: int, end: int) -> tuple[Vacancy, ...]:
    """What is under test."""
    return case.committee().vacancies(case.roster(), start=day(start), end=day(end))


def empty_on(case: Files, on: int) -> dict[str, tuple[int, tuple[str, ...]]]:
    """The seats that are empty on a day, by counting."""
    held = [
        seat
        for _, seat, stretch, stands_by in dict.fromkeys(case.held)
        if within(stretch, on) and not stands_by
    ]
    missing = {"a": case.least - held.count("a"), "b": 2 - sum(seat.startswith("b") for seat in held)}
    named = tuple(seat for seat in ("b1", "b2") if seat not in held)
    return {
        sector: (number, named if sector == "b" else ()) for sector, number in missing.items() if number > 0
    }


def check_vacancies(case: Files, start: int, vacancies: Vacancies = listed) -> None:
    """On every day the vacancies are the seats that are empty; one ends only where that changes."""
    end = HORIZON + 2
    found = vacancies(case, start, end)
    for on in range(start, end):
        there = [each for each in found if each.start <= day(on) and (each.end is None or day(on) < each.end)]
        assert {each.sector: (each.number, each.seats) for each in there} == empty_on(case, on)
        assert len(there) == len({each.sector for each in there})
    for each in found:
        if each.end is not None:
            after = empty_on(case, (each.end - day(0)).days).get(each.sector)
            assert after != (each.number, each.seats)
        leavers = [
            who
            for who, seat, stretch, stands_by in dict.fromkeys(case.held)
            if stretch[1] is not None
            and day(stretch[1]) == each.start
            and not stands_by
            and seat.rstrip("12") == each.sector
        ]
        assert sorted(left.person for left in each.left) == sorted(leavers)


@given(files(), NUMBERS)
def test_vacancies_agree_with_counting_day_by_day(case: Files, start: int) -> None:
    check_vacancies(case, start)


def without_the_last(case: Files, start: int, end: int) -> tuple[Vacancy, ...]:
    return listed(case, start, end)[:-1]


def a_day_late(case: Files, start: int, end: int) -> tuple[Vacancy, ...]:
    late = timedelta(days=1)
    return tuple(
        Vacancy(each.sector, each.number, each.start + late, each.end, each.left, each.seats)
        for each in listed(case, start, end)
    )


@pytest.mark.parametrize("mutant", [without_the_last, a_day_late])
def test_the_law_of_vacancies_can_fail(mutant: Vacancies) -> None:
    assert caught(partial(check_vacancies, vacancies=mutant), files(), NUMBERS)


# --- the order given --------------------------------------------------------------------------------


def check_order(case: Files, shuffled: Files, review: Review = reviewed) -> None:
    """In which order people, appointments and kinship are given does not matter."""
    for on in range(0, HORIZON, 4):
        assert [each.to_dict() for each in review(case, on)] == [
            each.to_dict() for each in review(shuffled, on)
        ]


@st.composite
def in_two_orders(draw: st.DrawFn) -> tuple[Files, Files]:
    case = draw(files())
    held, related = draw(st.permutations(case.held)), draw(st.permutations(case.related))
    return case, case._replace(held=held, related=related, order=tuple(draw(st.permutations(NAMES))))


@given(in_two_orders())
def test_the_order_of_the_files_does_not_matter(cases: tuple[Files, Files]) -> None:
    check_order(*cases)


def first_holder_only(case: Files, on: int) -> tuple[Finding, ...]:
    return reviewed(case._replace(held=case.held[:1]), on)


def test_the_law_of_order_can_fail() -> None:
    def check(cases: tuple[Files, Files]) -> None:
        case, shuffled = cases
        check_order(case, shuffled, review=first_holder_only)

    assert caught(check, in_two_orders())


# --- round trips ------------------------------------------------------------------------------------

names = st.text("aä市1 '", min_size=1, max_size=3).filter(str.strip)
some_names = st.lists(names, min_size=1, max_size=2, unique=True)
clauses = st.one_of(st.none(), st.builds(Clause, names, valid_from=st.one_of(st.none(), st.dates())))
asked: st.SearchStrategy[Requirement] = st.one_of(
    st.builds(
        AgeLimit,
        st.integers(0, 40),
        st.one_of(st.none(), st.integers(40, 200)),
        st.sampled_from(LeapDay),
        st.booleans(),
        clauses,
    ),
    st.builds(
        RequiredTrait, names, st.lists(st.one_of(names, st.booleans()), min_size=1, max_size=2), clauses
    ),
    st.builds(RequiredFlag, some_names, st.booleans(), clauses),
    st.builds(Incompatibility, some_names, clauses),
    st.builds(CoolingOff, some_names, st.integers(0, 12_000), clauses),
    st.builds(RequiredAttestation, names, st.lists(names, max_size=1), clauses),
    st.builds(RequiredRoute, some_names, clauses),
    st.builds(RequiredEngagement, st.booleans(), clauses),
)


@st.composite
def persons(draw: st.DrawFn) -> Person:
    def dated(value: st.SearchStrategy[Any]) -> st.SearchStrategy[list[During]]:
        return one_after_another().map(lambda spells: [During(draw(value), *ends(each)) for each in spells])

    free = names.filter(lambda each: each not in ("sector", "seat"))
    return Person(
        draw(names),
        draw(st.one_of(st.none(), st.dates(max_value=date(1990, 1, 1)))),
        draw(st.one_of(st.none(), st.dates(min_value=date(1990, 1, 1)))),
        traits=draw(
            st.dictionaries(free, st.one_of(names, st.booleans(), st.none(), dated(names)), max_size=2)
        ),
        weights=draw(
            st.dictionaries(
                names,
                st.one_of(st.decimals(0, 9, places=2), st.fractions(0, 9), dated(st.integers(0, 9))),
                max_size=2,
            )
        ),
        flags=draw(st.lists(names, max_size=2)),
        sectors=draw(
            st.one_of(
                st.none(),
                st.lists(names, max_size=2),
                one_after_another().map(lambda spells: [During("a", *ends(each)) for each in spells]),
            )
        ),
        attested=draw(st.lists(st.builds(Attestation, names, names, st.dates()), max_size=2)),
    )


def read_back(value: Person | Roster | Committee | Requirement, read: Callable[[object], object]) -> None:
    assert read(value.to_dict()) == value


@given(persons())
def test_a_person_is_read_back(person: Person) -> None:
    read_back(person, Person.from_dict)


@given(asked)
def test_a_requirement_is_read_back(requirement: Requirement) -> None:
    read_back(requirement, read_requirement)


@given(files())
def test_a_roster_and_a_committee_are_read_back(case: Files) -> None:
    read_back(case.roster(), Roster.from_dict)
    read_back(case.committee(), Committee.from_dict)
    for held in case.roster().appointments:
        assert Appointment.from_dict(held.to_dict()) == held
    for sector in case.committee().sectors:
        assert Sector.from_dict(sector.to_dict()) == sector


@given(asked, names, st.booleans())
def test_a_sector_is_read_back(requirement: Requirement, name: str, voting: bool) -> None:  # noqa: FBT001 - drawn
    sector = Sector(
        name, (0, None), voting=voting, requires=requirement, unit=name, traits={name + "x": voting}
    )
    assert Sector.from_dict(sector.to_dict()) == sector


def forgetful(data: object) -> object:
    """A reader that does not read what was attested."""
    assert isinstance(data, dict)
    return Person.from_dict({key: value for key, value in data.items() if key != "attested"})


def test_the_law_of_reading_back_can_fail() -> None:
    assert caught(partial(read_back, read=forgetful), persons())
