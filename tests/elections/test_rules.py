"""The rule of an election as a value: what it stores, what contradicts what, and how it is put."""

import pickle
from copy import deepcopy
from typing import Any

import attrs
import pytest

from consultgov import Clause, Condition, Elector, Electorate, Procedure
from consultgov.elections import Contested, ElectionRule, NextBallot, Stand, election_of
from consultgov.errors import ConsultgovError, RecordError, Refused, RuleError, TallyError
from consultgov.tabulation import Cap, Floor, Remedy
from consultgov.voting import Choose, Points, Poll, Rank, Returns, Score, Slate, UpDown
from tests.elections.making import AFTER, CAST, CLOSES, NAMED, OPENS, SECRET, SHOWN, Value, codes, put

FULL = ElectionRule(
    seats=3,
    form=UpDown(most=3),
    turnout="ballots > 1/2 of members",
    qualified=Condition.parse("yes > 1/2 of ballots"),
    by="shares",
    contested=Contested(1, "100%"),
    default="none of these",
    caps=[Cap("employer", 1), {"trait": "firm", "most": 2}],
    floors=[Floor("gender", "f", 1)],
    seniority="age",
    if_tied=NextBallot("tied"),
    if_open=NextBallot(
        "top",
        number=4,
        after=2,
        meanwhile="unelected",
        rule=ElectionRule(seats=1, qualified="yes >= 1/3 of ballots"),
        clause=Clause("§ 9"),
    ),
    candidates_vote=False,
    unfit="invalid",
    blank="invalid",
    others=True,
    methods=["secret_ballot"],
    boxes=["shares"],
    clause=Clause("选举办法", "3"),
)
RULES = [
    FULL,
    ElectionRule(seats=1),
    ElectionRule(
        seats=2, method="schulze", default="N", reverse_paths=True, settings={"strength": "margins"}
    ),
    ElectionRule(seats=3, per="group", shares={"women": 1, "men": 2}),
    ElectionRule(seats=2, method="transferable_vote", settings={"quota": "hare", "places": 5, "back": False}),
    ElectionRule(seats=1, method="star", form=Score(0, 3), if_open={"stand": "nominated"}),
]

# --- records ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_stored_and_read_back(rule: ElectionRule) -> None:
    plain = rule.to_dict()
    assert ElectionRule.from_dict(plain) == rule
    assert ElectionRule.from_dict(plain).to_dict() == plain
    assert hash(ElectionRule.from_dict(plain)) == hash(rule)
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - pickled here
    assert rule != ElectionRule(seats=9)


@pytest.mark.parametrize("follows", [FULL.if_open, FULL.if_tied, NextBallot()])
def test_what_follows_is_stored_and_read_back(follows: NextBallot) -> None:
    assert NextBallot.from_dict(follows.to_dict()) == follows
    assert pickle.loads(pickle.dumps(follows)) == follows  # noqa: S301 - pickled here


def test_what_is_as_usual_is_left_out() -> None:
    assert ElectionRule(seats=1).to_dict() == {"seats": 1}
    assert NextBallot().to_dict() == {"stand": "unelected"}
    assert ElectionRule(seats=1, if_open=None, contested=None).to_dict() == {"seats": 1}


def test_nothing_that_was_handed_in_or_out_reaches_the_rule() -> None:
    settings: dict[str, Any] = {"least": {"A": 1}}
    rule = ElectionRule(seats=3, method="highest_averages", settings=settings)
    before = deepcopy(rule.to_dict())
    settings["least"]["A"] = 3
    settings_out: Any = rule.to_dict()["settings"]
    settings_out["least"]["A"] = 2
    assert rule.to_dict() == before


