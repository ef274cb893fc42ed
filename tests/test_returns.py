"""Returns: the valid papers, and who returned none; from a poll, and from what tellers counted."""

import pickle
from copy import deepcopy
from typing import Any

import pytest

from consultgov import Condition, DecisionRule, Elector, Outcome, Tally
from consultgov.errors import TallyError, UnknownFigure
from consultgov.matters import Matter
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import Attend, Declare, Draw, Recuse
from consultgov.voting.forms import Choose, Form, Points, Rank, UpDown
from consultgov.voting.marks import Marks
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.returns import Returns, returns_of
from consultgov.voting.slates import Slate

THREE = ("li", "wang", "zhao")
OUT = "recused + recused_absent"
BASES = ("yes", "no", "abstain", "invalid", "silent", "absent", OUT, "valid", "ballots", "members")
CLOSES = "2026-05-01T17:00+08:00"
END = "2026-05-02T09:00+08:00"


def at(hour: int) -> str:
    return f"2026-05-01T{hour:02}:00+08:00"


def slate(form: Form = Choose(most=1), **settings: Any) -> Slate:  # noqa: ANN401, B008 - as a slate takes them
    return Slate(THREE, form, **settings)


def figures(tally: Tally, bases: tuple[str, ...] = BASES) -> dict[str, object]:
    """The figures of a tally, those that are 0 left out."""
    told = {base: Condition.parse(f"{base} >= 0").evaluate(tally).left for base in bases}
    return {base: figure for base, figure in told.items() if figure != 0}


def poll(people: Any = "abcde", papers: Any = None, rule: str = "yes >= 1", **settings: Any) -> Poll:  # noqa: ANN401
    """A poll of that day with one choice of three."""
    paper = papers or slate(unfit="invalid")
    fixed = {name: settings.pop(name) for name in ("matter", "present") if name in settings}
    return Poll(
        "Chair?",
        DecisionRule(rule, **settings.pop("deciding", {})),
        people if isinstance(people, Electorate) else [*people],
        opens=at(9),
        closes=CLOSES,
        procedure=Procedure(**settings),
        slate=paper,
        **fixed,
    )


# --- from tellers ---------------------------------------------------------------------------------


def test_papers_counted_by_tellers_are_valid_blank_or_invalid() -> None:
    papers = [
        (["li"], 30),
        ({"wang": "yes"}, 20),
        (["li", "wang"], 3),
        ([], 2),
        ("abstain", 1),
        ("invalid", 4),
    ]
    returns = Returns.of(slate(unfit="invalid"), papers, invalid=5, members=80, issued=70)
    assert returns.valid == 50
    assert [(str(marks), many) for _, marks, many in returns.papers] == [
        ('{"li":"yes"}', 30),
        ('{"wang":"yes"}', 20),
    ]
    assert figures(returns.tally, ("yes", "abstain", "invalid", "ballots", "members")) == {
        "yes": 50,
        "abstain": 3,
        "invalid": 12,
        "ballots": 65,
        "members": 80,
    }
    assert figures(returns.tally_for("li"), ("yes", "no", "abstain", "valid")) == {
        "yes": 30,
        "abstain": 23,
        "valid": 53,
    }
    assert returns.notes == ()


def test_more_papers_than_went_out_are_a_note_and_no_error() -> None:
    returns = Returns.of(slate(), [(["li"], 30)], invalid=1, issued=30)
    assert [(note.code, dict(note.facts)) for note in returns.notes] == [
        ("more-returned-than-issued", {"issued": 30, "returned": 31})
    ]
    assert Returns.of(slate(), votes={"li": 9}, ballots=10, issued=9).notes


