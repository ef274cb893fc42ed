"""Laws of who has a vote: nobody counts above the line and not below it, and asking more admits nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Final, NamedTuple, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Condition, DecisionRule, Elector, Tally, Verdict
from consultgov.shares import Number
from consultgov.spans import LeapDay, age_on, months_after, months_completed
from consultgov.voting.attendance import DroppedAfterAbsence, Excused, Presence, SuspendedAfterMisses
from consultgov.voting.conflicts import Conflicts
from consultgov.voting.electorate import Effect
from consultgov.voting.entitlement import Entitlement, Requirement, entitle
from consultgov.voting.requirements import HasFlag, HasTrait, LeastAge, LeastTenure
from consultgov.voting.standing import Missing
from tests.laws.mutants import caught
from tests.replay import cases

pytestmark = pytest.mark.property

DAY: Final = date(2026, 5, 1)
IDS: Final = tuple("abcdefg")

STATUTES: Final = tuple(
    dict.fromkeys(cases.rule_of(check.rule) for check in cases.checks("statutes") if check.rule is not None)
)
READ: Final = [
    part.vocabulary for rule in STATUTES for part in (rule.adopts, rule.quorum) if part is not None
]
MEASURES: Final = tuple(sorted({measure for vocabulary in READ for measure in vocabulary.measures}))
LABELS: Final = tuple(sorted({label for vocabulary in READ for label in vocabulary.labels}))

ANSWERS: Final = st.lists(
    st.sampled_from(["yes", "yes", "no", "abstain", "invalid", "", *LABELS]), max_size=len(IDS)
)


class Body(NamedTuple):
    """A small body, and what is on file about it."""

    people: tuple[Elector, ...]
    dates: dict[str, dict[str, date]]
    records: dict[str, list[str]]
    suspended: frozenset[str]
    conflicts: Conflicts
    requirements: tuple[Requirement, ...]

    def entitlement(self, requirements: Iterable[Requirement] | None = None) -> Entitlement:
        """Who has a vote, under its own requirements or others."""
        return entitle(
            self.people,
            on=DAY,
            requirements=self.requirements if requirements is None else requirements,
            conflicts=self.conflicts,
            attendance=[
                DroppedAfterAbsence(weeks=3, inclusive=False),
                SuspendedAfterMisses(missing=Missing.MET),
            ],
            suspended=self.suspended,
            dates=self.dates,
            records=self.records,
        )


def around(day: date) -> st.SearchStrategy[date]:
    """Days at a boundary, just before and just after it."""
    return st.integers(-2, 2).map(lambda days: day + timedelta(days=days))


EFFECTS: Final = st.sampled_from(Effect)


def requirements() -> st.SearchStrategy[Requirement]:
    """What a charter may ask, with any effect."""
    return (
        st.builds(LeastAge, st.sampled_from([17, 18]), effect=EFFECTS)
        | st.builds(LeastTenure, st.sampled_from([5, 6]), effect=EFFECTS)
        | st.builds(HasTrait, st.just("sector"), st.sampled_from(["women", "units"]), effect=EFFECTS)
        | st.builds(HasFlag, st.sampled_from(["sworn", "chair"]), effect=EFFECTS)
    )


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    """A body of one to seven with dates near every boundary."""
    ids = IDS[: draw(st.integers(1, len(IDS)))]
    people = tuple(
        Elector(
            each,
            {"sector": draw(st.sampled_from(["women", "units", None]))},
            {measure: draw(st.integers(0, 9)) for measure in MEASURES},
            draw(st.sets(st.sampled_from(["sworn", "chair"]))),
        )
        for each in ids
    )
    dates = {
        each: {
            "born": draw(around(date(2008, 5, 1))),
            "joined": draw(around(date(2025, 11, 1))),
            "last_present": draw(around(date(2026, 4, 10))),
        }
        for each in ids
    }
    some_of = st.frozensets(st.sampled_from(ids), max_size=2)
    met = st.lists(st.sampled_from([str(word) for word in Presence]), max_size=5)
    records = {each: draw(met) for each in draw(some_of)}
    conflicts = Conflicts(draw(some_of), draw(st.sampled_from(["recused", "excluded"])))
    asked = tuple(draw(st.lists(requirements(), max_size=3)))
    return Body(people, dates, records, draw(some_of), conflicts, asked)


# --- the numerator lies in the base ---------------------------------------------------------------

Bases: TypeAlias = dict[str, Number]
Counted: TypeAlias = Callable[[Entitlement, Mapping[str, str]], Bases]

WORDS: Final = ("yes", "ballots", "entitled", "members")
UNITS: Final = ("", *(f" by {measure}" for measure in MEASURES))


def tally_of(found: Entitlement, ballots: Mapping[str, str]) -> Tally:
    """The tally of an electorate: the dormant count where they voted."""
    body = found.electorate
    asleep = body.dormant - ballots.keys()
    people = [elector for elector in body.electors if elector.id not in asleep]
    return Tally.of(people, ballots, recused=body.barred, labels=LABELS)


def figures(found: Entitlement, ballots: Mapping[str, str]) -> Bases:
    """The figures that rules are decided on, in heads and in every measure."""
    tally = tally_of(found, ballots)
    read = {
        name: Condition.parse(f"{name} >= 0").evaluate(tally).left
        for name in map("".join, product(WORDS, UNITS))
    }
    return {name: figure for name, figure in read.items() if figure is not None}


def check_bases(body: Body, answers: Sequence[str], counted: Counted = figures) -> None:
    """The law: yes ⊆ ballots ⊆ entitled ⊆ members ⊆ everyone in office, in heads and in every measure."""
    found = body.entitlement()
    entitled = found.electorate.entitled
    ballots = {each: answer for each, answer in zip(entitled, answers, strict=False) if answer}
    found_figures = counted(found, ballots)
    for unit in UNITS:
        chain = [found_figures[f"{name}{unit}"] for name in WORDS]
        everyone = sum(e.weights[unit.removeprefix(" by ")] if unit else 1 for e in body.people)
        assert chain == sorted(chain)
        assert chain[-1] <= everyone
    assert found_figures["ballots"] == len(ballots)


@given(bodies(), ANSWERS)
def test_nobody_counts_above_the_line_and_not_below_it(body: Body, answers: list[str]) -> None:
    check_bases(body, answers)


def comparisons(verdict: Verdict) -> Iterator[Verdict]:
    """The comparisons that a verdict is made of."""
    if verdict.code == "comparison":
        yield verdict
    for part in verdict.parts:
        yield from comparisons(part)


@given(bodies(), ANSWERS, st.sampled_from(STATUTES))
def test_no_statute_sees_more_than_its_base(body: Body, answers: list[str], rule: DecisionRule) -> None:
    found = body.entitlement()
    ballots = {
        each: answer for each, answer in zip(found.electorate.entitled, answers, strict=False) if answer
    }
    decision, bases = rule.decide(tally_of(found, ballots)), figures(found, ballots)
    for verdict in (decision.quorum, decision.adoption):
        for each in () if verdict is None else comparisons(verdict):
            measure = each.rule.partition(" by ")[2].split(" ")[0]
            assert each.left is not None
            assert each.left <= bases[f"members by {measure}" if measure else "members"]


def forgets_who_woke(found: Entitlement, ballots: Mapping[str, str]) -> Bases:
    """The dormant leave the members although their ballots count."""
    asleep = [e for e in found.electorate.electors if e.id in found.electorate.dormant]
    return figures(found, ballots) | {"members": len(found.electorate.ids) - len(asleep)}


def counts_the_excluded(found: Entitlement, ballots: Mapping[str, str]) -> Bases:
    """Whoever is excluded leaves the members and not the entitled."""
    true = figures(found, ballots)
    return true | {"entitled": true["entitled"] + len(found.excluded)}


@pytest.mark.parametrize("wrong", [forgets_who_woke, counts_the_excluded])
def test_bases_that_lose_somebody_are_caught(wrong: Counted) -> None:
    def mutant_check(body: Body, answers: list[str]) -> None:
        check_bases(body, answers, wrong)

    assert caught(mutant_check, bodies(), ANSWERS)


# --- asking more admits nobody --------------------------------------------------------------------

Entitle: TypeAlias = Callable[[Body, Sequence[Requirement]], Entitlement]


def check_more(body: Body, extra: Requirement, entitled: Entitle = Body.entitlement) -> None:
    """The law: with one requirement more, members and entitled are the same or fewer."""
    before = entitled(body, body.requirements).electorate
    after = entitled(body, (*body.requirements, extra)).electorate
    assert set(after.ids) <= set(before.ids)
    assert set(after.entitled) <= set(before.entitled)


@given(bodies(), requirements())
def test_one_requirement_more_admits_nobody(body: Body, extra: Requirement) -> None:
    check_more(body, extra)


def last_one_counts(body: Body, asked: Sequence[Requirement]) -> Entitlement:
    """Only the last requirement is looked at."""
    return body.entitlement(asked[-1:])


def test_requirements_that_replace_one_another_are_caught() -> None:
    def mutant_check(body: Body, extra: Requirement) -> None:
        check_more(body, extra, last_one_counts)

    assert caught(mutant_check, bodies(), requirements())


# --- the strongest effect wins --------------------------------------------------------------------


def effects(body: Body, elector: Elector) -> set[str]:
    """What applies to somebody, worked out anew: the body's dates lie within days of every boundary."""
    dates, found = body.dates[elector.id], set[str]()
    for rule in body.requirements:
        match rule:
            case LeastAge(years=years):
                late = DAY.replace(year=DAY.year - years) < dates["born"]
            case LeastTenure(months=months):
                late = {5: date(2025, 12, 1), 6: date(2025, 11, 1)}[months] < dates["joined"]
            case HasTrait(values=values):
                late = elector.traits["sector"] not in values
            case HasFlag(name=name):
                late = name not in elector.flags
        found |= {rule.effect.value} if late else set()
    found |= {"dormant"} if (DAY - dates["last_present"]).days > 21 else set()
    found |= {"suspended"} if elector.id in body.suspended else set()
    found |= {body.conflicts.effect.value} if elector.id in body.conflicts.declared else set()
    return found | ({"suspended"} if suspended_at_the_end(body.records.get(elector.id, []), 3, 2) else set())


