"""What could not be counted in the end is refused before anybody votes, and what is odd on record is read."""

from typing import Any

import pytest

from consultgov import DecisionRule, Elector, Poll, Procedure, elections
from consultgov.elections import ElectionOutcome, ElectionRule, NextBallot, election_of, next_ballot
from consultgov.errors import MissingData, RecordError, RuleError, TallyError
from consultgov.tabulation import Cap, Floor
from consultgov.voting import (
    Cast,
    Choose,
    Declare,
    Draw,
    Join,
    Marks,
    Rank,
    Returns,
    Slate,
    UpDown,
    returned,
    returns_of,
)

OPENS = "2026-05-01T09:00Z"
DURING = "2026-05-01T10:00Z"
CLOSES = "2026-05-01T17:00Z"
AFTER = "2026-05-01T18:00Z"


def put(rule: ElectionRule, candidates: Any, electors: Any = ("a", "b", "c"), **options: Any) -> Poll:  # noqa: ANN401 - as put takes them
    return rule.put("Committee", candidates, electors, **{"opens": OPENS, "closes": CLOSES} | options)


# --- what is not known ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (ElectionRule(seats=1, seniority="age"), "missing-weight"),
        (ElectionRule(seats=1, caps=[Cap("firm", 1)]), "missing-trait"),
        (ElectionRule(seats=1, floors=[Floor("sex", "f")]), "missing-trait"),
        (ElectionRule(seats=1, qualified="yes > no or given incumbent"), "missing-fact"),
        (ElectionRule(seats=1, per="firm", shares={"x": 1}), "missing-trait"),
    ],
)
def test_candidates_and_electors_are_known_before_anybody_votes(rule: ElectionRule, code: str) -> None:
    with pytest.raises(MissingData) as caught:
        put(rule, ["A", "B"], procedure=Procedure())
    assert code in {fault.code for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (ElectionRule(seats=1, by="shares"), "secret-weight"),
        (ElectionRule(seats=1, qualified="yes by shares > 1/2 of valid by shares"), "secret-weight"),
        (ElectionRule(seats=1, qualified="yes among women >= 1"), "secret-group"),
    ],
)
def test_what_is_read_of_secret_papers_has_a_box(rule: ElectionRule, code: str) -> None:
    voters = [Elector(name, weights={"shares": 1}, flags=["women"]) for name in "abc"]
    with pytest.raises(RuleError) as caught:
        put(rule, ["A", "B"], voters)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_papers_are_of_the_form_that_the_method_reads() -> None:
    rule = ElectionRule(seats=1)
    slate = rule.slate(["A", "B"])
    ranked = Slate(slate.options, Rank(), rule=slate.rule)
    with pytest.raises(RuleError) as caught:
        rule.count(Returns.of(ranked, [(["A", "B"], 3)]))
    assert [fault.code for fault in caught.value.faults] == ["wrong-form"]


def test_a_record_that_spells_out_what_is_usual_is_the_same_rule() -> None:
    rule = ElectionRule(seats=1, qualified="yes > 1/2 of ballots")
    slate = rule.slate(["A", "B"])
    plain: dict[str, Any] = {**slate.rule}
    plain["election"] = {**plain["election"], "method": "most_votes", "qualified": "yes>1/2 of ballots"}
    spelt = Slate(slate.options, slate.form, rule=plain)
    assert election_of(Returns.of(spelt, [(["A"], 3)])).elected == ("A",)
    assert rule.count(Returns.of(spelt, [(["A"], 3)])).elected == ("A",)
    other = ElectionRule(seats=1)
    with pytest.raises(RuleError) as caught:
        other.count(Returns.of(spelt, [(["A"], 3)]))
    assert [fault.code for fault in caught.value.faults] == ["another-rule"]


