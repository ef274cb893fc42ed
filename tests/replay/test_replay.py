"""Every decision in the data is decided as its source says."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

import pytest

from consultgov import Condition, Decision, Outcome, Tally, Verdict
from consultgov.errors import RuleError
from tests.replay import cases, page
from tests.replay.cases import Check, Json

# --- families of cases ----------------------------------------------------------------------------


CHECKS: Final = [
    pytest.param(family, check, id=f"{family}-{check.name}")
    for family in cases.CASES
    for check in cases.checks(family)
]


class Replay:
    """A check with its rule, tally and decision made, and what is said of it put to the test."""

    def __init__(self, family: str, check: Check) -> None:
        self.family = family
        self.check = check
        self.tally = cases.tally_of(family, check.tally)
        self.rule = cases.rule_of(check.rule) if check.rule else None

    def decision(self) -> Decision:
        assert self.rule is not None
        return self.rule.decide(self.tally, tie_vote=self.check.tie_vote)

    def verdict(self, text: str) -> Verdict:
        """Of a condition; ``adopts`` and ``quorum`` name those of the rule."""
        if text not in {"adopts", "quorum"}:
            return Condition.parse(text).evaluate(self.tally)
        decision = self.decision()
        verdict = decision.adoption if text == "adopts" else decision.quorum
        assert verdict is not None
        return verdict

    def outcome(self, expected: str) -> None:
        assert self.rule is not None
        assert self.decision().outcome is Outcome(expected)
        assert self.rule.outcome(self.tally, tie_vote=self.check.tie_vote) is Outcome(expected)

    def reachable(self, *, expected: bool) -> None:
        assert self.decision().reachable is expected

    def holds(self, text: str, *, expected: bool) -> None:
        condition = Condition.parse(text)
        assert condition.holds(self.tally) is expected
        assert condition.evaluate(self.tally).holds is expected

    def figure(self, text: str, expected: int | str) -> None:
        left = self.verdict(f"{text} >= 0").left
        assert left is not None
        assert Fraction(left) == Fraction(expected)

    def forecast(self, *, outstanding: str, **expected: object) -> None:
        assert self.rule is not None
        ids = cases.outstanding_of(self.family, self.check.tally, outstanding)
        stances = ("yes", "no", "abstain", "absent")
        reachable = {str(o) for o in self.rule.forecast(self.tally, outstanding=ids, stances=stances)}
        if "outcomes" in expected:
            assert sorted(reachable) == expected["outcomes"]
        elif "not_only" in expected:
            assert reachable != {expected["not_only"]}
        else:
            assert len(reachable) > 1

    def early(self, *, stream: list[str], electors: int, outcome: str, after: int) -> None:
        assert self.rule is not None
        decided = self.rule.early(stream, electors=electors)
        assert (decided.outcome, decided.after) == (Outcome(outcome), after)


@pytest.mark.parametrize(("family", "check"), CHECKS)
def test_a_case_is_decided_as_its_source_says(family: str, check: Check) -> None:
    replay, expected = Replay(family, check), check.expected
    if "outcome" in expected:
        replay.outcome(expected["outcome"])
    if "reachable" in expected:
        replay.reachable(expected=expected["reachable"])
    if "forecast" in expected:
        replay.forecast(**expected["forecast"])
    if "early" in expected:
        replay.early(**expected["early"])


@pytest.mark.parametrize(("family", "check"), CHECKS)
def test_the_figures_of_a_case_are_those_of_its_source(family: str, check: Check) -> None:
    replay, expected = Replay(family, check), check.expected
    for text, number in expected.get("figures", {}).items():
        replay.figure(text, number)
    for text, holds in expected.get("holds", {}).items():
        replay.holds(text, expected=holds)
    for text, number in expected.get("needed", {}).items():
        assert replay.verdict(text).needed == number, text
    for text, number in expected.get("short_by", {}).items():
        assert replay.verdict(text).short_by == number, text
    for text in expected.get("refuses", ()):
        with pytest.raises(RuleError):
            Condition.parse(text)


@pytest.mark.parametrize("family", cases.CASES)
def test_every_decision_on_a_case_can_be_told_and_kept(family: str) -> None:
    for check in cases.checks(family):
        if "outcome" in check.expected:
            decision = Replay(family, check).decision()
            assert decision.explain("en"), check.name
            assert decision.explain("zh"), check.name
            assert decision.to_dict()["outcome"] == check.expected["outcome"], check.name


def test_no_case_expects_what_no_test_looks_at() -> None:
    known = {
        "early",
        "figures",
        "forecast",
        "holds",
        "needed",
        "outcome",
        "reachable",
        "refuses",
        "short_by",
    }
    for family in cases.CASES:
        for check in cases.checks(family):
            assert check.expected, check.name
            assert check.expected.keys() <= known, check.name


# --- the rules of real bodies ---------------------------------------------------------------------


@pytest.mark.parametrize("name", cases.expressed("bodies"))
def test_the_rules_of_a_body_are_rule_text(name: str) -> None:
    fields = cases.load("bodies")["rules"][name]
    for part in ("adopts", "quorum", "vetoed", "tied"):
        if part in fields:
            condition = Condition.parse(fields[part])
            assert Condition.parse(str(condition)) == condition
    assert str(cases.rule_of(fields).adopts) == str(Condition.parse(fields["adopts"]))


# --- families of votes ----------------------------------------------------------------------------


def decided(family: str, tally: Callable[[Json], Tally]) -> list[str]:
    """The ids of the votes that come out otherwise than recorded."""
    rules = {name: cases.rule_of(fields) for name, fields in cases.load(family)["rules"].items()}
    return [
        f"{vote['id']}: {outcome}, not {vote['outcome']}"
        for vote in cases.rows(family)
        for outcome in [rules[vote["rule"]].outcome(tally(vote), tie_vote=vote.get("tie_vote"))]
        if outcome != vote["outcome"]
    ]


def senate_totals(vote: Json) -> Tally:
    members = cases.load("us_senate_tallies")["members"]
    return Tally.totals(members=members, yes=vote["yes"], no=vote["no"])


def figures_only(vote: Json) -> Tally:
    return Tally.totals(yes=vote["yes"], no=vote["no"], abstain=vote["abstain"])


@pytest.mark.parametrize(
    ("family", "tally"),
    [
        ("unsc", cases.security_council),
        ("unsc_tallies", cases.security_council),
        ("swiss", cases.cantons),
        ("swiss_tallies", cases.people_and_cantons),
        ("us_senate", cases.senators),
        ("us_senate_tallies", senate_totals),
        ("unga", figures_only),
    ],
)
def test_votes_come_out_as_recorded(family: str, tally: Callable[[Json], Tally]) -> None:
    assert decided(family, tally) == []


def count(text: str, tally: Tally) -> object:
    return Condition.parse(f"{text} >= 0").evaluate(tally).left


def test_ballots_of_the_senate_add_up_to_the_recorded_figures() -> None:
    for vote in cases.rows("us_senate"):
        tally = cases.senators(vote)
        found = (count("yes", tally), count("no", tally), count("members", tally))
        assert found == (vote["yes"], vote["no"], 100), vote["id"]


@pytest.mark.parametrize(
    ("family", "tally", "texts"),
    [
        (
            "swiss",
            cases.cantons,
            (
                "blocs canton by cantonal_votes where (yes > no)",
                "blocs canton by cantonal_votes where (yes < no)",
            ),
        ),
        (
            "swiss_tallies",
            cases.people_and_cantons,
            ("yes by cantonal_votes", "no by cantonal_votes"),
        ),
    ],
)
def test_people_and_cantons_are_told_apart(
    family: str, tally: Callable[[Json], Tally], texts: tuple[str, str]
) -> None:
    people = Condition.parse("yes > no")
    for vote in cases.rows(family):
        votes = tally(vote)
        assert people.holds(votes) == bool(vote["people_recorded"]), vote["id"]
        cantons = [Fraction(str(count(text, votes))) for text in texts]
        assert cantons == [Fraction(vote["cantons_yes"]), Fraction(vote["cantons_no"])], vote["id"]
        if vote["cantons_recorded"] is not None:
            assert (cantons[0] > cantons[1]) == bool(vote["cantons_recorded"]), vote["id"]


def test_options_of_debian_pass_or_drop_as_published() -> None:
    templates = cases.load("debian")["rules"]
    wrong: list[str] = []
    for vote in cases.rows("debian"):
        for name, outcome, for_it, against in vote["published"]:
            option = int(name, 36) - 1
            facts = {"ratio": vote["ratios"][option], "quorum": vote["quorum"]}
            texts = {part: text.format(**facts) for part, text in templates[vote["comparator"]].items()}
            tally = cases.against_default(vote, option)
            found = (cases.rule_of(texts).outcome(tally), count("yes", tally), count("no", tally))
            if found != (outcome, for_it, against):
                wrong.append(f"{vote['id']} option {name}: {found}")
    assert wrong == []


# --- the table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", [*cases.load("ids")])
def test_every_case_is_expressed_or_left_out_with_a_reason(family: str) -> None:
    out = cases.left_out(family)
    done = cases.expressed(family)
    assert len(done) == len(set(done))
    assert sorted([*done, *out]) == sorted(cases.load("ids")[family])
    assert set(out.values()) <= cases.load("left_out")["reasons"].keys()


def test_the_page_shows_the_figures_of_the_data() -> None:
    assert page.generated(page.PAGE.read_text(encoding="utf-8")) == page.text(), (
        "run python -m tests.replay.page"
    )