def check_standing(
    body: Body, order: Sequence[str] = ("excluded", "recused", "suspended", "dormant")
) -> None:
    """The law: everyone stands as the strongest of what applies to her says."""
    found = body.entitlement()
    for elector in body.people:
        applies = effects(body, elector)
        expected = next((effect for effect in order if effect in applies), "entitled")
        stands = "excluded" if elector.id in found.excluded else found.electorate.standing(elector.id)
        assert stands == expected
        assert (found.why(elector.id) is None) is (expected == "entitled")


@given(bodies())
def test_the_strongest_effect_wins(body: Body) -> None:
    check_standing(body)


def test_another_order_of_effects_is_caught() -> None:
    def mutant_check(body: Body) -> None:
        check_standing(body, ("dormant", "suspended", "recused", "excluded"))

    assert caught(mutant_check, bodies())


# --- ages and months ------------------------------------------------------------------------------

Age: TypeAlias = Callable[[date, date, str], int]

BIRTHS: Final = (
    date(1988, 2, 29),
    date(1987, 2, 28),
    date(1987, 3, 1),
    date(1988, 12, 31),
    date(1988, 1, 1),
    date(2000, 2, 29),
)


def is_birthday(born: date, on: date, leap: str) -> bool:
    """Whether a year is completed on a day; 29 February moves where the year has none."""
    if (born.month, born.day) != (2, 29):
        return (on.month, on.day) == (born.month, born.day)
    if (on.month, on.day) == (2, 29):
        return True
    has_leap_day = (date(on.year, 3, 1) - timedelta(days=1)).day == 29
    moved = (3, 1) if leap == "march-1" else (2, 28)
    return not has_leap_day and (on.month, on.day) == moved


