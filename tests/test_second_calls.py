"""The next vote on the same question: whether the rule foresees one, when, and under which rule."""

import pytest

from consultgov import DecisionRule, Outcome
from consultgov.decisions.following import FollowUp
from consultgov.errors import RecordError, Refused
from consultgov.voting.entitlement import entitle
from consultgov.voting.events import Cast
from consultgov.voting.polls import Poll
from consultgov.voting.requirements import LeastAge
from consultgov.voting.second_calls import may_call_again, second_call
from tests.test_polls import FIVE, cast, poll

LOWER = DecisionRule("yes > no", quorum="ballots >= 1/3 of members")
FIRST = DecisionRule(
    "yes > no",
    quorum="ballots > 1/2 of members",
    rejects="no >= 3",
    follows={
        Outcome.INQUORATE: FollowUp("second_call", rule=LOWER, after=7, within=30),
        Outcome.UNDECIDED: FollowUp("second_ballot"),
        Outcome.REJECTED: FollowUp("refer_up", to="the district"),
    },
)


def codes(ended: Poll, opens: str) -> list[str]:
    """Why there is no second call then."""
    verdict = may_call_again(ended, opens=opens)
    for language in ("en", "zh"):
        assert verdict.explain(language)
    return [part.code for part in verdict.parts]


@pytest.mark.parametrize(
    ("opens", "expected"),
    [
        ("2026-05-01T16:59+08:00", ["first-poll-open"]),
        ("2026-05-07T23:59+08:00", ["second-call-too-early"]),
        ("2026-05-07T16:00Z", []),
        ("2026-05-31T23:59+08:00", []),
        ("2026-06-01T00:00+08:00", ["second-call-too-late"]),
    ],
)
def test_a_second_call_has_its_time(opens: str, expected: list[str]) -> None:
    assert codes(cast(poll(FIRST), "yy"), opens) == expected


def test_a_second_call_has_its_own_quorum() -> None:
    again = second_call(
        cast(poll(FIRST), "yy"), opens="2026-05-10T09:00+08:00", closes="2026-05-11T09:00+08:00"
    )
    assert again.rule == LOWER
    assert again.result().outcome is Outcome.INQUORATE
    for elector in ("li", "wang"):
        again = again.cast(elector, "yes", at="2026-05-10T10:00+08:00")
    assert again.result().outcome is Outcome.ADOPTED
    assert codes(again, "2026-05-12T09:00+08:00") == ["no-second-call"]


def test_who_may_act_and_who_is_excluded_stays_so() -> None:
    body = entitle(
        ["li", "wang", "sun"],
        on="2026-05-01",
        requirements=[LeastAge(18)],
        dates={
            each: {"born": "2010-01-01" if each == "sun" else "1990-01-01"} for each in ("li", "wang", "sun")
        },
    )
    again = second_call(poll(FIRST, body, agents={"li": ["mother"]}), opens="2026-05-10T09:00+08:00")
    assert again.agents == {"li": ("mother",)}
    assert "18" in again.check(Cast("sun", "yes", "2026-05-10T10:00+08:00")).explain()


def test_days_at_the_end_of_the_calendar() -> None:
    late = Poll("?", FIRST, FIVE, opens="9999-12-30T09:00+14:00", closes="9999-12-31T09:00+14:00")
    assert codes(late, "9999-12-31T23:00-12:00") == ["second-call-too-early"]
    with pytest.raises(RecordError):
        second_call(3, opens="2026-05-10T09:00+08:00")  # type: ignore[arg-type]


def test_what_is_undecided_is_voted_on_again_under_the_same_rule() -> None:
    undecided = cast(poll(FIRST), "ynn")
    assert undecided.result().outcome is Outcome.UNDECIDED
    assert second_call(undecided, opens="2026-05-01T17:00+08:00").rule == FIRST


def test_where_the_rule_foresees_none_there_is_none() -> None:
    rejected = cast(poll(FIRST), "nnn")
    assert codes(rejected, "2026-05-10T09:00+08:00") == ["no-second-call"]
    with pytest.raises(Refused) as caught:
        second_call(rejected, opens="2026-05-10T09:00+08:00")
    assert caught.value.faults[0].given == "no-second-call"
    going = cast(poll(FIRST, closes=None), "yy")
    assert codes(going, "2026-05-10T09:00+08:00") == ["first-poll-open"]
