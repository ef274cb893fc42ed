"""Methods of voting: which a rule permits, and which cannot tell what the rule reads."""

from __future__ import annotations

from typing import Any, Final

import pytest

from consultgov import Clause, DecisionRule, FollowUp, Guard, Method, Outcome, Tally
from consultgov.counting import label
from consultgov.decisions.methods import contradictions
from consultgov.errors import RuleError

VETO: Final[dict[str, Any]] = {"adopts": "yes >= 9", "vetoed": "no among permanent >= 1"}


def codes(rule: DecisionRule, method: Method) -> list[str]:
    """What stands between a rule and a method, by code."""
    return [fault.code for fault in contradictions(rule, method)]


def refused(**parts: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - whatever a caller may pass
    """The codes and subjects of the faults for which a rule is refused."""
    with pytest.raises(RuleError) as caught:
        DecisionRule(**parts)
    return [(fault.code, fault.subject) for fault in caught.value.faults]


# --- what a rule names ----------------------------------------------------------------------------


def test_methods_are_text() -> None:
    """What is stored is the word."""
    assert [method.value for method in Method] == [
        "secret_ballot",
        "show_of_hands",
        "roll_call",
        "voice_vote",
        "written_circulation",
        "consensus",
    ]


def test_methods_and_boxes_are_sets() -> None:
    """The order in which they are named, and how often, says nothing."""
    one = DecisionRule("yes > no", methods=["roll_call", "secret_ballot"], boxes=["ward", "house"])
    two = DecisionRule(
        "yes > no", methods=[Method.SECRET_BALLOT, *["roll_call"] * 2], boxes=["house", "ward"]
    )
    assert one == two
    assert one.methods == (Method.SECRET_BALLOT, Method.ROLL_CALL)
    assert one.boxes == ("house", "ward")
    assert one != DecisionRule("yes > no")


def test_one_name_is_a_list_of_one() -> None:
    """A single text is one name, as elsewhere."""
    rule = DecisionRule("yes > no", methods="roll_call", boxes="ward")
    assert (rule.methods, rule.boxes) == ((Method.ROLL_CALL,), ("ward",))


@pytest.mark.parametrize("methods", [["by_phone"], [3], [None]])
def test_unknown_methods_are_refused(methods: list[Any]) -> None:
    """With the known ones named."""
    assert refused(adopts="yes > no", methods=methods) == [("bad-method", "methods")]


def test_what_is_no_list_is_refused() -> None:
    """All at once."""
    found = refused(adopts="yes > no", methods=3, boxes={"ward": 1})
    assert found == [("not-a-list", "methods"), ("not-a-list", "boxes")]
    assert refused(adopts="yes > no", boxes=[""]) == [("bad-name", "boxes")]


def test_methods_are_stored() -> None:
    """They go through the plain dict and come back."""
    rule = DecisionRule("yes by area > no by area", methods=["secret_ballot"], boxes=["area"])
    plain = rule.to_dict()
    assert plain == {
        "adopts": "yes by area > no by area",
        "methods": ["secret_ballot"],
        "boxes": ["area"],
    }
    assert DecisionRule.from_dict(plain) == rule


# --- asking ---------------------------------------------------------------------------------------


def test_a_method_that_is_named() -> None:
    """It is permitted, and so is any where none is named."""
    assert DecisionRule("yes > no", methods=["roll_call"]).permits("roll_call").holds
    found = DecisionRule("yes > no").permits(Method.SECRET_BALLOT)
    assert (found.holds, found.code) == (True, "method-permitted")


def test_a_method_that_is_not_named() -> None:
    """The verdict names those that are, and where it says so."""
    clause = Clause("Rules of procedure 4")
    rule = DecisionRule("yes > no", methods=["secret_ballot", "roll_call"], clause=clause)
    found = rule.permits("voice_vote")
    assert (found.holds, found.code, found.clause) == (False, "method-not-permitted", clause)
    assert found.facts["methods"] == ["secret_ballot", "roll_call"]


def test_a_method_that_cannot_tell() -> None:
    """Each reason is a verdict of its own."""
    found = DecisionRule(**VETO).permits("secret_ballot")
    assert (found.holds, found.code) == (False, "method-contradicts")
    (part,) = found.parts
    assert (part.code, part.facts) == ("secret-group", {"part": "vetoed", "read": "permanent"})


def test_a_method_that_is_not_known() -> None:
    """A slip of the caller."""
    with pytest.raises(RuleError, match="must be some of"):
        DecisionRule("yes > no").permits("by_phone")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("method", list(Method))
def test_every_reason_is_spoken(method: Method, language: str) -> None:
    """In both languages, whatever stands in the way."""
    rule = DecisionRule(
        "abstain among permanent = 0",
        quorum="ballots by votes >= 9 and present >= 1 and invalid = 0",
        silence_adopts=True,
    )
    found = rule.permits(method)
    assert found.holds is (method is Method.ROLL_CALL)
    assert found.explain(language)
    assert "{" not in found.explain(language)


def test_methods_are_called_by_their_names() -> None:
    """Not by the words that programs use."""
    rule = DecisionRule("yes > no", methods=["secret_ballot", "show_of_hands"])
    assert rule.permits("voice_vote").explain() == (
        "The method “voice vote” is not permitted; permitted are secret ballot and show of hands."
    )
    assert rule.permits("voice_vote").explain("zh") == (
        "不得采用“口头表决”的方式；可以采用的有：无记名投票和举手表决。"
    )
    assert DecisionRule(**VETO).permits("secret_ballot").explain().splitlines() == [
        "The method “secret ballot” cannot tell what the rule asks:",
        "  A secret ballot does not tell how voters divide by “permanent”, unless boxes are apart.",
    ]


# --- secret ballot --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"adopts": "yes among permanent >= 2"}, "secret-group"),
        ({"adopts": "yes among seat is north >= 2"}, "secret-group"),
        ({"adopts": "each house: yes > no"}, "secret-group"),
        ({"adopts": "blocs house where (yes > no) >= 2", "silence_adopts": True}, "secret-group"),
        ({"adopts": "yes > no", "quorum": "present among house >= 2"}, "secret-group"),
        ({"adopts": "yes > no", "tied": "yes among house = 0"}, "secret-group"),
        ({"adopts": "yes > no", "rejects": "no among house >= 1"}, "secret-group"),
        ({"adopts": "yes by area > no by area"}, "secret-weight"),
    ],
)
def test_a_secret_ballot_comes_to_totals(parts: dict[str, Any], code: str) -> None:
    """A rule that tells voters apart cannot name it."""
    assert [found for found, _ in refused(**parts, methods=["secret_ballot"])] == [code]