def check_ages(born: date, leap: str, age: Age = age_on) -> None:
    """The law, for every day of three decades and around the year 2100, which has no leap day."""
    expected, on = 0, born
    while on < born + timedelta(days=30 * 366):
        on += timedelta(days=1)
        expected += is_birthday(born, on, leap)
        assert age(born, on, leap) == expected


@pytest.mark.parametrize("leap", [*LeapDay])
@pytest.mark.parametrize("born", [*BIRTHS, date(2080, 2, 29)])
def test_an_age_is_the_number_of_birthdays(born: date, leap: str) -> None:
    check_ages(born, leap)


def by_quarter_days(born: date, on: date, leap: str) -> int:
    """A year is 365 days and a quarter."""
    del leap
    return (on - born).days * 4 // 1461


def always_in_march(born: date, on: date, leap: str) -> int:
    """One policy for all."""
    del leap
    return age_on(born, on, "march-1")


@pytest.mark.parametrize("wrong", [by_quarter_days, always_in_march])
def test_an_age_by_other_means_is_caught(wrong: Age) -> None:
    with pytest.raises(AssertionError):
        check_ages(date(1988, 2, 29), "feb-28", wrong)


Months: TypeAlias = Callable[[date, date], int]


def check_months(start: date, days: int, months: Months = months_completed) -> None:
    """The law: the most months that do not end later."""
    on, count = start + timedelta(days=days), 0
    while months_after(start, count + 1) <= on:
        count += 1
    assert months(start, on) == count


