"""Terms that may only start later, rules that know so many terms, and terms between elections."""

from __future__ import annotations

import pytest

from consultgov import Clause
from consultgov.errors import RuleError
from consultgov.people import Person
from consultgov.terms import (
    AgeRule,
    Break,
    FixedDay,
    InEvents,
    Service,
    TermLimit,
    TermRule,
    YearsLimit,
)

HELD = [("2015-03-01", "2018-03-01"), ("2018-03-01", "2021-03-01")]
TWO_IN_A_ROW = TermLimit(2, consecutive=True, after="term")
ELECTIONS = ["2018-01-01", "2020-01-01", "2022-01-01", "2024-01-01", "2026-01-01"]


class TestTheLatestDayOfATermThatStartsAsSoonAsItMay:
    def test_it_is_that_of_the_term_where_it_may_start_on_the_day(self) -> None:
        answer = TermRule("3 years", limits=TWO_IN_A_ROW).may_serve("li", HELD[1:], "2021-03-01")
        assert answer.latest_end == answer.end
        assert answer.latest_day == answer.last_day
        assert "latest_day" not in answer.facts

    @pytest.mark.parametrize(
        ("rule", "latest"),
        [
            (TermRule("3 years", limits=TWO_IN_A_ROW), "2027-02-28"),
            (TermRule("3 years", limits=Break("1 year")), "2025-02-28"),
            (TermRule("3 years", limits=TWO_IN_A_ROW, ends_on=FixedDay("12-31")), "2026-12-31"),
            (TermRule("3 years", limits=TWO_IN_A_ROW, ages=AgeRule(leaves_at=65)), "2025-05-31"),
            (TermRule("3 years", limits=[Break("1 year"), YearsLimit("7 years")]), "2023-02-28"),
            (TermRule(InEvents(1, "election"), limits=Break("1 year")), "2023-12-31"),
        ],
    )
    def test_it_is_what_the_rule_says_of_the_earliest_day(self, rule: TermRule, latest: str) -> None:
        li = Person("li", born="1960-05-02")
        answer = rule.may_serve(li, HELD, "2021-03-01", events=ELECTIONS)
        assert not answer.holds
        assert answer.end is None
        assert str(answer.latest_day) == answer.facts["latest_day"] == latest
        assert answer.earliest is not None
        assert answer.latest_end == rule.may_serve(li, HELD, answer.earliest, events=ELECTIONS).end

    def test_what_is_held_after_the_day_asked_about_is_not_looked_at(self) -> None:
        rule = TermRule("3 years", limits=TWO_IN_A_ROW)
        later = ("2023-03-01", "2024-03-01")
        assert str(rule.may_serve("li", [*HELD, later], "2021-03-01").latest_day) == "2027-02-28"

    def test_an_end_that_is_asked_for_stays_if_it_comes_later(self) -> None:
        rule = TermRule("3 years", limits=Break("1 year"))
        assert str(rule.may_serve("li", HELD, "2021-03-01", end="2022-06-01").latest_day) == "2022-05-31"
        assert str(rule.may_serve("li", HELD, "2021-03-01", end="2022-03-01").latest_day) == "2025-02-28"

    def test_there_is_none_where_she_may_never_start_or_nothing_ends_the_term(self) -> None:
        never = TermRule("3 years", limits=TermLimit(2)).may_serve("li", HELD, "2021-03-01")
        assert (never.earliest, never.latest_end, never.latest_day) == (None, None, None)
        for_life = TermRule(None, limits=Break("1 year")).may_serve("li", HELD, "2021-03-01")
        assert str(for_life.earliest) == "2022-03-01"
        assert for_life.latest_day is None

    def test_there_is_none_where_the_term_would_end_beyond_the_calendar(self) -> None:
        rule = TermRule("3 years", limits=Break("5 years"))
        answer = rule.may_serve("li", [("9986-03-01", "9993-03-01")], "9993-03-01")
        assert (str(answer.earliest), answer.latest_day) == ("9998-03-01", None)