WRONG: list[tuple[str, Any]] = [
    ("seats", 0),
    ("seats", True),
    ("seats", "2"),
    ("seats", 10**9),
    ("method", "lottery"),
    ("method", 5),
    ("form", "nonsense"),
    ("form", 5),
    ("form", {"kind": "choose", "most": -1}),
    ("turnout", 5),
    ("turnout", "nonsense"),
    ("qualified", 5),
    ("qualified", "nonsense"),
    ("by", None),
    ("contested", "1/3"),
    ("contested", {"least": -1}),
    ("default", 5),
    ("caps", 5),
    ("caps", [5]),
    ("floors", [{}]),
    ("per", []),
    ("shares", 5),
    ("shares", {"a": 0}),
    ("shares", {5: 1}),
    ("seniority", {}),
    ("if_tied", "tied"),
    ("if_tied", {"stand": "nobody"}),
    ("if_open", 5),
    ("if_open", {"rule": 5}),
    ("if_open", {"rule": {}}),
    ("if_open", {"number": 0}),
    ("if_open", {"after": "x"}),
    ("if_open", {"meanwhile": 5}),
    ("if_open", {"who": "tied"}),
    ("candidates_vote", 1),
    ("unfit", "burnt"),
    ("blank", None),
    ("others", "yes"),
    ("reverse_paths", 0),
    ("methods", 5),
    ("methods", ["telepathy"]),
    ("boxes", 5),
    ("boxes", [""]),
    ("settings", []),
    ("settings", {5: 1}),
    ("settings", {"threshold": 0.5}),
    ("clause", 5),
    ("clause", {}),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_refused_with_a_reason(name: str, value: Value) -> None:
    plain: Value = {"seats": 1, name: value}
    with pytest.raises(ConsultgovError):
        ElectionRule(**plain)
    with pytest.raises(RecordError) as error:
        ElectionRule.from_dict(plain)
    assert all(str(fault) for fault in error.value.faults)


def test_every_wrong_value_of_a_record_is_told_at_once() -> None:
    plain = {"seats": 0, "method": "lottery", "form": 5, "qualified": "nonsense", "if_open": {"rule": 5}}
    with pytest.raises(RecordError) as error:
        ElectionRule.from_dict(plain)
    assert codes(error) == ["bad-seats", "bad-choice", "unknown-form", "unknown-word", "wrong-kind"]


@pytest.mark.parametrize("data", [None, [], "rule", {}, {"seats": 1, "chair": 1}])
def test_other_plain_dicts_are_refused(data: Value) -> None:
    with pytest.raises(RecordError):
        ElectionRule.from_dict(data)
    with pytest.raises(RecordError):
        NextBallot.from_dict(data or {"chair": 1})


def test_a_next_rule_is_a_rule() -> None:
    with pytest.raises(RuleError) as error:
        NextBallot(rule="nonsense")
    assert codes(error) == ["wrong-kind"]
    assert NextBallot(rule={"seats": 1}).rule == ElectionRule(seats=1)


def nested(depth: int) -> dict[str, Any]:
    plain: dict[str, Any] = {"seats": 1}
    for place in range(depth):
        plain = {"seats": 1, "if_open" if place % 2 else "if_tied": {"rule": plain}}
    return plain


@pytest.mark.parametrize("depth", [8, 3_000])
def test_rules_that_follow_one_another_for_too_long_are_refused(depth: int) -> None:
    assert ElectionRule.from_dict(nested(7)).seats == 1
    with pytest.raises(RecordError) as error:
        ElectionRule.from_dict(nested(depth))
    assert codes(error) == ["too-deep"]
    deepest = ElectionRule.from_dict(nested(7))
    with pytest.raises(RuleError) as made:
        ElectionRule(seats=1, if_open=NextBallot(rule=deepest))
    assert codes(made) == ["too-deep"]


# --- what contradicts what -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"method": "schulze", "form": Choose()}, ["wrong-form"]),
        ({"method": "phragmen", "form": Points(total=3)}, ["wrong-form"]),
        ({"method": "condorcet", "seats": 2}, ["one-seat"]),
        ({"method": "contingent", "seats": 3, "per": "g", "shares": {"a": 2, "b": 1}}, ["one-seat"]),
        ({"method": "phragmen", "caps": [Cap("g", 1)]}, ["no-use"]),
        ({"method": "star", "floors": [Floor("g", "a", 1)]}, ["no-use"]),
        ({"settings": {"quota": "hare", "magic": 1}}, ["unknown-setting"]),
        ({"method": "schulze", "settings": {"quota": "hare"}}, ["unknown-setting"]),
        ({"method": "schulze", "settings": {"strength": None}}, ["bad-choice"]),
        ({"method": "schulze", "settings": {"strength": {}}}, ["bad-choice"]),
        ({"method": "transferable_vote", "settings": {"quota": 5, "places": 1}}, ["bad-choice"]),
        ({"method": "transferable_vote", "settings": {"places": "x"}}, ["bad-places"]),
        ({"method": "transferable_vote", "settings": {"back": "no"}}, ["not-a-truth"]),
        ({"method": "instant_runoff", "settings": {"majority": []}}, ["bad-choice"]),
        ({"method": "equal_shares", "settings": {"completion": 1}}, ["bad-choice"]),
        ({"method": "highest_averages", "settings": {"divisors": 3}}, ["bad-choice"]),
        ({"method": "highest_averages", "settings": {"most": {"A": "x"}}}, ["bad-seats"]),
        ({"method": "highest_averages", "settings": {"threshold": {"share": "x"}}}, ["not-a-number"]),
        ({"method": "largest_remainder", "settings": {"threshold": "x"}}, ["not-a-number"]),
        ({"reverse_paths": True}, ["no-use"]),
        ({"method": "schulze", "reverse_paths": True}, ["no-use"]),
        ({"per": "g"}, ["no-use"]),
        ({"shares": {"a": 1}}, ["no-use"]),
        ({"per": "g", "shares": {"a": 1, "b": 1}}, ["seats-do-not-add-up"]),
        ({"per": "g", "shares": {"a": 1}, "method": "highest_averages"}, ["no-use"]),
        ({"caps": [Cap("g", 1, remedy=Remedy.SENIORITY)]}, ["no-seniority"]),
        ({"if_tied": NextBallot("top")}, ["no-number"]),
        ({"if_open": NextBallot(meanwhile="top", after=2)}, ["no-number"]),
        (
            {"if_open": NextBallot("top", after=2, rule=ElectionRule(seats=1, contested=Contested(1)))},
            ["no-number"],
        ),
        ({"contested": Contested(1), "if_open": NextBallot("top", rule={"seats": 1})}, ["no-number"]),
        (
            {"if_open": NextBallot(rule=ElectionRule(seats=1, per="g", shares={"a": 1}))},
            ["no-use"],
        ),
        (
            {"method": "condorcet", "seats": 2, "form": Choose(), "caps": [Cap("g", 1)], "per": "g"},
            ["wrong-form", "one-seat", "no-use", "no-use"],
        ),
    ],
)
def test_settings_that_contradict_each_other_are_refused_together(settings: Value, found: list[str]) -> None:
    with pytest.raises(RuleError) as error:
        ElectionRule(**{"seats": 1, **settings})
    assert codes(error) == found