def test_boxes_of_their_own() -> None:
    """By group only where the rule declares separate boxes."""
    rule = DecisionRule(**VETO, methods=["secret_ballot"], boxes=["permanent"])
    assert rule.permits("secret_ballot").holds
    assert codes(DecisionRule(**VETO, boxes=["house"]), Method.SECRET_BALLOT) == ["secret-group"]
    assert contradictions(DecisionRule(**VETO), Method.SECRET_BALLOT, ["permanent"]) == []


def test_a_guard_is_read_of_the_papers_too() -> None:
    """Who is there by group is not known of papers without names."""
    guard = Guard("present among house >= 2", FollowUp("nothing"))
    rule = DecisionRule("yes > no", guards=[guard])
    assert [(each.code, each.subject) for each in contradictions(rule, Method.SECRET_BALLOT)] == [
        ("secret-group", "guard")
    ]


def test_plain_rules_go_with_a_secret_ballot() -> None:
    """Counting stances gives nobody away."""
    rule = DecisionRule("yes > 1/2 of ballots", quorum="present >= 2/3 of members", tied="yes = no")
    assert codes(rule, Method.SECRET_BALLOT) == []


# --- show of hands, roll call ---------------------------------------------------------------------


def test_hands_are_not_weighed() -> None:
    """Nor can they be spoilt; groups may be told apart by where they sit."""
    assert codes(DecisionRule("yes by area > no by area"), Method.SHOW_OF_HANDS) == ["hands-weight"]
    assert codes(DecisionRule("yes by area > no by area", boxes=["area"]), Method.SHOW_OF_HANDS) == []
    assert codes(DecisionRule("yes > no + invalid"), Method.SHOW_OF_HANDS) == ["hands-invalid"]
    assert codes(DecisionRule(**VETO), Method.SHOW_OF_HANDS) == []


def test_a_roll_call_tells_everything() -> None:
    """Who voted how is on record."""
    rule = DecisionRule("each house: yes by area > no by area", quorum="invalid = 0")
    assert codes(rule, Method.ROLL_CALL) == []