class TestARuleThatKnowsSoManyTerms:
    RULE = TermRule(["8 years", "4 years"], repeats=False, clause=Clause("Olympic Charter"))
    BACH = (("2013-09-10", "2021-09-10"), ("2021-09-10", "2025-09-10"))

    def test_nobody_serves_a_term_that_the_rule_does_not_have(self) -> None:
        answer = self.RULE.may_serve("Bach", self.BACH, "2025-09-10")
        assert (answer.holds, answer.terms_left, answer.earliest) == (False, 0, None)
        [part] = answer.verdict.parts
        assert (part.code, part.clause) == ("terms-in-all-used-up", self.RULE.clause)

    def test_the_last_one_that_it_has_may_be_served(self) -> None:
        answer = self.RULE.may_serve("Bach", self.BACH[:1], "2021-09-10")
        assert (answer.holds, answer.terms_left, str(answer.last_day)) == (True, 1, "2025-09-09")

    def test_a_limit_of_its_own_is_looked_at_instead(self) -> None:
        rule = TermRule(["8 years", "4 years"], repeats=False, limits=TermLimit(2, consecutive=True))
        answer = rule.may_serve("Bach", self.BACH, "2026-09-10")
        assert (answer.holds, str(answer.last_day)) == (True, "2034-09-09")

    def test_a_limit_of_another_kind_does_not_stand_in_for_it(self) -> None:
        rule = TermRule("8 years", repeats=False, limits=Break("1 year"))
        assert not rule.may_serve("x", self.BACH[:1], "2030-01-01").holds

    def test_lengths_that_repeat_set_no_limit(self) -> None:
        assert TermRule(["8 years", "4 years"]).may_serve("x", self.BACH, "2025-09-10").holds


class TestARuleWithoutLimits:
    @pytest.mark.parametrize("length", ["3 years", None])
    def test_the_sentence_introduces_nothing(self, length: str | None) -> None:
        answer = TermRule(length, office="judge").may_serve("li", [], "2026-01-01")
        until = "" if length is None else ", until 2028-12-31"
        assert answer.explain() == f"li may serve as judge from 2026-01-01{until}."
        assert answer.explain("zh").endswith("。")


class TestTermsBetweenElections:
    RULE = TermRule(InEvents(1, "election"), limits=TermLimit(2, consecutive=True, after="term"))

    @pytest.mark.parametrize(
        "held",
        [
            [("2018-01-01", "2020-01-01"), ("2020-01-01", "2022-01-01")],
            [("2018-01-01", "2022-01-01")],
            [("2018-01-01", None)],
        ],
    )
    def test_service_over_several_elections_is_several_terms(self, held: list[tuple[str, str]]) -> None:
        answer = self.RULE.may_serve("x", held, "2022-01-01", events=ELECTIONS)
        assert (answer.holds, answer.counted) == (False, ("2018-01-01/2019-12-31", "2020-01-01/2021-12-31"))

    def test_a_whole_term_out_of_office_is_until_the_election_after_next(self) -> None:
        held = [("2018-01-01", "2022-01-01")]
        answer = self.RULE.may_serve("x", held, "2022-01-01", events=ELECTIONS)
        assert (str(answer.earliest), str(answer.latest_day)) == ("2024-01-01", "2025-12-31")
        for day, holds in (("2023-12-31", False), ("2024-01-01", True), ("2024-01-02", True)):
            assert self.RULE.may_serve("x", held, day, events=ELECTIONS).holds is holds

    def test_elections_that_are_not_on_file_cut_nothing(self) -> None:
        assert self.RULE.may_serve("x", [("2018-01-01", "2022-01-01")], "2022-01-01").terms_left == 1
        two = [("2018-01-01", "2020-01-01"), ("2020-01-01", "2022-01-01")]
        assert self.RULE.may_serve("x", two, "2022-01-01").terms_left == 0

    def test_a_term_of_two_sessions_is_cut_by_the_second(self) -> None:
        rule = TermRule(InEvents(2, "session"), limits=TermLimit(3))
        held = [Service("member", "2018-01-01", "2024-01-01")]
        answer = rule.may_serve("x", held, "2024-01-01", events=[*ELECTIONS, "2020-01-01"])
        assert answer.counted == ("2018-01-01/2021-12-31", "2022-01-01/2023-12-31")


class TestABreakOfALimitInAll:
    @pytest.mark.parametrize("after", ["any", "term", "1 year"])
    def test_it_is_refused_since_it_would_lift_nothing(self, after: str) -> None:
        for limit, most in ((TermLimit, 2), (YearsLimit, "8 years")):
            with pytest.raises(RuleError, match="say consecutive=True") as caught:
                limit(most, after=after)
            assert [fault.code for fault in caught.value.faults] == ["no-use"]

    def test_that_nothing_is_said_of_it_is_not(self) -> None:
        assert TermLimit(2, after=None) == TermLimit(2)