def test_votes_alone_count_as_yes() -> None:
    returns = Returns.of(
        slate(), votes={"li": 60, "wang": "30"}, ballots=99, invalid=2, abstain=1, members=100
    )
    assert returns.valid == 0
    assert Condition.parse("yes > 1/2 of ballots").holds(returns.tally_for("li"))
    assert not Condition.parse("yes > 1/2 of ballots").holds(returns.tally_for("wang"))
    assert not Condition.parse("yes > 0").holds(returns.tally_for("zhao"))
    assert Condition.parse("ballots = 99 and invalid = 2").holds(returns.tally)


def test_votes_may_go_with_the_number_of_valid_papers() -> None:
    returns = Returns.of(slate(), votes={"li": 60}, yes=97, abstain=1, invalid=1)
    assert returns.valid == 97
    assert Condition.parse("yes = 60 and valid = 98").holds(returns.tally_for("li"))
    assert Condition.parse("yes = 97").holds(returns.tally)
    assert Returns.of(slate(), votes={"li": 3}).figures == {}
    with pytest.raises(UnknownFigure):
        Condition.parse("yes > 1/2 of ballots").holds(Returns.of(slate(), votes={"li": 3}).tally_for("li"))


def test_no_papers_at_all_are_none() -> None:
    returns = Returns.of(slate())
    assert returns.valid == 0
    assert Condition.parse("ballots = 0").holds(returns.tally)
    assert Returns.of(slate(), yes=3, members=5).valid == 3
    assert Condition.parse("yes = 3").holds(Returns.of(slate(), yes=3, members=5).tally)


def test_those_written_in_come_after_the_options_of_the_paper() -> None:
    open_ = slate(Choose(), others=True)
    assert Returns.of(open_, [(["wei", "li"], 1), (["bo"], 1)]).options == (*THREE, "bo", "wei")
    assert Returns.of(open_, votes={"wei": 2}).options == (*THREE, "wei")


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"papers": "li"}, ["not-a-list"]),
        ({"papers": [(["li"], 3, 4)]}, ["not-a-pair"]),
        ({"papers": [3]}, ["not-a-list"]),
        ({"papers": [(["li"], -1)]}, ["bad-urn"]),
        ({"papers": [(["li"], True)]}, ["bad-urn"]),
        ({"papers": [(["li"], "3")]}, ["bad-urn"]),
        ({"papers": [(["li"], 10**19)]}, ["bad-urn"]),
        ({"papers": [(["li", "wang"], 1), (["wei"], 1)]}, ["unfit-paper", "unfit-paper"]),
        ({"papers": [("yes", 3)]}, ["unfit-paper"]),
        ({"papers": [("no", 3), ("li", 2)]}, ["unfit-paper", "unfit-paper"]),
        ({"papers": [(3, 3)]}, ["not-a-list"]),
        ({"papers": [(["li"], 3)], "votes": {"li": 3}}, ["contradictory-figures"]),
        ({"papers": [(["li"], 3)], "yes": 4}, ["contradictory-figures"]),
        ({"papers": [(["li"], 3)], "members": 2}, ["contradictory-figures"]),
        ({"papers": [(["li"], 3)], "ballots": 2}, ["contradictory-figures"]),
        ({"votes": [("li", 3)]}, ["not-a-dict"]),
        ({"votes": {"wei": 3}}, ["unknown-option"]),
        ({"votes": {"li": -3}}, ["negative-figure"]),
        ({"votes": {"li": 0.5, "wang": None}}, ["float", "not-a-number"]),
        ({"votes": {1: 3}}, ["bad-name"]),
        ({"votes": {"li": 4}, "yes": 3}, ["contradictory-figures"]),
        ({"votes": {"li": 4}, "ballots": 5, "invalid": 2}, ["contradictory-figures"]),
        ({"votes": {"li": 4}, "valid": 4, "abstain": 1}, ["contradictory-figures"]),
        ({"votes": {"li": 2, "wang": 2}, "ballots": 3}, ["contradictory-figures"]),
        ({"votes": {"li": 4}, "members": 3}, ["contradictory-figures"]),
        ({"invalid": 0.5}, ["float"]),
        ({"invalid": "x", "members": None}, ["not-a-number", "not-a-number"]),
        ({"seats_on_the_moon": 3}, ["unknown-word"]),
        ({"issued": "10"}, ["bad-urn"]),
        ({"issued": -1}, ["bad-urn"]),
        ({"drawn": 3}, ["not-a-list"]),
        ({"drawn": [3]}, ["bad-id"]),
        ({"slate": "li"}, ["wrong-kind"]),
    ],
)
def test_figures_that_cannot_be_are_refused(given: dict[str, Any], codes: list[str]) -> None:
    with pytest.raises(TallyError) as caught:
        Returns.of(**{"slate": slate(), **given})
    assert [fault.code for fault in caught.value.faults] == codes


