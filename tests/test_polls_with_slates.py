"""Polls over several options: what is taken, what is refused and why, what is kept, and what is told."""

import json
import pickle
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest

from consultgov import DecisionRule, Elector, Outcome
from consultgov.errors import ConsultgovError, RecordError, Refused, RuleError, TallyError
from consultgov.voting.answers import If, Split
from consultgov.voting.deeming import Deemed
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import (
    Cast,
    Declare,
    Delegate,
    Depart,
    Draw,
    Event,
    Recuse,
    plain_event,
    read_event,
)
from consultgov.voting.forms import Choose, Points, Rank
from consultgov.voting.grounds import ground
from consultgov.voting.marks import Marks
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.proxies import ProxyRule
from consultgov.voting.slates import Slate

VALID = DecisionRule("yes >= 1", quorum="ballots > 1/2 of members")
PAPER = Slate(["li", "wang", "zhao"], Choose(most=2), rule={"seats": 2})
FIVE = ("a", "b", "c", "d", "e")
END = "2026-05-02T09:00+08:00"
LI, WANG, BLANK = Marks.chosen(["li"]), Marks.chosen(["wang"]), Marks({})


def at(hour: int) -> str:
    return f"2026-05-01T{hour:02}:00:00+08:00"


def poll(
    slate: Slate | None = PAPER,
    electors: Any = FIVE,  # noqa: ANN401 - as a poll takes them
    rule: DecisionRule = VALID,
    **options: Any,  # noqa: ANN401 - as a procedure takes them
) -> Poll:
    """A poll from nine to seventeen."""
    fixed = {name: options.pop(name) for name in ("proxies", "agents", "present") if name in options}
    procedure = Procedure(**{"method": "written_circulation", **options})
    return Poll("Who?", rule, electors, opens=at(9), closes=at(17), procedure=procedure, slate=slate, **fixed)


def secret(electors: Any = FIVE, slate: Slate = PAPER, rule: DecisionRule = VALID, **options: Any) -> Poll:  # noqa: ANN401
    return poll(slate, electors, rule, **{"method": "secret_ballot", "fewest_shown": 0, **options})


def codes(ballots: Poll, event: Event) -> list[str]:
    """Why an event is refused; nothing where it is not."""
    return [part.code for part in ballots.check(event).parts]


def faults(make: Callable[..., object], *given: Any, **named: Any) -> list[str]:  # noqa: ANN401 - any input
    with pytest.raises(ConsultgovError) as caught:
        make(*given, **named)
    return [fault.code for fault in caught.value.faults]


def same(ballots: Poll) -> Poll:
    """The poll read back from its record, which is plain JSON."""
    read = Poll.from_dict(json.loads(json.dumps(ballots.to_dict())))
    assert read == ballots
    assert read.digest == ballots.digest
    return read


# --- what a ballot may say ------------------------------------------------------------------------


def test_a_paper_is_read_by_its_form() -> None:
    ballots = poll().cast("a", ["li", "wang"], at=at(10)).cast("b", {"zhao": True}, at=at(10))
    ballots = ballots.cast("c", LI, at=at(10)).cast("d", [], at=at(10)).cast("e", "abstain", at=at(10))
    assert ballots.result(END).answers == {
        "a": Marks.chosen(["li", "wang"]),
        "b": Marks.chosen(["zhao"]),
        "c": LI,
        "d": BLANK,
        "e": "abstain",
    }
    assert ballots.result(END).totals == {"yes": "3", "abstain": "2", "invalid": "0"}
    assert poll(Slate(["li"], Rank())).cast("a", ["li"], at=at(10)).events[0] == Cast(
        "a", Marks({"li": 1}), at(10)
    )


@pytest.mark.parametrize(
    "answer", ["yes", "no", "li", "invalid", "{", '{"li":"yes"}', Split({"yes": "1/2", "no": "1/2"})]
)
def test_one_answer_is_none_where_there_are_several_options(answer: Any) -> None:  # noqa: ANN401 - any answer
    ballots = poll(answers=["yes", "no", "abstain"])
    verdict = ballots.check(Cast("a", answer, at(10)))
    assert [part.code for part in verdict.parts] == ["marks-needed"]
    assert verdict.parts[0].facts["allowed"] == ["abstain"]
    with pytest.raises(ConsultgovError):
        ballots.cast("a", answer, at=at(10))


def test_a_conditional_answer_is_none_either() -> None:
    assert codes(poll(), Cast("a", If("rain", "yes", "abstain"), at(10))) == ["marks-needed"]


