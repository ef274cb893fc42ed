"""Every election in the data comes to what its source says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consultgov import Condition
from consultgov.elections import ElectionResult, ElectionRule, NextElection, Place, election_of
from consultgov.errors import RuleError
from consultgov.tabulation.counts import Ranking
from consultgov.voting import Poll
from tests.replay import cases, elections
from tests.replay.cases import Json
from tests.replay.elections import Council, Script


def of_kind(kind: str) -> pytest.MarkDecorator:
    """The scripts of a kind, as the parameters of a test."""
    found = list(elections.scripts(kind))
    return pytest.mark.parametrize("script", found, ids=[script.name for script in found])


def tiers(order: list[str | list[str]]) -> Ranking:
    """An order of merit as a source writes it: a name, or several that are alike."""
    return tuple((tier,) if isinstance(tier, str) else tuple(tier) for tier in order)


# --- elections ------------------------------------------------------------------------------------


class Found:
    """What an election came to, and how each thing that a source says of it is looked up."""

    def __init__(self, data: Json) -> None:
        self.data = data
        self.result = elections.result_of(data)

    def outcome(self, _: str) -> str:
        return self.result.outcome.value

    def elected(self, _: list[str]) -> list[str]:
        return sorted(self.result.elected)

    def seats(self, expected: dict[str, int]) -> dict[str, int]:
        return {**dict.fromkeys(expected, 0), **self.result.seats_by_list}

    def tie(self, _: list[str]) -> list[str] | None:
        return None if self.result.tie is None else sorted(self.result.tie.options)

    def places(self, _: int) -> int | None:
        return None if self.result.tie is None else self.result.tie.places

    def open(self, _: int) -> int:
        return self.result.open

    def order(self, expected: list[str | list[str]]) -> list[str | list[str]] | Ranking:
        (count,) = self.result.counts
        return expected if count.order == tiers(expected) else count.order

    def quota(self, _: int) -> object:
        (count,) = self.result.counts
        return count.rounds[0].quota

    def votes(self, expected: dict[str, Json]) -> dict[str, Json]:
        (count,) = self.result.counts
        return {place: dict(count.rounds[int(place) - 1].votes) for place in expected}

    def needed(self, expected: Json) -> Json:
        verdicts = {"turnout": self.result.turnout}
        verdicts |= {each.candidate: each.qualified for each in self.result.placings}
        return {name: getattr(verdicts[name], "needed", None) for name in expected}

    def passed_over(self, _: list[str]) -> list[str]:
        return self._placed(Place.PASSED_OVER)

    def not_qualified(self, _: Json) -> dict[str, str]:
        names = self._placed(Place.NOT_QUALIFIED)
        return {name: self._reason(name) for name in names}

    def figures(self, expected: Json) -> Json:
        return {name: {word: self._figure(name, word) for word in of} for name, of in expected.items()}

    def holds(self, expected: Json) -> Json:
        returns = elections.returns_of(self.data)
        return {
            name: {text: Condition.parse(text).holds(returns.tally_for(name)) for text in of}
            for name, of in expected.items()
        }

    def next(self, expected: Json) -> Json:
        found = self.result.next
        assert found is not None
        return {name: self._next(found, name) for name in expected}

    def _placed(self, place: Place) -> list[str]:
        return [each.candidate for each in self.result.placings if each.place is place]

    def _reason(self, name: str) -> str:
        placing = self.result.placing(name)
        assert placing is not None
        assert placing.qualified is not None
        return placing.qualified.code

    def _figure(self, name: str, word: str) -> Fraction | None:
        tally = elections.returns_of(self.data).tally_for(name)
        left = Condition.parse(f"{word} >= 0").evaluate(tally).left
        return None if left is None else Fraction(left)

    def _next(self, found: NextElection, name: str) -> object:
        if name == "tie":
            return None if found.tie is None else list(found.tie.options)
        if name == "stand":
            return list(found.stand)
        if name in {"qualified", "candidates_vote"}:
            value: object = getattr(found.rule, name)
            return str(value) if isinstance(value, Condition) else value
        return getattr(found, name)


@of_kind("election")
def test_an_election_comes_to_what_its_source_says(script: Script) -> None:
    found = Found(script.data)
    for name, expected in script.expected.items():
        assert getattr(found, name)(expected) == expected, name


@of_kind("election")
def test_an_election_can_be_told_and_kept(script: Script) -> None:
    rule = ElectionRule.from_dict(script.data["rule"])
    assert ElectionRule.from_dict(rule.to_dict()) == rule
    result = elections.result_of(script.data)
    assert all(result.explain(language) for language in ("en", "zh"))
    assert result.to_dict()["outcome"] == script.expected["outcome"]


@pytest.mark.parametrize("script", [each for each in elections.scripts("election") if "cast" in each.data])
def test_who_has_no_vote_in_an_election_is_refused(script: Script) -> None:
    poll = elections.poll_of(script.data)
    (first, *_) = elections.cast_of(script.data)
    for elector, code in script.data["refused"].items():
        verdict = poll.check(type(first)(elector, first.answer, first.at))
        assert [reason.code for part in verdict.parts for reason in part.parts] == [code]
    intake = poll.apply_all(elections.cast_of(script.data))
    assert not intake.refused
    again = Poll.from_dict(intake.poll.to_dict())
    assert election_of(again, elections.CLOSES) == elections.result_of(script.data)


# --- Debian ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("vote", list(cases.rows("debian")), ids=lambda vote: vote["id"])
def test_a_vote_of_debian_is_won_as_published(vote: Json) -> None:
    rule = ElectionRule.from_dict(elections.debian_of(vote)["rule"])
    result = rule.count(elections.debian_returns(vote))
    default = rule.default
    winners = [] if vote["winner"] == default else [vote["winner"]]
    assert list(result.elected) == winners
    assert result.outcome == ("complete" if winners else "default")
    dropped = [each for each in result.placings if each.place is Place.NOT_QUALIFIED]
    rejected = [name for name, outcome, *_ in vote["published"] if outcome == "rejected"]
    assert sorted(each.candidate for each in dropped) == sorted(rejected)


@pytest.mark.parametrize("vote", list(cases.rows("debian")), ids=lambda vote: vote["id"])
def test_an_option_of_debian_that_is_dropped_says_why(vote: Json) -> None:
    """All of them missed their majority, and none the quorum."""
    rule = ElectionRule.from_dict(elections.debian_of(vote)["rule"])
    result = rule.count(elections.debian_returns(vote))
    for each in result.placings:
        assert each.qualified is not None
        quorum, majority = each.qualified.parts[0], each.qualified.parts[1:]
        assert quorum.holds
        assert all(part.holds for part in majority) == (each.place is not Place.NOT_QUALIFIED)
    assert all(result.explain(language) for language in ("en", "zh"))


# --- terms ----------------------------------------------------------------------------------------


def seen(council: Council, expected: Json) -> Json:
    """What a source says of a council, of the same council."""
    state: Json = {
        "members": sorted(council.members),
        "runners_up": [*reversed(council.runners_up)],
        "outgoing": list(council.outgoing),
        "open": council.open,
    }
    return {name: state[name] for name in expected}


@of_kind("terms")
def test_a_council_is_elected_again_and_again(script: Script) -> None:
    council = Council(ElectionRule.from_dict(script.data["rule"]))
    for step in script.data["steps"]:
        if "resigns" in step:
            council.resign(step["resigns"])
        else:
            result: ElectionResult = council.elect(**step["elect"])
            assert all(result.explain(language) for language in ("en", "zh"))
        expected = step.get("expected", {})
        assert seen(council, expected) == expected


# --- methods by themselves ------------------------------------------------------------------------


@of_kind("count")
def test_a_method_ranks_as_its_source_says(script: Script) -> None:
    assert elections.count_of(script.data).order == tiers(script.expected["order"])


@of_kind("committees")
def test_the_best_committees_are_those_of_the_source(script: Script) -> None:
    found = elections.committees_of(script.data).committees
    assert len(found) == script.expected["number"]
    groups = [group.split() for group in script.data["groups"]]
    for committee in found:
        shares = [sum(name in group for name in committee) for group in groups]
        assert shares == script.expected["seats_per_group"]


@of_kind("budget")
def test_a_budget_is_spent_as_the_source_says(script: Script) -> None:
    assert list(elections.budget_of(script.data).chosen) == script.expected["chosen"]


@of_kind("filling")
def test_places_are_filled_within_their_caps(script: Script) -> None:
    found = elections.filling_of(script.data)
    assert list(found.elected) == script.expected["elected"]
    if "passed_over" in script.expected:
        assert [name for name, _ in found.passed_over] == script.expected["passed_over"]


@of_kind("paper")
def test_a_paper_is_valid_or_not_as_its_source_says(script: Script) -> None:
    codes = elections.reasons_of(script.data)
    if "valid" in script.expected:
        assert (not codes) is script.expected["valid"]
    else:
        assert codes == [code for word in script.expected["reasons"] for code in elections.codes_for(word)]


@of_kind("groups")
def test_seats_of_groups_make_up_the_whole(script: Script) -> None:
    total = script.expected["total"]
    assert sum(elections.rule_by_groups(script.data, total).shares.values()) == total
    for other in (total - 1, total + 1):
        with pytest.raises(RuleError) as caught:
            elections.rule_by_groups(script.data, other)
        assert [fault.code for fault in caught.value.faults] == ["seats-do-not-add-up"]


# --- the data -------------------------------------------------------------------------------------


def test_every_part_of_an_election_case_is_of_a_kind() -> None:
    for case in cases.load("elections")["cases"]:
        for part in case.get("checks", [case]):
            assert sum(kind in part for kind in elections.KINDS) == 1, case["id"]
            assert "expected" in part or "terms" in part, case["id"]


def test_every_word_for_a_fault_of_a_paper_is_used_and_has_codes() -> None:
    text = (cases.DATA / "elections.json").read_text(encoding="utf-8")
    for entry in cases.load("elections")["words"]:
        assert entry["codes"]
        assert text.count(f'"{entry["word"]}"') > 1, entry["word"]