STARTS: Final = st.dates(date(1999, 12, 1), date(2005, 1, 31))


@given(STARTS, st.integers(0, 1500))
def test_months_completed_is_the_inverse_of_months_after(start: date, days: int) -> None:
    check_months(start, days)


def by_day_of_month(start: date, on: date) -> int:
    """Without clipping: a month that has no such day is over only in the next."""
    return (on.year - start.year) * 12 + on.month - start.month - (on.day < start.day)


def test_months_without_clipping_are_caught() -> None:
    def mutant_check(start: date, days: int) -> None:
        check_months(start, days, by_day_of_month)

    assert caught(mutant_check, STARTS, st.integers(0, 1500))


# --- suspended after misses -----------------------------------------------------------------------

Suspends: TypeAlias = Callable[[SuspendedAfterMisses, Sequence[str]], bool]


def suspended_at_the_end(
    record: Sequence[str], misses: int, returns: int, excused: str = "interrupts"
) -> bool:
    """By looking at the record as a whole: no full return after the last full run of misses."""
    letters = "".join(word[0] for word in record)
    spelled = {"passed_over": letters.replace("e", ""), "counts": letters.replace("e", "a")}.get(
        excused, letters
    )
    last = spelled.rfind("a" * misses)
    return last >= 0 and "p" * returns not in spelled[last + misses :]


def check_suspension(
    record: Sequence[str], rule: SuspendedAfterMisses, suspends: Suspends = SuspendedAfterMisses.suspends
) -> None:
    """The law, for one record."""
    expected = suspended_at_the_end(record, rule.misses, rule.returns, rule.excused)
    assert suspends(rule, record) is expected


RECORDS: Final = st.lists(st.sampled_from([str(word) for word in Presence]), max_size=30)
SUSPENSIONS: Final = st.builds(
    SuspendedAfterMisses, st.integers(1, 3), st.integers(1, 3), st.sampled_from(Excused)
)


@pytest.mark.parametrize("excused", [*Excused])
def test_every_short_record_ends_as_it_should(excused: Excused) -> None:
    for misses, returns, size in product((1, 2, 3), (1, 2), range(7)):
        rule = SuspendedAfterMisses(misses, returns, excused)
        for record in product([str(word) for word in Presence], repeat=size):
            check_suspension(record, rule)


@given(RECORDS, SUSPENSIONS)
def test_a_long_record_ends_as_it_should(record: list[str], rule: SuspendedAfterMisses) -> None:
    check_suspension(record, rule)


def in_all(rule: SuspendedAfterMisses, record: Sequence[str]) -> bool:
    """Misses counted in all, not in a row."""
    return record.count("absent") >= rule.misses


def for_good(rule: SuspendedAfterMisses, record: Sequence[str]) -> bool:
    """Nobody comes back."""
    return any(rule.suspends(record[:size]) for size in range(len(record) + 1))


@pytest.mark.parametrize("wrong", [in_all, for_good])
def test_other_ways_to_suspend_are_caught(wrong: Suspends) -> None:
    def mutant_check(record: list[str], rule: SuspendedAfterMisses) -> None:
        check_suspension(record, rule, wrong)

    assert caught(mutant_check, RECORDS, SUSPENSIONS)
