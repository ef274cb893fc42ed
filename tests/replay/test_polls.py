"""Every poll in the data takes, refuses and comes to what its source says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from consultgov import Condition, DecisionRule, Tally
from consultgov.errors import ConsultgovError, RecordError, Refused
from consultgov.voting import Cast, CoolingOff, SuspendedAfterMisses, petition
from consultgov.voting.polls import Poll
from tests.replay import cases, page, polls
from tests.replay.cases import Json
from tests.replay.polls import Script


def of_kind(kind: str) -> pytest.MarkDecorator:
    """The scripts of a kind, as the parameters of a test."""
    found = list(polls.scripts(kind))
    return pytest.mark.parametrize("script", found, ids=[script.name for script in found])


def figure(text: str, tally: Tally) -> Fraction:
    left = Condition.parse(f"{text} >= 0").evaluate(tally).left
    assert left is not None
    return Fraction(left)


# --- polls ----------------------------------------------------------------------------------------


class Course:
    """A poll as it goes on, and what is to be seen of it."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.poll = polls.poll_of(script, script.data)

    def run(self) -> None:
        for step in self.script.steps:
            if "check" in step:
                self.check(step["check"])
            elif "refused" in step:
                self.refuse(step)
            else:
                intake = self.poll.apply_all(polls.events_of(self.script, step, self.poll))
                assert not intake.refused
                self.poll = intake.poll

    def refuse(self, step: Json) -> None:
        (event,) = polls.events_of(self.script, step, self.poll)
        verdict = self.poll.check(event)
        assert [part.code for part in verdict.parts] == polls.code_of(step, "refused")
        assert all(verdict.explain(language) for language in ("en", "zh"))

    def check(self, seen: Json) -> None:
        for name, expected in seen.items():
            if name != "at":
                assert getattr(self, name)(seen["at"], expected) == expected, (name, seen)

    def result(self, at: int | None) -> Any:  # noqa: ANN401 - a result, with what the check looks at
        return self.poll.result(None if at is None else self.script.at(at))

    def tally(self, at: int | None) -> Tally:
        tally: Tally = self.result(at).decision.tally
        return tally

    def state(self, at: int, _: str) -> str:
        """What engines call the state of a proposal."""
        first = self.poll.electorate.ids[0]
        codes = [part.code for part in self.poll.check(Cast(first, "yes", self.script.at(at))).parts]
        if "not-open-yet" in codes:
            return "Pending"
        result = self.result(at)
        if not result.closed:
            return "Active"
        return "Succeeded" if result.outcome == "adopted" else "Defeated"

    def closed(self, at: int, _: bool) -> bool:  # noqa: FBT001 - what is expected
        return bool(self.result(at).closed)

    def outcome(self, at: int | None, _: str) -> str:
        return str(self.result(at).outcome.value)

    def decided(self, at: int, _: str | None) -> str | None:
        found = self.poll.outlook(self.script.at(at)).decided
        return None if found is None else found.value

    def closing(self, _: int, expected: int) -> int | None:
        return expected if self.poll.closing() == self.script.at(expected) else None

    def figures(self, at: int | None, expected: Json) -> Json:
        tally = self.tally(at)
        return {
            text: number if figure(text, tally) == Fraction(number) else figure(text, tally)
            for text, number in expected.items()
        }

    def holds(self, at: int | None, expected: Json) -> Json:
        tally = self.tally(at)
        return {text: Condition.parse(text).holds(tally) for text in expected}

    def needed(self, at: int | None, expected: Json) -> Json:
        decision = self.result(at).decision
        verdicts = {"quorum": decision.quorum, "adopts": decision.adoption}
        return {part: verdicts[part].needed for part in expected}

    def follows(self, at: int | None, _: list[str]) -> list[str]:
        found = self.result(at).follows
        return [found.kind.value, found.to]

    def deemed(self, at: int | None, _: str | None) -> str | None:
        found: str | None = self.result(at).deemed
        return found

    def without(self, at: int | None, _: str) -> str:
        return str(self.result(at).without.outcome.value)

    def answers(self, at: int | None, _: Json) -> Json:
        return dict(self.result(at).answers)

    def withheld(self, at: int | None, _: bool) -> bool:  # noqa: FBT001 - what is expected
        result = self.result(at)
        notes = [note.code for note in result.notes]
        return notes == ["figures-withheld"] and not result.totals and not result.answers


@of_kind("poll")
def test_a_poll_goes_as_its_source_says(script: Script) -> None:
    course = Course(script)
    course.run()
    again = Poll.from_dict(course.poll.to_dict())
    assert again == course.poll
    assert again.result() == course.poll.result()
    assert all(course.poll.result().explain(language) for language in ("en", "zh"))