def test_a_next_ballot_may_ask_for_as_many_as_contested_says() -> None:
    contested = ElectionRule(seats=1, contested=Contested(1))
    for follows in (
        NextBallot("top"),
        NextBallot("top", after=2),
        NextBallot("top", rule=contested, after=2),
    ):
        assert attrs.evolve(contested, if_open=follows).if_open == follows
    assert ElectionRule(seats=1, if_open=NextBallot("top", rule=contested)).contested is None
    unused = NextBallot(meanwhile="top")
    assert ElectionRule(seats=1, if_open=unused).if_open == unused
    assert [*Stand] == ["tied", "unelected", "top", "all_but_lowest", "nominated"]


# --- who stands ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("candidates", "code"),
    [
        (["A"], "too-few-candidates"),
        (["A", "B"], "enough-candidates"),
        (["A", "B", "B"], "enough-candidates"),
        (["A", "B", "C"], "too-many-candidates"),
        (["A", "none"], "too-few-candidates"),
    ],
)
def test_as_many_must_stand_as_the_rule_asks(candidates: list[str], code: str) -> None:
    rule = ElectionRule(seats=1, contested=Contested(1, 1), default="none")
    assert rule.nominated(candidates).code == code
    assert ElectionRule(seats=3).nominated(candidates, seats=1).holds


