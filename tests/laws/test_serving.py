"""Laws: whether somebody may serve, from when and until when, whatever she served before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from consultgov.people import Person
from consultgov.spans import years_after
from consultgov.terms import (
    AgeRule,
    BodyTerm,
    BodyTerms,
    Break,
    NoLimit,
    Service,
    Serving,
    TermLimit,
    TermRule,
    YearsLimit,
)
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

FIRST = date(1990, 1, 1)
DAY = timedelta(days=1)
WHO = Person("li", "1950-02-28")

Days = tuple[tuple[int, int], ...]


@attrs.frozen
class Scene:
    """A rule, days in office counted from the first day of all, and a day asked about."""

    rule: TermRule
    days: Days
    start: int
    together: bool = False

    @property
    def held(self) -> list[Service]:
        """The days as services, one a stretch."""
        return [Service("member", at(first), at(end)) for first, end in self.days]

    @property
    def terms(self) -> BodyTerms:
        """The terms of the body, where they end together; five of them are known."""
        if not self.together:
            return BodyTerms()
        starts = [years_after(FIRST, 5 * number) for number in range(6)]
        return BodyTerms([BodyTerm(n + 1, starts[n], starts[n + 1]) for n in range(5)])


def at(days: int) -> date:
    """So many days after the first."""
    return FIRST + timedelta(days=days)


def asked(scene: Scene) -> Serving:
    """What is under test."""
    return scene.rule.may_serve(WHO, scene.held, at(scene.start), terms=scene.terms)


Ask = Callable[[Scene], Serving]


def breaks() -> st.SearchStrategy[str | None]:
    """How long a break has to be."""
    return st.sampled_from([None, "any", "term", "1 year", "6 months", "400 days"])


def term_limits(partial: st.SearchStrategy[str]) -> st.SearchStrategy[TermLimit]:
    """So many terms."""
    many = st.integers(1, 3)
    in_a_row = st.builds(TermLimit, many, consecutive=st.just(value=True), partial=partial, after=breaks())
    return in_a_row | st.builds(TermLimit, many, partial=partial)


def year_limits() -> st.SearchStrategy[YearsLimit]:
    """So many years."""
    most = st.sampled_from(["4 years", "8 years", "10 years", "30 months"])
    since = st.none() | st.integers(0, 6000).map(at)
    in_a_row = st.builds(
        YearsLimit, most, consecutive=st.just(value=True), after=breaks(), counted_from=since
    )
    return in_a_row | st.builds(YearsLimit, most, counted_from=since)


def others() -> st.SearchStrategy[Break | AgeRule | NoLimit]:
    """Breaks and ages."""
    return st.one_of(
        st.builds(Break, st.sampled_from(["6 months", "2 years"])),
        st.builds(AgeRule, least=st.integers(50, 60), leaves_at=st.integers(61, 80)),
        st.just(NoLimit()),
    )


ANY_PART = st.sampled_from(["always", "never", "more than 1/2", "at least 1 year", "more than 2 years"])
MONOTONE = st.sampled_from(["always", "never"])


def rules(partial: st.SearchStrategy[str] = ANY_PART) -> st.SearchStrategy[TermRule]:
    """A length and up to three limits."""
    limit = st.one_of(term_limits(partial), year_limits(), others())
    return st.builds(
        TermRule,
        st.sampled_from(["3 years", "4 years", "18 months"]),
        renewal=st.sampled_from(["chained", "anchored"]),
        limits=st.lists(limit, min_size=1, max_size=3),
    )


@st.composite
def stretches(draw: st.DrawFn) -> Days:
    """Up to five stretches in office, some of them adjoining, all over within thirty years."""
    cuts = sorted(draw(st.sets(st.integers(0, 9000), min_size=2, max_size=10)))
    ends = draw(st.lists(st.sampled_from([0, 0, 1, 30]), min_size=5, max_size=5))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = []
    for number, (first, end) in enumerate(pairs):
        later = pairs[number + 1][0] if number + 1 < len(pairs) else end
        found.append((first, later if ends[number % 5] == 1 and number + 1 < len(pairs) else end))
    return tuple(found)


@st.composite
def scenes(draw: st.DrawFn, partial: st.SearchStrategy[str] = ANY_PART) -> Scene:
    """Anything."""
    days = draw(stretches())
    start = days[-1][1] + draw(st.sampled_from([0, 0, 1, 180, 1500]))
    return Scene(draw(rules(partial)), days, start, draw(st.booleans()))


# --- the earliest day ---------------------------------------------------------------------------------


def check_earliest(scene: Scene, days: list[int], ask: Ask = asked) -> None:
    """The earliest lawful start is lawful, a term from then on ends as said, and no day before is."""
    found = ask(scene)
    event("never" if found.earliest is None else "at once" if found.holds else "later")
    assert found.holds == (found.earliest == at(scene.start))
    if found.earliest is None:
        before = [scene.start + each for each in days]
    else:
        first = (found.earliest - FIRST).days
        assert asked_as_of(scene, first).holds
        assert found.latest_end == asked_as_of(scene, first).end
        wait = first - scene.start
        before = [scene.start + each % wait for each in days] + [first - 1] if wait else []
    assert not any(asked_as_of(scene, each).holds for each in before)


def asked_as_of(scene: Scene, start: int) -> Serving:
    """The same on another day; what is held does not change by waiting."""
    return asked(attrs.evolve(scene, start=start))


@given(scenes(), st.lists(st.integers(0, 20_000), min_size=8, max_size=8))
def test_the_earliest_start_is_lawful_and_no_day_before_it(scene: Scene, days: list[int]) -> None:
    check_earliest(scene, days)


def test_a_day_too_early_or_too_late_is_caught() -> None:
    def early(scene: Scene) -> Serving:
        found = asked(scene)
        return found if found.holds or found.earliest is None else moved(found, -1)

    def late(scene: Scene) -> Serving:
        found = asked(scene)
        return found if found.holds or found.earliest is None else moved(found, 1)

    def longer(scene: Scene) -> Serving:
        found = asked(scene)
        return attrs.evolve(found, latest_end=None if found.holds else found.end)

    days = st.just([0, 1, 2])
    assert caught(lambda scene, some: check_earliest(scene, some, longer), scenes(), days)
    assert caught(lambda scene, some: check_earliest(scene, some, early), scenes(), days)
    assert caught(lambda scene, some: check_earliest(scene, some, late), scenes(), days)


def moved(found: Serving, days: int) -> Serving:
    """An answer that is wrong by some days."""
    assert found.earliest is not None
    return attrs.evolve(found, earliest=found.earliest + timedelta(days=days))


# --- splitting ----------------------------------------------------------------------------------------


def check_split(scene: Scene, number: int, inside: int, ask: Ask = asked) -> None:
    """Service in two adjoining parts is judged as it is in one."""
    first, end = scene.days[number % len(scene.days)]
    assume(end - first > 1)
    cut = first + 1 + inside % (end - first - 1)
    parts = tuple(sorted({*scene.days, (first, cut), (cut, end)} - {(first, end)}))
    one, two = asked(scene), ask(attrs.evolve(scene, days=parts))
    assert (one.earliest, one.end, one.terms_left) == (two.earliest, two.end, two.terms_left)


@given(scenes(), st.integers(0, 9), st.integers(0, 9000))
def test_splitting_service_changes_nothing(scene: Scene, number: int, inside: int) -> None:
    check_split(scene, number, inside)


def test_counting_records_instead_of_terms_is_caught() -> None:
    def by_record(scene: Scene) -> Serving:
        return attrs.evolve(asked(scene), terms_left=len(scene.days))

    assert caught(
        lambda scene, number, inside: check_split(scene, number, inside, by_record),
        scenes(),
        st.just(0),
        st.just(500),
    )


# --- more service -------------------------------------------------------------------------------------


def check_more(scene: Scene, first: int, length: int, ask: Ask = asked) -> None:
    """More service never lengthens what is left."""
    added = free(scene, first % scene.start if scene.start else 0, length)
    less, more = asked(scene), ask(attrs.evolve(scene, days=tuple(sorted((*scene.days, *added)))))
    event("held before" if less.holds else "not lawful before")
    assert less.holds or not more.holds
    assert (less.earliest or date.max) <= (more.earliest or date.max)
    if less.terms_left is not None:
        assert more.terms_left is not None
        assert more.terms_left <= less.terms_left
    if more.end is not None:
        assert less.end is None or more.end <= less.end


def free(scene: Scene, first: int, length: int) -> Days:
    """What is free of some days before the day asked about, in pieces."""
    end, found = min(first + length, scene.start), list[tuple[int, int]]()
    for one, over in scene.days:
        if first < min(one, end):
            found.append((first, min(one, end)))
        first = max(first, over)
    return (*found, (first, end)) if first < end else tuple(found)


@given(scenes(MONOTONE), st.integers(0, 10_000), st.integers(1, 3000))
def test_more_service_never_lengthens_what_is_left(scene: Scene, first: int, length: int) -> None:
    check_more(attrs.evolve(scene, rule=attrs.evolve(scene.rule, renewal="chained")), first, length)


def test_forgetting_service_is_caught() -> None:
    def forgetful(scene: Scene) -> Serving:
        return asked(attrs.evolve(scene, days=scene.days[:-1])) if len(scene.days) > 1 else asked(scene)

    assert caught(
        lambda scene, first, length: check_more(scene, first, length, forgetful),
        scenes(MONOTONE),
        st.just(0),
        st.integers(1, 300),
    )


# --- round trips --------------------------------------------------------------------------------------


@given(rules())
def test_a_rule_with_limits_reads_back_as_itself(rule: TermRule) -> None:
    assert TermRule.from_dict(rule.to_dict()) == rule