@of_kind("setup")
def test_what_cannot_be_is_refused_when_it_is_set_up(script: Script) -> None:
    expected = polls.code_of(script.expected, "error")

    def set_up() -> None:
        if "poll" in script.data:
            polls.poll_of(script, script.data["poll"])
        else:
            DecisionRule(script.data["text"])

    if not expected:
        set_up()
        return
    with pytest.raises(ConsultgovError) as caught:
        set_up()
    assert [fault.code for fault in caught.value.faults] == expected


# --- parts of polls -------------------------------------------------------------------------------


@of_kind("proxies")
def test_proxies_are_accepted_or_refused_as_the_source_says(script: Script) -> None:
    found = polls.proxies_of(script.family, script.data, script.data["electors"])
    assert [proxy.principal for proxy in found.accepted] == script.expected["accepted"]
    more = {name: script.expected[name] for name in ("code",) if name in script.expected}
    refused = {
        principal: polls.code_of({"refused": word, **more}, "refused")
        for principal, word in script.expected["refused"].items()
    }
    assert {proxy.principal: [verdict.code] for proxy, verdict in found.refused} == refused


@of_kind("delegation")
def test_delegated_votes_are_counted_as_the_source_says(script: Script) -> None:
    tally = polls.delegated(script)
    figures = script.expected["figures"]
    assert {text: figure(text, tally) for text in figures} == figures


@of_kind("weighed")
def test_ballots_weigh_what_the_source_says(script: Script) -> None:
    tally = polls.weighed(script)
    figures = script.expected["figures"]
    assert {text: figure(text, tally) for text in figures} == figures


@of_kind("cooling")
def test_a_request_comes_back_when_the_source_says(script: Script) -> None:
    bar, ended = CoolingOff.from_dict(script.data["period"]), script.data["ended"]
    assert bar.first(ended).isoformat() == script.expected["first"]
    for on, may in script.expected["on"].items():
        assert bar.may_return(ended, on=on).holds is may
        given: Any = ("Recall", DecisionRule("yes >= 1"), ["li"])
        opens = f"{on}T09:00:00+08:00"
        if may:
            petition(*given, opens=opens, bar=bar, failed=ended)
            continue
        with pytest.raises(Refused) as caught:
            petition(*given, opens=opens, bar=bar, failed=ended)
        assert caught.value.verdict.code == "cooling-off"


@of_kind("absences")
def test_absences_add_up_as_the_source_says(script: Script) -> None:
    rule, record = SuspendedAfterMisses.from_dict(script.data["rule"]), script.data["record"]
    assert rule.suspends(record) is script.expected["triggered"]
    assert rule.run(record) == script.expected["run"]


@of_kind("before")
def test_a_rule_that_cannot_be_met_is_found_before_the_vote(script: Script) -> None:
    people = polls.people_of(script.family, script.data["electors"])
    tally = Tally.of(people, present=[elector.id for elector in people])
    rule = DecisionRule.from_dict(script.data["rule"])
    codes = [finding.code for finding in rule.before_the_vote(tally)]
    assert codes == polls.code_of(script.expected, "finding")


# --- thresholds that fall -------------------------------------------------------------------------


@of_kind("blocks")
def test_falling_thresholds_are_passed_when_the_source_says(script: Script) -> None:
    assert polls.watched(script.data) == polls.Watched(**script.expected)


@of_kind("thresholds")
def test_a_threshold_is_what_the_source_says_at_each_step(script: Script) -> None:
    rule, members = DecisionRule.from_dict(script.data["rule"]), script.data["members"]
    for elapsed, needed in script.expected["needed"].items():
        given = {"elapsed": int(elapsed)}
        just, short = (
            rule.outcome(Tally.totals(members=members, yes=yes, given=given)).value
            for yes in (needed, needed - 1)
        )
        assert (just, short) == ("adopted", "rejected"), elapsed


# --- the data -------------------------------------------------------------------------------------


def test_every_part_of_a_poll_case_is_of_a_kind() -> None:
    for case in cases.load("polls")["cases"]:
        for part in case.get("checks", [case]):
            assert sum(kind in part for kind in polls.KINDS) == 1, case["id"]


def test_every_word_of_a_source_is_used_and_has_codes() -> None:
    text = (cases.DATA / "polls.json").read_text(encoding="utf-8")
    for entry in cases.load("polls")["words"]:
        assert entry["codes"]
        assert text.count(f'"{entry["word"]}"') > 1, entry["word"]


def test_a_case_that_is_not_met_on_purpose_says_why() -> None:
    for case in cases.load("polls")["cases"]:
        assert case.get("instead", {"theirs": "", "here": ""}).keys() == {"theirs", "here"}
    assert all(": " in line for line in page.differences())


def test_a_moment_is_read_by_the_clock_of_its_script() -> None:
    script = next(iter(polls.scripts("poll")))
    assert script.at("2026-01-02T00:00:00Z") == "2026-01-02T00:00:00Z"
    with pytest.raises(RecordError):
        Cast("li", "yes", "0")
