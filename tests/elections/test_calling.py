"""From one ballot to the next: the poll that follows, and what stored polls came to."""

import attrs
import pytest

from consultgov import Elector, Electorate, Verdict
from consultgov.elections import (
    Contested,
    ElectionOutcome,
    ElectionRule,
    NextBallot,
    election_of,
    next_ballot,
)
from consultgov.errors import RecordError, Refused, TallyError
from consultgov.tabulation import Cap, Floor
from consultgov.voting import Cast, Draw, Entitlement, Marks, Poll, Procedure, Returns, Slate
from tests.elections.making import (
    AFTER,
    AGAIN,
    CLOSES,
    LATER,
    NAMED,
    OPENS,
    SECRET,
    Value,
    codes,
    put,
)

ABC = ["A", "B", "C"]
MAJORITY = "yes > 1/2 of ballots"
SPLIT = [(["A"], 2), (["B"], 2), (["C"], 1)]


def why(code: str) -> Verdict:
    return Verdict(holds=False, code=code, rule="", facts={"elector": "x", "reason": "away"})


def test_the_next_ballot_has_the_same_voters_and_those_who_stand() -> None:
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("top", number=2))
    poll = put(rule, [Elector(name, traits={"group": name}) for name in ABC], SPLIT, procedure=SECRET)
    found = rule.count(poll, AFTER)
    then = next_ballot(poll, found, opens=AGAIN)
    assert then.slate is not None
    assert (then.slate.ids, then.slate.rule["ballot"], then.slate.rule["seats"]) == (("A", "B"), 2, 1)
    assert then.slate.option("A").traits == {"group": "A"}
    assert (then.electorate, then.procedure, then.question) == (poll.electorate, SECRET, poll.question)
    assert Poll.from_dict(then.to_dict()) == then


def test_the_second_ballot_is_counted_by_its_own_rule() -> None:
    relative = ElectionRule(seats=1)
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("top", number=2, rule=relative))
    poll = put(rule, ABC, SPLIT)
    then = next_ballot(poll, rule.count(poll, AFTER), opens=AGAIN, closes="2026-05-09T09:00+08:00")
    then = then.cast("v0", ["B"], at=AGAIN)
    found = election_of(Poll.from_dict(then.to_dict()), "2026-05-10T09:00+08:00")
    assert (found.elected, found.ballot) == (("B",), 2)
    assert election_of(Poll.from_dict(poll.to_dict()), AFTER).ballot == 1


def test_the_default_is_on_every_paper() -> None:
    rule = ElectionRule(seats=1, default="none", if_open=NextBallot("top", number=1))
    poll = put(rule, ["none", "A", "B"], [(["none"], 3), (["A"], 2), (["B"], 1)])
    then = next_ballot(poll, rule.count(poll, AFTER), opens=AGAIN)
    assert then.slate is not None
    assert (then.slate.ids, then.slate.default) == (("A", "none"), "none")


def test_whoever_is_nominated_stands_where_the_rule_lets_anybody() -> None:
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("nominated"))
    poll = put(rule, ABC, SPLIT)
    found = rule.count(poll, AFTER)
    then = next_ballot(poll, found, opens=AGAIN, candidates=["X", "A"])
    assert then.slate is not None
    assert then.slate.ids == ("X", "A")
    with pytest.raises(TallyError):
        next_ballot(poll, found, opens=AGAIN)


def test_who_is_excluded_or_recused_stays_so() -> None:
    body = Electorate(
        ["x", "y", "z", *"abcde"], recused={"y": "party"}, suspended=["z"], dormant=["e"], vacant=2
    )
    entitlement = Entitlement(body, {"w": why("stated-ground")}, {})
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot())
    poll = rule.put("?", ABC, entitlement, opens=OPENS, closes=CLOSES, procedure=NAMED)
    for voter, name in zip("abcd", "ABCA", strict=True):
        poll = poll.cast(voter, [name], at=OPENS)
    then = next_ballot(poll, rule.count(poll, AFTER), opens=AGAIN)
    assert then.electorate == poll.electorate
    assert then.excluded == poll.excluded
    assert then.electorate.entitled == ("x", *"abcde")
    assert (then.electorate.vacant, then.electorate.dormant) == (2, frozenset({"e"}))