def test_too_few_candidates_are_refused_with_the_reason() -> None:
    with pytest.raises(Refused) as error:
        put(ElectionRule(seats=2), ["A"])
    assert error.value.verdict.code == "too-few-candidates"
    with pytest.raises(Refused):
        put(ElectionRule(seats=1, contested=Contested(1)), ["A"])
    assert put(ElectionRule(seats=2), ["A"], seats=1, electors=["x"]).slate is not None


@pytest.mark.parametrize("given", [5, None, "ABC", [5], [None], [], ["A", "A"], {"A": 1}])
def test_candidates_that_are_none_are_refused(given: Value) -> None:
    with pytest.raises((RecordError, TallyError)):
        ElectionRule(seats=1).slate(given)


def test_a_default_must_be_on_the_paper_and_is_no_candidate() -> None:
    rule = ElectionRule(seats=1, default="none")
    with pytest.raises(TallyError) as error:
        rule.slate(["A"])
    assert codes(error) == ["unknown-option"]
    assert rule.slate(["A", "none"]).default == "none"
    with pytest.raises(Refused):
        put(rule, ["none"])


@pytest.mark.parametrize("given", [0, -1, True, "1", 10**9])
def test_seats_and_ballots_are_whole_numbers(given: Value) -> None:
    rule = ElectionRule(seats=1)
    for settings in ({"seats": given}, {"ballot": given}):
        with pytest.raises(RuleError) as error:
            rule.slate(["A"], **settings)
        assert codes(error) == ["bad-seats"]
    with pytest.raises(RuleError):
        rule.nominated(["A"], given)


def test_seats_of_groups_are_not_changed_from_outside() -> None:
    rule = ElectionRule(seats=2, per="g", shares={"a": 1, "b": 1})
    with pytest.raises(RuleError) as error:
        rule.slate(["A"], seats=1)
    assert codes(error) == ["seats-do-not-add-up"]
    people = [Elector("A", {"g": "a"})]
    assert rule.slate(people, seats=2).rule["seats"] == 2
    with pytest.raises(TallyError) as stray:
        rule.slate([*people, Elector("C", {"g": "c"})])
    assert (codes(stray), stray.value.faults[0].people) == (["no-seats-for-group"], ("C",))


def test_each_group_has_candidates_enough() -> None:
    rule = ElectionRule(seats=2, per="g", shares={"a": 1, "b": 1})
    alone = [Elector(name, {"g": "a"}) for name in "ABC"]
    verdict = rule.nominated(alone)
    assert (verdict.code, verdict.facts["group"], verdict.parts[0].code) == (
        "candidates-of-group",
        "b",
        "too-few-candidates",
    )
    assert verdict.explain() == "b:\n  Candidates: 0; seats: 1. At least 1 must stand."
    assert rule.nominated([*alone, Elector("D", {"g": "b"})]).holds


def test_too_few_candidates_on_a_sheet_are_told() -> None:
    rule = ElectionRule(seats=1, contested=Contested(1))
    found = rule.count(Returns.of(rule.slate(["A"]), votes={"A": 3}, ballots=3))
    assert [note.code for note in found.notes] == ["too-few-candidates"]


def test_very_many_seats_make_a_paper_all_the_same() -> None:
    assert ElectionRule(seats=100_000).slate(["A"]).form == Choose(most=10_000)


# --- putting it ------------------------------------------------------------------------------------


