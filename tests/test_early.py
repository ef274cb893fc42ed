"""Early decision: the first ballot after which nothing can change the outcome, and none before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pytest

from consultgov import DecisionRule, EarlyDecision, Outcome, Stance
from consultgov.errors import MissingData, RuleError, TallyError, TooLarge
from tests import oracles

ADOPTED, REJECTED = Outcome.ADOPTED, Outcome.REJECTED
SIGNS: Final = {"y": "yes", "n": "no", "a": "abstain", "-": "absent", "i": "invalid"}


def early(
    rule: DecisionRule,
    signs: str,
    electors: int,
    stances: Sequence[str] = ("yes", "no"),
    given: Mapping[str, bool | int] | None = None,
) -> tuple[Outcome | None, int]:
    """The outcome and the number of ballots after which it was certain; brute force must confirm it."""
    stream = [SIGNS[sign] for sign in signs]
    found = rule.early(stream, electors=electors, stances=stances, given=given)
    assert (found.outcome, found.after) == oracles.first_certain(rule, stream, electors, stances, given or {})
    assert found.counted == tuple((stance, stream[: found.after].count(stance)) for stance in stances)
    return found.outcome, found.after


@pytest.mark.parametrize(
    ("adopts", "electors", "signs", "expected"),
    [
        ("yes >= 2/3 of members", 6, "ynyyyn", (ADOPTED, 5)),
        ("yes >= 2/3 of members", 6, "yyyynn", (ADOPTED, 4)),
        ("yes >= 2/3 of members", 6, "nnnyyy", (REJECTED, 3)),
        ("yes >= 2/3 of members", 6, "yyynnn", (REJECTED, 6)),
        ("yes >= 2/3 of members", 6, "yyynn", (None, 5)),
        ("yes >= 2/3 of members", 6, "", (None, 0)),
        ("yes > 1/2 of members", 3, "yy", (ADOPTED, 2)),
        ("yes > 1/2 of members", 4, "yynn", (REJECTED, 4)),
        ("yes > 1/2 of members", 4, "ynn", (REJECTED, 3)),
        ("yes >= 1/2 of members", 4, "yy", (ADOPTED, 2)),
        ("yes >= 5", 4, "yyyy", (REJECTED, 0)),  # decided before anybody voted
        ("yes >= 0 and yes <= 9", 4, "", (None, 0)),  # all four may vote no
        ("yes >= 1 or no >= 1", 4, "", (None, 0)),
        ("yes > 0", 1, "y", (ADOPTED, 1)),
        ("yes > 0", 1, "n", (REJECTED, 1)),
        ("yes = 2", 4, "yy", (None, 2)),
        ("yes = 2", 4, "yyn", (None, 3)),
        ("yes = 2", 4, "yynn", (ADOPTED, 4)),
        ("yes = 2", 4, "yyy", (REJECTED, 3)),
        ("yes = 2", 4, "nnn", (REJECTED, 3)),
        ("yes = 1 or yes = 3", 4, "yyn", (None, 3)),
        ("yes >= 2 and not yes = 3", 4, "yyyn", (REJECTED, 4)),
        ("yes >= 1/2 of members rounded up", 5, "yyy", (ADOPTED, 3)),
    ],
)
def test_when_a_vote_is_decided(
    adopts: str, electors: int, signs: str, expected: tuple[Outcome | None, int]
) -> None:
    """Adoption and rejection alike, also where more votes in favour undo it."""
    assert early(DecisionRule(adopts), signs, electors) == expected


@pytest.mark.parametrize(
    ("parts", "signs", "expected"),
    [
        ({"adopts": "yes > no", "quorum": "yes >= 3"}, "nnn", (Outcome.INQUORATE, 3)),
        ({"adopts": "yes > no", "quorum": "yes >= 3"}, "yyy", (ADOPTED, 3)),
        ({"adopts": "yes > no", "vetoed": "no >= 1"}, "n", (None, 1)),
        ({"adopts": "yes > no", "vetoed": "no >= 1"}, "nyyy", (Outcome.VETOED, 4)),
        ({"adopts": "yes > no", "vetoed": "no >= 1"}, "nnn", (REJECTED, 3)),
        ({"adopts": "yes > no", "tied": "yes = no"}, "yynn", (None, 4)),
        ({"adopts": "yes > no", "tied": "yes - no = 1"}, "yynny", (ADOPTED, 5)),
        ({"adopts": "yes >= 4", "tied": "yes = 3", "tie_break": "lot"}, "yyynn", (Outcome.TIED, 5)),
        ({"adopts": "yes >= 4", "tied": "yes = 3", "tie_break": "status_quo"}, "nn", (REJECTED, 2)),
        ({"adopts": "yes >= 4", "rejects": "no >= 4"}, "nny", (None, 3)),
        ({"adopts": "yes >= 4", "rejects": "no >= 4"}, "nnyy", (Outcome.UNDECIDED, 4)),
        ({"adopts": "no <= 2", "silence_adopts": True}, "yyy", (ADOPTED, 3)),
    ],
)
def test_the_whole_rule_counts(
    parts: Mapping[str, Any], signs: str, expected: tuple[Outcome | None, int]
) -> None:
    """Any outcome may be the one that is certain, of five members."""
    assert early(DecisionRule(**parts), signs, 5) == expected


@pytest.mark.parametrize(
    ("adopts", "stances", "signs", "expected"),
    [
        ("yes > no", ("yes", "no"), "yyy", (ADOPTED, 3)),
        ("yes > no", ("yes", "no", "abstain"), "yyy", (ADOPTED, 3)),
        ("yes > no", ("yes", "no", "abstain"), "yya", (None, 3)),
        ("yes > no", ("yes", "no", "abstain"), "yyaa", (ADOPTED, 4)),
        ("yes > no", ("yes", "abstain"), "y", (ADOPTED, 1)),  # nobody can vote no
        ("yes >= 2/3 of valid", ("yes", "no", "absent"), "yyy", (None, 3)),
        ("yes >= 2/3 of valid", ("yes", "no", "absent"), "yyyy", (ADOPTED, 4)),
        ("yes >= 3/5 of valid", ("yes", "no", "absent"), "nnn", (REJECTED, 3)),
        ("yes >= 2/3 of valid", ("yes", "no", "absent"), "n", (None, 1)),
        ("yes = 2 and no = 2", ("yes", "no", "abstain"), "aa", (REJECTED, 2)),
        ("yes = 2 and no = 2", ("yes", "no", "abstain"), "yyn", (None, 3)),
        ("yes = 2 and no = 2", ("yes", "no", "abstain"), "yyna", (None, 4)),
        ("yes = 2 and no = 2", ("yes", "no", "abstain"), "yynan", (ADOPTED, 5)),
        ("yes = 1 and no = 1 and abstain = 3", ("yes", "no", "abstain"), "ynaaa", (ADOPTED, 5)),
        ("yes = 1 and no = 1 and abstain = 3", ("yes", "no", "abstain"), "aaaa", (REJECTED, 4)),
        ("yes >= 1", ("yes",), "", (ADOPTED, 0)),
        ("yes >= 1", ("no",), "", (REJECTED, 0)),
    ],
)
def test_what_the_others_may_still_do(
    adopts: str, stances: tuple[str, ...], signs: str, expected: tuple[Outcome | None, int]
) -> None:
    """Decided means: whatever the rest of the five do that they are allowed to do."""
    assert early(DecisionRule(adopts), signs, 5, stances) == expected


def test_facts_of_the_matter() -> None:
    """They are frozen with the poll."""
    rule = DecisionRule("(given notice and yes > 1/2 of members) or yes >= 2/3 of members + given more")
    assert early(rule, "yy", 3, given={"notice": True, "more": 0}) == (ADOPTED, 2)
    assert early(rule, "yyn", 3, given={"notice": False, "more": 1}) == (REJECTED, 3)


def test_stances_in_every_spelling() -> None:
    """As ballots are; the same stance twice is one."""
    rule = DecisionRule("yes > 1/2 of members")
    found = rule.early([True, Stance.YES, "yes"], electors=5, stances=[Stance.YES, "yes", "no"])
    assert found == EarlyDecision(ADOPTED, 3, (("yes", 3), ("no", 0)))


# --- large bodies ---------------------------------------------------------------------------------


class Read(Iterator[object]):
    """Ballots that know how many were taken."""

    def __init__(self, ballots: Sequence[object]) -> None:
        self._ballots = iter(ballots)
        self.taken = 0

    def __next__(self) -> object:
        ballot = next(self._ballots)
        self.taken += 1
        return ballot


@pytest.mark.parametrize("electors", [1, 63, 64, 65, 66, 129, 130, 131, 1000, 1001])
def test_a_simple_majority_of_any_size(electors: int) -> None:
    """Read in pieces while that is safe, and one by one near the end: never a ballot too far."""
    rule = DecisionRule("yes > 1/2 of members")
    needed = electors // 2 + 1
    ballots = Read(["yes"] * electors)
    assert rule.early(ballots, electors=electors).after == needed
    assert ballots.taken == needed
    against = Read(["no"] * electors)
    found = rule.early(against, electors=electors)
    assert (found.outcome, found.after) == (REJECTED, electors - needed + 1)
    assert against.taken == found.after


def test_votes_that_alternate() -> None:
    """Two thirds of three thousand, with every third vote against: certain at the very end."""
    ballots = ["yes", "yes", "no"] * 1000
    rule = DecisionRule("yes >= 2/3 of members")
    assert rule.early(ballots, electors=3000) == EarlyDecision(ADOPTED, 2999, (("yes", 2000), ("no", 999)))
    strict = DecisionRule("yes > 2/3 of members")
    assert strict.early(ballots, electors=3000).outcome is REJECTED
    assert strict.early(ballots, electors=3000).after == 3000


def test_a_million_electors() -> None:
    """Nothing is tested ballot by ballot."""
    ballots = ["no"] * 400_000 + ["yes"] * 600_000
    found = DecisionRule("yes > 1/2 of members").early(ballots, electors=1_000_000)
    assert (found.outcome, found.after) == (ADOPTED, 900_001)


def test_a_stream_that_ends_in_a_piece() -> None:
    """All were read, and it is open."""
    found = DecisionRule("yes > 1/2 of members").early(["yes", "no"] * 50, electors=1000)
    assert found == EarlyDecision(None, 100, (("yes", 50), ("no", 50)))


def test_a_stream_with_more_ballots_than_electors() -> None:
    """What comes after everybody has voted is not read."""
    ballots = Read(["yes", "no"] * 500)
    found = DecisionRule("yes > 1/2 of members").early(ballots, electors=100)
    assert (found.outcome, found.after, ballots.taken) == (REJECTED, 100, 100)


def test_mixed_spellings_in_a_piece() -> None:
    """True and yes are one stance there too."""
    ballots: list[object] = [True, "yes", Stance.YES, False, "no"] * 200
    found = DecisionRule("yes >= 600").early(ballots, electors=1000)
    assert (found.outcome, found.after) == (ADOPTED, 998)


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ballots", "says"),
    [
        (["yes", "abstain"], "stance 'abstain' must be known: use one of yes, no"),
        (["maybe"], "stance 'maybe' must be known"),
        ([None], "must be the name of a stance"),
        ([5], "must be the name of a stance"),
        ([1], "must be the name of a stance"),
    ],
)
@pytest.mark.parametrize("before", [0, 300])
def test_ballots_that_are_refused(ballots: list[object], says: str, before: int) -> None:
    """Near the end and in a piece alike."""
    stream = ["yes", "no"] * (before // 2) + ballots
    with pytest.raises(TallyError, match=says):
        DecisionRule("yes > 1/2 of members").early(stream, electors=before + 1000 if before else 5)


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        ({"electors": 0}, "bad-electors", "electors must be a whole number above 0"),
        ({"electors": -3}, "bad-electors", "must be a whole number above 0"),
        ({"electors": True}, "bad-electors", "must be a whole number above 0"),
        ({"electors": 2.0}, "bad-electors", "must be a whole number above 0"),
        ({"electors": "5"}, "bad-electors", "must be a whole number above 0"),
        ({"electors": 5, "stances": ()}, "no-stances", "must name at least one"),
        ({"electors": 5, "stances": ["yes", "good"]}, "unknown-stance", "stance 'good' must be known"),
        ({"electors": 5, "stances": [7]}, "bad-stance", "must be the name of a stance"),
        ({"electors": 5, "given": {"notice": 0.5}}, "bad-fact", "must be a truth or a whole number"),
    ],
)
def test_what_makes_no_sense(options: Mapping[str, Any], code: str, says: str) -> None:
    """A body of nobody, stances that are none."""
    with pytest.raises(TallyError, match=says) as caught:
        DecisionRule("yes > no").early(["yes"], **options)
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    "adopts",
    [
        "yes by area > 1/2 of members by area",
        "yes among permanent >= 1",
        "yes among house is a >= 1",
        "each house: yes >= 1",
        "yes >= 1 and blocs house >= 1",
        "'good' >= 1",
    ],
)
def test_a_rule_that_reads_more_than_stances(adopts: str) -> None:
    """Ballots here are anonymous and all alike; an error, not a guess."""
    with pytest.raises(RuleError, match="must count heads by stance only: use forecast") as caught:
        DecisionRule(adopts).early(["yes"], electors=5)
    assert caught.value.faults[0].code == "not-plain"


def test_facts_that_are_missing() -> None:
    """A rule that reads a fact must be given it."""
    with pytest.raises(MissingData, match="notice"):
        DecisionRule("given notice and yes > no").early(["yes"], electors=5)


def test_too_large_is_said_before_the_search() -> None:
    """Three stances, ten thousand people and one result in the middle of nowhere."""
    rule = DecisionRule("yes = 1234 and no = 4321")
    with pytest.raises(TooLarge) as caught:
        rule.early(["yes"], electors=10_000, stances=("yes", "no", "abstain"))
    assert caught.value.size == 10_002 * 10_001 // 2
    assert caught.value.size > caught.value.limit


def test_a_result_in_the_middle_of_nowhere_is_found() -> None:
    """Small enough to try everything: it is open until it is met or missed."""
    rule = DecisionRule("yes = 7 and no = 2")
    stances = ("yes", "no", "abstain")
    met = ["yes"] * 7 + ["no"] * 2 + ["abstain"] * 91
    assert rule.early(met, electors=100, stances=stances) == EarlyDecision(
        ADOPTED, 100, (("yes", 7), ("no", 2), ("abstain", 91))
    )
    missed = ["no", "no", "abstain", "no", "yes"]
    found = rule.early(missed, electors=100, stances=stances)
    assert (found.outcome, found.after) == (REJECTED, 4)


@pytest.mark.parametrize(("stream", "stances"), [(None, ("yes", "no")), (["yes"], None)])
def test_what_is_no_list_is_refused(stream: Any, stances: Any) -> None:  # noqa: ANN401 - bad on purpose
    """Whatever is given, the error is one of ours."""
    with pytest.raises(TallyError, match=r"must be (iterable|a list)"):
        DecisionRule(adopts="yes > no").early(stream, electors=3, stances=stances)


def test_a_body_of_any_size() -> None:
    """More electors than a list can hold; the ballots are read in pieces."""
    early = DecisionRule(adopts="yes > 1/2 of members").early(["yes"] * 300_000, electors=10**30)
    assert (early.outcome, early.after) == (None, 300_000)


def test_an_early_decision_as_a_plain_dict() -> None:
    """For logs and user interfaces, decided or not."""
    rule = DecisionRule(adopts="yes > 1/2 of members")
    decided = {"outcome": "adopted", "after": 2, "counted": {"yes": 2, "no": 0}}
    assert rule.early(["yes", "yes", "no"], electors=3).to_dict() == decided
    assert rule.early(["yes"], electors=3).to_dict() == {
        "outcome": None,
        "after": 1,
        "counted": {"yes": 1, "no": 0},
    }
