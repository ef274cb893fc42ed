"""Awards in order, ties over them, caps and least scores."""

from typing import Any

import pytest

from consultgov import Elector
from consultgov.contests import Award, Awarded, AwardTies, ContestRule, Criterion, Tied
from consultgov.contests.awards import give
from consultgov.errors import MissingData, RecordError, RuleError, TallyError
from consultgov.tabulation import Cap
from tests.contests.making import Value, codes, given_scores, told

FIVE = (Award("first"), Award("second", 2), Award("third", 2))


def awarded(scores: dict[str, int], awards: tuple[Award, ...] = FIVE, **settings: Value) -> Awarded:
    falling = sorted(set(scores.values()), reverse=True)
    order = tuple(tuple(name for name in scores if scores[name] == score) for score in falling)
    return give(order, scores, awards, **settings)


def test_the_best_has_the_highest_award() -> None:
    found = awarded({"f": 50, "a": 90, "b": 80, "c": 75, "d": 70, "e": 60})
    assert found.given == (("first", ("a",)), ("second", ("b", "c")), ("third", ("d", "e")))
    assert (found.ties, found.open, found.reasons) == ((), (), ())
    assert (found.of("b"), found.of("f")) == ("second", "")


def test_a_tie_within_one_award_does_not_matter() -> None:
    found = awarded({"a": 90, "b": 80, "c": 80, "d": 70, "e": 70})
    assert found.given[1] == ("second", ("b", "c"))
    assert found.ties == ()


def test_a_tie_at_the_last_award_is_a_value() -> None:
    found = awarded({"a": 90, "b": 80, "c": 75, "d": 70, "e": 60, "f": 60, "g": 50})
    assert found.given[-1] == ("third", ("d",))
    assert found.ties == (Tied(("e", "f"), 1, "award", ("third",)),)
    assert found.open == ()


def test_of_a_tie_between_awards_it_is_only_open_which() -> None:
    found = awarded({"a": 90, "b": 90, "c": 75, "d": 70, "e": 60})
    assert found.ties == (Tied(("a", "b"), 2, "between-awards", ("first", "second")),)
    assert found.given == (("second", ("c",)), ("third", ("d", "e")))


def test_a_tie_between_awards_may_take_up_several_of_them() -> None:
    found = awarded(dict.fromkeys("abcd", 90) | {"e": 60})
    assert found.ties == (Tied(("a", "b", "c", "d"), 4, "between-awards", ("first", "second", "third")),)
    assert found.given == (("third", ("e",)),)


def test_a_tie_for_all_that_is_left_names_all_the_awards() -> None:
    found = awarded(dict.fromkeys("abcdef", 90))
    assert found.ties == (Tied(tuple("abcdef"), 5, "award", ("first", "second", "third")),)


def test_those_tied_share_an_award_where_the_rule_says_so() -> None:
    found = awarded({"a": 90, "b": 90, "c": 75, "d": 70, "e": 60, "f": 60, "g": 50}, ties=AwardTies.SHARE)
    assert found.given == (("first", ("a", "b")), ("second", ("c", "d")), ("third", ("e", "f")))
    assert found.ties == ()
    assert found.of("g") == ""


def test_an_award_may_stay_open() -> None:
    found = awarded({"a": 90, "b": 80})
    assert found.open == (("second", 1), ("third", 2))


def test_an_award_that_takes_more_than_the_best_has_stays_open() -> None:
    awards = (Award("first", 1, 90), Award("second", 1, 80), Award("third", 2, 60))
    found = awarded({"a": 89, "b": 79, "c": 60, "d": 59, "e": 10}, awards)
    assert found.given == (("second", ("a",)), ("third", ("b", "c")))
    assert found.open == (("first", 1),)
    assert [(name, why.code, why.facts["least"]) for name, why in found.reasons] == [
        ("d", "award-score-too-low", "90"),
        ("e", "award-score-too-low", "90"),
    ]


def test_below_the_least_score_awards_stay_open() -> None:
    found = awarded({"a": 90, "b": 59}, (Award("first", 2, 60),))
    assert found.open == (("first", 1),)
    assert found.reasons[0][1].facts == {"proposal": "b", "score": "59", "least": "60"}


@pytest.mark.parametrize(("score", "has"), [(59, ""), (60, "first"), (61, "first")])
def test_a_least_score_is_reached_by_the_figure_itself(score: int, has: str) -> None:
    assert awarded({"a": score}, (Award("first", 1, 60),)).of("a") == has


GROUPS = {name: {"kind": kind} for name, kind in zip("abcdef", ("x", "x", "x", "y", "y", None), strict=True)}


def test_a_group_with_all_its_awards_is_passed_over() -> None:
    scores = {"a": 90, "b": 80, "c": 75, "d": 70, "e": 60, "f": 50}
    found = awarded(scores, (Award("prize", 4),), caps=(Cap("kind", 2),), traits=GROUPS)
    assert found.given == (("prize", ("a", "b", "d", "e")),)
    assert [(name, why.code, why.facts["group"]) for name, why in found.reasons] == [
        ("c", "award-cap-reached", "x")
    ]


def test_who_is_in_no_group_meets_no_cap() -> None:
    found = awarded({"d": 70, "e": 60, "f": 50}, (Award("prize", 3),), caps=(Cap("kind", 1),), traits=GROUPS)
    assert found.given == (("prize", ("d", "f")),)
    assert found.open == (("prize", 1),)


def test_a_whole_tier_may_be_passed_over() -> None:
    scores = {"a": 90, "b": 80, "c": 80, "d": 70}
    found = awarded(scores, (Award("prize", 2),), caps=(Cap("kind", 1),), traits=GROUPS)
    assert found.given == (("prize", ("a", "d")),)