def test_points_are_no_people() -> None:
    assert Condition.parse("yes = 3").holds(Returns.of(slate(), votes={"li": 3}).tally_for("li"))
    for form in (Points(8), Rank()):
        with pytest.raises(TallyError) as caught:
            Returns.of(slate(form), votes={"li": 3}, yes=5).tally_for("li")
        assert [fault.code for fault in caught.value.faults] == ["papers-needed"]


def test_votes_of_points_may_be_more_than_the_papers() -> None:
    assert Returns.of(slate(Points(8)), votes={"li": 30, "wang": 10}, yes=5).votes == {"li": 30, "wang": 10}
    with pytest.raises(TallyError):
        Returns.of(slate(Points(8)), votes={"li": 30, "wang": 11}, yes=5)


def test_of_figures_nobody_is_known() -> None:
    for returns in (Returns.of(slate(), [(["li"], 3)]), Returns.of(slate(), votes={"li": 3})):
        with pytest.raises(TallyError) as caught:
            returns.among("sector", "women")
        assert [fault.code for fault in caught.value.faults] == ["no-groups"]


def test_returns_pickle_and_copy() -> None:
    returns = Returns.of(slate(), [(["li"], 3)], members=5, drawn=["li", "wang"])
    other = Returns.of(slate(), votes={"li": 3}, ballots=5)
    for each in (returns, other, returns_of(voted())):
        assert pickle.loads(pickle.dumps(each)) == deepcopy(each) == each  # noqa: S301 - our own
        assert hash(deepcopy(each)) == hash(each)
    assert returns.drawn == ("li", "wang")


# --- from a poll ----------------------------------------------------------------------------------


def voted(**settings: Any) -> Poll:  # noqa: ANN401 - as a poll takes them
    """Six people: two valid papers, a blank, an invalid one, somebody recused, and one who returned none."""
    people = Electorate([*"abcdef"], recused=["f"])
    papers = {"a": ["li"], "b": ["wang"], "c": [], "d": ["li", "wang"]}
    found = poll(people, **settings)
    for elector, paper in papers.items():
        found = found.cast(elector, paper, at=at(10))
    return found


@pytest.mark.parametrize("method", ["written_circulation", "secret_ballot", "show_of_hands"])
def test_the_turnout_of_the_returns_is_that_of_the_poll(method: str) -> None:
    ballots = voted(method=method)
    returns = returns_of(ballots, END)
    assert figures(returns.tally) == {
        "yes": 2,
        "abstain": 1,
        "invalid": 1,
        OUT: 1,
        "valid": 3,
        "ballots": 4,
        "members": 6,
        "silent" if method == "written_circulation" else "absent": 1,
    }
    assert returns.decision is not None
    assert returns.decision.outcome is Outcome.ADOPTED
    assert figures(returns.tally_for("li"), ("yes", "abstain", "members")) == {
        "yes": 1,
        "abstain": 2,
        "members": 6,
    }
    labelled = returns.tally_of(lambda marks: "first" if marks.mark("li") else "second", ["first", "second"])
    assert Condition.parse("'first' = 1 and 'second' = 1 and members = 6").holds(labelled)