def test_candidates_without_a_vote_have_one_again_once_they_do_not_stand() -> None:
    rule = ElectionRule(
        seats=1, qualified=MAJORITY, candidates_vote=False, if_open=NextBallot("top", number=2)
    )
    body = Electorate([*"ABC", "x", "y", "z", "u", "v"], recused={"C": "party"})
    poll = rule.put("?", ABC, body, opens=OPENS, closes=CLOSES, procedure=NAMED)
    assert poll.electorate.entitled == ("x", "y", "z", "u", "v")
    assert [each.code for each in poll.electorate.barred["C"].parts] == ["stated-ground", "candidate"]
    for voter, name in zip("xyzuv", "AABBC", strict=True):
        poll = poll.cast(voter, [name], at=OPENS)
    then = next_ballot(poll, rule.count(poll, AFTER), opens=AGAIN)
    assert [each.code for each in then.electorate.barred["C"].parts] == ["stated-ground"]
    assert [each.code for each in then.electorate.barred["A"].parts] == ["candidate"]
    back = ElectionRule(
        seats=1, qualified=MAJORITY, candidates_vote=False, if_open=NextBallot("top", number=1)
    )
    poll = put(back, ABC, [(["A"], 2), (["B"], 1), (["C"], 1)], electors=[*"xyzuvABC"])
    then = next_ballot(poll, back.count(poll, AFTER), opens=AGAIN)
    assert then.electorate.entitled == (*"xyzuv", "B", "C")


def test_whoever_may_cast_anothers_vote_still_may() -> None:
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot())
    poll = put(rule, ABC, SPLIT, agents={"v0": ["speaker"]})
    then = next_ballot(poll, rule.count(poll, AFTER), opens=AGAIN)
    assert then.cast("v0", ["A"], at=AGAIN, by="speaker").voted == ("v0",)


def test_no_ballot_follows_where_the_rule_has_none() -> None:
    rule = ElectionRule(seats=1)
    poll = put(rule, ABC, [(["A"], 2)])
    with pytest.raises(Refused) as error:
        next_ballot(poll, rule.count(poll, AFTER), opens=AGAIN)
    assert error.value.verdict.code == "no-next-ballot"


def test_a_tie_over_who_stands_has_to_be_settled_first() -> None:
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("top", number=2))
    poll = put(rule, ABC, [(["A"], 3), (["B"], 2), (["C"], 2)])
    with pytest.raises(Refused) as error:
        next_ballot(poll, rule.count(poll, AFTER), opens=AGAIN)
    assert error.value.verdict.code == "tied-for-candidacy"
    drawn = poll.apply(Draw(["C", "B"], AFTER))
    then = next_ballot(drawn, rule.count(drawn, LATER), opens=AGAIN)
    assert then.slate is not None
    assert then.slate.ids == ("A", "C")


def test_too_few_candidates_for_the_next_ballot_are_told() -> None:
    second = ElectionRule(seats=1, contested=Contested(1))
    rule = ElectionRule(seats=1, qualified=MAJORITY, if_open=NextBallot("top", number=1, rule=second))
    poll = put(rule, ABC, SPLIT, opens=OPENS)
    drawn = poll.apply(Draw(["A", "B"], AFTER))
    with pytest.raises(Refused) as error:
        next_ballot(drawn, rule.count(drawn, LATER), opens=AGAIN)
    assert error.value.verdict.code == "too-few-candidates"


def test_who_stands_by_the_ballot_before_is_not_held_against_the_ratio_of_candidates() -> None:
    rule = ElectionRule(
        seats=1,
        contested=Contested("1/3", "100%"),
        qualified=MAJORITY,
        if_tied=NextBallot("tied"),
        if_open=NextBallot("unelected"),
    )
    two = put(rule, ["A", "B"], [(["A"], 3), (["B"], 3), ([], 1)])
    open_ = rule.count(two, AFTER)
    assert open_.next is not None
    assert (open_.next.settled, open_.next.to_dict()["settled"]) == (True, True)
    assert next_ballot(two, open_, opens=AGAIN).slate is not None
    tied = attrs.evolve(rule, qualified=None, contested=None)
    three = put(tied, ABC, [([name], 2) for name in ABC])
    assert next_ballot(three, tied.count(three, AFTER), opens=AGAIN).slate is not None


def test_those_tied_vote_again_until_somebody_leads() -> None:
    rule = ElectionRule(seats=1, if_tied=NextBallot("tied"))
    poll = put(rule, ABC, [(["A"], 2), (["B"], 2), (["C"], 1)])
    then = next_ballot(poll, rule.count(poll, AFTER), opens=AGAIN)
    assert then.slate is not None
    assert then.slate.ids == ("A", "B")
    for voter, name in zip(("v0", "v1", "v2"), "AAB", strict=True):
        then = then.cast(voter, [name], at=AGAIN)
    assert election_of(then).elected == ("A",)
    assert election_of(then).outcome is ElectionOutcome.COMPLETE