def test_the_paper_carries_the_rule_the_ballot_and_the_seats() -> None:
    slate = FULL.slate([Elector("A"), "none of these"], ballot=3, seats=2)
    assert slate.rule == {"election": FULL.to_dict(), "ballot": 3, "seats": 2}
    assert (slate.form, slate.others, slate.unfit, slate.blank) == (
        UpDown(most=3),
        True,
        "invalid",
        "invalid",
    )
    assert ElectionRule(seats=1, method="schulze", form=Rank(alike=True)).slate(["A"]).form == Rank(
        alike=True
    )


def test_an_election_is_secret_if_nothing_else_is_said() -> None:
    poll = ElectionRule(seats=1).put("?", ["A"], ["x"], opens=OPENS, closes=CLOSES)
    assert poll.procedure == SECRET
    assert poll.procedure != Procedure()


@pytest.mark.parametrize("electors", [["A", "x"], Electorate(["A", "x"])])
def test_candidates_vote_unless_the_rule_says_otherwise(electors: Value) -> None:
    assert put(ElectionRule(seats=1), ["A", "B"], electors=["A", "x"]).electorate.entitled == ("A", "x")
    rule = ElectionRule(seats=1, candidates_vote=False)
    poll = rule.put("?", ["A", "B"], electors, opens=OPENS, closes=CLOSES, procedure=NAMED)
    assert poll.electorate.entitled == ("x",)
    assert [why.code for why in poll.electorate.barred["A"].parts] == ["candidate"]
    kept = ElectionRule(seats=1).put("?", ["A", "B"], electors, opens=OPENS, closes=CLOSES)
    assert kept.electorate.entitled == ("A", "x")


def test_validity_is_the_turnout_and_one_valid_paper() -> None:
    validity = FULL.validity
    assert (str(validity.adopts), str(validity.quorum)) == ("yes >= 1", "ballots > 1/2 of members")
    assert (validity.boxes, validity.clause) == (("shares",), FULL.clause)


# --- counting --------------------------------------------------------------------------------------


def test_papers_under_another_rule_are_refused() -> None:
    rule = ElectionRule(seats=1)
    papers = [(["A"], 1)]
    with pytest.raises(RuleError) as error:
        ElectionRule(seats=2).count(Returns.of(rule.slate(["A", "B"]), papers))
    assert codes(error) == ["another-rule"]
    with pytest.raises(RuleError):
        rule.count(Returns.of(Slate(["A"], Choose(most=1)), papers))


@pytest.mark.parametrize("given", [None, 5, "poll", [], Slate(["A"])])
def test_what_is_no_poll_is_refused(given: Value) -> None:
    with pytest.raises(RecordError) as error:
        ElectionRule(seats=1).count(given)
    assert codes(error) == ["wrong-kind"]


@pytest.mark.parametrize(
    ("context", "code"),
    [
        ({}, "missing-key"),
        ({"seats": "x", "ballot": 1}, "bad-seats"),
        ({"seats": -1, "ballot": 1}, "bad-seats"),
        ({"seats": 1, "ballot": None}, "bad-seats"),
        ({"seats": 1, "ballot": 1, "more": 1}, "unknown-key"),
    ],
)
def test_a_record_that_was_tampered_with_is_refused(context: Value, code: str) -> None:
    rule = {"election": {"seats": 1}, **context}
    with pytest.raises((RecordError, RuleError)) as error:
        election_of(Returns.of(Slate(["A"], Choose(most=1), rule=rule), [(["A"], 1)]))
    assert code in codes(error)


def test_a_stored_poll_is_counted_by_the_rule_that_it_was_put_under() -> None:
    voter = Elector("x", weights={"shares": 2})
    poll = put(FULL, [*people_of_full(), "none of these"], electors=[voter], procedure=SHOWN)
    poll = poll.cast("x", {"A": "yes", "B": "no"}, at=CAST)
    stored = Poll.from_dict(poll.to_dict())
    assert election_of(stored, AFTER) == FULL.count(poll, AFTER)


def people_of_full() -> list[Elector]:
    traits: dict[str, Any] = {"employer": None, "firm": None, "gender": "f"}
    return [Elector(name, traits=traits, weights={"age": place}) for place, name in enumerate("ABCDE")]