# --- voice ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [
        {"adopts": "yes > no"},
        {"adopts": "yes >= no"},
        {"adopts": "yes > 1/2 of decisive"},
        {"adopts": "yes > no", "tied": "yes = no", "tie_break": "casting_vote", "rejects": "no > yes"},
        {"adopts": "yes > no", "quorum": "present among house >= 2/3 of members among house"},
        {"adopts": "given notice and yes > no"},
        {"adopts": "yes > no and yes >= 1", "vetoed": "given stopped"},
        {"adopts": "yes > no", "guards": [Guard("given seconders >= 5", FollowUp("nothing"))]},
    ],
)
def test_what_the_louder_side_settles(parts: dict[str, Any]) -> None:
    """A rule that asks only which side is ahead goes with a voice vote."""
    assert DecisionRule(**parts, methods=["voice_vote"]).permits("voice_vote").holds


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"adopts": "yes >= 2/3 of decisive"}, "voice-figures"),
        ({"adopts": "yes >= 50.1% of decisive"}, "voice-figures"),
        ({"adopts": "yes > no + 10"}, "voice-figures"),
        ({"adopts": "yes > no + 1" + "0" * 100}, "voice-figures"),
        ({"adopts": "yes >= 3"}, "voice-figures"),
        ({"adopts": "yes > no", "rejects": "no >= 3"}, "voice-figures"),
        ({"adopts": "(given notice and yes > no) or yes >= 2/3 of decisive"}, "voice-figures"),
        ({"adopts": "yes > 1/2 of members"}, "voice-reads"),
        ({"adopts": "yes > no + abstain"}, "voice-reads"),
        ({"adopts": "yes > no", "vetoed": "no among permanent >= 1"}, "voice-reads"),
        ({"adopts": "yes by area > no by area"}, "voice-reads"),
        ({"adopts": "each house: yes > no"}, "voice-reads"),
        ({"adopts": label("a").more_than(label("b"))}, "voice-reads"),
        ({"adopts": "given seconders >= 5 and yes > no"}, "voice-reads"),
        (
            {"adopts": "given a and given b and given c and given d and given e and yes > no"},
            "voice-reads",
        ),
        ({"adopts": "yes > no", "quorum": "ballots >= 2/3 of members"}, "voice-roll"),
    ],
)
def test_what_a_voice_vote_cannot_tell(parts: dict[str, Any], code: str) -> None:
    """Whatever depends on more than which side is louder."""
    assert [found for found, _ in refused(**parts, methods=["voice_vote"])] == [code]


# --- written circulation --------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["present", "participating", "silent"])
def test_nobody_is_in_a_room(word: str) -> None:
    """Where papers are sent round there is no roll."""
    assert codes(DecisionRule("yes > no", quorum=f"{word} >= 2"), Method.WRITTEN_CIRCULATION) == [
        "circulation-room"
    ]


def test_ballots_that_came_back() -> None:
    """Whoever has not returned a paper is absent, and that may be read."""
    rule = DecisionRule("yes > 1/2 of ballots", quorum="ballots >= 2/3 of members and absent <= 3")
    assert codes(rule, Method.WRITTEN_CIRCULATION) == []


# --- consensus ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [
        {"adopts": "no = 0", "silence_adopts": True},  # G-022: no objection; abstaining does not block
        {"adopts": "yes = present"},  # G-021: all who are there agree
        {"adopts": "no <= 2", "silence_adopts": True},  # rough consensus
        {"adopts": "yes >= 80% of members", "quorum": "present >= 100"},
        {"adopts": "no < 20", "silence_adopts": True},
        {"adopts": "yes >= 1", "vetoed": "no >= 1"},
        {"adopts": "given agreed and no = 0", "silence_adopts": True},
        {"adopts": "no by area = 0", "silence_adopts": True},
        {"adopts": "no = 0 and 'b' = 0", "silence_adopts": True},
        {"adopts": "given limit > no", "silence_adopts": True},
        {"adopts": "each house: no = 0", "silence_adopts": True},
    ],
)
def test_an_objection_counts(parts: dict[str, Any]) -> None:
    """Where enough objections stop the motion, it may be put by consensus."""
    assert DecisionRule(**parts, methods=["consensus"]).permits("consensus").holds


@pytest.mark.parametrize(
    "parts",
    [
        {"adopts": "abstain = 0", "silence_adopts": True},
        {"adopts": "abstain = 0", "quorum": "no <= 2", "silence_adopts": True},
        {"adopts": "given agreed or not given agreed", "silence_adopts": True},
        {"adopts": "abstain among permanent = 0", "silence_adopts": True},
        {"adopts": "each house: abstain = 0", "silence_adopts": True},
    ],
)
def test_an_objection_that_nobody_hears(parts: dict[str, Any]) -> None:
    """A rule that adopts what everybody objects to knows no consensus."""
    assert [code for code, _ in refused(**parts, methods=["consensus"])] == ["consensus-objection"]


def test_g_021_strict_unanimity() -> None:
    """全体一致通过: an abstention breaks it."""
    rule = DecisionRule("yes = present", methods=["consensus"])
    assert rule.outcome(Tally.totals(present=12, yes=11)) is Outcome.REJECTED
    assert rule.outcome(Tally.totals(present=12, yes=12)) is Outcome.ADOPTED


def test_g_022_no_objection() -> None:
    """协商一致: an abstention does not stand in the way."""
    rule = DecisionRule("no = 0", silence_adopts=True, methods=["consensus"])
    assert rule.outcome(Tally.totals(yes=11, no=0, abstain=1)) is Outcome.ADOPTED
    assert rule.outcome(Tally.totals(yes=11, no=1)) is Outcome.REJECTED


def test_s0_33_to_35_of_a_joint_conference() -> None:
    """无记名投票、举手表决、口头表决 under unanimity, a majority and a set proportion."""
    three = ["secret_ballot", "show_of_hands", "voice_vote"]
    assert DecisionRule("yes > no", methods=three).methods == tuple(map(Method, three))
    assert refused(adopts="yes >= 2/3 of decisive", methods=three) == [("voice-figures", "adopts")]
    assert refused(adopts="yes = present", methods=three) == [("voice-reads", "adopts")]