def test_marks_are_no_answer_where_there_is_nothing_to_mark() -> None:
    assert codes(poll(None), Cast("a", LI, at(10))) == ["nothing-to-mark"]
    assert codes(poll(None, method="secret_ballot"), Cast("a", LI, at(10))) == ["nothing-to-mark"]
    assert faults(poll(None).cast, "a", ["li"], at=at(10)) == ["bad-stance"]


def test_a_paper_that_is_unfit_is_refused_with_every_reason_or_taken_as_the_slate_says() -> None:
    paper = Cast("a", Marks({"li": "no", "wei": "yes", "bo": "yes"}), at(10))
    assert codes(poll(), paper) == ["unknown-option", "mark-not-allowed", "too-many-marked"]
    with pytest.raises(Refused):
        poll().apply(paper)
    for policy in ("invalid", "abstain"):
        ballots = poll(Slate(["li"], unfit=policy)).apply(paper)
        assert ballots.result(END).totals[policy] == "1"
        assert same(ballots).result(END) == ballots.result(END)


@pytest.mark.parametrize("method", ["written_circulation", "secret_ballot"])
def test_a_blank_paper_is_refused_or_taken_as_the_slate_says(method: str) -> None:
    for policy in ("invalid", "abstain"):
        slate = Slate(["li"], blank=policy)
        ballots = poll(slate, method=method, fewest_shown=0).cast("a", [], at=at(10))
        assert ballots.result(END).totals[policy] == "1"
        assert same(ballots).result(END) == ballots.result(END)
    assert codes(poll(Slate(["li"], blank="refused"), method=method), Cast("a", BLANK, at(10))) == [
        "paper-blank"
    ]


def test_who_is_not_on_the_paper_may_be_written_in_where_the_slate_says_so() -> None:
    odd = ["wei", "{", "yes", "abstain", "a\nb", "\u0000"]
    for ballots in (poll, secret):
        slate = Slate(["li"], Choose(), others=True)
        found = ballots(slate=slate).cast("a", odd, at=at(10))
        assert same(found).result(END).totals["yes"] == "1"


def test_options_may_be_called_like_answers() -> None:
    slate = Slate(["{", "yes", "abstain", "invalid"], Choose(most=None))
    found = secret(slate=slate).cast("a", ["{", "abstain"], at=at(10)).cast("b", ["yes"], at=at(10))
    assert same(found).result(END).totals == {"yes": "2", "abstain": "0", "invalid": "0"}


@pytest.mark.parametrize("given", [3, None, True, {"li": 0.5}, [["li"]]])
def test_what_can_be_no_paper_is_an_error(given: Any) -> None:  # noqa: ANN401 - any input
    with pytest.raises(TallyError):
        poll().cast("a", given, at=at(10))


# --- what fits together ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "subjects"),
    [
        ({"answers": ["yes", "no", "later"]}, ["answers"]),
        ({"split": True}, ["split"]),
        ({"reasons": ["no"]}, ["reasons"]),
        ({"deemed": [Deemed("no")]}, ["deemed"]),
        ({"method": "voice_vote"}, ["method"]),
        ({"method": "consensus"}, ["method"]),
        ({"split": True, "deemed": [Deemed("no")]}, ["split", "deemed"]),
    ],
)
def test_settings_that_read_one_answer_do_not_go_with_a_slate(
    settings: dict[str, Any], subjects: list[str]
) -> None:
    with pytest.raises(RuleError) as caught:
        poll(**settings)
    found = [fault.subject for fault in caught.value.faults if fault.code == "one-answer"]
    assert found == subjects


def test_a_delegation_that_votes_as_one_does_not_go_with_a_slate() -> None:
    people = [Elector(each, {"house": "east"}) for each in FIVE]
    assert faults(poll, PAPER, people, bloc="house") == ["one-answer"]


def test_a_slate_is_a_slate() -> None:
    assert faults(poll, ["li"]) == ["wrong-kind"]


# --- what happens to ballots ----------------------------------------------------------------------


def test_a_paper_may_be_changed_and_taken_back_where_ballots_may() -> None:
    ballots = poll(change=True, withdraw=True).cast("a", ["li"], at=at(10)).cast("a", ["wang"], at=at(11))
    assert ballots.result(END).answers == {"a": WANG}
    assert ballots.as_of(at(10)).result(END).answers == {"a": LI}
    gone = ballots.withdraw("a", at=at(12))
    assert gone.result(END).answers == {}
    assert same(gone).result(END) == gone.result(END)
    assert codes(poll().cast("a", ["li"], at=at(10)), Cast("a", WANG, at(11))) == ["voted-already"]