@pytest.mark.parametrize(("poll", "result"), [(None, None), (5, "x"), ("poll", None)])
def test_what_is_no_poll_or_no_result_is_refused(poll: Value, result: Value) -> None:
    with pytest.raises(RecordError) as error:
        next_ballot(poll, result, opens=AGAIN)
    assert codes(error) == ["wrong-kind"]
    with pytest.raises(RecordError):
        next_ballot(put(ElectionRule(seats=1), ABC, [(["A"], 1)]), result, opens=AGAIN)


def test_a_slate_of_something_else_is_no_election() -> None:
    with pytest.raises(RecordError) as error:
        election_of(Returns.of(Slate(["A"]), [(["A"], 1)]))
    assert codes(error) == ["no-election"]


def test_who_has_a_seat_counts_for_caps_and_floors_of_the_next_ballot() -> None:
    rule = ElectionRule(
        seats=3,
        qualified="yes > 1/2 of ballots",
        caps=[Cap("unit", 1)],
        floors=[Floor("sex", "f")],
        if_open=NextBallot(
            "unelected", rule=ElectionRule(seats=3, caps=[Cap("unit", 1)], floors=[Floor("sex", "f")])
        ),
    )
    people = [
        Elector("li", {"unit": "A", "sex": "f"}),
        Elector("wang", {"unit": "A", "sex": "m"}),
        Elector("zhao", {"unit": "B", "sex": "m"}),
        Elector("chen", {"unit": "C", "sex": "m"}),
        Elector("sun", {"unit": "D", "sex": "f"}),
    ]
    poll = rule.put("Committee", people, [*"abc"], opens=OPENS, procedure=Procedure())
    poll, _ = poll.apply_all(Cast(who, Marks.chosen(["li"]), OPENS) for who in "abc")
    first = rule.count(poll)
    assert first.elected == ("li",)
    assert first.next is not None
    assert [each.id for each in first.next.held] == ["li"]
    assert first.next.to_dict()["held"] == [people[0].to_dict()]
    again = next_ballot(poll, first, opens=AGAIN)
    papers = [["wang", "zhao"], ["wang", "chen"], ["wang", "zhao"]]
    again, _ = again.apply_all(
        Cast(who, Marks.chosen(names), AGAIN) for who, names in zip("abc", papers, strict=True)
    )
    second = election_of(Poll.from_dict(again.to_dict()))
    assert second.elected == ("zhao", "chen")  # wang would be the second of A, and a woman has a seat
    assert second.seats == 2


def of_units(**units: str) -> list[Elector]:
    """Somebody of each unit."""
    return [Elector(name, {"unit": unit}) for name, unit in units.items()]


def test_a_cap_leaves_what_is_left_of_it_to_each_group() -> None:
    rule = ElectionRule(seats=4, caps=[Cap("unit", 2)])
    held = of_units(X="A", Y="A", Z="B")
    stand = of_units(P="A", Q="B", R="B", S="C", T="C", U="C")
    votes = {"P": 9, "Q": 8, "R": 7, "S": 6, "T": 5, "U": 4}
    slate = rule.slate(stand, held=held)
    found = rule.count(Returns.of(slate, votes=votes, ballots=40))
    assert (found.elected, found.open) == (("Q", "S", "T"), 1)


def test_a_cap_for_one_group_only_is_full_before_the_ballot() -> None:
    rule = ElectionRule(seats=1, caps=[Cap("unit", 1, values=["A"])])
    slate = rule.slate(of_units(P="A", Q="B"), held=of_units(X="A"))
    assert rule.count(Returns.of(slate, votes={"P": 9, "Q": 1}, ballots=10)).elected == ("Q",)


def test_a_reserved_seat_is_left_where_not_all_of_them_are_held() -> None:
    rule = ElectionRule(seats=2, floors=[Floor("unit", "B", least=2)])
    stand = of_units(P="A", Q="A", R="B", S="B")
    votes = {"P": 9, "Q": 8, "R": 7, "S": 6}
    for held, elected in (("", ("R", "S")), ("B", ("P", "R")), ("A", ("R", "S"))):
        slate = rule.slate(stand, held=of_units(X=held) if held else [])
        found = rule.count(Returns.of(slate, votes=votes, ballots=40))
        assert found.elected == elected


def test_nobody_stands_for_a_second_seat() -> None:
    rule = ElectionRule(seats=1)
    with pytest.raises(TallyError) as caught:
        rule.slate(["li", "wang"], held=["li"])
    assert [fault.code for fault in caught.value.faults] == ["seated-already"]
