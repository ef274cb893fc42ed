"""Laws: terms follow without a gap, anchors hold, common terms end together, nobody comes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov.errors import ConsultgovError
from consultgov.spans import FirstDay, MonthEnd, Period, PeriodRules, months_after
from consultgov.terms.ages import AgeRule
from consultgov.terms.ends import Term
from consultgov.terms.lengths import Allowance, FixedDay, FixedDayChoice, InEvents
from consultgov.terms.limits import NoLimit
from consultgov.terms.numbering import BodyTerm, BodyTerms
from consultgov.terms.reviewing import Linked
from consultgov.terms.rules import RenewalKind, Replacement, TermRule
from consultgov.verdicts import Clause, Finding, Verdict
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

DAY = timedelta(days=1)
FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)
LEAP_DAYS = [date(2000, 2, 29), date(2024, 2, 29), date(2024, 1, 31), date(2023, 2, 28), date(2024, 8, 31)]

Value: TypeAlias = Any
"""Whatever a caller may give."""

Chain = Callable[[TermRule, date, int], tuple[Term, ...]]
Alone = Callable[[TermRule, date], Term]
Standing = Callable[[TermRule, Term, date, "date | None"], Verdict]


def chain_of(rule: TermRule, start: date, count: int) -> tuple[Term, ...]:
    """What is under test."""
    return rule.terms(start, count)


def standing_of(rule: TermRule, term: Term, on: date, successor: date | None) -> Verdict:
    """What is under test."""
    return rule.in_office(term, on, successor_start=successor)


# --- rules ------------------------------------------------------------------------------------------


def starts() -> st.SearchStrategy[date]:
    return st.sampled_from(LEAP_DAYS) | st.dates(FIRST, LAST)


def periods(most: int = 120) -> st.SearchStrategy[Period]:
    months = st.builds(Period, months=st.integers(1, most))
    return months | st.builds(Period, days=st.integers(1, 30 * most))


def countings() -> st.SearchStrategy[PeriodRules]:
    policies = st.sampled_from([MonthEnd.CLIP, MonthEnd.ROLL, MonthEnd.STICK])
    return st.builds(PeriodRules, policies, st.sampled_from(FirstDay))


def allowances() -> st.SearchStrategy[Allowance | None]:
    return st.none() | st.builds(Allowance, st.none() | periods(24), st.none() | clauses())


def clauses() -> st.SearchStrategy[Clause]:
    return st.builds(Clause, st.just("art. 1"), strength=st.sampled_from(["mandatory", "default"]))


@st.composite
def rules(draw: st.DrawFn) -> TermRule:
    lengths: Value = draw(st.lists(periods(), min_size=1, max_size=3))
    renewal = draw(st.sampled_from(RenewalKind))
    ends_on = None
    if draw(st.integers(0, 3)) == 0:
        lengths = [Period(months=12 * draw(st.integers(2, 9)))]
        ends_on = FixedDay(draw(st.sampled_from(["01-31", "06-30", "12-31"])))
    return TermRule(lengths, counting=draw(countings()), renewal=renewal, ends_on=ends_on)


@st.composite
def all_rules(draw: st.DrawFn) -> TermRule:
    """Rules with every setting, for what has to hold of their records."""
    rule = draw(rules())
    counted = draw(st.booleans())
    fixed = st.builds(
        FixedDay,
        st.sampled_from(["01-31", "12-31"]),
        st.integers(1, 4),
        toward=st.sampled_from(FixedDayChoice),
    )
    return TermRule(
        InEvents(draw(st.integers(1, 9)), "session") if counted else rule.length,
        office=draw(st.sampled_from(["", "chair", "主任"])),
        counting=rule.counting,
        renewal=RenewalKind.CHAINED if counted else rule.renewal,
        repeats=counted or draw(st.booleans()),
        replacement=draw(st.sampled_from(Replacement)),
        early=draw(allowances()),
        extension=draw(allowances()),
        hold_over=draw(allowances()),
        hand_over=draw(st.none() | periods(12)),
        ends_on=None if counted else draw(st.none() | fixed),
        ages=draw(st.none() | st.builds(AgeRule, leaves_at=st.integers(50, 80))),
        linked=draw(st.none() | st.builds(Linked, st.just("council"), periods())),
        limits=draw(st.sampled_from([[], [NoLimit()]])),
        clause=draw(st.none() | clauses()),
    )


# --- chains -----------------------------------------------------------------------------------------


def check_chain(rule: TermRule, start: date, count: int, chain: Chain) -> None:
    """Every day from the first to the last lies in one term, and in no other."""
    found = chain(rule, start, count)
    assert found[0].start == start
    assert len(found) == count
    for before, after in pairwise(found):
        assert before.end == after.start
        assert before.last_day is not None
        for day in (before.last_day, after.start):
            assert sum(each.holds(day) for each in found) == 1


@given(rules(), starts(), st.integers(1, 6))
def test_terms_follow_one_another_without_a_gap_and_without_a_common_day(
    rule: TermRule, start: date, count: int
) -> None:
    with suppress(ConsultgovError):  # an anchored or fixed end may leave a term without a day
        rule.terms(start, count)
        check_chain(rule, start, count, chain_of)


@pytest.mark.parametrize("days", [-1, 1])
def test_the_law_of_chains_catches_terms_that_are_a_day_off(days: int) -> None:
    def wrong(rule: TermRule, start: date, count: int) -> tuple[Term, ...]:
        first, *rest = rule.terms(start, count)
        moved = (
            attrs.evolve(each, start=each.start + days * DAY, end=each.end + 40 * DAY)
            for each in rest
            if each.end is not None
        )
        return (first, *moved)

    check = partial(check_chain, chain=wrong)
    assert caught(check, st.just(TermRule("3 years")), starts(), st.integers(1, 4))


def check_bound(rule: TermRule, start: date, until: date, chain: Callable[..., tuple[Term, ...]]) -> None:
    """A chain until a day is that of as many terms, and the next one would begin later."""
    found = chain(rule, start, until=until)
    assert found == (rule.terms(start, len(found)) if found else ())
    assert all(each.start <= until for each in found)
    after = found[-1].end if found else start
    assert after is not None
    assert after > until


@given(st.builds(TermRule, periods()), starts(), starts())
def test_a_chain_until_a_day_has_all_terms_that_begin_by_then(
    rule: TermRule, start: date, until: date
) -> None:
    with suppress(ConsultgovError):  # of terms of a day there may be more than are told
        rule.terms(start, until=until)
        check_bound(rule, start, until, TermRule.terms)


def test_the_law_of_bounds_catches_a_chain_that_stops_early() -> None:
    def wrong(rule: TermRule, start: date, until: date) -> tuple[Term, ...]:
        return rule.terms(start, until=until - DAY)

    check = partial(check_bound, chain=wrong)
    assert caught(check, st.just(TermRule("1 month")), starts(), starts())


# --- anchors ----------------------------------------------------------------------------------------


def anchored(months: int, counting: PeriodRules) -> TermRule:
    return TermRule(Period(months=months), counting=counting, renewal="anchored")


def check_anchor(months: int, counting: PeriodRules, start: date, count: int, chain: Chain) -> None:
    """The n-th term ends where n lengths from the first day end, reckoned at once."""
    for term in chain(anchored(months, counting), start, count):
        length = term.number * months
        late = counting.first_day is FirstDay.NOT_COUNTED
        assert term.end == months_after(start, length, counting.month_end) + late * DAY


@given(st.integers(1, 60), countings(), starts(), st.integers(1, 9))
def test_anchored_terms_never_drift(months: int, counting: PeriodRules, start: date, count: int) -> None:
    check_anchor(months, counting, start, count, chain_of)


def test_the_law_of_anchors_catches_terms_that_are_chained() -> None:
    def wrong(rule: TermRule, start: date, count: int) -> tuple[Term, ...]:
        return TermRule(rule.length, counting=rule.counting).terms(start, count)

    check = partial(check_anchor, chain=wrong)
    assert caught(check, st.integers(1, 60), countings(), starts(), st.integers(1, 9))


def check_order(months: int, start: date, count: int, chain: Chain) -> None:
    """Where the last day of a month stands for one that is not there, chained terms never end later."""
    chained = chain(TermRule(Period(months=months)), start, count)
    for early, late in zip(chained, anchored(months, PeriodRules()).terms(start, count), strict=True):
        assert early.end is not None
        assert late.end is not None
        assert early.end <= late.end


@given(st.integers(1, 60), starts(), st.integers(1, 9))
def test_chained_terms_that_are_clipped_end_no_later_than_anchored_ones(
    months: int, start: date, count: int
) -> None:
    check_order(months, start, count, chain_of)


def test_the_law_of_order_catches_terms_that_roll_into_the_next_month() -> None:
    def wrong(rule: TermRule, start: date, count: int) -> tuple[Term, ...]:
        return TermRule(rule.length, counting=PeriodRules("roll")).terms(start, count)

    check = partial(check_order, chain=wrong)
    assert caught(check, st.integers(1, 60), starts(), st.integers(1, 9))


# --- ends -------------------------------------------------------------------------------------------


@st.composite
def members_of_a_body(draw: st.DrawFn) -> tuple[BodyTerm, list[date]]:
    start = draw(starts())
    days = draw(st.integers(1, 4000))
    joined = draw(st.lists(st.integers(0, days - 1), min_size=1, max_size=4))
    body = BodyTerm(draw(st.integers(1, 20)), start, start + days * DAY)
    return body, [start + each * DAY for each in joined]


def check_together(
    rule: TermRule, scene: tuple[BodyTerm, list[date]], term: Callable[[TermRule, date, BodyTerm], Term]
) -> None:
    body, joined = scene
    found = [term(rule, each, body) for each in joined]
    assert {(each.end, each.number) for each in found} == {(body.end, body.number)}


@given(st.builds(TermRule, periods(), together=st.sampled_from([True])), members_of_a_body())
def test_common_terms_end_together(rule: TermRule, scene: tuple[BodyTerm, list[date]]) -> None:
    check_together(rule, scene, lambda rule, start, body: rule.term(start, body=body))


def test_the_law_of_common_terms_catches_personal_ones() -> None:
    def wrong(rule: TermRule, start: date, body: BodyTerm) -> Term:
        del body
        return rule.term(start)

    check = partial(check_together, term=wrong)
    assert caught(check, st.just(TermRule("3 years", together=True)), members_of_a_body())


def check_share(days: int, gone: int, rest: Callable[[int, int], bool]) -> None:
    """Who follows when more than half is left serves the rest, day by day counted; otherwise her own term."""
    before = Term(FIRST, FIRST + days * DAY)
    start = FIRST + gone * DAY
    left = sum(before.holds(start + each * DAY) for each in range(days + 1))
    found = TermRule(Period(days=days), replacement="remainder_if_more").term(start, replaces=before)
    assert rest(left, days) == (found.end == before.end or gone == 0)
    assert gone == 0 or (found.cut_by == "remainder") == rest(left, days)


@given(st.integers(1, 90), st.integers(0, 89))
def test_a_replacement_serves_the_rest_of_more_than_half(days: int, gone: int) -> None:
    check_share(days, gone % days, lambda left, days: 2 * left > days)


def test_the_law_of_replacements_catches_half_being_enough() -> None:
    def check(days: int, gone: int) -> None:
        check_share(days, gone % days, lambda left, days: 2 * left >= days)

    assert caught(check, st.integers(1, 90), st.integers(0, 89))


def check_age(start: date, born: date, leaves_at: int, term: Callable[[TermRule, date, date], Term]) -> None:
    """Under an age at the birthday nobody is that old on any day in office, and nobody leaves sooner."""
    rule = TermRule("12 years", ages=AgeRule(leaves_at=leaves_at, at="birthday"))
    found = term(rule, start, born)
    last = found.last_day
    assert last is not None
    old = (born.month, born.day)
    assert last.year - born.year - ((last.month, last.day) < old) < leaves_at
    after = last + DAY
    full = after == rule.term(start).end
    assert full or after.year - born.year - ((after.month, after.day) < old) >= leaves_at


@given(starts(), st.dates(date(1930, 1, 1), date(1960, 1, 1)), st.integers(60, 90))
def test_an_age_ends_a_term_on_the_birthday_and_not_before(start: date, born: date, leaves_at: int) -> None:
    with suppress(ConsultgovError):  # too old to start at all
        TermRule("12 years", ages=AgeRule(leaves_at=leaves_at, at="birthday")).term(start, born=born)
        check_age(start, born, leaves_at, lambda rule, start, born: rule.term(start, born=born))


def test_the_law_of_ages_catches_a_term_that_no_age_ends() -> None:
    def wrong(rule: TermRule, start: date, born: date) -> Term:
        del born
        return rule.term(start)

    check = partial(check_age, term=wrong)
    assert caught(check, starts(), st.dates(date(1930, 1, 1), date(1960, 1, 1)), st.integers(60, 90))


# --- holding over -----------------------------------------------------------------------------------

_ORDER = {"term-not-begun": 0, "in-term": 1, "holding-over": 2, "holding-over-open": 2}


def check_holding(
    rule: TermRule, start: date, days: list[int], follows: int | None, standing: Standing
) -> None:
    """From day to day one is not yet in office, in the term, holding over and out for good."""
    term = rule.term(start)
    successor = None if follows is None else start + follows * DAY
    verdicts = [standing(rule, term, start + each * DAY, successor) for each in sorted(days)]
    ranks = [_ORDER.get(each.code, 3) for each in verdicts]
    assert ranks == sorted(ranks)
    for day, verdict in zip(sorted(days), verdicts, strict=True):
        assert verdict.holds == (_ORDER.get(verdict.code, 3) in (1, 2))
        if successor is not None and start + day * DAY >= successor:
            assert not verdict.holds


def holding_rules() -> st.SearchStrategy[TermRule]:
    return st.builds(TermRule, periods(12), hold_over=allowances(), counting=countings())


SCENE = (
    holding_rules(),
    starts(),
    st.lists(st.integers(-400, 2000), min_size=2, max_size=6),
    st.none() | st.integers(1, 900),
)


@given(*SCENE)
def test_who_is_out_of_office_does_not_come_back(
    rule: TermRule, start: date, days: list[int], follows: int | None
) -> None:
    check_holding(rule, start, days, follows, standing_of)


def test_the_law_of_holding_over_catches_a_holder_who_forgets_the_successor() -> None:
    def wrong(rule: TermRule, term: Term, on: date, successor: date | None) -> Verdict:
        del successor
        return rule.in_office(term, on)

    check = partial(check_holding, standing=wrong)
    assert caught(check, *SCENE)


def test_the_law_of_holding_over_catches_a_holder_who_comes_back() -> None:
    def wrong(rule: TermRule, term: Term, on: date, successor: date | None) -> Verdict:
        shown = on if on.day % 2 else term.start
        return rule.in_office(term, shown, successor_start=successor)

    check = partial(check_holding, standing=wrong)
    assert caught(check, *SCENE)


# --- the body ---------------------------------------------------------------------------------------


Reviewing = Callable[[TermRule, BodyTerms], "tuple[Finding, ...]"]


def review_of(rule: TermRule, terms: BodyTerms) -> tuple[Finding, ...]:
    """What is under test."""
    return rule.review(terms, on="2300-01-01")


def check_blameless(rule: TermRule, start: date, count: int, review: Reviewing) -> None:
    """Of terms that are as the rule has them nothing is to be said."""
    terms = BodyTerms([BodyTerm(each.number, each.start, each.end) for each in rule.terms(start, count)])
    assert review(rule, terms) == ()


@given(st.builds(TermRule, periods()), starts(), st.integers(1, 6))
def test_terms_as_the_rule_has_them_are_beyond_reproach(rule: TermRule, start: date, count: int) -> None:
    check_blameless(rule, start, count, review_of)


def test_the_law_of_the_blameless_catches_a_review_from_an_anchor() -> None:
    def wrong(rule: TermRule, terms: BodyTerms) -> tuple[Finding, ...]:
        return attrs.evolve(rule, renewal="anchored").review(terms)

    check = partial(check_blameless, review=wrong)
    assert caught(check, st.builds(TermRule, periods()), starts(), st.integers(1, 6))


HALF_A_YEAR = TermRule("3 years", early="6 months", extension="6 months")


def check_told(moved: int, review: Reviewing) -> None:
    """A term that ends on another day is told of: within what is allowed, and beyond it."""
    usual = HALF_A_YEAR.term("2021-12-25")
    assert usual.end is not None
    end = usual.end + moved * DAY
    codes = [each.code for each in review(HALF_A_YEAR, BodyTerms([BodyTerm(1, usual.start, end)]))]
    within = "renewal-early" if moved < 0 else "term-extended"
    beyond = "renewal-too-early" if moved < 0 else "term-extended-too-far"
    inside = HALF_A_YEAR.renewal_due(usual).contains(end)
    assert codes == ([] if moved == 0 else [within if inside else beyond])


@given(st.integers(-500, 500))
def test_a_term_is_told_of_once_it_is_another_day_and_only_then(moved: int) -> None:
    check_told(moved, review_of)


def test_the_law_of_what_is_told_catches_a_limit_that_is_a_month_off() -> None:
    def wrong(rule: TermRule, terms: BodyTerms) -> tuple[Finding, ...]:
        return attrs.evolve(rule, early="5 months", extension="7 months").review(terms)

    assert caught(partial(check_told, review=wrong), st.integers(-500, 500))


# --- events -----------------------------------------------------------------------------------------


def check_events(count: int, start: date, events: list[date], end: Callable[..., date | None]) -> None:
    """So many events lie after the start and before the end, the one of the end counted; or too few do."""
    found = end(count, start, events)
    after = [each for each in set(events) if each > start]
    if found is None:
        assert len(after) < count
    else:
        assert found in after
        assert sum(each <= found for each in after) == count


def by_sessions(count: int, start: date, events: list[date]) -> date | None:
    """What is under test."""
    return TermRule(InEvents(count, "session")).term(start, events=events).end


EVENTS = (st.integers(1, 5), st.dates(FIRST, LAST), st.lists(st.dates(FIRST, LAST), max_size=8))


@given(*EVENTS)
def test_a_term_in_events_has_as_many_as_it_says(count: int, start: date, events: list[date]) -> None:
    check_events(count, start, [*events, *events[:2], start], by_sessions)


def test_the_law_of_events_catches_an_event_on_the_first_day_that_counts() -> None:
    def wrong(count: int, start: date, events: list[date]) -> date | None:
        return by_sessions(count, start - DAY, events)

    def check(count: int, start: date, events: list[date]) -> None:
        check_events(count, start, [*events, start], wrong)

    assert caught(check, *EVENTS)


# --- records and bad input --------------------------------------------------------------------------


def check_record(rule: TermRule, read: Callable[[dict[str, Value]], TermRule]) -> None:
    found = read(rule.to_dict())
    assert found == rule
    assert found.to_dict() == rule.to_dict()


@given(all_rules())
def test_a_rule_comes_back_from_its_record(rule: TermRule) -> None:
    check_record(rule, TermRule.from_dict)


def test_the_law_of_records_catches_a_setting_that_is_lost() -> None:
    def wrong(plain: dict[str, Value]) -> TermRule:
        return TermRule.from_dict({name: value for name, value in plain.items() if name != "hold_over"})

    assert caught(partial(check_record, read=wrong), all_rules())


def odd() -> st.SearchStrategy[Value]:
    plain = (
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.binary(max_size=4)
    )
    texts = st.sampled_from(
        ["\ud800", "3 years", "2024-02-29", "9999-12-31", "12-31", "999999 years", "open"]
    )
    return st.recursive(
        plain | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
        max_leaves=6,
    )


SETTINGS = [field.name for field in attrs.fields(TermRule)]


@given(st.dictionaries(st.sampled_from(SETTINGS), odd(), max_size=4), odd(), odd())
def test_whatever_is_given_is_taken_or_refused_with_a_reason(
    settings: dict[str, Value], start: Value, other: Value
) -> None:
    with suppress(ConsultgovError):
        rule = TermRule(**{"length": "3 years", **settings})
        rule.term(start, body=other)
        rule.terms(start, 3, until=other)
    for name in ("number", "first_start", "replaces", "born", "events"):
        with suppress(ConsultgovError):
            TermRule("3 years", renewal="anchored").term("2024-02-29", **{name: other})
    with suppress(ConsultgovError):
        TermRule("3 years").review(other, on=start)