def test_a_delegate_fills_in_the_paper_of_those_who_follow_her() -> None:
    ballots = poll(delegating="transitive").apply(Delegate("a", "b", at(9))).apply(Delegate("b", "c", at(9)))
    ballots = ballots.cast("c", ["li"], at=at(10))
    found = same(ballots).result(END)
    assert found.answers == {"a": LI, "b": LI, "c": LI}
    assert found.delegated == {"a": "c", "b": "c"}
    assert found.outcome is Outcome.ADOPTED


def test_a_proxy_fills_in_the_paper_of_her_principal() -> None:
    rule = ProxyRule()
    accepted = rule.accept([rule_proxy("a", "b")], FIVE)
    ballots = poll(proxies=accepted).cast("a", ["li"], at=at(10), by="b").cast("b", ["wang"], at=at(10))
    assert same(ballots).result(END).answers == {"a": LI, "b": WANG}
    assert codes(ballots, Cast("c", LI, at(11), by="b")) == ["not-authorised"]


def rule_proxy(principal: str, holder: str) -> Any:  # noqa: ANN401 - a proxy, written
    from consultgov.voting.authorities import Proxy  # noqa: PLC0415 - used here alone

    return Proxy(principal, holder)


def test_who_is_recused_or_has_left_fills_in_no_paper() -> None:
    ballots = poll(departures="leavers_drop").cast("a", ["li"], at=at(10)).cast("b", ["li"], at=at(10))
    ballots = ballots.apply(Recuse("c", at(10))).apply(Depart("b", at(11)))
    assert ballots.result(END).answers == {"a": LI}
    assert codes(ballots, Cast("c", LI, at(12))) == ["recused"]
    assert same(ballots).result(END) == ballots.result(END)


def test_candidates_are_recused_with_the_reason_and_stay_in_office() -> None:
    body = Electorate(FIVE, recused={"a": "on leave"}, suspended=["b"], dormant=["c"], vacant=1)
    why = {each: ground("excluded", elector=each) for each in ("a", "d")}
    found = body.recusing(why)
    assert found.ids == body.ids
    assert (found.dormant, found.vacant) == (body.dormant, body.vacant)
    assert {key: (each.code, len(each.parts)) for key, each in found.barred.items()} == {
        "a": ("recused", 2),
        "b": ("suspended", 0),
        "d": ("recused", 1),
    }
    assert body.recusing({}) == body
    assert faults(body.recusing, {"wei": why["a"]}) == ["unknown-elector"]
    assert body.of(["b", "c"]).barred.keys() == {"b"}


def test_turnout_decides_on_validity() -> None:
    ballots = poll().cast("a", ["li"], at=at(10)).cast("b", [], at=at(10))
    assert ballots.result(END).outcome is Outcome.INQUORATE
    assert ballots.cast("c", [], at=at(10)).result(END).outcome is Outcome.ADOPTED
    blanks = poll()
    for elector in FIVE:
        blanks = blanks.cast(elector, [], at=at(10))
    assert blanks.result(END).outcome is Outcome.REJECTED
    assert blanks.under(DecisionRule("abstain >= 1", silence_adopts=True)).outcome is Outcome.ADOPTED


def test_an_outlook_says_whether_the_poll_can_still_become_valid() -> None:
    ballots = poll(Slate(["li"], unfit="invalid")).cast("a", ["li"], at=at(10))
    assert {each.value for each in ballots.outlook(at(10)).reachable} == {"adopted", "inquorate"}
    assert ballots.outlook(at(10)).settled_by == {"yes": ("b", "c")}
    later = ballots.cast("b", [], at=at(11)).cast("c", ["li", "x"], at=at(11))
    assert later.outlook(at(11)).decided is Outcome.ADOPTED
    sealed = secret().cast("a", ["li"], at=at(10))
    assert {each.value for each in sealed.outlook(at(10)).reachable} >= {"adopted", "inquorate"}


def test_results_are_told_in_both_languages() -> None:
    ballots = poll().cast("a", ["li"], at=at(10)).cast("b", [], at=at(10)).cast("c", ["wang"], at=at(10))
    for language in ("en", "zh"):
        assert ballots.result(END).explain(language)
    assert ballots.result(END).to_dict()["answers"] == {
        "a": {"marks": {"li": "yes"}},
        "b": {"marks": {}},
        "c": {"marks": {"wang": "yes"}},
    }
    assert pickle.loads(pickle.dumps(ballots.result(END))) == ballots.result(END)  # noqa: S301 - our own