def test_a_tie_under_a_cap_is_a_value() -> None:
    scores = {"a": 90, "b": 80, "c": 80, "d": 80, "e": 10}
    found = awarded(scores, (Award("prize", 4),), caps=(Cap("kind", 2),), traits=GROUPS)
    assert found.ties == (Tied(("b", "c"), 1, "cap", ("x",)),)
    assert found.given == (("prize", ("a",)),)
    assert found.open == ()


def test_a_tie_for_too_few_awards_is_one_of_the_whole_tier_whatever_the_cap() -> None:
    scores = {"a": 90, "b": 80, "c": 80, "d": 80}
    found = awarded(scores, (Award("prize", 2),), caps=(Cap("kind", 2),), traits=GROUPS)
    assert found.ties == (Tied(("b", "c", "d"), 1, "award", ("prize",)),)


def test_those_who_share_an_award_may_be_more_than_a_cap_allows() -> None:
    scores = {"a": 90, "b": 80, "c": 80, "d": 80}
    settings: dict[str, Any] = {"caps": (Cap("kind", 2),), "traits": GROUPS, "ties": AwardTies.SHARE}
    assert awarded(scores, (Award("prize", 3),), **settings).given == (("prize", ("a", "b", "c", "d")),)


@pytest.mark.parametrize(
    ("awards", "code"),
    [
        ([Award("first", 1, 80), Award("second", 1, 90)], "awards-out-of-order"),
        ([Award("first"), Award("second", 1, 90)], "awards-out-of-order"),
        (["first", "first"], "name-twice"),
        ([""], "bad-name"),
        ([3], "bad-name"),
        ([str(number) for number in range(10_001)], "bad-size"),
    ],
)
def test_awards_that_make_no_sense_are_refused(awards: Value, code: str) -> None:
    with pytest.raises(RuleError) as error:
        ContestRule([Criterion("merit")], awards)
    assert codes(error) == [code]


@pytest.mark.parametrize(
    ("settings", "code"),
    [({"number": 0}, "bad-size"), ({"least": 0.5}, "float"), ({"number": True}, "bad-size")],
)
def test_an_award_that_makes_no_sense_is_refused(settings: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleError) as error:
        Award("first", **settings)
    assert codes(error) == [code]


def test_an_award_has_a_name() -> None:
    with pytest.raises(TallyError) as error:
        Award(" ")
    assert codes(error) == ["bad-name"]


@pytest.mark.parametrize("award", [Award("first"), Award("first", 3, "59.5")])
def test_awards_are_stored_and_read_back(award: Award) -> None:
    assert Award.from_dict(award.to_dict()) == award


def test_a_contest_tells_who_has_which_award_and_why_others_have_none() -> None:
    rule = ContestRule(
        [Criterion("merit")], [Award("first", 1, 95), Award("second", 3, 50)], caps=[Cap("kind", 1)]
    )
    proposals = [Elector("a", {"kind": "x"}), Elector("b", {"kind": "x"}), Elector("c", {"kind": True})]
    result = given_scores(rule, {"a": 90, "b": 80, "c": 40}, proposals=proposals)
    assert result.of("a").award == "second"
    assert result.open == {"first": 1, "second": 2}
    assert [why.code for why in result.of("b").reasons] == ["award-cap-reached"]
    assert [why.code for why in result.of("c").reasons] == ["award-score-too-low"]
    lines = told(result).splitlines()
    assert "  b has no award: x has its 1 already." in lines
    assert "  c has no award: its score is 40, and what is left takes 50." in lines
    assert "second: a." in lines
    assert "Of first, 1 stay open." in lines


@pytest.mark.parametrize(
    ("value", "group", "chinese"), [(True, "yes", "是"), (False, "no", "否"), ("x", "x", "x")]
)
def test_a_group_is_told_by_the_value_of_its_trait_in_every_language(
    value: Value, group: str, chinese: str
) -> None:
    traits = {"a": {"local": value}, "b": {"local": value}, "c": {"local": value}}
    settings: dict[str, Any] = {"caps": (Cap("local", 1),), "traits": traits}
    reason = awarded({"a": 90, "b": 80}, (Award("prize", 2),), **settings).reasons[0][1]
    assert reason.facts["group"] == value
    assert f"{group} has its 1 already." in reason.explain()
    assert f"：{chinese}已获奖1项" in reason.explain("zh")
    (tie,) = awarded({"a": 90, "b": 90, "c": 80}, (Award("prize", 2),), **settings).ties
    assert tie.names == (value,)
    assert tie.verdict().explain("zh") == f"{chinese}还可获奖1项，并列：a和b。"


def test_awards_are_a_list() -> None:
    with pytest.raises(RecordError) as error:
        ContestRule([Criterion("merit")], "first")
    assert codes(error) == ["not-a-list"]


def test_a_proposal_without_a_trait_that_a_cap_reads_is_an_error() -> None:
    rule = ContestRule([Criterion("merit")], ["prize"], caps=[Cap("kind", 1)])
    with pytest.raises(MissingData) as error:
        rule.slate(["a", Elector("b", {"kind": None})])
    assert error.value.faults[0].people == ("a",)


def test_a_cap_passes_over_and_nothing_else() -> None:
    with pytest.raises(RuleError) as error:
        ContestRule([Criterion("merit")], caps=[Cap("kind", 1, remedy="lot")])
    assert codes(error) == ["cap-remedy"]
    with pytest.raises(RuleError) as error:
        ContestRule([Criterion("merit")], caps=["kind"])
    assert codes(error) == ["wrong-kind"]
