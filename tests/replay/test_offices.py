"""Every term of office in the data is as its source says, on the day, the day before and the day after."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from consultgov.spans import PeriodRules
from consultgov.terms import Staggering, ecb_step, even_classes
from tests.replay import cases, offices
from tests.replay.elections import Script
from tests.replay.offices import DAY


def of_kind(kind: str) -> pytest.MarkDecorator:
    """The scripts of a kind, as the parameters of a test."""
    found = list(offices.scripts(kind))
    return pytest.mark.parametrize("script", found, ids=[script.name for script in found])


# --- how long -------------------------------------------------------------------------------------


@of_kind("term")
def test_a_term_ends_with_the_day_that_the_source_says(script: Script) -> None:
    data, last = script.data, date.fromisoformat(script.expected["last_day"])
    rule = offices.rule_of(data["rule"])
    term = rule.term(data["start"], body=data.get("body"), born=data.get("born"))
    assert term.last_day == last
    assert term.end == date.fromisoformat(script.expected["first_day_after"])
    assert [rule.in_office(term, on).holds for on in (last - DAY, last, last + DAY)] == [True, True, False]


@of_kind("period")
def test_a_period_ends_with_the_day_that_the_source_says(script: Script) -> None:
    data, expected = script.data, script.expected
    if "from" in data:
        rules = PeriodRules.from_dict(data["rules"])
        assert rules.last(data["from"], data["length"]).isoformat() == expected["last_day"]
        assert rules.end(data["from"], data["length"]).isoformat() == expected["first_day_after"]
        return
    latest = offices.latest(data)
    assert latest.isoformat() == expected["latest"]
    assert all(date.fromisoformat(on) <= latest for on in expected["in_time"])
    assert all(date.fromisoformat(on) > latest for on in expected["late"])


# --- may she serve --------------------------------------------------------------------------------


@of_kind("serve")
def test_somebody_may_serve_if_the_source_says_so(script: Script) -> None:
    data, expected = script.data, script.expected
    answer = offices.serving(data)
    assert answer.holds is expected["eligible"]
    assert answer.explain("en")
    assert answer.explain("zh")
    if "last_day" in expected:
        assert answer.last_day == date.fromisoformat(expected["last_day"])
    if "terms_left" in expected:
        assert answer.terms_left == expected["terms_left"]
    if "earliest" in expected:
        assert answer.earliest is expected["earliest"] is None


@of_kind("serve")
def test_so_it_is_on_the_other_days(script: Script) -> None:
    data, expected = script.data, script.expected
    days = expected.get("days", {})
    assert {on: offices.serving(data, on).holds for on in days} == days
    assert offices.replaced(data) == expected.get("replaced", offices.replaced(data))


@of_kind("serve")
def test_the_earliest_day_is_lawful_and_none_before_it_is(script: Script) -> None:
    start, earliest = date.fromisoformat(script.data["start"]), offices.serving(script.data).earliest
    if earliest is not None:
        assert offices.serving(script.data, earliest.isoformat()).holds
        days = [start + DAY * number for number in range((earliest - start).days)]
        assert not any(offices.serving(script.data, on.isoformat()).holds for on in days)


# --- by turns -------------------------------------------------------------------------------------


@of_kind("votes")
def test_votes_go_round_as_the_source_says(script: Script) -> None:
    data, expected = script.data, script.expected
    rotation = offices.rotation_of(data)
    periods = rotation.schedule(data["from"], data["to"])
    if "voting" in expected:
        found = {
            each.start.isoformat(): sorted(who for group in each.groups for who in group.voting)
            for each in periods
        }
        assert found == expected["voting"]
    if "not_voting" in expected:
        off = {
            each.start.isoformat(): {group.name: list(group.not_voting) for group in each.groups}
            for each in periods
        }
        assert off == expected["not_voting"]
    for on in (each for period in periods for each in (period.start, period.last_day)):
        assert set(expected.get("always", ())) <= set(rotation.voting(on))


@of_kind("votes")
def test_votes_change_on_the_first_day_of_a_period_and_on_no_other(script: Script) -> None:
    rotation = offices.rotation_of(script.data)
    for each in rotation.schedule(script.data["from"], script.data["to"]):
        assert rotation.voting(each.start) == each.voting == rotation.voting(each.last_day)
        assert rotation.voting(each.last_day + DAY) != each.voting
        if each.start > rotation.start:
            assert rotation.voting(each.start - DAY) != each.voting


@of_kind("step")
def test_a_vote_moves_on_by_as_many_as_the_source_says(script: Script) -> None:
    assert ecb_step(script.data["members"], script.data["votes"]) == script.expected["step"]


@of_kind("classes")
def test_seats_are_renewed_as_the_source_says(script: Script) -> None:
    data, expected = script.data, script.expected
    rule = Staggering.from_dict(data["staggering"])
    if "sizes" in expected:
        assert {each.name: each.number for each in rule.classes} == expected["sizes"]
        assert sum(each.number for each in rule.classes) == expected["total"]
    if "even" in data:
        parts = even_classes(data["even"], expected["total"])
        assert {each.name: each.number for each in parts} == expected["sizes"]
    if "renewals" in expected:
        assert offices.renewals(rule, [*expected["renewals"]]) == expected["renewals"]
        for on, name in expected["renewals"].items():
            day = date.fromisoformat(on)
            assert rule.term_of(name, day - DAY).end == rule.term_of(name, day).start == day
            assert rule.term_of(name, day + DAY).start == day


@of_kind("classes")
def test_the_first_members_leave_as_the_source_says(script: Script) -> None:
    data, expected = script.data, script.expected
    if "draw" not in data:
        return
    drawn = dict(data["draw"])
    terms = Staggering.from_dict(data["staggering"]).first_terms(drawn.pop("order"), **drawn)
    assert Counter(each.last_day.isoformat() for each in terms) == expected["leaving"]
    for name, members in expected.get("placed", {}).items():
        assert [each.member for each in terms if each.seat_class == name] == members


# --- how it ends, and who comes -------------------------------------------------------------------


@of_kind("absences")
def test_absences_end_an_office_if_the_source_says_so(script: Script) -> None:
    verdict = offices.absent(script.data)
    assert verdict.holds is script.expected["triggered"]
    if "run" in script.expected:
        assert verdict.parts[0].facts["run"] == script.expected["run"]


@of_kind("appraised")
def test_appraisals_end_an_office_if_the_source_says_so(script: Script) -> None:
    last = date.fromisoformat(script.expected["last_day"])
    found = [offices.appraised(script.data, on) for on in (last, last + DAY, last + 2 * DAY)]
    assert [each.holds for each in found] == [False, *[script.expected["terminated"]] * 2]
    assert found[1].facts["last_day"] == script.expected["last_day"]


@of_kind("vacancy")
def test_a_vacant_seat_is_offered_in_the_order_that_the_source_says(script: Script) -> None:
    data, expected = script.data, script.expected
    *found, nobody = offices.offered(data)
    assert [each.person for each in found] == expected["offered"]
    assert not nobody.person
    rule = offices.rule_of(data["rule"])
    whole = rule.term(data["start"])
    for each in found:
        assert each.appointment is not None
        term = rule.term(each.appointment.start, replaces=whole)
        assert term.last_day == whole.last_day == date.fromisoformat(expected["last_day"])


# --- the data -------------------------------------------------------------------------------------


def test_every_part_of_a_case_is_of_a_kind() -> None:
    for case in cases.load("offices")["cases"]:
        for part in case.get("checks", [case]):
            assert sum(kind in part for kind in offices.KINDS) == 1, case["id"]
            assert part["expected"], case["id"]


def test_no_case_expects_what_no_test_looks_at() -> None:
    known = {
        "term": {"last_day", "first_day_after"},
        "serve": {"eligible", "last_day", "terms_left", "earliest", "days", "replaced"},
        "period": {"last_day", "first_day_after", "latest", "in_time", "late"},
        "votes": {"voting", "not_voting", "always"},
        "step": {"step"},
        "classes": {"sizes", "total", "renewals", "leaving", "placed"},
        "absences": {"triggered", "run"},
        "appraised": {"terminated", "last_day"},
        "vacancy": {"offered", "last_day"},
    }
    assert [*known] == [*offices.KINDS]
    for kind, keys in known.items():
        for script in offices.scripts(kind):
            assert script.expected.keys() <= keys, script.name