# --- secret ballots -------------------------------------------------------------------------------


def test_a_secret_paper_is_kept_apart_from_who_cast_it() -> None:
    one = secret().cast("a", ["li"], at=at(10)).cast("b", ["wang"], at=at(10)).cast("c", "abstain", at=at(10))
    other = (
        secret().cast("a", "abstain", at=at(10)).cast("b", ["li"], at=at(10)).cast("c", ["wang"], at=at(10))
    )
    assert one.to_dict() == other.to_dict()
    assert one.urn == (((), "abstain", 1), ((), '{"li":"yes"}', 1), ((), '{"wang":"yes"}', 1))
    assert "marks" not in json.dumps(one.to_dict()["events"])
    assert one.result(END).answers == {}
    assert same(one).result(END).totals == {"yes": "2", "abstain": "1", "invalid": "0"}
    assert deepcopy(one) == pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own


def test_before_the_close_a_secret_ballot_is_sealed() -> None:
    ballots = secret().cast("a", ["li"], at=at(10))
    assert [note.code for note in ballots.result(at(11)).notes] == ["sealed"]
    with pytest.raises(Refused):
        ballots.as_of(at(9))


def test_boxes_by_weights_tell_what_they_held_and_no_more() -> None:
    people = [Elector(each, weights={"votes": 1 + (each > "b")}) for each in FIVE]
    rule = DecisionRule("yes by votes > 1/2 of ballots by votes", boxes=["votes"])
    ballots = secret(people, rule=rule)
    for elector, paper in {"a": ["li"], "b": ["wang"], "c": ["li"], "d": ["wang", "li"], "e": []}.items():
        ballots = ballots.cast(elector, paper, at=at(10))
    found = same(ballots).result(END)
    assert [(dict(box), dict(totals)) for box, totals in found.boxes] == [
        ({"votes": "1"}, {"yes": 2}),
        ({"votes": "2"}, {"yes": 2, "abstain": 1}),
    ]
    assert found.decision is not None
    assert found.decision.adoption is not None
    assert (found.decision.adoption.left, found.decision.adoption.right) == (6, 4)


def test_figures_of_few_papers_are_withheld() -> None:
    found = secret(fewest_shown=3).cast("a", ["li"], at=at(10)).result(END)
    assert [note.code for note in found.notes] == ["figures-withheld"]
    assert found.totals == {}


def boxed() -> Poll:
    people = [Elector(each, {"house": "east" if each < "c" else "west"}) for each in FIVE]
    rule = DecisionRule("yes >= 1", boxes=["house"])
    return secret(people, rule=rule).cast("a", ["li"], at=at(10)).cast("c", ["wang"], at=at(10))


def tampered(change: Callable[[list[dict[str, Any]]], object]) -> list[str]:
    """The codes with which a record is refused whose urn is changed."""
    plain: dict[str, Any] = json.loads(json.dumps(boxed().to_dict()))
    change(plain["urn"])
    with pytest.raises(RecordError) as caught:
        Poll.from_dict(plain)
    return [fault.code for fault in caught.value.faults]


def test_papers_on_record_are_those_of_the_people_who_voted() -> None:
    assert tampered(lambda urn: urn[0].update(box=[["trait", "house", "west"]])) == ["bad-urn"]
    assert tampered(lambda urn: urn[0].update(box=[["trait", "house", "north"]])) == ["bad-urn"]
    assert tampered(lambda urn: urn[0].update(box=[])) == ["bad-urn"]
    assert tampered(lambda urn: urn[0].update(number=2)) == ["bad-urn"]
    assert tampered(lambda urn: urn.append({**urn[0], "answer": "abstain"})) == ["bad-urn"]
    assert tampered(lambda urn: urn.pop()) == ["bad-urn"]
    assert tampered(lambda urn: urn.clear()) == ["bad-urn"]


def test_a_record_of_endless_papers_is_refused_without_making_them() -> None:
    assert tampered(lambda urn: urn[0].update(number=10**9)) == ["bad-urn"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("yes", "refused-event"),
        ("invalid paper", "refused-event"),
        ('{"li":"yes","wang":"yes","zhao":"yes"}', "refused-event"),
        ('{"wei":"yes"}', "refused-event"),
        ('{"li": "yes"}', "bad-urn"),
        ('{"li":true}', "bad-urn"),
        ("{", "bad-urn"),
        ('{"li":0.5}', "bad-urn"),
        ('{"li":' * 5000, "bad-urn"),
        ('{"li":"yes","li":"yes"}', "bad-urn"),
    ],
    ids=range(10),
)
def test_every_paper_on_record_is_checked_again(text: str, code: str) -> None:
    assert tampered(lambda urn: urn[0].update(answer=text)) == [code]