@pytest.mark.parametrize("given", [None, "poll", 3])
def test_only_a_poll_or_its_returns_are_counted(given: Any) -> None:  # noqa: ANN401 - what callers give
    for read in (returned, returns_of, election_of):
        with pytest.raises(RecordError) as caught:
            read(given)
        assert caught.value.faults[0].code == "wrong-kind"


# --- written in, declared, joined -----------------------------------------------------------------


def test_of_somebody_written_in_no_trait_is_known_and_the_count_goes_on() -> None:
    rule = ElectionRule(seats=2, others=True, caps=[Cap("firm", 1)], floors=[Floor("firm", "x")])
    people = [Elector("A", {"firm": "x"}), Elector("B", {"firm": "x"})]
    found = rule.count(Returns.of(rule.slate(people), [(["A"], 5), (["W"], 4), (["B"], 3)]))
    assert found.elected == ("A", "W")


def test_a_declared_turnout_without_votes_elects_nobody_yet() -> None:
    rule = ElectionRule(seats=1)
    poll = put(rule, ["A", "B"])
    poll = poll.apply(Declare(AFTER, figures={"yes": 2, "abstain": 0, "invalid": 1}))
    found = rule.count(poll, AFTER)
    assert (found.outcome, [note.code for note in found.notes]) == (
        ElectionOutcome.SEALED,
        ["votes-not-declared"],
    )


def test_nobody_votes_against_where_papers_only_name() -> None:
    rule = ElectionRule(seats=1, qualified="yes > no")
    sheet: dict[str, Any] = {"votes": {"A": 3, "B": 1}, "ballots": 4}
    assert rule.count(Returns.of(rule.slate(["A", "B"]), **sheet)).elected == ("A",)
    listed = ElectionRule(seats=1, qualified="yes > 0", form=UpDown())
    assert listed.count(Returns.of(listed.slate(["A", "B"]), **sheet)).elected == ("A",)


def test_votes_that_weigh_are_counted_from_papers() -> None:
    rule = ElectionRule(seats=1, by="shares")
    with pytest.raises(TallyError) as caught:
        rule.count(Returns.of(rule.slate(["A"]), votes={"A": 3}, ballots=4))
    assert [fault.code for fault in caught.value.faults] == ["papers-needed"]


def test_more_papers_than_issued_are_recorded_though_nobody_could_have_cast_them() -> None:
    rule = ElectionRule(seats=1)
    poll = put(rule, ["A", "B"])
    sheet = Declare(AFTER, figures={"yes": 5, "invalid": 0}, issued=3, votes={"A": 5})
    found = rule.count(poll.apply(sheet), AFTER)
    assert (found.outcome, [note.code for note in found.notes]) == (
        ElectionOutcome.VOID,
        ["more-returned-than-issued"],
    )


def test_a_candidate_who_enters_office_meanwhile_has_no_vote_where_candidates_have_none() -> None:
    rule = ElectionRule(seats=1, candidates_vote=False)
    poll = put(rule, ["A", "B"], procedure=Procedure(departures="rescaled"))
    joined = poll.apply(Join(Elector("A"), DURING))
    ballot = Cast("A", Marks.chosen(["A"]), DURING)
    assert [part.code for part in joined.check(ballot).parts] == ["candidate"]


def test_a_name_twice_on_a_paper_is_a_fault_like_any_other() -> None:
    rule = ElectionRule(seats=2, unfit="invalid")
    slate = rule.slate(["A", "B", "C"])
    assert slate.read(["A", "A"]) == "invalid"
    assert rule.count(Returns.of(slate, [(["A", "A"], 2), (["B"], 1)])).elected == ("B",)
    with pytest.raises(TallyError) as caught:
        ElectionRule(seats=2).slate(["A", "B"]).read(["A", "A"])
    assert [fault.code for fault in caught.value.faults] == ["option-twice"]
    with pytest.raises(TallyError):
        slate.read(3)