def test_papers_of_tellers_may_be_counted_under_labels() -> None:
    returns = Returns.of(slate(), [(["li"], 3), (["wang"], 2)], members=9)
    labelled = returns.tally_of(lambda marks: "first" if marks.mark("li") else "no", ["first"])
    assert Condition.parse("'first' = 3 and no = 2 and members = 9").holds(labelled)


def test_where_nobody_returned_a_paper_nothing_is_counted_and_everybody_is_there() -> None:
    for method in ("written_circulation", "secret_ballot"):
        returns = returns_of(poll(method=method), END)
        assert returns.papers == ()
        nobody = "silent" if method == "written_circulation" else "absent"
        assert figures(returns.tally) == {nobody: 5, "members": 5}


def test_of_a_secret_ballot_only_the_box_of_a_paper_is_known() -> None:
    people = [Elector(each, {"house": each}, {"votes": place}, {"x"}) for place, each in enumerate("ab", 1)]
    ballots = poll(people, method="secret_ballot", deciding={"boxes": ["house", "votes", "x", "y"]})
    ballots = ballots.cast("b", ["li"], at=at(10)).cast("a", ["wang"], at=at(10))
    assert returns_of(ballots).papers == ()
    assert [note.code for note in returns_of(ballots).notes] == ["sealed"]
    papers = returns_of(ballots, END).papers
    assert [
        (who.traits["house"], who.weights["votes"], sorted(who.flags), marks.options)
        for who, marks, _ in papers
    ] == [
        ("a", 1, ["x"], ("wang",)),
        ("b", 2, ["x"], ("li",)),
    ]
    assert not {who.id for who, _, _ in papers} & {"a", "b"}


def test_figures_of_few_are_counted_and_marked_as_withheld() -> None:
    ballots = voted(method="secret_ballot", fewest_shown=5)
    returns = returns_of(ballots, END)
    assert returns.withheld
    assert returns.decision is None
    assert [note.code for note in returns.notes] == ["figures-withheld"]
    assert returns.valid == 2


def test_what_was_known_at_a_moment_is_returned() -> None:
    ballots = voted().cast("e", ["li"], at=at(12))
    assert returns_of(ballots, at(11)).valid == 2
    assert returns_of(ballots, at(12)).valid == 3


def test_returns_of_a_group_are_of_its_people_alone() -> None:
    people = [Elector(each, {"house": "east" if each in "abc" else "west"}) for each in "abcdef"]
    ballots = poll(Electorate(people, recused=["f"], vacant=2))
    for elector, paper in {"a": ["li"], "b": [], "d": ["wang"], "e": ["li", "wang"]}.items():
        ballots = ballots.cast(elector, paper, at=at(10))
    returns = returns_of(ballots)
    groups = {name: figures(returns.among("house", name).tally) for name in ("east", "west")}
    east = {"yes": 1, "abstain": 1, "absent": 1, "valid": 2, "ballots": 2, "members": 3}
    west = {"yes": 1, "invalid": 1, OUT: 1, "valid": 1, "ballots": 2, "members": 3}
    assert groups == {"east": east, "west": west}
    assert returns.among("house", "north").valid == 0
    assert Returns(slate()).among("house", "east").rest is None


def test_a_poll_without_a_slate_has_no_papers() -> None:
    with pytest.raises(TallyError) as caught:
        returns_of(Poll("?", DecisionRule("yes > no"), ["a"], opens=at(9)))
    assert [fault.code for fault in caught.value.faults] == ["no-slate"]


def test_delegated_votes_say_what_the_delegate_says() -> None:
    from consultgov.voting.events import Delegate  # noqa: PLC0415 - used here alone

    ballots = poll(delegating="single").apply(Delegate("b", "a", at(9)))
    ballots = ballots.cast("a", ["li"], at=at(10))
    assert {who.id: marks.options for who, marks, _ in returns_of(ballots).papers} == {
        "a": ("li",),
        "b": ("li",),
    }