def test_a_voter_on_record_is_in_the_electorate() -> None:
    plain: dict[str, Any] = json.loads(json.dumps(boxed().to_dict()))
    plain["events"][0]["elector"] = "wei"
    assert faults(Poll.from_dict, plain) == ["bad-urn"]
    plain["events"][0]["elector"] = "d"
    assert faults(Poll.from_dict, plain) == ["bad-urn"]


def test_a_paper_kept_with_a_name_is_none_of_a_secret_ballot() -> None:
    plain: dict[str, Any] = json.loads(json.dumps(boxed().to_dict()))
    plain["events"][0] = plain_event(Cast("a", LI, at(10)))
    assert faults(Poll.from_dict, plain) == ["refused-event"]


def test_a_word_that_no_ballot_bears_is_none_in_the_urn_of_a_poll_of_one_answer() -> None:
    ballots = poll(None, method="secret_ballot").cast("a", "yes", at=at(10))
    plain: dict[str, Any] = json.loads(json.dumps(ballots.to_dict()))
    plain["urn"][0]["answer"] = '{"li":"yes"}'
    assert faults(Poll.from_dict, plain) == ["bad-urn"]


def test_the_digest_changes_with_the_slate_and_its_rule() -> None:
    slates = (PAPER, Slate(["li", "wang", "zhao"], Choose(most=2)), Slate(["li"]), None)
    assert len({poll(slate).digest for slate in slates}) == len(slates)


def test_a_record_with_a_slate_that_is_none_is_refused() -> None:
    plain = poll().to_dict()
    assert faults(Poll.from_dict, {**plain, "slate": {"options": []}}) == ["missing-key"]
    assert faults(Poll.from_dict, {**plain, "slate": None}) == ["not-a-dict"]


# --- declared -------------------------------------------------------------------------------------


def told(figures: dict[str, Any], slate: Slate | None = PAPER, **event: Any) -> list[str]:  # noqa: ANN401
    """Why a declaration is refused; nothing where it is not."""
    rule = VALID if slate else DecisionRule("yes > no")
    return codes(poll(slate, method="show_of_hands", rule=rule), Declare(at(12), figures=figures, **event))


def test_papers_and_votes_declared_add_up() -> None:
    four = {"yes": 4, "no": 0, "abstain": 0, "invalid": 1}
    assert told(four, papers=[(LI, 3), (WANG, 1)]) == []
    assert told(four, papers=[{"marks": {"li": "yes"}, "number": 4}]) == []
    assert told(four, papers=[(LI, 3)]) == ["papers-do-not-add-up"]
    assert told({**four, "yes": "4.0"}, papers=[(LI, 4)]) == []
    assert told(four, votes={"li": 4, "wang": 4}) == []
    assert told(four, votes={"li": 5}) == ["figures-impossible"]
    assert told(four, votes={"li": 3, "wang": 3, "zhao": 3}) == ["figures-impossible"]
    assert told(four, votes={"li": 3}, papers=[(LI, 4)]) == ["papers-and-votes"]
    assert told(four) == []


def test_votes_are_not_more_than_the_ballots_where_valid_ones_are_not_counted_apart() -> None:
    rule = DecisionRule("ballots >= 1", silence_adopts=True)
    ballots = poll(rule=rule, method="show_of_hands")
    for figures, votes, found in (
        ({"ballots": 4}, {"li": 4}, []),
        ({"ballots": 4}, {"li": 5}, ["figures-impossible"]),
        ({"ballots": 4, "invalid": 1}, {"li": 4}, ["figures-impossible"]),
    ):
        event = Declare(at(12), figures={**figures}, votes=votes)
        assert codes(ballots, event) == found