def test_few_secret_papers_tell_who_is_elected_and_nothing_of_the_others() -> None:
    rule = ElectionRule(seats=1, form=Choose(), qualified="yes > 1/2 of ballots")
    told = []
    for papers in ([["C"], ["C", "B", "A"]], [["C", "A"], ["C", "B"]]):
        poll = put(rule, ["A", "B", "C", "D"])
        for voter, names in zip("ab", papers, strict=True):
            poll = poll.cast(voter, names, at=DURING)
        told.append(rule.count(poll, AFTER).to_dict())
    assert told[0] == told[1]
    assert [each["candidate"] for each in told[0]["placings"]] == ["A", "B", "C", "D"]  # type: ignore[attr-defined]


# --- from ballot to ballot ------------------------------------------------------------------------


def test_tied_lists_that_have_seats_stand_again() -> None:
    rule = ElectionRule(seats=3, method="highest_averages", if_tied=NextBallot("tied"))
    poll = put(rule, ["A", "B"], [*"abcd"], procedure=Procedure())
    poll, _ = poll.apply_all(
        Cast(who, Marks.chosen([name]), DURING) for who, name in zip("abcd", "AABB", strict=True)
    )
    found = rule.count(poll)
    assert found.next is not None
    assert (found.next.stand, found.next.held) == (("A", "B"), ())
    assert next_ballot(poll, found, opens=AFTER).slate is not None


def test_one_ballot_is_about_the_ties_and_the_open_seats_of_all_groups() -> None:
    rule = ElectionRule(
        seats=3,
        qualified="yes >= 2",
        per="sex",
        shares={"f": 1, "m": 1, "x": 1},
        if_tied=NextBallot("tied"),
        if_open=NextBallot("top", number=1),
    )
    people = [Elector(name, {"sex": name[0]}) for name in ("f1", "f2", "m1", "m2", "m3", "x1")]
    papers = [(["f1", "m1"], 2), (["f2", "m2"], 2), (["x1"], 1)]
    found = rule.count(Returns.of(rule.slate(people), papers))
    assert [tie.options for tie in found.ties] == [("f1", "f2"), ("m1", "m2")]
    assert (found.open, found.next and found.next.stand) == (1, ("f1", "f2", "m1", "m2", "x1"))
    assert found.next is not None
    assert (dict(found.next.rule.shares), found.next.seats) == ({"f": 1, "m": 1, "x": 1}, 3)
    alone = ElectionRule(
        seats=2, per="sex", shares={"f": 1, "m": 1}, if_open=NextBallot("nominated"), qualified="yes >= 2"
    )
    open_ = alone.count(Returns.of(alone.slate(people[:4]), [(["f1"], 2), (["m1"], 1)]))
    assert open_.next is not None
    assert (open_.next.anybody, dict(open_.next.rule.shares)) == (True, {"m": 1})


def test_a_tie_on_which_other_seats_depend_is_settled_and_counted_again() -> None:
    rule = ElectionRule(seats=3, caps=[Cap("firm", 1)], if_tied=NextBallot("tied"))
    people = [Elector(name, {"firm": "x" if name in "AB" else None}) for name in "ABCD"]
    poll = put(rule, people, [*"abcdefghi"], procedure=Procedure())
    poll, _ = poll.apply_all(
        Cast(who, Marks.chosen([name]), DURING) for who, name in zip("abcdefghi", "AAABBBCCD", strict=True)
    )
    found = rule.count(poll, AFTER)
    assert (found.tie and found.tie.options, [note.code for note in found.notes]) == (
        ("A", "B"),
        ["count-again"],
    )
    assert rule.count(poll.apply(Draw(["B", "A"], AFTER)), AFTER).elected == ("B", "C", "D")


def test_validity_is_the_rule_of_the_poll() -> None:
    poll = put(ElectionRule(seats=1, turnout="ballots >= 2"), ["A"])
    assert poll.rule == DecisionRule("yes >= 1", quorum="ballots >= 2")


def test_the_room_lists_what_it_offers() -> None:
    assert dir(elections) == sorted(elections.__all__)