def test_who_recuses_herself_is_not_silent() -> None:
    ballots = voted().apply(Recuse("e", at(11)))
    assert figures(returns_of(ballots).tally, (OUT, "absent", "silent")) == {OUT: 2}


# --- declared -------------------------------------------------------------------------------------


def declared(event: dict[str, Any], **settings: Any) -> Poll:  # noqa: ANN401 - as a poll takes them
    ballots = poll(**{"method": "show_of_hands", **settings})
    return ballots.apply(Declare(at(12), **event))


def test_papers_and_figures_declared_are_the_returns() -> None:
    papers = [(["li"], 2), (["wang"], 1)]
    sorted_out = [(Marks.chosen(chosen), many) for chosen, many in papers]
    ballots = declared({"figures": {"yes": 3, "no": 0, "abstain": 1, "invalid": 0}, "papers": sorted_out})
    returns = returns_of(ballots)
    assert returns.valid == 3
    assert returns.rest is not None
    assert figures(returns.tally, ("yes", "abstain", "members")) == {"yes": 3, "abstain": 1, "members": 5}
    assert figures(returns.tally_for("wang"), ("yes", "abstain", "members")) == {
        "yes": 1,
        "abstain": 3,
        "members": 5,
    }


def test_votes_declared_are_the_returns() -> None:
    ballots = declared({"figures": {"yes": 4, "invalid": 1, "abstain": 0}, "votes": {"li": 3, "wang": "1"}})
    returns = returns_of(ballots)
    assert (returns.votes, returns.valid) == ({"li": 3, "wang": 1}, 4)
    assert Condition.parse("yes = 3 and valid = 4 and members = 5 and ballots = 5").holds(
        returns.tally_for("li")
    )


def test_a_roll_and_the_facts_of_the_matter_are_in_the_returns_of_what_was_declared() -> None:
    ballots = poll(
        Electorate([*"abcde"], vacant=1),
        method="show_of_hands",
        present=["a"],
        matter=Matter("chair", facts={"urgent": True}),
    )
    ballots = ballots.apply(Attend(["b", "c", "d"], at(9)))
    ballots = ballots.apply(Declare(at(12), figures={"yes": 3, "no": 0}, votes={"li": 3}))
    rule = "given urgent and yes > 1/2 of present and seats = 6"
    assert Condition.parse(rule).holds(returns_of(ballots).tally_for("li"))


def test_more_declared_than_issued_leaves_nothing_to_count() -> None:
    returns = returns_of(declared({"figures": {"yes": 4}, "votes": {"li": 3}, "issued": 3}))
    assert [note.code for note in returns.notes] == ["more-returned-than-issued"]
    assert (returns.papers, returns.votes, returns.rest, returns.decision) == ((), {}, None, None)
    assert returns.valid == 0


def test_a_lot_is_told_with_the_returns() -> None:
    ballots = voted().apply(Draw(["wang", "li"], END))
    assert returns_of(ballots, END).drawn == ("wang", "li")


def test_a_list_of_yes_and_no_is_counted_option_by_option() -> None:
    ballots = poll(papers=slate(UpDown(), unfit="invalid"))
    ballots = ballots.cast("a", {"li": "yes", "wang": "no"}, at=at(10)).cast("b", {"li": "no"}, at=at(10))
    returns = returns_of(ballots)
    assert figures(returns.tally_for("li"), ("yes", "no")) == {"yes": 1, "no": 1}
    assert figures(returns.tally_for("wang"), ("no", "abstain")) == {"no": 1, "abstain": 1}


def test_ranks_are_counted_by_whether_they_stand_above_the_default() -> None:
    returns = Returns.of(slate(Rank(), default="zhao"), [(["li", "zhao", "wang"], 2), (["wang"], 1)])
    assert figures(returns.tally_for("wang"), ("yes", "no", "abstain")) == {"yes": 1, "no": 2}