def test_what_is_declared_is_of_the_slate() -> None:
    four = {"yes": 4, "no": 0, "abstain": 0, "invalid": 0}
    wrong = [(Marks.chosen(["li", "wang", "wei"]), 3), (BLANK, 1)]
    verdict = poll(method="show_of_hands").check(Declare(at(12), figures=four, papers=wrong))
    assert [part.code for part in verdict.parts] == ["papers-unfit"]
    assert [part.code for part in verdict.parts[0].parts] == [
        "unknown-option",
        "too-many-marked",
        "paper-blank",
    ]
    assert told(four, votes={"wei": 1}) == ["unknown-option"]
    assert told(four, Slate(["li"], others=True), votes={"wei": 1}) == []
    assert told({**four, "no": 1}, votes={"li": 1}) == ["answer-not-allowed"]
    assert "figures-impossible" in told({"yes": "many"}, votes={"li": 1})
    assert told({"yes": 4}, None, votes={"li": 1}, papers=[(LI, 1)]) == ["nothing-to-mark", "figures-missing"]


def test_a_declaration_keeps_its_papers_and_votes() -> None:
    for event in (
        Declare(at(12), figures={"yes": 4}, papers=[(LI, 3), (Marks({"wang": "1/2"}), 1)]),
        Declare(at(12), figures={"yes": 4}, votes={"li": 3, "wang": Fraction(1, 2)}),
    ):
        assert read_event(json.loads(json.dumps(plain_event(event)))) == event
        assert pickle.loads(pickle.dumps(event)) == event  # noqa: S301 - our own
    figures = {"yes": 4, "ballots": 4}
    ballots = poll(method="show_of_hands").apply(Declare(at(12), figures=figures, votes={"li": 3}))
    assert same(ballots).result(END).outcome is Outcome.ADOPTED


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"papers": "li"}, "not-a-list"),
        ({"papers": [3]}, "not-a-list"),
        ({"papers": [(LI,)]}, "not-a-pair"),
        ({"papers": [(LI, 0)]}, "bad-urn"),
        ({"papers": [(LI, True)]}, "bad-urn"),
        ({"papers": [(LI, 10**19)]}, "bad-urn"),
        ({"papers": [("li", 1)]}, "not-a-dict"),
        ({"papers": [{"marks": {}}]}, "missing-key"),
        ({"papers": [{"marks": {"a": 0.5}, "number": 1}]}, "float"),
        ({"votes": [1]}, "not-a-dict"),
        ({"votes": {"": 1}}, "bad-id"),
        ({"votes": {"li": -1}}, "bad-figures"),
        ({"votes": {"li": 0.5}}, "float"),
    ],
)
def test_papers_and_votes_that_are_none_are_refused(given: dict[str, Any], code: str) -> None:
    assert faults(Declare, at(12), figures={"yes": 4}, **given) == [code]


# --- lots -----------------------------------------------------------------------------------------


def test_a_lot_is_drawn_after_the_close_and_kept_by_later_ones() -> None:
    ballots = poll().cast("a", ["li"], at=at(10))
    assert codes(ballots, Draw(["li", "wang"], at(11))) == ["not-closed-yet"]
    drawn = ballots.apply(Draw(["li", "wang"], END))
    assert codes(drawn, Draw(["zhao", "wang"], END)) == ["drawn-otherwise"]
    assert codes(drawn, Draw(["wang", "zhao", "li"], END)) == ["drawn-otherwise"]
    assert codes(drawn, Draw(["li", "wang", "wei"], END)) == ["unknown-option"]
    more = drawn.apply(Draw(["li", "wang", "zhao"], END, by="a"))
    assert more.ledger().drawn == ("li", "wang", "zhao")
    assert same(more).ledger().drawn == ("li", "wang", "zhao")


def test_a_lot_is_drawn_only_among_options() -> None:
    assert codes(poll(None), Draw(["li", "wang"], END)) == ["nothing-to-mark"]
    assert codes(poll(Slate(["li"], others=True)), Draw(["li", "wei"], END)) == []


@pytest.mark.parametrize("order", ["li", ["li"], [], ["li", "li"], ["li", ""], 3])
def test_a_lot_puts_two_at_least_in_order(order: Any) -> None:  # noqa: ANN401 - what callers give
    with pytest.raises(RecordError) as caught:
        Draw(order, END)
    assert caught.value.faults[0].code in {"bad-lot", "bad-id", "not-a-list"}


def test_points_and_ranks_are_kept_like_choices() -> None:
    for slate, paper in (
        (Slate(["li", "bo"], Points(8)), {"li": 5, "bo": 3}),
        (Slate(["li", "bo"], Rank()), ["bo", "li"]),
    ):
        for ballots in (poll(slate), secret(slate=slate)):
            assert same(ballots.cast("a", paper, at=at(10))).result(END).totals["yes"] == "1"
